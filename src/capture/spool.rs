//! A pipe that can be read twice.
//!
//! Explaining takes two passes over a capture, and a pipe gives its bytes once. A [`Spool`] copies what it
//! reads to a temporary file that has no name, so that it vanishes with the process however that ends; going
//! back reads the copy. Nothing is read from the pipe before somebody asks for it.
//!
//! Limits: the copy takes as much room in the directory for temporary files as was read.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

/// A stream and the copy of what it gave so far.
pub(super) struct Spool<R> {
    stream: R,
    copy: File,
    /// Bytes in the copy.
    have: u64,
    /// Where the next read is.
    position: u64,
    /// Where the copy's own cursor is.
    cursor: u64,
}

impl<R: Read> Spool<R> {
    /// A spool whose copy is in the directory for temporary files.
    pub(super) fn new(stream: R) -> io::Result<Self> {
        Ok(Self {
            stream,
            copy: tempfile::tempfile().map_err(|error| of_the_copy(&error))?,
            have: 0,
            position: 0,
            cursor: 0,
        })
    }

    fn stand_at(&mut self, place: u64) -> io::Result<()> {
        if self.cursor != place {
            self.copy.seek(SeekFrom::Start(place)).map_err(|error| of_the_copy(&error))?;
            self.cursor = place;
        }
        Ok(())
    }
}

impl<R: Read> Read for Spool<R> {
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

impl<R: Read> Seek for Spool<R> {
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
        let mut spool = Spool::new(&b"one two three"[..]).expect("a temporary file");
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
