//! What the hot path knows of a frame: a segment of TCP as slices and numbers, the part of one that an ICMP error
//! quotes, or the name of what it is instead.

use std::net::IpAddr;

/// What a frame is to the tracker.
#[derive(Debug, Clone, Copy)]
pub enum Cheap<'a> {
    /// A TCP segment.
    Tcp(Segment<'a>),
    /// An ICMP or ICMPv6 error that quotes a TCP segment.
    IcmpQuoting(IcmpQuote<'a>),
    /// Anything else.
    Other(Other),
}

/// The 12 bits beside the data offset: 3 reserved, AE, CWR, ECE, URG, ACK, PSH, RST, SYN, FIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags(pub u16);

#[allow(missing_docs)]
impl Flags {
    pub const FIN: u16 = 0x001;
    pub const SYN: u16 = 0x002;
    pub const RST: u16 = 0x004;
    pub const PSH: u16 = 0x008;
    pub const ACK: u16 = 0x010;
    pub const URG: u16 = 0x020;
    pub const ECE: u16 = 0x040;
    pub const CWR: u16 = 0x080;
    pub const AE: u16 = 0x100;

    pub fn fin(self) -> bool {
        self.0 & Self::FIN != 0
    }
    pub fn syn(self) -> bool {
        self.0 & Self::SYN != 0
    }
    pub fn rst(self) -> bool {
        self.0 & Self::RST != 0
    }
    pub fn psh(self) -> bool {
        self.0 & Self::PSH != 0
    }
    pub fn ack(self) -> bool {
        self.0 & Self::ACK != 0
    }
    pub fn urg(self) -> bool {
        self.0 & Self::URG != 0
    }
    pub fn ece(self) -> bool {
        self.0 & Self::ECE != 0
    }
    pub fn cwr(self) -> bool {
        self.0 & Self::CWR != 0
    }

    /// AE, CWR and ECE as a number of three bits: what Accurate ECN makes of them.
    pub fn ace(self) -> u8 {
        (self.0 >> 6 & 0x7) as u8
    }

    /// The ECN code point (0 not-ECT, 1 ECT(1), 2 ECT(0), 3 CE) that these bits of a SYN,ACK, or of the bare ACK that
    /// answers it, say the segment before arrived with, if Accurate ECN is in use. Checked against tables 2 and 3 of
    /// the last draft of RFC 9768 (draft-ietf-tcpm-accurate-ecn-34) and `include/net/tcp_ecn.h` of Linux.
    pub fn echoed_ecn(self) -> Option<u8> {
        match self.ace() {
            0b010 => Some(0),
            0b011 => Some(1),
            0b100 => Some(2),
            0b110 => Some(3),
            _ => None,
        }
    }
}

/// Where a header lies, for who names the place to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spot {
    /// In which bytes: 0 the frame's own; 1 and up in those of the first, second … datagram that the frame completed
    /// ([`Packet::wholes`](super::Packet::wholes)).
    pub datagram: u8,
    /// The offset there. In a datagram its first byte of data is 0: its header is in each fragment.
    pub offset: u32,
}

/// A TCP segment as it lies in its frame.
#[derive(Debug, Clone, Copy)]
pub struct Segment<'a> {
    /// Sender's address.
    pub src: IpAddr,
    /// Receiver's address; if the IP header carries a source route with hops left, the last one.
    pub dst: IpAddr,
    /// Sender's port.
    pub src_port: u16,
    /// Receiver's port.
    pub dst_port: u16,
    /// SEG.SEQ. 0 if cut (see [`captured_header`](Self::captured_header)).
    pub seq: u32,
    /// SEG.ACK.
    pub ack: u32,
    /// Control bits.
    pub flags: Flags,
    /// The window field, unscaled.
    pub window: u16,
    /// The urgent pointer.
    pub urgent: u16,
    /// Data offset in bytes, as announced (20 to 60; less is malformed; 0 if cut).
    pub header_len: u8,
    /// Bytes of the TCP header that were captured, at most `header_len`: under 20 some numbers above are 0,
    /// under 14 not even the control bits are known.
    pub captured_header: u8,
    /// The captured option bytes. Where `captured_header` is less than `header_len`, the last option is cut.
    pub options: &'a [u8],
    /// Bytes of data by the IP header's length (not what was captured of them). 0 where the data offset is cut or
    /// malformed.
    pub data: u32,
    /// The captured data.
    pub payload: &'a [u8],
    /// Offset of the TCP header in the frame.
    pub at: u32,
    /// Offset of the IP header in the frame.
    pub ip_at: u32,
    /// Where a reader finds the TCP header.
    pub spot: Spot,
    /// Where a reader finds the IP header.
    pub ip_spot: Spot,
    /// TTL or hop limit.
    pub ttl: u8,
    /// Identification (IPv4), or 0.
    pub ip_id: u16,
    /// The DF bit (IPv4); IPv6 has none.
    pub dont_fragment: bool,
    /// Type of service or traffic class.
    pub tos: u8,
    /// Addresses of the link layer, if it has them: source.
    pub mac_src: Option<[u8; 6]>,
    /// First fragment of a fragmented datagram: the data are not complete.
    pub fragment: bool,
    /// A routing header of a type that we do not know has hops left: `dst` may not be the last receiver.
    pub rerouted: bool,
    /// A hash of all that is around this packet and tells networks apart that may use the same addresses: VLANs, and
    /// tunnels with their kinds, addresses and numbers ([`Tunnel`](super::tunnel::Tunnel)). 0 if there is nothing. In
    /// both directions the same if the numbers are; a TEID never is.
    pub tunnel: u32,
    /// The TCP header and data as captured, for the checksum.
    pub tcp_bytes: &'a [u8],
    /// TCP length by the IP header: header and data.
    pub tcp_len: u32,
}

/// An ICMP error that quotes a TCP segment, at least its ports.
#[derive(Debug, Clone, Copy)]
pub struct IcmpQuote<'a> {
    /// Who sent the error.
    pub from: IpAddr,
    /// To whom.
    pub to: IpAddr,
    /// ICMPv6?
    pub v6: bool,
    /// ICMP type.
    pub kind: u8,
    /// ICMP code.
    pub code: u8,
    /// Next-hop MTU (ICMP 3/4, ICMPv6 2).
    pub mtu: Option<u32>,
    /// Offset of the ICMP header in the frame.
    pub at: u32,
    /// Where a reader finds it.
    pub spot: Spot,
    /// Quoted sender.
    pub src: IpAddr,
    /// Quoted receiver.
    pub dst: IpAddr,
    /// Quoted sender's port.
    pub src_port: u16,
    /// Quoted receiver's port.
    pub dst_port: u16,
    /// Quoted sequence number, if the quote is long enough.
    pub seq: Option<u32>,
    /// The quoted TCP header, as far as it is there.
    pub quoted: &'a [u8],
    /// What is around the error, as [`Segment::tunnel`].
    pub tunnel: u32,
}

/// What a frame without TCP carries, coarsely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
#[non_exhaustive]
pub enum Other {
    Arp,
    Udp,
    Icmp,
    Icmpv6,
    Igmp,
    Sctp,
    /// IPv4 or IPv6 with another protocol.
    Ip,
    /// A fragment behind the first.
    Fragment,
    /// A TCP header cut or malformed before its ports.
    BadTcp,
    /// An IP header cut or malformed.
    BadIp,
    /// Another EtherType, LLC and the like.
    Link,
    /// A link layer that is not dissected.
    UnknownLink,
    /// A frame cut inside its link header.
    Cut,
}
