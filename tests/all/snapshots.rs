//! What every command prints, in both languages, at 80 columns.
//!
//! A snapshot is a file under `snapshots/`, named sample, command and language. A change fails until somebody
//! has read it and accepted it (`cargo insta review`, or `INSTA_UPDATE=always cargo test snapshots` and then
//! `git diff`). Nothing is normalised: the samples do not change, and the program prints nothing of the day or
//! the machine.

use crate::support::program::run;
use crate::support::samples;
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
fn overviews() {
    for name in samples::names() {
        snapshot(&name, "overview", &[&name]);
    }
}

#[test]
fn lists() {
    for name in samples::names() {
        snapshot(&name, "list", &["list", &name]);
    }
    for format in ["json", "jsonl", "csv"] {
        let name = "rejects.pcap";
        let arguments = ["list", name, "--format", format];
        snapshot(name, &format!("list-{format}"), &arguments);
    }
}

#[test]
fn brief_stories() {
    for name in samples::names() {
        let arguments = ["explain", &name, "--brief", "--all"];
        snapshot(&name, "brief", &arguments);
    }
}

#[test]
fn stories() {
    for name in TOLD {
        snapshot(name, "explain", &["explain", name]);
    }
}

#[test]
fn full_stories() {
    for name in ["ipv6_close.pcap", "lost_ack.pcap", "refused.pcap"] {
        snapshot(name, "full", &["explain", name, "--full"]);
    }
}

#[test]
fn reports() {
    for name in ["lost_ack.pcap", "no_tcp.pcapng", "refused.pcap"] {
        for format in ["json", "yaml"] {
            snapshot(name, format, &["explain", name, "--format", format]);
        }
    }
}

#[test]
fn frames() {
    for (name, number) in FRAMES {
        let number = number.to_string();
        let command = format!("frame-{number}");
        snapshot(name, &command, &["frame", name, &number]);
    }
}

#[test]
fn help() {
    for command in ["", "explain", "list", "frame"] {
        let words = [command, "--help"];
        let words = words.iter().filter(|word| !word.is_empty());
        let run = run(words);
        assert_eq!(run.code, Some(0));
        settings().bind(|| {
            insta::assert_snapshot!(format!("help {command}").trim(), run.stdout);
        });
    }
}

/// One snapshot in each language, with the exit code and what went to standard error.
fn snapshot(sample: &str, command: &str, arguments: &[&str]) {
    for language in ["en", "ko"] {
        let looks = ["--width", "80", "--lang", language];
        let arguments = [arguments, &looks].concat();
        let run = run(&arguments);
        let mut text = format!("ackplain {}\n", arguments.join(" "));
        if run.code != Some(0) {
            text += &format!("exit {:?}\n", run.code);
        }
        if !run.stderr.is_empty() {
            text += &format!("stderr:\n{}", run.stderr);
        }
        text += "\n";
        text += &run.stdout;
        if matches!(command, "overview" | "list" | "brief" | "explain" | "full")
            || command.starts_with("frame")
        {
            fits(&text, &arguments);
        }
        settings().bind(|| {
            insta::assert_snapshot!(format!("{sample} {command} {language}"), text);
        });
    }
}

/// Every line fits 80 columns, as they are counted where Korean takes two.
fn fits(text: &str, arguments: &[&str]) {
    for line in text.lines().skip(1) {
        assert!(line.width() <= 80, "{} columns in {arguments:?}:\n{line}", line.width());
        assert_eq!(line.trim_end(), line, "blanks at an end in {arguments:?}");
    }
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}
