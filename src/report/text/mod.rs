//! The report as text, for a person at a terminal.
//!
//! Three depths. The default is readable on one screen a handshake: each of its segments with its fields and what it
//! wrote; runs of data are folded into a line. `Brief` is a line a step. `Full` folds nothing and adds arithmetic,
//! reasons and what would be different otherwise.

mod fields;
mod fold;
mod frame;
mod live;
mod overview;
mod peer;
mod step;
mod story;
mod timing;
mod voice;
mod weight;
mod written;

pub use frame::{Placed, frame};
pub use live::{Live, comment};
pub(super) use overview::happened;
pub use story::Text;
pub use weight::Amount;
