//! Congestion as ECN tells it: a router marks a packet, its receiver reports the mark, its sender answers (RFC 3168,
//! 6.1.2, 6.1.3).
//!
//! The mark (CE) stands in the IP header, the report (ECE) and the answer (CWR) in TCP's. A receiver repeats its report
//! in every ACK until the answer comes; it is told once.
//!
//! Limits: with Accurate ECN (RFC 9768) the same bits count marks, so only the marks themselves are told. A mark that
//! is set behind the point of capture shows in the report alone.

use crate::capture::FrameNo;
use crate::connection::facts::{Evidence, FindingKind, Pair};
use crate::connection::judges::seen::{Findings, Seen};
use crate::dissect::Flags;

/// The ECN code point of a marked packet (RFC 3168, 5).
const CE: u8 = 3;

/// What the opening agreed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreed {
    /// ECE reports, CWR answers.
    Plain,
    /// AE, CWR and ECE are a counter.
    Accurate,
    /// Nothing.
    Nothing,
}

/// What is remembered of ECN.
#[derive(Debug, Default)]
pub(super) struct Congestion {
    /// `None` if the opening was not captured.
    pub(super) agreed: Option<Agreed>,
    ways: Pair<Way>,
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

impl Congestion {
    /// Look for marks, reports and answers.
    pub(super) fn look(&mut self, seen: &Seen<'_>, found: &mut Findings) {
        let now = seen.now;
        let flags = now.seg.flags;
        if flags.syn() || flags.rst() {
            // In a SYN the bits are an offer (RFC 3168, 6.1.1).
            return;
        }
        let (me, peer) = (now.side, now.side.peer());
        let code = now.seg.tos & CE;
        let ways = &mut self.ways;
        ways[me].capable |= code != 0;
        if code == CE {
            ways[me].marked = Some(now.frame);
            found.add(FindingKind::CongestionMarked, Evidence::Inferred);
        }
        if flags.0 & Flags::AE != 0 {
            self.agreed.get_or_insert(Agreed::Accurate);
        }
        let ways = &mut self.ways;
        let plain = match self.agreed {
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
            found.add(kind, Evidence::Inferred);
        }
        let ways = &mut self.ways;
        if flags.cwr() {
            let reported = ways[me].reported.take();
            ways[me].marked = None;
            let kind = FindingKind::CongestionAnswered { reported };
            found.add(kind, Evidence::Inferred);
        }
    }
}
