//! Lengths of time, as many as there are, in memory that does not grow with them: how many, the shortest, the median,
//! the longest.
//!
//! The first [`KEPT`] are kept as they are, so that the median of a short connection is exact. From then on they are
//! counted in buckets a sixteenth of their value wide: the median is off by at most 1/32, whatever the lengths are and
//! in whatever order they come. Nothing is drawn by lot: the same capture gives the same numbers.

use crate::connection::facts::timing::Spread;
/// So many lengths are kept as they are.
const KEPT: usize = 64;

/// Buckets for each doubling of the length.
const STEPS: u32 = 16;

/// The bits that tell the steps apart.
const STEP_BITS: u32 = 4;

/// From this doubling on everything is one bucket: 2^46 ns, over 19 hours.
const LAST_DOUBLING: u32 = 45;

/// How many buckets that makes.
const BUCKETS: usize = ((LAST_DOUBLING - STEP_BITS + 2) * STEPS) as usize;

/// See the module.
#[derive(Debug, Clone, Default)]
pub(super) struct Samples {
    count: u64,
    min: i64,
    max: i64,
    kept: Vec<i64>,
    buckets: Option<Box<[u32]>>,
}

impl Samples {
    /// Add a length; one below 0 (a clock set back) is none.
    pub(super) fn add(&mut self, nanos: i64) {
        if nanos < 0 {
            return;
        }
        if self.count == 0 || nanos < self.min {
            self.min = nanos;
        }
        self.max = self.max.max(nanos);
        self.count += 1;
        if let Some(buckets) = &mut self.buckets {
            count(buckets, nanos);
        } else if self.kept.len() < KEPT {
            self.kept.push(nanos);
        } else {
            let mut buckets = vec![0; BUCKETS].into_boxed_slice();
            for kept in self.kept.drain(..).chain([nanos]) {
                count(&mut buckets, kept);
            }
            self.kept.shrink_to_fit();
            self.buckets = Some(buckets);
        }
    }

    /// The shortest so far.
    pub(super) fn shortest(&self) -> Option<i64> {
        (self.count > 0).then_some(self.min)
    }

    /// What is known of them; `None` of none.
    pub(super) fn spread(&self) -> Option<Spread> {
        (self.count > 0).then(|| Spread {
            samples: self.count,
            min: self.min,
            median: self.median(),
            max: self.max,
        })
    }

    fn median(&self) -> i64 {
        let Some(buckets) = &self.buckets else {
            let mut kept = self.kept.clone();
            kept.sort_unstable();
            let at = |place: usize| kept.get(place).copied().unwrap_or(0);
            let half = kept.len() / 2;
            return if kept.len() % 2 == 1 {
                at(half)
            } else {
                i64::midpoint(at(half.saturating_sub(1)), at(half))
            };
        };
        let (mut seen, half) = (0, self.count.div_ceil(2));
        for (place, times) in buckets.iter().enumerate() {
            seen += u64::from(*times);
            if seen >= half {
                return middle(place).clamp(self.min, self.max);
            }
        }
        self.max
    }
}

fn count(buckets: &mut [u32], nanos: i64) {
    if let Some(times) = buckets.get_mut(bucket(nanos)) {
        *times = times.saturating_add(1);
    }
}

/// The bucket of a length that is not below 0.
fn bucket(nanos: i64) -> usize {
    let nanos = nanos.unsigned_abs();
    if nanos < u64::from(2 * STEPS) {
        return nanos as usize;
    }
    let doubling = nanos.ilog2();
    if doubling > LAST_DOUBLING {
        return BUCKETS - 1;
    }
    let step = (nanos >> (doubling - STEP_BITS)) as u32 - STEPS;
    ((doubling - STEP_BITS + 1) * STEPS + step) as usize
}

/// The length in the middle of a bucket.
fn middle(bucket: usize) -> i64 {
    let bucket = bucket as u32;
    if bucket < 2 * STEPS {
        return i64::from(bucket);
    }
    let shift = bucket / STEPS - 1;
    let low = u64::from(STEPS + bucket % STEPS) << shift;
    (low + (1 << shift) / 2).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spread(all: &[i64]) -> Option<Spread> {
        let mut samples = Samples::default();
        for nanos in all {
            samples.add(*nanos);
        }
        samples.spread()
    }

    #[test]
    fn few_lengths_have_an_exact_median() {
        assert_eq!(spread(&[]), None);
        assert_eq!(spread(&[-5]), None, "a clock that was set back measures nothing");
        assert_eq!(spread(&[7]), Some(Spread { samples: 1, min: 7, median: 7, max: 7 }));
        let of_three = Some(Spread { samples: 3, min: 1, median: 20, max: 300 });
        assert_eq!(spread(&[300, 1, 20]), of_three);
        assert_eq!(spread(&[10, 40, 20, 30]).map(|s| s.median), Some(25));
    }

    #[test]
    fn every_length_lies_in_a_bucket_whose_middle_is_near() {
        for nanos in
            (0..46).flat_map(|bits| [1_i64 << bits, (1 << bits) + (1 << bits) / 3, (1 << bits) * 2 - 1])
        {
            let off = (middle(bucket(nanos)) - nanos).abs();
            assert!(off * 32 <= nanos, "{nanos} off by {off}");
        }
        assert_eq!(bucket(i64::MAX), BUCKETS - 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn many_lengths_have_a_median_within_its_bound(all in proptest::collection::vec(0_i64..40_000_000_000, 1..400)) {
            let got = spread(&all).expect("there are some");
            let mut sorted = all.clone();
            sorted.sort_unstable();
            prop_assert_eq!((got.samples, got.min, got.max), (all.len() as u64, sorted[0], sorted[all.len() - 1]));
            let (low, high) = (sorted[(all.len() - 1) / 2], sorted[all.len() / 2]);
            prop_assert!(got.median >= low - low / 32 && got.median <= high + high / 32);
            let mut turned = all.clone();
            turned.reverse();
            prop_assert_eq!(spread(&turned), Some(got), "the order does not matter");
        }
    }
}
