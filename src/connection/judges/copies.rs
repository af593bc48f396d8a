//! Segments that are in a capture more than once, of whatever connection: recorded twice, at two points, or before and
//! behind a router.
//!
//! Limits. A frame counts as doubled only if it is IPv4 with an identification, and equal byte for byte to one of the
//! eight frames before it within 10 ms: a real repeat gets an identification of its own from most stacks, while equal
//! frames without one (IPv6, DF with ID 0) may well be two sendings. If only what carries the segment differs it was
//! seen at two points; a smaller time to live says that a router lies between them, and that is believed without an
//! identification too.

use crate::capture::{Frame, FrameNo};
use crate::connection::facts::Tally;
use crate::connection::judges::quality::{Double, Doubles};
use crate::dissect::Segment;
use std::hash::{BuildHasher as _, Hasher as _};

/// How many frames back a doubled one is looked for.
const NEAR: usize = 8;

/// How many doubled frames are remembered one by one.
const DOUBLED: usize = 16;

/// How far apart two recordings of one frame may be, in nanoseconds.
const DOUBLED_WITHIN: i128 = 10_000_000;

/// See the module.
#[derive(Debug, Clone, Default)]
pub struct Copies {
    /// Frames recorded twice.
    pub doubled: Tally,
    /// The same segment before and behind a router.
    pub routed: Tally,
    /// The same segment at two interfaces, in two VLANs or the like, with no router between.
    pub elsewhere: Tally,
    /// The first doubled frames, one by one.
    first: Vec<FrameNo>,
    near: [Sighting; NEAR],
    hasher: foldhash::fast::RandomState,
}

/// A segment as it was seen.
#[derive(Debug, Clone, Copy, Default)]
struct Sighting {
    /// Hash of the frame.
    whole: u64,
    /// Hash of the segment alone, with its addresses and identification.
    inner: u64,
    ttl: u8,
    time: i128,
}

impl Copies {
    /// The segment of the `nth` frame: was it here before?
    pub fn look(&mut self, frame: &Frame<'_>, segment: &Segment<'_>, nth: u64) -> Double {
        let Some(time) = frame.time else { return Double::No };
        let hash = |parts: &[&[u8]]| {
            let mut hasher = self.hasher.build_hasher();
            for part in parts {
                hasher.write(part);
            }
            hasher.finish()
        };
        let id = segment.ip_id.to_be_bytes();
        // The TCP checksum covers the addresses.
        let inner = hash(&[&id, segment.tcp_bytes]);
        let headers = frame.bytes.get(..segment.at as usize).unwrap_or_default();
        let whole = hash(&[headers, &inner.to_be_bytes()]);
        let now = Sighting { whole, inner, ttl: segment.ttl, time: time.0 };
        let recent = |seen: &&Sighting| {
            seen.inner == now.inner && seen.time != 0 && (now.time - seen.time).abs() <= DOUBLED_WITHIN
        };
        let mut double = Double::No;
        if let Some(seen) = self.near.iter().find(recent) {
            let tally = match (seen.ttl == now.ttl, seen.whole == now.whole) {
                (false, _) => Some(&mut self.routed),
                (true, true) if segment.ip_id != 0 => Some(&mut self.doubled),
                (true, false) if segment.ip_id != 0 => Some(&mut self.elsewhere),
                (true, _) => None,
            };
            if let Some(tally) = tally {
                tally.add(frame);
                double = if seen.whole == now.whole { Double::Copy } else { Double::Elsewhere };
                if double == Double::Copy && self.first.len() < DOUBLED {
                    self.first.push(frame.no);
                }
            }
        }
        if let Some(slot) = self.near.get_mut(nth as usize % NEAR) {
            *slot = now;
        }
        double
    }

    /// Frames recorded twice, less those of which their receiver says that the network doubled them.
    pub fn by_capture(&self, network: &Doubles) -> Tally {
        let proven = |no: &&FrameNo| network.frames.iter().any(|(frame, _)| frame == *no);
        let first = self.first.iter().find(|no| !proven(no)).copied();
        Tally {
            count: self.doubled.count.saturating_sub(network.taken_back),
            first: first.unwrap_or(self.doubled.first),
            at: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::tests::exchange::{CLIENT, SERVER, Seg, ack, frame};

    /// What is said of the second of two sightings of one segment, so many nanoseconds and frames apart, with others in
    /// between.
    fn again(first: &Seg, second: &Seg, after: i64, frames: u64) -> (Double, Copies) {
        let mut copies = Copies::default();
        let mut look = |no: u64, time: i64, seg: &Seg| {
            let header = seg.bytes(40_000, 80);
            copies.look(&frame(no, time), &seg.segment(&header, (CLIENT, 40_000), (SERVER, 80)), no)
        };
        assert_eq!(look(1, 1_000, first), Double::No);
        for no in 2..=frames {
            assert_eq!(look(no, 1_000, &data().ip_id(1_000 + no as u16)), Double::No);
        }
        let double = look(1 + frames, 1_000 + after, second);
        (double, copies)
    }

    fn data() -> Seg {
        ack(1001, 9001).data(10).ip_id(7)
    }

    #[test]
    fn the_same_frame_moments_later_is_recorded_twice() {
        let (double, copies) = again(&data(), &data(), 1_000, 1);
        assert_eq!((double, copies.doubled.count, copies.doubled.first), (Double::Copy, 1, 2));
        assert_eq!(again(&data(), &data(), 20_000_000, 1).0, Double::No, "too late");
        assert_eq!(again(&data(), &data(), 1_000, 8).0, Double::Copy);
        assert_eq!(again(&data(), &data(), 1_000, 9).0, Double::No, "too many frames later");
        assert_eq!(again(&data(), &data().ip_id(8), 1_000, 1).0, Double::No, "sent again");
        assert_eq!(again(&data().ip_id(0), &data().ip_id(0), 1_000, 1).0, Double::No, "may be sent twice");
    }

    #[test]
    fn a_smaller_time_to_live_says_that_a_router_lies_between() {
        let (_, copies) = again(&data().ttl(64), &data().ttl(63), 1_000, 1);
        assert_eq!((copies.routed.count, copies.doubled.count), (1, 0));
        let (_, copies) = again(&data().ip_id(0).ttl(64), &data().ip_id(0).ttl(63), 1_000, 1);
        assert_eq!(copies.routed.count, 1, "without an identification too");
    }

    #[test]
    fn what_the_network_doubled_was_not_doubled_by_the_capture() {
        let (_, copies) = again(&data(), &data(), 1_000, 1);
        let network = Doubles { count: 1, taken_back: 1, frames: vec![(2, 3)] };
        assert_eq!(copies.by_capture(&network).count, 0);
        assert_eq!(copies.by_capture(&Doubles::default()).first, 2);
    }
}
