//! What only tests use: frames of every link layer and tunnel, and what must hold of both readings of each.

mod carriers;
mod properties;
pub(super) mod samples;
