//! Who sent a RST, and what it answers: as far as its own bytes and its sender's other segments tell.
//!
//! A RST without ACK at the number that the other side acknowledged last is the answer to a segment for which its
//! sender holds no socket (RFC 9293, 3.5.2, first group; figure 10): the program has ended, the host was restarted, or
//! a device on the way forgot the connection. A RST with ACK at its sender's next number is how Linux aborts a socket
//! (3.10.5 says the same without ACK). What differs from its sender's other packets
//! ([`habit`](crate::connection::judges::habit)), and RSTs in the name of both sides at once, hint at a third party.
//!
//! A RST that answers a SYN,ACK in the name of a side that has sent nothing but SYNs, and is not like those, hints at
//! no third party: a program that scans, or makes its packets itself, sent the SYN, and the RST is its own host's TCP,
//! which knows no such socket.
//!
//! Limits: all of this is evidence, never proof; who forges a RST well leaves none of it.

use crate::capture::FrameNo;
use crate::connection::facts::{Evidence, FindingKind, Pair, Signs, State};
use crate::connection::judges::flows::Flows;
use crate::connection::judges::habit::Habit;
use crate::connection::judges::seen::{Findings, Seen};
use crate::connection::machine::record::{Known, ShortTime};

/// RSTs in the name of both sides within this time, in nanoseconds, are hardly an answer to each other: a RST is never
/// answered by a RST (RFC 9293, 3.5.2).
const TOGETHER: i64 = 10_000_000;

/// What is remembered of one side to judge its RSTs by.
#[derive(Debug, Default)]
struct Origin {
    /// What its packets are like.
    habit: Habit,
    /// Its last RST.
    rst: Option<(FrameNo, ShortTime)>,
    /// Its last segment that a RST could answer.
    last: Option<FrameNo>,
}

/// Of both sides.
#[derive(Debug, Default)]
pub(super) struct Origins {
    sides: Pair<Origin>,
}

impl Origins {
    /// Look at a RST, or remember what a later one is compared with.
    pub(super) fn look(&mut self, seen: &Seen<'_>, flows: &Flows, found: &mut Findings) {
        let now = seen.now;
        let time = now.clock();
        let (me, peer) = (now.side, now.side.peer());
        if !now.seg.flags.rst() {
            let own = &mut self.sides[me];
            own.habit.look(now.seg, time);
            own.last = Some(now.frame);
            return;
        }
        let habit = &self.sides[me].habit;
        let signs = habit.beside(now.seg, time, took(seen, flows)).filter(Signs::enough);
        let own_program = habit.only_opens() && rejects_answer(seen);
        if let Some(signs) = signs.filter(|_| !own_program) {
            let kind = FindingKind::RstFromElsewhere(signs);
            found.add(kind, Evidence::Inferred);
        }
        let other = self.sides[peer].rst;
        if let Some((other, then)) = other
            && time.since(then).is_some_and(|apart| apart.abs() < TOGETHER)
        {
            let kind = FindingKind::RstFromBothSides { other };
            found.add(kind, Evidence::Inferred);
        }
        self.sides[me].rst = Some((now.frame, time));
        form(seen, self.sides[peer].last, signs, found);
    }
}

/// Microseconds from the data that a RST acknowledges to it, and the quickest round trip to its sender and back.
fn took(seen: &Seen<'_>, flows: &Flows) -> Option<(u32, u32)> {
    let now = seen.now;
    let quickest = seen.stopwatch.quickest(now.side)?;
    let sent = flows.sides[now.side.peer()].passed_once(now.ack())?;
    let took = now.clock().since(sent).filter(|took| now.seg.flags.ack() && *took >= 0)?;
    let micros = |nanos: i64| u32::try_from(nanos / 1_000).unwrap_or(u32::MAX);
    Some((micros(took), micros(quickest)))
}

/// Does it answer a SYN,ACK of which its sender knows nothing (any more)?
fn rejects_answer(seen: &Seen<'_>) -> bool {
    let now = seen.now;
    let (own, other) = (seen.conn.socket(now.side), seen.conn.socket(now.side.peer()));
    matches!(own.state, Some(State::SynSent | State::Closed) | None)
        && other.state == Some(State::SynReceived)
        && !now.seg.flags.ack()
        && other.has(Known::RCV_NXT)
        && now.seq() == other.rcv_nxt
}

/// In which form does it come: as an answer, or as an abort?
fn form(seen: &Seen<'_>, last: Option<FrameNo>, signs: Option<Signs>, found: &mut Findings) {
    let now = seen.now;
    let (own, other) = (*seen.conn.socket(now.side), *seen.conn.socket(now.side.peer()));
    let kind = match (own.state, other.state) {
        _ if rejects_answer(seen) => FindingKind::SynAckRejected { beside_syn: signs },
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
    found.add(kind, evidence);
}
