//! The published schema is the one of this build, and what is written fits it.

use crate::support::program::{once, run};
use crate::support::reports::{array, explained};
use crate::support::samples;
use crate::support::segments::{Desk, closed, refused};
use serde_json::Value;
use std::path::Path;
use std::sync::LazyLock;

static SCHEMA: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&ackplain::report::schema()).expect("a schema is JSON"));

/// Where a value does not fit a schema, by the keywords that ours uses.
fn misfits(value: &Value, schema: &Value, root: &Value, at: &str, out: &mut Vec<String>) {
    let Some(rules) = schema.as_object() else { return };
    for (keyword, rule) in rules {
        let mut wrong = |what: &str| out.push(format!("{at}: {what}: {value:.60}"));
        match (keyword.as_str(), rule) {
            ("$ref", Value::String(name)) => {
                let pointer = name.strip_prefix('#').expect("local");
                let target = root.pointer(pointer).expect("a definition that is there");
                misfits(value, target, root, at, out);
            }
            ("type", kinds) => {
                let kinds: Vec<&str> = match kinds {
                    Value::String(kind) => vec![kind],
                    Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
                    _ => panic!("a type is a word or words: {kinds}"),
                };
                let fits = kinds.iter().any(|kind| match *kind {
                    "null" => value.is_null(),
                    "boolean" => value.is_boolean(),
                    "integer" => value.is_i64() || value.is_u64(),
                    "number" => value.is_number(),
                    "string" => value.is_string(),
                    "array" => value.is_array(),
                    "object" => value.is_object(),
                    other => panic!("type {other}"),
                });
                if !fits {
                    wrong("type");
                }
            }
            ("enum", Value::Array(values)) if !values.contains(value) => wrong("not in the list"),
            ("const", constant) if constant != value => wrong("not the constant"),
            ("required", Value::Array(names)) => {
                if let Some(object) = value.as_object() {
                    for name in names.iter().filter_map(Value::as_str) {
                        if !object.contains_key(name) {
                            out.push(format!("{at}: {name} is missing"));
                        }
                    }
                }
            }
            ("properties", Value::Object(properties)) => {
                for (name, inner) in value.as_object().into_iter().flatten() {
                    match properties.get(name) {
                        Some(schema) => misfits(inner, schema, root, &format!("{at}/{name}"), out),
                        None => out.push(format!("{at}/{name}: not in the schema")),
                    }
                }
            }
            ("additionalProperties", schema @ Value::Object(_)) => {
                for (name, inner) in value.as_object().into_iter().flatten() {
                    misfits(inner, schema, root, &format!("{at}/{name}"), out);
                }
            }
            ("items", schema) => {
                for (index, inner) in value.as_array().into_iter().flatten().enumerate() {
                    misfits(inner, schema, root, &format!("{at}/{index}"), out);
                }
            }
            ("anyOf" | "oneOf", Value::Array(choices)) => {
                let fits = choices.iter().any(|choice| {
                    let mut inner = Vec::new();
                    misfits(value, choice, root, at, &mut inner);
                    inner.is_empty()
                });
                if !fits {
                    wrong("fits none of the choices");
                }
            }
            ("allOf", Value::Array(parts)) => {
                for part in parts {
                    misfits(value, part, root, at, out);
                }
            }
            _ => {}
        }
    }
}

fn check(value: &Value, name: &str) {
    let mut out = Vec::new();
    misfits(value, &SCHEMA, &SCHEMA, "", &mut out);
    assert!(out.is_empty(), "{name}:\n{}", out.join("\n"));
}

#[test]
fn the_committed_schema_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ackplain.schema.json");
    let committed = std::fs::read_to_string(path).expect("docs/ackplain.schema.json is committed");
    assert!(
        committed == ackplain::report::schema(),
        "the report's shape changed: write `ackplain schema` to docs/ackplain.schema.json, and raise SCHEMA_VERSION if a key \
         changed its meaning or went away"
    );
}

#[test]
fn what_does_not_fit_is_found() {
    let desk = Desk::new();
    let path = desk.put("a.pcap", &closed());
    let path = path.to_str().expect("UTF-8");
    let good: Value = run(["explain", path, "--format", "json"]).json();
    let spoilt = |pointer: &str, value: Value| {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).expect("it is there") = value;
        let mut out = Vec::new();
        misfits(&bad, &SCHEMA, &SCHEMA, "", &mut out);
        out
    };
    assert!(!spoilt("/schema_version", "1".into()).is_empty());
    assert!(!spoilt("/connections/0/outcome", "exploded".into()).is_empty());
    assert!(!spoilt("/connections/0/steps/0", serde_json::json!({})).is_empty());
    assert!(!spoilt("/capture", serde_json::json!({"file": "a", "unknown_key": 1})).is_empty());
    assert!(spoilt("/connections/0/close", Value::Null).is_empty());
}

#[test]
fn reports_fit_the_schema_and_yaml_says_the_same() {
    let desk = Desk::new();
    let made = [desk.put("closed.pcap", &closed()), desk.put("refused.pcap", &refused(3))];
    let mut files: Vec<String> = made.iter().map(|path| path.display().to_string()).collect();
    files.extend(samples::names());
    for name in &files {
        let json = explained(name);
        check(json, name);
        assert!(json["others"].is_array(), "{name}");
        let yaml: Value =
            serde_yaml::from_str(&run(["explain", name, "--format", "yaml"]).stdout).expect("YAML");
        assert!(json == &yaml, "{name}: YAML and JSON differ");
        if let [first, _, ..] = array(&json["connections"]) {
            let one = run(["explain", name, "--format", "json", "--stream", "0"]).json();
            check(&one, name);
            assert_eq!(array(&one["connections"]), std::slice::from_ref(first), "{name}: one of them");
            assert!(one.get("others").is_none(), "{name}: others of a selection");
        }

        let list = once(&["list", name, "--format", "json"]).json();
        check(&list, name);
        let ids = |report: &Value| -> Vec<Value> {
            array(&report["connections"]).iter().map(|c| c["id"].clone()).collect()
        };
        assert_eq!(ids(&list), ids(json), "{name}");
    }
}
