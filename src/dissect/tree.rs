//! Every field of a frame with its place: built only for frames that somebody looks at.
//!
//! The tree is a list: a layer's own field (depth 0), then its fields (depth 1), their parts (depth 2 and 3), then the
//! next layer. Bytes that an enclosing layer has behind the inner ones (Ethernet's padding, trailer and check
//! sequence) stand with that layer. Fields of a packet that an ICMP error quotes are marked.
//!
//! Every captured byte is in the tree: the outermost fields that are no labels cover each bit of the frame
//! exactly once. What no header explains is `data`; what a cut header leaves over is `_ws.short`, what a malformed
//! one leaves over `_ws.malformed`.

use super::field::{Field, FieldId};
use super::layers;
use crate::capture::Frame;

/// A frame's fields, layer by layer, in the order of their bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree<'a> {
    /// Each layer's own field (depth 0) comes before its fields.
    pub fields: Vec<Field<'a>>,
    /// Why dissection stopped before the end, if it did. Data that the snap length cuts are no reason.
    pub stop: Option<Stop>,
    /// The names of the layers, as Wireshark's `frame.protocols` has them: `eth:ethertype:ip:tcp`.
    pub protocols: String,
}

/// Why and where dissection stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// In which layer.
    pub layer: FieldId,
    /// Offset in the frame of the first field that is not all there.
    pub offset: usize,
    /// Bytes that the layer needs from there.
    pub needed: usize,
    /// Bytes that are there.
    pub have: usize,
    /// Why they are not.
    pub cause: Cause,
}

/// Why a layer's bytes are not all there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The snap length cut the frame.
    SnapLength,
    /// The frame, or a header in front of this one, is too short for it: malformed.
    Enclosing,
    /// A value in this header cannot be, such as a length less than the header's own: malformed. Here [`Stop::needed`]
    /// and [`Stop::have`] are the least possible value and the one that stands there, in bytes (0 and 0 for a version).
    Value,
}

impl<'a> Tree<'a> {
    /// Dissect a frame to the bottom.
    pub fn of(frame: &Frame<'a>) -> Self {
        layers::dissect(frame, false)
    }

    /// The same, but what a first fragment carries is left as data: its header counts with the datagram that is put
    /// together ([`Reassembler`](super::reassembly::Reassembler)).
    pub fn held(frame: &Frame<'a>) -> Self {
        layers::dissect(frame, true)
    }

    /// The first field `id`.
    pub fn first(&self, id: FieldId) -> Option<&Field<'a>> {
        self.all(id).next()
    }

    /// Every field `id`, or that `id` [stands for](FieldId::stands_for).
    pub fn all(&self, id: FieldId) -> impl Iterator<Item = &Field<'a>> {
        self.fields.iter().filter(move |f| id.stands_for().contains(&f.id))
    }

    /// The first field `id`, if it is a number.
    pub fn number(&self, id: FieldId) -> Option<u64> {
        self.first(id)?.value.number()
    }

    /// The layers, outermost first: each one's own field, then the fields in it.
    pub fn layers(&self) -> impl Iterator<Item = (&Field<'a>, &[Field<'a>])> {
        let mut rest = &self.fields[..];
        std::iter::from_fn(move || {
            let (layer, behind) = rest.split_first()?;
            let length = behind.iter().position(|f| f.depth == 0).unwrap_or(behind.len());
            let (inside, next) = behind.split_at(length);
            rest = next;
            Some((layer, inside))
        })
    }

    /// Every field that has bits of the byte at `offset`, labels left out, outer ones first.
    pub fn at(&self, offset: usize) -> impl Iterator<Item = &Field<'a>> {
        self.fields.iter().filter(move |f| f.has_value() && f.bits_of(offset) != 0)
    }

    /// The field that the byte at `offset` is best explained by: the innermost that has all of it, else the first of
    /// those that share it. `None` only behind the captured bytes.
    pub fn leaf_at(&self, offset: usize) -> Option<&Field<'a>> {
        self.at(offset).filter(|f| f.bits_of(offset) == 0xff).last().or_else(|| self.at(offset).next())
    }
}
