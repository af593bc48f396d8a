//! The captures in `samples/`.

use ackplain::capture::{self, Event, Passes, Source as _};
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

/// A frame as the library reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Nanoseconds since the epoch.
    pub time: Option<i128>,
    /// Length on the wire.
    pub original: u32,
    /// What was captured.
    pub bytes: Vec<u8>,
}

/// The frames of a sample, in the order of their numbers, read by the library.
pub fn frames(name: &str) -> Vec<Frame> {
    let mut reader = capture::open(&path(name), Passes::One).expect("a sample can be opened");
    let mut frames = Vec::new();
    while let Some(event) = reader.next().expect("a sample can be read") {
        if let Event::Frame(frame) = event {
            frames.push(Frame {
                time: frame.time.map(|time| time.0),
                original: frame.original,
                bytes: frame.bytes.to_vec(),
            });
            assert_eq!(frame.no, frames.len() as u64, "{name}: frames count from 1");
        }
    }
    frames
}
