//! What a step wrote into the two sockets: old → new, by which bytes, how sure.
//!
//! On a wide page the sockets stand beside each other, on a narrow one below each other. How sure most of a socket's
//! writes are stands once at its head; a write that is surer or less sure says so itself. The default depth puts an
//! address and its port into one line and what the options agreed into another, and leaves out what only dates a value
//! (SND.WL1, SND.WL2, TS.Recent).

use super::fields::{bytes_of, place};
use crate::capture::FrameNo;
use crate::connection::{Arithmetic, Evidence, Held, Side, State, Step, Variable, Verdict, VerdictKind};
use crate::explain::{FarEnd, WriteLine};
use crate::language::screen::{self, Phrase};
use crate::language::{Language, Word};
use crate::report::page::{Column, Page, Sheet, Tint};
use std::io;

/// From this width on the sockets stand beside each other.
const WIDE: usize = 96;

/// Writes of a step, `frame` being its own.
pub(super) fn written(page: &mut Page<'_>, step: &Step, lines: &[WriteLine], full: bool) -> io::Result<()> {
    let lang = page.language();
    let frame = step.frame;
    let lines: Vec<WriteLine> = lines.iter().map(|line| own(line.clone(), step)).collect();
    let sockets = [Side::Client, Side::Server].map(|side| {
        let dates = |line: &&WriteLine| {
            matches!(line.variable, Variable::SndWl1 | Variable::SndWl2 | Variable::TsRecent)
        };
        let mut own: Vec<&WriteLine> =
            lines.iter().filter(|line| line.socket == side && (full || !dates(line))).collect();
        own.sort_by_key(|line| rank(line.variable));
        Socket::new(side, &own, frame, full, lang)
    });
    let [client, server] = &sockets;
    match (client.entries.is_empty(), server.entries.is_empty()) {
        (true, true) => {}
        (one, other) => {
            let both = (!one && !other && page.look.width >= WIDE).then(|| beside(page, &sockets, lang));
            // Below each other they take a line a write at least.
            let lines = 2 + client.entries.len() + server.entries.len();
            let layout = match both {
                Some(both) if both.height() <= lines => both,
                _ => below(page, &sockets, lang),
            };
            page.grid(2, &layout.columns, &layout.sheet)?;
        }
    }
    agreed(page, &sockets, lang)
}

/// What a segment proves of its own sender is observed: no frame confirms itself.
fn own(line: WriteLine, step: &Step) -> WriteLine {
    match line.verdict {
        Some(Verdict { kind: VerdictKind::Confirmed, frame })
            if Some(frame) == step.frame && Some(line.socket) == step.sender =>
        {
            WriteLine { evidence: Evidence::Observed, verdict: None, ..line }
        }
        _ => line,
    }
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
    /// How sure most of them are, in words.
    common: String,
    sure: Option<Sure>,
    tint: Tint,
    entries: Vec<Entry>,
    /// What the options agreed, at the default depth.
    agreed: Vec<String>,
}

struct Entry {
    rank: u8,
    name: &'static str,
    value: String,
    /// By which bytes or sum, and how sure if that differs from the socket's others.
    how: String,
    tint: Tint,
}

impl Socket {
    fn new(side: Side, lines: &[&WriteLine], frame: Option<FrameNo>, full: bool, lang: Language) -> Self {
        let most = most(lines);
        let mut socket = Self {
            side,
            common: most.map_or_else(String::new, |(sure, _)| in_words(sure, lang)),
            sure: most.map(|(sure, _)| sure),
            tint: most.map_or(Tint::Plain, |(_, evidence)| evidence_tint(evidence)),
            entries: Vec::with_capacity(lines.len()),
            agreed: Vec::new(),
        };
        let mut rest = lines.iter().peekable();
        while let Some(line) = rest.next() {
            let both = match line.variable {
                Variable::LocalAddress | Variable::PeerAddress if !full => {
                    rest.next_if(|port| port_of(line.variable) == port.variable && sure(port) == sure(line))
                }
                _ => None,
            };
            if let Some(port) = both {
                socket.endpoint(line, port, frame, lang);
            } else if full {
                socket.line(line, frame, lang);
            } else {
                match line.variable {
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
        let name = Word::variable(line.variable, lang);
        let how = source(line, frame, lang);
        self.entry(name, change(line, lang), how, line, lang);
    }

    /// An address and its port, which stand together in a reader's mind.
    fn endpoint(&mut self, line: &WriteLine, port: &WriteLine, frame: Option<FrameNo>, lang: Language) {
        let name = match line.variable {
            Variable::PeerAddress => Word::Peer.text(lang),
            _ => Phrase::own(lang),
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
            how.push_str(&if a.datagram == b.datagram {
                place(b.offset as usize, usize::from(b.length))
            } else {
                bytes_of(&b, lang)
            });
        }
        self.entry(name, value, how, line, lang);
    }

    fn entry(
        &mut self,
        name: &'static str,
        value: String,
        mut how: String,
        line: &WriteLine,
        lang: Language,
    ) {
        let own = sure(line);
        if Some(own) != self.sure {
            if !how.is_empty() {
                how.push_str(", ");
            }
            how.push_str(&in_words(own, lang));
        }
        self.entries.push(Entry {
            rank: rank(line.variable),
            name,
            value,
            how,
            tint: evidence_tint(line.evidence),
        });
    }
}

fn port_of(address: Variable) -> Variable {
    if address == Variable::PeerAddress { Variable::PeerPort } else { Variable::LocalPort }
}

/// How sure a write was when it was told, what hindsight says, and what a second capture says.
type Sure = (Evidence, Option<Verdict>, Option<FarEnd>);

fn sure(line: &WriteLine) -> Sure {
    // The line's evidence has hindsight folded in; what was contradicted had been an inference.
    let first = match line.evidence {
        Evidence::Contradicted => Evidence::Inferred,
        other => other,
    };
    (first, line.verdict, line.far)
}

fn in_words((evidence, verdict, far): Sure, lang: Language) -> String {
    let sure = |verdict| screen::evidence(evidence, verdict, lang);
    match far {
        None => sure(verdict),
        Some(FarEnd::Seen(frame)) => format!("{}, {}", sure(verdict), Phrase::SeenFar(frame).text(lang)),
        // What disproves it is not a frame but that there is none.
        Some(FarEnd::Lost) => format!("{}, {}", sure(None), Phrase::LostOnTheWay.text(lang)),
    }
}

/// How sure most of the writes are; of two that are as frequent, what was written first.
fn most(lines: &[&WriteLine]) -> Option<(Sure, Evidence)> {
    let same = |line: &&WriteLine| lines.iter().filter(|other| sure(other) == sure(line)).count();
    let most = lines.iter().rev().max_by_key(|line| same(line))?;
    Some((sure(most), most.evidence))
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

/// A way of standing on the page: its rows and how wide their columns are.
struct Layout {
    columns: Vec<Column>,
    sheet: Sheet,
}

impl Layout {
    /// Lines that it takes, wrapped cells counted.
    fn height(&self) -> usize {
        (0..self.sheet.len()).map(|row| self.sheet.height(row, &self.columns)).sum()
    }
}

/// Both sockets in the same rows.
fn beside(page: &Page<'_>, sockets: &[Socket; 2], lang: Language) -> Layout {
    // Rows by name; a name written twice takes as many rows.
    let mut names: Vec<(u8, usize, &str)> = Vec::new();
    for socket in sockets {
        for (index, entry) in socket.entries.iter().enumerate() {
            let before = socket.entries.get(..index).unwrap_or_default();
            let nth = before.iter().filter(|e| e.name == entry.name).count();
            if !names.contains(&(entry.rank, nth, entry.name)) {
                names.push((entry.rank, nth, entry.name));
            }
        }
    }
    names.sort_unstable();
    let mut sheet = Sheet::new(&page.look);
    sheet.row().cell(Tint::Dim, Word::Written.text(lang));
    for socket in sockets {
        sheet.cell(Tint::Dim, Word::socket_of(socket.side).text(lang)).cell(socket.tint, &socket.common);
    }
    for (_, nth, name) in names {
        sheet.row().cell(Tint::Name, if nth == 0 { name } else { "" });
        for socket in sockets {
            match socket.entries.iter().filter(|entry| entry.name == name).nth(nth) {
                Some(entry) => sheet.cell(entry.tint, &entry.value).cell(Tint::Dim, &entry.how),
                None => sheet.cell(Tint::Plain, "").cell(Tint::Plain, ""),
            };
        }
    }
    // Values are kept whole where that is possible; where they come from may be wrapped.
    let values = [sheet.widest(1).min(30), sheet.widest(3).min(30)];
    let room = page.look.width.saturating_sub(2 + sheet.widest(0) + 4 * 2 + values.iter().sum::<usize>());
    let hows = shares(room, [sheet.widest(2), sheet.widest(4)]);
    let column = |at_most: usize| Column { at_most: at_most.max(1), ..Column::default() };
    let columns =
        vec![Column::default(), column(values[0]), column(hows[0]), column(values[1]), column(hows[1])];
    Layout { columns, sheet }
}

/// Divide a room between two: each gets what it wants while that is at most half, the other what is left.
fn shares(room: usize, [a, b]: [usize; 2]) -> [usize; 2] {
    let half = room / 2;
    match (a <= half, b <= half) {
        (true, true) => [a, b],
        (true, false) => [a, room - a],
        (false, true) => [room - b, b],
        (false, false) => [half, half],
    }
}

/// One socket below the other.
fn below(page: &Page<'_>, sockets: &[Socket; 2], lang: Language) -> Layout {
    let mut sheet = Sheet::new(&page.look);
    for socket in sockets.iter().filter(|socket| !socket.entries.is_empty()) {
        sheet
            .row()
            .cell(Tint::Dim, Word::Written.text(lang))
            .cell(Tint::Dim, Word::socket_of(socket.side).text(lang))
            .cell(socket.tint, &socket.common);
        for entry in &socket.entries {
            sheet
                .row()
                .cell(Tint::Name, entry.name)
                .cell(entry.tint, &entry.value)
                .cell(Tint::Dim, &entry.how);
        }
    }
    let half = Column { at_most: page.look.width / 2, ..Column::default() };
    Layout { columns: vec![Column::default(), half, half], sheet }
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
    if line.takes_back {
        return Phrase::Instead(&show(line.after), &show(line.before)).text(lang);
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
                sum.push_str(" + ");
                sum.push_str(&data.to_string());
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
    let mut place = bytes_of(&by, lang);
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
    fn a_column_that_wants_little_leaves_its_room_to_the_other() {
        assert_eq!(shares(40, [10, 10]), [10, 10]);
        assert_eq!(shares(40, [10, 50]), [10, 30]);
        assert_eq!(shares(40, [50, 10]), [30, 10]);
        assert_eq!(shares(41, [50, 50]), [20, 20]);
    }
}
