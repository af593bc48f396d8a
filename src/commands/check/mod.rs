//! `ackplain check`: captures held to expectations.

use super::audience::Audience;
use super::exit::{self, Exit, Stop};
use super::progress::Files;
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
use std::io;
use std::path::{Path, PathBuf};

mod bless;
mod reports;

/// Run it.
pub(super) fn run(options: &Check, audience: &Audience) -> Result<Exit, Stop> {
    if options.self_test {
        return test_itself(audience);
    }
    if options.new {
        return drafts(&options.paths, audience);
    }
    let part = match options.partition.as_deref().map(|text| (text, Part::parse(text))) {
        Some((text, None)) => return Err(Complaint::BadPartition { text: text.to_owned() }.into()),
        Some((_, part)) => part,
        None => None,
    };
    let reports = reports::parse(&options.reports, audience)?;
    let (found, missing) = find(&options.paths);
    let mut exit = Exit::Fine;
    for (path, error) in &missing {
        let complaint = exit::complaint(&crate::capture::CaptureError::Io {
            path: path.clone(),
            error: io::Error::new(error.kind(), error.to_string()),
        });
        audience.complain(&complaint);
        exit = Exit::CouldNot;
    }
    let asked = Options { tags: options.tags.clone(), ids: options.ids.clone(), part, jobs: jobs(options) };
    let progress = Files::new(found.files.len(), audience.language);
    let verdicts = run_files(&found.files, &asked, &|done| progress.tick(done));
    progress.done();
    if verdicts.is_empty() && part.is_none() {
        if missing.is_empty() {
            audience.say(&PageLine::PageNothingAsked {}.text(audience.language));
        }
        return Ok(Exit::CouldNot);
    }
    if reports::take_stdout(&reports) {
        // Whoever reads the report from standard output reads nothing else there.
        let mut out = Page::new(Box::new(io::stderr().lock()), audience.look_in_file());
        page::write(&mut out, &verdicts)?;
    } else {
        let mut out = Page::new(Box::new(io::stdout().lock()), audience.look());
        page::write(&mut out, &verdicts)?;
    }
    reports::write_all(&reports, &verdicts, audience)?;
    let judged = judged(&verdicts, options, audience);
    exit = exit.max(bless::run(options, &verdicts, judged, audience)?);
    if let Some(what) = options.orphans {
        exit = exit.max(orphans(&found, &verdicts, what, audience));
    }
    if let Some(folder) = &options.save_failed {
        for file in verdicts.iter().filter(|file| file.fails()) {
            let kept = save::save(folder, file, audience.language)
                .map_err(|error| Stop::unwritable(folder, &error))?;
            audience.say(&PageLine::PageSaved { path: find::shown(&kept) }.text(audience.language));
        }
    }
    Ok(exit)
}

fn jobs(options: &Check) -> usize {
    let all = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    options.jobs.map_or_else(all, usize::from)
}

/// What the verdicts mean for the exit code.
fn judged(verdicts: &[FileVerdict], options: &Check, audience: &Audience) -> Exit {
    let totals = Totals::of(verdicts);
    let skipped = totals.skipped + totals.files_skipped;
    let mut exit = if totals.failed + totals.unexpected_passes > 0 { Exit::Failed } else { Exit::Fine };
    if let Some(most) = options.max_skipped.filter(|most| skipped > *most) {
        audience.say(&PageLine::PageTooManySkipped { skipped, most }.text(audience.language));
        exit = Exit::Failed;
    }
    if totals.broken > 0 { Exit::CouldNot } else { exit }
}

/// Captures that no file names, and snapshots that nothing uses.
fn orphans(found: &Found, verdicts: &[FileVerdict], what: Orphans, audience: &Audience) -> Exit {
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
        audience.say(&line.text(audience.language));
        any = true;
    }
    if any && what == Orphans::Error { Exit::Failed } else { Exit::Fine }
}

/// A first draft for each capture.
fn drafts(captures: &[PathBuf], audience: &Audience) -> Result<Exit, Stop> {
    let mut exit = Exit::Fine;
    for capture in captures {
        let path = draft::path_for(capture);
        if path.exists() {
            audience.say(&PageLine::PageDraftThere { path: find::shown(&path) }.text(audience.language));
            exit = Exit::CouldNot;
            continue;
        }
        let text = match draft::draft(capture, audience.language) {
            Ok(text) => text,
            Err(error) => {
                audience.complain(&exit::complaint(&error));
                exit = Exit::CouldNot;
                continue;
            }
        };
        std::fs::write(&path, text).map_err(|error| Stop::unwritable(&path, &error))?;
        audience.say(&PageLine::PageDraft { path: find::shown(&path) }.text(audience.language));
    }
    Ok(exit)
}

fn test_itself(audience: &Audience) -> Result<Exit, Stop> {
    let tested = self_test::run().map_err(|error| Stop::unwritable(&std::env::temp_dir(), &error))?;
    let mut page = Page::new(Box::new(io::stdout().lock()), audience.look());
    for id in &tested.bad {
        let line = PageLine::PageSelfTestBad { id: id.clone() };
        page.add(Tint::Wrong, &line.text(audience.language)).end()?;
    }
    if tested.bad.is_empty() {
        let line = PageLine::PageSelfTest { wrong: tested.wrong, right: tested.right };
        page.say(&line.text(audience.language)).end()?;
    }
    page.flush()?;
    Ok(if tested.bad.is_empty() { Exit::Fine } else { Exit::Failed })
}
