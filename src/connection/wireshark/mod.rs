//! What Wireshark would show: `tcp.stream`, relative numbers, scaled windows, `tcp.completeness` and `tcp.analysis.*`.
//!
//! People compare us with Wireshark, and expectations are written in its words. [`Wireshark`] follows the capture
//! beside the [tracker](crate::connection::tracker::Tracker) and gives each segment the [`Values`] that tshark 4.0
//! prints in one pass with its default preferences. The two judge apart: the tracker asks what both sockets hold, this
//! asks only what Wireshark would say, and where that would mislead, the tracker's findings say so.
//!
//! # Traits worth knowing
//!
//! * Conversations are numbered in the order met. So are those of segments inside tunnels, and of segments quoted in
//!   ICMP errors if the quote reaches behind the window field: a quoted SYN moves things as if it had been sent.
//! * `tcp.completeness` and `tcp.analysis.initial_rtt` are those of one pass: a frame shows what stood before it.
//! * A SYN with another number begins a stream. A SYN with the same number does not, even behind a RST, and a
//!   SYN,ACK with another number makes its direction count anew in the same stream.
//! * 0 is taken for a sequence number that is not known. A bad checksum changes nothing.
//!
//! # Limits
//!
//! * Application protocols that announce or wrap connections make Wireshark judge otherwise: FTP's data connections
//!   lack the SYN in `tcp.completeness` (mended in later versions), a SOCKS tunnel may take a stream number that no
//!   frame shows.
//! * A first fragment that could be put together with others counts for nothing. Whoever puts fragments together
//!   hands over the whole segment with the frame that completed it.
//! * An ICMP error quoted in an ICMP error is not followed to the segment inside.

use crate::capture::Frame;
use crate::dissect::{Cheap, Checksum, Segment, checksum};
use conversation::{At, Conversation, Shared};
use header::Header;
use std::net::IpAddr;
use table::{Ends, Table};

mod analysis;
mod conversation;
mod flow;
mod header;
mod multipath;
mod table;
#[cfg(test)]
mod tests;
mod unacked;
mod values;

pub use values::{Marks, Values};

/// How much is kept. Within these bounds the values are Wireshark's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Conversations that showed only one segment. Beyond this the oldest is forgotten first.
    pub single: usize,
    /// Segments noted because they are not acknowledged yet, of all conversations together. Beyond this none is
    /// noted: its ACK has no `tcp.analysis.acks_frame`, and it does not count as in flight.
    pub noted: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { single: 65_536, noted: 2_000_000 }
    }
}

/// What the [`Bounds`] cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Conversations forgotten.
    pub conversations: u64,
    /// Segments not noted.
    pub segments: u64,
}

/// Every conversation of a capture, as Wireshark knows it.
pub struct Wireshark {
    table: Table,
    streams: u32,
    shared: Shared,
    most_noted: usize,
    noted: usize,
}

impl Default for Wireshark {
    fn default() -> Self {
        Self::new(Bounds::default())
    }
}

impl Wireshark {
    /// Nothing seen yet.
    pub fn new(bounds: Bounds) -> Self {
        Self {
            table: Table::new(bounds.single),
            streams: 0,
            shared: Shared::default(),
            most_noted: bounds.noted,
            noted: 0,
        }
    }

    /// How many streams were numbered so far.
    pub fn streams(&self) -> u32 {
        self.streams
    }

    /// What was left out because of the bounds.
    pub fn left_out(&self) -> LeftOut {
        LeftOut { conversations: self.table.forgotten(), segments: self.shared.left_out }
    }

    /// Take in the next frame, in file order; once for each segment, the outermost first, if there are several in it.
    /// `None` if it holds no TCP that Wireshark would look at.
    pub fn take(&mut self, frame: &Frame<'_>, cheap: &Cheap<'_>) -> Option<Values> {
        let time = frame.time.map_or(0, |time| i64::try_from(time.0).unwrap_or(i64::MAX));
        let at = At { frame: frame.no, time };
        match cheap {
            Cheap::Tcp(seg) if awaits_more(frame, seg) => None,
            Cheap::Tcp(seg) => Some(self.header(&Header::of(frame, seg), at).unwrap_or_default()),
            Cheap::IcmpQuoting(quote) => {
                let header = Header::quoted(quote)?;
                let seq = (!quote.v6).then_some(header.seq.0);
                let raw = Values { seq, ..Values::default() };
                Some(self.header(&header, at).unwrap_or(raw))
            }
            Cheap::Other(_) => None,
        }
    }

    /// `None` if less of the header was captured than Wireshark reads before it looks for the conversation.
    fn header(&mut self, header: &Header<'_>, at: At) -> Option<Values> {
        if !header.reaches(16) {
            return None;
        }
        let (ends, side) = Ends::of(header);
        let slot = self.table.slot(ends);
        let conversation = self.table.at(slot);
        let before = conversation.standing();
        if before.new || conversation.is_reopened_by(header, side) {
            *conversation = Conversation::begin(self.streams, at.time, !before.new);
            self.streams = self.streams.wrapping_add(1);
        }
        self.shared.room = self.noted < self.most_noted;
        let values = conversation.take(header, side, at, &mut self.shared);
        let noted = conversation.standing().noted;
        self.table.settle(slot, before);
        self.noted = (self.noted + noted).saturating_sub(before.noted + self.table.bound());
        Some(values)
    }
}

/// Does Wireshark keep this first fragment back until it has the others? Not if it is cut or its header is damaged.
fn awaits_more(frame: &Frame<'_>, seg: &Segment<'_>) -> bool {
    let whole = seg.tcp_bytes.len() >= seg.tcp_len as usize;
    let damaged = || {
        let behind = frame.bytes.get(seg.ip_at as usize..).unwrap_or_default();
        let length = behind.first().map_or(0, |first| usize::from(first & 0x0f) * 4);
        let header = behind.get(..length).unwrap_or_default();
        matches!(checksum::plain(header, 10), Checksum::Bad { .. })
    };
    seg.fragment && (matches!(seg.src, IpAddr::V6(_)) || (whole && !damaged()))
}
