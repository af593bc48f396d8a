//! What the judges remember of each side: what it has sent, what it has said of the other's data, and its window.
//!
//! Limits: the segments and gaps that are remembered are bounded ([`BOUND`]); a repeat of something older than that is
//! told without its first frame.

use crate::capture::FrameNo;
use crate::connection::facts::{Pair, Seq};
use crate::connection::judges::seen::{Findings, Seen};
use crate::connection::machine::now::{Now, SAME_PACKET};
use crate::connection::machine::record::ShortTime;
use std::collections::VecDeque;

/// The most segments remembered, and the most gaps, a side.
pub(super) const BOUND: usize = 1024;

/// A run of bytes that was sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub(super) seq: Seq,
    pub(super) end: Seq,
    pub(super) frame: FrameNo,
    pub(super) last: ShortTime,
    pub(super) times: u32,
    /// Where it was sent again last.
    pub(super) again: Option<FrameNo>,
    /// Identification and checksum of its last packet.
    pub(super) ip_id: u16,
    pub(super) sum: Option<u16>,
    /// The same packet came a second time.
    pub(super) doubled: Option<FrameNo>,
    /// All that came so far is a copy whose checksum is wrong, in this frame.
    pub(super) damaged: Option<FrameNo>,
}

impl Run {
    /// Is this the very packet that carried it last?
    pub(super) fn same_packet(&self, now: &Now<'_>) -> bool {
        let soon = now.clock().since(self.last).is_none_or(|after| after < i64::from(SAME_PACKET));
        soon && self.sum.is_some() && self.sum == now.sum() && self.ip_id == now.seg.ip_id && self.ip_id != 0
    }
}

/// Bytes that were jumped over.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gap {
    pub(super) from: Seq,
    pub(super) to: Seq,
    pub(super) frame: FrameNo,
    pub(super) time: ShortTime,
    pub(super) ip_id: u16,
}

/// Of one side.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) runs: VecDeque<Run>,
    pub(super) gaps: Vec<Gap>,
    /// How much it has sent again, or out of turn, that its peer may still answer with the same ACK number.
    pub(super) unanswered: u32,
    /// Bytes of it that were acknowledged before they were seen, in which frame and when.
    pub(super) ahead: Option<(Seq, Seq, FrameNo, ShortTime)>,
    /// Smoothed round-trip time of its data, in nanoseconds (RFC 6298, 2).
    pub(super) srtt: Option<i64>,
    /// What it sent last because its timer ran out, and SND.NXT at that time.
    pub(super) timed_out: Option<(FrameNo, Seq)>,
    /// The last ACK of something new that it got.
    pub(super) acked: Option<(FrameNo, ShortTime)>,
    /// A router told it of a smaller MTU; taken away by its first segment that fits.
    pub(super) path_mtu: Option<(u32, FrameNo)>,
    /// What it sends again below this number was too large for the path.
    pub(super) too_large_until: Option<Seq>,
    /// Its last keep-alive, until it is answered.
    pub(super) keep_alive: Option<FrameNo>,
    /// Keep-alives since its peer was last heard of.
    pub(super) keep_alives: u32,
    /// Of its own ACKs: how often the last number was repeated.
    pub(super) duplicates: u32,
    pub(super) last_ack: Option<(Seq, u16)>,
    /// Highest right edge of a SACK block that it sent.
    pub(super) sacked: Option<Seq>,
    /// A RST that it must challenge came in this frame, and it has sent nothing since.
    pub(super) challenged_by: Option<FrameNo>,
    /// The frame in which it closed its window.
    pub(super) closed_in: Option<FrameNo>,
    /// Highest right edge of the window that it announced.
    pub(super) right_edge: Option<Seq>,
}

impl Flow {
    /// When its data up to `end` passed, if they did so once.
    pub(super) fn passed_once(&self, end: Seq) -> Option<ShortTime> {
        let run = self.runs.iter().rev().find(|run| run.end == end)?;
        (run.times == 1 && run.doubled.is_none()).then_some(run.last)
    }
}

/// Both sides.
#[derive(Debug, Default)]
pub(super) struct Flows {
    pub(super) sides: Pair<Flow>,
    /// Runs and gaps dropped for lack of room.
    pub(super) dropped: u64,
}

impl Flows {
    /// Look at a segment.
    pub(super) fn look(&mut self, seen: &Seen<'_>, found: &mut Findings) {
        let now = seen.now;
        self.sides[now.side.peer()].keep_alives = 0;
        if !now.seg.flags.syn() && !now.seg.flags.rst() {
            self.window(seen, found);
            self.acknowledgement(seen, found);
            self.sending(seen, found);
        }
    }

    /// The last packet of this side was here a second time; its receiver may tell whether it came there twice.
    pub(super) fn doubled(&mut self, now: &Now<'_>) {
        let runs = &mut self.sides[now.side].runs;
        if let Some(run) = runs.iter_mut().rev().find(|run| run.seq == now.seq() && run.end == now.end()) {
            run.doubled = Some(now.frame);
        }
    }
}
