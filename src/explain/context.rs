//! What every part of an explanation looks at: the step's facts, the segment in its frame, and the two sides.

use super::{Packet, StepFacts};
use crate::capture::FrameNo;
use crate::connection::{
    Acknowledged, Act, FindingKind, Outcome, Sent, Seq, Side, SideSummary, Snapshot, State, StepKind, Summary,
};
use crate::dissect::{self, Cheap, Flags, IcmpQuote, Segment, Tree};
use crate::language::Sum;

/// A step with what surrounds it.
pub(super) struct Context<'a> {
    /// What the tracker told.
    pub facts: &'a StepFacts,
    /// The connection.
    pub about: &'a Summary,
    /// The TCP segment in the frame, if the frame is at hand.
    pub segment: Option<Segment<'a>>,
    /// The ICMP error in the frame, if the frame is at hand.
    pub icmp: Option<IcmpQuote<'a>>,
    /// The frame's bytes; empty without a frame.
    pub bytes: &'a [u8],
    /// The frame with the datagrams that it completed, if it is at hand.
    pub read: Option<&'a dissect::Packet<'a>>,
    /// The frame's fields.
    pub tree: Option<&'a Tree<'a>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(facts: &'a StepFacts, packet: Option<Packet<'a>>, about: &'a Summary) -> Self {
        let mut context =
            Self { facts, about, segment: None, icmp: None, bytes: &[], read: None, tree: None };
        // An act that no frame carries may be told with the frame that it is inferred from.
        let packet = packet.filter(|_| facts.step.frame().is_some());
        if let Some(packet) = packet {
            context.bytes = packet.read.frame.bytes;
            context.read = Some(packet.read);
            context.tree = Some(packet.tree);
        }
        match packet.map(|p| p.read.cheap) {
            Some(Cheap::Tcp(segment)) => context.segment = Some(segment),
            Some(Cheap::IcmpQuoting(quote)) => context.icmp = Some(quote),
            Some(Cheap::Other(_)) | None => {}
        }
        context
    }

    /// What no frame carries, if the step is such.
    pub(super) fn act(&self) -> Option<Act> {
        self.facts.step.act()
    }

    pub(super) fn kind(&self) -> StepKind {
        self.facts.step.kind()
    }

    /// Who acts; an ICMP error is about the client's segment as a rule.
    pub(super) fn sender(&self) -> Side {
        self.facts.step.sender().unwrap_or(Side::Client)
    }

    pub(super) fn receiver(&self) -> Side {
        self.sender().peer()
    }

    pub(super) fn sent(&self) -> Option<&'a Sent> {
        self.facts.step.sent()
    }

    pub(super) fn flags(&self) -> Flags {
        Flags(self.sent().map_or(0, |s| s.flags))
    }

    pub(super) fn side(&self, side: Side) -> &'a SideSummary {
        match side {
            Side::Client => &self.about.client,
            Side::Server => &self.about.server,
        }
    }

    /// What a side's socket held before the step.
    pub(super) fn before(&self, side: Side) -> &'a Snapshot {
        pick(&self.facts.before, side)
    }

    /// What a side's socket held after the step.
    pub(super) fn after(&self, side: Side) -> &'a Snapshot {
        pick(&self.facts.after, side)
    }

    /// The segment whose end the ACK number names.
    pub(super) fn acknowledges(&self) -> Option<&'a Acknowledged> {
        self.sent().and_then(|s| s.acknowledges.as_ref())
    }

    /// Is this a RST that its receiver must not act on: dropped, or challenged?
    pub(super) fn ignored(&self) -> bool {
        self.unfitting() || self.has(|kind| matches!(kind, FindingKind::RstDoesNotAcknowledge { .. }))
    }

    /// … for its sequence number?
    pub(super) fn unfitting(&self) -> bool {
        self.has(|kind| {
            matches!(
                kind,
                FindingKind::RstOutsideWindow { .. }
                    | FindingKind::RstUnexpected { .. }
                    | FindingKind::RstNotExact { .. }
            )
        })
    }

    /// Does this RST answer a segment that belongs to no connection (RFC 9293, 3.10.7.1)?
    pub(super) fn answers_bare(&self) -> bool {
        self.kind() == StepKind::Rst
            && self.flags().ack()
            && self.about.bare == Some(self.receiver())
            && self.facts.before.iter().all(|socket| socket.state.is_none())
    }

    /// Does this RST reject the SYN,ACK (RFC 9293, 3.5.2)?
    pub(super) fn rejects_syn_ack(&self) -> bool {
        self.has(|kind| matches!(kind, FindingKind::SynAckRejected { .. }))
    }

    /// Is a RST all that is known of the connection?
    pub(super) fn is_alone(&self) -> bool {
        self.has(|kind| matches!(kind, FindingKind::RstAlone))
    }

    /// Bytes that were sent and not acknowledged when a RST ended the connection, of both sides.
    pub(super) fn unacknowledged(&self) -> u32 {
        [Side::Client, Side::Server].into_iter().map(|side| self.waiting(side)).sum()
    }

    /// The same of one side: the RST's own ACK number counts.
    fn waiting(&self, side: Side) -> u32 {
        let held = self.before(side);
        let (Some(una), Some(next)) = (held.snd_una, held.snd_nxt) else { return 0 };
        let mut una = Seq(una);
        if let Some(sent) = self.sent()
            && side == self.receiver()
            && self.flags().ack()
            && sent.ack.after(una)
            && Seq(next).at_or_after(sent.ack)
        {
            una = sent.ack;
        }
        if !Seq(next).after(una) {
            return 0;
        }
        let syn = self.side(side).iss == Some(una);
        // A FIN is the last number that is sent.
        let fin = self.has_closed(side);
        Seq(next).since(una).saturating_sub(u32::from(syn) + u32::from(fin))
    }

    /// Is this the RST with which a connection is refused: does it answer a SYN that still waits, from a side that has
    /// no socket?
    pub(super) fn refuses(&self) -> bool {
        self.kind() == StepKind::Rst
            && self.flags().ack()
            && self.before(self.receiver()).state == Some(State::SynSent)
            && matches!(self.before(self.sender()).state, None | Some(State::Closed | State::Listen))
    }

    /// Was the connection refused by a RST?
    pub(super) fn refused_by_rst(&self) -> bool {
        self.about.outcome == Outcome::Refused
    }

    /// Is this RST the answer of a host that knows no such connection (RFC 9293, 3.10.7.1)?
    pub(super) fn answers_unknown(&self) -> bool {
        self.kind() == StepKind::Rst
            && !self.flags().ack()
            && matches!(self.before(self.sender()).state, None | Some(State::Closed | State::Listen))
    }

    /// Did this SYN or SYN,ACK cross one of the other side (RFC 9293, 3.5, figure 7)?
    pub(super) fn crosses(&self) -> bool {
        match self.kind() {
            StepKind::Syn => self.before(self.receiver()).state == Some(State::SynSent),
            StepKind::SynAck => self.before(self.sender()).state == Some(State::SynSent),
            _ => false,
        }
    }

    /// Does this segment open the connection: the client leaves SYN-SENT with it?
    pub(super) fn opens(&self) -> bool {
        let sender = self.sender();
        sender == Side::Client
            && self.before(sender).state == Some(State::SynSent)
            && self.after(sender).state.is_some_and(State::synchronised)
    }

    /// Does this SYN,ACK acknowledge the SYN of a socket that waits for it?
    pub(super) fn grants(&self) -> bool {
        let waits = self.before(self.receiver());
        let (Some(una), Some(next), Some(sent)) = (waits.snd_una, waits.snd_nxt, self.sent()) else {
            return false;
        };
        waits.state == Some(State::SynSent) && sent.ack.after(Seq(una)) && Seq(next).at_or_after(sent.ack)
    }

    /// The receiver's first number, if this SYN,ACK acknowledges its SYN but not the data that came with it (RFC 7413,
    /// 4.2.2).
    pub(super) fn leaves_data(&self) -> Option<Seq> {
        let iss = self.side(self.receiver()).iss?;
        let sent = self.sent()?;
        let more = self.before(self.receiver()).snd_nxt?;
        (self.kind() == StepKind::SynAck && sent.ack == iss + 1 && Seq(more).after(sent.ack)).then_some(iss)
    }

    /// Does this ACK answer a SYN with a number that is not the SYN's: is an older connection meant (RFC 9293, 3.5.1)?
    pub(super) fn stale(&self) -> bool {
        self.has(|kind| matches!(kind, FindingKind::ChallengeAck { .. }))
    }

    /// Is this the RST of a socket in SYN-SENT that was answered with a wrong ACK number (RFC 9293, 3.10.7.3)?
    pub(super) fn disowns(&self) -> bool {
        self.kind() == StepKind::Rst
            && !self.flags().ack()
            && self.before(self.sender()).state == Some(State::SynSent)
            && self.after(self.sender()).state == Some(State::SynSent)
    }

    /// Had `side` sent its FIN before this step?
    pub(super) fn has_closed(&self, side: Side) -> bool {
        matches!(
            self.before(side).state,
            Some(State::FinWait1 | State::FinWait2 | State::Closing | State::LastAck | State::TimeWait)
        )
    }

    /// Did the snap length cut the header before the control bits, at byte 13? Then the flags in the facts mean
    /// nothing.
    pub(super) fn blind(&self) -> bool {
        self.has(|kind| matches!(kind, FindingKind::HeaderCut { captured, .. } if captured < 14))
    }

    /// Is its combination of control bits told as a finding?
    pub(super) fn odd_bits(&self) -> bool {
        self.has(|kind| matches!(kind, FindingKind::OddFlags { .. }))
    }

    /// Does this segment probe an idle connection (RFC 9293, 3.8.4)?
    pub(super) fn probes(&self) -> bool {
        self.has(|kind| matches!(kind, FindingKind::KeepAlive { .. }))
    }

    /// Does this segment ask whether a closed window has opened (RFC 9293, 3.8.6.1)?
    pub(super) fn asks_for_window(&self) -> bool {
        self.has(|kind| matches!(kind, FindingKind::ZeroWindowProbe { .. }))
    }

    /// The frame that held the very same packet before, if this one was not sent again but seen twice.
    pub(super) fn seen_before(&self) -> Option<FrameNo> {
        self.found(|kind| match kind {
            FindingKind::CapturedTwice { first, .. } => Some(first),
            _ => None,
        })
    }

    /// The frame in which the same numbers were sent before.
    pub(super) fn repeats(&self) -> Option<FrameNo> {
        // A SYN,ACK of a simultaneous open has its SYN's number and is none the less no repeat.
        self.facts
            .step
            .repeats()
            .filter(|_| self.seen_before().is_none() && !self.crosses() && !self.sent_once())
    }

    /// Was this sent once, though its numbers passed here before: a damaged copy of it did, or the capture filed it
    /// late?
    fn sent_once(&self) -> bool {
        self.has(|kind| {
            matches!(
                kind,
                FindingKind::UnharmedCopy { .. }
                    | FindingKind::FiledLate { .. }
                    | FindingKind::AnswerFiledLate { .. }
                    | FindingKind::Reordered { .. }
            )
        })
    }

    /// What a finding of this step says.
    pub(super) fn found<T>(&self, pick: impl Fn(FindingKind) -> Option<T>) -> Option<T> {
        self.facts.findings.iter().find_map(|finding| pick(finding.kind))
    }

    fn has(&self, is: impl Fn(FindingKind) -> bool) -> bool {
        self.facts.findings.iter().any(|finding| is(finding.kind))
    }
}

fn pick(pair: &[Snapshot; 2], side: Side) -> &Snapshot {
    let [client, server] = pair;
    match side {
        Side::Client => client,
        Side::Server => server,
    }
}

/// What a segment occupies, from its first number on.
pub(super) fn occupies(sent: &Sent) -> Sum {
    Sum {
        from: sent.seq.0,
        syn: sent.flags & Flags::SYN != 0,
        data: sent.data,
        fin: sent.flags & Flags::FIN != 0,
    }
}

/// What an acknowledged segment occupied.
pub(super) fn covered(acknowledged: &Acknowledged) -> Sum {
    Sum { from: acknowledged.seq.0, syn: acknowledged.syn, data: acknowledged.data, fin: acknowledged.fin }
}
