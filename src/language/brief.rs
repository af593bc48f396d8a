//! One line a step: what the segment is, and what it does to the sockets.

use super::Message;
use super::argument::{Amount, Bits};
use crate::connection::{Errno, Side, State, Variable};

messages! {
    /// A step in one line.
    Brief {
        // What it is.
        BriefSyn { seq: u32, window: u16, options: String }
            en "SYN  seq {seq}, window {window}{options}"
            ko "SYN  seq {seq}, 윈도우 {window}{options}";
        BriefSynAck { seq: u32, ack: u32, window: u16, options: String }
            en "SYN, ACK  seq {seq}, ack {ack}, window {window}{options}"
            ko "SYN, ACK  seq {seq}, ack {ack}, 윈도우 {window}{options}";
        BriefAck { ack: u32, window: u32 }
            en "ACK  ack {ack}, window {window}"
            ko "ACK  ack {ack}, 윈도우 {window}";
        BriefAckUnscaled { ack: u32, window: u16 }
            en "ACK  ack {ack}, window field {window}"
            ko "ACK  ack {ack}, 윈도우 필드 {window}";
        BriefData { bytes: Amount, seq: u32, ack: u32 }
            en "{bytes}  seq {seq}, ack {ack}"
            ko "{bytes}  seq {seq}, ack {ack}";
        BriefFin { bits: Bits, fin: u32, ack: u32 }
            en "{bits}  FIN takes {fin}, ack {ack}"
            ko "{bits}  FIN이 {fin}번, ack {ack}";
        BriefRst { bits: Bits, seq: u32 }
            en "{bits}  seq {seq}"
            ko "{bits}  seq {seq}";
        BriefOdd { bits: Bits, seq: u32 }
            en "{bits}  seq {seq}, no use for this combination"
            ko "{bits}  seq {seq}, 쓰임이 없는 조합";
        BriefIcmp { from: String, kind: u8, code: u8 }
            en "ICMP from {from}, type {kind}, code {code}"
            ko "{from}의 ICMP, 타입 {kind}, 코드 {code}";
        BriefCut {}
            en "TCP, header cut" ko "TCP, 헤더 잘림";
        BriefSocket {}
            en "socket()" ko "socket()";
        BriefListen { port: u16 }
            en "listen() on port {port}" ko "{port}번 포트에서 listen()";
        BriefConnect { peer: String }
            en "connect() to {peer}" ko "{peer}에 connect()";
        BriefConnectWithData { peer: String }
            en "sendto() with MSG_FASTOPEN, or the like, to {peer}" ko "{peer}에 MSG_FASTOPEN을 쓴 sendto() 등";
        BriefJoins { peer: String }
            en "the kernel opens a further path to {peer}" ko "커널이 {peer}(으)로 가는 경로를 하나 더 엶";
        BriefFound { port: u16 }
            en "port {port}: a socket in LISTEN is found" ko "{port}번 포트: LISTEN 소켓을 찾음";
        BriefNotFound { port: u16 }
            en "port {port}: no socket" ko "{port}번 포트: 소켓 없음";
        BriefReturns {}
            en "connect() returns 0" ko "connect()가 0을 돌려줌";
        BriefFails { errno: Errno }
            en "connect() returns -1, {errno}" ko "connect()가 -1을 돌려줌, {errno}";
        // What it does.
        Moves { what: Box<Message>, changes: Vec<Message> }
            en "{what}  ·  {changes}"
            ko "{what}  ·  {changes}";
        Turns { side: Side, from: State, to: State }
            en "{side} {from} → {to}"
            ko "{side} {from} → {to}";
        TakesBack { side: Side, from: State, to: State }
            en "{side} {to}, not {from}"
            ko "{side} {to}({from} 아님)";
        TurnsTo { side: Side, to: State }
            en "{side} → {to}"
            ko "{side} → {to}";
        Sets { side: Side, variable: Variable, to: u32 }
            en "{side}'s {variable} = {to}"
            ko "{side}의 {variable} = {to}";
        BriefSeenTwice { frame: u64 }
            en "the packet of frame {frame}, seen twice"
            ko "{frame}번 프레임의 패킷이 한 번 더 보임";
        AgainAs { what: Box<Message>, frame: u64 }
            en "again (frame {frame}): {what}"
            ko "다시({frame}번 프레임): {what}";
    }
}
