//! How much is told, and which steps weigh more than others.

use crate::connection::pair::Fate;
use crate::connection::{Finding, FindingKind, StepKind, Summary, Variable};
use crate::explain::StepFacts;

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Amount {
    /// A line a step.
    Brief,
    /// A screen a handshake.
    #[default]
    Default,
    /// Everything.
    Full,
}

/// Is the step one of the opening of this connection?
pub(super) fn opens(about: &Summary, facts: &StepFacts) -> bool {
    // What is sent again has the fields that were told already.
    if facts.step.repeats.is_some() {
        return false;
    }
    match facts.step.kind {
        StepKind::Syn | StepKind::SynAck => true,
        StepKind::Ack | StepKind::Data => {
            facts.step.frame.is_some() && facts.step.frame == about.handshake.ack
        }
        StepKind::Rst | StepKind::Icmp => about.handshake.ack.is_none(),
        _ => false,
    }
}

/// Data or a bare ACK, with nothing about it that a reader must see? An ACK number that repeats is counted; that
/// checksums are left to the network card need not be said again if it was `told`.
pub(super) fn dull(facts: &StepFacts, told: bool) -> bool {
    let harmless = |finding: &Finding| match finding.kind {
        FindingKind::ChecksumUnfinished { .. } => told,
        FindingKind::DuplicateAck { .. } => facts.step.kind == StepKind::Ack,
        _ => false,
    };
    matches!(facts.step.kind, StepKind::Data | StepKind::Ack)
        && facts.findings.iter().all(harmless)
        && facts.step.repeats.is_none()
        && facts.step.frame.is_some()
        && facts.far.is_none_or(|far| matches!(far.fate, Fate::Seen { .. }))
        && !facts.writes.iter().any(|(w, _)| w.variable == Variable::State)
}
