//! What must hold of everything that is printed for a person, whatever it says.

use super::program::Run;
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr as _;

/// Columns that the tests ask for.
pub const COLUMNS: usize = 80;

/// Every line fits the screen, where Korean takes two columns a letter, and none ends in blanks or holds what a
/// terminal would obey.
pub fn fits(line: &[&str], page: &str) {
    for printed in page.lines() {
        let width = printed.width();
        assert!(width <= COLUMNS, "{line:?}: {width} columns:\n{printed}");
        assert_eq!(printed, printed.trim_end(), "{line:?}: blanks at the end");
        assert!(!printed.contains(char::is_control), "{line:?}: a control character in {printed:?}");
    }
}

/// The same, and: it ended well and silently, or told of damage by its exit code and on standard error alike.
pub fn holds(line: &[&str], run: &Run) {
    fits(line, &run.stdout);
    assert!(!run.stdout.trim().is_empty(), "{line:?}: nothing is printed");
    match run.code {
        Some(0) => assert_eq!(run.stderr, "", "{line:?}"),
        Some(1) => {
            assert_eq!(run.stderr.lines().count(), 1, "{line:?}: {}", run.stderr);
            assert!(run.stderr.starts_with("ackplain: "), "{line:?}: {}", run.stderr);
        }
        code => panic!("{line:?}: exit {code:?}: {}", run.stderr),
    }
}

/// Is there a syllable of Korean?
pub fn is_korean(text: &str) -> bool {
    text.contains(|letter| ('가'..='힣').contains(&letter))
}

/// How often each number of at least so many digits stands in a text. Of a word that is cut by `…` nobody knows the
/// end.
pub fn numbers(text: &str, digits: usize) -> BTreeMap<&str, usize> {
    let mut found = BTreeMap::new();
    let mut rest = text;
    while let Some(from) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let length = rest[from..].find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len() - from);
        let (number, behind) = rest[from..].split_at(length);
        if length >= digits && !behind.starts_with('…') {
            *found.entry(number).or_default() += 1;
        }
        rest = behind;
    }
    found
}

/// Snapshots lie in one folder, which is `folder` from the file that takes them, and are named as it says.
pub fn settings(folder: &str) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn what_does_not_hold_is_found() {
    let fails = |page: &str| std::panic::catch_unwind(|| fits(&["list"], page)).is_err();
    assert!(!fails(&"가".repeat(40)), "40 syllables take 80 columns");
    assert!(fails(&"가".repeat(41)) && fails(&"x".repeat(81)) && fails("x \ny") && fails("\u{1b}[1m"));
    let run =
        |code, stderr: &str| Run { code: Some(code), stdout: "x\n".to_owned(), stderr: stderr.to_owned() };
    let fails = |run: Run| std::panic::catch_unwind(|| holds(&["list"], &run)).is_err();
    assert!(!fails(run(0, "")) && !fails(run(1, "ackplain: cut\n")));
    assert!(fails(run(0, "ackplain: cut\n")) && fails(run(1, "")) && fails(run(2, "ackplain: no\n")));
    assert!(is_korean("a 프레임") && !is_korean("“frame” – ①"));
    let found = numbers("4261404300 and 12, 4261404300; 39193675…", 3);
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [("4261404300", 2)]);
}
