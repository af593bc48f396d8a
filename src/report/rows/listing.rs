//! The rows of one capture, as the tracker tells ends: written at once, or held back as far as a format needs it.

use super::row::{Frame, Row};
use super::{csv, json, plain, table};
use crate::capture::spool::{Scratch, scratch};
use crate::connection::{ConnId, Endpoint, Fact, Listen, Summary};
use crate::report::data::Capture;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Rows that a drawn table has at most.
pub(super) const TABLE: usize = 1_000;

/// Servers whose forgotten connections are counted one by one.
const SERVERS: usize = 4_096;

/// How `list` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// A table, plain rows if there are too many.
    Table,
    /// One document.
    Json,
    /// One connection a line.
    JsonLines,
    /// Comma-separated values.
    Csv,
}

/// What rows are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// Our number.
    Id,
    /// When it began.
    Start,
    /// The longest first.
    Duration,
    /// The most data first.
    Bytes,
    /// The client's address and port.
    Client,
    /// The server's address and port.
    Server,
    /// How it ended.
    Outcome,
}

/// Listens to ends and writes rows. With `HISTORY`, the rows of JSON have Zeek's history: every segment is looked at
/// for it, so the formats that have no place for it are told without.
pub(crate) struct Rows<W: Write, const HISTORY: bool> {
    out: W,
    style: Style,
    order: Option<Order>,
    frame: Frame,
    line: String,
    /// Rows held back: for the table, or to be sorted.
    held: Vec<Row>,
    /// The history of the connection whose end is told next.
    history: Option<Box<str>>,
    /// Are plain rows streaming, because there are too many for a table?
    streaming: bool,
    forgotten: BTreeMap<(std::net::IpAddr, u16), u64>,
    forgotten_elsewhere: u64,
    /// JSON rows told before the document's head can be written.
    early: Option<io::BufWriter<Scratch>>,
    written: u64,
    /// Nanoseconds of the capture's first frame, for times from its beginning.
    origin: Option<i128>,
    trouble: Option<io::Error>,
    /// The connections that a filter chose; all without one.
    only: Option<BTreeSet<ConnId>>,
}

impl<W: Write, const HISTORY: bool> Rows<W, HISTORY> {
    /// Rows of one capture on a buffered writer.
    pub(crate) fn new(out: W, style: Style, order: Option<Order>, frame: Frame) -> Self {
        Self {
            out,
            style,
            order,
            frame,
            line: String::with_capacity(512),
            held: Vec::new(),
            history: None,
            streaming: false,
            forgotten: BTreeMap::new(),
            forgotten_elsewhere: 0,
            early: None,
            written: 0,
            origin: None,
            trouble: None,
            only: None,
        }
    }

    /// Only rows of these connections.
    pub(crate) fn only(&mut self, chosen: BTreeSet<ConnId>) {
        self.only = Some(chosen);
    }

    /// The capture is read: what it is, for the document's head. Must be told before the tracker is finished.
    ///
    /// # Errors
    /// What the writer says.
    pub(crate) fn read(&mut self, capture: &Capture, origin: Option<i128>) -> io::Result<()> {
        self.origin = origin;
        if self.style == Style::Json {
            json::head(&mut self.out, capture)?;
            if let Some(early) = self.early.take() {
                json::early(&mut self.out, early)?;
            }
        }
        Ok(())
    }

    /// Every end is told: write what was held back.
    ///
    /// # Errors
    /// What the writer says, now or at an earlier row.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        if let Some(trouble) = self.trouble.take() {
            return Err(trouble);
        }
        let mut held = std::mem::take(&mut self.held);
        if let Some(order) = self.order {
            sort(&mut held, order);
        }
        match self.style {
            Style::Table if self.streaming => {
                for row in &held {
                    self.plain(&row.about)?;
                }
            }
            Style::Table if held.len() > TABLE => {
                self.begin_streaming(&held)?;
            }
            Style::Table => table::draw(&mut self.out, &held, &self.frame, self.origin)?,
            Style::Json | Style::JsonLines | Style::Csv => {
                for row in &held {
                    self.write(&row.about, row.history.as_deref())?;
                }
            }
        }
        if self.style == Style::Table {
            plain::forgotten(&mut self.out, &self.forgotten, self.forgotten_elsewhere, &self.frame)?;
        }
        if self.style == Style::Json {
            json::foot(&mut self.out, self.written)?;
        }
        Ok(self.out)
    }

    fn ended(&mut self, about: &Summary) -> io::Result<()> {
        if self.order.is_some() {
            self.hold(about);
            return Ok(());
        }
        match self.style {
            Style::Table if self.streaming => self.plain(about),
            Style::Table => {
                self.hold(about);
                if self.held.len() > TABLE {
                    let held = std::mem::take(&mut self.held);
                    self.begin_streaming(&held)?;
                }
                Ok(())
            }
            Style::Json | Style::JsonLines | Style::Csv => {
                let history = self.history.take();
                self.write(about, history.as_deref())
            }
        }
    }

    fn forgot(&mut self, about: &Summary) -> io::Result<()> {
        match self.style {
            Style::Table => {
                let Endpoint { ip, port } = about.server.endpoint;
                let room = self.forgotten.len() < SERVERS;
                match self.forgotten.entry((ip, port)) {
                    std::collections::btree_map::Entry::Occupied(mut count) => *count.get_mut() += 1,
                    std::collections::btree_map::Entry::Vacant(count) if room => {
                        count.insert(1);
                    }
                    std::collections::btree_map::Entry::Vacant(_) => self.forgotten_elsewhere += 1,
                }
                Ok(())
            }
            _ if self.order.is_some() => {
                self.hold(about);
                Ok(())
            }
            // The document's head is not written yet.
            Style::Json => {
                let early = match &mut self.early {
                    Some(early) => early,
                    none => none.insert(io::BufWriter::new(scratch()?)),
                };
                json::row(early, about, self.history.take().as_deref(), self.written)?;
                self.written += 1;
                Ok(())
            }
            Style::JsonLines | Style::Csv => {
                let history = self.history.take();
                self.write(about, history.as_deref())
            }
        }
    }

    /// Keep a row, with the history that was told in front of it.
    fn hold(&mut self, about: &Summary) {
        self.held.push(Row { about: *about, history: self.history.take() });
    }

    fn write(&mut self, about: &Summary, history: Option<&str>) -> io::Result<()> {
        match self.style {
            Style::Json => json::row(&mut self.out, about, history, self.written)?,
            Style::JsonLines => json::line(&mut self.out, about, history, &self.frame.file)?,
            Style::Csv => {
                self.line.clear();
                csv::row(&mut self.line, about, &self.frame.file);
                self.out.write_all(self.line.as_bytes())?;
            }
            Style::Table => self.plain(about)?,
        }
        self.written += 1;
        Ok(())
    }

    fn begin_streaming(&mut self, held: &[Row]) -> io::Result<()> {
        self.streaming = true;
        plain::head(&mut self.line, self.frame.look);
        self.out.write_all(self.line.as_bytes())?;
        for row in held {
            self.plain(&row.about)?;
        }
        Ok(())
    }

    fn plain(&mut self, about: &Summary) -> io::Result<()> {
        self.line.clear();
        plain::row(&mut self.line, about, self.origin, self.frame.look);
        self.out.write_all(self.line.as_bytes())
    }
}

/// The head line of a CSV, which stands once above every capture's rows.
pub(crate) fn csv_head() -> &'static str {
    csv::HEAD
}

fn sort(rows: &mut [Row], order: Order) {
    let started = |s: &Summary| (s.first.is_none(), s.first);
    match order {
        Order::Id => rows.sort_by_key(|r| r.about.id),
        Order::Start => rows.sort_by_key(|Row { about: s, .. }| (started(s), s.id)),
        Order::Duration => {
            rows.sort_by_key(|Row { about: s, .. }| (std::cmp::Reverse(s.duration()), s.id));
        }
        Order::Bytes => {
            rows.sort_by_key(|Row { about: s, .. }| {
                (std::cmp::Reverse(s.client.bytes + s.server.bytes), s.id)
            });
        }
        Order::Client => {
            rows.sort_by_key(|Row { about: s, .. }| (s.client.endpoint.ip, s.client.endpoint.port, s.id));
        }
        Order::Server => {
            rows.sort_by_key(|Row { about: s, .. }| (s.server.endpoint.ip, s.server.endpoint.port, s.id));
        }
        Order::Outcome => rows.sort_by_key(|Row { about: s, .. }| (s.outcome as u8, s.id)),
    }
}

impl<W: Write, const HISTORY: bool> Listen for Rows<W, HISTORY> {
    const LEDGER: bool = false;
    const HISTORY: bool = HISTORY;

    fn fact(&mut self, id: ConnId, fact: Fact<'_>) {
        if self.trouble.is_some() || self.only.as_ref().is_some_and(|only| !only.contains(&id)) {
            return;
        }
        let told = match fact {
            Fact::History(letters) => {
                self.history = Some(letters.into());
                Ok(())
            }
            Fact::Ended(about) => self.ended(about),
            Fact::Forgotten(about) => self.forgot(about),
            Fact::Opened { .. }
            | Fact::Step(_)
            | Fact::Write(_)
            | Fact::After { .. }
            | Fact::Confirmed { .. }
            | Fact::Contradicted { .. }
            | Fact::Finding(_)
            | Fact::Timed(_) => Ok(()),
        };
        if let Err(error) = told {
            self.trouble = Some(error);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::tests::exchange::{CLIENT, frame, syn};
    use crate::connection::{Limits, Tracker};
    use crate::dissect::Cheap;
    use crate::language::Language;
    use crate::report::build;
    use crate::report::page::Look;
    use std::net::{IpAddr, Ipv4Addr};

    /// What `list` writes of a flood: a SYN to each of so many servers, one half-open connection being kept at a time.
    fn flood(style: Style, servers: u32) -> String {
        let look =
            Look { width: 200, narrow: false, paint: false, ascii: false, language: Language::English };
        let rows =
            Rows::<_, true>::new(Vec::new(), style, None, Frame { file: "flood.pcap".to_owned(), look });
        let mut tracker = Tracker::new(rows, Limits { half_open: 1, ..Limits::default() });
        for number in 0..servers {
            let server = IpAddr::V4(Ipv4Addr::from_bits(0x0a01_0000 + number));
            let sent = syn(number);
            let header = sent.bytes(40_000, 80);
            let segment = sent.segment(&header, (CLIENT, 40_000), (server, 80));
            tracker.take(&frame(u64::from(number) + 1, i64::from(number)), &Cheap::Tcp(segment));
        }
        let survey = crate::tell::Survey::new(false);
        let about = build::capture("flood.pcap", &described(), &survey, Language::English);
        tracker.listener().read(&about, Some(0)).expect("it writes to memory");
        let written = tracker.finish().finish().expect("it writes to memory");
        String::from_utf8(written).expect("text")
    }

    fn described() -> crate::capture::Description {
        crate::capture::Description {
            format: crate::capture::Format::Pcap,
            compressed: None,
            little_endian: true,
            interfaces: Vec::new(),
            sections: 1,
            hardware: None,
            operating_system: None,
            application: None,
            comments: Vec::new(),
        }
    }

    #[test]
    fn servers_beyond_the_bound_are_counted_in_one_row() {
        let over = 10;
        let text = flood(Style::Table, SERVERS as u32 + 1 + over);
        let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("* → 10.1.")).collect();
        assert_eq!(rows.len(), SERVERS);
        assert!(rows.iter().all(|row| row.ends_with("1 half-open connections, forgotten for lack of room")));
        let rest: Vec<&str> = text.lines().filter(|line| line.starts_with("* → * ")).collect();
        assert_eq!(rest, ["* → *  10 half-open connections, forgotten for lack of room"]);
        assert!(
            !flood(Style::Table, SERVERS as u32 + 1).contains("* → * "),
            "as many as are counted one by one"
        );
    }

    #[test]
    fn rows_for_programs_are_complete_whatever_was_forgotten() {
        let servers = SERVERS as u32 + 20;
        let lines = flood(Style::JsonLines, servers);
        assert_eq!(lines.lines().count(), servers as usize);
        assert_eq!(flood(Style::Csv, servers).lines().count(), servers as usize);
        // Rows told before the document's head could be written stand in it all the same, in order.
        let document: serde_json::Value = serde_json::from_str(&flood(Style::Json, servers)).expect("JSON");
        let ids: Vec<u64> = document["connections"]
            .as_array()
            .expect("rows")
            .iter()
            .filter_map(|row| row["id"].as_u64())
            .collect();
        assert_eq!(ids, (0..u64::from(servers)).collect::<Vec<_>>());
    }

    #[test]
    fn beyond_a_tables_bound_rows_stream_and_none_is_missing() {
        for (count, drawn) in [(TABLE, true), (TABLE + 1, false), (TABLE + 500, false)] {
            let look =
                Look { width: 200, narrow: false, paint: false, ascii: false, language: Language::English };
            let rows =
                Rows::<_, false>::new(Vec::new(), Style::Table, None, Frame { file: String::new(), look });
            let mut tracker = Tracker::new(rows, Limits::default());
            for number in 0..count as u32 {
                let server = IpAddr::V4(Ipv4Addr::from_bits(0x0a01_0000 + number));
                let sent = syn(number);
                let header = sent.bytes(40_000, 80);
                let segment = sent.segment(&header, (CLIENT, 40_000), (server, 80));
                tracker.take(&frame(u64::from(number) + 1, i64::from(number)), &Cheap::Tcp(segment));
            }
            let text = String::from_utf8(tracker.finish().finish().expect("memory")).expect("text");
            assert_eq!(text.contains('─'), drawn, "{count}");
            assert_eq!(text.lines().filter(|line| line.contains("no answer yet")).count(), count);
        }
    }
}
