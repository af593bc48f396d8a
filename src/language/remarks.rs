//! What is to be said about a capture itself: damage, cuts, clocks, checksums, doubled frames.
//!
//! A remark is data until somebody asks for its [sentence](Remark::text): a survey finds it once, and whoever writes
//! chooses the language.

use super::Language;
use super::screen::grouped;
use crate::capture::{Damage, DamageKind, Fault};
use crate::connection::Endpoint;
use std::net::Ipv4Addr;

/// A remark about a capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// The container is damaged.
    Damage(Damage),
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
    /// SYNs that stand behind their answers.
    SynFiledLate {
        /// How many.
        count: u64,
        /// The first.
        syn: u64,
        /// Its answer.
        answer: u64,
    },
    /// Packets that the network doubled, as their receivers say.
    NetworkDoubled {
        /// How many.
        count: u64,
        /// The first of them, each with the frame of the D-SACK.
        frames: Vec<(u64, u64)>,
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
    /// Bytes that were acknowledged and that the capture does not show.
    Missed {
        /// In how many places.
        count: u64,
        /// The frame that first tells of one.
        first: u64,
        /// How many bytes.
        bytes: u64,
    },
    /// Connections of which one direction was captured.
    OneSided {
        /// How many.
        count: u64,
        /// The first frame of the first.
        first: u64,
    },
    /// Segments seen before and behind a router.
    Routed {
        /// How many.
        count: u64,
        /// The first.
        first: u64,
    },
    /// Segments seen at two interfaces or in two VLANs.
    Elsewhere {
        /// How many.
        count: u64,
        /// The first.
        first: u64,
    },
    /// Segments sent again.
    SentAgain {
        /// How many.
        count: u64,
        /// The first.
        first: u64,
    },
    /// Segments that were overtaken.
    Overtaken {
        /// How many.
        count: u64,
        /// The first.
        first: u64,
    },
    /// Segments too large to have travelled as they are.
    Oversized {
        /// How many.
        count: u64,
        /// The first.
        first: u64,
    },
    /// Answers that grant nothing, of servers that grant others.
    BareAnswers {
        /// How many.
        count: u64,
        /// The first.
        first: u64,
    },
    /// An address that ARP asks for and nobody has.
    NobodyHasAddress {
        /// The address.
        address: Ipv4Addr,
        /// How often it was asked for.
        count: u64,
        /// The first time.
        first: u64,
    },
    /// Two connections that are one, seen on both sides of an address translator.
    Translated {
        /// Their numbers.
        connections: [u32; 2],
        /// Sender and receiver of the SYN in each.
        ends: [[Endpoint; 2]; 2],
        /// Is the SYN's timestamp the same?
        stamp: bool,
        /// Is its identification?
        identification: bool,
        /// Is the first number of the answer?
        answer: bool,
    },
    /// … and so many more pairs.
    MoreTranslated {
        /// How many.
        count: u64,
    },
    /// Half-open connections that had to be forgotten.
    Forgotten {
        /// How many.
        count: u64,
    },
    /// Connections whose gaps and repeats were not followed to their end.
    LetGo {
        /// How many.
        count: u64,
        /// The most that are followed at a time.
        bound: u64,
    },
    /// Fragments that bring other bytes for the same place.
    FragmentsConflict {
        /// How many datagrams.
        count: u64,
        /// The frame that completed the first.
        first: u64,
    },
    /// Fragments that bring the same bytes twice.
    FragmentsOverlap {
        /// How many datagrams.
        count: u64,
        /// The frame that completed the first.
        first: u64,
    },
    /// Datagrams that are not whole.
    FragmentsMissing {
        /// How many.
        count: u64,
        /// The first fragment of the first.
        first: u64,
    },
    /// Frames that the capturing system dropped, as the container states.
    Dropped {
        /// How many.
        count: u64,
    },
}

impl Remark {
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
        "syn_filed_late",
        "network_doubled",
        "checksum_bad",
        "checksum_unfinished",
        "lost_by_capture",
        "one_sided",
        "seen_behind_router",
        "seen_elsewhere",
        "sent_again",
        "reordered",
        "offload_oversized",
        "syn_cookies_possible",
        "arp_unanswered",
        "address_translated",
        "address_translated_more",
        "half_open_forgotten",
        "quality_bounded",
        "fragments_conflict",
        "fragments_overlap",
        "fragments_missing",
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
            Self::SynFiledLate { .. } => "syn_filed_late",
            Self::NetworkDoubled { .. } => "network_doubled",
            Self::ChecksumBad { .. } => "checksum_bad",
            Self::ChecksumUnfinished { .. } => "checksum_unfinished",
            Self::Missed { .. } => "lost_by_capture",
            Self::OneSided { .. } => "one_sided",
            Self::Routed { .. } => "seen_behind_router",
            Self::Elsewhere { .. } => "seen_elsewhere",
            Self::SentAgain { .. } => "sent_again",
            Self::Overtaken { .. } => "reordered",
            Self::Oversized { .. } => "offload_oversized",
            Self::BareAnswers { .. } => "syn_cookies_possible",
            Self::NobodyHasAddress { .. } => "arp_unanswered",
            Self::Translated { .. } => "address_translated",
            Self::MoreTranslated { .. } => "address_translated_more",
            Self::Forgotten { .. } => "half_open_forgotten",
            Self::LetGo { .. } => "quality_bounded",
            Self::FragmentsConflict { .. } => "fragments_conflict",
            Self::FragmentsOverlap { .. } => "fragments_overlap",
            Self::FragmentsMissing { .. } => "fragments_missing",
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
            Self::SynFiledLate { count: 1, syn, answer } => say!(lang,
                en: "filed out of order: the SYN of frame {syn} stands behind its answer, frame {answer}",
                ko: "기록 순서가 바뀜: {syn}번 프레임의 SYN이 응답({answer}번 프레임)보다 뒤에 있다"),
            Self::SynFiledLate { count, syn, answer } => {
                let n = grouped(*count);
                say!(lang,
                    en: "filed out of order: {n} SYNs stand behind their answers (the first in frame {syn}, its answer in frame {answer})",
                    ko: "기록 순서가 바뀜: SYN {n}개가 응답보다 뒤에 있다(첫 번째는 프레임 {syn}, 그 응답은 프레임 {answer})")
            }
            Self::NetworkDoubled { count, frames } => {
                let list = |which: fn(&(u64, u64)) -> u64| {
                    let mut names: Vec<String> = frames.iter().map(|pair| which(pair).to_string()).collect();
                    if (frames.len() as u64) < *count {
                        names.push("…".to_owned());
                    }
                    names.join(", ")
                };
                let (n, doubles, reports) = (grouped(*count), list(|pair| pair.0), list(|pair| pair.1));
                let word = plural(*count, "frame", "frames");
                say!(lang,
                    en: "doubled: {n} {word} ({doubles}); D-SACK ({word} {reports}) proves that the network did it",
                    ko: "복제된 프레임 {n}개({doubles}). 네트워크가 복제했음을 D-SACK(프레임 {reports})이 증명한다")
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
            Self::Missed { count, first, bytes } => {
                let (n, bytes) = (grouped(*count), grouped(*bytes));
                let places = plural(*count, "place", "places");
                say!(lang,
                    en: "lost by the capture, not by the network: in {n} {places} (first told by frame {first}) {bytes} bytes are acknowledged that no frame here carries; they were sent and arrived, so do not look for a loss there",
                    ko: "네트워크가 아니라 캡처가 놓친 것: {n}군데(처음 알리는 것은 프레임 {first})에서 어느 프레임에도 없는 {bytes}바이트가 확인되었다. 보내졌고 도착했으므로 손실이 아니다")
            }
            Self::OneSided { count, first } => {
                let n = grouped(*count);
                let connections = plural(*count, "connection", "connections");
                say!(lang,
                    en: "one direction only: {n} {connections} (the first begins in frame {first}); what the other side sent is known only as far as it is acknowledged. The capture point, a filter, or a route back that passes elsewhere may be why",
                    ko: "한쪽 방향만 캡처된 커넥션 {n}개(첫 번째는 프레임 {first}에서 시작). 다른 쪽이 보낸 것은 확인된 만큼만 알 수 있다. 캡처한 위치나 필터 때문이거나, 돌아오는 길이 다른 곳을 지나기 때문일 수 있다")
            }
            Self::Routed { count, first } => {
                let n = grouped(*count);
                let segments = plural(*count, "segment", "segments");
                say!(lang,
                    en: "captured before and behind a router: {n} {segments} (the first in frame {first}), the same but for a smaller time to live; each is one segment seen twice, not sent again",
                    ko: "라우터 앞과 뒤에서 모두 캡처된 세그먼트 {n}개(첫 번째는 프레임 {first}). TTL만 다르고 나머지는 같다. 세그먼트 하나를 두 번 본 것이지 다시 보낸 것이 아니다")
            }
            Self::Elsewhere { count, first } => {
                let n = grouped(*count);
                let segments = plural(*count, "segment", "segments");
                say!(lang,
                    en: "captured at two points of one link: {n} {segments} (the first in frame {first}), the same IP packet in another link-layer header (interface, VLAN or MAC address); not sent again",
                    ko: "한 링크의 두 지점에서 캡처된 세그먼트 {n}개(첫 번째는 프레임 {first}). 같은 IP 패킷이고 링크 계층 헤더(인터페이스, VLAN, MAC 주소)만 다르다. 다시 보낸 것이 아니다")
            }
            Self::SentAgain { count, first } => {
                let n = grouped(*count);
                let segments = plural(*count, "segment", "segments");
                say!(lang,
                    en: "sent again: {n} {segments} with data or FIN (the first in frame {first}): lost by the network, or believed to be; explain says for each why",
                    ko: "다시 보낸 세그먼트 {n}개(데이터나 FIN, 첫 번째는 프레임 {first}). 네트워크에서 사라졌거나 그렇게 여긴 것이다. explain이 하나하나 이유를 말한다")
            }
            Self::Overtaken { count, first } => {
                let n = grouped(*count);
                let segments = plural(*count, "segment", "segments");
                say!(lang,
                    en: "out of order, not lost: {n} {segments} (the first in frame {first}); overtaken on the way, or filed in another order by the capture",
                    ko: "순서가 바뀐 세그먼트 {n}개(첫 번째는 프레임 {first}). 사라진 것이 아니라 오는 길에 앞질렸거나 캡처가 다른 순서로 기록했다")
            }
            Self::Oversized { count, first } => {
                let n = grouped(*count);
                let segments = plural(*count, "segment", "segments");
                say!(lang,
                    en: "larger than any packet on the wire: {n} {segments} (the first in frame {first}) carry more than their receiver's MSS; the network card cuts them up or puts them together (TSO, GRO, LRO), so count packets and sizes elsewhere",
                    ko: "실제 패킷보다 큰 세그먼트 {n}개(첫 번째는 프레임 {first}). 데이터가 받는 쪽의 MSS보다 많다. 네트워크 카드가 나누거나 합친다(TSO, GRO, LRO). 패킷의 수와 크기는 여기서 셀 수 없다")
            }
            Self::BareAnswers { count, first } => {
                let n = grouped(*count);
                let answers = plural(*count, "SYN, ACK", "SYN, ACKs");
                say!(lang,
                    en: "SYN cookies, perhaps: {n} {answers} (the first in frame {first}) grant neither window scale nor SACK although the same server grants them to others that ask; a server short of room answers so without keeping a socket. Several hosts behind one address look the same",
                    ko: "SYN 쿠키일 수 있음: SYN, ACK {n}개(첫 번째는 프레임 {first})가 윈도우 스케일도 SACK도 허용하지 않는다. 같은 서버가 다른 요청에는 허용했다. 자리가 모자란 서버는 소켓을 두지 않고 이렇게 답한다. 한 주소 뒤에 호스트가 여럿이어도 이렇게 보인다")
            }
            Self::NobodyHasAddress { address, count, first } => {
                let n = grouped(*count);
                say!(lang,
                    en: "nobody answers for {address}: ARP asks {n} times (first in frame {first}). What is meant for it is not sent at all, so a SYN to it can be missing without being lost; who checks whether an address is free asks in the same way",
                    ko: "{address}에 해당하는 호스트가 답하지 않는다. ARP로 {n}번 물었다(첫 번째는 프레임 {first}). 그쪽으로 갈 것은 아예 보내지지 않으므로 SYN이 없어도 사라진 것이 아니다. 주소가 비었는지 확인할 때도 이렇게 묻는다")
            }
            Self::Translated {
                connections: [one, other],
                ends: [[a, b], [c, d]],
                stamp,
                identification,
                answer,
            } => {
                let mut same = vec![say!(lang, en: "the client's first number", ko: "클라이언트의 첫 번호")];
                if *answer {
                    same.push(say!(lang, en: "the server's", ko: "서버의 첫 번호"));
                }
                if *stamp {
                    same.push(say!(lang, en: "the SYN's timestamp", ko: "SYN의 타임스탬프"));
                }
                if *identification {
                    same.push(say!(lang, en: "its IP identification", ko: "IP 식별자"));
                }
                let same = same.join(", ");
                say!(lang,
                    en: "connections {one} and {other} are one, captured on both sides of address translation: {a} → {b} is also {c} → {d} (the same: {same}); count it once",
                    ko: "커넥션 {one}번과 {other}번은 하나다. 주소 변환(NAT)의 양쪽에서 캡처되었다. {a} → {b}, {c} → {d}. 같은 것: {same}. 한 번만 세어야 한다")
            }
            Self::MoreTranslated { count } => {
                let n = grouped(*count);
                let pairs = plural(*count, "pair", "pairs");
                say!(lang,
                    en: "{n} more {pairs} of connections are one each, captured on both sides of address translation",
                    ko: "주소 변환(NAT)의 양쪽에서 캡처된 커넥션이 {n}쌍 더 있다")
            }
            Self::Forgotten { count } => {
                let n = grouped(*count);
                let connections = plural(*count, "connection", "connections");
                say!(lang,
                    en: "too many at once: {n} half-open {connections} had to be forgotten for lack of room, the oldest first; what came for them later counts as new",
                    ko: "한꺼번에 너무 많음: 자리가 모자라 반만 열린 커넥션 {n}개를 오래된 것부터 잊었다. 뒤에 온 것은 새 커넥션으로 센다")
            }
            Self::LetGo { count, bound } => {
                let (n, bound) = (grouped(*count), grouped(*bound));
                say!(lang,
                    en: "gaps and repeats are followed in {bound} connections at a time: {n} that began earlier were let go, so the counts above may be too small",
                    ko: "빈 곳과 재전송은 한 번에 커넥션 {bound}개까지 따라간다. 먼저 시작한 {n}개는 놓아 보냈으므로 위의 수는 실제보다 작을 수 있다")
            }
            Self::FragmentsConflict { count, first } => {
                let n = grouped(*count);
                let packets = plural(*count, "packet", "packets");
                say!(lang,
                    en: "IP fragments contradict each other: {n} {packets} (the first is complete in frame {first}); the bytes that came first are told, but receivers differ in which they take",
                    ko: "겹치는 IP 단편의 내용이 서로 다른 패킷 {n}개(첫 번째는 프레임 {first}에서 다 모였다). 먼저 온 바이트로 설명하지만, 받는 쪽이 어느 것을 쓰는지는 구현마다 다르다")
            }
            Self::FragmentsOverlap { count, first } => {
                let n = grouped(*count);
                let packets = plural(*count, "packet", "packets");
                say!(lang,
                    en: "IP fragments overlap: {n} {packets} (the first is complete in frame {first}); their bytes agree",
                    ko: "IP 단편이 서로 겹치는 패킷 {n}개(첫 번째는 프레임 {first}에서 다 모였다). 겹치는 바이트는 같다")
            }
            Self::FragmentsMissing { count, first } => {
                let n = grouped(*count);
                let packets = plural(*count, "packet", "packets");
                let segments = plural(*count, "the TCP segment in it is", "the TCP segments in them are");
                say!(lang,
                    en: "IP fragments missing: {n} {packets} (the first begins in frame {first}); {segments} not told, as no receiver gets it from what is here",
                    ko: "단편이 빠진 IP 패킷 {n}개(첫 번째는 프레임 {first}에서 시작한다). 여기에 있는 단편만으로는 받는 쪽도 세그먼트를 얻을 수 없으므로 그 안의 TCP 세그먼트는 설명하지 않는다")
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

/// Damage of a container: what is wrong where, and what was done about it.
pub(crate) fn damage(damage: &Damage, lang: Language) -> String {
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
    fn every_code_is_listed() {
        let (_, rest) = include_str!("remarks.rs").split_once("fn code(&self)").expect("the function");
        let (body, _) = rest.split_once("\n    }\n").expect("its end");
        let codes: Vec<&str> = body.split('"').skip(1).step_by(2).collect();
        assert_eq!(codes, Remark::CODES);
    }

    #[test]
    fn damage_names_its_place_and_what_was_done() {
        let damage = Damage {
            kind: DamageKind::Length { announced: 4_294_967_295, bound: 262_144, resumed: Some(300) },
            offset: 120,
            after_frame: 2,
            lost: None,
        };
        let remark = Remark::Damage(damage);
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
            Remark::Damage(damage).text(lang)
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
