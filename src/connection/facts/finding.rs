//! Findings: what is worth saying about a connection beside its sockets' values, with the numbers that made it fire.

use super::cause::{Cause, Follows};
use super::multipath::{Key, Token};
use super::offered::Offered;
use super::seq::Seq;
use super::signs::Signs;
use super::socket::{ConnId, Side};
use super::vantage::Vantage;
use super::write::Evidence;
use crate::capture::FrameNo;
use serde::{Serialize, Serializer};

/// The kinds of findings, a row a kind: what it is, its variant with the numbers that made it fire, its code, how much
/// it matters (and how much where its numbers are such), and `placed` if it means something else near the segment's
/// sender than near its receiver. What it is called and what is said of it stands in one more table,
/// `language::findings`.
macro_rules! findings {
    (@placed) => { false };
    (@placed placed) => { true };
    ($(
        $(#[$doc:meta])*
        $kind:ident $({ $($fields:tt)* })? $(($inner:ty))?
            = $code:literal, $severity:ident $(($other:ident if { $($such:tt)* }))? $(, $placed:ident)?;
    )*) => {
        /// A finding about a connection: a stable code and the numbers that made it fire.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        #[serde(tag = "code")]
        #[allow(missing_docs)]
        #[non_exhaustive]
        pub enum FindingKind {
            $( $(#[$doc])* #[serde(rename = $code)] $kind $({ $($fields)* })? $(($inner))?, )*
        }

        coded! {
            /// The code of a [`FindingKind`], without its numbers.
            FindingCode { $( $(#[$doc])* $kind $code, )* }
        }

        impl FindingKind {
            /// The code of every kind, in the order of the rows.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// Its code.
            pub fn code(&self) -> FindingCode {
                match self { $( Self::$kind { .. } => FindingCode::$kind, )* }
            }

            /// How much it matters.
            pub fn severity(&self) -> Severity {
                match self {
                    $( $( Self::$kind { $($such)* } => Severity::$other, )? )*
                    $( Self::$kind { .. } => Severity::$severity, )*
                }
            }

            /// Does it mean something else near the segment's sender than near its receiver?
            pub fn depends_on_place(&self) -> bool {
                match self { $( Self::$kind { .. } => findings!(@placed $($placed)?), )* }
            }
        }
    };
}

findings! {
    /// A SYN was sent again.
    SynRepeated { first: FrameNo, times: u32 } = "syn_repeated", Warning;
    /// A SYN was sent again without something that the SYN before it offered.
    SynFallsBack { lacks: Offered } = "syn_falls_back", Note;
    /// A SYN,ACK was sent again.
    SynAckRepeated { first: FrameNo, times: u32 } = "syn_ack_repeated", Warning;
    /// The TCP checksum is wrong. Were wrong ones of this sender acknowledged before?
    ChecksumBad { stored: u16, calculated: u16, acknowledged: bool } = "checksum_bad",
        Warning (Note if { acknowledged: true, .. }), placed;
    /// The TCP checksum is the pseudo-header's sum: the network card was to finish it.
    ChecksumUnfinished { stored: u16 } = "checksum_unfinished", Note, placed;
    /// The snap length cut this frame inside its TCP header.
    HeaderCut { captured: u32, header: u32 } = "header_cut", Note;
    /// A SYN reuses address and port of an earlier connection.
    PortReused { earlier: ConnId } = "port_reused", Note;
    /// No SYN was captured: the connection is older than the capture.
    BegunBefore = "begun_before", Note;
    /// A RST whose sequence number lies outside the receiver's window: it must be dropped.
    RstOutsideWindow { seq: Seq, rcv_nxt: Seq, rcv_wnd: u32 } = "rst_outside_window", Warning;
    /// A RST whose sequence number is not the expected one, where the window is not known: dropped or challenged.
    RstUnexpected { seq: Seq, rcv_nxt: Seq } = "rst_unexpected", Warning;
    /// A RST inside the window but not at RCV.NXT: it must be challenged (9293 3.10.7.4).
    RstNotExact { seq: Seq, rcv_nxt: Seq } = "rst_not_exact", Warning;
    /// A RST in SYN-SENT that does not acknowledge our SYN: it must be dropped.
    RstDoesNotAcknowledge { ack: Option<Seq> } = "rst_does_not_acknowledge", Warning;
    /// A RST without ACK at the number that its receiver acknowledged last: the form that answers a segment for which
    /// there is no socket (9293 3.5.2).
    RstWithoutSocket { answers: FrameNo } = "rst_without_socket", Note;
    /// A RST and ACK at its sender's next number: the form in which a program's socket is aborted (9293 3.10.5, Linux).
    RstAborts = "rst_aborts", Note;
    /// RSTs came in the name of both sides, moments apart.
    RstFromBothSides { other: FrameNo } = "rst_from_both_sides", Warning;
    /// The ACK that answers a RST in the window, but not at RCV.NXT (5961 3.2).
    ChallengeAnswersRst { rst: FrameNo } = "challenge_answers_rst", Note;
    /// A window scale option above 14 (7323 2.3).
    ShiftTooLarge { shift: u8 } = "shift_too_large", Warning;
    /// An ICMP error about a segment of this connection.
    IcmpError { icmp_type: u8, icmp_code: u8 } = "icmp_error", Warning;
    /// A SYN,ACK was repeated although its ACK was seen: the server had not left SYN-RECEIVED.
    AckNotArrived { ack: FrameNo } = "ack_not_arrived", Warning, placed;
    /// The ACK of a SYN,ACK that came again: no duplicate that tells of missing data.
    HandshakeAckRepeated { syn_ack: FrameNo } = "handshake_ack_repeated", Note;
    /// The SYN uses addresses and ports for which a socket of `earlier` still waits in TIME-WAIT (9293 3.6.1): is its
    /// number at or above the next one which that socket expects?
    TimeWaitReused { socket: Side, seq: Seq, expected: Option<Seq>, above: bool } = "time_wait_reused", Note;
    /// A RST answers the SYN,ACK: the client does not know this SYN (any more). If the two differ as packets of two
    /// programs do, in what.
    SynAckRejected { beside_syn: Option<Signs> } = "syn_ack_rejected", Note;
    /// RST and ACK refuse the SYN: there was no handshake whose ACK could be counted.
    NoHandshakeAck = "no_handshake_ack", Note;
    /// A connection of which only RSTs were captured: nothing is known of any SYN.
    RstAlone = "rst_alone", Note;
    /// Data was sent again: why, as far as headers tell; which frame carried them first, or since which frame they were
    /// missing.
    DataRepeated {
        seq: Seq,
        data: u32,
        first: Option<FrameNo>,
        gap_since: Option<FrameNo>,
        cause: Cause,
        /// What it follows, if the cause is that a timer ran out before.
        #[serde(skip_serializing_if = "Option::is_none")]
        after: Option<Follows>,
    } = "data_repeated", Warning, placed;
    /// The receiver must drop a segment whose checksum is wrong (9293 3.1, MUST-3): nothing of it was taken in.
    Discarded { stored: u16, calculated: u16 } = "discarded", Warning, placed;
    /// A router told the sender of a smaller MTU (1191 4, 4443 3.2).
    PathMtu { mtu: Option<u32> } = "path_mtu", Note;
    /// The sender's first segment that fits the MTU it was told of.
    PathMtuTaken { icmp: FrameNo, mtu: u32, packet: u32 } = "path_mtu_taken", Note;
    /// The very same packet was here `after` nanoseconds earlier: captured twice, or doubled by the network, but not
    /// sent again.
    CapturedTwice {
        first: FrameNo,
        after: i64,
        /// Its time to live, if that is smaller now: a router lies between the two.
        #[serde(skip_serializing_if = "Option::is_none")]
        behind: Option<u8>,
    } = "captured_twice", Note;
    /// The receiver reports that the packet of this frame reached it twice: the network doubled it, not the capture.
    DoubledByNetwork { frame: FrameNo } = "doubled_by_network", Note;
    /// The packet whose damaged copy came in that frame, unharmed: not sent again.
    UnharmedCopy { damaged: FrameNo } = "unharmed_copy", Note;
    /// The answer was filed before the SYN that it answers.
    AnswerFiledFirst { answer: FrameNo } = "answer_filed_first", Note;
    /// The SYN,ACK that an earlier ACK had implied: the capture filed it late.
    AnswerFiledLate { ack: FrameNo } = "answer_filed_late", Note;
    /// Data that an ACK filed before them acknowledges.
    FiledLate { acknowledged_in: FrameNo } = "filed_late", Note;
    /// A FIN is sent again: the ACK of it had not arrived.
    FinRepeated = "fin_repeated", Note, placed;
    /// A socket sends on although a RST should have closed it.
    RstNotTaken = "rst_not_taken", Warning, placed;
    /// The SYN is sent again: what came in that frame did not end `connect()` after all.
    StillTrying { rejected_in: FrameNo } = "still_trying", Warning;
    /// An ACK whose number does not acknowledge our SYN: its sender still holds an older connection (9293 3.5.1,
    /// figure 9; 5961 4.2).
    ChallengeAck { ack: Seq, expected: Seq } = "challenge_ack", Warning;
    /// Both SYNs crossed (9293 3.5, figure 7).
    SimultaneousOpen { other: FrameNo } = "simultaneous_open", Note;
    /// The SYN was answered by a bare SYN, later than it could have crossed.
    SplitHandshake { syn: FrameNo } = "split_handshake", Warning;
    /// A segment that this capture does not show is proven by this ACK number.
    ImpliedSynAck { iss: Seq } = "implied_syn_ack", Note;
    /// Of a side of which nothing was captured, the last number that the other side acknowledges, which has sent its
    /// own FIN: most likely a FIN (9293 3.6), or one byte of data.
    ImpliedFin { seq: Seq } = "implied_fin", Note;
    /// Bytes that this capture does not show are acknowledged: they were sent and arrived. `seen`: something of their
    /// sender was captured.
    NotCaptured { from: Seq, to: Seq, seen: bool } = "not_captured", Warning;
    /// Bytes before this segment were not seen (yet): lost, reordered, or not captured.
    Gap { from: Seq, to: Seq } = "gap", Warning, placed;
    /// The data begin beyond the window that the receiver announced.
    BeyondWindow { seq: Seq, edge: Seq } = "beyond_window", Warning;
    /// A segment that fills a gap, sent earlier than what overtook it: by its identification, or because it came
    /// sooner, in nanoseconds, than it could have been sent again.
    Reordered { gap_since: FrameNo, late: Option<i64>, older_id: bool } = "reordered", Warning, placed;
    /// A segment of one byte less: is the peer still there? (9293 3.8.4)
    KeepAlive { next: Seq } = "keep_alive", Note;
    /// Keep-alives in a row that nothing answered.
    KeepAliveUnanswered { times: u32 } = "keep_alive_unanswered", Warning;
    /// The answer to it.
    KeepAliveAnswered { keep_alive: FrameNo } = "keep_alive_answered", Note;
    /// A window of 0: the peer must stop (9293 3.8.6).
    ZeroWindow = "zero_window", Warning;
    /// A segment that asks whether a closed window has opened (9293 3.8.6.1).
    ZeroWindowProbe { wnd: u32 } = "zero_window_probe", Note;
    /// A closed window opens again.
    WindowOpens { window: u32, closed_in: FrameNo } = "window_opens", Note;
    /// The data reach the end of the peer's window.
    WindowFull { wnd: u32 } = "window_full", Note;
    /// The right edge of the window moved left (9293 3.8.6 advises against it).
    WindowShrunk { by: u32 } = "window_shrunk", Note;
    /// The ACK number repeats while data are missing.
    DuplicateAck { times: u32, missing: Seq } = "duplicate_ack", Note;
    /// The ACK number repeats, though nothing behind it was sent: no gap, something else made `by` repeat it.
    AckRepeated { by: Side } = "ack_repeated", Note;
    /// The first SACK block reports a duplicate (2883 4): what came the second time in `second`, if that is known;
    /// `syn`: a SYN, which the SYN,ACK of a simultaneous open carries again.
    DuplicateSack { from: Seq, to: Seq, second: Option<FrameNo>, syn: bool } = "duplicate_sack", Note;
    /// Data in the SYN was acknowledged with it, all of it (7413 4.2.2).
    FastOpenAccepted { data: u32 } = "fast_open_accepted", Note;
    /// Some of the data in the SYN was acknowledged with it.
    FastOpenPartly { accepted: u32, data: u32 } = "fast_open_partly", Note;
    /// Only the SYN was acknowledged: the data must be sent again (7413 4.2.2).
    FastOpenIgnored { data: u32 } = "fast_open_ignored", Note;
    /// Data in a SYN without Fast Open, acknowledged with it (9293 3.10.7.3).
    SynDataAccepted { data: u32 } = "syn_data_accepted", Note;
    /// Data in a SYN without Fast Open, not acknowledged with it.
    SynDataIgnored { data: u32 } = "syn_data_ignored", Note;
    /// A Fast Open cookie was asked for (7413 4.1.1).
    FastOpenRequested = "fast_open_requested", Note;
    /// A Fast Open cookie was given.
    FastOpenCookie { length: u8 } = "fast_open_cookie", Note;
    /// Both sides can do ECN (3168 6.1.1).
    EcnAgreed = "ecn_agreed", Note;
    /// One asked for ECN, the other did not agree.
    EcnRefused = "ecn_refused", Note;
    /// The SYN,ACK sends ECE and CWR back as they came: no agreement (3168 6.1.1.2).
    EcnReflected = "ecn_reflected", Note;
    /// Accurate ECN (9768): the SYN,ACK says which ECN code point the SYN arrived with (0 not-ECT, 1 ECT(1), 2 ECT(0),
    /// 3 CE); `None` by the code that is reserved, which agrees and says nothing of it.
    AccurateEcnAgreed { arrived_as: Option<u8> } = "accurate_ecn_agreed", Note;
    /// Accurate ECN was asked for, the SYN,ACK takes up plain ECN.
    AccurateEcnRefused = "accurate_ecn_refused", Note;
    /// A router marked this packet instead of dropping it (3168 5).
    CongestionMarked = "congestion_marked", Note;
    /// The receiver begins to report a mark, that of `marked` if it was set before this point (3168 6.1.3).
    CongestionEchoed { marked: Option<FrameNo> } = "congestion_echoed", Note;
    /// The sender has reduced what it sends, upon the report in `reported` if there was one (3168 6.1.2).
    CongestionAnswered { reported: Option<FrameNo> } = "congestion_answered", Note;
    /// MP_JOIN: a further subflow of the Multipath connection with this token (8684 3.2), and the captured key that
    /// hashes to it.
    MptcpJoin {
        token: Token,
        #[serde(flatten, serialize_with = "led")]
        key: Option<Key>,
    } = "mptcp_join", Note;
    /// The SYN,ACK of a joining subflow carries MP_JOIN too.
    MptcpJoined = "mptcp_joined", Note;
    /// It does not.
    MptcpJoinRefused = "mptcp_join_refused", Note;
    /// MP_CAPABLE in all three segments (8684 3.1).
    MptcpAgreed = "mptcp_agreed", Note;
    /// MP_CAPABLE was offered and is missing in the answer: plain TCP (8684 3.1).
    MptcpFallback = "mptcp_fallback", Note;
    /// Urgent data up to this number, exclusively (9293 3.8.5).
    Urgent { end: Seq } = "urgent", Note;
    /// An urgent pointer without the URG bit: it means nothing (9293 3.1).
    UrgentPointerUnused { pointer: u16 } = "urgent_pointer_unused", Note;
    /// Control bits in a combination without use (9293 3.10.7).
    OddFlags { flags: u16 } = "odd_flags", Warning;
    /// A timestamp older than TS.Recent: the receiver drops the segment (7323 5.3).
    OldTimestamp { value: u32, recent: u32 } = "old_timestamp", Warning;
    /// This RST differs from its sender's other packets: perhaps somebody else sent it.
    RstFromElsewhere(Signs) = "rst_from_elsewhere", Warning, placed;
    /// So much was not remembered, for lack of room: some repeats, gaps and confirmations are not told.
    MemoryBounded { dropped: u64 } = "memory_bounded", Note;
    /// Nothing of one side was captured.
    OneDirection { missing: Side } = "one_direction", Warning;
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
    /// How sure.
    pub evidence: Evidence,
    /// Where the capture was taken, by estimate, if the finding's meaning depends on that; `None` if it is not known.
    pub vantage: Option<Vantage>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_what_is_serialised() {
        let json = serde_json::to_value(FindingKind::RstNotTaken).expect("plain data");
        assert_eq!(json["code"], FindingKind::RstNotTaken.code().word());
        let signs = FindingKind::MptcpJoin { token: Token(7), key: None };
        let json = serde_json::to_value(signs).expect("plain data");
        assert_eq!((&json["code"], json.get("connection")), (&"mptcp_join".into(), Some(&().into())));
    }

    #[test]
    fn a_code_is_written_as_its_variant_is_and_only_once() {
        let mut codes = std::collections::BTreeSet::new();
        for code in FindingCode::ALL {
            assert!(codes.insert(code.word()), "{code:?}");
            assert_eq!(code.word().replace('_', ""), format!("{code:?}").to_lowercase());
        }
        assert_eq!(codes.len(), FindingKind::CODES.len());
    }

    #[test]
    fn the_numbers_may_decide_how_much_it_matters() {
        let bad = |acknowledged| FindingKind::ChecksumBad { stored: 1, calculated: 2, acknowledged };
        assert_eq!(bad(false).severity(), Severity::Warning);
        assert_eq!(bad(true).severity(), Severity::Note, "what arrived was right");
    }
}
