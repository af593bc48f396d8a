//! What a finding means at the place where the capture was taken.
//!
//! A sentence is added only where the place decides something. Near both ends, or where it is not known, the finding stands as it
//! is.

use crate::connection::{Cause, Finding, FindingKind, Stands, Vantage};
use crate::language::Message;
use crate::language::vantage::{Estimate, Placed};

/// The finding that `says` tells, with what follows from the place.
pub(super) fn placed(finding: &Finding, says: Message) -> Message {
    let Some(vantage) = finding.vantage else { return says };
    match follows(finding.kind, vantage, &says) {
        Some(placed) => placed.into(),
        None => says,
    }
}

fn follows(kind: FindingKind, vantage: Vantage, says: &Message) -> Option<Placed> {
    use FindingKind as Kind;
    let (says, at) = (Box::new(says.clone()), Estimate { position: vantage.position, by: vantage.by });
    let (sender, receiver) = (vantage.sender, vantage.sender.peer());
    let stands = vantage.stands(sender);
    let placed = match (kind, stands) {
        (_, Stands::Both) => return None,
        (Kind::DataRepeated { cause: Cause::Unneeded, gap_since: None, .. } | Kind::FinRepeated, _) => {
            match stands {
                Stands::Near => Placed::AckStillComing { says, at, sender },
                Stands::Far => Placed::AckLostAhead { says, at, sender },
                _ => Placed::AckLostBehind { says, at, sender },
            }
        }
        // Nothing was lost.
        (
            Kind::DataRepeated {
                cause: Cause::Unneeded | Cause::FastOpenIgnored | Cause::Probe | Cause::TooLarge,
                ..
            },
            _,
        ) => return None,
        (Kind::DataRepeated { gap_since: Some(since), .. }, Stands::Near) => {
            Placed::HoleInHost { says, at, since, sender }
        }
        (Kind::DataRepeated { gap_since: Some(since), .. }, _) => {
            Placed::HoleOnTheWay { says, at, since, sender }
        }
        (Kind::DataRepeated { first: Some(first), cause: Cause::Fast, .. }, _) => match stands {
            Stands::Near => Placed::MissingAhead { says, at, first, receiver },
            Stands::Far => Placed::MissingInHost { says, at, first, receiver },
            _ => Placed::MissingBehind { says, at, first, receiver },
        },
        (Kind::DataRepeated { first: Some(first), .. }, _) => match stands {
            Stands::Near => Placed::RepeatLostAhead { says, at, first, receiver },
            Stands::Far => Placed::RepeatLostInHost { says, at, first, receiver },
            _ => Placed::RepeatLostBehind { says, at, first, receiver },
        },
        (Kind::Gap { .. }, Stands::Near) => Placed::GapAtSender { says, at, sender },
        (Kind::Gap { .. }, _) => Placed::GapOnTheWay { says, at, sender },
        (Kind::Reordered { .. }, Stands::Near) => Placed::ReorderedAtSender { says, at, sender },
        (Kind::ChecksumBad { acknowledged: true, .. }, _) => return None,
        (Kind::ChecksumBad { .. }, Stands::Near) => Placed::BadAtSender { says, at, sender },
        (Kind::ChecksumBad { .. }, _) => Placed::BadOnTheWay { says, at, sender },
        (Kind::Discarded { .. }, Stands::Near) => Placed::DropNotSure { says, at, sender, receiver },
        (Kind::Discarded { .. }, Stands::Far) => Placed::DropSure { says, at, receiver },
        (Kind::ChecksumUnfinished { .. }, Stands::Far) => Placed::UnfinishedAtReceiver { says, at, receiver },
        (Kind::AckNotArrived { ack }, Stands::Near) => Placed::HandshakeAckNotTaken { says, at, ack },
        (Kind::AckNotArrived { ack }, Stands::Far) => Placed::HandshakeAckLostAhead { says, at, ack },
        (Kind::AckNotArrived { ack }, _) => Placed::HandshakeAckLostBehind { says, at, ack },
        // Whoever sends on is the one that the RST was to reach.
        (Kind::RstNotTaken, Stands::Near) => Placed::RstRefusedInHost { says, at, target: sender },
        (Kind::RstNotTaken, Stands::Far) => Placed::RstLostAhead { says, at, target: sender },
        (Kind::RstNotTaken, _) => Placed::RstLostBehind { says, at, target: sender },
        (Kind::RstFromElsewhere(_), Stands::Near) => Placed::RstOfOwnHost { says, at, sender, receiver },
        (Kind::RstFromElsewhere(_), _) => Placed::RstOfAnyDevice { says, at, sender },
        _ => return None,
    };
    Some(placed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::timing::{Clue, Position};
    use crate::connection::{Evidence, Seq, Side};
    use crate::language::Language;

    /// What is added to the finding about a segment of the server, in both languages.
    fn added(kind: FindingKind, position: Option<Position>) -> Option<(String, String)> {
        let vantage = position.map(|position| Vantage { position, by: Clue::Gaps, sender: Side::Server });
        let finding = Finding { kind, frame: 9, evidence: Evidence::Inferred, vantage };
        let (said, bare) =
            (super::super::finding(&finding), super::super::finding(&Finding { vantage: None, ..finding }));
        let rest = |lang: Language| {
            let (said, bare) = (said.text(lang), bare.text(lang));
            said.strip_prefix(&bare).expect("what is found comes first").to_owned()
        };
        let both = (rest(Language::English), rest(Language::Korean));
        (!both.0.is_empty()).then_some(both)
    }

    fn repeated(cause: Cause, first: Option<u64>, gap_since: Option<u64>) -> FindingKind {
        FindingKind::DataRepeated { seq: Seq(1), data: 10, first, gap_since, cause, after: None }
    }

    #[test]
    fn the_place_decides_what_a_finding_means() {
        let bad = FindingKind::ChecksumBad { stored: 1, calculated: 2, acknowledged: false };
        let gap = FindingKind::Gap { from: Seq(1), to: Seq(2) };
        // Of the server's segment: near the server, near the client, on the way.
        let table = [
            (
                repeated(Cause::Timeout, Some(4), None),
                ["still had the way to the client", "The client's host", "between here and the client"],
            ),
            (
                repeated(Cause::Fast, Some(4), None),
                ["still had the way to the client", "misses it nevertheless", "between here and the client"],
            ),
            (
                repeated(Cause::Unneeded, Some(4), None),
                ["too late rather than", "still had the way to the server", "between here and the server"],
            ),
            (
                FindingKind::FinRepeated,
                ["too late rather than", "still had the way to the server", "between here and the server"],
            ),
            (
                repeated(Cause::Fast, None, Some(4)),
                ["Its own host dropped it", "between the server and here", "between the server and here"],
            ),
            (gap, ["hardly possible", "between the server and here", "between the server and here"]),
            (
                bad,
                ["write over", "damaged between the server and here", "damaged between the server and here"],
            ),
            (
                FindingKind::AckNotArrived { ack: 3 },
                ["TCP_DEFER_ACCEPT", "still had the way to the server", "between here and the server"],
            ),
            (
                FindingKind::RstNotTaken,
                [
                    "did not accept it, or a packet filter",
                    "still had the way to the server",
                    "between here and the server",
                ],
            ),
        ];
        let places = [Position::NearServer, Position::NearClient, Position::Between];
        for (kind, expected) in table {
            for (position, part) in places.into_iter().zip(expected) {
                let (english, korean) = added(kind, Some(position)).expect("a sentence");
                assert!(english.contains(part), "{kind:?} {position:?}: {english}");
                assert!(english.contains("(an estimate)") && korean.contains("(추정)"), "{english} {korean}");
            }
            assert_eq!(added(kind, None), None);
            assert_eq!(added(kind, Some(Position::BothNear)), None, "it decides nothing");
        }
    }

    #[test]
    fn where_the_place_decides_nothing_nothing_is_added() {
        for cause in [Cause::Probe, Cause::TooLarge, Cause::FastOpenIgnored] {
            assert_eq!(added(repeated(cause, Some(4), None), Some(Position::NearClient)), None, "{cause:?}");
        }
        let acknowledged = FindingKind::ChecksumBad { stored: 1, calculated: 2, acknowledged: true };
        assert_eq!(added(acknowledged, Some(Position::NearClient)), None);
        let unfinished = FindingKind::ChecksumUnfinished { stored: 1 };
        assert_eq!(added(unfinished, Some(Position::NearServer)), None, "as its sentence says");
        assert!(added(unfinished, Some(Position::NearClient)).is_some_and(|(en, _)| en.contains("virtual")));
    }
}
