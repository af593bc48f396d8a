//! Bytes to headers, at two speeds.
//!
//! [`cheap`](cheap::cheap) gives the tracker what it needs of a frame, without allocating: one
//! [`Segment`](cheap::Segment) of slices and numbers. [`Tree::of`](tree::Tree::of) gives a reader every field with the
//! bytes and bits it came from, and is built only for frames that somebody looks at.

mod build;
mod bytes;
mod carrier;
pub mod cheap;
pub mod checksum;
mod descend;
pub mod field;
mod ip;
mod layers;
mod link;
pub mod names;
pub mod options;
#[cfg(test)]
mod properties;
pub mod reassembly;
#[cfg(test)]
mod samples;
pub mod tree;
pub mod view;

pub use cheap::{Cheap, Flags, IcmpQuote, Other, Segment, cheap};
pub use checksum::Checksum;
pub use field::{Bits, Field, Kind, Value};
pub use names::FieldId;
pub use tree::{Cause, Stop, Tree};
