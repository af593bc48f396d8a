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

/// The point of time in UTC, to the second (`2026-11-30 15:46:00 UTC`), in the calendar of today however early it is.
/// `None` where a year has more than four digits.
pub fn utc(time: Nanos) -> Option<String> {
    const DAY: i64 = 24 * 60 * 60;
    // From the year -9999 to the end of 9999, a day and some hours less: wherever on Earth, the year is no other.
    const RANGE: std::ops::RangeInclusive<i64> = -377_705_023_201..=253_402_207_200;
    let seconds = i64::try_from(time.0.div_euclid(i128::from(BILLION))).ok()?;
    if !RANGE.contains(&seconds) {
        return None;
    }
    // A year is taken to begin on 1 March, the first one with the year 0: then a leap day is the last of its year, the
    // lengths of the months follow a rule, and 400 years, an era, have 146097 days.
    let days = seconds.div_euclid(DAY) + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, turned) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let year = era * 400 + year + turned;
    let second = seconds.rem_euclid(DAY);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    Some(format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02} UTC"))
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

    #[test]
    fn a_point_of_time_has_a_date() {
        let utc = |seconds: i64| utc(Nanos(i128::from(seconds) * i128::from(BILLION)));
        for (seconds, expected) in [
            (0, "1970-01-01 00:00:00 UTC"),
            (-1, "1969-12-31 23:59:59 UTC"),
            (951_782_399, "2000-02-28 23:59:59 UTC"),
            (951_782_400, "2000-02-29 00:00:00 UTC"),
            (951_868_800, "2000-03-01 00:00:00 UTC"),
            (4_107_542_400, "2100-03-01 00:00:00 UTC"),
            (1_796_053_560, "2026-11-30 15:46:00 UTC"),
            (-62_167_219_201, "-001-12-31 23:59:59 UTC"),
            (253_402_207_200, "9999-12-30 22:00:00 UTC"),
        ] {
            assert_eq!(utc(seconds).as_deref(), Some(expected));
        }
        assert_eq!(utc(253_402_207_201), None);
        assert_eq!(utc(i64::MIN), None);
        assert_eq!(super::utc(Nanos(i128::MAX)), None);
        let last = Nanos(-1);
        assert_eq!(super::utc(last).as_deref(), Some("1969-12-31 23:59:59 UTC"));
    }

    #[test]
    fn a_day_follows_the_one_before() {
        let date = |day: i128| utc(Nanos(day * 86_400 * i128::from(BILLION))).expect("within four digits");
        let numbers = |text: &str| -> Vec<u32> {
            text[..10].split('-').map(|part| part.parse().expect("a number")).collect()
        };
        // All of 400 years: then it begins anew.
        let mut before = numbers(&date(-25_509));
        assert_eq!(before, [1900, 2, 28]);
        for day in -25_508..120_589 {
            let [year, month, today] = numbers(&date(day))[..] else { panic!("three numbers") };
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let [_, old_month, old_day] = before[..] else { panic!("three numbers") };
            let length = match old_month {
                2 => 28 + u32::from(leap),
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            let follows = if old_day < length { (old_month, old_day + 1) } else { (old_month % 12 + 1, 1) };
            assert_eq!((month, today), follows, "{year}");
            before = vec![year, month, today];
        }
        assert_eq!(before, [2300, 2, 28]);
    }
}
