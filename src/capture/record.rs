//! What is captured goes to files: pcapng, one or a numbered row of them.
//!
//! Each file of a row is a capture of its own: section header, the interface, its frames, and at its end what was
//! counted while it was written. A new one is begun in front of the frame that would make the old one too large or too
//! old; "old" is measured by the frames' own times, so that the same frames always give the same files.
//!
//! A file that is there already is written over, as `-w` does everywhere.

use super::write::{Counted, Face, Pcapng, Section};
use super::{LinkType, Nanos};

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Bytes held back before they are written.
const BUFFER: usize = 256 * 1024;

/// What is recorded where.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// The file, or the pattern of a row: `trace.pcapng` gives `trace_00001.pcapng`.
    pub path: PathBuf,
    /// Begin a new file before one gets larger than so many bytes.
    pub most_bytes: Option<u64>,
    /// Begin a new file once one holds so many nanoseconds.
    pub most_nanos: Option<i128>,
    /// The interface's name.
    pub interface: String,
    /// How its frames begin.
    pub link: LinkType,
    /// Bytes kept of each frame.
    pub snap_length: u32,
    /// The capture filter.
    pub filter: Option<String>,
    /// A comment on the whole.
    pub comment: Option<String>,
}

impl Plan {
    /// Is it a row of files?
    pub(crate) fn rotates(&self) -> bool {
        self.most_bytes.is_some() || self.most_nanos.is_some()
    }

    /// The `number`th file, from 1.
    pub(crate) fn file(&self, number: u32) -> PathBuf {
        if !self.rotates() {
            return self.path.clone();
        }
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
        let name = match self.path.extension() {
            Some(extension) => format!("{stem}_{number:05}.{}", extension.to_string_lossy()),
            None => format!("{stem}_{number:05}"),
        };
        self.path.with_file_name(name)
    }

    /// The folder that files are created in.
    pub(crate) fn folder(&self) -> &Path {
        match self.path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        }
    }
}

/// Counters of the moment, from the beginning of the capture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Frames that the filter accepted, if that is counted.
    pub accepted: Option<u64>,
    /// Frames that the interface dropped.
    pub interface_dropped: u64,
    /// Frames that the system dropped.
    pub system_dropped: u64,
}

/// A file that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {error}", path = path.display())]
pub(crate) struct Unwritten {
    /// Which.
    pub path: PathBuf,
    /// What the system said.
    pub error: io::Error,
}

/// Writes frames.
#[derive(Debug)]
pub(crate) struct Recorder {
    plan: Plan,
    file: Pcapng<Counting>,
    /// The file's number, from 1.
    number: u32,
    frames: u64,
    all_frames: u64,
    first: Option<Nanos>,
    last: Option<Nanos>,
    /// Counters when the file was begun, and the latest.
    began: Counts,
    now: Counts,
}

impl Recorder {
    /// Creates the first file.
    ///
    /// # Errors
    /// It cannot be created or written.
    pub(crate) fn start(plan: Plan) -> Result<Self, Unwritten> {
        let file = begin(&plan, 1)?;
        Ok(Self {
            plan,
            file,
            number: 1,
            frames: 0,
            all_frames: 0,
            first: None,
            last: None,
            began: Counts::default(),
            now: Counts::default(),
        })
    }

    /// What is recorded where.
    pub(crate) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The file that is written now.
    pub(crate) fn handle(&mut self) -> &File {
        self.file.out().out.get_ref()
    }

    /// The file that is written now, by name.
    pub(crate) fn path(&self) -> PathBuf {
        self.plan.file(self.number)
    }

    /// How many files there are, and how many frames are in them.
    pub(crate) fn written(&self) -> (u32, u64) {
        (self.number, self.all_frames)
    }

    /// Writes a frame.
    ///
    /// # Errors
    /// A file cannot be created or written.
    pub(crate) fn frame(
        &mut self,
        time: Nanos,
        original: u32,
        bytes: &[u8],
        comment: Option<&str>,
    ) -> Result<(), Unwritten> {
        if self.full(time, bytes.len() + comment.map_or(0, str::len)) {
            self.next()?;
        }
        self.first = self.first.or(Some(time));
        self.last = Some(time);
        self.frames += 1;
        self.all_frames += 1;
        let done = self.file.frame_with(0, time, original, bytes, comment);
        self.named(done)
    }

    /// The counters now.
    pub(crate) fn counted(&mut self, now: Counts) {
        self.now = now;
    }

    /// Hands on what was held back, so that another program can read it.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn flush(&mut self) -> Result<(), Unwritten> {
        let done = self.file.out().flush();
        self.named(done)
    }

    /// Ends the last file.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn finish(mut self) -> Result<(), Unwritten> {
        self.end()
    }

    /// Would another frame be too much for this file? Not for one that is empty.
    fn full(&mut self, time: Nanos, bytes: usize) -> bool {
        /// What stands around a frame, and the counts behind the last one.
        const AROUND: u64 = 44 + 128;
        let size = self.file.out().bytes + bytes as u64 + AROUND;
        let large = self.plan.most_bytes.is_some_and(|most| size > most);
        let old = self.plan.most_nanos.zip(self.first).is_some_and(|(most, first)| time.0 - first.0 >= most);
        self.frames > 0 && (large || old)
    }

    fn next(&mut self) -> Result<(), Unwritten> {
        self.end()?;
        self.file = begin(&self.plan, self.number + 1)?;
        self.number += 1;
        self.frames = 0;
        self.first = None;
        self.last = None;
        self.began = self.now;
        Ok(())
    }

    fn end(&mut self) -> Result<(), Unwritten> {
        let (began, now) = (self.began, self.now);
        let counted = Counted {
            since: self.first,
            until: self.last,
            accepted: now.accepted.map(|all| all.saturating_sub(began.accepted.unwrap_or_default())),
            interface_dropped: Some(now.interface_dropped.saturating_sub(began.interface_dropped)),
            system_dropped: Some(now.system_dropped.saturating_sub(began.system_dropped)),
            delivered: Some(self.frames),
        };
        let time = self.last.unwrap_or(Nanos(0));
        let done = self.file.statistics(0, time, counted).and_then(|()| self.file.out().flush());
        self.named(done)
    }

    fn named(&self, done: io::Result<()>) -> Result<(), Unwritten> {
        done.map_err(|error| Unwritten { path: self.path(), error })
    }
}

fn begin(plan: &Plan, number: u32) -> Result<Pcapng<Counting>, Unwritten> {
    let path = plan.file(number);
    let begun = || -> io::Result<Pcapng<Counting>> {
        let file = File::create(&path)?;
        let section = Section {
            application: Some(concat!("ackplain ", env!("CARGO_PKG_VERSION"))),
            operating_system: Some(std::env::consts::OS),
            comment: plan.comment.as_deref(),
        };
        let out = Counting { out: BufWriter::with_capacity(BUFFER, file), bytes: 0 };
        let mut file = Pcapng::with(out, section)?;
        file.interface_as(Face {
            link: plan.link,
            snap_length: plan.snap_length,
            name: Some(&plan.interface),
            filter: plan.filter.as_deref(),
        })?;
        file.out().flush()?;
        Ok(file)
    };
    begun().map_err(|error| Unwritten { path: path.clone(), error })
}

/// Counts what is written.
#[derive(Debug)]
struct Counting {
    out: BufWriter<File>,
    bytes: u64,
}

impl Write for Counting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::{Event, Passes, Source as _, open};

    fn plan(folder: &Path) -> Plan {
        Plan {
            path: folder.join("trace.pcapng"),
            most_bytes: None,
            most_nanos: None,
            interface: "lo".to_owned(),
            link: LinkType::RAW,
            snap_length: 262_144,
            filter: None,
            comment: None,
        }
    }

    fn frames(path: &Path) -> (Vec<i128>, Option<u64>) {
        let mut reader = open(path, Passes::One).expect("a capture");
        let mut times = Vec::new();
        while let Some(event) = reader.next().expect("readable") {
            let Event::Frame(frame) = event else { panic!("damage: {event:?}") };
            times.push(frame.time.expect("a time").0);
        }
        (times, reader.description().interfaces[0].dropped)
    }

    #[test]
    fn a_row_of_files_holds_every_frame_once_and_each_its_own_losses() {
        let folder = tempfile::tempdir().expect("a folder");
        let plan = Plan { most_nanos: Some(10), ..plan(folder.path()) };
        let mut recorder = Recorder::start(plan.clone()).expect("a file");
        for time in [0, 9, 10, 15, 40] {
            recorder.counted(Counts { accepted: None, interface_dropped: 0, system_dropped: time });
            recorder.frame(Nanos(time.into()), 3, &[1, 2, 3], None).expect("written");
        }
        assert_eq!(recorder.written(), (3, 5));
        recorder.finish().expect("written");
        assert_eq!(frames(&plan.file(1)), (vec![0, 9], Some(10)));
        assert_eq!(frames(&plan.file(2)), (vec![10, 15], Some(30)));
        assert_eq!(frames(&plan.file(3)), (vec![40], Some(0)));
        assert!(plan.file(3).ends_with("trace_00003.pcapng"));
    }

    #[test]
    fn no_file_of_a_row_is_larger_than_it_may_be() {
        let folder = tempfile::tempdir().expect("a folder");
        let plan = Plan { most_bytes: Some(4096), ..plan(folder.path()) };
        let mut recorder = Recorder::start(plan.clone()).expect("a file");
        for time in 0..40 {
            recorder.frame(Nanos(time), 500, &[7; 500], None).expect("written");
        }
        let (files, _) = recorder.written();
        recorder.finish().expect("written");
        let mut all = Vec::new();
        for number in 1..=files {
            let path = plan.file(number);
            assert!(path.metadata().expect("a file").len() <= 4096);
            all.extend(frames(&path).0);
        }
        assert_eq!(all, (0..40).collect::<Vec<i128>>());
        // A frame that is larger than a file may be gets one of its own.
        let mut recorder = Recorder::start(plan.clone()).expect("a file");
        recorder.frame(Nanos(1), 5000, &[7; 5000], None).expect("written");
        recorder.frame(Nanos(2), 5000, &[7; 5000], None).expect("written");
        assert_eq!(recorder.written(), (2, 2));
    }
}
