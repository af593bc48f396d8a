//! Segments in, facts about two sockets out.

pub mod fact;
pub mod seq;
mod summary;

pub use fact::*;
pub use seq::Seq;
pub use summary::{Close, Handshake, SideSummary, Summary};
