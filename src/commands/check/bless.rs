//! `--bless`: a person accepts what differs. `--actual`: what would be accepted is written elsewhere, for CI to keep.

use super::super::{Exit, Reader, Stop};
use crate::check::bless::{Mode, Options, Target, bless, in_ci};
use crate::check::verdict::{FileVerdict, Totals};
use crate::cli::{Bless, Check};
use crate::language::check::page::PageLine;
use crate::language::{errors::Complaint, formats};
use std::io;

/// Write what was asked for; the exit code if that decides it.
pub(super) fn run(
    options: &Check,
    files: &[FileVerdict],
    judged: Exit,
    reader: &Reader,
) -> Result<Exit, Stop> {
    let mut exit = judged;
    if let Some(folder) = &options.actual {
        write(options, Mode::All, Target::Candidates(folder.clone()), files, reader)?;
    }
    if options.bless.is_some() || options.bless_capture {
        let mode = match options.bless {
            Some(Bless::All | Bless::Force) => Mode::All,
            Some(Bless::Ask) => Mode::Ask,
            Some(Bless::New) => Mode::New,
            // Only the captures: nothing that differs is accepted with them.
            None => Mode::Nothing,
        };
        let accepted = write(options, mode, Target::Files, files, reader)?;
        let held = exit == Exit::Fine;
        let totals = Totals::of(files);
        exit = match accepted {
            Accepted { problems: true, .. } => Exit::CouldNot,
            Accepted { left: true, .. } => exit.max(Exit::Damaged),
            _ if totals.broken > 0 && !options.bless_capture => Exit::CouldNot,
            _ if held => Exit::Fine,
            Accepted { unchecked: true, .. } => {
                reader.say(&PageLine::PageRunAgain {}.text(reader.language));
                Exit::Damaged
            }
            _ => Exit::Fine,
        };
    }
    Ok(exit)
}

struct Accepted {
    left: bool,
    unchecked: bool,
    problems: bool,
}

fn write(
    options: &Check,
    mode: Mode,
    target: Target,
    files: &[FileVerdict],
    reader: &Reader,
) -> Result<Accepted, Stop> {
    let asked = Options {
        mode,
        captures: options.bless_capture,
        target,
        ci: in_ci(),
        force: options.bless == Some(Bless::Force),
        language: reader.language,
    };
    let done = match bless(files, &asked, &mut io::stdin().lock(), &mut io::stderr().lock())? {
        Ok(done) => done,
        Err(problem) => {
            return Err(Complaint::Filter { lines: vec![problem.text(reader.language)] }.into());
        }
    };
    for problem in &done.problems {
        reader.say(&problem.text(reader.language));
    }
    reader.say(&formats::blessed(done.values, done.files, done.snapshots, reader.language));
    Ok(Accepted { left: done.left > 0, unchecked: done.unchecked > 0, problems: !done.problems.is_empty() })
}
