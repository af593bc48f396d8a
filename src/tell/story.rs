//! The second pass: one connection's frames again, first for hindsight, then to tell each step.

use super::cursor::{Cursor, Follow, Next, Places};
use super::gather::Chosen;
use super::peer::{Joined, Peer};
use super::report::{Depth, Head, Report, Told};
use crate::capture::{CaptureError, Frame, Nanos, Source};
use crate::connection::zeek::Words;
use crate::connection::{ConnId, Fact, Hindsight, Listen, Replay, Snapshot, Summary};
use crate::dissect::{self, Cheap};
use crate::explain::{self, Packet, StepFacts};
use std::io;

/// Why telling stopped.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The capture could not be read again.
    #[error(transparent)]
    Capture(#[from] CaptureError),
    /// The report could not be written.
    #[error(transparent)]
    Write(#[from] io::Error),
}

/// Tell one connection.
///
/// # Errors
/// The capture cannot be read again, or the report cannot be written.
pub fn tell<S: Source + ?Sized>(
    source: &mut S,
    chosen: &Chosen,
    report: &mut dyn Report,
) -> Result<(), Trouble> {
    tell_with(source, chosen, None, report)
}

/// Tell one connection, with what a second capture says of it.
///
/// # Errors
/// The capture cannot be read again, or the report cannot be written.
pub fn tell_with<S: Source + ?Sized>(
    source: &mut S,
    chosen: &Chosen,
    peer: Option<Peer<'_>>,
    report: &mut dyn Report,
) -> Result<(), Trouble> {
    let joined = match peer {
        Some(Peer::Joined(joined)) => Some(joined),
        Some(Peer::Absent(_)) | None => None,
    };
    let (hindsight, macs) = look_back(source, chosen, joined)?;
    let summary = hindsight.summary.unwrap_or(chosen.summary);
    report.connection(&Head {
        summary: &summary,
        zeek: Words::new(&summary, &hindsight.history),
        hindsight: &hindsight,
        macs,
        peer,
    })?;
    let mut places = Places::new(source, &chosen.places);
    let replay = Replay::new(Scribe::new(&hindsight, joined), &chosen.summary);
    let mut cursor = Cursor::new(&mut places, Arrivals { replay, joined }, ());
    while let Some(next) = cursor.advance()? {
        let Next::Frame(met) = next else { continue };
        let read = met.packet;
        let mut tree = None;
        for facts in met.tracker.replay.listener().heard() {
            match report.depth(&facts) {
                Depth::Nothing => {}
                Depth::Counted => report.counted(&facts)?,
                Depth::Line => {
                    let tree = tree.get_or_insert_with(|| read.tree());
                    let packet = facts.step.frame().map(|_| Packet { read: &read, tree });
                    let line = explain::brief(&facts, packet, &summary);
                    report.line(&facts, since(&facts, &summary), &line)?;
                }
                Depth::Whole => {
                    let tree = tree.get_or_insert_with(|| read.tree());
                    let packet = facts.step.frame().map(|_| Packet { read: &read, tree });
                    let explanation = explain::step(&facts, packet, &summary);
                    report.step(&Told {
                        facts: &facts,
                        explanation: &explanation,
                        tree: Some(tree),
                        since: since(&facts, &summary),
                    })?;
                }
            }
        }
    }
    report.connection_told()?;
    Ok(())
}

/// Time since the connection's first frame.
fn since(facts: &StepFacts, summary: &Summary) -> Option<Nanos> {
    let (time, first) = facts.step.time.zip(summary.first)?;
    Some(Nanos(time.0 - first.0))
}

type Macs = [Option<[u8; 6]>; 2];

/// A connection again, with what a second capture knows of the arrival of its segments.
struct Arrivals<'p, L: Listen> {
    replay: Replay<L>,
    joined: Option<&'p Joined>,
}

impl<L: Listen> Follow for Arrivals<'_, L> {
    type Told = ();

    fn follow(&mut self, _: &Frame<'_>, packet: &dissect::Packet<'_>) {
        if self.joined.is_some_and(|joined| joined.lost(packet.frame.no)) {
            self.replay.take_lost(&packet.frame, &packet.cheap);
        } else {
            self.replay.take(&packet.frame, &packet.cheap);
        }
    }
}

fn look_back<S: Source + ?Sized>(
    source: &mut S,
    chosen: &Chosen,
    joined: Option<&Joined>,
) -> Result<(Hindsight, Macs), CaptureError> {
    let mut macs = [None, None];
    let mut places = Places::new(source, &chosen.places);
    let replay = Replay::new(Hindsight::default(), &chosen.summary);
    let mut cursor = Cursor::new(&mut places, Arrivals { replay, joined }, ());
    while let Some(next) = cursor.advance()? {
        let Next::Frame(met) = next else { continue };
        if let Cheap::Tcp(segment) = &met.packet.cheap {
            let client = chosen.summary.client.endpoint;
            let own = usize::from((segment.src, segment.src_port) != (client.ip, client.port));
            if let Some(mac) = macs.get_mut(own)
                && mac.is_none()
            {
                *mac = segment.mac_src;
            }
        }
    }
    Ok((cursor.finish().tracker.replay.finish(), macs))
}

/// Listens to the steps and puts to each write what hindsight says of it.
struct Scribe<'a> {
    hindsight: &'a Hindsight,
    peer: Option<&'a Joined>,
    now: Option<StepFacts>,
    done: Vec<StepFacts>,
    held: [Snapshot; 2],
    steps: u32,
}

impl<'a> Scribe<'a> {
    fn new(hindsight: &'a Hindsight, peer: Option<&'a Joined>) -> Self {
        Self { hindsight, peer, now: None, done: Vec::new(), held: [Snapshot::default(); 2], steps: 0 }
    }

    /// The steps since the last time.
    fn heard(&mut self) -> Vec<StepFacts> {
        self.done.extend(self.now.take());
        std::mem::take(&mut self.done)
    }
}

impl Listen for Scribe<'_> {
    const LEDGER: bool = true;

    fn fact(&mut self, _: ConnId, fact: Fact<'_>) {
        match fact {
            Fact::Step(step) => {
                self.done.extend(self.now.take());
                let number = step.frame().map(|_| {
                    self.steps += 1;
                    self.steps
                });
                let peer = self.peer;
                self.now = Some(StepFacts {
                    step,
                    number,
                    writes: Vec::new(),
                    findings: Vec::new(),
                    far: step.frame().and_then(|frame| peer?.far(frame)),
                    before: self.held,
                    after: self.held,
                });
            }
            Fact::Write(write) => {
                if let Some(now) = &mut self.now {
                    let verdict = self.hindsight.verdict(write.id);
                    now.writes.push((write, verdict));
                }
            }
            Fact::After { client, server } => {
                self.held = [client, server];
                if let Some(now) = &mut self.now {
                    now.after = self.held;
                }
            }
            Fact::Finding(finding) => {
                if let Some(now) = &mut self.now {
                    now.findings.push(finding);
                }
            }
            Fact::Opened { .. }
            | Fact::Confirmed { .. }
            | Fact::Contradicted { .. }
            | Fact::Timed(_)
            | Fact::History(_)
            | Fact::Ended(_)
            | Fact::Forgotten(_) => {}
        }
    }
}
