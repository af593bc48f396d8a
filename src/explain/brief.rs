//! One line a step: what it is, and what it does to the sockets.

use super::context::{Context, occupies};
use super::findings::telling;
use super::{StepFacts, options};
use crate::connection::{Act, Call, FindingKind, Held, SegmentKind, Sent, Summary, Variable, What, Write};
use crate::language::brief::Brief;
use crate::language::{Amount, Bits, Message};

use super::Packet;

/// A step in one line. With its frame at hand a SYN's options are told too.
pub fn brief(facts: &StepFacts, packet: Option<Packet<'_>>, about: &Summary) -> Message {
    let context = Context::new(facts, packet, about);
    if let Some(frame) = context.seen_before() {
        return Brief::BriefSeenTwice { frame }.into();
    }
    let mut line: Message = what(&context).into();
    if let Some(frame) = context.repeats() {
        line = Brief::AgainAs { what: Box::new(line), frame }.into();
    }
    let changes = changes(facts);
    if changes.is_empty() { line } else { Brief::Moves { what: Box::new(line), changes }.into() }
}

/// What is odd about a step: of its findings those that its line does not tell already, and no harmless ones of
/// every segment.
pub fn remarks(facts: &StepFacts) -> impl Iterator<Item = &FindingKind> {
    telling(&facts.findings).map(|finding| &finding.kind).filter(|kind| {
        !matches!(
            kind,
            FindingKind::SynRepeated { .. }
                | FindingKind::SynAckRepeated { .. }
                | FindingKind::CapturedTwice { .. }
                | FindingKind::IcmpError { .. }
                | FindingKind::NoHandshakeAck
                | FindingKind::BegunBefore
                | FindingKind::HeaderCut { .. }
                | FindingKind::ChecksumUnfinished { .. }
        )
    })
}

fn what(context: &Context<'_>) -> Brief {
    match &context.facts.step.what {
        What::Segment { .. } if context.blind() => Brief::BriefCut {},
        What::Segment { kind, sent, .. } => segment(context, *kind, sent),
        What::Icmp { error, .. } => {
            Brief::BriefIcmp { from: error.from.to_string(), kind: error.kind, code: error.code }
        }
        What::Act { act, .. } => call(context, *act),
    }
}

fn call(context: &Context<'_>, act: Act) -> Brief {
    let server = context.about.server.endpoint.port;
    let peer = || context.side(context.receiver()).endpoint.to_string();
    match act {
        Act::Socket => Brief::BriefSocket {},
        Act::Listen => Brief::BriefListen { port: server },
        Act::Connect(Call::Connect | Call::Bound) => Brief::BriefConnect { peer: peer() },
        Act::Connect(Call::WithData | Call::AskingForCookie) => Brief::BriefConnectWithData { peer: peer() },
        Act::Connect(Call::Joining) => Brief::BriefJoins { peer: peer() },
        Act::Lookup { found: true } => Brief::BriefFound { port: server },
        Act::Lookup { found: false } => Brief::BriefNotFound { port: server },
        Act::ConnectReturns(None) => Brief::BriefReturns {},
        Act::ConnectReturns(Some(errno)) => Brief::BriefFails { errno },
    }
}

fn segment(context: &Context<'_>, kind: SegmentKind, sent: &Sent) -> Brief {
    let (seq, ack, window, bits) = (sent.seq.0, sent.ack.0, sent.window, Bits(sent.flags));
    match kind {
        SegmentKind::Syn => Brief::BriefSyn { seq, window, options: offered(context) },
        SegmentKind::SynAck => Brief::BriefSynAck { seq, ack, window, options: offered(context) },
        SegmentKind::Ack => match sent.window_bytes {
            Some(window) => Brief::BriefAck { ack, window },
            None => Brief::BriefAckUnscaled { ack, window },
        },
        SegmentKind::Data => Brief::BriefData { bytes: Amount(u64::from(sent.data)), seq, ack },
        SegmentKind::Fin => Brief::BriefFin { bits, fin: occupies(sent).total().wrapping_sub(1), ack },
        SegmentKind::Rst => Brief::BriefRst { bits, seq },
        SegmentKind::Odd => Brief::BriefOdd { bits, seq },
    }
}

/// ", MSS 1460, shift 10": what a SYN offers, in the words that packet tools use.
fn offered(context: &Context<'_>) -> String {
    context.segment.as_ref().map(options::short).unwrap_or_default()
}

/// Only what a reader follows from step to step: states; where none changes, how far the data have come.
fn changes(facts: &StepFacts) -> Vec<Message> {
    let pick = |change: fn(&Write) -> Option<Brief>| -> Vec<Message> {
        facts.writes.iter().filter_map(|(write, _)| change(write)).map(Message::from).collect()
    };
    let turns = pick(turn);
    if turns.is_empty() { pick(progress) } else { turns }
}

fn turn(write: &Write) -> Option<Brief> {
    let side = write.socket;
    match (write.variable, write.before, write.after) {
        (Variable::State, before, after) if before == after => None,
        (Variable::State, Some(Held::State(from)), Some(Held::State(to))) if write.takes_back() => {
            Some(Brief::TakesBack { side, from, to })
        }
        (Variable::State, Some(Held::State(from)), Some(Held::State(to))) => {
            Some(Brief::Turns { side, from, to })
        }
        (Variable::State, _, Some(Held::State(to))) => Some(Brief::TurnsTo { side, to }),
        _ => None,
    }
}

fn progress(write: &Write) -> Option<Brief> {
    match (write.variable, write.after) {
        (variable @ (Variable::SndUna | Variable::RcvNxt), Some(Held::Number(to))) => {
            Some(Brief::Sets { side: write.socket, variable, to })
        }
        _ => None,
    }
}
