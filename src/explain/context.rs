//! What every part of an explanation looks at: the step's facts, the segment in its frame, and the two sides.

use super::{Packet, StepFacts};
use crate::connection::{
    Acknowledged, Sent, Side, SideSummary, Snapshot, State, StepKind, Summary,
};
use crate::dissect::{Cheap, Flags, IcmpQuote, Segment, Tree, cheap};
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
    /// The frame's fields.
    pub tree: Option<&'a Tree<'a>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        facts: &'a StepFacts,
        packet: Option<Packet<'a>>,
        about: &'a Summary,
    ) -> Self {
        let mut context = Self {
            facts,
            about,
            segment: None,
            icmp: None,
            bytes: packet.map_or(&[], |p| p.frame.bytes),
            tree: packet.map(|p| p.tree),
        };
        match packet.map(|p| cheap(p.frame)) {
            Some(Cheap::Tcp(segment)) => context.segment = Some(segment),
            Some(Cheap::IcmpQuoting(quote)) => context.icmp = Some(quote),
            Some(Cheap::Other(_)) | None => {}
        }
        context
    }

    pub(super) fn kind(&self) -> StepKind {
        self.facts.step.kind
    }

    /// Who acts; an ICMP error is about the client's segment as a rule.
    pub(super) fn sender(&self) -> Side {
        self.facts.step.sender.unwrap_or(Side::Client)
    }

    pub(super) fn receiver(&self) -> Side {
        self.sender().peer()
    }

    pub(super) fn sent(&self) -> Option<&'a Sent> {
        self.facts.step.segment.as_ref()
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
    #[allow(dead_code)]
    pub(super) fn after(&self, side: Side) -> &'a Snapshot {
        pick(&self.facts.after, side)
    }

    /// The segment whose end the ACK number names.
    pub(super) fn acknowledges(&self) -> Option<&'a Acknowledged> {
        self.sent().and_then(|s| s.acknowledges.as_ref())
    }

    /// Is this the RST with which a connection is refused: does it answer a SYN that still waits?
    pub(super) fn refuses(&self) -> bool {
        self.kind() == StepKind::Rst
            && self.flags().ack()
            && self.before(self.receiver()).state == Some(State::SynSent)
    }

    /// Does this segment probe an idle connection: nothing new, one number too low (RFC 9293, 3.8.4)?
    pub(super) fn probes(&self) -> bool {
        let Some(sent) = self.sent() else {
            return false;
        };
        let quiet = sent.flags & (Flags::SYN | Flags::FIN | Flags::RST) == 0;
        let before = self.before(self.sender());
        quiet
            && sent.data <= 1
            && before.state.is_some_and(State::synchronised)
            && before.snd_nxt == Some(sent.seq.0.wrapping_add(1))
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
    Sum {
        from: acknowledged.seq.0,
        syn: acknowledged.syn,
        data: acknowledged.data,
        fin: acknowledged.fin,
    }
}
