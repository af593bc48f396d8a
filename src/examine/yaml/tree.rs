//! The values of a file as a tree of places, and the way through it.

use std::collections::HashMap;

use serde_yaml::Value;

use super::path::{Path, Step, name_of};
use super::source::Spot;

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Style {
    /// Without quotes.
    Plain,
    /// `'…'`.
    SingleQuoted,
    /// `"…"`.
    DoubleQuoted,
    /// `|`.
    Literal,
    /// `>`.
    Folded,
    /// `[…]`.
    FlowSequence,
    /// `{…}`, and `key: value` directly inside of `[ ]`.
    FlowMapping,
    /// Lines that begin with `-`.
    BlockSequence,
    /// Lines of `key: value`.
    BlockMapping,
    /// `*name`.
    Alias,
}

impl Style {
    /// Is it one value, not several?
    pub(crate) fn is_scalar(self) -> bool {
        matches!(self, Self::Plain | Self::SingleQuoted | Self::DoubleQuoted | Self::Literal | Self::Folded)
    }
}

/// Where a value stands, and how it is written there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place<'a> {
    /// The value, without its anchor and its tag. Empty where nothing stands behind a colon or a dash.
    pub spot: Spot,
    /// Its key, if it stands in a mapping.
    pub key: Option<Spot>,
    /// How it is written.
    pub style: Style,
    /// A scalar's text, with quotes, escapes and folding undone and no type read into it: `012` is "012".
    pub text: Option<&'a str>,
    /// Does an anchor (`&name`) stand before it?
    pub anchored: bool,
    /// Was an alias on the way, or is it one? Then an edit here would change several values.
    pub aliased: bool,
    /// Does a tag (`!!str`) stand before it?
    pub tagged: bool,
}

/// A value's number in its [`Tree`].
pub(super) type Id = usize;

/// All values of a file; the first is the whole document.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
}

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) spot: Spot,
    pub(super) style: Style,
    pub(super) anchored: bool,
    pub(super) tagged: bool,
    pub(super) content: Content,
}

#[derive(Debug, Clone)]
pub(super) enum Content {
    Scalar(String),
    Sequence(Vec<Id>),
    Mapping(Entries),
    Alias(Id),
}

/// The entries of a mapping, in the order of the file.
#[derive(Debug, Clone, Default)]
pub(super) struct Entries {
    pub(super) list: Vec<Entry>,
    pub(super) by_name: HashMap<String, usize>,
}

#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) key: Spot,
    pub(super) value: Id,
}

impl Tree {
    /// The place of the value that a path leads to, or, if there is none, of the last that it reaches.
    pub(super) fn follow(&self, path: &Path) -> Result<Place<'_>, Place<'_>> {
        let mut id = 0;
        let mut key = None;
        let mut aliased = false;
        for step in &path.0 {
            let (inside, through) = self.behind_aliases(id);
            let next = match (&self.nodes[inside].content, step) {
                (Content::Mapping(entries), Step::Key(name)) => entries
                    .by_name
                    .get(name)
                    .and_then(|at| entries.list.get(*at))
                    .map(|entry| (entry.value, Some(entry.key))),
                (Content::Sequence(items), Step::Index(index)) => items.get(*index).map(|id| (*id, None)),
                _ => None,
            };
            let Some((next, its_key)) = next else { return Err(self.place(id, key, aliased)) };
            aliased |= through;
            (id, key) = (next, its_key);
        }
        Ok(self.place(id, key, aliased))
    }

    /// Every path, in the order of the file. Aliases are not followed.
    pub(super) fn paths(&self) -> Vec<Path> {
        let mut paths = Vec::new();
        let mut left = vec![(0, Path::root())];
        while let Some((id, path)) = left.pop() {
            match self.nodes.get(id).map(|node| &node.content) {
                Some(Content::Sequence(items)) => {
                    left.extend(items.iter().enumerate().rev().map(|(at, id)| (*id, path.index(at))));
                }
                Some(Content::Mapping(entries)) => {
                    left.extend(entries.list.iter().rev().map(|entry| (entry.value, path.key(&entry.name))));
                }
                _ => {}
            }
            paths.push(path);
        }
        paths
    }

    /// Is this the tree of a value? If not, where the two parsers read something else.
    pub(super) fn agrees(&self, value: &Value) -> Result<(), Spot> {
        let mut left = vec![(0, value)];
        while let Some((id, value)) = left.pop() {
            let spot = self.nodes.get(id).map(|node| node.spot).unwrap_or_default();
            if id >= self.nodes.len() {
                return Err(spot);
            }
            let value = if let Value::Tagged(tagged) = value { &tagged.value } else { value };
            match (&self.nodes[self.behind_aliases(id).0].content, value) {
                (Content::Sequence(ids), Value::Sequence(items)) if ids.len() == items.len() => {
                    left.extend(ids.iter().copied().zip(items));
                }
                (Content::Mapping(entries), Value::Mapping(values)) if entries.list.len() == values.len() => {
                    for (key, value) in values {
                        let name = name_of(key);
                        let at = name.and_then(|name| entries.by_name.get(&name)).ok_or(spot)?;
                        left.push((entries.list[*at].value, value));
                    }
                }
                (Content::Scalar(text), Value::String(value)) if text == value => {}
                (Content::Scalar(_), Value::Null | Value::Bool(_) | Value::Number(_)) => {}
                _ => return Err(spot),
            }
        }
        Ok(())
    }

    fn place(&self, id: Id, key: Option<Spot>, through: bool) -> Place<'_> {
        let node = &self.nodes[id];
        let (inside, is_alias) = self.behind_aliases(id);
        let text = match &self.nodes[inside].content {
            Content::Scalar(text) => Some(text.as_str()),
            _ => None,
        };
        Place {
            spot: node.spot,
            key,
            style: node.style,
            text,
            anchored: node.anchored,
            aliased: through || is_alias,
            tagged: node.tagged,
        }
    }

    /// The value itself where an alias stands, and whether one stood there.
    fn behind_aliases(&self, mut id: Id) -> (Id, bool) {
        // The target of an alias stands before it in the file, so this ends.
        let mut aliased = false;
        while let Content::Alias(target) = self.nodes[id].content {
            debug_assert!(target < id);
            (id, aliased) = (target, true);
        }
        (id, aliased)
    }
}
