//! What the tests share. CONTRIBUTING.md has a line for each.

pub mod container;
pub mod kernel;
pub mod lines;
pub mod program;
pub mod reports;
pub mod samples;
pub mod screen;
pub mod segments;
pub mod truth;
#[cfg(target_os = "linux")]
pub mod world;
