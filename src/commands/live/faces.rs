//! `live --list-interfaces`.

use crate::capture::live::Libpcap;
use crate::capture::live::device::{Interface, interfaces};
use crate::cli::LiveFormat;
use crate::commands::audience::Audience;
use crate::commands::exit::{Exit, Stop};
use crate::language::Language;
use crate::language::live::Live as Says;
use crate::report::Page;
use crate::report::page::{Column, Sheet, Tint, printable};
use serde::Serialize;
use std::io::{self, Write as _};

/// An interface as programs read it.
#[derive(Debug, Serialize)]
struct Face {
    name: String,
    description: Option<String>,
    addresses: Vec<String>,
    loopback: bool,
    wireless: bool,
    up: bool,
    running: bool,
    connected: Option<bool>,
}

/// Print them.
pub(super) fn list(library: Libpcap, format: LiveFormat, audience: &Audience) -> Result<Exit, Stop> {
    let all = interfaces(library).map_err(|error| Says::InterfacesUnknown { error })?;
    if all.is_empty() {
        return Err(Says::NoInterfaces {}.into());
    }
    match format {
        LiveFormat::Text => text(&all, audience)?,
        LiveFormat::Jsonl => {
            let mut out = io::stdout().lock();
            for face in all.into_iter().map(Face::from) {
                serde_json::to_writer(&mut out, &face).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            }
        }
    }
    Ok(Exit::Fine)
}

fn text(all: &[Interface], audience: &Audience) -> io::Result<()> {
    let mut page = Page::new(Box::new(io::stdout().lock()), audience.look());
    let mut sheet = Sheet::new(&page.look);
    for face in all {
        let addresses: Vec<String> = face.addresses.iter().map(ToString::to_string).collect();
        let description = face.description.as_deref().map(printable).unwrap_or_default();
        sheet
            .row()
            .cell(Tint::Head, &printable(&face.name))
            .cell(if face.up { Tint::Observed } else { Tint::Dim }, &state(face, audience.language))
            .cell(Tint::Plain, &addresses.join(", "))
            .cell(Tint::Dim, &description);
    }
    let half = Column { at_most: (page.look.width / 2).max(20), ..Column::default() };
    page.grid(0, &[Column::default(), Column::default(), half, half], &sheet)?;
    page.flush()
}

fn state(face: &Interface, lang: Language) -> String {
    let mut said = vec![match (face.up, face.running) {
        (true, true) => Says::FaceUp {},
        (true, false) => Says::FaceIdle {},
        (false, _) => Says::FaceDown {},
    }];
    if face.loopback {
        said.push(Says::FaceLoopback {});
    }
    if face.wireless {
        said.push(Says::FaceWireless {});
    }
    match face.connected {
        Some(true) => said.push(Says::FaceConnected {}),
        Some(false) if face.running => said.push(Says::FaceDisconnected {}),
        Some(false) | None => {}
    }
    let said: Vec<String> = said.iter().map(|says| says.text(lang)).collect();
    said.join(", ")
}

impl From<Interface> for Face {
    fn from(interface: Interface) -> Self {
        let Interface { name, description, addresses, loopback, up, running, wireless, connected } =
            interface;
        let addresses = addresses.iter().map(ToString::to_string).collect();
        Self { name, description, addresses, loopback, wireless, up, running, connected }
    }
}
