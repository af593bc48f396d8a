//! The bytes of a capture, as a window that slides over its input.
//!
//! [`Buffer`] shows the container parsers one slice that begins where they stand. They ask for as many
//! bytes as the record before them needs ([`fill`](Buffer::fill)), step over it
//! ([`consume`](Buffer::consume)), and never see how the input delivers: a whole file, or a pipe one byte
//! at a time. An interrupted read is repeated.
//!
//! *Place in memory.* A byte's address and its file offset are equal modulo the page size. The kernel copies
//! from its page cache, and some processors copy three to four times slower if the destination lies a few
//! bytes further into its page than the source does, as the start of a large `Vec` happens to. The same rule
//! makes every read of a regular file end on a page boundary.
//!
//! *Bound.* 256 KiB, until a caller asks for more than that at once. The buffer then grows as bytes really
//! arrive (a length that lies costs no memory) and falls back to 256 KiB when the large record is behind it.
//! Callers bound what they ask for: see the limits in [`classic`](super::classic) and
//! [`blocks`](super::blocks).
//!
//! [`at`](Buffer::at) reads elsewhere in a seekable input, through a small window of its own, and leaves the
//! sequential position alone.

use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::ops::Range;

/// Bytes of one read, and of the buffer unless a record needs more.
const CHUNK: usize = 256 * 1024;

/// The page size that the alignment is for; larger pages are multiples of it.
const PAGE: usize = 4096;

/// Bytes read at once around a record that is read [again](super::Source::again).
const AGAIN: usize = 16 * 1024;

/// An input that can go back.
pub(super) trait Seekable: Read + Seek + Send {}

impl<T: Read + Seek + Send> Seekable for T {}

/// Where the bytes come from.
pub(super) enum Input {
    /// A file, a spooled pipe, or bytes in memory.
    Seekable(Box<dyn Seekable>),
    /// A pipe that is read once.
    Stream(Box<dyn Read + Send>),
}

/// A sliding window over an [`Input`].
pub(super) struct Buffer {
    input: Input,
    bytes: Vec<u8>,
    /// Index of the first page boundary in `bytes`.
    base: usize,
    start: usize,
    end: usize,
    /// File offset of `bytes[start]`.
    offset: u64,
    ended: bool,
    /// The input stands somewhere else than at the end of what is buffered.
    moved: bool,
    /// Where the input was read to, ever.
    furthest: u64,
    again: Vec<u8>,
    again_offset: u64,
}

impl Buffer {
    /// A buffer over an input that stands at its beginning.
    pub(super) fn new(input: Input) -> Self {
        let (bytes, base) = pages(CHUNK);
        Self {
            input,
            bytes,
            base,
            start: base,
            end: base,
            offset: 0,
            ended: false,
            moved: false,
            furthest: 0,
            again: Vec::new(),
            again_offset: 0,
        }
    }

    /// What is buffered, from the current position on.
    #[inline]
    pub(super) fn data(&self) -> &[u8] {
        &self.bytes[self.start..self.end]
    }

    /// The file offset of the first byte of [`data`](Self::data).
    #[inline]
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// Has the input said that it is at its end?
    pub(super) fn ended(&self) -> bool {
        self.ended
    }

    /// Steps over `count` bytes of [`data`](Self::data), at most all of them.
    #[inline]
    pub(super) fn consume(&mut self, count: usize) {
        let count = count.min(self.end - self.start);
        self.start += count;
        self.offset += count as u64;
    }

    /// Steps over a record of `total` bytes and tells where the part of it that is `inner` stands for
    /// [`lent`](Self::lent). Both lie inside [`data`](Self::data).
    #[inline]
    pub(super) fn lend(&mut self, total: usize, inner: Range<usize>) -> Range<usize> {
        let range = self.start + inner.start..self.start + inner.end;
        self.consume(total);
        range
    }

    /// The bytes of a range that [`lend`](Self::lend) gave, if the buffer was not filled since.
    #[inline]
    pub(super) fn lent(&self, range: Range<usize>) -> &[u8] {
        self.bytes.get(range).unwrap_or_default()
    }

    /// Makes [`data`](Self::data) at least `need` bytes long; false if the input ends before.
    pub(super) fn fill(&mut self, need: usize) -> io::Result<bool> {
        while self.end - self.start < need {
            if self.ended {
                return Ok(false);
            }
            self.make_room(need);
            if self.moved {
                let Input::Seekable(input) = &mut self.input else {
                    return Err(no_way_back());
                };
                let position = self.offset + (self.end - self.start) as u64;
                input.seek(SeekFrom::Start(position))?;
                self.moved = false;
            }
            let stop = self.bytes.len().min(self.end + CHUNK);
            let room = &mut self.bytes[self.end..stop];
            let got = match &mut self.input {
                Input::Seekable(input) => read(input, room)?,
                Input::Stream(input) => read(input, room)?,
            };
            self.end += got;
            self.ended = got == 0;
            self.furthest = self.furthest.max(self.offset + (self.end - self.start) as u64);
        }
        Ok(true)
    }

    /// Reads over `count` bytes without keeping them; gives the bytes that were there.
    pub(super) fn skip(&mut self, count: u64) -> io::Result<u64> {
        let mut left = count;
        while left > 0 {
            if !self.fill(1)? {
                break;
            }
            let step = (self.end - self.start).min(usize::try_from(left).unwrap_or(usize::MAX));
            self.consume(step);
            left -= step as u64;
        }
        Ok(count - left)
    }

    /// Goes back to the beginning of the input.
    pub(super) fn rewind(&mut self) -> io::Result<()> {
        let Input::Seekable(input) = &mut self.input else {
            return Err(no_way_back());
        };
        input.seek(SeekFrom::Start(0))?;
        self.start = self.base;
        self.end = self.base;
        self.offset = 0;
        self.ended = false;
        self.moved = false;
        Ok(())
    }

    /// The bytes at `offset` of what was read before, `need` of them or fewer if that ends before.
    pub(super) fn at(&mut self, offset: u64, need: usize) -> io::Result<&[u8]> {
        let inside = offset
            .checked_sub(self.again_offset)
            .and_then(|from| usize::try_from(from).ok())
            .filter(|from| from.checked_add(need).is_some_and(|to| to <= self.again.len()));
        let from = if let Some(from) = inside {
            from
        } else {
            self.look(offset, need)?;
            0
        };
        let to = (from + need).min(self.again.len());
        Ok(&self.again[from..to])
    }

    /// Reads `need` bytes, or [`AGAIN`] if that is more, at `offset` into the second window. Never reads on
    /// from where the sequential reading is: a pipe might have nothing more to give yet.
    fn look(&mut self, offset: u64, need: usize) -> io::Result<()> {
        let Input::Seekable(input) = &mut self.input else {
            return Err(no_way_back());
        };
        self.moved = true;
        self.again.clear();
        self.again_offset = offset;
        input.seek(SeekFrom::Start(offset))?;
        let size = (need.max(AGAIN) as u64).min(self.furthest.saturating_sub(offset));
        Read::take(input, size).read_to_end(&mut self.again)?;
        Ok(())
    }

    /// Makes room behind `end`, for `need` bytes from `start` if that can be.
    fn make_room(&mut self, need: usize) {
        if self.end < self.bytes.len() && (self.start < self.end || self.end == self.base) {
            return;
        }
        let into_page = (self.offset % PAGE as u64) as usize;
        let kept = self.end - self.start;
        let capacity = self.bytes.len() - self.base;
        let large = capacity > CHUNK && need.max(kept) <= CHUNK / 2;
        // Growing at half keeps what is copied in proportion to what is read.
        let full = (into_page + kept) * 2 > capacity;
        if large || full {
            let size = if large { CHUNK } else { capacity * 2 };
            let (mut bytes, base) = pages(size);
            let start = base + into_page;
            bytes[start..start + kept].copy_from_slice(&self.bytes[self.start..self.end]);
            self.bytes = bytes;
            self.base = base;
            self.start = start;
        } else {
            let start = self.base + into_page;
            self.bytes.copy_within(self.start..self.end, start);
            self.start = start;
        }
        self.end = self.start + kept;
    }
}

/// Bytes of which `size` lie on whole pages, and the index where those begin.
fn pages(size: usize) -> (Vec<u8>, usize) {
    let mut bytes = vec![0; size + PAGE];
    // `align_offset` may decline by giving a huge number; the buffer then works, only slower.
    let base = bytes.as_ptr().align_offset(PAGE);
    let base = if base < PAGE { base } else { 0 };
    bytes.truncate(base + size);
    (bytes, base)
}

/// One read, repeated while it is interrupted; 0 at the end.
fn read<R: Read + ?Sized>(input: &mut R, room: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(room) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            // A reader that claims more than it was given room for would be broken; believe the room.
            done => return done.map(|got| got.min(room.len())),
        }
    }
}

fn no_way_back() -> io::Error {
    io::Error::new(ErrorKind::Unsupported, "a pipe that is not spooled cannot be read again")
}
