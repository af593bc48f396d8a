//! One connection seen at two points of its way: what was lost between them, and how long each way took.
//!
//! Both captures' segments are matched in order by what no router changes: direction, numbers, control bits, window,
//! data, timestamps, and the IPv4 identification where the two have one. A segment in the capture of its sender's side
//! without a partner in the other was lost between the two points (or the second capture missed it: that is said by
//! whether the receiver acknowledges it).
//!
//! The two clocks differ. With `d` the smallest difference of clock readings client to server and `e` the smallest
//! server to client, the offset that makes both ways equally quick at their quickest is `(d - e) / 2`; if the ways are
//! not equally long, half of their difference stays in it. No header shows that difference, so it is an estimate and
//! said to be one.
//!
//! Where segments have neither timestamps nor an identification, a repeat looks like what it repeats. Such copies are
//! matched in order, from the last one on if some are missing, because a sender stops repeating once one has arrived.
//! And where a device on the way rewrites what is compared beside numbers, control bits and length, those alone are
//! compared. [`Matched`] counts all three.
//!
//! Limits: address translation between the points changes addresses and ports (the caller pairs the connections by
//! number); a device that rewrites sequence numbers makes matching impossible, and then nothing is claimed.

use crate::capture::{FrameNo, Nanos};
use crate::connection::facts::{self, Seq, Side};
use crate::dissect::Segment;
use crate::dissect::options::{TcpOption, walk};
use std::collections::{HashMap, HashSet, VecDeque};

/// So many segments of a direction must have the same numbers for it to count as rewritten on the way.
const REWRITTEN: usize = 3;

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
    /// It left its sender's side and did not reach the other capture. `acknowledged`: the receiver acknowledges these
    /// bytes although no copy of them is in its capture, so it is the capture that missed them.
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

/// How segments found their partners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Matched {
    /// By all that no router changes, and no other segment has the same.
    pub exactly: u64,
    /// Among others that look the same: by order.
    pub by_order: u64,
    /// By numbers, control bits and length alone: something on the way changes the rest.
    pub by_numbers: u64,
}

/// See the module.
#[derive(Debug, Clone)]
pub struct Paired {
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
    /// How surely.
    pub matched: Matched,
}

/// Match the segments of one connection in two captures.
pub fn pair(client_side: &[Sighting], server_side: &[Sighting]) -> Paired {
    let (partners, matched) = matches(client_side, server_side);
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
    let coverage =
        facts::Pair([Coverage::of(Side::Client, server_side), Coverage::of(Side::Server, client_side)]);
    let fates = |own: &[Sighting],
                 other: &[Sighting],
                 origin: Side,
                 partner: &dyn Fn(usize) -> Option<(usize, Option<i64>)>| {
        own.iter()
            .enumerate()
            .map(|(i, s)| {
                let fate = match partner(i) {
                    Some((j, took)) => Fate::Seen { frame: other[j].frame, took },
                    None if s.sender == origin => Fate::Lost { acknowledged: coverage[s.sender].missed(s) },
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
    Paired { client_side: client_fates, server_side: server_fates, offset, forth, back, matched }
}

/// For each segment here, its partner there: by its key, then, for those that found none, by numbers alone.
fn matches(here: &[Sighting], there: &[Sighting]) -> (Vec<Option<usize>>, Matched) {
    let mut partners = vec![None; here.len()];
    let mut taken = vec![false; there.len()];
    let mut matched = Matched::default();
    let mut join = |key: &dyn Fn(&Sighting) -> Option<Key>, count: &dyn Fn(&mut Matched, bool)| {
        let mut places: HashMap<Key, usize> = HashMap::new();
        let mut groups: Vec<(Key, [VecDeque<usize>; 2])> = Vec::new();
        for (i, s) in here.iter().enumerate().filter(|(i, _)| partners[*i].is_none()) {
            let Some(key) = key(s) else { continue };
            let place = *places.entry(key).or_insert(groups.len());
            if place == groups.len() {
                groups.push((key, Default::default()));
            }
            groups[place].1[0].push_back(i);
        }
        for (j, s) in there.iter().enumerate().filter(|(j, _)| !taken[*j]) {
            if let Some(place) = key(s).and_then(|key| places.get(&key)) {
                groups[*place].1[1].push_back(j);
            }
        }
        for (key, [mut ours, mut theirs]) in groups {
            let alike = ours.len() > 1 || theirs.len() > 1;
            if key.stamp.is_none() && key.ip_id == 0 && alike {
                // Copies that differ in nothing: those that did not arrive are the first ones of their sender.
                let (sent, arrived) =
                    if key.sender == Side::Client { (&mut ours, &theirs) } else { (&mut theirs, &ours) };
                let missing = sent.len().saturating_sub(arrived.len());
                sent.drain(..missing);
            }
            for (i, j) in ours.into_iter().zip(theirs) {
                partners[i] = Some(j);
                taken[j] = true;
                count(&mut matched, alike);
            }
        }
    };
    join(&|s| Some(s.key), &|matched, alike| {
        *(if alike { &mut matched.by_order } else { &mut matched.exactly }) += 1;
    });
    let rewritten = facts::Pair::of(|sender| rewritten(sender, here, there));
    join(&|s| rewritten[s.sender].then(|| numbers(s)), &|matched, _| matched.by_numbers += 1);
    (partners, matched)
}

/// What not even a device that rewrites headers changes.
fn numbers(s: &Sighting) -> Key {
    Key { window: 0, stamp: None, ip_id: 0, ..s.key }
}

/// Does something on the way rewrite this direction? It then does so with every segment: where one is the same on both
/// sides, or only a few have the same numbers, those that differ are other sendings.
fn rewritten(sender: Side, here: &[Sighting], there: &[Sighting]) -> bool {
    let of = |all: &[Sighting], key: fn(&Sighting) -> Key| -> HashSet<Key> {
        all.iter().filter(|s| s.sender == sender).map(key).collect()
    };
    of(here, |s| s.key).is_disjoint(&of(there, |s| s.key))
        && of(here, numbers).intersection(&of(there, numbers)).count() >= REWRITTEN
}

/// What the receiver's capture shows of one direction: the bytes that are in it, and how far the receiver acknowledges
/// them.
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
        let pair = crate::connection::pair::pair(&here, &[again, answer]);
        assert_eq!(pair.client_side[0].2, Fate::Lost { acknowledged: false });
    }

    #[test]
    fn of_repeats_that_look_alike_the_last_one_arrived() {
        let here = [
            sighting(1, 0, Client, 1, 5, 0),
            sighting(2, 300, Client, 1, 5, 0),
            sighting(3, 900, Client, 1, 5, 0),
        ];
        let pair = pair(&here, &[sighting(1, 910, Client, 1, 5, 0)]);
        let lost = Fate::Lost { acknowledged: false };
        assert_eq!([pair.client_side[0].2, pair.client_side[1].2], [lost, lost]);
        assert!(matches!(pair.client_side[2].2, Fate::Seen { frame: 1, .. }));
        assert_eq!(pair.matched, Matched { by_order: 1, ..Matched::default() });
        // And from the server, whose side is the other capture.
        let there = here.map(|s| sighting(s.frame, 0, Server, 1, 5, 0));
        let pair = crate::connection::pair::pair(&[sighting(1, 910, Server, 1, 5, 0)], &there);
        assert_eq!([pair.server_side[0].2, pair.server_side[1].2], [lost, lost]);
        assert!(matches!(pair.server_side[2].2, Fate::Seen { frame: 1, .. }));
    }

    #[test]
    fn where_a_device_rewrites_the_rest_numbers_match() {
        let here = [1, 6, 11].map(|seq| sighting(seq.into(), 0, Client, seq, 5, 1));
        let mut there = [1, 6, 11].map(|seq| sighting(seq.into(), 10, Client, seq, 5, 99));
        for s in &mut there {
            (s.key.window, s.key.stamp) = (7, Some((1, 2)));
        }
        let all = pair(&here, &there);
        assert!(
            all.client_side
                .iter()
                .all(|(frame, _, fate)| matches!(fate, Fate::Seen { frame: f, .. } if f == frame))
        );
        assert_eq!(all.matched, Matched { by_numbers: 3, ..Matched::default() });
        // One that is the same on both sides: nothing rewrites, and what differs was sent again.
        there[2] = here[2];
        let some = pair(&here, &there);
        assert_eq!(some.matched, Matched { exactly: 1, ..Matched::default() });
        assert_eq!(some.forth.lost, 2);
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
