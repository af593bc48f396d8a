//! Opening captures: for one pass or two, all frames or those that a capture filter chooses.

use super::exit::Stop;
use crate::capture::{self, Passes, Reader, Sieve};
use crate::language::live::Live as Says;
use std::path::Path;

/// Open a capture for one pass or two.
pub(super) fn open(path: &Path, passes: Passes) -> Result<Reader, Stop> {
    Ok(capture::open(path, passes)?)
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
        Stop::from(Says::BadCaptureFilter { expression, error })
    };
    let mut bpf = capture::live::Bpf::new(super::libpcap::library()?, expression).map_err(wrong)?;
    Ok(Box::new(move |frame| bpf.chooses(frame)))
}

/// There is no libpcap here.
#[cfg(not(all(unix, feature = "live")))]
pub(super) fn sieve(_: &str) -> Result<Sieve, Stop> {
    Err(Says::NoLiveHere {}.into())
}

/// A path as it is shown.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
