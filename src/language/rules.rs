//! Why a value was written: a sentence for each rule, with the RFC and section that says so.

use super::Language;
use super::argument::Argument;
use crate::connection::Rule;

sentences! {
    /// Why, in one sentence with its source.
    fn rule(Rule) {
        ConnectNamesPeer
            en "connect() names the peer (RFC 9293, 3.9.1.1: OPEN, active)"
            ko "connect()가 상대를 알려 준다 (RFC 9293, 3.9.1.1: OPEN, active)";
        PortChosen
            en "connect() on a socket without a port: the kernel picks one, and the local address (for the address RFC 9293, 3.9.1.1)"
            ko "포트가 없는 소켓으로 connect()를 호출하면 커널이 포트와 자신의 주소를 고른다 (주소는 RFC 9293, 3.9.1.1)";
        ListenWaits
            en "listen(): a passive OPEN waits for any peer in LISTEN (RFC 9293, 3.10.1)"
            ko "listen(): 수동적으로 연(passive OPEN) 소켓은 LISTEN 상태에서 상대를 기다린다 (RFC 9293, 3.10.1)";
        SynSent
            en "who sends SYN on an active OPEN enters SYN-SENT (RFC 9293, 3.10.1)"
            ko "능동적으로 열면서(active OPEN) SYN을 보내면 SYN-SENT 상태가 된다 (RFC 9293, 3.10.1)";
        IssChosen
            en "each side chooses its own first number, hard to guess (RFC 9293, 3.4.1)"
            ko "양쪽은 각자 추측하기 어려운 첫 번호를 정한다 (RFC 9293, 3.4.1)";
        NothingAcknowledged
            en "nothing of it is acknowledged yet, so SND.UNA = ISS (RFC 9293, 3.10.1)"
            ko "아직 확인 응답을 받은 것이 없으므로 SND.UNA = ISS다 (RFC 9293, 3.10.1)";
        SegmentOccupies
            en "SND.NXT stands behind what the segment occupies: its data, and one each for SYN and FIN (RFC 9293, 3.4)"
            ko "SND.NXT는 세그먼트가 차지한 번호 바로 다음이다. 데이터 바이트마다, SYN과 FIN도 하나씩 차지한다 (RFC 9293, 3.4)";
        WindowAnnounced
            en "the window field says how many bytes its sender can take (RFC 9293, 3.1)"
            ko "윈도우 필드는 보낸 쪽이 받을 수 있는 바이트 수다 (RFC 9293, 3.1)";
        WindowAnnouncedScaled
            en "the window field, shifted left as its sender offered in its SYN (RFC 7323, 2.3)"
            ko "윈도우 필드를, 보낸 쪽이 자신의 SYN에서 제안한 만큼 왼쪽으로 시프트한 값이다 (RFC 7323, 2.3)";
        MssAnnounced
            en "its MSS option says how large a segment it can receive (RFC 9293, 3.7.1)"
            ko "MSS 옵션은 자신이 받을 수 있는 세그먼트의 크기다 (RFC 9293, 3.7.1)";
        MssTaken
            en "the peer's MSS option bounds the segments it sends (RFC 9293, 3.7.1)"
            ko "상대의 MSS 옵션이 자신이 보낼 세그먼트의 크기를 제한한다 (RFC 9293, 3.7.1)";
        MssDefault
            en "the peer's SYN has no MSS option: 536 for IPv4, 1220 for IPv6 (RFC 9293, 3.7.1)"
            ko "상대의 SYN에 MSS 옵션이 없다. 그러면 IPv4는 536, IPv6는 1220이다 (RFC 9293, 3.7.1)";
        ShiftAgreed
            en "both SYNs carry a window scale, so both shifts are in force (RFC 7323, 2.2)"
            ko "양쪽 SYN에 모두 윈도우 스케일이 있으므로 두 시프트가 모두 적용된다 (RFC 7323, 2.2)";
        ShiftRefused
            en "one of the SYNs has no window scale, so no window is shifted in either direction (RFC 7323, 2.2)"
            ko "한쪽 SYN에 윈도우 스케일이 없으므로 어느 방향의 윈도우도 시프트하지 않는다 (RFC 7323, 2.2)";
        SackPermittedByPeer
            en "the peer's SYN says that it can receive SACK, so SACK may be sent to it (RFC 2018, 2)"
            ko "상대의 SYN이 SACK를 받을 수 있다고 했으므로 SACK를 보내도 된다 (RFC 2018, 2)";
        TimestampsAgreed
            en "both SYNs carry timestamps, so every segment but RST carries them from now on (RFC 7323, 3.2)"
            ko "양쪽 SYN에 모두 타임스탬프가 있으므로 앞으로 RST를 뺀 모든 세그먼트에 타임스탬프를 싣는다 (RFC 7323, 3.2)";
        TimestampKept
            en "the peer's timestamp is kept, to be echoed in the next segment (RFC 7323, 4.3)"
            ko "상대의 타임스탬프를 적어 두었다가 다음 세그먼트에 되돌려 준다 (RFC 7323, 4.3)";
        SocketFilledFromSyn
            en "a new socket is filled in from the listening one and from the SYN (RFC 9293, 3.10.7.2)"
            ko "LISTEN 소켓과 SYN의 내용으로 새 소켓을 채운다 (RFC 9293, 3.10.7.2)";
        SynReceived
            en "who answers a SYN with SYN, ACK enters SYN-RECEIVED (RFC 9293, 3.10.7.2)"
            ko "SYN에 SYN, ACK로 답하면 SYN-RECEIVED 상태가 된다 (RFC 9293, 3.10.7.2)";
        SimultaneousOpen
            en "a bare SYN crossed its own: simultaneous open, SYN-RECEIVED (RFC 9293, 3.5 and 3.10.7.3)"
            ko "자신의 SYN과 상대의 SYN이 엇갈렸다. 동시 접속(simultaneous open)이며 SYN-RECEIVED 상태가 된다 (RFC 9293, 3.5, 3.10.7.3)";
        PeersFirstNumber
            en "the peer's SYN carries its first number: IRS; the next one is expected (RFC 9293, 3.10.7.2 and 3.10.7.3)"
            ko "상대의 SYN에 상대의 첫 번호(IRS)가 있다. 그다음 번호를 기다린다 (RFC 9293, 3.10.7.2, 3.10.7.3)";
        AckNumberIsRcvNxt
            en "its ACK number is the number that it expects next (RFC 9293, 3.1)"
            ko "ACK 번호는 자신이 다음에 기다리는 번호다 (RFC 9293, 3.1)";
        ArrivedInOrder
            en "what arrives in order moves RCV.NXT behind it (RFC 9293, 3.10.7.4)"
            ko "순서대로 도착하면 RCV.NXT가 그다음 번호로 옮겨 간다 (RFC 9293, 3.10.7.4)";
        HoleFilled
            en "it fills the hole, and what its SACK blocks say it holds behind it counts too: RCV.NXT moves over all of it (RFC 9293, 3.10.7.4; RFC 2018, 3)"
            ko "빈 곳을 채운다. SACK 블록으로 이미 받았다고 알린 뒤쪽까지 이어지므로 RCV.NXT가 그 끝으로 옮겨 간다 (RFC 9293, 3.10.7.4. RFC 2018, 3)";
        AckArrives
            en "an acceptable ACK arrives: SND.UNA = its ACK number (RFC 9293, 3.10.7.4)"
            ko "받아들일 수 있는 ACK가 도착하면 SND.UNA = 그 ACK 번호다 (RFC 9293, 3.10.7.4)";
        AckProvenTaken
            en "its own segment acknowledges what came with that ACK: so it has taken the ACK in (RFC 9293, 3.10.7.4)"
            ko "그 ACK와 함께 온 것을 자신의 세그먼트가 확인해 주었다. 그러니 그 ACK를 받은 것이다 (RFC 9293, 3.10.7.4)";
        WindowTaken
            en "the window of an acceptable ACK is taken over, with the numbers that date it, SND.WL1 and SND.WL2 (RFC 9293, 3.10.7.4; in the handshake RFC 1122, 4.2.2.20)"
            ko "받아들일 수 있는 ACK의 윈도우를 적는다. 언제 것인지는 SND.WL1과 SND.WL2에 적는다 (RFC 9293, 3.10.7.4. 접속 동작에서는 RFC 1122, 4.2.2.20)";
        HandshakeAckSent
            en "its SYN is acknowledged and it acknowledges the peer's: ESTABLISHED (RFC 9293, 3.10.7.3)"
            ko "자신의 SYN이 확인되었고 상대의 SYN도 확인해 주었다. ESTABLISHED 상태가 된다 (RFC 9293, 3.10.7.3)";
        HandshakeAckArrives
            en "in SYN-RECEIVED the ACK of its SYN arrives: ESTABLISHED (RFC 9293, 3.10.7.4)"
            ko "SYN-RECEIVED 상태에서 자신의 SYN에 대한 ACK가 도착하면 ESTABLISHED 상태가 된다 (RFC 9293, 3.10.7.4)";
        ActsEstablished
            en "only a socket in ESTABLISHED or later sends this (RFC 9293, 3.3.2)"
            ko "ESTABLISHED나 그 뒤의 상태인 소켓만 이렇게 보낸다 (RFC 9293, 3.3.2)";
        MidStream
            en "the capture begins later than the connection: it was open already"
            ko "커넥션이 캡처보다 먼저 시작되었다. 이미 열려 있었다";
        FinSent
            en "it has nothing more to send: with its FIN it enters FIN-WAIT-1 (RFC 9293, 3.10.4)"
            ko "더 보낼 것이 없어 FIN을 보내면 FIN-WAIT-1 상태가 된다 (RFC 9293, 3.10.4)";
        LastFinSent
            en "the peer has closed already, now it closes too: LAST-ACK (RFC 9293, 3.10.4)"
            ko "상대는 이미 끊었고 이제 자신도 끊는다. LAST-ACK 상태가 된다 (RFC 9293, 3.10.4)";
        PeersFinTaken
            en "it acknowledges the peer's FIN: CLOSE-WAIT, until its own program closes (RFC 9293, 3.10.7.4)"
            ko "상대의 FIN을 확인해 준다. 자신의 애플리케이션이 끊을 때까지 CLOSE-WAIT 상태다 (RFC 9293, 3.10.7.4)";
        OurFinAcknowledged
            en "the ACK of its FIN arrives: from FIN-WAIT-1 on to FIN-WAIT-2, from CLOSING on to TIME-WAIT (RFC 9293, 3.10.7.4)"
            ko "자신의 FIN에 대한 ACK가 도착하면 FIN-WAIT-1에서 FIN-WAIT-2로, CLOSING에서 TIME-WAIT로 옮겨 간다 (RFC 9293, 3.10.7.4)";
        FinsCrossed
            en "it acknowledges the peer's FIN while its own is still open: CLOSING (RFC 9293, 3.10.7.4)"
            ko "자신의 FIN이 확인되기 전에 상대의 FIN을 확인해 준다. CLOSING 상태가 된다 (RFC 9293, 3.10.7.4)";
        BothFinsDone
            en "both FINs are sent and acknowledged: TIME-WAIT for twice the maximum segment lifetime (RFC 9293, 3.10.7.4 and 3.6.1)"
            ko "양쪽 FIN이 모두 확인되었다. 최대 세그먼트 수명의 두 배 동안 TIME-WAIT 상태다 (RFC 9293, 3.10.7.4, 3.6.1)";
        LastAckArrives
            en "in LAST-ACK the ACK of its FIN arrives: CLOSED, the socket is gone (RFC 9293, 3.10.7.4)"
            ko "LAST-ACK 상태에서 자신의 FIN에 대한 ACK가 도착하면 CLOSED다. 소켓이 사라진다 (RFC 9293, 3.10.7.4)";
        RstSent
            en "who sends RST keeps nothing of the connection: CLOSED (RFC 9293, 3.10.5 and 3.5.2)"
            ko "RST를 보낸 쪽에는 커넥션이 남지 않는다. CLOSED 상태다 (RFC 9293, 3.10.5, 3.5.2)";
        RstArrives
            en "an acceptable RST arrives: the connection is over, CLOSED (RFC 9293, 3.5.3)"
            ko "받아들일 수 있는 RST가 도착하면 커넥션은 끝난다. CLOSED 상태다 (RFC 9293, 3.5.3)";
        RstReturnsToListen
            en "a RST in SYN-RECEIVED, opened from LISTEN: back to LISTEN, the program is not told (RFC 9293, 3.10.7.4)"
            ko "LISTEN에서 시작된 SYN-RECEIVED에서 RST를 받으면 LISTEN으로 돌아간다. 애플리케이션에는 알리지 않는다 (RFC 9293, 3.10.7.4)";
        Withdrawn
            en "what this was inferred from did not arrive: the value is not known"
            ko "이 값의 근거가 된 세그먼트가 도착하지 않았다. 값은 알 수 없다";
        FinSentAgain
            en "it sends its FIN again: the ACK of it had not arrived, so its FIN still waits for one (RFC 9293, 3.10.7.4; RFC 6298, 5)"
            ko "FIN을 다시 보낸다. 그 ACK가 도착하지 않아 FIN이 아직 확인을 기다린다 (RFC 9293, 3.10.7.4. RFC 6298, 5)";
        StillActs
            en "it sends on, longer behind the RST than a round trip: it has not taken that RST in"
            ko "RST가 지나간 뒤 왕복 시간이 지나도록 계속 보낸다. 그 RST를 받지 않았다";
        HoleReported
            en "its SACK blocks begin beyond its ACK number: what lies between had not arrived (RFC 2018, 3)"
            ko "SACK 블록이 ACK 번호보다 뒤에서 시작한다. 그 사이는 도착하지 않았다 (RFC 2018, 3)";
        IcmpEndsConnect
            en "an ICMP error about its SYN ends connect(): for hard errors RFC 9293, 3.9.2.2 asks for it, at soft ones Linux does so too"
            ko "자신의 SYN에 대한 ICMP 오류로 connect()가 끝난다. 하드 오류는 RFC 9293, 3.9.2.2가 그렇게 정하고, 소프트 오류에서도 Linux는 그렇게 한다";
    }
}

impl Argument for Rule {
    fn spoken(&self, lang: Language) -> String {
        rule(*self, lang).to_owned()
    }
}

messages! {
    /// Why a value was written.
    Because {
        Rule { rule: Rule }
            en "{rule}" ko "{rule}";
        RefusalArrives {}
            en "in SYN-SENT a RST that acknowledges the SYN ends the connection: CLOSED (RFC 9293, 3.10.7.3)"
            ko "SYN-SENT 상태에서 자신의 SYN을 확인해 주는 RST가 오면 커넥션은 끝난다. CLOSED 상태다 (RFC 9293, 3.10.7.3)";
        NoSocket {}
            en "no socket is there: CLOSED, and a SYN is answered with RST (RFC 9293, 3.10.7.1)"
            ko "소켓이 없다. CLOSED 상태이며 SYN에는 RST로 답한다 (RFC 9293, 3.10.7.1)";
        AckBeyond {}
            en "the ACK number names more than the capture shows of it: so that much was sent (RFC 9293, 3.4)"
            ko "ACK 번호가 캡처에 보이는 것보다 뒤의 번호다(더 크다). 그만큼은 보냈다는 뜻이다 (RFC 9293, 3.4)";
    }
}
