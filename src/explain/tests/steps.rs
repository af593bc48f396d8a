//! Explanations of exchanges: what is said at which step, and what must hold of every step.

use super::scene::{FRONT, From, OFFER, Scene, Told, frame, seg};
use crate::connection::{Side, StepKind, Summary};
use crate::dissect::{FieldId, Tree};
use crate::explain::{Explanation, Packet, brief, ending, finding, opening, outcome, step};
use crate::language::{Glossary, Language, Message};
use proptest::prelude::*;

const NINE: [FieldId; 9] = [
    FieldId::TcpSrcPort,
    FieldId::TcpDstPort,
    FieldId::TcpSeqRaw,
    FieldId::TcpAckRaw,
    FieldId::TcpHdrLen,
    FieldId::TcpFlags,
    FieldId::TcpWindow,
    FieldId::TcpChecksum,
    FieldId::TcpUrgentPointer,
];

pub(in crate::explain) fn english(message: &Message) -> String {
    message.text(Language::English)
}

pub(in crate::explain) fn korean(message: &Message) -> String {
    message.text(Language::Korean)
}

pub(in crate::explain) fn all(messages: &[Message]) -> String {
    messages.iter().map(english).collect::<Vec<_>>().join("\n")
}

/// What a field says in this step: value, meaning.
pub(in crate::explain) fn field(explanation: &Explanation, id: FieldId) -> (String, String) {
    let line = explanation.fields.iter().find(|l| l.field == id).expect("the field is told");
    (english(&line.value), english(&line.meaning))
}

pub(in crate::explain) fn of(told: &[Told], kind: StepKind) -> &Explanation {
    &told.iter().find(|t| t.facts.step.kind() == kind).expect("such a step").explanation
}

/// Every sentence of an explanation, in both languages.
fn sentences(explanation: &Explanation) -> Vec<Message> {
    let mut all = vec![explanation.says.clone()];
    for list in [
        &explanation.story,
        &explanation.travels,
        &explanation.arithmetic,
        &explanation.why,
        &explanation.otherwise,
        &explanation.unseen,
    ] {
        all.extend(list.iter().cloned());
    }
    for line in &explanation.fields {
        all.extend([line.value.clone(), line.meaning.clone()]);
    }
    all.extend(explanation.written.iter().map(|w| w.because.clone()));
    all.extend(explanation.findings.iter().map(finding));
    all
}

/// A scene with a step of every kind that a TCP segment can be.
fn every_kind() -> Scene {
    let mut scene = Scene::default();
    scene
        .opens()
        .sends(From::Client, &seg(0x018, 1001, 9001).data(b"hello"))
        .sends(From::Server, &seg(0x010, 9001, 1006))
        .sends(From::Server, &seg(0x019, 9001, 1006).data(b"bye"))
        .sends(From::Client, &seg(0x010, 1006, 9005))
        .sends(From::Client, &seg(0x029, 1006, 9005))
        .sends(From::Client, &seg(0x014, 1006, 9005));
    scene
}

/// 07:08:32.449416 IP 10.37.1.2.44704 > 10.37.1.80.80: Flags [S], seq 181774097, win 64240,
/// options [mss 1460,sackOK,TS val 606001761 ecr 0,nop,wscale 10], length 0
const SYN: [u8; 74] = [
    0x02, 0x00, 0x5e, 0x25, 0x00, 0x80, 0x02, 0x00, 0x5e, 0x25, 0x00, 0x02, 0x08, 0x00, 0x45, 0x00, 0x00,
    0x3c, 0x98, 0xe5, 0x40, 0x00, 0x40, 0x06, 0x8b, 0x3b, 0x0a, 0x25, 0x01, 0x02, 0x0a, 0x25, 0x01, 0x50,
    0xae, 0xa0, 0x00, 0x50, 0x0a, 0xd5, 0xa7, 0x11, 0x00, 0x00, 0x00, 0x00, 0xa0, 0x02, 0xfa, 0xf0, 0xd7,
    0x19, 0x00, 0x00, 0x02, 0x04, 0x05, 0xb4, 0x04, 0x02, 0x08, 0x0a, 0x24, 0x1e, 0xda, 0x61, 0x00, 0x00,
    0x00, 0x00, 0x01, 0x03, 0x03, 0x0a,
];

#[test]
fn a_syn_is_explained_field_by_field() {
    let (told, _) = Scene { frames: vec![SYN.to_vec()] }.told();
    let syn = of(&told, StepKind::Syn);
    assert!(syn.speech);
    assert_eq!(english(&syn.says), "I want a connection to port 80. I count from 181774097.");
    assert_eq!(korean(&syn.says), "80번 포트에 접속하고 싶다. 내 번호는 181774097번부터 센다.");
    let lines: Vec<_> = syn
        .fields
        .iter()
        .map(|l| (l.offset, l.length, l.raw.as_str(), english(&l.value), english(&l.meaning)))
        .collect();
    let expected = [
        (
            34,
            2,
            "ae a0",
            "44704",
            "the client's own port, as a rule picked by its kernel; the answer comes back to it",
        ),
        (36, 2, "00 50", "80", "by this number the server finds the socket"),
        (38, 4, "0a d5 a7 11", "181774097", "the client's first number (ISS); SYN itself takes one"),
        (42, 4, "00 00 00 00", "–", "not read: the ACK bit is 0"),
        (46, 1, "a.", "40 bytes", "10 words of 4: 20 fixed + 20 of options; data would start at byte 74"),
        (46, 2, ".0 02", "SYN", "open a connection"),
        (48, 2, "fa f0", "64240", "bytes the client can take now; never scaled in a SYN"),
        (50, 2, "d7 19", "good", "the sum over header, data and addresses fits"),
        (52, 2, "00 00", "–", "not read: the URG bit is 0"),
    ];
    for (line, (offset, length, raw, value, meaning)) in lines.iter().zip(expected) {
        assert_eq!(*line, (offset, length, raw, value.to_owned(), meaning.to_owned()));
    }
    let options: Vec<String> = syn.fields.iter().skip(9).map(|l| english(&l.value)).collect();
    assert_eq!(options, ["MSS 1460", "SACK permitted", "timestamp 606001761", "NOP", "window shift 10"]);
    assert_eq!(all(&syn.arithmetic), "client's SND.NXT 181774098 = seq 181774097 + 1 (SYN) of frame 1");
}

#[test]
fn every_segment_has_the_nine_fields_in_order() {
    let (told, _) = every_kind().told();
    let mut kinds = Vec::new();
    for t in told.iter().filter(|t| t.facts.step.frame().is_some()) {
        let fields: Vec<FieldId> = t.explanation.fields.iter().map(|l| l.field).take(9).collect();
        assert_eq!(fields, NINE, "{:?}", t.facts.step.kind());
        kinds.push(t.facts.step.kind());
    }
    for kind in [
        StepKind::Syn,
        StepKind::SynAck,
        StepKind::Ack,
        StepKind::Data,
        StepKind::Fin,
        StepKind::Rst,
        StepKind::Odd,
    ] {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
}

#[test]
fn every_step_says_why_in_both_languages() {
    let (told, about) = every_kind().told();
    for t in &told {
        let explanation = &t.explanation;
        assert!(!explanation.why.is_empty() || !explanation.findings.is_empty(), "{:?}", t.facts.step.kind());
        for message in sentences(&t.explanation) {
            let text = korean(&message);
            assert!(!text.is_empty() && !english(&message).is_empty());
            assert!(!text.contains("(가)") && !text.contains("(는)"), "{text}");
        }
        let line = brief(&t.facts, None, &about);
        assert!(!english(&line).contains('\n') && !korean(&line).is_empty());
    }
}

#[test]
fn acts_without_a_frame_are_told_without_fields() {
    let (told, _) = every_kind().told();
    for t in told.iter().filter(|t| t.facts.step.frame().is_none()) {
        assert!(t.explanation.fields.is_empty() && t.explanation.travels.is_empty());
        assert!(!t.explanation.speech);
    }
}

#[test]
fn the_opening_is_told_in_its_stages() {
    let mut scene = Scene::default();
    let (told, about) = scene.opens().told();
    let kinds: Vec<StepKind> = told.iter().map(|t| t.facts.step.kind()).collect();
    assert_eq!(
        kinds,
        [
            StepKind::Socket,
            StepKind::Connect,
            StepKind::Syn,
            StepKind::Listen,
            StepKind::Lookup,
            StepKind::SynAck,
            StepKind::Ack,
            StepKind::ConnectReturns,
        ]
    );
    assert!(told.iter().all(|t| !t.explanation.story.is_empty()), "each stage is told at its step");
    assert!(all(&of(&told, StepKind::Syn).story).contains("header of 32 bytes with no data behind it"));
    assert!(all(&of(&told, StepKind::Lookup).story).contains("a new socket is filled in"));
    assert!(all(&of(&told, StepKind::SynAck).story).contains("the connection is made"));
    assert_eq!(
        english(&of(&told, StepKind::SynAck).says),
        "Granted. I have your 1000, so I expect 1001. I count mine from 9000."
    );
    assert_eq!(english(&of(&told, StepKind::Ack).says), "I have your 9000, so I expect 9001.");
    assert_eq!(
        english(&of(&told, StepKind::ConnectReturns).says),
        "connect() returns 0: control goes back to the program."
    );
    assert_eq!(all(&opening(&about)), "Connection 0: client 10.0.0.1:40000 → server 10.0.0.2:80");
    assert!(all(&ending(&about)).starts_with("When the capture ends the connection is still open"));
}

#[test]
fn windows_are_scaled_only_behind_the_syns_and_only_if_both_offered() {
    let mut both = Scene::default();
    let (told, _) = both.opens().told();
    assert_eq!(
        field(of(&told, StepKind::SynAck), FieldId::TcpWindow).1,
        "bytes the server can take now; never scaled in a SYN"
    );
    assert_eq!(
        field(of(&told, StepKind::Ack), FieldId::TcpWindow),
        (
            "502".to_owned(),
            "× 2^7 = 64256 bytes that the client can take now; its SYN offered the shift".to_owned()
        )
    );
    let mut one = Scene::default();
    one.sends(From::Client, &seg(0x002, 1000, 0).options(&OFFER))
        .sends(From::Server, &seg(0x012, 9000, 1001))
        .sends(From::Client, &seg(0x010, 1001, 9001));
    assert_eq!(
        field(of(&one.told().0, StepKind::Ack), FieldId::TcpWindow).1,
        "bytes the client can take; not scaled, for the server's SYN offered no shift"
    );
    let mut none = Scene::default();
    none.sends(From::Client, &seg(0x010, 1001, 9001));
    assert_eq!(
        field(of(&none.told().0, StepKind::Ack), FieldId::TcpWindow).1,
        "× an unknown shift: the client can take between 502 and 8224768 bytes, for its SYN is not in the capture"
    );
}

#[test]
fn ack_numbers_name_the_segment_that_they_acknowledge() {
    let (told, _) = every_kind().told();
    let of_data = &told.iter().find(|t| t.facts.step.frame() == Some(5)).expect("frame 5").explanation;
    assert_eq!(
        field(of_data, FieldId::TcpAckRaw),
        ("1006".to_owned(), "= 1001 + 5 (data) in frame 4: everything before it has arrived".to_owned())
    );
    let of_fin = &told.iter().find(|t| t.facts.step.frame() == Some(7)).expect("frame 7").explanation;
    assert_eq!(
        field(of_fin, FieldId::TcpAckRaw).1,
        "= 9001 + 3 (data) + 1 (FIN) in frame 6: everything before it has arrived"
    );
    assert_eq!(
        english(&of_fin.says),
        "I have your FIN, number 9004, so I expect 9005: nothing more can come."
    );
    assert_eq!(
        field(of_fin, FieldId::TcpSeqRaw).1,
        "the number of the client's next byte; an ACK without data takes none"
    );
}

#[test]
fn a_refusal_has_its_own_words_and_ending() {
    let mut scene = Scene::default();
    scene.sends(From::Client, &seg(0x002, 1000, 0).options(&OFFER)).sends(From::Server, &seg(0x014, 0, 1001));
    let (told, about) = scene.told();
    let rst = of(&told, StepKind::Rst);
    assert_eq!(english(&rst.says), "Nobody waits at port 80.");
    assert_eq!(korean(&rst.says), "80번 포트에서 기다리는 소켓이 없다.");
    assert!(field(rst, FieldId::TcpSeqRaw).1.starts_with("0: where no socket is"));
    assert!(field(rst, FieldId::TcpAckRaw).1.starts_with("= 1000 + 1 (SYN) in frame 1"));
    assert!(all(&rst.why).contains("RFC 9293, 3.10.7.1") && all(&rst.why).contains("RFC 9293, 3.10.7.3"));
    assert!(all(&rst.unseen).contains("TTL 64 fits a sender on the same link"));
    assert_eq!(
        english(&of(&told, StepKind::ConnectReturns).says),
        "connect() returns -1 with ECONNREFUSED: control goes back to the program, without a connection."
    );
    assert_eq!(english(&outcome(&about)), "refused, ECONNREFUSED");
    assert_eq!(korean(&outcome(&about)), "접속 거부, ECONNREFUSED");
    let end = all(&ending(&about));
    assert!(end.contains("nobody waits at port 80") && end.contains("or a firewall in its name"));
    assert!(!end.contains("Linux"), "a refusal by RST is no behaviour of Linux's own");
}

#[test]
fn silence_ends_without_a_segment_that_marks_it() {
    let mut scene = Scene::default();
    for _ in 0..3 {
        scene.sends(From::Client, &seg(0x002, 1000, 0).options(&OFFER));
    }
    let (told, about) = scene.told();
    let again = &told.last().expect("a step").explanation;
    assert!(english(&again.says).starts_with("Once more, as in frame 1: I want a connection"));
    assert_eq!(english(&outcome(&about)), "no answer, SYN sent 3 times");
    let end = all(&ending(&about));
    assert!(end.contains("the SYN was sent 3 times in 0.200 ms"), "{end}");
    assert!(end.contains("no segment tells") && end.contains("not a rule"));
    assert!(end.contains("When it gives up, connect() returns -1 with ETIMEDOUT."));
}

#[test]
fn an_icmp_error_is_joined_classed_and_its_errno_marked_as_linux() {
    // 10.0.0.254 > 10.0.0.1: ICMP host 10.0.0.2 unreachable - admin prohibited filter, length 48
    // (it quotes 10.0.0.1.40000 > 10.0.0.2.80: Flags [S], seq 1000)
    let mut icmp = vec![2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 9, 8, 0];
    icmp.extend([0x45, 0, 0, 56, 0, 0, 0x40, 0, 64, 1, 0, 0, 10, 0, 0, 254, 10, 0, 0, 1]);
    icmp.extend([3, 13, 0, 0, 0, 0, 0, 0]);
    icmp.extend([0x45, 0, 0, 40, 0, 0, 0x40, 0, 63, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2]);
    icmp.extend([0x9c, 0x40, 0, 80, 0, 0, 0x03, 0xe8]);
    let mut scene = Scene::default();
    scene.sends(From::Client, &seg(0x002, 1000, 0).options(&OFFER));
    scene.frames.push(icmp);
    let (told, about) = scene.told();
    let error = of(&told, StepKind::Icmp);
    assert!(error.speech);
    assert_eq!(english(&error.says), "A rule here forbids this packet (type 3, code 13).");
    let why = all(&error.why);
    assert!(why.contains("ports 40000 → 80, sequence number 1000"), "{why}");
    assert!(why.contains("sent by 10.0.0.254, neither end") && why.contains("neither hard nor soft"));
    let fields: Vec<_> = error.fields.iter().map(|l| (l.offset, l.raw.as_str(), english(&l.value))).collect();
    assert_eq!(fields, [(FRONT, "03", "3".to_owned()), (FRONT + 1, "0d", "13".to_owned())]);
    assert_eq!(english(&outcome(&about)), "rejected by ICMP, EHOSTUNREACH");
    assert!(all(&ending(&about)).contains("Linux's behaviour, not a rule"));
}

#[test]
fn crossing_syns_are_no_repeats() {
    let mut scene = Scene::default();
    scene
        .sends(From::Client, &seg(0x002, 1000, 0).options(&OFFER))
        .sends(From::Server, &seg(0x002, 9000, 0).options(&OFFER))
        .sends(From::Client, &seg(0x012, 1000, 9001).options(&OFFER))
        .sends(From::Server, &seg(0x012, 9000, 1001).options(&OFFER));
    let (told, about) = scene.told();
    let says: Vec<String> = told
        .iter()
        .filter(|t| t.facts.step.frame().is_some())
        .map(|t| english(&t.explanation.says))
        .collect();
    assert_eq!(
        says,
        [
            "I want a connection to port 80. I count from 1000.",
            "I want a connection too, to your port 40000. I count from 9000.",
            "I have your SYN too, 9000, so I expect 9001. My own first number stays 1000.",
            "I have your SYN too, 1000, so I expect 1001. My own first number stays 9000.",
        ]
    );
    for t in &told {
        assert!(!english(&brief(&t.facts, None, &about)).starts_with("again"));
    }
}

#[test]
fn a_close_is_told_by_who_began_it() {
    let mut scene = Scene::default();
    scene
        .opens()
        .sends(From::Server, &seg(0x011, 9001, 1001))
        .sends(From::Client, &seg(0x011, 1001, 9002))
        .sends(From::Server, &seg(0x010, 9002, 1002));
    let (told, about) = scene.told();
    assert_eq!(
        english(&of(&told, StepKind::Fin).says),
        "I have nothing more to send. My FIN takes number 9001."
    );
    let second = &told.iter().find(|t| t.facts.step.frame() == Some(5)).expect("frame 5").explanation;
    assert!(all(&second.why).contains("three segments instead of four"));
    assert_eq!(english(&outcome(&about)), "orderly close");
    let end = all(&ending(&about));
    assert!(end.contains("The server closed first (frame 4), then the client"), "{end}");
    assert!(end.contains("The server closed actively, so its socket lingers in TIME-WAIT"));
}

#[test]
fn a_capture_of_one_direction_says_so() {
    let mut scene = Scene::default();
    scene
        .sends(From::Client, &seg(0x002, 1000, 0).options(&OFFER))
        .sends(From::Client, &seg(0x010, 1001, 9001))
        .sends(From::Client, &seg(0x011, 1001, 9001));
    let end = all(&ending(&scene.told().1));
    assert!(end.contains("No segment of the server was captured"), "{end}");
    assert!(!end.contains("the server has not"), "nothing is known of what the server did");
}

#[test]
fn a_header_cut_by_the_snap_length_is_explained_as_far_as_it_goes() {
    for cut in 0..=SYN.len() {
        let bytes = SYN.get(..cut).unwrap_or(&SYN);
        let mut whole = frame(1, bytes);
        whole.original = SYN.len() as u32;
        let scene = Scene { frames: vec![SYN.to_vec()] };
        let (told, about) = scene.told();
        let facts = &told.iter().find(|t| t.facts.step.kind() == StepKind::Syn).expect("a SYN").facts;
        let tree = Tree::of(&whole);
        let read = crate::dissect::Packet::alone(&whole);
        let explained = step(facts, Some(Packet { read: &read, tree: &tree }), &about);
        for line in &explained.fields {
            assert!(line.offset + line.length <= cut, "byte {cut}: {line:?}");
        }
        // Ports at 38, sequence number at 42, …: the last byte of each of the nine.
        let ends = [36, 38, 42, 46, 47, 48, 50, 52, 54];
        let full = ends.iter().filter(|end| **end <= cut).count();
        let told = explained.fields.iter().filter(|l| NINE.contains(&l.field)).count();
        // Under the four bytes of the ports the frame is no segment any more.
        assert_eq!(told, if cut < FRONT + 4 { 0 } else { full }, "byte {cut}");
    }
}

#[test]
fn a_header_cut_before_its_control_bits_claims_nothing_of_them() {
    for cut in FRONT + 4..FRONT + 14 {
        let cut = SYN.get(..cut).expect("a part of the SYN").to_vec();
        let (told, about) = Scene { frames: vec![cut] }.told();
        let only = told.last().expect("a step");
        assert_eq!(only.facts.step.kind(), StepKind::Odd);
        assert!(!only.explanation.speech);
        assert!(english(&only.explanation.says).starts_with("The snap length cut this segment's header"));
        assert_eq!(english(&brief(&only.facts, None, &about)), "TCP, header cut");
        assert!(all(&only.explanation.unseen).contains("bytes were captured"));
        for line in &only.explanation.fields {
            let meaning = english(&line.meaning);
            assert!(!meaning.contains("bit is 0") && !meaning.contains("malformed"), "{meaning}");
        }
    }
}

#[test]
fn urgent_missing_and_contradicting_bits_are_told() {
    let mut scene = Scene::default();
    scene.opens();
    scene.sends(From::Client, &super::scene::Numbers { urgent: 3, ..seg(0x038, 1001, 9001).data(b"abcd") });
    let (told, _) = scene.told();
    let urgent = of(&told, StepKind::Data);
    assert_eq!(
        field(urgent, FieldId::TcpUrgentPointer),
        ("3".to_owned(), "seq 1001 + 3 = 1004 is the first number behind the urgent data".to_owned())
    );
    assert!(field(urgent, FieldId::TcpFlags).1.contains("URG: the urgent pointer counts"));
    let (told, _) = every_kind().told();
    let odd = of(&told, StepKind::Odd);
    assert!(!odd.speech);
    assert!(field(odd, FieldId::TcpFlags).1.contains("the ACK bit is missing"));
    let mut scene = Scene::default();
    scene.opens().sends(From::Client, &seg(0x013, 1001, 9001));
    let (told, _) = scene.told();
    let odd = of(&told, StepKind::Odd);
    assert!(field(odd, FieldId::TcpFlags).1.ends_with("these bits contradict each other"));
    // A FIN beside a RST is not looked at any more (RFC 9293, 3.10.7.4).
    let mut scene = Scene::default();
    scene.opens().sends(From::Client, &seg(0x015, 1001, 9001));
    let (told, _) = scene.told();
    assert!(field(of(&told, StepKind::Rst), FieldId::TcpFlags).1.contains("RST"));
}

#[test]
fn ecn_bits_in_a_syn_are_an_offer() {
    let mut scene = Scene::default();
    scene.sends(From::Client, &seg(0x0c2, 1000, 0)).sends(From::Server, &seg(0x052, 9000, 1001));
    let (told, _) = scene.told();
    assert!(field(of(&told, StepKind::Syn), FieldId::TcpFlags).1.contains("“I can do ECN”, not congestion"));
    assert!(field(of(&told, StepKind::SynAck), FieldId::TcpFlags).1.contains("“I can do ECN too”"));
}

#[test]
fn three_bits_of_accurate_ecn_are_a_code_in_the_handshake_and_a_counter_behind_it() {
    let mut scene = Scene::default();
    scene
        .sends(From::Client, &seg(0x1c2, 1000, 0))
        // CWR and ECE: not the SYN's bits sent back, as in plain ECN, but ECT(1).
        .sends(From::Server, &seg(0x0d2, 9000, 1001))
        // AE and CWR: the SYN,ACK arrived as CE.
        .sends(From::Client, &seg(0x190, 1001, 9001))
        .sends(From::Client, &seg(0x198, 1001, 9001).data(b"hello"))
        // 101, where the counter begins; 000, three later.
        .sends(From::Server, &seg(0x150, 9001, 1006))
        .sends(From::Server, &seg(0x010, 9001, 1006));
    let (told, _) = scene.told();
    let bits: Vec<String> = told
        .iter()
        .filter(|told| told.facts.step.frame().is_some())
        .map(|told| field(&told.explanation, FieldId::TcpFlags).1)
        .collect();
    for (frame, says) in [
        (1, "offer the finer ECN feedback"),
        (2, "AE, CWR, ECE = 011: in the code of AccECN, the segment that this one answers arrived as ECT(1)"),
        (3, "AE, CWR, ECE = 110: in the code of AccECN, the segment that this one answers arrived as CE"),
        (4, "6 stands for 1 such packets"),
        (5, "5 stands for 0 such packets"),
        (6, "0 stands for 3 such packets"),
    ] {
        assert!(bits[frame - 1].contains(says), "{frame}: {}", bits[frame - 1]);
    }
}

#[test]
fn a_story_in_korean_has_the_english_term_once() {
    let (told, about) = every_kind().told();
    let mut glossary = Glossary::new(Language::Korean);
    let mut story: Vec<String> = opening(&about).iter().map(|m| glossary.tell(m)).collect();
    for t in &told {
        story.extend(sentences(&t.explanation).iter().map(|m| glossary.tell(m)));
    }
    let story = story.join("\n");
    for term in ["(segment)", "(window)", "(sequence number)", "(protocol stack)"] {
        assert_eq!(story.matches(term).count(), 1, "{term}");
    }
}

/// The numbers of a line of arithmetic: what stands left of the sign, and the sum right of it.
fn adds_up(line: &str) -> bool {
    let Some((left, right)) = line.split_once(" = ") else { return false };
    let Some(result) = left.rsplit(' ').next().and_then(|n| n.parse::<i64>().ok()) else { return false };
    let right = right.split(" of frame ").next().unwrap_or(right);
    if let Some((value, shift)) = right.split_once(" × 2^") {
        let value: i64 = value.rsplit(' ').next().and_then(|n| n.parse().ok()).unwrap_or(-1);
        return shift.parse::<u32>().is_ok_and(|shift| value << shift == result);
    }
    let mut sum = 0i64;
    let mut sign = 1;
    for word in right.split(' ') {
        match word {
            "+" => sign = 1,
            "-" => sign = -1,
            "2^32" => sum += sign << 32,
            number => sum += sign * number.parse::<i64>().unwrap_or(0),
        }
    }
    sum == result
}

proptest! {
    #[test]
    fn arithmetic_adds_up(iss: u32, irs: u32, sent in 0usize..300, shift in 0u8..20) {
        let mut options = OFFER;
        options[7] = shift;
        let data = vec![b'x'; sent];
        let mut scene = Scene::default();
        let (x, y, n) = (iss.wrapping_add(1), irs.wrapping_add(1), sent as u32);
        scene
            .sends(From::Client, &seg(0x002, iss, 0).options(&options))
            .sends(From::Server, &seg(0x012, irs, x).options(&options))
            .sends(From::Client, &seg(0x010, x, y))
            .sends(From::Client, &seg(0x019, x, y).data(&data))
            .sends(From::Server, &seg(0x010, y, x.wrapping_add(n).wrapping_add(1)));
        let mut lines = 0;
        for t in scene.told().0 {
            for line in &t.explanation.arithmetic {
                let line = english(line);
                prop_assert!(adds_up(&line), "{}", line);
                lines += 1;
            }
        }
        prop_assert!(lines >= 6, "{} lines", lines);
    }

    #[test]
    fn any_segments_are_explained(
        segments in prop::collection::vec(
            (
                any::<bool>(), 0u16..0x1000, 0u32..12_000, 0u32..12_000, any::<u16>(), any::<u16>(),
                prop::collection::vec(any::<u8>(), 0..10),
                prop::collection::vec(any::<u8>(), 0..4),
            ),
            1..8,
        ),
    ) {
        let mut scene = Scene::default();
        for (client, flags, seq, ack, window, urgent, words, data) in segments {
            let from = if client { From::Client } else { From::Server };
            let mut options = words;
            options.resize(options.len().next_multiple_of(4), 0);
            let numbers = super::scene::Numbers { flags, seq, ack, window, urgent, options, data };
            scene.sends(from, &numbers);
        }
        let (told, about): (_, Summary) = scene.told();
        for t in &told {
            for message in sentences(&t.explanation) {
                prop_assert!(!english(&message).is_empty() && !korean(&message).is_empty());
            }
            if t.facts.step.frame().is_some() {
                prop_assert!(t.explanation.fields.len() >= 9);
            }
            brief(&t.facts, None, &about);
        }
        prop_assert!(!ending(&about).is_empty());
        prop_assert!(!english(&outcome(&about)).is_empty());
    }
}

#[test]
fn sides_are_named_by_their_role() {
    let (told, _) = every_kind().told();
    for t in &told {
        if let (Some(Side::Server), StepKind::Ack) = (t.facts.step.sender(), t.facts.step.kind()) {
            assert_eq!(
                field(&t.explanation, FieldId::TcpSrcPort).1,
                "the server's port, the same for the whole connection"
            );
        }
    }
}

#[test]
fn a_packet_seen_twice_was_not_sent_again() {
    let mut scene = Scene::default();
    scene.opens();
    let syn = scene.frames.first().expect("the SYN").clone();
    scene.frames.insert(1, syn);
    let (told, about) = scene.told();
    let second = told.iter().find(|t| t.facts.step.frame() == Some(2)).expect("frame 2");
    assert!(!second.explanation.speech);
    assert_eq!(
        english(&second.explanation.says),
        "The very packet of frame 1, seen a second time; it was hardly sent again."
    );
    assert_eq!(
        field(&second.explanation, FieldId::TcpSeqRaw).1,
        "the same packet as in frame 1, hardly sent again"
    );
    assert!(english(&brief(&second.facts, None, &about)).starts_with("the packet of frame 1, seen twice"));
}

#[test]
fn a_keep_alive_asks_and_is_answered() {
    let mut scene = Scene::default();
    scene
        .opens()
        .sends(From::Client, &seg(0x018, 1001, 9001).data(b"hi"))
        .sends(From::Server, &seg(0x010, 9001, 1003))
        .sends(From::Client, &seg(0x010, 1002, 9001))
        .sends(From::Server, &seg(0x010, 9001, 1003));
    let (told, _) = scene.told();
    let asks = &told.iter().find(|t| t.facts.step.frame() == Some(6)).expect("frame 6").explanation;
    assert!(english(&asks.says).starts_with("Are you still there?"));
    assert!(field(asks, FieldId::TcpSeqRaw).1.starts_with("one less than the next number, 1003"));
    assert!(all(&asks.why).contains("RFC 9293, 3.8.4"));
    let answer = &told.iter().find(|t| t.facts.step.frame() == Some(7)).expect("frame 7").explanation;
    assert_eq!(english(&answer.says), "I am still here, and still expect 1003.");
}
