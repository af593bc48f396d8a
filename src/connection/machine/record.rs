//! The compact record of a connection: all that must stay in memory for each one.
//!
//! A capture may hold hundreds of thousands of connections, so values stand unboxed and "not known" is a bit, not an
//! `Option`. What only an explanation needs (writes, pending verdicts, segments to point back to) is in the
//! [ledger](crate::connection::machine::ledger), which exists only for connections that are explained.
//!
//! Limits: frame numbers are kept in 32 bits and saturate (a capture of 4 billion frames has over 300 GB), times in
//! 64-bit nanoseconds since the epoch (until the year 2262).

use crate::capture::{FrameNo, Nanos};
use crate::connection::facts::Waiting;
use crate::connection::facts::{
    CloseKind, ConnId, Endpoint, Errno, Join, Pair, Seq, Side, Snapshot, State, Stream, Variable,
};
use crate::dissect::Tunnel;

/// Which values of a [`Socket`] are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Known(u32);

impl Known {
    pub(crate) const ISS: Self = Self(1);
    pub(crate) const UNA: Self = Self(1 << 1);
    pub(crate) const NXT: Self = Self(1 << 2);
    pub(crate) const WND: Self = Self(1 << 3);
    pub(crate) const WL: Self = Self(1 << 4);
    pub(crate) const RCV_NXT: Self = Self(1 << 5);
    pub(crate) const RCV_WND: Self = Self(1 << 6);
    pub(crate) const FIN: Self = Self(1 << 7);
    pub(crate) const MSS: Self = Self(1 << 8);
    pub(crate) const TS_RECENT: Self = Self(1 << 9);
    /// Its SYN or SYN,ACK was captured, with the options that could be read.
    pub(crate) const SYN: Self = Self(1 << 10);
    pub(crate) const SACK_PERMITTED: Self = Self(1 << 11);
    pub(crate) const TIMESTAMPS: Self = Self(1 << 12);
    pub(crate) const SHIFT: Self = Self(1 << 13);
    /// Data came with its SYN (TCP Fast Open, or plain data in a SYN).
    pub(crate) const SYN_DATA: Self = Self(1 << 14);
    pub(crate) const IRS: Self = Self(1 << 15);
    /// Its SYN's options were cut by the snap length: one that was not found may still have been there.
    pub(crate) const SYN_CUT: Self = Self(1 << 16);
    /// A SYN of it had a wrong checksum.
    pub(crate) const SYN_SUM_BAD: Self = Self(1 << 17);
    /// Its predecessor at this address and port waited in TIME-WAIT when the connection began.
    pub(crate) const WAITED: Self = Self(1 << 18);
    /// … and the number that one expected is known.
    pub(crate) const WAITED_FOR: Self = Self(1 << 19);
    /// Its SYN or SYN,ACK carried MP_CAPABLE.
    pub(crate) const MP_CAPABLE: Self = Self(1 << 20);
    /// Its SYN or SYN,ACK carried MP_JOIN.
    pub(crate) const MP_JOIN: Self = Self(1 << 21);
    /// Its SYN asked for Accurate ECN, or its SYN,ACK agreed to it.
    pub(crate) const ACCURATE_ECN: Self = Self(1 << 22);
    /// Its ACK number rose by one when it rose last, while nothing of the peer was captured.
    pub(crate) const ROSE_BY_ONE: Self = Self(1 << 23);
    /// Its FIN was not captured and is inferred from the peer's ACK number.
    pub(crate) const FIN_IMPLIED: Self = Self(1 << 24);
    /// Before anything was known of either socket it sent a segment without SYN, ACK and RST.
    pub(crate) const BARE: Self = Self(1 << 25);
    /// It sent the RST that ended the connection.
    pub(crate) const RST: Self = Self(1 << 26);
    /// That RST carried its RCV.NXT as ACK number.
    pub(crate) const RST_ACKED: Self = Self(1 << 27);
    /// Its last packet had a wrong checksum.
    pub(crate) const LAST_BAD: Self = Self(1 << 28);

    /// The place in [`Self::OPEN`], counted from 1, of the state that a RST was inferred to have ended.
    const RESET_FROM: u32 = 29;
    const OPEN: [State; 7] = [
        State::Established,
        State::FinWait1,
        State::FinWait2,
        State::CloseWait,
        State::Closing,
        State::LastAck,
        State::TimeWait,
    ];

    pub(crate) fn has(self, bit: Self) -> bool {
        self.0 & bit.0 != 0
    }

    pub(crate) fn set(&mut self, bit: Self) {
        self.0 |= bit.0;
    }

    pub(crate) fn clear(&mut self, bit: Self) {
        self.0 &= !bit.0;
    }

    fn reset_from(self) -> Option<State> {
        Self::OPEN.get((self.0 >> Self::RESET_FROM).wrapping_sub(1) as usize).copied()
    }

    fn set_reset_from(&mut self, state: Option<State>) {
        let place = state.and_then(|state| Self::OPEN.iter().position(|open| *open == state));
        let bits = place.map_or(0, |place| place as u32 + 1);
        self.0 = self.0 & ((1 << Self::RESET_FROM) - 1) | bits << Self::RESET_FROM;
    }
}

/// One of the two sockets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Socket {
    pub(crate) endpoint: Endpoint,
    pub(crate) state: Option<State>,
    /// Its window scale option, as offered.
    pub(crate) shift: u8,
    pub(crate) mss: u16,
    pub(crate) known: Known,
    pub(crate) iss: Seq,
    pub(crate) una: Seq,
    pub(crate) nxt: Seq,
    pub(crate) wnd: u32,
    pub(crate) wl1: Seq,
    pub(crate) wl2: Seq,
    pub(crate) irs: Seq,
    pub(crate) rcv_nxt: Seq,
    pub(crate) rcv_wnd: u32,
    pub(crate) ts_recent: u32,
    /// The number that its FIN takes.
    pub(crate) fin: Seq,
    /// Identification, checksum (with the header, where there is no identification) and time of its last packet: the
    /// same again is the same packet, captured twice or doubled by the network.
    pub(crate) last_id: u16,
    pub(crate) last_sum: u16,
    pub(crate) last_frame: ShortFrame,
    /// Its low 32 bits: enough to tell moments from seconds.
    pub(crate) last_nanos: u32,
    pub(crate) segments: u32,
    pub(crate) bytes: u64,
    pub(crate) unique_bytes: u64,
}

impl Socket {
    pub(crate) fn new(endpoint: Endpoint) -> Self {
        Self {
            endpoint,
            state: None,
            shift: 0,
            mss: 0,
            known: Known::default(),
            iss: Seq(0),
            una: Seq(0),
            nxt: Seq(0),
            wnd: 0,
            wl1: Seq(0),
            wl2: Seq(0),
            irs: Seq(0),
            rcv_nxt: Seq(0),
            rcv_wnd: 0,
            ts_recent: 0,
            fin: Seq(0),
            last_id: 0,
            last_sum: 0,
            last_frame: ShortFrame::default(),
            last_nanos: 0,
            segments: 0,
            bytes: 0,
            unique_bytes: 0,
        }
    }

    pub(crate) fn has(&self, bit: Known) -> bool {
        self.known.has(bit)
    }

    /// Its state before a RST was inferred to have closed it.
    pub(crate) fn before_rst(&self) -> Option<State> {
        self.known.reset_from()
    }

    pub(crate) fn set_before_rst(&mut self, state: Option<State>) {
        self.known.set_reset_from(state);
    }

    /// What stands under `variable`, for those that are numbers in this record.
    pub(crate) fn number(&self, variable: Variable) -> Option<u32> {
        let (bit, value) = match variable {
            Variable::Iss => (Known::ISS, self.iss.0),
            Variable::SndUna => (Known::UNA, self.una.0),
            Variable::SndNxt => (Known::NXT, self.nxt.0),
            Variable::SndWnd => (Known::WND, self.wnd),
            Variable::SndWl1 => (Known::WL, self.wl1.0),
            Variable::SndWl2 => (Known::WL, self.wl2.0),
            Variable::Irs => (Known::IRS, self.irs.0),
            Variable::RcvNxt => (Known::RCV_NXT, self.rcv_nxt.0),
            Variable::RcvWnd => (Known::RCV_WND, self.rcv_wnd),
            Variable::TsRecent => (Known::TS_RECENT, self.ts_recent),
            _ => return None,
        };
        self.has(bit).then_some(value)
    }

    /// Write a number; [`number`](Self::number) reads it back.
    pub(crate) fn set_number(&mut self, variable: Variable, value: u32) {
        let bit = match variable {
            Variable::Iss => {
                self.iss = Seq(value);
                Known::ISS
            }
            Variable::SndUna => {
                self.una = Seq(value);
                Known::UNA
            }
            Variable::SndNxt => {
                self.nxt = Seq(value);
                Known::NXT
            }
            Variable::SndWnd => {
                self.wnd = value;
                Known::WND
            }
            Variable::SndWl1 => {
                self.wl1 = Seq(value);
                // SND.WL1 and SND.WL2 are always written as a pair, WL2 last.
                return;
            }
            Variable::SndWl2 => {
                self.wl2 = Seq(value);
                Known::WL
            }
            Variable::Irs => {
                self.irs = Seq(value);
                Known::IRS
            }
            Variable::RcvNxt => {
                self.rcv_nxt = Seq(value);
                Known::RCV_NXT
            }
            Variable::RcvWnd => {
                self.rcv_wnd = value;
                Known::RCV_WND
            }
            Variable::TsRecent => {
                self.ts_recent = value;
                Known::TS_RECENT
            }
            _ => return,
        };
        self.known.set(bit);
    }

    /// The send window or the timestamp to echo is not known any more.
    pub(crate) fn forget_number(&mut self, variable: Variable) {
        match variable {
            Variable::SndWnd => self.known.clear(Known::WND),
            // SND.WL1 and SND.WL2 share a bit: both are withdrawn, WL2 last.
            Variable::SndWl2 => self.known.clear(Known::WL),
            _ => {}
        }
    }

    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot {
            state: self.state,
            snd_una: self.number(Variable::SndUna),
            snd_nxt: self.number(Variable::SndNxt),
            snd_wnd: self.number(Variable::SndWnd),
            rcv_nxt: self.number(Variable::RcvNxt),
            rcv_wnd: self.number(Variable::RcvWnd),
        }
    }
}

/// Yes-or-no facts about a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Marks(u16);

impl Marks {
    /// A SYN or SYN,ACK told who is who.
    pub(crate) const ROLES_SEEN: Self = Self(1);
    /// A RST answered the SYN.
    pub(crate) const REFUSED: Self = Self(1 << 1);
    /// A RST ended it.
    pub(crate) const RESET: Self = Self(1 << 2);
    /// ICMP rejected the SYN.
    pub(crate) const UNREACHABLE: Self = Self(1 << 3);
    /// Its ACK of the peer's SYN was seen from the client.
    pub(crate) const OPENED: Self = Self(1 << 4);
    /// The client's wrong checksums mean nothing: the server acknowledged such a segment (its card was to finish them).
    pub(crate) const CLIENT_SUMS_UNUSED: Self = Self(1 << 5);
    /// The same of the server's.
    pub(crate) const SERVER_SUMS_UNUSED: Self = Self(1 << 6);
    /// MP_CAPABLE stands in all three segments.
    pub(crate) const MULTIPATH: Self = Self(1 << 7);
    /// A bare SYN stands in the answer's place: the SYNs crossed, or the handshake is split.
    pub(crate) const CROSSED: Self = Self(1 << 8);

    pub(crate) fn has(self, bit: Self) -> bool {
        self.0 & bit.0 != 0
    }

    pub(crate) fn clear(&mut self, bit: Self) {
        self.0 &= !bit.0;
    }

    pub(crate) fn set(&mut self, bit: Self) {
        self.0 |= bit.0;
    }
}

/// A frame number in 32 bits; 0 is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ShortFrame(u32);

impl ShortFrame {
    pub(crate) fn of(no: FrameNo) -> Self {
        Self(u32::try_from(no).unwrap_or(u32::MAX))
    }

    pub(crate) fn get(self) -> Option<FrameNo> {
        (self.0 != 0).then_some(FrameNo::from(self.0))
    }

    pub(crate) fn is_none(self) -> bool {
        self.0 == 0
    }
}

/// A time in 64-bit nanoseconds since the epoch; `i64::MIN` is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ShortTime(i64);

impl Default for ShortTime {
    fn default() -> Self {
        Self::NONE
    }
}

impl ShortTime {
    pub(crate) const NONE: Self = Self(i64::MIN);

    pub(crate) fn of(time: Option<Nanos>) -> Self {
        time.map_or(Self::NONE, |t| {
            Self(i64::try_from(t.0).unwrap_or(if t.0 < 0 { i64::MIN + 1 } else { i64::MAX }))
        })
    }

    pub(crate) fn get(self) -> Option<Nanos> {
        (self != Self::NONE).then_some(Nanos(i128::from(self.0)))
    }

    /// The low 32 bits, which wrap every 4.3 seconds.
    pub(crate) fn low(self) -> u32 {
        self.0.cast_unsigned() as u32
    }

    /// Nanoseconds from `earlier` to `self`, if both are known.
    pub(crate) fn since(self, earlier: Self) -> Option<i64> {
        (self != Self::NONE && earlier != Self::NONE).then(|| self.0.saturating_sub(earlier.0))
    }
}

/// Twice the MSL of 2 minutes (RFC 9293, 3.4.2), in nanoseconds.
const TIME_WAIT: i64 = 240_000_000_000;

/// What is around the segments of a side, where none was seen.
pub(crate) const NO_PATH: u32 = u32::MAX;

/// What few connections have.
#[derive(Debug, Clone, Default)]
struct Rare {
    tunnel: Option<Tunnel>,
    join: Option<Join>,
    odd_syn: Option<OddSyn>,
}

/// A SYN with FIN or RST came while the connection was alive: it opens nothing, and Wireshark counts a new stream from
/// it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OddSyn {
    pub(crate) stream: Stream,
    pub(crate) side: Side,
    pub(crate) seq: Seq,
}

/// A connection.
#[derive(Debug, Clone)]
pub(crate) struct Conn {
    pub(crate) id: ConnId,
    pub(crate) stream: Stream,
    pub(crate) earlier: Option<ConnId>,
    /// See [`Waiting::rcv_nxt`].
    waited_for: Seq,
    /// Client, server.
    pub(crate) sockets: Pair<Socket>,
    /// What is around their segments, as [`Segment::tunnel`](crate::dissect::Segment::tunnel), or [`NO_PATH`].
    pub(crate) paths: Pair<u32>,
    rare: Option<Box<Rare>>,
    pub(crate) marks: Marks,
    /// Wireshark's `tcp.completeness` so far.
    pub(crate) completeness: u8,
    pub(crate) errno: Option<Errno>,
    pub(crate) close: Option<(Side, CloseKind)>,
    pub(crate) close_frame: ShortFrame,
    pub(crate) syn: ShortFrame,
    pub(crate) syn_ack: ShortFrame,
    pub(crate) ack: ShortFrame,
    pub(crate) first_frame: ShortFrame,
    pub(crate) last_frame: ShortFrame,
    pub(crate) syns: u16,
    pub(crate) findings: u16,
    pub(crate) first: ShortTime,
    pub(crate) last: ShortTime,
    /// When the last SYN before an answer was sent.
    pub(crate) syn_time: ShortTime,
    pub(crate) syn_ack_time: ShortTime,
    pub(crate) ack_time: ShortTime,
}

impl Conn {
    pub(crate) fn new(id: ConnId, stream: Stream, client: Endpoint, server: Endpoint) -> Self {
        Self {
            id,
            stream,
            earlier: None,
            waited_for: Seq(0),
            sockets: Pair([Socket::new(client), Socket::new(server)]),
            paths: Pair::both(NO_PATH),
            rare: None,
            marks: Marks::default(),
            completeness: 0,
            errno: None,
            close: None,
            close_frame: ShortFrame::default(),
            syn: ShortFrame::default(),
            syn_ack: ShortFrame::default(),
            ack: ShortFrame::default(),
            first_frame: ShortFrame::default(),
            last_frame: ShortFrame::default(),
            syns: 0,
            findings: 0,
            first: ShortTime::NONE,
            last: ShortTime::NONE,
            syn_time: ShortTime::NONE,
            syn_ack_time: ShortTime::NONE,
            ack_time: ShortTime::NONE,
        }
    }

    pub(crate) fn socket(&self, side: Side) -> &Socket {
        &self.sockets[side]
    }

    pub(crate) fn socket_mut(&mut self, side: Side) -> &mut Socket {
        &mut self.sockets[side]
    }

    /// What was around its first segment, if anything.
    pub(crate) fn tunnel(&self) -> Option<&Tunnel> {
        self.rare.as_deref()?.tunnel.as_ref()
    }

    /// Keep what [`tunnel`](Self::tunnel) tells.
    pub(crate) fn set_tunnel(&mut self, tunnel: Option<Tunnel>) {
        if tunnel.is_some() {
            self.rare.get_or_insert_default().tunnel = tunnel;
        }
    }

    /// The last SYN with FIN or RST by which Wireshark began a new stream in the middle of it.
    pub(crate) fn odd_syn(&self) -> Option<OddSyn> {
        self.rare.as_deref()?.odd_syn
    }

    /// Keep what [`odd_syn`](Self::odd_syn) tells.
    pub(crate) fn set_odd_syn(&mut self, odd: OddSyn) {
        self.rare.get_or_insert_default().odd_syn = Some(odd);
    }

    /// Wireshark's stream of its next segment.
    pub(crate) fn current_stream(&self) -> Stream {
        self.odd_syn().map_or(self.stream, |odd| odd.stream)
    }

    /// What its SYN joins, if anything.
    pub(crate) fn join(&self) -> Option<Join> {
        self.rare.as_deref()?.join
    }

    /// Keep what [`join`](Self::join) tells.
    pub(crate) fn set_join(&mut self, join: Option<Join>) {
        if join.is_some() {
            self.rare.get_or_insert_default().join = join;
        }
    }

    /// Which side has this endpoint? The client's if both are equal (a connection of a port to itself).
    pub(crate) fn side_of(&self, endpoint: &Endpoint) -> Side {
        if self.sockets[Side::Client].endpoint == *endpoint { Side::Client } else { Side::Server }
    }

    /// Both offered a shift: window scale is in force (RFC 7323, 2.2). `None` if a SYN is missing.
    pub(crate) fn scaling(&self) -> Option<bool> {
        let Pair([client, server]) = &self.sockets;
        let lacks = |s: &Socket| s.has(Known::SYN) && !s.has(Known::SHIFT) && !s.has(Known::SYN_CUT);
        if lacks(client) || lacks(server) {
            return Some(false);
        }
        (client.has(Known::SHIFT) && server.has(Known::SHIFT)).then_some(true)
    }

    /// The shift for windows that `side` announces: 0 if none is in force, `None` if unknown.
    pub(crate) fn shift_of(&self, side: Side) -> Option<u8> {
        self.scaling().map(|on| if on { self.socket(side).shift.min(14) } else { 0 })
    }

    /// SYN to the ACK of the handshake: both halves of the way, wherever the capture was taken.
    pub(crate) fn handshake_rtt(&self) -> Option<i64> {
        let first = self.syn_ack_time.since(self.syn_time);
        let second = self.ack_time.since(self.syn_ack_time);
        Some(first? + second?)
    }

    /// Was a segment of `side` with a wrong checksum acknowledged nevertheless?
    pub(crate) fn sums_unused(&self, side: Side) -> bool {
        self.marks.has(match side {
            Side::Client => Marks::CLIENT_SUMS_UNUSED,
            Side::Server => Marks::SERVER_SUMS_UNUSED,
        })
    }

    /// No answer of the peer has been taken into account yet: only SYNs, or SYNs and SYN,ACKs.
    pub(crate) fn half_open(&self) -> bool {
        !self.marks.has(Marks::OPENED)
            && matches!(self.sockets[Side::Client].state, Some(State::SynSent | State::SynReceived))
            && matches!(
                self.sockets[Side::Server].state,
                None | Some(State::Listen | State::SynReceived | State::SynSent)
            )
    }

    /// The side of which nothing was captured although the other one acts on what it sent.
    pub(crate) fn one_direction(&self) -> Option<Side> {
        let acts = |s: &Socket| s.segments > 1 && s.state.is_some_and(State::synchronised);
        match &self.sockets {
            Pair([client, server]) if client.segments == 0 && acts(server) => Some(Side::Client),
            Pair([client, server]) if server.segments == 0 && acts(client) => Some(Side::Server),
            _ => None,
        }
    }

    /// The side of which nothing was captured, but whose FIN the other one's ACK number implies.
    pub(crate) fn implied_fin(&self) -> Option<Side> {
        self.one_direction().filter(|missing| self.socket(*missing).has(Known::FIN_IMPLIED))
    }

    /// The socket of an earlier connection that waited in TIME-WAIT when this one began.
    pub(crate) fn waited(&self) -> Option<Waiting> {
        let side =
            [Side::Server, Side::Client].into_iter().find(|side| self.socket(*side).has(Known::WAITED))?;
        Some(Waiting { side, rcv_nxt: self.socket(side).has(Known::WAITED_FOR).then_some(self.waited_for) })
    }

    /// Keep what [`waited`](Self::waited) tells.
    pub(crate) fn set_waited(&mut self, waiting: Option<Waiting>) {
        let Some(Waiting { side, rcv_nxt }) = waiting else { return };
        let known = &mut self.socket_mut(side).known;
        known.set(Known::WAITED);
        if let Some(next) = rcv_nxt {
            known.set(Known::WAITED_FOR);
            self.waited_for = next;
        }
    }

    /// Which of its sockets may wait in TIME-WAIT when a SYN from `from` uses its addresses and ports again at `time`?
    /// None, once twice the MSL is over (RFC 9293, 3.4.2 and 3.6.1).
    pub(crate) fn waiting(&self, from: &Endpoint, time: ShortTime) -> Option<Waiting> {
        if time.since(self.last).is_some_and(|passed| passed > TIME_WAIT) {
            return None;
        }
        let side = self.side_of(from);
        let waits = |whose: Side, role: Side| {
            let socket = self.socket(whose);
            (socket.state == Some(State::TimeWait)).then(|| Waiting {
                side: role,
                rcv_nxt: socket.has(Known::RCV_NXT).then_some(socket.rcv_nxt),
            })
        };
        waits(side.peer(), Side::Server).or_else(|| waits(side, Side::Client))
    }

    /// Does neither socket have anything left to do?
    pub(crate) fn over(&self) -> bool {
        let done =
            |s: &Socket| matches!(s.state, Some(State::Closed | State::TimeWait | State::Listen) | None);
        done(&self.sockets[Side::Client]) && done(&self.sockets[Side::Server])
    }
}
