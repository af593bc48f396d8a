//! The one connection or the one frame that a question is about.
//!
//! A file says it by a number, as Wireshark counts, or by a display filter; both must mean exactly one, and where they
//! do not, the refusal names what there is to choose from.

use super::subject::Subject;
use super::sweep::Wanted;
use super::trouble::{At, Refused, refuse};
use crate::capture::FrameNo;
use crate::connection::{ConnId, Summary};
use crate::filter::Filter;
use crate::language::faults::{Fault, Help};
use crate::language::screen;
use crate::report::names::outcome_name;

/// How many of many are named.
const NAMED: usize = 8;

/// A longer name of several is cut.
const WIDEST: usize = 80;

/// A display filter in a file: questions name it by its place among all of them, because each is asked at every frame
/// only once.
#[derive(Debug)]
pub(crate) struct Choosing {
    /// As written.
    pub text: String,
    /// Read.
    pub filter: Filter,
}

/// What a question is about, as its file says.
#[derive(Debug)]
pub(crate) enum Target {
    /// The whole capture.
    Capture,
    /// One connection.
    Connection(Choice),
    /// One frame.
    Frame(Choice),
}

/// How one of several is chosen.
#[derive(Debug)]
pub(crate) struct Choice {
    /// By what.
    pub by: By,
    /// Where that stands.
    pub at: At,
}

/// See [`Choice`].
#[derive(Debug, Clone, Copy)]
pub(crate) enum By {
    /// A stream's or a frame's number, as Wireshark counts.
    Number(u64),
    /// A display filter: its place among those of the file.
    Filter(usize),
}

/// What a question is about, found in the capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chosen {
    /// The whole capture.
    Capture,
    /// A connection, by its place.
    Connection(usize),
    /// A frame, and the place of its connection.
    Frame(FrameNo, Option<usize>),
}

/// What the capture must be read for, so that these can be found in it.
pub(crate) fn wanted<'s>(filters: &'s [Choosing], targets: impl Iterator<Item = &'s Target>) -> Wanted<'s> {
    let mut wanted =
        Wanted { filters: filters.iter().map(|choosing| &choosing.filter).collect(), ..Wanted::default() };
    for target in targets {
        if let Target::Frame(choice) = target {
            match choice.by {
                By::Number(number) => wanted.frames.insert(number),
                By::Filter(filter) => wanted.frames_by.insert(filter),
            };
        }
    }
    wanted
}

/// Find it.
///
/// # Errors
/// There is none, or more than one: what there is.
pub(crate) fn choose(target: &Target, filters: &[Choosing], subject: &Subject) -> Result<Chosen, Refused> {
    match target {
        Target::Capture => Ok(Chosen::Capture),
        Target::Connection(choice) => connection(choice, filters, subject).map(Chosen::Connection),
        Target::Frame(choice) => {
            let frame = frame(choice, filters, subject)?;
            let connection = subject.kept(frame).and_then(|kept| kept.connection);
            Ok(Chosen::Frame(frame, connection.and_then(|id| place_of(id, subject))))
        }
    }
}

/// The place of a connection among those of the capture.
pub(crate) fn place_of(id: ConnId, subject: &Subject) -> Option<usize> {
    subject.summaries().position(|summary| summary.id == id)
}

/// A connection as it is named in a list of several.
pub(crate) fn named(summary: &Summary) -> String {
    let outcome = outcome_name(summary.outcome);
    format!("stream {} {} → {} {outcome}", summary.stream.0, summary.client.endpoint, summary.server.endpoint)
}

/// Several, by name; so many that they can still be read.
pub(crate) fn some(names: &[String]) -> String {
    let shown = names.iter().take(NAMED).map(|name| short(name)).collect::<Vec<_>>().join("; ");
    match names.len().checked_sub(NAMED) {
        Some(more) if more > 0 => format!("{shown}; … +{more}"),
        _ => shown,
    }
}

/// A name that can be one of several on a line.
fn short(name: &str) -> String {
    if name.chars().count() <= WIDEST {
        return name.to_owned();
    }
    name.chars().take(WIDEST - 1).chain(['…']).collect()
}

fn connection(choice: &Choice, filters: &[Choosing], subject: &Subject) -> Result<usize, Refused> {
    let all = || some(&subject.summaries().map(named).collect::<Vec<_>>());
    let at = Some(choice.at.clone());
    if subject.gathered.chosen.is_empty() {
        return Err(refuse(at, &Fault::FaultNoConnectionAtAll {}, None));
    }
    let (places, help): (Vec<usize>, Option<Help>) = match choice.by {
        By::Number(stream) => {
            let places: Vec<usize> = subject
                .summaries()
                .enumerate()
                .filter(|(_, summary)| u64::from(summary.stream.0) == stream)
                .map(|(place, _)| place)
                .collect();
            if places.is_empty() {
                return Err(refuse(at, &Fault::FaultStreamTooHigh { stream, there: all() }, None));
            }
            (places, None)
        }
        By::Filter(filter) => {
            let hits = subject.swept.hits.get(filter);
            let connections = hits.into_iter().flat_map(|hits| hits.connections.keys());
            let places: Vec<usize> = connections.filter_map(|id| place_of(*id, subject)).collect();
            let help = filters.get(filter).map(|choosing| Help::HelpFilterAlone {
                filter: choosing.text.clone(),
                capture: screen::quoted(&subject.gathered.file),
            });
            if places.is_empty() {
                return Err(refuse(at, &Fault::FaultNoConnectionChosen { there: all() }, help.as_ref()));
            }
            (places, help)
        }
    };
    match places.as_slice() {
        [one] => Ok(*one),
        several => {
            let names: Vec<String> = subject
                .summaries()
                .enumerate()
                .filter(|(place, _)| several.contains(place))
                .map(|(_, summary)| named(summary))
                .collect();
            let fault = Fault::FaultConnectionsChosen { count: several.len() as u64, which: some(&names) };
            Err(refuse(at, &fault, help.as_ref()))
        }
    }
}

fn frame(choice: &Choice, filters: &[Choosing], subject: &Subject) -> Result<FrameNo, Refused> {
    let at = Some(choice.at.clone());
    let frames = subject.swept.frames;
    let filter = match choice.by {
        By::Number(frame) if subject.kept(frame).is_some() => return Ok(frame),
        By::Number(frame) => {
            return Err(refuse(at, &Fault::FaultFrameTooHigh { frame, frames }, None));
        }
        By::Filter(filter) => filter,
    };
    let help = filters.get(filter).map(|choosing| Help::HelpFieldsAlone {
        filter: choosing.text.clone(),
        capture: screen::quoted(&subject.gathered.file),
    });
    let hits = subject.swept.hits.get(filter);
    match hits.map_or(&[][..], |hits| hits.frames.as_slice()) {
        [] => Err(refuse(at, &Fault::FaultNoFrameChosen { frames }, help.as_ref())),
        [(one, _)] => Ok(*one),
        several => {
            let names: Vec<String> = several.iter().map(|(frame, _)| frame.to_string()).collect();
            let count = hits.map_or(0, |hits| hits.count);
            let fault = Fault::FaultFramesChosen { count, which: some(&names) };
            Err(refuse(at, &fault, help.as_ref()))
        }
    }
}
