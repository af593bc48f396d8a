//! The display filter language against tshark 4.0: which frames an expression selects, and what is wrong with
//! what is none.
//!
//! `filter_table.tsv` has a row for each expression: a capture of `samples/`, the expression, the numbers of
//! the frames that `tshark -r CAPTURE -Y EXPRESSION -T fields -e frame.number` prints (4.0.17, default
//! preferences), `-` for none. `filter_errors.tsv` has what is no filter: the text, the part that the caret
//! points at as a range of bytes, the sentence in English and in Korean, the suggestion or `-`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use ackplain::capture::{self, Passes};
use ackplain::filter::{Filter, Seen};
use ackplain::inside::Overlay;
use ackplain::inside::{filter_lines, filter_text};
use ackplain::language::Language;
use ackplain::tell::cursor::{Cursor, Next};

/// A row of the table of expressions.
struct Row<'t> {
    expression: &'t str,
    frames: &'t str,
}

#[test]
fn every_expression_selects_the_frames_that_tshark_selects() {
    let table = table("filter_table.tsv");
    let mut captures: BTreeMap<&str, Vec<Row<'_>>> = BTreeMap::new();
    let mut rows = 0;
    for line in lines(&table) {
        let [capture, expression, frames] = cells(line);
        captures.entry(capture).or_default().push(Row { expression, frames });
        rows += 1;
    }
    assert!(rows >= 150, "the table has {rows} rows");

    let mut wrong = String::new();
    for (capture, rows) in captures {
        let filters: Vec<Result<Filter, _>> = rows.iter().map(|row| Filter::parse(row.expression)).collect();
        let mut selected: Vec<Vec<u64>> = vec![Vec::new(); rows.len()];
        let path = folder("samples").join(capture);
        let mut reader = capture::open(&path, Passes::One).expect("a sample can be opened");
        let mut cursor = Cursor::as_wireshark(&mut reader, (), Overlay::new());
        while let Some(next) = cursor.advance().expect("a sample can be read") {
            let Next::Frame(met) = next else { continue };
            let tree = met.packet.tree();
            let seen = Seen { tree: &tree, bytes: met.packet.frame.bytes, extra: met.beside.extra() };
            for (filter, selected) in filters.iter().zip(&mut selected) {
                if filter.as_ref().is_ok_and(|filter| filter.matches(&seen)) {
                    selected.push(met.frame.no);
                }
            }
        }
        for ((row, filter), selected) in rows.iter().zip(&filters).zip(selected) {
            let Row { expression, frames } = row;
            if let Err(error) = filter {
                writeln!(wrong, "{capture}: {expression}: {error}").expect("a String takes it");
            } else if selected != numbers(frames) {
                writeln!(wrong, "{capture}: {expression}: tshark {frames}, we {selected:?}")
                    .expect("a String takes it");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_expression_reads_back_from_what_it_prints() {
    for line in lines(&table("filter_table.tsv")) {
        let [_, expression, _] = cells(line);
        let filter = Filter::parse(expression).expect(expression);
        let printed = filter.to_string();
        let again =
            Filter::parse(&printed).unwrap_or_else(|error| panic!("{expression}: {printed}: {error}"));
        assert_eq!(again.expr(), filter.expr(), "{expression}: {printed}");
    }
}

#[test]
fn every_wrong_filter_says_what_is_wrong_and_where() {
    let table = table("filter_errors.tsv");
    let mut wrong = String::new();
    let mut rows = 0;
    for line in lines(&table) {
        let [text, place, english, korean, meant] = cells(line);
        rows += 1;
        let told = match Filter::parse(text) {
            Ok(_) => String::from("it is a filter"),
            Err(error) => {
                let sentence = |lang| filter_text(&error.problem, lang);
                format!(
                    "{}..{}\t{}\t{}\t{}",
                    error.span.start,
                    error.span.end,
                    sentence(Language::English),
                    sentence(Language::Korean),
                    error.suggestion.as_deref().unwrap_or("-"),
                )
            }
        };
        if told != format!("{place}\t{english}\t{korean}\t{meant}") {
            writeln!(wrong, "{text}\t{told}").expect("a String takes it");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(rows >= 40, "the table has {rows} rows");
}

#[test]
fn a_report_points_under_the_place_in_both_languages() {
    let report = |text: &str, lang| {
        let error = Filter::parse(text).expect_err("this is no filter");
        filter_lines(&error, text, 80, lang)
    };
    assert_eq!(
        report("ip and tcp.prot == 80", Language::English),
        [
            "No field or protocol is called `tcp.prot`.",
            "ip and tcp.prot == 80",
            "       ^~~~~~~~",
            "Did you mean `tcp.port`?",
        ]
    );
    assert_eq!(
        report("tcp contains \"한글\" && tcp.prot", Language::Korean),
        [
            "이름이 `tcp.prot`인 필드나 프로토콜은 없다.",
            "tcp contains \"한글\" && tcp.prot",
            "                       ^~~~~~~~",
            "혹시 이것인가: `tcp.port`",
        ]
    );
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn table(name: &str) -> String {
    std::fs::read_to_string(folder("tests").join(name)).expect("the table can be read")
}

fn lines(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn cells<const N: usize>(line: &str) -> [&str; N] {
    let cells: Vec<&str> = line.split('\t').collect();
    cells.try_into().unwrap_or_else(|cells| panic!("{N} cells: {cells:?}"))
}

/// `1,3-5` is 1, 3, 4 and 5; `-` is none.
fn numbers(frames: &str) -> Vec<u64> {
    let number = |text: &str| -> u64 { text.parse().expect("a frame's number") };
    let mut numbers = Vec::new();
    for part in frames.split(',').filter(|part| *part != "-") {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        numbers.extend(number(first)..=number(last));
    }
    numbers
}
