//! Opening captures, and saying why one cannot be.

use super::Stop;
use crate::capture::{self, CaptureError, Passes, Reader};
use crate::language::errors::Complaint;
use crate::language::unreadable;
use crate::report::Trouble;
use std::path::Path;

/// Open a capture for one pass or two.
pub(super) fn open(path: &Path, passes: Passes) -> Result<Reader, Stop> {
    capture::open(path, passes).map_err(|error| complaint(&error).into())
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
