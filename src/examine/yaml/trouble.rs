//! What can be wrong with a YAML file before anybody asks what it means.
//!
//! A [`Trouble`] has its place and its arguments and is in no language yet; `language::yaml` has both.

use std::sync::Arc;

use super::source::{Source, Spot};

/// Larger files are not read: a file of expectations or answers is written by a person.
pub const MOST_BYTES: usize = 1 << 20;
/// Values inside of values inside of values.
pub const MOST_DEPTH: usize = 32;
/// How many values the aliases of a file may stand for together.
pub const MOST_ALIASED: usize = 10_000;
/// How many troubles of a file are told.
pub const MOST_TROUBLES: usize = 20;

/// Something that is wrong with a file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The file. Bytes that are no UTF-8 stand in its text as U+FFFD.
    pub source: Arc<Source>,
    /// Where.
    pub spot: Spot,
    /// What.
    pub problem: Problem,
    /// Another place that belongs to it: the first of two equal keys, the bracket that was opened.
    pub also: Option<Spot>,
}

/// What is wrong. Strings are as the file writes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// More than [`MOST_BYTES`].
    TooLarge {
        /// How many bytes there are.
        bytes: usize,
    },
    /// Not UTF-8 from here on.
    NotUtf8 {
        /// The first byte that fits no character.
        offset: usize,
    },
    /// UTF-16 or UTF-32, as Windows' older editors write it.
    Utf16,
    /// A character that must not stand in YAML as it is.
    Control {
        /// Which.
        character: char,
    },
    /// No document at all, or nothing but comments.
    Empty,
    /// A second document.
    SecondDocument,
    /// More than [`MOST_DEPTH`].
    TooDeep,
    /// Aliases that together stand for more than [`MOST_ALIASED`] values, or nest deeper than [`MOST_DEPTH`].
    TooManyAliased,
    /// An alias inside of what it stands for.
    CircularAlias,
    /// A tag that is not of YAML's own few.
    Tag {
        /// As the file writes it.
        tag: String,
    },
    /// A key that stands twice in one mapping; [`Trouble::also`] is the first.
    DuplicateKey {
        /// Which.
        key: String,
    },
    /// A key that is a list or a mapping.
    ComplexKey,
    /// A character that looks like one that YAML needs, and is not it.
    LookAlike {
        /// What stands there.
        character: char,
        /// What it was probably meant to be.
        meant: char,
    },
    /// `[` or `{` inside of an unquoted value that stands in `{ }` or `[ ]`.
    BracketInFlow {
        /// The value as it was probably meant.
        whole: String,
    },
    /// Any other violation of the grammar.
    Syntax(Syntax),
    /// More than [`MOST_TROUBLES`] in one file.
    More,
}

/// The ways to violate YAML's grammar that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// A tab where YAML wants spaces.
    Tab,
    /// A line that is neither `key: value` nor part of what stands before it.
    NoColon,
    /// A colon with no space behind it, where a key was meant.
    GluedColon,
    /// A second `: ` in an unquoted value.
    SecondColon,
    /// Behind a value in `{ }` stands neither `,` nor `}`.
    OpenBrace,
    /// Behind a value in `[ ]` stands neither `,` nor `]`.
    OpenBracket,
    /// A closing bracket that closes nothing.
    StrayBracket,
    /// A quoted text without its end.
    OpenQuote,
    /// Something behind the end of a quoted text.
    BehindQuote,
    /// A backslash before something that cannot be escaped.
    Escape,
    /// Indentation that fits none of the lines before.
    Indentation,
    /// A `-` where no list is.
    StrayDash,
    /// A value begins with a character that YAML keeps for itself.
    Reserved,
    /// A comment inside of a value of several lines, or without a space before it.
    Comment,
    /// The head of a block of text is wrong: `|` or `>`.
    BlockHead,
    /// An alias without its anchor, or an anchor's name is wrong.
    Anchor,
    /// A line that begins with `%`.
    Directive,
    /// None of these.
    Other,
}

impl Syntax {
    /// Which of them the parser means by its own words.
    pub(super) fn of(words: &str) -> Self {
        const WORDS: [(&str, Syntax); 36] = [
            ("tab", Syntax::Tab),
            ("cannot start any token", Syntax::Reserved),
            ("simple key expect", Syntax::NoColon),
            ("did not find expected key", Syntax::NoColon),
            ("mapping keys are not allowed", Syntax::NoColon),
            ("mapping values are not allowed", Syntax::SecondColon),
            ("illegal placement of ':'", Syntax::SecondColon),
            ("expected ',' or '}'", Syntax::OpenBrace),
            ("expected ',' or ']'", Syntax::OpenBracket),
            ("':' may not precede any of", Syntax::OpenBrace),
            ("misplaced bracket", Syntax::StrayBracket),
            ("found unexpected end of stream", Syntax::OpenQuote),
            ("found unexpected document indicator", Syntax::OpenQuote),
            ("invalid trailing content after", Syntax::BehindQuote),
            ("unknown escape character", Syntax::Escape),
            ("did not find expected hexadecimal number", Syntax::Escape),
            ("invalid Unicode character escape", Syntax::Escape),
            ("invalid indentation for anchor", Syntax::Anchor),
            ("invalid indentation", Syntax::Indentation),
            ("wrongly indented", Syntax::Indentation),
            ("did not find expected '-' indicator", Syntax::Indentation),
            ("is only valid inside a block", Syntax::StrayDash),
            ("block sequence entries are not allowed", Syntax::StrayDash),
            ("'-' must be followed", Syntax::StrayDash),
            ("plain scalar cannot start with '-'", Syntax::StrayDash),
            ("unexpected character", Syntax::Reserved),
            ("comment intercepting", Syntax::Comment),
            ("expected whitespace", Syntax::Comment),
            ("while scanning a block scalar", Syntax::BlockHead),
            ("anchor", Syntax::Anchor),
            ("alias", Syntax::Anchor),
            ("directive", Syntax::Directive),
            ("unexpected end of plain scalar", Syntax::OpenBrace),
            ("did not find expected <document start>", Syntax::Indentation),
            ("':' must be followed", Syntax::NoColon),
            ("expected node content", Syntax::Other),
        ];
        WORDS.iter().find(|(part, _)| words.contains(part)).map_or(Self::Other, |(_, syntax)| *syntax)
    }
}
