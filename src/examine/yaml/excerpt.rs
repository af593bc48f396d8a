//! A place of a file drawn with its line and a caret under it, below the sentence about it.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::source::{Source, Spot};

/// A place, and what stands beside its caret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// Where.
    pub spot: Spot,
    /// What; may be empty.
    pub text: String,
}

/// A sentence about a place of a file, drawn as [`lines`] draws a trouble: `others` are places that belong to it.
pub(crate) fn report(
    source: &Source,
    spot: Spot,
    sentence: &str,
    others: &[Label],
    help: Option<&str>,
    width: usize,
) -> Vec<String> {
    let Spot { line, column, .. } = spot;
    let head = format!("{}:{line}:{column}: {sentence}", source.file());
    // What a file is called and what stands in it may hold a line feed; a line must not.
    let mut lines = vec![head.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()];
    if !source.yaml().is_empty() {
        lines.extend(excerpt(source, &Label { spot, text: String::new() }, others, width));
    }
    lines.extend(help.map(|help| format!("  = {help}")));
    lines
}

/// The lines of `first` and of all `others`, with carets under them, no wider than about `width` columns. Control
/// characters of the file are drawn as signs.
pub(super) fn excerpt(source: &Source, first: &Label, others: &[Label], width: usize) -> Vec<String> {
    let mark = source.mark();
    let annotation = |label: &Label, kind: AnnotationKind| {
        let start = label.spot.start.saturating_sub(mark);
        let annotation = kind.span(start..label.spot.end.saturating_sub(mark).max(start));
        let text: String = label.text.chars().map(visible).collect();
        if text.is_empty() { annotation } else { annotation.label(text) }
    };
    let snippet = Snippet::source(source.yaml())
        .annotation(annotation(first, AnnotationKind::Primary))
        .annotations(others.iter().map(|label| annotation(label, AnnotationKind::Context)));
    let group = Group::with_level(Level::ERROR).element(snippet);
    let drawn = Renderer::plain().decor_style(DecorStyle::Ascii).term_width(width.max(40)).render(&[group]);
    drawn.lines().map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// A sentence beside a caret stays on its line.
fn visible(c: char) -> char {
    if c.is_control() { '\u{fffd}' } else { c }
}

#[cfg(test)]
mod tests {
    use super::super::{Places, Trouble};
    use super::*;
    use crate::language::{Language, yaml as words};

    /// A trouble with its sentence, its place, and what to do about it.
    fn lines(trouble: &Trouble, width: usize, lang: Language) -> Vec<String> {
        let text = |spot| Label { spot, text: words::also(&trouble.problem, lang) };
        let others: Vec<Label> = trouble.also.map(text).into_iter().collect();
        let help = words::help(&trouble.problem, lang);
        let sentence = words::sentence(&trouble.problem, lang);
        report(&trouble.source, trouble.spot, &sentence, &others, help.as_deref(), width)
    }

    fn told(text: &str, lang: Language) -> String {
        let troubles = Places::read("시험.yaml", text.as_bytes()).expect_err("something is wrong");
        troubles.iter().flat_map(|trouble| lines(trouble, 60, lang)).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_trouble_is_drawn_with_its_line() {
        assert_eq!(
            told("a: 1\nb: 2\na: 3\n", Language::English),
            "시험.yaml:3:1: \"a\" is already defined at 1:1.\n  |\n1 | a: 1\n  | - first here\n2 | b: 2\n3 | a: 3\n  | ^"
        );
        assert_eq!(
            told("이름: “값”\n", Language::Korean),
            "시험.yaml:1:5: U+201C(“)는 \"처럼 보이지만 다른 문자다.\n  |\n1 | 이름: “값”\n  |       ^\n  = U+0022(\")를 쓴다"
        );
        assert_eq!(
            told("이름: {at: conn[0].x, b: 2}\n", Language::Korean),
            "시험.yaml:1:10: { }와 [ ] 안에서는 괄호가 든 값을 따옴표로 묶어야 한다: \"conn[0].x\"\n  |\n\
             1 | 이름: {at: conn[0].x, b: 2}\n  |            ^^^^^^^^^"
        );
        assert_eq!(
            told("\u{feff}a: b\r\n\tc: d\r\n", Language::English),
            "시험.yaml:2:1: a tab stands where YAML wants spaces.\n  |\n2 |     c: d\n  | ^^^^\n  = indent with spaces"
        );
        assert_eq!(
            told("", Language::English),
            "시험.yaml:1:1: there is nothing in this file but comments or blanks."
        );
    }

    #[test]
    fn what_stands_in_a_file_does_not_reach_a_terminal_as_it_is() {
        let long = format!("{}: [b\u{1b}[31m", "a".repeat(300));
        let told = told(&long, Language::English);
        assert!(told.contains("U+001B") && !told.contains('\u{1b}'), "{told}");
        assert!(told.lines().skip(1).all(|line| line.chars().count() < 90), "{told}");
    }
}
