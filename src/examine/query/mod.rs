//! jq over the report: how expectations and assignments compute a value.
//!
//! The language is jq's, by jaq, over the very JSON that `ackplain explain --format json` prints, so that an expression
//! tried with `jq` on the command line is the one that goes into a file. Left out is what would make the same file say
//! different things on two machines (`now`, `env`, `input`, local time), and what need not end (`def`, `repeat`,
//! `while`, `until`, `recurse(f)`): `allowed` is the list.
//!
//! A key that the report cannot have is an error before any capture is read: [`shape`] follows an expression through
//! the published schema. A plain path (`.client.iss`) is walked without jaq: most expressions are nothing else.
//!
//! Limits. An expression is at most [`LONGEST`] bytes and [`DEEPEST`] brackets deep, and yields at most [`MOST`]
//! values; what it takes of memory meanwhile is `bounded`.

mod allowed;
mod bounded;
mod datum;
mod error;
pub(crate) mod plain;
pub(crate) mod shape;
mod terms;

pub(crate) use datum::Datum;
pub(crate) use error::QueryError;
pub(crate) use shape::Shape;

use crate::language::query::QueryProblem;
use allowed::Program;
use bounded::{Data, Given, Meter};
use error::{not_read, not_understood};
use jaq_core::load::lex::Lexer;
use jaq_core::load::parse::Parser;
use jaq_core::{Ctx, Vars, unwrap_valr};
use jaq_json::Val;
use plain::Plain;
use serde_json::Value;
use std::fmt;

/// The most bytes of an expression.
pub(crate) const LONGEST: usize = 1_024;

/// The most brackets inside one another.
pub(crate) const DEEPEST: usize = 32;

/// The most values that an expression may yield.
pub(crate) const MOST: usize = 100_000;

/// An expression, ready to be asked.
pub(crate) struct Query {
    text: String,
    how: How,
    needs_steps: bool,
}

enum How {
    Plain(Plain),
    Program(Box<Program>),
    /// One that may nest values deeper than its text: it is asked on a stack of its own.
    Deep(Box<Program>),
}

/// That stack. Only what is used of it takes memory.
const STACK: usize = if cfg!(target_pointer_width = "64") { 1 << 30 } else { 1 << 27 };

/// Bytes of what jq says of an error.
const SAID: usize = 400;

impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Query").field(&self.text).finish()
    }
}

impl Query {
    /// Read an expression that will be asked of a value of this shape.
    ///
    /// # Errors
    /// The first thing that is wrong, and where.
    pub(crate) fn parse(text: &str, shape: Shape) -> Result<Self, QueryError> {
        bounds(text)?;
        let tokens = Lexer::new(text).lex().map_err(|errors| not_read(text, errors))?;
        let term = Parser::new(&tokens).parse(Parser::term).map_err(|errors| not_understood(text, errors))?;
        allowed::check(text, &term)?;
        let needs_steps = shape::check(text, &term, shape)?;
        let how = match Plain::of(&term) {
            Some(plain) => How::Plain(plain),
            None if bounded::deepens(&term) => How::Deep(Box::new(allowed::compile(text, &term)?)),
            None => How::Program(Box::new(allowed::compile(text, &term)?)),
        };
        Ok(Self { text: text.to_owned(), how, needs_steps })
    }

    /// As it was written.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The path that it is, if it is nothing else.
    pub(crate) fn plain(&self) -> Option<&Plain> {
        match &self.how {
            How::Plain(plain) => Some(plain),
            How::Program(_) | How::Deep(_) => None,
        }
    }

    /// May the answer depend on the steps of connections? They are most of a report.
    pub(crate) fn needs_steps(&self) -> bool {
        self.needs_steps
    }

    /// What it yields.
    ///
    /// # Errors
    /// It fails on this value: what jq says.
    pub(crate) fn run(&self, input: &Datum) -> Result<Vec<Value>, QueryProblem> {
        let program = match &self.how {
            How::Plain(plain) => {
                return match plain.walk(input.value()) {
                    Ok(value) => Ok(vec![value.cloned().unwrap_or(Value::Null)]),
                    Err(said) => Err(QueryProblem::QueryFailed { said }),
                };
            }
            How::Program(program) => return ask(program, input.jaq()),
            How::Deep(program) => program,
        };
        let value = input.value();
        std::thread::scope(|scope| {
            let asked = std::thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, || ask(program, datum::val(value)))
                .map(std::thread::ScopedJoinHandle::join);
            match asked {
                Ok(Ok(answer)) => answer,
                Ok(Err(_)) | Err(_) => Err(QueryProblem::QueryMemory {}),
            }
        })
    }
}

fn ask(program: &Program, input: Val) -> Result<Vec<Value>, QueryProblem> {
    let meter = Meter::default();
    let context = Ctx::<Data>::new(Given { lut: &program.lut, meter: &meter }, Vars::new([]));
    let mut values = Vec::new();
    for output in program.id.run((context, input)).map(unwrap_valr) {
        // Whoever catches that error cannot go on either: what follows would not be so.
        if meter.over() {
            return Err(QueryProblem::QueryMemory {});
        }
        match output {
            Ok(value) if values.len() < MOST => {
                meter.printable(&value).map_err(|_| QueryProblem::QueryMemory {})?;
                values.push(datum::json(&value));
            }
            Ok(_) => return Err(QueryProblem::QueryMany { most: MOST as u64 }),
            Err(error) => return Err(QueryProblem::QueryFailed { said: said(&error) }),
        }
    }
    if meter.over() { Err(QueryProblem::QueryMemory {}) } else { Ok(values) }
}

/// What jq says, cut where it repeats a long value.
fn said(error: &impl fmt::Display) -> String {
    struct Short(String);
    impl fmt::Write for Short {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            let room = SAID.saturating_sub(self.0.len());
            let end = (0..=room.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
            self.0.push_str(text.get(..end).unwrap_or_default());
            if end < text.len() { Err(fmt::Error) } else { Ok(()) }
        }
    }
    let mut short = Short(String::new());
    if fmt::write(&mut short, format_args!("{error}")).is_err() {
        short.0.push('…');
    }
    short.0
}

fn bounds(text: &str) -> Result<(), QueryError> {
    let whole = 0..text.len();
    let error = |span, problem| Err(QueryError { span, problem, meant: None });
    if text.trim().is_empty() {
        return error(whole, QueryProblem::QueryEmpty {});
    }
    if text.len() > LONGEST {
        return error(whole, QueryProblem::QueryLong { length: text.len() as u64, most: LONGEST as u64 });
    }
    let (mut depth, mut minus) = (0_usize, 0_usize);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        minus = match byte {
            b'-' => minus + 1,
            b' ' => minus,
            _ => 0,
        };
        if depth > DEEPEST || minus > DEEPEST {
            return error(at..at + 1, QueryProblem::QueryDeep { most: DEEPEST as u64 });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
