//! A line on standard error while a long capture is read, if somebody sits there.

use crate::language::Language;
use crate::language::screen::grouped;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

/// Shows how far the reading is.
pub(super) struct Progress {
    /// `None` if nobody watches.
    since: Option<Instant>,
    size: Option<u64>,
    language: Language,
    shown: bool,
}

impl Progress {
    /// For a capture at `path`.
    pub(super) fn new(path: &Path, language: Language) -> Self {
        // Nothing is drawn between the lines of a report that stands on the same terminal before it is begun.
        let watched = io::stderr().is_terminal();
        let size = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|m| m.len());
        Self { since: watched.then(Instant::now), size, language, shown: false }
    }

    /// So many frames and bytes are read.
    pub(super) fn tick(&mut self, frames: u64, bytes: u64) {
        let Some(since) = self.since else { return };
        if since.elapsed() < Duration::from_secs(1) {
            return;
        }
        let frames = grouped(frames);
        let part = match self.size {
            // Of a compressed capture the unpacked bytes are counted: nobody knows how many there will be.
            Some(size) if size > 0 && bytes <= size => format!("{:3} %  ", bytes * 100 / size),
            _ => String::new(),
        };
        let line = match self.language {
            Language::English => format!("{part}{frames} frames read"),
            Language::Korean => format!("{part}프레임 {frames}개 읽음"),
        };
        let _ = write!(io::stderr(), "\r\u{1b}[K{line}");
        self.shown = true;
    }

    /// The reading is over: take the line away.
    pub(super) fn done(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
        self.since = None;
    }
}
