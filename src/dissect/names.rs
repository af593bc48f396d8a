//! The fields that exist: one line each, with Wireshark's name and the type of value.

use super::field::Kind;

macro_rules! fields {
    ($($id:ident $name:literal $kind:expr;)*) => {
        /// A header field. Each has Wireshark's name ([`FieldId::name`]).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum FieldId { $($id,)* }

        impl FieldId {
            /// Every field, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$id,)*];

            /// Wireshark's name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$id => $name,)* }
            }

            /// The type of its values.
            pub fn kind(self) -> Kind {
                match self { $(Self::$id => $kind,)* }
            }
        }
    };
}

fields! {
    Frame "frame" Kind::Label;
    EthDst "eth.dst" Kind::Mac;
    IpSrc "ip.src" Kind::Ipv4;
    IpDst "ip.dst" Kind::Ipv4;
    Ipv6Src "ipv6.src" Kind::Ipv6;
    Ipv6Dst "ipv6.dst" Kind::Ipv6;
    TcpSrcPort "tcp.srcport" Kind::Decimal;
    TcpDstPort "tcp.dstport" Kind::Decimal;
    TcpSeqRaw "tcp.seq_raw" Kind::Decimal;
    TcpAckRaw "tcp.ack_raw" Kind::Decimal;
    TcpHdrLen "tcp.hdr_len" Kind::Decimal;
    TcpFlags "tcp.flags" Kind::Hex(4);
    TcpWindow "tcp.window_size_value" Kind::Decimal;
    TcpChecksum "tcp.checksum" Kind::Hex(4);
    TcpUrgentPointer "tcp.urgent_pointer" Kind::Decimal;
    TcpOptions "tcp.options" Kind::Bytes;
    TcpOptionMss "tcp.options.mss_val" Kind::Decimal;
    TcpOptionShift "tcp.options.wscale.shift" Kind::Decimal;
    TcpOptionSackPerm "tcp.options.sack_perm" Kind::Label;
    TcpOptionTsVal "tcp.options.timestamp.tsval" Kind::Decimal;
    TcpOptionTsEcr "tcp.options.timestamp.tsecr" Kind::Decimal;
    IcmpType "icmp.type" Kind::Decimal;
    IcmpCode "icmp.code" Kind::Decimal;
    Icmpv6Type "icmpv6.type" Kind::Decimal;
    Icmpv6Code "icmpv6.code" Kind::Decimal;
}
