//! libpcap, which live captures and capture filters need: found when it is asked for, never linked.

use super::exit::Stop;
use crate::capture::live::{Libpcap, NoLibrary};
use crate::language::live::Live as Says;
use std::env;
use std::path::PathBuf;

/// The environment's name for a file that is libpcap.
const NAMED: &str = "ACKPLAIN_LIBPCAP";

/// libpcap, or a complaint that says how to get it.
pub(super) fn library() -> Result<Libpcap, Stop> {
    let named = env::var_os(NAMED).map(PathBuf::from).filter(|_| own_rights());
    Libpcap::open(named.as_deref()).map_err(|NoLibrary { tried, error }| {
        let tried = tried.join(", ");
        // The loader says of a library that is there why it cannot be used.
        let missing = error.contains("No such file") || error.contains("no such file");
        if missing { Says::NoPcap { tried } } else { Says::BadPcap { tried, error } }.into()
    })
}

/// Has the process no more rights than whoever started it? Only then may they say what code it loads: a binary that was
/// given `cap_net_raw` must not hand it to any library that somebody names.
fn own_rights() -> bool {
    use nix::unistd::{getegid, geteuid, getgid, getuid};

    let same = getuid() == geteuid() && getgid() == getegid();
    #[cfg(target_os = "linux")]
    let none_given = getuid().is_root()
        || caps::read(None, caps::CapSet::Permitted).is_ok_and(|permitted| permitted.is_empty());
    #[cfg(not(target_os = "linux"))]
    let none_given = true;
    same && none_given
}
