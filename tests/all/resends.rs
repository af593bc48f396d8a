//! What the Linux kernel sent again, reset and dropped, against what we find in the headers alone.
//!
//! The kernel says why it sends a segment again by the state of its congestion control; headers say it by what came
//! before. The two must agree, segment by segment, in captures taken where the segment left, so that each is visible.
//! Where the kernel sent nothing again we must not find that it did.

use crate::support::kernel::{Congestion, Kernel, argument};
use crate::support::reports::{array, explained};
use crate::support::samples;
use serde_json::Value;

/// Captures taken at the sender, with the log beside them and how often it sends something again.
const SENT: [(&str, &str, usize); 13] = [
    ("loss_fast_retransmit.server.pcap", "loss_fast_retransmit", 1),
    ("loss_multi_sack.server.pcap", "loss_multi_sack", 3),
    ("loss_rto.server.pcap", "loss_rto", 5),
    ("loss_tail_tlp.server.pcap", "loss_tail_tlp", 1),
    ("reorder.server.pcap", "reorder", 1),
    ("duplicate.server.pcap", "duplicate", 0),
    ("zero_window.server.pcap", "zero_window", 1),
    ("filtered_drop.pcap", "filtered_drop", 3),
    ("filtered_drop_linear.pcap", "filtered_drop_linear", 6),
    ("challenge_ack.server.pcap", "challenge_ack", 0),
    ("rst_after_close.pcap", "rst_after_close", 0),
    ("refused.pcap", "refused", 0),
    ("abortive_close.pcap", "abortive_close", 0),
];

/// The report on a capture of `tests/captures/kernel`.
fn of_kernel(name: &str) -> &'static Value {
    explained(&argument(name))
}

fn findings(report: &Value) -> impl Iterator<Item = &Value> {
    array(&report["connections"]).iter().flat_map(|connection| array(&connection["findings"]))
}

#[test]
fn each_segment_that_the_kernel_sent_again_is_found_with_its_cause() {
    let mut counted = 0;
    for (name, stem, times) in SENT {
        let kernel = Kernel::of(stem);
        assert_eq!(kernel.again.len(), times, "{name}: the log");
        let report = of_kernel(name);
        let ours: Vec<(&str, &str)> = findings(report)
            .filter(|finding| finding["code"] == "data_repeated" || finding["code"] == "syn_repeated")
            .map(|finding| {
                (finding["code"].as_str().unwrap_or(""), finding["args"]["cause"].as_str().unwrap_or(""))
            })
            .collect();
        assert_eq!(ours.len(), times, "{name}: {ours:?}");
        for (again, (code, cause)) in kernel.again.iter().zip(&ours) {
            let fits = match (again.syn, again.state) {
                (true, _) => *code == "syn_repeated",
                (false, Congestion::Recovery) => *cause == "fast",
                // The timer runs out for the first one alone (RFC 6298, 5.4); the rest follows as ACKs come in.
                (false, Congestion::Loss) if !again.at_once => *cause == "timeout",
                (false, Congestion::Loss) => *cause == "after_timeout",
                // One segment in flight: headers do not always tell the probe from the timer.
                (false, Congestion::Open) => matches!(*cause, "tail_loss_probe" | "timeout_or_probe"),
            };
            assert!(fits, "{name}: the kernel {again:?}, ours {code} {cause}");
            counted += 1;
        }
    }
    assert_eq!(counted, 21);
}

#[test]
fn what_the_relay_only_delayed_or_doubled_is_no_retransmission_at_the_receiver() {
    let reordered = of_kernel("reorder.pcap");
    let kinds: Vec<&str> = findings(reordered).filter_map(|finding| finding["code"].as_str()).collect();
    assert!(kinds.contains(&"reordered"), "{kinds:?}");
    let doubled = of_kernel("duplicate.pcap");
    let doubles = Kernel::of("duplicate").link_doubled.len();
    let found = |code: &str| findings(doubled).filter(|finding| finding["code"] == code).count();
    assert_eq!((doubles, found("captured_twice"), found("doubled_by_network")), (2, 2, 2));
    assert_eq!(found("data_repeated"), 0);
}

/// The steps of a report that are RSTs: their connection, and from and to as the kernel writes them.
fn resets(report: &Value) -> Vec<(&Value, u64, String, String)> {
    let mut resets = Vec::new();
    for connection in array(&report["connections"]) {
        let end = |side: &str| {
            let socket = &connection[side];
            format!("{}:{}", socket["ip"].as_str().unwrap_or(""), socket["port"])
        };
        for step in array(&connection["steps"]).iter().filter(|step| step["kind"] == "rst") {
            let (from, to) = match step["sender"].as_str() {
                Some("client") => (end("client"), end("server")),
                _ => (end("server"), end("client")),
            };
            resets.push((connection, step["frame"].as_u64().expect("a frame"), from, to));
        }
    }
    resets
}

#[test]
fn each_reset_of_the_kernel_is_found_with_what_it_was_for() {
    let mut counted = 0;
    for name in ["refused", "abortive_close", "rst_after_close", "nmap_scan"] {
        let kernel = Kernel::of(name);
        let report = of_kernel(&format!("{name}.pcap"));
        let mut ours = resets(report);
        assert!(!kernel.resets.is_empty(), "{name}");
        for reset in &kernel.resets {
            let place = ours.iter().position(|(_, _, from, to)| (from, to) == (&reset.from, &reset.to));
            let (connection, frame, ..) =
                ours.remove(place.unwrap_or_else(|| panic!("{name}: no {reset:?}")));
            let says = |code: &str| {
                array(&connection["findings"]).iter().any(|f| f["code"] == code && f["frame"] == frame)
            };
            let closed =
                |kind: &str| connection["close"]["kind"] == kind && connection["close"]["frame"].is_u64();
            let fits = match reset.reason.as_str() {
                // No socket waited there: a refusal; to segments of no connection; or from the kernel below a scanner
                // that makes its SYNs itself, which shows by another TTL.
                "NO_SOCKET" => {
                    connection["outcome"] == "refused"
                        || connection["roles_seen"] == false
                        || says("syn_ack_rejected")
                }
                // The program closed without waiting, or data came after it had closed.
                "TCP_STATE" => closed("abort"),
                "TCP_ABORT_ON_DATA" => closed("abort_after_fin"),
                other => panic!("{name}: no capture has {other}"),
            };
            assert!(fits, "{name}: {reset:?}, ours {} {}", connection["outcome"], connection["close"]);
            assert!(!says("rst_from_elsewhere"), "{name}: its own kernel sent {reset:?}");
            counted += 1;
        }
        assert!(ours.is_empty(), "{name}: the kernel did not send {ours:?}");
    }
    assert_eq!(counted, 8);
}

#[test]
fn no_reset_of_a_kernel_is_taken_for_somebody_elses() {
    let kernels = ["refused", "abortive_close", "rst_after_close", "nmap_scan", "challenge_ack"];
    let names = kernels.iter().map(|name| format!("{name}.pcap"));
    let mut counted = 0;
    for name in names {
        let report = of_kernel(&name);
        counted += resets(report).len();
        assert!(findings(report).all(|finding| finding["code"] != "rst_from_elsewhere"), "{name}");
    }
    for name in samples::names() {
        let report = explained(&name);
        counted += resets(report).len();
        assert!(findings(report).all(|finding| finding["code"] != "rst_from_elsewhere"), "{name}");
    }
    assert!(counted >= 20, "too few resets were looked at: {counted}");
}

/// Where a capture was really taken, as the name of its file says, and how many findings depend on that.
const PLACES: [(&str, &str, usize); 9] = [
    ("loss_fast_retransmit.pcap", "near_client", 2),
    ("loss_fast_retransmit.server.pcap", "near_server", 1),
    ("loss_multi_sack.pcap", "near_client", 6),
    ("loss_multi_sack.server.pcap", "near_server", 3),
    ("loss_rto.server.pcap", "near_server", 5),
    ("loss_tail_tlp.server.pcap", "near_server", 1),
    ("reorder.pcap", "near_client", 3),
    ("reorder.server.pcap", "near_server", 1),
    ("challenge_ack.server.pcap", "near_server", 2),
];

#[test]
fn the_place_that_a_finding_names_is_where_the_capture_was_taken() {
    for (name, place, count) in PLACES {
        let report = of_kernel(name);
        let depend: Vec<&Value> =
            findings(report).filter(|finding| finding["args"].get("position").is_some()).collect();
        assert_eq!(depend.len(), count, "{name}: {depend:?}");
        for finding in depend {
            assert_eq!((&finding["args"]["position"], name), (&place.into(), name), "{finding}");
            // The relay between the two, which drops and delays, is on the other side of what was seen.
            let text = finding["text"].as_str().unwrap_or_default();
            let (code, there) = (finding["code"].as_str(), place == "near_server");
            let side = match code {
                Some("data_repeated") if there => "still had the way to the client before it",
                Some("data_repeated" | "gap") => "between the server and here",
                _ => "",
            };
            // What was only overtaken is sent again without need, and is told so at the receiver.
            let unneeded = finding["args"]["cause"] == "unneeded";
            assert!(unneeded || text.contains(side), "{name}: {text}");
        }
    }
}

#[test]
fn what_the_kernel_refused_to_take_in_is_refused_here_too() {
    let kernel = Kernel::of("challenge_ack");
    let report = of_kernel("challenge_ack.server.pcap");
    let found = |code: &str| findings(report).filter(|finding| finding["code"] == code).count();
    let dropped = |reason: &str| kernel.dropped.iter().filter(|r| *r == reason).count();
    // A RST inside the window but not at its edge, and a copy damaged on the way.
    assert_eq!((dropped("TCP_RESET"), found("rst_not_exact")), (1, 1));
    assert_eq!((dropped("TCP_CSUM"), found("discarded")), (1, 1));
    assert_eq!((found("unharmed_copy"), found("captured_twice"), found("data_repeated")), (1, 0, 0));
    // A silent firewall: each SYN is dropped, none answered.
    let kernel = Kernel::of("filtered_drop");
    let report = of_kernel("filtered_drop.pcap");
    let syns = report["connections"][0]["handshake"]["syns"].as_u64();
    assert_eq!(syns, Some(kernel.dropped.iter().filter(|r| *r == "NETFILTER_DROP").count() as u64));
    assert_eq!(report["connections"][0]["outcome"], "timed_out");
}
