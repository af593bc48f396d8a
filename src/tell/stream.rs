//! One pass: facts told as they come, for captures that have no end yet.
//!
//! The other way to tell a capture ([`tell`](super::tell)) reads it twice and knows at each step what later frames say
//! of it. Here each frame is taken in once, and what it makes known comes out at once, as [`Event`]s; a later frame
//! that confirms or contradicts is an event of its own. The facts are the same, in the same order, because the tracker
//! is the same.
//!
//! *Memory.* A capture without an end must not grow: at most [`KEPT`] connections are followed, of which those that are
//! over are forgotten first. A segment of a forgotten connection begins a new one, told as begun before the capture.
//! Behind half a million connections a display filter counts `tcp.stream` from 0 again.

use super::cursor::Intake;
use super::news::{Counts, Event, News};
use super::overlay::Overlay;
use crate::capture::Frame;
use crate::connection::{
    ConnId, Fact, Limits, Listen, Outcome, Snapshot, Summary, Tracker, Variable, Verdict, VerdictKind, Write,
    WriteId,
};
use crate::dissect::Cheap;
use crate::explain::StepFacts;
use crate::filter::Filter;
use std::collections::{HashMap, VecDeque};

/// The most connections that are followed at once.
pub const KEPT: usize = 16_384;

/// The most that may be half-open among them.
const HALF_OPEN: usize = 4_096;

/// Connections after which what a display filter asks about streams (`tcp.stream`, `tcp.analysis.*`) is counted anew:
/// what is kept for that would else grow without end.
const ANEW: u64 = 500_000;

/// Changes of state remembered for each connection, for verdicts on them.
const STATES: usize = 8;

/// Follows a capture frame by frame.
pub struct Stream {
    intake: Intake<Tracker<Notes>, Option<Overlay>>,
    /// What is told: only frames that it chooses.
    filter: Option<Filter>,
    /// Connections when that was counted anew last.
    anew: u64,
    counts: Counts,
}

impl Stream {
    /// Follows everything; tells frames that the filter chooses, or all.
    pub fn new(filter: Option<Filter>) -> Self {
        Self::bounded(filter, Limits { half_open: HALF_OPEN, kept: KEPT })
    }

    /// The same within other bounds.
    pub fn bounded(filter: Option<Filter>, limits: Limits) -> Self {
        Self {
            intake: Intake::new(Tracker::new(Notes::default(), limits), filter.is_some().then(Overlay::new)),
            filter,
            anew: 0,
            counts: Counts::default(),
        }
    }

    /// What has been counted so far.
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Takes in the next frame. What is new is followed in any case, but told only if the filter chooses the frame.
    pub fn take(&mut self, frame: &Frame<'_>) -> Option<News> {
        if self.counts.connections - self.anew >= ANEW
            && let Some(overlay) = &mut self.intake.beside
        {
            *overlay = Overlay::new();
            self.anew = self.counts.connections;
        }
        let met = self.intake.take(frame);
        self.counts.frames += 1;
        self.counts.bytes += u64::from(frame.original);
        match &met.packet.cheap {
            Cheap::Tcp(_) | Cheap::IcmpQuoting(_) => self.counts.tcp += 1,
            Cheap::Other(other) => *self.counts.others.entry(*other).or_default() += 1,
        }
        let told = match (&self.filter, &mut *met.beside) {
            (Some(filter), Some(overlay)) => {
                let chosen = overlay.chooses(&met.packet, filter);
                if chosen {
                    overlay.displayed(frame);
                }
                chosen
            }
            _ => true,
        };
        self.counts.connections = u64::from(met.tracker.connections());
        let about = met.tracker.latest();
        let notes = met.tracker.listener();
        notes.settle(&mut self.counts);
        let (id, about) = met.connection.zip(about)?;
        let mut events = notes.heard();
        self.counts.steps += events.iter().filter(|event| event.carried()).count() as u64;
        if ended(&about) && notes.ends(id) {
            self.counts.over += 1;
            events.push(Event::Over);
        }
        (told && !events.is_empty()).then(|| News { about, events, joined: met.packet.joined() })
    }

    /// Nothing more comes: how each connection stands that is not over, in order, and the counts.
    pub fn finish(self) -> (Vec<Summary>, Counts) {
        let notes = self.intake.tracker.finish();
        (notes.standing, self.counts)
    }
}

/// Can nothing but repeats follow?
fn ended(about: &Summary) -> bool {
    match about.outcome {
        Outcome::Closed | Outcome::Reset | Outcome::Refused | Outcome::Unreachable => true,
        Outcome::Established
        | Outcome::Closing
        | Outcome::TimedOut
        | Outcome::Unanswered
        | Outcome::HalfOpen
        | Outcome::MidStream
        | Outcome::Stray => false,
    }
}

/// Listens to one frame's facts at a time.
#[derive(Default)]
struct Notes {
    followed: HashMap<ConnId, Followed, foldhash::fast::RandomState>,
    now: Option<Box<StepFacts>>,
    events: Vec<Event>,
    judged: Vec<Event>,
    forgotten: Vec<Summary>,
    /// At the end: how what is not over stands.
    standing: Vec<Summary>,
}

/// What is kept of a connection beside what the tracker keeps.
#[derive(Default)]
struct Followed {
    held: [Snapshot; 2],
    steps: u32,
    states: VecDeque<Write>,
    over: bool,
}

impl Notes {
    /// What the last frame told of its connection: its steps, then what they say of earlier ones.
    fn heard(&mut self) -> Vec<Event> {
        self.events.extend(self.now.take().map(Event::Step));
        self.events.append(&mut self.judged);
        std::mem::take(&mut self.events)
    }

    /// Lets go of what was forgotten.
    fn settle(&mut self, counts: &mut Counts) {
        for about in self.forgotten.drain(..) {
            let followed = self.followed.remove(&about.id);
            if !followed.is_some_and(|followed| followed.over) {
                counts.forgotten += 1;
            }
        }
    }

    /// Is it over for the first time?
    fn ends(&mut self, id: ConnId) -> bool {
        let followed = self.followed.entry(id).or_default();
        !std::mem::replace(&mut followed.over, true)
    }

    fn judge(&mut self, conn: ConnId, write: WriteId, kind: VerdictKind, frame: u64) {
        let known = self
            .followed
            .get(&conn)
            .and_then(|followed| followed.states.iter().find(|state| state.id == write).copied());
        // What the frame itself wrote and settles is no news behind it.
        if let Some(write) = known.filter(|write| write.by.is_none_or(|by| by.frame != frame)) {
            self.judged.push(Event::Judged { write, verdict: Verdict { kind, frame } });
        }
    }
}

impl Listen for Notes {
    const LEDGER: bool = true;

    fn fact(&mut self, conn: ConnId, fact: Fact<'_>) {
        match fact {
            Fact::Opened { .. } => {
                self.followed.insert(conn, Followed::default());
                self.events.push(Event::Opened);
            }
            Fact::Step(step) => {
                self.events.extend(self.now.take().map(Event::Step));
                let followed = self.followed.entry(conn).or_default();
                let number = step.frame().map(|_| {
                    followed.steps += 1;
                    followed.steps
                });
                self.now = Some(Box::new(StepFacts {
                    step,
                    number,
                    writes: Vec::new(),
                    findings: Vec::new(),
                    far: None,
                    before: followed.held,
                    after: followed.held,
                }));
            }
            Fact::Write(write) => {
                if write.variable == Variable::State {
                    let states = &mut self.followed.entry(conn).or_default().states;
                    if states.len() == STATES {
                        states.pop_front();
                    }
                    states.push_back(write);
                }
                if let Some(now) = &mut self.now {
                    now.writes.push((write, None));
                }
            }
            Fact::After { client, server } => {
                self.followed.entry(conn).or_default().held = [client, server];
                if let Some(now) = &mut self.now {
                    now.after = [client, server];
                }
            }
            Fact::Confirmed { write, by } => self.judge(conn, write, VerdictKind::Confirmed, by),
            Fact::Contradicted { write, by } => self.judge(conn, write, VerdictKind::Contradicted, by),
            Fact::Finding(finding) => {
                if let Some(now) = &mut self.now {
                    now.findings.push(finding);
                }
            }
            Fact::Ended(summary) => {
                let over = self.followed.get(&conn).is_some_and(|followed| followed.over);
                if !over {
                    self.standing.push(*summary);
                }
            }
            // A capture without an end has no end of a connection to sum its times up at.
            Fact::Timed(_) | Fact::History(_) => {}
            Fact::Forgotten(summary) => self.forgotten.push(*summary),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::{LinkType, Nanos, Place};

    /// A SYN (or its RST) without options over raw IPv4, from this port to port 80 or back.
    fn packet(port: u16, syn: bool) -> Vec<u8> {
        let mut bytes = vec![0x45, 0, 0, 40, 0, 1, 0, 0, 64, 6, 0, 0];
        let (client, server) = ([10, 0, 0, 1], [10, 0, 0, 2]);
        let (source, target, from, to) =
            if syn { (client, server, port, 80) } else { (server, client, 80, port) };
        bytes.extend([source, target].concat());
        bytes.extend(from.to_be_bytes());
        bytes.extend(to.to_be_bytes());
        let (seq, ack, flags): (u32, u32, u8) = if syn { (7, 0, 0x02) } else { (0, 8, 0x14) };
        bytes.extend(seq.to_be_bytes());
        bytes.extend(ack.to_be_bytes());
        bytes.extend([0x50, flags, 0xff, 0xff, 0, 0, 0, 0]);
        // A receiver drops what has a wrong checksum: addresses, protocol, length and header (RFC 9293, 3.1).
        let words = bytes[12..].chunks(2).map(|word| u32::from(word[0]) << 8 | u32::from(word[1]));
        let sum = words.sum::<u32>() + 6 + 20;
        let sum = !((sum & 0xffff) + (sum >> 16)) as u16;
        bytes[36..38].copy_from_slice(&sum.to_be_bytes());
        bytes
    }

    fn frame(no: u64, bytes: &[u8]) -> Frame<'_> {
        Frame {
            no,
            time: Some(Nanos(i128::from(no) * 1_000_000)),
            interface: 0,
            link: LinkType::RAW,
            original: 40,
            bytes,
            fcs: None,
            at: Place::new(0, 0),
        }
    }

    #[test]
    fn what_is_over_is_told_once_and_what_is_not_stands_at_the_end() {
        let mut stream = Stream::new(None);
        let told = |news: Option<News>| news.map_or(Vec::new(), |news| news.events);
        let begins = told(stream.take(&frame(1, &packet(1000, true))));
        assert!(matches!(begins.first(), Some(Event::Opened)));
        assert!(begins.iter().any(Event::carried));
        let refused = told(stream.take(&frame(2, &packet(1000, false))));
        assert!(matches!(refused.last(), Some(Event::Over)), "{refused:?}");
        let again = told(stream.take(&frame(3, &packet(1000, false))));
        assert!(!again.iter().any(|event| matches!(event, Event::Over)), "{again:?}");
        stream.take(&frame(4, &packet(2000, true)));
        let (standing, counts) = stream.finish();
        assert_eq!(standing.iter().map(|about| about.client.endpoint.port).collect::<Vec<_>>(), [2000]);
        assert_eq!((counts.frames, counts.connections, counts.over, counts.steps), (4, 2, 1, 4));
    }

    #[test]
    fn a_flood_of_connections_is_followed_within_bounds_and_what_is_forgotten_is_counted() {
        let mut stream = Stream::bounded(None, Limits { half_open: 20, kept: 50 });
        for port in 1..=1000_u16 {
            stream.take(&frame(u64::from(port), &packet(port, true)));
            // Every other one is refused: over, and forgotten without a count.
            if port.is_multiple_of(2) {
                stream.take(&frame(u64::from(port), &packet(port, false)));
            }
        }
        assert!(stream.intake.tracker.listener().followed.len() <= 50);
        let (standing, counts) = stream.finish();
        assert_eq!(counts.connections, 1000);
        assert_eq!(counts.over, 500);
        assert_eq!(standing.len() as u64 + counts.forgotten + counts.over, 1000);
        assert!(standing.len() <= 20, "{}", standing.len());
    }

    #[test]
    fn what_a_filter_does_not_choose_is_followed_all_the_same() {
        let mut stream = Stream::new(Some(Filter::parse("tcp.flags.reset == 1").expect("a filter")));
        assert!(stream.take(&frame(1, &packet(1000, true))).is_none());
        let news = stream.take(&frame(2, &packet(1000, false))).expect("news");
        assert_eq!(news.about.handshake.syn, Some(1));
        assert_eq!(stream.counts().steps, 2);
    }
}
