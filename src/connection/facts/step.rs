//! A step of a connection: a segment, an ICMP error about one, or an act that no frame carries.

use super::seq::Seq;
use super::socket::Side;
use super::write::Evidence;
use crate::capture::{FrameNo, Nanos};
use crate::dissect::Spot;
use serde::Serialize;
use std::net::IpAddr;

/// What a step is. Calls and other acts that no frame carries are steps too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
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
#[non_exhaustive]
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

/// One step of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Its time, if the capture has one; of an act, the time of the frame that shows it.
    pub time: Option<Nanos>,
    /// What it is.
    pub what: What,
}

/// What a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum What {
    /// A segment.
    Segment {
        /// Its frame.
        frame: FrameNo,
        /// Who sent it.
        sender: Side,
        /// What kind of segment.
        kind: SegmentKind,
        /// Its numbers.
        sent: Sent,
        /// The same (same kind, sequence numbers) was seen before in that frame.
        repeats: Option<FrameNo>,
    },
    /// An ICMP error about a segment, from a third party.
    Icmp {
        /// Its frame.
        frame: FrameNo,
        /// What it says.
        error: IcmpError,
    },
    /// What no frame carries.
    Act {
        /// Who acts.
        sender: Side,
        /// What it does.
        act: Act,
        /// How sure that is.
        evidence: Evidence,
        /// The frame that shows it.
        from: FrameNo,
    },
}

/// What kind of segment, by its control bits and its data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SegmentKind {
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
    /// Control bits in a combination that RFC 9293 gives no use.
    Odd,
}

/// What a side does that no frame carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Act {
    /// `socket()`.
    Socket,
    /// The server's `listen()`.
    Listen,
    /// `connect()` is called, or the connection is asked for in another way.
    Connect(Call),
    /// The server's TCP looks for a socket by the destination port.
    Lookup {
        /// Is there one?
        found: bool,
    },
    /// `connect()` returns, with an error or without.
    ConnectReturns(Option<Errno>),
}

impl Step {
    /// What it is, in one word.
    pub fn kind(&self) -> StepKind {
        match self.what {
            What::Segment { kind, .. } => kind.into(),
            What::Icmp { .. } => StepKind::Icmp,
            What::Act { act, .. } => act.into(),
        }
    }

    /// The frame; `None` for an act.
    pub fn frame(&self) -> Option<FrameNo> {
        match self.what {
            What::Segment { frame, .. } | What::Icmp { frame, .. } => Some(frame),
            What::Act { .. } => None,
        }
    }

    /// Who acts; `None` for a third party (ICMP).
    pub fn sender(&self) -> Option<Side> {
        match self.what {
            What::Segment { sender, .. } | What::Act { sender, .. } => Some(sender),
            What::Icmp { .. } => None,
        }
    }

    /// The numbers of a segment.
    pub fn sent(&self) -> Option<&Sent> {
        match &self.what {
            What::Segment { sent, .. } => Some(sent),
            What::Icmp { .. } | What::Act { .. } => None,
        }
    }

    /// The frame in which the same segment was seen before.
    pub fn repeats(&self) -> Option<FrameNo> {
        match self.what {
            What::Segment { repeats, .. } => repeats,
            What::Icmp { .. } | What::Act { .. } => None,
        }
    }

    /// What an ICMP error says.
    pub fn icmp(&self) -> Option<&IcmpError> {
        match &self.what {
            What::Icmp { error, .. } => Some(error),
            What::Segment { .. } | What::Act { .. } => None,
        }
    }

    /// What is done that no frame carries.
    pub fn act(&self) -> Option<Act> {
        match self.what {
            What::Act { act, .. } => Some(act),
            What::Segment { .. } | What::Icmp { .. } => None,
        }
    }

    /// Of an act: how sure it is, and by which frame.
    pub fn shown_by(&self) -> Option<(Evidence, FrameNo)> {
        match self.what {
            What::Act { evidence, from, .. } => Some((evidence, from)),
            What::Segment { .. } | What::Icmp { .. } => None,
        }
    }
}

impl From<SegmentKind> for StepKind {
    fn from(kind: SegmentKind) -> Self {
        match kind {
            SegmentKind::Syn => Self::Syn,
            SegmentKind::SynAck => Self::SynAck,
            SegmentKind::Ack => Self::Ack,
            SegmentKind::Data => Self::Data,
            SegmentKind::Fin => Self::Fin,
            SegmentKind::Rst => Self::Rst,
            SegmentKind::Odd => Self::Odd,
        }
    }
}

impl From<Act> for StepKind {
    fn from(act: Act) -> Self {
        match act {
            Act::Socket => Self::Socket,
            Act::Listen => Self::Listen,
            Act::Connect(_) => Self::Connect,
            Act::Lookup { .. } => Self::Lookup,
            Act::ConnectReturns(_) => Self::ConnectReturns,
        }
    }
}

/// How a connection was asked for, as far as its SYN tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Call {
    /// `connect()`.
    Connect,
    /// The SYN answers, or meets, one that was sent to its port: the program must have asked for that port.
    Bound,
    /// With the first bytes, or with the Fast Open cookie that lets them come along (RFC 7413, 4.2): the call waits for
    /// no answer.
    WithData,
    /// With the first bytes too, but without a cookie that would let them come along (RFC 7413, 4.1.1).
    AskingForCookie,
    /// By no call: the kernel adds a path to a Multipath connection (RFC 8684, 3.2).
    Joining,
}
