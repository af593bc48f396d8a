//! Every sentence that a reader meets, in English and Korean, side by side.
//!
//! A [`Message`] is an enum variant with its arguments. The macro `messages!` writes a group of them as a table: the
//! variant, its arguments, the English and the Korean. From one row it makes the variant and both sentences, so that no
//! message can lack a language and no sentence can forget an argument: either is a compile error. There is no English
//! fallback.
//!
//! * [`Word`]: headings and labels, without arguments;
//! * [`Message`]: sentences, in groups by theme, each a file: [`speech`] (what a segment says for its sender),
//!   [`meaning`] and [`options`] (what a header field says here), [`value`] (the value beside it), [`rules`] (why),
//!   [`story`] (the stages of an opening), [`endings`], [`timing`], [`findings`] (with the [`notes`] behind them;
//!   [`vantage`]: what they mean where the capture stood), [`travel`], [`fragments`], [`icmp`], [`others`], [`brief`];
//! * [`tunnel`]: what is around a connection's packets;
//! * [`faults`], [`yaml`], [`query`]: what is wrong with a file that a person wrote;
//! * [`keys`]: what a key of the report stands for;
//! * [`screen`], [`remarks`], [`errors`]: what the command line and its screens say around them;
//! * [`serialised`]: a message as programs read it;
//! * [`particle`]: Korean particles, chosen by the sound before them;
//! * [`terms`]: what a state, a variable, a control bit, an option means wherever it stands;
//! * [`glossary`]: the English term beside a Korean one, the first time.
//!
//! Nothing here decides anything about TCP.

use serde::Serialize;

#[macro_use]
mod macros;

pub(crate) mod argument;
pub(crate) mod arithmetic;
pub(crate) mod brief;
pub(crate) mod catalogue;
#[cfg(feature = "check")]
pub(crate) mod check;
pub(crate) mod endings;
pub(crate) mod errors;
#[cfg(feature = "check")]
pub(crate) mod faults;
pub(crate) mod fields;
pub(crate) mod filter;
pub(crate) mod findings;
#[cfg(feature = "check")]
pub(crate) mod formats;
pub(crate) mod fragments;
pub(crate) mod glossary;
pub(crate) mod icmp;
#[cfg(feature = "check")]
pub(crate) mod keys;
pub(crate) mod live;
pub(crate) mod meaning;
pub(crate) mod notes;
pub(crate) mod options;
pub(crate) mod others;
pub(crate) mod particle;
pub(crate) mod peer;
#[cfg(feature = "check")]
pub(crate) mod query;
pub(crate) mod reasons;
pub(crate) mod remarks;
pub(crate) mod rules;
pub(crate) mod screen;
pub(crate) mod serialised;
pub(crate) mod speech;
pub(crate) mod story;
pub(crate) mod terms;
pub(crate) mod timing;
pub(crate) mod travel;
pub(crate) mod tunnel;
pub(crate) mod unreadable;
pub(crate) mod value;
pub(crate) mod vantage;
pub(crate) mod words;
#[cfg(feature = "check")]
pub(crate) mod yaml;

pub use argument::{Amount, Bits, FrameList, Packets, Span, Spans, Sum, Times, Transfer};
pub use catalogue::{Message, text};
pub use glossary::Glossary;
pub use words::Word;

/// A reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Korean.
    #[serde(rename = "ko")]
    Korean,
}
