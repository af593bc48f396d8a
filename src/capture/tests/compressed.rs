//! Compressed captures: the same frames as plain ones, however they come, and an end of those that are broken.

use super::{Damage, DamageKind, Foreign, Pcap, Pcapng, Pieces, Told, foreign, told, told_by};
use crate::capture::{CaptureError, Compression, Fault, Passes, Reader, Source, open};

use flate2::write::GzEncoder;
use proptest::prelude::*;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::io::{Cursor, Read, Write};
use std::time::{Duration, Instant};

const PLAIN: &[u8] = include_bytes!("../../../samples/ipv6_refused.pcap");

/// [`PLAIN`] by `zstd -19 --check` 1.5.
const ZSTD_19: [u8; 261] = [
    0x28, 0xb5, 0x2f, 0xfd, 0x64, 0x2a, 0x01, 0xbd, 0x07, 0x00, 0xc2, 0xcd, 0x2b, 0x2a, 0x70, 0xcf, 0x39,
    0x73, 0xda, 0x6f, 0x2d, 0x9a, 0x8a, 0x8b, 0xc8, 0xc6, 0xd6, 0x45, 0x79, 0xc4, 0x95, 0x37, 0x3b, 0x3b,
    0x00, 0x99, 0x4d, 0x6b, 0xe7, 0x22, 0xb8, 0xcc, 0x42, 0x57, 0x9a, 0x10, 0x97, 0x3a, 0xb2, 0x3c, 0x92,
    0x98, 0x22, 0x24, 0x32, 0x05, 0xdb, 0xe6, 0xdf, 0x6d, 0x7f, 0x25, 0xf0, 0x66, 0xed, 0x37, 0xef, 0x73,
    0xfc, 0x37, 0x67, 0xaf, 0xfa, 0xec, 0x4c, 0x9b, 0x30, 0xfe, 0xeb, 0xbf, 0x0e, 0xd0, 0x78, 0x22, 0x8b,
    0x17, 0x1b, 0xb1, 0x7f, 0xb7, 0x4d, 0x3f, 0x7c, 0xe2, 0x93, 0xcf, 0x86, 0xfe, 0xe8, 0x60, 0x89, 0x0c,
    0x39, 0x4e, 0xfb, 0xa7, 0x38, 0x0a, 0xab, 0x10, 0xdc, 0xba, 0x90, 0xd7, 0x6d, 0xcf, 0x42, 0x91, 0xb2,
    0x2d, 0xf4, 0x0f, 0xe3, 0x58, 0x14, 0xe9, 0x6e, 0xcb, 0x6e, 0x88, 0x6f, 0x70, 0x82, 0xd4, 0xa9, 0xbf,
    0x0a, 0xd2, 0x36, 0x17, 0xca, 0x70, 0x46, 0xd3, 0x48, 0x1d, 0x4d, 0xfb, 0x7f, 0x09, 0xc6, 0x68, 0xff,
    0x6a, 0x6f, 0xef, 0xb6, 0xb6, 0x29, 0x7b, 0x4f, 0xf2, 0x1f, 0xd2, 0xba, 0x6c, 0x9b, 0xea, 0x9b, 0xf6,
    0x6f, 0x59, 0xfe, 0x63, 0x70, 0xc4, 0x90, 0x6c, 0xa6, 0xd3, 0xaf, 0xdd, 0xdd, 0xbd, 0x89, 0xdc, 0x94,
    0x2a, 0x21, 0x20, 0x20, 0x29, 0x89, 0x6e, 0x03, 0xc7, 0x34, 0x68, 0xf7, 0x31, 0x9e, 0x3c, 0x98, 0x47,
    0xf0, 0x9e, 0x4b, 0x0d, 0xa6, 0x06, 0x70, 0x48, 0x08, 0x0d, 0x31, 0xd7, 0xf9, 0x49, 0xdc, 0x16, 0x86,
    0x00, 0x80, 0x20, 0x7b, 0xda, 0x80, 0xd0, 0xc0, 0x04, 0xa1, 0xe1, 0x3a, 0xd1, 0x1c, 0xc2, 0xae, 0xbc,
    0x0b, 0x69, 0x00, 0x17, 0x53, 0xd9, 0xd0, 0xb4, 0x0c, 0x5b, 0xfb, 0x07, 0x21, 0xab, 0x1d, 0x6d, 0x00,
    0x16, 0x71, 0x95, 0xe5, 0xb3, 0x90,
];

/// [`PLAIN`] by `lz4 -9 -BD -BX`: dependent blocks, each with a checksum.
const LZ4_9: [u8; 336] = [
    0x04, 0x22, 0x4d, 0x18, 0x74, 0x40, 0xbd, 0x39, 0x01, 0x00, 0x00, 0x86, 0xd4, 0xc3, 0xb2, 0xa1, 0x02,
    0x00, 0x04, 0x00, 0x01, 0x00, 0xf1, 0x02, 0x04, 0x00, 0x01, 0x00, 0x00, 0x00, 0xb8, 0xb4, 0x02, 0x6b,
    0x4f, 0xaf, 0x08, 0x00, 0x56, 0x00, 0x00, 0x04, 0x00, 0xf0, 0x00, 0x33, 0x33, 0xff, 0x00, 0x00, 0x01,
    0x02, 0x00, 0x5e, 0x37, 0x00, 0x02, 0x86, 0xdd, 0x60, 0x29, 0x00, 0x77, 0x20, 0x3a, 0xff, 0xfd, 0x37,
    0x00, 0x01, 0x3b, 0x00, 0x35, 0x02, 0xff, 0x02, 0x0c, 0x00, 0x10, 0x01, 0x30, 0x00, 0x40, 0x87, 0x00,
    0x1e, 0xf0, 0x0d, 0x00, 0x0b, 0x28, 0x00, 0x23, 0x01, 0x01, 0x4a, 0x00, 0x00, 0x66, 0x00, 0x26, 0x95,
    0xb0, 0x66, 0x00, 0x02, 0x16, 0x00, 0x01, 0x06, 0x00, 0x1f, 0x01, 0x66, 0x00, 0x06, 0x1c, 0x01, 0x76,
    0x00, 0x5f, 0x88, 0x00, 0x3d, 0xbc, 0xe0, 0x66, 0x00, 0x00, 0x12, 0x02, 0x66, 0x00, 0x10, 0x01, 0x66,
    0x00, 0x94, 0x9d, 0xb0, 0x08, 0x00, 0x5e, 0x00, 0x00, 0x00, 0x5e, 0x66, 0x00, 0x06, 0xcc, 0x00, 0x7c,
    0x04, 0xb0, 0x41, 0x00, 0x28, 0x06, 0x40, 0x56, 0x00, 0x47, 0xfd, 0x37, 0x00, 0x02, 0x10, 0x00, 0x90,
    0x80, 0x90, 0xb2, 0x00, 0x51, 0x45, 0x7c, 0x94, 0xf8, 0x0d, 0x00, 0xf1, 0x05, 0xa0, 0x02, 0xfd, 0x20,
    0xbc, 0xd8, 0x00, 0x00, 0x02, 0x04, 0x05, 0xa0, 0x04, 0x02, 0x08, 0x0a, 0xd5, 0x39, 0x52, 0x71, 0x73,
    0x00, 0x30, 0x03, 0x03, 0x0a, 0x6e, 0x00, 0x9e, 0x20, 0xb1, 0x08, 0x00, 0x4a, 0x00, 0x00, 0x00, 0x4a,
    0xd4, 0x00, 0x7c, 0x02, 0x9c, 0x6c, 0x00, 0x14, 0x06, 0x3f, 0x5e, 0x00, 0x0c, 0x7e, 0x00, 0x40, 0x00,
    0x51, 0x90, 0xb2, 0x09, 0x00, 0xa2, 0x45, 0x7c, 0x94, 0xf9, 0x50, 0x14, 0x00, 0x00, 0x49, 0x63, 0x94,
    0x01, 0x71, 0x97, 0x8b, 0x09, 0x00, 0x6e, 0x00, 0x00, 0x04, 0x00, 0x69, 0x33, 0x33, 0x00, 0x00, 0x00,
    0x16, 0x94, 0x01, 0x54, 0x38, 0x00, 0x01, 0xfe, 0x80, 0x45, 0x00, 0x49, 0x5e, 0xff, 0xfe, 0x37, 0x94,
    0x01, 0x00, 0x01, 0x00, 0xd0, 0x16, 0x3a, 0x00, 0x05, 0x02, 0x00, 0x00, 0x01, 0x00, 0x8f, 0x00, 0x11,
    0x7b, 0x6a, 0x00, 0x00, 0xfc, 0x01, 0x0b, 0xb8, 0x01, 0x0c, 0x14, 0x00, 0x50, 0x01, 0xff, 0x37, 0x00,
    0x02, 0x11, 0x47, 0xfb, 0x7c, 0x00, 0x00, 0x00, 0x00, 0x0b, 0xb1, 0xfd, 0xfa,
];

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("room");
    encoder.finish().expect("room")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

fn lz4(bytes: &[u8]) -> Vec<u8> {
    let info = lz4_flex::frame::FrameInfo::new().content_checksum(true).block_checksums(true);
    let mut encoder = lz4_flex::frame::FrameEncoder::with_frame_info(info, Vec::new());
    encoder.write_all(bytes).expect("room");
    encoder.finish().expect("a whole frame")
}

type Packer = fn(&[u8]) -> Vec<u8>;

const PACKERS: [(Compression, Packer); 3] =
    [(Compression::Gzip, gzip), (Compression::Zstd, zstd), (Compression::Lz4, lz4)];

/// A frame of zstd and lz4 that holds nothing to unpack.
fn skippable(len: u32) -> Vec<u8> {
    let mut frame = vec![0x53, 0x2a, 0x4d, 0x18];
    frame.extend(len.to_le_bytes());
    frame.resize(8 + len as usize, 0x28);
    frame
}

/// Sixty frames with some variety, in both formats.
fn captures() -> [Vec<u8>; 2] {
    captures_of(60)
}

fn captures_of(frames: u32) -> [Vec<u8>; 2] {
    let mut pcap = Pcap::new(Pcap::NANO, false);
    let mut pcapng = Pcapng::new(true);
    pcapng.interface(1, 0, &[]);
    for no in 0..frames {
        let data: Vec<u8> = (0..40 + no * 3).map(|at| (at * at / 7 + no) as u8).collect();
        pcap.frame(1_700_000_000 + no, no, &data);
        pcapng.packet(0, u64::from(no), &data);
    }
    [pcap.bytes, pcapng.bytes]
}

/// What the plain capture says, said of the compressed one.
fn expected(plain: &[u8], compression: Compression) -> Told {
    let mut told = told(plain);
    told.description.compressed = Some(compression);
    told
}

fn piped(bytes: &[u8], sizes: &[usize], passes: Passes) -> Told {
    let reader = Reader::from_read(Pieces::new(bytes, sizes), passes).expect("a capture");
    told_by(reader, passes)
}

fn only_damage(told: &Told) -> &Damage {
    match told.damage()[..] {
        [damage] => damage,
        ref more => panic!("{more:?}"),
    }
}

#[test]
fn every_compression_gives_the_plain_frames_in_any_pieces() {
    for plain in captures() {
        for (compression, pack) in PACKERS {
            let packed = pack(&plain);
            let expected = expected(&plain, compression);
            assert_eq!(told(&packed), expected, "{compression:?}");
            for passes in [Passes::One, Passes::Two] {
                assert_eq!(piped(&packed, &[1], passes), expected, "{compression:?}");
                assert_eq!(piped(&packed, &[3, 1000, 7], passes), expected, "{compression:?}");
            }
        }
    }
}

#[test]
fn what_the_programs_write_is_read() {
    assert_eq!(told(&ZSTD_19), expected(PLAIN, Compression::Zstd));
    assert_eq!(told(&LZ4_9), expected(PLAIN, Compression::Lz4));
}

#[test]
fn members_and_frames_in_a_row_are_one_capture() {
    let [plain, _] = captures();
    for (compression, pack) in PACKERS {
        let mut packed = Vec::new();
        for part in plain.chunks(500) {
            packed.extend(pack(part));
            packed.extend(pack(b""));
            if compression != Compression::Gzip {
                packed.extend(skippable(part.len() as u32 * 200));
                packed.extend(skippable(0));
            }
        }
        let expected = expected(&plain, compression);
        assert_eq!(told(&packed), expected, "{compression:?}");
        assert_eq!(piped(&packed, &[1], Passes::Two), expected, "{compression:?}");
    }
    // pzstd puts a skippable frame first.
    let packed = [skippable(4), zstd(&plain)].concat();
    assert_eq!(told(&packed), expected(&plain, Compression::Zstd));
    // A tape is filled up with zeros.
    let packed = [gzip(&plain), vec![0; 100_000]].concat();
    assert_eq!(told(&packed), expected(&plain, Compression::Gzip));
}

#[test]
fn a_path_gives_what_memory_gives() {
    let [plain, _] = captures();
    for (compression, pack) in PACKERS {
        let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
        file.write_all(&pack(&plain)).expect("room for it");
        for passes in [Passes::One, Passes::Two] {
            let reader = open(file.path(), passes).expect("a capture");
            assert_eq!(told_by(reader, passes), expected(&plain, compression));
        }
    }
}

#[test]
fn a_cut_at_any_byte_is_told_and_everything_before_it_used() {
    for plain in captures_of(12) {
        let whole = told(&plain);
        for (compression, pack) in PACKERS {
            // Two members: a cut between them cannot be seen in the compression.
            let half = plain.len() / 2;
            let first = pack(&plain[..half]);
            let packed = [first.clone(), pack(&plain[half..])].concat();
            let mut best = 0;
            for len in 0..packed.len() {
                let reader = match Reader::from_bytes(packed[..len].to_vec()) {
                    Ok(reader) => reader,
                    Err(error) => {
                        assert!(best == 0, "{compression:?} cut at {len}: {error}");
                        continue;
                    }
                };
                let cut = told_by(reader, Passes::Two);
                let frames = cut.frames();
                assert_eq!(frames[..], whole.frames()[..frames.len()], "{compression:?} cut at {len}");
                // More bytes never tell of fewer frames.
                assert!(frames.len() >= best, "{compression:?} cut at {len}");
                best = frames.len();
                let damage = only_damage(&cut);
                let fault = match damage.kind {
                    DamageKind::Compression { compression: told, fault, packed } => {
                        assert_eq!((told, packed), (compression, len as u64));
                        fault
                    }
                    // What was unpacked from a whole member ends inside a record.
                    DamageKind::Cut { .. } if len == first.len() => continue,
                    ref other => panic!("{compression:?} cut at {len}: {other:?}"),
                };
                assert_eq!(fault, Fault::Cut, "{compression:?} cut at {len}");
                assert_eq!(damage.after_frame, best as u64);
            }
            assert!(best > whole.frames().len() / 3, "{compression:?}: {best}");
        }
    }
}

#[test]
fn a_wrong_checksum_is_corrupt_data() {
    let [plain, _] = captures();
    let count = told(&plain).frames().len();
    for (compression, pack) in PACKERS {
        let mut packed = pack(&plain);
        // gzip's is before its length, the others' at the end.
        let at = packed.len() - if compression == Compression::Gzip { 8 } else { 1 };
        packed[at] ^= 0x40;
        let told = told(&packed);
        assert_eq!(told.frames().len(), count, "{compression:?}");
        let damage = only_damage(&told);
        assert!(matches!(damage.kind, DamageKind::Compression { fault: Fault::Corrupt, .. }), "{damage:?}");
        assert_eq!((damage.offset, damage.after_frame), (plain.len() as u64, count as u64));
    }
}

#[test]
fn something_else_behind_the_compressed_data_is_told() {
    let [plain, _] = captures();
    for (compression, pack) in PACKERS {
        let packed = pack(&plain);
        for rest in [&b"something"[..], b"\0\0\0\0\0x", b"x", &plain] {
            let told = told(&[&packed[..], rest].concat());
            let zeros = if compression == Compression::Gzip && rest[0] == 0 { 5 } else { 0 };
            let kind = DamageKind::Compression {
                compression,
                fault: Fault::Trailing,
                packed: packed.len() as u64 + zeros,
            };
            assert_eq!(only_damage(&told).kind, kind);
            assert_eq!(told.frames().len(), 60);
        }
    }
}

#[test]
fn a_bomb_ends_within_its_bounds() {
    let mut pcap = Pcap::new(Pcap::MICRO, true);
    pcap.frame(1, 0, b"before");
    // Half a gigabyte of empty records. One block of zstd repeats a byte 131,072 times in 4.
    let mut bomb = zstd(&pcap.bytes);
    bomb.extend([0x28, 0xb5, 0x2f, 0xfd, 0, 0x40]);
    for _ in 0..4096 {
        bomb.extend([0x02, 0x00, 0x10, 0x00]);
    }
    bomb.extend([0x01, 0, 0]);
    let began = Instant::now();
    let mut reader = Reader::from_read(Cursor::new(bomb), Passes::One).expect("a capture");
    let mut damage = Vec::new();
    while let Some(event) = reader.next().expect("readable") {
        if let crate::capture::Event::Damage(told) = event {
            damage.push(told);
        }
    }
    assert!(began.elapsed() < Duration::from_secs(20));
    let Some(Damage { kind: DamageKind::Expansion { compression, packed, bound }, offset, .. }) =
        damage.last()
    else {
        panic!("{damage:?}");
    };
    assert_eq!(*compression, Compression::Zstd);
    assert!(*bound == (packed * 1000).max(1 << 20) && *packed < 2000, "{damage:?}");
    assert!(reader.bytes_read() <= *bound && offset <= bound, "{damage:?}");
}

#[test]
fn a_capture_that_compresses_very_well_is_no_bomb() {
    let mut pcap = Pcap::new(Pcap::MICRO, true);
    for no in 0..1000 {
        pcap.frame(1_700_000_000 + no, no, &[0; 1500]);
    }
    for (compression, pack) in PACKERS {
        assert_eq!(told(&pack(&pcap.bytes)), expected(&pcap.bytes, compression));
    }
}

#[test]
fn what_is_inside_is_named() {
    let [plain, _] = captures();
    for (compression, pack) in PACKERS {
        let inside = |what| Foreign::Inside { compression, what: Box::new(what) };
        assert_eq!(foreign(&pack(b"This is a text, not a capture.\n")), inside(Foreign::Text));
        assert_eq!(foreign(&pack(b"")), inside(Foreign::Empty));
        assert_eq!(foreign(&pack(&plain[..20])), inside(Foreign::Short { have: 20, needed: 24 }));
        assert_eq!(foreign(&pack(b"snoop\0\0\0\0\0\0\x02")), inside(Foreign::OtherCapture("snoop")));
        for (inner, pack_inner) in PACKERS {
            assert_eq!(foreign(&pack(&pack_inner(&plain))), inside(Foreign::Compressed(inner.name())));
        }
        let damage = DamageKind::Compression { compression, fault: Fault::Cut, packed: 5 };
        assert_eq!(foreign(&pack(&plain)[..5]), Foreign::Unpacking { damage, compression });
    }
    assert_eq!(foreign(b"\xfd7zXZ\0\0\x04"), Foreign::Compressed("xz"));
    assert_eq!(foreign(b"BZh91AY&SY"), Foreign::Compressed("bzip2"));
    assert_eq!(foreign(b"\x02\x21\x4c\x18\x10\0\0\0"), Foreign::Compressed("lz4"));
    assert!(matches!(foreign(&skippable(9)), Foreign::Unknown(_)));
}

#[test]
fn a_dictionary_is_not_to_be_had() {
    // Dictionary number 7; a frame of one raw block follows.
    let mut packed = vec![0x28, 0xb5, 0x2f, 0xfd, 0x21, 7, 4, 0x21, 0, 0];
    packed.extend(b"four");
    let damage =
        DamageKind::Compression { compression: Compression::Zstd, fault: Fault::Unsupported, packed: 7 };
    assert_eq!(foreign(&packed), Foreign::Unpacking { damage, compression: Compression::Zstd });
}

#[test]
fn an_input_that_fails_is_an_error_and_no_damage() {
    struct Failing(Cursor<Vec<u8>>);
    impl Read for Failing {
        fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
            match self.0.read(room)? {
                0 => Err(std::io::Error::other("the disk is broken")),
                got => Ok(got),
            }
        }
    }
    let [plain, _] = captures();
    for (_, pack) in PACKERS {
        let packed = pack(&plain);
        let most = packed.len() * 3 / 4;
        let failing = Failing(Cursor::new(packed[..most].to_vec()));
        let error = match Reader::from_read(failing, Passes::One) {
            Err(error) => error,
            Ok(mut reader) => loop {
                match reader.next() {
                    Ok(Some(crate::capture::Event::Frame(_))) => {}
                    Ok(other) => panic!("{other:?}"),
                    Err(error) => break error,
                }
            },
        };
        assert!(error.to_string().contains("the disk is broken"), "{error}");
    }
}

/// Reads whatever these bytes are: no panic, an end, and frames that were read can be read again. From memory, a file
/// and a pipe in any pieces comes the same.
fn survives(bytes: &[u8]) {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(bytes).expect("room for it");
    let pipe = |sizes: &[usize]| Reader::from_read(Pieces::new(bytes, sizes), Passes::Two);
    let others = [open(file.path(), Passes::Two), pipe(&[1]), pipe(&[3, 1000, 7]), pipe(&[5000])];
    let all = |reader: Result<Reader, CaptureError>| match reader {
        Ok(reader) => Ok(told_by(reader, Passes::Two)),
        Err(CaptureError::Foreign { what, .. }) => Err(what),
        Err(CaptureError::Io { error, .. }) => panic!("{error}"),
    };
    let first = all(Reader::from_bytes(bytes.to_vec()));
    for (no, other) in others.into_iter().enumerate() {
        let other = all(other);
        assert!(
            first == other,
            "way {no}: {:?}\n{:?}",
            first.as_ref().map(Told::damage),
            other.as_ref().map(Told::damage)
        );
    }
}

/// Damage may show anywhere: also where much was unpacked since the last look at the input.
#[test]
fn damaged_data_tell_the_same_however_they_come() {
    let [plain, other] = captures_of(60);
    for (_, pack) in PACKERS {
        let packed = pack(&plain);
        for at in (0..packed.len()).step_by(packed.len() / 16) {
            let mut bytes = packed.clone();
            bytes[at] ^= 0x55;
            bytes[at / 2] = bytes[at / 2].wrapping_add(0x55);
            survives(&bytes);
        }
        // What unpacks too well is given up at the same byte.
        let bomb = vec![0; 2 << 20];
        survives(&[pack(&other), pack(&bomb), pack(&plain)].concat());
    }
    // A block of a type that is none, at the border of a byte behind all the frames.
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&plain).expect("room");
    encoder.flush().expect("room");
    let bytes = [encoder.get_ref(), &[0xff; 20][..]].concat();
    survives(&bytes);
    let told = told(&bytes);
    assert_eq!(told.frames().len(), 60);
    assert!(matches!(only_damage(&told).kind, DamageKind::Compression { fault: Fault::Corrupt, .. }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn a_flipped_byte_anywhere_never_panics(
        which in 0..5_usize,
        flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let [plain, _] = captures();
        let mut bytes = match which {
            0 => gzip(&plain),
            1 => zstd(&plain),
            2 => lz4(&plain),
            3 => ZSTD_19.to_vec(),
            _ => LZ4_9.to_vec(),
        };
        for (at, value) in &flips {
            let at = at.index(bytes.len());
            bytes[at] = *value;
        }
        survives(&bytes);
    }

    #[test]
    fn noise_behind_a_magic_number_ends(
        which in 0..4_usize,
        noise in proptest::collection::vec(any::<u8>(), 0..300),
    ) {
        let magic: &[u8] = match which {
            0 => &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3],
            1 => &[0x28, 0xb5, 0x2f, 0xfd, 0x24],
            2 => &[0x04, 0x22, 0x4d, 0x18, 0x40, 0x40, 0xc0],
            _ => &[0x5f, 0x2a, 0x4d, 0x18],
        };
        survives(&[magic, &noise].concat());
    }
}
