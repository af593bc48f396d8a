//! Findings about how a connection begins: SYNs and their answers, ports used before, both sides at once.
//!
//! What a row is: see [`super`].

/// The rows of this file behind those before them, to the next file.
macro_rules! rows {
    ([$next:path $(, $rest:path)*] $($before:tt)*) => {
        $next! { [$($rest),*] $($before)*
            SynRepeated
                en "SYN sent again" ko "SYN 재전송"
                rules [6298 "5"]
                fits en "the SYN or its answer was lost, a filter drops one of them, nobody has the address, or the server's queue is full"
                     ko "SYN이나 그 응답이 사라졌거나, 필터가 버렸거나, 그 주소에 아무도 없거나, 서버의 대기열이 가득 찼을 수 있다"
                decides ServersHost
                says {
                    { first, times } => SynRepeated { first: u64, times: Times = Times(times) }
                        en "the SYN of frame {first} is sent again; it has now been sent {times}"
                        ko "{first}번 프레임의 SYN을 다시 보냈다. 지금까지 {times} 보냈다";
                }
            SynFallsBack
                en "SYN without an earlier offer" ko "앞서 한 제안을 뺀 SYN"
                rules [3168 "6.1.1.1", 7413 "4.2.2"]
                fits en "a device took the option out before the SYN came here"
                     ko "이 지점에 오기 전에 도중의 장비가 옵션을 지웠을 수 있다"
                decides ClientsHost
                says {
                    { lacks } => SynFallsBack { lacks: Offered }
                        en "the SYN is sent again without what the one before it offered ({lacks}): its sender falls back, in case something on the way drops SYNs that carry it (for ECN RFC 3168, 6.1.1.1, allows it, for Fast Open RFC 7413, 4.2.2, asks for it)"
                        ko "먼저 보낸 SYN에 있던 것({lacks})을 빼고 SYN을 다시 보냈다. 도중의 장비가 그런 SYN을 버릴 수도 있어 물러선 것이다 (ECN은 RFC 3168, 6.1.1.1이 허용하고 Fast Open은 RFC 7413, 4.2.2가 권한다)";
                }
            SynAckRepeated
                en "SYN, ACK sent again" ko "SYN, ACK 재전송"
                rules [6298 "5"]
                fits en "the SYN, ACK was lost, or the ACK of it was, or the server does not accept that ACK yet; Linux also answers a SYN that comes again so"
                     ko "SYN, ACK나 그에 대한 ACK가 사라졌거나, 서버가 그 ACK를 아직 받아들이지 않았을 수 있다. Linux는 다시 온 SYN에도 이렇게 답한다"
                decides BothHosts
                says {
                    { first, .. } => SynAckRepeated { first: u64 }
                        en "the SYN, ACK of frame {first} is sent again: the server has not seen an ACK of it"
                        ko "{first}번 프레임의 SYN, ACK를 다시 보냈다. 서버는 그에 대한 ACK를 보지 못했다";
                }
            PortReused
                en "ports used again" ko "다시 쓰인 포트"
                rules [9293 "3.4.1"]
                fits en "an old duplicate of a SYN, if a RST follows (RFC 9293, 3.5, figure 8)"
                     ko "뒤에 RST가 온다면 오래된 중복 SYN일 수 있다 (RFC 9293, 3.5, 그림 8)"
                decides ClientsHost
                says {
                    { earlier } => PortReused { earlier: u32 = earlier.0 }
                        en "the same addresses and ports as connection {earlier}, which came before: a new connection, its numbers start anew"
                        ko "먼저 있던 커넥션 {earlier}과(와) 주소와 포트가 같다. 새로운 커넥션이며 번호도 새로 시작한다";
                }
            BegunBefore
                en "begun before the capture" ko "캡처보다 먼저 시작"
                rules [7323 "2.3"]
                fits en "the SYN passed while the capture ran and was missed: by a capture filter, a full buffer, or another way"
                     ko "캡처하는 동안 SYN이 지나갔지만 캡처 필터나 가득 찬 버퍼 때문에, 또는 다른 길로 가서 놓쳤을 수 있다"
                decides Earlier
                wireshark "window scaling factor -1 (unknown), and the field itself as the calculated window"
                says {
                    => BegunBefore {}
                        en "no SYN was captured: the connection is older than the capture, or its opening was missed; first numbers and window shifts are not known. A window stays a range: Wireshark prints its field as it is (scaling factor -1)"
                        ko "SYN이 캡처되지 않았다. 커넥션이 캡처보다 먼저 시작되었거나 접속 동작을 놓쳤다. 첫 번호와 윈도우 시프트를 알 수 없다. 윈도우도 범위로만 알 수 있다. Wireshark는 필드 값을 그대로 보여 준다(scaling factor -1)";
                }
            AckNotArrived
                en "the ACK had not arrived" ko "ACK가 도착하지 않았다"
                rules [9293 "3.10.7.4", 6298 "5"]
                fits en "the ACK was lost behind this point, or the SYN, ACK had left before it came, or the server holds the connection back (on Linux TCP_DEFER_ACCEPT or a full accept queue)"
                     ko "ACK가 이 지점 뒤에서 사라졌거나, ACK가 닿기 전에 SYN, ACK가 이미 떠났거나, 서버가 접속을 미루었을 수 있다(Linux에서는 TCP_DEFER_ACCEPT나 가득 찬 accept 대기열)"
                decides ServersHost
                wireshark "[TCP Retransmission]"
                says {
                    { ack } => AckNotArrived { ack: u64 }
                        en "the SYN, ACK comes again although its ACK is in frame {ack}. When it was sent, that ACK had not been taken in: it was still on its way, was lost behind this point, or Linux did not take it in yet (TCP_DEFER_ACCEPT, or a full accept queue)"
                        ko "{ack}번 프레임에 ACK가 있는데도 SYN, ACK가 다시 왔다. 이것을 보낼 때 그 ACK는 받아들여지지 않았다. 아직 가는 중이었거나, 이 지점 뒤에서 사라졌거나, Linux가 아직 받아들이지 않았다(TCP_DEFER_ACCEPT나 가득 찬 accept 대기열)";
                }
            HandshakeAckRepeated
                en "ACK of a SYN, ACK that came again" ko "다시 온 SYN, ACK에 대한 ACK"
                rules [9293 "3.10.7.4"]
                wireshark "[TCP Dup ACK]"
                says {
                    { syn_ack } => HandshakeAckRepeated { syn_ack: u64 }
                        en "the ACK of the SYN, ACK that came again in frame {syn_ack}: no data is missing, though Wireshark calls it [TCP Dup ACK]"
                        ko "{syn_ack}번 프레임에서 다시 온 SYN, ACK에 대한 ACK다. Wireshark는 [TCP Dup ACK]로 표시하지만 빠진 데이터는 없다";
                }
            TimeWaitReused
                en "ports of a socket in TIME-WAIT" ko "TIME-WAIT 소켓의 포트"
                rules [9293 "3.6.1"]
                fits en "that TIME-WAIT is over already: no header shows its end"
                     ko "그 TIME-WAIT가 이미 끝났을 수 있다. 끝은 헤더에 나타나지 않는다"
                decides ServersAccount
                says {
                    { socket: Side::Server, seq, expected: Some(expected), above: true }
                        => TimeWaitAbove { seq: u32 = seq.0, expected: u32 = expected.0 }
                        en "the server's socket of the earlier connection may still wait in TIME-WAIT and expect number {expected}: {seq} is not before it, so that socket may accept this SYN at once (RFC 9293, 3.6.1), with a first number above all that it has used"
                        ko "먼저 있던 커넥션의 서버 소켓이 아직 TIME-WAIT에서 {expected}번을 기다리고 있을 수 있다. {seq}번은 그 번호거나 그 뒤이므로 그 소켓은 이 SYN을 바로 받아들일 수 있다 (RFC 9293, 3.6.1). 그때는 지금까지 쓴 것보다 큰 첫 번호를 고른다";
                    { socket: Side::Server, seq, expected: Some(expected), above: false }
                        => TimeWaitBelow { seq: u32 = seq.0, expected: u32 = expected.0 }
                        en "the server's socket of the earlier connection may still wait in TIME-WAIT and expect number {expected}: {seq} is before it, so unless a newer timestamp tells this SYN from an old duplicate, that socket answers with an ACK of its old numbers (RFC 9293, 3.10.7.4 and figure 9)"
                        ko "먼저 있던 커넥션의 서버 소켓이 아직 TIME-WAIT에서 {expected}번을 기다리고 있을 수 있다. {seq}번은 그보다 앞의 번호다(더 작다). 더 새로운 타임스탬프로 오래된 중복이 아님을 알 수 없으면 그 소켓은 예전 번호의 ACK로 답한다 (RFC 9293, 3.10.7.4, 그림 9)";
                    { socket: Side::Server, expected: None, .. } => TimeWaitThere {}
                        en "the server's socket of the earlier connection may still wait in TIME-WAIT; which number it expects is not known (RFC 9293, 3.6.1)"
                        ko "먼저 있던 커넥션의 서버 소켓이 아직 TIME-WAIT에 있을 수 있다. 어느 번호를 기다리는지는 알 수 없다 (RFC 9293, 3.6.1)";
                    { socket: Side::Client, .. } => TimeWaitHere {}
                        en "the client's own socket of the earlier connection was in TIME-WAIT and its port is used again before that is over, or it is over already: its end is not visible (RFC 9293, 3.6.1)"
                        ko "먼저 있던 커넥션에서 클라이언트 자신의 소켓이 TIME-WAIT에 있었다. 끝나기 전에 포트를 다시 썼거나 이미 끝났다. 그 끝은 헤더로는 알 수 없다 (RFC 9293, 3.6.1)";
                }
            SynAckRejected
                en "RST answers the SYN, ACK" ko "SYN, ACK에 RST로 답한다"
                rules [9293 "3.5", 9293 "3.5.2"]
                fits en "a half-open port scan, a program that gave up, an old duplicate of a SYN (figure 8), or a device in the client's name"
                     ko "반만 여는 포트 스캔, 포기한 애플리케이션, 오래된 중복 SYN(그림 8), 클라이언트의 이름으로 답한 장비일 수 있다"
                decides ClientsHost
                says {
                    { beside_syn: None } => SynAckRejected {}
                        en "the RST answers the SYN, ACK: the client does not want this connection or knows no such SYN. A half-open port scan, a program that gave up, and an old duplicate of a SYN (RFC 9293, 3.5, figure 8) look the same; headers do not tell which"
                        ko "RST가 SYN, ACK에 답한다. 클라이언트가 이 커넥션을 바라지 않거나 그런 SYN을 모른다. 반만 여는 포트 스캔, 포기한 애플리케이션, 오래된 중복 SYN(RFC 9293, 3.5, 그림 8)이 모두 이렇게 보인다. 어느 것인지 헤더로는 알 수 없다";
                    { beside_syn: Some(signs) } => SynOfAProgram { differs: Vec<Sign> = signs.differs() }
                        en "the RST answers the SYN, ACK, and is not like the SYN: {differs}. The client's TCP, which sends this RST, did not make that SYN: a port scanner, or a program that makes its packets itself, fits best. A device that answers in the client's name looks the same"
                        ko "RST가 SYN, ACK에 답하는데 SYN과 다르다: {differs}. 이 RST를 보낸 클라이언트의 TCP가 그 SYN을 만들지 않았다. 포트 스캐너나 패킷을 스스로 만드는 프로그램이 가장 그럴듯하다. 클라이언트 이름으로 답하는 장비도 이렇게 보인다";
                }
            NoHandshakeAck
                en "refused: there was no handshake" ko "거부: 접속 동작이 없었다"
                rules [9293 "3.10.7.1"]
                wireshark "tcp.completeness with the bit of the third segment, from this RST's ACK"
                says {
                    => NoHandshakeAck {}
                        en "there was no handshake: Wireshark's tcp.completeness counts the ACK bit of this RST as if it were the third segment"
                        ko "접속 동작은 없었다. Wireshark의 tcp.completeness는 이 RST의 ACK 비트를 세 번째 세그먼트인 것처럼 센다";
                }
            StillTrying
                en "connect() goes on" ko "connect()가 계속된다"
                rules [9293 "3.10.7.3", 9293 "3.9.2.2"]
                fits en "the rejection was lost behind this point, or the client's TCP does not heed it"
                     ko "거절이 이 지점 뒤에서 사라졌거나, 클라이언트의 TCP가 따르지 않았을 수 있다"
                decides ClientsHost
                says {
                    { rejected_in } => StillTrying { frame: u64 = rejected_in }
                        en "the client sends its SYN again: what came in frame {frame} did not end connect() after all"
                        ko "클라이언트가 SYN을 다시 보낸다. {frame}번 프레임은 connect()를 끝내지 못했다";
                }
            ChallengeAck
                en "an older connection asks back" ko "예전 커넥션이 되묻는다"
                rules [5961 "4.2", 9293 "3.5.1"]
                fits en "a socket in TIME-WAIT, or a device on the way that remembers such a connection"
                     ko "TIME-WAIT에 있는 소켓이거나, 그런 커넥션을 기억하는 도중의 장비일 수 있다"
                decides ServersHost
                wireshark "[TCP ACKed unseen segment]"
                says {
                    { ack, expected } => ChallengeAck { ack: u32 = ack.0, expected: u32 = expected.0 }
                        en "the ACK number {ack} does not acknowledge the SYN ({expected} would): the sender still holds an older connection of the same ports and asks back (RFC 5961, 4.2; RFC 9293, 3.5.1, figure 9). No data is missing, though Wireshark calls it [TCP ACKed unseen segment]"
                        ko "ACK 번호 {ack}은(는) SYN을 확인해 주지 않는다({expected}번이어야 한다). 보낸 쪽은 같은 포트의 예전 커넥션을 아직 가지고 있어서 되묻는다 (RFC 5961, 4.2; RFC 9293, 3.5.1, 그림 9). Wireshark는 [TCP ACKed unseen segment]로 표시하지만 빠진 데이터는 없다";
                }
            SimultaneousOpen
                en "both sides open at once" ko "양쪽이 동시에 접속한다"
                rules [9293 "3.5", 9293 "3.10.7.3"]
                fits en "a split handshake, if the second SYN was sent after the first had arrived"
                     ko "둘째 SYN을 첫 SYN이 닿은 뒤에 보냈다면 split handshake다"
                decides BothHosts
                wireshark "[TCP Retransmission] at the SYN, ACKs"
                says {
                    { other } => SimultaneousOpen { other: u64 }
                        en "this SYN meets that of frame {other}: both sides open at once (unless this one answers it: a split handshake), and one connection comes of it (RFC 9293, 3.5, figure 7). The SYN, ACKs that follow are no repeats, though Wireshark calls them [TCP Retransmission]"
                        ko "이 SYN이 {other}번 프레임의 SYN과 만났다. 양쪽이 동시에 접속을 시작했거나 앞의 SYN에 SYN으로 답한 것(split handshake)이며, 커넥션 하나가 된다 (RFC 9293, 3.5, 그림 7). Wireshark는 뒤에 오는 SYN, ACK를 [TCP Retransmission]으로 표시하지만 재전송이 아니다";
                }
            SplitHandshake
                en "split handshake" ko "나누어진 접속 동작(split handshake)"
                rules [9293 "3.10.7.3"]
                fits en "a simultaneous open over a way so long that both SYNs could cross"
                     ko "두 SYN이 엇갈릴 만큼 먼 길이라면 동시 접속이다"
                decides BothHosts
                wireshark "[TCP Retransmission] at the SYN, ACK"
                says {
                    { syn } => SplitHandshake { syn: u64 }
                        en "the SYN of frame {syn} answered the client's SYN without acknowledging it: a split handshake; to the client it looked like a simultaneous open (RFC 9293, 3.10.7.3). Its SYN, ACK is no repeat, though Wireshark calls it [TCP Retransmission]"
                        ko "{syn}번 프레임의 SYN은 클라이언트의 SYN을 확인하지 않은 채 응답한 것이다(split handshake). 클라이언트에게는 동시 접속으로 보인다 (RFC 9293, 3.10.7.3). Wireshark는 클라이언트의 SYN, ACK를 [TCP Retransmission]으로 표시하지만 재전송이 아니다";
                }
            ImpliedSynAck
                en "a SYN, ACK that is not here" ko "캡처에 없는 SYN, ACK"
                rules [9293 "3.4"]
                decides BothWays
                says {
                    { iss } => ImpliedSynAck { iss: u32 = iss.0 }
                        en "this ACK proves a SYN, ACK that the capture does not show: it must have begun at number {iss}"
                        ko "이 ACK는 캡처에 없는 SYN, ACK가 있었음을 증명한다. 그 시퀀스 번호는 {iss}번이었을 것이다";
                }
        }
    };
}

pub(super) use rows;
