//! GitLab's code quality report: an entry for each expectation that is not as it should be.
//!
//! GitLab tells new from old by the fingerprint, and drops a second entry with the same one without a word. So it is
//! made of the capture and the expectation's id: not of a value or a line, which change, and not twice in one report.

use std::collections::HashSet;
use std::io::{self, Write};

use serde::Serialize;

use super::spoken;
use crate::check::verdict::{FileState, FileVerdict, Outcome};
use crate::language::Language;
use crate::language::formats;

#[derive(Serialize)]
struct Entry {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

/// Write the report.
///
/// # Errors
/// Those of `out`.
pub fn write(files: &[FileVerdict], language: Language, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &entries(files, language))?;
    out.write_all(b"\n")
}

fn entries(files: &[FileVerdict], language: Language) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut seen = HashSet::new();
    for file in files {
        let mut tell = |id: &str, check_name, severity, line: usize, description: String| {
            let mut fingerprint = spoken::fingerprint(&[spoken::capture(file), id]);
            // Two files may ask the same of one capture.
            let mut again = 0_u32;
            while !seen.insert(fingerprint.clone()) {
                again += 1;
                fingerprint =
                    spoken::fingerprint(&[spoken::capture(file), id, &file.file, &again.to_string()]);
            }
            let location = Location { path: file.file.clone(), lines: Lines { begin: line } };
            entries.push(Entry { description, check_name, fingerprint, severity, location });
        };
        if let FileState::Broken(troubles) = &file.state {
            for trouble in troubles {
                let line = trouble.at.as_ref().map_or(1, |at| at.line);
                let said = spoken::trouble_alone(trouble, language);
                tell("", "ackplain/unusable-file", "blocker", line, said);
            }
        }
        for item in &file.items {
            let named = |said: String| format!("{}: {said}", spoken::name(file, item));
            match &item.result {
                Outcome::Failed(failures) => {
                    let (check, line) = failures.first().map_or(("ackplain/that", item.at.line), |first| {
                        (super::sarif::rule(first.ask), first.at.line)
                    });
                    tell(&item.id, check, "major", line, named(spoken::headlines(failures, language)));
                }
                Outcome::UnexpectedPass { reason, at } => {
                    let said = formats::unexpected_pass(&spoken::line(reason), language);
                    tell(&item.id, "ackplain/unexpected-pass", "minor", at.line, named(said));
                }
                Outcome::KnownFailure { reason, failures } => {
                    let check =
                        failures.first().map_or("ackplain/that", |first| super::sarif::rule(first.ask));
                    let said = formats::known_failure(&spoken::line(reason), language);
                    tell(&item.id, check, "info", item.at.line, named(said));
                }
                Outcome::Held | Outcome::Skipped { .. } => {}
            }
        }
    }
    entries
}
