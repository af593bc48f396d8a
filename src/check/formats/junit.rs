//! JUnit's XML in the dialect that Jenkins' schema, GitLab and CircleCI all accept.
//!
//! There is no standard, so only what all of them read is written: `failure`, `error` and `skipped`. GitLab shows
//! neither a suite's name nor the `message` and `type` of a failure, so a case's name holds its capture and the body of
//! a failure everything. A case keeps its name whether it fails or not: its history hangs on it. There is no time and
//! no rerun: a verdict depends on its files alone.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Property, Report, TestCase, TestCaseStatus, TestSuite};

use super::spoken;
use crate::check::verdict::{FileState, FileVerdict, Item, Outcome, VERSION};
use crate::language::Language;
use crate::language::formats::{self, Label};

/// Write the report.
///
/// # Errors
/// Those of `out`.
pub fn write(files: &[FileVerdict], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mut report = Report::new("ackplain check");
    report.add_test_suites(files.iter().map(|file| suite(file, language)));
    let text = report.to_string().map_err(io::Error::other)?;
    out.write_all(without_skipped(&text).as_bytes())
}

/// Jenkins' schema knows `skipped` of a suite and not of all suites together.
fn without_skipped(text: &str) -> String {
    let Some(begin) = text.find("<testsuites") else { return text.to_owned() };
    let (head, rest) = text.split_at(begin);
    let (tag, rest) = rest.split_at(rest.find('>').unwrap_or(0));
    let without = match tag.split_once(" skipped=\"") {
        Some((before, behind)) => {
            let behind = behind.split_once('"').map_or("", |(_, behind)| behind);
            format!("{before}{behind}")
        }
        None => tag.to_owned(),
    };
    format!("{head}{without}{rest}")
}

fn suite(file: &FileVerdict, language: Language) -> TestSuite {
    let mut suite = TestSuite::new(spoken::line(&file.file));
    suite.add_property(Property::new("ackplain.version", VERSION));
    if let Some(capture) = &file.capture {
        suite.add_property(Property::new("capture", spoken::line(&capture.path)));
        if let Some(sha256) = &capture.sha256 {
            suite.add_property(Property::new("capture.sha256", spoken::line(sha256)));
        }
    }
    match &file.state {
        FileState::Ran => {
            suite.add_test_cases(file.items.iter().map(|item| case(file, item, language)));
        }
        FileState::Skipped { why } => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(spoken::line(why.text(language)));
            suite.add_test_case(whole(file, status, language));
        }
        FileState::Broken(troubles) => {
            let told: Vec<String> =
                troubles.iter().map(|trouble| spoken::trouble(file, trouble, language)).collect();
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
            status.set_type("unusable");
            status.set_message(told.first().cloned().unwrap_or_default());
            status.set_description(told.join("\n"));
            suite.add_test_case(whole(file, status, language));
        }
    }
    suite
}

/// The case that stands for a file of which no expectation was looked at.
fn whole(file: &FileVerdict, status: TestCaseStatus, language: Language) -> TestCase {
    let mut case = TestCase::new(Label::Unusable.text(language), status);
    case.set_classname(spoken::line(&file.file));
    case
}

fn case(file: &FileVerdict, item: &Item, language: Language) -> TestCase {
    let status = match &item.result {
        Outcome::Held => TestCaseStatus::success(),
        Outcome::Failed(failures) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_type(failures.first().map_or("failed", |failure| failure.ask.word()));
            status.set_message(spoken::headlines(failures, language));
            status.set_description(spoken::bodies(file, failures, language));
            status
        }
        Outcome::UnexpectedPass { reason, at } => {
            let said = formats::unexpected_pass(&spoken::line(reason), language);
            let help = formats::remove_known_failure(language);
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_type("unexpected_pass");
            status.set_message(said.clone());
            status.set_description(format!("{}: {said}\n= {help}\n", spoken::place(file, at)));
            status
        }
        Outcome::KnownFailure { reason, failures } => {
            let said = formats::known_failure(&spoken::line(reason), language);
            let mut status = TestCaseStatus::skipped();
            status.set_message(said.clone());
            status.set_description(format!("{said}\n\n{}", spoken::bodies(file, failures, language)));
            status
        }
        Outcome::Skipped { why } => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(spoken::line(why.text(language)));
            status
        }
    };
    let mut case = TestCase::new(spoken::name(file, item), status);
    case.set_classname(spoken::line(&file.file));
    case
}
