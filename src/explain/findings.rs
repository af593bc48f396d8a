//! Findings as sentences.

use crate::connection::{Finding, FindingKind};
use crate::language::findings::Found;
use crate::language::{Amount, Message, Times};

/// A finding, in one or two sentences.
pub fn finding(finding: &Finding) -> Message {
    let hex = |n: u16| format!("0x{n:04x}");
    let found = match finding.kind {
        FindingKind::SynRepeated { first, times } => Found::SynRepeated { first, times: Times(times) },
        FindingKind::SynAckRepeated { first, .. } => Found::SynAckRepeated { first },
        FindingKind::ChecksumBad { stored, calculated } => {
            Found::FoundChecksumBad { stored: hex(stored), calculated: hex(calculated) }
        }
        FindingKind::ChecksumUnfinished { stored } => Found::FoundChecksumUnfinished { stored: hex(stored) },
        FindingKind::HeaderCut { captured, header } => Found::FoundHeaderCut { captured, header },
        FindingKind::PortReused { earlier } => Found::PortReused { earlier: earlier.0 },
        FindingKind::BegunBefore => Found::BegunBefore {},
        FindingKind::RstOutsideWindow { seq, rcv_nxt, rcv_wnd } => {
            Found::RstOutsideWindow { seq: seq.0, expected: rcv_nxt.0, window: Amount(u64::from(rcv_wnd)) }
        }
        FindingKind::RstNotExact { seq, rcv_nxt } => Found::RstNotExact { seq: seq.0, expected: rcv_nxt.0 },
        FindingKind::RstDoesNotAcknowledge { ack: None } => Found::RstWithoutAck {},
        FindingKind::RstDoesNotAcknowledge { ack: Some(ack) } => Found::RstDoesNotAcknowledge { ack: ack.0 },
        FindingKind::ShiftTooLarge { shift } => Found::FoundShiftTooLarge { shift },
        FindingKind::IcmpError { icmp_type, icmp_code } => {
            Found::IcmpError { kind: icmp_type, code: icmp_code }
        }
        FindingKind::AckNotArrived { ack } => Found::AckNotArrived { ack },
        FindingKind::DataRepeated { seq, data } => {
            Found::DataRepeated { seq: seq.0, data: Amount(u64::from(data)) }
        }
    };
    found.into()
}
