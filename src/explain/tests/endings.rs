//! What is said of RSTs, of what they lose, of data behind a FIN, and of segments that belong to no connection.

use super::scene::{From, Numbers, OFFER, Scene, Told, seg};
use super::steps::{all, english, field, korean, of};
use crate::connection::{StepKind, Summary};
use crate::dissect::FieldId;
use crate::explain::{Explanation, brief, ending, finding, outcome, peer, telling};

/// What is said of the step in this frame.
fn in_frame(told: &[Told], frame: u64) -> &Explanation {
    &told.iter().find(|t| t.facts.step.frame() == Some(frame)).expect("such a step").explanation
}

#[test]
fn a_rst_that_is_not_obeyed_does_not_speak_as_if_it_were() {
    let mut scene = Scene::default();
    scene.opens();
    scene.sends(From::Server, &seg(0x004, 9_001_000, 0)).sends(From::Server, &seg(0x004, 9005, 0));
    let (told, about) = scene.told();
    for frame in [4, 5] {
        let rst = in_frame(&told, frame);
        assert!(!rst.speech);
        assert_eq!(
            english(&rst.says),
            "“This connection is to end” – but its number does not fit: it does not end."
        );
        assert_eq!(korean(&rst.says), "“이 커넥션을 끊으라.” 그러나 번호가 맞지 않아 끊어지지 않는다.");
        assert_eq!(field(rst, FieldId::TcpFlags).1, "RST: asks to end the connection; not obeyed here");
        assert!(field(rst, FieldId::TcpWindow).1.contains("not obeyed"));
        assert!(rst.why.is_empty(), "the finding says it: {:?}", all(&rst.why));
        assert_eq!(rst.findings.len(), 1);
    }
    assert_eq!(english(&outcome(&about)), "still open");
    let mut scene = Scene::default();
    scene.sends(From::Client, &seg(0x002, 1000, 0).options(&OFFER)).sends(From::Server, &seg(0x014, 0, 77));
    let (told, _) = scene.told();
    assert!(english(&in_frame(&told, 2).says).contains("does not acknowledge the SYN"));
    assert!(in_frame(&told, 2).otherwise.is_empty());
}

#[test]
fn a_rst_without_ack_may_be_an_abort_or_the_answer_of_no_socket() {
    let mut scene = Scene::default();
    scene.opens().sends(From::Client, &seg(0x018, 1001, 9001).data(b"x"));
    scene.sends(From::Server, &seg(0x004, 9001, 0));
    let (told, about) = scene.told();
    let rst = in_frame(&told, 5);
    assert_eq!(english(&rst.says), "No connection, or no more.");
    assert!(!all(&rst.why).contains("abort"), "{}", all(&rst.why));
    let found = all(&rst.findings.iter().map(finding).collect::<Vec<_>>());
    assert!(found.contains("either ABORT (RFC 9293, 3.10.5), or a host answers a segment"), "{found}");
    assert!(found.contains("frame 4 or an earlier one"), "{found}");
    let end = all(&ending(&about));
    assert!(end.contains("1 byte not yet acknowledged may be lost"), "{end}");
}

#[test]
fn what_an_abort_loses_is_told_by_what_was_acknowledged() {
    let abort = |acknowledged: bool, ack: u32| {
        let mut scene = Scene::default();
        scene.opens().sends(From::Client, &seg(0x018, 1001, 9001).data(b"hello"));
        if acknowledged {
            scene.sends(From::Server, &seg(0x010, 9001, 1006));
        }
        scene.sends(From::Server, &seg(0x014, 9001, ack));
        let (told, about) = scene.told();
        let last = told.iter().rev().find(|t| t.facts.step.kind() == StepKind::Rst).expect("a RST");
        (all(&last.explanation.why), all(&ending(&about)))
    };
    let (why, end) = abort(true, 1006);
    assert!(why.contains("RST in place of FIN is an abort") && !why.contains("may be lost"), "{why}");
    assert!(end.contains("all data sent had been acknowledged"), "{end}");
    // The RST's own ACK number acknowledges too.
    let (why, end) = abort(false, 1006);
    assert!(
        !why.contains("may be lost") && end.contains("all data sent had been acknowledged"),
        "{why}\n{end}"
    );
    let (why, end) = abort(false, 1001);
    assert!(why.contains("5 bytes sent and not yet acknowledged may be lost"), "{why}");
    assert!(end.contains("5 bytes not yet acknowledged may be lost"), "{end}");
    let mut scene = Scene::default();
    scene.opens().sends(From::Server, &seg(0x014, 9001, 1001));
    let end = all(&ending(&scene.told().1));
    assert!(end.contains("without FIN (RFC 9293, 3.10.5)") && !end.contains("acknowledged"), "{end}");
}

#[test]
fn a_rst_for_a_syn_ack_opens_nothing() {
    let mut scene = Scene::default();
    scene
        .sends(From::Client, &seg(0x002, 1000, 0).options(&OFFER))
        .sends(From::Server, &seg(0x012, 9000, 1001).options(&OFFER))
        .sends(From::Client, &seg(0x004, 1001, 0));
    let (told, about) = scene.told();
    let why = all(&in_frame(&told, 3).why);
    assert!(why.contains("RST with the number that it acknowledges (RFC 9293, 3.5.2)"), "{why}");
    assert!(!why.contains("abort"));
    assert_eq!(english(&in_frame(&told, 3).says), "No connection, or no more.");
    assert!(
        all(&ending(&about)).contains("answered the SYN, ACK with RST (frame 3): no connection came about")
    );
}

#[test]
fn who_broke_off_behind_a_fin_is_told() {
    let close = |from: From, numbers: &Numbers| {
        let mut scene = Scene::default();
        scene.opens().sends(From::Server, &seg(0x011, 9001, 1001)).sends(from, numbers);
        all(&ending(&scene.told().1))
    };
    let end = close(From::Client, &seg(0x014, 1001, 9002));
    assert!(
        end.contains(
            "The server sent FIN (frame 4); the client did not answer with FIN but broke off with RST (frame 5)."
        ),
        "{end}"
    );
    let end = close(From::Server, &seg(0x014, 9002, 1001));
    assert!(end.contains("The server had sent FIN (frame 4), then a RST ended the rest"), "{end}");
}

#[test]
fn the_server_learns_of_the_clients_rst() {
    let mut scene = Scene::default();
    scene.opens().sends(From::Client, &seg(0x014, 1001, 9001));
    let end = all(&ending(&scene.told().1));
    assert!(end.contains("The server's next call on this socket fails with ECONNRESET (inferred)."), "{end}");
    assert!(!end.contains("The client's next call"), "{end}");
    // In CLOSE-WAIT Linux says EPIPE.
    let mut scene = Scene::default();
    scene
        .opens()
        .sends(From::Client, &seg(0x011, 1001, 9001))
        .sends(From::Server, &seg(0x010, 9001, 1002))
        .sends(From::Client, &seg(0x004, 1002, 0));
    let end = all(&ending(&scene.told().1));
    assert!(end.contains("The server's next call on this socket fails with EPIPE"), "{end}");
}

#[test]
fn data_behind_the_first_fin_are_a_half_close() {
    let close = |data: &[u8]| {
        let mut scene = Scene::default();
        scene.opens().sends(From::Client, &seg(0x011, 1001, 9001));
        scene.sends(From::Server, &seg(0x010, 9001, 1002));
        let next = 9001 + data.len() as u32;
        if !data.is_empty() {
            scene.sends(From::Server, &seg(0x018, 9001, 1002).data(data));
        }
        scene.sends(From::Server, &seg(0x011, next, 1002)).sends(From::Client, &seg(0x010, 1002, next + 1));
        all(&ending(&scene.told().1))
    };
    let end = close(b"still here");
    assert!(
        end.contains(
            "After the client's FIN (frame 4) the server still sent 10 bytes: a half-close (RFC 9293, 3.6.1)."
        ),
        "{end}"
    );
    assert!(!close(b"").contains("half-close"));
}

#[test]
fn a_segment_of_no_connection_is_told_as_one() {
    let mut scene = Scene::default();
    scene.sends(From::Client, &seg(0x029, 700, 0)).sends(From::Server, &seg(0x014, 0, 701));
    let (told, about) = scene.told();
    assert_eq!(english(&outcome(&about)), "stray");
    let first = in_frame(&told, 1);
    assert_eq!(first.findings.len(), 1, "URG with a pointer of 0 points to nothing");
    assert!(field(first, FieldId::TcpUrgentPointer).1.starts_with("0: no urgent data"));
    assert!(first.why.is_empty());
    let answer = in_frame(&told, 2);
    assert_eq!(english(&answer.says), "I know no such connection.");
    assert!(all(&answer.why).contains("a segment without ACK is answered with RST, ACK"));
    let (_, acked) = field(answer, FieldId::TcpAckRaw);
    assert_eq!(acked, "= 700 + 1 (FIN) in frame 1: so its sender knows which segment is answered");
    assert!(answer.findings.is_empty() && answer.unseen.is_empty() && answer.otherwise.is_empty());
    assert_eq!(
        all(&ending(&about)),
        "No connection shows here: a segment without SYN, ACK or RST belongs to none (a port scan sends such).\n\
         RST, ACK answered it: no socket on port 80 (RFC 9293, 3.10.7.1)."
    );
    // No bit at all, and no answer.
    let mut scene = Scene::default();
    scene.sends(From::Client, &seg(0, 700, 0));
    let end = all(&ending(&scene.told().1));
    assert!(end.starts_with("No connection shows here") && !end.contains("answered"), "{end}");
}

#[test]
fn a_lone_rst_is_read_both_ways() {
    for (numbers, rule) in [(seg(0x004, 9000, 0), "3.10.7.1"), (seg(0x014, 0, 1001), "a SYN to a port")] {
        let mut scene = Scene::default();
        scene.sends(From::Server, &numbers);
        let (told, _) = scene.told();
        let rst = in_frame(&told, 1);
        assert_eq!(english(&rst.says), "No connection, or no more.");
        let why = all(&rst.why);
        assert!(why.contains(rule) && why.contains("ABORT"), "{why}");
    }
}

#[test]
fn data_are_counted_once_and_repeats_beside() {
    let mut scene = Scene::default();
    scene.opens();
    for _ in 0..2 {
        scene.sends(From::Client, &seg(0x018, 1001, 9001).data(b"hello"));
    }
    let (_, about) = scene.told();
    assert_eq!((about.client.unique_bytes, about.client.bytes, about.client.repeated_bytes()), (5, 10, 5));
    let end = ending(&about);
    assert!(all(&end).contains("Data sent: client 5 bytes, 5 repeated; server 0 bytes."), "{}", all(&end));
    assert!(end.iter().any(|m| korean(m).contains("클라이언트 5바이트(반복 5바이트), 서버 0바이트다")));
}

#[test]
fn one_byte_has_one_number() {
    let mut scene = Scene::default();
    scene.opens().sends(From::Client, &seg(0x018, 1001, 9001).data(b"x"));
    let says = &in_frame(&scene.told().0, 4).says.clone();
    assert_eq!(english(says), "Here is 1 byte, my number 1001.");
    assert_eq!(korean(says), "데이터 1바이트를 보낸다. 내 번호로 1001번이다.");
}

#[test]
fn a_port_error_from_a_router_is_a_filters() {
    let mut icmp = vec![2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 9, 8, 0];
    icmp.extend([0x45, 0, 0, 56, 0, 7, 0, 0, 64, 1, 0, 0, 10, 0, 0, 254, 10, 0, 0, 1]);
    icmp.extend([3, 3, 0, 0, 0, 0, 0, 0]);
    icmp.extend([0x45, 0, 0, 40, 0, 0, 0x40, 0, 63, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2]);
    icmp.extend([0x9c, 0x40, 0, 80, 0, 0, 0x03, 0xe8]);
    let told = |icmp: &[u8]| {
        let mut scene = Scene::default();
        scene.sends(From::Client, &seg(0x002, 1000, 0).options(&OFFER));
        scene.frames.push(icmp.to_vec());
        all(&of(&scene.told().0, StepKind::Icmp).why)
    };
    assert!(told(&icmp).contains("from a router, code 3 is a filter"));
    icmp[29] = 2;
    assert!(!told(&icmp).contains("code 3 is a filter"), "the server itself knows");
}

#[test]
fn every_layer_of_a_tunnel_travels_with_its_number() {
    let inner = {
        let mut scene = Scene::default();
        scene.sends(From::Client, &seg(0x002, 1000, 0).options(&OFFER));
        scene.frames.remove(0)
    };
    let (udp, ip) = ((8 + 8 + inner.len()) as u16, (20 + 8 + 8 + inner.len()) as u16);
    let mut outer = vec![2, 0, 0, 0, 0, 4, 2, 0, 0, 0, 0, 3, 8, 0];
    outer.extend([0x45, 0]);
    outer.extend(ip.to_be_bytes());
    outer.extend([0, 9, 0, 0, 64, 17, 0, 0, 10, 9, 0, 1, 10, 9, 0, 2]);
    outer.extend([0xc0, 0, 0x12, 0xb5]);
    outer.extend(udp.to_be_bytes());
    outer.extend([0, 0, 8, 0, 0, 0, 0, 0, 42, 0]);
    outer.extend(&inner);
    let mut scene = Scene::default();
    scene.frames.push(outer);
    let (told, _) = scene.told();
    let travels: Vec<String> = of(&told, StepKind::Syn).travels.iter().map(english).collect();
    let short: Vec<&str> = travels.iter().map(|layer| layer.split(" 10.").next().unwrap_or(layer)).collect();
    assert_eq!(short[1..5], ["IPv4", "UDP 49152 → 4789", "VXLAN VNI 42", travels[4].as_str()]);
    assert!(travels[4].starts_with("Ethernet") && travels[5].starts_with("IPv4 10.0.0.1"), "{travels:?}");
}

#[test]
fn a_rewritten_address_is_named_and_turned_roles_are_none() {
    let mut scene = Scene::default();
    scene.opens();
    let (_, here) = scene.told();
    assert!(peer::rewritten(&here, &here).is_empty());
    let mut there = here;
    there.client.endpoint.port = 50000;
    assert_eq!(
        all(&peer::rewritten(&here, &there)),
        "a device on the way rewrote the client's address and port (NAT): 10.0.0.1:40000 here, 10.0.0.1:50000 there"
    );
    let turned = Summary { client: here.server, server: here.client, ..here };
    assert!(peer::rewritten(&here, &turned).is_empty());
}

#[test]
fn one_finding_tells_what_two_would() {
    let mut scene = Scene::default();
    scene.opens().sends(From::Server, &seg(0x012, 9000, 1001).options(&OFFER));
    let (told, about) = scene.told();
    let again = told.iter().find(|t| t.facts.step.frame() == Some(4)).expect("the SYN,ACK again");
    assert_eq!(again.facts.findings.len(), 2);
    let text: Vec<String> = telling(&again.facts.findings).map(|found| english(&finding(found))).collect();
    assert_eq!(text.len(), 1);
    assert!(text[0].contains("although its ACK is in frame 3"), "{text:?}");
    assert!(again.explanation.story.is_empty(), "an ACK has come");
    assert!(!english(&brief(&again.facts, None, &about)).is_empty());
}
