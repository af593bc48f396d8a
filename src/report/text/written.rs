//! What a step wrote into the two sockets: old → new, by which bytes, how sure.
//!
//! On a wide page the sockets stand beside each other, on a narrow one below each other. How sure most of a socket's
//! writes are stands once at its head; a write that is surer or less sure says so itself.

use super::fields::bytes_at;
use crate::capture::FrameNo;
use crate::connection::{Arithmetic, Evidence, Held, Side, State, Variable};
use crate::explain::WriteLine;
use crate::language::screen::{self, Phrase};
use crate::language::{Language, Word};
use crate::report::page::{Cell, Column, Page, Tint, width};
use std::io;

/// From this width on the sockets stand beside each other.
const WIDE: usize = 98;

/// Writes of a step, `frame` being its own.
pub(super) fn written(
    page: &mut Page<'_>,
    frame: Option<FrameNo>,
    lines: &[WriteLine],
    full: bool,
) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let lang = page.language();
    let sockets = [Side::Client, Side::Server].map(|side| {
        let own: Vec<&WriteLine> = lines.iter().filter(|line| line.socket == side).collect();
        Socket::new(side, &own, frame, full, lang)
    });
    if page.look.width >= WIDE { beside(page, &sockets, lang) } else { below(page, &sockets, lang) }
}

/// One socket's writes, as they will stand.
struct Socket {
    side: Side,
    /// How sure most of them are.
    common: String,
    tint: Tint,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    value: String,
    /// By which bytes or sum, and how sure if that differs from the socket's others.
    how: String,
    tint: Tint,
}

impl Socket {
    fn new(side: Side, lines: &[&WriteLine], frame: Option<FrameNo>, full: bool, lang: Language) -> Self {
        let sure = |line: &WriteLine| {
            let first = match line.verdict {
                // The evidence has hindsight folded in; with a contradiction the first claim was an inference.
                Some(_) if line.evidence == Evidence::Contradicted => Evidence::Inferred,
                _ => line.evidence,
            };
            screen::evidence(first, line.verdict, lang)
        };
        let mut counts: Vec<(String, usize, Evidence)> = Vec::new();
        for line in lines {
            let label = sure(line);
            match counts.iter_mut().find(|(known, ..)| *known == label) {
                Some((_, count, _)) => *count += 1,
                None => counts.push((label, 1, line.evidence)),
            }
        }
        let (common, tint) = counts
            .into_iter()
            .max_by_key(|(_, count, _)| *count)
            .map(|(label, _, evidence)| (label, evidence_tint(evidence)))
            .unwrap_or_default();
        let mut entries: Vec<Entry> = Vec::new();
        for line in lines {
            let label = sure(line);
            let own = if label == common { String::new() } else { label };
            let mut how = source(line, frame, lang);
            if !own.is_empty() {
                if !how.is_empty() {
                    how.push_str(", ");
                }
                how.push_str(&own);
            }
            let entry = Entry {
                name: Word::variable(line.variable, lang).to_owned(),
                value: change(line, lang),
                how,
                tint: evidence_tint(line.evidence),
            };
            entries.push(entry);
        }
        if !full {
            entries = condensed(entries, lines, lang);
        }
        Self { side, common, tint, entries }
    }
}

/// The default depth: address and port in one line, what the options agreed in another.
fn condensed(entries: Vec<Entry>, lines: &[&WriteLine], lang: Language) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    let mut agreed: Vec<(String, String, Tint)> = Vec::new();
    let mut agreed_at = None;
    for (entry, line) in entries.into_iter().zip(lines) {
        match line.variable {
            Variable::LocalPort | Variable::PeerPort
                if out.last().is_some_and(|last| {
                    last.name == Word::variable(address_of(line.variable), lang) && last.how == entry.how
                }) =>
            {
                if let (Some(last), Some(port)) = (out.last_mut(), line.after) {
                    let bracketed = last.value.contains(':');
                    let address = last.value.trim_start_matches("– → ").to_owned();
                    let port = held(port, lang);
                    let both =
                        if bracketed { format!("[{address}]:{port}") } else { format!("{address}:{port}") };
                    last.value = format!("– → {both}");
                    last.name = match line.variable {
                        Variable::PeerPort => Word::Peer.text(lang).to_owned(),
                        _ => Phrase::Own.text(lang),
                    };
                }
            }
            Variable::RcvMss
            | Variable::SendMss
            | Variable::SndShift
            | Variable::RcvShift
            | Variable::SackPermitted
            | Variable::Timestamps
            | Variable::TsRecent => {
                if agreed_at.is_none() {
                    agreed_at = Some(out.len());
                }
                let value = entry.value.trim_start_matches("– → ");
                agreed.push((format!("{} {value}", entry.name), String::new(), entry.tint));
            }
            _ => out.push(entry),
        }
    }
    if let Some(at) = agreed_at {
        let tint = agreed.first().map_or(Tint::Plain, |(_, _, tint)| *tint);
        let value: Vec<String> = agreed.into_iter().map(|(value, ..)| value).collect();
        let entry = Entry {
            name: Word::Options.text(lang).to_owned(),
            value: value.join(", "),
            how: String::new(),
            tint,
        };
        out.insert(at.min(out.len()), entry);
    }
    out
}

fn address_of(port: Variable) -> Variable {
    if port == Variable::PeerPort { Variable::PeerAddress } else { Variable::LocalAddress }
}

fn beside(page: &mut Page<'_>, sockets: &[Socket; 2], lang: Language) -> io::Result<()> {
    let mut names: Vec<&str> = Vec::new();
    for entry in sockets.iter().flat_map(|socket| &socket.entries) {
        if !names.contains(&entry.name.as_str()) {
            names.push(&entry.name);
        }
    }
    let mut rows = vec![head_row(page, sockets, lang)];
    for name in names {
        let of = |socket: &'_ Socket| -> Vec<(String, String, Tint)> {
            socket
                .entries
                .iter()
                .filter(|entry| entry.name == name)
                .map(|entry| (entry.value.clone(), entry.how.clone(), entry.tint))
                .collect()
        };
        let [client, server] = sockets;
        let (client, server) = (of(client), of(server));
        for index in 0..client.len().max(server.len()) {
            let mut row = vec![page.cell(Tint::Name, if index == 0 { name } else { "" })];
            for side in [&client, &server] {
                match side.get(index) {
                    Some((value, how, tint)) => {
                        row.push(page.cell(*tint, value.clone()));
                        row.push(page.cell(Tint::Dim, how.clone()));
                    }
                    None => row.extend([Cell::default(), Cell::default()]),
                }
            }
            rows.push(row);
        }
    }
    let name = rows
        .iter()
        .filter_map(|row| row.first())
        .map(|cell| width(&cell.text))
        .max()
        .unwrap_or(0);
    let room = page.look.width.saturating_sub(2 + name + 4 * 2);
    let value = room * 26 / 100;
    let how = room / 2 - value;
    let columns = [
        Column::default(),
        Column { at_most: value.max(24), ..Column::default() },
        Column { at_most: how, ..Column::default() },
        Column { at_most: value.max(24), ..Column::default() },
        Column::default(),
    ];
    page.grid(2, &columns, &rows)
}

fn head_row(page: &Page<'_>, sockets: &[Socket; 2], lang: Language) -> Vec<Cell> {
    let mut row = vec![page.cell(Tint::Dim, Word::Written.text(lang))];
    for socket in sockets {
        row.push(page.cell(Tint::Dim, Word::socket_of(socket.side).text(lang)));
        row.push(page.cell(socket.tint, socket.common.clone()));
    }
    row
}

fn below(page: &mut Page<'_>, sockets: &[Socket; 2], lang: Language) -> io::Result<()> {
    let all = sockets.iter().flat_map(|socket| &socket.entries);
    let name = all.clone().map(|entry| width(&entry.name)).max().unwrap_or(0);
    let value = all.map(|entry| width(&entry.value)).max().unwrap_or(0).min(34);
    for socket in sockets {
        if socket.entries.is_empty() {
            continue;
        }
        page.to(2, 0).add(
            Tint::Dim,
            &format!("{}: {} ", Word::Written.text(lang), Word::socket_of(socket.side).text(lang)),
        );
        page.to(0, 1).add(socket.tint, &socket.common);
        page.end()?;
        let rows: Vec<Vec<Cell>> = socket
            .entries
            .iter()
            .map(|entry| {
                let mut row = vec![
                    page.cell(Tint::Name, entry.name.clone()),
                    page.cell(entry.tint, entry.value.clone()),
                ];
                if !entry.how.is_empty() {
                    row.push(page.cell(Tint::Dim, entry.how.clone()));
                }
                row
            })
            .collect();
        let columns = [
            Column { at_least: name, ..Column::default() },
            Column { at_least: value, at_most: 34, ..Column::default() },
            Column::default(),
        ];
        page.grid(4, &columns, &rows)?;
    }
    Ok(())
}

fn evidence_tint(evidence: Evidence) -> Tint {
    match evidence {
        Evidence::Observed => Tint::Observed,
        Evidence::Confirmed => Tint::Confirmed,
        Evidence::Inferred => Tint::Inferred,
        Evidence::Unknown => Tint::Dim,
        Evidence::Contradicted => Tint::Wrong,
    }
}

/// "old → new"; one value alone if nothing changed.
fn change(line: &WriteLine, lang: Language) -> String {
    let show = |value: Option<Held>| value.map_or_else(|| "–".to_owned(), |value| held(value, lang));
    if line.before == line.after {
        return show(line.after);
    }
    format!("{} → {}", show(line.before), show(line.after))
}

/// A value as a reader writes it.
pub(super) fn held(value: Held, lang: Language) -> String {
    match value {
        Held::State(state) => State::name(state).to_owned(),
        Held::Address(ip) => ip.to_string(),
        Held::Number(number) => number.to_string(),
        Held::Flag(flag) => if flag { Word::Yes } else { Word::No }.text(lang).to_owned(),
    }
}

/// By which bytes, or by which sum.
fn source(line: &WriteLine, frame: Option<FrameNo>, lang: Language) -> String {
    match line.arithmetic {
        Arithmetic::Plus { from, syn, data, fin } if syn || fin || data > 0 => {
            let mut sum = format!("= {from}");
            if syn {
                sum.push_str(" + 1 (SYN)");
            }
            if data > 0 {
                sum.push_str(&format!(" + {data}"));
            }
            if fin {
                sum.push_str(" + 1 (FIN)");
            }
            return sum;
        }
        Arithmetic::Minus { from, less } => return format!("= {from} − {less}"),
        Arithmetic::Shifted { from, shift } => return format!("= {from} × {}", 1u32 << shift.min(14)),
        Arithmetic::Plus { .. } | Arithmetic::Same | Arithmetic::Rule => {}
    }
    let Some(by) = line.by else { return String::new() };
    let mut place = bytes_at(by.offset as usize, usize::from(by.length), lang);
    if frame != Some(by.frame) {
        place.push(' ');
        place.push_str(&Phrase::InFrame(by.frame).text(lang));
    }
    place
}
