//! The catalogue: every group of messages under one type.
//!
//! Serialised, a message is `{"id": …, "args": {…}}`: the id is the variant's name in `snake_case`, unique over all
//! groups.

use super::Language;
use super::arithmetic::Line;
use super::brief::Brief;
#[cfg(feature = "check")]
use super::check::differs::Differs;
#[cfg(feature = "check")]
use super::check::draft::DraftLine;
#[cfg(feature = "check")]
use super::check::page::PageLine;
use super::endings::{Ending, Verdict};
#[cfg(feature = "check")]
use super::faults::{Fault, Help, Unmet, YamlKind};
use super::findings::Found;
use super::fragments::Fragments;
use super::icmp::IcmpSays;
use super::live::Live;
use super::meaning::Meaning;
use super::options::OptionMeaning;
use super::others::{OtherFrame, OtherKind};
use super::peer::Peer;
#[cfg(feature = "check")]
use super::query::QueryProblem;
use super::reasons::{Otherwise, Reason, Unseen};
use super::rules::Because;
use super::speech::Speech;
use super::story::Story;
use super::timing::Timed;
use super::travel::Layer;
use super::value::Value;
use super::vantage::Placed;
use serde::Serialize;

/// Declares [`Message`] over its groups, and lists their samples for the tests.
macro_rules! groups {
    ($($(#[$when:meta])* $group:ident),* $(,)?) => {
        /// A message with its arguments, in no language yet.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[serde(untagged)]
        #[allow(missing_docs)]
        #[non_exhaustive]
        pub enum Message { $($(#[$when])* $group($group),)* }

        impl Message {
            /// The sentence, in one language.
            pub fn text(&self, lang: Language) -> String {
                match self { $($(#[$when])* Self::$group(message) => message.text(lang),)* }
            }

            /// One of each message.
            #[cfg(test)]
            pub(crate) fn samples() -> Vec<Self> {
                let mut all = Vec::new();
                $($(#[$when])* all.extend($group::samples().into_iter().map(Self::$group));)*
                all
            }
        }
    };
}

groups!(
    Speech,
    Story,
    Layer,
    Fragments,
    Value,
    Meaning,
    OptionMeaning,
    IcmpSays,
    Line,
    Because,
    Reason,
    Otherwise,
    Unseen,
    Brief,
    Verdict,
    Ending,
    Found,
    Placed,
    Peer,
    #[cfg(feature = "check")]
    QueryProblem,
    #[cfg(feature = "check")]
    Fault,
    #[cfg(feature = "check")]
    Help,
    #[cfg(feature = "check")]
    YamlKind,
    #[cfg(feature = "check")]
    Unmet,
    #[cfg(feature = "check")]
    Differs,
    #[cfg(feature = "check")]
    PageLine,
    #[cfg(feature = "check")]
    DraftLine,
    Timed,
    OtherFrame,
    OtherKind,
    Live,
);

/// The sentence, in one language.
pub fn text(message: &Message, lang: Language) -> String {
    message.text(lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn hangul(text: &str) -> bool {
        text.chars().any(|c| ('가'..='힣').contains(&c))
    }

    #[test]
    fn every_message_speaks_both_languages() {
        for message in Message::samples() {
            let english = message.text(Language::English);
            let korean = message.text(Language::Korean);
            assert!(!english.trim().is_empty(), "{message:?}");
            assert!(!korean.trim().is_empty(), "{message:?}");
            assert!(!hangul(&english), "Korean in English: {english}");
            // Where both read the same there is nothing to translate: a number, a dash, an address.
            assert!(english == korean || hangul(&korean), "{message:?}: {korean}");
        }
    }

    #[test]
    fn no_particle_is_left_undecided() {
        for message in Message::samples() {
            let korean = message.text(Language::Korean);
            for open in ["은(는)", "이(가)", "을(를)", "과(와)", "(으)로", "(이)"] {
                assert!(!korean.contains(open), "{korean}");
            }
        }
    }

    #[test]
    fn every_message_is_serialised_with_an_id_of_its_own() {
        let mut ids = BTreeSet::new();
        for message in Message::samples() {
            let json = serde_json::to_value(&message).expect("a message is plain data");
            let id = json["id"].as_str().expect("an id").to_owned();
            assert!(json["args"].is_object(), "{json}");
            assert!(ids.insert(id.clone()), "{id} twice");
        }
    }
}
