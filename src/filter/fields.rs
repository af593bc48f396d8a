//! Where filters read values from: a frame's fields, and what others add to them.
//!
//! [`Fields`] is all that a filter knows of a frame. [`Seen`] is a dissected frame with [`Extra`] values
//! beside it: those that no header holds, because somebody computed them over several frames (`tcp.stream`,
//! `tcp.analysis.…`). [`Extra`] alone is `Fields` too, for whoever has no frame at hand.

use crate::dissect::{Field, FieldId, Tree, Value};

/// A value of a field as it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'s> {
    /// The value; [`Value::None`] for a protocol.
    pub value: Value<'s>,
    /// The bytes that it was read from, as far as they were captured; none for what is computed.
    pub bytes: &'s [u8],
    /// Of a protocol, its bytes with all that it carries; of anything else `bytes`.
    pub reach: &'s [u8],
    /// In which layer of its protocol, from 1: 2 for the inner header of IP in IP.
    pub layer: u32,
}

/// Something that has fields, each with any number of values.
pub trait Fields {
    /// Every value of a field, in the order of the frame, with its bytes and its layer. A field that stands
    /// for others ([`FieldId::stands_for`]) has their values.
    fn found<'s>(&'s self, id: FieldId, each: &mut dyn FnMut(Found<'s>));

    /// Every value of a field, in the order of the frame.
    fn all<'s>(&'s self, id: FieldId, each: &mut dyn FnMut(Value<'s>)) {
        self.found(id, &mut |found| each(found.value));
    }
}

/// Values beside those of a frame.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extra<'v> {
    values: Vec<(FieldId, Value<'v>)>,
}

impl<'v> Extra<'v> {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// One more.
    pub fn add(&mut self, id: FieldId, value: Value<'v>) {
        self.values.push((id, value));
    }

    /// Every value of a field.
    pub fn each(&self, id: FieldId, mut give: impl FnMut(Value<'v>)) {
        for (_, value) in self.values.iter().filter(|(it, _)| *it == id) {
            give(*value);
        }
    }

    /// Every field with its value, in the order they were added.
    pub fn values(&self) -> &[(FieldId, Value<'v>)] {
        &self.values
    }

    /// Forget them, for the next frame; the memory is kept.
    pub fn clear(&mut self) {
        self.values.clear();
    }
}

impl Fields for Extra<'_> {
    fn found<'s>(&'s self, id: FieldId, each: &mut dyn FnMut(Found<'s>)) {
        for (_, value) in self.values.iter().filter(|(it, _)| id.stands_for().contains(it)) {
            each(Found { value: *value, bytes: &[], reach: &[], layer: 1 });
        }
    }
}

/// A dissected frame, and values beside it.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'t, 'a> {
    /// Its fields.
    pub tree: &'t Tree<'a>,
    /// Its bytes, for slices and searches.
    pub bytes: &'a [u8],
    /// What the headers do not hold.
    pub extra: &'t Extra<'a>,
}

impl Fields for Seen<'_, '_> {
    fn found<'s>(&'s self, id: FieldId, each: &mut dyn FnMut(Found<'s>)) {
        let wanted = id.stands_for();
        let mut header: Option<usize> = None;
        for (at, field) in self.tree.fields.iter().enumerate() {
            if field.depth == 0 {
                header = Some(at);
            }
            if wanted.contains(&field.id) {
                let bytes = self.bytes_of(field.offset, end(field));
                let reach = match field.value {
                    // What stands behind a layer in the tree is inside it.
                    Value::None => {
                        let inside = self.tree.fields.iter().skip(at);
                        self.bytes_of(field.offset, inside.map(end).max().unwrap_or(0))
                    }
                    _ => bytes,
                };
                let value = match field.value {
                    Value::Protocols => Value::Text(&self.tree.protocols),
                    value => value,
                };
                each(Found { value, bytes, reach, layer: self.layer(header) });
            }
        }
        self.extra.found(id, each);
    }
}

impl<'a> Seen<'_, 'a> {
    /// Which header of its protocol the one at this place of the tree is, from 1.
    fn layer(&self, header: Option<usize>) -> u32 {
        let Some(header) = header.and_then(|at| self.tree.fields.get(..=at)).and_then(<[_]>::split_last)
        else {
            return 1;
        };
        let (last, before) = header;
        let same = before.iter().filter(|field| field.depth == 0 && field.id == last.id);
        u32::try_from(same.count()).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// As many of the bytes as were captured.
    fn bytes_of(&self, start: usize, end: usize) -> &'a [u8] {
        self.bytes.get(start..end.min(self.bytes.len())).unwrap_or(&[])
    }
}

/// The offset behind a field.
fn end(field: &Field<'_>) -> usize {
    field.offset.saturating_add(field.length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(id: FieldId, depth: u8, offset: usize, length: usize) -> Field<'static> {
        Field { id, depth, quoted: false, offset, length, bits: None, value: Value::None }
    }

    #[test]
    fn layers_are_counted_by_protocol_and_bytes_end_where_the_capture_does() {
        let tree = Tree {
            fields: vec![
                field(FieldId::Frame, 0, 0, 12),
                field(FieldId::TcpOptions, 0, 0, 4),
                field(FieldId::IpSrc, 1, 0, 2),
                field(FieldId::TcpOptions, 0, 4, 4),
                field(FieldId::IpSrc, 1, 4, 2),
                field(FieldId::IpSrc, 1, 6, 2),
                field(FieldId::Frame, 0, 8, 400),
                field(FieldId::IpSrc, 1, 400, 2),
            ],
            stop: None,
            protocols: "eth:ip".into(),
        };
        let bytes: Vec<u8> = (0..12).collect();
        let mut extra = Extra::new();
        extra.add(FieldId::IpSrc, Value::Number(7));
        let seen = Seen { tree: &tree, bytes: &bytes, extra: &extra };
        let found = |id| {
            let mut all: Vec<(u32, Vec<u8>)> = Vec::new();
            seen.found(id, &mut |found| all.push((found.layer, found.bytes.to_vec())));
            all
        };
        assert_eq!(
            found(FieldId::IpSrc),
            [(1, vec![0, 1]), (2, vec![4, 5]), (2, vec![6, 7]), (2, vec![]), (1, vec![])]
        );
        assert_eq!(found(FieldId::Frame), [(1, bytes.clone()), (2, vec![8, 9, 10, 11])]);
        assert_eq!(found(FieldId::IpDst), []);
    }

    #[test]
    fn extra_values_are_fields_by_themselves() {
        let mut extra = Extra::new();
        extra.add(FieldId::TcpSrcPort, Value::Number(1));
        extra.add(FieldId::TcpDstPort, Value::Number(2));
        extra.add(FieldId::TcpSrcPort, Value::Number(3));
        let mut all = Vec::new();
        extra.all(FieldId::TcpSrcPort, &mut |value| all.push(value));
        assert_eq!(all, [Value::Number(1), Value::Number(3)]);
        extra.clear();
        extra.all(FieldId::TcpSrcPort, &mut |_| panic!("nothing is left"));
    }
}
