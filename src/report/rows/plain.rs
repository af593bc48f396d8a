//! Fixed-width rows, for more connections than a table is good for.

use super::digits::{push_endpoint, push_number, push_seconds};
use super::row::Frame;
use crate::connection::Summary;
use crate::language::Word;
use crate::language::argument::Argument as _;
use crate::language::screen::Phrase;
use crate::language::tunnel::tunnel;
use crate::report::page::{Look, ascii, width};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::net::IpAddr;

/// Where the columns begin: number, client, server, start, duration, bytes of either side, what happened.
const COLUMNS: [usize; 8] = [0, 9, 32, 55, 69, 82, 94, 107];

/// The line above the rows.
pub(super) fn head(line: &mut String, look: Look) {
    let lang = look.language;
    line.clear();
    let words = [
        "#".to_owned(),
        Word::Client.text(lang).to_owned(),
        Word::Server.text(lang).to_owned(),
        format!("{} (s)", Word::Start.text(lang)),
        format!("{} (s)", Word::Duration.text(lang)),
        format!("{} →", Word::Bytes.text(lang)),
        format!("{} ←", Word::Bytes.text(lang)),
        Word::WhatHappened.text(lang).to_owned(),
    ];
    for (column, word) in COLUMNS.into_iter().zip(words) {
        let word = if look.ascii { ascii(&word).into_owned() } else { word };
        let here = width(line);
        for _ in here..column {
            line.push(' ');
        }
        if here >= column && column > 0 {
            line.push(' ');
        }
        line.push_str(&word);
    }
    line.push('\n');
}

/// A row.
pub(super) fn row(line: &mut String, about: &Summary, origin: Option<i128>, look: Look) {
    let [_, client, server, start, length, to, from, what] = COLUMNS;
    push_number(line, u64::from(about.id.0));
    pad(line, client);
    push_endpoint(line, about.client.endpoint);
    pad(line, server);
    push_endpoint(line, about.server.endpoint);
    pad(line, start);
    match (about.first, origin) {
        (Some(first), Some(origin)) => push_seconds(line, first.0 - origin, 6),
        _ => line.push('-'),
    }
    pad(line, length);
    match about.duration() {
        Some(nanos) => push_seconds(line, nanos, 6),
        None => line.push('-'),
    }
    pad(line, to);
    push_number(line, about.client.unique_bytes);
    pad(line, from);
    push_number(line, about.server.unique_bytes);
    pad(line, what);
    line.push_str(&about.outcome.spoken(look.language));
    if let Some((errno, _)) = about.errno {
        line.push(' ');
        line.push_str(errno.name());
    }
    if let Some(first) = about.subflow_of() {
        line.push_str(if look.ascii { ", " } else { " · " });
        line.push_str(&Phrase::SubflowOf(first.0).text(look.language));
    }
    if let Some(around) = &about.tunnel {
        let around = tunnel(around, look.language);
        line.push_str(if look.ascii { ", " } else { " · " });
        line.push_str(&if look.ascii { ascii(&around) } else { around.into() });
    }
    line.push('\n');
}

/// Everything before the last column is ASCII, so bytes are columns.
fn pad(line: &mut String, column: usize) {
    if line.len() >= column {
        line.push(' ');
    }
    while line.len() < column {
        line.push(' ');
    }
}

/// A counted row for each server whose half-open connections had to be forgotten.
pub(super) fn forgotten(
    out: &mut impl Write,
    servers: &BTreeMap<(IpAddr, u16), u64>,
    elsewhere: u64,
    frame: &Frame,
) -> io::Result<()> {
    let lang = frame.look.language;
    for (&(ip, port), &count) in servers {
        let endpoint = crate::connection::Endpoint { ip, port };
        writeln!(out, "* → {endpoint}  {}", Phrase::HalfOpenFolded(count).text(lang))?;
    }
    if elsewhere > 0 {
        writeln!(out, "* → *  {}", Phrase::HalfOpenFolded(elsewhere).text(lang))?;
    }
    Ok(())
}
