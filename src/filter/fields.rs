//! Where filters read values from: a frame's fields, and what others add to them.
//!
//! [`Fields`] is all that a filter knows of a frame. [`Seen`] is a dissected frame with [`Extra`] values beside it: those that no header
//! holds, because somebody computed them over several frames (`tcp.stream`, `tcp.analysis.…`). [`Extra`] alone is `Fields` too, for
//! whoever has no frame at hand.

use crate::dissect::{FieldId, Tree, Value};

/// A value of a field as it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'s> {
    /// The value; [`Value::None`] for a protocol.
    pub value: Value<'s>,
    /// The bytes that it was read from, as far as they were captured; none for what is computed.
    pub bytes: &'s [u8],
    /// In which layer of its protocol, from 1: 2 for the inner header of IP in IP.
    pub layer: u32,
}

/// Something that has fields, each with any number of values.
pub trait Fields {
    /// Every value of a field, in the order of the frame, with its bytes and its layer.
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

    /// Forget them, for the next frame; the memory is kept.
    pub fn clear(&mut self) {
        self.values.clear();
    }
}

impl Fields for Extra<'_> {
    fn found<'s>(&'s self, id: FieldId, each: &mut dyn FnMut(Found<'s>)) {
        for (_, value) in self.values.iter().filter(|(it, _)| *it == id) {
            each(Found { value: *value, bytes: &[], layer: 1 });
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
        // How many headers of each protocol came so far; there are few, so a list is enough.
        let mut layers: Vec<(FieldId, u32)> = Vec::new();
        let mut layer = 1;
        for field in &self.tree.fields {
            if field.depth == 0 {
                layer = match layers.iter_mut().find(|(it, _)| *it == field.id) {
                    Some((_, count)) => {
                        *count += 1;
                        *count
                    }
                    None => {
                        layers.push((field.id, 1));
                        1
                    }
                };
            }
            if field.id == id {
                let end = field.offset.saturating_add(field.length).min(self.bytes.len());
                let bytes = self.bytes.get(field.offset..end).unwrap_or(&[]);
                each(Found { value: field.value, bytes, layer });
            }
        }
        self.extra.found(id, each);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dissect::Field;

    fn field(id: FieldId, depth: u8, offset: usize, length: usize) -> Field<'static> {
        Field { id, depth, offset, length, bits: None, value: Value::None, quoted: false }
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
            protocols: String::new(),
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
