//! A connection as a whole: one row of `list`, the head of a story.

use super::fact::{CloseKind, ConnId, Endpoint, Errno, Evidence, Outcome, Side, State, Stream};
use super::multipath::Multipath;
use super::record::{Conn, Known, Marks, Socket, Waiting};
use super::reset::errno_of_rst;
use super::seq::Seq;
use crate::capture::{FrameNo, Nanos};
use crate::dissect::Tunnel;

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
    /// Bytes of data that the other side sent after it had acknowledged the first FIN (RFC 9293, 3.6.1: a half-close); only where
    /// the ledger is kept.
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
    /// Nanoseconds from the last SYN before the answer to the SYN,ACK; less than 0 where the answer was filed first. In a
    /// simultaneous open to the other SYN, which is no answer: see [`gaps`](Self::gaps).
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
    /// Nanoseconds from the SYN to the SYN,ACK that answers it, and from that to its ACK: the two halves of a round trip. `None` where
    /// there is no such answer (a simultaneous open, a split handshake) or it was filed before what it answers.
    pub fn gaps(&self) -> Option<(i64, i64)> {
        let (answer, ack) = self.syn_to_syn_ack.zip(self.syn_ack_to_ack)?;
        (!self.crossed && answer >= 0 && ack >= 0).then_some((answer, ack))
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

impl Conn {
    /// How the connection stands now.
    pub(super) fn summary(&self) -> Summary {
        let outcome = self.outcome();
        let errno = match outcome {
            Outcome::TimedOut => Some((Errno::TimedOut, Evidence::Inferred)),
            _ => self.errno.map(|errno| (errno, Evidence::Inferred)),
        };
        Summary {
            id: self.id,
            stream: self.stream,
            client: self.side(Side::Client),
            server: self.side(Side::Server),
            roles_seen: self.marks.has(Marks::ROLES_SEEN),
            outcome,
            errno,
            handshake: Handshake {
                syn: self.syn.get(),
                syn_ack: self.syn_ack.get(),
                ack: self.ack.get(),
                syn_to_syn_ack: self.syn_ack_time.since(self.syn_time),
                syn_ack_to_ack: self.ack_time.since(self.syn_ack_time),
                opened_in: self.opened_in(),
                crossed: self.marks.has(Marks::CROSSED),
                syns: u32::from(self.syns),
            },
            close: self.close.and_then(|(initiator, kind)| {
                Some(Close { initiator, kind, frame: self.close_frame.get()? })
            }),
            reset: None,
            server_errno: self.server_errno(),
            half_closed_bytes: 0,
            bare: self.sender_of(Known::BARE),
            earlier: self.earlier,
            waiting: self.waited(),
            one_direction: self.one_direction(),
            implied_fin: self.implied_fin(),
            tunnel: self.tunnel().copied(),
            multipath: self.multipath(),
            accurate_ecn: self.accurate_ecn(),
            first_frame: self.first_frame.get().unwrap_or(0),
            last_frame: self.last_frame.get().unwrap_or(0),
            first: self.first.get(),
            last: self.last.get(),
            completeness: self.completeness,
            findings: u32::from(self.findings),
        }
    }

    /// From the first SYN to the ACK that completes the opening.
    fn opened_in(&self) -> Option<i64> {
        let first_syn = if self.syn == self.first_frame { self.first } else { self.syn_time };
        // Only the last SYN's time is kept beside that of the connection's first frame.
        let known = self.syn == self.first_frame || self.syns == 1;
        self.ack_time.since(first_syn).filter(|took| known && *took >= 0)
    }

    fn side(&self, side: Side) -> SideSummary {
        let socket = self.socket(side);
        let in_syn = |bit: Known| {
            let known = socket.has(Known::SYN) && (socket.has(bit) || !socket.has(Known::SYN_CUT));
            known.then(|| socket.has(bit))
        };
        SideSummary {
            endpoint: socket.endpoint,
            state: socket.state,
            iss: socket.has(Known::ISS).then_some(socket.iss),
            mss: socket.has(Known::MSS).then_some(socket.mss),
            shift_offered: socket.has(Known::SHIFT).then_some(socket.shift),
            shift: self.shift_of(side),
            sack_permitted: in_syn(Known::SACK_PERMITTED),
            timestamps: in_syn(Known::TIMESTAMPS),
            segments: u64::from(socket.segments),
            bytes: socket.bytes,
            unique_bytes: socket.unique_bytes,
            unacknowledged: self.unacknowledged(side),
        }
    }

    fn accurate_ecn(&self) -> Option<bool> {
        let [client, server] = self.sockets.each_ref().map(|socket| socket.has(Known::ACCURATE_ECN));
        (client || server).then_some(client && server)
    }

    /// The side that is known to have done this.
    pub(super) fn sender_of(&self, did: Known) -> Option<Side> {
        [Side::Client, Side::Server].into_iter().find(|side| self.socket(*side).has(did))
    }

    /// Data between the last ACK number and SND.NXT.
    fn unacknowledged(&self, side: Side) -> u32 {
        let (own, peer) = (self.socket(side), self.socket(side.peer()));
        if !own.has(Known::UNA) || !own.has(Known::NXT) {
            return 0;
        }
        let mut una = own.una;
        if peer.has(Known::RST_ACKED) && peer.rcv_nxt.after(una) && own.nxt.at_or_after(peer.rcv_nxt) {
            una = peer.rcv_nxt;
        }
        if !own.nxt.after(una) {
            return 0;
        }
        let syn = own.has(Known::ISS) && una == own.iss;
        let fin = own.has(Known::FIN) && own.fin.at_or_after(una);
        own.nxt.since(una).saturating_sub(u32::from(syn) + u32::from(fin))
    }

    /// What the server's program is told of the client's RST; a socket that has sent its FIN is as a rule no program's any more.
    fn server_errno(&self) -> Option<Errno> {
        if self.sender_of(Known::RST) != Some(Side::Client) {
            return None;
        }
        let server = self.socket(Side::Server);
        let before = server.before_rst().filter(|_| server.state == Some(State::Closed))?;
        matches!(before, State::Established | State::CloseWait).then(|| errno_of_rst(Some(before)))
    }

    /// What was sent from `half` on by the side that took the first FIN.
    pub(super) fn half_closed_bytes(&self, half: Option<Seq>) -> u32 {
        let Some(((first, _), half)) = self.close.zip(half) else { return 0 };
        let other = self.socket(first.peer());
        if !other.nxt.after(half) {
            return 0;
        }
        other.nxt.since(half).saturating_sub(u32::from(other.has(Known::FIN)))
    }

    fn outcome(&self) -> Outcome {
        let [client, server] = &self.sockets;
        let done = |s: &Socket| matches!(s.state, Some(State::Closed | State::TimeWait));
        let fins = u8::from(client.has(Known::FIN)) + u8::from(server.has(Known::FIN));
        if self.marks.has(Marks::UNREACHABLE) {
            return Outcome::Unreachable;
        }
        if self.marks.has(Marks::REFUSED) {
            return Outcome::Refused;
        }
        if self.marks.has(Marks::RESET) {
            return Outcome::Reset;
        }
        if fins == 2 && done(client) && done(server) {
            return Outcome::Closed;
        }
        if fins > 0 {
            return Outcome::Closing;
        }
        let only_resets = self.completeness & !(32 | 4) == 0 && self.completeness & 32 != 0;
        if !self.marks.has(Marks::ROLES_SEEN) {
            let unknown = client.state.is_none() && server.state.is_none();
            let bare = unknown && self.sender_of(Known::BARE).is_some();
            return if only_resets || bare { Outcome::Stray } else { Outcome::MidStream };
        }
        if client.state.is_some_and(State::synchronised) {
            return Outcome::Established;
        }
        if server.has(Known::SYN) || server.state.is_some() {
            return Outcome::HalfOpen;
        }
        if self.syns > 1 { Outcome::TimedOut } else { Outcome::Unanswered }
    }
}
