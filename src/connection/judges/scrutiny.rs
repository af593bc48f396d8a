//! What a segment is beside the state machine: a repeat and its cause, a gap, a keep-alive, a probe, a closed window, an
//! option agreed on.
//!
//! Each finding says what the numbers are that made it fire. It never changes a socket: the machine does that by the
//! RFC's rules alone, and a finding that names a cause is an inference from what passed this point of the network.
//!
//! Limits: the segments and gaps that are remembered are bounded ([`BOUND`]); a repeat of something older than that is
//! told without its first frame. Causes follow RFC 6298 (timer), RFC 8985 (tail loss probe) and the presence of repeated ACK numbers
//! or SACK blocks; congestion windows are not visible and not guessed.

use crate::capture::FrameNo;
use crate::connection::facts::{Cause, Evidence, FindingKind, Follows, Listen, Offered, Seq, State};
use crate::connection::judges::congestion::Congestion;
use crate::connection::judges::origin::Origin;
use crate::connection::machine::record::{Known, ShortTime};
use crate::connection::machine::{Machine, Now, SAME_PACKET};
use crate::connection::sack;
use crate::dissect::Checksum;
use crate::dissect::options::{TcpOption, walk};
use std::collections::VecDeque;

/// The most segments remembered, and the most gaps, a side.
const BOUND: usize = 1024;

/// How long a receiver may hold back an ACK: RFC 9293, 3.8.6.3, allows under 0.5 s; RFC 8985, 7.2, adds it to the probe timeout
/// when one segment is in flight. Stacks use 40 to 200 ms; the larger.
const DELAYED_ACK: i64 = 200_000_000;

/// So many identifications lie between a segment and what overtook it, at the most.
const NEAR: u16 = 64;

/// Without a round-trip time, a segment that comes this late behind the gap it fills was sent again.
pub(crate) const REORDERING: i64 = 3_000_000;

/// A run of bytes that was sent.
#[derive(Debug, Clone, Copy)]
struct Run {
    seq: Seq,
    end: Seq,
    frame: FrameNo,
    last: ShortTime,
    times: u32,
    /// Where it was sent again last.
    again: Option<FrameNo>,
    /// Identification and checksum of its last packet.
    ip_id: u16,
    sum: Option<u16>,
    /// The same packet came a second time.
    doubled: Option<FrameNo>,
    /// All that came so far is a copy whose checksum is wrong, in this frame.
    damaged: Option<FrameNo>,
}

impl Run {
    /// Is this the very packet that carried it last?
    fn same_packet(&self, now: &Now<'_>) -> bool {
        let soon =
            ShortTime::of(now.time).since(self.last).is_none_or(|after| after < i64::from(SAME_PACKET));
        soon && self.sum.is_some() && self.sum == now.sum() && self.ip_id == now.seg.ip_id && self.ip_id != 0
    }
}

/// Bytes that were jumped over.
#[derive(Debug, Clone, Copy)]
struct Gap {
    from: Seq,
    to: Seq,
    frame: FrameNo,
    time: ShortTime,
    ip_id: u16,
}

/// What one side has sent, and what it has said of the other's data.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    runs: VecDeque<Run>,
    gaps: Vec<Gap>,
    /// Of its own ACKs: how often the last number was repeated.
    duplicates: u32,
    last_ack: Option<(Seq, u16)>,
    /// How much it has sent again, or out of turn, that its peer may still answer with the same ACK number.
    pub(crate) unanswered: u32,
    /// Highest right edge of a SACK block that it sent.
    sacked: Option<Seq>,
    /// The frame in which it closed its window.
    closed_in: Option<FrameNo>,
    /// Highest right edge of the window that it announced.
    right_edge: Option<Seq>,
    /// Its last keep-alive, until it is answered.
    keep_alive: Option<FrameNo>,
    /// Smoothed round-trip time of its data, in nanoseconds (RFC 6298, 2).
    srtt: Option<i64>,
    /// What its SYNs and SYN,ACKs offered.
    pub(crate) offered: Offered,
    /// Its SYN carried a Fast Open cookie.
    pub(crate) cookie: bool,
    pub(crate) origin: Origin,
    /// A RST that it must challenge came in this frame, and it has sent nothing since.
    pub(crate) challenged_by: Option<FrameNo>,
    /// Keep-alives since its peer was last heard of.
    keep_alives: u32,
    /// A router told it of a smaller MTU; taken away by its first segment that fits.
    pub(crate) path_mtu: Option<(u32, FrameNo)>,
    /// Bytes of it that were acknowledged before they were seen, in which frame and when.
    ahead: Option<(Seq, Seq, FrameNo, ShortTime)>,
    /// What it sends again below this number was too large for the path.
    too_large_until: Option<Seq>,
    /// What it sent last because its timer ran out, and SND.NXT at that time.
    timed_out: Option<(FrameNo, Seq)>,
    /// The last ACK of something new that it got.
    acked: Option<(FrameNo, ShortTime)>,
}

impl Flow {
    /// When its data up to `end` passed, if they did so once.
    pub(crate) fn passed_once(&self, end: Seq) -> Option<ShortTime> {
        let run = self.runs.iter().rev().find(|run| run.end == end)?;
        (run.times == 1 && run.doubled.is_none()).then_some(run.last)
    }
}

/// Both sides.
#[derive(Debug, Default)]
pub(crate) struct Scrutiny {
    pub(crate) flows: [Flow; 2],
    pub(crate) congestion: Congestion,
    /// Runs and gaps dropped for lack of room.
    pub(crate) dropped: u64,
}

impl Scrutiny {
    /// Does the call that opened the connection wait for the answer? Not if data or a Fast Open cookie came with the SYN; a joining
    /// path is opened by no call.
    pub(crate) fn waits_for_open(&self) -> bool {
        let [client, _] = &self.flows;
        !client.cookie && !client.offered.has(Offered::DATA) && !client.offered.has(Offered::MP_JOIN)
    }

    /// The last packet of this side was here a second time; its receiver may tell whether it came there twice.
    pub(crate) fn doubled(&mut self, now: &Now<'_>) {
        let runs = &mut self.flows[now.side as usize].runs;
        if let Some(run) = runs.iter_mut().rev().find(|run| run.seq == now.seq() && run.end == now.end()) {
            run.doubled = Some(now.frame);
        }
    }
}

impl<L: Listen> Machine<'_, L> {
    /// Look at a segment before the machine takes it in.
    pub(crate) fn scrutinise(&mut self, now: &Now<'_>) {
        let Some(ledger) = self.ledger.as_deref_mut() else { return };
        // Taken out so that findings can be told meanwhile.
        let mut scrutiny = std::mem::take(&mut ledger.scrutiny);
        self.negotiation(now, &mut scrutiny);
        self.origin(now, &mut scrutiny);
        let flags = now.seg.flags;
        scrutiny.flows[now.side.peer() as usize].keep_alives = 0;
        if !flags.syn() && !flags.rst() {
            self.window(now, &mut scrutiny);
            self.acknowledgement(now, &mut scrutiny);
            self.sending(now, &mut scrutiny);
            self.congestion(now, &mut scrutiny);
        }
        // A pointer of 0 points to no data at all.
        if flags.urg() && now.seg.urgent != 0 {
            let end = now.seq() + u32::from(now.seg.urgent);
            self.finding(now.frame, FindingKind::Urgent { end }, Evidence::Observed);
        } else if !flags.urg() && now.seg.urgent != 0 {
            self.note(now, FindingKind::UrgentPointerUnused { pointer: now.seg.urgent });
        }
        if let Some(ledger) = self.ledger.as_deref_mut() {
            ledger.scrutiny = scrutiny;
        }
    }

    /// New bytes, a gap, a repeat, a keep-alive, a probe.
    fn sending(&mut self, now: &Now<'_>, scrutiny: &mut Scrutiny) {
        let me = now.side;
        let socket = *self.conn.socket(me);
        let (seq, end, data) = (now.seq(), now.end(), now.seg.data);
        let synchronised = socket.state.is_some_and(State::synchronised);
        if !socket.has(Known::NXT) || now.seg.flags.fin() && data == 0 {
            return;
        }
        let closed = socket.has(Known::WND) && socket.wnd == 0;
        if closed && synchronised && data <= 1 && (seq + 1 == socket.nxt || data == 1) {
            let kind = FindingKind::ZeroWindowProbe { wnd: socket.wnd };
            self.finding(now.frame, kind, Evidence::Inferred);
        } else if synchronised && data <= 1 && seq + 1 == socket.nxt && !now.seg.flags.fin() && idle(&socket)
        {
            let flow = &mut scrutiny.flows[me as usize];
            flow.keep_alive = Some(now.frame);
            flow.keep_alives += 1;
            let times = flow.keep_alives;
            let kind = FindingKind::KeepAlive { next: socket.nxt };
            self.finding(now.frame, kind, Evidence::Inferred);
            if times > 1 {
                let kind = FindingKind::KeepAliveUnanswered { times: times - 1 };
                self.finding(now.frame, kind, Evidence::Observed);
            }
            return;
        }
        if data == 0 {
            return;
        }
        self.fits_path(now, scrutiny);
        let time = ShortTime::of(now.time);
        if seq.after(socket.nxt) {
            let kind = FindingKind::Gap { from: socket.nxt, to: seq };
            self.finding(now.frame, kind, Evidence::Observed);
            let edge = scrutiny.flows[me.peer() as usize].right_edge;
            if let Some(edge) = edge.filter(|edge| seq.at_or_after(*edge)) {
                let kind = FindingKind::BeyondWindow { seq, edge };
                self.finding(now.frame, kind, Evidence::Inferred);
            }
            let gaps = &mut scrutiny.flows[me as usize].gaps;
            if gaps.len() == BOUND {
                scrutiny.dropped += 1;
            } else {
                gaps.push(Gap { from: socket.nxt, to: seq, frame: now.frame, time, ip_id: now.seg.ip_id });
            }
        } else if seq.before(socket.nxt) {
            scrutiny.flows[me as usize].unanswered += 1;
            self.behind(now, scrutiny);
        }
        let window_end = socket.una + socket.wnd;
        if socket.has(Known::WND) && socket.wnd > 0 && end == window_end {
            let kind = FindingKind::WindowFull { wnd: socket.wnd };
            self.finding(now.frame, kind, Evidence::Inferred);
        }
        let damaged = self.damaged(now).then_some(now.frame);
        let flow = &mut scrutiny.flows[me as usize];
        let (ip_id, sum) = (now.seg.ip_id, now.sum());
        if let Some(run) = flow.runs.iter_mut().find(|run| run.seq == seq && run.end == end) {
            if !run.same_packet(now) {
                run.times += 1;
                run.again = Some(now.frame);
            }
            run.last = time;
            run.damaged = run.damaged.filter(|_| damaged.is_some());
            (run.ip_id, run.sum) = (ip_id, sum);
        } else {
            if flow.runs.len() == BOUND {
                scrutiny.dropped += 1;
                flow.runs.pop_front();
            }
            flow.runs.push_back(Run {
                seq,
                end,
                frame: now.frame,
                last: time,
                times: 1,
                again: None,
                ip_id,
                sum,
                doubled: None,
                damaged,
            });
        }
    }

    /// A segment that begins before SND.NXT.
    fn behind(&mut self, now: &Now<'_>, scrutiny: &mut Scrutiny) {
        let me = now.side;
        let (seq, end) = (now.seq(), now.end());
        let time = ShortTime::of(now.time);
        let srtt = scrutiny.flows[me as usize].srtt.or(self.handshake_rtt());
        let (damaged, own) = (self.damaged(now), *self.conn.socket(me));
        let flow = &mut scrutiny.flows[me as usize];
        if let Some(place) = flow.gaps.iter().position(|g| seq.at_or_after(g.from) && g.to.after(seq)) {
            let gap = flow.gaps[place];
            flow.gaps.remove(place);
            if gap.from.before(seq) {
                flow.gaps.push(Gap { to: seq, ..gap });
            }
            if end.before(gap.to) {
                flow.gaps.push(Gap { from: end, ..gap });
            }
            let late = time.since(gap.time);
            // A sender that counts its identifications up; one that picks them at random hits so near below once in a thousand.
            let before = gap.ip_id.wrapping_sub(now.seg.ip_id);
            let older_id = now.seg.ip_id != 0 && gap.ip_id != 0 && (1..=NEAR).contains(&before);
            let within = |bound: i64| late.is_some_and(|late| late < bound);
            let quick = within(srtt.map_or(REORDERING, |rtt| rtt / 2));
            let kind = if (older_id && within(i64::from(SAME_PACKET))) || (now.seg.ip_id == 0 && quick) {
                FindingKind::Reordered { gap_since: gap.frame, late, older_id }
            } else {
                self.repeated(now, scrutiny, None, Some(gap.frame))
            };
            self.finding(now.frame, kind, Evidence::Inferred);
            return;
        }
        if let Some((from, to, acknowledged_in, then)) = flow.ahead
            && seq.at_or_after(from)
            && to.at_or_after(end)
            && time.since(then).is_some_and(|late| late < REORDERING)
        {
            let kind = FindingKind::FiledLate { acknowledged_in };
            self.finding(now.frame, kind, Evidence::Inferred);
            return;
        }
        // What of it is not acknowledged yet is what it is sent for.
        let una = own.has(Known::UNA).then_some(own.una).filter(|una| una.after(seq) && end.after(*una));
        let from = una.unwrap_or(seq);
        let run = flow.runs.iter().rev().find(|r| from.at_or_after(r.seq) && r.end.after(from)).copied();
        if let Some(run) = flow.runs.iter_mut().find(|r| r.seq == seq && r.end == end && r.same_packet(now)) {
            if damaged != run.damaged.is_some() {
                // One of the two copies was damaged on the way; that it is dropped is told of it.
                if let Some(damaged) = run.damaged {
                    let kind = FindingKind::UnharmedCopy { damaged };
                    self.finding(now.frame, kind, Evidence::Inferred);
                }
                return;
            }
            run.doubled = Some(now.frame);
            let (first, after) = (run.frame, time.since(run.last).unwrap_or(0));
            let kind = FindingKind::CapturedTwice { first, after, behind: None };
            self.finding(now.frame, kind, Evidence::Inferred);
            return;
        }
        let kind = self.repeated(now, scrutiny, run, None);
        self.finding(now.frame, kind, Evidence::Observed);
    }

    /// Data sent again: why, and after what. A timer that runs out is remembered.
    fn repeated(
        &self,
        now: &Now<'_>,
        scrutiny: &mut Scrutiny,
        run: Option<Run>,
        gap_since: Option<FrameNo>,
    ) -> FindingKind {
        let cause = self.cause(now, scrutiny, run);
        let flow = &mut scrutiny.flows[now.side as usize];
        let after = match cause {
            Cause::AfterTimeout => {
                flow.timed_out.zip(flow.acked).map(|((timer, _), (ack, _))| Follows { timer, ack })
            }
            Cause::Timeout | Cause::TimeoutOrProbe => {
                flow.timed_out = Some((now.frame, self.conn.socket(now.side).nxt));
                None
            }
            _ => None,
        };
        FindingKind::DataRepeated {
            seq: now.seq(),
            data: now.seg.data,
            first: run.map(|r| r.frame),
            gap_since,
            cause,
            after,
        }
    }

    /// Did its timer run out for an earlier segment, and does an ACK that came since, moments ago, let it send this one again?
    fn follows_timeout(now: &Now<'_>, flow: &Flow, run: Run, timer: Option<i64>) -> bool {
        let Some(((timed_out, point), (ack, at))) = flow.timed_out.zip(flow.acked) else { return false };
        let soon =
            ShortTime::of(now.time).since(at).is_some_and(|since| since < timer.unwrap_or(DELAYED_ACK));
        ack > timed_out && run.frame < timed_out && point.at_or_after(now.end()) && soon
    }

    /// Does it follow what a router said of the path's MTU?
    fn fits_path(&mut self, now: &Now<'_>, scrutiny: &mut Scrutiny) {
        let flow = &mut scrutiny.flows[now.side as usize];
        let packet = now.seg.tcp_len.saturating_add(now.seg.at.saturating_sub(now.seg.ip_at));
        if let Some((mtu, icmp)) = flow.path_mtu.filter(|(mtu, _)| packet <= *mtu) {
            flow.path_mtu = None;
            flow.too_large_until = Some(self.conn.socket(now.side).nxt);
            let kind = FindingKind::PathMtuTaken { icmp, mtu, packet };
            self.finding(now.frame, kind, Evidence::Inferred);
        }
    }

    /// Is its checksum wrong, where checksums are in use?
    fn damaged(&self, now: &Now<'_>) -> bool {
        !self.sums_unused(now.side) && matches!(now.seg.checksum(), Checksum::Bad { .. })
    }

    /// Why was this sent again?
    fn cause(&self, now: &Now<'_>, scrutiny: &Scrutiny, run: Option<Run>) -> Cause {
        let (me, peer) = (now.side, now.side.peer());
        let socket = self.conn.socket(me);
        let flow = &scrutiny.flows[me as usize];
        let answers = &scrutiny.flows[peer as usize];
        let end = now.end();
        if self.conn.socket(me).has(Known::SYN_DATA) && now.seq() == socket.iss + 1 && run.is_none() {
            return Cause::FastOpenIgnored;
        }
        if socket.has(Known::UNA) && socket.una.at_or_after(end) {
            return Cause::Unneeded;
        }
        if socket.has(Known::WND) && socket.wnd == 0 {
            return Cause::Probe;
        }
        if flow.too_large_until.is_some_and(|until| until.at_or_after(end)) {
            return Cause::TooLarge;
        }
        let time = ShortTime::of(now.time);
        let waited = run.and_then(|r| time.since(r.last));
        let sacked_above = answers.sacked.is_some_and(|edge| edge.after(end));
        let srtt = flow.srtt.or(self.handshake_rtt());
        let timer = srtt.map(|rtt| rtt + DELAYED_ACK);
        let slow = waited.zip(timer).is_some_and(|(waited, timer)| waited >= timer);
        if run.is_some_and(|run| Self::follows_timeout(now, flow, run, timer)) {
            return Cause::AfterTimeout;
        }
        if (answers.duplicates >= 3 || sacked_above) && !(slow && run.is_some_and(|r| r.times > 1)) {
            return Cause::Fast;
        }
        let Some(waited) = waited else { return Cause::Unknown };
        let (last, first) = (end == socket.nxt, now.seq() == socket.una);
        let once = run.is_some_and(|r| r.times == 1);
        // No timer is shorter than a round trip from end to end; `srtt` is only the half of it behind this point.
        let whole = self.ledger.as_deref().and_then(|ledger| ledger.stopwatch.round_trip());
        if whole.is_some_and(|whole| waited < whole) {
            return Cause::Unknown;
        }
        match srtt {
            Some(rtt) if last && !first && once && waited < rtt + DELAYED_ACK => Cause::TailLossProbe,
            // Both timers lie between 2 * SRTT and SRTT + what a delayed ACK may take, and more.
            Some(rtt) if last && first && once && waited < 3 * rtt + 2 * DELAYED_ACK => {
                if waited < DELAYED_ACK { Cause::TailLossProbe } else { Cause::TimeoutOrProbe }
            }
            Some(rtt) if waited >= rtt => Cause::Timeout,
            None if waited >= DELAYED_ACK => Cause::Timeout,
            _ => Cause::Unknown,
        }
    }

    /// The ACK number: repeated, ahead of what was seen, with SACK blocks.
    fn acknowledgement(&mut self, now: &Now<'_>, scrutiny: &mut Scrutiny) {
        if !now.seg.flags.ack() {
            return;
        }
        let (me, peer) = (now.side, now.side.peer());
        let (ack, other) = (now.ack(), *self.conn.socket(peer));
        if other.state == Some(State::SynSent) {
            return;
        }
        if other.has(Known::NXT) && other.has(Known::UNA) && ack.after(other.nxt) {
            let kind = FindingKind::NotCaptured { from: other.nxt, to: ack, seen: other.segments > 0 };
            self.finding(now.frame, kind, Evidence::Confirmed);
            scrutiny.flows[peer as usize].ahead = Some((other.nxt, ack, now.frame, ShortTime::of(now.time)));
        }
        let had_already = self.sack(now, scrutiny);
        let sender = &mut scrutiny.flows[peer as usize];
        if other.has(Known::UNA) && ack.after(other.una) {
            sender.acked = Some((now.frame, ShortTime::of(now.time)));
            sender.timed_out = sender.timed_out.filter(|(_, point)| point.after(ack));
        }
        let flow = &mut scrutiny.flows[me as usize];
        let challenged = flow.challenged_by.take();
        if let Some(rst) = challenged
            && now.end() == now.seq()
            && flow.last_ack.is_none_or(|(last, _)| last == ack)
        {
            flow.last_ack = Some((ack, now.seg.window));
            let kind = FindingKind::ChallengeAnswersRst { rst };
            self.finding(now.frame, kind, Evidence::Inferred);
            return;
        }
        let same = flow.last_ack == Some((ack, now.seg.window));
        let missing = other.has(Known::NXT) && other.nxt.after(ack);
        if flow.last_ack.is_none_or(|(last, _)| ack.after(last)) {
            flow.duplicates = 0;
            scrutiny.flows[peer as usize].unanswered = 0;
        } else if same && now.end() == now.seq() {
            // A closed window's probe is answered so, an ACK may be there for Multipath TCP alone, and D-SACK says itself what came.
            if missing && now.seg.window != 0 && !had_already && !for_multipath(now) {
                self.acknowledges_again(now, scrutiny);
            }
            let sender = &mut scrutiny.flows[peer as usize];
            sender.unanswered = sender.unanswered.saturating_sub(1);
        }
        scrutiny.flows[me as usize].last_ack = Some((ack, now.seg.window));
        let answered = scrutiny.flows[peer as usize].keep_alive;
        if let Some(keep_alive) = answered
            && now.end() == now.seq()
            && ack == other.nxt
        {
            scrutiny.flows[peer as usize].keep_alive = None;
            let kind = FindingKind::KeepAliveAnswered { keep_alive };
            self.finding(now.frame, kind, Evidence::Inferred);
        }
        // A round-trip sample of the peer's data, by Karn's rule only from what was sent once (RFC 6298, 3).
        let time = ShortTime::of(now.time);
        let sender = &mut scrutiny.flows[peer as usize];
        let sample =
            sender.runs.iter().find(|r| r.end == ack && r.times == 1).and_then(|r| time.since(r.last));
        if let Some(sample) = sample {
            sender.srtt = Some(sender.srtt.map_or(sample, |srtt| srtt - srtt / 8 + sample / 8));
        }
        while sender.runs.front().is_some_and(|r| r.end.before(ack)) && sender.runs.len() > BOUND / 2 {
            sender.runs.pop_front();
        }
        sender.gaps.retain(|g| g.to.after(ack));
        sender.too_large_until = sender.too_large_until.filter(|until| until.after(ack));
    }

    /// The same ACK number once more, while something is not acknowledged: because something else came than the next byte?
    fn acknowledges_again(&mut self, now: &Now<'_>, scrutiny: &mut Scrutiny) {
        let (ack, other) = (now.ack(), *self.conn.socket(now.side.peer()));
        let sender = &scrutiny.flows[now.side.peer() as usize];
        let later =
            sender.runs.iter().any(|run| run.seq.after(ack)) || other.has(Known::FIN) && other.fin.after(ack);
        let answers = sender.unanswered > 0;
        let flow = &mut scrutiny.flows[now.side as usize];
        flow.duplicates += 1;
        let kind = if later || answers {
            FindingKind::DuplicateAck { times: flow.duplicates, missing: ack }
        } else {
            FindingKind::AckRepeated { by: now.side }
        };
        self.finding(now.frame, kind, Evidence::Inferred);
    }

    /// SACK blocks: what arrived beyond a hole, or a second time. Was there such a duplicate?
    fn sack(&mut self, now: &Now<'_>, scrutiny: &mut Scrutiny) -> bool {
        let mut duplicate = false;
        for placed in walk(now.seg.options) {
            let TcpOption::Sack(edges) = placed.option else { continue };
            if let Some((from, to)) = sack::duplicate(edges, now.ack()) {
                duplicate = true;
                self.came_twice(now, scrutiny, from, to);
            }
            let flow = &mut scrutiny.flows[now.side as usize];
            for (_, right) in sack::blocks(edges) {
                if flow.sacked.is_none_or(|edge| right.after(edge)) {
                    flow.sacked = Some(right);
                }
            }
        }
        duplicate
    }

    /// Its peer reports that these numbers came a second time: which packet brought them?
    fn came_twice(&mut self, now: &Now<'_>, scrutiny: &mut Scrutiny, from: Seq, to: Seq) {
        let peer = now.side.peer();
        let other = self.conn.socket(peer);
        let the_syn = other.has(Known::ISS) && from == other.iss && to == other.iss + 1;
        let syn = self.ledger.as_deref().and_then(|ledger| ledger.syn_twice(peer)).filter(|_| the_syn);
        let sender = &mut scrutiny.flows[peer as usize];
        let exact = sender.runs.iter_mut().find(|run| run.seq == from && run.end == to);
        let doubled = exact.and_then(|run| run.doubled.take());
        let around = sender.runs.iter().find(|run| from.at_or_after(run.seq) && run.end.at_or_after(to));
        // Of more than two it is not known which came.
        let again = around.filter(|run| run.times == 2 && doubled.is_none()).and_then(|run| run.again);
        let kind = FindingKind::DuplicateSack { from, to, second: syn.or(again), syn: syn.is_some() };
        let evidence = if again.is_some() { Evidence::Inferred } else { Evidence::Observed };
        self.finding(now.frame, kind, evidence);
        if let Some(frame) = doubled {
            let kind = FindingKind::DoubledByNetwork { frame };
            self.finding(now.frame, kind, Evidence::Confirmed);
        }
    }

    /// The announced window: closed, opened, shrunk.
    fn window(&mut self, now: &Now<'_>, scrutiny: &mut Scrutiny) {
        let Some(shift) = self.conn.shift_of(now.side) else { return };
        let window = u32::from(now.seg.window) << shift;
        let flow = &mut scrutiny.flows[now.side as usize];
        let edge = now.ack() + window;
        let shrunk = flow.right_edge.filter(|old| edge.before(*old)).map(|old| old.since(edge));
        let advances = flow.last_ack.is_none_or(|(last, _)| now.ack().at_or_after(last));
        if advances && flow.right_edge.is_none_or(|old| edge.after(old)) {
            flow.right_edge = Some(edge);
        }
        let closed_in = flow.closed_in;
        if window == 0 {
            flow.closed_in = Some(closed_in.unwrap_or(now.frame));
            if closed_in.is_none() {
                self.finding(now.frame, FindingKind::ZeroWindow, Evidence::Observed);
            }
        } else if let Some(closed_in) = closed_in {
            flow.closed_in = None;
            let kind = FindingKind::WindowOpens { window, closed_in };
            self.finding(now.frame, kind, Evidence::Observed);
        }
        // A shift makes the edge move by its own rounding (RFC 7323, 2.4).
        if let Some(by) = shrunk
            && advances
            && by >= 1 << shift
            && !now.seg.flags.fin()
        {
            self.finding(now.frame, FindingKind::WindowShrunk { by }, Evidence::Observed);
        }
    }

    pub(crate) fn note(&mut self, now: &Now<'_>, kind: FindingKind) {
        self.finding(now.frame, kind, Evidence::Observed);
    }

    /// See [`Conn`](crate::connection::machine::record::Conn::handshake_rtt).
    pub(crate) fn handshake_rtt(&self) -> Option<i64> {
        self.conn.handshake_rtt()
    }
}

/// Does it carry a Multipath TCP option for which it may have been sent alone: any but DSS (RFC 8684, 3.4.1)?
fn for_multipath(now: &Now<'_>) -> bool {
    const DSS: u8 = 2;
    walk(now.seg.options).any(|placed| match placed.option {
        TcpOption::Mptcp(data) => data.first().is_some_and(|first| first >> 4 != DSS),
        _ => false,
    })
}

/// Has everything that was sent been acknowledged?
fn idle(socket: &crate::connection::machine::record::Socket) -> bool {
    socket.has(Known::UNA) && socket.una == socket.nxt
}
