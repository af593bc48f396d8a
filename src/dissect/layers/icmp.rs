//! ICMP (RFC 792), with the path MTU of RFC 1191 and the extensions of RFC 4884.

use super::{Builder, FieldId, Halt, Net, Step, quoted, verified};
use crate::dissect::checksum;
use crate::dissect::ip::{self, Ends};

pub(super) fn icmp(b: &mut Builder<'_>, net: &Net, at: usize) -> Step {
    b.layer(FieldId::Icmp, at, 8);
    let kind = b.number(FieldId::IcmpType, 1, at, 1)? as u8;
    let code = b.number(FieldId::IcmpCode, 1, at + 1, 1)? as u8;
    let stored = b.number(FieldId::IcmpChecksum, 1, at + 2, 2)?;
    let length = b.ends.wire.saturating_sub(at);
    let sum = match b.take(at, length) {
        Ok(bytes) if !net.fragment => checksum::plain(bytes, 2),
        _ => checksum::Checksum::Unverifiable,
    };
    verified(b, at + 2, sum, stored, FieldId::IcmpChecksumStatus, None);
    match kind {
        // Echo, and the old information messages.
        0 | 8 | 15 | 16 => identified(b, at)?,
        3 | 11 | 12 => explained(b, at, kind, code)?,
        4 => drop(b.field(FieldId::IcmpUnused, 1, at + 4, 4)?),
        5 => drop(b.field(FieldId::IcmpGateway, 1, at + 4, 4)?),
        9 => advertisement(b, at)?,
        10 => drop(b.field(FieldId::IcmpReserved, 1, at + 4, 4)?),
        13 | 14 => {
            identified(b, at)?;
            b.header_ends(at + 20);
            b.field(FieldId::IcmpOriginateTimestamp, 1, at + 8, 4)?;
            b.field(FieldId::IcmpReceiveTimestamp, 1, at + 12, 4)?;
            b.field(FieldId::IcmpTransmitTimestamp, 1, at + 16, 4)?;
        }
        17 | 18 => {
            identified(b, at)?;
            b.header_ends(at + 12);
            b.field(FieldId::IcmpAddressMask, 1, at + 8, 4)?;
        }
        _ => {}
    }
    b.close();
    if matches!(kind, 3 | 4 | 5 | 11 | 12) {
        quote(b, at, kind);
    }
    Ok(())
}

/// Identifier and sequence number.
fn identified(b: &mut Builder<'_>, at: usize) -> Step {
    b.field(FieldId::IcmpIdent, 1, at + 4, 2)?;
    b.field(FieldId::IcmpSeq, 1, at + 6, 2)?;
    Ok(())
}

/// The second word of errors: a pointer (12), the quote's length in words (RFC 4884), a next-hop MTU (3/4).
fn explained(b: &mut Builder<'_>, at: usize, kind: u8, code: u8) -> Step {
    let first = if kind == 12 { FieldId::IcmpPointer } else { FieldId::IcmpUnused };
    let Ok(&[_, length]) = b.take(at + 4, 2) else {
        b.field(first, 1, at + 4, 1)?;
        let at = at + 5;
        return Err(Halt::Missing { at, needed: 1 });
    };
    let has_length = length != 0;
    let has_mtu = (kind, code) == (3, 4);
    match (has_length, has_mtu, kind) {
        (false, false, 12) => {
            b.field(first, 1, at + 4, 1)?;
            b.field(FieldId::IcmpUnused, 1, at + 5, 3)?;
        }
        (false, false, _) => drop(b.field(first, 1, at + 4, 4)?),
        (false, true, _) => {
            b.field(first, 1, at + 4, 2)?;
            b.field(FieldId::IcmpMtu, 1, at + 6, 2)?;
        }
        (true, mtu, _) => {
            b.field(first, 1, at + 4, 1)?;
            b.field(FieldId::IcmpLength, 1, at + 5, 1)?;
            let id = if mtu { FieldId::IcmpMtu } else { FieldId::IcmpUnused };
            b.field(id, 1, at + 6, 2)?;
        }
    }
    Ok(())
}

/// A router advertisement (RFC 1256).
fn advertisement(b: &mut Builder<'_>, at: usize) -> Step {
    let count = b.number(FieldId::IcmpNumAddrs, 1, at + 4, 1)? as usize;
    let words = b.number(FieldId::IcmpAddrEntrySize, 1, at + 5, 1)?;
    b.field(FieldId::IcmpLifetime, 1, at + 6, 2)?;
    if words == 2 {
        b.header_ends(at + 8 + 8 * count);
        for entry in 0..count {
            b.field(FieldId::IcmpRouterAddress, 1, at + 8 + 8 * entry, 4)?;
            b.field(FieldId::IcmpPreferenceLevel, 1, at + 12 + 8 * entry, 4)?;
        }
    }
    Ok(())
}

/// The quoted packet, then extensions if a length says where they begin.
fn quote(b: &mut Builder<'_>, at: usize, kind: u8) {
    let all = b.ends;
    let captured = ip::quote_end(b.bytes, at, false, kind, all.captured);
    let wire = ip::quote_end(b.bytes, at, false, kind, all.wire);
    quoted(b, at + 8, Ends { captured, wire });
    if wire < all.wire && b.covered <= captured {
        b.covered = captured;
        if let Err(halt) = extensions(b, captured) {
            b.halt(halt);
        }
    }
}

/// What RFC 4884 puts behind a quote: a header, then objects.
fn extensions(b: &mut Builder<'_>, at: usize) -> Step {
    let mut from = at + 4;
    b.group(FieldId::IcmpExt, at, 4);
    b.bits(FieldId::IcmpExtVersion, 1, at, 1, (0, 4))?;
    b.bits(FieldId::IcmpExtReserved, 1, at, 2, (4, 12))?;
    b.field(FieldId::IcmpExtChecksum, 1, at + 2, 2)?;
    while from < b.ends.captured {
        let length = b.number(FieldId::IcmpExtLength, 1, from, 2)? as usize;
        b.field(FieldId::IcmpExtClass, 1, from + 2, 1)?;
        b.field(FieldId::IcmpExtCtype, 1, from + 3, 1)?;
        if length < 4 {
            return super::impossible(from, 4, length);
        }
        if length > 4 {
            b.header_ends(from + length);
            b.field(FieldId::IcmpExtData, 1, from + 4, length - 4)?;
        }
        from += length;
    }
    b.close();
    Ok(())
}
