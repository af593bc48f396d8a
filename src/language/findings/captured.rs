//! Findings about the capture itself and what it cannot show: checksums, cuts, doubles, a wrong order, missing
//! segments.
//!
//! What a row is: see [`super`].

/// The rows of this file behind those before them, to the next file.
macro_rules! rows {
    ([$next:path $(, $rest:path)*] $($before:tt)*) => {
        $next! { [$($rest),*] $($before)*
            ChecksumBad
                en "wrong TCP checksum" ko "잘못된 TCP 체크섬"
                rules [9293 "3.1"]
                fits en "damaged on the way, or only in the host that captured it"
                     ko "오는 길에 손상되었을 수도, 캡처한 호스트 안에서만 손상되었을 수도 있다"
                decides ReceiversHost
                says {
                    { stored, calculated, acknowledged: false }
                        => FoundChecksumBad { stored: String = hex(stored), calculated: String = hex(calculated) }
                        en "the TCP checksum is {stored} and should be {calculated}: a receiver must drop such a segment (RFC 9293, 3.1)"
                        ko "TCP 체크섬이 {stored}(이)지만 {calculated}(이)어야 한다. 받는 쪽은 이런 세그먼트를 버려야 한다 (RFC 9293, 3.1)";
                    { stored, calculated, acknowledged: true }
                        => ChecksumBadAcknowledged { stored: String = hex(stored), calculated: String = hex(calculated) }
                        en "the TCP checksum is {stored} and should be {calculated}, but the peer acknowledged such segments of this sender: what arrived was right. The capture shows a value that the sender's network card was still to write over, or the file was changed since (addresses replaced, data edited)"
                        ko "TCP 체크섬이 {stored}(이)지만 {calculated}(이)어야 한다. 그런데 상대는 이 송신처의 그런 세그먼트를 확인해 주었다. 도착한 것은 올바르다. 네트워크 카드가 고쳐 쓰기 전의 값이 캡처되었거나, 캡처한 뒤에 파일을 고쳤다(주소 바꾸기, 데이터 편집)";
                }
            ChecksumUnfinished
                en "checksum left to the network card" ko "네트워크 카드가 완성할 체크섬"
                rules [9293 "3.1"]
                fits en "a damaged checksum that happens to be just this sum, once in 65,536"
                     ko "손상된 체크섬이 우연히 이 값일 수도 있다. 65,536번에 한 번이다"
                decides OffHost
                says {
                    { stored } => FoundChecksumUnfinished { stored: String = hex(stored) }
                        en "the TCP checksum {stored} covers only the addresses and the length: captured on the sending machine before its network card finished it (offload); nothing is wrong"
                        ko "TCP 체크섬 {stored}은(는) 주소와 길이만 더한 값이다. 보내는 컴퓨터에서 네트워크 카드가 완성하기 전에 캡처되었다(오프로드). 잘못된 것이 아니다";
                }
            HeaderCut
                en "TCP header cut" ko "잘린 TCP 헤더"
                rules []
                decides Uncut
                says {
                    { captured, header } => FoundHeaderCut { captured: u32, header: u32 }
                        en "the snap length cut this frame: {captured} of the TCP header's {header} bytes were captured"
                        ko "스냅 길이 때문에 프레임이 잘렸다. TCP 헤더 {header}바이트 가운데 {captured}바이트만 캡처되었다";
                }
            Discarded
                en "damaged: the receiver drops it" ko "손상: 받는 쪽이 버린다"
                rules [9293 "3.1"]
                fits en "damaged only in the host that captured it: then the receiver took it in"
                     ko "캡처한 호스트 안에서만 손상되었을 수 있다. 그렇다면 받는 쪽은 받아들였다"
                decides ReceiversHost
                says {
                    { stored, calculated }
                        => DroppedForChecksum { stored: String = hex(stored), calculated: String = hex(calculated) }
                        en "the checksum {stored} should be {calculated}, so the receiver drops the segment and nothing of it is written into its socket (RFC 9293, 3.1): to the sender it is as if it were lost. Wireshark verifies TCP checksums only if told to, and draws no such conclusion"
                        ko "체크섬 {stored}은(는) {calculated}(이)어야 한다. 받는 쪽은 세그먼트를 버리고 소켓에 아무것도 적지 않는다 (RFC 9293, 3.1). 보낸 쪽에게는 사라진 것과 같다. Wireshark는 설정하지 않으면 TCP 체크섬을 검사하지 않고, 검사해도 이런 결론은 내지 않는다";
                }
            CapturedTwice
                en "seen twice" ko "두 번 보인다"
                rules []
                fits en "the network doubled the packet, of which a D-SACK would tell; or it was sent again with the same identification (RFC 9293, 3.8.1)"
                     ko "네트워크가 패킷을 복제했거나(그러면 D-SACK가 알려 준다), 같은 식별자로 다시 보냈을 수 있다 (RFC 9293, 3.8.1)"
                decides ReceiversHost
                wireshark "[TCP Retransmission], [TCP Spurious Retransmission] or [TCP Dup ACK]"
                says {
                    { first, after, behind: None } => SamePacketTwice { first: u64, after: Span = Span(after) }
                        en "the very packet of frame {first} again, {after} later (same identification, same checksum): captured twice or doubled by the network, hardly sent again, though Wireshark may call it [TCP Retransmission], [TCP Spurious Retransmission] or [TCP Dup ACK]"
                        ko "{first}번 프레임과 똑같은 패킷이 {after} 뒤에 또 있다(식별자와 체크섬이 같다). 두 번 캡처되었거나 네트워크가 복제한 것으로, 다시 보낸 것은 아닐 것이다. 그래도 Wireshark는 [TCP Retransmission], [TCP Spurious Retransmission], [TCP Dup ACK]로 표시하기도 한다";
                    { first, after, behind: Some(ttl) }
                        => SamePacketBehindRouter { first: u64, after: Span = Span(after), ttl: u8 }
                        en "the packet of frame {first} again, behind the router (TTL {ttl}), {after} later: one segment, captured on both of its sides"
                        ko "{first}번 프레임의 패킷이 {after} 뒤에 라우터 너머에서 다시 보인다(TTL {ttl}). 세그먼트 하나를 라우터의 양쪽에서 캡처했다";
                }
            DoubledByNetwork
                en "doubled by the network" ko "네트워크가 복제했다"
                rules [2883 "4"]
                fits en "its sender sent it twice with the same identification"
                     ko "보낸 쪽이 같은 식별자로 두 번 보냈을 수 있다"
                decides SendersHost
                wireshark "[TCP Dup ACK] here, [TCP Spurious Retransmission] at the copy"
                says {
                    { frame } => DoubledByNetwork { frame: u64 }
                        en "the receiver reports that the packet of frame {frame} reached it a second time: the network doubled it (RFC 2883, 4)"
                        ko "받는 쪽이 {frame}번 프레임의 패킷을 두 번째로 받았다고 알린다. 네트워크가 복제했다 (RFC 2883, 4)";
                }
            UnharmedCopy
                en "the damaged packet again, unharmed" ko "손상되었던 패킷의 온전한 사본"
                rules []
                fits en "sent again with the same identification"
                     ko "같은 식별자로 다시 보냈을 수 있다"
                decides SendersHost
                wireshark "[TCP Retransmission]"
                says {
                    { damaged } => UnharmedCopy { damaged: u64 }
                        en "the packet of frame {damaged} again, unharmed (same identification, same checksum field): that copy was damaged on the way, and nothing was sent again"
                        ko "{damaged}번 프레임의 패킷이 온전한 채로 다시 왔다(식별자와 체크섬 필드가 같다). 앞의 사본은 오는 길에 손상되었을 뿐 다시 보낸 것은 아니다";
                }
            AnswerFiledFirst
                en "filed behind its own answer" ko "자신에 대한 응답보다 뒤에 기록되었다"
                rules []
                decides OneQueue
                wireshark "tcp.completeness without the bit of the SYN"
                says {
                    { answer } => AnswerFiledFirst { answer: u64 }
                        en "this SYN stands behind its own answer, frame {answer}: the capture filed them in the wrong order; in truth the SYN came first. Who goes by the order of the file takes the server for the client, or, as Wireshark's tcp.completeness, counts no SYN"
                        ko "이 SYN이 자신에 대한 응답인 {answer}번 프레임보다 뒤에 있다. 캡처에 순서가 바뀌어 기록되었다. 실제로는 SYN이 먼저다. 파일의 순서만 따르면 서버를 클라이언트로 잘못 보거나, Wireshark의 tcp.completeness처럼 SYN을 세지 못한다";
                }
            AnswerFiledLate
                en "filed late" ko "늦게 기록되었다"
                rules []
                decides OneQueue
                says {
                    { ack } => AnswerFiledLate { ack: u64 }
                        en "the SYN, ACK whose existence the ACK in frame {ack} proved: the capture filed it late. It is no repeat, and what was implied of it stands"
                        ko "{ack}번 프레임의 ACK가 존재를 증명한 바로 그 SYN, ACK다. 캡처에 늦게 기록되었다. 다시 보낸 것이 아니며, 미루어 안 내용은 그대로 맞다";
                }
            FiledLate
                en "filed behind the ACK of it" ko "그에 대한 ACK보다 뒤에 기록되었다"
                rules []
                decides OneQueue
                wireshark "[TCP Spurious Retransmission]"
                says {
                    { acknowledged_in } => DataFiledLate { ack: u64 = acknowledged_in }
                        en "data that frame {ack} acknowledges already: the capture filed the two in the wrong order. They are not sent again, and nothing was missed"
                        ko "{ack}번 프레임이 이미 확인한 데이터다. 캡처에 두 프레임의 순서가 바뀌어 기록되었다. 다시 보낸 것도 빠진 것도 아니다";
                }
            NotCaptured
                en "missed by the capture" ko "캡처가 놓쳤다"
                rules [9293 "3.4"]
                fits en "a device on the way that acknowledges in the receiver's name"
                     ko "도중의 장비가 받는 쪽의 이름으로 확인했을 수 있다"
                decides BothHosts
                says {
                    { from, to, seen: true } => NotCaptured { from: u32 = from.0, to: u32 = to.0 }
                        en "numbers {from} up to {to}, exclusively, are acknowledged but not in the capture: they were sent and arrived, so the capture missed them; nothing was lost there. Wireshark's [TCP ACKed unseen segment] says the same, of the capture and not of the network"
                        ko "{from}번부터 {to}번 앞까지는 캡처에 없지만 확인되었다. 보내졌고 도착했으므로 캡처가 놓친 것이다. 손실이 아니다. Wireshark의 [TCP ACKed unseen segment]도 네트워크가 아니라 캡처에 대한 말이다";
                    { from, to, seen: false } => NotCapturedAtAll { from: u32 = from.0, to: u32 = to.0 }
                        en "numbers {from} up to {to}, exclusively, are acknowledged but not in the capture: they were sent and arrived, so the capture missed them; nothing was lost there"
                        ko "{from}번부터 {to}번 앞까지는 캡처에 없지만 확인되었다. 보내졌고 도착했으므로 캡처가 놓친 것이다. 손실이 아니다";
                }
            MemoryBounded
                en "more than is remembered" ko "기억하는 한도를 넘었다"
                rules []
                says {
                    { dropped } => MemoryBounded { dropped: u64 }
                        en "more was in flight than is remembered of a connection: {dropped} segments and pending values were let go, so some repeats are told without their first frame, and some values stay inferred that a later segment confirms"
                        ko "커넥션 하나에 대해 기억하는 것보다 많은 것이 오가는 중이었다. 세그먼트와 판정을 기다리던 값 {dropped}개를 놓아 보냈다. 그래서 어떤 재전송은 첫 프레임을 밝히지 못하고, 뒤에서 확인된 어떤 값은 추정으로 남는다";
                }
            OneDirection
                en "one direction only" ko "한 방향만 캡처되었다"
                rules []
                decides BothWays
                wireshark "tcp.completeness without the bits of the missing side"
                says {
                    { missing } => OneDirectionOnly { missing: Side }
                        en "no segment of the {missing} was captured: what it did is known only as far as the other side acknowledges it. No label of Wireshark's tells of this: its tcp.completeness just lacks bits"
                        ko "{missing}의 세그먼트는 하나도 캡처되지 않았다. 그쪽이 한 일은 상대가 확인해 준 만큼만 알 수 있다. Wireshark는 이를 알리지 않고 tcp.completeness의 비트가 빌 뿐이다";
                }
        }
    };
}

pub(super) use rows;
