//! Ten samples are not captures as a tool wrote them but were made from one of the others: another container,
//! a shorter snap length, a lie. Each is made again here and compared with the file byte by byte, so that the
//! table in `samples/README.md` stays true and anybody can see how it was done.
//!
//! What is told of them has no snapshots of its own: it is held to what is told of their originals, but for the places
//! that are listed here, each of which must differ. Both come through a pipe, so neither has a name.
//!
//! `ACKPLAIN_DERIVE=1 cargo test derived` writes the files.

use crate::support::container::{
    self, Container, Order, enhanced_packet, interface, read_pcap, section_header, simple_packet,
};
use crate::support::program::fed;
use crate::support::reports::array;
use crate::support::samples;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fs;

/// A sample's name and how it is made.
type Derived = (&'static str, fn() -> Vec<u8>);

const DERIVED: [Derived; 10] = [
    ("big_endian.pcap", big_endian),
    ("big_endian_nanoseconds.pcap", big_endian_nanoseconds),
    ("bsd_loopback.pcap", bsd_loopback),
    ("cut_tail.pcap", cut_tail_of_pcap),
    ("cut_tail.pcapng", cut_tail_of_pcapng),
    ("lying_length.pcap", lying_length),
    ("modified.pcap", modified),
    ("no_clock.pcapng", no_clock),
    ("options_cut.pcap", options_cut),
    ("two_sections.pcapng", two_sections),
];

#[test]
fn derived_samples_are_what_they_were_made_from() {
    for (name, make) in DERIVED {
        let made = make();
        if std::env::var_os("ACKPLAIN_DERIVE").is_some() {
            fs::write(samples::path(name), &made).expect("samples/ can be written");
        }
        assert!(samples::bytes(name) == made, "{name} differs from what this test makes");
    }
}

#[test]
fn the_same_frames_are_read_from_another_container() {
    for (name, parent) in [
        ("big_endian.pcap", "abortive_close.pcap"),
        ("big_endian_nanoseconds.pcap", "simultaneous_close.pcap"),
        ("modified.pcap", "refused.pcap"),
    ] {
        assert_eq!(samples::frames(name), samples::frames(parent), "{name}");
    }

    let refused = samples::frames("refused.pcap");
    let orderly = samples::frames("orderly_close.pcapng");
    assert_eq!(samples::frames("two_sections.pcapng"), [orderly, refused.clone()].concat());

    let mut timeless = refused;
    for frame in &mut timeless {
        frame.time = None;
    }
    assert_eq!(samples::frames("no_clock.pcapng"), timeless);
}

#[test]
fn behind_a_lying_length_the_frames_are_found_again() {
    let mut expected = samples::frames("half_close.pcap");
    expected.remove(5);
    assert_eq!(samples::frames("lying_length.pcap"), expected);
}

#[test]
fn the_library_reads_what_the_tests_own_reader_reads() {
    let mut compared = 0;
    for name in samples::names().iter().filter(|name| {
        let file = samples::bytes(name);
        let magic = container::little(&file, 0);
        matches!(magic, 0xa1b2_c3d4 | 0xa1b2_3c4d)
            && !matches!(name.as_str(), "cut_tail.pcap" | "lying_length.pcap")
    }) {
        let ours = read_pcap(&samples::bytes(name));
        let theirs = samples::frames(name);
        assert_eq!(ours.records.len(), theirs.len(), "{name}");
        for (record, frame) in ours.records.into_iter().zip(theirs) {
            let record = samples::Frame {
                time: Some(record.time.into()),
                original: record.original,
                bytes: record.bytes,
            };
            assert_eq!(record, frame, "{name}");
            compared += 1;
        }
    }
    assert!(compared > 300, "only {compared} frames were compared");
}

/// Where a report says something else because its capture was made from another, with `#` for any place in a list. A
/// value is compared as a whole if it is listed as one.
type Differs = (&'static str, &'static str, &'static [&'static str]);

const DIFFERS: [Differs; 6] = [
    ("big_endian.pcap", "abortive_close.pcap", &[]),
    ("big_endian_nanoseconds.pcap", "simultaneous_close.pcap", &["/capture/format"]),
    ("modified.pcap", "refused.pcap", &["/capture/bytes", "/capture/format"]),
    // Four bytes in front of each packet.
    (
        "bsd_loopback.pcap",
        "raw_ip.pcap",
        &[
            "/capture/bytes",
            "/capture/interfaces/#/link_type",
            "/capture/link_types/#",
            "/connections/#/steps/#/header/frame.cap_len",
            "/connections/#/steps/#/header/frame.encap_type",
            "/connections/#/steps/#/header/frame.len",
            "/connections/#/steps/#/header/frame.protocols",
            "/connections/#/steps/#/header/null.family",
            "/connections/#/steps/#/writes/#/by/offset",
        ],
    ),
    // No frame has a time, and that is said.
    (
        "no_clock.pcapng",
        "refused.pcap",
        &[
            "/capture/bytes",
            "/capture/findings",
            "/capture/first",
            "/capture/format",
            "/capture/interfaces/#/snap_length",
            "/capture/last",
            "/connections/#/duration",
            "/connections/#/first",
            "/connections/#/last",
            "/connections/#/steps/#/header/frame.time_epoch",
            "/connections/#/steps/#/time",
            "/connections/#/timing",
        ],
    ),
    // The options behind the first six bytes are gone, with them the shift of the windows and the timestamps, and
    // checksums cannot be verified.
    (
        "options_cut.pcap",
        "half_close.pcap",
        &[
            "/capture/bytes",
            "/capture/findings",
            "/connections/#/client/timestamps",
            "/connections/#/client/window_shift",
            "/connections/#/client/window_shift_offered",
            "/connections/#/findings",
            "/connections/#/server/timestamps",
            "/connections/#/server/window_shift",
            "/connections/#/server/window_shift_offered",
            "/connections/#/steps/#/after/client/rcv_wnd",
            "/connections/#/steps/#/after/client/snd_wnd",
            "/connections/#/steps/#/after/server/rcv_wnd",
            "/connections/#/steps/#/after/server/snd_wnd",
            "/connections/#/steps/#/header/frame.cap_len",
            "/connections/#/steps/#/header/tcp.checksum.status",
            "/connections/#/steps/#/header/tcp.checksum_calculated",
            "/connections/#/steps/#/header/tcp.option_kind",
            "/connections/#/steps/#/header/tcp.option_len",
            "/connections/#/steps/#/header/tcp.options",
            "/connections/#/steps/#/header/tcp.options.nop",
            "/connections/#/steps/#/header/tcp.options.timestamp",
            "/connections/#/steps/#/header/tcp.options.timestamp.tsecr",
            "/connections/#/steps/#/header/tcp.options.timestamp.tsval",
            "/connections/#/steps/#/header/tcp.options.wscale",
            "/connections/#/steps/#/header/tcp.options.wscale.multiplier",
            "/connections/#/steps/#/header/tcp.options.wscale.shift",
            "/connections/#/steps/#/writes",
            "/connections/#/timing/round_trips/client/by_timestamp",
            "/connections/#/timing/round_trips/server/by_timestamp",
        ],
    ),
];

#[test]
fn derived_samples_are_reported_as_their_originals_but_for_what_was_changed() {
    for (name, parent, places) in DIFFERS {
        let mut found = BTreeSet::new();
        differences("", &reported(name), &reported(parent), places, &mut found);
        let expected: BTreeSet<String> = places.iter().map(|&place| place.to_owned()).collect();
        assert_eq!(found, expected, "{name} and {parent}");
    }
    let offset = |report: &Value| -> Vec<u64> {
        writes(report).iter().filter_map(|write| write["by"]["offset"].as_u64()).collect()
    };
    let moved: Vec<u64> = offset(&reported("raw_ip.pcap")).into_iter().map(|offset| offset + 4).collect();
    assert_eq!(offset(&reported("bsd_loopback.pcap")), moved);

    // States and sequence numbers are written as before, whatever else cannot be read.
    let [cut, whole] = ["options_cut.pcap", "half_close.pcap"].map(reported);
    let kept = |report: &Value| -> Vec<Value> {
        writes(report)
            .into_iter()
            .filter(|write| {
                let variable = write["variable"].as_str().unwrap_or_default();
                matches!(variable, "state" | "ISS" | "IRS" | "SND.UNA" | "SND.NXT" | "RCV.NXT" | "RCV.MSS")
            })
            .cloned()
            .collect()
    };
    assert_eq!(kept(&cut), kept(&whole));
    assert!(kept(&cut).len() > 40);
}

/// The report on a sample that comes through a pipe.
fn reported(name: &str) -> Value {
    fed(&["explain", "-", "--format", "json"], &samples::bytes(name), 4096).json()
}

fn writes(report: &Value) -> Vec<&Value> {
    let steps = array(&report["connections"]).iter().flat_map(|connection| array(&connection["steps"]));
    steps.flat_map(|step| array(&step["writes"])).collect()
}

/// Where two reports differ; what is absent is null. Values at the places in `whole` are not looked into.
fn differences(at: &str, one: &Value, other: &Value, whole: &[&str], found: &mut BTreeSet<String>) {
    match (one, other) {
        _ if one == other => {}
        (Value::Object(one), Value::Object(other)) if !whole.contains(&at) => {
            for key in one.keys().chain(other.keys()) {
                let of = |map: &Map<String, Value>| map.get(key).cloned().unwrap_or_default();
                differences(&format!("{at}/{key}"), &of(one), &of(other), whole, found);
            }
        }
        (Value::Array(one), Value::Array(other)) if !whole.contains(&at) && one.len() == other.len() => {
            for (one, other) in one.iter().zip(other) {
                differences(&format!("{at}/#"), one, other, whole, found);
            }
        }
        _ => drop(found.insert(at.to_owned())),
    }
}

/// What is printed for a person of a sample that comes through a pipe; words and lines as they are.
fn printed(name: &str, line: &[&str], language: &str) -> String {
    let (first, more) = line.split_first().expect("a word");
    let look = ["--width", "80", "--lang", language];
    fed(&[&[*first], more, &look].concat(), &samples::bytes(name), 4096).stdout
}

#[test]
fn of_the_same_frames_in_another_container_the_same_pages_are_told() {
    for (name, parent, format) in [
        ("big_endian.pcap", "abortive_close.pcap", ""),
        ("big_endian_nanoseconds.pcap", "simultaneous_close.pcap", " (nanoseconds)"),
        ("modified.pcap", "refused.pcap", " (modified)"),
    ] {
        for language in ["en", "ko"] {
            for line in [
                &["-"][..],
                &["list", "-"],
                &["explain", "-", "--brief"],
                &["explain", "-"],
                &["explain", "-", "--full"],
                &["frame", "-", "3"],
            ] {
                let [ours, theirs] = [name, parent].map(|name| printed(name, line, language));
                // The overview names the container, and its lines break elsewhere for that.
                let words = |page: &str| page.split_whitespace().collect::<Vec<_>>().join(" ");
                assert_eq!(
                    ours.contains(format),
                    theirs.contains(format) || line == ["-"],
                    "{name}: {line:?}"
                );
                assert_eq!(
                    words(&ours.replacen(format, "", 1)),
                    words(&theirs),
                    "{name} {language}: {line:?}"
                );
            }
        }
    }
}

/// The step of each frame that a connection tells: who, what, which header, what stands there afterwards; not what
/// hindsight says.
fn steps(connection: &Value) -> Vec<Value> {
    let mut steps = Vec::new();
    for step in array(&connection["steps"]).iter().filter(|step| step["frame"].is_u64()) {
        let mut step = step.clone();
        let keys = step.as_object_mut().expect("a step");
        keys.remove("text");
        keys.remove("message");
        for write in keys["writes"].as_array_mut().expect("writes") {
            let keys = write.as_object_mut().expect("a write");
            keys.remove("verdict");
            keys.remove("because");
        }
        steps.push(step);
    }
    steps
}

#[test]
fn a_cut_capture_tells_the_steps_of_the_whole_one_up_to_the_cut() {
    for (name, parent, last) in
        [("cut_tail.pcap", "http_keepalive.pcap", 19), ("cut_tail.pcapng", "orderly_close.pcapng", 9)]
    {
        let [cut, whole] = [name, parent].map(reported);
        assert_eq!(cut["capture"]["frames"], last);
        let (cut, whole) = (steps(&cut["connections"][0]), steps(&whole["connections"][0]));
        let before: Vec<Value> =
            whole.iter().filter(|step| step["frame"].as_u64() <= Some(last)).cloned().collect();
        assert_eq!(cut, before, "{name}");
        assert!(cut.len() > 5 && cut.len() < whole.len(), "{name}: {} of {}", cut.len(), whole.len());
    }
}

/// A step's segment, wherever in a file its frame stands.
fn segment(step: &Value) -> Value {
    let mut about = Map::new();
    for key in ["sender", "kind"] {
        about.insert(key.to_owned(), step[key].clone());
    }
    let header = step["header"].as_object().cloned().unwrap_or_default();
    about.extend(header.into_iter().filter(|(name, _)| name.starts_with("tcp.") || name.starts_with("ip.")));
    Value::Object(about)
}

#[test]
fn two_sections_tell_one_connection_each_and_a_lie_costs_its_frame_alone() {
    let report = reported("two_sections.pcapng");
    let [first, second] = array(&report["connections"]) else { panic!("two connections") };
    let orderly = &reported("orderly_close.pcapng")["connections"][0];
    assert_eq!(steps(first), steps(orderly));
    let refused = &reported("refused.pcap")["connections"][0];
    for key in ["outcome", "errno", "zeek", "completeness", "roles_seen", "duration", "first", "last"] {
        assert_eq!(second[key], refused[key], "{key}");
    }
    // Behind the thirteen frames of the first section, on its second interface.
    let (ours, theirs) = (steps(second), steps(refused));
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!(ours["frame"].as_u64(), theirs["frame"].as_u64().map(|frame| frame + 13));
        for key in ["number", "time", "sender", "kind", "after"] {
            assert_eq!(ours[key], theirs[key], "{key}");
        }
        assert_eq!(segment(ours), segment(theirs));
    }

    let [lying, whole] = ["lying_length.pcap", "half_close.pcap"].map(reported);
    let [lying, mut whole] = [lying, whole].map(|report| steps(&report["connections"][0]));
    assert_eq!(whole.remove(3)["frame"], 6, "the frame whose record lies");
    let segments = |steps: &[Value]| steps.iter().map(segment).collect::<Vec<_>>();
    assert_eq!(segments(&lying), segments(&whole));
}

/// `abortive_close.pcap` as a big-endian machine would have written it.
fn big_endian() -> Vec<u8> {
    container::write_pcap(&of("abortive_close.pcap"), Order::Big, false)
}

/// `simultaneous_close.pcap`, big-endian and in nanoseconds; each time ends in three zeros.
fn big_endian_nanoseconds() -> Vec<u8> {
    container::write_pcap(&of("simultaneous_close.pcap"), Order::Big, true)
}

/// `refused.pcap` in Alexey Kuznetzov's modified format.
fn modified() -> Vec<u8> {
    container::write_modified_pcap(&of("refused.pcap"))
}

/// `raw_ip.pcap` with the four bytes in front of each packet that a BSD loopback interface puts there: its
/// address family, AF_INET, in the byte order of the machine.
fn bsd_loopback() -> Vec<u8> {
    let mut container = of("raw_ip.pcap");
    container.link = 0;
    for record in &mut container.records {
        record.bytes.splice(0..0, 2_u32.to_le_bytes());
        record.original += 4;
    }
    container::write_pcap(&container, Order::Little, false)
}

/// `half_close.pcap` as `tcpdump -s 60` would have kept it: 6 bytes of TCP options are left of 20 or 12.
fn options_cut() -> Vec<u8> {
    let mut container = of("half_close.pcap");
    for record in &mut container.records {
        record.bytes.truncate(60);
    }
    container::write_pcap(&container, Order::Little, false)
}

/// `http_keepalive.pcap` without its last 30 bytes, as after a full disk.
fn cut_tail_of_pcap() -> Vec<u8> {
    let mut file = samples::bytes("http_keepalive.pcap");
    file.truncate(file.len() - 30);
    file
}

/// `orderly_close.pcapng` up to the middle of its tenth frame's block.
fn cut_tail_of_pcapng() -> Vec<u8> {
    let mut file = samples::bytes("orderly_close.pcapng");
    let ends = container::ends(&file);
    file.truncate(usize::midpoint(ends[8], ends[9]));
    file
}

/// `half_close.pcap` whose sixth record says that it has 4,294,967,280 bytes.
fn lying_length() -> Vec<u8> {
    let mut file = samples::bytes("half_close.pcap");
    let sixth = container::ends(&file)[4];
    file[sixth + 8..sixth + 12].copy_from_slice(&0xffff_fff0_u32.to_le_bytes());
    file
}

/// `refused.pcap` in pcapng's Simple Packet Blocks, which have no time.
fn no_clock() -> Vec<u8> {
    let container = of("refused.pcap");
    let order = Order::Little;
    let mut file = section_header(order);
    file.extend(interface(container.link, 0, &[], order));
    for record in &container.records {
        file.extend(simple_packet(record, order));
    }
    file
}

/// `orderly_close.pcapng` as it is, and behind it a second section: `refused.pcap`, big-endian, in nanoseconds
/// counted from an offset of 1,700,000,000 seconds.
fn two_sections() -> Vec<u8> {
    const OFFSET: u64 = 1_700_000_000;
    let container = of("refused.pcap");
    let order = Order::Big;
    let options = [(2, b"second".to_vec()), (9, vec![9]), (14, OFFSET.to_be_bytes().to_vec())];
    let mut file = samples::bytes("orderly_close.pcapng");
    file.extend(section_header(order));
    file.extend(interface(container.link, 262_144, &options, order));
    for record in &container.records {
        let units = record.time - OFFSET * 1_000_000_000;
        file.extend(enhanced_packet(0, units, record, order));
    }
    file
}

fn of(name: &str) -> Container {
    read_pcap(&samples::bytes(name))
}
