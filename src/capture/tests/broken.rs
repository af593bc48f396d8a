//! Damaged containers: what is said of the damage, and what is read in spite of it.

use super::{Pcap, Pcapng, Said, four, told};
use crate::capture::{Damage, DamageKind, Reader};

use std::time::{Duration, Instant};

/// A small capture in both formats, whose records begin at the offsets given.
fn small() -> [(Vec<u8>, Vec<usize>); 2] {
    let mut pcap = Pcap::new(Pcap::MICRO, true);
    let mut pcapng = Pcapng::new(true);
    pcapng.interface(1, 0, &[]);
    let (mut pcap_at, mut pcapng_at) = (Vec::new(), Vec::new());
    for no in 0..9_u32 {
        let data: Vec<u8> = (0..40 + no).map(|at| (at * 7 + no) as u8).collect();
        pcap_at.push(pcap.bytes.len());
        pcap.frame(1_700_000_000 + no, no, &data);
        pcapng_at.push(pcapng.bytes.len());
        pcapng.packet(0, u64::from(no), &data);
    }
    [(pcap.bytes, pcap_at), (pcapng.bytes, pcapng_at)]
}

#[test]
fn a_cut_tail_is_reported_and_the_rest_used() {
    for (bytes, at) in small() {
        let whole = told(&bytes);
        assert_eq!(whole.whole().len(), at.len());
        for len in 0..=bytes.len() {
            let Ok(reader) = Reader::from_bytes(bytes[..len].to_vec()) else {
                assert!(len < 28, "{len} bytes are a capture");
                continue;
            };
            let cut = super::told_by(reader, super::Passes::Two);
            let ends = at.iter().skip(1).copied().chain([bytes.len()]);
            let expected = ends.filter(|&end| end <= len).count();
            assert_eq!(cut.frames(), whole.frames()[..expected], "cut at {len}");
            // Whole records and blocks: nothing is missing that the file knows of.
            let between = [24, 28, bytes.len()].contains(&len) || at.contains(&len);
            match cut.damage()[..] {
                [] => assert!(between, "cut at {len}"),
                [damage] => {
                    assert!(!between || len == 24 || len == 28, "cut at {len}");
                    assert!(matches!(damage.kind, DamageKind::Cut { needed, have }
                        if needed > have && damage.lost == Some(have)
                        && damage.offset + have == len as u64));
                    assert_eq!(damage.after_frame, expected as u64);
                }
                ref more => panic!("cut at {len}: {more:?}"),
            }
            assert_eq!(cut.bytes_read, len as u64);
        }
    }
}

#[test]
fn a_record_of_4_gigabytes_is_reported_and_the_rest_found() {
    let [(mut bytes, at), _] = small();
    bytes[at[3] + 8..at[3] + 12].copy_from_slice(&[0xff; 4]);
    let told = told(&bytes);
    assert_eq!(told.frames().len(), 8);
    assert_eq!(
        told.damage(),
        [&Damage {
            kind: DamageKind::Length { announced: 0xffff_ffff, bound: 262_144, resumed: Some(at[4] as u64) },
            offset: at[3] as u64,
            after_frame: 3,
            lost: Some((at[4] - at[3]) as u64),
        }]
    );
    // The next frame has the next number.
    assert_eq!(told.frames()[3].no, 4);
}

#[test]
fn a_block_of_4_gigabytes_is_reported_and_the_rest_found() {
    let [_, (mut bytes, at)] = small();
    bytes[at[3] + 4..at[3] + 8].copy_from_slice(&[0xfc, 0xff, 0xff, 0xff]);
    let told = told(&bytes);
    assert_eq!(told.frames().len(), 8);
    let kind = DamageKind::Length { announced: 0xffff_fffc, bound: 16 << 20, resumed: Some(at[4] as u64) };
    assert_eq!(told.damage().len(), 1);
    assert_eq!(told.damage()[0].kind, kind);
}

#[test]
fn a_length_beyond_the_end_of_the_file_is_no_cut_if_records_lead_to_the_end() {
    let [(mut pcap, at), (mut pcapng, ng_at)] = small();
    // Captured and original length agree with each other, and are possible.
    for field in [8, 12] {
        pcap[at[3] + field..at[3] + field + 4].copy_from_slice(&60_000_u32.to_le_bytes());
    }
    pcapng[ng_at[3] + 4..ng_at[3] + 8].copy_from_slice(&60_000_u32.to_le_bytes());
    for (bytes, at, header) in [(pcap, at, 16), (pcapng, ng_at, 0)] {
        let told = told(&bytes);
        assert_eq!(told.frames().len(), 8);
        let [damage] = told.damage()[..] else {
            panic!("{:?}", told.damage());
        };
        assert_eq!(
            damage.kind,
            DamageKind::Length {
                announced: 60_000,
                bound: (bytes.len() - at[3] - header) as u64,
                resumed: Some(at[4] as u64),
            }
        );
    }
}

#[test]
fn a_record_that_contradicts_itself_is_believed_only_if_another_follows() {
    // Captured 43 bytes of 5: odd, but there are such writers.
    let [(mut bytes, at), _] = small();
    bytes[at[3] + 12..at[3] + 16].copy_from_slice(&5_u32.to_le_bytes());
    let odd = told(&bytes);
    assert_eq!(odd.whole().len(), 9);
    assert_eq!(odd.frames()[3].original, 5);
    assert_eq!(odd.frames()[3].bytes.len(), 43);
    // Captured 90 of 43: behind them there is no record, but there is one inside.
    let [(mut bytes, at), _] = small();
    bytes[at[3] + 8..at[3] + 12].copy_from_slice(&90_u32.to_le_bytes());
    let lie = told(&bytes);
    assert_eq!(lie.frames().len(), 8);
    assert_eq!(
        lie.damage()[0].kind,
        DamageKind::Length { announced: 90, bound: 43, resumed: Some(at[4] as u64) }
    );
}

#[test]
fn bytes_between_records_are_stepped_over() {
    let [(mut bytes, at), _] = small();
    let garbage: Vec<u8> = (0..3000_u32).map(|at| ((at * at) >> 3) as u8 | 0x81).collect();
    bytes.splice(at[5]..at[5], garbage);
    let told = told(&bytes);
    assert_eq!(told.frames().len(), 9);
    assert_eq!(told.damage().len(), 1);
    assert_eq!(told.damage()[0].offset, at[5] as u64);
    assert_eq!(told.damage()[0].lost, Some(3000));
}

#[test]
fn the_last_record_behind_damage_is_found_if_it_ends_with_the_file() {
    let [(mut bytes, at), _] = small();
    bytes[at[7] + 8..at[7] + 12].copy_from_slice(&[0xff; 4]);
    let told = told(&bytes);
    assert_eq!(told.frames().len(), 8);
    assert_eq!(told.frames()[7].at.offset(), at[8] as u64);
}

#[test]
fn damage_in_the_first_record_is_no_end() {
    let [(mut bytes, at), (mut blocks, ng_at)] = small();
    bytes[at[0] + 8..at[0] + 12].copy_from_slice(&[0xff; 4]);
    blocks[ng_at[0] + 4..ng_at[0] + 8].copy_from_slice(&[0xff; 4]);
    assert_eq!(told(&bytes).frames().len(), 8);
    assert_eq!(told(&blocks).frames().len(), 8);
}

#[test]
fn a_block_that_contradicts_itself_is_left_out() {
    // Lengths differ; the packet does not fit; an unknown interface; a block shorter than any can be.
    let [_, (bytes, at)] = small();
    let length = at[4] - 4;
    let cases = [
        (length, 99_u32, DamageKind::Block { block_type: 6 }),
        (at[3] + 20, 500, DamageKind::Block { block_type: 6 }),
        (at[3] + 8, 7, DamageKind::Interface { index: 7 }),
        (at[3] + 4, 8, DamageKind::Block { block_type: 6 }),
        (at[3] + 4, 0, DamageKind::Block { block_type: 6 }),
    ];
    for (place, number, kind) in cases {
        let mut bytes = bytes.clone();
        bytes[place..place + 4].copy_from_slice(&number.to_le_bytes());
        let told = told(&bytes);
        assert_eq!(told.frames().len(), 8, "{kind:?}");
        assert_eq!(told.frames()[3].no, 4);
        assert_eq!(
            told.damage(),
            [&Damage { kind, offset: at[3] as u64, after_frame: 3, lost: Some((at[4] - at[3]) as u64) }]
        );
    }
}

#[test]
fn a_damaged_interface_description_keeps_its_number() {
    for (field, number) in [(16, 99_u32), (4, 0), (4, 0xffff_fff0)] {
        let mut file = Pcapng::new(true);
        let from = file.bytes.len();
        file.interface(113, 0, &[]);
        file.interface(1, 0, &[]).packet(0, 1, b"cooked").packet(1, 2, b"ethernet");
        file.bytes[from + field..from + field + 4].copy_from_slice(&number.to_le_bytes());
        let told = file.told();
        let links: Vec<_> = told.frames().iter().map(|frame| frame.link.0).collect();
        assert_eq!(links, [113, 1], "{field}");
        assert_eq!(told.damage().len(), 1);
    }
}

#[test]
fn a_damaged_section_header_sets_the_byte_order_all_the_same() {
    for (field, number) in [(4, 0_u32), (4, 0xffff_ffff), (24, 0)] {
        let mut file = Pcapng::new(false);
        file.interface(1, 0, &[]).packet(0, 1, b"big-endian");
        file.bytes[field..field + 4].copy_from_slice(&number.to_be_bytes());
        let told = file.told();
        assert_eq!(told.frames().len(), 1, "{field} {number}");
        assert_eq!(told.damage().len(), 1);
        assert_eq!(told.damage()[0].offset, 0);
        assert_eq!(told.description.sections, 1);
    }
    // Without a byte-order mark the section before goes on.
    let mut file = Pcapng::new(true);
    file.interface(1, 0, &[]);
    let from = file.bytes.len();
    file.section(true, &[]).packet(0, 1, b"x");
    file.bytes[from + 8] = 0;
    let told = file.told();
    assert_eq!(told.frames().len(), 1);
    assert_eq!(told.damage()[0].kind, DamageKind::Block { block_type: 0x0a0d_0d0a });
}

#[test]
fn statistics_of_an_unknown_interface_are_damage() {
    let mut file = Pcapng::new(true);
    let content = [&four(3, true)[..], &[0; 8]].concat();
    file.interface(1, 0, &[]).block(5, &content).packet(0, 1, b"x");
    let told = file.told();
    assert_eq!(told.frames().len(), 1);
    assert_eq!(told.damage()[0].kind, DamageKind::Interface { index: 3 });
}

#[test]
fn a_large_block_that_the_file_ends_in_is_cut() {
    let mut file = Pcapng::new(true);
    file.interface(1, 0, &[]).packet(0, 1, b"x");
    let from = file.bytes.len() as u64;
    file.block_with(10, 20 << 20, &[0; 100], 0);
    let told = file.told();
    assert_eq!(told.frames().len(), 1);
    let have = file.bytes.len() as u64 - from;
    assert_eq!(told.damage()[0].kind, DamageKind::Cut { needed: 20 << 20, have });
}

#[test]
fn a_large_block_with_a_wrong_end_is_damage_and_the_rest_found() {
    let mut file = Pcapng::new(true);
    let large = vec![0; 17 << 20];
    let total = large.len() as u32 + 12;
    file.interface(1, 0, &[])
        .packet(0, 1, b"one")
        .block_with(10, total, &large, total + 4)
        .packet(0, 2, b"two");
    let told = file.told();
    assert_eq!(told.frames().len(), 2);
    assert_eq!(told.damage()[0].kind, DamageKind::Block { block_type: 10 });
}

#[test]
fn megabytes_of_garbage_behind_a_header_take_linear_time() {
    // Each pattern makes as many places as it can look like records: zeros, small lengths, large lengths,
    // chains of the smallest records that never reach the end.
    let noise: Vec<u8> =
        (0..1_u64 << 19).map(|at| (at.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8).collect();
    let mut tiny = Pcap::new(Pcap::MICRO, true);
    for at in 0..20_000 {
        tiny.frame(at / 1000, 0, &[1]);
    }
    tiny.bytes.extend([0xff; 9]);
    let mut large = Vec::new();
    while large.len() < 1 << 19 {
        for number in [5, 5, 262_000, 262_000] {
            large.extend(four(number, true));
        }
    }
    let mut blocks = Vec::new();
    while blocks.len() < 1 << 19 {
        blocks.extend([6, 1 << 20].map(|number| four(number, true)).concat());
    }
    let small: Vec<u8> = [4, 12, 12].map(|number| four(number, true)).concat().repeat(40_000);
    let patterns = [noise, vec![0; 1 << 19], tiny.bytes[24..].to_vec(), large, blocks, small];
    let start = Instant::now();
    for pattern in &patterns {
        let mut pcap = Pcap::new(Pcap::MICRO, true);
        pcap.record(5, 0, 0xffff_ffff, 0xffff_ffff, pattern);
        pcap.told();
        let mut pcap = Pcap::new(Pcap::MICRO, true);
        pcap.record(5, 0, 260_000, 260_000, &pattern[..250_000]);
        pcap.told();
        let mut file = Pcapng::new(true);
        file.interface(1, 0, &[]).block_with(6, 0xffff_ffff, pattern, 0);
        file.told();
        let mut file = Pcapng::new(true);
        file.interface(1, 0, &[]).block_with(6, 2 << 20, pattern, 0);
        file.told();
    }
    // About a second unoptimised on a slow machine; a quadratic walk takes hours.
    assert!(start.elapsed() < Duration::from_secs(120));
}

#[test]
fn each_damage_stands_where_it_is_among_the_frames() {
    let [(mut bytes, at), _] = small();
    for no in [2, 6] {
        bytes[at[no] + 8..at[no] + 12].copy_from_slice(&[0xff; 4]);
    }
    let told = told(&bytes);
    let kinds: String = told
        .said
        .iter()
        .map(|said| match said {
            Said::Frame(_) => 'f',
            Said::Damage(_) => 'd',
        })
        .collect();
    assert_eq!(kinds, "ffdfffdff");
}
