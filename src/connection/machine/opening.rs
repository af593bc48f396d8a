//! SYN and SYN,ACK: how two sockets come to know each other (RFC 9293, 3.5, 3.10.1, 3.10.7.2, 3.10.7.3).

use crate::connection::facts::{
    Arithmetic, By, Call, Evidence, FindingKind, Held, Listen, Offered, Rule, Side, State, StepKind, Variable,
};
use crate::connection::judges::scrutiny::REORDERING;
use crate::connection::machine::agreement::option_by;
use crate::connection::machine::record::{Known, Marks, ShortFrame, ShortTime};
use crate::connection::machine::{Machine, Now, Why};
use crate::dissect::FieldId;
use crate::dissect::options::{TcpOption, walk};
use std::net::IpAddr;

impl<L: Listen> Machine<'_, L> {
    /// The calls that must have come before this segment was sent: they are steps without a frame.
    pub(crate) fn before(&mut self, now: &Now<'_>, kind: StepKind) {
        let (me, fresh) = (now.side, self.conn.socket(now.side).state.is_none());
        match kind {
            StepKind::Syn if L::LEDGER && fresh && !self.conn.socket(me).has(Known::ISS) => {
                let call = self.call_of(now);
                if call != Call::Joining {
                    self.act(StepKind::Socket, me, now.frame, now.time);
                    self.after();
                }
                self.connect(me, now.frame, now.time, call);
                self.after();
            }
            StepKind::SynAck if fresh => {
                self.act(StepKind::Listen, me, now.frame, now.time);
                let why = Why::leads(now, Rule::ListenWaits);
                let write = self.state(me, State::Listen, why);
                self.after();
                self.lookup(now.frame, now.time, true);
                self.after();
                // Only a socket in LISTEN answers a SYN with SYN,ACK: this segment is the proof of it.
                self.confirm_now(write, now);
            }
            StepKind::Rst if fresh && self.conn.socket(me.peer()).state == Some(State::SynSent) => {
                self.lookup(now.frame, now.time, false);
                self.after();
            }
            _ => {}
        }
    }

    /// How did the program ask for the connection that this SYN opens?
    fn call_of(&self, now: &Now<'_>) -> Call {
        let cookie = walk(now.seg.options).find_map(|placed| match placed.option {
            TcpOption::FastOpen { cookie, .. } => Some(!cookie.is_empty()),
            _ => None,
        });
        let joins = Offered::of(now.seg).has(Offered::MP_JOIN);
        let meets = self.conn.socket(now.side.peer()).state == Some(State::SynSent);
        match cookie {
            _ if joins => Call::Joining,
            _ if now.seg.data > 0 => Call::WithData,
            Some(true) => Call::WithData,
            Some(false) => Call::AskingForCookie,
            None if meets => Call::Bound,
            None => Call::Connect,
        }
    }

    /// What follows from this segment although no frame carries it.
    pub(crate) fn afterwards(&mut self, now: &Now<'_>, kind: StepKind) {
        if kind != StepKind::Rst
            && now.side == Side::Client
            && self.conn.ack == ShortFrame::of(now.frame)
            && self.conn.marks.has(Marks::OPENED)
            && self.ledger.as_deref().is_none_or(|ledger| ledger.scrutiny.waits_for_open())
        {
            self.returns(now.frame, now.time, None);
            self.after();
        }
    }

    /// A SYN without ACK: its sender opens actively.
    pub(crate) fn syn(&mut self, now: &Now<'_>) {
        let (me, peer) = (now.side, now.side.peer());
        self.conn.marks.set(Marks::ROLES_SEEN);
        let socket = self.conn.socket(me);
        if socket.has(Known::ISS) && socket.iss == now.seq() {
            self.repeated_syn(now);
            return;
        }
        self.note_syn(now);
        if let Some(earlier) = self.conn.earlier
            && me == Side::Client
        {
            self.finding(now.frame, FindingKind::PortReused { earlier }, Evidence::Observed);
            self.time_wait(now);
        }
        if me == Side::Client {
            self.conn.syn = ShortFrame::of(now.frame);
            self.conn.syn_time = ShortTime::of(now.time);
            self.conn.syns = 1;
        } else if self.conn.syn_ack.is_none() {
            // A simultaneous open: the other SYN takes the answer's place.
            self.conn.marks.set(Marks::CROSSED);
            self.conn.syn_ack = ShortFrame::of(now.frame);
            self.conn.syn_ack_time = ShortTime::of(now.time);
        }
        // A SYN filed behind its own answer changes no state any more.
        if matches!(self.conn.socket(me).state, None | Some(State::Closed | State::Listen)) {
            self.state(me, State::SynSent, Why::acts(now, Rule::SynSent));
        }
        self.addresses(now);
        self.first_numbers(now);
        self.announce(now);
        let other = *self.conn.socket(peer);
        match other.state {
            // Crossing SYNs: the receiver shows what it made of ours in the segment that it sends next.
            Some(State::SynSent) => self.crossing(now),
            // Long behind the answer it is the SYN again, and the first one is not here.
            Some(State::SynReceived | State::Established)
                if other.number(Variable::Irs) == Some(now.seg.seq)
                    && ShortTime::of(now.time)
                        .since(self.conn.syn_ack_time)
                        .is_none_or(|late| late < REORDERING) =>
            {
                let answer = self.conn.syn_ack.get().unwrap_or(now.frame);
                self.finding(now.frame, FindingKind::AnswerFiledFirst { answer }, Evidence::Observed);
            }
            _ => {}
        }
    }

    /// A SYN,ACK: its sender grants an open, or acknowledges a SYN that crossed its own.
    pub(crate) fn syn_ack(&mut self, now: &Now<'_>) {
        let (me, peer) = (now.side, now.side.peer());
        self.conn.marks.set(Marks::ROLES_SEEN);
        let socket = *self.conn.socket(me);
        let other = *self.conn.socket(peer);
        let crossed = socket.state == Some(State::SynSent);
        let known = socket.has(Known::ISS) && socket.iss == now.seq() && !crossed;
        let acceptable =
            other.has(Known::ISS) && now.ack().after(other.iss) && other.nxt.at_or_after(now.ack());
        if known && !socket.has(Known::SYN) && self.conn.syn_ack.is_none() {
            self.late_syn_ack(now, acceptable);
        } else if known {
            self.repeated_syn_ack(now);
        } else {
            self.note_syn(now);
            if self.conn.syn_ack.is_none() {
                self.conn.syn_ack = ShortFrame::of(now.frame);
                self.conn.syn_ack_time = ShortTime::of(now.time);
            }
            self.state(
                me,
                State::SynReceived,
                Why::acts(now, if crossed { Rule::SimultaneousOpen } else { Rule::SynReceived }),
            );
            self.addresses(now);
            self.peers_first_number(now, acceptable);
            if !crossed {
                self.first_numbers(now);
            }
            self.announce(now);
            if acceptable {
                self.options_in_force(now, me);
            }
        }
        self.confirm_acknowledged(me, now.ack(), now.frame);
        self.sums_accepted(now);
        if crossed {
            self.crossed_answer(now);
        }
        if !now.arrives {
            return;
        }
        match other.state {
            // Both SYNs crossed: the peer answers this socket's SYN first, and takes its SYN,ACK in behind that.
            Some(State::SynSent) if crossed => {}
            Some(State::SynSent) if acceptable => self.syn_ack_arrives(now),
            // Both sides have sent SYN,ACK (RFC 9293, 3.5, figure 7): ours is acknowledged.
            Some(State::SynReceived) if acceptable => self.handshake_ack_arrives(now),
            _ => {}
        }
    }

    /// A SYN,ACK filed behind the ACK that proved it: what it announces is taken in now, no state changes.
    fn late_syn_ack(&mut self, now: &Now<'_>, acceptable: bool) {
        self.note_syn(now);
        self.conn.syn_ack = ShortFrame::of(now.frame);
        if let Some(ack) = self.conn.ack.get() {
            let kind = FindingKind::AnswerFiledLate { ack };
            self.finding(now.frame, kind, Evidence::Observed);
        }
        self.addresses(now);
        self.peers_first_number(now, acceptable);
        self.options_in_force(now, now.side);
        self.options_in_force(now, now.side.peer());
    }

    /// Both sides have sent SYN: their SYNs crossed, unless the second one turns out to answer the first (a split handshake).
    fn crossing(&mut self, now: &Now<'_>) {
        let other = self.conn.syn.get().unwrap_or(now.frame);
        self.finding(now.frame, FindingKind::SimultaneousOpen { other }, Evidence::Inferred);
    }

    fn repeated_syn(&mut self, now: &Now<'_>) {
        self.still_trying(now);
        if now.side == Side::Client {
            self.conn.syns = self.conn.syns.saturating_add(1);
            if self.conn.syn_ack.is_none() {
                self.conn.syn_time = ShortTime::of(now.time);
            }
        }
        let (mut first, mut times) = (self.conn.syn, u32::from(self.conn.syns));
        if now.side == Side::Server {
            // Of a simultaneous open: its own SYN stands where an answer would.
            first = self.conn.syn_ack;
            times = self.ledger.as_deref_mut().map_or(2, |ledger| {
                ledger.server_syns = ledger.server_syns.max(1) + 1;
                ledger.server_syns
            });
        }
        let first = first.get().unwrap_or(now.frame);
        self.finding(now.frame, FindingKind::SynRepeated { first, times }, Evidence::Observed);
        let window = u32::from(now.seg.window);
        self.write(
            now.side,
            Variable::RcvWnd,
            window,
            Why::seen(now, FieldId::TcpWindow, Rule::WindowAnnounced),
        );
    }

    /// A socket whose `connect()` was inferred to have ended sends its SYN again: it has not.
    fn still_trying(&mut self, now: &Now<'_>) {
        let me = now.side;
        let ended = self.conn.marks.has(Marks::UNREACHABLE) || self.conn.marks.has(Marks::REFUSED);
        if !ended || self.conn.socket(me).state != Some(State::Closed) || me != Side::Client {
            return;
        }
        self.conn.marks.clear(Marks::UNREACHABLE);
        self.conn.marks.clear(Marks::REFUSED);
        self.conn.errno = None;
        if let Some((write, frame)) = self.ledger.as_deref_mut().and_then(|l| l.given_up.take()) {
            let id = self.id();
            self.listener.fact(id, crate::connection::facts::Fact::Contradicted { write, by: now.frame });
            let kind = FindingKind::StillTrying { rejected_in: frame };
            self.finding(now.frame, kind, Evidence::Observed);
        }
        self.state(me, State::SynSent, Why::acts(now, Rule::SynSent));
    }

    fn repeated_syn_ack(&mut self, now: &Now<'_>) {
        let first = self.conn.syn_ack.get().unwrap_or(now.frame);
        let (mut times, mut ack) = (2, self.conn.ack.get());
        if let Some(ledger) = self.ledger.as_deref_mut() {
            let sent = &mut ledger.syn_acks[now.side as usize];
            *sent = (*sent).max(1) + 1;
            times = *sent;
            ack = ledger.handshake_ack.or(ack);
        }
        self.finding(now.frame, FindingKind::SynAckRepeated { first, times }, Evidence::Observed);
        if self.conn.socket(now.side).state == Some(State::Established) {
            // It was inferred to have left SYN-RECEIVED, and has not.
            if let Some(ack) = ack {
                self.finding(now.frame, FindingKind::AckNotArrived { ack }, Evidence::Observed);
            }
            self.contradict_established(now.side, now.frame);
            self.state(now.side, State::SynReceived, Why::acts(now, Rule::SynReceived));
            self.withdraw_handshake_ack(now);
        }
    }

    /// The ACK of its SYN,ACK did not arrive after all: SND.UNA stands where it stood.
    fn withdraw_handshake_ack(&mut self, now: &Now<'_>) {
        let socket = *self.conn.socket(now.side);
        if socket.una == socket.iss + 1 && socket.nxt == socket.iss + 1 {
            let why = Why::seen(now, FieldId::TcpSeqRaw, Rule::NothingAcknowledged);
            self.write(now.side, Variable::SndUna, socket.iss.0, why);
        }
        let why = Why::acts(now, Rule::Withdrawn);
        for variable in [Variable::SndWnd, Variable::SndWl1, Variable::SndWl2] {
            self.withdraw(now.side, variable, why);
        }
        let syn = self.ledger.as_deref().and_then(|l| l.syn[now.side.peer() as usize]);
        if let Some(syn) = syn
            && let Some(at) = syn.tsval_at
            && socket.has(Known::TS_RECENT)
        {
            let by = By { length: 4, ..option_by(&syn, now.side.peer(), FieldId::TcpOptionTsVal, at) };
            let why = Why {
                by,
                arithmetic: Arithmetic::Same,
                evidence: Evidence::Inferred,
                because: Rule::TimestampKept,
            };
            let write = self.write(now.side, Variable::TsRecent, syn.tsval, why);
            self.confirm_now(write, now);
        }
    }

    /// The SYN,ACK arrives at the socket in SYN-SENT: it fills what the peer announced. The state shows in what that socket
    /// sends next.
    fn syn_ack_arrives(&mut self, now: &Now<'_>) {
        let peer = now.side.peer();
        let end = now.end();
        let una = self.write(
            peer,
            Variable::SndUna,
            now.seg.ack,
            Why::arrives(now, FieldId::TcpAckRaw, Rule::AckArrives),
        );
        let irs = self.write(
            peer,
            Variable::Irs,
            now.seg.seq,
            Why::arrives(now, FieldId::TcpSeqRaw, Rule::PeersFirstNumber),
        );
        let plus = Arithmetic::Plus { from: now.seg.seq, syn: true, data: now.seg.data, fin: false };
        let next = self.write(
            peer,
            Variable::RcvNxt,
            end.0,
            Why::arrives(now, FieldId::TcpSeqRaw, Rule::PeersFirstNumber).with(plus),
        );
        for write in [una, irs, next] {
            self.until_acknowledged(peer, write, end);
        }
        // RFC 1122, 4.2.2.20 (c): the window of the SYN,ACK is taken over, unscaled (RFC 7323, 2.2).
        self.take_window(now, u32::from(now.seg.window));
        self.options_in_force(now, peer);
    }

    /// A socket that acts as if it had the peer's SYN,ACK although its arrival was not followed (it was filed before the SYN, or
    /// its checksum meant nothing): take the arrival in now, from the bytes of that frame.
    pub(crate) fn catch_up(&mut self, now: &Now<'_>) {
        let me = now.side;
        if self.conn.socket(me).has(Known::WND) {
            return;
        }
        for write in self.take_answer(me) {
            self.confirm_now(write, now);
        }
        self.options_in_force(now, me);
    }

    /// It has answered a SYN that crossed its own, so it had not taken in the SYN,ACK that passed here before: that arrives next,
    /// and acknowledges its SYN (RFC 9293, 3.5, figure 7).
    fn crossed_answer(&mut self, now: &Now<'_>) {
        let (me, peer) = (now.side, now.side.peer());
        let other = *self.conn.socket(peer);
        if other.state != Some(State::SynReceived) || !other.rcv_nxt.after(self.conn.socket(me).iss) {
            return;
        }
        let syn = self.ledger.as_deref().and_then(|l| l.syn[peer as usize]);
        let mut writes = self.take_answer(me);
        let by = By {
            frame: syn.map_or(now.frame, |syn| syn.frame),
            datagram: syn.map_or(0, |syn| syn.datagram),
            sender: Some(peer),
            field: FieldId::TcpFlags,
            offset: syn.map_or(0, |syn| syn.seq_at + 8),
            length: 2,
        };
        let (arithmetic, because) = (Arithmetic::Rule, Rule::HandshakeAckArrives);
        let why = Why { by, arithmetic, evidence: Evidence::Inferred, because };
        writes.push(self.state(me, State::Established, why));
        for write in writes {
            self.until_it_acts(me, write);
        }
    }

    /// What the peer's SYN,ACK that was captured earlier writes into `me`'s socket, from the bytes of that frame.
    fn take_answer(&mut self, me: Side) -> Vec<Option<crate::connection::facts::WriteId>> {
        let peer = me.peer();
        let other = *self.conn.socket(peer);
        if !other.has(Known::SYN) || !other.has(Known::RCV_WND) {
            return Vec::new();
        }
        let syn = self.ledger.as_deref().and_then(|l| l.syn[peer as usize]);
        let (frame, datagram, seq_at) = syn.map_or((0, 0, 0), |syn| (syn.frame, syn.datagram, syn.seq_at));
        let by = |field: FieldId, behind: u32, length: u8| By {
            frame,
            sender: Some(peer),
            field,
            datagram,
            offset: seq_at + behind,
            length,
        };
        let taken = [
            (Variable::SndUna, other.rcv_nxt.0, by(FieldId::TcpAckRaw, 4, 4), Rule::AckArrives),
            (Variable::Irs, other.iss.0, by(FieldId::TcpSeqRaw, 0, 4), Rule::PeersFirstNumber),
            (Variable::SndWnd, other.rcv_wnd, by(FieldId::TcpWindow, 10, 2), Rule::WindowTaken),
            (Variable::SndWl1, other.iss.0, by(FieldId::TcpSeqRaw, 0, 4), Rule::WindowTaken),
            (Variable::SndWl2, other.rcv_nxt.0, by(FieldId::TcpAckRaw, 4, 4), Rule::WindowTaken),
        ];
        taken
            .into_iter()
            .map(|(variable, value, by, because)| {
                let why = Why { by, arithmetic: Arithmetic::Same, evidence: Evidence::Inferred, because };
                self.write(me, variable, value, why)
            })
            .collect()
    }

    /// A client that acknowledges a SYN,ACK which this capture does not show: what that segment must have said.
    pub(crate) fn imply_syn_ack(&mut self, now: &Now<'_>) {
        let server = now.side.peer();
        if self.conn.socket(server).state.is_some() || self.conn.socket(server).has(Known::ISS) {
            return;
        }
        let iss = now.ack() - 1;
        self.finding(now.frame, FindingKind::ImpliedSynAck { iss }, Evidence::Confirmed);
        let why = Why::leads(now, Rule::SynReceived);
        let minus = Arithmetic::Minus { from: now.seg.ack, less: 1 };
        let at = |rule| Why::arrives(now, FieldId::TcpAckRaw, rule);
        // Only a socket in LISTEN answers a SYN with SYN,ACK.
        let listens = self.state(server, State::Listen, Why::leads(now, Rule::ListenWaits));
        let state = self.state(server, State::SynReceived, why);
        let first = self.write(server, Variable::Iss, iss.0, at(Rule::IssChosen).with(minus));
        let una = self.write(server, Variable::SndUna, iss.0, at(Rule::NothingAcknowledged).with(minus));
        let nxt = self.write(server, Variable::SndNxt, now.seg.ack, at(Rule::SegmentOccupies));
        let next = Why::arrives(now, FieldId::TcpSeqRaw, Rule::PeersFirstNumber);
        let rcv = self.write(server, Variable::RcvNxt, now.seg.seq, next);
        for write in [listens, state, first, una, nxt, rcv] {
            self.confirm_now(write, now);
        }
    }

    /// A segment of the peer with a wrong checksum is acknowledged: such checksums mean nothing in this capture.
    pub(crate) fn sums_accepted(&mut self, now: &Now<'_>) {
        let peer = now.side.peer();
        let other = self.conn.socket(peer);
        if other.has(Known::ISS) && other.has(Known::SYN_SUM_BAD) && now.ack().after(other.iss) {
            self.conn.marks.set(match peer {
                Side::Client => Marks::CLIENT_SUMS_UNUSED,
                Side::Server => Marks::SERVER_SUMS_UNUSED,
            });
        }
    }

    /// The sender's ACK number proves that it has the peer's SYN.
    fn peers_first_number(&mut self, now: &Now<'_>, acceptable: bool) {
        let (me, peer) = (now.side, now.side.peer());
        // An ACK number that does not acknowledge the SYN we know acknowledges another one, and that without data.
        let less = if acceptable { now.ack().since(self.conn.socket(peer).iss) } else { 1 };
        let minus = Arithmetic::Minus { from: now.seg.ack, less };
        self.write(
            me,
            Variable::Irs,
            (now.ack() - less).0,
            Why::seen(now, FieldId::TcpAckRaw, Rule::PeersFirstNumber).with(minus),
        );
        self.write(
            me,
            Variable::RcvNxt,
            now.seg.ack,
            Why::seen(now, FieldId::TcpAckRaw, Rule::AckNumberIsRcvNxt),
        );
    }

    /// ISS, SND.UNA and SND.NXT of a socket that sends its first SYN.
    fn first_numbers(&mut self, now: &Now<'_>) {
        let me = now.side;
        if now.seg.data > 0 {
            self.conn.socket_mut(me).known.set(Known::SYN_DATA);
        }
        let seq = now.seg.seq;
        self.write(me, Variable::Iss, seq, Why::seen(now, FieldId::TcpSeqRaw, Rule::IssChosen));
        let acknowledged = self.conn.socket(me).number(Variable::SndUna).is_some();
        if !acknowledged {
            self.write(
                me,
                Variable::SndUna,
                seq,
                Why::seen(now, FieldId::TcpSeqRaw, Rule::NothingAcknowledged),
            );
        }
        let socket = self.conn.socket_mut(me);
        socket.unique_bytes += u64::from(now.seg.data);
        if !socket.has(Known::NXT) || now.end().after(socket.nxt) {
            let plus = Arithmetic::Plus { from: seq, syn: true, data: now.seg.data, fin: false };
            self.write(
                me,
                Variable::SndNxt,
                now.end().0,
                Why::seen(now, FieldId::TcpSeqRaw, Rule::SegmentOccupies).with(plus),
            );
        }
    }

    /// Both addresses and ports, as the socket that sends must hold them.
    fn addresses(&mut self, now: &Now<'_>) {
        if !L::LEDGER {
            return;
        }
        let me = now.side;
        let told =
            self.ledger.as_deref_mut().map(|l| std::mem::replace(&mut l.told_addresses[me as usize], true));
        if told != Some(false) {
            return;
        }
        let (src, dst) = match now.seg.src {
            IpAddr::V4(_) => (FieldId::IpSrc, FieldId::IpDst),
            IpAddr::V6(_) => (FieldId::Ipv6Src, FieldId::Ipv6Dst),
        };
        let peer_rule = if now.seg.flags.ack() { Rule::SocketFilledFromSyn } else { Rule::ConnectNamesPeer };
        let local_rule = if now.seg.flags.ack() { Rule::SocketFilledFromSyn } else { Rule::PortChosen };
        let told = [
            (Variable::PeerAddress, Held::Address(now.seg.dst), dst, peer_rule),
            (Variable::PeerPort, Held::Number(u32::from(now.seg.dst_port)), FieldId::TcpDstPort, peer_rule),
            (Variable::LocalAddress, Held::Address(now.seg.src), src, local_rule),
            (Variable::LocalPort, Held::Number(u32::from(now.seg.src_port)), FieldId::TcpSrcPort, local_rule),
        ];
        for (variable, value, field, rule) in told {
            self.tell(me, variable, None, value, Why::seen(now, field, rule));
        }
    }

    /// This very segment proves the write.
    pub(crate) fn confirm_now(&mut self, write: Option<crate::connection::facts::WriteId>, now: &Now<'_>) {
        if let Some(write) = write {
            let id = self.id();
            self.listener.fact(id, crate::connection::facts::Fact::Confirmed { write, by: now.frame });
        }
    }
}
