//! `frame` and `fields` read the same bytes: what the page of a frame shows as a field's value is what `fields -e`
//! prints for that field, and it is what the bytes beside it say.

use super::support::{program, samples};
use ackplain::capture::{Event, Passes, Source as _, open};
use ackplain::dissect::{FieldId, Packet, Tree};
use ackplain::inside::{Placed, frame_page};
use ackplain::language::Language;
use ackplain::report::{Look, Page};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::rc::Rc;

/// A row of a frame's page.
#[derive(Debug)]
struct Row {
    name: String,
    /// First and last byte.
    place: Option<(usize, usize)>,
    raw: String,
    value: Option<String>,
}

#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The page, so wide that nothing is wrapped.
fn page(frame: &ackplain::capture::Frame<'_>) -> String {
    let out = Shared::default();
    let look = Look { width: 4000, narrow: false, paint: false, ascii: false, language: Language::English };
    let tree = Tree::of(frame);
    frame_page(
        &mut Page::new(Box::new(out.clone()), look),
        &Placed {
            file: "-",
            no: frame.no,
            link: frame.link,
            since: None,
            packet: &Packet::alone(frame),
            tree: &tree,
            fragments: &[],
            waits: false,
            told_with: None,
            story: None,
            other: None,
        },
    )
    .expect("nothing can fail");
    let bytes = out.0.borrow().clone();
    String::from_utf8(bytes).expect("text")
}

/// Every field of a page: a line with place, bytes, label and value, then one that begins with the field's name.
fn rows(page: &str) -> Vec<Row> {
    let lines: Vec<&str> = page.lines().collect();
    let mut rows = Vec::new();
    for pair in lines.windows(2) {
        let Some((name, _)) = pair[1].trim_start().split_once("  ") else { continue };
        if !pair[1].starts_with("          ") || FieldId::named(name).is_none() {
            continue;
        }
        let cells: Vec<&str> = pair[0].split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let place = cells.first().and_then(|cell| {
            let (first, last) = cell.split_once('–').unwrap_or((cell, cell));
            Some((first.parse().ok()?, last.parse().ok()?))
        });
        let (raw, behind) = match place {
            Some(_) => (cells.get(1).copied().unwrap_or(""), 2),
            None => ("", 0),
        };
        rows.push(Row {
            name: name.to_owned(),
            place,
            raw: raw.to_owned(),
            value: cells.get(behind + 1).map(|value| (*value).to_owned()),
        });
    }
    rows
}

/// What `fields` prints, of every field and frame.
fn printed(name: &str) -> BTreeMap<u64, Value> {
    let mut arguments = vec!["fields".to_owned(), name.to_owned(), "--format".to_owned(), "jsonl".to_owned()];
    for id in FieldId::ALL {
        arguments.extend(["-e".to_owned(), id.name().to_owned()]);
    }
    let run = program::run(&arguments);
    run.stdout
        .lines()
        .map(|line| {
            let row: Value = serde_json::from_str(line).expect("a row");
            let no = row["frame.number"][0].as_str().and_then(|no| no.parse().ok()).expect("a number");
            (no, row)
        })
        .collect()
}

/// The number in a cell, decimal or hex.
fn number(text: &str) -> Option<u64> {
    match text.strip_prefix("0x") {
        Some(hex) => u64::from_str_radix(hex, 16).ok(),
        None => text.parse().ok(),
    }
}

#[test]
fn what_a_frame_page_shows_is_what_fields_prints() {
    let (mut compared, mut decoded) = (0, 0);
    for sample in samples::names() {
        let printed = printed(&sample);
        let mut source = open(&samples::path(&sample), Passes::One).expect("a sample");
        while let Some(event) = source.next().expect("a sample can be read") {
            let Event::Frame(frame) = event else { continue };
            let text = page(&frame);
            let rows = rows(&text);
            let row = &printed[&frame.no];
            let mut shown: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for field in &rows {
                if let Some(value) = &field.value {
                    shown.entry(&field.name).or_default().push(value);
                }
                decoded += usize::from(decodes(&sample, frame.bytes, field));
            }
            assert!(shown.len() > 3, "{sample}, frame {}: a page with nothing on it\n{text}", frame.no);
            for (name, values) in shown {
                let there: Vec<&str> =
                    row[name].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
                // Edges of SACK blocks are counted from the first sequence number, as the ACK number is.
                let base = match name {
                    "tcp.options.sack_le" | "tcp.options.sack_re" => {
                        let of = |name: &str| row[name][0].as_str().and_then(number).unwrap_or(0) as u32;
                        of("tcp.ack_raw").wrapping_sub(of("tcp.ack"))
                    }
                    _ => 0,
                };
                let expected: Vec<String> = there
                    .iter()
                    .map(|value| match number(value) {
                        Some(edge) if base > 0 => (edge as u32).wrapping_add(base).to_string(),
                        _ => (*value).to_owned(),
                    })
                    .collect();
                assert_eq!(values, expected, "{sample}, frame {}, {name}", frame.no);
                compared += values.len();
            }
        }
    }
    assert!(compared > 20_000 && decoded > 10_000, "{compared} values compared, {decoded} decoded");
}

/// The bytes of a row are those at its place, and its value, where it takes whole bytes, is what they say.
fn decodes(sample: &str, bytes: &[u8], row: &Row) -> bool {
    let Some((first, last)) = row.place else { return false };
    if row.raw.contains('.') {
        return false;
    }
    let there = &bytes[first..=last];
    let hex: Vec<String> = there.iter().map(|byte| format!("{byte:02x}")).collect();
    match row.raw.strip_suffix('…') {
        Some(start) => assert!(hex.join(" ").starts_with(start), "{sample}: {row:?}"),
        None => assert_eq!(hex.join(" "), row.raw, "{sample}: {row:?}"),
    }
    let Some(value) = row.value.as_deref() else { return false };
    // A length of 0 is shown as what it stands for.
    if there.len() > 8 || there.iter().all(|&byte| byte == 0) {
        return false;
    }
    let big = there.iter().fold(0, |number, &byte| number << 8 | u64::from(byte));
    let little = there.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte));
    if let Some(number) = number(value) {
        assert!(number == big || number == little, "{sample}: {row:?}");
        return true;
    }
    let separated = |separator| value.split(separator).collect::<Vec<_>>();
    match there.len() {
        4 if separated('.').len() == 4 => {
            let address: Vec<String> = there.iter().map(u8::to_string).collect();
            assert_eq!(value, address.join("."), "{sample}: {row:?}");
            true
        }
        6 if separated(':').len() == 6 => {
            assert_eq!(value, hex.join(":"), "{sample}: {row:?}");
            true
        }
        _ => false,
    }
}

#[test]
fn the_list_tells_zeeks_words_as_the_story_does() {
    let mut compared = 0;
    for sample in samples::names() {
        let of = |arguments: &[&str]| -> Vec<Value> {
            let report = program::once(arguments).json();
            let connections = report["connections"].as_array().cloned().unwrap_or_default();
            connections.into_iter().map(|mut connection| connection["zeek"].take()).collect()
        };
        let listed = of(&["list", &sample, "--format", "json"]);
        assert_eq!(listed, of(&["explain", &sample, "--format", "json"]), "{sample}");
        compared += listed.iter().filter(|words| words["history"].is_string()).count();
    }
    assert!(compared > 40, "only {compared} connections");
}
