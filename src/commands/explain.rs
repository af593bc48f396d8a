//! `ackplain explain`: two passes, then one connection after another to a format.

use super::damage::Damages;
use super::progress::Progress;
use super::{Exit, Reader, Stop, open, overview};
use crate::capture::{FrameNo, Passes, Reader as Capture};
use crate::cli::{Explain, Format};
use crate::language::errors::Complaint;
use crate::language::screen;
use crate::report::json::Json;
use crate::report::text::{Amount, Text};
use crate::report::yaml::Yaml;
use crate::report::{Page, text};
use crate::tell::gather::{Found, chosen_by, connection_of};
use crate::tell::peer::{Joined, Other, join};
use crate::tell::timed::first_timed;
use crate::tell::{Gathered, Peer, Report, Selection, gather, tell_with};
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
    let mut second = options.peer.as_deref().map(|path| Second::open(path, options, reader)).transpose()?;
    let joined = match &mut second {
        Some(second) => Some(second.join(&mut source, &gathered)?),
        None => None,
    };
    let joined = joined.as_ref();

    match options.format {
        Format::Text => {
            let page = page(options, reader)?;
            text_report(page, options, only, &mut source, &gathered, joined)?;
        }
        Format::Json => {
            let mut json = Json::new(output(options)?, reader.machine_language(), whole);
            machine_report(&mut json, &mut source, &gathered, joined, whole)?;
        }
        Format::Yaml => {
            let mut yaml = Yaml::new(output(options)?, reader.machine_language(), whole);
            machine_report(&mut yaml, &mut source, &gathered, joined, whole)?;
        }
    }
    Ok(Damages::of(&gathered.survey).exit(&gathered.file, reader))
}

/// The capture that `--peer` names.
struct Second {
    source: Capture,
    gathered: Gathered,
}

/// What it says of each connection that is told, in order.
struct Joints {
    file: String,
    joined: Vec<Option<Joined>>,
}

impl Joints {
    fn of(&self, place: usize) -> Option<Peer<'_>> {
        Some(match self.joined.get(place)? {
            Some(joined) => Peer::Joined(joined),
            None => Peer::Absent(&self.file),
        })
    }
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
    fn join(&mut self, source: &mut Capture, told: &Gathered) -> Result<Joints, Stop> {
        let other = Other::new(&self.gathered);
        let mut joined = Vec::with_capacity(told.chosen.len());
        for chosen in &told.chosen {
            joined.push(join(source, chosen, &mut self.source, &other)?);
        }
        if let Some(first) = told.chosen.first()
            && joined.iter().all(Option::is_none)
        {
            return Err(Complaint::NotInPeer {
                path: told.file.clone(),
                peer: self.gathered.file.clone(),
                connection: format!("{} → {}", first.summary.client.endpoint, first.summary.server.endpoint),
                more: told.chosen.len() as u64 - 1,
            }
            .into());
        }
        Ok(Joints { file: self.gathered.file.clone(), joined })
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

fn text_report(
    mut page: Page<'_>,
    options: &Explain,
    only: Option<FrameNo>,
    source: &mut Capture,
    gathered: &Gathered,
    joined: Option<&Joints>,
) -> Result<(), Stop> {
    let amount = match (options.brief, options.full) {
        (true, _) => Amount::Brief,
        (_, true) => Amount::Full,
        (false, false) => Amount::Default,
    };
    let selected = options.stream.is_some() || options.frame.is_some() || options.filter.is_some();
    if !selected && gathered.connections != 1 {
        let sights = overview::sights(source, gathered)?;
        let timing = first_timed(source, gathered)?;
        text::overview(&mut page, gathered, &sights, timing.as_ref(), true)?;
        if gathered.connections > 0 {
            page.blank()?;
        }
    }
    let mut text = Text::new(page, amount, only, selected);
    text.capture(gathered)?;
    for (place, chosen) in gathered.chosen.iter().enumerate() {
        tell_with(source, chosen, joined.and_then(|joints| joints.of(place)), &mut text)?;
    }
    text.finish()?;
    Ok(())
}

fn machine_report(
    report: &mut dyn Report,
    source: &mut Capture,
    gathered: &Gathered,
    joined: Option<&Joints>,
    whole: bool,
) -> Result<(), Stop> {
    report.capture(gathered)?;
    for (place, chosen) in gathered.chosen.iter().enumerate() {
        tell_with(source, chosen, joined.and_then(|joints| joints.of(place)), report)?;
    }
    if whole {
        crate::tell::others(report, source)?;
    }
    report.finish()?;
    Ok(())
}

fn page(options: &Explain, reader: &Reader) -> Result<Page<'static>, Stop> {
    Ok(match &options.output {
        Some(path) => Page::new(Box::new(create(path)?), reader.look_in_file()),
        None => Page::new(Box::new(io::stdout().lock()), reader.look()),
    })
}

fn output(options: &Explain) -> Result<BufWriter<Box<dyn Write>>, Stop> {
    let out: Box<dyn Write> = match &options.output {
        Some(path) => Box::new(create(path)?),
        None => Box::new(io::stdout().lock()),
    };
    Ok(BufWriter::with_capacity(64 * 1024, out))
}

/// Would writing to `output` destroy `capture`?
fn same_file(output: &Path, capture: &Path) -> bool {
    matches!((output.canonicalize(), capture.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

fn create(path: &Path) -> Result<File, Stop> {
    File::create(path)
        .map_err(|error| Complaint::Unwritable { path: open::shown(path), error: error.to_string() }.into())
}
