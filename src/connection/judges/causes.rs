//! Why data were sent again: an inference from what passed this point of the network.
//!
//! Causes follow RFC 6298 (timer), RFC 8985 (tail loss probe) and the presence of repeated ACK numbers or SACK blocks.
//!
//! Limits: congestion windows are not visible and not guessed.

use crate::connection::facts::Cause;
use crate::connection::judges::flows::{Flow, Flows, Run};
use crate::connection::judges::seen::Seen;
use crate::connection::machine::now::Now;
use crate::connection::machine::record::Known;

/// How long a receiver may hold back an ACK: RFC 9293, 3.8.6.3, allows under 0.5 s; RFC 8985, 7.2, adds it to the probe
/// timeout when one segment is in flight. Stacks use 40 to 200 ms; the larger.
const DELAYED_ACK: i64 = 200_000_000;

impl Flows {
    /// Why was this sent again?
    pub(super) fn cause(&self, seen: &Seen<'_>, run: Option<Run>) -> Cause {
        let now = seen.now;
        let (me, peer) = (now.side, now.side.peer());
        let socket = seen.conn.socket(me);
        let flow = &self.sides[me];
        let answers = &self.sides[peer];
        let end = now.end();
        if seen.conn.socket(me).has(Known::SYN_DATA) && now.seq() == socket.iss + 1 && run.is_none() {
            return Cause::FastOpenIgnored;
        }
        if socket.has(Known::UNA) && socket.una.at_or_after(end) {
            return Cause::Unneeded;
        }
        if socket.has(Known::WND) && socket.wnd == 0 {
            return Cause::Probe;
        }
        if flow.too_large_until.is_some_and(|until| until.at_or_after(end)) {
            return Cause::TooLarge;
        }
        let time = now.clock();
        let waited = run.and_then(|r| time.since(r.last));
        let sacked_above = answers.sacked.is_some_and(|edge| edge.after(end));
        let srtt = flow.srtt.or(seen.conn.handshake_rtt());
        let timer = srtt.map(|rtt| rtt + DELAYED_ACK);
        let slow = waited.zip(timer).is_some_and(|(waited, timer)| waited >= timer);
        if run.is_some_and(|run| follows_timeout(now, flow, run, timer)) {
            return Cause::AfterTimeout;
        }
        if (answers.duplicates >= 3 || sacked_above) && !(slow && run.is_some_and(|r| r.times > 1)) {
            return Cause::Fast;
        }
        let Some(waited) = waited else { return Cause::Unknown };
        let (last, first) = (end == socket.nxt, now.seq() == socket.una);
        let once = run.is_some_and(|r| r.times == 1);
        // No timer is shorter than a round trip from end to end; `srtt` is only the half of it behind this point.
        let whole = seen.stopwatch.round_trip();
        if whole.is_some_and(|whole| waited < whole) {
            return Cause::Unknown;
        }
        match srtt {
            Some(rtt) if last && !first && once && waited < rtt + DELAYED_ACK => Cause::TailLossProbe,
            // Both timers lie between 2 * SRTT and SRTT + what a delayed ACK may take, and more.
            Some(rtt) if last && first && once && waited < 3 * rtt + 2 * DELAYED_ACK => {
                if waited < DELAYED_ACK { Cause::TailLossProbe } else { Cause::TimeoutOrProbe }
            }
            Some(rtt) if waited >= rtt => Cause::Timeout,
            None if waited >= DELAYED_ACK => Cause::Timeout,
            _ => Cause::Unknown,
        }
    }
}

/// Did its timer run out for an earlier segment, and does an ACK that came since, moments ago, let it send this one
/// again?
fn follows_timeout(now: &Now<'_>, flow: &Flow, run: Run, timer: Option<i64>) -> bool {
    let Some(((timed_out, point), (ack, at))) = flow.timed_out.zip(flow.acked) else { return false };
    let soon = now.clock().since(at).is_some_and(|since| since < timer.unwrap_or(DELAYED_ACK));
    ack > timed_out && run.frame < timed_out && point.at_or_after(now.end()) && soon
}
