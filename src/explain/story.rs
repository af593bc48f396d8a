//! The story of a connection: its opening, the stages told at their steps, and its ending.

use super::context::Context;
use super::{icmp, travel};
use crate::connection::{
    Act, Call, Close, CloseKind, Errno, Evidence, FindingKind, Outcome, Side, State, StepKind, Summary,
};
use crate::language::endings::{Ending, Verdict};
use crate::language::story::Story;
use crate::language::{Amount, Message, Span, Times, Transfer};

/// The head of a story: who is who.
pub fn opening(about: &Summary) -> Vec<Message> {
    let (id, client, server) =
        (about.id.0, about.client.endpoint.to_string(), about.server.endpoint.to_string());
    let title = if about.roles_seen {
        Story::Title { id, client, server }
    } else {
        Story::TitleGuessed { id, client, server }
    };
    let mut told = vec![title];
    if let Some(earlier) = about.earlier {
        told.push(Story::Reuses { earlier: earlier.0 });
    }
    if let Some(connection) = about.subflow_of() {
        told.push(Story::JoinsConnection { connection: connection.0 });
    }
    told.into_iter().map(Message::from).collect()
}

/// The stages that are told at this step.
pub(super) fn stages(context: &Context<'_>) -> Vec<Message> {
    let step = &context.facts.step;
    let (client, server) = (context.about.client.endpoint, context.about.server.endpoint);
    let side = context.sender();
    let peer = match side {
        Side::Client => server,
        Side::Server => client,
    };
    let told = match step.kind() {
        _ if context.seen_before().is_some() => Vec::new(),
        StepKind::Socket => vec![Story::EmptySocket { side }],
        StepKind::Listen => vec![Story::ListeningSocket { port: server.port }],
        StepKind::Connect if step.act() == Some(Act::Connect(Call::Joining)) => Vec::new(),
        StepKind::Connect => vec![Story::AddressHandedOver { side, peer: peer.to_string() }],
        StepKind::Lookup if step.act() == Some(Act::Lookup { found: true }) => vec![Story::NewSocket {}],
        StepKind::Syn => syn(context),
        StepKind::SynAck => syn_ack(context),
        StepKind::Ack | StepKind::Data if context.opens() => match context.sent() {
            Some(sent) if sent.data > 0 => {
                vec![Story::AnswersWithData { data: Amount(u64::from(sent.data)) }]
            }
            _ => vec![Story::AnswersBack {}],
        },
        StepKind::Rst if context.refuses() => {
            let mut told = vec![Story::Refuses { port: context.side(side).endpoint.port }];
            if context.after(context.receiver()).state == Some(State::Closed) {
                told.push(Story::TakesRefusal {});
            }
            told
        }
        StepKind::Icmp => match step.icmp() {
            Some(error) if context.before(Side::Client).state == Some(State::SynSent) => {
                vec![Story::RejectedOnTheWay { from: error.from.to_string() }]
            }
            _ => Vec::new(),
        },
        StepKind::ConnectReturns if step.act() == Some(Act::ConnectReturns(None)) => {
            vec![Story::MayTransfer {}]
        }
        StepKind::ConnectReturns
        | StepKind::Lookup
        | StepKind::Ack
        | StepKind::Data
        | StepKind::Fin
        | StepKind::Rst
        | StepKind::Odd => Vec::new(),
    };
    told.into_iter().map(Message::from).collect()
}

/// Stages 3 and 4: the header alone, and how it travels.
fn syn(context: &Context<'_>) -> Vec<Story> {
    if context.crosses() {
        return vec![Story::Crosses {}];
    }
    let Some(segment) = &context.segment else { return Vec::new() };
    if context.repeats().is_some() {
        return Vec::new();
    }
    let length = segment.header_len;
    let header = match segment.data {
        0 => Story::HeaderWithoutData { length },
        data => Story::HeaderWithData { length, data: Amount(u64::from(data)) },
    };
    let network = if segment.src.is_ipv4() { "IPv4" } else { "IPv6" }.to_owned();
    let down = match context.tree.and_then(travel::link) {
        Some(link) => Story::HandedDown { link, network },
        None => Story::HandedDownBare { network },
    };
    vec![header, down]
}

/// Stages 6 and 7: the answer, and what the client makes of it.
fn syn_ack(context: &Context<'_>) -> Vec<Story> {
    if context.crosses() {
        return vec![Story::CrossAnswered {}];
    }
    if context.found(|kind| matches!(kind, FindingKind::AckNotArrived { .. }).then_some(())).is_some() {
        // Not for want of an ACK: the finding tells more.
        return Vec::new();
    }
    if context.repeats().is_some() {
        return vec![Story::GrantsAgain {}];
    }
    let mut told = vec![Story::Grants {}];
    let client = context.receiver();
    // It records what the SYN,ACK announces only if that acknowledges its SYN.
    if context.facts.writes.iter().any(|(write, _)| write.socket == client) {
        told.push(Story::TakesIt {});
    }
    told
}

/// What happened, for a row.
pub fn outcome(about: &Summary) -> Message {
    let errno = about.errno.map(|(errno, _)| errno);
    let verdict = match (about.outcome, about.close, errno) {
        (Outcome::Refused, _, Some(errno)) => Verdict::RefusedWith { errno },
        (Outcome::Unreachable, _, Some(errno)) => Verdict::UnreachableWith { errno },
        (Outcome::TimedOut, ..) => Verdict::SilentAfter { syns: Times(about.handshake.syns) },
        (Outcome::Closed, Some(close), _) => Verdict::ClosedAs { close: close.kind },
        (Outcome::Closing, Some(close), _)
            if close.kind == CloseKind::HalfClose && about.implied_fin.is_none() =>
        {
            Verdict::HalfClosed { by: close.initiator }
        }
        (Outcome::Reset, Some(close), _) => match close.kind {
            CloseKind::AbortAfterFin
            | CloseKind::HalfClose
            | CloseKind::Orderly
            | CloseKind::Simultaneous => Verdict::ResetAfterFin { by: close.initiator },
            CloseKind::Abort => Verdict::ResetBy { by: close.initiator },
        },
        (outcome, ..) => Verdict::Is { outcome },
    };
    verdict.into()
}

/// How it ended or stands, sentence by sentence.
pub fn ending(about: &Summary) -> Vec<Message> {
    let mut told = match about.outcome {
        Outcome::Established => established(about),
        Outcome::Closed => closed(about),
        Outcome::Closing => closing(about),
        Outcome::Reset => reset(about),
        Outcome::Refused => {
            vec![Ending::RefusedAt { port: about.server.endpoint.port }, Ending::RefusedByWhom {}]
        }
        Outcome::TimedOut => vec![
            Ending::NeverAnswered { syns: Times(about.handshake.syns), span: duration(about) },
            Ending::GivesUp {},
            Ending::SilenceLooksAlike {},
        ],
        Outcome::Unanswered => vec![Ending::NeverAnsweredOnce {}, Ending::SilenceLooksAlike {}],
        Outcome::Unreachable => vec![Ending::RejectedByIcmp {}],
        Outcome::HalfOpen => vec![match about.server.state {
            Some(server) if server != State::Closed => Ending::StaysHalfOpen { server },
            Some(_) | None => Ending::StaysHalfOpenUnknown {},
        }],
        Outcome::MidStream => vec![Ending::BegunEarlier {}, Ending::UnknownFromBefore {}],
        Outcome::Stray => match about.bare {
            Some(side) => bare(about, side),
            None => vec![if about.completeness & 32 != 0 {
                Ending::StrayReset {}
            } else {
                Ending::StraySegments {}
            }],
        },
    };
    if !about.roles_seen && about.outcome != Outcome::Stray {
        if !matches!(about.outcome, Outcome::MidStream) {
            told.extend([Ending::BegunEarlier {}, Ending::UnknownFromBefore {}]);
        }
        told.push(Ending::RolesGuessed {});
    }
    told.extend(one_direction(about));
    told.extend(errno(about));
    told.into_iter().map(Message::from).collect()
}

/// A side that sent nothing although the other acknowledges something of it.
fn one_direction(about: &Summary) -> Option<Ending> {
    let silent = match (about.client.segments, about.server.segments) {
        (0, 1..) => Side::Client,
        (1.., 0) => Side::Server,
        _ => return None,
    };
    let speaking = silent.peer();
    match about.outcome {
        Outcome::TimedOut | Outcome::Unanswered | Outcome::Unreachable | Outcome::Stray => None,
        _ => Some(Ending::OneDirection { silent, speaking }),
    }
}

fn duration(about: &Summary) -> Span {
    let nanos = match (about.first, about.last) {
        (Some(first), Some(last)) => last.0.saturating_sub(first.0),
        _ => 0,
    };
    Span(i64::try_from(nanos).unwrap_or(i64::MAX))
}

fn transferred(about: &Summary) -> Ending {
    if let Some(missing) = about.one_direction {
        let speaking = missing.peer();
        let sent = match speaking {
            Side::Client => &about.client,
            Side::Server => &about.server,
        };
        return Ending::TransferredOneWay { speaking, sent: Transfer::of(sent), missing };
    }
    match (about.client.unique_bytes, about.server.unique_bytes) {
        (0, 0) => Ending::NothingTransferred {},
        _ => Ending::Transferred { client: Transfer::of(&about.client), server: Transfer::of(&about.server) },
    }
}

fn established(about: &Summary) -> Vec<Ending> {
    let open = match (about.client.state, about.server.state) {
        (Some(client), Some(server)) => Ending::StillOpen { client, server },
        (Some(state), None) => Ending::StillOpenPart { side: Side::Client, state },
        (None, Some(state)) => Ending::StillOpenPart { side: Side::Server, state },
        (None, None) => return vec![transferred(about)],
    };
    vec![open, transferred(about)]
}

fn closed(about: &Summary) -> Vec<Ending> {
    let mut told = vec![transferred(about)];
    told.extend(half_closed(about));
    if let Some(close) = about.close {
        let (first, frame) = (close.initiator, close.frame);
        told.push(match close.kind {
            CloseKind::Simultaneous => Ending::ClosedTogether { frame },
            _ => Ending::ClosedFirstBy { first, second: first.peer(), frame },
        });
    }
    told.extend(lingering(about));
    told
}

/// Data behind the first FIN.
fn half_closed(about: &Summary) -> Option<Ending> {
    let bytes = Amount(u64::from(about.half_closed_bytes));
    let close = about.close.filter(|_| bytes.0 > 0)?;
    let by = close.initiator;
    Some(Ending::DataAfterFin { by, peer: by.peer(), frame: close.frame, bytes })
}

/// Who stays in TIME-WAIT.
fn lingering(about: &Summary) -> Option<Ending> {
    let lingers = |state: Option<State>| state == Some(State::TimeWait);
    match (lingers(about.client.state), lingers(about.server.state)) {
        (true, true) => Some(Ending::BothLinger {}),
        (true, false) => Some(Ending::Lingers { side: Side::Client }),
        (false, true) => Some(Ending::Lingers { side: Side::Server }),
        (false, false) => None,
    }
}

fn closing(about: &Summary) -> Vec<Ending> {
    let mut told = vec![transferred(about)];
    if let Some(silent) = about.implied_fin {
        told.push(Ending::FinImplied { silent, speaking: silent.peer() });
    } else if let Some(close) = about.close
        && close.kind == CloseKind::HalfClose
        && one_direction(about).is_none()
    {
        let (by, frame) = (close.initiator, close.frame);
        told.push(Ending::HalfClosedSince { by, peer: by.peer(), frame });
    } else {
        told.push(Ending::FinUnanswered {});
    }
    told.extend(lingering(about));
    told
}

fn reset(about: &Summary) -> Vec<Ending> {
    let ended = match (about.close, about.reset) {
        (Some(close), _) if close.kind == CloseKind::Abort => aborted(about, close),
        (Some(Close { initiator: by, frame, .. }), Some((peer, rst))) if peer != by => {
            Ending::FinAnsweredByRst { by, peer, frame, rst }
        }
        (Some(close), _) => Ending::AbortedAfterFin { by: close.initiator, frame: close.frame },
        (None, _) => Ending::ResetUntold {},
    };
    vec![transferred(about), ended]
}

/// A RST without a FIN before it.
fn aborted(about: &Summary, close: Close) -> Ending {
    let (by, frame) = (close.initiator, close.frame);
    let answers = by == Side::Client && about.handshake.syn_ack.is_some();
    if answers && about.handshake.ack.is_none() && about.completeness & (4 | 8) == 0 {
        return Ending::SynAckRejectedBy { by, frame };
    }
    let lost = about.client.unacknowledged + about.server.unacknowledged;
    match (lost, about.client.unique_bytes + about.server.unique_bytes) {
        (_, 0) => Ending::AbortedBy { by, frame },
        (0, _) => Ending::AbortedAllAcknowledged { by, frame },
        (bytes, _) => Ending::AbortedUnacknowledged { by, frame, bytes: Amount(u64::from(bytes)) },
    }
}

/// `side` sent what belongs to no connection.
fn bare(about: &Summary, side: Side) -> Vec<Ending> {
    let asked = match side {
        Side::Client => &about.server,
        Side::Server => &about.client,
    };
    let mut told = vec![Ending::BareSegments {}];
    // Both RST and ACK are set in what it sent.
    if asked.segments > 0 && about.completeness & (32 | 4) == 32 | 4 {
        told.push(Ending::BareAnswered { port: asked.endpoint.port });
    }
    told
}

/// What the programs got, with its evidence.
fn errno(about: &Summary) -> Vec<Ending> {
    let server = about.server_errno.map(|errno| Ending::ErrnoLater {
        side: Side::Server,
        errno,
        evidence: Evidence::Inferred,
    });
    client_errno(about).into_iter().chain(server).collect()
}

fn client_errno(about: &Summary) -> Vec<Ending> {
    let Some((errno, evidence)) = about.errno else { return Vec::new() };
    let never_opened = matches!(
        about.outcome,
        Outcome::Refused | Outcome::Unreachable | Outcome::TimedOut | Outcome::Unanswered
    );
    let told = if errno == Errno::TimedOut {
        Ending::ErrnoOnGivingUp { errno }
    } else if never_opened {
        Ending::ErrnoOfConnect { errno, evidence }
    } else {
        Ending::ErrnoLater { side: Side::Client, errno, evidence }
    };
    let by_rst = about.outcome != Outcome::Unreachable;
    if icmp::from_icmp(errno, by_rst) { vec![told, Ending::ErrnoIsLinux {}] } else { vec![told] }
}
