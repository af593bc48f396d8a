//! What a word of the explanations means wherever it stands: states, variables, control bits, options, outcomes,
//! evidence, errors.
//!
//! The groups that are enums are matched exhaustively, so a new state or variable cannot be without its meaning. RFC
//! sections are named only of texts that were looked up.

use super::Language;
use crate::connection::{Errno, Evidence, Outcome, State, Variable};

/// A word and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    /// What kind of word it is, in the reader's language.
    pub kind: &'static str,
    /// The word as the explanations print it.
    pub name: String,
    /// What it means: one or more sentences.
    pub meaning: &'static str,
}

/// A group of an enum's variants with the meaning of each: the list and the exhaustive match are one.
macro_rules! meanings {
    ($list:ident, $name:ident, $type:ident { $( $variant:ident en $en:literal ko $ko:literal; )* }) => {
        const $list: &[$type] = &[$($type::$variant,)*];
        sentences! {
            /// What it means.
            fn $name($type) { $( $variant en $en ko $ko; )* }
        }
    };
}

meanings! { STATES, state, State {
    Closed
        en "No connection: the socket is empty. A socket that never asked for one and one that has finished look the same (RFC 9293, 3.3.2)."
        ko "커넥션이 없는 상태다. 소켓은 비어 있다. 아직 접속하지 않은 소켓도, 다 끝난 소켓도 이 상태다 (RFC 9293, 3.3.2).";
    Listen
        en "Waits on its own port for a SYN from anyone; the peer is not known yet (RFC 9293, 3.3.2)."
        ko "자신의 포트에서 누군가의 SYN을 기다린다. 상대는 아직 정해지지 않았다 (RFC 9293, 3.3.2).";
    SynSent
        en "Has sent its SYN and waits for the answer: a blocking connect() has not returned yet (RFC 9293, 3.3.2)."
        ko "SYN을 보내고 응답을 기다린다. 블로킹 connect()라면 아직 돌아오지 않았다 (RFC 9293, 3.3.2).";
    SynReceived
        en "Has received a SYN and sent its own, and waits for the ACK of its own. The application does not see this socket yet (RFC 9293, 3.3.2)."
        ko "상대의 SYN을 받고 자신의 SYN도 보냈다. 자신의 SYN에 대한 ACK를 기다린다. 애플리케이션은 아직 이 소켓을 보지 못한다 (RFC 9293, 3.3.2).";
    Established
        en "Open: each side has the other's first sequence number acknowledged, and data may flow both ways (RFC 9293, 3.3.2)."
        ko "접속이 이루어졌다. 서로의 첫 시퀀스 번호를 확인했고, 양방향으로 데이터를 주고받을 수 있다 (RFC 9293, 3.3.2).";
    FinWait1
        en "Closed first: its FIN is sent and not acknowledged yet (RFC 9293, 3.3.2)."
        ko "먼저 닫았다. FIN을 보냈고 아직 확인 응답을 받지 못했다 (RFC 9293, 3.3.2).";
    FinWait2
        en "Its FIN is acknowledged. It sends no more, but still takes in what the peer sends until the peer's FIN comes (RFC 9293, 3.3.2)."
        ko "FIN에 대한 확인 응답을 받았다. 더 보내지는 않지만, 상대의 FIN이 올 때까지 상대의 데이터는 계속 받는다 (RFC 9293, 3.3.2).";
    CloseWait
        en "The peer has sent FIN, and its own application has not closed yet. A socket that stays here belongs to a program that does not call close() (RFC 9293, 3.3.2)."
        ko "상대가 FIN을 보냈고, 이쪽 애플리케이션은 아직 닫지 않았다. 이 상태에 오래 머무는 소켓은 애플리케이션이 close()를 호출하지 않은 것이다 (RFC 9293, 3.3.2).";
    Closing
        en "Both FINs crossed: the peer's has come, the ACK of its own has not (RFC 9293, 3.3.2)."
        ko "양쪽의 FIN이 엇갈렸다. 상대의 FIN은 받았지만 자신의 FIN에 대한 ACK는 아직 받지 못했다 (RFC 9293, 3.3.2).";
    LastAck
        en "Closed second: its FIN answers the peer's, and only the ACK of it is missing (RFC 9293, 3.3.2)."
        ko "나중에 닫았다. 상대의 FIN에 이어 자신의 FIN도 보냈고, 그 ACK만 남았다 (RFC 9293, 3.3.2).";
    TimeWait
        en "Both FINs are acknowledged. It waits twice the maximum segment lifetime, so that a FIN that is sent again gets its ACK and late segments die out (RFC 9293, 3.3.2). No header shows when it ends."
        ko "양쪽의 FIN이 모두 확인되었다. 최대 세그먼트 수명(MSL)의 두 배 동안 기다린다. 상대가 FIN을 다시 보내면 ACK로 답하고, 늦게 오는 세그먼트가 사라지게 하려는 것이다 (RFC 9293, 3.3.2). 언제 끝나는지는 헤더에 나타나지 않는다.";
}}

meanings! { VARIABLES, variable, Variable {
    State
        en "Where the connection stands, as one of the eleven states of RFC 9293, 3.3.2."
        ko "접속이 어디까지 왔는지를 RFC 9293, 3.3.2의 열한 가지 상태로 나타낸다.";
    LocalAddress
        en "The socket's own IP address."
        ko "소켓 자신의 IP 주소다.";
    LocalPort
        en "The socket's own port. Incoming segments find the socket by it."
        ko "소켓 자신의 포트 번호다. 도착한 세그먼트는 이 번호로 소켓을 찾는다.";
    PeerAddress
        en "The other side's IP address: connect() names it, or the SYN that a listening socket receives."
        ko "상대의 IP 주소다. connect()가 알려 주거나, LISTEN 소켓이 받은 SYN에서 안다.";
    PeerPort
        en "The other side's port: connect() names it, or the SYN that a listening socket receives."
        ko "상대의 포트 번호다. connect()가 알려 주거나, LISTEN 소켓이 받은 SYN에서 안다.";
    Iss
        en "Initial send sequence number: the first number that this side uses; its SYN carries it (RFC 9293, 3.3.1)."
        ko "초기 송신 시퀀스 번호다. 이쪽이 쓰는 첫 번호이며 자신의 SYN에 실린다 (RFC 9293, 3.3.1).";
    SndUna
        en "Oldest number sent that is not acknowledged yet (RFC 9293, 3.3.1)."
        ko "보냈지만 아직 확인 응답을 받지 못한 가장 오래된 번호다 (RFC 9293, 3.3.1).";
    SndNxt
        en "The next number to send (RFC 9293, 3.3.1)."
        ko "다음에 보낼 번호다 (RFC 9293, 3.3.1).";
    SndWnd
        en "How many bytes from SND.UNA on the peer can take, as it announced last and scaled (RFC 9293, 3.3.1)."
        ko "상대가 SND.UNA부터 받을 수 있는 바이트 수다. 상대가 마지막으로 알린 값에 스케일을 적용했다 (RFC 9293, 3.3.1).";
    SndWl1
        en "Sequence number of the segment that last set SND.WND: an older segment must not set it back (RFC 9293, 3.3.1)."
        ko "SND.WND를 마지막으로 바꾼 세그먼트의 시퀀스 번호다. 더 오래된 세그먼트가 되돌리지 못하게 한다 (RFC 9293, 3.3.1).";
    SndWl2
        en "ACK number of the segment that last set SND.WND (RFC 9293, 3.3.1)."
        ko "SND.WND를 마지막으로 바꾼 세그먼트의 ACK 번호다 (RFC 9293, 3.3.1).";
    Irs
        en "Initial receive sequence number: the peer's first number, from its SYN (RFC 9293, 3.3.1)."
        ko "초기 수신 시퀀스 번호다. 상대의 SYN에 실린 상대의 첫 번호다 (RFC 9293, 3.3.1).";
    RcvNxt
        en "The next number that it expects; it goes out as the ACK number (RFC 9293, 3.3.1)."
        ko "다음에 받을 번호다. ACK 번호로 내보낸다 (RFC 9293, 3.3.1).";
    RcvWnd
        en "How many bytes from RCV.NXT on it can take, as it announced last, in bytes and scaled (RFC 9293, 3.3.1)."
        ko "RCV.NXT부터 받을 수 있는 바이트 수다. 마지막으로 알린 값에 스케일을 적용한 것이다 (RFC 9293, 3.3.1).";
    RcvMss
        en "The largest segment that it says it can receive: its own MSS option (RFC 9293, 3.7.1)."
        ko "받을 수 있다고 알린 가장 큰 세그먼트다. 자신의 MSS 옵션 값이다 (RFC 9293, 3.7.1).";
    SendMss
        en "The largest segment that it may send: the peer's MSS option, or 536 (IPv4) and 1220 (IPv6) without one (RFC 9293, 3.7.1)."
        ko "보낼 수 있는 가장 큰 세그먼트다. 상대의 MSS 옵션 값이며, 없으면 IPv4는 536, IPv6는 1220이다 (RFC 9293, 3.7.1).";
    SndShift
        en "How far windows that arrive are shifted left: the shift that the peer offered in its SYN (RFC 7323, 2)."
        ko "도착한 윈도우 값을 왼쪽으로 시프트할 자릿수다. 상대가 자신의 SYN에서 제안한 값이다 (RFC 7323, 2).";
    RcvShift
        en "How far its own windows are shifted right before they go into the header: the shift that it offered in its SYN (RFC 7323, 2)."
        ko "자신의 윈도우를 헤더에 넣기 전에 오른쪽으로 시프트할 자릿수다. 자신의 SYN에서 제안한 값이다 (RFC 7323, 2).";
    SackPermitted
        en "May it tell the peer what arrived behind a gap? The peer's SYN says so (RFC 2018, 2)."
        ko "빈 곳 뒤에 도착한 데이터를 상대에게 알려도 되는지를 나타낸다. 상대의 SYN이 알려 준다 (RFC 2018, 2).";
    Timestamps
        en "Are timestamps in use? Only if both SYNs carried them (RFC 7323, 3.2)."
        ko "타임스탬프를 쓰는지를 나타낸다. 양쪽 SYN에 모두 있어야 한다 (RFC 7323, 3.2).";
    TsRecent
        en "The peer's timestamp to be echoed next; an older one marks an old duplicate (RFC 7323, 4.3 and 5.3)."
        ko "다음에 되돌려 줄 상대의 타임스탬프다. 이보다 오래된 값은 오래된 중복임을 뜻한다 (RFC 7323, 4.3, 5.3).";
}}

meanings! { OUTCOMES, outcome, Outcome {
    Established
        en "The connection was opened and is still open when the capture ends."
        ko "접속이 이루어졌고 캡처가 끝날 때까지 열려 있다.";
    Closed
        en "Both sides sent FIN and both FINs were acknowledged."
        ko "양쪽이 FIN을 보냈고 두 FIN이 모두 확인되었다.";
    Closing
        en "One or both FINs were sent, and not all of them are acknowledged when the capture ends."
        ko "한쪽 또는 양쪽이 FIN을 보냈지만, 캡처가 끝날 때 아직 모두 확인되지는 않았다.";
    Refused
        en "RST answered the SYN: no socket listens on that port, or something on the way says so. connect() fails with ECONNREFUSED (RFC 9293, 3.10.7.1)."
        ko "SYN에 RST로 답했다. 그 포트에서 기다리는 소켓이 없거나, 중간의 장비가 그렇게 답한 것이다. connect()는 ECONNREFUSED로 실패한다 (RFC 9293, 3.10.7.1).";
    Reset
        en "A RST ended the connection after it was opened."
        ko "접속이 이루어진 뒤에 RST로 끊어졌다.";
    TimedOut
        en "The SYN was sent again and again, and nobody answered."
        ko "SYN을 여러 번 다시 보냈지만 아무도 답하지 않았다.";
    Unanswered
        en "One SYN and no answer: the capture ends too early to say more."
        ko "SYN이 하나 있고 응답이 없다. 캡처가 일찍 끝나서 그 이상은 알 수 없다.";
    Unreachable
        en "An ICMP error answered the SYN."
        ko "SYN에 대해 ICMP 오류가 돌아왔다.";
    HalfOpen
        en "SYN and SYN, ACK are there, the third segment is not."
        ko "SYN과 SYN, ACK는 있지만 세 번째 세그먼트가 없다.";
    MidStream
        en "The connection is older than the capture, and its end is not in it either."
        ko "캡처보다 먼저 시작한 접속이며, 끝도 캡처에 없다.";
    Stray
        en "Only a RST, or segments that belong to no connection that could be reconstructed."
        ko "RST만 있거나, 재구성할 수 있는 어떤 접속에도 속하지 않는 세그먼트다.";
}}

meanings! { EVIDENCES, evidence, Evidence {
    Observed
        en "The sender must hold this value to send that segment: the capture shows it."
        ko "보낸 쪽이 이 값을 가지고 있어야 그 세그먼트를 보낼 수 있다. 캡처에 보이는 사실이다.";
    Confirmed
        en "A later segment of the receiver proves that the segment which wrote this arrived."
        ko "받은 쪽의 뒷 세그먼트가, 이 값을 기록한 세그먼트가 도착했음을 증명한다.";
    Inferred
        en "Follows if the segment arrived and was processed as RFC 9293 says; nothing in the capture proves it."
        ko "세그먼트가 도착했고 RFC 9293대로 처리되었다면 그렇다. 캡처에 증거는 없다.";
    Unknown
        en "Headers do not show it, so nothing is claimed."
        ko "헤더에 나타나지 않으므로 아무것도 주장하지 않는다.";
    Contradicted
        en "A later frame disproves what was inferred; both are shown."
        ko "추정한 것을 뒤의 프레임이 뒤집었다. 둘 다 보여 준다.";
}}

meanings! { ERRNOS, errno, Errno {
    Refused
        en "connect() got RST for its SYN, or an ICMP port unreachable: nobody listens there."
        ko "connect()의 SYN에 RST나 ICMP 포트 도달 불가가 돌아왔다. 그 포트에서 기다리는 소켓이 없다.";
    Reset
        en "A RST arrived on a connection that was open."
        ko "이루어진 접속에 RST가 도착했다.";
    TimedOut
        en "Everything was sent again as often as the kernel allows, and no answer came."
        ko "커널이 허용하는 만큼 다시 보냈지만 응답이 오지 않았다.";
    HostUnreachable
        en "An ICMP error says that the host cannot be reached."
        ko "호스트에 도달할 수 없다는 ICMP 오류가 왔다.";
    NetUnreachable
        en "An ICMP error says that the network cannot be reached."
        ko "네트워크에 도달할 수 없다는 ICMP 오류가 왔다.";
    NoProtocol
        en "An ICMP error says that the host does not speak this protocol."
        ko "호스트가 이 프로토콜을 쓰지 않는다는 ICMP 오류가 왔다.";
    Pipe
        en "The program wrote to a connection that had been reset or that it had shut down itself."
        ko "이미 재설정되었거나 스스로 보내기를 끝낸 접속에 애플리케이션이 데이터를 썼다.";
    Access
        en "An ICMPv6 error says that a filter forbids this traffic."
        ko "필터가 이 통신을 금지한다는 ICMPv6 오류가 왔다.";
    NotSupported
        en "An ICMP error says that a source route failed."
        ko "소스 라우팅이 실패했다는 ICMP 오류가 왔다.";
    HostDown
        en "An ICMP error says that the host is not known."
        ko "호스트를 알 수 없다는 ICMP 오류가 왔다.";
    NoNet
        en "An ICMP error says that the source host is isolated."
        ko "송신 호스트가 고립되어 있다는 ICMP 오류가 왔다.";
    Protocol
        en "An ICMP error says that the IP header has a fault (parameter problem)."
        ko "IP 헤더에 문제가 있다는 ICMP 오류(매개변수 문제)가 왔다.";
}}

/// A word that is no variant of an enum of ours: its names, the first as it is printed, and both meanings.
type Row = (&'static [&'static str], &'static str, &'static str);

/// Control bits (RFC 9293, 3.1; those of ECN: RFC 3168, 6.1).
const FLAGS: &[Row] = &[
    (
        &["SYN"],
        "Opens a direction: the sequence number is the first one of its sender, and SYN itself takes one number (RFC 9293, 3.1 and 3.4).",
        "한 방향을 연다. 시퀀스 번호가 보낸 쪽의 첫 번호이며, SYN 자체도 번호 하나를 차지한다 (RFC 9293, 3.1, 3.4).",
    ),
    (
        &["ACK"],
        "The ACK number counts: everything before it has arrived. Set in every segment but the first SYN and some RSTs (RFC 9293, 3.1).",
        "ACK 번호가 유효하다는 표시다. 그 번호 앞까지 모두 도착했다. 첫 SYN과 일부 RST를 빼면 늘 1이다 (RFC 9293, 3.1).",
    ),
    (
        &["FIN"],
        "Its sender has no more data: closes one direction, and takes one sequence number (RFC 9293, 3.1 and 3.6).",
        "더 보낼 데이터가 없다는 표시다. 한 방향을 닫으며 번호 하나를 차지한다 (RFC 9293, 3.1, 3.6).",
    ),
    (
        &["RST"],
        "The connection ends at once, or there is none: nothing more is delivered or acknowledged (RFC 9293, 3.1 and 3.5.2).",
        "커넥션을 곧바로 끝낸다. 또는 그런 커넥션이 없다는 뜻이다. 더는 전달하지도 확인하지도 않는다 (RFC 9293, 3.1, 3.5.2).",
    ),
    (
        &["PSH", "PUSH"],
        "Hand what has arrived to the application without waiting for more (RFC 9293, 3.1).",
        "더 기다리지 말고 도착한 데이터를 애플리케이션에 넘기라는 표시다 (RFC 9293, 3.1).",
    ),
    (
        &["URG"],
        "The urgent pointer counts: it says where urgent data end (RFC 9293, 3.1 and 3.8.5).",
        "긴급 포인터가 유효하다는 표시다. 긴급 데이터가 끝나는 곳을 가리킨다 (RFC 9293, 3.1, 3.8.5).",
    ),
    (
        &["ECE"],
        "In a SYN: ECN is offered or agreed. Later: packets arrived with the mark of congestion (RFC 3168, 6.1).",
        "SYN에서는 ECN을 제안하거나 받아들인다는 뜻이다. 그 뒤에는 혼잡 표시가 붙은 패킷이 도착했음을 알린다 (RFC 3168, 6.1).",
    ),
    (
        &["CWR"],
        "In a SYN: ECN is offered. Later: the sender has slowed down because of ECE (RFC 3168, 6.1).",
        "SYN에서는 ECN을 제안한다는 뜻이다. 그 뒤에는 ECE를 받고 송신 속도를 줄였음을 알린다 (RFC 3168, 6.1).",
    ),
    (
        &["AE", "NS"],
        "The bit that was once called NS: with CWR and ECE a counter of marked packets, if accurate ECN was agreed in the SYNs.",
        "예전에 NS라고 부르던 비트다. SYN에서 AccECN을 쓰기로 했다면 CWR, ECE와 함께 혼잡 표시 패킷 수를 센다.",
    ),
];

/// TCP options, with their kind.
const OPTIONS: &[Row] = &[
    (
        &["MSS", "maximum segment size"],
        "Kind 2. The largest segment that its sender can receive; only in a SYN, each side for itself (RFC 9293, 3.2 and 3.7.1).",
        "종류 2. 보낸 쪽이 받을 수 있는 가장 큰 세그먼트다. SYN에만 있으며 양쪽이 각자 알린다 (RFC 9293, 3.2, 3.7.1).",
    ),
    (
        &["window scale", "WScale", "WS"],
        "Kind 3. How far later windows of its sender are shifted; in force only if both SYNs have it, and never in a SYN itself (RFC 7323, 2).",
        "종류 3. 앞으로 보낸 쪽의 윈도우를 몇 자리 시프트할지 알린다. 양쪽 SYN에 모두 있어야 적용되며, SYN의 윈도우에는 적용하지 않는다 (RFC 7323, 2).",
    ),
    (
        &["SACK permitted", "SackOK"],
        "Kind 4. Its sender can receive selective acknowledgments; only in a SYN (RFC 2018, 2).",
        "종류 4. 선택적 확인 응답을 받을 수 있다는 표시다. SYN에만 있다 (RFC 2018, 2).",
    ),
    (
        &["SACK"],
        "Kind 5. What has arrived behind a gap, as pairs of numbers; the ACK number still says where the gap begins (RFC 2018, 3). A first block at or below the ACK number reports a duplicate (RFC 2883, 4).",
        "종류 5. 빈 곳 뒤에 도착한 데이터를 번호의 쌍으로 알린다. 빈 곳이 시작하는 곳은 ACK 번호다 (RFC 2018, 3). 첫 블록이 ACK 번호 이하이면 중복 도착을 알리는 것이다 (RFC 2883, 4).",
    ),
    (
        &["timestamps", "timestamp", "TSval", "TSecr"],
        "Kind 8. Its sender's clock (TSval) and the peer's clock sent back (TSecr): measures the round trip and tells old duplicates (RFC 7323, 3).",
        "종류 8. 보낸 쪽의 시계 값(TSval)과 되돌려 주는 상대의 시계 값(TSecr)이다. 왕복 시간을 재고 오래된 중복을 가려낸다 (RFC 7323, 3).",
    ),
    (
        &["NOP", "no operation"],
        "Kind 1. One byte that fills up, so that the next option begins where it is convenient (RFC 9293, 3.1).",
        "종류 1. 다음 옵션의 위치를 맞추려고 채우는 1바이트다 (RFC 9293, 3.1).",
    ),
    (
        &["EOL", "end of option list"],
        "Kind 0. No option follows; the rest of the header is filling (RFC 9293, 3.1).",
        "종류 0. 더는 옵션이 없다. 헤더의 나머지는 채움이다 (RFC 9293, 3.1).",
    ),
    (
        &["TCP Fast Open", "TFO", "Fast Open"],
        "Kind 34. A cookie, or the request for one; with it data may travel in the SYN and be delivered before the handshake ends (RFC 7413, 3).",
        "종류 34. 쿠키이거나 쿠키를 달라는 요청이다. 쿠키가 있으면 SYN에 데이터를 실을 수 있고, 접속 동작이 끝나기 전에 전달된다 (RFC 7413, 3).",
    ),
    (
        &["MPTCP", "Multipath TCP"],
        "Kind 30. One connection over several paths; each path is a TCP connection of its own (RFC 8684, 2).",
        "종류 30. 하나의 커넥션을 여러 경로로 나른다. 경로마다 TCP 커넥션이 하나씩 있다 (RFC 8684, 2).",
    ),
];

/// Every term, or those whose name or other name is `word`, whatever its case.
pub(crate) fn terms(word: Option<&str>, lang: Language) -> Vec<Term> {
    let kind = |en: &'static str, ko: &'static str| match lang {
        Language::English => en,
        Language::Korean => ko,
    };
    let mut all = Vec::new();
    let mut add = |kind: &'static str, names: &[&str], meaning: &'static str| {
        let fits = |word: &str| names.iter().any(|name| same(name, word));
        if word.is_none_or(fits)
            && let Some(name) = names.first()
        {
            all.push(Term { kind, name: (*name).to_owned(), meaning });
        }
    };
    for &it in STATES {
        add(kind("state of a socket", "소켓의 상태"), &[it.name()], state(it, lang));
    }
    for &it in VARIABLES {
        add(kind("what a socket holds", "소켓에 기록되는 제어 정보"), &[it.name()], variable(it, lang));
    }
    for (rows, kind) in
        [(FLAGS, kind("control bit", "컨트롤 비트")), (OPTIONS, kind("TCP option", "TCP 옵션"))]
    {
        for (names, en, ko) in rows {
            add(kind, names, if lang == Language::Korean { ko } else { en });
        }
    }
    for &it in OUTCOMES {
        add(kind("outcome of a connection", "접속의 결과"), &[&spelt(&it)], outcome(it, lang));
    }
    for &it in EVIDENCES {
        add(kind("how sure a claim is", "확실한 정도"), &[&spelt(&it)], evidence(it, lang));
    }
    for &it in ERRNOS {
        add(kind("error of a call", "호출의 오류"), &[it.name()], errno(it, lang));
    }
    all
}

/// A variant as JSON spells it.
fn spelt(it: &impl serde::Serialize) -> String {
    match serde_json::to_value(it) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The same word, whatever its case and whether its parts are joined by a space, a hyphen or an underscore.
pub(super) fn same(a: &str, b: &str) -> bool {
    let plain = |c: char| if matches!(c, '-' | '_') { ' ' } else { c.to_ascii_lowercase() };
    a.chars().map(plain).eq(b.chars().map(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_is_found_by_its_name_in_both_languages() {
        for lang in [Language::English, Language::Korean] {
            let all = terms(None, lang);
            assert!(all.len() > 60);
            for term in all {
                assert!(terms(Some(&term.name), lang).contains(&term), "{}", term.name);
                assert!(term.meaning.ends_with('.'), "{}", term.name);
                assert!(!term.name.is_empty());
            }
        }
    }

    #[test]
    fn a_word_is_found_however_it_is_written() {
        let names =
            |word| terms(Some(word), Language::English).into_iter().map(|t| t.name).collect::<Vec<_>>();
        assert_eq!(names("syn_sent"), ["SYN-SENT"]);
        assert_eq!(names("time-wait"), ["TIME-WAIT"]);
        // Two things have this name: what a socket holds, and the option that says so.
        assert_eq!(names("sack-permitted"), ["SACK permitted", "SACK permitted"]);
        assert_eq!(names("closed"), ["CLOSED", "closed"]);
        assert!(names("no such word").is_empty());
    }
}
