//! What a finding means at the place where the capture was taken, and how a RST compares with its sender's other
//! packets.

use super::argument::{Argument, Span};
use super::{Language, Message};
use crate::connection::timing::{Clue, Position};
use crate::connection::{Numbering, Side, Sign};
use serde::Serialize;

/// Where a capture was taken, and by which clue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Estimate {
    /// Where.
    pub position: Position,
    /// By what.
    pub by: Clue,
}

messages! {
    /// A finding, and what follows from the place.
    Placed {
        // Data sent again that were here before: timers, then repeated ACK numbers.
        RepeatLostAhead { says: Box<Message>, at: Estimate, first: u64, receiver: Side }
            en "{says}. Taken {at} (an estimate): the first copy, frame {first}, still had the way to the {receiver} before it, and no ACK of it came back to here. One of the two was lost, or late, behind this point"
            ko "{says}. {at}에서 캡처했다(추정). 처음 보낸 {first}번 프레임은 여기서 {receiver}까지 갈 길이 남아 있었고 그에 대한 ACK는 여기로 돌아오지 않았다. 둘 가운데 하나가 이 지점 너머에서 사라졌거나 늦었다";
        RepeatLostInHost { says: Box<Message>, at: Estimate, first: u64, receiver: Side }
            en "{says}. Taken {at} (an estimate): the first copy, frame {first}, had come almost all the way, so the network hardly lost it. The {receiver}'s host dropped it (a packet filter, a full buffer) or was late with its ACK"
            ko "{says}. {at}에서 캡처했다(추정). 처음 보낸 {first}번 프레임은 거의 다 와 있었으므로 네트워크에서 사라졌다고 보기 어렵다. {receiver}의 호스트가 버렸거나(패킷 필터, 가득 찬 버퍼) ACK를 늦게 보냈다";
        RepeatLostBehind { says: Box<Message>, at: Estimate, first: u64, receiver: Side }
            en "{says}. Taken {at} (an estimate): the first copy, frame {first}, passed here and no ACK of it came back. One of the two was lost, or late, between here and the {receiver}"
            ko "{says}. {at}에서 캡처했다(추정). 처음 보낸 {first}번 프레임은 여기를 지났고 그에 대한 ACK는 돌아오지 않았다. 둘 가운데 하나가 여기와 {receiver} 사이에서 사라졌거나 늦었다";
        MissingAhead { says: Box<Message>, at: Estimate, first: u64, receiver: Side }
            en "{says}. Taken {at} (an estimate): the first copy, frame {first}, still had the way to the {receiver} before it. There it was lost, or overtaken"
            ko "{says}. {at}에서 캡처했다(추정). 처음 보낸 {first}번 프레임은 여기서 {receiver}까지 갈 길이 남아 있었다. 그 길에서 사라졌거나 앞질렸다";
        MissingInHost { says: Box<Message>, at: Estimate, first: u64, receiver: Side }
            en "{says}. Taken {at} (an estimate): the first copy, frame {first}, had come almost all the way, and the {receiver} misses it nevertheless. Its host dropped it (a packet filter, a full buffer), rather than the network"
            ko "{says}. {at}에서 캡처했다(추정). 처음 보낸 {first}번 프레임은 거의 다 와 있었는데도 {receiver}에게는 없다. 네트워크보다는 그쪽 호스트가 버렸을 것이다(패킷 필터, 가득 찬 버퍼)";
        MissingBehind { says: Box<Message>, at: Estimate, first: u64, receiver: Side }
            en "{says}. Taken {at} (an estimate): the first copy, frame {first}, passed here. It was lost, or overtaken, between here and the {receiver}"
            ko "{says}. {at}에서 캡처했다(추정). 처음 보낸 {first}번 프레임은 여기를 지났다. 여기와 {receiver} 사이에서 사라졌거나 앞질렸다";
        // An ACK that was seen here and had not reached whoever sends again.
        AckStillComing { says: Box<Message>, at: Estimate, sender: Side }
            en "{says}. Taken {at} (an estimate): that ACK had come almost all the way back to the {sender}, so it came too late rather than being lost"
            ko "{says}. {at}에서 캡처했다(추정). 그 ACK는 {sender}에게 거의 다 돌아와 있었으므로 사라졌다기보다 늦은 것이다";
        AckLostAhead { says: Box<Message>, at: Estimate, sender: Side }
            en "{says}. Taken {at} (an estimate): that ACK still had the way to the {sender} before it. There it was lost, or late"
            ko "{says}. {at}에서 캡처했다(추정). 그 ACK는 여기서 {sender}까지 갈 길이 남아 있었다. 그 길에서 사라졌거나 늦었다";
        AckLostBehind { says: Box<Message>, at: Estimate, sender: Side }
            en "{says}. Taken {at} (an estimate): that ACK passed here. It was lost, or late, between here and the {sender}"
            ko "{says}. {at}에서 캡처했다(추정). 그 ACK는 여기를 지났다. 여기와 {sender} 사이에서 사라졌거나 늦었다";
        // Data whose first copy was not here.
        HoleInHost { says: Box<Message>, at: Estimate, since: u64, sender: Side }
            en "{says}. Taken {at} (an estimate): the first copy is missing since frame {since} although the {sender} is near. Its own host dropped it, or the capture missed it and it was lost further on"
            ko "{says}. {at}에서 캡처했다(추정). {sender}가 가까운데도 처음 보낸 것이 {since}번 프레임부터 비어 있다. 그 호스트가 버렸거나, 캡처가 놓친 뒤 더 가서 사라졌다";
        HoleOnTheWay { says: Box<Message>, at: Estimate, since: u64, sender: Side }
            en "{says}. Taken {at} (an estimate): the first copy, missing since frame {since}, did not come this far. It was lost between the {sender} and here"
            ko "{says}. {at}에서 캡처했다(추정). 처음 보낸 것은 {since}번 프레임부터 비어 있고 여기까지 오지 못했다. {sender}와 여기 사이에서 사라졌다";
        GapAtSender { says: Box<Message>, at: Estimate, sender: Side }
            en "{says}. Taken {at} (an estimate): so near the {sender} a loss in the network is hardly possible. The capture missed them, or that host sent them in another order"
            ko "{says}. {at}에서 캡처했다(추정). {sender}가 이렇게 가까우면 네트워크에서 사라졌다고 보기 어렵다. 캡처가 놓쳤거나 그 호스트가 순서를 바꾸어 보냈다";
        GapOnTheWay { says: Box<Message>, at: Estimate, sender: Side }
            en "{says}. Taken {at} (an estimate): if the capture did not miss them, they were lost or overtaken between the {sender} and here"
            ko "{says}. {at}에서 캡처했다(추정). 캡처가 놓친 것이 아니라면 {sender}와 여기 사이에서 사라졌거나 앞질렸다";
        ReorderedAtSender { says: Box<Message>, at: Estimate, sender: Side }
            en "{says}. Taken {at} (an estimate): so near the {sender} its own host changed the order, or the capture filed it so, rather than the way"
            ko "{says}. {at}에서 캡처했다(추정). {sender}가 이렇게 가까우면 오는 길보다는 그 호스트에서 순서가 바뀌었거나 캡처에 그렇게 기록된 것이다";
        // Checksums.
        BadAtSender { says: Box<Message>, at: Estimate, sender: Side }
            en "{says}. Taken {at} (an estimate): a value that the {sender}'s network card is still to write over, or damage inside that host. An ACK of the segment would show the former"
            ko "{says}. {at}에서 캡처했다(추정). {sender}의 네트워크 카드가 아직 고쳐 쓸 값이거나 그 호스트 안에서 손상된 것이다. 이 세그먼트에 대한 ACK가 오면 앞의 것이다";
        BadOnTheWay { says: Box<Message>, at: Estimate, sender: Side }
            en "{says}. Taken {at} (an estimate): no network card of its sender's changes it any more. It was damaged between the {sender} and here or sent like this, unless the file was changed since"
            ko "{says}. {at}에서 캡처했다(추정). 보낸 쪽의 네트워크 카드가 고칠 수 있는 곳은 이미 지났다. {sender}와 여기 사이에서 손상되었거나 처음부터 이렇게 보냈거나, 캡처한 뒤에 파일을 고쳤다";
        DropNotSure { says: Box<Message>, at: Estimate, sender: Side, receiver: Side }
            en "{says}. Taken {at} (an estimate): if the {sender}'s network card still corrects it, the {receiver} takes it in after all, and its ACK will show that"
            ko "{says}. {at}에서 캡처했다(추정). {sender}의 네트워크 카드가 뒤에 고친다면 {receiver}는 받아들이며, 그 ACK로 드러난다";
        DropSure { says: Box<Message>, at: Estimate, receiver: Side }
            en "{says}. Taken {at} (an estimate): what stands here is what the {receiver} gets"
            ko "{says}. {at}에서 캡처했다(추정). {receiver}는 여기 보이는 그대로 받는다";
        UnfinishedAtReceiver { says: Box<Message>, at: Estimate, receiver: Side }
            en "{says}. Taken {at} (an estimate): so near the {receiver} it has come over a virtual network (containers, virtual machines), which hands it over unfinished and tells the {receiver} not to verify it"
            ko "{says}. {at}에서 캡처했다(추정). {receiver}가 이렇게 가까우면 완성하지 않은 채 넘겨주는 가상 네트워크(컨테이너, 가상 머신)를 지나온 것이며, {receiver}는 검사하지 않아도 된다고 전달받는다";
        // The handshake's ACK.
        HandshakeAckLostAhead { says: Box<Message>, at: Estimate, ack: u64 }
            en "{says}. Taken {at} (an estimate): frame {ack} still had the way to the server before it. It was lost there, or the server did not accept it"
            ko "{says}. {at}에서 캡처했다(추정). {ack}번 프레임은 여기서 서버까지 갈 길이 남아 있었다. 그 길에서 사라졌거나 서버가 받아들이지 않았다";
        HandshakeAckNotTaken { says: Box<Message>, at: Estimate, ack: u64 }
            en "{says}. Taken {at} (an estimate): frame {ack} had come almost all the way, so it was hardly lost. On Linux a server that waits for data (TCP_DEFER_ACCEPT) or a full accept queue fit better, or a packet filter on its host"
            ko "{says}. {at}에서 캡처했다(추정). {ack}번 프레임은 거의 다 와 있었으므로 사라졌다고 보기 어렵다. Linux라면 데이터를 기다리는 서버(TCP_DEFER_ACCEPT)나 가득 찬 accept 대기열, 또는 그 호스트의 패킷 필터가 더 그럴듯하다";
        HandshakeAckLostBehind { says: Box<Message>, at: Estimate, ack: u64 }
            en "{says}. Taken {at} (an estimate): frame {ack} passed here. It was lost between here and the server, or the server did not accept it"
            ko "{says}. {at}에서 캡처했다(추정). {ack}번 프레임은 여기를 지났다. 여기와 서버 사이에서 사라졌거나 서버가 받아들이지 않았다";
        // RSTs.
        RstLostAhead { says: Box<Message>, at: Estimate, target: Side }
            en "{says}. Taken {at} (an estimate): the RST still had the way to the {target} before it. It was lost there, a device on it dropped it, or the {target} did not accept it"
            ko "{says}. {at}에서 캡처했다(추정). 그 RST는 여기서 {target}까지 갈 길이 남아 있었다. 그 길에서 사라졌거나 도중의 장비가 버렸거나 {target}가 받아들이지 않았다";
        RstRefusedInHost { says: Box<Message>, at: Estimate, target: Side }
            en "{says}. Taken {at} (an estimate): the RST had come almost all the way, so it was hardly lost. The {target}'s socket did not accept it, or a packet filter on its host dropped it"
            ko "{says}. {at}에서 캡처했다(추정). 그 RST는 거의 다 와 있었으므로 사라졌다고 보기 어렵다. {target}의 소켓이 받아들이지 않았거나 그 호스트의 패킷 필터가 버렸다";
        RstLostBehind { says: Box<Message>, at: Estimate, target: Side }
            en "{says}. Taken {at} (an estimate): the RST passed here. It was lost between here and the {target}, or the {target} did not accept it"
            ko "{says}. {at}에서 캡처했다(추정). 그 RST는 여기를 지났다. 여기와 {target} 사이에서 사라졌거나 {target}가 받아들이지 않았다";
        RstOfOwnHost { says: Box<Message>, at: Estimate, sender: Side, receiver: Side }
            en "{says}. Taken {at} (an estimate): what a device further on sends to the {receiver} does not pass here, so it came from the {sender}'s own host (a packet filter there answers apart from its TCP) or from right beside it"
            ko "{says}. {at}에서 캡처했다(추정). 더 먼 곳의 장비가 {receiver}에게 보내는 것은 여기를 지나지 않는다. {sender}의 호스트(그곳의 패킷 필터는 TCP와 따로 답한다)나 바로 옆에서 보낸 것이다";
        RstOfAnyDevice { says: Box<Message>, at: Estimate, sender: Side }
            en "{says}. Taken {at} (an estimate): any device between the {sender} and here can have sent it"
            ko "{says}. {at}에서 캡처했다(추정). {sender}와 여기 사이의 어느 장비든 보낼 수 있었다";
    }
}

impl Argument for Estimate {
    fn spoken(&self, lang: Language) -> String {
        let clue = match self.by {
            Clue::Gaps => say!(lang, en: "by the gaps of the handshake", ko: "접속 동작의 간격으로 보아"),
            Clue::Ttl => say!(lang, en: "by the times to live", ko: "TTL로 보아"),
            Clue::Checksum => say!(lang,
                en: "by checksums left to the network card", ko: "네트워크 카드에 맡긴 체크섬으로 보아"),
            Clue::Routed => say!(lang,
                en: "by packets before and behind it", ko: "앞뒤로 두 번 보이는 패킷으로 보아"),
        };
        match self.position {
            Position::NearClient => say!(lang, en: "near the client, {clue}", ko: "{clue} 클라이언트 가까이"),
            Position::NearServer => say!(lang, en: "near the server, {clue}", ko: "{clue} 서버 가까이"),
            Position::BothNear => say!(lang, en: "near both ends, {clue}", ko: "{clue} 양쪽 모두 가까이"),
            Position::Between => say!(lang, en: "on the way, {clue}", ko: "{clue} 도중"),
            Position::OnRouter => say!(lang, en: "on a router, {clue}", ko: "{clue} 라우터"),
            Position::Unknown => say!(lang, en: "at a place that is not known", ko: "알 수 없는 곳"),
        }
    }
}

impl Argument for Sign {
    fn spoken(&self, lang: Language) -> String {
        match *self {
            Self::Ttl { here, least, most } => {
                let others = range(least.into(), most.into());
                say!(lang, en: "TTL {here} (others {others})", ko: "TTL {here}(다른 패킷 {others})")
            }
            Self::Identification { here, others: Numbering::Zero } => say!(lang,
                en: "identification 0x{here:04x} (others 0)", ko: "식별자 0x{here:04x}(다른 패킷 0)"),
            Self::Identification { here: 0, others: Numbering::Counting(last) } => say!(lang,
                en: "identification 0 with DF, as answers without a socket have it (others count up, last 0x{last:04x})",
                ko: "식별자 0과 DF, 소켓 없이 답할 때의 값(다른 패킷은 차례로 늘어 마지막이 0x{last:04x})"),
            Self::Identification { here, others: Numbering::Counting(last) } => say!(lang,
                en: "identification 0x{here:04x} (others count up, last 0x{last:04x})",
                ko: "식별자 0x{here:04x}(다른 패킷은 차례로 늘어 마지막이 0x{last:04x})"),
            Self::DontFragment { here, others } => {
                let bit = |set| match (set, lang) {
                    (true, Language::English) => "set",
                    (false, Language::English) => "not set",
                    (true, Language::Korean) => "있음",
                    (false, Language::Korean) => "없음",
                };
                let (here, others) = (bit(here), bit(others));
                say!(lang, en: "DF {here} (others {others})", ko: "DF {here}(다른 패킷 {others})")
            }
            Self::Window { here: 0, .. } => {
                say!(lang, en: "window 0 (usual in a RST)", ko: "윈도우 0(RST에 흔한 값)")
            }
            Self::Window { here, least, most } => {
                let others = range(least.into(), most.into());
                say!(lang, en: "window {here} (others {others})", ko: "윈도우 {here}(다른 패킷 {others})")
            }
            Self::Time { took, quickest } => {
                let spoken = |micros: u32| Span(i64::from(micros) * 1_000).spoken(lang);
                let (took, quickest) = (spoken(took), spoken(quickest));
                say!(lang,
                    en: "{took} behind the data that it acknowledges (the quickest round trip took {quickest})",
                    ko: "확인하는 데이터가 지나고 {took} 만에 옴(가장 짧은 왕복 시간 {quickest})")
            }
            Self::NoOptions => say!(lang, en: "no options", ko: "옵션 없음"),
        }
    }
}

fn range(least: u32, most: u32) -> String {
    if least == most { least.to_string() } else { format!("{least}–{most}") }
}

#[cfg(test)]
mod samples {
    use super::*;
    use crate::language::argument::Sample;

    impl Sample for Estimate {
        fn sample() -> Self {
            Self { position: Position::NearClient, by: Clue::Gaps }
        }
    }

    impl Sample for Sign {
        fn sample() -> Self {
            Self::Ttl { here: 250, least: 53, most: 54 }
        }
    }

    #[test]
    fn signs_are_told_with_their_numbers() {
        let en = |sign: Sign| sign.spoken(Language::English);
        let counting = |here| Sign::Identification { here, others: Numbering::Counting(17) };
        assert_eq!(en(Sign::sample()), "TTL 250 (others 53–54)");
        assert_eq!(en(counting(0x1234)), "identification 0x1234 (others count up, last 0x0011)");
        assert!(en(counting(0)).contains("as answers without a socket have it"));
        assert_eq!(en(Sign::DontFragment { here: false, others: true }), "DF not set (others set)");
        assert_eq!(en(Sign::Window { here: 0, least: 501, most: 509 }), "window 0 (usual in a RST)");
        let time = Sign::Time { took: 400, quickest: 30_000 };
        assert_eq!(
            en(time),
            "0.400 ms behind the data that it acknowledges (the quickest round trip took 30.000 ms)"
        );
    }
}
