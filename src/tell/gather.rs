//! The first pass: the tracker over the whole capture, and where the frames of the chosen connections lie.
//!
//! Nothing is explained here. Kept are the capture's survey, a line of summary for the first connections, counts for
//! the rest, and for each chosen connection its summary and the places of its frames: sixteen bytes a frame.

use super::cursor::{Cursor, Follow, Intake, Next};
use super::overlay::Overlay;
use super::survey::{Ends, Survey};
use crate::capture::{CaptureError, Damage, Description, Frame, FrameNo, Nanos, Place, Source};
use crate::connection::{ConnId, Deaf, Fact, Limits, Listen, Outcome, Stream, Summary, Tracker};
use crate::dissect::datagram::Datagram;
use crate::dissect::packets::Joined;
use crate::dissect::{Cheap, Packet};
use crate::explain::fragments::Outlook;
use crate::filter::Filter;
use std::collections::{BTreeMap, BTreeSet};

/// Summaries kept for the overview.
pub(crate) const SHOWN: usize = 20;

/// Frames whose places are kept of each of the first connections: its handshake is among them.
const HEAD: usize = 32;

/// Which connections are to be explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// None: an overview.
    None,
    /// The first so many.
    First(u32),
    /// All.
    All,
    /// Every incarnation that Wireshark counts as this stream.
    Stream(u32),
    /// This one.
    One(ConnId),
    /// These: those that a filter chose.
    These(BTreeSet<ConnId>),
}

/// What the first pass found.
#[derive(Debug)]
pub struct Gathered {
    /// The capture's path, `-` for standard input.
    pub file: String,
    /// What the container says about itself.
    pub description: Description,
    /// The capture as a whole.
    pub survey: Survey,
    /// How many connections there are.
    pub connections: u32,
    /// How many streams, as Wireshark counts.
    pub streams: u32,
    /// How the connections ended.
    pub outcomes: Outcomes,
    /// The first connections, for the overview.
    pub shown: Vec<Summary>,
    /// The first connections, each with its first frames; of a thorough pass only.
    pub heads: Vec<Chosen>,
    /// What is to be explained.
    pub chosen: Vec<Chosen>,
}

/// A connection to be explained.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// As it stands at the end of the capture.
    pub summary: Summary,
    /// Its frames, in order.
    pub places: Vec<(FrameNo, Place)>,
}

/// How many connections ended how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcomes(pub Vec<(Outcome, u64)>);

impl Outcomes {
    fn add(&mut self, outcome: Outcome) {
        match self.0.iter_mut().find(|(known, _)| *known == outcome) {
            Some((_, count)) => *count += 1,
            None => self.0.push((outcome, 1)),
        }
    }
}

/// Read a capture to its end. `each` hears of every frame that the survey counts, with its number and the
/// bytes read so far, for a progress line.
///
/// # Errors
/// The operating system refused to read on.
pub fn gather<S: Source + ?Sized>(
    source: &mut S,
    file: &str,
    selection: Selection,
    each: &mut dyn FnMut(FrameNo, u64),
) -> Result<Gathered, CaptureError> {
    let thorough = matches!(selection, Selection::None | Selection::First(_) | Selection::All);
    let tracker = Tracker::new(Watch::new(selection, thorough), Limits::default());
    let first = First { tracker, survey: Survey::new(thorough) };
    let (intake, read) = Cursor::new(source, first, ()).watched(each).run();
    read?;
    let Intake { packets, tracker: First { tracker, mut survey }, .. } = intake;
    survey.read(source, &packets);
    let (connections, streams) = (tracker.connections(), tracker.streams());
    let watch = tracker.finish();
    survey.ends = watch.ends;
    Ok(Gathered {
        file: file.to_owned(),
        description: source.description().clone(),
        survey,
        connections,
        streams,
        outcomes: watch.outcomes,
        shown: watch.shown,
        heads: watch.heads.into_iter().filter_map(Kept::chosen).collect(),
        chosen: watch.chosen.into_values().filter_map(Kept::chosen).collect(),
    })
}

/// Follows the first pass.
struct First {
    tracker: Tracker<Watch>,
    survey: Survey,
}

impl Follow for First {
    type Told = ();

    #[inline]
    fn follow(&mut self, frame: &Frame<'_>, packet: &Packet<'_>) {
        let Self { tracker, survey } = self;
        survey.packet(frame, packet);
        let Some(id) = tracker.take_packet(packet) else { return };
        if let Cheap::Tcp(segment) = &packet.cheap {
            survey.segment_of(frame, segment, id);
        }
        if let Some(head) = tracker.listener().head(id) {
            head.push((frame.no, frame.at));
        }
        if let Some(places) = tracker.listener().places(id) {
            match packet.whole() {
                Some(whole) => insert(places, &whole.frames),
                None => places.push((frame.no, frame.at)),
            }
        }
    }

    fn damaged(&mut self, damage: &Damage) {
        self.survey.damage(damage.clone());
    }
}

/// Puts the frames of a datagram's fragments among the others, in the order of their numbers: earlier ones may lie
/// between them.
fn insert(places: &mut Vec<(FrameNo, Place)>, frames: &[(FrameNo, Place)]) {
    for &(no, at) in frames {
        let slot = places.partition_point(|&(there, _)| there < no);
        if places.get(slot).is_none_or(|&(there, _)| there != no) {
            places.insert(slot, (no, at));
        }
    }
}

/// Where a frame lies and which connection it belongs to. Reads no further than to it, or if it is a fragment: to where
/// it shows what becomes of its datagram.
///
/// # Errors
/// The operating system refused to read on.
pub(crate) fn connection_of<S: Source + ?Sized>(
    source: &mut S,
    frame: FrameNo,
) -> Result<Found, CaptureError> {
    let mut cursor = Cursor::new(source, Tracker::new(Deaf, Limits::default()), ());
    let (mut frames, mut origin) = (0, None);
    while let Some(next) = cursor.advance()? {
        let Next::Frame(met) = next else { continue };
        frames = met.frame.no;
        origin = origin.or(met.frame.time);
        if met.frame.no != frame {
            continue;
        }
        let (at, connection, joined) = (met.frame.at, met.connection, met.packet.joined());
        let fate = if met.packet.waits() { fate(&mut cursor, frame)? } else { None };
        return Ok(Found::There(Box::new(There { connection, at, origin, joined, fate })));
    }
    Ok(Found::Beyond { frames })
}

/// What becomes of the datagram of which a frame that was just met has a fragment.
fn fate<S: Source + ?Sized>(
    cursor: &mut Cursor<'_, S, Tracker<Deaf>>,
    frame: FrameNo,
) -> Result<Option<Fate>, CaptureError> {
    let Some(mut datagram) = cursor.packets().waiting(frame).cloned() else { return Ok(None) };
    while let Some(next) = cursor.advance()? {
        let Next::Frame(met) = next else { continue };
        if let Some(whole) = met.packet.wholes().iter().find(|whole| whole.about.has(frame)) {
            let (datagram, outlook) = (whole.about.clone(), Outlook::Whole(met.frame.no));
            return Ok(Some(Fate { datagram, outlook, connection: met.connection }));
        }
        if !met.packet.waits() && met.packet.wholes().is_empty() {
            continue;
        }
        let now = met.frame.no;
        match cursor.packets().waiting(frame) {
            Some(waiting) if waiting.pieces.len() != datagram.pieces.len() => datagram = waiting.clone(),
            Some(_) => {}
            None => return Ok(Some(Fate { datagram, outlook: Outlook::GivenUp(now), connection: None })),
        }
    }
    Ok(Some(Fate { datagram, outlook: Outlook::Missing, connection: None }))
}

/// What [`connection_of`] found.
#[derive(Debug, Clone)]
pub(crate) enum Found {
    /// It is there.
    There(Box<There>),
    /// There are only so many frames.
    Beyond {
        /// How many.
        frames: u64,
    },
}

/// A frame and what it belongs to.
#[derive(Debug, Clone)]
pub(crate) struct There {
    /// The connection it belongs to.
    pub connection: Option<ConnId>,
    /// Its place.
    pub at: Place,
    /// Time of the capture's first frame.
    pub origin: Option<Nanos>,
    /// The datagrams that it completes.
    pub joined: Option<Joined>,
    /// If it has a fragment of a datagram that is not whole with it: what becomes of that.
    pub fate: Option<Fate>,
}

impl There {
    /// The connection it is told with, and in which frame: for a fragment the one that completes its datagram.
    pub(crate) fn told(&self, frame: FrameNo) -> (Option<ConnId>, FrameNo) {
        match &self.fate {
            Some(Fate { connection, outlook: Outlook::Whole(by), .. }) => (*connection, *by),
            Some(_) | None => (self.connection, frame),
        }
    }
}

/// What becomes of a datagram of which a frame has a fragment.
#[derive(Debug, Clone)]
pub(crate) struct Fate {
    /// The datagram, as far as it ever gets.
    pub datagram: Datagram,
    /// What becomes of it.
    pub outlook: Outlook,
    /// The connection of the frame that completes it.
    pub connection: Option<ConnId>,
}

/// The connections that have a frame which the filter chooses, from a pass of its own.
///
/// # Errors
/// The operating system refused to read on.
pub(crate) fn chosen_by<S: Source + ?Sized>(
    source: &mut S,
    filter: &Filter,
) -> Result<BTreeSet<ConnId>, CaptureError> {
    let mut cursor = Cursor::new(source, Tracker::new(Deaf, Limits::default()), Overlay::new());
    let mut chosen = BTreeSet::new();
    while let Some(next) = cursor.advance()? {
        let Next::Frame(met) = next else { continue };
        if let Some(id) = met.connection.filter(|id| !chosen.contains(id))
            && met.beside.chooses(&met.packet, filter)
        {
            chosen.insert(id);
        }
    }
    Ok(chosen)
}

/// Listens to openings and ends.
struct Watch {
    selection: Selection,
    thorough: bool,
    /// Of the first connections, by their number.
    heads: Vec<Kept>,
    chosen: BTreeMap<ConnId, Kept>,
    outcomes: Outcomes,
    shown: Vec<Summary>,
    ends: Ends,
}

#[derive(Default)]
struct Kept {
    summary: Option<Summary>,
    places: Vec<(FrameNo, Place)>,
}

impl Kept {
    fn chosen(self) -> Option<Chosen> {
        Some(Chosen { summary: self.summary?, places: self.places })
    }
}

impl Watch {
    fn new(selection: Selection, thorough: bool) -> Self {
        Self {
            selection,
            thorough,
            heads: Vec::new(),
            chosen: BTreeMap::new(),
            outcomes: Outcomes::default(),
            shown: Vec::new(),
            ends: Ends::default(),
        }
    }

    /// Where the next frame of one of the first connections goes, if its head is not full.
    fn head(&mut self, id: ConnId) -> Option<&mut Vec<(FrameNo, Place)>> {
        let places = &mut self.heads.get_mut(id.0 as usize)?.places;
        (places.len() < HEAD).then_some(places)
    }

    /// The places of a connection, if it is chosen.
    fn places(&mut self, id: ConnId) -> Option<&mut Vec<(FrameNo, Place)>> {
        if self.chosen.is_empty() {
            return None;
        }
        Some(&mut self.chosen.get_mut(&id)?.places)
    }

    fn wants(&self, id: ConnId, stream: Stream) -> bool {
        match &self.selection {
            Selection::None => false,
            Selection::First(count) => id.0 < *count,
            Selection::All => true,
            Selection::Stream(wanted) => stream.0 == *wanted,
            Selection::One(wanted) => id == *wanted,
            Selection::These(wanted) => wanted.contains(&id),
        }
    }
}

impl Listen for Watch {
    const LEDGER: bool = false;

    fn fact(&mut self, conn: ConnId, fact: Fact<'_>) {
        match fact {
            Fact::Opened { stream, .. } => {
                if self.thorough && self.heads.len() < SHOWN && conn.0 as usize == self.heads.len() {
                    self.heads.push(Kept::default());
                }
                if self.wants(conn, stream) {
                    self.chosen.insert(conn, Kept::default());
                }
            }
            Fact::Ended(summary) | Fact::Forgotten(summary) => {
                self.ends.add(summary, matches!(fact, Fact::Forgotten(_)));
                self.outcomes.add(summary.outcome);
                if self.shown.len() < SHOWN {
                    self.shown.push(*summary);
                }
                if let Some(kept) = self.heads.get_mut(conn.0 as usize) {
                    kept.summary = Some(*summary);
                }
                if let Some(kept) = self.chosen.get_mut(&conn) {
                    kept.summary = Some(*summary);
                }
            }
            Fact::Step(_)
            | Fact::Write(_)
            | Fact::After { .. }
            | Fact::Confirmed { .. }
            | Fact::Contradicted { .. }
            | Fact::Finding(_)
            | Fact::History(_)
            | Fact::Timed(_) => {}
        }
    }
}
