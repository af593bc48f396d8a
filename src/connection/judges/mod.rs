//! What a segment is beside what it does to a socket: lost, overtaken, doubled, sent again and why; who sent a RST.

pub(crate) mod congestion;
mod habit;
pub(crate) mod history;
mod negotiation;
mod origin;
pub mod quality;
pub(crate) mod scrutiny;
