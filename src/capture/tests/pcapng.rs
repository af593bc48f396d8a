//! Every block and option of pcapng that is read.

use super::{Pcapng, four, two};
use crate::capture::{Format, LinkType, Nanos, Place};

#[test]
fn sections_have_byte_orders_and_interfaces_of_their_own() {
    let mut file = Pcapng::new(true);
    file.interface(1, 65535, &[])
        .interface(101, 96, &[])
        .packet(0, 1_000_000, b"eth")
        .packet(1, 2_000_001, b"raw ip");
    let second = file.bytes.len();
    file.section(false, &[])
        .interface(276, 0, &[])
        .packet(0, 3_000_000, b"cooked")
        .section(true, &[])
        .interface(113, 0, &[])
        .packet(0, 4_000_000, b"");
    let told = file.told();
    assert_eq!(told.whole(), [(1, &b"eth"[..]), (2, b"raw ip"), (3, b"cooked"), (4, b"")]);
    let frames = told.frames();
    let faces: Vec<_> = frames.iter().map(|frame| (frame.interface, frame.link)).collect();
    assert_eq!(
        faces,
        [(0, LinkType::ETHERNET), (1, LinkType::RAW), (2, LinkType::LINUX_SLL2), (3, LinkType::LINUX_SLL)]
    );
    assert_eq!(frames[1].time, Some(Nanos(2_000_001_000)));
    assert_eq!(frames[2].at, Place::new(second as u64 + 28 + 20, 28));
    assert_eq!(told.description.format, Format::Pcapng);
    assert!(told.description.little_endian);
    assert_eq!(told.description.sections, 3);
    assert_eq!(told.description.interfaces.len(), 4);
    assert_eq!(told.description.interfaces[1].snap_length, 96);
}

#[test]
fn the_section_header_tells_hardware_system_application_and_comments() {
    for little in [true, false] {
        let mut file = Pcapng::new(little);
        file.bytes.clear();
        let options = [
            file.option(1, b"first comment"),
            file.option(2, "기계".as_bytes()),
            file.option(3, b"Linux 6.12\0\0"),
            file.option(1, b"second"),
            file.option(4, b"dump\xffcap"),
            file.option(0, b""),
            file.option(1, b"behind the end"),
        ]
        .concat();
        let told = file.section(little, &options).told();
        let description = told.description;
        assert_eq!(description.hardware.as_deref(), Some("기계"));
        assert_eq!(description.operating_system.as_deref(), Some("Linux 6.12"));
        assert_eq!(description.application.as_deref(), Some("dump\u{fffd}cap"));
        assert_eq!(description.comments, ["first comment", "second"]);
        assert_eq!(description.little_endian, little);
    }
}

#[test]
fn interface_options_in_both_byte_orders() {
    for little in [true, false] {
        let mut file = Pcapng::new(little);
        let offset = |seconds: i64| {
            if little { seconds.to_le_bytes() } else { seconds.to_be_bytes() }
        };
        let options = [
            file.option(2, b"eth0"),
            file.option(3, b"the first"),
            file.option(9, &[9]),
            file.option(13, &[4]),
            file.option(14, &offset(-5)),
            file.option(0, b""),
        ]
        .concat();
        // Units of 2^-20 seconds; the check sequence in bits.
        let binary = [file.option(9, &[0x94]), file.option(13, &[32])].concat();
        let picoseconds = file.option(9, &[12]);
        file.interface(1, 0, &options)
            .interface(1, 0, &binary)
            .interface(1, 0, &picoseconds)
            .packet(0, 1_000_000_007, b"a")
            .packet(1, 3 << 19, b"b")
            .packet(2, 1_000_000_007_999, b"c");
        let told = file.told();
        let times: Vec<_> = told.frames().iter().map(|frame| frame.time).collect();
        assert_eq!(
            times,
            [Some(Nanos(-3_999_999_993)), Some(Nanos(1_500_000_000)), Some(Nanos(1_000_000_007))]
        );
        let faces = &told.description.interfaces;
        assert_eq!(faces[0].name.as_deref(), Some("eth0"));
        assert_eq!(faces[0].description.as_deref(), Some("the first"));
        assert_eq!(faces[0].offset_seconds, -5);
        assert_eq!(faces[0].units_per_second, 1_000_000_000);
        assert_eq!(faces[1].units_per_second, 1 << 20);
        let fcs: Vec<_> = told.frames().iter().map(|frame| frame.fcs).collect();
        assert_eq!(fcs, [Some(4), Some(4), None]);
    }
}

#[test]
fn a_packets_own_flags_state_its_check_sequence() {
    for little in [true, false] {
        let mut file = Pcapng::new(little);
        let flags =
            [file.option(1, b"a comment"), file.option(2, &four(0x0000_0041 | 4 << 5, little))].concat();
        let none = file.option(2, &four(0x0000_0001, little));
        file.interface(1, 0, &[])
            .packet_with(0, 1, (5, 5), b"12345", &flags)
            .packet_with(0, 2, (5, 5), b"12345", &none)
            .packet_with(0, 2, (5, 5), b"12345", &flags[..15]);
        let told = file.told();
        assert_eq!(told.whole().len(), 3);
        let fcs: Vec<_> = told.frames().iter().map(|frame| frame.fcs).collect();
        assert_eq!(fcs, [Some(6), None, None]);
    }
}

#[test]
fn simple_packets_are_cut_to_the_first_interface() {
    let mut file = Pcapng::new(true);
    let simple = |original: u32, data: &[u8]| [&four(original, true)[..], data].concat();
    file.interface(1, 6, &[])
        .interface(101, 0, &[])
        .block(3, &simple(100, b"123456"))
        .block(3, &simple(5, b"12345"));
    file.section(true, &[]).interface(228, 0, &[]).block(3, &simple(7, b"1234567"));
    let told = file.told();
    assert_eq!(told.whole(), [(1, &b"123456"[..]), (2, b"12345"), (3, b"1234567")]);
    let frames = told.frames();
    assert_eq!(frames[0].original, 100);
    assert_eq!(frames[0].time, None);
    assert_eq!((frames[2].interface, frames[2].link), (2, LinkType::IPV4));
}

#[test]
fn obsolete_packet_blocks_are_read() {
    for little in [true, false] {
        let mut file = Pcapng::new(little);
        let mut content = [two(1, little), two(9, little)].concat();
        content.extend([0, 5_000_001, 3, 60].map(|number| four(number, little)).concat());
        content.extend(b"old");
        file.interface(1, 0, &[]).interface(101, 0, &[]).block(2, &content);
        let told = file.told();
        assert_eq!(told.whole(), [(1, &b"old"[..])]);
        let frame = told.frames()[0];
        assert_eq!((frame.interface, frame.link), (1, LinkType::RAW));
        assert_eq!(frame.time, Some(Nanos(5_000_001_000)));
        assert_eq!(frame.original, 60);
    }
}

#[test]
fn statistics_tell_what_an_interface_received_and_dropped() {
    for little in [true, false] {
        let mut file = Pcapng::new(little);
        let number = |number: u64| {
            if little { number.to_le_bytes() } else { number.to_be_bytes() }
        };
        let statistics = |file: &Pcapng, received, dropped| {
            let mut content = four(1, little).to_vec();
            content.extend([0; 8]);
            content.extend(file.option(4, &number(received)));
            content.extend(file.option(5, &number(dropped)));
            content
        };
        let early = statistics(&file, 10, 1);
        let late = statistics(&file, 5_000_000_000, 3);
        file.interface(1, 0, &[]).interface(1, 0, &[]).block(5, &early).packet(1, 0, b"x").block(5, &late);
        let told = file.told();
        assert_eq!(told.whole().len(), 1);
        let faces = &told.description.interfaces;
        assert_eq!((faces[0].received, faces[0].dropped), (None, None));
        assert_eq!((faces[1].received, faces[1].dropped), (Some(5_000_000_000), Some(3)));
    }
}

#[test]
fn other_blocks_are_stepped_over_and_custom_ones_take_a_frame_number() {
    let mut file = Pcapng::new(true);
    file.interface(1, 0, &[])
        .block(4, &[0; 40])
        .block(0x8000_0001, b"process information")
        .packet(0, 1, b"one")
        .block(0x0000_0bad, b"custom")
        .block(0x0bad_0bad, b"unknown")
        .packet(0, 3, b"three")
        .block(0x4000_0bad, b"custom, not to be copied")
        .block(9, b"MESSAGE=a journal entry\n")
        .block(10, b"secrets")
        .packet(0, 6, b"six");
    assert_eq!(file.told().whole(), [(1, &b"one"[..]), (3, b"three"), (6, b"six")]);
}

#[test]
fn blocks_too_large_to_keep_are_stepped_over() {
    let mut file = Pcapng::new(false);
    let large = vec![0xaa; (16 << 20) + 5];
    file.interface(1, 0, &[])
        .packet(0, 1, b"one")
        .block(10, &large)
        .packet(0, 2, b"two")
        .block(0x0000_0bad, &large)
        .packet(0, 4, b"four");
    assert_eq!(file.told().whole(), [(1, &b"one"[..]), (2, b"two"), (4, b"four")]);
}

#[test]
fn padding_that_a_writer_does_not_count_is_found() {
    let mut file = Pcapng::new(true);
    let mut content = [0, 0, 1_000_000, 5, 5].map(|number| four(number, true)).concat();
    content.extend(b"12345");
    let uncounted = 12 + content.len() as u32;
    file.interface(1, 0, &[])
        .block_with(6, uncounted, &content, uncounted)
        .packet(0, 2, b"next")
        .block_with(1, 27, &[1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 3, 0, b'e', b't', b'h'], 27)
        .packet(1, 3, b"last");
    let told = file.told();
    assert_eq!(told.whole(), [(1, &b"12345"[..]), (2, b"next"), (3, b"last")]);
    assert_eq!(told.description.interfaces[1].name.as_deref(), Some("eth"));
}

#[test]
fn a_section_of_another_major_version_is_left_out() {
    let mut file = Pcapng::new(true);
    file.interface(1, 0, &[]).packet(0, 1, b"one");
    let from = file.bytes.len() as u64;
    file.section(true, &[]);
    let version = file.bytes.len() - 16;
    file.bytes[version] = 2;
    file.interface(1, 0, &[]).packet(0, 2, b"other");
    let to = file.bytes.len() as u64;
    file.section(false, &[]).interface(1, 0, &[]).packet(0, 3, b"two");
    let told = file.told();
    let frames = told.frames();
    assert_eq!(frames.len(), 2);
    assert_eq!(frames[1].bytes, b"two");
    assert_eq!(told.damage().len(), 1);
    assert_eq!(told.damage()[0].offset, from);
    assert_eq!(told.damage()[0].lost, Some(to - from));
}
