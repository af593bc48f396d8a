//! Findings of a closer look: repeats and their cause, gaps, probes, closed windows, what was agreed, and what other
//! tools would call it.

use super::argument::{Amount, Span, Times};
use crate::connection::Side;

messages! {
    /// A finding of a closer look, in one or two sentences.
    Scrutiny {
        // Sent again.
        AgainFast { seq: u32, data: Amount }
            en "{data} from number {seq} on are sent again: repeated ACK numbers or SACK blocks told the sender of the hole, so it did not wait for its timer"
            ko "{seq}번부터 {data}를 다시 보냈다. 반복된 ACK 번호나 SACK 블록으로 빈 곳을 알았으므로 타이머를 기다리지 않았다";
        AgainTimeout { seq: u32, data: Amount }
            en "{data} from number {seq} on are sent again: no ACK came in time and the retransmission timer ran out (RFC 6298, 5)"
            ko "{seq}번부터 {data}를 다시 보냈다. 제때 ACK가 오지 않아 재전송 타이머가 끝났다 (RFC 6298, 5)";
        AgainAfterTimeout { seq: u32, data: Amount, ack: u64, timer: u64 }
            en "{data} from number {seq} on are sent again right after the ACK of frame {ack}: after its timer ran out (frame {timer}) the sender takes all that was in flight for lost"
            ko "{ack}번 프레임의 ACK가 오자 {seq}번부터 {data}를 다시 보냈다. 타이머가 끝난 뒤({timer}번 프레임)에는 아직 확인되지 않은 것을 모두 사라진 것으로 본다";
        AgainProbe { seq: u32, data: Amount }
            en "{data} from number {seq} on are sent again: the last segment once more before the timer runs out, to draw an ACK (tail loss probe, RFC 8985, 7.2 and 7.3)"
            ko "{seq}번부터 {data}를 다시 보냈다. 타이머가 끝나기 전에 마지막 세그먼트를 한 번 더 보내 ACK를 끌어낸다 (꼬리 손실 탐색, RFC 8985, 7.2, 7.3)";
        AgainEither { seq: u32, data: Amount }
            en "{data} from number {seq} on are sent again, the only segment in flight: the retransmission timer or a tail loss probe, headers do not tell which (RFC 6298, 5; RFC 8985, 7.2)"
            ko "{seq}번부터 {data}를 다시 보냈다. 확인을 기다리던 하나뿐인 세그먼트다. 재전송 타이머인지 꼬리 손실 탐색인지는 헤더로는 알 수 없다 (RFC 6298, 5; RFC 8985, 7.2)";
        AgainUnneeded { seq: u32, data: Amount }
            en "{data} from number {seq} on are sent again although the receiver has acknowledged them: that ACK was still on its way, or lost"
            ko "받는 쪽이 이미 확인했는데도 {seq}번부터 {data}를 다시 보냈다. 그 ACK가 아직 오는 중이었거나 사라졌다";
        AgainAfterFastOpen { data: Amount }
            en "the {data} that came with the SYN are sent again: the server acknowledged only the SYN. Nothing was lost, though Wireshark calls it [TCP Retransmission] (RFC 9293, 3.10.7.3; with Fast Open RFC 7413, 4.2.2)"
            ko "SYN과 함께 보낸 {data}를 다시 보냈다. 서버가 SYN만 확인했기 때문이다. Wireshark는 [TCP Retransmission]으로 표시하지만 사라진 것은 없다 (RFC 9293, 3.10.7.3. Fast Open이라면 RFC 7413, 4.2.2)";
        AgainAtClosedWindow { seq: u32, data: Amount }
            en "{data} from number {seq} on are sent again to a closed window: has it opened? (RFC 9293, 3.8.6.1)"
            ko "닫힌 윈도우에 {seq}번부터 {data}를 다시 보냈다. 열렸는지 묻는 것이다 (RFC 9293, 3.8.6.1)";
        AgainSmaller { seq: u32, data: Amount }
            en "{data} from number {seq} on are sent again, in a packet that fits: the first one was too large for the path (RFC 1191, 3; RFC 8201)"
            ko "{seq}번부터 {data}를 더 작은 패킷에 담아 다시 보냈다. 처음 것은 경로에 비해 너무 컸다 (RFC 1191, 3; RFC 8201)";
        AgainUnknown { seq: u32, data: Amount }
            en "{data} from number {seq} on are sent again; headers do not tell why"
            ko "{seq}번부터 {data}를 다시 보냈다. 이유는 헤더로는 알 수 없다";
        // What is no repeat.
        SamePacketTwice { first: u64, after: Span }
            en "the very packet of frame {first} again, {after} later (same identification, same checksum): captured twice or doubled by the network, hardly sent again, though Wireshark may call it [TCP Retransmission], [TCP Spurious Retransmission] or [TCP Dup ACK]"
            ko "{first}번 프레임과 똑같은 패킷이 {after} 뒤에 또 있다(식별자와 체크섬이 같다). 두 번 캡처되었거나 네트워크가 복제한 것으로, 다시 보낸 것은 아닐 것이다. 그래도 Wireshark는 [TCP Retransmission], [TCP Spurious Retransmission], [TCP Dup ACK]로 표시하기도 한다";
        SamePacketBehindRouter { first: u64, after: Span, ttl: u8 }
            en "the packet of frame {first} again, behind the router (TTL {ttl}), {after} later: one segment, captured on both of its sides"
            ko "{first}번 프레임의 패킷이 {after} 뒤에 라우터 너머에서 다시 보인다(TTL {ttl}). 세그먼트 하나를 라우터의 양쪽에서 캡처했다";
        DoubledByNetwork { frame: u64 }
            en "the receiver reports that the packet of frame {frame} reached it a second time: the network doubled it (RFC 2883, 4)"
            ko "받는 쪽이 {frame}번 프레임의 패킷을 두 번째로 받았다고 알린다. 네트워크가 복제했다 (RFC 2883, 4)";
        UnharmedCopy { damaged: u64 }
            en "the packet of frame {damaged} again, unharmed (same identification, same checksum field): that copy was damaged on the way, and nothing was sent again"
            ko "{damaged}번 프레임의 패킷이 온전한 채로 다시 왔다(식별자와 체크섬 필드가 같다). 앞의 사본은 오는 길에 손상되었을 뿐 다시 보낸 것은 아니다";
        Reordered { since: u64 }
            en "it fills the gap open since frame {since}, with an older identification than what overtook it: reordered on the way, as it seems, not lost"
            ko "{since}번 프레임부터 비어 있던 곳을 채우고, 앞지른 세그먼트보다 식별자가 앞선다. 사라진 것이 아니라 오는 길에 순서가 바뀐 것으로 보인다";
        ReorderedBySpeed { since: u64, late: Span }
            en "it fills the gap open since frame {since} only {late} later, too soon to be sent again: reordered on the way, as it seems, not lost"
            ko "{since}번 프레임부터 비어 있던 곳을 {late} 만에 채운다. 다시 보냈다고 보기에는 너무 빠르다. 사라진 것이 아니라 오는 길에 순서가 바뀐 것으로 보인다";
        AnswerFiledFirst { answer: u64 }
            en "this SYN stands behind its own answer, frame {answer}: the capture filed them in the wrong order; in truth the SYN came first. Who goes by the order of the file takes the server for the client, or, as Wireshark's tcp.completeness, counts no SYN"
            ko "이 SYN이 자신에 대한 응답인 {answer}번 프레임보다 뒤에 있다. 캡처에 순서가 바뀌어 기록되었다. 실제로는 SYN이 먼저다. 파일의 순서만 따르면 서버를 클라이언트로 잘못 보거나, Wireshark의 tcp.completeness처럼 SYN을 세지 못한다";
        AnswerFiledLate { ack: u64 }
            en "the SYN, ACK whose existence the ACK in frame {ack} proved: the capture filed it late. It is no repeat, and what was implied of it stands"
            ko "{ack}번 프레임의 ACK가 존재를 증명한 바로 그 SYN, ACK다. 캡처에 늦게 기록되었다. 다시 보낸 것이 아니며, 미루어 안 내용은 그대로 맞다";
        DataFiledLate { ack: u64 }
            en "data that frame {ack} acknowledges already: the capture filed the two in the wrong order. They are not sent again, and nothing was missed"
            ko "{ack}번 프레임이 이미 확인한 데이터다. 캡처에 두 프레임의 순서가 바뀌어 기록되었다. 다시 보낸 것도 빠진 것도 아니다";
        // Not in the capture.
        ImpliedSynAck { iss: u32 }
            en "this ACK proves a SYN, ACK that the capture does not show: it must have begun at number {iss}"
            ko "이 ACK는 캡처에 없는 SYN, ACK가 있었음을 증명한다. 그 시퀀스 번호는 {iss}번이었을 것이다";
        ImpliedFin { seq: u32 }
            en "number {seq}, the last one acknowledged of a side of which nothing was captured, is most likely its FIN, which takes one number (RFC 9293, 3.4): the side that acknowledges it has closed as well. One byte of data would look the same"
            ko "아무것도 캡처되지 않은 쪽에 대해 마지막으로 확인된 {seq}번은 그쪽의 FIN일 가능성이 가장 크다. FIN은 번호 하나를 차지하고 (RFC 9293, 3.4), 확인한 쪽도 연결을 끊었기 때문이다. 데이터 1바이트였어도 똑같이 보인다";
        NotCaptured { from: u32, to: u32 }
            en "numbers {from} up to {to}, exclusively, are acknowledged but not in the capture: they were sent and arrived, so the capture missed them; nothing was lost there. Wireshark's [TCP ACKed unseen segment] says the same, of the capture and not of the network"
            ko "{from}번부터 {to}번 앞까지는 캡처에 없지만 확인되었다. 보내졌고 도착했으므로 캡처가 놓친 것이다. 손실이 아니다. Wireshark의 [TCP ACKed unseen segment]도 네트워크가 아니라 캡처에 대한 말이다";
        NotCapturedAtAll { from: u32, to: u32 }
            en "numbers {from} up to {to}, exclusively, are acknowledged but not in the capture: they were sent and arrived, so the capture missed them; nothing was lost there"
            ko "{from}번부터 {to}번 앞까지는 캡처에 없지만 확인되었다. 보내졌고 도착했으므로 캡처가 놓친 것이다. 손실이 아니다";
        GapBefore { from: u32, to: u32 }
            en "numbers {from} up to {to}, exclusively, have not been seen: lost before this point, overtaken, or missed by the capture"
            ko "{from}번부터 {to}번 앞까지가 보이지 않는다. 이 지점에 오기 전에 사라졌거나, 앞질렸거나, 캡처가 놓쳤다";
        BeyondWindow { seq: u32, edge: u32, by: Amount }
            en "number {seq} lies {by} beyond the window, whose right edge was {edge}: either this capture lacks segments that opened it further, or this is an old duplicate, which the receiver answers with an ACK and drops (RFC 9293, 3.10.7.4)"
            ko "{seq}번은 오른쪽 끝이 {edge}번인 윈도우를 {by} 넘어선다. 윈도우를 더 연 세그먼트가 이 캡처에 없거나, 오래된 중복 세그먼트다. 오래된 것이라면 받는 쪽은 ACK로 답하고 버린다 (RFC 9293, 3.10.7.4)";
        MemoryBounded { dropped: u64 }
            en "more was in flight than is remembered of a connection: {dropped} segments and pending values were let go, so some repeats are told without their first frame, and some values stay inferred that a later segment confirms"
            ko "커넥션 하나에 대해 기억하는 것보다 많은 것이 오가는 중이었다. 세그먼트와 판정을 기다리던 값 {dropped}개를 놓아 보냈다. 그래서 어떤 재전송은 첫 프레임을 밝히지 못하고, 뒤에서 확인된 어떤 값은 추정으로 남는다";
        OneDirectionOnly { missing: Side }
            en "no segment of the {missing} was captured: what it did is known only as far as the other side acknowledges it. No label of Wireshark's tells of this: its tcp.completeness just lacks bits"
            ko "{missing}의 세그먼트는 하나도 캡처되지 않았다. 그쪽이 한 일은 상대가 확인해 준 만큼만 알 수 있다. Wireshark는 이를 알리지 않고 tcp.completeness의 비트가 빌 뿐이다";
        // Opening.
        StillTrying { frame: u64 }
            en "the client sends its SYN again: what came in frame {frame} did not end connect() after all"
            ko "클라이언트가 SYN을 다시 보낸다. {frame}번 프레임은 connect()를 끝내지 못했다";
        ChallengeAck { ack: u32, expected: u32 }
            en "the ACK number {ack} does not acknowledge the SYN ({expected} would): the sender still holds an older connection of the same ports and asks back (RFC 5961, 4.2; RFC 9293, 3.5.1, figure 9). No data is missing, though Wireshark calls it [TCP ACKed unseen segment]"
            ko "ACK 번호 {ack}은(는) SYN을 확인해 주지 않는다({expected}번이어야 한다). 보낸 쪽은 같은 포트의 예전 커넥션을 아직 가지고 있어서 되묻는다 (RFC 5961, 4.2; RFC 9293, 3.5.1, 그림 9). Wireshark는 [TCP ACKed unseen segment]로 표시하지만 빠진 데이터는 없다";
        SimultaneousOpen { other: u64 }
            en "this SYN meets that of frame {other}: both sides open at once (unless this one answers it: a split handshake), and one connection comes of it (RFC 9293, 3.5, figure 7). The SYN, ACKs that follow are no repeats, though Wireshark calls them [TCP Retransmission]"
            ko "이 SYN이 {other}번 프레임의 SYN과 만났다. 양쪽이 동시에 접속을 시작했거나 앞의 SYN에 SYN으로 답한 것(split handshake)이며, 커넥션 하나가 된다 (RFC 9293, 3.5, 그림 7). Wireshark는 뒤에 오는 SYN, ACK를 [TCP Retransmission]으로 표시하지만 재전송이 아니다";
        SplitHandshake { syn: u64 }
            en "the SYN of frame {syn} answered the client's SYN without acknowledging it: a split handshake; to the client it looked like a simultaneous open (RFC 9293, 3.10.7.3). Its SYN, ACK is no repeat, though Wireshark calls it [TCP Retransmission]"
            ko "{syn}번 프레임의 SYN은 클라이언트의 SYN을 확인하지 않은 채 응답한 것이다(split handshake). 클라이언트에게는 동시 접속으로 보인다 (RFC 9293, 3.10.7.3). Wireshark는 클라이언트의 SYN, ACK를 [TCP Retransmission]으로 표시하지만 재전송이 아니다";
        DroppedForChecksum { stored: String, calculated: String }
            en "the checksum {stored} should be {calculated}, so the receiver drops the segment and nothing of it is written into its socket (RFC 9293, 3.1): to the sender it is as if it were lost. Wireshark verifies TCP checksums only if told to, and draws no such conclusion"
            ko "체크섬 {stored}은(는) {calculated}(이)어야 한다. 받는 쪽은 세그먼트를 버리고 소켓에 아무것도 적지 않는다 (RFC 9293, 3.1). 보낸 쪽에게는 사라진 것과 같다. Wireshark는 설정하지 않으면 TCP 체크섬을 검사하지 않고, 검사해도 이런 결론은 내지 않는다";
        // At work.
        AsksForAck { next: u32 }
            en "one number before {next}, nothing new: a keep-alive that asks for an ACK (RFC 9293, 3.8.4); HTTP's keep-alive is something else"
            ko "{next}번보다 하나 앞의 번호이고 새 데이터가 없다. ACK를 요구하는 킵얼라이브다 (RFC 9293, 3.8.4). HTTP의 keep-alive와는 다르다";
        KeepAliveUnanswered { times: Times }
            en "a keep-alive again, nothing came back here although it asked {times} before: the peer is gone, the way to it or back is, or its answers pass elsewhere; RFC 9293, 3.8.4, forbids to take one unanswered keep-alive for the end"
            ko "킵얼라이브를 다시 보냈다. 앞서 {times} 물었지만 이 지점에는 아무 응답도 없었다. 상대가 사라졌거나, 오가는 길이 끊겼거나, 응답이 다른 길로 갔다. 다만 킵얼라이브 한 번에 답이 없다고 끝난 것으로 보아서는 안 된다 (RFC 9293, 3.8.4)";
        KeepAliveAnswered { frame: u64 }
            en "the answer to the keep-alive of frame {frame}: the peer is still there. It is no window update, though Wireshark may call it [TCP Window Update]"
            ko "{frame}번 프레임의 킵얼라이브에 대한 응답이다. 상대가 아직 있다. Wireshark는 [TCP Window Update]로 표시하기도 하지만 윈도우 갱신이 아니다";
        ZeroWindow {}
            en "window 0: this side has no room for data now, the other must stop and probe (RFC 9293, 3.8.6 and 3.8.6.1)"
            ko "윈도우가 0이다. 이쪽에 지금 데이터를 받을 자리가 없다. 상대는 멈추고 가끔 물어야 한다 (RFC 9293, 3.8.6, 3.8.6.1)";
        ZeroWindowProbe {}
            en "asks whether the closed window has opened (RFC 9293, 3.8.6.1)"
            ko "닫힌 윈도우가 열렸는지 묻는다 (RFC 9293, 3.8.6.1)";
        WindowOpens { window: Amount, closed: u64 }
            en "the window closed in frame {closed} is open again: {window}"
            ko "{closed}번 프레임에서 닫힌 윈도우가 다시 열렸다: {window}";
        WindowFull { window: Amount }
            en "this fills the peer's window of {window} to the end: the sender must wait for an ACK"
            ko "상대의 윈도우 {window}를 끝까지 채웠다. 보내는 쪽은 ACK를 기다려야 한다";
        WindowShrunk { by: Amount }
            en "the right edge of the window moved left by {by}: a receiver should not do that (RFC 9293, 3.8.6)"
            ko "윈도우의 오른쪽 끝이 {by}만큼 왼쪽으로 움직였다. 받는 쪽은 그러지 않는 것이 좋다 (RFC 9293, 3.8.6)";
        DuplicateAck { times: Times, missing: u32 }
            en "the same ACK number again, repeated {times}: {missing} had not arrived when something else did"
            ko "같은 ACK 번호가 다시 왔다. 지금까지 {times} 반복되었다. 다른 것이 도착했을 때 {missing}번은 아직 오지 않았다";
        AckRepeated { by: Side }
            en "the same ACK number again, though no data behind it were sent: not a gap. Something that this capture does not show made the {by} repeat its ACK (for example a RST or SYN that it challenged, RFC 5961, 3.2 and 4.2)"
            ko "같은 ACK 번호가 다시 왔지만 그 뒤의 데이터는 보낸 적이 없으므로 빠진 데이터가 있다는 뜻이 아니다. 이 캡처에 없는 무언가(예: 되물어야 하는 RST나 SYN)에 {by}이(가) 다시 ACK로 답했다 (RFC 5961, 3.2, 4.2)";
        DuplicateSack { from: u32, to: u32 }
            en "the first SACK block reports that numbers {from} up to {to}, exclusively, came a second time (D-SACK, RFC 2883, 4)"
            ko "첫 SACK 블록은 {from}번부터 {to}번 앞까지가 두 번 도착했음을 알린다 (D-SACK, RFC 2883, 4)";
        DuplicateUnneeded { from: u32, to: u32, frame: u64 }
            en "the first SACK block reports that numbers {from} up to {to}, exclusively, came a second time (D-SACK, RFC 2883, 4), so the repetition in frame {frame} was not needed (spurious)"
            ko "첫 SACK 블록은 {from}번부터 {to}번 앞까지가 두 번 도착했음을 알린다 (D-SACK, RFC 2883, 4). {frame}번 프레임의 재전송은 불필요했다";
        DuplicateSyn { frame: u64 }
            en "the ACK of the SYN, ACK in frame {frame}; its D-SACK reports the SYN's number, which that SYN, ACK carried a second time, as in every simultaneous open on Linux (RFC 2883, 4)"
            ko "{frame}번 프레임의 SYN, ACK에 대한 ACK다. 그 SYN, ACK에 SYN의 번호가 다시 실려 있었으므로 D-SACK로 알린다(Linux의 동시 접속에서 늘 보인다) (RFC 2883, 4)";
        Urgent { end: u32 }
            en "urgent data up to number {end}, exclusively (RFC 9293, 3.8.5); it is a mark in the stream, not a faster way"
            ko "{end}번 앞까지가 긴급 데이터다 (RFC 9293, 3.8.5). 스트림 안의 위치 표시일 뿐 더 빨리 가는 것은 아니다";
        UrgentPointerUnused { pointer: u16 }
            en "the urgent pointer holds {pointer}, but the URG bit is not set: it means nothing (RFC 9293, 3.1)"
            ko "긴급 포인터에 {pointer}이(가) 들어 있지만 URG 비트가 없다. 아무 뜻도 없다 (RFC 9293, 3.1)";
        OldTimestamp { value: u32, recent: u32 }
            en "its timestamp {value} is older than {recent}, which the receiver holds: it answers with an ACK and drops the segment (PAWS, RFC 7323, 5.3)"
            ko "타임스탬프 {value}은(는) 받는 쪽이 기억하는 {recent}보다 오래되었다. 받는 쪽은 ACK로 답하고 세그먼트를 버린다 (PAWS, RFC 7323, 5.3)";
        OddBits { flags: String }
            en "control bits {flags}: a combination that no TCP sends in earnest; neither socket is claimed to change (RFC 9293, 3.10.7)"
            ko "컨트롤 비트 {flags}: 정상적인 TCP는 보내지 않는 조합이다. 어느 소켓도 바뀐다고 보지 않는다 (RFC 9293, 3.10.7)";
        OddSyn { flags: String }
            en "control bits {flags}: SYN together with FIN or RST has no use. A socket that is synchronised looks at RST first, and obeys it only at the next number that it expects; any SYN it answers with a challenge ACK (RFC 9293, 3.10.7.4). Neither socket is claimed to change"
            ko "컨트롤 비트 {flags}: SYN과 FIN 또는 RST를 함께 쓰는 일은 없다. 접속이 맺어진 소켓은 RST를 먼저 보고, 다음에 받을 번호와 정확히 맞을 때만 따른다. SYN에는 확인용 ACK(challenge ACK)로 답한다 (RFC 9293, 3.10.7.4). 어느 소켓도 바뀐다고 보지 않는다";
    }
}
