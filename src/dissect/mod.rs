//! Bytes to headers, at two speeds.
//!
//! [`cheap`](cheap()) gives the tracker what it needs of a frame, without allocating: one
//! [`Segment`] of slices and numbers. [`Tree::of`] gives a reader every field with the
//! bytes and bits it came from, and is built only for frames that somebody looks at.
//!
//! Both walk down from the link layer, and both ask the same two modules at each turn: `link` (how a frame begins and
//! ends, what a type number announces) and `ip` (where a datagram ends, what stands behind its extension headers, who
//! the last receiver is). So they cannot come to read a frame differently; `properties` holds them to it over generated
//! frames. A new link layer or tunnel is an arm in `link`, a turn in `descend` for the hot path, and a file in `layers`
//! for the tree.
//!
//! No input panics or is refused: what cannot be read is said ([`Stop`], [`Other`]), and everything in front of it is
//! used.
//!
//! A frame stands by itself in both; [`Packets`] reads them in order and puts fragments together. Not
//! here: nothing above TCP and UDP is taken apart.

mod build;
mod bytes;
mod carrier;
pub(crate) mod cheap;
pub(crate) mod checksum;
pub(crate) mod datagram;
mod descend;
pub(crate) mod field;
mod inside;
mod ip;
mod layers;
mod link;
pub(crate) mod names;
pub mod options;
pub(crate) mod packets;
pub(crate) mod reassembly;
mod segment;
#[cfg(test)]
mod tests;
pub(crate) mod tree;
pub(crate) mod tunnel;
pub(crate) mod view;

pub use cheap::cheap;
pub use checksum::Checksum;
pub use datagram::{Datagram, Overlap, Whole};
pub use field::{Bits, Field, Kind, Value};
pub use names::FieldId;
pub use packets::{Joined, Packet, Packets};
pub use segment::{Cheap, Flags, IcmpQuote, Other, Segment, Spot};
pub use tree::{Cause, Stop, Tree};
pub use tunnel::{Kind as Around, Layer, Tunnel};
