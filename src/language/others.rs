//! Frames without TCP: what they are, in a line.

use super::Message;

messages! {
    /// A frame that is no TCP segment.
    OtherFrame {
        ArpAsks { from: String, wanted: String }
            en "ARP: {from} asks who has {wanted}"
            ko "ARP: {from}이(가) {wanted}의 MAC 주소를 묻는다";
        ArpAnswers { owner: String, mac: String }
            en "ARP: {owner} is at {mac}"
            ko "ARP: {owner}은(는) {mac}에 있다";
        ArpAnnounces { owner: String, mac: String }
            en "ARP: {owner} announces that it is at {mac}"
            ko "ARP: {owner}이(가) 자신이 {mac}에 있다고 알린다";
        Arp {}
            en "ARP: a question or answer about addresses on the link"
            ko "ARP: 링크에서 주소를 묻거나 답한다";
        UdpPorts { from: String, to: String }
            en "UDP {from} → {to}"
            ko "UDP {from} → {to}";
        Udp {}
            en "UDP: a datagram without a connection"
            ko "UDP: 커넥션 없이 보내는 데이터그램";
        EchoRequest { from: String, to: String }
            en "ICMP echo request (ping) {from} → {to}"
            ko "ICMP 에코 요청(ping) {from} → {to}";
        EchoReply { from: String, to: String }
            en "ICMP echo reply (ping) {from} → {to}"
            ko "ICMP 에코 응답(ping) {from} → {to}";
        NeighborAsks { from: String, wanted: String }
            en "IPv6 neighbor solicitation: {from} asks who has {wanted}"
            ko "IPv6 이웃 요청: {from}이(가) {wanted}의 MAC 주소를 묻는다";
        NeighborAnswers { owner: String }
            en "IPv6 neighbor advertisement: {owner} tells its link address"
            ko "IPv6 이웃 알림: {owner}이(가) 자신의 링크 주소를 알린다";
        IcmpReports { from: String, says: Box<Message>, kind: u8, code: u8 }
            en "ICMP from {from}: {says} (type {kind}, code {code})"
            ko "{from}의 ICMP: {says} (타입 {kind}, 코드 {code})";
        Icmpv6Reports { from: String, says: Box<Message>, kind: u8, code: u8 }
            en "ICMPv6 from {from}: {says} (type {kind}, code {code})"
            ko "{from}의 ICMPv6: {says} (타입 {kind}, 코드 {code})";
        ErrExpired {} en "time to live used up" ko "TTL 초과";
        ErrReassembly {} en "fragments missing for too long" ko "단편 재조립 시간 초과";
        ErrNet {} en "network unreachable" ko "네트워크 도달 불가";
        ErrHost {} en "host unreachable" ko "호스트 도달 불가";
        ErrProtocol {} en "protocol unreachable" ko "프로토콜 도달 불가";
        ErrPort {} en "port unreachable" ko "포트 도달 불가";
        ErrTooBig {} en "packet too big" ko "패킷이 너무 큼";
        ErrProhibited {} en "administratively prohibited" ko "관리 정책으로 금지됨";
        ErrUnreachable {} en "destination unreachable" ko "도달 불가";
        ErrRedirect {} en "redirect: use another router" ko "경로 변경: 다른 라우터를 쓰라";
        ErrParameter {} en "parameter problem" ko "매개변수 문제";
        IcmpMessage { kind: u8, code: u8 }
            en "ICMP type {kind}, code {code}"
            ko "ICMP 타입 {kind}, 코드 {code}";
        Icmpv6Message { kind: u8, code: u8 }
            en "ICMPv6 type {kind}, code {code}"
            ko "ICMPv6 타입 {kind}, 코드 {code}";
        IcmpBare {}
            en "an ICMP message" ko "ICMP 메시지";
        Icmpv6Bare {}
            en "an ICMPv6 message" ko "ICMPv6 메시지";
        Igmp {}
            en "IGMP: membership of a multicast group" ko "IGMP: 멀티캐스트 그룹 참여";
        Sctp {}
            en "SCTP, another transport protocol" ko "SCTP, 다른 전송 프로토콜";
        Ip {}
            en "an IP packet with another protocol" ko "다른 프로토콜을 담은 IP 패킷";
        Fragment {}
            en "a fragment of an IP packet: what it carries counts with the fragment that completes the packet"
            ko "IP 패킷의 단편. 담긴 내용은 패킷이 다 모이는 프레임에서 다룬다";
        BadTcp {}
            en "a TCP header cut or malformed before its ports"
            ko "포트 번호 앞에서 잘렸거나 잘못된 TCP 헤더";
        BadIp {}
            en "an IP header that is cut or malformed" ko "잘렸거나 잘못된 IP 헤더";
        ShortOption { kind: u8, length: u8, least: u8 }
            en "an IP header that is malformed: its option {kind} has {length} bytes and needs {least}, so what it carries is not looked at"
            ko "잘못된 IP 헤더. 옵션 {kind}의 길이가 {length}바이트인데 적어도 {least}바이트여야 한다. 그래서 그 뒤에 실린 것은 보지 않는다";
        Link {}
            en "a frame of the link itself, not IP" ko "IP가 아닌 링크 계층의 프레임";
        UnknownLink {}
            en "a link layer that is not dissected" ko "해석하지 않는 링크 계층";
        CutFrame {}
            en "cut inside its link header" ko "링크 헤더 안에서 잘린 프레임";
    }
}

messages! {
    /// Kinds of frames, counted, for an overview: "ARP 2".
    OtherKind {
        ArpFrames {} en "ARP" ko "ARP";
        UdpFrames {} en "UDP" ko "UDP";
        IcmpFrames {} en "ICMP" ko "ICMP";
        Icmpv6Frames {} en "ICMPv6" ko "ICMPv6";
        IgmpFrames {} en "IGMP" ko "IGMP";
        SctpFrames {} en "SCTP" ko "SCTP";
        IpFrames {} en "other IP" ko "다른 IP";
        Fragments {} en "IP fragments" ko "IP 단편";
        BadTcpFrames {} en "broken TCP headers" ko "깨진 TCP 헤더";
        BadIpFrames {} en "broken IP headers" ko "깨진 IP 헤더";
        LinkFrames {} en "link frames" ko "링크 프레임";
        UnknownLinkFrames {} en "unknown link layer" ko "알 수 없는 링크 계층";
        CutFrames {} en "cut frames" ko "잘린 프레임";
    }
}
