//! The report as JSON, written as a stream: one connection, one step at a time.
//!
//! The document is one object. Each connection's head and each step stands on a line of its own, so that a
//! long report can be looked through with line tools too; `jq` does not care.

use super::{build, data};
use crate::language::{Language, text};
use crate::tell::{Gathered, Head, OtherFrame, Report, Told, Wants};
use serde::Serialize;
use std::io::{self, Write};

/// Writes JSON.
pub struct Json<W: Write> {
    out: W,
    language: Language,
    connections: u64,
    steps: u64,
    others: Option<u64>,
    /// Are frames without TCP listed at all?
    with_others: bool,
}

/// One value as JSON. All of the report goes through a vector, whatever it is written to: so each of its types is
/// compiled for one writer, which is also the fastest.
pub(super) fn write(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    out.write_all(&serde_json::to_vec(value)?)
}

impl<W: Write> Json<W> {
    /// JSON on a writer, which should be buffered. `with_others`: list frames that are not TCP.
    pub fn new(out: W, language: Language, with_others: bool) -> Self {
        Self { out, language, connections: 0, steps: 0, others: None, with_others }
    }

    fn value(&mut self, value: &impl Serialize) -> io::Result<()> {
        write(&mut self.out, value)
    }

    fn end_connections(&mut self) -> io::Result<()> {
        if self.connections > 0 {
            self.out.write_all(b"\n")?;
        }
        self.out.write_all(b"]")
    }
}

impl<W: Write> Report for Json<W> {
    fn wants(&self, _: &Gathered) -> Wants {
        Wants { overview: false, others: self.with_others }
    }

    fn capture(&mut self, gathered: &Gathered) -> io::Result<()> {
        write!(self.out, "{{\"schema_version\":{},\n\"capture\":", data::SCHEMA_VERSION)?;
        let capture = build::capture(&gathered.file, &gathered.description, &gathered.survey, self.language);
        self.value(&capture)?;
        self.out.write_all(b",\n\"connections\":[")
    }

    fn connection(&mut self, head: &Head<'_>) -> io::Result<()> {
        let comma = if self.connections > 0 { ",\n" } else { "\n" };
        self.connections += 1;
        self.steps = 0;
        self.out.write_all(comma.as_bytes())?;
        // The head is an object; its steps are put before its closing brace as they come.
        let mut object = serde_json::to_vec(&build::connection(head, self.language))?;
        object.pop();
        self.out.write_all(&object)?;
        self.out.write_all(b",\"steps\":[")
    }

    fn step(&mut self, told: &Told<'_>) -> io::Result<()> {
        let comma = if self.steps > 0 { ",\n " } else { "\n " };
        self.steps += 1;
        self.out.write_all(comma.as_bytes())?;
        let language = self.language;
        self.value(&build::step(told, language))
    }

    fn connection_told(&mut self) -> io::Result<()> {
        self.out.write_all(b"]}")
    }

    fn other(&mut self, other: &OtherFrame<'_>) -> io::Result<()> {
        let comma = match &mut self.others {
            Some(others) => {
                *others += 1;
                ",\n"
            }
            none => {
                *none = Some(1);
                self.end_connections()?;
                ",\n\"others\":[\n"
            }
        };
        self.out.write_all(comma.as_bytes())?;
        let language = self.language;
        self.value(&data::Other {
            frame: other.frame,
            protocol: other.protocol,
            connection: other.connection,
            message: other.message,
            text: text(other.message, language),
        })
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.others.is_some() {
            self.out.write_all(b"\n]}\n")?;
        } else {
            self.end_connections()?;
            let others: &[u8] = if self.with_others { b",\n\"others\":[]}\n" } else { b"}\n" };
            self.out.write_all(others)?;
        }
        self.out.flush()
    }
}
