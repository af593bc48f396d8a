//! A failure in words, as every format says it: one line, or a body of several.
//!
//! Text of a capture or of a YAML file may hold anything. [`line()`] and [`block`] write what a terminal would obey,
//! what XML forbids, and what turns the direction of a line around, as escapes.

use std::fmt::Write as _;

use hmac_sha256::Hash as Sha256;

use crate::check::verdict::{Failure, FileVerdict, Item};
use crate::examine::trouble::{At, Trouble};
use crate::examine::why::{Bytes, Ledger};
use crate::language::formats::{self, Label};
use crate::language::{Language, Word};

/// What a line says of a value at most, in characters.
const MOST_OF_VALUE: usize = 200;
/// What a body says of a value at most, in bytes: snapshots can be long.
const MOST_OF_BLOCK: usize = 16 * 1024;

/// Text on one line.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => visible(c, &mut out),
        }
    }
    out
}

/// Text on several lines.
pub fn block(text: &str, language: Language) -> String {
    let (shown, rest) = match text.len().checked_sub(MOST_OF_BLOCK) {
        Some(rest) if rest > 0 => {
            let mut end = MOST_OF_BLOCK;
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            (&text[..end], text.len() - end)
        }
        _ => (text, 0),
    };
    let mut out = String::with_capacity(shown.len());
    for c in shown.chars() {
        match c {
            '\n' | '\t' => out.push(c),
            '\r' => {}
            c => visible(c, &mut out),
        }
    }
    if rest > 0 {
        out.push('\n');
        out.push_str(&formats::longer(rest, language));
    }
    out
}

/// A value on one line, cut where it is long.
fn value(text: &str) -> String {
    let whole = line(text);
    match whole.char_indices().nth(MOST_OF_VALUE) {
        Some((at, _)) => format!("{}…", &whole[..at]),
        None => whole,
    }
}

/// A character, or its escape if it must not be written.
fn visible(c: char, out: &mut String) {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let separates = matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    if c.is_control() || turns || separates {
        // Writing to a String does not fail.
        let _ = match u32::from(c) {
            code @ ..=0x7f => write!(out, "\\x{code:02x}"),
            code => write!(out, "\\u{{{code:x}}}"),
        };
    } else {
        out.push(c);
    }
}

/// A failure in one line.
pub fn headline(failure: &Failure, language: Language) -> String {
    let (expected, actual) = (value(&failure.expected), value(&failure.actual));
    formats::headline(&line(&failure.subject), &expected, &actual, language)
}

/// All failures of an expectation in one line.
pub fn headlines(failures: &[Failure], language: Language) -> String {
    match failures {
        [] => String::new(),
        [one] => headline(one, language),
        [first, rest @ ..] => {
            format!("{} ({})", headline(first, language), formats::more(rest.len(), language))
        }
    }
}

/// The capture, the connection, the frame and the bytes that a failure is about.
pub fn whereabouts(file: &FileVerdict, failure: &Failure, language: Language) -> String {
    let mut parts = Vec::new();
    if let Some(capture) = &file.capture {
        parts.push(format!("{} {}", Label::Capture.text(language), line(&capture.path)));
    }
    if let Some(connection) = failure.connection {
        parts.push(format!("{} {connection}", Label::Connection.text(language)));
    }
    if let Some(frame) = failure.frame {
        parts.push(format!("{} {frame}", Label::Frame.text(language)));
    }
    if let Some(bytes) = &failure.bytes {
        parts.push(of_bytes(bytes, language));
    }
    parts.join(", ")
}

/// `bytes 38–41 (tcp.seq_raw; in the file 78–81)`.
pub fn of_bytes(bytes: &Bytes, language: Language) -> String {
    let range = |first: u64| match u64::from(bytes.length) {
        0 | 1 => first.to_string(),
        length => format!("{first}–{}", first.saturating_add(length - 1)),
    };
    let label = if bytes.length == 1 { Label::Byte } else { Label::Bytes };
    let mut out = format!("{} {}", label.text(language), range(u64::from(bytes.in_frame)));
    let in_file = bytes.in_file.map(|first| format!("; {} {}", Label::InFile.text(language), range(first)));
    let _ = write!(out, " ({}{})", line(&bytes.field), in_file.unwrap_or_default());
    out
}

/// A failure in full: where it is expected, what it is about, expected and actual, what it means, and the write that
/// made it so.
pub fn body(file: &FileVerdict, failure: &Failure, language: Language) -> String {
    let mut out = format!("{}: {}\n", place(file, &failure.at), line(&failure.path.to_string()));
    let about = whereabouts(file, failure, language);
    if !about.is_empty() {
        out.push_str(&about);
        out.push('\n');
    }
    let _ = writeln!(out, "{}", line(&failure.subject));
    both(failure, language, &mut out);
    why(failure, language, &mut out);
    out
}

/// A failure beside the line where it is expected: in one line, then what that line does not hold.
pub fn note(file: &FileVerdict, failure: &Failure, language: Language) -> String {
    let mut out = headline(failure, language);
    out.push('\n');
    let about = whereabouts(file, failure, language);
    if !about.is_empty() {
        let _ = writeln!(out, "{about}");
    }
    if [&failure.expected, &failure.actual]
        .iter()
        .any(|text| text.contains('\n') || value(text) != line(text))
    {
        both(failure, language, &mut out);
    }
    why(failure, language, &mut out);
    out
}

/// What is expected and what is there.
fn both(failure: &Failure, language: Language, out: &mut String) {
    for (label, text) in [(Label::Expected, &failure.expected), (Label::Actual, &failure.actual)] {
        let text = block(text, language);
        let label = label.text(language);
        // Writing to a String does not fail.
        let _ = if text.contains('\n') {
            write!(out, "{label}:\n{}", indented(&text, "  "))
        } else {
            writeln!(out, "{label}: {text}")
        };
    }
}

/// What it means, and the write that made it so.
fn why(failure: &Failure, language: Language, out: &mut String) {
    let sentence = line(failure.sentence.text(language));
    let ledger = failure.ledger.as_ref().map(|ledger| of_ledger(ledger, language));
    for said in [Some(sentence), ledger].into_iter().flatten().filter(|said| !said.is_empty()) {
        out.push_str(&said);
        out.push('\n');
    }
}

/// The bodies of all failures.
pub fn bodies(file: &FileVerdict, failures: &[Failure], language: Language) -> String {
    let bodies: Vec<String> = failures.iter().map(|failure| body(file, failure, language)).collect();
    bodies.join("\n")
}

/// `ledger: client SND.NXT nothing → 1 (frame 3, observed): why`.
fn of_ledger(ledger: &Ledger, language: Language) -> String {
    let held = |held: &Option<String>| match held {
        Some(held) => line(held),
        None => Label::Nothing.text(language).to_owned(),
    };
    let socket = match ledger.socket {
        "client" => Word::Client.text(language),
        "server" => Word::Server.text(language),
        other => other,
    };
    let frame = ledger.frame.map(|frame| format!("{} {frame}, ", Label::Frame.text(language)));
    format!(
        "{}: {} {} {} → {} ({}{}): {}",
        Label::Ledger.text(language),
        socket,
        line(&ledger.variable),
        held(&ledger.before),
        held(&ledger.after),
        frame.unwrap_or_default(),
        Word::from(ledger.evidence).text(language),
        line(ledger.because.text(language)),
    )
}

/// What is wrong with a file, with its place and what to do.
pub fn trouble(file: &FileVerdict, trouble: &Trouble, language: Language) -> String {
    let mut out = match &trouble.at {
        Some(at) => format!("{}: ", place(file, at)),
        None => format!("{}: ", line(&file.file)),
    };
    out.push_str(&trouble_alone(trouble, language));
    out
}

/// The same without the place.
pub fn trouble_alone(trouble: &Trouble, language: Language) -> String {
    let mut out = line(trouble.message.text(language));
    if let Some((at, said)) = &trouble.also {
        let _ = write!(out, " ({at}: {})", line(said.text(language)));
    }
    if let Some(help) = &trouble.help {
        let _ = write!(out, "; {}", line(help.text(language)));
    }
    out
}

/// `file:line:column`.
pub fn place(file: &FileVerdict, at: &At) -> String {
    format!("{}:{at}", line(&file.file))
}

/// The capture's path, or the file's own where no capture is known.
pub fn capture(file: &FileVerdict) -> &str {
    file.capture.as_ref().map_or(file.file.as_str(), |capture| capture.path.as_str())
}

/// `id [capture]`: what an expectation is called where the file's name is not shown.
pub fn name(file: &FileVerdict, item: &Item) -> String {
    match &file.capture {
        Some(capture) => format!("{} [{}]", line(&item.id), line(&capture.named)),
        None => line(&item.id),
    }
}

/// The SHA-256 of some texts in lower-case hex. The texts are kept apart, so that no two lists of them are alike.
pub fn fingerprint(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    }
    hash.finalize().iter().fold(String::with_capacity(64), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// Every line with something before it; the last one ends too.
pub fn indented(text: &str, before: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for line in text.lines() {
        if !line.is_empty() {
            out.push_str(before);
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_written_as_an_escape() {
        assert_eq!(line("a\u{1b}[31m\n\tb\u{85}\u{202e}한"), r"a\x1b[31m\n\tb\u{85}\u{202e}한");
        assert_eq!(block("a\r\n\tb\u{0}", Language::English), "a\n\tb\\x00");
        assert_eq!(value(&"한".repeat(300)).chars().count(), MOST_OF_VALUE + 1);
        let long = block(&"한".repeat(10_000), Language::English);
        assert!(long.ends_with("\n… (13617 more bytes)"), "{}", &long[long.len() - 40..]);
    }

    #[test]
    fn texts_of_a_fingerprint_are_kept_apart() {
        assert_ne!(fingerprint(&["ab", "c"]), fingerprint(&["a", "bc"]));
        assert_eq!(fingerprint(&["a"]).len(), 64);
    }
}
