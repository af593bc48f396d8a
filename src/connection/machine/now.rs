//! One segment in its place: who sent it, in which frame, when, and what its own bytes say. It lives as long as the
//! segment is taken in.

use crate::capture::{FrameNo, Nanos};
use crate::connection::facts::{By, SegmentKind, Seq, Side};
use crate::connection::machine::ledger::Occupying;
use crate::connection::machine::record::ShortTime;
use crate::dissect::{FieldId, Segment};

/// What comes with the same identification and checksum within this time is the same packet, in nanoseconds. Later it
/// may have been sent again: a repeat may keep its identification (RFC 9293, 3.8.1), and timers begin at 200 ms.
pub(crate) const SAME_PACKET: u32 = 200_000_000;

/// The same where there is no identification: timestamps included, no sender repeats itself so soon with the same
/// header.
pub(super) const SAME_HEADER: u32 = 1_000_000;

/// Without a round-trip time, a segment that comes this late behind the gap it fills was sent again.
pub(crate) const REORDERING: i64 = 3_000_000;

/// See the module.
#[derive(Clone, Copy)]
pub(crate) struct Now<'s> {
    pub(crate) frame: FrameNo,
    pub(crate) time: Option<Nanos>,
    pub(crate) side: Side,
    pub(crate) seg: &'s Segment<'s>,
    /// Will the receiver take it in? Not if its checksum is wrong (RFC 9293, 3.1, MUST-3).
    pub(crate) arrives: bool,
    /// It is followed as the ACK that ends a handshake: what it writes waits for its receiver to act ESTABLISHED.
    pub(crate) handshake: bool,
}

impl Now<'_> {
    /// When it was captured.
    pub(crate) fn clock(&self) -> ShortTime {
        ShortTime::of(self.time)
    }

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

    /// What tells the packet from others with the same identification: its checksum. Without an identification (IPv6;
    /// IPv4 that must not be fragmented) the whole header is mixed in: where a network card is to fill in the checksum,
    /// what stands there is the same for all segments of one length.
    pub(super) fn print(&self) -> Option<u16> {
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

/// What kind of segment it is.
pub(super) fn kind_of(seg: &Segment<'_>) -> SegmentKind {
    let flags = seg.flags;
    if seg.captured_header < 14 {
        return SegmentKind::Odd;
    }
    match (flags.syn(), flags.rst(), flags.fin(), flags.ack()) {
        (true, true, ..) | (true, _, true, _) => SegmentKind::Odd,
        (true, _, _, false) => SegmentKind::Syn,
        (true, _, _, true) => SegmentKind::SynAck,
        // RFC 9293, 3.10.7.4, looks at RST second and at FIN last: a FIN beside it changes nothing.
        (_, true, ..) => SegmentKind::Rst,
        // RFC 9293, 3.10.7.4, fifth: a segment without ACK is dropped in every synchronised state.
        (_, _, _, false) => SegmentKind::Odd,
        (_, _, true, true) => SegmentKind::Fin,
        (_, _, false, true) if seg.data > 0 => SegmentKind::Data,
        (_, _, false, true) => SegmentKind::Ack,
    }
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
