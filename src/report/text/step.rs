//! One step as text: its head, what it says, its fields, what it wrote, why.

use super::{Amount, Voice, fields, quoted, written};
use crate::capture::Nanos;
use crate::connection::pair::Fate;
use crate::connection::{Finding, FindingKind, Severity, Side, Step, StepKind};
use crate::dissect::Flags;
use crate::explain::{self, StepFacts};
use crate::language::argument::Argument as _;
use crate::language::brief::Brief;
use crate::language::findings::note;
use crate::language::notes::Note;
use crate::language::screen::{self, Phrase};
use crate::language::{Bits, Language, Message, Word, text};
use crate::report::page::{Page, Tint, fit, width, wrap};
use crate::tell::Told;
use std::io;

/// A whole step. `fields_too`: with the table of its header fields.
pub(super) fn step(
    page: &mut Page<'_>,
    voice: &mut Voice,
    told: &Told<'_>,
    amount: Amount,
    fields_too: bool,
    peer: Option<&str>,
) -> io::Result<()> {
    let lang = page.language();
    let facts = told.facts;
    let explanation = told.explanation;
    page.blank()?;
    let mut head: Vec<String> = Vec::new();
    if let Some(number) = facts.number {
        head.push(Phrase::Step(number).text(lang));
    }
    if let Some(frame) = facts.step.frame {
        head.push(Phrase::Frame(frame).text(lang));
    }
    if let Some(since) = told.since {
        head.push(format!("+{}", screen::span(since.0, lang)));
    }
    head.push(direction(&facts.step, lang));
    head.push(bits(&facts.step, lang));
    page.paragraph(Tint::Head, &head.join(" · "))?;
    let says = quoted(told, voice);
    page.to(2, 0).paragraph(if explanation.speech { Tint::Speech } else { Tint::Plain }, &says)?;
    let story: Vec<String> = explanation.story.iter().map(|m| voice.tell(m)).collect();
    if !story.is_empty() {
        page.to(2, 0).paragraph(Tint::Plain, &story.join(" "))?;
    }
    if let Some((tint, fate)) = peer.and_then(|file| fate(facts, file)) {
        page.to(2, 0).paragraph(tint, &voice.tell(&fate))?;
    }
    let full = amount == Amount::Full;
    let labels = Labels::new(lang, full);
    if fields_too {
        let travels: Vec<String> = explanation.travels.iter().map(|m| voice.tell(m)).collect();
        if !travels.is_empty() {
            labels.put(page, Word::TravelsAs);
            page.paragraph(Tint::Plain, &travels.join(" ▸ "))?;
        }
        fields::table(page, voice, explanation, full)?;
    }
    written::written(page, &facts.step, &explanation.written, full)?;
    if full {
        labels.list(page, voice, Word::Arithmetic, &explanation.arithmetic)?;
    }
    // What ended or refused a connection is told with its reasons at once; elsewhere they are for who asks.
    if full || matches!(facts.step.kind, StepKind::Rst | StepKind::Icmp | StepKind::Odd) {
        labels.list(page, voice, Word::Why, &explanation.why)?;
        labels.list(page, voice, Word::NotSeen, &explanation.unseen)?;
    }
    if full {
        labels.list(page, voice, Word::Otherwise, &explanation.otherwise)?;
    }
    for finding in explain::telling(&explanation.findings) {
        let unfinished = matches!(finding.kind, FindingKind::ChecksumUnfinished { .. });
        if unfinished && voice.offload && !full {
            continue;
        }
        voice.offload |= unfinished;
        labels.put(page, Word::Finding);
        let sentence = voice.tell(&explain::finding(finding));
        page.paragraph(tint(finding), &sentence)?;
        if full {
            doubts(page, &labels, &note(&finding.kind))?;
        }
    }
    if full {
        held(page, &labels, told)?;
    }
    Ok(())
}

/// What fits as well as a finding, and what would decide.
fn doubts(page: &mut Page<'_>, labels: &Labels, note: &Note) -> io::Result<()> {
    let lang = page.language();
    let decides = note.decides.map(|decider| decider.text(lang));
    for (word, text) in [(Word::FitsAsWell, note.fits(lang)), (Word::WouldDecide, decides)] {
        if let Some(text) = text {
            labels.put(page, word);
            page.paragraph(Tint::Plain, text)?;
        }
    }
    Ok(())
}

/// A note is no alarm.
fn tint(finding: &Finding) -> Tint {
    match finding.kind.severity() {
        Severity::Note => Tint::Plain,
        Severity::Warning | Severity::Error => Tint::Wrong,
    }
}

/// An act that no frame carries: a call, a look for a socket.
pub(super) fn act(page: &mut Page<'_>, voice: &mut Voice, told: &Told<'_>) -> io::Result<()> {
    let lang = page.language();
    let step = &told.facts.step;
    let sure = match step.evidence {
        Some((evidence, frame)) => Phrase::EvidenceFrom(evidence, frame).text(lang),
        None => String::new(),
    };
    let says = quoted(told, voice);
    page.to(2, 0);
    // The evidence stands at the right; what it is about is wrapped beside it.
    let edge = page.look.width.saturating_sub(width(&sure));
    let room = edge.saturating_sub(2 + 2);
    for (index, line) in wrap(&says, room).enumerate() {
        if index > 0 {
            page.to(4, 0);
        }
        page.say(line);
        if index == 0 && !sure.is_empty() {
            page.to(edge, 2).add(Tint::Inferred, &sure);
        }
        page.end()?;
    }
    Ok(())
}

/// What the second capture says of the step's segment.
fn fate(facts: &StepFacts, file: &str) -> Option<(Tint, Message)> {
    let tint = match facts.far?.fate {
        Fate::Seen { .. } => Tint::Dim,
        Fate::Lost { .. } | Fate::Extra => Tint::Wrong,
    };
    Some((tint, explain::peer::fate(facts, file)?))
}

/// A line, behind so many columns that are somebody else's.
pub(super) fn line(
    page: &mut Page<'_>,
    margin: usize,
    facts: &StepFacts,
    since: Option<Nanos>,
    line: &Message,
    peer: Option<&str>,
) -> io::Result<()> {
    let lang = page.language();
    let step = &facts.step;
    let frame = step.frame.map(|n| n.to_string()).unwrap_or_default();
    let since = since.filter(|_| step.frame.is_some()).map(|t| screen::span(t.0, lang)).unwrap_or_default();
    page.to((margin + 7).saturating_sub(width(&frame)), 0).add(Tint::Dim, &frame);
    page.to((margin + 20).saturating_sub(width(&since)), 1).add(Tint::Dim, &since);
    page.to(margin + 22, 1).say(match step.sender {
        _ if step.frame.is_none() => " ",
        Some(Side::Client) => "→",
        Some(Side::Server) => "←",
        None => "!",
    });
    page.to(margin + 24, 1);
    let room = page.look.width.saturating_sub(page.column());
    let far = peer.and_then(|file| fate(facts, file)).map(|(_, fate)| text(&fate, lang));
    let mut told = text(line, lang);
    if let Some(far) = &far {
        told = format!("{told}  ·  {far}");
    }
    let remarks: Vec<&str> = explain::remarks(facts).map(|kind| note(kind).title(lang)).collect();
    let remarks = if remarks.is_empty() { String::new() } else { format!("! {}", remarks.join("; ")) };
    if !page.look.narrow {
        page.say(&told);
        if !remarks.is_empty() {
            page.say("  ·  ").add(Tint::Wrong, &remarks);
        }
        return page.end();
    }
    if let Message::Brief(Brief::Moves { what, changes }) = line
        && width(&told) > room
    {
        // States are what a reader follows: below, rather than cut off. How far the data have come is not worth a line.
        let turns = changes
            .iter()
            .any(|change| matches!(change, Message::Brief(Brief::Turns { .. } | Brief::TurnsTo { .. })));
        let changes = turns.then(|| changes.spoken(lang));
        let more = if changes.is_none() { "  ·  …" } else { "" };
        page.say(&fit(&format!("{}{more}", text(what, lang)), room)).end()?;
        let below: Vec<String> = changes.into_iter().chain(far).collect();
        if !below.is_empty() {
            page.to(margin + 24, 0).hanging(margin + 24, Tint::Plain, &below.join("  ·  "))?;
        }
        if remarks.is_empty() {
            return Ok(());
        }
        return page.to(margin + 24, 0).hanging(margin + 24, Tint::Wrong, &remarks);
    }
    page.say(&fit(&told, room));
    if remarks.is_empty() {
        return page.end();
    }
    // What is odd is never what a narrow screen cuts off.
    if width(&told) + 5 + width(&remarks) <= room {
        page.say("  ·  ").add(Tint::Wrong, &remarks).end()
    } else {
        page.end()?;
        page.to(margin + 24, 0).hanging(margin + 24, Tint::Wrong, &remarks)
    }
}

/// "client → server".
pub(super) fn direction(step: &Step, lang: Language) -> String {
    match step.sender {
        Some(side) => format!("{} → {}", Word::from(side).text(lang), Word::from(side.peer()).text(lang)),
        None => match &step.icmp {
            Some(icmp) => format!("{} {}", Word::ThirdParty.text(lang), icmp.from),
            None => Word::ThirdParty.text(lang).to_owned(),
        },
    }
}

/// "SYN, ACK", or what an ICMP error is called.
pub(super) fn bits(step: &Step, lang: Language) -> String {
    if let Some(icmp) = &step.icmp {
        let name = if icmp.v6 { "ICMPv6" } else { "ICMP" };
        return format!("{name} {}/{}", icmp.kind, icmp.code);
    }
    let Some(sent) = &step.segment else {
        return String::new();
    };
    let names = Bits(sent.flags & !Flags::PSH).names();
    let mut text = if names.is_empty() { "–".to_owned() } else { names.join(", ") };
    if sent.data > 0 {
        text.push_str(" + ");
        text.push_str(&Phrase::Size(u64::from(sent.data)).text(lang));
    }
    text
}

/// What both sockets hold after the step.
fn held(page: &mut Page<'_>, labels: &Labels, told: &Told<'_>) -> io::Result<()> {
    let lang = page.language();
    labels.put(page, Word::BothSocketsNow);
    let hang = page.column();
    for (index, side) in [Side::Client, Side::Server].into_iter().enumerate() {
        let Some(now) = told.facts.after.get(index) else { continue };
        let number = |n: Option<u32>| n.map_or("–".to_owned(), |n| n.to_string());
        page.to(hang, 0);
        page.paragraph(
            Tint::Plain,
            &format!(
                "{}: {}, SND.UNA {}, SND.NXT {}, SND.WND {}, RCV.NXT {}, RCV.WND {}",
                Word::from(side).text(lang),
                now.state.map_or("–", crate::connection::State::name),
                number(now.snd_una),
                number(now.snd_nxt),
                number(now.snd_wnd),
                number(now.rcv_nxt),
                number(now.rcv_wnd),
            ),
        )?;
    }
    Ok(())
}

/// The labels at the left of a step's paragraphs, all as wide as the widest.
pub(super) struct Labels {
    column: usize,
    lang: Language,
}

impl Labels {
    pub(super) fn new(lang: Language, full: bool) -> Self {
        let mut labels =
            vec![Word::TravelsAs, Word::Arithmetic, Word::Why, Word::Otherwise, Word::NotSeen, Word::Finding];
        if full {
            labels.extend([Word::FitsAsWell, Word::WouldDecide]);
        }
        let widest = labels.into_iter().map(|word| width(word.text(lang))).max().unwrap_or(0);
        Self { column: 2 + widest + 2, lang }
    }

    pub(super) fn put(&self, page: &mut Page<'_>, word: Word) {
        page.to(2, 0).add(Tint::Name, word.text(self.lang)).to(self.column, 2);
    }

    fn list(
        &self,
        page: &mut Page<'_>,
        voice: &mut Voice,
        word: Word,
        messages: &[Message],
    ) -> io::Result<()> {
        for (index, message) in messages.iter().enumerate() {
            if index == 0 {
                self.put(page, word);
            } else {
                page.to(self.column, 0);
            }
            page.paragraph(Tint::Plain, &voice.tell(message))?;
        }
        Ok(())
    }
}
