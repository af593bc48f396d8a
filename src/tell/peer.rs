//! Two captures of one connection, joined: the partner of each chosen connection in the other capture, and what became
//! of each segment.
//!
//! A partner has the same addresses and ports and, where both captures saw them, the same first numbers: so
//! incarnations are not mixed up. Behind address translation it is found by the first numbers alone, of both sides (or
//! the client's and the server's port, where the server never answered). Which of the captures was taken nearer the
//! client is told by the handshake: from SYN to SYN,ACK takes longer there, from SYN,ACK to ACK shorter. Where it does
//! not tell, the first one is taken for it.
//!
//! Limits: of the other capture every connection's frames are remembered, sixteen bytes a frame; a device that rewrites
//! sequence numbers hides the partner.

use super::cursor::{Cursor, Next, Places};
use super::gather::{Chosen, Gathered};
use super::timed::timed;
use crate::capture::{CaptureError, FrameNo, Source};
use crate::connection::pair::{self, Fate, Matched, Paired, Sighting, Way};
use crate::connection::{Endpoint, Seq, Side, Summary, Timing};
use crate::dissect::Cheap;
use crate::explain::Far;
use crate::explain::timing::Nearer;
use std::collections::HashMap;
use std::path::Path;

/// A connection in two captures, as the first one is explained.
#[derive(Debug, Clone)]
pub struct Joined {
    /// The other capture's path.
    pub file: String,
    /// The connection as the other capture has it.
    pub there: Summary,
    /// The side that the first capture was taken nearer to.
    pub near: Side,
    /// Nanoseconds that the other capture's clock is ahead of the first one's; an estimate.
    pub offset: Option<i64>,
    /// Client to server, server to client.
    pub ways: [Way; 2],
    /// What was lost from the client, from the server; frames are those of the sender's side.
    pub losses: [Vec<Loss>; 2],
    /// What only the receiver's side shows, from the client, from the server; frames are those of the receiver's side.
    pub extras: [Vec<FrameNo>; 2],
    /// How surely the segments were matched.
    pub matched: Matched,
    /// What the other capture's times say, if it has the same roles.
    pub timing: Option<Timing>,
    /// The frames of the first capture, in order.
    fates: Vec<(FrameNo, Far)>,
}

/// What a second capture says of a connection.
#[derive(Debug, Clone, Copy)]
pub enum Peer<'a> {
    /// It is not in this file.
    Absent(&'a str),
    /// It is there.
    Joined(&'a Joined),
}

/// What a second capture says of each connection that is told, in their order.
#[derive(Debug)]
pub struct Joints {
    file: String,
    joined: Vec<Option<Joined>>,
}

impl Joints {
    /// Join every connection that was chosen of one capture with its partner in another.
    ///
    /// # Errors
    /// One of the captures cannot be read again.
    pub fn of<A: Source + ?Sized, B: Source + ?Sized>(
        source: &mut A,
        told: &Gathered,
        other_source: &mut B,
        other: &Gathered,
    ) -> Result<Self, CaptureError> {
        let index = Other::new(other);
        let joined = told.chosen.iter().map(|chosen| join(source, chosen, other_source, &index));
        Ok(Self { file: other.file.clone(), joined: joined.collect::<Result<_, _>>()? })
    }

    /// Is none of the connections in the second capture?
    pub fn none(&self) -> bool {
        self.joined.iter().all(Option::is_none)
    }

    /// What it says of the connection at this place.
    pub fn at(&self, place: usize) -> Option<Peer<'_>> {
        Some(match self.joined.get(place)? {
            Some(joined) => Peer::Joined(joined),
            None => Peer::Absent(&self.file),
        })
    }
}

/// A segment that left and did not arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loss {
    /// Its frame in the capture of its sender's side.
    pub frame: FrameNo,
    /// Its sequence number.
    pub seq: Seq,
    /// Its bytes of data.
    pub data: u32,
    /// Its receiver acknowledges it nevertheless: the other capture missed it.
    pub acknowledged: bool,
}

impl Joined {
    /// What the other capture says of a frame of the first.
    pub fn far(&self, frame: FrameNo) -> Option<Far> {
        let place = self.fates.binary_search_by_key(&frame, |(no, _)| *no).ok()?;
        self.fates.get(place).map(|(_, far)| *far)
    }
}

impl Joined {
    /// What the other capture knows better than `here` of the side that it was taken nearer to; `None` if the first one
    /// is near that side itself.
    pub fn nearer(&self, here: &Timing) -> Option<Nearer> {
        let side = self.near.peer();
        let timing = self.timing.clone().filter(|_| !here.place.position.near(side))?;
        let there = |frame| match self.far(frame)?.fate {
            Fate::Seen { frame, .. } => Some(frame),
            Fate::Lost { .. } | Fate::Extra => None,
        };
        let losses = &self.losses[side as usize];
        let lost = here.silences.iter().filter(|silence| silence.ended_by == side).filter_map(|silence| {
            let (from, to) = (there(silence.from)?, there(silence.to)?);
            let meanwhile = |loss: &&Loss| loss.frame > from && loss.frame < to && !loss.acknowledged;
            let lost: Vec<FrameNo> = losses.iter().filter(meanwhile).map(|loss| loss.frame).collect();
            (!lost.is_empty()).then_some((silence.to, lost))
        });
        Some(Nearer {
            side,
            file: short(&self.file),
            timing,
            lost: lost.collect(),
            losses: losses.iter().filter(|loss| !loss.acknowledged).count(),
        })
    }

    /// Did this frame's segment leave its sender, and not arrive?
    pub fn lost(&self, frame: FrameNo) -> bool {
        matches!(self.far(frame), Some(Far { fate: Fate::Lost { acknowledged: false }, leaves: true }))
    }
}

/// The other capture, read once, its connections at hand.
#[derive(Debug)]
pub(crate) struct Other<'a> {
    gathered: &'a Gathered,
    /// By addresses and ports, client first.
    by_ends: HashMap<(Endpoint, Endpoint), Vec<usize>>,
    /// By the first numbers of client and server.
    by_numbers: HashMap<(Option<Seq>, Option<Seq>), Vec<usize>>,
}

impl<'a> Other<'a> {
    /// Index what was gathered with [`Selection::All`](super::Selection::All).
    pub(crate) fn new(gathered: &'a Gathered) -> Self {
        let (mut by_ends, mut by_numbers) = (HashMap::new(), HashMap::new());
        for (place, chosen) in gathered.chosen.iter().enumerate() {
            by_ends.entry(ends(&chosen.summary)).or_insert_with(Vec::new).push(place);
            by_numbers.entry(numbers(&chosen.summary)).or_insert_with(Vec::new).push(place);
        }
        Self { gathered, by_ends, by_numbers }
    }

    /// Its path.
    pub(crate) fn file(&self) -> &str {
        &self.gathered.file
    }

    /// The same connection here, and whether the roles were guessed the other way round.
    fn partner(&self, of: &Summary) -> Option<(&'a Chosen, bool)> {
        let (client, server) = ends(of);
        let mine = numbers(of);
        let at = |places: Option<&Vec<usize>>, fits: &dyn Fn(&Summary) -> bool| {
            let candidates =
                places.into_iter().flatten().filter_map(|place| self.gathered.chosen.get(*place));
            candidates.into_iter().find(|chosen| fits(&chosen.summary))
        };
        let straight = at(self.by_ends.get(&(client, server)), &|other| {
            let (x, y) = numbers(other);
            agree(mine.0, x) && agree(mine.1, y)
        });
        if let Some(chosen) = straight {
            return Some((chosen, false));
        }
        let turned = at(self.by_ends.get(&(server, client)), &|other| {
            let (x, y) = numbers(other);
            agree(mine.0, y) && agree(mine.1, x)
        });
        if let Some(chosen) = turned {
            return Some((chosen, true));
        }
        // Behind address translation only the numbers stay.
        mine.0?;
        let translated = at(self.by_numbers.get(&mine), &|other| {
            mine.1.is_some() || other.server.endpoint.port == server.port
        });
        translated.map(|chosen| (chosen, false))
    }
}

/// The other capture's name in sentences: the path stands in the first one.
pub(crate) fn short(file: &str) -> String {
    Path::new(file).file_name().map_or_else(|| file.to_owned(), |name| name.to_string_lossy().into_owned())
}

/// Join a connection of one capture with its partner in another; `None` if that has none.
///
/// # Errors
/// One of the captures cannot be read again.
pub(crate) fn join<A: Source + ?Sized, B: Source + ?Sized>(
    source: &mut A,
    chosen: &Chosen,
    other_source: &mut B,
    other: &Other<'_>,
) -> Result<Option<Joined>, CaptureError> {
    let Some((partner, turned)) = other.partner(&chosen.summary) else { return Ok(None) };
    let timing = if turned { None } else { timed(other_source, partner)? };
    let own = sightings(source, chosen, false)?;
    let theirs = sightings(other_source, partner, turned)?;
    let near = nearer(&chosen.summary, &partner.summary);
    let (pair, fates, offset) = match near {
        Side::Client => {
            let pair = pair::pair(&own, &theirs);
            (pair.clone(), pair.client_side, pair.offset)
        }
        Side::Server => {
            let pair = pair::pair(&theirs, &own);
            (pair.clone(), pair.server_side, pair.offset.map(i64::saturating_neg))
        }
    };
    let losses = match near {
        Side::Client => losses(&pair, &own, &theirs),
        Side::Server => losses(&pair, &theirs, &own),
    };
    Ok(Some(Joined {
        file: other.file().to_owned(),
        there: partner.summary,
        near,
        offset,
        ways: [pair.forth, pair.back],
        matched: pair.matched,
        timing,
        extras: [extras(&pair.server_side), extras(&pair.client_side)],
        losses,
        fates: fates
            .into_iter()
            .map(|(frame, sender, fate)| (frame, Far { fate, leaves: sender == near }))
            .collect(),
    }))
}

fn ends(summary: &Summary) -> (Endpoint, Endpoint) {
    (summary.client.endpoint, summary.server.endpoint)
}

fn numbers(summary: &Summary) -> (Option<Seq>, Option<Seq>) {
    (summary.client.iss, summary.server.iss)
}

/// Do two captures tell the same first number, as far as they tell one?
fn agree(one: Option<Seq>, other: Option<Seq>) -> bool {
    one.zip(other).is_none_or(|(one, other)| one == other)
}

/// The side that the first capture was taken nearer to.
fn nearer(here: &Summary, there: &Summary) -> Side {
    let answer = here.handshake.syn_to_syn_ack.zip(there.handshake.syn_to_syn_ack);
    let third = here.handshake.syn_ack_to_ack.zip(there.handshake.syn_ack_to_ack);
    match (answer, third) {
        (Some((a, b)), Some((c, d))) if a < b && c > d => Side::Server,
        _ => Side::Client,
    }
}

/// A connection's segments as its capture has them.
fn sightings<S: Source + ?Sized>(
    source: &mut S,
    chosen: &Chosen,
    turned: bool,
) -> Result<Vec<Sighting>, CaptureError> {
    let client = chosen.summary.client.endpoint;
    let mut seen = Vec::with_capacity(chosen.places.len());
    let mut places = Places::new(source, &chosen.places);
    let mut cursor = Cursor::new(&mut places, (), ());
    while let Some(next) = cursor.advance()? {
        let Next::Frame(met) = next else { continue };
        let Cheap::Tcp(segment) = met.packet.cheap else { continue };
        let from_client = Endpoint { ip: segment.src, port: segment.src_port } == client;
        let sender = if from_client == turned { Side::Server } else { Side::Client };
        seen.push(Sighting::of(met.frame.no, met.frame.time, sender, &segment));
    }
    Ok(seen)
}

/// Frames that have no partner where they should have left.
fn extras(fates: &[(FrameNo, Side, Fate)]) -> Vec<FrameNo> {
    fates.iter().filter(|(.., fate)| matches!(fate, Fate::Extra)).map(|(frame, ..)| *frame).collect()
}

/// What was lost in each direction, by the capture of its sender's side.
fn losses(pair: &Paired, client_side: &[Sighting], server_side: &[Sighting]) -> [Vec<Loss>; 2] {
    let lost = |fates: &[(FrameNo, Side, Fate)], seen: &[Sighting]| {
        fates
            .iter()
            .zip(seen)
            .filter_map(|((frame, _, fate), segment)| match *fate {
                Fate::Lost { acknowledged } => {
                    Some(Loss { frame: *frame, seq: segment.seq, data: segment.data(), acknowledged })
                }
                Fate::Seen { .. } | Fate::Extra => None,
            })
            .collect()
    };
    [lost(&pair.client_side, client_side), lost(&pair.server_side, server_side)]
}
