//! ACK, data, window and FIN: a connection at work and its orderly end (RFC 9293, 3.6, 3.8.6, 3.10.4, 3.10.7.4).

use crate::connection::facts::{
    Arithmetic, CloseKind, Evidence, FindingKind, Listen, Pair, Rule, Seq, Side, State, Variable,
};
use crate::connection::machine::Machine;
use crate::connection::machine::now::Now;
use crate::connection::machine::record::{Known, Marks, ShortFrame, Socket};
use crate::connection::machine::telling::Why;
use crate::dissect::FieldId;
use crate::dissect::options::{TcpOption, walk};

impl<L: Listen> Machine<'_, L> {
    /// A segment that opens nothing and resets nothing.
    pub(super) fn flow(&mut self, now: &Now<'_>) {
        let flags = now.seg.flags;
        if flags.rst() || flags.syn() || !flags.ack() {
            // An illegal combination, or a segment without ACK, which a synchronised socket drops (RFC 9293, 3.10.7.4,
            // fifth): nothing is claimed of either socket.
            self.belongs_to_none(now);
            return;
        }
        if self.challenges(now) {
            return;
        }
        self.sums_accepted(now);
        self.still_acts(now);
        self.sender_state(now);
        self.sender_acknowledges(now);
        self.sender_window(now);
        self.sender_numbers(now);
        self.imply_fin(now);
        if now.arrives {
            self.arrives(now);
        }
    }

    /// Where no connection is known, a segment without SYN, ACK and RST shows none either.
    fn belongs_to_none(&mut self, now: &Now<'_>) {
        let flags = now.seg.flags;
        let Pair([client, server]) = &self.conn.sockets;
        if !(flags.syn() || flags.ack() || flags.rst()) && client.state.is_none() && server.state.is_none() {
            self.conn.socket_mut(now.side).known.set(Known::BARE);
        }
    }

    /// An ACK that does not acknowledge the peer's SYN, from a socket of which this connection knows nothing: it
    /// belongs to an older connection of the same addresses and ports, which its sender still holds.
    fn challenges(&mut self, now: &Now<'_>) -> bool {
        let (own, other) = (self.conn.socket(now.side), *self.conn.socket(now.side.peer()));
        let unknown = own.state.is_none() && other.state == Some(State::SynSent) && other.has(Known::ISS);
        let acceptable =
            now.seg.flags.ack() && now.ack().after(other.iss) && other.nxt.at_or_after(now.ack());
        if !unknown || acceptable {
            return false;
        }
        let kind = FindingKind::ChallengeAck { ack: now.ack(), expected: other.nxt };
        self.finding(now.frame, kind, Evidence::Inferred);
        true
    }

    /// What state must its sender be in to send this?
    fn sender_state(&mut self, now: &Now<'_>) {
        let (me, peer) = (now.side, now.side.peer());
        let acked = |of: &Socket| of.has(Known::ISS) && now.seg.flags.ack() && now.ack().after(of.iss);
        match self.conn.socket(me).state {
            Some(State::SynSent) if acked(self.conn.socket(peer)) => {
                self.state(me, State::Established, Why::acts(now, Rule::HandshakeAckSent));
                self.opened(now);
                self.catch_up(now);
                if me == Side::Server {
                    // It sent SYN and takes ours for an answer: it never acknowledged ours with its own SYN.
                    let syn = self.conn.syn_ack.get().unwrap_or(now.frame);
                    self.finding(now.frame, FindingKind::SplitHandshake { syn }, Evidence::Inferred);
                }
            }
            // The peer's SYN,ACK was not captured, or is filed behind: only a socket that has it sends ACK without SYN.
            Some(State::SynSent) if now.seg.flags.ack() && !self.conn.socket(peer).has(Known::ISS) => {
                self.state(me, State::Established, Why::acts(now, Rule::HandshakeAckSent));
                self.opened(now);
                self.imply_syn_ack(now);
            }
            Some(State::Established) => self.confirm_established(me, now.frame),
            Some(State::SynReceived) if !self.may_send_before_established(now) => {
                self.state(me, State::Established, Why::acts(now, Rule::ActsEstablished));
                if me == Side::Client {
                    self.opened(now);
                }
            }
            None => {
                // A client that acknowledges a SYN,ACK whose own SYN was not captured.
                let rule =
                    if acked(self.conn.socket(peer)) { Rule::HandshakeAckSent } else { Rule::MidStream };
                if rule == Rule::HandshakeAckSent {
                    self.state(me, State::Established, Why::acts(now, rule));
                    self.opened(now);
                } else {
                    self.state(me, State::Established, Why::leads(now, rule));
                    if self.conn.socket(peer).state.is_none() {
                        self.state(peer, State::Established, Why::leads(now, rule));
                        self.finding(now.frame, FindingKind::BegunBefore, Evidence::Observed);
                    }
                }
            }
            _ => {}
        }
    }

    /// The client's ACK of the SYN,ACK.
    fn opened(&mut self, now: &Now<'_>) {
        if now.side == Side::Client && self.conn.ack.is_none() {
            self.conn.ack = ShortFrame::of(now.frame);
            self.conn.ack_time = now.clock();
            self.conn.marks.set(Marks::OPENED);
        }
    }

    /// A socket in SYN-RECEIVED may send data only if data came with the SYN (RFC 7413, 4.2.2), or repeat its ACK in a
    /// simultaneous open.
    fn may_send_before_established(&self, now: &Now<'_>) -> bool {
        let socket = self.conn.socket(now.side);
        self.conn.socket(now.side.peer()).has(Known::SYN_DATA) && socket.una == socket.iss
    }

    /// Its ACK number is its RCV.NXT; it confirms what was inferred, and shows what it made of the peer's FIN.
    fn sender_acknowledges(&mut self, now: &Now<'_>) {
        let (me, peer, ack) = (now.side, now.side.peer(), now.ack());
        let socket = *self.conn.socket(me);
        let forward = !socket.has(Known::RCV_NXT) || ack.after(socket.rcv_nxt);
        if forward {
            if self.conn.socket(peer).segments == 0 {
                self.rises(me, socket.has(Known::RCV_NXT) && ack == socket.rcv_nxt + 1);
            }
            let why = Why::seen(now, FieldId::TcpAckRaw, Rule::AckNumberIsRcvNxt);
            self.write(me, Variable::RcvNxt, now.seg.ack, why);
        }
        self.reports_hole(now, !forward && ack.before(socket.rcv_nxt));
        self.confirm_acknowledged(me, ack, now.frame);
        let other = self.conn.socket(peer);
        if !other.has(Known::FIN) || !ack.after(other.fin) {
            return;
        }
        let own_fin_done = socket.has(Known::FIN) && socket.una.after(socket.fin);
        let (state, rule) = match socket.state {
            Some(State::Established | State::SynReceived) => (State::CloseWait, Rule::PeersFinTaken),
            Some(State::FinWait1) if !own_fin_done => (State::Closing, Rule::FinsCrossed),
            Some(State::FinWait1 | State::FinWait2) => (State::TimeWait, Rule::BothFinsDone),
            _ => return,
        };
        self.state(me, state, Why::seen(now, FieldId::TcpAckRaw, rule).with(Arithmetic::Rule));
        if state == State::CloseWait
            && let Some(ledger) = self.kept.ledger_mut()
        {
            ledger.half = socket.has(Known::NXT).then_some(socket.nxt);
        }
        if state == State::Closing
            && let Some((first, _)) = self.conn.close
        {
            self.conn.close = Some((first, CloseKind::Simultaneous));
        }
    }

    /// The ACK number of `side` rises, while nothing of its peer was captured; by one only?
    fn rises(&mut self, side: Side, by_one: bool) {
        self.conn.socket_mut(side.peer()).known.clear(Known::FIN_IMPLIED);
        let known = &mut self.conn.socket_mut(side).known;
        known.clear(Known::ROSE_BY_ONE);
        if by_one {
            known.set(Known::ROSE_BY_ONE);
        }
    }

    /// Its ACK number rose by one when it rose last, it has sent its own FIN, and nothing of the peer was captured:
    /// that one number is most likely the peer's FIN.
    fn imply_fin(&mut self, now: &Now<'_>) {
        let (own, other) = (self.conn.socket(now.side), self.conn.socket(now.side.peer()));
        let told = other.has(Known::FIN_IMPLIED) || other.has(Known::FIN) || other.segments > 0;
        if !own.has(Known::ROSE_BY_ONE) || !own.has(Known::FIN) || told {
            return;
        }
        let seq = own.rcv_nxt - 1;
        self.conn.socket_mut(now.side.peer()).known.set(Known::FIN_IMPLIED);
        self.finding(now.frame, FindingKind::ImpliedFin { seq }, Evidence::Inferred);
    }

    /// The window that it announces (RFC 9293, 3.1; scaled by RFC 7323, 2.3).
    fn sender_window(&mut self, now: &Now<'_>) {
        let Some(shift) = self.conn.shift_of(now.side) else { return };
        let from = u32::from(now.seg.window);
        let (rule, arithmetic) = if shift == 0 {
            (Rule::WindowAnnounced, Arithmetic::Same)
        } else {
            (Rule::WindowAnnouncedScaled, Arithmetic::Shifted { from, shift })
        };
        let why = Why::seen(now, FieldId::TcpWindow, rule).with(arithmetic);
        self.write(now.side, Variable::RcvWnd, from << shift, why);
    }

    /// SND.NXT behind what this segment occupies; FIN changes the state.
    fn sender_numbers(&mut self, now: &Now<'_>) {
        let me = now.side;
        let (seq, end, fin) = (now.seq(), now.end(), now.seg.flags.fin());
        let before = *self.conn.socket(me);
        let known = before.has(Known::NXT);
        if !known || end.after(before.nxt) {
            let fresh = if known { end.since(before.nxt) } else { end.since(seq) };
            let socket = self.conn.socket_mut(me);
            socket.unique_bytes += u64::from(fresh.saturating_sub(u32::from(fin)));
            let plus = Arithmetic::Plus { from: now.seg.seq, syn: false, data: now.seg.data, fin };
            let arithmetic = if end == seq { Arithmetic::Same } else { plus };
            let why = Why::seen(now, FieldId::TcpSeqRaw, Rule::SegmentOccupies).with(arithmetic);
            self.write(me, Variable::SndNxt, end.0, why);
        }
        if fin && before.has(Known::FIN) && end == before.fin + 1 {
            self.fin_again(now);
        }
        if fin && !before.has(Known::FIN) {
            let socket = self.conn.socket_mut(me);
            socket.fin = end - 1;
            socket.known.set(Known::FIN);
            if let Some(ledger) = self.kept.ledger_mut() {
                ledger.fin_by[me] = Some(now.by(FieldId::TcpFlags));
            }
            self.close_begins(now);
            let (state, rule) = match before.state {
                Some(State::CloseWait) => (State::LastAck, Rule::LastFinSent),
                Some(State::Established | State::SynReceived) => (State::FinWait1, Rule::FinSent),
                _ => return self.fin_from_afar(now),
            };
            let state_now = self.conn.socket(me).state;
            // The same segment may have shown CLOSE-WAIT just now (it acknowledges the peer's FIN).
            let (state, rule) = match state_now {
                Some(State::CloseWait) => (State::LastAck, Rule::LastFinSent),
                _ => (state, rule),
            };
            self.state(me, state, Why::acts(now, rule));
        }
    }

    /// A FIN from a socket of which too little is known: the state follows from whether the peer's FIN was seen.
    fn fin_from_afar(&mut self, now: &Now<'_>) {
        let (state, rule) = match self.conn.socket(now.side).state {
            Some(State::CloseWait) => (State::LastAck, Rule::LastFinSent),
            Some(State::Established) | None => (State::FinWait1, Rule::FinSent),
            _ => return,
        };
        self.state(now.side, state, Why::acts(now, rule));
    }

    /// Note who begins to close.
    fn close_begins(&mut self, now: &Now<'_>) {
        let kind = match self.conn.close {
            None => {
                self.conn.close_frame = ShortFrame::of(now.frame);
                Some((now.side, CloseKind::HalfClose))
            }
            Some((first, CloseKind::HalfClose)) if first != now.side => Some((first, CloseKind::Orderly)),
            other => other,
        };
        self.conn.close = kind;
    }

    /// The segment arrives at the peer.
    fn arrives(&mut self, now: &Now<'_>) {
        let peer = now.side.peer();
        let socket = *self.conn.socket(peer);
        if L::HISTORY && socket.state.is_some_and(State::synchronised) && self.too_old(now, &socket) {
            return;
        }
        match socket.state {
            Some(State::SynReceived) => {
                if now.ack().after(socket.iss) && socket.nxt.at_or_after(now.ack()) {
                    return self.handshake_ack_arrives(now);
                }
            }
            Some(State::Closed | State::Listen | State::SynSent) | None => return,
            _ => self.ack_arrives(now),
        }
        self.data_arrives(now);
        self.carries(now);
    }

    /// SYN-RECEIVED: the ACK of its SYN arrives (RFC 9293, 3.10.7.4, fifth). All that it writes stands or falls with
    /// the inference that it arrived.
    pub(super) fn handshake_ack_arrives(&mut self, now: &Now<'_>) {
        let now = &Now { handshake: true, ..*now };
        self.leave_syn_received(now);
        if !now.seg.flags.syn() {
            self.data_arrives(now);
            self.carries(now);
        }
    }

    fn leave_syn_received(&mut self, now: &Now<'_>) {
        let peer = now.side.peer();
        let una = self.write(
            peer,
            Variable::SndUna,
            now.seg.ack,
            Why::arrives(now, FieldId::TcpAckRaw, Rule::AckArrives),
        );
        let established = self.state(peer, State::Established, Why::leads(now, Rule::HandshakeAckArrives));
        if let Some(ledger) = self.kept.ledger_mut() {
            let before = ledger.handshake_ack.replace(now.frame);
            // In a simultaneous open each SYN,ACK is sent once, and acknowledges a SYN, too.
            let again = ledger.syn_acks[peer] > 1;
            let answered = ledger
                .named_by(peer, now.ack(), false)
                .filter(|_| again && before.is_some() && now.end() == now.seq());
            if let Some(syn_ack) = answered.map(|answered| answered.frame) {
                let kind = FindingKind::HandshakeAckRepeated { syn_ack };
                self.finding(now.frame, kind, Evidence::Observed);
            }
        }
        for write in [una, established] {
            self.until_it_acts(peer, write);
        }
        if let Some(window) = self.scaled_window(now) {
            self.take_window(now, window);
        }
        if peer == Side::Client {
            // A simultaneous open: the client's open is complete when its SYN,ACK is acknowledged.
            if self.conn.ack.is_none() {
                self.conn.ack = ShortFrame::of(now.frame);
                self.conn.ack_time = now.clock();
            }
            self.conn.marks.set(Marks::OPENED);
        }
    }

    /// SND.UNA, the window, and what an ACK of our FIN does.
    fn ack_arrives(&mut self, now: &Now<'_>) {
        let (peer, ack) = (now.side.peer(), now.ack());
        let socket = *self.conn.socket(peer);
        if socket.has(Known::UNA) && ack.before(socket.una) {
            return;
        }
        if socket.has(Known::UNA) && socket.has(Known::NXT) && ack.after(socket.nxt) {
            // It acknowledges what this capture does not show. A receiver cannot have what was not sent, so SND.NXT
            // is at least there.
            let why = Why::arrives(now, FieldId::TcpAckRaw, Rule::AckArrives);
            let write = self.write(peer, Variable::SndNxt, now.seg.ack, why);
            self.confirm_now(write, now);
        }
        if !socket.has(Known::UNA) || ack.after(socket.una) {
            let why = Why::arrives(now, FieldId::TcpAckRaw, Rule::AckArrives);
            let write = self.write(peer, Variable::SndUna, now.seg.ack, why);
            self.until_proven(peer, write, now);
            if socket.has(Known::FIN) && ack.after(socket.fin) {
                self.closes(peer, write);
            }
            self.fin_acknowledged(now, peer);
        }
        // RFC 9293, 3.10.7.4, fifth: an older segment must not set the window.
        let newer = !socket.has(Known::WL)
            || socket.wl1.before(now.seq())
            || (socket.wl1 == now.seq() && ack.at_or_after(socket.wl2));
        if newer && let Some(window) = self.scaled_window(now) {
            self.take_window(now, window);
        }
    }

    /// The ACK of `peer`'s FIN arrives at it.
    fn fin_acknowledged(&mut self, now: &Now<'_>, peer: Side) {
        let socket = *self.conn.socket(peer);
        if !socket.has(Known::FIN) || !now.ack().after(socket.fin) {
            return;
        }
        let peers_fin = *self.conn.socket(now.side);
        let crossed = socket.state == Some(State::FinWait1)
            && peers_fin.has(Known::FIN)
            && socket.has(Known::RCV_NXT)
            && socket.rcv_nxt.after(peers_fin.fin);
        if crossed {
            // The peer's FIN arrived before this ACK of ours: what that did shows only now.
            let why = Why::leads(now, Rule::FinsCrossed);
            let fin = self.kept.ledger().and_then(|ledger| ledger.fin_by[now.side]);
            self.state(peer, State::Closing, Why { by: fin.unwrap_or(why.by), ..why });
        }
        let (state, rule) = match self.conn.socket(peer).state {
            // Also with the peer's FIN in the same segment: RFC 9293, 3.10.7.4, looks at the ACK (fifth) before the FIN
            // (eighth); figure 5 draws the two as one step (note 2).
            Some(State::FinWait1) => (State::FinWait2, Rule::OurFinAcknowledged),
            Some(State::Closing) => (State::TimeWait, Rule::OurFinAcknowledged),
            Some(State::LastAck) => (State::Closed, Rule::LastAckArrives),
            _ => return,
        };
        let why = Why::arrives(now, FieldId::TcpAckRaw, rule).with(Arithmetic::Rule);
        let write = self.state(peer, state, why);
        self.until_proven(peer, write, now);
        self.closes(peer, write);
    }

    /// The window in bytes, if the shift is known.
    fn scaled_window(&self, now: &Now<'_>) -> Option<u32> {
        let window = u32::from(now.seg.window);
        if now.seg.flags.syn() {
            // RFC 7323, 2.2: no SYN's own window is scaled. (Linux scales that of a SYN,ACK in a simultaneous open.)
            return Some(window);
        }
        self.conn.shift_of(now.side).map(|shift| window << shift)
    }

    /// SND.WND, SND.WL1 and SND.WL2 of the peer, from this segment.
    pub(super) fn take_window(&mut self, now: &Now<'_>, window: u32) {
        let peer = now.side.peer();
        let from = u32::from(now.seg.window);
        let shift = self.conn.shift_of(now.side).unwrap_or(0);
        let arithmetic = if window == from || now.seg.flags.syn() {
            Arithmetic::Same
        } else {
            Arithmetic::Shifted { from, shift }
        };
        let told = [
            (Variable::SndWnd, window, FieldId::TcpWindow, arithmetic),
            (Variable::SndWl1, now.seg.seq, FieldId::TcpSeqRaw, Arithmetic::Same),
            (Variable::SndWl2, now.seg.ack, FieldId::TcpAckRaw, Arithmetic::Same),
        ];
        for (variable, value, field, arithmetic) in told {
            let why = Why::arrives(now, field, Rule::WindowTaken).with(arithmetic);
            let write = self.write(peer, variable, value, why);
            self.until_proven(peer, write, now);
        }
    }

    /// Data and FIN arrive: in order, RCV.NXT moves over them.
    fn data_arrives(&mut self, now: &Now<'_>) {
        let peer = now.side.peer();
        let socket = *self.conn.socket(peer);
        let (seq, end) = (now.seq(), now.end());
        if L::HISTORY {
            self.timestamp_arrives(now, &socket);
        }
        if end == seq {
            return;
        }
        let in_order =
            !socket.has(Known::RCV_NXT) || (socket.rcv_nxt.at_or_after(seq) && end.after(socket.rcv_nxt));
        if in_order {
            let plus = Arithmetic::Plus {
                from: now.seg.seq,
                syn: false,
                data: now.seg.data,
                fin: now.seg.flags.fin(),
            };
            let to = self.kept.ledger().map_or(end, |ledger| ledger.held[peer].filled_to(end));
            let why = Why::arrives(now, FieldId::TcpSeqRaw, Rule::ArrivedInOrder).with(plus);
            let fills = Why { because: Rule::HoleFilled, arithmetic: Arithmetic::Rule, ..why };
            let write = self.write(peer, Variable::RcvNxt, to.0, if to == end { why } else { fills });
            self.until_received(peer, write, to, now);
        }
    }

    /// Is its timestamp older than TS.Recent? Then it is answered with an ACK and dropped (PAWS, RFC 7323, 5.3). Looked
    /// at only where it has something new: what was overtaken on the way is old in every respect.
    fn too_old(&mut self, now: &Now<'_>, socket: &Socket) -> bool {
        let Some((_, value)) = self.stamp(now) else { return false };
        let old = socket.has(Known::TS_RECENT) && Seq(value).before(Seq(socket.ts_recent));
        let new = socket.has(Known::RCV_NXT) && now.end().after(socket.rcv_nxt);
        if old && new {
            if let Some(judges) = self.kept.judges_mut() {
                judges.too_old(now.side);
            }
            let kind = FindingKind::OldTimestamp { value, recent: socket.ts_recent };
            self.finding(now.frame, kind, Evidence::Inferred);
        }
        old && new
    }

    /// TS.Recent follows the TSval of a segment that is not behind what was acknowledged last (RFC 7323, 4.3).
    fn timestamp_arrives(&mut self, now: &Now<'_>, socket: &Socket) {
        let Some((offset, value)) = self.stamp(now) else { return };
        if socket.has(Known::RCV_NXT) && now.seq().after(socket.rcv_nxt)
            || socket.has(Known::TS_RECENT) && Seq(value).before(Seq(socket.ts_recent))
        {
            return;
        }
        let peer = now.side.peer();
        let mut why = Why::arrives(now, FieldId::TcpOptionTsVal, Rule::TimestampKept);
        why.by.offset = now.seg.spot.offset + 20 + offset as u32 + 2;
        why.by.length = 4;
        let write = self.write(peer, Variable::TsRecent, value, why);
        self.until_proven(peer, write, now);
    }

    /// Where its TSval lies in the options, and the value; `None` if timestamps are not in force.
    fn stamp(&self, now: &Now<'_>) -> Option<(usize, u32)> {
        let Pair([client, server]) = &self.conn.sockets;
        if !(client.has(Known::TIMESTAMPS) && server.has(Known::TIMESTAMPS)) {
            return None;
        }
        walk(now.seg.options).find_map(|placed| match placed.option {
            TcpOption::Timestamps { value, .. } => Some((placed.offset, value)),
            _ => None,
        })
    }

    /// This segment's own arrival can later be proven: what came with bare ACKs of the same number is proven with it.
    fn carries(&mut self, now: &Now<'_>) {
        if now.end() != now.seq()
            && let Some(ledger) = self.kept.ledger_mut()
        {
            ledger.carry(now.side.peer(), now.ack(), now.end(), now.clock());
        }
    }
}
