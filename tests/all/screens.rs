//! What must hold of every screen of every sample: it fits, it ends well, Korean and English tell the same, and the
//! numbers are those of the report.
//!
//! These samples have no snapshots of their own but for the pages of [`crate::told`]. Each is run through the overview,
//! `list`, `explain` at every depth and `explain --follow`, and through the report for programs; `frame` shows one
//! frame of each kind that is in them.

use crate::support::program::{Run, fed, once, run};
use crate::support::reports::{SENTENCES, array, explained, translated};
use crate::support::samples;
use crate::support::screen::{fits, holds, is_korean, numbers};
use serde_json::Value;
use std::collections::BTreeSet;

/// What is printed of a capture for a person, as command lines in which `FILE` is the capture, and from how many digits
/// on a number stands as often in one language as in the other. Smaller ones may be written out in one of them.
const SCREENS: [(&[&str], usize); 5] = [
    (&["FILE"], 2),
    (&["list", "FILE"], 1),
    (&["explain", "FILE", "--brief", "--all"], 2),
    (&["explain", "FILE", "--all"], 2),
    (&["explain", "FILE", "--all", "--full"], 2),
];

/// The run over a sample, in a language.
fn screen(line: &[&str], sample: &str, language: &str) -> &'static Run {
    let line: Vec<&str> = line.iter().map(|&word| if word == "FILE" { sample } else { word }).collect();
    let line = [&line[..], &["--width", "80", "--lang", language]].concat();
    let run = once(&line);
    holds(&line, run);
    run
}

#[test]
fn every_screen_fits_and_is_told_in_both_languages_with_the_same_numbers() {
    let mut compared = 0;
    for name in samples::names() {
        let report = once(&["explain", &name, "--format", "json"]);
        for (line, digits) in SCREENS {
            let [english, korean] = ["en", "ko"].map(|language| screen(line, &name, language));
            assert_eq!((english.code, korean.code), (report.code, report.code), "{name}: {line:?}");
            assert!(!is_korean(&english.stdout), "{name}: {line:?}: Korean among the English");
            assert!(is_korean(&korean.stdout), "{name}: {line:?}: no Korean");
            // The same damage, at the same place.
            assert_eq!(numbers(&english.stderr, 1), numbers(&korean.stderr, 1), "{name}: {line:?}");
            let (ours, theirs) = (numbers(&english.stdout, digits), numbers(&korean.stdout, digits));
            assert_eq!(ours, theirs, "{name}: {line:?}");
            compared += ours.len();
        }
    }
    assert!(compared > 8_000, "only {compared} numbers were compared");
}

/// A step as the head of its paragraph names it: `Step 2 · frame 4 · …`, `2단계 · 프레임 4 · …`.
fn heads(story: &str) -> Vec<(u64, u64)> {
    let number = |text: &str| -> Option<u64> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.parse().ok()
    };
    story
        .lines()
        .filter_map(|line| {
            let mut words = line.split(" · ");
            let (step, frame) = (words.next()?, words.next()?);
            let step = step.strip_prefix("Step ").or_else(|| step.strip_suffix("단계"))?;
            let frame = frame.strip_prefix("frame ").or_else(|| frame.strip_prefix("프레임 "))?;
            Some((number(step)?, number(frame)?))
        })
        .collect()
}

/// The steps of a report that a frame carries: which, of which frame, and all of it.
fn steps(report: &Value) -> Vec<(u64, u64, &Value)> {
    array(&report["connections"])
        .iter()
        .flat_map(|connection| array(&connection["steps"]))
        .filter_map(|step| Some((step["number"].as_u64()?, step["frame"].as_u64()?, step)))
        .collect()
}

/// A sentence with blanks and line ends being one, and without the English that stands behind a Korean word where a
/// page has it first.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('(') {
        plain.push_str(before);
        rest = behind;
        match behind.split_once(')') {
            Some((word, behind)) if word.chars().all(|c| c.is_ascii_alphabetic() || c.is_whitespace()) => {
                rest = behind;
            }
            _ => plain.push('('),
        }
    }
    plain.push_str(rest);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraphs of a story that tell a step.
fn paragraphs(story: &str) -> Vec<String> {
    story
        .split("\n\n")
        .filter(|paragraph| paragraph.lines().any(|line| !heads(line).is_empty()))
        .map(plain)
        .collect()
}

#[test]
fn a_story_tells_the_steps_of_the_report_with_its_sentences_and_numbers() {
    let (mut told, mut values) = (0, 0);
    for name in samples::names() {
        for language in ["en", "ko"] {
            let line = ["explain", &name, "--format", "json", "--lang", language];
            let korean = once(&line).json();
            let report = if language == "en" { explained(&name) } else { &korean };
            let expected: Vec<(u64, u64)> = steps(report).iter().map(|step| (step.0, step.1)).collect();
            for depth in ["", "--full"] {
                let line: Vec<&str> =
                    ["explain", "FILE", "--all", depth].into_iter().filter(|word| !word.is_empty()).collect();
                let story = &screen(&line, &name, language).stdout;
                let shown = heads(story);
                if depth == "--full" {
                    assert_eq!(shown, expected, "{name} {language}");
                }
                // Without it some are left out, and none is told twice or out of order.
                let mut all = steps(report).into_iter();
                for (paragraph, (number, frame)) in paragraphs(story).iter().zip(shown) {
                    let step = all.find(|step| (step.0, step.1) == (number, frame));
                    let step = step.unwrap_or_else(|| panic!("{name} {language} {depth}: step {number}?")).2;
                    let text = plain(step["text"].as_str().expect("a sentence"));
                    assert!(paragraph.contains(&text), "{name} step {number}: no {text:?} in {paragraph}");
                    told += 1;
                    if depth == "--full" {
                        values += header_values(&name, paragraph, &step["header"]);
                    }
                }
            }
        }
    }
    assert!(told > 1_200 && values > 2_000, "only {told} steps and {values} values were compared");
}

/// A paragraph in full shows the header's numbers as the report has them. How many there are.
fn header_values(name: &str, paragraph: &str, header: &Value) -> usize {
    let mut count = 0;
    let there = numbers(paragraph, 2);
    for field in ["tcp.srcport", "tcp.dstport", "tcp.seq_raw", "tcp.ack_raw", "tcp.window_size_value"] {
        // A number that is not read is shown as a dash; of a quoted header not all is there.
        let Some(value) = header[field].as_u64().filter(|value| *value > 9) else { continue };
        if field == "tcp.ack_raw" && header["tcp.flags.ack"] != true {
            continue;
        }
        assert!(
            there.contains_key(value.to_string().as_str()),
            "{name}: {field} is {value}, which is not in {paragraph}"
        );
        count += 1;
    }
    count
}

#[test]
fn overview_list_and_brief_name_the_connections_and_frames_of_the_report() {
    let mut rows = 0;
    for name in samples::names() {
        let report = explained(&name);
        for language in ["en", "ko"] {
            for line in [&["FILE"][..], &["list", "FILE"]] {
                let page = &screen(line, &name, language).stdout;
                for connection in array(&report["connections"]) {
                    let id = connection["id"].to_string();
                    let row = page.lines().find(|line| line.split_whitespace().next() == Some(&id));
                    let row = row.unwrap_or_else(|| panic!("{name}: no row of connection {id} in\n{page}"));
                    for side in ["client", "server"] {
                        let end = &connection[side];
                        let (ip, port) = (end["ip"].as_str().expect("an address"), &end["port"]);
                        let end =
                            if ip.contains(':') { format!("[{ip}]:{port}") } else { format!("{ip}:{port}") };
                        assert!(row.contains(&end), "{name}: {end} is not in {row}");
                    }
                    for side in ["client", "server"] {
                        let bytes = connection[side]["unique_bytes"].to_string();
                        let row = row.replace(',', "");
                        assert!(
                            numbers(&row, 1).contains_key(bytes.as_str()),
                            "{name}: {bytes} not in {row}"
                        );
                    }
                    rows += 1;
                }
            }
            let brief = &screen(&["explain", "FILE", "--brief", "--all"], &name, language).stdout;
            let frames: Vec<u64> = brief
                .lines()
                .filter_map(|line| line.get(..7)?.strip_prefix("  ")?.trim().parse().ok())
                .collect();
            let expected: Vec<u64> = steps(report).iter().map(|step| step.1).collect();
            assert_eq!(frames, expected, "{name} {language}");
        }
    }
    assert!(rows > 150, "only {rows} rows were compared");
}

#[test]
fn a_report_in_korean_differs_in_its_sentences_alone() {
    let mut sentences = 0;
    for name in samples::names() {
        let korean = once(&["explain", &name, "--format", "json", "--lang", "ko"]).json();
        sentences += translated(&SENTENCES, &name, "", explained(&name), &korean);
    }
    assert!(sentences > 4_000, "only {sentences} sentences");
}

/// The frames that show something that no frame before has: other layers, other control bits, other options.
fn kinds() -> Vec<(String, String)> {
    let mut seen = BTreeSet::new();
    let mut frames = Vec::new();
    for name in samples::names() {
        let line =
            ["frame.protocols", "tcp.flags", "tcp.option_kind", "icmp.type", "icmpv6.type", "arp.opcode"];
        let fields: Vec<&str> = line.iter().flat_map(|field| ["-e", field]).collect();
        let printed = run([&["fields", &name, "-e", "frame.number"], &fields[..]].concat()).stdout;
        for row in printed.lines() {
            let (number, kind) = row.split_once('\t').expect("a number and what the frame is");
            if seen.insert(kind.to_owned()) {
                frames.push((name.clone(), number.to_owned()));
            }
        }
    }
    frames
}

#[test]
fn a_frame_of_each_kind_is_shown_in_both_languages_with_the_same_numbers() {
    let frames = kinds();
    assert!((40..160).contains(&frames.len()), "{} kinds of frames", frames.len());
    for (name, number) in &frames {
        let [english, korean] = ["en", "ko"].map(|lang| screen(&["frame", "FILE", number], name, lang));
        assert_eq!(english.code, korean.code, "{name} frame {number}");
        assert!(is_korean(&korean.stdout) && !is_korean(&english.stdout), "{name} frame {number}");
        assert_eq!(numbers(&english.stdout, 3), numbers(&korean.stdout, 3), "{name} frame {number}");
    }
}

#[test]
fn what_is_followed_fits_and_has_the_steps_of_the_story_at_every_depth() {
    for name in ["lost_ack.pcap", "rejects.pcap", "refused.pcap", "cut_tail.pcapng"] {
        for depth in [&[][..], &["--full"]] {
            let [english, korean] = ["en", "ko"].map(|language| {
                let line =
                    [&["explain", "--follow", "--width", "80", "--lang", language], depth, &["-"]].concat();
                let run = fed(&line, &samples::bytes(name), 4096);
                fits(&line, &run.stdout);
                run
            });
            assert_eq!(numbers(&english.stdout, 2), numbers(&korean.stdout, 2), "{name} {depth:?}");
            let line = [&["explain", "FILE", "--all"][..], depth].concat();
            let story = &screen(&line, name, "en").stdout;
            let sorted = |text: &str| heads(text).into_iter().collect::<BTreeSet<_>>();
            assert_eq!(sorted(&english.stdout), sorted(story), "{name} {depth:?}");
            assert_eq!(sorted(&korean.stdout), sorted(story), "{name} {depth:?}");
        }
    }
}
