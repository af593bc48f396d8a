//! `ackplain frame CAPTURE N`: one frame byte by byte.

use super::progress::Progress;
use super::{Exit, Reader, Stop, explain, open};
use crate::capture::{FrameNo, Nanos, Passes, Source as _};
use crate::cli::Frame;
use crate::dissect::{Cheap, Other, Tree, cheap};
use crate::explain::{Explanation, StepFacts};
use crate::language::errors::Complaint;
use crate::report::gather::{Found, connection_of};
use crate::report::text::{Placed, frame};
use crate::report::{Depth, Gathered, Head, Page, Report, Selection, Told, gather, tell};
use std::io;

/// Run it.
pub(super) fn run(options: &Frame, reader: &Reader) -> Result<Exit, Stop> {
    let file = open::shown(&options.capture);
    let number = options.number;
    if number == 0 {
        return Err(Complaint::FrameZero.into());
    }
    let mut source = open::open(&options.capture, Passes::Two)?;
    let (id, place, origin) = match connection_of(&mut source, number)? {
        Found::Beyond { frames } => {
            return Err(Complaint::NoFrame { path: file, frame: number, frames }.into());
        }
        Found::There { connection, at, origin } => (connection, at, origin),
    };
    source.rewind()?;
    let mut progress = Progress::new(&options.capture, reader.language);
    let selection = id.map_or(Selection::None, Selection::One);
    let gathered = gather(&mut source, &file, selection, &mut |n, b| progress.tick(n, b))?;
    progress.done();
    let mut step = Step { only: number, found: None };
    for chosen in &gathered.chosen {
        tell(&mut source, chosen, &mut step)?;
    }
    let now = source.again(number, place)?;
    let tree = Tree::of(&now);
    let other = match cheap(&now) {
        Cheap::Tcp(_) => None,
        Cheap::IcmpQuoting(quote) => {
            Some(crate::explain::other(if quote.v6 { Other::Icmpv6 } else { Other::Icmp }, Some(&tree)))
        }
        Cheap::Other(other) => Some(crate::explain::other(other, Some(&tree))),
    };
    let since = now.time.zip(origin).map(|(Nanos(now), Nanos(first))| now - first);
    let mut page = Page::new(Box::new(io::stdout().lock()), reader.look());
    frame(
        &mut page,
        &Placed {
            file: &file,
            no: number,
            link: now.link,
            since,
            original: now.original,
            bytes: now.bytes,
            tree: &tree,
            story: id.map(|id| (id.0, step.found.as_ref().map(|(facts, told)| (facts, told)))),
            other: other.as_ref(),
        },
    )?;
    Ok(explain::verdict(&gathered, reader))
}

/// Keeps the explanation of one frame.
struct Step {
    only: FrameNo,
    found: Option<(StepFacts, Explanation)>,
}

impl Report for Step {
    fn capture(&mut self, _: &Gathered) -> io::Result<()> {
        Ok(())
    }

    fn connection(&mut self, _: &Head<'_>) -> io::Result<()> {
        Ok(())
    }

    fn depth(&mut self, facts: &StepFacts) -> Depth {
        if facts.step.frame == Some(self.only) { Depth::Whole } else { Depth::Nothing }
    }

    fn step(&mut self, told: &Told<'_>) -> io::Result<()> {
        self.found = Some((told.facts.clone(), told.explanation.clone()));
        Ok(())
    }

    fn connection_told(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}
