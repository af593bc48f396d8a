//! How a page looks: its width, its colours, its language.

use crate::language::Language;
use anstyle::{AnsiColor, Color, Effects, Style};

/// How a page looks.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// Is that width somebody's terminal or wish? If not, what is meant to be one line is not cut to it.
    pub narrow: bool,
    /// Colours?
    pub paint: bool,
    /// No box, arrow or curly characters?
    pub ascii: bool,
    /// The reader's language.
    pub language: Language,
}

/// What a piece of text is, for its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tint {
    /// Ordinary text.
    #[default]
    Plain,
    /// A head line.
    Head,
    /// What a segment says.
    Speech,
    /// The name of a field or variable.
    Name,
    /// Raw bytes.
    Raw,
    /// Less important.
    Dim,
    /// Proven by the sender's own segment.
    Observed,
    /// Proven by a later segment.
    Confirmed,
    /// Assumed.
    Inferred,
    /// Disproved, damaged, refused.
    Wrong,
    /// A command to type.
    Command,
}

impl Tint {
    pub(super) fn style(self) -> Style {
        let colour = |c: AnsiColor| Style::new().fg_color(Some(Color::Ansi(c)));
        match self {
            Self::Plain => Style::new(),
            Self::Head => Style::new().bold(),
            Self::Speech => colour(AnsiColor::Green).effects(Effects::ITALIC),
            Self::Name => colour(AnsiColor::Cyan),
            Self::Raw => colour(AnsiColor::Magenta),
            Self::Dim => Style::new().dimmed(),
            Self::Observed => colour(AnsiColor::Green),
            Self::Confirmed => colour(AnsiColor::Green).bold(),
            Self::Inferred => colour(AnsiColor::Yellow),
            Self::Wrong => colour(AnsiColor::Red),
            Self::Command => Style::new().bold(),
        }
    }
}
