//! News of a capture that has no end yet: what a frame makes known, what is to say between two frames, and a format
//! that is told so.
//!
//! Why a [`Tell`] is no [`Report`](super::report::Report) is said there.

use crate::capture::{Damage, Frame, Nanos};
use crate::connection::{Held, Side, State, Summary, Variable, Verdict, Write};
use crate::dissect::packets::Joined;
use crate::dissect::{Other, Packet};
use crate::explain::StepFacts;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

/// Something that a frame made known.
#[derive(Debug, Clone)]
pub enum Event {
    /// A connection began with this frame.
    Opened,
    /// A step.
    Step(Box<StepFacts>),
    /// A later frame confirms or contradicts a change of state.
    Judged {
        /// The change.
        write: Write,
        /// The verdict.
        verdict: Verdict,
    },
    /// The connection is over.
    Over,
}

/// What a frame made known about one connection.
#[derive(Debug, Clone)]
pub struct News {
    /// The connection as it stands behind the frame.
    pub about: Summary,
    /// What is new, in order.
    pub events: Vec<Event>,
    /// The datagram that the frame completed.
    pub(super) joined: Option<Joined>,
}

/// What has been counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Frames taken in.
    pub frames: u64,
    /// Their bytes on the wire.
    pub bytes: u64,
    /// Frames of TCP, or about it (ICMP errors).
    pub tcp: u64,
    /// The others, by what they carry.
    pub others: BTreeMap<Other, u64>,
    /// Connections that began.
    pub connections: u64,
    /// Connections that are over.
    pub over: u64,
    /// Connections forgotten for lack of room while they were not over.
    pub forgotten: u64,
    /// Steps that a frame carries.
    pub steps: u64,
}

impl News {
    /// What the frame holds, which made this known.
    pub fn packet<'a>(&'a self, frame: &Frame<'a>) -> Packet<'a> {
        self.joined.as_ref().map_or_else(|| Packet::alone(frame), |joined| joined.packet(frame))
    }

    /// Time since the connection's first frame.
    pub fn since(&self, facts: &StepFacts) -> Option<Nanos> {
        let (time, first) = facts.step.time.zip(self.about.first)?;
        Some(Nanos(time.0 - first.0))
    }

    /// How many steps it tells.
    pub fn steps(&self) -> u64 {
        self.events.iter().filter(|event| event.carried()).count() as u64
    }
}

impl Event {
    /// Is it a step that a frame carries?
    pub fn carried(&self) -> bool {
        matches!(self, Self::Step(facts) if facts.step.frame.is_some())
    }
}

/// A format that news is told in.
pub trait Tell {
    /// A frame made this known.
    ///
    /// # Errors
    /// What the writer says; the same for every method.
    fn news(&mut self, news: &News, frame: &Frame<'_>) -> io::Result<()>;

    /// Something about the capture itself, between two frames.
    fn note(&mut self, note: &Note<'_>) -> io::Result<()>;

    /// Nothing more comes: how a connection stands that is not over.
    fn stands(&mut self, about: &Summary) -> io::Result<()>;

    /// Hand on what is held back.
    fn flush(&mut self) -> io::Result<()>;
}

/// Something about the capture itself.
#[derive(Debug, Clone)]
pub enum Note<'a> {
    /// Packets lost since the last note, that are in no frame: by the kernel, by the interface.
    Lost {
        /// The kernel's buffer was full.
        kernel: u64,
        /// The network card or its driver.
        interface: u64,
    },
    /// News not told because the output is slow: so many steps.
    Skipped(u64),
    /// The file is damaged here.
    Damage(&'a Damage),
    /// The counts at the end.
    End {
        /// What was counted here.
        counts: &'a Counts,
        /// What the system counted, in a live capture.
        lost: Option<Lost>,
        /// Steps that were not told.
        skipped: u64,
    },
    /// How many more connections stand without being told one by one.
    MoreStand(u64),
}

/// What a system lost in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Lost {
    /// Packets that the filter accepted, as the kernel counts; null where it counts some of them twice.
    pub received: Option<u64>,
    /// For lack of room in the kernel's buffer.
    pub kernel: u64,
    /// By the network card or its driver.
    pub interface: u64,
}

/// The states that a write turned, if it is one of state.
pub fn turned(write: &Write) -> Option<(Side, Option<State>, State)> {
    let from = match write.before {
        Some(Held::State(state)) => Some(state),
        _ => None,
    };
    match (write.variable, write.after) {
        (Variable::State, Some(Held::State(to))) => Some((write.socket, from, to)),
        _ => None,
    }
}
