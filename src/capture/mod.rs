//! Where frames come from.
//!
//! A [`Source`] yields [`Event`]s in file order: frames, and damage where the container lies. It owns its
//! buffer, the file offset, byte order, interfaces and time; nothing above it knows which format was read.
//! A frame's bytes are borrowed from the buffer and live until the next call.
//!
//! The second pass of a reader asks for a frame [`again`](Source::again) by its [`Place`].

mod blocks;
mod buffer;
mod classic;
mod compressed;
mod foreign;
mod gzip;
#[cfg(all(unix, feature = "live"))]
pub(crate) mod live;
mod open;
mod packed;
mod packet;
mod packing;
mod reader;
pub(crate) mod record;
mod recover;
mod section;
pub(crate) mod spool;
mod step;
#[cfg(feature = "cli")]
pub(crate) mod tail;
mod time;
pub mod write;

#[cfg(test)]
mod tests;

pub use open::Passes;
pub use packing::{Compression, Fault};
pub use reader::{Reader, Sieve, open};
pub use time::utc;

use serde::Serialize;
use std::path::PathBuf;

/// A frame's number, from 1, as Wireshark's `frame.number`.
///
/// Frames that damage took have none. A pcapng block that Wireshark lists beside the packets (custom blocks, journal
/// entries) has one, though nothing is said of it here: numbers grow, by more than one now and then.
pub type FrameNo = u64;

/// Nanoseconds since the epoch (1970-01-01T00:00:00Z). 128 bits hold every pcapng resolution and offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nanos(pub i128);

/// A link-layer header type, one of the LINKTYPE_ numbers that pcap and pcapng share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct LinkType(pub u16);

impl LinkType {
    /// BSD loopback: a 4-byte address family in the byte order of the machine that captured.
    pub const NULL: Self = Self(0);
    /// Ethernet II and IEEE 802.3.
    pub const ETHERNET: Self = Self(1);
    /// Raw IPv4 or IPv6 (the number that files carry; `DLT_RAW` is 12 or 14 on some systems).
    pub const RAW: Self = Self(101);
    /// OpenBSD loopback: a 4-byte address family, big-endian.
    pub const LOOP: Self = Self(108);
    /// Linux "cooked" capture, version 1.
    pub const LINUX_SLL: Self = Self(113);
    /// Raw IPv4.
    pub const IPV4: Self = Self(228);
    /// Raw IPv6.
    pub const IPV6: Self = Self(229);
    /// Linux "cooked" capture, version 2.
    pub const LINUX_SLL2: Self = Self(276);
}

/// Where a frame's record begins in its file, enough to read it [again](Source::again), and where its bytes do. Eight
/// bytes, because one is kept for each frame of a connection: the offset takes 56 bits, what stands before the bytes
/// the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(u64);

impl Place {
    /// A record or block at this byte offset in the file; its frame's bytes stand so many behind that.
    #[inline]
    pub const fn new(offset: u64, header: u8) -> Self {
        Self(offset << u8::BITS | header as u64)
    }

    /// Byte offset of the record (pcap) or block (pcapng) in the file.
    #[inline]
    pub const fn offset(self) -> u64 {
        self.0 >> u8::BITS
    }

    /// Byte offset of the frame's bytes in the file.
    #[inline]
    pub const fn data(self) -> u64 {
        self.offset() + (self.0 & u8::MAX as u64)
    }
}

/// One captured frame.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// From 1, in file order.
    pub no: FrameNo,
    /// When it was captured; `None` where the format has no time (pcapng's Simple Packet Block).
    pub time: Option<Nanos>,
    /// Index into [`Description::interfaces`].
    pub interface: u32,
    /// How [`bytes`](Self::bytes) begin.
    pub link: LinkType,
    /// The length on the wire, in bytes; more than `bytes.len()` if the snap length cut the frame. Less only in
    /// captures that contradict themselves (there are writers of such).
    pub original: u32,
    /// What was captured.
    pub bytes: &'a [u8],
    /// Bytes of frame check sequence at the end, if the interface says so.
    pub fcs: Option<u8>,
    /// Where its record is.
    pub at: Place,
}

/// What a source yields next.
#[derive(Debug)]
pub enum Event<'a> {
    /// A frame.
    Frame(Frame<'a>),
    /// The container is damaged here; reading goes on behind it if it can.
    Damage(Damage),
}

/// A damaged place of the container.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Damage {
    /// What is wrong.
    pub kind: DamageKind,
    /// Byte offset in the file where it is.
    pub offset: u64,
    /// The last good frame before it; 0 if none.
    pub after_frame: FrameNo,
    /// Bytes that could not be read as frames, if known.
    pub lost: Option<u64>,
}

/// How a container can be damaged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum DamageKind {
    /// The file ends inside a record or block: `needed` bytes announced, `have` there.
    Cut {
        /// Bytes the record or block announces, its header included.
        needed: u64,
        /// Bytes that the file still has.
        have: u64,
    },
    /// A record or block announces an impossible length.
    Length {
        /// The announced length.
        announced: u64,
        /// The largest that is possible here.
        bound: u64,
        /// The frames go on at this offset, if a plausible record was found.
        resumed: Option<u64>,
    },
    /// A block contradicts itself (its two lengths differ, its content does not fit, its options overrun).
    Block {
        /// The pcapng block type.
        block_type: u32,
    },
    /// A packet names an interface that no block described.
    Interface {
        /// The index it names.
        index: u32,
    },
    /// The compressed data that the capture lies in cannot be unpacked further.
    Compression {
        /// How it is compressed.
        compression: Compression,
        /// What is wrong.
        fault: Fault,
        /// Bytes of compressed data used until then. [`Damage::offset`] counts unpacked bytes.
        packed: u64,
    },
    /// The compressed data unpack to more than is allowed; unpacking ended there.
    Expansion {
        /// How it is compressed.
        compression: Compression,
        /// Bytes of compressed data used until then.
        packed: u64,
        /// The most bytes that so many may unpack to.
        bound: u64,
    },
}

/// The container's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Classic pcap, microseconds.
    Pcap,
    /// Classic pcap, nanoseconds (magic a1b23c4d).
    PcapNanoseconds,
    /// Alexey Kuznetzov's modified pcap (magic a1b2cd34).
    PcapModified,
    /// pcapng.
    Pcapng,
}

/// A capture interface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Interface {
    /// pcapng's `if_name`.
    pub name: Option<String>,
    /// pcapng's `if_description`.
    pub description: Option<String>,
    /// Link-layer header type.
    pub link: LinkType,
    /// Bytes kept of each frame; 0 means no limit.
    pub snap_length: u32,
    /// Timestamp units in a second.
    pub units_per_second: u128,
    /// Seconds to add to each timestamp (`if_tsoffset`).
    pub offset_seconds: i64,
    /// Bytes of frame check sequence, if stated.
    pub fcs: Option<u8>,
    /// Frames that this interface received, if the capture states it (Interface Statistics Block).
    pub received: Option<u64>,
    /// Frames that this interface dropped, if the capture states it.
    pub dropped: Option<u64>,
}

/// What the container says about itself; complete only when the source is at its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Description {
    /// The format.
    pub format: Format,
    /// How the file is compressed, if it is. Every offset then counts unpacked bytes.
    pub compressed: Option<Compression>,
    /// Little-endian? (of the first section)
    pub little_endian: bool,
    /// Every interface met so far, in order; a later section's come behind the earlier ones'.
    pub interfaces: Vec<Interface>,
    /// Sections met so far (1 for pcap).
    pub sections: u32,
    /// pcapng section header: hardware, operating system, application, if stated.
    pub hardware: Option<String>,
    /// See [`hardware`](Self::hardware).
    pub operating_system: Option<String>,
    /// See [`hardware`](Self::hardware).
    pub application: Option<String>,
    /// Comments of sections, with the text as it stands.
    pub comments: Vec<String>,
}

/// Why a capture could not be read at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CaptureError {
    /// The operating system refused.
    #[error("{path}: {error}")]
    Io {
        /// The file, `-` for standard input.
        path: PathBuf,
        /// What it said.
        error: std::io::Error,
    },
    /// The file is no capture that we read; `what` names what it looks like.
    #[error("{path}: not a capture: {what:?}")]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What its first bytes look like.
        what: Foreign,
    },
}

/// What a file that is no capture looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Foreign {
    /// No bytes at all.
    Empty,
    /// Fewer bytes than a file header has: `have` of `needed`.
    Short {
        /// Bytes there.
        have: usize,
        /// Bytes a file header has.
        needed: usize,
    },
    /// A directory.
    Directory,
    /// Compressed in a way that is not unpacked here: `xz`, `bzip2`, `zip`, …
    Compressed(&'static str),
    /// Compressed, and no capture inside.
    Inside {
        /// How it is compressed.
        compression: Compression,
        /// What the unpacked bytes look like; [`Compressed`](Self::Compressed) if they are compressed once more.
        what: Box<Foreign>,
    },
    /// Compressed, and damaged before a capture begins.
    Unpacking {
        /// [`DamageKind::Compression`] or [`DamageKind::Expansion`].
        damage: DamageKind,
        /// How it is compressed.
        compression: Compression,
    },
    /// Readable text.
    Text,
    /// Another capture format, by its name (snoop, `NetMon`, `NetXRay`, ERF, …).
    OtherCapture(&'static str),
    /// A pcap version older than 2.3 or of a variant we do not read: major, minor.
    PcapVersion(u16, u16),
    /// Something else; its first bytes.
    Unknown([u8; 4]),
}

/// A place that frames come from.
pub trait Source {
    /// The next frame or damage, `None` at the end.
    fn next(&mut self) -> Result<Option<Event<'_>>, CaptureError>;

    /// A frame read before, once more. The caller gives back its number and place.
    fn again(&mut self, no: FrameNo, at: Place) -> Result<Frame<'_>, CaptureError>;

    /// What the container says about itself, as far as it has been read.
    fn description(&self) -> &Description;

    /// Bytes of container read so far.
    fn bytes_read(&self) -> u64;
}
