//! The sequence analysis: what one segment is against what both directions showed before.
//!
//! The tests run in Wireshark's order, because the first that fires often ends the search:
//!
//! 1. against the sender's own past: zero-window probe, zero window, a missing segment, keep-alive, window update,
//!    window full, and the answers to keep-alives and probes, duplicate ACK;
//! 2. against the other direction: an ACK for what was not captured;
//! 3. if it takes sequence numbers but does not move on: spurious, then fast retransmission, then out of order, else
//!    retransmission;
//! 4. then it is remembered, and what its ACK number covers is forgotten.
//!
//! These are Wireshark's judgements, kept for people who compare; what we think of a segment is told by the tracker.

use crate::capture::FrameNo;
use crate::connection::facts::Seq;
use crate::connection::wireshark::flow::{Flow, Repeats, known};
use crate::connection::wireshark::unacked::Noted;
use crate::connection::wireshark::values::{Marks, Values};
use crate::dissect::Flags;

/// A retransmission this soon behind the duplicate ACKs is a fast one: 20 ms.
const FAST: u64 = 20_000_000;

/// Without a handshake's round trip, a gap filled this soon is out of order: 3 ms.
const SOON: u64 = 3_000_000;

/// In flight, more than this is taken for a number that went wrong.
const MOST_IN_FLIGHT: u32 = 2_000_000_000;

/// One segment, as the analysis needs it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sent {
    pub(super) frame: FrameNo,
    pub(super) time: i64,
    pub(super) seq: Seq,
    pub(super) ack: Seq,
    pub(super) data: u32,
    pub(super) flags: Flags,
    pub(super) window: u16,
    /// The handshake's round trip, 0 if unknown.
    pub(super) initial_rtt: i64,
    /// MPTCP subtypes that its connection has shown; `None` if it belongs to none.
    pub(super) shown: Option<u8>,
    /// May it be noted as not acknowledged?
    pub(super) room: bool,
}

impl Sent {
    /// None of SYN, FIN and RST.
    fn plain(&self) -> bool {
        self.flags.0 & (Flags::SYN | Flags::FIN | Flags::RST) == 0
    }

    /// SYN or FIN: a number beside those of the data. Both together count as one.
    fn marker(&self) -> u32 {
        u32::from(self.flags.syn() || self.flags.fin())
    }

    /// Does it take sequence numbers?
    fn takes_numbers(&self) -> bool {
        self.data > 0 || self.marker() > 0
    }
}

/// Judge a segment that `me` sends to `peer`, and remember it. False if it could not be noted for lack of room.
pub(super) fn analyse(me: &mut Flow, peer: &mut Flow, s: &Sent, values: &mut Values) -> bool {
    if s.flags.ack() {
        peer.hole = false;
    }
    against_own_past(me, peer, s, values);
    if s.ack != me.last_ack {
        me.repeated_frame = s.frame;
        me.repeats = Repeats::Counted(0);
    }
    against_other_direction(peer, s, values);
    if s.takes_numbers() {
        kind_of_repeat(me, peer, s, values);
    }
    let noted = remember(me, s, values.marks);
    if let Some(answered) = peer.unacked.acknowledge(s.ack) {
        values.analysed = true;
        values.acks_frame = Some(answered.frame);
        let rtt = s.time.saturating_sub(answered.time);
        values.ack_rtt = (rtt != 0).then_some(rtt);
    }
    in_flight(me, peer, s, values);
    noted
}

/// Step 1.
fn against_own_past(me: &mut Flow, peer: &Flow, s: &Sent, values: &mut Values) {
    let marks = &mut values.marks;
    let next = me.next.unwrap_or(Seq(0));
    let expected = s.seq == next;
    if s.data == 1 && expected && peer.window == Some(0) {
        marks.put(Marks::ZERO_WINDOW_PROBE);
        return;
    }
    if s.window == 0 && s.plain() {
        marks.put(Marks::ZERO_WINDOW);
    }
    if !s.flags.rst() && me.next.is_some_and(|next| s.seq.after(next)) {
        marks.put(Marks::LOST_SEGMENT);
        me.hole = true;
    }
    if s.data <= 1 && s.plain() && s.seq == next - 1 {
        marks.put(Marks::KEEP_ALIVE);
    }
    let again = s.data == 0 && s.plain() && expected && s.ack == me.last_ack;
    let same_window = me.window == Some(s.window);
    if again && s.window != 0 && !same_window {
        marks.put(Marks::WINDOW_UPDATE);
    }
    if s.data > 0 && s.plain() && window_edge(peer) == Some(s.seq + s.data) {
        marks.put(Marks::WINDOW_FULL);
    }
    if !again || !same_window {
        return;
    }
    if s.window != 0 && peer.last_marks.has(Marks::KEEP_ALIVE) {
        marks.put(Marks::KEEP_ALIVE_ACK);
    } else if s.window == 0 && peer.last_marks.has(Marks::ZERO_WINDOW_PROBE) {
        marks.put(Marks::ZERO_WINDOW_PROBE_ACK);
    } else if s.window != 0 && s.shown.is_none_or(|shown| shown == me.shown) {
        let count = match me.repeats {
            Repeats::Counted(n) => n.saturating_add(1),
            Repeats::Reported => 1,
        };
        me.repeats = Repeats::Counted(count);
        marks.put(Marks::DUPLICATE_ACK);
        values.duplicate_ack_num = Some(count);
        values.duplicate_ack_frame = Some(me.repeated_frame);
    }
}

/// Step 2.
fn against_other_direction(peer: &mut Flow, s: &Sent, values: &mut Values) {
    let Some(whole_to) = peer.whole_to else { return };
    if !s.flags.ack() || !s.ack.after(whole_to) {
        return;
    }
    // Looking for something to acknowledge makes the analysis appear, also if nothing is said.
    values.analysed = true;
    let next = peer.next.unwrap_or(Seq(0));
    if whole_to.before(next) {
        peer.whole_to = known(next);
        values.marks.put(Marks::ACK_LOST_SEGMENT);
    } else {
        if peer.repeats == Repeats::Counted(0) {
            values.marks.put(Marks::ACK_LOST_SEGMENT);
        }
        peer.repeats = Repeats::Reported;
    }
}

/// Step 3.
fn kind_of_repeat(me: &Flow, peer: &Flow, s: &Sent, values: &mut Values) {
    if values.marks.has(Marks::KEEP_ALIVE) {
        return;
    }
    if s.data > 0 && known(peer.last_ack).is_some_and(|acked| at_most(s.seq + s.data, acked)) {
        values.marks.put(Marks::SPURIOUS_RETRANSMISSION);
        return;
    }
    // A segment that begins one byte early may take in a byte that went as a probe: it is new.
    let Some(next) = me.next.filter(|next| s.seq.before(*next) && !(s.data > 1 && s.seq == *next - 1)) else {
        return;
    };
    let asked = match peer.repeats {
        Repeats::Counted(n) => n >= 2,
        Repeats::Reported => true,
    };
    if asked && peer.last_ack == s.seq && elapsed(peer.last_time, s.time) < FAST {
        values.marks.put(Marks::FAST_RETRANSMISSION);
        return;
    }
    let soon = if s.initial_rtt == 0 { SOON } else { s.initial_rtt.cast_unsigned() };
    let ends_at_next = s.seq + s.data + s.marker() == next;
    if elapsed(me.next_time, s.time) < soon && !ends_at_next {
        values.marks.put(Marks::OUT_OF_ORDER);
        return;
    }
    values.marks.put(Marks::RETRANSMISSION);
    let (frame, time) =
        me.unacked.oldest().map_or((me.next_frame, me.next_time), |noted| (noted.frame, noted.time));
    let waited = s.time.saturating_sub(time);
    if waited != 0 {
        values.rto = Some(waited);
        values.rto_frame = Some(frame);
    }
}

/// Step 4: what the segment leaves behind in its own direction.
fn remember(me: &mut Flow, s: &Sent, marks: Marks) -> bool {
    let mut end = s.seq + s.data;
    let to_note = s.takes_numbers() && !me.unacked.is_full();
    if to_note {
        end = end + s.marker();
        if s.room {
            me.unacked.note(Noted { frame: s.frame, time: s.time, seq: s.seq, end });
        }
    }
    let probe = marks.has(Marks::ZERO_WINDOW_PROBE);
    if !probe && me.next.is_none_or(|next| end.after(next)) {
        me.next = known(end);
        me.next_frame = s.frame;
        me.next_time = s.time;
    }
    if !probe && me.whole_to.is_none_or(|whole| whole == s.seq) {
        me.whole_to = me.next;
    }
    me.window = Some(s.window);
    me.last_ack = s.ack;
    me.last_time = s.time;
    me.last_marks = marks;
    if let Some(shown) = s.shown {
        me.shown = shown;
    }
    s.room || !to_note
}

/// How many bytes are on their way behind this segment.
fn in_flight(me: &mut Flow, peer: &Flow, s: &Sent, values: &mut Values) {
    if s.data == 0 || me.hole {
        return;
    }
    let Some(span) = me.unacked.span(me.base.unwrap_or(Seq(0))) else { return };
    values.analysed = true;
    me.pushed = if me.push_ended { s.data } else { me.pushed.wrapping_add(s.data) };
    me.push_ended = s.flags.psh();
    let span = span.wrapping_sub(peer.sacked);
    if span == 0 || span >= MOST_IN_FLIGHT {
        return;
    }
    let bytes = span - s.marker();
    if bytes > 0 {
        values.bytes_in_flight = Some(bytes);
        values.push_bytes_sent = Some(me.pushed);
    }
}

/// The number behind the last that the peer lets in, if its scale is known.
fn window_edge(peer: &Flow) -> Option<Seq> {
    let factor = peer.scale.factor();
    if factor == -1 {
        return None;
    }
    let shift = if peer.before_first_ack { 0 } else { peer.scale.shift() };
    let window = peer.window.map_or(u32::MAX, u32::from);
    Some(peer.last_ack + window.wrapping_shl(u32::from(shift)))
}

/// Nanoseconds from one time to a later one; a clock that stepped back makes it very long.
fn elapsed(from: i64, to: i64) -> u64 {
    to.saturating_sub(from).cast_unsigned()
}

/// Is `number` at or before `limit`? Half the number space away is.
fn at_most(number: Seq, limit: Seq) -> bool {
    number == limit || number.before(limit)
}
