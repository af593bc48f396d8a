//! Findings: what is worth saying about a connection beside its sockets' values, with the numbers that made it fire.

use super::fact::{ConnId, Evidence, Side};
use super::habit::Signs;
use super::multipath::{Key, Token};
use super::negotiation::Offered;
use super::seq::Seq;
use super::vantage::Vantage;
use crate::capture::FrameNo;
use serde::{Serialize, Serializer};

/// A finding about a connection: a stable code and the numbers that made it fire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum FindingKind {
    /// A SYN was sent again.
    SynRepeated { first: FrameNo, times: u32 },
    /// A SYN was sent again without something that the SYN before it offered.
    SynFallsBack { lacks: Offered },
    /// A SYN,ACK was sent again.
    SynAckRepeated { first: FrameNo, times: u32 },
    /// The TCP checksum is wrong. Were wrong ones of this sender acknowledged before?
    ChecksumBad { stored: u16, calculated: u16, acknowledged: bool },
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
    /// A RST whose sequence number is not the expected one, where the window is not known: dropped or challenged.
    RstUnexpected { seq: Seq, rcv_nxt: Seq },
    /// A RST inside the window but not at RCV.NXT: it must be challenged (9293 3.10.7.4).
    RstNotExact { seq: Seq, rcv_nxt: Seq },
    /// A RST in SYN-SENT that does not acknowledge our SYN: it must be dropped.
    RstDoesNotAcknowledge { ack: Option<Seq> },
    /// A RST without ACK at the number that its receiver acknowledged last: the form that answers a segment for which there is no
    /// socket (9293 3.5.2).
    RstWithoutSocket { answers: FrameNo },
    /// A RST and ACK at its sender's next number: the form in which a program's socket is aborted (9293 3.10.5, Linux).
    RstAborts,
    /// RSTs came in the name of both sides, moments apart.
    RstFromBothSides { other: FrameNo },
    /// The ACK that answers a RST in the window, but not at RCV.NXT (5961 3.2).
    ChallengeAnswersRst { rst: FrameNo },
    /// A window scale option above 14 (7323 2.3).
    ShiftTooLarge { shift: u8 },
    /// An ICMP error about a segment of this connection.
    IcmpError { icmp_type: u8, icmp_code: u8 },
    /// A SYN,ACK was repeated although its ACK was seen: the server had not left SYN-RECEIVED.
    AckNotArrived { ack: FrameNo },
    /// The ACK of a SYN,ACK that came again: no duplicate that tells of missing data.
    HandshakeAckRepeated { syn_ack: FrameNo },
    /// The SYN uses addresses and ports for which a socket of `earlier` still waits in TIME-WAIT (9293 3.6.1): is its number at
    /// or above the next one which that socket expects?
    TimeWaitReused { socket: Side, seq: Seq, expected: Option<Seq>, above: bool },
    /// A RST answers the SYN,ACK: the client does not know this SYN (any more). If the two differ as packets of two programs do, in
    /// what.
    SynAckRejected { beside_syn: Option<Signs> },
    /// RST and ACK refuse the SYN: there was no handshake whose ACK could be counted.
    NoHandshakeAck,
    /// A connection of which only RSTs were captured: nothing is known of any SYN.
    RstAlone,
    /// Data was sent again: why, as far as headers tell; which frame carried them first, or since which frame they were missing.
    DataRepeated {
        seq: Seq,
        data: u32,
        first: Option<FrameNo>,
        gap_since: Option<FrameNo>,
        cause: Cause,
        /// What it follows, if the cause is that a timer ran out before.
        #[serde(skip_serializing_if = "Option::is_none")]
        after: Option<Follows>,
    },
    /// The receiver must drop a segment whose checksum is wrong (9293 3.1, MUST-3): nothing of it was taken in.
    Discarded { stored: u16, calculated: u16 },
    /// A router told the sender of a smaller MTU (1191 4, 4443 3.2).
    PathMtu { mtu: Option<u32> },
    /// The sender's first segment that fits the MTU it was told of.
    PathMtuTaken { icmp: FrameNo, mtu: u32, packet: u32 },
    /// The very same packet was here `after` nanoseconds earlier: captured twice, or doubled by the network, but not sent
    /// again.
    CapturedTwice {
        first: FrameNo,
        after: i64,
        /// Its time to live, if that is smaller now: a router lies between the two.
        #[serde(skip_serializing_if = "Option::is_none")]
        behind: Option<u8>,
    },
    /// The receiver reports that the packet of this frame reached it twice: the network doubled it, not the capture.
    DoubledByNetwork { frame: FrameNo },
    /// The packet whose damaged copy came in that frame, unharmed: not sent again.
    UnharmedCopy { damaged: FrameNo },
    /// The answer was filed before the SYN that it answers.
    AnswerFiledFirst { answer: FrameNo },
    /// The SYN,ACK that an earlier ACK had implied: the capture filed it late.
    AnswerFiledLate { ack: FrameNo },
    /// Data that an ACK filed before them acknowledges.
    FiledLate { acknowledged_in: FrameNo },
    /// A FIN is sent again: the ACK of it had not arrived.
    FinRepeated,
    /// A socket sends on although a RST should have closed it.
    RstNotTaken,
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
    /// Of a side of which nothing was captured, the last number that the other side acknowledges, which has sent its own FIN: most likely
    /// a FIN (9293 3.6), or one byte of data.
    ImpliedFin { seq: Seq },
    /// Bytes that this capture does not show are acknowledged: they were sent and arrived. `seen`: something of their sender was
    /// captured.
    NotCaptured { from: Seq, to: Seq, seen: bool },
    /// Bytes before this segment were not seen (yet): lost, reordered, or not captured.
    Gap { from: Seq, to: Seq },
    /// The data begin beyond the window that the receiver announced.
    BeyondWindow { seq: Seq, edge: Seq },
    /// A segment that fills a gap, sent earlier than what overtook it: by its identification, or because it came sooner, in
    /// nanoseconds, than it could have been sent again.
    Reordered { gap_since: FrameNo, late: Option<i64>, older_id: bool },
    /// A segment of one byte less: is the peer still there? (9293 3.8.4)
    KeepAlive { next: Seq },
    /// Keep-alives in a row that nothing answered.
    KeepAliveUnanswered { times: u32 },
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
    /// The ACK number repeats, though nothing behind it was sent: no gap, something else made `by` repeat it.
    AckRepeated { by: Side },
    /// The first SACK block reports a duplicate (2883 4): what came the second time in `second`, if that is known; `syn`: a SYN, which
    /// the SYN,ACK of a simultaneous open carries again.
    DuplicateSack { from: Seq, to: Seq, second: Option<FrameNo>, syn: bool },
    /// Data in the SYN was acknowledged with it, all of it (7413 4.2.2).
    FastOpenAccepted { data: u32 },
    /// Some of the data in the SYN was acknowledged with it.
    FastOpenPartly { accepted: u32, data: u32 },
    /// Only the SYN was acknowledged: the data must be sent again (7413 4.2.2).
    FastOpenIgnored { data: u32 },
    /// Data in a SYN without Fast Open, acknowledged with it (9293 3.10.7.3).
    SynDataAccepted { data: u32 },
    /// Data in a SYN without Fast Open, not acknowledged with it.
    SynDataIgnored { data: u32 },
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
    /// Accurate ECN (9768): the SYN,ACK says which ECN code point the SYN arrived with (0 not-ECT, 1 ECT(1), 2 ECT(0), 3 CE); `None` by
    /// the code that is reserved, which agrees and says nothing of it.
    AccurateEcnAgreed { arrived_as: Option<u8> },
    /// Accurate ECN was asked for, the SYN,ACK takes up plain ECN.
    AccurateEcnRefused,
    /// A router marked this packet instead of dropping it (3168 5).
    CongestionMarked,
    /// The receiver begins to report a mark, that of `marked` if it was set before this point (3168 6.1.3).
    CongestionEchoed { marked: Option<FrameNo> },
    /// The sender has reduced what it sends, upon the report in `reported` if there was one (3168 6.1.2).
    CongestionAnswered { reported: Option<FrameNo> },
    /// MP_JOIN: a further subflow of the Multipath connection with this token (8684 3.2), and the captured key that hashes to it.
    MptcpJoin {
        token: Token,
        #[serde(flatten, serialize_with = "led")]
        key: Option<Key>,
    },
    /// The SYN,ACK of a joining subflow carries MP_JOIN too.
    MptcpJoined,
    /// It does not.
    MptcpJoinRefused,
    /// MP_CAPABLE in all three segments (8684 3.1).
    MptcpAgreed,
    /// MP_CAPABLE was offered and is missing in the answer: plain TCP (8684 3.1).
    MptcpFallback,
    /// Urgent data up to this number, exclusively (9293 3.8.5).
    Urgent { end: Seq },
    /// An urgent pointer without the URG bit: it means nothing (9293 3.1).
    UrgentPointerUnused { pointer: u16 },
    /// Control bits in a combination without use (9293 3.10.7).
    OddFlags { flags: u16 },
    /// A timestamp older than TS.Recent: the receiver drops the segment (7323 5.3).
    OldTimestamp { value: u32, recent: u32 },
    /// This RST differs from its sender's other packets: perhaps somebody else sent it.
    RstFromElsewhere(Signs),
    /// So much was not remembered, for lack of room: some repeats, gaps and confirmations are not told.
    MemoryBounded { dropped: u64 },
    /// Nothing of one side was captured.
    OneDirection { missing: Side },
}

/// Where a token leads, beside it: `connection` is null if nowhere.
#[allow(clippy::ref_option)] // as serde hands it over
fn led<S: Serializer>(key: &Option<Key>, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Led {
        connection: Option<ConnId>,
        key_of: Option<Side>,
        key_in: Option<FrameNo>,
        version: Option<u8>,
    }
    Led {
        connection: key.map(|key| key.connection),
        key_of: key.map(|key| key.side),
        key_in: key.map(|key| key.frame),
        version: key.map(|key| key.version),
    }
    .serialize(serializer)
}

impl FindingKind {
    /// The code of every kind, in the order of the variants.
    pub const CODES: &'static [&'static str] = &[
        "syn_repeated",
        "syn_falls_back",
        "syn_ack_repeated",
        "checksum_bad",
        "checksum_unfinished",
        "header_cut",
        "port_reused",
        "begun_before",
        "rst_outside_window",
        "rst_unexpected",
        "rst_not_exact",
        "rst_does_not_acknowledge",
        "rst_without_socket",
        "rst_aborts",
        "rst_from_both_sides",
        "challenge_answers_rst",
        "shift_too_large",
        "icmp_error",
        "ack_not_arrived",
        "handshake_ack_repeated",
        "time_wait_reused",
        "syn_ack_rejected",
        "no_handshake_ack",
        "rst_alone",
        "data_repeated",
        "discarded",
        "path_mtu",
        "path_mtu_taken",
        "captured_twice",
        "doubled_by_network",
        "unharmed_copy",
        "answer_filed_first",
        "answer_filed_late",
        "filed_late",
        "fin_repeated",
        "rst_not_taken",
        "still_trying",
        "challenge_ack",
        "simultaneous_open",
        "split_handshake",
        "implied_syn_ack",
        "implied_fin",
        "not_captured",
        "gap",
        "beyond_window",
        "reordered",
        "keep_alive",
        "keep_alive_unanswered",
        "keep_alive_answered",
        "zero_window",
        "zero_window_probe",
        "window_opens",
        "window_full",
        "window_shrunk",
        "duplicate_ack",
        "ack_repeated",
        "duplicate_sack",
        "fast_open_accepted",
        "fast_open_partly",
        "fast_open_ignored",
        "syn_data_accepted",
        "syn_data_ignored",
        "fast_open_requested",
        "fast_open_cookie",
        "ecn_agreed",
        "ecn_refused",
        "ecn_reflected",
        "accurate_ecn_agreed",
        "accurate_ecn_refused",
        "congestion_marked",
        "congestion_echoed",
        "congestion_answered",
        "mptcp_join",
        "mptcp_joined",
        "mptcp_join_refused",
        "mptcp_agreed",
        "mptcp_fallback",
        "urgent",
        "urgent_pointer_unused",
        "odd_flags",
        "old_timestamp",
        "rst_from_elsewhere",
        "memory_bounded",
        "one_direction",
    ];
}

impl FindingKind {
    /// Does it mean something else near the segment's sender than near its receiver?
    pub fn depends_on_place(&self) -> bool {
        matches!(
            self,
            Self::AckNotArrived { .. }
                | Self::ChecksumBad { .. }
                | Self::ChecksumUnfinished { .. }
                | Self::DataRepeated { .. }
                | Self::Discarded { .. }
                | Self::FinRepeated
                | Self::Gap { .. }
                | Self::Reordered { .. }
                | Self::RstFromElsewhere(_)
                | Self::RstNotTaken
        )
    }
}

/// Why data were sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Repeated ACK numbers or SACK blocks told of the hole (2018, 8985 6).
    Fast,
    /// The retransmission timer (6298).
    Timeout,
    /// The timer ran out for an earlier segment, and now ACKs come in: all that was in flight is taken for lost (6298 5.4).
    AfterTimeout,
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
    /// A router said that it was too large (1191).
    TooLarge,
    /// Not told by headers.
    Unknown,
}

/// What a segment follows that is sent again after a timeout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Follows {
    /// The frame that was sent when the timer ran out.
    pub timer: FrameNo,
    /// The frame with the ACK that lets it go.
    pub ack: FrameNo,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// Where the capture was taken, by estimate, if the finding's meaning depends on that; `None` if it is not known.
    pub vantage: Option<Vantage>,
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
        let json = serde_json::to_value(FindingKind::RstNotTaken).expect("plain data");
        assert!(FindingKind::CODES.iter().any(|code| json["code"] == *code));
    }
}
