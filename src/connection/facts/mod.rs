//! What is told: the facts about two sockets, and the plain data that they are made of.
//!
//! Nothing here decides anything. A later fact may confirm or contradict an earlier one by its [`WriteId`]; nothing
//! said is edited. So a file, a pipe and a capture cut short give the same facts in the same order.

#[macro_use]
mod coded;

mod cause;
mod fact;
mod finding;
mod multipath;
mod offered;
pub mod seq;
pub(crate) mod signs;
mod socket;
mod step;
mod summary;
mod tally;
pub(crate) mod timing;
mod vantage;
mod write;

pub use cause::*;
pub use fact::*;
pub use finding::*;
pub use multipath::*;
pub use offered::*;
pub use seq::Seq;
pub use signs::*;
pub use socket::*;
pub use step::*;
pub use summary::*;
pub use tally::Tally;
pub use timing::Timing;
pub use vantage::*;
pub use write::*;
