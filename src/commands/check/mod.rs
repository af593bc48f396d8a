//! `ackplain check`: captures held to expectations.

use super::{Exit, Reader, Stop, open};
use crate::check::find::{self, Found, find};
use crate::check::run::{Options, Part, run as run_files};
use crate::check::verdict::{FileVerdict, Totals};
use crate::check::{draft, page, save, self_test};
use crate::cli::{Check, Orphans};
use crate::language::check::page::PageLine;
use crate::language::errors::Complaint;
use crate::report::Page;
use crate::report::page::Tint;
use std::collections::BTreeSet;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;

mod bless;
mod reports;

/// Run it.
pub(super) fn run(options: &Check, reader: &Reader) -> Result<Exit, Stop> {
    if options.self_test {
        return test_itself(reader);
    }
    if options.new {
        return drafts(&options.paths, reader);
    }
    let part = match options.partition.as_deref().map(|text| (text, Part::parse(text))) {
        Some((text, None)) => return Err(Complaint::BadPartition { text: text.to_owned() }.into()),
        Some((_, part)) => part,
        None => None,
    };
    let reports = reports::parse(&options.reports, reader)?;
    let (found, missing) = find(&options.paths);
    let mut exit = Exit::Fine;
    for (path, error) in &missing {
        let complaint = open::complaint(&crate::capture::CaptureError::Io {
            path: path.clone(),
            error: io::Error::new(error.kind(), error.to_string()),
        });
        reader.complain(&complaint);
        exit = Exit::CouldNot;
    }
    let asked = Options { tags: options.tags.clone(), ids: options.ids.clone(), part, jobs: jobs(options) };
    let progress = Progress::new(found.files.len(), reader);
    let verdicts = run_files(&found.files, &asked, &|done| progress.tick(done));
    progress.done();
    if verdicts.is_empty() && part.is_none() {
        if missing.is_empty() {
            reader.say(&PageLine::PageNothingAsked {}.text(reader.language));
        }
        return Ok(Exit::CouldNot);
    }
    if reports::take_stdout(&reports) {
        // Whoever reads the report from standard output reads nothing else there.
        let mut out = Page::new(Box::new(io::stderr().lock()), reader.look_in_file());
        page::write(&mut out, &verdicts)?;
    } else {
        let mut out = Page::new(Box::new(io::stdout().lock()), reader.look());
        page::write(&mut out, &verdicts)?;
    }
    reports::write_all(&reports, &verdicts, reader)?;
    let judged = judged(&verdicts, options, reader);
    exit = exit.max(bless::run(options, &verdicts, judged, reader)?);
    if let Some(what) = options.orphans {
        exit = exit.max(orphans(&found, &verdicts, what, reader));
    }
    if let Some(folder) = &options.save_failed {
        for file in verdicts.iter().filter(|file| file.fails()) {
            let kept =
                save::save(folder, file, reader.language).map_err(|error| unwritable(folder, &error))?;
            reader.say(&PageLine::PageSaved { path: find::shown(&kept) }.text(reader.language));
        }
    }
    Ok(exit)
}

fn jobs(options: &Check) -> usize {
    let all = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    options.jobs.map_or_else(all, usize::from)
}

fn unwritable(path: &Path, error: &io::Error) -> Stop {
    Complaint::Unwritable { path: open::shown(path), error: error.to_string() }.into()
}

/// What the verdicts mean for the exit code.
fn judged(verdicts: &[FileVerdict], options: &Check, reader: &Reader) -> Exit {
    let totals = Totals::of(verdicts);
    let skipped = totals.skipped + totals.files_skipped;
    let mut exit = if totals.failed + totals.unexpected_passes > 0 { Exit::Damaged } else { Exit::Fine };
    if let Some(most) = options.max_skipped.filter(|most| skipped > *most) {
        reader.say(&PageLine::PageTooManySkipped { skipped, most }.text(reader.language));
        exit = Exit::Damaged;
    }
    if totals.broken > 0 { Exit::CouldNot } else { exit }
}

/// Captures that no file names, and snapshots that nothing uses.
fn orphans(found: &Found, verdicts: &[FileVerdict], what: Orphans, reader: &Reader) -> Exit {
    let named: BTreeSet<PathBuf> = verdicts
        .iter()
        .filter_map(|file| file.capture.as_ref())
        .map(|capture| find::plain(Path::new(&capture.path)))
        .collect();
    let used: BTreeSet<PathBuf> = verdicts.iter().flat_map(find::snapshots_of).collect();
    let captures = found.captures.difference(&named);
    let captures = captures.map(|path| PageLine::PageOrphanCapture { path: find::shown(path) });
    let snapshots = found.snapshots.difference(&used);
    let snapshots = snapshots.map(|path| PageLine::PageOrphanSnapshot { path: find::shown(path) });
    let mut any = false;
    for line in captures.chain(snapshots) {
        reader.say(&line.text(reader.language));
        any = true;
    }
    if any && what == Orphans::Error { Exit::Damaged } else { Exit::Fine }
}

/// A first draft for each capture.
fn drafts(captures: &[PathBuf], reader: &Reader) -> Result<Exit, Stop> {
    let mut exit = Exit::Fine;
    for capture in captures {
        let path = draft::path_for(capture);
        if path.exists() {
            reader.say(&PageLine::PageDraftThere { path: find::shown(&path) }.text(reader.language));
            exit = Exit::CouldNot;
            continue;
        }
        let text = match draft::draft(capture, reader.language) {
            Ok(text) => text,
            Err(error) => {
                reader.complain(&open::complaint(&error));
                exit = Exit::CouldNot;
                continue;
            }
        };
        std::fs::write(&path, text).map_err(|error| unwritable(&path, &error))?;
        reader.say(&PageLine::PageDraft { path: find::shown(&path) }.text(reader.language));
    }
    Ok(exit)
}

fn test_itself(reader: &Reader) -> Result<Exit, Stop> {
    let tested = self_test::run().map_err(|error| unwritable(&std::env::temp_dir(), &error))?;
    let mut page = Page::new(Box::new(io::stdout().lock()), reader.look());
    for id in &tested.bad {
        let line = PageLine::PageSelfTestBad { id: id.clone() };
        page.add(Tint::Wrong, &line.text(reader.language)).end()?;
    }
    if tested.bad.is_empty() {
        let line = PageLine::PageSelfTest { wrong: tested.wrong, right: tested.right };
        page.say(&line.text(reader.language)).end()?;
    }
    page.flush()?;
    Ok(if tested.bad.is_empty() { Exit::Fine } else { Exit::Damaged })
}

/// A line on standard error while many files are held, if somebody sits there.
struct Progress<'r> {
    all: usize,
    reader: &'r Reader,
    /// When it was drawn last; `None` if nobody watches.
    drawn: Option<Mutex<(Instant, bool)>>,
}

impl<'r> Progress<'r> {
    fn new(all: usize, reader: &'r Reader) -> Self {
        let drawn = io::stderr().is_terminal().then(|| Mutex::new((Instant::now(), false)));
        Self { all, reader, drawn }
    }

    fn tick(&self, done: usize) {
        let Some(Ok(mut drawn)) = self.drawn.as_ref().map(Mutex::lock) else { return };
        if drawn.0.elapsed().as_millis() < 250 {
            return;
        }
        *drawn = (Instant::now(), true);
        let line = PageLine::PageProgress { done: done as u64, all: self.all as u64 };
        let _ = write!(io::stderr(), "\r\u{1b}[K{}", line.text(self.reader.language));
    }

    fn done(&self) {
        if let Some(Ok(drawn)) = self.drawn.as_ref().map(Mutex::lock)
            && drawn.1
        {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}
