//! What goes wrong is said clearly, in the reader's language, with the right exit code.

use crate::support::container;
use crate::support::program::{Run, command, fed, finish, run};
use crate::support::segments::{Desk, closed, refused};
use std::process::Stdio;

fn code(run: &Run) -> i32 {
    run.code.expect("it ends by itself")
}

/// It could not run, and the sentence has these words.
fn complains(arguments: &[&str], words: &[&str]) {
    let output = run(arguments);
    let said = &output.stderr;
    assert_eq!(code(&output), 2, "{arguments:?}: {said}");
    assert!(output.stdout.is_empty(), "{arguments:?} wrote to standard output");
    for word in words {
        assert!(said.contains(word), "{arguments:?}: no {word:?} in {said:?}");
    }
}

#[test]
fn a_missing_file_a_directory_and_files_that_are_no_captures() {
    let desk = Desk::new();
    let folder = desk.path().display().to_string();
    let empty = desk.put("empty.pcap", b"").display().to_string();
    let text = desk.put("notes.txt", b"These are notes about packets.\n").display().to_string();
    // gzip's magic, deflate, no name
    let gzip = desk.put("a.gz", &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 75, 4, 0]).display().to_string();
    let missing = desk.path().join("missing.pcap").display().to_string();
    for command in [&["explain"][..], &["list"], &["frame"], &[]] {
        let with = |file: &str, words: &[&str]| {
            let mut arguments: Vec<&str> = command.to_vec();
            arguments.push(file);
            if command == ["frame"] {
                arguments.push("1");
            }
            complains(&arguments, words);
        };
        with(&missing, &["no such file", "missing.pcap"]);
        with(&folder, &["directory"]);
        with(&empty, &["empty"]);
        with(&text, &["text", "notes.txt"]);
        with(&gzip, &["gzip"]);
    }
}

#[test]
fn numbers_that_are_not_there() {
    let desk = Desk::new();
    let file = desk.put("closed.pcap", &closed()).display().to_string();
    complains(&["explain", &file, "--stream", "999"], &["999", "one TCP stream"]);
    complains(&["explain", &file, "--frame", "0"], &["count from 1"]);
    complains(&["explain", &file, "--frame", "10"], &["9 frames"]);
    complains(&["frame", &file, "0"], &["count from 1"]);
    complains(&["frame", &file, "10"], &["9 frames"]);
    complains(&["explain", &file, "--lang", "fr"], &["en", "ko"]);
}

#[test]
fn complaints_are_korean_for_a_korean_reader() {
    let output = finish(command(["explain", "no-such-file.pcap"]).env("LANG", "ko_KR.UTF-8"));
    assert!(output.stderr.contains("그런 파일이 없다"), "{}", output.stderr);
    let output = run(["explain", "no-such-file.pcap", "--lang", "ko"]);
    assert!(output.stderr.contains("그런 파일이 없다"));
}

#[test]
fn a_misspelt_command_gets_the_nearest_one() {
    complains(&["explian", "a.pcap"], &["explain"]);
    complains(&["explian"], &["explain"]);
    complains(&["--lang", "en", "lsit", "a.pcap", "--sort", "id"], &["list"]);
}

#[test]
fn one_unreadable_file_among_several_does_not_stop_the_others() {
    let desk = Desk::new();
    let good = desk.put("good.pcap", &closed()).display().to_string();
    let output = run(["list", "no-such.pcap", &good, "--format", "csv"]);
    assert_eq!(code(&output), 2);
    assert_eq!(output.stdout.lines().count(), 2, "a head line and a row");
    assert!(output.stderr.contains("no-such.pcap"));
}

#[test]
fn a_cut_capture_is_used_as_far_as_it_goes() {
    let desk = Desk::new();
    let whole = closed();
    // Every byte of the file's header and of the first record; then where a record or its header ends, and around it.
    let ends = container::ends(&whole);
    let near = |cut: usize| ends.iter().any(|&end| cut.abs_diff(end) <= 1 || cut.abs_diff(end + 16) <= 1);
    for cut in (0..whole.len()).filter(|&cut| cut <= ends[0] || near(cut)) {
        let file = desk.put("cut.pcap", &whole[..cut]).display().to_string();
        for command in ["explain", "list"] {
            let output = run([command, &file]);
            let said = &output.stderr;
            // Behind a whole record there is nothing to see that anything is missing.
            assert!([0, 1, 2].contains(&code(&output)), "{command} at {cut}: {said}");
            assert_eq!(code(&output) == 0, said.is_empty(), "{command} at {cut}: {said}");
            assert_eq!(code(&output) == 2, cut < 24, "{command} at {cut}: {said}");
        }
    }
}

#[test]
fn a_record_of_four_gigabytes_is_damage_with_its_offset() {
    let mut bytes = closed();
    // The second record's captured length; the first record is 16 + 40 bytes behind the file's 24.
    bytes[24 + 56 + 8..24 + 56 + 12].fill(0xff);
    let output = fed(&["list", "-", "--format", "csv"], &bytes, usize::MAX);
    assert_eq!(code(&output), 1, "{}", output.stderr);
    assert!(output.stderr.contains("offset 80"), "{}", output.stderr);
    assert_eq!(output.stdout.lines().count(), 2);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let desk = Desk::new();
    let file = desk.put("many.pcap", &refused(3_000)).display().to_string();
    for arguments in
        [&["list", &file][..], &["explain", &file, "--all"], &["explain", &file, "--format", "json"]]
    {
        let mut child = command(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        drop(child.stdout.take());
        let output = Run::from(child.wait_with_output().expect("it ends"));
        assert_eq!(code(&output), 0, "{arguments:?}");
        assert!(output.stderr.is_empty(), "{arguments:?}: {}", output.stderr);
    }
}

#[test]
fn a_report_is_not_written_over_its_capture() {
    let desk = Desk::new();
    let path = desk.put("closed.pcap", &closed());
    let file = path.display().to_string();
    complains(&["explain", &file, "-o", &file], &["over the capture"]);
    assert_eq!(std::fs::read(&path).expect("still there"), closed());
}

#[test]
fn output_that_cannot_be_written_is_said() {
    let desk = Desk::new();
    let file = desk.put("closed.pcap", &closed()).display().to_string();
    let nowhere = desk.path().join("no/such/folder.txt").display().to_string();
    complains(&["explain", &file, "-o", &nowhere], &["cannot be written"]);
}
