//! The way in for a Rust program: open a capture, look at its connections, or have it told.
//!
//! A [`Capture`] has been read once when it is opened: it knows how each connection ended and where its frames lie.
//! [`connections`](Capture::connections) then reads the frames of one connection after another again and gives each
//! with its steps, what every step wrote, what later frames say of that, and what it all means.
//! [`tell`](Capture::tell) gives the same to any [`Report`]. Whoever wants facts as they come, from a capture that has
//! no end yet, has a [`listener`](crate::connection::Listen) of its own and [`listen`].
//!
//! Memory: sixteen bytes a frame for what was opened, and the steps of one connection while it is looked at.

use super::cursor::Cursor;
use super::gather::{Gathered, Selection, gather};
use super::report::{Head, Report, Told};
use super::story::{Trouble, tell};
use super::whole::tell_capture;
use crate::capture::{CaptureError, Passes, Reader, Source};
use crate::connection::{Finding, Hindsight, Limits, Listen, Side, Summary, Timing, Tracker, Transition};
use crate::explain::{Explanation, StepFacts};
use std::io::{self, Read};
use std::path::Path;

/// A capture that was read once and can be asked.
pub struct Capture {
    source: Reader,
    gathered: Gathered,
}

impl Capture {
    /// Opens a pcap or pcapng file, which may be compressed; `-` is standard input.
    ///
    /// # Errors
    /// It cannot be read, or is no capture. Damage inside it is no error: see [`Gathered::survey`].
    pub fn open(path: impl AsRef<Path>) -> Result<Self, CaptureError> {
        Self::read(crate::capture::open(path.as_ref(), Passes::Two)?)
    }

    /// Reads a capture that is in memory.
    ///
    /// # Errors
    /// It is no capture.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, CaptureError> {
        Self::read(Reader::from_bytes(bytes)?)
    }

    /// Reads a capture from anything that gives bytes, to its end.
    ///
    /// # Errors
    /// It cannot be read, or is no capture.
    pub fn from_read(read: impl Read + Send + 'static) -> Result<Self, CaptureError> {
        Self::read(Reader::from_read(read, Passes::Two)?)
    }

    fn read(mut source: Reader) -> Result<Self, CaptureError> {
        let file = source.path().to_string_lossy().into_owned();
        let gathered = gather(&mut source, &file, Selection::All, &mut |_, _| {})?;
        Ok(Self { source, gathered })
    }

    /// What is known of the capture as a whole: its format, its frames, how far it can be trusted.
    pub fn gathered(&self) -> &Gathered {
        &self.gathered
    }

    /// Each connection as it stands at the end of the capture, in the order of their first frames.
    pub fn summaries(&self) -> impl Iterator<Item = &Summary> {
        self.gathered.chosen.iter().map(|chosen| &chosen.summary)
    }

    /// Each connection with its steps, in the order of their first frames. The frames are read as they are asked for.
    ///
    /// # Errors
    /// An item is one where its frames cannot be read again.
    pub fn connections(&mut self) -> impl Iterator<Item = Result<Connection, Trouble>> {
        let Self { source, gathered } = self;
        gathered.chosen.iter().map(|chosen| {
            let mut ear = Ear::default();
            tell(source, chosen, &mut ear)?;
            Ok(Connection {
                summary: ear.summary.unwrap_or(chosen.summary),
                hindsight: ear.hindsight,
                steps: ear.steps,
            })
        })
    }

    /// Tells all connections in a format.
    ///
    /// # Errors
    /// The frames cannot be read again, or the report cannot be written.
    pub fn tell(&mut self, report: &mut dyn Report) -> Result<(), Trouble> {
        tell_capture(&mut self.source, &self.gathered, None, report)
    }
}

/// One connection, from its first frame to its last.
#[derive(Debug)]
#[non_exhaustive]
pub struct Connection {
    /// As it stands at the end of the capture.
    pub summary: Summary,
    /// What the end tells about the beginning: verdicts, transitions, findings, times.
    pub hindsight: Hindsight,
    /// Its steps, in order.
    pub steps: Vec<Step>,
}

impl Connection {
    /// Every change of state of both sockets, in the order in which they were made.
    pub fn transitions(&self) -> Vec<(Side, Transition)> {
        let of = |side: Side| self.hindsight.transitions[side].iter().map(move |made| (side, *made));
        let mut all: Vec<_> = of(Side::Client).chain(of(Side::Server)).collect();
        all.sort_by_key(|(_, made)| made.write);
        all
    }

    /// What is worth saying about it.
    pub fn findings(&self) -> &[Finding] {
        &self.hindsight.findings
    }

    /// How long things took; `None` if the capture has no times.
    pub fn timing(&self) -> Option<&Timing> {
        self.hindsight.timing.as_ref()
    }
}

/// A step, and what it means.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Step {
    /// What the tracker said: the segment, each write with its verdict, both sockets before and after.
    pub facts: StepFacts,
    /// What that means, in no language yet.
    pub explanation: Explanation,
}

/// Reads a source to its end and tells a listener each fact as it becomes known: for captures that have no end yet,
/// and for whoever wants nothing else kept.
///
/// # Errors
/// The source cannot be read on.
pub fn listen<S: Source + ?Sized, L: Listen>(
    source: &mut S,
    listener: L,
    limits: Limits,
) -> Result<L, CaptureError> {
    let (intake, read) = Cursor::new(source, Tracker::new(listener, limits), ()).run();
    read.map(|()| intake.tracker.finish())
}

/// Keeps what is told of one connection.
#[derive(Default)]
struct Ear {
    summary: Option<Summary>,
    hindsight: Hindsight,
    steps: Vec<Step>,
}

impl Report for Ear {
    fn capture(&mut self, _: &Gathered) -> io::Result<()> {
        Ok(())
    }

    fn connection(&mut self, head: &Head<'_>) -> io::Result<()> {
        self.summary = Some(*head.summary);
        self.hindsight = head.hindsight.clone();
        Ok(())
    }

    fn step(&mut self, told: &Told<'_>) -> io::Result<()> {
        self.steps.push(Step { facts: told.facts.clone(), explanation: told.explanation.clone() });
        Ok(())
    }

    fn connection_told(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}
