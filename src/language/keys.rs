//! What the keys of the report stand for in the protocol: said beside a value that is not as expected, where no byte of
//! one frame explains it.

words! {
    /// What a key stands for.
    KeyMeaning {
        Frames
            en "the frames of the file are counted as Wireshark does, from 1; damaged records have no number"
            ko "파일의 프레임은 Wireshark처럼 1부터 센다. 손상된 레코드에는 번호가 없다";
        CaptureItself
            en "this is what the capture file says about itself, not what a segment says"
            ko "세그먼트가 아니라 캡처 파일이 스스로에 대해 말하는 값이다";
        Connections
            en "a connection is two addresses, two ports and an incarnation: a new SYN with a new first number begins another one (RFC 9293, 3.4.1)"
            ko "커넥션은 두 주소와 두 포트, 그리고 몇 번째로 맺은 것인지로 구별된다. 첫 번호가 다른 새 SYN은 새 커넥션을 시작한다 (RFC 9293, 3.4.1)";
        Address
            en "the client is the side that sent the first SYN; its address and port stand in that segment's headers"
            ko "클라이언트는 첫 SYN을 보낸 쪽이다. 주소와 포트는 그 세그먼트의 헤더에 있다";
        SocketState
            en "a socket's state follows from the segments that it sent and was sent (RFC 9293, 3.3.2 and 3.10)"
            ko "소켓의 상태는 주고받은 세그먼트에 따라 정해진다 (RFC 9293, 3.3.2, 3.10)";
        FirstNumber
            en "each side chooses its first number itself and says it in its SYN (RFC 9293, 3.4.1); the peer's IRS is that number"
            ko "양쪽은 첫 번호를 스스로 정해 SYN에 싣는다 (RFC 9293, 3.4.1). 상대의 IRS가 바로 그 번호다";
        SegmentSize
            en "the MSS option of a SYN says how much data its sender can receive in one segment (RFC 9293, 3.7.1)"
            ko "SYN의 MSS 옵션은 보낸 쪽이 한 세그먼트로 받을 수 있는 데이터의 크기다 (RFC 9293, 3.7.1)";
        Shift
            en "windows are shifted only if both SYNs carry the window scale option (RFC 7323, 2.2)"
            ko "양쪽 SYN에 모두 윈도우 스케일 옵션이 있어야 윈도우를 시프트한다 (RFC 7323, 2.2)";
        SackPermitted
            en "the SACK-permitted option of a SYN says that its sender can receive SACK (RFC 2018, 2)"
            ko "SYN의 SACK 허용 옵션은 보낸 쪽이 SACK를 받을 수 있다는 뜻이다 (RFC 2018, 2)";
        Timestamps
            en "timestamps are used only if both SYNs carry the option (RFC 7323, 3.2)"
            ko "양쪽 SYN에 모두 옵션이 있어야 타임스탬프를 쓴다 (RFC 7323, 3.2)";
        Amounts
            en "segments and bytes are counted as they were captured; a repeated byte counts in bytes and not in unique_bytes"
            ko "세그먼트와 바이트는 캡처된 만큼 센다. 다시 보낸 바이트는 bytes에는 들어가고 unique_bytes에는 들어가지 않는다";
        Outcome
            en "the outcome follows from how the opening went and from the FINs and RSTs that were seen"
            ko "결과는 접속 동작이 어떻게 진행되었는지와 캡처된 FIN, RST에 따라 정해진다";
        Errno
            en "errno is what connect() or a later call got: a RST to the SYN gives ECONNREFUSED, silence ETIMEDOUT: names of the sockets interface; RFC 9293, 3.10.7.3 and 3.8.3, ask that the program be told"
            ko "errno는 connect()나 그 뒤의 호출이 받은 값이다. SYN에 RST가 오면 ECONNREFUSED, 답이 없으면 ETIMEDOUT이다. 소켓 인터페이스의 이름이며, RFC 9293, 3.10.7.3과 3.8.3은 애플리케이션에 알리라고만 한다";
        Handshake
            en "the handshake is three segments: SYN, SYN,ACK and ACK (RFC 9293, 3.5); these are their frames and the time between them"
            ko "접속 동작은 SYN, SYN,ACK, ACK 세 세그먼트다 (RFC 9293, 3.5). 그 프레임 번호와 사이의 시간이다";
        Close
            en "the first FIN or RST decides who closes and how (RFC 9293, 3.6)"
            ko "첫 FIN이나 RST가 누가 어떻게 닫는지를 정한다 (RFC 9293, 3.6)";
        Zeek
            en "conn_state and history are Zeek's words for what was seen in both directions"
            ko "conn_state와 history는 양방향에서 본 것을 Zeek의 말로 적은 것이다";
        Completeness
            en "completeness is Wireshark's sum: 1 SYN, 2 SYN,ACK, 4 ACK, 8 data, 16 FIN, 32 RST"
            ko "completeness는 Wireshark의 합계다. 1은 SYN, 2는 SYN,ACK, 4는 ACK, 8은 데이터, 16은 FIN, 32는 RST다";
        Findings
            en "a finding says what a segment gives away beside what it means: a repeat, a gap, a window that closed"
            ko "발견 항목은 세그먼트가 뜻하는 것 말고도 드러내는 것을 말한다. 재전송, 빈 구간, 닫힌 윈도우 같은 것이다";
        Multipath
            en "a Multipath TCP connection begins with one TCP connection; further ones (subflows) join it by a token that is hashed from a key of the first (RFC 8684, 3.1, 3.2)"
            ko "다중 경로 TCP 커넥션은 TCP 커넥션 하나로 시작한다. 다음 것들(서브플로)은 첫 커넥션의 키를 해시한 토큰으로 참여한다 (RFC 8684, 3.1, 3.2)";
        Times
            en "times are the capturing machine's: they say when a segment passed there"
            ko "시각은 캡처한 컴퓨터의 것이다. 세그먼트가 그곳을 지난 때를 말한다";
        SendNext
            en "SND.NXT stands behind what was sent: data, and one each for SYN and FIN (RFC 9293, 3.4)"
            ko "SND.NXT는 보낸 것 바로 다음이다. 데이터 바이트마다, SYN과 FIN도 하나씩 차지한다 (RFC 9293, 3.4)";
        SendUnacknowledged
            en "SND.UNA is the oldest number without an acknowledgment; an ACK number that is acceptable moves it (RFC 9293, 3.10.7.4)"
            ko "SND.UNA는 아직 확인 응답을 받지 못한 가장 오래된 번호다. 받아들일 수 있는 ACK 번호가 이것을 옮긴다 (RFC 9293, 3.10.7.4)";
        SendWindow
            en "SND.WND is the peer's window field, shifted as the peer offered (RFC 9293, 3.10.7.4; RFC 7323, 2.3)"
            ko "SND.WND는 상대의 윈도우 필드를 상대가 제안한 만큼 시프트한 값이다 (RFC 9293, 3.10.7.4; RFC 7323, 2.3)";
        ReceiveNext
            en "RCV.NXT is the next number expected: it moves over data that arrive in order, and over SYN and FIN (RFC 9293, 3.10.7.4)"
            ko "RCV.NXT는 다음에 받을 번호다. 순서대로 도착한 데이터와 SYN, FIN만큼 앞으로 간다 (RFC 9293, 3.10.7.4)";
        ReceiveWindow
            en "RCV.WND is what the socket announced last as its window (RFC 9293, 3.8.6)"
            ko "RCV.WND는 소켓이 마지막으로 알린 윈도우다 (RFC 9293, 3.8.6)";
        Step
            en "a step is what one frame does for both sockets, in the order of the capture"
            ko "단계는 프레임 하나가 두 소켓에 하는 일이다. 캡처 순서대로 놓인다";
        Others
            en "frames without TCP stand apart; an ICMP error names the connection that it quotes"
            ko "TCP가 아닌 프레임은 따로 모은다. ICMP 오류에는 인용한 커넥션이 적혀 있다";
    }
}

impl KeyMeaning {
    /// What the last of these keys stands for; keys in front of it say where.
    pub(crate) fn of(keys: &[&str]) -> Option<Self> {
        keys.iter().rev().find_map(|key| Self::key(key))
    }

    fn key(key: &str) -> Option<Self> {
        Some(match key {
            "frames" => Self::Frames,
            "capture" | "format" | "link_types" | "interfaces" | "compressed" | "file" => Self::CaptureItself,
            "connections" | "id" | "stream" | "earlier" | "roles_seen" => Self::Connections,
            "ip" | "port" | "mac" => Self::Address,
            "state" | "transitions" => Self::SocketState,
            "iss" | "irs" => Self::FirstNumber,
            "mss" => Self::SegmentSize,
            "window_shift" | "window_shift_offered" => Self::Shift,
            "sack_permitted" => Self::SackPermitted,
            "timestamps" => Self::Timestamps,
            "segments" | "bytes" | "unique_bytes" => Self::Amounts,
            "outcome" => Self::Outcome,
            "errno" | "errno_evidence" => Self::Errno,
            "handshake" | "syn" | "synack" | "ack" | "syns" | "rtt" | "syn_to_synack" | "synack_to_ack"
            | "opened_in" | "complete" => Self::Handshake,
            "mptcp" | "role" | "token" | "accepted" => Self::Multipath,
            "close" | "initiator" => Self::Close,
            "zeek" | "conn_state" | "history" => Self::Zeek,
            "completeness" => Self::Completeness,
            "findings" => Self::Findings,
            "first" | "last" | "duration" | "time" => Self::Times,
            "snd_nxt" => Self::SendNext,
            "snd_una" => Self::SendUnacknowledged,
            "snd_wnd" => Self::SendWindow,
            "rcv_nxt" => Self::ReceiveNext,
            "rcv_wnd" => Self::ReceiveWindow,
            "steps" | "kind" | "sender" | "writes" => Self::Step,
            "others" => Self::Others,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::KeyMeaning;

    #[test]
    fn the_nearest_key_that_is_known_speaks() {
        assert_eq!(KeyMeaning::of(&["client", "iss"]), Some(KeyMeaning::FirstNumber));
        assert_eq!(KeyMeaning::of(&["steps", "header", "tcp.flags"]), Some(KeyMeaning::Step));
        assert_eq!(KeyMeaning::of(&["nothing"]), None);
        assert_eq!(KeyMeaning::of(&[]), None);
    }
}
