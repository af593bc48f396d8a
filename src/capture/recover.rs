//! Finding the frames again behind damage.
//!
//! A container of records without marks can only be read on from a place where several records in a row make
//! sense, each beginning where the one before it ends. What "makes sense" is, the container says: it judges a
//! slice as a [`Chain`]. This module walks the bytes.
//!
//! Everything here is linear in the bytes walked over: each candidate place is judged once, by looking at
//! [`RUN`] headers at most, and [`leads_to_end`], which follows chains of any length, does so backwards in one
//! sweep.

use super::buffer::Buffer;
use std::io;

/// So many records in a row are believed.
pub(super) const RUN: usize = 3;

/// A verdict on the bytes at a place.
pub(super) enum Chain {
    /// Frames go on here.
    Yes,
    /// They do not.
    No,
    /// So many bytes from the place are needed to tell; never said when the input has ended.
    More(usize),
}

/// What a [`search`] found.
pub(super) enum Search {
    /// Frames go on at this index.
    At(usize),
    /// Not in the bytes that were searched.
    Nowhere,
    /// The candidate `at` can be judged when the data are `need` bytes long.
    More { at: usize, need: usize },
}

/// Judges each place from `from` to before `to`.
pub(super) fn search(
    data: &[u8],
    from: usize,
    to: usize,
    ended: bool,
    chain: impl Fn(&[u8], bool) -> Chain,
) -> Search {
    for at in from..to {
        match chain(data.get(at..).unwrap_or_default(), ended) {
            Chain::Yes => return Search::At(at),
            Chain::No => {}
            Chain::More(need) => {
                return Search::More { at, need: at + need };
            }
        }
    }
    Search::Nowhere
}

/// Steps forward, at least one byte, to where frames go on; gives that offset. `None` is the end of the input.
pub(super) fn resume(buffer: &mut Buffer, chain: impl Fn(&[u8], bool) -> Chain) -> io::Result<Option<u64>> {
    buffer.consume(1);
    loop {
        let len = buffer.data().len();
        match search(buffer.data(), 0, len, buffer.ended(), &chain) {
            Search::At(count) => {
                buffer.consume(count);
                return Ok(Some(buffer.offset()));
            }
            Search::Nowhere => {
                buffer.consume(len);
                if !buffer.fill(1)? {
                    return Ok(None);
                }
            }
            Search::More { at, need } => {
                buffer.consume(at);
                buffer.fill(need - at)?;
            }
        }
    }
}

/// The first index in 1..`len` from which `next` leads, in at least `least` steps, exactly to `len`.
///
/// `next` gives the size of the record at an index, if a credible one is there.
pub(super) fn leads_to_end(len: usize, least: usize, next: impl Fn(usize) -> Option<usize>) -> Option<usize> {
    // Steps to the end, 0 if it is not reached, counted no further than `least`.
    let most = u8::try_from(least).unwrap_or(u8::MAX).max(1);
    let mut steps = vec![0_u8; len];
    let mut first = None;
    for at in (1..len).rev() {
        let Some(behind) = next(at).and_then(|size| at.checked_add(size)) else {
            continue;
        };
        let more = match steps.get(behind) {
            Some(0) => continue,
            Some(&more) => more,
            None if behind == len => 0,
            None => continue,
        };
        let count = (more + 1).min(most);
        if let Some(step) = steps.get_mut(at) {
            *step = count;
        }
        if count == most {
            first = Some(at);
        }
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_must_end_exactly_at_the_end() {
        // Each byte is the size of the record that begins there; 0 is none.
        let sizes = [9, 0, 2, 0, 3, 1, 1, 2, 9];
        let next = |at: usize| match sizes.get(at) {
            Some(0) | None => None,
            Some(&size) => Some(size),
        };
        assert_eq!(leads_to_end(sizes.len(), 1, next), Some(2));
        assert_eq!(leads_to_end(sizes.len(), 3, next), Some(2));
        assert_eq!(leads_to_end(sizes.len(), 4, next), None);
        assert_eq!(leads_to_end(0, 1, next), None);
    }
}
