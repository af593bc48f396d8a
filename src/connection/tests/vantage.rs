//! The place of the capture in findings: seen from the sender of the segment that each is about.

use crate::connection::facts::FindingKind;
use crate::connection::facts::timing::{Clue, Place, Position};
use crate::connection::facts::{Side, Stands, Vantage};
use crate::connection::tests::exchange::{Exchange, Seg, ack, fin, rst, syn, syn_ack};

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
    for (mut x, position) in [(near_client(), Position::NearClient), (near_server(), Position::NearServer)] {
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
                FindingKind::Gap {
                    from: crate::connection::facts::Seq(1011),
                    to: crate::connection::facts::Seq(1031)
                },
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
    assert_eq!(last(&mut x), [(FindingKind::FinRepeated, Some(by_gaps(Position::NearServer, Side::Server)))]);
}

#[test]
fn a_rst_that_was_not_taken_is_seen_from_whoever_sends_on() {
    let mut x = near_server();
    x.client(rst(1001));
    x.wait(400).server(ack(9001, 1001).data(10));
    let told = last(&mut x);
    assert!(told.contains(&(FindingKind::RstNotTaken, Some(by_gaps(Position::NearServer, Side::Server)))));
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
            let _ = if client { x.after_us(gap).client(segment) } else { x.after_us(gap).server(segment) };
        }
        let log = x.log();
        log.findings.iter().map(|(_, finding)| *finding).collect::<Vec<_>>()
    };
    let whole = until(frames.len());
    assert!(whole.iter().filter(|finding| finding.vantage.is_some()).count() >= 4, "{whole:?}");
    for last in 1..frames.len() {
        let expected: Vec<_> = whole.iter().filter(|finding| finding.frame <= last as u64).copied().collect();
        assert_eq!(until(last), expected, "up to frame {last}");
    }
}
