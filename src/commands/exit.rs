//! How the program ends, and why a command stops before its end.

use crate::capture::CaptureError;
use crate::capture::record::Unwritten;
use crate::language::errors::Complaint;
use crate::language::live::Live as Says;
use crate::language::unreadable;
use crate::tell::Trouble;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// How the program ends. Of several, the worst one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Everything was done.
    Fine,
    /// It ran, and the capture is damaged or broke off; what could be read was reported.
    Damaged,
    /// It ran, and something that was expected does not hold.
    Failed,
    /// It could not run: usage, an unreadable file, a file that is no capture.
    CouldNot,
}

impl Exit {
    /// The number that a shell sees.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Damaged | Self::Failed => 1,
            Self::CouldNot => 2,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Why a command stopped.
#[derive(Debug)]
pub(super) enum Stop {
    /// A complaint for whoever called the program.
    Complaint(Complaint),
    /// Whoever read our output has closed it: no error.
    ClosedPipe,
    /// The output could not be written.
    Output(io::Error),
}

impl Stop {
    /// A file that cannot be written.
    pub(super) fn unwritable(path: &Path, error: &io::Error) -> Self {
        Complaint::Unwritable { path: path.display().to_string(), error: error.to_string() }.into()
    }
}

impl From<Complaint> for Stop {
    fn from(complaint: Complaint) -> Self {
        Self::Complaint(complaint)
    }
}

/// What is wrong with a live capture.
impl From<Says> for Stop {
    fn from(says: Says) -> Self {
        Complaint::Live(says).into()
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::ClosedPipe } else { Self::Output(error) }
    }
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

/// A capture that cannot be recorded.
impl From<Unwritten> for Stop {
    fn from(Unwritten { path, error }: Unwritten) -> Self {
        Self::unwritable(&path, &error)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_no_error() {
        let stop = Stop::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert!(matches!(stop, Stop::ClosedPipe));
    }

    #[test]
    fn of_several_exits_the_worst_one_counts() {
        let worst = [Exit::Failed, Exit::CouldNot, Exit::Damaged, Exit::Fine].into_iter().max();
        assert_eq!(worst.map(Exit::code), Some(2));
        assert_eq!(Exit::Damaged.max(Exit::Failed).code(), 1);
    }
}
