//! What is wrong with an expression, where it stands in it, and what was probably meant.

use crate::language::query::QueryProblem;
use jaq_core::load::{lex, parse};
use std::ops::Range;

/// What is wrong with an expression, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QueryError {
    /// Bytes of the expression.
    pub span: Range<usize>,
    /// What.
    pub problem: QueryProblem,
    /// What was probably meant, in place of those bytes.
    pub meant: Option<String>,
}

/// Where a part of a text stands in it.
pub(super) fn span_of(text: &str, part: &str) -> Range<usize> {
    let (from, to) = (text.as_ptr() as usize, part.as_ptr() as usize);
    match to.checked_sub(from) {
        Some(start) if start + part.len() <= text.len() => start..start + part.len(),
        _ => 0..text.len(),
    }
}

/// Where its words end that are none.
pub(super) fn not_read(text: &str, errors: Vec<lex::Error<&str>>) -> QueryError {
    let Some((expected, found)) = errors.into_iter().next() else {
        return QueryError { span: 0..text.len(), problem: QueryProblem::QueryEmpty {}, meant: None };
    };
    let at = span_of(text, found);
    let character = || found.chars().next().map_or_else(|| "…".to_owned(), String::from);
    let one = at.start..at.start + found.chars().next().map_or(0, char::len_utf8);
    let (span, problem) = match expected {
        lex::Expect::Delim(open) => {
            (span_of(text, open), QueryProblem::QueryUnclosed { open: open.to_owned() })
        }
        lex::Expect::Digit => (one, QueryProblem::QueryDigit {}),
        lex::Expect::Ident => (one, QueryProblem::QueryName {}),
        lex::Expect::Escape | lex::Expect::Unicode => (one, QueryProblem::QueryEscape {}),
        _ => (one, QueryProblem::QueryCharacter { found: character() }),
    };
    QueryError { span, problem, meant: None }
}

/// Where its words make no sense.
pub(super) fn not_understood<'s>(text: &'s str, errors: Vec<parse::TError<'_, &'s str>>) -> QueryError {
    let Some((expected, found)) = errors.into_iter().next() else {
        return QueryError { span: 0..text.len(), problem: QueryProblem::QueryEmpty {}, meant: None };
    };
    let end = text.len()..text.len();
    let (span, found) = match found {
        Some(token) => (span_of(text, token.as_str()), Some(token.as_str().to_owned())),
        None => (end, None),
    };
    let problem = match (expected, found) {
        (parse::Expect::Nothing, Some(found)) => QueryProblem::QueryMore { found },
        (parse::Expect::Just(sign), Some(found)) => {
            QueryProblem::QueryExpectsSign { sign: sign.to_owned(), found }
        }
        (parse::Expect::Just(sign), None) => QueryProblem::QueryEndsBefore { sign: sign.to_owned() },
        (parse::Expect::Key, Some(found)) => QueryProblem::QueryExpectsKey { found },
        (_, Some(found)) => QueryProblem::QueryExpectsValue { found },
        (_, None) => QueryProblem::QueryEndsEarly {},
    };
    QueryError { span, problem, meant: None }
}
