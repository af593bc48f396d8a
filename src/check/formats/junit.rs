//! JUnit's XML in the dialect that Jenkins' schema, GitLab and CircleCI all accept.
//!
//! There is no standard, so only what all of them read is written: `failure`, `error` and `skipped`. GitLab shows
//! neither a suite's name nor the `message` and `type` of a failure, so a case's name holds its capture and the body of
//! a failure everything. A case keeps its name whether it fails or not: its history hangs on it. There is no time and
//! no rerun: a verdict depends on its files alone.

use std::io::{self, Write};

use super::spoken;
use super::xml::Xml;
use crate::check::verdict::{FileState, FileVerdict, Item, Outcome, VERSION};
use crate::language::Language;
use crate::language::formats::{self, Label};

/// Write the report.
///
/// # Errors
/// Those of `out`.
pub fn write(files: &[FileVerdict], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let suites: Vec<Suite> = files.iter().map(|file| suite(file, language)).collect();
    let sum = |element| suites.iter().map(|suite| suite.count(element)).sum::<usize>().to_string();
    let tests: usize = suites.iter().map(|suite| suite.cases.len()).sum();
    let mut xml = Xml::new();
    // Jenkins' schema knows `skipped` of a suite and not of all suites together.
    let counts = [
        ("name", "ackplain check"),
        ("tests", &tests.to_string()),
        ("failures", &sum(FAILURE)),
        ("errors", &sum(ERROR)),
    ];
    xml.begin("testsuites", &counts);
    for suite in &suites {
        suite.write(&mut xml);
    }
    out.write_all(xml.finish().as_bytes())
}

/// What a case that did not pass holds.
const FAILURE: &str = "failure";
const ERROR: &str = "error";
const SKIPPED: &str = "skipped";

/// A file of expectations.
struct Suite {
    name: String,
    properties: Vec<(&'static str, String)>,
    cases: Vec<Case>,
}

/// An expectation.
struct Case {
    name: String,
    /// `None`: it passed.
    stopped: Option<Stopped>,
}

/// Why a case did not pass.
struct Stopped {
    element: &'static str,
    kind: Option<&'static str>,
    message: String,
    /// Everything there is to say of it.
    description: Option<String>,
}

impl Suite {
    fn count(&self, element: &str) -> usize {
        let stopped = self.cases.iter().filter_map(|case| case.stopped.as_ref());
        stopped.filter(|stopped| stopped.element == element).count()
    }

    fn write(&self, xml: &mut Xml) {
        let counts = [
            ("name", &*self.name),
            ("tests", &self.cases.len().to_string()),
            ("skipped", &self.count(SKIPPED).to_string()),
            ("errors", &self.count(ERROR).to_string()),
            ("failures", &self.count(FAILURE).to_string()),
        ];
        xml.begin("testsuite", &counts);
        xml.begin("properties", &[]);
        for (name, value) in &self.properties {
            xml.empty("property", &[("name", name), ("value", value)]);
        }
        xml.end();
        for case in &self.cases {
            case.write(&self.name, xml);
        }
        xml.end();
    }
}

impl Case {
    fn write(&self, suite: &str, xml: &mut Xml) {
        let attributes = [("name", &*self.name), ("classname", suite)];
        let Some(stopped) = &self.stopped else { return xml.empty("testcase", &attributes) };
        xml.begin("testcase", &attributes);
        let mut attributes = vec![("message", &*stopped.message)];
        attributes.extend(stopped.kind.map(|kind| ("type", kind)));
        match &stopped.description {
            Some(description) => xml.text(stopped.element, &attributes, description),
            None => xml.empty(stopped.element, &attributes),
        }
        xml.end();
    }
}

fn suite(file: &FileVerdict, language: Language) -> Suite {
    let mut properties = vec![("ackplain.version", VERSION.to_owned())];
    if let Some(capture) = &file.capture {
        properties.push(("capture", spoken::line(&capture.path)));
        properties.extend(capture.sha256.as_ref().map(|sha256| ("capture.sha256", spoken::line(sha256))));
    }
    // The case that stands for a file of which no expectation was looked at.
    let whole =
        |stopped| vec![Case { name: Label::Unusable.text(language).to_owned(), stopped: Some(stopped) }];
    let cases = match &file.state {
        FileState::Ran => file.items.iter().map(|item| case(file, item, language)).collect(),
        FileState::Skipped { why } => whole(skipped(spoken::line(why.text(language)), None)),
        FileState::Broken(troubles) => {
            let told: Vec<String> =
                troubles.iter().map(|trouble| spoken::trouble(file, trouble, language)).collect();
            whole(Stopped {
                element: ERROR,
                kind: Some("unusable"),
                message: told.first().cloned().unwrap_or_default(),
                description: Some(told.join("\n")),
            })
        }
    };
    Suite { name: spoken::line(&file.file), properties, cases }
}

fn case(file: &FileVerdict, item: &Item, language: Language) -> Case {
    let stopped = match &item.result {
        Outcome::Held => None,
        Outcome::Failed(failures) => Some(failure(
            failures.first().map_or("failed", |failure| failure.ask.word()),
            spoken::headlines(failures, language),
            spoken::bodies(file, failures, language),
        )),
        Outcome::UnexpectedPass { reason, at } => {
            let said = formats::unexpected_pass(&spoken::line(reason), language);
            let help = formats::remove_known_failure(language);
            let whole = format!("{}: {said}\n= {help}\n", spoken::place(file, at));
            Some(failure("unexpected_pass", said, whole))
        }
        Outcome::KnownFailure { reason, failures } => {
            let said = formats::known_failure(&spoken::line(reason), language);
            let whole = format!("{said}\n\n{}", spoken::bodies(file, failures, language));
            Some(skipped(said, Some(whole)))
        }
        Outcome::Skipped { why } => Some(skipped(spoken::line(why.text(language)), None)),
    };
    Case { name: spoken::name(file, item), stopped }
}

fn failure(kind: &'static str, message: String, description: String) -> Stopped {
    Stopped { element: FAILURE, kind: Some(kind), message, description: Some(description) }
}

fn skipped(message: String, description: Option<String>) -> Stopped {
    Stopped { element: SKIPPED, kind: None, message, description }
}
