//! Why a step is so, what would be different otherwise, and what headers cannot show of it.

use super::argument::{Amount, Hops};
use crate::connection::Side;

messages! {
    /// A reason, with its rule.
    Reason {
        // Opening.
        FirstOfThree {}
            en "an active OPEN sends SYN with a first number of its own choice; each side must learn and confirm the other's, hence three segments (RFC 9293, 3.10.1 and 3.4.1)"
            ko "능동적으로 열면(active OPEN) 스스로 정한 첫 번호와 함께 SYN을 보낸다. 양쪽이 서로의 번호를 알고 확인해야 하므로 세그먼트가 셋 필요하다 (RFC 9293, 3.10.1, 3.4.1)";
        FirstNumberChosen {}
            en "the first number comes from a clock and a secret function, so that old segments and strangers do not fit in (RFC 9293, 3.4.1)"
            ko "첫 번호는 시계와 비밀 함수로 정한다. 옛 세그먼트나 제삼자의 세그먼트가 끼어들지 못하게 하려는 것이다 (RFC 9293, 3.4.1)";
        SecondOfThree {}
            en "a socket in LISTEN answers SYN with SYN, ACK: its own first number and the confirmation of the other's in one segment (RFC 9293, 3.10.7.2 and 3.5)"
            ko "LISTEN 상태의 소켓은 SYN에 SYN, ACK로 답한다. 자신의 첫 번호와 상대 번호의 확인을 한 세그먼트에 담는다 (RFC 9293, 3.10.7.2, 3.5)";
        SynDataIgnored {}
            en "the SYN's data are not acknowledged, only the SYN: no loss, the client sends them again in its ACK (RFC 9293, 3.10.7.3; with Fast Open RFC 7413, 4.2.2)"
            ko "SYN만 확인해 주고 함께 온 데이터는 확인해 주지 않았다. 사라진 것이 아니며 클라이언트가 ACK와 함께 다시 보낸다 (RFC 9293, 3.10.7.3. Fast Open이라면 RFC 7413, 4.2.2)";
        ThirdOfThree {}
            en "in SYN-SENT, a SYN, ACK that acknowledges the SYN leads to ESTABLISHED and is answered with ACK (RFC 9293, 3.10.7.3)"
            ko "SYN-SENT 상태에서 자신의 SYN을 확인해 주는 SYN, ACK를 받으면 ESTABLISHED가 되고 ACK로 답한다 (RFC 9293, 3.10.7.3)";
        ServerOpensAtThird {}
            en "when this ACK arrives, the server's socket leaves SYN-RECEIVED for ESTABLISHED (RFC 9293, 3.10.7.4)"
            ko "이 ACK가 도착하면 서버의 소켓은 SYN-RECEIVED에서 ESTABLISHED가 된다 (RFC 9293, 3.10.7.4)";
        SynRepeatedAfterSilence {}
            en "a SYN that led to no connection is sent again when the timer runs out; RFC 6298 starts at 1 s (2.1) and doubles it (5.5), but newer Linux does not double the first few"
            ko "커넥션으로 이어지지 않은 SYN은 타이머가 다 되면 다시 보낸다. RFC 6298은 1초(2.1)부터 두 배씩(5.5) 늘리지만, 최근의 Linux는 처음 몇 번을 늘리지 않는다";
        SynAckRepeatedAfterSilence {}
            en "a SYN, ACK without answer is sent again when the timer runs out: this socket is still in SYN-RECEIVED (RFC 9293, 3.8.1)"
            ko "답이 없는 SYN, ACK는 타이머가 다 되면 다시 보낸다. 이 소켓은 아직 SYN-RECEIVED 상태다 (RFC 9293, 3.8.1)";
        BothOpened {}
            en "a bare SYN that arrives in SYN-SENT is a simultaneous open: the socket goes to SYN-RECEIVED and answers SYN, ACK (RFC 9293, 3.5 and 3.10.7.3)"
            ko "SYN-SENT 상태에서 SYN만 도착하면 동시 접속이다. 소켓은 SYN-RECEIVED가 되고 SYN, ACK로 답한다 (RFC 9293, 3.5, 3.10.7.3)";
        // Data.
        SeenTwice {}
            en "a capture taken at two points or interfaces shows a packet twice; it passed once, and neither socket notices"
            ko "두 지점이나 두 인터페이스에서 캡처하면 한 패킷이 두 번 보인다. 지나간 것은 한 번이며 두 소켓은 알지 못한다";
        WindowAsked {}
            en "a sender must ask a closed window now and then, for the update that opens it may be lost (RFC 9293, 3.8.6.1)"
            ko "윈도우를 여는 갱신이 사라질 수 있으므로 보내는 쪽은 닫힌 윈도우가 열렸는지 가끔 물어야 한다 (RFC 9293, 3.8.6.1)";
        BytesNumbered {}
            en "every data byte has a number; the first one here has the sequence number, the next segment goes on behind the last (RFC 9293, 3.4)"
            ko "데이터는 바이트마다 번호가 있다. 첫 바이트의 번호가 시퀀스 번호이고, 다음 세그먼트는 마지막 바이트 다음 번호부터다 (RFC 9293, 3.4)";
        AcknowledgedByNumber {}
            en "an ACK number confirms everything before it at once; a bare ACK takes no number and is not acknowledged itself (RFC 9293, 3.4)"
            ko "ACK 번호는 그 앞의 모든 것을 한꺼번에 확인해 준다. 데이터 없는 ACK는 번호를 차지하지 않으며 그것에 대한 ACK도 없다 (RFC 9293, 3.4)";
        DataRepeatedAfterSilence {}
            en "data without ACK are sent again, by a timer or because duplicate ACKs tell of a gap (RFC 9293, 3.8.1 and 3.8.2)"
            ko "ACK가 오지 않은 데이터는 다시 보낸다. 타이머가 다 되었거나, 중복 ACK로 빈 곳이 드러났기 때문이다 (RFC 9293, 3.8.1, 3.8.2)";
        KeptAlive {}
            en "a keep-alive: a number that was acknowledged already must draw an ACK from a peer that still has the connection (RFC 9293, 3.8.4)"
            ko "킵얼라이브(keep-alive)다. 이미 확인된 번호를 보내면, 커넥션이 남아 있는 상대는 ACK로 답해야 한다 (RFC 9293, 3.8.4)";
        WindowClosed {}
            en "a window of 0 stops the sender; it probes now and then, so that a lost window update does not stop it forever (RFC 9293, 3.8.6.1)"
            ko "윈도우가 0이면 상대는 보내기를 멈춘다. 윈도우 갱신이 사라져 영영 멈추는 일이 없도록 가끔 확인해 본다 (RFC 9293, 3.8.6.1)";
        // Closing.
        FinCloses {}
            en "FIN closes one direction: who sent it sends no more data, and can still receive (RFC 9293, 3.6)"
            ko "FIN은 한쪽 방향을 닫는다. 보낸 쪽은 더 보내지 않지만 여전히 받을 수 있다 (RFC 9293, 3.6)";
        FinTakesANumber {}
            en "FIN takes a number like a byte, so that it can be acknowledged (RFC 9293, 3.4)"
            ko "FIN도 바이트처럼 번호 하나를 차지한다. 그래야 확인 응답을 받을 수 있다 (RFC 9293, 3.4)";
        FinAndAckInOne {}
            en "it also acknowledges the other side's FIN: ACK and FIN in one segment, so the close takes three segments instead of four (RFC 9293, 3.10.7.4)"
            ko "상대의 FIN도 함께 확인해 준다. ACK와 FIN을 한 세그먼트에 담았으므로 네 개가 아니라 세 개로 끝난다 (RFC 9293, 3.10.7.4)";
        FinsCross {}
            en "both FINs were sent before either arrived: a simultaneous close (RFC 9293, 3.6)"
            ko "어느 쪽도 도착하기 전에 양쪽이 FIN을 보냈다. 동시에 끊은 것이다(simultaneous close) (RFC 9293, 3.6)";
        // RST.
        NoSocketThere { port: u16 }
            en "no socket was found for port {port}; a SYN to it is answered with RST, its ACK number one behind what the SYN took (RFC 9293, 3.10.7.1)"
            ko "{port}번 포트의 소켓을 찾지 못했다. 이런 SYN에는 RST로 답하고, ACK 번호는 SYN이 차지한 번호의 다음이다 (RFC 9293, 3.10.7.1)";
        RefusalBelieved {}
            en "in SYN-SENT a RST counts only if it acknowledges the SYN; this one does (RFC 9293, 3.10.7.3)"
            ko "SYN-SENT 상태에서는 자신의 SYN을 확인해 주는 RST만 받아들인다. 이 RST가 그렇다 (RFC 9293, 3.10.7.3)";
        ResetObeyed {}
            en "its sequence number is exactly the one expected, so the receiver obeys it (RFC 9293, 3.10.7.4)"
            ko "시퀀스 번호가 기다리던 번호와 정확히 같으므로 받는 쪽은 이에 따른다 (RFC 9293, 3.10.7.4)";
        AnswersUnknownSegment {}
            en "where no connection is, any segment but RST is answered with RST; its sequence number is taken from that segment's ACK number (RFC 9293, 3.10.7.1)"
            ko "커넥션이 없는 곳에서는 RST가 아닌 모든 세그먼트에 RST로 답한다. 시퀀스 번호는 그 세그먼트의 ACK 번호를 쓴다 (RFC 9293, 3.10.7.1)";
        AnswersBareSegment {}
            en "where no socket is, a segment without ACK is answered with RST, ACK: sequence number 0, and the ACK number behind what that segment took (RFC 9293, 3.10.7.1)"
            ko "소켓이 없는 곳에서는 ACK가 없는 세그먼트에 RST, ACK로 답한다. 시퀀스 번호는 0이고 ACK 번호는 그 세그먼트가 차지한 번호의 다음이다 (RFC 9293, 3.10.7.1)";
        LoneRst {}
            en "where no connection is, a segment is answered with RST, its number taken from that segment's ACK number (RFC 9293, 3.10.7.1); an ABORT call ends an open connection with RST too (3.10.5)"
            ko "커넥션이 없는 곳에서는 온 세그먼트의 ACK 번호를 시퀀스 번호로 삼아 RST로 답한다 (RFC 9293, 3.10.7.1). ABORT 호출도 열린 커넥션을 RST로 끝낸다 (3.10.5)";
        LoneRstAck {}
            en "a SYN to a port without a socket is answered with RST, ACK (RFC 9293, 3.10.7.1); Linux ends an open connection so too (ABORT, 3.10.5)"
            ko "소켓이 없는 포트에 온 SYN에는 RST, ACK로 답한다 (RFC 9293, 3.10.7.1). Linux는 열린 커넥션을 강제로 끊을 때도 이렇게 보낸다 (ABORT, 3.10.5)";
        RejectsSynAck {}
            en "no socket is in SYN-SENT for this SYN, ACK, or none wants it: RST with the number that it acknowledges (RFC 9293, 3.5.2)"
            ko "이 SYN, ACK를 기다리는 SYN-SENT 상태의 소켓이 없거나, 이 접속을 바라지 않는다. 그래서 SYN, ACK의 ACK 번호를 시퀀스 번호로 삼아 RST를 보낸다 (RFC 9293, 3.5.2)";
        OlderConnection {}
            en "a synchronised socket that follows RFC 5961 answers a SYN with an ACK of what it expects, whatever the SYN says: a challenge ACK (RFC 9293, 3.10.7.4; RFC 5961, 4.2). To the client the number fits nothing"
            ko "RFC 5961을 따르는 동기화된 소켓은 SYN을 받으면 내용과 상관없이 자신이 기다리는 번호로 ACK를 보낸다. 확인용 ACK(challenge ACK)다 (RFC 9293, 3.10.7.4, RFC 5961, 4.2). 클라이언트에게는 맞지 않는 번호다";
        NotOurNumber {}
            en "in SYN-SENT an ACK number that names nothing sent is answered with RST, and the socket stays in SYN-SENT; that RST ends the older, half-open connection (RFC 9293, 3.5.1 and 3.10.7.3)"
            ko "SYN-SENT 상태에서 보낸 적 없는 번호에 대한 ACK가 오면 RST로 답하고 SYN-SENT에 머문다. 이 RST로 오래된 반개방(half-open) 커넥션이 끝난다 (RFC 9293, 3.5.1, 3.10.7.3)";
        Aborts {}
            en "RST in place of FIN is an abort: nothing more is sent or acknowledged (RFC 9293, 3.10.5 and 3.5.3)"
            ko "FIN 대신 RST를 보내면 강제 종료(abort)다. 더 보내지도 확인해 주지도 않는다 (RFC 9293, 3.10.5, 3.5.3)";
        MayBeLost { bytes: Amount }
            en "{bytes} sent and not yet acknowledged may be lost"
            ko "보냈지만 확인되지 않은 {bytes}는 사라졌을 수 있다";
        AbortsAfterFin {}
            en "after a FIN a RST often means that data came which nobody can read any more (RFC 9293, 3.6.1)"
            ko "FIN 뒤의 RST는 더는 읽을 사람이 없는 데이터가 도착했다는 뜻일 때가 많다 (RFC 9293, 3.6.1)";
        // Others.
        NoUseForIt {}
            en "no TCP sends these control bits in earnest; RFC 9293, 3.10.7, would look at SYN, then ACK, then FIN, but many stacks and filters drop such a segment, so no change is claimed"
            ko "정상적인 TCP는 이런 컨트롤 비트를 보내지 않는다. RFC 9293, 3.10.7의 순서로는 SYN, ACK, FIN 차례로 보지만, 버리는 구현과 필터가 많으므로 상태가 바뀐다고 보지 않는다";
        CalledBefore { frame: u64 }
            en "no frame carries a call; that it was made follows from frame {frame}"
            ko "함수 호출은 프레임에 실리지 않는다. 호출했다는 것은 {frame}번 프레임으로 알 수 있다";
        FoundByDestination {}
            en "TCP finds the socket by the destination port; in LISTEN the peer may be anyone (RFC 9293, 3.10.7.2)"
            ko "TCP는 수신처 포트 번호로 소켓을 찾는다. LISTEN 상태에서는 상대가 누구든 된다 (RFC 9293, 3.10.7.2)";
        NotFoundByDestination {}
            en "without a socket the state is CLOSED: every segment but RST is answered with RST (RFC 9293, 3.10.7.1)"
            ko "소켓이 없으면 CLOSED 상태다. RST가 아닌 모든 세그먼트에 RST로 답한다 (RFC 9293, 3.10.7.1)";
        ReturnsWhenOpen {}
            en "a blocking connect() returns when the state becomes ESTABLISHED; a non-blocking one has returned before, and the program learns it otherwise"
            ko "블로킹 connect()는 ESTABLISHED 상태가 되면 돌아온다. 논블로킹이라면 이미 돌아왔고 애플리케이션은 다른 방법으로 알게 된다";
        ReturnsRefused {}
            en "a RST that acknowledges the SYN ends SYN-SENT with an error to the user (RFC 9293, 3.10.7.3); the sockets interface calls it ECONNREFUSED"
            ko "SYN을 확인해 주는 RST가 오면 SYN-SENT가 끝나고 사용자에게 오류를 알린다 (RFC 9293, 3.10.7.3). 소켓 인터페이스에서는 이것이 ECONNREFUSED다";
        ReturnsAfterIcmp {}
            en "which errno an ICMP error becomes is Linux's choice, not a rule of TCP"
            ko "ICMP 오류를 어떤 errno로 바꿀지는 TCP의 규칙이 아니라 Linux가 정한 것이다";
    }
}

messages! {
    /// What would be different.
    Otherwise {
        SynMeetsNobody { port: u16 }
            en "with no socket at port {port} the answer would be RST, ACK; behind a filter that drops it there would be silence, and the SYN would be sent again"
            ko "{port}번 포트에 소켓이 없으면 RST, ACK가 온다. 중간에서 버려지면 아무 답이 없고 SYN을 다시 보내게 된다";
        SynAckWrong { expected: u32 }
            en "with any ACK number but {expected} the client would answer RST and stay in SYN-SENT (RFC 9293, 3.10.7.3)"
            ko "ACK 번호가 {expected}이(가) 아니었다면 클라이언트는 RST로 답하고 SYN-SENT에 머물렀을 것이다 (RFC 9293, 3.10.7.3)";
        SynDataLeft { number: u32 }
            en "with ACK number {number} the server would have taken the SYN without its data, and the client would send them again in its ACK (RFC 9293, 3.10.7.3)"
            ko "ACK 번호가 {number}(이)라면 서버는 SYN만 받고 데이터는 받지 않은 것이다. 그러면 클라이언트는 ACK와 함께 데이터를 다시 보낸다 (RFC 9293, 3.10.7.3)";
        RstWereExact { expected: u32 }
            en "with sequence number {expected}, exactly the one expected, it would have ended the connection (RFC 9293, 3.10.7.4)"
            ko "시퀀스 번호가 기다리던 번호 {expected}(이)었다면 커넥션은 끝났을 것이다 (RFC 9293, 3.10.7.4)";
        ThirdLost {}
            en "if this ACK were lost, the server would stay in SYN-RECEIVED and send its SYN, ACK again; the client's next segment would do as well"
            ko "이 ACK가 사라지면 서버는 SYN-RECEIVED에 머물며 SYN, ACK를 다시 보낸다. 클라이언트의 다음 세그먼트가 ACK를 대신할 수도 있다";
        DataLost {}
            en "if it were lost, no ACK would come, and the same numbers would be sent again"
            ko "이것이 사라지면 ACK가 오지 않고, 같은 번호를 다시 보내게 된다";
        AckLost {}
            en "if it were lost, a later ACK would say the same and more, or what it acknowledges would be sent again and acknowledged again"
            ko "이것이 사라져도 다음 ACK가 같은 내용을 포함해 알려 주거나, 확인받지 못한 것이 다시 와서 다시 확인해 준다";
        FinLost {}
            en "if it were lost, it would be sent again, like data"
            ko "이것이 사라지면 데이터처럼 다시 보낸다";
        FinWasRst {}
            en "a RST instead would end both directions at once, and throw away what was still on the way"
            ko "RST를 보냈다면 양쪽 방향이 한꺼번에 끝나고 오가던 데이터는 버려졌을 것이다";
        RefusalSilent {}
            en "had the SYN been dropped in silence, the client would have repeated it until it gave up (RFC 9293, 3.8.3, asks for 3 minutes at least)"
            ko "SYN이 조용히 버려졌다면 클라이언트는 포기할 때까지 SYN을 다시 보냈을 것이다 (RFC 9293, 3.8.3은 적어도 3분을 요구한다)";
        RstWasFin {}
            en "a FIN instead would have let the data on the way arrive and be acknowledged"
            ko "FIN을 보냈다면 오가던 데이터가 도착해 확인까지 받았을 것이다";
        RstWasFinOnly {}
            en "a FIN instead would have closed one direction and been acknowledged; the other side could still have sent"
            ko "FIN을 보냈다면 한쪽 방향만 닫히고 확인까지 받았을 것이다. 상대는 계속 보낼 수 있었다";
        ListenerMissing {}
            en "without a socket in LISTEN the answer would have been RST, ACK"
            ko "LISTEN 상태의 소켓이 없었다면 RST, ACK로 답했을 것이다";
    }
}

messages! {
    /// What headers cannot show here.
    Unseen {
        Buffers {}
            en "how large the buffers are that were set aside, and whether the program chose the port itself (bind)"
            ko "마련한 버퍼 메모리의 크기, 그리고 애플리케이션이 직접 포트를 골랐는지(bind)";
        BuffersOnly {}
            en "how large the buffers are that were set aside"
            ko "마련한 버퍼 메모리의 크기";
        Accept {}
            en "whether the server's program has called accept(), and how long the queue is"
            ko "서버의 애플리케이션이 accept()를 호출했는지, 대기열이 얼마나 긴지";
        ReturnTime {}
            en "the moment when connect() returned: about when the SYN, ACK arrived"
            ko "connect()가 돌아온 정확한 순간. 대략 SYN, ACK가 도착한 때다";
        Read { side: Side }
            en "whether and when the {side}'s program reads these bytes"
            ko "{side}의 애플리케이션이 이 데이터를 읽었는지, 언제 읽었는지";
        WhichCall {}
            en "which call it was: close(), shutdown() or the end of the program"
            ko "어떤 호출 때문인지: close(), shutdown(), 또는 애플리케이션 종료";
        WhoRefused {}
            en "whether the server itself answered or a firewall in its name"
            ko "서버 자신이 답했는지, 방화벽이 서버의 이름으로 답했는지";
        WhoRefusedNear { ttl: u8, hops: Hops }
            en "whether the server itself answered or a firewall in its name: TTL {ttl} fits a sender {hops}"
            ko "서버 자신이 답했는지, 방화벽이 서버의 이름으로 답했는지. TTL {ttl}은(는) {hops} 보냈을 때의 값이다";
        WhoRefusedHere { ttl: u8, hops: Hops }
            en "whether the server itself answered or a firewall in its name: TTL {ttl} fits a sender {hops}, also a router that answers for a host behind it"
            ko "서버 자신이 답했는지, 방화벽이 서버의 이름으로 답했는지. TTL {ttl}은(는) {hops} 보냈을 때의 값이지만, 라우터가 뒤쪽 호스트를 대신해 답해도 이렇게 보인다";
        ResetForged { side: Side }
            en "whether the {side} sent it at all: a RST that does not fit may be forged, or a late one"
            ko "{side}이(가) 정말 보냈는지. 맞지 않는 RST는 위조되었거나 늦게 온 것일 수 있다";
        WhyReset {}
            en "the cause: SO_LINGER with time 0, a close() with unread data, and a device on the way all look the same"
            ko "원인. 시간이 0인 SO_LINGER, 읽지 않은 데이터를 두고 부른 close(), 도중의 장비가 모두 똑같이 보인다";
        TimeWaitEnds {}
            en "when TIME-WAIT ends: no segment marks it (RFC 9293, 3.6.1 asks for twice the MSL of 2 minutes, Linux takes 60 s)"
            ko "TIME-WAIT가 끝나는 때. 표시하는 세그먼트가 없다 (RFC 9293, 3.6.1은 MSL 2분의 두 배, Linux는 60초)";
        Arrival { side: Side }
            en "whether it arrived at the {side}: only a later segment from there can prove it"
            ko "{side}에 도착했는지. 그쪽의 나중 세그먼트만이 증명할 수 있다";
        HeaderCut { captured: u32, header: u32 }
            en "the rest of the header: {captured} of its {header} bytes were captured"
            ko "헤더의 나머지: {header}바이트 가운데 {captured}바이트만 캡처되었다";
    }
}
