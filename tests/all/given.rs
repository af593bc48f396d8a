//! What the repository gives away beside its sources stays small and of known kinds: the captures in `samples/`,
//! assignments in `samples/homework/`, pages in `docs/pages/`. A folder that is not there has nothing wrong with it.
//!
//! Each file has a limit, and each folder one in all, so that a clone stays quick and a capture that is no sample is
//! noticed. The table in `samples/README.md` is held by [`crate::house`].

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A file, by its path below the repository with `/` between the parts, and its bytes.
type File = (String, u64);

/// A folder, how large a file in it may be, how large all of them, and how many there may be.
struct Limit {
    folder: &'static str,
    file: u64,
    all: u64,
    count: usize,
}

/// The first that a path lies in counts.
const LIMITS: [Limit; 3] = [
    Limit { folder: "samples/homework/", file: 60_000, all: 600_000, count: 200 },
    Limit { folder: "samples/", file: 60_000, all: 600_000, count: 200 },
    Limit { folder: "docs/pages/", file: 600_000, all: 1_200_000, count: 2 },
];

/// What is wrong with these files.
fn complaints(files: &[File]) -> Vec<String> {
    let mut wrong = Vec::new();
    let (mut sizes, mut counts) = ([0; LIMITS.len()], [0; LIMITS.len()]);
    let names: BTreeSet<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    for (path, size) in files {
        let Some(at) = LIMITS.iter().position(|limit| path.starts_with(limit.folder)) else { continue };
        let limit = &LIMITS[at];
        sizes[at] += size;
        counts[at] += 1;
        if *size >= limit.file {
            wrong.push(format!("{path} has {size} bytes, {} are allowed", limit.file));
        }
        let name = &path[limit.folder.len()..];
        let trouble = match limit.folder {
            "samples/" => of_samples(name, &names),
            "samples/homework/" => of_kind(name, &["md", "pcap", "pcapng", "yaml"]),
            _ if name.contains('/') => Err("stands in a folder of its own".to_owned()),
            _ => of_kind(name, &["html"]),
        };
        wrong.extend(trouble.err().map(|trouble| format!("{path} {trouble}")));
    }
    for ((limit, size), count) in LIMITS.iter().zip(sizes).zip(counts) {
        if size >= limit.all {
            wrong.push(format!("{} has {size} bytes, {} are allowed", limit.folder, limit.all));
        }
        if count > limit.count {
            wrong.push(format!("{} has {count} files, {} are allowed", limit.folder, limit.count));
        }
    }
    wrong
}

/// A capture, or what stands beside one: the kernel's log, what is expected of it, a snapshot that this expects.
fn of_samples(name: &str, names: &BTreeSet<&str>) -> Result<(), String> {
    let there = |name: &str| names.contains(format!("samples/{name}").as_str());
    let captured = |stem: &str| there(&format!("{stem}.pcap")) || there(&format!("{stem}.pcapng"));
    if name.contains('/') {
        Err("stands in a folder of its own".to_owned())
    } else if let Some(stem) = name.strip_suffix(".truth.txt").or_else(|| name.strip_suffix(".expect.yaml")) {
        if captured(stem) { Ok(()) } else { Err("is about no sample".to_owned()) }
    } else if let Some(stem) = name.strip_suffix(".snap") {
        let used = stem.split_once('.').is_some_and(|(stem, _)| there(&format!("{stem}.expect.yaml")));
        if used { Ok(()) } else { Err("is used by nothing".to_owned()) }
    } else if name == "README.md" {
        Ok(())
    } else {
        of_kind(name, &["pcap", "pcapng"])
    }
}

fn of_kind(name: &str, kinds: &[&str]) -> Result<(), String> {
    let kind = Path::new(name).extension().and_then(|kind| kind.to_str());
    if kind.is_some_and(|kind| kinds.contains(&kind)) {
        Ok(())
    } else {
        Err(format!("is none of {}", kinds.join(", ")))
    }
}

/// Every file below a folder of the repository; none if it is not there.
fn files_in(folder: &str) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(root.join(&next)) else { continue };
        for entry in entries.map(|entry| entry.expect("an entry")) {
            let name = entry.file_name().into_string().expect("a UTF-8 name");
            let path = format!("{next}/{name}");
            let about = entry.metadata().expect("about it");
            if about.is_dir() { folders.push(path) } else { files.push((path, about.len())) }
        }
    }
    files
}

#[test]
fn what_is_given_away_is_small_and_of_known_kinds() {
    let files = [files_in("samples"), files_in("docs/pages")].concat();
    assert!(files.len() > 60, "samples/ was not found: {files:?}");
    assert_eq!(complaints(&files), Vec::<String>::new());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, u64)]) -> Vec<String> {
        let files: Vec<File> = files.iter().map(|(path, size)| ((*path).to_owned(), *size)).collect();
        complaints(&files)
    }

    #[test]
    fn folders_that_are_not_there_and_files_that_belong_are_fine() {
        assert_eq!(of(&[]), [] as [String; 0]);
        let files = [
            ("samples/README.md", 9_000),
            ("samples/half_close.pcap", 1_000),
            ("samples/half_close.truth.txt", 1_000),
            ("samples/half_close.expect.yaml", 1_000),
            ("samples/half_close.fields.snap", 1_000),
            ("samples/homework/README.md", 1_000),
            ("samples/homework/first.pcapng", 59_999),
            ("samples/homework/first/questions.yaml", 1_000),
            ("docs/pages/index.html", 599_999),
            ("docs/pages/ko.html", 599_999),
            ("docs/ackplain.schema.json", 900_000),
        ];
        assert_eq!(of(&files), [] as [String; 0]);
    }

    #[test]
    fn a_kind_that_is_not_known_is_refused() {
        assert_eq!(of(&[("samples/run.sh", 10)]), ["samples/run.sh is none of pcap, pcapng"]);
        assert_eq!(of(&[("samples/more/a.pcap", 10)]), ["samples/more/a.pcap stands in a folder of its own"]);
        assert_eq!(of(&[("samples/a.truth.txt", 10)]), ["samples/a.truth.txt is about no sample"]);
        assert_eq!(of(&[("samples/a.b.snap", 10)]), ["samples/a.b.snap is used by nothing"]);
        assert_eq!(
            of(&[("samples/homework/answers.docx", 10), ("samples/homework/Makefile", 10)]),
            [
                "samples/homework/answers.docx is none of md, pcap, pcapng, yaml",
                "samples/homework/Makefile is none of md, pcap, pcapng, yaml",
            ]
        );
        assert_eq!(of(&[("docs/pages/app.js", 10)]), ["docs/pages/app.js is none of html"]);
        assert_eq!(of(&[("docs/pages/a/b.html", 10)]), ["docs/pages/a/b.html stands in a folder of its own"]);
    }

    #[test]
    fn what_is_too_large_or_too_much_is_refused() {
        assert_eq!(of(&[("samples/a.pcap", 60_000)]), ["samples/a.pcap has 60000 bytes, 60000 are allowed"]);
        assert_eq!(of(&[("samples/homework/a.pcap", 60_000)]).len(), 1);
        assert_eq!(of(&[("docs/pages/a.html", 600_000)]).len(), 1);
        let many = |folder: &str, kind: &str| -> Vec<(String, u64)> {
            (0..11).map(|no| (format!("{folder}{no}.{kind}"), 59_000)).collect()
        };
        let samples = complaints(&many("samples/", "pcap"));
        assert_eq!(samples, ["samples/ has 649000 bytes, 600000 are allowed"]);
        let homework = complaints(&many("samples/homework/", "pcap"));
        assert_eq!(homework, ["samples/homework/ has 649000 bytes, 600000 are allowed"]);
        // Each has its own limit.
        let both = [&many("samples/", "pcap")[..10], &many("samples/homework/", "yaml")[..10]].concat();
        assert_eq!(complaints(&both), [] as [String; 0]);
        let pages = complaints(&many("docs/pages/", "html"));
        assert_eq!(pages, ["docs/pages/ has 11 files, 2 are allowed"]);
    }
}
