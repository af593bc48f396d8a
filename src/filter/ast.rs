//! A filter as it is written, before anybody knows which of its words are fields.
//!
//! Logical operators and arithmetic of one level are lists, not chains of pairs, so that a filter of many
//! thousand terms is as shallow as one of two; what nests is bounded by the parser. [`Expr`]'s `Display`
//! writes a filter that reads back as the same expression, with as few parentheses as that needs.

use std::fmt;

use super::error::Span;
use super::quote::escaped;
use super::range::{self, Range};

/// Where something stands in the filter's text. It takes no part in comparing: two filters that say the same
/// are equal, however they are spaced.
#[derive(Debug, Clone, Copy)]
pub struct At(pub Span);

impl PartialEq for At {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for At {}

/// A test, or tests combined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// `or`: two or more.
    Or(Vec<Expr>),
    /// `xor`: two or more, of which an odd number holds.
    Xor(Vec<Expr>),
    /// `and`: two or more.
    And(Vec<Expr>),
    /// `not`.
    Not(Box<Expr>),
    /// One test.
    Test(Test),
}

/// One test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// A field that is there, a slice that is not empty, arithmetic that is not zero.
    Present(Term),
    /// Comparisons, each with what stands before it: `a < b < c` is `a < b and b < c`.
    Compare {
        /// `any` or `all`, instead of what the operators say.
        quantifier: Option<Quantifier>,
        /// The first side.
        first: Term,
        /// The others.
        rest: Vec<(Relation, Term)>,
    },
    /// `in`.
    Within {
        /// `any` if it does not say otherwise.
        quantifier: Option<Quantifier>,
        /// What is looked for.
        value: Term,
        /// Where.
        set: Vec<Element>,
    },
    /// `contains`.
    Contains {
        /// `any` if it does not say otherwise.
        quantifier: Option<Quantifier>,
        /// Where to look.
        value: Term,
        /// What for.
        part: Term,
    },
    /// `matches`, `~`.
    Matches {
        /// `any` if it does not say otherwise.
        quantifier: Option<Quantifier>,
        /// Where to look.
        value: Term,
        /// What for.
        pattern: Term,
    },
}

/// Whether one value is enough or each must fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantifier {
    /// One is enough.
    Any,
    /// Each must fit.
    All,
}

/// A comparison's operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// `==`: some value is equal.
    AnyEqual,
    /// `===`: every value is equal.
    AllEqual,
    /// `!=`: every value differs.
    AllDiffer,
    /// `!==`: some value differs.
    AnyDiffer,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterEqual,
    /// `<`.
    Less,
    /// `<=`.
    LessEqual,
}

impl Relation {
    /// Its sign.
    pub fn sign(self) -> &'static str {
        match self {
            Self::AnyEqual => "==",
            Self::AllEqual => "===",
            Self::AllDiffer => "!=",
            Self::AnyDiffer => "!==",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
            Self::Less => "<",
            Self::LessEqual => "<=",
        }
    }

    /// Whether one value is enough, where no quantifier says.
    pub fn quantifier(self) -> Quantifier {
        match self {
            Self::AllEqual | Self::AllDiffer => Quantifier::All,
            _ => Quantifier::Any,
        }
    }
}

/// An operator of arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `&`.
    BitAnd,
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `/`.
    Divide,
    /// `%`.
    Remainder,
}

impl Operator {
    /// Its sign.
    pub fn sign(self) -> &'static str {
        match self {
            Self::BitAnd => "&",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Remainder => "%",
        }
    }

    /// How tightly it binds; 1 is the loosest.
    pub fn level(self) -> u8 {
        match self {
            Self::BitAnd => 1,
            Self::Add | Self::Subtract => 2,
            Self::Multiply | Self::Divide | Self::Remainder => 3,
        }
    }
}

/// A value of a set, or two and all between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// The value, or the first.
    pub low: Term,
    /// The last.
    pub high: Option<Term>,
}

/// Something that has values, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What it is.
    pub kind: TermKind,
    /// Where it stands.
    pub at: At,
}

/// Something that has values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermKind {
    /// A field or a value: `tcp.port`, `80`.
    Word(String),
    /// A value for sure: `:fc`, without the colon.
    Literal(String),
    /// A field for sure: `.fc`, without the dot.
    Name(String),
    /// Text in quotes.
    Text(Vec<u8>),
    /// One byte in quotes.
    Character(u8),
    /// A field in some layers: `ip.src#1`.
    Layered {
        /// The field.
        field: Box<Term>,
        /// Which layers.
        layers: Vec<Range>,
    },
    /// Slices, each of what the one before left: `eth.src[0:3]`.
    Sliced {
        /// Of what.
        whole: Box<Term>,
        /// The slices; each is a list of ranges.
        slices: Vec<Vec<Range>>,
    },
    /// A function's value.
    Call {
        /// The function.
        name: String,
        /// What it is given.
        arguments: Vec<Term>,
    },
    /// `-x`.
    Negative(Box<Term>),
    /// Arithmetic of one level: `a + b - c`.
    Chain {
        /// The first.
        first: Box<Term>,
        /// The others, from left to right.
        rest: Vec<(Operator, Term)>,
    },
}

impl Term {
    pub(super) fn new(kind: TermKind, span: Span) -> Self {
        Self { kind, at: At(span) }
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        self.at.0
    }
}

impl Expr {
    /// How tightly its outermost operator binds; 1 is the loosest.
    fn level(&self) -> u8 {
        match self {
            Self::Or(_) => 1,
            Self::Xor(_) => 2,
            Self::And(_) => 3,
            Self::Not(_) => 4,
            Self::Test(_) => 5,
        }
    }

    /// With parentheses if it binds less tightly than what is around it.
    fn write(&self, f: &mut fmt::Formatter<'_>, around: u8) -> fmt::Result {
        if self.level() <= around { write!(f, "({self})") } else { write!(f, "{self}") }
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (parts, word) = match self {
            Self::Test(test) => return test.fmt(f),
            Self::Not(inner) => {
                f.write_str("not ")?;
                return inner.write(f, self.level() - 1);
            }
            Self::Or(parts) => (parts, " or "),
            Self::Xor(parts) => (parts, " xor "),
            Self::And(parts) => (parts, " and "),
        };
        for (i, part) in parts.iter().enumerate() {
            if i > 0 {
                f.write_str(word)?;
            }
            part.write(f, self.level())?;
        }
        Ok(())
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quantifier = match self {
            Self::Present(_) => None,
            Self::Compare { quantifier, .. }
            | Self::Within { quantifier, .. }
            | Self::Contains { quantifier, .. }
            | Self::Matches { quantifier, .. } => *quantifier,
        };
        match quantifier {
            Some(Quantifier::Any) => f.write_str("any ")?,
            Some(Quantifier::All) => f.write_str("all ")?,
            None => {}
        }
        match self {
            Self::Present(term) => term.fmt(f),
            Self::Compare { first, rest, .. } => {
                first.fmt(f)?;
                rest.iter().try_for_each(|(relation, term)| write!(f, " {} {term}", relation.sign()))
            }
            Self::Within { value, set, .. } => {
                write!(f, "{value} in ")?;
                for (i, element) in set.iter().enumerate() {
                    f.write_str(if i == 0 { "{" } else { ", " })?;
                    element.low.fmt(f)?;
                    if let Some(high) = &element.high {
                        write!(f, " .. {high}")?;
                    }
                }
                f.write_str("}")
            }
            Self::Contains { value, part, .. } => write!(f, "{value} contains {part}"),
            Self::Matches { value, pattern, .. } => write!(f, "{value} matches {pattern}"),
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            TermKind::Word(word) => f.write_str(word),
            TermKind::Literal(word) => write!(f, ":{word}"),
            TermKind::Name(word) => write!(f, ".{word}"),
            TermKind::Text(bytes) => f.write_str(&escaped(bytes, '"')),
            TermKind::Character(byte) => f.write_str(&escaped(&[*byte], '\'')),
            TermKind::Layered { field, layers } => {
                write!(f, "{field}#")?;
                range::write_list(f, layers)
            }
            TermKind::Sliced { whole, slices } => {
                whole.fmt(f)?;
                slices.iter().try_for_each(|ranges| range::write_list(f, ranges))
            }
            TermKind::Call { name, arguments } => {
                write!(f, "{name}(")?;
                for (i, argument) in arguments.iter().enumerate() {
                    let before = if i == 0 { "" } else { ", " };
                    write!(f, "{before}{argument}")?;
                }
                f.write_str(")")
            }
            TermKind::Negative(inner) => match inner.kind {
                TermKind::Chain { .. } | TermKind::Negative(_) => write!(f, "-{{{inner}}}"),
                _ => write!(f, "-{inner}"),
            },
            TermKind::Chain { first, rest } => {
                let level = rest.first().map_or(0, |(operator, _)| operator.level());
                first.write(f, level)?;
                rest.iter().try_for_each(|(operator, term)| {
                    write!(f, " {} ", operator.sign())?;
                    term.write(f, level)
                })
            }
        }
    }
}

impl Term {
    /// With braces if it binds no tighter than what is around it.
    fn write(&self, f: &mut fmt::Formatter<'_>, around: u8) -> fmt::Result {
        match &self.kind {
            TermKind::Chain { rest, .. }
                if rest.first().is_none_or(|(operator, _)| operator.level() <= around) =>
            {
                write!(f, "{{{self}}}")
            }
            _ => fmt::Display::fmt(self, f),
        }
    }
}
