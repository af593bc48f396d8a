//! Scenarios whose truth is known because they were written: our verdict is that truth.
//!
//! The captures are those of `tests/captures/synthetic`, one a scenario, where tools for packets tend to mislead a
//! learner. Each test says first what happened, then asserts the connection's outcome, its states with their evidence,
//! the findings and the steps.

use crate::support::program::{once, run};
use crate::support::reports::{array, explained};
use serde_json::{Value, json};

/// The report on one scenario.
struct Report(Value);

fn report(name: &str) -> Report {
    let path = format!("../tests/captures/synthetic/{name}.pcap");
    let run = once(&["explain", &path, "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{name}");
    Report(explained(&path).clone())
}

impl Report {
    /// The only connection.
    fn only(&self) -> &Value {
        let connections = array(&self.0["connections"]);
        assert_eq!(connections.len(), 1, "one connection");
        &connections[0]
    }

    /// Frame, code and evidence of each finding.
    fn findings(&self) -> Vec<(u64, &str, &str)> {
        array(&self.only()["findings"])
            .iter()
            .map(|f| (f["frame"].as_u64().expect("a frame"), word(&f["code"]), word(&f["evidence"])))
            .collect()
    }

    fn finding(&self, frame: u64, code: &str) -> &Value {
        array(&self.only()["findings"])
            .iter()
            .find(|f| f["frame"] == frame && f["code"] == code)
            .unwrap_or_else(|| panic!("no {code} in frame {frame}"))
    }

    fn step(&self, frame: u64) -> &Value {
        array(&self.only()["steps"]).iter().find(|step| step["frame"] == frame).expect("a step")
    }

    /// Client's and server's state after a frame.
    fn states(&self, frame: u64) -> (&str, &str) {
        let after = &self.step(frame)["after"];
        (word(&after["client"]["state"]), word(&after["server"]["state"]))
    }

    /// The step's sentence.
    fn text(&self, frame: u64) -> &str {
        word(&self.step(frame)["text"])
    }

    /// To which state, in which frame, how sure, and what hindsight says.
    fn transitions(&self, side: &str) -> Vec<(u64, &str, &str, &str)> {
        array(&self.only()[side]["transitions"])
            .iter()
            .map(|t| {
                let frame = t["frame"].as_u64().expect("a frame");
                (frame, word(&t["to"]), word(&t["evidence"]), word(&t["verdict"]["kind"]))
            })
            .collect()
    }

    fn repeats(&self) -> Vec<(u64, u64)> {
        array(&self.only()["steps"])
            .iter()
            .filter_map(|step| Some((step["frame"].as_u64()?, step["repeats"].as_u64()?)))
            .collect()
    }
}

/// A word; `-` for null.
fn word(value: &Value) -> &str {
    value.as_str().unwrap_or("-")
}

#[test]
fn s01_an_orderly_connection_has_nothing_to_find() {
    let report = report("01_normal");
    assert_eq!(report.only()["outcome"], "closed");
    assert_eq!(report.findings(), []);
    assert_eq!(report.states(10), ("CLOSED", "TIME-WAIT"));
    assert_eq!(report.only()["zeek"]["conn_state"], "SF");
}

#[test]
fn s02_a_refused_connect_fails_with_econnrefused() {
    let report = report("02_refused");
    let connection = report.only();
    assert_eq!((&connection["outcome"], &connection["errno"]), (&json!("refused"), &json!("ECONNREFUSED")));
    assert_eq!(connection["errno_evidence"], "inferred");
    // No handshake ACK exists, whatever bit 4 of tcp.completeness says: the RST's own ACK set it.
    assert_eq!((&connection["completeness"], &connection["handshake"]["ack"]), (&json!(37), &json!(null)));
    assert_eq!(report.transitions("client")[1], (2, "CLOSED", "inferred", "-"));
    assert_eq!(connection["zeek"]["conn_state"], "REJ");
    // The server, or something in its name: headers do not tell.
    let path = "../tests/captures/synthetic/02_refused.pcap";
    let told = run(["explain", path, "--width", "1000"]).stdout;
    assert!(told.contains("ECONNREFUSED") && told.contains("3.10.7.1"), "{told}");
}

#[test]
fn s03_silence_repeats_the_syn_and_times_out() {
    let report = report("03_filtered");
    assert_eq!(
        (&report.only()["outcome"], &report.only()["errno"]),
        (&json!("timed_out"), &json!("ETIMEDOUT"))
    );
    let repeated: Vec<_> = (2..=4).map(|frame| (frame, "syn_repeated", "observed")).collect();
    assert_eq!(report.findings(), repeated);
    assert_eq!(report.finding(4, "syn_repeated")["args"], json!({"first": 1, "times": 4}));
    assert_eq!(report.states(4).0, "SYN-SENT", "no packet marks the end of connect()");
}

#[test]
fn s04_an_icmp_error_is_tied_to_the_syn_that_it_quotes() {
    let report = report("04_icmp_admin");
    let connection = report.only();
    assert_eq!(
        (&connection["outcome"], &connection["errno"]),
        (&json!("unreachable"), &json!("EHOSTUNREACH"))
    );
    let finding = report.finding(2, "icmp_error");
    assert_eq!(finding["args"], json!({"icmp_type": 3, "icmp_code": 13}));
    assert_eq!(report.step(2)["kind"], "icmp");
    assert_eq!(report.step(2)["header"]["ip.src"][0], "10.0.0.254", "the sender is neither of the two");
    assert!(report.text(2).contains("code 13"), "{}", report.text(2));
    assert_eq!(report.transitions("client")[1], (2, "CLOSED", "inferred", "-"));
}

#[test]
fn s05_crossed_syns_are_one_connection_and_no_retransmission() {
    let report = report("05_simopen");
    assert_eq!(report.only()["outcome"], "established");
    assert_eq!(report.findings(), [(2, "simultaneous_open", "inferred")]);
    assert_eq!(report.repeats(), [], "a SYN,ACK is no repeat of the SYN");
    assert_eq!(report.states(2), ("SYN-SENT", "SYN-SENT"));
    // Each SYN,ACK is inferred to arrive; the server's, sent before the client's came, is answered by that one.
    assert_eq!(report.states(3), ("SYN-RECEIVED", "SYN-SENT"));
    assert_eq!(report.states(4), ("ESTABLISHED", "ESTABLISHED"));
    let last = report.transitions("server");
    assert_eq!(
        last[2],
        (3, "ESTABLISHED", "inferred", "-"),
        "by the bytes of frame 3, and nothing proves it here"
    );
    for side in ["client", "server"] {
        let states: Vec<&str> = report.transitions(side).iter().map(|t| t.1).collect();
        assert_eq!(states, ["SYN-SENT", "SYN-RECEIVED", "ESTABLISHED"]);
    }
}

#[test]
fn s06_a_bare_syn_for_an_answer_is_a_split_handshake() {
    let report = report("06_split");
    assert_eq!(report.only()["outcome"], "established");
    assert_eq!(report.finding(4, "split_handshake")["args"], json!({"syn": 2}));
    assert_eq!(report.repeats(), []);
    assert_eq!(report.transitions("client")[1], (3, "SYN-RECEIVED", "observed", "-"));
    assert_eq!(report.only()["client"]["iss"], 1_000_000);
}

#[test]
fn s07_a_window_shift_of_one_side_alone_is_not_in_force() {
    let report = report("07_ws_only_syn");
    let client = &report.only()["client"];
    assert_eq!((&client["window_shift_offered"], &client["window_shift"]), (&json!(7), &json!(0)));
    assert_eq!(report.step(4)["after"]["server"]["snd_wnd"], 64_240);
    assert_eq!(report.findings(), []);
}

#[test]
fn s08_without_syns_a_window_is_a_range_and_not_its_field() {
    let report = report("08_midstream");
    assert_eq!(report.only()["outcome"], "mid_stream");
    assert_eq!(report.only()["roles_seen"], false);
    assert_eq!(report.findings(), [(1, "begun_before", "observed")]);
    for frame in 1..=3 {
        let after = &report.step(frame)["after"];
        assert_eq!((&after["client"]["snd_wnd"], &after["server"]["rcv_wnd"]), (&json!(null), &json!(null)));
    }
    let told =
        run(["explain", "../tests/captures/synthetic/08_midstream.pcap", "--full", "--width", "1000"]).stdout;
    assert!(told.contains("between 502 and 8224768 bytes"), "{told}");
}

#[test]
fn s09_of_a_lone_rst_no_syn_is_claimed() {
    let report = report("09_rst_only");
    assert_eq!(report.only()["outcome"], "stray");
    assert_eq!(report.only()["zeek"]["conn_state"], "OTH", "RSTOS0 needs a SYN that was seen");
    assert_eq!(report.transitions("client"), []);
    assert_eq!(report.transitions("server"), []);
}

#[test]
fn s10_a_packet_captured_twice_is_not_loss() {
    let report = report("10_dup_capture");
    let twice: Vec<_> = (1..=4).map(|n| (2 * n, "captured_twice", "inferred")).collect();
    assert_eq!(report.findings(), twice);
    assert_eq!(report.only()["client"]["segments"], 3, "the doubles are not counted");
    assert_eq!(report.only()["client"]["bytes"], 5);
    assert_eq!(report.0["capture"]["findings"][0]["code"], "frames_doubled");
}

#[test]
fn s11_the_ack_of_a_stale_connection_is_a_challenge_and_no_data_is_missing() {
    let report = report("11_challenge_ack");
    assert_eq!(report.only()["outcome"], "established");
    assert_eq!(
        report.findings(),
        [(2, "challenge_ack", "inferred"), (4, "syn_repeated", "observed")],
        "no segment is missing, no port is reused"
    );
    assert_eq!(report.finding(2, "challenge_ack")["args"], json!({"ack": 7_777_777, "expected": 1_000_001}));
    assert_eq!(report.states(3), ("SYN-SENT", "-"), "the client's own RST does not end its connect()");
    assert_eq!(report.only()["client"]["port"], 40_000, "the roles stay");
    // Only this incarnation's shift is used.
    assert_eq!(report.step(6)["after"]["server"]["snd_wnd"], 502 << 7);
    assert_eq!(report.only()["server"]["iss"], 9_000_000);
}

#[test]
fn s12_a_wrong_checksum_is_why_the_syn_comes_again() {
    let report = report("12_badsum_synack");
    assert_eq!(report.only()["outcome"], "half_open");
    assert_eq!(report.finding(2, "discarded")["evidence"], "inferred");
    assert_eq!(report.finding(2, "checksum_bad")["evidence"], "observed");
    assert_eq!(report.finding(3, "syn_repeated")["args"]["times"], 2);
    assert_eq!(report.states(4), ("SYN-SENT", "SYN-RECEIVED"));
    assert_eq!(report.step(4)["after"]["client"]["rcv_nxt"], json!(null), "nothing of it was taken in");
}

#[test]
fn s13_ports_used_again_are_a_new_connection() {
    let report = report("13_reuse");
    let connections = array(&report.0["connections"]);
    assert_eq!(connections.len(), 2);
    assert_eq!(
        (&connections[0]["outcome"], &connections[1]["outcome"]),
        (&json!("reset"), &json!("established"))
    );
    assert_eq!(connections[1]["earlier"], 0);
    assert_eq!(connections[1]["findings"][0]["code"], "port_reused");
    assert_eq!(connections[1]["client"]["iss"], 1_777_777);
}

#[test]
fn s14_an_answer_filed_before_its_syn_swaps_nobody() {
    let report = report("14_synack_first");
    assert_eq!(report.only()["client"]["ip"], "10.0.0.1");
    assert_eq!(report.findings(), [(2, "answer_filed_first", "observed")]);
    assert_eq!(report.only()["completeness"], 7);
    assert_eq!(report.states(3), ("ESTABLISHED", "ESTABLISHED"));
}

#[test]
fn s15_of_one_direction_the_other_is_implied() {
    let report = report("15_oneway");
    assert_eq!(
        report.findings(),
        [
            (2, "implied_syn_ack", "confirmed"),
            (4, "not_captured", "confirmed"),
            (5, "not_captured", "confirmed"),
            (5, "implied_fin", "inferred"),
            (5, "one_direction", "observed"),
        ]
    );
    assert_eq!(report.finding(2, "implied_syn_ack")["args"], json!({"iss": 9_000_000}));
    assert_eq!(
        report.finding(4, "not_captured")["args"],
        json!({"from": 9_000_001, "to": 9_000_100, "seen": false})
    );
    assert_eq!(report.finding(5, "one_direction")["args"], json!({"missing": "server"}));
    assert_eq!(report.finding(5, "implied_fin")["args"], json!({"seq": 9_000_100}));
    assert_eq!(report.only()["close"]["implied"], "server");
    assert_eq!(report.only()["server"]["iss"], 9_000_000);
    assert_eq!(report.transitions("server")[0], (2, "LISTEN", "inferred", "confirmed"));
    assert_eq!(report.transitions("server")[1], (2, "SYN-RECEIVED", "inferred", "confirmed"));
}

#[test]
fn s16_data_in_a_syn_is_accepted() {
    let report = report("16_tfo");
    assert_eq!(report.findings(), [(2, "fast_open_accepted", "observed")]);
    assert_eq!(report.step(2)["after"]["server"]["rcv_nxt"], 1_000_006);
}

#[test]
fn s17_data_of_a_syn_that_was_ignored_is_sent_again_without_loss() {
    let report = report("17_tfo_ignored");
    assert_eq!(report.findings(), [(2, "fast_open_ignored", "observed"), (3, "data_repeated", "observed")]);
    assert_eq!(report.finding(3, "data_repeated")["args"]["cause"], "fast_open_ignored");
}

#[test]
fn s18_ecn_is_agreed() {
    assert_eq!(report("18_ecn").findings(), [(2, "ecn_agreed", "observed")]);
}

#[test]
fn s19_of_three_rsts_one_is_ignored_one_challenged_one_obeyed() {
    let report = report("19_oow_rst");
    let frames = |code: &str| -> Vec<u64> {
        report.findings().iter().filter(|(_, c, _)| *c == code).map(|(frame, _, _)| *frame).collect()
    };
    assert_eq!(frames("rst_outside_window"), [4]);
    assert_eq!(frames("rst_not_exact"), [7]);
    assert_eq!(frames("rst_from_elsewhere"), [4, 7], "their TTL is not the server's");
    assert!(frames("duplicate_ack").is_empty());
    assert_eq!(frames("challenge_answers_rst"), [8]);
    assert_eq!(report.finding(8, "challenge_answers_rst")["args"], json!({"rst": 7}));
    assert_eq!(report.states(4), ("ESTABLISHED", "ESTABLISHED"));
    assert_eq!(report.states(8), ("ESTABLISHED", "ESTABLISHED"));
    assert_eq!(report.states(9), ("CLOSED", "CLOSED"));
    assert_eq!((&report.only()["outcome"], &report.only()["close"]["frame"]), (&json!("reset"), &json!(9)));
}

#[test]
fn s20_urgent_data_is_a_mark_in_the_stream() {
    let report = report("20_urg");
    assert_eq!(report.findings(), [(4, "urgent", "observed"), (5, "urgent_pointer_unused", "observed")]);
    assert_eq!(report.finding(4, "urgent")["args"], json!({"end": 1_000_005}));
}

#[test]
fn s21_fins_that_cross_lead_through_closing() {
    let report = report("21_simclose");
    let close = &report.only()["close"];
    assert_eq!((&report.only()["outcome"], &close["kind"]), (&json!("closed"), &json!("simultaneous")));
    for side in ["client", "server"] {
        let states: Vec<&str> = report.transitions(side).iter().rev().take(3).map(|t| t.1).collect();
        assert_eq!(states, ["TIME-WAIT", "CLOSING", "FIN-WAIT-1"], "{side}");
    }
}

#[test]
fn s22_a_server_that_repeats_its_syn_ack_was_never_established() {
    let report = report("22_retx_synack");
    assert_eq!(
        report.findings(),
        [
            (4, "syn_ack_repeated", "observed"),
            (4, "ack_not_arrived", "observed"),
            (5, "handshake_ack_repeated", "observed"),
            (6, "syn_ack_repeated", "observed"),
            (6, "ack_not_arrived", "observed"),
            (7, "handshake_ack_repeated", "observed"),
        ],
        "the client's ACK is no duplicate that tells of a hole"
    );
    assert_eq!(report.finding(6, "syn_ack_repeated")["args"], json!({"first": 2, "times": 3}));
    // The ACKs were captured near the client, so they can have been lost behind this point.
    let place = json!({"ack": 5, "position": "near_client", "position_by": "gaps"});
    assert_eq!(report.finding(6, "ack_not_arrived")["args"], place);
    let server = report.transitions("server");
    assert!(server.contains(&(3, "ESTABLISHED", "inferred", "contradicted")), "{server:?}");
    assert!(server.contains(&(4, "SYN-RECEIVED", "observed", "-")), "{server:?}");
    assert!(server.contains(&(5, "ESTABLISHED", "inferred", "contradicted")), "{server:?}");
    assert!(server.contains(&(7, "ESTABLISHED", "inferred", "-")), "{server:?}");
}

#[test]
fn s23_a_keep_alive_is_answered_and_no_window_is_updated() {
    let report = report("23_keepalive");
    assert_eq!(report.findings(), [(4, "keep_alive", "inferred"), (5, "keep_alive_answered", "inferred")]);
    assert_eq!(report.finding(5, "keep_alive_answered")["args"], json!({"keep_alive": 4}));
    assert_eq!(report.states(5), ("ESTABLISHED", "ESTABLISHED"));
}

/// Where Wireshark's label misleads a learner, our finding names the label and says what the segment is instead.
#[test]
fn each_label_that_misleads_is_named_where_it_stands() {
    let named = [
        ("02_refused", 2, "no_handshake_ack", "tcp.completeness"),
        ("04_icmp_admin", 2, "icmp_error", "tcp.stream"),
        ("05_simopen", 2, "simultaneous_open", "[TCP Retransmission]"),
        ("06_split", 4, "split_handshake", "[TCP Retransmission]"),
        ("08_midstream", 1, "begun_before", "scaling factor"),
        ("09_rst_only", 1, "rst_alone", "SYN"),
        ("10_dup_capture", 2, "captured_twice", "[TCP Retransmission]"),
        ("11_challenge_ack", 2, "challenge_ack", "[TCP ACKed unseen segment]"),
        ("12_badsum_synack", 2, "discarded", "Wireshark"),
        ("14_synack_first", 2, "answer_filed_first", "tcp.completeness"),
        ("15_oneway", 5, "one_direction", "tcp.completeness"),
        ("17_tfo_ignored", 3, "data_repeated", "[TCP Retransmission]"),
        ("19_oow_rst", 4, "rst_outside_window", "Wireshark"),
        ("19_oow_rst", 8, "challenge_answers_rst", "[TCP Dup ACK]"),
        ("22_retx_synack", 5, "handshake_ack_repeated", "[TCP Dup ACK]"),
        ("23_keepalive", 5, "keep_alive_answered", "[TCP Window Update]"),
    ];
    for (name, frame, code, label) in named {
        for language in ["en", "ko"] {
            let path = format!("../tests/captures/synthetic/{name}.pcap");
            let report = Report(run(["explain", &path, "--format", "json", "--lang", language]).json());
            let text = word(&report.finding(frame, code)["text"]).to_owned();
            assert!(text.contains(label), "{name}, frame {frame}, {code}: {text}");
        }
    }
}
