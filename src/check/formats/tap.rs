//! The Test Anything Protocol, version 14: a line an expectation, with a YAML block under what is not as expected.

use std::io::{self, Write};

use serde::Serialize;

use super::spoken;
use crate::check::verdict::{Failure, FileState, FileVerdict, Item, Outcome};
use crate::examine::trouble::At;
use crate::language::Language;
use crate::language::formats::{self, Label};

/// TAP's word for a test that is expected to fail, in halves: in a source file the whole word is a sign of unfinished
/// work.
const EXPECTED: &str = concat!("TO", "DO");

/// What stands under a line that is not `ok`.
#[derive(Serialize)]
struct Diagnostics {
    message: String,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Place>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    differences: Vec<Difference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    troubles: Vec<String>,
}

#[derive(Serialize)]
struct Place {
    file: String,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Difference {
    subject: String,
    at: Place,
    #[serde(skip_serializing_if = "String::is_empty")]
    about: String,
    got: String,
    expect: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    because: String,
}

/// Write the report.
///
/// # Errors
/// Those of `out`.
pub fn write(files: &[FileVerdict], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let points: usize = files
        .iter()
        .map(|file| if matches!(file.state, FileState::Ran) { file.items.len() } else { 1 })
        .sum();
    writeln!(out, "TAP version 14")?;
    writeln!(out, "# ackplain {}", crate::check::verdict::VERSION)?;
    if points == 0 {
        return writeln!(out, "1..0 # SKIP {}", formats::no_expectations(language));
    }
    writeln!(out, "1..{points}")?;
    let mut number = 0;
    for file in files {
        let name = escaped(&spoken::line(&file.file));
        match &file.state {
            FileState::Ran => {
                for item in &file.items {
                    number += 1;
                    point(number, file, item, language, out)?;
                }
            }
            FileState::Skipped { why } => {
                number += 1;
                let why = spoken::line(why.text(language));
                writeln!(out, "ok {number} - {name} # SKIP {}", escaped(&why))?;
            }
            FileState::Broken(troubles) => {
                number += 1;
                writeln!(out, "not ok {number} - {name}: {}", Label::Unusable.text(language))?;
                let told: Vec<String> =
                    troubles.iter().map(|trouble| spoken::trouble(file, trouble, language)).collect();
                let at = troubles.iter().find_map(|trouble| trouble.at.as_ref());
                let diagnostics = Diagnostics {
                    message: told.first().cloned().unwrap_or_default(),
                    severity: "fail",
                    at: at.map(|at| place(file, at)),
                    differences: Vec::new(),
                    troubles: told,
                };
                diagnose(&diagnostics, out)?;
            }
        }
    }
    // Nothing of what was asked could be looked at: that is no failed test, it is no test.
    if files.iter().all(|file| matches!(file.state, FileState::Broken(_))) {
        writeln!(out, "Bail out! {}", formats::none_usable(language))?;
    }
    Ok(())
}

fn point(
    number: usize,
    file: &FileVerdict,
    item: &Item,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let name = escaped(&format!("{}: {}", spoken::line(&file.file), spoken::name(file, item)));
    match &item.result {
        Outcome::Held => writeln!(out, "ok {number} - {name}"),
        Outcome::Failed(failures) => {
            writeln!(out, "not ok {number} - {name}")?;
            diagnose(&of_failures(file, item, failures, "fail", language), out)
        }
        Outcome::KnownFailure { reason, failures } => {
            writeln!(out, "not ok {number} - {name} # {EXPECTED} {}", escaped(&spoken::line(reason)))?;
            diagnose(&of_failures(file, item, failures, "todo", language), out)
        }
        Outcome::UnexpectedPass { reason, at } => {
            writeln!(out, "not ok {number} - {name}")?;
            let diagnostics = Diagnostics {
                message: formats::unexpected_pass(&spoken::line(reason), language),
                severity: "fail",
                at: Some(place(file, at)),
                differences: Vec::new(),
                troubles: Vec::new(),
            };
            diagnose(&diagnostics, out)
        }
        Outcome::Skipped { why } => {
            writeln!(out, "ok {number} - {name} # SKIP {}", escaped(&spoken::line(why.text(language))))
        }
    }
}

fn of_failures(
    file: &FileVerdict,
    item: &Item,
    failures: &[Failure],
    severity: &'static str,
    language: Language,
) -> Diagnostics {
    let differences = failures
        .iter()
        .map(|failure| Difference {
            subject: spoken::line(&failure.subject),
            at: place(file, &failure.at),
            about: spoken::whereabouts(file, failure, language),
            got: spoken::block(&failure.actual, language),
            expect: spoken::block(&failure.expected, language),
            because: spoken::line(failure.sentence.text(language)),
        })
        .collect();
    Diagnostics {
        message: spoken::headlines(failures, language),
        severity,
        at: Some(place(file, &item.at)),
        differences,
        troubles: Vec::new(),
    }
}

fn place(file: &FileVerdict, at: &At) -> Place {
    Place { file: spoken::line(&file.file), line: at.line, column: at.column }
}

/// A YAML block, two spaces deeper than its line.
fn diagnose(diagnostics: &Diagnostics, out: &mut dyn Write) -> io::Result<()> {
    let yaml = serde_yaml::to_string(diagnostics).map_err(io::Error::other)?;
    writeln!(out, "  ---")?;
    out.write_all(spoken::indented(&yaml, "  ").as_bytes())?;
    writeln!(out, "  ...")
}

/// A description: `#` would begin a directive.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('#', "\\#")
}
