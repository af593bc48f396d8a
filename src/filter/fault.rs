//! What a parser of this floor answers when it does not find what it looks for.
//!
//! Either another parser may try ([`Fault::Other`]), or the text is wrong here and everybody stops
//! ([`Fault::Found`]): no alternative is tried behind a problem, so that the first one is told and reading
//! takes time in proportion to the text.

use winnow::error::ParserError;
use winnow::stream::Stream;

use super::error::{FilterError, FilterProblem, Span};

/// Why a parser found nothing.
#[derive(Debug)]
pub(super) enum Fault {
    /// Something else stands here.
    Other,
    /// The text is wrong here.
    Found(Box<FilterError>),
}

/// What a parser finds.
pub(super) type Read<T> = Result<T, Fault>;

impl Fault {
    /// A problem at a place.
    pub(super) fn at(span: Span, problem: FilterProblem) -> Self {
        Self::of(FilterError::new(span, problem))
    }

    /// A problem.
    pub(super) fn of(error: FilterError) -> Self {
        Self::Found(Box::new(error))
    }
}

impl<I: Stream> ParserError<I> for Fault {
    type Inner = Self;

    fn from_input(_: &I) -> Self {
        Self::Other
    }

    fn or(self, other: Self) -> Self {
        match self {
            Self::Found(_) => self,
            Self::Other => other,
        }
    }

    fn is_backtrack(&self) -> bool {
        matches!(self, Self::Other)
    }

    fn into_inner(self) -> Result<Self::Inner, Self> {
        Ok(self)
    }
}
