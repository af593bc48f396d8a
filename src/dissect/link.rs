//! What both speeds must agree on about link layers: where a frame ends, how it begins, what its type numbers mean.

use super::bytes::{be16, be32, part};
use super::carrier;
use super::inside::{FIRST_ETHERTYPE, Inside, by_type_or_length};
use super::ip::Ends;
use super::segment::Other;
use crate::capture::{Frame, LinkType};

/// More headers in front of IP than any network has a reason for; what follows is not looked at.
pub(super) const MOST_HEADERS: usize = 16;

/// What a frame's first header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    /// What follows.
    pub(super) inside: Inside,
    /// Where.
    pub(super) at: usize,
    /// The sender's address, if it is one of 6 bytes.
    pub(super) mac_src: Option<[u8; 6]>,
}

/// Where a frame ends without its frame check sequence.
#[inline]
pub(super) fn ends(frame: &Frame<'_>) -> Ends {
    let wire = (frame.original as usize).max(frame.bytes.len());
    let wire = wire.saturating_sub(frame.fcs.unwrap_or(0).into());
    Ends { captured: frame.bytes.len().min(wire), wire }
}

/// Read a frame's first header.
#[inline]
pub(super) fn enter(link: LinkType, bytes: &[u8]) -> Result<Entry, Other> {
    if link == LinkType::ETHERNET {
        let Some(header) = bytes.first_chunk::<14>() else {
            return Err(Other::Cut);
        };
        return Ok(Entry {
            inside: by_type_or_length(u16::from_be_bytes([header[12], header[13]])),
            at: 14,
            mac_src: header[6..].first_chunk().copied(),
        });
    }
    rarely(link, bytes)
}

/// Every link type but Ethernet.
fn rarely(link: LinkType, bytes: &[u8]) -> Result<Entry, Other> {
    let at = |inside, at| Entry { inside, at, mac_src: None };
    Ok(match link {
        LinkType::LINUX_SLL => {
            let kind = be16(bytes, 14).ok_or(Other::Cut)?;
            Entry {
                inside: cooked(be16(bytes, 2).ok_or(Other::Cut)?, kind),
                at: 16,
                mac_src: six(be16(bytes, 4), bytes, 6),
            }
        }
        LinkType::LINUX_SLL2 => {
            if bytes.len() < 20 {
                return Err(Other::Cut);
            }
            let kind = be16(bytes, 0).ok_or(Other::Cut)?;
            Entry {
                inside: cooked(be16(bytes, 8).ok_or(Other::Cut)?, kind),
                at: 20,
                mac_src: six(bytes.get(11).copied().map(u16::from), bytes, 12),
            }
        }
        LinkType::NULL | LinkType::LOOP => {
            let family = family(be32(bytes, 0).ok_or(Other::Cut)?);
            at(by_family(family), 4)
        }
        // LINKTYPE_RAW, and DLT_RAW of systems that write their own number.
        LinkType::RAW | LinkType(12 | 14) | LinkType::IPV4 => at(Inside::Ip, 0),
        LinkType::IPV6 => at(Inside::Ipv6, 0),
        link => match carrier::by_link(link) {
            Some(carrier) => at(Inside::Carrier(carrier), 0),
            None => return Err(Other::UnknownLink),
        },
    })
}

/// The address family of a BSD loopback header, whichever byte order its machine had: families are small numbers.
#[inline]
pub(super) fn family(big_endian: u32) -> u32 {
    if big_endian > 0xffff { big_endian.swap_bytes() } else { big_endian }
}

/// AF_INET is 2 everywhere; AF_INET6 is 10 on Linux, 24 on NetBSD and OpenBSD, 28 on FreeBSD, 30 on macOS.
pub(super) fn by_family(family: u32) -> Inside {
    match family {
        2 => Inside::Ip,
        10 | 24 | 28 | 30 => Inside::Ipv6,
        // Some writers put an EtherType there.
        0x0600..=0xffff => Inside::EtherType(family as u16),
        _ => Inside::Other(Other::Link),
    }
}

/// What a Linux cooked header announces: its protocol is an EtherType unless the hardware type gives it another
/// meaning (824 is netlink) or it is one of the kernel's own numbers (1: Novell's raw 802.3, 4: 802.2).
pub(super) fn cooked(hardware: u16, protocol: u16) -> Inside {
    match (hardware, protocol) {
        (824, _) => Inside::Other(Other::Link),
        (_, 4) => Inside::Llc(None),
        (_, FIRST_ETHERTYPE..) => Inside::EtherType(protocol),
        _ => Inside::Other(Other::Link),
    }
}

/// Behind an 802.2 header with SNAP (RFC 1042) stands an EtherType; a service access point of 6 on both sides is IP.
pub(super) fn llc(bytes: &[u8], at: usize) -> Option<(Inside, usize)> {
    match *part(bytes, at, at + 8) {
        [0xaa, 0xaa, 0x03, 0, 0, 0, high, low] => {
            let kind = u16::from_be_bytes([high, low]);
            (kind >= FIRST_ETHERTYPE).then_some((Inside::EtherType(kind), at + 8))
        }
        [6, 6, 3, ..] => Some((Inside::Ip, at + 3)),
        _ => None,
    }
}

/// An address of 6 bytes at `at`, if `length` says so.
fn six(length: Option<u16>, bytes: &[u8], at: usize) -> Option<[u8; 6]> {
    match length {
        Some(6) => bytes.get(at..)?.first_chunk().copied(),
        _ => None,
    }
}
