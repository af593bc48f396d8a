//! Everything that is said of a finding, a row a kind: its short name, the rules that it goes by, what fits as well,
//! what would decide, what Wireshark shows at such a segment where that says something else, and its sentences.
//!
//! ```text
//! Kind
//!     en "short name" ko "…"
//!     rules [9293 "3.10.7.4"]
//!     fits en "…" ko "…"          if anything fits as well: otherwise the finding is a plain reading of bytes
//!     decides SendersHost         what would tell the one from the other
//!     wireshark "…"
//!     says {
//!         { ack: None } => RstWithoutAck {} en "…" ko "…";
//!         { ack: Some(ack) } => RstDoesNotAcknowledge { ack: u32 = ack.0 } en "…" ko "…";
//!     }
//! ```
//!
//! What stands under `says` is a match over the kind's numbers: which message, with which arguments (one whose name and
//! type fit needs no value), in both languages. The message's id in the report is its name, so that name never changes.
//!
//! The rows stand in a file a theme, and one table is made of all of them: each file's `rows!` appends its own and
//! hands them to the next, the last of which is `table!`. So a kind without a row, and numbers without a sentence, do
//! not compile. A new kind touches this folder and `connection/facts/finding.rs`, where its variant, code and severity
//! are one row too.

use super::argument::{Amount, Span, Times};
use super::notes::{Decider, Note, Section};
use crate::connection::{Cause, FindingCode, FindingKind, Follows, Key, Offered, Side, Sign};
use crate::dissect::Flags;

mod agreed;
mod captured;
mod ending;
mod opening;
mod sending;

/// What stands behind a finding, from the parts of its row.
macro_rules! note {
    (@fits) => { None };
    (@fits $en:literal $ko:literal) => { Some([$en, $ko]) };
    (@decides) => { None };
    (@decides $decider:ident) => { Some(Decider::$decider) };
    (@shark) => { None };
    (@shark $label:literal) => { Some($label) };
    (
        en $en:literal ko $ko:literal
        rules [$($rfc:literal $section:literal),*]
        $(fits en $fits_en:literal ko $fits_ko:literal)?
        $(decides $decider:ident)?
        $(wireshark $label:literal)?
    ) => {
        Note {
            title: [$en, $ko],
            rules: const { &[$(Section::new($rfc, $section)),*] },
            fits: note!(@fits $($fits_en $fits_ko)?),
            decides: note!(@decides $($decider)?),
            wireshark: note!(@shark $($label)?),
        }
    };
}

/// The end of the chain of rows: the messages, which of them a finding says, and what stands behind it.
macro_rules! table {
    (@value $argument:ident) => { $argument };
    (@value $argument:ident $value:expr) => { $value };
    (
        []
        $(
            $kind:ident
            en $en:literal ko $ko:literal
            rules [$($rules:tt)*]
            $(fits en $fits_en:literal ko $fits_ko:literal)?
            $(decides $decider:ident)?
            $(wireshark $label:literal)?
            says {
                $(
                    $({ $($fields:tt)* })? $(($inner:pat))? $(if $such:expr)?
                    => $message:ident { $($argument:ident : $type:ty $(= $value:expr)?),* }
                    en $said_en:literal
                    ko $said_ko:literal;
                )*
            }
        )*
    ) => {
        messages! {
            /// A finding, in one or two sentences.
            Found {
                $($( $message { $($argument: $type),* } en $said_en ko $said_ko; )*)*
            }
        }

        /// What is said of a finding, wherever its capture was taken.
        pub(crate) fn said(kind: &FindingKind) -> Found {
            match *kind {
                $($(
                    FindingKind::$kind $({ $($fields)* })? $(($inner))? $(if $such)? => Found::$message {
                        $( $argument: table!(@value $argument $($value)?) ),*
                    },
                )*)*
            }
        }

        /// What stands behind a finding with this code, whatever its numbers.
        fn general(code: FindingCode) -> Note {
            match code {
                $(
                    FindingCode::$kind => note! {
                        en $en ko $ko
                        rules [$($rules)*]
                        $(fits en $fits_en ko $fits_ko)?
                        $(decides $decider)?
                        $(wireshark $label)?
                    },
                )*
            }
        }
    };
}

opening::rows! { [ending::rows, sending::rows, agreed::rows, captured::rows, table] }

/// Of data sent again, by its cause: a row for each.
macro_rules! causes {
    ($( $cause:ident { $($row:tt)* } )*) => {
        fn of_cause(cause: Cause) -> Note {
            match cause { $( Cause::$cause => note! { $($row)* }, )* }
        }
    };
}

causes! {
    Fast {
        en "sent again: a hole was reported" ko "다시 보냄: 빈 곳을 알았다"
        rules [2018 "5"]
        fits en "reordering that looked like a loss: then a D-SACK follows"
             ko "손실처럼 보인 순서 바뀜일 수 있다. 그러면 D-SACK가 뒤따른다"
        decides ReceiversHost
    }
    Timeout {
        en "sent again: the timer ran out" ko "다시 보냄: 타이머가 끝났다"
        rules [6298 "5"]
        fits en "the segment was lost, or the ACK of it was, or either was late"
             ko "세그먼트가 사라졌거나, 그에 대한 ACK가 사라졌거나, 둘 중 하나가 늦었을 수 있다"
        decides ReceiversHost
    }
    AfterTimeout {
        en "sent again: what follows a timeout" ko "다시 보냄: 타이머가 끝난 뒤"
        rules [6298 "5.4"]
        fits en "SACK blocks or repeated ACK numbers that did not pass here told of the hole"
             ko "여기를 지나지 않은 SACK 블록이나 반복된 ACK 번호가 빈 곳을 알렸을 수 있다"
        decides SendersStack
    }
    TailLossProbe {
        en "sent again: tail loss probe" ko "다시 보냄: 꼬리 손실 탐색"
        rules [8985 "7.2", 8985 "7.3"]
        fits en "a retransmission timer that is shorter than usual"
             ko "재전송 타이머가 보통보다 짧았을 수 있다"
        decides SendersStack
    }
    TimeoutOrProbe {
        en "sent again: timer or tail loss probe" ko "다시 보냄: 타이머 또는 꼬리 손실 탐색"
        rules [6298 "5", 8985 "7.2", 8985 "7.3"]
        fits en "either of the two"
             ko "둘 다 가능하다"
        decides SendersStack
    }
    Unneeded {
        en "sent again without need" ko "필요 없이 다시 보냄"
        rules []
        fits en "the ACK was still on its way to the sender, or lost behind this point"
             ko "ACK가 아직 보낸 쪽으로 가는 중이었거나 이 지점 뒤에서 사라졌을 수 있다"
        decides SendersHost
    }
    FastOpenIgnored {
        en "the SYN's data sent again" ko "SYN의 데이터를 다시 보냄"
        rules [7413 "4.2.2"]
        wireshark "[TCP Retransmission]"
    }
    Probe {
        en "sent again into a closed window" ko "닫힌 윈도우에 다시 보냄"
        rules [9293 "3.8.6.1"]
        fits en "the retransmission timer, if the segment did not arrive before the window closed"
             ko "윈도우가 닫히기 전에 세그먼트가 닿지 않았다면 재전송 타이머일 수 있다"
        decides SendersStack
    }
    TooLarge {
        en "sent again, smaller" ko "더 작게 다시 보냄"
        rules [1191 "3"]
        fits en "the retransmission timer, at the same moment"
             ko "같은 때에 재전송 타이머가 끝났을 수 있다"
        decides SendersStack
    }
    Unknown {
        en "sent again" ko "다시 보냄"
        rules []
        fits en "the timer, a report of a hole, a probe: what would tell them apart is not here"
             ko "타이머, 빈 곳의 알림, 탐색 가운데 어느 것인지 가릴 것이 캡처에 없다"
        decides SendersStack
    }
}

/// What stands behind a finding: of data sent again by the cause, of the others by the kind.
pub(crate) fn note(kind: &FindingKind) -> Note {
    match kind {
        FindingKind::DataRepeated { cause, .. } => of_cause(*cause),
        other => general(other.code()),
    }
}

/// The note on a finding's code, or on the cause of a repeat, as the report spells them: its name and itself.
pub(crate) fn named(word: Option<&str>) -> Vec<(&'static str, Note)> {
    let kinds = FindingCode::ALL.iter().map(|code| (code.word(), general(*code)));
    let causes = Cause::ALL.iter().map(|cause| (cause.word(), of_cause(*cause)));
    kinds.chain(causes).filter(|(name, _)| word.is_none_or(|word| super::terms::same(name, word))).collect()
}

/// An ECN code point's name (RFC 3168, 5).
pub(crate) fn code_point(bits: u8) -> &'static str {
    match bits {
        1 => "ECT(1)",
        2 => "ECT(0)",
        3 => "CE",
        _ => "not-ECT",
    }
}

/// What a version of Multipath TCP makes a token with.
fn hash_of(version: u8) -> &'static str {
    if version == 0 { "SHA-1" } else { "SHA-256" }
}

/// SYN with FIN or RST?
fn odd_syn(flags: u16) -> bool {
    flags & Flags::SYN != 0 && flags & (Flags::FIN | Flags::RST) != 0
}

fn hex(number: u16) -> String {
    format!("0x{number:04x}")
}

fn bytes(count: u32) -> Amount {
    Amount(u64::from(count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use std::collections::BTreeSet;

    #[test]
    fn a_name_is_short_and_its_own_and_a_doubt_says_what_would_decide() {
        for lang in [Language::English, Language::Korean] {
            let titles: BTreeSet<&str> = named(None).iter().map(|(_, note)| note.title(lang)).collect();
            assert_eq!(titles.len(), FindingKind::CODES.len() + Cause::ALL.len());
            assert!(titles.iter().all(|title| title.chars().count() <= 48));
        }
        for (code, note) in named(None) {
            assert!(note.fits.is_none() || note.decides.is_some(), "{code}: what would decide?");
        }
    }

    #[test]
    fn a_repeat_is_noted_by_its_cause() {
        let seq = crate::connection::Seq(1);
        let (first, gap_since, after) = (None, None, None);
        let kind = FindingKind::DataRepeated { seq, data: 1, first, gap_since, cause: Cause::Timeout, after };
        assert_eq!(note(&kind).title(Language::English), "sent again: the timer ran out");
        assert_eq!(note(&kind).rules.iter().map(ToString::to_string).collect::<Vec<_>>(), ["RFC 6298, 5"]);
    }
}
