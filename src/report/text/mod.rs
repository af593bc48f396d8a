//! The report as text, for a person at a terminal.
//!
//! Three depths. The default is readable on one screen a handshake: each of its segments with its fields and what it wrote;
//! runs of data are folded into a line. `Brief` is a line a step. `Full` folds nothing and adds arithmetic, reasons and what
//! would be different otherwise.

use super::page::{Page, Tint};
use crate::capture::{FrameNo, Nanos};
use crate::connection::pair::Fate;
use crate::connection::{Finding, FindingKind, StepKind, Summary, Timing, Variable};
use crate::explain::timing::Nearer;
use crate::explain::{self, StepFacts};
use crate::language;
use crate::language::argument::Argument as _;
use crate::language::endings::Ending;
use crate::language::screen::{self, Phrase};
use crate::language::tunnel::tunnel;
use crate::language::{Glossary, Language, Message, Transfer, Word, text};
use crate::tell::gather::Gathered;
use crate::tell::{Depth, Head, Peer, Report, Told};
use fold::Fold;
use std::io;

mod fields;
mod fold;
mod frame;
mod live;
mod overview;
mod peer;
mod step;
mod timing;
mod written;

pub use frame::{Placed, frame};
pub use live::{Live, comment};
pub(super) use overview::happened;
pub use overview::{Sight, overview};

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Amount {
    /// A line a step.
    Brief,
    /// A screen a handshake.
    #[default]
    Default,
    /// Everything.
    Full,
}

/// What was told last of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Head,
    /// An act that no frame carries.
    Act,
    /// A step that a frame carries.
    Step,
}

/// Writes text.
pub struct Text<'w> {
    page: Page<'w>,
    voice: Voice,
    amount: Amount,
    /// Only the step of this frame.
    only: Option<FrameNo>,
    /// The connection that is told.
    about: Option<Summary>,
    /// What its times say.
    timing: Option<Timing>,
    /// What a second capture knows better.
    nearer: Option<Nearer>,
    /// The second capture, if the connection is in it.
    peer: Option<String>,
    fold: Fold,
    /// Connections told so far.
    told: u32,
    last: Last,
    /// The capture's name, quoted for a shell.
    file: String,
    /// A frame worth looking at byte by byte: the first SYN told.
    first_frame: Option<FrameNo>,
    /// Connections of the capture, and how many of them are told.
    all: u32,
    chosen: u32,
    /// Is it a selection by number, so that nothing needs to be said about the others?
    selected: bool,
}

impl<'w> Text<'w> {
    /// Text on a page. `only`: nothing but the step of this frame. `selected`: the reader chose, so the rest of the capture
    /// is not mentioned.
    pub fn new(page: Page<'w>, amount: Amount, only: Option<FrameNo>, selected: bool) -> Self {
        Self {
            voice: Voice::new(page.language()),
            page,
            amount: if only.is_some() { Amount::Full } else { amount },
            only,
            about: None,
            timing: None,
            nearer: None,
            peer: None,
            fold: Fold::default(),
            told: 0,
            last: Last::Head,
            file: String::new(),
            first_frame: None,
            all: 0,
            chosen: 0,
            selected,
        }
    }

    fn head(&mut self, about: &Summary) -> io::Result<()> {
        let lang = self.page.language();
        if self.told > 0 {
            self.page.blank()?;
        }
        for (index, message) in explain::opening(about).iter().enumerate() {
            let tint = if index == 0 { Tint::Head } else { Tint::Plain };
            self.page.to(if index == 0 { 0 } else { 2 }, 0).paragraph(tint, &self.voice.tell(message))?;
        }
        let mut parts = vec![text(&explain::outcome(about), lang)];
        if let Some(nanos) = overview::opened_in(about) {
            parts.push(format!("{} {}", Word::OpenedIn.text(lang), screen::span(nanos, lang)));
        }
        for (word, side) in [(Word::Client, &about.client), (Word::Server, &about.server)] {
            if side.unique_bytes > 0 {
                parts.push(format!("{} {}", word.text(lang), Transfer::of(side).spoken(lang)));
            }
        }
        if let Some(around) = &about.tunnel {
            parts.push(tunnel(around, lang));
        }
        if about.stream.0 != about.id.0 {
            parts.push(format!("tcp.stream {}", about.stream.0));
        }
        self.page.to(2, 0).paragraph(Tint::Dim, &parts.join(" · "))
    }

    /// Is the step one of the opening: the handshake's three, or what ended it?
    fn opening(&self, facts: &StepFacts) -> bool {
        self.about.as_ref().is_some_and(|about| opens(about, facts))
    }

    /// Is the step one of a run of data, with nothing about it that a reader must see?
    fn dull(&self, facts: &StepFacts) -> bool {
        dull(facts, self.voice.offload) && !self.opening(facts)
    }

    fn unfold(&mut self) -> io::Result<()> {
        let fold = std::mem::take(&mut self.fold);
        fold.write(&mut self.page)
    }
}

/// Is the step one of the opening of this connection?
fn opens(about: &Summary, facts: &StepFacts) -> bool {
    // What is sent again has the fields that were told already.
    if facts.step.repeats().is_some() {
        return false;
    }
    match facts.step.kind() {
        StepKind::Syn | StepKind::SynAck => true,
        StepKind::Ack | StepKind::Data => {
            facts.step.frame().is_some() && facts.step.frame() == about.handshake.ack
        }
        StepKind::Rst | StepKind::Icmp => about.handshake.ack.is_none(),
        _ => false,
    }
}

/// Data or a bare ACK, with nothing about it that a reader must see? An ACK number that repeats is counted; that checksums are left to
/// the network card need not be said again if it was `told`.
fn dull(facts: &StepFacts, told: bool) -> bool {
    let harmless = |finding: &Finding| match finding.kind {
        FindingKind::ChecksumUnfinished { .. } => told,
        FindingKind::DuplicateAck { .. } => facts.step.kind() == StepKind::Ack,
        _ => false,
    };
    matches!(facts.step.kind(), StepKind::Data | StepKind::Ack)
        && facts.findings.iter().all(harmless)
        && facts.step.repeats().is_none()
        && facts.step.frame().is_some()
        && facts.far.is_none_or(|far| matches!(far.fate, Fate::Seen { .. }))
        && !facts.writes.iter().any(|(w, _)| w.variable == Variable::State)
}

impl Report for Text<'_> {
    fn capture(&mut self, gathered: &Gathered) -> io::Result<()> {
        self.file = screen::quoted(&gathered.file);
        self.all = gathered.connections;
        self.chosen = gathered.chosen.len() as u32;
        Ok(())
    }

    fn connection(&mut self, head: &Head<'_>) -> io::Result<()> {
        let about = *head.summary;
        self.voice = Voice::new(self.page.language());
        self.head(&about)?;
        self.peer = None;
        match head.peer {
            None => {}
            Some(Peer::Absent(file)) => {
                let file = screen::quoted(file);
                let absent = Message::from(language::peer::Peer::NotThere { file });
                self.page.to(2, 0).paragraph(Tint::Wrong, &self.voice.tell(&absent))?;
            }
            Some(Peer::Joined(joined)) => {
                peer::head(&mut self.page, &mut self.voice, &about, joined)?;
                self.peer = Some(crate::tell::peer::short(&joined.file));
            }
        }
        self.first_frame = self.first_frame.or(about.handshake.syn).or(Some(about.first_frame));
        self.about = Some(about);
        self.timing.clone_from(&head.hindsight.timing);
        self.nearer = head.nearer();
        self.last = Last::Head;
        self.told += 1;
        Ok(())
    }

    fn depth(&mut self, facts: &StepFacts) -> Depth {
        if let Some(only) = self.only {
            return if facts.step.frame() == Some(only) { Depth::Whole } else { Depth::Nothing };
        }
        match self.amount {
            Amount::Default if self.dull(facts) => Depth::Counted,
            Amount::Brief => Depth::Line,
            Amount::Default | Amount::Full => Depth::Whole,
        }
    }

    fn step(&mut self, told: &Told<'_>) -> io::Result<()> {
        self.unfold()?;
        if told.facts.step.frame().is_none() {
            if self.last == Last::Head {
                let lang = self.page.language();
                self.page.blank()?;
                self.page.add(Tint::Head, Word::BeforeFirstSegment.text(lang)).to(0, 2);
                self.page.add(Tint::Dim, &format!("({})", Word::NotInCapture.text(lang)));
                self.page.end()?;
            }
            if self.last == Last::Step {
                self.page.blank()?;
            }
            self.last = Last::Act;
            return step::act(&mut self.page, &mut self.voice, told);
        }
        self.last = Last::Step;
        let whole = self.amount == Amount::Full || self.opening(told.facts);
        step::step(&mut self.page, &mut self.voice, told, self.amount, whole, self.peer.as_deref())
    }

    fn line(&mut self, facts: &StepFacts, since: Option<Nanos>, line: &Message) -> io::Result<()> {
        step::line(&mut self.page, 0, facts, since, line, self.peer.as_deref())
    }

    fn counted(&mut self, facts: &StepFacts) -> io::Result<()> {
        self.last = Last::Step;
        self.fold.add(facts);
        Ok(())
    }

    fn connection_told(&mut self) -> io::Result<()> {
        self.unfold()?;
        let about = self.about.take();
        if self.only.is_some() {
            return Ok(());
        }
        let Some(about) = about else { return Ok(()) };
        let lang = self.page.language();
        self.page.blank()?;
        self.page.add(Tint::Head, Word::HowItEnds.text(lang)).end()?;
        for message in explain::ending(&about) {
            // What a call returned, and who may have refused, stood beside its step already.
            let told =
                matches!(message, Message::Ending(Ending::RefusedByWhom {} | Ending::ErrnoOfConnect { .. }));
            if told && self.amount != Amount::Brief {
                continue;
            }
            self.page.to(2, 0).paragraph(Tint::Plain, &self.voice.tell(&message))?;
        }
        match self.timing.take() {
            // Between fewer than two segments no time passes.
            Some(timing) if about.first_frame != about.last_frame => {
                let nearer = self.nearer.take();
                timing::timing(&mut self.page, &mut self.voice, &timing, nearer.as_ref(), self.amount)
            }
            _ => Ok(()),
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        let lang = self.page.language();
        let rest = self.all.saturating_sub(self.told);
        if self.told > 0 && !self.selected {
            self.page.blank()?;
            let file = &self.file;
            let mut commands = Vec::new();
            if rest > 0 {
                self.page.say(&Phrase::More(u64::from(rest)).text(lang)).end()?;
                let next = self.told;
                commands.push((format!("ackplain explain {file} --stream {next}"), Phrase::NextStory(next)));
                commands.push((format!("ackplain explain {file} --all"), Phrase::NextStories));
                commands.push((format!("ackplain list {file}"), Phrase::NextList));
            } else if self.amount == Amount::Full {
                commands.push((format!("ackplain explain {file} --brief"), Phrase::NextBrief));
            } else {
                commands.push((format!("ackplain explain {file} --full"), Phrase::NextFull));
            }
            if let Some(frame) = self.first_frame {
                commands.push((format!("ackplain frame {file} {frame}"), Phrase::NextBytes(frame)));
            }
            overview::commands(&mut self.page, &commands)?;
        }
        self.page.flush()
    }
}

/// Speaks messages; in Korean with the English term beside one that is new to the story.
struct Voice {
    lang: Language,
    glossary: Glossary,
    /// Was it said that checksums are left to the network card?
    offload: bool,
}

impl Voice {
    fn new(lang: Language) -> Self {
        Self { lang, glossary: Glossary::new(lang), offload: false }
    }

    fn tell(&mut self, message: &Message) -> String {
        match self.lang {
            Language::English => text(message, self.lang),
            Language::Korean => self.glossary.tell(message),
        }
    }

    /// A column's word: the English goes below it, where a sentence has it behind.
    fn label(&mut self, word: &str) -> String {
        match self.lang {
            Language::English => word.to_owned(),
            Language::Korean => self.glossary.gloss(word).replace('(', "\n("),
        }
    }
}

/// The line under a step that says what it means; shared by the two ways a step is told.
fn quoted(told: &Told<'_>, voice: &mut Voice) -> String {
    let says = voice.tell(&told.explanation.says);
    if told.explanation.speech { format!("“{says}”") } else { says }
}
