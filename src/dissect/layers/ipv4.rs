//! IPv4 (RFC 791, 3.1).

use super::{Builder, FieldId, Halt, Net, Step, impossible, ipv4_options, ipv6, verified};
use crate::dissect::checksum;
use crate::dissect::field::Value;
use crate::dissect::ip::{self, protocol};
use std::net::IpAddr;

/// The header; gives what it says to the layer inside, and where that begins.
pub(super) fn ipv4(b: &mut Builder<'_>, at: usize) -> Step<(Net, usize)> {
    b.layer(FieldId::Ip, at, 20);
    let version = b.bits(FieldId::IpVersion, 1, at, 1, (0, 4))?;
    let words = b.peek_bits(at, 1, (4, 4))?;
    b.bits_as(FieldId::IpHdrLen, 1, at, 1, (4, 4), words * 4)?;
    if version != 4 {
        return impossible(at, 0, 0);
    }
    let header = words as usize * 4;
    b.header_ends(at + header.max(20));
    b.field(FieldId::IpDsfield, 1, at + 1, 1)?;
    b.bits(FieldId::IpDsfieldDscp, 2, at + 1, 1, (0, 6))?;
    b.bits(FieldId::IpDsfieldEcn, 2, at + 1, 1, (6, 2))?;
    // A length of 0 is what a card that cuts large segments itself is handed: Wireshark shows the real one.
    let all = b.ends.wire.saturating_sub(at) as u64;
    let total = b.peek_bits(at + 2, 2, (0, 16))?;
    b.bits_as(FieldId::IpLen, 1, at + 2, 2, (0, 16), if total == 0 { all } else { total })?;
    b.field(FieldId::IpId, 1, at + 4, 2)?;
    b.bits(FieldId::IpFlags, 1, at + 6, 1, (0, 3))?;
    b.bits(FieldId::IpFlagsRb, 2, at + 6, 1, (0, 1))?;
    b.bits(FieldId::IpFlagsDf, 2, at + 6, 1, (1, 1))?;
    let more = b.bits(FieldId::IpFlagsMf, 2, at + 6, 1, (2, 1))? == 1;
    let offset = b.bits(FieldId::IpFragOffset, 1, at + 6, 2, (3, 13))?;
    b.field(FieldId::IpTtl, 1, at + 8, 1)?;
    let carried = b.number(FieldId::IpProto, 1, at + 9, 1)? as u8;
    let stored = b.number(FieldId::IpChecksum, 1, at + 10, 2)?;
    let sum = b
        .take(at, header.max(20))
        .map_or(checksum::Checksum::Unverifiable, |bytes| checksum::plain(bytes, 10));
    let calculated = Some(FieldId::IpChecksumCalculated);
    verified(b, at + 10, sum, stored, FieldId::IpChecksumStatus, calculated);
    let Value::Ipv4(src) = b.field(FieldId::IpSrc, 1, at + 12, 4)? else {
        return Err(Halt::Missing { at: at + 12, needed: 4 });
    };
    let options = b.take(at + 20, header.saturating_sub(20));
    let route = options.ok().and_then(ip::ipv4_last_receiver);
    // With a source route, what the header calls the destination is only the next hop.
    let id = match route {
        Some(_) => FieldId::IpCurrentRoute,
        None => FieldId::IpDst,
    };
    let Value::Ipv4(next) = b.field(id, 1, at + 16, 4)? else {
        return Err(Halt::Missing { at: at + 16, needed: 4 });
    };
    if header < 20 {
        return impossible(at, 20, header);
    }
    ipv4_options::options(b, at + 20, at + header)?;
    let length = if b.quoted {
        Ok(ip::quoted_length(total as usize, header))
    } else {
        ip::ipv4_length(total as u16, header)
    };
    let Ok(length) = length else {
        return impossible(at + 2, header, total as usize);
    };
    b.ends = if b.quoted { b.ends.inside(at, length) } else { b.ends.within(at, length) };
    let mut net = Net {
        src: IpAddr::V4(src),
        dst: IpAddr::V4(route.unwrap_or(next)),
        protocol: carried,
        fragment: more,
        later_fragment: offset > 0,
        rerouted: false,
    };
    let mut inside = at + header;
    while net.protocol == protocol::AUTHENTICATION && !net.later_fragment {
        (net.protocol, inside) = ipv6::authentication(b, inside)?;
    }
    Ok((net, inside))
}
