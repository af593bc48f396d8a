//! The files of a room: none names another that names it in turn, and what only tests use says so by its place.
//!
//! Read from the sources as text: a `use`, or a path in the code, that leads to another file of `src/`. A name that a
//! `mod.rs` hands on counts as the file in which it is defined, so that `crate::dissect::Field` is `dissect/field.rs`.
//!
//! Limits: a method called on a value names no file, and a macro's expansion is not seen.

use crate::house::{code_lines, heads, sources, without_tests};
use std::collections::{BTreeMap, BTreeSet};

/// Circles that remain, each by the names of its files. The list only shrinks.
const REMAINING: [&[&str]; 0] = [];

/// Comments are read beside the code; a wider line is not.
const WIDEST_COMMENT: usize = 120;

#[test]
fn no_circle_among_the_files_of_a_room() {
    let house = House::read(&sources());
    assert!(house.names.values().map(BTreeSet::len).sum::<usize>() > 500, "too few names were followed");
    let circles = house.circles();
    for circle in &circles {
        assert!(
            REMAINING.contains(&circle.iter().map(String::as_str).collect::<Vec<_>>().as_slice()),
            "{circle:#?}"
        );
    }
    assert_eq!(circles.len(), REMAINING.len(), "a circle is gone: take it off the list");
}

#[test]
fn what_only_tests_use_stands_in_a_folder_or_file_called_tests() {
    let mut found = 0;
    for (path, text) in sources() {
        let lines: Vec<&str> = text.lines().collect();
        for pair in lines.windows(2) {
            let Some(module) = declared(pair[1]) else { continue };
            if pair[0].trim() != "#[cfg(test)]" {
                continue;
            }
            found += 1;
            assert_eq!(module, "tests", "{path} declares {module} for tests only");
        }
    }
    assert!(found > 5, "only {found} modules of tests");
}

#[test]
fn comment_lines_are_narrow_enough_to_read() {
    for (path, text) in sources() {
        for (at, line) in text.lines().enumerate() {
            let wide = line.trim_start().starts_with("//") && line.chars().count() > WIDEST_COMMENT;
            assert!(!wide, "{path}:{}: a comment of {} columns", at + 1, line.chars().count());
        }
    }
}

/// `mod name;`, whatever its visibility.
fn declared(line: &str) -> Option<&str> {
    let line = line.trim().strip_suffix(';')?;
    let (before, name) = line.rsplit_once(' ')?;
    (before == "mod" || before.ends_with(" mod")).then_some(name)
}

/// The product's files by the paths of their modules, and whom each names.
struct House {
    names: BTreeMap<String, BTreeSet<String>>,
}

impl House {
    fn read(sources: &[(String, String)]) -> Self {
        let files: BTreeMap<String, String> = sources
            .iter()
            .filter(|(path, _)| !path.contains("/tests/") && !path.ends_with("/tests.rs"))
            .map(|(path, text)| {
                let code: String = code_lines(&without_tests(text)).flat_map(|line| [line, "\n"]).collect();
                (module(path), code)
            })
            .collect();
        let defined: BTreeSet<(String, String)> = files
            .iter()
            .flat_map(|(module, code)| {
                code.lines().filter_map(defines).map(|name| (module.clone(), name.to_owned()))
            })
            .collect();
        let names = files
            .iter()
            .map(|(module, code)| {
                let paths = paths(code);
                let named = paths.iter().filter_map(|path| leads(module, path, &files, &defined));
                (module.clone(), named.filter(|other| other != module).collect())
            })
            .collect();
        Self { names }
    }

    /// Groups of files each of which leads to every other.
    fn circles(&self) -> Vec<Vec<String>> {
        let reached: BTreeMap<&str, BTreeSet<&str>> =
            self.names.keys().map(|module| (module.as_str(), self.reach(module))).collect();
        let mut circles: Vec<Vec<String>> = Vec::new();
        for (module, there) in &reached {
            let circle: Vec<String> = there
                .iter()
                .filter(|other| reached[*other].contains(module))
                .map(|other| (*other).to_owned())
                .collect();
            if circle.len() > 1 && !circles.contains(&circle) {
                circles.push(circle);
            }
        }
        circles
    }

    /// All files that lead on from one.
    fn reach(&self, from: &str) -> BTreeSet<&str> {
        let mut reached = BTreeSet::new();
        let mut next: Vec<&str> = self.names[from].iter().map(String::as_str).collect();
        while let Some(module) = next.pop() {
            if reached.insert(module) {
                next.extend(self.names[module].iter().map(String::as_str));
            }
        }
        reached
    }
}

/// `a/b.rs` and `a/b/mod.rs` are `a::b`.
fn module(path: &str) -> String {
    let path = path.trim_end_matches(".rs");
    path.strip_suffix("/mod").unwrap_or(path).replace('/', "::")
}

/// The name of an item that a line at the margin makes known to other files.
fn defines(line: &str) -> Option<&str> {
    const KINDS: [&str; 8] = ["struct", "enum", "trait", "fn", "const", "type", "static", "union"];
    let rest = line.strip_prefix("pub")?;
    let rest =
        rest.strip_prefix('(').map_or(rest, |rest| rest.split_once(')').map_or(rest, |(_, rest)| rest));
    let mut words = rest.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    words.find(|word| KINDS.contains(word))?;
    words.find(|word| !KINDS.contains(word))
}

/// Every path of the code that may lead to another file: from imports (re-exports hand on and name nobody) and from
/// the code itself.
fn paths(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut body = String::new();
    let mut rest = code;
    while let Some(at) = rest.find("use ") {
        let before = &rest[..at];
        let line = before.rfind('\n').map_or(before, |start| &before[start + 1..]);
        let Some(end) = rest[at..].find(';') else { break };
        let import = line.trim().is_empty();
        let handed_on = line.trim_start().starts_with("pub");
        if import || handed_on {
            body.push_str(before);
            if import {
                found.extend(heads("", &rest[at + 4..at + end]));
            }
            rest = &rest[at + end + 1..];
        } else {
            body.push_str(&rest[..at + 4]);
            rest = &rest[at + 4..];
        }
    }
    body.push_str(rest);
    for root in ["crate::", "super::", "self::"] {
        for (at, _) in body.match_indices(root) {
            let outside =
                body[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != ':' && c != '_');
            let path: String =
                body[at..].chars().take_while(|c| c.is_alphanumeric() || *c == ':' || *c == '_').collect();
            if outside {
                found.push(path.trim_end_matches(':').to_owned());
            }
        }
    }
    found
}

/// The file that a path leads to from a module.
fn leads(
    from: &str,
    path: &str,
    files: &BTreeMap<String, String>,
    defined: &BTreeSet<(String, String)>,
) -> Option<String> {
    let mut parts: Vec<&str> = path.split("::").collect();
    let mut whole: Vec<&str> = from.split("::").collect();
    match *parts.first()? {
        "crate" => whole.clear(),
        "super" | "self" => {}
        _ => return None,
    }
    while matches!(parts.first(), Some(&"crate" | &"super" | &"self")) {
        if parts.remove(0) == "super" {
            whole.pop();
        }
    }
    whole.extend(parts);
    for length in (1..=whole.len()).rev() {
        let module = whole[..length].join("::");
        if !files.contains_key(&module) {
            continue;
        }
        let Some(name) = whole.get(length) else { return Some(module) };
        if defined.contains(&(module.clone(), (*name).to_owned())) || *name == "*" {
            return Some(module);
        }
        // Handed on from one of its own files.
        let below = format!("{module}::");
        let origin = defined.iter().find(|(there, item)| item == name && there.starts_with(&below));
        return Some(origin.map_or(module, |(there, _)| there.clone()));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house(files: &[(&str, &str)]) -> House {
        House::read(
            &files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect::<Vec<_>>(),
        )
    }

    #[test]
    fn a_circle_is_found_whatever_way_it_is_named() {
        let circle = house(&[
            ("room/mod.rs", "mod a;\nmod b;\npub use b::Thing;\n"),
            ("room/a.rs", "use crate::room::Thing;\npub fn one(_: Thing) {}\n"),
            ("room/b.rs", "pub struct Thing;\nfn two() { super::a::one(Thing) }\n"),
            ("room/c.rs", "// crate::room::d\nuse super::d::{self, Item};\npub fn c() {}\n"),
            ("room/d.rs", "pub struct Item;\n#[cfg(test)]\nmod tests {\n    use crate::room::c::c;\n}\n"),
        ]);
        assert_eq!(circle.circles(), [["room::a", "room::b"]]);
        assert_eq!(circle.names["room::c"], BTreeSet::from(["room::d".to_owned()]));
    }

    #[test]
    fn items_are_known_by_their_names() {
        assert_eq!(defines("pub(crate) const fn word() {}"), Some("word"));
        assert_eq!(defines("pub struct Flags(pub u16);"), Some("Flags"));
        assert_eq!(defines("pub(in crate::a) const MOST: usize = 4;"), Some("MOST"));
        assert_eq!(defines("struct Own;"), None);
        assert_eq!(declared("pub(super) mod tests;"), Some("tests"));
    }
}
