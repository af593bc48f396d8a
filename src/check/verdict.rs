//! What became of a file of expectations, as data: formats write it, `--bless` edits by it, the exit code follows from
//! it.
//!
//! A verdict is a function of the YAML file and the capture alone: no time, no path of this machine, no order of
//! threads. Its sentences are kept in both languages, because one run writes a Korean page and an English JUnit file.

use crate::capture::FrameNo;
use crate::examine::trouble::{At, Said, Trouble};
use crate::examine::why::{Bytes, Ledger};
use crate::examine::yaml::{Path, Source};
use serde::Serialize;
use std::sync::Arc;

/// The version of this program, as every report names it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What became of one file of expectations.
#[derive(Debug, Clone, PartialEq)]
pub struct FileVerdict {
    /// The YAML file, as given on the command line or found below a folder; with `/` on every system.
    pub file: String,
    /// The capture that it is about, if the file could be read as far as that.
    pub capture: Option<CaptureOf>,
    /// What the file says it is about.
    pub about: Option<String>,
    /// The file's tags.
    pub tags: Vec<String>,
    /// Was it held to the capture?
    pub state: FileState,
    /// Every expectation, in file order; empty unless the file ran.
    pub items: Vec<Item>,
    /// The snapshots that it uses, as it names them.
    pub snapshots: Vec<String>,
    /// Its text, for whoever draws a place of it; `None` if it cannot be read.
    pub source: Option<Arc<Source>>,
}

/// The capture of a file of expectations.
#[derive(Debug, Clone, PartialEq)]
pub struct CaptureOf {
    /// As the file names it: relative to the file.
    pub named: String,
    /// From where the program was started, with `/` on every system.
    pub path: String,
    /// The SHA-256 of its bytes in lower-case hex, if it could be read.
    pub sha256: Option<String>,
    /// What the file says that should be.
    pub expected: Option<Expected>,
}

/// A value in the YAML file that bless may replace.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// As it is written there.
    pub text: String,
    /// Where.
    pub at: At,
    /// Its path.
    pub path: Path,
}

/// Did a file run?
#[derive(Debug, Clone, PartialEq)]
pub enum FileState {
    /// Its expectations were held to the capture.
    Ran,
    /// Its `requires` is not met here.
    Skipped {
        /// What is not met.
        why: Said,
    },
    /// It or its capture cannot be used.
    Broken(Vec<Trouble>),
}

/// One expectation.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its name, unique in the file.
    pub id: String,
    /// Where it begins.
    pub at: At,
    /// Its own tags and the file's.
    pub tags: Vec<String>,
    /// What became of it.
    pub result: Outcome,
}

/// What became of an expectation.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The capture is as expected.
    Held,
    /// It is not: at least one failure.
    Failed(Vec<Failure>),
    /// It is not, and the file says so (`known_failure`): no error.
    KnownFailure {
        /// Why, as the file says.
        reason: String,
        /// See above.
        failures: Vec<Failure>,
    },
    /// The file says that it fails, and it held: an error.
    UnexpectedPass {
        /// Why it should fail, as the file says.
        reason: String,
        /// Where `known_failure` stands.
        at: At,
    },
    /// It was not looked at: its `requires` is not met here.
    Skipped {
        /// What is not met.
        why: Said,
    },
}

impl Outcome {
    /// Is this an error of the capture against the file?
    pub fn fails(&self) -> bool {
        matches!(self, Self::Failed(_) | Self::UnexpectedPass { .. })
    }

    /// What differs, known or not.
    pub fn failures(&self) -> &[Failure] {
        match self {
            Self::Failed(failures) | Self::KnownFailure { failures, .. } => failures,
            Self::Held | Self::UnexpectedPass { .. } | Self::Skipped { .. } => &[],
        }
    }
}

impl FileVerdict {
    /// Is there an error of the capture against the file?
    pub fn fails(&self) -> bool {
        self.items.iter().any(|item| item.result.fails())
    }

    /// Could it not be used?
    pub fn broken(&self) -> &[Trouble] {
        match &self.state {
            FileState::Broken(troubles) => troubles,
            FileState::Ran | FileState::Skipped { .. } => &[],
        }
    }
}

/// Which word of the file asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// `equals`.
    Equals,
    /// `matches`.
    Matches,
    /// `count`.
    Count,
    /// `only`.
    Only,
    /// `that`.
    That,
    /// `finding`.
    Finding,
    /// `explain`.
    Explain,
    /// `snapshot`.
    Snapshot,
}

impl Ask {
    /// The word, as it stands in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Equals => "equals",
            Self::Matches => "matches",
            Self::Count => "count",
            Self::Only => "only",
            Self::That => "that",
            Self::Finding => "finding",
            Self::Explain => "explain",
            Self::Snapshot => "snapshot",
        }
    }
}

/// One thing that is not as expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// Which word of the file asks for it.
    pub ask: Ask,
    /// Where the expected value stands.
    pub at: At,
    /// Its path in the YAML file.
    pub path: Path,
    /// What was looked at: `.client.iss`, `tcp.flags`, `tcp.analysis.retransmission`.
    pub subject: String,
    /// The connection's id in the report.
    pub connection: Option<u32>,
    /// The frame that decides it.
    pub frame: Option<FrameNo>,
    /// The bytes that decide it.
    pub bytes: Option<Bytes>,
    /// What the file says.
    pub expected: String,
    /// What the capture says.
    pub actual: String,
    /// The same as the report has it; `null` also where there is nothing.
    pub actual_value: serde_json::Value,
    /// What that means in the protocol.
    pub sentence: Said,
    /// The write that made a socket hold it.
    pub ledger: Option<Ledger>,
    /// What bless may put in place of what was expected; `None` where only a person can.
    pub bless: Option<Bless>,
}

/// What bless may write.
#[derive(Debug, Clone, PartialEq)]
pub enum Bless {
    /// This value in place of the one at the failure's path.
    Value(serde_json::Value),
    /// This text as the snapshot's file.
    File {
        /// The file, from where the program was started.
        path: String,
        /// Its whole text.
        text: String,
        /// Is there none yet?
        new: bool,
    },
}

/// How many of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Totals {
    /// Files of expectations.
    pub files: u64,
    /// Files that could not be used.
    pub broken: u64,
    /// Files that were skipped.
    pub files_skipped: u64,
    /// Expectations that held.
    pub held: u64,
    /// That failed.
    pub failed: u64,
    /// That failed as the file says.
    pub known_failures: u64,
    /// That held though the file says that they fail.
    pub unexpected_passes: u64,
    /// That were skipped.
    pub skipped: u64,
}

impl Totals {
    /// Of these files.
    pub fn of(files: &[FileVerdict]) -> Self {
        let mut totals = Self { files: files.len() as u64, ..Self::default() };
        for file in files {
            match &file.state {
                FileState::Ran => {}
                FileState::Skipped { .. } => totals.files_skipped += 1,
                FileState::Broken(_) => totals.broken += 1,
            }
            for item in &file.items {
                *match item.result {
                    Outcome::Held => &mut totals.held,
                    Outcome::Failed(_) => &mut totals.failed,
                    Outcome::KnownFailure { .. } => &mut totals.known_failures,
                    Outcome::UnexpectedPass { .. } => &mut totals.unexpected_passes,
                    Outcome::Skipped { .. } => &mut totals.skipped,
                } += 1;
            }
        }
        totals
    }
}
