//! Frames in order to packets: as [`cheap`](super::cheap()) reads them, but what is in fragments counts when it is
//! whole.
//!
//! The frame that completes a datagram gives what that carries; the frames before it give [`Other::Fragment`]. So a
//! receiver sees it, and Wireshark. Fragments that cannot be put together (cut, or their header is damaged) give what
//! they have. Frames that are no fragments cost nothing more.

use super::carrier::MOST_CARRIERS;
use super::datagram::{Datagram, Whole};
use super::descend::{Notes, descend};
use super::reassembly::{Bounds, Fragment, Reassembler};
use super::segment::{Cheap, IcmpQuote, Other, Segment, Spot};
use super::tree::Tree;
use super::tunnel::Tunnel;
use crate::capture::{Frame, FrameNo};
use std::cell::Cell;

/// Puts fragments together while frames go by.
#[derive(Default)]
pub struct Packets {
    reassembler: Reassembler,
    joined: Joined,
}

/// The datagrams that a frame completed, and its bytes.
#[derive(Debug, Clone, Default)]
pub struct Joined {
    /// The first is that of the frame's own fragment. Of any other the last fragment was in the one before.
    wholes: Vec<Whole>,
    /// The last of them is a fragment itself, and waits for more.
    held: bool,
    /// The frame's, and behind them those of the datagrams.
    bytes: Vec<u8>,
}

/// What a frame holds.
#[derive(Debug, Clone, Copy)]
pub struct Packet<'a> {
    /// For the tracker. Offsets are those in [`frame`](Self::frame).
    pub cheap: Cheap<'a>,
    /// The frame. With one that completed a datagram, the datagram's bytes stand behind its own.
    pub frame: Frame<'a>,
    fragment: Part<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Part<'a> {
    /// Not in fragments, or what could not be put together.
    None,
    /// Waits for more.
    Held,
    /// The last one of this.
    Last {
        joined: &'a Joined,
        /// How many bytes of the frame are its own; its length on the wire and of its check sequence.
        own: usize,
        original: u32,
        fcs: Option<u8>,
    },
}

impl Packets {
    /// Nothing seen yet.
    pub fn new() -> Self {
        Self { reassembler: Reassembler::new(Bounds::default(), true), ..Self::default() }
    }

    /// Nothing seen yet. Fragments of different tunnels and VLANs are put together if they fit, as Wireshark does.
    pub fn as_wireshark() -> Self {
        Self::default()
    }

    /// The next frame.
    #[inline]
    pub fn read<'a>(&'a mut self, frame: &Frame<'a>) -> Packet<'a> {
        let notes = Notes::default();
        let cheap = descend(frame, 0, &notes);
        match notes.fragment.get() {
            None => Packet { cheap, frame: *frame, fragment: Part::None },
            Some(fragment) => self.fragment(frame, cheap, &fragment),
        }
    }

    /// Datagrams of TCP that are not whole, so far.
    pub fn incomplete(&self) -> u64 {
        self.reassembler.incomplete()
    }

    /// The first frame of one of those.
    pub fn first_incomplete(&self) -> Option<FrameNo> {
        self.reassembler.first_incomplete()
    }

    /// The datagram that has a fragment from this frame and waits for more.
    pub fn waiting(&self, frame: FrameNo) -> Option<&Datagram> {
        self.reassembler.waiting(frame)
    }

    #[cold]
    fn fragment<'a>(&'a mut self, frame: &Frame<'a>, cheap: Cheap<'a>, fragment: &Fragment) -> Packet<'a> {
        let joined = &mut self.joined;
        joined.wholes.clear();
        joined.held = false;
        let Some(whole) = self.reassembler.take(frame, fragment) else {
            return if self.reassembler.holds() {
                Packet { cheap: Cheap::Other(Other::Fragment), frame: *frame, fragment: Part::Held }
            } else {
                Packet { cheap, frame: *frame, fragment: Part::None }
            };
        };
        joined.bytes.clear();
        joined.bytes.extend_from_slice(frame.bytes);
        joined.add(whole);
        // What was put together may be a fragment of something else: a tunnel whose packets are cut, with packets that
        // were cut.
        for _ in 0..MOST_CARRIERS {
            let Some(last) = joined.wholes.last() else { break };
            let datagram = last.frame(frame, &last.bytes);
            let notes = Notes::default();
            descend(&datagram, last.tunnel, &notes);
            let Some(fragment) = notes.fragment.get() else { break };
            let fragment = Fragment { mac_src: last.mac_src, ..fragment };
            match self.reassembler.take_from(&datagram, &fragment, &last.frames) {
                Some(whole) => joined.add(whole),
                None => {
                    joined.held = self.reassembler.holds();
                    break;
                }
            }
        }
        self.joined.packet(frame)
    }
}

impl Joined {
    fn add(&mut self, whole: Whole) {
        self.bytes.extend_from_slice(&whole.bytes);
        self.wholes.push(whole);
    }

    /// The packet in the frame that completed it.
    pub fn packet<'a>(&'a self, frame: &Frame<'a>) -> Packet<'a> {
        let Some(whole) = self.wholes.last() else { return Packet::alone(frame) };
        let own = frame.bytes.len();
        let cheap = if self.held {
            Cheap::Other(Other::Fragment)
        } else {
            let start = self.bytes.len().saturating_sub(whole.bytes.len());
            let datagram = whole.frame(frame, self.bytes.get(start..).unwrap_or_default());
            self.moved(descend(&datagram, whole.tunnel, &Notes::default()), start as u32)
        };
        let last = Part::Last { joined: self, own, original: frame.original, fcs: frame.fcs };
        let original = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        let frame = Frame { bytes: &self.bytes, original, fcs: None, ..*frame };
        Packet { cheap, frame, fragment: last }
    }

    /// What the last datagram holds, with places as they are in all bytes.
    fn moved<'a>(&self, cheap: Cheap<'a>, by: u32) -> Cheap<'a> {
        match cheap {
            Cheap::Tcp(segment) => Cheap::Tcp(Segment {
                at: segment.at + by,
                ip_at: segment.ip_at + by,
                spot: self.spot(segment.spot),
                ip_spot: self.spot(segment.ip_spot),
                mac_src: self.wholes.last().and_then(|whole| whole.mac_src),
                ..segment
            }),
            Cheap::IcmpQuoting(quote) => {
                Cheap::IcmpQuoting(IcmpQuote { at: quote.at + by, spot: self.spot(quote.spot), ..quote })
            }
            Cheap::Other(other) => Cheap::Other(other),
        }
    }

    /// A place in the last datagram for a reader: in its data, or where its own header really stands.
    fn spot(&self, spot: Spot) -> Spot {
        let count = self.wholes.len();
        let Some(whole) = self.wholes.last() else { return spot };
        if let Some(offset) = spot.offset.checked_sub(whole.header as u32) {
            return Spot { datagram: count as u8, offset };
        }
        let around = count.checked_sub(2).and_then(|before| self.wholes.get(before));
        let header = around.map_or(0, |before| before.header);
        let offset = spot.offset + whole.ip.saturating_sub(header) as u32;
        Spot { datagram: count.saturating_sub(1) as u8, offset }
    }
}

impl<'a> Packet<'a> {
    /// A frame by itself.
    pub fn alone(frame: &Frame<'a>) -> Self {
        Self { cheap: super::cheap(frame), frame: *frame, fragment: Part::None }
    }

    /// Every field of it: what a fragment carries is left to the frame that completes the datagram.
    pub fn tree(&self) -> Tree<'a> {
        match self.fragment {
            Part::None => Tree::of(&self.frame),
            Part::Held => Tree::held(&self.frame),
            Part::Last { joined, .. } => {
                let mut tree = Tree::held(&self.own());
                for (place, (start, whole)) in self.starts().enumerate() {
                    let bytes = self.frame.bytes.get(start..start + whole.bytes.len()).unwrap_or_default();
                    let datagram = whole.frame(&self.frame, bytes);
                    let waits = joined.held || place + 1 < joined.wholes.len();
                    let inner = if waits { Tree::held(&datagram) } else { Tree::of(&datagram) };
                    whole.graft(&mut tree, &inner, start);
                }
                tree
            }
        }
    }

    /// The datagrams that this frame completed: of each but the first, the last fragment was in the one before.
    pub fn wholes(&self) -> &'a [Whole] {
        match self.fragment {
            Part::Last { joined, .. } => &joined.wholes,
            Part::None | Part::Held => &[],
        }
    }

    /// The datagram that holds what this frame completed.
    pub fn whole(&self) -> Option<&'a Whole> {
        self.wholes().last()
    }

    /// Does a part of a datagram wait here for more?
    pub fn waits(&self) -> bool {
        match self.fragment {
            Part::None => false,
            Part::Held => true,
            Part::Last { joined, .. } => joined.held,
        }
    }

    /// Where a place in [`frame`](Self::frame) is for a reader.
    pub fn spot(&self, offset: usize) -> Spot {
        let own = Spot { datagram: 0, offset: offset as u32 };
        let starts = self.starts().zip(1..).take_while(|((start, _), _)| *start <= offset);
        starts.last().map_or(own, |((start, whole), datagram)| Spot {
            datagram,
            offset: offset.saturating_sub(start + whole.header) as u32,
        })
    }

    /// The datagrams, each with where its bytes begin.
    fn starts(&self) -> impl Iterator<Item = (usize, &'a Whole)> + use<'a> {
        let own = self.own().bytes.len();
        self.wholes().iter().scan(own, |at, whole| {
            let start = *at;
            *at += whole.bytes.len();
            Some((start, whole))
        })
    }

    /// A copy of what this frame completed, for who still has to do with it when later frames are read.
    pub fn joined(&self) -> Option<Joined> {
        match self.fragment {
            Part::Last { joined, .. } => Some(joined.clone()),
            Part::None | Part::Held => None,
        }
    }

    /// What is around the packet.
    pub fn tunnel(&self) -> Tunnel {
        let noted = |frame: &Frame<'_>| {
            let notes = Notes { tunnel: Cell::new(Some(Tunnel::default())), ..Notes::default() };
            descend(frame, 0, &notes);
            notes
        };
        let all = |notes: &Notes| notes.tunnel.get().unwrap_or_default();
        // A first fragment shows what it carries, but that counts with the datagram.
        let around = |notes: &Notes| notes.outside.get().unwrap_or_else(|| all(notes));
        match self.fragment {
            Part::None | Part::Held => all(&noted(&self.frame)),
            Part::Last { .. } => {
                let mut tunnel = around(&noted(&self.own()));
                let count = self.wholes().len();
                for (place, whole) in (1..).zip(self.wholes()) {
                    let inside = noted(&whole.frame(&self.frame, &whole.bytes));
                    tunnel = tunnel.then(&if place < count { around(&inside) } else { all(&inside) });
                }
                tunnel
            }
        }
    }

    /// The frame as it was captured.
    pub fn own(&self) -> Frame<'a> {
        match self.fragment {
            Part::None | Part::Held => self.frame,
            Part::Last { own, original, fcs, .. } => {
                let bytes = self.frame.bytes.get(..own).unwrap_or_default();
                Frame { original, bytes, fcs, ..self.frame }
            }
        }
    }
}

#[cfg(test)]
mod tests;
