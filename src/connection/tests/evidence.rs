//! When an inference holds, and from which bytes: cases in which the order of the capture is not the order of what
//! happened at a socket.

use crate::connection::facts::State::{Closed, Established, SynReceived, SynSent};
use crate::connection::tests::exchange::{Exchange, Log, ack, fin, rst, syn, syn_ack};
use crate::connection::*;

/// The writes of `variable` into `side`'s socket: "old > new", the frame of the bytes, and the frame that confirms it.
fn writes(log: &Log, side: Side, variable: Variable) -> Vec<(String, u64, Option<u64>)> {
    let held = |held: Option<Held>| match held {
        Some(Held::State(state)) => state.name().to_owned(),
        Some(Held::Number(number)) => number.to_string(),
        _ => "-".to_owned(),
    };
    log.writes
        .iter()
        .filter(|(_, write)| write.socket == side && write.variable == variable)
        .map(|(_, write)| {
            let by = write.by.map_or(0, |by| by.frame);
            let confirmed = log.confirmed.iter().find(|(_, id, _)| *id == write.id).map(|(_, _, by)| *by);
            (format!("{} > {}", held(write.before), held(write.after)), by, confirmed)
        })
        .collect()
}

fn told(change: &str, by: u64, confirmed: Option<u64>) -> (String, u64, Option<u64>) {
    (change.to_owned(), by, confirmed)
}

#[test]
fn who_answers_a_crossing_syn_has_not_taken_the_other_syn_ack_in_yet() {
    let mut x = Exchange::new();
    x.client(syn(1000).mss(1460).scale(7));
    x.server(syn(9000).mss(1460).scale(7));
    x.client(syn_ack(1000, 9001).mss(1460).scale(7).window(5000));
    assert_eq!(x.states(), (Some(SynReceived), Some(SynSent)));
    assert_eq!(x.after()[1].snd_una, Some(9000), "the server would answer that SYN,ACK with ACK");
    x.server(syn_ack(9000, 1001).mss(1460).scale(7));
    x.server(ack(9001, 1001).window(500));
    let log = x.finish();
    // The server's SYN,ACK acknowledges the bare SYN.
    assert_eq!(
        log.steps.iter().rev().nth(1).and_then(|(_, step)| step.sent()?.acknowledges).map(|a| a.frame),
        Some(1)
    );
    let server = Side::Server;
    let states = writes(&log, server, Variable::State);
    assert_eq!(states[1], told("SYN-SENT > SYN-RECEIVED", 4, None));
    assert_eq!(
        states[2],
        told("SYN-RECEIVED > ESTABLISHED", 3, Some(5)),
        "figure 7, by the bytes of frame 3"
    );
    assert_eq!(writes(&log, server, Variable::SndUna).last(), Some(&told("9000 > 9001", 3, Some(5))));
    assert_eq!(writes(&log, server, Variable::SndWnd), [told("- > 5000", 3, Some(5))], "not scaled");
    assert_eq!(
        writes(&log, server, Variable::Irs),
        [told("- > 1000", 4, None)],
        "its own ACK number shows it"
    );
}

#[test]
fn what_is_under_way_when_a_hole_is_reported_is_not_disproved() {
    // Near the server: the client is 20 ms away.
    let mut x = Exchange::new();
    x.client(syn(1000));
    x.server(syn_ack(9000, 1001));
    x.wait(19).client(ack(1001, 9001));
    for seq in [9001, 9011, 9021] {
        x.after_us(10).server(ack(seq, 1001).data(10));
    }
    // The client has the third, not the first; what says so left it before the repeat went by here.
    x.wait(20).server(ack(9001, 1001).data(10));
    x.after_us(16).client(ack(1001, 9001).sack(9021, &[10]));
    let disproved = |log: &Log| {
        let next = |id: WriteId| {
            log.writes.iter().any(|(_, write)| write.id == id && write.variable == Variable::RcvNxt)
        };
        log.contradicted.iter().filter(|(_, id, _)| next(*id)).count()
    };
    assert_eq!(disproved(x.log()), 3, "the three that left more than a round trip ago");
    // The repeat fills the hole up to the second, which did not come either.
    x.wait(19).client(ack(1001, 9011).sack(9021, &[10]));
    assert_eq!(disproved(x.log()), 3);
    assert_eq!(x.after()[0].rcv_nxt, Some(9011));
    // And that one closes it: what the SACK block named counts with it.
    x.server(ack(9011, 1001).data(10));
    assert_eq!(x.after()[0].rcv_nxt, Some(9031));
    x.wait(19).client(ack(1001, 9031));
    let log = x.finish();
    assert_eq!(writes(&log, Side::Client, Variable::RcvNxt).last(), Some(&told("9011 > 9031", 10, Some(11))));
}

#[test]
fn a_rst_at_the_number_of_the_fin_closes() {
    // close() with FIN 1001; data of the server cross it, and the host answers them with RST (RFC 9293, 3.5.2).
    let mut x = Exchange::new().opened();
    x.client(fin(1001, 9001));
    x.server(ack(9001, 1001).data(4));
    x.client(rst(1001));
    assert_eq!(x.states(), (Some(Closed), Some(Closed)));
    let odd = |finding: &Finding| matches!(finding.kind, FindingKind::RstOutsideWindow { .. });
    assert!(!x.log().findings.iter().any(|(_, finding)| odd(finding)));
}

#[test]
fn of_a_window_that_is_not_known_a_rst_is_neither_in_nor_out() {
    let mut x = Exchange::new();
    x.client(ack(1001, 9001).data(10));
    x.server(ack(9001, 1011));
    x.server(rst(9111));
    let kinds: Vec<FindingKind> = x.log().findings.iter().map(|(_, finding)| finding.kind).collect();
    assert!(kinds.contains(&FindingKind::RstUnexpected { seq: Seq(9111), rcv_nxt: Seq(9001) }), "{kinds:?}");
    assert_eq!(x.states(), (Some(Established), Some(Established)));
}

#[test]
fn the_answer_to_another_syn_agrees_on_nothing() {
    let mut x = Exchange::new();
    x.client(syn(1000).mss(1460).scale(7));
    x.server(syn_ack(9000, 5001).mss(1400).scale(8));
    let log = x.log();
    assert_eq!(writes(log, Side::Server, Variable::Irs), [told("- > 5000", 2, None)]);
    assert_eq!(writes(log, Side::Server, Variable::SendMss), []);
    assert_eq!(x.states(), (Some(SynSent), Some(SynReceived)));
    // The client resets that, and opens by its own SYN.
    x.client(rst(5001));
    x.wait(1000).client(syn(1000).mss(1460).scale(7));
    x.server(syn_ack(20_000, 1001).mss(1400).scale(8));
    x.client(ack(1001, 20_001).window(10));
    assert_eq!(x.states(), (Some(Established), Some(Established)));
    assert_eq!(x.after()[1].snd_wnd, Some(10 << 7));
}

#[test]
fn what_an_ack_names_was_sent_though_it_is_not_in_the_capture() {
    let mut x = Exchange::new();
    x.client(syn(1000));
    x.client(ack(1001, 9001));
    x.client(ack(1001, 9100));
    let log = x.finish();
    let server = Side::Server;
    let states: Vec<String> =
        writes(&log, server, Variable::State).into_iter().map(|write| write.0).collect();
    assert_eq!(states, ["CLOSED > LISTEN", "LISTEN > SYN-RECEIVED", "SYN-RECEIVED > ESTABLISHED"]);
    assert_eq!(writes(&log, server, Variable::SndNxt).last(), Some(&told("9001 > 9100", 3, Some(3))));
}

#[test]
fn crossing_fins_lead_through_closing_by_the_bytes_of_the_fin() {
    let mut x = Exchange::new().opened();
    x.client(fin(1001, 9001));
    x.server(fin(9001, 1001));
    x.client(ack(1002, 9002));
    let log = x.log();
    let mut states = writes(log, Side::Server, Variable::State).into_iter().rev();
    assert_eq!(states.next(), Some(told("CLOSING > TIME-WAIT", 6, None)));
    assert_eq!(states.next(), Some(told("FIN-WAIT-1 > CLOSING", 4, None)), "the FIN that made it so");
}

#[test]
fn a_repeated_syn_ack_takes_back_and_changes_no_state() {
    let mut x = Exchange::new().opened();
    x.wait(1000).server(syn_ack(9000, 1001).mss(1400).scale(8));
    let back: Vec<(Variable, bool)> = x
        .log()
        .writes
        .iter()
        .filter(|(_, write)| write.by.is_some_and(|by| by.frame == 4))
        .map(|(_, write)| (write.variable, write.takes_back()))
        .collect();
    assert!(back.contains(&(Variable::State, true)) && back.iter().all(|(_, back)| *back), "{back:?}");
}

#[test]
fn a_syn_long_behind_its_answer_is_not_filed_late() {
    for (wait, filed) in [(0, true), (1_000, false)] {
        let mut x = Exchange::new();
        x.server(syn_ack(9000, 1001));
        x.wait(wait).client(syn(1000));
        let late = |finding: &Finding| matches!(finding.kind, FindingKind::AnswerFiledFirst { .. });
        assert_eq!(x.log().findings.iter().any(|(_, finding)| late(finding)), filed, "{wait} ms");
    }
}

#[test]
fn a_rst_to_a_client_in_close_wait_breaks_its_pipe() {
    let errno = |fin_first: bool| {
        let mut x = Exchange::new().opened();
        let mut next = 9001;
        if fin_first {
            x.server(fin(9001, 1001));
            x.client(ack(1001, 9002));
            next = 9002;
        }
        x.server(rst(next));
        x.finish().ended[0].errno.map(|(errno, _)| errno)
    };
    assert_eq!(errno(false), Some(Errno::Reset));
    assert_eq!(errno(true), Some(Errno::Pipe));
}
