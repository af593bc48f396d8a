//! What the fields are for of what carries IP beside Ethernet: MPLS, PPP, wireless and other links, tunnels, and the
//! transports beside TCP and UDP.
//!
//! The rows of a table of their own, put behind those of the header fields: the match stays exhaustive.

/// Put these rows behind `rows` in the table that the macro `table` makes, and hand it on to the macro `next`.
macro_rules! with_carriers {
    ($next:ident { $table:ident { $($rows:tt)* } }) => { $next! { $table { $($rows)*
    // MPLS
    Mpls "Takes a packet along a path that labels choose (RFC 3032, 2.1).",
        "레이블이 고르는 경로를 따라 패킷을 나른다(RFC 3032, 2.1).";
    MplsLabel "The number by which the next router forwards the packet.",
        "다음 라우터가 패킷을 보낼 때 보는 번호다.";
    MplsExp "How the packet is queued.",
        "패킷을 어느 큐에 넣을지 나타낸다.";
    MplsBottom "1 on the last label of the stack.",
        "스택의 마지막 레이블이면 1이다.";
    MplsTtl "How many more routers the label may pass.",
        "앞으로 지날 수 있는 라우터의 수다.";
    PwethCw "Stands in front of an Ethernet frame that MPLS carries.",
        "MPLS가 나르는 이더넷 프레임 앞에 선다.";
    PwethCwReserved "Zero in a control word for Ethernet.",
        "이더넷용 제어 워드에서는 0이다.";
    PwethCwSequence "Counts the frames; 0 if they are not counted.",
        "프레임을 센다. 세지 않으면 0이다.";
    // PPP, PPPoE, serial lines
    Ppp "Frames packets on a line between two nodes (RFC 1661, 2).",
        "두 노드 사이 회선에서 패킷을 프레임에 담는다(RFC 1661, 2).";
    PppAddress "Always ff: all stations.",
        "언제나 ff다. 모든 노드를 뜻한다.";
    PppControl "Always 3: an unnumbered frame.",
        "언제나 3이다. 번호 없는 프레임을 뜻한다.";
    PppProtocol "Which protocol the frame carries.",
        "프레임이 나르는 프로토콜을 나타낸다.";
    PppDirection "The capture's own note in front of the frame.",
        "캡처가 프레임 앞에 적은 표시다.";
    PppDirectionValue "Whether the capturing host sent or received the frame.",
        "캡처한 호스트가 보냈는지 받았는지 나타낸다.";
    Pppoes "Carries PPP over Ethernet (RFC 2516, 4).",
        "이더넷으로 PPP를 나른다(RFC 2516, 4).";
    PppoeVersion "The version of PPPoE: 1.",
        "PPPoE의 버전으로 1이다.";
    PppoeType "The type of PPPoE: 1.",
        "PPPoE의 종류로 1이다.";
    PppoeCode "0 for the data of a session.",
        "세션의 데이터면 0이다.";
    PppoeSessionId "Which session the packet belongs to.",
        "패킷이 속한 세션을 나타낸다.";
    PppoePayloadLength "How many bytes follow.",
        "뒤따르는 바이트 수다.";
    Chdlc "Frames packets on a serial line of Cisco routers.",
        "Cisco 라우터의 직렬 회선에서 패킷을 담는다.";
    ChdlcAddress "Unicast or broadcast.",
        "유니캐스트인지 브로드캐스트인지 나타낸다.";
    ChdlcControl "Always 0.",
        "언제나 0이다.";
    ChdlcProtocol "The EtherType of the packet.",
        "패킷의 이더타입이다.";
    Fr "Takes packets along a virtual circuit.",
        "가상 회선을 따라 패킷을 나른다.";
    FrAddress "The circuit's number and notes on congestion.",
        "회선 번호와 혼잡 표시를 담는다.";
    FrDlci "Which virtual circuit the frame belongs to.",
        "프레임이 속한 가상 회선을 나타낸다.";
    FrControl "3: an unnumbered frame.",
        "3이면 번호 없는 프레임이다.";
    FrNlpid "Which network protocol follows.",
        "뒤따르는 네트워크 프로토콜을 나타낸다.";
    FrChdlcType "The EtherType of the packet, in Cisco's layout.",
        "Cisco 형식에서 패킷의 이더타입이다.";
    // FDDI, InfiniBand, ARCNET, Juniper, netfilter
    Fddi "Takes the frame around a ring of optical fibre.",
        "광섬유 고리를 따라 프레임을 나른다.";
    FddiFc "What kind of frame it is.",
        "어떤 종류의 프레임인지 나타낸다.";
    FddiDst "Who the frame is for.",
        "프레임을 받을 곳이다.";
    FddiSrc "Who sent the frame.",
        "프레임을 보낸 곳이다.";
    FddiAddr "Source or destination: both are searched.",
        "송신처나 수신처다. 둘 다 찾는다.";
    Ipoib "Says which protocol an InfiniBand packet carries.",
        "인피니밴드 패킷이 나르는 프로토콜을 알린다.";
    IpoibHeader "What the capture wrote in front of the address.",
        "캡처가 주소 앞에 적은 것이다.";
    IpoibDestination "Queue pair and port of the receiver.",
        "받는 쪽의 큐 쌍과 포트다.";
    IpoibType "Which protocol follows.",
        "뒤따르는 프로토콜을 나타낸다.";
    IpoibReserved "Zero.",
        "0이다.";
    Arcnet "Takes the packet over an ARCNET.",
        "ARCNET 망에서 패킷을 나른다.";
    ArcnetSrc "Who sent the packet.",
        "패킷을 보낸 곳이다.";
    ArcnetDst "Who it is for; 0 is everybody.",
        "패킷을 받을 곳이다. 0은 모두를 뜻한다.";
    ArcnetOffset "Where the data began in the card's buffer.",
        "카드의 버퍼에서 데이터가 시작한 곳이다.";
    ArcnetProtocol "Which protocol follows.",
        "뒤따르는 프로토콜을 나타낸다.";
    ArcnetSplitFlag "0 for a packet in one piece.",
        "나누지 않은 패킷이면 0이다.";
    ArcnetSequence "The same in all pieces of a packet.",
        "한 패킷의 모든 조각에서 같다.";
    ArcnetPadding "Fills up a packet of a length that ARCNET cannot send.",
        "ARCNET이 보낼 수 없는 길이를 채운다.";
    Juniper "What a Juniper router writes in front of a frame.",
        "Juniper 라우터가 프레임 앞에 적은 것이다.";
    JuniperMagic "The letters MGC.",
        "문자 MGC다.";
    JuniperFlags "Direction, and what follows.",
        "방향과 뒤따르는 것을 나타낸다.";
    JuniperExtLength "How many bytes of extensions follow.",
        "뒤따르는 확장의 바이트 수다.";
    JuniperExtensions "Interface and media of the router.",
        "라우터의 인터페이스와 매체를 담는다.";
    Nflog "What Linux notes on a packet that a firewall rule logs.",
        "방화벽 규칙이 기록한 패킷에 Linux가 붙인 것이다.";
    NflogFamily "IPv4 or IPv6.",
        "IPv4인지 IPv6인지 나타낸다.";
    NflogVersion "The version of the header.",
        "헤더의 버전이다.";
    NflogResId "Which log group the rule named.",
        "규칙이 정한 로그 그룹이다.";
    NflogAttributes "Interface, time and prefix of the rule.",
        "인터페이스와 시각과 규칙의 머리말이다.";
    // IEEE 802.11
    Radiotap "What the radio noted on the frame.",
        "무선 장치가 프레임에 대해 적은 것이다.";
    RadiotapVersion "Always 0.",
        "언제나 0이다.";
    RadiotapPad "Unused.",
        "쓰지 않는다.";
    RadiotapLength "How long the radiotap header is.",
        "radiotap 헤더의 길이다.";
    RadiotapData "Rate, channel, signal and more, as far as the bits say.",
        "속도와 채널과 신호 세기 따위다. 비트가 무엇이 있는지 알린다.";
    Ppi "What the capture noted on the frame.",
        "캡처가 프레임에 대해 적은 것이다.";
    PpiVersion "Always 0.",
        "언제나 0이다.";
    PpiFlags "Whether its fields are aligned.",
        "필드를 정렬했는지 나타낸다.";
    PpiLength "How long the PPI header is.",
        "PPI 헤더의 길이다.";
    PpiDlt "How the frame behind it begins.",
        "뒤의 프레임이 어떻게 시작하는지 나타낸다.";
    PpiData "Rate, channel, signal and more.",
        "속도와 채널과 신호 세기 따위다.";
    Prism "What an old wireless card noted on the frame.",
        "옛 무선 카드가 프레임에 대해 적은 것이다.";
    PrismHeader "Rate, channel, signal and more.",
        "속도와 채널과 신호 세기 따위다.";
    Wlan "Takes the frame through the air.",
        "무선으로 프레임을 나른다.";
    WlanFcSubtype "What kind of data, control or management frame it is.",
        "어떤 데이터, 제어, 관리 프레임인지 나타낸다.";
    WlanFcType "Management, control or data.",
        "관리, 제어, 데이터 가운데 무엇인지 나타낸다.";
    WlanFcVersion "Always 0.",
        "언제나 0이다.";
    WlanFlags "Direction, retry, power saving, encryption.",
        "방향과 재전송과 절전과 암호화를 나타낸다.";
    WlanDuration "How long the medium is reserved, in microseconds.",
        "매체를 예약한 시간이다. 단위는 마이크로초다.";
    WlanRa "Which station hears the frame.",
        "프레임을 무선으로 받는 곳이다.";
    WlanTa "Which station sends it into the air.",
        "프레임을 무선으로 보내는 곳이다.";
    WlanDa "Who the frame is for in the end.",
        "프레임을 마지막에 받을 곳이다.";
    WlanSa "Who sent the frame first.",
        "프레임을 처음 보낸 곳이다.";
    WlanBssid "Which wireless network it is, by its access point.",
        "어느 무선망인지 접근점의 주소로 나타낸다.";
    WlanSequenceControl "Fragment and sequence number.",
        "조각 번호와 순서 번호를 담는다.";
    WlanFrag "Which piece of a frame it is.",
        "프레임의 몇째 조각인지 나타낸다.";
    WlanSeq "Counts the frames; a retry has the same.",
        "프레임을 센다. 재전송은 번호가 같다.";
    WlanQos "Priority, and how the frame is acknowledged.",
        "우선순위와 확인 방법을 나타낸다.";
    WlanHtc "Settings of faster radios.",
        "빠른 무선의 설정이다.";
    WlanFcs "Shows whether the frame arrived unharmed.",
        "프레임이 온전히 왔는지 보여 준다.";
    // tunnels
    Gre "Carries packets of any protocol inside IP (RFC 2784, 2).",
        "어떤 프로토콜의 패킷이든 IP에 담아 나른다(RFC 2784, 2).";
    GreFlags "Which optional fields follow.",
        "어떤 선택 필드가 뒤따르는지 나타낸다.";
    GreProto "The EtherType of what is carried.",
        "실린 것의 이더타입이다.";
    GreChecksum "Covers the GRE header and what it carries.",
        "GRE 헤더와 실린 것을 검사한다.";
    GreOffset "Where an active source route stands.",
        "쓰이고 있는 소스 라우트의 자리다.";
    GreKey "Tells flows in one tunnel apart (RFC 2890, 2.1).",
        "한 터널 안의 흐름을 구별한다(RFC 2890, 2.1).";
    GreKeyPayloadLength "How many bytes PPTP carries.",
        "PPTP가 나르는 바이트 수다.";
    GreKeyCallId "Which PPTP call the packet belongs to.",
        "패킷이 속한 PPTP 호를 나타낸다.";
    GreSequence "Counts the packets of the tunnel.",
        "터널의 패킷을 센다.";
    GreAck "The highest number that arrived over PPTP.",
        "PPTP로 도착한 가장 큰 번호다.";
    GreWccp "Why a router redirected the packet.",
        "라우터가 패킷을 돌린 까닭을 담는다.";
    Erspan "Carries a copy of a frame to a far analyser.",
        "프레임의 사본을 먼 분석기로 나른다.";
    ErspanVersion "1 for type II, 2 for type III.",
        "II형은 1, III형은 2다.";
    ErspanVlan "The VLAN that the frame was seen in.",
        "프레임을 본 VLAN이다.";
    ErspanCos "The priority that the frame had.",
        "프레임의 우선순위다.";
    ErspanEncap "How the frame was tagged, or that it was damaged.",
        "프레임의 태그 방식이나 손상을 나타낸다.";
    ErspanTruncated "1 if the copy was cut.",
        "사본이 잘렸으면 1이다.";
    ErspanSpanId "Which session copied the frame.",
        "프레임을 복사한 세션이다.";
    ErspanIndex "Port and direction of the copied frame.",
        "복사한 프레임의 포트와 방향이다.";
    ErspanTimestamp "When the switch copied the frame.",
        "스위치가 프레임을 복사한 시각이다.";
    ErspanRest "Security group, hardware and direction.",
        "보안 그룹과 하드웨어와 방향이다.";
    ErspanPlatform "What the kind of switch adds.",
        "스위치 기종이 덧붙인 것이다.";
    EtherIp "Carries Ethernet frames inside IP (RFC 3378, 3).",
        "이더넷 프레임을 IP에 담아 나른다(RFC 3378, 3).";
    EtherIpVersion "Always 3.",
        "언제나 3이다.";
    EtherIpReserved "Zero.",
        "0이다.";
    Vxlan "Carries Ethernet frames inside UDP (RFC 7348, 5).",
        "이더넷 프레임을 UDP에 담아 나른다(RFC 7348, 5).";
    VxlanFlags "Whether the network number counts.",
        "망 번호가 유효한지 나타낸다.";
    VxlanGbp "Group of the sender, if that extension is used.",
        "확장을 쓰면 보낸 쪽의 그룹이다.";
    VxlanVni "Which virtual network the frame belongs to.",
        "프레임이 속한 가상 망이다.";
    VxlanReserved "Zero.",
        "0이다.";
    VxlanNextProto "What follows, in the generic extension.",
        "일반 확장에서 뒤따르는 것을 나타낸다.";
    Geneve "Carries frames inside UDP, with options (RFC 8926, 3.4).",
        "프레임을 옵션과 함께 UDP에 담아 나른다(RFC 8926, 3.4).";
    GeneveVersion "Always 0.",
        "언제나 0이다.";
    GeneveOptionsLength "How many words of options follow.",
        "뒤따르는 옵션의 워드 수다.";
    GeneveFlags "Control packet, critical options.",
        "제어 패킷과 꼭 읽어야 할 옵션을 나타낸다.";
    GeneveProtoType "The EtherType of what is carried.",
        "실린 것의 이더타입이다.";
    GeneveVni "Which virtual network the frame belongs to.",
        "프레임이 속한 가상 망이다.";
    GeneveReserved "Zero.",
        "0이다.";
    GeneveOptions "Notes for the tunnel's end.",
        "터널 끝에 전하는 정보다.";
    Gtp "Carries a mobile phone's packets inside UDP.",
        "휴대 전화의 패킷을 UDP에 담아 나른다.";
    GtpFlags "Version, and which optional fields follow.",
        "버전과 뒤따르는 선택 필드를 나타낸다.";
    GtpMessage "ff carries a packet.",
        "ff는 패킷을 나른다.";
    GtpLength "How many bytes follow the fixed header.",
        "고정 헤더 뒤의 바이트 수다.";
    GtpTeid "Which tunnel at the receiver the packet belongs to.",
        "받는 쪽의 어느 터널인지 나타낸다.";
    GtpSeqNumber "Counts the packets if their order matters.",
        "순서가 중요하면 패킷을 센다.";
    GtpFlowLabel "Which tunnel it is, in version 0.",
        "버전 0에서 터널을 나타낸다.";
    GtpNpduNumber "Counts packets while a phone changes its cell.",
        "전화가 셀을 옮기는 동안 패킷을 센다.";
    GtpSpare "Unused.",
        "쓰지 않는다.";
    GtpTid "Whose tunnel it is, in version 0.",
        "버전 0에서 누구의 터널인지 나타낸다.";
    GtpNext "Which extension header follows.",
        "뒤따르는 확장 헤더를 나타낸다.";
    GtpExtensions "Notes such as the quality of service.",
        "서비스 품질 따위의 정보다.";
    Teredo "Stands in front of IPv6 inside UDP (RFC 4380, 5.1.1).",
        "UDP에 담긴 IPv6 앞에 선다(RFC 4380, 5.1.1).";
    TeredoHeader "Who relays the packet.",
        "누가 패킷을 중계하는지 담는다.";
    L2tp "Carries PPP inside UDP (RFC 2661, 3.1).",
        "PPP를 UDP에 담아 나른다(RFC 2661, 3.1).";
    L2tpFlags "Which optional fields follow.",
        "어떤 선택 필드가 뒤따르는지 나타낸다.";
    L2tpLength "The length of the message.",
        "메시지의 길이다.";
    L2tpTunnel "Which tunnel at the receiver it is.",
        "받는 쪽의 어느 터널인지 나타낸다.";
    L2tpSession "Which session in the tunnel it is.",
        "터널 안의 어느 세션인지 나타낸다.";
    L2tpRest "Optional fields of the header.",
        "헤더의 선택 필드다.";
    Ayiya "Carries IPv6 inside UDP, with a signature.",
        "IPv6를 서명과 함께 UDP에 담아 나른다.";
    AyiyaIdLength "A power of two.",
        "2의 거듭제곱으로 나타낸 길이다.";
    AyiyaIdType "What the identity is.",
        "식별자가 무엇인지 나타낸다.";
    AyiyaSignatureLength "In words of four bytes.",
        "4바이트 워드로 센 길이다.";
    AyiyaHashMethod "How the signature is made.",
        "서명을 만드는 방법이다.";
    AyiyaAuthMethod "How the sender proves who it is.",
        "보낸 쪽을 확인하는 방법이다.";
    AyiyaOpcode "Forward, echo and the like.",
        "전달이나 에코 따위를 나타낸다.";
    AyiyaNextHeader "Which protocol is carried.",
        "실린 프로토콜이다.";
    AyiyaEpoch "When the packet was sent.",
        "패킷을 보낸 시각이다.";
    AyiyaIdentity "Who sent the packet.",
        "패킷을 보낸 쪽이다.";
    AyiyaSignature "Proves that the sender made the packet.",
        "보낸 쪽이 만든 패킷임을 증명한다.";
    Cfp "Takes a frame between switches of Cisco.",
        "Cisco 스위치 사이에서 프레임을 나른다.";
    CfpTag "Which tree or path the frame takes.",
        "프레임이 갈 트리나 경로다.";
    CfpTtl "How many more switches the frame may pass.",
        "앞으로 지날 수 있는 스위치의 수다.";
    Backbone "Takes a customer's frame through a provider's network.",
        "통신 사업자 망에서 고객의 프레임을 나른다.";
    BackbonePriority "How the frame is queued.",
        "프레임을 어느 큐에 넣을지 나타낸다.";
    BackboneDrop "1 if the frame may be dropped first.",
        "먼저 버려도 되면 1이다.";
    BackboneReserved "Reserved bits.",
        "예약한 비트다.";
    BackboneIsid "Which customer's network it is.",
        "어느 고객의 망인지 나타낸다.";
    BackboneDestination "Who the frame is for.",
        "프레임을 받을 곳이다.";
    BackboneSource "Who sent the frame.",
        "프레임을 보낸 곳이다.";
    // other transports
    Sctp "Carries messages in several streams (RFC 9260, 3.1).",
        "여러 스트림으로 메시지를 나른다(RFC 9260, 3.1).";
    SctpSrcPort "Which application sent it.",
        "보낸 응용을 나타낸다.";
    SctpDstPort "Which application it is for.",
        "받을 응용을 나타낸다.";
    SctpPort "Source or destination: both are searched.",
        "송신처나 수신처다. 둘 다 찾는다.";
    SctpVerificationTag "Proves that the sender knows the association.",
        "보낸 쪽이 연관을 안다는 증거다.";
    SctpChecksum "Shows whether the packet arrived unharmed.",
        "패킷이 온전히 왔는지 보여 준다.";
    Dccp "Carries datagrams with congestion control (RFC 4340, 5.1).",
        "혼잡 제어를 하며 데이터그램을 나른다(RFC 4340, 5.1).";
    DccpSrcPort "Which application sent it.",
        "보낸 응용을 나타낸다.";
    DccpDstPort "Which application it is for.",
        "받을 응용을 나타낸다.";
    DccpPort "Source or destination: both are searched.",
        "송신처나 수신처다. 둘 다 찾는다.";
    } } };
}

pub(super) use with_carriers;
