//! News as JSON, an object a line, each with its kind in `record`:
//!
//! * `connection`: one began: who is who;
//! * `step`: a step, as in the report, under `step`; what only hindsight knows is null;
//! * `verdict`: a later frame confirms or contradicts a change of state;
//! * `end`: a connection is over, or stands so when the capture ends (`over` says which), as in `list`;
//! * `lost`, `skipped`, `damage`: what is missing between the lines before and behind;
//! * `summary`: the last line: what was counted.

use super::build;
use super::data::{self, Arithmetic, Connection, Step};
use super::json;
use super::names::{self, Who};
use crate::capture::Frame;
use crate::connection::{Evidence, State, Summary, VerdictKind};
use crate::dissect::Other;
use crate::explain::{self, Packet};
use crate::language::Language;
use crate::language::remarks;
use crate::tell::Told;
use crate::tell::news::{Counts, Event, Lost, News, Note, Tell, turned};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes news as JSON Lines.
pub(crate) struct JsonLines<W> {
    out: W,
    language: Language,
}

impl<W: Write> JsonLines<W> {
    /// News on a buffered writer.
    pub(crate) fn new(out: W, language: Language) -> Self {
        Self { out, language }
    }

    fn record(&mut self, record: &Record<'_>) -> io::Result<()> {
        json::write(&mut self.out, record)?;
        self.out.write_all(b"\n")
    }
}

/// A line.
#[derive(Debug, Serialize)]
#[serde(tag = "record", rename_all = "snake_case")]
enum Record<'a> {
    Connection {
        id: u32,
        stream: u32,
        client: String,
        server: String,
        earlier: Option<u32>,
    },
    Step {
        connection: u32,
        step: Box<Step<'a>>,
    },
    Verdict {
        connection: u32,
        kind: VerdictKind,
        frame: u64,
        socket: Who,
        variable: &'static str,
        before: Option<State>,
        after: State,
        evidence: Evidence,
        by: Option<data::By>,
        arithmetic: Arithmetic,
    },
    End {
        over: bool,
        connection: Box<Connection>,
    },
    Lost {
        kernel: u64,
        interface: u64,
    },
    Skipped {
        steps: u64,
    },
    Damage {
        #[serde(flatten)]
        damage: &'a crate::capture::Damage,
        text: String,
    },
    Summary {
        frames: u64,
        bytes: u64,
        tcp: u64,
        others: &'a BTreeMap<Other, u64>,
        connections: u64,
        over: u64,
        forgotten: u64,
        steps: u64,
        steps_skipped: u64,
        lost: Option<Lost>,
    },
}

impl<W: Write> Tell for JsonLines<W> {
    fn news(&mut self, news: &News, frame: &Frame<'_>) -> io::Result<()> {
        let about = &news.about;
        let connection = about.id.0;
        let read = news.packet(frame);
        let mut tree = None;
        for event in &news.events {
            match event {
                Event::Opened => self.record(&Record::Connection {
                    id: connection,
                    stream: about.stream.0,
                    client: about.client.endpoint.to_string(),
                    server: about.server.endpoint.to_string(),
                    earlier: about.earlier.map(|id| id.0),
                })?,
                Event::Step(facts) => {
                    let tree = tree.get_or_insert_with(|| read.tree());
                    let packet = facts.step.frame().map(|_| Packet { read: &read, tree });
                    let explanation = explain::step(facts, packet, about);
                    let since = news.since(facts);
                    let told = Told { facts, explanation: &explanation, tree: Some(tree), since };
                    let step = Box::new(build::step(&told, self.language));
                    self.record(&Record::Step { connection, step })?;
                }
                Event::Judged { write, verdict } => {
                    let Some((side, before, after)) = turned(write) else { continue };
                    self.record(&Record::Verdict {
                        connection,
                        kind: verdict.kind,
                        frame: verdict.frame,
                        socket: names::who(side),
                        variable: write.variable.name(),
                        before,
                        after,
                        evidence: write.evidence,
                        by: write.by.map(build::by),
                        arithmetic: build::arithmetic(write.arithmetic),
                    })?;
                }
                Event::Over => self.end(about, true)?,
            }
        }
        Ok(())
    }

    fn note(&mut self, note: &Note<'_>) -> io::Result<()> {
        let record = match *note {
            Note::Lost { kernel, interface } => Record::Lost { kernel, interface },
            Note::Skipped(steps) => Record::Skipped { steps },
            Note::Damage(damage) => Record::Damage { damage, text: remarks::damage(damage, self.language) },
            Note::MoreStand(_) => return Ok(()),
            Note::End { counts, lost, skipped } => summary(counts, lost, skipped),
        };
        self.record(&record)
    }

    fn stands(&mut self, about: &Summary) -> io::Result<()> {
        self.end(about, false)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: Write> JsonLines<W> {
    fn end(&mut self, about: &Summary, over: bool) -> io::Result<()> {
        self.record(&Record::End { over, connection: Box::new(build::row(about, None)) })
    }
}

fn summary(counts: &Counts, lost: Option<Lost>, skipped: u64) -> Record<'_> {
    let Counts { frames, bytes, tcp, ref others, connections, over, forgotten, steps } = *counts;
    Record::Summary {
        frames,
        bytes,
        tcp,
        others,
        connections,
        over,
        forgotten,
        steps,
        steps_skipped: skipped,
        lost,
    }
}
