//! A connection as a whole: one row of `list`, the head of a story.

use super::multipath::Multipath;
use super::seq::Seq;
use super::socket::{ConnId, Endpoint, Side, State, Stream};
use super::step::Errno;
use super::write::Evidence;
use crate::capture::{FrameNo, Nanos};
use crate::dissect::Tunnel;
use serde::Serialize;

/// How a connection ended, or how it stands at the capture's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Outcome {
    /// Open at the capture's end.
    Established,
    /// Both FINs sent and acknowledged.
    Closed,
    /// One or both FINs sent, not all acknowledged, at the capture's end.
    Closing,
    /// RST answered the SYN.
    Refused,
    /// A RST ended it later.
    Reset,
    /// SYN repeated, no answer.
    TimedOut,
    /// One SYN, no answer.
    Unanswered,
    /// ICMP rejected the SYN.
    Unreachable,
    /// SYN and SYN,ACK, no third segment.
    HalfOpen,
    /// Begun before the capture, no end seen.
    MidStream,
    /// Only a RST, or segments that fit no connection.
    Stray,
}

/// Who began to close, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CloseKind {
    /// FIN from one side, then from the other, all acknowledged.
    Orderly,
    /// Both FINs crossed.
    Simultaneous,
    /// Only one side has sent FIN.
    HalfClose,
    /// RST.
    Abort,
    /// RST after a FIN.
    AbortAfterFin,
}

/// One connection, as far as the capture tells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// Ours.
    pub id: ConnId,
    /// Wireshark's.
    pub stream: Stream,
    /// Who sent the first SYN.
    pub client: SideSummary,
    /// The other side.
    pub server: SideSummary,
    /// Are the roles known (a SYN or SYN,ACK was seen) or guessed from the ports?
    pub roles_seen: bool,
    /// How it ended or stands.
    pub outcome: Outcome,
    /// What the client's `connect()`, or later call, got, and how sure that is.
    pub errno: Option<(Errno, Evidence)>,
    /// The three segments of the opening.
    pub handshake: Handshake,
    /// How it was closed; `None` if no FIN or RST was seen.
    pub close: Option<Close>,
    /// The RST that ended it, and who sent that; only where the ledger is kept.
    pub reset: Option<(Side, FrameNo)>,
    /// What the server's next call gets after the client's RST, on Linux.
    pub server_errno: Option<Errno>,
    /// Bytes of data that the other side sent after it had acknowledged the first FIN (RFC 9293, 3.6.1: a half-close);
    /// only where the ledger is kept.
    pub half_closed_bytes: u32,
    /// Who sent a segment without SYN, ACK and RST where no connection was known (RFC 9293, 3.10.7.1).
    pub bare: Option<Side>,
    /// The earlier connection with the same addresses and ports.
    pub earlier: Option<ConnId>,
    /// The socket of that one which still waited in TIME-WAIT when this one began.
    pub waiting: Option<Waiting>,
    /// The side of which nothing was captured although the other one acts on what it sent.
    pub one_direction: Option<Side>,
    /// The side of which nothing was captured, but whose FIN the other one's ACK number implies (inferred).
    pub implied_fin: Option<Side>,
    /// VLANs and tunnels around its first segment.
    pub tunnel: Option<Tunnel>,
    /// What it is to Multipath TCP, if anything.
    pub multipath: Option<Multipath>,
    /// Was Accurate ECN, which a SYN asked for, agreed to? `None` if none did.
    pub accurate_ecn: Option<bool>,
    /// First frame (an ICMP error counts).
    pub first_frame: FrameNo,
    /// Last frame.
    pub last_frame: FrameNo,
    /// Time of the first frame.
    pub first: Option<Nanos>,
    /// Time of the last frame.
    pub last: Option<Nanos>,
    /// Wireshark's `tcp.completeness`: 1 SYN, 2 SYN,ACK, 4 ACK, 8 data, 16 FIN, 32 RST.
    pub completeness: u8,
    /// Findings about this connection (counted even where nobody listens to them).
    pub findings: u32,
}

impl Summary {
    /// The connection of which it is a further path, as far as keys that were captured tell.
    pub fn subflow_of(&self) -> Option<ConnId> {
        match self.multipath {
            Some(Multipath::Subflow { join, .. }) => join.key.map(|key| key.connection),
            Some(Multipath::First) | None => None,
        }
    }

    /// Nanoseconds from its first frame to its last.
    pub fn duration(&self) -> Option<i128> {
        Some(self.last?.0 - self.first?.0)
    }
}

/// One side of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SideSummary {
    /// Address and port.
    pub endpoint: Endpoint,
    /// The state of its socket; `None` if nothing can be said.
    pub state: Option<State>,
    /// Its first sequence number, if its SYN was seen or follows from the peer's ACK.
    pub iss: Option<Seq>,
    /// Its MSS option.
    pub mss: Option<u16>,
    /// Its window scale option as sent; in force only if both sides sent one.
    pub shift_offered: Option<u8>,
    /// The shift in force for windows that this side announces; `None` if unknown.
    pub shift: Option<u8>,
    /// Its SACK-permitted option; `None` if its SYN was not seen.
    pub sack_permitted: Option<bool>,
    /// Its timestamps option in the SYN; `None` if its SYN was not seen.
    pub timestamps: Option<bool>,
    /// Segments it sent.
    pub segments: u64,
    /// Bytes of data it sent, repeats counted again.
    pub bytes: u64,
    /// Bytes of data, each counted once, as far as sequence numbers tell.
    pub unique_bytes: u64,
    /// Bytes of data that no ACK number covers; 0 if that is not known.
    pub unacknowledged: u32,
}

impl SideSummary {
    /// Bytes of data that it sent more than once, as far as sequence numbers tell.
    pub fn repeated_bytes(&self) -> u64 {
        self.bytes.saturating_sub(self.unique_bytes)
    }
}

/// The three segments of an opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Handshake {
    /// Frame of the first SYN.
    pub syn: Option<FrameNo>,
    /// Frame of the first SYN,ACK (in a simultaneous open: the other SYN).
    pub syn_ack: Option<FrameNo>,
    /// Frame of the ACK.
    pub ack: Option<FrameNo>,
    /// Nanoseconds from the last SYN before the answer to the SYN,ACK; less than 0 where the answer was filed first. In
    /// a simultaneous open to the other SYN, which is no answer: see [`gaps`](Self::gaps).
    pub syn_to_syn_ack: Option<i64>,
    /// Nanoseconds from the SYN,ACK to the ACK.
    pub syn_ack_to_ack: Option<i64>,
    /// Nanoseconds from the first SYN to the ACK that completes the opening, as seen here: what `connect()` waited.
    pub opened_in: Option<i64>,
    /// A bare SYN stands in the answer's place.
    pub crossed: bool,
    /// How many SYNs the client sent.
    pub syns: u32,
}

impl Handshake {
    /// Nanoseconds from the SYN to the SYN,ACK that answers it, and from that to its ACK: the two halves of a round
    /// trip. `None` where there is no such answer (a simultaneous open, a split handshake) or it was filed before what
    /// it answers.
    pub fn gaps(&self) -> Option<(i64, i64)> {
        let (answer, ack) = self.syn_to_syn_ack.zip(self.syn_ack_to_ack)?;
        (!self.crossed && answer >= 0 && ack >= 0).then_some((answer, ack))
    }

    /// The same halves, each by itself. Where no answer was seen, its ACK has no beginning; where it was filed first,
    /// no end.
    pub fn halves(&self) -> (Option<i64>, Option<i64>) {
        let there = |gap: Option<i64>| gap.filter(|gap| !self.crossed && *gap >= 0);
        (there(self.syn_to_syn_ack), there(self.syn_ack_to_ack))
    }

    /// Are all three of its segments here?
    pub fn complete(&self) -> bool {
        self.syn.is_some() && self.syn_ack.is_some() && self.ack.is_some()
    }
}

/// How a connection was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Close {
    /// Who sent the first FIN or RST.
    pub initiator: Side,
    /// How.
    pub kind: CloseKind,
    /// Frame of the first FIN or RST.
    pub frame: FrameNo,
}

/// A socket of an earlier connection that still waits in TIME-WAIT when its addresses and ports are used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Whose it is, by the roles of the new connection.
    pub side: Side,
    /// The next number that it expects.
    pub rcv_nxt: Option<Seq>,
}
