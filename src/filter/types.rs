//! The types of fields as filters see them: which can be compared, sliced, calculated with.
//!
//! A field's [`Kind`] says how it is printed; a filter asks what its values are. A [`Kind::Label`] is two
//! things: a protocol (`tcp`), whose value is the bytes that it spans, or a mark
//! (`tcp.analysis.retransmission`), which is there or not and has no value.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::dissect::{FieldId, Kind};
use crate::nearest::nearest;

/// What the values of a field, or of anything else that a filter compares, are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// A whole number, with a sign or without.
    Number,
    /// True or false.
    Boolean,
    /// Bytes.
    Bytes,
    /// An Ethernet address.
    Mac,
    /// An IPv4 address.
    Ipv4,
    /// An IPv6 address.
    Ipv6,
    /// Text.
    Text,
    /// A length of time, or a time since the epoch.
    Time,
    /// A protocol: the bytes of its header.
    Protocol,
    /// A mark: there or not.
    Label,
}

impl Type {
    /// The type of a field's values.
    pub fn of(field: FieldId) -> Self {
        match field.kind() {
            Kind::Decimal | Kind::Hex(_) | Kind::Signed => Self::Number,
            Kind::Boolean => Self::Boolean,
            Kind::Bytes => Self::Bytes,
            Kind::Mac => Self::Mac,
            Kind::Ipv4 => Self::Ipv4,
            Kind::Ipv6 => Self::Ipv6,
            Kind::Text => Self::Text,
            Kind::Time | Kind::Duration => Self::Time,
            Kind::Label if is_protocol(field.name()) => Self::Protocol,
            Kind::Label => Self::Label,
        }
    }

    /// Can values of the two be compared, and calculated with together?
    pub fn comparable(self, other: Self) -> bool {
        match self {
            Self::Label => false,
            Self::Number | Self::Boolean => matches!(other, Self::Number | Self::Boolean),
            Self::Bytes | Self::Mac | Self::Protocol => other.has_bytes(),
            Self::Ipv4 | Self::Ipv6 | Self::Text | Self::Time => self == other,
        }
    }

    /// Are its values plain bytes?
    pub fn has_bytes(self) -> bool {
        matches!(self, Self::Bytes | Self::Mac | Self::Protocol)
    }

    /// Can it be sliced?
    pub fn has_slices(self) -> bool {
        self.has_bytes() || matches!(self, Self::Text | Self::Ipv4 | Self::Ipv6)
    }

    /// Can it be searched with `contains` and `matches`?
    pub fn has_parts(self) -> bool {
        self.has_bytes() || self == Self::Text
    }
}

/// A label is a protocol if its name has no dot, or if it is one of the headers that follow another.
fn is_protocol(name: &str) -> bool {
    !name.contains('.') || PARTS.contains(&name)
}

/// Protocols whose names have a dot.
const PARTS: [&str; 6] =
    ["ipv6.hopopts", "ipv6.dstopts", "ipv6.routing", "ipv6.fraghdr", "_ws.short", "_ws.malformed"];

/// The field with this name.
pub fn named(name: &str) -> Option<FieldId> {
    static NAMES: OnceLock<HashMap<&str, FieldId>> = OnceLock::new();
    NAMES.get_or_init(|| FieldId::ALL.iter().map(|id| (id.name(), *id)).collect()).get(name).copied()
}

/// The field name that was probably meant by `word`.
pub fn nearest_field(word: &str) -> Option<&'static str> {
    let wireshark = match word {
        "tcp.flags.psh" => "tcp.flags.push",
        "tcp.flags.rst" => "tcp.flags.reset",
        "tcp.flags.ns" => "tcp.flags.ae",
        "tcp.window" | "tcp.win" => "tcp.window_size_value",
        "tcp.sport" => "tcp.srcport",
        "tcp.dport" => "tcp.dstport",
        "ip.tos" => "ip.dsfield",
        "ip6" => "ipv6",
        "icmp6" => "icmpv6",
        "ether" | "ethernet" => "eth",
        other => other,
    };
    named(wireshark).map(FieldId::name).or_else(|| nearest(word, FieldId::ALL.iter().map(|id| id.name())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_by_its_name_and_no_other() {
        assert_eq!(named("tcp.srcport"), Some(FieldId::TcpSrcPort));
        assert_eq!(named("TCP.srcport"), None);
        assert_eq!(named(""), None);
        assert!(FieldId::ALL.iter().all(|id| named(id.name()) == Some(*id)));
    }

    #[test]
    fn names_that_others_use_lead_to_wiresharks() {
        assert_eq!(nearest_field("tcp.dport"), Some("tcp.dstport"));
        assert_eq!(nearest_field("tcp.srcprot"), Some("tcp.srcport"));
        assert_eq!(nearest_field("nothing.like.it"), None);
    }

    #[test]
    fn comparing_goes_both_ways() {
        use Type::{Boolean, Bytes, Ipv4, Ipv6, Label, Mac, Number, Protocol, Text, Time};
        let all = [Number, Boolean, Bytes, Mac, Ipv4, Ipv6, Text, Time, Protocol, Label];
        for one in all {
            for other in all {
                assert_eq!(one.comparable(other), other.comparable(one), "{one:?} {other:?}");
            }
            assert_eq!(one.comparable(one), one != Label, "{one:?}");
        }
        assert!(!Number.comparable(Ipv4));
        assert!(Mac.comparable(Bytes));
    }
}
