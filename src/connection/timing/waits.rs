//! Where the time of a connection went: every gap between two of its segments is put down to whoever was waited for.
//!
//! A gap ends when somebody sends something. What he did in it follows from what both had sent before:
//!
//! * Until a segment of the other side can have reached him and his answer come back, the network was waited for: the shortest round
//!   trip seen so far to his side and back, from here.
//! * What is longer is his own: his program had nothing to say (nothing of his was unacknowledged), his TCP paced or held data back
//!   (something was), held an ACK back, or waited for a timer before it sent again.
//! * While a window is closed or filled to its end, its receiver is waited for.
//!
//! So the parts add up to the whole. Each part is an inference: queues on the way lengthen a round trip like a slow host does, and what
//! fits besides is told with it.
//!
//! Limits: before the first round trip is measured a gap that ends with an ACK of something new is put down to the network
//! whole. The longest silences kept are [`SILENCES`].

use crate::capture::FrameNo;
use crate::connection::fact::Side;
use serde::Serialize;

/// How many silences are kept: the longest.
const SILENCES: usize = 5;
/// Shorter than this nothing is called a silence: an ACK may be held back so long (stacks: 40 to 200 ms; RFC 9293, 3.8.6.3, allows
/// 500 ms).
const SILENCE: i64 = 200_000_000;

/// What was waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Waited {
    /// The way to a side and back, at its quickest.
    Network,
    /// An ACK later than the quickest: held back by the receiver's TCP, or queued on the way.
    LateAck,
    /// A timer, or other evidence of a loss, before something was sent again: here, or, by its sender's IP identification, before
    /// this point.
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
    parts: [[i64; 2]; KINDS.len()],
}

impl Spent {
    /// Nanoseconds of a kind, by the side that was waited for.
    pub fn of(&self, kind: Waited, side: Side) -> i64 {
        self.parts[kind as usize][side as usize]
    }

    /// Nanoseconds of a kind.
    pub fn of_both(&self, kind: Waited) -> i64 {
        let [client, server] = self.parts[kind as usize];
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
                for side in [Side::Client, Side::Server] {
                    parts.push((kind, Some(side), self.of(kind, side)));
                }
            }
        }
        parts.retain(|(.., nanos)| *nanos > 0);
        parts.sort_by_key(|(.., nanos)| -nanos);
        parts
    }

    fn add(&mut self, kind: Waited, side: Side, nanos: i64) {
        let part = &mut self.parts[kind as usize][side as usize];
        *part = part.saturating_add(nanos);
    }

    fn take(&mut self, kind: Waited, side: Side, nanos: i64) {
        let part = &mut self.parts[kind as usize][side as usize];
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
    pub outstanding: [u32; 2],
    /// Was a SYN among that: the client's, the server's?
    pub opening: [bool; 2],
    /// Keep-alives within.
    pub keep_alives: u32,
    /// Probes of a closed window within.
    pub probes: u32,
    /// By how much the IP identification of the side that ends it jumps, where it counts up by one as a rule and the capture was not
    /// taken near it: so many packets less one are not here.
    pub jump: Option<u32>,
}

/// What kind of segment ends a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// Sent again.
    Again,
    /// An ACK of something new, without data.
    Ack,
    /// Another ACK without data.
    OtherAck,
    /// Data, SYN or FIN.
    Speech,
    /// RST: of a program that aborts, or of a TCP that does not know what it got.
    Reset,
    /// A keep-alive, or the answer to one.
    KeepAlive { asks: bool },
    /// A probe of a closed window, or the answer that it is closed still.
    Probe { asks: bool },
}

/// What is known when a segment passes, before it is taken in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    pub(super) frame: FrameNo,
    pub(super) time: i64,
    pub(super) side: Side,
    pub(super) ends: Ends,
    /// It acknowledges something new.
    pub(super) acknowledges: bool,
    /// The quickest way to its sender and back, as far as it is known.
    pub(super) quickest: Option<i64>,
    /// Unacknowledged bytes: client's, server's.
    pub(super) outstanding: [u32; 2],
    /// Whose window holds the other side up: closed, or full.
    pub(super) held_by: [bool; 2],
    /// By how much its sender's IP identification jumps, if it does.
    pub(super) jump: Option<u32>,
}

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Waits {
    pub(super) spent: Spent,
    pub(super) silences: Vec<Silence>,
    last: Option<(FrameNo, i64, Side)>,
    last_of: [Option<i64>; 2],
    /// Since when there are only keep-alives and probes.
    quiet: Option<Quiet>,
    /// Gaps that end with keep-alives, not put down to anybody yet.
    pending: i64,
    /// What was put down to a side's program, and to its sending on, although its IP identification jumps.
    jumped: [[i64; 2]; 2],
    /// How often the clock went back.
    pub(super) backwards: u32,
}

#[derive(Debug, Clone, Copy)]
struct Quiet {
    frame: FrameNo,
    time: i64,
    outstanding: [u32; 2],
    opening: [bool; 2],
    keep_alives: u32,
    probes: u32,
}

impl Waits {
    /// A segment passes.
    pub(super) fn passes(&mut self, now: &Moment) {
        if let Some((_, last, _)) = self.last {
            let gap = now.time.saturating_sub(last);
            if gap < 0 {
                self.backwards = self.backwards.saturating_add(1);
            }
            let (kind, side) = self.put_down(now, gap.max(0));
            self.silence(now, kind, side);
        } else {
            self.begin_quiet(now);
        }
        self.last = Some((now.frame, now.time, now.side));
        self.last_of[now.side as usize] = Some(now.time);
    }

    /// Nanoseconds since the segment that came last.
    pub(super) fn since_last(&self, time: i64) -> Option<i64> {
        let (_, last, _) = self.last?;
        Some(time.saturating_sub(last).max(0))
    }

    /// Nothing more comes. `far`: whose jumps of the IP identification tell of packets that were lost before this point. Gives what was
    /// put down to a loss because of them.
    pub(super) fn finish(&mut self, far: [bool; 2]) -> [i64; 2] {
        self.spent.add(Waited::Nobody, Side::Client, std::mem::take(&mut self.pending));
        let mut moved = [0; 2];
        for side in [Side::Client, Side::Server] {
            let [program, on] = std::mem::take(&mut self.jumped[side as usize]);
            if far[side as usize] {
                moved[side as usize] = program.saturating_add(on);
                self.spent.take(Waited::Application, side, program);
                self.spent.take(Waited::Sender, side, on);
                self.spent.add(Waited::Recovery, side, program.saturating_add(on));
            }
        }
        for silence in &mut self.silences {
            if !far[silence.ended_by as usize] {
                silence.jump = None;
            } else if silence.jump.is_some() && matches!(silence.waited, Waited::Application | Waited::Sender)
            {
                silence.waited = Waited::Recovery;
            }
        }
        moved
    }

    /// Put a gap down to whoever was waited for; gives what most of it was.
    fn put_down(&mut self, now: &Moment, gap: i64) -> (Waited, Side) {
        let (me, peer) = (now.side, now.side.peer());
        let window = match now.ends {
            Ends::Ack | Ends::OtherAck | Ends::Probe { .. } if now.held_by[me as usize] => Some(me),
            Ends::Probe { .. } if now.held_by[peer as usize] => Some(peer),
            _ => None,
        };
        if let Some(receiver) = window {
            return self.all(Waited::Window, receiver, gap);
        }
        match now.ends {
            Ends::Again => return self.all(Waited::Recovery, me, gap),
            Ends::KeepAlive { .. } => {
                self.pending = self.pending.saturating_add(gap);
                return (Waited::Nobody, me);
            }
            Ends::Ack | Ends::OtherAck | Ends::Probe { .. } | Ends::Speech | Ends::Reset => {}
        }
        let network = self.network(now, gap);
        let rest = gap - network;
        let own = match now.ends {
            Ends::Speech if now.outstanding[me as usize] == 0 => Waited::Application,
            Ends::Speech => Waited::Sender,
            // A window that is opened further: its program reads.
            Ends::OtherAck | Ends::Reset if now.outstanding[peer as usize] == 0 => Waited::Application,
            _ => Waited::LateAck,
        };
        let before = if matches!(now.ends, Ends::Speech | Ends::Reset) {
            std::mem::take(&mut self.pending)
        } else {
            0
        };
        self.spent.add(Waited::Network, me, network);
        self.spent.add(own, me, rest.saturating_add(before));
        if now.jump.is_some() && matches!(own, Waited::Application | Waited::Sender) {
            let jumped = &mut self.jumped[me as usize][usize::from(own == Waited::Sender)];
            *jumped = jumped.saturating_add(rest.saturating_add(before));
        }
        if network > rest.saturating_add(before) { (Waited::Network, me) } else { (own, me) }
    }

    fn all(&mut self, kind: Waited, side: Side, gap: i64) -> (Waited, Side) {
        self.spent.add(kind, side, gap);
        (kind, side)
    }

    /// How much of a gap the way to its sender and back takes.
    fn network(&self, now: &Moment, gap: i64) -> i64 {
        let Some((_, last, by)) = self.last else { return 0 };
        match (now.quickest, self.last_of[now.side.peer() as usize]) {
            (Some(quickest), Some(heard)) => {
                heard.saturating_add(quickest).saturating_sub(last).clamp(0, gap)
            }
            (None, Some(_)) if now.acknowledges || by != now.side && now.ends != Ends::Speech => gap,
            _ => 0,
        }
    }

    fn silence(&mut self, now: &Moment, waited: Waited, side: Side) {
        let Some(quiet) = &mut self.quiet else { return self.begin_quiet(now) };
        match now.ends {
            Ends::KeepAlive { asks } => quiet.keep_alives = quiet.keep_alives.saturating_add(u32::from(asks)),
            Ends::Probe { asks } => quiet.probes = quiet.probes.saturating_add(u32::from(asks)),
            Ends::Again | Ends::Ack | Ends::OtherAck | Ends::Speech | Ends::Reset => {
                let quiet = *quiet;
                let length = now.time.saturating_sub(quiet.time);
                if length >= SILENCE {
                    self.keep(Silence {
                        length,
                        from: quiet.frame,
                        to: now.frame,
                        ended_by: now.side,
                        waited,
                        side,
                        outstanding: quiet.outstanding,
                        opening: quiet.opening,
                        keep_alives: quiet.keep_alives,
                        probes: quiet.probes,
                        jump: now.jump,
                    });
                }
                self.begin_quiet(now);
            }
        }
    }

    /// What is unacknowledged is known once the segment is taken in: [`settled`](Self::settled) tells it.
    fn begin_quiet(&mut self, now: &Moment) {
        self.quiet = Some(Quiet {
            frame: now.frame,
            time: now.time,
            outstanding: now.outstanding,
            opening: [false; 2],
            keep_alives: 0,
            probes: 0,
        });
    }

    /// The segment of this frame is taken in.
    pub(super) fn settled(&mut self, frame: FrameNo, outstanding: [u32; 2], opening: [bool; 2]) {
        if let Some(quiet) = &mut self.quiet
            && quiet.frame == frame
        {
            quiet.outstanding = outstanding;
            quiet.opening = opening;
        }
    }

    /// Keep the longest; of equal ones the earlier.
    fn keep(&mut self, silence: Silence) {
        let place = self.silences.partition_point(|kept| kept.length >= silence.length);
        if place < SILENCES {
            self.silences.insert(place, silence);
            self.silences.truncate(SILENCES);
        }
    }
}
