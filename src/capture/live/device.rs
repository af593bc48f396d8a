//! A network interface, opened for capturing.
//!
//! *How it is opened.* Not promiscuous unless asked for. Times in nanoseconds where the system has them. The kernel
//! packs packets into its buffer and hands it over every [`COLLECTED`] milliseconds: handing over each packet alone
//! (`immediate`) saves those, but costs a slot of the snap length for every packet, so that a burst of small ones
//! overruns the buffer. Reading never waits; [`Device::wait`] does, so that a thread can look at its watch.
//!
//! *Loopback.* Linux shows each packet on `lo` twice, as it is sent and as it arrives. libpcap throws the first away
//! after the kernel has counted, buffered and filtered it. Here the kernel is asked not to show it at all, and then its
//! counters count packets; where it declines ([`About::counted_twice`]) they count copies. The same holds for loopback
//! inside `any`.
//!
//! *Counters.* libpcap's are 32 bits wide and begin before the filter is set; [`Stats`] are 64 bits wide and begin with
//! the first packet that can be read.

use super::pcap_ffi::{Counters, Described, Handle, Set, code, flag};
use super::{Libpcap, dlt, linktype};
use crate::capture::{LinkType, Nanos};

use std::ffi::CString;
use std::net::IpAddr;

/// Milliseconds that the kernel collects packets for.
const COLLECTED: i32 = 2;

/// `DLT_LINUX_SLL2`: the cooked capture that names the interface of each packet.
const LINUX_SLL2: i32 = 276;

/// The interface that stands for all of them.
const ANY: &str = "any";

/// What is asked of an interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Options {
    /// Its name.
    pub interface: String,
    /// A capture filter.
    pub filter: Option<String>,
    /// Bytes kept of each packet.
    pub snap_length: u32,
    /// Packets for other hosts too?
    pub promiscuous: bool,
    /// Each packet at once, at the price of a smaller buffer?
    pub immediate: bool,
    /// Bytes of the kernel's buffer.
    pub buffer: u32,
    /// Which way packets go.
    pub direction: Direction,
}

/// Which way packets go, seen from this host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Direction {
    /// Either.
    #[default]
    Both,
    /// To this host.
    In,
    /// From this host.
    Out,
}

/// Why an interface cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// There is none of this name.
    NoSuch {
        /// What was asked for.
        interface: String,
        /// What there is.
        there: Vec<String>,
    },
    /// This user may not.
    Rights {
        /// What was asked for.
        interface: String,
        /// Only because of promiscuous mode?
        promiscuous: bool,
    },
    /// It is not up.
    Down {
        /// What was asked for.
        interface: String,
    },
    /// The capture filter is wrong.
    Filter {
        /// The filter.
        expression: String,
        /// What libpcap said.
        error: String,
    },
    /// Something else.
    Other {
        /// What was asked for.
        interface: String,
        /// What libpcap said.
        error: String,
    },
}

/// An interface of this host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Interface {
    /// Its name.
    pub name: String,
    /// What the system says it is.
    pub description: Option<String>,
    /// Its addresses.
    pub addresses: Vec<IpAddr>,
    /// Is it the host's own?
    pub loopback: bool,
    /// Is it switched on?
    pub up: bool,
    /// Can it carry packets now?
    pub running: bool,
    /// Is it a radio?
    pub wireless: bool,
    /// Is a cable or a network at its other end, if that can be told?
    pub connected: Option<bool>,
}

impl From<Described> for Interface {
    fn from(described: Described) -> Self {
        let Described { name, description, addresses, flags } = described;
        let has = |bits| flags & bits != 0;
        Self {
            name,
            description,
            addresses,
            loopback: has(flag::LOOPBACK),
            up: has(flag::UP),
            running: has(flag::RUNNING),
            wireless: has(flag::WIRELESS),
            connected: match flags & flag::CONNECTION {
                flag::CONNECTED => Some(true),
                flag::DISCONNECTED => Some(false),
                _ => None,
            },
        }
    }
}

/// The interfaces that libpcap can capture on, in its order: the likeliest first.
///
/// # Errors
/// What libpcap said.
pub(crate) fn interfaces(library: Libpcap) -> Result<Vec<Interface>, String> {
    Ok(library.0.interfaces()?.into_iter().map(Interface::from).collect())
}

/// An opened interface as it turned out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct About {
    /// Its name.
    pub interface: String,
    /// How its frames begin.
    pub link: LinkType,
    /// Bytes kept of each packet.
    pub snap_length: u32,
    /// Are times in nanoseconds?
    pub nanoseconds: bool,
    /// The capture filter.
    pub filter: Option<String>,
    /// Does the kernel count packets on loopback twice, as sent and as received?
    pub counted_twice: bool,
    /// What libpcap warned of.
    pub warning: Option<String>,
}

/// How many packets there were since the first one could be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Stats {
    /// Packets that the filter chose, as the kernel counts; lost ones are among them on Linux.
    pub received: u64,
    /// Of them, those for which the kernel's buffer had no room.
    pub dropped: u64,
    /// Packets that the network card or its driver dropped, where that is counted.
    pub interface_dropped: u64,
}

impl Stats {
    /// Everything that was lost.
    pub(crate) fn lost(&self) -> u64 {
        self.dropped.saturating_add(self.interface_dropped)
    }
}

/// An interface that packets are read from.
pub(crate) struct Device {
    handle: Handle,
    about: About,
    stats: Stats,
    /// libpcap's counters when they were last asked for.
    last: Counters,
    units: i128,
}

/// A packet, until the next call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Packet<'d> {
    /// When it was captured.
    pub time: Nanos,
    /// Its length on the wire.
    pub original: u32,
    /// What was kept of it.
    pub bytes: &'d [u8],
}

impl Device {
    /// Opens an interface.
    ///
    /// # Errors
    /// There is no such interface, it is down, this user may not, or the filter is wrong.
    pub(crate) fn open(library: Libpcap, options: &Options) -> Result<Self, Refusal> {
        let interface = options.interface.clone();
        let other = |error: String| Refusal::Other { interface: interface.clone(), error };
        let Ok(name) = CString::new(interface.as_str()) else {
            return Err(no_such(library, interface));
        };
        // A wrong filter is wrong whatever the interface, and needs no rights to be found out.
        if let Some(expression) = &options.filter {
            check(library, expression)?;
        }
        let mut handle = Handle::create(library.0, &name).map_err(other)?;
        handle.set(Set::SnapLength(i32::try_from(options.snap_length).unwrap_or(i32::MAX)));
        handle.set(Set::Promiscuous(options.promiscuous));
        handle.set(Set::Timeout(COLLECTED));
        handle.set(Set::Immediate(options.immediate));
        handle.set(Set::Buffer(i32::try_from(options.buffer).unwrap_or(i32::MAX)));
        // Where there are none, microseconds stay.
        handle.set(Set::Nanoseconds);
        let (status, words) = handle.activate();
        match status {
            0.. => {}
            code::NO_SUCH_DEVICE => return Err(no_such(library, interface)),
            code::PERMISSION_DENIED => return Err(Refusal::Rights { interface, promiscuous: false }),
            code::PROMISCUOUS_DENIED => return Err(Refusal::Rights { interface, promiscuous: true }),
            code::INTERFACE_NOT_UP => return Err(Refusal::Down { interface }),
            _ => return Err(other(words)),
        }
        if interface == ANY {
            // Where the library is older, the first version of the format stays.
            handle.set(Set::Link(LINUX_SLL2));
        }
        let counted_twice = !once(&mut handle, library, &interface);
        match options.direction {
            Direction::Both => {}
            Direction::In => drop(handle.set(Set::Direction(1))),
            Direction::Out => drop(handle.set(Set::Direction(2))),
        }
        if let Some(expression) = &options.filter {
            let wrong = |error| Refusal::Filter { expression: expression.clone(), error };
            let mut program = handle.compile(expression).map_err(wrong)?;
            handle.filter(&mut program).map_err(wrong)?;
        }
        handle.never_wait().map_err(other)?;
        let last = handle.counters().unwrap_or_default();
        Ok(Self {
            about: About {
                link: linktype(handle.link()),
                snap_length: handle.snap_length(),
                nanoseconds: handle.nanoseconds(),
                filter: options.filter.clone(),
                counted_twice,
                warning: (status > 0).then_some(words),
                interface,
            },
            units: if handle.nanoseconds() { 1 } else { 1000 },
            stats: Stats::default(),
            last,
            handle,
        })
    }

    /// What it turned out to be.
    pub(crate) fn about(&self) -> &About {
        &self.about
    }

    /// The next packet, if one is there.
    ///
    /// # Errors
    /// The interface is gone, or what libpcap said.
    pub(crate) fn read(&mut self) -> Result<Option<Packet<'_>>, String> {
        let units = self.units;
        Ok(self.handle.next()?.map(|packet| Packet {
            time: Nanos(i128::from(packet.seconds) * 1_000_000_000 + i128::from(packet.fraction) * units),
            original: packet.original,
            bytes: packet.bytes,
        }))
    }

    /// Waits until packets may be there, at most so many milliseconds.
    pub(crate) fn wait(&self, milliseconds: u16) {
        use nix::poll::{PollFd, PollFlags, poll};

        match self.handle.descriptor() {
            Some(descriptor) => {
                // Whether it was the time, a signal or a packet, the caller looks for itself.
                let _ = poll(&mut [PollFd::new(descriptor, PollFlags::POLLIN)], milliseconds);
            }
            None => std::thread::sleep(std::time::Duration::from_millis(1)),
        }
    }

    /// Counts up to now.
    pub(crate) fn stats(&mut self) -> Stats {
        if let Some(now) = self.handle.counters() {
            self.stats.add(self.last, now);
            self.last = now;
        }
        self.stats
    }
}

impl Stats {
    /// What came on top between two readings of counters that wrap.
    fn add(&mut self, last: Counters, now: Counters) {
        let more = |now: u32, last: u32| u64::from(now.wrapping_sub(last));
        self.received += more(now.received, last.received);
        self.dropped += more(now.dropped, last.dropped);
        // Drivers take this one back now and then; that is no loss of four thousand million packets.
        let interface = now.interface_dropped.wrapping_sub(last.interface_dropped);
        if interface.cast_signed() > 0 {
            self.interface_dropped += u64::from(interface);
        }
    }
}

/// Make a loopback interface show each packet once. True if the kernel's counters count packets.
fn once(handle: &mut Handle, library: Libpcap, interface: &str) -> bool {
    if interface == ANY {
        return false;
    }
    let loopback = library
        .0
        .interfaces()
        .is_ok_and(|all| all.iter().any(|one| one.name == interface && one.flags & flag::LOOPBACK != 0));
    if !loopback {
        return true;
    }
    #[cfg(target_os = "linux")]
    return handle.ignore_outgoing();
    // Elsewhere a loopback packet is seen once.
    #[cfg(not(target_os = "linux"))]
    {
        let _ = handle;
        true
    }
}

/// Is the filter right for Ethernet at least?
fn check(library: Libpcap, expression: &str) -> Result<(), Refusal> {
    let wrong = |error| Refusal::Filter { expression: expression.to_owned(), error };
    let mut dead =
        Handle::dead(library.0, dlt(LinkType::ETHERNET), 262_144).ok_or_else(|| wrong(String::new()))?;
    dead.compile(expression).map(drop).map_err(|error| {
        // What it is about is said by whoever tells the error.
        wrong(error.trim_start_matches("can't parse filter expression: ").to_owned())
    })
}

fn no_such(library: Libpcap, interface: String) -> Refusal {
    let there = library.0.interfaces().unwrap_or_default().into_iter().map(|one| one.name).collect();
    Refusal::NoSuch { interface, there }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_that_wrap_go_on() {
        let mut stats = Stats::default();
        let last = Counters { received: u32::MAX - 1, dropped: 7, interface_dropped: 3 };
        stats.add(last, Counters { received: 5, dropped: 7, interface_dropped: 2 });
        assert_eq!(stats, Stats { received: 7, dropped: 0, interface_dropped: 0 });
        stats.add(last, Counters { received: u32::MAX - 1, dropped: 6, interface_dropped: 4 });
        assert_eq!(stats.received, 7);
        assert_eq!(stats.dropped, u64::from(u32::MAX));
        assert_eq!(stats.interface_dropped, 1);
    }
}
