//! What of a capture a file asks about: read when it is asked for, kept for the next question.
//!
//! One pass gathers the connections and sweeps the filters of the whole file; a connection is told in full only when a
//! question is about it. What is held is what the report says ([`Datum`]), so that an expression sees what a reader of
//! the JSON sees, and beside it the facts that a sentence about a value needs. A capture with too many steps is refused
//! rather than held.

use super::query::Datum;
use super::sweep::{Kept, Swept, Wanted, columns, sweep};
use crate::capture::{self, CaptureError, FrameNo, Passes, Reader};
use crate::connection::{ConnId, Finding, Summary, Verdict, Write};
use crate::dissect::FieldId;
use crate::explain::StepFacts;
use crate::language::faults::Fault;
use crate::language::{Language, Message};
use crate::report::text::{Amount, Text};
use crate::report::{Look, Page, build, data};
use crate::tell::{
    Depth, Gathered, Head, OtherFrame, Report, Selection, Told, Trouble, gather, others, tell,
};
use serde_json::{Value, json};
use std::io;
use std::path::Path;
use std::rc::Rc;

/// The most frames whose steps are held in memory at once.
pub(crate) const MOST_STEPS: u64 = 20_000;

/// A capture that is asked about.
pub(crate) struct Subject {
    source: Reader,
    /// What the filters of the file choose.
    pub swept: Swept,
    /// The capture and its connections.
    pub gathered: Gathered,
    heads: Option<Rc<Datum>>,
    whole: Option<Rc<Datum>>,
    details: Vec<Option<Rc<Detail>>>,
}

/// A connection in full.
#[derive(Debug)]
pub(crate) struct Detail {
    /// As the report has it.
    pub value: Datum,
    /// Every write into a socket.
    pub writes: Vec<Written>,
    /// What each step says.
    pub says: Vec<(Option<FrameNo>, Message)>,
    /// Every finding.
    pub findings: Vec<Finding>,
}

impl Detail {
    /// The step that a frame carries; null if it is none of this connection's.
    pub(crate) fn step(&self, frame: FrameNo) -> Value {
        let steps = self.value.value().get("steps").and_then(Value::as_array);
        let of_frame = |step: &&Value| step.get("frame").and_then(Value::as_u64) == Some(frame);
        steps.into_iter().flatten().find(of_frame).cloned().unwrap_or_default()
    }
}

/// A write into a socket, and the step that made it.
#[derive(Debug)]
pub(crate) struct Written {
    /// The step that made it: its place in [`Detail::says`].
    pub step: usize,
    /// That step's frame.
    pub frame: Option<FrameNo>,
    /// The write.
    pub write: Write,
    /// What a later frame says of it.
    pub verdict: Option<Verdict>,
}

/// Too many frames to hold their steps: how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooLarge(pub u64);

/// Why a capture cannot be asked any further.
#[derive(Debug)]
pub(crate) enum Stop {
    /// It cannot be read.
    Capture(CaptureError),
    /// It is too large for what is asked.
    TooLarge(TooLarge),
}

impl Stop {
    /// What a person is told of it.
    pub(crate) fn fault(self) -> Fault {
        match self {
            Self::Capture(error) => Fault::FaultCaptureUnreadable { said: error.to_string() },
            Self::TooLarge(TooLarge(frames)) => Fault::FaultTooLarge { frames, most: MOST_STEPS },
        }
    }
}

impl From<CaptureError> for Stop {
    fn from(error: CaptureError) -> Self {
        Self::Capture(error)
    }
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Capture(error) => Self::Capture(error),
            // Nothing that a report is written to here can refuse.
            Trouble::Write(error) => Self::Capture(CaptureError::Io { path: "-".into(), error }),
        }
    }
}

impl Subject {
    /// Read a capture as far as every question needs: its connections, and what the filters choose. `shown` is the name
    /// by which the report calls it.
    ///
    /// # Errors
    /// It cannot be read, or is no capture.
    pub(crate) fn read(path: &Path, shown: &str, wanted: &Wanted<'_>) -> Result<Self, CaptureError> {
        let mut source = capture::open(path, Passes::Two)?;
        let swept = sweep(&mut source, wanted)?;
        source.rewind()?;
        let gathered = gather(&mut source, shown, Selection::All, &mut |_, _| {})?;
        let mut details = Vec::new();
        details.resize_with(gathered.chosen.len(), || None);
        Ok(Self { source, swept, gathered, heads: None, whole: None, details })
    }

    /// The connections, in order.
    pub(crate) fn summaries(&self) -> impl Iterator<Item = &Summary> {
        self.gathered.chosen.iter().map(|chosen| &chosen.summary)
    }

    /// A frame that a question is about.
    pub(crate) fn kept(&self, frame: FrameNo) -> Option<&Kept> {
        self.swept.kept.get(&frame)
    }

    /// The whole report, with the steps of connections or without.
    ///
    /// # Errors
    /// It has too many steps, or cannot be read again.
    pub(crate) fn document(&mut self, steps: bool) -> Result<Rc<Datum>, Stop> {
        let known = if steps { &self.whole } else { &self.heads };
        if let Some(known) = known {
            return Ok(Rc::clone(known));
        }
        let frames = self.gathered.chosen.iter().map(|chosen| chosen.places.len() as u64).sum();
        if steps && frames > MOST_STEPS {
            return Err(Stop::TooLarge(TooLarge(frames)));
        }
        let mut collector = Collector::new(steps);
        for chosen in &self.gathered.chosen {
            tell(&mut self.source, chosen, &mut collector)?;
        }
        others(&mut collector, &mut self.source)?;
        let gathered = &self.gathered;
        let capture =
            build::capture(&gathered.file, &gathered.description, &gathered.survey, Language::English);
        let document = json!({
            "schema_version": data::SCHEMA_VERSION,
            "capture": capture,
            "connections": collector.connections,
            "others": collector.others,
        });
        let document = Rc::new(Datum::new(document));
        *(if steps { &mut self.whole } else { &mut self.heads }) = Some(Rc::clone(&document));
        Ok(document)
    }

    /// A connection in full, by its place.
    ///
    /// # Errors
    /// It has too many steps, or cannot be read again.
    pub(crate) fn detail(&mut self, place: usize) -> Result<Option<Rc<Detail>>, Stop> {
        if let Some(Some(known)) = self.details.get(place) {
            return Ok(Some(Rc::clone(known)));
        }
        let Some(chosen) = self.gathered.chosen.get(place) else { return Ok(None) };
        let frames = chosen.places.len() as u64;
        if frames > MOST_STEPS {
            return Err(Stop::TooLarge(TooLarge(frames)));
        }
        let mut collector = Collector::new(true);
        tell(&mut self.source, chosen, &mut collector)?;
        let Collector { mut connections, writes, says, findings, .. } = collector;
        let value = Datum::new(connections.pop().unwrap_or_default());
        let detail = Rc::new(Detail { value, writes, says, findings });
        if let Some(known) = self.details.get_mut(place) {
            *known = Some(Rc::clone(&detail));
        }
        Ok(Some(detail))
    }

    /// Header fields as columns, a line a frame: of some connections only, of one frame only.
    ///
    /// # Errors
    /// There are too many frames, or they cannot be read again.
    pub(crate) fn columns(
        &mut self,
        fields: &[FieldId],
        within: Option<&[usize]>,
        frame: Option<FrameNo>,
    ) -> Result<String, Stop> {
        let frames = self.swept.frames;
        if frames > MOST_STEPS {
            return Err(Stop::TooLarge(TooLarge(frames)));
        }
        let names: Vec<&str> = fields.iter().map(|id| id.name()).collect();
        let ids: Option<Vec<ConnId>> = within.map(|places| {
            places.iter().filter_map(|at| Some(self.gathered.chosen.get(*at)?.summary.id)).collect()
        });
        self.source.rewind()?;
        let mut text = format!("{}\n", names.join("\t"));
        columns(&mut self.source, &mut |seen| {
            let of_connection =
                ids.as_ref().is_none_or(|ids| seen.connection.is_some_and(|id| ids.contains(&id)));
            if frame.map_or(of_connection, |frame| frame == seen.no()) {
                let spelt: Vec<String> = fields.iter().map(|id| seen.values(*id).1.join(",")).collect();
                text.push_str(&spelt.join("\t"));
                text.push('\n');
            }
        })?;
        Ok(text)
    }

    /// Where the bytes of a connection's frame begin in the capture's file; `None` if it is compressed.
    pub(crate) fn data_at(&self, frame: FrameNo) -> Option<u64> {
        if self.gathered.description.compressed.is_some() {
            return None;
        }
        let mut places = self.gathered.chosen.iter().flat_map(|chosen| &chosen.places);
        let kept = self.swept.kept.get(&frame).map(|kept| kept.frame().at);
        let at = kept.or_else(|| places.find(|(no, _)| *no == frame).map(|(_, at)| *at))?;
        Some(at.data())
    }

    /// What `ackplain explain --full` prints of one connection or all, or of one frame, on one line: every run of white
    /// space is one space.
    ///
    /// # Errors
    /// It cannot be read again.
    pub(crate) fn explanation(
        &mut self,
        place: Option<usize>,
        frame: Option<FrameNo>,
        language: Language,
    ) -> Result<String, Stop> {
        let mut text = Vec::new();
        let look = Look { width: 100_000, narrow: false, paint: false, ascii: false, language };
        let page = Page::new(Box::new(&mut text), look);
        let mut report = Text::new(page, Amount::Full, frame, true);
        report.capture(&self.gathered).map_err(Trouble::Write)?;
        for (at, chosen) in self.gathered.chosen.iter().enumerate() {
            if place.is_none_or(|place| place == at) {
                tell(&mut self.source, chosen, &mut report)?;
            }
        }
        report.finish().map_err(Trouble::Write)?;
        drop(report);
        let text = String::from_utf8_lossy(&text);
        Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// Listens to a report and keeps it as data.
struct Collector {
    steps: bool,
    connections: Vec<Value>,
    others: Vec<Value>,
    writes: Vec<Written>,
    says: Vec<(Option<FrameNo>, Message)>,
    findings: Vec<Finding>,
}

impl Collector {
    fn new(steps: bool) -> Self {
        Self {
            steps,
            connections: Vec::new(),
            others: Vec::new(),
            writes: Vec::new(),
            says: Vec::new(),
            findings: Vec::new(),
        }
    }
}

impl Report for Collector {
    fn capture(&mut self, _: &Gathered) -> io::Result<()> {
        Ok(())
    }

    fn connection(&mut self, head: &Head<'_>) -> io::Result<()> {
        let mut value = serde_json::to_value(build::connection(head, Language::English))?;
        if self.steps
            && let Value::Object(map) = &mut value
        {
            map.insert("steps".to_owned(), Value::Array(Vec::new()));
        }
        self.connections.push(value);
        self.findings.extend_from_slice(&head.hindsight.findings);
        Ok(())
    }

    fn depth(&mut self, _: &StepFacts) -> Depth {
        if self.steps { Depth::Whole } else { Depth::Nothing }
    }

    fn step(&mut self, told: &Told<'_>) -> io::Result<()> {
        let step = serde_json::to_value(build::step(told, Language::English))?;
        let steps = self.connections.last_mut().and_then(|connection| connection.get_mut("steps"));
        if let Some(Value::Array(steps)) = steps {
            steps.push(step);
        }
        let frame = told.facts.step.frame();
        let step = self.says.len();
        self.says.push((frame, told.explanation.says.clone()));
        let writes = told.facts.writes.iter();
        self.writes.extend(writes.map(|&(write, verdict)| Written { step, frame, write, verdict }));
        Ok(())
    }

    fn connection_told(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn other(&mut self, other: &OtherFrame<'_>) -> io::Result<()> {
        self.others.push(serde_json::to_value(data::Other {
            frame: other.frame,
            protocol: other.protocol,
            connection: other.connection,
            message: other.message,
            text: crate::language::text(other.message, Language::English),
        })?);
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}
