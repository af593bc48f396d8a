//! The table of a step's header fields.

use super::voice::Voice;
use crate::connection::By;
use crate::explain::{Explanation, FieldLine};
use crate::language::fields::label;
use crate::language::screen::Phrase;
use crate::language::value::Value;
use crate::language::{Language, Message, Word, text};
use crate::report::page::{Column, Page, Sheet, Tint};
use std::io;

/// Under this width the positions of bytes are left out: raw bytes, value and meaning matter more.
const NARROW: usize = 92;

/// The nine fixed fields a row each, and the options: a row each if `full`, else one for all of them.
pub(super) fn table(
    page: &mut Page<'_>,
    voice: &mut Voice,
    explanation: &Explanation,
    full: bool,
) -> io::Result<()> {
    if explanation.fields.is_empty() {
        return Ok(());
    }
    let lang = page.language();
    let with_places = page.look.width >= NARROW;
    let mut sheet = Sheet::new(&page.look);
    let words = [Word::Field, Word::Bytes, Word::OnTheWire, Word::Value, Word::WhatItSays];
    sheet.row();
    for word in words.into_iter().filter(|word| with_places || *word != Word::Bytes) {
        sheet.cell(Tint::Dim, word.text(lang));
    }
    let (mut options, fixed): (Vec<&FieldLine>, Vec<&FieldLine>) =
        explanation.fields.iter().partition(|line| is_option(line));
    options.sort_by_key(|line| line.offset);
    for line in fixed.iter().chain(if full { options.as_slice() } else { &[] }) {
        sheet.row().cell(Tint::Name, &voice.label(label(line.field, lang)));
        if with_places {
            sheet.cell(Tint::Dim, &place(line.offset, line.length));
        }
        sheet.cell(Tint::Raw, &line.raw);
        sheet.cell(Tint::Head, &voice.tell(&line.value));
        sheet.cell(Tint::Plain, &voice.tell(&line.meaning));
    }
    if !full && !options.is_empty() {
        options_row(&mut sheet, &options, with_places, lang);
    }
    let mut columns = vec![Column::default()];
    if with_places {
        columns.push(Column::default());
    }
    columns.extend([
        Column { at_most: 11, ..Column::default() },
        Column { at_most: 16, ..Column::default() },
        Column::default(),
    ]);
    page.grid(2, &columns, &sheet)
}

fn is_option(line: &FieldLine) -> bool {
    let name = line.field.name();
    name.starts_with("tcp.options") || name.starts_with("mptcp")
}

/// All options in a row: where they lie, their first bytes, what they are worth.
fn options_row(sheet: &mut Sheet, options: &[&FieldLine], with_places: bool, lang: Language) {
    let first = options.iter().map(|o| o.offset).min().unwrap_or(0);
    let end = options.iter().map(|o| o.offset + o.length).max().unwrap_or(0);
    let raw: Vec<&str> = options.iter().flat_map(|o| o.raw.split(' ')).collect();
    let raw = match raw.get(..3) {
        Some(first) if raw.len() > 4 => format!("{}…", first.join(" ")),
        _ => raw.join(" "),
    };
    let values: Vec<String> = options
        .iter()
        .filter(|o| !matches!(o.value, Message::Value(Value::NoOperation {} | Value::EndOfList {})))
        .map(|o| text(&o.value, lang))
        .collect();
    sheet.row().cell(Tint::Name, Word::Options.text(lang));
    if with_places {
        sheet.cell(Tint::Dim, &place(first, end.saturating_sub(first)));
    }
    sheet.cell(Tint::Raw, &raw).cell(Tint::Head, &values.join(" · "));
}

/// "34–35", "46".
pub(super) fn place(offset: usize, length: usize) -> String {
    match length {
        0 | 1 => offset.to_string(),
        _ => format!("{offset}–{}", offset + length - 1),
    }
}

/// The same with its unit: "bytes 34–35".
pub(super) fn bytes_at(offset: usize, length: usize, lang: Language) -> String {
    Phrase::Bytes(offset, offset + length.max(1) - 1).text(lang)
}

/// Where the bytes of a write lie: in their frame, or in a datagram that the frame completed.
pub(super) fn bytes_of(by: &By, lang: Language) -> String {
    let (first, length) = (by.offset as usize, usize::from(by.length));
    match by.datagram {
        0 => bytes_at(first, length, lang),
        _ => Phrase::DatagramBytes(first, first + length.max(1) - 1).text(lang),
    }
}
