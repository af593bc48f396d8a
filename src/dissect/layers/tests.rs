//! Frames byte by byte: what the tree says of each layer.

use crate::capture::{LinkType, Nanos};
use crate::dissect::tests::samples::{MAC, SYN, ethernet, frame, ipv6};
use crate::dissect::{Cause, Checksum, FieldId, FieldId as F, Stop, Tree, Value};

fn spelled(tree: &Tree<'_>, id: FieldId) -> Vec<String> {
    tree.spell_all(id).collect()
}

fn said(tree: &Tree<'_>, id: FieldId) -> String {
    spelled(tree, id).join(",")
}

/// Offset, length, raw bytes, value.
fn line(tree: &Tree<'_>, bytes: &[u8], id: FieldId) -> (usize, usize, String, String) {
    let field = tree.first(id).unwrap_or_else(|| panic!("no {id:?} in {tree:#?}"));
    (field.offset, field.length, field.raw(bytes), tree.spell(field))
}

fn row(offset: usize, length: usize, raw: &str, value: &str) -> (usize, usize, String, String) {
    (offset, length, raw.into(), value.into())
}

#[test]
fn the_nine_fixed_fields_of_a_syn_lie_where_the_screen_says() {
    let bytes = ethernet(0x0800, &SYN);
    let tree = Tree::of(&frame(LinkType::ETHERNET, &bytes));
    let line = |id| line(&tree, &bytes, id);
    assert_eq!(line(FieldId::TcpSrcPort), row(34, 2, "ae a0", "44704"));
    assert_eq!(line(FieldId::TcpDstPort), row(36, 2, "00 50", "80"));
    assert_eq!(line(FieldId::TcpSeqRaw), row(38, 4, "0a d5 a7 11", "181774097"));
    assert_eq!(line(FieldId::TcpAckRaw), row(42, 4, "00 00 00 00", "0"));
    assert_eq!(line(FieldId::TcpHdrLen), row(46, 1, "a.", "40"));
    assert_eq!(line(FieldId::TcpFlags), row(46, 2, ".0 02", "0x0002"));
    assert_eq!(line(FieldId::TcpFlagsSyn), row(47, 1, ".2", "1"));
    assert_eq!(line(FieldId::TcpWindow), row(48, 2, "fa f0", "64240"));
    assert_eq!(line(FieldId::TcpChecksum), row(50, 2, "d7 19", "0xd719"));
    assert_eq!(line(FieldId::TcpUrgentPointer), row(52, 2, "00 00", "0"));
    assert_eq!(said(&tree, FieldId::TcpFlagsStr), "··········S·");
    assert_eq!(said(&tree, FieldId::TcpLen), "0");
    assert_eq!(tree.protocols, "eth:ethertype:ip:tcp");
    assert_eq!(tree.stop, None);
}

#[test]
fn the_options_of_a_syn_have_their_parts() {
    let bytes = ethernet(0x0800, &SYN);
    let tree = Tree::of(&frame(LinkType::ETHERNET, &bytes));
    let line = |id| line(&tree, &bytes, id);
    assert_eq!(line(FieldId::TcpOptionMss), row(56, 2, "05 b4", "1460"));
    assert_eq!(line(FieldId::TcpOptionSackPerm), row(58, 2, "04 02", "0402"));
    assert_eq!(line(FieldId::TcpOptionTsVal), row(62, 4, "24 1e da 61", "606001761"));
    assert_eq!(line(FieldId::TcpOptionTsEcr), row(66, 4, "00 00 00 00", "0"));
    assert_eq!(line(FieldId::TcpOptionShift), row(73, 1, "0a", "10"));
    assert_eq!(line(FieldId::TcpOptionMultiplier), row(73, 0, "", "1024"));
    assert_eq!(spelled(&tree, FieldId::TcpOptionKind), ["2", "4", "8", "1", "3"]);
    assert_eq!(spelled(&tree, FieldId::TcpOptionLen), ["4", "2", "10", "3"]);
}

#[test]
fn the_fields_of_ethernet_and_ipv4_have_their_bits() {
    let bytes = ethernet(0x0800, &SYN);
    let tree = Tree::of(&frame(LinkType::ETHERNET, &bytes));
    let line = |id| line(&tree, &bytes, id);
    assert_eq!(line(FieldId::EthDst), row(0, 6, "02 00 5e 25 00 80", "02:00:5e:25:00:80"));
    assert_eq!(line(FieldId::EthDstLg), row(0, 1, ".2", "1"));
    assert_eq!(line(FieldId::EthDstIg), row(0, 1, ".2", "0"));
    assert_eq!(line(FieldId::EthType), row(12, 2, "08 00", "0x0800"));
    assert_eq!(line(FieldId::IpVersion), row(14, 1, "4.", "4"));
    assert_eq!(line(FieldId::IpHdrLen), row(14, 1, ".5", "20"));
    assert_eq!(line(FieldId::IpId), row(18, 2, "98 e5", "0x98e5"));
    assert_eq!(line(FieldId::IpFlags), row(20, 1, "4.", "0x02"));
    assert_eq!(line(FieldId::IpFlagsDf), row(20, 1, "4.", "1"));
    assert_eq!(line(FieldId::IpFragOffset), row(20, 2, "40 00", "0"));
    assert_eq!(line(FieldId::IpChecksum), row(24, 2, "8b 3b", "0x8b3b"));
    assert_eq!(line(FieldId::IpSrc), row(26, 4, "0a 25 01 02", "10.37.1.2"));
    let status = tree.first(FieldId::IpChecksumStatus).map(|f| f.value);
    assert_eq!(status, Some(Value::Checksum(Checksum::Good)));
    assert_eq!(spelled(&tree, FieldId::IpAddr), ["10.37.1.2", "10.37.1.80"]);
    assert_eq!(spelled(&tree, FieldId::TcpPort), ["44704", "80"]);
}

#[test]
fn the_frame_tells_what_the_capture_recorded() {
    let bytes = ethernet(0x0800, &SYN);
    let mut f = frame(LinkType::ETHERNET, &bytes);
    (f.no, f.original, f.time) = (7, 90, Some(Nanos(1_795_331_312_449_416_779)));
    let tree = Tree::of(&f);
    assert_eq!(said(&tree, FieldId::FrameNumber), "7");
    assert_eq!(said(&tree, FieldId::FrameLen), "90");
    assert_eq!(said(&tree, FieldId::FrameCapLen), "74");
    assert_eq!(said(&tree, FieldId::FrameTimeEpoch), "1795331312.449416779");
    assert_eq!(said(&tree, FieldId::FrameProtocols), "eth:ethertype:ip:tcp");
    f.time = Some(Nanos(-1));
    assert_eq!(said(&Tree::of(&f), FieldId::FrameTimeEpoch), "-0.000000001");
}

#[test]
fn a_byte_leads_to_its_field() {
    let bytes = ethernet(0x0800, &SYN);
    let tree = Tree::of(&frame(LinkType::ETHERNET, &bytes));
    let leaf = |offset| tree.leaf_at(offset).map(|f| f.id);
    assert_eq!(leaf(0), Some(FieldId::EthDst));
    assert_eq!(leaf(15), Some(FieldId::IpDsfield));
    assert_eq!(leaf(46), Some(FieldId::TcpHdrLen));
    assert_eq!(leaf(47), Some(FieldId::TcpFlags));
    assert_eq!(leaf(57), Some(FieldId::TcpOptionMss));
    assert_eq!(leaf(70), Some(FieldId::TcpOptionKind));
    assert_eq!(leaf(74), None);
    let at: Vec<_> = tree.at(46).map(|f| f.id).collect();
    assert_eq!(at, [F::TcpHdrLen, F::TcpFlags, F::TcpFlagsRes, F::TcpFlagsAe]);
    let layers: Vec<_> = tree.layers().map(|(layer, inside)| (layer.id, inside.len() > 3)).collect();
    assert_eq!(layers, [(F::Frame, true), (F::Eth, true), (F::Ip, true), (F::Tcp, true)]);
}

#[test]
fn padding_trailer_and_check_sequence_stand_with_ethernet() {
    // ARP, Request who-has 10.37.1.80 tell 10.37.1.2, length 46 (padded), then a check sequence
    let mut inside = vec![0, 1, 8, 0, 6, 4, 0, 1, 2, 0, 0x5e, 0x25, 0, 2, 10, 37, 1, 2];
    inside.extend([0, 0, 0, 0, 0, 0, 10, 37, 1, 80]);
    inside.extend([0; 18]);
    let mut bytes = ethernet(0x0806, &inside);
    bytes.extend([0xde, 0xad, 0xbe, 0xef]);
    let mut f = frame(LinkType::ETHERNET, &bytes);
    f.fcs = Some(4);
    let tree = Tree::of(&f);
    assert_eq!(said(&tree, FieldId::ArpOpcode), "1");
    assert_eq!(said(&tree, FieldId::ArpDstProtoIpv4), "10.37.1.80");
    assert_eq!(line(&tree, &bytes, FieldId::EthPadding).1, 18);
    assert_eq!(line(&tree, &bytes, FieldId::EthFcs), row(60, 4, "de ad be ef", "0xdeadbeef"));
    assert_eq!(said(&tree, FieldId::EthFcsStatus), "0");
    let in_ethernet = tree.layers().find(|(layer, _)| layer.id == FieldId::Eth);
    assert!(in_ethernet.is_some_and(|(_, inside)| inside.iter().any(|f| f.id == FieldId::EthFcs)));

    f.fcs = None;
    let tree = Tree::of(&f);
    assert_eq!(said(&tree, FieldId::EthTrailer), "deadbeef");
    assert_eq!(tree.first(FieldId::EthFcs), None);
}

#[test]
fn tags_and_lengths_of_ieee_802_are_told_apart() {
    // vlan 100 (802.1ad), vlan 5 (802.1Q), 802.3 length 68, LLC SNAP, IPv4
    let mut inside = vec![0xb0, 100, 0x81, 0x00, 0x00, 5, 0x00, 68];
    inside.extend([0xaa, 0xaa, 3, 0, 0, 0, 8, 0]);
    inside.extend(SYN);
    let bytes = ethernet(0x88a8, &inside);
    let tree = Tree::of(&frame(LinkType::ETHERNET, &bytes));
    assert_eq!(line(&tree, &bytes, FieldId::ServiceVlanPriority), row(14, 1, "b.", "5"));
    assert_eq!(line(&tree, &bytes, FieldId::ServiceVlanDei), row(14, 1, "b.", "1"));
    assert_eq!(line(&tree, &bytes, FieldId::ServiceVlanId), row(14, 2, ".0 64", "100"));
    assert_eq!(said(&tree, FieldId::VlanId), "5");
    assert_eq!(said(&tree, FieldId::VlanLen), "68");
    assert_eq!(said(&tree, FieldId::LlcType), "0x0800");
    assert_eq!(said(&tree, FieldId::TcpSrcPort), "44704");
    assert_eq!(tree.protocols, "eth:ethertype:ieee8021ad:ethertype:vlan:llc:ip:tcp");
}

#[test]
fn cooked_and_loopback_headers_are_read() {
    let cooked = [0, 4, 3, 4, 0, 6, 2, 0, 0x5e, 0x25, 0, 2, 0, 0, 8, 0];
    let bytes = [&cooked[..], &SYN, b"tail"].concat();
    let tree = Tree::of(&frame(LinkType::LINUX_SLL, &bytes));
    assert_eq!(said(&tree, FieldId::SllPktType), "4");
    assert_eq!(said(&tree, FieldId::SllHaType), "772");
    assert_eq!(said(&tree, FieldId::SllSrcEth), "02:00:5e:25:00:02");
    assert_eq!(said(&tree, FieldId::SllTrailer), "7461696c");

    let cooked_2 = [8, 0, 0, 0, 0, 0, 0, 3, 0, 1, 0, 4, 10, 0, 0, 1, 0, 0, 0, 0];
    let bytes = [&cooked_2[..], &SYN].concat();
    let tree = Tree::of(&frame(LinkType::LINUX_SLL2, &bytes));
    assert_eq!(said(&tree, FieldId::SllIfIndex), "3");
    assert_eq!(said(&tree, FieldId::SllSrcIpv4), "10.0.0.1");
    assert_eq!(tree.protocols, "sll:ethertype:ip:tcp");

    for head in [[2, 0, 0, 0], [0, 0, 0, 2]] {
        let bytes = [&head[..], &SYN].concat();
        let tree = Tree::of(&frame(LinkType::NULL, &bytes));
        assert_eq!((said(&tree, FieldId::NullFamily), &tree.protocols[..]), ("2".into(), "null:ip:tcp"));
    }
}

#[test]
fn a_source_route_names_the_receiver_in_its_option() {
    // IP (optlength 12 (NOP,LSRR 10.0.0.1, 10.37.1.80)): 10.37.1.254 is the next hop
    let mut bytes = SYN.to_vec();
    (bytes[0], bytes[3]) = (0x48, 72);
    bytes[16..20].copy_from_slice(&[10, 37, 1, 254]);
    bytes.splice(20..20, [1, 131, 11, 8, 10, 0, 0, 1, 10, 37, 1, 80]);
    let tree = Tree::of(&frame(LinkType::RAW, &bytes));
    assert_eq!(said(&tree, FieldId::IpCurrentRoute), "10.37.1.254");
    assert_eq!(said(&tree, FieldId::IpOptRecordedRoute), "10.0.0.1");
    assert_eq!(line(&tree, &bytes, FieldId::IpDst), row(28, 4, "0a 25 01 50", "10.37.1.80"));
    let status = tree.first(FieldId::TcpChecksumStatus).map(|f| f.value);
    assert_eq!(status, Some(Value::Checksum(Checksum::Good)));
}

#[test]
fn extension_headers_are_layers_of_their_own() {
    let mut bytes = ipv6(0, 8 + 8 + 40);
    bytes.extend([60, 0, 5, 2, 0, 0, 1, 0]); // hop-by-hop: router alert, padding
    bytes.extend([6, 0, 1, 4, 0, 0, 0, 0]); // destination options: padding
    bytes.extend(&SYN[20..]);
    let tree = Tree::of(&frame(LinkType::RAW, &bytes));
    assert_eq!(tree.protocols, "raw:ipv6:ipv6.hopopts:ipv6.dstopts:tcp");
    assert_eq!(said(&tree, FieldId::Ipv6OptRouterAlert), "0");
    assert_eq!(spelled(&tree, FieldId::Ipv6OptType), ["0x05", "0x01", "0x01"]);
    assert_eq!(line(&tree, &bytes, FieldId::Ipv6Flow), row(1, 3, ".0 00 00", "0x000000"));
    assert_eq!(line(&tree, &bytes, FieldId::Ipv6Tclass), row(0, 2, ".0 0.", "0x00000000"));
    assert_eq!(said(&tree, FieldId::TcpDstPort), "80");
}

#[test]
fn what_an_icmp_error_quotes_is_marked() {
    // IP 10.37.1.254 > 10.37.1.2: ICMP 10.37.1.80 unreachable - need to frag (mtu 1400), length 36
    let mut bytes = SYN[..20].to_vec();
    (bytes[3], bytes[9]) = (56, 1);
    bytes[12..20].copy_from_slice(&[10, 37, 1, 254, 10, 37, 1, 2]);
    bytes.extend([3, 4, 0x9e, 0x59, 0, 0, 5, 0x78]);
    bytes.extend(&SYN[..28]);
    let tree = Tree::of(&frame(LinkType::RAW, &bytes));
    assert_eq!(said(&tree, FieldId::IcmpMtu), "1400");
    assert_eq!(spelled(&tree, FieldId::IpSrc), ["10.37.1.254", "10.37.1.2"]);
    let quoted: Vec<_> = tree.all(FieldId::IpSrc).map(|f| f.quoted).collect();
    assert_eq!(quoted, [false, true]);
    assert_eq!(said(&tree, FieldId::TcpSeqRaw), "181774097");
    assert!(tree.all(FieldId::TcpSrcPort).all(|f| f.quoted));
    assert_eq!((tree.stop, &tree.protocols[..]), (None, "raw:ip:icmp:ip:tcp"));
}

#[test]
fn a_quote_ends_where_its_length_says_and_extensions_follow() {
    // ICMP time exceeded in-transit, quoting 64 bytes, with an MPLS extension
    let mut bytes = SYN[..20].to_vec();
    (bytes[3], bytes[9]) = (20 + 8 + 64 + 12, 1);
    bytes.extend([11, 0, 0, 0, 0, 16, 0, 0]);
    bytes.extend(SYN);
    bytes.extend([0; 4]);
    bytes.extend([0x20, 0, 0, 0, 0, 8, 1, 1, 0, 0x64, 1, 1]);
    let tree = Tree::of(&frame(LinkType::RAW, &bytes));
    assert_eq!(said(&tree, FieldId::IcmpLength), "16");
    assert_eq!(said(&tree, FieldId::TcpOptionShift), "10");
    assert_eq!(line(&tree, &bytes, FieldId::DataData), row(88, 4, "00 00 00 00", "00000000"));
    assert_eq!(line(&tree, &bytes, FieldId::IcmpExtVersion), row(92, 1, "2.", "2"));
    assert_eq!(said(&tree, FieldId::IcmpExtClass), "1");
    assert_eq!(said(&tree, FieldId::IcmpExtData), "00640101");
}

#[test]
fn neighbour_discovery_is_read() {
    // IP6 fd00::1 > fd00::2: ICMP6, neighbor advertisement, tgt is fd00::2, Flags [solicited, override],
    // destination link-address option 02:00:5e:25:00:02
    let mut bytes = ipv6(58, 32);
    bytes.extend([136, 0, 0, 0, 0x60, 0, 0, 0]);
    bytes.extend([0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
    bytes.extend([2, 1, 2, 0, 0x5e, 0x25, 0, 2]);
    let tree = Tree::of(&frame(LinkType::RAW, &bytes));
    assert_eq!(said(&tree, FieldId::Icmpv6NaTarget), "fd00::2");
    assert_eq!(said(&tree, FieldId::Icmpv6NaFlagSolicited), "1");
    assert_eq!(said(&tree, FieldId::Icmpv6NaFlagRouter), "0");
    assert_eq!(said(&tree, FieldId::Icmpv6OptLinkAddr), "02:00:5e:25:00:02");
}

#[test]
fn multipath_tcp_is_read_by_its_subtype() {
    let mut segment = SYN[20..40].to_vec();
    segment[12] = 0xa0;
    // mptcp 12 capable v1 {0x1}: flags H, sender's key; then dss ack 7 (4 bytes)
    segment.extend([30, 12, 0x01, 0x81, 0, 0, 0, 0, 0, 0, 0, 9, 30, 8, 0x20, 0x01, 0, 0, 0, 7]);
    let bytes = [&ipv6(6, 40)[..], &segment].concat();
    let tree = Tree::of(&frame(LinkType::RAW, &bytes));
    assert_eq!(spelled(&tree, FieldId::MptcpSubtype), ["0", "2"]);
    assert_eq!(said(&tree, FieldId::MptcpVersion), "1");
    assert_eq!(said(&tree, FieldId::MptcpChecksumRequired), "1");
    assert_eq!(said(&tree, FieldId::MptcpSenderKey), "9");
    assert_eq!(said(&tree, FieldId::MptcpDataAck), "7");
    assert_eq!(tree.protocols, "raw:ipv6:tcp:mptcp:mptcp");
}

#[test]
fn a_header_cut_by_the_snap_length_says_what_is_missing() {
    let bytes = ethernet(0x0800, &SYN);
    let mut f = frame(LinkType::ETHERNET, &bytes[..44]);
    f.original = 74;
    let tree = Tree::of(&f);
    assert_eq!(said(&tree, FieldId::TcpSeqRaw), "181774097");
    assert_eq!(tree.first(FieldId::TcpAckRaw), None);
    assert_eq!(line(&tree, &bytes, FieldId::Short), row(42, 2, "00 00", "0000"));
    let stop = Stop { layer: FieldId::Tcp, offset: 42, needed: 12, have: 2, cause: Cause::SnapLength };
    assert_eq!(tree.stop, Some(stop));

    f.bytes = &bytes[..68];
    let tree = Tree::of(&f);
    assert_eq!(said(&tree, FieldId::TcpOptionTsVal), "606001761");
    assert_eq!(tree.first(FieldId::TcpOptionTsEcr), None);
    let stop = Stop { layer: FieldId::Tcp, offset: 66, needed: 8, have: 2, cause: Cause::SnapLength };
    assert_eq!(tree.stop, Some(stop));
}

#[test]
fn a_header_that_cannot_be_is_malformed_and_not_cut() {
    let mut bytes = ethernet(0x0800, &SYN);
    bytes[46] = 0x40;
    let tree = Tree::of(&frame(LinkType::ETHERNET, &bytes));
    let stop = Stop { layer: FieldId::Tcp, offset: 46, needed: 20, have: 16, cause: Cause::Value };
    assert_eq!(tree.stop, Some(stop));
    assert_eq!(line(&tree, &bytes, FieldId::Malformed).0, 54);

    // IPv4 announces 30 bytes: 10 of TCP
    let mut bytes = ethernet(0x0800, &SYN);
    bytes[17] = 30;
    let tree = Tree::of(&frame(LinkType::ETHERNET, &bytes));
    let stop = Stop { layer: FieldId::Tcp, offset: 42, needed: 12, have: 2, cause: Cause::Enclosing };
    assert_eq!(tree.stop, Some(stop));
    assert_eq!(line(&tree, &bytes, FieldId::Malformed), row(42, 2, "00 00", "0000"));
    assert_eq!(line(&tree, &bytes, FieldId::EthTrailer).0, 44);
}

#[test]
fn what_nobody_knows_is_data() {
    let bytes = ethernet(0x88b5, b"abc");
    let tree = Tree::of(&frame(LinkType::ETHERNET, &bytes));
    assert_eq!(line(&tree, &bytes, FieldId::DataData), row(14, 3, "61 62 63", "616263"));
    assert_eq!(tree.protocols, "eth:ethertype:data");

    let tree = Tree::of(&frame(LinkType(147), &MAC));
    assert_eq!(line(&tree, &MAC, FieldId::DataData).1, 12);
}

#[test]
fn udp_tells_data_from_what_stands_behind_it() {
    // IP 10.37.1.2.5000 > 10.37.1.80.5001: UDP, length 5; two more bytes inside IP
    let mut bytes = SYN[..20].to_vec();
    (bytes[3], bytes[9]) = (20 + 15, 17);
    bytes.extend([0x13, 0x88, 0x13, 0x89, 0, 13, 0, 0]);
    bytes.extend(b"hello");
    bytes.extend(b"xx");
    let tree = Tree::of(&frame(LinkType::RAW, &bytes));
    assert_eq!(said(&tree, FieldId::UdpPayload), "68656c6c6f");
    assert_eq!(said(&tree, FieldId::DataData), "7878");
    let status = tree.first(FieldId::UdpChecksumStatus).map(|f| f.value);
    assert_eq!(status, Some(Value::Checksum(Checksum::Absent)));
}
