//! Is what the capture says what the file says?
//!
//! Mappings match if every key of the expected one does; keys that are not mentioned may be anything, unless the file
//! says `exact`. Lists match item by item and have the same length. Numbers are equal by value, so that 7 is 7.0.
//!
//! A header field may be written as its users write it: an address in any of its forms, flags by name, a checksum's
//! status by Wireshark's word, a number in hexadecimal.

use crate::dissect::{FieldId, Kind};
use serde_json::Value;
use std::net::IpAddr;

/// A value as a person reads it: text without quotes, the rest as JSON.
pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Are the two equal, but for how numbers are written?
pub(crate) fn same(expected: &Value, actual: &Value) -> bool {
    fits(expected, actual, true)
}

/// Does the actual value have everything that is expected?
pub(crate) fn fits(expected: &Value, actual: &Value, exact: bool) -> bool {
    match (expected, actual) {
        (Value::Number(one), Value::Number(other)) => {
            one == other
                || matches!((one.as_f64(), other.as_f64()), (Some(a), Some(b)) if a.to_bits() == b.to_bits())
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| fits(a, b, exact))
        }
        (Value::Object(one), Value::Object(other)) => {
            let there = one.iter().all(|(key, value)| match other.get(key) {
                Some(found) => fits(value, found, exact),
                None => value.is_null() && !exact,
            });
            there && (!exact || one.len() == other.len())
        }
        (one, other) => one == other,
    }
}

/// The parts of an expected mapping that differ: the keys on the way, what is expected, what stands there. A value that
/// is no mapping is one part.
pub(crate) fn differing(expected: &Value, actual: &Value, exact: bool) -> Vec<(Vec<String>, Value, Value)> {
    let mut found = Vec::new();
    part(expected, actual, exact, &mut Vec::new(), &mut found);
    found
}

fn part(
    expected: &Value,
    actual: &Value,
    exact: bool,
    way: &mut Vec<String>,
    found: &mut Vec<(Vec<String>, Value, Value)>,
) {
    if fits(expected, actual, exact) {
        return;
    }
    let (Value::Object(one), Value::Object(other)) = (expected, actual) else {
        found.push((way.clone(), expected.clone(), actual.clone()));
        return;
    };
    let before = found.len();
    for (key, value) in one {
        way.push(key.clone());
        part(value, other.get(key).unwrap_or(&Value::Null), exact, way, found);
        way.pop();
    }
    if found.len() == before {
        // Only keys that are not mentioned differ.
        found.push((way.clone(), expected.clone(), actual.clone()));
    }
}

/// Is a header field what is expected of it? `values` are its occurrences as the report has them, `spelt` as tshark
/// prints them; `raw` is the expected scalar as written.
pub(crate) fn field(
    id: FieldId,
    expected: &Value,
    raw: Option<&str>,
    values: &[Value],
    spelt: &[String],
) -> bool {
    if id == FieldId::TcpFlags
        && let Some(flags) = flags(expected)
    {
        return matches!(values, [Value::Number(n)] if n.as_u64() == Some(flags));
    }
    match (expected, values) {
        (Value::Null, values) => values.is_empty(),
        (Value::Array(expected), values) => {
            expected.len() == values.len()
                && expected
                    .iter()
                    .zip(values.iter().zip(spelt))
                    .all(|(one, (value, spelt))| occurrence(id, one, None, value, spelt))
        }
        (one, [value]) => occurrence(id, one, raw, value, spelt.first().map_or("", String::as_str)),
        (_, _) => false,
    }
}

fn occurrence(id: FieldId, expected: &Value, raw: Option<&str>, value: &Value, spelt: &str) -> bool {
    if same(expected, value) {
        return true;
    }
    let text = match (expected, raw) {
        (_, Some(raw)) => raw.trim().to_owned(),
        (Value::String(text), None) => text.trim().to_owned(),
        (Value::Number(n), None) => n.to_string(),
        (Value::Bool(bit), None) => bit.to_string(),
        _ => return false,
    };
    if text.eq_ignore_ascii_case(spelt) {
        return true;
    }
    match (id.kind(), value) {
        (Kind::Boolean, Value::Bool(bit)) => match text.as_str() {
            "1" => *bit,
            "0" => !*bit,
            _ => false,
        },
        (Kind::Ipv4 | Kind::Ipv6, Value::String(address)) => {
            matches!((text.parse::<IpAddr>(), address.parse::<IpAddr>()), (Ok(a), Ok(b)) if a == b)
        }
        (Kind::Mac | Kind::Bytes, Value::String(bytes)) => digits(&text) == digits(bytes),
        (_, Value::Number(n)) => match (whole(&text), n.as_u64()) {
            (Some(expected), Some(actual)) => expected == actual,
            _ => status(id, &text).is_some_and(|status| n.as_u64() == Some(status)),
        },
        _ => false,
    }
}

/// Hexadecimal digits without what stands between them.
fn digits(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !matches!(c, ':' | '-' | '.' | ' ')).collect();
    text.chars().all(|c| c.is_ascii_hexdigit()).then(|| text.to_ascii_lowercase())
}

fn whole(text: &str) -> Option<u64> {
    match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(hex) => u64::from_str_radix(hex, 16).ok(),
        None => text.parse().ok(),
    }
}

fn status(id: FieldId, word: &str) -> Option<u64> {
    if !id.name().ends_with(".checksum.status") && id != FieldId::EthFcsStatus {
        return None;
    }
    Some(match word.to_ascii_lowercase().as_str() {
        "bad" => 0,
        "good" => 1,
        "unverified" => 2,
        "not present" => 3,
        _ => return None,
    })
}

/// The names of control bits: `[SYN, ACK]`.
pub(crate) fn flag_names(flags: u64) -> String {
    let names = FLAGS.iter().filter(|(_, bit)| flags & bit != 0).map(|(name, _)| *name);
    format!("[{}]", names.collect::<Vec<_>>().join(", "))
}

/// TCP's control bits, in the order in which they are spoken.
const FLAGS: [(&str, u64); 9] = [
    ("SYN", 0x002),
    ("FIN", 0x001),
    ("RST", 0x004),
    ("PSH", 0x008),
    ("ACK", 0x010),
    ("URG", 0x020),
    ("ECE", 0x040),
    ("CWR", 0x080),
    ("AE", 0x100),
];

/// The control bits that names stand for: `SYN, ACK`, `[SYN, ACK]`; `None` if these are no names.
fn flags(expected: &Value) -> Option<u64> {
    let names: Vec<String> = match expected {
        Value::String(text) => text
            .trim_matches(['[', ']'])
            .split([',', ' ', '|'])
            .map(str::to_owned)
            .filter(|name| !name.is_empty())
            .collect(),
        Value::Array(names) => {
            names.iter().map(|name| name.as_str().map(str::to_owned)).collect::<Option<_>>()?
        }
        _ => return None,
    };
    if names.is_empty() {
        return None;
    }
    names.iter().try_fold(0, |flags, name| {
        let (_, bit) = FLAGS.iter().find(|(known, _)| name.eq_ignore_ascii_case(known))?;
        Some(flags | bit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_mapping_fits_if_what_it_mentions_does() {
        let actual = json!({"a": 1, "b": {"c": [1, {"d": 2, "e": 3}], "f": null}});
        assert!(fits(&json!({"b": {"c": [1.0, {"d": 2}]}}), &actual, false));
        assert!(!fits(&json!({"b": {"c": [1, {"d": 2}]}}), &actual, true));
        assert!(!fits(&json!({"b": {"c": [1]}}), &actual, false));
        assert!(fits(&json!({"x": null}), &actual, false) && !fits(&json!({"x": null}), &actual, true));
        assert!(!fits(&json!("1"), &json!(1), false));
    }

    #[test]
    fn the_parts_that_differ_are_found() {
        let actual = json!({"a": 1, "b": {"c": 2, "d": 3}});
        let found = differing(&json!({"a": 1, "b": {"c": 9, "d": 8}}), &actual, false);
        assert_eq!(
            found,
            [
                (vec!["b".to_owned(), "c".to_owned()], json!(9), json!(2)),
                (vec!["b".to_owned(), "d".to_owned()], json!(8), json!(3)),
            ]
        );
        assert_eq!(differing(&json!({"a": 1}), &actual, true).len(), 1);
        assert!(differing(&json!({"a": 1}), &actual, false).is_empty());
    }

    #[test]
    fn header_fields_may_be_written_as_their_users_do() {
        let one = |id, expected: Value, actual: Value, spelt: &str| {
            field(id, &expected, None, &[actual], &[spelt.to_owned()])
        };
        assert!(one(FieldId::TcpFlags, json!(["SYN", "ACK"]), json!(18), "0x0012"));
        assert!(one(FieldId::TcpFlags, json!("SYN, ACK"), json!(18), "0x0012"));
        assert!(one(FieldId::TcpFlags, json!("0x12"), json!(18), "0x0012"));
        assert!(!one(FieldId::TcpFlags, json!("SYN"), json!(18), "0x0012"));
        assert!(one(FieldId::TcpFlagsSyn, json!(1), json!(true), "1"));
        assert!(!one(FieldId::TcpFlagsSyn, json!(0), json!(true), "1"));
        assert!(one(FieldId::Ipv6Src, json!("fd37:1:0::2"), json!("fd37:1::2"), "fd37:1::2"));
        assert!(one(
            FieldId::EthSrc,
            json!("02-00-5E-12-00-02"),
            json!("02:00:5e:12:00:02"),
            "02:00:5e:12:00:02"
        ));
        assert!(one(FieldId::TcpChecksumStatus, json!("Good"), json!(1), "1"));
        assert!(!one(FieldId::TcpSrcPort, json!("eighty"), json!(80), "80"));
        let twice = [json!("10.0.0.1"), json!("10.0.0.2")];
        let spelt = ["10.0.0.1".to_owned(), "10.0.0.2".to_owned()];
        assert!(field(FieldId::IpSrc, &json!(["10.0.0.1", "10.0.0.2"]), None, &twice, &spelt));
        assert!(!field(FieldId::IpSrc, &json!("10.0.0.1"), None, &twice, &spelt));
        assert!(field(FieldId::IpSrc, &Value::Null, None, &[], &[]));
    }
}
