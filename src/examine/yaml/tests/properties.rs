//! What holds for every file: each value has a place that reads as the value, and an edit changes what it was to
//! change.

use proptest::prelude::*;
use serde_json::{Value as Json, json};
use serde_yaml::{Mapping, Value as Yaml};

use crate::examine::yaml::tree::{Place, Style};
use crate::examine::yaml::trouble::MOST_TROUBLES;
use crate::examine::yaml::*;
use crate::language::yaml::Refusal;

/// What YAML allows and people write, and what makes quotes necessary.
fn text() -> impl Strategy<Value = String> {
    let letters =
        prop::sample::select("abz09 .:,-#'\"[]{}&*!|>%@`?~\\/=_()한글값é😀\t\n".chars().collect::<Vec<_>>());
    prop::collection::vec(letters, 0..12).prop_map(|letters| letters.into_iter().collect())
}

fn scalar() -> impl Strategy<Value = Yaml> {
    prop_oneof![
        text().prop_map(Yaml::from),
        any::<i64>().prop_map(Yaml::from),
        any::<u32>().prop_map(Yaml::from),
        (-1e9..1e9).prop_map(|float: f64| Yaml::from(float)),
        any::<bool>().prop_map(Yaml::from),
        Just(Yaml::Null),
    ]
}

fn yaml() -> impl Strategy<Value = Yaml> {
    scalar().prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Yaml::Sequence),
            prop::collection::vec((key(), inner), 0..5)
                .prop_map(|entries| Yaml::Mapping(entries.into_iter().collect::<Mapping>())),
        ]
    })
}

/// Texts, and numbers that no text of these tests spells alike.
fn key() -> impl Strategy<Value = Yaml> {
    prop_oneof![
        4 => text().prop_map(|text| Yaml::from(format!("k{text}"))),
        1 => (0..100_u32).prop_map(Yaml::from),
    ]
}

/// The path of every value.
fn paths(value: &Yaml, path: &Path, out: &mut Vec<(Path, Yaml)>) {
    out.push((path.clone(), value.clone()));
    match value {
        Yaml::Sequence(items) => {
            for (at, item) in items.iter().enumerate() {
                paths(item, &path.index(at), out);
            }
        }
        Yaml::Mapping(entries) => {
            for (key, value) in entries {
                paths(value, &path.key(name_of(key).expect("no complex key")), out);
            }
        }
        _ => {}
    }
}

/// What a place's own bytes read as, cut out and read alone.
fn alone(places: &Places, place: &Place<'_>) -> Yaml {
    let written = places.source().slice(place.spot);
    // Lines of a block stand below each other only with the blanks before the first.
    let indentation = " ".repeat(place.spot.column - 1);
    let text = match place.style {
        Style::BlockMapping | Style::BlockSequence => format!("{indentation}{written}\n"),
        Style::Literal | Style::Folded => format!("k: {written}\n"),
        _ => format!("k: {written}"),
    };
    let value: Yaml = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    match place.style {
        Style::BlockMapping | Style::BlockSequence => value,
        _ => value["k"].clone(),
    }
}

/// Can a value's bytes be read alone? A tab is no indentation of a piece, and the line ends that a block of text keeps
/// stand behind its place.
fn stands_alone(value: &Yaml) -> bool {
    let shown = format!("{value:?}");
    !shown.contains("\\t") && !shown.contains("\\n\"")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    /// Every value of a file has a place, and what stands there reads as the value.
    #[test]
    fn every_value_has_a_place_that_reads_as_it(value in yaml(), mark in any::<bool>(), returns in any::<bool>()) {
        let mut text = serde_yaml::to_string(&value).expect("it can be written");
        if returns {
            text = text.replace('\n', "\r\n");
        }
        if mark {
            text.insert(0, '\u{feff}');
        }
        let places = Places::read("a.yaml", text.as_bytes());
        let places = places.unwrap_or_else(|troubles| panic!("{text}\n{troubles:?}"));
        prop_assert_eq!(places.value(), &value);
        let mut all = Vec::new();
        paths(&value, &Path::root(), &mut all);
        for (path, value) in &all {
            let place = places.get(path);
            prop_assert!(place.is_some(), "{} has no place in {:?}", path, text);
            let Some(place) = place else { continue };
            if let (Yaml::String(string), Some(read)) = (value, place.text) {
                prop_assert_eq!(string.as_str(), read);
            }
            // A block's head counts its indentation from what it stands in.
            let block = matches!(place.style, Style::Literal | Style::Folded);
            if !block && stands_alone(value) {
                prop_assert_eq!(&alone(&places, &place), value, "{} at {:?} of {:?}", path, place.spot, text);
            }
            let spot = places.source().spot(place.spot.range());
            prop_assert_eq!(spot, place.spot);
        }
        let listed: Vec<Path> = places.paths();
        prop_assert_eq!(listed.len(), all.len());
    }

    /// Whatever stands in a file, it is read or there is a trouble with a place in it; nothing panics.
    #[test]
    fn any_text_is_read_or_refused_with_a_place(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "a", "b: ", ": ", "- ", "-", "\n", "\n  ", "\n\t", " ", "\t", "[", "]", "{", "}", ",", "\"", "'", "&x ", "*x",
            "!t ", "!!str ", "|", ">", "|2-\n", "#", " # c", "%", "@", "?", "? ", "\r\n", "\u{a0}", "\u{201c}", "\u{ff1a}",
            "한글", "---\n", "...\n", "\\q", "\\u12", "\u{feff}", "\u{0}", "0x1", "<<: ", "\u{2028}", "😀", "!<", "%TAG ! x",
        ]), 0..40),
    ) {
        let text: String = pieces.concat();
        match Places::read("a.yaml", text.as_bytes()) {
            Ok(places) => {
                let mut all = Vec::new();
                paths(places.value(), &Path::root(), &mut all);
                for (path, _) in all {
                    prop_assert!(places.get(&path).is_some(), "{} has no place in {:?}", path, text);
                }
            }
            Err(troubles) => {
                prop_assert!(!troubles.is_empty() && troubles.len() <= MOST_TROUBLES);
                for trouble in troubles {
                    prop_assert!(trouble.spot.start <= trouble.spot.end && trouble.spot.end <= text.len());
                    prop_assert!(trouble.spot.line >= 1 && trouble.spot.column >= 1);
                    let none: &[Label] = &[];
                    let label = Label { spot: trouble.spot, text: String::new() };
                    excerpt::excerpt(&trouble.source, &label, none, 60);
                }
            }
        }
    }

    /// The same with any bytes.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        if let Err(troubles) = Places::read("a.yaml", &bytes) {
            prop_assert!(!troubles.is_empty());
        }
    }
}

/// A file as people write it.
const FILE: &str = r#"# 기대값: 손으로 쓴 것
format: ackplain-expect/1   # the first line that is read
capture: {file: 'a b.pcapng', sha256: 'eda7'}   # 캡처
about: handshake with window scaling, it's here
tags: [tcp, smoke, "한글"]
expect:
  - id: totals   # one
    equals: {frames: 23, "conns": 3, flags: [SYN, ACK]}

  - id: 'web'
    equals:
      .client.iss: 1812140441   # iss
      .client.mss:
      .server.iss: 0x07a0f0fe
      "outcome": closed
      'state': 'it''s "open"'   # 'quoted'
      state2: "\"b\" \u00e9" # "quoted"
      .list:
        - 1
        -   two # 둘
        - 'three'
    only:
      is:
        - 13
        -  "14"   # behind the last one
      also:
      - a # behind the first
      - b
    # a comment of its own
    matches: {rtt: {range: [26ms, 27ms]}, other: }
  - &one
    id: anchored
    only: &is [13, 14]
    text: |
      literal
        text
    folded: >-
      folded
    tagged: !!str 5
  - *one
  - {id: last, is: *is, null: ~}
"#;

fn json() -> impl Strategy<Value = Json> {
    let scalar = prop_oneof![
        text().prop_map(Json::from),
        any::<u32>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<bool>().prop_map(Json::from),
        Just(Json::Null),
        Just(json!(26.5)),
    ];
    let one = scalar.clone();
    prop_oneof![
        4 => one,
        1 => prop::collection::vec(scalar.clone(), 0..4).prop_map(Json::Array),
        1 => prop::collection::vec((text(), scalar), 0..3).prop_map(|entries| Json::Object(entries.into_iter().collect())),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    /// An edit changes the value that it was to change and not one byte outside of it.
    #[test]
    fn an_edit_changes_one_value_and_nothing_else(
        which in any::<prop::sample::Index>(), new in json(), mark in any::<bool>(), returns in any::<bool>(),
    ) {
        let mut text = FILE.to_owned();
        if returns {
            text = text.replace('\n', "\r\n");
        }
        if mark {
            text.insert(0, '\u{feff}');
        }
        let places = Places::read("a.yaml", text.as_bytes()).expect("the file is sound");
        let all = places.paths();
        let path = which.get(&all);
        let place = places.get(path).expect("it has a place");
        let mut edits = Edits::new(&places);
        let outcome = edits.replace(path, &new).and_then(|()| edits.apply());
        let edited = match outcome {
            Ok(edited) => edited,
            Err(refused) => {
                // A single value on one line is never refused.
                let line = !places.source().slice(place.spot).contains('\n');
                let scalar = matches!(place.style, Style::Plain | Style::SingleQuoted | Style::DoubleQuoted);
                let anchored = (0..path.0.len())
                    .filter_map(|length| places.get(&Path(path.0[..length].to_vec())))
                    .any(|place| place.anchored);
                prop_assert!(
                    anchored || !(scalar && line) || place.anchored || place.aliased || place.tagged,
                    "{} := {} was refused: {:?}", path, new, refused
                );
                return Ok(());
            }
        };
        // Outside of the value's own bytes every byte is as it was.
        let (before, after) = (&text[..place.spot.start], &text[place.spot.end..]);
        prop_assert!(edited.starts_with(before), "{edited}");
        prop_assert!(edited.ends_with(after) && edited.len() >= before.len() + after.len(), "{edited}");
        // Read by serde_yaml alone, the value is the new one and every other the old one.
        let read: Yaml = serde_yaml::from_str(edited.trim_start_matches('\u{feff}')).expect("it still reads");
        let mut found = Vec::new();
        paths(&read, &Path::root(), &mut found);
        let mut known = Vec::new();
        paths(places.value(), &Path::root(), &mut known);
        for (other, value) in &found {
            let around = path.0.starts_with(&other.0);
            let inside = other.0.starts_with(&path.0);
            if other == path {
                prop_assert_eq!(value, &serde_yaml::to_value(&new).expect("JSON is YAML"));
            } else if !around && !inside {
                prop_assert!(known.iter().any(|(path, old)| path == other && old == value), "{other} changed");
            }
        }
    }
}

proptest! {
    // The lists have five lengths and lines of a dozen spellings; every case reads the file three times.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    /// A list of lines gets another length.
    #[test]
    fn a_list_of_lines_may_get_another_length(items in prop::collection::vec(text(), 0..5), returns in any::<bool>()) {
        let text = if returns { FILE.replace('\n', "\r\n") } else { FILE.to_owned() };
        let places = Places::read("a.yaml", text.as_bytes()).expect("the file is sound");
        let only = Path::root().key("expect").index(1).key("only");
        let mut edits = Edits::new(&places);
        edits.replace(&only.key("is"), &json!(items)).expect("a value a line");
        let commented = edits.replace(&only.key("also"), &json!(["a", "b", "c"]));
        prop_assert_eq!(commented.map_err(|refused| refused.why), Err(Refusal::Commented));
        let edited = edits.apply().expect("it reads");
        let read: Yaml = serde_yaml::from_str(&edited).expect("it reads");
        prop_assert_eq!(&read["expect"][1]["only"]["is"], &serde_yaml::to_value(&items).expect("JSON is YAML"));
        prop_assert!(edited.contains("   # behind the last one"));
        prop_assert_eq!(edited.contains('\r'), returns);
    }
}

proptest! {
    // A case reads the file five times over, and its three places are the same in each: a few dozen values try every
    // spelling.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(50) })]

    /// Several edits at once are what they are one after the other.
    #[test]
    fn edits_together_are_edits_one_after_the_other(
        first in any::<u32>(), second in text(), third in prop::collection::vec(any::<u8>(), 0..4),
    ) {
        let root = Path::root().key("expect");
        let all = [
            (root.index(1).key("equals").key(".client.iss"), json!(first)),
            (root.index(1).key("equals").key("outcome"), json!(second)),
            (root.index(0).key("equals").key("flags"), json!(third)),
        ];
        let places = Places::read("a.yaml", FILE.as_bytes()).expect("the file is sound");
        let mut edits = Edits::new(&places);
        let mut text = FILE.to_owned();
        for (path, new) in &all {
            edits.replace(path, new).expect("it can be edited");
            let places = Places::read("a.yaml", text.as_bytes()).expect("the file is sound");
            let mut one = Edits::new(&places);
            one.replace(path, new).expect("it can be edited");
            text = one.apply().expect("it can be applied");
        }
        prop_assert_eq!(edits.apply().expect("they can be applied"), text);
    }
}
