//! The nearest of some names to a misspelt one.
//!
//! Distance counts letters put in, left out, exchanged, or swapped with their neighbour; upper and lower case
//! are the same letter. A name is near if about a third of the word would have to change at most. Equally
//! near names are taken by what they share at the front (`tcp.prot` means `tcp.port`), then by their order.

/// Longer words are not compared: no name is that long.
const LONGEST: usize = 64;

/// The candidate nearest to `word`, if any is near.
pub(crate) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if word.len() > LONGEST {
        return None;
    }
    let word: Vec<char> = word.to_lowercase().chars().collect();
    let most = (word.len() / 3).clamp(1, 4);
    let mut best: Option<(usize, usize, &str)> = None;
    for candidate in candidates {
        if candidate.len().abs_diff(word.len()) > most + 4 {
            continue;
        }
        let letters: Vec<char> = candidate.to_lowercase().chars().collect();
        let away = distance(&word, &letters);
        let shared = word.iter().zip(&letters).take_while(|(a, b)| a == b).count();
        let closer =
            best.is_none_or(|(least, most_shared, _)| away < least || away == least && shared > most_shared);
        if away <= most && away < word.len() && closer {
            best = Some((away, shared, candidate));
        }
    }
    best.map(|(_, _, candidate)| candidate)
}

/// Optimal string alignment: Levenshtein's distance with swapped neighbours counted once.
pub(crate) fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = Vec::with_capacity(other.len() + 1);
        row.push(i + 1);
        for (j, b) in other.iter().enumerate() {
            let exchanged = above.get(j).map_or(0, |d| d + usize::from(a != b));
            let inserted = row.get(j).map_or(0, |d| d + 1);
            let left_out = above.get(j + 1).map_or(0, |d| d + 1);
            let mut least = exchanged.min(inserted).min(left_out);
            let swapped = i > 0 && j > 0 && one.get(i - 1) == Some(b) && other.get(j - 1) == Some(a);
            if let Some(d) = before.get(j.wrapping_sub(1)).filter(|_| swapped) {
                least = least.min(d + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 7] = ["tcp.port", "tcp.srcport", "tcp.flags.push", "udp.port", "ip.src", "ip", "tcp"];

    #[test]
    fn a_slip_of_the_fingers_is_found() {
        assert_eq!(nearest("tcp.prot", NAMES), Some("tcp.port"));
        assert_eq!(nearest("tpc.port", NAMES), Some("tcp.port"));
        assert_eq!(nearest("tcp.flags.psh", NAMES), Some("tcp.flags.push"));
        assert_eq!(nearest("ip.srcc", NAMES), Some("ip.src"));
    }

    #[test]
    fn case_does_not_matter() {
        assert_eq!(nearest("TCP.Port", NAMES), Some("tcp.port"));
    }

    #[test]
    fn what_is_far_is_not_suggested() {
        assert_eq!(nearest("http.request.method", NAMES), None);
        assert_eq!(nearest("x", NAMES), None);
        assert_eq!(nearest(&"tcp.port".repeat(1000), NAMES), None);
    }

    #[test]
    fn distances_are_those_of_optimal_string_alignment() {
        let d = |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!(d("", ""), 0);
        assert_eq!(d("", "abc"), 3);
        assert_eq!(d("abc", ""), 3);
        assert_eq!(d("kitten", "sitting"), 3);
        assert_eq!(d("prot", "port"), 1);
        assert_eq!(d("ab", "ba"), 1);
        // each piece may be touched once: this is 3 here, 2 if the swapped letters could be parted again
        assert_eq!(d("ca", "abc"), 3);
    }
}
