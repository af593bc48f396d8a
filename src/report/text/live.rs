//! News as text, a line a step, each behind the number of its connection.
//!
//! The line of a step is the very line that `explain --brief` prints for it. What stands below it begins further to the right:
//! the states of both sockets where one has changed, what is odd about the segment, what it says of an earlier step, and the end of the
//! connection. Steps of several connections come as they come.
//!
//! At the other depths a step is told as `explain` tells it, without what only hindsight knows.

use super::{Amount, Voice, dull, opens, step};
use crate::capture::Frame;
use crate::connection::{Severity, Snapshot, State, Summary, VerdictKind};
use crate::dissect::Tree;
use crate::explain::{self, Packet, StepFacts};
use crate::language::argument::Amount as Bytes;
use crate::language::live::{Connections, Live as Says, Packets, Steps};
use crate::language::remarks::Remark;
use crate::language::screen::Phrase;
use crate::language::{Language, Message};
use crate::report::page::{Page, Tint, width};
use crate::tell::Told;
use crate::tell::stream::{Event, KEPT, News, Note, Tell, turned};
use std::collections::BTreeSet;
use std::io;

/// Columns of a connection's number and the gap behind it.
const MARGIN: usize = 6;

/// Where everything stands that is no step: below what the step says.
const BELOW: usize = MARGIN + 24;

/// Writes news as text.
pub struct Live<'w> {
    page: Page<'w>,
    voice: Voice,
    amount: Amount,
    /// Connections whose heads were told.
    headed: BTreeSet<u32>,
    /// The connection of the last step that was told whole.
    last: Option<u32>,
}

impl<'w> Live<'w> {
    /// News on a page.
    pub fn new(page: Page<'w>, amount: Amount) -> Self {
        Self { voice: Voice::new(page.language()), page, amount, headed: BTreeSet::new(), last: None }
    }

    fn head(&mut self, about: &Summary) -> io::Result<()> {
        // A number for each connection that ever was would grow without end.
        if self.headed.len() > 2 * KEPT {
            self.headed.clear();
        }
        if !self.headed.insert(about.id.0) {
            return Ok(());
        }
        if self.amount != Amount::Brief && self.last.is_some() {
            self.page.blank()?;
        }
        self.last = Some(about.id.0);
        for (index, message) in explain::opening(about).iter().enumerate() {
            let tint = if index == 0 { Tint::Head } else { Tint::Plain };
            self.page.to(if index == 0 { 0 } else { 2 }, 0).paragraph(tint, &self.voice.tell(message))?;
        }
        Ok(())
    }

    fn step(&mut self, news: &News, facts: &StepFacts, frame: &Frame<'_>) -> io::Result<()> {
        let about = &news.about;
        let line = self.amount == Amount::Brief
            || (self.amount == Amount::Default && dull(facts, true) && !opens(about, facts));
        if line { self.line(news, facts, frame) } else { self.whole(news, facts, frame) }
    }

    fn line(&mut self, news: &News, facts: &StepFacts, frame: &Frame<'_>) -> io::Result<()> {
        // A line is made of the segment and the facts: no field is looked at.
        let tree = Tree { fields: Vec::new(), stop: None, protocols: String::new() };
        let read = news.packet(frame);
        let packet = facts.step.frame.map(|_| Packet { read: &read, tree: &tree });
        let line = explain::brief(facts, packet, &news.about);
        self.number(&news.about);
        step::line(&mut self.page, MARGIN, facts, news.since(facts), &line, None)?;
        let lang = self.page.language();
        if facts.step.frame.is_some()
            && let Some(states) = states(facts)
        {
            self.below(Tint::Observed, &states.text(lang))?;
        }
        for finding in facts.findings.iter().filter(|finding| finding.kind.severity() >= Severity::Warning) {
            self.below(Tint::Wrong, &explain::finding(finding).text(lang))?;
        }
        Ok(())
    }

    fn whole(&mut self, news: &News, facts: &StepFacts, frame: &Frame<'_>) -> io::Result<()> {
        let lang = self.page.language();
        self.turn_to(&news.about)?;
        let read = news.packet(frame);
        let tree = read.tree();
        let packet = facts.step.frame.map(|_| Packet { read: &read, tree: &tree });
        let explanation = explain::step(facts, packet, &news.about);
        let since = news.since(facts);
        let told = Told { facts, explanation: &explanation, tree: Some(&tree), since };
        if facts.step.frame.is_none() {
            return step::act(&mut self.page, &mut self.voice, &told);
        }
        let fields = self.amount == Amount::Full || opens(&news.about, facts);
        step::step(&mut self.page, &mut self.voice, &told, self.amount, fields, None)?;
        match states(facts) {
            Some(states) if self.amount != Amount::Full => {
                self.page.to(2, 0).paragraph(Tint::Observed, &states.text(lang))
            }
            _ => Ok(()),
        }
    }

    /// Another connection than that of the last step is told whole.
    fn turn_to(&mut self, about: &Summary) -> io::Result<()> {
        if self.last == Some(about.id.0) {
            return Ok(());
        }
        self.last = Some(about.id.0);
        self.page.blank()?;
        let name = Phrase::Connection(about.id.0).text(self.page.language());
        self.page.add(Tint::Head, &name).end()
    }

    /// How a connection ends, or stands.
    fn end(&mut self, about: &Summary, says: &Says) -> io::Result<()> {
        if self.amount == Amount::Brief {
            self.number(about);
        } else {
            self.turn_to(about)?;
        }
        let text = says.text(self.page.language());
        self.below(Tint::Head, &text)
    }

    fn number(&mut self, about: &Summary) {
        let number = about.id.0.to_string();
        self.page.to((MARGIN - 2).saturating_sub(width(&number)), 0).add(Tint::Head, &number);
    }

    /// A line below a step, wrapped if somebody watches; a step that is told whole has it at its own edge.
    fn below(&mut self, tint: Tint, text: &str) -> io::Result<()> {
        if self.amount != Amount::Brief && self.page.column() == 0 {
            return self.page.to(2, 0).paragraph(tint, text);
        }
        self.page.to(BELOW, 0);
        let room = self.page.look.width.saturating_sub(self.page.column());
        if self.page.look.narrow && room > 20 {
            self.page.hanging(BELOW, tint, text)
        } else {
            self.page.add(tint, text).end()
        }
    }

    /// A line of its own, that belongs to no connection.
    fn aside(&mut self, tint: Tint, says: &Says) -> io::Result<()> {
        let text = says.text(self.page.language());
        self.page.add(tint, "!").to(0, 1).paragraph(tint, &text)
    }
}

impl Tell for Live<'_> {
    fn news(&mut self, news: &News, frame: &Frame<'_>) -> io::Result<()> {
        let lang = self.page.language();
        let about = &news.about;
        self.head(about)?;
        for event in &news.events {
            match event {
                Event::Opened => {}
                Event::Step(facts) => self.step(news, facts, frame)?,
                Event::Judged { write, verdict } => {
                    let Some((side, from, to)) = turned(write) else { continue };
                    let from = from.map_or("–", State::name).to_owned();
                    let (then, by) = (write.by.map_or(0, |by| by.frame), verdict.frame);
                    let (tint, says) = match verdict.kind {
                        VerdictKind::Contradicted => {
                            let evidence = write.evidence;
                            (Tint::Wrong, Says::LiveContradicted { side, from, to, evidence, then, by })
                        }
                        // That it went as it should is for those who want to know more.
                        VerdictKind::Confirmed if self.amount == Amount::Brief => continue,
                        VerdictKind::Confirmed => {
                            (Tint::Confirmed, Says::LiveConfirmed { side, from, to, then, by })
                        }
                    };
                    self.below(tint, &says.text(lang))?;
                }
                Event::Over => {
                    let (what, client, server) = standing(about);
                    self.end(about, &Says::LiveOver { what, client, server })?;
                }
            }
        }
        Ok(())
    }

    fn note(&mut self, note: &Note<'_>) -> io::Result<()> {
        match *note {
            Note::Lost { kernel, interface } => {
                if kernel > 0 {
                    self.aside(Tint::Wrong, &Says::LiveLost { lost: Packets(kernel) })?;
                }
                if interface > 0 {
                    self.aside(Tint::Wrong, &Says::LiveLostByInterface { lost: Packets(interface) })?;
                }
                Ok(())
            }
            Note::Skipped(steps) => self.aside(Tint::Wrong, &Says::LiveSkipped { steps: Steps(steps) }),
            Note::Damage(damage) => {
                let remark = Remark::Damage(damage).text(self.page.language());
                self.aside(Tint::Wrong, &Says::LiveDamage { remark })
            }
            Note::MoreStand(rest) => {
                let text = Says::LiveMoreStand { rest: Connections(rest) }.text(self.page.language());
                self.page.paragraph(Tint::Plain, &text)
            }
            // For a person the counts stand on standard error.
            Note::End { .. } => Ok(()),
        }
    }

    fn stands(&mut self, about: &Summary) -> io::Result<()> {
        if !self.headed.contains(&about.id.0) {
            return Ok(());
        }
        let (what, client, server) = standing(about);
        self.end(about, &Says::LiveStands { what, client, server })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.page.flush()
    }
}

/// What happened to a connection, and how much each side sent.
fn standing(about: &Summary) -> (Box<Message>, Bytes, Bytes) {
    let what = Box::new(explain::outcome(about));
    (what, Bytes(about.client.unique_bytes), Bytes(about.server.unique_bytes))
}

/// Both states, if one of them has changed.
fn states(facts: &StepFacts) -> Option<Says> {
    let of = |sockets: &[Snapshot; 2]| sockets.map(|socket| socket.state);
    let [client, server] = of(&facts.after);
    let name = |state: Option<State>| state.map_or("–", State::name).to_owned();
    (of(&facts.before) != [client, server])
        .then(|| Says::LiveStates { client: name(client), server: name(server) })
}

/// A comment for a packet: what `explain --brief` says of its steps, and what is odd about them.
pub fn comment(news: &News, frame: &Frame<'_>, lang: Language) -> Option<String> {
    let tree = Tree { fields: Vec::new(), stop: None, protocols: String::new() };
    let read = news.packet(frame);
    let lines: Vec<String> = news
        .events
        .iter()
        .filter_map(|event| match event {
            Event::Step(facts) if facts.step.frame.is_some() => {
                let packet = Some(Packet { read: &read, tree: &tree });
                let mut text = explain::brief(facts, packet, &news.about).text(lang);
                for finding in &facts.findings {
                    text.push('\n');
                    text.push_str(&explain::finding(finding).text(lang));
                }
                Some(text)
            }
            _ => None,
        })
        .collect();
    let id = news.about.id.0;
    let connection = Phrase::Connection(id).text(lang);
    (!lines.is_empty()).then(|| format!("{connection}: {}", lines.join("\n")))
}
