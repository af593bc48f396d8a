//! A path and nothing else: `.client.iss`, `.steps[2].header."tcp.flags"`.

use jaq_core::load::lex::StrPart;
use jaq_core::load::parse::Term;
use jaq_core::path::{Opt, Part};
use serde_json::Value;
use std::fmt;

/// A path from a value to a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plain {
    /// Step by step.
    pub steps: Vec<Step>,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// Into an object.
    Key(String),
    /// Into an array; negative counts from its end.
    Index(i64),
}

impl Plain {
    /// The path that an expression is.
    pub(crate) fn of(term: &Term<&str>) -> Option<Self> {
        let (base, parts) = match term {
            Term::Id => return Some(Self { steps: Vec::new() }),
            Term::Path(base, path) => (base, &path.0),
            _ => return None,
        };
        let mut steps = Self::of(base)?.steps;
        for (part, opt) in parts {
            let (Part::Index(index), Opt::Essential) = (part, opt) else { return None };
            steps.push(match index {
                Term::Num(number) => Step::Index(number.parse().ok()?),
                Term::Neg(number) => match &**number {
                    Term::Num(number) => Step::Index(-number.parse::<i64>().ok()?),
                    _ => return None,
                },
                key => Step::Key(key_of(key)?.to_owned()),
            });
        }
        Some(Self { steps })
    }

    /// What stands there; `None` if nothing does. Like jq, a path through null or past an end leads to nothing.
    ///
    /// # Errors
    /// A value on the way has no parts of that kind: a sentence, as jq says it.
    pub(crate) fn walk<'v>(&self, value: &'v Value) -> Result<Option<&'v Value>, String> {
        let mut now = value;
        for step in &self.steps {
            let next = match (step, now) {
                (_, Value::Null) => None,
                (Step::Key(key), Value::Object(map)) => map.get(key),
                (Step::Index(index), Value::Array(items)) => {
                    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
                    let place = if *index < 0 { length + index } else { *index };
                    usize::try_from(place).ok().and_then(|place| items.get(place))
                }
                (Step::Key(key), _) => return Err(format!("cannot index {now} with \"{key}\"")),
                (Step::Index(index), _) => return Err(format!("cannot index {now} with {index}")),
            };
            match next {
                Some(next) => now = next,
                None => return Ok(None),
            }
        }
        Ok(Some(now))
    }

    /// The path as far as something other than null stands there: how many steps.
    pub(crate) fn reaches(&self, value: &Value) -> usize {
        let mut now = value;
        for (done, step) in self.steps.iter().enumerate() {
            let next = match step {
                Step::Key(key) => now.get(key),
                Step::Index(index) => usize::try_from(*index).ok().and_then(|place| now.get(place)),
            };
            match next {
                Some(next) if !next.is_null() => now = next,
                _ => return done,
            }
        }
        self.steps.len()
    }

    /// Its keys, in order.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().filter_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        })
    }

    /// Its first so many steps.
    pub(crate) fn front(&self, count: usize) -> Self {
        Self { steps: self.steps.iter().take(count).cloned().collect() }
    }
}

impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.steps.is_empty() {
            return f.write_str(".");
        }
        for (place, step) in self.steps.iter().enumerate() {
            match step {
                Step::Key(key) if key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') => {
                    write!(f, ".{key}")?;
                }
                Step::Key(key) => write!(f, ".\"{key}\"")?,
                Step::Index(index) if place == 0 => write!(f, ".[{index}]")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// The key that a term is, written out: `foo` in `.foo`, `tcp.flags` in `."tcp.flags"`.
pub(super) fn key_of<'s>(term: &Term<&'s str>) -> Option<&'s str> {
    match term {
        Term::Str(None, parts) => match parts.as_slice() {
            [StrPart::Str(key)] => Some(key),
            _ => None,
        },
        _ => None,
    }
}
