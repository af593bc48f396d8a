//! IPv4 options (RFC 791, 3.1; router alert: RFC 2113).

use super::{Builder, FieldId, Halt, Step, impossible};
use crate::dissect::ip;

/// The options between `at` and `end`, as far as they were captured.
pub(super) fn options(b: &mut Builder<'_>, mut at: usize, end: usize) -> Step {
    while at < end {
        let kind = b.take(at, 1)?[0];
        at = match kind {
            0 => {
                b.field(FieldId::IpOptionEol, 1, at, 1)?;
                option_type(b, at)?;
                padding(b, at + 1, end)?;
                return Ok(());
            }
            1 => {
                b.field(FieldId::IpOptionNop, 1, at, 1)?;
                option_type(b, at)?;
                at + 1
            }
            _ => option(b, kind, at, end)?,
        };
    }
    Ok(())
}

/// Bytes behind an end of list.
fn padding(b: &mut Builder<'_>, at: usize, end: usize) -> Step {
    let captured = end.min(b.ends.captured);
    b.rest(FieldId::IpOptPadding, 1, at, captured);
    if captured < end {
        return Err(Halt::Missing { at: captured.max(at), needed: end - captured.max(at) });
    }
    Ok(())
}

/// The type: a flag, a class and a number.
fn option_type(b: &mut Builder<'_>, at: usize) -> Step {
    b.field(FieldId::IpOptType, 2, at, 1)?;
    b.bits(FieldId::IpOptTypeCopy, 3, at, 1, (0, 1))?;
    b.bits(FieldId::IpOptTypeClass, 3, at, 1, (1, 2))?;
    b.bits(FieldId::IpOptTypeNumber, 3, at, 1, (3, 5))?;
    Ok(())
}

/// An option with a length; gives where the next one begins.
fn option(b: &mut Builder<'_>, kind: u8, at: usize, end: usize) -> Step<usize> {
    let id = match kind {
        7 => FieldId::IpOptionRecordRoute,
        68 => FieldId::IpOptionTimestamp,
        130 => FieldId::IpOptionSecurity,
        131 => FieldId::IpOptionLooseRoute,
        136 => FieldId::IpOptionStreamId,
        137 => FieldId::IpOptionStrictRoute,
        148 => FieldId::IpOptionRouterAlert,
        _ => FieldId::IpOptionUnknown,
    };
    let Ok(&[_, length]) = b.take(at, 2) else {
        b.label(id, 1, at, 1);
        option_type(b, at)?;
        let at = at + 1;
        return Err(Halt::Missing { at, needed: 1 });
    };
    let length = usize::from(length);
    if length < 2 || at + length > end {
        // The way to the next option is lost: the rest of the header is malformed.
        b.rest(FieldId::Malformed, 1, at, end.min(b.ends.captured));
        b.take(at, end - at)?;
        return Ok(end);
    }
    b.whole(id, 1, at, length);
    option_type(b, at)?;
    b.field(FieldId::IpOptLen, 2, at + 1, 1)?;
    let least = ip::ipv4_option_least(kind);
    if length < least {
        return impossible(at + 1, least, length);
    }
    let next = at + length;
    let inside = match kind {
        7 | 131 | 137 if length >= 3 => route(b, kind, at, next)?,
        68 if length >= 4 => timestamps(b, at, next)?,
        136 if length == 4 => b.number(FieldId::IpOptStreamId, 2, at + 2, 2).map(|_| next)?,
        148 if length == 4 => b.number(FieldId::IpOptRouterAlert, 2, at + 2, 2).map(|_| next)?,
        _ => at + 2,
    };
    if inside < next {
        b.field(FieldId::IpOptData, 2, inside, next - inside)?;
    }
    Ok(next)
}

/// Addresses before the pointer were recorded; in a source route the others lie ahead, the last one is
/// the receiver; in a record route they are free.
fn route(b: &mut Builder<'_>, kind: u8, at: usize, end: usize) -> Step<usize> {
    let pointer = b.number(FieldId::IpOptPointer, 2, at + 2, 1)? as usize;
    let mut from = at + 3;
    while from + 4 <= end {
        // The pointer counts from 1 at the option's first byte.
        let ahead = from + 1 >= at + pointer;
        let last = from + 8 > end;
        let source = kind != 7 && pointer <= end - at;
        let id = match (ahead, source) {
            (_, true) if last => FieldId::IpDst,
            (true, true) => FieldId::IpOptSourceRoute,
            (true, false) if kind == 7 => FieldId::IpOptEmptyRoute,
            _ => FieldId::IpOptRecordedRoute,
        };
        b.field(id, 2, from, 4)?;
        from += 4;
    }
    Ok(from)
}

fn timestamps(b: &mut Builder<'_>, at: usize, end: usize) -> Step<usize> {
    b.field(FieldId::IpOptPointer, 2, at + 2, 1)?;
    b.bits(FieldId::IpOptOverflow, 2, at + 3, 1, (0, 4))?;
    let flag = b.bits(FieldId::IpOptFlag, 2, at + 3, 1, (4, 4))?;
    let mut from = at + 4;
    while from + 4 <= end {
        // Flags 1 and 3: each time behind the address of the host that wrote it.
        if matches!(flag, 1 | 3) && from + 8 <= end {
            b.field(FieldId::IpOptTimestampAddr, 2, from, 4)?;
            from += 4;
        }
        b.field(FieldId::IpOptTimestamp, 2, from, 4)?;
        from += 4;
    }
    Ok(from)
}
