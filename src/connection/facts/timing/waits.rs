//! Where the time of a connection went, and its longest silences.

use crate::capture::FrameNo;
use crate::connection::facts::socket::{Pair, Side};
use serde::Serialize;

/// What was waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Waited {
    /// The way to a side and back, at its quickest.
    Network,
    /// An ACK later than the quickest: held back by the receiver's TCP, or queued on the way.
    LateAck,
    /// A timer, or other evidence of a loss, before something was sent again: here, or, by its sender's IP
    /// identification, before this point.
    Recovery,
    /// A window that was closed, or full.
    Window,
    /// A program that had nothing to say.
    Application,
    /// A sender with data under way already: its program, its pacing, or its congestion window.
    Sender,
    /// Nobody: keep-alives, and nothing behind them.
    Nobody,
}

/// Every kind, in the order in which they are told.
pub const KINDS: [Waited; 7] = [
    Waited::Network,
    Waited::LateAck,
    Waited::Recovery,
    Waited::Window,
    Waited::Application,
    Waited::Sender,
    Waited::Nobody,
];

/// Nanoseconds by what was waited for, and for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spent {
    parts: [Pair<i64>; KINDS.len()],
}

impl Spent {
    /// Nanoseconds of a kind, by the side that was waited for.
    pub fn of(&self, kind: Waited, side: Side) -> i64 {
        self.parts[kind as usize][side]
    }

    /// Nanoseconds of a kind.
    pub fn of_both(&self, kind: Waited) -> i64 {
        let Pair([client, server]) = self.parts[kind as usize];
        client.saturating_add(server)
    }

    /// All of it.
    pub fn total(&self) -> i64 {
        // A capture may claim any times: more than 292 years in all stay at that.
        self.parts.iter().flatten().fold(0, |sum, part| i64::saturating_add(sum, *part))
    }

    /// The parts that are not empty, the largest first; those of the network as one, without a side.
    pub fn parts(&self) -> Vec<(Waited, Option<Side>, i64)> {
        let mut parts = Vec::new();
        for kind in KINDS {
            if matches!(kind, Waited::Network | Waited::Nobody) {
                parts.push((kind, None, self.of_both(kind)));
            } else {
                for side in Side::BOTH {
                    parts.push((kind, Some(side), self.of(kind, side)));
                }
            }
        }
        parts.retain(|(.., nanos)| *nanos > 0);
        parts.sort_by_key(|(.., nanos)| -nanos);
        parts
    }

    pub(crate) fn add(&mut self, kind: Waited, side: Side, nanos: i64) {
        let part = &mut self.parts[kind as usize][side];
        *part = part.saturating_add(nanos);
    }

    pub(crate) fn take(&mut self, kind: Waited, side: Side, nanos: i64) {
        let part = &mut self.parts[kind as usize][side];
        *part = part.saturating_sub(nanos).max(0);
    }
}

/// A long gap, or several with only keep-alives or probes in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// Nanoseconds.
    pub length: i64,
    /// The last segment before it.
    pub from: FrameNo,
    /// The segment that ends it.
    pub to: FrameNo,
    /// Who ends it.
    pub ended_by: Side,
    /// What most of it waited for.
    pub waited: Waited,
    /// For whom.
    pub side: Side,
    /// Bytes that were unacknowledged when it began: client's, server's.
    pub outstanding: Pair<u32>,
    /// Was a SYN among that: the client's, the server's?
    pub opening: Pair<bool>,
    /// Keep-alives within.
    pub keep_alives: u32,
    /// Probes of a closed window within.
    pub probes: u32,
    /// By how much the IP identification of the side that ends it jumps, where it counts up by one as a rule and the
    /// capture was not taken near it: so many packets less one are not here.
    pub jump: Option<u32>,
}
