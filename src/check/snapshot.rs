//! Views of a capture that stand in a file of their own: lines that do not depend on when or where the capture was
//! made, nor on any sentence of this program.

use super::spec::View;
use crate::examine::choose::Chosen;
use crate::examine::holding::Holding;
use crate::examine::subject::{Detail, Stop, Subject};
use serde_json::{Map, Value};
use std::fmt::Write as _;
use std::rc::Rc;

/// Draw a view.
///
/// # Errors
/// The capture has too many steps for it, or cannot be read again.
pub(super) fn view(view: &View, chosen: Chosen, subject: &mut Subject) -> Result<String, Stop> {
    match view {
        View::Connections => connections(chosen, subject),
        View::Steps => each(chosen, subject, steps),
        View::Ledger => each(chosen, subject, ledger),
        View::Findings => each(chosen, subject, findings),
        View::Fields(ids) => {
            let within = places(chosen, subject);
            let frame = match chosen {
                Chosen::Frame(frame, _) => Some(frame),
                Chosen::Capture | Chosen::Connection(_) => None,
            };
            let all = matches!(chosen, Chosen::Capture);
            subject.columns(ids, (!all).then_some(within.as_slice()), frame)
        }
        View::Query(query) => {
            let holding = Holding::of(subject, chosen, query.needs_steps())?;
            let values = match chosen {
                // Where there is no step, nothing is asked.
                Chosen::Frame(_, None) => Ok(Vec::new()),
                _ => query.run(holding.datum()),
            };
            let mut text = String::new();
            match values {
                Ok(values) => {
                    for value in values {
                        let canonical = canonical(&value);
                        let _ = writeln!(
                            text,
                            "{}",
                            serde_json::to_string_pretty(&canonical).unwrap_or_default()
                        );
                    }
                }
                Err(problem) => {
                    let said = problem.text(crate::language::Language::English);
                    let _ = writeln!(text, "{said}");
                }
            }
            Ok(text)
        }
    }
}

fn places(chosen: Chosen, subject: &Subject) -> Vec<usize> {
    match chosen {
        Chosen::Capture => (0..subject.gathered.chosen.len()).collect(),
        Chosen::Connection(at) | Chosen::Frame(_, Some(at)) => vec![at],
        Chosen::Frame(_, None) => Vec::new(),
    }
}

/// The connections that a view is about, each in full.
fn each(
    chosen: Chosen,
    subject: &mut Subject,
    draw: fn(&Detail, Option<u64>, &mut String),
) -> Result<String, Stop> {
    let only = match chosen {
        Chosen::Frame(frame, _) => Some(frame),
        Chosen::Capture | Chosen::Connection(_) => None,
    };
    let mut text = String::new();
    for at in places(chosen, subject) {
        let Some(detail) = subject.detail(at)? else { continue };
        let detail: Rc<Detail> = detail;
        let _ = writeln!(text, "{}", head(detail.value.value()));
        draw(&detail, only, &mut text);
    }
    Ok(text)
}

fn connections(chosen: Chosen, subject: &mut Subject) -> Result<String, Stop> {
    let within = places(chosen, subject);
    let document = subject.document(false)?;
    let mut text = String::new();
    let all = document.value().get("connections").and_then(Value::as_array);
    for (_, connection) in all.into_iter().flatten().enumerate().filter(|(at, _)| within.contains(at)) {
        let get = |pointer| word(connection.pointer(pointer));
        let _ = writeln!(
            text,
            "{} {} errno {} close {} zeek {} completeness {} bytes {} {}",
            head(connection),
            get("/outcome"),
            get("/errno"),
            get("/close/kind"),
            get("/zeek/conn_state"),
            get("/completeness"),
            get("/client/bytes"),
            get("/server/bytes"),
        );
    }
    Ok(text)
}

/// `stream 0 10.18.1.2:56844 > 10.18.2.80:81`.
fn head(connection: &Value) -> String {
    let get = |pointer: &str| word(connection.pointer(pointer));
    let end = |side: &str| format!("{} {}", get(&format!("/{side}/ip")), get(&format!("/{side}/port")));
    format!("stream {} {} > {}", get("/stream"), end("client"), end("server"))
}

fn steps(detail: &Detail, only: Option<u64>, text: &mut String) {
    let steps = detail.value.value().get("steps").and_then(Value::as_array);
    for step in steps.into_iter().flatten() {
        let get = |pointer| word(step.pointer(pointer));
        if only.is_some() && only != step.get("frame").and_then(Value::as_u64) {
            continue;
        }
        let _ = writeln!(
            text,
            "  frame {} {} {} client {} server {}",
            get("/frame"),
            get("/sender"),
            get("/kind"),
            get("/after/client/state"),
            get("/after/server/state"),
        );
    }
}

fn ledger(detail: &Detail, only: Option<u64>, text: &mut String) {
    let steps = detail.value.value().get("steps").and_then(Value::as_array);
    for step in steps.into_iter().flatten() {
        let frame = step.get("frame").and_then(Value::as_u64);
        if only.is_some() && only != frame {
            continue;
        }
        for write in step.get("writes").and_then(Value::as_array).into_iter().flatten() {
            let get = |pointer| word(write.pointer(pointer));
            let _ = writeln!(
                text,
                "  frame {} {} {}: {} -> {} by {} {} verdict {} {}",
                word(step.get("frame")),
                get("/socket"),
                get("/variable"),
                get("/before"),
                get("/after"),
                get("/by/field"),
                get("/evidence"),
                get("/verdict/kind"),
                get("/verdict/frame"),
            );
        }
    }
}

fn findings(detail: &Detail, only: Option<u64>, text: &mut String) {
    let findings = detail.value.value().get("findings").and_then(Value::as_array);
    for finding in findings.into_iter().flatten() {
        let get = |pointer| word(finding.pointer(pointer));
        if only.is_some() && only != finding.get("frame").and_then(Value::as_u64) {
            continue;
        }
        let _ = writeln!(
            text,
            "  frame {} {} {} {}",
            get("/frame"),
            get("/code"),
            get("/severity"),
            get("/evidence")
        );
    }
}

/// A value in a line: `-` for null.
fn word(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "-".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// Without points in time, paths and sentences.
fn canonical(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let kept = map.iter().filter(|(key, value)| {
                let sentence = matches!(key.as_str(), "text" | "because" | "reason");
                let time = matches!(key.as_str(), "first" | "last" | "time" | "frame.time_epoch");
                !(value.is_string() && (sentence || time || key.as_str() == "file"))
            });
            Value::Object(kept.map(|(key, value)| (key.clone(), canonical(value))).collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.iter().map(canonical).collect()),
        other => other.clone(),
    }
}

/// The first line that differs: its number in the snapshot, what stands there and what should. With `at_least`, every
/// line of the snapshot must be in the view, in order; there may be more.
pub(super) fn differs(held: &str, actual: &str, at_least: bool) -> Option<(u64, String, String)> {
    let nothing = || "—".to_owned();
    let mut now = actual.lines();
    for (at, line) in held.lines().enumerate() {
        let line = line.trim_end();
        let found = if at_least {
            now.any(|other| other.trim_end() == line).then_some(line)
        } else {
            now.next().map(str::trim_end)
        };
        if found != Some(line) {
            let found = found.map_or_else(nothing, |found| found.trim().to_owned());
            return Some((at as u64 + 1, line.trim().to_owned(), found));
        }
    }
    if at_least {
        return None;
    }
    let more = now.next()?;
    Some((held.lines().count() as u64 + 1, nothing(), more.trim().to_owned()))
}

/// A view in one line.
pub(super) fn sketch(actual: &str) -> String {
    match actual.lines().count() {
        0 => "—".to_owned(),
        1 => actual.trim().to_owned(),
        more => format!("{} … ({more})", actual.lines().next().unwrap_or_default().trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exact_snapshot_differs_at_its_first_line_that_does() {
        assert_eq!(differs("a\nb\n", "a\nb\n", false), None);
        assert_eq!(differs("a\nb\n", "a\nc\n", false), Some((2, "b".to_owned(), "c".to_owned())));
        assert_eq!(differs("a\nb\n", "a\n", false), Some((2, "b".to_owned(), "—".to_owned())));
        assert_eq!(differs("a\n", "a\nb\n", false), Some((2, "—".to_owned(), "b".to_owned())));
    }

    #[test]
    fn additions_pass_where_at_least_is_asked() {
        assert_eq!(differs("a\nc\n", "a\nb\nc\nd\n", true), None);
        assert_eq!(differs("c\na\n", "a\nb\nc\n", true), Some((2, "a".to_owned(), "—".to_owned())));
    }

    #[test]
    fn what_changes_from_machine_to_machine_is_left_out() {
        let value = serde_json::json!({"file": "x", "frames": 3, "first": "1.0", "a": [{"time": "2", "text": "t", "b": 1}]});
        assert_eq!(canonical(&value), serde_json::json!({"frames": 3, "a": [{"b": 1}]}));
    }
}
