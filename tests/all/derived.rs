//! Ten samples are not captures as a tool wrote them but were made from one of the others: another container,
//! a shorter snap length, a lie. Each is made again here and compared with the file byte by byte, so that the
//! table in `samples/README.md` stays true and anybody can see how it was done.
//!
//! `ACKPLAIN_DERIVE=1 cargo test derived` writes the files.

use crate::support::container::{
    self, Container, Order, enhanced_packet, interface, read_pcap, section_header, simple_packet,
};
use crate::support::samples;
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
