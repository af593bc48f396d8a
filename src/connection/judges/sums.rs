//! The TCP checksums of a whole capture, counted.

use crate::capture::Frame;
use crate::connection::facts::Tally;
use crate::dissect::{Checksum, Segment};

/// See the module.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sums {
    /// Verified and good.
    pub good: u64,
    /// Wrong.
    pub bad: Tally,
    /// A network card was to finish them.
    pub unfinished: Tally,
}

impl Sums {
    /// The segment of this frame.
    pub fn look(&mut self, frame: &Frame<'_>, segment: &Segment<'_>) {
        match segment.checksum() {
            Checksum::Good => self.good += 1,
            Checksum::Bad { .. } => self.bad.add(frame),
            Checksum::Unfinished { .. } => self.unfinished.add(frame),
            Checksum::Unverifiable | Checksum::Absent => {}
        }
    }
}
