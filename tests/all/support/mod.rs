//! What the tests share: running the program, finding the samples, reading a kernel log, and writing capture
//! containers.

pub mod container;
pub mod kernel;
pub mod lines;
pub mod program;
pub mod samples;
pub mod truth;
#[cfg(target_os = "linux")]
pub mod world;
