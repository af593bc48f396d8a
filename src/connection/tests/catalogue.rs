//! Scenarios that have no capture of their own, as exchanges: what each shows, and what it must not be taken for.

use crate::connection::facts::State::{Closed, Established, FinWait2, Listen, SynReceived, SynSent};
use crate::connection::tests::exchange::{Exchange, Log, Seg, ack, fin, rst, rst_ack, seg, syn, syn_ack};
use crate::connection::*;
use crate::dissect::Flags;

/// Every finding, with its frame.
fn found(log: &Log) -> Vec<(u64, FindingKind)> {
    log.findings.iter().map(|(_, finding)| (finding.frame, finding.kind)).collect()
}

pub(super) fn in_frame(log: &Log, frame: u64) -> Vec<FindingKind> {
    found(log).into_iter().filter(|(no, _)| *no == frame).map(|(_, kind)| kind).collect()
}

/// A handshake with timestamps, client's 100 and server's 500.
fn stamped() -> Exchange {
    let mut x = Exchange::new();
    x.client(syn(1000).stamps(100, 0));
    x.server(syn_ack(9000, 1001).stamps(500, 100));
    x.client(ack(1001, 9001).stamps(101, 500));
    x
}

#[test]
fn a_syn_sent_again_with_less_falls_back() {
    let mut x = Exchange::new();
    let ecn = Flags::ECE | Flags::CWR;
    x.client(syn(1000).mss(1460).scale(7).bits(ecn));
    x.wait(1000).client(syn(1000).mss(1460).scale(7).bits(ecn));
    x.wait(2000).client(syn(1000).mss(1460).scale(7));
    x.wait(4000).client(syn(1000).mss(1460));
    let lacks = |log: &Log, frame| {
        in_frame(log, frame).into_iter().find_map(|kind| match kind {
            FindingKind::SynFallsBack { lacks } => Some(lacks.names().collect::<Vec<_>>()),
            _ => None,
        })
    };
    assert_eq!(lacks(x.log(), 2), None, "the very same SYN");
    assert_eq!(lacks(x.log(), 3), Some(vec!["ECN"]));
    assert_eq!(lacks(x.log(), 4), Some(vec!["window scale"]));
    assert_eq!(x.states().0, Some(SynSent));
    // Only what the last SYN offered can be taken up.
    x.server(syn_ack(9000, 1001).bits(Flags::ECE));
    assert_eq!(in_frame(x.log(), 5), []);
    x.client(ack(1001, 9001).window(500));
    assert_eq!(x.after()[1].snd_wnd, Some(500));
}

#[test]
fn accurate_ecn_is_agreed_in_five_ways_and_not_taken_for_a_refusal() {
    let (ae, cwr, ece) = (Flags::AE, Flags::CWR, Flags::ECE);
    let answers = [
        (cwr, FindingKind::AccurateEcnAgreed { arrived_as: Some(0) }),
        (cwr | ece, FindingKind::AccurateEcnAgreed { arrived_as: Some(1) }),
        (ae, FindingKind::AccurateEcnAgreed { arrived_as: Some(2) }),
        (ae | cwr, FindingKind::AccurateEcnAgreed { arrived_as: Some(3) }),
        (ae | ece, FindingKind::AccurateEcnAgreed { arrived_as: None }),
        (ece, FindingKind::AccurateEcnRefused),
        (0, FindingKind::EcnRefused),
        (ae | cwr | ece, FindingKind::EcnReflected),
    ];
    for (bits, kind) in answers {
        let mut x = Exchange::new();
        x.client(syn(1000).bits(ae | cwr | ece));
        x.server(syn_ack(9000, 1001).bits(bits));
        assert_eq!(found(x.log()), [(2, kind)], "{bits:#x}");
        let agreed = matches!(kind, FindingKind::AccurateEcnAgreed { .. });
        assert_eq!(x.finish().ended[0].accurate_ecn, Some(agreed), "{bits:#x}");
    }
}

#[test]
fn plain_ecn_is_agreed_refused_or_reflected() {
    let (cwr, ece) = (Flags::CWR, Flags::ECE);
    let answers =
        [(ece, FindingKind::EcnAgreed), (0, FindingKind::EcnRefused), (cwr | ece, FindingKind::EcnReflected)];
    for (bits, kind) in answers {
        let mut x = Exchange::new();
        x.client(syn(1000).bits(cwr | ece));
        x.server(syn_ack(9000, 1001).bits(bits));
        assert_eq!(found(x.log()), [(2, kind)]);
        assert_eq!(x.finish().ended[0].accurate_ecn, None);
    }
}

#[test]
fn fast_open_asks_gives_accepts_in_part_and_ignores() {
    let mut x = Exchange::new();
    x.client(syn(1000).option(&[34, 2]));
    x.server(syn_ack(9000, 1001).option(&[34, 10, 1, 2, 3, 4, 5, 6, 7, 8]));
    assert_eq!(
        found(x.log()),
        [(1, FindingKind::FastOpenRequested), (2, FindingKind::FastOpenCookie { length: 8 })]
    );
    for (acked, kind) in [
        (1011, FindingKind::FastOpenAccepted { data: 10 }),
        (1001, FindingKind::FastOpenIgnored { data: 10 }),
        (1005, FindingKind::FastOpenPartly { accepted: 4, data: 10 }),
    ] {
        let mut x = Exchange::new();
        // The experimental kind, as it was before 34 was assigned (RFC 7413, 9).
        x.client(syn(1000).option(&[254, 8, 0xf9, 0x89, 1, 2, 3, 4]).data(10));
        x.server(syn_ack(9000, acked));
        assert_eq!(found(x.log()), [(2, kind)]);
        assert_eq!(x.after()[1].rcv_nxt, Some(acked));
        // The server may send before the third segment, and has not left SYN-RECEIVED by that.
        x.server(ack(9001, acked).data(5));
        assert_eq!(x.states(), (Some(SynSent), Some(SynReceived)));
        x.client(ack(1011, 9006));
        assert_eq!(x.states().0, Some(Established));
    }
}

#[test]
fn multipath_is_agreed_falls_back_and_is_joined() {
    let capable: &[u8] = &[30, 4, 0x01, 0x01];
    let join: &[u8] = &[30, 12, 0x10, 1, 0xde, 0xad, 0xbe, 0xef, 0, 0, 0, 1];
    let opens = |first: &[u8], second: &[u8], third: &[u8]| {
        let mut x = Exchange::new();
        x.client(syn(1000).option(first));
        x.server(syn_ack(9000, 1001).option(second));
        x.client(ack(1001, 9001).option(third));
        found(x.log())
    };
    assert_eq!(opens(capable, capable, capable), [(3, FindingKind::MptcpAgreed)]);
    assert_eq!(opens(capable, &[], &[]), [(2, FindingKind::MptcpFallback)]);
    assert_eq!(opens(capable, capable, &[]), [(3, FindingKind::MptcpFallback)]);
    let token = Token(0xdead_beef);
    let joins = (1, FindingKind::MptcpJoin { token, key: None });
    assert_eq!(opens(join, join, join), [joins, (2, FindingKind::MptcpJoined)]);
    assert_eq!(opens(join, &[], &[]), [joins, (2, FindingKind::MptcpJoinRefused)]);
}

/// Keys and token of a capture of Linux, whose second subflow is a join of the client.
const CLIENTS_KEY: [u8; 8] = 11_969_576_111_974_002_437_u64.to_be_bytes();

const SERVERS_KEY: [u8; 8] = 17_583_281_576_430_007_352_u64.to_be_bytes();

/// A Multipath connection of version 1 (RFC 8684, 3.1), then a SYN of this port that joins by this token.
fn multipath(token: u32) -> Exchange {
    let mut x = Exchange::new();
    x.client(syn(1000).option(&[30, 4, 0x01, 0x01]));
    x.server(syn_ack(9000, 1001).option(&[&[30, 12, 0x01, 0x01], &SERVERS_KEY[..]].concat()));
    let both = [&[30, 20, 0x01, 0x01], &CLIENTS_KEY[..], &SERVERS_KEY[..]].concat();
    x.client(ack(1001, 9001).option(&both));
    x.client_port = 40_001;
    x.client(syn(5000).option(&[&[30, 12, 0x10, 1], &token.to_be_bytes()[..], &[0, 0, 0, 1]].concat()));
    x
}

#[test]
fn a_join_is_led_to_its_connection_by_the_hash_of_a_key() {
    // sha256 of the server's key is cb644653…, of the client's 4c8c3f04….
    let key = |side, frame| Key { connection: ConnId(0), side, frame, version: 1 };
    for (token, led) in [
        (0xcb64_4653, Some(key(Side::Server, 2))),
        (0x4c8c_3f04, Some(key(Side::Client, 3))),
        (0xcb64_4652, None),
    ] {
        let mut x = multipath(token);
        let joins = FindingKind::MptcpJoin { token: Token(token), key: led };
        assert_eq!(in_frame(x.log(), 4), [joins]);
        let evidence = x.log().findings.last().map(|(_, finding)| finding.evidence);
        assert_eq!(evidence, Some(if led.is_some() { Evidence::Inferred } else { Evidence::Observed }));
        x.server(syn_ack(7000, 5001).option(&[30, 16, 0x10, 2, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 2]));
        let ended = x.finish().ended;
        let join = Join { token: Token(token), key: led };
        assert_eq!(ended[0].multipath, Some(Multipath::First));
        assert_eq!(ended[1].multipath, Some(Multipath::Subflow { join, accepted: true }));
        assert_eq!(ended[1].subflow_of(), led.map(|_| ConnId(0)));
    }
}

#[test]
fn a_join_of_version_0_is_led_by_sha_1() {
    // The keys stand in the SYN and the SYN,ACK; sha1 of the server's is e1542619….
    let mut x = Exchange::new();
    x.client(syn(1000).option(&[&[30, 12, 0x00, 0x01], &CLIENTS_KEY[..]].concat()));
    x.server(syn_ack(9000, 1001).option(&[&[30, 12, 0x00, 0x01], &SERVERS_KEY[..]].concat()));
    x.client_port = 40_001;
    x.client(syn(5000).option(&[30, 12, 0x10, 1, 0xe1, 0x54, 0x26, 0x19, 0, 0, 0, 1]));
    let key = Key { connection: ConnId(0), side: Side::Server, frame: 2, version: 0 };
    let joins = FindingKind::MptcpJoin { token: Token(0xe154_2619), key: Some(key) };
    assert_eq!(in_frame(x.log(), 3), [joins]);
    // Its third segment was not captured: that it became Multipath is not known.
    let ended = x.finish().ended;
    assert_eq!((ended[0].multipath, ended[1].subflow_of()), (None, Some(ConnId(0))));
}

#[test]
fn keys_of_a_connection_that_fell_back_are_not_taken_for_multipath() {
    let mut x = Exchange::new();
    x.client(syn(1000).option(&[30, 4, 0x01, 0x01]));
    x.server(syn_ack(9000, 1001).option(&[&[30, 12, 0x01, 0x01], &SERVERS_KEY[..]].concat()));
    x.client(ack(1001, 9001));
    x.client(ack(1001, 9001).data(10));
    let both = [&[30, 20, 0x01, 0x01], &CLIENTS_KEY[..], &SERVERS_KEY[..]].concat();
    x.client(ack(1011, 9001).option(&both));
    assert_eq!(x.finish().ended[0].multipath, None);
}

#[test]
fn a_join_is_led_nowhere_when_its_key_is_more_than_512_connections_ago() {
    let mut x = Exchange::new();
    let opens = |x: &mut Exchange, number: u64| {
        x.client_port = 1024 + number as u16;
        let [client, server] = [number.to_be_bytes(), (number + (1 << 32)).to_be_bytes()];
        x.client(syn(1000).option(&[30, 4, 0x01, 0x01]));
        x.server(syn_ack(9000, 1001).option(&[&[30, 12, 0x01, 0x01], &server[..]].concat()));
        x.client(ack(1001, 9001).option(&[&[30, 20, 0x01, 0x01], &client[..], &server[..]].concat()));
    };
    for number in 0..513 {
        opens(&mut x, number);
    }
    // sha256 of the servers' keys 0000000100000000 and 0000000100000001, as sha256sum prints.
    for (port, token, led) in [(60_000, 0xcbbc_4875_u32, None), (60_001, 0x577f_cad6, Some(ConnId(1)))] {
        x.client_port = port;
        x.client(syn(5000).option(&[&[30, 12, 0x10, 1], &token.to_be_bytes()[..], &[0, 0, 0, 1]].concat()));
        let told = x.log().findings.last().map(|(_, finding)| finding.kind);
        let Some(FindingKind::MptcpJoin { key, .. }) = told else { panic!("{told:?}") };
        assert_eq!(key.map(|key| key.connection), led);
    }
}

#[test]
fn a_challenge_ack_answers_a_rst_in_the_window() {
    let mut x = Exchange::new().opened();
    x.server(rst(9011));
    x.client(ack(1001, 9001).window(500));
    assert_eq!(in_frame(x.log(), 5), [FindingKind::ChallengeAnswersRst { rst: 4 }]);
    assert_eq!(x.states(), (Some(Established), Some(Established)));
    // Each RST is challenged once; what follows is judged anew.
    x.client(ack(1001, 9001).window(500));
    assert_eq!(in_frame(x.log(), 6), []);
    // One outside the window is not challenged.
    x.server(rst(100));
    x.client(ack(1001, 9001).window(500));
    assert_eq!(in_frame(x.log(), 8), []);
}

#[test]
fn a_half_open_connection_is_found_by_data() {
    // RFC 9293, 3.5.1, figure 10: the server was restarted.
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(10));
    x.server(rst(9001));
    assert_eq!(in_frame(x.log(), 5), [FindingKind::RstWithoutSocket { answers: 4 }]);
    assert_eq!(x.states(), (Some(Closed), Some(Closed)));
    let ended = x.finish().ended;
    assert_eq!(
        (ended[0].outcome, ended[0].errno),
        (Outcome::Reset, Some((Errno::Reset, Evidence::Inferred)))
    );
}

#[test]
fn an_abort_is_told_from_an_answer() {
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(2));
    x.server(rst_ack(9001, 1003));
    assert_eq!(in_frame(x.log(), 5), [FindingKind::RstAborts]);
}

#[test]
fn a_rst_for_an_answer_to_syn_ack_rejects_it() {
    // RFC 9293, 3.5, figure 8, and every half-open scan.
    let mut x = Exchange::new();
    x.client(syn(90));
    x.server(syn_ack(9000, 91));
    x.client(rst(91));
    assert_eq!(in_frame(x.log(), 3), [FindingKind::SynAckRejected { beside_syn: None }]);
    assert_eq!(x.states(), (Some(Closed), Some(Listen)));
}

#[test]
fn rsts_in_both_names_and_another_time_to_live_hint_at_a_third_party() {
    let mut x = Exchange::new().opened();
    x.server(rst(9001).ttl(250));
    x.client(rst(1001).ttl(250));
    let told = in_frame(x.log(), 4);
    let [FindingKind::RstFromElsewhere(signs), FindingKind::RstWithoutSocket { answers: 3 }] = told[..]
    else {
        panic!("{told:?}")
    };
    assert_eq!(signs.differs(), [Sign::Ttl { here: 250, least: 64, most: 64 }]);
    let told = in_frame(x.log(), 5);
    assert!(
        matches!(
            told[..],
            [FindingKind::RstFromElsewhere(_), FindingKind::RstFromBothSides { other: 4 }, ..]
        ),
        "{told:?}"
    );
    let mut x = Exchange::new().opened();
    x.server(rst(9001));
    x.wait(500).client(rst(1001));
    assert!(!found(x.log()).iter().any(|(_, kind)| matches!(kind, FindingKind::RstFromBothSides { .. })));
}

#[test]
fn the_ack_of_a_repeated_syn_ack_repeats_nothing() {
    let mut x = Exchange::new().opened();
    x.wait(1000).server(syn_ack(9000, 1001).mss(1400).scale(8));
    x.client(ack(1001, 9001).window(500));
    assert_eq!(in_frame(x.log(), 5), [FindingKind::HandshakeAckRepeated { syn_ack: 4 }]);
}

#[test]
fn a_syn_in_time_wait_is_compared_with_what_the_socket_expects() {
    let closed = |seq: u32| {
        let mut x = Exchange::new().opened();
        // The server closes first, so its socket waits.
        x.server(fin(9001, 1001));
        x.client(fin(1001, 9002));
        x.server(ack(9002, 1002));
        x.client(syn(seq));
        let log = x.finish();
        let opened = in_frame(&log, 7);
        assert_eq!(opened[0], FindingKind::PortReused { earlier: ConnId(0) });
        assert_eq!(log.ended[1].waiting, Some(Waiting { side: Side::Server, rcv_nxt: Some(Seq(1002)) }));
        opened[1]
    };
    let told = |seq, above| FindingKind::TimeWaitReused {
        socket: Side::Server,
        seq: Seq(seq),
        expected: Some(Seq(1002)),
        above,
    };
    assert_eq!(closed(70_000), told(70_000, true));
    assert_eq!(closed(500), told(500, false));
}

#[test]
fn an_old_timestamp_is_dropped_and_changes_no_socket() {
    let mut x = stamped();
    x.client(ack(1001, 9001).data(10).stamps(300, 500));
    let before = x.after()[1];
    x.client(ack(1011, 9001).data(10).stamps(200, 500).window(9));
    assert!(in_frame(x.log(), 5).contains(&FindingKind::OldTimestamp { value: 200, recent: 300 }));
    assert_eq!(x.after()[1], before, "PAWS drops the segment, its ACK and window included");
    // A RST is exempt (RFC 7323, 5.3).
    x.client(rst_ack(1021, 9001).stamps(1, 500));
    assert!(!in_frame(x.log(), 6).iter().any(|kind| matches!(kind, FindingKind::OldTimestamp { .. })));
}

#[test]
fn what_was_overtaken_is_no_old_duplicate() {
    let mut x = stamped();
    x.client(ack(1011, 9001).data(10).stamps(300, 500).ip_id(8));
    x.client(ack(1001, 9001).data(10).stamps(299, 500).ip_id(7));
    let kinds = in_frame(x.log(), 5);
    assert!(matches!(kinds[..], [FindingKind::Reordered { gap_since: 4, .. }]), "{kinds:?}");
    assert_eq!(x.after()[1].rcv_nxt, Some(1011), "in order up to there");
}

#[test]
fn data_beyond_the_window_are_an_old_duplicate_or_show_a_gap_in_the_capture() {
    let mut x = Exchange::new().opened();
    x.server(ack(9001, 1001).window(4));
    x.client(ack(1001 + 1024, 9001).data(10));
    // The SYN,ACK announced more, and a window does not shrink.
    let kinds = in_frame(x.log(), 5);
    assert!(matches!(kinds[0], FindingKind::Gap { .. }), "{kinds:?}");
    assert!(matches!(kinds[1], FindingKind::BeyondWindow { seq: Seq(2025), edge: Seq(2025) }), "{kinds:?}");
}

#[test]
fn a_window_that_shrinks_is_told_and_rounding_is_not() {
    let mut x = Exchange::new().opened();
    // Shift 8: units of 256 bytes.
    x.server(ack(9001, 1001).window(100));
    x.client(ack(1001, 9001).data(10));
    x.server(ack(9001, 1011).window(99));
    assert_eq!(in_frame(x.log(), 6), [], "10 bytes later, 256 less: within the rounding of one unit");
    x.server(ack(9001, 1011).window(50));
    let kinds = in_frame(x.log(), 7);
    assert!(matches!(kinds[..], [FindingKind::WindowShrunk { by }] if by > 12_000), "{kinds:?}");
}

#[test]
fn a_smaller_mtu_ends_nothing_and_is_taken_over() {
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(1400));
    x.too_large(1200, 1001);
    assert!(in_frame(x.log(), 5).contains(&FindingKind::PathMtu { mtu: Some(1200) }));
    assert_eq!(x.states(), (Some(Established), Some(Established)));
    x.client(ack(1001, 9001).data(1160).ip_id(9));
    let taken = FindingKind::PathMtuTaken { icmp: 5, mtu: 1200, packet: 1200 };
    let kinds = in_frame(x.log(), 6);
    assert_eq!(kinds[0], taken);
    assert!(
        matches!(kinds[1], FindingKind::DataRepeated { cause: Cause::TooLarge, first: Some(4), .. }),
        "{kinds:?}"
    );
    x.client(ack(2161, 9001).data(240).ip_id(10));
    let kinds = in_frame(x.log(), 7);
    assert!(matches!(kinds[..], [FindingKind::DataRepeated { cause: Cause::TooLarge, .. }]), "{kinds:?}");
}

#[test]
fn keep_alives_that_nobody_answers_are_counted() {
    let mut x = Exchange::new().opened();
    for _ in 0..3 {
        x.wait(75_000).client(ack(1000, 9001).window(500));
    }
    let next = FindingKind::KeepAlive { next: Seq(1001) };
    assert_eq!(in_frame(x.log(), 4), [next]);
    assert_eq!(in_frame(x.log(), 5), [next, FindingKind::KeepAliveUnanswered { times: 1 }]);
    assert_eq!(in_frame(x.log(), 6), [next, FindingKind::KeepAliveUnanswered { times: 2 }]);
    x.server(ack(9001, 1001));
    assert_eq!(in_frame(x.log(), 7), [FindingKind::KeepAliveAnswered { keep_alive: 6 }]);
    x.wait(75_000).client(ack(1000, 9001).window(500));
    assert_eq!(in_frame(x.log(), 8), [next], "counted anew");
    assert_eq!(x.states(), (Some(Established), Some(Established)));
}

#[test]
fn an_urgent_pointer_means_something_only_with_its_bit() {
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(4).urgent(3).bits(Flags::URG));
    assert_eq!(in_frame(x.log(), 4), [FindingKind::Urgent { end: Seq(1004) }]);
    x.client(ack(1005, 9001).data(4).urgent(3));
    assert_eq!(in_frame(x.log(), 5), [FindingKind::UrgentPointerUnused { pointer: 3 }]);
}

#[test]
fn control_bits_without_use_change_no_socket() {
    let odd: [(&str, Seg); 4] = [
        ("SYN and FIN", seg(Flags::SYN | Flags::FIN, 1000, 0)),
        ("SYN and RST", seg(Flags::SYN | Flags::RST, 1000, 0)),
        ("none", seg(0, 1001, 0)),
        ("FIN without ACK", seg(Flags::FIN | Flags::PSH | Flags::URG, 1001, 0)),
    ];
    for (name, segment) in odd {
        let mut x = Exchange::new().opened();
        x.client(segment);
        assert!(
            in_frame(x.log(), 4).iter().any(|kind| matches!(kind, FindingKind::OddFlags { .. })),
            "{name}"
        );
        assert_eq!(x.states(), (Some(Established), Some(Established)), "{name}");
    }
}

#[test]
fn a_rst_closes_whether_a_fin_stands_beside_it_or_not() {
    let mut x = Exchange::new().opened();
    x.client(seg(Flags::FIN | Flags::RST | Flags::ACK, 1001, 9001));
    assert!(in_frame(x.log(), 4).contains(&FindingKind::OddFlags { flags: 0x015 }));
    assert_eq!(x.states(), (Some(Closed), Some(Closed)));
    assert_eq!(x.finish().ended[0].outcome, Outcome::Reset);
}

#[test]
fn a_syn_with_fin_or_rst_opens_nothing_on_a_live_connection() {
    for bits in [Flags::FIN, Flags::RST, Flags::FIN | Flags::RST] {
        for from_server in [false, true] {
            let mut x = Exchange::new().opened();
            let odd = syn(700_000).bits(bits);
            let (stays, frame) =
                if from_server { (x.server(odd.clone()), 4) } else { (x.client(odd.clone()), 4) };
            assert_eq!(stays, ConnId(0), "{bits:#x}");
            let kinds = in_frame(x.log(), frame);
            assert!(matches!(kinds[..], [FindingKind::OddFlags { .. }]), "{kinds:?}");
            assert_eq!(x.states(), (Some(Established), Some(Established)));
            // The challenge ACK, and data that go on, belong to it.
            assert_eq!(x.server(ack(9001, 1001)), ConnId(0));
            assert_eq!(x.client(ack(1001, 9001).data(10)), ConnId(0));
            x.client(fin(1011, 9001));
            x.server(fin(9001, 1012));
            x.client(ack(1012, 9002));
            let ended = x.finish().ended;
            assert_eq!((ended.len(), ended[0].outcome, ended[0].stream), (1, Outcome::Closed, Stream(0)));
        }
    }
}

#[test]
fn wireshark_numbers_a_stream_at_a_syn_with_fin_and_so_the_next_connection_has_the_same_number_in_both() {
    let mut x = Exchange::new().opened();
    let odd = syn(700_000).bits(Flags::FIN);
    x.client(odd.clone());
    // The same again is the same stream.
    x.client(odd);
    let second = x.client(syn(900_000));
    assert_eq!(second, ConnId(1));
    let ended = x.finish().ended;
    assert_eq!(ended.iter().map(|about| about.stream.0).collect::<Vec<_>>(), [0, 2]);
}

#[test]
fn a_syn_with_fin_behind_the_end_of_a_connection_stands_alone() {
    let mut x = Exchange::new().opened();
    x.client(rst_ack(1001, 9001));
    assert_eq!(x.client(syn(700_000).bits(Flags::FIN)), ConnId(1));
}

#[test]
fn a_syn_on_a_live_connection_is_challenged() {
    // RFC 5961, 4.2: the server still holds the old connection.
    let mut x = Exchange::new().opened();
    let second = x.client(syn(700_000));
    x.server(ack(9001, 1001));
    assert_eq!(in_frame(x.log(), 5), [FindingKind::ChallengeAck { ack: Seq(1001), expected: Seq(700_001) }]);
    x.client(rst(1001));
    assert_eq!(x.states(), (Some(SynSent), None), "its own RST does not end its connect()");
    assert_eq!(second, ConnId(1));
}

#[test]
fn a_three_segment_close_merges_close_wait_and_last_ack() {
    let mut x = Exchange::new().opened();
    x.client(fin(1001, 9001));
    x.server(fin(9001, 1002));
    assert_eq!(x.states().0, Some(FinWait2), "the ACK is looked at before the FIN (RFC 9293, 3.10.7.4)");
    x.client(ack(1002, 9002));
    assert_eq!(x.finish().ended[0].outcome, Outcome::Closed);
}

#[test]
fn an_icmp_error_ends_only_the_connect_that_it_quotes() {
    for (code, errno) in [
        (0, Some(Errno::NetUnreachable)),
        (1, Some(Errno::HostUnreachable)),
        (2, Some(Errno::NoProtocol)),
        (3, Some(Errno::Refused)),
        (9, Some(Errno::NetUnreachable)),
        (10, Some(Errno::HostUnreachable)),
        (13, Some(Errno::HostUnreachable)),
        (4, None),
    ] {
        let mut x = Exchange::new();
        x.client(syn(1000));
        x.unreachable(code, 1000);
        let ended = errno.is_some();
        assert_eq!(x.states().0, Some(if ended { Closed } else { SynSent }), "code {code}");
        assert_eq!(x.finish().ended[0].errno.map(|(errno, _)| errno), errno);
    }
    let mut x = Exchange::new();
    x.client(syn(1000));
    x.unreachable(1, 555);
    assert_eq!(x.states().0, Some(SynSent), "a number that was never sent");
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(5));
    x.unreachable(3, 1001);
    assert_eq!(
        x.states(),
        (Some(Established), Some(Established)),
        "no hard error ends it (RFC 9293, 3.9.2.2)"
    );
}

#[test]
fn an_implied_syn_ack_that_is_seen_late_repeats_nothing() {
    let mut x = Exchange::new();
    x.client(syn(1000).mss(1460).scale(7));
    x.client(ack(1001, 9001).window(500));
    assert_eq!(in_frame(x.log(), 2), [FindingKind::ImpliedSynAck { iss: Seq(9000) }]);
    x.server(syn_ack(9000, 1001).mss(1400).scale(8));
    assert_eq!(in_frame(x.log(), 3), [FindingKind::AnswerFiledLate { ack: 2 }]);
    assert!(x.log().contradicted.is_empty());
    x.server(ack(9001, 1001).data(5).window(4));
    assert_eq!(x.states(), (Some(Established), Some(Established)));
    assert_eq!(x.after()[1].rcv_wnd, Some(4 << 8), "its shift is known now");
    let summary = x.finish().ended[0];
    assert_eq!((summary.handshake.syn_ack, summary.handshake.ack), (Some(3), Some(2)));
    assert_eq!(summary.server.shift, Some(8));
}

/// The client alone: it opens, and acknowledges up to `ack` of what is not captured.
fn one_way(acknowledged: u32) -> Exchange {
    let mut x = Exchange::new();
    x.client(syn(1000));
    x.client(ack(1001, 9001));
    x.client(ack(1001, acknowledged));
    x
}

fn implied(x: Exchange) -> (Vec<(u64, Seq)>, Option<Side>) {
    let log = x.finish();
    let fins = found(&log).into_iter().filter_map(|(frame, kind)| match kind {
        FindingKind::ImpliedFin { seq } => Some((frame, seq)),
        _ => None,
    });
    (fins.collect(), log.ended[0].implied_fin)
}

#[test]
fn of_one_direction_the_last_single_number_beside_a_fin_is_taken_for_a_fin() {
    // It closes first; the FIN that answers shows in its last ACK.
    let mut x = one_way(9100);
    x.client(fin(1001, 9100));
    x.client(ack(1002, 9101));
    assert_eq!(implied(x), (vec![(5, Seq(9100))], Some(Side::Server)));
    // It closes second: it has acknowledged the FIN, then sends its own; or both in one segment.
    let mut x = one_way(9100);
    x.client(ack(1001, 9101));
    x.client(fin(1001, 9101));
    assert_eq!(implied(x), (vec![(5, Seq(9100))], Some(Side::Server)));
    let mut x = one_way(9100);
    x.client(fin(1001, 9101));
    assert_eq!(implied(x), (vec![(4, Seq(9100))], Some(Side::Server)));
}

#[test]
fn no_fin_is_implied_where_none_need_be() {
    // No FIN of its own: a byte.
    let mut x = one_way(9100);
    x.client(ack(1001, 9101));
    assert_eq!(implied(x), (vec![], None));
    // More than one number at last: data, the FIN perhaps among them.
    let mut x = one_way(9100);
    x.client(fin(1001, 9100));
    x.client(ack(1002, 9110));
    assert_eq!(implied(x), (vec![], None));
    // More comes behind what was taken for it: the FIN is the last number.
    let mut x = one_way(9100);
    x.client(fin(1001, 9101));
    x.client(ack(1002, 9110));
    assert_eq!(implied(x), (vec![(4, Seq(9100))], None));
    // The other direction is there after all.
    let mut x = Exchange::new().opened();
    x.client(fin(1001, 9001));
    x.client(ack(1002, 9002));
    assert_eq!(implied(x), (vec![], None));
}

#[test]
fn data_filed_behind_their_ack_are_not_sent_again() {
    let mut x = Exchange::new().opened();
    x.server(ack(9001, 1011));
    assert!(matches!(in_frame(x.log(), 4)[..], [FindingKind::NotCaptured { .. }]));
    x.client(ack(1001, 9001).data(10));
    assert_eq!(in_frame(x.log(), 5), [FindingKind::FiledLate { acknowledged_in: 4 }]);
}

#[test]
fn what_fills_a_gap_beyond_the_bound_is_taken_for_a_repeat_and_the_gap_was_counted() {
    let dropped = |gaps: u32| {
        let mut x = Exchange::new().opened();
        for n in 0..gaps {
            x.client(ack(1002 + 2 * n, 9001).data(1));
        }
        // It fills the last gap at once: it was only overtaken, if the gap is remembered.
        x.after_us(100).client(ack(1001 + 2 * (gaps - 1), 9001).data(1));
        let frame = x.frame;
        let overtaken = matches!(in_frame(x.log(), frame)[..], [FindingKind::Reordered { .. }]);
        let told = x.finish().findings.into_iter().find_map(|(_, finding)| match finding.kind {
            FindingKind::MemoryBounded { dropped } => Some(dropped),
            _ => None,
        });
        (overtaken, told.unwrap_or(0))
    };
    let told: Vec<(bool, u64)> = (1_023..=1_026).map(dropped).collect();
    assert_eq!(told.iter().map(|(overtaken, _)| *overtaken).collect::<Vec<_>>(), [true, true, false, false]);
    let more: Vec<u64> = told.windows(2).map(|pair| pair[1].1 - pair[0].1).collect();
    // A run, a segment and a value that waits for its verdict; from the 1,025th gap on the gap itself too.
    assert_eq!(more, [3, 4, 4]);
}

#[test]
fn what_is_in_flight_is_bounded_and_what_is_dropped_is_told() {
    let mut x = Exchange::new().opened();
    // More than is remembered, each with a gap before it, and nothing acknowledged.
    for n in 0..3_000 {
        x.client(ack(1001 + 20 * n, 9001).data(10));
    }
    let dropped = |log: &Log| {
        log.findings.iter().find_map(|(_, finding)| match finding.kind {
            FindingKind::MemoryBounded { dropped } => Some(dropped),
            _ => None,
        })
    };
    assert_eq!(dropped(x.log()), None, "told at the end");
    let log = x.finish();
    // Segments and gaps: 512 of the ledger's, 1,024 runs and 1,024 gaps are kept.
    assert!(dropped(&log).is_some_and(|dropped| dropped > 2 * (3_000 - 1_025)), "{:?}", dropped(&log));
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(10));
    assert_eq!(dropped(&x.finish()), None);
}
