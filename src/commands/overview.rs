//! `ackplain CAPTURE`: what it is, and what to look at next.

use super::damage::Damages;
use super::progress::Progress;
use super::{Exit, Reader, Stop, open};
use crate::capture::{Passes, Source};
use crate::connection::Tally;
use crate::dissect::Tree;
use crate::report::Page;
use crate::report::text::{Sight, overview};
use crate::tell::timed::first_timed;
use crate::tell::{Gathered, Selection, gather};
use std::io;
use std::path::Path;

/// Run it.
pub(super) fn run(path: &Path, reader: &Reader) -> Result<Exit, Stop> {
    let mut source = open::open(path, Passes::Two)?;
    let mut progress = Progress::new(path, reader.language);
    let gathered = gather(&mut source, &open::shown(path), Selection::None, &mut |n, b| progress.tick(n, b))?;
    progress.done();
    let mut page = Page::new(Box::new(io::stdout().lock()), reader.look());
    let timing = first_timed(&mut source, &gathered)?;
    overview(&mut page, &gathered, &sights(&mut source, &gathered)?, timing.as_ref(), false)?;
    Ok(Damages::of(&gathered.survey).exit(&gathered.file, reader))
}

/// Kinds of frames without TCP, each with its first frame as an example, of ICMP the first that reports something.
pub(super) fn sights<S: Source + ?Sized>(source: &mut S, gathered: &Gathered) -> Result<Vec<Sight>, Stop> {
    let mut sights = Vec::new();
    for (&protocol, all) in &gathered.survey.others {
        // An error is the better example.
        let example = gathered.survey.telling.get(&protocol).unwrap_or(all);
        let tally = Tally { count: all.count, ..*example };
        let message = match tally.at {
            Some(at) => {
                let frame = source.again(tally.first, at)?;
                let tree = Tree::of(&frame);
                Some(crate::explain::other(protocol, Some(&tree)))
            }
            None => None,
        };
        sights.push(Sight { protocol, tally, message });
    }
    Ok(sights)
}
