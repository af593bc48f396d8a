//! Fragments of datagrams: what a frame has of one, and what becomes of it. Places count from the first byte of a
//! datagram's data.

use super::argument::{Amount, Argument};
use super::{FrameList, Language};
use serde::Serialize;

/// Runs of bytes: from, and the first byte behind; `None` if it is not known where the run ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Ranges(pub Vec<(u64, Option<u64>)>);

/// Runs that are named; the rest becomes an ellipsis.
const RUNS: usize = 6;

impl Argument for Ranges {
    fn spoken(&self, lang: Language) -> String {
        let run = |&(first, behind): &(u64, Option<u64>)| match behind {
            Some(behind) if behind == first + 1 => first.to_string(),
            Some(behind) => format!("{first}–{}", behind.saturating_sub(1)),
            None => say!(lang, en: "{first} and after", ko: "{first} 이후"),
        };
        let mut runs: Vec<String> = self.0.iter().take(RUNS).map(run).collect();
        if self.0.len() > RUNS {
            runs.push("…".to_owned());
        }
        runs.join(", ")
    }
}

/// Fragments: the frame, the first byte, the first byte behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Pieces(pub Vec<(u64, u64, u64)>);

impl Argument for Pieces {
    fn spoken(&self, lang: Language) -> String {
        let piece = |&(frame, first, behind): &(u64, u64, u64)| {
            let bytes = Ranges(vec![(first, Some(behind))]).spoken(lang);
            say!(lang, en: "frame {frame} (bytes {bytes})", ko: "프레임 {frame}(바이트 {bytes})")
        };
        let mut pieces: Vec<String> = self.0.iter().take(RUNS).map(piece).collect();
        match self.0.len().saturating_sub(RUNS) {
            0 => {}
            1 => pieces.push(say!(lang, en: "one more", ko: "그 밖에 1개")),
            more => pieces.push(say!(lang, en: "{more} more", ko: "그 밖에 {more}개")),
        }
        pieces.join(", ")
    }
}

messages! {
    /// A frame with fragments, or one that completes what came in fragments.
    Fragments {
        /// `name`: "IPv4 10.0.0.1 → 10.0.0.2, ID 0x1c46".
        FragmentOf { name: String, bytes: Ranges }
            en "a fragment of the datagram {name}: bytes {bytes} of its data"
            ko "데이터그램 {name}의 단편: 데이터의 바이트 {bytes}";
        FragmentInside { name: String, bytes: Ranges }
            en "it is itself a fragment of the datagram {name}: bytes {bytes} of its data"
            ko "이것도 데이터그램 {name}의 단편이다: 데이터의 바이트 {bytes}";
        FragmentOthers { pieces: Pieces }
            en "the other fragments: {pieces}"
            ko "다른 단편: {pieces}";
        FragmentWhole { bytes: Amount, frame: u64, file: String }
            en "frame {frame} completes it: {bytes} of data; what they hold: ackplain frame {file} {frame}"
            ko "프레임 {frame}에서 다 모인다: 데이터 {bytes}. 담긴 내용: ackplain frame {file} {frame}";
        FragmentMissing { bytes: Ranges }
            en "it never becomes whole in this capture; missing of its data: bytes {bytes}"
            ko "이 캡처에서는 끝까지 다 모이지 않는다. 빠진 데이터: 바이트 {bytes}";
        FragmentGivenUp { bytes: Ranges, frame: u64 }
            en "at frame {frame} it was given up, as a receiver does: it had waited for more than 30 seconds, or too much was waiting; missing of its data: bytes {bytes}"
            ko "프레임 {frame}에서 수신 측처럼 재조립을 포기했다: 30초 넘게 기다렸거나 기다리는 것이 너무 많았다. 빠진 데이터: 바이트 {bytes}";
        FragmentAlone {}
            en "a fragment that cannot be put together with others: it was not captured whole, or its header's checksum is wrong"
            ko "다른 단편과 합칠 수 없는 단편: 전부 캡처되지 않았거나 헤더의 체크섬이 틀렸다";
        DatagramWhole { name: String, bytes: Amount, pieces: Pieces }
            en "completes the datagram {name}: {bytes} of data from {pieces}"
            ko "데이터그램 {name}이(가) 여기서 다 모인다: {pieces}에서 온 데이터 {bytes}";
        DatagramTold { step: String, frame: u64 }
            en "{step}, told with frame {frame}"
            ko "{step}, 프레임 {frame}에서 다룬다";
        DatagramAgain {}
            en "some fragments bring the same bytes again"
            ko "같은 바이트를 다시 가져온 단편이 있다";
        DatagramContradicts {}
            en "fragments contradict each other: the bytes that came first are shown, but a receiver may take the others"
            ko "단편끼리 내용이 어긋난다: 먼저 온 바이트를 보이지만 수신 측은 다른 쪽을 쓸 수도 있다";
        DatagramHead { frames: FrameList, bytes: Amount }
            en "The data of the datagram put together from frames {frames}: {bytes}, places counted from the first"
            ko "프레임 {frames}에서 모은 데이터그램의 데이터: {bytes}, 위치는 첫 바이트부터 센다";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::argument::Sample;

    impl Sample for Ranges {
        fn sample() -> Self {
            Self(vec![(8, Some(16))])
        }
    }

    impl Sample for Pieces {
        fn sample() -> Self {
            Self(vec![(3, 0, 8)])
        }
    }

    #[test]
    fn many_pieces_are_named_in_part() {
        let pieces = Pieces((1..=8).map(|n| (n, n * 8, n * 8 + 8)).collect());
        assert!(pieces.spoken(Language::English).ends_with("frame 6 (bytes 48–55), 2 more"));
        assert!(pieces.spoken(Language::Korean).ends_with("프레임 6(바이트 48–55), 그 밖에 2개"));
        let missing = Ranges(vec![(8, Some(9)), (16, Some(24)), (32, None)]);
        assert_eq!(missing.spoken(Language::English), "8, 16–23, 32 and after");
        assert_eq!(missing.spoken(Language::Korean), "8, 16–23, 32 이후");
    }
}
