//! Looks at each segment of a connection, with the sockets as they were before it and what was found about it.

use crate::capture::FrameNo;
use crate::connection::facts::timing::{Clues, Place, Repeated, Resends, Sending, fits_timer};
use crate::connection::facts::timing::{Half, Initial, Trips, Turns, Window};
use crate::connection::facts::{Cause, FindingKind, Pair, Seq, Side, Timing};
use crate::connection::machine::record::{Known, Socket};
use crate::connection::timing::identity::Identities;
use crate::connection::timing::roundtrip::{Again, Run, Sent};
use crate::connection::timing::samples::Samples;
use crate::connection::timing::waits::{Ends, Moment, Waits};
use crate::dissect::options::{TcpOption, walk};
use crate::dissect::{Checksum, Segment};
use std::collections::VecDeque;

/// A SYN or FIN again sooner than this waited for no timer known: stacks wait at least 200 ms (RFC 6298, 2.4, asks for
/// 1 s).
const SHORTEST_TIMER: i64 = 190_000_000;

/// So many holes whose repeated ACKs are remembered, a side.
const REPORTS: usize = 8;

/// The MSS of a side that named none (RFC 9293, 3.7.1), in bytes.
const DEFAULT_MSS: u32 = 536;

/// A segment that passes, once the machine has taken it in.
pub(in crate::connection) struct Passing<'a> {
    pub(in crate::connection) frame: FrameNo,
    /// Nanoseconds since the epoch.
    pub(in crate::connection) time: i64,
    pub(in crate::connection) side: Side,
    pub(in crate::connection) seg: &'a Segment<'a>,
    pub(in crate::connection) end: Seq,
    /// Will its receiver take it in?
    pub(in crate::connection) arrives: bool,
    /// Both sockets before it: client, server.
    pub(in crate::connection) before: &'a Pair<Socket>,
}

/// See the module.
#[derive(Debug, Default)]
pub(in crate::connection) struct Stopwatch {
    /// What was found about the segment that passes.
    noticed: Vec<FindingKind>,
    clues: Clues,
    /// What each side sent.
    sent: Pair<Sent>,
    halves: Pair<Option<Half>>,
    /// When a SYN without ACK was sent last, by either side, and how long after it the first ACK without SYN came.
    last_syn: Option<(FrameNo, i64)>,
    initial_rtt: Option<Initial>,
    /// It sent a SYN without ACK: its SYN,ACK then is no repeat (RFC 9293, 3.5, figure 7).
    bare_syn: Pair<bool>,
    /// Its SYN came again in this frame, and the other has not answered since.
    syn_again: Pair<Option<FrameNo>>,
    /// Its last segment was damaged: which one, and what it acknowledges.
    damaged: Pair<Option<(FrameNo, Seq)>>,
    damaged_answers: Pair<Option<FrameNo>>,
    /// Holes in what a side sent that the other has reported by repeated ACKs.
    reports: Pair<VecDeque<Report>>,
    identities: Pair<Identities>,
    until_icmp: Option<(FrameNo, i64)>,
    /// Packets that were seen behind a router too, and the two times to live of the first.
    routed: (u64, Option<(u8, u8)>),
    /// The time to live of the last segment of each side.
    ttl: Pair<Option<u8>>,
    resends: Resends,
    waits: Waits,
    windows: Pair<Window>,
    closed_since: Pair<Option<i64>>,
    turns: Pair<Answers>,
    /// What each side said last and the other has not answered.
    said: Pair<Option<Said>>,
    segments: u64,
}

/// Data that may be answered.
#[derive(Debug, Clone, Copy)]
struct Said {
    frame: FrameNo,
    time: i64,
    end: Seq,
}

/// A hole that was reported by repeated ACKs.
#[derive(Debug, Clone, Copy)]
struct Report {
    missing: Seq,
    first: FrameNo,
    last: FrameNo,
    /// It was filled by a segment that had been overtaken.
    reordered: bool,
}

/// Answers of one side.
#[derive(Debug, Default)]
struct Answers {
    took: Samples,
    own: Samples,
    own_total: i64,
    slowest: Option<(i64, FrameNo, FrameNo)>,
}

impl Stopwatch {
    /// Something is found about the segment that is taken in now.
    pub(in crate::connection) fn notice(&mut self, kind: FindingKind) {
        use FindingKind as Kind;
        // Only what is looked at here: findings that come without a segment (ICMP errors) would pile up.
        if matches!(
            kind,
            Kind::AnswerFiledFirst { .. }
                | Kind::AnswerFiledLate { .. }
                | Kind::CapturedTwice { .. }
                | Kind::ChallengeAck { .. }
                | Kind::DataRepeated { .. }
                | Kind::Discarded { .. }
                | Kind::DuplicateAck { .. }
                | Kind::DuplicateSack { .. }
                | Kind::KeepAlive { .. }
                | Kind::KeepAliveAnswered { .. }
                | Kind::Reordered { .. }
                | Kind::UnharmedCopy { .. }
                | Kind::WindowFull { .. }
                | Kind::WindowOpens { .. }
                | Kind::ZeroWindow
                | Kind::ZeroWindowProbe { .. }
        ) {
            self.noticed.push(kind);
        }
    }

    /// A segment of `side` is looked at, before anything is found about it. `unused`: see [`Clues::look`].
    pub(in crate::connection) fn looks(
        &mut self,
        side: Side,
        seg: &Segment<'_>,
        checksum: Checksum,
        unused: Pair<bool>,
    ) {
        self.clues.look(side, seg, checksum, unused);
    }

    /// Where the capture was taken, by what was seen so far. The segment that is being taken in counts with its time to
    /// live and its checksum, and not yet with its time.
    pub(in crate::connection) fn place(&self) -> Place {
        self.clues().place()
    }

    /// The quickest round trip from here to `side` and back so far, in nanoseconds.
    pub(in crate::connection) fn quickest(&self, side: Side) -> Option<i64> {
        self.sent[side.peer()].shortest()
    }

    fn clues(&self) -> Clues {
        let gaps = self.halves[Side::Server]
            .zip(self.halves[Side::Client])
            .map(|(server, client)| (server.took, client.took));
        let (doubles, ttls) = self.routed;
        // All but what a capture misses at its ends.
        let routed = ttls.filter(|_| doubles.saturating_mul(4) >= self.segments.saturating_mul(3));
        Clues { gaps, routed, ..self.clues }
    }

    /// The segment is taken in. Without a time it says nothing here.
    pub(in crate::connection) fn passes(&mut self, now: Option<&Passing<'_>>) {
        let noticed = std::mem::take(&mut self.noticed);
        if let Some(now) = now
            && !noticed.iter().any(|kind| matches!(kind, FindingKind::CapturedTwice { .. }))
        {
            self.pass(now, &noticed);
        }
        self.noticed = noticed;
        self.noticed.clear();
    }

    /// The last packet of `side` once more. Gives its time to live if a router lies between the two.
    pub(in crate::connection) fn doubled(&mut self, side: Side, ttl: u8) -> Option<u8> {
        let before = self.ttl[side].filter(|before| *before > ttl)?;
        self.routed.0 += 1;
        self.routed.1.get_or_insert((before, ttl));
        Some(ttl)
    }

    /// An ICMP error about a segment of this connection.
    pub(in crate::connection) fn icmp(&mut self, frame: FrameNo, time: i64) {
        self.until_icmp = self.waits.since_last(time).map(|took| (frame, took));
    }

    /// Nothing more comes. `None` if no segment had a time.
    pub(in crate::connection) fn finish(&mut self) -> Option<Timing> {
        if self.segments == 0 {
            return None;
        }
        let clues = self.clues();
        let place = clues.place();
        let far = |side: Side| self.identities[side].habitual() && !place.position.near(side);
        let by_identity = self.waits.finish(Pair::of(far));
        for side in Side::BOTH {
            self.windows[side].still_closed = self.closed_since[side].is_some();
        }
        // What the client sent is answered by the server, and the other way round.
        let trips = |sender: Side| {
            let sent = &self.sent[sender];
            Trips {
                by_ack: sent.by_ack.spread(),
                by_timestamp: sent.by_stamp.spread(),
                quickest: sent.shortest(),
                ambiguous: sent.ambiguous,
                first_ambiguous: sent.first_ambiguous,
            }
        };
        Some(Timing {
            place,
            clues,
            halves: self.halves,
            initial_rtt: self.initial_rtt,
            trips: Pair::of(|side| trips(side.peer())),
            resends: self.resends.clone(),
            turns: self.turns.each(Answers::told),
            windows: self.windows,
            silences: self.waits.silences.clone(),
            spent: self.waits.spent,
            until_icmp: self.until_icmp,
            damaged_answers: self.damaged_answers,
            by_identity,
            backwards: self.waits.backwards,
        })
    }

    fn pass(&mut self, now: &Passing<'_>, noticed: &[FindingKind]) {
        let (me, peer) = (now.side, now.side.peer());
        self.segments += 1;
        self.ttl[me] = Some(now.seg.ttl);
        self.until_icmp = None;
        let jump = self.identities[me].passes(now.seg.ip_id);
        self.follow_reports(now, noticed);
        self.count_as_wireshark(now);
        let outstanding = self.outstanding();
        let quickest = self.sent[peer].shortest();
        let held_by = Pair::of(|side| holds(now, side));
        let stamps = stamps(now.seg);
        // What it acknowledges may be forgotten, or not in the capture: it is something new nevertheless.
        let una = self.sent[peer].una();
        self.acknowledge(now, noticed, stamps.map(|(_, echo)| echo));
        let acknowledges = una.is_some() && self.sent[peer].una() != una;
        let again = self.send(now, noticed, stamps.map(|(value, _)| value));
        let ends = ends(now, noticed, again, acknowledges, held_by[me]);
        let moment = Moment {
            frame: now.frame,
            time: now.time,
            side: me,
            ends,
            acknowledges,
            quickest,
            outstanding,
            held_by,
            jump,
        };
        self.waits.passes(&moment);
        let opening = self.sent.each(Sent::opening);
        self.waits.settled(now.frame, self.outstanding(), opening);
        self.follow_windows(now, noticed);
        if now.seg.data > 0 && ends == Ends::Speech {
            self.take_turn(now, quickest);
        }
    }

    /// `tcp.analysis.initial_rtt`: from the last SYN to the first ACK behind it, whosever they are.
    fn count_as_wireshark(&mut self, now: &Passing<'_>) {
        let flags = now.seg.flags;
        match (flags.syn(), flags.ack()) {
            (true, false) => self.last_syn = Some((now.frame, now.time)),
            (false, true) if self.initial_rtt.is_none() => {
                self.initial_rtt = self.last_syn.map(|(from, syn)| Initial {
                    from,
                    to: now.frame,
                    took: now.time.saturating_sub(syn),
                });
            }
            _ => {}
        }
    }

    /// What was damaged, which holes are reported, and what came twice.
    fn follow_reports(&mut self, now: &Passing<'_>, noticed: &[FindingKind]) {
        let (me, peer) = (now.side, now.side.peer());
        self.damaged[me] = None;
        for kind in noticed {
            match *kind {
                FindingKind::Discarded { .. } if now.seg.flags.ack() => {
                    self.damaged[me] = Some((now.frame, Seq(now.seg.ack)));
                }
                FindingKind::DuplicateAck { missing, .. } => {
                    let reports = &mut self.reports[peer];
                    match reports.iter_mut().find(|report| report.missing == missing) {
                        Some(report) => report.last = now.frame,
                        None => {
                            if reports.len() == REPORTS {
                                reports.pop_front();
                            }
                            let (first, last) = (now.frame, now.frame);
                            reports.push_back(Report { missing, first, last, reordered: false });
                        }
                    }
                }
                FindingKind::Reordered { .. } => {
                    let seq = Seq(now.seg.seq);
                    for report in &mut self.reports[me] {
                        report.reordered |= report.missing.at_or_after(seq) && now.end.after(report.missing);
                    }
                }
                FindingKind::DuplicateSack { from, .. } => self.resends.duplicate(peer, from, now.frame),
                _ => {}
            }
        }
    }

    /// The shortest round trip from end to end, as far as both halves are known.
    pub(in crate::connection) fn round_trip(&self) -> Option<i64> {
        let Pair([client, server]) = &self.sent;
        Some(client.shortest()?.saturating_add(server.shortest()?))
    }

    fn outstanding(&self) -> Pair<u32> {
        self.sent.each(Sent::outstanding)
    }

    /// What its ACK number answers, and what that says of the handshake.
    fn acknowledge(&mut self, now: &Passing<'_>, noticed: &[FindingKind], echo: Option<u32>) {
        let flags = now.seg.flags;
        let foreign = noticed.iter().any(|kind| matches!(kind, FindingKind::ChallengeAck { .. }));
        let (me, peer) = (now.side, now.side.peer());
        // A RST has a round trip only where it answers the SYN.
        let refuses = flags.rst() && self.sent[peer].opening();
        if !flags.ack() || (flags.rst() && !refuses) || !now.arrives || foreign {
            return;
        }
        let ack = Seq(now.seg.ack);
        let Some(answer) = self.sent[peer].acknowledged(ack, echo, now.frame, now.time) else {
            return;
        };
        // A server that acknowledges the SYN without a SYN of its own had sent that before: a split handshake, or
        // one of which a part is missing. From SYN to ACK is no round trip then.
        let opens = me == Side::Client || flags.syn() || refuses;
        if answer.of.syn && opens && self.halves[me].is_none() {
            let (took, since_first, by_timestamp) = match (answer.of.times, answer.by_stamp) {
                (1, _) => (now.time.saturating_sub(answer.of.last), None, false),
                (_, Some(took)) => (took, None, true),
                (_, None) => {
                    let since = |then: i64| now.time.saturating_sub(then);
                    (since(answer.of.last), Some(since(answer.of.first)), false)
                }
            };
            let first = by_timestamp && took >= now.time.saturating_sub(answer.of.first);
            self.halves[me] = Some(Half {
                from: if first { answer.of.frame } else { answer.of.last_frame },
                to: now.frame,
                took,
                sent: answer.of.times,
                since_first,
                by_timestamp,
            });
        }
    }

    /// What it sends. Is that sent again?
    fn send(&mut self, now: &Passing<'_>, noticed: &[FindingKind], stamp: Option<u32>) -> Option<Sending> {
        let (me, flags, seq) = (now.side, now.seg.flags, Seq(now.seg.seq));
        let no_new_sending = noticed.iter().any(|kind| {
            matches!(
                kind,
                FindingKind::KeepAlive { .. }
                    | FindingKind::UnharmedCopy { .. }
                    | FindingKind::AnswerFiledFirst { .. }
                    | FindingKind::AnswerFiledLate { .. }
            )
        });
        if now.end == seq || flags.rst() || no_new_sending {
            return None;
        }
        if let Some(value) = stamp {
            self.sent[me].stamped(value, now.time);
        }
        if flags.syn() && !flags.ack() {
            self.bare_syn[me] = true;
        } else if flags.syn() && std::mem::take(&mut self.bare_syn[me]) {
            return None;
        }
        // A host that meets a repeated SYN may answer it at once; Linux does.
        let answers = if flags.syn() && flags.ack() { self.syn_again[me.peer()].take() } else { None };
        let run = Run {
            seq,
            end: now.end,
            syn: flags.syn(),
            frame: now.frame,
            first: now.time,
            last_frame: now.frame,
            last: now.time,
            times: 1,
            late: false,
        };
        let una = self.sent[me].una();
        let (first, waited) = match self.sent[me].sent(run) {
            Again::New => return None,
            Again::Since { first, waited } => (Some(first), Some(waited)),
            Again::Unknown => (None, None),
        };
        if flags.syn() && !flags.ack() {
            self.syn_again[me] = Some(now.frame);
        }
        if let Some((frame, _)) = self.damaged[me.peer()].filter(|(_, ack)| ack.at_or_after(now.end)) {
            self.damaged_answers[me].get_or_insert(frame);
        }
        let told = noticed.iter().find_map(|kind| match kind {
            FindingKind::DataRepeated { cause, .. } => Some(*cause),
            _ => None,
        });
        let slow = waited.is_none_or(|waited| waited >= SHORTEST_TIMER);
        let soon = waited.zip(self.round_trip()).is_some_and(|(waited, trip)| waited < trip);
        let (kind, fits) = match (flags.syn(), now.seg.data, told) {
            (true, ..) => {
                let kind = if flags.ack() { Repeated::SynAck } else { Repeated::Syn };
                (kind, if slow { Cause::Timeout } else { Cause::Unknown })
            }
            (false, 0, _) => {
                let done = una.is_some_and(|una| una.at_or_after(now.end));
                let fits = match (done, slow) {
                    (true, _) => Cause::Unneeded,
                    _ if soon => Cause::Unknown,
                    (false, true) => Cause::TimeoutOrProbe,
                    (false, false) => Cause::TailLossProbe,
                };
                (Repeated::Fin, fits)
            }
            (false, _, Some(cause)) => (Repeated::Data, cause),
            // Late, but sent only once.
            (false, _, None) => return None,
        };
        let fits = if soon && fits_timer(fits) { Cause::Unknown } else { fits };
        let reported = self.reports[me]
            .iter()
            .find(|report| report.reordered && report.missing == seq)
            .filter(|_| fits == Cause::Unneeded)
            .map(|report| (report.first, report.last));
        let sending = Sending { frame: now.frame, waited, fits, soon, answers, reported, duplicate: None };
        self.resends.add(me, kind, seq, now.seg.data, first, sending);
        Some(sending)
    }

    fn follow_windows(&mut self, now: &Passing<'_>, noticed: &[FindingKind]) {
        let (me, peer) = (now.side, now.side.peer());
        for kind in noticed {
            match kind {
                FindingKind::ZeroWindow => {
                    self.windows[me].closed = self.windows[me].closed.saturating_add(1);
                    self.closed_since[me] = Some(now.time);
                }
                FindingKind::WindowOpens { .. } => {
                    if let Some(since) = self.closed_since[me].take() {
                        let took = now.time.saturating_sub(since).max(0);
                        self.windows[me].closed_for = self.windows[me].closed_for.saturating_add(took);
                    }
                }
                FindingKind::WindowFull { .. } => {
                    self.windows[peer].full = self.windows[peer].full.saturating_add(1);
                }
                FindingKind::ZeroWindowProbe { .. } => {
                    self.windows[peer].probes = self.windows[peer].probes.saturating_add(1);
                }
                _ => {}
            }
        }
        let under_way = self.sent[me].outstanding();
        self.windows[peer].most_under_way = self.windows[peer].most_under_way.max(under_way);
    }

    /// New data: an answer, if they acknowledge all that the other side said.
    fn take_turn(&mut self, now: &Passing<'_>, quickest: Option<i64>) {
        let (me, peer) = (now.side, now.side.peer());
        let acknowledges = |end: Seq| now.seg.flags.ack() && Seq(now.seg.ack).at_or_after(end);
        if let Some(said) = self.said[peer].take_if(|said| acknowledges(said.end)) {
            let took = now.time.saturating_sub(said.time);
            self.turns[me].add(took, quickest, said.frame, now.frame);
        }
        self.said[me] = Some(Said { frame: now.frame, time: now.time, end: now.end });
    }
}

impl Answers {
    fn add(&mut self, took: i64, quickest: Option<i64>, from: FrameNo, to: FrameNo) {
        self.took.add(took);
        if let Some(quickest) = quickest {
            let own = took.saturating_sub(quickest).max(0);
            self.own.add(own);
            self.own_total = self.own_total.saturating_add(own);
        }
        if self.slowest.is_none_or(|(slowest, ..)| took > slowest) {
            self.slowest = Some((took, from, to));
        }
    }

    fn told(&self) -> Option<Turns> {
        let (_, from, to) = self.slowest?;
        Some(Turns {
            took: self.took.spread()?,
            own: self.own.spread(),
            own_total: self.own_total,
            slowest: (from, to),
        })
    }
}

/// Does this side's window hold the other up: closed, or with no room for another whole segment?
fn holds(now: &Passing<'_>, receiver: Side) -> bool {
    let (own, sender) = (&now.before[receiver], &now.before[receiver.peer()]);
    if !sender.has(Known::WND) || !sender.has(Known::UNA) || !sender.has(Known::NXT) {
        return false;
    }
    let under_way = sender.nxt.since(sender.una);
    let mss = if own.has(Known::MSS) { u32::from(own.mss) } else { DEFAULT_MSS };
    let room = sender.wnd.saturating_sub(under_way);
    // A synchronised sender with something under way and less room than a segment waits (RFC 9293, 3.8.6.2.1).
    let open = sender.state.is_some_and(crate::connection::facts::State::synchronised);
    open && (sender.wnd == 0 || under_way > 0 && under_way <= sender.wnd && room < mss)
}

/// What kind of segment it is for whoever waited.
fn ends(
    now: &Passing<'_>,
    noticed: &[FindingKind],
    again: Option<Sending>,
    acknowledges: bool,
    held: bool,
) -> Ends {
    for kind in noticed {
        match kind {
            FindingKind::KeepAlive { .. } => return Ends::KeepAlive { asks: true },
            FindingKind::KeepAliveAnswered { .. } => return Ends::KeepAlive { asks: false },
            FindingKind::ZeroWindowProbe { .. } | FindingKind::DataRepeated { cause: Cause::Probe, .. } => {
                return Ends::Probe { asks: true };
            }
            _ => {}
        }
    }
    let flags = now.seg.flags;
    if flags.rst() {
        return Ends::Reset;
    }
    let speaks = now.seg.data > 0 || flags.syn() || flags.fin();
    // It answers a SYN, though damaged or for the second time.
    let answers = flags.syn() && flags.ack() && !acknowledges;
    match (again, speaks, acknowledges) {
        (Some(again), ..) if again.answers.is_some() => Ends::Ack,
        (Some(_), ..) => Ends::Again,
        _ if answers => Ends::Ack,
        (_, true, _) => Ends::Speech,
        (_, _, true) => Ends::Ack,
        _ if held && now.seg.window == 0 => Ends::Probe { asks: false },
        _ => Ends::OtherAck,
    }
}

/// TSval and TSecr; the latter is read only with ACK (RFC 7323, 3.2).
fn stamps(seg: &Segment<'_>) -> Option<(u32, u32)> {
    walk(seg.options).find_map(|placed| match placed.option {
        TcpOption::Timestamps { value, echo } => Some((value, echo)),
        _ => None,
    })
}
