//! How far a capture can be trusted: what it missed, what the network lost, what was overtaken, what never travelled as
//! it stands here, and which connections it shows twice because an address was translated between the two.
//!
//! Each connection's two directions are followed by their numbers alone. A hole whose bytes the other side acknowledges
//! although no segment here carries them was made by the capture; a hole that a later sending fills, and bytes that are
//! sent a second time, were lost on the way, or believed to be.
//!
//! Limits. At most [`WATCHED`] connections are followed at a time, the one that began first is let go first and
//! counted; of each direction at most [`HOLES`] holes are remembered. A connection that is met again after it was let
//! go is followed anew from there. Translation is found by first numbers: a device that rewrites those hides it.

use crate::capture::{Frame, FrameNo, Nanos};
use crate::connection::facts::{ConnId, Endpoint, Seq, Tally};
use crate::connection::sack;
use crate::dissect::Segment;
use crate::dissect::options::{TcpOption, walk};
use std::collections::{HashMap, VecDeque};

/// The most connections followed at a time.
pub const WATCHED: usize = 16_384;
/// The most holes remembered of a direction.
const HOLES: usize = 4;
/// How many segments of a direction are remembered, to know a packet that comes a second time.
const RECENT: usize = 16;
/// A segment this soon behind the hole that it fills was overtaken, not sent again; and an ACK this much before the
/// data it acknowledges was filed in the wrong order. In nanoseconds.
const OVERTAKEN: i128 = 3_000_000;
/// How many packets that came twice are remembered of a direction, until a D-SACK may tell of them.
const TWICE: usize = 4;
/// The most packets named one by one that the network doubled.
const DOUBLES: usize = 8;
/// The most data in a segment that a link can carry as it is: a jumbo frame of 9,216 bytes, less the smallest headers.
const JUMBO: u32 = 9_216 - 40;
/// Two sightings of one SYN on both sides of a translator are at most so far apart, in nanoseconds.
const TRANSLATED_WITHIN: i128 = 5_000_000_000;
/// The most translated pairs remembered one by one.
const PAIRS: usize = 8;
/// The most servers whose answers are compared.
const SERVERS: usize = 1_024;

/// What was counted.
#[derive(Debug, Clone, Default)]
pub struct Quality {
    /// Holes that the other side acknowledges: the capture missed those bytes.
    pub missed: Tally,
    /// How many bytes are in them.
    pub missed_bytes: u64,
    /// Segments that bring bytes which were sent before, or were missing.
    pub sent_again: Tally,
    /// Segments that were overtaken on the way.
    pub overtaken: Tally,
    /// Segments with more data than their receiver takes in one, or than a link carries.
    pub oversized: Tally,
    /// Answers that grant a SYN nothing although their server grants others window scale and SACK.
    pub bare_answers: Tally,
    /// SYNs that stand behind their answers, and the first of those answers.
    pub filed_late: (Tally, FrameNo),
    /// Packets that the network doubled, by what their receivers report.
    pub doubled: Doubles,
    /// Connections seen on both sides of an address translator, and their count.
    pub translated: (Vec<Translated>, u64),
    /// Connections that had to be let go.
    pub let_go: u64,
    talks: HashMap<ConnId, Talk>,
    order: VecDeque<ConnId>,
    /// SYNs by their first number.
    syns: HashMap<u32, Syn>,
    servers: HashMap<Endpoint, Grants>,
}

/// Is a segment a packet that was here moments before?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Double {
    /// No.
    #[default]
    No,
    /// Equal to the last bit.
    Copy,
    /// The same packet at another point: behind a router, on another interface.
    Elsewhere,
}

/// Packets of which a D-SACK proves that the network doubled them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Doubles {
    /// How many.
    pub count: u64,
    /// The first of them: the second sighting, and the frame with the D-SACK.
    pub frames: Vec<(FrameNo, FrameNo)>,
    /// How many of them were taken for doubles of the capture before.
    pub taken_back: u64,
}

/// One connection, seen as two because a device between the two points of capture rewrites addresses or ports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Translated {
    /// As seen first, and then.
    pub connections: [ConnId; 2],
    /// Sender and receiver of the SYN in each.
    pub ends: [[Endpoint; 2]; 2],
    /// The SYN's second sighting.
    pub frame: FrameNo,
    /// What is the same in both beside the client's first number.
    pub same: Same,
}

/// What speaks for two connections being one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Same {
    /// The SYN's timestamp value.
    pub timestamp: bool,
    /// The SYN's IPv4 identification.
    pub identification: bool,
    /// The server's first number.
    pub answer: bool,
}

/// A SYN that waits for its second sighting.
#[derive(Debug, Clone, Copy)]
struct Syn {
    connection: ConnId,
    ends: [Endpoint; 2],
    time: Option<Nanos>,
    stamp: Option<u32>,
    ip_id: u16,
    /// First number of the answer.
    answer: Option<u32>,
    /// Its second sighting, not yet believed.
    again: Option<(ConnId, [Endpoint; 2], FrameNo, Same)>,
    told: bool,
}

/// What a server's answers grant to SYNs that offer both window scale and SACK.
#[derive(Debug, Clone, Copy, Default)]
struct Grants {
    both: bool,
    neither: Option<Tally>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Hole {
    from: Seq,
    to: Seq,
    time: Option<Nanos>,
    ip_id: u16,
}

/// A packet that came a second time.
#[derive(Debug, Clone, Copy, Default)]
struct Twice {
    seq: Seq,
    end: Seq,
    frame: FrameNo,
    /// The survey counts it as doubled by the capture.
    counted: bool,
}

/// One direction.
#[derive(Debug, Clone, Copy, Default)]
struct Way {
    next: Option<Seq>,
    acknowledged: Option<Seq>,
    holes: [Hole; HOLES],
    open: usize,
    /// The last hole that was acknowledged beyond all that was seen: perhaps only filed late.
    ahead: Option<Hole>,
    mss: Option<u16>,
    offers_both: bool,
    /// Nothing but its SYN was seen.
    opening: bool,
    /// Number and identification of its last segments with data: the same again is the same packet, however much later.
    recent: [(u32, u16); RECENT],
    at: u8,
    /// The first number of what was sent again last: a D-SACK of that tells of the repeat.
    again: Option<Seq>,
    /// What came twice, the last of it; frame 0 is none.
    twice: [Twice; TWICE],
    /// Its SYN was answered in this frame and has not been seen: its number, and when that was.
    answered: Option<(Seq, FrameNo, Option<Nanos>)>,
}

#[derive(Debug, Clone, Copy)]
struct Talk {
    first: Endpoint,
    ways: [Way; 2],
}

impl Quality {
    /// The next segment of a connection, and whether it is a packet once more.
    pub fn segment(&mut self, frame: &Frame<'_>, segment: &Segment<'_>, connection: ConnId, double: Double) {
        if segment.captured_header < 14 {
            return;
        }
        if segment.flags.syn() {
            self.translation(frame, segment, connection);
        }
        let src = Endpoint { ip: segment.src, port: segment.src_port };
        if !self.talks.contains_key(&connection) {
            self.watch(connection, src);
        }
        let Some(talk) = self.talks.get_mut(&connection) else { return };
        let own = usize::from(talk.first != src);
        let mut ways = talk.ways;
        if own == 1 {
            ways.swap(0, 1);
        }
        let [mut way, mut other] = ways;
        if double != Double::No {
            if double == Double::Copy {
                way.came_twice(frame, segment, true);
            }
            if let Some(talk) = self.talks.get_mut(&connection) {
                talk.ways = if own == 1 { [other, way] } else { [way, other] };
            }
            return;
        }
        self.reports_duplicate(frame, segment, &mut other);
        if segment.flags.syn() {
            self.filed_behind_answer(frame, segment, &way);
            opens(&mut way, segment);
            if segment.flags.ack() && other.next.is_none() {
                other.answered = Some((Seq(segment.ack) - 1, frame.no, frame.time));
            }
            if segment.flags.ack() {
                self.grants(frame, segment, &other);
            }
        }
        // An ACK from one that has not opened here belongs to an older connection.
        let stranger = way.next.is_none() && other.opening;
        if segment.flags.ack() && !segment.flags.rst() && (segment.flags.syn() || !stranger) {
            self.acknowledges(frame, segment, &mut other);
        }
        if way.repeats(segment) {
            way.came_twice(frame, segment, false);
        } else if !segment.flags.rst() {
            self.carries(frame, segment, &mut way, &other);
        }
        if let Some(talk) = self.talks.get_mut(&connection) {
            talk.ways = if own == 1 { [other, way] } else { [way, other] };
        }
    }

    fn watch(&mut self, connection: ConnId, first: Endpoint) {
        if self.talks.len() >= WATCHED
            && let Some(oldest) = self.order.pop_front()
        {
            self.talks.remove(&oldest);
            self.let_go += 1;
        }
        self.order.push_back(connection);
        self.talks.insert(connection, Talk { first, ways: [Way::default(); 2] });
    }

    /// The bytes that it brings: new, overtaken, or once more.
    fn carries(&mut self, frame: &Frame<'_>, segment: &Segment<'_>, way: &mut Way, other: &Way) {
        let flags = segment.flags;
        let length = segment.data.wrapping_add(u32::from(flags.syn())).wrapping_add(u32::from(flags.fin()));
        let (seq, end) = (Seq(segment.seq), Seq(segment.seq) + length);
        way.opening &= flags.syn();
        let room = other.mss.map_or(JUMBO, u32::from);
        if segment.data > room && !flags.syn() {
            self.oversized.add(frame);
        }
        let Some(next) = way.next else {
            way.next = Some(end);
            return;
        };
        if seq.after(next) {
            if segment.data > 0 {
                way.push(Hole { from: next, to: seq, time: frame.time, ip_id: segment.ip_id });
            }
        } else if seq.before(next) && length > 0 && !flags.syn() {
            // One byte before what is next, and not more, is a keep-alive or a probe.
            let asks = segment.data <= 1 && seq + 1 == next && !flags.fin();
            if !asks {
                self.behind(frame, segment, way, [seq, end]);
            }
        }
        if end.after(next) {
            way.next = Some(end);
        }
    }

    fn behind(&mut self, frame: &Frame<'_>, segment: &Segment<'_>, way: &mut Way, [seq, end]: [Seq; 2]) {
        way.again = Some(seq);
        for twice in way.twice.iter_mut().filter(|twice| twice.seq == seq) {
            *twice = Twice::default();
        }
        if let Some(ahead) = way.ahead.filter(|hole| hole.holds(seq)) {
            way.ahead = None;
            if near(frame.time, ahead.time) {
                // The ACK was filed before what it acknowledges: nothing was missed.
                self.missed.count = self.missed.count.saturating_sub(1);
                self.missed_bytes = self.missed_bytes.saturating_sub(u64::from(ahead.to.since(ahead.from)));
                self.overtaken.add(frame);
                return;
            }
        }
        let filled = way.fill(seq, end);
        let overtaken = filled.is_some_and(|hole| {
            let earlier = segment.ip_id.wrapping_sub(hole.ip_id).cast_signed() < 0;
            match (segment.ip_id, hole.ip_id) {
                (0, _) | (_, 0) => near(frame.time, hole.time),
                _ => earlier,
            }
        });
        if overtaken {
            self.overtaken.add(frame);
        } else {
            self.sent_again.add(frame);
        }
    }

    /// Its ACK number: what it covers arrived, seen here or not.
    fn acknowledges(&mut self, frame: &Frame<'_>, segment: &Segment<'_>, other: &mut Way) {
        let ack = Seq(segment.ack);
        if other.acknowledged.is_some_and(|before| !ack.after(before)) {
            return;
        }
        other.acknowledged = Some(ack);
        while let Some(hole) = other.take_below(ack) {
            self.miss(frame, hole);
        }
        // Of a direction that was never seen, nothing in particular is missing: all of it is, and that is told apart.
        if let Some(next) = other.next.filter(|next| ack.after(*next)) {
            // A number that no window reaches belongs to another incarnation.
            if ack.since(next) < 1 << 30 {
                let hole = Hole { from: next, to: ack, time: frame.time, ip_id: 0 };
                self.miss(frame, hole);
                other.ahead = Some(hole);
            }
            other.next = Some(ack);
        }
    }

    fn miss(&mut self, frame: &Frame<'_>, hole: Hole) {
        self.missed.add(frame);
        self.missed_bytes += u64::from(hole.to.since(hole.from));
    }

    /// Does a SYN stand behind the answer to it? Then the capture filed it late: the answer is moments old.
    fn filed_behind_answer(&mut self, frame: &Frame<'_>, segment: &Segment<'_>, way: &Way) {
        if let Some((seq, answer, then)) = way.answered
            && !segment.flags.ack()
            && seq == Seq(segment.seq)
            && near(frame.time, then)
        {
            let (tally, first) = &mut self.filed_late;
            if tally.count == 0 {
                *first = answer;
            }
            tally.add(frame);
        }
    }

    /// Does its first SACK block report bytes as a duplicate that came twice in one packet (RFC 2883, 4)?
    fn reports_duplicate(&mut self, frame: &Frame<'_>, segment: &Segment<'_>, other: &mut Way) {
        if other.twice.iter().all(|twice| twice.frame == 0) {
            return;
        }
        let edges = walk(segment.options).find_map(|placed| match placed.option {
            TcpOption::Sack(edges) => Some(edges),
            _ => None,
        });
        let Some(block) = edges.and_then(|edges| sack::duplicate(edges, Seq(segment.ack))) else { return };
        let found = other.twice.iter_mut().find(|twice| twice.frame != 0 && (twice.seq, twice.end) == block);
        if let Some(twice) = found.map(std::mem::take) {
            self.doubled.count += 1;
            self.doubled.taken_back += u64::from(twice.counted);
            if self.doubled.frames.len() < DOUBLES {
                self.doubled.frames.push((twice.frame, frame.no));
            }
        }
    }

    /// Does the server grant this SYN what it grants others?
    fn grants(&mut self, frame: &Frame<'_>, answer: &Segment<'_>, asked: &Way) {
        if !asked.offers_both {
            return;
        }
        let server = Endpoint { ip: answer.src, port: answer.src_port };
        if self.servers.len() >= SERVERS && !self.servers.contains_key(&server) {
            return;
        }
        let (scale, sack) = both(answer);
        let grants = self.servers.entry(server).or_default();
        if scale && sack {
            grants.both = true;
        } else if !scale && !sack {
            grants.neither.get_or_insert_default().add(frame);
        }
        if grants.both
            && let Some(neither) = grants.neither.take()
        {
            self.bare_answers.join(neither);
        }
    }

    /// Has this SYN, or SYN,ACK, been seen with other addresses?
    fn translation(&mut self, frame: &Frame<'_>, segment: &Segment<'_>, connection: ConnId) {
        let ends = [
            Endpoint { ip: segment.src, port: segment.src_port },
            Endpoint { ip: segment.dst, port: segment.dst_port },
        ];
        if segment.flags.ack() {
            return self.answered(segment, connection);
        }
        let stamp = walk(segment.options).find_map(|placed| match placed.option {
            TcpOption::Timestamps { value, .. } => Some(value),
            _ => None,
        });
        if self.syns.len() >= WATCHED && !self.syns.contains_key(&segment.seq) {
            // Whoever floods a network with SYNs chooses them: begin anew.
            self.syns.clear();
        }
        let fresh = Syn {
            connection,
            ends,
            time: frame.time,
            stamp,
            ip_id: segment.ip_id,
            answer: None,
            again: None,
            told: false,
        };
        let known = self.syns.entry(segment.seq).or_insert(fresh);
        let soon =
            frame.time.zip(known.time).is_none_or(|(now, then)| (now.0 - then.0).abs() <= TRANSLATED_WITHIN);
        if known.connection == connection || known.ends == ends || known.told {
            return;
        }
        if !soon {
            *known = fresh;
            return;
        }
        let same = Same {
            timestamp: stamp.is_some_and(|value| value != 0) && stamp == known.stamp,
            identification: segment.ip_id != 0 && segment.ip_id == known.ip_id,
            answer: false,
        };
        known.again = Some((connection, ends, frame.no, same));
        if same.timestamp {
            let first = segment.seq;
            self.believe(first);
        }
    }

    /// A SYN,ACK: the same first number on both sides settles it.
    fn answered(&mut self, segment: &Segment<'_>, connection: ConnId) {
        let first = segment.ack.wrapping_sub(1);
        let Some(syn) = self.syns.get_mut(&first) else { return };
        let second = syn.again.map(|(again, ..)| again);
        if syn.connection != connection && second != Some(connection) {
            return;
        }
        match syn.answer {
            None => syn.answer = Some(segment.seq),
            Some(answer) if answer == segment.seq => {
                if let Some((_, _, _, same)) = &mut syn.again {
                    same.answer = true;
                    self.believe(first);
                }
            }
            Some(_) => {}
        }
    }

    /// The SYN of this number was seen twice.
    fn believe(&mut self, first: u32) {
        let Some(syn) = self.syns.get_mut(&first) else { return };
        let Some((connection, ends, frame, same)) = syn.again else { return };
        let (pairs, count) = &mut self.translated;
        if syn.told {
            if let Some(pair) = pairs.iter_mut().find(|pair| pair.connections == [syn.connection, connection])
            {
                pair.same = same;
            }
            return;
        }
        syn.told = true;
        *count += 1;
        if pairs.len() < PAIRS {
            pairs.push(Translated {
                connections: [syn.connection, connection],
                ends: [syn.ends, ends],
                frame,
                same,
            });
        }
    }
}

/// A SYN or SYN,ACK begins a direction.
fn opens(way: &mut Way, segment: &Segment<'_>) {
    *way = Way { next: None, ..Way::default() };
    let (scale, sack) = both(segment);
    way.offers_both = scale && sack;
    way.opening = !segment.flags.ack();
    way.mss = walk(segment.options).find_map(|placed| match placed.option {
        TcpOption::MaximumSegmentSize(mss) if mss > 0 => Some(mss),
        _ => None,
    });
}

/// Window scale and SACK permitted: are they there?
fn both(segment: &Segment<'_>) -> (bool, bool) {
    walk(segment.options).fold((false, false), |(scale, sack), placed| match placed.option {
        TcpOption::WindowScale(_) => (true, sack),
        TcpOption::SackPermitted => (scale, true),
        _ => (scale, sack),
    })
}

fn near(now: Option<Nanos>, then: Option<Nanos>) -> bool {
    now.zip(then).is_some_and(|(now, then)| (now.0 - then.0).abs() < OVERTAKEN)
}

impl Hole {
    fn holds(&self, seq: Seq) -> bool {
        seq.at_or_after(self.from) && self.to.after(seq)
    }
}

impl Way {
    /// Is this a packet that came before?
    fn repeats(&mut self, segment: &Segment<'_>) -> bool {
        if segment.ip_id == 0 || segment.data == 0 {
            return false;
        }
        let now = (segment.seq, segment.ip_id);
        let known = self.recent.contains(&now);
        if !known && let Some(slot) = self.recent.get_mut(usize::from(self.at) % RECENT) {
            *slot = now;
            self.at = self.at.wrapping_add(1);
        }
        known
    }

    /// The packet that carries these bytes came a second time; `counted`: as a double of the capture.
    fn came_twice(&mut self, frame: &Frame<'_>, segment: &Segment<'_>, counted: bool) {
        let seq = Seq(segment.seq);
        if segment.data > 0 && self.again != Some(seq) {
            self.twice.rotate_right(1);
            self.twice[0] = Twice { seq, end: seq + segment.data, frame: frame.no, counted };
        }
    }

    fn push(&mut self, hole: Hole) {
        if self.open == HOLES {
            self.holes.rotate_left(1);
            self.open -= 1;
        }
        if let Some(slot) = self.holes.get_mut(self.open) {
            *slot = hole;
            self.open += 1;
        }
    }

    fn remove(&mut self, place: usize) -> Option<Hole> {
        let hole = *self.holes.get(..self.open)?.get(place)?;
        self.holes.get_mut(place..self.open)?.rotate_left(1);
        self.open -= 1;
        Some(hole)
    }

    /// The hole that `seq` lies in; what is left of it stays open.
    fn fill(&mut self, seq: Seq, end: Seq) -> Option<Hole> {
        let place = self.holes.get(..self.open)?.iter().position(|hole| hole.holds(seq))?;
        let hole = self.remove(place)?;
        if seq.after(hole.from) {
            self.push(Hole { to: seq, ..hole });
        }
        if end.before(hole.to) {
            self.push(Hole { from: end, ..hole });
        }
        Some(hole)
    }

    /// A hole that lies wholly below `ack`.
    fn take_below(&mut self, ack: Seq) -> Option<Hole> {
        let place = self.holes.get(..self.open)?.iter().position(|hole| ack.at_or_after(hole.to))?;
        self.remove(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::tests::exchange::{CLIENT, SERVER, Seg, ack, frame, seg, syn, syn_ack};
    use crate::dissect::Flags;

    /// A capture point that sees what it is told to see.
    #[derive(Default)]
    struct Point {
        quality: Quality,
        frame: FrameNo,
        port: u16,
    }

    impl Point {
        fn client(&mut self, segment: &Seg) {
            self.sees(segment, (CLIENT, 40_000 + self.port), (SERVER, 80));
        }

        fn server(&mut self, segment: &Seg) {
            self.sees(segment, (SERVER, 80), (CLIENT, 40_000 + self.port));
        }

        fn sees(&mut self, segment: &Seg, src: (std::net::IpAddr, u16), dst: (std::net::IpAddr, u16)) {
            self.frame += 1;
            let header = segment.bytes(src.1, dst.1);
            let frame = frame(self.frame, self.frame.cast_signed() * 1_000_000);
            let connection = ConnId(u32::from(self.port));
            self.quality.segment(&frame, &segment.segment(&header, src, dst), connection, Double::No);
        }

        fn opened(mut self) -> Self {
            self.client(&syn(1000).mss(1460).option(&[4, 2]).scale(7));
            self.server(&syn_ack(9000, 1001).mss(1400).option(&[4, 2]).scale(7));
            self.client(&ack(1001, 9001));
            self
        }
    }

    fn counted(tally: Tally) -> (u64, FrameNo) {
        (tally.count, tally.first)
    }

    #[test]
    fn a_hole_that_is_acknowledged_was_made_by_the_capture() {
        let mut point = Point::default().opened();
        point.client(&ack(1011, 9001).data(10));
        point.server(&ack(9001, 1021));
        assert_eq!(counted(point.quality.missed), (1, 5));
        assert_eq!(point.quality.missed_bytes, 10);
        // And beyond all that was seen.
        point.server(&ack(9001, 1500));
        assert_eq!((point.quality.missed.count, point.quality.missed_bytes), (2, 489));
    }

    #[test]
    fn a_hole_that_is_filled_was_not() {
        let mut point = Point::default().opened();
        point.client(&ack(1011, 9001).data(10).ip_id(2));
        point.client(&ack(1001, 9001).data(10).ip_id(1));
        point.server(&ack(9001, 1021));
        assert_eq!((point.quality.missed.count, counted(point.quality.overtaken)), (0, (1, 5)));
        point.client(&ack(1031, 9001).data(10).ip_id(3));
        point.client(&ack(1021, 9001).data(10).ip_id(4));
        assert_eq!(counted(point.quality.sent_again), (1, 8));
    }

    #[test]
    fn a_packet_that_came_twice_and_is_reported_was_doubled_by_the_network() {
        let mut point = Point::default().opened();
        let data = ack(1001, 9001).data(10).ip_id(5);
        point.client(&data);
        point.client(&data);
        point.server(&ack(9001, 1011).sack(1001, &[10]));
        let doubled = &point.quality.doubled;
        assert_eq!((doubled.count, &doubled.frames[..], doubled.taken_back), (1, &[(5, 6)][..], 0));
        // Sent again in earnest: the report is about that, however often the capture has it.
        let again = ack(1001, 9001).data(10).ip_id(6);
        point.client(&again);
        point.client(&again);
        point.server(&ack(9001, 1011).sack(1001, &[10]));
        assert_eq!(point.quality.doubled.count, 1);
    }

    #[test]
    fn a_syn_behind_its_answer_was_filed_late_only_if_the_answer_is_moments_old() {
        let mut point = Point::default();
        point.server(&syn_ack(9000, 1001));
        point.client(&syn(1000));
        assert_eq!((counted(point.quality.filed_late.0), point.quality.filed_late.1), ((1, 2), 1));
        let mut point = Point::default();
        point.server(&syn_ack(9000, 1001));
        point.frame += 1_000;
        point.client(&syn(1000));
        assert_eq!(point.quality.filed_late.0.count, 0, "it came again, a second later");
    }

    #[test]
    fn an_ack_filed_before_its_data_misses_nothing() {
        let mut point = Point::default().opened();
        point.server(&ack(9001, 1011));
        point.client(&ack(1001, 9001).data(10));
        assert_eq!((point.quality.missed.count, point.quality.missed_bytes), (0, 0));
        assert_eq!(counted(point.quality.overtaken), (1, 5));
    }

    #[test]
    fn keep_alives_and_packets_that_come_twice_are_not_sent_again() {
        let mut point = Point::default().opened();
        point.client(&ack(1001, 9001).data(10).ip_id(7));
        point.client(&ack(1001, 9001).data(10).ip_id(7));
        point.client(&ack(1010, 9001));
        point.client(&ack(1010, 9001).data(1));
        assert_eq!(point.quality.sent_again.count, 0);
        point.client(&ack(1001, 9001).data(10).ip_id(8));
        assert_eq!(counted(point.quality.sent_again), (1, 8));
    }

    #[test]
    fn holes_are_bounded_and_the_newest_are_kept() {
        let mut point = Point::default().opened();
        for hole in 0..10 {
            point.client(&ack(1011 + 20 * hole, 9001).data(10));
        }
        point.server(&ack(9001, 1201));
        assert_eq!(point.quality.missed.count, HOLES as u64);
    }

    #[test]
    fn connections_are_bounded_and_those_let_go_are_counted() {
        let mut point = Point::default();
        for port in 0..WATCHED as u16 + 5 {
            point.port = port;
            point.client(&syn(u32::from(port)));
        }
        assert_eq!((point.quality.talks.len(), point.quality.order.len()), (WATCHED, WATCHED));
        assert_eq!(point.quality.let_go, 5);
        assert!(point.quality.syns.len() <= WATCHED);
    }

    #[test]
    fn a_server_that_grants_some_and_not_others_is_told() {
        let mut point = Point::default().opened();
        point.port = 1;
        point.client(&syn(1).mss(1460).option(&[4, 2]).scale(7));
        point.server(&syn_ack(2, 2).mss(1460));
        assert_eq!(counted(point.quality.bare_answers), (1, 5));
        // Who did not ask cannot be refused.
        point.port = 2;
        point.client(&syn(1).mss(1460));
        point.server(&syn_ack(2, 2).mss(1460));
        assert_eq!(point.quality.bare_answers.count, 1);
    }

    #[test]
    fn equal_first_numbers_alone_are_no_translation() {
        let mut point = Point::default();
        point.client(&syn(77));
        point.port = 1;
        point.client(&syn(77));
        assert_eq!(point.quality.translated.1, 0);
        point.server(&syn_ack(500, 78));
        assert_eq!(point.quality.translated.1, 0);
        point.port = 0;
        point.server(&syn_ack(500, 78));
        assert_eq!(point.quality.translated.1, 1);
        let pair = point.quality.translated.0[0];
        assert_eq!(pair.connections, [ConnId(0), ConnId(1)]);
        assert_eq!((pair.same.answer, pair.same.timestamp), (true, false));
    }

    #[test]
    fn a_reset_carries_nothing_and_acknowledges_nothing() {
        let mut point = Point::default().opened();
        point.server(&seg(Flags::RST | Flags::ACK, 9001, 5_000));
        assert_eq!(point.quality.missed.count, 0);
    }
}
