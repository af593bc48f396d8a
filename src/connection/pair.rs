//! One connection seen at two points of its way: what was lost between them, and how long each way took.
//!
//! Both captures' segments are matched in order by what no router changes: direction, numbers, control bits, window, data,
//! timestamps, and the IPv4 identification where the two have one. A segment in the capture of its sender's side without a
//! partner in the other was lost between the two points (or the second capture missed it: that is said by whether the
//! receiver acknowledges it).
//!
//! The two clocks differ. With `d` the smallest difference of clock readings client to server and `e` the smallest server to
//! client, the offset that makes both ways equally quick at their quickest is `(d - e) / 2`; if the ways are not equally
//! long, half of their difference stays in it. No header shows that difference, so it is an estimate and said to be one.
//!
//! Limits: address translation between the points changes addresses and ports (the caller pairs the connections by number);
//! a device that rewrites sequence numbers makes matching impossible, and then nothing is claimed.

use super::fact::Side;
use super::seq::Seq;
use crate::capture::{FrameNo, Nanos};
use crate::dissect::Segment;
use crate::dissect::options::{TcpOption, walk};
use std::collections::{HashMap, VecDeque};

/// A segment as one of the captures has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sighting {
    /// Its frame there.
    pub frame: FrameNo,
    /// Its time there, by that capture's clock.
    pub time: Option<Nanos>,
    /// Who sent it.
    pub sender: Side,
    /// SEG.SEQ.
    pub seq: Seq,
    /// SEG.SEQ + SEG.LEN.
    pub end: Seq,
    /// Its identity on the way.
    key: Key,
}

/// What stays the same from end to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    sender: Side,
    seq: u32,
    ack: u32,
    flags: u16,
    window: u16,
    data: u32,
    stamp: Option<(u32, u32)>,
    ip_id: u16,
}

impl Sighting {
    /// Bytes of data.
    pub fn data(&self) -> u32 {
        self.key.data
    }

    /// A segment of a connection whose `sender` is known.
    pub fn of(frame: FrameNo, time: Option<Nanos>, sender: Side, segment: &Segment<'_>) -> Self {
        let flags = segment.flags;
        let stamp = walk(segment.options).find_map(|placed| match placed.option {
            TcpOption::Timestamps { value, echo } => Some((value, echo)),
            _ => None,
        });
        let length = segment.data.wrapping_add(u32::from(flags.syn())).wrapping_add(u32::from(flags.fin()));
        Self {
            frame,
            time,
            sender,
            seq: Seq(segment.seq),
            end: Seq(segment.seq) + length,
            key: Key {
                sender,
                seq: segment.seq,
                ack: segment.ack,
                flags: flags.0,
                window: segment.window,
                data: segment.data,
                stamp,
                ip_id: segment.ip_id,
            },
        }
    }
}

/// What became of a segment of one capture in the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is in both; the frame of the other capture, and the nanoseconds on the way by the estimated offset, if times
    /// are known (negative if the clocks drift).
    Seen {
        /// Frame in the other capture.
        frame: FrameNo,
        /// Nanoseconds from sender's side to receiver's side.
        took: Option<i64>,
    },
    /// It left its sender's side and did not reach the other capture. `acknowledged`: the receiver acknowledges these bytes
    /// although no copy of them is in its capture, so it is the capture that missed them.
    Lost {
        /// See the variant.
        acknowledged: bool,
    },
    /// Only the receiver's side has it: its sender's capture missed it, or the network doubled it.
    Extra,
}

/// The times one way took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Way {
    /// Segments that left.
    pub sent: u64,
    /// Of them, those that arrived.
    pub arrived: u64,
    /// Of them, those that were lost.
    pub lost: u64,
    /// Seen at the receiver's side only.
    pub extra: u64,
    /// Shortest, median and longest time on the way, in nanoseconds.
    pub took: Option<[i64; 3]>,
}

/// See the module.
#[derive(Debug, Clone)]
pub struct Pair {
    /// For each segment of the client-side capture, in its order.
    pub client_side: Vec<(FrameNo, Side, Fate)>,
    /// For each segment of the server-side capture, in its order.
    pub server_side: Vec<(FrameNo, Side, Fate)>,
    /// Nanoseconds to add to the client-side clock to get the server-side clock; an estimate.
    pub offset: Option<i64>,
    /// Client to server.
    pub forth: Way,
    /// Server to client.
    pub back: Way,
}

/// Match the segments of one connection in two captures.
pub fn pair(client_side: &[Sighting], server_side: &[Sighting]) -> Pair {
    let partners = matches(client_side, server_side);
    let difference = |i: usize, j: usize| -> Option<i64> {
        let (here, there) = (client_side.get(i)?.time?, server_side.get(j)?.time?);
        i64::try_from(there.0 - here.0).ok()
    };
    let smallest = |sender: Side| {
        partners
            .iter()
            .enumerate()
            .filter(|(i, _)| client_side[*i].sender == sender)
            .filter_map(|(i, partner)| difference(i, (*partner)?))
            .map(|d| if sender == Side::Client { d } else { -d })
            .min()
    };
    let offset = smallest(Side::Client).zip(smallest(Side::Server)).map(|(d, e)| (d - e) / 2);
    let took = |i: usize, j: usize| -> Option<i64> {
        let there_minus_here = difference(i, j)? - offset?;
        Some(if client_side[i].sender == Side::Client { there_minus_here } else { -there_minus_here })
    };

    let mut back_partners = vec![None; server_side.len()];
    for (i, partner) in partners.iter().enumerate() {
        if let Some(j) = partner {
            back_partners[*j] = Some(i);
        }
    }
    let coverage = [Coverage::of(Side::Client, server_side), Coverage::of(Side::Server, client_side)];
    let fates = |own: &[Sighting],
                 other: &[Sighting],
                 origin: Side,
                 partner: &dyn Fn(usize) -> Option<(usize, Option<i64>)>| {
        own.iter()
            .enumerate()
            .map(|(i, s)| {
                let fate = match partner(i) {
                    Some((j, took)) => Fate::Seen { frame: other[j].frame, took },
                    None if s.sender == origin => {
                        Fate::Lost { acknowledged: coverage[s.sender as usize].missed(s) }
                    }
                    None => Fate::Extra,
                };
                (s.frame, s.sender, fate)
            })
            .collect::<Vec<_>>()
    };
    let client_fates =
        fates(client_side, server_side, Side::Client, &|i| partners[i].map(|j| (j, took(i, j))));
    let server_fates =
        fates(server_side, client_side, Side::Server, &|j| back_partners[j].map(|i| (i, took(i, j))));
    let forth = way(Side::Client, &client_fates, &server_fates);
    let back = way(Side::Server, &server_fates, &client_fates);
    Pair { client_side: client_fates, server_side: server_fates, offset, forth, back }
}

/// For each segment here, its partner there: the k-th copy of a key is the k-th copy of it. Copies with the same IPv4
/// identification go first, so that the right one of several identical repeats is found lost.
fn matches(here: &[Sighting], there: &[Sighting]) -> Vec<Option<usize>> {
    let mut waiting: HashMap<Key, VecDeque<usize>> = HashMap::new();
    for (j, s) in there.iter().enumerate() {
        waiting.entry(s.key).or_default().push_back(j);
    }
    here.iter().map(|s| waiting.get_mut(&s.key).and_then(VecDeque::pop_front)).collect()
}

/// What the receiver's capture shows of one direction: the bytes that are in it, and how far the receiver acknowledges them.
struct Coverage {
    /// Numbers are compared by their distance from here: right within 2 GiB of it.
    base: Seq,
    /// Segments in order of their first number, each with the farthest end of it and all before it.
    covered: Vec<(i32, i32)>,
    acknowledged: Option<i32>,
}

impl Coverage {
    fn of(sender: Side, receivers: &[Sighting]) -> Self {
        let base = receivers.iter().find(|s| s.sender == sender).map_or(Seq(0), |s| s.seq);
        let from = |seq: Seq| seq.since(base).cast_signed();
        let mut covered: Vec<(i32, i32)> =
            receivers.iter().filter(|s| s.sender == sender).map(|s| (from(s.seq), from(s.end))).collect();
        covered.sort_unstable();
        let mut farthest = i32::MIN;
        for (_, end) in &mut covered {
            farthest = farthest.max(*end);
            *end = farthest;
        }
        let acknowledged = receivers
            .iter()
            .filter(|s| s.sender != sender && s.key.flags & 0x010 != 0)
            .map(|s| from(Seq(s.key.ack)))
            .max();
        Self { base, covered, acknowledged }
    }

    /// Does the receiver acknowledge `lost` although no copy of its bytes is in its capture?
    fn missed(&self, lost: &Sighting) -> bool {
        let (seq, end) = (lost.seq.since(self.base).cast_signed(), lost.end.since(self.base).cast_signed());
        if lost.end == lost.seq || self.acknowledged.is_none_or(|ack| ack < end) {
            return false;
        }
        let before = self.covered.partition_point(|&(first, _)| first <= seq);
        before.checked_sub(1).and_then(|at| self.covered.get(at)).is_none_or(|&(_, far)| far < end)
    }
}

fn way(sender: Side, own: &[(FrameNo, Side, Fate)], other: &[(FrameNo, Side, Fate)]) -> Way {
    let mut way = Way::default();
    let mut times = Vec::new();
    for (_, _, fate) in own.iter().filter(|(_, s, _)| *s == sender) {
        way.sent += 1;
        match fate {
            Fate::Seen { took, .. } => {
                way.arrived += 1;
                times.extend(*took);
            }
            Fate::Lost { .. } => way.lost += 1,
            Fate::Extra => {}
        }
    }
    way.extra = other.iter().filter(|(_, s, fate)| *s == sender && *fate == Fate::Extra).count() as u64;
    times.sort_unstable();
    way.took = (!times.is_empty()).then(|| [times[0], times[times.len() / 2], times[times.len() - 1]]);
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sighting(frame: FrameNo, millis: i64, sender: Side, seq: u32, data: u32, ip_id: u16) -> Sighting {
        Sighting {
            frame,
            time: Some(Nanos(i128::from(millis) * 1_000_000)),
            sender,
            seq: Seq(seq),
            end: Seq(seq) + data,
            key: Key { sender, seq, ack: 0, flags: 0x010, window: 1, data, stamp: None, ip_id },
        }
    }

    use Side::{Client, Server};

    #[test]
    fn the_offset_makes_both_quickest_ways_equal() {
        // The server's clock is 1000 ms ahead, each way takes 10 ms.
        let here = [sighting(1, 0, Client, 1, 5, 1), sighting(2, 20, Server, 9, 5, 1)];
        let there = [sighting(1, 1010, Client, 1, 5, 1), sighting(2, 1010, Server, 9, 5, 1)];
        let pair = pair(&here, &there);
        assert_eq!(pair.offset, Some(1_000_000_000));
        assert_eq!(pair.forth.took, Some([10_000_000; 3]));
        assert_eq!(pair.back.took, Some([10_000_000; 3]));
    }

    #[test]
    fn a_segment_without_a_partner_was_lost_in_its_direction() {
        let here = [sighting(1, 0, Client, 1, 5, 1), sighting(2, 50, Client, 1, 5, 2)];
        let there = [sighting(1, 60, Client, 1, 5, 2)];
        let pair = pair(&here, &there);
        assert_eq!(pair.client_side[0].2, Fate::Lost { acknowledged: false });
        assert!(matches!(pair.client_side[1].2, Fate::Seen { frame: 1, .. }));
        assert_eq!((pair.forth.sent, pair.forth.arrived, pair.forth.lost), (2, 1, 1));
    }

    #[test]
    fn bytes_that_the_receiver_acknowledges_unseen_were_missed_by_its_capture() {
        let mut answer = sighting(2, 20, Server, 9, 0, 1);
        answer.key.ack = 6;
        let here = [sighting(1, 0, Client, 1, 5, 1), answer];
        let pair = pair(&here, &[answer]);
        assert_eq!(pair.client_side[0].2, Fate::Lost { acknowledged: true });
        // Sent again and captured then: the first one was lost.
        let again = sighting(3, 5, Client, 1, 5, 2);
        let pair = super::pair(&here, &[again, answer]);
        assert_eq!(pair.client_side[0].2, Fate::Lost { acknowledged: false });
    }

    #[test]
    fn a_doubled_segment_is_extra_at_the_receiver() {
        let here = [sighting(1, 0, Server, 9, 5, 7), sighting(2, 1, Server, 9, 5, 7)];
        let there = [sighting(1, 0, Server, 9, 5, 7)];
        let pair = pair(&here, &there);
        assert_eq!(pair.client_side[1].2, Fate::Extra);
        assert_eq!((pair.back.sent, pair.back.extra), (1, 1));
    }
}
