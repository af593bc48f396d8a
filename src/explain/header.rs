//! The TCP header's fields, each with what it says in this segment: the nine fixed ones, then the options.

use super::FieldLine;
use super::context::{Context, covered, occupies};
use super::options;
use crate::connection::{FindingKind, Sent, Side, StepKind};
use crate::dissect::{Checksum, FieldId, Flags, Segment};
use crate::language::findings::code_point;
use crate::language::meaning::Meaning;
use crate::language::value::Value;
use crate::language::{Amount, Bits, Message, Sum};

/// The fixed header fields in order, and where they lie in it: first byte, bytes, and a mask of their nibbles, the
/// first one highest (RFC 9293, 3.1, figure 1).
const FIXED: [Place; 9] = [
    Place::new(FieldId::TcpSrcPort, 0, 2, 0b1111),
    Place::new(FieldId::TcpDstPort, 2, 2, 0b1111),
    Place::new(FieldId::TcpSeqRaw, 4, 4, 0b1111_1111),
    Place::new(FieldId::TcpAckRaw, 8, 4, 0b1111_1111),
    Place::new(FieldId::TcpHdrLen, 12, 1, 0b10),
    Place::new(FieldId::TcpFlags, 12, 2, 0b0111),
    Place::new(FieldId::TcpWindow, 14, 2, 0b1111),
    Place::new(FieldId::TcpChecksum, 16, 2, 0b1111),
    Place::new(FieldId::TcpUrgentPointer, 18, 2, 0b1111),
];

/// Where a fixed field lies.
#[derive(Clone, Copy)]
struct Place {
    field: FieldId,
    first: usize,
    length: usize,
    nibbles: u8,
}

impl Place {
    const fn new(field: FieldId, first: usize, length: usize, nibbles: u8) -> Self {
        Self { field, first, length, nibbles }
    }
}

/// Every field of the segment's header that was captured.
pub(super) fn fields(context: &Context<'_>) -> Vec<FieldLine> {
    let (Some(segment), Some(sent)) = (&context.segment, context.sent()) else {
        return Vec::new();
    };
    let (at, spot) = (segment.at as usize, segment.spot);
    let captured = usize::from(segment.captured_header).max(usize::from(
        // A malformed data offset does not take the fixed fields away.
        (segment.tcp_bytes.len().min(20)) as u8,
    ));
    FIXED
        .iter()
        .filter(|place| place.first + place.length <= captured)
        .filter_map(|place| {
            let from = at + place.first;
            let bytes = context.bytes.get(from..from + place.length)?;
            let (value, meaning) = explain(place.field, context, segment, sent)?;
            Some(FieldLine {
                field: place.field,
                datagram: spot.datagram,
                offset: spot.offset as usize + place.first,
                length: place.length,
                raw: hex(bytes, place.nibbles),
                value: value.into(),
                meaning: meaning.into(),
            })
        })
        .chain(options::lines(context, segment))
        .collect()
}

/// Bytes in hex, a nibble outside the mask as a dot.
fn hex(bytes: &[u8], nibbles: u8) -> String {
    let mut out = String::with_capacity(bytes.len() * 3);
    for (i, byte) in bytes.iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        for (half, nibble) in [byte >> 4, byte & 0x0f].into_iter().enumerate() {
            let from_end = bytes.len() * 2 - 1 - (i * 2 + half);
            let shown = nibbles >> from_end & 1 == 1;
            out.push(match char::from_digit(u32::from(nibble), 16) {
                Some(digit) if shown => digit,
                _ => '.',
            });
        }
    }
    out
}

fn explain(
    field: FieldId,
    context: &Context<'_>,
    segment: &Segment<'_>,
    sent: &Sent,
) -> Option<(Value, Meaning)> {
    Some(match field {
        FieldId::TcpSrcPort => (number(segment.src_port), source_port(context, segment.src_port)),
        FieldId::TcpDstPort => (number(segment.dst_port), destination_port(context)),
        FieldId::TcpSeqRaw => (number(sent.seq.0), sequence(context, sent)),
        FieldId::TcpAckRaw => acknowledgment(context, sent),
        FieldId::TcpHdrLen => offset(segment),
        FieldId::TcpFlags => {
            (Value::Flags { bits: Bits(sent.flags) }, Meaning::Bits { bits: bits(context, sent) })
        }
        FieldId::TcpWindow => (number(sent.window), window(context, sent)),
        FieldId::TcpChecksum => checksum(context, segment),
        FieldId::TcpUrgentPointer => urgent(segment, sent),
        _ => return None,
    })
}

fn number(number: impl Into<u64>) -> Value {
    Value::Number { number: number.into() }
}

fn source_port(context: &Context<'_>, port: u16) -> Meaning {
    let side = context.sender();
    match context.kind() {
        StepKind::Syn if context.crosses() => Meaning::PortKnown { side },
        StepKind::Syn if port < 1024 => Meaning::PortWanted { side },
        StepKind::Syn => Meaning::PortPicked { side },
        StepKind::SynAck => Meaning::PortAskedFor {},
        StepKind::Rst if context.refuses() => Meaning::PortNobody {},
        _ => Meaning::PortOwn { side },
    }
}

fn destination_port(context: &Context<'_>) -> Meaning {
    let side = context.receiver();
    match context.kind() {
        StepKind::Syn if side == Side::Server => Meaning::PortFindsListener {},
        StepKind::SynAck => Meaning::PortBack { side },
        StepKind::Rst if context.refuses() => Meaning::PortBack { side },
        _ => Meaning::PortFinds { side },
    }
}

fn sequence(context: &Context<'_>, sent: &Sent) -> Meaning {
    let side = context.sender();
    if let Some(frame) = context.seen_before() {
        return Meaning::SeqSeenTwice { frame };
    }
    if let Some(frame) = context.repeats() {
        return Meaning::SeqAgain { frame };
    }
    if context.probes() {
        return Meaning::SeqKeepAlive { next: sent.seq.0.wrapping_add(1) };
    }
    let end = occupies(sent).total();
    match context.kind() {
        StepKind::Syn | StepKind::SynAck if sent.data > 0 => {
            Meaning::SeqFirstWithData { side, data_at: sent.seq.0.wrapping_add(1) }
        }
        StepKind::Syn if side == Side::Client => Meaning::SeqFirst { side },
        StepKind::Syn | StepKind::SynAck => Meaning::SeqFirstOwn { side },
        StepKind::Ack => match context.side(side).iss {
            Some(iss) if (iss + 1) == sent.seq => {
                Meaning::SeqAfterSyn { sum: Sum { from: iss.0, syn: true, data: 0, fin: false } }
            }
            _ if context.has_closed(side) => Meaning::SeqBehindFin { side },
            _ => Meaning::SeqNext { side },
        },
        StepKind::Data if sent.data == 1 => Meaning::SeqOneByte {},
        StepKind::Data => Meaning::SeqData { last: end.wrapping_sub(1) },
        StepKind::Fin if sent.data > 0 => Meaning::SeqFinData { fin: end.wrapping_sub(1) },
        StepKind::Fin => Meaning::SeqFin {},
        StepKind::Rst => reset_sequence(context, sent),
        _ => Meaning::SeqHere {},
    }
}

fn reset_sequence(context: &Context<'_>, sent: &Sent) -> Meaning {
    let side = context.receiver();
    if context.answers_bare() && sent.seq.0 == 0 {
        return Meaning::SeqRstZero {};
    }
    if context.refuses() {
        return if sent.seq.0 == 0 { Meaning::SeqRstZero {} } else { Meaning::SeqRefusal { side } };
    }
    match context.before(side).rcv_nxt {
        Some(expected) if expected == sent.seq.0 => Meaning::SeqRstExact { side },
        Some(expected) => Meaning::SeqRstOff { side, expected },
        None => Meaning::SeqRst { side },
    }
}

fn acknowledgment(context: &Context<'_>, sent: &Sent) -> (Value, Meaning) {
    if context.blind() {
        return (number(sent.ack.0), Meaning::AckUnjudged {});
    }
    if !context.flags().ack() {
        let meaning = if sent.ack.0 == 0 {
            Meaning::AckNotRead {}
        } else {
            Meaning::AckNotReadThough { number: sent.ack.0 }
        };
        return (Value::NotRead {}, meaning);
    }
    let meaning = match context.acknowledges() {
        Some(acknowledged) => {
            let (sum, frame) = (covered(acknowledged), acknowledged.frame);
            if context.refuses() {
                Meaning::AckRefuses { sum, frame }
            } else if context.answers_bare() {
                Meaning::AckAnswers { sum, frame }
            } else {
                Meaning::AckCovers { sum, frame }
            }
        }
        None => match context.leaves_data() {
            Some(iss) => Meaning::AckOnlySyn { sum: Sum { from: iss.0, syn: true, data: 0, fin: false } },
            None => Meaning::AckExpects { side: context.sender() },
        },
    };
    (number(sent.ack.0), meaning)
}

fn offset(segment: &Segment<'_>) -> (Value, Meaning) {
    let length = segment.header_len;
    let value = Value::Size { bytes: Amount(u64::from(length)) };
    let at = u64::from(segment.spot.offset) + u64::from(length);
    let (words, options) = (length / 4, length.saturating_sub(20));
    let meaning = match (length, segment.data > 0) {
        (0..20, _) => Meaning::OffsetTooSmall {},
        (20, true) => Meaning::OffsetPlainData { at },
        (20, false) => Meaning::OffsetPlain { at },
        (_, true) => Meaning::OffsetOptionsData { words, options, at },
        (_, false) => Meaning::OffsetOptions { words, options, at },
    };
    (value, meaning)
}

/// One message for each control bit that is set.
fn bits(context: &Context<'_>, sent: &Sent) -> Vec<Message> {
    let flags = context.flags();
    let side = context.sender();
    let mut out: Vec<Meaning> = Vec::new();
    match (flags.syn(), flags.ack()) {
        (true, false) => out.push(Meaning::BitOpens {}),
        (true, true) => out.push(Meaning::BitSynBack { side }),
        (false, _) => {}
    }
    if flags.fin() {
        out.push(Meaning::BitFin { side });
    }
    if flags.rst() {
        out.push(if context.ignored() {
            Meaning::BitResetIgnored {}
        } else if context.refuses() || context.answers_bare() {
            Meaning::BitRefuses {}
        } else {
            Meaning::BitReset {}
        });
    }
    if flags.psh() {
        out.push(Meaning::BitPush {});
    }
    if flags.ack() {
        out.push(Meaning::BitAck {});
    }
    if flags.urg() {
        out.push(Meaning::BitUrgent {});
    }
    out.extend(congestion(context, flags));
    let reserved = (sent.flags >> 9 & 0x7) as u8;
    if reserved != 0 {
        out.push(Meaning::BitReserved { value: reserved });
    }
    if !(flags.ack() || flags.syn() || flags.rst()) {
        out.push(Meaning::BitNoAck {});
    } else if context.kind() == StepKind::Odd {
        out.push(Meaning::BitsContradict {});
    }
    out.into_iter().map(Message::from).collect()
}

/// AE, CWR and ECE: in a SYN and SYN,ACK they are an agreement, later they report congestion (RFC 3168, 6.1.1); or
/// count it, if Accurate ECN was agreed to, but for the bare ACK that answers the SYN,ACK.
fn congestion(context: &Context<'_>, flags: Flags) -> Vec<Meaning> {
    if let Some(agreed) = context.about.accurate_ecn {
        let bare = context.sent().is_some_and(|sent| sent.data == 0) && !flags.fin() && !flags.rst();
        let echoes = if flags.syn() { flags.ack() } else { context.opens() && bare };
        match flags.echoed_ecn() {
            Some(code) if agreed && echoes => {
                let (ace, arrived_as) = (format!("{:03b}", flags.ace()), code_point(code));
                return vec![Meaning::BitEcnEchoed { ace, arrived_as }];
            }
            // A code that is not in use.
            None if agreed && echoes && !flags.syn() => return Vec::new(),
            _ if agreed && !flags.syn() && flags.ack() && !flags.rst() => {
                let ace = flags.ace();
                return vec![Meaning::BitEcnCounted { ace, counted: ace.wrapping_sub(5) & 7 }];
            }
            _ => {}
        }
    }
    let (ae, cwr, ece) = (flags.0 & Flags::AE != 0, flags.cwr(), flags.ece());
    if !(ae || cwr || ece) {
        return Vec::new();
    }
    match (flags.syn(), flags.ack(), ae, cwr, ece) {
        (true, false, false, true, true) => vec![Meaning::BitEcnOffer {}],
        (true, false, true, true, true) => vec![Meaning::BitEcnFinerOffer {}],
        (true, true, false, false, true) => vec![Meaning::BitEcnAccepted {}],
        (true, true, _, true, true) => vec![Meaning::BitEcnReflected {}],
        (true, true, _, _, _) => vec![Meaning::BitEcnOther {}],
        _ => [(ae, Meaning::BitAe {}), (cwr, Meaning::BitCwr {}), (ece, Meaning::BitEce {})]
            .into_iter()
            .filter_map(|(set, meaning)| set.then_some(meaning))
            .collect(),
    }
}

fn window(context: &Context<'_>, sent: &Sent) -> Meaning {
    let side = context.sender();
    if context.flags().rst() {
        return if context.ignored() { Meaning::WindowIgnored {} } else { Meaning::WindowOfRst {} };
    }
    if context.flags().syn() {
        return Meaning::WindowSyn { side };
    }
    if sent.window == 0 {
        return Meaning::WindowZero { side };
    }
    let Some(bytes) = sent.window_bytes else {
        let low = u32::from(sent.window);
        return Meaning::WindowRange { side, low, high: low << 14 };
    };
    match [Side::Client, Side::Server].into_iter().find(|s| context.side(*s).shift_offered.is_none()) {
        Some(lacking) => Meaning::WindowPlain { side, lacking },
        None => Meaning::WindowScaled {
            side,
            shift: (bytes / u32::from(sent.window)).trailing_zeros() as u8,
            bytes: Amount(u64::from(bytes)),
        },
    }
}

fn checksum(context: &Context<'_>, segment: &Segment<'_>) -> (Value, Meaning) {
    let found = context.facts.findings.iter().find_map(|f| match f.kind {
        FindingKind::ChecksumBad { stored, calculated, .. } => Some(Checksum::Bad { stored, calculated }),
        _ => None,
    });
    match found.unwrap_or_else(|| segment.checksum()) {
        Checksum::Good => (Value::Good {}, Meaning::ChecksumGood {}),
        Checksum::Bad { calculated, .. } => {
            (Value::Bad {}, Meaning::ChecksumBad { calculated: format!("0x{calculated:04x}") })
        }
        Checksum::Unfinished { calculated, .. } => {
            (Value::Unfinished {}, Meaning::ChecksumUnfinished { calculated: format!("0x{calculated:04x}") })
        }
        Checksum::Unverifiable | Checksum::Absent => (Value::Unverified {}, Meaning::ChecksumUnverified {}),
    }
}

fn urgent(segment: &Segment<'_>, sent: &Sent) -> (Value, Meaning) {
    let pointer = segment.urgent;
    if sent.flags & Flags::URG == 0 {
        let meaning = if pointer == 0 {
            Meaning::UrgentNotRead {}
        } else {
            Meaning::UrgentNotReadThough { number: pointer }
        };
        return (Value::NotRead {}, meaning);
    }
    if pointer == 0 {
        return (number(pointer), Meaning::UrgentNone {});
    }
    let seq = sent.seq.0;
    (number(pointer), Meaning::UrgentEnds { seq, pointer, end: seq.wrapping_add(u32::from(pointer)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nibble_of_another_field_is_a_dot() {
        assert_eq!(hex(&[0xae, 0xa0], 0b1111), "ae a0");
        assert_eq!(hex(&[0xa0], 0b10), "a.");
        assert_eq!(hex(&[0xa0, 0x02], 0b0111), ".0 02");
        assert_eq!(hex(&[0x0a, 0xd5, 0xa7, 0x11], 0xff), "0a d5 a7 11");
    }
}
