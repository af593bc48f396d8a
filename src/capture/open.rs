//! From a path to an input that stands at the beginning of a capture.
//!
//! The first bytes are looked at before anything else reads them: they decide whether this is a capture at
//! all, and a decompressor would be put in between here, as one more [`Read`] whose plain bytes are looked at
//! in turn. A seekable input goes back to its beginning afterwards; a stream gets its first bytes put in
//! front again. No more of a stream is waited for than the decision needs.

use super::buffer::{Input, Seekable};
use super::foreign::{self, Native};
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

/// Looks at the first bytes: the input, back at its beginning, and the format that it has.
pub(super) fn recognised(raw: Raw, passes: Passes) -> io::Result<Result<(Input, Native), Foreign>> {
    Ok(match raw {
        Raw::Seekable(mut input) => {
            let head = head(&mut input)?;
            input.rewind()?;
            format(&head).map(|format| (Input::Seekable(input), format))
        }
        Raw::Stream(mut stream) => {
            let head = head(&mut stream)?;
            match format(&head) {
                Err(what) => Err(what),
                Ok(format) => {
                    let whole = Cursor::new(head).chain(stream);
                    let input = match passes {
                        Passes::One => Input::Stream(Box::new(whole)),
                        Passes::Two => Input::Seekable(Box::new(Spool::new(whole)?)),
                    };
                    Ok((input, format))
                }
            }
        }
    })
}

fn format(head: &[u8]) -> Result<Native, Foreign> {
    foreign::native(head).ok_or_else(|| foreign::recognise(head))
}

/// The first bytes: four if they begin a capture, else as many as it takes to say what the file is.
fn head(input: &mut (impl Read + ?Sized)) -> io::Result<Vec<u8>> {
    let mut head = vec![0; foreign::HEAD];
    let mut have = 0;
    while have < head.len() && foreign::native(&head[..have]).is_none() {
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
