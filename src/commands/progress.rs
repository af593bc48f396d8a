//! A line on standard error while something takes long, if somebody sits there.

use crate::language::Language;
#[cfg(feature = "check")]
use crate::language::check::page::PageLine;
use crate::language::screen::Phrase;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
#[cfg(feature = "check")]
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Draws the line anew, over what stood there.
pub(super) fn draw(text: &str) {
    // Nobody is left to tell if standard error is closed.
    let _ = write!(io::stderr(), "\r\u{1b}[K{text}");
}

/// Takes the line away.
pub(super) fn clear() {
    draw("");
}

/// Shows how far the reading of a capture is.
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
        let part = match self.size {
            // Of a compressed capture the unpacked bytes are counted: nobody knows how many there will be.
            Some(size) if size > 0 && bytes <= size => format!("{:3} %  ", bytes * 100 / size),
            _ => String::new(),
        };
        draw(&format!("{part}{}", Phrase::FramesRead(frames).text(self.language)));
        self.shown = true;
    }

    /// The reading is over: take the line away.
    pub(super) fn done(&mut self) {
        if std::mem::take(&mut self.shown) {
            clear();
        }
        self.since = None;
    }
}

/// Shows how many of many files are done; several threads tell it.
#[cfg(feature = "check")]
pub(super) struct Files {
    all: usize,
    language: Language,
    /// When it was drawn last, and whether ever; `None` if nobody watches.
    drawn: Option<Mutex<(Instant, bool)>>,
}

#[cfg(feature = "check")]
impl Files {
    /// For so many files.
    pub(super) fn new(all: usize, language: Language) -> Self {
        let drawn = io::stderr().is_terminal().then(|| Mutex::new((Instant::now(), false)));
        Self { all, language, drawn }
    }

    /// So many are done.
    pub(super) fn tick(&self, done: usize) {
        let Some(Ok(mut drawn)) = self.drawn.as_ref().map(Mutex::lock) else { return };
        if drawn.0.elapsed() < Duration::from_millis(250) {
            return;
        }
        *drawn = (Instant::now(), true);
        draw(&PageLine::PageProgress { done: done as u64, all: self.all as u64 }.text(self.language));
    }

    /// All are: take the line away.
    pub(super) fn done(&self) {
        if let Some(Ok(drawn)) = self.drawn.as_ref().map(Mutex::lock)
            && drawn.1
        {
            clear();
        }
    }
}
