//! How a connection ended, or how it stands when the capture ends.

use super::Language;
use super::argument::{Amount, Argument, Span, Times, Transfer};
use crate::connection::{CloseKind, Errno, Evidence, Outcome, Side, State};

sentences! {
    /// A connection's outcome in two or three words, for a row.
    fn outcome(Outcome) {
        Established en "still open" ko "연결된 상태";
        Closed en "orderly close" ko "정상 종료";
        Closing en "closing" ko "끊는 중";
        Refused en "refused" ko "접속 거부";
        Reset en "reset" ko "강제 종료(RST)";
        TimedOut en "no answer" ko "응답 없음";
        Unanswered en "no answer yet" ko "아직 응답 없음";
        Unreachable en "unreachable" ko "도달 불가";
        HalfOpen en "half-open" ko "반개방(half-open)";
        MidStream en "begun before the capture" ko "캡처 전에 시작됨";
        Stray en "stray" ko "소속 없는 세그먼트";
    }
}

sentences! {
    /// How a connection was closed, in two or three words.
    fn close(CloseKind) {
        Orderly en "orderly close" ko "정상 종료";
        Simultaneous en "simultaneous close" ko "동시 종료";
        HalfClose en "half-close" ko "반종료(half-close)";
        Abort en "abort" ko "강제 종료(RST)";
        AbortAfterFin en "RST after FIN" ko "FIN 뒤의 RST";
    }
}

impl Argument for Outcome {
    fn spoken(&self, lang: Language) -> String {
        outcome(*self, lang).to_owned()
    }
}

impl Argument for CloseKind {
    fn spoken(&self, lang: Language) -> String {
        close(*self, lang).to_owned()
    }
}

messages! {
    /// What happened, for a row.
    Verdict {
        Is { outcome: Outcome }
            en "{outcome}" ko "{outcome}";
        ClosedAs { close: CloseKind }
            en "{close}" ko "{close}";
        HalfClosed { by: Side }
            en "half-closed by the {by}" ko "{by}만 끊음(half-close)";
        ResetBy { by: Side }
            en "reset by the {by}" ko "{by}이(가) RST로 끊음";
        ResetAfterFin { by: Side }
            en "RST after the {by}'s FIN" ko "{by}의 FIN 뒤에 RST";
        RefusedWith { errno: Errno }
            en "refused, {errno}" ko "접속 거부, {errno}";
        UnreachableWith { errno: Errno }
            en "rejected by ICMP, {errno}" ko "ICMP로 거부됨, {errno}";
        SilentAfter { syns: Times }
            en "no answer, SYN sent {syns}" ko "응답 없음, SYN을 {syns} 보냄";
    }
}

messages! {
    /// How it ended, sentence by sentence.
    Ending {
        // Open.
        StillOpen { client: State, server: State }
            en "When the capture ends the connection is still open: client {client}, server {server}."
            ko "캡처가 끝날 때 커넥션은 아직 연결되어 있다. 클라이언트는 {client}, 서버는 {server} 상태다.";
        StillOpenPart { side: Side, state: State }
            en "When the capture ends the connection is still open: the {side} is in {state}, the other side's state is not known."
            ko "캡처가 끝날 때 커넥션은 아직 연결되어 있다. {side}은(는) {state} 상태이고 상대의 상태는 알 수 없다.";
        Transferred { client: Transfer, server: Transfer }
            en "Data sent: client {client}; server {server}."
            ko "보낸 데이터는 클라이언트 {client}, 서버 {server}다.";
        TransferredOneWay { speaking: Side, sent: Transfer, missing: Side }
            en "Data sent: {speaking} {sent}; of the {missing}'s nothing was captured."
            ko "보낸 데이터는 {speaking} {sent}다. {missing}의 것은 캡처되지 않았다.";
        NothingTransferred {}
            en "No data were sent."
            ko "데이터는 오가지 않았다.";
        // Orderly.
        ClosedFirstBy { first: Side, second: Side, frame: u64 }
            en "The {first} closed first (frame {frame}), then the {second}; both FINs are acknowledged. So it ends with nothing lost (RFC 9293, 3.6)."
            ko "{first}이(가) 먼저 끊었고({frame}번 프레임) 이어서 {second}이(가) 끊었다. 두 FIN이 모두 확인되었다. 잃은 것 없이 끝났다 (RFC 9293, 3.6).";
        ClosedTogether { frame: u64 }
            en "Both sides closed at once: the FINs crossed (the first in frame {frame}), and each was acknowledged (RFC 9293, 3.6, figure 13)."
            ko "양쪽이 동시에 끊었다. FIN이 서로 엇갈렸고(첫 FIN은 {frame}번 프레임) 둘 다 확인되었다 (RFC 9293, 3.6, 그림 13).";
        Lingers { side: Side }
            en "The {side} closed actively, so its socket lingers in TIME-WAIT, to answer a repeated FIN and to let old segments die; no segment marks its end."
            ko "{side}이(가) 먼저 끊었으므로 소켓이 TIME-WAIT 상태로 남는다. 다시 온 FIN에 답하고 옛 세그먼트가 사라지기를 기다린다. 그 끝을 알리는 세그먼트는 없다.";
        BothLinger {}
            en "Both sockets linger in TIME-WAIT; no segment marks the end of it."
            ko "두 소켓 모두 TIME-WAIT 상태로 남는다. 그 끝을 알리는 세그먼트는 없다.";
        OneDirection { silent: Side, speaking: Side }
            en "No segment of the {silent} was captured: what it did shows only in the {speaking}'s ACK numbers."
            ko "{silent}의 세그먼트는 하나도 캡처되지 않았다. {silent}이(가) 무엇을 했는지는 {speaking}의 ACK 번호로만 알 수 있다.";
        // On the way to it.
        HalfClosedSince { by: Side, peer: Side, frame: u64 }
            en "The {by} has closed its direction (frame {frame}); the {peer} has not, and may go on sending: a half-close (RFC 9293, 3.6.1)."
            ko "{by}은(는) 자기 방향을 닫았다({frame}번 프레임). {peer}은(는) 닫지 않았으므로 계속 보낼 수 있다. 반종료(half-close) 상태다 (RFC 9293, 3.6.1).";
        FinImplied { silent: Side, speaking: Side }
            en "The {silent}'s FIN was not captured: the last number that the {speaking} acknowledges is taken for it, because the {speaking} has closed as well (inferred; one byte of data would look the same). So both have most likely closed; whether the {speaking}'s own FIN was acknowledged does not show."
            ko "{silent}의 FIN은 캡처되지 않았다. {speaking}도 연결을 끊었으므로 {speaking}이(가) 마지막으로 확인한 번호를 그 FIN으로 본다(추정이다. 데이터 1바이트였어도 똑같이 보인다). 따라서 양쪽이 모두 끊었을 가능성이 크다. {speaking} 자신의 FIN이 확인되었는지는 보이지 않는다.";
        DataAfterFin { by: Side, peer: Side, frame: u64, bytes: Amount }
            en "After the {by}'s FIN (frame {frame}) the {peer} still sent {bytes}: a half-close (RFC 9293, 3.6.1)."
            ko "{by}의 FIN({frame}번 프레임) 뒤에도 {peer}이(가) {bytes}를 보냈다. 반종료(half-close)다 (RFC 9293, 3.6.1).";
        FinUnanswered {}
            en "When the capture ends, not every FIN is acknowledged."
            ko "캡처가 끝날 때까지 확인되지 않은 FIN이 있다.";
        // RST.
        AbortedBy { by: Side, frame: u64 }
            en "The {by} broke the connection off with RST (frame {frame}), without FIN (RFC 9293, 3.10.5)."
            ko "{by}이(가) FIN 없이 RST로 커넥션을 끊었다({frame}번 프레임) (RFC 9293, 3.10.5).";
        AbortedAllAcknowledged { by: Side, frame: u64 }
            en "The {by} broke the connection off with RST (frame {frame}), without FIN; all data sent had been acknowledged (RFC 9293, 3.10.5)."
            ko "{by}이(가) FIN 없이 RST로 커넥션을 끊었다({frame}번 프레임). 보낸 데이터는 모두 확인된 뒤였다 (RFC 9293, 3.10.5).";
        AbortedUnacknowledged { by: Side, frame: u64, bytes: Amount }
            en "The {by} broke the connection off with RST (frame {frame}), without FIN; {bytes} not yet acknowledged may be lost (RFC 9293, 3.10.5)."
            ko "{by}이(가) FIN 없이 RST로 커넥션을 끊었다({frame}번 프레임). 확인되지 않은 {bytes}는 사라졌을 수 있다 (RFC 9293, 3.10.5).";
        SynAckRejectedBy { by: Side, frame: u64 }
            en "The {by} answered the SYN, ACK with RST (frame {frame}): no connection came about (RFC 9293, 3.5.2)."
            ko "{by}이(가) SYN, ACK에 RST로 답했다({frame}번 프레임). 커넥션은 이루어지지 않았다 (RFC 9293, 3.5.2).";
        AbortedAfterFin { by: Side, frame: u64 }
            en "The {by} had sent FIN (frame {frame}), then a RST ended the rest: as a rule because data came that nobody could read any more (RFC 9293, 3.6.1)."
            ko "{by}이(가) FIN을 보냈지만({frame}번 프레임) 그 뒤의 RST로 끝났다. 대개는 더는 읽을 수 없는 데이터가 왔기 때문이다 (RFC 9293, 3.6.1).";
        FinAnsweredByRst { by: Side, peer: Side, frame: u64, rst: u64 }
            en "The {by} sent FIN (frame {frame}); the {peer} did not answer with FIN but broke off with RST (frame {rst})."
            ko "{by}이(가) FIN을 보냈지만({frame}번 프레임) {peer}은(는) FIN 대신 RST로 끊었다({rst}번 프레임).";
        ResetUntold {}
            en "A RST ended it."
            ko "RST로 끝났다.";
        // Never opened.
        RefusedAt { port: u16 }
            en "No connection came about: a RST that acknowledges the SYN says that nobody waits at port {port} (RFC 9293, 3.10.7.1)."
            ko "커넥션은 이루어지지 않았다. SYN을 확인해 주는 RST가 왔으니 {port}번 포트에서 기다리는 소켓이 없다는 뜻이다 (RFC 9293, 3.10.7.1).";
        RefusedByWhom {}
            en "Not seen: whether the server itself answered or a firewall in its name."
            ko "보이지 않는 것: 서버 자신이 답했는지, 방화벽이 서버의 이름으로 답했는지.";
        NeverAnswered { syns: Times, span: Span }
            en "No connection came about: the SYN was sent {syns} in {span}, and nothing came back."
            ko "커넥션은 이루어지지 않았다. {span} 동안 SYN을 {syns} 보냈지만 아무 답도 오지 않았다.";
        NeverAnsweredOnce {}
            en "The capture has one SYN and nothing that answers it; it may end too early to tell."
            ko "캡처에는 SYN 하나뿐이고 답이 없다. 캡처가 너무 일찍 끝났는지도 모른다.";
        GivesUp {}
            en "When connect() gives up, no segment tells. RFC 9293, 3.8.3 asks to try for at least 3 minutes; about 127 s is Linux's usual number, not a rule."
            ko "connect()가 언제 포기하는지 알려 주는 세그먼트는 없다. RFC 9293, 3.8.3은 적어도 3분은 시도하라고 한다. 약 127초는 Linux에서 흔한 값일 뿐 규칙이 아니다.";
        SilenceLooksAlike {}
            en "Silence has many causes that look alike: a filter that drops, a host that is not there, a lost answer, a capture that sees one direction only."
            ko "응답이 없는 원인은 여럿이며 모두 똑같이 보인다. 패킷을 버리는 필터, 존재하지 않는 호스트, 사라진 답, 한 방향만 잡은 캡처 등이다.";
        RejectedByIcmp {}
            en "No connection came about: an ICMP error about the SYN ended connect()."
            ko "커넥션은 이루어지지 않았다. SYN에 대한 ICMP 오류로 connect()가 끝났다.";
        StaysHalfOpen { server: State }
            en "The handshake is not complete: the SYN, ACK was sent, the ACK of it was not seen. The server's socket is in {server}."
            ko "접속 동작이 끝나지 않았다. SYN, ACK는 보냈지만 그에 대한 ACK가 보이지 않는다. 서버의 소켓은 {server} 상태다.";
        StaysHalfOpenUnknown {}
            en "The handshake is not complete: not all of its three segments were seen."
            ko "접속 동작이 끝나지 않았다. 세 세그먼트가 모두 보이지는 않는다.";
        // Begun before.
        BegunEarlier {}
            en "The SYN was not captured: the connection is older than the capture, or its opening was missed."
            ko "SYN이 캡처되지 않았다. 커넥션이 캡처보다 먼저 시작되었거나 접속 동작을 놓쳤다.";
        UnknownFromBefore {}
            en "So the first sequence numbers are not known, and neither is the window shift: a window field may stand for its value times 2^0 up to times 2^14 (RFC 7323, 2.3)."
            ko "그래서 첫 시퀀스 번호도 윈도우 시프트도 알 수 없다. 윈도우 필드의 실제 크기는 그 값의 2^0배에서 2^14배 사이다 (RFC 7323, 2.3).";
        RolesGuessed {}
            en "Which side is the client is guessed from the port numbers."
            ko "어느 쪽이 클라이언트인지는 포트 번호로 짐작한 것이다.";
        StrayReset {}
            en "Only a RST was captured: nothing can be said about how this connection began."
            ko "RST만 캡처되었다. 이 커넥션이 어떻게 시작되었는지는 알 수 없다.";
        StraySegments {}
            en "These segments fit no connection that the capture shows."
            ko "이 세그먼트들은 캡처에 보이는 어느 커넥션에도 맞지 않는다.";
        BareSegments {}
            en "No connection shows here: a segment without SYN, ACK or RST belongs to none (a port scan sends such)."
            ko "여기에는 커넥션이 없다. SYN도 ACK도 RST도 없는 세그먼트는 어느 커넥션에도 속하지 않는다(포트 스캔이 이렇게 보낸다).";
        BareAnswered { port: u16 }
            en "RST, ACK answered it: no socket on port {port} (RFC 9293, 3.10.7.1)."
            ko "RST, ACK로 답했으니 {port}번 포트에는 소켓이 없다 (RFC 9293, 3.10.7.1).";
        // What the program got.
        ErrnoOfConnect { errno: Errno, evidence: Evidence }
            en "connect() returns -1 with {errno} ({evidence})."
            ko "connect()가 -1을 돌려주고 errno는 {errno}(이)다 ({evidence}).";
        ErrnoOnGivingUp { errno: Errno }
            en "When it gives up, connect() returns -1 with {errno}."
            ko "포기하면 connect()가 -1을 돌려주고 errno는 {errno}(이)다.";
        ErrnoLater { side: Side, errno: Errno, evidence: Evidence }
            en "The {side}'s next call on this socket fails with {errno} ({evidence})."
            ko "{side}이(가) 이 소켓에 대해 다음에 하는 호출은 {errno}(으)로 실패한다 ({evidence}).";
        ErrnoIsLinux {}
            en "Which errno an ICMP error becomes is Linux's behaviour, not a rule."
            ko "ICMP 오류가 어떤 errno가 되는지는 규칙이 아니라 Linux의 동작이다.";
    }
}
