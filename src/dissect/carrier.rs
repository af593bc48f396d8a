//! Carriers: headers that carry a whole packet or frame of another protocol, in front of IP or behind it.
//!
//! Both speeds ask [`Carrier::hop`] where the carried thing begins, how long it may be and what it is; the tree besides
//! records the header's fields ([`layers`](super::layers)). So they cannot disagree on the way down. A hop is only
//! given when the whole header was captured and announces something that is dissected.
//!
//! Carriers are found by link type ([`by_link`]), EtherType ([`by_ethertype`](super::inside::by_ethertype)), IP
//! protocol ([`by_protocol`]) and UDP port ([`by_ports`]); ports are those that Wireshark 4.0 knows without settings.
//!
//! Left out: encrypted or fragmented 802.11 frames, A-MSDU, IP compression and encryption, GRE with source routes,
//! ARCNET packets in pieces.

use super::bytes::{be8, be16, be32, part};
use super::inside::{self, Carrier, Inside, ethertype};
use super::ip::Ends;
use super::tunnel::Kind;
use crate::capture::LinkType;

/// How many carriers inside one another are looked into (beside tags and labels in a row).
pub(super) const MOST_CARRIERS: u8 = 8;

/// What a carrier carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hop {
    /// What it is.
    pub(super) inside: Inside,
    /// Where it begins.
    pub(super) at: usize,
    /// How many bytes it may have, if the header says so.
    pub(super) length: Option<usize>,
    /// How many bytes behind it are not its own: a check sequence.
    pub(super) tail: usize,
}

impl Hop {
    /// Where what is carried ends, in a carrier with these ends.
    pub(super) fn ends(self, around: Ends) -> Ends {
        let ends = around.within(self.at, self.length);
        let wire = ends.wire.saturating_sub(self.tail);
        Ends { captured: ends.captured.min(wire), wire }
    }
}

/// The carrier that a link type's frames begin with.
pub(super) fn by_link(link: LinkType) -> Option<Carrier> {
    Some(match link.0 {
        7 => Carrier::Arcnet(false),
        9 | 50 => Carrier::Ppp,
        10 => Carrier::Fddi,
        51 => Carrier::Pppoe,
        104 => Carrier::Chdlc,
        105 => Carrier::Wlan,
        107 => Carrier::FrameRelay,
        119 | 163 => Carrier::Prism,
        127 => Carrier::Radiotap,
        129 => Carrier::Arcnet(true),
        178 => Carrier::Juniper,
        192 => Carrier::Ppi,
        204 => Carrier::PppDirection,
        239 => Carrier::Nflog,
        242 => Carrier::Ipoib,
        _ => return None,
    })
}

/// The carrier that an IP protocol number announces.
pub(super) fn by_protocol(protocol: u8) -> Option<Inside> {
    Some(match protocol {
        4 | 94 => Inside::Ip,
        41 => Inside::Ipv6,
        47 => Inside::Carrier(Carrier::Gre),
        97 => Inside::Carrier(Carrier::EtherIp),
        137 => Inside::Carrier(Carrier::Mpls),
        _ => return None,
    })
}

/// The carrier that UDP ports announce: either one will do, the lower is asked first.
#[inline]
pub(super) fn by_ports(one: u16, other: u16) -> Option<Inside> {
    let (low, high) = if one < other { (one, other) } else { (other, one) };
    by_port(low).or_else(|| by_port(high))
}

fn by_port(port: u16) -> Option<Inside> {
    Some(Inside::Carrier(match port {
        1701 => Carrier::L2tp,
        2123 | 2152 | 3386 => Carrier::Gtp,
        3544 => Carrier::Teredo,
        4789 => Carrier::Vxlan,
        4790 => Carrier::VxlanGpe,
        5072 => Carrier::Ayiya,
        6081 => Carrier::Geneve,
        6635 => Carrier::Mpls,
        _ => return None,
    }))
}

/// IPv4 or IPv6, if the first four bits say so.
fn ip_at(bytes: &[u8], at: usize) -> Option<Inside> {
    matches!(be8(bytes, at)? >> 4, 4 | 6).then_some(Inside::Ip)
}

/// Something announced by a protocol number of PPP (RFC 1661, 2).
fn by_ppp(protocol: u16) -> Option<Inside> {
    Some(match protocol {
        0x0021 | 0x0800 => Inside::Ip,
        0x0057 | 0x86dd => Inside::Ipv6,
        0x0281 | 0x0283 => Inside::Carrier(Carrier::Mpls),
        _ => return None,
    })
}

/// What a GRE header has behind its first four bytes: which fields, in order, and their lengths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct GreParts {
    /// Checksum and offset.
    pub(super) checksum: bool,
    /// Key.
    pub(super) key: bool,
    /// Sequence number.
    pub(super) sequence: bool,
    /// Acknowledgment number: version 1.
    pub(super) ack: bool,
    /// Source routes follow.
    pub(super) routes: bool,
    /// Version.
    pub(super) version: u16,
}

impl GreParts {
    pub(super) fn of(flags: u16) -> Self {
        Self {
            checksum: flags & 0xc000 != 0,
            key: flags & 0x2000 != 0,
            sequence: flags & 0x1000 != 0,
            ack: flags & 0x0087 == 0x0081,
            routes: flags & 0x4000 != 0,
            version: flags & 7,
        }
    }

    /// Bytes of the header without routes.
    pub(super) fn length(self) -> usize {
        4 + [self.checksum, self.key, self.sequence, self.ack].into_iter().filter(|&there| there).count() * 4
    }
}

/// The length of an 802.11 data header by its frame control bytes; `None` if it carries nothing that can be read.
pub(super) fn wlan_header(bytes: &[u8], at: usize) -> Option<usize> {
    let &[first, flags] = part(bytes, at, at + 2) else {
        return None;
    };
    // Data with content; not protected, not in pieces.
    if first & 0x4f != 0x08 || flags & 0x44 != 0 {
        return None;
    }
    let both = if flags & 3 == 3 { 6 } else { 0 };
    let qos = first & 0x80 != 0;
    let behind = 24 + both;
    let amsdu = qos && be8(bytes, at + behind)? & 0x80 != 0;
    let pieces = be8(bytes, at + 22)? & 0x0f != 0;
    let control = if qos && flags & 0x80 != 0 { 4 } else { 0 };
    (!amsdu && !pieces).then_some(behind + if qos { 2 } else { 0 } + control)
}

/// Radiotap's flags (its field 1), if they are there.
fn radiotap_flags(bytes: &[u8], at: usize) -> Option<u8> {
    let little = |at: usize| be32(bytes, at).map(u32::swap_bytes);
    let present = little(at + 4)?;
    let (mut word, mut fields) = (present, at + 8);
    for _ in 0..16 {
        if word & 0x8000_0000 == 0 {
            break;
        }
        word = little(fields)?;
        fields += 4;
    }
    if present & 1 == 1 {
        // The 64-bit timer is aligned as seen from the header's beginning.
        fields = at + (fields - at).next_multiple_of(8) + 8;
    }
    if present & 2 == 2 { be8(bytes, fields) } else { None }
}

/// A radiotap header: its length, whether a check sequence follows the frame, whether its header is padded.
pub(super) fn radiotap(bytes: &[u8], at: usize) -> Option<(usize, bool, bool)> {
    let length = usize::from(be16(bytes, at + 2)?.swap_bytes());
    let flags = radiotap_flags(part(bytes, 0, at + length), at).unwrap_or(0);
    (length >= 8).then_some((length, flags & 0x10 != 0, flags & 0x20 != 0))
}

/// Where GTP's carried packet begins, behind the optional fields and extension headers.
pub(super) fn gtp_header(bytes: &[u8], at: usize) -> Option<usize> {
    let flags = be8(bytes, at)?;
    match flags >> 5 {
        0 => Some(20),
        1 if flags & 7 == 0 => Some(8),
        1 => {
            let mut length = 12;
            let mut next = if flags & 4 == 0 { 0 } else { be8(bytes, at + 11)? };
            for _ in 0..16 {
                if next == 0 {
                    return Some(length);
                }
                let words = usize::from(be8(bytes, at + length)?);
                if words == 0 {
                    return None;
                }
                length += words * 4;
                next = be8(bytes, at + length - 1)?;
            }
            None
        }
        _ => None,
    }
}

/// Is this an L2TP data header, of the version that has tunnels and sessions of 16 bits?
pub(super) fn l2tp_data(flags: u16) -> bool {
    flags & 0x800f == 2
}

/// The length of an L2TP data header.
pub(super) fn l2tp_header(flags: u16, bytes: &[u8], at: usize) -> Option<usize> {
    if !l2tp_data(flags) {
        return None;
    }
    let mut length = if flags & 0x4000 == 0 { 6 } else { 8 };
    if flags & 0x0800 != 0 {
        length += 4;
    }
    if flags & 0x0200 != 0 {
        length += 2 + usize::from(be16(bytes, at + length)?);
    }
    Some(length)
}

/// What stands in front of a Teredo packet: authentication, then an origin indication.
pub(super) fn teredo_header(bytes: &[u8], at: usize) -> Option<usize> {
    let mut length = 0;
    if be16(bytes, at)? == 1 {
        let &[client, value] = part(bytes, at + 2, at + 4) else {
            return None;
        };
        length = 13 + usize::from(client) + usize::from(value);
    }
    if be16(bytes, at + length)? == 0 {
        length += 8;
    }
    Some(length)
}

/// The length of an AYIYA header: identity (2 to the power of a number) and signature (words) follow 8 bytes.
pub(super) fn ayiya_header(bytes: &[u8], at: usize) -> Option<usize> {
    let &[identity, signature] = part(bytes, at, at + 2) else {
        return None;
    };
    Some(8 + (1usize << (identity >> 4)) + usize::from(signature >> 4) * 4)
}

/// Netfilter's attributes: the offset of the packet (attribute 9) and its length.
fn nflog_payload(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let mut from = at + 4;
    for _ in 0..64 {
        let length = usize::from(be16(bytes, from)?.swap_bytes());
        let kind = be16(bytes, from + 2)?.swap_bytes() & 0x7fff;
        if length < 4 {
            return None;
        }
        if kind == 9 {
            return Some((from + 4, length - 4));
        }
        from += length.next_multiple_of(4);
    }
    None
}

/// ARCNET: the length of the header.
pub(super) fn arcnet_header(linux: bool, bytes: &[u8], at: usize) -> Option<usize> {
    let kind = at + if linux { 4 } else { 2 };
    match be8(bytes, kind)? {
        // The numbers of RFC 1051 have no fragmentation.
        240 | 241 => Some(kind + 1 - at),
        // An exception packet repeats type and flag behind padding.
        _ => match be8(bytes, kind + 1)? {
            0xff => Some(kind + 8 - at),
            0 => Some(kind + 4 - at),
            _ => None,
        },
    }
}

impl Carrier {
    /// The number by which the header at `at` tells apart networks that may use the same addresses, if it has one.
    pub(super) fn network(self, bytes: &[u8], at: usize) -> Option<(Kind, u32)> {
        Some(match self {
            // The label at the bottom of the stack: those above it lead there.
            Self::Mpls => match be32(bytes, at)? {
                label if label & 0x100 != 0 => (Kind::Mpls, label >> 12),
                _ => return None,
            },
            Self::Pppoe => (Kind::Pppoe, be16(bytes, at + 2)?.into()),
            Self::Gre => {
                let parts = GreParts::of(be16(bytes, at)?);
                if !parts.key {
                    return None;
                }
                let key = be32(bytes, at + if parts.checksum { 8 } else { 4 })?;
                // Version 1: the upper half is the payload's length (RFC 2637, 4.1).
                (Kind::Gre, if parts.version == 1 { key & 0xffff } else { key })
            }
            Self::Erspan(_) => (Kind::Erspan, u32::from(be16(bytes, at + 2)? & 0x03ff)),
            Self::Vxlan | Self::VxlanGpe => (Kind::Vxlan, be32(bytes, at + 4)? >> 8),
            Self::Geneve => (Kind::Geneve, be32(bytes, at + 4)? >> 8),
            Self::Gtp if be8(bytes, at)? >> 5 == 1 => (Kind::Gtp, be32(bytes, at + 4)?),
            // Tunnel and session.
            Self::L2tp => {
                let length = be8(bytes, at)? & 0x40 != 0;
                (Kind::L2tp, be32(bytes, at + if length { 4 } else { 2 })?)
            }
            Self::Backbone => (Kind::Backbone, be32(bytes, at)? & 0x00ff_ffff),
            _ => return None,
        })
    }

    /// What the header at `at` carries, and where. `bytes` end where the carrier ends.
    pub(super) fn hop(self, bytes: &[u8], at: usize) -> Option<Hop> {
        let hop = self.ahead(bytes, at)?;
        // The whole header must be there.
        (hop.at <= bytes.len()).then_some(hop)
    }

    fn ahead(self, bytes: &[u8], at: usize) -> Option<Hop> {
        let behind = |length: usize, inside: Inside| Hop { inside, at: at + length, length: None, tail: 0 };
        Some(match self {
            Self::Ethernet => behind(14, inside::by_type_or_length(be16(bytes, at + 12)?)),
            Self::Mpls => behind(4, label(be32(bytes, at)?, bytes, at + 4)?),
            Self::ControlWord => behind(4, Inside::Carrier(Self::Ethernet)),
            Self::Ppp => {
                let start = ppp_start(bytes, at)?;
                let (length, protocol) = ppp_protocol(bytes, at + start)?;
                behind(start + length, by_ppp(protocol)?)
            }
            Self::PppDirection => behind(1, Inside::Carrier(Self::Ppp)),
            Self::Pppoe => {
                let length = Some(usize::from(be16(bytes, at + 4)?));
                Hop { inside: Inside::Carrier(Self::Ppp), at: at + 6, length, tail: 0 }
            }
            Self::Chdlc => behind(4, Inside::EtherType(be16(bytes, at + 2)?)),
            Self::FrameRelay => behind(4, relayed(part(bytes, at, at + 4))?),
            Self::Fddi => {
                // Only the asynchronous LLC frames carry packets.
                let llc = be8(bytes, at)? & 0xf0 == 0x50;
                behind(13, llc.then_some(Inside::Llc(None))?)
            }
            Self::Ipoib => behind(44, Inside::EtherType(be16(bytes, at + 40)?)),
            Self::Arcnet(linux) => {
                let inside = match be8(bytes, at + if linux { 4 } else { 2 })? {
                    212 | 240 => Inside::Ip,
                    196 => Inside::Ipv6,
                    213 | 241 => Inside::EtherType(ethertype::ARP),
                    _ => return None,
                };
                behind(arcnet_header(linux, bytes, at)?, inside)
            }
            Self::Radiotap => {
                let (length, checked, padded) = radiotap(bytes, at)?;
                let hop = behind(length, if padded { return None } else { Inside::Carrier(Self::Wlan) });
                Hop { tail: if checked { 4 } else { 0 }, ..hop }
            }
            Self::Ppi => {
                let length = usize::from(be16(bytes, at + 2)?.swap_bytes());
                let link = LinkType(u16::try_from(be32(bytes, at + 4)?.swap_bytes()).ok()?);
                let inside = match link {
                    LinkType::ETHERNET => Self::Ethernet,
                    link => by_link(link).filter(|&inside| inside != self)?,
                };
                behind((length >= 8).then_some(length)?, Inside::Carrier(inside))
            }
            Self::Prism => {
                let length = match be32(bytes, at)? {
                    0x8021_1001 | 0x8021_1002 => be32(bytes, at + 4)?,
                    0x4400_0000 => be32(bytes, at + 4)?.swap_bytes(),
                    _ => be32(bytes, at + 4)?,
                };
                behind(usize::try_from(length).ok().filter(|&l| l >= 8)?, Inside::Carrier(Self::Wlan))
            }
            Self::Wlan => behind(wlan_header(bytes, at)?, Inside::Llc(None)),
            Self::Nflog => {
                let (payload, length) = nflog_payload(bytes, at)?;
                Hop { inside: Inside::Ip, at: payload, length: Some(length), tail: 0 }
            }
            Self::Juniper => {
                // The magic number, then: bit 1 set says there is no layer 2; bit 7 that there are extensions.
                let &[0x4d, 0x47, 0x43, flags] = part(bytes, at, at + 4) else {
                    return None;
                };
                if flags & 0x82 != 0x80 {
                    return None;
                }
                behind(6 + usize::from(be16(bytes, at + 4)?), Inside::Carrier(Self::Ethernet))
            }
            Self::Gre => {
                let parts = GreParts::of(be16(bytes, at)?);
                if parts.routes || parts.version > 1 {
                    return None;
                }
                gre_content(parts, be16(bytes, at + 2)?, bytes, at + parts.length())?
            }
            Self::Erspan(third) => {
                let optional = third && be8(bytes, at + 11)? & 1 == 1;
                let length = if third { 12 } else { 8 } + if optional { 8 } else { 0 };
                behind(length, Inside::Carrier(Self::Ethernet))
            }
            Self::EtherIp => behind(2, Inside::Carrier(Self::Ethernet)),
            Self::Vxlan => behind(8, Inside::Carrier(Self::Ethernet)),
            Self::VxlanGpe => {
                let inside = match be8(bytes, at + 3)? {
                    1 => Inside::Ip,
                    2 => Inside::Ipv6,
                    3 => Inside::Carrier(Self::Ethernet),
                    5 => Inside::Carrier(Self::Mpls),
                    _ => return None,
                };
                behind(8, inside)
            }
            Self::Geneve => {
                let first = be8(bytes, at)?;
                let inside = Inside::EtherType(be16(bytes, at + 2)?);
                behind(8 + usize::from(first & 0x3f) * 4, (first >> 6 == 0).then_some(inside)?)
            }
            Self::Gtp => {
                // GTP (not GTP'), a T-PDU.
                if be8(bytes, at)? & 0x10 == 0 || be8(bytes, at + 1)? != 255 {
                    return None;
                }
                let header = gtp_header(bytes, at)?;
                let fixed = if be8(bytes, at)? >> 5 == 0 { 20 } else { 8 };
                let length = (fixed + usize::from(be16(bytes, at + 2)?)).checked_sub(header)?;
                Hop { inside: ip_at(bytes, at + header)?, at: at + header, length: Some(length), tail: 0 }
            }
            Self::Teredo => {
                let header = teredo_header(bytes, at)?;
                let six = be8(bytes, at + header)? >> 4 == 6;
                behind(header, six.then_some(Inside::Ipv6)?)
            }
            Self::L2tp => behind(l2tp_header(be16(bytes, at)?, bytes, at)?, Inside::Carrier(Self::Ppp)),
            Self::Ayiya => {
                let inside = by_protocol(be8(bytes, at + 3)?)?;
                behind(ayiya_header(bytes, at)?, inside)
            }
            Self::FabricPath => behind(2, Inside::Carrier(Self::Ethernet)),
            Self::Backbone => behind(18, inside::by_type_or_length(be16(bytes, at + 16)?)),
        })
    }
}

/// Behind the last label of a stack nothing says what follows: the first four bits do for IP, and 0 is a
/// pseudowire's control word (RFC 4385, 3).
fn label(label: u32, bytes: &[u8], at: usize) -> Option<Inside> {
    if label & 0x100 == 0 {
        return Some(Inside::Carrier(Carrier::Mpls));
    }
    match be8(bytes, at)? >> 4 {
        0 => {
            let known = matches!(be16(bytes, at + 16)?, 0x0800 | 0x86dd | 0x0806 | 0x8100 | 0x8847 | 0x8864);
            known.then_some(Inside::Carrier(Carrier::ControlWord))
        }
        4 | 6 => Some(Inside::Ip),
        _ => None,
    }
}

/// Bytes in front of PPP's protocol field: address and control, or none.
pub(super) fn ppp_start(bytes: &[u8], at: usize) -> Option<usize> {
    Some(if be8(bytes, at)? == 0xff { 2 } else { 0 })
}

/// PPP's protocol field: one byte if that is odd (RFC 1661, 6.5), else two.
pub(super) fn ppp_protocol(bytes: &[u8], at: usize) -> Option<(usize, u16)> {
    match be8(bytes, at)? {
        odd if odd & 1 == 1 => Some((1, odd.into())),
        _ => Some((2, be16(bytes, at)?)),
    }
}

/// Frame Relay: two address bytes, UI, and a protocol number (RFC 2427, 3) or Cisco's EtherType.
fn relayed(header: &[u8]) -> Option<Inside> {
    match *header {
        [_, low, 3, 0xcc] if low & 1 == 1 => Some(Inside::Ip),
        [_, low, 3, 0x8e] if low & 1 == 1 => Some(Inside::Ipv6),
        [_, low, a, b] if low & 1 == 1 && a != 3 => Some(Inside::EtherType(u16::from_be_bytes([a, b]))),
        _ => None,
    }
}

/// What a GRE header's protocol number announces.
fn gre_content(parts: GreParts, protocol: u16, bytes: &[u8], at: usize) -> Option<Hop> {
    let hop = |inside| Some(Hop { inside, at, length: None, tail: 0 });
    match protocol {
        0x6400 | 0x6558 => hop(Inside::Carrier(Carrier::Ethernet)),
        0x8200..=0x837f if protocol & 0xf == 0 => hop(Inside::Carrier(Carrier::Wlan)),
        0x880b | 0x8881 | 0x88d2 => hop(Inside::Carrier(Carrier::Ppp)),
        // Without a sequence number it is type I, which has no header.
        0x88be if !parts.sequence => hop(Inside::Carrier(Carrier::Ethernet)),
        0x88be => hop(Inside::Carrier(Carrier::Erspan(false))),
        0x22eb => hop(Inside::Carrier(Carrier::Erspan(true))),
        // WCCP: version 2 has a word of its own in front of the packet.
        0x883e => {
            let redirect = if be8(bytes, at)? >> 4 == 4 { 0 } else { 4 };
            Some(Hop { inside: Inside::Ip, at: at + redirect, length: None, tail: 0 })
        }
        0x0800 | 0x86dd | 0x0806 | 0x8847 | 0x8848 => hop(Inside::EtherType(protocol)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gtp_extension_headers_are_stepped_over() {
        // version 1, E; T-PDU; length 16; TEID 1; then: next type 85, one word, no next; IPv4
        let bytes = [0x34, 255, 0, 16, 0, 0, 0, 1, 0, 0, 0, 0x85, 1, 0, 9, 0, 0x45, 0, 0, 20];
        let hop = Carrier::Gtp.hop(&bytes, 0);
        assert_eq!(hop, Some(Hop { inside: Inside::Ip, at: 16, length: Some(8), tail: 0 }));
        // An extension header of no words would never end.
        let mut endless = bytes;
        endless[12] = 0;
        assert_eq!(Carrier::Gtp.hop(&endless, 0), None);
    }

    #[test]
    fn a_radiotap_header_says_whether_a_check_sequence_follows() {
        // 18 bytes; timer and flags present
        let mut bytes = [0, 0, 18, 0, 3, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0x10, 0];
        assert_eq!(radiotap(&bytes, 0), Some((18, true, false)));
        bytes[16] = 0;
        assert_eq!(radiotap(&bytes, 0), Some((18, false, false)));
        bytes[2] = 7;
        assert_eq!(radiotap(&bytes, 0), None);
    }

    #[test]
    fn protected_and_empty_80211_frames_carry_nothing() {
        let mut header = [0u8; 40];
        header[0] = 0x88;
        assert_eq!(wlan_header(&header, 0), Some(26));
        header[1] = 3;
        assert_eq!(wlan_header(&header, 0), Some(32));
        header[1] = 0x40;
        assert_eq!(wlan_header(&header, 0), None);
        header[..2].copy_from_slice(&[0x48, 0]);
        assert_eq!(wlan_header(&header, 0), None);
    }

    #[test]
    fn a_compressed_ppp_protocol_is_one_byte() {
        assert_eq!(
            Carrier::Ppp.hop(&[0x21, 0x45], 0),
            Some(Hop { inside: Inside::Ip, at: 1, length: None, tail: 0 })
        );
        let long = Carrier::Ppp.hop(&[0xff, 3, 0, 0x57, 0x60], 0);
        assert_eq!(long, Some(Hop { inside: Inside::Ipv6, at: 4, length: None, tail: 0 }));
    }

    #[test]
    fn a_header_that_is_cut_carries_nothing() {
        let vxlan = [8, 0, 0, 0, 0, 0, 1, 0];
        assert!(Carrier::Vxlan.hop(&vxlan, 0).is_some());
        assert!(Carrier::Vxlan.hop(&vxlan[..7], 0).is_none());
    }
}
