//! What is no capture, or not there, gets one clear sentence on standard error and exit code 2; a damaged
//! capture is told as far as it goes, with exit code 1. Nothing panics, whatever the bytes.

use crate::support::container;
use crate::support::program::{Run, command, fed, run};
use crate::support::samples;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::Stdio;

/// A gzip member that holds the text "This is a text, not a capture.\n".
const GZIP_OF_TEXT: [u8; 48] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xff, 0x0b, 0xc9, 0xc8, 0x2c, 0x56, 0x00, 0xa2,
    0x44, 0x85, 0x92, 0xd4, 0x8a, 0x12, 0x1d, 0x85, 0xbc, 0xfc, 0x12, 0x20, 0x3b, 0x39, 0xb1, 0xa0, 0xa4,
    0xb4, 0x28, 0x55, 0x8f, 0x0b, 0x00, 0x9c, 0xf6, 0x3a, 0x2c, 0x1f, 0x00, 0x00, 0x00,
];

/// The commands that read a capture, each with the rest of its line.
const READERS: [&[&str]; 5] = [
    &["CAPTURE"],
    &["explain", "CAPTURE"],
    &["explain", "CAPTURE", "--format", "json"],
    &["list", "CAPTURE"],
    &["frame", "CAPTURE", "1"],
];

#[test]
fn a_missing_file_is_named() {
    for run in each_reader("no_such_file.pcap") {
        refused(&run, &["no_such_file.pcap", "No such file"]);
    }
}

#[test]
fn a_folder_is_no_capture() {
    for run in each_reader("..") {
        refused(&run, &["..", "director"]);
    }
}

#[test]
fn an_empty_file_is_said_to_be_empty() {
    for run in each_reader_of("empty", b"") {
        refused(&run, &["empty"]);
    }
}

#[test]
fn a_text_is_said_to_be_text() {
    for run in each_reader_of("text", b"GET / HTTP/1.1\r\nHost: www.lab.test\r\n\r\n") {
        refused(&run, &["text"]);
    }
}

#[test]
fn a_compressed_text_is_said_to_be_text() {
    for run in each_reader_of("gzip", &GZIP_OF_TEXT) {
        refused(&run, &["gzip", "inside: text"]);
    }
    for run in each_reader_of("gzip_cut", &GZIP_OF_TEXT[..12]) {
        refused(&run, &["gzip", "cut after 12 bytes"]);
    }
}

#[test]
fn what_is_compressed_twice_or_otherwise_gets_the_command_that_helps() {
    let twice = gzip(&gzip(&samples::bytes("refused.pcap")));
    for run in each_reader_of("twice", &twice) {
        refused(&run, &["compressed twice", "zcat"]);
    }
    for run in each_reader_of("xz", b"\xfd7zXZ\0\0\x04\xe6\xd6\xb4\x46") {
        refused(&run, &["xz", "xzcat"]);
    }
    for run in each_reader_of("bzip2", b"BZh91AY&SY\x5b\x1c") {
        refused(&run, &["bzip2", "bzcat"]);
    }
}

#[test]
fn a_compressed_capture_tells_what_the_plain_one_does() {
    let plain = samples::bytes("orderly_close.pcapng");
    let packed = gzip(&plain);
    for line in [&["explain", "-", "--full"][..], &["list", "-", "--format", "json"], &["frame", "-", "3"]] {
        let (plain, packed) = (fed(line, &plain, 4096), fed(line, &packed, 1));
        assert_eq!((packed.code, &packed.stderr), (Some(0), &String::new()));
        let told = packed.stdout.replace("\"compressed\":\"gzip\",", "");
        assert_eq!(told, plain.stdout, "{line:?}");
        if line.contains(&"json") {
            assert_eq!(packed.json()["capture"]["compressed"], "gzip");
            assert_ne!(told, packed.stdout);
        }
    }
    let overview = fed(&["-"], &packed, 64);
    assert!(overview.stdout.contains("pcapng, compressed with gzip"), "{}", overview.stdout);
    let cut = fed(&["list", "-", "--format", "json"], &packed[..packed.len() / 2], 64);
    assert_eq!(cut.code, Some(1), "{}", cut.stderr);
    assert_eq!(cut.json()["capture"]["findings"][0]["code"], "container_compression");
    assert!(cut.stderr.contains("gzip data are cut after"), "{}", cut.stderr);
}

#[test]
fn bad_input_on_a_pipe_is_refused_too() {
    for (input, word) in [
        (&b""[..], "empty"),
        (&b"plain text, nothing else\n"[..], "text"),
        (&GZIP_OF_TEXT[..], "gzip; inside: text"),
    ] {
        refused(&fed(&["explain", "-"], input, 1), &[word]);
    }
}

#[test]
fn a_capture_cut_at_any_byte_of_its_beginning_is_told_as_far_as_it_goes() {
    for name in ["orderly_close.pcapng", "abortive_close.pcap", "two_sections.pcapng"] {
        let bytes = samples::bytes(name);
        let ends = container::ends(&bytes);
        // Each byte of what comes first; then every third, which falls on each byte of a word in turn, and around each
        // end.
        let near = |length: usize| ends.iter().any(|end| end.abs_diff(length) <= 1);
        for length in (0..bytes.len().min(300)).filter(|&at| at <= 32 || at % 3 == 0 || near(at)) {
            let run = fed(&["explain", "-", "--format", "json"], &bytes[..length], 64);
            let whole = ends.iter().filter(|end| **end <= length).count();
            match run.code {
                Some(0 | 1) => {
                    let frames = run.json()["capture"]["frames"].as_u64();
                    assert_eq!(frames, Some(whole as u64), "{name} cut at {length}");
                }
                Some(2) => {
                    refused(&run, &["-"]);
                    assert_eq!(whole, 0, "{name} cut at {length}: {}", run.stderr);
                }
                code => panic!("{name} cut at {length}: exit {code:?}: {}", run.stderr),
            }
            // Behind the file header a cut inside a record is damage, and between two records it is none.
            if whole > 0 && !name.ends_with("ng") {
                let clean = ends.contains(&length);
                assert_eq!(run.code, Some(i32::from(!clean)), "{name} cut at {length}");
            }
        }
    }
}

#[test]
fn a_record_of_four_gigabytes_is_bounded_and_skipped() {
    for arguments in [
        &["explain", "lying_length.pcap", "--format", "json"][..],
        &["list", "lying_length.pcap", "--format", "json"],
    ] {
        let run = run(arguments);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        let report = run.json();
        let frames = report["capture"]["frames"].as_u64();
        let whole = container::ends(&samples::bytes("half_close.pcap")).len() as u64;
        assert_eq!(frames, Some(whole - 1), "all but the lying record");
        let findings = report["capture"]["findings"].as_array();
        assert!(findings.is_some_and(|all| !all.is_empty()), "{report}");
    }
}

#[test]
fn a_cut_tail_is_reported_and_the_rest_used() {
    for (cut, whole) in
        [("cut_tail.pcap", "http_keepalive.pcap"), ("cut_tail.pcapng", "orderly_close.pcapng")]
    {
        let run = run(["explain", cut, "--format", "json"]);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        let report = run.json();
        let frames = report["capture"]["frames"].as_u64().expect("a number");
        assert!(frames > 5 && frames < container::ends(&samples::bytes(whole)).len() as u64);
        let text = self::run(["explain", cut, "--lang", "en"]);
        assert_eq!(text.code, Some(1));
    }
}

#[test]
fn a_stream_that_is_not_there_is_named() {
    let run = run(["explain", "refused.pcap", "--stream", "999"]);
    refused(&run, &["999"]);
}

#[test]
fn a_frame_that_is_not_there_is_named() {
    for number in ["0", "999"] {
        refused(&run(["frame", "refused.pcap", number]), &[number]);
        refused(&run(["explain", "refused.pcap", "--frame", number]), &[number]);
    }
}

#[test]
fn an_unknown_language_is_refused_with_the_known_ones() {
    let run = run(["explain", "refused.pcap", "--lang", "xx"]);
    refused(&run, &["xx", "en", "ko"]);
}

#[test]
fn a_misspelt_command_gets_the_nearest_one() {
    refused(&run(["explian", "refused.pcap"]), &["explian", "explain"]);
}

#[test]
fn one_bad_file_among_several_does_not_stop_the_others() {
    let run = run(["list", "no_such_file.pcap", "refused.pcap"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("no_such_file.pcap"), "{}", run.stderr);
    assert!(run.stdout.contains(":81"), "{}", run.stdout);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = command(["explain", "story_https.pcapng", "--full", "--format", "json"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut pipe = child.stdout.take().expect("standard output is a pipe");
    pipe.read_exact(&mut [0; 10]).expect("ten bytes come");
    drop(pipe);
    let output = child.wait_with_output().expect("the program ends");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    assert!(stderr.is_empty(), "{stderr}");
}

/// Exit code 2, nothing on standard output, and a short message that holds these words and no debris.
fn refused(run: &Run, words: &[&str]) {
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stdout.is_empty(), "{run:?}");
    for word in words {
        let text = run.stderr.to_lowercase();
        assert!(text.contains(&word.to_lowercase()), "{word:?} is not in {run:?}");
    }
    let lines = run.stderr.lines().count();
    assert!((1..=8).contains(&lines), "{run:?}");
    for debris in ["panicked", "Some(", "Err(", "RUST_BACKTRACE", "{ "] {
        assert!(!run.stderr.contains(debris), "{debris:?} in {run:?}");
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn each_reader(capture: &str) -> Vec<Run> {
    READERS
        .iter()
        .map(|line| {
            run(line.iter().map(|word| match *word {
                "CAPTURE" => capture,
                word => word,
            }))
        })
        .collect()
}

fn each_reader_of(name: &str, bytes: &[u8]) -> Vec<Run> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(format!("bad_input_{name}"));
    fs::write(&path, bytes).expect("the folder for temporary files can be written");
    each_reader(path.to_str().expect("its path is UTF-8"))
}
