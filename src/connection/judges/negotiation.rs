//! What SYN and SYN,ACK agree on beside numbers: TCP Fast Open, ECN and Accurate ECN, Multipath TCP, and SYNs that are
//! sent again with less in them.
//!
//! In a SYN, ECE and CWR mean *I can*, not congestion (RFC 3168, 6.1.1). Accurate ECN (RFC 9768) asks with AE, CWR and
//! ECE together, and its SYN,ACK says by the same three bits which ECN code point the SYN arrived with; so does the
//! bare ACK behind it of the SYN,ACK. From then on they are a counter, which begins at 5. The codes were checked
//! against the last draft of that RFC (draft-ietf-tcpm-accurate-ecn-34, table 2 and the rules below it) and Linux's
//! `include/net/tcp_ecn.h`. They differ in one: AE and ECE without CWR in a SYN,ACK are reserved; the draft's client
//! takes them for an agreement, Linux falls back to plain ECN. Multipath TCP is in use only if SYN, SYN,ACK and the
//! third segment carry MP_CAPABLE (RFC 8684, 3.1); a further subflow joins by a token (3.2), which
//! [`multipath`](crate::connection::tokens) leads to its connection.

use crate::connection::facts::{Evidence, FindingKind, Join, Offered, Pair, Side};
use crate::connection::judges::congestion::Agreed;
use crate::connection::judges::seen::{Findings, Seen};
use crate::connection::machine::now::Now;
use crate::connection::machine::record::Known;
use crate::connection::tokens;
use crate::dissect::options::{TcpOption, walk};

/// What is remembered of the two openings.
#[derive(Debug, Default)]
pub(super) struct Negotiation {
    sides: Pair<Opening>,
}

/// Of one side.
#[derive(Debug, Default)]
struct Opening {
    /// What its SYNs and SYN,ACKs offered.
    offered: Offered,
    /// Its SYN carried a Fast Open cookie.
    cookie: bool,
}

impl Negotiation {
    /// Does the call that opened the connection wait for the answer? Not if data or a Fast Open cookie came with the
    /// SYN; a joining path is opened by no call.
    pub(super) fn waits_for_open(&self) -> bool {
        let client = &self.sides[Side::Client];
        !client.cookie && !client.offered.has(Offered::DATA) && !client.offered.has(Offered::MP_JOIN)
    }

    /// What SYN and SYN,ACK agree on; of ECN for whoever follows that.
    pub(super) fn look(&mut self, seen: &Seen<'_>, found: &mut Findings) -> Option<Agreed> {
        let now = seen.now;
        let flags = now.seg.flags;
        if !flags.syn() {
            if flags.ack() && now.side == Side::Client && seen.conn.ack.is_none() {
                self.third_segment(now, found);
            }
            return None;
        }
        let (me, peer) = (now.side, now.side.peer());
        let offered = Offered::of(now.seg);
        self.fast_open(seen, found);
        let mut agreed = None;
        if flags.ack() {
            let asked = self.sides[peer].offered;
            agreed = Some(ecn_answer(now, asked, found));
            multipath_answer(now, asked, offered, found);
        } else {
            asks(seen, self.sides[me].offered, offered, found);
        }
        self.sides[me].offered = offered;
        agreed
    }

    /// Data in a SYN need no Fast Open to be legal (RFC 9293, 3.10.7.3): whether the SYN carried the option tells the
    /// two apart.
    fn fast_open(&mut self, seen: &Seen<'_>, found: &mut Findings) {
        let now = seen.now;
        let answer = now.seg.flags.ack();
        let cookie = walk(now.seg.options).find_map(|placed| match placed.option {
            TcpOption::FastOpen { cookie, .. } => Some(cookie.len() as u8),
            _ => None,
        });
        match (answer, cookie) {
            (false, Some(0)) => found.note(FindingKind::FastOpenRequested),
            (true, Some(length)) if length > 0 => found.note(FindingKind::FastOpenCookie { length }),
            (false, Some(_)) => self.sides[now.side].cookie = true,
            _ => {}
        }
        let syn = *seen.conn.socket(now.side.peer());
        if !answer || !syn.has(Known::SYN_DATA) || !syn.has(Known::ISS) {
            return;
        }
        let data = syn.nxt.since(syn.iss + 1);
        let accepted = now.ack().since(syn.iss + 1);
        let asked = self.sides[now.side.peer()].offered.has(Offered::FAST_OPEN);
        let kind = match (accepted, asked) {
            (0, true) => FindingKind::FastOpenIgnored { data },
            (0, false) => FindingKind::SynDataIgnored { data },
            _ if accepted > data => return,
            _ if accepted < data => FindingKind::FastOpenPartly { accepted, data },
            (_, true) => FindingKind::FastOpenAccepted { data },
            (_, false) => FindingKind::SynDataAccepted { data },
        };
        found.note(kind);
    }

    /// The third segment decides on MPTCP (RFC 8684, 3.1).
    fn third_segment(&self, now: &Now<'_>, found: &mut Findings) {
        let Pair([client, server]) = &self.sides;
        let both = |what| client.offered.has(what) && server.offered.has(what);
        if both(Offered::MP_CAPABLE) {
            let capable = Offered::of(now.seg).has(Offered::MP_CAPABLE);
            if capable || !cut(now) {
                found.note(if capable { FindingKind::MptcpAgreed } else { FindingKind::MptcpFallback });
            }
        }
    }
}

/// A SYN: sent again with less in it, or to join a Multipath connection.
fn asks(seen: &Seen<'_>, before: Offered, offered: Offered, found: &mut Findings) {
    let now = seen.now;
    let socket = *seen.conn.socket(now.side);
    if socket.has(Known::ISS) && socket.iss == now.seq() && !before.is_empty() {
        let lacks = before.without(offered);
        if !lacks.is_empty() && !cut(now) && !socket.has(Known::SYN_CUT) {
            found.note(FindingKind::SynFallsBack { lacks });
        }
        return;
    }
    let unled = || tokens::joined(now.seg).map(|token| Join { token, key: None });
    let led = seen.conn.join().filter(|_| now.side == Side::Client);
    if let Some(Join { token, key }) = led.or_else(unled) {
        let kind = FindingKind::MptcpJoin { token, key };
        let evidence = if key.is_some() { Evidence::Inferred } else { Evidence::Observed };
        found.add(kind, evidence);
    }
}

/// Does the SYN,ACK take ECN up?
fn ecn_answer(now: &Now<'_>, asked: Offered, found: &mut Findings) -> Agreed {
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
        return Agreed::Nothing;
    };
    found.note(kind);
    match kind {
        FindingKind::EcnAgreed | FindingKind::AccurateEcnRefused => Agreed::Plain,
        FindingKind::AccurateEcnAgreed { .. } => Agreed::Accurate,
        _ => Agreed::Nothing,
    }
}

/// Does the SYN,ACK take Multipath TCP up?
fn multipath_answer(now: &Now<'_>, asked: Offered, answered: Offered, found: &mut Findings) {
    if cut(now) {
        // What the snap length cut off may have been the option.
        return;
    }
    if asked.has(Offered::MP_CAPABLE) && !answered.has(Offered::MP_CAPABLE) {
        found.note(FindingKind::MptcpFallback);
    }
    if asked.has(Offered::MP_JOIN) {
        let kind = if answered.has(Offered::MP_JOIN) {
            FindingKind::MptcpJoined
        } else {
            FindingKind::MptcpJoinRefused
        };
        found.note(kind);
    }
}

/// Did the snap length cut its options?
fn cut(now: &Now<'_>) -> bool {
    now.seg.captured_header < now.seg.header_len
}
