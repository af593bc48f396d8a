//! The segments of one direction that the other has not acknowledged yet, as Wireshark keeps them.
//!
//! Every segment that takes sequence numbers is noted with its frame and time, until an ACK number passes its end. From
//! the notes come the frame that an ACK answers and the time it took, the frame that a retransmission repeats, and the bytes in
//! flight. Repeats are noted too: nothing merges.
//!
//! At most [`MOST`] segments are noted in a direction; beyond that nothing more is noted until ACKs make room. This is
//! Wireshark's own limit, so the values stay equal.

use super::super::seq::Seq;
use crate::capture::FrameNo;

/// The most segments noted in one direction.
pub(super) const MOST: usize = 1000;

/// A note keeps this much room when it is emptied; more is given back.
const KEPT: usize = 16;

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
pub(super) struct Unacked(Vec<Noted>);

impl Unacked {
    /// Is there no room for another?
    pub(super) fn is_full(&self) -> bool {
        self.0.len() >= MOST
    }

    /// Note a segment.
    pub(super) fn note(&mut self, segment: Noted) {
        self.0.push(segment);
    }

    /// An ACK number arrives: drop what it covers, shorten what it covers in part. Gives the oldest segment that ends
    /// exactly there.
    pub(super) fn acknowledge(&mut self, ack: Seq) -> Option<Noted> {
        let mut answered = None;
        self.0.retain_mut(|segment| {
            if segment.end == ack {
                answered = answered.or(Some(*segment));
                return false;
            }
            if ack.before(segment.end) {
                if segment.seq.before(ack) {
                    segment.seq = ack;
                }
                return true;
            }
            false
        });
        if self.0.is_empty() && self.0.capacity() > KEPT {
            self.0.shrink_to(KEPT);
        }
        answered
    }

    /// The segment noted first.
    pub(super) fn oldest(&self) -> Option<Noted> {
        self.0.first().copied()
    }

    /// From the lowest first number to the highest end, both counted from `base`. `None` if nothing is noted.
    pub(super) fn span(&self, base: Seq) -> Option<u32> {
        let first = self.0.iter().map(|segment| segment.seq.since(base)).min()?;
        let last = self.0.iter().map(|segment| segment.end.since(base)).max()?;
        Some(last.wrapping_sub(first))
    }
}
