//! SACK blocks (RFC 2018, 3), and whether the first of them reports a duplicate (RFC 2883, 4).

use crate::connection::facts::Seq;

/// The blocks of a SACK option's edges: left edge, right edge.
pub(crate) fn blocks(edges: &[u8]) -> impl Iterator<Item = (Seq, Seq)> + '_ {
    edges.as_chunks::<8>().0.iter().map(|&[a, b, c, d, e, f, g, h]| {
        (Seq(u32::from_be_bytes([a, b, c, d])), Seq(u32::from_be_bytes([e, f, g, h])))
    })
}

/// What the first block says came a second time: it lies at or below the ACK number, or inside the second block.
pub(crate) fn duplicate(edges: &[u8], ack: Seq) -> Option<(Seq, Seq)> {
    let mut blocks = blocks(edges);
    let (from, to) = blocks.next()?;
    let inside = blocks.next().is_some_and(|(left, right)| from.at_or_after(left) && right.at_or_after(to));
    (inside || ack.at_or_after(to)).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(blocks: &[(u32, u32)]) -> Vec<u8> {
        blocks.iter().flat_map(|(left, right)| [left.to_be_bytes(), right.to_be_bytes()].concat()).collect()
    }

    #[test]
    fn sack_edges_come_in_pairs() {
        assert_eq!(blocks(&[0, 0, 0, 1, 0, 0, 0, 9]).collect::<Vec<_>>(), [(Seq(1), Seq(9))]);
        assert_eq!(blocks(&[0; 7]).collect::<Vec<_>>(), []);
    }

    #[test]
    fn a_first_block_below_the_ack_or_inside_the_second_is_a_duplicate() {
        let found = |blocks: &[(u32, u32)], ack| duplicate(&edges(blocks), Seq(ack));
        let (from, to) = (Seq(10), Seq(20));
        assert_eq!(found(&[(10, 20)], 20), Some((from, to)));
        assert_eq!(found(&[(10, 20)], 19), None);
        assert_eq!(found(&[(10, 20), (5, 20)], 1), Some((from, to)));
        assert_eq!(found(&[(10, 20), (11, 30)], 1), None);
        assert_eq!(found(&[], 20), None);
    }
}
