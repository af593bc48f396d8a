//! What the tracker tells: facts about two sockets, only ever added.
//!
//! A later fact may confirm or contradict an earlier one by its [`WriteId`]; nothing said is edited. So a
//! file, a pipe and a capture cut short give the same facts in the same order.

use super::finding::Finding;
use super::seq::Seq;
use crate::capture::{FrameNo, Nanos};
use crate::dissect::Spot;
use crate::dissect::field::FieldId;
use serde::Serialize;
use std::fmt;
use std::net::IpAddr;

/// A connection: addresses, ports and incarnation. From 0, in the order of first segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct ConnId(pub u32);

/// Wireshark's `tcp.stream`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Stream(pub u32);

/// One of the two sockets: the client sent the first SYN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Sent the first SYN (or is guessed to have, where no SYN was captured).
    Client,
    /// The other one.
    Server,
}

impl Side {
    /// The other side.
    pub fn peer(self) -> Self {
        match self {
            Self::Client => Self::Server,
            Self::Server => Self::Client,
        }
    }
}

/// An address and a port.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Endpoint {
    /// IPv4 or IPv6 address.
    pub ip: IpAddr,
    /// TCP port.
    pub port: u16,
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ip {
            IpAddr::V4(ip) => write!(f, "{ip}:{}", self.port),
            IpAddr::V6(ip) => write!(f, "[{ip}]:{}", self.port),
        }
    }
}

/// The states of RFC 9293, 3.3.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs)]
pub enum State {
    #[serde(rename = "CLOSED")]
    Closed,
    #[serde(rename = "LISTEN")]
    Listen,
    #[serde(rename = "SYN-SENT")]
    SynSent,
    #[serde(rename = "SYN-RECEIVED")]
    SynReceived,
    #[serde(rename = "ESTABLISHED")]
    Established,
    #[serde(rename = "FIN-WAIT-1")]
    FinWait1,
    #[serde(rename = "FIN-WAIT-2")]
    FinWait2,
    #[serde(rename = "CLOSE-WAIT")]
    CloseWait,
    #[serde(rename = "CLOSING")]
    Closing,
    #[serde(rename = "LAST-ACK")]
    LastAck,
    #[serde(rename = "TIME-WAIT")]
    TimeWait,
}

impl State {
    /// The RFC's spelling.
    pub fn name(self) -> &'static str {
        match self {
            Self::Closed => "CLOSED",
            Self::Listen => "LISTEN",
            Self::SynSent => "SYN-SENT",
            Self::SynReceived => "SYN-RECEIVED",
            Self::Established => "ESTABLISHED",
            Self::FinWait1 => "FIN-WAIT-1",
            Self::FinWait2 => "FIN-WAIT-2",
            Self::CloseWait => "CLOSE-WAIT",
            Self::Closing => "CLOSING",
            Self::LastAck => "LAST-ACK",
            Self::TimeWait => "TIME-WAIT",
        }
    }

    /// ESTABLISHED or later: both sequence numbers are known to both (RFC 9293, 3.5).
    pub fn synchronised(self) -> bool {
        !matches!(self, Self::Closed | Self::Listen | Self::SynSent | Self::SynReceived)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What a socket holds. The names are RFC 9293's (3.3.1) and RFC 7323's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Variable {
    /// The state of the connection (3.3.2).
    #[serde(rename = "state")]
    State,
    /// Its own address.
    #[serde(rename = "local address")]
    LocalAddress,
    /// Its own port.
    #[serde(rename = "local port")]
    LocalPort,
    /// The peer's address.
    #[serde(rename = "peer address")]
    PeerAddress,
    /// The peer's port.
    #[serde(rename = "peer port")]
    PeerPort,
    /// Initial send sequence number.
    #[serde(rename = "ISS")]
    Iss,
    /// Oldest number sent and not acknowledged.
    #[serde(rename = "SND.UNA")]
    SndUna,
    /// Next number to send.
    #[serde(rename = "SND.NXT")]
    SndNxt,
    /// Send window, in bytes.
    #[serde(rename = "SND.WND")]
    SndWnd,
    /// Sequence number of the segment that last set the send window.
    #[serde(rename = "SND.WL1")]
    SndWl1,
    /// ACK number of the segment that last set the send window.
    #[serde(rename = "SND.WL2")]
    SndWl2,
    /// Initial receive sequence number: the peer's ISS.
    #[serde(rename = "IRS")]
    Irs,
    /// Next number expected.
    #[serde(rename = "RCV.NXT")]
    RcvNxt,
    /// Receive window as announced last, in bytes.
    #[serde(rename = "RCV.WND")]
    RcvWnd,
    /// The largest segment it says it can receive (its own MSS option).
    #[serde(rename = "RCV.MSS")]
    RcvMss,
    /// The largest segment it may send: the peer's MSS option (RFC 9293, 3.7.1: `SendMSS`).
    #[serde(rename = "SendMSS")]
    SendMss,
    /// Shift for windows that arrive (RFC 7323: Snd.Wind.Shift).
    #[serde(rename = "Snd.Wind.Shift")]
    SndShift,
    /// Shift for windows it announces (RFC 7323: Rcv.Wind.Shift).
    #[serde(rename = "Rcv.Wind.Shift")]
    RcvShift,
    /// May it send SACK options? (RFC 2018)
    #[serde(rename = "SACK permitted")]
    SackPermitted,
    /// Are timestamps in use? (RFC 7323: Snd.TS.OK)
    #[serde(rename = "Snd.TS.OK")]
    Timestamps,
    /// The peer's timestamp to echo next (RFC 7323: TS.Recent).
    #[serde(rename = "TS.Recent")]
    TsRecent,
}

impl Variable {
    /// The name as the RFC prints it.
    pub fn name(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::LocalAddress => "local address",
            Self::LocalPort => "local port",
            Self::PeerAddress => "peer address",
            Self::PeerPort => "peer port",
            Self::Iss => "ISS",
            Self::SndUna => "SND.UNA",
            Self::SndNxt => "SND.NXT",
            Self::SndWnd => "SND.WND",
            Self::SndWl1 => "SND.WL1",
            Self::SndWl2 => "SND.WL2",
            Self::Irs => "IRS",
            Self::RcvNxt => "RCV.NXT",
            Self::RcvWnd => "RCV.WND",
            Self::RcvMss => "RCV.MSS",
            Self::SendMss => "SendMSS",
            Self::SndShift => "Snd.Wind.Shift",
            Self::RcvShift => "Rcv.Wind.Shift",
            Self::SackPermitted => "SACK permitted",
            Self::Timestamps => "Snd.TS.OK",
            Self::TsRecent => "TS.Recent",
        }
    }
}

/// A value that a socket holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Held {
    /// A state.
    State(State),
    /// An address.
    Address(IpAddr),
    /// A port, a sequence number, bytes, a shift or a timestamp: a plain number.
    Number(u32),
    /// Yes or no.
    Flag(bool),
}

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
    /// In which bytes: 0 the frame's own, else those of a datagram that it completed (see [`Spot`](crate::dissect::Spot)).
    pub datagram: u8,
    /// Its first byte there.
    pub offset: u32,
    /// Its length in bytes.
    pub length: u8,
}

/// How the value follows from the bytes of [`By`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// What a step is. Calls and other acts that no frame carries are steps too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// `socket()`: an empty socket. No frame.
    Socket,
    /// The server's `listen()`. No frame.
    Listen,
    /// `connect()` is called. No frame.
    Connect,
    /// The server's TCP looks for a socket by the destination port. No frame.
    Lookup,
    /// `connect()` returns, with or without an error. No frame.
    ConnectReturns,
    /// SYN without ACK.
    Syn,
    /// SYN and ACK.
    SynAck,
    /// ACK without data.
    Ack,
    /// Data.
    Data,
    /// FIN, with or without data.
    Fin,
    /// RST, with or without ACK.
    Rst,
    /// An ICMP error about a segment of this connection.
    Icmp,
    /// Control bits in a combination that RFC 9293 gives no use.
    Odd,
}

/// The numbers of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// SEG.SEQ.
    pub seq: Seq,
    /// SEG.ACK; meaningless without the ACK bit.
    pub ack: Seq,
    /// The 12 control bits (reserved bits included).
    pub flags: u16,
    /// The window field.
    pub window: u16,
    /// The window in bytes; `None` if the shift is not known.
    pub window_bytes: Option<u32>,
    /// Bytes of data, by the IP header.
    pub data: u32,
    /// The segment whose end this one's ACK number names, if it was seen.
    pub acknowledges: Option<Acknowledged>,
}

/// A segment seen earlier that an ACK number covers exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acknowledged {
    /// Its frame.
    pub frame: FrameNo,
    /// Its SEG.SEQ.
    pub seq: Seq,
    /// Did SYN count?
    pub syn: bool,
    /// Bytes of data.
    pub data: u32,
    /// Did FIN count?
    pub fin: bool,
}

/// An ICMP error that quotes a segment of this connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IcmpError {
    /// Who sent it.
    pub from: IpAddr,
    /// ICMPv6, not ICMP?
    pub v6: bool,
    /// Type.
    pub kind: u8,
    /// Code.
    pub code: u8,
    /// The next-hop MTU, where the type has one.
    pub mtu: Option<u32>,
    /// The quoted sequence number, if quoted.
    pub quoted_seq: Option<Seq>,
    /// Offset of the ICMP header in the frame.
    pub at: u32,
    /// Where a reader finds it.
    pub spot: Spot,
}

/// What a call returned with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs)]
pub enum Errno {
    #[serde(rename = "ECONNREFUSED")]
    Refused,
    #[serde(rename = "ECONNRESET")]
    Reset,
    #[serde(rename = "ETIMEDOUT")]
    TimedOut,
    #[serde(rename = "EHOSTUNREACH")]
    HostUnreachable,
    #[serde(rename = "ENETUNREACH")]
    NetUnreachable,
    #[serde(rename = "ENOPROTOOPT")]
    NoProtocol,
    #[serde(rename = "EPIPE")]
    Pipe,
    #[serde(rename = "EACCES")]
    Access,
    #[serde(rename = "EOPNOTSUPP")]
    NotSupported,
    #[serde(rename = "EHOSTDOWN")]
    HostDown,
    #[serde(rename = "ENONET")]
    NoNet,
    #[serde(rename = "EPROTO")]
    Protocol,
}

impl Errno {
    /// The name in errno.h.
    pub fn name(self) -> &'static str {
        match self {
            Self::Refused => "ECONNREFUSED",
            Self::Reset => "ECONNRESET",
            Self::TimedOut => "ETIMEDOUT",
            Self::HostUnreachable => "EHOSTUNREACH",
            Self::NetUnreachable => "ENETUNREACH",
            Self::NoProtocol => "ENOPROTOOPT",
            Self::Pipe => "EPIPE",
            Self::Access => "EACCES",
            Self::NotSupported => "EOPNOTSUPP",
            Self::HostDown => "EHOSTDOWN",
            Self::NoNet => "ENONET",
            Self::Protocol => "EPROTO",
        }
    }
}

/// One step of a connection: a segment, an ICMP error about one, or an act that no frame carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub kind: StepKind,
    /// The frame; `None` for an act that no frame carries.
    pub frame: Option<FrameNo>,
    /// Its time, if the capture has one.
    pub time: Option<Nanos>,
    /// Who acts; `None` for a third party (ICMP).
    pub sender: Option<Side>,
    /// The segment's numbers.
    pub segment: Option<Sent>,
    /// This segment (same kind, sequence numbers) was seen before in that frame.
    pub repeats: Option<FrameNo>,
    /// The ICMP error.
    pub icmp: Option<IcmpError>,
    /// For [`StepKind::ConnectReturns`]: `Some(None)` is success, `Some(Some(e))` an error.
    pub returns: Option<Option<Errno>>,
    /// For acts without a frame: how sure, and by which frame.
    pub evidence: Option<(Evidence, FrameNo)>,
    /// For [`StepKind::Lookup`]: was a socket found? For others meaningless.
    pub found: bool,
    /// For [`StepKind::Connect`]: how was the connection asked for? For others meaningless.
    pub call: Call,
}

/// How a connection was asked for, as far as its SYN tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Call {
    /// `connect()`.
    #[default]
    Connect,
    /// The SYN answers, or meets, one that was sent to its port: the program must have asked for that port.
    Bound,
    /// With the first bytes, or with the Fast Open cookie that lets them come along (RFC 7413, 4.2): the call waits for no answer.
    WithData,
    /// With the first bytes too, but without a cookie that would let them come along (RFC 7413, 4.1.1).
    AskingForCookie,
    /// By no call: the kernel adds a path to a Multipath connection (RFC 8684, 3.2).
    Joining,
}

/// What a socket holds after a step; `None` is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs)]
pub struct Snapshot {
    pub state: Option<State>,
    pub snd_una: Option<u32>,
    pub snd_nxt: Option<u32>,
    /// In bytes, scaled.
    pub snd_wnd: Option<u32>,
    pub rcv_nxt: Option<u32>,
    /// In bytes, scaled.
    pub rcv_wnd: Option<u32>,
}

/// How a connection ended, or how it stands at the capture's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Open at the capture's end.
    Established,
    /// Both FINs sent and acknowledged.
    Closed,
    /// One or both FINs sent, not all acknowledged, at the capture's end.
    Closing,
    /// RST answered the SYN.
    Refused,
    /// A RST ended it later.
    Reset,
    /// SYN repeated, no answer.
    TimedOut,
    /// One SYN, no answer.
    Unanswered,
    /// ICMP rejected the SYN.
    Unreachable,
    /// SYN and SYN,ACK, no third segment.
    HalfOpen,
    /// Begun before the capture, no end seen.
    MidStream,
    /// Only a RST, or segments that fit no connection.
    Stray,
}

/// Who began to close, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CloseKind {
    /// FIN from one side, then from the other, all acknowledged.
    Orderly,
    /// Both FINs crossed.
    Simultaneous,
    /// Only one side has sent FIN.
    HalfClose,
    /// RST.
    Abort,
    /// RST after a FIN.
    AbortAfterFin,
}

/// A fact about one connection.
#[derive(Debug, Clone, Copy)]
pub enum Fact<'a> {
    /// The connection's first segment. `earlier` is the incarnation before it, if any.
    Opened {
        /// Wireshark's number.
        stream: Stream,
        /// Who is who, as far as the first segment tells.
        client: Endpoint,
        /// See `client`.
        server: Endpoint,
        /// The same addresses and ports were used by this connection before.
        earlier: Option<ConnId>,
    },
    /// A step begins; the writes that follow belong to it.
    Step(Step),
    /// A write into a socket (only if [`Listen::LEDGER`]).
    Write(Write),
    /// What both sockets hold at the end of the step (only if [`Listen::LEDGER`]).
    After {
        /// The client's socket.
        client: Snapshot,
        /// The server's socket.
        server: Snapshot,
    },
    /// An earlier write is confirmed.
    Confirmed {
        /// Which.
        write: WriteId,
        /// By this frame.
        by: FrameNo,
    },
    /// An earlier write is disproved.
    Contradicted {
        /// Which.
        write: WriteId,
        /// By this frame.
        by: FrameNo,
    },
    /// Something worth saying.
    Finding(Finding),
    /// What its times say: told once, in front of its end (only if [`Listen::LEDGER`], and if its segments have times).
    Timed(&'a super::Timing),
    /// What its segments were, in Zeek's letters: told once, in front of its end (only if [`Listen::HISTORY`]).
    History(&'a str),
    /// How it stands when nothing more will come: told once, at the end of the capture, in order of
    /// [`ConnId`] (or when a half-open connection has to be forgotten: [`Fact::Forgotten`]).
    Ended(&'a super::Summary),
    /// A half-open connection that had to be forgotten, for lack of room.
    Forgotten(&'a super::Summary),
}

/// Who listens to the tracker.
pub trait Listen {
    /// Are steps, writes and findings wanted? If not, only openings and ends are told.
    const LEDGER: bool;

    /// Is Zeek's history wanted? It costs a look at every segment, its checksum included.
    const HISTORY: bool = Self::LEDGER;

    /// A fact about connection `conn`.
    fn fact(&mut self, conn: ConnId, fact: Fact<'_>);
}

/// Listens to nothing: for whoever only asks the tracker which connection a segment belongs to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Deaf;

impl Listen for Deaf {
    const LEDGER: bool = false;
    fn fact(&mut self, _: ConnId, _: Fact<'_>) {}
}
