//! How a file writes what a question is about and how an answer is compared: the words that mean the same in every kind
//! of file.
//!
//! A connection or a frame is a number or a display filter; what is looked at in it is a jq path or, in a frame, the
//! name of a header field; an answer that need not be exact is a word and its argument (`range: [1, 2ms]`). A key that
//! the report cannot have, a field that does not exist, a word that the report never says: each is told where it
//! stands, before any capture is read.

use super::choose::{By, Choice, Choosing, Target};
use super::matcher::{Any, Matcher, Network, regex};
use super::node::Node;
use super::quantity;
use super::query::plain::{Plain, Step};
use super::query::{Query, QueryError, Shape};
use super::trouble::{At, Said, trouble};
use crate::dissect::{FieldId, Kind};
use crate::filter::Filter;
use crate::language::faults::{Fault, Help, YamlKind};
use crate::language::{Message, filter as filters};
use crate::nearest::nearest;
use serde_json::Value;

/// What is looked at.
#[derive(Debug)]
pub(crate) enum Looked {
    /// What a jq expression yields.
    Query(Query),
    /// A header field of a frame.
    Field(FieldId),
}

impl Looked {
    /// As the file writes it.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Query(query) => query.text(),
            Self::Field(id) => id.name(),
        }
    }
}

/// What the keys and expressions of a question are looked up in.
#[derive(Clone, Copy)]
pub(crate) struct About {
    /// The part of the report.
    pub shape: Shape,
    /// Is it a frame, with header fields?
    frame: bool,
}

impl About {
    /// What a question with this target is about; `None` if the target is wrong.
    pub(crate) fn of(target: Option<&Target>) -> Self {
        match target {
            Some(Target::Capture) => Self { shape: Shape::document(), frame: false },
            Some(Target::Connection(_)) => Self { shape: Shape::connection(), frame: false },
            Some(Target::Frame(_)) => Self { shape: Shape::step(), frame: true },
            // The target is wrong: say nothing that follows from that alone.
            None => Self { shape: Shape::UNKNOWN, frame: true },
        }
    }

    /// What a key names: a jq path, or a header field of the frame.
    pub(crate) fn looked(self, key: &str, node: &Node<'_>) -> Option<Looked> {
        if let Some(id) = FieldId::named(key) {
            if !self.frame {
                let fault = Fault::FaultFieldWithoutFrame { name: key.to_owned() };
                let help = Help::HelpFrame { name: key.to_owned() };
                node.wrong_at(node.key_at(), &fault, Some(&help));
                return None;
            }
            if id.kind() == Kind::Label {
                node.wrong_at(node.key_at(), &Fault::FaultLabel { name: key.to_owned() }, None);
                return None;
            }
            return Some(Looked::Field(id));
        }
        let word = key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'));
        if word && !key.starts_with('.') {
            self.nothing(key, node);
            return None;
        }
        match Query::parse(key, self.shape) {
            Ok(query) => Some(Looked::Query(query)),
            Err(error) => {
                bad_query(node, node.key_piece_at(key, &error.span), error);
                None
            }
        }
    }

    /// A key that is neither.
    fn nothing(self, key: &str, node: &Node<'_>) {
        let at = node.key_at();
        let dotted = format!(".{key}");
        if Query::parse(&dotted, self.shape).is_ok() && self.shape != Shape::UNKNOWN {
            let fault = Fault::FaultKeyWithoutDot { name: key.to_owned() };
            node.wrong_at(at, &fault, Some(&Help::HelpMeant { meant: dotted }));
        } else if self.frame {
            let meant = crate::filter::nearest_field(key).map(str::to_owned);
            let help = meant.map(|meant| Help::HelpMeant { meant });
            node.wrong_at(at, &Fault::FaultNoField { name: key.to_owned() }, help.as_ref());
        } else {
            let keys = self.shape.keys().unwrap_or_default();
            let meant = nearest(key, keys.iter().copied()).map(|meant| format!(".{meant}"));
            let help = meant.map(|meant| Help::HelpMeant { meant });
            node.wrong_at(at, &Fault::FaultKeyWithoutDot { name: key.to_owned() }, help.as_ref());
        }
    }

    /// A jq expression.
    pub(crate) fn query(self, node: &Node<'_>) -> Option<Query> {
        let text = node.text()?;
        match Query::parse(&text, self.shape) {
            Ok(query) => Some(query),
            Err(error) => {
                bad_query(node, node.piece_at(error.span.clone()), error);
                None
            }
        }
    }

    /// An expected text must be one of the words that the report has there, if it has a list of words.
    pub(crate) fn known_word(self, node: &Node<'_>, looked: &Looked, expected: &Value) {
        if let Looked::Query(query) = looked
            && let Some(plain) = query.plain()
        {
            known_word(node, shape_at(self.shape, plain), expected);
        }
    }
}

/// A path relative to the file.
pub(crate) fn file(node: &Node<'_>) -> Option<String> {
    let text = node.text()?;
    let rooted = text.starts_with(['/', '\\', '~']) || text.get(1..2) == Some(":");
    if rooted || text.contains('\0') {
        node.wrong(&Fault::FaultOutside { path: text }, None);
        return None;
    }
    Some(text.replace('\\', "/"))
}

/// One of several: a number within bounds, or a display filter.
pub(crate) fn choice(node: &Node<'_>, least: u64, most: u64, filters: &mut Vec<Choosing>) -> Option<Choice> {
    let by = match node.value() {
        serde_yaml::Value::Number(_) => By::Number(node.number(least, most)?),
        serde_yaml::Value::String(_) => By::Filter(filter(node, filters)?),
        _ => {
            node.wants(YamlKind::KindFilterOrNumber {}, None);
            return None;
        }
    };
    Some(Choice { by, at: node.at() })
}

/// A display filter: its place among those of the file.
pub(crate) fn filter(node: &Node<'_>, filters: &mut Vec<Choosing>) -> Option<usize> {
    let text = node.text()?;
    if let Some(place) = filters.iter().position(|known| known.text == text) {
        return Some(place);
    }
    match Filter::parse(&text) {
        Ok(filter) => {
            filters.push(Choosing { text, filter });
            Some(filters.len() - 1)
        }
        Err(error) => {
            let at = node.piece_at(error.span.start..error.span.end);
            let help = error.suggestion.clone().map(|meant| Help::HelpMeant { meant });
            let said = Said::of(|language| {
                let said = filters::text(&error.problem, language);
                Fault::FaultFilter { said: said.trim_end_matches('.').to_owned() }.text(language)
            });
            let mut found = trouble(Some(at), &Fault::FaultEmptyText {}, help.as_ref());
            found.message = said;
            node.wrong_with(found);
            None
        }
    }
}

/// A header field, by its name.
pub(crate) fn field(node: &Node<'_>) -> Option<FieldId> {
    let name = node.text()?;
    if let Some(id) = crate::filter::named(&name) {
        return Some(id);
    }
    let help = crate::filter::nearest_field(&name).map(|meant| Help::HelpMeant { meant: meant.to_owned() });
    node.wrong(&Fault::FaultNoField { name }, help.as_ref());
    None
}

/// What a plain path leads to.
fn shape_at(shape: Shape, plain: &Plain) -> Shape {
    plain.steps.iter().fold(shape, |shape, step| match step {
        Step::Key(key) => shape.key(key).unwrap_or(Shape::UNKNOWN),
        Step::Index(_) => shape.item(),
    })
}

/// Where the report says one of a list of words, an expected text must be one of them.
fn known_word(node: &Node<'_>, shape: Shape, expected: &Value) {
    let (Some(words), Value::String(found)) = (shape.words(), expected) else { return };
    if words.contains(&found.as_str()) {
        return;
    }
    let meant = nearest(found, words.iter().copied()).map(str::to_owned);
    let help = meant.map(|meant| Help::HelpMeant { meant });
    node.wrong(&Fault::FaultNotAWord { found: found.clone(), there: words.join(", ") }, help.as_ref());
}

fn bad_query(node: &Node<'_>, at: At, error: QueryError) {
    let help = error.meant.map(|meant| Help::HelpMeant { meant });
    let said = Box::new(Message::from(error.problem));
    node.wrong_at(at, &Fault::FaultQuery { said }, help.as_ref());
}

/// A way to compare, under its word.
pub(crate) fn matcher(word: &str, node: &Node<'_>) -> Option<Matcher> {
    Some(match word {
        "range" => {
            let (low, high) = range(node)?;
            Matcher::Range(low, high)
        }
        "regex" => {
            let text = node.text()?;
            match regex(&text) {
                Ok(regex) => Matcher::Regex(Box::new(regex)),
                Err(said) => {
                    node.wrong(&Fault::FaultRegex { said }, None);
                    return None;
                }
            }
        }
        "one_of" => {
            let items = node.list()?;
            if items.is_empty() {
                node.wrong(&Fault::FaultEmptyList {}, None);
            }
            Matcher::OneOf(items.iter().map(Node::json).collect::<Option<_>>()?)
        }
        "any" => Matcher::Any(node.word(&Any::ALL)?),
        "length" => {
            if node.is_list() {
                let (low, high) = whole_range(node)?;
                Matcher::Length(low, high)
            } else {
                let length = node.number(0, u64::MAX)?;
                Matcher::Length(length, length)
            }
        }
        "in" => {
            let networks = node.some().iter().map(network).collect::<Option<_>>()?;
            Matcher::In(networks)
        }
        "present" => only_true(node, Matcher::Present)?,
        "absent" => only_true(node, Matcher::Absent)?,
        // Unknown words were refused with the mapping.
        _ => return None,
    })
}

fn only_true(node: &Node<'_>, matcher: Matcher) -> Option<Matcher> {
    if node.boolean()? {
        return Some(matcher);
    }
    node.wrong(&Fault::FaultMustBeTrue {}, None);
    None
}

fn network(node: &Node<'_>) -> Option<Network> {
    let text = node.text()?;
    let network = Network::parse(&text);
    if network.is_none() {
        node.wrong(&Fault::FaultNetwork { found: text }, None);
    }
    network
}

fn two<'a>(node: &Node<'a>) -> Option<[Node<'a>; 2]> {
    let items = node.list()?;
    match <[Node<'a>; 2]>::try_from(items) {
        Ok(two) => Some(two),
        Err(_) => {
            node.wrong(&Fault::FaultRangeTwo {}, None);
            None
        }
    }
}

fn range(node: &Node<'_>) -> Option<(f64, f64)> {
    let two = two(node)?;
    let [low, high] = two.each_ref().map(amount);
    let (low, high) = (low?, high?);
    if low > high {
        let [low, high] = two.each_ref().map(|node| node.raw().unwrap_or_default());
        node.wrong(&Fault::FaultRangeEmpty { low, high }, None);
        return None;
    }
    Some((low, high))
}

fn amount(node: &Node<'_>) -> Option<f64> {
    if !matches!(node.value(), serde_yaml::Value::String(_) | serde_yaml::Value::Number(_)) {
        node.wants(YamlKind::KindNumber {}, None);
        return None;
    }
    let text = node.raw()?;
    let amount = quantity::parse(&text);
    if amount.is_none() {
        node.wrong(&Fault::FaultQuantity { found: text }, None);
    }
    amount
}

/// From one whole number to another.
pub(crate) fn whole_range(node: &Node<'_>) -> Option<(u64, u64)> {
    let two = two(node)?;
    let [low, high] = two.each_ref().map(|node| node.number(0, u64::MAX));
    let (low, high) = (low?, high?);
    if low > high {
        let fault = Fault::FaultRangeEmpty { low: low.to_string(), high: high.to_string() };
        node.wrong(&fault, None);
        return None;
    }
    Some((low, high))
}
