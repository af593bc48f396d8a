//! What an expectation asks, read from its mapping.

use super::spec::{Ask, Count, Of, Place, View};
use crate::connection::FindingKind;
use crate::examine::choose::{Choosing, Target};
use crate::examine::matcher;
use crate::examine::node::{Map, Node};
use crate::examine::read::{self, About, field, file, filter, whole_range};
use crate::language::Language;
use crate::language::faults::{Fault, Help};
use crate::language::remarks::Remark;
use crate::nearest::nearest;
use serde_json::Value;

/// The keys of an expectation that ask something.
pub(super) const ASK_KEYS: [&str; 8] =
    ["equals", "matches", "count", "only", "that", "finding", "explain", "snapshot"];

/// The views of a snapshot that have a name.
pub const VIEWS: [&str; 5] = ["connections", "steps", "ledger", "findings", "fields"];

/// All that an expectation asks, in a fixed order.
pub(super) fn asks(map: &Map<'_>, target: Option<&Target>, filters: &mut Vec<Choosing>) -> Vec<Ask> {
    let mut reader = Asks { about: About::of(target), filters, found: Vec::new() };
    for key in ASK_KEYS {
        if let Some(node) = map.get(key) {
            reader.ask(key, &node);
        }
    }
    reader.found
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
            let Some(subject) = self.about.looked(key, node) else { continue };
            let Some(expected) = node.json() else { continue };
            self.about.known_word(node, &subject, &expected);
            self.found.push(Ask::Equals { subject, expected, raw: node.raw(), place: place(node) });
        }
    }

    fn matches(&mut self, node: &Node<'_>) {
        let Some(map) = node.any_mapping() else { return };
        if map.pairs().is_empty() {
            node.wrong(&Fault::FaultEmptyList {}, None);
        }
        for (key, node) in map.pairs() {
            let subject = self.about.looked(key, node);
            if !node.is_mapping() {
                node.wrong(&Fault::FaultOrdinary {}, None);
                continue;
            }
            let Some(words) = node.mapping(&matcher::WORDS) else { continue };
            let mut matchers = Vec::new();
            for (word, node) in words.pairs() {
                if let Some(matcher) = read::matcher(word, node) {
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

    /// What `of` or `connections` names.
    fn of(&mut self, map: &Map<'_>) -> Option<Of> {
        if let Some(node) = map.get("connections") {
            return filter(&node, self.filters).map(Of::Connections);
        }
        let node = map.need("of")?;
        if node.text()?.trim_start().starts_with(['.', '[']) {
            return self.about.query(&node).map(Of::Query);
        }
        filter(&node, self.filters).map(Of::Frames)
    }

    fn count(&mut self, node: &Node<'_>) {
        let Some(map) = node.mapping(&["of", "connections", "is", "range"]) else { return };
        let of = self.of(&map);
        let (expected, node) = match (map.get("range"), map.get("is")) {
            (Some(range), None) => (whole_range(&range).map(|(low, high)| Count::Range(low, high)), range),
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
            if let Some(query) = self.about.query(&node) {
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
            return self.about.query(node).map(View::Query);
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
