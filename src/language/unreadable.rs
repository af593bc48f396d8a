//! Why a capture cannot be read, as a complaint that says what to do.

use super::errors::Complaint;
use crate::capture::{CaptureError, Foreign};
use std::io;

/// Why a capture cannot be read, and what to do.
pub(crate) fn complaint(error: &CaptureError) -> Complaint {
    match error {
        CaptureError::Io { path, error } => {
            let path = path.to_string_lossy().into_owned();
            match error.kind() {
                io::ErrorKind::NotFound => Complaint::NoFile { path },
                io::ErrorKind::IsADirectory => Complaint::Directory { path },
                _ => Complaint::Unreadable { path, error: error.to_string() },
            }
        }
        CaptureError::Foreign { path, what } => foreign(path.to_string_lossy().into_owned(), what),
    }
}

fn foreign(path: String, what: &Foreign) -> Complaint {
    match *what {
        Foreign::Empty => Complaint::Empty { path },
        Foreign::Short { have, needed } => Complaint::Short { path, have, needed },
        Foreign::Directory => Complaint::Directory { path },
        Foreign::Compressed(how) => {
            let unpack = unpack(how);
            Complaint::Compressed { path, how, unpack }
        }
        Foreign::Inside { compression, ref what } => {
            let how = compression.name();
            match **what {
                Foreign::Compressed(inner) => {
                    Complaint::CompressedTwice { path, how, inner, unpack: unpack(how) }
                }
                ref what => {
                    let inside = Box::new(foreign(path.clone(), what));
                    Complaint::Inside { path, how, inside }
                }
            }
        }
        Foreign::Unpacking { compression, ref damage } => {
            Complaint::Unpacking { path, how: compression.name(), damage: damage.clone() }
        }
        Foreign::Text => Complaint::Text { path },
        Foreign::OtherCapture(name) => Complaint::OtherCapture { path, name },
        Foreign::PcapVersion(major, minor) => Complaint::PcapVersion { path, major, minor },
        Foreign::Unknown(first) => {
            let first: Vec<String> = first.iter().map(|byte| format!("{byte:02x}")).collect();
            Complaint::Unknown { path, first: first.join(" ") }
        }
    }
}

/// The command that unpacks to standard output.
fn unpack(how: &str) -> Option<&'static str> {
    match how {
        "gzip" => Some("zcat"),
        "zstd" => Some("zstdcat"),
        "lz4" => Some("lz4cat"),
        "xz" => Some("xzcat"),
        "bzip2" => Some("bzcat"),
        _ => None,
    }
}
