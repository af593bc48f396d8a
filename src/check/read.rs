//! A YAML file to a [`Spec`], or everything that is wrong with it.

use super::read_asks::{ASK_KEYS, asks};
use super::requires::{Comparison, Requires};
use super::spec::{Item, Spec};
use super::verdict::Expected;
use crate::examine::choose::{Choosing, Target};
use crate::examine::node::{Map, Node, Reading};
use crate::examine::read::{choice, file};
use crate::examine::trouble::{At, Trouble, of_yaml};
use crate::examine::yaml::{Places, Source};
use crate::language::faults::{Fault, Help};
use crate::nearest::nearest;
use std::sync::Arc;

/// What the first line of a file says.
pub(crate) const FORMAT: &str = "ackplain-expect/1";

const FILE_KEYS: [&str; 6] = ["format", "capture", "about", "requires", "tags", "expect"];
const REQUIRES_KEYS: [&str; 3] = ["version", "features", "capture"];

/// The keys of an expectation.
pub(crate) const ITEM_KEYS: [&str; 16] = [
    "id",
    "about",
    "tags",
    "requires",
    "connection",
    "frame",
    "equals",
    "exact",
    "matches",
    "count",
    "only",
    "that",
    "finding",
    "explain",
    "snapshot",
    "known_failure",
];

/// What reading a file gave.
pub(crate) struct Read {
    /// Its text, if it is text at all.
    pub source: Option<Arc<Source>>,
    /// Where everything stands in it, if it is YAML.
    pub places: Option<Places>,
    /// What it says, or all that is wrong.
    pub spec: Result<Spec, Vec<Trouble>>,
}

/// Read a file of expectations. `file` is its name in messages.
pub(crate) fn read(file: &str, bytes: &[u8]) -> Read {
    let places = match Places::read(file, bytes) {
        Ok(places) => places,
        Err(troubles) => {
            let source = troubles.first().map(|trouble| Arc::clone(&trouble.source));
            return Read { source, places: None, spec: Err(troubles.iter().map(of_yaml).collect()) };
        }
    };
    let source = Some(Arc::clone(places.source()));
    let reading = Reading::new(&places);
    let spec = spec(&reading);
    let troubles = reading.into_troubles();
    let spec = match spec {
        Some(spec) if troubles.is_empty() => Ok(spec),
        _ => Err(troubles),
    };
    Read { source, places: Some(places), spec }
}

fn spec(reading: &Reading<'_>) -> Option<Spec> {
    let root = reading.root();
    if !format(&root)? {
        return None;
    }
    let map = root.mapping(&FILE_KEYS)?;
    let capture = map.need("capture").and_then(|node| capture(&node));
    let about = map.get("about").and_then(|node| node.text());
    let requires = map.get("requires").map(|node| requires(&node, true)).unwrap_or_default();
    let tags = map.get("tags").map(|node| node.texts()).unwrap_or_default();
    let mut filters = Vec::new();
    let items = map.need("expect").map(|node| items(&node, &mut filters)).unwrap_or_default();
    let (capture, capture_at, sha256) = capture?;
    Some(Spec { capture, capture_at, sha256, about, requires, tags, filters, items })
}

/// Is it a file of expectations, of the version that is read here?
fn format(root: &Node<'_>) -> Option<bool> {
    let map = root.any_mapping()?;
    let Some(node) = map.get("format") else {
        // The likeliest reason is a misspelt word.
        let near = map.pairs().iter().find(|(key, _)| nearest(key, ["format"]).is_some());
        let help = near.map_or(Help::HelpShape {}, |_| Help::HelpMeant { meant: "format".to_owned() });
        let at = near.map_or_else(|| map.start(), |(_, node)| node.key_at());
        root.wrong_at(at, &Fault::FaultFormatMissing {}, Some(&help));
        return Some(false);
    };
    let found = node.text()?;
    if found != FORMAT {
        node.wrong(&Fault::FaultFormat { found }, None);
        return Some(false);
    }
    Some(true)
}

fn capture(node: &Node<'_>) -> Option<(String, At, Option<Expected>)> {
    if !node.is_mapping() {
        let file = file(node)?;
        return Some((file, node.at(), None));
    }
    let map = node.mapping(&["file", "sha256"])?;
    let named = map.need("file")?;
    let text = file(&named);
    let sha256 = map.get("sha256").and_then(|node| {
        let text = node.text()?;
        let right = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !right {
            node.wrong(&Fault::FaultSha256 { found: text }, None);
            return None;
        }
        Some(Expected { text: text.to_ascii_lowercase(), at: node.at(), path: node.path.clone() })
    });
    Some((text?, named.at(), sha256))
}

fn requires(node: &Node<'_>, of_file: bool) -> Requires {
    let keys = if of_file { &REQUIRES_KEYS[..] } else { &REQUIRES_KEYS[..2] };
    let mut requires = Requires::default();
    let Some(map) = node.mapping(keys) else { return requires };
    if let Some(node) = map.get("version")
        && let Some(text) = node.text()
    {
        match Comparison::parse(&text) {
            Some(version) => requires.version = version,
            None => node.wrong(&Fault::FaultVersion { found: text.clone() }, None),
        }
        requires.version_text = text;
    }
    if let Some(node) = map.get("features") {
        requires.features = node.texts();
    }
    if of_file && let Some(node) = map.get("capture") {
        requires.capture = node.word(&[("present", true)]).unwrap_or(false);
    }
    requires
}

fn items(node: &Node<'_>, filters: &mut Vec<Choosing>) -> Vec<Item> {
    let Some(list) = node.list() else { return Vec::new() };
    if list.is_empty() {
        node.wrong(&Fault::FaultNoExpectations {}, None);
    }
    let mut ids: Vec<(String, At)> = Vec::new();
    let mut items = Vec::with_capacity(list.len());
    for node in &list {
        if let Some((item, id_at)) = item(node, filters) {
            match ids.iter().find(|(id, _)| *id == item.id) {
                Some((id, _)) => node.wrong_at(id_at, &Fault::FaultSameId { id: id.clone() }, None),
                None => ids.push((item.id.clone(), id_at)),
            }
            items.push(item);
        }
    }
    items
}

fn item(node: &Node<'_>, filters: &mut Vec<Choosing>) -> Option<(Item, At)> {
    let map = node.mapping(&ITEM_KEYS)?;
    let id = map.need("id").and_then(|node| id(&node));
    if let Some(about) = map.get("about") {
        about.text();
    }
    let tags = map.get("tags").map(|node| node.texts()).unwrap_or_default();
    let requires = map.get("requires").map(|node| requires(&node, false)).unwrap_or_default();
    let target = target(&map, filters);
    let exact = map.get("exact").and_then(|node| node.boolean()).unwrap_or(false);
    let known_failure = map.get("known_failure").and_then(|node| Some((node.text()?, node.at())));
    let asks = asks(&map, target.as_ref(), filters);
    if !ASK_KEYS.iter().any(|key| map.get(key).is_some()) {
        node.wrong_at(map.start(), &Fault::FaultAsksNothing { there: ASK_KEYS.join(", ") }, None);
    }
    let (id, id_at) = id?;
    let target = target?;
    Some((Item { id, at: map.start(), tags, requires, target, exact, asks, known_failure }, id_at))
}

fn id(node: &Node<'_>) -> Option<(String, At)> {
    let id = node.text()?;
    if !id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.')) {
        node.wrong(&Fault::FaultId { id }, None);
        return None;
    }
    Some((id, node.at()))
}

fn target(map: &Map<'_>, filters: &mut Vec<Choosing>) -> Option<Target> {
    match (map.get("connection"), map.get("frame")) {
        // A misspelt word is told by itself; what follows from it alone is not.
        (None, None) if misspelt(map) => None,
        (None, None) => Some(Target::Capture),
        (Some(connection), None) => {
            choice(&connection, 0, u64::from(u32::MAX), filters).map(Target::Connection)
        }
        (None, Some(frame)) => choice(&frame, 1, u64::MAX, filters).map(Target::Frame),
        (Some(_), Some(frame)) => {
            frame.wrong_at(frame.key_at(), &Fault::FaultConnectionAndFrame {}, None);
            None
        }
    }
}

fn misspelt(map: &Map<'_>) -> bool {
    map.pairs().iter().any(|(key, _)| {
        let known = ITEM_KEYS.contains(&key.as_str());
        !known && matches!(nearest(key, ITEM_KEYS), Some("connection" | "frame"))
    })
}
