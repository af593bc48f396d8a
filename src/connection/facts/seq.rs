//! Sequence numbers and their arithmetic, modulo 2^32 (RFC 9293, 3.4).

use serde::Serialize;
use std::fmt;
use std::ops::{Add, Sub};

/// A raw 32-bit sequence or ACK number. Every operation wraps and is total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct Seq(pub u32);

impl Seq {
    /// Is `self` before `other`, taking the shorter way round?
    pub fn before(self, other: Self) -> bool {
        self.0.wrapping_sub(other.0).cast_signed() < 0
    }

    /// `self` is `other` or after it.
    pub fn at_or_after(self, other: Self) -> bool {
        !self.before(other)
    }

    /// Is `self` after `other`?
    pub fn after(self, other: Self) -> bool {
        other.before(self)
    }

    /// Bytes from `other` to `self`, modulo 2^32.
    pub fn since(self, other: Self) -> u32 {
        self.0.wrapping_sub(other.0)
    }

    /// `from` <= `self` < `from + length`?
    pub fn within(self, from: Self, length: u32) -> bool {
        self.since(from) < length
    }
}

impl Add<u32> for Seq {
    type Output = Self;
    fn add(self, n: u32) -> Self {
        Self(self.0.wrapping_add(n))
    }
}

impl Sub<u32> for Seq {
    type Output = Self;
    fn sub(self, n: u32) -> Self {
        Self(self.0.wrapping_sub(n))
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_goes_the_shorter_way_round() {
        assert!(Seq(u32::MAX).before(Seq(0)));
        assert!(Seq(5).after(Seq(u32::MAX - 5)));
        assert!(!Seq(7).before(Seq(7)));
        assert!(Seq(7).at_or_after(Seq(7)));
    }

    #[test]
    fn a_window_may_span_the_wrap() {
        let from = Seq(u32::MAX - 1);
        assert!(Seq(u32::MAX).within(from, 4));
        assert!(Seq(1).within(from, 4));
        assert!(!Seq(2).within(from, 4));
        assert!(!Seq(2).within(Seq(2), 0));
    }
}
