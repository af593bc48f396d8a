//! The TCP options of a segment, each with what it says here.

use super::FieldLine;
use super::context::Context;
use crate::connection::{Held, Seq, Side, Variable, sack};
use crate::dissect::options::{Placed, TcpOption, walk};
use crate::dissect::{FieldId, Segment};
use crate::language::Amount;
use crate::language::options::OptionMeaning;
use crate::language::value::Value;

/// The most bytes of an option that are shown in hex; the rest becomes an ellipsis.
const SHOWN: usize = 16;

/// A line for each option that was captured, in order.
pub(super) fn lines(context: &Context<'_>, segment: &Segment<'_>) -> Vec<FieldLine> {
    let base = segment.spot.offset as usize + 20;
    walk(segment.options)
        .map(|placed| {
            let (field, value) = match cut(segment, &placed) {
                Some(kind) => (FieldId::Short, Value::CutOption { kind }),
                None => name(&placed),
            };
            FieldLine {
                field,
                datagram: segment.spot.datagram,
                offset: base + placed.offset,
                length: placed.raw.len(),
                raw: hex(placed.raw),
                value: value.into(),
                meaning: meaning(context, segment, &placed).into(),
            }
        })
        .collect()
}

/// The kind of an option that only looks malformed because the snap length cut the header inside it.
fn cut(segment: &Segment<'_>, placed: &Placed<'_>) -> Option<u8> {
    let TcpOption::Malformed { kind, length } = placed.option else { return None };
    let announced = usize::from(segment.header_len.saturating_sub(20));
    let reaches = placed.offset + length.map_or(2, usize::from);
    let last = placed.offset + placed.raw.len() == segment.options.len();
    let possible = length.is_none_or(|length| length >= 2) && reaches <= announced;
    (segment.captured_header < segment.header_len && last && possible).then_some(kind)
}

/// What a SYN offers, in a row: ", MSS 1460, SACK, TS, WS 10".
pub(super) fn short(segment: &Segment<'_>) -> String {
    let mut out = String::new();
    for placed in walk(segment.options) {
        let name = match placed.option {
            TcpOption::MaximumSegmentSize(mss) => format!("MSS {mss}"),
            TcpOption::WindowScale(shift) => format!("WS {shift}"),
            TcpOption::SackPermitted => "SACK".to_owned(),
            TcpOption::Timestamps { .. } => "TS".to_owned(),
            TcpOption::FastOpen { .. } => "TFO".to_owned(),
            TcpOption::Mptcp(_) => "MPTCP".to_owned(),
            TcpOption::Md5(_) => "MD5".to_owned(),
            TcpOption::Authentication { .. } => "AO".to_owned(),
            TcpOption::EndOfList
            | TcpOption::NoOperation
            | TcpOption::Sack(_)
            | TcpOption::UserTimeout { .. }
            | TcpOption::Experimental { .. }
            | TcpOption::Unknown { .. }
            | TcpOption::Malformed { .. } => continue,
        };
        out.push_str(", ");
        out.push_str(&name);
    }
    out
}

/// Bytes in hex, a long run shortened.
fn hex(bytes: &[u8]) -> String {
    let shown: Vec<String> = bytes.iter().take(SHOWN).map(|b| format!("{b:02x}")).collect();
    let mut out = shown.join(" ");
    if bytes.len() > SHOWN {
        out.push_str(" …");
    }
    out
}

/// Bytes as one word of hex, as a cookie or an id is written.
fn word(bytes: &[u8]) -> String {
    let digits: Vec<String> = bytes.iter().map(|b| format!("{b:02x}")).collect();
    digits.concat()
}

/// Which field it is, and its value.
fn name(placed: &Placed<'_>) -> (FieldId, Value) {
    match placed.option {
        TcpOption::EndOfList => (FieldId::TcpOptionEol, Value::EndOfList {}),
        TcpOption::NoOperation => (FieldId::TcpOptionNop, Value::NoOperation {}),
        TcpOption::MaximumSegmentSize(bytes) => (FieldId::TcpOptionMssOption, Value::Mss { bytes }),
        TcpOption::WindowScale(shift) => (FieldId::TcpOptionWindowScale, Value::Shift { shift }),
        TcpOption::SackPermitted => (FieldId::TcpOptionSackPerm, Value::SackPermitted {}),
        TcpOption::Sack(edges) => {
            let blocks: Vec<String> =
                sack::blocks(edges).map(|(left, right)| format!("{left}–{right}")).collect();
            (FieldId::TcpOptionSack, Value::SackBlocks { blocks: blocks.join(", ") })
        }
        TcpOption::Timestamps { value, echo: 0 } => (FieldId::TcpOptionTimestamp, Value::Timestamp { value }),
        TcpOption::Timestamps { value, echo } => {
            (FieldId::TcpOptionTimestamp, Value::TimestampEcho { value, echo })
        }
        TcpOption::FastOpen { cookie, experimental } => {
            let field = if experimental { FieldId::TcpOptionExperimental } else { FieldId::TcpOptionTfo };
            match cookie {
                [] => (field, Value::FastOpenRequest {}),
                _ => (field, Value::FastOpenCookie { cookie: word(cookie) }),
            }
        }
        TcpOption::Mptcp(data) => (FieldId::Mptcp, Value::Mptcp { subtype: subtype(data).to_owned() }),
        TcpOption::Md5(_) => (FieldId::TcpOptionMd5, Value::Md5 {}),
        TcpOption::Authentication { key_id, next_key_id, .. } => {
            (FieldId::TcpOptionAo, Value::Authentication { key: key_id, next: next_key_id })
        }
        TcpOption::UserTimeout { minutes: true, value } => {
            (FieldId::TcpOptionUserTimeout, Value::UserTimeoutMinutes { minutes: value })
        }
        TcpOption::UserTimeout { minutes: false, value } => {
            (FieldId::TcpOptionUserTimeout, Value::UserTimeoutSeconds { seconds: value })
        }
        TcpOption::Experimental { id, .. } => {
            (FieldId::TcpOptionExperimental, Value::Experiment { id: format!("0x{id:04x}") })
        }
        TcpOption::Unknown { kind, .. } => (FieldId::TcpOptionUnknown, Value::UnknownOption { kind }),
        TcpOption::Malformed { kind, .. } => (FieldId::TcpOptionLenInvalid, Value::MalformedOption { kind }),
    }
}

/// The MPTCP subtypes of RFC 8684, 7.2: the first nibble.
fn subtype(data: &[u8]) -> &'static str {
    match data.first().map(|b| b >> 4) {
        Some(0) => "MP_CAPABLE",
        Some(1) => "MP_JOIN",
        Some(2) => "DSS",
        Some(3) => "ADD_ADDR",
        Some(4) => "REMOVE_ADDR",
        Some(5) => "MP_PRIO",
        Some(6) => "MP_FAIL",
        Some(7) => "MP_FASTCLOSE",
        Some(8) => "MP_TCPRST",
        Some(_) | None => "?",
    }
}

fn meaning(context: &Context<'_>, segment: &Segment<'_>, placed: &Placed<'_>) -> OptionMeaning {
    let side = context.sender();
    let (syn, ack) = (segment.flags.syn(), segment.flags.ack());
    match placed.option {
        TcpOption::EndOfList => match placed.raw.len().saturating_sub(1) {
            0 => OptionMeaning::EndsHere {},
            padding => OptionMeaning::Ends { padding: Amount(padding as u64) },
        },
        TcpOption::NoOperation => OptionMeaning::Filler {},
        TcpOption::MaximumSegmentSize(bytes) if syn => OptionMeaning::MssOf { side, bytes },
        TcpOption::MaximumSegmentSize(_) => OptionMeaning::MssIgnored {},
        TcpOption::WindowScale(_) if !syn => OptionMeaning::ShiftIgnored {},
        TcpOption::WindowScale(shift) => window_shift(context, ack, side, shift),
        TcpOption::SackPermitted if syn => OptionMeaning::SackCan { side },
        TcpOption::SackPermitted => OptionMeaning::SackCanIgnored {},
        TcpOption::Sack(edges) => sack(side, segment, edges),
        TcpOption::Timestamps { echo, .. } => match (syn, ack) {
            (true, false) => OptionMeaning::StampOffered { side },
            (true, true) if kept(context) == Some(echo) => OptionMeaning::StampAccepted { side, echo },
            (true, true) => OptionMeaning::StampEchoed { side, echo },
            (false, true) => OptionMeaning::StampEchoes { side, echo },
            (false, false) => OptionMeaning::StampUnread { side },
        },
        TcpOption::FastOpen { cookie, .. } => match (syn, ack, cookie) {
            (false, ..) => OptionMeaning::CookieIgnored {},
            (true, true, _) => OptionMeaning::CookieGiven {},
            (true, false, []) => OptionMeaning::CookieWanted {},
            (true, false, _) => OptionMeaning::CookieShown { data: Amount(u64::from(segment.data)) },
        },
        TcpOption::Mptcp(_) if syn && !ack => OptionMeaning::MptcpOffered {},
        TcpOption::Mptcp(_) => OptionMeaning::MptcpUsed {},
        TcpOption::Md5(_) => OptionMeaning::Md5Signed {},
        TcpOption::Authentication { key_id, .. } => OptionMeaning::AuthenticationSigned { key: key_id },
        TcpOption::UserTimeout { minutes, value } => {
            OptionMeaning::TimeoutTold { side, seconds: u32::from(value) * if minutes { 60 } else { 1 } }
        }
        TcpOption::Experimental { id, .. } => OptionMeaning::ExperimentMarked { id: format!("0x{id:04x}") },
        TcpOption::Unknown { kind, .. } => {
            OptionMeaning::UnknownPassedOver { kind, length: Amount(placed.raw.len() as u64) }
        }
        TcpOption::Malformed { .. } if cut(segment, placed).is_some() => OptionMeaning::CutHere {
            captured: Amount(u64::from(segment.captured_header)),
            header: Amount(u64::from(segment.header_len)),
        },
        TcpOption::Malformed { length: Some(length), .. } => OptionMeaning::BrokenLength { length },
        TcpOption::Malformed { length: None, .. } => OptionMeaning::NoLength {},
    }
}

/// The timestamp of the SYN that this SYN,ACK answers, as its sender keeps it.
fn kept(context: &Context<'_>) -> Option<u32> {
    context.facts.writes.iter().find_map(|(write, _)| match (write.variable, write.after) {
        (Variable::TsRecent, Some(Held::Number(value))) if write.socket == context.sender() => Some(value),
        _ => None,
    })
}

/// An offer in the first SYN; in the answer both are known (RFC 7323, 2.2 and 2.3).
fn window_shift(context: &Context<'_>, ack: bool, side: Side, shift: u8) -> OptionMeaning {
    if shift > 14 {
        return OptionMeaning::ShiftTooLarge { shift };
    }
    let peer = context.side(side.peer());
    match (ack, peer.shift_offered) {
        (false, _) => OptionMeaning::ShiftOffered { side, shift },
        (true, Some(_)) => OptionMeaning::ShiftAccepted { side, shift },
        // Without the SYN in the capture nothing is known of its offer; a SYN,ACK may only answer one.
        (true, None) if peer.sack_permitted.is_none() => OptionMeaning::ShiftOffered { side, shift },
        (true, None) => OptionMeaning::ShiftUnasked { side },
    }
}

/// Blocks behind a gap, or first a duplicate (RFC 2883, 4).
fn sack(side: Side, segment: &Segment<'_>, edges: &[u8]) -> OptionMeaning {
    if let Some((left, right)) = sack::duplicate(edges, Seq(segment.ack)) {
        return OptionMeaning::SackDuplicate { left: left.0, right: right.0 };
    }
    let bytes = sack::blocks(edges).map(|(left, right)| u64::from(right.since(left))).sum();
    OptionMeaning::SackReports { side, bytes: Amount(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_options_are_shortened_in_hex_only() {
        assert_eq!(hex(&[2, 4, 5, 0xb4]), "02 04 05 b4");
        assert!(hex(&[0xff; 18]).ends_with("ff …"));
        assert_eq!(word(&[0xf9, 0x89]), "f989");
    }

    #[test]
    fn mptcp_subtypes_are_named() {
        assert_eq!(subtype(&[0x10]), "MP_JOIN");
        assert_eq!(subtype(&[]), "?");
    }
}
