//! What cases are made of: the captures in `samples/`, the committed corpus in `fuzz/corpus/`, the table of filters,
//! and, if `ACKPLAIN_FUZZ_CORPUS` names a folder, every file under it as a capture.
//!
//! Everything is in the order of its name: a case's number means the same on every machine with the same files.

use ackplain::capture::{Event, Reader, Source as _};
use std::fs;
use std::path::{Path, PathBuf};

/// A file of the corpus.
#[derive(Debug, Clone)]
pub struct Entry {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Files of a folder given from outside that are larger say nothing that smaller ones don't.
const LARGEST: usize = 64 * 1024;

/// The captures in `samples/`.
pub fn samples() -> Vec<Entry> {
    let mut samples = files(&root().join("samples"));
    samples.retain(|entry| entry.name.split('.').any(|part| matches!(part, "pcap" | "pcapng")));
    assert!(samples.len() > 20, "samples/ holds captures");
    samples
}

/// The committed entries of one target.
pub fn committed(target: &str) -> Vec<Entry> {
    files(&folder(target))
}

/// Where the committed entries of a target lie.
pub fn folder(target: &str) -> PathBuf {
    root().join("fuzz/corpus").join(target)
}

/// Captures for the targets `reader` and `explain_any_bytes`.
pub fn captures() -> Vec<Vec<u8>> {
    let mut captures = bytes(samples());
    captures.extend(bytes(committed("reader")));
    captures.extend(bytes(outside()));
    captures
}

/// Frames for the target `dissect`: the committed ones, and those of all captures.
pub fn frames() -> Vec<Vec<u8>> {
    let mut frames = bytes(committed("dissect"));
    for capture in captures() {
        frames.extend(frames_of(capture));
    }
    frames
}

/// Filters for the target `filter`.
pub fn filters() -> Vec<Vec<u8>> {
    let mut filters = bytes(committed("filter"));
    for (table, column) in [("filter_table.tsv", 1), ("filter_errors.tsv", 0)] {
        let table = fs::read_to_string(root().join("tests").join(table)).expect("the table of filters");
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        filters.extend(lines.filter_map(|line| Some(line.split('\t').nth(column)?.as_bytes().to_vec())));
    }
    assert!(filters.len() > 150, "{} filters", filters.len());
    filters
}

/// Each frame of a capture as the target `dissect` takes it.
pub fn frames_of(capture: Vec<u8>) -> Vec<Vec<u8>> {
    let mut frames = Vec::new();
    let Ok(mut reader) = Reader::from_bytes(capture) else { return frames };
    while let Ok(Some(event)) = reader.next() {
        let Event::Frame(frame) = event else { continue };
        let missing = u64::from(frame.original).saturating_sub(frame.bytes.len() as u64).min(255) as u8;
        let [high, low] = frame.link.0.to_be_bytes();
        frames.push([&[high, low, missing, frame.fcs.unwrap_or(0)], frame.bytes].concat());
    }
    frames
}

fn outside() -> Vec<Entry> {
    let Some(folder) = std::env::var_os("ACKPLAIN_FUZZ_CORPUS") else { return Vec::new() };
    let mut entries = files(Path::new(&folder));
    entries.retain(|entry| entry.bytes.len() <= LARGEST);
    assert!(!entries.is_empty(), "{} holds no files", Path::new(&folder).display());
    entries
}

fn bytes(entries: Vec<Entry>) -> Vec<Vec<u8>> {
    entries.into_iter().map(|entry| entry.bytes).collect()
}

/// Every file under a folder, in the order of their names.
fn files(folder: &Path) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(listed) = fs::read_dir(&next) else { continue };
        for path in listed.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(bytes) = fs::read(&path) {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
                entries.push(Entry { name, bytes });
            }
        }
    }
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    entries
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
