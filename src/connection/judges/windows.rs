//! The window that a side announces: closed, opened, shrunk.

use crate::connection::facts::{Evidence, FindingKind};
use crate::connection::judges::flows::Flows;
use crate::connection::judges::seen::{Findings, Seen};

impl Flows {
    /// The announced window: closed, opened, shrunk.
    pub(super) fn window(&mut self, seen: &Seen<'_>, found: &mut Findings) {
        let now = seen.now;
        let Some(shift) = seen.conn.shift_of(now.side) else { return };
        let window = u32::from(now.seg.window) << shift;
        let flow = &mut self.sides[now.side];
        let edge = now.ack() + window;
        let shrunk = flow.right_edge.filter(|old| edge.before(*old)).map(|old| old.since(edge));
        let advances = flow.last_ack.is_none_or(|(last, _)| now.ack().at_or_after(last));
        if advances && flow.right_edge.is_none_or(|old| edge.after(old)) {
            flow.right_edge = Some(edge);
        }
        let closed_in = flow.closed_in;
        if window == 0 {
            flow.closed_in = Some(closed_in.unwrap_or(now.frame));
            if closed_in.is_none() {
                found.add(FindingKind::ZeroWindow, Evidence::Observed);
            }
        } else if let Some(closed_in) = closed_in {
            flow.closed_in = None;
            let kind = FindingKind::WindowOpens { window, closed_in };
            found.add(kind, Evidence::Observed);
        }
        // A shift makes the edge move by its own rounding (RFC 7323, 2.4).
        if let Some(by) = shrunk
            && advances
            && by >= 1 << shift
            && !now.seg.flags.fin()
        {
            found.add(FindingKind::WindowShrunk { by }, Evidence::Observed);
        }
    }
}
