//! What a segment says for its sender, in the first person; renderers put it in quotation marks.

use super::argument::{Amount, Bits};
use crate::connection::Errno;

messages! {
    /// A segment's own words, and what happens at a step that no segment carries.
    Speech {
        // Opening.
        Syn { port: u16, iss: u32 }
            en "I want a connection to port {port}. I count from {iss}."
            ko "{port}번 포트에 접속하고 싶다. 내 번호는 {iss}번부터 센다.";
        SynAgain { port: u16, iss: u32, frame: u64 }
            en "Once more, as in frame {frame}: I want a connection to port {port}. I count from {iss}."
            ko "{frame}번 프레임과 같은 말을 다시 한다. {port}번 포트에 접속하고 싶다. 내 번호는 {iss}번부터 센다.";
        SynWithData { port: u16, iss: u32, data: Amount }
            en "I want a connection to port {port}. I count from {iss}, and the first {data} come along at once."
            ko "{port}번 포트에 접속하고 싶다. 내 번호는 {iss}번부터 세고, 처음 {data}는 지금 함께 보낸다.";
        SynCrossing { port: u16, iss: u32 }
            en "I want a connection too, to your port {port}. I count from {iss}."
            ko "나도 그쪽 {port}번 포트에 접속하고 싶다. 내 번호는 {iss}번부터 센다.";
        SynAck { acked: u32, expected: u32, iss: u32 }
            en "Granted. I have your {acked}, so I expect {expected}. I count mine from {iss}."
            ko "접속을 받아들인다. {acked}번을 받았으니 다음은 {expected}번을 기다린다. 내 번호는 {iss}번부터 센다.";
        SynAckWithData { data: Amount, expected: u32, iss: u32 }
            en "Granted. I have your SYN and {data}, so I expect {expected}. I count mine from {iss}."
            ko "접속을 받아들인다. 그쪽의 SYN과 {data}를 받았으니 다음은 {expected}번을 기다린다. 내 번호는 {iss}번부터 센다.";
        SynAckCrossing { acked: u32, expected: u32, iss: u32 }
            en "I have your SYN too, {acked}, so I expect {expected}. My own first number stays {iss}."
            ko "그쪽의 SYN({acked}번)도 받았으니 다음은 {expected}번을 기다린다. 내 첫 번호는 그대로 {iss}번이다.";
        SynAckUnseen { expected: u32, iss: u32 }
            en "Granted. I expect your {expected} next. I count mine from {iss}."
            ko "접속을 받아들인다. 다음은 {expected}번을 기다린다. 내 번호는 {iss}번부터 센다.";
        SynAckAgain { expected: u32, iss: u32, frame: u64 }
            en "Once more, as in frame {frame}: granted. I expect {expected}, and I count mine from {iss}."
            ko "{frame}번 프레임과 같은 말을 다시 한다. 접속을 받아들인다. 다음은 {expected}번을 기다리고, 내 번호는 {iss}번부터 센다.";
        AckOfSyn { acked: u32, expected: u32 }
            en "I have your {acked}, so I expect {expected}."
            ko "{acked}번을 받았으니 다음은 {expected}번을 기다린다.";
        // Data.
        Ack { expected: u32 }
            en "I have everything before {expected}. I expect {expected} next."
            ko "{expected}번 앞까지 모두 받았다. 다음은 {expected}번을 기다린다.";
        AckOfFin { fin: u32, expected: u32 }
            en "I have your FIN, number {fin}, so I expect {expected}: nothing more can come."
            ko "그쪽의 FIN({fin}번)을 받았으니 다음은 {expected}번이다. 더 올 것은 없다.";
        AckOfAnother { expected: u32 }
            en "I still hold a connection with these addresses and ports; there I expect {expected}."
            ko "이 주소와 포트로 된 커넥션을 아직 가지고 있다. 거기서는 {expected}번을 기다린다.";
        AckFull { expected: u32 }
            en "I have everything before {expected}, but I can take nothing more now: my window is 0."
            ko "{expected}번 앞까지 모두 받았지만 지금은 더 받을 수 없다. 내 윈도우는 0이다.";
        KeepAlive { expected: u32 }
            en "Are you still there? Nothing new from me, and I still expect {expected}."
            ko "아직 거기 있는가? 나는 새로 보낼 것이 없고, 여전히 {expected}번을 기다린다.";
        StillHere { expected: u32 }
            en "I am still here, and still expect {expected}."
            ko "아직 여기 있다. 여전히 {expected}번을 기다린다.";
        AckStill { expected: u32 }
            en "I still expect {expected}."
            ko "여전히 {expected}번을 기다린다.";
        AckHad { expected: u32 }
            en "What came, I have already; I still expect {expected}."
            ko "방금 온 것은 이미 받은 것이다. 여전히 {expected}번을 기다린다.";
        TakesAgain { expected: u32, window: Amount }
            en "I can take data again: {window}, from {expected} on."
            ko "다시 받을 수 있다. {expected}번부터 {window}다.";
        AsksForWindow {}
            en "Your window was 0. Has it opened?"
            ko "그쪽 윈도우가 0이었다. 이제 열렸는가?";
        SamePacket { frame: u64 }
            en "The very packet of frame {frame}, seen a second time; it was hardly sent again."
            ko "{frame}번 프레임과 같은 패킷이 한 번 더 보인다. 다시 보낸 것은 아닐 것이다.";
        Data { bytes: Amount, first: u32, last: u32 }
            en "Here are {bytes}, my numbers {first} to {last}."
            ko "데이터 {bytes}를 보낸다. 내 번호로 {first}번부터 {last}번까지다.";
        DataByte { bytes: Amount, first: u32 }
            en "Here is {bytes}, my number {first}."
            ko "데이터 {bytes}를 보낸다. 내 번호로 {first}번이다.";
        DataAgain { bytes: Amount, first: u32, last: u32, frame: u64 }
            en "Once more, as in frame {frame}: here are {bytes}, my numbers {first} to {last}."
            ko "{frame}번 프레임과 같은 데이터를 다시 보낸다. {bytes}, 내 번호로 {first}번부터 {last}번까지다.";
        DataByteAgain { bytes: Amount, first: u32, frame: u64 }
            en "Once more, as in frame {frame}: here is {bytes}, my number {first}."
            ko "{frame}번 프레임과 같은 데이터를 다시 보낸다. {bytes}, 내 번호로 {first}번이다.";
        // Closing.
        Fin { number: u32 }
            en "I have nothing more to send. My FIN takes number {number}."
            ko "더 보낼 것이 없다. 내 FIN이 {number}번을 차지한다.";
        FinWithData { bytes: Amount, first: u32, number: u32 }
            en "Here are my last {bytes}, from {first} on. After them I have nothing more to send: my FIN takes number {number}."
            ko "마지막 데이터 {bytes}를 {first}번부터 보낸다. 그 뒤로는 더 보낼 것이 없다. 내 FIN이 {number}번을 차지한다.";
        FinAgain { number: u32, frame: u64 }
            en "Once more, as in frame {frame}: I have nothing more to send. My FIN has number {number}."
            ko "{frame}번 프레임과 같은 말을 다시 한다. 더 보낼 것이 없다. 내 FIN은 {number}번이다.";
        // Breaking off.
        RstRefuses { port: u16 }
            en "Nobody waits at port {port}."
            ko "{port}번 포트에서 기다리는 소켓이 없다.";
        RstUnknownConnection {}
            en "I know no such connection."
            ko "그런 커넥션은 모른다.";
        RstNoConnection {}
            en "No connection, or no more."
            ko "커넥션이 없거나, 더는 없다.";
        RstUnheeded {}
            en "“There is no connection” – but it does not acknowledge the SYN: connect() goes on."
            ko "“커넥션은 없다.” 그러나 SYN을 확인해 주지 않으므로 connect()는 계속된다.";
        RstIgnored {}
            en "“This connection is to end” – but its number does not fit: it does not end."
            ko "“이 커넥션을 끊으라.” 그러나 번호가 맞지 않아 끊어지지 않는다.";
        RstDisowns { acked: u32 }
            en "{acked} is no number of mine: whatever connection you mean, it is not this one."
            ko "{acked}번은 내 번호가 아니다. 어떤 커넥션을 말하는지 모르지만 이것은 아니다.";
        RstAborts {}
            en "I break this connection off, now."
            ko "이 커넥션을 지금 끊는다.";
        RstAgain { frame: u64 }
            en "Once more, as in frame {frame}: this connection is over."
            ko "{frame}번 프레임과 같은 말을 다시 한다. 이 커넥션은 끝났다.";
        // A header that was cut before it could speak.
        Cut {}
            en "The snap length cut this segment's header; what it says can be read only in part."
            ko "스냅 길이 때문에 이 세그먼트의 헤더가 잘렸다. 일부만 읽을 수 있다.";
        Odd { bits: Bits }
            en "Control bits {bits}: no TCP sends this combination in earnest."
            ko "컨트롤 비트가 {bits}(이)다. 정상적인 TCP는 이런 조합을 보내지 않는다.";
        // Calls and other acts, told from outside.
        Socket {}
            en "The program calls socket(): an empty socket, with no address, no port and no sequence number."
            ko "애플리케이션이 socket()을 호출한다. 주소도 포트도 시퀀스 번호도 없는 빈 소켓이 생긴다.";
        Listen { port: u16 }
            en "On the server a socket waits in LISTEN on port {port}; its peer is still blank."
            ko "서버에서는 소켓 하나가 {port}번 포트에서 LISTEN 상태로 기다린다. 상대는 아직 비어 있다.";
        Connect { peer: String, port: u16 }
            en "The program calls connect() and names the peer, {peer}; this side's port is {port}, picked by the kernel unless the program chose it (bind)."
            ko "애플리케이션이 connect()를 호출해 상대 {peer}을(를) 알려 준다. 이쪽 포트는 {port}번이다. 애플리케이션이 직접 고르지(bind) 않았다면 커널이 고른 것이다.";
        ConnectBound { peer: String, port: u16 }
            en "The program calls connect() and names the peer, {peer}; this side's port, {port}, is one that the program asked for itself (bind): the other side had to know it."
            ko "애플리케이션이 connect()를 호출해 상대 {peer}을(를) 알려 준다. 이쪽 포트 {port}번은 상대가 미리 알아야 하므로 애플리케이션이 bind()로 정한 포트다.";
        ConnectWithData { peer: String, port: u16 }
            en "The program hands over the peer, {peer}, and the first bytes together (sendto with MSG_FASTOPEN, or connect() with TCP_FASTOPEN_CONNECT); the call does not wait for the answer. This side's port is {port}."
            ko "애플리케이션이 상대 {peer}과(와) 첫 데이터를 함께 넘긴다(MSG_FASTOPEN을 쓴 sendto 등). 이 호출은 응답을 기다리지 않는다. 이쪽 포트는 {port}번이다.";
        ConnectForCookie { peer: String, port: u16 }
            en "The program asks for Fast Open to the peer, {peer} (sendto with MSG_FASTOPEN, or connect() with TCP_FASTOPEN_CONNECT); without a cookie the first bytes must wait for the answer. This side's port is {port}."
            ko "애플리케이션이 상대 {peer}에 Fast Open을 요청한다(MSG_FASTOPEN을 쓴 sendto 등). 쿠키가 없으므로 첫 데이터는 응답을 기다려야 한다. 이쪽 포트는 {port}번이다.";
        Joins { peer: String, port: u16 }
            en "The kernel opens a further path of an existing Multipath TCP connection, from port {port} to {peer}; the program calls nothing."
            ko "커널이 기존 Multipath TCP 커넥션에 {port}번 포트에서 {peer}(으)로 가는 경로를 하나 더 연다. 애플리케이션이 호출한 것이 아니다.";
        LookupFound { port: u16 }
            en "The server's IP hands the segment to TCP. TCP looks for a socket on port {port} and finds the one in LISTEN."
            ko "서버의 IP가 세그먼트를 TCP에 넘긴다. TCP는 {port}번 포트의 소켓을 찾고, LISTEN 상태의 소켓을 찾아낸다.";
        LookupFailed { port: u16 }
            en "The server's IP hands the segment to TCP. TCP looks for a socket on port {port} and finds none."
            ko "서버의 IP가 세그먼트를 TCP에 넘긴다. TCP는 {port}번 포트의 소켓을 찾지만 하나도 없다.";
        ConnectReturns {}
            en "connect() returns 0: control goes back to the program."
            ko "connect()가 0을 돌려준다. 제어가 애플리케이션으로 돌아간다.";
        ConnectFails { errno: Errno }
            en "connect() returns -1 with {errno}: control goes back to the program, without a connection."
            ko "connect()가 -1을 돌려주고 errno는 {errno}(이)다. 커넥션 없이 제어가 애플리케이션으로 돌아간다.";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Message;
    use crate::language::argument::Sample;

    impl Sample for Message {
        fn sample() -> Self {
            Speech::Syn { port: 80, iss: 5 }.into()
        }
    }
}
