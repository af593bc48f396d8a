//! The hot path: a frame to what the tracker needs, in slices and numbers, nothing allocated.

use super::segment::Cheap;
use crate::capture::Frame;

/// Dissect a frame for the tracker.
///
/// A frame by itself: of a datagram in fragments the first one gives what it has. Whoever reads a whole capture asks
/// [`Packets`](super::packets::Packets).
#[inline]
pub fn cheap<'a>(frame: &Frame<'a>) -> Cheap<'a> {
    super::descend::descend(frame, 0, &super::descend::Notes::default())
}
