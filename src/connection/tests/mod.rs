//! The connection as exchanges of segments: what only tests use.
//!
//! [`exchange`] lets a test read as the figures of RFC 9293 do. The others are such tests: the state machine, the
//! catalogue of scenarios that have no capture of their own, what must not be claimed, when an inference holds, where a
//! finding was seen from.

mod catalogue;
mod evidence;
pub(crate) mod exchange;
mod machine;
mod restraint;
mod revision;
mod vantage;
