//! What each of the nine fixed TCP header fields means here: not in general, but in this segment of this connection.
//!
//! RFC 9293, 3.1 names the fields; what a value means depends on the segment that carries it.

use super::Message;
use super::argument::{Amount, Sum};
use crate::connection::Side;

messages! {
    /// What a fixed header field says in this segment.
    Meaning {
        // Source port.
        PortPicked { side: Side }
            en "the {side}'s own port, as a rule picked by its kernel; the answer comes back to it"
            ko "{side}의 포트다. 보통은 커널이 고른다. 응답은 이 번호로 돌아온다";
        PortWanted { side: Side }
            en "under 1024, so the {side}'s program will have asked for it; the answer comes back to it"
            ko "1024보다 작으니 {side}의 애플리케이션이 직접 요청한 포트일 것이다. 응답은 이 번호로 돌아온다";
        PortKnown { side: Side }
            en "the {side}'s own port; the other side's SYN was sent to it, so its program asked for it (bind)"
            ko "{side}의 포트다. 상대의 SYN이 이 포트로 왔으므로 애플리케이션이 bind()로 정한 것이다";
        PortAskedFor {}
            en "the port that the SYN asked for: the answer comes from there"
            ko "SYN이 요청한 포트다. 응답은 이 포트에서 나온다";
        PortNobody {}
            en "the port that the SYN asked for, in whose name the refusal comes"
            ko "SYN이 요청한 포트다. 이 포트의 이름으로 거부한다";
        PortOwn { side: Side }
            en "the {side}'s port, the same for the whole connection"
            ko "{side}의 포트다. 커넥션이 끝날 때까지 바뀌지 않는다";
        // Destination port.
        PortFindsListener {}
            en "by this number the server finds the socket"
            ko "서버는 이 번호로 소켓을 찾는다";
        PortBack { side: Side }
            en "back to the port that the SYN came from: the {side}'s socket"
            ko "SYN을 보낸 포트로 돌아간다. {side}의 소켓이다";
        PortFinds { side: Side }
            en "with both addresses and the other port it finds the {side}'s socket"
            ko "두 주소, 다른 포트 번호와 함께 {side}의 소켓을 찾는 데 쓴다";
        // Sequence number.
        SeqFirst { side: Side }
            en "the {side}'s first number (ISS); SYN itself takes one"
            ko "{side}의 첫 번호(ISS)다. SYN도 번호 하나를 차지한다";
        SeqFirstOwn { side: Side }
            en "the {side}'s own first number (ISS), not the other side's; SYN itself takes one"
            ko "{side}이(가) 따로 정한 첫 번호(ISS)다. 상대의 번호와는 관계없다. SYN도 번호 하나를 차지한다";
        SeqFirstWithData { side: Side, data_at: u32 }
            en "the {side}'s first number (ISS); SYN takes it, and the data begin at {data_at}"
            ko "{side}의 첫 번호(ISS)다. SYN이 이 번호를 차지하고 데이터는 {data_at}번부터다";
        SeqAgain { frame: u64 }
            en "the same number as in frame {frame}: sent again"
            ko "{frame}번 프레임과 같은 번호다. 다시 보낸 것이다";
        SeqSeenTwice { frame: u64 }
            en "the same packet as in frame {frame}, hardly sent again"
            ko "{frame}번 프레임과 같은 패킷이다. 다시 보낸 것은 아닐 것이다";
        SeqAfterSyn { sum: Sum }
            en "= {sum}, right behind the SYN; an ACK without data takes no number"
            ko "= {sum}. SYN 바로 다음 번호다. 데이터가 없으니 이 ACK는 번호를 차지하지 않는다";
        SeqNext { side: Side }
            en "the number of the {side}'s next byte; an ACK without data takes none"
            ko "{side}이(가) 다음에 보낼 바이트의 번호다. 데이터가 없으니 번호를 차지하지 않는다";
        SeqBehindFin { side: Side }
            en "one behind the {side}'s FIN: nothing more follows from it"
            ko "{side}이(가) 보낸 FIN의 다음 번호다. 더 보낼 것은 없다";
        SeqData { last: u32 }
            en "the number of the first data byte here; the last one has {last}"
            ko "여기 실린 데이터 첫 바이트의 번호다. 마지막 바이트는 {last}번이다";
        SeqOneByte {}
            en "the number of the one data byte here"
            ko "여기 실린 데이터 한 바이트의 번호다";
        SeqFin {}
            en "the number that FIN takes"
            ko "FIN이 차지하는 번호다";
        SeqFinData { fin: u32 }
            en "the number of the first data byte here; behind the data FIN takes {fin}"
            ko "여기 실린 데이터 첫 바이트의 번호다. 데이터 다음에 FIN이 {fin}번을 차지한다";
        SeqKeepAlive { next: u32 }
            en "one less than the next number, {next}: out of turn on purpose, so that an ACK must come"
            ko "다음 번호 {next}보다 하나 작다. ACK가 꼭 돌아오도록 일부러 순서에 어긋나게 보낸다";
        SeqRstZero {}
            en "0: where no socket is, nothing is counted; the ACK number says which segment is meant"
            ko "0이다. 소켓이 없으니 셀 번호도 없다. 어느 세그먼트에 대한 답인지는 ACK 번호가 말해 준다";
        SeqRstExact { side: Side }
            en "exactly the number that the {side} expects next (its RCV.NXT): so the RST is obeyed"
            ko "{side}이(가) 다음에 기다리는 번호(RCV.NXT)와 정확히 같다. 그래서 RST가 받아들여진다";
        SeqRstOff { side: Side, expected: u32 }
            en "the {side} expects {expected} (its RCV.NXT): not the exact number"
            ko "{side}이(가) 기다리는 번호(RCV.NXT)는 {expected}번이다. 정확한 번호가 아니다";
        SeqRst { side: Side }
            en "should be the number that the {side} expects next (its RCV.NXT): where RFC 5961 is followed, no other is obeyed"
            ko "{side}이(가) 다음에 기다리는 번호(RCV.NXT)와 같아야 한다. RFC 5961을 따르는 쪽은 다른 번호의 RST를 받아들이지 않는다";
        SeqRefusal { side: Side }
            en "not looked at: in SYN-SENT the {side} does not know the other side's numbers yet; the ACK number decides"
            ko "보지 않는다. SYN-SENT 상태의 {side}은(는) 아직 상대의 번호를 모른다. ACK 번호로 판단한다";
        SeqHere {}
            en "the number that this segment begins with"
            ko "이 세그먼트가 시작하는 번호다";
        // ACK number.
        AckNotRead {}
            en "not read: the ACK bit is 0"
            ko "ACK 비트가 0이므로 읽지 않는다";
        AckNotReadThough { number: u32 }
            en "not read, although {number} stands here: the ACK bit is 0"
            ko "{number}(이)라고 적혀 있지만 ACK 비트가 0이므로 읽지 않는다";
        AckUnjudged {}
            en "whether it is read depends on the ACK bit, which was cut off"
            ko "읽을지는 ACK 비트에 달렸지만 그 비트가 잘렸다";
        AckCovers { sum: Sum, frame: u64 }
            en "= {sum} in frame {frame}: everything before it has arrived"
            ko "= {frame}번 프레임의 {sum}. 이 번호 앞까지 모두 받았고 다음은 이 번호를 기다린다";
        AckRefuses { sum: Sum, frame: u64 }
            en "= {sum} in frame {frame}: so the sender of that SYN knows which one is refused"
            ko "= {frame}번 프레임의 {sum}. 어느 SYN이 거부되었는지 이 번호로 알 수 있다";
        AckAnswers { sum: Sum, frame: u64 }
            en "= {sum} in frame {frame}: so its sender knows which segment is answered"
            ko "= {frame}번 프레임의 {sum}. 어느 세그먼트에 대한 답인지 이 번호로 알 수 있다";
        AckOnlySyn { sum: Sum }
            en "= {sum}: the SYN is acknowledged, the data that came with it are not"
            ko "= {sum}. SYN은 확인해 주지만 함께 온 데이터는 확인해 주지 않는다";
        AckExpects { side: Side }
            en "the number that the {side} expects next; no segment that ends there is in the capture"
            ko "{side}이(가) 다음에 기다리는 번호다. 이 번호 바로 앞에서 끝나는 세그먼트는 캡처에 없다";
        // Data offset.
        OffsetPlain { at: u64 }
            en "5 words of 4: the fixed 20, no options; data would start at byte {at}"
            ko "4바이트씩 5개: 고정 20바이트, 옵션 없음. 데이터가 있다면 바이트 {at}부터다";
        OffsetPlainData { at: u64 }
            en "5 words of 4: the fixed 20, no options; the data start at byte {at}"
            ko "4바이트씩 5개: 고정 20바이트, 옵션 없음. 데이터는 바이트 {at}부터다";
        OffsetOptions { words: u8, options: u8, at: u64 }
            en "{words} words of 4: 20 fixed + {options} of options; data would start at byte {at}"
            ko "4바이트씩 {words}개: 고정 20바이트 + 옵션 {options}바이트. 데이터가 있다면 바이트 {at}부터다";
        OffsetOptionsData { words: u8, options: u8, at: u64 }
            en "{words} words of 4: 20 fixed + {options} of options; the data start at byte {at}"
            ko "4바이트씩 {words}개: 고정 20바이트 + 옵션 {options}바이트. 데이터는 바이트 {at}부터다";
        OffsetTooSmall {}
            en "malformed: every TCP header has at least 5 words of 4, 20 bytes"
            ko "잘못된 값이다. TCP 헤더는 적어도 4바이트씩 5개, 20바이트다";
        // Control bits, one message for each that is set.
        Bits { bits: Vec<Message> }
            en "{bits}" ko "{bits}";
        BitOpens {}
            en "open a connection"
            ko "접속을 시작한다는 표시다";
        BitSynBack { side: Side }
            en "SYN: opens the {side}'s own direction"
            ko "SYN: {side} 쪽 방향도 연다";
        BitAck {}
            en "ACK: the ACK number counts"
            ko "ACK: ACK 번호가 유효하다";
        BitPush {}
            en "PSH: the end of what was handed over so far; pass this on to the program"
            ko "PSH: 지금까지 맡긴 데이터의 끝이니 애플리케이션에 바로 넘기라는 표시다";
        BitFin { side: Side }
            en "FIN: the {side} has nothing more to send"
            ko "FIN: {side}은(는) 더 보낼 것이 없다";
        BitReset {}
            en "RST: the connection is over at once"
            ko "RST: 커넥션을 바로 끝낸다";
        BitResetIgnored {}
            en "RST: asks to end the connection; not obeyed here"
            ko "RST: 커넥션을 끊으라는 표시지만 여기서는 따르지 않는다";
        BitRefuses {}
            en "RST: no connection is made"
            ko "RST: 접속을 받아들이지 않는다";
        BitUrgent {}
            en "URG: the urgent pointer counts"
            ko "URG: 긴급 포인터가 유효하다";
        BitEcnOffer {}
            en "ECE and CWR: in a SYN they say “I can do ECN”, not congestion"
            ko "ECE와 CWR: SYN에서는 혼잡이 아니라 “ECN을 쓸 수 있다”는 뜻이다";
        BitEcnFinerOffer {}
            en "AE, CWR and ECE: in a SYN they offer the finer ECN feedback (AccECN)"
            ko "AE, CWR, ECE: SYN에서는 더 자세한 ECN 피드백(AccECN)을 제안한다는 뜻이다";
        BitEcnAccepted {}
            en "ECE alone: in a SYN,ACK it says “I can do ECN too”"
            ko "ECE만 1: SYN, ACK에서는 “나도 ECN을 쓸 수 있다”는 뜻이다";
        BitEcnReflected {}
            en "ECE and CWR both: the SYN's bits merely sent back, so no ECN"
            ko "ECE와 CWR이 모두 1: SYN의 비트를 그대로 되돌린 것일 뿐이니 ECN은 쓰지 않는다";
        BitEcnOther {}
            en "AE, CWR, ECE: in a SYN,ACK an answer in the code of AccECN"
            ko "AE, CWR, ECE: SYN, ACK에서는 AccECN 방식의 응답이다";
        BitEcnEchoed { ace: String, arrived_as: &'static str }
            en "AE, CWR, ECE = {ace}: in the code of AccECN, the segment that this one answers arrived as {arrived_as} (RFC 9768)"
            ko "AE, CWR, ECE = {ace}: AccECN 부호로, 이것이 응답하는 세그먼트가 {arrived_as}(으)로 도착했다는 뜻이다 (RFC 9768)";
        BitEcnCounted { ace: u8, counted: u8 }
            en "AE, CWR and ECE together are AccECN's counter of packets that arrived with the mark of congestion (CE). It begins at 5 and has three bits: {ace} stands for {counted} such packets, or 8 or 16 … more (RFC 9768)"
            ko "AE, CWR, ECE는 합쳐서 AccECN의 카운터다. 혼잡 표시(CE)가 붙어 도착한 패킷을 5에서 시작해 세 비트로 센다. {ace}은(는) 그런 패킷이 {counted}개이거나 그보다 8개, 16개 … 더 많다는 뜻이다 (RFC 9768)";
        BitEce {}
            en "ECE: a packet arrived here with the mark of congestion (CE)"
            ko "ECE: 혼잡 표시(CE)가 붙은 패킷을 받았다";
        BitCwr {}
            en "CWR: the sender has slowed down after an ECE"
            ko "CWR: ECE를 받고 보내는 속도를 줄였다";
        BitAe {}
            en "AE: with CWR and ECE a counter of marked packets, if AccECN was agreed"
            ko "AE: AccECN을 쓰기로 했다면 CWR, ECE와 함께 혼잡 표시 패킷 수를 센다";
        BitReserved { value: u8 }
            en "reserved bits {value}: to be sent as 0, and ignored"
            ko "예약 비트 {value}: 0으로 보내야 하며 받는 쪽은 무시한다";
        BitNoAck {}
            en "the ACK bit is missing: such a segment is dropped (RFC 9293, 3.10.7.4)"
            ko "ACK 비트가 0이다. 이런 세그먼트는 버려진다 (RFC 9293, 3.10.7.4)";
        BitsContradict {}
            en "these bits contradict each other"
            ko "서로 모순되는 비트다";
        // Window.
        WindowSyn { side: Side }
            en "bytes the {side} can take now; never scaled in a SYN"
            ko "{side}이(가) 지금 받을 수 있는 바이트 수다. SYN에서는 스케일을 적용하지 않는다";
        WindowScaled { side: Side, shift: u8, bytes: Amount }
            en "× 2^{shift} = {bytes} that the {side} can take now; its SYN offered the shift"
            ko "× 2^{shift} = {bytes}. {side}이(가) 지금 받을 수 있는 크기다. 시프트는 자신의 SYN에서 제안한 것이다";
        WindowPlain { side: Side, lacking: Side }
            en "bytes the {side} can take; not scaled, for the {lacking}'s SYN offered no shift"
            ko "{side}이(가) 받을 수 있는 바이트 수다. {lacking}의 SYN에 윈도우 스케일이 없었으니 스케일을 적용하지 않는다";
        WindowRange { side: Side, low: u32, high: u32 }
            en "× an unknown shift: the {side} can take between {low} and {high} bytes, for its SYN is not in the capture"
            ko "시프트를 알 수 없다. {side}의 SYN이 캡처에 없으므로 받을 수 있는 크기는 {low}~{high}바이트 사이다";
        WindowZero { side: Side }
            en "0: the {side} can take nothing now, so the other side must wait"
            ko "0이다. {side}은(는) 지금 아무것도 받을 수 없다. 상대는 기다려야 한다";
        WindowOfRst {}
            en "no matter: after a RST nothing more is sent"
            ko "의미가 없다. RST 뒤에는 더 보내지 않는다";
        WindowIgnored {}
            en "not read: this RST is not obeyed"
            ko "읽지 않는다. 이 RST는 따르지 않는다";
        // Checksum.
        ChecksumGood {}
            en "the sum over header, data and addresses fits"
            ko "헤더, 데이터, 주소로 다시 계산한 값과 같다";
        ChecksumBad { calculated: String }
            en "should be {calculated}: the receiver must drop a segment that arrives so"
            ko "{calculated}(이)어야 한다. 이대로 도착했다면 받는 쪽은 세그먼트를 버려야 한다";
        ChecksumUnfinished { calculated: String }
            en "only the sum over addresses and length: the network card was still to finish it, to {calculated}"
            ko "주소와 길이만 더한 값이다. 네트워크 카드가 {calculated}(으)로 완성하기 전에 캡처되었다";
        ChecksumUnverified {}
            en "not checked: not all bytes that it covers were captured"
            ko "확인할 수 없다. 체크섬이 포함하는 바이트가 다 캡처되지 않았다";
        // Urgent pointer.
        UrgentNotRead {}
            en "not read: the URG bit is 0"
            ko "URG 비트가 0이므로 읽지 않는다";
        UrgentNotReadThough { number: u16 }
            en "not read, although {number} stands here: the URG bit is 0"
            ko "{number}(이)라고 적혀 있지만 URG 비트가 0이므로 읽지 않는다";
        UrgentNone {}
            en "0: no urgent data, although the URG bit is 1"
            ko "0이다. URG 비트는 1이지만 긴급 데이터는 없다";
        UrgentEnds { seq: u32, pointer: u16, end: u32 }
            en "seq {seq} + {pointer} = {end} is the first number behind the urgent data"
            ko "seq {seq} + {pointer} = {end}. 긴급 데이터 바로 다음 번호다";
    }
}
