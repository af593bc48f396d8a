//! What a judge sees, and what it says: the first cannot be changed by its type, the second is the machine's to tell.

use crate::connection::facts::{Evidence, FindingKind, SegmentKind};
use crate::connection::machine::ledger::Ledger;
use crate::connection::machine::now::Now;
use crate::connection::machine::record::Conn;
use crate::connection::timing::Stopwatch;
use crate::dissect::Checksum;

/// What a judge sees: the segment, and everything as it stands before that is taken in.
#[derive(Clone, Copy)]
pub(crate) struct Seen<'a> {
    pub(crate) now: &'a Now<'a>,
    pub(crate) kind: SegmentKind,
    pub(crate) checksum: Checksum,
    pub(crate) conn: &'a Conn,
    pub(crate) ledger: &'a Ledger,
    pub(crate) stopwatch: &'a Stopwatch,
}

impl Seen<'_> {
    /// Is its checksum wrong, where checksums are in use?
    pub(super) fn damaged(&self) -> bool {
        !self.conn.sums_unused(self.now.side) && matches!(self.checksum, Checksum::Bad { .. })
    }
}

/// What a judge found about the segment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) kind: FindingKind,
    pub(crate) evidence: Evidence,
}

/// What was found, in order.
#[derive(Debug, Default)]
pub(super) struct Findings(pub(super) Vec<Found>);

impl Findings {
    pub(super) fn add(&mut self, kind: FindingKind, evidence: Evidence) {
        self.0.push(Found { kind, evidence });
    }

    /// What stands in the segment and is no cause for alarm.
    pub(super) fn note(&mut self, kind: FindingKind) {
        self.add(kind, Evidence::Observed);
    }
}
