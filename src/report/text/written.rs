//! What a step wrote into the two sockets: old → new, by which bytes, how sure.
//!
//! On a wide page the sockets stand beside each other, on a narrow one below each other. How sure most of a socket's
//! writes are stands once at its head; a write that is surer or less sure says so itself. The default depth puts an address
//! and its port into one line and what the options agreed into another, and leaves out what only dates a value (SND.WL1,
//! SND.WL2, TS.Recent).

use super::fields::{bytes_at, place};
use crate::capture::FrameNo;
use crate::connection::{Arithmetic, Evidence, Held, Side, State, Variable};
use crate::explain::WriteLine;
use crate::language::screen::{self, Phrase};
use crate::language::{Language, Word};
use crate::report::page::{Cell, Column, Page, Tint, width};
use std::io;

/// From this width on the sockets stand beside each other.
const WIDE: usize = 96;

/// Writes of a step, `frame` being its own.
pub(super) fn written(
    page: &mut Page<'_>,
    frame: Option<FrameNo>,
    lines: &[WriteLine],
    full: bool,
) -> io::Result<()> {
    let lang = page.language();
    let sockets = [Side::Client, Side::Server].map(|side| {
        let mut own: Vec<&WriteLine> = lines.iter().filter(|line| line.socket == side).collect();
        own.sort_by_key(|line| rank(line.variable));
        Socket::new(side, &own, frame, full, lang)
    });
    let [client, server] = &sockets;
    match (client.entries.is_empty(), server.entries.is_empty()) {
        (true, true) => {}
        (false, false) if page.look.width >= WIDE => beside(page, &sockets, lang)?,
        _ => below(page, &sockets, lang)?,
    }
    agreed(page, &sockets, lang)
}

/// What the options agreed: a line a socket.
fn agreed(page: &mut Page<'_>, sockets: &[Socket; 2], lang: Language) -> io::Result<()> {
    for socket in sockets.iter().filter(|socket| !socket.agreed.is_empty()) {
        let name = Word::Options.text(lang);
        page.to(2, 0).add(Tint::Name, name).to(0, 2);
        page.add(Tint::Dim, Word::socket_of(socket.side).text(lang)).to(0, 2);
        page.paragraph(socket.tint, &socket.agreed.join(", "))?;
    }
    Ok(())
}

/// The order in which values stand: who, then numbers, then what was agreed.
fn rank(variable: Variable) -> u8 {
    match variable {
        Variable::State => 0,
        Variable::LocalAddress => 1,
        Variable::LocalPort => 2,
        Variable::PeerAddress => 3,
        Variable::PeerPort => 4,
        Variable::Iss => 5,
        Variable::SndUna => 6,
        Variable::SndNxt => 7,
        Variable::SndWnd => 8,
        Variable::SndWl1 => 9,
        Variable::SndWl2 => 10,
        Variable::Irs => 11,
        Variable::RcvNxt => 12,
        Variable::RcvWnd => 13,
        Variable::RcvMss => 14,
        Variable::SendMss => 15,
        Variable::SndShift => 16,
        Variable::RcvShift => 17,
        Variable::SackPermitted => 18,
        Variable::Timestamps => 19,
        Variable::TsRecent => 20,
    }
}

/// One socket's writes, as they will stand.
struct Socket {
    side: Side,
    /// How sure most of them are.
    common: String,
    tint: Tint,
    entries: Vec<Entry>,
    /// What the options agreed, at the default depth.
    agreed: Vec<String>,
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
        let (common, evidence) = most(lines, lang);
        let mut socket =
            Self { side, common, tint: evidence_tint(evidence), entries: Vec::new(), agreed: Vec::new() };
        let mut rest = lines.iter().peekable();
        while let Some(line) = rest.next() {
            let both = match line.variable {
                Variable::LocalAddress | Variable::PeerAddress if !full => rest.next_if(|port| {
                    port_of(line.variable) == port.variable && sure(port, lang) == sure(line, lang)
                }),
                _ => None,
            };
            if let Some(port) = both {
                socket.endpoint(line, port, frame, lang);
            } else if full {
                socket.line(line, frame, lang);
            } else {
                match line.variable {
                    Variable::SndWl1 | Variable::SndWl2 | Variable::TsRecent => {}
                    Variable::RcvMss
                    | Variable::SendMss
                    | Variable::SndShift
                    | Variable::RcvShift
                    | Variable::SackPermitted
                    | Variable::Timestamps => socket.agreed.push(agreement(line, lang)),
                    _ => socket.line(line, frame, lang),
                }
            }
        }
        socket
    }

    fn line(&mut self, line: &WriteLine, frame: Option<FrameNo>, lang: Language) {
        let name = Word::variable(line.variable, lang).to_owned();
        let how = source(line, frame, lang);
        self.entry(name, change(line, lang), how, line, lang);
    }

    /// An address and its port, which stand together in a reader's mind.
    fn endpoint(&mut self, line: &WriteLine, port: &WriteLine, frame: Option<FrameNo>, lang: Language) {
        let name = match line.variable {
            Variable::PeerAddress => Word::Peer.text(lang).to_owned(),
            _ => Phrase::Own.text(lang),
        };
        let show = |address: Option<Held>, port: Option<Held>| match (address, port) {
            (Some(Held::Address(ip)), Some(Held::Number(port))) if ip.is_ipv6() => format!("[{ip}]:{port}"),
            (Some(address), Some(port)) => format!("{}:{}", held(address, lang), held(port, lang)),
            _ => "–".to_owned(),
        };
        let value = format!("{} → {}", show(line.before, port.before), show(line.after, port.after));
        let mut how = source(line, frame, lang);
        if let (Some(a), Some(b)) = (line.by, port.by)
            && a.frame == b.frame
            && Some(b.frame) == frame
        {
            how.push_str(", ");
            how.push_str(&place(b.offset as usize, usize::from(b.length)));
        }
        self.entry(name, value, how, line, lang);
    }

    fn entry(&mut self, name: String, value: String, mut how: String, line: &WriteLine, lang: Language) {
        let own = sure(line, lang);
        if own != self.common {
            if !how.is_empty() {
                how.push_str(", ");
            }
            how.push_str(&own);
        }
        self.entries.push(Entry { name, value, how, tint: evidence_tint(line.evidence) });
    }
}

fn port_of(address: Variable) -> Variable {
    if address == Variable::PeerAddress { Variable::PeerPort } else { Variable::LocalPort }
}

/// How sure a write is, in words.
fn sure(line: &WriteLine, lang: Language) -> String {
    // The line's evidence has hindsight folded in; what was contradicted had been an inference.
    let first = match line.evidence {
        Evidence::Contradicted => Evidence::Inferred,
        other => other,
    };
    screen::evidence(first, line.verdict, lang)
}

/// How sure most of the writes are.
fn most(lines: &[&WriteLine], lang: Language) -> (String, Evidence) {
    let mut counts: Vec<(String, usize, Evidence)> = Vec::new();
    for line in lines {
        let label = sure(line, lang);
        match counts.iter_mut().find(|(known, ..)| *known == label) {
            Some((_, count, _)) => *count += 1,
            None => counts.push((label, 1, line.evidence)),
        }
    }
    counts
        .into_iter()
        .rev()
        .max_by_key(|(_, count, _)| *count)
        .map_or((String::new(), Evidence::Unknown), |(label, _, evidence)| (label, evidence))
}

/// What an option agreed, without an arrow: "SendMSS 1460".
fn agreement(line: &WriteLine, lang: Language) -> String {
    let name = Word::variable(line.variable, lang);
    match line.after {
        Some(Held::Flag(true)) => name.to_owned(),
        Some(value) => format!("{name} {}", held(value, lang)),
        None => format!("{name} –"),
    }
}

fn beside(page: &mut Page<'_>, sockets: &[Socket; 2], lang: Language) -> io::Result<()> {
    let [client, server] = sockets;
    // Rows by name, in the order of either socket; a name written twice takes as many rows.
    let mut names: Vec<(&str, usize)> = Vec::new();
    for socket in sockets {
        for (index, entry) in socket.entries.iter().enumerate() {
            let nth = socket.entries.iter().take(index).filter(|e| e.name == entry.name).count();
            if !names.contains(&(entry.name.as_str(), nth)) {
                // Keep the common order: behind the nearest earlier row that both know.
                let before = socket.entries.get(..index).unwrap_or_default();
                let at = before
                    .iter()
                    .rev()
                    .find_map(|e| names.iter().rposition(|(name, _)| *name == e.name))
                    .map_or(0, |at| at + 1);
                names.insert(at, (entry.name.as_str(), nth));
            }
        }
    }
    let mut rows = vec![head_row(page, sockets, lang)];
    for (name, nth) in names {
        let mut row = vec![page.cell(Tint::Name, if nth == 0 { name } else { "" })];
        for socket in [client, server] {
            match socket.entries.iter().filter(|entry| entry.name == name).nth(nth) {
                Some(entry) => {
                    row.push(page.cell(entry.tint, entry.value.clone()));
                    row.push(page.cell(Tint::Dim, entry.how.clone()));
                }
                None => row.extend([Cell::default(), Cell::default()]),
            }
        }
        rows.push(row);
    }
    let widest = |index: usize| {
        rows.iter().filter_map(|row| row.get(index)).map(|cell| width(&cell.text)).max().unwrap_or(0)
    };
    let room = page.look.width.saturating_sub(2 + widest(0) + 4 * 2);
    let limits = shares(room, [widest(1), widest(2), widest(3), widest(4)]);
    let column = |at_most| Column { at_most, ..Column::default() };
    let [a, b, c, d] = limits;
    page.grid(2, &[Column::default(), column(a), column(b), column(c), column(d)], &rows)
}

/// Divide a room among columns: each gets what it wants while that is at most its fair share, the rest share what is left.
fn shares<const N: usize>(room: usize, wanted: [usize; N]) -> [usize; N] {
    let mut given = [0; N];
    let mut open: Vec<usize> = (0..N).collect();
    let mut left = room;
    loop {
        let fair = left / open.len().max(1);
        let modest: Vec<usize> = open.iter().copied().filter(|&i| wanted[i] <= fair).collect();
        if modest.is_empty() {
            for index in open {
                given[index] = fair.max(8);
            }
            return given;
        }
        for &index in &modest {
            given[index] = wanted[index].max(1);
            left = left.saturating_sub(wanted[index]);
        }
        open.retain(|index| !modest.contains(index));
        if open.is_empty() {
            return given;
        }
    }
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
    let name = name.max(width(Word::Written.text(lang)));
    let value = all.filter(|entry| !entry.how.is_empty()).map(|entry| width(&entry.value)).max();
    let value = value.unwrap_or(0).max(width(Word::ClientSocket.text(lang))).min(page.look.width / 2);
    let columns = [
        Column { at_least: name, ..Column::default() },
        Column { at_least: value, at_most: value, ..Column::default() },
        Column::default(),
    ];
    for socket in sockets {
        if socket.entries.is_empty() {
            continue;
        }
        let mut rows = vec![vec![
            page.cell(Tint::Dim, Word::Written.text(lang)),
            page.cell(Tint::Dim, Word::socket_of(socket.side).text(lang)),
            page.cell(socket.tint, socket.common.clone()),
        ]];
        for entry in &socket.entries {
            let mut row =
                vec![page.cell(Tint::Name, entry.name.clone()), page.cell(entry.tint, entry.value.clone())];
            if !entry.how.is_empty() {
                row.push(page.cell(Tint::Dim, entry.how.clone()));
            }
            rows.push(row);
        }
        page.grid(2, &columns, &rows)?;
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
fn held(value: Held, lang: Language) -> String {
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
        Arithmetic::Shifted { from, shift } => {
            return format!("= {from} × {}", 1u32.checked_shl(shift.into()).unwrap_or(0));
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_want_little_leave_their_room_to_the_others() {
        assert_eq!(shares(80, [10, 10, 10, 10]), [10, 10, 10, 10]);
        assert_eq!(shares(80, [10, 50, 10, 50]), [10, 30, 10, 30]);
        assert_eq!(shares(60, [50, 50, 1, 1]), [29, 29, 1, 1]);
    }
}
