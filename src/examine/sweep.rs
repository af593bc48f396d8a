//! One pass over a capture that asks every display filter of a file at every frame, and keeps the frames that questions
//! are about.
//!
//! Filters see what they see in `ackplain list -Y`: the frame's own headers and what Wireshark computes over its
//! stream.

use crate::capture::{CaptureError, Frame, FrameNo, LinkType, Nanos, Place, Reader};
use crate::connection::{ConnId, Deaf, Limits, Tracker};
use crate::dissect::packets::Joined;
use crate::dissect::{Field, FieldId, Packet, Tree, Value};
use crate::filter::{Extra, Filter, Seen};
use crate::report::data::value_of;
use crate::tell::cursor::{Cursor, Next};
use crate::tell::overlay::Overlay;
use std::collections::{BTreeMap, BTreeSet};

/// Frames that are remembered of what one filter chooses; more are only counted.
pub(crate) const HITS: usize = 100_000;

/// What is looked for.
#[derive(Debug, Default)]
pub(crate) struct Wanted<'s> {
    /// Every filter of the file.
    pub filters: Vec<&'s Filter>,
    /// Those of them whose first frame is kept.
    pub frames_by: BTreeSet<usize>,
    /// Frames that are kept by their number.
    pub frames: BTreeSet<FrameNo>,
}

/// What one filter chooses.
#[derive(Debug, Default)]
pub(crate) struct Hits {
    /// How many frames.
    pub count: u64,
    /// The first of them, with their connection.
    pub frames: Vec<(FrameNo, Option<ConnId>)>,
    /// How many in each connection.
    pub connections: BTreeMap<ConnId, u64>,
}

/// What the pass found.
#[derive(Debug, Default)]
pub(crate) struct Swept {
    /// How many frames there are.
    pub frames: u64,
    /// By filter.
    pub hits: Vec<Hits>,
    /// Frames that questions are about.
    pub kept: BTreeMap<FrameNo, Kept>,
}

/// A frame that a question is about.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    /// Its connection.
    pub connection: Option<ConnId>,
    /// Its bytes.
    bytes: Vec<u8>,
    /// The datagrams that it completed.
    joined: Option<Joined>,
    /// What Wireshark computes beside them: field, value in the report's spelling, tshark's spelling.
    computed: Vec<(FieldId, serde_json::Value, String)>,
    no: FrameNo,
    time: Option<Nanos>,
    interface: u32,
    link: LinkType,
    original: u32,
    fcs: Option<u8>,
    at: Place,
}

impl Kept {
    /// The frame.
    pub(crate) fn frame(&self) -> Frame<'_> {
        Frame {
            no: self.no,
            time: self.time,
            interface: self.interface,
            link: self.link,
            original: self.original,
            bytes: &self.bytes,
            fcs: self.fcs,
            at: self.at,
        }
    }

    /// What it holds.
    pub(crate) fn packet<'k>(&'k self, frame: &Frame<'k>) -> Packet<'k> {
        self.joined.as_ref().map_or_else(|| Packet::alone(frame), |joined| joined.packet(frame))
    }

    /// Its number.
    pub(crate) fn no(&self) -> FrameNo {
        self.no
    }

    /// Every value of a field: in the report's spelling, and in tshark's.
    pub(crate) fn values(&self, id: FieldId) -> (Vec<serde_json::Value>, Vec<String>) {
        let frame = self.frame();
        let tree = self.packet(&frame).tree();
        let own = tree.all(id).filter(|field| !field.quoted).map(|field| {
            let spelt = match field.value {
                Value::Protocols => tree.protocols.clone(),
                _ => field.spell(),
            };
            (value_of(field, &tree), spelt)
        });
        let computed = self
            .computed
            .iter()
            .filter(|(it, ..)| id.stands_for().contains(it))
            .map(|(_, value, spelt)| (value.clone(), spelt.clone()));
        own.chain(computed).unzip()
    }

    fn of(packet: &Packet<'_>, connection: Option<ConnId>, extra: &Extra<'_>) -> Self {
        let frame = packet.own();
        let alone = Tree { fields: Vec::new(), stop: None, protocols: String::new() };
        let computed = |&(id, value): &(FieldId, Value<'_>)| {
            let field = Field { id, depth: 1, offset: 0, length: 0, bits: None, value, quoted: false };
            (id, value_of(&field, &alone), field.spell())
        };
        Self {
            connection,
            bytes: frame.bytes.to_vec(),
            joined: packet.joined(),
            computed: extra.values().iter().map(computed).collect(),
            no: frame.no,
            time: frame.time,
            interface: frame.interface,
            link: frame.link,
            original: frame.original,
            fcs: frame.fcs,
            at: frame.at,
        }
    }
}

/// Read the capture once.
///
/// # Errors
/// The operating system refused to read on.
pub(crate) fn sweep(source: &mut Reader, wanted: &Wanted<'_>) -> Result<Swept, CaptureError> {
    let mut swept = Swept::default();
    swept.hits.resize_with(wanted.filters.len(), Hits::default);
    let mut cursor = Cursor::new(source, Tracker::new(Deaf, Limits::default()), Overlay::new());
    while let Some(next) = cursor.advance()? {
        let Next::Frame(met) = next else { continue };
        let (no, packet, connection, extra) = (met.frame.no, &met.packet, met.connection, met.beside.extra());
        swept.frames = swept.frames.max(no);
        let mut keep = wanted.frames.contains(&no);
        if !wanted.filters.is_empty() {
            let tree = packet.tree();
            let seen = Seen { tree: &tree, bytes: packet.frame.bytes, extra };
            for (place, (filter, hits)) in wanted.filters.iter().zip(&mut swept.hits).enumerate() {
                if filter.matches(&seen) {
                    keep |= hits.count == 0 && wanted.frames_by.contains(&place);
                    hits.add(no, connection);
                }
            }
        }
        if keep {
            swept.kept.insert(no, Kept::of(packet, connection, extra));
        }
    }
    Ok(swept)
}

/// Every frame with what Wireshark computes of it, one after another.
///
/// # Errors
/// The operating system refused to read on.
pub(crate) fn columns(source: &mut Reader, each: &mut dyn FnMut(&Kept)) -> Result<(), CaptureError> {
    let mut cursor = Cursor::new(source, Tracker::new(Deaf, Limits::default()), Overlay::new());
    while let Some(next) = cursor.advance()? {
        let Next::Frame(met) = next else { continue };
        each(&Kept::of(&met.packet, met.connection, met.beside.extra()));
    }
    Ok(())
}

impl Hits {
    fn add(&mut self, frame: FrameNo, connection: Option<ConnId>) {
        self.count += 1;
        if self.frames.len() < HITS {
            self.frames.push((frame, connection));
        }
        if let Some(connection) = connection {
            *self.connections.entry(connection).or_default() += 1;
        }
    }
}
