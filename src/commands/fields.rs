//! `ackplain fields CAPTURE -e NAME…`: header fields as columns, as `tshark -T fields` prints them.

use super::audience::Audience;
use super::damage::Damages;
use super::exit::{Exit, Stop};
use super::progress::Progress;
use super::{choose, open};
use crate::capture::Passes;
use crate::cli::{Fields, FieldsFormat};
use crate::dissect::datagram::{Overlap, Whole};
use crate::dissect::{Cheap, Field, FieldId, Tree, Value};
use crate::filter::{self, Filter, Seen};
use crate::language::errors::Complaint;
use crate::language::fields as names;
use crate::report::columns::{Columns, Csv, JsonLines, Layout, Separated};
use crate::report::page::printable;
use crate::tell::cursor::{Cursor, Met, Next};
use crate::tell::overlay::Overlay;
use std::io::{self, BufWriter, Write};

/// Run it.
pub(super) fn run(options: &Fields, audience: &Audience) -> Result<Exit, Stop> {
    if let Some(text) = &options.list {
        return list(text.as_deref().unwrap_or(""), audience);
    }
    let Some(capture) = &options.capture else {
        return Err(Complaint::FieldsWithoutCapture.into());
    };
    if options.fields.is_empty() {
        return Err(Complaint::NoFieldNamed.into());
    }
    let fields = options.fields.iter().map(|name| field(name)).collect::<Result<Vec<_>, Stop>>()?;
    let mut layout = Layout::default();
    for option in &options.layout {
        layout.set(option).ok_or_else(|| Complaint::BadLayout { option: option.clone() })?;
    }
    let filter = options.filter.as_deref().map(|text| choose::parse(text, audience)).transpose()?;
    let out = BufWriter::with_capacity(64 * 1024, io::stdout().lock());
    let mut columns: Box<dyn Columns> = match options.format {
        FieldsFormat::Tsv => Box::new(Separated::new(out, layout)),
        FieldsFormat::Csv => Box::new(Csv(out)),
        FieldsFormat::Jsonl => Box::new(JsonLines::new(out)),
    };
    let mut source = open::sifted(capture, Passes::One, options.bpf.as_deref())?;
    let mut progress = Progress::new(capture, audience.language);
    let mut watch = |frames, bytes| progress.tick(frames, bytes);
    let mut cursor = Cursor::as_wireshark(&mut source, (), Overlay::new()).watched(&mut watch);
    let mut row = vec![Vec::new(); fields.len()];
    let mut damages = Damages::default();
    columns.begin(&fields)?;
    while let Some(next) = cursor.advance()? {
        match next {
            Next::Frame(met) => {
                if fill(&mut row, &fields, met, filter.as_ref()) {
                    columns.row(&row)?;
                }
            }
            Next::Damage(damage) => damages.add(damage),
        }
    }
    columns.finish()?;
    progress.done();
    Ok(damages.exit(&open::shown(capture), audience))
}

/// A field by its name.
fn field(name: &str) -> Result<FieldId, Stop> {
    filter::named(name).ok_or_else(|| {
        Complaint::NoField { name: name.to_owned(), nearest: filter::nearest_field(name) }.into()
    })
}

/// Every field that is known, or those with `text` in their name or meaning.
fn list(text: &str, audience: &Audience) -> Result<Exit, Stop> {
    let mut out = BufWriter::new(io::stdout().lock());
    let wanted = text.to_lowercase();
    let mut any = false;
    for &id in FieldId::ALL {
        let meaning = names::meaning(id, audience.language);
        let label = names::label(id, audience.language);
        let fits = [id.name(), meaning, label].iter().any(|t| t.to_lowercase().contains(&wanted));
        if fits {
            any = true;
            writeln!(out, "{}\t{}\t{label}: {meaning}", id.name(), id.kind().name())?;
        }
    }
    out.flush()?;
    if any {
        return Ok(Exit::Fine);
    }
    Err(Complaint::NoField { name: printable(text).into_owned(), nearest: filter::nearest_field(text) }
        .into())
}

/// A frame to a row: the dissected fields, and what Wireshark computes over several frames. Not if the filter does not
/// choose it.
fn fill(
    row: &mut [Vec<String>],
    fields: &[FieldId],
    met: Met<'_, (), Overlay>,
    filter: Option<&Filter>,
) -> bool {
    let Met { frame, packet, beside, .. } = met;
    let mut tree = packet.tree();
    for whole in packet.wholes() {
        put_together(whole, beside);
    }
    if let (Cheap::Tcp(segment), Some(ack)) = (&packet.cheap, beside.values().and_then(|values| values.ack)) {
        relative_blocks(&mut tree, segment.ack.wrapping_sub(ack));
    }
    let seen = Seen { tree: &tree, bytes: packet.frame.bytes, extra: beside.extra() };
    if filter.is_some_and(|filter| !filter.matches(&seen)) {
        return false;
    }
    beside.displayed(&frame);
    for (id, values) in fields.iter().zip(row) {
        values.clear();
        values.extend(tree.spell_all(*id));
        beside.extra().each(*id, |value| values.push(spell(*id, value)));
    }
    true
}

/// Wireshark counts the edges of SACK blocks from the receiver's first sequence number, as it does ACK numbers.
fn relative_blocks(tree: &mut Tree<'_>, base: u32) {
    for field in &mut tree.fields {
        if matches!(field.id, FieldId::TcpOptionSackLe | FieldId::TcpOptionSackRe)
            && !field.quoted
            && let Value::Number(number) = field.value
        {
            field.value = Value::Number(u64::from((number as u32).wrapping_sub(base)));
        }
    }
}

/// What is to say of a datagram that was put together.
fn put_together(whole: &Whole, beside: &mut Overlay) {
    beside.note(FieldId::IpFragmentCount, Value::Number(whole.frames.len() as u64));
    let length = whole.bytes.len().saturating_sub(whole.header) as u64;
    beside.note(FieldId::IpReassembledLength, Value::Number(length));
    if let Some(overlap) = whole.overlap {
        beside.note(FieldId::IpFragmentOverlap, Value::Bit(true));
        if overlap == Overlap::Different {
            beside.note(FieldId::IpFragmentOverlapConflict, Value::Bit(true));
        }
    }
}

/// A value that no byte of the frame holds.
fn spell(id: FieldId, value: Value<'_>) -> String {
    Field { id, depth: 1, offset: 0, length: 0, bits: None, value, quoted: false }.spell()
}
