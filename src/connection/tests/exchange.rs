//! An exchange of segments for tests: `x.client(ack(1001, 9001).data(10))`, then what both sockets hold.
//!
//! Segments are made of numbers, not of frames, so a test reads like the figures of RFC 9293.

use crate::capture::{Frame, FrameNo, LinkType, Nanos, Place};
use crate::connection::*;
use crate::dissect::{Cheap, Flags, IcmpQuote, Segment, Spot};
use std::net::{IpAddr, Ipv4Addr};

/// The client's address.
pub(crate) const CLIENT: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1));

/// The server's address.
pub(crate) const SERVER: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 2));

/// A segment to send.
#[derive(Debug, Clone)]
pub(crate) struct Seg {
    pub(crate) flags: u16,
    pub(crate) seq: u32,
    ack: u32,
    window: u16,
    urgent: u16,
    data: u32,
    options: Vec<u8>,
    /// Bytes of the TCP header that are captured.
    captured: usize,
    ttl: u8,
    ip_id: u16,
    dont_fragment: bool,
    tos: u8,
    tunnel: u32,
}

pub(crate) fn seg(flags: u16, seq: u32, ack: u32) -> Seg {
    Seg {
        flags,
        seq,
        ack,
        window: 64_000,
        urgent: 0,
        data: 0,
        options: Vec::new(),
        captured: 60,
        ttl: 64,
        ip_id: 0,
        dont_fragment: true,
        tos: 0,
        tunnel: 0,
    }
}

pub(crate) fn syn(seq: u32) -> Seg {
    seg(Flags::SYN, seq, 0)
}

pub(crate) fn syn_ack(seq: u32, ack: u32) -> Seg {
    seg(Flags::SYN | Flags::ACK, seq, ack)
}

pub(crate) fn ack(seq: u32, ack: u32) -> Seg {
    seg(Flags::ACK, seq, ack)
}

pub(crate) fn fin(seq: u32, ack: u32) -> Seg {
    seg(Flags::FIN | Flags::ACK, seq, ack)
}

pub(crate) fn rst(seq: u32) -> Seg {
    seg(Flags::RST, seq, 0).window(0)
}

pub(crate) fn rst_ack(seq: u32, ack: u32) -> Seg {
    seg(Flags::RST | Flags::ACK, seq, ack).window(0)
}

impl Seg {
    pub(crate) fn data(self, data: u32) -> Self {
        Self { data, ..self }
    }

    /// Something with this hash is around it.
    pub(crate) fn inside(self, tunnel: u32) -> Self {
        Self { tunnel, ..self }
    }

    pub(crate) fn window(self, window: u16) -> Self {
        Self { window, ..self }
    }

    pub(crate) fn mss(self, mss: u16) -> Self {
        let [a, b] = mss.to_be_bytes();
        self.option(&[2, 4, a, b])
    }

    pub(crate) fn scale(self, shift: u8) -> Self {
        self.option(&[1, 3, 3, shift])
    }

    pub(crate) fn stamps(self, value: u32, echo: u32) -> Self {
        self.option(&[&[1, 1, 8, 10], &value.to_be_bytes()[..], &echo.to_be_bytes()[..]].concat())
    }

    /// SACK with blocks of these lengths, from `left` on, a gap of 1 between them.
    pub(crate) fn sack(self, left: u32, lengths: &[u32]) -> Self {
        let mut option = vec![1, 1, 5, 2 + 8 * lengths.len() as u8];
        let mut at = left;
        for length in lengths {
            option.extend(at.to_be_bytes());
            option.extend((at + length).to_be_bytes());
            at += length + 1;
        }
        self.option(&option)
    }

    /// These option bytes, padded with NOPs.
    pub(crate) fn option(mut self, bytes: &[u8]) -> Self {
        self.options.extend(bytes);
        while !self.options.len().is_multiple_of(4) {
            self.options.push(1);
        }
        self
    }

    /// More control bits.
    pub(crate) fn bits(self, bits: u16) -> Self {
        Self { flags: self.flags | bits, ..self }
    }

    pub(crate) fn push(self) -> Self {
        self.bits(Flags::PSH)
    }

    pub(crate) fn urgent(self, urgent: u16) -> Self {
        Self { urgent, ..self }
    }

    pub(crate) fn captured(self, captured: usize) -> Self {
        Self { captured, ..self }
    }

    /// These bits of the traffic class, the ECN code point among them.
    pub(crate) fn tos(self, tos: u8) -> Self {
        Self { tos, ..self }
    }

    pub(crate) fn ttl(self, ttl: u8) -> Self {
        Self { ttl, ..self }
    }

    pub(crate) fn ip_id(self, ip_id: u16) -> Self {
        Self { ip_id, ..self }
    }

    /// Routers may fragment its packet.
    pub(crate) fn fragmentable(self) -> Self {
        Self { dont_fragment: false, ..self }
    }

    /// The header's bytes, with ports.
    pub(crate) fn bytes(&self, src_port: u16, dst_port: u16) -> Vec<u8> {
        let words = 5 + self.options.len() as u16 / 4;
        let mut bytes = [src_port.to_be_bytes(), dst_port.to_be_bytes()].concat();
        bytes.extend([self.seq.to_be_bytes(), self.ack.to_be_bytes()].concat());
        bytes.extend((words << 12 | self.flags).to_be_bytes());
        bytes.extend(self.window.to_be_bytes());
        bytes.extend([0, 0]);
        bytes.extend(self.urgent.to_be_bytes());
        bytes.extend(&self.options);
        bytes
    }

    /// What a dissector makes of it; `header` are its [`bytes`](Self::bytes).
    pub(crate) fn segment<'a>(
        &self,
        header: &'a [u8],
        src: (IpAddr, u16),
        dst: (IpAddr, u16),
    ) -> Segment<'a> {
        let captured = &header[..self.captured.min(header.len())];
        Segment {
            src: src.0,
            dst: dst.0,
            src_port: src.1,
            dst_port: dst.1,
            seq: self.seq,
            ack: self.ack,
            flags: Flags(self.flags),
            window: self.window,
            urgent: self.urgent,
            header_len: header.len() as u8,
            captured_header: captured.len() as u8,
            options: captured.get(20..).unwrap_or_default(),
            data: self.data,
            payload: &[],
            at: 34,
            ip_at: 14,
            spot: Spot { datagram: 0, offset: 34 },
            ip_spot: Spot { datagram: 0, offset: 14 },
            ttl: self.ttl,
            ip_id: self.ip_id,
            dont_fragment: self.dont_fragment,
            tos: self.tos,
            mac_src: None,
            fragment: false,
            rerouted: false,
            tunnel: self.tunnel,
            tcp_bytes: captured,
            tcp_len: header.len() as u32 + self.data,
        }
    }
}

/// Everything that was told.
#[derive(Debug, Default)]
pub(crate) struct Log {
    pub(crate) steps: Vec<(ConnId, Step)>,
    pub(crate) writes: Vec<(ConnId, Write)>,
    pub(crate) confirmed: Vec<(ConnId, WriteId, FrameNo)>,
    pub(crate) contradicted: Vec<(ConnId, WriteId, FrameNo)>,
    pub(crate) findings: Vec<(ConnId, Finding)>,
    pub(crate) after: Vec<(ConnId, [Snapshot; 2])>,
    pub(crate) timed: Vec<(ConnId, Timing)>,
    pub(crate) histories: Vec<String>,
    pub(crate) ended: Vec<Summary>,
    pub(crate) forgotten: Vec<Summary>,
}

impl Listen for Log {
    const LEDGER: bool = true;

    fn fact(&mut self, id: ConnId, fact: Fact<'_>) {
        match fact {
            Fact::Opened { .. } => {}
            Fact::Step(step) => self.steps.push((id, step)),
            Fact::Write(write) => self.writes.push((id, write)),
            Fact::After { client, server } => self.after.push((id, [client, server])),
            Fact::Confirmed { write, by } => self.confirmed.push((id, write, by)),
            Fact::Contradicted { write, by } => self.contradicted.push((id, write, by)),
            Fact::Finding(finding) => self.findings.push((id, finding)),
            Fact::Timed(timing) => self.timed.push((id, timing.clone())),
            Fact::History(letters) => self.histories.push(letters.to_owned()),
            Fact::Ended(summary) => self.ended.push(*summary),
            Fact::Forgotten(summary) => self.forgotten.push(*summary),
        }
    }
}

/// What is made of a segment's bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bytes {
    /// Nothing: no two segments are the same packet.
    Unread,
    /// The header is compared.
    Whole,
    /// The checksum is judged, and wrong.
    Damaged,
}

/// Two hosts and a tracker between them.
pub(crate) struct Exchange {
    tracker: Tracker<Log>,
    pub(crate) frame: FrameNo,
    /// In nanoseconds.
    now: i64,
    pub(crate) client_port: u16,
    pub(crate) server_port: u16,
}

impl Exchange {
    pub(crate) fn new() -> Self {
        Self::bounded(Limits::default())
    }

    pub(crate) fn bounded(limits: Limits) -> Self {
        Self {
            tracker: Tracker::new(Log::default(), limits),
            frame: 0,
            now: 0,
            client_port: 40_000,
            server_port: 80,
        }
    }

    // A test writes the segment where it sends it.
    #[allow(clippy::needless_pass_by_value)]
    pub(crate) fn client(&mut self, segment: Seg) -> ConnId {
        self.send(&segment, true)
    }

    #[allow(clippy::needless_pass_by_value)]
    pub(crate) fn server(&mut self, segment: Seg) -> ConnId {
        self.send(&segment, false)
    }

    /// An ICMP destination unreachable about the client's segment that begins at `seq`.
    pub(crate) fn unreachable(&mut self, code: u8, seq: u32) -> Option<ConnId> {
        self.icmp(code, None, seq)
    }

    /// A router says that the client's segment that begins at `seq` is too large.
    pub(crate) fn too_large(&mut self, mtu: u32, seq: u32) -> Option<ConnId> {
        self.icmp(4, Some(mtu), seq)
    }

    fn icmp(&mut self, code: u8, mtu: Option<u32>, seq: u32) -> Option<ConnId> {
        let frame = self.next_frame();
        self.tracker
            .take(&frame, &Cheap::IcmpQuoting(quote(code, mtu, self.client_port, self.server_port, seq)))
    }

    /// The server sends it, and its checksum is wrong.
    #[allow(clippy::needless_pass_by_value)]
    pub(crate) fn damaged(&mut self, segment: Seg) -> ConnId {
        self.pass(&segment, false, Bytes::Damaged)
    }

    /// The client sends it, and its header is at hand: the same again may be the same packet.
    #[allow(clippy::needless_pass_by_value)]
    pub(crate) fn whole(&mut self, segment: Seg) -> ConnId {
        self.pass(&segment, true, Bytes::Whole)
    }

    fn send(&mut self, segment: &Seg, from_client: bool) -> ConnId {
        self.pass(segment, from_client, Bytes::Unread)
    }

    fn pass(&mut self, segment: &Seg, from_client: bool, bytes: Bytes) -> ConnId {
        let ends = [(CLIENT, self.client_port), (SERVER, self.server_port)];
        let [src, dst] = if from_client { ends } else { [ends[1], ends[0]] };
        let header = segment.bytes(src.1, dst.1);
        let mut seg = segment.segment(&header, src, dst);
        // Unless it is damaged, its checksum is not to be judged: no sum was made.
        seg.fragment = bytes != Bytes::Damaged;
        if bytes == Bytes::Unread {
            seg.tcp_bytes = &[];
        }
        let frame = self.next_frame();
        self.tracker.take(&frame, &Cheap::Tcp(seg)).expect("a segment belongs to a connection")
    }

    /// So many milliseconds pass, beside the one of each segment.
    pub(crate) fn wait(&mut self, milliseconds: i64) -> &mut Self {
        self.now += milliseconds * 1_000_000;
        self
    }

    /// The next segment passes so many microseconds after the last one, instead of a thousand.
    pub(crate) fn after_us(&mut self, micros: i64) -> &mut Self {
        self.now += (micros - 1_000) * 1_000;
        self
    }

    fn next_frame(&mut self) -> Frame<'static> {
        self.frame += 1;
        self.now += 1_000_000;
        frame(self.frame, self.now)
    }

    /// The states of both sockets after the last step.
    pub(crate) fn states(&mut self) -> (Option<State>, Option<State>) {
        let [client, server] = self.after();
        (client.state, server.state)
    }

    pub(crate) fn after(&mut self) -> [Snapshot; 2] {
        self.log().after.last().expect("a step").1
    }

    pub(crate) fn log(&mut self) -> &Log {
        self.tracker.listener()
    }

    pub(crate) fn finish(self) -> Log {
        self.tracker.finish()
    }

    /// The three segments of a handshake with first numbers 1000 and 9000.
    pub(crate) fn opened(mut self) -> Self {
        self.client(syn(1000).mss(1460).scale(7));
        self.server(syn_ack(9000, 1001).mss(1400).scale(8));
        self.client(ack(1001, 9001).window(500));
        self
    }
}

/// An ICMP destination unreachable of a router about a segment of the client.
pub(crate) fn quote(
    code: u8,
    mtu: Option<u32>,
    client_port: u16,
    server_port: u16,
    seq: u32,
) -> IcmpQuote<'static> {
    IcmpQuote {
        from: IpAddr::V4(Ipv4Addr::new(10, 0, 0, 254)),
        to: CLIENT,
        v6: false,
        kind: 3,
        code,
        mtu,
        at: 34,
        spot: Spot { datagram: 0, offset: 34 },
        src: CLIENT,
        dst: SERVER,
        src_port: client_port,
        dst_port: server_port,
        seq: Some(seq),
        quoted: &[],
        tunnel: 0,
    }
}

/// A frame of which only number and time matter.
pub(crate) fn frame(no: FrameNo, now: i64) -> Frame<'static> {
    Frame {
        no,
        time: Some(Nanos(i128::from(now))),
        interface: 0,
        link: LinkType::ETHERNET,
        original: u32::MAX,
        bytes: &[],
        fcs: None,
        at: Place::new(0, 0),
    }
}
