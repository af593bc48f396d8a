//! How a report spells what is no number: times, link layers, outcomes, sides.

use crate::capture::{LinkType, Nanos};
use crate::connection::{Outcome, Side};
use serde::Serialize;

/// One of the two sides.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Who {
    /// Who sent the first SYN.
    Client,
    /// The other.
    Server,
}

/// A side as the report names it.
pub(crate) fn who(side: Side) -> Who {
    match side {
        Side::Client => Who::Client,
        Side::Server => Who::Server,
    }
}

/// Seconds from the epoch with nine places; a time before it is negative.
pub(crate) fn seconds(time: Nanos) -> String {
    let sign = if time.0 < 0 { "-" } else { "" };
    let nanos = time.0.unsigned_abs();
    format!("{sign}{}.{:09}", nanos / 1_000_000_000, nanos % 1_000_000_000)
}

/// The name of a link-layer header type, as the list of `LINKTYPE_` values spells it.
pub(crate) fn link_name(link: LinkType) -> String {
    match link {
        LinkType::NULL => "NULL".to_owned(),
        LinkType::ETHERNET => "ETHERNET".to_owned(),
        LinkType::RAW => "RAW".to_owned(),
        LinkType::LOOP => "LOOP".to_owned(),
        LinkType::LINUX_SLL => "LINUX_SLL".to_owned(),
        LinkType::IPV4 => "IPV4".to_owned(),
        LinkType::IPV6 => "IPV6".to_owned(),
        LinkType::LINUX_SLL2 => "LINUX_SLL2".to_owned(),
        LinkType(other) => format!("LINKTYPE_{other}"),
    }
}

/// An outcome as the report spells it.
pub(crate) fn outcome_name(outcome: Outcome) -> &'static str {
    use Outcome as O;
    match outcome {
        O::Established => "established",
        O::Closed => "closed",
        O::Closing => "closing",
        O::Refused => "refused",
        O::Reset => "reset",
        O::TimedOut => "timed_out",
        O::Unanswered => "unanswered",
        O::Unreachable => "unreachable",
        O::HalfOpen => "half_open",
        O::MidStream => "mid_stream",
        O::Stray => "stray",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_nine_places_on_both_sides_of_the_epoch() {
        assert_eq!(seconds(Nanos(1_700_000_000_000_000_001)), "1700000000.000000001");
        assert_eq!(seconds(Nanos(-1_500_000_000)), "-1.500000000");
        assert_eq!(seconds(Nanos(0)), "0.000000000");
    }

    #[test]
    fn an_unnamed_link_type_keeps_its_number() {
        assert_eq!(link_name(LinkType(147)), "LINKTYPE_147");
        assert_eq!(link_name(LinkType::ETHERNET), "ETHERNET");
    }
}
