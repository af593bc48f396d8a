//! `--bless`: a person accepts what differs. `--actual`: what would be accepted is written elsewhere, for CI to keep.

use crate::check::bless::{Mode, Options, Target, bless, in_ci};
use crate::check::verdict::{FileVerdict, Totals};
use crate::cli::{Bless, Check};
use crate::commands::audience::Audience;
use crate::commands::exit::{Exit, Stop};
use crate::language::check::page::PageLine;
use crate::language::{errors::Complaint, formats};
use std::io;

/// Write what was asked for; the exit code if that decides it.
pub(super) fn run(
    options: &Check,
    files: &[FileVerdict],
    judged: Exit,
    audience: &Audience,
) -> Result<Exit, Stop> {
    let mut exit = judged;
    if let Some(folder) = &options.actual {
        write(options, Mode::All, Target::Candidates(folder.clone()), files, audience)?;
    }
    if options.bless.is_some() || options.bless_capture {
        let mode = match options.bless {
            Some(Bless::All | Bless::Force) => Mode::All,
            Some(Bless::Ask) => Mode::Ask,
            Some(Bless::New) => Mode::New,
            // Only the captures: nothing that differs is accepted with them.
            None => Mode::Nothing,
        };
        let accepted = write(options, mode, Target::Files, files, audience)?;
        let held = exit == Exit::Fine;
        let totals = Totals::of(files);
        exit = match accepted {
            Accepted { problems: true, .. } => Exit::CouldNot,
            Accepted { left: true, .. } => exit.max(Exit::Failed),
            _ if totals.broken > 0 && !options.bless_capture => Exit::CouldNot,
            _ if held => Exit::Fine,
            Accepted { unchecked: true, .. } => {
                audience.say(&PageLine::PageRunAgain {}.text(audience.language));
                Exit::Failed
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
    audience: &Audience,
) -> Result<Accepted, Stop> {
    let asked = Options {
        mode,
        captures: options.bless_capture,
        target,
        ci: in_ci(),
        force: options.bless == Some(Bless::Force),
        language: audience.language,
    };
    let done = match bless(files, &asked, &mut io::stdin().lock(), &mut io::stderr().lock())? {
        Ok(done) => done,
        Err(problem) => {
            return Err(Complaint::Filter { lines: vec![problem.text(audience.language)] }.into());
        }
    };
    for problem in &done.problems {
        audience.say(&problem.text(audience.language));
    }
    audience.say(&formats::blessed(done.values, done.files, done.snapshots, audience.language));
    Ok(Accepted { left: done.left > 0, unchecked: done.unchecked > 0, problems: !done.problems.is_empty() })
}
