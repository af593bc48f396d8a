//! The drawn table.

use super::{Frame, push_seconds};
use crate::connection::Summary;
use crate::explain;
use crate::language::Word;
use crate::language::screen;
use crate::language::text;
use crate::report::build::duration;
use crate::report::page::ascii;
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table};
use comfy_table::{LineStyle, TableStyle};
use std::io::{self, Write};

/// Draw it.
pub(super) fn draw(
    out: &mut impl Write,
    rows: &[Summary],
    frame: &Frame,
    origin: Option<i128>,
) -> io::Result<()> {
    let look = frame.look;
    let lang = look.language;
    let mut table = Table::new();
    table.load_style(style(look.ascii));
    if look.narrow {
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(look.width).unwrap_or(u16::MAX));
    } else {
        table.set_content_arrangement(ContentArrangement::Disabled);
    }
    let plain = |text: &str| if look.ascii { ascii(text).into_owned() } else { text.to_owned() };
    let head = [
        "#".to_owned(),
        Word::Client.text(lang).to_owned(),
        Word::Server.text(lang).to_owned(),
        format!("{} (s)", Word::Start.text(lang)),
        format!("{} (s)", Word::Duration.text(lang)),
        "→".to_owned(),
        "←".to_owned(),
        Word::WhatHappened.text(lang).to_owned(),
    ];
    table.set_header(head.map(|word| Cell::new(plain(&word))));
    let seconds = |nanos: Option<i128>| match nanos {
        Some(nanos) => {
            let mut text = String::new();
            push_seconds(&mut text, nanos, 6);
            text
        }
        None => "-".to_owned(),
    };
    for about in rows {
        let right = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
        let start = about.first.zip(origin).map(|(first, origin)| first.0 - origin);
        table.add_row(vec![
            right(about.id.0.to_string()),
            Cell::new(about.client.endpoint.to_string()),
            Cell::new(about.server.endpoint.to_string()),
            right(seconds(start)),
            right(seconds(duration(about))),
            right(screen::grouped(about.client.bytes)),
            right(screen::grouped(about.server.bytes)),
            Cell::new(plain(&text(&explain::outcome(about), lang))),
        ]);
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// A line under the head, spaces between columns.
fn style(plain: bool) -> TableStyle {
    let fill = if plain { '-' } else { '─' };
    TableStyle::new().header_separator(LineStyle::none().fill(fill).junction(fill))
}
