//! Why a step is so, what would be different otherwise, and what headers cannot show of it.

use super::context::Context;
use super::icmp;
use crate::capture::FrameNo;
use crate::connection::{Act, Call, FindingKind, SegmentKind, Sent, State, StepKind, What};
use crate::language::Message;
use crate::language::argument::{Amount, Hops};
use crate::language::reasons::{Otherwise, Reason, Unseen};

/// Why it is so: rules with their RFC sections.
pub(super) fn why(context: &Context<'_>) -> Vec<Message> {
    if let Some(error) = context.facts.step.icmp() {
        return icmp::why(context, error);
    }
    if context.seen_before().is_some() {
        return vec![Reason::SeenTwice {}.into()];
    }
    if context.asks_for_window() {
        return vec![Reason::WindowAsked {}.into()];
    }
    messages(match context.facts.step.what {
        What::Segment { kind, .. } => segment(context, kind),
        What::Icmp { .. } => vec![Reason::NoUseForIt {}],
        What::Act { act, from, .. } => called(context, act, from),
    })
}

fn segment(context: &Context<'_>, kind: SegmentKind) -> Vec<Reason> {
    match kind {
        SegmentKind::Syn => syn(context),
        SegmentKind::SynAck => syn_ack(context),
        SegmentKind::Ack => ack(context),
        SegmentKind::Data => data(context),
        SegmentKind::Fin => fin(context),
        SegmentKind::Rst => rst(context),
        // A finding tells it.
        SegmentKind::Odd if context.blind() || context.odd_bits() => Vec::new(),
        SegmentKind::Odd => vec![Reason::NoUseForIt {}],
    }
}

fn messages<M: Into<Message>>(list: Vec<M>) -> Vec<Message> {
    list.into_iter().map(Into::into).collect()
}

/// A call stands on the frame that shows it.
fn called(context: &Context<'_>, act: Act, frame: FrameNo) -> Vec<Reason> {
    vec![match act {
        Act::Socket | Act::Listen | Act::Connect(_) => Reason::CalledBefore { frame },
        Act::Lookup { found: true } => Reason::FoundByDestination {},
        Act::Lookup { found: false } => Reason::NotFoundByDestination {},
        Act::ConnectReturns(None) => Reason::ReturnsWhenOpen {},
        Act::ConnectReturns(Some(errno)) if icmp::from_icmp(errno, context.refused_by_rst()) => {
            Reason::ReturnsAfterIcmp {}
        }
        Act::ConnectReturns(Some(_)) => Reason::ReturnsRefused {},
    }]
}

fn syn(context: &Context<'_>) -> Vec<Reason> {
    if context.repeats().is_some() {
        return vec![Reason::SynRepeatedAfterSilence {}];
    }
    if context.crosses() {
        return vec![Reason::BothOpened {}];
    }
    vec![Reason::FirstOfThree {}, Reason::FirstNumberChosen {}]
}

fn syn_ack(context: &Context<'_>) -> Vec<Reason> {
    if context.repeats().is_some() {
        return vec![Reason::SynAckRepeatedAfterSilence {}];
    }
    if context.crosses() {
        return vec![Reason::BothOpened {}];
    }
    if context.leaves_data().is_some() {
        return vec![Reason::SecondOfThree {}, Reason::SynDataIgnored {}];
    }
    vec![Reason::SecondOfThree {}]
}

fn ack(context: &Context<'_>) -> Vec<Reason> {
    if context.opens() {
        return vec![Reason::ThirdOfThree {}, Reason::ServerOpensAtThird {}];
    }
    if context.probes() {
        return vec![Reason::KeptAlive {}];
    }
    if context.stale() {
        return vec![Reason::OlderConnection {}];
    }
    if context.sent().is_some_and(|sent| sent.window == 0) {
        return vec![Reason::AcknowledgedByNumber {}, Reason::WindowClosed {}];
    }
    vec![Reason::AcknowledgedByNumber {}]
}

fn data(context: &Context<'_>) -> Vec<Reason> {
    if context.probes() {
        return vec![Reason::KeptAlive {}];
    }
    if context.repeats().is_some() {
        return vec![Reason::DataRepeatedAfterSilence {}];
    }
    let mut reasons = Vec::new();
    if context.opens() {
        reasons.extend([Reason::ThirdOfThree {}, Reason::ServerOpensAtThird {}]);
    }
    reasons.push(Reason::BytesNumbered {});
    reasons
}

fn fin(context: &Context<'_>) -> Vec<Reason> {
    let mut reasons = vec![Reason::FinCloses {}, Reason::FinTakesANumber {}];
    let now = context.after(context.sender()).state;
    let peer = context.before(context.receiver()).state;
    if now == Some(State::LastAck) && context.before(context.sender()).state != Some(State::CloseWait) {
        reasons.push(Reason::FinAndAckInOne {});
    } else if now == Some(State::FinWait1) && peer == Some(State::FinWait1) {
        reasons.push(Reason::FinsCross {});
    }
    reasons
}

fn rst(context: &Context<'_>) -> Vec<Reason> {
    let port = context.side(context.sender()).endpoint.port;
    if context.repeats().is_some() {
        return vec![Reason::Aborts {}];
    }
    if context.disowns() {
        return vec![Reason::NotOurNumber {}];
    }
    if context.ignored() {
        // The finding says why.
        return Vec::new();
    }
    if context.refuses() {
        return vec![Reason::NoSocketThere { port }, Reason::RefusalBelieved {}];
    }
    if context.answers_bare() {
        return vec![Reason::AnswersBareSegment {}];
    }
    let acks = context.flags().ack();
    if context.is_alone() {
        return vec![if acks { Reason::LoneRstAck {} } else { Reason::LoneRst {} }];
    }
    let mut reasons = Vec::new();
    match context.before(context.sender()).state {
        _ if context.rejects_syn_ack() => reasons.push(Reason::RejectsSynAck {}),
        _ if context.answers_unknown() => reasons.push(Reason::AnswersUnknownSegment {}),
        Some(
            State::FinWait1
            | State::FinWait2
            | State::Closing
            | State::LastAck
            | State::TimeWait
            | State::Closed,
        ) => {
            reasons.push(Reason::AbortsAfterFin {});
        }
        // Without ACK it may as well answer for a socket that is gone: the finding tells both.
        _ if !acks => {}
        _ => {
            reasons.push(Reason::Aborts {});
            match context.unacknowledged() {
                0 => {}
                bytes => reasons.push(Reason::MayBeLost { bytes: Amount(u64::from(bytes)) }),
            }
        }
    }
    let expected = context.before(context.receiver()).rcv_nxt;
    if expected.is_some() && expected == context.sent().map(|sent| sent.seq.0) {
        reasons.push(Reason::ResetObeyed {});
    }
    reasons
}

/// What would be different otherwise.
pub(super) fn otherwise(context: &Context<'_>) -> Vec<Message> {
    if let Some(error) = context.facts.step.icmp() {
        return icmp::otherwise(context, error);
    }
    if context.seen_before().is_some() || context.probes() || context.asks_for_window() {
        return Vec::new();
    }
    let server = context.about.server.endpoint.port;
    messages(match context.kind() {
        StepKind::Syn if !context.crosses() => vec![Otherwise::SynMeetsNobody { port: server }],
        StepKind::SynAck => match context.sent() {
            Some(sent) if !context.crosses() => syn_ack_otherwise(context, sent),
            Some(_) | None => Vec::new(),
        },
        StepKind::Ack if context.opens() => vec![Otherwise::ThirdLost {}],
        StepKind::Ack => vec![Otherwise::AckLost {}],
        StepKind::Data if context.opens() => vec![Otherwise::ThirdLost {}, Otherwise::DataLost {}],
        StepKind::Data => vec![Otherwise::DataLost {}],
        StepKind::Fin => vec![Otherwise::FinLost {}, Otherwise::FinWasRst {}],
        StepKind::Rst if context.refuses() && !context.ignored() => vec![Otherwise::RefusalSilent {}],
        StepKind::Rst => match missed(context) {
            Some(expected) => vec![Otherwise::RstWereExact { expected }],
            None if !may_abort(context) => Vec::new(),
            None if context.unacknowledged() > 0 => vec![Otherwise::RstWasFin {}],
            None => vec![Otherwise::RstWasFinOnly {}],
        },
        StepKind::Lookup if context.act() == Some(Act::Lookup { found: true }) => {
            vec![Otherwise::ListenerMissing {}]
        }
        StepKind::Syn
        | StepKind::Lookup
        | StepKind::Socket
        | StepKind::Listen
        | StepKind::Connect
        | StepKind::ConnectReturns
        | StepKind::Icmp
        | StepKind::Odd => Vec::new(),
    })
}

/// A SYN with data may be acknowledged with or without them.
fn syn_ack_otherwise(context: &Context<'_>, sent: &Sent) -> Vec<Otherwise> {
    match context.acknowledges() {
        Some(syn) if syn.data > 0 => vec![Otherwise::SynDataLeft { number: syn.seq.0.wrapping_add(1) }],
        Some(_) | None if context.leaves_data().is_some() => Vec::new(),
        // Only a socket in SYN-SENT would answer RST, and only this number keeps it from that.
        Some(_) | None if context.grants() => vec![Otherwise::SynAckWrong { expected: sent.ack.0 }],
        Some(_) | None => Vec::new(),
    }
}

/// Can only a socket that is open have sent this RST, as no host without one does?
fn may_abort(context: &Context<'_>) -> bool {
    context.flags().ack() && !(context.answers_bare() || context.is_alone() || context.ignored())
}

/// The number that a RST should have had to be obeyed, if it was not.
fn missed(context: &Context<'_>) -> Option<u32> {
    context.facts.findings.iter().find_map(|finding| match finding.kind {
        FindingKind::RstOutsideWindow { rcv_nxt, .. }
        | FindingKind::RstNotExact { rcv_nxt, .. }
        | FindingKind::RstUnexpected { rcv_nxt, .. } => Some(rcv_nxt.0),
        _ => None,
    })
}

/// What headers cannot show here.
pub(super) fn unseen(context: &Context<'_>) -> Vec<Message> {
    let side = context.receiver();
    let mut unseen = match context.kind() {
        _ if context.seen_before().is_some() => Vec::new(),
        StepKind::Connect => match context.act() {
            Some(Act::Connect(Call::Bound)) => vec![Unseen::BuffersOnly {}],
            Some(Act::Connect(Call::Connect | Call::WithData | Call::AskingForCookie)) => {
                vec![Unseen::Buffers {}]
            }
            _ => Vec::new(),
        },
        StepKind::Syn if context.about.handshake.syn_ack.is_none() => vec![Unseen::Arrival { side }],
        StepKind::SynAck if !context.crosses() => vec![Unseen::Accept {}],
        StepKind::Ack if context.opens() => vec![Unseen::Accept {}],
        StepKind::ConnectReturns if context.act() == Some(Act::ConnectReturns(None)) => {
            vec![Unseen::ReturnTime {}]
        }
        StepKind::Data if context.opens() => vec![Unseen::Accept {}, Unseen::Read { side }],
        StepKind::Data => vec![Unseen::Read { side }],
        StepKind::Fin => vec![Unseen::WhichCall {}],
        StepKind::Rst if context.refuses() => vec![who_refused(context)],
        StepKind::Rst if missed(context).is_some() => vec![Unseen::ResetForged { side: context.sender() }],
        StepKind::Rst if !may_abort(context) || context.disowns() => Vec::new(),
        StepKind::Rst => vec![Unseen::WhyReset {}],
        StepKind::Syn
        | StepKind::SynAck
        | StepKind::Ack
        | StepKind::Socket
        | StepKind::Listen
        | StepKind::Lookup
        | StepKind::ConnectReturns
        | StepKind::Icmp
        | StepKind::Odd => Vec::new(),
    };
    if entered(context, State::TimeWait) {
        unseen.push(Unseen::TimeWaitEnds {});
    }
    for finding in &context.facts.findings {
        if let FindingKind::HeaderCut { captured, header } = finding.kind {
            unseen.push(Unseen::HeaderCut { captured, header });
        }
    }
    messages(unseen)
}

/// Did one of the sockets enter this state at this step?
fn entered(context: &Context<'_>, state: State) -> bool {
    let facts = context.facts;
    facts
        .before
        .iter()
        .zip(&facts.after)
        .any(|(before, after)| before.state != Some(state) && after.state == Some(state))
}

/// The distance that a TTL fits: stacks start at 64, 128 or 255.
fn who_refused(context: &Context<'_>) -> Unseen {
    let Some(ttl) = context.segment.as_ref().map(|s| s.ttl) else {
        return Unseen::WhoRefused {};
    };
    let start = match ttl {
        0..=64 => 64,
        65..=128 => 128,
        129..=255 => 255,
    };
    match Hops(start - ttl) {
        hops @ Hops(0) => Unseen::WhoRefusedHere { ttl, hops },
        hops => Unseen::WhoRefusedNear { ttl, hops },
    }
}
