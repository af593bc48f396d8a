//! Facts to explanations: messages with arguments, in no language yet.
//!
//! [`step`] explains one step: what happened, which bytes say so, what was written in which socket, why it is so, and
//! what would be different otherwise. [`Explanation`] is what every output renders; a renderer decides nothing about
//! TCP, and nothing here decides what happened: that is in the facts.
//!
//! The bytes come from the frame itself, read once more by the dissector; a step that no frame carries, or a frame that
//! cannot be read again, is explained from its facts alone, without fields.

use crate::capture::FrameNo;
use crate::connection::pair::Fate;
use crate::connection::{
    Arithmetic, By, Evidence, Finding, Held, Rule, Side, Snapshot, State, Step, Summary, Variable, Verdict,
    VerdictKind, Write,
};
use crate::dissect::{self, FieldId, Tree};
use crate::language::Message;
use crate::language::rules::Because;

mod brief;
mod context;
mod findings;
pub(crate) mod fragments;
mod header;
mod icmp;
mod options;
mod others;
pub(crate) mod peer;
mod reasons;
mod speech;
mod story;
mod sums;
#[cfg(test)]
mod tests;
pub(crate) mod timing;
mod travel;
mod vantage;

pub use brief::{brief, remarks};
pub use findings::{finding, telling};
pub use others::{other, other_kind, reports};
pub use story::{ending, opening, outcome};

use context::Context;

/// The frame that carries a step, and its field tree.
#[derive(Debug, Clone, Copy)]
pub struct Packet<'a> {
    /// What it holds, with the datagrams that it completed.
    pub read: &'a dissect::Packet<'a>,
    /// Its fields.
    pub tree: &'a Tree<'a>,
}

/// A step as the tracker told it, with what hindsight adds.
#[derive(Debug, Clone)]
pub struct StepFacts {
    /// The step.
    pub step: Step,
    /// From 1: the steps that a frame carries, counted within the connection; `None` for acts without a frame.
    pub number: Option<u32>,
    /// Its writes, each with its verdict.
    pub writes: Vec<(Write, Option<Verdict>)>,
    /// Its findings.
    pub findings: Vec<Finding>,
    /// What another capture of the connection says of this segment.
    pub far: Option<Far>,
    /// Both sockets before: client, server.
    pub before: [Snapshot; 2],
    /// Both sockets after: client, server.
    pub after: [Snapshot; 2],
}

/// What a second capture of the connection says of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Far {
    /// What became of it there.
    pub fate: Fate,
    /// Did it leave the side that this capture was taken on? (If not, it came from the other capture's side.)
    pub leaves: bool,
}

/// What a second capture says of a write into the far socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FarEnd {
    /// The segment that it stands on was seen at that socket's side, in this frame of the other capture.
    Seen(FrameNo),
    /// It never got there.
    Lost,
}

impl StepFacts {
    /// What the other capture says of `write`: only of what was inferred of the far socket from this very segment.
    pub fn far_end(&self, write: &Write) -> Option<FarEnd> {
        let far = self.far.filter(|far| far.leaves)?;
        let own = write.by.is_some_and(|by| Some(by.frame) == self.step.frame());
        if !own || Some(write.socket) == self.step.sender() || write.evidence != Evidence::Inferred {
            return None;
        }
        match far.fate {
            Fate::Seen { frame, .. } => Some(FarEnd::Seen(frame)),
            Fate::Lost { acknowledged: false } => Some(FarEnd::Lost),
            Fate::Lost { acknowledged: true } | Fate::Extra => None,
        }
    }
}

/// All that is said of one step.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// What happened, in one sentence; a segment speaks for its sender (“I want a connection to port 80 …”).
    pub says: Message,
    /// Is [`says`](Self::says) the sender's own speech, to stand in quotation marks?
    pub speech: bool,
    /// The stages of the story that are told at this step, in order.
    pub story: Vec<Message>,
    /// The headers in front of each other, as they travel: outermost first.
    pub travels: Vec<Message>,
    /// The frames with the fragments that it came in, in order; none if it came in one piece.
    pub fragments: Vec<FrameNo>,
    /// The TCP (or ICMP) header's fields, the nine fixed ones first, then the options.
    pub fields: Vec<FieldLine>,
    /// What was written into which socket.
    pub written: Vec<WriteLine>,
    /// The arithmetic, a line each: "ack 1000001 = seq 1000000 (frame 1) + 1 for SYN".
    pub arithmetic: Vec<Message>,
    /// Why it is so: the rule with its RFC section.
    pub why: Vec<Message>,
    /// What would be different otherwise.
    pub otherwise: Vec<Message>,
    /// What headers cannot show here.
    pub unseen: Vec<Message>,
    /// Findings of this step.
    pub findings: Vec<Finding>,
}

/// A header field in a step.
#[derive(Debug, Clone)]
pub struct FieldLine {
    /// Which field.
    pub field: FieldId,
    /// In which bytes it lies: 0 the frame's own, else those of a datagram that it completed (see [`dissect::Spot`]).
    pub datagram: u8,
    /// First byte there.
    pub offset: usize,
    /// How many bytes.
    pub length: usize,
    /// Its bytes as hex, a nibble that belongs to another field as `.`: "ae a0", "a.", ".0 02".
    pub raw: String,
    /// Its value as a reader writes it ("44704", "40 bytes", "SYN, ACK", "–" where it is not read).
    pub value: Message,
    /// What it says here.
    pub meaning: Message,
}

/// A write into a socket.
#[derive(Debug, Clone)]
pub struct WriteLine {
    /// Whose socket.
    pub socket: Side,
    /// What.
    pub variable: Variable,
    /// Old value.
    pub before: Option<Held>,
    /// New value.
    pub after: Option<Held>,
    /// By which bytes.
    pub by: Option<By>,
    /// How the value follows.
    pub arithmetic: Arithmetic,
    /// How sure, hindsight included.
    pub evidence: Evidence,
    /// What hindsight says.
    pub verdict: Option<Verdict>,
    /// What another capture of the connection says.
    pub far: Option<FarEnd>,
    /// Does it take back what was inferred, instead of saying that the socket changed?
    pub takes_back: bool,
    /// Why, in one sentence.
    pub because: Message,
}

/// Explain one step of the connection `about`.
///
/// `packet` is the frame that carries the step. A step that no frame carries is explained without one, even if given.
pub fn step(facts: &StepFacts, packet: Option<Packet<'_>>, about: &Summary) -> Explanation {
    let context = Context::new(facts, packet, about);
    let (says, speech) = speech::says(&context);
    Explanation {
        says,
        speech,
        story: story::stages(&context),
        travels: travel::layers(&context),
        fragments: context
            .read
            .and_then(dissect::Packet::whole)
            .map_or_else(Vec::new, |whole| whole.frames.iter().map(|&(no, _)| no).collect()),
        fields: match facts.step.icmp() {
            Some(error) => icmp::fields(&context, error),
            None => header::fields(&context),
        },
        written: facts
            .writes
            .iter()
            .map(|told| WriteLine { far: facts.far_end(&told.0), ..written(told) })
            .collect(),
        arithmetic: sums::arithmetic(&context),
        why: reasons::why(&context),
        otherwise: reasons::otherwise(&context),
        unseen: reasons::unseen(&context),
        findings: facts.findings.clone(),
    }
}

/// Why a write was made.
pub fn because(write: &Write) -> Message {
    match (write.because, write.variable) {
        // An ACK may also name what the capture does not show: then it moves SND.NXT.
        (Rule::AckArrives, Variable::SndNxt) => Because::AckBeyond {}.into(),
        (Rule::RstArrives, Variable::State) if write.before == Some(Held::State(State::SynSent)) => {
            Because::RefusalArrives {}.into()
        }
        (Rule::RstSent, Variable::State) if write.before == write.after => Because::NoSocket {}.into(),
        (rule, _) => reason(rule),
    }
}

/// A rule in a sentence, with its source.
pub fn reason(rule: Rule) -> Message {
    Because::Rule { rule }.into()
}

/// A write with hindsight folded in.
fn written((write, verdict): &(Write, Option<Verdict>)) -> WriteLine {
    WriteLine {
        socket: write.socket,
        variable: write.variable,
        before: write.before,
        after: write.after,
        by: write.by,
        arithmetic: write.arithmetic,
        evidence: match verdict.map(|v| v.kind) {
            Some(VerdictKind::Confirmed) => Evidence::Confirmed,
            Some(VerdictKind::Contradicted) => Evidence::Contradicted,
            None => write.evidence,
        },
        verdict: *verdict,
        far: None,
        takes_back: write.takes_back(),
        because: because(write),
    }
}
