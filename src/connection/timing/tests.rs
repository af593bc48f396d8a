//! Exchanges with times that are written down, and what must be said of them.

use crate::connection::facts::Cause;
use crate::connection::facts::{Pair, Side};
use crate::connection::tests::exchange::{Exchange, Seg, ack, fin, rst_ack, syn, syn_ack};
use crate::connection::timing::*;
use proptest::prelude::*;

const MS: i64 = 1_000_000;

/// A handshake whose answer passes after `server` and its ACK after `client` microseconds.
fn opened(server: i64, client: i64) -> Exchange {
    let mut talk = Exchange::new();
    talk.client(syn(1000).mss(1460).scale(7));
    talk.after_us(server).server(syn_ack(9000, 1001).mss(1460).scale(7));
    talk.after_us(client).client(ack(1001, 9001).window(500));
    talk
}

fn timing(talk: Exchange) -> Timing {
    let log = talk.finish();
    assert_eq!(log.timed.len(), 1);
    log.timed.into_iter().next().expect("one connection").1
}

/// `spent` in milliseconds, the largest part first.
fn spent(timing: &Timing) -> Vec<(Waited, Option<Side>, i64)> {
    timing.spent.parts().into_iter().map(|(kind, side, nanos)| (kind, side, nanos / MS)).collect()
}

#[test]
fn each_half_of_a_handshake_is_that_of_the_side_that_answers() {
    let timing = timing(opened(30_000, 40));
    let half = |side| timing.half(side).map(|half| (half.from, half.to, half.took));
    assert_eq!(half(Side::Server), Some((1, 2, 30 * MS)));
    assert_eq!(half(Side::Client), Some((2, 3, 40_000)));
    assert_eq!(timing.round_trip(), Some(30 * MS + 40_000));
    assert_eq!(timing.place.position, Position::NearClient);
}

#[test]
fn a_repeated_syn_leaves_open_which_one_is_answered() {
    let mut talk = Exchange::new();
    talk.client(syn(1000));
    talk.after_us(1_000_000).client(syn(1000));
    talk.after_us(30_000).server(syn_ack(9000, 1001));
    talk.client(ack(1001, 9001));
    let timing = timing(talk);
    let half = timing.half(Side::Server).expect("it was answered");
    assert_eq!((half.took, half.since_first, half.sent), (30 * MS, Some(1_030 * MS), 2));
    assert_eq!((timing.trips[Side::Server].by_ack, timing.trips[Side::Server].ambiguous), (None, 1), "Karn");
    let train = &timing.resends.trains[0];
    assert_eq!((train.kind, train.first, train.again[0].waited), (Repeated::Syn, Some(1), Some(1_000 * MS)));
    assert_eq!(train.again[0].fits, Cause::Timeout);
}

#[test]
fn a_timestamp_tells_which_syn_is_answered() {
    let mut talk = Exchange::new();
    talk.client(syn(1000).stamps(5_000, 0));
    talk.after_us(1_000_000).client(syn(1000).stamps(6_000, 0));
    talk.after_us(30_000).server(syn_ack(9000, 1001).stamps(77, 5_000));
    talk.client(ack(1001, 9001).stamps(6_031, 77));
    let timing = timing(talk);
    let half = timing.half(Side::Server).expect("it was answered");
    assert_eq!((half.from, half.took, half.by_timestamp), (1, 1_030 * MS, true));
    assert_eq!(timing.trips[Side::Server].by_timestamp.map(|s| (s.samples, s.min)), Some((1, 1_030 * MS)));
}

#[test]
fn a_simultaneous_open_has_both_halves() {
    let mut talk = Exchange::new();
    talk.client(syn(1000));
    talk.after_us(2_000).server(syn(9000));
    talk.after_us(29_000).server(syn_ack(9000, 1001));
    talk.after_us(2_000).client(syn_ack(1000, 9001));
    let timing = timing(talk);
    let half = |side| timing.half(side).map(|half| (half.to, half.took / MS));
    assert_eq!(half(Side::Server), Some((3, 31)));
    assert_eq!(half(Side::Client), Some((4, 31)));
    assert!(timing.resends.trains.is_empty(), "the SYN,ACKs are no repeats");
}

#[test]
fn a_split_handshake_has_no_half_of_the_server() {
    let mut talk = Exchange::new();
    talk.client(syn(1000));
    talk.after_us(30_000).server(syn(9000));
    talk.client(syn_ack(1000, 9001));
    talk.after_us(30_000).server(ack(9001, 1001));
    let timing = timing(talk);
    assert_eq!(timing.half(Side::Server), None);
    assert!(timing.half(Side::Client).is_some());
}

#[test]
fn a_refusal_takes_a_round_trip() {
    let mut talk = Exchange::new();
    talk.client(syn(1000));
    talk.after_us(30_000).server(rst_ack(0, 1001));
    let timing = timing(talk);
    assert_eq!(timing.half(Side::Server).map(|half| half.took / MS), Some(30));
    assert_eq!(spent(&timing), [(Waited::Network, None, 30)]);
}

#[test]
fn the_time_to_live_helps_to_say_where_the_capture_was_taken() {
    let mut talk = Exchange::new();
    talk.client(syn(1000).ttl(53));
    talk.after_us(3_000).server(syn_ack(9000, 1001));
    talk.after_us(20_000).client(ack(1001, 9001).ttl(53));
    let place = timing(talk).place;
    assert_eq!((place.position, place.by), (Position::NearServer, Some(Clue::Ttl)));
}

#[test]
fn a_slow_answer_is_the_servers_and_a_slow_question_the_clients() {
    let mut talk = opened(20_000, 30);
    talk.after_us(400_000).client(ack(1001, 9001).data(100));
    talk.after_us(20_000).server(ack(9001, 1101));
    talk.after_us(900_000).server(ack(9001, 1101).data(500));
    talk.after_us(30).client(ack(1101, 9501));
    let timing = timing(talk);
    assert_eq!(
        spent(&timing),
        [
            (Waited::Application, Some(Side::Server), 900),
            (Waited::Application, Some(Side::Client), 400),
            (Waited::Network, None, 40),
        ]
    );
    assert_eq!(timing.spent.total(), 1_340_060_000, "the parts add up to the whole");
    let turns = timing.turns[Side::Server].expect("the server answered");
    assert_eq!((turns.took.max / MS, turns.own.map(|own| own.max / MS)), (920, Some(900)));
    assert_eq!(turns.slowest, (4, 6));
    let silence = timing.silences[0];
    assert_eq!((silence.length / MS, silence.from, silence.to), (900, 5, 6));
    assert_eq!((silence.ended_by, silence.outstanding), (Side::Server, Pair::both(0)));
    assert_eq!(timing.silences.len(), 2);
}

#[test]
fn an_answer_that_carries_the_ack_is_counted_beyond_the_quickest_round_trip() {
    let mut talk = opened(20_000, 30);
    talk.after_us(10).client(ack(1001, 9001).data(100));
    talk.after_us(520_000).server(ack(9001, 1101).data(500));
    let timing = timing(talk);
    assert_eq!(timing.spent.of(Waited::Application, Side::Server) / MS, 500);
    assert_eq!(timing.silences[0].outstanding, [100, 0].into());
}

#[test]
fn timers_are_told_as_they_are_seen() {
    let mut talk = opened(20_000, 30);
    talk.after_us(10).client(ack(1001, 9001).data(100));
    for wait in [220_000, 440_000, 1_100_000] {
        talk.after_us(wait).client(ack(1001, 9001).data(100));
    }
    talk.after_us(20_000).server(ack(9001, 1101));
    let timing = timing(talk);
    let train = &timing.resends.trains[0];
    assert_eq!(
        train.again.iter().map(|one| one.waited).collect::<Vec<_>>(),
        [Some(220 * MS), Some(440 * MS), Some(1_100 * MS)]
    );
    assert_eq!(train.first, Some(4));
    assert_eq!(timing.spent.of(Waited::Recovery, Side::Client) / MS, 1_760);
    assert_eq!(timing.trips[Side::Server].by_ack.map(|s| s.samples), Some(1), "only the SYN: Karn");
}

#[test]
fn a_closed_window_is_the_receivers_time() {
    let mut talk = opened(50, 30);
    let full = |seq: u32| -> Seg { ack(seq, 9001).data(1460) };
    talk.after_us(10).client(full(1001).window(500));
    talk.after_us(50).server(ack(9001, 2461).window(0));
    // Linux asks with an old number and no data.
    talk.after_us(200_000).client(ack(2460, 9001).window(500));
    talk.after_us(50).server(ack(9001, 2461).window(0));
    talk.after_us(400_000).client(ack(2460, 9001).window(500));
    talk.after_us(50).server(ack(9001, 2461).window(0));
    talk.after_us(300_000).server(ack(9001, 2461).window(500));
    talk.after_us(10).client(full(2461).window(500));
    let timing = timing(talk);
    assert_eq!(timing.spent.of(Waited::Window, Side::Server) / MS, 900);
    let window = timing.windows[Side::Server];
    assert_eq!((window.closed, window.closed_for / MS, window.probes), (1, 900, 2));
    let silence = timing.silences[0];
    assert_eq!((silence.waited, silence.side, silence.probes), (Waited::Window, Side::Server, 2));
    assert_eq!(timing.silences.len(), 1, "probes do not break it");
}

#[test]
fn keep_alives_do_not_break_a_silence() {
    let mut talk = opened(50, 30);
    talk.after_us(10).client(ack(1001, 9001).data(100));
    talk.after_us(50).server(ack(9001, 1101).data(100));
    talk.after_us(50).client(ack(1101, 9101));
    for _ in 0..3 {
        talk.after_us(2_000_000).client(ack(1100, 9101));
        talk.after_us(50).server(ack(9101, 1101));
    }
    talk.after_us(1_000_000).client(fin(1101, 9101));
    let timing = timing(talk);
    let silence = timing.silences[0];
    assert_eq!((silence.length / MS, silence.keep_alives, silence.outstanding), (7_000, 3, Pair::both(0)));
    assert_eq!((silence.from, silence.ended_by), (6, Side::Client));
    assert_eq!(timing.spent.of(Waited::Application, Side::Client) / MS, 7_000);
}

#[test]
fn keep_alives_with_nothing_behind_them_waited_for_nobody() {
    let mut talk = opened(50, 30);
    talk.after_us(2_000_000).client(ack(1000, 9001));
    talk.after_us(50).server(ack(9001, 1001));
    let timing = timing(talk);
    assert_eq!(timing.spent.of_both(Waited::Nobody) / MS, 2_000);
}

#[test]
fn a_clock_that_goes_back_is_counted_and_adds_nothing() {
    let mut talk = opened(50, 30);
    talk.after_us(-5_000_000).client(ack(1001, 9001).data(100));
    talk.after_us(50).server(ack(9001, 1101));
    let timing = timing(talk);
    assert_eq!(timing.backwards, 1);
    assert_eq!(timing.spent.total(), 130_000);
}

#[test]
fn an_ack_of_what_the_capture_missed_is_an_ack() {
    let mut talk = opened(20_000, 30);
    talk.after_us(10).client(ack(1001, 9001).data(100));
    // Another hundred bytes passed unseen.
    talk.after_us(70_000).server(ack(9001, 1201));
    let timing = timing(talk);
    assert_eq!(timing.spent.of(Waited::LateAck, Side::Server) / MS, 50);
    assert_eq!(timing.trips[Side::Server].by_ack.map(|all| all.samples), Some(1), "only the SYN");
}

#[test]
fn times_that_no_calendar_has_stay_within_their_bounds() {
    let mut talk = opened(50, 30);
    let far = 1 << 52; // microseconds: some 142 years
    for n in 0..8_u32 {
        talk.after_us(far).client(ack(1001 + 100 * n, 9001 + 100 * n).data(100));
        talk.after_us(-far).server(ack(9001 + 100 * n, 1101 + 100 * n).data(100));
    }
    let timing = timing(talk);
    assert_eq!(timing.spent.total(), i64::MAX);
    assert_eq!(timing.backwards, 8);
    assert!(timing.silences.iter().all(|silence| silence.length >= 0));
}

/// A client asks, and the far server answers 1.5 s later, with identifications that go from `id` to `next`.
fn late_answer(next: u16) -> Exchange {
    let mut talk = opened(20_000, 30);
    talk.after_us(10).client(ack(1001, 9001).data(100));
    talk.after_us(20_000).server(ack(9001, 1101).ip_id(100));
    talk.after_us(1_500_000).server(ack(9001, 1101).data(500).ip_id(next));
    for n in 0..4_u32 {
        talk.after_us(30).client(ack(1101, 9501 + 500 * n));
        talk.after_us(20_000).server(ack(9501 + 500 * n, 1101).data(500).ip_id(next + 1 + n as u16));
    }
    talk
}

#[test]
fn a_jump_of_the_identification_of_a_far_sender_tells_of_a_loss() {
    let timing = timing(late_answer(106));
    assert_eq!(timing.place.position, Position::NearClient);
    assert_eq!(timing.spent.of(Waited::Recovery, Side::Server) / MS, 1_500);
    assert_eq!(timing.spent.of(Waited::Application, Side::Server), 0);
    assert_eq!(timing.by_identity[Side::Server] / MS, 1_500);
    let silence = timing.silences[0];
    assert_eq!((silence.waited, silence.jump), (Waited::Recovery, Some(6)));
}

#[test]
fn without_a_jump_it_was_the_program() {
    let timing = timing(late_answer(101));
    assert_eq!(timing.spent.of(Waited::Application, Side::Server) / MS, 1_500);
    assert_eq!((timing.silences[0].jump, timing.by_identity), (None, Pair::both(0)));
}

#[test]
fn near_the_sender_nothing_is_lost_before_this_point() {
    let mut talk = opened(30, 20_000);
    talk.after_us(10).client(ack(1001, 9001).data(100));
    talk.after_us(30).server(ack(9001, 1101).ip_id(100));
    talk.after_us(1_500_000).server(ack(9001, 1101).data(500).ip_id(106));
    for n in 0..4_u32 {
        talk.after_us(20_000).client(ack(1101, 9501 + 500 * n));
        talk.after_us(30).server(ack(9501 + 500 * n, 1101).data(500).ip_id(107 + n as u16));
    }
    let timing = timing(talk);
    assert_eq!(timing.place.position, Position::NearServer);
    assert_eq!(timing.spent.of(Waited::Application, Side::Server) / MS, 1_500);
    assert_eq!(timing.silences[0].jump, None);
}

#[test]
fn data_that_do_not_acknowledge_the_question_are_no_answer() {
    let mut talk = opened(20_000, 30);
    talk.after_us(10).client(ack(1001, 9001).data(100));
    // It was on its way already.
    talk.after_us(5_000).server(ack(9001, 1001).data(50));
    talk.after_us(40_000).server(ack(9051, 1101).data(500));
    let timing = timing(talk);
    let turns = timing.turns[Side::Server].expect("the second one answers");
    assert_eq!((turns.took.samples, turns.took.max / MS, turns.slowest), (1, 45, (4, 6)));
}

#[test]
fn a_syn_that_was_filed_behind_its_answer_was_not_sent_again() {
    let mut talk = Exchange::new();
    talk.server(syn_ack(9000, 1001));
    talk.after_us(100).client(syn(1000));
    talk.after_us(30_000).client(ack(1001, 9001));
    let timing = timing(talk);
    assert!(timing.resends.trains.is_empty(), "{:?}", timing.resends);
}

#[test]
fn an_answer_that_came_damaged_is_why_the_syn_came_again() {
    let mut talk = Exchange::new();
    talk.client(syn(1000));
    talk.after_us(30_000).damaged(syn_ack(9000, 1001));
    talk.after_us(970_000).client(syn(1000));
    talk.after_us(30_000).server(syn_ack(9000, 1001));
    let timing = timing(talk);
    assert_eq!(timing.damaged_answers, [Some(2), None].into());
    let [syn, syn_ack] = &timing.resends.trains[..] else { panic!("{:?}", timing.resends) };
    assert_eq!((syn.kind, syn.again[0].answers), (Repeated::Syn, None));
    assert_eq!((syn_ack.kind, syn_ack.again[0].answers), (Repeated::SynAck, Some(3)));
    assert_eq!(timing.spent.of(Waited::Recovery, Side::Server), 0, "it answers, and waits for no timer");
}

#[test]
fn what_wireshark_takes_for_the_first_round_trip_is_told_with_its_frames() {
    let mut talk = Exchange::new();
    talk.client(syn(1000));
    talk.after_us(30_000).server(ack(5000, 7777));
    talk.after_us(970_000).client(syn(1000));
    talk.after_us(30_000).server(syn_ack(9000, 1001));
    talk.after_us(100).client(ack(1001, 9001));
    let log = talk.finish();
    let initial = log.timed[0].1.initial_rtt.expect("an ACK without SYN is there");
    assert_eq!((initial.from, initial.to, initial.took / MS), (1, 2, 30));
    assert_eq!(
        log.ended[0].handshake.opened_in,
        Some(1_030_100_000),
        "connect() waited from the first SYN on"
    );
}

#[test]
fn an_icmp_error_is_what_was_waited_for() {
    let mut talk = Exchange::new();
    talk.client(syn(1000));
    talk.after_us(10_000).unreachable(13, 1000);
    let timing = timing(talk);
    assert_eq!((timing.spent.total(), timing.until_icmp), (0, Some((2, 10 * MS))));
}

#[test]
fn a_fast_retransmission_that_reordering_caused_fits_no_timer() {
    let mut talk = opened(20_000, 30);
    let piece = |n: u32| ack(9001 + 100 * n, 1101).data(100).ip_id(50 + n as u16);
    talk.after_us(10).client(ack(1001, 9001).data(100));
    talk.after_us(20_000).server(piece(0));
    talk.after_us(10).client(ack(1101, 9101));
    for n in 2..5 {
        talk.after_us(10).server(piece(n));
        talk.after_us(10).client(ack(1101, 9101).sack(9201, &[100 * (n - 1)]));
    }
    talk.after_us(3_000).server(piece(1));
    talk.after_us(10).client(ack(1101, 9501));
    talk.after_us(9_000).server(piece(1).ip_id(55));
    talk.after_us(10).client(ack(1101, 9501).sack(9101, &[100]));
    let timing = timing(talk);
    let again = timing.resends.trains[0].again[0];
    assert_eq!((again.fits, again.soon), (Cause::Unneeded, true));
    assert_eq!((again.reported, again.duplicate), (Some((8, 12)), Some(16)));
}

#[test]
fn after_a_timeout_the_rest_is_sent_again_as_acks_come_in() {
    let mut talk = opened(30, 20_000);
    for n in 0..3 {
        talk.after_us(10).server(ack(9001 + 100 * n, 1001).data(100));
    }
    talk.after_us(250_000).server(ack(9001, 1001).data(100));
    talk.after_us(20_000).client(ack(1001, 9101));
    talk.after_us(30).server(ack(9101, 1001).data(100));
    talk.after_us(10).server(ack(9201, 1001).data(100));
    let log = talk.finish();
    let fits: Vec<Cause> = log.timed[0].1.resends.trains.iter().map(|train| train.again[0].fits).collect();
    assert_eq!(fits, [Cause::Timeout, Cause::AfterTimeout, Cause::AfterTimeout]);
    let follows: Vec<_> = log
        .findings
        .iter()
        .filter_map(|(_, finding)| match finding.kind {
            crate::connection::facts::FindingKind::DataRepeated { after, .. } => {
                after.map(|f| (f.timer, f.ack))
            }
            _ => None,
        })
        .collect();
    assert_eq!(follows, [(7, 8), (7, 8)]);
}

#[test]
fn a_handshake_that_took_a_timer_makes_no_other_timer_too_short() {
    let mut talk = Exchange::new();
    talk.client(syn(1000));
    talk.after_us(30).server(syn_ack(9000, 1001));
    talk.after_us(1_000_000).server(syn_ack(9000, 1001));
    talk.after_us(10_000).client(ack(1001, 9001));
    talk.after_us(100).client(ack(1001, 9001).data(100));
    talk.after_us(30).server(ack(9001, 1101).data(100));
    talk.after_us(10_000).client(ack(1101, 9101));
    talk.after_us(30).server(ack(9101, 1101).data(100));
    talk.after_us(10).server(ack(9201, 1101).data(100));
    talk.after_us(250_000).server(ack(9101, 1101).data(100));
    let timing = timing(talk);
    let train =
        timing.resends.trains.iter().find(|train| train.kind == Repeated::Data).expect("it came again");
    assert_eq!((train.again[0].fits, train.again[0].soon), (Cause::Timeout, false));
}

#[test]
fn what_comes_again_sooner_than_a_round_trip_waited_for_no_timer() {
    let mut talk = opened(30, 100_000);
    talk.after_us(10).server(ack(9001, 1001).data(100));
    talk.after_us(40_000).server(ack(9001, 1001).data(100));
    let again = timing(talk).resends.trains[0].again[0];
    assert_eq!((again.fits, again.soon), (Cause::Unknown, true));
}

/// One of the segments that two hosts may send, whatever came before.
fn any_segment() -> impl Strategy<Value = (bool, u8, u32, u32, u16, i64)> {
    (
        any::<bool>(),
        0_u8..5,
        0_u32..6,
        0_u32..6,
        0_u16..12,
        prop_oneof![0_i64..400, 0_i64..400_000, 0_i64..4_000_000],
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_parts_of_the_time_add_up_to_the_whole(
        halves in (0_i64..50_000, 0_i64..50_000),
        segments in proptest::collection::vec(any_segment(), 0..40),
    ) {
        let mut talk = opened(halves.0, halves.1);
        let mut whole = halves.0 + halves.1;
        for (client, kind, seq, acked, id, wait) in segments {
            let (own, other) = if client { (1001, 9001) } else { (9001, 1001) };
            let (seq, acked) = (own + 100 * seq, other + 100 * acked);
            let segment = match kind {
                0 => ack(seq, acked),
                1 | 2 => ack(seq, acked).data(100),
                3 => ack(seq, acked).window(0),
                _ => fin(seq, acked),
            };
            talk.after_us(wait);
            whole += wait;
            if client { talk.client(segment.ip_id(id)) } else { talk.server(segment.ip_id(id)) };
        }
        let log = talk.finish();
        let timing = &log.timed[0].1;
        let parts: i64 = timing.spent.parts().iter().map(|(.., nanos)| *nanos).sum();
        prop_assert_eq!(parts, whole * 1_000);
        prop_assert_eq!(timing.spent.total(), parts);
        prop_assert!(timing.spent.parts().iter().all(|(.., nanos)| *nanos > 0));
    }
}

#[test]
fn segments_without_a_time_have_no_timing() {
    let mut watch = Stopwatch::default();
    watch.passes(None);
    assert_eq!(watch.finish(), None);
}
