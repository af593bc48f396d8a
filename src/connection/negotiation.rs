//! What SYN and SYN,ACK agree on beside numbers: TCP Fast Open, ECN and Accurate ECN, Multipath TCP, and SYNs that are sent
//! again with less in them.
//!
//! In a SYN, ECE and CWR mean *I can*, not congestion (RFC 3168, 6.1.1). Accurate ECN (RFC 9768) asks with AE, CWR and ECE
//! together, and its SYN,ACK says by the same three bits which ECN code point the SYN arrived with; so does the bare ACK behind it of the
//! SYN,ACK. From then on they are a counter, which begins at 5. The codes were checked against the last draft of that RFC
//! (draft-ietf-tcpm-accurate-ecn-34, table 2 and the rules below it) and Linux's `include/net/tcp_ecn.h`. They differ in one: AE and ECE
//! without CWR in a SYN,ACK are reserved; the draft's client takes them for an agreement, Linux falls back to plain ECN. Multipath TCP is in use only if
//! SYN, SYN,ACK and the third segment carry MP_CAPABLE (RFC 8684, 3.1); a further subflow joins by a token (3.2), which
//! [`multipath`](super::multipath) leads to its connection.

use super::congestion::Agreed;
use super::fact::{Evidence, Listen, Side};
use super::finding::{FindingKind, Severity};
use super::machine::{Machine, Now};
use super::multipath::{self, Join};
use super::record::Known;
use super::scrutiny::Scrutiny;
use crate::dissect::Flags;
use crate::dissect::options::{TcpOption, walk};
use serde::{Serialize, Serializer};

/// What a SYN offers or asks for, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Offered(u16);

impl Offered {
    /// Maximum segment size.
    pub const MSS: Self = Self(1);
    /// Window scale.
    pub const WINDOW_SCALE: Self = Self(1 << 1);
    /// SACK permitted.
    pub const SACK_PERMITTED: Self = Self(1 << 2);
    /// Timestamps.
    pub const TIMESTAMPS: Self = Self(1 << 3);
    /// Fast Open: a cookie, or a request for one.
    pub const FAST_OPEN: Self = Self(1 << 4);
    /// `MP_CAPABLE`.
    pub const MP_CAPABLE: Self = Self(1 << 5);
    /// `MP_JOIN`.
    pub const MP_JOIN: Self = Self(1 << 6);
    /// ECE and CWR: ECN.
    pub const ECN: Self = Self(1 << 7);
    /// AE, CWR and ECE: Accurate ECN.
    pub const ACCURATE_ECN: Self = Self(1 << 8);
    /// Data.
    pub const DATA: Self = Self(1 << 9);

    const NAMES: [&'static str; 10] = [
        "MSS",
        "window scale",
        "SACK permitted",
        "timestamps",
        "Fast Open",
        "MP_CAPABLE",
        "MP_JOIN",
        "ECN",
        "Accurate ECN",
        "data",
    ];

    /// What a SYN carries.
    pub(super) fn of(now: &Now<'_>) -> Self {
        let mut offered = Self::default();
        for placed in walk(now.seg.options) {
            offered.add(match placed.option {
                TcpOption::MaximumSegmentSize(_) => Self::MSS,
                TcpOption::WindowScale(_) => Self::WINDOW_SCALE,
                TcpOption::SackPermitted => Self::SACK_PERMITTED,
                TcpOption::Timestamps { .. } => Self::TIMESTAMPS,
                TcpOption::FastOpen { .. } => Self::FAST_OPEN,
                TcpOption::Mptcp(data) => match data.first().map(|byte| byte >> 4) {
                    Some(0) => Self::MP_CAPABLE,
                    Some(1) => Self::MP_JOIN,
                    _ => continue,
                },
                _ => continue,
            });
        }
        let flags = now.seg.flags;
        if flags.ece() && flags.cwr() {
            offered.add(if flags.0 & Flags::AE != 0 { Self::ACCURATE_ECN } else { Self::ECN });
        }
        if now.seg.data > 0 {
            offered.add(Self::DATA);
        }
        offered
    }

    /// Is all of `other` in it?
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// What is in it and not in `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Nothing?
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The names, as Wireshark and the RFCs spell them.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES
            .into_iter()
            .enumerate()
            .filter(move |(bit, _)| self.0 & (1 << bit) != 0)
            .map(|(_, name)| name)
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl Serialize for Offered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.names())
    }
}

impl<L: Listen> Machine<'_, L> {
    /// What SYN and SYN,ACK agree on.
    pub(super) fn negotiation(&mut self, now: &Now<'_>, scrutiny: &mut Scrutiny) {
        let flags = now.seg.flags;
        if !flags.syn() {
            if flags.ack() && now.side == Side::Client && self.conn.ack.is_none() {
                self.third_segment(now, scrutiny);
            }
            return;
        }
        let (me, peer) = (now.side, now.side.peer());
        let offered = Offered::of(now);
        self.fast_open(now, scrutiny);
        if flags.ack() {
            let asked = scrutiny.flows[peer as usize].offered;
            self.ecn_answer(now, asked, scrutiny);
            self.multipath_answer(now, asked, offered);
        } else {
            self.asks(now, scrutiny.flows[me as usize].offered, offered);
        }
        scrutiny.flows[me as usize].offered = offered;
    }

    /// A SYN: sent again with less in it, or to join a Multipath connection.
    fn asks(&mut self, now: &Now<'_>, before: Offered, offered: Offered) {
        let socket = *self.conn.socket(now.side);
        if socket.has(Known::ISS) && socket.iss == now.seq() && !before.is_empty() {
            let lacks = before.without(offered);
            if !lacks.is_empty() && !cut(now) && !socket.has(Known::SYN_CUT) {
                self.note(now, FindingKind::SynFallsBack { lacks });
            }
            return;
        }
        let unled = || multipath::joined(now.seg).map(|token| Join { token, key: None });
        let led = self.conn.join().filter(|_| now.side == Side::Client);
        if let Some(Join { token, key }) = led.or_else(unled) {
            let kind = FindingKind::MptcpJoin { token, key };
            let evidence = if key.is_some() { Evidence::Inferred } else { Evidence::Observed };
            self.finding(now.frame, kind, Severity::Note, evidence);
        }
    }

    /// Data in a SYN need no Fast Open to be legal (RFC 9293, 3.10.7.3): whether the SYN carried the option tells the two apart.
    fn fast_open(&mut self, now: &Now<'_>, scrutiny: &mut Scrutiny) {
        let answer = now.seg.flags.ack();
        let cookie = walk(now.seg.options).find_map(|placed| match placed.option {
            TcpOption::FastOpen { cookie, .. } => Some(cookie.len() as u8),
            _ => None,
        });
        match (answer, cookie) {
            (false, Some(0)) => self.note(now, FindingKind::FastOpenRequested),
            (true, Some(length)) if length > 0 => self.note(now, FindingKind::FastOpenCookie { length }),
            (false, Some(_)) => scrutiny.flows[now.side as usize].cookie = true,
            _ => {}
        }
        let syn = *self.conn.socket(now.side.peer());
        if !answer || !syn.has(Known::SYN_DATA) || !syn.has(Known::ISS) {
            return;
        }
        let data = syn.nxt.since(syn.iss + 1);
        let accepted = now.ack().since(syn.iss + 1);
        let asked = scrutiny.flows[now.side.peer() as usize].offered.has(Offered::FAST_OPEN);
        let kind = match (accepted, asked) {
            (0, true) => FindingKind::FastOpenIgnored { data },
            (0, false) => FindingKind::SynDataIgnored { data },
            _ if accepted > data => return,
            _ if accepted < data => FindingKind::FastOpenPartly { accepted, data },
            (_, true) => FindingKind::FastOpenAccepted { data },
            (_, false) => FindingKind::SynDataAccepted { data },
        };
        self.note(now, kind);
    }

    /// Does the SYN,ACK take ECN up?
    fn ecn_answer(&mut self, now: &Now<'_>, asked: Offered, scrutiny: &mut Scrutiny) {
        let flags = now.seg.flags;
        let kind = if asked.has(Offered::ACCURATE_ECN) {
            match flags.ace() {
                0b000 => FindingKind::EcnRefused,
                0b001 => FindingKind::AccurateEcnRefused,
                0b111 => FindingKind::EcnReflected,
                _ => FindingKind::AccurateEcnAgreed { arrived_as: flags.echoed_ecn() },
            }
        } else if asked.has(Offered::ECN) {
            match (flags.ece(), flags.cwr()) {
                (true, true) => FindingKind::EcnReflected,
                (true, false) => FindingKind::EcnAgreed,
                _ => FindingKind::EcnRefused,
            }
        } else {
            scrutiny.congestion.agreed = Some(Agreed::Nothing);
            return;
        };
        scrutiny.congestion.agreed = Some(match kind {
            FindingKind::EcnAgreed | FindingKind::AccurateEcnRefused => Agreed::Plain,
            FindingKind::AccurateEcnAgreed { .. } => Agreed::Accurate,
            _ => Agreed::Nothing,
        });
        self.note(now, kind);
    }

    fn multipath_answer(&mut self, now: &Now<'_>, asked: Offered, answered: Offered) {
        if cut(now) {
            // What the snap length cut off may have been the option.
            return;
        }
        if asked.has(Offered::MP_CAPABLE) && !answered.has(Offered::MP_CAPABLE) {
            self.note(now, FindingKind::MptcpFallback);
        }
        if asked.has(Offered::MP_JOIN) {
            let kind = if answered.has(Offered::MP_JOIN) {
                FindingKind::MptcpJoined
            } else {
                FindingKind::MptcpJoinRefused
            };
            self.note(now, kind);
        }
    }

    /// The third segment decides on MPTCP (RFC 8684, 3.1).
    fn third_segment(&mut self, now: &Now<'_>, scrutiny: &mut Scrutiny) {
        let [client, server] = &scrutiny.flows;
        let both = |what| client.offered.has(what) && server.offered.has(what);
        if both(Offered::MP_CAPABLE) {
            let capable = Offered::of(now).has(Offered::MP_CAPABLE);
            if capable || !cut(now) {
                self.note(now, if capable { FindingKind::MptcpAgreed } else { FindingKind::MptcpFallback });
            }
        }
    }

    /// The SYN finds the peer's socket of an earlier connection, or its own, still waiting in TIME-WAIT.
    pub(super) fn time_wait(&mut self, now: &Now<'_>) {
        let Some(waiting) = self.conn.waited() else { return };
        let kind = FindingKind::TimeWaitReused {
            socket: waiting.side,
            seq: now.seq(),
            expected: waiting.rcv_nxt,
            above: waiting.rcv_nxt.is_some_and(|next| now.seq().at_or_after(next)),
        };
        self.finding(now.frame, kind, Severity::Note, Evidence::Inferred);
    }
}

/// Did the snap length cut its options?
fn cut(now: &Now<'_>) -> bool {
    now.seg.captured_header < now.seg.header_len
}
