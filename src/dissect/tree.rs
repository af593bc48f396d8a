//! Every field of a frame with its place: built only for frames that somebody looks at.

use super::field::{Field, FieldId, Value};
use crate::capture::Frame;

/// A frame's fields, layer by layer, in the order of their bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree<'a> {
    /// Each layer's own field (depth 0) comes before its fields.
    pub fields: Vec<Field<'a>>,
    /// Why dissection stopped before the end, if it did.
    pub stop: Option<Stop>,
}

/// Why and where dissection stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// In which layer.
    pub layer: FieldId,
    /// Offset in the frame where the missing bytes would begin.
    pub offset: usize,
    /// Bytes that the layer needs from there.
    pub needed: usize,
    /// Bytes that were captured from there.
    pub have: usize,
}

impl<'a> Tree<'a> {
    /// Dissect a frame to the bottom.
    pub fn of(frame: &Frame<'a>) -> Self {
        let _ = frame;
        Self { fields: Vec::new(), stop: None }
    }

    /// The first field `id`.
    pub fn first(&self, id: FieldId) -> Option<&Field<'a>> {
        self.fields.iter().find(|f| f.id == id)
    }

    /// Every field `id`.
    pub fn all(&self, id: FieldId) -> impl Iterator<Item = &Field<'a>> {
        self.fields.iter().filter(move |f| f.id == id)
    }

    /// The first field `id`, if it is a number.
    pub fn number(&self, id: FieldId) -> Option<u64> {
        match self.first(id)?.value {
            Value::Number(n) => Some(n),
            Value::Bit(b) => Some(u64::from(b)),
            _ => None,
        }
    }
}
