//! `ackplain fields CAPTURE -e NAME…`: header fields as columns, as `tshark -T fields` prints them.

use super::progress::Progress;
use super::{Exit, Reader, Stop, open};
use crate::capture::{Event, Frame, Passes, Source};
use crate::cli::{Fields, FieldsFormat};
use crate::dissect::datagram::{Overlap, Whole};
use crate::dissect::{Cheap, Field, FieldId, Packets, Tree, Value};
use crate::filter::{self, Extra, Filter, Seen};
use crate::language::errors::Complaint;
use crate::language::{fields as names, filter as problems};
use crate::report::columns::{Columns, Csv, JsonLines, Layout, Separated};
use crate::report::page::printable;
use crate::tell::overlay::Overlay;
use std::io::{self, BufWriter, Write};

/// Run it.
pub(super) fn run(options: &Fields, reader: &Reader) -> Result<Exit, Stop> {
    if let Some(text) = &options.list {
        return list(text.as_deref().unwrap_or(""), reader);
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
    let filter = options.filter.as_deref().map(|text| parse(text, reader)).transpose()?;
    let out = BufWriter::with_capacity(64 * 1024, io::stdout().lock());
    let mut columns: Box<dyn Columns> = match options.format {
        FieldsFormat::Tsv => Box::new(Separated::new(out, layout)),
        FieldsFormat::Csv => Box::new(Csv(out)),
        FieldsFormat::Jsonl => Box::new(JsonLines::new(out)),
    };
    let mut source = open::sifted(capture, Passes::One, options.bpf.as_deref())?;
    let mut progress = Progress::new(capture, reader.language);
    let mut rows = Rows::new(&fields, filter.as_ref());
    let mut damage = None;
    columns.begin(&fields)?;
    while let Some(event) = source.next()? {
        match event {
            Event::Frame(frame) => {
                let no = frame.no;
                if let Some(row) = rows.row(&frame) {
                    columns.row(row)?;
                }
                if no.is_multiple_of(65_536) {
                    progress.tick(no, source.bytes_read());
                }
            }
            Event::Damage(found) => {
                let (_, more) = damage.get_or_insert((found, 0_u64));
                *more += 1;
            }
        }
    }
    columns.finish()?;
    progress.done();
    let Some((first, places)) = damage else { return Ok(Exit::Fine) };
    let remark = crate::language::remarks::Remark::Damage(&first).text(reader.language);
    reader.complain(&Complaint::Damaged { path: open::shown(capture), remark, more: places - 1 });
    Ok(Exit::Damaged)
}

/// A field by its name.
fn field(name: &str) -> Result<FieldId, Stop> {
    filter::named(name).ok_or_else(|| {
        Complaint::NoField { name: name.to_owned(), nearest: filter::nearest_field(name) }.into()
    })
}

/// A display filter, or what is wrong with it.
pub(super) fn parse(text: &str, reader: &Reader) -> Result<Filter, Stop> {
    Filter::parse(text).map_err(|error| {
        let lines = problems::lines(&error, text, reader.look().width, reader.language);
        Complaint::Filter { lines }.into()
    })
}

/// Every field that is known, or those with `text` in their name or meaning.
fn list(text: &str, reader: &Reader) -> Result<Exit, Stop> {
    let mut out = BufWriter::new(io::stdout().lock());
    let wanted = text.to_lowercase();
    let mut any = false;
    for &id in FieldId::ALL {
        let meaning = names::meaning(id, reader.language);
        let label = names::label(id, reader.language);
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

/// Frames to rows: the dissected fields, and what Wireshark computes over several frames.
struct Rows<'f> {
    fields: &'f [FieldId],
    filter: Option<&'f Filter>,
    overlay: Overlay,
    packets: Packets,
    values: Vec<Vec<String>>,
}

impl<'f> Rows<'f> {
    fn new(fields: &'f [FieldId], filter: Option<&'f Filter>) -> Self {
        Self {
            fields,
            filter,
            overlay: Overlay::new(),
            packets: Packets::as_wireshark(),
            values: vec![Vec::new(); fields.len()],
        }
    }

    /// The row of a frame; `None` if the filter does not choose it.
    fn row(&mut self, frame: &Frame<'_>) -> Option<&[Vec<String>]> {
        let packet = self.packets.read(frame);
        let mut tree = packet.tree();
        let mut extra = Extra::new();
        for whole in packet.wholes() {
            put_together(whole, &mut extra);
        }
        let values = self.overlay.add(frame, &packet.frame, &packet.cheap, &mut extra);
        if let (Cheap::Tcp(segment), Some(ack)) = (&packet.cheap, values.and_then(|values| values.ack)) {
            relative_blocks(&mut tree, segment.ack.wrapping_sub(ack));
        }
        let seen = Seen { tree: &tree, bytes: packet.frame.bytes, extra: &extra };
        if self.filter.is_some_and(|filter| !filter.matches(&seen)) {
            return None;
        }
        self.overlay.displayed(frame);
        for (id, values) in self.fields.iter().zip(&mut self.values) {
            values.clear();
            values.extend(tree.spell_all(*id));
            extra.each(*id, |value| values.push(spell(*id, value)));
        }
        Some(&self.values)
    }
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
fn put_together(whole: &Whole, extra: &mut Extra<'_>) {
    extra.add(FieldId::IpFragmentCount, Value::Number(whole.frames.len() as u64));
    let length = whole.bytes.len().saturating_sub(whole.header) as u64;
    extra.add(FieldId::IpReassembledLength, Value::Number(length));
    if let Some(overlap) = whole.overlap {
        extra.add(FieldId::IpFragmentOverlap, Value::Bit(true));
        if overlap == Overlap::Different {
            extra.add(FieldId::IpFragmentOverlapConflict, Value::Bit(true));
        }
    }
}

/// A value that no byte of the frame holds.
fn spell(id: FieldId, value: Value<'_>) -> String {
    Field { id, depth: 1, offset: 0, length: 0, bits: None, value, quoted: false }.spell()
}
