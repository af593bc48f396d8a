//! What each header field is for, in one line, with the section that says so where there is one.
//!
//! A meaning holds in every segment; what a value says in one particular segment is for the explanations. Sections are
//! named only of RFCs whose text was looked up.

use super::carriers::with_carriers;
use super::stream::with_stream;
use crate::dissect::FieldId;
use crate::language::Language;

macro_rules! meanings {
    ($($id:ident $en:literal, $ko:literal;)*) => {
        /// What the field is for: one line, ending with a full stop.
        pub(crate) fn meaning(id: FieldId, lang: Language) -> &'static str {
            let (en, ko) = match id { $(FieldId::$id => ($en, $ko),)* };
            match lang {
                Language::English => en,
                Language::Korean => ko,
            }
        }
    };
}

with_carriers! { with_stream { meanings {
    // the frame itself
    Frame "What the capture recorded at one moment: one packet with all its headers.",
        "캡처가 한 순간에 기록한 것이다. 패킷 하나와 그 헤더 전체다.";
    FrameInterfaceId "Which of the capture's interfaces saw the frame.",
        "캡처의 어느 인터페이스가 이 프레임을 보았는지 나타낸다.";
    FrameEncapType "Wireshark's number for the link layer that the frame begins with.",
        "프레임이 어느 링크 계층으로 시작하는지 나타내는 Wireshark의 번호다.";
    FrameTimeEpoch "When the capturing host saw the frame, by its own clock.",
        "캡처한 호스트가 자기 시계로 프레임을 본 시각이다.";
    FrameTimeRelative "Time since the first frame of the capture, in seconds.",
        "캡처의 첫 프레임부터 흐른 시간이다. 단위는 초다.";
    FrameTimeDelta "Time since the frame before, in seconds.",
        "바로 앞 프레임부터 흐른 시간이다. 단위는 초다.";
    FrameTimeDeltaDisplayed "Time since the frame before that the filter chose, in seconds.",
        "필터가 고른 프레임 가운데 바로 앞 프레임부터 흐른 시간이다. 단위는 초다.";
    FrameNumber "The frame's place in the capture, counted from 1.",
        "캡처 안에서의 순서다. 1부터 센다.";
    FrameLen "How long the frame was when it was sent.",
        "보낼 때의 프레임 길이다.";
    FrameCapLen "How much of the frame was kept; less than its length if the snap length cut it.",
        "프레임에서 저장한 길이다. 스냅 길이가 잘랐으면 실제 길이보다 짧다.";
    FrameProtocols "The names of the headers, outermost first.",
        "헤더의 이름을 바깥쪽부터 늘어놓은 것이다.";
    // bytes that belong to no field
    Short "The first bytes of a field whose rest was not captured.",
        "나머지가 캡처되지 않은 필드의 앞부분이다.";
    Malformed "Bytes behind a value that cannot be: they cannot be read as fields.",
        "있을 수 없는 값 뒤의 바이트다. 필드로 읽을 수 없다.";
    Data "What is carried here is not taken apart further.",
        "여기에 실린 내용은 더 분석하지 않는다.";
    DataData "The bytes that are carried.",
        "실려 있는 바이트다.";
    DataLen "How many bytes of data were captured.",
        "캡처된 데이터의 바이트 수다.";
    // Ethernet
    Eth "Takes the frame from one network card to the next on the same link.",
        "같은 링크에서 한 네트워크 카드로부터 다음 카드까지 프레임을 나른다.";
    EthDst "The network card on this link that is to take the frame.",
        "이 링크에서 프레임을 받을 네트워크 카드다.";
    EthDstLg "1: the address was set by software; 0: the manufacturer gave it.",
        "1이면 소프트웨어가 정한 주소, 0이면 제조사가 부여한 주소다.";
    EthDstIg "1: the frame is for a group (multicast, broadcast); 0: for one card.",
        "1이면 그룹(멀티캐스트, 브로드캐스트)으로, 0이면 카드 하나로 보낸다.";
    EthSrc "The network card on this link that sent the frame: the last router's, if one stands between.",
        "이 링크에서 프레임을 보낸 네트워크 카드다. 사이에 라우터가 있으면 마지막 라우터의 카드다.";
    EthSrcLg "1: the address was set by software; 0: the manufacturer gave it.",
        "1이면 소프트웨어가 정한 주소, 0이면 제조사가 부여한 주소다.";
    EthSrcIg "Always 0 in a proper frame: a group cannot send.",
        "올바른 프레임에서는 항상 0이다. 그룹은 보낼 수 없다.";
    EthAddr "Source or destination MAC address.",
        "송신처 또는 수신처 MAC 주소다.";
    EthType "Says what the frame carries: 0x0800 is IPv4 (RFC 894, Frame Format).",
        "프레임에 무엇이 실려 있는지 나타낸다. 0x0800은 IPv4다(RFC 894, Frame Format).";
    EthLen "A value under 0x0600 is no type but the length of what follows (IEEE 802.3).",
        "0x0600보다 작은 값은 타입이 아니라 뒤따르는 내용의 길이다(IEEE 802.3).";
    EthPadding "Zeros that bring a short frame to the least length; they are not part of the IP packet (RFC 894, Frame Format).",
        "짧은 프레임을 최소 길이로 맞추는 0이다. IP 패킷에 속하지 않는다(RFC 894, Frame Format).";
    EthTrailer "Bytes behind the packet that are not zeros up to the least length: a switch or a tap may add them.",
        "패킷 뒤에 있으나 최소 길이를 채우는 0이 아닌 바이트다. 스위치나 탭이 덧붙이기도 한다.";
    EthFcs "A CRC over the frame by which the receiving card finds damage.",
        "받는 카드가 손상을 찾아내도록 프레임 전체로 계산한 CRC다.";
    EthFcsStatus "1: the CRC fits; 0: it does not.",
        "1이면 CRC가 맞고 0이면 맞지 않는다.";
    // IEEE 802.1Q, 802.1ad
    Vlan "Marks which virtual LAN the frame belongs to (IEEE 802.1Q).",
        "프레임이 어느 가상 LAN에 속하는지 표시한다(IEEE 802.1Q).";
    VlanPriority "0 to 7: how urgently switches should forward the frame.",
        "0에서 7까지의 값이다. 스위치가 얼마나 급히 전달해야 하는지 나타낸다.";
    VlanDei "1: switches may drop this frame first when they are congested.",
        "1이면 혼잡할 때 스위치가 이 프레임을 먼저 버려도 된다.";
    VlanId "The virtual LAN, 1 to 4094; 0 means that only the priority counts.",
        "가상 LAN의 번호로 1에서 4094까지다. 0이면 우선순위만 의미가 있다.";
    VlanEtype "Says what follows the tag.",
        "태그 뒤에 무엇이 오는지 나타낸다.";
    VlanLen "A value under 0x0600 is the length of what follows.",
        "0x0600보다 작은 값은 뒤따르는 내용의 길이다.";
    ServiceVlan "A provider's tag in front of its customer's own (IEEE 802.1ad).",
        "사업자가 고객의 태그 앞에 붙이는 태그다(IEEE 802.1ad).";
    ServiceVlanPriority "0 to 7: how urgently the provider's switches should forward the frame.",
        "0에서 7까지의 값이다. 사업자의 스위치가 얼마나 급히 전달해야 하는지 나타낸다.";
    ServiceVlanDei "1: the provider's switches may drop this frame first.",
        "1이면 사업자의 스위치가 이 프레임을 먼저 버려도 된다.";
    ServiceVlanId "The provider's virtual LAN.",
        "사업자의 가상 LAN 번호다.";
    ServiceVlanEtype "Says what follows the service tag.",
        "서비스 태그 뒤에 무엇이 오는지 나타낸다.";
    // IEEE 802.2
    Llc "Says what an 802.3 frame carries; with SNAP it holds an EtherType (RFC 1042).",
        "802.3 프레임에 무엇이 실려 있는지 나타낸다. SNAP이면 이더타입이 들어 있다(RFC 1042).";
    LlcDsap "The receiver's protocol; 0xaa means that SNAP follows.",
        "받는 쪽의 프로토콜이다. 0xaa이면 SNAP이 뒤따른다.";
    LlcSsap "The sender's protocol; 0xaa means that SNAP follows.",
        "보내는 쪽의 프로토콜이다. 0xaa이면 SNAP이 뒤따른다.";
    LlcControl "0x03: unnumbered information, a datagram without acknowledgement.",
        "0x03은 확인 응답이 없는 데이터그램(UI)이다.";
    LlcOui "Who defined the protocol number that follows; 0 means that it is an EtherType.",
        "뒤따르는 프로토콜 번호를 정한 조직이다. 0이면 그 번호는 이더타입이다.";
    LlcType "Says what follows, as in Ethernet II.",
        "이더넷 II에서처럼 무엇이 뒤따르는지 나타낸다.";
    LlcPid "A protocol by the numbers of that organization.",
        "그 조직이 정한 프로토콜 번호다.";
    // Linux cooked captures
    Sll "Written by the capture itself, not sent: captures of all interfaces at once begin so.",
        "전송된 것이 아니라 캡처가 만들어 붙인 헤더다. 모든 인터페이스를 함께 캡처하면 이것으로 시작한다.";
    SllPktType "0 to us, 1 broadcast, 2 multicast, 3 to someone else, 4 sent by us.",
        "0은 우리에게 온 것, 1은 브로드캐스트, 2는 멀티캐스트, 3은 남에게 가는 것, 4는 우리가 보낸 것이다.";
    SllHaType "The interface's kind, by Linux's numbers: 1 Ethernet, 772 loopback.",
        "인터페이스의 종류를 Linux의 번호로 나타낸다. 1은 이더넷, 772는 루프백이다.";
    SllHaLen "How many of the eight address bytes count.",
        "주소 자리 8바이트 가운데 몇 바이트가 의미 있는지 나타낸다.";
    SllSrcEth "The network card that sent the frame.",
        "프레임을 보낸 네트워크 카드다.";
    SllSrcIpv4 "A tunnel interface has an IPv4 address in this place.",
        "터널 인터페이스는 이 자리에 IPv4 주소를 쓴다.";
    SllSrcOther "The sender's address of another length.",
        "길이가 다른 종류의 송신처 주소다.";
    SllUnused "Bytes of the address place that do not count.",
        "주소 자리에서 의미가 없는 바이트다.";
    SllReserved "Must be 0.",
        "0이어야 한다.";
    SllEtype "Says what follows, as in Ethernet II.",
        "이더넷 II에서처럼 무엇이 뒤따르는지 나타낸다.";
    SllLtype "A number of the Linux kernel's own: 1 raw 802.3, 4 LLC.",
        "Linux 커널 고유의 번호다. 1은 원시 802.3, 4는 LLC다.";
    SllGreType "What a GRE tunnel says that it carries.",
        "GRE 터널이 무엇을 싣고 있다고 하는지 나타낸다.";
    SllIfIndex "The kernel's number of the interface.",
        "커널이 붙인 인터페이스 번호다.";
    SllTrailer "Bytes behind the packet.",
        "패킷 뒤에 있는 바이트다.";
    // BSD loopback, raw IP
    Null "Written by the capturing system: four bytes that say which protocol follows.",
        "캡처한 시스템이 쓴 4바이트다. 어느 프로토콜이 뒤따르는지 나타낸다.";
    NullFamily "2 is IPv4; IPv6 is 24, 28 or 30, by the system that captured.",
        "2는 IPv4다. IPv6는 캡처한 시스템에 따라 24, 28, 30이다.";
    NullType "Some systems put an EtherType in the place of the address family.",
        "주소 체계 자리에 이더타입을 쓰는 시스템도 있다.";
    Raw "No link header: the frame begins with IP.",
        "링크 헤더가 없다. 프레임이 IP로 시작한다.";
    // ARP
    Arp "Asks which MAC address belongs to an IP address on this link, or answers it (RFC 826, Packet format).",
        "이 링크에서 어떤 IP 주소의 MAC 주소가 무엇인지 묻거나 답한다(RFC 826, Packet format).";
    ArpHwType "1: Ethernet (RFC 826, Packet format).",
        "1은 이더넷이다(RFC 826, Packet format).";
    ArpProtoType "0x0800: the protocol addresses are IPv4 addresses.",
        "0x0800이면 프로토콜 주소가 IPv4 주소다.";
    ArpHwSize "6 for MAC addresses.",
        "MAC 주소는 6이다.";
    ArpProtoSize "4 for IPv4 addresses.",
        "IPv4 주소는 4다.";
    ArpOpcode "1 asks, 2 answers (RFC 826, Packet format).",
        "1은 질문, 2는 응답이다(RFC 826, Packet format).";
    ArpIsGratuitous "It asks for its own address: to announce itself, or to find a second owner.",
        "자기 주소를 묻는 것이다. 자신을 알리거나 같은 주소를 쓰는 다른 호스트를 찾는다.";
    ArpSrcHwMac "The one who asks or answers.",
        "묻거나 답하는 쪽의 주소다.";
    ArpSrcHw "The one who asks or answers, on another kind of link.",
        "묻거나 답하는 쪽의 주소다. 이더넷이 아닌 링크다.";
    ArpSrcProtoIpv4 "The IP address of the one who asks or answers.",
        "묻거나 답하는 쪽의 IP 주소다.";
    ArpSrcProto "The sender's address in another protocol than IPv4.",
        "IPv4가 아닌 프로토콜에서 보낸 쪽의 주소다.";
    ArpDstHwMac "Zeros in a question: this is what is asked for.",
        "질문에서는 0이다. 이것을 묻는 것이다.";
    ArpDstHw "Zeros in a question: this is what is asked for.",
        "질문에서는 0이다. 이것을 묻는 것이다.";
    ArpDstProtoIpv4 "Whose MAC address is asked for.",
        "이 주소를 가진 호스트의 MAC 주소를 묻는다.";
    ArpDstProto "Whose hardware address is asked for.",
        "이 주소를 가진 호스트의 하드웨어 주소를 묻는다.";
    // IPv4
    Ip "Takes the packet from the sender's host to the receiver's, over as many routers as it needs (RFC 791, 3.1).",
        "필요한 만큼 라우터를 거쳐 송신 호스트에서 수신 호스트까지 패킷을 나른다(RFC 791, 3.1).";
    IpVersion "4 for IPv4: says how the rest of the header is to be read (RFC 791, 3.1).",
        "IPv4는 4다. 나머지 헤더를 어떻게 읽을지 나타낸다(RFC 791, 3.1).";
    IpHdrLen "Counted in words of 4 bytes: 5 words are 20 bytes, more means options (RFC 791, 3.1).",
        "4바이트 단위로 센다. 5이면 20바이트이고 그보다 크면 옵션이 있다(RFC 791, 3.1).";
    IpDsfield "How routers should treat the packet (RFC 2474, 3); the last two bits are for ECN.",
        "라우터가 패킷을 어떻게 다룰지 나타낸다(RFC 2474, 3). 마지막 두 비트는 ECN이다.";
    IpDsfieldDscp "Six bits that choose the treatment at each router (RFC 2474, 3).",
        "라우터마다의 처리 방식을 고르는 6비트다(RFC 2474, 3).";
    IpDsfieldEcn "0: not used; 1 or 2: routers may mark it instead of dropping it; 3: a router was congested (RFC 3168, 5).",
        "0이면 쓰지 않는다. 1이나 2이면 라우터가 버리는 대신 표시할 수 있고, 3이면 라우터가 혼잡했다는 표시다(RFC 3168, 5).";
    IpLen "Header and data in bytes; what stands behind it in the frame is not IP's (RFC 791, 3.1).",
        "헤더와 데이터를 합한 바이트 수다. 프레임에서 그 뒤에 있는 것은 IP에 속하지 않는다(RFC 791, 3.1).";
    IpId "Tells which fragments belong together (RFC 791, 3.1); where nothing may be fragmented it means nothing (RFC 6864, 4.1).",
        "어느 단편이 서로 같은 패킷인지 알려 준다(RFC 791, 3.1). 단편화할 수 없는 패킷에서는 의미가 없다(RFC 6864, 4.1).";
    IpFlags "Whether the packet may be fragmented, and whether more fragments follow (RFC 791, 3.1).",
        "단편화해도 되는지, 단편이 더 있는지 나타낸다(RFC 791, 3.1).";
    IpFlagsRb "Must be 0 (RFC 791, 3.1).",
        "0이어야 한다(RFC 791, 3.1).";
    IpFlagsDf "1: routers must not cut the packet up (RFC 791, 3.1).",
        "1이면 라우터가 패킷을 나누어서는 안 된다(RFC 791, 3.1).";
    IpFlagsMf "1: this is not the last fragment (RFC 791, 3.1).",
        "1이면 마지막 단편이 아니다(RFC 791, 3.1).";
    IpFragOffset "Where this fragment belongs, in units of 8 bytes (RFC 791, 3.1).",
        "이 단편이 원래 패킷의 어디에 속하는지 8바이트 단위로 나타낸다(RFC 791, 3.1).";
    IpTtl "Each router takes one off; at 0 the packet is dropped, so none circles for ever (RFC 791, 3.1).",
        "라우터를 지날 때마다 1씩 줄고 0이 되면 패킷을 버린다. 그래서 영원히 도는 패킷은 없다(RFC 791, 3.1).";
    IpProto "Says what IP carries: 6 TCP, 17 UDP, 1 ICMP (RFC 791, 3.1).",
        "IP에 무엇이 실려 있는지 나타낸다. 6은 TCP, 17은 UDP, 1은 ICMP다(RFC 791, 3.1).";
    IpChecksum "Guards the IP header only, and is calculated anew at each router (RFC 791, 3.1).",
        "IP 헤더만 보호하며 라우터마다 다시 계산한다(RFC 791, 3.1).";
    IpChecksumStatus "1: it fits; 0: it does not; 2: it could not be verified.",
        "1이면 맞고, 0이면 틀리고, 2이면 검사할 수 없었다.";
    IpChecksumCalculated "What the header's sum comes to.",
        "헤더로 다시 계산한 값이다.";
    IpSrc "The host that sent the packet (RFC 791, 3.1).",
        "패킷을 보낸 호스트다(RFC 791, 3.1).";
    IpDst "The host that is to receive the packet (RFC 791, 3.1).",
        "패킷을 받을 호스트다(RFC 791, 3.1).";
    IpAddr "Source or destination IP address.",
        "송신처 또는 수신처 IP 주소다.";
    IpCurrentRoute "The destination field while a source route has hops left: the receiver stands in the option (RFC 791, 3.1).",
        "소스 라우트에 홉이 남은 동안의 수신처 필드다. 최종 수신처는 옵션 안에 있다(RFC 791, 3.1).";
    IpOptionEol "No option follows (RFC 791, 3.1).",
        "이 뒤에는 옵션이 없다(RFC 791, 3.1).";
    IpOptionNop "A byte between options, to align the next one (RFC 791, 3.1).",
        "다음 옵션의 위치를 맞추려고 사이에 넣는 바이트다(RFC 791, 3.1).";
    IpOptionSecurity "A classification for networks that know such (RFC 791, 3.1).",
        "보안 등급을 쓰는 망에서 등급을 나타낸다(RFC 791, 3.1).";
    IpOptionLooseRoute "The sender names routers on the way; others may lie between (RFC 791, 3.1).",
        "송신자가 거칠 라우터를 정한다. 그 사이에 다른 라우터가 있어도 된다(RFC 791, 3.1).";
    IpOptionTimestamp "Routers on the way write the time into it (RFC 791, 3.1).",
        "지나가는 라우터가 시각을 적어 넣는다(RFC 791, 3.1).";
    IpOptionRecordRoute "Routers on the way write their addresses into it (RFC 791, 3.1).",
        "지나가는 라우터가 자기 주소를 적어 넣는다(RFC 791, 3.1).";
    IpOptionStreamId "A relic: a SATNET stream number (RFC 791, 3.1).",
        "옛 SATNET의 스트림 번호로 지금은 쓰지 않는다(RFC 791, 3.1).";
    IpOptionStrictRoute "The sender names every router on the way (RFC 791, 3.1).",
        "송신자가 거칠 라우터를 모두 정한다(RFC 791, 3.1).";
    IpOptionRouterAlert "Asks each router to look into the packet.",
        "지나가는 라우터마다 패킷 안을 살펴보라고 한다.";
    IpOptionUnknown "An option that is not taken apart further.",
        "더 분석하지 않는 옵션이다.";
    IpOptType "Which option this is (RFC 791, 3.1).",
        "어떤 옵션인지 나타낸다(RFC 791, 3.1).";
    IpOptTypeCopy "1: every fragment carries this option (RFC 791, 3.1).",
        "1이면 모든 단편이 이 옵션을 갖는다(RFC 791, 3.1).";
    IpOptTypeClass "0: control; 2: measurement (RFC 791, 3.1).",
        "0은 제어, 2는 측정이다(RFC 791, 3.1).";
    IpOptTypeNumber "The option within its class (RFC 791, 3.1).",
        "분류 안에서의 번호다(RFC 791, 3.1).";
    IpOptLen "All of the option in bytes, type and length included (RFC 791, 3.1).",
        "종류와 길이를 포함한 옵션 전체의 바이트 수다(RFC 791, 3.1).";
    IpOptPointer "Where the next entry goes, counted from 1 at the option's first byte (RFC 791, 3.1).",
        "다음 항목이 들어갈 자리다. 옵션의 첫 바이트를 1로 센다(RFC 791, 3.1).";
    IpOptStreamId "The stream (RFC 791, 3.1).",
        "스트림의 번호다(RFC 791, 3.1).";
    IpOptRouterAlert "0: every router shall look into the packet.",
        "0이면 모든 라우터가 패킷을 살펴본다.";
    IpOptOverflow "How many hosts found no room left for their time (RFC 791, 3.1).",
        "자리가 없어 시각을 적지 못한 호스트의 수다(RFC 791, 3.1).";
    IpOptFlag "0: only times; 1: address and time; 3: the addresses were given beforehand (RFC 791, 3.1).",
        "0이면 시각만, 1이면 주소와 시각, 3이면 주소가 미리 적혀 있다(RFC 791, 3.1).";
    IpOptTimestamp "Milliseconds since midnight UT (RFC 791, 3.1).",
        "자정(UT)부터의 밀리초다(RFC 791, 3.1).";
    IpOptTimestampAddr "Who wrote the time that follows (RFC 791, 3.1).",
        "뒤따르는 시각을 적은 호스트다(RFC 791, 3.1).";
    IpOptRecordedRoute "A router that the packet has passed (RFC 791, 3.1).",
        "패킷이 지나온 라우터다(RFC 791, 3.1).";
    IpOptSourceRoute "A router that the packet has still to visit (RFC 791, 3.1).",
        "패킷이 앞으로 거쳐야 할 라우터다(RFC 791, 3.1).";
    IpOptEmptyRoute "Not yet written (RFC 791, 3.1).",
        "아직 적히지 않은 자리다(RFC 791, 3.1).";
    IpOptData "The option's bytes behind its length.",
        "길이 뒤에 있는 옵션의 바이트다.";
    IpOptPadding "Fills the header up to a whole word (RFC 791, 3.1).",
        "헤더를 4바이트 단위로 채운다(RFC 791, 3.1).";
    IpFragmentCount "How many fragments the datagram was put together from.",
        "데이터그램을 재조립한 단편의 수다.";
    IpReassembledLength "How many bytes of data the fragments hold together.",
        "단편의 데이터를 합친 바이트 수다.";
    IpFragmentOverlap "Two fragments bring the same bytes of the datagram.",
        "두 단편이 데이터그램의 같은 자리를 채운다.";
    IpFragmentOverlapConflict "Overlapping fragments have different bytes; the first to come were kept.",
        "겹친 단편의 내용이 서로 다르다. 먼저 온 것을 남겼다.";
    // IPv6
    Ipv6 "Takes the packet from the sender's host to the receiver's (RFC 8200, 3).",
        "송신 호스트에서 수신 호스트까지 패킷을 나른다(RFC 8200, 3).";
    Ipv6Version "6 for IPv6 (RFC 8200, 3).",
        "IPv6는 6이다(RFC 8200, 3).";
    Ipv6Tclass "How routers should treat the packet; the last two bits are for ECN (RFC 8200, 7).",
        "라우터가 패킷을 어떻게 다룰지 나타낸다. 마지막 두 비트는 ECN이다(RFC 8200, 7).";
    Ipv6TclassDscp "Six bits that choose the treatment at each router (RFC 2474, 3).",
        "라우터마다의 처리 방식을 고르는 6비트다(RFC 2474, 3).";
    Ipv6TclassEcn "0: not used; 1 or 2: routers may mark it instead of dropping it; 3: a router was congested (RFC 3168, 5).",
        "0이면 쓰지 않는다. 1이나 2이면 라우터가 버리는 대신 표시할 수 있고, 3이면 라우터가 혼잡했다는 표시다(RFC 3168, 5).";
    Ipv6Flow "The same number on packets that the network should treat as one flow (RFC 8200, 6).",
        "망이 하나의 흐름으로 다루어야 할 패킷에 같은 번호를 붙인다(RFC 8200, 6).";
    Ipv6Plen "Everything behind this header in bytes, extension headers included (RFC 8200, 3).",
        "이 헤더 뒤에 있는 모든 것의 바이트 수다. 확장 헤더도 포함한다(RFC 8200, 3).";
    Ipv6Nxt "Says what follows: 6 TCP, 17 UDP, 58 ICMPv6, or an extension header (RFC 8200, 3).",
        "무엇이 뒤따르는지 나타낸다. 6은 TCP, 17은 UDP, 58은 ICMPv6이고 확장 헤더일 수도 있다(RFC 8200, 3).";
    Ipv6Hlim "Each router takes one off; at 0 the packet is dropped (RFC 8200, 3).",
        "라우터를 지날 때마다 1씩 줄고 0이 되면 패킷을 버린다(RFC 8200, 3).";
    Ipv6Src "The host that sent the packet (RFC 8200, 3).",
        "패킷을 보낸 호스트다(RFC 8200, 3).";
    Ipv6Dst "The host that is to receive the packet, or the next one that a routing header names (RFC 8200, 3).",
        "패킷을 받을 호스트다. 라우팅 헤더가 있으면 다음에 들를 노드일 수 있다(RFC 8200, 3).";
    Ipv6Addr "Source or destination IPv6 address.",
        "송신처 또는 수신처 IPv6 주소다.";
    Ipv6HopOpts "Options for every router on the way (RFC 8200, 4.3).",
        "지나가는 모든 라우터를 위한 옵션이다(RFC 8200, 4.3).";
    Ipv6HopOptsNxt "What follows this extension header (RFC 8200, 4.3).",
        "이 확장 헤더 뒤에 무엇이 오는지 나타낸다(RFC 8200, 4.3).";
    Ipv6HopOptsLen "In units of 8 bytes, the first 8 not counted (RFC 8200, 4.3).",
        "8바이트 단위이며 처음 8바이트는 세지 않는다(RFC 8200, 4.3).";
    Ipv6DstOpts "Options for the receiver only (RFC 8200, 4.6).",
        "수신처만을 위한 옵션이다(RFC 8200, 4.6).";
    Ipv6DstOptsNxt "What follows this extension header (RFC 8200, 4.6).",
        "이 확장 헤더 뒤에 무엇이 오는지 나타낸다(RFC 8200, 4.6).";
    Ipv6DstOptsLen "In units of 8 bytes, the first 8 not counted (RFC 8200, 4.6).",
        "8바이트 단위이며 처음 8바이트는 세지 않는다(RFC 8200, 4.6).";
    Ipv6Opt "One option: type, length, content (RFC 8200, 4.2).",
        "옵션 하나다. 종류, 길이, 내용으로 되어 있다(RFC 8200, 4.2).";
    Ipv6OptType "Which option this is (RFC 8200, 4.2).",
        "어떤 옵션인지 나타낸다(RFC 8200, 4.2).";
    Ipv6OptTypeAction "What a node does that does not know the option: 0 skips it, the others drop the packet (RFC 8200, 4.2).",
        "옵션을 모르는 노드가 할 일이다. 0이면 건너뛰고 나머지는 패킷을 버린다(RFC 8200, 4.2).";
    Ipv6OptTypeChange "1: routers may change the option's content (RFC 8200, 4.2).",
        "1이면 라우터가 옵션의 내용을 바꿀 수 있다(RFC 8200, 4.2).";
    Ipv6OptTypeRest "The low five bits of the type (RFC 8200, 4.2).",
        "종류의 하위 5비트다(RFC 8200, 4.2).";
    Ipv6OptLength "The option's content in bytes (RFC 8200, 4.2).",
        "옵션 내용의 바이트 수다(RFC 8200, 4.2).";
    Ipv6OptPad1 "Aligns what follows (RFC 8200, 4.2).",
        "뒤따르는 것의 위치를 맞춘다(RFC 8200, 4.2).";
    Ipv6OptPadN "Aligns what follows (RFC 8200, 4.2).",
        "뒤따르는 것의 위치를 맞춘다(RFC 8200, 4.2).";
    Ipv6OptRouterAlert "Asks each router to look into the packet; 0 is multicast listener discovery.",
        "지나가는 라우터마다 패킷 안을 살펴보라고 한다. 0은 멀티캐스트 리스너 탐색이다.";
    Ipv6OptJumbo "The payload's length where 16 bits do not hold it (RFC 2675, 2).",
        "16비트로 나타낼 수 없는 페이로드의 길이다(RFC 2675, 2).";
    Ipv6OptHomeAddress "The address by which a mobile node is known.",
        "이동 노드가 원래 쓰는 주소다.";
    Ipv6OptUnknown "The content of an option that is not taken apart further.",
        "더 분석하지 않는 옵션의 내용이다.";
    Ipv6Routing "Names nodes that the packet is to visit on its way (RFC 8200, 4.4).",
        "패킷이 도중에 들를 노드를 나열한다(RFC 8200, 4.4).";
    Ipv6RoutingNxt "What follows this extension header (RFC 8200, 4.4).",
        "이 확장 헤더 뒤에 무엇이 오는지 나타낸다(RFC 8200, 4.4).";
    Ipv6RoutingLen "In units of 8 bytes, the first 8 not counted (RFC 8200, 4.4).",
        "8바이트 단위이며 처음 8바이트는 세지 않는다(RFC 8200, 4.4).";
    Ipv6RoutingType "How the rest of this header is to be read (RFC 8200, 4.4).",
        "이 헤더의 나머지를 어떻게 읽을지 나타낸다(RFC 8200, 4.4).";
    Ipv6RoutingSegLeft "How many of the named nodes are still to be visited (RFC 8200, 4.4).",
        "나열된 노드 가운데 아직 들르지 않은 수다(RFC 8200, 4.4).";
    Ipv6RoutingReserved "Not used.",
        "사용하지 않는다.";
    Ipv6RoutingAddr "A node that the packet is to visit.",
        "패킷이 들를 노드다.";
    Ipv6RoutingHomeReserved "Not used.",
        "사용하지 않는다.";
    Ipv6RoutingHomeAddress "The receiver's own address: the destination is where it stays now.",
        "수신처의 원래 주소다. 수신처 필드는 지금 머무는 곳을 나타낸다.";
    Ipv6RoutingSrhLastEntry "The index of the segment list's last entry.",
        "세그먼트 목록에서 마지막 항목의 색인이다.";
    Ipv6RoutingSrhFlags "None is defined here that changes the route.",
        "경로를 바꾸는 플래그는 정해져 있지 않다.";
    Ipv6RoutingSrhTag "Marks packets that share properties.",
        "같은 성질을 가진 패킷을 묶는 표시다.";
    Ipv6RoutingSrhAddr "A node on the route; the first in the list is the last one visited.",
        "경로의 노드다. 목록의 첫 항목을 가장 나중에 들른다.";
    Ipv6RoutingUnknown "Bytes of a routing type that is not taken apart further.",
        "더 분석하지 않는 라우팅 종류의 바이트다.";
    Ipv6Fragment "The packet is a fragment; only the sender may fragment (RFC 8200, 4.5).",
        "패킷이 단편임을 나타낸다. 단편화는 송신처만 할 수 있다(RFC 8200, 4.5).";
    Ipv6FragmentNxt "What the whole packet carries behind this header (RFC 8200, 4.5).",
        "원래 패킷에서 이 헤더 뒤에 무엇이 오는지 나타낸다(RFC 8200, 4.5).";
    Ipv6FragmentReservedOctet "Sent as 0 (RFC 8200, 4.5).",
        "0으로 보낸다(RFC 8200, 4.5).";
    Ipv6FragmentOffset "Where this fragment belongs, in units of 8 bytes (RFC 8200, 4.5).",
        "이 단편이 어디에 속하는지 8바이트 단위로 나타낸다(RFC 8200, 4.5).";
    Ipv6FragmentReservedBits "Sent as 0 (RFC 8200, 4.5).",
        "0으로 보낸다(RFC 8200, 4.5).";
    Ipv6FragmentMore "1: this is not the last fragment (RFC 8200, 4.5).",
        "1이면 마지막 단편이 아니다(RFC 8200, 4.5).";
    Ipv6FragmentIdent "Tells which fragments belong together (RFC 8200, 4.5).",
        "어느 단편이 서로 같은 패킷인지 알려 준다(RFC 8200, 4.5).";
    Ah "Proves who sent the packet and that it was not changed (IPsec).",
        "누가 보냈는지와 바뀌지 않았음을 증명한다(IPsec).";
    AhNextHeader "What follows the authentication header.",
        "인증 헤더 뒤에 무엇이 오는지 나타낸다.";
    AhLength "In words of 4 bytes, less 2.",
        "4바이트 단위로 세어 2를 뺀 값이다.";
    AhReserved "Not used.",
        "사용하지 않는다.";
    AhSpi "Tells the receiver which keys to use.",
        "받는 쪽이 어느 키를 쓸지 알려 준다.";
    AhSequence "Counts packets, so that an old one cannot be sent again unnoticed.",
        "패킷을 세어 옛 패킷을 다시 보내는 공격을 알아챈다.";
    AhIcv "The proof, calculated with a secret key.",
        "비밀 키로 계산한 증명 값이다.";
    // TCP
    Tcp "Carries the control information by which two sockets stay in step (RFC 9293, 3.1).",
        "두 소켓이 서로 맞추어 가는 데 쓰는 제어 정보를 나른다(RFC 9293, 3.1).";
    TcpSrcPort "Which socket of the sender's host sends this; answers come back to it (RFC 9293, 3.1).",
        "송신 호스트의 어느 소켓이 보내는지 나타낸다. 응답은 이 번호로 돌아온다(RFC 9293, 3.1).";
    TcpDstPort "By this number the receiving host finds the socket (RFC 9293, 3.1).",
        "받는 호스트는 이 번호로 소켓을 찾는다(RFC 9293, 3.1).";
    TcpPort "Source or destination port.",
        "송신처 또는 수신처 포트 번호다.";
    TcpLen "Bytes of data: IP's length less the headers (no field of its own).",
        "데이터의 바이트 수다. IP 길이에서 헤더를 뺀 값이며 따로 필드가 없다.";
    TcpSeqRaw "The number of the first byte of data; in a SYN the initial number, and data begin one later (RFC 9293, 3.1).",
        "데이터 첫 바이트의 번호다. SYN에서는 초깃값이고 데이터는 그다음 번호부터 시작한다(RFC 9293, 3.1).";
    TcpAckRaw "The next number that the sender of this segment expects; read only if the ACK bit is 1 (RFC 9293, 3.1).",
        "이 세그먼트를 보낸 쪽이 다음에 받기를 기대하는 번호다. ACK 비트가 1일 때만 읽는다(RFC 9293, 3.1).";
    TcpHdrLen "How long the header is, in bytes: the header itself counts words of 4 (RFC 9293, 3.1).",
        "헤더의 길이(바이트)다. 헤더에는 4바이트 단위로 적혀 있다(RFC 9293, 3.1).";
    TcpFlags "What the segment is for: SYN opens, ACK acknowledges, FIN closes, RST refuses (RFC 9293, 3.1).",
        "세그먼트의 목적을 나타낸다. SYN은 접속, ACK는 확인, FIN은 종료, RST는 거부다(RFC 9293, 3.1).";
    TcpFlagsRes "Sent as 0 and ignored (RFC 9293, 3.1).",
        "0으로 보내고 받는 쪽은 무시한다(RFC 9293, 3.1).";
    TcpFlagsAe "For a more exact congestion feedback (Accurate ECN); reserved in RFC 9293.",
        "더 정확한 혼잡 알림(Accurate ECN)에 쓴다. RFC 9293에서는 예약 비트다.";
    TcpFlagsCwr "The sender has slowed down because of a congestion mark; in a SYN: “I can do ECN” (RFC 3168, 6.1.1).",
        "혼잡 표시를 보고 보내는 속도를 줄였다는 뜻이다. SYN에서는 ECN을 쓸 수 있다는 뜻이다(RFC 3168, 6.1.1).";
    TcpFlagsEce "A packet came with a congestion mark; in a SYN: “I can do ECN” (RFC 3168, 6.1.1).",
        "혼잡 표시가 붙은 패킷을 받았다는 뜻이다. SYN에서는 ECN을 쓸 수 있다는 뜻이다(RFC 3168, 6.1.1).";
    TcpFlagsUrg "1: the urgent pointer counts (RFC 9293, 3.1).",
        "1이면 긴급 포인터를 읽는다(RFC 9293, 3.1).";
    TcpFlagsAck "1: the ACK number counts. Set in every segment of an established connection but some RSTs; 0 in the first SYN (RFC 9293, 3.1).",
        "1이면 ACK 번호를 읽는다. 접속된 뒤의 세그먼트에서는 일부 RST를 빼고 항상 1이며, 첫 SYN에서는 0이다(RFC 9293, 3.1).";
    TcpFlagsPush "Hand the data to the application now; no boundary of messages (RFC 9293, 3.9.1.2).",
        "데이터를 바로 애플리케이션에 넘기라는 뜻이다. 메시지의 경계는 아니다(RFC 9293, 3.9.1.2).";
    TcpFlagsReset "Ends the connection at once, or refuses it (RFC 9293, 3.1).",
        "연결을 바로 끊거나 접속을 거부한다(RFC 9293, 3.1).";
    TcpFlagsSyn "Opens: synchronizes the sequence numbers (RFC 9293, 3.1).",
        "접속을 시작하며 시퀀스 번호를 서로 맞춘다(RFC 9293, 3.1).";
    TcpFlagsFin "The sender has no more data (RFC 9293, 3.1).",
        "보낼 데이터가 더 없다는 뜻이다(RFC 9293, 3.1).";
    TcpFlagsStr "The twelve bits with a letter for each that is 1.",
        "12비트 가운데 1인 것을 글자로 나타낸 것이다.";
    TcpWindow "How many bytes, from the ACK number on, its sender can take now; scaled if both sides agreed, never in a SYN (RFC 9293, 3.1).",
        "ACK 번호부터 지금 몇 바이트를 받을 수 있는지 나타낸다. 양쪽이 합의했으면 스케일을 적용하지만 SYN에서는 적용하지 않는다(RFC 9293, 3.1).";
    TcpChecksum "A sum over header, data and addresses by which the receiver finds damage (RFC 9293, 3.1).",
        "헤더, 데이터, 주소를 더해 만든 값이다. 받는 쪽이 이것으로 손상을 찾아낸다(RFC 9293, 3.1).";
    TcpChecksumStatus "1: it fits; 0: it does not; 2: it could not be verified.",
        "1이면 맞고, 0이면 틀리고, 2이면 검사할 수 없었다.";
    TcpChecksumCalculated "What the sum comes to.",
        "다시 계산한 값이다.";
    TcpUrgentPointer "From the sequence number to the byte behind the urgent data; read only if the URG bit is 1 (RFC 9293, 3.1).",
        "시퀀스 번호에서 긴급 데이터 바로 다음 바이트까지의 거리다. URG 비트가 1일 때만 읽는다(RFC 9293, 3.1).";
    TcpOptions "Everything behind the 20 fixed bytes of the header (RFC 9293, 3.1).",
        "헤더의 고정된 20바이트 뒤에 있는 부분이다(RFC 9293, 3.1).";
    TcpOptionKind "Which option this is (RFC 9293, 3.1).",
        "어떤 옵션인지 나타낸다(RFC 9293, 3.1).";
    TcpOptionLen "All of the option in bytes, kind and length included (RFC 9293, 3.1).",
        "종류와 길이를 포함한 옵션 전체의 바이트 수다(RFC 9293, 3.1).";
    TcpOptionLenInvalid "The length is missing, too small, too large, or wrong for this kind (RFC 9293, 3.1).",
        "길이가 없거나 너무 작거나 크거나 이 종류에 맞지 않는다(RFC 9293, 3.1).";
    TcpOptionEol "No option follows (RFC 9293, 3.2).",
        "이 뒤에는 옵션이 없다(RFC 9293, 3.2).";
    TcpOptionNop "A byte between options, to align the next one (RFC 9293, 3.2).",
        "다음 옵션의 위치를 맞추려고 사이에 넣는 바이트다(RFC 9293, 3.2).";
    TcpOptionMssOption "Says how large the segments may be that its sender receives (RFC 9293, 3.2).",
        "보낸 쪽이 받을 수 있는 세그먼트의 크기를 알린다(RFC 9293, 3.2).";
    TcpOptionMss "The most data in one segment that its sender wants to receive; one announcement per direction (RFC 9293, 3.2).",
        "한 세그먼트로 받고 싶은 데이터의 최대 크기다. 방향마다 따로 알린다(RFC 9293, 3.2).";
    TcpOptionWindowScale "An offer: it holds only if both SYNs carry it (RFC 7323, 2.2).",
        "제안이다. 양쪽 SYN에 모두 있어야 효력이 있다(RFC 7323, 2.2).";
    TcpOptionShift "By how many bits its sender's later windows are to be shifted left; more than 14 counts as 14 (RFC 7323, 2.3).",
        "보낸 쪽이 앞으로 알릴 윈도우를 왼쪽으로 몇 비트 옮겨 읽을지 나타낸다. 14보다 크면 14로 본다(RFC 7323, 2.3).";
    TcpOptionMultiplier "2 to the power of the shift (RFC 7323, 2.3).",
        "2를 시프트만큼 거듭제곱한 값이다(RFC 7323, 2.3).";
    TcpOptionSackPerm "“I can receive SACK options” (RFC 2018, 2).",
        "SACK 옵션을 받을 수 있다는 뜻이다(RFC 2018, 2).";
    TcpOptionSack "Blocks that arrived behind a gap; the ACK number keeps its meaning (RFC 2018, 3).",
        "빈 곳 뒤에 도착한 블록을 알린다. ACK 번호의 의미는 그대로다(RFC 2018, 3).";
    TcpOptionSackLe "The first number of a block that arrived (RFC 2018, 3).",
        "도착한 블록의 첫 번호다(RFC 2018, 3).";
    TcpOptionSackRe "The number just behind the block (RFC 2018, 3).",
        "블록 바로 다음 번호다(RFC 2018, 3).";
    TcpOptionSackCount "How many blocks the option reports.",
        "옵션이 알리는 블록의 수다.";
    TcpOptionTimestamp "Measures round-trip times and unmasks old segments (RFC 7323, 3.2).",
        "왕복 시간을 재고 오래된 세그먼트를 가려낸다(RFC 7323, 3.2).";
    TcpOptionTsVal "The sender's timestamp clock when this was sent (RFC 7323, 3.2).",
        "보낼 때의 송신처 타임스탬프 시계 값이다(RFC 7323, 3.2).";
    TcpOptionTsEcr "A timestamp of the peer, sent back; read only if the ACK bit is 1 (RFC 7323, 3.2).",
        "상대의 타임스탬프를 되돌려 보낸 값이다. ACK 비트가 1일 때만 읽는다(RFC 7323, 3.2).";
    TcpOptionTfo "Asks for a cookie, hands one out, or uses one to send data in the SYN (RFC 7413, 4.1.1).",
        "쿠키를 요청하거나 주거나, 쿠키를 써서 SYN에 데이터를 싣는다(RFC 7413, 4.1.1).";
    TcpOptionTfoRequest "No cookie: the client asks for one (RFC 7413, 4.1.1).",
        "쿠키가 없다. 클라이언트가 쿠키를 달라고 한다(RFC 7413, 4.1.1).";
    TcpOptionTfoCookie "By it the server knows that the client's address is genuine (RFC 7413, 4.1.1).",
        "서버는 이것으로 클라이언트의 주소가 진짜임을 안다(RFC 7413, 4.1.1).";
    TcpOptionMd5 "Proves that the segment comes from who shares the password (RFC 2385, 2.0).",
        "암호를 공유하는 상대가 보낸 세그먼트임을 증명한다(RFC 2385, 2.0).";
    TcpOptionMd5Digest "Calculated over segment and password (RFC 2385, 2.0).",
        "세그먼트와 암호로 계산한 값이다(RFC 2385, 2.0).";
    TcpOptionAo "Proves that the segment comes from who shares the key (RFC 5925, 2.2).",
        "키를 공유하는 상대가 보낸 세그먼트임을 증명한다(RFC 5925, 2.2).";
    TcpOptionAoKeyId "The key that made this proof (RFC 5925, 2.2).",
        "이 증명을 만든 키다(RFC 5925, 2.2).";
    TcpOptionAoNextKeyId "The key that the sender is ready to receive with (RFC 5925, 2.2).",
        "보낸 쪽이 앞으로 받을 때 쓸 준비가 된 키다(RFC 5925, 2.2).";
    TcpOptionAoMac "The proof, calculated with the key (RFC 5925, 2.2).",
        "키로 계산한 증명 값이다(RFC 5925, 2.2).";
    TcpOptionUserTimeout "How long its sender will wait for an acknowledgement before giving up (RFC 5482, 3.3).",
        "확인 응답을 얼마나 기다린 뒤 포기할지 알린다(RFC 5482, 3.3).";
    TcpOptionUserTimeoutMinutes "1: minutes; 0: seconds (RFC 5482, 3.3).",
        "1이면 분, 0이면 초다(RFC 5482, 3.3).";
    TcpOptionUserTimeoutValue "The time, in the unit that the bit in front says (RFC 5482, 3.3).",
        "앞의 비트가 정한 단위로 나타낸 시간이다(RFC 5482, 3.3).";
    TcpOptionExperimental "An option on trial, told from others by an experiment number (RFC 6994, 3).",
        "시험 중인 옵션이다. 실험 번호로 서로 구별한다(RFC 6994, 3).";
    TcpOptionExperimentId "Which experiment this is (RFC 6994, 3).",
        "어느 실험인지 나타낸다(RFC 6994, 3).";
    TcpOptionExperimentData "The option's content.",
        "옵션의 내용이다.";
    TcpOptionUnknown "Receivers ignore an option that they do not know (RFC 9293, 3.1).",
        "받는 쪽은 모르는 옵션을 무시한다(RFC 9293, 3.1).";
    TcpOptionUnknownPayload "Bytes that are not taken apart further.",
        "더 분석하지 않는 바이트다.";
    TcpOptionPadding "Fills the header up to a whole word; must be zeros (RFC 9293, 3.1).",
        "헤더를 4바이트 단위로 채운다. 0이어야 한다(RFC 9293, 3.1).";
    Mptcp "Several TCP connections carry one stream of data (RFC 8684, 3).",
        "여러 TCP 연결이 하나의 데이터 흐름을 나른다(RFC 8684, 3).";
    MptcpSubtype "0 capable, 1 join, 2 data sequence, 3 add address, 4 remove address, 5 priority, 6 fail, 7 fast close, 8 reset (RFC 8684, 7.2).",
        "0 사용 가능, 1 합류, 2 데이터 시퀀스, 3 주소 추가, 4 주소 제거, 5 우선순위, 6 실패, 7 빠른 종료, 8 리셋이다(RFC 8684, 7.2).";
    MptcpVersion "1 is RFC 8684; 0 is the older layout (RFC 8684, 3.1).",
        "1은 RFC 8684이고 0은 옛 형식이다(RFC 8684, 3.1).";
    MptcpReserved "Sent as 0.",
        "0으로 보낸다.";
    MptcpFlags "Which parts are present and which features are wanted (RFC 8684, 3).",
        "어떤 부분이 있고 어떤 기능을 쓰려는지 나타낸다(RFC 8684, 3).";
    MptcpChecksumRequired "1: data carry a checksum of MPTCP's own (RFC 8684, 3.1).",
        "1이면 데이터에 MPTCP 자체의 체크섬을 붙인다(RFC 8684, 3.1).";
    MptcpExtensibility "0 in this version (RFC 8684, 3.1).",
        "이 버전에서는 0이다(RFC 8684, 3.1).";
    MptcpNoMoreSubflows "1: the peer shall not open more connections to this address and port (RFC 8684, 3.1).",
        "1이면 상대는 이 주소와 포트로 연결을 더 열지 않는다(RFC 8684, 3.1).";
    MptcpSha1 "1: keys are proved with HMAC-SHA1 (version 0).",
        "1이면 HMAC-SHA1로 키를 증명한다(버전 0).";
    MptcpSha256 "1: keys are proved with HMAC-SHA256 (RFC 8684, 3.1).",
        "1이면 HMAC-SHA256으로 키를 증명한다(RFC 8684, 3.1).";
    MptcpBackup "1: use this connection only when no other is left (RFC 8684, 3.3.8).",
        "1이면 다른 연결이 없을 때만 이 연결을 쓴다(RFC 8684, 3.3.8).";
    MptcpDataFin "1: the stream of data ends here (RFC 8684, 3.3.3).",
        "1이면 데이터 흐름이 여기서 끝난다(RFC 8684, 3.3.3).";
    MptcpDataSeq8 "1: 8 bytes; 0: 4 bytes (RFC 8684, 3.3).",
        "1이면 8바이트, 0이면 4바이트다(RFC 8684, 3.3).";
    MptcpDataSeqPresent "1: the mapping of data follows (RFC 8684, 3.3).",
        "1이면 데이터 대응 정보가 뒤따른다(RFC 8684, 3.3).";
    MptcpDataAck8 "1: 8 bytes; 0: 4 bytes (RFC 8684, 3.3).",
        "1이면 8바이트, 0이면 4바이트다(RFC 8684, 3.3).";
    MptcpDataAckPresent "1: a data ACK follows (RFC 8684, 3.3).",
        "1이면 데이터 ACK가 뒤따른다(RFC 8684, 3.3).";
    MptcpSenderKey "The secret by which later joins are authenticated (RFC 8684, 3.1).",
        "나중에 합류할 때 인증에 쓰는 비밀 키다(RFC 8684, 3.1).";
    MptcpReceiverKey "The peer's key, sent back (RFC 8684, 3.1).",
        "상대의 키를 되돌려 보낸 것이다(RFC 8684, 3.1).";
    MptcpReceiverToken "Which MPTCP connection is joined: a hash of the peer's key (RFC 8684, 3.2).",
        "어느 MPTCP 연결에 합류하는지 나타낸다. 상대의 키로 만든 해시다(RFC 8684, 3.2).";
    MptcpSenderRandom "Makes each proof a new one (RFC 8684, 3.2).",
        "증명이 매번 달라지게 한다(RFC 8684, 3.2).";
    MptcpSenderTruncatedHmac "Proves that the sender knows the keys (RFC 8684, 3.2).",
        "보낸 쪽이 키를 안다는 증명이다(RFC 8684, 3.2).";
    MptcpSenderHmac "Proves that the sender knows the keys (RFC 8684, 3.2).",
        "보낸 쪽이 키를 안다는 증명이다(RFC 8684, 3.2).";
    MptcpAddressId "A number for an address, which stays valid behind NAT (RFC 8684, 3.2).",
        "주소를 가리키는 번호다. NAT를 지나도 그대로다(RFC 8684, 3.2).";
    MptcpDataAck "The next byte of the stream that is expected (RFC 8684, 3.3.2).",
        "데이터 흐름에서 다음에 받기를 기대하는 바이트다(RFC 8684, 3.3.2).";
    MptcpDataSeq "Where these data belong in the stream (RFC 8684, 3.3.1).",
        "이 데이터가 흐름의 어디에 속하는지 나타낸다(RFC 8684, 3.3.1).";
    MptcpSubflowSeq "Where these data stand in this connection (RFC 8684, 3.3.1).",
        "이 데이터가 이 연결에서 어디에 있는지 나타낸다(RFC 8684, 3.3.1).";
    MptcpDataLength "How many bytes the mapping covers (RFC 8684, 3.3.1).",
        "대응 정보가 몇 바이트에 해당하는지 나타낸다(RFC 8684, 3.3.1).";
    MptcpChecksum "Finds middleboxes that changed the data (RFC 8684, 3.3.1).",
        "중간 장비가 데이터를 바꾸었는지 찾아낸다(RFC 8684, 3.3.1).";
    MptcpEcho "1: confirms an address that the peer announced (RFC 8684, 3.4.1).",
        "1이면 상대가 알린 주소를 확인한다(RFC 8684, 3.4.1).";
    MptcpIpVersion "4 or 6 (version 0).",
        "4 또는 6이다(버전 0).";
    MptcpIpv4 "Another address by which the sender can be reached (RFC 8684, 3.4.1).",
        "보낸 쪽에 닿을 수 있는 또 다른 주소다(RFC 8684, 3.4.1).";
    MptcpIpv6 "Another address by which the sender can be reached (RFC 8684, 3.4.1).",
        "보낸 쪽에 닿을 수 있는 또 다른 주소다(RFC 8684, 3.4.1).";
    MptcpPort "The port to that address, if it is another one (RFC 8684, 3.4.1).",
        "그 주소에서 다른 포트를 쓸 때의 번호다(RFC 8684, 3.4.1).";
    MptcpAddTruncatedHmac "Proves that the announcement is genuine (RFC 8684, 3.4.1).",
        "알림이 진짜라는 증명이다(RFC 8684, 3.4.1).";
    MptcpResetReason "Why the connection was reset (RFC 8684, 3.6).",
        "연결을 리셋한 이유다(RFC 8684, 3.6).";
    MptcpRest "Bytes that are not taken apart further.",
        "더 분석하지 않는 바이트다.";
    TcpPayload "The application's bytes in this segment.",
        "이 세그먼트에 실린 애플리케이션의 바이트다.";
    // UDP
    Udp "Ports and a checksum, no connection (RFC 768).",
        "포트 번호와 체크섬만 있고 연결은 없다(RFC 768).";
    UdpSrcPort "Where an answer should go; may be 0 (RFC 768).",
        "응답을 보낼 곳이다. 0일 수도 있다(RFC 768).";
    UdpDstPort "By this number the receiving host finds the socket (RFC 768).",
        "받는 호스트는 이 번호로 소켓을 찾는다(RFC 768).";
    UdpPort "Source or destination port.",
        "송신처 또는 수신처 포트 번호다.";
    UdpLength "Header and data in bytes, 8 at least (RFC 768).",
        "헤더와 데이터를 합한 바이트 수로 8 이상이다(RFC 768).";
    UdpChecksum "As TCP's, but 0 over IPv4 says that there is none (RFC 768).",
        "TCP와 같지만 IPv4에서 0이면 체크섬이 없다는 뜻이다(RFC 768).";
    UdpChecksumStatus "1: it fits; 0: it does not; 2: it could not be verified; 3: there is none; 4: it must not be missing here.",
        "1이면 맞고, 0이면 틀리고, 2이면 검사할 수 없었고, 3이면 체크섬이 없고, 4이면 여기서는 없으면 안 된다.";
    UdpChecksumCalculated "What the sum comes to.",
        "다시 계산한 값이다.";
    UdpPayload "The application's bytes in this datagram.",
        "이 데이터그램에 실린 애플리케이션의 바이트다.";
    // ICMP
    Icmp "The network's own messages: errors and questions about IP (RFC 792).",
        "IP의 오류와 질의를 알리는 네트워크 자체의 메시지다(RFC 792).";
    IcmpType "3 unreachable, 11 time exceeded, 8 and 0 echo, 5 redirect (RFC 792).",
        "3은 도달 불가, 11은 시간 초과, 8과 0은 에코, 5는 경로 변경이다(RFC 792).";
    IcmpCode "Says more about the type: of “unreachable”, 1 is the host, 3 the port, 4 a packet too large (RFC 792, p. 4).",
        "타입을 더 자세히 나타낸다. 도달 불가에서 1은 호스트, 3은 포트, 4는 너무 큰 패킷이다(RFC 792, p. 4).";
    IcmpChecksum "A sum over the whole ICMP message (RFC 792).",
        "ICMP 메시지 전체를 더해 만든 값이다(RFC 792).";
    IcmpChecksumStatus "1: it fits; 0: it does not; 2: it could not be verified.",
        "1이면 맞고, 0이면 틀리고, 2이면 검사할 수 없었다.";
    IcmpUnused "Sent as 0.",
        "0으로 보낸다.";
    IcmpReserved "Sent as 0.",
        "0으로 보낸다.";
    IcmpLength "How many words of 4 bytes the quoted packet takes; extensions follow.",
        "인용한 패킷이 4바이트 단위로 얼마인지 나타낸다. 그 뒤에 확장이 온다.";
    IcmpMtu "The largest packet that the next link takes (RFC 1191, 4).",
        "다음 링크가 받는 가장 큰 패킷의 크기다(RFC 1191, 4).";
    IcmpPointer "Which byte of the quoted packet is wrong (RFC 792, p. 8).",
        "인용한 패킷의 몇 번째 바이트가 잘못되었는지 나타낸다(RFC 792, p. 8).";
    IcmpGateway "Send to this router instead (RFC 792, p. 12).",
        "이 라우터로 보내라는 뜻이다(RFC 792, p. 12).";
    IcmpIdent "Tells which answers belong to which questions (RFC 792, p. 14).",
        "어느 응답이 어느 질문의 것인지 알려 준다(RFC 792, p. 14).";
    IcmpSeq "Counts the questions (RFC 792, p. 14).",
        "질문을 센 번호다(RFC 792, p. 14).";
    IcmpOriginateTimestamp "When the question was sent, in milliseconds since midnight UT (RFC 792, p. 16).",
        "질문을 보낸 시각이다. 자정(UT)부터의 밀리초다(RFC 792, p. 16).";
    IcmpReceiveTimestamp "When the question arrived (RFC 792, p. 16).",
        "질문이 도착한 시각이다(RFC 792, p. 16).";
    IcmpTransmitTimestamp "When the answer was sent (RFC 792, p. 16).",
        "응답을 보낸 시각이다(RFC 792, p. 16).";
    IcmpAddressMask "The subnet's mask.",
        "서브넷의 마스크다.";
    IcmpNumAddrs "How many routers are announced.",
        "알리는 라우터의 수다.";
    IcmpAddrEntrySize "Words of 4 bytes for each router: 2.",
        "라우터 하나에 쓰는 4바이트 단위의 수로 2다.";
    IcmpLifetime "For how many seconds the announcement holds.",
        "알림이 몇 초 동안 유효한지 나타낸다.";
    IcmpRouterAddress "A router on this link.",
        "이 링크에 있는 라우터다.";
    IcmpPreferenceLevel "The router with the highest one is to be the default; from 0x80000000 on it is negative, and that one means never.",
        "값이 가장 큰 라우터를 기본 라우터로 쓴다. 0x80000000부터는 음수이고 그 값 자체는 쓰지 말라는 뜻이다.";
    IcmpExt "What routers add behind the quote.",
        "라우터가 인용 뒤에 덧붙인 것이다.";
    IcmpExtVersion "The version of this layout: 2.",
        "이 형식의 버전으로 2다.";
    IcmpExtReserved "Sent as 0.",
        "0으로 보낸다.";
    IcmpExtChecksum "A sum over the extensions; 0 says that there is none.",
        "확장 부분을 더해 만든 값이다. 0이면 없다는 뜻이다.";
    IcmpExtLength "All of the object in bytes.",
        "객체 전체의 바이트 수다.";
    IcmpExtClass "1: MPLS labels; 2: the interface.",
        "1은 MPLS 레이블, 2는 인터페이스다.";
    IcmpExtCtype "Says more about the class.",
        "분류를 더 자세히 나타낸다.";
    IcmpExtData "The object's content.",
        "객체의 내용이다.";
    // ICMPv6
    Icmpv6 "The messages of IPv6: errors, questions, and finding neighbours (RFC 4443, 2.1; RFC 4861, 4.3, 4.4).",
        "IPv6의 오류, 질의, 이웃 탐색 메시지다(RFC 4443, 2.1; RFC 4861, 4.3, 4.4).";
    Icmpv6Type "1 unreachable, 2 packet too big, 3 time exceeded, 128 and 129 echo, 135 and 136 neighbours (RFC 4443, 2.1; RFC 4861, 4.3, 4.4).",
        "1은 도달 불가, 2는 너무 큰 패킷, 3은 시간 초과, 128과 129는 에코, 135와 136은 이웃 탐색이다(RFC 4443, 2.1; RFC 4861, 4.3, 4.4).";
    Icmpv6Code "Says more about the type: of “unreachable”, 3 is the address, 4 the port (RFC 4443, 3.1).",
        "타입을 더 자세히 나타낸다. 도달 불가에서 3은 주소, 4는 포트다(RFC 4443, 3.1).";
    Icmpv6Checksum "A sum over message and addresses (RFC 4443, 2.3).",
        "메시지와 주소를 더해 만든 값이다(RFC 4443, 2.3).";
    Icmpv6ChecksumStatus "1: it fits; 0: it does not; 2: it could not be verified.",
        "1이면 맞고, 0이면 틀리고, 2이면 검사할 수 없었다.";
    Icmpv6Reserved "Sent as 0.",
        "0으로 보낸다.";
    Icmpv6Mtu "The largest packet that the next link takes (RFC 4443, 3.2).",
        "다음 링크가 받는 가장 큰 패킷의 크기다(RFC 4443, 3.2).";
    Icmpv6Pointer "Which byte of the quoted packet is wrong (RFC 4443, 3.4).",
        "인용한 패킷의 몇 번째 바이트가 잘못되었는지 나타낸다(RFC 4443, 3.4).";
    Icmpv6Ident "Tells which answers belong to which questions (RFC 4443, 4.1).",
        "어느 응답이 어느 질문의 것인지 알려 준다(RFC 4443, 4.1).";
    Icmpv6Seq "Counts the questions (RFC 4443, 4.1).",
        "질문을 센 번호다(RFC 4443, 4.1).";
    Icmpv6RaHopLimit "The hop limit that hosts should send with (RFC 4861, 4.2).",
        "호스트가 보낼 때 쓸 홉 제한이다(RFC 4861, 4.2).";
    Icmpv6RaFlag "How hosts get addresses and other settings (RFC 4861, 4.2).",
        "호스트가 주소와 다른 설정을 어떻게 얻을지 나타낸다(RFC 4861, 4.2).";
    Icmpv6RaFlagManaged "1: addresses come from DHCPv6 (RFC 4861, 4.2).",
        "1이면 주소를 DHCPv6에서 얻는다(RFC 4861, 4.2).";
    Icmpv6RaFlagOther "1: other settings come from DHCPv6 (RFC 4861, 4.2).",
        "1이면 다른 설정을 DHCPv6에서 얻는다(RFC 4861, 4.2).";
    Icmpv6RaLifetime "For how many seconds this router is a default router (RFC 4861, 4.2).",
        "이 라우터를 몇 초 동안 기본 라우터로 쓸지 나타낸다(RFC 4861, 4.2).";
    Icmpv6RaReachable "For how many milliseconds a neighbour counts as reachable (RFC 4861, 4.2).",
        "이웃을 몇 밀리초 동안 도달 가능하다고 볼지 나타낸다(RFC 4861, 4.2).";
    Icmpv6RaRetrans "Milliseconds between two solicitations (RFC 4861, 4.2).",
        "질의를 다시 보내는 간격을 밀리초로 나타낸다(RFC 4861, 4.2).";
    Icmpv6NsTarget "Whose link address is asked for (RFC 4861, 4.3).",
        "이 주소를 가진 노드의 링크 주소를 묻는다(RFC 4861, 4.3).";
    Icmpv6NaFlag "Who answers, and why (RFC 4861, 4.4).",
        "누가 왜 답하는지 나타낸다(RFC 4861, 4.4).";
    Icmpv6NaFlagRouter "1: the sender is a router (RFC 4861, 4.4).",
        "1이면 보낸 쪽이 라우터다(RFC 4861, 4.4).";
    Icmpv6NaFlagSolicited "1: this answers a question (RFC 4861, 4.4).",
        "1이면 질문에 대한 응답이다(RFC 4861, 4.4).";
    Icmpv6NaFlagOverride "1: replaces what was known before (RFC 4861, 4.4).",
        "1이면 전에 알던 것을 바꾼다(RFC 4861, 4.4).";
    Icmpv6NaTarget "Whose link address is told (RFC 4861, 4.4).",
        "이 주소를 가진 노드의 링크 주소를 알린다(RFC 4861, 4.4).";
    Icmpv6RedirectTarget "Send to this node instead (RFC 4861, 4.5).",
        "이 노드로 보내라는 뜻이다(RFC 4861, 4.5).";
    Icmpv6RedirectDestination "For which destination the better hop is (RFC 4861, 4.5).",
        "어느 목적지로 갈 때의 이야기인지 나타낸다(RFC 4861, 4.5).";
    Icmpv6Opt "One option: type, length, content (RFC 4861, 4.6).",
        "옵션 하나다. 종류, 길이, 내용으로 되어 있다(RFC 4861, 4.6).";
    Icmpv6OptType "1 and 2 link address, 3 prefix, 5 MTU (RFC 4861, 4.6).",
        "1과 2는 링크 주소, 3은 프리픽스, 5는 MTU다(RFC 4861, 4.6).";
    Icmpv6OptLength "All of the option in units of 8 bytes (RFC 4861, 4.6).",
        "옵션 전체를 8바이트 단위로 나타낸 길이다(RFC 4861, 4.6).";
    Icmpv6OptLinkAddr "The MAC address of sender or target (RFC 4861, 4.6.1).",
        "보낸 쪽 또는 대상의 MAC 주소다(RFC 4861, 4.6.1).";
    Icmpv6OptReserved "Sent as 0.",
        "0으로 보낸다.";
    Icmpv6OptMtu "The largest packet that hosts should send on this link (RFC 4861, 4.6.4).",
        "이 링크에서 호스트가 보낼 가장 큰 패킷의 크기다(RFC 4861, 4.6.4).";
    Icmpv6OptPrefixLength "How many leading bits of the prefix count (RFC 4861, 4.6.2).",
        "프리픽스의 앞 몇 비트가 의미 있는지 나타낸다(RFC 4861, 4.6.2).";
    Icmpv6OptPrefixFlag "Whether the prefix lies on this link, and whether hosts may make addresses of it (RFC 4861, 4.6.2).",
        "프리픽스가 이 링크에 있는지, 호스트가 주소를 만들어도 되는지 나타낸다(RFC 4861, 4.6.2).";
    Icmpv6OptPrefixValid "For how many seconds the prefix is valid (RFC 4861, 4.6.2).",
        "프리픽스가 몇 초 동안 유효한지 나타낸다(RFC 4861, 4.6.2).";
    Icmpv6OptPrefixPreferred "For how many seconds its addresses are preferred (RFC 4861, 4.6.2).",
        "이 프리픽스의 주소를 몇 초 동안 우선해 쓸지 나타낸다(RFC 4861, 4.6.2).";
    Icmpv6OptPrefix "The addresses of this link begin so (RFC 4861, 4.6.2).",
        "이 링크의 주소는 이것으로 시작한다(RFC 4861, 4.6.2).";
    Icmpv6OptData "Bytes that are not taken apart further.",
        "더 분석하지 않는 바이트다.";
    Icmpv6MldDelay "Within how many milliseconds listeners shall answer.",
        "리스너가 몇 밀리초 안에 답해야 하는지 나타낸다.";
    Icmpv6MldAddress "The group that is asked about or reported.",
        "묻거나 알리는 그룹이다.";
    Icmpv6MldRecords "How many groups are reported.",
        "알리는 그룹의 수다.";
    Icmpv6MldRecord "One group with the sources that are wanted or not.",
        "그룹 하나와, 받거나 받지 않을 송신처의 목록이다.";
    Icmpv6MldRecordType "1 and 2 say how it is, 3 and 4 how it has changed to be, 5 and 6 which sources come and go.",
        "1과 2는 현재 상태, 3과 4는 바뀐 상태, 5와 6은 더하거나 뺄 송신처를 나타낸다.";
    Icmpv6MldRecordAux "In words of 4 bytes; 0 as a rule.",
        "4바이트 단위이며 보통 0이다.";
    Icmpv6MldRecordSources "How many source addresses follow.",
        "뒤따르는 송신처 주소의 수다.";
    Icmpv6MldRecordAddress "The group that this record is about.",
        "이 레코드가 다루는 그룹이다.";
    Icmpv6MldRecordSource "A source that is wanted or not.",
        "받거나 받지 않을 송신처다.";
    Icmpv6Data "Bytes of a type that is not taken apart further.",
        "더 분석하지 않는 종류의 바이트다.";
} } }
