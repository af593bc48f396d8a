//! Two captures of one connection: what was lost between them, against what the relay between them dropped.

use crate::support::kernel::{Kernel, Touched, argument};
use crate::support::program::{once, run};
use crate::support::reports::array;
use serde_json::Value;

/// Pairs taken at both ends of the relay, and how many segments it dropped.
const PAIRS: [(&str, usize); 7] = [
    ("loss_fast_retransmit", 1),
    ("loss_multi_sack", 3),
    ("loss_rto", 5),
    ("loss_tail_tlp", 1),
    ("reorder", 0),
    ("duplicate", 0),
    ("challenge_ack", 0),
];

fn joined(here: &str, there: &str) -> Value {
    let run = once(&["explain", &argument(here), "--peer", &argument(there), "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{here}");
    run.json()
}

/// What is said to be lost, from the client and from the server.
fn lost(peer: &Value) -> Vec<Touched> {
    let mut lost = Vec::new();
    for (way, from_client) in [("forth", true), ("back", false)] {
        for loss in array(&peer[way]["losses"]) {
            let number = |key: &str| loss[key].as_u64().expect("a number");
            lost.push(Touched { from_client, seq: number("seq"), data: number("data") });
            assert_eq!(loss["acknowledged"], false, "the relay dropped it: {loss}");
        }
        assert_eq!(peer[way]["lost"].as_u64(), Some(array(&peer[way]["losses"]).len() as u64));
    }
    lost.sort_unstable();
    lost
}

#[test]
fn what_the_relay_dropped_is_what_was_lost() {
    let mut all = 0;
    for (stem, dropped) in PAIRS {
        let mut kernel = Kernel::of(stem).link_dropped;
        kernel.sort_unstable();
        assert_eq!(kernel.len(), dropped, "{stem}: the log");
        let (client, server) = (format!("{stem}.pcap"), format!("{stem}.server.pcap"));
        for (here, there, near) in [(&client, &server, "client"), (&server, &client, "server")] {
            let report = joined(here, there);
            let connection = &report["connections"][0];
            let peer = &connection["peer"];
            assert_eq!(lost(peer), kernel, "{here}");
            assert_eq!(peer["near"], near, "{here}: whichever is named first");
            // Each lost segment that this capture holds says so at its step.
            let own =
                array(&connection["steps"]).iter().filter(|step| step["fate"]["kind"] == "lost").count();
            let leaving = kernel.iter().filter(|t| t.from_client == (near == "client")).count();
            assert_eq!(own, leaving, "{here}");
            all += own;
        }
    }
    assert_eq!(all, 10);
}

#[test]
fn each_way_took_what_the_relay_delayed_it() {
    for (stem, _) in PAIRS {
        let report = joined(&format!("{stem}.pcap"), &format!("{stem}.server.pcap"));
        let peer = &report["connections"][0]["peer"];
        let seconds = |value: &Value| value.as_f64().expect("a time");
        // Both captures were taken by one clock.
        assert!(seconds(&peer["offset"]).abs() < 0.002, "{stem}: {peer}");
        for way in ["forth", "back"] {
            let way = &peer[way];
            assert_eq!(
                way["sent"].as_u64(),
                way["arrived"].as_u64().zip(way["lost"].as_u64()).map(|(a, l)| a + l)
            );
            let [shortest, median, longest] = ["shortest", "median", "longest"].map(|key| seconds(&way[key]));
            assert!(0.0 <= shortest && shortest <= median && median <= longest, "{stem}: {way}");
        }
    }
    // Five milliseconds each way, eight for the segments that were overtaken.
    let report = joined("reorder.pcap", "reorder.server.pcap");
    let peer = &report["connections"][0]["peer"];
    for way in ["forth", "back"] {
        let shortest = peer[way]["shortest"].as_f64().expect("a time");
        assert!((0.004..0.008).contains(&shortest), "{peer}");
    }
}

#[test]
fn a_doubled_segment_has_not_left_twice() {
    let doubled = Kernel::of("duplicate").link_doubled.len() as u64;
    let report = joined("duplicate.pcap", "duplicate.server.pcap");
    let connection = &report["connections"][0];
    assert_eq!(connection["peer"]["back"]["extra"], doubled);
    let extra = array(&connection["steps"]).iter().filter(|step| step["fate"]["kind"] == "extra").count();
    assert_eq!(extra as u64, doubled);
}

#[test]
fn what_was_inferred_of_the_far_socket_is_seen_there() {
    let report = joined("loss_rto.server.pcap", "loss_rto.pcap");
    let (mut seen, mut unseen) = (0, 0);
    for step in array(&report["connections"][0]["steps"]) {
        let leaves = step["sender"] == "server";
        for write in array(&step["writes"]) {
            let far = write["socket"] == "client" && write["evidence"] == "inferred" && leaves;
            let own = write["by"]["frame"] == step["frame"];
            match (far && own, step["fate"]["kind"].as_str()) {
                (true, Some("arrives")) => {
                    assert_eq!(write["seen_far"], step["fate"]["frame"], "{write}");
                    seen += 1;
                }
                _ => {
                    assert_eq!(write.get("seen_far"), None, "{write}");
                    unseen += 1;
                }
            }
        }
    }
    assert!(seen > 5 && unseen > 20, "{seen} seen, {unseen} not");
}

#[test]
fn behind_address_translation_the_first_numbers_join() {
    let report = joined("nat_masquerade.pcap", "nat_masquerade.server.pcap");
    let connection = &report["connections"][0];
    assert_eq!(connection["client"]["port"], 42_452);
    assert_eq!(
        (&connection["peer"]["forth"]["lost"], &connection["peer"]["back"]["lost"]),
        (&0.into(), &0.into())
    );
    let text = run([
        "explain",
        &argument("nat_masquerade.pcap"),
        "--peer",
        &argument("nat_masquerade.server.pcap"),
        "--width",
        "200",
    ]);
    assert!(text.stdout.contains("10.57.2.1:50787"), "{}", text.stdout);
}

#[test]
fn a_capture_without_the_connection_is_refused_in_both_languages() {
    for (language, word) in [("en", "not in it"), ("ko", "없다")] {
        let run = run([
            "explain",
            &argument("loss_rto.pcap"),
            "--peer",
            &argument("reorder.pcap"),
            "--lang",
            language,
        ]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
        assert!(run.stderr.contains(word) && run.stderr.contains("10.29.1.2:56318"), "{}", run.stderr);
    }
    let twice = run(["explain", "-", "--peer", "-"]);
    assert_eq!(twice.code, Some(2));
}

#[test]
fn one_capture_joined_with_itself_lost_nothing() {
    for name in [
        "orderly_close.pcapng",
        "rejects.pcap",
        "time_wait_reuse.pcap",
        "midstream.pcap",
        "http_keepalive.pcap",
    ] {
        let run = run(["explain", name, "--peer", name, "--format", "json"]);
        let report = run.json();
        for (place, connection) in array(&report["connections"]).iter().enumerate() {
            let peer = &connection["peer"];
            assert_eq!(
                peer["connection"].as_u64(),
                Some(place as u64),
                "{name}: each incarnation with itself"
            );
            for way in ["forth", "back"] {
                assert_eq!((&peer[way]["lost"], &peer[way]["extra"]), (&0.into(), &0.into()), "{name}");
            }
        }
    }
}

#[test]
fn what_was_inferred_from_a_lost_segment_is_disproved_and_written_nowhere() {
    let report = joined("loss_rto.server.pcap", "loss_rto.pcap");
    let steps = array(&report["connections"][0]["steps"]);
    let (mut lost, mut disproved) = (0, 0);
    let mut before = Value::Null;
    for step in steps {
        if step["fate"]["kind"] == "lost" {
            lost += 1;
            let far = array(&step["writes"]).iter().filter(|write| write["socket"] == "client");
            for write in far {
                assert_eq!(write["verdict"]["kind"], "contradicted", "{write}");
                assert_eq!(write["verdict"]["frame"], step["frame"]);
                disproved += 1;
            }
            assert_eq!(step["after"]["client"], before, "the client holds what it held");
        }
        before = step["after"]["client"].clone();
    }
    assert_eq!(lost, Kernel::of("loss_rto").link_dropped.len());
    assert!(disproved >= lost, "{disproved}");
    assert_eq!(report["connections"][0]["peer"]["matched"]["by_numbers"], 0);
}
