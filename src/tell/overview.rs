//! What an overview shows of a capture, as data: what was found out about it, where it was taken, and an example of
//! whatever is not TCP.
//!
//! Nothing of this needs a second look at all frames: the first frames of the first connections are read once more for
//! the times that tell where the capture was taken, and of each kind of frame without TCP one.

use super::gather::Gathered;
use super::survey::Finding;
use super::timed::first_timed;
use crate::capture::{CaptureError, Source};
use crate::connection::timing::{Half, Position};
use crate::connection::{Pair, Side, Summary, Tally, Timing};
use crate::dissect::{Other, Tree};
use crate::explain;
use crate::language::Message;

/// A capture as a whole, before any connection is told.
#[derive(Debug)]
pub struct Overview<'a> {
    /// What the first pass found.
    pub gathered: &'a Gathered,
    /// What is to be said about the capture itself, the worst first.
    pub findings: Vec<Finding>,
    /// Where it was taken; `None` without TCP.
    pub taken: Option<Taken>,
    /// Frames that are not TCP.
    pub sights: Vec<Sight>,
    /// The connection to look at first: one with a handshake, else the first.
    pub telling: Option<&'a Summary>,
}

/// Where a capture was taken, and what that stands on.
#[derive(Debug, Clone, Copy)]
pub enum Taken {
    /// On a router: it shows segments before and behind it, with these times to live.
    OnRouter(u8, u8),
    /// Elsewhere, as the first connection tells that tells it.
    At {
        /// Where.
        position: Position,
        /// The times to live of client and server.
        ttl: Option<(u8, u8)>,
        /// The handshake's halves, to the client and to the server.
        halves: Option<[Half; 2]>,
    },
}

/// Frames that are not TCP, of one kind.
#[derive(Debug)]
pub struct Sight {
    /// What they carry.
    pub protocol: Other,
    /// How many there are, and the one that is shown as an example.
    pub tally: Tally,
    /// What that says, if it can be said.
    pub message: Option<Message>,
}

impl<'a> Overview<'a> {
    /// Of what was gathered from this source.
    ///
    /// # Errors
    /// The capture cannot be read again.
    pub fn of<S: Source + ?Sized>(source: &mut S, gathered: &'a Gathered) -> Result<Self, CaptureError> {
        let timing = first_timed(source, gathered)?;
        let shown = &gathered.shown;
        Ok(Self {
            gathered,
            findings: gathered.survey.findings(),
            taken: (gathered.survey.tcp > 0).then(|| taken(gathered, timing.as_ref())),
            sights: sights(source, gathered)?,
            telling: shown.iter().find(|about| about.handshake.ack.is_some()).or_else(|| shown.first()),
        })
    }
}

fn taken(gathered: &Gathered, timing: Option<&Timing>) -> Taken {
    let clues = timing.map(|timing| timing.clues).unwrap_or_default();
    if let Some((before, behind)) = clues.routed {
        return Taken::OnRouter(before, behind);
    }
    let known = |Pair([client, server]): Pair<Option<u8>>| client.zip(server);
    let half = |side| timing.and_then(|timing| timing.half(side)).copied();
    Taken::At {
        position: timing.map_or(Position::Unknown, |timing| timing.place.position),
        ttl: known(clues.ttl).or_else(|| known(gathered.survey.ttl)),
        halves: half(Side::Client).zip(half(Side::Server)).map(|(client, server)| [client, server]),
    }
}

/// Kinds of frames without TCP, each with its first frame as an example, of ICMP the first that reports something.
fn sights<S: Source + ?Sized>(source: &mut S, gathered: &Gathered) -> Result<Vec<Sight>, CaptureError> {
    let mut sights = Vec::new();
    for (&protocol, all) in &gathered.survey.others {
        // An error is the better example.
        let example = gathered.survey.telling.get(&protocol).unwrap_or(all);
        let tally = Tally { count: all.count, ..*example };
        let message = match tally.at {
            Some(at) => {
                let frame = source.again(tally.first, at)?;
                Some(explain::other(protocol, Some(&Tree::of(&frame))))
            }
            None => None,
        };
        sights.push(Sight { protocol, tally, message });
    }
    Ok(sights)
}
