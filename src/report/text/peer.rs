//! What a second capture says, below a connection's head.

use super::Voice;
use crate::connection::Side;
use crate::explain::peer as said;
use crate::language::peer::Peer;
use crate::language::{Message, screen};
use crate::report::page::{Page, Tint};
use crate::report::peer::{Joined, Loss};
use std::io;

/// Frames of lost segments that are listed.
const LISTED: usize = 12;

/// Where the connection is in the other capture, how the clocks differ, and what each direction lost.
pub(super) fn head(page: &mut Page<'_>, voice: &mut Voice, joined: &Joined) -> io::Result<()> {
    let file = crate::report::peer::short(&joined.file);
    let there = Message::from(Peer::SeenThere {
        file: screen::quoted(&joined.file),
        connection: joined.there.id.0,
        client: joined.there.client.endpoint.to_string(),
        server: joined.there.server.endpoint.to_string(),
    });
    let near = Message::from(Peer::TakenNear { near: joined.near, file: file.clone() });
    let messages = [there, near, said::clock(&file, joined.offset)];
    for message in messages.into_iter().chain(said::matched(joined.matched)) {
        page.to(2, 0).paragraph(Tint::Plain, &voice.tell(&message))?;
    }
    for (place, sender) in [Side::Client, Side::Server].into_iter().enumerate() {
        let (Some(way), Some(losses)) = (joined.ways.get(place), joined.losses.get(place)) else { continue };
        let told: Vec<String> = said::way(sender, way).iter().map(|m| voice.tell(m)).collect();
        page.to(2, 0).paragraph(if way.lost > 0 { Tint::Wrong } else { Tint::Plain }, &told.join(" · "))?;
        // What is lost on its way from this side has a step of its own below.
        if sender != joined.near && !losses.is_empty() {
            let message = Message::from(Peer::LostBefore { file: file.clone(), frames: frames(losses) });
            page.to(4, 0).paragraph(Tint::Wrong, &voice.tell(&message))?;
        }
    }
    Ok(())
}

/// "16, 20, 25", cut if there are many.
fn frames(losses: &[Loss]) -> String {
    let mut all: Vec<String> = losses.iter().take(LISTED).map(|loss| loss.frame.to_string()).collect();
    if losses.len() > LISTED {
        all.push("…".to_owned());
    }
    all.join(", ")
}
