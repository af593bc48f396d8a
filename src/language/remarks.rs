//! What is to be said about a capture itself: damage, cuts, clocks, checksums, doubled frames.

use super::Language;
use super::screen::grouped;
use crate::capture::{Damage, DamageKind, Fault};

/// A remark about a capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark<'a> {
    /// The container is damaged.
    Damage(&'a Damage),
    /// … and in so many more places.
    MoreDamage(u64),
    /// Frames cut by the snap length.
    Cut {
        /// How many.
        count: u64,
        /// The first.
        first: u64,
    },
    /// Frames without a time.
    Untimed {
        /// How many.
        count: u64,
    },
    /// The clock goes backwards.
    Backwards {
        /// How often.
        count: u64,
        /// At which frame first.
        first: u64,
    },
    /// Frames recorded twice.
    Doubled {
        /// How many.
        count: u64,
        /// The first.
        first: u64,
    },
    /// TCP checksums that are wrong.
    ChecksumBad {
        /// How many.
        count: u64,
        /// The first.
        first: u64,
    },
    /// TCP checksums left to the network card.
    ChecksumUnfinished {
        /// How many.
        count: u64,
        /// The first.
        first: u64,
    },
    /// Frames that the capturing system dropped, as the container states.
    Dropped {
        /// How many.
        count: u64,
    },
}

impl Remark<'_> {
    /// Every name that [`code`](Self::code) gives.
    pub const CODES: &'static [&'static str] = &[
        "container_cut",
        "container_length",
        "container_block",
        "container_interface",
        "container_compression",
        "container_expansion",
        "container_more",
        "frames_cut",
        "frames_untimed",
        "clock_backwards",
        "frames_doubled",
        "checksum_bad",
        "checksum_unfinished",
        "frames_dropped",
    ];

    /// A stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Damage(damage) => match damage.kind {
                DamageKind::Cut { .. } => "container_cut",
                DamageKind::Length { .. } => "container_length",
                DamageKind::Block { .. } => "container_block",
                DamageKind::Interface { .. } => "container_interface",
                DamageKind::Compression { .. } => "container_compression",
                DamageKind::Expansion { .. } => "container_expansion",
            },
            Self::MoreDamage(_) => "container_more",
            Self::Cut { .. } => "frames_cut",
            Self::Untimed { .. } => "frames_untimed",
            Self::Backwards { .. } => "clock_backwards",
            Self::Doubled { .. } => "frames_doubled",
            Self::ChecksumBad { .. } => "checksum_bad",
            Self::ChecksumUnfinished { .. } => "checksum_unfinished",
            Self::Dropped { .. } => "frames_dropped",
        }
    }

    /// The sentence, in one language.
    pub fn text(&self, lang: Language) -> String {
        match self {
            Self::Damage(damage) => self::damage(damage, lang),
            Self::MoreDamage(count) => {
                let (n, places) = (grouped(*count), plural(*count, "place", "places"));
                say!(lang,
                    en: "the file is damaged in {n} more {places}",
                    ko: "파일이 손상된 곳이 {n}군데 더 있다")
            }
            Self::Cut { count, first } => {
                let n = grouped(*count);
                let frames = plural(*count, "frame", "frames");
                say!(lang,
                    en: "cut by the snap length: {n} {frames} (the first is {first}); what was cut off is not judged",
                    ko: "캡처 길이 제한(snap length)으로 잘린 프레임 {n}개(첫 번째는 프레임 {first}). 잘린 부분은 판단하지 않는다")
            }
            Self::Untimed { count } => {
                let n = grouped(*count);
                let frames = plural(*count, "frame", "frames");
                say!(lang,
                    en: "without a time: {n} {frames}; the format has none for them",
                    ko: "시각이 없는 프레임 {n}개. 이 형식에는 시각이 기록되지 않는다")
            }
            Self::Backwards { count, first } => {
                let n = grouped(*count);
                let times = plural(*count, "time", "times");
                say!(lang,
                    en: "the clock goes backwards {n} {times} (first at frame {first}): the order in the file is not the order of time",
                    ko: "시각이 거꾸로 가는 곳이 {n}군데 있다(첫 번째는 프레임 {first}). 파일의 순서가 시간 순서와 다르다")
            }
            Self::Doubled { count, first } => {
                let n = grouped(*count);
                let frames = plural(*count, "frame", "frames");
                say!(lang,
                    en: "recorded twice: {n} {frames} (the first is {first}), equal to a frame just before to the last bit, IP identification included: doubled by the capture, not sent again",
                    ko: "중복 기록된 프레임 {n}개(첫 번째는 프레임 {first}). IP 식별자까지 바로 앞의 프레임과 모든 비트가 같다. 다시 보낸 것이 아니라 캡처에서 중복된 것이다")
            }
            Self::ChecksumBad { count, first } => {
                let n = grouped(*count);
                let segments = plural(*count, "segment", "segments");
                say!(lang,
                    en: "TCP checksum wrong: {n} {segments} (the first in frame {first}); a receiver must drop such a segment (RFC 9293, 3.1)",
                    ko: "TCP 체크섬이 틀린 세그먼트 {n}개(첫 번째는 프레임 {first}). 받는 쪽은 이런 세그먼트를 버려야 한다 (RFC 9293, 3.1)")
            }
            Self::ChecksumUnfinished { count, first } => {
                let n = grouped(*count);
                let segments = plural(*count, "segment", "segments");
                say!(lang,
                    en: "TCP checksum unfinished: {n} {segments} (the first in frame {first}); the sender's network card was to complete it (offload), so nothing is wrong",
                    ko: "TCP 체크섬이 미완성인 세그먼트 {n}개(첫 번째는 프레임 {first}). 보낸 쪽의 네트워크 카드가 완성할 값이므로(offload) 문제가 아니다")
            }
            Self::Dropped { count } => {
                let n = grouped(*count);
                let frames = plural(*count, "frame", "frames");
                say!(lang,
                    en: "the capturing system dropped {n} {frames}: what is missing may just not have been captured",
                    ko: "캡처한 시스템이 프레임 {n}개를 놓쳤다. 보이지 않는 것은 캡처되지 않았을 뿐일 수 있다")
            }
        }
    }
}

fn plural(count: u64, one: &'static str, more: &'static str) -> &'static str {
    if count == 1 { one } else { more }
}

/// What is wrong where, and what was done about it.
fn damage(damage: &Damage, lang: Language) -> String {
    let (offset, after) = (damage.offset, damage.after_frame);
    match &damage.kind {
        DamageKind::Cut { needed, have } => say!(lang,
            en: "cut at offset {offset}, behind frame {after}: a record of {needed} bytes begins there and only {have} are left; everything before it was used",
            ko: "프레임 {after} 뒤, 오프셋 {offset}에서 파일이 잘렸다. {needed}바이트의 레코드가 시작되지만 {have}바이트만 남아 있다. 그 앞은 모두 사용했다"),
        DamageKind::Length { announced, bound, resumed: Some(resumed) } => say!(lang,
            en: "damaged at offset {offset}, behind frame {after}: a record announces {announced} bytes where at most {bound} are possible; reading went on at offset {resumed}",
            ko: "프레임 {after} 뒤, 오프셋 {offset}에서 파일이 손상되었다. 레코드의 길이가 {announced}바이트라고 하지만 최대 {bound}바이트까지 가능하다. 오프셋 {resumed}부터 이어서 읽었다"),
        DamageKind::Length { announced, bound, resumed: None } => say!(lang,
            en: "damaged at offset {offset}, behind frame {after}: a record announces {announced} bytes where at most {bound} are possible; nothing behind it could be read",
            ko: "프레임 {after} 뒤, 오프셋 {offset}에서 파일이 손상되었다. 레코드의 길이가 {announced}바이트라고 하지만 최대 {bound}바이트까지 가능하다. 그 뒤는 읽지 못했다"),
        DamageKind::Block { block_type } => say!(lang,
            en: "damaged at offset {offset}, behind frame {after}: a block of type {block_type:#010x} contradicts itself; it was skipped",
            ko: "프레임 {after} 뒤, 오프셋 {offset}에서 파일이 손상되었다. 종류가 {block_type:#010x}인 블록의 내용이 서로 어긋난다. 이 블록은 건너뛰었다"),
        DamageKind::Interface { index } => say!(lang,
            en: "damaged at offset {offset}, behind frame {after}: a packet names interface {index}, which no block describes; it was skipped",
            ko: "프레임 {after} 뒤, 오프셋 {offset}에서 파일이 손상되었다. 패킷이 가리키는 인터페이스 {index}번을 설명하는 블록이 없다. 이 패킷은 건너뛰었다"),
        kind @ (DamageKind::Compression { .. } | DamageKind::Expansion { .. }) => {
            let why = unpacking(kind, lang).unwrap_or_default();
            say!(lang,
                en: "ends at offset {offset} of the unpacked capture, behind frame {after}: {why}; everything unpacked before was used",
                ko: "압축을 푼 캡처가 프레임 {after} 뒤, 오프셋 {offset}에서 끝난다. {why}. 그 앞에서 푼 것은 모두 사용했다")
        }
    }
}

/// Why compressed data could not be unpacked further; `None` for damage of another kind.
pub(super) fn unpacking(kind: &DamageKind, lang: Language) -> Option<String> {
    Some(match kind {
        DamageKind::Compression { compression, fault, packed } => {
            let how = compression.name();
            match fault {
                Fault::Cut => say!(lang,
                    en: "the {how} data are cut after {packed} bytes",
                    ko: "{how} 데이터가 {packed}바이트에서 잘렸다"),
                Fault::Corrupt => say!(lang,
                    en: "the {how} data are corrupt at byte {packed} or before it, which shows only there",
                    ko: "{how} 데이터가 {packed}번째 바이트나 그 앞에서 손상되었다. 손상은 여기에서야 드러난다"),
                Fault::Unsupported => say!(lang,
                    en: "the {how} data need a dictionary or more memory than is allowed from byte {packed} on",
                    ko: "{how} 데이터를 {packed}번째 바이트부터 풀려면 사전이 필요하거나 허용된 것보다 많은 메모리가 필요하다"),
                Fault::Trailing => say!(lang,
                    en: "behind the {how} data, at byte {packed}, stands something else, which was not read",
                    ko: "{how} 데이터 뒤, {packed}번째 바이트에 다른 것이 있다. 그것은 읽지 않았다"),
            }
        }
        DamageKind::Expansion { compression, packed, bound } => {
            let (how, bound) = (compression.name(), grouped(*bound));
            say!(lang,
                en: "{packed} bytes of {how} data unpack to more than {bound} bytes, the most that is allowed for so few",
                ko: "{how} 데이터 {packed}바이트가 {bound}바이트보다 크게 풀린다. 이만한 데이터에 허용된 한도를 넘는다")
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::Compression;

    #[test]
    fn damage_names_its_place_and_what_was_done() {
        let damage = Damage {
            kind: DamageKind::Length { announced: 4_294_967_295, bound: 262_144, resumed: Some(300) },
            offset: 120,
            after_frame: 2,
            lost: None,
        };
        let remark = Remark::Damage(&damage);
        assert_eq!(remark.code(), "container_length");
        let english = remark.text(Language::English);
        assert!(english.contains("offset 120, behind frame 2") && english.contains("on at offset 300"));
        let korean = remark.text(Language::Korean);
        assert!(korean.contains("오프셋 120") && korean.contains("오프셋 300"));
    }

    #[test]
    fn data_that_cannot_be_unpacked_are_told_in_both_languages() {
        let text = |kind, lang| {
            let damage = Damage { kind, offset: 9_000, after_frame: 7, lost: None };
            Remark::Damage(&damage).text(lang)
        };
        let compression = Compression::Zstd;
        for fault in [Fault::Cut, Fault::Corrupt, Fault::Unsupported, Fault::Trailing] {
            let kind = DamageKind::Compression { compression, fault, packed: 1234 };
            for lang in [Language::English, Language::Korean] {
                let text = text(kind.clone(), lang);
                assert!(["zstd", "1234", "9000", "7"].iter().all(|part| text.contains(part)), "{text}");
            }
        }
        let kind = DamageKind::Expansion { compression, packed: 2000, bound: 2_000_000 };
        assert_eq!(
            text(kind.clone(), Language::English),
            "ends at offset 9000 of the unpacked capture, behind frame 7: 2000 bytes of zstd data unpack to more than \
             2,000,000 bytes, the most that is allowed for so few; everything unpacked before was used"
        );
        assert!(text(kind, Language::Korean).contains("2,000,000바이트보다 크게"));
    }
}
