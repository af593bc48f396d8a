//! How long things took, and who was waited for: what the times of a capture say about a connection.
//!
//! All times are those of the place where the capture was taken. From there each way has two halves: to the server and
//! back, to the client and back. What an end itself takes (to answer a SYN, to hold back an ACK, to think) is in the
//! half of that end, and only where the capture was taken near it does it stand there alone. So everything here is
//! indexed by the side *that answers*.
//!
//! The parts: [`position`] where the capture was taken; [`roundtrip`] samples by ACK and by timestamp; [`Resends`]
//! timers as they are seen; [`identity`] what IP identifications tell of packets unseen; [`waits`] where the time went,
//! and silences; [`samples`] many lengths in little memory. [`stopwatch`] looks at each segment and tells one
//! [`Timing`] when nothing more comes. It changes no socket, and is only there where a connection is explained.
//!
//! Limits: a capture without times has no timing. What is remembered is bounded, so a very large connection
//! loses samples, never its sums.

mod identity;
mod position;
mod roundtrip;
mod samples;
mod stopwatch;
#[cfg(test)]
mod tests;
mod waits;

pub use super::facts::timing::*;

pub(super) use stopwatch::{Passing, Stopwatch};
