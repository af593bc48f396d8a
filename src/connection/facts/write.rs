//! A write into a socket: the bytes that it stands on, how the value follows from them, by which rule, and how sure
//! that is.
//!
//! A later fact may confirm or contradict it by its [`WriteId`].

use super::socket::{Held, Side, State, Variable};
use crate::capture::FrameNo;
use crate::dissect::field::FieldId;
use serde::Serialize;

/// How sure a claim is when it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Its sender must hold this to send that segment.
    Observed,
    /// A later segment of the receiver proves that it arrived.
    Confirmed,
    /// Assumes delivery and RFC 9293 processing.
    Inferred,
    /// Not visible in headers.
    Unknown,
    /// A later frame disproves an inference.
    Contradicted,
}

/// The bytes that a write stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct By {
    /// The frame.
    pub frame: FrameNo,
    /// Who sent that frame; `None` for a third party (an ICMP error).
    pub sender: Option<Side>,
    /// The field.
    pub field: FieldId,
    /// In which bytes: 0 the frame's own, else those of a datagram that it completed (see
    /// [`Spot`](crate::dissect::Spot)).
    pub datagram: u8,
    /// Its first byte there.
    pub offset: u32,
    /// Its length in bytes.
    pub length: u8,
}

/// How the value follows from the bytes of [`By`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Arithmetic {
    /// The bytes are the value.
    Same,
    /// `from` (the bytes) plus what the segment occupies: SYN and FIN count one each (RFC 9293, 3.4).
    Plus {
        /// What the bytes say.
        from: u32,
        /// 1 if SYN counts.
        syn: bool,
        /// Bytes of data.
        data: u32,
        /// 1 if FIN counts.
        fin: bool,
    },
    /// `from` (the bytes) minus `less`.
    Minus {
        /// What the bytes say.
        from: u32,
        /// How much less.
        less: u32,
    },
    /// `from` (the window field) shifted left (RFC 7323, 2.3).
    Shifted {
        /// What the bytes say.
        from: u32,
        /// The shift, at most 14.
        shift: u8,
    },
    /// The value follows from the presence of the field or of the bits (a state, an agreed option, a default).
    Rule,
}

/// Why a write was made: one entry a rule, each with its RFC section in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Rule {
    /// connect() names the peer (9293 3.9.1.1 OPEN, active).
    ConnectNamesPeer,
    /// The system picks the local address and port at connect().
    PortChosen,
    /// listen(): CLOSED -> LISTEN (9293 3.10.1).
    ListenWaits,
    /// Sending SYN: CLOSED -> SYN-SENT (9293 3.10.1).
    SynSent,
    /// Its first number (9293 3.4.1).
    IssChosen,
    /// SND.UNA = ISS: nothing acknowledged yet (9293 3.10.1).
    NothingAcknowledged,
    /// SND.NXT behind what this segment occupies (9293 3.4).
    SegmentOccupies,
    /// The window field announces what it can take (9293 3.1); unscaled in SYN (7323 2.2).
    WindowAnnounced,
    /// The same, shifted by its own offered shift (7323 2.3).
    WindowAnnouncedScaled,
    /// Its own MSS option (9293 3.7.1).
    MssAnnounced,
    /// The peer's MSS option bounds what it sends (9293 3.7.1).
    MssTaken,
    /// No MSS option: 536 (IPv4) or 1220 (IPv6) (9293 3.7.1).
    MssDefault,
    /// Both SYNs carried window scale: in force (7323 2.2).
    ShiftAgreed,
    /// One of the SYNs lacks it: no shift in either direction (7323 2.2).
    ShiftRefused,
    /// The peer's SYN carried SACK permitted (2018 2).
    SackPermittedByPeer,
    /// Both SYNs carried timestamps (7323 3.2).
    TimestampsAgreed,
    /// The TSval to echo (7323 4.3).
    TimestampKept,
    /// A new socket is filled from the listener and the SYN (9293 3.10.7.2).
    SocketFilledFromSyn,
    /// Answering a SYN: LISTEN -> SYN-RECEIVED (9293 3.10.7.2).
    SynReceived,
    /// SYN-SENT -> SYN-RECEIVED: a bare SYN crossed ours (9293 3.10.7.3, 3.5).
    SimultaneousOpen,
    /// IRS and RCV.NXT from the peer's SYN (9293 3.10.7.2, 3.10.7.3).
    PeersFirstNumber,
    /// Its ACK number is its RCV.NXT (9293 3.1).
    AckNumberIsRcvNxt,
    /// Data or FIN arrived in order (9293 3.10.7.4).
    ArrivedInOrder,
    /// A hole is filled, and what came behind it counts (9293 3.10.7.4, 2018 3).
    HoleFilled,
    /// An acceptable ACK arrives: SND.UNA = SEG.ACK (9293 3.10.7.4).
    AckArrives,
    /// Its own segment proves that it took the ACK in: it acknowledges the same segment's data.
    AckProvenTaken,
    /// The window of an acceptable ACK is taken over (9293 3.10.7.4; 1122 4.2.2.20 (c) in the handshake).
    WindowTaken,
    /// SYN-SENT -> ESTABLISHED: it acknowledges the peer's SYN (9293 3.10.7.3).
    HandshakeAckSent,
    /// SYN-RECEIVED -> ESTABLISHED: the ACK of its SYN arrives (9293 3.10.7.4).
    HandshakeAckArrives,
    /// It acts as only an ESTABLISHED socket does.
    ActsEstablished,
    /// The capture begins later than the connection.
    MidStream,
    /// Sending FIN from ESTABLISHED or SYN-RECEIVED: FIN-WAIT-1 (9293 3.10.4).
    FinSent,
    /// Sending FIN from CLOSE-WAIT: LAST-ACK (9293 3.10.4).
    LastFinSent,
    /// It acknowledges the peer's FIN: CLOSE-WAIT (9293 3.10.7.4).
    PeersFinTaken,
    /// The ACK of its FIN arrives: FIN-WAIT-2 (9293 3.10.7.4).
    OurFinAcknowledged,
    /// It acknowledges the peer's FIN while its own is open: CLOSING (9293 3.10.7.4).
    FinsCrossed,
    /// It acknowledges the peer's FIN, its own acknowledged: TIME-WAIT (9293 3.10.7.4).
    BothFinsDone,
    /// In LAST-ACK the ACK of its FIN arrives: CLOSED (9293 3.10.7.4).
    LastAckArrives,
    /// It sent RST: CLOSED (9293 3.10.5, 3.5.2).
    RstSent,
    /// An acceptable RST arrives: CLOSED (9293 3.10.7.3, 3.10.7.4, 3.5.3).
    RstArrives,
    /// In SYN-RECEIVED, opened passively, a RST arrives: back to LISTEN (9293 3.10.7.4).
    RstReturnsToListen,
    /// What it was inferred from did not arrive: the value is not known.
    Withdrawn,
    /// It sends its FIN again: the ACK of it has not arrived (9293 3.8.1, 3.10.7.4).
    FinSentAgain,
    /// It sends on, long behind a RST: it has not taken that in.
    StillActs,
    /// Its SACK blocks begin beyond its ACK number: what lies between has not arrived (2018 3).
    HoleReported,
    /// A hard ICMP error, or one that ends connect(), arrives (9293 3.9.2.2).
    IcmpEndsConnect,
}

/// Identifies a write within its connection; from 0, without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct WriteId(pub u32);

/// A write into a socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Write {
    /// Its number in the connection.
    pub id: WriteId,
    /// Whose socket.
    pub socket: Side,
    /// What was written.
    pub variable: Variable,
    /// What stood there; `None` if nothing or not known.
    pub before: Option<Held>,
    /// What stands there now; `None` if that is not visible.
    pub after: Option<Held>,
    /// The bytes it stands on; `None` if no byte shows it.
    pub by: Option<By>,
    /// How the value follows from those bytes.
    pub arithmetic: Arithmetic,
    /// Observed, inferred or unknown.
    pub evidence: Evidence,
    /// Why.
    pub because: Rule,
}

impl Write {
    /// Does it take back what was inferred before, instead of saying that a socket changed?
    pub fn takes_back(&self) -> bool {
        match self.because {
            Rule::Withdrawn | Rule::FinSentAgain | Rule::StillActs | Rule::HoleReported => true,
            // The SYN,ACK comes again.
            Rule::SynReceived => self.before == Some(Held::State(State::Established)),
            Rule::NothingAcknowledged => self.before.is_some(),
            _ => false,
        }
    }
}

/// What hindsight says of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verdict {
    /// Confirmed or contradicted.
    pub kind: VerdictKind,
    /// By which frame.
    pub frame: FrameNo,
}

/// See [`Verdict`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum VerdictKind {
    Confirmed,
    Contradicted,
}
