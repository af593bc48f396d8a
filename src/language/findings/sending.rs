//! Findings about data on their way: sent again and why, gaps, windows, keep-alives, ACKs that repeat, the path's MTU.
//!
//! What a row is: see [`super`].

/// The rows of this file behind those before them, to the next file.
macro_rules! rows {
    ([$next:path $(, $rest:path)*] $($before:tt)*) => {
        $next! { [$($rest),*] $($before)*
            DataRepeated
                en "data sent again" ko "데이터 재전송"
                rules [6298 "5"]
                says {
                    { cause: Cause::Fast, seq, data, .. }
                        => AgainFast { seq: u32 = seq.0, data: Amount = bytes(data) }
                        en "{data} from number {seq} on are sent again: repeated ACK numbers or SACK blocks told the sender of the hole, so it did not wait for its timer"
                        ko "{seq}번부터 {data}를 다시 보냈다. 반복된 ACK 번호나 SACK 블록으로 빈 곳을 알았으므로 타이머를 기다리지 않았다";
                    { cause: Cause::AfterTimeout, seq, data, after: Some(Follows { timer, ack }), .. }
                        => AgainAfterTimeout { seq: u32 = seq.0, data: Amount = bytes(data), ack: u64, timer: u64 }
                        en "{data} from number {seq} on are sent again right after the ACK of frame {ack}: after its timer ran out (frame {timer}) the sender takes all that was in flight for lost"
                        ko "{ack}번 프레임의 ACK가 오자 {seq}번부터 {data}를 다시 보냈다. 타이머가 끝난 뒤({timer}번 프레임)에는 아직 확인되지 않은 것을 모두 사라진 것으로 본다";
                    { cause: Cause::Timeout | Cause::AfterTimeout, seq, data, .. }
                        => AgainTimeout { seq: u32 = seq.0, data: Amount = bytes(data) }
                        en "{data} from number {seq} on are sent again: no ACK came in time and the retransmission timer ran out (RFC 6298, 5)"
                        ko "{seq}번부터 {data}를 다시 보냈다. 제때 ACK가 오지 않아 재전송 타이머가 끝났다 (RFC 6298, 5)";
                    { cause: Cause::TailLossProbe, seq, data, .. }
                        => AgainProbe { seq: u32 = seq.0, data: Amount = bytes(data) }
                        en "{data} from number {seq} on are sent again: the last segment once more before the timer runs out, to draw an ACK (tail loss probe, RFC 8985, 7.2 and 7.3)"
                        ko "{seq}번부터 {data}를 다시 보냈다. 타이머가 끝나기 전에 마지막 세그먼트를 한 번 더 보내 ACK를 끌어낸다 (꼬리 손실 탐색, RFC 8985, 7.2, 7.3)";
                    { cause: Cause::TimeoutOrProbe, seq, data, .. }
                        => AgainEither { seq: u32 = seq.0, data: Amount = bytes(data) }
                        en "{data} from number {seq} on are sent again, the only segment in flight: the retransmission timer or a tail loss probe, headers do not tell which (RFC 6298, 5; RFC 8985, 7.2)"
                        ko "{seq}번부터 {data}를 다시 보냈다. 확인을 기다리던 하나뿐인 세그먼트다. 재전송 타이머인지 꼬리 손실 탐색인지는 헤더로는 알 수 없다 (RFC 6298, 5; RFC 8985, 7.2)";
                    { cause: Cause::Unneeded, seq, data, .. }
                        => AgainUnneeded { seq: u32 = seq.0, data: Amount = bytes(data) }
                        en "{data} from number {seq} on are sent again although the receiver has acknowledged them: that ACK was still on its way, or lost"
                        ko "받는 쪽이 이미 확인했는데도 {seq}번부터 {data}를 다시 보냈다. 그 ACK가 아직 오는 중이었거나 사라졌다";
                    { cause: Cause::FastOpenIgnored, data, .. } => AgainAfterFastOpen { data: Amount = bytes(data) }
                        en "the {data} that came with the SYN are sent again: the server acknowledged only the SYN. Nothing was lost, though Wireshark calls it [TCP Retransmission] (RFC 9293, 3.10.7.3; with Fast Open RFC 7413, 4.2.2)"
                        ko "SYN과 함께 보낸 {data}를 다시 보냈다. 서버가 SYN만 확인했기 때문이다. Wireshark는 [TCP Retransmission]으로 표시하지만 사라진 것은 없다 (RFC 9293, 3.10.7.3. Fast Open이라면 RFC 7413, 4.2.2)";
                    { cause: Cause::Probe, seq, data, .. }
                        => AgainAtClosedWindow { seq: u32 = seq.0, data: Amount = bytes(data) }
                        en "{data} from number {seq} on are sent again to a closed window: has it opened? (RFC 9293, 3.8.6.1)"
                        ko "닫힌 윈도우에 {seq}번부터 {data}를 다시 보냈다. 열렸는지 묻는 것이다 (RFC 9293, 3.8.6.1)";
                    { cause: Cause::TooLarge, seq, data, .. }
                        => AgainSmaller { seq: u32 = seq.0, data: Amount = bytes(data) }
                        en "{data} from number {seq} on are sent again, in a packet that fits: the first one was too large for the path (RFC 1191, 3; RFC 8201)"
                        ko "{seq}번부터 {data}를 더 작은 패킷에 담아 다시 보냈다. 처음 것은 경로에 비해 너무 컸다 (RFC 1191, 3; RFC 8201)";
                    { cause: Cause::Unknown, seq, data, .. }
                        => AgainUnknown { seq: u32 = seq.0, data: Amount = bytes(data) }
                        en "{data} from number {seq} on are sent again; headers do not tell why"
                        ko "{seq}번부터 {data}를 다시 보냈다. 이유는 헤더로는 알 수 없다";
                }
            PathMtu
                en "too large for the path" ko "경로에 비해 큰 패킷"
                rules [1191 "4", 4443 "3.2"]
                fits en "a forged message: who knows the ports and guesses a number can send it"
                     ko "포트를 알고 번호를 맞힌 제삼자가 위조했을 수 있다"
                decides IcmpSender
                says {
                    { mtu: Some(mtu) } => PathMtu { mtu: Amount = bytes(mtu) }
                        en "a packet of the sender was too large for the path: a router asks for packets of at most {mtu}, IP header included. No connection ends by this (RFC 1191, 4; RFC 4443, 3.2)"
                        ko "보낸 패킷이 경로에 비해 너무 컸다. 라우터가 IP 헤더를 포함해 {mtu} 이하의 패킷을 요구한다. 이것으로 커넥션이 끝나지는 않는다 (RFC 1191, 4; RFC 4443, 3.2)";
                    { mtu: None } => PathMtuUnnamed {}
                        en "a packet of the sender was too large for the path; the router does not say which size would fit, so the sender must guess (RFC 1191, 5)"
                        ko "보낸 패킷이 경로에 비해 너무 컸다. 라우터가 알맞은 크기를 말하지 않으므로 보내는 쪽이 어림해야 한다 (RFC 1191, 5)";
                }
            PathMtuTaken
                en "the smaller MTU is kept to" ko "더 작은 MTU를 따른다"
                rules [1191 "3"]
                fits en "the program had no more to send than this"
                     ko "애플리케이션이 보낼 것이 이만큼뿐이었을 수 있다"
                decides SendersStack
                says {
                    { icmp, mtu, packet }
                        => PathMtuTaken { icmp: u64, mtu: Amount = bytes(mtu), packet: Amount = bytes(packet) }
                        en "the first data of the sender since frame {icmp} in a packet that fits: {packet} of at most {mtu}. It has taken the smaller MTU over"
                        ko "{icmp}번 프레임 뒤로 보내는 쪽이 처음으로 알맞은 크기의 데이터를 보냈다. 최대 {mtu} 가운데 {packet}. 더 작은 MTU를 받아들였다";
                }
            Gap
                en "bytes before it were not seen" ko "앞의 바이트가 보이지 않는다"
                rules []
                fits en "lost before this point, overtaken, or missed by the capture. If they are acknowledged and never come, the capture missed them"
                     ko "이 지점에 오기 전에 사라졌거나, 앞질렸거나, 캡처가 놓쳤을 수 있다. 끝내 보이지 않는데 확인된다면 캡처가 놓친 것이다"
                decides SendersHost
                wireshark "[TCP Previous segment not captured]"
                says {
                    { from, to } => GapBefore { from: u32 = from.0, to: u32 = to.0 }
                        en "numbers {from} up to {to}, exclusively, have not been seen: lost before this point, overtaken, or missed by the capture"
                        ko "{from}번부터 {to}번 앞까지가 보이지 않는다. 이 지점에 오기 전에 사라졌거나, 앞질렸거나, 캡처가 놓쳤다";
                }
            BeyondWindow
                en "beyond the window" ko "윈도우를 넘는다"
                rules [9293 "3.10.7.4"]
                fits en "segments that opened the window further are missing here, or it is an old duplicate"
                     ko "윈도우를 더 연 세그먼트가 캡처에 없거나, 오래된 중복일 수 있다"
                decides ReceiversHost
                says {
                    { seq, edge }
                        => BeyondWindow { seq: u32 = seq.0, edge: u32 = edge.0, by: Amount = bytes(seq.since(edge)) }
                        en "number {seq} lies {by} beyond the window, whose right edge was {edge}: either this capture lacks segments that opened it further, or this is an old duplicate, which the receiver answers with an ACK and drops (RFC 9293, 3.10.7.4)"
                        ko "{seq}번은 오른쪽 끝이 {edge}번인 윈도우를 {by} 넘어선다. 윈도우를 더 연 세그먼트가 이 캡처에 없거나, 오래된 중복 세그먼트다. 오래된 것이라면 받는 쪽은 ACK로 답하고 버린다 (RFC 9293, 3.10.7.4)";
                }
            Reordered
                en "overtaken on the way" ko "오는 길에 앞질렸다"
                rules []
                fits en "sent again by a stack that does not count its identifications up"
                     ko "식별자를 차례로 늘리지 않는 구현이 다시 보냈을 수 있다"
                decides SendersHost
                wireshark "[TCP Out-Of-Order] or [TCP Retransmission]"
                says {
                    { gap_since, older_id: true, .. } => Reordered { since: u64 = gap_since }
                        en "it fills the gap open since frame {since}, with an older identification than what overtook it: reordered on the way, as it seems, not lost"
                        ko "{since}번 프레임부터 비어 있던 곳을 채우고, 앞지른 세그먼트보다 식별자가 앞선다. 사라진 것이 아니라 오는 길에 순서가 바뀐 것으로 보인다";
                    { gap_since, late, older_id: false }
                        => ReorderedBySpeed { since: u64 = gap_since, late: Span = Span(late.unwrap_or(0)) }
                        en "it fills the gap open since frame {since} only {late} later, too soon to be sent again: reordered on the way, as it seems, not lost"
                        ko "{since}번 프레임부터 비어 있던 곳을 {late} 만에 채운다. 다시 보냈다고 보기에는 너무 빠르다. 사라진 것이 아니라 오는 길에 순서가 바뀐 것으로 보인다";
                }
            KeepAlive
                en "keep-alive" ko "킵얼라이브"
                rules [9293 "3.8.4"]
                fits en "a probe of a closed window, if the segment that closed it is missing here"
                     ko "윈도우를 닫은 세그먼트가 캡처에 없다면 닫힌 윈도우의 프로브일 수 있다"
                decides SendersStack
                says {
                    { next } => AsksForAck { next: u32 = next.0 }
                        en "one number before {next}, nothing new: a keep-alive that asks for an ACK (RFC 9293, 3.8.4); HTTP's keep-alive is something else"
                        ko "{next}번보다 하나 앞의 번호이고 새 데이터가 없다. ACK를 요구하는 킵얼라이브다 (RFC 9293, 3.8.4). HTTP의 keep-alive와는 다르다";
                }
            KeepAliveUnanswered
                en "keep-alive without an answer" ko "응답 없는 킵얼라이브"
                rules [9293 "3.8.4"]
                fits en "the answers take a way that this capture does not see"
                     ko "응답이 이 캡처에 보이지 않는 길로 갔을 수 있다"
                decides ReceiversHost
                says {
                    { times } => KeepAliveUnanswered { times: Times = Times(times) }
                        en "a keep-alive again, nothing came back here although it asked {times} before: the peer is gone, the way to it or back is, or its answers pass elsewhere; RFC 9293, 3.8.4, forbids to take one unanswered keep-alive for the end"
                        ko "킵얼라이브를 다시 보냈다. 앞서 {times} 물었지만 이 지점에는 아무 응답도 없었다. 상대가 사라졌거나, 오가는 길이 끊겼거나, 응답이 다른 길로 갔다. 다만 킵얼라이브 한 번에 답이 없다고 끝난 것으로 보아서는 안 된다 (RFC 9293, 3.8.4)";
                }
            KeepAliveAnswered
                en "keep-alive answered" ko "킵얼라이브에 대한 응답"
                rules [9293 "3.8.4"]
                wireshark "[TCP Keep-Alive ACK], or [TCP Window Update] behind a SYN, ACK whose window was not scaled"
                says {
                    { keep_alive } => KeepAliveAnswered { frame: u64 = keep_alive }
                        en "the answer to the keep-alive of frame {frame}: the peer is still there. It is no window update, though Wireshark may call it [TCP Window Update]"
                        ko "{frame}번 프레임의 킵얼라이브에 대한 응답이다. 상대가 아직 있다. Wireshark는 [TCP Window Update]로 표시하기도 하지만 윈도우 갱신이 아니다";
                }
            ZeroWindow
                en "window closed" ko "윈도우가 닫혔다"
                rules [9293 "3.8.6", 9293 "3.8.6.1"]
                fits en "a program that does not read or reads slowly, or a buffer that is small for what comes at once"
                     ko "애플리케이션이 읽지 않거나 느리게 읽을 수도, 한꺼번에 오는 데이터에 비해 버퍼가 작을 수도 있다"
                decides SendersProgram
                says {
                    => ZeroWindow {}
                        en "window 0: this side has no room for data now, the other must stop and probe (RFC 9293, 3.8.6 and 3.8.6.1)"
                        ko "윈도우가 0이다. 이쪽에 지금 데이터를 받을 자리가 없다. 상대는 멈추고 가끔 물어야 한다 (RFC 9293, 3.8.6, 3.8.6.1)";
                }
            ZeroWindowProbe
                en "asks whether the window has opened" ko "윈도우가 열렸는지 묻는다"
                rules [9293 "3.8.6.1"]
                fits en "a keep-alive that comes while the window is closed"
                     ko "윈도우가 닫힌 동안에 온 킵얼라이브일 수 있다"
                decides SendersStack
                says {
                    { .. } => ZeroWindowProbe {}
                        en "asks whether the closed window has opened (RFC 9293, 3.8.6.1)"
                        ko "닫힌 윈도우가 열렸는지 묻는다 (RFC 9293, 3.8.6.1)";
                }
            WindowOpens
                en "window open again" ko "윈도우가 다시 열렸다"
                rules [9293 "3.8.6"]
                says {
                    { window, closed_in } => WindowOpens { window: Amount = bytes(window), closed: u64 = closed_in }
                        en "the window closed in frame {closed} is open again: {window}"
                        ko "{closed}번 프레임에서 닫힌 윈도우가 다시 열렸다: {window}";
                }
            WindowFull
                en "window filled to the end" ko "윈도우를 끝까지 채웠다"
                rules [9293 "3.8.6"]
                fits en "the sender may have got a later window that was not here yet"
                     ko "이 지점에 아직 오지 않은 새 윈도우를 보낸 쪽이 이미 받았을 수 있다"
                decides SendersHost
                says {
                    { wnd } => WindowFull { window: Amount = bytes(wnd) }
                        en "this fills the peer's window of {window} to the end: the sender must wait for an ACK"
                        ko "상대의 윈도우 {window}를 끝까지 채웠다. 보내는 쪽은 ACK를 기다려야 한다";
                }
            WindowShrunk
                en "window shrunk" ko "윈도우가 줄었다"
                rules [9293 "3.8.6"]
                fits en "an ACK that was overtaken by a later one"
                     ko "나중 것에 앞질린 ACK일 수 있다"
                decides SendersHost
                says {
                    { by } => WindowShrunk { by: Amount = bytes(by) }
                        en "the right edge of the window moved left by {by}: a receiver should not do that (RFC 9293, 3.8.6)"
                        ko "윈도우의 오른쪽 끝이 {by}만큼 왼쪽으로 움직였다. 받는 쪽은 그러지 않는 것이 좋다 (RFC 9293, 3.8.6)";
                }
            DuplicateAck
                en "the same ACK again" ko "같은 ACK의 반복"
                rules [9293 "3.10.7.4"]
                fits en "reordering instead of a loss, or a packet that the network doubled"
                     ko "손실이 아니라 순서가 바뀌었거나, 네트워크가 패킷을 복제했을 수 있다"
                decides SendersHost
                says {
                    { times, missing } => DuplicateAck { times: Times = Times(times), missing: u32 = missing.0 }
                        en "the same ACK number again, repeated {times}: {missing} had not arrived when something else did"
                        ko "같은 ACK 번호가 다시 왔다. 지금까지 {times} 반복되었다. 다른 것이 도착했을 때 {missing}번은 아직 오지 않았다";
                }
            AckRepeated
                en "the same ACK again, not for a gap" ko "빈 곳 때문이 아닌 같은 ACK의 반복"
                rules [5961 "3.2", 5961 "4.2"]
                fits en "data behind that number that only this capture lacks, or an old duplicate that it lacks"
                     ko "그 번호 뒤의 데이터나 오래된 중복이 이 캡처에만 없을 수 있다"
                decides ReceiversHost
                wireshark "[TCP Dup ACK]"
                says {
                    { by } => AckRepeated { by: Side }
                        en "the same ACK number again, though no data behind it were sent: not a gap. Something that this capture does not show made the {by} repeat its ACK (for example a RST or SYN that it challenged, RFC 5961, 3.2 and 4.2)"
                        ko "같은 ACK 번호가 다시 왔지만 그 뒤의 데이터는 보낸 적이 없으므로 빠진 데이터가 있다는 뜻이 아니다. 이 캡처에 없는 무언가(예: 되물어야 하는 RST나 SYN)에 {by}이(가) 다시 ACK로 답했다 (RFC 5961, 3.2, 4.2)";
                }
            DuplicateSack
                en "a duplicate has arrived" ko "중복이 도착했다"
                rules [2883 "4"]
                fits en "sent again without need, or doubled by the network"
                     ko "필요 없이 다시 보냈거나 네트워크가 복제했을 수 있다"
                decides BothHosts
                says {
                    { second: Some(frame), syn: true, .. } => DuplicateSyn { frame: u64 }
                        en "the ACK of the SYN, ACK in frame {frame}; its D-SACK reports the SYN's number, which that SYN, ACK carried a second time, as in every simultaneous open on Linux (RFC 2883, 4)"
                        ko "{frame}번 프레임의 SYN, ACK에 대한 ACK다. 그 SYN, ACK에 SYN의 번호가 다시 실려 있었으므로 D-SACK로 알린다(Linux의 동시 접속에서 늘 보인다) (RFC 2883, 4)";
                    { from, to, second: Some(frame), syn: false }
                        => DuplicateUnneeded { from: u32 = from.0, to: u32 = to.0, frame: u64 }
                        en "the first SACK block reports that numbers {from} up to {to}, exclusively, came a second time (D-SACK, RFC 2883, 4), so the repetition in frame {frame} was not needed (spurious)"
                        ko "첫 SACK 블록은 {from}번부터 {to}번 앞까지가 두 번 도착했음을 알린다 (D-SACK, RFC 2883, 4). {frame}번 프레임의 재전송은 불필요했다";
                    { from, to, second: None, .. } => DuplicateSack { from: u32 = from.0, to: u32 = to.0 }
                        en "the first SACK block reports that numbers {from} up to {to}, exclusively, came a second time (D-SACK, RFC 2883, 4)"
                        ko "첫 SACK 블록은 {from}번부터 {to}번 앞까지가 두 번 도착했음을 알린다 (D-SACK, RFC 2883, 4)";
                }
        }
    };
}

pub(super) use rows;
