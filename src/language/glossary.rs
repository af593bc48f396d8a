//! The English term beside a Korean one, the first time within a story.
//!
//! Korean networking textbooks write 시퀀스 번호(sequence number) once and 시퀀스 번호 from then on. A [`Glossary`] remembers
//! which terms a story has had; [`tell`](Glossary::tell) renders a message and puts the English behind each term that
//! is new. In English nothing is added.

use super::{Language, Message};
use std::collections::BTreeSet;

/// Korean terms with their English, the longer of two that overlap first.
const TERMS: [(&str, &str); 27] = [
    ("송신처 포트 번호", "source port"),
    ("수신처 포트 번호", "destination port"),
    ("시퀀스 번호", "sequence number"),
    ("ACK 번호", "acknowledgment number"),
    ("데이터 오프셋", "data offset"),
    ("컨트롤 비트", "control bits"),
    ("윈도우 스케일", "window scale"),
    ("윈도우", "window"),
    ("체크섬", "checksum"),
    ("긴급 포인터", "urgent pointer"),
    ("제어 정보", "control information"),
    ("프로토콜 스택", "protocol stack"),
    ("버퍼 메모리", "buffer memory"),
    ("접속 동작", "3-way handshake"),
    ("연결 끊기", "close"),
    ("재전송", "retransmission"),
    ("애플리케이션", "application"),
    ("디스크립터", "descriptor"),
    ("세그먼트", "segment"),
    ("커넥션", "connection"),
    ("프레임", "frame"),
    ("패킷", "packet"),
    ("헤더", "header"),
    ("소켓", "socket"),
    ("캡처", "capture"),
    ("타임스탬프", "timestamp"),
    ("확인 응답", "acknowledgment"),
];

/// Which terms a story has had.
#[derive(Debug, Clone)]
pub struct Glossary {
    lang: Language,
    had: BTreeSet<&'static str>,
}

impl Glossary {
    /// For a story that begins.
    pub fn new(lang: Language) -> Self {
        Self { lang, had: BTreeSet::new() }
    }

    /// The sentence, with the English behind each term that is new to this story.
    pub fn tell(&mut self, message: &Message) -> String {
        self.gloss(&message.text(self.lang))
    }

    /// The same for a sentence that is text already.
    pub fn gloss(&mut self, text: &str) -> String {
        match self.lang {
            Language::English => text.to_owned(),
            Language::Korean => self.korean(text),
        }
    }

    fn korean(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let found = TERMS.iter().find(|(korean, _)| rest.starts_with(korean));
            let Some((korean, english)) = found else {
                out.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or("");
                continue;
            };
            out.push_str(korean);
            rest = rest.get(korean.len()..).unwrap_or("");
            // A term that has its English or its abbreviation behind it already needs no other.
            if self.had.insert(korean) && !rest.starts_with('(') {
                out.push('(');
                out.push_str(english);
                out.push(')');
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_english_stands_beside_a_term_only_the_first_time() {
        let mut story = Glossary::new(Language::Korean);
        assert_eq!(
            story.gloss("시퀀스 번호는 소켓에 적는다."),
            "시퀀스 번호(sequence number)는 소켓(socket)에 적는다."
        );
        assert_eq!(story.gloss("시퀀스 번호와 소켓"), "시퀀스 번호와 소켓");
        let mut next = Glossary::new(Language::Korean);
        assert_eq!(next.gloss("소켓"), "소켓(socket)");
    }

    #[test]
    fn the_longer_term_wins() {
        let mut story = Glossary::new(Language::Korean);
        assert_eq!(story.gloss("윈도우 스케일"), "윈도우 스케일(window scale)");
        assert_eq!(story.gloss("윈도우"), "윈도우(window)");
    }

    #[test]
    fn a_term_with_something_in_brackets_behind_it_is_left_alone() {
        let mut story = Glossary::new(Language::Korean);
        assert_eq!(story.gloss("접속 동작(3-way handshake)"), "접속 동작(3-way handshake)");
    }

    #[test]
    fn english_stays_as_it_is() {
        assert_eq!(Glossary::new(Language::English).gloss("a socket"), "a socket");
    }

    #[test]
    fn no_term_hides_a_longer_one() {
        for (i, (earlier, _)) in TERMS.iter().enumerate() {
            for (later, _) in TERMS.iter().skip(i + 1) {
                assert!(!later.starts_with(earlier), "{earlier} hides {later}");
            }
        }
    }
}
