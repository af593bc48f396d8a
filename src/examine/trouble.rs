//! What is wrong with a file that a person wrote, or with what it asks of a capture.
//!
//! A [`Trouble`] is a sentence with its place, and it ends nothing: a reader tells it and reads on, so that one run
//! shows all mistakes of a file. Where a question cannot be answered at all (it chooses no frame, the capture is too
//! large) the trouble is the reason to stop: [`Refused`].
//!
//! A sentence stands here in both languages ([`Said`]), because one run can write a page in one of them and a machine's
//! report in the other.

use super::yaml::{self, Source, Spot};
use crate::language::faults::{Fault, Help};
use crate::language::{Language, yaml as words};
use std::fmt;
use std::ops::Range;

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Trouble {
    /// Where; `None` for the file as a whole (it cannot be read).
    pub at: Option<At>,
    /// What, as a sentence without the place.
    pub message: Said,
    /// What to do.
    pub help: Option<Said>,
    /// Another place that it is about (a key defined twice).
    pub also: Option<(At, Said)>,
}

/// A place in the YAML file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// Of the character behind the last one.
    pub end_line: usize,
    /// See above.
    pub end_column: usize,
    /// In bytes of the file as it is on disk.
    pub span: Range<usize>,
}

impl At {
    /// A piece of a file.
    pub fn of(source: &Source, spot: Spot) -> Self {
        let end = source.spot(spot.end..spot.end);
        Self {
            line: spot.line,
            column: spot.column,
            end_line: end.line,
            end_column: end.column,
            span: spot.range(),
        }
    }

    /// The same, for whoever draws it.
    pub fn spot(&self) -> Spot {
        Spot { start: self.span.start, end: self.span.end, line: self.line, column: self.column }
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// A sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// In English.
    pub english: String,
    /// In Korean.
    pub korean: String,
}

impl Said {
    /// What `text` says in each language.
    pub fn of(text: impl Fn(Language) -> String) -> Self {
        Self { english: text(Language::English), korean: text(Language::Korean) }
    }

    /// In one of them.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::English => &self.english,
            Language::Korean => &self.korean,
        }
    }
}

/// A fault as a trouble.
pub(crate) fn trouble(at: Option<At>, fault: &Fault, help: Option<&Help>) -> Trouble {
    Trouble {
        at,
        message: Said::of(|language| fault.text(language)),
        help: help.map(|help| Said::of(|language| help.text(language))),
        also: None,
    }
}

/// Why a question cannot be answered from a capture.
pub(crate) type Refused = Box<Trouble>;

/// A fault as the reason to stop.
pub(crate) fn refuse(at: Option<At>, fault: &Fault, help: Option<&Help>) -> Refused {
    Box::new(trouble(at, fault, help))
}

/// What is wrong with the YAML itself.
pub(crate) fn of_yaml(found: &yaml::Trouble) -> Trouble {
    let help = words::help(&found.problem, Language::English)
        .map(|_| Said::of(|lang| words::help(&found.problem, lang).unwrap_or_default()));
    let also = found
        .also
        .map(|spot| (At::of(&found.source, spot), Said::of(|lang| words::also(&found.problem, lang))));
    Trouble {
        at: Some(At::of(&found.source, found.spot)),
        message: Said::of(|lang| words::sentence(&found.problem, lang).trim_end_matches('.').to_owned()),
        help,
        also,
    }
}
