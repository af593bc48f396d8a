//! The fields that exist: one line each, with Wireshark's name and the type of value.
//!
//! A few names are not Wireshark's, because it shows those bytes without a name of their own, such as `ip.opt.data`,
//! `sll.reserved`, `tcp.options.padding` and, with another type there, `icmpv6.opt.reserved`. None can collide with one
//! of its.
//!
//! Some fields stand for others ([`FieldId::stands_for`]): `ip.addr` is both `ip.src` and `ip.dst`. They are in no
//! tree, but can be asked for.

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

            /// The field of that name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|id| id.name() == name)
            }

            /// The type of its values.
            pub fn kind(self) -> Kind {
                match self { $(Self::$id => $kind,)* }
            }
        }
    };
}

impl FieldId {
    /// The fields whose values this one has: itself, or those that it stands for.
    pub fn stands_for(&self) -> &[Self] {
        match self {
            Self::EthAddr => &[Self::EthDst, Self::EthSrc],
            Self::IpAddr => &[Self::IpSrc, Self::IpDst],
            Self::Ipv6Addr => &[Self::Ipv6Src, Self::Ipv6Dst],
            Self::TcpPort => &[Self::TcpSrcPort, Self::TcpDstPort],
            Self::FddiAddr => &[Self::FddiDst, Self::FddiSrc],
            Self::SctpPort => &[Self::SctpSrcPort, Self::SctpDstPort],
            Self::DccpPort => &[Self::DccpSrcPort, Self::DccpDstPort],
            Self::UdpPort => &[Self::UdpSrcPort, Self::UdpDstPort],
            // Wireshark answers for both versions under the older name.
            Self::IpVersion => &[Self::IpVersion, Self::Ipv6Version],
            itself => std::slice::from_ref(itself),
        }
    }
}

fields! {
    // the frame itself: nothing here has bytes
    Frame "frame" Kind::Label;
    FrameInterfaceId "frame.interface_id" Kind::Decimal;
    FrameEncapType "frame.encap_type" Kind::Decimal;
    FrameTimeEpoch "frame.time_epoch" Kind::Time;
    FrameTimeRelative "frame.time_relative" Kind::Duration;
    FrameTimeDelta "frame.time_delta" Kind::Duration;
    FrameTimeDeltaDisplayed "frame.time_delta_displayed" Kind::Duration;
    FrameNumber "frame.number" Kind::Decimal;
    FrameLen "frame.len" Kind::Decimal;
    FrameCapLen "frame.cap_len" Kind::Decimal;
    FrameProtocols "frame.protocols" Kind::Text;
    // bytes that belong to no field
    Short "_ws.short" Kind::Bytes;
    Malformed "_ws.malformed" Kind::Bytes;
    Data "data" Kind::Label;
    DataData "data.data" Kind::Bytes;
    DataLen "data.len" Kind::Decimal;
    // Ethernet
    Eth "eth" Kind::Label;
    EthDst "eth.dst" Kind::Mac;
    EthDstLg "eth.dst.lg" Kind::Boolean;
    EthDstIg "eth.dst.ig" Kind::Boolean;
    EthSrc "eth.src" Kind::Mac;
    EthSrcLg "eth.src.lg" Kind::Boolean;
    EthSrcIg "eth.src.ig" Kind::Boolean;
    EthAddr "eth.addr" Kind::Mac;
    EthType "eth.type" Kind::Hex(4);
    EthLen "eth.len" Kind::Decimal;
    EthPadding "eth.padding" Kind::Bytes;
    EthTrailer "eth.trailer" Kind::Bytes;
    EthFcs "eth.fcs" Kind::Hex(8);
    EthFcsStatus "eth.fcs.status" Kind::Decimal;
    // IEEE 802.1Q, 802.1ad
    Vlan "vlan" Kind::Label;
    VlanPriority "vlan.priority" Kind::Decimal;
    VlanDei "vlan.dei" Kind::Boolean;
    VlanId "vlan.id" Kind::Decimal;
    VlanEtype "vlan.etype" Kind::Hex(4);
    VlanLen "vlan.len" Kind::Decimal;
    ServiceVlan "ieee8021ad" Kind::Label;
    ServiceVlanPriority "ieee8021ad.priority" Kind::Decimal;
    ServiceVlanDei "ieee8021ad.dei" Kind::Boolean;
    ServiceVlanId "ieee8021ad.id" Kind::Decimal;
    ServiceVlanEtype "ieee8021ah.etype" Kind::Hex(4);
    // IEEE 802.2
    Llc "llc" Kind::Label;
    LlcDsap "llc.dsap" Kind::Hex(2);
    LlcSsap "llc.ssap" Kind::Hex(2);
    LlcControl "llc.control" Kind::Hex(4);
    LlcOui "llc.oui" Kind::Decimal;
    LlcType "llc.type" Kind::Hex(4);
    LlcPid "llc.pid" Kind::Hex(4);
    // Linux cooked captures
    Sll "sll" Kind::Label;
    SllPktType "sll.pkttype" Kind::Decimal;
    SllHaType "sll.hatype" Kind::Decimal;
    SllHaLen "sll.halen" Kind::Decimal;
    SllSrcEth "sll.src.eth" Kind::Mac;
    SllSrcIpv4 "sll.src.ipv4" Kind::Ipv4;
    SllSrcOther "sll.src.other" Kind::Bytes;
    SllUnused "sll.unused" Kind::Bytes;
    SllReserved "sll.reserved" Kind::Bytes;
    SllEtype "sll.etype" Kind::Hex(4);
    SllLtype "sll.ltype" Kind::Hex(4);
    SllGreType "sll.gretype" Kind::Hex(4);
    SllIfIndex "sll.ifindex" Kind::Decimal;
    SllTrailer "sll.trailer" Kind::Bytes;
    // BSD loopback, raw IP
    Null "null" Kind::Label;
    NullFamily "null.family" Kind::Decimal;
    NullType "null.type" Kind::Hex(4);
    Raw "raw" Kind::Label;
    // MPLS
    Mpls "mpls" Kind::Label;
    MplsLabel "mpls.label" Kind::Decimal;
    MplsExp "mpls.exp" Kind::Decimal;
    MplsBottom "mpls.bottom" Kind::Decimal;
    MplsTtl "mpls.ttl" Kind::Decimal;
    PwethCw "pwethcw" Kind::Label;
    PwethCwReserved "pw.cw.reserved" Kind::Hex(4);
    PwethCwSequence "pwethcw.sequence_number" Kind::Decimal;
    // PPP, PPPoE, serial lines
    Ppp "ppp" Kind::Label;
    PppAddress "ppp.address" Kind::Hex(2);
    PppControl "ppp.control" Kind::Hex(2);
    PppProtocol "ppp.protocol" Kind::Hex(4);
    PppDirection "ppp.dir" Kind::Label;
    PppDirectionValue "ppp.direction" Kind::Hex(2);
    Pppoes "pppoes" Kind::Label;
    PppoeVersion "pppoe.version" Kind::Decimal;
    PppoeType "pppoe.type" Kind::Decimal;
    PppoeCode "pppoe.code" Kind::Hex(2);
    PppoeSessionId "pppoe.session_id" Kind::Hex(4);
    PppoePayloadLength "pppoe.payload_length" Kind::Decimal;
    Chdlc "chdlc" Kind::Label;
    ChdlcAddress "chdlc.address" Kind::Hex(2);
    ChdlcControl "chdlc.control" Kind::Hex(2);
    ChdlcProtocol "chdlc.protocol" Kind::Hex(4);
    Fr "fr" Kind::Label;
    FrAddress "fr.address" Kind::Hex(4);
    FrDlci "fr.dlci" Kind::Decimal;
    FrControl "fr.control" Kind::Hex(2);
    FrNlpid "fr.nlpid" Kind::Hex(2);
    FrChdlcType "fr.chdlctype" Kind::Hex(4);
    // FDDI, InfiniBand, ARCNET, Juniper, netfilter
    Fddi "fddi" Kind::Label;
    FddiFc "fddi.fc" Kind::Hex(2);
    FddiDst "fddi.dst" Kind::Mac;
    FddiSrc "fddi.src" Kind::Mac;
    FddiAddr "fddi.addr" Kind::Mac;
    Ipoib "ipoib" Kind::Label;
    IpoibHeader "ipoib.pseudo" Kind::Bytes;
    IpoibDestination "ipoib.daddr" Kind::Bytes;
    IpoibType "ipoib.type" Kind::Hex(4);
    IpoibReserved "ipoib.reserved" Kind::Hex(4);
    Arcnet "arcnet" Kind::Label;
    ArcnetSrc "arcnet.src" Kind::Hex(2);
    ArcnetDst "arcnet.dst" Kind::Hex(2);
    ArcnetOffset "arcnet.offset" Kind::Bytes;
    ArcnetProtocol "arcnet.protID" Kind::Hex(2);
    ArcnetSplitFlag "arcnet.split_flag" Kind::Decimal;
    ArcnetSequence "arcnet.sequence" Kind::Decimal;
    ArcnetPadding "arcnet.padding" Kind::Bytes;
    Juniper "juniper" Kind::Label;
    JuniperMagic "juniper.magic-number" Kind::Hex(6);
    JuniperFlags "juniper.flags" Kind::Hex(2);
    JuniperExtLength "juniper.ext_total_len" Kind::Decimal;
    JuniperExtensions "juniper.extensions" Kind::Bytes;
    Nflog "nflog" Kind::Label;
    NflogFamily "nflog.family" Kind::Decimal;
    NflogVersion "nflog.version" Kind::Decimal;
    NflogResId "nflog.res_id" Kind::Decimal;
    NflogAttributes "nflog.attributes" Kind::Bytes;
    // IEEE 802.11
    Radiotap "radiotap" Kind::Label;
    RadiotapVersion "radiotap.version" Kind::Decimal;
    RadiotapPad "radiotap.pad" Kind::Decimal;
    RadiotapLength "radiotap.length" Kind::Decimal;
    RadiotapData "radiotap.data" Kind::Bytes;
    Ppi "ppi" Kind::Label;
    PpiVersion "ppi.version" Kind::Decimal;
    PpiFlags "ppi.flags" Kind::Hex(2);
    PpiLength "ppi.length" Kind::Decimal;
    PpiDlt "ppi.dlt" Kind::Decimal;
    PpiData "ppi.data" Kind::Bytes;
    Prism "prism" Kind::Label;
    PrismHeader "prism.header" Kind::Bytes;
    Wlan "wlan" Kind::Label;
    WlanFcSubtype "wlan.fc.subtype" Kind::Decimal;
    WlanFcType "wlan.fc.type" Kind::Decimal;
    WlanFcVersion "wlan.fc.version" Kind::Decimal;
    WlanFlags "wlan.flags" Kind::Hex(2);
    WlanDuration "wlan.duration" Kind::Decimal;
    WlanRa "wlan.ra" Kind::Mac;
    WlanTa "wlan.ta" Kind::Mac;
    WlanDa "wlan.da" Kind::Mac;
    WlanSa "wlan.sa" Kind::Mac;
    WlanBssid "wlan.bssid" Kind::Mac;
    WlanSequenceControl "wlan.seq_ctl" Kind::Hex(4);
    WlanFrag "wlan.frag" Kind::Decimal;
    WlanSeq "wlan.seq" Kind::Decimal;
    WlanQos "wlan.qos" Kind::Hex(4);
    WlanHtc "wlan.htc" Kind::Bytes;
    WlanFcs "wlan.fcs" Kind::Bytes;
    // tunnels
    Gre "gre" Kind::Label;
    GreFlags "gre.flags_and_version" Kind::Hex(4);
    GreProto "gre.proto" Kind::Hex(4);
    GreChecksum "gre.checksum" Kind::Hex(4);
    GreOffset "gre.offset" Kind::Decimal;
    GreKey "gre.key" Kind::Hex(8);
    GreKeyPayloadLength "gre.key.payload_length" Kind::Decimal;
    GreKeyCallId "gre.key.call_id" Kind::Decimal;
    GreSequence "gre.sequence_number" Kind::Decimal;
    GreAck "gre.ack_number" Kind::Decimal;
    GreWccp "gre.wccp.redirect_header" Kind::Bytes;
    Erspan "erspan" Kind::Label;
    ErspanVersion "erspan.version" Kind::Decimal;
    ErspanVlan "erspan.vlan" Kind::Decimal;
    ErspanCos "erspan.cos" Kind::Decimal;
    ErspanEncap "erspan.encap" Kind::Decimal;
    ErspanTruncated "erspan.truncated" Kind::Decimal;
    ErspanSpanId "erspan.spanid" Kind::Decimal;
    ErspanIndex "erspan.index_word" Kind::Hex(8);
    ErspanTimestamp "erspan.timestamp" Kind::Decimal;
    ErspanRest "erspan.rest" Kind::Hex(8);
    ErspanPlatform "erspan.platform" Kind::Bytes;
    EtherIp "etherip" Kind::Label;
    EtherIpVersion "etherip.ver" Kind::Decimal;
    EtherIpReserved "etherip.reserved" Kind::Hex(4);
    Vxlan "vxlan" Kind::Label;
    VxlanFlags "vxlan.flags" Kind::Hex(4);
    VxlanGbp "vxlan.gbp" Kind::Decimal;
    VxlanVni "vxlan.vni" Kind::Decimal;
    VxlanReserved "vxlan.reserved8" Kind::Decimal;
    VxlanNextProto "vxlan.next_proto" Kind::Hex(2);
    Geneve "geneve" Kind::Label;
    GeneveVersion "geneve.version" Kind::Decimal;
    GeneveOptionsLength "geneve.options_length" Kind::Decimal;
    GeneveFlags "geneve.flags" Kind::Hex(2);
    GeneveProtoType "geneve.proto_type" Kind::Hex(4);
    GeneveVni "geneve.vni" Kind::Hex(6);
    GeneveReserved "geneve.reserved" Kind::Hex(2);
    GeneveOptions "geneve.options" Kind::Bytes;
    Gtp "gtp" Kind::Label;
    GtpFlags "gtp.flags" Kind::Hex(2);
    GtpMessage "gtp.message" Kind::Hex(2);
    GtpLength "gtp.length" Kind::Decimal;
    GtpTeid "gtp.teid" Kind::Hex(8);
    GtpSeqNumber "gtp.seq_number" Kind::Hex(4);
    GtpFlowLabel "gtp.flow_label" Kind::Hex(4);
    GtpNpduNumber "gtp.npdu_number" Kind::Hex(2);
    GtpSpare "gtp.spare" Kind::Bytes;
    GtpTid "gtp.tid" Kind::Bytes;
    GtpNext "gtp.next" Kind::Hex(2);
    GtpExtensions "gtp.extensions" Kind::Bytes;
    Teredo "teredo" Kind::Label;
    TeredoHeader "teredo.header" Kind::Bytes;
    L2tp "l2tp" Kind::Label;
    L2tpFlags "l2tp.flags" Kind::Hex(4);
    L2tpLength "l2tp.length" Kind::Decimal;
    L2tpTunnel "l2tp.tunnel" Kind::Decimal;
    L2tpSession "l2tp.session" Kind::Decimal;
    L2tpRest "l2tp.rest" Kind::Bytes;
    Ayiya "ayiya" Kind::Label;
    AyiyaIdLength "ayiya.idlen" Kind::Hex(2);
    AyiyaIdType "ayiya.idtype" Kind::Hex(2);
    AyiyaSignatureLength "ayiya.siglen" Kind::Hex(2);
    AyiyaHashMethod "ayiya.hashmethod" Kind::Hex(2);
    AyiyaAuthMethod "ayiya.authmethod" Kind::Hex(2);
    AyiyaOpcode "ayiya.opcode" Kind::Hex(2);
    AyiyaNextHeader "ayiya.nextheader" Kind::Hex(2);
    AyiyaEpoch "ayiya.epoch" Kind::Decimal;
    AyiyaIdentity "ayiya.identity" Kind::Bytes;
    AyiyaSignature "ayiya.signature" Kind::Bytes;
    Cfp "cfp" Kind::Label;
    CfpTag "cfp.ftag" Kind::Decimal;
    CfpTtl "cfp.ttl" Kind::Decimal;
    Backbone "ieee8021ah" Kind::Label;
    BackbonePriority "ieee8021ah.priority" Kind::Decimal;
    BackboneDrop "ieee8021ah.drop" Kind::Decimal;
    BackboneReserved "ieee8021ah.res" Kind::Decimal;
    BackboneIsid "ieee8021ah.isid" Kind::Decimal;
    BackboneDestination "ieee8021ah.c_daddr" Kind::Mac;
    BackboneSource "ieee8021ah.c_saddr" Kind::Mac;
    // other transports
    Sctp "sctp" Kind::Label;
    SctpSrcPort "sctp.srcport" Kind::Decimal;
    SctpDstPort "sctp.dstport" Kind::Decimal;
    SctpPort "sctp.port" Kind::Decimal;
    SctpVerificationTag "sctp.verification_tag" Kind::Hex(8);
    SctpChecksum "sctp.checksum" Kind::Hex(8);
    Dccp "dccp" Kind::Label;
    DccpSrcPort "dccp.srcport" Kind::Decimal;
    DccpDstPort "dccp.dstport" Kind::Decimal;
    DccpPort "dccp.port" Kind::Decimal;
    // ARP
    Arp "arp" Kind::Label;
    ArpHwType "arp.hw.type" Kind::Decimal;
    ArpProtoType "arp.proto.type" Kind::Hex(4);
    ArpHwSize "arp.hw.size" Kind::Decimal;
    ArpProtoSize "arp.proto.size" Kind::Decimal;
    ArpOpcode "arp.opcode" Kind::Decimal;
    ArpIsGratuitous "arp.isgratuitous" Kind::Boolean;
    ArpSrcHwMac "arp.src.hw_mac" Kind::Mac;
    ArpSrcHw "arp.src.hw" Kind::Bytes;
    ArpSrcProtoIpv4 "arp.src.proto_ipv4" Kind::Ipv4;
    ArpSrcProto "arp.src.proto" Kind::Bytes;
    ArpDstHwMac "arp.dst.hw_mac" Kind::Mac;
    ArpDstHw "arp.dst.hw" Kind::Bytes;
    ArpDstProtoIpv4 "arp.dst.proto_ipv4" Kind::Ipv4;
    ArpDstProto "arp.dst.proto" Kind::Bytes;
    // IPv4
    Ip "ip" Kind::Label;
    IpVersion "ip.version" Kind::Decimal;
    IpHdrLen "ip.hdr_len" Kind::Decimal;
    IpDsfield "ip.dsfield" Kind::Hex(2);
    IpDsfieldDscp "ip.dsfield.dscp" Kind::Decimal;
    IpDsfieldEcn "ip.dsfield.ecn" Kind::Decimal;
    IpLen "ip.len" Kind::Decimal;
    IpId "ip.id" Kind::Hex(4);
    IpFlags "ip.flags" Kind::Hex(2);
    IpFlagsRb "ip.flags.rb" Kind::Boolean;
    IpFlagsDf "ip.flags.df" Kind::Boolean;
    IpFlagsMf "ip.flags.mf" Kind::Boolean;
    IpFragOffset "ip.frag_offset" Kind::Decimal;
    IpTtl "ip.ttl" Kind::Decimal;
    IpProto "ip.proto" Kind::Decimal;
    IpChecksum "ip.checksum" Kind::Hex(4);
    IpChecksumStatus "ip.checksum.status" Kind::Decimal;
    IpChecksumCalculated "ip.checksum_calculated" Kind::Hex(4);
    IpSrc "ip.src" Kind::Ipv4;
    IpDst "ip.dst" Kind::Ipv4;
    IpAddr "ip.addr" Kind::Ipv4;
    IpCurrentRoute "ip.cur_rt" Kind::Ipv4;
    IpOptionEol "ip.options.eol" Kind::Bytes;
    IpOptionNop "ip.options.nop" Kind::Bytes;
    IpOptionSecurity "ip.options.security" Kind::Bytes;
    IpOptionLooseRoute "ip.options.route" Kind::Bytes;
    IpOptionTimestamp "ip.options.timestamp" Kind::Bytes;
    IpOptionRecordRoute "ip.options.record_route" Kind::Bytes;
    IpOptionStreamId "ip.options.sid" Kind::Bytes;
    IpOptionStrictRoute "ip.options.source_route" Kind::Bytes;
    IpOptionRouterAlert "ip.options.routeralert" Kind::Bytes;
    IpOptionUnknown "ip.options.unknown" Kind::Bytes;
    IpOptType "ip.opt.type" Kind::Decimal;
    IpOptTypeCopy "ip.opt.type.copy" Kind::Boolean;
    IpOptTypeClass "ip.opt.type.class" Kind::Decimal;
    IpOptTypeNumber "ip.opt.type.number" Kind::Decimal;
    IpOptLen "ip.opt.len" Kind::Decimal;
    IpOptPointer "ip.opt.ptr" Kind::Decimal;
    IpOptStreamId "ip.opt.sid" Kind::Decimal;
    IpOptRouterAlert "ip.opt.ra" Kind::Decimal;
    IpOptOverflow "ip.opt.overflow" Kind::Decimal;
    IpOptFlag "ip.opt.flag" Kind::Hex(2);
    IpOptTimestamp "ip.opt.time_stamp" Kind::Decimal;
    IpOptTimestampAddr "ip.opt.time_stamp_addr" Kind::Ipv4;
    IpOptRecordedRoute "ip.rec_rt" Kind::Ipv4;
    IpOptSourceRoute "ip.src_rt" Kind::Ipv4;
    IpOptEmptyRoute "ip.empty_rt" Kind::Ipv4;
    IpOptData "ip.opt.data" Kind::Bytes;
    IpOptPadding "ip.opt.padding" Kind::Bytes;
    IpFragmentCount "ip.fragment.count" Kind::Decimal;
    IpReassembledLength "ip.reassembled.length" Kind::Decimal;
    IpFragmentOverlap "ip.fragment.overlap" Kind::Boolean;
    IpFragmentOverlapConflict "ip.fragment.overlap.conflict" Kind::Boolean;
    // IPv6
    Ipv6 "ipv6" Kind::Label;
    Ipv6Version "ipv6.version" Kind::Decimal;
    Ipv6Tclass "ipv6.tclass" Kind::Hex(8);
    Ipv6TclassDscp "ipv6.tclass.dscp" Kind::Decimal;
    Ipv6TclassEcn "ipv6.tclass.ecn" Kind::Decimal;
    Ipv6Flow "ipv6.flow" Kind::Hex(6);
    Ipv6Plen "ipv6.plen" Kind::Decimal;
    Ipv6Nxt "ipv6.nxt" Kind::Decimal;
    Ipv6Hlim "ipv6.hlim" Kind::Decimal;
    Ipv6Src "ipv6.src" Kind::Ipv6;
    Ipv6Dst "ipv6.dst" Kind::Ipv6;
    Ipv6Addr "ipv6.addr" Kind::Ipv6;
    Ipv6HopOpts "ipv6.hopopts" Kind::Label;
    Ipv6HopOptsNxt "ipv6.hopopts.nxt" Kind::Decimal;
    Ipv6HopOptsLen "ipv6.hopopts.len" Kind::Decimal;
    Ipv6DstOpts "ipv6.dstopts" Kind::Label;
    Ipv6DstOptsNxt "ipv6.dstopts.nxt" Kind::Decimal;
    Ipv6DstOptsLen "ipv6.dstopts.len" Kind::Decimal;
    Ipv6Opt "ipv6.opt" Kind::Label;
    Ipv6OptType "ipv6.opt.type" Kind::Hex(2);
    Ipv6OptTypeAction "ipv6.opt.type.action" Kind::Decimal;
    Ipv6OptTypeChange "ipv6.opt.type.change" Kind::Boolean;
    Ipv6OptTypeRest "ipv6.opt.type.rest" Kind::Hex(2);
    Ipv6OptLength "ipv6.opt.length" Kind::Decimal;
    Ipv6OptPad1 "ipv6.opt.pad1" Kind::Label;
    Ipv6OptPadN "ipv6.opt.padn" Kind::Bytes;
    Ipv6OptRouterAlert "ipv6.opt.router_alert" Kind::Decimal;
    Ipv6OptJumbo "ipv6.opt.jumbo" Kind::Decimal;
    Ipv6OptHomeAddress "ipv6.opt.mipv6.home_address" Kind::Ipv6;
    Ipv6OptUnknown "ipv6.opt.unknown" Kind::Bytes;
    Ipv6Routing "ipv6.routing" Kind::Label;
    Ipv6RoutingNxt "ipv6.routing.nxt" Kind::Decimal;
    Ipv6RoutingLen "ipv6.routing.len" Kind::Decimal;
    Ipv6RoutingType "ipv6.routing.type" Kind::Decimal;
    Ipv6RoutingSegLeft "ipv6.routing.segleft" Kind::Decimal;
    Ipv6RoutingReserved "ipv6.routing.src.reserved" Kind::Bytes;
    Ipv6RoutingAddr "ipv6.routing.src.addr" Kind::Ipv6;
    Ipv6RoutingHomeReserved "ipv6.routing.mipv6.reserved" Kind::Bytes;
    Ipv6RoutingHomeAddress "ipv6.routing.mipv6.home_address" Kind::Ipv6;
    Ipv6RoutingSrhLastEntry "ipv6.routing.srh.last_entry" Kind::Decimal;
    Ipv6RoutingSrhFlags "ipv6.routing.srh.flags" Kind::Hex(2);
    Ipv6RoutingSrhTag "ipv6.routing.srh.tag" Kind::Bytes;
    Ipv6RoutingSrhAddr "ipv6.routing.srh.addr" Kind::Ipv6;
    Ipv6RoutingUnknown "ipv6.routing.unknown_data" Kind::Bytes;
    Ipv6Fragment "ipv6.fraghdr" Kind::Label;
    Ipv6FragmentNxt "ipv6.fraghdr.nxt" Kind::Decimal;
    Ipv6FragmentReservedOctet "ipv6.fraghdr.reserved_octet" Kind::Hex(2);
    Ipv6FragmentOffset "ipv6.fraghdr.offset" Kind::Decimal;
    Ipv6FragmentReservedBits "ipv6.fraghdr.reserved_bits" Kind::Decimal;
    Ipv6FragmentMore "ipv6.fraghdr.more" Kind::Boolean;
    Ipv6FragmentIdent "ipv6.fraghdr.ident" Kind::Hex(8);
    Ah "ah" Kind::Label;
    AhNextHeader "ah.next_header" Kind::Decimal;
    AhLength "ah.length" Kind::Decimal;
    AhReserved "ah.reserved" Kind::Bytes;
    AhSpi "ah.spi" Kind::Hex(8);
    AhSequence "ah.sequence" Kind::Decimal;
    AhIcv "ah.icv" Kind::Bytes;
    // TCP
    Tcp "tcp" Kind::Label;
    TcpSrcPort "tcp.srcport" Kind::Decimal;
    TcpDstPort "tcp.dstport" Kind::Decimal;
    TcpPort "tcp.port" Kind::Decimal;
    TcpLen "tcp.len" Kind::Decimal;
    TcpSeqRaw "tcp.seq_raw" Kind::Decimal;
    TcpAckRaw "tcp.ack_raw" Kind::Decimal;
    TcpHdrLen "tcp.hdr_len" Kind::Decimal;
    TcpFlags "tcp.flags" Kind::Hex(4);
    TcpFlagsRes "tcp.flags.res" Kind::Boolean;
    TcpFlagsAe "tcp.flags.ae" Kind::Boolean;
    TcpFlagsCwr "tcp.flags.cwr" Kind::Boolean;
    TcpFlagsEce "tcp.flags.ece" Kind::Boolean;
    TcpFlagsUrg "tcp.flags.urg" Kind::Boolean;
    TcpFlagsAck "tcp.flags.ack" Kind::Boolean;
    TcpFlagsPush "tcp.flags.push" Kind::Boolean;
    TcpFlagsReset "tcp.flags.reset" Kind::Boolean;
    TcpFlagsSyn "tcp.flags.syn" Kind::Boolean;
    TcpFlagsFin "tcp.flags.fin" Kind::Boolean;
    TcpFlagsStr "tcp.flags.str" Kind::Text;
    TcpWindow "tcp.window_size_value" Kind::Decimal;
    TcpChecksum "tcp.checksum" Kind::Hex(4);
    TcpChecksumStatus "tcp.checksum.status" Kind::Decimal;
    TcpChecksumCalculated "tcp.checksum_calculated" Kind::Hex(4);
    TcpUrgentPointer "tcp.urgent_pointer" Kind::Decimal;
    TcpOptions "tcp.options" Kind::Bytes;
    TcpOptionKind "tcp.option_kind" Kind::Decimal;
    TcpOptionLen "tcp.option_len" Kind::Decimal;
    TcpOptionLenInvalid "tcp.option.len.invalid" Kind::Label;
    TcpOptionEol "tcp.options.eol" Kind::Bytes;
    TcpOptionNop "tcp.options.nop" Kind::Bytes;
    TcpOptionMssOption "tcp.options.mss" Kind::Bytes;
    TcpOptionMss "tcp.options.mss_val" Kind::Decimal;
    TcpOptionWindowScale "tcp.options.wscale" Kind::Bytes;
    TcpOptionShift "tcp.options.wscale.shift" Kind::Decimal;
    TcpOptionMultiplier "tcp.options.wscale.multiplier" Kind::Decimal;
    TcpOptionSackPerm "tcp.options.sack_perm" Kind::Bytes;
    TcpOptionSack "tcp.options.sack" Kind::Bytes;
    TcpOptionSackLe "tcp.options.sack_le" Kind::Decimal;
    TcpOptionSackRe "tcp.options.sack_re" Kind::Decimal;
    TcpOptionSackCount "tcp.options.sack.count" Kind::Decimal;
    TcpOptionTimestamp "tcp.options.timestamp" Kind::Bytes;
    TcpOptionTsVal "tcp.options.timestamp.tsval" Kind::Decimal;
    TcpOptionTsEcr "tcp.options.timestamp.tsecr" Kind::Decimal;
    TcpOptionTfo "tcp.options.tfo" Kind::Bytes;
    TcpOptionTfoRequest "tcp.options.tfo.request" Kind::Label;
    TcpOptionTfoCookie "tcp.options.tfo.cookie" Kind::Bytes;
    TcpOptionMd5 "tcp.options.md5" Kind::Bytes;
    TcpOptionMd5Digest "tcp.options.md5.digest" Kind::Bytes;
    TcpOptionAo "tcp.options.ao" Kind::Bytes;
    TcpOptionAoKeyId "tcp.options.ao.keyid" Kind::Decimal;
    TcpOptionAoNextKeyId "tcp.options.ao.rnextkeyid" Kind::Decimal;
    TcpOptionAoMac "tcp.options.ao.mac" Kind::Bytes;
    TcpOptionUserTimeout "tcp.options.user_to" Kind::Bytes;
    TcpOptionUserTimeoutMinutes "tcp.options.user_to_granularity" Kind::Boolean;
    TcpOptionUserTimeoutValue "tcp.options.user_to_val" Kind::Decimal;
    TcpOptionExperimental "tcp.options.experimental" Kind::Bytes;
    TcpOptionExperimentId "tcp.options.experimental.exid" Kind::Hex(4);
    TcpOptionExperimentData "tcp.options.experimental.data" Kind::Bytes;
    TcpOptionUnknown "tcp.options.unknown" Kind::Bytes;
    TcpOptionUnknownPayload "tcp.options.unknown.payload" Kind::Bytes;
    TcpOptionPadding "tcp.options.padding" Kind::Bytes;
    Mptcp "mptcp" Kind::Bytes;
    MptcpSubtype "tcp.options.mptcp.subtype" Kind::Decimal;
    MptcpVersion "tcp.options.mptcp.version" Kind::Decimal;
    MptcpReserved "tcp.options.mptcp.reserved" Kind::Hex(4);
    MptcpFlags "tcp.options.mptcp.flags" Kind::Hex(2);
    MptcpChecksumRequired "tcp.options.mptcp.checksumreq.flags" Kind::Decimal;
    MptcpExtensibility "tcp.options.mptcp.extensibility.flag" Kind::Decimal;
    MptcpNoMoreSubflows "tcp.options.mptcp.nomoresubflows.flag" Kind::Decimal;
    MptcpSha1 "tcp.options.mptcp.sha1.flag" Kind::Decimal;
    MptcpSha256 "tcp.options.mptcp.sha256.flag" Kind::Decimal;
    MptcpBackup "tcp.options.mptcp.backup.flag" Kind::Decimal;
    MptcpDataFin "tcp.options.mptcp.datafin.flag" Kind::Decimal;
    MptcpDataSeq8 "tcp.options.mptcp.dseqn8.flag" Kind::Decimal;
    MptcpDataSeqPresent "tcp.options.mptcp.dseqnpresent.flag" Kind::Decimal;
    MptcpDataAck8 "tcp.options.mptcp.dataack8.flag" Kind::Decimal;
    MptcpDataAckPresent "tcp.options.mptcp.dataackpresent.flag" Kind::Decimal;
    MptcpSenderKey "tcp.options.mptcp.sendkey" Kind::Decimal;
    MptcpReceiverKey "tcp.options.mptcp.recvkey" Kind::Decimal;
    MptcpReceiverToken "tcp.options.mptcp.recvtok" Kind::Decimal;
    MptcpSenderRandom "tcp.options.mptcp.sendrand" Kind::Decimal;
    MptcpSenderTruncatedHmac "tcp.options.mptcp.sendtrunchmac" Kind::Decimal;
    MptcpSenderHmac "tcp.options.mptcp.sendhmac" Kind::Bytes;
    MptcpAddressId "tcp.options.mptcp.addrid" Kind::Decimal;
    MptcpDataAck "tcp.options.mptcp.rawdataack" Kind::Decimal;
    MptcpDataSeq "tcp.options.mptcp.rawdataseqno" Kind::Decimal;
    MptcpSubflowSeq "tcp.options.mptcp.subflowseqno" Kind::Decimal;
    MptcpDataLength "tcp.options.mptcp.datalvllen" Kind::Decimal;
    MptcpChecksum "tcp.options.mptcp.checksum" Kind::Hex(4);
    MptcpEcho "tcp.options.mptcp.echo" Kind::Decimal;
    MptcpIpVersion "tcp.options.mptcp.ipver" Kind::Decimal;
    MptcpIpv4 "tcp.options.mptcp.ipv4" Kind::Ipv4;
    MptcpIpv6 "tcp.options.mptcp.ipv6" Kind::Ipv6;
    MptcpPort "tcp.options.mptcp.port" Kind::Decimal;
    MptcpAddTruncatedHmac "tcp.options.mptcp.addaddrtrunchmac" Kind::Decimal;
    MptcpResetReason "tcp.options.mptcp.rst_reason" Kind::Hex(2);
    MptcpRest "tcp.options.mptcp.data" Kind::Bytes;
    TcpPayload "tcp.payload" Kind::Bytes;
    // UDP
    Udp "udp" Kind::Label;
    UdpSrcPort "udp.srcport" Kind::Decimal;
    UdpDstPort "udp.dstport" Kind::Decimal;
    UdpPort "udp.port" Kind::Decimal;
    UdpLength "udp.length" Kind::Decimal;
    UdpChecksum "udp.checksum" Kind::Hex(4);
    UdpChecksumStatus "udp.checksum.status" Kind::Decimal;
    UdpChecksumCalculated "udp.checksum_calculated" Kind::Hex(4);
    UdpPayload "udp.payload" Kind::Bytes;
    // ICMP
    Icmp "icmp" Kind::Label;
    IcmpType "icmp.type" Kind::Decimal;
    IcmpCode "icmp.code" Kind::Decimal;
    IcmpChecksum "icmp.checksum" Kind::Hex(4);
    IcmpChecksumStatus "icmp.checksum.status" Kind::Decimal;
    IcmpUnused "icmp.unused" Kind::Bytes;
    IcmpReserved "icmp.reserved" Kind::Bytes;
    IcmpLength "icmp.length" Kind::Decimal;
    IcmpMtu "icmp.mtu" Kind::Decimal;
    IcmpPointer "icmp.pointer" Kind::Decimal;
    IcmpGateway "icmp.redir_gw" Kind::Ipv4;
    IcmpIdent "icmp.ident" Kind::Decimal;
    IcmpSeq "icmp.seq" Kind::Decimal;
    IcmpOriginateTimestamp "icmp.originate_timestamp" Kind::Decimal;
    IcmpReceiveTimestamp "icmp.receive_timestamp" Kind::Decimal;
    IcmpTransmitTimestamp "icmp.transmit_timestamp" Kind::Decimal;
    IcmpAddressMask "icmp.address_mask" Kind::Ipv4;
    IcmpNumAddrs "icmp.num_addrs" Kind::Decimal;
    IcmpAddrEntrySize "icmp.addr_entry_size" Kind::Decimal;
    IcmpLifetime "icmp.lifetime" Kind::Decimal;
    IcmpRouterAddress "icmp.router_address" Kind::Ipv4;
    IcmpPreferenceLevel "icmp.pref_level" Kind::Hex(8);
    IcmpExt "icmp.ext" Kind::Label;
    IcmpExtVersion "icmp.ext.version" Kind::Decimal;
    IcmpExtReserved "icmp.ext.res" Kind::Hex(4);
    IcmpExtChecksum "icmp.ext.checksum" Kind::Hex(4);
    IcmpExtLength "icmp.ext.length" Kind::Decimal;
    IcmpExtClass "icmp.ext.class" Kind::Decimal;
    IcmpExtCtype "icmp.ext.ctype" Kind::Decimal;
    IcmpExtData "icmp.ext.data" Kind::Bytes;
    // ICMPv6
    Icmpv6 "icmpv6" Kind::Label;
    Icmpv6Type "icmpv6.type" Kind::Decimal;
    Icmpv6Code "icmpv6.code" Kind::Decimal;
    Icmpv6Checksum "icmpv6.checksum" Kind::Hex(4);
    Icmpv6ChecksumStatus "icmpv6.checksum.status" Kind::Decimal;
    Icmpv6Reserved "icmpv6.reserved" Kind::Bytes;
    Icmpv6Mtu "icmpv6.mtu" Kind::Decimal;
    Icmpv6Pointer "icmpv6.pointer" Kind::Decimal;
    Icmpv6Ident "icmpv6.echo.identifier" Kind::Hex(4);
    Icmpv6Seq "icmpv6.echo.sequence_number" Kind::Decimal;
    Icmpv6RaHopLimit "icmpv6.nd.ra.cur_hop_limit" Kind::Decimal;
    Icmpv6RaFlag "icmpv6.nd.ra.flag" Kind::Hex(2);
    Icmpv6RaFlagManaged "icmpv6.nd.ra.flag.m" Kind::Boolean;
    Icmpv6RaFlagOther "icmpv6.nd.ra.flag.o" Kind::Boolean;
    Icmpv6RaLifetime "icmpv6.nd.ra.router_lifetime" Kind::Decimal;
    Icmpv6RaReachable "icmpv6.nd.ra.reachable_time" Kind::Decimal;
    Icmpv6RaRetrans "icmpv6.nd.ra.retrans_timer" Kind::Decimal;
    Icmpv6NsTarget "icmpv6.nd.ns.target_address" Kind::Ipv6;
    Icmpv6NaFlag "icmpv6.nd.na.flag" Kind::Hex(8);
    Icmpv6NaFlagRouter "icmpv6.nd.na.flag.r" Kind::Boolean;
    Icmpv6NaFlagSolicited "icmpv6.nd.na.flag.s" Kind::Boolean;
    Icmpv6NaFlagOverride "icmpv6.nd.na.flag.o" Kind::Boolean;
    Icmpv6NaTarget "icmpv6.nd.na.target_address" Kind::Ipv6;
    Icmpv6RedirectTarget "icmpv6.nd.rd.target_address" Kind::Ipv6;
    Icmpv6RedirectDestination "icmpv6.rd.na.destination_address" Kind::Ipv6;
    Icmpv6Opt "icmpv6.opt" Kind::Label;
    Icmpv6OptType "icmpv6.opt.type" Kind::Decimal;
    Icmpv6OptLength "icmpv6.opt.length" Kind::Decimal;
    Icmpv6OptLinkAddr "icmpv6.opt.linkaddr" Kind::Mac;
    Icmpv6OptReserved "icmpv6.opt.reserved" Kind::Bytes;
    Icmpv6OptMtu "icmpv6.opt.mtu" Kind::Decimal;
    Icmpv6OptPrefixLength "icmpv6.opt.prefix.length" Kind::Decimal;
    Icmpv6OptPrefixFlag "icmpv6.opt.prefix.flag" Kind::Hex(2);
    Icmpv6OptPrefixValid "icmpv6.opt.prefix.valid_lifetime" Kind::Decimal;
    Icmpv6OptPrefixPreferred "icmpv6.opt.prefix.preferred_lifetime" Kind::Decimal;
    Icmpv6OptPrefix "icmpv6.opt.prefix" Kind::Ipv6;
    Icmpv6OptData "icmpv6.opt.data" Kind::Bytes;
    Icmpv6MldDelay "icmpv6.mld.maximum_response_delay" Kind::Decimal;
    Icmpv6MldAddress "icmpv6.mld.multicast_address" Kind::Ipv6;
    Icmpv6MldRecords "icmpv6.mldr.nb_mcast_records" Kind::Decimal;
    Icmpv6MldRecord "icmpv6.mldr.mar" Kind::Label;
    Icmpv6MldRecordType "icmpv6.mldr.mar.record_type" Kind::Decimal;
    Icmpv6MldRecordAux "icmpv6.mldr.mar.aux_data_len" Kind::Decimal;
    Icmpv6MldRecordSources "icmpv6.mldr.mar.nb_sources" Kind::Decimal;
    Icmpv6MldRecordAddress "icmpv6.mldr.mar.multicast_address" Kind::Ipv6;
    Icmpv6MldRecordSource "icmpv6.mldr.mar.source_address" Kind::Ipv6;
    Icmpv6Data "icmpv6.data" Kind::Bytes;
    // the place in the stream and the sequence analysis: computed, of no bytes (connection::wireshark)
    TcpStream "tcp.stream" Kind::Decimal;
    TcpCompleteness "tcp.completeness" Kind::Decimal;
    TcpSeq "tcp.seq" Kind::Decimal;
    TcpNxtSeq "tcp.nxtseq" Kind::Decimal;
    TcpAck "tcp.ack" Kind::Decimal;
    TcpWindowSize "tcp.window_size" Kind::Decimal;
    TcpWindowSizeScaleFactor "tcp.window_size_scalefactor" Kind::Signed;
    TcpTimeRelative "tcp.time_relative" Kind::Duration;
    TcpTimeDelta "tcp.time_delta" Kind::Duration;
    TcpAnalysis "tcp.analysis" Kind::Label;
    TcpAnalysisFlags "tcp.analysis.flags" Kind::Label;
    TcpAnalysisAcksFrame "tcp.analysis.acks_frame" Kind::Decimal;
    TcpAnalysisAckRtt "tcp.analysis.ack_rtt" Kind::Duration;
    TcpAnalysisInitialRtt "tcp.analysis.initial_rtt" Kind::Duration;
    TcpAnalysisBytesInFlight "tcp.analysis.bytes_in_flight" Kind::Decimal;
    TcpAnalysisPushBytesSent "tcp.analysis.push_bytes_sent" Kind::Decimal;
    TcpAnalysisRto "tcp.analysis.rto" Kind::Duration;
    TcpAnalysisRtoFrame "tcp.analysis.rto_frame" Kind::Decimal;
    TcpAnalysisDuplicateAckNum "tcp.analysis.duplicate_ack_num" Kind::Decimal;
    TcpAnalysisDuplicateAckFrame "tcp.analysis.duplicate_ack_frame" Kind::Decimal;
    TcpAnalysisRetransmission "tcp.analysis.retransmission" Kind::Label;
    TcpAnalysisFastRetransmission "tcp.analysis.fast_retransmission" Kind::Label;
    TcpAnalysisSpuriousRetransmission "tcp.analysis.spurious_retransmission" Kind::Label;
    TcpAnalysisOutOfOrder "tcp.analysis.out_of_order" Kind::Label;
    TcpAnalysisLostSegment "tcp.analysis.lost_segment" Kind::Label;
    TcpAnalysisAckLostSegment "tcp.analysis.ack_lost_segment" Kind::Label;
    TcpAnalysisWindowUpdate "tcp.analysis.window_update" Kind::Label;
    TcpAnalysisWindowFull "tcp.analysis.window_full" Kind::Label;
    TcpAnalysisKeepAlive "tcp.analysis.keep_alive" Kind::Label;
    TcpAnalysisKeepAliveAck "tcp.analysis.keep_alive_ack" Kind::Label;
    TcpAnalysisDuplicateAck "tcp.analysis.duplicate_ack" Kind::Label;
    TcpAnalysisZeroWindow "tcp.analysis.zero_window" Kind::Label;
    TcpAnalysisZeroWindowProbe "tcp.analysis.zero_window_probe" Kind::Label;
    TcpAnalysisZeroWindowProbeAck "tcp.analysis.zero_window_probe_ack" Kind::Label;
    TcpAnalysisReusedPorts "tcp.analysis.reused_ports" Kind::Label;
    TcpAnalysisTfoSyn "tcp.analysis.tfo_syn" Kind::Label;
    TcpAnalysisTfoAck "tcp.analysis.tfo_ack" Kind::Label;
    TcpAnalysisTfoIgnored "tcp.analysis.tfo_ignored" Kind::Label;
}
