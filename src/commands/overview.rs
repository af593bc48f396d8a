//! `ackplain CAPTURE`: what it is, and what to look at next.

use super::audience::Audience;
use super::damage::Damages;
use super::exit::{Exit, Stop};
use super::open;
use super::progress::Progress;
use crate::capture::Passes;
use crate::report::Page;
use crate::report::text::{Amount, Text};
use crate::tell::{Selection, gather, tell_capture};
use std::io;
use std::path::Path;

/// Run it.
pub(super) fn run(path: &Path, audience: &Audience) -> Result<Exit, Stop> {
    let mut source = open::open(path, Passes::Two)?;
    let mut progress = Progress::new(path, audience.language);
    let gathered = gather(&mut source, &open::shown(path), Selection::None, &mut |n, b| progress.tick(n, b))?;
    progress.done();
    let page = Page::new(Box::new(io::stdout().lock()), audience.look());
    let mut report = Text::new(page, Amount::Default, None, false);
    tell_capture(&mut source, &gathered, None, &mut report)?;
    Ok(Damages::of(&gathered.survey).exit(&gathered.file, audience))
}
