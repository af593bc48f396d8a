//! What keys the report has: an expression is followed through the published schema, so that a misspelt key is an error
//! before any capture is read.
//!
//! Where the shape of a value is not known (behind a function, in an object made by the expression itself) any key is
//! let through: nothing right is ever refused.

use super::error::{QueryError, span_of};
use super::plain::key_of;
use super::terms;
use crate::language::query::QueryProblem;
use crate::nearest::nearest;
use jaq_core::load::lex::StrPart;
use jaq_core::load::parse::{BinaryOp, Term};
use jaq_core::path::Part;
use serde_json::Value;
use std::sync::OnceLock;

/// What a value looks like: a part of the report's schema, or unknown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Shape(Option<&'static Value>);

impl Shape {
    /// Anything.
    pub(crate) const UNKNOWN: Self = Self(None);

    /// The whole report.
    pub(crate) fn document() -> Self {
        Self(Some(schema()))
    }

    /// One of its connections.
    pub(crate) fn connection() -> Self {
        Self(schema().pointer("/$defs/Connection"))
    }

    /// One step of a connection.
    pub(crate) fn step() -> Self {
        Self(schema().pointer("/$defs/Step"))
    }

    /// Behind references and the choice of being null.
    fn plain(self) -> Option<&'static Value> {
        let mut node = self.0?;
        for _ in 0..8 {
            if let Some(reference) = node.get("$ref").and_then(Value::as_str) {
                node = schema().pointer(reference.strip_prefix('#')?)?;
            } else if let Some(choices) = node.get("anyOf").and_then(Value::as_array) {
                let mut real = choices
                    .iter()
                    .filter(|choice| choice.get("type").and_then(Value::as_str) != Some("null"));
                node = match (real.next(), real.next()) {
                    (Some(one), None) => one,
                    _ => return None,
                };
            } else {
                return Some(node);
            }
        }
        None
    }

    /// Its keys, if it is an object that has just those.
    pub(crate) fn keys(self) -> Option<Vec<&'static str>> {
        let properties = self.plain()?.get("properties")?.as_object()?;
        Some(properties.keys().map(String::as_str).collect())
    }

    /// The words that may stand here, if it is one of a list.
    pub(crate) fn words(self) -> Option<Vec<&'static str>> {
        let node = self.plain()?;
        if let Some(words) = node.get("enum").and_then(Value::as_array) {
            return Some(words.iter().filter_map(Value::as_str).collect());
        }
        let choices = node.get("oneOf")?.as_array()?;
        let mut words = Vec::new();
        for choice in choices {
            match (choice.get("const"), choice.get("enum").and_then(Value::as_array)) {
                (Some(word), _) => words.extend(word.as_str()),
                (None, Some(some)) => words.extend(some.iter().filter_map(Value::as_str)),
                (None, None) => return None,
            }
        }
        Some(words)
    }

    /// What stands under a key.
    ///
    /// # Errors
    /// No such key: those that there are.
    pub(crate) fn key(self, name: &str) -> Result<Self, Vec<&'static str>> {
        let Some(node) = self.plain() else { return Ok(Self::UNKNOWN) };
        match node.get("properties").and_then(Value::as_object) {
            Some(properties) => match properties.get(name) {
                Some(found) => Ok(Self(Some(found))),
                None if node.get("additionalProperties").is_some() => Ok(Self::UNKNOWN),
                None if node.get("oneOf").is_some() => Ok(Self::UNKNOWN),
                None => Err(properties.keys().map(String::as_str).collect()),
            },
            None => Ok(Self(node.get("additionalProperties"))),
        }
    }

    fn is_array(self) -> bool {
        self.plain().is_some_and(|node| node.get("items").is_some())
    }

    /// Is it a connection or something that holds connections, whose steps are most of a report?
    fn holds_steps(self) -> bool {
        let whole = |shape: Self| {
            let node = shape.plain();
            let is = |other: Self| matches!((other.plain(), node), (Some(one), Some(other)) if std::ptr::eq(one, other));
            is(Self::document()) || is(Self::connection()) || is(Self::step())
        };
        whole(self) || whole(self.item())
    }

    /// What stands in it, if it is an array.
    pub(crate) fn item(self) -> Self {
        Self(self.plain().and_then(|node| node.get("items")))
    }
}

fn schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(|| serde_json::from_str(&crate::report::data::schema()).unwrap_or(Value::Null))
}

/// Has every key of an expression a place in a value of this shape? And may the answer depend on the steps of
/// connections?
pub(super) fn check(text: &str, term: &Term<&str>, input: Shape) -> Result<bool, QueryError> {
    let mut follower = Follower { text, steps: false };
    let result = follower.follow(term, input)?;
    Ok(follower.steps || result.holds_steps())
}

/// Functions that look at no more of their input than their arguments do.
const PASSING: &[&str] = &[
    "all",
    "any",
    "empty",
    "error",
    "false",
    "first",
    "group_by",
    "last",
    "length",
    "limit",
    "map",
    "max_by",
    "min_by",
    "not",
    "null",
    "range",
    "select",
    "skip",
    "sort_by",
    "true",
    "unique_by",
];

struct Follower<'t> {
    text: &'t str,
    /// Was a whole connection looked at, or its steps?
    steps: bool,
}

impl Follower<'_> {
    /// The shape of what a term yields.
    fn follow(&mut self, term: &Term<&str>, input: Shape) -> Result<Shape, QueryError> {
        match term {
            Term::Id => Ok(input),
            Term::Path(base, path) => {
                let mut now = self.follow(base, input)?;
                for (part, _) in &path.0 {
                    now = self.part(part, now, input)?;
                }
                Ok(now)
            }
            Term::BinOp(left, BinaryOp::Pipe(None), right) => {
                let between = self.follow(left, input)?;
                self.follow(right, between)
            }
            Term::BinOp(left, BinaryOp::Pipe(Some(_)), right) => {
                self.used(left, input)?;
                self.follow(right, input)
            }
            Term::BinOp(left, BinaryOp::Alt, right) => {
                let one = self.follow(left, input)?;
                self.used(right, input)?;
                Ok(one)
            }
            Term::Call(name, arguments) => self.call(name, arguments, input),
            Term::Recurse => {
                self.steps = true;
                Ok(Shape::UNKNOWN)
            }
            Term::Str(_, parts) => {
                for part in parts {
                    if let StrPart::Term(inside) = part {
                        self.used(inside, input)?;
                    }
                }
                Ok(Shape::UNKNOWN)
            }
            Term::Def(..) => Ok(Shape::UNKNOWN),
            Term::Fold(_, over, ..) => {
                self.used(over, input)?;
                Ok(Shape::UNKNOWN)
            }
            other => {
                let mut wrong = None;
                terms::inside(other, &mut |inside| {
                    if wrong.is_none() {
                        wrong = self.used(inside, input).err();
                    }
                });
                wrong.map_or(Ok(Shape::UNKNOWN), Err)
            }
        }
    }

    /// A term whose value is looked at as a whole.
    fn used(&mut self, term: &Term<&str>, input: Shape) -> Result<(), QueryError> {
        let yields = self.follow(term, input)?;
        self.steps |= yields.holds_steps();
        Ok(())
    }

    fn part(&mut self, part: &Part<Term<&str>>, now: Shape, input: Shape) -> Result<Shape, QueryError> {
        match part {
            Part::Index(index) => {
                if let Some(key) = key_of(index) {
                    self.steps |= key == "steps";
                    return now.key(key).map_err(|there| no_key(self.text, key, &there));
                }
                self.used(index, input)?;
                Ok(now.item())
            }
            Part::Range(from, to) => {
                for bound in from.iter().chain(to) {
                    self.used(bound, input)?;
                }
                // A slice is still an array; without bounds it is each of its items.
                Ok(if from.is_some() || to.is_some() { now } else { now.item() })
            }
        }
    }

    fn call(&mut self, name: &str, arguments: &[Term<&str>], input: Shape) -> Result<Shape, QueryError> {
        self.steps |=
            input.holds_steps() && (!PASSING.contains(&name) || !input.is_array() && name == "length");
        let inner = match name {
            "map" | "sort_by" | "group_by" | "min_by" | "max_by" | "unique_by" | "map_values" => input.item(),
            "any" | "all" if arguments.len() == 1 => input.item(),
            // What these give their arguments is not their input.
            "with_entries" | "walk" | "sub" | "gsub" | "paths" => Shape::UNKNOWN,
            _ => input,
        };
        let mut yields = Shape::UNKNOWN;
        for (place, argument) in arguments.iter().enumerate() {
            let given = if place == 1 && matches!(name, "any" | "all") { yields } else { inner };
            yields = self.follow(argument, given)?;
            let passes = matches!(name, "first" | "last" | "limit" | "skip" | "map" | "any" | "all");
            self.steps |= yields.holds_steps() && !passes;
        }
        Ok(match (name, arguments.len()) {
            ("select" | "sort_by" | "unique_by", _) => input,
            ("first" | "last", 0) | ("min_by" | "max_by", _) => input.item(),
            ("first" | "last", 1) | ("limit" | "skip", 2) => yields,
            _ => {
                self.steps |= name == "map" && yields.holds_steps();
                Shape::UNKNOWN
            }
        })
    }
}

fn no_key(text: &str, key: &str, there: &[&'static str]) -> QueryError {
    let meant = nearest(key, there.iter().copied()).map(str::to_owned);
    let problem = QueryProblem::QueryNoKey { key: key.to_owned(), there: there.join(", ") };
    QueryError { span: span_of(text, key), problem, meant }
}
