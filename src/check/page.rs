//! The verdicts as a page for a person.
//!
//! What held is only counted. A failure is one line that an editor can jump to, the line of YAML with a caret under the
//! expected value, and below it where in the capture the other value stands, which write made it so, and why.

use super::verdict::{Ask, Failure, FileState, FileVerdict, Item, Outcome, Totals};
use crate::connection::Side;
use crate::examine::trouble::{At, Trouble};
use crate::examine::why::Ledger;
use crate::examine::yaml::{Label, report};
use crate::language::Language;
use crate::language::check::page::PageLine as Line;
use crate::report::page::{Look, Page, Tint, printable};
use std::io;

/// Longer values are cut in the head line; the machine formats have them whole.
const LONGEST: usize = 120;

/// Write the page.
///
/// # Errors
/// What the writer says.
pub(crate) fn write(page: &mut Page<'_>, files: &[FileVerdict]) -> io::Result<()> {
    let mut before = false;
    for file in files {
        let mut writer = Writer { page, file };
        before |= writer.file(before)?;
    }
    if before {
        page.blank()?;
    }
    totals(page, &Totals::of(files))?;
    page.flush()
}

struct Writer<'w, 'p> {
    page: &'w mut Page<'p>,
    file: &'w FileVerdict,
}

impl Writer<'_, '_> {
    /// All that is to be said of a file; is there anything?
    fn file(&mut self, mut before: bool) -> io::Result<bool> {
        let start = before;
        match &self.file.state {
            FileState::Ran => {}
            FileState::Skipped { why } => {
                let line = Line::PageFileSkipped { why: why.text(self.language()).to_owned() };
                self.note(None, &line)?;
                return Ok(true);
            }
            FileState::Broken(troubles) => {
                for trouble in troubles {
                    self.gap(&mut before)?;
                    self.trouble(trouble)?;
                }
                return Ok(true);
            }
        }
        for item in &self.file.items {
            match &item.result {
                Outcome::Held => {}
                Outcome::Failed(failures) => {
                    for failure in failures {
                        self.gap(&mut before)?;
                        self.failure(item, failure)?;
                    }
                }
                Outcome::KnownFailure { reason, .. } => {
                    let line = Line::PageKnownFailure { id: item.id.clone(), reason: reason.clone() };
                    self.note(Some(&item.at), &line)?;
                    before = true;
                }
                Outcome::UnexpectedPass { reason, at } => {
                    self.gap(&mut before)?;
                    let line = Line::PageUnexpectedPass { id: item.id.clone(), reason: reason.clone() };
                    self.excerpt(Some(at), &line.text(self.language()), &[], None)?;
                }
                Outcome::Skipped { why } => {
                    let why = why.text(self.language()).to_owned();
                    self.note(Some(&item.at), &Line::PageSkipped { id: item.id.clone(), why })?;
                    before = true;
                }
            }
        }
        Ok(before || start)
    }

    fn language(&self) -> Language {
        self.page.language()
    }

    fn gap(&mut self, before: &mut bool) -> io::Result<()> {
        if std::mem::replace(before, true) {
            self.page.blank()?;
        }
        Ok(())
    }

    /// A line without an excerpt.
    fn note(&mut self, at: Option<&At>, line: &Line) -> io::Result<()> {
        let text = line.text(self.language());
        let place = at.map_or_else(String::new, |at| format!("{at}:"));
        let text = format!("{}:{place} {text}", self.file.file);
        self.page.add(Tint::Dim, &printable(&text)).end()
    }

    fn trouble(&mut self, trouble: &Trouble) -> io::Result<()> {
        let language = self.language();
        let others: Vec<Label> = trouble
            .also
            .iter()
            .map(|(at, text)| Label { spot: at.spot(), text: text.text(language).to_owned() })
            .collect();
        let help = trouble.help.as_ref().map(|help| help.text(language).to_owned());
        self.excerpt(trouble.at.as_ref(), trouble.message.text(language), &others, help.as_deref())
    }

    /// The head line and the line of YAML.
    fn excerpt(
        &mut self,
        at: Option<&At>,
        sentence: &str,
        others: &[Label],
        help: Option<&str>,
    ) -> io::Result<()> {
        let width = self.page.look.width;
        let lines = match (&self.file.source, at) {
            (Some(source), Some(at)) => report(source, at.spot(), sentence, others, help, width),
            _ => vec![format!("{}: {sentence}", self.file.file)],
        };
        for (place, line) in lines.iter().enumerate() {
            let tint = if place == 0 { Tint::Wrong } else { Tint::Plain };
            self.page.add(tint, &printable(line)).end()?;
        }
        Ok(())
    }

    fn failure(&mut self, item: &Item, failure: &Failure) -> io::Result<()> {
        let language = self.language();
        let head = head(item, failure).text(language);
        self.excerpt(Some(&failure.at), &head, &[], None)?;
        let place = place(self.file, failure, language);
        self.page.say("  = ").hanging(4, Tint::Plain, &printable(&place))?;
        if let Some(ledger) = &failure.ledger {
            let text = ledger_line(ledger).text(language);
            self.page.say("  = ").hanging(4, Tint::Plain, &printable(&text))?;
        }
        let sentence = failure.sentence.text(language);
        self.page.say("  = ").hanging(4, Tint::Plain, &printable(sentence))
    }
}

/// The sentence of a failure.
pub(crate) fn head(item: &Item, failure: &Failure) -> Line {
    let id = item.id.clone();
    let (subject, actual, expected) =
        (short(&failure.subject), short(&failure.actual), short(&failure.expected));
    match failure.ask {
        Ask::Equals | Ask::Matches => Line::PageDiffers { id, subject, actual, expected },
        Ask::Count => Line::PageCount { id, subject, actual, expected },
        Ask::Only => Line::PageOnly { id, subject, actual, expected },
        Ask::That => Line::PageThat { id, subject, actual },
        Ask::Finding if failure.expected == "present" => Line::PageFindingAbsent { id, code: subject },
        Ask::Finding => Line::PageFindingPresent { id, code: subject },
        Ask::Explain => Line::PageExplain { id, expected },
        Ask::Snapshot => Line::PageSnapshot { id, file: subject, actual, expected },
    }
}

/// Where in the capture: `capture x.pcap, connection 0, frame 4, tcp.flags, bytes 46 to 47 of the file`.
pub(crate) fn place(file: &FileVerdict, failure: &Failure, language: Language) -> String {
    let mut parts = Vec::new();
    if let Some(capture) = &file.capture {
        parts.push(Line::PageCapture { path: capture.path.clone() });
    }
    if let Some(connection) = failure.connection {
        parts.push(Line::PageConnection { connection });
    }
    if let Some(frame) = failure.frame {
        parts.push(Line::PageFrame { frame });
    }
    if let Some(bytes) = &failure.bytes {
        let field = bytes.field.clone();
        let last = |first: u64| first + u64::from(bytes.length.max(1)) - 1;
        parts.push(match bytes.in_file {
            Some(byte) if bytes.length == 1 => Line::PageByteInFile { field, byte },
            None if bytes.length == 1 => Line::PageByteInFrame { field, byte: u64::from(bytes.in_frame) },
            Some(first) => Line::PageBytesInFile { field, first, last: last(first) },
            None => {
                let first = u64::from(bytes.in_frame);
                Line::PageBytesInFrame { field, first, last: last(first) }
            }
        });
    }
    parts.iter().map(|part| part.text(language)).collect::<Vec<_>>().join(", ")
}

/// The write that made a value so.
pub(crate) fn ledger_line(ledger: &Ledger) -> Line {
    let held = |held: &Option<String>| held.clone().unwrap_or_else(|| "—".to_owned());
    Line::PageLedger {
        socket: if ledger.socket == "client" { Side::Client } else { Side::Server },
        variable: ledger.variable.clone(),
        before: held(&ledger.before),
        after: held(&ledger.after),
        evidence: ledger.evidence,
    }
}

/// A value on one line.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST - 1).chain(['…']).collect()
}

fn totals(page: &mut Page<'_>, totals: &Totals) -> io::Result<()> {
    let counts = [
        (totals.held, Line::PageHeld { count: totals.held }, true),
        (totals.failed, Line::PageFailed { count: totals.failed }, true),
        (totals.unexpected_passes, Line::PageUnexpected { count: totals.unexpected_passes }, false),
        (totals.known_failures, Line::PageKnown { count: totals.known_failures }, false),
        (
            totals.skipped + totals.files_skipped,
            Line::PageSkippedCount { count: totals.skipped + totals.files_skipped },
            false,
        ),
        (totals.broken, Line::PageBroken { count: totals.broken }, false),
    ];
    let language = page.language();
    let said: Vec<String> = counts
        .iter()
        .filter(|(count, _, always)| *always || *count > 0)
        .map(|(_, line, _)| line.text(language))
        .collect();
    let files = Line::PageFiles { count: totals.files }.text(language);
    let bad = totals.failed + totals.unexpected_passes + totals.broken > 0;
    page.add(if bad { Tint::Wrong } else { Tint::Confirmed }, &said.join(", "));
    page.say(&format!(" ({files})")).end()
}

/// The looks of a page that nobody sees: for files.
pub(crate) fn plain(language: Language) -> Look {
    Look { width: 120, narrow: false, paint: false, ascii: false, language }
}
