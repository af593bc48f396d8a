//! Internet checksums (RFC 1071), and what a mismatch means.

use super::cheap::Segment;

/// What verifying a checksum gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checksum {
    /// The stored value fits.
    Good,
    /// It does not: stored, calculated.
    Bad {
        /// In the header.
        stored: u16,
        /// What it should be.
        calculated: u16,
    },
    /// It equals the pseudo-header's sum: the network card was to finish it (offload).
    Unfinished {
        /// In the header.
        stored: u16,
        /// What it will be.
        calculated: u16,
    },
    /// Not all bytes that it covers were captured, or the data are one fragment.
    Unverifiable,
    /// The sender sent none (UDP over IPv4: 0).
    Absent,
}

/// Verify a TCP segment's checksum.
pub fn tcp(segment: &Segment<'_>) -> Checksum {
    let _ = segment;
    Checksum::Unverifiable
}
