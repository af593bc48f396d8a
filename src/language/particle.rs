//! Korean particles that depend on the sound before them.
//!
//! The catalogue writes a particle in the neutral form that Korean itself uses in print where the word before it is not
//! known: 은(는), 이(가), 을(를), 과(와), (으)로, and (이) before 다, 라 or 며. [`settle`] looks at the sound before each and leaves
//! the form that fits: `ACK을(를)` becomes `ACK를`, `SYN을(를)` becomes `SYN을`, `80(으)로` becomes `80으로`.
//!
//! Numbers are read as Sino-Korean, acronyms letter by letter unless they are commonly read as a word (SYN, FIN). A
//! closing quotation mark is skipped, and so is a group in brackets: `시퀀스 번호(ISS)을(를)` takes the particle of 번호.

/// How the word before a particle ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sound {
    /// In a vowel: 는, 가, 를, 와, 로.
    Vowel,
    /// In ㄹ: as a consonant, except that 로 follows directly.
    Rieul,
    /// In another consonant: 은, 이, 을, 과, 으로.
    Consonant,
}

/// A neutral form, and what it becomes after a vowel, after ㄹ and after another consonant.
const PARTICLES: [(&str, &str, &str, &str); 8] = [
    ("은(는)", "는", "은", "은"),
    ("이(가)", "가", "이", "이"),
    ("을(를)", "를", "을", "을"),
    ("과(와)", "와", "과", "과"),
    ("(으)로", "로", "로", "으로"),
    ("(이)어야", "여야", "이어야", "이어야"),
    ("(이)었", "였", "이었", "이었"),
    ("(이)", "", "이", "이"),
];

/// Words whose last letter misleads. Compared in lower case.
const WORDS: [(&str, Sound); 24] = [
    ("syn", Sound::Consonant),
    ("fin", Sound::Consonant),
    ("closing", Sound::Consonant),
    ("ipv6", Sound::Vowel),
    ("ipv4", Sound::Vowel),
    ("icmpv6", Sound::Vowel),
    ("socket", Sound::Consonant),
    ("ethernet", Sound::Consonant),
    ("packet", Sound::Consonant),
    ("gzip", Sound::Consonant),
    ("zip", Sound::Consonant),
    ("snoop", Sound::Consonant),
    ("pcap", Sound::Consonant),
    ("bit", Sound::Vowel),
    ("offset", Sound::Consonant),
    ("ack", Sound::Vowel),
    ("time", Sound::Consonant),
    ("pipe", Sound::Vowel),
    ("block", Sound::Consonant),
    ("http", Sound::Vowel),
    // Read as words: 타임아웃, 리셋, 넷, 섭.
    ("etimedout", Sound::Consonant),
    ("econnreset", Sound::Consonant),
    ("enonet", Sound::Consonant),
    ("eopnotsupp", Sound::Consonant),
];

/// Put the fitting particle wherever a neutral form stands.
pub(crate) fn settle(text: &str) -> String {
    // Most sentences have none; all of the forms have a bracket.
    if !text.contains('(') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let form = PARTICLES.iter().find(|p| rest.starts_with(p.0));
        match (form, sound(&out)) {
            (Some(&(neutral, vowel, rieul, consonant)), Some(sound)) => {
                out.push_str(match sound {
                    Sound::Vowel => vowel,
                    Sound::Rieul => rieul,
                    Sound::Consonant => consonant,
                });
                rest = rest.get(neutral.len()..).unwrap_or("");
            }
            _ => {
                out.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or("");
            }
        }
    }
    out
}

/// The sound that a text ends in; `None` if there is nothing to read.
fn sound(text: &str) -> Option<Sound> {
    let text = skip_closing(text);
    let last = text.chars().next_back()?;
    if let 0xac00..=0xd7a3 = u32::from(last) {
        // A Hangul syllable: its last of three parts, 28 possible, the first of them none, the ninth ㄹ.
        return Some(match (u32::from(last) - 0xac00) % 28 {
            0 => Sound::Vowel,
            8 => Sound::Rieul,
            _ => Sound::Consonant,
        });
    }
    if last.is_ascii_alphanumeric() {
        return Some(latin(text));
    }
    match last {
        // 퍼센트, 플러스
        '%' | '+' => Some(Sound::Vowel),
        // 없음
        '–' | '-' => Some(Sound::Consonant),
        _ => None,
    }
}

/// The text without closing quotation marks and bracketed groups at its end: they are not read before the particle.
fn skip_closing(mut text: &str) -> &str {
    loop {
        let Some(last) = text.chars().next_back() else {
            return text;
        };
        let open = match last {
            ')' => '(',
            ']' => '[',
            '”' | '’' | '"' | '\'' | '`' | '»' => {
                text = text.get(..text.len() - last.len_utf8()).unwrap_or("");
                continue;
            }
            _ => return text,
        };
        match text.rfind(open) {
            // A text that is nothing but the group is read inside it.
            Some(0) | None => text = text.get(..text.len() - 1).unwrap_or(""),
            Some(at) => text = text.get(..at).unwrap_or("").trim_end(),
        }
    }
}

/// The sound of a text that ends in an ASCII letter or digit.
fn latin(text: &str) -> Sound {
    let word = text.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or(text);
    let lower = word.to_ascii_lowercase();
    if let Some((_, sound)) = WORDS.iter().find(|(w, _)| *w == lower) {
        return *sound;
    }
    let last = word.bytes().next_back().unwrap_or(b'0');
    if last.is_ascii_digit() {
        return digits(word);
    }
    let acronym = word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if acronym {
        return letter(last);
    }
    // An English word, read in Korean: its last letter is a fair guess.
    match last.to_ascii_lowercase() {
        b'l' => Sound::Rieul,
        b'm' | b'n' => Sound::Consonant,
        b'g' if lower.ends_with("ng") => Sound::Consonant,
        _ => Sound::Vowel,
    }
}

/// A letter by its Korean name: 엘 and 알 end in ㄹ, 엠 and 엔 in a consonant, all others in a vowel.
fn letter(upper: u8) -> Sound {
    match upper {
        b'L' | b'R' => Sound::Rieul,
        b'M' | b'N' => Sound::Consonant,
        _ => Sound::Vowel,
    }
}

/// A word that ends in digits, read as a Sino-Korean number.
fn digits(word: &str) -> Sound {
    match word.bytes().next_back() {
        Some(b'1' | b'7' | b'8') => Sound::Rieul,
        Some(b'3' | b'6') => Sound::Consonant,
        Some(b'0') => {
            let zeros = word.bytes().rev().take_while(|b| *b == b'0').count();
            // 십, 백, 천, 만, 억 and 영 end in a consonant; 조 (10^12 to 10^15) does not.
            if (12..16).contains(&zeros) && zeros < word.len() { Sound::Vowel } else { Sound::Consonant }
        }
        _ => Sound::Vowel,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_follow_hangul() {
        for (neutral, settled) in [
            ("서버은(는)", "서버는"),
            ("소켓은(는)", "소켓은"),
            ("클라이언트이(가)", "클라이언트가"),
            ("세그먼트을(를)", "세그먼트를"),
            ("소켓과(와) 포트", "소켓과 포트"),
            ("포트과(와) 소켓", "포트와 소켓"),
            ("커널(으)로", "커널로"),
            ("소켓(으)로", "소켓으로"),
            ("서버(으)로", "서버로"),
            ("서버(이)다", "서버다"),
            ("소켓(이)다", "소켓이다"),
            ("0x20d2(이)어야", "0x20d2여야"),
            ("0x20d1(이)어야", "0x20d1이어야"),
            ("1000001(이)었다면", "1000001이었다면"),
            ("9000004(이)었다면", "9000004였다면"),
            ("ETIMEDOUT(이)다", "ETIMEDOUT이다"),
            ("ECONNRESET(으)로", "ECONNRESET으로"),
            ("ECONNREFUSED(이)다", "ECONNREFUSED다"),
        ] {
            assert_eq!(settle(neutral), settled);
        }
    }

    #[test]
    fn numbers_are_read_as_sino_korean() {
        for (neutral, settled) in [
            ("0을(를)", "0을"),
            ("1을(를)", "1을"),
            ("2을(를)", "2를"),
            ("3을(를)", "3을"),
            ("4을(를)", "4를"),
            ("5을(를)", "5를"),
            ("6을(를)", "6을"),
            ("7을(를)", "7을"),
            ("8을(를)", "8을"),
            ("9을(를)", "9를"),
            ("10을(를)", "10을"),
            ("443을(를)", "443을"),
            ("1(으)로", "1로"),
            ("7(으)로", "7로"),
            ("8(으)로", "8로"),
            ("80(으)로", "80으로"),
            ("536(으)로", "536으로"),
            ("1220(으)로", "1220으로"),
            ("64240은(는)", "64240은"),
            ("1000000000000은(는)", "1000000000000는"),
            ("10.37.1.80과(와)", "10.37.1.80과"),
            ("10.37.1.2과(와)", "10.37.1.2와"),
        ] {
            assert_eq!(settle(neutral), settled);
        }
    }

    #[test]
    fn acronyms_are_read_by_letter_or_as_the_word_they_are() {
        for (neutral, settled) in [
            ("SYN을(를)", "SYN을"),
            ("ACK을(를)", "ACK를"),
            ("SYN, ACK이(가)", "SYN, ACK가"),
            ("FIN이(가)", "FIN이"),
            ("RST과(와)", "RST와"),
            ("PSH은(는)", "PSH는"),
            ("TTL(으)로", "TTL로"),
            ("CWR(으)로", "CWR로"),
            ("MSS이(가)", "MSS가"),
            ("LISTEN(으)로", "LISTEN으로"),
            ("SYN-SENT(으)로", "SYN-SENT로"),
            ("ESTABLISHED이(가)", "ESTABLISHED가"),
            ("CLOSING(으)로", "CLOSING으로"),
            ("TIME-WAIT(으)로", "TIME-WAIT로"),
            ("FIN-WAIT-2(으)로", "FIN-WAIT-2로"),
            ("SND.NXT은(는)", "SND.NXT는"),
            ("ECONNREFUSED(으)로", "ECONNREFUSED로"),
            ("IPv6을(를)", "IPv6를"),
            ("connect()은(는)", "connect()는"),
            ("socket()은(는)", "socket()은"),
            ("gzip은(는)", "gzip은"),
        ] {
            assert_eq!(settle(neutral), settled);
        }
    }

    #[test]
    fn brackets_and_quotation_marks_are_not_read() {
        assert_eq!(settle("시퀀스 번호(ISS)을(를)"), "시퀀스 번호(ISS)를");
        assert_eq!(settle("“SYN”은(는)"), "“SYN”은");
        assert_eq!(settle("접속 동작(3-way handshake)은(는)"), "접속 동작(3-way handshake)은");
        assert_eq!(settle("(80)은(는)"), "(80)은");
    }

    #[test]
    fn what_is_no_particle_stays() {
        assert_eq!(settle("1 + 1 (SYN)"), "1 + 1 (SYN)");
        assert_eq!(settle("은(는)"), "은(는)");
        assert_eq!(settle(""), "");
    }
}
