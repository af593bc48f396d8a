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

pub mod argument;
pub mod arithmetic;
pub mod brief;
pub mod catalogue;
#[cfg(feature = "check")]
pub mod check;
pub mod endings;
pub mod errors;
#[cfg(feature = "check")]
pub mod faults;
pub mod fields;
pub mod filter;
pub mod findings;
#[cfg(feature = "check")]
pub mod formats;
pub mod fragments;
pub mod glossary;
pub mod icmp;
#[cfg(feature = "check")]
pub mod keys;
pub mod live;
pub mod meaning;
pub mod notes;
pub mod options;
pub mod others;
pub mod particle;
pub mod peer;
#[cfg(feature = "check")]
pub mod query;
pub mod reasons;
pub mod remarks;
pub mod rules;
pub mod screen;
pub mod serialised;
pub mod speech;
pub mod story;
pub mod terms;
pub mod timing;
pub mod travel;
pub mod tunnel;
pub mod unreadable;
pub mod value;
pub mod vantage;
pub mod words;
#[cfg(feature = "check")]
pub mod yaml;

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
