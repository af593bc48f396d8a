//! What the container parsers hand to the [`Reader`](super::Reader): plain numbers, no borrowed bytes.

use super::{Damage, DamageKind, FrameNo, LinkType, Nanos, Place};
use std::ops::Range;

/// What a container yields next.
pub(super) enum Step {
    /// A frame, stepped over and still in the buffer.
    Frame(Found),
    /// Damage, stepped over.
    Damage(Broken),
    /// No frame, but its number is taken.
    Number,
}

/// A frame in the buffer.
pub(super) struct Found {
    /// Where its record or block is.
    pub(super) at: Place,
    /// Where its bytes are, for [`Buffer::lent`](super::buffer::Buffer::lent).
    pub(super) range: Range<usize>,
    pub(super) time: Option<Nanos>,
    pub(super) interface: u32,
    pub(super) link: LinkType,
    pub(super) original: u32,
    pub(super) fcs: Option<u8>,
}

/// Damage that does not know the frame before it.
pub(super) struct Broken {
    pub(super) kind: DamageKind,
    pub(super) offset: u64,
    pub(super) lost: Option<u64>,
}

impl Broken {
    pub(super) fn after(self, frame: FrameNo) -> Damage {
        Damage { kind: self.kind, offset: self.offset, after_frame: frame, lost: self.lost }
    }
}
