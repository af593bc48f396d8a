//! Explanations to text, JSON and YAML.
//!
//! [`gather`] is the first pass over a capture: the tracker runs over all of it, and where the frames of the
//! chosen connections lie is kept. [`tell`] is the second: those frames are read again, one connection at a
//! time, once for hindsight and once to tell each step. Memory follows what is explained, not the file.
//!
//! What is told goes to a [`Report`]: one file a format ([`text`], [`json`], [`yaml`]), which decides how a thing looks
//! and nothing about TCP. [`data`] is the report as machines read it.

use crate::capture::{FrameNo, Nanos};
use crate::connection::{Hindsight, Summary};
use crate::dissect::{Other, Tree};
use crate::explain::timing::Nearer;
use crate::explain::{Explanation, StepFacts};
use crate::language::Message;
use std::io;

pub mod build;
pub mod columns;
pub mod data;
pub mod gather;
pub mod json;
pub mod lines;
pub mod others;
pub mod overlay;
pub mod page;
pub mod peer;
pub mod quality;
pub mod rows;
pub mod stream;
pub mod survey;
pub mod tell;
pub mod text;
pub mod timed;
pub mod timing;
#[cfg(feature = "yaml")]
pub mod yaml;
pub mod zeek;

pub use gather::{Gathered, Selection, gather};
pub use others::others;
pub use page::{Look, Page};
pub use survey::Survey;
pub use tell::{Trouble, tell, tell_with};

/// A format that a capture is told in.
pub trait Report {
    /// Before anything else: the capture as a whole.
    ///
    /// # Errors
    /// What the writer says; the same for every method.
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

/// What a second capture says of a connection.
#[derive(Debug, Clone, Copy)]
pub enum Peer<'a> {
    /// It is not in this file.
    Absent(&'a str),
    /// It is there.
    Joined(&'a peer::Joined),
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
