//! Wireshark display filters: which frames somebody wants to see.
//!
//! [`Filter::parse`] reads the language of Wireshark 4.0 (`tcp.port == 80 && !tcp.flags.syn`) over the fields
//! that [`dissect`](crate::dissect) names, and [`Filter::matches`] decides a frame, or anything else that has
//! [`Fields`]. In between: `token` (words and signs), [`parse`] (what belongs together: an [`ast`]), `check`
//! (names, types and constants: a `program`). Every step reports the first thing that is wrong as a
//! [`FilterError`] with its place, and most with what was meant.
//!
//! **The same as Wireshark 4.0**, held by a table of expressions with the frames that tshark selects
//! (`tests/filter_table.tsv`): operators in both spellings and their precedence, fields with several values,
//! `any` and `all`, sets, slices, layers, functions, arithmetic, notations of values, protocols as bytes.
//!
//! **More**: `xor`; `true` in small letters; `_` between digits; Unicode escapes below U+00A0; types that
//! compare where Wireshark wants the very same (`frame contains tcp.payload`); slices, functions and
//! arithmetic on the left of `in`, arithmetic in sets.
//!
//! **Otherwise**: numbers keep their sign and do not overflow at 32 bits (`tcp.srcport > -1` is true), and
//! `all tcp.port in {80, 443}` asks whether each port is in the set, not whether all are one of its values.
//! A protocol is its header, whatever it carries; tshark takes `tcp` to the end of the segment where no
//! dissector of its own claims the data, so that `len(tcp)` depends on them.
//!
//! **Less**: names of hosts are not looked up; only a few fields' values have names; patterns of `matches` have
//! no look-around and no back references (for that, their time is bounded), and their `$` is the very end;
//! there is no selected frame, so no `${…}`, and there are no macros.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::dissect::FieldId;

pub(crate) mod ast;
mod check;
mod constant;
pub(crate) mod error;
mod fault;
pub(crate) mod fields;
mod function;
mod item;
pub(crate) mod parse;
mod program;
mod quote;
pub(crate) mod range;
#[cfg(test)]
mod tests;
mod token;
pub(crate) mod types;
mod values;
mod width;

pub use error::{Expected, FilterError, FilterProblem, Span};
pub use fields::{Extra, Fields, Found, Seen};
pub use types::{Type, named, nearest_field};

/// A display filter, ready to be asked.
#[derive(Debug, Clone)]
pub struct Filter {
    expr: Option<ast::Expr>,
    program: Option<program::Program>,
    needs: BTreeSet<FieldId>,
}

impl Filter {
    /// Read a filter. A blank one matches everything.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong, and where.
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        let expr = parse::parse(text)?;
        let program = match &expr {
            Some(expr) => Some(check::check(expr, text)?),
            None => None,
        };
        let mut needs = BTreeSet::new();
        if let Some(program) = &program {
            program.needs(&mut needs);
        }
        Ok(Self { expr, program, needs })
    }

    /// Is it true of these fields?
    pub fn matches(&self, fields: &dyn Fields) -> bool {
        self.program.as_ref().is_none_or(|program| program.holds(fields))
    }

    /// The fields that it reads; instead of one that stands for others, those. What
    /// [`matches`](Self::matches) answers depends on no other.
    pub fn needs(&self) -> &BTreeSet<FieldId> {
        &self.needs
    }

    /// What it says; `None` if it is blank.
    pub fn expr(&self) -> Option<&ast::Expr> {
        self.expr.as_ref()
    }
}

impl FromStr for Filter {
    type Err = FilterError;

    fn from_str(text: &str) -> Result<Self, FilterError> {
        Self::parse(text)
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.expr.as_ref().map_or(Ok(()), |expr| expr.fmt(f))
    }
}
