//! What a second capture says, as sentences: of the connection at its head, of a segment at its step.

use super::{Far, StepFacts};
use crate::connection::pair::{Fate, Matched, Way};
use crate::connection::{Side, Summary};
use crate::language::argument::Segments;
use crate::language::peer::Peer;
use crate::language::{Amount, Message, Span};

/// What became of a step's segment in the capture `file`.
pub(crate) fn fate(facts: &StepFacts, file: &str) -> Option<Message> {
    let far = facts.far?;
    let file = file.to_owned();
    let data = facts.step.sent().map_or(0, |sent| sent.data);
    Some(
        match far {
            Far { fate: Fate::Seen { frame, took: Some(took) }, leaves: true } => {
                Peer::ArrivesIn { file, frame, after: Span(took) }
            }
            Far { fate: Fate::Seen { frame, took: None }, leaves: true } => {
                Peer::ArrivesAsFrame { file, frame }
            }
            Far { fate: Fate::Seen { frame, took: Some(took) }, leaves: false } => {
                Peer::LeavesIn { file, frame, before: Span(took) }
            }
            Far { fate: Fate::Seen { frame, took: None }, leaves: false } => {
                Peer::LeavesAsFrame { file, frame }
            }
            Far { fate: Fate::Lost { acknowledged: false }, .. } => Peer::LostBetween { file },
            Far { fate: Fate::Lost { acknowledged: true }, .. } => {
                Peer::MissedThere { file, data: Amount(u64::from(data)) }
            }
            Far { fate: Fate::Extra, .. } => Peer::OnlyHere { file },
        }
        .into(),
    )
}

/// How the other capture's clock stands to this one's.
pub(crate) fn clock(file: &str, offset: Option<i64>) -> Message {
    let file = file.to_owned();
    match offset {
        None => Peer::ClockUnknown {},
        Some(by) if by < 0 => Peer::ClockBehind { file, by: Span(by.saturating_neg()) },
        Some(by) => Peer::ClockAhead { file, by: Span(by) },
    }
    .into()
}

/// Whose address or port another device wrote: `there` is the same connection in the other capture.
pub(crate) fn rewritten(here: &Summary, there: &Summary) -> Vec<Message> {
    let turned =
        here.client.endpoint == there.server.endpoint || here.server.endpoint == there.client.endpoint;
    let sides = [(Side::Client, &here.client, &there.client), (Side::Server, &here.server, &there.server)];
    sides
        .into_iter()
        .filter(|(_, here, there)| !turned && here.endpoint != there.endpoint)
        .map(|(side, here, there)| {
            let (here, there) = (here.endpoint.to_string(), there.endpoint.to_string());
            Peer::Rewritten { side, here, there }.into()
        })
        .collect()
}

/// What makes some of the matches less than sure.
pub(crate) fn matched(matched: Matched) -> Vec<Message> {
    let Matched { by_order, by_numbers, .. } = matched;
    let mut told = Vec::new();
    if by_order > 0 {
        told.push(Peer::MatchedByOrder { segments: Segments(by_order) }.into());
    }
    if by_numbers > 0 {
        told.push(Peer::MatchedByNumbers { segments: Segments(by_numbers) }.into());
    }
    told
}

/// What one direction carried, and how long it took.
pub(crate) fn way(sender: Side, way: &Way) -> Vec<Message> {
    let Way { sent, arrived, lost, took, .. } = *way;
    let mut told = vec![Peer::Way { sender, sent: Segments(sent), arrived, lost }.into()];
    if let Some([shortest, median, longest]) = took {
        let (shortest, median, longest) = (Span(shortest), Span(median), Span(longest));
        told.push(Peer::WayTook { shortest, median, longest }.into());
    }
    told
}
