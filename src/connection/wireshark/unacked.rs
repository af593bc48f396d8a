//! The segments of one direction that the other has not acknowledged yet, as Wireshark keeps them.
//!
//! Every segment that takes sequence numbers is noted with its frame and time, until an ACK number passes its end. From
//! the notes come the frame that an ACK answers and the time it took, the frame that a retransmission is counted from,
//! and the bytes in flight. Repeats are noted too: nothing merges.
//!
//! Mostly each segment begins where the one before it ends. Such a straight row is acknowledged from its front, and its
//! span is known from its two ends; any other row is searched as a whole.
//!
//! At most [`MOST`] segments are noted in a direction; beyond that nothing more is noted until ACKs make room. This is
//! Wireshark's own limit, so the values stay equal.

use crate::capture::FrameNo;
use crate::connection::facts::Seq;
use std::collections::VecDeque;

/// The most segments noted in one direction.
pub(super) const MOST: usize = 10_000;

/// A straight row is shorter than this, so that order in it does not depend on where it is looked at from.
const LONGEST: u32 = 1 << 30;

/// An empty row keeps this much room; more is given back.
const KEPT: usize = 4;

/// One segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Noted {
    pub(super) frame: FrameNo,
    pub(super) time: i64,
    /// Its first number; moves up when a part of it is acknowledged.
    pub(super) seq: Seq,
    /// The number behind its last.
    pub(super) end: Seq,
}

/// The notes of one direction, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Unacked {
    row: VecDeque<Noted>,
    /// Not every segment begins where the one before it ends.
    crooked: bool,
}

impl Unacked {
    /// How many are noted.
    pub(super) fn len(&self) -> usize {
        self.row.len()
    }

    /// Is there no room for another?
    pub(super) fn is_full(&self) -> bool {
        self.row.len() >= MOST
    }

    /// Note a segment.
    pub(super) fn note(&mut self, segment: Noted) {
        self.crooked = match (self.row.front(), self.row.back()) {
            (Some(first), Some(last)) => self.crooked || !follows(first, last, &segment),
            _ => segment.end.since(segment.seq) >= LONGEST,
        };
        self.row.push_back(segment);
    }

    /// The segment noted first.
    pub(super) fn oldest(&self) -> Option<Noted> {
        self.row.front().copied()
    }

    /// An ACK number arrives: drop what it covers, shorten what it covers in part. Gives the oldest segment that ends
    /// exactly there.
    pub(super) fn acknowledge(&mut self, ack: Seq) -> Option<Noted> {
        let last = self.row.back()?;
        let answered = if !self.crooked && (ack.before(last.end) || ack == last.end) {
            self.acknowledge_front(ack)
        } else {
            self.acknowledge_any(ack)
        };
        if self.row.is_empty() && self.row.capacity() > KEPT {
            self.row.shrink_to(KEPT);
        }
        answered
    }

    /// From the lowest first number to the highest end, both counted from `base`. `None` if nothing is noted.
    pub(super) fn span(&self, base: Seq) -> Option<u32> {
        let (first, last) = (self.row.front()?.seq.since(base), self.row.back()?.end.since(base));
        if !self.crooked && first <= last {
            return Some(last - first);
        }
        let first = self.row.iter().map(|segment| segment.seq.since(base)).min()?;
        let last = self.row.iter().map(|segment| segment.end.since(base)).max()?;
        Some(last.wrapping_sub(first))
    }

    fn acknowledge_front(&mut self, ack: Seq) -> Option<Noted> {
        let mut answered = None;
        while let Some(first) = self.row.front_mut() {
            match covers(ack, first) {
                Covers::ToItsEnd => answered = Some(*first),
                Covers::More => {}
                Covers::Part => {
                    first.seq = ack;
                    break;
                }
                Covers::Nothing => break,
            }
            self.row.pop_front();
        }
        answered
    }

    fn acknowledge_any(&mut self, ack: Seq) -> Option<Noted> {
        let (mut answered, mut before, mut crooked) = (None, None::<(Noted, Noted)>, false);
        self.row.retain_mut(|segment| {
            match covers(ack, segment) {
                Covers::ToItsEnd => {
                    answered = answered.or(Some(*segment));
                    return false;
                }
                Covers::More => return false,
                Covers::Part => segment.seq = ack,
                Covers::Nothing => {}
            }
            let (first, last) = before.unwrap_or((*segment, Noted { end: segment.seq, ..*segment }));
            crooked |= !follows(&first, &last, segment);
            before = Some((first, *segment));
            true
        });
        self.crooked = crooked;
        answered
    }
}

/// How much of a segment an ACK number covers.
enum Covers {
    Nothing,
    Part,
    ToItsEnd,
    More,
}

fn covers(ack: Seq, segment: &Noted) -> Covers {
    if ack == segment.end {
        Covers::ToItsEnd
    } else if !ack.before(segment.end) {
        Covers::More
    } else if segment.seq.before(ack) {
        Covers::Part
    } else {
        Covers::Nothing
    }
}

/// Does `next` continue the straight row from `first` to `last`?
fn follows(first: &Noted, last: &Noted, next: &Noted) -> bool {
    let (to, length) = (next.seq.since(first.seq), next.end.since(next.seq));
    next.seq == last.end && to < LONGEST && length < LONGEST && to + length < LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn noted(frame: FrameNo, seq: u32, length: u32) -> Noted {
        Noted { frame, time: 0, seq: Seq(seq), end: Seq(seq) + length }
    }

    fn row(segments: &[(u32, u32)]) -> Unacked {
        let mut row = Unacked::default();
        for (frame, (seq, length)) in segments.iter().enumerate() {
            row.note(noted(frame as u64 + 1, *seq, *length));
        }
        row
    }

    #[test]
    fn an_ack_answers_the_segment_that_ends_there_and_drops_those_before_it() {
        let mut row = row(&[(100, 10), (110, 10), (120, 10)]);
        assert_eq!(row.span(Seq(0)), Some(30));
        assert_eq!(row.acknowledge(Seq(120)).map(|segment| segment.frame), Some(2));
        assert_eq!(row.oldest().map(|segment| segment.frame), Some(3));
        assert_eq!((row.len(), row.span(Seq(0))), (1, Some(10)));
    }

    #[test]
    fn an_ack_inside_a_segment_leaves_its_rest() {
        let mut row = row(&[(100, 10), (110, 10)]);
        assert_eq!(row.acknowledge(Seq(115)), None);
        assert_eq!((row.len(), row.span(Seq(0))), (1, Some(5)));
    }

    #[test]
    fn of_two_that_end_together_the_older_is_answered() {
        let mut row = row(&[(100, 10), (100, 10), (110, 10)]);
        assert_eq!(row.acknowledge(Seq(110)).map(|segment| segment.frame), Some(1));
        assert_eq!(row.len(), 1);
        assert!(!row.crooked, "what is left is straight again");
    }

    #[test]
    fn the_span_covers_a_gap_and_the_wrap() {
        assert_eq!(row(&[(100, 10), (200, 10)]).span(Seq(0)), Some(110));
        assert_eq!(row(&[(u32::MAX - 4, 10), (5, 10)]).span(Seq(u32::MAX - 5)), Some(20));
        assert_eq!(row(&[]).span(Seq(0)), None);
    }

    proptest! {
        /// The short way must tell what the search tells.
        #[test]
        fn a_straight_row_answers_like_any_other(
            start in prop_oneof![any::<u32>(), Just(u32::MAX - 20)],
            lengths in proptest::collection::vec(1u32..2000, 1..12),
            crooked in any::<bool>(),
            acks in proptest::collection::vec((0u32..24_000, any::<bool>()), 1..6),
            base in prop_oneof![any::<u32>(), Just(u32::MAX - 10)],
        ) {
            let (mut short, mut long) = (Unacked::default(), Unacked::default());
            let mut at = Seq(start);
            for (frame, length) in lengths.iter().enumerate() {
                let gap = u32::from(crooked && frame % 3 == 1);
                let segment = Noted { frame: frame as u64, time: 0, seq: at + gap, end: at + *length };
                short.note(segment);
                long.note(segment);
                at = segment.end;
            }
            for (ack, far) in acks {
                let ack = Seq(start) + ack + if far { 0x7fff_f000 } else { 0 };
                prop_assert_eq!(short.acknowledge(ack), long.acknowledge_any(ack));
                prop_assert_eq!(&short.row, &long.row);
                long.crooked = true;
                prop_assert_eq!(short.span(Seq(base)), long.span(Seq(base)));
            }
        }
    }
}
