//! The rules of the house that a machine can check: CONTRIBUTING.md states them, this file holds them.

use crate::support::{program, samples};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The floors, from the top. A file may name its own floor and those below it.
const FLOORS: [&str; 15] = [
    "main",
    "commands",
    "cli",
    "check",
    "homework",
    "examine",
    "report",
    "tell",
    "explain",
    "language",
    "filter",
    "connection",
    "dissect",
    "capture",
    "nearest",
];

/// Not a floor of this staircase: it makes captures and is used by nothing but its command.
const ASIDE: &str = "synth";

/// Files that may hold `unsafe`: the binding to libpcap.
const UNSAFE_ALLOWED: [&str; 1] = ["capture/live/pcap_ffi.rs"];

/// A longer file holds two concepts.
const LONGEST_FILE: usize = 800;

#[test]
fn every_source_file_begins_with_an_essay_and_stays_short() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{path} has no essay");
        let lines = text.lines().count();
        assert!(lines < LONGEST_FILE, "{path} has {lines} lines");
    }
}

#[test]
fn imports_point_down_only() {
    let mut imports = 0;
    for (path, text) in sources() {
        let floor = path.split(['/', '.']).next().unwrap_or_default();
        let Some(own) = FLOORS.iter().position(|name| *name == floor) else {
            assert!(matches!(floor, "lib") || floor == ASIDE, "{path}: no floor");
            continue;
        };
        for name in named_floors(&without_tests(&text)) {
            let Some(other) = FLOORS.iter().position(|floor| *floor == name) else {
                continue;
            };
            imports += 1;
            assert!(other >= own, "{path}: {floor} names {name}, a floor above");
        }
    }
    assert!(imports > 20, "only {imports} imports were checked");
}

#[test]
fn nothing_is_unsafe_outside_the_list() {
    for (path, text) in sources() {
        let found = code_lines(&text).any(|line| words(line).any(|word| word == "unsafe"));
        let allowed = UNSAFE_ALLOWED.contains(&path.as_str());
        assert!(found <= allowed, "{path} is unsafe");
        assert!(!text.contains("allow(unsafe_code)") || allowed, "{path} allows it");
        if allowed {
            every_unsafe_is_argued(&path, &text);
        }
    }
}

/// Each `unsafe` that does something stands right behind a comment that says why it is right.
fn every_unsafe_is_argued(path: &str, text: &str) {
    let lines: Vec<&str> = text.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        let code = line.split_once("//").map_or(*line, |(code, _)| code);
        let does = code.contains("unsafe {") || code.contains("unsafe impl");
        if !does || code.contains("unsafe extern") {
            continue;
        }
        // Up to the comment there may be the beginning of the same statement.
        let argued = lines[..at].iter().rev().take(6).any(|before| before.trim().starts_with("// SAFETY:"));
        assert!(argued, "{path}:{}: no SAFETY argument: {line}", at + 1);
    }
    let arguments = text.matches("// SAFETY:").count();
    assert!(arguments > 20, "{path}: only {arguments} arguments");
}

#[test]
fn nothing_is_left_to_do() {
    // Spelt in halves, so that this file does not find itself.
    let signs = ["TO|DO", "FIX|ME", "todo|!(", "unimplemented|!(", "dbg|!(", "#[ig|nore"];
    for (path, text) in sources().into_iter().chain(tests()) {
        for sign in signs {
            let sign = sign.replace('|', "");
            assert!(!text.contains(&sign), "{path} holds {sign}");
        }
    }
}

#[test]
fn nothing_names_the_machine_it_was_made_on() {
    let signs = ["/wo|rk/", "/ro|ot/", "/ho|me/", "/tm|p/", "../sha|red"];
    let mut files: Vec<(String, String)> = sources().into_iter().chain(tests()).collect();
    for folder in ["", "samples", "samples/homework", "docs/pages", "benches", "tests/all/snapshots"] {
        files.extend(readable(&root().join(folder)));
    }
    assert!(files.len() > 100, "too few files: {}", files.len());
    for (path, text) in files {
        for sign in signs {
            let sign = sign.replace('|', "");
            assert!(!text.contains(&sign), "{path} names {sign}");
        }
    }
}

#[test]
fn the_readmes_commands_and_files_exist() {
    let readme = read(&root().join("README.md"));
    let commands: Vec<&str> = readme
        .lines()
        .map(|line| line.trim_start_matches("$ "))
        .filter(|line| line.starts_with("cargo "))
        .collect();
    let first = commands.first().expect("a first command");
    let sample =
        first.strip_prefix("cargo run -- explain samples/").expect("the first command explains a sample");
    assert!(samples::names().iter().any(|name| name == sample), "{first}");
    assert_eq!(commands.get(1), Some(&"cargo test"));

    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        let text = read(&root().join(document));
        for link in links(&text).filter(|link| !link.contains("://") && !link.starts_with('#')) {
            assert!(root().join(link).exists(), "{document} links {link}");
        }
        for (at, _) in text.match_indices("samples/") {
            let name: String =
                text[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || "/._".contains(*c)).collect();
            let name = name.trim_end_matches('.');
            assert!(root().join(name).exists(), "{document} names {name}");
        }
    }
}

/// `ACKPLAIN_README=1 cargo test the_readme_shows` puts the story of today into the README.
#[test]
fn the_readme_shows_what_the_program_prints() {
    let path = root().join("README.md");
    let readme = read(&path);
    let shown: Vec<&str> =
        readme.split("```text\n").skip(1).map(|rest| rest.split("\n```").next().unwrap_or(rest)).collect();
    let [story, report] = shown[..] else { panic!("the README shows {} outputs", shown.len()) };
    let sample = "orderly_close.pcapng";

    let printed = excerpt(&program::run(["explain", sample, "--width", "80"]).stdout);
    if std::env::var_os("ACKPLAIN_README").is_some() {
        fs::write(&path, readme.replacen(story, &printed, 1)).expect("the README can be written");
        return;
    }
    assert_eq!(story, printed, "the README shows an older story");

    let json = program::run(["explain", sample, "--format", "json"]).stdout;
    let json: String = json.replace(sample, &format!("samples/{sample}")).split('\n').collect();
    in_order(&json, report.lines().flat_map(|line| line.split('…')).map(str::trim));
}

/// The head of a story and the steps of its SYN,ACK and of the ACK of the first FIN.
fn excerpt(story: &str) -> String {
    let paragraphs: Vec<&str> = story.trim_end().split("\n\n").collect();
    let step = |frame: &str| {
        let found = paragraphs.iter().find(|paragraph| {
            paragraph.lines().next().is_some_and(|head| head.contains(frame) && head.contains("Step"))
        });
        *found.unwrap_or_else(|| panic!("no step of {frame}"))
    };
    let head = paragraphs[0];
    format!("{head}\n…\n\n{}\n…\n\n{}\n…", step("frame 4 "), step("frame 11 "))
}

/// Each piece stands in the text, behind the one before it.
fn in_order<'a>(text: &str, pieces: impl Iterator<Item = &'a str>) {
    let mut rest = text;
    for piece in pieces {
        let Some(at) = rest.find(piece) else {
            panic!("the README shows, out of place or out of date:\n{piece}")
        };
        rest = &rest[at + piece.len()..];
    }
}

#[test]
fn the_table_of_samples_lists_exactly_the_files_there() {
    let table = read(&samples::path("README.md"));
    let listed: BTreeSet<String> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| [`")?.split_once("`]("))
        .map(|(name, _)| name.to_owned())
        .filter(|name| name.contains('.'))
        .collect();
    let there: BTreeSet<String> = samples::names().into_iter().collect();
    assert_eq!(listed, there);
}

#[test]
fn the_changelog_begins_with_what_is_not_released() {
    let text = read(&root().join("CHANGELOG.md"));
    let first = text.lines().find(|line| line.starts_with("## "));
    assert_eq!(first, Some("## [Unreleased]"));
}

/// Every file under `src/`, by its path from there.
pub(crate) fn sources() -> Vec<(String, String)> {
    let sources = rust_files(&root().join("src"));
    assert!(sources.len() > 15, "src/ was not found");
    sources
}

fn tests() -> Vec<(String, String)> {
    rust_files(&root().join("tests"))
}

fn rust_files(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder of this repository") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let inside = path.strip_prefix(folder).expect("inside");
                let name: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
                files.push((name.join("/"), read(&path)));
            }
        }
    }
    files.sort();
    files
}

/// The text files directly in a folder; none if there is no such folder.
fn readable(folder: &Path) -> Vec<(String, String)> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file() && path.file_name().is_none_or(|name| name != ".git"))
        .filter_map(|path| {
            let text = fs::read_to_string(&path).ok()?;
            Some((path.display().to_string(), text))
        })
        .collect()
}

/// The file without its unit tests, which may stand on any floor.
pub(crate) fn without_tests(text: &str) -> String {
    match text.find("#[cfg(test)]\nmod tests") {
        Some(at) => text[..at].to_owned(),
        None => text.to_owned(),
    }
}

/// What stands behind `crate::` and `ackplain::` in code: one name, or the names of a group in braces.
fn named_floors(text: &str) -> BTreeSet<String> {
    let code: String = code_lines(text).flat_map(|line| [line, "\n"]).collect();
    let mut names = BTreeSet::new();
    for root in ["crate::", "ackplain::"] {
        for (at, _) in code.match_indices(root) {
            let rest = &code[at + root.len()..];
            match rest.strip_prefix('{') {
                Some(group) => names.extend(heads_of_group(group)),
                None => names.extend(words(rest).next().map(ToOwned::to_owned)),
            }
        }
    }
    names
}

/// The paths of an import, groups taken apart: `a::{b, c::{d as e}}` is `a::b` and `a::c::d`.
pub(crate) fn heads(before: &str, import: &str) -> Vec<String> {
    let import = import.trim();
    let Some((prefix, group)) = import.split_once('{') else {
        let name = import.split(" as ").next().unwrap_or(import).trim();
        return vec![format!("{before}{name}")];
    };
    let before = format!("{before}{}", prefix.trim());
    let group = group.rsplit_once('}').map_or(group, |(group, _)| group);
    let (mut depth, mut start, mut found) = (0_usize, 0, Vec::new());
    for (at, letter) in group.char_indices().chain([(group.len(), ',')]) {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                let piece = &group[start..at];
                start = at + 1;
                if !piece.trim().is_empty() {
                    found.extend(heads(&before, piece));
                }
            }
            _ => {}
        }
    }
    found
}

/// `a::{b, c}, d}…` has the heads `a` and `d`.
fn heads_of_group(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut heads = vec![String::new()];
    let mut in_head = true;
    for letter in group.chars() {
        match letter {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                heads.push(String::new());
                in_head = true;
            }
            ':' => in_head &= depth > 0,
            letter if depth == 0 && in_head && !letter.is_whitespace() => {
                heads.last_mut().expect("never empty").push(letter);
            }
            _ => {}
        }
    }
    heads.retain(|head| !head.is_empty());
    heads
}

/// Lines without comments. A `//` inside a string cuts that line short, which hides nothing we look for.
pub(crate) fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|line| line.split_once("//").map_or(line, |(code, _)| code))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// The targets of Markdown's `](…)`, without their fragments.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("](").filter_map(|(at, _)| {
        let (target, _) = text[at + 2..].split_once(')')?;
        Some(target.split('#').next().unwrap_or(target))
    })
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_imports_are_taken_apart() {
        let code = "use crate::{capture::{FrameNo, Nanos}, dissect, explain::Message};\n\
                    // crate::report\n\
                    let x = crate::cli::parse();";
        let names: Vec<String> = named_floors(code).into_iter().collect();
        assert_eq!(names, ["capture", "cli", "dissect", "explain"]);
    }

    #[test]
    fn a_link_loses_its_fragment() {
        let found: Vec<&str> = links("see [a](b.md#c) and [d](#e)").collect();
        assert_eq!(found, ["b.md", ""]);
    }
}
