//! `explain --follow`: one pass over a pipe or a growing file tells the steps that two passes tell.

use crate::support::lines::{Steps, of_explain, of_news};
use crate::support::reports::{array, explained as reported};
use crate::support::{program, samples};
use std::io::{Read as _, Write as _};
use std::process::Stdio;

/// Steps by two passes.
fn explained(name: &str) -> Steps {
    of_explain(&program::once(&["explain", name, "--brief", "--all"]).stdout)
}

#[test]
fn a_pipe_is_told_step_for_step_as_the_file() {
    let mut compared = 0;
    for name in samples::names() {
        let two = explained(&name);
        let run = program::fed(&["explain", "--follow", "--brief", "-"], &samples::bytes(&name), 777);
        let one = of_news(&run.stdout);
        assert_eq!(one, two, "{name}\n{}", run.stderr);
        compared += one.values().map(Vec::len).sum::<usize>();
    }
    assert!(compared > 500, "only {compared} steps");
}

#[test]
fn each_step_is_printed_when_its_bytes_are_there() {
    for name in ["orderly_close.pcapng", "refused.pcap"] {
        let bytes = samples::bytes(name);
        let frames = samples::frames(name);
        let mut child = program::command(["explain", "--follow", "--brief", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut pipe = child.stdin.take().expect("a pipe");
        let mut out = child.stdout.take().expect("a pipe");
        // Up to the last byte of the SYN, and nothing behind it: the pipe stays open.
        let syn = bytes
            .windows(frames[2].bytes.len())
            .position(|window| window == frames[2].bytes)
            .expect("the frame is in the file");
        let padding = if name.ends_with("ng") { frames[2].bytes.len().next_multiple_of(4) + 4 } else { 0 };
        let end = syn + frames[2].bytes.len().max(padding);
        pipe.write_all(&bytes[..end]).expect("written");
        pipe.flush().expect("flushed");
        let mut text = String::new();
        while !text.contains("SYN  seq ") {
            let mut some = [0; 4096];
            let got = out.read(&mut some).expect("readable");
            assert!(got > 0, "{name}: it ended without the step:\n{text}");
            text.push_str(std::str::from_utf8(&some[..got]).expect("text"));
        }
        pipe.write_all(&bytes[end..]).expect("written");
        drop(pipe);
        out.read_to_string(&mut text).expect("text");
        assert!(child.wait().expect("ends").success());
        assert_eq!(of_news(&text), explained(name), "{name}");
    }
}

/// Writes a sample in two pieces and reads its steps from a program that follows `path`; `close` ends the writing.
#[cfg(target_os = "linux")]
fn followed_in_pieces(
    path: &std::path::Path,
    write: impl FnOnce(&[u8], &mut dyn FnMut()),
) -> (String, String) {
    use nix::sys::signal::{Signal, kill};
    use std::io::{BufRead as _, BufReader};

    let name = "orderly_close.pcapng";
    let mut child = program::command(["explain", "--follow", "--brief"])
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let process = nix::unistd::Pid::from_raw(child.id().cast_signed());
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut text = String::new();
    write(&samples::bytes(name), &mut || {
        // The SYN is told before the rest is written.
        while !text.contains("SYN  seq ") {
            assert!(out.read_line(&mut text).expect("text") > 0, "it ended too soon:\n{text}");
        }
    });
    while !text.contains("over: ") {
        assert!(out.read_line(&mut text).expect("text") > 0, "it ended too soon:\n{text}");
    }
    // A pipe may have ended already; a file never does by itself.
    let _ = kill(process, Signal::SIGINT);
    out.read_to_string(&mut text).expect("text");
    let mut said = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("text");
    assert_eq!(child.wait().expect("ends").code(), Some(0), "{said}");
    (text, said)
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_that_grows_is_followed_until_somebody_ends_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("growing.pcapng");
    std::fs::write(&path, []).expect("an empty file");
    let (text, said) = followed_in_pieces(&path, |bytes, told| {
        let mut file = std::fs::File::options().append(true).open(&path).expect("opens");
        // In the middle of a record: what is there of it is not damage.
        file.write_all(&bytes[..bytes.len() / 2]).expect("written");
        told();
        file.write_all(&bytes[bytes.len() / 2..]).expect("written");
    });
    assert_eq!(of_news(&text), explained("orderly_close.pcapng"));
    assert!(said.contains("13 packets, 11 of them TCP"), "{said}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_fifo_is_followed_until_its_writer_closes_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("fifo");
    let mode = nix::sys::stat::Mode::from_bits_truncate(0o600);
    nix::unistd::mkfifo(&path, mode).expect("a FIFO");
    let (text, said) = followed_in_pieces(&path, |bytes, told| {
        let mut fifo = std::fs::File::options().write(true).open(&path).expect("opens");
        fifo.write_all(&bytes[..bytes.len() / 2]).expect("written");
        told();
        fifo.write_all(&bytes[bytes.len() / 2..]).expect("written");
    });
    assert_eq!(of_news(&text), explained("orderly_close.pcapng"));
    assert!(said.contains("13 packets"), "{said}");
}

#[test]
fn what_a_later_frame_disproves_is_said_when_it_comes() {
    let run = program::fed(&["explain", "--follow", "--brief", "-"], &samples::bytes("lost_ack.pcap"), 99);
    let contradicted: Vec<&str> = run.stdout.lines().filter(|line| line.contains("contradicts")).collect();
    assert_eq!(contradicted.len(), 1, "{}", run.stdout);
    assert!(contradicted[0].contains("frame 6 contradicts frame 5: server SYN-RECEIVED → ESTABLISHED"));
}

#[test]
fn json_is_a_line_an_object_and_ends_with_the_counts() {
    for name in ["lost_ack.pcap", "rejects.pcap", "no_tcp.pcapng", "cut_tail.pcap"] {
        let bytes = samples::bytes(name);
        let run = program::fed(&["explain", "--follow", "--format", "json", "-"], &bytes, 500);
        let records: Vec<serde_json::Value> =
            run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let of = |kind: &str| records.iter().filter(|record| record["record"] == kind).collect::<Vec<_>>();
        let connections = array(&reported(name)["connections"]);
        assert_eq!(of("connection").len(), connections.len(), "{name}");
        assert_eq!(of("end").len(), connections.len(), "{name}");
        for told in connections {
            let own = of("step").into_iter().filter(|record| record["connection"] == told["id"]);
            let own: Vec<_> = own.map(|record| record["step"].clone()).collect();
            let steps = told["steps"].as_array().expect("a list");
            assert_eq!(own.len(), steps.len(), "{name}");
            for (one, two) in own.iter().zip(steps) {
                // All but the verdicts, which only hindsight knows, and sentences that tell of the end.
                for key in ["number", "frame", "time", "sender", "kind", "repeats", "header", "after"] {
                    assert_eq!(one[key], two[key], "{name}: {key}");
                }
                let writes = |step: &serde_json::Value| step["writes"].as_array().map(Vec::len);
                assert_eq!(writes(one), writes(two), "{name}");
            }
        }
        let last = records.last().expect("a summary");
        assert_eq!(last["record"], "summary", "{name}");
        assert_eq!(last["frames"].as_u64(), Some(samples::frames(name).len() as u64), "{name}");
        assert_eq!(of("damage").is_empty(), run.code == Some(0), "{name}");
    }
}

#[test]
fn a_display_filter_chooses_what_is_shown_and_not_what_is_followed() {
    let bytes = samples::bytes("orderly_close.pcapng");
    let run =
        program::fed(&["explain", "--follow", "--brief", "-Y", "tcp.flags.fin == 1", "-"], &bytes, 4096);
    let shown = of_news(&run.stdout);
    let fins = explained("orderly_close.pcapng")[&0]
        .iter()
        .filter(|step| step.contains("FIN takes"))
        .cloned()
        .collect::<Vec<_>>();
    assert_eq!(fins.len(), 2);
    assert_eq!(shown[&0], fins);
}

#[test]
fn what_cannot_be_followed_is_said() {
    let yaml = program::run(["explain", "--follow", "--format", "yaml", "orderly_close.pcapng"]);
    assert_eq!(yaml.code, Some(2));
    assert!(yaml.stderr.contains("an object a line"), "{}", yaml.stderr);
    let gone = program::run(["explain", "--follow", "no-such-file.pcap"]);
    assert_eq!(gone.code, Some(2));
    assert!(gone.stderr.contains("no-such-file.pcap: there is no such file"), "{}", gone.stderr);
}
