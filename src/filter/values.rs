//! The names that Wireshark gives to the values of a few fields: `tcp.checksum.status == "Good"`, `ip.proto
//! == TCP`.
//!
//! Only the fields whose names people write in filters are here; every value can be written as a number.
//! Names are found whatever their case, quoted or not, as in Wireshark 4.0.

use crate::dissect::{FieldId, Kind};
use crate::nearest::nearest;

/// A name and the number that it stands for.
type Names = &'static [(&'static str, u16)];

const CHECKSUMS: Names = &[("Bad", 0), ("Good", 1), ("Unverified", 2), ("Not present", 3), ("Illegal", 4)];

const PROTOCOLS: Names = &[
    ("ICMP", 1),
    ("IGMP", 2),
    ("IPIP", 4),
    ("TCP", 6),
    ("UDP", 17),
    ("Datagram Congestion Control Protocol", 33),
    ("IPv6", 41),
    ("Generic Routing Encapsulation", 47),
    ("Encap Security Payload", 50),
    ("Authentication Header", 51),
    ("ICMPv6", 58),
    ("OSPF IGP", 89),
    ("SCTP", 132),
];

const ETHERTYPES: Names = &[
    ("IPv4", 0x0800),
    ("ARP", 0x0806),
    ("RARP", 0x8035),
    ("802.1Q Virtual LAN", 0x8100),
    ("IPv6", 0x86dd),
    ("MPLS label switched packet", 0x8847),
    ("PPPoE Discovery", 0x8863),
    ("PPPoE Session", 0x8864),
    ("802.1ad Provider Bridge (Q-in-Q)", 0x88a8),
];

const ARP_OPERATIONS: Names = &[("request", 1), ("reply", 2), ("reverse request", 3), ("reverse reply", 4)];

const ICMPV6_TYPES: Names = &[
    ("Destination Unreachable", 1),
    ("Packet Too Big", 2),
    ("Time Exceeded", 3),
    ("Parameter Problem", 4),
    ("Echo (ping) request", 128),
    ("Echo (ping) reply", 129),
    ("Router Solicitation", 133),
    ("Router Advertisement", 134),
    ("Neighbor Solicitation", 135),
    ("Neighbor Advertisement", 136),
    ("Redirect", 137),
];

fn names(field: FieldId) -> Names {
    match field.name() {
        "arp.opcode" => ARP_OPERATIONS,
        "icmpv6.type" => ICMPV6_TYPES,
        "ip.proto" | "ipv6.nxt" => PROTOCOLS,
        "eth.type" | "vlan.etype" | "sll.etype" | "arp.proto.type" => ETHERTYPES,
        name if name.ends_with(".checksum.status") || name == "eth.fcs.status" => CHECKSUMS,
        _ => &[],
    }
}

/// Have the field's values names?
pub(super) fn has_names(field: FieldId) -> bool {
    !names(field).is_empty()
}

/// The number that a name stands for.
pub(super) fn number(field: FieldId, name: &str) -> Option<i128> {
    let (_, number) = names(field).iter().find(|(it, _)| it.eq_ignore_ascii_case(name))?;
    Some(i128::from(*number))
}

/// The name that was probably meant.
pub(super) fn nearest_name(field: FieldId, name: &str) -> Option<&'static str> {
    nearest(name, names(field).iter().map(|(it, _)| *it))
}

/// Whether a name stands for true or for false.
pub(super) fn boolean(field: FieldId, name: &str) -> Option<bool> {
    let flag = field.name().starts_with("tcp.flags.") || field.name().starts_with("ip.flags.");
    if !flag || field.kind() != Kind::Boolean {
        return None;
    }
    match name.to_ascii_lowercase().as_str() {
        "set" => Some(true),
        "not set" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case() {
        assert_eq!(number(FieldId::IpProto, "tcp"), Some(6));
        assert_eq!(number(FieldId::EthType, "IPV6"), Some(0x86dd));
        assert_eq!(number(FieldId::TcpChecksumStatus, "Bad"), Some(0));
        assert_eq!(number(FieldId::TcpSrcPort, "http"), None);
        assert_eq!(boolean(FieldId::TcpFlagsSyn, "not set"), Some(false));
        assert_eq!(boolean(FieldId::EthDstIg, "Set"), None);
        assert_eq!(nearest_name(FieldId::IpProto, "TPC"), Some("TCP"));
    }

    #[test]
    fn every_field_with_names_exists() {
        for name in
            ["arp.opcode", "icmpv6.type", "ip.proto", "ipv6.nxt", "eth.type", "vlan.etype", "sll.etype"]
        {
            assert!(FieldId::named(name).is_some_and(has_names), "{name}");
        }
    }
}
