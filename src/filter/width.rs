//! How many bits Wireshark keeps a field's numbers in: the largest number that a filter may compare it with,
//! and what `len()` of it is.
//!
//! This is not how many bits the field has in its header (`ip.version` has four of its eight). A field that
//! is not listed has 32.

use crate::dissect::FieldId;

/// The size of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Width {
    bits: u8,
    signed: bool,
}

/// The size of a field's numbers.
pub(super) fn of(field: FieldId) -> Width {
    let name = field.name();
    let bits = [(8, EIGHT), (16, SIXTEEN), (24, TWENTY_FOUR), (64, SIXTY_FOUR)]
        .into_iter()
        .find(|(_, names)| names.contains(&name))
        .map_or(32, |(bits, _)| bits);
    Width { bits, signed: SIGNED.contains(&name) }
}

impl Width {
    /// The largest number.
    pub(super) fn largest(self) -> u64 {
        let bits = u32::from(self.bits) - u32::from(self.signed);
        u64::MAX.checked_shr(64 - bits).unwrap_or(0)
    }

    /// How many bytes hold it.
    pub(super) fn bytes(self) -> u8 {
        self.bits / 8
    }
}

/// 8 bits.
const EIGHT: &[&str] = &[
    "ah.length",
    "ah.next_header",
    "arp.hw.size",
    "arp.proto.size",
    "eth.fcs.status",
    "icmp.addr_entry_size",
    "icmp.checksum.status",
    "icmp.code",
    "icmp.ext.class",
    "icmp.ext.ctype",
    "icmp.ext.version",
    "icmp.length",
    "icmp.num_addrs",
    "icmp.type",
    "icmpv6.checksum.status",
    "icmpv6.code",
    "icmpv6.mldr.mar.aux_data_len",
    "icmpv6.mldr.mar.record_type",
    "icmpv6.nd.ra.cur_hop_limit",
    "icmpv6.nd.ra.flag",
    "icmpv6.opt.length",
    "icmpv6.opt.prefix.flag",
    "icmpv6.opt.prefix.length",
    "icmpv6.opt.type",
    "icmpv6.type",
    "ip.checksum.status",
    "ip.dsfield",
    "ip.dsfield.dscp",
    "ip.dsfield.ecn",
    "ip.flags",
    "ip.hdr_len",
    "ip.opt.flag",
    "ip.opt.len",
    "ip.opt.overflow",
    "ip.opt.ptr",
    "ip.opt.type",
    "ip.opt.type.class",
    "ip.opt.type.number",
    "ip.proto",
    "ip.ttl",
    "ip.version",
    "ipv6.dstopts.len",
    "ipv6.dstopts.nxt",
    "ipv6.fraghdr.nxt",
    "ipv6.fraghdr.reserved_octet",
    "ipv6.hlim",
    "ipv6.hopopts.len",
    "ipv6.hopopts.nxt",
    "ipv6.nxt",
    "ipv6.opt.length",
    "ipv6.opt.type",
    "ipv6.opt.type.action",
    "ipv6.opt.type.rest",
    "ipv6.routing.len",
    "ipv6.routing.nxt",
    "ipv6.routing.segleft",
    "ipv6.routing.srh.flags",
    "ipv6.routing.srh.last_entry",
    "ipv6.routing.type",
    "ipv6.version",
    "llc.dsap",
    "llc.ssap",
    "tcp.checksum.status",
    "tcp.hdr_len",
    "tcp.option_kind",
    "tcp.option_len",
    "tcp.options.ao.keyid",
    "tcp.options.ao.rnextkeyid",
    "tcp.options.mptcp.addrid",
    "tcp.options.mptcp.backup.flag",
    "tcp.options.mptcp.checksumreq.flags",
    "tcp.options.mptcp.dataack8.flag",
    "tcp.options.mptcp.dataackpresent.flag",
    "tcp.options.mptcp.datafin.flag",
    "tcp.options.mptcp.dseqn8.flag",
    "tcp.options.mptcp.dseqnpresent.flag",
    "tcp.options.mptcp.echo",
    "tcp.options.mptcp.extensibility.flag",
    "tcp.options.mptcp.flags",
    "tcp.options.mptcp.ipver",
    "tcp.options.mptcp.nomoresubflows.flag",
    "tcp.options.mptcp.rst_reason",
    "tcp.options.mptcp.sha1.flag",
    "tcp.options.mptcp.sha256.flag",
    "tcp.options.mptcp.subtype",
    "tcp.options.mptcp.version",
    "tcp.options.sack.count",
    "tcp.options.wscale.shift",
    "udp.checksum.status",
];

/// 16 bits.
const SIXTEEN: &[&str] = &[
    "arp.hw.type",
    "arp.opcode",
    "arp.proto.type",
    "eth.len",
    "eth.type",
    "frame.encap_type",
    "icmp.checksum",
    "icmp.ext.checksum",
    "icmp.ext.length",
    "icmp.ext.res",
    "icmp.ident",
    "icmp.lifetime",
    "icmp.mtu",
    "icmp.seq",
    "icmpv6.checksum",
    "icmpv6.echo.identifier",
    "icmpv6.echo.sequence_number",
    "icmpv6.mld.maximum_response_delay",
    "icmpv6.mldr.mar.nb_sources",
    "icmpv6.mldr.nb_mcast_records",
    "icmpv6.nd.ra.router_lifetime",
    "ieee8021ad.id",
    "ieee8021ad.priority",
    "ieee8021ah.etype",
    "ip.checksum",
    "ip.checksum_calculated",
    "ip.frag_offset",
    "ip.id",
    "ip.len",
    "ip.opt.ra",
    "ip.opt.sid",
    "ipv6.fraghdr.offset",
    "ipv6.fraghdr.reserved_bits",
    "ipv6.opt.router_alert",
    "ipv6.plen",
    "llc.control",
    "llc.pid",
    "llc.type",
    "null.type",
    "sll.etype",
    "sll.gretype",
    "sll.halen",
    "sll.hatype",
    "sll.ltype",
    "sll.pkttype",
    "tcp.checksum",
    "tcp.checksum_calculated",
    "tcp.dstport",
    "tcp.flags",
    "tcp.options.experimental.exid",
    "tcp.options.mptcp.checksum",
    "tcp.options.mptcp.datalvllen",
    "tcp.options.mptcp.port",
    "tcp.options.mptcp.reserved",
    "tcp.options.mss_val",
    "tcp.options.user_to_val",
    "tcp.options.wscale.multiplier",
    "tcp.port",
    "tcp.srcport",
    "tcp.urgent_pointer",
    "tcp.window_size_value",
    "udp.checksum",
    "udp.checksum_calculated",
    "udp.dstport",
    "udp.length",
    "udp.port",
    "udp.srcport",
    "vlan.etype",
    "vlan.id",
    "vlan.len",
    "vlan.priority",
];

/// 24 bits.
const TWENTY_FOUR: &[&str] = &["ipv6.flow", "llc.oui"];

/// 64 bits.
const SIXTY_FOUR: &[&str] = &[
    "tcp.options.mptcp.addaddrtrunchmac",
    "tcp.options.mptcp.rawdataack",
    "tcp.options.mptcp.rawdataseqno",
    "tcp.options.mptcp.recvkey",
    "tcp.options.mptcp.sendkey",
    "tcp.options.mptcp.sendtrunchmac",
];

/// One bit is the sign.
const SIGNED: &[&str] = &["data.len", "frame.encap_type", "icmp.pref_level"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_name_is_a_field_and_stands_once() {
        let all: Vec<&str> = [EIGHT, SIXTEEN, TWENTY_FOUR, SIXTY_FOUR].concat();
        for name in all.iter().chain(SIGNED) {
            assert!(FieldId::named(name).is_some(), "{name}");
        }
        for (at, name) in all.iter().enumerate() {
            assert!(!all.iter().skip(at + 1).any(|other| other == name), "{name}");
        }
    }

    #[test]
    fn the_largest_number_of_each_size() {
        assert_eq!(of(FieldId::IpTtl).largest(), 255);
        assert_eq!(of(FieldId::TcpSrcPort).largest(), 65_535);
        assert_eq!(of(FieldId::TcpSeqRaw).largest(), u64::from(u32::MAX));
        assert_eq!(of(FieldId::MptcpSenderKey).largest(), u64::MAX);
        assert_eq!(of(FieldId::FrameEncapType).largest(), 32_767);
        assert_eq!(of(FieldId::TcpSrcPort).bytes(), 2);
    }
}
