//! What a TCP option means here.
//!
//! In a SYN an option offers or announces something; later the same kind may be ignored. Each sentence is about the
//! segment that it stands in.

use super::argument::Amount;
use crate::connection::Side;

messages! {
    /// What an option says in this segment.
    OptionMeaning {
        // Maximum segment size.
        MssOf { side: Side, bytes: u16 }
            en "the {side} can receive segments with up to {bytes} bytes of data; each side says its own, nothing is negotiated (RFC 9293, 3.7.1)"
            ko "{side}은(는) 데이터가 {bytes}바이트까지인 세그먼트를 받을 수 있다. 양쪽이 각자 알릴 뿐 서로 맞추지 않는다 (RFC 9293, 3.7.1)";
        MssIgnored {}
            en "out of place: MSS counts only in a SYN (RFC 9293, 3.2)"
            ko "자리를 벗어났다. MSS는 SYN에서만 의미가 있다 (RFC 9293, 3.2)";
        // Window scale.
        ShiftOffered { side: Side, shift: u8 }
            en "an offer: later windows of the {side} count times 2^{shift}, if the SYN, ACK brings a shift too; never this one (RFC 7323, 2.2)"
            ko "제안이다. SYN, ACK에도 시프트가 있으면 앞으로 {side}의 윈도우에 2^{shift}을(를) 곱한다. 이 세그먼트의 윈도우에는 적용하지 않는다 (RFC 7323, 2.2)";
        ShiftAccepted { side: Side, shift: u8 }
            en "both SYNs offer a shift, so both are in force: later windows of the {side} count times 2^{shift}, never this one (RFC 7323, 2.2)"
            ko "양쪽 SYN이 모두 시프트를 제안했으니 둘 다 적용된다. 앞으로 {side}의 윈도우에 2^{shift}을(를) 곱한다. 이 세그먼트의 윈도우에는 적용하지 않는다 (RFC 7323, 2.2)";
        ShiftUnasked { side: Side }
            en "not in force: the SYN offered no shift, so the {side} may not answer with one (RFC 7323, 2.2)"
            ko "적용되지 않는다. SYN이 시프트를 제안하지 않았으니 {side}은(는) 시프트로 답할 수 없다 (RFC 7323, 2.2)";
        ShiftTooLarge { shift: u8 }
            en "{shift} is more than allowed: it counts as 14 (RFC 7323, 2.3)"
            ko "{shift}은(는) 허용 범위를 넘는다. 14로 본다 (RFC 7323, 2.3)";
        ShiftIgnored {}
            en "out of place: a shift counts only in a SYN (RFC 7323, 2.2)"
            ko "자리를 벗어났다. 시프트는 SYN에서만 의미가 있다 (RFC 7323, 2.2)";
        // Selective acknowledgment.
        SackCan { side: Side }
            en "the {side} can receive SACK: the other side may report what arrived behind a gap (RFC 2018, 2)"
            ko "{side}은(는) SACK를 받을 수 있다. 상대는 빈 곳 뒤에 도착한 데이터를 알려도 된다 (RFC 2018, 2)";
        SackCanIgnored {}
            en "out of place: SACK permitted counts only in a SYN (RFC 2018, 2)"
            ko "자리를 벗어났다. SACK 허용은 SYN에서만 의미가 있다 (RFC 2018, 2)";
        SackReports { side: Side, bytes: Amount }
            en "behind a gap the {side} has {bytes} more: what is missing lies between the ACK number and there (RFC 2018, 3)"
            ko "{side}은(는) 빈 곳 뒤의 {bytes}도 가지고 있다. 빠진 데이터는 ACK 번호와 그 사이에 있다 (RFC 2018, 3)";
        SackDuplicate { left: u32, right: u32 }
            en "D-SACK: numbers {left} to before {right} have arrived a second time (RFC 2883, 4)"
            ko "D-SACK: {left}번부터 {right}번 앞까지가 한 번 더 도착했다 (RFC 2883, 4)";
        // Timestamps.
        StampOffered { side: Side }
            en "the {side}'s clock, and an offer to use timestamps; the echo is not read: the ACK bit is 0 (RFC 7323, 3.2)"
            ko "{side}의 시계 값이며, 타임스탬프를 쓰자는 제안이다. ACK 비트가 0이므로 에코는 읽지 않는다 (RFC 7323, 3.2)";
        StampAccepted { side: Side, echo: u32 }
            en "the {side}'s clock; it echoes {echo}, the SYN's own value, so both sides use timestamps (RFC 7323, 3.2)"
            ko "{side}의 시계 값이다. SYN의 값 {echo}을(를) 되돌려 준다. 이제 양쪽이 타임스탬프를 쓴다 (RFC 7323, 3.2)";
        StampEchoed { side: Side, echo: u32 }
            en "the {side}'s clock; it echoes {echo} (RFC 7323, 3.2)"
            ko "{side}의 시계 값이다. {echo}을(를) 되돌려 준다 (RFC 7323, 3.2)";
        StampEchoes { side: Side, echo: u32 }
            en "the {side}'s clock; it echoes {echo}, a value that the other side sent, so that side can time the round trip (RFC 7323, 3.2)"
            ko "{side}의 시계 값이다. 상대가 보낸 값 {echo}을(를) 되돌려 준다. 상대는 이것으로 왕복 시간을 잰다 (RFC 7323, 3.2)";
        StampUnread { side: Side }
            en "the {side}'s clock; the echo is not read: the ACK bit is 0 (RFC 7323, 3.2)"
            ko "{side}의 시계 값이다. ACK 비트가 0이므로 에코는 읽지 않는다 (RFC 7323, 3.2)";
        // Padding.
        Filler {}
            en "a byte between options: the header ends on a word of 4 (RFC 9293, 3.2)"
            ko "옵션 사이를 채우는 바이트다. 헤더는 4바이트 단위로 끝난다 (RFC 9293, 3.2)";
        Ends { padding: Amount }
            en "no more options; {padding} of padding follow (RFC 9293, 3.2)"
            ko "옵션은 여기까지다. 뒤에 {padding}를 채운다 (RFC 9293, 3.2)";
        EndsHere {}
            en "no more options (RFC 9293, 3.2)"
            ko "옵션은 여기까지다 (RFC 9293, 3.2)";
        // Fast Open.
        CookieWanted {}
            en "the client asks for a cookie, to send data with a later SYN (RFC 7413, 4.1.1)"
            ko "클라이언트가 쿠키를 요청한다. 다음번에는 SYN에 데이터를 실어 보낼 수 있다 (RFC 7413, 4.1.1)";
        CookieGiven {}
            en "the server gives a cookie, for a later SYN with data (RFC 7413, 4.1.1)"
            ko "서버가 쿠키를 준다. 다음번 SYN에 데이터를 실을 때 쓴다 (RFC 7413, 4.1.1)";
        CookieShown { data: Amount }
            en "the client shows its cookie, so that the server may take {data} with the SYN (RFC 7413, 4.2)"
            ko "클라이언트가 쿠키를 보여 준다. 서버는 SYN에 실린 {data}를 바로 받을 수 있다 (RFC 7413, 4.2)";
        CookieIgnored {}
            en "out of place: Fast Open counts only in a SYN (RFC 7413, 4.1.1)"
            ko "자리를 벗어났다. Fast Open은 SYN에서만 의미가 있다 (RFC 7413, 4.1.1)";
        // Multipath TCP.
        MptcpOffered {}
            en "an offer to carry this connection over several paths; in force only if SYN, ACK and ACK say so too (RFC 8684, 3.1)"
            ko "여러 경로로 통신하자는 제안이다. SYN, ACK와 ACK에도 있어야 적용된다 (RFC 8684, 3.1)";
        MptcpUsed {}
            en "control information of Multipath TCP; this connection is one of its paths, and TCP's own rules stay (RFC 8684, 3)"
            ko "Multipath TCP의 제어 정보다. 이 커넥션은 그 경로 가운데 하나이며 TCP의 규칙은 그대로다 (RFC 8684, 3)";
        // Signatures.
        Md5Signed {}
            en "a signature over the segment with a key that both sides share; the key is not in the capture, so it cannot be checked (RFC 2385, 2.0)"
            ko "양쪽이 함께 가진 키로 만든 서명이다. 키는 캡처에 없으므로 확인할 수 없다 (RFC 2385, 2.0)";
        AuthenticationSigned { key: u8 }
            en "authenticated with key {key} of both sides; the key itself is not in the capture, so it cannot be checked (RFC 5925, 2.2)"
            ko "양쪽이 가진 {key}번 키로 인증한다. 키는 캡처에 없으므로 확인할 수 없다 (RFC 5925, 2.2)";
        // User timeout.
        TimeoutTold { side: Side, seconds: u32 }
            en "the {side} tells how long it lets data stay unacknowledged: {seconds} s; the other side may follow (RFC 5482, 3)"
            ko "{side}은(는) 확인되지 않은 데이터를 {seconds}초까지 기다리겠다고 알린다. 상대는 이를 따를 수 있다 (RFC 5482, 3)";
        // Others.
        ExperimentMarked { id: String }
            en "an experiment that calls itself {id}; a receiver that does not know it passes over it (RFC 6994, 3)"
            ko "{id}(이)라는 실험용 옵션이다. 모르는 수신측은 건너뛴다 (RFC 6994, 3)";
        UnknownPassedOver { kind: u8, length: Amount }
            en "not known here: a receiver that does not know kind {kind} passes over its {length} (RFC 9293, 3.1)"
            ko "여기서는 알 수 없는 옵션이다. {kind}번 종류를 모르는 수신측은 {length}를 건너뛴다 (RFC 9293, 3.1)";
        CutHere { captured: Amount, header: Amount }
            en "the snap length cut the frame in this option: {captured} of the header's {header} were captured, so nothing is said of it"
            ko "캡처 길이 제한(snap length)이 이 옵션 안에서 프레임을 잘랐다. 헤더 {header} 가운데 {captured}만 캡처되었으므로 이 옵션은 판단하지 않는다";
        BrokenLength { length: u8 }
            en "its length, {length}, cannot be: the options behind it cannot be found (RFC 9293, 3.1)"
            ko "길이 {length}은(는) 있을 수 없는 값이다. 그 뒤의 옵션은 찾을 수 없다 (RFC 9293, 3.1)";
        NoLength {}
            en "its length is missing: the header ends here"
            ko "길이가 없다. 헤더가 여기서 끝난다";
    }
}
