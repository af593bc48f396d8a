//! From a timestamp's ticks to nanoseconds since the epoch.
//!
//! A pcapng interface counts time in units of its own: `if_tsresol` is a negative power of ten or, with its
//! highest bit set, of two; `if_tsoffset` is added in seconds, and may be negative. All of it fits 128 bits
//! without rounding up: a time finer than a nanosecond is cut, as Wireshark cuts it.

use super::Nanos;

/// Nanoseconds in a second.
const BILLION: u64 = 1_000_000_000;

/// The units in a second that a capture has if it does not say: microseconds.
pub(super) const MICROSECONDS: u128 = 1_000_000;

/// How an interface's ticks become time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    /// Nanoseconds in a tick, if that is a whole number: true of nearly every capture.
    whole: Option<u64>,
    units: u128,
    offset: i128,
}

impl Clock {
    /// A clock with so many units in a second, and so many seconds to add.
    pub(super) fn new(units_per_second: u128, offset_seconds: i64) -> Self {
        let billion = u128::from(BILLION);
        let whole = (units_per_second > 0 && billion.is_multiple_of(units_per_second))
            .then(|| (billion / units_per_second) as u64);
        Self {
            whole,
            units: units_per_second.max(1),
            offset: i128::from(offset_seconds) * i128::from(BILLION),
        }
    }

    /// The time of a tick count.
    #[inline]
    pub(super) fn time(self, ticks: u64) -> Nanos {
        let nanos = match self.whole {
            Some(each) => u128::from(ticks) * u128::from(each),
            None => u128::from(ticks) * u128::from(BILLION) / self.units,
        };
        // At most 2^64 * 10^9 < 2^94: the sign bit is far away.
        Nanos(nanos.cast_signed() + self.offset)
    }
}

/// The units in a second that a byte of `if_tsresol` means.
///
/// Ten to the 39th does not fit 128 bits; nothing that 64 bits of ticks count in such units reaches a
/// nanosecond, so the largest number stands for it.
pub(super) fn units_per_second(resolution: u8) -> u128 {
    let exponent = u32::from(resolution & 0x7f);
    if resolution & 0x80 == 0 {
        10_u128.checked_pow(exponent).unwrap_or(u128::MAX)
    } else {
        1_u128 << exponent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_resolutions_from_seconds_to_attoseconds() {
        assert_eq!(Clock::new(units_per_second(0), 0).time(7), Nanos(7_000_000_000));
        assert_eq!(Clock::new(units_per_second(6), 0).time(7), Nanos(7_000));
        assert_eq!(Clock::new(units_per_second(9), 0).time(7), Nanos(7));
        assert_eq!(Clock::new(units_per_second(12), 0).time(7_999), Nanos(7));
        assert_eq!(
            Clock::new(units_per_second(18), 0).time(18_446_744_073_709_551_615),
            Nanos(18_446_744_073)
        );
        assert_eq!(Clock::new(units_per_second(127), 0).time(u64::MAX), Nanos(0));
    }

    #[test]
    fn powers_of_two_are_exact_to_the_nanosecond() {
        let clock = Clock::new(units_per_second(0x8a), 0);
        assert_eq!(clock.time(1024 + 512), Nanos(1_500_000_000));
        assert_eq!(clock.time(1), Nanos(976_562));
        let finest = Clock::new(units_per_second(0xff), 0);
        assert_eq!(finest.time(u64::MAX), Nanos(0));
    }

    #[test]
    fn an_offset_may_reach_before_the_epoch() {
        let clock = Clock::new(MICROSECONDS, -2);
        assert_eq!(clock.time(500_000), Nanos(-1_500_000_000));
        let far = Clock::new(1, i64::MIN);
        assert_eq!(far.time(0), Nanos(i128::from(i64::MIN) * 1_000_000_000));
        let near = Clock::new(1, i64::MAX);
        assert_eq!(near.time(u64::MAX), Nanos((i128::from(u64::MAX) + i128::from(i64::MAX)) * 1_000_000_000));
    }
}
