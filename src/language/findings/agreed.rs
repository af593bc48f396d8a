//! Findings about options and bits: what an opening agrees on, and what a header says that has no use or no place.
//!
//! What a row is: see [`super`].

/// The rows of this file behind those before them, to the next file.
macro_rules! rows {
    ([$next:path $(, $rest:path)*] $($before:tt)*) => {
        $next! { [$($rest),*] $($before)*
            ShiftTooLarge
                en "window shift above 14" ko "14보다 큰 윈도우 시프트"
                rules [7323 "2.3"]
                says {
                    { shift } => FoundShiftTooLarge { shift: u8 }
                        en "a window shift of {shift} is more than allowed: it counts as 14 (RFC 7323, 2.3)"
                        ko "윈도우 시프트 {shift}은(는) 허용 범위를 넘는다. 14로 본다 (RFC 7323, 2.3)";
                }
            FastOpenAccepted
                en "Fast Open: the data are taken" ko "Fast Open: 데이터를 받아들였다"
                rules [7413 "4.2.2"]
                says {
                    { data } => FastOpenAccepted { data: Amount = bytes(data) }
                        en "the SYN, ACK acknowledges the {data} that came with the SYN: Fast Open worked (RFC 7413, 4.2.2)"
                        ko "SYN, ACK가 SYN과 함께 온 {data}까지 확인한다. Fast Open이 받아들여졌다 (RFC 7413, 4.2.2)";
                }
            FastOpenPartly
                en "a part of the SYN's data is taken" ko "SYN의 데이터를 일부만 받아들였다"
                rules [9293 "3.10.7.3", 7413 "4.2.2"]
                fits en "a device cut the SYN's data"
                     ko "도중의 장비가 SYN의 데이터를 잘랐을 수 있다"
                decides ServersHost
                says {
                    { accepted, data }
                        => FastOpenPartly { accepted: Amount = bytes(accepted), rest: Amount = bytes(data - accepted.min(data)) }
                        en "the SYN, ACK acknowledges the SYN and {accepted} of its data, not the {rest} behind them: those must be sent again (RFC 9293, 3.10.7.3)"
                        ko "SYN, ACK가 SYN과 데이터 {accepted}까지만 확인하고 그 뒤의 {rest}는 확인하지 않는다. 남은 것은 다시 보내야 한다 (RFC 9293, 3.10.7.3)";
                }
            FastOpenIgnored
                en "Fast Open: the data are not taken" ko "Fast Open: 데이터를 받아들이지 않았다"
                rules [7413 "4.2.2"]
                fits en "the server does not know the cookie or has Fast Open switched off, its queue is full, or a device took the data out"
                     ko "서버가 쿠키를 모르거나 Fast Open이 꺼져 있거나 대기열이 가득 찼을 수 있다. 도중의 장비가 데이터를 지웠을 수도 있다"
                decides ServersHost
                wireshark "[TCP Retransmission] at the data that come again"
                says {
                    { data } => FastOpenIgnored { data: Amount = bytes(data) }
                        en "the SYN, ACK acknowledges the SYN but not its {data}: they must be sent again (RFC 7413, 4.2.2)"
                        ko "SYN, ACK가 SYN만 확인하고 함께 온 {data}는 확인하지 않는다. 다시 보내야 한다 (RFC 7413, 4.2.2)";
                }
            SynDataAccepted
                en "the SYN's data are taken" ko "SYN의 데이터를 받아들였다"
                rules [9293 "3.10.7.3"]
                says {
                    { data } => SynDataAccepted { data: Amount = bytes(data) }
                        en "the SYN, ACK acknowledges the {data} that came with the SYN, though no Fast Open cookie did (RFC 9293, 3.10.7.3)"
                        ko "Fast Open 쿠키 없이 SYN과 함께 온 {data}까지 SYN, ACK가 확인한다 (RFC 9293, 3.10.7.3)";
                }
            SynDataIgnored
                en "the SYN's data are not taken" ko "SYN의 데이터를 받아들이지 않았다"
                rules [9293 "3.10.7.3"]
                fits en "the server takes no data before the connection is open, or a device took them out"
                     ko "서버가 접속이 이루어지기 전의 데이터를 받지 않거나, 도중의 장비가 데이터를 지웠을 수 있다"
                decides ServersHost
                wireshark "[TCP Retransmission] at the data that come again"
                says {
                    { data } => SynDataUnacknowledged { data: Amount = bytes(data) }
                        en "the SYN, ACK acknowledges the SYN but not its {data}: they must be sent again (RFC 9293, 3.10.7.3)"
                        ko "SYN, ACK가 SYN만 확인하고 함께 온 {data}는 확인하지 않는다. 다시 보내야 한다 (RFC 9293, 3.10.7.3)";
                }
            FastOpenRequested
                en "Fast Open: a cookie is asked for" ko "Fast Open: 쿠키를 요청한다"
                rules [7413 "4.1.1"]
                says {
                    => FastOpenRequested {}
                        en "the SYN asks for a Fast Open cookie (RFC 7413, 4.1.1)"
                        ko "SYN이 Fast Open 쿠키를 요청한다 (RFC 7413, 4.1.1)";
                }
            FastOpenCookie
                en "Fast Open: a cookie is given" ko "Fast Open: 쿠키를 준다"
                rules [7413 "4.1.1"]
                says {
                    { length } => FastOpenCookieGiven { length: u8 }
                        en "the server gives a Fast Open cookie of {length} bytes: with it a later SYN may carry data (RFC 7413, 4.1.1)"
                        ko "서버가 {length}바이트짜리 Fast Open 쿠키를 준다. 다음부터는 이것으로 SYN에 데이터를 실을 수 있다 (RFC 7413, 4.1.1)";
                }
            EcnAgreed
                en "ECN agreed" ko "ECN 합의"
                rules [3168 "6.1.1"]
                says {
                    => EcnAgreed {}
                        en "both sides can do ECN: from here on routers may mark packets instead of dropping them (RFC 3168, 6.1.1)"
                        ko "양쪽 모두 ECN을 쓸 수 있다. 이제부터 혼잡이 생기면 라우터가 패킷을 버리는 대신 표시할 수 있다 (RFC 3168, 6.1.1)";
                }
            EcnRefused
                en "ECN not taken up" ko "ECN을 받아들이지 않았다"
                rules [3168 "6.1.1"]
                fits en "a device on the way cleared the bits"
                     ko "도중의 장비가 비트를 지웠을 수 있다"
                decides BothHosts
                says {
                    => EcnRefused {}
                        en "the SYN offered ECN, the SYN, ACK does not take it up: no ECN (RFC 3168, 6.1.1)"
                        ko "SYN이 ECN을 제안했지만 SYN, ACK가 받아들이지 않았다. ECN을 쓰지 않는다 (RFC 3168, 6.1.1)";
                }
            EcnReflected
                en "ECN bits sent back as they came" ko "ECN 비트를 그대로 되돌렸다"
                rules [3168 "6.1.1.2"]
                says {
                    => EcnReflected {}
                        en "the SYN, ACK sends ECE and CWR back as they came: a broken peer, no ECN (RFC 3168, 6.1.1.2)"
                        ko "SYN, ACK가 ECE와 CWR을 그대로 되돌렸다. 잘못된 구현이므로 ECN을 쓰지 않는다 (RFC 3168, 6.1.1.2)";
                }
            AccurateEcnAgreed
                en "Accurate ECN agreed" ko "Accurate ECN 합의"
                rules [9768 ""]
                says {
                    { arrived_as: Some(arrived_as) }
                        => AccurateEcnAgreed { arrived_as: &'static str = code_point(arrived_as) }
                        en "AE, CWR and ECE asked for Accurate ECN and the SYN, ACK agrees: its three bits say that the SYN arrived as {arrived_as}. The client's bare ACK says the same of the SYN, ACK; from then on they count CE marks and mean no single congestion signal (RFC 9768)"
                        ko "AE, CWR, ECE로 Accurate ECN을 요청했고 SYN, ACK가 받아들였다. 그 세 비트는 SYN이 {arrived_as}(으)로 도착했다고 알린다. 클라이언트의 데이터 없는 ACK도 SYN, ACK에 대해 같은 것을 알리고, 그 뒤로 세 비트는 CE 표시의 개수를 세는 데 쓰이며, 혼잡 신호 하나를 뜻하지 않는다 (RFC 9768)";
                    { arrived_as: None } => AccurateEcnReserved {}
                        en "AE, CWR and ECE asked for Accurate ECN; the SYN, ACK has AE and ECE without CWR, a code that is reserved. By RFC 9768 the client takes it for an agreement; Linux takes up plain ECN"
                        ko "AE, CWR, ECE로 Accurate ECN을 요청했고 SYN, ACK에는 CWR 없이 AE와 ECE만 있다. 예약된 부호다. RFC 9768에 따르면 클라이언트는 받아들인 것으로 본다. Linux는 보통의 ECN을 쓴다";
                }
            AccurateEcnRefused
                en "plain ECN instead of Accurate ECN" ko "Accurate ECN 대신 보통의 ECN"
                rules [9768 "", 3168 "6.1.1"]
                fits en "a device on the way cleared one of the bits"
                     ko "도중의 장비가 비트 하나를 지웠을 수 있다"
                decides BothHosts
                says {
                    => AccurateEcnRefused {}
                        en "AE, CWR and ECE asked for Accurate ECN; the SYN, ACK has ECE alone and takes up plain ECN (RFC 9768; RFC 3168, 6.1.1)"
                        ko "AE, CWR, ECE로 Accurate ECN을 요청했지만 SYN, ACK에는 ECE만 있다. 보통의 ECN을 쓴다 (RFC 9768; RFC 3168, 6.1.1)";
                }
            CongestionMarked
                en "marked on the way: congestion" ko "오는 길에 붙은 혼잡 표시"
                rules [3168 "5"]
                fits en "a sender or a device that fills the field with something else, as before there was ECN"
                     ko "ECN이 없던 때처럼 이 필드를 다른 뜻으로 쓰는 호스트나 장비일 수 있다"
                decides SendersHost
                says {
                    => CongestionMarked {}
                        en "a router marked this packet instead of dropping it (CE, RFC 3168, 5)"
                        ko "라우터가 이 패킷을 버리는 대신 혼잡 표시를 붙였다 (CE, RFC 3168, 5)";
                }
            CongestionEchoed
                en "congestion reported" ko "혼잡을 알린다"
                rules [3168 "6.1.3"]
                says {
                    { marked: Some(marked) } => CongestionEchoed { marked: u64 }
                        en "reports the mark of frame {marked} (ECE), and does so in every ACK until CWR comes (RFC 3168, 6.1.3)"
                        ko "{marked}번 프레임에 붙은 혼잡 표시를 알린다(ECE). CWR이 올 때까지 ACK마다 되풀이한다 (RFC 3168, 6.1.3)";
                    { marked: None } => CongestionEchoedFromBehind {}
                        en "reports a mark of congestion (ECE) that was set behind this point or on a packet that is not here, and does so in every ACK until CWR comes (RFC 3168, 6.1.3)"
                        ko "이 지점 뒤에서, 또는 캡처에 없는 패킷에 붙은 혼잡 표시를 알린다(ECE). CWR이 올 때까지 ACK마다 되풀이한다 (RFC 3168, 6.1.3)";
                }
            CongestionAnswered
                en "sends less because of congestion" ko "혼잡에 답해 덜 보낸다"
                rules [3168 "6.1.2"]
                fits en "a time-out or a fast retransmission at the same time: they set CWR too"
                     ko "같은 때의 타임아웃이나 빠른 재전송일 수 있다. 그때도 CWR을 세운다"
                decides SendersStack
                says {
                    { reported: Some(reported) } => CongestionAnswered { reported: u64 }
                        en "answers the mark that frame {reported} reported: it has reduced what it sends (CWR, RFC 3168, 6.1.2)"
                        ko "{reported}번 프레임이 알린 혼잡 표시에 답한다. 보내는 양을 줄였다 (CWR, RFC 3168, 6.1.2)";
                    { reported: None } => CongestionReduced {}
                        en "it has reduced what it sends (CWR), after a time-out, a fast retransmission or a report of congestion that is not here (RFC 3168, 6.1.2)"
                        ko "보내는 양을 줄였다(CWR). 타임아웃이나 빠른 재전송 때문이거나, 혼잡 알림이 이 캡처에 없다 (RFC 3168, 6.1.2)";
                }
            MptcpJoin
                en "Multipath TCP: a further path" ko "다중 경로 TCP: 새 경로"
                rules [8684 "3.1", 8684 "3.2"]
                fits en "another key that was not captured and hashes to the same token"
                     ko "캡처되지 않은 다른 키의 해시가 우연히 같은 토큰일 수 있다"
                decides Earlier
                says {
                    { token, key: Some(Key { connection, side, frame, version }) }
                        => MptcpJoin { token: String = token.to_string(), connection: u32 = connection.0, side: Side, frame: u64, hash: &'static str = hash_of(version) }
                        en "MP_JOIN: this SYN opens a further path (a subflow) of the Multipath TCP connection that began as connection {connection}. Its token {token} is the first 32 bits of {hash} over the key of that connection's {side}, which stands in frame {frame} (RFC 8684, 3.1, 3.2); addresses and ports say nothing of it"
                        ko "MP_JOIN: 이 SYN은 커넥션 {connection}(으)로 시작한 다중 경로 TCP 커넥션에 새 경로(서브플로)를 더한다. 토큰 {token}은(는) {frame}번 프레임에 실린 그 커넥션 {side}의 키를 {hash}(으)로 해시한 값의 앞 32비트다 (RFC 8684, 3.1, 3.2). 주소와 포트만으로는 알 수 없다";
                    { token, key: None } => MptcpJoinElsewhere { token: String = token.to_string() }
                        en "MP_JOIN: this SYN opens a further path (a subflow) of the Multipath TCP connection that its receiver knows by token {token} (RFC 8684, 3.2). No key that was seen lately hashes to it: the opening of that connection was not captured, or is more than 512 Multipath connections ago"
                        ko "MP_JOIN: 이 SYN은 받는 쪽이 토큰 {token}(으)로 아는 다중 경로 TCP 커넥션에 새 경로(서브플로)를 더한다 (RFC 8684, 3.2). 해시하면 이 토큰이 되는 키가 최근에 보이지 않았다. 그 커넥션을 여는 세그먼트가 캡처되지 않았거나, 그 뒤로 다중 경로 커넥션이 512개 넘게 열렸다";
                }
            MptcpJoined
                en "Multipath TCP: the path may join" ko "다중 경로 TCP: 경로를 받아들였다"
                rules [8684 "3.2"]
                says {
                    => MptcpJoined {}
                        en "the SYN, ACK carries MP_JOIN too: the path joins the Multipath TCP connection once both have proven that they know its keys (RFC 8684, 3.2)"
                        ko "SYN, ACK에도 MP_JOIN이 있다. 양쪽이 키를 안다고 증명하면 이 경로가 다중 경로 TCP 커넥션에 들어간다 (RFC 8684, 3.2)";
                }
            MptcpJoinRefused
                en "Multipath TCP: the path cannot join" ko "다중 경로 TCP: 경로를 받아들이지 않았다"
                rules [8684 "3.2"]
                fits en "a device on the way took the option out"
                     ko "도중의 장비가 옵션을 지웠을 수 있다"
                decides BothHosts
                says {
                    => MptcpJoinRefused {}
                        en "the SYN, ACK carries no MP_JOIN: this path cannot join the Multipath TCP connection (RFC 8684, 3.2)"
                        ko "SYN, ACK에 MP_JOIN이 없다. 이 경로는 다중 경로 TCP 커넥션에 들어갈 수 없다 (RFC 8684, 3.2)";
                }
            MptcpAgreed
                en "Multipath TCP agreed" ko "다중 경로 TCP 합의"
                rules [8684 "3.1"]
                says {
                    => MptcpAgreed {}
                        en "MP_CAPABLE stands in all three segments: this is Multipath TCP (RFC 8684, 3.1)"
                        ko "세 세그먼트에 모두 MP_CAPABLE이 있다. 다중 경로 TCP다 (RFC 8684, 3.1)";
                }
            MptcpFallback
                en "no Multipath TCP: plain TCP" ko "다중 경로 TCP가 아닌 보통 TCP"
                rules [8684 "3.1"]
                fits en "the peer does not know Multipath TCP, or a device on the way took the option out"
                     ko "상대가 다중 경로 TCP를 모르거나, 도중의 장비가 옵션을 지웠을 수 있다"
                decides BothHosts
                says {
                    => MptcpFallback {}
                        en "MP_CAPABLE is missing here: plain TCP from now on (RFC 8684, 3.1)"
                        ko "여기에 MP_CAPABLE이 없다. 이제부터 보통 TCP로 동작한다 (RFC 8684, 3.1)";
                }
            Urgent
                en "urgent data" ko "긴급 데이터"
                rules [9293 "3.8.5"]
                fits en "the end is one less where a stack points at the last urgent byte (RFC 6093, 3.2)"
                     ko "마지막 긴급 바이트를 가리키는 구현이라면 끝이 하나 앞이다 (RFC 6093, 3.2)"
                decides SendersStack
                says {
                    { end } => Urgent { end: u32 = end.0 }
                        en "urgent data up to number {end}, exclusively (RFC 9293, 3.8.5); it is a mark in the stream, not a faster way"
                        ko "{end}번 앞까지가 긴급 데이터다 (RFC 9293, 3.8.5). 스트림 안의 위치 표시일 뿐 더 빨리 가는 것은 아니다";
                }
            UrgentPointerUnused
                en "urgent pointer without URG" ko "URG 없는 긴급 포인터"
                rules [9293 "3.1"]
                says {
                    { pointer } => UrgentPointerUnused { pointer: u16 }
                        en "the urgent pointer holds {pointer}, but the URG bit is not set: it means nothing (RFC 9293, 3.1)"
                        ko "긴급 포인터에 {pointer}이(가) 들어 있지만 URG 비트가 없다. 아무 뜻도 없다 (RFC 9293, 3.1)";
                }
            OddFlags
                en "control bits without use" ko "쓰임이 없는 컨트롤 비트"
                rules [9293 "3.10.7"]
                fits en "a port scan, or a device that set the bits"
                     ko "포트 스캔이거나, 도중의 장비가 비트를 바꾸었을 수 있다"
                decides SendersHost
                says {
                    { flags } if odd_syn(flags) => OddSyn { flags: String = format!("0x{flags:03x}") }
                        en "control bits {flags}: SYN together with FIN or RST has no use. A socket that is synchronised looks at RST first, and obeys it only at the next number that it expects; any SYN it answers with a challenge ACK (RFC 9293, 3.10.7.4). Neither socket is claimed to change"
                        ko "컨트롤 비트 {flags}: SYN과 FIN 또는 RST를 함께 쓰는 일은 없다. 접속이 맺어진 소켓은 RST를 먼저 보고, 다음에 받을 번호와 정확히 맞을 때만 따른다. SYN에는 확인용 ACK(challenge ACK)로 답한다 (RFC 9293, 3.10.7.4). 어느 소켓도 바뀐다고 보지 않는다";
                    { flags } => OddBits { flags: String = format!("0x{flags:03x}") }
                        en "control bits {flags}: a combination that no TCP sends in earnest; neither socket is claimed to change (RFC 9293, 3.10.7)"
                        ko "컨트롤 비트 {flags}: 정상적인 TCP는 보내지 않는 조합이다. 어느 소켓도 바뀐다고 보지 않는다 (RFC 9293, 3.10.7)";
                }
            OldTimestamp
                en "older timestamp: dropped" ko "오래된 타임스탬프: 버려진다"
                rules [7323 "5.3"]
                fits en "an old duplicate; or the capture filed segments in another order than they came"
                     ko "오래된 중복이거나, 캡처에 기록된 순서가 도착한 순서와 다를 수 있다"
                decides ReceiversHost
                says {
                    { value, recent } => OldTimestamp { value: u32, recent: u32 }
                        en "its timestamp {value} is older than {recent}, which the receiver holds: it answers with an ACK and drops the segment (PAWS, RFC 7323, 5.3)"
                        ko "타임스탬프 {value}은(는) 받는 쪽이 기억하는 {recent}보다 오래되었다. 받는 쪽은 ACK로 답하고 세그먼트를 버린다 (PAWS, RFC 7323, 5.3)";
                }
        }
    };
}

pub(super) use rows;
