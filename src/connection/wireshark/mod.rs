//! What Wireshark would show: `tcp.stream`, relative numbers, scaled windows, `tcp.completeness` and `tcp.analysis.*`.
//!
//! People compare us with Wireshark, and expectations are written in its words. [`Wireshark`] follows the capture beside the
//! [tracker](super::Tracker) and gives each segment the [`Values`] that tshark 4.0 prints in one pass with its default
//! preferences. The two judge apart: the tracker asks what both sockets hold, this asks only what Wireshark would say, and where that
//! would mislead, the tracker's findings say so.
//!
//! # Traits worth knowing
//!
//! * Conversations are numbered in the order met, also those of segments that are quoted in ICMP errors if the window
//!   field is still in the quote.
//! * `tcp.completeness` and `tcp.analysis.initial_rtt` are those of one pass: a frame shows what stood before it.
//! * 0 is taken for an unknown sequence number, as there.
//!
//! # Limits
//!
//! * Conversations that Wireshark opens because another protocol announced them (FTP's data connection) are not foreseen.
//! * A first fragment has no length; it counts only if its frame is cut, because otherwise Wireshark waits for the rest. Whoever puts
//!   fragments together hands over the whole segment with the frame that completed it.

mod analysis;
mod conversation;
mod flow;
mod header;
mod multipath;
mod unacked;
mod values;

pub use values::{Marks, Values};

use super::fact::Endpoint;
use crate::capture::Frame;
use crate::dissect::Cheap;
use conversation::{At, Conversation};
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use header::Header;
use multipath::Multipath;
use std::hash::BuildHasher;

/// Every conversation of a capture, as Wireshark knows it.
pub struct Wireshark {
    hasher: RandomState,
    table: HashTable<(Ends, Conversation)>,
    streams: u32,
    multipath: Multipath,
}

/// Both ends of a conversation, the higher first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Ends(Endpoint, Endpoint);

impl Default for Wireshark {
    fn default() -> Self {
        Self::new()
    }
}

impl Wireshark {
    /// Nothing seen yet.
    pub fn new() -> Self {
        Self { hasher: RandomState::default(), table: HashTable::new(), streams: 0, multipath: Multipath::default() }
    }

    /// How many streams were numbered so far.
    pub fn streams(&self) -> u32 {
        self.streams
    }

    /// Take in the next frame, in file order. `None` if it holds no TCP that Wireshark would look at.
    pub fn take(&mut self, frame: &Frame<'_>, cheap: &Cheap<'_>) -> Option<Values> {
        let at = At {
            frame: frame.no,
            time: frame.time.map_or(0, |time| i64::try_from(time.0).unwrap_or(i64::MAX)),
        };
        match cheap {
            Cheap::Tcp(seg) => {
                let cut = u64::from(frame.original) > frame.bytes.len() as u64;
                if seg.fragment && !cut {
                    return None;
                }
                self.header(&Header::of(frame, seg), at)
            }
            Cheap::IcmpQuoting(quote) => {
                let header = Header::quoted(quote)?;
                let raw = Values { seq: Some(header.seq.0), ..Values::default() };
                self.header(&header, at).or(Some(raw))
            }
            Cheap::Other(_) => None,
        }
    }

    fn header(&mut self, header: &Header<'_>, at: At) -> Option<Values> {
        if !header.reaches(16) {
            return None;
        }
        let order = |end: &Endpoint| (end.ip, end.port);
        let (ends, side) = if order(&header.src) > order(&header.dst) {
            (Ends(header.src, header.dst), 0)
        } else {
            (Ends(header.dst, header.src), 1)
        };
        let hasher = &self.hasher;
        let hash = hasher.hash_one(ends);
        let entry = self.table.entry(hash, |(e, _)| *e == ends, |(e, _)| hasher.hash_one(e));
        let mut found = entry.or_insert_with(|| {
            self.streams = self.streams.wrapping_add(1);
            (ends, Conversation::new(self.streams.wrapping_sub(1), at.time))
        });
        let conversation = &mut found.get_mut().1;
        let mut marks = Marks::default();
        if conversation.is_reopened_by(header, side) {
            (*conversation, marks) = Conversation::reopened(self.streams, at.time);
            self.streams = self.streams.wrapping_add(1);
        }
        Some(conversation.take(header, side, at, marks, &mut self.multipath))
    }
}
