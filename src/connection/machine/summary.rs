//! A connection as a whole: one row of `list`, the head of a story.

use crate::connection::facts::{
    Close, Errno, Evidence, Handshake, Outcome, Pair, Seq, Side, SideSummary, State, Summary,
};
use crate::connection::machine::record::{Conn, Known, Marks, Socket};
use crate::connection::machine::reset::errno_of_rst;

impl Conn {
    /// How the connection stands now.
    pub(crate) fn summary(&self) -> Summary {
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
        let Pair([client, server]) = self.sockets.each(|socket| socket.has(Known::ACCURATE_ECN));
        (client || server).then_some(client && server)
    }

    /// The side that is known to have done this.
    pub(crate) fn sender_of(&self, did: Known) -> Option<Side> {
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

    /// What the server's program is told of the client's RST; a socket that has sent its FIN is as a rule no program's
    /// any more.
    fn server_errno(&self) -> Option<Errno> {
        if self.sender_of(Known::RST) != Some(Side::Client) {
            return None;
        }
        let server = self.socket(Side::Server);
        let before = server.before_rst().filter(|_| server.state == Some(State::Closed))?;
        matches!(before, State::Established | State::CloseWait).then(|| errno_of_rst(Some(before)))
    }

    /// What was sent from `half` on by the side that took the first FIN.
    pub(crate) fn half_closed_bytes(&self, half: Option<Seq>) -> u32 {
        let Some(((first, _), half)) = self.close.zip(half) else { return 0 };
        let other = self.socket(first.peer());
        if !other.nxt.after(half) {
            return 0;
        }
        other.nxt.since(half).saturating_sub(u32::from(other.has(Known::FIN)))
    }

    fn outcome(&self) -> Outcome {
        let Pair([client, server]) = &self.sockets;
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
