//! IPv6 and its extension headers (RFC 8200, 3 and 4).

use super::{Builder, FieldId, Halt, Net, Step, Value, impossible};
use crate::dissect::bytes::part;
use crate::dissect::ip::{self, MOST_EXTENSIONS, Route, protocol};
use etherparse::Ipv6FragmentHeaderSlice;
use std::net::IpAddr;

/// The header and the extension headers; gives what they say to the layer inside, and where that begins.
pub(super) fn ipv6(b: &mut Builder<'_>, at: usize) -> Step<(Net, usize)> {
    b.layer(FieldId::Ipv6, at, 40);
    if b.bits(FieldId::Ipv6Version, 1, at, 1, (0, 4))? != 6 {
        return impossible(at, 0, 0);
    }
    b.bits(FieldId::Ipv6Tclass, 1, at, 2, (4, 8))?;
    b.bits(FieldId::Ipv6TclassDscp, 2, at, 2, (4, 6))?;
    b.bits(FieldId::Ipv6TclassEcn, 2, at + 1, 1, (2, 2))?;
    b.bits(FieldId::Ipv6Flow, 1, at + 1, 3, (4, 20))?;
    let payload = b.number(FieldId::Ipv6Plen, 1, at + 4, 2)? as u16;
    let next = b.number(FieldId::Ipv6Nxt, 1, at + 6, 1)? as u8;
    b.field(FieldId::Ipv6Hlim, 1, at + 7, 1)?;
    let Value::Ipv6(src) = b.field(FieldId::Ipv6Src, 1, at + 8, 16)? else {
        return Err(Halt::Missing { at: at + 8, needed: 16 });
    };
    let Value::Ipv6(dst) = b.field(FieldId::Ipv6Dst, 1, at + 24, 16)? else {
        return Err(Halt::Missing { at: at + 24, needed: 16 });
    };
    let behind = part(b.bytes, at + 40, b.ends.captured);
    let length = if b.quoted {
        ip::quoted_length(usize::from(payload), 0)
    } else {
        ip::ipv6_length(payload, next, behind)
    };
    b.ends = if b.quoted { b.ends.inside(at + 40, length) } else { b.ends.within(at + 40, length) };
    let net = Net {
        src: IpAddr::V6(src),
        dst: IpAddr::V6(dst),
        protocol: next,
        fragment: false,
        later_fragment: false,
        rerouted: false,
    };
    extensions(b, net, at + 40)
}

/// One extension header after the other, as many as the hot path follows.
fn extensions(b: &mut Builder<'_>, mut net: Net, mut at: usize) -> Step<(Net, usize)> {
    let first = net.dst;
    for _ in 0..=MOST_EXTENSIONS {
        (net.protocol, at) = match net.protocol {
            protocol::HOP_BY_HOP => {
                let [layer, next, length] =
                    [FieldId::Ipv6HopOpts, FieldId::Ipv6HopOptsNxt, FieldId::Ipv6HopOptsLen];
                with_options(b, [layer, next, length], at)?
            }
            protocol::DESTINATION_OPTIONS => {
                let [layer, next, length] =
                    [FieldId::Ipv6DstOpts, FieldId::Ipv6DstOptsNxt, FieldId::Ipv6DstOptsLen];
                with_options(b, [layer, next, length], at)?
            }
            protocol::ROUTING => {
                let (next, end) = routing(b, at)?;
                match ip::route(b.take(at, end - at)?) {
                    Route::Direct => {}
                    Route::Via(last) => (net.dst, net.rerouted) = (IpAddr::V6(last), false),
                    Route::Unknown => (net.dst, net.rerouted) = (first, true),
                }
                (next, end)
            }
            protocol::FRAGMENT => {
                let (next, behind) = fragment(b, &mut net, at)?;
                if net.later_fragment {
                    net.protocol = next;
                    return Ok((net, behind));
                }
                (next, behind)
            }
            protocol::AUTHENTICATION => authentication(b, at)?,
            _ => return Ok((net, at)),
        };
    }
    // Nobody sends as many: what follows is left as data.
    net.later_fragment = true;
    Ok((net, at))
}

/// Next header and length (in units of 8 bytes, the first not counted): gives the next header and the end.
fn head(b: &mut Builder<'_>, [layer, next, length]: [FieldId; 3], at: usize) -> Step<(u8, usize)> {
    b.layer(layer, at, 8);
    let protocol = b.number(next, 1, at, 1)? as u8;
    let units = b.number(length, 1, at + 1, 1)? as usize;
    let end = at + (units + 1) * 8;
    b.header_ends(end);
    Ok((protocol, end))
}

/// Hop-by-hop and destination options (RFC 8200, 4.2).
fn with_options(b: &mut Builder<'_>, ids: [FieldId; 3], at: usize) -> Step<(u8, usize)> {
    let (next, end) = head(b, ids, at)?;
    let mut from = at + 2;
    while from < end {
        from = option(b, from, end)?;
    }
    b.close();
    Ok((next, end))
}

fn option(b: &mut Builder<'_>, at: usize, end: usize) -> Step<usize> {
    let kind = b.take(at, 1)?[0];
    if kind == 0 {
        b.label(FieldId::Ipv6Opt, 1, at, 1);
        option_type(b, at)?;
        b.label(FieldId::Ipv6OptPad1, 2, at, 1);
        return Ok(at + 1);
    }
    let Ok(&[_, length]) = b.take(at, 2) else {
        b.label(FieldId::Ipv6Opt, 1, at, 1);
        option_type(b, at)?;
        let at = at + 1;
        return Err(Halt::Missing { at, needed: 1 });
    };
    let length = usize::from(length);
    let next = at + 2 + length;
    if next > end {
        b.rest(FieldId::Malformed, 1, at, end.min(b.ends.captured));
        b.take(at, end - at)?;
        return Ok(end);
    }
    b.label(FieldId::Ipv6Opt, 1, at, 2 + length);
    option_type(b, at)?;
    b.field(FieldId::Ipv6OptLength, 2, at + 1, 1)?;
    let id = match (kind, length) {
        (1, _) => FieldId::Ipv6OptPadN,
        (5, 2) => FieldId::Ipv6OptRouterAlert,
        (0xc2, 4) => FieldId::Ipv6OptJumbo,
        (0xc9, 16) => FieldId::Ipv6OptHomeAddress,
        _ => FieldId::Ipv6OptUnknown,
    };
    if length > 0 {
        b.field(id, 2, at + 2, length)?;
    }
    Ok(next)
}

/// The type says what a node does that does not know it, and whether it may change on the way.
fn option_type(b: &mut Builder<'_>, at: usize) -> Step {
    b.field(FieldId::Ipv6OptType, 2, at, 1)?;
    b.bits(FieldId::Ipv6OptTypeAction, 3, at, 1, (0, 2))?;
    b.bits(FieldId::Ipv6OptTypeChange, 3, at, 1, (2, 1))?;
    b.bits(FieldId::Ipv6OptTypeRest, 3, at, 1, (3, 5))?;
    Ok(())
}

/// The routing header (RFC 8200, 4.4) with the types that are known.
fn routing(b: &mut Builder<'_>, at: usize) -> Step<(u8, usize)> {
    let ids = [FieldId::Ipv6Routing, FieldId::Ipv6RoutingNxt, FieldId::Ipv6RoutingLen];
    let (next, end) = head(b, ids, at)?;
    let kind = b.number(FieldId::Ipv6RoutingType, 1, at + 2, 1)?;
    b.field(FieldId::Ipv6RoutingSegLeft, 1, at + 3, 1)?;
    let address = match kind {
        0 => {
            b.field(FieldId::Ipv6RoutingReserved, 1, at + 4, 4)?;
            Some(FieldId::Ipv6RoutingAddr)
        }
        2 => {
            b.field(FieldId::Ipv6RoutingHomeReserved, 1, at + 4, 4)?;
            Some(FieldId::Ipv6RoutingHomeAddress)
        }
        4 => {
            b.field(FieldId::Ipv6RoutingSrhLastEntry, 1, at + 4, 1)?;
            b.field(FieldId::Ipv6RoutingSrhFlags, 1, at + 5, 1)?;
            b.field(FieldId::Ipv6RoutingSrhTag, 1, at + 6, 2)?;
            Some(FieldId::Ipv6RoutingSrhAddr)
        }
        _ => None,
    };
    let mut from = b.covered;
    if let Some(id) = address {
        while from + 16 <= end {
            b.field(id, 1, from, 16)?;
            from += 16;
        }
    }
    if from < end {
        b.field(FieldId::Ipv6RoutingUnknown, 1, from, end - from)?;
    }
    b.close();
    Ok((next, end))
}

/// The fragment header (RFC 8200, 4.5).
fn fragment(b: &mut Builder<'_>, net: &mut Net, at: usize) -> Step<(u8, usize)> {
    b.layer(FieldId::Ipv6Fragment, at, 8);
    b.field(FieldId::Ipv6FragmentNxt, 1, at, 1)?;
    b.field(FieldId::Ipv6FragmentReservedOctet, 1, at + 1, 1)?;
    b.bits(FieldId::Ipv6FragmentOffset, 1, at + 2, 2, (0, 13))?;
    b.bits(FieldId::Ipv6FragmentReservedBits, 1, at + 3, 1, (5, 2))?;
    b.bits(FieldId::Ipv6FragmentMore, 1, at + 3, 1, (7, 1))?;
    b.field(FieldId::Ipv6FragmentIdent, 1, at + 4, 4)?;
    b.close();
    let missing = Halt::Missing { at, needed: 8 };
    let header = Ipv6FragmentHeaderSlice::from_slice(b.take(at, 8)?).map_err(|_| missing)?;
    net.later_fragment = header.fragment_offset().value() > 0;
    net.fragment |= header.more_fragments();
    Ok((header.next_header().0, at + 8))
}

/// The authentication header (RFC 4302), of IPv4 too.
pub(super) fn authentication(b: &mut Builder<'_>, at: usize) -> Step<(u8, usize)> {
    b.layer(FieldId::Ah, at, 12);
    let next = b.number(FieldId::AhNextHeader, 1, at, 1)? as u8;
    let units = b.number(FieldId::AhLength, 1, at + 1, 1)? as usize;
    let end = at + (units + 2) * 4;
    b.header_ends(end);
    for (id, from, length) in
        [(FieldId::AhReserved, 2, 2), (FieldId::AhSpi, 4, 4), (FieldId::AhSequence, 8, 4)]
    {
        // A header shorter than its fixed part is malformed; its length still leads to the next one.
        if at + from + length <= end {
            b.field(id, 1, at + from, length)?;
        }
    }
    if at + 12 < end {
        b.field(FieldId::AhIcv, 1, at + 12, end - at - 12)?;
    }
    b.close();
    Ok((next, end))
}
