//! `--report KIND=FILE`: the verdicts for machines, beside the page for a person.

use crate::check::formats::{Destination, Format, Report, github, write};
use crate::check::verdict::FileVerdict;
use crate::commands::audience::Audience;
use crate::commands::exit::Stop;
use crate::language::errors::Complaint;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;

/// GitHub takes a step's summary of 1 MiB and drops a longer one; steps share nothing.
const SUMMARY: usize = 1 << 20;

/// What was asked for.
pub(super) fn parse(texts: &[String], audience: &Audience) -> Result<Vec<Report>, Stop> {
    let parse = |text: &String| {
        Report::parse(text)
            .map_err(|problem| Complaint::Filter { lines: vec![problem.text(audience.language)] }.into())
    };
    texts.iter().map(parse).collect()
}

/// Is standard output taken by a format that a program reads to its end? GitHub's runner reads its lines from among
/// others.
pub(super) fn take_stdout(reports: &[Report]) -> bool {
    reports.iter().any(|report| report.to == Destination::Stdout && report.format != Format::GitHub)
}

/// Write them all.
pub(super) fn write_all(reports: &[Report], files: &[FileVerdict], audience: &Audience) -> Result<(), Stop> {
    let language = audience.machine_language();
    for report in reports {
        match &report.to {
            Destination::Stdout => {
                let mut out = BufWriter::new(io::stdout().lock());
                write(report.format, files, language, &mut out)?;
                out.flush()?;
            }
            Destination::File(path) => {
                let file = |path: &PathBuf| {
                    let mut out = BufWriter::new(File::create(path)?);
                    write(report.format, files, language, &mut out)?;
                    out.flush()
                };
                file(path).map_err(|error| Stop::unwritable(path, &error))?;
            }
        }
        if report.format == Format::GitHub {
            summary(files, audience)?;
        }
    }
    Ok(())
}

/// The step's summary, where the runner says that it wants one.
fn summary(files: &[FileVerdict], audience: &Audience) -> Result<(), Stop> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let path = PathBuf::from(path);
    let there = std::fs::metadata(&path).map_or(0, |about| usize::try_from(about.len()).unwrap_or(SUMMARY));
    let text = github::summary(files, audience.machine_language(), SUMMARY.saturating_sub(there));
    let append = || OpenOptions::new().create(true).append(true).open(&path)?.write_all(text.as_bytes());
    append().map_err(|error| Stop::unwritable(&path, &error))
}
