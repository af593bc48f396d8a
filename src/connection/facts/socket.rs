//! The two sockets of a connection: which one, what it is called, the states and the variables of RFC 9293, and what it
//! holds.

use serde::Serialize;
use std::fmt;
use std::net::IpAddr;
use std::ops::{Index, IndexMut};

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
    /// Both, the client first.
    pub const BOTH: [Self; 2] = [Self::Client, Self::Server];

    /// The other side.
    pub fn peer(self) -> Self {
        match self {
            Self::Client => Self::Server,
            Self::Server => Self::Client,
        }
    }
}

/// Something of each of the two sockets, the client's first, asked for by [`Side`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Pair<T>(pub [T; 2]);

impl<T> Pair<T> {
    /// What `of` gives for either side.
    pub fn of(of: impl FnMut(Side) -> T) -> Self {
        Self(Side::BOTH.map(of))
    }

    /// The same of both.
    pub const fn both(of: T) -> Self
    where
        T: Copy,
    {
        Self([of; 2])
    }

    /// What `make` makes of either.
    pub fn each<U>(&self, make: impl FnMut(&T) -> U) -> Pair<U> {
        Pair(self.0.each_ref().map(make))
    }

    /// The client's, then the server's.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// Both with whose they are, the client's first.
    pub fn sides(&self) -> [(Side, &T); 2] {
        let [client, server] = &self.0;
        [(Side::Client, client), (Side::Server, server)]
    }
}

impl<T> From<[T; 2]> for Pair<T> {
    fn from(both: [T; 2]) -> Self {
        Self(both)
    }
}

impl<'a, T> IntoIterator for &'a Pair<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> Index<Side> for Pair<T> {
    type Output = T;

    #[inline]
    fn index(&self, side: Side) -> &T {
        &self.0[side as usize]
    }
}

impl<T> IndexMut<Side> for Pair<T> {
    #[inline]
    fn index_mut(&mut self, side: Side) -> &mut T {
        &mut self.0[side as usize]
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
#[non_exhaustive]
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
#[non_exhaustive]
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
