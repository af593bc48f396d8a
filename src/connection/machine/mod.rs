//! One segment into one connection: the frame of the reconstruction.
//!
//! **Heads up.** Before working on this directory read RFC 9293, 3.3 to 3.10, and the rules of evidence here:
//!
//! * what a segment's *sender* must hold to send it is `observed`, and stands on that segment's own bytes;
//! * what its *receiver* will hold once it arrives is `inferred`: it assumes delivery and RFC 9293 processing. A later
//!   segment of the receiver that acknowledges it confirms the write; one that cannot be reconciled contradicts it.
//!
//! States follow the same rule: a state that shows only in what a socket sends is written when it sends it (SYN-RECEIVED at the
//! SYN,ACK, CLOSE-WAIT at the ACK of a FIN), one that nothing shows is inferred at the arrival (ESTABLISHED of a server at the third
//! segment, FIN-WAIT-2, TIME-WAIT's predecessor states).
//!
//! The parts: [`opening`](crate::connection::machine::opening) SYN and SYN,ACK; [`agreement`](crate::connection::machine::agreement) what they announce and agree on; [`flow`](crate::connection::machine::flow) ACK, data, window, FIN; [`reset`](crate::connection::machine::reset) RST and ICMP.

mod agreement;
mod flow;
pub(crate) mod ledger;
mod opening;
pub(crate) mod record;
pub(crate) mod reset;
mod revision;
mod summary;

use crate::capture::{FrameNo, Nanos};
use crate::connection::facts::{
    Arithmetic, By, Call, ConnId, Errno, Evidence, Fact, Finding, FindingKind, Held, Listen, Rule, Sent, Seq,
    Side, State, Step, StepKind, Vantage, Variable, Write, WriteId,
};
use crate::connection::judges::history::History;
use crate::connection::machine::ledger::{Ledger, Lost, Occupying};
use crate::connection::machine::record::{Conn, Known, Marks, ShortFrame, ShortTime, Socket};
use crate::connection::timing::Passing;
use crate::dissect::options::{TcpOption, walk};
use crate::dissect::{Checksum, FieldId, Segment};

/// What comes with the same identification and checksum within this time is the same packet, in nanoseconds. Later it may have been
/// sent again: a repeat may keep its identification (RFC 9293, 3.8.1), and timers begin at 200 ms.
pub(crate) const SAME_PACKET: u32 = 200_000_000;

/// The same where there is no identification: timestamps included, no sender repeats itself so soon with the same header.
const SAME_HEADER: u32 = 1_000_000;

/// A segment in its place: who sent it, in which frame, when.
#[derive(Clone, Copy)]
pub(crate) struct Now<'s> {
    pub(crate) frame: FrameNo,
    pub(crate) time: Option<Nanos>,
    pub(crate) side: Side,
    pub(crate) seg: &'s Segment<'s>,
    /// Will the receiver take it in? Not if its checksum is wrong (RFC 9293, 3.1, MUST-3).
    pub(crate) arrives: bool,
}

impl Now<'_> {
    pub(crate) fn seq(&self) -> Seq {
        Seq(self.seg.seq)
    }

    pub(crate) fn ack(&self) -> Seq {
        Seq(self.seg.ack)
    }

    pub(crate) fn occupying(&self) -> Occupying {
        Occupying {
            frame: self.frame,
            seq: self.seq(),
            syn: self.seg.flags.syn(),
            answers: self.seg.flags.syn() && self.seg.flags.ack(),
            data: self.seg.data,
            fin: self.seg.flags.fin(),
        }
    }

    /// The checksum field, if it was captured.
    pub(crate) fn sum(&self) -> Option<u16> {
        self.seg.tcp_bytes.get(16..18).map(|b| u16::from_be_bytes([b[0], b[1]]))
    }

    /// What tells the packet from others with the same identification: its checksum. Without an identification (IPv6; IPv4
    /// that must not be fragmented) the whole header is mixed in: where a network card is to fill in the checksum, what
    /// stands there is the same for all segments of one length.
    fn print(&self) -> Option<u16> {
        let sum = self.sum()?;
        if self.seg.ip_id != 0 {
            return Some(sum);
        }
        Some(mixed(sum, self.seg.tcp_bytes.get(..usize::from(self.seg.captured_header))?))
    }

    /// SEG.SEQ + SEG.LEN, SYN and FIN counted.
    pub(crate) fn end(&self) -> Seq {
        self.occupying().end()
    }

    /// The bytes of one of the fixed fields.
    pub(crate) fn by(&self, field: FieldId) -> By {
        let (tcp, ip) = (self.seg.spot, self.seg.ip_spot);
        let (header, behind, length) = match field {
            FieldId::TcpSrcPort => (tcp, 0, 2),
            FieldId::TcpDstPort => (tcp, 2, 2),
            FieldId::TcpSeqRaw => (tcp, 4, 4),
            FieldId::TcpAckRaw => (tcp, 8, 4),
            FieldId::TcpWindow => (tcp, 14, 2),
            FieldId::IpSrc => (ip, 12, 4),
            FieldId::IpDst => (ip, 16, 4),
            FieldId::Ipv6Src => (ip, 8, 16),
            FieldId::Ipv6Dst => (ip, 24, 16),
            // The control bits, for every claim that follows from what kind of segment this is.
            _ => (tcp, 12, 2),
        };
        let (datagram, offset) = (header.datagram, header.offset + behind);
        By { frame: self.frame, sender: Some(self.side), field, datagram, offset, length }
    }
}

/// What a write stands on.
#[derive(Clone, Copy)]
pub(crate) struct Why {
    pub(crate) by: By,
    pub(crate) arithmetic: Arithmetic,
    pub(crate) evidence: Evidence,
    pub(crate) because: Rule,
}

impl Why {
    /// The sender holds what this field says.
    pub(crate) fn seen(now: &Now<'_>, field: FieldId, because: Rule) -> Self {
        Self { by: now.by(field), arithmetic: Arithmetic::Same, evidence: Evidence::Observed, because }
    }

    /// The receiver will hold what this field says, once the segment arrives.
    pub(crate) fn arrives(now: &Now<'_>, field: FieldId, because: Rule) -> Self {
        Self { evidence: Evidence::Inferred, ..Self::seen(now, field, because) }
    }

    /// The sender shows by its control bits that it is in this state.
    pub(crate) fn acts(now: &Now<'_>, because: Rule) -> Self {
        Self { arithmetic: Arithmetic::Rule, ..Self::seen(now, FieldId::TcpFlags, because) }
    }

    /// The receiver will be in this state.
    pub(crate) fn leads(now: &Now<'_>, because: Rule) -> Self {
        Self { evidence: Evidence::Inferred, ..Self::acts(now, because) }
    }

    pub(crate) fn with(self, arithmetic: Arithmetic) -> Self {
        Self { arithmetic, ..self }
    }
}

/// What only some acts have.
#[derive(Clone, Copy, Default)]
struct Act {
    returns: Option<Option<Errno>>,
    found: bool,
    call: Call,
}

/// A header and its checksum as 16 bits.
fn mixed(sum: u16, header: &[u8]) -> u16 {
    let mut all = u32::from(sum);
    for word in header.chunks(4) {
        let word = word.iter().fold(0, |word, byte| word << 8 | u32::from(*byte));
        all = (all.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b1);
    }
    (all >> 16) as u16
}

/// A connection, its ledger if it is explained, and who listens.
pub(crate) struct Machine<'m, L: Listen> {
    pub(crate) conn: &'m mut Conn,
    pub(crate) ledger: Option<&'m mut Ledger>,
    /// Only if the listener wants histories.
    pub(crate) history: Option<&'m mut History>,
    pub(crate) listener: &'m mut L,
}

impl<L: Listen> Machine<'_, L> {
    /// Take in a segment of this connection.
    pub(crate) fn take(&mut self, frame: FrameNo, time: Option<Nanos>, side: Side, seg: &Segment<'_>) {
        let mut now = Now { frame, time, side, seg, arrives: true };
        if let Some(ledger) = self.ledger.as_deref_mut() {
            ledger.clock = ShortTime::of(time);
            ledger.sender = Some(side);
        }
        let doubled = self.same_packet(&now);
        self.count(&now, doubled.is_some());
        let kind = kind_of(seg);
        if L::HISTORY
            && let Some(history) = self.history.as_deref_mut()
        {
            history.segment(self.conn, &now, doubled.is_some());
        }
        if let Some(doubled) = doubled {
            // The copy of a packet takes no time of anybody's.
            let watch = self.ledger.as_deref_mut().map(|ledger| &mut ledger.stopwatch);
            let behind = watch.and_then(|watch| watch.doubled(side, seg.ttl));
            let doubled = match doubled {
                FindingKind::CapturedTwice { first, after, .. } => {
                    FindingKind::CapturedTwice { first, after, behind }
                }
                other => other,
            };
            self.doubled(&now, kind, doubled);
            if let Some(ledger) = self.ledger.as_deref_mut() {
                ledger.stopwatch.passes(None);
            }
            return;
        }
        let before = L::LEDGER.then_some(self.conn.sockets);
        self.before(&now, kind);
        if L::LEDGER {
            let step = self.step(&now, kind);
            self.listener.fact(self.conn.id, Fact::Step(step));
            self.look(&now, kind);
            self.scrutinise(&now);
        }
        let lost = self.ledger.as_deref().is_some_and(|ledger| ledger.lost.is_some());
        let discarded = self.discarded(&now);
        if discarded {
            self.conn.socket_mut(side).known.set(Known::LAST_BAD);
        }
        now.arrives = !discarded && !(lost && (seg.flags.syn() || seg.flags.rst()));
        match kind {
            // Under 14 bytes of header not even the control bits are known.
            _ if seg.captured_header < 14 => {}
            StepKind::Syn => self.syn(&now),
            StepKind::SynAck => self.syn_ack(&now),
            StepKind::Rst => self.rst(&now),
            _ => self.flow(&now),
        }
        self.multipath(&now);
        if L::LEDGER {
            if now.end() != now.seq() && kind != StepKind::Rst {
                let segment = now.occupying();
                if let Some(ledger) = self.ledger.as_deref_mut() {
                    ledger.sent(side, segment);
                }
            }
            self.take_back(frame);
            self.after();
            self.afterwards(&now, kind);
        }
        if let Some(before) = before {
            self.stop_watch(&now, &before);
        }
    }

    /// How long things took: looks at what was taken in, and changes nothing.
    fn stop_watch(&mut self, now: &Now<'_>, before: &[Socket; 2]) {
        let Some(ledger) = self.ledger.as_deref_mut() else { return };
        let passing = ShortTime::of(now.time).get().map(|time| Passing {
            frame: now.frame,
            time: time.0 as i64,
            side: now.side,
            seg: now.seg,
            end: now.end(),
            arrives: now.arrives,
            before,
        });
        ledger.stopwatch.passes(passing.as_ref());
    }

    /// Take in a segment that did not arrive, as a second capture shows: what it would have written into its receiver's socket is told
    /// and disproved at once.
    pub(crate) fn take_lost(&mut self, frame: FrameNo, time: Option<Nanos>, side: Side, seg: &Segment<'_>) {
        let peer = side.peer();
        let held = *self.conn.socket(peer);
        if let Some(ledger) = self.ledger.as_deref_mut() {
            ledger.lost = Some(Lost { side: peer, held, writes: Vec::new() });
        }
        self.take(frame, time, side, seg);
        if let Some(ledger) = self.ledger.as_deref_mut() {
            ledger.lost = None;
        }
    }

    /// Set the socket that the segment did not reach back to what it held.
    fn take_back(&mut self, frame: FrameNo) {
        let Some(lost) = self.ledger.as_deref_mut().and_then(|ledger| ledger.lost.take()) else { return };
        *self.conn.socket_mut(lost.side) = lost.held;
        if let Some(ledger) = self.ledger.as_deref_mut() {
            ledger.forget(lost.side, &lost.writes);
        }
        self.contradict(lost.writes, frame);
    }

    /// Is this the very packet that came last from this side: same identification, same checksum, moments later?
    fn same_packet(&mut self, now: &Now<'_>) -> Option<FindingKind> {
        let (sum, time) = (now.print()?, ShortTime::of(now.time));
        let last = self.conn.socket(now.side);
        let same = last.last_id == now.seg.ip_id && last.last_sum == sum;
        // The clock's low bits wrap: nothing of the connection may lie further back, either.
        let after = time.low().wrapping_sub(last.last_nanos);
        let bound = if now.seg.ip_id == 0 { SAME_HEADER } else { SAME_PACKET };
        let soon = after < bound && time.since(self.conn.last).is_none_or(|idle| idle < i64::from(bound));
        if same
            && soon
            && let Some(first) = last.last_frame.get()
            // A damaged packet and its unharmed copy have the same checksum field.
            && !last.has(Known::LAST_BAD)
            && (self.sums_unused(now.side) || !matches!(now.seg.checksum(), Checksum::Bad { .. }))
        {
            return Some(FindingKind::CapturedTwice { first, after: i64::from(after), behind: None });
        }
        let socket = self.conn.socket_mut(now.side);
        socket.known.clear(Known::LAST_BAD);
        socket.last_id = now.seg.ip_id;
        socket.last_sum = sum;
        socket.last_frame = ShortFrame::of(now.frame);
        socket.last_nanos = time.low();
        None
    }

    /// The same packet once more: no socket changes.
    fn doubled(&mut self, now: &Now<'_>, kind: StepKind, found: FindingKind) {
        if L::LEDGER {
            let mut step = self.step(now, kind);
            if let FindingKind::CapturedTwice { first, .. } = found {
                step.repeats = Some(first);
            }
            self.listener.fact(self.conn.id, Fact::Step(step));
        }
        if let Some(ledger) = self.ledger.as_deref_mut() {
            ledger.scrutiny.doubled(now);
        }
        self.finding(now.frame, found, Evidence::Inferred);
        self.after();
    }

    /// Must its receiver drop it for its checksum? A listener without ledger and history looks only at segments that can open or end a
    /// connection: data segments change no state.
    fn discarded(&mut self, now: &Now<'_>) -> bool {
        let flags = now.seg.flags;
        let looked_at = L::HISTORY || flags.syn() || flags.fin() || flags.rst();
        if !looked_at || self.sums_unused(now.side) {
            return false;
        }
        let checksum = now.seg.checksum();
        if flags.syn() {
            let known = &mut self.conn.socket_mut(now.side).known;
            if matches!(checksum, Checksum::Bad { .. }) {
                known.set(Known::SYN_SUM_BAD);
            } else {
                known.clear(Known::SYN_SUM_BAD);
            }
        }
        let Checksum::Bad { stored, calculated } = checksum else { return false };
        self.finding(now.frame, FindingKind::Discarded { stored, calculated }, Evidence::Inferred);
        true
    }

    /// Was a segment of `side` with a wrong checksum acknowledged nevertheless?
    pub(crate) fn sums_unused(&self, side: Side) -> bool {
        self.conn.marks.has(match side {
            Side::Client => Marks::CLIENT_SUMS_UNUSED,
            Side::Server => Marks::SERVER_SUMS_UNUSED,
        })
    }

    /// What must be counted for every segment, explained or not.
    fn count(&mut self, now: &Now<'_>, doubled: bool) {
        let flags = now.seg.flags;
        let conn = &mut *self.conn;
        let time = ShortTime::of(now.time);
        if conn.first_frame.is_none() {
            conn.first_frame = ShortFrame::of(now.frame);
            conn.first = time;
        }
        conn.last_frame = ShortFrame::of(now.frame);
        conn.last = time;
        // Wireshark's tcp.completeness.
        conn.completeness |= match (flags.syn(), flags.ack()) {
            (true, false) => 1,
            (true, true) => 2,
            (false, true) if now.seg.data > 0 => 8,
            (false, true) => 4,
            (false, false) => 0,
        };
        if flags.fin() {
            conn.completeness |= 16;
        }
        if flags.rst() {
            conn.completeness |= 32;
        }
        if !doubled {
            let socket = conn.socket_mut(now.side);
            socket.segments = socket.segments.saturating_add(1);
            socket.bytes += u64::from(now.seg.data);
        }
    }

    /// The step that this segment is.
    fn step(&mut self, now: &Now<'_>, kind: StepKind) -> Step {
        let flags = now.seg.flags;
        // A SYN that is answered with SYN,ACK out of SYN-SENT crossed the sender's own: the peer's SYN,ACK is not there yet.
        let bare_syn = flags.syn() && self.conn.socket(now.side).state == Some(State::SynSent);
        let acknowledges = match self.ledger.as_deref_mut() {
            Some(ledger) if flags.ack() => ledger.named_by(now.side.peer(), now.ack(), bare_syn),
            _ => None,
        };
        let segment = now.occupying();
        let repeats = match self.ledger.as_deref() {
            Some(ledger) if segment.length() > 0 && kind != StepKind::Rst => {
                ledger.same_as(now.side, &segment)
            }
            _ => None,
        };
        let window_bytes = if flags.syn() || flags.rst() {
            Some(u32::from(now.seg.window))
        } else {
            self.conn.shift_of(now.side).map(|shift| u32::from(now.seg.window) << shift)
        };
        Step {
            kind,
            frame: Some(now.frame),
            time: now.time,
            sender: Some(now.side),
            segment: Some(Sent {
                seq: now.seq(),
                ack: now.ack(),
                flags: flags.0,
                window: now.seg.window,
                window_bytes,
                data: now.seg.data,
                acknowledges,
            }),
            repeats,
            icmp: None,
            returns: None,
            evidence: None,
            found: false,
            call: Call::default(),
        }
    }

    /// Findings that any segment may have.
    fn look(&mut self, now: &Now<'_>, kind: StepKind) {
        let seg = now.seg;
        let odd = kind == StepKind::Odd || seg.flags.rst() && seg.flags.fin();
        if odd && seg.captured_header >= 14 {
            let flags = seg.flags.0;
            self.finding(now.frame, FindingKind::OddFlags { flags }, Evidence::Observed);
        }
        if seg.captured_header < seg.header_len.max(20) {
            self.finding(
                now.frame,
                FindingKind::HeaderCut {
                    captured: u32::from(seg.captured_header),
                    header: u32::from(seg.header_len.max(20)),
                },
                Evidence::Observed,
            );
        }
        let checksum = seg.checksum();
        let unused = [self.sums_unused(Side::Client), self.sums_unused(Side::Server)];
        if let Some(ledger) = self.ledger.as_deref_mut() {
            ledger.stopwatch.looks(now.side, seg, checksum, unused);
        }
        match checksum {
            Checksum::Bad { stored, calculated } => {
                let acknowledged = unused[now.side as usize];
                let kind = FindingKind::ChecksumBad { stored, calculated, acknowledged };
                self.finding(now.frame, kind, Evidence::Observed);
            }
            Checksum::Unfinished { stored, .. } => {
                self.finding(now.frame, FindingKind::ChecksumUnfinished { stored }, Evidence::Inferred);
            }
            Checksum::Good | Checksum::Unverifiable | Checksum::Absent => {}
        }
        for placed in walk(seg.options) {
            if let TcpOption::WindowScale(shift) = placed.option
                && shift > 14
            {
                self.finding(now.frame, FindingKind::ShiftTooLarge { shift }, Evidence::Observed);
            }
        }
    }

    /// Write a number into a socket; nothing is told if it stands there already.
    #[inline]
    pub(crate) fn write(
        &mut self,
        socket: Side,
        variable: Variable,
        after: u32,
        why: Why,
    ) -> Option<WriteId> {
        let before = self.conn.socket(socket).number(variable);
        if before == Some(after) {
            return None;
        }
        self.conn.socket_mut(socket).set_number(variable, after);
        self.tell(socket, variable, before.map(Held::Number), Held::Number(after), why)
    }

    /// Move a socket to another state.
    #[inline]
    pub(crate) fn state(&mut self, socket: Side, after: State, why: Why) -> Option<WriteId> {
        let before = self.conn.socket(socket).state;
        if before == Some(after) {
            return None;
        }
        self.conn.socket_mut(socket).state = Some(after);
        // A socket that nothing was known of was CLOSED, "which represents no connection state at all" (9293 3.3.2),
        // unless the capture began in the middle.
        let before = before.or((why.because != Rule::MidStream).then_some(State::Closed));
        self.tell(socket, Variable::State, before.map(Held::State), Held::State(after), why)
    }

    /// Tell a write whose value this record does not keep (an address, an agreed option).
    pub(crate) fn tell(
        &mut self,
        socket: Side,
        variable: Variable,
        before: Option<Held>,
        after: Held,
        why: Why,
    ) -> Option<WriteId> {
        if !L::LEDGER {
            return None;
        }
        let ledger = self.ledger.as_deref_mut()?;
        let id = ledger.number();
        if let Some(lost) = ledger.lost.as_mut().filter(|lost| lost.side == socket) {
            lost.writes.push(id);
        }
        let write = Write {
            id,
            socket,
            variable,
            before,
            after: Some(after),
            by: Some(why.by),
            arithmetic: why.arithmetic,
            evidence: why.evidence,
            because: why.because,
        };
        self.listener.fact(self.conn.id, Fact::Write(write));
        Some(id)
    }

    /// A value that was inferred is not known any more.
    pub(crate) fn withdraw(&mut self, socket: Side, variable: Variable, why: Why) {
        let Some(before) = self.conn.socket(socket).number(variable) else { return };
        self.conn.socket_mut(socket).forget_number(variable);
        if let Some(ledger) = self.ledger.as_deref_mut() {
            let id = ledger.number();
            let write = Write {
                id,
                socket,
                variable,
                before: Some(Held::Number(before)),
                after: None,
                by: Some(why.by),
                arithmetic: Arithmetic::Rule,
                evidence: Evidence::Unknown,
                because: Rule::Withdrawn,
            };
            self.listener.fact(self.conn.id, Fact::Write(write));
        }
    }

    /// Tell an act that no frame carries, inferred from `frame`.
    pub(crate) fn act(&mut self, kind: StepKind, sender: Side, frame: FrameNo, time: Option<Nanos>) {
        self.act_with(kind, sender, frame, time, Act::default());
    }

    /// A connection is asked for.
    pub(crate) fn connect(&mut self, sender: Side, frame: FrameNo, time: Option<Nanos>, call: Call) {
        self.act_with(StepKind::Connect, sender, frame, time, Act { call, ..Act::default() });
    }

    /// `connect()` returns.
    pub(crate) fn returns(&mut self, frame: FrameNo, time: Option<Nanos>, errno: Option<Errno>) {
        let act = Act { returns: Some(errno), ..Act::default() };
        self.act_with(StepKind::ConnectReturns, Side::Client, frame, time, act);
    }

    /// The server's TCP looks for a socket.
    pub(crate) fn lookup(&mut self, frame: FrameNo, time: Option<Nanos>, found: bool) {
        self.act_with(StepKind::Lookup, Side::Server, frame, time, Act { found, ..Act::default() });
    }

    fn act_with(&mut self, kind: StepKind, sender: Side, frame: FrameNo, time: Option<Nanos>, act: Act) {
        if !L::LEDGER {
            return;
        }
        let step = Step {
            kind,
            frame: None,
            time,
            sender: Some(sender),
            segment: None,
            repeats: None,
            icmp: None,
            returns: act.returns,
            evidence: Some((Evidence::Inferred, frame)),
            found: act.found,
            call: act.call,
        };
        self.listener.fact(self.conn.id, Fact::Step(step));
    }

    /// What both sockets hold now: closes a step.
    pub(crate) fn after(&mut self) {
        if L::LEDGER {
            let client = self.conn.sockets[0].snapshot();
            let server = self.conn.sockets[1].snapshot();
            self.listener.fact(self.conn.id, Fact::After { client, server });
        }
    }

    /// The connection is at its end.
    pub(crate) fn finish(&mut self) {
        if let Some(missing) = self.conn.one_direction() {
            let frame = self.conn.last_frame.get().unwrap_or(0);
            self.finding(frame, FindingKind::OneDirection { missing }, Evidence::Observed);
        }
        if let Some(timing) = self.ledger.as_deref_mut().and_then(|ledger| ledger.stopwatch.finish()) {
            self.listener.fact(self.conn.id, Fact::Timed(&timing));
        }
        let dropped = self.ledger.as_deref().map_or(0, |ledger| ledger.dropped + ledger.scrutiny.dropped);
        if dropped > 0 {
            let frame = self.conn.last_frame.get().unwrap_or(0);
            self.finding(frame, FindingKind::MemoryBounded { dropped }, Evidence::Observed);
        }
        let mut summary = self.conn.summary();
        if let Some(ledger) = self.ledger.as_deref() {
            summary.reset = self.conn.sender_of(Known::RST).zip(ledger.rst);
            summary.half_closed_bytes = self.conn.half_closed_bytes(ledger.half);
        }
        if let Some(history) = self.history.as_deref() {
            self.listener.fact(summary.id, Fact::History(history.letters()));
        }
        self.listener.fact(summary.id, Fact::Ended(&summary));
    }

    pub(crate) fn finding(&mut self, frame: FrameNo, kind: FindingKind, evidence: Evidence) {
        self.conn.findings = self.conn.findings.saturating_add(1);
        if L::LEDGER {
            if let Some(ledger) = self.ledger.as_deref_mut() {
                ledger.stopwatch.notice(kind);
            }
            let vantage = if kind.depends_on_place() { self.vantage() } else { None };
            let finding = Finding { kind, frame, evidence, vantage };
            self.listener.fact(self.conn.id, Fact::Finding(finding));
        }
    }

    /// Where the capture was taken, by the frames so far, seen from the sender of the segment that is being taken in.
    fn vantage(&self) -> Option<Vantage> {
        let ledger = self.ledger.as_deref()?;
        Vantage::of(ledger.stopwatch.place(), ledger.sender?)
    }

    /// `side` acknowledges `ack` in `frame`: confirm what was inferred of its socket up to there.
    pub(crate) fn confirm_acknowledged(&mut self, side: Side, ack: Seq, frame: FrameNo) {
        if let Some(ledger) = self.ledger.as_deref_mut() {
            for write in ledger.acknowledged(side, ack) {
                self.listener.fact(self.conn.id, Fact::Confirmed { write, by: frame });
            }
        }
    }

    /// `side` acts as only an ESTABLISHED socket does.
    pub(crate) fn confirm_established(&mut self, side: Side, frame: FrameNo) {
        if let Some(ledger) = self.ledger.as_deref_mut() {
            for write in ledger.acts(side) {
                self.listener.fact(self.conn.id, Fact::Confirmed { write, by: frame });
            }
        }
    }

    /// `side` shows that it is not ESTABLISHED after all.
    pub(crate) fn contradict_established(&mut self, side: Side, frame: FrameNo) {
        if let Some(ledger) = self.ledger.as_deref_mut() {
            for write in ledger.acts(side) {
                self.listener.fact(self.conn.id, Fact::Contradicted { write, by: frame });
            }
        }
    }

    /// `write` into `side`'s socket is confirmed once that side acknowledges `end`.
    pub(crate) fn until_acknowledged(&mut self, side: Side, write: Option<WriteId>, end: Seq) {
        if let (Some(ledger), Some(write)) = (self.ledger.as_deref_mut(), write) {
            if ledger.handshake {
                ledger.await_acts(side, write);
            } else {
                ledger.await_ack(side, write, end);
            }
        }
    }

    /// The same of an RCV.NXT: a hole that `side` reports disproves it.
    pub(crate) fn until_received(&mut self, side: Side, write: Option<WriteId>, end: Seq) {
        if let (Some(ledger), Some(write)) = (self.ledger.as_deref_mut(), write) {
            if ledger.handshake {
                ledger.await_acts(side, write);
            } else {
                ledger.await_receipt(side, write, end);
            }
        }
    }

    /// `frame` disproves these writes.
    pub(crate) fn contradict(&mut self, writes: impl IntoIterator<Item = WriteId>, frame: FrameNo) {
        for write in writes {
            self.listener.fact(self.conn.id, Fact::Contradicted { write, by: frame });
        }
    }

    /// `write` into `side`'s socket is confirmed once that side acts as ESTABLISHED.
    pub(crate) fn until_it_acts(&mut self, side: Side, write: Option<WriteId>) {
        if let (Some(ledger), Some(write)) = (self.ledger.as_deref_mut(), write) {
            ledger.await_acts(side, write);
        }
    }

    /// `write` into `side`'s socket came with `now`: what would confirm it depends on whether that segment occupies
    /// sequence numbers.
    pub(crate) fn until_proven(&mut self, side: Side, write: Option<WriteId>, now: &Now<'_>) {
        if let (Some(ledger), Some(write)) = (self.ledger.as_deref_mut(), write) {
            if ledger.handshake {
                ledger.await_acts(side, write);
            } else if now.end() == now.seq() {
                ledger.await_carrier(side, write, now.ack());
            } else {
                ledger.await_ack(side, write, now.end());
            }
        }
    }

    /// The connection's number, for facts told from outside this file.
    pub(crate) fn id(&self) -> ConnId {
        self.conn.id
    }
}

/// What kind of step a segment is.
fn kind_of(seg: &Segment<'_>) -> StepKind {
    let flags = seg.flags;
    if seg.captured_header < 14 {
        return StepKind::Odd;
    }
    match (flags.syn(), flags.rst(), flags.fin(), flags.ack()) {
        (true, true, ..) | (true, _, true, _) => StepKind::Odd,
        (true, _, _, false) => StepKind::Syn,
        (true, _, _, true) => StepKind::SynAck,
        // RFC 9293, 3.10.7.4, looks at RST second and at FIN last: a FIN beside it changes nothing.
        (_, true, ..) => StepKind::Rst,
        // RFC 9293, 3.10.7.4, fifth: a segment without ACK is dropped in every synchronised state.
        (_, _, _, false) => StepKind::Odd,
        (_, _, true, true) => StepKind::Fin,
        (_, _, false, true) if seg.data > 0 => StepKind::Data,
        (_, _, false, true) => StepKind::Ack,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_that_differ_in_a_number_are_told_apart_though_their_checksums_are_the_same() {
        // Two ACKs over IPv6 whose checksums were left to the network card, from a port to another.
        // Flags [.], ack 945390497, win 64 / Flags [F.], seq 1, ack 945390498, win 64
        let ack = [
            0xda, 0xba, 0, 80, 0x49, 0x9b, 0xfd, 0xc4, 0x38, 0x59, 0x8f, 0xe1, 0x80, 0x10, 0, 64, 0xfa, 0x3d,
        ];
        let mut fin = ack;
        fin[11] = 0xe2;
        fin[13] = 0x11;
        assert_ne!(mixed(0xfa3d, &ack), mixed(0xfa3d, &fin));
        assert_eq!(mixed(0xfa3d, &ack), mixed(0xfa3d, &ack));
    }
}
