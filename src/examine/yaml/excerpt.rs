//! A place of a file drawn with its line and a caret under it.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::source::{Source, Spot};

/// A place, and what stands beside its caret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub spot: Spot,
    /// What; may be empty.
    pub text: String,
}

/// The lines of `first` and of all `others`, with carets under them, no wider than about `width` columns. Control characters
/// of the file are drawn as signs.
pub fn excerpt(source: &Source, first: &Label, others: &[Label], width: usize) -> Vec<String> {
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
