//! What the program prints, told: a page for each thing that it can say, in both languages, to be read by a person.
//!
//! A page is a file under `snapshots/`, named after what it shows and its language, and holds one command's output or a
//! few. It is kept because somebody reads it: so a feature has one page, and another sample that would say the same in
//! other numbers has none. What must hold of every screen of every sample is asserted in [`crate::screens`], and
//! samples made from another are held to tell what it tells in [`crate::derived`].
//!
//! A change fails until somebody has read it and accepted it (`cargo insta review`, or `INSTA_UPDATE=always cargo test
//! told` and then `git diff`). Nothing is normalised: the samples do not change, and the program prints nothing of the
//! day or the machine.

use crate::support::program::{Run, fed, once};
use crate::support::{samples, screen};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// What a page shows, and the command lines that show it. A last word `<` feeds the sample named before it to standard
/// input.
type Page = (&'static str, &'static [&'static [&'static str]]);

/// A connection: how it comes about, fails, goes on and ends; then what is found in captures, and what holds them.
const TOLD: [Page; 25] = [
    ("a_whole_life", &[&["explain", "orderly_close.pcapng"]]),
    ("overviews", &[&["orderly_close.pcapng"], &["rejects.pcap"]]),
    (
        "lists",
        &[
            &["list", "orderly_close.pcapng"],
            &["list", "rejects.pcap"],
            &["list", "ipv6_rejects.pcap"],
            &["list", "time_wait_reuse.pcap"],
            &["list", "dhcp.pcap"],
        ],
    ),
    // How it comes about.
    (
        "opened_from_both_sides",
        &[
            &["explain", "simultaneous_open.pcap", "--brief", "--all"],
            &["explain", "simultaneous_open.pcap", "--frame", "6"],
        ],
    ),
    ("begun_before_the_capture", &[&["explain", "midstream.pcap"]]),
    (
        "established_too_early",
        &[&["explain", "lost_ack.pcap", "--brief", "--all"], &["explain", "lost_ack.pcap", "--frame", "7"]],
    ),
    // How it fails.
    ("refused_in_full", &[&["explain", "refused.pcap", "--full"]]),
    ("silence", &[&["explain", "filtered_drop.pcap"]]),
    (
        "rejected_by_a_router",
        &[
            &["explain", "rejects.pcap", "--brief", "--stream", "0"],
            &["explain", "ipv6_rejects.pcap", "--frame", "4"],
        ],
    ),
    // How it ends.
    ("ended_by_rst", &[&["explain", "abortive_close.pcap", "--brief", "--all"]]),
    ("ended_from_both_sides", &[&["explain", "simultaneous_close.pcap", "--brief", "--all"]]),
    ("half_closed", &[&["explain", "half_close.pcap", "--brief", "--all"]]),
    ("data_for_a_closed_socket", &[&["explain", "rst_after_close.pcap", "--brief", "--all"]]),
    ("the_same_ports_twice", &[&["explain", "time_wait_reuse.pcap", "--brief", "--all"]]),
    // What is found.
    ("sent_again", &[&["lost_request.pcap"], &["explain", "lost_request.pcap", "--brief", "--all"]]),
    ("a_forged_rst", &[&["explain", "challenge_ack.pcap", "--brief", "--all"]]),
    (
        "sums_left_to_the_card",
        &[&["checksum_offload.pcap"], &["explain", "checksum_offload.pcap", "--frame", "6"]],
    ),
    (
        "headers_without_their_data",
        &[&["data_cut.pcap"], &["options_cut.pcap"], &["explain", "options_cut.pcap", "--frame", "4"]],
    ),
    // What holds it.
    (
        "damaged",
        &[
            &["lying_length.pcap"],
            &["list", "lying_length.pcap"],
            &["cut_tail.pcapng"],
            &["list", "cut_tail.pcap"],
        ],
    ),
    ("without_a_clock", &[&["no_clock.pcapng"], &["explain", "no_clock.pcapng", "--brief", "--all"]]),
    ("several_interfaces_and_sections", &[&["two_interfaces.pcapng"], &["two_sections.pcapng"]]),
    ("twice_at_a_router", &[&["any_router.pcap"], &["explain", "any_router.pcap", "--brief", "--all"]]),
    ("in_vlans", &[&["vlan.pcap"], &["list", "vlan.pcap"]]),
    ("without_tcp", &[&["no_tcp.pcapng"], &["explain", "no_tcp.pcapng", "--brief", "--all"], &["dhcp.pcap"]]),
    ("followed", &[&["explain", "--follow", "--brief", "lost_ack.pcap", "<"]]),
];

/// What a frame's page shows, the frames, and of each the layers that differ from those told elsewhere; none: the whole
/// page.
type Frames = (&'static str, &'static [(&'static str, &'static str, &'static [usize])]);

const FRAMES: [Frames; 4] = [
    ("frame_of_tcp", &[("orderly_close.pcapng", "3", &[])]),
    ("frame_of_arp", &[("orderly_close.pcapng", "1", &[])]),
    (
        "frames_of_other_links",
        &[
            ("vlan.pcap", "3", &[1]),
            ("any_client.pcap", "3", &[0]),
            ("any_router.pcap", "5", &[0]),
            ("bsd_loopback.pcap", "1", &[0]),
        ],
    ),
    (
        "frames_of_other_protocols",
        &[
            ("ipv6_close.pcap", "3", &[1]),
            ("no_tcp.pcapng", "3", &[2]),
            ("rejects.pcap", "4", &[2]),
            ("ipv6_rejects.pcap", "4", &[2]),
        ],
    ),
];

#[test]
fn each_feature_has_its_page() {
    for (name, lines) in TOLD {
        for language in ["en", "ko"] {
            let mut text = String::new();
            for line in lines {
                print(&mut text, line, language);
            }
            keep(&format!("{name}-{language}"), &text);
        }
    }
}

#[test]
fn each_link_and_protocol_has_its_frame() {
    for (name, frames) in FRAMES {
        for language in ["en", "ko"] {
            let mut text = String::new();
            for (sample, number, layers) in frames {
                let line = ["frame", sample, number, "--width", "80", "--lang", language];
                let run = once(&line);
                screen::holds(&line, run);
                let _ = write!(text, "$ ackplain {}\n{}\n", line.join(" "), layers_of(&run.stdout, layers));
            }
            keep(&format!("{name}-{language}"), &text);
        }
    }
}

/// The head of a frame's page, and of its layers those that are asked for.
fn layers_of(page: &str, layers: &[usize]) -> String {
    let paragraphs: Vec<&str> = page.trim_end().split("\n\n").collect();
    if layers.is_empty() {
        return page.to_owned();
    }
    // Behind the head stand the bytes, then the layers.
    let mut shown = vec![paragraphs[0]];
    for layer in layers {
        shown.extend(["…", paragraphs[layer + 2]]);
    }
    shown.join("\n\n") + "\n"
}

/// What a program reads, and what helps to write a command line.
#[test]
fn reports_lists_and_help() {
    for (name, line) in [
        ("report-json", &["explain", "refused.pcap", "--format", "json"][..]),
        ("report-json-ko", &["explain", "refused.pcap", "--format", "json", "--lang", "ko"]),
        ("report-json-hindsight", &["explain", "lost_ack.pcap", "--format", "json", "--frame", "7"]),
        ("report-yaml", &["explain", "no_tcp.pcapng", "--format", "yaml"]),
        ("list-json", &["list", "rejects.pcap", "--format", "json"]),
        ("list-jsonl", &["list", "rejects.pcap", "--format", "jsonl"]),
        ("list-csv", &["list", "rejects.pcap", "--format", "csv"]),
        ("help", &["--help"]),
        ("help-explain", &["explain", "--help"]),
        ("help-list", &["list", "--help"]),
        ("help-frame", &["frame", "--help"]),
        ("help-live", &["live", "--help"]),
    ] {
        keep(name, &told(line, once(line)));
    }
}

#[test]
fn what_a_word_means() {
    for language in ["en", "ko"] {
        let mut all = String::new();
        for word in [
            "syn_sent",
            "SND.WND",
            "SACK permitted",
            "refused",
            "tcp.window_size_value",
            "sny",
            "nowhere.near",
        ] {
            print(&mut all, &["field", word], language);
        }
        keep(&format!("field-{language}"), &all);
    }
}

/// No page is left behind that nothing shows any more.
#[test]
fn every_snapshot_is_of_a_page() {
    let mut used: BTreeSet<String> = BTreeSet::new();
    for name in TOLD.map(|page| page.0).into_iter().chain(FRAMES.map(|page| page.0)).chain(["field"]) {
        used.extend(["en", "ko"].map(|language| format!("{name}-{language}.snap")));
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all/snapshots");
    let there: BTreeSet<String> = std::fs::read_dir(folder)
        .expect("the snapshots")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    let missing: Vec<_> = used.difference(&there).collect();
    assert!(missing.is_empty(), "no snapshot of {missing:?}");
    // Those of other files have their prefix; those of reports and help are in a list of their own.
    let others = ["all__", "check-", "report-", "list-", "help"];
    let left: Vec<_> =
        there.difference(&used).filter(|name| !others.iter().any(|own| name.starts_with(own))).collect();
    assert!(left.is_empty(), "nothing shows {left:?}");
    assert!(there.len() < 120, "{} snapshots: nobody reads so many", there.len());
}

/// Adds a screen for a person to a page; it must be one.
fn print(page: &mut String, line: &[&str], language: &str) {
    let look = ["--width", "80", "--lang", language];
    let (line, run) = match line.split_last() {
        Some((&"<", line)) => {
            let (sample, line) = line.split_last().expect("a sample");
            let line = [line, &look, &["-"]].concat();
            let run = fed(&line, &samples::bytes(sample), 4096);
            let _ = write!(page, "$ < {sample} ");
            (line, run)
        }
        _ => {
            let line = [line, &look].concat();
            let Run { code, stdout, stderr } = once(&line);
            page.push_str("$ ");
            (line, Run { code: *code, stdout: stdout.clone(), stderr: stderr.clone() })
        }
    };
    screen::fits(&line, &run.stdout);
    page.push_str(&told(&line, &run));
    page.push('\n');
}

/// A run: its arguments, its exit code, what went to standard error and to standard output.
fn told(line: &[&str], run: &Run) -> String {
    let mut text = format!("ackplain {}\n", line.join(" "));
    if run.code != Some(0) {
        let _ = writeln!(text, "exit {:?}", run.code);
    }
    if !run.stderr.is_empty() {
        let _ = write!(text, "stderr:\n{}", run.stderr);
    }
    text + "\n" + &run.stdout
}

fn keep(name: &str, text: &str) {
    screen::settings("snapshots").bind(|| insta::assert_snapshot!(name, text));
}
