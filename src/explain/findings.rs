//! Findings as sentences: those of their rows in [`language::findings`](crate::language::findings), with what follows
//! from the place of the capture; and which of a step's findings a text tells.

use super::vantage::placed;
use crate::connection::{Finding, FindingKind as Kind};
use crate::language::Message;
use crate::language::findings::said;

/// A finding, in one to three sentences: what was found, and what that means where the capture was taken.
pub fn finding(finding: &Finding) -> Message {
    placed(finding, said(&finding.kind).into())
}

/// Of a step's findings those that a text tells: none whose fact another one tells better.
pub fn telling(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    let has = |is: fn(&Kind) -> bool| findings.iter().any(|finding| is(&finding.kind));
    let discarded = has(|kind| matches!(kind, Kind::Discarded { .. }));
    let repeated = has(|kind| matches!(kind, Kind::AckNotArrived { .. }));
    findings.iter().filter(move |finding| match finding.kind {
        Kind::ChecksumBad { .. } => !discarded,
        Kind::SynAckRepeated { .. } => !repeated,
        _ => true,
    })
}
