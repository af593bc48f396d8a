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
            en "no SYN was captured: the connection is older than the capture, and first numbers and window shifts are not known"
            ko "SYN이 캡처되지 않았다. 커넥션이 캡처보다 먼저 시작되었으므로 첫 번호와 윈도우 시프트를 알 수 없다";
        RstOutsideWindow { seq: u32, expected: u32, window: Amount }
            en "the RST's sequence number {seq} lies outside the window, {window} from {expected} on: the receiver drops it (RFC 9293, 3.10.7.4)"
            ko "RST의 시퀀스 번호 {seq}은(는) {expected}번부터 {window}인 윈도우 밖에 있다. 받는 쪽은 버린다 (RFC 9293, 3.10.7.4)";
        RstNotExact { seq: u32, expected: u32 }
            en "the RST's sequence number {seq} is in the window, but {expected} is expected: the receiver asks back with a challenge ACK (RFC 9293, 3.10.7.4)"
            ko "RST의 시퀀스 번호 {seq}은(는) 윈도우 안에 있지만 기다리는 번호는 {expected}(이)다. 받는 쪽은 확인용 ACK(challenge ACK)로 되묻는다 (RFC 9293, 3.10.7.4)";
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
            en "an ICMP error about a segment of this connection: type {kind}, code {code}"
            ko "이 커넥션의 세그먼트에 대한 ICMP 오류가 왔다. 타입 {kind}, 코드 {code}";
        AckNotArrived { ack: u64 }
            en "the SYN, ACK comes again although its ACK is in frame {ack}: the server had not left SYN-RECEIVED, that ACK was lost behind this point or not accepted yet"
            ko "{ack}번 프레임에 ACK가 있는데도 SYN, ACK가 다시 왔다. 서버는 SYN-RECEIVED를 벗어나지 못했다. 그 ACK가 이 지점 뒤에서 사라졌거나 아직 받아들여지지 않았다";
    }
}
