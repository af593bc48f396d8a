//! The binding to libpcap, opened at run time: the only file of the crate that holds `unsafe`.
//!
//! A program that *links* libpcap does not start where the library is missing, and on some systems drags a dozen other
//! libraries in. Reading captures needs none of that, so the library is opened when a network interface or a capture
//! filter is asked for, and not before.
//!
//! *What is promised to the rest of the crate.* [`Api`] is a table of functions that are there; [`Handle`] owns one
//! `pcap_t` and closes it; [`Program`] owns one compiled filter and frees it. Nothing outside this file sees a pointer.
//!
//! *Why the pointers are right.* The signatures below are those of `pcap/pcap.h`, which libpcap keeps compatible within
//! its soname (`libpcap.so.0.8`, `.so.1`). All structures that cross the border are read field by field from libpcap's
//! own memory, none is allocated here for libpcap to fill but [`Counters`] and [`Compiled`], whose layouts are part of
//! that header. A `timeval` holds two words on the 64-bit systems this was written for; elsewhere [`load`] declines.
#![allow(unsafe_code)]

use libloading::Library;
use std::error::Error as _;
use std::ffi::{CStr, CString, c_char, c_int, c_uchar, c_uint};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::os::fd::{BorrowedFd, RawFd};
use std::path::{Path, PathBuf};
use std::ptr::{self, NonNull};

/// The names that libpcap is looked for under, in order.
pub(super) const NAMES: &[&str] = if cfg!(target_vendor = "apple") {
    &["libpcap.dylib", "libpcap.A.dylib"]
} else {
    &["libpcap.so.1", "libpcap.so.0.8", "libpcap.so"]
};

/// `pcap_activate` and others: the named refusals.
pub(super) mod code {
    use std::ffi::c_int;

    pub(in super::super) const NO_SUCH_DEVICE: c_int = -5;
    pub(in super::super) const PERMISSION_DENIED: c_int = -8;
    pub(in super::super) const INTERFACE_NOT_UP: c_int = -9;
    pub(in super::super) const PROMISCUOUS_DENIED: c_int = -11;
}

/// Interface flags of `pcap_findalldevs`.
pub(super) mod flag {
    use std::ffi::c_uint;

    pub(in super::super) const LOOPBACK: c_uint = 0x01;
    pub(in super::super) const UP: c_uint = 0x02;
    pub(in super::super) const RUNNING: c_uint = 0x04;
    pub(in super::super) const WIRELESS: c_uint = 0x08;
    pub(in super::super) const CONNECTION: c_uint = 0x30;
    pub(in super::super) const CONNECTED: c_uint = 0x10;
    pub(in super::super) const DISCONNECTED: c_uint = 0x20;
}

const ERROR_BYTES: usize = 256;
const NETMASK_UNKNOWN: c_uint = 0xffff_ffff;
const NANOSECONDS: c_int = 1;

/// libpcap's `pcap_t`, seen from outside.
#[repr(C)]
struct Opaque {
    nothing: [u8; 0],
}

/// `struct pcap_if`.
#[repr(C)]
struct RawInterface {
    next: *mut RawInterface,
    name: *mut c_char,
    description: *mut c_char,
    addresses: *mut RawAddress,
    flags: c_uint,
}

/// `struct pcap_addr`.
#[repr(C)]
struct RawAddress {
    next: *mut RawAddress,
    address: *const u8,
    netmask: *const u8,
    broadcast: *const u8,
    destination: *const u8,
}

/// `struct bpf_program`.
#[repr(C)]
struct Compiled {
    length: c_uint,
    instructions: *mut u8,
}

/// `struct pcap_pkthdr`; its time is a `timeval`.
#[repr(C)]
#[derive(Clone, Copy)]
struct Header {
    seconds: i64,
    /// Micro- or nanoseconds: less than 2^32. On macOS only the lower half of the word is theirs.
    fraction: i64,
    captured: c_uint,
    original: c_uint,
}

/// `struct pcap_stat`: counters since the handle was activated, modulo 2^32.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counters {
    pub(super) received: c_uint,
    pub(super) dropped: c_uint,
    pub(super) interface_dropped: c_uint,
}

/// Declares the table of functions, and how it is filled.
macro_rules! api {
    ($($name:ident: fn($($argument:ty),*) $(-> $gives:ty)?;)*) => {
        /// libpcap's functions.
        pub(crate) struct Api {
            $($name: unsafe extern "C" fn($($argument),*) $(-> $gives)?,)*
        }

        impl Api {
            /// # Safety
            /// The library must be libpcap, and stay open as long as the table is used.
            unsafe fn of(library: &Library) -> Result<Self, libloading::Error> {
                Ok(Self {
                    // SAFETY: by the caller's promise the symbols are libpcap's, whose signatures are those above.
                    $($name: *unsafe { library.get(concat!(stringify!($name), "\0"))? },)*
                })
            }
        }
    };
}

api! {
    pcap_lib_version: fn() -> *const c_char;
    pcap_findalldevs: fn(*mut *mut RawInterface, *mut c_char) -> c_int;
    pcap_freealldevs: fn(*mut RawInterface);
    pcap_create: fn(*const c_char, *mut c_char) -> *mut Opaque;
    pcap_set_snaplen: fn(*mut Opaque, c_int) -> c_int;
    pcap_set_promisc: fn(*mut Opaque, c_int) -> c_int;
    pcap_set_timeout: fn(*mut Opaque, c_int) -> c_int;
    pcap_set_immediate_mode: fn(*mut Opaque, c_int) -> c_int;
    pcap_set_buffer_size: fn(*mut Opaque, c_int) -> c_int;
    pcap_set_tstamp_precision: fn(*mut Opaque, c_int) -> c_int;
    pcap_get_tstamp_precision: fn(*mut Opaque) -> c_int;
    pcap_activate: fn(*mut Opaque) -> c_int;
    pcap_geterr: fn(*mut Opaque) -> *mut c_char;
    pcap_statustostr: fn(c_int) -> *const c_char;
    pcap_datalink: fn(*mut Opaque) -> c_int;
    pcap_set_datalink: fn(*mut Opaque, c_int) -> c_int;
    pcap_snapshot: fn(*mut Opaque) -> c_int;
    pcap_setdirection: fn(*mut Opaque, c_int) -> c_int;
    pcap_setnonblock: fn(*mut Opaque, c_int, *mut c_char) -> c_int;
    pcap_get_selectable_fd: fn(*mut Opaque) -> c_int;
    pcap_next_ex: fn(*mut Opaque, *mut *const Header, *mut *const c_uchar) -> c_int;
    pcap_stats: fn(*mut Opaque, *mut Counters) -> c_int;
    pcap_close: fn(*mut Opaque);
    pcap_open_dead: fn(c_int, c_int) -> *mut Opaque;
    pcap_compile: fn(*mut Opaque, *mut Compiled, *const c_char, c_int, c_uint) -> c_int;
    pcap_setfilter: fn(*mut Opaque, *mut Compiled) -> c_int;
    pcap_offline_filter: fn(*const Compiled, *const Header, *const c_uchar) -> c_int;
    pcap_freecode: fn(*mut Compiled);
}

/// Why there is no libpcap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoLibrary {
    /// What was tried.
    pub tried: Vec<String>,
    /// What the system said to the last of them.
    pub error: String,
}

/// Opens libpcap: the one named, or that of the system. It stays open until the process ends.
pub(super) fn load(named: Option<&Path>) -> Result<&'static Api, NoLibrary> {
    if cfg!(not(target_pointer_width = "64")) {
        return Err(NoLibrary { tried: Vec::new(), error: "only 64-bit systems".to_owned() });
    }
    let candidates: Vec<PathBuf> = match named {
        Some(path) => vec![path.to_owned()],
        None => NAMES.iter().map(PathBuf::from).collect(),
    };
    let mut missing = NoLibrary { tried: Vec::new(), error: String::new() };
    for candidate in candidates {
        missing.tried.push(candidate.to_string_lossy().into_owned());
        // SAFETY: opening runs the initialisers of the library. The name is libpcap's, resolved by the system's loader,
        // or a path that the person who runs the program with no more than their own rights has chosen.
        let opened = unsafe { Library::new(&candidate) };
        // SAFETY: this is libpcap (see above), and it is leaked, so that it stays open.
        let api = opened.and_then(|library| unsafe { Api::of(Box::leak(Box::new(library))) });
        match api {
            Ok(api) => return Ok(Box::leak(Box::new(api))),
            // What the loader said stands behind the error, not in it.
            Err(error) => {
                missing.error = error.source().map_or_else(|| error.to_string(), ToString::to_string);
            }
        }
    }
    Err(missing)
}

/// A network interface as libpcap describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Described {
    pub(super) name: String,
    pub(super) description: Option<String>,
    pub(super) addresses: Vec<IpAddr>,
    /// Bits of [`flag`].
    pub(super) flags: c_uint,
}

impl Api {
    /// libpcap's own words about its version.
    pub(super) fn version(&self) -> String {
        // SAFETY: takes nothing and gives a string that is never freed.
        unsafe { text((self.pcap_lib_version)()) }
    }

    /// The interfaces that may be captured on.
    pub(super) fn interfaces(&self) -> Result<Vec<Described>, String> {
        let mut first: *mut RawInterface = ptr::null_mut();
        let mut error = [0; ERROR_BYTES];
        // SAFETY: both places are valid for writing, the second is as long as libpcap demands.
        if unsafe { (self.pcap_findalldevs)(&raw mut first, error.as_mut_ptr()) } != 0 {
            // SAFETY: libpcap has ended the text with a zero; the array began as zeros.
            return Err(unsafe { text(error.as_ptr()) });
        }
        let mut found = Vec::new();
        let mut next = first;
        // SAFETY: libpcap's list ends with a null pointer and is not freed before the loop is over.
        while let Some(raw) = unsafe { next.as_ref() } {
            found.push(Described {
                // SAFETY: the name is a string, the description is one or null; both live as long as the list.
                name: unsafe { text(raw.name) },
                // SAFETY: see above.
                description: (!raw.description.is_null()).then(|| unsafe { text(raw.description) }),
                // SAFETY: the addresses are a list like this one.
                addresses: unsafe { addresses(raw.addresses) },
                flags: raw.flags,
            });
            next = raw.next;
        }
        // SAFETY: the list came from pcap_findalldevs, and nothing above kept a pointer into it.
        unsafe { (self.pcap_freealldevs)(first) };
        Ok(found)
    }

    /// The words for a code.
    pub(super) fn status(&self, status: c_int) -> String {
        // SAFETY: takes a number and gives a string that stays until the next call in this thread at least.
        unsafe { text((self.pcap_statustostr)(status)) }
    }
}

/// One `pcap_t`: a network interface, or none (a "dead" one, for compiling filters).
pub(super) struct Handle {
    api: &'static Api,
    raw: NonNull<Opaque>,
}

// SAFETY: libpcap keeps no thread of its own and nothing local to one in a handle; a handle may be used by any one
// thread at a time, which `&mut self` and the lack of `Sync` see to.
unsafe impl Send for Handle {}

/// A packet in libpcap's memory, until the next call.
pub(super) struct Packet<'h> {
    pub(super) seconds: i64,
    /// Units of the handle's precision.
    pub(super) fraction: i64,
    pub(super) original: u32,
    pub(super) bytes: &'h [u8],
}

impl Handle {
    /// A handle for an interface, not active yet.
    pub(super) fn create(api: &'static Api, interface: &CStr) -> Result<Self, String> {
        let mut error = [0; ERROR_BYTES];
        // SAFETY: the name ends with a zero, the error has the room that libpcap demands.
        let raw = unsafe { (api.pcap_create)(interface.as_ptr(), error.as_mut_ptr()) };
        match NonNull::new(raw) {
            Some(raw) => Ok(Self { api, raw }),
            // SAFETY: libpcap has written a text into the array, which began as zeros.
            None => Err(unsafe { text(error.as_ptr()) }),
        }
    }

    /// A handle without an interface, for a link type (a `DLT_` number) and a snap length.
    pub(super) fn dead(api: &'static Api, link: c_int, snap_length: c_int) -> Option<Self> {
        // SAFETY: takes two numbers.
        let raw = unsafe { (api.pcap_open_dead)(link, snap_length) };
        NonNull::new(raw).map(|raw| Self { api, raw })
    }

    /// What shall hold once it is active; a handle that is active already takes nothing and says so.
    pub(super) fn set(&mut self, option: Set) -> bool {
        let (api, raw) = (self.api, self.raw.as_ptr());
        // SAFETY: the handle is open; each of these takes a number and stores it, or answers with a code.
        let answer = unsafe {
            match option {
                Set::SnapLength(bytes) => (api.pcap_set_snaplen)(raw, bytes),
                Set::Promiscuous(on) => (api.pcap_set_promisc)(raw, c_int::from(on)),
                Set::Timeout(milliseconds) => (api.pcap_set_timeout)(raw, milliseconds),
                Set::Immediate(on) => (api.pcap_set_immediate_mode)(raw, c_int::from(on)),
                Set::Buffer(bytes) => (api.pcap_set_buffer_size)(raw, bytes),
                Set::Nanoseconds => (api.pcap_set_tstamp_precision)(raw, NANOSECONDS),
                Set::Link(link) => (api.pcap_set_datalink)(raw, link),
                Set::Direction(direction) => (api.pcap_setdirection)(raw, direction),
            }
        };
        answer == 0
    }

    /// Open the interface. A positive number is a warning, a negative one a refusal; both with words.
    pub(super) fn activate(&mut self) -> (c_int, String) {
        // SAFETY: the handle is open.
        let status = unsafe { (self.api.pcap_activate)(self.raw.as_ptr()) };
        let own = self.error();
        let words = match (status, own.is_empty()) {
            (0, _) => String::new(),
            (_, true) => self.api.status(status),
            (_, false) => format!("{}: {own}", self.api.status(status)),
        };
        (status, words)
    }

    /// Its link type: a `DLT_` number.
    pub(super) fn link(&self) -> c_int {
        // SAFETY: the handle is open.
        unsafe { (self.api.pcap_datalink)(self.raw.as_ptr()) }
    }

    /// Bytes kept of each packet.
    pub(super) fn snap_length(&self) -> u32 {
        // SAFETY: the handle is open.
        let bytes = unsafe { (self.api.pcap_snapshot)(self.raw.as_ptr()) };
        u32::try_from(bytes).unwrap_or(0)
    }

    /// Are its fractions of seconds nanoseconds?
    pub(super) fn nanoseconds(&self) -> bool {
        // SAFETY: the handle is open.
        unsafe { (self.api.pcap_get_tstamp_precision)(self.raw.as_ptr()) == NANOSECONDS }
    }

    /// Make [`next`](Self::next) return at once where there is nothing.
    pub(super) fn never_wait(&mut self) -> Result<(), String> {
        let mut error = [0; ERROR_BYTES];
        // SAFETY: the handle is open, the error has the room that libpcap demands.
        match unsafe { (self.api.pcap_setnonblock)(self.raw.as_ptr(), 1, error.as_mut_ptr()) } {
            0 => Ok(()),
            // SAFETY: libpcap has written a text into the array, which began as zeros.
            _ => Err(unsafe { text(error.as_ptr()) }),
        }
    }

    /// What to wait on for packets, if the system has such a thing.
    pub(super) fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        // SAFETY: the handle is open.
        let descriptor: RawFd = unsafe { (self.api.pcap_get_selectable_fd)(self.raw.as_ptr()) };
        // SAFETY: it is the handle's own and stays open as long as the handle, which the borrow outlives not.
        (descriptor >= 0).then(|| unsafe { BorrowedFd::borrow_raw(descriptor) })
    }

    /// Ask the kernel not to show what this host sends: on loopback that is every packet a second time.
    #[cfg(target_os = "linux")]
    pub(super) fn ignore_outgoing(&mut self) -> bool {
        use nix::libc;
        use std::os::fd::AsRawFd as _;

        let Some(socket) = self.descriptor() else { return false };
        let on: c_int = 1;
        // SAFETY: the descriptor is open, the value is an int and lives through the call, the length is its own.
        let answer = unsafe {
            libc::setsockopt(
                socket.as_raw_fd(),
                libc::SOL_PACKET,
                libc::PACKET_IGNORE_OUTGOING,
                (&raw const on).cast(),
                size_of::<c_int>() as libc::socklen_t,
            )
        };
        answer == 0
    }

    /// The next packet, if there is one.
    pub(super) fn next(&mut self) -> Result<Option<Packet<'_>>, String> {
        let mut header: *const Header = ptr::null();
        let mut bytes: *const c_uchar = ptr::null();
        // SAFETY: the handle is open and both places are valid for writing.
        match unsafe { (self.api.pcap_next_ex)(self.raw.as_ptr(), &raw mut header, &raw mut bytes) } {
            1 => {}
            0 | -2 => return Ok(None),
            _ => return Err(self.error()),
        }
        // SAFETY: after a 1 both point to a packet that libpcap keeps until the next call with this handle, which the
        // borrow of `self` rules out.
        let Some(header) = (unsafe { header.as_ref() }) else { return Ok(None) };
        let bytes = if bytes.is_null() {
            &[][..]
        } else {
            // SAFETY: see above; `captured` bytes are there.
            unsafe { std::slice::from_raw_parts(bytes, header.captured as usize) }
        };
        Ok(Some(Packet {
            seconds: header.seconds,
            fraction: header.fraction & 0xffff_ffff,
            original: header.original,
            bytes,
        }))
    }

    /// Counters since the beginning, as libpcap has them.
    pub(super) fn counters(&mut self) -> Option<Counters> {
        let mut counters = Counters::default();
        // SAFETY: the handle is open, and the place has libpcap's layout.
        let answer = unsafe { (self.api.pcap_stats)(self.raw.as_ptr(), &raw mut counters) };
        (answer == 0).then_some(counters)
    }

    /// Compile a capture filter for this handle's link type.
    pub(super) fn compile(&mut self, expression: &str) -> Result<Program, String> {
        let Ok(expression) = CString::new(expression) else {
            return Err("a NUL byte".to_owned());
        };
        let mut program =
            Program { api: self.api, raw: Compiled { length: 0, instructions: ptr::null_mut() } };
        // SAFETY: the handle is open, the program is empty and has libpcap's layout, the text ends with a zero.
        let answer = unsafe {
            (self.api.pcap_compile)(
                self.raw.as_ptr(),
                &raw mut program.raw,
                expression.as_ptr(),
                1,
                NETMASK_UNKNOWN,
            )
        };
        if answer == 0 { Ok(program) } else { Err(self.error()) }
    }

    /// Let only packets through that the filter chooses.
    pub(super) fn filter(&mut self, program: &mut Program) -> Result<(), String> {
        // SAFETY: the handle is open, the program was compiled; libpcap copies what it keeps.
        match unsafe { (self.api.pcap_setfilter)(self.raw.as_ptr(), &raw mut program.raw) } {
            0 => Ok(()),
            _ => Err(self.error()),
        }
    }

    /// What libpcap said last.
    fn error(&self) -> String {
        // SAFETY: the handle is open; the text is in it.
        unsafe { text((self.api.pcap_geterr)(self.raw.as_ptr())) }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        // SAFETY: the handle is open and nobody has it any more.
        unsafe { (self.api.pcap_close)(self.raw.as_ptr()) };
    }
}

/// An option of a handle.
#[derive(Debug, Clone, Copy)]
pub(super) enum Set {
    /// Bytes kept of each packet.
    SnapLength(c_int),
    /// Also packets for other hosts?
    Promiscuous(bool),
    /// Milliseconds that packets may be collected for.
    Timeout(c_int),
    /// No collecting at all?
    Immediate(bool),
    /// Bytes of the kernel's buffer.
    Buffer(c_int),
    /// Times in nanoseconds.
    Nanoseconds,
    /// A link type (`DLT_`) that the interface offers beside its own.
    Link(c_int),
    /// 0 both ways, 1 in, 2 out.
    Direction(c_int),
}

/// A compiled capture filter.
pub(super) struct Program {
    api: &'static Api,
    raw: Compiled,
}

// SAFETY: a compiled program is memory that only this value points to.
unsafe impl Send for Program {}

impl Program {
    /// Does it choose a packet of which `bytes` were captured out of `original`?
    pub(super) fn chooses(&self, bytes: &[u8], original: u32) -> bool {
        // A filter reads no further than this says.
        let captured = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let header = Header { seconds: 0, fraction: 0, captured, original };
        // SAFETY: the program was compiled by libpcap, the header describes the bytes, and neither is kept.
        unsafe { (self.api.pcap_offline_filter)(&raw const self.raw, &raw const header, bytes.as_ptr()) != 0 }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // SAFETY: the instructions are libpcap's, or null, which it takes too.
        unsafe { (self.api.pcap_freecode)(&raw mut self.raw) };
    }
}

/// A C string as text; empty if there is none.
///
/// # Safety
/// Null, or a pointer to bytes that end with a zero and stay through the call.
unsafe fn text(raw: *const c_char) -> String {
    if raw.is_null() {
        return String::new();
    }
    // SAFETY: by the caller's promise.
    unsafe { CStr::from_ptr(raw) }.to_string_lossy().trim().to_owned()
}

/// The IP addresses of a list.
///
/// # Safety
/// Null, or libpcap's list of addresses, which stays through the call.
unsafe fn addresses(first: *const RawAddress) -> Vec<IpAddr> {
    let mut found = Vec::new();
    let mut next = first;
    // SAFETY: by the caller's promise; the list ends with a null pointer.
    while let Some(raw) = unsafe { next.as_ref() } {
        // SAFETY: an address is null or a sockaddr as long as its family says.
        found.extend(unsafe { address(raw.address) });
        next = raw.next;
    }
    found
}

/// The IP address in a `sockaddr`.
///
/// # Safety
/// Null, or a pointer to a sockaddr as long as its family says.
unsafe fn address(raw: *const u8) -> Option<IpAddr> {
    const IPV4: i32 = nix::libc::AF_INET;
    const IPV6: i32 = nix::libc::AF_INET6;
    if raw.is_null() {
        return None;
    }
    // SAFETY: a sockaddr has at least 16 bytes. Its family is the first two, or, where they begin with a length, the
    // second.
    let head: [u8; 8] = unsafe { ptr::read_unaligned(raw.cast()) };
    let family =
        if cfg!(target_os = "linux") { u16::from_ne_bytes([head[0], head[1]]) } else { u16::from(head[1]) };
    match i32::from(family) {
        IPV4 => Some(Ipv4Addr::new(head[4], head[5], head[6], head[7]).into()),
        // SAFETY: a sockaddr_in6 has 28 bytes, the address in those from 8 on.
        IPV6 => Some(Ipv6Addr::from(unsafe { ptr::read_unaligned(raw.add(8).cast::<[u8; 16]>()) }).into()),
        _ => None,
    }
}
