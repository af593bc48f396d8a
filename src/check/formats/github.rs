//! GitHub's workflow commands: annotations beside the lines of a pull request, and the summary of the step.
//!
//! A step may make ten annotations of each kind; more are dropped without a word. So nine are written, then one that
//! says how many there are, and everything stands in the summary (`GITHUB_STEP_SUMMARY`), which holds 1 MiB.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::spoken;
use crate::check::verdict::{FileState, FileVerdict, Outcome, Totals};
use crate::examine::trouble::At;
use crate::language::Language;
use crate::language::formats::{self, Label};

/// Annotations of each kind that a step may make.
const MOST_OF_A_KIND: usize = 10;
/// Bytes that a step's summary may hold.
pub const MOST_OF_SUMMARY: usize = 1 << 20;
/// The environment variable that names the file of the summary.
pub const SUMMARY_VARIABLE: &str = "GITHUB_STEP_SUMMARY";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Error,
    Notice,
}

struct Annotation<'a> {
    kind: Kind,
    file: &'a FileVerdict,
    at: Option<&'a At>,
    title: String,
    message: String,
}

/// Write the annotations.
///
/// # Errors
/// Those of `out`.
pub fn write(files: &[FileVerdict], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let all = annotations(files, language);
    for (kind, name) in [(Kind::Error, "error"), (Kind::Notice, "notice")] {
        let of_kind: Vec<&Annotation<'_>> = all.iter().filter(|annotation| annotation.kind == kind).collect();
        let shown = if of_kind.len() > MOST_OF_A_KIND { MOST_OF_A_KIND - 1 } else { of_kind.len() };
        for annotation in of_kind.iter().take(shown) {
            writeln!(out, "::{name} {}::{}", properties(annotation), data(&annotation.message))?;
        }
        if of_kind.len() > shown {
            let more = formats::more_elsewhere(of_kind.len() - shown, language);
            writeln!(out, "::{name} title=ackplain check::{}", data(&more))?;
        }
    }
    Ok(())
}

/// The summary of the step in Markdown, at most `most` bytes of it.
pub fn summary(files: &[FileVerdict], language: Language, most: usize) -> String {
    let totals = Totals::of(files);
    let mut out = format!("### {}\n\n", formats::title(totals.failed + totals.unexpected_passes, language));
    let counts = [
        (Label::Held, totals.held),
        (Label::Failed, totals.failed),
        (Label::KnownFailures, totals.known_failures),
        (Label::UnexpectedPasses, totals.unexpected_passes),
        (Label::Skipped, totals.skipped),
        (Label::BrokenFiles, totals.broken),
    ];
    let heads: Vec<&str> = counts.iter().map(|(label, _)| label.text(language)).collect();
    let _ = writeln!(out, "| {} |\n|{}", heads.join(" | "), "---:|".repeat(counts.len()));
    let numbers: Vec<String> = counts.iter().map(|(_, count)| count.to_string()).collect();
    let _ = writeln!(out, "| {} |\n", numbers.join(" | "));
    // What is too long is dropped as a whole, and what other programs wrote into it with it.
    if out.len() > most {
        return String::new();
    }
    let all = annotations(files, language);
    for (at, annotation) in all.iter().enumerate() {
        let place = annotation
            .at
            .map_or_else(|| spoken::line(&annotation.file.file), |at| spoken::place(annotation.file, at));
        let entry = format!(
            "<details><summary><code>{}</code> {}</summary>\n\n{}\n</details>\n\n",
            html(&place),
            html(&annotation.title),
            fenced(&annotation.message),
        );
        // Room for the last line is kept in any case.
        let rest = formats::more(all.len() - at, language);
        if out.len() + entry.len() + rest.len() + 1 > most {
            if out.len() + rest.len() < most {
                let _ = writeln!(out, "{rest}");
            }
            break;
        }
        out.push_str(&entry);
    }
    out
}

fn annotations(files: &[FileVerdict], language: Language) -> Vec<Annotation<'_>> {
    let mut all = Vec::new();
    for file in files {
        let mut tell = |kind, at, title: String, message: String| {
            all.push(Annotation { kind, file, at, title, message });
        };
        match &file.state {
            FileState::Ran => {}
            FileState::Skipped { why } => {
                let title = Label::Skipped.text(language).to_owned();
                tell(Kind::Notice, None, title, spoken::line(why.text(language)));
            }
            FileState::Broken(troubles) => {
                for trouble in troubles {
                    let said = spoken::trouble_alone(trouble, language);
                    let title = spoken::line(trouble.message.text(language));
                    tell(Kind::Error, trouble.at.as_ref(), title, said);
                }
            }
        }
        for item in &file.items {
            let name = spoken::name(file, item);
            match &item.result {
                Outcome::Held => {}
                Outcome::Failed(failures) => {
                    for failure in failures {
                        let message = spoken::note(file, failure, language);
                        tell(Kind::Error, Some(&failure.at), name.clone(), message);
                    }
                }
                Outcome::KnownFailure { reason, .. } => {
                    let said = formats::known_failure(&spoken::line(reason), language);
                    tell(Kind::Notice, Some(&item.at), name, said);
                }
                Outcome::UnexpectedPass { reason, at } => {
                    let said = formats::unexpected_pass(&spoken::line(reason), language);
                    let help = formats::remove_known_failure(language);
                    tell(Kind::Error, Some(at), name, format!("{said}\n= {help}"));
                }
                Outcome::Skipped { why } => {
                    tell(Kind::Notice, Some(&item.at), name, spoken::line(why.text(language)));
                }
            }
        }
    }
    all
}

/// `file=…,line=…,endLine=…,col=…,endColumn=…,title=…`. A column is told only of what stands on one line: GitHub
/// refuses it otherwise.
fn properties(annotation: &Annotation<'_>) -> String {
    let mut out = format!("file={}", property(&annotation.file.file));
    if let Some(at) = annotation.at {
        let _ = write!(out, ",line={},endLine={}", at.line, at.end_line.max(at.line));
        if at.end_line == at.line {
            let _ = write!(out, ",col={},endColumn={}", at.column, at.end_column.max(at.column));
        }
    }
    let _ = write!(out, ",title={}", property(&annotation.title));
    out
}

/// A message: `%` and line ends are escaped.
fn data(text: &str) -> String {
    text.trim_end().replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property: `:` and `,` too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Text inside of HTML inside of Markdown.
fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Text in a fence that nothing in it closes.
fn fenced(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}\n", text.trim_end())
}
