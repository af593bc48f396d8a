//! What can be wrong with a YAML file before anybody asks what it means: the place of it, the bounds, and what the
//! parser's own words stand for.
//!
//! A [`Trouble`] is in no language yet: its [`Problem`] is a message with arguments, and `language::yaml` says it in
//! both.

use std::sync::Arc;

use super::source::{Source, Spot};
use crate::language::yaml::{Problem, Syntax};

/// Larger files are not read: a file of expectations or answers is written by a person.
pub(crate) const MOST_BYTES: usize = 1 << 20;
/// Values inside of values inside of values.
pub(super) const MOST_DEPTH: usize = 32;
/// How many values the aliases of a file may stand for together.
pub(super) const MOST_ALIASED: usize = 10_000;
/// How many troubles of a file are told.
pub(super) const MOST_TROUBLES: usize = 20;

/// Something that is wrong with a file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trouble {
    /// The file. Bytes that are no UTF-8 stand in its text as U+FFFD.
    pub source: Arc<Source>,
    /// Where.
    pub spot: Spot,
    /// What.
    pub problem: Problem,
    /// Another place that belongs to it: the first of two equal keys, the bracket that was opened.
    pub also: Option<Spot>,
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
