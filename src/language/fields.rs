//! Header fields by their textbook names, and what each is for, in English and Korean.
//!
//! The names are those of textbooks, not Wireshark's ([`FieldId::name`]): "source port", "송신처 포트 번호". Both tables are
//! exhaustive matches over [`FieldId`] without a catch-all: a new field does not compile before it has both
//! languages.

mod carriers;
mod meanings;
mod stream;

use super::Language;
use crate::dissect::FieldId;

pub(crate) use meanings::meaning;

macro_rules! labels {
    ($($id:ident $en:literal, $ko:literal;)*) => {
        /// The field's textbook name: a noun, without article, in lower case but for proper names.
        pub(crate) fn label(id: FieldId, lang: Language) -> &'static str {
            let (en, ko) = match id { $(FieldId::$id => ($en, $ko),)* };
            match lang {
                Language::English => en,
                Language::Korean => ko,
            }
        }
    };
}

labels! {
    // the frame itself
    Frame "frame", "프레임";
    FrameInterfaceId "interface number", "인터페이스 번호";
    FrameEncapType "encapsulation type", "캡슐화 종류";
    FrameTimeEpoch "time of capture", "캡처 시각";
    FrameTimeRelative "time since the first frame", "첫 프레임부터의 시간";
    FrameTimeDelta "time since the frame before", "앞 프레임부터의 시간";
    FrameTimeDeltaDisplayed "time since the chosen frame before", "앞서 고른 프레임부터의 시간";
    FrameNumber "frame number", "프레임 번호";
    FrameLen "length on the wire", "실제 프레임 길이";
    FrameCapLen "captured length", "캡처된 길이";
    FrameProtocols "protocols in the frame", "프레임의 프로토콜";
    // bytes that belong to no field
    Short "cut off by the snap length", "스냅 길이로 잘린 부분";
    Malformed "malformed bytes", "잘못된 바이트";
    Data "data", "데이터";
    DataData "data bytes", "데이터 바이트";
    DataLen "data length", "데이터 길이";
    // Ethernet
    Eth "Ethernet header", "이더넷 헤더";
    EthDst "destination MAC address", "수신처 MAC 주소";
    EthDstLg "destination locally administered", "수신처 로컬 관리 비트";
    EthDstIg "destination group bit", "수신처 그룹 비트";
    EthSrc "source MAC address", "송신처 MAC 주소";
    EthSrcLg "source locally administered", "송신처 로컬 관리 비트";
    EthSrcIg "source group bit", "송신처 그룹 비트";
    EthAddr "MAC address", "MAC 주소";
    EthType "EtherType", "이더타입";
    EthLen "length", "길이";
    EthPadding "padding", "패딩";
    EthTrailer "trailer", "트레일러";
    EthFcs "frame check sequence", "프레임 체크 시퀀스(FCS)";
    EthFcsStatus "frame check sequence: result", "FCS 검사 결과";
    // IEEE 802.1Q, 802.1ad
    Vlan "VLAN tag", "VLAN 태그";
    VlanPriority "priority", "우선순위";
    VlanDei "drop eligible", "폐기 가능 표시";
    VlanId "VLAN number", "VLAN 번호";
    VlanEtype "EtherType behind the tag", "태그 뒤의 이더타입";
    VlanLen "length behind the tag", "태그 뒤의 길이";
    ServiceVlan "service VLAN tag", "서비스 VLAN 태그";
    ServiceVlanPriority "service priority", "서비스 우선순위";
    ServiceVlanDei "service drop eligible", "서비스 폐기 가능 표시";
    ServiceVlanId "service VLAN number", "서비스 VLAN 번호";
    ServiceVlanEtype "EtherType behind the service tag", "서비스 태그 뒤의 이더타입";
    // IEEE 802.2
    Llc "LLC header", "LLC 헤더";
    LlcDsap "destination service access point", "수신처 서비스 접근점(DSAP)";
    LlcSsap "source service access point", "송신처 서비스 접근점(SSAP)";
    LlcControl "LLC control", "LLC 컨트롤";
    LlcOui "organization code", "조직 코드";
    LlcType "EtherType in SNAP", "SNAP의 이더타입";
    LlcPid "protocol number in SNAP", "SNAP의 프로토콜 번호";
    // Linux cooked captures
    Sll "Linux cooked header", "Linux cooked 헤더";
    SllPktType "packet direction", "패킷 방향";
    SllHaType "hardware type", "하드웨어 종류";
    SllHaLen "address length", "주소 길이";
    SllSrcEth "source MAC address", "송신처 MAC 주소";
    SllSrcIpv4 "source address (IPv4)", "송신처 주소(IPv4)";
    SllSrcOther "source link address", "송신처 링크 주소";
    SllUnused "unused", "사용하지 않음";
    SllReserved "reserved", "예약";
    SllEtype "EtherType", "이더타입";
    SllLtype "Linux protocol number", "Linux 프로토콜 번호";
    SllGreType "GRE protocol type", "GRE 프로토콜 종류";
    SllIfIndex "interface index", "인터페이스 색인";
    SllTrailer "trailer", "트레일러";
    // BSD loopback, raw IP
    Null "loopback header", "루프백 헤더";
    NullFamily "address family", "주소 체계";
    NullType "EtherType in a loopback header", "루프백 헤더의 이더타입";
    Raw "raw IP", "원시 IP";
    // MPLS
    Mpls "MPLS label", "MPLS 레이블";
    MplsLabel "label", "레이블 값";
    MplsExp "traffic class", "트래픽 클래스";
    MplsBottom "bottom of stack", "스택의 끝";
    MplsTtl "time to live (TTL)", "생존 기간(TTL)";
    PwethCw "pseudowire control word", "의사 회선 제어 워드";
    PwethCwReserved "reserved", "예약";
    PwethCwSequence "sequence number", "순서 번호";
    // PPP, PPPoE, serial lines
    Ppp "PPP header", "PPP 헤더";
    PppAddress "address", "주소";
    PppControl "control", "컨트롤";
    PppProtocol "protocol", "프로토콜 번호";
    PppDirection "direction of a PPP frame", "PPP 프레임의 방향";
    PppDirectionValue "direction", "방향";
    Pppoes "PPPoE session header", "PPPoE 세션 헤더";
    PppoeVersion "version", "버전";
    PppoeType "type", "종류";
    PppoeCode "code", "코드";
    PppoeSessionId "session number", "세션 번호";
    PppoePayloadLength "payload length", "페이로드 길이";
    Chdlc "Cisco HDLC header", "Cisco HDLC 헤더";
    ChdlcAddress "address", "주소";
    ChdlcControl "control", "컨트롤";
    ChdlcProtocol "protocol", "프로토콜 번호";
    Fr "Frame Relay header", "프레임 릴레이 헤더";
    FrAddress "address bytes", "주소 바이트";
    FrDlci "circuit number", "회선 번호";
    FrControl "control", "컨트롤";
    FrNlpid "protocol", "프로토콜 번호";
    FrChdlcType "EtherType", "이더타입";
    // FDDI, InfiniBand, ARCNET, Juniper, netfilter
    Fddi "FDDI header", "FDDI 헤더";
    FddiFc "frame control", "프레임 컨트롤";
    FddiDst "destination MAC address", "수신처 MAC 주소";
    FddiSrc "source MAC address", "송신처 MAC 주소";
    FddiAddr "MAC address", "MAC 주소";
    Ipoib "IP over InfiniBand header", "인피니밴드 IP 헤더";
    IpoibHeader "pseudo-header", "의사 헤더";
    IpoibDestination "destination address", "수신처 주소";
    IpoibType "EtherType", "이더타입";
    IpoibReserved "reserved", "예약";
    Arcnet "ARCNET header", "ARCNET 헤더";
    ArcnetSrc "source address", "송신처 주소";
    ArcnetDst "destination address", "수신처 주소";
    ArcnetOffset "offset", "오프셋";
    ArcnetProtocol "protocol", "프로토콜 번호";
    ArcnetSplitFlag "split flag", "분할 표시";
    ArcnetSequence "sequence number", "순서 번호";
    ArcnetPadding "padding", "패딩";
    Juniper "Juniper header", "Juniper 헤더";
    JuniperMagic "magic number", "매직 넘버";
    JuniperFlags "flags", "플래그";
    JuniperExtLength "length of extensions", "확장 길이";
    JuniperExtensions "extensions", "확장";
    Nflog "netfilter log header", "netfilter 로그 헤더";
    NflogFamily "address family", "주소 체계";
    NflogVersion "version", "버전";
    NflogResId "group", "그룹 번호";
    NflogAttributes "attributes", "속성";
    // IEEE 802.11
    Radiotap "radiotap header", "radiotap 헤더";
    RadiotapVersion "version", "버전";
    RadiotapPad "padding", "패딩";
    RadiotapLength "header length", "헤더 길이";
    RadiotapData "radio data", "무선 정보";
    Ppi "PPI header", "PPI 헤더";
    PpiVersion "version", "버전";
    PpiFlags "flags", "플래그";
    PpiLength "header length", "헤더 길이";
    PpiDlt "link type", "링크 종류";
    PpiData "fields", "필드";
    Prism "Prism header", "Prism 헤더";
    PrismHeader "radio data", "무선 정보";
    Wlan "802.11 header", "802.11 헤더";
    WlanFcSubtype "subtype", "세부 종류";
    WlanFcType "type", "종류";
    WlanFcVersion "version", "버전";
    WlanFlags "flags", "플래그";
    WlanDuration "duration", "예약 시간";
    WlanRa "receiver address", "무선 수신 주소";
    WlanTa "transmitter address", "무선 송신 주소";
    WlanDa "destination MAC address", "수신처 MAC 주소";
    WlanSa "source MAC address", "송신처 MAC 주소";
    WlanBssid "BSS address", "BSS 주소";
    WlanSequenceControl "sequence control", "순서 제어";
    WlanFrag "fragment number", "조각 번호";
    WlanSeq "sequence number", "순서 번호";
    WlanQos "QoS control", "QoS 제어";
    WlanHtc "HT control", "HT 제어";
    WlanFcs "frame check sequence", "프레임 체크 시퀀스(FCS)";
    // tunnels
    Gre "GRE header", "GRE 헤더";
    GreFlags "flags and version", "플래그와 버전";
    GreProto "protocol", "프로토콜 번호";
    GreChecksum "checksum", "체크섬";
    GreOffset "offset", "오프셋";
    GreKey "key", "키";
    GreKeyPayloadLength "payload length", "페이로드 길이";
    GreKeyCallId "call number", "호 번호";
    GreSequence "sequence number", "순서 번호";
    GreAck "acknowledgment number", "확인 번호";
    GreWccp "WCCP redirect header", "WCCP 전달 헤더";
    Erspan "ERSPAN header", "ERSPAN 헤더";
    ErspanVersion "version", "버전";
    ErspanVlan "VLAN number", "VLAN 번호";
    ErspanCos "priority", "우선순위";
    ErspanEncap "encapsulation", "캡슐화";
    ErspanTruncated "truncated", "잘림";
    ErspanSpanId "session number", "세션 번호";
    ErspanIndex "index word", "색인 워드";
    ErspanTimestamp "timestamp", "타임스탬프";
    ErspanRest "group tag and flags", "그룹 태그와 플래그";
    ErspanPlatform "platform header", "플랫폼 헤더";
    EtherIp "EtherIP header", "EtherIP 헤더";
    EtherIpVersion "version", "버전";
    EtherIpReserved "reserved", "예약";
    Vxlan "VXLAN header", "VXLAN 헤더";
    VxlanFlags "flags", "플래그";
    VxlanGbp "group policy", "그룹 정책 번호";
    VxlanVni "network number", "망 번호(VNI)";
    VxlanReserved "reserved", "예약";
    VxlanNextProto "protocol", "프로토콜 번호";
    Geneve "Geneve header", "Geneve 헤더";
    GeneveVersion "version", "버전";
    GeneveOptionsLength "length of options", "옵션 길이";
    GeneveFlags "flags", "플래그";
    GeneveProtoType "protocol", "프로토콜 번호";
    GeneveVni "network number", "망 번호(VNI)";
    GeneveReserved "reserved", "예약";
    GeneveOptions "options", "옵션";
    Gtp "GTP header", "GTP 헤더";
    GtpFlags "flags", "플래그";
    GtpMessage "message type", "메시지 종류";
    GtpLength "length", "길이";
    GtpTeid "tunnel number", "터널 번호(TEID)";
    GtpSeqNumber "sequence number", "순서 번호";
    GtpFlowLabel "flow label", "플로 레이블";
    GtpNpduNumber "N-PDU number", "N-PDU 번호";
    GtpSpare "spare", "예비";
    GtpTid "subscriber's tunnel", "가입자 터널";
    GtpNext "next extension", "다음 확장";
    GtpExtensions "extension headers", "확장 헤더";
    Teredo "Teredo header", "Teredo 헤더";
    TeredoHeader "authentication and origin", "인증과 출처";
    L2tp "L2TP header", "L2TP 헤더";
    L2tpFlags "flags and version", "플래그와 버전";
    L2tpLength "length", "길이";
    L2tpTunnel "tunnel number", "터널 번호";
    L2tpSession "session number", "세션 번호";
    L2tpRest "sequence numbers and offset", "순서 번호와 오프셋";
    Ayiya "AYIYA header", "AYIYA 헤더";
    AyiyaIdLength "identity length", "식별자 길이";
    AyiyaIdType "identity type", "식별자 종류";
    AyiyaSignatureLength "signature length", "서명 길이";
    AyiyaHashMethod "hash method", "해시 방법";
    AyiyaAuthMethod "authentication method", "인증 방법";
    AyiyaOpcode "operation", "동작 코드";
    AyiyaNextHeader "next header", "다음 헤더";
    AyiyaEpoch "time", "시각";
    AyiyaIdentity "identity", "식별자";
    AyiyaSignature "signature", "서명";
    Cfp "FabricPath tag", "FabricPath 태그";
    CfpTag "forwarding tag", "전달 태그";
    CfpTtl "time to live (TTL)", "생존 기간(TTL)";
    Backbone "backbone service tag", "백본 서비스 태그";
    BackbonePriority "priority", "우선순위";
    BackboneDrop "drop eligible", "폐기 가능 표시";
    BackboneReserved "reserved", "예약";
    BackboneIsid "service number", "서비스 번호";
    BackboneDestination "customer's destination", "고객의 수신처 주소";
    BackboneSource "customer's source", "고객의 송신처 주소";
    // other transports
    Sctp "SCTP header", "SCTP 헤더";
    SctpSrcPort "source port", "송신처 포트 번호";
    SctpDstPort "destination port", "수신처 포트 번호";
    SctpPort "port", "포트 번호";
    SctpVerificationTag "verification tag", "검증 태그";
    SctpChecksum "checksum", "체크섬";
    Dccp "DCCP header", "DCCP 헤더";
    DccpSrcPort "source port", "송신처 포트 번호";
    DccpDstPort "destination port", "수신처 포트 번호";
    DccpPort "port", "포트 번호";
    // ARP
    Arp "ARP message", "ARP 메시지";
    ArpHwType "hardware type", "하드웨어 종류";
    ArpProtoType "protocol type", "프로토콜 종류";
    ArpHwSize "hardware address length", "하드웨어 주소 길이";
    ArpProtoSize "protocol address length", "프로토콜 주소 길이";
    ArpOpcode "operation", "동작 코드";
    ArpIsGratuitous "gratuitous ARP", "그래티튜어스 ARP";
    ArpSrcHwMac "sender's MAC address", "보낸 쪽 MAC 주소";
    ArpSrcHw "sender's hardware address", "보낸 쪽 하드웨어 주소";
    ArpSrcProtoIpv4 "sender's IP address", "보낸 쪽 IP 주소";
    ArpSrcProto "sender's protocol address", "보낸 쪽 프로토콜 주소";
    ArpDstHwMac "target's MAC address", "대상 MAC 주소";
    ArpDstHw "target's hardware address", "대상 하드웨어 주소";
    ArpDstProtoIpv4 "target's IP address", "대상 IP 주소";
    ArpDstProto "target's protocol address", "대상 프로토콜 주소";
    // IPv4
    Ip "IPv4 header", "IPv4 헤더";
    IpVersion "version", "버전";
    IpHdrLen "header length", "헤더 길이";
    IpDsfield "differentiated services", "차등 서비스(DS) 필드";
    IpDsfieldDscp "DSCP", "DSCP";
    IpDsfieldEcn "ECN", "ECN";
    IpLen "total length", "전체 길이";
    IpId "identification", "식별자(ID)";
    IpFlags "flags", "플래그";
    IpFlagsRb "reserved bit", "예약 비트";
    IpFlagsDf "don't fragment", "단편화 금지(DF)";
    IpFlagsMf "more fragments", "단편 계속(MF)";
    IpFragOffset "fragment offset", "단편 오프셋";
    IpTtl "time to live (TTL)", "생존 기간(TTL)";
    IpProto "protocol", "프로토콜 번호";
    IpChecksum "header checksum", "헤더 체크섬";
    IpChecksumStatus "header checksum: result", "헤더 체크섬 검사 결과";
    IpChecksumCalculated "header checksum, calculated", "계산한 헤더 체크섬";
    IpSrc "source IP address", "송신처 IP 주소";
    IpDst "destination IP address", "수신처 IP 주소";
    IpAddr "IP address", "IP 주소";
    IpCurrentRoute "next hop of a source route", "소스 라우트의 다음 홉";
    IpOptionEol "end of option list", "옵션 목록의 끝";
    IpOptionNop "no operation", "무동작(NOP)";
    IpOptionSecurity "security option", "보안 옵션";
    IpOptionLooseRoute "loose source route", "느슨한 소스 라우트";
    IpOptionTimestamp "timestamp option", "타임스탬프 옵션";
    IpOptionRecordRoute "record route", "경로 기록";
    IpOptionStreamId "stream identifier", "스트림 식별자";
    IpOptionStrictRoute "strict source route", "엄격한 소스 라우트";
    IpOptionRouterAlert "router alert", "라우터 알림";
    IpOptionUnknown "unknown IP option", "알 수 없는 IP 옵션";
    IpOptType "option type", "옵션 종류";
    IpOptTypeCopy "copied flag", "복사 플래그";
    IpOptTypeClass "option class", "옵션 분류";
    IpOptTypeNumber "option number", "옵션 번호";
    IpOptLen "option length", "옵션 길이";
    IpOptPointer "pointer", "포인터";
    IpOptStreamId "stream number", "스트림 번호";
    IpOptRouterAlert "router alert value", "라우터 알림 값";
    IpOptOverflow "overflow", "넘침 횟수";
    IpOptFlag "timestamp flag", "타임스탬프 플래그";
    IpOptTimestamp "timestamp", "타임스탬프";
    IpOptTimestampAddr "address of a timestamp", "타임스탬프의 주소";
    IpOptRecordedRoute "recorded hop", "기록된 홉";
    IpOptSourceRoute "hop ahead", "남은 홉";
    IpOptEmptyRoute "free place for a hop", "빈 홉 자리";
    IpOptData "option data", "옵션 데이터";
    IpOptPadding "padding behind the options", "옵션 뒤의 패딩";
    IpFragmentCount "number of fragments", "단편의 수";
    IpReassembledLength "length put together", "재조립한 길이";
    IpFragmentOverlap "fragments overlap", "단편 겹침";
    IpFragmentOverlapConflict "overlapping fragments differ", "겹친 단편의 내용이 다름";
    // IPv6
    Ipv6 "IPv6 header", "IPv6 헤더";
    Ipv6Version "version", "버전";
    Ipv6Tclass "traffic class", "트래픽 클래스";
    Ipv6TclassDscp "DSCP", "DSCP";
    Ipv6TclassEcn "ECN", "ECN";
    Ipv6Flow "flow label", "플로 레이블";
    Ipv6Plen "payload length", "페이로드 길이";
    Ipv6Nxt "next header", "다음 헤더";
    Ipv6Hlim "hop limit", "홉 제한";
    Ipv6Src "source IP address", "송신처 IP 주소";
    Ipv6Dst "destination IP address", "수신처 IP 주소";
    Ipv6Addr "IP address", "IP 주소";
    Ipv6HopOpts "hop-by-hop options", "홉별 옵션 헤더";
    Ipv6HopOptsNxt "next header", "다음 헤더";
    Ipv6HopOptsLen "header length", "헤더 길이";
    Ipv6DstOpts "destination options", "목적지 옵션 헤더";
    Ipv6DstOptsNxt "next header", "다음 헤더";
    Ipv6DstOptsLen "header length", "헤더 길이";
    Ipv6Opt "IPv6 option", "IPv6 옵션";
    Ipv6OptType "option type", "옵션 종류";
    Ipv6OptTypeAction "if unknown", "모를 때의 처리";
    Ipv6OptTypeChange "may change on the way", "도중에 바뀔 수 있음";
    Ipv6OptTypeRest "rest of the type", "종류의 나머지 비트";
    Ipv6OptLength "option length", "옵션 길이";
    Ipv6OptPad1 "one byte of padding", "1바이트 패딩";
    Ipv6OptPadN "padding", "패딩";
    Ipv6OptRouterAlert "router alert", "라우터 알림";
    Ipv6OptJumbo "jumbo payload length", "점보 페이로드 길이";
    Ipv6OptHomeAddress "home address", "홈 주소";
    Ipv6OptUnknown "option content", "옵션 내용";
    Ipv6Routing "routing header", "라우팅 헤더";
    Ipv6RoutingNxt "next header", "다음 헤더";
    Ipv6RoutingLen "header length", "헤더 길이";
    Ipv6RoutingType "routing type", "라우팅 종류";
    Ipv6RoutingSegLeft "segments left", "남은 구간 수";
    Ipv6RoutingReserved "reserved", "예약";
    Ipv6RoutingAddr "address on the route", "경로의 주소";
    Ipv6RoutingHomeReserved "reserved", "예약";
    Ipv6RoutingHomeAddress "home address", "홈 주소";
    Ipv6RoutingSrhLastEntry "last entry", "마지막 항목";
    Ipv6RoutingSrhFlags "segment routing flags", "세그먼트 라우팅 플래그";
    Ipv6RoutingSrhTag "segment routing tag", "세그먼트 라우팅 태그";
    Ipv6RoutingSrhAddr "segment", "세그먼트";
    Ipv6RoutingUnknown "routing data", "라우팅 데이터";
    Ipv6Fragment "fragment header", "단편 헤더";
    Ipv6FragmentNxt "next header", "다음 헤더";
    Ipv6FragmentReservedOctet "reserved byte", "예약 바이트";
    Ipv6FragmentOffset "fragment offset", "단편 오프셋";
    Ipv6FragmentReservedBits "reserved bits", "예약 비트";
    Ipv6FragmentMore "more fragments", "단편 계속(M)";
    Ipv6FragmentIdent "identification", "식별자(ID)";
    Ah "authentication header", "인증 헤더(AH)";
    AhNextHeader "next header", "다음 헤더";
    AhLength "header length", "헤더 길이";
    AhReserved "reserved", "예약";
    AhSpi "security parameters index", "보안 매개변수 색인(SPI)";
    AhSequence "AH sequence number", "AH 시퀀스 번호";
    AhIcv "integrity check value", "무결성 검사 값(ICV)";
    // TCP
    Tcp "TCP header", "TCP 헤더";
    TcpSrcPort "source port", "송신처 포트 번호";
    TcpDstPort "destination port", "수신처 포트 번호";
    TcpPort "port", "포트 번호";
    TcpLen "data length", "데이터 길이";
    TcpSeqRaw "sequence number", "시퀀스 번호";
    TcpAckRaw "ACK number", "ACK 번호";
    TcpHdrLen "data offset", "데이터 오프셋";
    TcpFlags "control bits", "컨트롤 비트";
    TcpFlagsRes "reserved bits", "예약 비트";
    TcpFlagsAe "AE", "AE";
    TcpFlagsCwr "CWR", "CWR";
    TcpFlagsEce "ECE", "ECE";
    TcpFlagsUrg "URG", "URG";
    TcpFlagsAck "ACK", "ACK";
    TcpFlagsPush "PSH", "PSH";
    TcpFlagsReset "RST", "RST";
    TcpFlagsSyn "SYN", "SYN";
    TcpFlagsFin "FIN", "FIN";
    TcpFlagsStr "control bits as letters", "컨트롤 비트의 글자 표기";
    TcpWindow "window", "윈도우";
    TcpChecksum "checksum", "체크섬";
    TcpChecksumStatus "checksum: result", "체크섬 검사 결과";
    TcpChecksumCalculated "checksum, calculated", "계산한 체크섬";
    TcpUrgentPointer "urgent pointer", "긴급 포인터";
    TcpOptions "options", "옵션";
    TcpOptionKind "option kind", "옵션 종류";
    TcpOptionLen "option length", "옵션 길이";
    TcpOptionLenInvalid "invalid option length", "잘못된 옵션 길이";
    TcpOptionEol "end of option list", "옵션 목록의 끝";
    TcpOptionNop "no operation", "무동작(NOP)";
    TcpOptionMssOption "maximum segment size option", "최대 세그먼트 크기 옵션";
    TcpOptionMss "maximum segment size (MSS)", "최대 세그먼트 크기(MSS)";
    TcpOptionWindowScale "window scale option", "윈도우 스케일 옵션";
    TcpOptionShift "window shift", "윈도우 시프트";
    TcpOptionMultiplier "window multiplier", "윈도우 배수";
    TcpOptionSackPerm "SACK permitted", "SACK 허용";
    TcpOptionSack "SACK option", "SACK 옵션";
    TcpOptionSackLe "left edge of a block", "블록의 왼쪽 끝";
    TcpOptionSackRe "right edge of a block", "블록의 오른쪽 끝";
    TcpOptionSackCount "number of blocks", "블록 수";
    TcpOptionTimestamp "timestamps option", "타임스탬프 옵션";
    TcpOptionTsVal "timestamp (TSval)", "타임스탬프(TSval)";
    TcpOptionTsEcr "timestamp echo (TSecr)", "타임스탬프 응답(TSecr)";
    TcpOptionTfo "Fast Open option", "Fast Open 옵션";
    TcpOptionTfoRequest "Fast Open cookie request", "Fast Open 쿠키 요청";
    TcpOptionTfoCookie "Fast Open cookie", "Fast Open 쿠키";
    TcpOptionMd5 "MD5 signature option", "MD5 서명 옵션";
    TcpOptionMd5Digest "MD5 digest", "MD5 다이제스트";
    TcpOptionAo "authentication option (TCP-AO)", "인증 옵션(TCP-AO)";
    TcpOptionAoKeyId "key identifier", "키 식별자";
    TcpOptionAoNextKeyId "next key identifier", "다음 키 식별자";
    TcpOptionAoMac "message authentication code", "메시지 인증 코드(MAC)";
    TcpOptionUserTimeout "user timeout option", "사용자 타임아웃 옵션";
    TcpOptionUserTimeoutMinutes "unit of the timeout", "타임아웃 단위";
    TcpOptionUserTimeoutValue "user timeout", "사용자 타임아웃";
    TcpOptionExperimental "experimental option", "실험용 옵션";
    TcpOptionExperimentId "experiment identifier (ExID)", "실험 식별자(ExID)";
    TcpOptionExperimentData "experiment data", "실험 데이터";
    TcpOptionUnknown "unknown option", "알 수 없는 옵션";
    TcpOptionUnknownPayload "content of an unknown option", "알 수 없는 옵션의 내용";
    TcpOptionPadding "padding behind the options", "옵션 뒤의 패딩";
    Mptcp "Multipath TCP option", "다중 경로 TCP(MPTCP) 옵션";
    MptcpSubtype "MPTCP subtype", "MPTCP 하위 종류";
    MptcpVersion "MPTCP version", "MPTCP 버전";
    MptcpReserved "reserved", "예약";
    MptcpFlags "MPTCP flags", "MPTCP 플래그";
    MptcpChecksumRequired "checksum required", "체크섬 필요";
    MptcpExtensibility "extensibility", "확장성";
    MptcpNoMoreSubflows "no more subflows to this address", "이 주소로 서브플로 금지";
    MptcpSha1 "HMAC-SHA1", "HMAC-SHA1";
    MptcpSha256 "HMAC-SHA256", "HMAC-SHA256";
    MptcpBackup "backup", "예비 경로";
    MptcpDataFin "data FIN", "데이터 FIN";
    MptcpDataSeq8 "data sequence number has 8 bytes", "8바이트 데이터 시퀀스 번호";
    MptcpDataSeqPresent "data sequence number present", "데이터 시퀀스 번호 있음";
    MptcpDataAck8 "data ACK has 8 bytes", "8바이트 데이터 ACK";
    MptcpDataAckPresent "data ACK present", "데이터 ACK 있음";
    MptcpSenderKey "sender's key", "송신자의 키";
    MptcpReceiverKey "receiver's key", "수신자의 키";
    MptcpReceiverToken "receiver's token", "수신자의 토큰";
    MptcpSenderRandom "sender's random number", "송신자의 난수";
    MptcpSenderTruncatedHmac "sender's HMAC, first 64 bits", "송신자 HMAC의 앞 64비트";
    MptcpSenderHmac "sender's HMAC", "송신자 HMAC";
    MptcpAddressId "address identifier", "주소 식별자";
    MptcpDataAck "data ACK", "데이터 ACK";
    MptcpDataSeq "data sequence number", "데이터 시퀀스 번호";
    MptcpSubflowSeq "subflow sequence number", "서브플로 시퀀스 번호";
    MptcpDataLength "data-level length", "데이터 수준 길이";
    MptcpChecksum "MPTCP checksum", "MPTCP 체크섬";
    MptcpEcho "echo", "확인 표시";
    MptcpIpVersion "IP version of the address", "주소의 IP 버전";
    MptcpIpv4 "announced IPv4 address", "알린 IPv4 주소";
    MptcpIpv6 "announced IPv6 address", "알린 IPv6 주소";
    MptcpPort "announced port", "알린 포트 번호";
    MptcpAddTruncatedHmac "HMAC of the address, 64 bits", "주소의 HMAC 64비트";
    MptcpResetReason "reason of the reset", "리셋 이유";
    MptcpRest "rest of the MPTCP option", "MPTCP 옵션의 나머지";
    TcpPayload "TCP data", "TCP 데이터";
    // UDP
    Udp "UDP header", "UDP 헤더";
    UdpSrcPort "source port", "송신처 포트 번호";
    UdpDstPort "destination port", "수신처 포트 번호";
    UdpPort "port", "포트 번호";
    UdpLength "length", "길이";
    UdpChecksum "checksum", "체크섬";
    UdpChecksumStatus "checksum: result", "체크섬 검사 결과";
    UdpChecksumCalculated "checksum, calculated", "계산한 체크섬";
    UdpPayload "UDP data", "UDP 데이터";
    // ICMP
    Icmp "ICMP message", "ICMP 메시지";
    IcmpType "ICMP type", "ICMP 타입";
    IcmpCode "ICMP code", "ICMP 코드";
    IcmpChecksum "checksum", "체크섬";
    IcmpChecksumStatus "checksum: result", "체크섬 검사 결과";
    IcmpUnused "unused", "사용하지 않음";
    IcmpReserved "reserved", "예약";
    IcmpLength "length of the quote", "인용 길이";
    IcmpMtu "next-hop MTU", "다음 홉 MTU";
    IcmpPointer "pointer", "포인터";
    IcmpGateway "better router", "더 나은 라우터";
    IcmpIdent "identifier", "식별자";
    IcmpSeq "ICMP sequence number", "ICMP 순서 번호";
    IcmpOriginateTimestamp "originate timestamp", "보낸 시각";
    IcmpReceiveTimestamp "receive timestamp", "받은 시각";
    IcmpTransmitTimestamp "transmit timestamp", "응답한 시각";
    IcmpAddressMask "address mask", "주소 마스크";
    IcmpNumAddrs "number of addresses", "주소의 수";
    IcmpAddrEntrySize "entry size", "항목 크기";
    IcmpLifetime "lifetime", "유효 시간";
    IcmpRouterAddress "router address", "라우터 주소";
    IcmpPreferenceLevel "preference", "선호도";
    IcmpExt "ICMP extensions", "ICMP 확장";
    IcmpExtVersion "extension version", "확장 버전";
    IcmpExtReserved "reserved", "예약";
    IcmpExtChecksum "extension checksum", "확장 체크섬";
    IcmpExtLength "object length", "객체 길이";
    IcmpExtClass "object class", "객체 분류";
    IcmpExtCtype "object type", "객체 종류";
    IcmpExtData "object data", "객체 데이터";
    // ICMPv6
    Icmpv6 "ICMPv6 message", "ICMPv6 메시지";
    Icmpv6Type "ICMPv6 type", "ICMPv6 타입";
    Icmpv6Code "ICMPv6 code", "ICMPv6 코드";
    Icmpv6Checksum "checksum", "체크섬";
    Icmpv6ChecksumStatus "checksum: result", "체크섬 검사 결과";
    Icmpv6Reserved "reserved", "예약";
    Icmpv6Mtu "MTU", "MTU";
    Icmpv6Pointer "pointer", "포인터";
    Icmpv6Ident "identifier", "식별자";
    Icmpv6Seq "ICMPv6 sequence number", "ICMPv6 순서 번호";
    Icmpv6RaHopLimit "hop limit to use", "권장 홉 제한";
    Icmpv6RaFlag "router flags", "라우터 플래그";
    Icmpv6RaFlagManaged "managed addresses", "주소 관리";
    Icmpv6RaFlagOther "other settings", "기타 설정";
    Icmpv6RaLifetime "router lifetime", "라우터 유효 시간";
    Icmpv6RaReachable "reachable time", "도달 가능 시간";
    Icmpv6RaRetrans "retransmission timer", "재전송 타이머";
    Icmpv6NsTarget "target address", "대상 주소";
    Icmpv6NaFlag "neighbour flags", "이웃 플래그";
    Icmpv6NaFlagRouter "router", "라우터";
    Icmpv6NaFlagSolicited "solicited", "요청에 대한 응답";
    Icmpv6NaFlagOverride "override", "덮어쓰기";
    Icmpv6NaTarget "target address", "대상 주소";
    Icmpv6RedirectTarget "better first hop", "더 나은 첫 홉";
    Icmpv6RedirectDestination "redirected destination", "경로를 바꿀 목적지";
    Icmpv6Opt "neighbour discovery option", "이웃 탐색 옵션";
    Icmpv6OptType "option type", "옵션 종류";
    Icmpv6OptLength "option length", "옵션 길이";
    Icmpv6OptLinkAddr "link address", "링크 주소";
    Icmpv6OptReserved "reserved", "예약";
    Icmpv6OptMtu "MTU of the link", "링크의 MTU";
    Icmpv6OptPrefixLength "prefix length", "프리픽스 길이";
    Icmpv6OptPrefixFlag "prefix flags", "프리픽스 플래그";
    Icmpv6OptPrefixValid "valid lifetime", "유효 시간";
    Icmpv6OptPrefixPreferred "preferred lifetime", "선호 시간";
    Icmpv6OptPrefix "prefix", "프리픽스";
    Icmpv6OptData "option content", "옵션 내용";
    Icmpv6MldDelay "maximum response delay", "최대 응답 지연";
    Icmpv6MldAddress "multicast address", "멀티캐스트 주소";
    Icmpv6MldRecords "number of records", "레코드 수";
    Icmpv6MldRecord "multicast address record", "멀티캐스트 주소 레코드";
    Icmpv6MldRecordType "record type", "레코드 종류";
    Icmpv6MldRecordAux "auxiliary data length", "보조 데이터 길이";
    Icmpv6MldRecordSources "number of sources", "송신처 수";
    Icmpv6MldRecordAddress "group address", "그룹 주소";
    Icmpv6MldRecordSource "source address", "송신처 주소";
    Icmpv6Data "ICMPv6 content", "ICMPv6 내용";
    // the place in the stream and the sequence analysis
    TcpStream "stream number", "스트림 번호";
    TcpCompleteness "what was seen of the connection", "연결에서 본 것";
    TcpSeq "relative sequence number", "상대 시퀀스 번호";
    TcpNxtSeq "next relative sequence number", "다음 상대 시퀀스 번호";
    TcpAck "relative ACK number", "상대 ACK 번호";
    TcpWindowSize "window in bytes", "윈도우의 바이트 수";
    TcpWindowSizeScaleFactor "window factor in use", "적용한 윈도우 배수";
    TcpTimeRelative "time since the stream began", "스트림이 시작된 뒤의 시간";
    TcpTimeDelta "time since the stream's previous frame", "스트림의 앞 프레임부터의 시간";
    TcpAnalysis "sequence analysis", "시퀀스 분석";
    TcpAnalysisFlags "remarks of the analysis", "분석의 지적";
    TcpAnalysisAcksFrame "frame acknowledged", "확인한 프레임";
    TcpAnalysisAckRtt "time until acknowledged", "확인까지 걸린 시간";
    TcpAnalysisInitialRtt "round trip of the handshake", "접속 동작의 왕복 시간";
    TcpAnalysisBytesInFlight "bytes in flight", "확인을 기다리는 바이트 수";
    TcpAnalysisPushBytesSent "bytes since PSH", "PSH 뒤의 바이트 수";
    TcpAnalysisRto "time until sent again", "다시 보내기까지 걸린 시간";
    TcpAnalysisRtoFrame "frame the wait began with", "기다림이 시작된 프레임";
    TcpAnalysisDuplicateAckNum "count of a repeated ACK", "ACK가 되풀이된 횟수";
    TcpAnalysisDuplicateAckFrame "frame of the repeated ACK", "되풀이된 ACK의 프레임";
    TcpAnalysisRetransmission "retransmission", "재전송";
    TcpAnalysisFastRetransmission "fast retransmission", "빠른 재전송";
    TcpAnalysisSpuriousRetransmission "needless retransmission", "불필요한 재전송";
    TcpAnalysisOutOfOrder "segment out of order", "순서가 바뀐 세그먼트";
    TcpAnalysisLostSegment "segment missing before this one", "앞의 세그먼트가 빠짐";
    TcpAnalysisAckLostSegment "ACK of a segment not captured", "캡처에 없는 세그먼트의 ACK";
    TcpAnalysisWindowUpdate "window update", "윈도우 갱신";
    TcpAnalysisWindowFull "window full", "윈도우가 가득 참";
    TcpAnalysisKeepAlive "keep-alive", "keep-alive";
    TcpAnalysisKeepAliveAck "answer to a keep-alive", "keep-alive 응답";
    TcpAnalysisDuplicateAck "duplicate ACK", "중복 ACK";
    TcpAnalysisZeroWindow "zero window", "윈도우 0";
    TcpAnalysisZeroWindowProbe "zero-window probe", "윈도우 0 탐색";
    TcpAnalysisZeroWindowProbeAck "answer to a zero-window probe", "윈도우 0 탐색의 응답";
    TcpAnalysisReusedPorts "port numbers used again", "포트 번호 재사용";
    TcpAnalysisTfoSyn "SYN with Fast Open cookie", "Fast Open 쿠키가 있는 SYN";
    TcpAnalysisTfoAck "Fast Open data accepted", "Fast Open 데이터 수락";
    TcpAnalysisTfoIgnored "Fast Open data ignored", "Fast Open 데이터 무시";
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hangul(text: &str) -> bool {
        text.chars().any(|c| ('가'..='힣').contains(&c))
    }

    #[test]
    fn the_nine_fixed_fields_of_tcp_have_the_textbook_names() {
        for (id, en, ko) in [
            (FieldId::TcpSrcPort, "source port", "송신처 포트 번호"),
            (FieldId::TcpDstPort, "destination port", "수신처 포트 번호"),
            (FieldId::TcpSeqRaw, "sequence number", "시퀀스 번호"),
            (FieldId::TcpAckRaw, "ACK number", "ACK 번호"),
            (FieldId::TcpHdrLen, "data offset", "데이터 오프셋"),
            (FieldId::TcpFlags, "control bits", "컨트롤 비트"),
            (FieldId::TcpWindow, "window", "윈도우"),
            (FieldId::TcpChecksum, "checksum", "체크섬"),
            (FieldId::TcpUrgentPointer, "urgent pointer", "긴급 포인터"),
        ] {
            assert_eq!(label(id, Language::English), en);
            assert_eq!(label(id, Language::Korean), ko);
        }
    }

    #[test]
    fn every_meaning_is_one_sentence_in_its_language() {
        for &id in FieldId::ALL {
            let (en, ko) = (meaning(id, Language::English), meaning(id, Language::Korean));
            assert!(en.ends_with('.') && !hangul(en), "{id:?}: {en}");
            assert!(ko.ends_with('.') && hangul(ko), "{id:?}: {ko}");
            let plain = ko.split(['.', '(', ')']).any(|part| part.trim_end().ends_with('다'));
            assert!(plain, "{id:?}: {ko}");
            assert!(!label(id, Language::English).is_empty() && !hangul(label(id, Language::English)));
            assert!(!label(id, Language::Korean).is_empty());
        }
    }

    #[test]
    fn both_languages_quote_the_same_section() {
        let quote = |text: &'static str| text.rsplit_once("(RFC ").map(|(_, quote)| quote);
        for &id in FieldId::ALL {
            let (en, ko) = (meaning(id, Language::English), meaning(id, Language::Korean));
            if let (Some(en), Some(ko)) = (quote(en), quote(ko)) {
                assert_eq!(en.split(')').next(), ko.split(')').next(), "{id:?}");
            } else {
                assert_eq!(en.contains("RFC"), ko.contains("RFC"), "{id:?}");
            }
        }
    }
}
