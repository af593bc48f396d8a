//! Segments in, facts about two sockets out.
//!
//! A [`Tracker`] takes a capture's frames in order, finds the connection of each and tells a [listener](Listen) what it
//! now knows; a [`Replay`] does the same for one connection alone, from its own frames. Both run the same machine, so they tell the same
//! facts. Facts are only ever added ([`fact`]); [`Hindsight`] gathers what the end of a connection says about its beginning.
//!
//! Limits: what RFC 9293 leaves to the application or to timers (accept(), reads, the end of TIME-WAIT) is not visible in headers
//! and is not claimed.

mod agreement;
#[cfg(test)]
mod catalogue;
mod congestion;
#[cfg(test)]
mod evidence;
#[cfg(test)]
pub(crate) mod exchange;
pub mod fact;
mod finding;
mod flow;
mod habit;
mod hindsight;
mod history;
mod ledger;
mod machine;
mod multipath;
mod negotiation;
mod opening;
mod origin;
pub mod pair;
mod paths;
mod record;
mod reset;
#[cfg(test)]
mod restraint;
mod revision;
pub(crate) mod sack;
mod scrutiny;
pub mod seq;
mod summary;
#[cfg(test)]
mod tests;
pub mod timing;
mod tracker;
mod vantage;
pub mod wireshark;

pub use fact::*;
pub use finding::{Cause, Finding, FindingKind, Follows, Severity};
pub use habit::{Numbering, Sign, Signs};
pub use hindsight::{Hindsight, Transition};
pub use multipath::{Join, Key, Multipath, Token};
pub use negotiation::Offered;
pub use record::Waiting;
pub use reset::errno_of;
pub use seq::Seq;
pub use summary::{Close, Handshake, SideSummary, Summary};
pub use timing::Timing;
pub use tracker::{Limits, Replay, Tracker};
pub use vantage::{Stands, Vantage};
