//! What every command prints, in both languages, at 80 columns.
//!
//! A snapshot is a file under `snapshots/`, named sample, command and language. A change fails until somebody
//! has read it and accepted it (`cargo insta review`, or `INSTA_UPDATE=always cargo test snapshots` and then
//! `git diff`). Nothing is normalised: the samples do not change, and the program prints nothing of the day or
//! the machine.

use crate::support::program::run;
use crate::support::samples;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// Samples whose stories are told at every depth: each way to open, to fail and to end, and each container
/// that shows in the text.
const TOLD: [&str; 14] = [
    "abortive_close.pcap",
    "any_router.pcap",
    "filtered_drop.pcap",
    "half_close.pcap",
    "ipv6_close.pcap",
    "ipv6_rejects.pcap",
    "lost_ack.pcap",
    "midstream.pcap",
    "options_cut.pcap",
    "orderly_close.pcapng",
    "refused.pcap",
    "simultaneous_open.pcap",
    "time_wait_reuse.pcap",
    "vlan.pcap",
];

/// Frames shown byte by byte: one of each link layer and each kind of packet.
const FRAMES: [(&str, u64); 12] = [
    ("any_client.pcap", 3),
    ("any_router.pcap", 5),
    ("bsd_loopback.pcap", 1),
    ("checksum_offload.pcap", 6),
    ("ipv6_close.pcap", 3),
    ("ipv6_rejects.pcap", 4),
    ("no_tcp.pcapng", 3),
    ("options_cut.pcap", 3),
    ("orderly_close.pcapng", 1),
    ("orderly_close.pcapng", 3),
    ("rejects.pcap", 4),
    ("vlan.pcap", 3),
];

#[test]
fn what_a_word_means() {
    for lang in ["en", "ko"] {
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
            let ran = run(["field", word, "--lang", lang, "--width", "80"]);
            let _ = write!(all, "$ ackplain field '{word}'\n{}{}[{:?}]\n", ran.stdout, ran.stderr, ran.code);
        }
        insta::assert_snapshot!(format!("field.{lang}"), all);
    }
}

#[test]
fn overviews() {
    let mut screen = Screen::default();
    for name in samples::names() {
        screen.text(&name, "overview", &[&name]);
    }
    screen.fits();
}

#[test]
fn lists() {
    let mut screen = Screen::default();
    for name in samples::names() {
        screen.text(&name, "list", &["list", &name]);
    }
    screen.fits();
}

#[test]
fn lists_for_programs() {
    let name = "rejects.pcap";
    for format in ["json", "jsonl", "csv"] {
        snapshot(&format!("{name}-list-{format}"), &["list", name, "--format", format]);
    }
}

#[test]
fn brief_stories() {
    let mut screen = Screen::default();
    for name in samples::names() {
        screen.text(&name, "brief", &["explain", &name, "--brief", "--all"]);
    }
    screen.fits();
}

#[test]
fn stories() {
    let mut screen = Screen::default();
    for name in TOLD {
        screen.text(name, "explain", &["explain", name]);
    }
    screen.fits();
}

#[test]
fn full_stories() {
    let mut screen = Screen::default();
    for name in ["lost_ack.pcap", "refused.pcap"] {
        screen.text(name, "full", &["explain", name, "--full"]);
    }
    screen.fits();
}

#[test]
fn reports() {
    for name in ["lost_ack.pcap", "no_tcp.pcapng", "refused.pcap"] {
        snapshot(&format!("{name}-json"), &["explain", name, "--format", "json"]);
    }
    for name in ["no_tcp.pcapng", "refused.pcap"] {
        snapshot(&format!("{name}-yaml"), &["explain", name, "--format", "yaml"]);
    }
    snapshot("refused.pcap-json-ko", &["explain", "refused.pcap", "--format", "json", "--lang", "ko"]);
}

#[test]
fn frames() {
    let mut screen = Screen::default();
    for (name, number) in FRAMES {
        let number = number.to_string();
        screen.text(name, &format!("frame-{number}"), &["frame", name, &number]);
    }
    screen.fits();
}

#[test]
fn help() {
    for command in ["", "explain", "list", "frame", "live"] {
        let arguments: Vec<&str> = [command, "--help"].into_iter().filter(|word| !word.is_empty()).collect();
        snapshot(format!("help-{command}").trim_end_matches('-'), &arguments);
    }
}

/// Takes snapshots, and remembers lines that do not fit the screen until all are taken.
#[derive(Default)]
struct Screen {
    bad: Vec<String>,
}

impl Screen {
    /// A snapshot of text for a person, in each language.
    fn text(&mut self, sample: &str, command: &str, arguments: &[&str]) {
        for language in ["en", "ko"] {
            let arguments = [arguments, &["--width", "80", "--lang", language]].concat();
            let page = snapshot(&format!("{sample}-{command}-{language}"), &arguments);
            // Every line fits 80 columns, as they are counted where Korean takes two.
            for line in page.lines() {
                if line.width() > 80 || line.trim_end() != line {
                    self.bad.push(format!("{arguments:?}: {} columns:\n{line:?}", line.width()));
                }
            }
        }
    }

    fn fits(self) {
        let all = self.bad.len();
        assert!(all == 0, "{all} lines too wide or with blanks at their ends:\n{}", self.bad.join("\n"));
    }
}

/// A snapshot of one run: its arguments, its exit code, what went to standard error and to standard output.
/// Gives the last back.
fn snapshot(name: &str, arguments: &[&str]) -> String {
    let run = run(arguments);
    let mut text = format!("ackplain {}\n", arguments.join(" "));
    if run.code != Some(0) {
        let _ = writeln!(text, "exit {:?}", run.code);
    }
    if !run.stderr.is_empty() {
        let _ = write!(text, "stderr:\n{}", run.stderr);
    }
    let _ = write!(text, "\n{}", run.stdout);
    settings().bind(|| insta::assert_snapshot!(name, text));
    run.stdout
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}
