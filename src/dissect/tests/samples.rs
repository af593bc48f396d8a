//! Frames for the tests of this floor: one real segment, headers to put around it, and a generator of frames.

use crate::capture::{Frame, LinkType, Place};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Two Ethernet addresses: destination, source.
pub(in crate::dissect) const MAC: [u8; 12] = [2, 0, 0x5e, 0x25, 0, 0x80, 2, 0, 0x5e, 0x25, 0, 2];

/// IP (tos 0x0, ttl 64, id 39141, offset 0, flags [DF], proto TCP (6), length 60)
/// 10.37.1.2.44704 > 10.37.1.80.80: Flags [S], cksum 0xd719 (correct), seq 181774097, win 64240,
/// options [mss 1460,sackOK,TS val 606001761 ecr 0,nop,wscale 10], length 0
pub(in crate::dissect) const SYN: [u8; 60] = [
    0x45, 0x00, 0x00, 0x3c, 0x98, 0xe5, 0x40, 0x00, 0x40, 0x06, 0x8b, 0x3b, 0x0a, 0x25, 0x01, 0x02, 0x0a,
    0x25, 0x01, 0x50, 0xae, 0xa0, 0x00, 0x50, 0x0a, 0xd5, 0xa7, 0x11, 0x00, 0x00, 0x00, 0x00, 0xa0, 0x02,
    0xfa, 0xf0, 0xd7, 0x19, 0x00, 0x00, 0x02, 0x04, 0x05, 0xb4, 0x04, 0x02, 0x08, 0x0a, 0x24, 0x1e, 0xda,
    0x61, 0x00, 0x00, 0x00, 0x00, 0x01, 0x03, 0x03, 0x0a,
];

/// A whole frame.
pub(in crate::dissect) fn frame(link: LinkType, bytes: &[u8]) -> Frame<'_> {
    Frame {
        no: 1,
        time: None,
        interface: 0,
        link,
        original: bytes.len() as u32,
        bytes,
        fcs: None,
        at: Place::new(0, 0),
    }
}

/// An Ethernet frame.
pub(in crate::dissect) fn ethernet(kind: u16, inside: &[u8]) -> Vec<u8> {
    [&MAC[..], &kind.to_be_bytes(), inside].concat()
}

/// An IPv6 header without content.
pub(in crate::dissect) fn ipv6(next: u8, payload: u16) -> Vec<u8> {
    let mut header = vec![0x60, 0, 0, 0];
    header.extend(payload.to_be_bytes());
    header.extend([next, 64]);
    header.extend([0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    header.extend([0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
    header
}

/// A frame as a test makes it: bytes with what the container says of them.
#[derive(Debug, Clone)]
pub(in crate::dissect) struct Sample {
    pub(in crate::dissect) link: u16,
    pub(in crate::dissect) bytes: Vec<u8>,
    /// Bytes on the wire behind those captured.
    pub(in crate::dissect) missing: u32,
    pub(in crate::dissect) fcs: Option<u8>,
}

impl Sample {
    pub(in crate::dissect) fn frame(&self) -> Frame<'_> {
        let mut frame = frame(LinkType(self.link), &self.bytes);
        frame.original += self.missing;
        frame.fcs = self.fcs;
        frame
    }
}

/// Frames of every layer that is dissected: whole ones, cut ones, and ones with changed bytes.
pub(in crate::dissect) fn samples() -> impl Strategy<Value = Sample> {
    let changes = vec((any::<prop::sample::Index>(), any::<u8>()), 0..4);
    let rarely_cut = prop_oneof![3 => Just(None), 1 => any::<prop::sample::Index>().prop_map(Some)];
    let fcs = prop_oneof![4 => Just(None), 1 => (0u8..6).prop_map(Some)];
    (linked(), changes, rarely_cut, fcs, prop_oneof![Just(0u32), 0u32..100]).prop_map(
        |((link, mut bytes), changes, cut, fcs, missing)| {
            for (at, value) in changes {
                if !bytes.is_empty() {
                    let at = at.index(bytes.len());
                    bytes[at] = value;
                }
            }
            let length = cut.map_or(bytes.len(), |cut| cut.index(bytes.len() + 1));
            let missing = missing + (bytes.len() - length) as u32;
            bytes.truncate(length);
            Sample { link, bytes, missing, fcs }
        },
    )
}

/// A link type and a frame of it.
fn linked() -> BoxedStrategy<(u16, Vec<u8>)> {
    let tags = vec((select(vec![0x8100u16, 0x88a8, 0x9100]), any::<u16>()), 0..4);
    let tail = prop_oneof![3 => Just(Vec::new()), 1 => Just(vec![0; 20]), 1 => vec(any::<u8>(), 0..20)];
    prop_oneof![
        8 => super::carriers::tunnelled(),
        6 => (tags, network(), tail).prop_map(|(tags, (kind, inside), tail)| {
            let mut bytes = MAC.to_vec();
            for (tag, control) in tags {
                bytes.extend(tag.to_be_bytes());
                bytes.extend(control.to_be_bytes());
            }
            bytes.extend(kind.to_be_bytes());
            (1, [bytes, inside, tail].concat())
        }),
        1 => network().prop_map(|(kind, inside)| {
            let head = [0xaa, 0xaa, 3, 0, 0, 0];
            let length = (inside.len() + 8) as u16;
            let bytes = [&head[..], &kind.to_be_bytes(), &inside].concat();
            (1, ethernet(length, &bytes))
        }),
        1 => (network(), any::<[u8; 14]>()).prop_map(|((kind, inside), head)| {
            (113, [&head[..], &kind.to_be_bytes(), &inside].concat())
        }),
        1 => (network(), any::<[u8; 18]>()).prop_map(|((kind, inside), head)| {
            (276, [&kind.to_be_bytes()[..], &head, &inside].concat())
        }),
        1 => (network(), select(vec![2u8, 24, 30]), select(vec![0u16, 108]), any::<bool>())
            .prop_map(|((_, inside), family, link, big)| {
                let head = if big { [0, 0, 0, family] } else { [family, 0, 0, 0] };
                (link, [&head[..], &inside].concat())
            }),
        1 => (network(), select(vec![12u16, 14, 101, 228, 229])).prop_map(|((_, inside), link)| (link, inside)),
        1 => (vec(any::<u8>(), 0..120), select(vec![0u16, 1, 9, 101, 108, 113, 228, 229, 276, 300]))
            .prop_map(|(bytes, link)| (link, bytes)),
    ]
    .boxed()
}

/// An EtherType and what it announces.
pub(in crate::dissect) fn network() -> BoxedStrategy<(u16, Vec<u8>)> {
    prop_oneof![
        6 => datagram().prop_map(|bytes| (0x0800, bytes)),
        6 => packet().prop_map(|bytes| (0x86dd, bytes)),
        1 => vec(any::<u8>(), 0..30).prop_map(|tail| {
            (0x0806, [&[0, 1, 8, 0, 6, 4, 0, 1][..], &tail].concat())
        }),
        1 => (any::<u16>(), vec(any::<u8>(), 0..40)),
    ]
    .boxed()
}

/// IPv4 with options, sometimes a fragment.
pub(in crate::dissect) fn datagram() -> BoxedStrategy<Vec<u8>> {
    let options = prop_oneof![
        4 => Just(Vec::new()),
        1 => Just(vec![7, 11, 8, 10, 0, 0, 1, 10, 0, 0, 2, 0]),
        1 => (select(vec![131u8, 137]), select(vec![4u8, 8, 12]))
            .prop_map(|(kind, pointer)| vec![1, kind, 11, pointer, 10, 0, 0, 1, 10, 0, 0, 2]),
        1 => Just(vec![0x44, 12, 5, 1, 10, 0, 0, 1, 0, 0, 0, 9]),
        1 => Just(vec![0x94, 4, 0, 0]),
        1 => vec(any::<u8>(), 1..6).prop_map(|words| words.repeat(4)),
    ];
    let fragment = prop_oneof![8 => Just(0x4000u16), 1 => Just(0x2000), 1 => Just(0x0010)];
    let lie = prop_oneof![8 => Just(None), 1 => Just(Some(0u16)), 1 => (0u16..200).prop_map(Some)];
    (options, fragment, lie, transport(false))
        .prop_map(|(options, fragment, lie, (protocol, inside))| {
            let header = 20 + options.len();
            let total = lie.unwrap_or((header + inside.len()) as u16);
            let mut bytes = vec![0x40 | (header / 4) as u8, 0];
            bytes.extend(total.to_be_bytes());
            bytes.extend([0x12, 0x34]);
            bytes.extend(fragment.to_be_bytes());
            bytes.extend([64, protocol, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2]);
            [bytes, options, inside].concat()
        })
        .boxed()
}

/// IPv6 with extension headers.
pub(in crate::dissect) fn packet() -> BoxedStrategy<Vec<u8>> {
    let lie = prop_oneof![8 => Just(None), 1 => Just(Some(0u16)), 1 => (0u16..200).prop_map(Some)];
    (vec(extension(), 0..4), lie, transport(true))
        .prop_map(|(extensions, lie, (protocol, inside))| {
            let mut next = protocol;
            let mut bytes = inside;
            for (kind, mut header) in extensions {
                header[0] = next;
                next = kind;
                bytes = [header, bytes].concat();
            }
            [ipv6(next, lie.unwrap_or(bytes.len() as u16)), bytes].concat()
        })
        .boxed()
}

/// A type number and an extension header, its first byte to be filled in.
fn extension() -> impl Strategy<Value = (u8, Vec<u8>)> {
    let address = [0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9];
    prop_oneof![
        Just((0, vec![0, 0, 5, 2, 0, 0, 1, 0])),
        Just((0, vec![0, 0, 0xc2, 4, 0, 0, 0, 90])),
        Just((60, vec![0, 0, 0, 1, 1, 0, 0, 0])),
        vec(any::<u8>(), 6).prop_map(|rest| (60, [vec![0, 0], rest].concat())),
        (select(vec![0u8, 2, 3, 4]), 0u8..3)
            .prop_map(move |(kind, left)| { (43, [&[0, 2, kind, left, 0, 0, 0, 0][..], &address].concat()) }),
        select(vec![0u8, 1, 8]).prop_map(|low| (44, vec![0, 0, 0, low, 0, 0, 0, 7])),
        (0u8..3).prop_map(|units| { (51, [&[0, units][..], &vec![1; usize::from(units) * 4 + 6]].concat()) }),
    ]
}

/// A protocol number and what it announces.
fn transport(v6: bool) -> BoxedStrategy<(u8, Vec<u8>)> {
    let icmp = if v6 {
        (select(vec![1u8, 2, 3, 4, 128, 133, 134, 135, 136, 137, 143]), select(vec![0u8, 5, 6]), quote(true))
            .prop_map(|(kind, words, quote)| (58, [&[kind, 0, 0, 0, words, 0, 5, 0][..], &quote].concat()))
            .boxed()
    } else {
        (select(vec![0u8, 3, 4, 5, 8, 9, 11, 12, 13, 17]), 0u8..5, select(vec![0u8, 8, 17]), quote(false))
            .prop_map(|(kind, code, words, quote)| {
                (1, [&[kind, code, 0, 0, 0, words, 5, 0][..], &quote].concat())
            })
            .boxed()
    };
    prop_oneof![
        6 => segment().prop_map(|bytes| (6, bytes)),
        2 => icmp,
        1 => (vec(any::<u8>(), 0..30), any::<bool>()).prop_map(|(data, whole)| {
            let length = if whole { data.len() + 8 } else { 5 };
            (17, [&[1, 0, 2, 0, 0, length as u8, 0, 9][..], &data].concat())
        }),
        1 => (any::<u8>(), vec(any::<u8>(), 0..40)),
    ]
    .boxed()
}

/// What an ICMP error quotes, with something behind it.
fn quote(v6: bool) -> impl Strategy<Value = Vec<u8>> {
    let mut packet = if v6 { ipv6(6, 40) } else { SYN[..20].to_vec() };
    packet.extend(&SYN[20..]);
    let extension = vec![0x20, 0, 0, 0, 0, 8, 1, 1, 0, 0x64, 1, 1];
    (20usize..100, prop_oneof![Just(Vec::new()), Just(extension)]).prop_map(move |(length, extension)| {
        let mut quote = packet.clone();
        quote.resize(length, 0);
        [quote, extension].concat()
    })
}

/// A TCP segment with any options.
fn segment() -> impl Strategy<Value = Vec<u8>> {
    let option = prop_oneof![
        Just(vec![0u8]),
        Just(vec![1]),
        Just(vec![2, 4, 5, 0xb4]),
        Just(vec![3, 3, 20]),
        Just(vec![4, 2]),
        Just([&[5, 10][..], &[1; 8]].concat()),
        Just([&[8, 10][..], &[2; 8]].concat()),
        Just(vec![28, 4, 0x80, 1]),
        Just(vec![29, 6, 1, 2, 3, 4]),
        Just(vec![34, 2]),
        Just(vec![34, 6, 1, 2, 3, 4]),
        Just(vec![254, 6, 0xf9, 0x89, 1, 2]),
        Just(vec![253, 4, 0xf9, 0x89]),
        (0u8..9, select(vec![1u8, 2, 6, 8, 10, 14, 18, 20, 22, 26]), any::<u8>()).prop_map(
            |(subtype, length, flags)| {
                let mut bytes = vec![30, length + 2, subtype << 4, flags];
                bytes.resize(usize::from(length) + 2, 7);
                bytes
            }
        ),
        vec(any::<u8>(), 1..6),
    ];
    let data = prop_oneof![Just(Vec::new()), vec(any::<u8>(), 1..20)];
    let lie = prop_oneof![8 => Just(None), 1 => (0u8..16).prop_map(Some)];
    (any::<[u8; 20]>(), vec(option, 0..5), data, lie).prop_map(|(mut header, options, data, lie)| {
        let mut options = options.concat();
        options.truncate(40);
        while !options.len().is_multiple_of(4) {
            options.push(0);
        }
        let words = lie.unwrap_or(5 + (options.len() / 4) as u8);
        header[12] = words << 4 | header[12] & 0xf;
        [&header[..], &options, &data].concat()
    })
}
