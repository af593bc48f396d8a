//! What a side sends: new bytes, a gap, a repeat, a keep-alive, a probe, what fills the window.

use crate::capture::FrameNo;
use crate::connection::facts::{Cause, Evidence, FindingKind, Follows, State};
use crate::connection::judges::flows::{BOUND, Flows, Gap, Run};
use crate::connection::judges::seen::{Findings, Seen};
use crate::connection::machine::now::{REORDERING, SAME_PACKET};
use crate::connection::machine::record::{Known, Socket};

/// So many identifications lie between a segment and what overtook it, at the most.
const NEAR: u16 = 64;

impl Flows {
    /// New bytes, a gap, a repeat, a keep-alive, a probe.
    pub(super) fn sending(&mut self, seen: &Seen<'_>, found: &mut Findings) {
        let now = seen.now;
        let me = now.side;
        let socket = *seen.conn.socket(me);
        let (seq, end, data) = (now.seq(), now.end(), now.seg.data);
        let synchronised = socket.state.is_some_and(State::synchronised);
        if !socket.has(Known::NXT) || now.seg.flags.fin() && data == 0 {
            return;
        }
        let closed = socket.has(Known::WND) && socket.wnd == 0;
        if closed && synchronised && data <= 1 && (seq + 1 == socket.nxt || data == 1) {
            let kind = FindingKind::ZeroWindowProbe { wnd: socket.wnd };
            found.add(kind, Evidence::Inferred);
        } else if synchronised && data <= 1 && seq + 1 == socket.nxt && !now.seg.flags.fin() && idle(&socket)
        {
            let flow = &mut self.sides[me];
            flow.keep_alive = Some(now.frame);
            flow.keep_alives += 1;
            let times = flow.keep_alives;
            let kind = FindingKind::KeepAlive { next: socket.nxt };
            found.add(kind, Evidence::Inferred);
            if times > 1 {
                let kind = FindingKind::KeepAliveUnanswered { times: times - 1 };
                found.add(kind, Evidence::Observed);
            }
            return;
        }
        if data == 0 {
            return;
        }
        self.fits_path(seen, found);
        let time = now.clock();
        if seq.after(socket.nxt) {
            let kind = FindingKind::Gap { from: socket.nxt, to: seq };
            found.add(kind, Evidence::Observed);
            let edge = self.sides[me.peer()].right_edge;
            if let Some(edge) = edge.filter(|edge| seq.at_or_after(*edge)) {
                let kind = FindingKind::BeyondWindow { seq, edge };
                found.add(kind, Evidence::Inferred);
            }
            let gaps = &mut self.sides[me].gaps;
            if gaps.len() == BOUND {
                self.dropped += 1;
            } else {
                gaps.push(Gap { from: socket.nxt, to: seq, frame: now.frame, time, ip_id: now.seg.ip_id });
            }
        } else if seq.before(socket.nxt) {
            self.sides[me].unanswered += 1;
            self.behind(seen, found);
        }
        let window_end = socket.una + socket.wnd;
        if socket.has(Known::WND) && socket.wnd > 0 && end == window_end {
            let kind = FindingKind::WindowFull { wnd: socket.wnd };
            found.add(kind, Evidence::Inferred);
        }
        let damaged = seen.damaged().then_some(now.frame);
        let flow = &mut self.sides[me];
        let (ip_id, sum) = (now.seg.ip_id, now.sum());
        if let Some(run) = flow.runs.iter_mut().find(|run| run.seq == seq && run.end == end) {
            if !run.same_packet(now) {
                run.times += 1;
                run.again = Some(now.frame);
            }
            run.last = time;
            run.damaged = run.damaged.filter(|_| damaged.is_some());
            (run.ip_id, run.sum) = (ip_id, sum);
        } else {
            if flow.runs.len() == BOUND {
                self.dropped += 1;
                flow.runs.pop_front();
            }
            flow.runs.push_back(Run {
                seq,
                end,
                frame: now.frame,
                last: time,
                times: 1,
                again: None,
                ip_id,
                sum,
                doubled: None,
                damaged,
            });
        }
    }

    /// A segment that begins before SND.NXT.
    fn behind(&mut self, seen: &Seen<'_>, found: &mut Findings) {
        let now = seen.now;
        let me = now.side;
        let (seq, end) = (now.seq(), now.end());
        let time = now.clock();
        let srtt = self.sides[me].srtt.or(seen.conn.handshake_rtt());
        let (damaged, own) = (seen.damaged(), *seen.conn.socket(me));
        let flow = &mut self.sides[me];
        if let Some(place) = flow.gaps.iter().position(|g| seq.at_or_after(g.from) && g.to.after(seq)) {
            let gap = flow.gaps[place];
            flow.gaps.remove(place);
            if gap.from.before(seq) {
                flow.gaps.push(Gap { to: seq, ..gap });
            }
            if end.before(gap.to) {
                flow.gaps.push(Gap { from: end, ..gap });
            }
            let late = time.since(gap.time);
            // A sender that counts its identifications up; one that picks them at random hits so near below once in a
            // thousand.
            let before = gap.ip_id.wrapping_sub(now.seg.ip_id);
            let older_id = now.seg.ip_id != 0 && gap.ip_id != 0 && (1..=NEAR).contains(&before);
            let within = |bound: i64| late.is_some_and(|late| late < bound);
            let quick = within(srtt.map_or(REORDERING, |rtt| rtt / 2));
            let kind = if (older_id && within(i64::from(SAME_PACKET))) || (now.seg.ip_id == 0 && quick) {
                FindingKind::Reordered { gap_since: gap.frame, late, older_id }
            } else {
                self.repeated(seen, None, Some(gap.frame))
            };
            found.add(kind, Evidence::Inferred);
            return;
        }
        if let Some((from, to, acknowledged_in, then)) = flow.ahead
            && seq.at_or_after(from)
            && to.at_or_after(end)
            && time.since(then).is_some_and(|late| late < REORDERING)
        {
            let kind = FindingKind::FiledLate { acknowledged_in };
            found.add(kind, Evidence::Inferred);
            return;
        }
        // What of it is not acknowledged yet is what it is sent for.
        let una = own.has(Known::UNA).then_some(own.una).filter(|una| una.after(seq) && end.after(*una));
        let from = una.unwrap_or(seq);
        let run = flow.runs.iter().rev().find(|r| from.at_or_after(r.seq) && r.end.after(from)).copied();
        if let Some(run) = flow.runs.iter_mut().find(|r| r.seq == seq && r.end == end && r.same_packet(now)) {
            if damaged != run.damaged.is_some() {
                // One of the two copies was damaged on the way; that it is dropped is told of it.
                if let Some(damaged) = run.damaged {
                    let kind = FindingKind::UnharmedCopy { damaged };
                    found.add(kind, Evidence::Inferred);
                }
                return;
            }
            run.doubled = Some(now.frame);
            let (first, after) = (run.frame, time.since(run.last).unwrap_or(0));
            let kind = FindingKind::CapturedTwice { first, after, behind: None };
            found.add(kind, Evidence::Inferred);
            return;
        }
        let kind = self.repeated(seen, run, None);
        found.add(kind, Evidence::Observed);
    }

    /// Data sent again: why, and after what. A timer that runs out is remembered.
    fn repeated(&mut self, seen: &Seen<'_>, run: Option<Run>, gap_since: Option<FrameNo>) -> FindingKind {
        let now = seen.now;
        let cause = self.cause(seen, run);
        let flow = &mut self.sides[now.side];
        let after = match cause {
            Cause::AfterTimeout => {
                flow.timed_out.zip(flow.acked).map(|((timer, _), (ack, _))| Follows { timer, ack })
            }
            Cause::Timeout | Cause::TimeoutOrProbe => {
                flow.timed_out = Some((now.frame, seen.conn.socket(now.side).nxt));
                None
            }
            _ => None,
        };
        FindingKind::DataRepeated {
            seq: now.seq(),
            data: now.seg.data,
            first: run.map(|r| r.frame),
            gap_since,
            cause,
            after,
        }
    }

    /// Does it follow what a router said of the path's MTU?
    fn fits_path(&mut self, seen: &Seen<'_>, found: &mut Findings) {
        let now = seen.now;
        let flow = &mut self.sides[now.side];
        let packet = now.seg.tcp_len.saturating_add(now.seg.at.saturating_sub(now.seg.ip_at));
        if let Some((mtu, icmp)) = flow.path_mtu.filter(|(mtu, _)| packet <= *mtu) {
            flow.path_mtu = None;
            flow.too_large_until = Some(seen.conn.socket(now.side).nxt);
            let kind = FindingKind::PathMtuTaken { icmp, mtu, packet };
            found.add(kind, Evidence::Inferred);
        }
    }
}

/// Has everything that was sent been acknowledged?
fn idle(socket: &Socket) -> bool {
    socket.has(Known::UNA) && socket.una == socket.nxt
}
