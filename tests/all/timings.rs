//! How long things took, against what the lab knows: the relay's delay, the kernel's own round trips and timers.
//!
//! The relay of `tests/captures/kernel` holds each segment back for 5 ms each way. The kernel writes down the shortest
//! round trip that a socket measured (`minrtt`), when it sent a segment again, and how long a window held it up
//! (`rwnd_limited`).

use crate::support::kernel::{argument, path};
use crate::support::program::run;
use crate::support::reports::{array, explained};
use crate::support::samples;
use serde_json::Value;
use std::fs;

/// Captures at both ends of the relay.
const RELAYED: [&str; 6] =
    ["duplicate", "loss_fast_retransmit", "loss_multi_sack", "loss_rto", "loss_tail_tlp", "reorder"];

/// Seconds that the relay alone takes there and back.
const RELAY: f64 = 0.010;

/// The times of the first connection of a capture.
fn timing(capture: &str) -> Value {
    explained(capture)["connections"][0]["timing"].clone()
}

fn log(stem: &str) -> String {
    fs::read_to_string(path(&format!("{stem}.truth.txt"))).expect("the log stands beside the capture")
}

/// What the kernel counted at the end, in milliseconds: `minrtt:10.5`, `rwnd_limited:2024ms(…`.
fn counted(stem: &str, side: &str, key: &str) -> f64 {
    let log = log(stem);
    let line = log.lines().find(|line| line.contains(&format!(" SS {side} ESTAB"))).expect("a line of ss");
    let value = line.split(' ').find_map(|word| word.strip_prefix(key)).expect("the value");
    let digits: String = value.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    digits.parse().expect("a number")
}

/// When the kernel sent something again, in seconds within the hour.
fn sent_again(stem: &str) -> Vec<f64> {
    log(stem)
        .lines()
        .filter(|line| line.contains(" tcp_retransmit_skb "))
        .map(|line| line.split(' ').next().and_then(|time| time.get(6..)).unwrap_or_default())
        .map(|time| time.parse().expect("seconds"))
        .collect()
}

fn shortest(trips: &Value) -> f64 {
    ["by_ack", "by_timestamp"].iter().filter_map(|by| trips[by]["min"].as_f64()).fold(f64::MAX, f64::min)
}

#[test]
fn the_shortest_round_trip_is_the_relays_and_the_kernels() {
    for stem in RELAYED {
        for (capture, near, far) in [
            (format!("{stem}.pcap"), "client", "server"),
            (format!("{stem}.server.pcap"), "server", "client"),
        ] {
            let timing = timing(&argument(&capture));
            let ours = shortest(&timing["round_trips"][far]);
            let kernel = counted(stem, near, "minrtt:") / 1e3;
            assert!((RELAY..RELAY + 0.002).contains(&ours), "{capture}: {ours}");
            // A socket counts from when it handed the segment down, ARP included; with timestamps in whole
            // milliseconds.
            assert!(ours < kernel + 0.001, "{capture}: ours {ours}, the kernel's {kernel}");
            if near == "server" {
                assert!(ours > kernel - 0.001, "{capture}: ours {ours}, the kernel's {kernel}");
            }
        }
    }
}

#[test]
fn the_place_is_where_the_lab_put_it_and_its_half_is_short() {
    for stem in RELAYED {
        for (capture, near, far) in [
            (format!("{stem}.pcap"), "client", "server"),
            (format!("{stem}.server.pcap"), "server", "client"),
        ] {
            let timing = timing(&argument(&capture));
            assert_eq!(timing["position"], format!("near_{near}"), "{capture}");
            let half = |side: &str| timing["handshake"][side]["took"].as_f64().expect("a half");
            assert!(half(near) < 0.000_2 && half(far) >= RELAY, "{capture}: {}", timing["handshake"]);
        }
    }
}

#[test]
fn waits_between_sendings_are_those_of_the_kernels_timers() {
    let mut compared = 0;
    for (capture, stem) in [
        ("loss_rto.server.pcap", "loss_rto"),
        ("filtered_drop.pcap", "filtered_drop"),
        ("filtered_drop_linear.pcap", "filtered_drop_linear"),
    ] {
        let timing = timing(&argument(capture));
        let train = &timing["resends"][0];
        let waits: Vec<f64> =
            array(&train["again"]).iter().filter_map(|again| again["waited"].as_f64()).collect();
        let kernel = sent_again(stem);
        for (place, wait) in waits.iter().enumerate().skip(1) {
            let theirs = kernel[place] - kernel[place - 1];
            assert!((wait - theirs).abs() < 0.002, "{capture}: ours {wait}, the kernel's {theirs}");
            let growth = train["growth"][place - 1].as_f64().expect("a ratio");
            assert!((growth - wait / waits[place - 1]).abs() < 1e-3, "{capture}");
            compared += 1;
        }
    }
    assert!(compared >= 8, "only {compared} waits");
    // The two filters differ in nothing but how the kernel spaces its SYNs: nothing is taken for granted.
    let growth = |capture: &str| {
        let timing = timing(&argument(capture));
        array(&timing["resends"][0]["growth"])[0].as_f64().expect("a ratio")
    };
    assert!((growth("filtered_drop.pcap") - 2.0).abs() < 0.05);
    assert!((growth("filtered_drop_linear.pcap") - 1.0).abs() < 0.05);
}

#[test]
fn who_was_waited_for_is_who_the_lab_held_up() {
    for (capture, waited_for, side) in [
        ("loss_rto.server.pcap", "recovery", Some("server")),
        ("zero_window.server.pcap", "window", Some("client")),
        ("filtered_drop.pcap", "recovery", Some("client")),
        ("loss_fast_retransmit.pcap", "network", None),
    ] {
        let verdict = &timing(&argument(capture))["verdict"];
        assert_eq!(verdict["waited_for"], waited_for, "{capture}");
        assert_eq!(verdict["side"].as_str(), side, "{capture}");
        assert_eq!(verdict["evidence"], "inferred");
    }
    let timing = timing(&argument("zero_window.server.pcap"));
    let ours = timing["spent"][0]["took"].as_f64().expect("seconds");
    let kernel = counted("zero_window", "server", "rwnd_limited:") / 1e3;
    assert!((ours - kernel).abs() < 0.03 * kernel, "ours {ours}, the kernel's {kernel}");
}

#[test]
fn a_simultaneous_open_is_timed_by_its_own_acks() {
    let capture = "../tests/captures/synthetic/05_simopen.pcap";
    let timing = timing(capture);
    let half = |side: &str| timing["handshake"][side]["took"].as_f64().expect("a half");
    assert!((half("server") - 0.031).abs() < 1e-6 && (half("client") - 0.029).abs() < 1e-6, "{timing}");
    // What Wireshark shows counts from the second SYN to the first ACK: the reader is told.
    let text = run(["explain", capture, "--width", "200"]).stdout;
    assert!(
        text.contains("60.000 ms there and back")
            && text.contains("initial_rtt is 59.000 ms here: it counts from the SYN of frame 2"),
        "{text}"
    );
}

fn text(arguments: &[&str]) -> String {
    let all = [arguments, &["--width", "400"]].concat();
    let run = run(all);
    // A damaged sample is told as far as it goes, and ends with 1.
    assert!(matches!(run.code, Some(0 | 1)), "{arguments:?}: {}", run.stderr);
    run.stdout
}

#[test]
fn what_the_relay_dropped_before_this_point_is_no_pause_of_the_program() {
    for (stem, jump, side) in [
        ("loss_rto", "jumps by 6 where 1 is usual: 5 packets not seen", "server"),
        ("loss_tail_tlp", "jumps by 2 where 1 is usual: 1 packet not seen", "server"),
    ] {
        let here = argument(&format!("{stem}.pcap"));
        let verdict = &timing(&here)["verdict"];
        assert_eq!(
            (&verdict["waited_for"], &verdict["side"]),
            (&"recovery".into(), &side.into()),
            "{verdict}"
        );
        let told = text(&["explain", &here]);
        assert!(told.contains(jump), "{told}");
        assert!(!told.contains("until the server spoke"), "a cause that is not known is no fact: {told}");
        let korean = text(&["explain", &here, "--lang", "ko"]);
        assert!(korean.contains("만큼 건너뛴다"), "{korean}");
    }
}

#[test]
fn a_second_capture_nearer_to_the_speaker_tells_what_it_did_meanwhile() {
    let (here, there) = (argument("loss_rto.pcap"), argument("loss_rto.server.pcap"));
    let told = text(&["explain", &here, "--peer", &there]);
    assert!(
        told.contains("was lost on the way here, by loss_rto.server.pcap (frames 8, 9, 10, 11, 12)"),
        "{told}"
    );
    assert!(told.contains("(frame 8): again after 218.084 ms"), "{told}");
    assert!(told.contains("(inferred by loss_rto.server.pcap)"), "{told}");
    assert!(!told.contains("what would decide"), "both ends are here: {told}");
    let run = run(["explain", &here, "--peer", &there, "--format", "json"]);
    let verdict = &run.json()["connections"][0]["timing"]["verdict"];
    assert_eq!(verdict["waited_for"], "recovery", "{verdict}");
    assert_eq!((&verdict["by"], &verdict["decides"]), (&"loss_rto.server.pcap".into(), &Value::Null));
}

#[test]
fn a_wait_shorter_than_a_round_trip_fits_no_timer() {
    let told = text(&["explain", &argument("reorder.pcap")]);
    assert!(
        told.contains(
            "Fits a fast retransmission: the repeated ACKs of frames 23 to 25 came of the reordering"
        ),
        "{told}"
    );
    assert!(told.contains("(D-SACK in frame 56)"), "{told}");
    for (capture, seen) in [("reorder.pcap", 1), ("loss_rto.server.pcap", 5)] {
        let timing = timing(&argument(capture));
        let trip: f64 = ["client", "server"].iter().map(|side| shortest(&timing["round_trips"][*side])).sum();
        let all: Vec<&Value> =
            array(&timing["resends"]).iter().flat_map(|train| array(&train["again"])).collect();
        assert_eq!(all.len(), seen, "{capture}");
        for again in all {
            let waited = again["waited"].as_f64().expect("seconds");
            assert_eq!(again["sooner_than_round_trip"], waited < trip, "{capture}: {again}");
            assert!(waited >= trip || again["fits"] != "timeout", "{capture}: {again}");
        }
    }
}

#[test]
fn the_overview_says_of_the_place_and_the_opening_what_explain_says() {
    for name in samples::names() {
        let report = explained(&name);
        let [connection] = array(&report["connections"]) else { continue };
        let timing = &connection["timing"];
        if timing.is_null() {
            continue;
        }
        let overview = text(&[&name]);
        let taken = match timing["position"].as_str() {
            Some("near_client") => "taken near the client",
            Some("near_server") => "taken near the server",
            Some("between") => "taken between client and server",
            Some("on_router") => "taken on a router between them",
            _ => "where it was taken: unknown",
        };
        assert!(overview.contains(taken), "{name}: {taken}: {overview}");
        assert!(!overview.contains(",ACK -"), "{name}: no gap is negative: {overview}");
        let opened = text(&["explain", &name]);
        let opened =
            opened.split("opened in ").nth(1).map(|rest| rest.split(" ·").next().unwrap_or("").trim());
        if let Some(opened) = opened.and_then(|rest| rest.lines().next()) {
            assert!(overview.contains(&format!("{opened}  ")), "{name}: {opened}: {overview}");
        }
    }
}

#[test]
fn a_simultaneous_open_and_a_split_handshake_have_no_gap_from_syn_to_answer() {
    let told = |name: &str| text(&[&format!("../tests/captures/synthetic/{name}.pcap")]);
    let crossed = told("05_simopen");
    assert!(crossed.contains("taken between client and server (TTL 64 both ways; 31.000 ms to the server and back, 29.000 ms to the client and back)"), "{crossed}");
    assert!(told("06_split").contains("where it was taken: unknown (TTL 64 both ways)"));
    let late = told("14_synack_first");
    assert!(
        late.contains("filed out of order: the SYN of frame 2 stands behind its answer, frame 1"),
        "{late}"
    );
    assert!(late.contains("where it was taken: unknown") && !late.contains("clock in order"), "{late}");
    let again = told("11_challenge_ack");
    assert!(again.contains("1.030 s  "), "connect() waited from frame 1 on: {again}");
}

#[test]
fn sums_add_up_as_they_are_printed() {
    let millis = |text: &str, behind: &str| -> f64 {
        let rest = text.split(behind).nth(1).expect("it is told");
        rest.trim().split(' ').next().and_then(|number| number.parse().ok()).expect("a number")
    };
    for capture in ["loss_fast_retransmit.pcap", "loss_rto.pcap", "duplicate.pcap", "reorder.server.pcap"] {
        let (told, overview) = (text(&["explain", &argument(capture)]), text(&[&argument(capture)]));
        let times = told.split("How long it took").nth(1).expect("it is told");
        let whole = millis(times, "handshake   ");
        let server = millis(times, "from here");
        let client = millis(times, ") and");
        assert!((server + client - whole).abs() < 1e-9, "{capture}: {server} + {client} = {whole}");
        assert!((millis(&overview, "SYN→SYN,ACK") - server).abs() < 1e-9, "{capture}: {overview}");
        assert!((millis(&told, "opened in") - whole).abs() < 1e-9, "{capture}: {told}");
    }
}

#[test]
fn the_parts_of_the_time_add_up_to_the_whole() {
    let mut compared = 0;
    for name in samples::names() {
        for connection in array(&explained(&name)["connections"]) {
            let timing = &connection["timing"];
            if timing.is_null() || timing["clock_went_back"] != 0 {
                continue;
            }
            let parts: f64 = array(&timing["spent"]).iter().filter_map(|part| part["took"].as_f64()).sum();
            // An ICMP error belongs to the connection, but to neither of its sides; a copy of a packet takes nobody's
            // time.
            let aside = array(&connection["steps"]).iter().any(|step| step["kind"] == "icmp")
                || array(&connection["findings"]).iter().any(|found| found["code"] == "captured_twice");
            let whole = connection["duration"].as_f64().expect("its frames have times");
            if aside {
                assert!(parts <= whole + 1e-6, "{name}: {parts} of {whole}");
            } else {
                assert!((parts - whole).abs() < 1e-6, "{name}: {parts} of {whole}");
                compared += 1;
            }
        }
    }
    assert!(compared > 35, "only {compared} connections");
}
