//! Compressed bytes as decompressors read them: counted as they are used, with a look ahead, and what stands between
//! members and frames stepped over.

use super::packing::{Compression, Fault, Trouble, is_skippable};
use std::io::{self, BufRead, ErrorKind, Read};

/// Compressed bytes read at once.
const CHUNK: usize = 64 * 1024;

/// See [`Packed::grain`].
const GRAIN: usize = 1024;

/// The compressed bytes: counted as they are used, with a look ahead.
pub(super) struct Packed {
    stream: Box<dyn Read + Send>,
    bytes: Vec<u8>,
    start: usize,
    end: usize,
    /// Bytes that somebody took.
    pub(super) used: u64,
    /// The stream is at its end.
    ended: bool,
    /// Somebody wanted bytes there.
    pub(super) starved: bool,
    /// What the stream said, for those who read through a decompressor that would say something else.
    pub(super) error: Option<io::Error>,
}

impl Packed {
    pub(super) fn new(stream: Box<dyn Read + Send>) -> Self {
        Self {
            stream,
            bytes: vec![0; CHUNK],
            start: 0,
            end: 0,
            used: 0,
            ended: false,
            starved: false,
            error: None,
        }
    }

    /// Steps over what is to be skipped, to a magic number; `None` at the end.
    pub(super) fn next(&mut self, before: Option<Compression>) -> Result<Option<Compression>, Trouble> {
        loop {
            let head = self.peek()?;
            if head.is_empty() {
                return Ok(None);
            }
            if before == Some(Compression::Gzip) && head.first() == Some(&0) {
                return self.padding().map(|()| None);
            }
            let Some(&magic) = head.first_chunk::<4>() else {
                let magic = before.map_or(&[][..], Compression::magic);
                if !magic.starts_with(head) && !head.starts_with(magic) {
                    return Err(Fault::Trailing.into());
                }
                let stub = head.len();
                self.consume(stub);
                return Err(Fault::Cut.into());
            };
            if is_skippable(magic) && before != Some(Compression::Gzip) {
                self.skip_frame()?;
                continue;
            }
            let found = Compression::of(magic).filter(|&found| before.is_none_or(|before| before == found));
            return found.map(Some).ok_or(Fault::Trailing.into());
        }
    }

    /// The next four bytes, or those that are left.
    fn peek(&mut self) -> io::Result<&[u8]> {
        while self.end - self.start < 4 && !self.ended {
            self.more()?;
        }
        Ok(&self.bytes[self.start..self.end])
    }

    /// What is left of the grain that the next byte lies in, as soon as all of it is here: [`GRAIN`] bytes that begin
    /// at a multiple of that, the last ones fewer. Empty at the end.
    pub(super) fn grain(&mut self) -> io::Result<&[u8]> {
        let length = GRAIN - (self.used % GRAIN as u64) as usize;
        while self.end - self.start < length && !self.ended {
            self.more().map_err(|error| self.failed(error))?;
        }
        self.starved |= self.start == self.end;
        let end = self.end.min(self.start + length);
        Ok(&self.bytes[self.start..end])
    }

    /// Keeps what the stream said.
    fn failed(&mut self, error: io::Error) -> io::Error {
        let kind = error.kind();
        self.error = Some(error);
        kind.into()
    }

    fn skip_frame(&mut self) -> Result<(), Trouble> {
        self.consume(4);
        let Some(&size) = self.peek()?.first_chunk::<4>() else {
            return Err(Fault::Cut.into());
        };
        let mut left = 4 + u64::from(u32::from_le_bytes(size));
        while left > 0 {
            let have = self.peek()?.len();
            if have == 0 {
                return Err(Fault::Cut.into());
            }
            let step = have.min(usize::try_from(left).unwrap_or(usize::MAX));
            self.consume(step);
            left -= step as u64;
        }
        Ok(())
    }

    /// Nothing but zeros to the end.
    fn padding(&mut self) -> Result<(), Trouble> {
        loop {
            let rest = self.peek()?;
            if rest.is_empty() {
                return Ok(());
            }
            let zeros = rest.iter().take_while(|byte| **byte == 0).count();
            let all = zeros == rest.len();
            self.consume(zeros);
            if !all {
                return Err(Fault::Trailing.into());
            }
        }
    }

    /// Reads more behind what is there.
    fn more(&mut self) -> io::Result<()> {
        self.bytes.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        loop {
            match self.stream.read(&mut self.bytes[self.end..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(got) => {
                    self.ended = got == 0;
                    self.end = self.bytes.len().min(self.end + got);
                    return Ok(());
                }
            }
        }
    }
}

impl BufRead for Packed {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start == self.end && !self.ended {
            self.more().map_err(|error| self.failed(error))?;
        }
        self.starved |= self.start == self.end;
        Ok(&self.bytes[self.start..self.end])
    }

    fn consume(&mut self, count: usize) {
        let count = count.min(self.end - self.start);
        self.start += count;
        self.used += count as u64;
    }
}

impl Read for Packed {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let have = self.fill_buf()?;
        let count = have.len().min(room.len());
        room[..count].copy_from_slice(&have[..count]);
        self.consume(count);
        Ok(count)
    }
}
