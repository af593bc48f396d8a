//! A row, and what it stands in.

use crate::connection::Summary;
use crate::report::page::Look;

/// What a row stands in.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// The capture's path.
    pub file: String,
    /// How text looks.
    pub look: Look,
}

/// A connection, and what its segments were.
pub(super) struct Row {
    pub(super) about: Summary,
    /// Zeek's letters, where they are wanted.
    pub(super) history: Option<Box<str>>,
}
