//! What a side says of the other's data: ACK numbers repeated or ahead of what was seen, SACK blocks, answers to
//! keep-alives and RSTs.

use crate::connection::facts::{Evidence, FindingKind, Seq, State};
use crate::connection::judges::flows::{BOUND, Flows};
use crate::connection::judges::seen::{Findings, Seen};
use crate::connection::machine::now::Now;
use crate::connection::machine::record::Known;
use crate::connection::sack;
use crate::dissect::options::{TcpOption, walk};

impl Flows {
    /// The ACK number: repeated, ahead of what was seen, with SACK blocks.
    pub(super) fn acknowledgement(&mut self, seen: &Seen<'_>, found: &mut Findings) {
        let now = seen.now;
        if !now.seg.flags.ack() {
            return;
        }
        let (me, peer) = (now.side, now.side.peer());
        let (ack, other) = (now.ack(), *seen.conn.socket(peer));
        if other.state == Some(State::SynSent) {
            return;
        }
        if other.has(Known::NXT) && other.has(Known::UNA) && ack.after(other.nxt) {
            let kind = FindingKind::NotCaptured { from: other.nxt, to: ack, seen: other.segments > 0 };
            found.add(kind, Evidence::Confirmed);
            self.sides[peer].ahead = Some((other.nxt, ack, now.frame, now.clock()));
        }
        let had_already = self.sack(seen, found);
        let sender = &mut self.sides[peer];
        if other.has(Known::UNA) && ack.after(other.una) {
            sender.acked = Some((now.frame, now.clock()));
            sender.timed_out = sender.timed_out.filter(|(_, point)| point.after(ack));
        }
        let flow = &mut self.sides[me];
        let challenged = flow.challenged_by.take();
        if let Some(rst) = challenged
            && now.end() == now.seq()
            && flow.last_ack.is_none_or(|(last, _)| last == ack)
        {
            flow.last_ack = Some((ack, now.seg.window));
            let kind = FindingKind::ChallengeAnswersRst { rst };
            found.add(kind, Evidence::Inferred);
            return;
        }
        let same = flow.last_ack == Some((ack, now.seg.window));
        let missing = other.has(Known::NXT) && other.nxt.after(ack);
        if flow.last_ack.is_none_or(|(last, _)| ack.after(last)) {
            flow.duplicates = 0;
            self.sides[peer].unanswered = 0;
        } else if same && now.end() == now.seq() {
            // A closed window's probe is answered so, an ACK may be there for Multipath TCP alone, and D-SACK says
            // itself what came.
            if missing && now.seg.window != 0 && !had_already && !for_multipath(now) {
                self.acknowledges_again(seen, found);
            }
            let sender = &mut self.sides[peer];
            sender.unanswered = sender.unanswered.saturating_sub(1);
        }
        self.sides[me].last_ack = Some((ack, now.seg.window));
        let answered = self.sides[peer].keep_alive;
        if let Some(keep_alive) = answered
            && now.end() == now.seq()
            && ack == other.nxt
        {
            self.sides[peer].keep_alive = None;
            let kind = FindingKind::KeepAliveAnswered { keep_alive };
            found.add(kind, Evidence::Inferred);
        }
        // A round-trip sample of the peer's data, by Karn's rule only from what was sent once (RFC 6298, 3).
        let time = now.clock();
        let sender = &mut self.sides[peer];
        let sample =
            sender.runs.iter().find(|r| r.end == ack && r.times == 1).and_then(|r| time.since(r.last));
        if let Some(sample) = sample {
            sender.srtt = Some(sender.srtt.map_or(sample, |srtt| srtt - srtt / 8 + sample / 8));
        }
        while sender.runs.front().is_some_and(|r| r.end.before(ack)) && sender.runs.len() > BOUND / 2 {
            sender.runs.pop_front();
        }
        sender.gaps.retain(|g| g.to.after(ack));
        sender.too_large_until = sender.too_large_until.filter(|until| until.after(ack));
    }

    /// The same ACK number once more, while something is not acknowledged: because something else came than the next
    /// byte?
    fn acknowledges_again(&mut self, seen: &Seen<'_>, found: &mut Findings) {
        let now = seen.now;
        let (ack, other) = (now.ack(), *seen.conn.socket(now.side.peer()));
        let sender = &self.sides[now.side.peer()];
        let later =
            sender.runs.iter().any(|run| run.seq.after(ack)) || other.has(Known::FIN) && other.fin.after(ack);
        let answers = sender.unanswered > 0;
        let flow = &mut self.sides[now.side];
        flow.duplicates += 1;
        let kind = if later || answers {
            FindingKind::DuplicateAck { times: flow.duplicates, missing: ack }
        } else {
            FindingKind::AckRepeated { by: now.side }
        };
        found.add(kind, Evidence::Inferred);
    }

    /// SACK blocks: what arrived beyond a hole, or a second time. Was there such a duplicate?
    fn sack(&mut self, seen: &Seen<'_>, found: &mut Findings) -> bool {
        let now = seen.now;
        let mut duplicate = false;
        for placed in walk(now.seg.options) {
            let TcpOption::Sack(edges) = placed.option else { continue };
            if let Some((from, to)) = sack::duplicate(edges, now.ack()) {
                duplicate = true;
                self.came_twice(seen, found, from, to);
            }
            let flow = &mut self.sides[now.side];
            for (_, right) in sack::blocks(edges) {
                if flow.sacked.is_none_or(|edge| right.after(edge)) {
                    flow.sacked = Some(right);
                }
            }
        }
        duplicate
    }

    /// Its peer reports that these numbers came a second time: which packet brought them?
    fn came_twice(&mut self, seen: &Seen<'_>, found: &mut Findings, from: Seq, to: Seq) {
        let now = seen.now;
        let peer = now.side.peer();
        let other = seen.conn.socket(peer);
        let the_syn = other.has(Known::ISS) && from == other.iss && to == other.iss + 1;
        let syn = seen.ledger.syn_twice(peer).filter(|_| the_syn);
        let sender = &mut self.sides[peer];
        let exact = sender.runs.iter_mut().find(|run| run.seq == from && run.end == to);
        let doubled = exact.and_then(|run| run.doubled.take());
        let around = sender.runs.iter().find(|run| from.at_or_after(run.seq) && run.end.at_or_after(to));
        // Of more than two it is not known which came.
        let again = around.filter(|run| run.times == 2 && doubled.is_none()).and_then(|run| run.again);
        let kind = FindingKind::DuplicateSack { from, to, second: syn.or(again), syn: syn.is_some() };
        let evidence = if again.is_some() { Evidence::Inferred } else { Evidence::Observed };
        found.add(kind, evidence);
        if let Some(frame) = doubled {
            let kind = FindingKind::DoubledByNetwork { frame };
            found.add(kind, Evidence::Confirmed);
        }
    }
}

/// Does it carry a Multipath TCP option for which it may have been sent alone: any but DSS (RFC 8684, 3.4.1)?
fn for_multipath(now: &Now<'_>) -> bool {
    const DSS: u8 = 2;
    walk(now.seg.options).any(|placed| match placed.option {
        TcpOption::Mptcp(data) => data.first().is_some_and(|first| first >> 4 != DSS),
        _ => false,
    })
}
