//! `ackplain live`: packets from an interface, explained as they come.
//!
//! In order: the display filter is read, libpcap and the interface are opened, the first file of `-w` is created, and
//! then every right is given up. Only then do threads start: one waits for Ctrl-C, one prints, one empties the kernel's
//! buffer. This one explains.

use super::audience::Audience;
use super::exit::{Exit, Stop};
use crate::cli::Live;

#[cfg(unix)]
mod attempts;
#[cfg(unix)]
mod begin;
#[cfg(unix)]
mod faces;
#[cfg(unix)]
mod run;

/// Run it.
#[cfg(unix)]
pub(super) fn run(options: &Live, audience: &Audience) -> Result<Exit, Stop> {
    run::run(options, audience)
}

/// There is no libpcap here.
#[cfg(not(unix))]
pub(super) fn run(_: &Live, _: &Audience) -> Result<Exit, Stop> {
    Err(crate::language::live::Live::NoLiveHere {}.into())
}
