//! Streams, relative numbers, windows, completeness, and what cut, quoted and odd headers leave of them, as exchanges.

use crate::connection::wireshark::tests::talk::{Talk, ack, fin, rst, seg, syn, syn_ack};
use crate::connection::wireshark::*;
use crate::dissect::{Flags, Other};
use proptest::prelude::*;

/// Behind 14 bytes of Ethernet, an IPv4 header whose checksum is 0 and should not be.
const DAMAGED: [u8; 34] = {
    let mut bytes = [0; 34];
    bytes[14] = 0x45;
    bytes
};

#[test]
fn completeness_tells_what_stood_before_the_frame() {
    let mut talk = Talk::new();
    let seen: Vec<_> = [
        talk.client(syn(1000)),
        talk.server(syn_ack(9000, 1001)),
        talk.client(ack(1001, 9001)),
        talk.client(ack(1001, 9001).data(10)),
        talk.server(fin(9001, 1011)),
        talk.client(rst(1011)),
        talk.client(rst(1011)),
    ]
    .map(|values| values.completeness.expect("a number"))
    .into();
    assert_eq!(seen, [0, 1, 3, 7, 15, 31, 63]);
}

#[test]
fn a_syn_counts_only_where_it_begins_the_conversation() {
    let mut talk = Talk::new();
    talk.server(syn_ack(9000, 1001));
    let late = talk.client(syn(1000));
    assert_eq!((late.completeness, late.stream), (Some(0), Some(0)));
    assert!(late.analysed && late.marks.is_empty(), "the ACK number had told this number: {late:?}");
    assert_eq!(talk.client(ack(1001, 9001)).completeness, Some(0));
    assert_eq!(talk.client(ack(1001, 9001).data(1)).completeness, Some(4));
}

#[test]
fn a_first_segment_other_than_a_syn_counts_for_nothing() {
    let mut talk = Talk::new();
    talk.client(ack(1001, 9001).data(10));
    assert_eq!(talk.server(ack(9001, 1011)).completeness, Some(0));
    assert_eq!(talk.client(syn(1000)).completeness, Some(4));
    let mut talk = Talk::new();
    talk.client(syn(1000).data(5));
    assert_eq!(talk.server(rst(0)).completeness, Some(9), "data in the SYN count");
}

#[test]
fn a_syn_with_another_number_begins_a_stream() {
    let mut talk = Talk::opened();
    let again = talk.client(syn(77_000));
    assert_eq!((again.stream, again.completeness), (Some(1), Some(1)));
    assert_eq!((again.marks, again.seq), (Marks::REUSED_PORTS, Some(0)));
    assert_eq!(again.time_relative, Some(0));
    assert_eq!(talk.server(syn_ack(5000, 77_001)).stream, Some(1));
    talk.client_port += 1;
    assert_eq!(talk.client(syn(1000)).stream, Some(2));
    assert_eq!(talk.wireshark.streams(), 3);
}

#[test]
fn a_syn_with_the_same_number_stays_in_the_stream_even_behind_a_rst() {
    let mut talk = Talk::opened();
    talk.client(rst(1001));
    talk.server(fin(9001, 1001));
    let again = talk.client(syn(1000));
    assert_eq!((again.stream, again.completeness), (Some(0), Some(7 + 16 + 32)));
}

#[test]
fn a_syn_ack_with_another_number_counts_anew_in_the_same_stream() {
    let mut talk = Talk::opened();
    let other = talk.server(syn_ack(50_000, 1001));
    assert!(other.marks.has(Marks::REUSED_PORTS));
    assert_eq!((other.stream, other.seq), (Some(0), Some(0)));
    assert_eq!(talk.client(ack(1001, 50_001)).ack, Some(1));
}

#[test]
fn without_a_syn_relative_numbers_begin_at_1() {
    let mut talk = Talk::new();
    let first = talk.client(ack(5000, 7000).data(10));
    assert_eq!((first.seq, first.next, first.ack), (Some(1), Some(11), Some(1)));
    let answer = talk.server(ack(6990, 5010));
    assert_eq!((answer.seq, answer.ack), (Some(u32::MAX - 8), Some(11)));
}

#[test]
fn an_ack_field_without_the_bit_stays_raw() {
    let mut talk = Talk::opened();
    assert_eq!(talk.client(seg(Flags::RST, 1001, 9001)).ack, Some(9001));
    assert_eq!(talk.client(seg(Flags::RST | Flags::ACK, 1001, 9001)).ack, Some(1));
}

#[test]
fn syn_and_fin_take_a_number_together_only_one() {
    let mut talk = Talk::new();
    assert_eq!(talk.client(syn(1000).data(4)).next, Some(5));
    assert_eq!(talk.client(seg(Flags::SYN | Flags::FIN, 1000, 0)).next, Some(1));
}

#[test]
fn windows_are_scaled_if_both_syns_offer_it_but_never_in_a_syn() {
    let scaled = |client: Option<u8>, server: Option<u8>| {
        let mut talk = Talk::new();
        let with = |seg: super::talk::Seg, shift: Option<u8>| shift.map_or(seg.clone(), |s| seg.scale(s));
        let first = talk.client(with(syn(1000), client));
        assert_eq!((first.window, first.scale_factor), (Some(1000), None));
        talk.server(with(syn_ack(9000, 1001), server));
        let values = talk.client(ack(1001, 9001));
        (values.window, values.scale_factor)
    };
    assert_eq!(scaled(Some(7), Some(2)), (Some(128_000), Some(128)));
    assert_eq!(scaled(Some(15), Some(2)), (Some(1000 << 14), Some(1 << 14)));
    assert_eq!(scaled(None, Some(2)), (Some(1000), Some(-2)));
    assert_eq!(scaled(Some(7), None), (Some(1000), Some(-2)));
    let mid = Talk::new().client(ack(1001, 9001));
    assert_eq!((mid.window, mid.scale_factor), (Some(1000), Some(-1)));
}

#[test]
fn the_round_trip_runs_from_the_last_syn_to_the_first_ack() {
    let mut talk = Talk::new();
    talk.client(syn(1000));
    talk.wait(1000).client(syn(1000));
    talk.server(syn_ack(9000, 1001));
    assert_eq!(talk.client(ack(1001, 9001)).initial_rtt, Some(2_000_000));
    let plain = talk.client(ack(1001, 9001).data(1));
    assert_eq!(plain.initial_rtt, Some(2_000_000), "shown wherever there is any analysis");
    assert_eq!(talk.client(ack(1002, 9002)).initial_rtt, Some(2_000_000));
    let quiet = talk.server(rst(9001));
    assert_eq!((quiet.analysed, quiet.initial_rtt), (false, None));
}

#[test]
fn times_count_within_the_stream() {
    let mut talk = Talk::opened();
    talk.client_port += 1;
    talk.client(syn(5));
    talk.client_port -= 1;
    let values = talk.wait(7).client(ack(1001, 9001).data(1));
    assert_eq!((values.time_relative, values.time_delta), (Some(11_000_000), Some(9_000_000)));
}

#[test]
fn a_header_cut_early_shows_what_was_read_before() {
    let long = || ack(1001, 9001).data(10).option(&[1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2]);
    let mut talk = Talk::opened();
    assert_eq!(talk.client(long().captured(15)), Values::default());
    let no_checksum = talk.client(long().captured(17));
    assert_eq!((no_checksum.stream, no_checksum.seq), (Some(0), Some(1)));
    assert_eq!((no_checksum.window, no_checksum.time_delta), (Some(1000), None));
    let no_options = talk.client(long().captured(24));
    assert!(no_options.time_delta.is_some() && !no_options.analysed && no_options.marks.is_empty());
    let whole = talk.client(long());
    assert_eq!(whole.marks, Marks::RETRANSMISSION, "what was cut was remembered");
}

#[test]
fn a_cut_syn_does_not_tell_that_windows_are_not_scaled() {
    let mut talk = Talk::new();
    talk.client(syn(1000).scale(7).captured(21));
    assert_eq!(talk.client(ack(1001, 9001)).scale_factor, Some(-1));
}

#[test]
fn padding_behind_the_end_of_options_must_be_there_too() {
    let mut talk = Talk::opened();
    let padded = || ack(1001, 9001).data(10).option(&[0, 0, 0, 0, 0, 0, 0, 0]);
    assert!(!talk.client(padded().captured(24)).analysed);
    assert!(talk.client(padded()).analysed);
}

#[test]
fn an_empty_sack_option_ends_the_reading() {
    let mut talk = Talk::opened();
    talk.client(ack(1001, 9001).data(10));
    let empty = talk.server(ack(9001, 1011).option(&[5, 2]));
    assert_eq!((empty.analysed, empty.acks_frame), (false, None));
    talk.client(ack(1011, 9001).data(10));
    let backwards = talk.server(ack(9001, 990).option(&[5, 2]));
    assert!(backwards.ack.is_some_and(|ack| ack > u32::MAX / 2));
}

#[test]
fn a_header_length_that_cannot_be_ends_the_reading_but_counts() {
    let mut talk = Talk::opened();
    let values = talk.odd(&ack(1001, 9001), true, |_, seg| (seg.header_len, seg.data) = (16, 0));
    let values = values.expect("it counts");
    assert_eq!((values.stream, values.seq, values.next, values.ack), (Some(0), Some(1), None, None));
    let next = talk.client(ack(1005, 9001).data(1));
    assert_eq!(next.marks, Marks::default(), "4 bytes were behind it");
}

#[test]
fn an_ip_length_beyond_the_frame_counts_as_far_as_the_frame_goes() {
    let next = |original: u32, fcs: Option<u8>| {
        let segment = ack(1001, 9001).data(1000);
        Talk::new().odd(&segment, true, |frame, _| (frame.original, frame.fcs) = (original, fcs))?.next
    };
    assert_eq!(next(34 + 20 + 1000, None), Some(1001));
    assert_eq!(next(34 + 20 + 10, None), Some(11));
    assert_eq!(next(34 + 20 + 10, Some(4)), Some(7));
}

#[test]
fn a_header_longer_than_its_segment_has_no_length() {
    let values = Talk::new().odd(&ack(1001, 9001), true, |_, seg| seg.tcp_len = 19).expect("it counts");
    assert_eq!((values.seq, values.next), (Some(1001), None));
}

#[test]
fn a_first_fragment_waits_for_the_rest_unless_it_is_cut_or_damaged() {
    let mut talk = Talk::opened();
    assert_eq!(talk.odd(&ack(1001, 9001), true, |_, seg| seg.fragment = true), None);
    let cut = talk.odd(&ack(1001, 9001).data(100), true, |_, seg| seg.fragment = true).expect("it counts");
    assert_eq!((cut.stream, cut.seq, cut.next), (Some(0), Some(1001), None), "without a length: raw");
    assert_eq!((cut.window, cut.scale_factor), (Some(1000), Some(-2)));
    let damaged = talk.odd(&ack(1001, 9001), true, |frame, seg| {
        (seg.fragment, frame.bytes) = (true, &DAMAGED);
    });
    assert!(damaged.is_some());
}

#[test]
fn a_quote_with_its_window_field_takes_part_in_the_numbering() {
    let mut talk = Talk::new();
    let raw = talk.quoted(&syn(1000), 8).expect("a number");
    assert_eq!(raw, Values { seq: Some(1000), ..Values::default() });
    assert_eq!(talk.wireshark.streams(), 0);
    let longer = talk.quoted(&syn(1000), 20).expect("values");
    assert_eq!((longer.stream, longer.seq, longer.next), (Some(0), Some(1000), None));
    let first = talk.client(syn(1000));
    assert_eq!((first.stream, first.completeness), (Some(0), Some(1)));
    assert!(first.marks.is_empty(), "a quote is no segment: {first:?}");
    talk.quoted(&syn(2000), 20);
    assert_eq!(talk.client(ack(1001, 9001)).stream, Some(1), "as if the quoted SYN had been sent");
}

#[test]
fn frames_without_tcp_have_no_values() {
    let frame = Talk::new().next_frame();
    let other = Cheap::Other(Other::Udp);
    assert_eq!(Wireshark::default().take(&frame, &other), None);
}

#[test]
fn an_mptcp_connection_that_shows_something_new_may_repeat_an_ack() {
    let capable = [30, 12, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8];
    let dss = [30, 8, 0x20, 1, 0, 0, 0, 1];
    let mut talk = Talk::new();
    talk.client(syn(1000).option(&capable));
    talk.server(syn_ack(9000, 1001).option(&capable));
    talk.client(ack(1001, 9001));
    talk.client(ack(1001, 9001).option(&dss));
    assert_eq!(talk.client(ack(1001, 9001)).marks, Marks::default(), "data sequence numbers are new");
    assert_eq!(talk.client(ack(1001, 9001)).marks, Marks::DUPLICATE_ACK);
}

#[test]
fn beyond_the_bounds_it_forgets_and_counts() {
    let mut talk = Talk::bounded(Bounds { single: 2, noted: 4 });
    for port in 0..4 {
        talk.client_port = 1000 + port;
        talk.client(syn(1000));
    }
    assert_eq!(talk.wireshark.left_out(), LeftOut { conversations: 2, segments: 0 });
    assert_eq!(talk.server(syn_ack(9000, 1001)).stream, Some(3));
    talk.client_port = 1002;
    assert_eq!(talk.server(syn_ack(9000, 1001)).stream, Some(2));
    talk.client_port = 1000;
    assert_eq!(talk.server(syn_ack(9000, 1001)).stream, Some(4), "that SYN is forgotten");
    talk.client(ack(1001, 9001));
    for at in 0..3 {
        talk.client(ack(1001 + at, 9001).data(1));
    }
    assert_eq!(talk.wireshark.left_out(), LeftOut { conversations: 2, segments: 1 });
    assert_eq!(talk.server(ack(9001, 1004)).acks_frame, None, "not noted");
    talk.client(ack(1004, 9001).data(1));
    assert_eq!(talk.server(ack(9001, 1005)).acks_frame, Some(13));
}

#[test]
fn a_direction_notes_ten_thousand_segments() {
    let mut talk = Talk::opened();
    let mut last = None;
    for at in 0..10_002 {
        last = talk.client(ack(1001 + at, 9001).data(1)).bytes_in_flight;
    }
    assert_eq!(last, Some(10_000));
    assert_eq!(talk.wireshark.left_out(), LeftOut::default(), "that bound is Wireshark's own");
}

proptest! {
    /// Connections do not look at each other: frames of others in between change only the number of the stream.
    #[test]
    fn other_connections_in_between_change_nothing_but_the_number(
        sent in proptest::collection::vec(
            (any::<bool>(), 0u16..64, 0u32..6, 0u32..6, 0u32..3, 0u16..3, any::<bool>()), 1..40),
    ) {
        let (mut alone, mut among) = (Talk::new(), Talk::new());
        for (from_client, flags, seq, ack, data, window, noise) in sent {
            let segment = seg(flags, seq, ack).data(data).window(window);
            if noise {
                among.client_port = 50_000;
                among.now = alone.now - 500_000;
                among.send(segment.clone(), from_client);
                among.client_port = 40_000;
            }
            (among.now, among.frame) = (alone.now, alone.frame);
            let mut there = among.send(segment.clone(), from_client);
            let here = alone.send(segment, from_client);
            there.stream = here.stream;
            prop_assert_eq!(here, there);
        }
    }

    /// Any numbers at all.
    #[test]
    fn nothing_panics(
        sent in proptest::collection::vec(
            (any::<bool>(), any::<u16>(), any::<u32>(), any::<u32>(), any::<u32>(), any::<u16>(),
             proptest::collection::vec(any::<u8>(), 0..40), 0usize..64, any::<i64>()), 1..30),
    ) {
        let mut talk = Talk::new();
        for (from_client, flags, seq, ack, data, window, options, captured, now) in sent {
            talk.now = now / 2;
            let segment = seg(flags & 0x0fff, seq, ack).data(data / 2).window(window).option(&options);
            let segment = segment.captured(captured);
            talk.quoted(&segment, captured);
            talk.try_send(&segment, from_client);
        }
    }
}
