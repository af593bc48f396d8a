//! Multipath TCP's words: a token, the key that hashes to it, a subflow that joins (RFC 8684, 3.1 and 3.2).

use super::socket::{ConnId, Side};
use crate::capture::FrameNo;
use serde::{Serialize, Serializer};

/// The token that names a Multipath connection; hex in the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Token(pub u32);

impl std::fmt::Display for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "0x{:08x}", self.0)
    }
}

impl Serialize for Token {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A key that was captured: its hash is the token of a Multipath connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The connection that was opened with it.
    pub connection: ConnId,
    /// Whose it is there.
    pub side: Side,
    /// The frame in which it stands first.
    pub frame: FrameNo,
    /// The version of the protocol: 1 hashes with SHA-256, 0 with SHA-1.
    pub version: u8,
}

/// What the SYN of a further subflow names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Join {
    /// The token that stands in it.
    pub token: Token,
    /// The key that hashes to it; `None` if none of those that are kept does.
    pub key: Option<Key>,
}

/// What a connection is to Multipath TCP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Multipath {
    /// A Multipath connection begins with it: MP_CAPABLE stands in all three segments (RFC 8684, 3.1).
    First,
    /// It is opened as a further path of one.
    Subflow {
        /// Of which.
        join: Join,
        /// Does the SYN,ACK carry MP_JOIN too?
        accepted: bool,
    },
}
