//! `ackplain explain`: two passes, then one connection after another to a format.

use super::audience::Audience;
use super::damage::Damages;
use super::exit::{Exit, Stop};
use super::progress::Progress;
use super::{choose, follow, open};
use crate::capture::{FrameNo, Passes, Reader};
use crate::cli::{Explain, Format};
use crate::language::errors::Complaint;
use crate::report::Page;
use crate::report::json::Json;
use crate::report::text::{Amount, Text};
use crate::report::yaml::Yaml;
use crate::tell::peer::Joints;
use crate::tell::{Gathered, Report, Selection, gather, tell_capture};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Run it.
pub(super) fn run(options: &Explain, audience: &Audience) -> Result<Exit, Stop> {
    if options.follow {
        return follow::run(options, audience);
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
    let (selection, only) = choose::connections(options, &file, &mut source, audience)?;
    let whole = matches!(selection, Selection::All | Selection::First(_));
    let mut progress = Progress::new(&options.capture, audience.language);
    let gathered = gather(&mut source, &file, selection, &mut |n, b| progress.tick(n, b))?;
    progress.done();
    choose::found(options, &gathered)?;
    let second = options.peer.as_deref().map(|path| Second::open(path, options, audience)).transpose()?;
    let joints = second.map(|second| second.join(&mut source, &gathered)).transpose()?;
    let mut report = report(options, only, whole, audience)?;
    tell_capture(&mut source, &gathered, joints.as_ref(), &mut *report)?;
    Ok(Damages::of(&gathered.survey).exit(&gathered.file, audience))
}

/// The format that was asked for, on what it is written to. `only`: nothing but this frame; `whole`: nothing was left
/// out.
fn report(
    options: &Explain,
    only: Option<FrameNo>,
    whole: bool,
    audience: &Audience,
) -> Result<Box<dyn Report>, Stop> {
    let language = audience.machine_language();
    let buffered = |out| BufWriter::with_capacity(64 * 1024, out);
    let (out, look): (Box<dyn Write>, _) = match &options.output {
        Some(path) => (Box::new(create(path)?), audience.look_in_file()),
        None => (Box::new(io::stdout().lock()), audience.look()),
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
    source: Reader,
    gathered: Gathered,
}

impl Second {
    fn open(path: &Path, options: &Explain, audience: &Audience) -> Result<Self, Stop> {
        if path == Path::new("-") && options.capture == Path::new("-") {
            return Err(Complaint::TwoInputs.into());
        }
        if let Some(output) = &options.output
            && same_file(output, path)
        {
            return Err(Complaint::OverItself { path: open::shown(path) }.into());
        }
        let mut source = open::sifted(path, Passes::Two, options.bpf.as_deref())?;
        let mut progress = Progress::new(path, audience.language);
        let gathered =
            gather(&mut source, &open::shown(path), Selection::All, &mut |n, b| progress.tick(n, b))?;
        progress.done();
        Ok(Self { source, gathered })
    }

    /// Join every connection that is told; at least one must be here.
    fn join(mut self, source: &mut Reader, told: &Gathered) -> Result<Joints, Stop> {
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

/// Would writing to `output` destroy `capture`?
fn same_file(output: &Path, capture: &Path) -> bool {
    matches!((output.canonicalize(), capture.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

fn create(path: &Path) -> Result<File, Stop> {
    File::create(path).map_err(|error| Stop::unwritable(path, &error))
}
