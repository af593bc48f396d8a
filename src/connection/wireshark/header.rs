//! A TCP header as this module needs it, whether it came in a segment or quoted in an ICMP error.
//!
//! Wireshark stops reading a frame where its captured bytes end, and what it would have remembered after that place it
//! does not remember. [`Header::reaches`] and [`Options`] say how far it gets.

use crate::capture::Frame;
use crate::connection::facts::{Endpoint, Seq};
use crate::connection::sack::blocks;
use crate::connection::wireshark::multipath::Said;
use crate::dissect::options::{FAST_OPEN_EXID, TcpOption, walk};
use crate::dissect::{Flags, IcmpQuote, Segment};

/// Bytes of a TCP header without options (RFC 9293, 3.1).
const FIXED: usize = 20;

/// SACK blocks that are subtracted from the bytes in flight; Wireshark keeps three of the four that fit.
const SACK_BLOCKS: usize = 3;

/// What is known of one TCP header.
pub(super) struct Header<'a> {
    pub(super) src: Endpoint,
    pub(super) dst: Endpoint,
    pub(super) seq: Seq,
    pub(super) ack: Seq,
    pub(super) flags: Flags,
    pub(super) window: u16,
    /// As announced; under 20 it cannot be.
    pub(super) length: u8,
    /// Bytes of data; `None` where nobody can know: quoted, a fragment, shorter than its own header.
    pub(super) data: Option<u32>,
    options: &'a [u8],
    /// Bytes of TCP that were captured.
    captured: usize,
}

impl<'a> Header<'a> {
    /// Of a segment in a frame. An IP length that exceeds the frame counts as far as the frame goes.
    pub(super) fn of(frame: &Frame<'a>, seg: &Segment<'a>) -> Self {
        let end = frame.original.saturating_sub(frame.fcs.map_or(0, u32::from));
        let tcp_len = seg.tcp_len.min(end.saturating_sub(seg.at));
        let whole = !seg.fragment && tcp_len >= u32::from(seg.header_len);
        Self {
            src: Endpoint { ip: seg.src, port: seg.src_port },
            dst: Endpoint { ip: seg.dst, port: seg.dst_port },
            seq: Seq(seg.seq),
            ack: Seq(seg.ack),
            flags: seg.flags,
            window: seg.window,
            length: seg.header_len,
            data: whole.then(|| tcp_len.saturating_sub(u32::from(seg.header_len))),
            options: seg.options,
            captured: seg.tcp_bytes.len().max(usize::from(seg.captured_header)),
        }
    }

    /// Of a header quoted in an ICMP error, if its sequence number is there.
    pub(super) fn quoted(quote: &IcmpQuote<'a>) -> Option<Self> {
        let bytes = quote.quoted;
        let be16 = |at: usize| match bytes.get(at..at + 2) {
            Some(&[a, b]) => u16::from_be_bytes([a, b]),
            _ => 0,
        };
        Some(Self {
            src: Endpoint { ip: quote.src, port: quote.src_port },
            dst: Endpoint { ip: quote.dst, port: quote.dst_port },
            seq: Seq(quote.seq?),
            ack: Seq(u32::from(be16(8)) << 16 | u32::from(be16(10))),
            flags: Flags(be16(12) & 0x0fff),
            window: be16(14),
            length: (be16(12) >> 12) as u8 * 4,
            data: None,
            options: bytes.get(FIXED..).unwrap_or_default(),
            captured: bytes.len(),
        })
    }

    /// Were the first `bytes` bytes of the header captured?
    pub(super) fn reaches(&self, bytes: usize) -> bool {
        self.captured >= bytes
    }

    /// SYN without ACK?
    pub(super) fn opens(&self) -> bool {
        self.flags.syn() && !self.flags.ack()
    }

    /// SYN and ACK?
    pub(super) fn answers(&self) -> bool {
        self.flags.syn() && self.flags.ack()
    }

    /// ACK without SYN?
    pub(super) fn acknowledges(&self) -> bool {
        self.flags.ack() && !self.flags.syn()
    }

    /// The options that this module acts on. Wireshark looks for a D-SACK in every SACK option, also in one without
    /// blocks, and there falls off its end: only an ACK number that lies backwards (`ack` is the relative one) keeps it
    /// from that.
    pub(super) fn options(&self, ack: Seq) -> Options {
        let announced = usize::from(self.length).saturating_sub(FIXED);
        let mut found = Options::default();
        let mut read = 0;
        for placed in walk(self.options) {
            if let TcpOption::Malformed { kind, length } = placed.option {
                // Missing bytes are one thing in the header and another behind the end of what was captured.
                let reach = length.map_or(2, usize::from);
                if reach > placed.raw.len() {
                    found.cut = self.options.len() < announced;
                    if kind == 5 && placed.offset + reach <= announced {
                        found.sack(placed.raw.get(2..).unwrap_or_default());
                    }
                    return found;
                }
                if reach < 2 {
                    return found;
                }
            }
            match placed.option {
                TcpOption::EndOfList => {
                    found.cut = placed.offset + placed.raw.len() < announced;
                    return found;
                }
                TcpOption::WindowScale(shift) => found.shift = Some(shift.min(14)),
                TcpOption::Sack(edges) => found.sack(edges),
                TcpOption::Malformed { kind: 5, .. } => {
                    found.sack(placed.raw.get(2..).unwrap_or_default());
                    if placed.raw.len() < 10 && (ack == Seq(0) || Seq(0).before(ack)) {
                        found.cut = true;
                        return found;
                    }
                }
                TcpOption::Mptcp(data) => found.mptcp.option(data),
                TcpOption::FastOpen { cookie, .. } => found.cookie |= !cookie.is_empty(),
                TcpOption::Malformed { kind: 34, length: Some(length) } => found.cookie |= length > 2,
                TcpOption::Experimental { kind: 254, id: FAST_OPEN_EXID, data } => {
                    found.cookie |= !data.is_empty();
                }
                _ => {}
            }
            read = placed.offset + placed.raw.len();
        }
        found.cut = read < announced;
        found
    }
}

/// See [`Header::options`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Options {
    /// Window scale, at most 14 (RFC 7323, 2.3).
    pub(super) shift: Option<u8>,
    /// Bytes in the first SACK blocks, modulo 2^32.
    pub(super) sacked: u32,
    pub(super) mptcp: Said,
    /// A Fast Open cookie.
    pub(super) cookie: bool,
    /// The captured bytes end inside the options.
    pub(super) cut: bool,
}

impl Options {
    fn sack(&mut self, edges: &[u8]) {
        self.sacked = 0;
        for (left, right) in blocks(edges).take(SACK_BLOCKS) {
            self.sacked = self.sacked.wrapping_add(right.since(left));
        }
    }
}
