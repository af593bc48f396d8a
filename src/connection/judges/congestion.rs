//! Congestion as ECN tells it: a router marks a packet, its receiver reports the mark, its sender answers (RFC 3168, 6.1.2, 6.1.3).
//!
//! The mark (CE) stands in the IP header, the report (ECE) and the answer (CWR) in TCP's. A receiver repeats its report in every ACK
//! until the answer comes; it is told once.
//!
//! Limits: with Accurate ECN (RFC 9768) the same bits count marks, so only the marks themselves are told. A mark that is set behind
//! the point of capture shows in the report alone.

use crate::capture::FrameNo;
use crate::connection::facts::{Evidence, FindingKind, Listen};
use crate::connection::judges::scrutiny::Scrutiny;
use crate::connection::machine::{Machine, Now};
use crate::dissect::Flags;

/// The ECN code point of a marked packet (RFC 3168, 5).
const CE: u8 = 3;

/// What the opening agreed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agreed {
    /// ECE reports, CWR answers.
    Plain,
    /// AE, CWR and ECE are a counter.
    Accurate,
    /// Nothing.
    Nothing,
}

/// What is remembered of ECN.
#[derive(Debug, Default)]
pub(crate) struct Congestion {
    /// `None` if the opening was not captured.
    pub(crate) agreed: Option<Agreed>,
    ways: [Way; 2],
}

/// Of one side.
#[derive(Debug, Default)]
struct Way {
    /// Its packets may be marked instead of dropped.
    capable: bool,
    /// Its last packet that was marked, until it answers.
    marked: Option<FrameNo>,
    /// The report of the other side that it has not answered yet.
    reported: Option<FrameNo>,
    /// Its last segment reported a mark.
    reports: bool,
}

impl<L: Listen> Machine<'_, L> {
    /// Look for marks, reports and answers.
    pub(crate) fn congestion(&mut self, now: &Now<'_>, scrutiny: &mut Scrutiny) {
        let flags = now.seg.flags;
        if flags.syn() || flags.rst() {
            // In a SYN the bits are an offer (RFC 3168, 6.1.1).
            return;
        }
        let (me, peer) = (now.side as usize, now.side.peer() as usize);
        let code = now.seg.tos & CE;
        let ways = &mut scrutiny.congestion.ways;
        ways[me].capable |= code != 0;
        if code == CE {
            ways[me].marked = Some(now.frame);
            self.finding(now.frame, FindingKind::CongestionMarked, Evidence::Inferred);
        }
        if flags.0 & Flags::AE != 0 {
            scrutiny.congestion.agreed.get_or_insert(Agreed::Accurate);
        }
        let ways = &mut scrutiny.congestion.ways;
        let plain = match scrutiny.congestion.agreed {
            Some(agreed) => agreed == Agreed::Plain,
            None => ways.iter().any(|way| way.capable),
        };
        if !plain {
            return;
        }
        let begins = flags.ece() && !ways[me].reports;
        ways[me].reports = flags.ece();
        if begins {
            ways[peer].reported = Some(now.frame);
            let kind = FindingKind::CongestionEchoed { marked: ways[peer].marked };
            self.finding(now.frame, kind, Evidence::Inferred);
        }
        let ways = &mut scrutiny.congestion.ways;
        if flags.cwr() {
            let reported = ways[me].reported.take();
            ways[me].marked = None;
            let kind = FindingKind::CongestionAnswered { reported };
            self.finding(now.frame, kind, Evidence::Inferred);
        }
    }
}
