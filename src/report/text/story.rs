//! A capture's connections as stories, step by step.

use super::fold::Fold;
use super::voice::Voice;
use super::weight::{Amount, dull, opens};
use super::{overview, peer, step, timing};
use crate::capture::{FrameNo, Nanos};
use crate::connection::{Summary, Timing};
use crate::explain::timing::Nearer;
use crate::explain::{self, StepFacts};
use crate::language;
use crate::language::argument::Argument as _;
use crate::language::endings::Ending;
use crate::language::screen::{self, Phrase};
use crate::language::tunnel::tunnel;
use crate::language::{Message, Transfer, Word, text};
use crate::report::page::{Page, Tint};
use crate::tell::{Depth, Gathered, Head, Overview, Peer, Report, Told, Wants};
use std::io;

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
    /// Text on a page. `only`: nothing but the step of this frame. `selected`: the reader chose, so the rest of the
    /// capture is not mentioned.
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

impl Report for Text<'_> {
    /// Whoever chose nothing among several is shown what there is.
    fn wants(&self, gathered: &Gathered) -> Wants {
        let several = gathered.connections != 1 && !self.selected;
        Wants { overview: several || gathered.chosen.is_empty(), others: false }
    }

    fn overview(&mut self, overview: &Overview<'_>) -> io::Result<()> {
        overview::overview(&mut self.page, overview)?;
        if overview.gathered.chosen.is_empty() { Ok(()) } else { self.page.blank() }
    }

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
            return if facts.step.frame == Some(only) { Depth::Whole } else { Depth::Nothing };
        }
        match self.amount {
            Amount::Default if self.dull(facts) => Depth::Counted,
            Amount::Brief => Depth::Line,
            Amount::Default | Amount::Full => Depth::Whole,
        }
    }

    fn step(&mut self, told: &Told<'_>) -> io::Result<()> {
        self.unfold()?;
        if told.facts.step.frame.is_none() {
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
