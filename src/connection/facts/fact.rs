//! What the tracker tells: facts about two sockets, only ever added.
//!
//! A later fact may confirm or contradict an earlier one by its [`WriteId`]; nothing said is edited. So a
//! file, a pipe and a capture cut short give the same facts in the same order.

use super::finding::Finding;
use super::socket::{ConnId, Endpoint, Snapshot, Stream};
use super::step::Step;
use super::summary::Summary;
use super::timing::Timing;
use super::write::{Write, WriteId};
use crate::capture::FrameNo;

/// A fact about one connection.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Fact<'a> {
    /// The connection's first segment. `earlier` is the incarnation before it, if any.
    Opened {
        /// Wireshark's number.
        stream: Stream,
        /// Who is who, as far as the first segment tells.
        client: Endpoint,
        /// See `client`.
        server: Endpoint,
        /// The same addresses and ports were used by this connection before.
        earlier: Option<ConnId>,
    },
    /// A step begins; the writes that follow belong to it.
    Step(Step),
    /// A write into a socket (only if [`Listen::LEDGER`]).
    Write(Write),
    /// What both sockets hold at the end of the step (only if [`Listen::LEDGER`]).
    After {
        /// The client's socket.
        client: Snapshot,
        /// The server's socket.
        server: Snapshot,
    },
    /// An earlier write is confirmed.
    Confirmed {
        /// Which.
        write: WriteId,
        /// By this frame.
        by: FrameNo,
    },
    /// An earlier write is disproved.
    Contradicted {
        /// Which.
        write: WriteId,
        /// By this frame.
        by: FrameNo,
    },
    /// Something worth saying.
    Finding(Finding),
    /// What its times say: told once, in front of its end (only if [`Listen::LEDGER`], and if its segments have times).
    Timed(&'a Timing),
    /// What its segments were, in Zeek's letters: told once, in front of its end (only if [`Listen::HISTORY`]).
    History(&'a str),
    /// How it stands when nothing more will come: told once, at the end of the capture, in order of
    /// [`ConnId`] (or when a half-open connection has to be forgotten: [`Fact::Forgotten`]).
    Ended(&'a Summary),
    /// A half-open connection that had to be forgotten, for lack of room.
    Forgotten(&'a Summary),
}

/// Who listens to the tracker.
pub trait Listen {
    /// Are steps, writes and findings wanted? If not, only openings and ends are told.
    const LEDGER: bool;

    /// Is Zeek's history wanted? It costs a look at every segment, its checksum included.
    const HISTORY: bool = Self::LEDGER;

    /// A fact about connection `conn`.
    fn fact(&mut self, conn: ConnId, fact: Fact<'_>);
}

/// Listens to nothing: for whoever only asks the tracker which connection a segment belongs to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Deaf;

impl Listen for Deaf {
    const LEDGER: bool = false;
    fn fact(&mut self, _: ConnId, _: Fact<'_>) {}
}
