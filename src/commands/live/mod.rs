//! `ackplain live`: packets from an interface, explained as they come.
//!
//! In order: the display filter is read, libpcap and the interface are opened, the first file of `-w` is created, and then every right is
//! given up. Only then do threads start: one waits for Ctrl-C, one prints, one empties the kernel's buffer. This one
//! explains.

use super::{Exit, Reader, Stop};
use crate::cli::Live;
use crate::language::errors::Complaint;
use crate::language::live::Live as Says;

#[cfg(unix)]
mod attempts;
#[cfg(unix)]
mod begin;
#[cfg(unix)]
mod faces;
#[cfg(unix)]
mod run;

#[cfg(unix)]
pub(super) use begin::library;

/// Run it.
#[cfg(unix)]
pub(super) fn run(options: &Live, reader: &Reader) -> Result<Exit, Stop> {
    run::run(options, reader)
}

/// There is no libpcap here.
#[cfg(not(unix))]
pub(super) fn run(_: &Live, _: &Reader) -> Result<Exit, Stop> {
    Err(Complaint::Live(Says::NoLiveHere {}).into())
}

/// A complaint about a live capture.
#[cfg(unix)]
fn stop(says: Says) -> Stop {
    Complaint::Live(says).into()
}
