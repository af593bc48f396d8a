//! ICMP and ICMPv6 errors about a segment: what they say, how hard they are, and what joins them to the connection.
//!
//! The types and codes: RFC 792, RFC 1122 (3.2.2.1), RFC 1812 (5.2.7.1), RFC 4443. What TCP is to do: RFC 9293,
//! 3.9.2.2.

messages! {
    /// An ICMP error.
    IcmpSays {
        // The sender's words, without who speaks.
        NetUnreachable {}
            en "I know no way to that network (type 3, code 0)."
            ko "그 네트워크로 가는 길을 모른다 (타입 3, 코드 0).";
        HostUnreachable {}
            en "I cannot reach that host (type 3, code 1)."
            ko "그 호스트에 닿을 수 없다 (타입 3, 코드 1).";
        ProtocolUnreachable {}
            en "Nobody here speaks TCP (type 3, code 2)."
            ko "여기에는 TCP를 쓰는 곳이 없다 (타입 3, 코드 2).";
        PortUnreachable { port: u16 }
            en "Nobody waits at port {port} (type 3, code 3)."
            ko "{port}번 포트에서 기다리는 곳이 없다 (타입 3, 코드 3).";
        TooBig { mtu: u32 }
            en "Your packet is too big for the next link and may not be cut: at most {mtu} bytes pass (type 3, code 4)."
            ko "패킷이 다음 링크보다 큰데 나눌 수도 없다. {mtu}바이트까지만 지나갈 수 있다 (타입 3, 코드 4).";
        TooBigUntold {}
            en "Your packet is too big for the next link and may not be cut (type 3, code 4)."
            ko "패킷이 다음 링크보다 큰데 나눌 수도 없다 (타입 3, 코드 4).";
        SourceRouteFailed {}
            en "The route that your packet names does not work (type 3, code 5)."
            ko "패킷이 지정한 경로로는 갈 수 없다 (타입 3, 코드 5).";
        NetUnknown {}
            en "I do not know that network (type 3, code 6)."
            ko "그런 네트워크를 모른다 (타입 3, 코드 6).";
        HostUnknown {}
            en "I do not know that host (type 3, code 7)."
            ko "그런 호스트를 모른다 (타입 3, 코드 7).";
        HostIsolated {}
            en "The sending host is isolated (type 3, code 8)."
            ko "보낸 호스트가 고립되어 있다 (타입 3, 코드 8).";
        NetProhibited {}
            en "Talking to that network is forbidden here (type 3, code 9)."
            ko "그 네트워크와의 통신은 여기서 금지되어 있다 (타입 3, 코드 9).";
        HostProhibited {}
            en "Talking to that host is forbidden here (type 3, code 10)."
            ko "그 호스트와의 통신은 여기서 금지되어 있다 (타입 3, 코드 10).";
        ServiceUnreachable { code: u8 }
            en "I know no way for that type of service (type 3, code {code})."
            ko "그 서비스 종류(TOS)로 가는 길을 모른다 (타입 3, 코드 {code}).";
        Prohibited {}
            en "A rule here forbids this packet (type 3, code 13)."
            ko "이곳의 규칙이 이 패킷을 금지한다 (타입 3, 코드 13).";
        OtherUnreachable { code: u8 }
            en "Your packet cannot be delivered (type 3, code {code})."
            ko "패킷을 전달할 수 없다 (타입 3, 코드 {code}).";
        Expired {}
            en "Your packet's TTL ran out on the way (type 11, code 0)."
            ko "패킷의 TTL이 도중에 0이 되었다 (타입 11, 코드 0).";
        ReassemblyExpired {}
            en "Not all fragments of your packet came in time (type 11, code 1)."
            ko "패킷의 조각이 제때 다 오지 않았다 (타입 11, 코드 1).";
        ParameterProblem { code: u8 }
            en "Your packet's IP header has a fault (type 12, code {code})."
            ko "패킷의 IP 헤더에 문제가 있다 (타입 12, 코드 {code}).";
        SourceQuench {}
            en "Slow down (type 4; obsolete)."
            ko "천천히 보내라 (타입 4, 지금은 쓰지 않음).";
        V6NoRoute {}
            en "I know no route to that address (type 1, code 0)."
            ko "그 주소로 가는 경로를 모른다 (타입 1, 코드 0).";
        V6Prohibited {}
            en "A rule here forbids this packet (type 1, code 1)."
            ko "이곳의 규칙이 이 패킷을 금지한다 (타입 1, 코드 1).";
        V6BeyondScope {}
            en "Your source address does not reach that far (type 1, code 2)."
            ko "송신처 주소의 유효 범위를 벗어난다 (타입 1, 코드 2).";
        V6AddressUnreachable {}
            en "I cannot reach that address (type 1, code 3)."
            ko "그 주소에 닿을 수 없다 (타입 1, 코드 3).";
        V6PortUnreachable { port: u16 }
            en "Nobody waits at port {port} (type 1, code 4)."
            ko "{port}번 포트에서 기다리는 곳이 없다 (타입 1, 코드 4).";
        V6SourcePolicy {}
            en "Your source address is not allowed here (type 1, code 5)."
            ko "송신처 주소가 여기서는 허용되지 않는다 (타입 1, 코드 5).";
        V6RejectRoute {}
            en "The route to that address rejects everything (type 1, code 6)."
            ko "그 주소로 가는 경로는 모두 거부하도록 설정되어 있다 (타입 1, 코드 6).";
        V6TooBig { mtu: u32 }
            en "Your packet is too big for the next link: at most {mtu} bytes pass (type 2)."
            ko "패킷이 다음 링크보다 크다. {mtu}바이트까지만 지나갈 수 있다 (타입 2).";
        V6Expired {}
            en "Your packet's hop limit ran out on the way (type 3, code 0)."
            ko "패킷의 홉 제한이 도중에 0이 되었다 (타입 3, 코드 0).";
        V6ReassemblyExpired {}
            en "Not all fragments of your packet came in time (type 3, code 1)."
            ko "패킷의 조각이 제때 다 오지 않았다 (타입 3, 코드 1).";
        V6ParameterProblem { code: u8 }
            en "Your packet's IPv6 header has a fault (type 4, code {code})."
            ko "패킷의 IPv6 헤더에 문제가 있다 (타입 4, 코드 {code}).";
        OtherError { kind: u8, code: u8 }
            en "Your packet met an error (type {kind}, code {code})."
            ko "패킷에 오류가 있었다 (타입 {kind}, 코드 {code}).";
        // The header's fields.
        TypeUnreachable {}
            en "destination unreachable: the packet could not be delivered (RFC 792)"
            ko "목적지 도달 불가: 패킷을 전달하지 못했다 (RFC 792)";
        TypeProhibited {}
            en "destination unreachable: the packet could not be delivered (RFC 792; the code: RFC 1812, 5.2.7.1)"
            ko "목적지 도달 불가: 패킷을 전달하지 못했다 (RFC 792. 코드는 RFC 1812, 5.2.7.1)";
        TypeExpired {}
            en "time exceeded: the packet was on the way too long (RFC 792)"
            ko "시간 초과: 패킷이 너무 오래 걸렸다 (RFC 792)";
        TypeParameter {}
            en "parameter problem: a fault in the packet's IP header"
            ko "매개변수 문제: 패킷의 IP 헤더에 문제가 있다";
        TypeTooBig {}
            en "packet too big: the sender must send smaller ones (RFC 4443, 3.2)"
            ko "패킷이 너무 큼: 더 작게 보내야 한다 (RFC 4443, 3.2)";
        TypeUnreachable6 {}
            en "destination unreachable: the packet could not be delivered (RFC 4443, 3.1)"
            ko "목적지 도달 불가: 패킷을 전달하지 못했다 (RFC 4443, 3.1)";
        TypeExpired6 {}
            en "time exceeded: the packet was on the way too long (RFC 4443, 3.3)"
            ko "시간 초과: 패킷이 너무 오래 걸렸다 (RFC 4443, 3.3)";
        TypeOther {}
            en "another ICMP message that quotes a packet"
            ko "패킷을 인용한 다른 ICMP 메시지";
        CodeNet {}
            en "the network cannot be reached" ko "네트워크에 닿을 수 없음";
        CodeHost {}
            en "the host cannot be reached" ko "호스트에 닿을 수 없음";
        CodeProtocol {}
            en "the protocol is not spoken there" ko "그 프로토콜을 쓰지 않음";
        CodePort {}
            en "nobody waits at the port" ko "그 포트에서 기다리는 곳이 없음";
        CodeTooBig {}
            en "too big, and the DF bit forbids to fragment" ko "너무 큰데 DF 비트 때문에 나눌 수 없음";
        CodeSourceRoute {}
            en "the source route failed" ko "지정한 경로로 갈 수 없음";
        CodeUnknown {}
            en "network or host unknown" ko "알 수 없는 네트워크 또는 호스트";
        CodeIsolated {}
            en "the sending host is isolated" ko "보낸 호스트가 고립됨";
        CodeProhibited {}
            en "administratively prohibited: a filter" ko "관리 정책으로 금지됨: 필터";
        CodeService {}
            en "not for this type of service" ko "그 서비스 종류(TOS)로는 갈 수 없음";
        CodeTransit {}
            en "the TTL or hop limit ran out in transit" ko "도중에 TTL(홉 제한)이 0이 됨";
        CodeReassembly {}
            en "fragments were missing for too long" ko "조각이 제때 모이지 않음";
        CodeScope {}
            en "beyond the scope of the source address" ko "송신처 주소의 유효 범위를 벗어남";
        CodeSourcePolicy {}
            en "the source address is not allowed" ko "송신처 주소가 허용되지 않음";
        CodeReject {}
            en "the route rejects everything" ko "모두 거부하는 경로";
        CodeOther {}
            en "the particular reason within the type" ko "타입 안에서 더 자세한 이유";
        // Why it concerns this connection.
        Joined { ports: String, seq: u32 }
            en "it quotes the packet it is about: ports {ports}, sequence number {seq}. So it belongs to this connection (RFC 9293, 3.9.2.2)"
            ko "문제가 된 패킷을 인용한다. 포트 {ports}, 시퀀스 번호 {seq}. 그래서 이 커넥션에 대한 것이다 (RFC 9293, 3.9.2.2)";
        JoinedByPorts { ports: String }
            en "it quotes the packet it is about: ports {ports}; the quote ends before the sequence number, so any segment of this connection may be meant"
            ko "문제가 된 패킷을 인용한다. 포트는 {ports}(이)지만 시퀀스 번호 앞에서 인용이 끝난다. 이 커넥션의 어느 세그먼트인지는 알 수 없다";
        Hard {}
            en "a hard error: TCP should abort the connection; once it is open, Linux and others do not (RFC 9293, 3.9.2.2)"
            ko "하드 오류다. TCP는 커넥션을 중단해야 한다(SHOULD). 이미 연결된 커넥션이라면 Linux 등은 중단하지 않는다 (RFC 9293, 3.9.2.2)";
        Soft {}
            en "a soft error: TCP must not abort the connection for it (RFC 9293, 3.9.2.2); while connect() waits, Linux ends it all the same, as a rule at the first one, else when the SYN sent again meets it too"
            ko "소프트 오류다. TCP는 이것 때문에 커넥션을 중단하면 안 된다 (RFC 9293, 3.9.2.2). 그래도 connect()가 기다리는 동안이면 Linux는 끝낸다. 보통은 첫 오류에서, 아니면 다시 보낸 SYN에도 오류가 왔을 때다";
        Unclassed {}
            en "RFC 9293 calls this code neither hard nor soft; while connect() waits, Linux ends it, as a rule at the first one"
            ko "RFC 9293은 이 코드를 하드 오류로도 소프트 오류로도 정하지 않았다. connect()가 기다리는 동안이면 Linux는 보통 첫 오류에서 끝낸다";
        ForPathMtu {}
            en "no reason to abort: TCP sends smaller segments from now on (RFC 9293, 3.7.2)"
            ko "중단할 이유는 아니다. TCP는 이제 더 작은 세그먼트를 보낸다 (RFC 9293, 3.7.2)";
        Discarded {}
            en "TCP must silently discard it (RFC 9293, 3.9.2.2)"
            ko "TCP는 이것을 조용히 버려야 한다 (RFC 9293, 3.9.2.2)";
        FromServer {}
            en "sent from the server's own address: the server, or something that speaks in its name"
            ko "서버의 주소로 보냈다. 서버 자신이거나 서버 이름으로 답하는 장비다";
        FromOnTheWay { from: String }
            en "sent by {from}, neither end of the connection: a router or firewall on the way"
            ko "{from}이(가) 보냈다. 양 끝이 아니니 도중의 라우터나 방화벽이다";
        PortByAnother {}
            en "only the server itself knows its ports: from a router, code 3 is a filter"
            ko "서버의 포트는 서버 자신만 안다. 라우터가 보낸 코드 3은 필터다";
        FromClient { from: String }
            en "sent from the client's own address {from}: its own machine could not send further"
            ko "클라이언트 자신의 주소 {from}에서 보냈다. 그 컴퓨터가 더 보내지 못한 것이다";
        // What else could be.
        IfEstablished {}
            en "on an established connection most stacks keep going after such an error; it counts here because connect() still waits"
            ko "이미 연결된 커넥션이라면 대부분의 구현은 이런 오류 뒤에도 계속한다. 여기서는 connect()가 아직 기다리고 있어서 의미가 있다";
        IfSilent {}
            en "without this message the client would have repeated its SYN until it gave up"
            ko "이 메시지가 없었다면 클라이언트는 포기할 때까지 SYN을 다시 보냈을 것이다";
    }
}
