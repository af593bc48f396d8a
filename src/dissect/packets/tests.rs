//! Segments in fragments: with the last fragment they are what they are in one piece.

use super::*;
use crate::capture::LinkType;
use crate::dissect::tests::samples::{SYN, ethernet, frame};
use crate::dissect::tunnel::{Kind, Layer};
use crate::dissect::{Checksum, FieldId};
use proptest::prelude::*;

/// An IPv4 header in front of a piece of `inside`: protocol, offset, whether more follow.
fn piece(protocol: u8, inside: &[u8], from: usize, to: usize) -> Vec<u8> {
    let mut header = SYN[..20].to_vec();
    header[2..4].copy_from_slice(&(20 + to as u16 - from as u16).to_be_bytes());
    let more = if to < inside.len() { 0x2000 } else { 0 };
    header[6..8].copy_from_slice(&((from / 8) as u16 | more).to_be_bytes());
    header[9] = protocol;
    header[10..12].fill(0);
    let sum = header.chunks(2).map(|w| u32::from(u16::from_be_bytes([w[0], w[1]]))).sum::<u32>();
    let sum = (sum & 0xffff) + (sum >> 16);
    header[10..12].copy_from_slice(&(!(sum as u16)).to_be_bytes());
    [&header[..], &inside[from..to]].concat()
}

fn tagged(vlan: u8, inside: &[u8]) -> Vec<u8> {
    ethernet(0x8100, &[&[0, vlan, 0x08, 0x00], inside].concat())
}

fn segment<'a>(packet: &Packet<'a>) -> Segment<'a> {
    match packet.cheap {
        Cheap::Tcp(segment) => segment,
        other => panic!("not a segment: {other:?}"),
    }
}

#[test]
fn a_segment_in_fragments_counts_with_the_last_one() {
    let mut packets = Packets::new();
    let tcp = &SYN[20..];
    let (one, two) = (tagged(7, &piece(6, tcp, 0, 24)), tagged(7, &piece(6, tcp, 24, 40)));
    let first = frame(LinkType::ETHERNET, &one);
    let packet = packets.read(&first);
    assert!(matches!(packet.cheap, Cheap::Other(Other::Fragment)));
    assert_eq!(packet.tree().protocols, "eth:ethertype:vlan:ethertype:ip:data");
    assert_eq!((packets.incomplete(), packets.first_incomplete()), (1, Some(1)));
    let last = frame(LinkType::ETHERNET, &two);
    let packet = packets.read(&last);
    let found = segment(&packet);
    assert_eq!((found.src_port, found.data, found.fragment), (44704, 0, false));
    // Its places are those in the bytes that the packet has.
    let at = found.at as usize;
    assert_eq!(packet.frame.bytes[at..at + 4], SYN[20..24]);
    assert_eq!(packet.tree().first(super::super::FieldId::Tcp).map(|tcp| tcp.offset), Some(at));
    assert_eq!(packet.own().bytes, two);
    // What was around the fragments is around the segment.
    let whole = tagged(7, &piece(6, tcp, 0, 40));
    let alone = frame(LinkType::ETHERNET, &whole);
    let alone_found = segment(&Packet::alone(&alone));
    assert_eq!((alone_found.tunnel, alone_found.mac_src), (found.tunnel, found.mac_src));
    assert_eq!(packet.tunnel(), Packet::alone(&alone).tunnel());
    assert_eq!(packets.incomplete(), 0);
}

#[test]
fn fragments_of_two_vlans_are_two_datagrams() {
    let mut packets = Packets::new();
    let tcp = &SYN[20..];
    let frames = [
        tagged(1, &piece(6, tcp, 0, 24)),
        tagged(2, &piece(6, tcp, 0, 24)),
        tagged(1, &piece(6, tcp, 24, 40)),
        tagged(2, &piece(6, tcp, 24, 40)),
    ];
    let segments: Vec<bool> = frames
        .iter()
        .map(|bytes| matches!(packets.read(&frame(LinkType::ETHERNET, bytes)).cheap, Cheap::Tcp(_)))
        .collect();
    assert_eq!(segments, [false, false, true, true]);
}

#[test]
fn a_tunnel_in_fragments_keeps_its_addresses_and_its_number() {
    // GRE with key 9 around the SYN.
    let gre = [&[0x20, 0, 0x08, 0x00, 0, 0, 0, 9][..], &SYN].concat();
    let mut packets = Packets::new();
    let (one, two) = (piece(47, &gre, 0, 40), piece(47, &gre, 40, gre.len()));
    let first = frame(LinkType::RAW, &one);
    assert!(matches!(packets.read(&first).cheap, Cheap::Other(Other::Fragment)));
    let last = frame(LinkType::RAW, &two);
    let packet = packets.read(&last);
    let ends = Some(("10.37.1.2".parse().expect("an address"), "10.37.1.80".parse().expect("an address")));
    let layers: Vec<Layer> = packet.tunnel().layers().collect();
    assert_eq!(layers, [Layer { kind: Kind::Gre, number: Some(9), ends }]);
    let whole = piece(47, &gre, 0, gre.len());
    assert_eq!(segment(&Packet::alone(&frame(LinkType::RAW, &whole))).tunnel, segment(&packet).tunnel);
}

#[test]
fn a_cut_first_fragment_gives_what_it_has() {
    let bytes = piece(6, &SYN[20..], 0, 32);
    let mut cut = frame(LinkType::RAW, &bytes[..bytes.len() - 4]);
    cut.original = bytes.len() as u32;
    let mut packets = Packets::new();
    assert!(segment(&packets.read(&cut)).fragment);
    assert_eq!(packets.incomplete(), 0);
}

#[test]
fn the_completing_frame_has_the_fields_of_the_whole() {
    let mut packets = Packets::new();
    let tcp = &SYN[20..];
    let (one, two) = (piece(6, tcp, 0, 16), piece(6, tcp, 16, 40));
    packets.read(&frame(LinkType::RAW, &one));
    let last = frame(LinkType::RAW, &two);
    let packet = packets.read(&last);
    let tree = packet.tree();
    assert_eq!(tree.number(FieldId::IpFragOffset), Some(2));
    assert_eq!(tree.all(FieldId::Ip).count(), 1);
    assert_eq!(tree.number(FieldId::TcpSrcPort), Some(44704));
    assert!(tree.first(FieldId::Data).is_none());
    assert_eq!(tree.protocols, "raw:ip:tcp");
    // The addresses lie in the frame, the segment in the datagram's data.
    let found = segment(&packet);
    assert_eq!(found.ip_spot, Spot { datagram: 0, offset: 0 });
    assert_eq!(found.spot, Spot { datagram: 1, offset: 0 });
    assert_eq!(packet.spot(found.at as usize + 4), Spot { datagram: 1, offset: 4 });
    assert_eq!(packet.spot(10), Spot { datagram: 0, offset: 10 });
}

#[test]
fn what_a_first_fragment_shows_of_a_tunnel_does_not_count_twice() {
    let gre = [&[0x20, 0, 0x08, 0x00, 0, 0, 0, 9][..], &SYN].concat();
    let (one, two) = (piece(47, &gre, 0, 48), piece(47, &gre, 48, gre.len()));
    let whole = piece(47, &gre, 0, gre.len());
    let whole = frame(LinkType::RAW, &whole);
    for order in [[&one, &two], [&two, &one]] {
        let mut packets = Packets::new();
        packets.read(&frame(LinkType::RAW, order[0]));
        let last = frame(LinkType::RAW, order[1]);
        let packet = packets.read(&last);
        assert_eq!(packet.tunnel(), Packet::alone(&whole).tunnel());
        assert_eq!(segment(&packet).tunnel, segment(&Packet::alone(&whole)).tunnel);
    }
}

#[test]
fn what_waits_inside_a_datagram_is_told_as_waiting() {
    let mut packets = Packets::new();
    // A fragment of the segment in IP in IP, itself in two fragments.
    let inner = piece(6, &SYN[20..], 0, 24);
    let frames = [piece(4, &inner, 0, 32), piece(4, &inner, 32, inner.len())];
    assert!(packets.read(&frame(LinkType::RAW, &frames[0])).waits());
    let mut last = frame(LinkType::RAW, &frames[1]);
    last.no = 2;
    let packet = packets.read(&last);
    assert!(packet.waits());
    assert!(matches!(packet.cheap, Cheap::Other(Other::Fragment)));
    assert_eq!(packet.wholes().len(), 1);
    assert_eq!(packet.tree().protocols, "raw:ip:ip:data");
    let waiting = packets.waiting(2).expect("it waits");
    assert_eq!((waiting.protocol, waiting.missing()), (6, vec![(24, None)]));
    assert_eq!(packets.first_incomplete(), Some(1));
}

/// Puts `inner` into a packet of IP: version 6 or 4, with `id` for its fragments.
fn wrapped(six: bool, inner: &[u8], level: u8) -> Vec<u8> {
    let protocol = if inner[0] >> 4 == 6 { 41 } else { 4 };
    if six {
        let mut header = crate::dissect::tests::samples::ipv6(protocol, inner.len() as u16);
        header[23] = level;
        return [&header[..], inner].concat();
    }
    let mut header = SYN[..20].to_vec();
    header[2..4].copy_from_slice(&(20 + inner.len() as u16).to_be_bytes());
    (header[6], header[9], header[12]) = (0, protocol, level);
    summed(&mut header);
    [&header[..], inner].concat()
}

fn summed(header: &mut [u8]) {
    header[10..12].fill(0);
    let sum = header.chunks(2).map(|w| u32::from(u16::from_be_bytes([w[0], w[1]]))).sum::<u32>();
    let sum = (sum & 0xffff) + (sum >> 16);
    let sum = (sum & 0xffff) + (sum >> 16);
    header[10..12].copy_from_slice(&(!(sum as u16)).to_be_bytes());
}

/// A packet of IP cut where `cuts` has a bit (after that many eights of its data), as fragments with this
/// identification.
fn cut(packet: &[u8], cuts: u64, id: u16) -> Vec<Vec<u8>> {
    let six = packet[0] >> 4 == 6;
    let header = if six { 40 } else { 20 };
    let data = &packet[header..];
    let mut places: Vec<usize> = (1..64).filter(|n| cuts >> n & 1 == 1).map(|n| n * 8).collect();
    places.retain(|place| *place < data.len());
    if places.is_empty() {
        return vec![packet.to_vec()];
    }
    places.push(data.len());
    let mut from = 0;
    places
        .into_iter()
        .map(|to| {
            let more = to < data.len();
            let mut made = packet[..header].to_vec();
            let field = (from / 8) as u16;
            if six {
                made[4..6].copy_from_slice(&(8 + (to - from) as u16).to_be_bytes());
                made[6] = 44;
                made.extend([packet[6], 0]);
                made.extend((field << 3 | u16::from(more)).to_be_bytes());
                made.extend([0, 0]);
                made.extend(id.to_be_bytes());
            } else {
                made[2..4].copy_from_slice(&(20 + (to - from) as u16).to_be_bytes());
                made[4..6].copy_from_slice(&id.to_be_bytes());
                made[6..8].copy_from_slice(&(field | if more { 0x2000 } else { 0 }).to_be_bytes());
                summed(&mut made);
            }
            made.extend(&data[from..to]);
            from = to;
            made
        })
        .collect()
}

prop_compose! {
    /// The SYN in one tunnel or several, every packet cut anywhere at every level, in any order; and in one piece.
    fn torn()(
        first in any::<u64>(),
        levels in prop::collection::vec((any::<bool>(), any::<u64>()), 0..3),
    )(
        (whole, pieces) in {
            let mut id = 0;
            let mut whole = SYN.to_vec();
            let mut pieces = cut(&whole, first, id);
            for (level, (six, cuts)) in (1..).zip(&levels) {
                whole = wrapped(*six, &whole, level);
                pieces = pieces
                    .iter()
                    .flat_map(|piece| {
                        id += 1;
                        cut(&wrapped(*six, piece, level), *cuts, id)
                    })
                    .collect();
            }
            (Just(whole), Just(pieces).prop_shuffle())
        },
    ) -> (Vec<u8>, Vec<Vec<u8>>) {
        (whole, pieces)
    }
}

proptest! {
    #[test]
    fn any_order_of_any_fragments_of_fragments_gives_the_segment_with_the_last((whole, pieces) in torn()) {
        let link = |bytes: &[u8]| if bytes[0] >> 4 == 6 { LinkType::IPV6 } else { LinkType::IPV4 };
        let alone = frame(link(&whole), &whole);
        let alone = Packet::alone(&alone);
        let expected = segment(&alone);
        let mut packets = Packets::new();
        for (place, bytes) in pieces.iter().enumerate() {
            let mut now = frame(link(bytes), bytes);
            now.no = place as u64 + 1;
            let packet = packets.read(&now);
            if place + 1 < pieces.len() {
                prop_assert!(matches!(packet.cheap, Cheap::Other(Other::Fragment)), "{:?}", packet.cheap);
                prop_assert!(packet.waits());
                continue;
            }
            let found = match packet.cheap {
                Cheap::Tcp(segment) => segment,
                other => return Err(TestCaseError::fail(format!("{other:?}"))),
            };
            let told = |s: &Segment<'_>| (s.src, s.dst, s.src_port, s.seq, s.flags, s.options.to_vec(), s.tunnel);
            prop_assert_eq!(told(&found), told(&expected));
            prop_assert_eq!(found.checksum(), Checksum::Good);
            prop_assert_eq!(packet.tunnel(), alone.tunnel());
            let tcp = |tree: &Tree<'_>| -> Vec<String> {
                let fields = tree.layers().filter(|(layer, _)| layer.id == FieldId::Tcp);
                fields.flat_map(|(_, fields)| fields).map(|f| format!("{:?} {}", f.id, f.spell())).collect()
            };
            prop_assert_eq!(tcp(&packet.tree()), tcp(&alone.tree()));
            // Where a reader is sent to, the bytes are.
            for (spot, at, expected) in [(found.spot, 0, &SYN[20..24]), (found.ip_spot, 12, &SYN[12..16])] {
                let bytes = match usize::from(spot.datagram).checked_sub(1) {
                    None => packet.own().bytes,
                    Some(place) => &packet.wholes()[place].bytes[packet.wholes()[place].header..],
                };
                let from = spot.offset as usize + at;
                prop_assert_eq!(&bytes[from..from + 4], expected);
            }
            let all: Vec<u64> = match packet.whole() {
                Some(whole) => whole.frames.iter().map(|&(no, _)| no).collect(),
                None => vec![now.no],
            };
            prop_assert_eq!(all, (1..=pieces.len() as u64).collect::<Vec<_>>());
        }
        prop_assert_eq!(packets.incomplete(), 0);
    }
}
