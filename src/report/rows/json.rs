//! Rows as JSON: one document, or one connection a line.

use crate::capture::spool::Scratch;
use crate::connection::Summary;
use crate::report::data::{Capture, Connection, SCHEMA_VERSION};
use crate::report::{build, json};
use serde::Serialize;
use std::io::{self, BufWriter, Seek as _, Write};

/// A row of JSON Lines: the connection, and whose it is.
#[derive(Serialize)]
struct FiledRow<'a> {
    file: &'a str,
    #[serde(flatten)]
    connection: Connection,
}

/// The document up to its connections.
pub(super) fn head(out: &mut impl Write, capture: &Capture) -> io::Result<()> {
    write!(out, "{{\"schema_version\":{SCHEMA_VERSION},\n\"capture\":")?;
    json::write(out, capture)?;
    out.write_all(b",\n\"connections\":[")
}

/// Rows that were told before the head could be written.
pub(super) fn early(out: &mut impl Write, rows: BufWriter<Scratch>) -> io::Result<()> {
    let mut file = rows.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.rewind()?;
    io::copy(&mut file, out)?;
    Ok(())
}

/// The `index`th row.
pub(super) fn row(
    out: &mut impl Write,
    about: &Summary,
    history: Option<&str>,
    index: u64,
) -> io::Result<()> {
    out.write_all(if index > 0 { b",\n" } else { b"\n" })?;
    json::write(out, &build::row(about, history))
}

/// The document's end.
pub(super) fn foot(out: &mut impl Write, rows: u64) -> io::Result<()> {
    out.write_all(if rows > 0 { b"\n]}" } else { b"]}" })
}

/// A row of JSON Lines.
pub(super) fn line(
    out: &mut impl Write,
    about: &Summary,
    history: Option<&str>,
    file: &str,
) -> io::Result<()> {
    let row = FiledRow { file, connection: build::row(about, history) };
    json::write(out, &row)?;
    out.write_all(b"\n")
}
