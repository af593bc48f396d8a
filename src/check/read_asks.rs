//! What an expectation asks, read from its mapping.

use super::matcher::{self, Any, Matcher, Network};
use super::node::{Map, Node};
use super::quantity;
use super::read::{ASK_KEYS, file, filter};
use super::spec::{Ask, Choosing, Count, Of, Place, Subject, Target, View};
use crate::connection::FindingKind;
use crate::dissect::{FieldId, Kind};
use crate::filter::nearest::nearest;
use crate::language::check::faults::{Fault, Help, YamlKind};
use crate::language::remarks::Remark;
use crate::language::{Language, Message};
use crate::query::plain::{Plain, Step};
use crate::query::{Query, QueryError, Shape};
use serde_json::Value;

/// The views of a snapshot that have a name.
pub const VIEWS: [&str; 5] = ["connections", "steps", "ledger", "findings", "fields"];

/// All that an expectation asks, in a fixed order.
pub fn asks(map: &Map<'_>, target: Option<&Target>, filters: &mut Vec<Choosing>) -> Vec<Ask> {
    let mut reader = Asks { about: About::of(target), filters, found: Vec::new() };
    for key in ASK_KEYS {
        if let Some(node) = map.get(key) {
            reader.ask(key, &node);
        }
    }
    reader.found
}

/// What the keys of an expectation are looked up in.
#[derive(Clone, Copy)]
struct About {
    shape: Shape,
    frame: bool,
}

impl About {
    fn of(target: Option<&Target>) -> Self {
        match target {
            Some(Target::Capture) => Self { shape: Shape::document(), frame: false },
            Some(Target::Connection(_)) => Self { shape: Shape::connection(), frame: false },
            Some(Target::Frame(_)) => Self { shape: Shape::step(), frame: true },
            // The target is wrong: say nothing that follows from that alone.
            None => Self { shape: Shape::UNKNOWN, frame: true },
        }
    }
}

struct Asks<'f> {
    about: About,
    filters: &'f mut Vec<Choosing>,
    found: Vec<Ask>,
}

fn place(node: &Node<'_>) -> Place {
    Place { at: node.at(), path: node.path.clone() }
}

impl Asks<'_> {
    fn ask(&mut self, key: &str, node: &Node<'_>) {
        match key {
            "equals" => self.equals(node),
            "matches" => self.matches(node),
            "count" => self.count(node),
            "only" => self.only(node),
            "that" => self.that(node),
            "finding" => self.finding(node),
            "explain" => self.explain(node),
            _ => self.snapshot(node),
        }
    }

    fn equals(&mut self, node: &Node<'_>) {
        let Some(map) = node.any_mapping() else { return };
        if map.pairs().is_empty() {
            node.wrong(&Fault::FaultEmptyList {}, None);
        }
        for (key, node) in map.pairs() {
            let Some(subject) = self.subject(key, node) else { continue };
            let Some(expected) = node.json() else { continue };
            if let Subject::Query(query) = &subject
                && let Some(plain) = query.plain()
            {
                known_word(node, shape_at(self.about.shape, plain), &expected);
            }
            self.found.push(Ask::Equals { subject, expected, raw: node.raw(), place: place(node) });
        }
    }

    fn matches(&mut self, node: &Node<'_>) {
        let Some(map) = node.any_mapping() else { return };
        if map.pairs().is_empty() {
            node.wrong(&Fault::FaultEmptyList {}, None);
        }
        for (key, node) in map.pairs() {
            let subject = self.subject(key, node);
            if !node.is_mapping() {
                node.wrong(&Fault::FaultOrdinary {}, None);
                continue;
            }
            let Some(words) = node.mapping(&matcher::WORDS) else { continue };
            let mut matchers = Vec::new();
            for (word, node) in words.pairs() {
                if let Some(matcher) = read_matcher(word, node) {
                    matchers.push((matcher, place(node)));
                }
            }
            if words.pairs().is_empty() {
                node.wrong(&Fault::FaultEmptyList {}, None);
            }
            if let Some(subject) = subject {
                self.found.push(Ask::Matches { subject, matchers });
            }
        }
    }

    /// What a key names: a jq path, or a header field of the frame.
    fn subject(&self, key: &str, node: &Node<'_>) -> Option<Subject> {
        if let Some(id) = FieldId::named(key) {
            if !self.about.frame {
                let fault = Fault::FaultFieldWithoutFrame { name: key.to_owned() };
                let help = Help::HelpFrame { name: key.to_owned() };
                node.wrong_at(node.key_at(), &fault, Some(&help));
                return None;
            }
            if id.kind() == Kind::Label {
                node.wrong_at(node.key_at(), &Fault::FaultLabel { name: key.to_owned() }, None);
                return None;
            }
            return Some(Subject::Field(id));
        }
        let word = key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'));
        if word && !key.starts_with('.') {
            self.no_subject(key, node);
            return None;
        }
        match Query::parse(key, self.about.shape) {
            Ok(query) => Some(Subject::Query(query)),
            Err(error) => {
                bad_query(node, node.key_piece_at(key, &error.span), error);
                None
            }
        }
    }

    /// A key that is neither.
    fn no_subject(&self, key: &str, node: &Node<'_>) {
        let at = node.key_at();
        let dotted = format!(".{key}");
        if Query::parse(&dotted, self.about.shape).is_ok() && self.about.shape != Shape::UNKNOWN {
            let fault = Fault::FaultKeyWithoutDot { name: key.to_owned() };
            node.wrong_at(at, &fault, Some(&Help::HelpMeant { meant: dotted }));
        } else if self.about.frame {
            let meant = crate::filter::nearest_field(key).map(str::to_owned);
            let help = meant.map(|meant| Help::HelpMeant { meant });
            node.wrong_at(at, &Fault::FaultNoField { name: key.to_owned() }, help.as_ref());
        } else {
            let keys = self.about.shape.keys().unwrap_or_default();
            let meant = nearest(key, keys.iter().copied()).map(|meant| format!(".{meant}"));
            let help = meant.map(|meant| Help::HelpMeant { meant });
            node.wrong_at(at, &Fault::FaultKeyWithoutDot { name: key.to_owned() }, help.as_ref());
        }
    }

    fn query(&self, node: &Node<'_>) -> Option<Query> {
        let text = node.text()?;
        match Query::parse(&text, self.about.shape) {
            Ok(query) => Some(query),
            Err(error) => {
                bad_query(node, node.piece_at(error.span.clone()), error);
                None
            }
        }
    }

    /// What `of` or `connections` names.
    fn of(&mut self, map: &Map<'_>) -> Option<Of> {
        if let Some(node) = map.get("connections") {
            return filter(&node, self.filters).map(Of::Connections);
        }
        let node = map.need("of")?;
        if node.text()?.trim_start().starts_with(['.', '[']) {
            return self.query(&node).map(Of::Query);
        }
        filter(&node, self.filters).map(Of::Frames)
    }

    fn count(&mut self, node: &Node<'_>) {
        let Some(map) = node.mapping(&["of", "connections", "is", "range"]) else { return };
        let of = self.of(&map);
        let (expected, node) = match (map.get("range"), map.get("is")) {
            (Some(range), None) => (whole_range(&range), range),
            (_, Some(is)) => (is.number(0, u64::MAX).map(Count::Is), is),
            (None, None) => {
                map.need("is");
                return;
            }
        };
        if let (Some(of), Some(expected)) = (of, expected) {
            self.found.push(Ask::Count { of, expected, place: place(&node) });
        }
    }

    fn only(&mut self, node: &Node<'_>) {
        let Some(map) = node.mapping(&["of", "connections", "is"]) else { return };
        let of = self.of(&map);
        let Some(is) = map.need("is") else { return };
        let Some(items) = is.list() else { return };
        let expected: Option<Vec<Value>> = items.iter().map(Node::json).collect();
        if let (Some(Of::Frames(_) | Of::Connections(_)), Some(_)) = (&of, &expected) {
            for item in &items {
                item.number(0, u64::MAX);
            }
        }
        if let (Some(of), Some(expected)) = (of, expected) {
            self.found.push(Ask::Only { of, expected, place: place(&is) });
        }
    }

    fn that(&mut self, node: &Node<'_>) {
        for node in node.some() {
            if let Some(query) = self.query(&node) {
                self.found.push(Ask::That { query, place: place(&node) });
            }
        }
    }

    fn finding(&mut self, node: &Node<'_>) {
        if !node.is_mapping() {
            self.findings(node, true, None);
            return;
        }
        let Some(map) = node.mapping(&["present", "absent", "frame"]) else { return };
        let frame = map.get("frame").and_then(|node| node.number(1, u64::MAX));
        let (present, absent) = (map.get("present"), map.get("absent"));
        if present.is_none() && absent.is_none() {
            map.need("present");
        }
        if let Some(node) = present {
            self.findings(&node, true, frame);
        }
        if let Some(node) = absent {
            self.findings(&node, false, frame);
        }
    }

    fn findings(&mut self, node: &Node<'_>, present: bool, frame: Option<u64>) {
        for node in node.some() {
            let Some(code) = node.text() else { continue };
            let known = || FindingKind::CODES.iter().chain(Remark::CODES).copied();
            if known().any(|known| known == code) {
                self.found.push(Ask::Finding { code, frame, present, place: place(&node) });
                continue;
            }
            let help = match nearest(&code, known()) {
                Some(meant) => Help::HelpMeant { meant: meant.to_owned() },
                None => Help::HelpFindings { there: known().collect::<Vec<_>>().join(", ") },
            };
            node.wrong(&Fault::FaultNoFinding { code }, Some(&help));
        }
    }

    fn explain(&mut self, node: &Node<'_>) {
        let Some(map) = node.mapping(&["contains", "lang"]) else { return };
        let languages = [("en", Language::English), ("ko", Language::Korean)];
        let language = map.get("lang").and_then(|node| node.word(&languages)).unwrap_or_default();
        let Some(contains) = map.need("contains") else { return };
        for node in contains.some() {
            if let Some(text) = node.text() {
                self.found.push(Ask::Explain { text, language, place: place(&node) });
            }
        }
    }

    fn snapshot(&mut self, node: &Node<'_>) {
        let Some(map) = node.mapping(&["view", "fields", "file", "mode"]) else { return };
        let modes = [("exact", false), ("at_least", true)];
        let at_least = map.get("mode").map_or(Some(false), |node| node.word(&modes));
        let named = map.need("file");
        let view = map.need("view").and_then(|node| self.view(&node, &map));
        let path = named.as_ref().and_then(file);
        if let (Some(view), Some(file), Some(at_least), Some(named)) = (view, path, at_least, named) {
            self.found.push(Ask::Snapshot { view, file, at_least, place: place(&named) });
        }
    }

    fn view(&self, node: &Node<'_>, map: &Map<'_>) -> Option<View> {
        let text = node.text()?;
        let fields = map.get("fields");
        if let Some(fields) = fields.as_ref().filter(|_| text != "fields") {
            fields.wrong_at(fields.key_at(), &Fault::FaultViewFields { view: text.clone() }, None);
        }
        if text.starts_with(['.', '[']) {
            return self.query(node).map(View::Query);
        }
        let places = VIEWS.map(|view| (view, view));
        Some(match node.word(&places)? {
            "connections" => View::Connections,
            "steps" => View::Steps,
            "ledger" => View::Ledger,
            "findings" => View::Findings,
            _ => View::Fields(map.need("fields")?.some().iter().map(field).collect::<Option<_>>()?),
        })
    }
}

fn field(node: &Node<'_>) -> Option<FieldId> {
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

fn bad_query(node: &Node<'_>, at: super::verdict::At, error: QueryError) {
    let help = error.meant.map(|meant| Help::HelpMeant { meant });
    let said = Box::new(Message::from(error.problem));
    node.wrong_at(at, &Fault::FaultQuery { said }, help.as_ref());
}

fn read_matcher(word: &str, node: &Node<'_>) -> Option<Matcher> {
    Some(match word {
        "range" => {
            let (low, high) = range(node)?;
            Matcher::Range(low, high)
        }
        "regex" => {
            let text = node.text()?;
            match matcher::regex(&text) {
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
                match whole_range(node)? {
                    Count::Is(n) => Matcher::Length(n, n),
                    Count::Range(low, high) => Matcher::Length(low, high),
                }
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

fn whole_range(node: &Node<'_>) -> Option<Count> {
    let two = two(node)?;
    let [low, high] = two.each_ref().map(|node| node.number(0, u64::MAX));
    let (low, high) = (low?, high?);
    if low > high {
        let fault = Fault::FaultRangeEmpty { low: low.to_string(), high: high.to_string() };
        node.wrong(&fault, None);
        return None;
    }
    Some(Count::Range(low, high))
}
