//! What SYN and SYN,ACK agree on, and what they fall back to.

use super::argument::Amount;
use crate::connection::{Offered, Side};

messages! {
    /// A finding about what an opening agrees on.
    Negotiated {
        SynFallsBack { lacks: Offered }
            en "the SYN is sent again without what the one before it offered ({lacks}): its sender falls back, in case something on the way drops SYNs that carry it (for ECN RFC 3168, 6.1.1.1, allows it, for Fast Open RFC 7413, 4.2.2, asks for it)"
            ko "먼저 보낸 SYN에 있던 것({lacks})을 빼고 SYN을 다시 보냈다. 도중의 장비가 그런 SYN을 버릴 수도 있어 물러선 것이다 (ECN은 RFC 3168, 6.1.1.1이 허용하고 Fast Open은 RFC 7413, 4.2.2가 권한다)";
        TimeWaitAbove { seq: u32, expected: u32 }
            en "the server's socket of the earlier connection may still wait in TIME-WAIT and expect number {expected}: {seq} is not before it, so that socket may accept this SYN at once (RFC 9293, 3.6.1), with a first number above all that it has used"
            ko "먼저 있던 커넥션의 서버 소켓이 아직 TIME-WAIT에서 {expected}번을 기다리고 있을 수 있다. {seq}번은 그 번호거나 그 뒤이므로 그 소켓은 이 SYN을 바로 받아들일 수 있다 (RFC 9293, 3.6.1). 그때는 지금까지 쓴 것보다 큰 첫 번호를 고른다";
        TimeWaitBelow { seq: u32, expected: u32 }
            en "the server's socket of the earlier connection may still wait in TIME-WAIT and expect number {expected}: {seq} is before it, so unless a newer timestamp tells this SYN from an old duplicate, that socket answers with an ACK of its old numbers (RFC 9293, 3.10.7.4 and figure 9)"
            ko "먼저 있던 커넥션의 서버 소켓이 아직 TIME-WAIT에서 {expected}번을 기다리고 있을 수 있다. {seq}번은 그보다 앞의 번호다(더 작다). 더 새로운 타임스탬프로 오래된 중복이 아님을 알 수 없으면 그 소켓은 예전 번호의 ACK로 답한다 (RFC 9293, 3.10.7.4, 그림 9)";
        TimeWaitThere {}
            en "the server's socket of the earlier connection may still wait in TIME-WAIT; which number it expects is not known (RFC 9293, 3.6.1)"
            ko "먼저 있던 커넥션의 서버 소켓이 아직 TIME-WAIT에 있을 수 있다. 어느 번호를 기다리는지는 알 수 없다 (RFC 9293, 3.6.1)";
        TimeWaitHere {}
            en "the client's own socket of the earlier connection was in TIME-WAIT and its port is used again before that is over, or it is over already: its end is not visible (RFC 9293, 3.6.1)"
            ko "먼저 있던 커넥션에서 클라이언트 자신의 소켓이 TIME-WAIT에 있었다. 끝나기 전에 포트를 다시 썼거나 이미 끝났다. 그 끝은 헤더로는 알 수 없다 (RFC 9293, 3.6.1)";
        FastOpenAccepted { data: Amount }
            en "the SYN, ACK acknowledges the {data} that came with the SYN: Fast Open worked (RFC 7413, 4.2.2)"
            ko "SYN, ACK가 SYN과 함께 온 {data}까지 확인한다. Fast Open이 받아들여졌다 (RFC 7413, 4.2.2)";
        FastOpenIgnored { data: Amount }
            en "the SYN, ACK acknowledges the SYN but not its {data}: they must be sent again (RFC 7413, 4.2.2)"
            ko "SYN, ACK가 SYN만 확인하고 함께 온 {data}는 확인하지 않는다. 다시 보내야 한다 (RFC 7413, 4.2.2)";
        SynDataAccepted { data: Amount }
            en "the SYN, ACK acknowledges the {data} that came with the SYN, though no Fast Open cookie did (RFC 9293, 3.10.7.3)"
            ko "Fast Open 쿠키 없이 SYN과 함께 온 {data}까지 SYN, ACK가 확인한다 (RFC 9293, 3.10.7.3)";
        SynDataUnacknowledged { data: Amount }
            en "the SYN, ACK acknowledges the SYN but not its {data}: they must be sent again (RFC 9293, 3.10.7.3)"
            ko "SYN, ACK가 SYN만 확인하고 함께 온 {data}는 확인하지 않는다. 다시 보내야 한다 (RFC 9293, 3.10.7.3)";
        FastOpenPartly { accepted: Amount, rest: Amount }
            en "the SYN, ACK acknowledges the SYN and {accepted} of its data, not the {rest} behind them: those must be sent again (RFC 9293, 3.10.7.3)"
            ko "SYN, ACK가 SYN과 데이터 {accepted}까지만 확인하고 그 뒤의 {rest}는 확인하지 않는다. 남은 것은 다시 보내야 한다 (RFC 9293, 3.10.7.3)";
        AccurateEcnAgreed { arrived_as: &'static str }
            en "AE, CWR and ECE asked for Accurate ECN and the SYN, ACK agrees: its three bits say that the SYN arrived as {arrived_as}. The client's bare ACK says the same of the SYN, ACK; from then on they count CE marks and mean no single congestion signal (RFC 9768)"
            ko "AE, CWR, ECE로 Accurate ECN을 요청했고 SYN, ACK가 받아들였다. 그 세 비트는 SYN이 {arrived_as}(으)로 도착했다고 알린다. 클라이언트의 데이터 없는 ACK도 SYN, ACK에 대해 같은 것을 알리고, 그 뒤로 세 비트는 CE 표시의 개수를 세는 데 쓰이며, 혼잡 신호 하나를 뜻하지 않는다 (RFC 9768)";
        AccurateEcnReserved {}
            en "AE, CWR and ECE asked for Accurate ECN; the SYN, ACK has AE and ECE without CWR, a code that is reserved. By RFC 9768 the client takes it for an agreement; Linux takes up plain ECN"
            ko "AE, CWR, ECE로 Accurate ECN을 요청했고 SYN, ACK에는 CWR 없이 AE와 ECE만 있다. 예약된 부호다. RFC 9768에 따르면 클라이언트는 받아들인 것으로 본다. Linux는 보통의 ECN을 쓴다";
        AccurateEcnRefused {}
            en "AE, CWR and ECE asked for Accurate ECN; the SYN, ACK has ECE alone and takes up plain ECN (RFC 9768; RFC 3168, 6.1.1)"
            ko "AE, CWR, ECE로 Accurate ECN을 요청했지만 SYN, ACK에는 ECE만 있다. 보통의 ECN을 쓴다 (RFC 9768; RFC 3168, 6.1.1)";
        CongestionMarked {}
            en "a router marked this packet instead of dropping it (CE, RFC 3168, 5)"
            ko "라우터가 이 패킷을 버리는 대신 혼잡 표시를 붙였다 (CE, RFC 3168, 5)";
        CongestionEchoed { marked: u64 }
            en "reports the mark of frame {marked} (ECE), and does so in every ACK until CWR comes (RFC 3168, 6.1.3)"
            ko "{marked}번 프레임에 붙은 혼잡 표시를 알린다(ECE). CWR이 올 때까지 ACK마다 되풀이한다 (RFC 3168, 6.1.3)";
        CongestionEchoedFromBehind {}
            en "reports a mark of congestion (ECE) that was set behind this point or on a packet that is not here, and does so in every ACK until CWR comes (RFC 3168, 6.1.3)"
            ko "이 지점 뒤에서, 또는 캡처에 없는 패킷에 붙은 혼잡 표시를 알린다(ECE). CWR이 올 때까지 ACK마다 되풀이한다 (RFC 3168, 6.1.3)";
        CongestionAnswered { reported: u64 }
            en "answers the mark that frame {reported} reported: it has reduced what it sends (CWR, RFC 3168, 6.1.2)"
            ko "{reported}번 프레임이 알린 혼잡 표시에 답한다. 보내는 양을 줄였다 (CWR, RFC 3168, 6.1.2)";
        CongestionReduced {}
            en "it has reduced what it sends (CWR), after a time-out, a fast retransmission or a report of congestion that is not here (RFC 3168, 6.1.2)"
            ko "보내는 양을 줄였다(CWR). 타임아웃이나 빠른 재전송 때문이거나, 혼잡 알림이 이 캡처에 없다 (RFC 3168, 6.1.2)";
        MptcpJoin { token: String, connection: u32, side: Side, frame: u64, hash: &'static str }
            en "MP_JOIN: this SYN opens a further path (a subflow) of the Multipath TCP connection that began as connection {connection}. Its token {token} is the first 32 bits of {hash} over the key of that connection's {side}, which stands in frame {frame} (RFC 8684, 3.1, 3.2); addresses and ports say nothing of it"
            ko "MP_JOIN: 이 SYN은 커넥션 {connection}(으)로 시작한 다중 경로 TCP 커넥션에 새 경로(서브플로)를 더한다. 토큰 {token}은(는) {frame}번 프레임에 실린 그 커넥션 {side}의 키를 {hash}(으)로 해시한 값의 앞 32비트다 (RFC 8684, 3.1, 3.2). 주소와 포트만으로는 알 수 없다";
        MptcpJoinElsewhere { token: String }
            en "MP_JOIN: this SYN opens a further path (a subflow) of the Multipath TCP connection that its receiver knows by token {token} (RFC 8684, 3.2). No key that was seen lately hashes to it: the opening of that connection was not captured, or is more than 512 Multipath connections ago"
            ko "MP_JOIN: 이 SYN은 받는 쪽이 토큰 {token}(으)로 아는 다중 경로 TCP 커넥션에 새 경로(서브플로)를 더한다 (RFC 8684, 3.2). 해시하면 이 토큰이 되는 키가 최근에 보이지 않았다. 그 커넥션을 여는 세그먼트가 캡처되지 않았거나, 그 뒤로 다중 경로 커넥션이 512개 넘게 열렸다";
        MptcpJoined {}
            en "the SYN, ACK carries MP_JOIN too: the path joins the Multipath TCP connection once both have proven that they know its keys (RFC 8684, 3.2)"
            ko "SYN, ACK에도 MP_JOIN이 있다. 양쪽이 키를 안다고 증명하면 이 경로가 다중 경로 TCP 커넥션에 들어간다 (RFC 8684, 3.2)";
        MptcpJoinRefused {}
            en "the SYN, ACK carries no MP_JOIN: this path cannot join the Multipath TCP connection (RFC 8684, 3.2)"
            ko "SYN, ACK에 MP_JOIN이 없다. 이 경로는 다중 경로 TCP 커넥션에 들어갈 수 없다 (RFC 8684, 3.2)";
        FastOpenRequested {}
            en "the SYN asks for a Fast Open cookie (RFC 7413, 4.1.1)"
            ko "SYN이 Fast Open 쿠키를 요청한다 (RFC 7413, 4.1.1)";
        FastOpenCookieGiven { length: u8 }
            en "the server gives a Fast Open cookie of {length} bytes: with it a later SYN may carry data (RFC 7413, 4.1.1)"
            ko "서버가 {length}바이트짜리 Fast Open 쿠키를 준다. 다음부터는 이것으로 SYN에 데이터를 실을 수 있다 (RFC 7413, 4.1.1)";
        EcnAgreed {}
            en "both sides can do ECN: from here on routers may mark packets instead of dropping them (RFC 3168, 6.1.1)"
            ko "양쪽 모두 ECN을 쓸 수 있다. 이제부터 혼잡이 생기면 라우터가 패킷을 버리는 대신 표시할 수 있다 (RFC 3168, 6.1.1)";
        EcnRefused {}
            en "the SYN offered ECN, the SYN, ACK does not take it up: no ECN (RFC 3168, 6.1.1)"
            ko "SYN이 ECN을 제안했지만 SYN, ACK가 받아들이지 않았다. ECN을 쓰지 않는다 (RFC 3168, 6.1.1)";
        EcnReflected {}
            en "the SYN, ACK sends ECE and CWR back as they came: a broken peer, no ECN (RFC 3168, 6.1.1.2)"
            ko "SYN, ACK가 ECE와 CWR을 그대로 되돌렸다. 잘못된 구현이므로 ECN을 쓰지 않는다 (RFC 3168, 6.1.1.2)";
        MptcpAgreed {}
            en "MP_CAPABLE stands in all three segments: this is Multipath TCP (RFC 8684, 3.1)"
            ko "세 세그먼트에 모두 MP_CAPABLE이 있다. 다중 경로 TCP다 (RFC 8684, 3.1)";
        MptcpFallback {}
            en "MP_CAPABLE is missing here: plain TCP from now on (RFC 8684, 3.1)"
            ko "여기에 MP_CAPABLE이 없다. 이제부터 보통 TCP로 동작한다 (RFC 8684, 3.1)";
    }
}
