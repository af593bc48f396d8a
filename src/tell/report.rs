//! A format that is told in: what it hears, in which order, and what it may leave out.
//!
//! A [`Report`] hears of a capture first and then of one connection after another, each step with what later frames say
//! of it. It decides how a thing looks and nothing about TCP; what it does not want is not even built. Text, JSON and
//! YAML are reports, and so is whoever keeps the data instead of writing them.
//!
//! News of a capture that has no end yet go to a [`Tell`](super::news::Tell) instead. The two stay apart because they
//! promise different things: a report knows a connection's end at its beginning and has its steps in one piece, news
//! come in the order of frames, of all connections at once, and later ones correct earlier ones. A document cannot be
//! written so, and a line that stands on a screen cannot wait for its end. What they share is what a step is: [`Told`],
//! or a line of it, so the code that shows a step serves both.

use super::gather::Gathered;
use super::overview::Overview;
use super::peer::Peer;
use crate::capture::{FrameNo, Nanos};
use crate::connection::{Hindsight, Summary, zeek};
use crate::dissect::{Other, Tree};
use crate::explain::timing::Nearer;
use crate::explain::{Explanation, StepFacts};
use crate::language::Message;
use std::io;

/// A format that a capture is told in.
pub trait Report {
    /// What is wanted beside the stories of connections? Only what is wanted is read.
    fn wants(&self, gathered: &Gathered) -> Wants {
        let _ = gathered;
        Wants::default()
    }

    /// Before anything else, if it is wanted: what the capture is, for whoever has not chosen yet.
    ///
    /// # Errors
    /// What the writer says; the same for every method.
    fn overview(&mut self, overview: &Overview<'_>) -> io::Result<()> {
        let _ = overview;
        Ok(())
    }

    /// Before any connection: the capture that they are of.
    fn capture(&mut self, gathered: &Gathered) -> io::Result<()>;

    /// A connection begins.
    fn connection(&mut self, head: &Head<'_>) -> io::Result<()>;

    /// How much of this step is wanted? Only what is wanted is built.
    fn depth(&mut self, facts: &StepFacts) -> Depth {
        let _ = facts;
        Depth::Whole
    }

    /// A step that is wanted whole.
    fn step(&mut self, told: &Told<'_>) -> io::Result<()>;

    /// A step that is wanted as one line.
    fn line(&mut self, facts: &StepFacts, since: Option<Nanos>, line: &Message) -> io::Result<()> {
        let _ = (facts, since, line);
        Ok(())
    }

    /// A step that is only counted.
    fn counted(&mut self, facts: &StepFacts) -> io::Result<()> {
        let _ = facts;
        Ok(())
    }

    /// The connection that began last is told.
    fn connection_told(&mut self) -> io::Result<()>;

    /// A frame that is not TCP.
    fn other(&mut self, other: &OtherFrame<'_>) -> io::Result<()> {
        let _ = other;
        Ok(())
    }

    /// Nothing more comes.
    fn finish(&mut self) -> io::Result<()>;
}

/// What a format wants beside the stories of connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wants {
    /// The overview, in front of them.
    pub overview: bool,
    /// Every frame that is not TCP, behind them.
    pub others: bool,
}

/// How much of a step a format wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Its explanation and its fields.
    Whole,
    /// One line.
    Line,
    /// Its numbers only.
    Counted,
    /// Nothing.
    Nothing,
}

/// A connection as it begins to be told: all that hindsight knows.
#[derive(Debug)]
pub struct Head<'a> {
    /// The whole of it.
    pub summary: &'a Summary,
    /// What its end tells about its beginning.
    pub hindsight: &'a Hindsight,
    /// Zeek's words.
    pub zeek: zeek::Words,
    /// Link-layer addresses of the sides, if their segments came with some: client, server.
    pub macs: [Option<[u8; 6]>; 2],
    /// What a second capture says, if there is one.
    pub peer: Option<Peer<'a>>,
}

impl Head<'_> {
    /// What the second capture knows better of times.
    pub fn nearer(&self) -> Option<Nearer> {
        match self.peer? {
            Peer::Joined(joined) => joined.nearer(self.hindsight.timing.as_ref()?),
            Peer::Absent(_) => None,
        }
    }
}

/// A step as it is told.
#[derive(Debug)]
pub struct Told<'a> {
    /// What the tracker said.
    pub facts: &'a StepFacts,
    /// What that means.
    pub explanation: &'a Explanation,
    /// The frame's fields; `None` for an act that no frame carries.
    pub tree: Option<&'a Tree<'a>>,
    /// Time since the connection's first frame.
    pub since: Option<Nanos>,
}

/// A frame that is not TCP, as it is told.
#[derive(Debug)]
pub struct OtherFrame<'a> {
    /// Its number.
    pub frame: FrameNo,
    /// What it carries.
    pub protocol: Other,
    /// The connection that it is about.
    pub connection: Option<u32>,
    /// What it says.
    pub message: &'a Message,
}
