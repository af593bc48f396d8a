//! What a second capture says, below a connection's head.

use super::voice::Voice;
use crate::capture::FrameNo;
use crate::connection::{Side, Summary};
use crate::explain::peer as said;
use crate::language::peer::Peer;
use crate::language::{Message, screen};
use crate::report::page::{Page, Tint};
use crate::tell::peer::Joined;
use std::io;

/// Frames of lost or added segments that are listed.
const LISTED: usize = 12;

/// Where the connection is in the other capture, how the clocks differ, and what each direction lost.
pub(super) fn head(
    page: &mut Page<'_>,
    voice: &mut Voice,
    about: &Summary,
    joined: &Joined,
) -> io::Result<()> {
    let file = crate::tell::peer::short(&joined.file);
    let there = Message::from(Peer::SeenThere {
        file: screen::quoted(&joined.file),
        connection: joined.there.id.0,
        client: joined.there.client.endpoint.to_string(),
        server: joined.there.server.endpoint.to_string(),
    });
    let near = Message::from(Peer::TakenNear { near: joined.near, file: file.clone() });
    let translated = said::rewritten(about, &joined.there);
    let messages = std::iter::once(there).chain(translated).chain([near, said::clock(&file, joined.offset)]);
    for message in messages.chain(said::matched(joined.matched)) {
        page.to(2, 0).paragraph(Tint::Plain, &voice.tell(&message))?;
    }
    for (place, sender) in [Side::Client, Side::Server].into_iter().enumerate() {
        let (Some(way), Some(losses), Some(extras)) =
            (joined.ways.get(place), joined.losses.get(place), joined.extras.get(place))
        else {
            continue;
        };
        let told: Vec<String> = said::way(sender, way).iter().map(|m| voice.tell(m)).collect();
        page.to(2, 0).paragraph(if way.lost > 0 { Tint::Wrong } else { Tint::Plain }, &told.join(" · "))?;
        // What is lost on its way from this side has a step of its own below.
        if sender != joined.near && !losses.is_empty() {
            let lost = losses.iter().map(|loss| loss.frame);
            let message = Message::from(Peer::LostBefore { file: file.clone(), frames: frames(lost) });
            page.to(4, 0).paragraph(Tint::Wrong, &voice.tell(&message))?;
        }
        if !extras.is_empty() {
            let (extra, frames) = (extras.len() as u64, frames(extras.iter().copied()));
            let message = if sender == joined.near {
                Peer::ExtraThere { extra, file: file.clone(), frames }
            } else {
                Peer::ExtraHere { extra, frames }
            };
            page.to(4, 0).paragraph(Tint::Plain, &voice.tell(&message.into()))?;
        }
    }
    Ok(())
}

/// "16, 20, 25", cut if there are many.
fn frames(frames: impl ExactSizeIterator<Item = FrameNo>) -> String {
    let more = frames.len() > LISTED;
    let mut all: Vec<String> = frames.take(LISTED).map(|frame| frame.to_string()).collect();
    if more {
        all.push("…".to_owned());
    }
    all.join(", ")
}
