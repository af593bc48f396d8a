//! From a path to an input that stands at the beginning of a capture.
//!
//! The first bytes are looked at before anything else reads them: they decide whether this is a capture at
//! all, and whether a decompressor ([`Unpacked`]) is put in between, as one more stream whose plain bytes are looked at
//! in turn. A seekable input goes back to its beginning afterwards; a stream gets its first bytes put in
//! front again. No more of a stream is waited for than the decision needs.
//!
//! A compressed file is a stream, wherever it lies: for two passes its unpacked bytes are spooled as a pipe's
//! are. One layer of compression is taken off; a second one is refused.

use super::buffer::{Input, Seekable};
use super::compressed::Unpacked;
use super::foreign::{self, Native};
use super::packing::Packing;
use super::spool::Spool;
use super::{CaptureError, Foreign};

use std::fs::File;
use std::io::{self, Cursor, ErrorKind, Read, Seek};
use std::path::Path;

/// How often a capture will be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passes {
    /// Once, in order: a pipe is not copied, and [`again`](super::Source::again) on it is an error.
    One,
    /// Frames are asked for again: a pipe is spooled to a temporary file without a name.
    Two,
}

/// A seekable input or a stream, not yet looked at.
pub(super) enum Raw {
    Seekable(Box<dyn Seekable>),
    Stream(Box<dyn Read + Send>),
}

/// The input that a path names; `-` is standard input.
pub(super) fn raw(path: &Path) -> Result<Raw, CaptureError> {
    let refused = |error| CaptureError::Io { path: path.to_owned(), error };
    if path == Path::new("-") {
        return standard_input().map_err(refused);
    }
    let file = File::open(path).map_err(refused)?;
    let kind = file.metadata().map_err(refused)?.file_type();
    if kind.is_dir() {
        return Err(CaptureError::Foreign { path: path.to_owned(), what: Foreign::Directory });
    }
    Ok(if kind.is_file() { Raw::Seekable(Box::new(file)) } else { Raw::Stream(Box::new(file)) })
}

/// Standard input without a buffer of its own. A redirected file is read as the file it is.
#[cfg(unix)]
fn standard_input() -> io::Result<Raw> {
    use std::os::fd::AsFd;

    let file = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    // Somebody may have read from the file before us: then its beginning is not where the capture begins.
    let at_start =
        || -> io::Result<bool> { Ok(file.metadata()?.is_file() && (&file).stream_position()? == 0) };
    let at_start = at_start()?;
    Ok(if at_start { Raw::Seekable(Box::new(file)) } else { Raw::Stream(Box::new(file)) })
}

#[cfg(not(unix))]
fn standard_input() -> io::Result<Raw> {
    Ok(Raw::Stream(Box::new(io::stdin())))
}

/// An input at the beginning of a capture.
pub(super) struct Opened {
    pub(super) input: Input,
    pub(super) native: Native,
    /// Of a compressed one, what becomes known about that.
    pub(super) packing: Option<Packing>,
}

/// Looks at the first bytes: the input, back at its beginning, and the format that it has.
pub(super) fn recognised(raw: Raw, passes: Passes) -> io::Result<Result<Opened, Foreign>> {
    match raw {
        Raw::Seekable(mut input) => {
            let head = head(&mut input)?;
            input.rewind()?;
            if foreign::packed(&head) {
                return unpacked(input, &head, passes);
            }
            let native = format(&head);
            Ok(native.map(|native| Opened { input: Input::Seekable(input), native, packing: None }))
        }
        Raw::Stream(mut stream) => {
            let head = head(&mut stream)?;
            if foreign::packed(&head) {
                let whole = Cursor::new(head.clone()).chain(stream);
                return unpacked(Box::new(whole), &head, passes);
            }
            match format(&head) {
                Err(what) => Ok(Err(what)),
                Ok(native) => {
                    let input = streamed(Cursor::new(head).chain(stream), passes)?;
                    Ok(Ok(Opened { input, native, packing: None }))
                }
            }
        }
    }
}

/// Looks at the first bytes inside the compression of `stream`, which begins with `packed`.
fn unpacked(
    stream: Box<dyn Read + Send>,
    packed: &[u8],
    passes: Passes,
) -> io::Result<Result<Opened, Foreign>> {
    let mut stream = Unpacked::new(stream);
    let head = head(&mut stream)?;
    let Some(packing) = stream.packing() else {
        // Nothing but frames that are to be skipped.
        return Ok(Err(foreign::recognise(packed)));
    };
    match format(&head) {
        Err(what) => Ok(Err(packing.refused(what))),
        Ok(native) => {
            let input = streamed(Cursor::new(head).chain(stream), passes)?;
            Ok(Ok(Opened { input, native, packing: Some(packing) }))
        }
    }
}

fn streamed(stream: impl Read + Send + 'static, passes: Passes) -> io::Result<Input> {
    Ok(match passes {
        Passes::One => Input::Stream(Box::new(stream)),
        Passes::Two => Input::Seekable(Box::new(Spool::new(stream)?)),
    })
}

fn format(head: &[u8]) -> Result<Native, Foreign> {
    foreign::native(head).ok_or_else(|| foreign::recognise(head))
}

/// The first bytes: four if they begin a capture or compressed data, else as many as it takes to say what the file is.
fn head(input: &mut (impl Read + ?Sized)) -> io::Result<Vec<u8>> {
    let mut head = vec![0; foreign::HEAD];
    let mut have = 0;
    let known = |head: &[u8]| foreign::native(head).is_some() || foreign::packed(head);
    while have < head.len() && !known(&head[..have]) {
        let most = if have < 4 { 4 } else { head.len() };
        match input.read(&mut head[have..most]) {
            Ok(0) => break,
            Ok(got) => have = most.min(have + got),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    head.truncate(have);
    Ok(head)
}
