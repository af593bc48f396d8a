//! An exchange of segments for tests: `client.sends(…)`, then what both sockets hold.
//!
//! Segments are made of numbers, not of frames, so a test reads like the figures of RFC 9293.

use super::*;
use crate::capture::{Frame, FrameNo, LinkType, Nanos, Place};
use crate::dissect::{Cheap, Flags, IcmpQuote, Segment};
use std::net::{IpAddr, Ipv4Addr};

/// The client's address.
const CLIENT: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1));
/// The server's address.
const SERVER: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 2));

/// A segment to send.
#[derive(Debug, Clone)]
pub(crate) struct Seg {
    flags: u16,
    seq: u32,
    ack: u32,
    window: u16,
    data: u32,
    options: Vec<u8>,
}

fn seg(flags: u16, seq: u32, ack: u32) -> Seg {
    Seg { flags, seq, ack, window: 64_000, data: 0, options: Vec::new() }
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

    pub(crate) fn window(self, window: u16) -> Self {
        Self { window, ..self }
    }

    pub(crate) fn mss(mut self, mss: u16) -> Self {
        self.options.extend([2, 4]);
        self.options.extend(mss.to_be_bytes());
        self
    }

    pub(crate) fn scale(mut self, shift: u8) -> Self {
        self.options.extend([1, 3, 3, shift]);
        self
    }

    pub(crate) fn stamps(mut self, value: u32, echo: u32) -> Self {
        self.options.extend([1, 1, 8, 10]);
        self.options.extend(value.to_be_bytes());
        self.options.extend(echo.to_be_bytes());
        self
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
            Fact::Ended(summary) => self.ended.push(*summary),
            Fact::Forgotten(summary) => self.forgotten.push(*summary),
        }
    }
}

/// Two hosts and a tracker between them.
pub(crate) struct Exchange {
    tracker: Tracker<Log>,
    pub(crate) frame: FrameNo,
    pub(crate) client_port: u16,
    pub(crate) server_port: u16,
}

impl Exchange {
    pub(crate) fn new() -> Self {
        Self::bounded(Limits::default())
    }

    pub(crate) fn bounded(limits: Limits) -> Self {
        Self { tracker: Tracker::new(Log::default(), limits), frame: 0, client_port: 40_000, server_port: 80 }
    }

    pub(crate) fn client(&mut self, segment: Seg) -> ConnId {
        self.send(segment, true)
    }

    pub(crate) fn server(&mut self, segment: Seg) -> ConnId {
        self.send(segment, false)
    }

    /// An ICMP destination unreachable about the client's segment that begins at `seq`.
    pub(crate) fn unreachable(&mut self, code: u8, seq: u32) -> Option<ConnId> {
        let quote = IcmpQuote {
            from: IpAddr::V4(Ipv4Addr::new(10, 0, 0, 254)),
            to: CLIENT,
            v6: false,
            kind: 3,
            code,
            mtu: None,
            at: 34,
            src: CLIENT,
            dst: SERVER,
            src_port: self.client_port,
            dst_port: self.server_port,
            seq: Some(seq),
            quoted: &[],
        };
        self.frame += 1;
        let frame = frame(self.frame);
        self.tracker.take(&frame, &Cheap::IcmpQuoting(quote))
    }

    fn send(&mut self, segment: Seg, from_client: bool) -> ConnId {
        self.frame += 1;
        let header_len = 20 + segment.options.len().div_ceil(4) * 4;
        let (src, dst) = if from_client { (CLIENT, SERVER) } else { (SERVER, CLIENT) };
        let (src_port, dst_port) = if from_client {
            (self.client_port, self.server_port)
        } else {
            (self.server_port, self.client_port)
        };
        let seg = Segment {
            src,
            dst,
            src_port,
            dst_port,
            seq: segment.seq,
            ack: segment.ack,
            flags: Flags(segment.flags),
            window: segment.window,
            urgent: 0,
            header_len: header_len as u8,
            captured_header: header_len as u8,
            options: &segment.options,
            data: segment.data,
            payload: &[],
            at: 34,
            ip_at: 14,
            ttl: 64,
            ip_id: 0,
            tos: 0,
            mac_src: None,
            fragment: true,
            tcp_bytes: &[],
            tcp_len: header_len as u32 + segment.data,
            rerouted: false,
            tunnel: 0,
        };
        let frame = frame(self.frame);
        self.tracker.take(&frame, &Cheap::Tcp(seg)).expect("a segment belongs to a connection")
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

fn frame(no: FrameNo) -> Frame<'static> {
    Frame {
        no,
        time: Some(Nanos(i128::from(no) * 1_000_000)),
        interface: 0,
        link: LinkType::ETHERNET,
        original: 60,
        bytes: &[],
        fcs: None,
        at: Place { offset: 0 },
    }
}
