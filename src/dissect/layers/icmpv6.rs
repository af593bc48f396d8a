//! `ICMPv6` (RFC 4443), neighbour discovery (RFC 4861) and multicast listeners (RFC 2710, RFC 3810).

use super::{Builder, FieldId, Net, Step, quoted, verified};
use crate::dissect::ip::{self, Ends};

pub(super) fn icmpv6(b: &mut Builder<'_>, net: &Net, at: usize) -> Step {
    b.layer(FieldId::Icmpv6, at, 8);
    let kind = b.number(FieldId::Icmpv6Type, 1, at, 1)? as u8;
    b.field(FieldId::Icmpv6Code, 1, at + 1, 1)?;
    let stored = b.number(FieldId::Icmpv6Checksum, 1, at + 2, 2)?;
    let length = b.ends.wire.saturating_sub(at);
    let sum = net.verify(b, at, length, 2);
    verified(b, at + 2, sum, stored, FieldId::Icmpv6ChecksumStatus, None);
    body(b, kind, at)?;
    b.close();
    if ip::quotes(true, kind) {
        let captured = ip::quote_end(b.bytes, at, true, kind, b.ends.captured);
        let wire = ip::quote_end(b.bytes, at, true, kind, b.ends.wire);
        quoted(b, at + 8, Ends { captured, wire });
    }
    Ok(())
}

fn body(b: &mut Builder<'_>, kind: u8, at: usize) -> Step {
    match kind {
        1 | 3 => drop(b.field(FieldId::Icmpv6Reserved, 1, at + 4, 4)?),
        2 => drop(b.field(FieldId::Icmpv6Mtu, 1, at + 4, 4)?),
        4 => drop(b.field(FieldId::Icmpv6Pointer, 1, at + 4, 4)?),
        128 | 129 => {
            b.field(FieldId::Icmpv6Ident, 1, at + 4, 2)?;
            b.field(FieldId::Icmpv6Seq, 1, at + 6, 2)?;
        }
        130..=132 => {
            b.header_ends(at + 24);
            b.field(FieldId::Icmpv6MldDelay, 1, at + 4, 2)?;
            b.field(FieldId::Icmpv6Reserved, 1, at + 6, 2)?;
            b.field(FieldId::Icmpv6MldAddress, 1, at + 8, 16)?;
        }
        133 => {
            b.field(FieldId::Icmpv6Reserved, 1, at + 4, 4)?;
            options(b, at + 8)?;
        }
        134 => router_advertisement(b, at)?,
        135 => {
            b.header_ends(at + 24);
            b.field(FieldId::Icmpv6Reserved, 1, at + 4, 4)?;
            b.field(FieldId::Icmpv6NsTarget, 1, at + 8, 16)?;
            options(b, at + 24)?;
        }
        136 => {
            b.header_ends(at + 24);
            b.field(FieldId::Icmpv6NaFlag, 1, at + 4, 4)?;
            b.bits(FieldId::Icmpv6NaFlagRouter, 2, at + 4, 1, (0, 1))?;
            b.bits(FieldId::Icmpv6NaFlagSolicited, 2, at + 4, 1, (1, 1))?;
            b.bits(FieldId::Icmpv6NaFlagOverride, 2, at + 4, 1, (2, 1))?;
            b.field(FieldId::Icmpv6NaTarget, 1, at + 8, 16)?;
            options(b, at + 24)?;
        }
        137 => {
            b.header_ends(at + 40);
            b.field(FieldId::Icmpv6Reserved, 1, at + 4, 4)?;
            b.field(FieldId::Icmpv6RedirectTarget, 1, at + 8, 16)?;
            b.field(FieldId::Icmpv6RedirectDestination, 1, at + 24, 16)?;
            options(b, at + 40)?;
        }
        143 => listener_report(b, at)?,
        _ => b.rest(FieldId::Icmpv6Data, 1, at + 4, b.ends.captured),
    }
    Ok(())
}

/// RFC 4861, 4.2.
fn router_advertisement(b: &mut Builder<'_>, at: usize) -> Step {
    b.header_ends(at + 16);
    b.field(FieldId::Icmpv6RaHopLimit, 1, at + 4, 1)?;
    b.field(FieldId::Icmpv6RaFlag, 1, at + 5, 1)?;
    b.bits(FieldId::Icmpv6RaFlagManaged, 2, at + 5, 1, (0, 1))?;
    b.bits(FieldId::Icmpv6RaFlagOther, 2, at + 5, 1, (1, 1))?;
    b.field(FieldId::Icmpv6RaLifetime, 1, at + 6, 2)?;
    b.field(FieldId::Icmpv6RaReachable, 1, at + 8, 4)?;
    b.field(FieldId::Icmpv6RaRetrans, 1, at + 12, 4)?;
    options(b, at + 16)
}

/// RFC 4861, 4.6: type, length in units of 8 bytes, content.
fn options(b: &mut Builder<'_>, mut at: usize) -> Step {
    while at < b.ends.wire {
        let units = b.peek_bits(at + 1, 1, (0, 8)).unwrap_or(1);
        let length = units as usize * 8;
        b.header_ends(at + length.max(2));
        b.label(FieldId::Icmpv6Opt, 1, at, length.max(2));
        let kind = b.number(FieldId::Icmpv6OptType, 2, at, 1)?;
        b.field(FieldId::Icmpv6OptLength, 2, at + 1, 1)?;
        if units == 0 {
            return super::impossible(at + 1, 8, 0);
        }
        match (kind, length) {
            (1 | 2, _) => drop(b.field(FieldId::Icmpv6OptLinkAddr, 2, at + 2, length - 2)?),
            (3, 32) => {
                b.field(FieldId::Icmpv6OptPrefixLength, 2, at + 2, 1)?;
                b.field(FieldId::Icmpv6OptPrefixFlag, 2, at + 3, 1)?;
                b.field(FieldId::Icmpv6OptPrefixValid, 2, at + 4, 4)?;
                b.field(FieldId::Icmpv6OptPrefixPreferred, 2, at + 8, 4)?;
                b.field(FieldId::Icmpv6OptReserved, 2, at + 12, 4)?;
                b.field(FieldId::Icmpv6OptPrefix, 2, at + 16, 16)?;
            }
            (5, 8) => {
                b.field(FieldId::Icmpv6OptReserved, 2, at + 2, 2)?;
                b.field(FieldId::Icmpv6OptMtu, 2, at + 4, 4)?;
            }
            _ => drop(b.field(FieldId::Icmpv6OptData, 2, at + 2, length - 2)?),
        }
        at += length;
    }
    Ok(())
}

/// A version 2 report (RFC 3810).
fn listener_report(b: &mut Builder<'_>, at: usize) -> Step {
    b.field(FieldId::Icmpv6Reserved, 1, at + 4, 2)?;
    let records = b.number(FieldId::Icmpv6MldRecords, 1, at + 6, 2)?;
    let mut from = at + 8;
    for _ in 0..records {
        b.header_ends(from + 20);
        let auxiliary = b.peek_bits(from + 1, 1, (0, 8)).map_or(0, |words| words as usize * 4);
        let sources = b.peek_bits(from + 2, 2, (0, 16)).map_or(0, |n| n as usize);
        let length = 20 + 16 * sources + auxiliary;
        b.label(FieldId::Icmpv6MldRecord, 1, from, length);
        b.field(FieldId::Icmpv6MldRecordType, 2, from, 1)?;
        b.field(FieldId::Icmpv6MldRecordAux, 2, from + 1, 1)?;
        b.field(FieldId::Icmpv6MldRecordSources, 2, from + 2, 2)?;
        b.field(FieldId::Icmpv6MldRecordAddress, 2, from + 4, 16)?;
        for source in 0..sources {
            b.field(FieldId::Icmpv6MldRecordSource, 2, from + 20 + 16 * source, 16)?;
        }
        if auxiliary > 0 {
            b.field(FieldId::Icmpv6OptData, 2, from + length - auxiliary, auxiliary)?;
        }
        from += length;
    }
    Ok(())
}
