//! `ackplain explain`: two passes, then one connection after another to a format.

use super::damage::Damages;
use super::progress::Progress;
use super::{Exit, Reader, Stop, open};
use crate::capture::{FrameNo, Passes, Reader as Capture};
use crate::cli::{Explain, Format};
use crate::language::errors::Complaint;
use crate::language::screen;
use crate::report::Page;
use crate::report::json::Json;
use crate::report::text::{Amount, Text};
use crate::report::yaml::Yaml;
use crate::tell::gather::{Found, chosen_by, connection_of};
use crate::tell::peer::Joints;
use crate::tell::{Gathered, Report, Selection, gather, tell_capture};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Connections whose stories are told of several, unless all are asked for.
const STORIES: u32 = 3;

/// Run it.
pub(super) fn run(options: &Explain, reader: &Reader) -> Result<Exit, Stop> {
    if options.follow {
        return super::follow::run(options, reader);
    }
    let file = open::shown(&options.capture);
    if options.frame == Some(0) {
        return Err(Complaint::FrameZero.into());
    }
    if let Some(output) = &options.output
        && same_file(output, &options.capture)
    {
        return Err(Complaint::OverItself { path: file }.into());
    }
    let mut source = open::sifted(&options.capture, Passes::Two, options.bpf.as_deref())?;
    let filter = options.filter.as_deref().map(|text| super::fields::parse(text, reader)).transpose()?;
    let (selection, only) = match &filter {
        Some(filter) => {
            let chosen = chosen_by(&mut source, filter)?;
            source.rewind()?;
            (Selection::These(chosen), None)
        }
        None => select(options, &file, &mut source)?,
    };
    let whole = matches!(selection, Selection::All | Selection::First(_));
    let mut progress = Progress::new(&options.capture, reader.language);
    let gathered = gather(&mut source, &file, selection, &mut |n, b| progress.tick(n, b))?;
    progress.done();
    check(options, &gathered)?;
    let second = options.peer.as_deref().map(|path| Second::open(path, options, reader)).transpose()?;
    let joints = second.map(|second| second.join(&mut source, &gathered)).transpose()?;
    let mut report = report(options, only, whole, reader)?;
    tell_capture(&mut source, &gathered, joints.as_ref(), &mut *report)?;
    Ok(Damages::of(&gathered.survey).exit(&gathered.file, reader))
}

/// The format that was asked for, on what it is written to. `only`: nothing but this frame; `whole`: nothing was left out.
fn report(
    options: &Explain,
    only: Option<FrameNo>,
    whole: bool,
    reader: &Reader,
) -> Result<Box<dyn Report>, Stop> {
    let language = reader.machine_language();
    let buffered = |out| BufWriter::with_capacity(64 * 1024, out);
    let (out, look): (Box<dyn Write>, _) = match &options.output {
        Some(path) => (Box::new(create(path)?), reader.look_in_file()),
        None => (Box::new(io::stdout().lock()), reader.look()),
    };
    Ok(match options.format {
        Format::Text => {
            let amount = match (options.brief, options.full) {
                (true, _) => Amount::Brief,
                (_, true) => Amount::Full,
                (false, false) => Amount::Default,
            };
            let selected = options.stream.is_some() || options.frame.is_some() || options.filter.is_some();
            Box::new(Text::new(Page::new(out, look), amount, only, selected))
        }
        Format::Json => Box::new(Json::new(buffered(out), language, whole)),
        Format::Yaml => Box::new(Yaml::new(buffered(out), language, whole)),
    })
}

/// The capture that `--peer` names.
struct Second {
    source: Capture,
    gathered: Gathered,
}

impl Second {
    fn open(path: &Path, options: &Explain, reader: &Reader) -> Result<Self, Stop> {
        if path == Path::new("-") && options.capture == Path::new("-") {
            return Err(Complaint::TwoInputs.into());
        }
        if let Some(output) = &options.output
            && same_file(output, path)
        {
            return Err(Complaint::OverItself { path: open::shown(path) }.into());
        }
        let mut source = open::sifted(path, Passes::Two, options.bpf.as_deref())?;
        let mut progress = Progress::new(path, reader.language);
        let gathered =
            gather(&mut source, &open::shown(path), Selection::All, &mut |n, b| progress.tick(n, b))?;
        progress.done();
        Ok(Self { source, gathered })
    }

    /// Join every connection that is told; at least one must be here.
    fn join(mut self, source: &mut Capture, told: &Gathered) -> Result<Joints, Stop> {
        let joints = Joints::of(source, told, &mut self.source, &self.gathered)?;
        if let Some(first) = told.chosen.first()
            && joints.none()
        {
            return Err(Complaint::NotInPeer {
                path: told.file.clone(),
                peer: self.gathered.file.clone(),
                connection: format!("{} → {}", first.summary.client.endpoint, first.summary.server.endpoint),
                more: told.chosen.len() as u64 - 1,
            }
            .into());
        }
        Ok(joints)
    }
}

/// Which connections are asked for, and if only one frame is: which.
fn select(options: &Explain, file: &str, source: &mut Capture) -> Result<(Selection, Option<FrameNo>), Stop> {
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
fn check(options: &Explain, gathered: &Gathered) -> Result<(), Stop> {
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

/// Would writing to `output` destroy `capture`?
fn same_file(output: &Path, capture: &Path) -> bool {
    matches!((output.canonicalize(), capture.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

fn create(path: &Path) -> Result<File, Stop> {
    File::create(path)
        .map_err(|error| Complaint::Unwritable { path: open::shown(path), error: error.to_string() }.into())
}
