//! SARIF 2.1.0: one run for all captures, a result a failure.
//!
//! A result stands at the expected value in the YAML file; the bytes of the capture that contradict it are a related
//! location with a byte region (SARIF 2.1.0, 3.30.11), not a second one: several locations of a result mean that each
//! must be changed (3.27.12). Fingerprints are made of the capture, the expectation and what it looks at, so that an
//! alert survives a new line above it and a new wrong value. A known failure is a result that is suppressed in the
//! source (3.35).

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::spoken;
use crate::check::verdict::{Ask, Failure, FileState, FileVerdict, Outcome, VERSION};
use crate::examine::trouble::At;
use crate::language::Language;
use crate::language::formats::{self, Rule};

/// Results of a run that GitHub takes; of more it takes none.
const MOST_RESULTS: usize = 25_000;

/// The rules, in the order of `ruleIndex`.
const RULES: [(&str, Rule); 10] = [
    ("ackplain/equals", Rule::Equals),
    ("ackplain/matches", Rule::Matches),
    ("ackplain/count", Rule::Count),
    ("ackplain/only", Rule::Only),
    ("ackplain/that", Rule::That),
    ("ackplain/finding", Rule::Finding),
    ("ackplain/explain", Rule::Explain),
    ("ackplain/snapshot", Rule::Snapshot),
    ("ackplain/unexpected-pass", Rule::UnexpectedPass),
    ("ackplain/unusable-file", Rule::UnusableFile),
];

/// The rule of a word of the file. These names are kept: alerts hang on them.
pub(super) fn rule(ask: Ask) -> &'static str {
    match ask {
        Ask::Equals => "ackplain/equals",
        Ask::Matches => "ackplain/matches",
        Ask::Count => "ackplain/count",
        Ask::Only => "ackplain/only",
        Ask::That => "ackplain/that",
        Ask::Finding => "ackplain/finding",
        Ask::Explain => "ackplain/explain",
        Ask::Snapshot => "ackplain/snapshot",
    }
}

/// Write the report.
///
/// # Errors
/// Those of `out`.
pub fn write(files: &[FileVerdict], language: Language, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &log(files, language, MOST_RESULTS))?;
    out.write_all(b"\n")
}

fn log(files: &[FileVerdict], language: Language, most: usize) -> Value {
    let mut results = Results { language, list: Vec::new(), seen: HashMap::new() };
    let mut notifications = Vec::new();
    for file in files {
        results.of_file(file);
        notifications.extend(skipped(file, language));
    }
    let mut list = results.list;
    if let Some(left_out) = list.len().checked_sub(most).filter(|left_out| *left_out > 0) {
        list.truncate(most);
        let said = formats::cut(left_out, most, language);
        notifications.push(json!({"level": "warning", "message": {"text": said}}));
    }
    let usable = files.iter().all(|file| file.broken().is_empty());
    let rules: Vec<Value> = RULES
        .iter()
        .map(|(id, rule)| {
            json!({
                "id": id,
                "shortDescription": {"text": rule.text(language)},
                "defaultConfiguration": {"level": "error"},
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "ackplain", "version": VERSION, "rules": rules}},
            "language": match language {
                Language::English => "en",
                Language::Korean => "ko",
            },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": usable,
                "toolExecutionNotifications": notifications,
            }],
            "artifacts": artifacts(files),
            "results": list,
        }],
    })
}

/// The captures, each once, with their hashes.
fn artifacts(files: &[FileVerdict]) -> Vec<Value> {
    let mut captures = BTreeMap::new();
    for capture in files.iter().filter_map(|file| file.capture.as_ref()) {
        captures.insert(capture.path.as_str(), capture.sha256.as_deref());
    }
    captures
        .into_iter()
        .map(|(path, sha256)| {
            let mut artifact = json!({"location": location(path), "roles": ["analysisTarget"]});
            if let (Some(sha256), Some(artifact)) = (sha256, artifact.as_object_mut()) {
                artifact.insert("hashes".to_owned(), json!({"sha-256": sha256}));
            }
            artifact
        })
        .collect()
}

/// What was skipped, as notifications: it is no result.
fn skipped(file: &FileVerdict, language: Language) -> Vec<Value> {
    let note = |said: String, at: Option<&At>| {
        json!({
            "level": "note",
            "message": {"text": said},
            "locations": [{"physicalLocation": physical(&file.file, at)}],
        })
    };
    let mut notes = Vec::new();
    if let FileState::Skipped { why } = &file.state {
        notes.push(note(spoken::line(why.text(language)), None));
    }
    for item in &file.items {
        if let Outcome::Skipped { why } = &item.result {
            let said = format!("{}: {}", spoken::line(&item.id), spoken::line(why.text(language)));
            notes.push(note(said, Some(&item.at)));
        }
    }
    notes
}

struct Results {
    language: Language,
    list: Vec<Value>,
    /// How often a fingerprint was made.
    seen: HashMap<String, u32>,
}

impl Results {
    fn of_file(&mut self, file: &FileVerdict) {
        let language = self.language;
        for trouble in file.broken() {
            let said = spoken::trouble_alone(trouble, language);
            let key = [spoken::capture(file), "", trouble.message.english.as_str()];
            self.add("ackplain/unusable-file", file, trouble.at.as_ref(), &said, &key, Map::new());
        }
        for item in &file.items {
            match &item.result {
                Outcome::Failed(failures) => {
                    for failure in failures {
                        self.of_failure(file, &item.id, failure, None);
                    }
                }
                Outcome::KnownFailure { reason, failures } => {
                    for failure in failures {
                        self.of_failure(file, &item.id, failure, Some(reason));
                    }
                }
                Outcome::UnexpectedPass { reason, at } => {
                    let said = formats::unexpected_pass(&spoken::line(reason), language);
                    let key = [spoken::capture(file), &item.id, "unexpected pass"];
                    self.add("ackplain/unexpected-pass", file, Some(at), &said, &key, Map::new());
                }
                Outcome::Held | Outcome::Skipped { .. } => {}
            }
        }
    }

    fn of_failure(&mut self, file: &FileVerdict, id: &str, failure: &Failure, known: Option<&str>) {
        let language = self.language;
        let sentence = spoken::line(failure.sentence.text(language));
        let mut said = format!("{}: {}", spoken::line(id), spoken::headline(failure, language));
        if !sentence.is_empty() {
            said = format!("{said}\n{sentence}");
        }
        let mut more = Map::new();
        if let Some(capture) = &file.capture {
            let about = spoken::whereabouts(file, failure, language);
            let mut place = json!({"artifactLocation": location(&capture.path)});
            let bytes = failure.bytes.as_ref().and_then(|bytes| Some((bytes.in_file?, bytes.length)));
            if let (Some((offset, length)), Some(place)) = (bytes, place.as_object_mut()) {
                place.insert("region".to_owned(), json!({"byteOffset": offset, "byteLength": length}));
            }
            let related = json!([{"id": 1, "physicalLocation": place, "message": {"text": about}}]);
            more.insert("relatedLocations".to_owned(), related);
        }
        if let Some(reason) = known {
            let suppression = json!([{"kind": "inSource", "justification": spoken::line(reason)}]);
            more.insert("suppressions".to_owned(), suppression);
        }
        let mut properties = Map::new();
        properties.insert("expectation".to_owned(), json!(id));
        properties.insert("path".to_owned(), json!(failure.path.to_string()));
        let actual = match &failure.actual_value {
            value @ (Value::Null | Value::Bool(_) | Value::Number(_)) => value.clone(),
            _ => json!(spoken::line(&failure.actual)),
        };
        properties.insert("actual".to_owned(), actual);
        properties.extend(failure.connection.map(|connection| ("connection".to_owned(), json!(connection))));
        properties.extend(failure.frame.map(|frame| ("frame".to_owned(), json!(frame))));
        more.insert("properties".to_owned(), Value::Object(properties));
        let key = [spoken::capture(file), id, failure.subject.as_str()];
        self.add(rule(failure.ask), file, Some(&failure.at), &said, &key, more);
    }

    fn add(
        &mut self,
        rule: &str,
        file: &FileVerdict,
        at: Option<&At>,
        said: &str,
        key: &[&str],
        more: Map<String, Value>,
    ) {
        let mut fingerprint = spoken::fingerprint(key);
        let before = self.seen.entry(fingerprint.clone()).or_default();
        *before += 1;
        if *before > 1 {
            fingerprint = format!("{fingerprint}:{before}");
        }
        let index = RULES.iter().position(|(id, _)| *id == rule);
        let mut result = json!({
            "ruleId": rule,
            "ruleIndex": index,
            "kind": "fail",
            "level": "error",
            "message": {"text": said},
            "locations": [{"physicalLocation": physical(&file.file, at)}],
            "partialFingerprints": {"expectation/v1": fingerprint},
        });
        if let Some(result) = result.as_object_mut() {
            result.extend(more);
        }
        self.list.push(result);
    }
}

/// A place in a YAML file.
fn physical(file: &str, at: Option<&At>) -> Value {
    let mut place = json!({"artifactLocation": location(file)});
    if let (Some(at), Some(place)) = (at, place.as_object_mut()) {
        let region = json!({
            "startLine": at.line,
            "startColumn": at.column,
            "endLine": at.end_line.max(at.line),
            "endColumn": at.end_column.max(1),
        });
        place.insert("region".to_owned(), region);
    }
    place
}

/// A path as a URI reference (RFC 3986): relative to the root of the sources, or with `file:` if it is absolute.
fn location(path: &str) -> Value {
    let drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with('/') {
        json!({"uri": format!("file://{}", encoded(path))})
    } else if drive {
        json!({"uri": format!("file:///{}", encoded(path))})
    } else {
        json!({"uri": encoded(path.trim_start_matches("./")), "uriBaseId": "%SRCROOT%"})
    }
}

/// Percent-encoded, slashes kept; a colon too, which in a relative path would read as the end of a scheme.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 0xf] {
                out.extend(char::from_digit(digit.into(), 16).map(|digit| digit.to_ascii_uppercase()));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examine::trouble::{Said, Trouble};

    #[test]
    fn what_does_not_fit_is_counted() {
        let trouble = Trouble { at: None, message: Said::of(|_| "x".to_owned()), help: None, also: None };
        let file = FileVerdict {
            file: "a.expect.yaml".to_owned(),
            capture: None,
            about: None,
            tags: Vec::new(),
            state: FileState::Broken(vec![trouble; 5]),
            items: Vec::new(),
            snapshots: Vec::new(),
            source: None,
        };
        let log = log(&[file], Language::English, 3);
        assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(3));
        let note = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
        assert_eq!(note["message"]["text"], "2 results are left out: a report of this kind holds 3");
    }

    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(location("./a b/한:c")["uri"], "a%20b/%ED%95%9C%3Ac");
        assert_eq!(location("/a/b")["uri"], "file:///a/b");
        assert_eq!(location("C:/a")["uri"], "file:///C%3A/a");
        assert_eq!(location("../a")["uriBaseId"], "%SRCROOT%");
    }
}
