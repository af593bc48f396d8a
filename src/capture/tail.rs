//! A capture that is still being written: a pipe, a FIFO, or a file that grows.
//!
//! A pipe is at its end when its writer closes it. A file has no such end: where there is nothing more to read, more
//! may come, so reading waits until it does, or until somebody asks for the end.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// How long a file that did not grow is left alone.
const PAUSE: Duration = Duration::from_millis(20);

/// How long a pipe is waited for before somebody's wish to end is looked for: 100 milliseconds.
#[cfg(unix)]
const PATIENCE: rustix::event::Timespec = rustix::event::Timespec { tv_sec: 0, tv_nsec: 100_000_000 };

/// Bytes that come as they are written.
#[derive(Debug)]
pub(crate) struct Tail {
    file: File,
    regular: bool,
    position: u64,
    asked: Arc<AtomicBool>,
}

impl Tail {
    /// Opens a path; `-` is standard input. A FIFO is waited for until somebody writes to it. Reading ends when `asked`
    /// is set.
    ///
    /// # Errors
    /// What the system says.
    pub(crate) fn open(path: &Path, asked: Arc<AtomicBool>) -> io::Result<Self> {
        let file = if path == Path::new("-") { standard_input()? } else { File::open(path)? };
        let kind = file.metadata()?.file_type();
        if kind.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok(Self { regular: kind.is_file(), file, position: 0, asked })
    }
}

impl Read for Tail {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.asked.load(Ordering::SeqCst) {
                return Ok(0);
            }
            if !self.regular && !readable(&self.file) {
                continue;
            }
            let got = self.file.read(room)?;
            self.position += got as u64;
            if got > 0 || !self.regular || room.is_empty() {
                return Ok(got);
            }
            if self.file.metadata()?.len() < self.position {
                let why = "the file was truncated while it was followed";
                return Err(io::Error::new(io::ErrorKind::InvalidData, why));
            }
            thread::sleep(PAUSE);
        }
    }
}

#[cfg(unix)]
fn standard_input() -> io::Result<File> {
    use std::os::fd::AsFd as _;

    Ok(File::from(io::stdin().as_fd().try_clone_to_owned()?))
}

#[cfg(windows)]
fn standard_input() -> io::Result<File> {
    use std::os::windows::io::AsHandle as _;

    Ok(File::from(io::stdin().as_handle().try_clone_to_owned()?))
}

/// Would reading give bytes or the end at once?
#[cfg(unix)]
fn readable(file: &File) -> bool {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;

    let mut watched = [PollFd::new(file, PollFlags::IN)];
    // An error other than an interruption shows itself in reading.
    match poll(&mut watched, Some(&PATIENCE)) {
        Ok(ready) => ready > 0,
        Err(error) => error != Errno::INTR,
    }
}

#[cfg(not(unix))]
fn readable(_: &File) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    #[test]
    fn a_growing_file_is_read_on_and_ends_when_that_is_asked_for() {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        let asked = Arc::new(AtomicBool::new(false));
        let mut tail = Tail::open(file.path(), Arc::clone(&asked)).expect("opens");
        file.write_all(b"one").expect("written");
        let mut bytes = [0; 8];
        assert_eq!(tail.read(&mut bytes).expect("read"), 3);
        let reader = thread::spawn(move || {
            let mut bytes = [0; 8];
            let got = tail.read(&mut bytes).expect("read");
            (bytes[..got].to_vec(), tail)
        });
        file.write_all(b"two").expect("written");
        let (got, mut tail) = reader.join().expect("ends");
        assert_eq!(got, b"two");
        asked.store(true, Ordering::SeqCst);
        assert_eq!(tail.read(&mut bytes).expect("read"), 0);
    }

    #[test]
    fn a_file_that_shrinks_is_an_error_and_a_folder_is_none_to_read() {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        let asked = Arc::new(AtomicBool::new(false));
        file.write_all(b"one").expect("written");
        let mut tail = Tail::open(file.path(), Arc::clone(&asked)).expect("opens");
        let mut bytes = [0; 8];
        assert_eq!(tail.read(&mut bytes).expect("read"), 3);
        file.as_file().set_len(1).expect("cut");
        assert_eq!(tail.read(&mut bytes).expect_err("cut").kind(), io::ErrorKind::InvalidData);
        assert!(Tail::open(Path::new("."), asked).is_err());
    }
}
