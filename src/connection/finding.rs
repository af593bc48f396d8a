//! Findings: what is worth saying about a connection beside its sockets' values, with the numbers that made it fire.

use super::fact::{ConnId, Evidence, Side};
use super::seq::Seq;
use crate::capture::FrameNo;
use serde::Serialize;

/// A finding about a connection: a stable code and the numbers that made it fire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum FindingKind {
    /// A SYN was sent again.
    SynRepeated { first: FrameNo, times: u32 },
    /// A SYN,ACK was sent again.
    SynAckRepeated { first: FrameNo, times: u32 },
    /// The TCP checksum is wrong.
    ChecksumBad { stored: u16, calculated: u16 },
    /// The TCP checksum is the pseudo-header's sum: the network card was to finish it.
    ChecksumUnfinished { stored: u16 },
    /// The snap length cut this frame inside its TCP header.
    HeaderCut { captured: u32, header: u32 },
    /// A SYN reuses address and port of an earlier connection.
    PortReused { earlier: ConnId },
    /// No SYN was captured: the connection is older than the capture.
    BegunBefore,
    /// A RST whose sequence number lies outside the receiver's window: it must be dropped.
    RstOutsideWindow { seq: Seq, rcv_nxt: Seq, rcv_wnd: u32 },
    /// A RST inside the window but not at RCV.NXT: it must be challenged (9293 3.10.7.4).
    RstNotExact { seq: Seq, rcv_nxt: Seq },
    /// A RST in SYN-SENT that does not acknowledge our SYN: it must be dropped.
    RstDoesNotAcknowledge { ack: Option<Seq> },
    /// A window scale option above 14 (7323 2.3).
    ShiftTooLarge { shift: u8 },
    /// An ICMP error about a segment of this connection.
    IcmpError { icmp_type: u8, icmp_code: u8 },
    /// A SYN,ACK was repeated although its ACK was seen: the server had not left SYN-RECEIVED.
    AckNotArrived { ack: FrameNo },
    /// Data was sent again: why, as far as headers tell.
    DataRepeated { seq: Seq, data: u32, first: Option<FrameNo>, cause: Cause },
    /// The receiver must drop a segment whose checksum is wrong (9293 3.1, MUST-3): nothing of it was taken in.
    Discarded { stored: u16, calculated: u16 },
    /// The very same packet was here `after` nanoseconds earlier: captured twice, or doubled by the network, but not sent
    /// again.
    CapturedTwice { first: FrameNo, after: i64 },
    /// The receiver reports that the packet of this frame reached it twice: the network doubled it, not the capture.
    DoubledByNetwork { frame: FrameNo },
    /// The packet whose damaged copy came in that frame, unharmed: not sent again.
    UnharmedCopy { damaged: FrameNo },
    /// The answer was filed before the SYN that it answers.
    AnswerFiledFirst { answer: FrameNo },
    /// The SYN is sent again: what came in that frame did not end `connect()` after all.
    StillTrying { rejected_in: FrameNo },
    /// An ACK whose number does not acknowledge our SYN: its sender still holds an older connection (9293 3.5.1,
    /// figure 9; 5961 4.2).
    ChallengeAck { ack: Seq, expected: Seq },
    /// Both SYNs crossed (9293 3.5, figure 7).
    SimultaneousOpen { other: FrameNo },
    /// The SYN was answered by a bare SYN, later than it could have crossed.
    SplitHandshake { syn: FrameNo },
    /// A segment that this capture does not show is proven by this ACK number.
    ImpliedSynAck { iss: Seq },
    /// Bytes that this capture does not show are acknowledged: they were sent and arrived.
    NotCaptured { from: Seq, to: Seq },
    /// Bytes before this segment were not seen (yet): lost, reordered, or not captured.
    Gap { from: Seq, to: Seq },
    /// A segment that fills a gap, sent earlier than what overtook it.
    Reordered { gap_since: FrameNo, late: Option<i64> },
    /// A segment of one byte less: is the peer still there? (9293 3.8.4)
    KeepAlive { next: Seq },
    /// The answer to it.
    KeepAliveAnswered { keep_alive: FrameNo },
    /// A window of 0: the peer must stop (9293 3.8.6).
    ZeroWindow,
    /// A segment that asks whether a closed window has opened (9293 3.8.6.1).
    ZeroWindowProbe { wnd: u32 },
    /// A closed window opens again.
    WindowOpens { window: u32, closed_in: FrameNo },
    /// The data reach the end of the peer's window.
    WindowFull { wnd: u32 },
    /// The right edge of the window moved left (9293 3.8.6 advises against it).
    WindowShrunk { by: u32 },
    /// The ACK number repeats while data are missing.
    DuplicateAck { times: u32, missing: Seq },
    /// The first SACK block reports a duplicate (2883 4).
    DuplicateSack { from: Seq, to: Seq },
    /// Data in the SYN was acknowledged with it, all of it (7413 4.2.2).
    FastOpenAccepted { data: u32 },
    /// Only the SYN was acknowledged: the data must be sent again (7413 4.2.2).
    FastOpenIgnored { data: u32 },
    /// A Fast Open cookie was asked for (7413 4.1.1).
    FastOpenRequested,
    /// A Fast Open cookie was given.
    FastOpenCookie { length: u8 },
    /// Both sides can do ECN (3168 6.1.1).
    EcnAgreed,
    /// One asked for ECN, the other did not agree.
    EcnRefused,
    /// The SYN,ACK sends ECE and CWR back as they came: no agreement (3168 6.1.1.2).
    EcnReflected,
    /// MP_CAPABLE in all three segments (8684 3.1).
    MptcpAgreed,
    /// MP_CAPABLE was offered and is missing in the answer: plain TCP (8684 3.1).
    MptcpFallback,
    /// Urgent data up to this number, exclusively (9293 3.8.5).
    Urgent { end: Seq },
    /// Control bits in a combination without use (9293 3.10.7).
    OddFlags { flags: u16 },
    /// A timestamp older than TS.Recent: the receiver drops the segment (7323 5.3).
    OldTimestamp { value: u32, recent: u32 },
    /// This RST's TTL or hop limit differs from its sender's other segments: perhaps somebody else sent it.
    RstFromElsewhere { ttl: u8, usual: u8 },
    /// Nothing of one side was captured.
    OneDirection { missing: Side },
}

impl FindingKind {
    /// The code of every kind, in the order of the variants.
    pub const CODES: &'static [&'static str] = &[
        "syn_repeated",
        "syn_ack_repeated",
        "checksum_bad",
        "checksum_unfinished",
        "header_cut",
        "port_reused",
        "begun_before",
        "rst_outside_window",
        "rst_not_exact",
        "rst_does_not_acknowledge",
        "shift_too_large",
        "icmp_error",
        "ack_not_arrived",
        "data_repeated",
        "discarded",
        "captured_twice",
        "doubled_by_network",
        "unharmed_copy",
        "answer_filed_first",
        "still_trying",
        "challenge_ack",
        "simultaneous_open",
        "split_handshake",
        "implied_syn_ack",
        "not_captured",
        "gap",
        "reordered",
        "keep_alive",
        "keep_alive_answered",
        "zero_window",
        "zero_window_probe",
        "window_opens",
        "window_full",
        "window_shrunk",
        "duplicate_ack",
        "duplicate_sack",
        "fast_open_accepted",
        "fast_open_ignored",
        "fast_open_requested",
        "fast_open_cookie",
        "ecn_agreed",
        "ecn_refused",
        "ecn_reflected",
        "mptcp_agreed",
        "mptcp_fallback",
        "urgent",
        "odd_flags",
        "old_timestamp",
        "rst_from_elsewhere",
        "one_direction",
    ];
}

/// Why data were sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Repeated ACK numbers or SACK blocks told of the hole (2018, 8985 6).
    Fast,
    /// The retransmission timer (6298).
    Timeout,
    /// The last segment again, earlier than the timer (8985 7).
    TailLossProbe,
    /// The only segment in flight again, when both the timer and a tail loss probe may fire: headers do not tell which.
    TimeoutOrProbe,
    /// The receiver had acknowledged it already.
    Unneeded,
    /// Data of the SYN that were not taken in.
    FastOpenIgnored,
    /// Asks for a closed window.
    Probe,
    /// Not told by headers.
    Unknown,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Severity {
    Note,
    Warning,
    Error,
}

/// See [`FindingKind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub kind: FindingKind,
    /// In which frame.
    pub frame: FrameNo,
    /// How much it matters.
    pub severity: Severity,
    /// How sure.
    pub evidence: Evidence,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_listed() {
        // The variants as they stand above, in the spelling that serde gives them.
        let text = include_str!("finding.rs");
        let (_, rest) = text.split_once("pub enum FindingKind {").expect("the enum");
        let (body, _) = rest.split_once("\n}\n").expect("its end");
        let mut codes = Vec::new();
        for line in body.lines().filter_map(|line| line.strip_prefix("    ")) {
            let name: String = line.chars().take_while(char::is_ascii_alphanumeric).collect();
            let Some(first) = name.chars().next().filter(char::is_ascii_uppercase) else { continue };
            let mut code = String::from(first.to_ascii_lowercase());
            for c in name.chars().skip(1) {
                if c.is_ascii_uppercase() {
                    code.push('_');
                }
                code.push(c.to_ascii_lowercase());
            }
            codes.push(code);
        }
        assert_eq!(codes, FindingKind::CODES);
        let json =
            serde_json::to_value(FindingKind::RstFromElsewhere { ttl: 1, usual: 2 }).expect("plain data");
        assert!(FindingKind::CODES.iter().any(|code| json["code"] == *code));
    }
}
