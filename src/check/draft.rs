//! A first draft of expectations for a capture: what its connections are, how they end, what is odd about them.
//!
//! The draft holds what a change of the capture's maker would break on purpose, and leaves out what changes with every
//! run of a clock: lengths of time are only asked for to be there. It is written to be cut down by hand.

use super::find::shown;
use super::run::sha256;
use crate::capture::CaptureError;
use crate::examine::choose::{Choosing, wanted};
use crate::examine::subject::{Stop, Subject};
use crate::filter::Filter;
use crate::language::Language;
use crate::language::check::draft::DraftLine as Line;
use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Connections that a draft tells one by one.
const MOST: usize = 20;

/// What is counted in any capture of TCP.
const COUNTED: [&str; 3] = ["tcp.analysis.retransmission", "tcp.flags.reset == 1", "_ws.malformed"];

/// Where the draft for a capture is written: beside it, `refused.pcap` in `refused.expect.yaml`.
pub(crate) fn path_for(capture: &Path) -> PathBuf {
    let name = capture.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let packed = [".gz", ".zst", ".lz4"].iter().find_map(|packed| name.strip_suffix(packed)).unwrap_or(&name);
    let stem = match packed.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => packed,
    };
    // Two captures that differ in their endings only need two files.
    let own = |stem: &str| capture.with_file_name(format!("{stem}{}", super::find::ENDINGS[0]));
    let path = own(stem);
    let taken = path.exists() && std::fs::read_to_string(&path).is_ok_and(|text| !text.contains(&name));
    if taken { own(&name) } else { path }
}

/// Write a draft.
///
/// # Errors
/// The capture cannot be read.
pub(crate) fn draft(capture: &Path, language: Language) -> Result<String, CaptureError> {
    let name = capture.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let io = |error| CaptureError::Io { path: capture.to_owned(), error };
    let filters: Vec<Choosing> = COUNTED
        .iter()
        .filter_map(|text| {
            let filter = Filter::parse(text).ok()?;
            Some(Choosing { text: (*text).to_owned(), filter })
        })
        .collect();
    let mut subject = Subject::read(capture, &shown(capture), &wanted(&filters, std::iter::empty()))?;
    let digest = sha256(capture).map_err(io)?;
    let document = subject.document(false).map_err(|stop| match stop {
        Stop::Capture(error) => error,
        Stop::TooLarge(_) => io(std::io::ErrorKind::OutOfMemory.into()),
    })?;
    let mut text = String::new();
    let mut writer = Writer { text: &mut text, language };
    writer.head(&name, &digest);
    writer.whole(document.value(), &subject, &filters);
    let connections: Vec<&Value> =
        document.value().get("connections").and_then(Value::as_array).into_iter().flatten().collect();
    for connection in connections.iter().take(MOST) {
        writer.connection(connection, &connections);
    }
    if connections.len() > MOST {
        let more = (connections.len() - MOST) as u64;
        writer.comment("  ", &Line::DraftMore { more });
    }
    Ok(text)
}

struct Writer<'t> {
    text: &'t mut String,
    language: Language,
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.text, "{text}");
    }

    fn comment(&mut self, indent: &str, line: &Line) {
        let text = line.text(self.language);
        self.line(&format!("{indent}# {text}"));
    }

    fn head(&mut self, name: &str, digest: &str) {
        self.line(&format!("format: {}", super::read::FORMAT));
        self.line(&format!("capture: {{file: {}, sha256: \"{digest}\"}}", quoted(name)));
        self.comment("", &Line::DraftAbout {});
        self.line(&format!("about: {}", quoted(name)));
        self.line("expect:");
    }

    fn whole(&mut self, document: &Value, subject: &Subject, filters: &[Choosing]) {
        self.line("  - id: capture");
        self.line("    equals:");
        let frames = document.pointer("/capture/frames").cloned().unwrap_or_default();
        self.line(&format!("      .capture.frames: {frames}"));
        self.line(&format!("      .connections | length: {}", subject.gathered.connections));
        let codes = codes(document.pointer("/capture/findings"));
        self.line(&format!("    only: {{of: \".capture.findings[].code\", is: [{codes}]}}"));
        for (choosing, hits) in filters.iter().zip(&subject.swept.hits) {
            let id =
                choosing.text.split([' ']).next().unwrap_or("").trim_start_matches('_').replace('.', "-");
            self.line(&format!("  - id: {id}"));
            // A list says which; where there are many, their number must do.
            if hits.count > 8 {
                self.line(&format!("    count: {{of: {}, is: {}}}", choosing.text, hits.count));
            } else {
                let frames: Vec<String> = hits.frames.iter().map(|(frame, _)| frame.to_string()).collect();
                self.line(&format!("    only: {{of: {}, is: [{}]}}", choosing.text, frames.join(", ")));
            }
        }
    }

    fn connection(&mut self, connection: &Value, all: &[&Value]) {
        let get = |pointer: &str| connection.pointer(pointer).filter(|value| !value.is_null());
        let word = |pointer: &str| get(pointer).map_or_else(String::new, plain);
        let id = word("/id");
        self.line(&format!("  - id: connection-{id}"));
        let ends = format!(
            "{} {} → {} {}",
            word("/client/ip"),
            word("/client/port"),
            word("/server/ip"),
            word("/server/port")
        );
        self.line(&format!("    about: {}", quoted(&ends)));
        self.line(&format!("    connection: {}", choice(connection, all)));
        self.line("    equals:");
        for pointer in [
            "/outcome",
            "/errno",
            "/client/state",
            "/server/state",
            "/client/iss",
            "/server/iss",
            "/client/mss",
            "/server/mss",
            "/client/window_shift",
            "/server/window_shift",
            "/client/unique_bytes",
            "/server/unique_bytes",
            "/handshake/syn",
            "/handshake/synack",
            "/handshake/ack",
            "/close/initiator",
            "/close/kind",
        ] {
            if let Some(value) = get(pointer) {
                self.line(&format!("      {}: {}", pointer.replace('/', "."), scalar(value)));
            }
        }
        if get("/handshake/rtt").is_some() {
            self.line("    matches:");
            self.comment("      ", &Line::DraftTime {});
            self.line("      .handshake.rtt: {present: true}");
        }
        let codes = codes(connection.pointer("/findings"));
        self.line(&format!("    only: {{of: \".findings[].code\", is: [{codes}]}}"));
    }
}

/// What chooses a connection: a filter that a person would write, where that is enough, else its stream; a connection
/// that shares its stream is chosen by its first frame.
fn choice(connection: &Value, all: &[&Value]) -> String {
    let alone = |pointer: &str| {
        let own = connection.pointer(pointer);
        let ports =
            |other: &Value| [other.pointer("/client/port"), other.pointer("/server/port")].contains(&own);
        all.iter().filter(|other| pointer != "/stream" && ports(other)).count() == 1
            || pointer == "/stream" && all.iter().filter(|other| other.pointer(pointer) == own).count() == 1
    };
    let word = |pointer: &str| connection.pointer(pointer).map_or_else(String::new, plain);
    if alone("/server/port") {
        format!("tcp.port == {}", word("/server/port"))
    } else if alone("/client/port") {
        format!("tcp.port == {}", word("/client/port"))
    } else if alone("/stream") {
        word("/stream")
    } else {
        format!("frame.number == {}", word("/first_frame"))
    }
}

fn codes(findings: Option<&Value>) -> String {
    let codes = findings.and_then(Value::as_array).into_iter().flatten();
    let codes: Vec<&str> = codes.filter_map(|finding| finding.get("code")?.as_str()).collect();
    codes.join(", ")
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A value as YAML.
fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        other => other.to_string(),
    }
}

/// Text as YAML: without quotes where it is certain to be text and itself.
fn quoted(text: &str) -> String {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    let letter = text.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    let reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    if letter && text.chars().all(word) && !reserved.contains(&text.to_ascii_lowercase().as_str()) {
        return text.to_owned();
    }
    // JSON's quotes are YAML's double quotes.
    Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_stands_beside_its_capture() {
        assert_eq!(path_for(Path::new("a/b.pcap")), Path::new("a/b.expect.yaml"));
        assert_eq!(path_for(Path::new("b.pcapng.gz")), Path::new("b.expect.yaml"));
        assert_eq!(path_for(Path::new("b.c.pcap")), Path::new("b.c.expect.yaml"));
    }

    #[test]
    fn text_is_quoted_where_yaml_would_read_something_else() {
        assert_eq!(quoted("FIN-WAIT-1"), "FIN-WAIT-1");
        for text in ["1.2.3.4", "no", "fe80::", "a: b", "", "~", "x #y"] {
            let read: serde_yaml::Value = serde_yaml::from_str(&quoted(text)).expect(text);
            assert_eq!(read.as_str(), Some(text));
            assert!(quoted(text).starts_with('"'));
        }
    }
}
