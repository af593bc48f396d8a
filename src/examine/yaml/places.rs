//! A file that was read: its values, and the place of each.

use std::sync::Arc;

use serde_yaml::Value;

use super::inside;
use super::path::Path;
use super::read;
use super::source::{Source, Spot};
use super::tree::{Place, Tree};
use super::trouble::{MOST_BYTES, Trouble};
use crate::language::yaml::{Problem, Syntax};

/// A YAML file: its text, its values, and where each of them stands.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    source: Arc<Source>,
    tree: Tree,
    value: Value,
}

impl Places {
    /// Read a file.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the file, [`MOST_TROUBLES`](super::MOST_TROUBLES) at most.
    pub(crate) fn read(file: &str, bytes: &[u8]) -> Result<Self, Vec<Trouble>> {
        let source = Arc::new(text_of(file, bytes)?);
        let tree = read::tree(&source)?;
        let value = serde_yaml::from_str(source.yaml()).map_err(|error| {
            let at = error.location().map_or(0, |location| location.index()) + source.mark();
            vec![read::grammar(&source, at, Syntax::of(&error.to_string()), None)]
        })?;
        // Two parsers read the same text. Where they do not agree, no place could be trusted.
        match tree.agrees(&value) {
            Ok(()) => Ok(Self { source, tree, value }),
            Err(spot) => Err(vec![read::grammar(&source, spot.start, Syntax::Other, None)]),
        }
    }

    /// The file's name and text.
    pub(crate) fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The values, as `serde_yaml` reads them.
    pub(crate) fn value(&self) -> &Value {
        &self.value
    }

    /// Where a value stands.
    pub(crate) fn get(&self, path: &Path) -> Option<Place<'_>> {
        self.tree.follow(path).ok()
    }

    /// Where a value stands, or, if there is none, the nearest around where it would.
    pub(crate) fn nearest(&self, path: &Path) -> Place<'_> {
        self.tree.follow(path).unwrap_or_else(|nearest| nearest)
    }

    /// Where the key stands that leads to a value.
    pub(crate) fn key(&self, path: &Path) -> Option<Spot> {
        self.get(path)?.key
    }

    /// A piece of a scalar's text, given as offsets into the text as it reads (`Place::text`), found in the file. The
    /// whole scalar where that cannot be told: in blocks, and where a text runs over several lines.
    pub(crate) fn inside(&self, path: &Path, piece: std::ops::Range<usize>) -> Option<Spot> {
        let place = self.get(path)?;
        Some(inside::spot(&self.source, &place, piece))
    }

    /// Every path of the file, in its order. What an alias stands for is not repeated.
    pub(crate) fn paths(&self) -> Vec<Path> {
        self.tree.paths()
    }
}

/// The bytes as text, or why they are none.
fn text_of(file: &str, bytes: &[u8]) -> Result<Source, Vec<Trouble>> {
    let refuse = |text: String, at: usize, problem| {
        let source = Arc::new(Source::new(file, text));
        let next = source.text().get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let spot = source.spot(at..at + next);
        Err(vec![Trouble { source, spot, problem, also: None }])
    };
    if bytes.len() > MOST_BYTES {
        return refuse(String::new(), 0, Problem::TooLarge { bytes: bytes.len(), most: MOST_BYTES });
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return refuse(String::new(), 0, Problem::Utf16);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(file, text)),
        Err(error) => {
            let offset = error.valid_up_to();
            refuse(String::from_utf8_lossy(bytes).into_owned(), offset, Problem::NotUtf8 { offset })
        }
    }
}
