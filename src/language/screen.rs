//! Phrases of the screens: what the text formats say around the explanations, in both languages.
//!
//! Sentences about TCP are [messages](super::Message); here stands what a screen needs to hold them together: heads,
//! counts, places, the short words for how a connection ended.

use super::Language;
use crate::capture::{Compression, Format};
use crate::connection::timing::Position;
use crate::connection::{Evidence, Side, Verdict, VerdictKind};
use crate::dissect::Other;
use crate::language::Word;

/// A phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phrase<'a> {
    /// "Step 3".
    Step(u32),
    /// "frame 3".
    Frame(u64),
    /// "frames 6–9".
    Frames(u64, u64),
    /// "connection 3".
    Connection(u32),
    /// "bytes 38–41" (the last one included).
    Bytes(usize, usize),
    /// The same in a datagram that came in fragments: "datagram bytes 4–7".
    DatagramBytes(usize, usize),
    /// "40 bytes".
    Size(u64),
    /// "13 frames".
    FrameCount(u64),
    /// "13 frames read", while a capture is read.
    FramesRead(u64),
    /// A write whose bytes lie in another frame.
    InFrame(u64),
    /// A value, and what was believed instead.
    Instead(&'a str, &'a str),
    /// An act that no frame carries, told by this frame.
    EvidenceFrom(Evidence, u64),
    /// Data and ACK segments folded into a line: segments, client's bytes and segments with data, server's, bare ACKs.
    Folded {
        /// How many segments.
        segments: u64,
        /// The client's data: bytes, segments.
        client: (u64, u64),
        /// The server's data: bytes, segments.
        server: (u64, u64),
        /// Segments without data.
        acks: u64,
    },
    /// An ACK number that came again: the number, how often.
    AckRepeated(u32, u64),
    /// Where the folded segments can be read.
    FoldedHint,
    /// "73 of 75 bytes captured".
    Captured(usize, u32),
    /// "frame 3 of a.pcap".
    FrameOf(u64, &'a str),
    /// A frame cut by the snap length.
    CutFrame(usize, u32),
    /// Dissection stopped: needed, there.
    Stopped {
        /// In which layer.
        layer: &'a str,
        /// Where.
        offset: usize,
        /// Bytes needed.
        needed: usize,
        /// Bytes there.
        have: usize,
    },
    /// A frame's place in its connection.
    BelongsTo {
        /// The connection.
        connection: u32,
        /// The step in it.
        step: Option<u32>,
    },
    /// A frame that belongs to no TCP connection.
    BelongsToNone,
    /// "… and 12 more connections".
    More(u64),
    /// No TCP in this capture.
    NoTcp,
    /// No frames at all.
    NoFrames,
    /// What the next command shows: a connection's story.
    NextStory(u32),
    /// The remaining stories.
    NextStories,
    /// Every byte of a frame.
    NextBytes(u64),
    /// One row a connection.
    NextList,
    /// Everything about it.
    NextFull,
    /// A line a step.
    NextBrief,
    /// A connection's place in Multipath TCP: which connection it is a further path of.
    SubflowOf(u32),
    /// Half-open connections of a server, folded in `list`.
    HalfOpenFolded(u64),
    /// Frames of other protocols: what, how many.
    OthersOf(&'a str, u64),
    /// An example among others.
    Example(u64),
    /// Nothing is wrong with the capture; were checksums verified?
    Complete(bool),
    /// Where the capture was taken.
    Taken(Position),
    /// What decided that: SYN to SYN,ACK and SYN,ACK to ACK, in nanoseconds.
    Gaps(i64, i64),
    /// What decided that, where SYNs crossed: to the server and back, to the client and back, in nanoseconds.
    Halves(i64, i64),
    /// Taken on a router: times to live before and behind it.
    TakenOnRouter(u8, u8),
    /// Times to live of the SYN and of the SYN,ACK.
    Ttl(u8, u8),
    /// Seen at the far end, in this frame of the other capture.
    SeenFar(u64),
    /// It never got to the far end.
    LostOnTheWay,
}

impl Phrase<'_> {
    /// A socket's own address and port.
    pub(crate) fn own(lang: Language) -> &'static str {
        match lang {
            Language::English => "local",
            Language::Korean => "자신",
        }
    }

    /// The phrase, in one language.
    pub(crate) fn text(self, lang: Language) -> String {
        match self {
            Self::Step(n) => say!(lang, en: "Step {n}", ko: "{n}단계"),
            Self::Frame(n) => say!(lang, en: "frame {n}", ko: "프레임 {n}"),
            Self::Frames(a, b) => say!(lang, en: "frames {a}–{b}", ko: "프레임 {a}–{b}"),
            Self::Connection(n) => say!(lang, en: "connection {n}", ko: "커넥션 {n}"),
            Self::Bytes(a, b) if a == b => say!(lang, en: "byte {a}", ko: "바이트 {a}"),
            Self::Bytes(a, b) => say!(lang, en: "bytes {a}–{b}", ko: "바이트 {a}–{b}"),
            Self::DatagramBytes(a, b) if a == b => {
                say!(lang, en: "datagram byte {a}", ko: "데이터그램 바이트 {a}")
            }
            Self::DatagramBytes(a, b) => {
                say!(lang, en: "datagram bytes {a}–{b}", ko: "데이터그램 바이트 {a}–{b}")
            }
            Self::Size(1) => say!(lang, en: "1 byte", ko: "1바이트"),
            Self::Size(n) => say!(lang, en: "{n} bytes", ko: "{n}바이트"),
            Self::FrameCount(1) => say!(lang, en: "1 frame", ko: "프레임 1개"),
            Self::FrameCount(n) => {
                let n = grouped(n);
                say!(lang, en: "{n} frames", ko: "프레임 {n}개")
            }
            Self::InFrame(n) => say!(lang, en: "of frame {n}", ko: "프레임 {n}의"),
            Self::Instead(value, believed) => {
                say!(lang, en: "{value}, not {believed}", ko: "{value}({believed} 아님)")
            }
            Self::EvidenceFrom(evidence, n) => {
                let how = Word::from(evidence).text(lang);
                match evidence {
                    Evidence::Confirmed | Evidence::Contradicted => {
                        say!(lang, en: "{how} by frame {n}", ko: "{n}번 프레임으로 {how}")
                    }
                    Evidence::Observed => say!(lang, en: "{how} in frame {n}", ko: "{n}번 프레임에서 {how}"),
                    Evidence::Inferred => {
                        say!(lang, en: "{how} from frame {n}", ko: "{n}번 프레임에서 {how}")
                    }
                    Evidence::Unknown => how.to_owned(),
                }
            }
            Self::Folded { segments, client, server, acks } => folded(segments, client, server, acks, lang),
            Self::AckRepeated(number, 1) => say!(lang,
                en: "the ACK of {number} repeated once",
                ko: "{number}번을 기다리는 ACK가 1번 반복됨"),
            Self::AckRepeated(number, times) => say!(lang,
                en: "the ACK of {number} repeated {times} times",
                ko: "{number}번을 기다리는 ACK가 {times}번 반복됨"),
            Self::FoldedHint => say!(lang, en: "each one: --full", ko: "하나씩 보기: --full"),
            Self::Captured(have, original) => say!(lang,
                en: "{original} bytes on the wire, {have} captured",
                ko: "실제 {original}바이트, 캡처된 것은 {have}바이트"),
            Self::FrameOf(n, file) => say!(lang, en: "frame {n} of {file}", ko: "{file}의 프레임 {n}"),
            Self::CutFrame(have, original) => {
                let missing = u64::from(original).saturating_sub(have as u64);
                say!(lang,
                    en: "the snap length cut this frame: {missing} of its {original} bytes were not captured",
                    ko: "캡처 길이 제한(snap length)으로 잘린 프레임이다. {original}바이트 가운데 {missing}바이트가 캡처되지 않았다")
            }
            Self::Stopped { layer, offset, needed, have } => say!(lang,
                en: "{layer} needs {needed} bytes from byte {offset} on; only {have} are there, so it cannot be read further",
                ko: "{layer}: {offset}번 바이트부터 {needed}바이트가 필요하지만 {have}바이트뿐이다. 더 읽을 수 없다"),
            Self::BelongsTo { connection, step: Some(step) } => say!(lang,
                en: "connection {connection}, step {step}",
                ko: "커넥션 {connection}의 {step}단계"),
            Self::BelongsTo { connection, step: None } => say!(lang,
                en: "connection {connection}", ko: "커넥션 {connection}"),
            Self::BelongsToNone => say!(lang,
                en: "belongs to no TCP connection", ko: "어느 TCP 커넥션에도 속하지 않는다"),
            Self::More(1) => say!(lang, en: "… and 1 more connection", ko: "… 그 밖에 커넥션 1개"),
            Self::More(n) => {
                let n = grouped(n);
                say!(lang, en: "… and {n} more connections", ko: "… 그 밖에 커넥션 {n}개")
            }
            Self::NoTcp => say!(lang,
                en: "There is no TCP in this capture: no connection to explain.",
                ko: "이 캡처에는 TCP가 없다. 설명할 커넥션이 없다."),
            Self::FramesRead(count) => {
                let frames = grouped(count);
                say!(lang, en: "{frames} frames read", ko: "프레임 {frames}개 읽음")
            }
            Self::NoFrames => say!(lang,
                en: "There is no frame in this capture.",
                ko: "이 캡처에는 프레임이 하나도 없다."),
            Self::NextStory(n) => say!(lang,
                en: "the story of connection {n}, step by step",
                ko: "커넥션 {n}의 이야기를 한 단계씩"),
            Self::NextStories => say!(lang, en: "every connection's story", ko: "모든 커넥션의 이야기"),
            Self::NextBytes(n) => say!(lang, en: "every byte of frame {n}", ko: "프레임 {n}의 모든 바이트"),
            Self::NextList => say!(lang, en: "one row a connection", ko: "커넥션마다 한 줄씩"),
            Self::NextFull => say!(lang,
                en: "the same with the arithmetic and the reasons",
                ko: "계산과 이유까지 모두"),
            Self::NextBrief => say!(lang, en: "one line a step", ko: "단계마다 한 줄씩"),
            Self::SubflowOf(n) => say!(lang, en: "subflow of connection {n}", ko: "커넥션 {n}의 서브플로"),
            Self::HalfOpenFolded(n) => {
                let n = grouped(n);
                say!(lang,
                    en: "{n} half-open connections, forgotten for lack of room",
                    ko: "반개방(half-open) 커넥션 {n}개: 자리가 없어 잊었다")
            }
            Self::OthersOf(what, n) => {
                let n = grouped(n);
                say!(lang, en: "{what} {n}", ko: "{what} {n}")
            }
            Self::Example(n) => say!(lang, en: "e.g. frame {n}", ko: "예: 프레임 {n}"),
            Self::Complete(true) => say!(lang,
                en: "complete: no frame cut, none doubled, clock in order, all checksums good",
                ko: "온전함: 잘리거나 중복된 프레임이 없고, 시각이 순서대로이며, 체크섬이 모두 정상이다"),
            Self::Complete(false) => say!(lang,
                en: "complete: no frame cut, clock in order",
                ko: "온전함: 잘린 프레임이 없고 시각이 순서대로다"),
            Self::Taken(position) => taken(position, lang),
            Self::Gaps(answer, ack) => {
                let (answer, ack) = (span(i128::from(answer), lang), span(i128::from(ack), lang));
                say!(lang,
                    en: "SYN→SYN,ACK {answer}, SYN,ACK→ACK {ack}",
                    ko: "SYN→SYN,ACK {answer}, SYN,ACK→ACK {ack}")
            }
            Self::Halves(server, client) => {
                let (server, client) = (span(i128::from(server), lang), span(i128::from(client), lang));
                say!(lang,
                    en: "{server} to the server and back, {client} to the client and back",
                    ko: "서버까지 왕복 {server}, 클라이언트까지 왕복 {client}")
            }
            Self::TakenOnRouter(before, behind) => say!(lang,
                en: "taken on a router between them (each packet with TTL {before} and {behind})",
                ko: "둘 사이의 라우터에서 캡처(모든 패킷이 두 번 있다: TTL {before}, {behind})"),
            Self::SeenFar(n) => say!(lang,
                en: "seen at the far end in frame {n}",
                ko: "상대 쪽 캡처의 {n}번 프레임에서 보임"),
            Self::LostOnTheWay => say!(lang, en: "but lost on the way", ko: "그러나 도중에 사라짐"),
            Self::Ttl(client, server) if client == server => {
                say!(lang, en: "TTL {client} both ways", ko: "TTL은 양방향 모두 {client}")
            }
            Self::Ttl(client, server) => say!(lang,
                en: "TTL {client} from the client, {server} from the server",
                ko: "TTL은 클라이언트 쪽 {client}, 서버 쪽 {server}"),
        }
    }
}

fn taken(position: Position, lang: Language) -> String {
    match position {
        Position::NearClient => say!(lang, en: "taken near the client", ko: "클라이언트 가까이에서 캡처"),
        Position::NearServer => say!(lang, en: "taken near the server", ko: "서버 가까이에서 캡처"),
        Position::BothNear => say!(lang,
            en: "where it was taken: unknown, both ends are near",
            ko: "캡처한 위치는 알 수 없음: 양쪽이 모두 가깝다"),
        Position::Between => say!(lang,
            en: "taken between client and server", ko: "클라이언트와 서버 사이에서 캡처"),
        Position::OnRouter => {
            say!(lang, en: "taken on a router between them", ko: "둘 사이의 라우터에서 캡처")
        }
        Position::Unknown => say!(lang, en: "where it was taken: unknown", ko: "캡처한 위치는 알 수 없음"),
    }
}

/// A word of a command line, quoted for a POSIX shell if it must be.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./=:,@%+~".contains(c) || !c.is_ascii();
    if !word.is_empty() && !word.starts_with('~') && word.chars().all(plain) {
        return if word.starts_with('-') && word != "-" { format!("./{word}") } else { word.to_owned() };
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

fn folded(segments: u64, client: (u64, u64), server: (u64, u64), acks: u64, lang: Language) -> String {
    let mut parts = Vec::new();
    for ((bytes, sent), side) in [(client, Side::Client), (server, Side::Server)] {
        if sent == 0 {
            continue;
        }
        let who = Word::from(side).text(lang);
        let size = Phrase::Size(bytes).text(lang);
        parts.push(if sent == 1 {
            say!(lang, en: "{who} {size}", ko: "{who} {size}")
        } else {
            say!(lang, en: "{who} {size} in {sent} segments", ko: "{who} {size}(세그먼트 {sent}개)")
        });
    }
    if acks == 1 {
        parts.push(say!(lang, en: "1 bare ACK", ko: "데이터 없는 ACK 1개"));
    } else if acks > 1 {
        parts.push(say!(lang, en: "{acks} bare ACKs", ko: "데이터 없는 ACK {acks}개"));
    }
    let list = parts.join(", ");
    if segments == 1 {
        return list;
    }
    say!(lang, en: "{segments} segments: {list}", ko: "세그먼트 {segments}개: {list}")
}

/// How sure, with what hindsight says: "inferred, confirmed by frame 7".
pub(crate) fn evidence(evidence: Evidence, verdict: Option<Verdict>, lang: Language) -> String {
    let Some(verdict) = verdict else {
        return Word::from(evidence).text(lang).to_owned();
    };
    let n = verdict.frame;
    match verdict.kind {
        VerdictKind::Confirmed => say!(lang, en: "confirmed by frame {n}", ko: "{n}번 프레임으로 확인"),
        VerdictKind::Contradicted => {
            let first = Word::from(evidence).text(lang);
            say!(lang, en: "{first}, contradicted by frame {n}", ko: "{first}, {n}번 프레임으로 반증")
        }
    }
}

/// A container's format as people call it.
pub(crate) fn format_name(format: Format) -> &'static str {
    match format {
        Format::Pcap => "pcap",
        Format::PcapNanoseconds => "pcap (nanoseconds)",
        Format::PcapModified => "pcap (modified)",
        Format::Pcapng => "pcapng",
    }
}

/// A container's format, and how the file is compressed if it is.
pub(crate) fn container(format: Format, compressed: Option<Compression>, lang: Language) -> String {
    let format = format_name(format);
    match compressed.map(Compression::name) {
        None => format.to_owned(),
        Some(how) => say!(lang, en: "{format}, compressed with {how}", ko: "{format}({how} 압축)"),
    }
}

/// What a frame without TCP carries, as people call it.
pub(crate) fn protocol(other: Other, lang: Language) -> &'static str {
    let (english, korean) = match other {
        Other::Arp => ("ARP", "ARP"),
        Other::Udp => ("UDP", "UDP"),
        Other::Icmp => ("ICMP", "ICMP"),
        Other::Icmpv6 => ("ICMPv6", "ICMPv6"),
        Other::Igmp => ("IGMP", "IGMP"),
        Other::Sctp => ("SCTP", "SCTP"),
        Other::Ip => ("IP with another protocol", "다른 프로토콜을 담은 IP"),
        Other::Fragment => ("IP fragments", "IP 단편"),
        Other::BadTcp => ("TCP header cut or malformed", "잘렸거나 잘못된 TCP 헤더"),
        Other::BadIp => ("IP header cut or malformed", "잘렸거나 잘못된 IP 헤더"),
        Other::Link => ("other link-layer frames", "그 밖의 링크 계층 프레임"),
        Other::UnknownLink => ("link layer not read here", "해석하지 않는 링크 계층"),
        Other::Cut => ("cut inside the link header", "링크 헤더가 잘린 프레임"),
    };
    match lang {
        Language::English => english,
        Language::Korean => korean,
    }
}

/// A number with commas between thousands.
pub(crate) fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A length of time as a reader writes it, rounded: "0.037 ms", "1.250 s". Every length of time is printed by this.
pub(crate) fn span(nanos: i128, lang: Language) -> String {
    let sign = if nanos < 0 { "-" } else { "" };
    let nanos = printed(nanos).unsigned_abs();
    if nanos < SECOND {
        return format!("{sign}{}.{:03} ms", nanos / 1_000_000, nanos / 1_000 % 1_000);
    }
    let (whole, part) = (nanos / SECOND, nanos / 1_000_000 % 1_000);
    say!(lang, en: "{sign}{whole}.{part:03} s", ko: "{sign}{whole}.{part:03}초")
}

const SECOND: u128 = 1_000_000_000;

/// Nanoseconds to the place to which [`span`] prints them: microseconds below a second, else milliseconds.
pub(super) fn printed(nanos: i128) -> i128 {
    let to = |unit: i128| {
        let half = if nanos < 0 { -unit / 2 } else { unit / 2 };
        nanos.saturating_add(half) / unit * unit
    };
    let micros = to(1_000);
    if micros.unsigned_abs() < SECOND { micros } else { to(1_000_000) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(2_422_455), "2,422,455");
    }

    #[test]
    fn a_file_name_is_quoted_for_a_shell_only_if_it_must_be() {
        assert_eq!(quoted("a/b-c_1.pcapng"), "a/b-c_1.pcapng");
        assert_eq!(quoted("-"), "-");
        assert_eq!(quoted("-x.pcap"), "./-x.pcap");
        assert_eq!(quoted("my trace.pcap"), "'my trace.pcap'");
        assert_eq!(quoted("it's;rm"), "'it'\\''s;rm'");
        assert_eq!(quoted("캡처.pcap"), "캡처.pcap");
        assert_eq!(quoted(""), "''");
    }

    #[test]
    fn lengths_of_time_keep_a_readable_unit() {
        assert_eq!(span(37_000, Language::English), "0.037 ms");
        assert_eq!(span(21_708, Language::English), "0.022 ms");
        assert_eq!(span(999_999_600, Language::English), "1.000 s");
        assert_eq!(span(1_250_400_000, Language::English), "1.250 s");
        assert_eq!(span(-5_000_000, Language::English), "-5.000 ms");
        assert_eq!(span(1_250_400_000, Language::Korean), "1.250초");
    }

    #[test]
    fn folded_segments_say_who_sent_how_much() {
        let phrase = Phrase::Folded { segments: 4, client: (78, 1), server: (2896, 2), acks: 1 };
        assert_eq!(
            phrase.text(Language::English),
            "4 segments: client 78 bytes, server 2896 bytes in 2 segments, 1 bare ACK"
        );
    }
}
