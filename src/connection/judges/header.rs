//! What stands in any segment's header: control bits that mean nothing together, a checksum that is wrong, what was cut
//! off.

use crate::connection::facts::{Evidence, FindingKind, SegmentKind};
use crate::connection::judges::seen::{Findings, Seen};
use crate::dissect::Checksum;
use crate::dissect::options::{TcpOption, walk};

/// Findings that any segment may have.
pub(super) fn look(seen: &Seen<'_>, found: &mut Findings) {
    let seg = seen.now.seg;
    let odd = seen.kind == SegmentKind::Odd || seg.flags.rst() && seg.flags.fin();
    if odd && seg.captured_header >= 14 {
        let flags = seg.flags.0;
        found.add(FindingKind::OddFlags { flags }, Evidence::Observed);
    }
    if seg.captured_header < seg.header_len.max(20) {
        found.add(
            FindingKind::HeaderCut {
                captured: u32::from(seg.captured_header),
                header: u32::from(seg.header_len.max(20)),
            },
            Evidence::Observed,
        );
    }
    match seen.checksum {
        Checksum::Bad { stored, calculated } => {
            let acknowledged = seen.conn.sums_unused(seen.now.side);
            let kind = FindingKind::ChecksumBad { stored, calculated, acknowledged };
            found.add(kind, Evidence::Observed);
        }
        Checksum::Unfinished { stored, .. } => {
            found.add(FindingKind::ChecksumUnfinished { stored }, Evidence::Inferred);
        }
        Checksum::Good | Checksum::Unverifiable | Checksum::Absent => {}
    }
    for placed in walk(seg.options) {
        if let TcpOption::WindowScale(shift) = placed.option
            && shift > 14
        {
            found.add(FindingKind::ShiftTooLarge { shift }, Evidence::Observed);
        }
    }
}

/// Urgent data.
pub(super) fn urgent(seen: &Seen<'_>, found: &mut Findings) {
    let (now, urg) = (seen.now, seen.now.seg.flags.urg());
    // A pointer of 0 points to no data at all.
    if urg && now.seg.urgent != 0 {
        found.note(FindingKind::Urgent { end: now.seq() + u32::from(now.seg.urgent) });
    } else if !urg && now.seg.urgent != 0 {
        found.note(FindingKind::UrgentPointerUnused { pointer: now.seg.urgent });
    }
}
