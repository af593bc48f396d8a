//! The [`Source`] over files, pipes and bytes.

use super::blocks::Blocks;
use super::buffer::Buffer;
use super::classic::Classic;
use super::foreign::Native;
use super::open::{self, Opened, Passes, Raw};
use super::packing::Packing;
use super::step::{Broken, Found, Step};
use super::{CaptureError, DamageKind, Description, Event, Frame, FrameNo, Place, Source};

use std::io::{self, Cursor, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// Opens a capture file, or standard input as `-`.
pub fn open(path: &Path, passes: Passes) -> Result<Reader, CaptureError> {
    Reader::of(open::raw(path)?, passes, path.to_owned())
}

/// Reads a pcap or pcapng capture.
pub struct Reader {
    path: PathBuf,
    buffer: Buffer,
    container: Container,
    description: Description,
    frames: FrameNo,
    /// Of a compressed capture, where trouble with that is told.
    packing: Option<Packing>,
    /// Was it passed on in this reading?
    packing_told: bool,
    /// Which frames are given out; all without one.
    sieve: Option<Sieve>,
}

/// Chooses frames.
pub type Sieve = Box<dyn FnMut(&Frame<'_>) -> bool + Send>;

enum Container {
    Classic(Classic),
    Blocks(Blocks),
}

impl Reader {
    /// Reads a capture from anything that gives bytes, in pieces of any size. Errors name it `-`.
    pub fn from_read(read: impl Read + Send + 'static, passes: Passes) -> Result<Self, CaptureError> {
        Self::of(Raw::Stream(Box::new(read)), passes, PathBuf::from("-"))
    }

    /// Reads a capture once, in order, from anything that gives bytes. Errors name it `path`.
    pub fn streaming(read: impl Read + Send + 'static, path: &Path) -> Result<Self, CaptureError> {
        Self::of(Raw::Stream(Box::new(read)), Passes::One, path.to_owned())
    }

    /// Reads a capture that is in memory. Errors name it `-`.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, CaptureError> {
        let raw = Raw::Seekable(Box::new(Cursor::new(bytes)));
        Self::of(raw, Passes::Two, PathBuf::from("-"))
    }

    /// The path it was opened by.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives out only frames that `sieve` chooses, from here on. They keep their numbers.
    pub fn sift(&mut self, sieve: Sieve) {
        self.sieve = Some(sieve);
    }

    /// Starts again at the first frame: the same events follow. What the description says stays. An error
    /// on a pipe that was opened for [one pass](Passes::One).
    pub fn rewind(&mut self) -> Result<(), CaptureError> {
        self.buffer
            .rewind()
            .and_then(|()| match &mut self.container {
                Container::Classic(classic) => classic.rewind(&mut self.buffer),
                Container::Blocks(blocks) => {
                    blocks.rewind();
                    Ok(())
                }
            })
            .map_err(|error| refused(&self.path, error))?;
        self.frames = 0;
        self.packing_told = false;
        Ok(())
    }

    /// The next frame or damage, by the long way.
    fn unusual(&mut self) -> Result<Option<Event<'_>>, CaptureError> {
        loop {
            let step = match &mut self.container {
                Container::Classic(classic) => classic.next(&mut self.buffer),
                Container::Blocks(blocks) => blocks.next(&mut self.buffer, &mut self.description),
            };
            match step {
                Ok(Some(Step::Frame(found))) => {
                    self.frames += 1;
                    if self.passes(&found) {
                        let bytes = self.buffer.lent(found.range.clone());
                        return Ok(Some(Event::Frame(frame(self.frames, &found, bytes))));
                    }
                }
                Ok(Some(Step::Damage(mut broken))) => {
                    // A capture inside compressed data that end early is not cut itself.
                    if matches!(broken.kind, DamageKind::Cut { .. })
                        && let Some(kind) = self.unpacking()
                    {
                        broken = Broken { kind, lost: None, ..broken };
                    }
                    return Ok(Some(Event::Damage(broken.after(self.frames))));
                }
                Ok(Some(Step::Number)) => self.frames += 1,
                Ok(None) => {
                    let offset = self.buffer.offset();
                    let broken = self.unpacking().map(|kind| Broken { kind, offset, lost: None });
                    return Ok(broken.map(|broken| Event::Damage(broken.after(self.frames))));
                }
                Err(error) => return Err(refused(&self.path, error)),
            }
        }
    }

    /// Does the sieve let the frame through that was found last?
    #[inline]
    fn passes(&mut self, found: &Found) -> bool {
        let Some(sieve) = &mut self.sieve else { return true };
        sieve(&frame(self.frames, found, self.buffer.lent(found.range.clone())))
    }

    /// At the end of the unpacked bytes: why there are no more, once in a reading, if that is damage.
    fn unpacking(&mut self) -> Option<DamageKind> {
        if self.packing_told {
            return None;
        }
        self.packing_told = true;
        self.packing.as_ref()?.damage()
    }

    fn of(raw: Raw, passes: Passes, path: PathBuf) -> Result<Self, CaptureError> {
        let opened = open::recognised(raw, passes).and_then(|recognised| {
            let Opened { input, native, packing } = match recognised {
                Ok(opened) => opened,
                Err(what) => return Ok(Err(what)),
            };
            let mut buffer = Buffer::new(input);
            let container = match native {
                Native::Pcap => Classic::open(&mut buffer)?.map(|classic| {
                    let description = classic.description();
                    (Container::Classic(classic), description)
                }),
                Native::Pcapng => Blocks::open(&mut buffer)?
                    .map(|(blocks, description)| (Container::Blocks(blocks), description)),
            };
            Ok(match (container, packing) {
                (Ok((container, mut description)), packing) => {
                    description.compressed = packing.as_ref().map(Packing::compression);
                    Ok((buffer, container, description, packing))
                }
                (Err(what), Some(packing)) => Err(packing.refused(what)),
                (Err(what), None) => Err(what),
            })
        });
        match opened {
            Ok(Ok((buffer, container, description, packing))) => Ok(Self {
                path,
                buffer,
                container,
                description,
                frames: 0,
                packing,
                packing_told: false,
                sieve: None,
            }),
            Ok(Err(what)) => Err(CaptureError::Foreign { path, what }),
            Err(error) => Err(CaptureError::Io { path, error }),
        }
    }
}

impl Source for Reader {
    #[inline]
    fn next(&mut self) -> Result<Option<Event<'_>>, CaptureError> {
        // The hot path has its own way out: what it found stays in registers.
        loop {
            let found = match &mut self.container {
                Container::Classic(classic) => classic.usual(&mut self.buffer),
                Container::Blocks(blocks) => blocks.usual(&mut self.buffer),
            };
            let Some(found) = found else { return self.unusual() };
            self.frames += 1;
            if self.sieve.is_none() || self.passes(&found) {
                let bytes = self.buffer.lent(found.range.clone());
                return Ok(Some(Event::Frame(frame(self.frames, &found, bytes))));
            }
        }
    }

    fn again(&mut self, no: FrameNo, at: Place) -> Result<Frame<'_>, CaptureError> {
        let found = match &mut self.container {
            Container::Classic(classic) => classic.again(&mut self.buffer, at.offset()),
            Container::Blocks(blocks) => blocks.again(&mut self.buffer, at.offset()),
        };
        let bytes = found.and_then(|found| {
            let found = found.ok_or_else(|| changed(no))?;
            let len = found.range.len();
            let bytes = self.buffer.at(found.at.data(), len)?;
            if bytes.len() == len { Ok(frame(no, &found, bytes)) } else { Err(changed(no)) }
        });
        bytes.map_err(|error| refused(&self.path, error))
    }

    fn description(&self) -> &Description {
        &self.description
    }

    fn bytes_read(&self) -> u64 {
        self.buffer.offset()
    }
}

#[inline]
fn frame<'a>(no: FrameNo, found: &Found, bytes: &'a [u8]) -> Frame<'a> {
    Frame {
        no,
        time: found.time,
        interface: found.interface,
        link: found.link,
        original: found.original,
        bytes,
        fcs: found.fcs,
        at: found.at,
    }
}

fn refused(path: &Path, error: io::Error) -> CaptureError {
    CaptureError::Io { path: path.to_owned(), error }
}

/// A place that held a frame holds none any more, or never did.
fn changed(no: FrameNo) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, format!("frame {no} is not there any more: the file has changed"))
}
