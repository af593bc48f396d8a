//! What stands inside a header: the names that link layers, carriers and tunnels share, and what an EtherType
//! announces.

use super::segment::Other;

/// What stands inside a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    /// Something named by an EtherType.
    EtherType(u16),
    /// An IEEE 802.2 header, and how many bytes the length field in front of it gives it.
    Llc(Option<u16>),
    /// IPv4 or IPv6: the first four bits say which.
    Ip,
    /// IPv6.
    Ipv6,
    /// A header that carries another packet.
    Carrier(Carrier),
    /// Something that is not dissected further at this speed.
    Other(Other),
}

/// A header that carries another packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Carrier {
    /// An Ethernet frame inside something else.
    Ethernet,
    /// One label of a stack (RFC 3032, 2.1).
    Mpls,
    /// A pseudowire's control word in front of an Ethernet frame (RFC 4448, 4.6).
    ControlWord,
    /// PPP, with or without address and control bytes (RFC 1661, 2; RFC 1662, 3.1).
    Ppp,
    /// A direction byte in front of PPP (`LINKTYPE_PPP_WITH_DIR`).
    PppDirection,
    /// PPPoE's session header (RFC 2516, 4).
    Pppoe,
    /// Cisco HDLC.
    Chdlc,
    /// Frame Relay with two address bytes (RFC 2427).
    FrameRelay,
    /// FDDI.
    Fddi,
    /// IP over InfiniBand with its GRH (RFC 4391).
    Ipoib,
    /// ARCNET (RFC 1201); the flag says that it is Linux's layout.
    Arcnet(bool),
    /// A radiotap header in front of 802.11.
    Radiotap,
    /// A PPI header.
    Ppi,
    /// A Prism or AVS header in front of 802.11.
    Prism,
    /// IEEE 802.11.
    Wlan,
    /// Linux's netfilter log.
    Nflog,
    /// Juniper's header in front of Ethernet.
    Juniper,
    /// GRE (RFC 2784, RFC 2890; version 1: RFC 2637).
    Gre,
    /// ERSPAN with a header of 8 bytes (type II) or 12 and more (type III).
    Erspan(bool),
    /// Ethernet in IP (RFC 3378).
    EtherIp,
    /// VXLAN (RFC 7348, 5).
    Vxlan,
    /// VXLAN with a protocol number.
    VxlanGpe,
    /// Geneve (RFC 8926, 3.4).
    Geneve,
    /// GTP, user plane.
    Gtp,
    /// Teredo (RFC 4380, 5.1.1).
    Teredo,
    /// L2TP, version 2 (RFC 2661, 3.1).
    L2tp,
    /// AYIYA.
    Ayiya,
    /// Cisco `FabricPath`: the tag behind the outer addresses.
    FabricPath,
    /// IEEE 802.1ah: the I-tag with the customer's addresses.
    Backbone,
}

/// EtherTypes that dissection acts on.
pub(super) mod ethertype {
    pub(in crate::dissect) const IPV4: u16 = 0x0800;
    pub(in crate::dissect) const ARP: u16 = 0x0806;
    pub(in crate::dissect) const VLAN: u16 = 0x8100;
    pub(in crate::dissect) const IPV6: u16 = 0x86dd;
    pub(in crate::dissect) const SERVICE_VLAN: u16 = 0x88a8;
    pub(in crate::dissect) const OLD_QINQ: u16 = 0x9100;
    pub(in crate::dissect) const BRIDGED: u16 = 0x6558;
    pub(in crate::dissect) const MPLS: u16 = 0x8847;
    pub(in crate::dissect) const MPLS_UPSTREAM: u16 = 0x8848;
    pub(in crate::dissect) const PPPOE: u16 = 0x8864;
    pub(in crate::dissect) const BACKBONE: u16 = 0x88e7;
    pub(in crate::dissect) const FABRIC_PATH: u16 = 0x8903;
}

/// The first value of the type field that is a type; below it is the length of an 802.3 frame (IEEE 802.3).
pub(super) const FIRST_ETHERTYPE: u16 = 0x0600;

/// The type field of Ethernet, which below [`FIRST_ETHERTYPE`] is a length.
#[inline]
pub(super) fn by_type_or_length(kind: u16) -> Inside {
    if kind >= FIRST_ETHERTYPE { Inside::EtherType(kind) } else { Inside::Llc(Some(kind)) }
}

/// Does this EtherType announce a VLAN tag? (IEEE 802.1Q; 9100 is what was used before 88a8 was assigned.)
#[inline]
pub(super) fn is_vlan(kind: u16) -> bool {
    matches!(kind, ethertype::VLAN | ethertype::SERVICE_VLAN | ethertype::OLD_QINQ)
}

/// What an EtherType announces; VLAN tags are for the caller.
#[inline]
pub(super) fn by_ethertype(kind: u16) -> Inside {
    match kind {
        ethertype::IPV4 => Inside::Ip,
        ethertype::IPV6 => Inside::Ipv6,
        ethertype::ARP => Inside::Other(Other::Arp),
        ethertype::MPLS | ethertype::MPLS_UPSTREAM => Inside::Carrier(Carrier::Mpls),
        ethertype::PPPOE => Inside::Carrier(Carrier::Pppoe),
        ethertype::BRIDGED => Inside::Carrier(Carrier::Ethernet),
        ethertype::BACKBONE => Inside::Carrier(Carrier::Backbone),
        ethertype::FABRIC_PATH => Inside::Carrier(Carrier::FabricPath),
        _ => Inside::Other(Other::Link),
    }
}
