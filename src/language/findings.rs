//! Findings: what is worth saying about a connection, with the numbers that made it so.

use super::argument::{Amount, Times};

messages! {
    /// A finding, in one or two sentences.
    Found {
        SynRepeated { first: u64, times: Times }
            en "the SYN of frame {first} is sent again; it has now been sent {times}"
            ko "{first}번 프레임의 SYN을 다시 보냈다. 지금까지 {times} 보냈다";
        SynAckRepeated { first: u64 }
            en "the SYN, ACK of frame {first} is sent again: the server has not seen an ACK of it"
            ko "{first}번 프레임의 SYN, ACK를 다시 보냈다. 서버는 그에 대한 ACK를 보지 못했다";
        FoundChecksumBad { stored: String, calculated: String }
            en "the TCP checksum is {stored} and should be {calculated}: a receiver must drop such a segment (RFC 9293, 3.1)"
            ko "TCP 체크섬이 {stored}(이)지만 {calculated}(이)어야 한다. 받는 쪽은 이런 세그먼트를 버려야 한다 (RFC 9293, 3.1)";
        ChecksumBadAcknowledged { stored: String, calculated: String }
            en "the TCP checksum is {stored} and should be {calculated}, but the peer acknowledged such segments of this sender: what arrived was right. The capture shows a value that the sender's network card was still to write over, or the file was changed since (addresses replaced, data edited)"
            ko "TCP 체크섬이 {stored}(이)지만 {calculated}(이)어야 한다. 그런데 상대는 이 송신처의 그런 세그먼트를 확인해 주었다. 도착한 것은 올바르다. 네트워크 카드가 고쳐 쓰기 전의 값이 캡처되었거나, 캡처한 뒤에 파일을 고쳤다(주소 바꾸기, 데이터 편집)";
        FoundChecksumUnfinished { stored: String }
            en "the TCP checksum {stored} covers only the addresses and the length: captured on the sending machine before its network card finished it (offload); nothing is wrong"
            ko "TCP 체크섬 {stored}은(는) 주소와 길이만 더한 값이다. 보내는 컴퓨터에서 네트워크 카드가 완성하기 전에 캡처되었다(오프로드). 잘못된 것이 아니다";
        FoundHeaderCut { captured: u32, header: u32 }
            en "the snap length cut this frame: {captured} of the TCP header's {header} bytes were captured"
            ko "스냅 길이 때문에 프레임이 잘렸다. TCP 헤더 {header}바이트 가운데 {captured}바이트만 캡처되었다";
        PortReused { earlier: u32 }
            en "the same addresses and ports as connection {earlier}, which came before: a new connection, its numbers start anew"
            ko "먼저 있던 커넥션 {earlier}과(와) 주소와 포트가 같다. 새로운 커넥션이며 번호도 새로 시작한다";
        BegunBefore {}
            en "no SYN was captured: the connection is older than the capture, or its opening was missed; first numbers and window shifts are not known. A window stays a range: Wireshark prints its field as it is (scaling factor -1)"
            ko "SYN이 캡처되지 않았다. 커넥션이 캡처보다 먼저 시작되었거나 접속 동작을 놓쳤다. 첫 번호와 윈도우 시프트를 알 수 없다. 윈도우도 범위로만 알 수 있다. Wireshark는 필드 값을 그대로 보여 준다(scaling factor -1)";
        RstOutsideWindow { seq: u32, expected: u32, window: Amount }
            en "the RST's sequence number {seq} lies outside the window, {window} from {expected} on: the receiver drops it (RFC 9293, 3.10.7.4), though Wireshark calls it a reset connection all the same"
            ko "RST의 시퀀스 번호 {seq}은(는) {expected}번부터 {window}인 윈도우 밖에 있다. 받는 쪽은 버린다 (RFC 9293, 3.10.7.4). 그래도 Wireshark는 커넥션이 끊긴 것으로 표시한다";
        RstUnexpected { seq: u32, expected: u32 }
            en "the RST's sequence number {seq} is not the expected {expected}; how far the window reaches is not known, so it is dropped or answered with a challenge ACK (RFC 9293, 3.10.7.4)"
            ko "RST의 시퀀스 번호 {seq}은(는) 기다리는 번호 {expected}이(가) 아니다. 윈도우의 크기를 알 수 없으므로, 버려지거나 확인용 ACK(challenge ACK)로 되묻는다 (RFC 9293, 3.10.7.4)";
        RstNotExact { seq: u32, expected: u32 }
            en "the RST's sequence number {seq} is in the window, but {expected} is expected: a receiver that follows RFC 5961 asks back with a challenge ACK and goes on, an older stack closes (RFC 9293, 3.10.7.4; RFC 5961, 3.2)"
            ko "RST의 시퀀스 번호 {seq}은(는) 윈도우 안에 있지만 기다리는 번호는 {expected}(이)다. RFC 5961을 따르는 쪽은 확인용 ACK(challenge ACK)로 되묻고 커넥션을 이어 가며, 오래된 구현은 끊는다 (RFC 9293, 3.10.7.4, RFC 5961, 3.2)";
        RstWithoutAck {}
            en "a RST without ACK cannot refuse a SYN: the client drops it (RFC 9293, 3.10.7.3)"
            ko "ACK가 없는 RST로는 SYN을 거부할 수 없다. 클라이언트는 버린다 (RFC 9293, 3.10.7.3)";
        RstDoesNotAcknowledge { ack: u32 }
            en "the RST's ACK number {ack} does not acknowledge the SYN: the client drops it (RFC 9293, 3.10.7.3)"
            ko "RST의 ACK 번호 {ack}은(는) SYN을 확인해 주지 않는다. 클라이언트는 버린다 (RFC 9293, 3.10.7.3)";
        FoundShiftTooLarge { shift: u8 }
            en "a window shift of {shift} is more than allowed: it counts as 14 (RFC 7323, 2.3)"
            ko "윈도우 시프트 {shift}은(는) 허용 범위를 넘는다. 14로 본다 (RFC 7323, 2.3)";
        IcmpError { kind: u8, code: u8 }
            en "an ICMP error about a segment of this connection: type {kind}, code {code}. It was found by the ports and the number that it quotes; Wireshark gives this frame no tcp.stream"
            ko "이 커넥션의 세그먼트에 대한 ICMP 오류가 왔다. 타입 {kind}, 코드 {code}. 인용된 포트와 번호로 찾았다. Wireshark는 이 프레임에 tcp.stream을 매기지 않는다";
        AckNotArrived { ack: u64 }
            en "the SYN, ACK comes again although its ACK is in frame {ack}. When it was sent, that ACK had not been taken in: it was still on its way, was lost behind this point, or Linux did not take it in yet (TCP_DEFER_ACCEPT, or a full accept queue)"
            ko "{ack}번 프레임에 ACK가 있는데도 SYN, ACK가 다시 왔다. 이것을 보낼 때 그 ACK는 받아들여지지 않았다. 아직 가는 중이었거나, 이 지점 뒤에서 사라졌거나, Linux가 아직 받아들이지 않았다(TCP_DEFER_ACCEPT나 가득 찬 accept 대기열)";
        HandshakeAckRepeated { syn_ack: u64 }
            en "the ACK of the SYN, ACK that came again in frame {syn_ack}: no data is missing, though Wireshark calls it [TCP Dup ACK]"
            ko "{syn_ack}번 프레임에서 다시 온 SYN, ACK에 대한 ACK다. Wireshark는 [TCP Dup ACK]로 표시하지만 빠진 데이터는 없다";
        SynAckRejected {}
            en "the RST answers the SYN, ACK: the client does not want this connection or knows no such SYN. A half-open port scan, a program that gave up, and an old duplicate of a SYN (RFC 9293, 3.5, figure 8) look the same; headers do not tell which"
            ko "RST가 SYN, ACK에 답한다. 클라이언트가 이 커넥션을 바라지 않거나 그런 SYN을 모른다. 반만 여는 포트 스캔, 포기한 애플리케이션, 오래된 중복 SYN(RFC 9293, 3.5, 그림 8)이 모두 이렇게 보인다. 어느 것인지 헤더로는 알 수 없다";
        NoHandshakeAck {}
            en "there was no handshake: Wireshark's tcp.completeness counts the ACK bit of this RST as if it were the third segment"
            ko "접속 동작은 없었다. Wireshark의 tcp.completeness는 이 RST의 ACK 비트를 세 번째 세그먼트인 것처럼 센다";
        RstAlone {}
            en "a RST of a connection that this capture shows nothing else of: whether there was a SYN, and who sent it, is not known"
            ko "이 캡처에 다른 세그먼트가 없는 커넥션의 RST다. SYN이 있었는지, 누가 보냈는지 알 수 없다";
        RstWithoutSocket { answers: u64 }
            en "a RST without ACK at the number expected: either ABORT (RFC 9293, 3.10.5), or a host answers a segment (frame {answers} or an earlier one) that no program can take any more: its program has closed the socket or ended, the host was restarted, or a device on the way forgot the connection (3.5.2, 3.6.1)"
            ko "기다리던 번호에 온, ACK가 없는 RST다. ABORT 호출이거나(RFC 9293, 3.10.5), 받을 애플리케이션이 없는 세그먼트({answers}번 프레임이나 그 앞의 것)에 답한 것이다. 애플리케이션이 소켓을 닫았거나 끝났거나, 호스트가 재시작했거나, 도중의 장비가 커넥션을 잊었다 (3.5.2, 3.6.1)";
        FoundRstAborts {}
            en "RST and ACK at its sender's next number: the form in which Linux aborts a socket: closed, or its program ended, with data unread (RFC 9293, 3.6.1), an abort asked for (SO_LINGER of 0), or a time-out; a device on the way can send the same. Headers do not tell which"
            ko "보낸 쪽의 다음 번호에 온 RST, ACK다. Linux가 소켓을 강제로 끊는 형태다. 읽지 않은 데이터를 두고 닫았거나 애플리케이션이 끝났거나(RFC 9293, 3.6.1), 그렇게 요청했거나(SO_LINGER 0), 시간 제한이 지났다. 도중의 장비도 똑같이 보낼 수 있다. 어느 것인지 헤더로는 알 수 없다";
        RstFromBothSides { other: u64 }
            en "a RST in the name of this side too, right behind that of frame {other}: a RST is never answered by a RST (RFC 9293, 3.5.2), so this hints at something on the way that reset both sides; evidence, not proof"
            ko "{other}번 프레임 바로 뒤에 이쪽 이름으로도 RST가 왔다. RST에는 RST로 답하지 않으므로(RFC 9293, 3.5.2) 도중의 장비가 양쪽을 끊었다는 단서다. 증거는 아니다";
        ChallengeAnswersRst { rst: u64 }
            en "the challenge ACK that answers the RST of frame {rst}: it repeats the number that is expected, so that a real peer can send the RST again with that number (RFC 5961, 3.2; RFC 9293, 3.10.7.4). Nothing is missing, though Wireshark calls it [TCP Dup ACK]"
            ko "{rst}번 프레임의 RST에 답하는 확인용 ACK(challenge ACK)다. 기다리는 번호를 다시 알려, 진짜 상대라면 그 번호로 RST를 다시 보낼 수 있게 한다 (RFC 5961, 3.2; RFC 9293, 3.10.7.4). Wireshark는 [TCP Dup ACK]로 표시하지만 빠진 것은 없다";
        PathMtu { mtu: Amount }
            en "a packet of the sender was too large for the path: a router asks for packets of at most {mtu}, IP header included. No connection ends by this (RFC 1191, 4; RFC 4443, 3.2)"
            ko "보낸 패킷이 경로에 비해 너무 컸다. 라우터가 IP 헤더를 포함해 {mtu} 이하의 패킷을 요구한다. 이것으로 커넥션이 끝나지는 않는다 (RFC 1191, 4; RFC 4443, 3.2)";
        PathMtuUnnamed {}
            en "a packet of the sender was too large for the path; the router does not say which size would fit, so the sender must guess (RFC 1191, 5)"
            ko "보낸 패킷이 경로에 비해 너무 컸다. 라우터가 알맞은 크기를 말하지 않으므로 보내는 쪽이 어림해야 한다 (RFC 1191, 5)";
        PathMtuTaken { icmp: u64, mtu: Amount, packet: Amount }
            en "the first data of the sender since frame {icmp} in a packet that fits: {packet} of at most {mtu}. It has taken the smaller MTU over"
            ko "{icmp}번 프레임 뒤로 보내는 쪽이 처음으로 알맞은 크기의 데이터를 보냈다. 최대 {mtu} 가운데 {packet}. 더 작은 MTU를 받아들였다";
        FinRepeated {}
            en "the FIN is sent again: when it was sent, the ACK of the first one had not arrived. What was inferred from that ACK is taken back"
            ko "FIN을 다시 보냈다. 보낼 때까지 첫 FIN에 대한 ACK가 도착하지 않았다. 그 ACK에서 추정한 것은 거두어들인다";
        RstNotTaken {}
            en "this side sends on, longer behind the RST than a round trip takes: the RST was lost behind this point, or not accepted"
            ko "RST가 지나간 뒤 왕복 시간이 지나도록 이쪽은 계속 보낸다. 그 RST가 이 지점 뒤에서 사라졌거나 받아들여지지 않았다";
    }
}
