//! Inferences that a later segment disproves: a FIN sent again, a hole in SACK blocks, a socket that sends on behind a
//! RST.

use crate::connection::facts::State::{Closed, Established, FinWait1, FinWait2};
use crate::connection::tests::catalogue::in_frame;
use crate::connection::tests::exchange::{Exchange, Log, ack, fin, rst};
use crate::connection::*;

/// Which of the writes into a socket's variable was disproved, by which frame: (frame of the write, what it said, by).
fn disproved(log: &Log, socket: Side, variable: Variable) -> Vec<(u64, Option<Held>, u64)> {
    log.contradicted
        .iter()
        .filter_map(|(_, id, by)| {
            let (_, write) = log.writes.iter().find(|(_, write)| write.id == *id)?;
            let of = write.by.map_or(0, |by| by.frame);
            (write.socket == socket && write.variable == variable).then_some((of, write.after, *by))
        })
        .collect()
}

#[test]
fn a_fin_sent_again_disproves_that_its_ack_arrived() {
    let mut x = Exchange::new().opened();
    x.client(fin(1001, 9001));
    x.server(ack(9001, 1002));
    assert_eq!(x.states().0, Some(FinWait2));
    x.wait(300).client(fin(1001, 9001).ip_id(5));
    assert_eq!(x.states().0, Some(FinWait1));
    assert_eq!(x.after()[0].snd_una, Some(1001));
    assert!(in_frame(x.log(), 6).contains(&FindingKind::FinRepeated));
    assert_eq!(disproved(x.log(), Side::Client, Variable::State), [(5, Some(Held::State(FinWait2)), 6)]);
    assert_eq!(disproved(x.log(), Side::Client, Variable::SndUna), [(5, Some(Held::Number(1002)), 6)]);
    // The next ACK is believed again.
    x.server(ack(9001, 1002));
    assert_eq!(x.states().0, Some(FinWait2));
}

#[test]
fn a_last_fin_sent_again_disproves_closed() {
    let mut x = Exchange::new().opened();
    x.client(fin(1001, 9001));
    x.server(fin(9001, 1002));
    x.client(ack(1002, 9002));
    assert_eq!(x.states().1, Some(Closed));
    x.wait(300).server(fin(9001, 1002).ip_id(5));
    assert_eq!(x.states().1, Some(crate::connection::facts::State::LastAck));
    assert_eq!(disproved(x.log(), Side::Server, Variable::State), [(6, Some(Held::State(Closed)), 7)]);
    x.client(ack(1002, 9002));
    assert_eq!(x.states().1, Some(Closed));
    assert_eq!(x.finish().ended[0].outcome, Outcome::Closed);
}

#[test]
fn crossed_fins_sent_again_go_back_to_closing() {
    let mut x = Exchange::new().opened();
    x.client(fin(1001, 9001));
    x.server(fin(9001, 1001));
    x.client(ack(1002, 9002));
    x.server(ack(9002, 1002));
    assert_eq!(x.states().0, Some(crate::connection::facts::State::TimeWait));
    x.wait(300).client(fin(1001, 9002).ip_id(5));
    assert_eq!(x.states().0, Some(crate::connection::facts::State::Closing));
}

#[test]
fn a_hole_in_the_sack_blocks_disproves_that_data_arrived() {
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(10));
    x.client(ack(1011, 9001).data(10));
    assert_eq!(x.after()[1].rcv_nxt, Some(1021));
    // Frame 4 was lost behind this point.
    x.server(ack(9001, 1001).sack(1011, &[10]));
    assert_eq!(x.after()[1].rcv_nxt, Some(1001));
    assert_eq!(
        disproved(x.log(), Side::Server, Variable::RcvNxt),
        [(4, Some(Held::Number(1011)), 6), (5, Some(Held::Number(1021)), 6)]
    );
    x.client(ack(1001, 9001).data(10).ip_id(9));
    x.server(ack(9001, 1021));
    assert_eq!(x.after()[1].rcv_nxt, Some(1021));
    let log = x.finish();
    let both: Vec<_> = log
        .confirmed
        .iter()
        .filter(|(_, id, _)| log.contradicted.iter().any(|(_, other, _)| other == id))
        .collect();
    assert!(both.is_empty(), "nothing is confirmed that was disproved: {both:?}");
}

#[test]
fn an_ack_that_is_only_behind_disproves_nothing() {
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(10));
    // It was on its way when the data passed; and a D-SACK tells of no hole.
    x.server(ack(9001, 1001).data(5));
    x.server(ack(9006, 1001).sack(990, &[5]));
    assert_eq!(x.after()[1].rcv_nxt, Some(1011));
    assert_eq!(disproved(x.log(), Side::Server, Variable::RcvNxt), []);
}

#[test]
fn who_sends_on_long_behind_a_rst_has_not_taken_it_in() {
    let mut x = Exchange::new().opened();
    x.client(ack(1001, 9001).data(10));
    x.server(rst(9001));
    assert_eq!(x.states().0, Some(Closed));
    // On its way when the RST passed.
    x.client(ack(1011, 9001).data(10));
    assert_eq!(x.states().0, Some(Closed));
    x.wait(400).client(ack(1001, 9001).data(10).ip_id(9));
    assert_eq!(x.states().0, Some(Established));
    assert!(in_frame(x.log(), 7).contains(&FindingKind::RstNotTaken));
    assert_eq!(disproved(x.log(), Side::Client, Variable::State), [(5, Some(Held::State(Closed)), 7)]);
    assert_eq!(x.finish().ended[0].errno, None);
}
