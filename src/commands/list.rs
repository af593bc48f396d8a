//! `ackplain list`: one pass a capture, one row a connection.

use super::audience::Audience;
use super::damage::Damages;
use super::exit::{self, Exit, Stop};
use super::progress::Progress;
use super::{choose, open};
use crate::capture::{Passes, Reader, Source as _};
use crate::cli::{Key, List, ListFormat};
use crate::connection::{Limits, Tracker};
use crate::language::errors::Complaint;
use crate::report::build;
use crate::report::rows::{Frame, Order, Rows, Style, csv_head};
use crate::tell::Survey;
use crate::tell::cursor::{Cursor, Intake};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Run it.
pub(super) fn run(options: &List, audience: &Audience) -> Result<Exit, Stop> {
    if options.captures.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(Complaint::TwoInputs.into());
    }
    // A wrong capture filter is wrong for every capture: said once, in front of all.
    options.bpf.as_deref().map(open::sieve).transpose()?;
    let mut out = BufWriter::with_capacity(64 * 1024, io::stdout().lock());
    let several = options.captures.len() > 1;
    let style = style(options.format);
    if style == Style::Csv {
        out.write_all(csv_head().as_bytes())?;
    }
    if several && style == Style::Json {
        out.write_all(b"[")?;
    }
    let mut exit = Exit::Fine;
    let mut written = 0;
    for path in &options.captures {
        // An unreadable capture is complained about, the others are finished.
        let passes = if options.filter.is_some() { Passes::Two } else { Passes::One };
        match open::sifted(path, passes, options.bpf.as_deref()) {
            Ok(mut source) => {
                if several {
                    between(&mut out, style, path, written)?;
                }
                exit = exit.max(match style {
                    Style::Json | Style::JsonLines => {
                        capture::<true>(&mut source, path, options, audience, &mut out)?
                    }
                    Style::Table | Style::Csv => {
                        capture::<false>(&mut source, path, options, audience, &mut out)?
                    }
                });
                written += 1;
            }
            Err(stop) => {
                out.flush()?;
                exit = exit.max(audience.stopped(stop));
            }
        }
    }
    match style {
        Style::Json if several => out.write_all(b"]\n")?,
        Style::Json if written > 0 => out.write_all(b"\n")?,
        Style::Json | Style::Table | Style::JsonLines | Style::Csv => {}
    }
    out.flush()?;
    Ok(exit)
}

/// What stands between two captures, or above one of several.
fn between(out: &mut impl Write, style: Style, path: &Path, written: usize) -> io::Result<()> {
    match style {
        Style::Table => {
            let gap = if written > 0 { "\n" } else { "" };
            writeln!(out, "{gap}{}", crate::report::page::printable(&open::shown(path)))
        }
        Style::Json if written > 0 => out.write_all(b",\n"),
        Style::Json | Style::JsonLines | Style::Csv => Ok(()),
    }
}

/// With `HISTORY`, every segment is looked at for its letter.
fn capture<const HISTORY: bool>(
    source: &mut Reader,
    path: &Path,
    options: &List,
    audience: &Audience,
    out: &mut impl Write,
) -> Result<Exit, Stop> {
    let file = open::shown(path);
    let frame = Frame { file: file.clone(), look: audience.look() };
    let mut rows = Rows::<_, HISTORY>::new(out, style(options.format), options.sort.map(order), frame);
    if let Some(text) = &options.filter {
        rows.only(choose::by_filter(source, &choose::parse(text, audience)?)?);
    }
    let mut progress = Progress::new(path, audience.language);
    let mut watch = |frames, bytes| progress.tick(frames, bytes);
    let tracker = Tracker::new(rows, Limits::default());
    let (intake, read) = Cursor::new(source, tracker, Survey::new(false)).watched(&mut watch).run();
    let Intake { packets, mut tracker, beside: mut survey } = intake;
    progress.done();
    survey.read(source, &packets);
    let about = build::capture(&file, source.description(), &survey, audience.machine_language());
    tracker.listener().read(&about, survey.origin.map(|time| time.0))?;
    // What was read before the system refused is listed all the same.
    tracker.finish().finish()?.flush()?;
    match read {
        Err(error) => {
            audience.complain(&exit::complaint(&error));
            Ok(Exit::CouldNot)
        }
        Ok(()) => Ok(Damages::of(&survey).exit(&file, audience)),
    }
}

fn style(format: ListFormat) -> Style {
    match format {
        ListFormat::Table => Style::Table,
        ListFormat::Json => Style::Json,
        ListFormat::Jsonl => Style::JsonLines,
        ListFormat::Csv => Style::Csv,
    }
}

fn order(key: Key) -> Order {
    match key {
        Key::Id => Order::Id,
        Key::Start => Order::Start,
        Key::Duration => Order::Duration,
        Key::Bytes => Order::Bytes,
        Key::Client => Order::Client,
        Key::Server => Order::Server,
        Key::Outcome => Order::Outcome,
    }
}
