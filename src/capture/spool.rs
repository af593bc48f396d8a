//! A pipe that can be read twice.
//!
//! Explaining takes two passes over a capture, and a pipe gives its bytes once. A [`Spool`] copies what it reads to a
//! temporary file that has no name, so that it vanishes with the process however that ends; going back reads the copy.
//! Nothing is read from the pipe before somebody asks for it. Where there are no files (WebAssembly in a browser), the
//! copy is in memory.
//!
//! Limits: the copy takes as much room in the directory for temporary files, or in memory, as was read.

use std::io::{self, Read, Seek, SeekFrom, Write};

/// Room for bytes that are written once and read again, however many they are.
#[cfg(not(target_family = "wasm"))]
pub(crate) type Scratch = std::fs::File;

/// Room for bytes that are written once and read again: memory is all there is.
#[cfg(target_family = "wasm")]
pub(crate) type Scratch = io::Cursor<Vec<u8>>;

/// A temporary file without a name.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn scratch() -> io::Result<Scratch> {
    tempfile::tempfile()
}

/// An empty piece of memory; like a file it might not be there.
#[cfg(target_family = "wasm")]
#[allow(clippy::unnecessary_wraps)]
pub(crate) fn scratch() -> io::Result<Scratch> {
    Ok(Scratch::default())
}

/// A stream and the copy of what it gave so far.
pub(super) struct Spool<R, C = Scratch> {
    stream: R,
    copy: C,
    /// Bytes in the copy.
    have: u64,
    /// Where the next read is.
    position: u64,
    /// Where the copy's own cursor is.
    cursor: u64,
}

impl<R: Read> Spool<R> {
    /// A spool whose copy is in the directory for temporary files, if there is one.
    pub(super) fn new(stream: R) -> io::Result<Self> {
        Ok(Self::onto(stream, scratch().map_err(|error| of_the_copy(&error))?))
    }
}

impl<R, C: Read + Write + Seek> Spool<R, C> {
    fn onto(stream: R, copy: C) -> Self {
        Self { stream, copy, have: 0, position: 0, cursor: 0 }
    }

    fn stand_at(&mut self, place: u64) -> io::Result<()> {
        if self.cursor != place {
            self.copy.seek(SeekFrom::Start(place)).map_err(|error| of_the_copy(&error))?;
            self.cursor = place;
        }
        Ok(())
    }
}

impl<R: Read, C: Read + Write + Seek> Read for Spool<R, C> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let old = self.have.saturating_sub(self.position);
        let got = if old > 0 {
            self.stand_at(self.position)?;
            let most = room.len().min(usize::try_from(old).unwrap_or(usize::MAX));
            let got = self.copy.read(&mut room[..most])?;
            self.cursor += got as u64;
            got
        } else {
            let got = self.stream.read(room)?.min(room.len());
            self.stand_at(self.have)?;
            self.copy.write_all(&room[..got]).map_err(|error| of_the_copy(&error))?;
            self.cursor += got as u64;
            self.have += got as u64;
            got
        };
        self.position += got as u64;
        Ok(got)
    }
}

impl<R, C> Seek for Spool<R, C> {
    /// Goes to a place that was read before; one further on is taken as the end of what was read.
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(by) => self.have.checked_add_signed(by),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
        };
        let place = place.ok_or(io::ErrorKind::InvalidInput)?;
        self.position = place.min(self.have);
        Ok(self.position)
    }
}

/// Says that it is the copy that failed (a full disk), and not the capture.
fn of_the_copy(error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("temporary copy of the pipe: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_can_be_read_again_and_the_rest_follows() {
        let stream = &b"one two three"[..];
        reads_twice(Spool::new(stream).expect("a temporary file"));
        reads_twice(Spool::onto(stream, io::Cursor::new(Vec::new())));
    }

    fn reads_twice(mut spool: impl Read + Seek) {
        let mut four = [0; 4];
        spool.read_exact(&mut four).expect("four bytes");
        assert_eq!(&four, b"one ");
        spool.seek(SeekFrom::Start(2)).expect("back");
        let mut rest = String::new();
        spool.read_to_string(&mut rest).expect("the rest");
        assert_eq!(rest, "e two three");
        spool.rewind().expect("the beginning");
        rest.clear();
        spool.read_to_string(&mut rest).expect("all");
        assert_eq!(rest, "one two three");
    }
}
