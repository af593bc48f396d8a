//! What the times of a connection say.

use super::socket::{Pair, Side};
use crate::capture::FrameNo;

mod place;
mod resends;
mod waits;

pub use place::{Clue, Clues, Place, Position};
pub(crate) use resends::fits_timer;
pub use resends::{Repeated, Resends, Sending, Train};
pub use waits::{KINDS, Silence, Spent, Waited};

/// What the times of a connection say. Arrays of two are by the side that answers, client first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timing {
    /// Where the capture was taken, by estimate.
    pub place: Place,
    /// What that stands on.
    pub clues: Clues,
    /// The two halves of the handshake's round trip.
    pub halves: Pair<Option<Half>>,
    /// What Wireshark shows as `tcp.analysis.initial_rtt`, in nanoseconds: from the last SYN of either side to the
    /// first ACK without SYN. The same as [`round_trip`](Self::round_trip) only where one SYN was answered by a
    /// SYN,ACK.
    pub initial_rtt: Option<Initial>,
    /// Round trips of everything that was acknowledged.
    pub trips: Pair<Trips>,
    /// What was sent again, and when.
    pub resends: Resends,
    /// How long each side took to answer what the other said.
    pub turns: Pair<Option<Turns>>,
    /// How often each side's window was closed or full.
    pub windows: Pair<Window>,
    /// The longest silences, the longest first.
    pub silences: Vec<Silence>,
    /// Where the time went.
    pub spent: Spent,
    /// The ICMP error that came last, behind all segments, and nanoseconds since the last of those.
    pub until_icmp: Option<(FrameNo, i64)>,
    /// The first damaged answer after which a side had to send again, by the side that sent again.
    pub damaged_answers: Pair<Option<FrameNo>>,
    /// Nanoseconds of what a side sent again that stand on its IP identification alone.
    pub by_identity: Pair<i64>,
    /// How often the clock went back between two segments.
    pub backwards: u32,
}

impl Timing {
    /// Nanoseconds of the handshake's whole round trip: both halves, both ends' own time in it.
    pub fn round_trip(&self) -> Option<i64> {
        let Pair([client, server]) = self.halves;
        Some(client?.took.saturating_add(server?.took))
    }

    /// What the quickest round trips of both halves come to: what the network alone takes, at most.
    pub fn quickest(&self) -> Option<i64> {
        let Pair([client, server]) = &self.trips;
        Some(client.quickest?.saturating_add(server.quickest?))
    }

    /// The half, the samples and the like of the side that answers.
    pub fn half(&self, side: Side) -> Option<&Half> {
        self.halves[side].as_ref()
    }
}

/// What Wireshark takes for the first round trip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Initial {
    /// The last SYN of either side before `to`.
    pub from: FrameNo,
    /// The first ACK without SYN.
    pub to: FrameNo,
    /// Nanoseconds.
    pub took: i64,
}

/// One half of the handshake's round trip: from a side's SYN to the other's ACK of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Half {
    /// The frame of the SYN that is answered, as far as that is told.
    pub from: FrameNo,
    /// The frame that acknowledges it.
    pub to: FrameNo,
    /// Nanoseconds.
    pub took: i64,
    /// How often the SYN was sent before.
    pub sent: u32,
    /// It may be the first sending that is answered: then it took so long. `None` if there was only one, or a timestamp
    /// decides.
    pub since_first: Option<i64>,
    /// A timestamp tells which sending is answered.
    pub by_timestamp: bool,
}

/// Round trips from here to a side and back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Trips {
    /// By its ACKs.
    pub by_ack: Option<Spread>,
    /// By the timestamps that it echoes.
    pub by_timestamp: Option<Spread>,
    /// The quickest by either.
    pub quickest: Option<i64>,
    /// ACKs that give no sample, because what they acknowledge was sent more than once or came late (Karn).
    pub ambiguous: u32,
    /// The first of those.
    pub first_ambiguous: Option<FrameNo>,
}

/// A side's answers: its first data that acknowledge all the data of the other so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turns {
    /// From the other's last data to its first, here.
    pub took: Spread,
    /// What of that is longer than the quickest round trip to it; `None` while none was measured.
    pub own: Option<Spread>,
    /// All of that together, in nanoseconds.
    pub own_total: i64,
    /// The slowest answer: the frame of the other's last data, and its own.
    pub slowest: (FrameNo, FrameNo),
}

/// What a side's receive window did to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// How often it was closed.
    pub closed: u32,
    /// Nanoseconds that it was closed, as far as its opening was seen.
    pub closed_for: i64,
    /// Was it closed at the end?
    pub still_closed: bool,
    /// How often it was filled to its end.
    pub full: u32,
    /// Probes that asked whether it had opened.
    pub probes: u32,
    /// The most bytes that were under way to it.
    pub most_under_way: u32,
}

/// What is known of a number of lengths of time, in nanoseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// How many.
    pub samples: u64,
    /// The shortest.
    pub min: i64,
    /// The median; of more than 64 samples within 1/32.
    pub median: i64,
    /// The longest.
    pub max: i64,
}
