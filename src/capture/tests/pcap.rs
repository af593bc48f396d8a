//! Every variant of classic pcap.

use super::{Pcap, foreign, told};
use crate::capture::{Foreign, Format, LinkType, Nanos, Place};

#[test]
fn both_byte_orders_in_micro_and_nanoseconds_and_modified() {
    let cases = [
        (Pcap::MICRO, Format::Pcap, 789_000, 16),
        (Pcap::NANO, Format::PcapNanoseconds, 789, 16),
        (Pcap::MODIFIED, Format::PcapModified, 789_000, 24),
    ];
    for little in [true, false] {
        for (magic, format, fraction, header) in cases {
            let mut pcap = Pcap::new(magic, little);
            pcap.frame(1_700_000_000, 789, b"first")
                .record(4_294_967_295, 0, 3, 1514, b"cut")
                .frame(0, 999_999, b"");
            let told = pcap.told();
            assert_eq!(told.whole(), [(1, &b"first"[..]), (2, b"cut"), (3, b"")], "{magic:x} {little}");
            let frames = told.frames();
            assert_eq!(frames[0].time, Some(Nanos(1_700_000_000_000_000_000 + fraction)));
            assert_eq!(frames[1].time, Some(Nanos(4_294_967_295_000_000_000)));
            assert_eq!(frames[1].original, 1514);
            assert_eq!(frames[0].at, Place::new(24, header as u8));
            assert_eq!(frames[1].at, Place::new(24 + header + 5, header as u8));
            assert_eq!(told.description.format, format);
            assert_eq!(told.description.little_endian, little);
            assert_eq!(told.description.sections, 1);
            assert_eq!(told.bytes_read, pcap.bytes.len() as u64);
        }
    }
}

#[test]
fn a_capture_that_tcpdump_wrote() {
    // 09:00:00.000042 IP 10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 7, win 64240, length 0
    let bytes = [
        0xd4, 0xc3, 0xb2, 0xa1, 0x02, 0x00, 0x04, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x04, 0x00, 0xe4, 0x00, 0x00, 0x00, // LINKTYPE_IPV4
        0x90, 0x7e, 0x00, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x28, 0x00, 0x00, 0x00, 0x28, 0x00, 0x00,
        0x00, // 9 hours and 42 microseconds after the epoch
        0x45, 0x00, 0x00, 0x28, 0x00, 0x01, 0x40, 0x00, 0x40, 0x06, 0x26, 0xcd, 0x0a, 0x00, 0x00, 0x01, 0x0a,
        0x00, 0x00, 0x02, 0x9c, 0x40, 0x00, 0x50, 0x00, 0x00, 0x00, 0x07, 0x00, 0x00, 0x00, 0x00, 0x50, 0x02,
        0xfa, 0xf0, 0x00, 0x00, 0x00, 0x00,
    ];
    let told = told(&bytes);
    assert_eq!(told.whole(), [(1, &bytes[40..])]);
    let frames = told.frames();
    assert_eq!(frames[0].time, Some(Nanos(32_400_000_042_000)));
    assert_eq!(frames[0].link, LinkType::IPV4);
    assert_eq!(frames[0].fcs, None);
    assert_eq!(told.description.interfaces[0].snap_length, 262_144);
    assert_eq!(told.description.interfaces[0].units_per_second, 1_000_000);
}

#[test]
fn the_network_field_holds_link_type_and_frame_check_sequence() {
    // Two units of two bytes of check sequence, bit 26 says that they are stated.
    let mut pcap = Pcap::with(Pcap::MICRO, true, (2, 4), 65535, 0x2400_0001);
    let told = pcap.frame(1, 0, b"frame+fcs").told();
    assert_eq!(told.frames()[0].link, LinkType::ETHERNET);
    assert_eq!(told.frames()[0].fcs, Some(4));
    assert_eq!(told.description.interfaces[0].fcs, Some(4));
    // Without bit 26 the length means nothing; reserved bits do not change the link type.
    let mut pcap = Pcap::with(Pcap::MICRO, false, (2, 4), 65535, 0x2030_0114);
    let told = pcap.frame(1, 0, b"frame").told();
    assert_eq!(told.frames()[0].link, LinkType::LINUX_SLL2);
    assert_eq!(told.frames()[0].fcs, None);
}

#[test]
fn versions_with_swapped_lengths_are_put_right() {
    for version in [(2, 3), (543, 0)] {
        let mut pcap = Pcap::with(Pcap::MICRO, true, version, 68, 1);
        // The second length is the captured one in the first record, the first in the second.
        pcap.record(1, 0, 1514, 4, b"swap").record(2, 0, 4, 60, b"good");
        let told = pcap.told();
        assert_eq!(told.whole(), [(1, &b"swap"[..]), (2, b"good")]);
        assert_eq!(told.frames()[0].original, 1514);
        assert_eq!(told.frames()[1].original, 60);
    }
}

#[test]
fn other_versions_are_named() {
    for version in [(1, 4), (2, 2), (3, 0), (543, 1)] {
        let pcap = Pcap::with(Pcap::MICRO, false, version, 65535, 1);
        assert_eq!(foreign(&pcap.bytes), Foreign::PcapVersion(version.0, version.1));
    }
}

#[test]
fn a_header_alone_is_a_capture_without_frames() {
    let told = Pcap::new(Pcap::NANO, true).told();
    assert_eq!(told.said, []);
    assert_eq!(told.bytes_read, 24);
    assert_eq!(foreign(&Pcap::new(Pcap::MICRO, true).bytes[..23]), Foreign::Short { have: 23, needed: 24 });
}

#[test]
fn frames_larger_than_the_buffer_and_than_the_snap_length_are_read() {
    let mut pcap = Pcap::with(Pcap::MICRO, true, (2, 4), 0, 1);
    let large = vec![7; 262_144];
    pcap.frame(1, 0, &large).frame(2, 0, b"small").frame(3, 0, &large);
    assert_eq!(pcap.told().whole().len(), 3);

    let mut pcap = Pcap::with(Pcap::MICRO, true, (2, 4), 1 << 20, 1);
    let large = vec![7; 1 << 20];
    for seconds in 0..5 {
        pcap.frame(seconds, 0, &large).frame(seconds, 1, b"small");
    }
    assert_eq!(pcap.told().whole().len(), 10);

    // A file header may state a snap length that its own records do not keep.
    let mut pcap = Pcap::with(Pcap::MICRO, true, (2, 4), 68, 1);
    pcap.frame(1, 0, &[1; 100]).frame(2, 0, &[2; 100]);
    assert_eq!(pcap.told().whole().len(), 2);
}

#[test]
fn a_fraction_of_more_than_a_second_is_carried_over() {
    let mut pcap = Pcap::new(Pcap::MICRO, true);
    pcap.frame(10, 1_500_000, b"odd");
    assert_eq!(pcap.told().frames()[0].time, Some(Nanos(11_500_000_000)));
}
