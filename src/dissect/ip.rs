//! What both speeds must agree on about IP: where a datagram ends, what stands behind its headers, and who the
//! last receiver is.

use super::bytes::{be8, be16, be32, part};
use etherparse::Ipv6FragmentHeaderSlice;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// IP protocol numbers that dissection acts on.
pub(super) mod protocol {
    pub(in crate::dissect) const HOP_BY_HOP: u8 = 0;
    pub(in crate::dissect) const ICMP: u8 = 1;
    pub(in crate::dissect) const IGMP: u8 = 2;
    pub(in crate::dissect) const TCP: u8 = 6;
    pub(in crate::dissect) const UDP: u8 = 17;
    pub(in crate::dissect) const ROUTING: u8 = 43;
    pub(in crate::dissect) const FRAGMENT: u8 = 44;
    pub(in crate::dissect) const DCCP: u8 = 33;
    pub(in crate::dissect) const AUTHENTICATION: u8 = 51;
    pub(in crate::dissect) const ICMPV6: u8 = 58;
    pub(in crate::dissect) const DESTINATION_OPTIONS: u8 = 60;
    pub(in crate::dissect) const SCTP: u8 = 132;
}

/// More extension headers than any sender has a reason for; what follows is not looked at.
pub(super) const MOST_EXTENSIONS: usize = 16;

/// Where something ends: in the captured bytes, and on the wire (at or behind it).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    /// End in the captured bytes.
    pub(super) captured: usize,
    /// End on the wire.
    pub(super) wire: usize,
}

impl Ends {
    /// What begins at `at` inside these ends and is `length` long ends here. A length of `None` takes all
    /// there is.
    #[inline]
    pub(super) fn inside(self, at: usize, length: Option<usize>) -> Self {
        match length {
            None => self,
            Some(length) => {
                let wire = at.saturating_add(length);
                Self { captured: self.captured.min(wire), wire }
            }
        }
    }

    /// The same for a header that what encloses it proves wrong if it announces more: no more than that.
    #[inline]
    pub(super) fn within(self, at: usize, length: Option<usize>) -> Self {
        let ends = self.inside(at, length);
        Self { wire: ends.wire.min(self.wire), ..ends }
    }
}

/// Where a UDP datagram at `at` ends; `None` if its length cannot be. A jumbogram has length 0 (RFC 2675, 4).
pub(super) fn udp_ends(length: u16, at: usize, ends: Ends, v6: bool) -> Option<Ends> {
    match length {
        0 if v6 => Some(ends),
        0..8 => None,
        length => Some(ends.within(at, Some(length.into()))),
    }
}

/// How long an IPv4 datagram is, by its own header, also where the frame is shorter than that says: programs that cut
/// captures do not always keep the length on the wire. Total length 0 is what a card that cuts large segments itself is
/// handed (segmentation offload): all of the frame counts. `Err`: shorter than its own header.
#[inline]
pub(super) fn ipv4_length(total: u16, header: usize) -> Result<Option<usize>, ()> {
    match usize::from(total) {
        0 => Ok(None),
        total if total < header => Err(()),
        total => Ok(Some(total)),
    }
}

/// How long an IPv6 packet is behind its 40 bytes. Payload length 0 stands for a jumbogram (RFC 2675, 3: the
/// length is in a hop-by-hop option), or for a large segment handed to a card, where all of the frame counts.
#[inline]
pub(super) fn ipv6_length(payload: u16, next: u8, behind: &[u8]) -> Option<usize> {
    match payload {
        0 if next == protocol::HOP_BY_HOP => jumbo_length(behind),
        0 => None,
        n => Some(usize::from(n)),
    }
}

/// The length in a jumbo payload option (RFC 2675, 2), if `hop_by_hop` begins with a header that has one.
#[cold]
fn jumbo_length(hop_by_hop: &[u8]) -> Option<usize> {
    let length = (usize::from(be8(hop_by_hop, 1)?) + 1) * 8;
    let mut options = part(hop_by_hop, 2, length);
    loop {
        options = match *options {
            [0, ref rest @ ..] => rest,
            [0xc2, 4, a, b, c, d, ..] => {
                return usize::try_from(u32::from_be_bytes([a, b, c, d])).ok();
            }
            [_, length, ref rest @ ..] => rest.get(usize::from(length)..)?,
            _ => return None,
        };
    }
}

/// The last receiver that an IPv4 source route with hops left names (RFC 791, 3.1, loose and strict source
/// route): the last address of the route data.
#[cold]
pub(super) fn ipv4_last_receiver(options: &[u8]) -> Option<Ipv4Addr> {
    let mut rest = options;
    loop {
        rest = match *rest {
            [] | [0, ..] => return None,
            [1, ref rest @ ..] => rest,
            [131 | 137, length, pointer, ..] if pointer <= length => {
                let route = rest.get(3..usize::from(length))?;
                let last = route.chunks_exact(4).last()?;
                return Some(Ipv4Addr::from(*last.first_chunk::<4>()?));
            }
            [_, length, ..] if length >= 2 => rest.get(usize::from(length)..)?,
            _ => return None,
        };
    }
}

/// The shortest that an IPv4 option of this kind can be: type, length, and the fields that each of it has.
pub(super) fn ipv4_option_least(kind: u8) -> usize {
    match kind {
        // Record route, loose and strict source route: a pointer (RFC 791, 3.1). Basic and extended security: a level
        // or a format code (RFC 1108, 2 and 3).
        7 | 130 | 131 | 133 | 137 => 3,
        // Timestamp: a pointer, overflow and flag; stream identifier (RFC 791, 3.1). Router alert (RFC 2113, 2.1).
        68 | 136 | 148 => 4,
        // Commercial security: a domain of interpretation (FIPS 188).
        134 => 6,
        // Quick-Start: rate, TTL and nonce (RFC 4782, 3.1).
        25 => 8,
        // Traceroute: an identifier, two hop counts and an address (RFC 1393, 2.2).
        82 => 12,
        _ => 2,
    }
}

/// Is there an IPv4 option that ends before its own fields do? Then the header is malformed as a whole, and what stands
/// behind it is not looked at, by Wireshark neither. (A length under 2, or one that leaves the header, only hides the
/// options behind it.)
#[cold]
pub(super) fn ipv4_short_option(options: &[u8]) -> bool {
    let mut at = 0;
    loop {
        at += match *part(options, at, options.len()) {
            [1, ..] => 1,
            [kind, length, ..] if kind > 1 => {
                let length = usize::from(length);
                if length < 2 || at + length > options.len() {
                    return false;
                }
                if length < ipv4_option_least(kind) {
                    return true;
                }
                length
            }
            _ => return false,
        };
    }
}

/// The end of a chain of IPv6 extension headers (RFC 8200, 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chain {
    /// The protocol behind the last one.
    pub(super) protocol: u8,
    /// Its offset.
    pub(super) at: usize,
    /// Fragment offset and the M flag, if there is a fragment header.
    pub(super) fragment: Option<(u16, bool)>,
    /// Offset of the first fragment header, if there is one.
    pub(super) fragment_at: usize,
    /// Where a routing header with hops left sends the packet in the end.
    pub(super) route: Route,
}

/// What a routing header says of the last receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Route {
    /// The destination address is the last receiver.
    Direct,
    /// This one.
    Via(Ipv6Addr),
    /// Hops are left, in a type that we do not know.
    Unknown,
}

/// Why a chain could not be followed to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Broken {
    /// Cut inside an extension header.
    Cut,
    /// More headers than [`MOST_EXTENSIONS`].
    Endless,
}

/// Follow extension headers from `at`, where a header of type `next` begins, inside `bytes`.
#[inline]
pub(super) fn follow(bytes: &[u8], at: usize, next: u8) -> Result<Chain, Broken> {
    let mut chain = Chain { protocol: next, at, fragment: None, fragment_at: 0, route: Route::Direct };
    for _ in 0..=MOST_EXTENSIONS {
        let Some(length) = extension_length(chain.protocol, bytes, chain.at)? else {
            return Ok(chain);
        };
        let header = bytes.get(chain.at..chain.at + length).ok_or(Broken::Cut)?;
        match chain.protocol {
            protocol::ROUTING => match route(header) {
                Route::Direct => {}
                route => chain.route = route,
            },
            protocol::FRAGMENT => {
                let slice = Ipv6FragmentHeaderSlice::from_slice(header).map_err(|_| Broken::Cut)?;
                let offset = slice.fragment_offset().value();
                let before = chain.fragment.is_some_and(|(_, more)| more);
                if chain.fragment.is_none() {
                    chain.fragment_at = chain.at;
                }
                chain.fragment = Some((offset, slice.more_fragments() || before));
                if offset > 0 {
                    // What follows is a piece of some data, not a header.
                    chain.protocol = slice.next_header().0;
                    chain.at += length;
                    return Ok(chain);
                }
            }
            _ => {}
        }
        chain.protocol = be8(header, 0).ok_or(Broken::Cut)?;
        chain.at += length;
    }
    Err(Broken::Endless)
}

/// Step over authentication headers, the only extension headers of IPv4.
#[cold]
pub(super) fn authenticated(bytes: &[u8], mut at: usize, mut next: u8) -> Result<(u8, usize), Broken> {
    while next == protocol::AUTHENTICATION {
        let length = extension_length(next, bytes, at)?.ok_or(Broken::Cut)?;
        let header = bytes.get(at..at + length).ok_or(Broken::Cut)?;
        next = be8(header, 0).ok_or(Broken::Cut)?;
        at += length;
    }
    Ok((next, at))
}

/// The length of the extension header at `at`, `None` if `next` is none.
#[inline]
pub(super) fn extension_length(next: u8, bytes: &[u8], at: usize) -> Result<Option<usize>, Broken> {
    let units = |n: usize, unit: usize| {
        let length = be8(bytes, at + 1).ok_or(Broken::Cut)?;
        Ok(Some((usize::from(length) + n) * unit))
    };
    match next {
        protocol::HOP_BY_HOP | protocol::ROUTING | protocol::DESTINATION_OPTIONS => units(1, 8),
        protocol::FRAGMENT => Ok(Some(8)),
        // RFC 4302: in units of 4 bytes, less 2.
        protocol::AUTHENTICATION => units(2, 4),
        _ => Ok(None),
    }
}

/// Where a routing header leads: types 0 (RFC 2460), 2 (RFC 6275) and 4 (RFC 8754).
#[cold]
pub(super) fn route(header: &[u8]) -> Route {
    let (Some(kind), Some(left)) = (be8(header, 2), be8(header, 3)) else {
        return Route::Unknown;
    };
    if left == 0 {
        return Route::Direct;
    }
    let last = match kind {
        0 | 2 => header.get(8..).and_then(|list| list.as_chunks::<16>().0.last()),
        4 => header.get(8..).and_then(|list| list.first_chunk::<16>()),
        _ => None,
    };
    last.map_or(Route::Unknown, |octets| Route::Via(Ipv6Addr::from(*octets)))
}

/// What a quoted or tunnelled IP header says, as far as it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quoted {
    /// Sender.
    pub(super) src: IpAddr,
    /// Last receiver.
    pub(super) dst: IpAddr,
    /// What it carries.
    pub(super) protocol: u8,
    /// Where that begins.
    pub(super) at: usize,
    /// Where the quote ends: what follows is no part of the packet.
    pub(super) end: usize,
    /// Is it a fragment behind the first?
    pub(super) later_fragment: bool,
}

/// Does an ICMP message of this type quote the packet it is about? (RFC 792: 3, 4, 11, 12; RFC 4443: 1 to 4.)
pub(super) fn quotes(v6: bool, kind: u8) -> bool {
    if v6 { matches!(kind, 1..=4) } else { matches!(kind, 3 | 4 | 11 | 12) }
}

/// Read the IP header that an ICMP error quotes at `at`.
pub(super) fn quoted(bytes: &[u8], at: usize) -> Option<Quoted> {
    match be8(bytes, at)? >> 4 {
        4 => quoted_ipv4(bytes, at),
        6 => quoted_ipv6(bytes, at),
        _ => None,
    }
}

fn quoted_ipv4(bytes: &[u8], at: usize) -> Option<Quoted> {
    let header = etherparse::Ipv4HeaderSlice::from_slice(bytes.get(at..)?).ok()?;
    let length = header.slice().len();
    let mut dst = header.destination_addr();
    if length > 20 {
        if ipv4_short_option(header.options()) {
            return None;
        }
        dst = ipv4_last_receiver(header.options()).unwrap_or(dst);
    }
    let total = quoted_length(header.total_len().into(), length);
    let bytes = part(bytes, 0, total.map_or(usize::MAX, |total| at + total));
    let mut quoted = Quoted {
        src: IpAddr::V4(header.source_addr()),
        dst: IpAddr::V4(dst),
        protocol: header.protocol().0,
        at: at + length,
        end: bytes.len(),
        later_fragment: header.fragments_offset().value() > 0,
    };
    if quoted.protocol == protocol::AUTHENTICATION && !quoted.later_fragment {
        (quoted.protocol, quoted.at) = authenticated(bytes, quoted.at, quoted.protocol).ok()?;
    }
    Some(quoted)
}

fn quoted_ipv6(bytes: &[u8], at: usize) -> Option<Quoted> {
    let header = etherparse::Ipv6HeaderSlice::from_slice(bytes.get(at..)?).ok()?;
    let payload = quoted_length(header.payload_length().into(), 0);
    let bytes = part(bytes, 0, payload.map_or(usize::MAX, |n| at + 40 + n));
    let chain = follow(bytes, at + 40, header.next_header().0).ok()?;
    let dst = match chain.route {
        Route::Via(last) => last,
        Route::Direct | Route::Unknown => header.destination_addr(),
    };
    Some(Quoted {
        src: IpAddr::V6(header.source_addr()),
        dst: IpAddr::V6(dst),
        protocol: chain.protocol,
        at: chain.at,
        end: bytes.len(),
        later_fragment: chain.fragment.is_some_and(|(offset, _)| offset > 0),
    })
}

/// The length that a quoted IP header announces. Some systems change the field before they quote it: one that leaves
/// no room for the 8 bytes that every error must quote counts as unknown.
pub(super) fn quoted_length(announced: usize, header: usize) -> Option<usize> {
    (announced >= header + 8).then_some(announced)
}

/// Bytes of the original datagram that an ICMP error quotes, by RFC 4884: unless the length field is
/// 0, the quote ends there and extensions follow.
pub(super) fn quote_end(bytes: &[u8], icmp: usize, v6: bool, kind: u8, end: usize) -> usize {
    let length = match (v6, kind) {
        (false, 3 | 11 | 12) => be8(bytes, icmp + 5).map(|n| usize::from(n) * 4),
        (true, 1 | 3) => be8(bytes, icmp + 4).map(|n| usize::from(n) * 8),
        _ => None,
    };
    match length {
        // The RFC asks for 128 bytes at least. Senders that quote less are believed, unless it is less than the 8 bytes
        // behind an IP header that every error must quote.
        Some(length) if length >= if v6 { 48 } else { 28 } => end.min(icmp + 8 + length),
        _ => end,
    }
}

/// The next-hop MTU of an ICMP error, if its type has one and it is not 0 (RFC 1191, 4; RFC 4443, 3.2).
pub(super) fn next_hop_mtu(bytes: &[u8], icmp: usize, v6: bool, kind: u8, code: u8) -> Option<u32> {
    match (v6, kind, code) {
        (false, 3, 4) => be16(bytes, icmp + 6).map(u32::from).filter(|&mtu| mtu > 0),
        (true, 2, _) => be32(bytes, icmp + 4),
        _ => None,
    }
}
