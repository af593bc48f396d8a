//! What must not be claimed: scenarios that look like a finding and are none, or another, beside those in which it is
//! true.

use crate::connection::facts::State::Established;
use crate::connection::tests::exchange::{Exchange, Log, Seg, ack, fin, rst, syn, syn_ack};
use crate::connection::*;
use crate::dissect::Flags;

fn in_frame(log: &Log, frame: u64) -> Vec<FindingKind> {
    log.findings.iter().filter(|(_, found)| found.frame == frame).map(|(_, found)| found.kind).collect()
}

fn all(log: &Log) -> Vec<FindingKind> {
    log.findings.iter().map(|(_, found)| found.kind).collect()
}

/// Both sides open at once: SYNs in frames 1 and 2, SYN,ACKs in 3 and 4.
fn crossed() -> Exchange {
    let mut x = Exchange::new();
    x.client(syn(1000));
    x.server(syn(9000));
    x.client(syn_ack(1000, 9001));
    x.server(syn_ack(9000, 1001));
    x
}

#[test]
fn the_ack_of_a_simultaneous_open_repeats_nothing() {
    let mut x = crossed();
    x.client(ack(1001, 9001).sack(9000, &[1]));
    let twice = FindingKind::DuplicateSack { from: Seq(9000), to: Seq(9001), second: Some(4), syn: true };
    assert_eq!(in_frame(x.log(), 5), [twice]);
    // A SYN,ACK that really comes again is told.
    let mut x = crossed();
    x.client(ack(1001, 9001));
    x.wait(1000).server(syn_ack(9000, 1001));
    x.client(ack(1001, 9001));
    assert_eq!(in_frame(x.log(), 7), [FindingKind::HandshakeAckRepeated { syn_ack: 6 }]);
}

#[test]
fn each_side_of_a_simultaneous_open_counts_its_own_syns() {
    let mut x = Exchange::new();
    x.client(syn(1000));
    x.server(syn(9000));
    x.wait(1000).server(syn(9000));
    x.wait(1000).client(syn(1000));
    assert_eq!(in_frame(x.log(), 3), [FindingKind::SynRepeated { first: 2, times: 2 }]);
    assert_eq!(in_frame(x.log(), 4), [FindingKind::SynRepeated { first: 1, times: 2 }]);
}

#[test]
fn an_ack_that_answers_a_closed_windows_probe_misses_nothing() {
    let mut x = Exchange::new().opened();
    x.server(ack(9001, 1001).window(0));
    for _ in 0..3 {
        x.wait(300).client(ack(1001, 9001).data(1));
        x.server(ack(9001, 1001).window(0));
    }
    assert!(
        !all(x.log())
            .iter()
            .any(|kind| matches!(kind, FindingKind::DuplicateAck { .. } | FindingKind::AckRepeated { .. }))
    );
}

#[test]
fn an_ack_repeated_for_multipath_alone_misses_nothing() {
    let answer = |option: &[u8]| {
        let mut x = Exchange::new().opened();
        x.client(ack(1001, 9001).data(10));
        x.client(ack(1011, 9001).data(10));
        x.server(ack(9001, 1001).option(&[30, 8, 0x20, 1, 0, 0, 0, 1]));
        x.server(ack(9001, 1001).option(option));
        in_frame(x.log(), 7)
    };
    assert_eq!(answer(&[30, 8, 0x30, 1, 10, 0, 0, 9]), [], "ADD_ADDR");
    // DSS is on every segment of Multipath TCP (RFC 8684, 3.4.1).
    let repeated = FindingKind::DuplicateAck { times: 1, missing: Seq(1001) };
    assert_eq!(answer(&[30, 8, 0x20, 1, 0, 0, 0, 1]), [repeated]);
}

#[test]
fn an_ack_repeated_though_nothing_behind_it_was_sent_tells_of_no_gap() {
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(3));
    x.server(ack(9001, 1004));
    x.client(ack(1004, 9001).data(6));
    x.server(ack(9001, 1004));
    assert_eq!(in_frame(x.log(), 7), [FindingKind::AckRepeated { by: Side::Server }]);
    // What lies behind the number came, or the sender repeated something that was had already.
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(3));
    x.server(ack(9001, 1004));
    x.client(ack(1004, 9001).data(6));
    x.wait(300).client(ack(1001, 9001).data(3).ip_id(7));
    x.server(ack(9001, 1004));
    assert_eq!(in_frame(x.log(), 8), [FindingKind::DuplicateAck { times: 1, missing: Seq(1004) }]);
    let mut x = Exchange::new().opened();
    x.server(ack(9001, 1001));
    x.client(ack(1001, 9001).data(3));
    x.client(fin(1004, 9001));
    x.server(ack(9001, 1001));
    assert_eq!(in_frame(x.log(), 7), [FindingKind::DuplicateAck { times: 1, missing: Seq(1001) }]);
}

#[test]
fn a_duplicate_that_is_reported_is_no_missing_data_and_names_the_needless_repeat() {
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(10));
    x.client(ack(1011, 9001).data(10));
    x.wait(300).client(ack(1001, 9001).data(10).ip_id(9));
    x.server(ack(9001, 1021));
    x.client(ack(1021, 9001).data(10));
    x.client(ack(1031, 9001).data(10));
    x.server(ack(9001, 1021).sack(1001, &[10]));
    let twice = FindingKind::DuplicateSack { from: Seq(1001), to: Seq(1011), second: Some(6), syn: false };
    assert_eq!(in_frame(x.log(), 10), [twice]);
    // Sent three times: which of them came is not known.
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(10));
    x.wait(300).client(ack(1001, 9001).data(10).ip_id(9));
    x.wait(600).client(ack(1001, 9001).data(10).ip_id(10));
    x.server(ack(9001, 1011).sack(1001, &[10]));
    let twice = FindingKind::DuplicateSack { from: Seq(1001), to: Seq(1011), second: None, syn: false };
    assert_eq!(in_frame(x.log(), 7), [twice]);
}

#[test]
fn what_fills_a_gap_late_was_sent_again_whatever_its_identification() {
    let filled = |id: u16, late: i64| {
        let mut x = Exchange::new().opened();
        x.client(ack(1011, 9001).data(10).ip_id(5000));
        x.wait(late).client(ack(1001, 9001).data(10).ip_id(id));
        in_frame(x.log(), 5)[0]
    };
    assert!(matches!(filled(4999, 1), FindingKind::Reordered { older_id: true, .. }));
    assert!(matches!(filled(4999, 1000), FindingKind::DataRepeated { .. }), "no way is so long");
    assert!(matches!(filled(1234, 1), FindingKind::DataRepeated { .. }), "picked at random");
    assert!(matches!(filled(5001, 1), FindingKind::DataRepeated { .. }));
    let mut x = Exchange::new().opened();
    x.client(ack(1011, 9001).data(10));
    x.after_us(200).client(ack(1001, 9001).data(10));
    let kind = in_frame(x.log(), 5)[0];
    assert!(matches!(kind, FindingKind::Reordered { older_id: false, .. }), "too soon to be a repeat");
}

#[test]
fn the_same_packet_much_later_was_sent_again() {
    // RFC 9293, 3.8.1: a repeat may keep its identification.
    let again = |make: fn() -> Seg, late: i64| {
        let mut x = Exchange::new().opened();
        x.whole(make().ip_id(77));
        x.wait(late).whole(make().ip_id(77));
        (in_frame(x.log(), 5), x.states().0)
    };
    let makes: [fn() -> Seg; 2] = [|| fin(1001, 9001), || ack(1001, 9001).data(10)];
    for make in makes {
        let (soon, state) = again(make, 5);
        assert!(matches!(soon[..], [FindingKind::CapturedTwice { first: 4, .. }]), "{soon:?}");
        assert!(matches!(state, Some(Established | State::FinWait1)));
        let (late, _) = again(make, 1000);
        assert!(!late.iter().any(|kind| matches!(kind, FindingKind::CapturedTwice { .. })), "{late:?}");
    }
    let (late, _) = again(|| ack(1001, 9001).data(10), 1000);
    assert!(matches!(late[..], [FindingKind::DataRepeated { first: Some(4), .. }]), "{late:?}");
    // The clock of a socket wraps after 4.3 s: what comes then is no copy.
    let (wrapped, _) = again(|| fin(1001, 9001), 4_295);
    assert!(!wrapped.iter().any(|kind| matches!(kind, FindingKind::CapturedTwice { .. })), "{wrapped:?}");
}

#[test]
fn an_option_that_the_snap_length_cut_off_is_not_missing() {
    let capable: &[u8] = &[30, 4, 0x01, 0x01];
    let join: &[u8] = &[30, 12, 0x10, 1, 0xde, 0xad, 0xbe, 0xef, 0, 0, 0, 1];
    for option in [capable, join] {
        let mut x = Exchange::new();
        x.client(syn(1000).option(option));
        x.server(syn_ack(9000, 1001).mss(1460).option(option).captured(24));
        x.client(ack(1001, 9001).option(option).captured(20));
        assert!(!all(x.log()).iter().any(|kind| matches!(
            kind,
            FindingKind::MptcpFallback | FindingKind::MptcpJoinRefused | FindingKind::MptcpJoined
        )));
    }
    let mut x = Exchange::new();
    x.client(syn(1000).option(capable));
    x.server(syn_ack(9000, 1001).option(capable));
    x.client(ack(1001, 9001).option(capable).captured(20));
    assert!(!all(x.log()).contains(&FindingKind::MptcpFallback));
}

#[test]
fn data_in_a_syn_are_no_fast_open_without_its_option() {
    for (acked, kind) in [
        (1011, FindingKind::SynDataAccepted { data: 10 }),
        (1001, FindingKind::SynDataIgnored { data: 10 }),
        (1005, FindingKind::FastOpenPartly { accepted: 4, data: 10 }),
    ] {
        let mut x = Exchange::new();
        x.client(syn(1000).data(10));
        x.server(syn_ack(9000, acked));
        assert_eq!(all(x.log()), [kind]);
    }
}

#[test]
fn how_a_connection_was_asked_for_shows_in_its_syn() {
    let call = |first: Seg| {
        let mut x = Exchange::new();
        x.client(first);
        let acts = |log: &Log| -> Vec<StepKind> {
            log.steps.iter().filter(|(_, step)| step.frame().is_none()).map(|(_, step)| step.kind()).collect()
        };
        let before = acts(x.log());
        let call = x.log().steps.iter().find_map(|(_, step)| match step.act() {
            Some(Act::Connect(call)) => Some(call),
            _ => None,
        });
        x.server(syn_ack(9000, 1001));
        x.client(ack(1001, 9001));
        (before.len(), call, acts(x.log()).contains(&StepKind::ConnectReturns))
    };
    let join: &[u8] = &[30, 12, 0x10, 1, 0xde, 0xad, 0xbe, 0xef, 0, 0, 0, 1];
    assert_eq!(call(syn(1000)), (2, Some(Call::Connect), true));
    assert_eq!(call(syn(1000).data(5)), (2, Some(Call::WithData), false));
    assert_eq!(call(syn(1000).option(&[34, 6, 1, 2, 3, 4])), (2, Some(Call::WithData), false));
    assert_eq!(call(syn(1000).option(&[34, 2])), (2, Some(Call::AskingForCookie), true));
    assert_eq!(call(syn(1000).option(join)), (1, Some(Call::Joining), false), "the program calls nothing");
    let mut x = crossed();
    let calls: Vec<Call> = x
        .log()
        .steps
        .iter()
        .filter_map(|(_, step)| match step.act() {
            Some(Act::Connect(call)) => Some(call),
            _ => None,
        })
        .collect();
    assert_eq!(calls, [Call::Connect, Call::Bound], "who meets a SYN uses the port that it was sent to");
}

#[test]
fn a_time_wait_of_an_hour_ago_is_over() {
    let reopened = |after: i64| {
        let mut x = Exchange::new().opened();
        x.server(fin(9001, 1001));
        x.client(fin(1001, 9002));
        x.server(ack(9002, 1002));
        x.wait(after).client(syn(70_000));
        in_frame(x.log(), 7).iter().any(|kind| matches!(kind, FindingKind::TimeWaitReused { .. }))
    };
    assert!(reopened(239_000));
    assert!(!reopened(3_600_000));
}

#[test]
fn bytes_of_a_side_that_was_never_captured_are_told_as_such() {
    let seen = |log: &Log| {
        all(log).iter().find_map(|kind| match kind {
            FindingKind::NotCaptured { seen, .. } => Some(*seen),
            _ => None,
        })
    };
    let mut x = Exchange::new().opened();
    x.server(ack(9001, 1011));
    assert_eq!(seen(x.log()), Some(true));
    let mut x = Exchange::new();
    x.client(syn(1000));
    x.client(ack(1001, 9001));
    x.client(ack(1001, 9101));
    assert_eq!(seen(x.log()), Some(false));
}

#[test]
fn a_mark_of_congestion_is_reported_and_answered_once() {
    let mut x = Exchange::new();
    x.client(syn(1000).bits(Flags::ECE | Flags::CWR));
    x.server(syn_ack(9000, 1001).bits(Flags::ECE));
    x.client(ack(1001, 9001));
    x.client(ack(1001, 9001).data(10).tos(2));
    x.client(ack(1011, 9001).data(10).tos(3));
    assert_eq!(in_frame(x.log(), 5), [FindingKind::CongestionMarked]);
    x.server(ack(9001, 1021).bits(Flags::ECE));
    assert_eq!(in_frame(x.log(), 6), [FindingKind::CongestionEchoed { marked: Some(5) }]);
    x.client(ack(1021, 9001).data(10).tos(2));
    x.server(ack(9001, 1031).bits(Flags::ECE));
    assert_eq!(in_frame(x.log(), 8), [], "the same report, repeated until it is answered");
    x.client(ack(1031, 9001).data(10).tos(2).bits(Flags::CWR));
    assert_eq!(in_frame(x.log(), 9), [FindingKind::CongestionAnswered { reported: Some(6) }]);
    x.server(ack(9001, 1041));
    x.server(ack(9001, 1041).data(5).bits(Flags::ECE));
    assert_eq!(in_frame(x.log(), 11), [FindingKind::CongestionEchoed { marked: None }]);
    x.server(ack(9006, 1041).data(5).tos(2).bits(Flags::CWR));
    assert!(in_frame(x.log(), 12).contains(&FindingKind::CongestionAnswered { reported: None }));
}

#[test]
fn what_accurate_ecn_counts_is_no_report_and_a_refusal_leaves_none() {
    for asked in [Flags::AE | Flags::ECE | Flags::CWR, 0] {
        let mut x = Exchange::new();
        x.client(syn(1000).bits(asked));
        x.server(syn_ack(9000, 1001).bits(if asked == 0 { 0 } else { Flags::CWR }));
        x.client(ack(1001, 9001).bits(Flags::ECE | Flags::CWR));
        x.client(ack(1001, 9001).data(10).tos(3).bits(Flags::CWR));
        assert_eq!(in_frame(x.log(), 3), []);
        assert_eq!(in_frame(x.log(), 4), [FindingKind::CongestionMarked]);
    }
}

#[test]
fn a_parameter_problem_ends_connect_and_an_unknown_code_does_not() {
    let error = |v6, kind, code| {
        let from = std::net::Ipv4Addr::LOCALHOST.into();
        let spot = crate::dissect::Spot { datagram: 0, offset: 34 };
        errno_of(&IcmpError { from, v6, kind, code, mtu: None, quoted_seq: None, at: 34, spot })
    };
    assert_eq!(error(false, 12, 0), Some(Errno::Protocol));
    assert_eq!(error(true, 4, 1), Some(Errno::Protocol));
    assert_eq!(error(true, 1, 7), Some(Errno::Protocol));
    assert_eq!(error(true, 1, 2), Some(Errno::HostUnreachable));
    assert_eq!(error(false, 3, 15), Some(Errno::HostUnreachable));
    assert_eq!(error(false, 3, 16), None, "Linux passes over codes above NR_ICMP_UNREACH");
    assert_eq!(error(false, 4, 0), None);
}

#[test]
fn a_damaged_rst_closes_nothing() {
    let mut x = Exchange::new().opened();
    x.damaged(rst(9001));
    assert_eq!(x.states().0, Some(Established));
}
