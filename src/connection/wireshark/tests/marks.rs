//! The sequence analysis as exchanges of segments: each mark where it comes, and where it just does not.

use crate::connection::wireshark::tests::talk::{Talk, ack, fin, rst, syn, syn_ack};
use crate::connection::wireshark::*;

/// Nothing but these marks.
#[track_caller]
fn only(values: Values, marks: Marks) {
    assert_eq!(values.marks, marks, "{values:?}");
    assert!(values.analysed, "{values:?}");
}

#[track_caller]
fn none(values: Values) {
    assert!(values.marks.is_empty(), "{values:?}");
}

#[test]
fn a_handshake_and_a_close_draw_no_remark() {
    let mut talk = Talk::new();
    none(talk.client(syn(1000)));
    let answer = talk.server(syn_ack(9000, 1001));
    none(answer);
    assert_eq!((answer.acks_frame, answer.ack_rtt), (Some(1), Some(1_000_000)));
    let third = talk.client(ack(1001, 9001));
    none(third);
    assert_eq!((third.acks_frame, third.initial_rtt), (Some(2), Some(2_000_000)));
    none(talk.client(ack(1001, 9001).data(10)));
    none(talk.server(ack(9001, 1011)));
    none(talk.client(fin(1011, 9001)));
    none(talk.server(fin(9001, 1012)));
    let last = talk.client(ack(1012, 9002));
    none(last);
    assert_eq!(last.acks_frame, Some(7));
    none(talk.server(rst(9002)));
}

#[test]
fn a_repeated_syn_is_a_retransmission_counted_from_the_first() {
    let mut talk = Talk::new();
    talk.client(syn(1000));
    let again = talk.wait(999).client(syn(1000));
    only(again, Marks::RETRANSMISSION);
    assert_eq!((again.rto, again.rto_frame), (Some(1_000_000_000), Some(1)));
    assert_eq!(again.stream, Some(0));
}

#[test]
fn data_that_were_sent_before_are_a_retransmission() {
    let mut talk = Talk::opened();
    talk.client(ack(1001, 9001).data(100));
    let again = talk.wait(299).client(ack(1001, 9001).data(100));
    only(again, Marks::RETRANSMISSION);
    assert_eq!((again.rto, again.rto_frame), (Some(300_000_000), Some(4)));
    none(talk.client(ack(1101, 9001).data(100)));
}

#[test]
fn without_a_note_the_wait_is_counted_from_the_highest_number() {
    let mut talk = Talk::opened();
    talk.client(ack(1001, 9001).data(100));
    talk.server(ack(9001, 1101));
    talk.client(fin(1101, 9001));
    talk.server(ack(9001, 1102));
    let again = talk.wait(49).client(fin(1101, 9001));
    only(again, Marks::RETRANSMISSION);
    assert_eq!((again.rto, again.rto_frame), (Some(51_000_000), Some(6)));
}

#[test]
fn data_that_the_peer_has_acknowledged_are_retransmitted_needlessly() {
    let mut talk = Talk::opened();
    talk.client(ack(1001, 9001).data(100));
    talk.server(ack(9001, 1101));
    let again = talk.wait(300).client(ack(1001, 9001).data(100));
    only(again, Marks::SPURIOUS_RETRANSMISSION);
    assert_eq!(again.rto, None);
    only(talk.wait(300).client(ack(1001, 9001).data(101)), Marks::RETRANSMISSION);
}

#[test]
fn two_duplicate_acks_make_a_retransmission_a_fast_one() {
    let lost = |repeats: u32, pause: i64, seq: u32| {
        let mut talk = Talk::opened();
        talk.client(ack(1001, 9001).data(100));
        talk.server(ack(9001, 1101));
        for at in 1..=5 {
            talk.client(ack(1101 + at * 100, 9001).data(100));
        }
        for _ in 0..repeats {
            talk.server(ack(9001, 1101));
        }
        talk.wait(pause).client(ack(seq, 9001).data(100)).marks
    };
    assert_eq!(lost(2, 15, 1101), Marks::FAST_RETRANSMISSION);
    assert_eq!(lost(1, 15, 1101), Marks::RETRANSMISSION, "one duplicate ACK is not enough");
    assert_eq!(lost(2, 25, 1101), Marks::RETRANSMISSION, "too late");
    assert_eq!(lost(2, 15, 1201), Marks::RETRANSMISSION, "not what was asked for");
}

#[test]
fn a_gap_filled_within_the_handshakes_round_trip_is_out_of_order() {
    let filled = |pause: i64| {
        let mut talk = Talk::opened();
        talk.client(ack(1101, 9001).data(100));
        talk.now -= 1_000_000;
        talk.now += pause;
        talk.client(ack(1001, 9001).data(50)).marks
    };
    assert_eq!(filled(1_999_999), Marks::OUT_OF_ORDER, "the handshake took 2 ms");
    assert_eq!(filled(2_000_000), Marks::RETRANSMISSION);
}

#[test]
fn without_a_handshake_three_milliseconds_are_soon() {
    let filled = |pause: i64| {
        let mut talk = Talk::new();
        talk.client(ack(1001, 9001).data(100));
        talk.client(ack(1201, 9001).data(100));
        talk.now -= 1_000_000;
        talk.now += pause;
        talk.client(ack(1101, 9001).data(50)).marks
    };
    assert_eq!(filled(2_999_999), Marks::OUT_OF_ORDER);
    assert_eq!(filled(3_000_000), Marks::RETRANSMISSION);
}

#[test]
fn what_ends_at_the_highest_number_is_not_out_of_order() {
    let mut talk = Talk::opened();
    talk.client(ack(1001, 9001).data(100));
    only(talk.client(ack(1001, 9001).data(100)), Marks::RETRANSMISSION);
    let mut talk = Talk::opened();
    talk.client(ack(1001, 9001).data(100));
    only(talk.client(ack(1001, 9001).data(99)), Marks::OUT_OF_ORDER);
}

#[test]
fn a_number_above_the_expected_one_means_a_segment_is_missing() {
    let mut talk = Talk::opened();
    talk.client(ack(1001, 9001).data(100));
    let behind = talk.client(ack(1102, 9001).data(100));
    only(behind, Marks::LOST_SEGMENT);
    assert_eq!(behind.bytes_in_flight, None, "nobody knows");
    none(talk.client(rst(5000)));
    none(Talk::new().client(ack(1001, 9001).data(100)));
}

#[test]
fn an_ack_above_what_was_captured_is_reported_once() {
    let mut talk = Talk::opened();
    talk.client(ack(1001, 9001).data(100));
    only(talk.server(ack(9001, 1201)), Marks::ACK_LOST_SEGMENT);
    let again = talk.server(ack(9001, 1301));
    none(again);
    assert!(again.analysed, "it was looked into");
}

#[test]
fn an_ack_above_a_hole_is_reported_and_the_hole_forgotten() {
    let mut talk = Talk::opened();
    talk.client(ack(1001, 9001).data(100));
    talk.client(ack(1201, 9001).data(100));
    only(talk.server(ack(9001, 1301)), Marks::ACK_LOST_SEGMENT);
    none(talk.server(ack(9001, 1301).window(999).data(1)));
}

#[test]
fn one_byte_or_none_from_one_number_before_is_a_keep_alive_and_has_an_answer() {
    let mut talk = Talk::opened();
    talk.client(ack(1001, 9001).data(100));
    talk.server(ack(9001, 1101));
    only(talk.client(ack(1100, 9001)), Marks::KEEP_ALIVE);
    only(talk.server(ack(9001, 1101)), Marks::KEEP_ALIVE_ACK);
    only(talk.client(ack(1100, 9001).data(1)), Marks::KEEP_ALIVE);
    only(talk.server(ack(9001, 1101).window(999)), Marks::WINDOW_UPDATE);
    only(talk.client(ack(1100, 9001).data(2)), Marks::default());
    only(talk.wait(9).client(fin(1100, 9001)), Marks::RETRANSMISSION);
}

#[test]
fn the_same_segment_without_data_is_a_duplicate_ack() {
    let mut talk = Talk::opened();
    talk.client(ack(1001, 9001).data(100));
    talk.server(ack(9001, 1101));
    for count in 1..=3 {
        let again = talk.server(ack(9001, 1101));
        only(again, Marks::DUPLICATE_ACK);
        assert_eq!((again.duplicate_ack_num, again.duplicate_ack_frame), (Some(count), Some(5)));
    }
    talk.client(ack(1101, 9001).data(100));
    none(talk.server(ack(9001, 1201)));
    let first_again = talk.server(ack(9001, 1201));
    assert_eq!((first_again.duplicate_ack_num, first_again.duplicate_ack_frame), (Some(1), Some(10)));
    none(talk.server(ack(9001, 1201).data(1)));
    only(talk.server(ack(9002, 1201).window(0)), Marks::ZERO_WINDOW);
    only(talk.server(ack(9002, 1201).window(0)), Marks::ZERO_WINDOW);
    none(talk.server(fin(9002, 1201).window(0)));
}

#[test]
fn the_same_segment_with_another_window_is_a_window_update() {
    let mut talk = Talk::opened();
    only(talk.client(ack(1001, 9001).window(2000)), Marks::WINDOW_UPDATE);
    only(talk.client(ack(1001, 9001).window(2000)), Marks::DUPLICATE_ACK);
    only(talk.client(ack(1001, 9001).window(0)), Marks::ZERO_WINDOW);
    only(talk.client(ack(1001, 9001).window(1)), Marks::WINDOW_UPDATE);
    none(talk.client(rst(1001).window(2)));
}

#[test]
fn data_up_to_the_windows_edge_fill_it() {
    let mut talk = Talk::opened();
    none(talk.client(ack(1001, 9001).data(999)));
    only(talk.client(ack(2000, 9001).data(1)), Marks::WINDOW_FULL);
    none(talk.client(ack(2001, 9001).data(1)));
}

#[test]
fn the_edge_is_scaled_behind_the_first_ack_and_unknown_without_a_handshake() {
    let mut talk = Talk::new();
    talk.client(syn(1000).scale(2));
    talk.server(syn_ack(9000, 1001).scale(3).window(100));
    talk.client(ack(1001, 9001));
    only(talk.client(ack(1001, 9001).data(100)), Marks::WINDOW_FULL);
    talk.server(ack(9001, 1101).window(100));
    none(talk.client(ack(1101, 9001).data(100)));
    only(talk.client(ack(1201, 9001).data(700)), Marks::WINDOW_FULL);

    let mut talk = Talk::new();
    talk.server(ack(9001, 1001).window(100));
    none(talk.client(ack(1001, 9001).data(100)));
}

#[test]
fn one_byte_into_a_closed_window_is_a_probe_and_has_an_answer() {
    let mut talk = Talk::opened();
    only(talk.server(ack(9001, 1001).window(0)), Marks::ZERO_WINDOW);
    let probe = talk.client(ack(1001, 9001).data(1));
    only(probe, Marks::ZERO_WINDOW_PROBE);
    let mut both = Marks::ZERO_WINDOW;
    both.put(Marks::ZERO_WINDOW_PROBE_ACK);
    only(talk.server(ack(9001, 1001).window(0)), both);
    only(talk.client(ack(1001, 9001).data(1)), Marks::ZERO_WINDOW_PROBE);
    none(talk.client(ack(1001, 9001).data(2)));
    only(talk.server(ack(9001, 1003).window(5)), Marks::default());
    none(talk.client(ack(1003, 9001).data(1)));
}

#[test]
fn a_fast_open_cookie_and_what_became_of_its_data() {
    let cookie = [34, 10, 1, 2, 3, 4, 5, 6, 7, 8];
    let open = |acked: u32| {
        let mut talk = Talk::new();
        let syn = talk.client(syn(1000).data(20).option(&cookie));
        assert_eq!(syn.marks, Marks::TFO_SYN);
        talk.server(syn_ack(9000, acked)).marks
    };
    assert_eq!(open(1021), Marks::TFO_ACK);
    assert_eq!(open(1001), Marks::TFO_IGNORED);
    let mut talk = Talk::new();
    none(talk.client(syn(1000).option(&[34, 2])));
    none(talk.server(syn_ack(9000, 1001).option(&cookie)));
}

#[test]
fn bytes_in_flight_grow_until_acknowledged() {
    let mut talk = Talk::opened();
    let flight = |values: Values| (values.bytes_in_flight, values.push_bytes_sent);
    assert_eq!(flight(talk.client(ack(1001, 9001).data(100))), (Some(100), Some(100)));
    assert_eq!(flight(talk.client(ack(1101, 9001).data(50).push())), (Some(150), Some(150)));
    assert_eq!(flight(talk.server(ack(9001, 1051))), (None, None));
    assert_eq!(flight(talk.client(ack(1151, 9001).data(10))), (Some(110), Some(10)));
    assert_eq!(flight(talk.client(fin(1161, 9001).data(10))), (Some(120), Some(20)));
    assert_eq!(flight(talk.client(fin(1171, 9001))), (None, None));
}

#[test]
fn three_sack_blocks_are_not_in_flight() {
    let mut talk = Talk::opened();
    talk.client(ack(1001, 9001).data(1000));
    talk.server(ack(9001, 1001).sack(1101, &[100, 100, 100, 100]));
    assert_eq!(talk.client(ack(2001, 9001).data(100)).bytes_in_flight, Some(800));
    talk.server(ack(9001, 1001).window(999));
    assert_eq!(talk.client(ack(2101, 9001).data(100)).bytes_in_flight, Some(1200));
}

#[test]
fn a_missing_segment_hides_the_flight_until_the_next_ack() {
    let mut talk = Talk::opened();
    assert_eq!(talk.client(ack(1101, 9001).data(100)).bytes_in_flight, None);
    assert_eq!(talk.client(ack(1201, 9001).data(100)).bytes_in_flight, None);
    talk.server(ack(9001, 1001));
    assert_eq!(talk.client(ack(1301, 9001).data(100)).bytes_in_flight, Some(300));
}

#[test]
fn a_clock_that_steps_back_gives_negative_times_and_no_panic() {
    let mut talk = Talk::opened();
    talk.client(ack(1001, 9001).data(100));
    talk.now -= 500_000_000;
    let answer = talk.server(ack(9001, 1101));
    assert_eq!(answer.ack_rtt, Some(-499_000_000));
    assert_eq!(answer.time_delta, Some(-499_000_000));
    assert_eq!(answer.time_relative, Some(-496_000_000));
}

#[test]
fn numbers_around_the_wrap_are_no_different() {
    let mut talk = Talk::new();
    talk.client(syn(u32::MAX - 1));
    talk.server(syn_ack(u32::MAX, u32::MAX));
    talk.client(ack(u32::MAX, 0));
    let over = talk.client(ack(u32::MAX, 0).data(100));
    assert_eq!((over.seq, over.next, over.ack), (Some(1), Some(101), Some(1)));
    none(over);
    let answer = talk.server(ack(0, 99));
    none(answer);
    assert_eq!((answer.ack, answer.acks_frame), (Some(101), Some(4)));
}
