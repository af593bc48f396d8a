//! The same facts from bytes in memory, a file, a pipe, and a pipe that gives a byte at a time.

use super::{Passes, Pcap, Pcapng, Pieces, Reader, Told, told, told_by};
use crate::capture::open;

use proptest::prelude::*;
use std::io::Write;
use std::path::Path;

/// A record or block of a generated capture.
#[derive(Debug, Clone)]
enum Part {
    Frame {
        seconds: u32,
        fraction: u32,
        data: Vec<u8>,
        cut: u32,
    },
    Lie {
        captured: u32,
        original: u32,
        data: Vec<u8>,
    },
    Garbage(Vec<u8>),
    /// pcapng only.
    Section {
        little: bool,
    },
    Interface {
        link: u16,
        snap_length: u32,
    },
    Block {
        kind: u32,
        data: Vec<u8>,
        wrong: bool,
    },
    Simple(Vec<u8>),
}

fn bytes(most: usize) -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..most)
}

fn part() -> impl Strategy<Value = Part> {
    let seconds = 1_700_000_000..1_700_000_100_u32;
    prop_oneof![
        8 => (seconds, 0..1_000_000_u32, bytes(200), 0..9_u32)
            .prop_map(|(seconds, fraction, data, cut)| Part::Frame { seconds, fraction, data, cut }),
        1 => (any::<u32>(), any::<u32>(), bytes(90))
            .prop_map(|(captured, original, data)| Part::Lie { captured, original, data }),
        1 => (0..500_u32, 0..500_u32, bytes(90))
            .prop_map(|(captured, original, data)| Part::Lie { captured, original, data }),
        1 => bytes(300).prop_map(Part::Garbage),
        1 => any::<bool>().prop_map(|little| Part::Section { little }),
        2 => (0..300_u16, 0..99_u32)
            .prop_map(|(link, snap_length)| Part::Interface { link, snap_length }),
        2 => (0..12_u32, bytes(99), any::<bool>())
            .prop_map(|(kind, data, wrong)| Part::Block { kind, data, wrong }),
        1 => bytes(99).prop_map(Part::Simple),
    ]
}

fn pcap(magic: u32, little: bool, parts: &[Part]) -> Vec<u8> {
    let mut pcap = Pcap::new(magic, little);
    for part in parts {
        match part {
            Part::Frame { seconds, fraction, data, cut } => {
                let len = data.len() as u32;
                pcap.record(*seconds, *fraction, len, len + cut, data);
            }
            Part::Lie { captured, original, data } => {
                pcap.record(1_700_000_000, 5, *captured, *original, data);
            }
            Part::Garbage(garbage) => pcap.bytes.extend(garbage),
            _ => {}
        }
    }
    pcap.bytes
}

fn pcapng(little: bool, parts: &[Part]) -> Vec<u8> {
    let mut file = Pcapng::new(little);
    file.interface(1, 0, &[]);
    for part in parts {
        match part {
            Part::Frame { seconds, fraction, data, cut } => {
                let len = data.len() as u32;
                file.packet_with(fraction % 3, u64::from(*seconds), (len, len + cut), data, &[]);
            }
            Part::Lie { captured, original, data } => {
                file.block_with(6, *captured, data, *original);
            }
            Part::Garbage(garbage) => file.bytes.extend(garbage),
            Part::Section { little } => {
                file.section(*little, &[]);
            }
            Part::Interface { link, snap_length } => {
                file.interface(*link, *snap_length, &[]);
            }
            Part::Block { kind, data, wrong } => {
                let total = (12 + data.len().next_multiple_of(4)) as u32;
                file.block_with(*kind, total, data, total + u32::from(*wrong));
            }
            Part::Simple(data) => {
                let content = [&super::four(data.len() as u32, little)[..], data].concat();
                file.block(3, &content);
            }
        }
    }
    file.bytes
}

fn in_pieces(bytes: &[u8], sizes: &[usize], passes: Passes) -> Told {
    let reader = Reader::from_read(Pieces::new(bytes, sizes), passes).expect("a capture");
    told_by(reader, passes)
}

fn all_ways_agree(bytes: &[u8], sizes: &[usize]) {
    let whole = told(bytes);
    assert_eq!(in_pieces(bytes, &[1], Passes::One), whole);
    assert_eq!(in_pieces(bytes, &[1], Passes::Two), whole);
    assert_eq!(in_pieces(bytes, sizes, Passes::Two), whole);
}

/// Reads whatever these bytes are: no panic, and an end.
fn survives(bytes: Vec<u8>) {
    if let Ok(reader) = Reader::from_bytes(bytes) {
        told_by(reader, Passes::Two);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn pcap_in_pieces_says_what_it_says_whole(
        parts in proptest::collection::vec(part(), 0..30),
        kind in 0..3_usize,
        little in any::<bool>(),
        cut in 0..40_usize,
        sizes in proptest::collection::vec(1..700_usize, 1..5),
    ) {
        let magic = [Pcap::MICRO, Pcap::NANO, Pcap::MODIFIED][kind];
        let mut bytes = pcap(magic, little, &parts);
        bytes.truncate((bytes.len() - cut.min(bytes.len())).max(24));
        all_ways_agree(&bytes, &sizes);
    }

    #[test]
    fn pcapng_in_pieces_says_what_it_says_whole(
        parts in proptest::collection::vec(part(), 0..30),
        little in any::<bool>(),
        cut in 0..40_usize,
        sizes in proptest::collection::vec(1..700_usize, 1..5),
    ) {
        let mut bytes = pcapng(little, &parts);
        bytes.truncate((bytes.len() - cut.min(bytes.len())).max(28));
        all_ways_agree(&bytes, &sizes);
    }

    #[test]
    fn random_bytes_behind_a_header_end(
        noise in bytes(3000),
        kind in 0..3_usize,
        little in any::<bool>(),
    ) {
        let magic = [Pcap::MICRO, Pcap::NANO, Pcap::MODIFIED][kind];
        survives([Pcap::new(magic, little).bytes, noise.clone()].concat());
        survives([Pcapng::new(little).bytes, noise.clone()].concat());
        survives(noise);
    }

    #[test]
    fn a_flipped_byte_anywhere_never_panics(
        parts in proptest::collection::vec(part(), 0..12),
        little in any::<bool>(),
        flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        for mut bytes in [pcap(Pcap::MICRO, little, &parts), pcapng(little, &parts)] {
            for (at, value) in &flips {
                let at = at.index(bytes.len());
                bytes[at] = *value;
            }
            survives(bytes);
        }
    }
}

#[test]
fn a_path_gives_what_memory_gives() {
    let mut pcap = Pcap::new(Pcap::NANO, false);
    for no in 0..4000 {
        pcap.frame(no, no, &vec![no as u8; no as usize % 1500]);
    }
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(&pcap.bytes).expect("room for it");
    let reader = open(file.path(), Passes::Two).expect("a capture");
    assert_eq!(reader.path(), file.path());
    let from_path = told_by(reader, Passes::Two);
    assert_eq!(from_path, pcap.told());
    assert_eq!(from_path.whole().len(), 4000);
    // A regular file needs no copy to be read again.
    let reader = open(file.path(), Passes::One).expect("a capture");
    assert_eq!(told_by(reader, Passes::Two), from_path);
    // Pieces of a pipe that straddle every refill of the buffer.
    assert_eq!(in_pieces(&pcap.bytes, &[4099, 65_536, 70_001], Passes::Two), from_path);
}

#[test]
fn a_frame_can_be_read_again_while_the_first_pass_is_under_way() {
    use crate::capture::{Event, Source};

    let mut file = Pcapng::new(true);
    file.interface(1, 0, &[]);
    for no in 0..2000_u32 {
        file.packet(0, u64::from(no), &[no as u8; 400]);
    }
    let pieces = Pieces::new(&file.bytes, &[1000]);
    let memory = Reader::from_bytes(file.bytes.clone()).expect("a capture");
    let piped = Reader::from_read(pieces, Passes::Two).expect("a capture");
    for mut reader in [memory, piped] {
        let mut places = Vec::new();
        let mut no = 0;
        while let Some(event) = reader.next().expect("readable") {
            let Event::Frame(frame) = event else {
                panic!("damage in a good capture");
            };
            assert_eq!(frame.bytes, [no as u8; 400]);
            places.push((frame.no, frame.at));
            no += 1;
            if no % 100 == 0 {
                let (first, at) = places[no / 2];
                let again = reader.again(first, at).expect("a frame read before");
                assert_eq!((again.no, again.bytes), (first, &[(no / 2) as u8; 400][..]));
            }
        }
        assert_eq!(no, 2000);
    }
}

#[test]
fn a_place_that_holds_no_frame_is_an_error() {
    use crate::capture::{Place, Source};

    let mut pcap = Pcap::new(Pcap::MICRO, true);
    pcap.frame(1, 0, b"one");
    let mut file = Pcapng::new(true);
    file.interface(1, 0, &[]).packet(0, 1, b"one");
    for bytes in [pcap.bytes, file.bytes] {
        let mut reader = Reader::from_bytes(bytes).expect("a capture");
        for offset in [1 << 40, u64::MAX, 30] {
            assert!(reader.again(1, Place::new(offset, 0)).is_err(), "{offset}");
        }
    }
}

#[test]
fn a_missing_file_and_a_directory_are_told_apart() {
    use crate::capture::{CaptureError, Foreign};

    let folder = tempfile::tempdir().expect("a temporary folder");
    let missing = open(&folder.path().join("none.pcap"), Passes::One);
    assert!(matches!(missing, Err(CaptureError::Io { error, .. })
        if error.kind() == std::io::ErrorKind::NotFound));
    let directory = open(folder.path(), Passes::One);
    assert!(matches!(directory, Err(CaptureError::Foreign { what: Foreign::Directory, path })
        if path == Path::new(folder.path())));
    let empty = folder.path().join("empty.pcap");
    std::fs::write(&empty, b"").expect("room for nothing");
    assert!(matches!(open(&empty, Passes::Two), Err(CaptureError::Foreign { what: Foreign::Empty, .. })));
}
