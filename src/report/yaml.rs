//! The report as YAML: the same value as the JSON, written as a stream.
//!
//! Each piece (the capture, a connection's head, a step) is serialised on its own and indented to its place; a block
//! scalar's indentation is relative, so the lines stay right.

use super::{build, data};
use crate::language::{Language, text};
use crate::tell::{Gathered, Head, OtherFrame, Report, Told, Wants};
use serde::Serialize;
use std::io::{self, Write};

/// Writes YAML.
pub struct Yaml<W: Write> {
    out: W,
    language: Language,
    connections: u64,
    steps: u64,
    others: u64,
    with_others: bool,
}

impl<W: Write> Yaml<W> {
    /// YAML on a writer, which should be buffered. `with_others`: list frames that are not TCP.
    pub fn new(out: W, language: Language, with_others: bool) -> Self {
        Self { out, language, connections: 0, steps: 0, others: 0, with_others }
    }

    /// A value as block lines, the first behind `first`, the others behind as many spaces.
    fn block(&mut self, first: &str, value: &impl Serialize) -> io::Result<()> {
        // By way of a plain value: so the report's types are not compiled for a third writer.
        let value = serde_json::to_value(value)?;
        let yaml = serde_yaml::to_string(&value).map_err(io::Error::other)?;
        for (index, line) in yaml.lines().enumerate() {
            if index == 0 {
                self.out.write_all(first.as_bytes())?;
            } else if !line.is_empty() {
                write!(self.out, "{:1$}", "", first.len())?;
            }
            self.out.write_all(line.as_bytes())?;
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }
}

impl<W: Write> Report for Yaml<W> {
    fn wants(&self, _: &Gathered) -> Wants {
        Wants { overview: false, others: self.with_others }
    }

    fn capture(&mut self, gathered: &Gathered) -> io::Result<()> {
        writeln!(self.out, "schema_version: {}", data::SCHEMA_VERSION)?;
        let capture = build::capture(&gathered.file, &gathered.description, &gathered.survey, self.language);
        self.out.write_all(b"capture:\n")?;
        self.block("  ", &capture)
    }

    fn connection(&mut self, head: &Head<'_>) -> io::Result<()> {
        if self.connections == 0 {
            self.out.write_all(b"connections:\n")?;
        }
        self.connections += 1;
        self.steps = 0;
        let language = self.language;
        self.block("- ", &build::connection(head, language))
    }

    fn step(&mut self, told: &Told<'_>) -> io::Result<()> {
        if self.steps == 0 {
            self.out.write_all(b"  steps:\n")?;
        }
        self.steps += 1;
        let language = self.language;
        self.block("  - ", &build::step(told, language))
    }

    fn connection_told(&mut self) -> io::Result<()> {
        if self.steps == 0 {
            self.out.write_all(b"  steps: []\n")?;
        }
        Ok(())
    }

    fn other(&mut self, other: &OtherFrame<'_>) -> io::Result<()> {
        if self.others == 0 {
            if self.connections == 0 {
                self.out.write_all(b"connections: []\n")?;
            }
            self.out.write_all(b"others:\n")?;
        }
        self.others += 1;
        let language = self.language;
        self.block(
            "- ",
            &data::Other {
                frame: other.frame,
                protocol: other.protocol,
                connection: other.connection,
                message: other.message,
                text: text(other.message, language),
            },
        )
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.others == 0 {
            if self.connections == 0 {
                self.out.write_all(b"connections: []\n")?;
            }
            if self.with_others {
                self.out.write_all(b"others: []\n")?;
            }
        }
        self.out.flush()
    }
}
