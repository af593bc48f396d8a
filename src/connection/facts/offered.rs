//! What a SYN offers or asks for, as a set.

use crate::dissect::Flags;
use crate::dissect::Segment;
use crate::dissect::options::{TcpOption, walk};
use serde::{Serialize, Serializer};

/// What a SYN offers or asks for, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Offered(u16);

impl Offered {
    /// Maximum segment size.
    pub const MSS: Self = Self(1);
    /// Window scale.
    pub const WINDOW_SCALE: Self = Self(1 << 1);
    /// SACK permitted.
    pub const SACK_PERMITTED: Self = Self(1 << 2);
    /// Timestamps.
    pub const TIMESTAMPS: Self = Self(1 << 3);
    /// Fast Open: a cookie, or a request for one.
    pub const FAST_OPEN: Self = Self(1 << 4);
    /// `MP_CAPABLE`.
    pub const MP_CAPABLE: Self = Self(1 << 5);
    /// `MP_JOIN`.
    pub const MP_JOIN: Self = Self(1 << 6);
    /// ECE and CWR: ECN.
    pub const ECN: Self = Self(1 << 7);
    /// AE, CWR and ECE: Accurate ECN.
    pub const ACCURATE_ECN: Self = Self(1 << 8);
    /// Data.
    pub const DATA: Self = Self(1 << 9);

    const NAMES: [&'static str; 10] = [
        "MSS",
        "window scale",
        "SACK permitted",
        "timestamps",
        "Fast Open",
        "MP_CAPABLE",
        "MP_JOIN",
        "ECN",
        "Accurate ECN",
        "data",
    ];

    /// What a SYN carries.
    pub(crate) fn of(seg: &Segment<'_>) -> Self {
        let mut offered = Self::default();
        for placed in walk(seg.options) {
            offered.add(match placed.option {
                TcpOption::MaximumSegmentSize(_) => Self::MSS,
                TcpOption::WindowScale(_) => Self::WINDOW_SCALE,
                TcpOption::SackPermitted => Self::SACK_PERMITTED,
                TcpOption::Timestamps { .. } => Self::TIMESTAMPS,
                TcpOption::FastOpen { .. } => Self::FAST_OPEN,
                TcpOption::Mptcp(data) => match data.first().map(|byte| byte >> 4) {
                    Some(0) => Self::MP_CAPABLE,
                    Some(1) => Self::MP_JOIN,
                    _ => continue,
                },
                _ => continue,
            });
        }
        let flags = seg.flags;
        if flags.ece() && flags.cwr() {
            offered.add(if flags.0 & Flags::AE != 0 { Self::ACCURATE_ECN } else { Self::ECN });
        }
        if seg.data > 0 {
            offered.add(Self::DATA);
        }
        offered
    }

    /// Is all of `other` in it?
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// What is in it and not in `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Nothing?
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The names, as Wireshark and the RFCs spell them.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES
            .into_iter()
            .enumerate()
            .filter(move |(bit, _)| self.0 & (1 << bit) != 0)
            .map(|(_, name)| name)
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl Serialize for Offered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.names())
    }
}
