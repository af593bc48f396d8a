//! Explanations of exchanges: two hosts that send real bytes, and what is said at which step.

mod endings;
pub(super) mod scene;
mod steps;
