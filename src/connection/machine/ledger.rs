//! What only an explained connection keeps: numbered writes, which of them wait for a verdict, and the segments that
//! a later one may point back to. Everything here is bounded; what had to be dropped is counted.

use crate::capture::FrameNo;
use crate::connection::facts::{Acknowledged, By, Pair, Seq, Side, WriteId};
use crate::connection::machine::record::ShortTime;
use std::collections::VecDeque;

/// The most writes, and the most segments, kept waiting a side.
const BOUND: usize = 512;

/// The most runs of bytes beyond a hole that are remembered of a side; further ones are told when they are
/// acknowledged.
const RUNS: usize = 64;

/// When a pending write counts as confirmed.
#[derive(Debug, Clone, Copy)]
enum Need {
    /// Its socket acknowledges at least this number.
    Ack(Seq),
    /// The same, and it is an RCV.NXT.
    Received(Seq),
    /// It came with a bare ACK of this number: a later segment with the same ACK number that occupies sequence
    /// numbers must be acknowledged.
    Carried(Seq),
}

/// An inferred write that waits for its proof.
#[derive(Debug, Clone, Copy)]
struct Pending {
    write: WriteId,
    need: Need,
    /// When the segment that it was inferred from was captured.
    since: ShortTime,
}

/// A segment that occupies sequence numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Occupying {
    pub(crate) frame: FrameNo,
    pub(crate) seq: Seq,
    pub(crate) syn: bool,
    /// Is the SYN an answer? A SYN, ACK is no repeat of a bare SYN with the same number.
    pub(crate) answers: bool,
    pub(crate) data: u32,
    pub(crate) fin: bool,
}

impl Occupying {
    pub(crate) fn length(&self) -> u32 {
        self.data.wrapping_add(u32::from(self.syn)).wrapping_add(u32::from(self.fin))
    }

    pub(crate) fn end(&self) -> Seq {
        self.seq + self.length()
    }
}

/// Where the options of a SYN lie in its frame.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct SynBytes {
    pub(crate) frame: FrameNo,
    /// In which bytes these places are: see [`By::datagram`](crate::connection::facts::By::datagram).
    pub(crate) datagram: u8,
    /// Offset of the sequence number.
    pub(crate) seq_at: u32,
    pub(crate) mss_at: Option<u32>,
    pub(crate) shift_at: Option<u32>,
    pub(crate) sack_at: Option<u32>,
    pub(crate) tsval_at: Option<u32>,
    pub(crate) tsval: u32,
    /// What it announces of its sender was told.
    pub(crate) told: bool,
}

/// What a side said in SACK blocks that it holds beyond its ACK number (RFC 2018, 3): disjoint runs, the lowest first.
#[derive(Debug, Default)]
pub(crate) struct Beyond {
    runs: Vec<(Seq, Seq)>,
}

impl Beyond {
    /// It acknowledges `ack` and reports these blocks.
    pub(crate) fn reports(&mut self, ack: Seq, blocks: impl Iterator<Item = (Seq, Seq)>) {
        self.runs.retain(|(_, right)| right.after(ack));
        for (mut left, mut right) in blocks.filter(|(left, right)| left.after(ack) && right.after(*left)) {
            self.runs.retain(|run| {
                let apart = run.0.after(right) || left.after(run.1);
                if !apart {
                    left = if run.0.before(left) { run.0 } else { left };
                    right = if run.1.after(right) { run.1 } else { right };
                }
                apart
            });
            let place = self.runs.partition_point(|run| run.0.before(left));
            self.runs.insert(place, (left, right));
        }
        self.runs.truncate(RUNS);
    }

    /// Everything before `end` arrives: up to where it has everything then.
    pub(crate) fn filled_to(&self, end: Seq) -> Seq {
        self.runs.iter().fold(end, |end, run| if end.before(run.0) || end.after(run.1) { end } else { run.1 })
    }
}

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    next: u32,
    /// What each side holds beyond a hole.
    pub(crate) held: Pair<Beyond>,
    /// Where the control bits of each side's FIN stand.
    pub(crate) fin_by: Pair<Option<By>>,
    pending: Pair<VecDeque<Pending>>,
    /// Inferred ESTABLISHED and what came with it: confirmed as soon as the socket acts like it.
    established: Pair<Vec<WriteId>>,
    segments: Pair<VecDeque<Occupying>>,
    /// The last SYN or SYN,ACK of each side.
    pub(crate) syn: Pair<Option<SynBytes>>,
    /// The value of each variable that only the ledger knows: (own MSS told, shifts told, SACK told, …), by side.
    pub(crate) told_agreement: Pair<bool>,
    /// The last segment from which SYN-RECEIVED -> ESTABLISHED was inferred.
    pub(crate) handshake_ack: Option<FrameNo>,
    /// How often the server sent a SYN without ACK, in a simultaneous open; counted from the second on.
    pub(crate) server_syns: u32,
    /// How often each side sent its SYN, ACK.
    pub(crate) syn_acks: Pair<u32>,
    /// What ended `connect()` by inference: the state write, and the frame; contradicted if the SYN is sent again.
    pub(crate) given_up: Option<(WriteId, FrameNo)>,
    /// What follows from the ACK of each side's FIN: at most a few writes.
    closing: Pair<Vec<WriteId>>,
    /// The write by which a RST closed each side's socket.
    pub(crate) reset: Pair<Option<WriteId>>,
    /// The RST that ended the connection.
    pub(crate) rst: Option<FrameNo>,
    /// SND.NXT of the side that took the first FIN, when it acknowledged that.
    pub(crate) half: Option<Seq>,
    /// Whose addresses and ports were told.
    pub(crate) told_addresses: Pair<bool>,
    /// Pending writes and segments dropped for lack of room.
    pub(crate) dropped: u64,
}

impl Ledger {
    pub(crate) fn number(&mut self) -> WriteId {
        let id = WriteId(self.next);
        self.next = self.next.wrapping_add(1);
        id
    }

    /// `write` into `side`'s socket is confirmed once that side acknowledges `end`.
    pub(crate) fn await_ack(&mut self, side: Side, write: WriteId, end: Seq, since: ShortTime) {
        self.push(side, write, Need::Ack(end), since);
    }

    /// `write` into `side`'s socket moves RCV.NXT to `end`.
    pub(crate) fn await_receipt(&mut self, side: Side, write: WriteId, end: Seq, since: ShortTime) {
        self.push(side, write, Need::Received(end), since);
    }

    /// `side` expects `ack` and has received from `left` on: the writes that this disproves, oldest first. What was
    /// captured less than `way` nanoseconds before `clock`, the time from here to that side and back, was still under
    /// way when it said so.
    pub(crate) fn hole(
        &mut self,
        side: Side,
        (ack, left): (Seq, Seq),
        way: i64,
        clock: ShortTime,
    ) -> Vec<WriteId> {
        self.take(side, |pending| {
            let under_way = clock.since(pending.since).is_some_and(|age| age < way);
            !under_way
                && match pending.need {
                    Need::Received(end) => end.after(ack),
                    Need::Ack(end) => end.after(ack) && left.at_or_after(end),
                    Need::Carried(_) => false,
                }
        })
    }

    /// What was inferred of `side`'s socket from the ACK of its FIN, and is still not proven.
    pub(crate) fn fin_unacknowledged(&mut self, side: Side) -> Vec<WriteId> {
        let told = std::mem::take(&mut self.closing[side]);
        let pending = &mut self.pending[side];
        let unproven: Vec<WriteId> =
            told.into_iter().filter(|write| pending.iter().any(|waiting| waiting.write == *write)).collect();
        pending.retain(|waiting| !unproven.contains(&waiting.write));
        unproven
    }

    /// `write` into `side`'s socket follows from the ACK of its FIN.
    pub(crate) fn closes(&mut self, side: Side, write: WriteId) {
        self.closing[side].push(write);
    }

    /// Nothing will confirm these writes into `side`'s socket.
    pub(crate) fn forget(&mut self, side: Side, writes: &[WriteId]) {
        self.pending[side].retain(|waiting| !writes.contains(&waiting.write));
        self.established[side].retain(|waiting| !writes.contains(waiting));
    }

    fn take(&mut self, side: Side, wanted: impl Fn(&Pending) -> bool) -> Vec<WriteId> {
        let mut taken = Vec::new();
        self.pending[side].retain(|pending| {
            let take = wanted(pending);
            if take {
                taken.push(pending.write);
            }
            !take
        });
        taken
    }

    /// `write` into `side`'s socket came with a bare ACK numbered `ack`.
    pub(crate) fn await_carrier(&mut self, side: Side, write: WriteId, ack: Seq, since: ShortTime) {
        self.push(side, write, Need::Carried(ack), since);
    }

    /// `write` into `side`'s socket is confirmed once that side acts as ESTABLISHED.
    pub(crate) fn await_acts(&mut self, side: Side, write: WriteId) {
        self.established[side].push(write);
    }

    /// `side` acts as only an ESTABLISHED socket does: what that confirms.
    pub(crate) fn acts(&mut self, side: Side) -> Vec<WriteId> {
        std::mem::take(&mut self.established[side])
    }

    /// The peer of `side` sends something with this ACK number that ends at `end`: writes that came with the same ACK
    /// number now wait for `side` to acknowledge it.
    pub(crate) fn carry(&mut self, side: Side, ack: Seq, end: Seq, since: ShortTime) {
        for pending in &mut self.pending[side] {
            if matches!(pending.need, Need::Carried(a) if a == ack) {
                (pending.need, pending.since) = (Need::Ack(end), since);
            }
        }
    }

    /// `side` acknowledges `ack`: the writes that this confirms, oldest first.
    pub(crate) fn acknowledged(&mut self, side: Side, ack: Seq) -> Vec<WriteId> {
        self.take(side, |pending| match pending.need {
            Need::Ack(end) | Need::Received(end) => ack.at_or_after(end),
            Need::Carried(_) => false,
        })
    }

    /// Keep a segment of `side` that occupies sequence numbers.
    pub(crate) fn sent(&mut self, side: Side, segment: Occupying) {
        let segments = &mut self.segments[side];
        if segments.len() == BOUND {
            segments.pop_front();
            self.dropped += 1;
        }
        segments.push_back(segment);
    }

    /// The segment of `side` whose end `ack` names; the latest, if it was repeated. Older ones are let go. `bare_syn`:
    /// no SYN,ACK is meant, because whoever acknowledges has not taken one in.
    pub(crate) fn named_by(&mut self, side: Side, ack: Seq, bare_syn: bool) -> Option<Acknowledged> {
        let segments = &mut self.segments[side];
        while segments.len() > 1 && segments.front().is_some_and(|s| s.end().before(ack)) {
            segments.pop_front();
        }
        segments.iter().rev().find(|s| s.end() == ack && !(bare_syn && s.answers)).map(|s| Acknowledged {
            frame: s.frame,
            seq: s.seq,
            syn: s.syn,
            data: s.data,
            fin: s.fin,
        })
    }

    /// The SYN,ACK with which `side` sent the number of its SYN again: both opened at once.
    pub(crate) fn syn_twice(&self, side: Side) -> Option<FrameNo> {
        let segments = &self.segments[side];
        let again = segments.iter().find(|segment| segment.syn && segment.answers)?;
        let first = |segment: &&Occupying| segment.syn && !segment.answers && segment.seq == again.seq;
        segments.iter().find(first).map(|_| again.frame)
    }

    /// The first frame in which `side` sent the same numbers.
    pub(crate) fn same_as(&self, side: Side, segment: &Occupying) -> Option<FrameNo> {
        self.segments[side]
            .iter()
            .find(|s| {
                (s.seq, s.syn, s.answers, s.data, s.fin)
                    == (segment.seq, segment.syn, segment.answers, segment.data, segment.fin)
            })
            .map(|s| s.frame)
    }

    fn push(&mut self, side: Side, write: WriteId, need: Need, since: ShortTime) {
        let pending = &mut self.pending[side];
        if pending.len() == BOUND {
            pending.pop_front();
            self.dropped += 1;
        }
        pending.push_back(Pending { write, need, since });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_the_bound_the_oldest_goes_and_is_counted() {
        let mut ledger = Ledger::default();
        let segment = |n: u32| Occupying {
            frame: u64::from(n),
            seq: Seq(n),
            syn: false,
            answers: false,
            data: 1,
            fin: false,
        };
        for n in 0..=BOUND as u32 {
            ledger.sent(Side::Client, segment(n));
            ledger.await_ack(Side::Server, WriteId(n), Seq(n + 1), ShortTime::NONE);
        }
        assert_eq!(ledger.dropped, 2, "a segment and a pending write");
        assert_eq!(ledger.same_as(Side::Client, &segment(0)), None);
        assert_eq!(ledger.same_as(Side::Client, &segment(1)), Some(1));
        let confirmed = ledger.acknowledged(Side::Server, Seq(BOUND as u32 + 1));
        assert_eq!((confirmed.len(), confirmed.first()), (BOUND, Some(&WriteId(1))));
        // The other side has room of its own.
        ledger.sent(Side::Server, segment(0));
        assert_eq!(ledger.dropped, 2);
    }
}
