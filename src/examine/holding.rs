//! What an expression is asked of: the whole report, a connection of it, or the step of a frame.
//!
//! Which of them follows from what the question chose; a frame that is of no connection has no step, and whatever is
//! asked of it is null.

use super::choose::Chosen;
use super::query::Datum;
use super::subject::{Detail, Stop, Subject};
use serde_json::Value;
use std::rc::Rc;

/// The data, held as long as somebody asks.
pub(crate) enum Holding {
    /// The report.
    Document(Rc<Datum>),
    /// A connection in full.
    Connection(Rc<Detail>),
    /// The step of a frame, or nothing.
    Step(Datum),
}

impl Holding {
    /// What was chosen; of the whole report with the steps of its connections only if they are needed.
    ///
    /// # Errors
    /// It has too many steps, or cannot be read again.
    pub(crate) fn of(subject: &mut Subject, chosen: Chosen, steps: bool) -> Result<Self, Stop> {
        let nothing = || Self::Step(Datum::new(Value::Null));
        Ok(match chosen {
            Chosen::Capture => Self::Document(subject.document(steps)?),
            Chosen::Connection(at) => subject.detail(at)?.map_or_else(nothing, Self::Connection),
            Chosen::Frame(frame, Some(at)) => match subject.detail(at)? {
                Some(detail) => Self::Step(Datum::new(detail.step(frame))),
                None => nothing(),
            },
            Chosen::Frame(_, None) => nothing(),
        })
    }

    /// The data.
    pub(crate) fn datum(&self) -> &Datum {
        match self {
            Self::Document(datum) => datum,
            Self::Connection(detail) => &detail.value,
            Self::Step(datum) => datum,
        }
    }
}
