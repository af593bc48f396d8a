//! The report of a sample as data, read once for all tests, and the few words that tests use to walk through JSON.

use super::program;
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
