//! What happened, in one sentence: a segment speaks for its sender, an act without a frame is told from outside.

use super::context::{Context, occupies};
use super::icmp;
use crate::connection::{Act, Call, FindingKind, SegmentKind, Sent, Side, What};
use crate::language::speech::Speech;
use crate::language::{Amount, Bits, Message};

/// The sentence, and whether it is the sender's own speech.
pub(super) fn says(context: &Context<'_>) -> (Message, bool) {
    match &context.facts.step.what {
        What::Segment { .. } if context.blind() => (Speech::Cut {}.into(), false),
        What::Segment { kind, sent, .. } => segment(context, *kind, sent),
        What::Icmp { error, .. } => {
            let port = match &context.icmp {
                Some(quote) => quote.dst_port,
                None => context.about.server.endpoint.port,
            };
            (icmp::says(error, port).into(), true)
        }
        What::Act { act, .. } => (call(context, *act).into(), false),
    }
}

/// What no segment of the two sides carries.
fn call(context: &Context<'_>, act: Act) -> Speech {
    let server = context.about.server.endpoint;
    // In a simultaneous open both sides call connect().
    let (own, peer) = (context.side(context.sender()), context.side(context.receiver()));
    match act {
        Act::Socket => Speech::Socket {},
        Act::Listen => Speech::Listen { port: server.port },
        Act::Connect(call) => {
            let (peer, port) = (peer.endpoint.to_string(), own.endpoint.port);
            match call {
                Call::Connect => Speech::Connect { peer, port },
                Call::Bound => Speech::ConnectBound { peer, port },
                Call::WithData => Speech::ConnectWithData { peer, port },
                Call::AskingForCookie => Speech::ConnectForCookie { peer, port },
                Call::Joining => Speech::Joins { peer, port },
            }
        }
        Act::Lookup { found: true } => Speech::LookupFound { port: server.port },
        Act::Lookup { found: false } => Speech::LookupFailed { port: server.port },
        Act::ConnectReturns(None) => Speech::ConnectReturns {},
        Act::ConnectReturns(Some(errno)) => Speech::ConnectFails { errno },
    }
}

fn segment(context: &Context<'_>, kind: SegmentKind, sent: &Sent) -> (Message, bool) {
    if let Some(frame) = context.seen_before() {
        return (Speech::SamePacket { frame }.into(), false);
    }
    let spoken = match kind {
        SegmentKind::Syn => syn(context, sent),
        SegmentKind::SynAck => syn_ack(context, sent),
        SegmentKind::Ack => ack(context, sent),
        SegmentKind::Data => data(context, sent),
        SegmentKind::Fin => fin(context, sent),
        SegmentKind::Rst if context.repeats().is_none() && context.ignored() => {
            let told = if context.unfitting() { Speech::RstIgnored {} } else { Speech::RstUnheeded {} };
            return (told.into(), false);
        }
        SegmentKind::Rst => rst(context),
        SegmentKind::Odd => {
            let bits = Bits(sent.flags);
            return (Speech::Odd { bits }.into(), false);
        }
    };
    (spoken.into(), true)
}

fn syn(context: &Context<'_>, sent: &Sent) -> Speech {
    let port = context.side(context.receiver()).endpoint.port;
    let iss = sent.seq.0;
    match (context.repeats(), context.sender()) {
        (Some(frame), _) => Speech::SynAgain { port, iss, frame },
        (None, Side::Server) => Speech::SynCrossing { port, iss },
        (None, Side::Client) if sent.data > 0 => {
            Speech::SynWithData { port, iss, data: Amount(u64::from(sent.data)) }
        }
        (None, Side::Client) => Speech::Syn { port, iss },
    }
}

fn syn_ack(context: &Context<'_>, sent: &Sent) -> Speech {
    let (expected, iss) = (sent.ack.0, sent.seq.0);
    if context.crosses() {
        return Speech::SynAckCrossing { acked: expected.wrapping_sub(1), expected, iss };
    }
    match (context.repeats(), context.acknowledges()) {
        (Some(frame), _) => Speech::SynAckAgain { expected, iss, frame },
        (None, Some(syn)) if syn.data > 0 => {
            Speech::SynAckWithData { data: Amount(u64::from(syn.data)), expected, iss }
        }
        (None, Some(syn)) => Speech::SynAck { acked: syn.seq.0, expected, iss },
        (None, None) => match context.leaves_data() {
            Some(acked) => Speech::SynAck { acked: acked.0, expected, iss },
            None => Speech::SynAckUnseen { expected, iss },
        },
    }
}

fn ack(context: &Context<'_>, sent: &Sent) -> Speech {
    let expected = sent.ack.0;
    if context.probes() {
        return Speech::KeepAlive { expected };
    }
    if context.asks_for_window() {
        return Speech::AsksForWindow {};
    }
    // Is it the number that was acknowledged before?
    let same = context.before(context.receiver()).snd_una == Some(expected);
    if let Some(spoken) = context.found(|kind| by_finding(kind, expected, same)) {
        return spoken;
    }
    if sent.window == 0 {
        return Speech::AckFull { expected };
    }
    match context.acknowledges() {
        Some(syn) if syn.syn => Speech::AckOfSyn { acked: syn.seq.0, expected },
        Some(fin) if fin.fin => Speech::AckOfFin { fin: expected.wrapping_sub(1), expected },
        Some(_) | None => Speech::Ack { expected },
    }
}

/// What an ACK says that stands in a particular place.
fn by_finding(kind: FindingKind, expected: u32, same: bool) -> Option<Speech> {
    match kind {
        FindingKind::ChallengeAck { .. } => Some(Speech::AckOfAnother { expected }),
        FindingKind::KeepAliveAnswered { .. } => Some(Speech::StillHere { expected }),
        FindingKind::DuplicateAck { .. } | FindingKind::AckRepeated { .. } => {
            Some(Speech::AckStill { expected })
        }
        FindingKind::DuplicateSack { .. } if same => Some(Speech::AckHad { expected }),
        FindingKind::WindowOpens { window, .. } => {
            Some(Speech::TakesAgain { expected, window: Amount(u64::from(window)) })
        }
        _ => None,
    }
}

fn data(context: &Context<'_>, sent: &Sent) -> Speech {
    if context.probes() {
        return Speech::KeepAlive { expected: sent.ack.0 };
    }
    if context.asks_for_window() {
        return Speech::AsksForWindow {};
    }
    let bytes = Amount(u64::from(sent.data));
    let first = sent.seq.0;
    let last = occupies(sent).total().wrapping_sub(1);
    match context.repeats() {
        Some(frame) if sent.data == 1 => Speech::DataByteAgain { bytes, first, frame },
        Some(frame) => Speech::DataAgain { bytes, first, last, frame },
        None if sent.data == 1 => Speech::DataByte { bytes, first },
        None => Speech::Data { bytes, first, last },
    }
}

fn fin(context: &Context<'_>, sent: &Sent) -> Speech {
    let number = occupies(sent).total().wrapping_sub(1);
    match context.repeats() {
        Some(frame) => Speech::FinAgain { number, frame },
        None if sent.data > 0 => {
            Speech::FinWithData { bytes: Amount(u64::from(sent.data)), first: sent.seq.0, number }
        }
        None => Speech::Fin { number },
    }
}

fn rst(context: &Context<'_>) -> Speech {
    if let Some(frame) = context.repeats() {
        return Speech::RstAgain { frame };
    }
    let port = context.side(context.sender()).endpoint.port;
    if context.refuses() {
        Speech::RstRefuses { port }
    } else if context.disowns() {
        Speech::RstDisowns { acked: context.sent().map_or(0, |sent| sent.seq.0) }
    } else if context.is_alone() || context.rejects_syn_ack() {
        Speech::RstNoConnection {}
    } else if context.answers_unknown() || context.answers_bare() {
        Speech::RstUnknownConnection {}
    } else if context.flags().ack() {
        Speech::RstAborts {}
    } else {
        Speech::RstNoConnection {}
    }
}
