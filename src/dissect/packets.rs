//! Frames in order to packets: as [`cheap`](super::cheap()) reads them, but what is in fragments counts when it is whole.
//!
//! The frame that completes a datagram gives what that carries; the frames before it give [`Other::Fragment`]. So a receiver sees
//! it, and Wireshark. Fragments that cannot be put together (cut, or their header is damaged) give what they have. Frames that are no
//! fragments cost nothing more.

use super::cheap::{Cheap, Other, Segment};
use super::descend::{Notes, descend};
use super::reassembly::{Bounds, Fragment, Reassembler, Whole};
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

/// A datagram that was put together, and the bytes of the frame that completed it.
#[derive(Debug, Clone, Default)]
pub struct Joined {
    whole: Option<Whole>,
    /// The frame's, and behind them those of the datagram.
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
        whole: &'a Whole,
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

    #[cold]
    fn fragment<'a>(&'a mut self, frame: &Frame<'a>, cheap: Cheap<'a>, fragment: &Fragment) -> Packet<'a> {
        self.joined.whole = self.reassembler.take(frame, fragment);
        let Some(whole) = &self.joined.whole else {
            return if self.reassembler.holds() {
                Packet { cheap: Cheap::Other(Other::Fragment), frame: *frame, fragment: Part::Held }
            } else {
                Packet { cheap, frame: *frame, fragment: Part::None }
            };
        };
        self.joined.bytes.clear();
        self.joined.bytes.extend_from_slice(frame.bytes);
        self.joined.bytes.extend_from_slice(&whole.bytes);
        self.joined.packet(frame)
    }
}

impl Joined {
    /// The packet in the frame that completed it.
    pub fn packet<'a>(&'a self, frame: &Frame<'a>) -> Packet<'a> {
        let Some(whole) = &self.whole else { return Packet::alone(frame) };
        let own = frame.bytes.len();
        let datagram = whole.frame(frame, self.bytes.get(own..).unwrap_or_default());
        let cheap = moved(descend(&datagram, whole.tunnel, &Notes::default()), own as u32);
        let cheap = match cheap {
            Cheap::Tcp(segment) => Cheap::Tcp(Segment { mac_src: whole.mac_src, ..segment }),
            cheap => cheap,
        };
        let last = Part::Last { joined: self, whole, own, original: frame.original, fcs: frame.fcs };
        let original = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        let frame = Frame { bytes: &self.bytes, original, fcs: None, ..*frame };
        Packet { cheap, frame, fragment: last }
    }
}

/// The same, with places counted from further in front.
fn moved(cheap: Cheap<'_>, by: u32) -> Cheap<'_> {
    match cheap {
        Cheap::Tcp(mut segment) => {
            segment.at += by;
            segment.ip_at += by;
            Cheap::Tcp(segment)
        }
        Cheap::IcmpQuoting(mut quote) => {
            quote.at += by;
            Cheap::IcmpQuoting(quote)
        }
        Cheap::Other(other) => Cheap::Other(other),
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
            Part::Last { whole, .. } => whole.tree(&self.own(), self.frame.bytes),
        }
    }

    /// The datagram that this frame completed.
    pub fn whole(&self) -> Option<&'a Whole> {
        match self.fragment {
            Part::Last { whole, .. } => Some(whole),
            Part::None | Part::Held => None,
        }
    }

    /// A copy of the datagram that this frame completed, for who still has to do with it when later frames are read.
    pub fn joined(&self) -> Option<Joined> {
        match self.fragment {
            Part::Last { joined, .. } => Some(joined.clone()),
            Part::None | Part::Held => None,
        }
    }

    /// What is around the packet.
    pub fn tunnel(&self) -> Tunnel {
        let around = |frame: &Frame<'_>| {
            let notes = Notes { tunnel: Cell::new(Some(Tunnel::default())), ..Notes::default() };
            descend(frame, 0, &notes);
            notes.tunnel.get().unwrap_or_default()
        };
        match self.fragment {
            Part::None | Part::Held => around(&self.frame),
            Part::Last { whole, own, .. } => {
                let datagram = whole.frame(&self.frame, self.frame.bytes.get(own..).unwrap_or_default());
                around(&self.own()).then(&around(&datagram))
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
mod tests {
    use super::*;
    use crate::capture::LinkType;
    use crate::dissect::samples::{SYN, ethernet, frame};
    use crate::dissect::tunnel::{Kind, Layer};

    /// An IPv4 header in front of a piece of `inside`: protocol, offset, whether more follow.
    fn piece(protocol: u8, inside: &[u8], from: usize, to: usize) -> Vec<u8> {
        let mut header = SYN[..20].to_vec();
        header[2..4].copy_from_slice(&(20 + to as u16 - from as u16).to_be_bytes());
        let more = if to < inside.len() { 0x2000 } else { 0 };
        header[6..8].copy_from_slice(&((from / 8) as u16 | more).to_be_bytes());
        header[9] = protocol;
        header[10..12].fill(0);
        let sum = header.chunks(2).map(|w| u32::from(u16::from_be_bytes([w[0], w[1]]))).sum::<u32>();
        let sum = (sum & 0xffff) + (sum >> 16);
        header[10..12].copy_from_slice(&(!(sum as u16)).to_be_bytes());
        [&header[..], &inside[from..to]].concat()
    }

    fn tagged(vlan: u8, inside: &[u8]) -> Vec<u8> {
        ethernet(0x8100, &[&[0, vlan, 0x08, 0x00], inside].concat())
    }

    fn segment<'a>(packet: &Packet<'a>) -> Segment<'a> {
        match packet.cheap {
            Cheap::Tcp(segment) => segment,
            other => panic!("not a segment: {other:?}"),
        }
    }

    #[test]
    fn a_segment_in_fragments_counts_with_the_last_one() {
        let mut packets = Packets::new();
        let tcp = &SYN[20..];
        let (one, two) = (tagged(7, &piece(6, tcp, 0, 24)), tagged(7, &piece(6, tcp, 24, 40)));
        let first = frame(LinkType::ETHERNET, &one);
        let packet = packets.read(&first);
        assert!(matches!(packet.cheap, Cheap::Other(Other::Fragment)));
        assert_eq!(packet.tree().protocols, "eth:ethertype:vlan:ethertype:ip:data");
        assert_eq!((packets.incomplete(), packets.first_incomplete()), (1, Some(1)));
        let last = frame(LinkType::ETHERNET, &two);
        let packet = packets.read(&last);
        let found = segment(&packet);
        assert_eq!((found.src_port, found.data, found.fragment), (44704, 0, false));
        // Its places are those in the bytes that the packet has.
        let at = found.at as usize;
        assert_eq!(packet.frame.bytes[at..at + 4], SYN[20..24]);
        assert_eq!(packet.tree().first(super::super::FieldId::Tcp).map(|tcp| tcp.offset), Some(at));
        assert_eq!(packet.own().bytes, two);
        // What was around the fragments is around the segment.
        let whole = tagged(7, &piece(6, tcp, 0, 40));
        let alone = frame(LinkType::ETHERNET, &whole);
        let alone_found = segment(&Packet::alone(&alone));
        assert_eq!((alone_found.tunnel, alone_found.mac_src), (found.tunnel, found.mac_src));
        assert_eq!(packet.tunnel(), Packet::alone(&alone).tunnel());
        assert_eq!(packets.incomplete(), 0);
    }

    #[test]
    fn fragments_of_two_vlans_are_two_datagrams() {
        let mut packets = Packets::new();
        let tcp = &SYN[20..];
        let frames = [
            tagged(1, &piece(6, tcp, 0, 24)),
            tagged(2, &piece(6, tcp, 0, 24)),
            tagged(1, &piece(6, tcp, 24, 40)),
            tagged(2, &piece(6, tcp, 24, 40)),
        ];
        let segments: Vec<bool> = frames
            .iter()
            .map(|bytes| matches!(packets.read(&frame(LinkType::ETHERNET, bytes)).cheap, Cheap::Tcp(_)))
            .collect();
        assert_eq!(segments, [false, false, true, true]);
    }

    #[test]
    fn a_tunnel_in_fragments_keeps_its_addresses_and_its_number() {
        // GRE with key 9 around the SYN.
        let gre = [&[0x20, 0, 0x08, 0x00, 0, 0, 0, 9][..], &SYN].concat();
        let mut packets = Packets::new();
        let (one, two) = (piece(47, &gre, 0, 40), piece(47, &gre, 40, gre.len()));
        let first = frame(LinkType::RAW, &one);
        assert!(matches!(packets.read(&first).cheap, Cheap::Other(Other::Fragment)));
        let last = frame(LinkType::RAW, &two);
        let packet = packets.read(&last);
        let ends =
            Some(("10.37.1.2".parse().expect("an address"), "10.37.1.80".parse().expect("an address")));
        let layers: Vec<Layer> = packet.tunnel().layers().collect();
        assert_eq!(layers, [Layer { kind: Kind::Gre, number: Some(9), ends }]);
        let whole = piece(47, &gre, 0, gre.len());
        assert_eq!(segment(&Packet::alone(&frame(LinkType::RAW, &whole))).tunnel, segment(&packet).tunnel);
    }

    #[test]
    fn a_cut_first_fragment_gives_what_it_has() {
        let bytes = piece(6, &SYN[20..], 0, 32);
        let mut cut = frame(LinkType::RAW, &bytes[..bytes.len() - 4]);
        cut.original = bytes.len() as u32;
        let mut packets = Packets::new();
        assert!(segment(&packets.read(&cut)).fragment);
        assert_eq!(packets.incomplete(), 0);
    }
}
