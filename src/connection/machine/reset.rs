//! RST, and ICMP errors about a segment of the connection (RFC 9293, 3.5.2, 3.5.3, 3.9.2.2, 3.10.7).

use crate::capture::{FrameNo, Nanos};
use crate::connection::facts::{
    Arithmetic, By, Call, CloseKind, Errno, Evidence, Fact, FindingKind, IcmpError, Listen, Rule, Seq, Side,
    State, Step, StepKind, Variable, WriteId,
};
use crate::connection::machine::record::{Known, Marks, ShortFrame, ShortTime};
use crate::connection::machine::{Machine, Now, Why};
use crate::dissect::{FieldId, IcmpQuote, Spot};

impl<L: Listen> Machine<'_, L> {
    /// A RST.
    pub(crate) fn rst(&mut self, now: &Now<'_>) {
        let peer = now.side.peer();
        let target = *self.conn.socket(peer);
        let refuses = target.state == Some(State::SynSent) && self.conn.socket(now.side).state.is_none();
        let taken = self.rst_taken(now);
        self.rst_sender(now, refuses, taken);
        if taken && now.arrives {
            self.rst_arrives(now, refuses);
        }
    }

    /// Will the receiver act on it? What is wrong with it is told as a finding.
    fn rst_taken(&mut self, now: &Now<'_>) -> bool {
        let target = *self.conn.socket(now.side.peer());
        let acks = now.seg.flags.ack();
        match target.state {
            None => false,
            Some(State::Closed | State::Listen | State::TimeWait) => false,
            Some(State::SynSent) => {
                let covers = acks && now.ack().after(target.iss) && target.nxt.at_or_after(now.ack());
                if !covers {
                    let kind = FindingKind::RstDoesNotAcknowledge { ack: acks.then(|| now.ack()) };
                    self.finding(now.frame, kind, Evidence::Inferred);
                }
                covers
            }
            Some(state) => {
                if !target.has(Known::RCV_NXT) || now.seq() == target.rcv_nxt {
                    return true;
                }
                // Linux also obeys a RST at RCV.NXT - 1 once the peer's FIN was taken in, which no segment need show.
                let own = *self.conn.socket(now.side);
                let after_fin = own.has(Known::FIN) && target.rcv_nxt == own.fin + 1;
                if after_fin && now.seq() == own.fin && state.synchronised() {
                    return true;
                }
                let (seq, rcv_nxt) = (now.seq(), target.rcv_nxt);
                let kind = match target.number(Variable::RcvWnd) {
                    None => FindingKind::RstUnexpected { seq, rcv_nxt },
                    Some(window) if seq.within(rcv_nxt, window.max(1)) => {
                        if let Some(ledger) = self.ledger.as_deref_mut() {
                            ledger.scrutiny.flows[now.side.peer() as usize].challenged_by = Some(now.frame);
                        }
                        FindingKind::RstNotExact { seq, rcv_nxt }
                    }
                    Some(rcv_wnd) => FindingKind::RstOutsideWindow { seq, rcv_nxt, rcv_wnd },
                };
                self.finding(now.frame, kind, Evidence::Inferred);
                false
            }
        }
    }

    /// Its sender has no such socket any more, or never had.
    fn rst_sender(&mut self, now: &Now<'_>, refuses: bool, taken: bool) {
        let me = now.side;
        let socket = *self.conn.socket(me);
        // A RST that its receiver must not act on need not come from this socket at all.
        if !taken && !self.target_is_over(now) {
            return;
        }
        if now.seg.flags.ack() && !refuses && socket.state.is_some_and(State::synchronised) {
            self.rst_acknowledges(now);
        }
        match socket.state {
            // An unacceptable answer to its SYN is reset, and the SYN-SENT goes on (RFC 9293, 3.5.2, group 2).
            Some(State::SynSent) if !self.syn_was_granted(me) => {}
            None if refuses => {
                let why = Why { evidence: Evidence::Inferred, ..Why::acts(now, Rule::RstSent) };
                self.state(me, State::Closed, why);
            }
            None => {
                if self.conn.marks.has(Marks::ROLES_SEEN) {
                    self.state(me, State::Closed, Why::acts(now, Rule::RstSent));
                }
            }
            Some(State::Closed | State::TimeWait) => {}
            Some(_) => {
                self.state(me, State::Closed, Why::acts(now, Rule::RstSent));
                self.reset_closes(now);
            }
        }
        let had_none = matches!(socket.state, Some(State::Closed | State::TimeWait) | None);
        if had_none && taken && !refuses {
            self.reset_closes(now);
        }
    }

    /// Has the receiver no use for a RST any more?
    fn target_is_over(&self, now: &Now<'_>) -> bool {
        matches!(
            self.conn.socket(now.side.peer()).state,
            None | Some(State::Closed | State::Listen | State::TimeWait)
        )
    }

    /// A RST,ACK of a synchronised socket shows what it had taken in, the peer's FIN included.
    fn rst_acknowledges(&mut self, now: &Now<'_>) {
        let (me, peer) = (now.side, now.side.peer());
        let socket = *self.conn.socket(me);
        if !socket.has(Known::RCV_NXT) || now.ack().after(socket.rcv_nxt) {
            let why = Why::seen(now, FieldId::TcpAckRaw, Rule::AckNumberIsRcvNxt);
            self.write(me, Variable::RcvNxt, now.seg.ack, why);
        }
        self.confirm_acknowledged(me, now.ack(), now.frame);
        let other = *self.conn.socket(peer);
        if socket.state == Some(State::Established) && other.has(Known::FIN) && now.ack().after(other.fin) {
            let why = Why::seen(now, FieldId::TcpAckRaw, Rule::PeersFinTaken).with(Arithmetic::Rule);
            self.state(me, State::CloseWait, why);
        }
    }

    /// Did the peer answer this socket's SYN with an acceptable ACK number?
    fn syn_was_granted(&self, side: Side) -> bool {
        let socket = self.conn.socket(side);
        socket.has(Known::UNA) && socket.una.after(socket.iss)
    }

    /// The receiver acts on it (RFC 9293, 3.5.3).
    fn rst_arrives(&mut self, now: &Now<'_>, refuses: bool) {
        let peer = now.side.peer();
        let passive = peer == Side::Server && self.conn.socket(peer).state == Some(State::SynReceived);
        let before = self.conn.socket(peer).state.filter(|state| state.synchronised());
        if passive {
            self.state(peer, State::Listen, Why::leads(now, Rule::RstReturnsToListen));
        } else {
            let write = self.state(peer, State::Closed, Why::leads(now, Rule::RstArrives));
            self.conn.socket_mut(peer).set_before_rst(before);
            if let Some(ledger) = self.ledger.as_deref_mut() {
                ledger.reset[peer as usize] = write;
            }
            if refuses {
                self.given_up(write, now.frame);
            }
        }
        if refuses {
            self.conn.marks.set(Marks::REFUSED);
            self.conn.errno = Some(Errno::Refused);
            if L::LEDGER && peer == Side::Client {
                self.after();
                self.returns(now.frame, now.time, Some(Errno::Refused));
            }
        } else if self.conn.errno.is_none() && peer == Side::Client {
            self.conn.errno = Some(errno_of_rst(before));
        }
    }

    /// Remember what ended `connect()` by inference.
    fn given_up(&mut self, write: Option<WriteId>, frame: FrameNo) {
        if let (Some(ledger), Some(write)) = (self.ledger.as_deref_mut(), write) {
            ledger.given_up = Some((write, frame));
        }
    }

    fn reset_closes(&mut self, now: &Now<'_>) {
        self.conn.marks.set(Marks::RESET);
        let ended =
            [Side::Client, Side::Server].into_iter().any(|side| self.conn.socket(side).has(Known::RST));
        if !ended {
            if let Some(ledger) = self.ledger.as_deref_mut() {
                ledger.rst = Some(now.frame);
            }
            let own = self.conn.socket_mut(now.side);
            own.known.set(Known::RST);
            if now.seg.flags.ack() && own.has(Known::RCV_NXT) && own.rcv_nxt == now.ack() {
                own.known.set(Known::RST_ACKED);
            }
        }
        let kind = match self.conn.close {
            None => {
                self.conn.close_frame = ShortFrame::of(now.frame);
                (now.side, CloseKind::Abort)
            }
            Some((first, CloseKind::HalfClose)) => (first, CloseKind::AbortAfterFin),
            Some(other) => other,
        };
        self.conn.close = Some(kind);
    }

    /// An ICMP error that quotes a segment which `side` sent.
    pub(crate) fn icmp(&mut self, frame: FrameNo, time: Option<Nanos>, side: Side, quote: &IcmpQuote<'_>) {
        self.conn.last_frame = ShortFrame::of(frame);
        self.conn.last = ShortTime::of(time);
        let error = IcmpError {
            from: quote.from,
            v6: quote.v6,
            kind: quote.kind,
            code: quote.code,
            mtu: quote.mtu,
            quoted_seq: quote.seq.map(Seq),
            at: quote.at,
            spot: quote.spot,
        };
        if L::LEDGER {
            if let Some(ledger) = self.ledger.as_deref_mut()
                && let Some(time) = ShortTime::of(time).get()
            {
                ledger.stopwatch.icmp(frame, time.0 as i64);
            }
            self.listener.fact(
                self.conn.id,
                Fact::Step(Step {
                    kind: StepKind::Icmp,
                    frame: Some(frame),
                    time,
                    sender: None,
                    segment: None,
                    repeats: None,
                    icmp: Some(error),
                    returns: None,
                    evidence: None,
                    found: false,
                    call: Call::default(),
                }),
            );
        }
        self.finding(
            frame,
            FindingKind::IcmpError { icmp_type: quote.kind, icmp_code: quote.code },
            Evidence::Observed,
        );
        let too_big = if quote.v6 { quote.kind == 2 } else { quote.kind == 3 && quote.code == 4 };
        if too_big {
            self.finding(frame, FindingKind::PathMtu { mtu: quote.mtu }, Evidence::Observed);
            if let (Some(ledger), Some(mtu)) = (self.ledger.as_deref_mut(), quote.mtu) {
                ledger.scrutiny.flows[side as usize].path_mtu = Some((mtu, frame));
            }
        }
        let socket = *self.conn.socket(side);
        // The quoted number must be one that is sent and not acknowledged (RFC 9293, 3.9.2.2).
        let ours = quote.seq.is_none_or(|seq| {
            socket.has(Known::UNA) && Seq(seq).at_or_after(socket.una) && socket.nxt.after(Seq(seq))
        });
        let errno = errno_of(&error);
        let ends = ours && socket.state == Some(State::SynSent) && errno.is_some();
        if ends {
            let field = if quote.v6 { FieldId::Icmpv6Type } else { FieldId::IcmpType };
            let Spot { datagram, offset } = quote.spot;
            let by = By { frame, sender: None, field, datagram, offset, length: 1 };
            let why = Why {
                by,
                arithmetic: Arithmetic::Rule,
                evidence: Evidence::Inferred,
                because: Rule::IcmpEndsConnect,
            };
            let write = self.state(side, State::Closed, why);
            self.given_up(write, frame);
            self.conn.marks.set(Marks::UNREACHABLE);
            self.conn.errno = errno;
        }
        self.after();
        if ends {
            self.returns(frame, time, errno);
            self.after();
        }
    }
}

/// What Linux tells the program of a RST, by the state that it ends: a socket that has taken the peer's FIN can only have been writing.
pub(crate) fn errno_of_rst(before: Option<State>) -> Errno {
    if before == Some(State::CloseWait) { Errno::Pipe } else { Errno::Reset }
}

/// What `connect()` returns on Linux after this ICMP error in SYN-SENT; `None` if it goes on.
///
/// RFC 9293, 3.9.2.2, calls some of these soft errors, on which a connection must not be aborted; Linux ends `connect()`
/// at them nevertheless (verified with kernel captures).
pub fn errno_of(error: &IcmpError) -> Option<Errno> {
    match (error.v6, error.kind, error.code) {
        (false, 3, 4) => None,
        (false, 3, 0 | 6 | 9 | 11) => Some(Errno::NetUnreachable),
        (false, 3, 2) => Some(Errno::NoProtocol),
        (false, 3, 3) => Some(Errno::Refused),
        (false, 3, 5) => Some(Errno::NotSupported),
        (false, 3, 7) => Some(Errno::HostDown),
        (false, 3, 8) => Some(Errno::NoNet),
        // Linux passes over codes that it does not know (NR_ICMP_UNREACH is 15).
        (false, 3, 16..) => None,
        (false, 3 | 11, _) => Some(Errno::HostUnreachable),
        (false, 12, _) | (true, 4, _) => Some(Errno::Protocol),
        (true, 1, 0) => Some(Errno::NetUnreachable),
        (true, 1, 1 | 5 | 6) => Some(Errno::Access),
        (true, 1, 4) => Some(Errno::Refused),
        (true, 1, 2 | 3) | (true, 3, _) => Some(Errno::HostUnreachable),
        (true, 1, _) => Some(Errno::Protocol),
        _ => None,
    }
}
