//! Two hosts that exchange segments before the eyes of [`Wireshark`], for tests.
//!
//! `talk.client(ack(1001, 9001).data(10))` gives the values of that segment. A millisecond passes from segment to segment
//! unless the test waits.

use super::*;
use crate::capture::{LinkType, Nanos, Place};
use crate::dissect::{Flags, IcmpQuote};
use std::net::Ipv4Addr;

/// The client's address.
pub(super) const CLIENT: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1));
/// The server's address.
pub(super) const SERVER: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 2));

/// A segment to send.
#[derive(Debug, Clone)]
pub(super) struct Seg {
    pub(super) flags: u16,
    pub(super) seq: u32,
    pub(super) ack: u32,
    pub(super) window: u16,
    pub(super) data: u32,
    pub(super) options: Vec<u8>,
    /// Bytes of the TCP header that are captured.
    pub(super) captured: usize,
}

pub(super) fn seg(flags: u16, seq: u32, ack: u32) -> Seg {
    Seg { flags, seq, ack, window: 1000, data: 0, options: Vec::new(), captured: 60 }
}

pub(super) fn syn(seq: u32) -> Seg {
    seg(Flags::SYN, seq, 0)
}

pub(super) fn syn_ack(seq: u32, ack: u32) -> Seg {
    seg(Flags::SYN | Flags::ACK, seq, ack)
}

pub(super) fn ack(seq: u32, ack: u32) -> Seg {
    seg(Flags::ACK, seq, ack)
}

pub(super) fn fin(seq: u32, ack: u32) -> Seg {
    seg(Flags::FIN | Flags::ACK, seq, ack)
}

pub(super) fn rst(seq: u32) -> Seg {
    seg(Flags::RST, seq, 0).window(0)
}

impl Seg {
    pub(super) fn data(self, data: u32) -> Self {
        Self { data, ..self }
    }

    pub(super) fn window(self, window: u16) -> Self {
        Self { window, ..self }
    }

    pub(super) fn push(self) -> Self {
        Self { flags: self.flags | Flags::PSH, ..self }
    }

    pub(super) fn scale(self, shift: u8) -> Self {
        self.option(&[1, 3, 3, shift])
    }

    /// SACK with blocks of these lengths, from `left` on, a gap of 1 between them.
    pub(super) fn sack(self, left: u32, lengths: &[u32]) -> Self {
        let mut option = vec![1, 1, 5, 2 + 8 * lengths.len() as u8];
        let mut at = left;
        for length in lengths {
            option.extend(at.to_be_bytes());
            option.extend((at + length).to_be_bytes());
            at += length + 1;
        }
        self.option(&option)
    }

    pub(super) fn option(mut self, bytes: &[u8]) -> Self {
        self.options.extend(bytes);
        while !self.options.len().is_multiple_of(4) {
            self.options.push(1);
        }
        self
    }

    pub(super) fn captured(self, captured: usize) -> Self {
        Self { captured, ..self }
    }

    /// The header's bytes, with ports.
    pub(super) fn bytes(&self, src_port: u16, dst_port: u16) -> Vec<u8> {
        let words = 5 + self.options.len() as u16 / 4;
        let mut bytes = [src_port.to_be_bytes(), dst_port.to_be_bytes()].concat();
        bytes.extend([self.seq.to_be_bytes(), self.ack.to_be_bytes()].concat());
        bytes.extend((words << 12 | self.flags).to_be_bytes());
        bytes.extend(self.window.to_be_bytes());
        bytes.extend([0; 4]);
        bytes.extend(&self.options);
        bytes
    }
}

/// See the module.
pub(super) struct Talk {
    pub(super) wireshark: Wireshark,
    pub(super) frame: u64,
    /// In nanoseconds.
    pub(super) now: i64,
    pub(super) client_port: u16,
}

impl Talk {
    pub(super) fn new() -> Self {
        Self::bounded(Bounds::default())
    }

    pub(super) fn bounded(bounds: Bounds) -> Self {
        Self { wireshark: Wireshark::new(bounds), frame: 0, now: 1_000_000_000, client_port: 40_000 }
    }

    /// The handshake is over: first numbers 1000 and 9000, windows 1000 without scale.
    pub(super) fn opened() -> Self {
        let mut talk = Self::new();
        talk.client(syn(1000));
        talk.server(syn_ack(9000, 1001));
        talk.client(ack(1001, 9001));
        talk
    }

    /// So many milliseconds pass, beside the one of each segment.
    pub(super) fn wait(&mut self, milliseconds: i64) -> &mut Self {
        self.now += milliseconds * 1_000_000;
        self
    }

    pub(super) fn client(&mut self, segment: Seg) -> Values {
        self.send(segment, true)
    }

    pub(super) fn server(&mut self, segment: Seg) -> Values {
        self.send(segment, false)
    }

    /// The client's segment comes back in an ICMP error, with so many bytes of its header.
    pub(super) fn quoted(&mut self, segment: &Seg, bytes: usize) -> Option<Values> {
        let header = segment.bytes(self.client_port, 80);
        let quoted = &header[..bytes.min(header.len())];
        let quote = IcmpQuote {
            from: IpAddr::V4(Ipv4Addr::new(10, 0, 0, 254)),
            to: CLIENT,
            v6: false,
            kind: 3,
            code: 1,
            mtu: None,
            at: 34,
            src: CLIENT,
            dst: SERVER,
            src_port: self.client_port,
            dst_port: 80,
            seq: Some(segment.seq),
            quoted,
        };
        let frame = self.next_frame();
        self.wireshark.take(&frame, &Cheap::IcmpQuoting(quote))
    }

    // By value, so that a test reads as an exchange.
    #[allow(clippy::needless_pass_by_value)]
    pub(super) fn send(&mut self, segment: Seg, from_client: bool) -> Values {
        self.try_send(&segment, from_client).expect("a segment that counts")
    }

    pub(super) fn try_send(&mut self, segment: &Seg, from_client: bool) -> Option<Values> {
        self.odd(segment, from_client, |_, _| {})
    }

    /// A segment that is not as it should be.
    pub(super) fn odd(
        &mut self,
        segment: &Seg,
        from_client: bool,
        change: impl FnOnce(&mut Frame<'_>, &mut Segment<'_>),
    ) -> Option<Values> {
        let ends = [(CLIENT, self.client_port), (SERVER, 80)];
        let [(src, src_port), (dst, dst_port)] = if from_client { ends } else { [ends[1], ends[0]] };
        let bytes = segment.bytes(src_port, dst_port);
        let header_len = bytes.len();
        let captured = &bytes[..segment.captured.min(header_len)];
        let mut seg = Segment {
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
            captured_header: captured.len() as u8,
            options: captured.get(20..).unwrap_or_default(),
            data: segment.data,
            payload: &[],
            at: 34,
            ip_at: 14,
            ttl: 64,
            ip_id: 0,
            tos: 0,
            mac_src: None,
            fragment: false,
            rerouted: false,
            tunnel: 0,
            tcp_bytes: captured,
            tcp_len: header_len as u32 + segment.data,
        };
        let mut frame = self.next_frame();
        change(&mut frame, &mut seg);
        self.wireshark.take(&frame, &Cheap::Tcp(seg))
    }

    pub(super) fn next_frame(&mut self) -> Frame<'static> {
        self.frame += 1;
        self.now += 1_000_000;
        Frame {
            no: self.frame,
            time: Some(Nanos(i128::from(self.now))),
            interface: 0,
            link: LinkType::ETHERNET,
            original: u32::MAX,
            bytes: &[],
            fcs: None,
            at: Place { offset: 0 },
        }
    }
}
