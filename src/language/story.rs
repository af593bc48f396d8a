//! The story of a connection's opening in its eight stages, each told at its step.

use super::argument::Amount;
use crate::connection::Side;
use crate::dissect::FieldId;

messages! {
    /// What happens at a stage of the story, told from outside.
    Story {
        // The head.
        Title { id: u32, client: String, server: String }
            en "Connection {id}: client {client} → server {server}"
            ko "커넥션 {id}: 클라이언트 {client} → 서버 {server}";
        TitleGuessed { id: u32, client: String, server: String }
            en "Connection {id}: {client} → {server}; which of them is the client is guessed from the ports, for no SYN was captured"
            ko "커넥션 {id}: {client} → {server}. SYN이 캡처되지 않아 어느 쪽이 클라이언트인지는 포트로 짐작했다";
        Reuses { earlier: u32 }
            en "The same addresses and ports were used by connection {earlier} before; its sequence numbers are not these."
            ko "커넥션 {earlier}이(가) 같은 주소와 포트를 먼저 썼다. 그때의 시퀀스 번호는 여기서 쓰는 번호가 아니다.";
        JoinsConnection { connection: u32 }
            en "It is opened as a further path (a subflow) of the Multipath TCP connection that began as connection {connection}."
            ko "커넥션 {connection}(으)로 시작한 다중 경로 TCP 커넥션의 새 경로(서브플로)로 열린다.";
        // 1: socket()
        EmptySocket { side: Side }
            en "The {side}'s program asks for a socket. The protocol stack sets memory aside for its control information; nothing is written there yet."
            ko "{side}의 애플리케이션이 소켓을 만들어 달라고 한다. 프로토콜 스택이 제어 정보를 적을 메모리를 마련하지만 아직 아무것도 적혀 있지 않다.";
        ListeningSocket { port: u16 }
            en "Long before, the server's program has made a socket, given it port {port} and called listen(): it waits in LISTEN, and who will come is not known."
            ko "서버의 애플리케이션은 미리 소켓을 만들고 {port}번 포트를 붙인 뒤 listen()을 호출해 두었다. 이 소켓은 LISTEN 상태에서 기다리며, 누가 올지는 아직 모른다.";
        // 2: connect()
        AddressHandedOver { side: Side, peer: String }
            en "The call hands {peer} to the {side}'s protocol stack, which writes it into the socket and sets a send and a receive buffer aside."
            ko "이 호출이 {peer}을(를) {side}의 프로토콜 스택에 넘긴다. 스택은 이것을 소켓에 적고 송신과 수신에 쓸 버퍼 메모리를 마련한다.";
        // 3: the header
        HeaderWithoutData { length: u8 }
            en "TCP builds a header of {length} bytes with no data behind it: both ports, SYN = 1, a first sequence number and a window."
            ko "TCP가 데이터 없이 {length}바이트의 헤더만 만든다. 두 포트 번호, SYN = 1, 첫 시퀀스 번호, 윈도우를 적는다.";
        HeaderWithData { length: u8, data: Amount }
            en "TCP builds a header of {length} bytes: both ports, SYN = 1, a first sequence number and a window. Unusually, {data} of data stand behind it already."
            ko "TCP가 {length}바이트의 헤더를 만든다. 두 포트 번호, SYN = 1, 첫 시퀀스 번호, 윈도우를 적는다. 드물게 데이터 {data}도 바로 뒤에 붙는다.";
        // 4: down the layers
        HandedDown { link: FieldId, network: String }
            en "TCP hands it to IP, IP puts the {network} header in front, the link puts its {link} in front of that: so it travels."
            ko "TCP가 이것을 IP에 넘긴다. IP는 앞에 {network} 헤더를 붙이고, 그 앞에 다시 {link}이(가) 붙는다. 이렇게 전송된다.";
        HandedDownBare { network: String }
            en "TCP hands it to IP, and IP puts the {network} header in front. The capture shows no header of the link."
            ko "TCP가 이것을 IP에 넘기고 IP는 앞에 {network} 헤더를 붙인다. 링크 계층의 헤더는 캡처에 없다.";
        // 5: the server finds the socket
        NewSocket {}
            en "From that socket and the header a new socket is filled in; the listening one goes on waiting for others."
            ko "그 소켓과 헤더의 내용으로 새 소켓을 채운다. LISTEN 상태의 소켓은 다른 접속을 계속 기다린다.";
        // 6: the answer
        Grants {}
            en "The new socket answers with SYN = 1 and ACK = 1: it tells its own first number and acknowledges the client's."
            ko "새 소켓이 SYN = 1, ACK = 1로 답한다. 자신의 첫 번호를 알리고 클라이언트의 번호를 확인해 준다.";
        GrantsAgain {}
            en "No ACK has come, so the server's TCP sends the same answer once more."
            ko "ACK가 오지 않아 서버의 TCP가 같은 답을 다시 보낸다.";
        Refuses { port: u16 }
            en "No socket waits at port {port}, so the answer is RST = 1, ACK = 1 in the server's name."
            ko "{port}번 포트에서 기다리는 소켓이 없으므로 서버의 이름으로 RST = 1, ACK = 1을 보낸다.";
        Crosses {}
            en "Both sides have sent a SYN before either saw the other's: a simultaneous open. Each answers with SYN, ACK."
            ko "서로의 SYN을 보기 전에 양쪽이 모두 SYN을 보냈다. 동시 접속(simultaneous open)이다. 양쪽이 각각 SYN, ACK로 답한다.";
        CrossAnswered {}
            en "This socket had sent a SYN of its own; now it acknowledges the other one and repeats its own number: both opens become one connection."
            ko "이 소켓도 이미 SYN을 보냈다. 이제 상대의 SYN을 확인해 주고 자신의 번호를 다시 알린다. 양쪽의 접속이 하나의 커넥션이 된다.";
        RejectedOnTheWay { from: String }
            en "The SYN got no answer from TCP; instead {from} sends an ICMP error about it."
            ko "SYN에 TCP의 답은 오지 않았다. 대신 {from}이(가) ICMP 오류를 보낸다.";
        // 7: the client takes it
        TakesIt {}
            en "The client's TCP sees SYN = 1 and an ACK number that covers its own SYN: the connection is made. It writes down what the server announced."
            ko "클라이언트의 TCP는 SYN = 1과 자신의 SYN을 확인해 주는 ACK 번호를 본다. 접속이 이루어진 것이다. 서버가 알려 준 값을 소켓에 적는다.";
        TakesRefusal {}
            en "The client's TCP sees RST = 1 and an ACK number that covers its own SYN: it believes the refusal and closes the socket."
            ko "클라이언트의 TCP는 RST = 1과 자신의 SYN을 확인해 주는 ACK 번호를 본다. 거부를 받아들이고 소켓을 닫는다.";
        // 8: the third segment
        AnswersBack {}
            en "The client answers with ACK = 1. From here both sockets are a connection."
            ko "클라이언트가 ACK = 1로 답한다. 이제부터 두 소켓은 하나의 커넥션이다.";
        AnswersWithData { data: Amount }
            en "The client answers with ACK = 1 and sends its first {data} along. From here both sockets are a connection."
            ko "클라이언트가 ACK = 1로 답하면서 처음 {data}도 함께 보낸다. 이제부터 두 소켓은 하나의 커넥션이다.";
        MayTransfer {}
            en "From now on the application may write and read."
            ko "이제 애플리케이션은 데이터를 보내고 받을 수 있다.";
    }
}
