//! TCP options in the tree: what [`options::walk`](crate::dissect::options::walk) finds, each with its parts.

use super::{Builder, FieldId, Step, Value, mptcp};
use crate::dissect::bytes::part;
use crate::dissect::options::{self, Placed, TcpOption};

/// The most option bytes that a data offset can announce.
const MOST: usize = 40;

/// The options between `at` and `end`, as far as they were captured.
///
/// Where the snap length cut them, they are walked over zeros in place of the missing bytes: kind and length of the
/// option that is cut still tell which parts it has, and the first part that is not all there ends it.
pub(super) fn options(b: &mut Builder<'_>, at: usize, end: usize) -> Step {
    let captured = end.min(b.ends.captured);
    if at >= end {
        return Ok(());
    }
    b.rest(FieldId::TcpOptions, 1, at, captured);
    let mut bytes = [0; MOST];
    let there = b.take(at, captured.saturating_sub(at))?;
    for (place, byte) in bytes.iter_mut().zip(there) {
        *place = *byte;
    }
    for placed in options::walk(part(&bytes, 0, end - at)) {
        option(b, at + placed.offset, &placed)?;
    }
    Ok(())
}

fn option(b: &mut Builder<'_>, at: usize, placed: &Placed<'_>) -> Step {
    let length = placed.raw.len();
    match placed.option {
        TcpOption::EndOfList => {
            b.field(FieldId::TcpOptionEol, 2, at, 1)?;
            b.field(FieldId::TcpOptionKind, 3, at, 1)?;
            if length > 1 {
                b.field(FieldId::TcpOptionPadding, 2, at + 1, length - 1)?;
            }
            return Ok(());
        }
        TcpOption::NoOperation => {
            b.field(FieldId::TcpOptionNop, 2, at, 1)?;
            b.field(FieldId::TcpOptionKind, 3, at, 1)?;
            return Ok(());
        }
        _ => {}
    }
    let kind = b.take(at, 1)?[0];
    b.whole(group(kind), 2, at, length);
    b.field(FieldId::TcpOptionKind, 3, at, 1)?;
    if length < 2 {
        b.label(FieldId::TcpOptionLenInvalid, 3, at, length);
        return Ok(());
    }
    b.field(FieldId::TcpOptionLen, 3, at + 1, 1)?;
    parts(b, at, length, placed.option)
}

/// The field that stands for an option as a whole.
fn group(kind: u8) -> FieldId {
    match kind {
        2 => FieldId::TcpOptionMssOption,
        3 => FieldId::TcpOptionWindowScale,
        4 => FieldId::TcpOptionSackPerm,
        5 => FieldId::TcpOptionSack,
        8 => FieldId::TcpOptionTimestamp,
        19 => FieldId::TcpOptionMd5,
        28 => FieldId::TcpOptionUserTimeout,
        29 => FieldId::TcpOptionAo,
        30 => FieldId::Mptcp,
        34 => FieldId::TcpOptionTfo,
        253 | 254 => FieldId::TcpOptionExperimental,
        _ => FieldId::TcpOptionUnknown,
    }
}

/// What stands behind kind and length.
fn parts(b: &mut Builder<'_>, at: usize, length: usize, option: TcpOption<'_>) -> Step {
    let (inside, rest) = (at + 2, length - 2);
    match option {
        TcpOption::EndOfList | TcpOption::NoOperation | TcpOption::SackPermitted => {}
        TcpOption::MaximumSegmentSize(_) => {
            b.field(FieldId::TcpOptionMss, 3, inside, 2)?;
        }
        TcpOption::WindowScale(shift) => {
            b.field(FieldId::TcpOptionShift, 3, inside, 1)?;
            // RFC 7323, 2.3: more than 14 counts as 14.
            let multiplier = Value::Number(1 << shift.min(14));
            b.computed(FieldId::TcpOptionMultiplier, 3, inside, multiplier);
        }
        TcpOption::Sack(edges) => {
            for block in 0..edges.len() / 8 {
                b.field(FieldId::TcpOptionSackLe, 3, inside + 8 * block, 4)?;
                b.field(FieldId::TcpOptionSackRe, 3, inside + 8 * block + 4, 4)?;
            }
            let count = Value::Number((edges.len() / 8) as u64);
            b.computed(FieldId::TcpOptionSackCount, 3, at, count);
        }
        TcpOption::Timestamps { .. } => {
            b.field(FieldId::TcpOptionTsVal, 3, inside, 4)?;
            b.field(FieldId::TcpOptionTsEcr, 3, inside + 4, 4)?;
        }
        TcpOption::FastOpen { cookie, experimental } => {
            if experimental {
                b.field(FieldId::TcpOptionExperimentId, 3, inside, 2)?;
            }
            if cookie.is_empty() {
                b.label(FieldId::TcpOptionTfoRequest, 3, at, length);
            } else {
                let from = at + length - cookie.len();
                b.field(FieldId::TcpOptionTfoCookie, 3, from, cookie.len())?;
            }
        }
        TcpOption::Mptcp(data) => mptcp::mptcp(b, inside, data.len())?,
        TcpOption::Md5(digest) => {
            b.field(FieldId::TcpOptionMd5Digest, 3, inside, digest.len())?;
        }
        TcpOption::Authentication { mac, .. } => {
            b.field(FieldId::TcpOptionAoKeyId, 3, inside, 1)?;
            b.field(FieldId::TcpOptionAoNextKeyId, 3, inside + 1, 1)?;
            if !mac.is_empty() {
                b.field(FieldId::TcpOptionAoMac, 3, inside + 2, mac.len())?;
            }
        }
        TcpOption::UserTimeout { .. } => {
            b.bits(FieldId::TcpOptionUserTimeoutMinutes, 3, inside, 2, (0, 1))?;
            b.bits(FieldId::TcpOptionUserTimeoutValue, 3, inside, 2, (1, 15))?;
        }
        TcpOption::Experimental { data, .. } => {
            b.field(FieldId::TcpOptionExperimentId, 3, inside, 2)?;
            if !data.is_empty() {
                b.field(FieldId::TcpOptionExperimentData, 3, inside + 2, data.len())?;
            }
        }
        TcpOption::Unknown { data, .. } => {
            if !data.is_empty() {
                b.field(FieldId::TcpOptionUnknownPayload, 3, inside, data.len())?;
            }
        }
        TcpOption::Malformed { .. } => {
            b.label(FieldId::TcpOptionLenInvalid, 3, at, length);
            if rest > 0 {
                b.field(FieldId::Malformed, 3, inside, rest)?;
            }
        }
    }
    Ok(())
}
