//! The reports of `check`, format by format: what each prints in both languages, and what its readers demand of it.
//!
//! The demands were taken from the readers' own documents: the XSD of Jenkins' xunit plugin, SARIF 2.1.0, TAP 14,
//! GitHub's limits, GitLab's code quality format.

mod samples;

use crate::support::{program, reports, screen};
use ackplain::check::formats::{self, Format, github};
use ackplain::check::verdict::{Ask, FileVerdict, Outcome, VERSION};
use ackplain::language::Language;
use samples::{all, at, failure, file, item};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_format_in_both_languages() {
    for format in Format::ALL {
        let [english, korean] =
            [Language::English, Language::Korean].map(|language| written(format, &all(), language));
        snapshot(&format!("check-{}-en", format.name()), &english);
        // A person reads the text of these; of the others the sentences alone may differ.
        match format {
            Format::Junit | Format::GitHub => snapshot(&format!("check-{}-ko", format.name()), &korean),
            Format::Tap => {
                assert_eq!(english.lines().count(), korean.lines().count());
                assert_eq!(screen::numbers(&english, 1), screen::numbers(&korean, 1));
                assert!(screen::is_korean(&korean));
            }
            Format::Json | Format::Sarif | Format::GitLab => {
                let [english, korean] = [english, korean]
                    .map(|text| serde_json::from_str::<Value>(&text).expect("one value of JSON"));
                assert!(reports::translated(&[], "", "", &english, &korean) > 5, "{format:?}");
            }
        }
    }
    for (language, suffix) in [(Language::English, "en"), (Language::Korean, "ko")] {
        let summary = github::summary(&all(), language, github::MOST_OF_SUMMARY);
        snapshot(&format!("check-github-summary-{suffix}"), &summary);
    }
    let schema = program::run(["schema", "check"]).stdout;
    assert_eq!(schema, formats::json::schema());
    snapshot("check-json-schema", &schema);
}

#[test]
fn no_format_lets_a_control_character_through() {
    for format in Format::ALL {
        for files in [all(), Vec::new(), held()] {
            let text = written(format, &files, Language::English);
            let wrong: Vec<char> =
                text.chars().filter(|c| c.is_control() && *c != '\n' || *c == '\u{202e}').collect();
            // JSON has escapes of its own for what a string holds; the direction of a line is none of them.
            let json = format == Format::Json;
            assert!(wrong.iter().all(|c| json && !c.is_control()), "{format:?}: {wrong:?}");
            assert!(text.is_empty() || text.ends_with('\n'), "{format:?}");
        }
    }
}

/// An element, the elements that may stand in it, the attributes that must, and those that may.
type Element = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

/// What may stand in an element, and what must: the xunit plugin's junit-10.xsd.
const JUNIT: [Element; 8] = [
    ("testsuites", &["testsuite"], &[], &["name", "time", "tests", "failures", "errors"]),
    (
        "testsuite",
        &["testsuite", "properties", "testcase", "system-out", "system-err"],
        &["name", "tests", "failures", "errors"],
        &["group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"],
    ),
    ("properties", &["property"], &[], &[]),
    ("property", &[], &["name", "value"], &[]),
    ("testcase", &["skipped", "error", "failure"], &["name"], &["time", "classname", "group"]),
    ("failure", &[], &[], &["type", "message"]),
    ("error", &[], &[], &["type", "message"]),
    ("skipped", &[], &[], &["type", "message"]),
];

#[test]
fn junit_is_the_dialect_of_jenkins_gitlab_and_circleci() {
    for files in [all(), Vec::new(), held()] {
        let text = written(Format::Junit, &files, Language::Korean);
        let mut open: Vec<String> = Vec::new();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut names = BTreeSet::new();
        for tag in tags(&text) {
            if let Some(name) = tag.name.strip_prefix('/') {
                assert_eq!(open.pop().as_deref(), Some(name));
                continue;
            }
            let row = JUNIT.iter().find(|row| row.0 == tag.name).unwrap_or_else(|| panic!("<{}>", tag.name));
            if let Some(outer) = open.last() {
                let outer = JUNIT.iter().find(|row| row.0 == outer).expect("it was looked up");
                assert!(outer.1.contains(&tag.name.as_str()), "<{}> in <{}>", tag.name, outer.0);
            }
            for required in row.2 {
                assert!(tag.attributes.contains_key(*required), "<{}> without {required}", tag.name);
            }
            for name in tag.attributes.keys() {
                assert!([row.2, row.3].concat().contains(&name.as_str()), "<{} {name}>", tag.name);
            }
            *counts.entry(tag.name.clone()).or_default() += 1;
            if tag.name == "testcase" {
                let full = (tag.attributes["classname"].clone(), tag.attributes["name"].clone());
                assert!(names.insert(full.clone()), "{full:?} stands twice");
            }
            if tag.name == "testsuites" {
                let total = |of: fn(&Outcome) -> bool| {
                    files.iter().flat_map(|file| &file.items).filter(|item| of(&item.result)).count()
                };
                let broken = files.iter().filter(|file| !file.broken().is_empty()).count();
                assert_eq!(tag.attributes["failures"], total(Outcome::fails).to_string());
                assert_eq!(tag.attributes["errors"], broken.to_string());
            }
            if !tag.closed {
                open.push(tag.name);
            }
        }
        assert!(open.is_empty());
        assert_eq!(counts.get("testsuite").copied().unwrap_or(0), files.len());
    }
}

#[test]
fn a_junit_case_keeps_its_name_and_its_body_says_everything() {
    let name_of = |files: &[FileVerdict]| {
        let text = written(Format::Junit, files, Language::English);
        let cases: Vec<String> = tags(&text)
            .into_iter()
            .filter(|tag| tag.name == "testcase")
            .map(|tag| tag.attributes["name"].clone())
            .collect();
        (cases, text)
    };
    let (failed, text) = name_of(&all());
    let mut fine = all();
    for item in &mut fine[0].items {
        item.result = Outcome::Held;
    }
    let (held, _) = name_of(&fine);
    assert_eq!(failed, held);
    assert_eq!(failed[1], "handshake [web.pcapng]");
    let body =
        text.split("<failure").nth(1).and_then(|rest| rest.split("</failure>").next()).expect("a failure");
    for said in [
        "tests/web.expect.yaml:12:20",
        "samples/web.pcapng",
        "connection 0, frame 3, bytes 38–41 (tcp.seq_raw; in the file 1234–1237)",
        "expected: 1812140441",
        "actual: 1812140442",
        "The SYN of frame 3",
        "client ISS nothing → 1812140442",
    ] {
        assert!(body.contains(said), "{said} is missing in {body}");
    }
}

#[test]
fn sarif_is_what_2_1_0_and_its_readers_want() {
    let log: Value = read(Format::Sarif, &all());
    assert_eq!(log["version"], "2.1.0");
    let runs = log["runs"].as_array().expect("runs");
    assert_eq!(runs.len(), 1, "one run for all captures");
    let driver = &runs[0]["tool"]["driver"];
    assert_eq!(driver["name"], "ackplain");
    let rules: Vec<&str> =
        driver["rules"].as_array().expect("rules").iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert!(rules.iter().all(|rule| rule.starts_with("ackplain/")));
    assert_eq!(rules.iter().collect::<BTreeSet<_>>().len(), rules.len());
    let results = runs[0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 7);
    let mut fingerprints = BTreeSet::new();
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(result["ruleId"], rules[index]);
        assert_eq!(result["level"], "error");
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        let places = result["locations"].as_array().expect("locations");
        assert_eq!(places.len(), 1);
        let region = &places[0]["physicalLocation"]["region"];
        for key in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(region[key].as_u64().is_some_and(|number| number >= 1), "{region}");
        }
        let fingerprint = result["partialFingerprints"]["expectation/v1"].as_str().expect("a fingerprint");
        assert!(fingerprints.insert(fingerprint.to_owned()));
    }
    let bytes = &results[0]["relatedLocations"][0]["physicalLocation"];
    assert_eq!(bytes["region"], json!({"byteOffset": 1234, "byteLength": 4}));
    assert_eq!(bytes["artifactLocation"], json!({"uri": "samples/web.pcapng", "uriBaseId": "%SRCROOT%"}));
    let known =
        results.iter().find(|result| result["ruleId"] == "ackplain/count").expect("the known failure");
    assert_eq!(known["suppressions"][0]["kind"], "inSource");
    let notes = &runs[0]["invocations"][0]["toolExecutionNotifications"];
    let uri = &notes[1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "tests/%EB%8B%A4%EB%A5%B8%20%EA%B2%83.expect.yaml");
    assert_eq!(runs[0]["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn a_fingerprint_survives_a_new_line_and_a_new_value() {
    let of = |line: usize, value: u32, capture: &str| {
        let mut failure = failure(Ask::Equals, ".client.iss", "1", json!(value));
        failure.at = at(line, 9);
        let files = [file("a.expect.yaml", capture, vec![item("iss", line, Outcome::Failed(vec![failure]))])];
        let sarif = read(Format::Sarif, &files);
        let gitlab = read(Format::GitLab, &files);
        [
            sarif["runs"][0]["results"][0]["partialFingerprints"]["expectation/v1"].clone(),
            gitlab[0]["fingerprint"].clone(),
        ]
    };
    assert_eq!(of(3, 2, "a.pcap"), of(90, 7, "a.pcap"));
    let (one, other) = (of(3, 2, "a.pcap"), of(3, 2, "b.pcap"));
    assert!(one.iter().zip(&other).all(|(one, other)| one != other));
}

#[test]
fn github_gets_nine_annotations_of_a_kind_and_the_number_of_the_rest() {
    let many = |count: usize| {
        let items = (0..count)
            .map(|n| {
                item(
                    &format!("i{n}"),
                    3,
                    Outcome::Failed(vec![failure(Ask::That, "x", "true", json!(false))]),
                )
            })
            .collect();
        let text = written(Format::GitHub, &[file("a.expect.yaml", "a.pcap", items)], Language::English);
        text.lines().map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(many(10).len(), 10);
    let lines = many(40);
    assert_eq!(lines.len(), 10);
    assert_eq!(
        lines[9],
        "::error title=ackplain check::and 31 more: see the summary of this step, or another report"
    );
}

#[test]
fn a_workflow_command_is_one_line_and_its_properties_end_where_they_end() {
    let mut odd = failure(Ask::Equals, ".a", "50%\n::error::x", json!("b"));
    odd.at.end_line += 1;
    let files = [file("a,b: c%.yaml", "a.pcap", vec![item("i", 3, Outcome::Failed(vec![odd]))])];
    let text = written(Format::GitHub, &files, Language::English);
    assert_eq!(text.lines().count(), 1);
    let command = text.strip_prefix("::error file=a%2Cb%3A c%25.yaml,line=12,endLine=13,title=i [a.pcap]::");
    let message = command.unwrap_or_else(|| panic!("{text}"));
    assert!(message.contains("50%25\\n::error::x") && message.contains("%0A"), "{message}");
}

#[test]
fn a_summary_stays_within_its_room_and_its_fences_hold() {
    let odd = failure(Ask::Equals, "````", "<b>|`", json!("```\n</details>"));
    let items = (0..50).map(|n| item(&format!("i{n}"), 3, Outcome::Failed(vec![odd.clone()]))).collect();
    let files = [file("a.expect.yaml", "a.pcap", items)];
    for most in [500, 2_000, 10_000] {
        let summary = github::summary(&files, Language::Korean, most);
        assert!(summary.len() <= most, "{} of {most}", summary.len());
        let shown = summary.matches("<details>").count();
        assert!(summary.ends_with(&format!("외 {}건\n", 50 - shown)), "{summary}");
    }
    let whole = github::summary(&files, Language::Korean, github::MOST_OF_SUMMARY);
    assert_eq!(whole.matches("`````text\n").count(), 50);
}

#[test]
fn tap_counts_what_it_plans_and_its_diagnostics_are_yaml() {
    let text = written(Format::Tap, &all(), Language::English);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("TAP version 14"));
    let plan: usize = text
        .lines()
        .find_map(|line| line.strip_prefix("1.."))
        .and_then(|plan| plan.parse().ok())
        .expect("a plan");
    let points: Vec<&str> =
        text.lines().filter(|line| line.starts_with("ok ") || line.starts_with("not ok ")).collect();
    assert_eq!(points.len(), plan);
    for (at, point) in points.iter().enumerate() {
        let number = point.trim_start_matches("not ").trim_start_matches("ok ").split(' ').next();
        assert_eq!(number, Some((at + 1).to_string().as_str()));
    }
    let with = |sign: &str| points.iter().filter(|point| point.contains(sign)).count();
    // In halves, for the test that looks for unfinished work.
    let expected = concat!(" # TO", "DO not tracked yet, \\#57");
    assert_eq!((with(expected), with(" # SKIP ")), (1, 2));
    assert!(points[3].ends_with(expected), "{}", points[3]);
    let blocks: Vec<&str> =
        text.split("  ---\n").skip(1).filter_map(|rest| rest.split("  ...\n").next()).collect();
    assert_eq!(blocks.len(), 5);
    for block in &blocks {
        assert!(block.lines().all(|line| line.is_empty() || line.starts_with("  ")), "{block}");
        let value: serde_yaml::Value =
            serde_yaml::from_str(block).unwrap_or_else(|error| panic!("{block}: {error}"));
        assert!(value["message"].is_string(), "{block}");
    }
    assert!(!text.contains("Bail out!"));

    assert_eq!(
        written(Format::Tap, &[], Language::English).lines().last(),
        Some("1..0 # SKIP no expectations")
    );
    let broken = &all()[2..];
    let last = written(Format::Tap, broken, Language::English);
    assert_eq!(last.lines().last(), Some("Bail out! no file of expectations could be used"));
}

#[test]
fn gitlab_gets_an_entry_an_expectation_and_no_fingerprint_twice() {
    // Two files that ask the same of one capture.
    let mut files = all();
    let mut again = files[0].clone();
    again.file = "tests/again.expect.yaml".to_owned();
    files.push(again);
    let entries = read(Format::GitLab, &files);
    let entries = entries.as_array().expect("an array");
    let fingerprints: BTreeSet<&str> =
        entries.iter().filter_map(|entry| entry["fingerprint"].as_str()).collect();
    assert_eq!(fingerprints.len(), entries.len());
    assert_eq!(entries.len(), 10);
    for entry in entries {
        assert!(
            ["info", "minor", "major", "blocker"].contains(&entry["severity"].as_str().expect("a severity"))
        );
        assert!(entry["location"]["lines"]["begin"].as_u64().is_some_and(|line| line >= 1));
        assert!(entry["location"]["path"].as_str().is_some_and(|path| path.starts_with("tests/")));
        assert!(entry["check_name"].is_string() && entry["description"].is_string());
    }
}

fn snapshot(name: &str, text: &str) {
    screen::settings("../snapshots").bind(|| insta::assert_snapshot!(name, text));
}

fn held() -> Vec<FileVerdict> {
    vec![file("a.expect.yaml", "a.pcap", vec![item("one", 3, Outcome::Held)])]
}

fn written(format: Format, files: &[FileVerdict], language: Language) -> String {
    let mut out = Vec::new();
    formats::write(format, files, language, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("UTF-8").replace(VERSION, "VERSION")
}

fn read(format: Format, files: &[FileVerdict]) -> Value {
    serde_json::from_str(&written(format, files, Language::English)).expect("JSON")
}

/// A tag of our own XML, which has no comments, no CDATA and no `>` in attributes.
struct Tag {
    name: String,
    attributes: BTreeMap<String, String>,
    closed: bool,
}

fn tags(text: &str) -> Vec<Tag> {
    let body = text.split_once("?>").expect("a declaration").1;
    body.split('<')
        .skip(1)
        .map(|rest| {
            let (tag, text) = rest.split_once('>').expect("a tag ends");
            assert!(!text.contains('>') || !text.contains("]]>"), "{text}");
            let closed = tag.ends_with('/');
            let tag = tag.trim_end_matches('/').trim();
            let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
            let mut attributes = BTreeMap::new();
            while let Some((name, behind)) = rest.trim_start().split_once("=\"") {
                let (value, behind) = behind.split_once('"').expect("an attribute ends");
                assert!(attributes.insert(name.to_owned(), value.to_owned()).is_none());
                rest = behind;
            }
            // A closing tag keeps its slash in front.
            let closes = rest.trim().is_empty();
            assert!(closes, "{tag}");
            Tag { name: name.to_owned(), attributes, closed: closed && !name.starts_with('/') }
        })
        .collect()
}
