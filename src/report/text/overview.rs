//! The overview: what a capture is, what is wrong with it, its connections, what to look at next.

use crate::capture::{Nanos, utc};
use crate::connection::{CloseKind, Summary};
use crate::language::argument::Argument as _;
use crate::language::screen::{self, Phrase};
use crate::language::tunnel::tunnel;
use crate::language::{Language, Span, Word, text};
use crate::report::names::link_name;
use crate::report::page::{Column, Page, Sheet, Tint, printable, width};
use crate::tell::{Gathered, Overview, Sight, Taken};
use std::io;

/// Under this width the time that the opening took is left out of the table.
const NARROW: usize = 96;

/// What a command shows needs so much beside it.
const HINT: usize = 20;

/// A column of words needs so much.
const READABLE: usize = 28;

/// On a narrow page, what happened has at least so much.
const HAPPENED: usize = 16;

/// The overview of a capture. What to look at next stands in it only if no story follows.
///
/// # Errors
/// What the writer says.
pub(super) fn overview(page: &mut Page<'_>, overview: &Overview<'_>) -> io::Result<()> {
    let lang = page.language();
    let gathered = overview.gathered;
    capture(page, overview)?;
    quality(page, overview)?;
    page.blank()?;
    if gathered.survey.frames == 0 {
        page.paragraph(Tint::Plain, &Phrase::NoFrames.text(lang))?;
        return page.flush();
    }
    if gathered.connections == 0 {
        page.to(2, 0).paragraph(Tint::Plain, &Phrase::NoTcp.text(lang))?;
    } else {
        connections(page, gathered)?;
    }
    also(page, &overview.sights)?;
    if gathered.chosen.is_empty() {
        next(page, overview)?;
    }
    page.flush()
}

/// Column of everything behind a label.
fn margin(page: &Page<'_>, file: &str) -> usize {
    let labels = [Word::Quality, Word::Next, Word::AlsoHere]
        .into_iter()
        .map(|word| width(word.text(page.language())) + 3)
        .max()
        .unwrap_or(0);
    let named = width(file) + 3;
    if named <= 26 { labels.max(named) } else { labels.max(10) }
}

fn capture(page: &mut Page<'_>, overview: &Overview<'_>) -> io::Result<()> {
    let lang = page.language();
    let gathered = overview.gathered;
    let file = printable(&gathered.file).into_owned();
    let margin = margin(page, &file);
    page.add(Tint::Head, &file);
    if page.column() + 2 > margin {
        page.end()?;
    }
    page.to(margin, 0);
    let survey = &gathered.survey;
    let mut parts = vec![
        screen::container(gathered.description.format, gathered.description.compressed, lang),
        Phrase::FrameCount(survey.frames).text(lang),
    ];
    if let Some(nanos) = survey.duration() {
        parts.push(screen::span(nanos, lang));
    }
    if !survey.links.is_empty() {
        let links: Vec<String> = survey.links.iter().map(|&link| link_words(link, lang)).collect();
        parts.push(links.join(", "));
    }
    if let Some(first) = survey.first {
        parts.push(clock(first.0));
    }
    page.paragraph(Tint::Plain, &parts.join(" · "))?;
    if let Some(taken) = overview.taken {
        page.to(margin, 0).paragraph(Tint::Plain, &whence(taken, lang))?;
    }
    Ok(())
}

/// A link layer as people call it.
pub(super) fn link_words(link: crate::capture::LinkType, lang: Language) -> String {
    use crate::capture::LinkType as L;
    match link {
        L::ETHERNET => Word::Ethernet.text(lang).to_owned(),
        L::NULL | L::LOOP => Word::Loopback.text(lang).to_owned(),
        L::RAW => "raw IP".to_owned(),
        L::IPV4 => "raw IPv4".to_owned(),
        L::IPV6 => "raw IPv6".to_owned(),
        L::LINUX_SLL => "Linux SLL".to_owned(),
        L::LINUX_SLL2 => "Linux SLL2".to_owned(),
        other => link_name(other),
    }
}

/// A point of time, UTC, to the second.
fn clock(nanos: i128) -> String {
    let time = Nanos(nanos);
    utc(time).unwrap_or_else(|| crate::report::names::seconds(time))
}

/// Where the capture was taken, with what that stands on: as `explain` says it of the first connection that tells.
fn whence(taken: Taken, lang: Language) -> String {
    let (position, ttl, halves) = match taken {
        Taken::OnRouter(before, behind) => return Phrase::TakenOnRouter(before, behind).text(lang),
        Taken::At { position, ttl, halves } => (position, ttl, halves),
    };
    let mut text = Phrase::Taken(position).text(lang);
    let mut why = Vec::new();
    if let Some((client, server)) = ttl {
        why.push(Phrase::Ttl(client, server).text(lang));
    }
    if let Some([client, server]) = halves {
        // In a handshake of three the client answers the very segment by which the server did.
        let gaps = if client.from == server.to { Phrase::Gaps } else { Phrase::Halves };
        why.push(gaps(server.took, client.took).text(lang));
    }
    if !why.is_empty() {
        text = format!("{text} ({})", why.join("; "));
    }
    text
}

fn quality(page: &mut Page<'_>, overview: &Overview<'_>) -> io::Result<()> {
    let lang = page.language();
    let (gathered, findings) = (overview.gathered, &overview.findings);
    let margin = margin(page, &printable(&gathered.file));
    page.add(Tint::Name, Word::Quality.text(lang)).to(margin, 2);
    if findings.is_empty() {
        return page.paragraph(Tint::Plain, &Phrase::Complete(gathered.survey.sums.good > 0).text(lang));
    }
    for (index, finding) in findings.iter().enumerate() {
        if index > 0 {
            page.to(margin, 0);
        }
        let tint = match finding.severity {
            crate::connection::Severity::Note => Tint::Plain,
            crate::connection::Severity::Warning => Tint::Inferred,
            crate::connection::Severity::Error => Tint::Wrong,
        };
        page.paragraph(tint, &finding.text(lang))?;
    }
    Ok(())
}

/// Nanoseconds that an opening took, as they are printed: where one SYN was answered, its two halves add up to them.
pub(super) fn opened_in(about: &Summary) -> Option<i128> {
    let whole = about.handshake.opened_in?;
    let shown = match about.handshake.gaps() {
        Some((answer, ack)) if answer.saturating_add(ack) == whole => Span(answer).both(Span(ack)),
        _ => Span(whole),
    };
    Some(i128::from(shown.0))
}

fn connections(page: &mut Page<'_>, gathered: &Gathered) -> io::Result<()> {
    let lang = page.language();
    let wide = page.look.width >= NARROW && has_room(page, gathered);
    let mut head = vec!["#", Word::Client.text(lang), Word::Server.text(lang)];
    if wide {
        head.extend([Word::OpenedIn.text(lang), Word::ClosedBy.text(lang)]);
    }
    head.extend(["→", "←", Word::WhatHappened.text(lang)]);
    let mut sheet = Sheet::new(&page.look);
    sheet.row();
    for word in head {
        sheet.cell(Tint::Dim, word);
    }
    for about in &gathered.shown {
        sheet
            .row()
            .cell(Tint::Head, &about.id.0.to_string())
            .cell(Tint::Plain, &about.client.endpoint.to_string())
            .cell(Tint::Plain, &about.server.endpoint.to_string());
        if wide {
            let took = opened_in(about).map_or("–".to_owned(), |nanos| screen::span(nanos, lang));
            let closer = closer(about).map_or("–", |word| word.text(lang));
            sheet.cell(Tint::Plain, &took).cell(Tint::Plain, closer);
        }
        sheet
            .cell(Tint::Plain, &screen::grouped(about.client.unique_bytes))
            .cell(Tint::Plain, &screen::grouped(about.server.unique_bytes))
            .cell(outcome_tint(about), &happened(about, lang));
    }
    let right = Column { right: true, ..Column::default() };
    let mut most = page.look.width / 3;
    if !wide {
        // Long addresses wrap before they squeeze what happened; between six columns and before them are twelve spaces.
        let beside = sheet.widest(0) + sheet.widest(3) + sheet.widest(4) + 12;
        most = most.min(page.look.width.saturating_sub(beside + HAPPENED) / 2);
    }
    let ends = Column { at_most: most.max(15), ..Column::default() };
    let mut columns = vec![right, ends, ends];
    if wide {
        columns.extend([right, Column::default()]);
    }
    columns.extend([right, right, Column::default()]);
    page.grid(2, &columns, &sheet)?;
    let hidden = u64::from(gathered.connections).saturating_sub(gathered.shown.len() as u64);
    if hidden > 0 {
        page.to(2, 0).paragraph(Tint::Plain, &Phrase::More(hidden).text(lang))?;
        let counts: Vec<String> = gathered
            .outcomes
            .0
            .iter()
            .map(|&(outcome, count)| format!("{} {}", outcome.spoken(lang), screen::grouped(count)))
            .collect();
        page.to(2, 0).paragraph(Tint::Dim, &counts.join(" · "))?;
    }
    Ok(())
}

/// Is there room for what the opening took and who closed, without squeezing what happened? Long addresses take it.
fn has_room(page: &Page<'_>, gathered: &Gathered) -> bool {
    let lang = page.language();
    let widest = |head: &str, cell: &dyn Fn(&Summary) -> String| {
        gathered.shown.iter().map(|about| width(&cell(about))).max().unwrap_or(0).max(width(head))
    };
    let third = page.look.width / 3;
    let columns = [
        widest("#", &|about| about.id.0.to_string()),
        widest(Word::Client.text(lang), &|about| about.client.endpoint.to_string()).min(third),
        widest(Word::Server.text(lang), &|about| about.server.endpoint.to_string()).min(third),
        widest(Word::OpenedIn.text(lang), &|about| {
            opened_in(about).map(|nanos| screen::span(nanos, lang)).unwrap_or_default()
        }),
        widest(Word::ClosedBy.text(lang), &|about| {
            closer(about).map_or("–", |word| word.text(lang)).to_owned()
        }),
        widest("→", &|about| screen::grouped(about.client.unique_bytes)),
        widest("←", &|about| screen::grouped(about.server.unique_bytes)),
        widest(Word::WhatHappened.text(lang), &|about| happened(about, lang)).min(READABLE),
    ];
    columns.iter().map(|column| column + 2).sum::<usize>() <= page.look.width
}

/// Who ended it.
fn closer(about: &Summary) -> Option<Word> {
    let close = about.close?;
    Some(if close.kind == CloseKind::Simultaneous { Word::Both } else { Word::from(close.initiator) })
}

/// How a connection ended or stands, and what was around it.
pub(crate) fn happened(about: &Summary, lang: Language) -> String {
    let mut told = text(&crate::explain::outcome(about), lang);
    if let Some(first) = about.subflow_of() {
        told.push_str(" · ");
        told.push_str(&Phrase::SubflowOf(first.0).text(lang));
    }
    if let Some(around) = &about.tunnel {
        told.push_str(" · ");
        told.push_str(&tunnel(around, lang));
    }
    told
}

fn outcome_tint(about: &Summary) -> Tint {
    use crate::connection::Outcome as O;
    match about.outcome {
        O::Established | O::Closed | O::Closing | O::MidStream => Tint::Plain,
        O::Refused | O::Reset | O::Unreachable => Tint::Wrong,
        O::TimedOut | O::Unanswered | O::HalfOpen | O::Stray => Tint::Inferred,
    }
}

fn also(page: &mut Page<'_>, sights: &[Sight]) -> io::Result<()> {
    if sights.is_empty() {
        return Ok(());
    }
    let lang = page.language();
    page.blank()?;
    page.to(2, 0).add(Tint::Name, Word::AlsoHere.text(lang)).to(0, 2);
    let hang = page.column();
    for (index, sight) in sights.iter().enumerate() {
        if index > 0 {
            page.to(hang, 0);
        }
        let mut line = Phrase::OthersOf(screen::protocol(sight.protocol, lang), sight.tally.count).text(lang);
        if let Some(message) = &sight.message {
            line = format!(
                "{line} ({}: {})",
                if sight.tally.count == 1 {
                    Phrase::Frame(sight.tally.first)
                } else {
                    Phrase::Example(sight.tally.first)
                }
                .text(lang),
                text(message, lang)
            );
        }
        page.paragraph(Tint::Plain, &line)?;
    }
    Ok(())
}

fn next(page: &mut Page<'_>, overview: &Overview<'_>) -> io::Result<()> {
    let gathered = overview.gathered;
    let file = screen::quoted(&gathered.file);
    let mut rows: Vec<(String, Phrase<'_>)> = Vec::new();
    if let Some(about) = overview.telling {
        let command = if gathered.connections == 1 {
            format!("ackplain explain {file}")
        } else {
            format!("ackplain explain {file} --stream {}", about.stream.0)
        };
        rows.push((command, Phrase::NextStory(about.id.0)));
        if gathered.connections > 1 {
            rows.push((format!("ackplain list {file}"), Phrase::NextList));
        }
        let frame = about.handshake.syn.unwrap_or(about.first_frame);
        rows.push((format!("ackplain frame {file} {frame}"), Phrase::NextBytes(frame)));
    } else {
        rows.push((format!("ackplain frame {file} 1"), Phrase::NextBytes(1)));
    }
    page.blank()?;
    commands(page, &rows)
}

/// Commands to try next, each with what it shows.
pub(super) fn commands(page: &mut Page<'_>, commands: &[(String, Phrase<'_>)]) -> io::Result<()> {
    let lang = page.language();
    let label = width(Word::Next.text(lang)) + 2;
    let longest = commands.iter().map(|(command, _)| width(command)).max().unwrap_or(0);
    if label + longest + 2 + HINT > page.look.width {
        // No room for what it shows beside a long command: below it.
        for (index, (command, what)) in commands.iter().enumerate() {
            if index == 0 {
                page.add(Tint::Name, Word::Next.text(lang));
            }
            page.to(label, 0).add(Tint::Command, command).end()?;
            page.to(label + 2, 0).paragraph(Tint::Dim, &what.text(lang))?;
        }
        return Ok(());
    }
    let mut sheet = Sheet::new(&page.look);
    for (index, (command, what)) in commands.iter().enumerate() {
        sheet
            .row()
            .cell(Tint::Name, if index == 0 { Word::Next.text(lang) } else { "" })
            .cell(Tint::Command, command)
            .cell(Tint::Dim, &what.text(lang));
    }
    page.grid(0, &[Column::default(); 3], &sheet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_no_calendar_has_is_still_printed() {
        assert_eq!(clock(0), "1970-01-01 00:00:00 UTC");
        assert_eq!(clock(i128::MAX / 2).split('.').count(), 2);
    }
}
