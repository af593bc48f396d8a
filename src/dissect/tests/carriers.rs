//! Frames for the tests: everything that carries a packet, around a network layer of [`samples`](super::samples).

use super::samples::{datagram, ethernet, network, packet};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// A link type and a frame with one carrier or more in it.
pub(in crate::dissect) fn tunnelled() -> BoxedStrategy<(u16, Vec<u8>)> {
    (prop_oneof![
        6 => in_ip().prop_map(|bytes| (1, ethernet(0x0800, &bytes))),
        2 => in_ip().prop_flat_map(|inner| carried_by_ip(Just((4, inner)))).prop_map(|bytes| (101, bytes)),
        3 => by_ethertype().prop_map(|(kind, bytes)| (1, ethernet(kind, &bytes))),
        4 => by_link(),
    ])
    .boxed()
}

/// IPv4 around something.
fn carried_by_ip(inside: impl Strategy<Value = (u8, Vec<u8>)> + 'static) -> BoxedStrategy<Vec<u8>> {
    let field = prop_oneof![8 => Just(0x4000u16), 1 => Just(0x2000), 1 => Just(9)];
    ((inside, field).prop_map(|((protocol, inside), field)| {
        let mut bytes = vec![0x45, 0];
        bytes.extend((20 + inside.len() as u16).to_be_bytes());
        bytes.extend([0, 1]);
        bytes.extend(field.to_be_bytes());
        bytes.extend([64, protocol, 0, 0, 10, 9, 0, 1, 10, 9, 0, 2]);
        [bytes, inside].concat()
    }))
    .boxed()
}

/// IPv4 that carries a packet, straight or through a tunnel's header.
fn in_ip() -> BoxedStrategy<Vec<u8>> {
    (carried_by_ip(prop_oneof![
        1 => datagram().prop_map(|inside| (4, inside)),
        1 => packet().prop_map(|inside| (41, inside)),
        4 => gre().prop_map(|inside| (47, inside)),
        1 => framed().prop_map(|inside| (97, [&[0x30, 0][..], &inside].concat())),
        1 => labels().prop_map(|inside| (137, inside)),
        1 => vec(any::<u8>(), 0..30).prop_map(|inside| (132, inside)),
        1 => vec(any::<u8>(), 0..30).prop_map(|inside| (33, inside)),
        8 => udp().prop_map(|inside| (17, inside)),
    ]))
    .boxed()
}

fn framed() -> BoxedStrategy<Vec<u8>> {
    (network().prop_map(|(kind, inside)| ethernet(kind, &inside))).boxed()
}

fn labels() -> BoxedStrategy<Vec<u8>> {
    let plain = prop_oneof![datagram(), packet(), framed().prop_map(|frame| [vec![0; 4], frame].concat())];
    ((vec(any::<[u8; 4]>(), 0..3), any::<[u8; 4]>(), plain).prop_map(|(stack, mut last, inside)| {
        let stack: Vec<u8> = stack.into_iter().flat_map(|[a, b, c, d]| [a, b, c & 0xfe, d]).collect();
        last[2] |= 1;
        [&stack[..], &last, &inside].concat()
    }))
    .boxed()
}

fn gre() -> BoxedStrategy<Vec<u8>> {
    let flags = select(vec![0u16, 0x8000, 0x2000, 0x3000, 0xb000, 0x2001, 0x3081, 0x4000, 0x1000]);
    let inside = prop_oneof![
        3 => network(),
        1 => framed().prop_map(|frame| (0x6558, frame)),
        1 => framed().prop_map(|frame| (0x88be, [vec![0x10; 8], frame].concat())),
        1 => framed().prop_map(|frame| (0x22eb, [vec![0x21; 20], frame].concat())),
        1 => ppp().prop_map(|inside| (0x880b, inside)),
        1 => datagram().prop_map(|inside| (0x883e, [vec![0, 1, 2, 3], inside].concat())),
        1 => wlan().prop_map(|inside| (0x8200, inside)),
    ];
    ((flags, inside, any::<[u8; 16]>()).prop_map(
        |(flags, (protocol, inside), optional): (u16, (u16, _), _)| {
            let count = [0x8000, 0x2000, 0x1000, 0x0080].into_iter().filter(|bit| flags & bit != 0).count();
            [&flags.to_be_bytes()[..], &protocol.to_be_bytes(), &optional[..count * 4], &inside].concat()
        },
    ))
    .boxed()
}

fn ppp() -> BoxedStrategy<Vec<u8>> {
    let head = select(vec![vec![0xff, 3, 0, 0x21], vec![0, 0x21], vec![0x21], vec![0xff, 3, 2, 0x81]]);
    (prop_oneof![
        (head, datagram()).prop_map(|(head, inside)| [head, inside].concat()),
        packet().prop_map(|inside| [vec![0, 0x57], inside].concat()),
    ])
    .boxed()
}

fn udp() -> BoxedStrategy<Vec<u8>> {
    let inside = prop_oneof![
        framed().prop_map(|frame| (4789u16, [vec![8, 0, 0, 0, 0, 0, 9, 0], frame].concat())),
        datagram().prop_map(|inside| (4790, [vec![12, 0, 0, 1, 0, 0, 9, 0], inside].concat())),
        framed().prop_map(|frame| {
            (6081, [vec![2, 0, 0x65, 0x58, 0, 0, 9, 0, 1, 2, 3, 1, 5, 5, 5, 5], frame].concat())
        }),
        (datagram(), any::<bool>()).prop_map(|(inside, long)| {
            let mut head = vec![0x30, 255];
            head.extend((inside.len() as u16).to_be_bytes());
            head.extend([0, 0, 0, 7]);
            if long {
                head[0] = 0x36;
                head[3] = head[3].wrapping_add(8);
                head.extend([0, 1, 0, 0x85, 1, 7, 7, 0]);
            }
            (2152, [head, inside].concat())
        }),
        packet().prop_map(|inside| (3544, [vec![0, 0, 1, 1, 1, 1, 1, 1], inside].concat())),
        ppp().prop_map(|inside| (1701, [vec![0, 2, 0, 1, 0, 2], inside].concat())),
        packet().prop_map(|inside| {
            (5072, [vec![0x41, 0x52, 0x11, 41], vec![1; 4 + 16 + 20], inside].concat())
        }),
        labels().prop_map(|inside| (6635, inside)),
        vec(any::<u8>(), 0..40).prop_flat_map(|bytes| {
            (select(vec![1701u16, 2152, 2123, 3544, 4789, 4790, 5072, 6081, 6635]), Just(bytes))
        }),
    ];
    ((inside, any::<bool>(), -4i32..5).prop_map(|((port, inside), back, lie)| {
        let ports = if back { [port, 50_000] } else { [50_000, port] };
        let length = (inside.len() + 8 - if lie == 4 { 3 } else { 0 }) as u16;
        let mut bytes: Vec<u8> = ports.into_iter().flat_map(u16::to_be_bytes).collect();
        bytes.extend(length.to_be_bytes());
        [&bytes[..], &[0, 0], &inside].concat()
    }))
    .boxed()
}

/// An 802.11 data frame with LLC and SNAP.
fn wlan() -> BoxedStrategy<Vec<u8>> {
    ((select(vec![8u8, 0x88, 0xc8, 0x48]), select(vec![0u8, 1, 2, 3, 0x40, 4]), network()).prop_map(
        |(first, flags, (kind, inside))| {
            let length = 24 + if flags & 3 == 3 { 6 } else { 0 } + if first & 0x80 == 0 { 0 } else { 2 };
            let mut head = vec![0; length];
            head[..2].copy_from_slice(&[first, flags]);
            [&head[..], &[0xaa, 0xaa, 3, 0, 0, 0], &kind.to_be_bytes(), &inside].concat()
        },
    ))
    .boxed()
}

fn by_ethertype() -> BoxedStrategy<(u16, Vec<u8>)> {
    (prop_oneof![
        labels().prop_map(|inside| (0x8847, inside)),
        ppp().prop_map(|inside| {
            let length = (inside.len() as u16).to_be_bytes();
            (0x8864, [&[0x11, 0, 0, 7][..], &length, &inside].concat())
        }),
        framed().prop_map(|frame| (0x8903, [&[0x12, 0x20][..], &frame].concat())),
        framed().prop_map(|frame| (0x88e7, [&[0x10, 0, 0, 9][..], &frame].concat())),
        framed().prop_map(|frame| (0x6558, frame)),
    ])
    .boxed()
}

fn by_link() -> BoxedStrategy<(u16, Vec<u8>)> {
    let headed = |link: u16, head: &[u8]| {
        let head = head.to_vec();
        network().prop_map(move |(kind, inside)| (link, [&head[..], &kind.to_be_bytes(), &inside].concat()))
    };
    (prop_oneof![
        (select(vec![9u16, 50, 51, 204]), ppp()).prop_map(|(link, inside)| {
            let head: &[u8] = match link {
                204 => &[1],
                51 => &[0x11, 0, 0, 7, 0, 90],
                _ => &[],
            };
            (link, [head, &inside].concat())
        }),
        headed(104, &[0x0f, 0]),
        headed(107, &[0x18, 0x41]),
        datagram().prop_map(|inside| (107, [vec![0x18, 0x41, 3, 0xcc], inside].concat())),
        headed(10, &[&[0x50][..], &[2; 12], &[0xaa, 0xaa, 3, 0, 0, 0]].concat()),
        network().prop_map(|(kind, inside)| {
            (242, [&[0; 40][..], &kind.to_be_bytes(), &[0, 0], &inside].concat())
        }),
        (datagram(), select(vec![212u8, 240, 0])).prop_map(|(inside, kind)| {
            let tail: &[u8] = if kind == 240 { &[] } else { &[0, 0, 9] };
            (7, [&[1, 2, kind][..], tail, &inside].concat())
        }),
        (packet(), any::<bool>()).prop_map(|(inside, exception)| {
            let tail: &[u8] = if exception { &[0xff, 0xff, 0xff, 196, 0, 0, 9] } else { &[0, 0, 9] };
            (129, [&[1, 2, 0, 9, 196][..], tail, &inside].concat())
        }),
        wlan().prop_map(|inside| (105, inside)),
        wlan().prop_map(|inside| {
            (127, [&[0, 0, 9, 0, 2, 0, 0, 0, 0x10][..], &inside, &[1, 2, 3, 4]].concat())
        }),
        wlan().prop_map(|inside| (192, [&[0, 0, 8, 0, 105, 0, 0, 0][..], &inside].concat())),
        wlan().prop_map(|inside| (
            163,
            [&[0x80, 0x21, 0x10, 1, 0, 0, 0, 12, 0, 0, 0, 0][..], &inside].concat()
        )),
        datagram().prop_map(|inside| {
            let length = (inside.len() as u16 + 4).to_le_bytes();
            (239, [&[2, 0, 0, 1, 5, 0, 10, 0, 7, 0, 0, 0][..], &length, &[9, 0], &inside].concat())
        }),
        framed().prop_map(|frame| { (178, [&[0x4d, 0x47, 0x43, 0x80, 0, 3, 3, 1, 1][..], &frame].concat()) }),
        (
            vec(any::<u8>(), 0..80),
            select(vec![7u16, 9, 10, 51, 104, 105, 107, 119, 127, 129, 178, 192, 239, 242])
        )
            .prop_map(|(bytes, link)| (link, bytes)),
    ])
    .boxed()
}
