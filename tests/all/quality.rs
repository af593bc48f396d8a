//! What a capture is worth: each flaw is made in a capture whose truth is known, and must be told for what it is.

use crate::support::container::{Container, Order, Record, read_pcap, write_pcap};
use crate::support::kernel::{Kernel, argument};
use crate::support::program::{fed, run};
use crate::support::reports::explained;
use crate::support::samples;
use serde_json::{Value, json};
use std::fs;

fn kernel(name: &str) -> Container {
    let path = samples::folder().join("../tests/captures/kernel").join(name);
    read_pcap(&fs::read(path).expect("a capture"))
}

/// What is said of a capture that is made of these frames.
fn told(container: &Container) -> Vec<Value> {
    let bytes = write_pcap(container, Order::Little, true);
    let run = fed(&["explain", "-", "--format", "json"], &bytes, 4_096);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    findings(&run.json())
}

fn findings(report: &Value) -> Vec<Value> {
    report["capture"]["findings"].as_array().cloned().unwrap_or_default()
}

fn codes(findings: &[Value]) -> Vec<(&str, u64, u64)> {
    findings
        .iter()
        .map(|f| {
            (
                f["code"].as_str().unwrap_or(""),
                f["count"].as_u64().unwrap_or(0),
                f["frame"].as_u64().unwrap_or(0),
            )
        })
        .collect()
}

/// Both captures as one, by time.
fn merged(one: &str, other: &str) -> Container {
    let (mut all, other) = (kernel(one), kernel(other));
    all.records.extend(other.records);
    all.records.sort_by_key(|record| record.time);
    all
}

#[test]
fn what_the_capture_missed_is_told_from_what_the_network_lost() {
    // The kernel dropped one segment on the way: sent again, nothing missed.
    let mut whole = kernel("loss_fast_retransmit.server.pcap");
    assert_eq!(codes(&told(&whole)), [("sent_again", 1, 43)]);
    // One frame more is missing in the capture, and was acknowledged.
    let data = (0..whole.records.len())
        .rev()
        .find(|at| whole.records[*at].original > 1_400)
        .expect("a segment full of data");
    whole.records.remove(data);
    let told = told(&whole);
    let codes = codes(&told);
    assert_eq!(codes.len(), 2, "{codes:?}");
    assert_eq!((codes[0].0, codes[0].1), ("lost_by_capture", 1));
    assert_eq!((codes[1].0, codes[1].1), ("sent_again", 1));
    assert!(told[0]["text"].as_str().is_some_and(|text| text.contains("1,448 bytes")), "{}", told[0]);
    assert_eq!(told[0]["evidence"], "confirmed");
}

#[test]
fn the_kernels_account_of_what_it_sent_again_is_the_count() {
    for (name, stem) in [
        ("loss_fast_retransmit.server.pcap", "loss_fast_retransmit"),
        ("loss_multi_sack.server.pcap", "loss_multi_sack"),
        ("loss_rto.server.pcap", "loss_rto"),
        ("loss_tail_tlp.server.pcap", "loss_tail_tlp"),
        ("reorder.server.pcap", "reorder"),
        ("duplicate.server.pcap", "duplicate"),
    ] {
        let findings = findings(explained(&argument(name)));
        let count = codes(&findings)
            .iter()
            .find(|(code, ..)| *code == "sent_again")
            .map_or(0, |(_, count, _)| *count);
        assert_eq!(count, Kernel::of(stem).again.len() as u64, "{name}");
    }
}

#[test]
fn overtaken_and_doubled_segments_were_not_sent_again() {
    let reordered = told(&kernel("reorder.pcap"));
    assert!(
        codes(&reordered).iter().any(|(code, count, _)| (*code, *count) == ("reordered", 1)),
        "{reordered:?}"
    );
    let doubled = told(&kernel("duplicate.pcap"));
    assert_eq!(codes(&doubled).iter().filter(|(code, ..)| *code == "sent_again").count(), 0, "{doubled:?}");
    // Both doubles are the relay's, and the receiver reports both: none is left for the capture.
    assert_eq!(Kernel::of("duplicate").link_doubled.len(), 2);
    assert_eq!(codes(&doubled), [("network_doubled", 2, 28)]);
    let text = doubled[0]["text"].as_str().expect("a sentence");
    assert_eq!(text, "doubled: 2 frames (28, 30); D-SACK (frames 29, 31) proves that the network did it");
}

#[test]
fn a_capture_on_a_router_says_so_and_what_it_shows_twice() {
    let overview = run(["any_router.pcap", "--width", "200"]).stdout;
    assert!(
        overview.contains("taken on a router between them (each packet with TTL 64 and 63)"),
        "{overview}"
    );
    let told = run(["explain", "any_router.pcap", "--width", "200"]).stdout;
    assert!(told.contains("the packet of frame 3 again, behind the router (TTL 63)"), "{told}");
    assert!(told.contains("taken on a router between them"), "{told}");
}

#[test]
fn before_and_behind_a_router_a_segment_is_one() {
    assert_eq!(codes(&findings(explained("any_router.pcap"))), [("seen_behind_router", 7, 6)]);
}

#[test]
fn the_same_packet_in_another_vlan_is_one() {
    let whole = read_pcap(&samples::bytes("abortive_close.pcap"));
    let mut twice = Container { link: whole.link, records: Vec::new() };
    for record in whole.records {
        let mut tagged = record.clone();
        tagged.bytes.splice(12..12, [0x81, 0x00, 0x00, 0x07]);
        tagged.original += 4;
        tagged.time += 500;
        twice.records.extend([record, tagged]);
    }
    let told = told(&twice);
    let codes = codes(&told);
    assert!(matches!(codes[..], [("seen_elsewhere", n, _)] if n > 3), "{codes:?}");
}

#[test]
fn both_sides_of_a_translator_are_one_connection() {
    let told = told(&merged("nat_masquerade.pcap", "nat_masquerade.server.pcap"));
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((&told[0]["code"], &told[0]["connections"]), (&json!("address_translated"), &json!([0, 1])));
    let text = told[0]["text"].as_str().unwrap_or("");
    for part in ["10.57.1.2:42452", "10.57.2.1:50787", "first number", "timestamp", "IP identification"] {
        assert!(text.contains(part), "{text}");
    }
}

#[test]
fn one_direction_alone_is_told() {
    let mut whole = kernel("loss_tail_tlp.server.pcap");
    let sender = |record: &Record| record.bytes.get(26..30).map(<[u8]>::to_vec);
    // The SYN's sender, behind two frames of ARP.
    let first = sender(&whole.records[2]);
    whole.records.retain(|record| record.bytes.get(12..14) == Some(&[8, 0]) && sender(record) == first);
    let told = told(&whole);
    let codes = codes(&told);
    assert!(codes.contains(&("one_sided", 1, 1)), "{codes:?}");
    assert!(!codes.iter().any(|(code, ..)| *code == "lost_by_capture"), "told once: {codes:?}");
}

#[test]
fn larger_than_the_mss_is_the_network_cards_work() {
    let findings = findings(explained("checksum_offload.pcap"));
    assert!(codes(&findings).contains(&("offload_oversized", 1, 6)), "{findings:?}");
}

#[test]
fn an_address_that_nobody_has_explains_a_missing_syn() {
    let mut asks = Container { link: 1, records: Vec::new() };
    let request = |opcode: u8, from: [u8; 4], to: [u8; 4]| {
        let mut bytes = vec![0xff; 6];
        bytes.extend([2, 0, 0, 0, 0, 1, 0x08, 0x06, 0, 1, 8, 0, 6, 4, 0, opcode, 2, 0, 0, 0, 0, 1]);
        bytes.extend(from);
        bytes.extend([0; 6]);
        bytes.extend(to);
        bytes
    };
    let (me, gone, there) = ([10, 0, 0, 1], [10, 0, 0, 9], [10, 0, 0, 2]);
    let frames = [request(1, me, gone), request(1, me, there), request(1, me, there), request(2, there, me)];
    for (at, bytes) in frames.into_iter().chain([request(1, me, gone), request(1, me, gone)]).enumerate() {
        let time = 1_000_000_000 * (at as u64 + 1);
        asks.records.push(Record { time, original: bytes.len() as u32, bytes });
    }
    let told = told(&asks);
    assert_eq!(codes(&told), [("arp_unanswered", 3, 1)]);
    assert!(told[0]["text"].as_str().is_some_and(|text| text.contains("10.0.0.9")));
}

#[test]
fn a_clean_capture_has_nothing_said_of_it() {
    for name in ["orderly_close.pcapng", "half_close.pcap", "simultaneous_close.pcap", "ipv6_close.pcap"] {
        assert_eq!(findings(explained(name)), [] as [Value; 0], "{name}");
    }
}
