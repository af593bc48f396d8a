//! One reading of a capture for a reader.
//!
//! Everything here reads with one [`cursor`]: frame by frame, with the packet, its connection and what is
//! computed beside it.
//!
//! [`gather`] is the first pass over a capture: the tracker runs over all of it, and where the frames of the
//! chosen connections lie is kept. [`tell`] is the second: those frames are read again, one connection at a
//! time, once for hindsight and once to tell each step. Memory follows what is explained, not the file.
//! [`tell_capture`] does all of the second part: the overview, the connections, the frames that are not TCP.
//!
//! What is told goes to a [`Report`]: one a format, which decides how a thing looks and nothing about TCP. A capture
//! that has no end yet is read once, by a [`stream`], and what a frame makes known goes to a [`Tell`](news::Tell).

mod capture;
pub mod cursor;
pub(crate) mod gather;
pub mod news;
pub(crate) mod others;
pub(crate) mod overlay;
pub(crate) mod overview;
pub(crate) mod peer;
pub(crate) mod report;
pub(crate) mod story;
pub mod stream;
pub(crate) mod survey;
pub(crate) mod timed;
pub(crate) mod whole;

pub use capture::{Capture, Connection, Step, listen};
pub use gather::{Gathered, Selection, gather};
pub use others::others;
pub use overview::{Overview, Sight, Taken};
pub use peer::Peer;
pub use report::{Depth, Head, OtherFrame, Report, Told, Wants};
pub use story::{Trouble, tell, tell_with};
pub use survey::Survey;
pub use whole::tell_capture;
