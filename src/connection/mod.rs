//! Segments in, facts about two sockets out.
//!
//! A [`Tracker`] takes a capture's frames in order, finds the connection of each and tells a [listener](Listen) what it
//! now knows; a [`Replay`] does the same for one connection alone, from its own frames. Both run the same machine, so
//! they tell the same facts. Facts are only ever added; [`Hindsight`] gathers what the end of a connection says about
//! its beginning.
//!
//! The rooms: [`facts`] what is told, as plain data, which knows no other room; `machine` what an acceptable segment
//! does to a socket; `judges` what it is beside that; [`timing`] how long things took; [`wireshark`] the words of
//! another tool for the same segments. Judges and timing look at the machine's memory (`record`, `now`, `ledger`, which
//! know only facts) and can change nothing there; what they say is told by the machine.
//!
//! Limits: what RFC 9293 leaves to the application or to timers (accept(), reads, the end of TIME-WAIT) is not visible
//! in headers and is not claimed.

pub(crate) mod facts;
mod hindsight;
mod judges;
mod machine;
pub mod pair;
mod paths;
pub(crate) mod sack;
#[cfg(test)]
pub(crate) mod tests;
pub mod timing;
mod tokens;
mod tracker;
pub mod wireshark;
pub mod zeek;

pub use facts::*;
pub use hindsight::{Hindsight, Transition};
pub use judges::{copies, quality, sums};
pub use machine::reset::errno_of;
pub use tracker::{Limits, Replay, Tracker};
