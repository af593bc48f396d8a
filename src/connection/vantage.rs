//! Where the capture stood when something was found, seen from the sender of the segment that it was found about.
//!
//! The same segment means something else near its sender than near its receiver. Data that come twice were here before the
//! first copy was lost; a hole was there before the segments came to here; a checksum that is wrong near its sender need not be
//! wrong on the wire. What is told of the place is an estimate ([`timing::position`](super::timing)), and names its clue.

use super::fact::Side;
use super::timing::{Clue, Place, Position};
use serde::Serialize;

/// An estimate of the place, and whose segment it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Vantage {
    /// Where the capture was taken, by the frames so far; never unknown.
    pub position: Position,
    /// The clue that decided.
    pub by: Clue,
    /// Who sent the segment.
    pub sender: Side,
}

/// The place, seen from a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Near this side, the network between here and its peer.
    Near,
    /// Near its peer.
    Far,
    /// On the way.
    Between,
    /// Both sides are near: the place decides nothing.
    Both,
}

impl Vantage {
    /// What is known of the place, if anything.
    pub(super) fn of(place: Place, sender: Side) -> Option<Self> {
        let by = place.by.filter(|_| place.position != Position::Unknown)?;
        Some(Self { position: place.position, by, sender })
    }

    /// How far is it to this side?
    pub fn stands(self, side: Side) -> Stands {
        match self.position {
            Position::BothNear | Position::Unknown => Stands::Both,
            Position::Between | Position::OnRouter => Stands::Between,
            Position::NearClient | Position::NearServer if self.position.near(side) => Stands::Near,
            Position::NearClient | Position::NearServer => Stands::Far,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::exchange::{Exchange, Seg, ack, fin, rst, syn, syn_ack};
    use super::super::finding::FindingKind;
    use super::*;

    /// A handshake of which the client's half takes `client` microseconds and the server's `server`.
    fn opened(server: i64, client: i64) -> Exchange {
        let mut x = Exchange::new();
        x.client(syn(1000).mss(1460).scale(7));
        x.after_us(server).server(syn_ack(9000, 1001).mss(1400).scale(8));
        x.after_us(client).client(ack(1001, 9001).window(500));
        x
    }

    fn near_client() -> Exchange {
        opened(30_000, 40)
    }

    fn near_server() -> Exchange {
        opened(40, 30_000)
    }

    /// The findings of the last frame, with the place.
    fn last(x: &mut Exchange) -> Vec<(FindingKind, Option<Vantage>)> {
        let frame = x.frame;
        let here = x.log().findings.iter().filter(|(_, finding)| finding.frame == frame);
        here.map(|(_, finding)| (finding.kind, finding.vantage)).collect()
    }

    fn by_gaps(position: Position, sender: Side) -> Vantage {
        Vantage { position, by: Clue::Gaps, sender }
    }

    #[test]
    fn the_same_place_is_near_one_side_and_far_from_the_other() {
        let place = Place { position: Position::NearClient, by: Some(Clue::Gaps), contradicted: false };
        let vantage = Vantage::of(place, Side::Server).expect("a place");
        assert_eq!(vantage.stands(Side::Server), Stands::Far);
        assert_eq!(vantage.stands(Side::Client), Stands::Near);
        let nowhere = Place { position: Position::Unknown, by: None, contradicted: true };
        assert_eq!(Vantage::of(nowhere, Side::Client), None);
    }

    #[test]
    fn a_repeat_and_a_gap_know_on_which_side_they_are_seen() {
        for (mut x, position) in
            [(near_client(), Position::NearClient), (near_server(), Position::NearServer)]
        {
            x.client(ack(1001, 9001).data(10));
            x.wait(300).client(ack(1001, 9001).data(10).ip_id(9));
            let told = last(&mut x);
            assert!(
                matches!(told[..], [(FindingKind::DataRepeated { first: Some(4), gap_since: None, .. }, at)]
                    if at == Some(by_gaps(position, Side::Client))),
                "{told:?}"
            );
            x.client(ack(1031, 9001).data(10));
            assert_eq!(
                last(&mut x)[0],
                (
                    FindingKind::Gap { from: super::super::Seq(1011), to: super::super::Seq(1031) },
                    Some(by_gaps(position, Side::Client))
                )
            );
            x.wait(300).client(ack(1011, 9001).data(20));
            let told = last(&mut x);
            assert!(
                matches!(told[..], [(FindingKind::DataRepeated { first: None, gap_since: Some(6), .. }, at)]
                    if at == Some(by_gaps(position, Side::Client))),
                "{told:?}"
            );
        }
    }

    #[test]
    fn what_was_acknowledged_in_part_is_sent_for_the_rest() {
        let mut x = near_client();
        x.server(ack(9001, 1001).data(43));
        x.client(ack(1001, 9044));
        x.wait(300).server(ack(9001, 1001).data(348));
        let told = last(&mut x);
        assert!(
            matches!(told[..], [(FindingKind::DataRepeated { first: None, gap_since: None, .. }, _)]),
            "that frame 4 arrived is known, so nothing was lost of it: {told:?}"
        );
    }

    #[test]
    fn what_the_server_repeats_is_seen_from_the_server() {
        let mut x = near_client();
        x.wait(1000).server(syn_ack(9000, 1001).mss(1400).scale(8));
        let told = last(&mut x);
        assert!(told.contains(&(
            FindingKind::AckNotArrived { ack: 3 },
            Some(by_gaps(Position::NearClient, Side::Server))
        )));
        let repeated = told.iter().find(|(kind, _)| matches!(kind, FindingKind::SynAckRepeated { .. }));
        assert_eq!(repeated.map(|(_, at)| *at), Some(None), "it means the same anywhere");
        let mut x = near_server();
        x.server(fin(9001, 1001));
        x.client(ack(1001, 9002));
        x.wait(300).server(fin(9001, 1001));
        assert_eq!(
            last(&mut x),
            [(FindingKind::FinRepeated, Some(by_gaps(Position::NearServer, Side::Server)))]
        );
    }

    #[test]
    fn a_rst_that_was_not_taken_is_seen_from_whoever_sends_on() {
        let mut x = near_server();
        x.client(rst(1001));
        x.wait(400).server(ack(9001, 1001).data(10));
        let told = last(&mut x);
        assert!(
            told.contains(&(FindingKind::RstNotTaken, Some(by_gaps(Position::NearServer, Side::Server))))
        );
    }

    #[test]
    fn nothing_is_said_before_the_place_can_be_known() {
        // The capture begins behind the handshake, and no router was met: no clue.
        let mut x = Exchange::new();
        x.client(ack(1001, 9001).data(10));
        x.client(ack(1031, 9001).data(10));
        assert!(last(&mut x).iter().all(|(_, at)| at.is_none()));
        // The times to live of both sides' first segments are one.
        x.server(ack(9001, 1011).data(10).ttl(53));
        x.client(ack(1061, 9001).data(10));
        let told = last(&mut x);
        let at = Some(Vantage { position: Position::NearClient, by: Clue::Ttl, sender: Side::Client });
        assert!(matches!(told[..], [(FindingKind::Gap { .. }, found), ..] if found == at), "{told:?}");
    }

    #[test]
    fn a_rst_with_a_time_to_live_of_its_own_moves_nobody() {
        let mut x = Exchange::new();
        x.client(syn(1000));
        x.server(rst(9000).ttl(53));
        x.server(syn_ack(9000, 1001));
        x.client(ack(1001, 9001).data(10));
        x.client(ack(1021, 9001).data(10));
        let told = last(&mut x);
        assert!(told.iter().all(|(_, at)| at.is_none_or(|at| at.by != Clue::Ttl)), "{told:?}");
    }

    #[test]
    fn what_is_told_at_a_frame_does_not_change_with_those_behind_it() {
        let frames: [(bool, Seg, i64); 8] = [
            (true, syn(1000), 1_000),
            (false, syn_ack(9000, 1001), 30_000),
            (true, ack(1001, 9001), 40),
            (true, ack(1001, 9001).data(10), 100),
            (true, ack(1001, 9001).data(10).ip_id(9), 300_000),
            (false, ack(9011, 1011).data(10).ttl(53), 30_000),
            (false, ack(9001, 1011).data(10).ttl(53).ip_id(3), 300_000),
            (true, ack(1001, 9021).data(10).ip_id(11), 100),
        ];
        let until = |last: usize| {
            let mut x = Exchange::new();
            for (client, segment, gap) in frames.iter().take(last).cloned() {
                let _ =
                    if client { x.after_us(gap).client(segment) } else { x.after_us(gap).server(segment) };
            }
            let log = x.log();
            log.findings.iter().map(|(_, finding)| *finding).collect::<Vec<_>>()
        };
        let whole = until(frames.len());
        assert!(whole.iter().filter(|finding| finding.vantage.is_some()).count() >= 4, "{whole:?}");
        for last in 1..frames.len() {
            let expected: Vec<_> =
                whole.iter().filter(|finding| finding.frame <= last as u64).copied().collect();
            assert_eq!(until(last), expected, "up to frame {last}");
        }
    }
}
