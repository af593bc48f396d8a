//! What the commands print: widths, colours, languages, and that each format says the same.

use crate::support::{Desk, ackplain, closed, refused, run, run_fed, stdout};
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
                    let output = ackplain()
                        .current_dir(desk.path())
                        .args(line)
                        .args(["--lang", lang, "--width", width])
                        .output()
                        .expect("it starts");
                    let limit: usize = width.parse().expect("a number");
                    for printed in stdout(&output).lines() {
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
        let output = ackplain()
            .envs(set.iter().copied())
            .args(["explain", &file])
            .args(more)
            .output()
            .expect("it starts");
        stdout(&output).contains('\u{1b}')
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
        let output = ackplain().args(line).arg("--ascii").output().expect("it starts");
        let text = stdout(&output);
        assert!(text.is_ascii(), "{line:?}: {:?}", text.chars().find(|c| !c.is_ascii()));
        assert!(!text.is_empty());
    }
}

#[test]
fn the_handshake_is_told_with_its_nine_fields_and_the_close_with_its_states() {
    let (_desk, file) = put(&closed());
    let text = stdout(&run(&["explain", &file]));
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
    let brief = stdout(&run(&["explain", &file, "--brief"]));
    let steps = brief.lines().filter(|line| line.contains(" → ") || line.contains(" ← ")).count();
    assert!(steps >= 9, "{brief}");
    let one = stdout(&run(&["explain", &file, "--frame", "2"]));
    assert!(one.contains("Step 2") && !one.contains("Step 1 ") && !one.contains("Step 3"), "{one}");
}

#[test]
fn several_connections_get_three_stories_and_the_command_for_the_next() {
    let (_desk, file) = put(&refused(5));
    let text = stdout(&run(&["explain", &file]));
    assert_eq!(text.matches("How it ends").count(), 3, "{text}");
    assert!(text.contains("--stream 3") && text.contains("--all"), "{text}");
    let all = stdout(&run(&["explain", &file, "--all"]));
    assert_eq!(all.matches("How it ends").count(), 5);
    let third = stdout(&run(&["explain", &file, "--stream", "4"]));
    assert_eq!(third.matches("How it ends").count(), 1);
    assert!(third.contains(":10004"), "{third}");
}

#[test]
fn every_format_of_list_has_every_connection_once_and_in_order() {
    let (_desk, file) = put(&refused(1_200));
    let plain = stdout(&run(&["list", &file]));
    assert_eq!(plain.lines().count(), 1_201, "a head line and 1,200 rows");
    let csv = stdout(&run(&["list", &file, "--format", "csv"]));
    let ids: Vec<u32> = csv
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(1).and_then(|id| id.parse().ok()).expect("a number"))
        .collect();
    assert_eq!(ids, (0..1_200).collect::<Vec<_>>());
    let lines = stdout(&run(&["list", &file, "--format", "jsonl"]));
    for (index, line) in lines.lines().enumerate() {
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(row["id"], index);
        assert_eq!(row["outcome"], "refused");
        assert_eq!(row["errno"], "ECONNREFUSED");
    }
    assert_eq!(lines.lines().count(), 1_200);
    let sorted = stdout(&run(&["list", &file, "--format", "csv", "--sort", "client"]));
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
        let file_says = stdout(&run(&of_file)).replace(&file, "-");
        let pipe_says = stdout(&run_fed(&of_pipe, &bytes));
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&file_says), words(&pipe_says), "{line:?}");
    }
}

#[test]
fn shells_and_packagers_get_their_files() {
    for shell in ["bash", "zsh", "fish"] {
        assert!(stdout(&run(&["completions", shell])).contains("ackplain"), "{shell}");
    }
    assert!(stdout(&run(&["man"])).contains(".TH ackplain"));
    assert!(stdout(&run(&["--help"])).contains("explain"));
    assert!(stdout(&run(&["--version"])).starts_with("ackplain "));
}
