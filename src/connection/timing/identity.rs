//! What a sender's IP identifications tell of packets that did not come here.
//!
//! Many hosts count the identification up by one with each packet of a connection (RFC 6864, 4.1, asks for no order, so
//! this is a habit, not a rule). Where such a count jumps, packets of it went elsewhere or were lost before this point.
//!
//! Limits: identifications of 0 (packets that must not be fragmented, IPv6) say nothing; a host that counts for all its
//! connections together jumps without any loss, so what is told is an inference.

/// A larger jump is a new count, not so many packets unseen.
const FARTHEST: u16 = 1_000;

/// So far behind the count a packet was overtaken.
const OVERTAKEN: u16 = 64;

/// So many steps of one make a habit.
const HABIT: u32 = 3;

/// The identifications of one side.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Identities {
    last: Option<u16>,
    steps: u32,
    jumps: u32,
}

impl Identities {
    /// A packet passes: by how much does the count jump, if it does?
    pub(super) fn passes(&mut self, id: u16) -> Option<u32> {
        if id == 0 {
            return None;
        }
        let Some(last) = self.last else {
            self.last = Some(id);
            return None;
        };
        let by = id.wrapping_sub(last);
        if by == 0 || by > u16::MAX - OVERTAKEN {
            return None;
        }
        self.last = Some(id);
        if by == 1 {
            self.steps = self.steps.saturating_add(1);
            return None;
        }
        self.jumps = self.jumps.saturating_add(1);
        (by <= FARTHEST).then(|| u32::from(by))
    }

    /// Does it count up by one, as a rule?
    pub(super) fn habitual(self) -> bool {
        self.steps >= HABIT && self.steps >= self.jumps.saturating_mul(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jumps(ids: &[u16]) -> (Vec<u32>, bool) {
        let mut all = Identities::default();
        (ids.iter().filter_map(|id| all.passes(*id)).collect(), all.habitual())
    }

    #[test]
    fn a_jump_tells_of_packets_that_are_not_here() {
        assert_eq!(jumps(&[0, 100, 106, 107, 108, 109]), (vec![6], true));
        assert_eq!(jumps(&[u16::MAX - 1, u16::MAX, 2, 3, 4]), (vec![3], true), "it runs over its end");
    }

    #[test]
    fn one_that_was_overtaken_is_no_jump_back() {
        assert_eq!(jumps(&[10, 11, 13, 12, 14, 15]), (vec![2], true));
    }

    #[test]
    fn without_the_habit_nothing_is_told() {
        assert!(!jumps(&[0, 0, 0, 0]).1);
        assert!(!jumps(&[5, 7, 9, 12, 13, 14]).1, "it counts for others too");
        let (found, habitual) = jumps(&[400, 30_000, 2, 17_000, 60_000]);
        assert!(found.is_empty() && !habitual);
    }
}
