//! Who sent a RST, and what it answers: as far as its own bytes and its sender's other segments tell.
//!
//! A RST without ACK at the number that the other side acknowledged last is the answer to a segment for which its sender holds no
//! socket (RFC 9293, 3.5.2, first group; figure 10): the program has ended, the host was restarted, or a device on the way forgot the
//! connection. A RST with ACK at its sender's next number is how Linux aborts a socket (3.10.5 says the same without ACK). What differs
//! from its sender's other packets ([`habit`](crate::connection::judges::habit)), and RSTs in the name of both sides at once, hint at a third party.
//!
//! A RST that answers a SYN,ACK in the name of a side that has sent nothing but SYNs, and is not like those, hints at no third party:
//! a program that scans, or makes its packets itself, sent the SYN, and the RST is its own host's TCP, which knows no such
//! socket.
//!
//! Limits: all of this is evidence, never proof; who forges a RST well leaves none of it.

use crate::capture::FrameNo;
use crate::connection::facts::{Evidence, FindingKind, Listen, Signs, State};
use crate::connection::judges::habit::Habit;
use crate::connection::judges::scrutiny::Scrutiny;
use crate::connection::machine::record::{Known, ShortTime};
use crate::connection::machine::{Machine, Now};

/// RSTs in the name of both sides within this time, in nanoseconds, are hardly an answer to each other: a RST is never
/// answered by a RST (RFC 9293, 3.5.2).
const TOGETHER: i64 = 10_000_000;

/// What is remembered of one side to judge its RSTs by.
#[derive(Debug, Default)]
pub(crate) struct Origin {
    /// What its packets are like.
    habit: Habit,
    /// Its last RST.
    rst: Option<(FrameNo, ShortTime)>,
    /// Its last segment that a RST could answer.
    last: Option<FrameNo>,
}

impl<L: Listen> Machine<'_, L> {
    /// Look at a RST, or remember what a later one is compared with.
    pub(crate) fn origin(&mut self, now: &Now<'_>, scrutiny: &mut Scrutiny) {
        let time = ShortTime::of(now.time);
        let (me, peer) = (now.side as usize, now.side.peer() as usize);
        if !now.seg.flags.rst() {
            let own = &mut scrutiny.flows[me].origin;
            own.habit.look(now.seg, time);
            own.last = Some(now.frame);
            return;
        }
        let habit = &scrutiny.flows[me].origin.habit;
        let signs = habit.beside(now.seg, time, self.took(now, scrutiny)).filter(Signs::enough);
        let own_program = habit.only_opens() && self.rejects_answer(now);
        if let Some(signs) = signs.filter(|_| !own_program) {
            let kind = FindingKind::RstFromElsewhere(signs);
            self.finding(now.frame, kind, Evidence::Inferred);
        }
        let other = scrutiny.flows[peer].origin.rst;
        if let Some((other, then)) = other
            && time.since(then).is_some_and(|apart| apart.abs() < TOGETHER)
        {
            let kind = FindingKind::RstFromBothSides { other };
            self.finding(now.frame, kind, Evidence::Inferred);
        }
        scrutiny.flows[me].origin.rst = Some((now.frame, time));
        self.form(now, scrutiny.flows[peer].origin.last, signs);
    }

    /// Microseconds from the data that a RST acknowledges to it, and the quickest round trip to its sender and back.
    fn took(&self, now: &Now<'_>, scrutiny: &Scrutiny) -> Option<(u32, u32)> {
        let quickest = self.ledger.as_deref()?.stopwatch.quickest(now.side)?;
        let sent = scrutiny.flows[now.side.peer() as usize].passed_once(now.ack())?;
        let took = ShortTime::of(now.time).since(sent).filter(|took| now.seg.flags.ack() && *took >= 0)?;
        let micros = |nanos: i64| u32::try_from(nanos / 1_000).unwrap_or(u32::MAX);
        Some((micros(took), micros(quickest)))
    }

    /// Does it answer a SYN,ACK of which its sender knows nothing (any more)?
    fn rejects_answer(&self, now: &Now<'_>) -> bool {
        let (own, other) = (self.conn.socket(now.side), self.conn.socket(now.side.peer()));
        matches!(own.state, Some(State::SynSent | State::Closed) | None)
            && other.state == Some(State::SynReceived)
            && !now.seg.flags.ack()
            && other.has(Known::RCV_NXT)
            && now.seq() == other.rcv_nxt
    }

    /// In which form does it come: as an answer, or as an abort?
    fn form(&mut self, now: &Now<'_>, last: Option<FrameNo>, signs: Option<Signs>) {
        let (own, other) = (*self.conn.socket(now.side), *self.conn.socket(now.side.peer()));
        let kind = match (own.state, other.state) {
            _ if self.rejects_answer(now) => FindingKind::SynAckRejected { beside_syn: signs },
            (None, Some(State::SynSent)) if now.seg.flags.ack() => FindingKind::NoHandshakeAck,
            (_, Some(state)) if state.synchronised() || other.has(Known::RCV_NXT) => {
                let answers = other.has(Known::RCV_NXT) && now.seq() == other.rcv_nxt;
                let next = own.has(Known::NXT) && now.seq() == own.nxt;
                match (now.seg.flags.ack(), last) {
                    (false, Some(answers_frame)) if answers => {
                        FindingKind::RstWithoutSocket { answers: answers_frame }
                    }
                    (true, _) if next && own.state.is_some_and(State::synchronised) => FindingKind::RstAborts,
                    _ => return,
                }
            }
            // It answers a segment that belongs to no connection (RFC 9293, 3.10.7.1).
            (None, None) if other.has(Known::BARE) => return,
            (None, None) => FindingKind::RstAlone,
            _ => return,
        };
        let evidence = match kind {
            FindingKind::NoHandshakeAck | FindingKind::RstAlone => Evidence::Observed,
            _ => Evidence::Inferred,
        };
        self.finding(now.frame, kind, evidence);
    }
}
