//! Where a capture was taken, as far as a connection tells: an estimate, with what it stands on.
//!
//! Three clues. A checksum that the network card was still to finish shows that the capture was taken on the very host
//! that sent the segment; so do checksums of one side that are all wrong while its peer acknowledges what they cover
//! and the peer's own are right. A time to live of 64, 128 or 255 has met no router yet, one below that has. And of the
//! two gaps of a handshake the one behind the nearer end's back is short: at the client the ACK follows the SYN,ACK at
//! once, at the server the SYN,ACK follows the SYN at once. Where clues contradict each other nothing is claimed.
//!
//! Clues are gathered as frames come: the estimate at a frame stands on that frame and those before it, and may become
//! another one later.
//!
//! Segments larger than any packet are no clue. The host that sends them splits them later (TSO) and the host that
//! receives them has put them together (GRO), so size alone does not tell a sender's end from a receiver's; and a
//! router or a hypervisor that puts segments together on their way through shows the same, near neither end.
//!
//! Limits: a device that answers in a server's name (a proxy, SYN cookies in front of it) is the server for all that a
//! capture shows; tunnels and devices that rewrite the time to live hide routers. Virtual network cards hand a segment
//! over with its checksum unfinished: between containers both sides' stand so.

use crate::connection::facts::timing::Clue;
use crate::connection::facts::timing::Clues;
use crate::connection::facts::timing::Place;
use crate::connection::facts::timing::Position;
use crate::connection::facts::{Pair, Side};
use crate::dissect::{Checksum, Segment};

/// Below this a gap is a host's own and not a network's, in nanoseconds.
const NEAR: i64 = 250_000;

/// A gap that is so many times the other one names the farther end.
const MUCH: i64 = 10;

/// Times to live that senders begin with.
const INITIAL: [u8; 3] = [64, 128, 255];

impl Clues {
    /// A segment of `side` passes. `unused`: whose wrong checksums meant nothing so far.
    pub(in crate::connection) fn look(
        &mut self,
        side: Side,
        seg: &Segment<'_>,
        checksum: Checksum,
        unused: Pair<bool>,
    ) {
        let me = side;
        self.unused = unused;
        // Whoever forges a RST need not be where its sender is.
        if seg.flags.rst() || seg.captured_header < 14 {
            return;
        }
        self.ttl[me].get_or_insert(seg.ttl);
        self.unfinished[me] |= matches!(checksum, Checksum::Unfinished { .. });
        self.good[me] |= checksum == Checksum::Good;
    }

    /// Estimate where the capture was taken.
    pub fn place(&self) -> Place {
        if self.routed.is_some() {
            return Place { position: Position::OnRouter, by: Some(Clue::Routed), contradicted: false };
        }
        let gaps = self.gaps.map(|(server, client)| by_gaps(server, client));
        let told = [(Clue::Checksum, self.by_checksum()), (Clue::Ttl, by_ttl(self.ttl)), (Clue::Gaps, gaps)];
        let one_end = |position: &Position| matches!(position, Position::NearClient | Position::NearServer);
        let named: Vec<Position> =
            told.iter().filter_map(|(_, position)| *position).filter(one_end).collect();
        if named.iter().any(|position| Some(position) != named.first()) {
            return Place { position: Position::Unknown, by: None, contradicted: true };
        }
        // A clue that names one end tells more than gaps that are both short, or both long.
        let best = told
            .iter()
            .find(|(_, position)| position.as_ref().is_some_and(one_end))
            .or_else(|| told.iter().find(|(_, position)| position.is_some()));
        match best {
            Some((clue, Some(position))) => {
                Place { position: *position, by: Some(*clue), contradicted: false }
            }
            _ => Place { position: Position::Unknown, by: None, contradicted: false },
        }
    }

    fn by_checksum(&self) -> Option<Position> {
        // Where both sides' are wrong, or only some, somebody changed addresses or data in the file, and nothing is
        // told.
        let unused = |side: Side| {
            let peer = side.peer();
            self.unused[side] && !self.good[side] && !self.unused[peer] && self.good[peer]
        };
        match Side::BOTH.map(|side| self.unfinished[side] || unused(side)) {
            [true, false] => Some(Position::NearClient),
            [false, true] => Some(Position::NearServer),
            [true, true] => Some(Position::BothNear),
            [false, false] => None,
        }
    }
}

fn by_ttl(ttl: Pair<Option<u8>>) -> Option<Position> {
    let Pair([Some(client), Some(server)]) = ttl else { return None };
    match (INITIAL.contains(&client), INITIAL.contains(&server)) {
        (true, false) => Some(Position::by(Side::Client)),
        (false, true) => Some(Position::by(Side::Server)),
        _ => None,
    }
}

fn by_gaps(server: i64, client: i64) -> Position {
    match (server < NEAR, client < NEAR) {
        (true, true) => Position::BothNear,
        (false, true) => Position::NearClient,
        (true, false) => Position::NearServer,
        (false, false) if server > client.saturating_mul(MUCH) => Position::NearClient,
        (false, false) if client > server.saturating_mul(MUCH) => Position::NearServer,
        (false, false) => Position::Between,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gaps(server: i64, client: i64) -> Clues {
        Clues { gaps: Some((server, client)), ..Clues::default() }
    }

    #[test]
    fn the_longer_gap_names_the_farther_end() {
        assert_eq!(gaps(22_000, 15_000).place().position, Position::BothNear);
        assert_eq!(gaps(30_000_000, 40_000).place().position, Position::NearClient);
        assert_eq!(gaps(40_000, 30_000_000).place().position, Position::NearServer);
        assert_eq!(gaps(30_000_000, 20_000_000).place().position, Position::Between);
        assert_eq!(Clues::default().place().position, Position::Unknown);
    }

    #[test]
    fn a_time_to_live_that_met_no_router_names_the_nearer_end() {
        let met = |client, server| Clues {
            ttl: [Some(client), Some(server)].into(),
            ..gaps(30_000_000, 20_000_000)
        };
        let near = Place { position: Position::NearClient, by: Some(Clue::Ttl), contradicted: false };
        assert_eq!(met(64, 53).place(), near);
        assert_eq!(met(117, 255).place().position, Position::NearServer);
        assert_eq!(met(64, 64).place().by, Some(Clue::Gaps), "both the same: nothing is told");
        assert_eq!(met(60, 53).place().by, Some(Clue::Gaps));
    }

    #[test]
    fn an_unfinished_checksum_names_the_host_itself() {
        let clues = Clues { unfinished: [true, false].into(), ..gaps(22_000, 15_000) };
        let near = Place { position: Position::NearClient, by: Some(Clue::Checksum), contradicted: false };
        assert_eq!(clues.place(), near);
    }

    #[test]
    fn wrong_checksums_of_one_side_that_are_acknowledged_name_its_host() {
        let clues = |unused: [bool; 2], good: [bool; 2]| Clues {
            unused: unused.into(),
            good: good.into(),
            ..Clues::default()
        };
        let near = Place { position: Position::NearServer, by: Some(Clue::Checksum), contradicted: false };
        assert_eq!(clues([false, true], [true, false]).place(), near);
        let none = Place { position: Position::Unknown, by: None, contradicted: false };
        assert_eq!(clues([false, true], [false, false]).place(), none, "the other side's are not known");
        assert_eq!(clues([true, true], [false, false]).place(), none, "a file with other addresses");
        assert_eq!(clues([false, true], [true, true]).place(), none, "a file with other data");
    }

    #[test]
    fn packets_before_and_behind_a_router_name_it() {
        let clues = Clues { routed: Some((64, 63)), ..gaps(129_000, 424_000) };
        assert_eq!(clues.place().position, Position::OnRouter);
        assert!(!clues.place().position.near(Side::Server));
    }

    #[test]
    fn clues_that_contradict_each_other_decide_nothing() {
        let clues = Clues { ttl: [Some(64), Some(53)].into(), ..gaps(40_000, 30_000_000) };
        let none = Place { position: Position::Unknown, by: None, contradicted: true };
        assert_eq!(clues.place(), none);
    }
}
