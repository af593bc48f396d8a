//! Where a capture was taken, and the clues that tell.

use crate::connection::facts::socket::{Pair, Side};
use serde::Serialize;

/// Where a capture was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// On the client's host or close to it.
    NearClient,
    /// On the server's host or close to it.
    NearServer,
    /// Both ends are near: both gaps are short.
    BothNear,
    /// On the way: both gaps are long.
    Between,
    /// On a router between them: each packet is there before and behind it.
    OnRouter,
    /// The handshake does not tell, or its clues contradict each other.
    Unknown,
}

impl Position {
    /// Is it near this side?
    pub fn near(self, side: Side) -> bool {
        match self {
            Self::NearClient => side == Side::Client,
            Self::NearServer => side == Side::Server,
            Self::BothNear => true,
            Self::Between | Self::OnRouter | Self::Unknown => false,
        }
    }

    pub(crate) fn by(side: Side) -> Self {
        match side {
            Side::Client => Self::NearClient,
            Side::Server => Self::NearServer,
        }
    }
}

/// A kind of clue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Clue {
    /// An unfinished checksum.
    Checksum,
    /// The times to live.
    Ttl,
    /// The gaps of the handshake.
    Gaps,
    /// Each packet before and behind a router.
    Routed,
}

/// The estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Where.
    pub position: Position,
    /// The clue that decided; `None` if none did.
    pub by: Option<Clue>,
    /// Did another clue say the opposite? Then the position is unknown.
    pub contradicted: bool,
}

/// What a connection shows of the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Clues {
    /// Nanoseconds from here to the server and back, and to the client and back.
    pub gaps: Option<(i64, i64)>,
    /// Time to live of the first segment of each side that is no RST: as a rule its SYN or SYN,ACK.
    pub ttl: Pair<Option<u8>>,
    /// Did a segment of the client's, the server's come with a checksum that the card was to finish?
    pub unfinished: Pair<bool>,
    /// Was a segment of the side acknowledged although its checksum is wrong?
    pub unused: Pair<bool>,
    /// Did a segment of the side have a right checksum?
    pub good: Pair<bool>,
    /// Times to live with which nearly each packet is there twice, before and behind a router.
    pub routed: Option<(u8, u8)>,
}
