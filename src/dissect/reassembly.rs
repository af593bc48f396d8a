//! Datagrams put together again from their fragments (RFC 791, 3.2; RFC 8200, 4.5).
//!
//! [`Reassembler::take`] is handed every fragment in file order and gives the whole datagram with the frame that
//! completes it. Only fragments that were captured whole and whose header's checksum is right take part, as in
//! Wireshark: with the others ([`holds`](Reassembler::holds) is false) the first fragment speaks for itself.
//!
//! Overlaps are never merged silently: the bytes that came first stay, and [`Whole::overlap`] says that there was more
//! than one opinion.
//!
//! # Limits
//!
//! [`Bounds`]: beyond them the datagram that waits longest is given up, and counted.

use super::bytes::{be8, be16, be32, part};
use super::checksum::{self, Checksum};
use super::datagram::{Datagram, Overlap, Piece, Whole};
use super::ip::{self, protocol};
use crate::capture::{Frame, FrameNo, LinkType, Nanos, Place};
use std::net::IpAddr;

/// How much is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// Datagrams that wait for more.
    pub datagrams: usize,
    /// Bytes of all of them together.
    pub bytes: usize,
    /// How long one waits after its first fragment, in nanoseconds.
    pub wait: i128,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { datagrams: 64, bytes: 4 << 20, wait: 30_000_000_000 }
    }
}

/// Where a fragment stands in its frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fragment {
    /// Offset of its IP header.
    pub(super) ip: usize,
    /// Offset of its fragment header, in IPv6.
    pub(super) header: Option<usize>,
    /// What is around it.
    pub(super) tunnel: u32,
    /// Who sent the frame.
    pub(super) mac_src: Option<[u8; 6]>,
}

/// What fragments of one datagram have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    /// What is around them; 0 where that is not to matter.
    tunnel: u32,
    src: IpAddr,
    dst: IpAddr,
    id: u32,
    protocol: u8,
}

/// One fragment in a frame.
struct Part<'a> {
    key: Key,
    /// The header to put in front of the whole: length and what says that this is a fragment are changed.
    header: Vec<u8>,
    /// Where its data belong.
    start: usize,
    data: &'a [u8],
    more: bool,
}

/// A datagram that waits for more.
struct Waiting {
    key: Key,
    since: Option<Nanos>,
    header: Option<Vec<u8>>,
    data: Vec<u8>,
    /// Which of the data are there: ranges in order, apart from one another.
    there: Vec<(usize, usize)>,
    frames: Vec<(FrameNo, Place)>,
    overlap: Option<Overlap>,
    about: Datagram,
}

/// What a waiting fragment, and a frame that brought it, costs beside its data.
const COST: usize = 32;

/// Puts datagrams together.
#[derive(Default)]
pub(crate) struct Reassembler {
    bounds: Bounds,
    waiting: Vec<Waiting>,
    bytes: usize,
    given_up: u64,
    first_given_up: Option<FrameNo>,
    holds: bool,
    apart: bool,
}

impl Reassembler {
    /// Nothing seen yet. `apart`: fragments in different tunnels are never of one datagram.
    pub(crate) fn new(bounds: Bounds, apart: bool) -> Self {
        Self { bounds, apart, ..Self::default() }
    }

    /// Take in the next fragment. With the one that completes a datagram: the datagram.
    pub(crate) fn take(&mut self, frame: &Frame<'_>, fragment: &Fragment) -> Option<Whole> {
        self.take_from(frame, fragment, &[(frame.no, frame.at)])
    }

    /// The same of a fragment inside a datagram that was put together itself, from these frames.
    pub(crate) fn take_from(
        &mut self,
        frame: &Frame<'_>,
        fragment: &Fragment,
        from: &[(FrameNo, Place)],
    ) -> Option<Whole> {
        let mut piece = piece(frame, fragment);
        self.holds = piece.is_some();
        if let Some(piece) = &mut piece
            && self.apart
        {
            piece.key.tunnel = fragment.tunnel;
        }
        let whole = self.add(piece?, frame, from)?;
        Some(Whole { ip: fragment.ip, tunnel: fragment.tunnel, mac_src: fragment.mac_src, ..whole })
    }

    /// The datagram that waits for more and has a fragment from this frame.
    pub(crate) fn waiting(&self, frame: FrameNo) -> Option<&Datagram> {
        self.waiting.iter().map(|waiting| &waiting.about).find(|about| about.has(frame))
    }

    /// Was the last frame a fragment that took part? Then what it carries counts only with the whole.
    pub(crate) fn holds(&self) -> bool {
        self.holds
    }

    /// Datagrams of TCP that were given up because of the bounds, or still wait.
    pub(crate) fn incomplete(&self) -> u64 {
        self.given_up + self.waiting.iter().filter(|waiting| waiting.counts()).count() as u64
    }

    /// The first frame of a datagram of TCP that still waits or was given up.
    pub(crate) fn first_incomplete(&self) -> Option<FrameNo> {
        let waiting = self.waiting.iter().filter(|waiting| waiting.counts());
        let waiting = waiting.filter_map(|waiting| waiting.frames.first()).map(|&(no, _)| no);
        waiting.chain(self.first_given_up).min()
    }

    fn add(&mut self, piece: Part<'_>, frame: &Frame<'_>, from: &[(FrameNo, Place)]) -> Option<Whole> {
        self.forget(frame.time);
        let slot = self.waiting.iter().position(|waiting| waiting.key == piece.key).unwrap_or_else(|| {
            self.waiting.push(Waiting {
                key: piece.key,
                since: frame.time,
                header: None,
                data: Vec::new(),
                there: Vec::new(),
                frames: Vec::new(),
                overlap: None,
                about: Datagram {
                    src: piece.key.src,
                    dst: piece.key.dst,
                    id: piece.key.id,
                    protocol: piece.key.protocol,
                    pieces: Vec::new(),
                    total: None,
                },
            });
            self.waiting.len() - 1
        });
        let waiting = self.waiting.get_mut(slot)?;
        let before = waiting.cost();
        waiting.take(piece, frame, from);
        self.bytes += waiting.cost().saturating_sub(before);
        if waiting.is_whole() {
            let waiting = self.waiting.remove(slot);
            self.bytes = self.bytes.saturating_sub(waiting.cost());
            return waiting.whole();
        }
        while self.waiting.len() > self.bounds.datagrams || self.bytes > self.bounds.bytes {
            self.give_up(0);
        }
        None
    }

    /// Give up what has waited too long.
    fn forget(&mut self, now: Option<Nanos>) {
        let Some(now) = now else { return };
        let wait = self.bounds.wait;
        let late = |waiting: &Waiting| waiting.since.is_some_and(|since| now.0 - since.0 > wait);
        while let Some(slot) = self.waiting.iter().position(late) {
            self.give_up(slot);
        }
    }

    fn give_up(&mut self, slot: usize) {
        if slot < self.waiting.len() {
            let waiting = self.waiting.remove(slot);
            self.bytes = self.bytes.saturating_sub(waiting.cost());
            if waiting.counts() {
                self.given_up += 1;
                let first = waiting.frames.first().map(|&(no, _)| no);
                self.first_given_up = self.first_given_up.into_iter().chain(first).min();
            }
        }
    }
}

impl Waiting {
    /// What it takes of the memory that all have together.
    fn cost(&self) -> usize {
        self.data.len() + (self.frames.len() + self.about.pieces.len()) * COST
    }

    /// Is it a datagram that somebody misses? Not if nobody asked for it: most fragments are UDP's.
    fn counts(&self) -> bool {
        self.key.protocol == protocol::TCP
    }

    fn take(&mut self, piece: Part<'_>, frame: &Frame<'_>, from: &[(FrameNo, Place)]) {
        self.frames.extend_from_slice(from);
        let end = piece.start + piece.data.len();
        self.about.pieces.push(Piece { frame: frame.no, start: piece.start as u32, end: end as u32 });
        if piece.start == 0 && self.header.is_none() {
            self.header = Some(piece.header);
        }
        if !piece.more {
            match self.about.total {
                // Two last fragments that end at different places.
                Some(total) if total != end => self.overlap = Some(Overlap::Different),
                _ => self.about.total = Some(end),
            }
        }
        if self.data.len() < end {
            self.data.resize(end, 0);
        }
        // Byte ranges that are new are taken; those that were there are compared.
        let mut from = piece.start;
        let mut fresh = Vec::new();
        for &(start, stop) in self.there.iter().filter(|range| range.1 > piece.start && range.0 < end) {
            if from < start {
                fresh.push((from, start));
            }
            let (low, high) = (start.max(piece.start), stop.min(end));
            let again = part(piece.data, low - piece.start, high - piece.start);
            let found = if part(&self.data, low, high) == again { Overlap::Same } else { Overlap::Different };
            self.overlap = self.overlap.max(Some(found));
            from = from.max(stop);
        }
        if from < end {
            fresh.push((from, end));
        }
        for (start, stop) in fresh {
            let new = part(piece.data, start - piece.start, stop - piece.start);
            if let Some(place) = self.data.get_mut(start..stop) {
                place.copy_from_slice(new);
            }
            self.there.push((start, stop));
        }
        self.there.sort_unstable();
        self.there.dedup_by(|next, last| {
            let joined = next.0 <= last.1;
            if joined {
                last.1 = last.1.max(next.1);
            }
            joined
        });
    }

    fn is_whole(&self) -> bool {
        let total = self.about.total;
        let all = self.there.first().is_some_and(|&(start, stop)| start == 0 && Some(stop) >= total);
        self.header.is_some() && total.is_some() && all
    }

    fn whole(self) -> Option<Whole> {
        let (mut bytes, mut data) = (self.header?, self.data);
        data.truncate(self.about.total?);
        let header = bytes.len();
        let v6 = self.key.src.is_ipv6();
        // What does not fit into the length field is there all the same: 0 takes all there is.
        let length = if v6 { header - 40 + data.len() } else { header + data.len() };
        let length = u16::try_from(length).unwrap_or(0).to_be_bytes();
        let at = if v6 { 4 } else { 2 };
        bytes.get_mut(at..at + 2)?.copy_from_slice(&length);
        bytes.extend(data);
        let link = if v6 { LinkType::IPV6 } else { LinkType::IPV4 };
        let (mut frames, overlap, about) = (self.frames, self.overlap, self.about);
        // Fragments of a fragment may come in any order.
        frames.sort_unstable_by_key(|&(no, _)| no);
        frames.dedup_by_key(|&mut (no, _)| no);
        Some(Whole { bytes, header, link, frames, overlap, about, ip: 0, tunnel: 0, mac_src: None })
    }
}

/// A fragment, if it was captured whole and its header is undamaged.
fn piece<'a>(frame: &Frame<'a>, fragment: &Fragment) -> Option<Part<'a>> {
    match fragment.header {
        None => ipv4(frame.bytes, fragment.ip),
        Some(header) => ipv6(frame.bytes, fragment.ip, header),
    }
}

fn ipv4(bytes: &[u8], at: usize) -> Option<Part<'_>> {
    let length = usize::from(be8(bytes, at)? & 0xf) * 4;
    let mut header = bytes.get(at..at + length)?.to_vec();
    if matches!(checksum::plain(&header, 10), Checksum::Bad { .. }) {
        return None;
    }
    let total = usize::from(be16(bytes, at + 2)?);
    let field = be16(bytes, at + 6)?;
    let data = bytes.get(at + length..at + total)?;
    let address = |from| be32(bytes, from).map(|number| IpAddr::V4(number.into()));
    let key = Key {
        tunnel: 0,
        src: address(at + 12)?,
        dst: address(at + 16)?,
        id: be16(bytes, at + 4)?.into(),
        protocol: be8(bytes, at + 9)?,
    };
    let flags = header.get_mut(6..8)?;
    flags.copy_from_slice(&(field & 0xc000).to_be_bytes());
    Some(Part { key, header, start: usize::from(field & 0x1fff) * 8, data, more: field & 0x2000 != 0 })
}

/// An IPv6 packet with a fragment header at `fragment`.
fn ipv6(bytes: &[u8], at: usize, fragment: usize) -> Option<Part<'_>> {
    let payload = usize::from(be16(bytes, at + 4)?);
    let field = be16(bytes, fragment + 2)?;
    // Both zero: a datagram in one piece (RFC 6946).
    if field & 0xfff9 == 0 {
        return None;
    }
    let data = bytes.get(fragment + 8..at + 40 + payload)?;
    let mut header = bytes.get(at..fragment)?.to_vec();
    // The header in front announces the fragment header: now it announces what that did.
    let (mut next, mut place, mut from) = (be8(bytes, at + 6)?, 6, at + 40);
    while next != protocol::FRAGMENT && from < fragment {
        let length = ip::extension_length(next, bytes, from).ok()??;
        (next, place) = (be8(bytes, from)?, from - at);
        from += length;
    }
    *header.get_mut(place)? = be8(bytes, fragment)?;
    let address = |from: usize| Some(IpAddr::from(*bytes.get(from..)?.first_chunk::<16>()?));
    let key = Key {
        tunnel: 0,
        src: address(at + 8)?,
        dst: address(at + 24)?,
        id: be32(bytes, fragment + 4)?,
        protocol: be8(bytes, fragment)?,
    };
    Some(Part { key, header, start: usize::from(field & 0xfff8), data, more: field & 1 == 1 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dissect::descend::{Notes, descend};
    use crate::dissect::tests::samples::{SYN, frame, ipv6 as packet};
    use crate::dissect::{Cheap, cheap};

    /// A fragment of the usual SYN, with a right checksum.
    fn fragment(start: usize, end: usize, more: bool) -> Vec<u8> {
        let mut header = SYN[..20].to_vec();
        header[2..4].copy_from_slice(&(20 + end as u16 - start as u16).to_be_bytes());
        let field = (start / 8) as u16 | if more { 0x2000 } else { 0 };
        header[6..8].copy_from_slice(&field.to_be_bytes());
        header[10..12].fill(0);
        let sum = header.chunks(2).map(|w| u32::from(u16::from_be_bytes([w[0], w[1]]))).sum::<u32>();
        let sum = (sum & 0xffff) + (sum >> 16);
        header[10..12].copy_from_slice(&(!(sum as u16)).to_be_bytes());
        [&header[..], &SYN[20 + start..20 + end]].concat()
    }

    fn take(reassembler: &mut Reassembler, no: u64, bytes: &[u8]) -> Option<Whole> {
        let mut frame = frame(LinkType::RAW, bytes);
        frame.no = no;
        frame.time = Some(Nanos(i128::from(no) * 1_000_000_000));
        reassembler.take(&frame, &noted(&frame))
    }

    fn noted(frame: &Frame<'_>) -> Fragment {
        let notes = Notes::default();
        descend(frame, 0, &notes);
        notes.fragment.get().expect("a fragment")
    }

    #[test]
    fn fragments_in_any_order_give_the_segment_with_the_last_to_come() {
        for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
            let pieces = [fragment(0, 8, true), fragment(8, 24, true), fragment(24, 40, false)];
            let mut reassembler = Reassembler::default();
            for (no, &index) in (1..).zip(&order[..2]) {
                assert_eq!(take(&mut reassembler, no, &pieces[index]), None);
                assert!(reassembler.holds());
            }
            let whole = take(&mut reassembler, 3, &pieces[order[2]]).expect("it is there");
            assert_eq!(whole.frames.iter().map(|&(no, _)| no).collect::<Vec<_>>(), [1, 2, 3]);
            assert_eq!(whole.overlap, None);
            assert_eq!(whole.bytes[20..], SYN[20..]);
            match cheap(&frame(whole.link, &whole.bytes)) {
                Cheap::Tcp(s) => assert!(!s.fragment && s.checksum() == Checksum::Good),
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn overlaps_are_told_and_the_first_bytes_stay() {
        let mut reassembler = Reassembler::default();
        let mut forged = fragment(8, 24, true);
        assert_eq!(take(&mut reassembler, 1, &fragment(0, 16, true)), None);
        assert_eq!(take(&mut reassembler, 2, &forged), None);
        let whole = take(&mut reassembler, 3, &fragment(24, 40, false)).expect("it is there");
        assert_eq!(whole.overlap, Some(Overlap::Same));
        forged[20] ^= 1;
        take(&mut reassembler, 4, &fragment(0, 16, true));
        take(&mut reassembler, 5, &forged);
        let whole = take(&mut reassembler, 6, &fragment(24, 40, false)).expect("it is there");
        assert_eq!(whole.overlap, Some(Overlap::Different));
        assert_eq!(whole.bytes[20..], SYN[20..]);
    }

    #[test]
    fn what_waits_too_long_or_is_too_much_is_given_up() {
        let mut reassembler = Reassembler::default();
        take(&mut reassembler, 1, &fragment(0, 8, true));
        assert_eq!(take(&mut reassembler, 40, &fragment(8, 40, false)), None);
        // One was given up, the other waits.
        assert_eq!((reassembler.incomplete(), reassembler.first_incomplete()), (2, Some(1)));
        assert_eq!(reassembler.waiting.len(), 1);
        let mut reassembler = Reassembler::new(Bounds { datagrams: 1, ..Bounds::default() }, false);
        take(&mut reassembler, 1, &fragment(0, 8, true));
        let mut other = packet(44, 48);
        other.extend([6, 0, 0, 1, 0, 0, 0, 9]);
        other.extend(&SYN[20..]);
        take(&mut reassembler, 2, &other);
        assert_eq!(take(&mut reassembler, 3, &fragment(8, 40, false)), None);
        assert_eq!((reassembler.incomplete(), reassembler.waiting.len()), (3, 1));
    }

    #[test]
    fn the_same_fragment_again_and_again_takes_no_more_memory_than_is_allowed() {
        let mut reassembler = Reassembler::new(Bounds { bytes: 10_000, ..Bounds::default() }, false);
        for _ in 0..10_000 {
            take(&mut reassembler, 1, &fragment(0, 8, true));
            assert!(reassembler.waiting.iter().map(Waiting::cost).sum::<usize>() <= 10_000);
        }
        assert!(reassembler.incomplete() > 1);
    }

    #[test]
    fn fragments_of_different_tunnels_are_kept_apart_if_that_is_asked_for() {
        for apart in [false, true] {
            let mut reassembler = Reassembler::new(Bounds::default(), apart);
            for (tunnel, start, end) in [(1, 0, 24), (2, 24, 40)] {
                let bytes = fragment(start, end, end < 40);
                let frame = frame(LinkType::RAW, &bytes);
                let whole = reassembler.take(&frame, &Fragment { tunnel, ..noted(&frame) });
                assert_eq!(whole.is_some(), end == 40 && !apart);
            }
        }
    }

    #[test]
    fn an_ipv6_datagram_loses_its_fragment_header() {
        let first = [packet(44, 24), vec![6, 0, 0, 1, 0, 0, 0, 9], SYN[20..36].to_vec()].concat();
        let last = [packet(44, 32), vec![6, 0, 0, 16, 0, 0, 0, 9], SYN[36..].to_vec()].concat();
        let mut reassembler = Reassembler::default();
        assert_eq!(take(&mut reassembler, 1, &first), None);
        let whole = take(&mut reassembler, 2, &last).expect("it is there");
        assert_eq!((whole.header, whole.bytes[6], whole.bytes.len()), (40, 6, 80));
        assert_eq!(whole.bytes[4..6], [0, 40]);
    }

    #[test]
    fn a_cut_or_damaged_fragment_takes_no_part() {
        let mut reassembler = Reassembler::default();
        let bytes = fragment(0, 24, true);
        let mut cut = frame(LinkType::RAW, &bytes[..40]);
        cut.original = 44;
        assert_eq!(reassembler.take(&cut, &noted(&cut)), None);
        assert!(!reassembler.holds());
        let mut damaged = bytes.clone();
        damaged[10] ^= 1;
        take(&mut reassembler, 1, &damaged);
        assert!(!reassembler.holds());
    }
}
