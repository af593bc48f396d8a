//! `ackplain frame CAPTURE N`: one frame byte by byte.

use super::audience::Audience;
use super::damage::Damages;
use super::exit::{Exit, Stop};
use super::open;
use super::progress::Progress;
use crate::capture::{FrameNo, Nanos, Passes, Source as _};
use crate::cli::Frame;
use crate::dissect::{Cheap, Other, Packet, Tree};
use crate::explain::{self, Explanation, StepFacts};
use crate::language::Message;
use crate::language::errors::Complaint;
use crate::language::screen;
use crate::report::Page;
use crate::report::text::{Placed, frame};
use crate::tell::gather::{Fate, Found, connection_of};
use crate::tell::{Depth, Gathered, Head, Report, Selection, Told, gather, tell};
use std::io;

/// Run it.
pub(super) fn run(options: &Frame, audience: &Audience) -> Result<Exit, Stop> {
    let file = open::shown(&options.capture);
    let number = options.number;
    if number == 0 {
        return Err(Complaint::FrameZero.into());
    }
    let mut source = open::open(&options.capture, Passes::Two)?;
    let there = match connection_of(&mut source, number)? {
        Found::Beyond { frames } => {
            return Err(Complaint::NoFrame { path: file, frame: number, frames }.into());
        }
        Found::There(there) => *there,
    };
    let (id, told) = there.told(number);
    source.rewind()?;
    let mut progress = Progress::new(&options.capture, audience.language);
    let selection = id.map_or(Selection::None, Selection::One);
    let gathered = gather(&mut source, &file, selection, &mut |n, b| progress.tick(n, b))?;
    progress.done();
    let mut step = Step { only: told, found: None };
    for chosen in &gathered.chosen {
        tell(&mut source, chosen, &mut step)?;
    }
    let now = source.again(number, there.at)?;
    let packet = there.joined.as_ref().map_or_else(|| Packet::alone(&now), |joined| joined.packet(&now));
    let tree = packet.tree();
    let other = match packet.cheap {
        // What a first fragment carries counts with the datagram.
        _ if there.fate.is_some() => None,
        Cheap::Tcp(_) => None,
        Cheap::IcmpQuoting(quote) => {
            Some(explain::other(if quote.v6 { Other::Icmpv6 } else { Other::Icmp }, Some(&tree)))
        }
        Cheap::Other(other) => Some(explain::other(other, Some(&tree))),
    };
    let since = now.time.zip(there.origin).map(|(Nanos(now), Nanos(first))| now - first);
    let mut page = Page::new(Box::new(io::stdout().lock()), audience.look());
    frame(
        &mut page,
        &Placed {
            file: &file,
            no: number,
            link: now.link,
            since,
            packet: &packet,
            tree: &tree,
            fragments: &fragments(number, &packet, &tree, there.fate.as_ref(), &screen::quoted(&file)),
            waits: there.fate.is_some(),
            told_with: (told != number).then_some(told),
            story: id.map(|id| (id.0, step.found.as_ref().map(|(facts, told)| (facts, told)))),
            other: other.as_ref(),
        },
    )?;
    Ok(Damages::of(&gathered.survey).exit(&gathered.file, audience))
}

/// What is to say of datagrams in fragments.
fn fragments(
    number: FrameNo,
    packet: &Packet<'_>,
    tree: &Tree<'_>,
    fate: Option<&Fate>,
    file: &str,
) -> Vec<Message> {
    let wholes = packet.wholes();
    let mut said: Vec<Message> = wholes.iter().flat_map(explain::fragments::whole).collect();
    if let Some(Fate { datagram, outlook, .. }) = fate {
        said.extend(explain::fragments::fragment(number, datagram, outlook, !wholes.is_empty(), file));
    }
    if said.is_empty() {
        said.extend(explain::fragments::alone(tree));
    }
    said
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
        if facts.step.frame() == Some(self.only) { Depth::Whole } else { Depth::Nothing }
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
