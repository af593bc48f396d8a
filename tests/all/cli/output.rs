//! What the commands print: widths, colours, languages, and that each format says the same.

use crate::support::program::{command, fed, finish, run};
use crate::support::segments::{Desk, closed, refused};
use unicode_width::UnicodeWidthStr as _;

fn put(bytes: &[u8]) -> (Desk, String) {
    let desk = Desk::new();
    let file = desk.put("a.pcap", bytes).display().to_string();
    (desk, file)
}

#[test]
fn nothing_is_wider_than_the_page() {
    let desk = Desk::new();
    desk.put("a.pcap", &closed());
    desk.put("r.pcap", &refused(4));
    for file in ["a.pcap", "r.pcap"] {
        for lang in ["en", "ko"] {
            for width in ["80", "100", "120"] {
                let lines = [
                    &[file][..],
                    &["explain", file],
                    &["explain", file, "--full"],
                    &["explain", file, "--brief"],
                    &["list", file],
                    &["frame", file, "1"],
                ];
                for line in lines {
                    let look = ["--lang", lang, "--width", width];
                    let output = finish(command(line).current_dir(desk.path()).args(look));
                    let limit: usize = width.parse().expect("a number");
                    for printed in output.stdout.lines() {
                        // A command to type is one word to the shell: it is not broken.
                        if !printed.contains("ackplain ") {
                            assert!(printed.width() <= limit, "{line:?} {lang} {width}: {printed}");
                        }
                        assert_eq!(printed, printed.trim_end(), "{line:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn colours_are_for_terminals_and_for_who_asks() {
    let (_desk, file) = put(&closed());
    let painted = |set: &[(&str, &str)], more: &[&str]| {
        let output = finish(command(["explain", &file]).args(more).envs(set.iter().copied()));
        output.stdout.contains('\u{1b}')
    };
    assert!(!painted(&[], &[]));
    assert!(painted(&[], &["--color", "always"]));
    assert!(painted(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(!painted(&[("CLICOLOR_FORCE", "1")], &["--color", "never"]));
    assert!(!painted(&[("NO_COLOR", "1")], &[]));
}

#[test]
fn ascii_mode_prints_no_other_character_in_english() {
    let (_desk, file) = put(&closed());
    for line in
        [&[file.as_str()][..], &["explain", &file, "--full"], &["list", &file], &["frame", &file, "2"]]
    {
        let text = finish(command(line).arg("--ascii")).stdout;
        assert!(text.is_ascii(), "{line:?}: {:?}", text.chars().find(|c| !c.is_ascii()));
        assert!(!text.is_empty());
    }
}

#[test]
fn the_handshake_is_told_with_its_nine_fields_and_the_close_with_its_states() {
    let (_desk, file) = put(&closed());
    let text = run(["explain", &file]).stdout;
    for words in [
        "10.0.0.1:40000",
        "socket()",
        "“I want a connection to port 80. I count from 1000.”",
        "CLOSED → SYN-SENT",
        "= 1000 + 1 (SYN)",
        "connect() returns 0",
        "FIN-WAIT-1",
        "TIME-WAIT",
    ] {
        assert!(text.contains(words), "no {words:?} in\n{text}");
    }
    // Three segments, each with nine rows: every one of them names where its sequence number stands.
    assert!(text.matches("24–27").count() >= 3, "{text}");
}

#[test]
fn brief_is_a_line_a_step_and_one_frame_is_told_alone() {
    let (_desk, file) = put(&closed());
    let brief = run(["explain", &file, "--brief"]).stdout;
    let steps = brief.lines().filter(|line| line.contains(" → ") || line.contains(" ← ")).count();
    assert!(steps >= 9, "{brief}");
    let one = run(["explain", &file, "--frame", "2"]).stdout;
    assert!(one.contains("Step 2") && !one.contains("Step 1 ") && !one.contains("Step 3"), "{one}");
}

#[test]
fn several_connections_get_three_stories_and_the_command_for_the_next() {
    let (_desk, file) = put(&refused(5));
    let text = run(["explain", &file]).stdout;
    assert_eq!(text.matches("How it ends").count(), 3, "{text}");
    assert!(text.contains("--stream 3") && text.contains("--all"), "{text}");
    let all = run(["explain", &file, "--all"]).stdout;
    assert_eq!(all.matches("How it ends").count(), 5);
    let third = run(["explain", &file, "--stream", "4"]).stdout;
    assert_eq!(third.matches("How it ends").count(), 1);
    assert!(third.contains(":10004"), "{third}");
}

#[test]
fn every_format_of_list_has_every_connection_once_and_in_order() {
    let (_desk, file) = put(&refused(1_200));
    let plain = run(["list", &file]).stdout;
    assert_eq!(plain.lines().count(), 1_201, "a head line and 1,200 rows");
    let csv = run(["list", &file, "--format", "csv"]).stdout;
    let ids: Vec<u32> = csv
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(1).and_then(|id| id.parse().ok()).expect("a number"))
        .collect();
    assert_eq!(ids, (0..1_200).collect::<Vec<_>>());
    let lines = run(["list", &file, "--format", "jsonl"]).stdout;
    for (index, line) in lines.lines().enumerate() {
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(row["id"], index);
        assert_eq!(row["outcome"], "refused");
        assert_eq!(row["errno"], "ECONNREFUSED");
    }
    assert_eq!(lines.lines().count(), 1_200);
    let sorted = run(["list", &file, "--format", "csv", "--sort", "client"]).stdout;
    assert_eq!(sorted.lines().count(), 1_201);
}

#[test]
fn a_pipe_says_the_same_as_the_file() {
    let bytes = closed();
    let (_desk, file) = put(&bytes);
    for line in [&["explain"][..], &["explain", "--format", "json"], &["list"], &[]] {
        let mut of_file: Vec<&str> = line.to_vec();
        of_file.insert(line.len().min(1), &file);
        let mut of_pipe: Vec<&str> = line.to_vec();
        of_pipe.insert(line.len().min(1), "-");
        let file_says = run(&of_file).stdout.replace(&file, "-");
        let pipe_says = fed(&of_pipe, &bytes, usize::MAX).stdout;
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&file_says), words(&pipe_says), "{line:?}");
    }
}

#[test]
fn shells_and_packagers_get_their_files() {
    for shell in ["bash", "zsh", "fish"] {
        assert!(run(["completions", shell]).stdout.contains("ackplain"), "{shell}");
    }
    assert!(run(["man"]).stdout.contains(".TH ackplain"));
    assert!(run(["--help"]).stdout.contains("explain"));
    assert!(run(["--version"]).stdout.starts_with("ackplain "));
}
