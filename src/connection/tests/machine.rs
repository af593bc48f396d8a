//! The state machine as exchanges of segments. Figures are RFC 9293's.

use crate::connection::facts::State::{
    CloseWait, Closed, Closing, Established, FinWait1, FinWait2, LastAck, Listen, SynReceived, SynSent,
    TimeWait,
};
use crate::connection::tests::exchange::{Exchange, Log, ack, fin, rst, rst_ack, seg, syn, syn_ack};
use crate::connection::*;
use crate::dissect::Flags;

fn codes(log: &Log) -> Vec<FindingKind> {
    log.findings.iter().map(|(_, finding)| finding.kind).collect()
}

#[test]
fn a_handshake_opens_both_sockets() {
    let mut x = Exchange::new();
    x.client(syn(1000).mss(1460).scale(7));
    assert_eq!(x.states(), (Some(SynSent), None));
    x.server(syn_ack(9000, 1001).mss(1400).scale(8).window(65_000));
    // The client's state shows only in what it sends next; its values are inferred from the arrival.
    assert_eq!(x.states(), (Some(SynSent), Some(SynReceived)));
    assert_eq!(x.after()[0].snd_wnd, Some(65_000), "the window of a SYN,ACK is not scaled");
    x.client(ack(1001, 9001).window(500));
    assert_eq!(x.states(), (Some(Established), Some(Established)));
    let [client, server] = x.after();
    assert_eq!((client.snd_una, client.snd_nxt, client.rcv_nxt), (Some(1001), Some(1001), Some(9001)));
    assert_eq!((server.snd_una, server.snd_nxt, server.rcv_nxt), (Some(9001), Some(9001), Some(1001)));
    assert_eq!(server.snd_wnd, Some(500 << 7), "scaled by the shift that the client offered");
    assert_eq!(client.rcv_wnd, Some(500 << 7));
    let log = x.finish();
    let [summary] = log.ended[..] else { panic!("one connection") };
    assert_eq!(summary.outcome, Outcome::Established);
    assert_eq!(
        (summary.handshake.syn, summary.handshake.syn_ack, summary.handshake.ack),
        (Some(1), Some(2), Some(3))
    );
    assert_eq!(summary.completeness, 7);
}

#[test]
fn observed_stands_only_on_the_sockets_own_segments() {
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(10));
    x.server(ack(9001, 1011).data(5));
    x.client(fin(1011, 9006));
    x.server(fin(9006, 1012));
    x.client(ack(1012, 9007));
    for (_, write) in &x.finish().writes {
        let by = write.by.expect("bytes");
        assert!(write.evidence != Evidence::Observed || by.sender == Some(write.socket), "{write:?}");
    }
}

#[test]
fn the_servers_established_is_inferred_until_it_acts() {
    let mut x = Exchange::new().opened();
    let established = |log: &Log| {
        log.writes
            .iter()
            .find(|(_, w)| w.socket == Side::Server && w.after == Some(Held::State(Established)))
            .map(|(_, w)| (w.id, w.evidence))
    };
    let (id, evidence) = established(x.log()).expect("written at the third segment");
    assert_eq!(evidence, Evidence::Inferred);
    assert!(!x.log().confirmed.iter().any(|(_, write, _)| *write == id));
    x.server(ack(9001, 1001).data(3));
    assert!(x.log().confirmed.contains(&(ConnId(0), id, 4)));
}

#[test]
fn a_repeated_syn_ack_contradicts_the_servers_established() {
    let mut x = Exchange::new().opened();
    assert_eq!(x.states().1, Some(Established));
    x.server(syn_ack(9000, 1001).mss(1400).scale(8));
    assert_eq!(x.states().1, Some(SynReceived));
    assert!(!x.log().contradicted.is_empty());
    assert!(codes(x.log()).contains(&FindingKind::AckNotArrived { ack: 3 }));
    x.client(ack(1001, 9001));
    assert_eq!(x.states().1, Some(Established));
    // Each time it is the newest ACK that did not arrive.
    x.server(syn_ack(9000, 1001).mss(1400).scale(8));
    assert!(codes(x.log()).contains(&FindingKind::AckNotArrived { ack: 5 }));
    assert!(codes(x.log()).contains(&FindingKind::SynAckRepeated { first: 2, times: 3 }));
}

#[test]
fn the_syn_acks_of_a_simultaneous_open_repeat_nothing() {
    let mut x = Exchange::new();
    x.client(syn(1000));
    x.server(syn(9000));
    x.client(syn_ack(1000, 9001));
    x.server(syn_ack(9000, 1001));
    assert!(x.log().steps.iter().all(|(_, step)| step.repeats().is_none()));
}

#[test]
fn window_scale_needs_both_offers() {
    let mut x = Exchange::new();
    x.client(syn(1000).scale(7));
    x.server(syn_ack(9000, 1001));
    x.client(ack(1001, 9001).window(500));
    assert_eq!(x.after()[1].snd_wnd, Some(500));
    assert_eq!(x.finish().ended[0].client.shift, Some(0));
}

#[test]
fn a_shift_above_fourteen_counts_as_fourteen() {
    let mut x = Exchange::new();
    x.client(syn(1000).scale(15));
    x.server(syn_ack(9000, 1001).scale(2));
    x.client(ack(1001, 9001).window(3));
    assert_eq!(x.after()[1].snd_wnd, Some(3 << 14));
    assert!(codes(x.log()).contains(&FindingKind::ShiftTooLarge { shift: 15 }));
}

#[test]
fn a_rst_that_acknowledges_the_syn_refuses() {
    use StepKind as K;
    let mut x = Exchange::new();
    x.client(syn(1000));
    x.server(rst_ack(0, 1001));
    assert_eq!(x.states(), (Some(Closed), Some(Closed)));
    let kinds: Vec<_> = x.log().steps.iter().map(|(_, s)| s.kind()).collect();
    assert_eq!(kinds, [K::Socket, K::Connect, K::Syn, K::Lookup, K::Rst, K::ConnectReturns]);
    let log = x.finish();
    assert_eq!(log.ended[0].outcome, Outcome::Refused);
    assert_eq!(log.ended[0].errno, Some((Errno::Refused, Evidence::Inferred)));
    assert_eq!(log.ended[0].close, None);
}

#[test]
fn a_rst_that_does_not_acknowledge_the_syn_is_ignored() {
    let mut x = Exchange::new();
    x.client(syn(1000));
    x.server(rst_ack(0, 77));
    assert_eq!(x.states().0, Some(SynSent));
    x.server(rst(0));
    assert_eq!(x.states().0, Some(SynSent));
    assert_eq!(x.finish().ended[0].outcome, Outcome::Unanswered);
}

#[test]
fn syns_without_an_answer_time_out() {
    let mut x = Exchange::new();
    for _ in 0..3 {
        x.client(syn(1000));
    }
    assert_eq!(x.states(), (Some(SynSent), None));
    let log = x.finish();
    assert_eq!(log.ended[0].outcome, Outcome::TimedOut);
    assert_eq!(log.ended[0].handshake.syns, 3);
    assert_eq!(codes(&log).len(), 2);
}

#[test]
fn an_icmp_error_ends_connect_only_if_it_quotes_the_open_syn() {
    let mut x = Exchange::new();
    x.client(syn(1000));
    assert_eq!(x.unreachable(13, 555), Some(ConnId(0)));
    assert_eq!(x.states().0, Some(SynSent), "another number is quoted");
    x.unreachable(4, 1000);
    assert_eq!(x.states().0, Some(SynSent), "fragmentation needed ends nothing");
    x.unreachable(13, 1000);
    assert_eq!(x.states().0, Some(Closed));
    let log = x.finish();
    assert_eq!(log.ended[0].outcome, Outcome::Unreachable);
    assert_eq!(log.ended[0].errno, Some((Errno::HostUnreachable, Evidence::Inferred)));
}

#[test]
fn an_icmp_error_does_not_end_an_established_connection() {
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(4));
    x.unreachable(3, 1001);
    assert_eq!(x.states(), (Some(Established), Some(Established)));
}

/// Figure 12.
#[test]
fn an_orderly_close_in_four_segments() {
    let mut x = Exchange::new().opened();
    x.client(fin(1001, 9001));
    assert_eq!(x.states(), (Some(FinWait1), Some(Established)));
    x.server(ack(9001, 1002));
    assert_eq!(x.states(), (Some(FinWait2), Some(CloseWait)));
    x.server(fin(9001, 1002));
    assert_eq!(x.states(), (Some(FinWait2), Some(LastAck)));
    x.client(ack(1002, 9002));
    assert_eq!(x.states(), (Some(TimeWait), Some(Closed)));
    let log = x.finish();
    assert_eq!(log.ended[0].outcome, Outcome::Closed);
    assert_eq!(
        log.ended[0].close,
        Some(Close { initiator: Side::Client, kind: CloseKind::Orderly, frame: 4 })
    );
}

#[test]
fn an_orderly_close_in_three_segments_by_the_server() {
    let mut x = Exchange::new().opened();
    x.server(fin(9001, 1001));
    x.client(fin(1001, 9002));
    assert_eq!(x.states().0, Some(LastAck));
    x.server(ack(9002, 1002));
    assert_eq!(x.states(), (Some(Closed), Some(TimeWait)));
    assert_eq!(x.finish().ended[0].close.map(|c| c.initiator), Some(Side::Server));
}

/// Figure 13.
#[test]
fn fins_that_cross_go_through_closing() {
    let mut x = Exchange::new().opened();
    x.client(fin(1001, 9001));
    x.server(fin(9001, 1001));
    assert_eq!(x.states(), (Some(FinWait1), Some(FinWait1)));
    x.client(ack(1002, 9002));
    assert_eq!(x.states().0, Some(Closing));
    x.server(ack(9002, 1002));
    assert_eq!(x.states(), (Some(TimeWait), Some(TimeWait)));
    assert_eq!(x.finish().ended[0].close.map(|c| c.kind), Some(CloseKind::Simultaneous));
}

#[test]
fn after_a_half_close_data_still_flow_back() {
    let mut x = Exchange::new().opened();
    x.client(fin(1001, 9001));
    x.server(ack(9001, 1002).data(100));
    x.client(ack(1002, 9101));
    assert_eq!(x.states(), (Some(FinWait2), Some(CloseWait)));
    let log = x.finish();
    assert_eq!(log.ended[0].outcome, Outcome::Closing);
    assert_eq!(log.ended[0].close.map(|c| c.kind), Some(CloseKind::HalfClose));
    assert_eq!(log.ended[0].server.unique_bytes, 100);
}

#[test]
fn an_exact_rst_aborts() {
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(2));
    x.client(rst_ack(1003, 9001));
    assert_eq!(x.states(), (Some(Closed), Some(Closed)));
    assert_eq!(x.finish().ended[0].outcome, Outcome::Reset);
}

#[test]
fn a_rst_outside_the_window_changes_nothing() {
    let mut x = Exchange::new().opened();
    x.server(rst(500));
    assert_eq!(x.states(), (Some(Established), Some(Established)));
    x.server(rst(9001 + 10));
    assert_eq!(x.states().0, Some(Established), "inside the window it is challenged");
    let found = codes(x.log());
    assert!(matches!(found[0], FindingKind::RstOutsideWindow { .. }));
    assert!(matches!(found[1], FindingKind::RstNotExact { .. }));
    x.server(rst(9001));
    assert_eq!(x.states(), (Some(Closed), Some(Closed)));
}

#[test]
fn a_rst_in_syn_received_returns_a_listener_to_listen() {
    let mut x = Exchange::new();
    x.client(syn(1000));
    x.server(syn_ack(9000, 1001));
    x.client(rst(1001));
    assert_eq!(x.states(), (Some(Closed), Some(Listen)));
}

/// Figure 7.
#[test]
fn a_simultaneous_open_is_one_connection() {
    let mut x = Exchange::new();
    x.client(syn(1000));
    x.server(syn(9000));
    assert_eq!(x.states(), (Some(SynSent), Some(SynSent)));
    x.client(syn_ack(1000, 9001));
    assert_eq!(x.states().0, Some(SynReceived));
    // Each SYN,ACK acknowledges the other's SYN: both are inferred to be taken in, the client's behind the server's
    // answer.
    x.server(syn_ack(9000, 1001));
    assert_eq!(x.states(), (Some(Established), Some(Established)));
    x.client(ack(1001, 9001));
    assert_eq!(x.states(), (Some(Established), Some(Established)));
    assert_eq!(x.finish().ended.len(), 1);
}

#[test]
fn a_capture_that_begins_in_the_middle_claims_no_first_numbers() {
    let mut x = Exchange::new();
    x.client(ack(5000, 7000).data(10).window(502));
    assert_eq!(x.states(), (Some(Established), Some(Established)));
    let [client, server] = x.after();
    assert_eq!(server.snd_wnd, None, "the shift is not known");
    assert_eq!(client.snd_nxt, Some(5010));
    let log = x.finish();
    assert_eq!(log.ended[0].outcome, Outcome::MidStream);
    assert!(!log.ended[0].roles_seen);
    assert_eq!(log.ended[0].client.iss, None);
    assert!(log.writes.iter().all(|(_, w)| !matches!(w.variable, Variable::Iss | Variable::Irs)));
}

#[test]
fn a_lone_rst_claims_nothing() {
    let mut x = Exchange::new();
    x.server(rst_ack(0, 1001));
    assert_eq!(x.states(), (None, None));
    assert_eq!(x.finish().ended[0].outcome, Outcome::Stray);
}

#[test]
fn a_syn_with_another_first_number_is_a_new_incarnation() {
    let mut x = Exchange::new().opened();
    x.client(rst(1001));
    let second = x.client(syn(700_000));
    assert_eq!(second, ConnId(1));
    x.server(syn_ack(80_000, 700_001));
    x.client(ack(700_001, 80_001));
    assert_eq!(x.states(), (Some(Established), Some(Established)));
    let log = x.finish();
    assert_eq!(log.ended[1].earlier, Some(ConnId(0)));
    assert_eq!(log.ended.iter().map(|s| s.stream.0).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn the_last_ack_of_a_closed_connection_is_no_new_one() {
    let mut x = Exchange::new().opened();
    x.client(fin(1001, 9001));
    x.server(fin(9001, 1002));
    x.client(ack(1002, 9002));
    x.client(ack(1002, 9002));
    assert_eq!(x.finish().ended.len(), 1);
}

#[test]
fn half_open_connections_are_bounded_and_the_forgotten_are_told() {
    let mut x = Exchange::bounded(Limits { half_open: 3, ..Limits::default() });
    for port in 1..=10 {
        x.client_port = port;
        x.client(syn(u32::from(port)));
    }
    let log = x.finish();
    assert_eq!(log.forgotten.iter().map(|s| s.id.0).collect::<Vec<_>>(), (0..7).collect::<Vec<_>>());
    assert_eq!(log.ended.iter().map(|s| s.id.0).collect::<Vec<_>>(), [7, 8, 9]);
}

#[test]
fn open_connections_are_never_forgotten() {
    let mut x = Exchange::bounded(Limits { half_open: 2, ..Limits::default() }).opened();
    for port in 1..=300 {
        x.client_port = port;
        x.client(syn(u32::from(port)));
    }
    x.client_port = 40_000;
    assert_eq!(x.client(ack(1001, 9001).data(1)), ConnId(0));
    assert_eq!(x.finish().ended.first().map(|s| s.id), Some(ConnId(0)));
}

#[test]
fn of_too_many_connections_one_that_is_over_is_forgotten_first() {
    let mut x = Exchange::bounded(Limits { kept: 3, ..Limits::default() }).opened();
    for port in [2, 3] {
        x.client_port = port;
        x.client(syn(u32::from(port)));
    }
    x.server(rst_ack(0, 4));
    x.client_port = 4;
    x.client(syn(4));
    assert_eq!(x.log().forgotten.iter().map(|s| s.id.0).collect::<Vec<_>>(), [2], "the refused one");
    x.client_port = 40_000;
    assert_eq!(x.client(ack(1001, 9001).data(1)), ConnId(0), "the open one is still known");
    // Now nothing is over, and the oldest goes.
    x.client_port = 5;
    x.client(syn(5));
    let log = x.finish();
    assert_eq!(log.forgotten.iter().map(|s| s.id.0).collect::<Vec<_>>(), [2, 0]);
    assert_eq!(log.ended.iter().map(|s| s.id.0).collect::<Vec<_>>(), [1, 3, 4]);
}

#[test]
fn inferred_numbers_are_confirmed_by_the_ack_that_covers_them() {
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(10));
    let arrived = x
        .log()
        .writes
        .iter()
        .find(|(_, w)| {
            w.socket == Side::Server && w.variable == Variable::RcvNxt && w.after == Some(Held::Number(1011))
        })
        .map(|(_, w)| (w.id, w.evidence))
        .expect("RCV.NXT moves when data arrive");
    assert_eq!(arrived.1, Evidence::Inferred);
    x.server(ack(9001, 1011));
    assert!(x.log().confirmed.contains(&(ConnId(0), arrived.0, 5)));
}

#[test]
fn an_older_segment_does_not_set_the_window() {
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(10).window(400));
    x.client(ack(1011, 9001).data(10).window(300));
    assert_eq!(x.after()[1].snd_wnd, Some(300 << 7));
    x.client(ack(1001, 9001).data(10).window(400));
    assert_eq!(x.after()[1].snd_wnd, Some(300 << 7));
}

#[test]
fn arithmetic_names_the_segment_that_an_ack_covers() {
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(10));
    x.server(ack(9001, 1011));
    let (_, step) = x.log().steps.last().expect("a step");
    let named = step.sent().and_then(|s| s.acknowledges).expect("the data of frame 4");
    assert_eq!((named.frame, named.seq, named.data, named.syn, named.fin), (4, Seq(1001), 10, false, false));
}

#[test]
fn timestamps_are_kept_only_if_both_offered_them() {
    let mut x = Exchange::new();
    x.client(syn(1000).stamps(111, 0));
    x.server(syn_ack(9000, 1001).stamps(222, 111));
    x.client(ack(1001, 9001).stamps(112, 222));
    let log = x.finish();
    let recent: Vec<_> = log
        .writes
        .iter()
        .filter(|(_, w)| w.variable == Variable::TsRecent)
        .map(|(_, w)| (w.socket, w.after))
        .collect();
    assert_eq!(
        recent,
        [
            (Side::Server, Some(Held::Number(111))),
            (Side::Client, Some(Held::Number(222))),
            (Side::Server, Some(Held::Number(112)))
        ]
    );
}

#[test]
fn the_same_bytes_sent_again_point_to_the_first_frame() {
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(10));
    x.client(ack(1001, 9001).data(10));
    let (_, step) = x.log().steps.last().expect("a step");
    assert_eq!(step.repeats(), Some(4));
    let log = x.finish();
    assert_eq!((log.ended[0].client.bytes, log.ended[0].client.unique_bytes), (20, 10));
}

#[test]
fn a_record_stays_small() {
    // 320 bytes a connection are allowed, the index of about 10 included.
    assert!(
        size_of::<crate::connection::machine::record::Conn>() <= 320,
        "{}",
        size_of::<crate::connection::machine::record::Conn>()
    );
}

#[test]
fn a_segment_without_syn_ack_and_rst_shows_no_connection() {
    let mut x = Exchange::new();
    x.client(seg(Flags::FIN | Flags::PSH | Flags::URG, 700, 0));
    x.server(rst_ack(0, 701));
    assert_eq!(x.states(), (None, None));
    let flags = Flags::FIN | Flags::PSH | Flags::URG;
    assert_eq!(codes(x.log()), [FindingKind::OddFlags { flags }]);
    let log = x.finish();
    let ended = &log.ended[0];
    assert_eq!((ended.outcome, ended.bare), (Outcome::Stray, Some(Side::Client)));
    // What is known of a connection stays known.
    let mut x = Exchange::new().opened();
    x.client(seg(0, 1001, 0));
    let log = x.finish();
    assert_eq!((log.ended[0].outcome, log.ended[0].bare), (Outcome::Established, None));
}

#[test]
fn what_no_ack_covers_is_counted_without_syn_and_fin() {
    let mut x = Exchange::new();
    x.client(syn(1000));
    assert_eq!(x.finish().ended[0].client.unacknowledged, 0);
    let mut x = Exchange::new().opened();
    x.client(seg(Flags::ACK, 1001, 9001).data(100));
    x.server(ack(9001, 1041));
    x.client(fin(1101, 9001));
    assert_eq!(x.finish().ended[0].client.unacknowledged, 60);
}

#[test]
fn a_refusal_has_no_handshake_ack_and_a_lone_rst_no_syn() {
    let mut x = Exchange::new();
    x.client(syn(1000));
    x.server(rst_ack(0, 1001));
    assert_eq!(codes(x.log()), [FindingKind::NoHandshakeAck]);
    let mut x = Exchange::new();
    x.server(rst(9000));
    assert_eq!(codes(x.log()), [FindingKind::RstAlone]);
    assert_eq!(x.states(), (None, None));
}
