//! The report of a sample as data, read once for all tests, and the few words that tests use to walk through JSON.

use super::program;
use super::screen::is_korean;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Mutex, OnceLock};

static REPORTS: Mutex<Option<HashMap<String, &'static OnceLock<Value>>>> = Mutex::new(None);

/// What `explain --format json` says of a capture in English. A damaged one is told as far as it goes.
pub fn explained(name: &str) -> &'static Value {
    let cell = {
        let mut reports = REPORTS.lock().expect("nothing in here panics");
        *reports
            .get_or_insert_with(HashMap::new)
            .entry(name.to_owned())
            .or_insert_with(|| Box::leak(Box::new(OnceLock::new())))
    };
    cell.get_or_init(|| {
        let run = program::once(&["explain", name, "--format", "json"]);
        assert!(matches!(run.code, Some(0 | 1)), "{name}: {}", run.stderr);
        run.json()
    })
}

/// The list that stands here; none if there is no list.
pub fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Keys of a report whose values are sentences.
pub const SENTENCES: [&str; 10] = [
    "text",
    "reason",
    "because",
    "title",
    "alternatives",
    "would_decide",
    "wireshark",
    "fits_too",
    "decides",
    "warning",
];

/// Compares a report with the same one in Korean: all is equal but sentences, which are Korean there. How many those
/// are. They stand under these keys; under any if none is named.
pub fn translated(sentences: &[&str], at: &str, key: &str, english: &Value, korean: &Value) -> usize {
    match (english, korean) {
        (Value::Object(english), Value::Object(korean)) => {
            let keys = |map: &serde_json::Map<String, Value>| map.keys().cloned().collect::<Vec<_>>();
            assert_eq!(keys(english), keys(korean), "{at}");
            english
                .iter()
                .map(|(key, value)| translated(sentences, &format!("{at}/{key}"), key, value, &korean[key]))
                .sum()
        }
        (Value::Array(english), Value::Array(korean)) => {
            assert_eq!(english.len(), korean.len(), "{at}");
            let pairs = english.iter().zip(korean).enumerate();
            pairs
                .map(|(no, (one, other))| translated(sentences, &format!("{at}/{no}"), key, one, other))
                .sum()
        }
        (Value::String(english), Value::String(korean)) if key == "language" => {
            assert_eq!((english.get(..2), korean.get(..2)), (Some("en"), Some("ko")), "{at}");
            0
        }
        (Value::String(english), Value::String(korean)) if english != korean => {
            assert!(
                sentences.is_empty() || sentences.contains(&key),
                "{at}: {english:?}, in Korean {korean:?}"
            );
            assert!(is_korean(korean) && !is_korean(english), "{at}: {korean:?}");
            1
        }
        _ => {
            assert_eq!(english, korean, "{at}");
            0
        }
    }
}
