//! The drawn table.

use super::digits::push_seconds;
use super::row::{Frame, Row};
use crate::connection::zeek::Words;
use crate::language::Word;
use crate::language::screen;
use crate::report::page::ascii;
use crate::report::text::happened;
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle};
use std::io::{self, Write};

/// Draw it.
pub(super) fn draw(
    out: &mut impl Write,
    rows: &[Row],
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
        "Zeek".to_owned(),
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
    for Row { about, .. } in rows {
        let right = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
        let start = about.first.zip(origin).map(|(first, origin)| first.0 - origin);
        table.add_row(vec![
            right(about.id.0.to_string()),
            Cell::new(about.client.endpoint.to_string()),
            Cell::new(about.server.endpoint.to_string()),
            right(seconds(start)),
            right(seconds(about.duration())),
            right(screen::grouped(about.client.unique_bytes)),
            right(screen::grouped(about.server.unique_bytes)),
            Cell::new(Words::of_summary(about).conn_state.unwrap_or("-")),
            Cell::new(plain(&happened(about, lang))),
        ]);
    }
    settle(&mut table, look.narrow.then_some(look.width));
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Columns with a number or an address are kept whole as long as the page is wide enough; if it is not, Zeek's word
/// goes first, then the two times. What happened is wrapped.
fn settle(table: &mut Table, page: Option<usize>) {
    const GAP: u16 = 2;
    /// Zeek's word, and the times with it.
    const ZEEK: [usize; 1] = [7];
    const TIMES: [usize; 3] = [3, 4, 7];
    const LAST: usize = 8;
    /// Columns that the last one must have.
    const WORDS: usize = 16;
    let widths = table.column_max_content_widths();
    let whole = |left_out: &[usize]| -> usize {
        let kept = widths.iter().take(LAST).enumerate().filter(|(index, _)| !left_out.contains(index));
        kept.map(|(_, &wide)| usize::from(wide + GAP)).sum()
    };
    let fits = |left_out: &[usize]| page.is_none_or(|page| whole(left_out) + WORDS <= page);
    let hidden: &[usize] = [&[][..], &ZEEK].into_iter().find(|hidden| fits(hidden)).unwrap_or(&TIMES);
    let keep = fits(hidden);
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if index == LAST { 0 } else { GAP }));
        if hidden.contains(&index) {
            column.set_constraint(ColumnConstraint::Hidden);
        } else if keep && index != LAST {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
}

/// A line under the head, spaces between columns.
fn style(plain: bool) -> TableStyle {
    let fill = if plain { '-' } else { '─' };
    TableStyle::new().header_separator(LineStyle::none().fill(fill).junction(fill))
}
