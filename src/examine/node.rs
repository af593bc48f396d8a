//! A value of a YAML file that knows where it stands: what a reader of such files walks with, whatever they are about.
//!
//! A wrong type, an unknown key, an empty text: each is a trouble with its place, and reading goes on, so that one run
//! tells all that is wrong with a file. A method returns `None` when it has told why; its caller leaves that part out
//! and does not tell it again.

use super::trouble::{At, Trouble, trouble};
use super::yaml::{Path, Places, name_of};
use crate::language::Message;
use crate::language::faults::{Fault, Help, YamlKind};
use crate::nearest::nearest;
use serde_json::{Number, Value};
use serde_yaml::Value as Yaml;
use std::cell::RefCell;
use std::ops::Range;

/// A file as it is read, and what was found to be wrong with it.
pub(crate) struct Reading<'a> {
    /// The file.
    pub places: &'a Places,
    troubles: RefCell<Vec<Trouble>>,
}

/// A value in it.
#[derive(Clone)]
pub(crate) struct Node<'a> {
    reading: &'a Reading<'a>,
    value: &'a Yaml,
    /// Its path.
    pub path: Path,
}

/// The values of a mapping whose keys are known.
pub(crate) struct Map<'a> {
    node: Node<'a>,
    pairs: Vec<(String, Node<'a>)>,
}

impl<'a> Reading<'a> {
    /// Nothing wrong yet.
    pub(crate) fn new(places: &'a Places) -> Self {
        Self { places, troubles: RefCell::default() }
    }

    /// The whole document.
    pub(crate) fn root(&'a self) -> Node<'a> {
        Node { reading: self, value: self.places.value(), path: Path::root() }
    }

    /// All that was found to be wrong, in the order of the file.
    pub(crate) fn into_troubles(self) -> Vec<Trouble> {
        let mut troubles = self.troubles.into_inner();
        troubles.sort_by_key(|trouble| trouble.at.as_ref().map(|at| at.span.start));
        troubles
    }
}

impl<'a> Node<'a> {
    /// The value.
    pub(crate) fn value(&self) -> &'a Yaml {
        self.value
    }

    /// Where it stands.
    pub(crate) fn at(&self) -> At {
        let places = self.reading.places;
        let mut spot = places.nearest(&self.path).spot;
        // Where nothing stands behind a key, the key is the place.
        if spot.start == spot.end
            && let Some(key) = places.key(&self.path)
        {
            spot = key;
        }
        At::of(places.source(), spot)
    }

    /// Where its key stands; itself, if it has none.
    pub(crate) fn key_at(&self) -> At {
        match self.reading.places.key(&self.path) {
            Some(spot) => At::of(self.reading.places.source(), spot),
            None => self.at(),
        }
    }

    /// Where a piece of its text stands.
    pub(crate) fn piece_at(&self, piece: Range<usize>) -> At {
        match self.reading.places.inside(&self.path, piece) {
            Some(spot) => At::of(self.reading.places.source(), spot),
            None => self.at(),
        }
    }

    /// Where a piece of its key stands.
    pub(crate) fn key_piece_at(&self, key: &str, piece: &Range<usize>) -> At {
        let at = self.key_at();
        let source = self.reading.places.source();
        let written = source.text().get(at.span.clone()).unwrap_or("");
        // Only where the key is written without escapes is a piece of it at the same distance.
        match written.find(key) {
            Some(quote) => {
                let start = at.span.start + quote;
                At::of(source, source.spot(start + piece.start..start + piece.end))
            }
            None => at,
        }
    }

    /// The scalar as it is written, without quotes.
    pub(crate) fn raw(&self) -> Option<String> {
        self.reading.places.get(&self.path)?.text.map(str::to_owned)
    }

    /// Something is wrong with it.
    pub(crate) fn wrong(&self, fault: &Fault, help: Option<&Help>) {
        self.wrong_at(self.at(), fault, help);
    }

    /// Something is wrong there.
    pub(crate) fn wrong_at(&self, at: At, fault: &Fault, help: Option<&Help>) {
        self.reading.troubles.borrow_mut().push(trouble(Some(at), fault, help));
    }

    /// This is wrong.
    pub(crate) fn wrong_with(&self, trouble: Trouble) {
        self.reading.troubles.borrow_mut().push(trouble);
    }

    /// Another kind of value is expected.
    pub(crate) fn wants(&self, wanted: YamlKind, help: Option<&Help>) {
        let [wanted, found] = [wanted, kind(self.value)].map(|kind| Box::new(Message::from(kind)));
        self.wrong(&Fault::FaultWants { wanted, found }, help);
    }

    /// The mapping that it must be, with no keys but these.
    pub(crate) fn mapping(&self, keys: &[&str]) -> Option<Map<'a>> {
        let map = self.any_mapping()?;
        for (key, node) in &map.pairs {
            if !keys.contains(&key.as_str()) {
                let fault = Fault::FaultUnknownKey { key: key.clone(), there: keys.join(", ") };
                let meant = nearest(key, keys.iter().copied()).map(str::to_owned);
                let help = meant.map(|meant| Help::HelpMeant { meant });
                node.wrong_at(node.key_at(), &fault, help.as_ref());
            }
        }
        Some(map)
    }

    /// The mapping that it must be.
    pub(crate) fn any_mapping(&self) -> Option<Map<'a>> {
        let Yaml::Mapping(map) = self.value else {
            self.wants(YamlKind::KindMapping {}, None);
            return None;
        };
        let mut pairs = Vec::with_capacity(map.len());
        for (key, value) in map {
            let Some(name) = name_of(key) else {
                self.wrong(&Fault::FaultKeyKind {}, None);
                continue;
            };
            let path = self.path.key(name.clone());
            pairs.push((name, Node { reading: self.reading, value, path }));
        }
        Some(Map { node: self.clone(), pairs })
    }

    /// The list that it must be.
    pub(crate) fn list(&self) -> Option<Vec<Self>> {
        let Yaml::Sequence(items) = self.value else {
            self.wants(YamlKind::KindList {}, None);
            return None;
        };
        let item = |(place, value)| Self { reading: self.reading, value, path: self.path.index(place) };
        Some(items.iter().enumerate().map(item).collect())
    }

    /// Is it a list?
    pub(crate) fn is_list(&self) -> bool {
        self.value.is_sequence()
    }

    /// Is it a mapping?
    pub(crate) fn is_mapping(&self) -> bool {
        self.value.is_mapping()
    }

    /// The items of a list, or the one that stands alone.
    pub(crate) fn some(&self) -> Vec<Self> {
        if !self.is_list() {
            return vec![self.clone()];
        }
        let items = self.list().unwrap_or_default();
        if items.is_empty() {
            self.wrong(&Fault::FaultEmptyList {}, None);
        }
        items
    }

    /// The text that it must be. What YAML reads as a number is the text as it is written.
    pub(crate) fn text(&self) -> Option<String> {
        let text = match self.value {
            Yaml::String(text) => text.clone(),
            Yaml::Number(_) => self.raw()?,
            _ => {
                let help = matches!(self.value, Yaml::Bool(_)).then_some(Help::HelpQuoteText {});
                self.wants(YamlKind::KindText {}, help.as_ref());
                return None;
            }
        };
        if text.trim().is_empty() {
            self.wrong(&Fault::FaultEmptyText {}, None);
            return None;
        }
        Some(text)
    }

    /// The texts of a list, or the one that stands alone.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.some().iter().filter_map(Self::text).collect()
    }

    /// The whole number that it must be.
    pub(crate) fn number(&self, least: u64, most: u64) -> Option<u64> {
        let Yaml::Number(number) = self.value else {
            self.wants(YamlKind::KindWhole {}, None);
            return None;
        };
        match number.as_u64().filter(|number| (least..=most).contains(number)) {
            Some(number) => Some(number),
            None => {
                let found = self.raw().unwrap_or_else(|| number.to_string());
                let fault = match most {
                    u64::MAX => Fault::FaultNumberLeast { found, least },
                    _ => Fault::FaultNumber { found, least, most },
                };
                self.wrong(&fault, None);
                None
            }
        }
    }

    /// True or false, as it must be.
    pub(crate) fn boolean(&self) -> Option<bool> {
        if let Yaml::Bool(truth) = self.value {
            return Some(*truth);
        }
        self.wants(YamlKind::KindBoolean {}, None);
        None
    }

    /// One of some words.
    pub(crate) fn word<T: Copy>(&self, words: &[(&str, T)]) -> Option<T> {
        let found = self.text()?;
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == found) {
            return Some(*meaning);
        }
        let there: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let meant = nearest(&found, there.iter().copied()).map(str::to_owned);
        let help = meant.map(|meant| Help::HelpMeant { meant });
        self.wrong(&Fault::FaultWord { found, there: there.join(", ") }, help.as_ref());
        None
    }

    /// Its value as the report would have it.
    pub(crate) fn json(&self) -> Option<Value> {
        Some(match self.value {
            Yaml::Null => Value::Null,
            Yaml::Bool(truth) => Value::Bool(*truth),
            Yaml::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(n), _) => Value::from(n),
                (None, Some(n)) => Value::from(n),
                (None, None) => match number.as_f64().and_then(Number::from_f64) {
                    Some(n) => Value::Number(n),
                    None => {
                        self.wrong(&Fault::FaultNotFinite {}, None);
                        return None;
                    }
                },
            },
            Yaml::String(text) => Value::String(text.clone()),
            Yaml::Sequence(_) => {
                Value::Array(self.list()?.iter().map(Self::json).collect::<Option<Vec<_>>>()?)
            }
            Yaml::Mapping(_) => Value::Object(
                self.any_mapping()?
                    .pairs
                    .iter()
                    .map(|(key, node)| Some((key.clone(), node.json()?)))
                    .collect::<Option<_>>()?,
            ),
            // Unknown tags were refused when the file was read; a known one says no more than its value.
            Yaml::Tagged(_) => {
                self.wants(YamlKind::KindText {}, None);
                return None;
            }
        })
    }
}

impl<'a> Map<'a> {
    /// What stands under a key.
    pub(crate) fn get(&self, key: &str) -> Option<Node<'a>> {
        self.pairs.iter().find(|(name, _)| name == key).map(|(_, node)| node.clone())
    }

    /// What must stand under a key.
    pub(crate) fn need(&self, key: &str) -> Option<Node<'a>> {
        let found = self.get(key);
        if found.is_none() {
            let fault = Fault::FaultMissingKey { key: key.to_owned() };
            self.node.wrong_at(self.start(), &fault, None);
        }
        found
    }

    /// Its keys and values, in order.
    pub(crate) fn pairs(&self) -> &[(String, Node<'a>)] {
        &self.pairs
    }

    /// Where it begins: its first key, so that a caret does not run over the whole of it.
    pub(crate) fn start(&self) -> At {
        self.pairs.first().map_or_else(|| self.node.at(), |(_, node)| node.key_at())
    }
}

fn kind(value: &Yaml) -> YamlKind {
    match value {
        Yaml::Null => YamlKind::KindNothing {},
        Yaml::Bool(_) => YamlKind::KindBoolean {},
        Yaml::Number(_) => YamlKind::KindNumber {},
        Yaml::String(_) | Yaml::Tagged(_) => YamlKind::KindText {},
        Yaml::Sequence(_) => YamlKind::KindList {},
        Yaml::Mapping(_) => YamlKind::KindMapping {},
    }
}
