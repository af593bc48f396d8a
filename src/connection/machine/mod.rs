//! One segment into one connection: the frame of the reconstruction.
//!
//! **Heads up.** Before working on this directory read RFC 9293, 3.3 to 3.10, and the rules of evidence here:
//!
//! * what a segment's *sender* must hold to send it is `observed`, and stands on that segment's own bytes;
//! * what its *receiver* will hold once it arrives is `inferred`: it assumes delivery and RFC 9293 processing. A later
//!   segment of the receiver that acknowledges it confirms the write; one that cannot be reconciled contradicts it.
//!
//! States follow the same rule: a state that shows only in what a socket sends is written when it sends it
//! (SYN-RECEIVED at the SYN,ACK, CLOSE-WAIT at the ACK of a FIN), one that nothing shows is inferred at the arrival
//! (ESTABLISHED of a server at the third segment, FIN-WAIT-2, TIME-WAIT's predecessor states).
//!
//! The parts: [`record`] what must be known of every connection, [`ledger`] what only an explained one has, [`kept`]
//! which of the two it is, [`now`] the segment in its place; [`opening`] SYN and SYN,ACK, [`agreement`] what they
//! announce and agree on, [`flow`] ACK, data, window, FIN, [`reset`] RST and ICMP, [`revision`] inferences taken back,
//! [`multipath`] the keys of Multipath TCP; [`telling`] how a change becomes a fact, [`summary`] the connection as a
//! whole.

mod agreement;
mod flow;
pub(crate) mod kept;
pub(crate) mod ledger;
mod multipath;
pub(crate) mod now;
mod opening;
pub(crate) mod record;
pub(crate) mod reset;
mod revision;
mod summary;
mod telling;

use crate::capture::{FrameNo, Nanos};
use crate::connection::facts::{
    Evidence, Fact, FindingKind, Listen, Pair, SegmentKind, Sent, Side, State, Step, What, WriteId,
};
use crate::connection::judges::{Found, Seen};
use crate::connection::timing::{Passing, Stopwatch};
use crate::dissect::{Checksum, Segment};
use kept::Kept;
use now::{Now, SAME_HEADER, SAME_PACKET, kind_of};
use record::{Conn, Known, ShortFrame, Socket};

/// A connection, what is kept beside it, and who listens: for one segment, one ICMP error, or the end.
pub(crate) struct Machine<'m, L: Listen> {
    conn: &'m mut Conn,
    kept: Kept<'m, L>,
    listener: &'m mut L,
    /// Who sent the segment.
    sender: Option<Side>,
    /// It did not arrive: what it would have written.
    lost: Option<&'m mut Lost>,
}

/// A segment of which a second capture shows that it did not arrive.
pub(crate) struct Lost {
    /// Whose socket it did not reach.
    side: Side,
    /// What that socket held before.
    held: Socket,
    /// What would have been written into it.
    writes: Vec<WriteId>,
}

impl Lost {
    /// Nothing is written yet; `side` sent the segment.
    pub(crate) fn of(side: Side, conn: &Conn) -> Self {
        Self { side: side.peer(), held: *conn.socket(side.peer()), writes: Vec::new() }
    }
}

impl<'m, L: Listen> Machine<'m, L> {
    #[inline]
    pub(crate) fn new(conn: &'m mut Conn, kept: Kept<'m, L>, listener: &'m mut L) -> Self {
        Self { conn, kept, listener, sender: None, lost: None }
    }

    /// The connection's record.
    #[inline]
    pub(crate) fn conn(&mut self) -> &mut Conn {
        self.conn
    }

    /// The segment that will be taken in did not arrive, as a second capture shows: what it would have written into its
    /// receiver's socket is told and disproved at once.
    pub(crate) fn losing(mut self, lost: &'m mut Lost) -> Self {
        self.lost = Some(lost).filter(|_| self.kept.explained());
        self
    }
}

impl<L: Listen> Machine<'_, L> {
    /// Take in a segment of this connection.
    pub(crate) fn take(&mut self, frame: FrameNo, time: Option<Nanos>, side: Side, seg: &Segment<'_>) {
        let mut now = Now { frame, time, side, seg, arrives: true, handshake: false };
        self.sender = Some(side);
        let doubled = self.same_packet(&now);
        self.count(&now, doubled.is_some());
        let kind = kind_of(seg);
        if let Some(history) = self.kept.history_mut() {
            history.segment(self.conn, &now, doubled.is_some());
        }
        if let Some((first, after)) = doubled {
            self.doubled(&now, kind, first, after);
            return;
        }
        let before = self.kept.explained().then_some(self.conn.sockets);
        self.before(&now, kind);
        if self.kept.explained() {
            let step = self.step(&now, kind, None);
            self.listener.fact(self.conn.id, Fact::Step(step));
            self.judge(&now, kind);
        }
        let discarded = self.discarded(&now);
        if discarded {
            self.conn.socket_mut(side).known.set(Known::LAST_BAD);
        }
        now.arrives = !discarded && !(self.lost.is_some() && (seg.flags.syn() || seg.flags.rst()));
        match kind {
            // Under 14 bytes of header not even the control bits are known.
            _ if seg.captured_header < 14 => {}
            SegmentKind::Syn => self.syn(&now),
            SegmentKind::SynAck => self.syn_ack(&now),
            SegmentKind::Rst => self.rst(&now),
            _ => self.flow(&now),
        }
        self.multipath(&now);
        if self.kept.explained() {
            if now.end() != now.seq() && kind != SegmentKind::Rst {
                let segment = now.occupying();
                if let Some(ledger) = self.kept.ledger_mut() {
                    ledger.sent(side, segment);
                }
            }
            self.take_back(frame);
            self.after();
            self.afterwards(&now, kind);
        }
        if let Some(before) = before {
            self.stop_watch(&now, &before);
        }
    }

    /// The judges look at a segment before it is taken in; what they find is told in their order.
    fn judge(&mut self, now: &Now<'_>, kind: SegmentKind) {
        let Some(books) = self.kept.books_mut() else { return };
        let conn = &*self.conn;
        let unused = Pair::of(|side| conn.sums_unused(side));
        let checksum = now.seg.checksum();
        books.stopwatch.looks(now.side, now.seg, checksum, unused);
        let (ledger, stopwatch) = (&books.ledger, &books.stopwatch);
        let found = books.judges.look(&Seen { now, kind, checksum, conn, ledger, stopwatch });
        for Found { kind, evidence } in found {
            self.finding(now.frame, kind, evidence);
        }
    }

    /// How long things took: looks at what was taken in, and changes nothing.
    fn stop_watch(&mut self, now: &Now<'_>, before: &Pair<Socket>) {
        let Some(stopwatch) = self.kept.stopwatch_mut() else { return };
        let passing = now.clock().get().map(|time| Passing {
            frame: now.frame,
            time: time.0 as i64,
            side: now.side,
            seg: now.seg,
            end: now.end(),
            arrives: now.arrives,
            before,
        });
        stopwatch.passes(passing.as_ref());
    }

    /// Set the socket that the segment did not reach back to what it held.
    fn take_back(&mut self, frame: FrameNo) {
        let Some(lost) = self.lost.take() else { return };
        *self.conn.socket_mut(lost.side) = lost.held;
        if let Some(ledger) = self.kept.ledger_mut() {
            ledger.forget(lost.side, &lost.writes);
        }
        self.contradict(lost.writes.drain(..), frame);
    }

    /// Is this the very packet that came last from this side: same identification, same checksum, moments later? In
    /// which frame that was, and how many nanoseconds before.
    fn same_packet(&mut self, now: &Now<'_>) -> Option<(FrameNo, u32)> {
        let (sum, time) = (now.print()?, now.clock());
        let last = self.conn.socket(now.side);
        let same = last.last_id == now.seg.ip_id && last.last_sum == sum;
        // The clock's low bits wrap: nothing of the connection may lie further back, either.
        let after = time.low().wrapping_sub(last.last_nanos);
        let bound = if now.seg.ip_id == 0 { SAME_HEADER } else { SAME_PACKET };
        let soon = after < bound && time.since(self.conn.last).is_none_or(|idle| idle < i64::from(bound));
        if same
            && soon
            && let Some(first) = last.last_frame.get()
            // A damaged packet and its unharmed copy have the same checksum field.
            && !last.has(Known::LAST_BAD)
            && (self.conn.sums_unused(now.side) || !matches!(now.seg.checksum(), Checksum::Bad { .. }))
        {
            return Some((first, after));
        }
        let socket = self.conn.socket_mut(now.side);
        socket.known.clear(Known::LAST_BAD);
        socket.last_id = now.seg.ip_id;
        socket.last_sum = sum;
        socket.last_frame = ShortFrame::of(now.frame);
        socket.last_nanos = time.low();
        None
    }

    /// The same packet once more: no socket changes.
    fn doubled(&mut self, now: &Now<'_>, kind: SegmentKind, first: FrameNo, after: u32) {
        if self.kept.explained() {
            let step = self.step(now, kind, Some(first));
            self.listener.fact(self.conn.id, Fact::Step(step));
        }
        let mut behind = None;
        if let Some(books) = self.kept.books_mut() {
            books.judges.doubled(now);
            behind = books.stopwatch.doubled(now.side, now.seg.ttl);
        }
        let kind = FindingKind::CapturedTwice { first, after: i64::from(after), behind };
        self.finding(now.frame, kind, Evidence::Inferred);
        self.after();
        if let Some(stopwatch) = self.kept.stopwatch_mut() {
            // The copy of a packet takes no time of anybody's.
            stopwatch.passes(None);
        }
    }

    /// Must its receiver drop it for its checksum? A listener without ledger and history looks only at segments that
    /// can open or end a connection: data segments change no state.
    fn discarded(&mut self, now: &Now<'_>) -> bool {
        let flags = now.seg.flags;
        let looked_at = L::HISTORY || flags.syn() || flags.fin() || flags.rst();
        if !looked_at || self.conn.sums_unused(now.side) {
            return false;
        }
        let checksum = now.seg.checksum();
        if flags.syn() {
            let known = &mut self.conn.socket_mut(now.side).known;
            if matches!(checksum, Checksum::Bad { .. }) {
                known.set(Known::SYN_SUM_BAD);
            } else {
                known.clear(Known::SYN_SUM_BAD);
            }
        }
        let Checksum::Bad { stored, calculated } = checksum else { return false };
        self.finding(now.frame, FindingKind::Discarded { stored, calculated }, Evidence::Inferred);
        true
    }

    /// What must be counted for every segment, explained or not.
    fn count(&mut self, now: &Now<'_>, doubled: bool) {
        let flags = now.seg.flags;
        let conn = &mut *self.conn;
        let time = now.clock();
        if conn.first_frame.is_none() {
            conn.first_frame = ShortFrame::of(now.frame);
            conn.first = time;
        }
        conn.last_frame = ShortFrame::of(now.frame);
        conn.last = time;
        // Wireshark's tcp.completeness.
        conn.completeness |= match (flags.syn(), flags.ack()) {
            (true, false) => 1,
            (true, true) => 2,
            (false, true) if now.seg.data > 0 => 8,
            (false, true) => 4,
            (false, false) => 0,
        };
        if flags.fin() {
            conn.completeness |= 16;
        }
        if flags.rst() {
            conn.completeness |= 32;
        }
        if !doubled {
            let socket = conn.socket_mut(now.side);
            socket.segments = socket.segments.saturating_add(1);
            socket.bytes += u64::from(now.seg.data);
        }
    }

    /// The step that this segment is; `copy` if it is the same packet as in that frame.
    fn step(&mut self, now: &Now<'_>, kind: SegmentKind, copy: Option<FrameNo>) -> Step {
        let flags = now.seg.flags;
        // A SYN that is answered with SYN,ACK out of SYN-SENT crossed the sender's own: the peer's SYN,ACK is not there
        // yet.
        let bare_syn = flags.syn() && self.conn.socket(now.side).state == Some(State::SynSent);
        let acknowledges = match self.kept.ledger_mut() {
            Some(ledger) if flags.ack() => ledger.named_by(now.side.peer(), now.ack(), bare_syn),
            _ => None,
        };
        let segment = now.occupying();
        let repeats = copy.or_else(|| match self.kept.ledger() {
            Some(ledger) if segment.length() > 0 && kind != SegmentKind::Rst => {
                ledger.same_as(now.side, &segment)
            }
            _ => None,
        });
        let window_bytes = if flags.syn() || flags.rst() {
            Some(u32::from(now.seg.window))
        } else {
            self.conn.shift_of(now.side).map(|shift| u32::from(now.seg.window) << shift)
        };
        let sent = Sent {
            seq: now.seq(),
            ack: now.ack(),
            flags: flags.0,
            window: now.seg.window,
            window_bytes,
            data: now.seg.data,
            acknowledges,
        };
        let what = What::Segment { frame: now.frame, sender: now.side, kind, sent, repeats };
        Step { time: now.time, what }
    }

    /// The connection is at its end.
    pub(crate) fn finish(&mut self) {
        if let Some(missing) = self.conn.one_direction() {
            let frame = self.conn.last_frame.get().unwrap_or(0);
            self.finding(frame, FindingKind::OneDirection { missing }, Evidence::Observed);
        }
        if let Some(timing) = self.kept.stopwatch_mut().and_then(Stopwatch::finish) {
            self.listener.fact(self.conn.id, Fact::Timed(&timing));
        }
        let dropped = self.kept.books().map_or(0, |books| books.ledger.dropped + books.judges.dropped());
        if dropped > 0 {
            let frame = self.conn.last_frame.get().unwrap_or(0);
            self.finding(frame, FindingKind::MemoryBounded { dropped }, Evidence::Observed);
        }
        let mut summary = self.conn.summary();
        if let Some(ledger) = self.kept.ledger() {
            summary.reset = self.conn.sender_of(Known::RST).zip(ledger.rst);
            summary.half_closed_bytes = self.conn.half_closed_bytes(ledger.half);
        }
        if let Some(history) = self.kept.history() {
            self.listener.fact(summary.id, Fact::History(history.letters()));
        }
        self.listener.fact(summary.id, Fact::Ended(&summary));
    }
}
