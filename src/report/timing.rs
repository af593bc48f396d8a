//! How long things took, as machines read it. Lengths of time are numbers of seconds; objects with `client` and
//! `server` are by the side that answers.

use super::names::{Who, who};
use crate::capture::FrameNo;
use crate::connection::timing as conn;
use crate::connection::{Cause, Evidence, Pair};
use crate::explain::timing::{Nearer, verdict};
use crate::language::{Language, text};
use serde::Serialize;

/// What the times of a connection say, at the place where the capture was taken.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Timing {
    /// Where the capture was taken; an estimate.
    pub position: conn::Position,
    /// The clue that decided; null if none did.
    pub position_by: Option<conn::Clue>,
    /// Do clues contradict each other?
    pub position_contradicted: bool,
    /// The handshake's two halves.
    pub handshake: Sides<Option<Half>>,
    /// Both together: a whole round trip, with both ends' own time in it. (`tcp.analysis.initial_rtt` counts from the
    /// last SYN to the first ACK without SYN, which differs in a simultaneous open or if an earlier SYN was answered.)
    pub handshake_round_trip: Option<f64>,
    /// Round trips from here to a side and back.
    pub round_trips: Sides<Trips>,
    /// What was sent again.
    pub resends: Vec<Train>,
    /// Sendings beyond those.
    pub resends_beyond: u32,
    /// A side's receive window.
    pub windows: Sides<Window>,
    /// A side's answers: its first data behind data of the other.
    pub answers: Sides<Option<Answers>>,
    /// The longest silences of at least 0.2 s, the longest first; at most five.
    pub silences: Vec<Silence>,
    /// Where the time went: the parts, the largest first. They add up to the time from the first segment to the last.
    pub spent: Vec<Part>,
    /// Seconds from the last segment to the ICMP error behind it; null if there is none.
    pub until_icmp_error: Option<f64>,
    /// Who was waited for most; null if no time passed.
    pub verdict: Option<Verdict>,
    /// How often the clock went back between two segments: times are then uncertain.
    pub clock_went_back: u32,
}

/// The same for each side.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Sides<T> {
    /// The client's.
    pub client: T,
    /// The server's.
    pub server: T,
}

/// One half of the handshake's round trip: to a side and back.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Half {
    /// Seconds.
    pub took: f64,
    /// Frame of the SYN that is answered, as far as that is told.
    pub from: FrameNo,
    /// Frame that acknowledges it.
    pub to: FrameNo,
    /// How often the SYN was sent before.
    pub sent: u32,
    /// Seconds since the first sending, if headers do not tell which one is answered.
    pub since_first: Option<f64>,
    /// Does a timestamp tell which one is answered?
    pub by_timestamp: bool,
}

/// Round trips to a side and back.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Trips {
    /// By its ACKs; by Karn's rule only of what was sent once.
    pub by_ack: Option<Spread>,
    /// By the timestamps that it echoes.
    pub by_timestamp: Option<Spread>,
    /// ACKs that give no sample, because what they acknowledge was sent more than once or came late.
    pub ambiguous: u32,
    /// Frame of the first of those.
    pub first_ambiguous: Option<FrameNo>,
}

/// Many lengths of time, in seconds.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Spread {
    /// How many.
    pub samples: u64,
    /// The shortest.
    pub min: f64,
    /// The median; of more than 64 samples within 1/32.
    pub median: f64,
    /// The longest.
    pub max: f64,
}

/// A segment that was sent more than once.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Train {
    /// Who sent it.
    pub sender: Who,
    /// What it is.
    pub kind: conn::Repeated,
    /// Its sequence number.
    pub seq: u32,
    /// Its bytes of data.
    pub data: u32,
    /// Frame in which it was sent first; null if that was not seen.
    pub first: Option<FrameNo>,
    /// When it was sent again.
    pub again: Vec<Sending>,
    /// How many times longer each wait for a timer is than the one before, as measured, to thousandths.
    pub growth: Vec<f64>,
    /// Sendings beyond those.
    pub more: u32,
}

/// One sending behind the first.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Sending {
    /// Its frame.
    pub frame: FrameNo,
    /// Seconds since the sending before it; null if that was not seen.
    pub waited: Option<f64>,
    /// What it fits.
    pub fits: Cause,
    /// Is that sooner than a round trip takes? Then no timer waited.
    pub sooner_than_round_trip: bool,
    /// Of a SYN,ACK: frame of the repeated SYN that it may answer.
    pub answers: Option<FrameNo>,
    /// First and last frame of the repeated ACKs that reordering caused and that made it come again without need.
    pub reordering_reported: Option<[FrameNo; 2]>,
    /// Frame of the D-SACK that reports it as a duplicate.
    pub duplicate_reported: Option<FrameNo>,
}

/// What a side's receive window did to the other.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Window {
    /// How often it was closed.
    pub closed: u32,
    /// Seconds that it was closed, as far as its opening was seen.
    pub closed_for: f64,
    /// Is it closed at the end?
    pub still_closed: bool,
    /// How often it was filled to its end.
    pub full: u32,
    /// Probes that asked whether it had opened.
    pub probes: u32,
    /// The most bytes that were under way to it.
    pub most_under_way: u32,
}

/// A side's answers.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Answers {
    /// From the other's last data to its first.
    pub took: Spread,
    /// What of that is beyond the shortest round trip to it; null while none was measured.
    pub beyond_round_trip: Option<Spread>,
    /// All of that together, in seconds.
    pub beyond_round_trip_total: f64,
    /// The slowest: frame of the other's last data.
    pub slowest_from: FrameNo,
    /// The slowest: frame of its first.
    pub slowest_to: FrameNo,
}

/// A long gap, or several with only keep-alives or probes in between.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Silence {
    /// Seconds.
    pub length: f64,
    /// The last frame before it.
    pub from: FrameNo,
    /// The frame that ends it.
    pub to: FrameNo,
    /// Who ends it.
    pub ended_by: Who,
    /// What most of it waited for.
    pub waited_for: conn::Waited,
    /// Whose.
    pub side: Who,
    /// Sequence numbers that were unacknowledged when it began.
    pub unacknowledged: Sides<u32>,
    /// Keep-alives within.
    pub keep_alives: u32,
    /// Probes of a closed window within.
    pub probes: u32,
    /// Packets of the side that ends it that are not here, by its IP identification, where that counts up by one as a
    /// rule and the capture was not taken near it; null if that tells nothing.
    pub unseen: Option<u32>,
}

/// A part of the time.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Part {
    /// What was waited for.
    pub waited_for: conn::Waited,
    /// Whose; null of the network and of nobody.
    pub side: Option<Who>,
    /// Seconds.
    pub took: f64,
}

/// Who was waited for most.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Verdict {
    /// What was waited for.
    pub waited_for: conn::Waited,
    /// Whose; null of the network and of nobody.
    pub side: Option<Who>,
    /// Seconds of it.
    pub took: f64,
    /// Of the whole, from 0 to 1, to thousandths.
    pub share: f64,
    /// How sure: always inferred.
    pub evidence: Evidence,
    /// A sentence.
    pub text: String,
    /// What fits as well, as a sentence.
    pub fits_too: Option<String>,
    /// What would decide, as a sentence.
    pub decides: Option<String>,
    /// The second capture by whose times it is told, because that was taken nearer to whoever was waited for; null if
    /// by this one's.
    pub by: Option<String>,
}

/// Nanoseconds as seconds.
#[allow(clippy::cast_precision_loss)] // exact to the nanosecond for the first 104 days
fn seconds(nanos: i64) -> f64 {
    nanos as f64 / 1e9
}

/// A ratio, to thousandths.
fn rounded(ratio: f64) -> f64 {
    (ratio * 1e3).round() / 1e3
}

impl Timing {
    /// What the tracker tells, as data.
    pub(super) fn new(timing: &conn::Timing, nearer: Option<&Nearer>, language: Language) -> Self {
        Self {
            position: timing.place.position,
            position_by: timing.place.by,
            position_contradicted: timing.place.contradicted,
            handshake: sides(&timing.halves, |half| half.map(half_of)),
            handshake_round_trip: timing.round_trip().map(seconds),
            round_trips: sides(&timing.trips, |trips| Trips {
                by_ack: trips.by_ack.map(spread),
                by_timestamp: trips.by_timestamp.map(spread),
                ambiguous: trips.ambiguous,
                first_ambiguous: trips.first_ambiguous,
            }),
            resends: timing.resends.trains.iter().map(train).collect(),
            resends_beyond: timing.resends.more,
            windows: sides(&timing.windows, |window| Window {
                closed: window.closed,
                closed_for: seconds(window.closed_for),
                still_closed: window.still_closed,
                full: window.full,
                probes: window.probes,
                most_under_way: window.most_under_way,
            }),
            answers: sides(&timing.turns, |turns| {
                turns.map(|turns| Answers {
                    took: spread(turns.took),
                    beyond_round_trip: turns.own.map(spread),
                    beyond_round_trip_total: seconds(turns.own_total),
                    slowest_from: turns.slowest.0,
                    slowest_to: turns.slowest.1,
                })
            }),
            silences: timing.silences.iter().map(silence).collect(),
            spent: timing
                .spent
                .parts()
                .into_iter()
                .map(|(waited_for, side, took)| Part { waited_for, side: side.map(who), took: seconds(took) })
                .collect(),
            until_icmp_error: timing.until_icmp.map(|(_, took)| seconds(took)),
            verdict: verdict(timing, nearer).map(|verdict| Verdict {
                waited_for: verdict.kind,
                side: verdict.side.map(who),
                took: seconds(verdict.took),
                share: rounded(seconds(verdict.took) / seconds(verdict.whole)),
                evidence: Evidence::Inferred,
                text: text(&verdict.says, language),
                fits_too: verdict.fits_too.map(|message| text(&message, language)),
                decides: verdict.decides.map(|message| text(&message, language)),
                by: verdict.by,
            }),
            clock_went_back: timing.backwards,
        }
    }
}

fn sides<A, B>(of: &Pair<A>, with: impl Fn(&A) -> B) -> Sides<B> {
    let Pair([client, server]) = of;
    Sides { client: with(client), server: with(server) }
}

fn half_of(half: conn::Half) -> Half {
    Half {
        took: seconds(half.took),
        from: half.from,
        to: half.to,
        sent: half.sent,
        since_first: half.since_first.map(seconds),
        by_timestamp: half.by_timestamp,
    }
}

fn spread(spread: conn::Spread) -> Spread {
    Spread {
        samples: spread.samples,
        min: seconds(spread.min),
        median: seconds(spread.median),
        max: seconds(spread.max),
    }
}

fn train(train: &conn::Train) -> Train {
    Train {
        sender: who(train.sender),
        kind: train.kind,
        seq: train.seq.0,
        data: train.data,
        first: train.first,
        again: train
            .again
            .iter()
            .map(|one| Sending {
                frame: one.frame,
                waited: one.waited.map(seconds),
                fits: one.fits,
                sooner_than_round_trip: one.soon,
                answers: one.answers,
                reordering_reported: one.reported.map(|(first, last)| [first, last]),
                duplicate_reported: one.duplicate,
            })
            .collect(),
        growth: train.growth().into_iter().map(rounded).collect(),
        more: train.more,
    }
}

fn silence(silence: &conn::Silence) -> Silence {
    Silence {
        length: seconds(silence.length),
        from: silence.from,
        to: silence.to,
        ended_by: who(silence.ended_by),
        waited_for: silence.waited,
        side: who(silence.side),
        unacknowledged: sides(&silence.outstanding, |bytes| *bytes),
        keep_alives: silence.keep_alives,
        probes: silence.probes,
        unseen: silence.jump.map(|jump| jump.saturating_sub(1)),
    }
}
