//! Where the capture stood when something was found, seen from the sender of the segment that it was found about.
//!
//! The same segment means something else near its sender than near its receiver. Data that come twice were here before
//! the first copy was lost; a hole was there before the segments came to here; a checksum that is wrong near its sender
//! need not be wrong on the wire. What is told of the place is an estimate
//! ([`timing::position`](crate::connection::timing)), and names its clue.

use super::socket::Side;
use super::timing::{Clue, Place, Position};
use serde::Serialize;

/// An estimate of the place, and whose segment it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Vantage {
    /// Where the capture was taken, by the frames so far; never unknown.
    pub position: Position,
    /// The clue that decided.
    pub by: Clue,
    /// Who sent the segment.
    pub sender: Side,
}

/// The place, seen from a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Near this side, the network between here and its peer.
    Near,
    /// Near its peer.
    Far,
    /// On the way.
    Between,
    /// Both sides are near: the place decides nothing.
    Both,
}

impl Vantage {
    /// What is known of the place, if anything.
    pub(crate) fn of(place: Place, sender: Side) -> Option<Self> {
        let by = place.by.filter(|_| place.position != Position::Unknown)?;
        Some(Self { position: place.position, by, sender })
    }

    /// How far is it to this side?
    pub fn stands(self, side: Side) -> Stands {
        match self.position {
            Position::BothNear | Position::Unknown => Stands::Both,
            Position::Between | Position::OnRouter => Stands::Between,
            Position::NearClient | Position::NearServer if self.position.near(side) => Stands::Near,
            Position::NearClient | Position::NearServer => Stands::Far,
        }
    }
}
