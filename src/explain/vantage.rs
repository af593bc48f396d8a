//! What a finding means at the place where the capture was taken.
//!
//! A sentence is added only where the place decides something. Near both ends, or where it is not known, the finding stands as it
//! is.

use crate::connection::{Cause, Finding, FindingKind, Signs, Stands, Vantage};
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

/// A RST beside its sender's other packets.
pub(super) fn beside(signs: &Signs) -> Placed {
    let (differs, fits) = (signs.differs(), signs.fits());
    if fits.is_empty() { Placed::RstDiffersInAll { differs } } else { Placed::RstDiffers { differs, fits } }
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
