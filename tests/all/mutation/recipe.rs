//! The committed corpus, `fuzz/corpus/`, and how it was made: by hand, here, so that each entry has a reason.
//!
//! A test compares the folder with this recipe; `ACKPLAIN_FUZZ_RECIPE=1 cargo test recipe` writes it. Files
//! named `found_…` are no part of it: they are inputs that once broke something, put there to stay.

use super::corpus::{self, Entry};
use std::fs;

#[test]
fn the_committed_corpus_is_what_its_recipe_makes() {
    let mut total = 0;
    for (target, entries) in [("reader", captures()), ("dissect", frames()), ("filter", filters())] {
        let folder = corpus::folder(target);
        if std::env::var_os("ACKPLAIN_FUZZ_RECIPE").is_some() {
            fs::create_dir_all(&folder).expect("the corpus can be written");
            for entry in &entries {
                fs::write(folder.join(&entry.name), &entry.bytes).expect("the corpus can be written");
            }
        }
        let mut there = corpus::committed(target);
        total += there.iter().map(|entry| entry.bytes.len()).sum::<usize>();
        there.retain(|entry| !entry.name.starts_with("found_"));
        let names = |entries: &[Entry]| entries.iter().map(|entry| entry.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&there), names(&entries), "{target}");
        for (there, made) in there.iter().zip(&entries) {
            assert!(there.bytes == made.bytes, "{target}: {} is not what its recipe makes", made.name);
        }
    }
    assert!(total < 300_000, "the corpus has {total} bytes");
}

fn sorted(entries: Vec<(String, Vec<u8>)>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = entries.into_iter().map(|(name, bytes)| Entry { name, bytes }).collect();
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    entries
}

// --- captures -----------------------------------------------------------------------------------------------

/// A pcap file in microseconds, least significant byte first: `(seconds, original length, bytes)`.
fn pcap(link: u32, records: &[(u32, u32, &[u8])]) -> Vec<u8> {
    let mut file = vec![0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0];
    file.extend(link.to_le_bytes());
    for (seconds, original, bytes) in records {
        for number in [*seconds, 0, bytes.len() as u32, *original] {
            file.extend(number.to_le_bytes());
        }
        file.extend(*bytes);
    }
    file
}

fn all(link: u32, frames: &[Vec<u8>]) -> Vec<u8> {
    let records: Vec<_> =
        frames.iter().zip(1..).map(|(bytes, at)| (at, bytes.len() as u32, &bytes[..])).collect();
    pcap(link, &records)
}

fn block(kind: u32, body: &[u8]) -> Vec<u8> {
    let length = (body.len().next_multiple_of(4) + 12) as u32;
    let mut block = [kind.to_le_bytes(), length.to_le_bytes()].concat();
    block.extend(body);
    block.resize(length as usize - 4, 0);
    block.extend(length.to_le_bytes());
    block
}

fn section() -> Vec<u8> {
    block(0x0a0d_0d0a, &[0x4d, 0x3c, 0x2b, 0x1a, 1, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255])
}

/// Interface Description Block: link type, no snap length, then options as they are.
fn interface(link: u16, options: &[u8]) -> Vec<u8> {
    let [low, high] = link.to_le_bytes();
    block(1, &[&[low, high, 0, 0, 0, 0, 0, 0], options].concat())
}

/// Enhanced Packet Block.
fn packet(interface: u32, time: u64, bytes: &[u8], options: &[u8]) -> Vec<u8> {
    let length = bytes.len() as u32;
    let mut body = Vec::new();
    for number in [interface, (time >> 32) as u32, time as u32, length, length] {
        body.extend(number.to_le_bytes());
    }
    body.extend(bytes);
    body.resize(body.len().next_multiple_of(4), 0);
    body.extend(options);
    block(6, &body)
}

/// An option: code, length, value, padding.
fn option(code: u16, value: &[u8]) -> Vec<u8> {
    let mut option = [code.to_le_bytes(), (value.len() as u16).to_le_bytes()].concat();
    option.extend(value);
    option.resize(option.len().next_multiple_of(4), 0);
    option
}

fn captures() -> Vec<Entry> {
    let syn = tcp(true, 0x002, 100, 0, &[2, 4, 5, 0xb4], b"");
    let end = option(0, b"");
    let mut list: Vec<(&str, Vec<u8>)> = vec![
        ("pcap_empty", pcap(101, &[])),
        ("pcap_one_byte", pcap(1, &[(1, 1, &[0])])),
        ("pcap_frame_of_none", pcap(101, &[(1, 0, &[]), (2, 40, &[])])),
        ("pcap_original_shorter", pcap(101, &[(1, 20, &syn)])),
        ("pcap_time_before_and_after", pcap(101, &[(u32::MAX, 44, &syn), (0, 44, &syn)])),
        ("pcap_link_with_fcs", pcap(1 | 0x2400_0000, &[(1, 60, &[0; 60])])),
        ("pcap_version_2_3", [&pcap(1, &[])[..4], &[2, 0, 3, 0], &pcap(1, &[(1, 44, &syn)])[8..]].concat()),
        ("pcap_link_unknown", pcap(147, &[(1, 44, &syn)])),
        ("pcapng_only_a_section", section()),
        ("pcapng_packet_before_interface", [section(), packet(0, 0, &syn, &[])].concat()),
        (
            "pcapng_simple_packet",
            [section(), interface(101, &[]), block(3, &[&[44, 0, 0, 0], &syn[..]].concat())].concat(),
        ),
        (
            "pcapng_obsolete_packet",
            [
                section(),
                interface(101, &[]),
                block(
                    2,
                    &[&[0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 44, 0, 0, 0, 44, 0, 0, 0], &syn[..]].concat(),
                ),
            ]
            .concat(),
        ),
        (
            "pcapng_statistics",
            [
                section(),
                interface(101, &[]),
                packet(0, 1, &syn, &[]),
                block(5, &[&[0; 12], &option(5, &[9; 8])[..], &end].concat()),
            ]
            .concat(),
        ),
        (
            "pcapng_comment_not_utf8",
            [
                section(),
                interface(101, &[]),
                packet(0, 1, &syn, &[option(1, b"\xff\xfe\x1b[2J"), end.clone()].concat()),
            ]
            .concat(),
        ),
        (
            "pcapng_option_overruns",
            [section(), interface(101, &[2, 0, 255, 255]), packet(0, 1, &syn, &[])].concat(),
        ),
        (
            "pcapng_unknown_block",
            [section(), block(0xbad, b"none"), interface(101, &[]), packet(0, 1, &syn, &[])].concat(),
        ),
        ("pcapng_block_of_twelve", [section(), block(0x99, &[]), interface(101, &[])].concat()),
        ("foreign_gzip", vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]),
        ("foreign_snoop", b"snoop\0\0\0\0\0\0\x02\0\0\0\x04".to_vec()),
        ("foreign_text", b"10:00:00.000000 IP 10.0.0.1.1 > 10.0.0.2.2: Flags [S]\n".to_vec()),
        ("foreign_nothing", Vec::new()),
    ];
    let units: [(&str, u8, u64); 6] = [
        ("seconds", 0, 1_700_000_000),
        ("femto", 15, u64::MAX),
        ("ten_to_38", 38, 5),
        ("ten_to_127", 127, u64::MAX),
        ("two_to_32", 0x80 | 32, 1 << 60),
        ("two_to_127", 0xff, u64::MAX),
    ];
    let mut entries: Vec<(String, Vec<u8>)> = Vec::new();
    for (name, resolution, time) in units {
        let offset = option(14, &i64::MIN.to_le_bytes());
        let options = [option(9, &[resolution]), offset, end.clone()].concat();
        let file = [section(), interface(101, &options), packet(0, time, &syn, &[]), packet(0, 0, &syn, &[])];
        entries.push((format!("pcapng_time_{name}"), file.concat()));
    }
    list.extend([
        ("tcp_all_flags", all(101, &[tcp(true, 0xfff, 1, 2, &[], b"x"), tcp(false, 0xfff, 3, 4, &[], b"")])),
        ("tcp_no_flags", all(101, &[tcp(true, 0, 0, 0, &[], b""), tcp(false, 0, 0, 0, &[], b"data")])),
        ("tcp_numbers_wrap", all(101, &wrapping())),
        ("tcp_self_connect", all(101, &[to_itself(), to_itself()])),
        ("tcp_syn_with_everything", all(101, &[tcp(true, 0x02b, u32::MAX, 7, &[], b"with data")])),
        ("tcp_only_resets", all(101, &[tcp(true, 4, 9, 0, &[], b""), tcp(false, 0x14, 0, 10, &[], b"why")])),
        (
            "tcp_shift_of_255",
            all(
                101,
                &[tcp(true, 2, 9, 0, &[3, 3, 255, 0], b""), tcp(false, 0x12, 1, 10, &[3, 3, 255, 0], b"")],
            ),
        ),
        (
            "tcp_again_and_again",
            all(
                101,
                &[syn.clone(), syn.clone(), syn.clone(), tcp(false, 0x12, 5, 101, &[], b""), syn.clone()],
            ),
        ),
        ("fragments", all(229, &pieces(6, &syn[20..], 8, 1))),
        ("fragments_in_fragments", {
            let inside = pieces(6, &syn[20..], 16, 1);
            let outside = inside.iter().zip(2..).flat_map(|(piece, id)| pieces(41, piece, 32, id));
            all(229, &outside.collect::<Vec<_>>())
        }),
    ]);
    entries.extend(list.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)));
    sorted(entries)
}

/// An exchange whose numbers pass 2³², closed by both sides at once.
fn wrapping() -> Vec<Vec<u8>> {
    let (a, b) = (u32::MAX, u32::MAX - 1);
    vec![
        tcp(true, 0x02, a, 0, &[2, 4, 5, 0xb4, 3, 3, 14, 0], b""),
        tcp(false, 0x12, b, a.wrapping_add(1), &[2, 4, 5, 0xb4, 3, 3, 14, 0], b""),
        tcp(true, 0x10, a.wrapping_add(1), b.wrapping_add(1), &[], b""),
        tcp(true, 0x18, a.wrapping_add(1), b.wrapping_add(1), &[], b"ask"),
        tcp(false, 0x18, b.wrapping_add(1), a.wrapping_add(4), &[], b"answer"),
        tcp(true, 0x11, a.wrapping_add(4), b.wrapping_add(7), &[], b""),
        tcp(false, 0x11, b.wrapping_add(7), a.wrapping_add(4), &[], b""),
        tcp(true, 0x10, a.wrapping_add(5), b.wrapping_add(8), &[], b""),
        tcp(false, 0x10, b.wrapping_add(8), a.wrapping_add(5), &[], b""),
    ]
}

/// `IP 10.0.0.1.1024 > 10.0.0.2.80` or back; options are filled up with EOL.
fn tcp(forth: bool, flags: u16, seq: u32, ack: u32, options: &[u8], data: &[u8]) -> Vec<u8> {
    let head = 20 + options.len().next_multiple_of(4);
    let (from, to, ports) = if forth { (1, 2, [4, 0, 0, 80]) } else { (2, 1, [0, 80, 4, 0]) };
    let mut bytes = ipv4(6, from, to, head + data.len());
    bytes.extend(ports);
    bytes.extend(seq.to_be_bytes());
    bytes.extend(ack.to_be_bytes());
    bytes.extend([(head << 2) as u8 | (flags >> 8) as u8, flags as u8, 0xff, 0xff, 0, 0, 0, 0]);
    bytes.extend(options);
    bytes.resize(20 + head, 0);
    bytes.extend(data);
    bytes
}

fn to_itself() -> Vec<u8> {
    let mut bytes = tcp(true, 2, 1, 0, &[], b"");
    bytes.copy_within(12..16, 16);
    bytes.copy_within(20..22, 22);
    bytes
}

fn ipv4(protocol: u8, from: u8, to: u8, length: usize) -> Vec<u8> {
    let [high, low] = ((length + 20) as u16).to_be_bytes();
    vec![0x45, 0, high, low, 0, 1, 0x40, 0, 64, protocol, 0, 0, 10, 0, 0, from, 10, 0, 0, to]
}

fn ipv6(next: u8, length: usize) -> Vec<u8> {
    let [high, low] = (length as u16).to_be_bytes();
    let mut bytes = vec![0x60, 0, 0, 0, high, low, next, 64];
    for last in [1, 2] {
        bytes.extend([0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last]);
    }
    bytes
}

/// `inside` in fragments of IPv6, the last one first: a version without a checksum, so that a changed one still counts.
fn pieces(next: u8, inside: &[u8], most: usize, id: u8) -> Vec<Vec<u8>> {
    let count = inside.len().div_ceil(most);
    let piece = |(place, data): (usize, &[u8])| {
        let [high, low] = ((place * most) as u16 | u16::from(place + 1 < count)).to_be_bytes();
        [&ipv6(44, 8 + data.len())[..], &[next, 0, high, low, 0, 0, 0, id], data].concat()
    };
    inside.chunks(most).enumerate().map(piece).rev().collect()
}

// --- frames -------------------------------------------------------------------------------------------------

/// A frame as the target `dissect` takes it.
fn framed(link: u16, missing: u8, bytes: &[u8]) -> Vec<u8> {
    let [high, low] = link.to_be_bytes();
    [&[high, low, missing, 0], bytes].concat()
}

fn ethernet(kind: &[u8], inside: &[u8]) -> Vec<u8> {
    [&[2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2], kind, inside].concat()
}

fn frames() -> Vec<Entry> {
    let syn = tcp(true, 2, 100, 0, &[2, 4, 5, 0xb4, 4, 2, 8, 10, 0, 0, 0, 1, 0, 0, 0, 0, 1, 3, 3, 7], b"");
    let options = |options: &[u8]| framed(101, 0, &tcp(true, 2, 1, 0, options, b""));
    let mut many_headers = ipv6(0, 8 * 40 + 20);
    many_headers.extend([0, 0, 1, 4, 0, 0, 0, 0].repeat(39));
    many_headers.extend([6, 0, 1, 4, 0, 0, 0, 0]);
    many_headers.extend(&syn[20..40]);
    let mut quoted = ipv4(1, 3, 1, 8 + 28);
    quoted.extend([3, 4, 0, 0, 0, 0, 5, 0]);
    quoted.extend(&syn[..28]);
    let mut quoting_itself = quoted.clone();
    quoting_itself.truncate(28);
    quoting_itself.extend(&quoted);
    let mut source_route = syn.clone();
    source_route[0] = 0x47;
    source_route.splice(20..20, [131, 7, 4, 10, 0, 0, 9, 0]);
    let mut tso = syn.clone();
    tso[2..4].fill(0);
    let mut jumbo = ipv6(0, 0);
    jumbo.extend([6, 0, 0xc2, 4, 0, 1, 0x11, 0x70]);
    jumbo.extend(&syn[20..]);
    let mut fragment = syn.clone();
    fragment[6..8].copy_from_slice(&[0x20, 0x01]);
    let list: Vec<(&str, Vec<u8>)> = vec![
        ("nothing", Vec::new()),
        ("link_only", framed(1, 0, &[])),
        ("raw_syn", framed(101, 0, &syn)),
        ("raw_syn_cut_in_header", framed(101, 27, &syn[..33])),
        ("ipv4_length_of_none", framed(101, 0, &tso)),
        ("ipv4_header_of_four", framed(101, 0, &[&[0x44], &syn[1..]].concat())),
        ("ipv4_source_route", framed(101, 0, &source_route)),
        ("ipv4_fragment", framed(101, 0, &fragment)),
        ("ipv4_in_ipv4", framed(101, 0, &[&ipv4(4, 1, 2, syn.len())[..], &syn].concat())),
        ("ipv6_many_headers", framed(101, 0, &many_headers)),
        ("ipv6_jumbogram", framed(101, 200, &jumbo)),
        (
            "ipv6_fragment",
            framed(229, 0, &[&ipv6(44, 8 + 20)[..], &[6, 0, 0, 1, 0, 0, 0, 7], &syn[20..40]].concat()),
        ),
        (
            "ipv6_routing",
            framed(
                229,
                0,
                &[&ipv6(43, 24 + 20)[..], &[6, 2, 0, 1, 0, 0, 0, 0], &[0x20; 16], &syn[20..40]].concat(),
            ),
        ),
        ("icmp_quote", framed(101, 0, &quoted)),
        ("icmp_quotes_icmp", framed(101, 0, &quoting_itself)),
        (
            "icmpv6_too_big",
            framed(
                229,
                0,
                &[&ipv6(58, 8 + 48)[..], &[2, 0, 0, 0, 0, 0, 5, 0], &ipv6(6, 20), &syn[20..28]].concat(),
            ),
        ),
        (
            "icmpv6_neighbour",
            framed(
                229,
                0,
                &[&ipv6(58, 32)[..], &[135, 0, 0, 0, 0, 0, 0, 0], &[0xfe; 16], &[1, 1, 2, 0, 0, 0, 0, 1]]
                    .concat(),
            ),
        ),
        (
            "udp_length_lies",
            framed(101, 0, &[&ipv4(17, 1, 2, 12)[..], &[0, 53, 0, 53, 0, 3, 0, 0, 1, 2, 3, 4]].concat()),
        ),
        ("gre", framed(101, 0, &[&ipv4(47, 1, 2, 4 + syn.len())[..], &[0, 0, 8, 0], &syn].concat())),
        (
            "vxlan",
            framed(
                101,
                0,
                &[
                    &ipv4(17, 1, 2, 30 + syn.len())[..],
                    &[0, 99, 0x12, 0xb5, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 1, 0],
                    &ethernet(&[8, 0], &syn),
                ]
                .concat(),
            ),
        ),
        ("ethernet_padded", framed(1, 0, &[&ethernet(&[8, 0], &syn[..])[..], &[0; 6], b"trailer"].concat())),
        (
            "ethernet_llc_snap",
            framed(1, 0, &ethernet(&[0, 28], &[&[0xaa, 0xaa, 3, 0, 0, 0, 8, 0], &syn[..20]].concat())),
        ),
        ("ethernet_many_tags", framed(1, 0, &ethernet(&[0x81, 0, 0, 1].repeat(40), &[8, 0]))),
        (
            "ethernet_mpls",
            framed(
                1,
                0,
                &ethernet(&[0x88, 0x47], &[&[0, 1, 0, 64].repeat(30)[..], &[0, 1, 1, 64], &syn].concat()),
            ),
        ),
        (
            "ethernet_pppoe",
            framed(1, 0, &ethernet(&[0x88, 0x64], &[&[0x11, 0, 0, 1, 0, 62, 0, 0x21], &syn[..]].concat())),
        ),
        (
            "arp",
            framed(
                1,
                18,
                &ethernet(
                    &[8, 6],
                    &[0, 1, 8, 0, 6, 4, 0, 1, 2, 0, 0, 0, 0, 2, 10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 10, 0, 0, 2],
                ),
            ),
        ),
        ("arp_lengths_lie", framed(1, 0, &ethernet(&[8, 6], &[0, 1, 8, 0, 255, 255, 0, 1, 2]))),
        ("sll", framed(113, 0, &[&[0, 4, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 8, 0], &syn[..]].concat())),
        (
            "sll2",
            framed(
                276,
                0,
                &[&[8, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0], &syn[..]].concat(),
            ),
        ),
        ("null_either_order", framed(0, 0, &[&[0, 0, 0, 2], &syn[..]].concat())),
        ("loop", framed(108, 0, &[&[0, 0, 0, 24], &many_headers[..]].concat())),
        ("ppp", framed(9, 0, &[&[0xff, 3, 0, 0x21], &syn[..]].concat())),
        (
            "wlan",
            framed(
                105,
                0,
                &[&[8, 1, 0, 0], &[2; 18][..], &[0, 0, 0xaa, 0xaa, 3, 0, 0, 0, 8, 0], &syn].concat(),
            ),
        ),
        (
            "radiotap",
            framed(
                127,
                0,
                &[
                    &[0, 0, 12, 0, 4, 0x80, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0][..],
                    &[2; 20],
                    &[0xaa, 0xaa, 3, 0, 0, 0, 8, 0],
                    &syn,
                ]
                .concat(),
            ),
        ),
        ("tcp_data_offset_of_4", framed(101, 0, &[&syn[..32], &[0x40], &syn[33..]].concat())),
        (
            "tcp_options_all_known",
            options(
                &[&[2, 4, 5, 0xb4, 3, 3, 7, 4, 2, 8, 10][..], &[1; 8], &[28, 4, 0x80, 1, 34, 2, 14, 3, 0]]
                    .concat(),
            ),
        ),
        ("tcp_option_length_0", options(&[2, 0, 0, 0])),
        ("tcp_option_length_1", options(&[8, 1, 8, 10])),
        ("tcp_option_overruns", options(&[8, 255, 1, 1])),
        ("tcp_sack_of_odd_length", options(&[&[5, 11][..], &[9; 9]].concat())),
        (
            "tcp_mptcp",
            options(&[
                30, 12, 0, 0x81, 1, 2, 3, 4, 5, 6, 7, 8, 30, 20, 0x20, 5, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3,
                0, 4, 5, 6,
            ]),
        ),
        ("tcp_md5_and_ao", options(&[&[19, 18][..], &[7; 16], &[29, 16, 1, 2], &[6; 12]].concat())),
        ("tcp_fast_open_experiment", options(&[254, 8, 0xf9, 0x89, 1, 2, 3, 4])),
    ];
    sorted(list.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect())
}

// --- filters ------------------------------------------------------------------------------------------------

/// Filters whose writing is at a border of the language; [`corpus::filters`] adds the tables of ordinary ones.
const FILTERS: &[(&str, &str)] = &[
    ("blank", " \t\n"),
    ("deep", "((((((((((((((((((((((((((((((((((((((((tcp))))))))))))))))))))))))))))))))))))))))"),
    ("deep_not", "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!tcp"),
    ("open", "((((((((((((((((((((((((((((((((((((((("),
    ("minus", "tcp.port == -----------------------1"),
    ("slices", "frame[0:2][1:1] == 45 && tcp[-4:] contains 00 && ip[9,0-3,2:] != 06"),
    ("slice_huge", "frame[18446744073709551615:4294967296] == 00"),
    ("slice_backwards", "frame[-2147483648:-1]"),
    (
        "numbers",
        "tcp.port in {0x50, 0o120, 0b1010000, 80..90, 1_000..6_5535} and tcp.seq_raw < 99999999999999999999",
    ),
    ("arithmetic", "tcp.srcport + 1 * {tcp.dstport - 3} / 2 % 0 == tcp.len & 0xff"),
    ("divide", "tcp.srcport / 0 == 1"),
    ("quantified", "any tcp.port == 80 and all ip.addr != 10.0.0.0/8 and tcp.port === 80"),
    (
        "functions",
        "max(tcp.port, 3) > len(tcp.payload) && lower(\"ABC\") == upper(\"abc\") && count(ip.addr) == 2",
    ),
    ("text", "frame contains \"\\x00\\377\\u1234\\U0001f600\" || frame matches r\"(?i)a\\\"b{2,}\""),
    ("regex_heavy", "frame matches \"(((((a{100}){100}){100}){100}){100})\""),
    ("quotes_open", "frame contains \"abc\\"),
    (
        "addresses",
        "ip.addr == 10.0.0.1/33 || ipv6.addr == ::ffff:1.2.3.4/129 || eth.addr == 02-00-00-00-00-01",
    ),
    ("layers", "ip.src#1 == 10.0.0.1 && ip.src#[-2:] && tcp.port#999999999999"),
    ("korean", "포트 == 80 && \"한글\" contains 프레임"),
    ("names", "tcp.prot == 80 && tcp.flags.sin"),
    ("control", "tcp\u{1}.port\u{7f}== 80"),
    ("times", "frame.time_relative < -0.0000000001 && frame.time > \"2024-02-30 25:61:61\""),
    (
        "long",
        "tcp.port==1||tcp.port==2||tcp.port==3||tcp.port==4||tcp.port==5||tcp.port==6||tcp.port==7||tcp.port==8",
    ),
    ("with_a_frame", "arp.opcode == 1 \0\0\u{1}\0\0\u{2}\0\0\0\0\u{1}\u{2}\0\0\0\0\u{2}\u{8}\u{6}"),
];

fn filters() -> Vec<Entry> {
    sorted(FILTERS.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect())
}
