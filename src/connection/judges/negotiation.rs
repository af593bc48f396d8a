//! What SYN and SYN,ACK agree on beside numbers: TCP Fast Open, ECN and Accurate ECN, Multipath TCP, and SYNs that are sent
//! again with less in them.
//!
//! In a SYN, ECE and CWR mean *I can*, not congestion (RFC 3168, 6.1.1). Accurate ECN (RFC 9768) asks with AE, CWR and ECE
//! together, and its SYN,ACK says by the same three bits which ECN code point the SYN arrived with; so does the bare ACK behind it of the
//! SYN,ACK. From then on they are a counter, which begins at 5. The codes were checked against the last draft of that RFC
//! (draft-ietf-tcpm-accurate-ecn-34, table 2 and the rules below it) and Linux's `include/net/tcp_ecn.h`. They differ in one: AE and ECE
//! without CWR in a SYN,ACK are reserved; the draft's client takes them for an agreement, Linux falls back to plain ECN. Multipath TCP is in use only if
//! SYN, SYN,ACK and the third segment carry MP_CAPABLE (RFC 8684, 3.1); a further subflow joins by a token (3.2), which
//! [`multipath`](crate::connection::tokens) leads to its connection.

use crate::connection::facts::Offered;
use crate::connection::facts::{Evidence, FindingKind, Join, Listen, Side};
use crate::connection::judges::congestion::Agreed;
use crate::connection::judges::scrutiny::Scrutiny;
use crate::connection::machine::record::Known;
use crate::connection::machine::{Machine, Now};
use crate::connection::tokens;
use crate::dissect::options::{TcpOption, walk};

impl<L: Listen> Machine<'_, L> {
    /// What SYN and SYN,ACK agree on.
    pub(crate) fn negotiation(&mut self, now: &Now<'_>, scrutiny: &mut Scrutiny) {
        let flags = now.seg.flags;
        if !flags.syn() {
            if flags.ack() && now.side == Side::Client && self.conn.ack.is_none() {
                self.third_segment(now, scrutiny);
            }
            return;
        }
        let (me, peer) = (now.side, now.side.peer());
        let offered = Offered::of(now.seg);
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
        let unled = || tokens::joined(now.seg).map(|token| Join { token, key: None });
        let led = self.conn.join().filter(|_| now.side == Side::Client);
        if let Some(Join { token, key }) = led.or_else(unled) {
            let kind = FindingKind::MptcpJoin { token, key };
            let evidence = if key.is_some() { Evidence::Inferred } else { Evidence::Observed };
            self.finding(now.frame, kind, evidence);
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
            let capable = Offered::of(now.seg).has(Offered::MP_CAPABLE);
            if capable || !cut(now) {
                self.note(now, if capable { FindingKind::MptcpAgreed } else { FindingKind::MptcpFallback });
            }
        }
    }

    /// The SYN finds the peer's socket of an earlier connection, or its own, still waiting in TIME-WAIT.
    pub(crate) fn time_wait(&mut self, now: &Now<'_>) {
        let Some(waiting) = self.conn.waited() else { return };
        let kind = FindingKind::TimeWaitReused {
            socket: waiting.side,
            seq: now.seq(),
            expected: waiting.rcv_nxt,
            above: waiting.rcv_nxt.is_some_and(|next| now.seq().at_or_after(next)),
        };
        self.finding(now.frame, kind, Evidence::Inferred);
    }
}

/// Did the snap length cut its options?
fn cut(now: &Now<'_>) -> bool {
    now.seg.captured_header < now.seg.header_len
}
