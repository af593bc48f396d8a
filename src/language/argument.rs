//! What may stand in a sentence: how each kind of argument is spoken in each language.
//!
//! A number is itself; a side, a rule or a list of control bits depends on the language. The few newtypes here carry
//! what a bare number would lose: that it counts bytes, that it is a length of time, or how a sum was made.

use super::serialised::Part;
use super::{Language, Message, fields, tunnel};
use crate::connection::{ConnId, Errno, Evidence, Offered, Seq, Side, SideSummary, State, Variable};
use crate::dissect::FieldId;
use crate::dissect::tunnel::Layer;
use serde::{Serialize, Serializer};
use std::fmt::Write as _;
use std::net::IpAddr;

/// A message's argument.
pub(crate) trait Argument: Serialize {
    /// As it stands in a sentence.
    fn spoken(&self, lang: Language) -> String;

    /// As it stands in a message for programs.
    fn part(&self) -> Part<'_> {
        Part::of(self)
    }
}

/// A count of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Amount(pub u64);

/// Data of a side: each byte counted once, and what came again beside: sent again, or doubled by the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Transfer {
    /// Bytes, each counted once.
    pub once: u64,
    /// Bytes that repeat others.
    pub again: u64,
}

impl Transfer {
    /// What a side sent.
    pub fn of(side: &SideSummary) -> Self {
        Self { once: side.unique_bytes, again: side.repeated_bytes() }
    }
}

/// A length of time in nanoseconds; in the report a number of seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span(pub i64);

/// Several lengths of time in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Spans(pub Vec<Span>);

/// A count of segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Segments(pub u64);

/// How often something was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Times(pub u32);

/// Frames by their numbers, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct FrameList(pub Vec<u64>);

/// A count of packets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Packets(pub u32);

/// How many routers away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Hops(pub u8);

/// A number behind what a segment occupies: `from` + 1 for SYN + data + 1 for FIN, modulo 2^32 (RFC 9293, 3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// Where it begins.
    pub from: u32,
    /// Does SYN count?
    pub syn: bool,
    /// Bytes of data.
    pub data: u32,
    /// Does FIN count?
    pub fin: bool,
}

/// Control bits by name, as in `SYN, ACK`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Bits(pub u16);

impl Span {
    /// Both together, as their printed lengths add up: each is rounded as it is printed.
    pub fn both(self, other: Self) -> Self {
        let sum = super::screen::printed(i128::from(self.0)) + super::screen::printed(i128::from(other.0));
        Self(i64::try_from(sum).unwrap_or(i64::MAX))
    }
}

impl Sum {
    /// What it comes to.
    pub fn total(self) -> u32 {
        self.from.wrapping_add(u32::from(self.syn)).wrapping_add(self.data).wrapping_add(u32::from(self.fin))
    }

    /// Does it run over 2^32 and begin again at 0?
    pub fn wraps(self) -> bool {
        self.total() < self.from
    }
}

impl Bits {
    /// From the least significant bit.
    const NAMES: [&str; 9] = ["FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "AE"];

    /// The names of the bits that are set: SYN, FIN, RST and PSH first, then ACK, as people speak them.
    pub fn names(self) -> Vec<&'static str> {
        const ORDER: [usize; 9] = [1, 0, 2, 3, 4, 5, 6, 7, 8];
        ORDER
            .into_iter()
            .filter(|bit| self.0 & (1 << bit) != 0)
            .filter_map(|bit| Self::NAMES.get(bit).copied())
            .collect()
    }
}

/// Runs of frames that are named; the rest becomes an ellipsis.
const RUNS: usize = 6;

impl Argument for FrameList {
    fn spoken(&self, _: Language) -> String {
        let mut runs: Vec<(u64, u64)> = Vec::new();
        for &frame in &self.0 {
            match runs.last_mut() {
                Some((_, last)) if frame == *last + 1 => *last = frame,
                _ => runs.push((frame, frame)),
            }
        }
        let mut words: Vec<String> = runs
            .iter()
            .take(RUNS)
            .map(|&(first, last)| match last - first {
                0 => first.to_string(),
                1 => format!("{first}, {last}"),
                _ => format!("{first}–{last}"),
            })
            .collect();
        if runs.len() > RUNS {
            words.push("…".to_owned());
        }
        words.join(", ")
    }
}

impl Argument for Amount {
    fn spoken(&self, lang: Language) -> String {
        let n = self.0;
        match (lang, n) {
            (Language::English, 1) => "1 byte".to_owned(),
            (Language::English | Language::Korean, _) => {
                say!(lang, en: "{n} bytes", ko: "{n}바이트")
            }
        }
    }
}

impl Argument for Segments {
    fn spoken(&self, lang: Language) -> String {
        match (lang, self.0) {
            (Language::English, 1) => "1 segment".to_owned(),
            (Language::English | Language::Korean, n) => say!(lang, en: "{n} segments", ko: "세그먼트 {n}개"),
        }
    }
}

/// A layer around a packet, without the addresses that stand before it.
impl Argument for Layer {
    fn spoken(&self, lang: Language) -> String {
        tunnel::layer(&Self { ends: None, ..*self }, lang)
    }
}

impl Serialize for FieldId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Argument for FieldId {
    fn spoken(&self, lang: Language) -> String {
        fields::label(*self, lang).to_owned()
    }
}

impl Argument for Transfer {
    fn spoken(&self, lang: Language) -> String {
        let (once, again) = (Amount(self.once).spoken(lang), self.again);
        if again == 0 {
            return once;
        }
        say!(lang, en: "{once}, {again} repeated", ko: "{once}(반복 {again}바이트)")
    }
}

impl Argument for Span {
    /// In the unit that keeps it readable, as everywhere: [`span`](super::screen::span).
    fn spoken(&self, lang: Language) -> String {
        super::screen::span(i128::from(self.0), lang)
    }
}

impl Argument for Spans {
    fn spoken(&self, lang: Language) -> String {
        let all: Vec<String> = self.0.iter().map(|span| span.spoken(lang)).collect();
        all.join(", ")
    }
}

impl Serialize for Span {
    #[allow(clippy::cast_precision_loss)] // seconds with nine places: exact below 2^53 ns, 104 days
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0 as f64 / 1e9)
    }
}

impl Argument for Times {
    fn spoken(&self, lang: Language) -> String {
        let n = self.0;
        match (lang, n) {
            (Language::English, 1) => "once".to_owned(),
            (Language::English, 2) => "twice".to_owned(),
            (Language::English | Language::Korean, _) => say!(lang, en: "{n} times", ko: "{n}번"),
        }
    }
}

impl Argument for Packets {
    fn spoken(&self, lang: Language) -> String {
        let n = self.0;
        match (lang, n) {
            (Language::English, 1) => "1 packet".to_owned(),
            (Language::English | Language::Korean, _) => say!(lang, en: "{n} packets", ko: "{n}개"),
        }
    }
}

impl Argument for Hops {
    fn spoken(&self, lang: Language) -> String {
        let n = self.0;
        match n {
            0 => say!(lang, en: "on the same link", ko: "같은 링크에서"),
            1 => say!(lang, en: "one hop away", ko: "1홉 떨어진 곳에서"),
            _ => say!(lang, en: "{n} hops away", ko: "{n}홉 떨어진 곳에서"),
        }
    }
}

impl Argument for Sum {
    fn spoken(&self, lang: Language) -> String {
        let mut out = self.from.to_string();
        if self.syn {
            out.push_str(" + 1 (SYN)");
        }
        if self.data > 0 {
            let data = self.data;
            out.push_str(&say!(lang, en: " + {data} (data)", ko: " + {data} (데이터)"));
        }
        if self.fin {
            out.push_str(" + 1 (FIN)");
        }
        if self.wraps() {
            out.push_str(" - 2^32");
        }
        out
    }
}

impl Argument for Bits {
    fn spoken(&self, lang: Language) -> String {
        let names = self.names();
        if names.is_empty() {
            return say!(lang, en: "none", ko: "없음");
        }
        names.join(", ")
    }
}

impl Argument for Offered {
    fn spoken(&self, lang: Language) -> String {
        let data = say!(lang, en: "data", ko: "데이터");
        let names: Vec<&str> =
            self.names().map(|name| if name == "data" { data.as_str() } else { name }).collect();
        names.join(", ")
    }
}

impl Argument for Side {
    fn spoken(&self, lang: Language) -> String {
        match self {
            Self::Client => say!(lang, en: "client", ko: "클라이언트"),
            Self::Server => say!(lang, en: "server", ko: "서버"),
        }
    }
}

impl Argument for Evidence {
    fn spoken(&self, lang: Language) -> String {
        match self {
            Self::Observed => say!(lang, en: "observed", ko: "관측"),
            Self::Confirmed => say!(lang, en: "confirmed", ko: "확인"),
            Self::Inferred => say!(lang, en: "inferred", ko: "추정"),
            Self::Unknown => say!(lang, en: "not visible", ko: "헤더로는 알 수 없음"),
            Self::Contradicted => say!(lang, en: "contradicted", ko: "반증"),
        }
    }
}

impl Argument for Message {
    fn spoken(&self, lang: Language) -> String {
        self.text(lang)
    }
}

impl<T: Argument + ?Sized> Argument for Box<T> {
    fn spoken(&self, lang: Language) -> String {
        (**self).spoken(lang)
    }
}

/// A list, as in "a; b; c".
impl<T: Argument> Argument for Vec<T> {
    fn spoken(&self, lang: Language) -> String {
        let mut out = String::new();
        for (i, item) in self.iter().enumerate() {
            let gap = if i == 0 { "" } else { "; " };
            // Writing into a String cannot fail.
            let _ = write!(out, "{gap}{}", item.spoken(lang));
        }
        out
    }
}

/// Arguments that read the same in every language; behind `=>` how programs read them, where that is simple.
macro_rules! plain {
    ($($type:ty $(=> $it:ident $part:expr)?),* $(,)?) => {
        $(impl Argument for $type {
            fn spoken(&self, _lang: Language) -> String {
                self.to_string()
            }

            $(fn part(&self) -> Part<'_> {
                let $it = self;
                $part
            })?
        })*
    };
}

plain!(
    u8 => it Part::Number((*it).into()),
    u16 => it Part::Number((*it).into()),
    u32 => it Part::Number((*it).into()),
    u64 => it Part::Number(*it),
    String => it Part::Text(it),
    usize,
    i64,
    char,
    IpAddr,
    State,
    Seq,
);

impl Argument for &'static str {
    fn spoken(&self, _lang: Language) -> String {
        (*self).to_owned()
    }

    fn part(&self) -> Part<'_> {
        Part::Text(self)
    }
}

impl Argument for Variable {
    fn spoken(&self, _lang: Language) -> String {
        self.name().to_owned()
    }
}

impl Argument for Errno {
    fn spoken(&self, _lang: Language) -> String {
        self.name().to_owned()
    }
}

impl Argument for ConnId {
    fn spoken(&self, _lang: Language) -> String {
        self.0.to_string()
    }
}

/// A value to try a message with.
#[cfg(test)]
pub(crate) trait Sample {
    fn sample() -> Self;
}

#[cfg(test)]
mod samples {
    use super::*;
    use std::net::Ipv4Addr;

    macro_rules! sample {
        ($($type:ty = $value:expr),* $(,)?) => {
            $(impl Sample for $type {
                fn sample() -> Self { $value }
            })*
        };
    }

    sample! {
        u8 = 3, u16 = 80, u32 = 181_774_097, u64 = 17, usize = 54, i64 = -5, char = '%',
        &'static str = "gzip",
        String = "10.37.1.80:80".to_owned(),
        IpAddr = IpAddr::V4(Ipv4Addr::new(10, 37, 1, 80)),
        State = State::SynSent,
        Seq = Seq(7),
        Variable = Variable::SndNxt,
        Errno = Errno::Refused,
        crate::connection::Rule = crate::connection::Rule::SynSent,
        crate::connection::Outcome = crate::connection::Outcome::Refused,
        crate::connection::CloseKind = crate::connection::CloseKind::Orderly,
        ConnId = ConnId(2),
        Side = Side::Server,
        Evidence = Evidence::Inferred,
        Amount = Amount(40),
        Transfer = Transfer { once: 40, again: 3 },
        Segments = Segments(3),
        FieldId = FieldId::Udp,
        Layer = Layer { kind: crate::dissect::tunnel::Kind::Vxlan, number: Some(42), ends: None },
        Span = Span(22_000),
        Spans = Spans(vec![Span(218_000_000), Span(436_000_000)]),
        Times = Times(3),
        Packets = Packets(5),
        Hops = Hops(1),
        FrameList = FrameList(vec![3, 4, 7]),
        Sum = Sum { from: 100, syn: true, data: 5, fin: true },
        Bits = Bits(0x012),
        Offered = Offered::ECN,
    }

    impl<T: Sample> Sample for Box<T> {
        fn sample() -> Self {
            Box::new(T::sample())
        }
    }

    impl<T: Sample> Sample for Vec<T> {
        fn sample() -> Self {
            vec![T::sample(), T::sample()]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_shows_only_what_counts_and_says_where_it_wraps() {
        let sum = |from, syn, data, fin| Sum { from, syn, data, fin };
        let en = |s: Sum| s.spoken(Language::English);
        assert_eq!(en(sum(100, true, 0, false)), "100 + 1 (SYN)");
        assert_eq!(en(sum(100, false, 5, true)), "100 + 5 (data) + 1 (FIN)");
        assert_eq!(en(sum(100, false, 0, false)), "100");
        let round = sum(u32::MAX, false, 2, false);
        assert_eq!(round.total(), 1);
        assert_eq!(en(round), "4294967295 + 2 (data) - 2^32");
    }

    #[test]
    fn control_bits_are_named_as_people_say_them() {
        assert_eq!(Bits(0x012).spoken(Language::English), "SYN, ACK");
        assert_eq!(Bits(0x011).spoken(Language::English), "FIN, ACK");
        assert_eq!(Bits(0x018).spoken(Language::Korean), "PSH, ACK");
        assert_eq!(Bits(0x0c2).spoken(Language::English), "SYN, ECE, CWR");
        assert_eq!(Bits(0).spoken(Language::Korean), "없음");
    }

    #[test]
    fn time_is_spoken_in_the_unit_that_reads_well() {
        assert_eq!(Span(22_000).spoken(Language::English), "0.022 ms");
        assert_eq!(Span(-1_500_000).spoken(Language::English), "-1.500 ms");
        assert_eq!(Span(3_020_000_000).spoken(Language::Korean), "3.020초");
    }

    #[test]
    fn one_byte_is_singular_in_english_only() {
        assert_eq!(Amount(1).spoken(Language::English), "1 byte");
        assert_eq!(Amount(1).spoken(Language::Korean), "1바이트");
        assert_eq!(Times(1).spoken(Language::English), "once");
        assert_eq!(Times(1).spoken(Language::Korean), "1번");
    }
}
