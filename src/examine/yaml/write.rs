//! One value as one piece of a line of YAML, as like to what stood there as the value allows.

use serde_json::Value;

use super::tree::Style;

/// What stood there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before<'a> {
    /// How it was written.
    pub(super) style: Style,
    /// Its text, if it was one value.
    pub(super) text: Option<&'a str>,
    /// Does it stand inside of `{ }` or `[ ]`?
    pub(super) flow: bool,
}

/// A value in one piece of a line. A text keeps the quotes of what stood there where it can, a number its `0x`.
pub(super) fn value(value: &Value, before: Before<'_>) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => match (number.as_u64(), before.text.and_then(hexadecimal)) {
            (Some(number), Some(alike)) if before.style == Style::Plain => alike(number),
            _ => number.to_string(),
        },
        Value::String(text) => string(text, before.style, before.flow),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(inner).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", string(key, Style::Plain, true), inner(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// A value inside of brackets that are written anew.
fn inner(inside: &Value) -> String {
    value(inside, Before { style: Style::Plain, text: None, flow: true })
}

/// How a hexadecimal number was written: its case and its width.
fn hexadecimal(text: &str) -> Option<impl Fn(u64) -> String> {
    let digits = text.strip_prefix("0x").filter(|digits| !digits.is_empty())?;
    let width = digits.len();
    let upper = digits.contains(|c: char| c.is_ascii_uppercase());
    Some(move |number| if upper { format!("0x{number:0width$X}") } else { format!("0x{number:0width$x}") })
}

/// A text, with quotes if it needs them or had them.
fn string(text: &str, style: Style, flow: bool) -> String {
    let single = || format!("'{}'", text.replace('\'', "''"));
    match style {
        Style::DoubleQuoted => double(text),
        Style::SingleQuoted if is_printable(text) => single(),
        Style::SingleQuoted => double(text),
        _ if is_plain(text, flow) => text.to_owned(),
        _ if is_printable(text) && text.contains(['"', '\\']) => single(),
        _ => double(text),
    }
}

/// Can a text stand without quotes and be read as that text, by readers of YAML 1.1 too?
fn is_plain(text: &str, flow: bool) -> bool {
    const WORDS: [&str; 6] = ["yes", "no", "on", "off", "y", "n"];
    let Some(first) = text.chars().next() else { return false };
    let last = text.chars().next_back();
    let sound = is_printable(text)
        && (first.is_alphanumeric() || matches!(first, '.' | '_' | '/' | '(' | '$' | '+'))
        && last.is_some_and(|last| !last.is_whitespace() && last != ':')
        && !text.contains(": ")
        && !text.contains(" #")
        && !(flow && text.contains([',', '[', ']', '{', '}', ':']))
        && text.chars().all(|c| !c.is_whitespace() || c == ' ')
        && !WORDS.contains(&text.to_lowercase().as_str());
    sound && serde_yaml::from_str::<serde_yaml::Value>(text).is_ok_and(|value| value.as_str() == Some(text))
}

/// Does a text hold nothing that has to be written as an escape?
fn is_printable(text: &str) -> bool {
    text.chars().all(|c| !needs_escape(c))
}

/// Characters that YAML forbids, that end a line for some readers, or that nobody sees.
fn needs_escape(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{a0}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{fff0}'..='\u{ffff}')
}

/// In double quotes (YAML 1.2.2, section 5.7).
fn double(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if needs_escape(c) => {
                let (letter, width) = match u32::from(c) {
                    ..=0xff => ('x', 2),
                    0x100..=0xffff => ('u', 4),
                    _ => ('U', 8),
                };
                let code = format!("\\{letter}{:0width$x}", u32::from(c));
                out.push_str(&code);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_value_is_written_like_the_one_before() {
        let plain =
            |new: Value| value(&new, Before { style: Style::Plain, text: Some("0x0aBC"), flow: false });
        let flow = |new: Value| value(&new, Before { style: Style::Plain, text: None, flow: true });
        let double =
            |new: Value| value(&new, Before { style: Style::DoubleQuoted, text: Some("1"), flow: false });
        let single = |new: Value| value(&new, Before { style: Style::SingleQuoted, text: None, flow: false });
        assert_eq!(plain(json!(31)), "0x001F");
        assert_eq!(plain(json!(-1)), "-1");
        assert_eq!(flow(json!(31)), "31");
        assert_eq!(double(json!(31)), "31");
        assert_eq!(plain(json!("ESTABLISHED")), "ESTABLISHED");
        assert_eq!(plain(json!("31")), "\"31\"");
        assert_eq!(plain(json!("no")), "\"no\"");
        assert_eq!(plain(json!("10.0.0.1: 5")), "\"10.0.0.1: 5\"");
        assert_eq!(plain(json!("a \"b\" #c")), "'a \"b\" #c'");
        assert_eq!(plain(json!("fe80::1")), "fe80::1");
        assert_eq!(flow(json!("fe80::1")), "\"fe80::1\"");
        assert_eq!(single(json!("it's")), "'it''s'");
        assert_eq!(single(json!("\u{1b}")), "\"\\x1b\"");
        assert_eq!(double(json!("한\n\u{a0}")), "\"한\\n\\xa0\"");
        assert_eq!(plain(json!(["SYN", "ACK", 1, null])), "[SYN, ACK, 1, null]");
        assert_eq!(plain(json!({"a b": [true], "": {}})), "{a b: [true], \"\": {}}");
    }
}
