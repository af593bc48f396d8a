//! Frames from a network interface, by way of libpcap.
//!
//! * `pcap_ffi`: libpcap, opened at run time; the only unsafe code of the crate;
//! * [`device`]: an interface, opened as we want it, and its counters;
//! * [`feed`]: a thread that does nothing but empty the kernel's buffer into a bounded queue;
//! * [`sieve`]: capture filters (BPF) over files;
//! * [`privilege`]: what the process gives up before it looks at the first packet;
//! * [`signals`]: Ctrl-C as a flag.
//!
//! *Nothing lost in silence.* A packet that does not come out of the queue was counted where it was lost: by the kernel
//! (its buffer was full) or by the network card. The queue itself loses nothing: where it is full the thread waits, and
//! the kernel's buffer is the next that fills.

pub(crate) mod device;
pub(crate) mod feed;
mod pcap_ffi;
pub(crate) mod privilege;
pub(crate) mod sieve;
pub(crate) mod signals;

pub(crate) use device::{Device, Options, Refusal, Stats};
pub(crate) use pcap_ffi::NoLibrary;
pub(crate) use sieve::Bpf;

use super::LinkType;
use pcap_ffi::Api;
use std::fmt;
use std::path::Path;

/// libpcap, opened.
#[derive(Clone, Copy)]
pub(crate) struct Libpcap(&'static Api);

impl Libpcap {
    /// Opens it; `named` is a file to open in place of the system's.
    ///
    /// # Errors
    /// It is not installed, or not for this architecture.
    pub(crate) fn open(named: Option<&Path>) -> Result<Self, NoLibrary> {
        pcap_ffi::load(named).map(Self)
    }

    /// Its own words about its version.
    pub(crate) fn version(self) -> String {
        self.0.version()
    }
}

impl fmt::Debug for Libpcap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Libpcap").field(&self.version()).finish()
    }
}

/// The number that files carry for a link type of this system: `DLT_RAW` is 12 here and 14 there.
fn linktype(dlt: i32) -> LinkType {
    match dlt {
        12 | 14 => LinkType::RAW,
        11 => LinkType(100),
        other => LinkType(u16::try_from(other).unwrap_or(u16::MAX)),
    }
}

/// The reverse of [`linktype`], as `pcap_compile` wants it.
fn dlt(link: LinkType) -> i32 {
    match link {
        LinkType::RAW => {
            if cfg!(target_os = "openbsd") {
                14
            } else {
                12
            }
        }
        LinkType(100) => 11,
        LinkType(other) => i32::from(other),
    }
}
