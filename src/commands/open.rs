//! Opening captures, and saying why one cannot be.

use super::Stop;
use crate::capture::{self, CaptureError, Passes, Reader, Sieve};
use crate::language::errors::Complaint;
use crate::language::live::Live as Says;
use crate::language::unreadable;
use crate::report::Trouble;
use std::path::Path;

/// Open a capture for one pass or two.
pub(super) fn open(path: &Path, passes: Passes) -> Result<Reader, Stop> {
    capture::open(path, passes).map_err(|error| complaint(&error).into())
}

/// The same, giving out only the frames that a capture filter chooses.
pub(super) fn sifted(path: &Path, passes: Passes, bpf: Option<&str>) -> Result<Reader, Stop> {
    let sieve = bpf.map(sieve).transpose()?;
    let mut source = open(path, passes)?;
    if let Some(sieve) = sieve {
        source.sift(sieve);
    }
    Ok(source)
}

/// A capture filter, as tcpdump reads it.
#[cfg(all(unix, feature = "live"))]
pub(super) fn sieve(expression: &str) -> Result<Sieve, Stop> {
    let wrong = |error| {
        let expression = expression.to_owned();
        Stop::from(Complaint::Live(Says::BadCaptureFilter { expression, error }))
    };
    let mut bpf = capture::live::Bpf::new(super::live::library()?, expression).map_err(wrong)?;
    Ok(Box::new(move |frame| bpf.chooses(frame)))
}

/// There is no libpcap here.
#[cfg(not(all(unix, feature = "live")))]
pub(super) fn sieve(_: &str) -> Result<Sieve, Stop> {
    Err(Complaint::Live(Says::NoLiveHere {}).into())
}

/// A path as it is shown.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

impl From<CaptureError> for Stop {
    fn from(error: CaptureError) -> Self {
        complaint(&error).into()
    }
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Capture(error) => error.into(),
            Trouble::Write(error) => error.into(),
        }
    }
}

/// Why a capture cannot be read, and what to do.
pub(super) fn complaint(error: &CaptureError) -> Complaint {
    match unreadable::complaint(error) {
        Complaint::NoFile { path } => match crate::cli::nearest(&path) {
            Some(command) => Complaint::NoFileButCommand { word: path, command },
            None => Complaint::NoFile { path },
        },
        other => other,
    }
}
