//! Which connections a command is about: by a display filter, a stream, a frame, or the first ones.

use super::audience::Audience;
use super::exit::Stop;
use crate::capture::{FrameNo, Reader};
use crate::cli::{Explain, Format};
use crate::connection::ConnId;
use crate::filter::Filter;
use crate::language::errors::Complaint;
use crate::language::{filter as problems, screen};
use crate::tell::gather::{Found, chosen_by, connection_of};
use crate::tell::{Gathered, Selection};
use std::collections::BTreeSet;

/// Connections whose stories are told of several, unless all are asked for.
const STORIES: u32 = 3;

/// A display filter, or what is wrong with it.
pub(super) fn parse(text: &str, audience: &Audience) -> Result<Filter, Stop> {
    Filter::parse(text).map_err(|error| {
        let lines = problems::lines(&error, text, audience.look().width, audience.language);
        Complaint::Filter { lines }.into()
    })
}

/// The connections that have a frame which the filter chooses; the source is at its beginning again.
pub(super) fn by_filter(source: &mut Reader, filter: &Filter) -> Result<BTreeSet<ConnId>, Stop> {
    let chosen = chosen_by(source, filter)?;
    source.rewind()?;
    Ok(chosen)
}

/// Which connections are asked for, and if only one frame is: which.
pub(super) fn connections(
    options: &Explain,
    file: &str,
    source: &mut Reader,
    audience: &Audience,
) -> Result<(Selection, Option<FrameNo>), Stop> {
    if let Some(filter) = &options.filter {
        return Ok((Selection::These(by_filter(source, &parse(filter, audience)?)?), None));
    }
    if let Some(stream) = options.stream {
        return Ok((Selection::Stream(stream), None));
    }
    let Some(frame) = options.frame else {
        let some = options.format == Format::Text && !options.all;
        return Ok((if some { Selection::First(STORIES) } else { Selection::All }, None));
    };
    match connection_of(source, frame)? {
        Found::There(there) => match there.told(frame) {
            (Some(id), told) => {
                source.rewind()?;
                Ok((Selection::One(id), Some(told)))
            }
            (None, _) => Err(Complaint::NotTcp { path: screen::quoted(file), frame }.into()),
        },
        Found::Beyond { frames } => Err(Complaint::NoFrame { path: file.to_owned(), frame, frames }.into()),
    }
}

/// Is what was asked for there?
pub(super) fn found(options: &Explain, gathered: &Gathered) -> Result<(), Stop> {
    if !gathered.chosen.is_empty() {
        return Ok(());
    }
    if let Some(stream) = options.stream {
        let path = gathered.file.clone();
        return Err(Complaint::NoStream { path, stream, streams: u64::from(gathered.streams) }.into());
    }
    if let Some(filter) = &options.filter {
        let path = gathered.file.clone();
        return Err(Complaint::NothingChosen { path, filter: filter.clone() }.into());
    }
    Ok(())
}
