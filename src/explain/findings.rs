//! Findings as sentences.

use super::vantage::{beside, placed};
use crate::connection::{Cause, Finding, FindingKind as Kind, Follows, Key, Seq, Side, Token};
use crate::dissect::Flags;
use crate::language::findings::Found;
use crate::language::negotiation::Negotiated;
use crate::language::scrutiny::Scrutiny;
use crate::language::vantage::Placed;
use crate::language::{Amount, Message, Span, Times};

/// A finding, in one to three sentences: what was found, and what that means where the capture was taken.
pub fn finding(finding: &Finding) -> Message {
    placed(finding, found(finding))
}

fn found(finding: &Finding) -> Message {
    let hex = |n: u16| format!("0x{n:04x}");
    let bytes = |n: u32| Amount(u64::from(n));
    match finding.kind {
        // Opening and closing.
        Kind::SynRepeated { first, times } => Found::SynRepeated { first, times: Times(times) }.into(),
        Kind::SynAckRepeated { first, .. } => Found::SynAckRepeated { first }.into(),
        Kind::AckNotArrived { ack } => Found::AckNotArrived { ack }.into(),
        Kind::PortReused { earlier } => Found::PortReused { earlier: earlier.0 }.into(),
        Kind::SynFallsBack { lacks } => Negotiated::SynFallsBack { lacks }.into(),
        Kind::TimeWaitReused { socket, seq, expected, above } => {
            time_wait(socket, seq, expected, above).into()
        }
        Kind::HandshakeAckRepeated { syn_ack } => Found::HandshakeAckRepeated { syn_ack }.into(),
        Kind::SynAckRejected { beside_syn: None } => Found::SynAckRejected {}.into(),
        Kind::SynAckRejected { beside_syn: Some(signs) } => {
            Placed::SynOfAProgram { differs: signs.differs() }.into()
        }
        Kind::NoHandshakeAck => Found::NoHandshakeAck {}.into(),
        Kind::RstAlone => Found::RstAlone {}.into(),
        Kind::RstWithoutSocket { answers } => Found::RstWithoutSocket { answers }.into(),
        Kind::RstAborts => Found::FoundRstAborts {}.into(),
        Kind::RstFromBothSides { other } => Found::RstFromBothSides { other }.into(),
        Kind::ChallengeAnswersRst { rst } => Found::ChallengeAnswersRst { rst }.into(),
        Kind::PathMtu { mtu: Some(mtu) } => Found::PathMtu { mtu: bytes(mtu) }.into(),
        Kind::PathMtu { mtu: None } => Found::PathMtuUnnamed {}.into(),
        Kind::PathMtuTaken { icmp, mtu, packet } => {
            Found::PathMtuTaken { icmp, mtu: bytes(mtu), packet: bytes(packet) }.into()
        }
        Kind::BegunBefore => Found::BegunBefore {}.into(),
        Kind::RstOutsideWindow { seq, rcv_nxt, rcv_wnd } => {
            Found::RstOutsideWindow { seq: seq.0, expected: rcv_nxt.0, window: bytes(rcv_wnd) }.into()
        }
        Kind::RstUnexpected { seq, rcv_nxt } => {
            Found::RstUnexpected { seq: seq.0, expected: rcv_nxt.0 }.into()
        }
        Kind::RstNotExact { seq, rcv_nxt } => Found::RstNotExact { seq: seq.0, expected: rcv_nxt.0 }.into(),
        Kind::RstDoesNotAcknowledge { ack: None } => Found::RstWithoutAck {}.into(),
        Kind::RstDoesNotAcknowledge { ack: Some(ack) } => Found::RstDoesNotAcknowledge { ack: ack.0 }.into(),
        Kind::RstFromElsewhere(signs) => beside(&signs).into(),
        Kind::IcmpError { icmp_type, icmp_code } => {
            Found::IcmpError { kind: icmp_type, code: icmp_code }.into()
        }
        Kind::StillTrying { rejected_in } => Scrutiny::StillTrying { frame: rejected_in }.into(),
        Kind::ChallengeAck { ack, expected } => {
            Scrutiny::ChallengeAck { ack: ack.0, expected: expected.0 }.into()
        }
        Kind::SimultaneousOpen { other } => Scrutiny::SimultaneousOpen { other }.into(),
        Kind::SplitHandshake { syn } => Scrutiny::SplitHandshake { syn }.into(),
        Kind::AnswerFiledLate { ack } => Scrutiny::AnswerFiledLate { ack }.into(),
        Kind::FiledLate { acknowledged_in } => Scrutiny::DataFiledLate { ack: acknowledged_in }.into(),
        Kind::FinRepeated => Found::FinRepeated {}.into(),
        Kind::RstNotTaken => Found::RstNotTaken {}.into(),
        Kind::AnswerFiledFirst { answer } => Scrutiny::AnswerFiledFirst { answer }.into(),
        // Options and bits.
        Kind::ShiftTooLarge { shift } => Found::FoundShiftTooLarge { shift }.into(),
        Kind::FastOpenAccepted { data } => Negotiated::FastOpenAccepted { data: bytes(data) }.into(),
        Kind::FastOpenIgnored { data } => Negotiated::FastOpenIgnored { data: bytes(data) }.into(),
        Kind::FastOpenPartly { accepted, data } => {
            Negotiated::FastOpenPartly { accepted: bytes(accepted), rest: bytes(data - accepted.min(data)) }
                .into()
        }
        Kind::SynDataAccepted { data } => Negotiated::SynDataAccepted { data: bytes(data) }.into(),
        Kind::SynDataIgnored { data } => Negotiated::SynDataUnacknowledged { data: bytes(data) }.into(),
        Kind::FastOpenRequested => Negotiated::FastOpenRequested {}.into(),
        Kind::FastOpenCookie { length } => Negotiated::FastOpenCookieGiven { length }.into(),
        Kind::EcnAgreed => Negotiated::EcnAgreed {}.into(),
        Kind::EcnRefused => Negotiated::EcnRefused {}.into(),
        Kind::EcnReflected => Negotiated::EcnReflected {}.into(),
        Kind::AccurateEcnAgreed { arrived_as: Some(arrived_as) } => {
            Negotiated::AccurateEcnAgreed { arrived_as: code_point(arrived_as) }.into()
        }
        Kind::AccurateEcnAgreed { arrived_as: None } => Negotiated::AccurateEcnReserved {}.into(),
        Kind::AccurateEcnRefused => Negotiated::AccurateEcnRefused {}.into(),
        Kind::CongestionMarked => Negotiated::CongestionMarked {}.into(),
        Kind::CongestionEchoed { marked: Some(marked) } => Negotiated::CongestionEchoed { marked }.into(),
        Kind::CongestionEchoed { marked: None } => Negotiated::CongestionEchoedFromBehind {}.into(),
        Kind::CongestionAnswered { reported: Some(reported) } => {
            Negotiated::CongestionAnswered { reported }.into()
        }
        Kind::CongestionAnswered { reported: None } => Negotiated::CongestionReduced {}.into(),
        Kind::MptcpJoin { token, key } => joins(token, key).into(),
        Kind::MptcpJoined => Negotiated::MptcpJoined {}.into(),
        Kind::MptcpJoinRefused => Negotiated::MptcpJoinRefused {}.into(),
        Kind::MptcpAgreed => Negotiated::MptcpAgreed {}.into(),
        Kind::MptcpFallback => Negotiated::MptcpFallback {}.into(),
        Kind::Urgent { end } => Scrutiny::Urgent { end: end.0 }.into(),
        Kind::UrgentPointerUnused { pointer } => Scrutiny::UrgentPointerUnused { pointer }.into(),
        Kind::OddFlags { flags } if odd_syn(flags) => {
            Scrutiny::OddSyn { flags: format!("0x{flags:03x}") }.into()
        }
        Kind::OddFlags { flags } => Scrutiny::OddBits { flags: format!("0x{flags:03x}") }.into(),
        Kind::OldTimestamp { value, recent } => Scrutiny::OldTimestamp { value, recent }.into(),
        // Checksums and cuts.
        Kind::ChecksumBad { stored, calculated, acknowledged: false } => {
            Found::FoundChecksumBad { stored: hex(stored), calculated: hex(calculated) }.into()
        }
        Kind::ChecksumBad { stored, calculated, acknowledged: true } => {
            Found::ChecksumBadAcknowledged { stored: hex(stored), calculated: hex(calculated) }.into()
        }
        Kind::ChecksumUnfinished { stored } => Found::FoundChecksumUnfinished { stored: hex(stored) }.into(),
        Kind::Discarded { stored, calculated } => {
            Scrutiny::DroppedForChecksum { stored: hex(stored), calculated: hex(calculated) }.into()
        }
        Kind::HeaderCut { captured, header } => Found::FoundHeaderCut { captured, header }.into(),
        // What is missing, what is there twice.
        Kind::CapturedTwice { first, after, behind: None } => {
            Scrutiny::SamePacketTwice { first, after: Span(after) }.into()
        }
        Kind::CapturedTwice { first, after, behind: Some(ttl) } => {
            Scrutiny::SamePacketBehindRouter { first, after: Span(after), ttl }.into()
        }
        Kind::DoubledByNetwork { frame } => Scrutiny::DoubledByNetwork { frame }.into(),
        Kind::UnharmedCopy { damaged } => Scrutiny::UnharmedCopy { damaged }.into(),
        Kind::ImpliedSynAck { iss } => Scrutiny::ImpliedSynAck { iss: iss.0 }.into(),
        Kind::ImpliedFin { seq } => Scrutiny::ImpliedFin { seq: seq.0 }.into(),
        Kind::NotCaptured { from, to, seen: true } => Scrutiny::NotCaptured { from: from.0, to: to.0 }.into(),
        Kind::NotCaptured { from, to, seen: false } => {
            Scrutiny::NotCapturedAtAll { from: from.0, to: to.0 }.into()
        }
        Kind::Gap { from, to } => Scrutiny::GapBefore { from: from.0, to: to.0 }.into(),
        Kind::BeyondWindow { seq, edge } => {
            Scrutiny::BeyondWindow { seq: seq.0, edge: edge.0, by: bytes(seq.since(edge)) }.into()
        }
        Kind::Reordered { gap_since, older_id: true, .. } => Scrutiny::Reordered { since: gap_since }.into(),
        Kind::Reordered { gap_since, late, older_id: false } => {
            Scrutiny::ReorderedBySpeed { since: gap_since, late: Span(late.unwrap_or(0)) }.into()
        }
        Kind::MemoryBounded { dropped } => Scrutiny::MemoryBounded { dropped }.into(),
        Kind::OneDirection { missing } => Scrutiny::OneDirectionOnly { missing }.into(),
        // At work.
        Kind::DataRepeated { seq, data, cause, after, .. } => again(cause, after, seq.0, bytes(data)).into(),
        Kind::DuplicateAck { times, missing } => {
            Scrutiny::DuplicateAck { times: Times(times), missing: missing.0 }.into()
        }
        Kind::AckRepeated { by } => Scrutiny::AckRepeated { by }.into(),
        Kind::DuplicateSack { second: Some(frame), syn: true, .. } => Scrutiny::DuplicateSyn { frame }.into(),
        Kind::DuplicateSack { from, to, second: Some(frame), syn: false } => {
            Scrutiny::DuplicateUnneeded { from: from.0, to: to.0, frame }.into()
        }
        Kind::DuplicateSack { from, to, second: None, .. } => {
            Scrutiny::DuplicateSack { from: from.0, to: to.0 }.into()
        }
        Kind::KeepAlive { next } => Scrutiny::AsksForAck { next: next.0 }.into(),
        Kind::KeepAliveUnanswered { times } => Scrutiny::KeepAliveUnanswered { times: Times(times) }.into(),
        Kind::KeepAliveAnswered { keep_alive } => Scrutiny::KeepAliveAnswered { frame: keep_alive }.into(),
        Kind::ZeroWindow => Scrutiny::ZeroWindow {}.into(),
        Kind::ZeroWindowProbe { .. } => Scrutiny::ZeroWindowProbe {}.into(),
        Kind::WindowOpens { window, closed_in } => {
            Scrutiny::WindowOpens { window: bytes(window), closed: closed_in }.into()
        }
        Kind::WindowFull { wnd } => Scrutiny::WindowFull { window: bytes(wnd) }.into(),
        Kind::WindowShrunk { by } => Scrutiny::WindowShrunk { by: bytes(by) }.into(),
    }
}

/// Of a step's findings those that a text tells: none whose fact another one tells better.
pub fn telling(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    let has = |is: fn(&Kind) -> bool| findings.iter().any(|finding| is(&finding.kind));
    let discarded = has(|kind| matches!(kind, Kind::Discarded { .. }));
    let repeated = has(|kind| matches!(kind, Kind::AckNotArrived { .. }));
    findings.iter().filter(move |finding| match finding.kind {
        Kind::ChecksumBad { .. } => !discarded,
        Kind::SynAckRepeated { .. } => !repeated,
        _ => true,
    })
}

/// Data sent again, by its cause.
fn again(cause: Cause, after: Option<Follows>, seq: u32, data: Amount) -> Scrutiny {
    match cause {
        Cause::AfterTimeout => match after {
            Some(Follows { timer, ack }) => Scrutiny::AgainAfterTimeout { seq, data, ack, timer },
            None => Scrutiny::AgainTimeout { seq, data },
        },
        Cause::Fast => Scrutiny::AgainFast { seq, data },
        Cause::Timeout => Scrutiny::AgainTimeout { seq, data },
        Cause::TailLossProbe => Scrutiny::AgainProbe { seq, data },
        Cause::TimeoutOrProbe => Scrutiny::AgainEither { seq, data },
        Cause::Unneeded => Scrutiny::AgainUnneeded { seq, data },
        Cause::FastOpenIgnored => Scrutiny::AgainAfterFastOpen { data },
        Cause::Probe => Scrutiny::AgainAtClosedWindow { seq, data },
        Cause::TooLarge => Scrutiny::AgainSmaller { seq, data },
        Cause::Unknown => Scrutiny::AgainUnknown { seq, data },
    }
}

/// A SYN on addresses and ports that still wait in TIME-WAIT.
fn time_wait(socket: Side, seq: Seq, expected: Option<Seq>, above: bool) -> Negotiated {
    match (socket, expected) {
        (Side::Server, Some(expected)) if above => {
            Negotiated::TimeWaitAbove { seq: seq.0, expected: expected.0 }
        }
        (Side::Server, Some(expected)) => Negotiated::TimeWaitBelow { seq: seq.0, expected: expected.0 },
        (Side::Server, None) => Negotiated::TimeWaitThere {},
        (Side::Client, _) => Negotiated::TimeWaitHere {},
    }
}

/// SYN with FIN or RST?
fn odd_syn(flags: u16) -> bool {
    flags & Flags::SYN != 0 && flags & (Flags::FIN | Flags::RST) != 0
}

/// A SYN with MP_JOIN: which connection its token leads to.
fn joins(token: Token, key: Option<Key>) -> Negotiated {
    let token = token.to_string();
    match key {
        Some(Key { connection, side, frame, version }) => {
            let hash = if version == 0 { "SHA-1" } else { "SHA-256" };
            Negotiated::MptcpJoin { token, connection: connection.0, side, frame, hash }
        }
        None => Negotiated::MptcpJoinElsewhere { token },
    }
}

/// An ECN code point's name (RFC 3168, 5).
pub(super) fn code_point(bits: u8) -> &'static str {
    match bits {
        1 => "ECT(1)",
        2 => "ECT(0)",
        3 => "CE",
        _ => "not-ECT",
    }
}
