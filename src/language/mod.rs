//! Every sentence that a reader meets, in English and Korean, side by side.
//!
//! A [`Message`] is an enum variant with its arguments; [`text`](catalogue::text) turns it into a sentence by an exhaustive match in
//! which both languages stand beside each other, so that neither can be forgotten. Nothing here decides anything about TCP.

use serde::Serialize;

pub mod catalogue;
pub mod errors;
pub mod fields;
pub mod particle;
pub mod screen;

pub use catalogue::{Message, text};

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

/// Both languages of one sentence, arguments captured by name: `say!(lang, en: "…{port}", ko: "…{port}")`.
macro_rules! say {
    ($lang:expr, en: $en:literal, ko: $ko:literal $(,)?) => {
        match $lang {
            $crate::language::Language::English => format!($en),
            $crate::language::Language::Korean => format!($ko),
        }
    };
}
pub(crate) use say;
