//! What a file of expectations says, read and typed: nothing in it can be wrong any more but the capture.

use super::requires::Requires;
use super::verdict::Expected;
use crate::dissect::FieldId;
use crate::examine::choose::{Choosing, Target};
use crate::examine::matcher::Matcher;
use crate::examine::query::Query;
use crate::examine::read::Looked;
use crate::examine::trouble::At;
use crate::examine::yaml::Path;
use crate::language::Language;
use serde_json::Value;

/// A file of expectations.
#[derive(Debug)]
pub(crate) struct Spec {
    /// The capture, as the file names it: relative to itself.
    pub capture: String,
    /// Where that stands.
    pub capture_at: At,
    /// The SHA-256 that its bytes should have.
    pub sha256: Option<Expected>,
    /// What the file is about.
    pub about: Option<String>,
    /// What must be there for the file to be run.
    pub requires: Requires,
    /// Tags of everything in the file.
    pub tags: Vec<String>,
    /// Every display filter of the file: items name them by their place here.
    pub filters: Vec<Choosing>,
    /// What is expected.
    pub items: Vec<Item>,
}

impl Spec {
    /// The snapshots that it uses, as it names them.
    pub(crate) fn snapshots(&self) -> Vec<String> {
        let asks = self.items.iter().flat_map(|item| &item.asks);
        asks.filter_map(|ask| match ask {
            Ask::Snapshot { file, .. } => Some(file.clone()),
            _ => None,
        })
        .collect()
    }
}

/// One expectation.
#[derive(Debug)]
pub(crate) struct Item {
    /// Its name, unique in the file.
    pub id: String,
    /// Where it begins.
    pub at: At,
    /// Its own tags.
    pub tags: Vec<String>,
    /// What must be there for it to be looked at.
    pub requires: Requires,
    /// What it is about.
    pub target: Target,
    /// Must mappings be equal key for key?
    pub exact: bool,
    /// What it asks.
    pub asks: Vec<Ask>,
    /// It is known to fail: why, and where that stands.
    pub known_failure: Option<(String, At)>,
}

/// Something that an expectation asks.
#[derive(Debug)]
pub(crate) enum Ask {
    /// This is exactly that.
    Equals {
        /// What is looked at.
        subject: Looked,
        /// What it should be.
        expected: Value,
        /// The value as written, if it is a scalar.
        raw: Option<String>,
        /// Where the expected value stands.
        place: Place,
    },
    /// This is like that.
    Matches {
        /// What is looked at.
        subject: Looked,
        /// How it should be, all of these.
        matchers: Vec<(Matcher, Place)>,
    },
    /// There are so many.
    Count {
        /// Of what.
        of: Of,
        /// How many.
        expected: Count,
        /// Where that stands.
        place: Place,
    },
    /// These and no others.
    Only {
        /// Of what.
        of: Of,
        /// Which, in any order.
        expected: Vec<Value>,
        /// Where they stand.
        place: Place,
    },
    /// This is true.
    That {
        /// What.
        query: Query,
        /// Where it stands.
        place: Place,
    },
    /// There is such a finding, or none.
    Finding {
        /// Its code.
        code: String,
        /// Only in this frame.
        frame: Option<u64>,
        /// Should it be there?
        present: bool,
        /// Where that stands.
        place: Place,
    },
    /// The explanation says this.
    Explain {
        /// What.
        text: String,
        /// In which language.
        language: Language,
        /// Where that stands.
        place: Place,
    },
    /// A view of the capture is what a file holds.
    Snapshot {
        /// Which view.
        view: View,
        /// The file, relative to the YAML file.
        file: String,
        /// May there be more?
        at_least: bool,
        /// Where the snapshot is asked for.
        place: Place,
    },
}

/// Where an expected value stands.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// In the file.
    pub at: At,
    /// On the way from the top.
    pub path: Path,
}

/// What is counted or listed.
#[derive(Debug)]
pub(crate) enum Of {
    /// The frames that a filter chooses.
    Frames(usize),
    /// The connections that have a frame which a filter chooses.
    Connections(usize),
    /// What a jq expression yields.
    Query(Query),
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Count {
    /// Exactly.
    Is(u64),
    /// At least and at most.
    Range(u64, u64),
}

/// What a snapshot shows.
#[derive(Debug)]
pub(crate) enum View {
    /// A line a connection.
    Connections,
    /// A line a step.
    Steps,
    /// A line a write into a socket.
    Ledger,
    /// A line a finding.
    Findings,
    /// A line a frame: these header fields.
    Fields(Vec<FieldId>),
    /// What a jq expression yields.
    Query(Query),
}
