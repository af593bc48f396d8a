//! How many frames something is true of, and where the first one lies.

use crate::capture::{Frame, FrameNo, Place};

/// How many, and the first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub count: u64,
    /// The first frame.
    pub first: FrameNo,
    /// Where that frame lies.
    pub at: Option<Place>,
}

impl Tally {
    pub(crate) fn add(&mut self, frame: &Frame<'_>) {
        if self.count == 0 {
            self.first = frame.no;
            self.at = Some(frame.at);
        }
        self.count += 1;
    }

    /// Both together.
    pub(crate) fn join(&mut self, other: Self) {
        if self.count == 0 || other.count > 0 && other.first < self.first {
            (self.first, self.at) = (other.first, other.at);
        }
        self.count += other.count;
    }
}
