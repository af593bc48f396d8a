//! What one side has sent and the other has not acknowledged yet, and the round-trip times that ACKs give.
//!
//! By ACK numbers: an ACK gives one sample, counted from the newest segment that it acknowledges, and none if any of
//! those that it acknowledges was sent more than once or came late: nobody can tell which sending it answers, or
//! whether it waited for a hole to be filled (Karn's algorithm; RFC 6298, 3). By timestamps: an ACK that acknowledges
//! something new gives one, counted from when the TSval that it echoes was first seen in a segment with data (RFC 7323,
//! 4.1); what was sent again counts too, because it carries another TSval.
//!
//! Limits: [`BOUND`] segments are remembered a side; beyond that the oldest is forgotten, and its ACK gives no sample.

use crate::capture::FrameNo;
use crate::connection::facts::Seq;
use crate::connection::timing::samples::Samples;
use std::collections::VecDeque;

/// The most segments remembered a side, and the most timestamps.
const BOUND: usize = 1024;

/// So many that are acknowledged stay remembered: one of them may be sent again nevertheless.
const DONE: usize = 64;

/// A segment that occupies sequence numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub(super) seq: Seq,
    pub(super) end: Seq,
    pub(super) syn: bool,
    /// Where and when it was sent first.
    pub(super) frame: FrameNo,
    pub(super) first: i64,
    /// Where and when it was sent last.
    pub(super) last_frame: FrameNo,
    pub(super) last: i64,
    pub(super) times: u32,
    /// It came behind what was sent after it.
    pub(super) late: bool,
}

/// What an ACK answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answer {
    /// The newest segment that it acknowledges.
    pub(super) of: Run,
    /// Nanoseconds since the segment that it echoes by timestamp.
    pub(super) by_stamp: Option<i64>,
}

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Sent {
    /// In order of sequence numbers.
    open: VecDeque<Run>,
    done: VecDeque<Run>,
    stamps: VecDeque<(u32, i64)>,
    next: Option<Seq>,
    una: Option<Seq>,
    pub(super) by_ack: Samples,
    pub(super) by_stamp: Samples,
    /// ACKs that gave no sample by Karn's algorithm, and the first of them.
    pub(super) ambiguous: u32,
    pub(super) first_ambiguous: Option<FrameNo>,
}

impl Sent {
    /// A segment passes. Gives the earlier sending of the same numbers, if there was one.
    pub(super) fn sent(&mut self, run: Run) -> Again {
        if self.next.is_none_or(|next| run.seq.at_or_after(next)) {
            self.next = Some(run.end);
            self.una.get_or_insert(run.seq);
            self.push(run);
            return Again::New;
        }
        if self.next.is_none_or(|next| run.end.after(next)) {
            self.next = Some(run.end);
        }
        if self.una.is_some_and(|una| una.at_or_after(run.end)) {
            let earlier = self.done.iter_mut().rev().find(|done| overlaps(done, &run));
            return earlier.map_or(Again::Unknown, |done| again(done, &run));
        }
        let mut earlier = None;
        for open in self.open.iter_mut().filter(|open| overlaps(open, &run)) {
            let before = again(open, &run);
            earlier.get_or_insert(before);
        }
        let whole = self.open.iter().any(|open| overlaps(open, &run) && open.end.at_or_after(run.end));
        if !whole {
            self.insert(Run { late: true, ..run });
        }
        earlier.unwrap_or(Again::Unknown)
    }

    /// A TSval passes with a segment that occupies sequence numbers.
    pub(super) fn stamped(&mut self, value: u32, time: i64) {
        if self.stamps.back().is_some_and(|&(last, _)| !Seq(value).after(Seq(last))) {
            return;
        }
        if self.stamps.len() == BOUND {
            self.stamps.pop_front();
        }
        self.stamps.push_back((value, time));
    }

    /// An ACK of the other side passes. Gives what it answers, if it acknowledges something new.
    pub(super) fn acknowledged(
        &mut self,
        ack: Seq,
        echo: Option<u32>,
        frame: FrameNo,
        time: i64,
    ) -> Option<Answer> {
        if self.una.is_some_and(|una| !ack.after(una)) {
            return None;
        }
        self.una = Some(ack);
        if self.next.is_none_or(|next| ack.after(next)) {
            // It acknowledges what did not pass here: nothing says when that was sent.
            self.next = Some(ack);
            self.open.clear();
            return None;
        }
        let by_stamp = echo.and_then(|echo| self.echoed(echo)).map(|sent| time.saturating_sub(sent));
        if let Some(sample) = by_stamp {
            self.by_stamp.add(sample);
        }
        let (mut newest, mut clear) = (None, true);
        while let Some(run) = self.open.front().copied()
            && ack.at_or_after(run.end)
        {
            self.open.pop_front();
            clear &= run.times == 1 && !run.late;
            newest = Some(run);
            if self.done.len() == DONE {
                self.done.pop_front();
            }
            self.done.push_back(run);
        }
        let of = newest?;
        if clear {
            self.by_ack.add(time.saturating_sub(of.last));
        } else {
            self.ambiguous = self.ambiguous.saturating_add(1);
            self.first_ambiguous.get_or_insert(frame);
        }
        Some(Answer { of, by_stamp })
    }

    /// The shortest round trip so far, by either way of measuring.
    pub(super) fn shortest(&self) -> Option<i64> {
        match (self.by_ack.shortest(), self.by_stamp.shortest()) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }

    /// The oldest number that is not acknowledged.
    pub(super) fn una(&self) -> Option<Seq> {
        self.una
    }

    /// Is its SYN not acknowledged yet?
    pub(super) fn opening(&self) -> bool {
        self.open.front().is_some_and(|run| run.syn)
    }

    /// Sequence numbers that are used and not acknowledged: bytes, SYN and FIN.
    pub(super) fn outstanding(&self) -> u32 {
        match (self.next, self.una) {
            (Some(next), Some(una)) if next.after(una) => next.since(una),
            _ => 0,
        }
    }

    /// When the TSval was first seen; it and older ones are let go.
    fn echoed(&mut self, echo: u32) -> Option<i64> {
        while let Some(&(value, time)) = self.stamps.front() {
            if Seq(value).after(Seq(echo)) {
                return None;
            }
            self.stamps.pop_front();
            if value == echo {
                return Some(time);
            }
        }
        None
    }

    fn push(&mut self, run: Run) {
        if self.open.len() == BOUND {
            self.open.pop_front();
        }
        self.open.push_back(run);
    }

    /// Put a segment where its number belongs.
    fn insert(&mut self, run: Run) {
        if self.open.len() == BOUND {
            return;
        }
        let place = self.open.partition_point(|open| open.seq.before(run.seq));
        self.open.insert(place, run);
    }
}

/// What a sending is in the light of earlier ones.
#[derive(Debug, Clone, Copy)]
pub(super) enum Again {
    /// New numbers.
    New,
    /// Sent before: first in this frame, last so many nanoseconds ago.
    Since { first: FrameNo, waited: i64 },
    /// Numbers behind what was sent, not seen before (or long ago).
    Unknown,
}

fn overlaps(one: &Run, other: &Run) -> bool {
    one.seq.before(other.end) && other.seq.before(one.end)
}

fn again(earlier: &mut Run, now: &Run) -> Again {
    let waited = now.first.saturating_sub(earlier.last);
    earlier.times = earlier.times.saturating_add(1);
    earlier.last = now.first;
    earlier.last_frame = now.frame;
    Again::Since { first: earlier.frame, waited }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(seq: u32, end: u32, frame: FrameNo, time: i64) -> Run {
        Run {
            seq: Seq(seq),
            end: Seq(end),
            syn: false,
            frame,
            first: time,
            last_frame: frame,
            last: time,
            times: 1,
            late: false,
        }
    }

    #[test]
    fn an_ack_is_counted_from_the_newest_segment_that_it_acknowledges() {
        let mut sent = Sent::default();
        sent.sent(run(100, 200, 1, 0));
        sent.sent(run(200, 300, 2, 5));
        assert_eq!(sent.outstanding(), 200);
        sent.acknowledged(Seq(300), None, 3, 45);
        assert_eq!(sent.by_ack.spread().map(|s| (s.samples, s.min)), Some((1, 40)));
        assert_eq!(sent.outstanding(), 0);
        assert!(sent.acknowledged(Seq(300), None, 4, 99).is_none(), "nothing new");
    }

    #[test]
    fn what_was_sent_again_gives_no_sample() {
        let mut sent = Sent::default();
        sent.sent(run(100, 200, 1, 0));
        sent.sent(run(200, 300, 2, 1));
        let again = sent.sent(run(100, 200, 3, 70));
        assert!(matches!(again, Again::Since { first: 1, waited: 70 }), "{again:?}");
        sent.acknowledged(Seq(300), None, 4, 75);
        assert!(sent.by_ack.spread().is_none(), "the ACK may have waited for the hole");
        assert_eq!((sent.ambiguous, sent.first_ambiguous), (1, Some(4)));
    }

    #[test]
    fn a_timestamp_tells_which_sending_is_answered() {
        let mut sent = Sent::default();
        sent.sent(run(100, 200, 1, 0));
        sent.stamped(7, 0);
        sent.sent(run(100, 200, 2, 70));
        sent.stamped(8, 70);
        let answer = sent.acknowledged(Seq(200), Some(8), 3, 100).expect("it acknowledges something");
        assert_eq!(answer.by_stamp, Some(30));
        assert_eq!(sent.by_stamp.spread().map(|s| s.min), Some(30));
        assert!(sent.by_ack.spread().is_none());
    }

    #[test]
    fn numbers_run_over_their_end() {
        let mut sent = Sent::default();
        sent.sent(run(u32::MAX - 50, 49, 1, 0));
        sent.sent(run(49, 149, 2, 1));
        assert_eq!(sent.outstanding(), 200);
        sent.acknowledged(Seq(49), None, 3, 10);
        sent.acknowledged(Seq(149), None, 4, 31);
        assert_eq!(sent.by_ack.spread().map(|s| (s.min, s.max)), Some((10, 30)));
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let mut sent = Sent::default();
        for n in 0..5_000_u32 {
            sent.sent(run(n * 10, n * 10 + 10, u64::from(n), i64::from(n)));
            sent.stamped(n, i64::from(n));
        }
        assert!(sent.open.len() <= BOUND && sent.stamps.len() <= BOUND);
        sent.sent(run(20, 30, 9_000, 6_000));
        assert!(sent.open.len() <= BOUND);
    }
}
