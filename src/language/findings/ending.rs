//! Findings about how a connection ends or is told to: RSTs and who sends them, FINs, ICMP errors.
//!
//! What a row is: see [`super`].

/// The rows of this file behind those before them, to the next file.
macro_rules! rows {
    ([$next:path $(, $rest:path)*] $($before:tt)*) => {
        $next! { [$($rest),*] $($before)*
            RstOutsideWindow
                en "RST outside the window: dropped" ko "윈도우 밖의 RST: 버려진다"
                rules [9293 "3.10.7.4", 5961 "3.2"]
                fits en "the window is reckoned from what was captured: a segment that is missing here may have moved it"
                     ko "윈도우는 캡처에 있는 것으로 계산했다. 캡처에 없는 세그먼트가 옮겨 놓았을 수 있다"
                decides ReceiversHost
                wireshark "Connection reset (RST)"
                says {
                    { seq, rcv_nxt, rcv_wnd }
                        => RstOutsideWindow { seq: u32 = seq.0, expected: u32 = rcv_nxt.0, window: Amount = bytes(rcv_wnd) }
                        en "the RST's sequence number {seq} lies outside the window, {window} from {expected} on: the receiver drops it (RFC 9293, 3.10.7.4), though Wireshark calls it a reset connection all the same"
                        ko "RST의 시퀀스 번호 {seq}은(는) {expected}번부터 {window}인 윈도우 밖에 있다. 받는 쪽은 버린다 (RFC 9293, 3.10.7.4). 그래도 Wireshark는 커넥션이 끊긴 것으로 표시한다";
                }
            RstUnexpected
                en "RST not at the expected number" ko "기다리는 번호가 아닌 RST"
                rules [9293 "3.10.7.4", 5961 "3.2"]
                fits en "inside the window, and challenged; outside of it, and dropped; or the capture missed what came before it"
                     ko "윈도우 안이라 되묻거나, 윈도우 밖이라 버려지거나, 그 앞의 세그먼트를 캡처가 놓쳤을 수 있다"
                decides ReceiversHost
                wireshark "Connection reset (RST)"
                says {
                    { seq, rcv_nxt } => RstUnexpected { seq: u32 = seq.0, expected: u32 = rcv_nxt.0 }
                        en "the RST's sequence number {seq} is not the expected {expected}; how far the window reaches is not known, so it is dropped or answered with a challenge ACK (RFC 9293, 3.10.7.4)"
                        ko "RST의 시퀀스 번호 {seq}은(는) 기다리는 번호 {expected}이(가) 아니다. 윈도우의 크기를 알 수 없으므로, 버려지거나 확인용 ACK(challenge ACK)로 되묻는다 (RFC 9293, 3.10.7.4)";
                }
            RstNotExact
                en "RST not at the expected number: challenged" ko "기다리는 번호가 아닌 RST: 되묻는다"
                rules [9293 "3.10.7.4", 5961 "3.2"]
                fits en "a stack without RFC 5961 closes at any RST in its window; and if data before it are missing only here, its number may be the exact one"
                     ko "RFC 5961을 따르지 않는 구현은 윈도우 안의 RST라면 모두 받아들여 끊는다. 앞의 데이터가 이 캡처에만 없다면 정확한 번호일 수도 있다"
                decides ReceiversHost
                wireshark "Connection reset (RST)"
                says {
                    { seq, rcv_nxt } => RstNotExact { seq: u32 = seq.0, expected: u32 = rcv_nxt.0 }
                        en "the RST's sequence number {seq} is in the window, but {expected} is expected: a receiver that follows RFC 5961 asks back with a challenge ACK and goes on, an older stack closes (RFC 9293, 3.10.7.4; RFC 5961, 3.2)"
                        ko "RST의 시퀀스 번호 {seq}은(는) 윈도우 안에 있지만 기다리는 번호는 {expected}(이)다. RFC 5961을 따르는 쪽은 확인용 ACK(challenge ACK)로 되묻고 커넥션을 이어 가며, 오래된 구현은 끊는다 (RFC 9293, 3.10.7.4, RFC 5961, 3.2)";
                }
            RstDoesNotAcknowledge
                en "RST that does not acknowledge the SYN: dropped" ko "SYN을 확인하지 않는 RST: 버려진다"
                rules [9293 "3.10.7.3"]
                fits en "the answer to an earlier SYN of the same ports, or a forged one"
                     ko "같은 포트의 예전 SYN에 대한 응답이거나 위조된 것일 수 있다"
                decides ClientsHost
                wireshark "Connection reset (RST)"
                says {
                    { ack: None } => RstWithoutAck {}
                        en "a RST without ACK cannot refuse a SYN: the client drops it (RFC 9293, 3.10.7.3)"
                        ko "ACK가 없는 RST로는 SYN을 거부할 수 없다. 클라이언트는 버린다 (RFC 9293, 3.10.7.3)";
                    { ack: Some(ack) } => RstDoesNotAcknowledge { ack: u32 = ack.0 }
                        en "the RST's ACK number {ack} does not acknowledge the SYN: the client drops it (RFC 9293, 3.10.7.3)"
                        ko "RST의 ACK 번호 {ack}은(는) SYN을 확인해 주지 않는다. 클라이언트는 버린다 (RFC 9293, 3.10.7.3)";
                }
            RstWithoutSocket
                en "RST without ACK: ABORT, or nobody takes data" ko "ACK 없는 RST: ABORT이거나, 받을 애플리케이션이 없다"
                rules [9293 "3.10.5", 9293 "3.5.2", 9293 "3.6.1"]
                fits en "the program has closed the socket or ended, the host was restarted, or a device on the way forgot the connection and answers in the host's name"
                     ko "애플리케이션이 소켓을 닫았거나 끝났거나, 호스트가 재시작했거나, 커넥션을 잊은 도중의 장비가 호스트의 이름으로 답했을 수 있다"
                decides SendersHost
                says {
                    { answers } => RstWithoutSocket { answers: u64 }
                        en "a RST without ACK at the number expected: either ABORT (RFC 9293, 3.10.5), or a host answers a segment (frame {answers} or an earlier one) that no program can take any more: its program has closed the socket or ended, the host was restarted, or a device on the way forgot the connection (3.5.2, 3.6.1)"
                        ko "기다리던 번호에 온, ACK가 없는 RST다. ABORT 호출이거나(RFC 9293, 3.10.5), 받을 애플리케이션이 없는 세그먼트({answers}번 프레임이나 그 앞의 것)에 답한 것이다. 애플리케이션이 소켓을 닫았거나 끝났거나, 호스트가 재시작했거나, 도중의 장비가 커넥션을 잊었다 (3.5.2, 3.6.1)";
                }
            RstAborts
                en "RST: the socket is aborted" ko "RST: 소켓을 강제로 끊는다"
                rules [9293 "3.10.5", 9293 "3.6.1"]
                fits en "data left unread at close() or when the program ended, SO_LINGER of 0, or a time-out; also a device in the host's name"
                     ko "데이터를 읽지 않은 채 닫거나 애플리케이션이 끝났거나, SO_LINGER가 0이었거나, 시간 제한이 지났을 수 있다. 도중의 장비가 호스트의 이름으로 보냈을 수도 있다"
                decides SendersProgram
                says {
                    => FoundRstAborts {}
                        en "RST and ACK at its sender's next number: the form in which Linux aborts a socket: closed, or its program ended, with data unread (RFC 9293, 3.6.1), an abort asked for (SO_LINGER of 0), or a time-out; a device on the way can send the same. Headers do not tell which"
                        ko "보낸 쪽의 다음 번호에 온 RST, ACK다. Linux가 소켓을 강제로 끊는 형태다. 읽지 않은 데이터를 두고 닫았거나 애플리케이션이 끝났거나(RFC 9293, 3.6.1), 그렇게 요청했거나(SO_LINGER 0), 시간 제한이 지났다. 도중의 장비도 똑같이 보낼 수 있다. 어느 것인지 헤더로는 알 수 없다";
                }
            RstFromBothSides
                en "RSTs in the name of both sides" ko "양쪽의 이름으로 온 RST"
                rules [9293 "3.5.2"]
                fits en "both programs ended at the same time"
                     ko "양쪽 애플리케이션이 같은 때에 끝났을 수 있다"
                decides BothHosts
                says {
                    { other } => RstFromBothSides { other: u64 }
                        en "a RST in the name of this side too, right behind that of frame {other}: a RST is never answered by a RST (RFC 9293, 3.5.2), so this hints at something on the way that reset both sides; evidence, not proof"
                        ko "{other}번 프레임 바로 뒤에 이쪽 이름으로도 RST가 왔다. RST에는 RST로 답하지 않으므로(RFC 9293, 3.5.2) 도중의 장비가 양쪽을 끊었다는 단서다. 증거는 아니다";
                }
            ChallengeAnswersRst
                en "challenge ACK, answers a RST" ko "RST에 되묻는 ACK(challenge ACK)"
                rules [5961 "3.2", 9293 "3.10.7.4"]
                fits en "an ACK that was due anyway: it would carry the same number"
                     ko "어차피 보낼 ACK였을 수 있다. 번호는 같다"
                decides SendersStack
                wireshark "[TCP Dup ACK]"
                says {
                    { rst } => ChallengeAnswersRst { rst: u64 }
                        en "the challenge ACK that answers the RST of frame {rst}: it repeats the number that is expected, so that a real peer can send the RST again with that number (RFC 5961, 3.2; RFC 9293, 3.10.7.4). Nothing is missing, though Wireshark calls it [TCP Dup ACK]"
                        ko "{rst}번 프레임의 RST에 답하는 확인용 ACK(challenge ACK)다. 기다리는 번호를 다시 알려, 진짜 상대라면 그 번호로 RST를 다시 보낼 수 있게 한다 (RFC 5961, 3.2; RFC 9293, 3.10.7.4). Wireshark는 [TCP Dup ACK]로 표시하지만 빠진 것은 없다";
                }
            IcmpError
                en "ICMP error about this connection" ko "이 커넥션에 대한 ICMP 오류"
                rules [9293 "3.9.2.2"]
                fits en "a forged message: who knows the ports and guesses a number can send it"
                     ko "포트를 알고 번호를 맞힌 제삼자가 위조했을 수 있다"
                decides IcmpSender
                wireshark "no tcp.stream in this frame"
                says {
                    { icmp_type, icmp_code } => IcmpError { kind: u8 = icmp_type, code: u8 = icmp_code }
                        en "an ICMP error about a segment of this connection: type {kind}, code {code}. It was found by the ports and the number that it quotes; Wireshark gives this frame no tcp.stream"
                        ko "이 커넥션의 세그먼트에 대한 ICMP 오류가 왔다. 타입 {kind}, 코드 {code}. 인용된 포트와 번호로 찾았다. Wireshark는 이 프레임에 tcp.stream을 매기지 않는다";
                }
            RstAlone
                en "nothing but a RST" ko "RST뿐이다"
                rules []
                fits en "the answer to a segment that the capture lacks, or a RST that nothing asked for"
                     ko "캡처에 없는 세그먼트에 대한 응답이거나, 아무도 부르지 않은 RST일 수 있다"
                decides Earlier
                says {
                    => RstAlone {}
                        en "a RST of a connection that this capture shows nothing else of: whether there was a SYN, and who sent it, is not known"
                        ko "이 캡처에 다른 세그먼트가 없는 커넥션의 RST다. SYN이 있었는지, 누가 보냈는지 알 수 없다";
                }
            FinRepeated
                en "FIN sent again" ko "FIN 재전송"
                rules [6298 "5", 9293 "3.10.7.4"]
                fits en "the FIN was lost, or the ACK of it"
                     ko "FIN이 사라졌거나 그에 대한 ACK가 사라졌을 수 있다"
                decides BothHosts
                says {
                    => FinRepeated {}
                        en "the FIN is sent again: when it was sent, the ACK of the first one had not arrived. What was inferred from that ACK is taken back"
                        ko "FIN을 다시 보냈다. 보낼 때까지 첫 FIN에 대한 ACK가 도착하지 않았다. 그 ACK에서 추정한 것은 거두어들인다";
                }
            RstNotTaken
                en "sends on behind the RST" ko "RST가 지나간 뒤에도 보낸다"
                rules [9293 "3.10.7.4"]
                fits en "the RST was lost behind this point, or its number did not fit"
                     ko "RST가 이 지점 뒤에서 사라졌거나 번호가 맞지 않았을 수 있다"
                decides SendersHost
                says {
                    => RstNotTaken {}
                        en "this side sends on, longer behind the RST than a round trip takes: the RST was lost behind this point, or not accepted"
                        ko "RST가 지나간 뒤 왕복 시간이 지나도록 이쪽은 계속 보낸다. 그 RST가 이 지점 뒤에서 사라졌거나 받아들여지지 않았다";
                }
            ImpliedFin
                en "most likely a FIN that is not here" ko "캡처에 없는 FIN으로 보인다"
                rules [9293 "3.4", 9293 "3.6"]
                fits en "one byte of data"
                     ko "데이터 1바이트"
                decides BothWays
                says {
                    { seq } => ImpliedFin { seq: u32 = seq.0 }
                        en "number {seq}, the last one acknowledged of a side of which nothing was captured, is most likely its FIN, which takes one number (RFC 9293, 3.4): the side that acknowledges it has closed as well. One byte of data would look the same"
                        ko "아무것도 캡처되지 않은 쪽에 대해 마지막으로 확인된 {seq}번은 그쪽의 FIN일 가능성이 가장 크다. FIN은 번호 하나를 차지하고 (RFC 9293, 3.4), 확인한 쪽도 연결을 끊었기 때문이다. 데이터 1바이트였어도 똑같이 보인다";
                }
            RstFromElsewhere
                en "RST unlike its sender's packets" ko "송신처의 다른 패킷과 다른 RST"
                rules []
                fits en "the host itself, by another way or from a part of its stack that fills headers differently"
                     ko "호스트 자신이 다른 길로 보냈거나, 헤더를 다르게 채우는 구현일 수 있다"
                decides SendersHost
                says {
                    (signs) if signs.fits().is_empty() => RstDiffersInAll { differs: Vec<Sign> = signs.differs() }
                        en "this RST differs from its sender's other packets in all that can be compared: {differs}. Evidence, not proof, that something on the way sent it"
                        ko "이 RST는 비교할 수 있는 모든 점에서 같은 송신처의 다른 패킷과 다르다: {differs}. 도중의 장비가 보냈다는 단서이지만 증거는 아니다";
                    (signs) => RstDiffers { differs: Vec<Sign> = signs.differs(), fits: Vec<Sign> = signs.fits() }
                        en "this RST differs from its sender's other packets: {differs}. What fits: {fits}. Evidence, not proof, that something on the way sent it"
                        ko "이 RST는 같은 송신처의 다른 패킷과 다르다: {differs}. 맞는 것: {fits}. 도중의 장비가 보냈다는 단서이지만 증거는 아니다";
                }
        }
    };
}

pub(super) use rows;
