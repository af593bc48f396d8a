//! One frame byte by byte: a hex dump, and below it every field with the bytes it came from.

use super::fields::place;
use super::overview::link_words;
use super::step;
use crate::capture::{FrameNo, LinkType};
use crate::dissect::{Cause, Field, FieldId, Packet, Stop, Tree, Value};
use crate::explain::{self, Explanation, StepFacts};
use crate::language::fields::{label, meaning};
use crate::language::fragments::Fragments;
use crate::language::screen::{self, Phrase};
use crate::language::{Language, Message, text};
use crate::report::page::{Column, Page, Places, Sheet, Tint, printable};
use std::io;

/// A frame with all that is known about it.
#[derive(Debug)]
pub struct Placed<'a> {
    /// The capture.
    pub file: &'a str,
    /// Its number.
    pub no: FrameNo,
    /// Its link-layer header type.
    pub link: LinkType,
    /// Nanoseconds since the capture's first frame.
    pub since: Option<i128>,
    /// Its bytes, and the datagrams that it completes.
    pub packet: &'a Packet<'a>,
    /// Its fields.
    pub tree: &'a Tree<'a>,
    /// What is to say of datagrams that came in fragments.
    pub fragments: &'a [Message],
    /// Has it a fragment of a datagram that is not whole with it?
    pub waits: bool,
    /// The frame that its step is told with, if it is another: the one that completes its datagram.
    pub told_with: Option<FrameNo>,
    /// The connection it belongs to, and its step there.
    pub story: Option<(u32, Option<(&'a StepFacts, &'a Explanation)>)>,
    /// What it says, if it is not TCP.
    pub other: Option<&'a Message>,
}

/// A value has so much room before names wrap: an IPv4 or MAC address.
const VALUE: usize = 20;

/// A name has so much at least.
const NAME: usize = 16;

/// Bytes in a row of the dump: eight on a narrow page.
const ROW: usize = 16;

/// Print a frame.
///
/// # Errors
/// What the writer says.
pub fn frame(page: &mut Page<'_>, frame: &Placed<'_>) -> io::Result<()> {
    head(page, frame)?;
    page.blank()?;
    let mut part = Part { datagram: 0, from: 0, bytes: frame.packet.own().bytes };
    dump(page, frame, part)?;
    fields(page, frame, part)?;
    for (whole, datagram) in frame.packet.wholes().iter().zip(1..) {
        let from = part.from + part.bytes.len() + whole.header;
        let bytes = frame.packet.frame.bytes.get(from..from + whole.data()).unwrap_or_default();
        part = Part { datagram, from, bytes };
        page.blank()?;
        page.paragraph(Tint::Head, &text(&explain::fragments::head(whole), page.language()))?;
        stopped(page, frame, part)?;
        page.blank()?;
        dump(page, frame, part)?;
        fields(page, frame, part)?;
    }
    page.flush()
}

/// Bytes that are shown together: the frame's own, or the data of a datagram that it completes.
#[derive(Clone, Copy)]
struct Part<'a> {
    /// As [`Spot::datagram`](crate::dissect::Spot::datagram).
    datagram: u8,
    /// Where its first byte is among all.
    from: usize,
    bytes: &'a [u8],
}

impl Part<'_> {
    /// The layers in it.
    fn layers<'t, 'a>(
        self,
        frame: &Placed<'t>,
    ) -> impl Iterator<Item = (&'t Field<'t>, &'t [Field<'t>])> + use<'t, 'a> {
        let packet = frame.packet;
        // What is said of the frame as a whole stands above; it has no bytes.
        let here = move |layer: &Field<'_>| {
            layer.id != FieldId::Frame && packet.spot(layer.offset).datagram == self.datagram
        };
        frame.tree.layers().filter(move |(layer, _)| here(layer))
    }
}

fn head(page: &mut Page<'_>, frame: &Placed<'_>) -> io::Result<()> {
    let lang = page.language();
    let own = frame.packet.own();
    let file = printable(frame.file);
    let mut parts = vec![Phrase::FrameOf(frame.no, &file).text(lang)];
    if let Some(since) = frame.since {
        parts.push(format!("+{}", screen::span(since, lang)));
    }
    parts.push(Phrase::Captured(own.bytes.len(), own.original).text(lang));
    parts.push(link_words(frame.link, lang));
    page.paragraph(Tint::Head, &parts.join(" · "))?;
    match &frame.story {
        Some((connection, Some((facts, explanation)))) => {
            let mut step = Phrase::BelongsTo { connection: *connection, step: facts.number }.text(lang);
            if let Some(frame) = frame.told_with {
                step = Fragments::DatagramTold { step, frame }.text(lang);
            }
            page.to(2, 0).paragraph(
                Tint::Plain,
                &format!(
                    "{step} · {} · {}",
                    step::direction(&facts.step, lang),
                    step::bits(&facts.step, lang)
                ),
            )?;
            let says = text(&explanation.says, lang);
            let says = if explanation.speech { format!("“{says}”") } else { says };
            page.to(2, 0).paragraph(Tint::Speech, &says)?;
        }
        Some((connection, None)) => {
            let phrase = Phrase::BelongsTo { connection: *connection, step: None };
            page.to(2, 0).paragraph(Tint::Plain, &phrase.text(lang))?;
        }
        None => {
            page.to(2, 0).paragraph(Tint::Plain, &Phrase::BelongsToNone.text(lang))?;
            if let Some(message) = frame.other {
                page.to(2, 0).paragraph(Tint::Plain, &text(message, lang))?;
            }
        }
    }
    for message in frame.fragments {
        page.to(2, 0).paragraph(Tint::Plain, &text(message, lang))?;
    }
    if (own.bytes.len() as u64) < u64::from(own.original) {
        page.to(2, 0).paragraph(Tint::Wrong, &Phrase::CutFrame(own.bytes.len(), own.original).text(lang))?;
    }
    stopped(page, frame, Part { datagram: 0, from: 0, bytes: own.bytes })
}

/// Where it could not be read further, if that is in this part.
fn stopped(page: &mut Page<'_>, frame: &Placed<'_>, part: Part<'_>) -> io::Result<()> {
    let lang = page.language();
    // Of a first fragment that waits for the others it was said already that it has not all.
    let here = |stop: &&Stop| {
        frame.packet.spot(stop.offset).datagram == part.datagram
            && !(frame.waits && stop.cause == Cause::Enclosing)
    };
    if let Some(stop) = frame.tree.stop.as_ref().filter(here) {
        let phrase = Phrase::Stopped {
            layer: stop.layer.name(),
            offset: stop.offset.saturating_sub(part.from),
            needed: stop.needed,
            have: stop.have,
        };
        page.to(2, 0).paragraph(Tint::Wrong, &phrase.text(lang))?;
    }
    Ok(())
}

/// Offsets, bytes, letters. Each layer has its own colour, the same as its heading below.
fn dump(page: &mut Page<'_>, frame: &Placed<'_>, part: Part<'_>) -> io::Result<()> {
    let layers: Vec<(usize, usize)> = layers(frame, part);
    let tint = |offset: usize| {
        let layer = layers.iter().rposition(|&(at, length)| offset >= at && offset < at + length);
        layer_tint(layer)
    };
    let row = if page.look.width < 76 { ROW / 2 } else { ROW };
    for (index, chunk) in part.bytes.chunks(row).enumerate() {
        let start = index * row;
        page.to(2, 0).add(Tint::Dim, &format!("{start:04x}"));
        page.to(8, 2);
        for (at, byte) in chunk.iter().enumerate() {
            if at > 0 {
                page.to(0, if at == 8 { 2 } else { 1 });
            }
            page.add(tint(start + at), &format!("{byte:02x}"));
        }
        page.to(8 + row * 3 + 2, 2);
        let letters: String = chunk
            .iter()
            .map(|&byte| if (0x20..0x7f).contains(&byte) { char::from(byte) } else { '.' })
            .collect();
        page.add(Tint::Dim, &letters);
        page.end()?;
    }
    Ok(())
}

fn layers(frame: &Placed<'_>, part: Part<'_>) -> Vec<(usize, usize)> {
    part.layers(frame)
        .filter(|(layer, _)| layer.length > 0)
        .map(|(layer, _)| (layer.offset.saturating_sub(part.from), layer.length))
        .collect()
}

fn layer_tint(layer: Option<usize>) -> Tint {
    const TINTS: [Tint; 4] = [Tint::Raw, Tint::Name, Tint::Inferred, Tint::Observed];
    layer.and_then(|layer| TINTS.get(layer % TINTS.len()).copied()).unwrap_or_default()
}

/// Every field: a line with its place, bytes, name and value, and below it Wireshark's name and what it means here.
fn fields(page: &mut Page<'_>, frame: &Placed<'_>, part: Part<'_>) -> io::Result<()> {
    let lang = page.language();
    let explanation = frame.story.as_ref().and_then(|(_, step)| step.map(|(_, explanation)| explanation));
    let explanation = explanation.filter(|_| frame.told_with.is_none());
    let mut sheet = Sheet::new(&page.look);
    for field in part.layers(frame).flat_map(|(_, fields)| fields) {
        cells(&mut sheet, frame, part, field, lang);
    }
    let limit = |at_most| Column { at_most, ..Column::default() };
    // Names wrap before they squeeze a value: an address is read as a whole.
    let beside = 2 + sheet.widest(0).min(11) + sheet.widest(1).min(19) + sheet.widest(3).min(VALUE) + 3 * 2;
    let names = page.look.width.saturating_sub(beside).clamp(NAME, (page.look.width / 2).max(NAME));
    let columns = [limit(11), limit(19), limit(names), limit(0)];
    let places = Places::new(2, &columns, &sheet);
    let (mut colour, mut row) = (0, 0);
    for (layer, fields) in part.layers(frame) {
        page.blank()?;
        let tint = if layer.length > 0 {
            colour += 1;
            layer_tint(Some(colour - 1))
        } else {
            Tint::Plain
        };
        page.add(tint, label(layer.id, lang)).to(0, 2);
        page.add(
            Tint::Dim,
            &super::fields::bytes_at(layer.offset.saturating_sub(part.from), layer.length, lang),
        );
        page.end()?;
        for field in fields {
            page.grid_row(&places, &columns, &sheet, row)?;
            row += 1;
            let hang = places.start(2) + indent(field);
            page.to(hang, 0).add(Tint::Dim, field.id.name()).to(0, 2);
            page.hanging(hang, Tint::Plain, &told(explanation, part, field, lang))?;
        }
    }
    Ok(())
}

/// Fields that are parts of another stand farther to the right.
fn indent(field: &Field<'_>) -> usize {
    2 * usize::from(field.depth.saturating_sub(1))
}

/// Place, bytes, name, value.
fn cells(sheet: &mut Sheet, frame: &Placed<'_>, part: Part<'_>, field: &Field<'_>, lang: Language) {
    let offset = field.offset.saturating_sub(part.from);
    let at = if field.length == 0 { String::new() } else { place(offset, field.length) };
    sheet
        .row()
        .cell(Tint::Dim, &at)
        .cell(Tint::Raw, &raw(field, frame.packet.frame.bytes))
        .cell(Tint::Name, &format!("{:1$}{2}", "", indent(field), label(field.id, lang)))
        .cell(Tint::Head, &value(field, frame.tree));
}

/// What a field means: here, if it was explained, else anywhere.
fn told(explanation: Option<&Explanation>, part: Part<'_>, field: &Field<'_>, lang: Language) -> String {
    let offset = field.offset.saturating_sub(part.from);
    let here = explanation.filter(|_| !field.quoted).and_then(|explanation| {
        explanation
            .fields
            .iter()
            .filter(|line| line.field == field.id && line.datagram == part.datagram)
            .find(|line| (line.offset..line.offset + line.length).contains(&offset))
    });
    match here {
        Some(here) => text(&here.meaning, lang),
        None => meaning(field.id, lang).to_owned(),
    }
}

/// Bytes shown of a long field: all of them stand in the dump.
const SHOWN: usize = 4;

/// A field's bytes as hex; nibbles of other fields as `.`; single bits in a picture of their byte.
fn raw(field: &Field<'_>, bytes: &[u8]) -> String {
    match field.bits {
        Some(bits) if bits.first % 4 != 0 || bits.count % 4 != 0 => picture(field, bytes),
        _ if field.length > SHOWN + 2 => {
            let first = Field { length: SHOWN, bits: None, ..*field };
            format!("{}…", first.raw(bytes))
        }
        _ => field.raw(bytes),
    }
}

/// Bits as 0 and 1, a `.` where another field's stand, a space between nibbles; only the bytes that have some.
fn picture(field: &Field<'_>, bytes: &[u8]) -> String {
    let mut text = String::new();
    for offset in field.offset..field.offset + field.length {
        let mask = field.bits_of(offset);
        let Some(byte) = bytes.get(offset).filter(|_| mask != 0) else { continue };
        for bit in 0..8 {
            if bit == 4 || (bit == 0 && !text.is_empty()) {
                text.push(' ');
            }
            let own = 0x80u8 >> bit;
            text.push(match (mask & own, byte & own) {
                (0, _) => '.',
                (_, 0) => '0',
                _ => '1',
            });
        }
    }
    text
}

/// A field's value as Wireshark's users know it; of bytes only the first, as they stand beside it.
fn value(field: &Field<'_>, tree: &Tree<'_>) -> String {
    match field.value {
        Value::Bytes(_) | Value::None => String::new(),
        _ => printable(&tree.spell(field)).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dissect::Bits;

    fn field(length: usize, first: u8, count: u8) -> Field<'static> {
        Field {
            id: FieldId::TcpFlags,
            depth: 1,
            quoted: false,
            offset: 0,
            length,
            bits: Some(Bits { first, count }),
            value: Value::Number(0),
        }
    }

    #[test]
    fn nibbles_of_other_fields_are_dots() {
        assert_eq!(raw(&field(1, 0, 4), &[0xa0, 0x02]), "a.");
        assert_eq!(raw(&field(2, 4, 12), &[0xa0, 0x02]), ".0 02");
    }

    #[test]
    fn single_bits_stand_in_a_picture_of_their_byte() {
        assert_eq!(raw(&field(2, 14, 1), &[0xa0, 0x12]), ".... ..1.");
        assert_eq!(raw(&field(1, 4, 3), &[0xa0]), ".... 000.");
    }

    #[test]
    fn of_many_bytes_only_the_first_are_repeated() {
        let many = Field { bits: None, ..field(8, 0, 0) };
        assert_eq!(raw(&many, &[1, 2, 3, 4, 5, 6, 7, 8]), "01 02 03 04…");
    }
}
