//! New values in place of old ones, and every other byte as it is: comments, order, quotes, line ends, a byte order
//! mark.
//!
//! A value on one line is replaced where it stands. Of a list or a mapping whose shape stays, only what differs is; a
//! list on one line, or of one value a line, may get another length. Anything else that is written over several lines,
//! and what stands behind an alias, an anchor or a tag, is refused with its place: there an edit would change more than
//! was asked for, or guess at a layout.

use std::ops::Range;

use serde_json::Value as Json;
use serde_yaml::Value as Yaml;

use super::path::{Path, Step, name_of};
use super::places::Places;
use super::source::Spot;
use super::tree::{Place, Style};
use super::write::{self, Before};
use crate::language::yaml::Refusal;

/// A [`Refusal`] and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refused {
    /// Where.
    pub spot: Spot,
    /// Why.
    pub why: Refusal,
}

/// Edits of one file, to be made together.
#[derive(Debug)]
pub(crate) struct Edits<'p> {
    places: &'p Places,
    /// What is written in place of which bytes, and as which value.
    list: Vec<Edit>,
}

#[derive(Debug)]
struct Edit {
    bytes: Range<usize>,
    text: String,
    path: Path,
    value: Json,
}

impl<'p> Edits<'p> {
    /// None yet.
    pub(crate) fn new(places: &'p Places) -> Self {
        Self { places, list: Vec::new() }
    }

    /// Would the file stay as it is?
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Put a value in the place of another. What already is this value stays as it is written.
    ///
    /// # Errors
    /// Why this value is not edited; then nothing of it is.
    pub(crate) fn replace(&mut self, path: &Path, new: &Json) -> Result<(), Refused> {
        let Some(old) = value_at(self.places.value(), path) else {
            return Err(self.refused(path, Refusal::NoSuchValue));
        };
        let mut around = path.parent();
        while let Some(path) = around {
            // What an alias elsewhere repeats would change with it.
            if self.places.get(&path).is_some_and(|place| place.anchored) {
                return Err(self.refused(&path, Refusal::Anchored));
            }
            around = path.parent();
        }
        let mut edits = Vec::new();
        self.collect(path, old, new, &mut edits)?;
        let crossed = |edit: &Edit| {
            self.list.iter().find(|other| {
                edit.bytes.start < other.bytes.end.max(other.bytes.start + 1)
                    && other.bytes.start < edit.bytes.end.max(edit.bytes.start + 1)
            })
        };
        if let Some(edit) = edits.iter().find(|edit| crossed(edit).is_some()) {
            let spot = self.places.source().spot(edit.bytes.clone());
            return Err(Refused { spot, why: Refusal::Overlapping });
        }
        self.list.extend(edits);
        Ok(())
    }

    /// The whole text with the edits made. It is read once more and must hold the new values and, for the rest, the old
    /// ones.
    ///
    /// # Errors
    /// The first edit, if the outcome is anything else.
    pub(crate) fn apply(mut self) -> Result<String, Refused> {
        self.list.sort_by_key(|edit| edit.bytes.start);
        let source = self.places.source();
        let mut text = source.text().to_owned();
        for edit in self.list.iter().rev() {
            text.replace_range(edit.bytes.clone(), &edit.text);
        }
        let mut expected = self.places.value().clone();
        for edit in &self.list {
            if let Some(value) = value_at_mut(&mut expected, &edit.path) {
                *value = serde_yaml::to_value(&edit.value).unwrap_or_default();
            }
        }
        let read = Places::read(source.file(), text.as_bytes());
        match (read, self.list.first()) {
            (Ok(read), _) if *read.value() == expected => Ok(text),
            (_, Some(edit)) => {
                let spot = source.spot(edit.bytes.clone());
                Err(Refused { spot, why: Refusal::NotWritable })
            }
            (_, None) => Ok(text),
        }
    }

    /// The edits that make `new` of what stands at a path.
    fn collect(&self, path: &Path, old: &Yaml, new: &Json, edits: &mut Vec<Edit>) -> Result<(), Refused> {
        if same(old, new) {
            return Ok(());
        }
        let Some(place) = self.places.get(path) else {
            return Err(self.refused(path, Refusal::NoSuchValue));
        };
        let refuse = |why| Err(Refused { spot: place.spot, why });
        if place.aliased {
            return refuse(Refusal::Aliased);
        }
        if place.anchored {
            return refuse(Refusal::Anchored);
        }
        match (old, new) {
            (Yaml::Sequence(old), Json::Array(new)) if old.len() == new.len() => {
                for (at, (old, new)) in old.iter().zip(new).enumerate() {
                    self.collect(&path.index(at), old, new, edits)?;
                }
                return Ok(());
            }
            (Yaml::Mapping(old), Json::Object(new)) if same_keys(old, new) => {
                for (key, old) in old {
                    let name = name_of(key).unwrap_or_default();
                    if let Some(new) = new.get(&name) {
                        self.collect(&path.key(name), old, new, edits)?;
                    }
                }
                return Ok(());
            }
            _ => {}
        }
        if place.tagged {
            return refuse(Refusal::Tagged);
        }
        let written = self.places.source().slice(place.spot);
        let lines = written.contains(['\n', '\r']);
        if let (Style::BlockSequence, Json::Array(items)) = (place.style, new) {
            let text = self.list(path, &place, items).map_err(|why| Refused { spot: place.spot, why })?;
            edits.push(Edit { bytes: place.spot.range(), text, path: path.clone(), value: new.clone() });
            return Ok(());
        }
        let block = matches!(
            place.style,
            Style::BlockMapping | Style::BlockSequence | Style::Literal | Style::Folded | Style::Alias
        );
        if block || lines {
            let flow = matches!(place.style, Style::FlowMapping | Style::FlowSequence);
            return refuse(if flow && written.contains('#') { Refusal::Commented } else { Refusal::Block });
        }
        if self.holds_anchor(path, &place) {
            return refuse(Refusal::Anchored);
        }
        let before = Before { style: place.style, text: place.text, flow: self.in_flow(path) };
        let mut text = write::value(new, before);
        if written.is_empty() {
            let ahead = self.places.source().text().get(..place.spot.start).unwrap_or("");
            if !ahead.ends_with([':', '-']) {
                return refuse(Refusal::NoPlace);
            }
            text.insert(0, ' ');
        }
        edits.push(Edit { bytes: place.spot.range(), text, path: path.clone(), value: new.clone() });
        Ok(())
    }

    /// A list of lines that gets another length: only if there is a value a line, with nothing besides.
    fn list(&self, path: &Path, place: &Place<'_>, items: &[Json]) -> Result<String, Refusal> {
        let text = self.places.source().text();
        let mut styles = Vec::new();
        let mut before = place.spot.start;
        while let Some(item) = self.places.get(&path.index(styles.len())) {
            let gap = text.get(before..item.spot.start).unwrap_or("");
            let written = self.places.source().slice(item.spot);
            if item.anchored || item.aliased {
                return Err(Refusal::Anchored);
            }
            if gap.contains('#') {
                return Err(Refusal::Commented);
            }
            if !item.style.is_scalar() || item.tagged || written.contains(['\n', '\r']) || gap.trim() != "-" {
                return Err(Refusal::Block);
            }
            styles.push(item.style);
            before = item.spot.end;
        }
        if items.iter().any(|item| item.is_array() || item.is_object()) {
            return Err(Refusal::Block);
        }
        if items.is_empty() {
            return Ok("[]".to_owned());
        }
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let indentation = " ".repeat(place.spot.column - 1);
        let lines = items.iter().enumerate().map(|(at, item)| {
            let style = styles.get(at).or(styles.last()).copied().unwrap_or(Style::Plain);
            format!("- {}", write::value(item, Before { style, text: None, flow: false }))
        });
        Ok(lines.collect::<Vec<_>>().join(&format!("{end}{indentation}")))
    }

    /// Does something inside of a list or mapping have an anchor, or is it an alias? Rewriting the whole would lose it.
    fn holds_anchor(&self, path: &Path, place: &Place<'_>) -> bool {
        if place.style.is_scalar() {
            return false;
        }
        let inside = |other: &&Path| other.0.len() > path.0.len() && other.0.starts_with(&path.0);
        self.places
            .paths()
            .iter()
            .filter(inside)
            .filter_map(|path| self.places.get(path))
            .any(|place| place.anchored || place.aliased)
    }

    fn in_flow(&self, path: &Path) -> bool {
        let mut around = path.parent();
        while let Some(path) = around {
            let flow = self
                .places
                .get(&path)
                .is_some_and(|place| matches!(place.style, Style::FlowMapping | Style::FlowSequence));
            if flow {
                return true;
            }
            around = path.parent();
        }
        false
    }

    fn refused(&self, path: &Path, why: Refusal) -> Refused {
        Refused { spot: self.places.nearest(path).spot, why }
    }
}

/// The value that a path leads to.
fn value_at<'v>(value: &'v Yaml, path: &Path) -> Option<&'v Yaml> {
    path.0.iter().try_fold(value, |value, step| match (value, step) {
        (Yaml::Sequence(items), Step::Index(index)) => items.get(*index),
        (Yaml::Mapping(entries), Step::Key(name)) => {
            entries.iter().find(|(key, _)| name_of(key).as_ref() == Some(name)).map(|(_, value)| value)
        }
        (Yaml::Tagged(tagged), _) => value_at(&tagged.value, &Path(vec![step.clone()])),
        _ => None,
    })
}

fn value_at_mut<'v>(value: &'v mut Yaml, path: &Path) -> Option<&'v mut Yaml> {
    path.0.iter().try_fold(value, |value, step| match (value, step) {
        (Yaml::Sequence(items), Step::Index(index)) => items.get_mut(*index),
        (Yaml::Mapping(entries), Step::Key(name)) => {
            entries.iter_mut().find(|(key, _)| name_of(key).as_ref() == Some(name)).map(|(_, value)| value)
        }
        _ => None,
    })
}

/// Is a value of the file already what it should be?
fn same(old: &Yaml, new: &Json) -> bool {
    serde_yaml::to_value(new).is_ok_and(|new| new == *old)
}

fn same_keys(old: &serde_yaml::Mapping, new: &serde_json::Map<String, Json>) -> bool {
    old.len() == new.len() && old.keys().all(|key| name_of(key).is_some_and(|name| new.contains_key(&name)))
}
