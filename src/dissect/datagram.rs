//! A datagram that came in fragments: what is known of it while it waits, and what it is once it is whole.

use super::{Field, FieldId, Tree};
use crate::capture::{Frame, FrameNo, LinkType, Place};
use std::net::IpAddr;

/// Two fragments that bring the same place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Overlap {
    /// With the same bytes.
    Same,
    /// With other bytes: somebody errs or means harm. The first stayed.
    Different,
}

/// One fragment of a datagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// The frame with it, or if it came in fragments itself: the frame that completed it.
    pub frame: FrameNo,
    /// Its first byte in the datagram's data.
    pub start: u32,
    /// The first byte behind it.
    pub end: u32,
}

/// A datagram of which fragments were seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Datagram {
    /// Who sent it.
    pub src: IpAddr,
    /// To whom.
    pub dst: IpAddr,
    /// Its identification: 16 bits in IPv4, 32 in IPv6.
    pub id: u32,
    /// What it carries, as IP numbers protocols.
    pub protocol: u8,
    /// Its fragments, in the order of the capture.
    pub pieces: Vec<Piece>,
    /// How many bytes of data it has; known from its last fragment.
    pub total: Option<usize>,
}

impl Datagram {
    /// Does this frame have one of its fragments?
    pub fn has(&self, frame: FrameNo) -> bool {
        self.pieces.iter().any(|piece| piece.frame == frame)
    }

    /// Which bytes of its data no fragment brought: from, and the first one that is there again; `None` if it is not
    /// known where the data end.
    pub fn missing(&self) -> Vec<(usize, Option<usize>)> {
        let mut pieces: Vec<(usize, usize)> =
            self.pieces.iter().map(|piece| (piece.start as usize, piece.end as usize)).collect();
        pieces.sort_unstable();
        let (mut missing, mut reached) = (Vec::new(), 0);
        for (start, end) in pieces {
            if start > reached {
                missing.push((reached, Some(start)));
            }
            reached = reached.max(end);
        }
        match self.total {
            None => missing.push((reached, None)),
            Some(total) if total > reached => missing.push((reached, Some(total))),
            Some(_) => {}
        }
        missing
    }
}

/// A datagram with all its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// Header and data: a packet of IP as if it had never been cut. The header is the first fragment's, with another
    /// length and without what says that it is a fragment: no frame has it so.
    pub bytes: Vec<u8>,
    /// How many of the bytes are the header (in IPv6 with extension headers in front of the fragment header).
    pub header: usize,
    /// [`LinkType::IPV4`] or [`LinkType::IPV6`].
    pub link: LinkType,
    /// The frames that its fragments came in, in the order of the capture. With fragments of fragments more than
    /// [`about`](Self::about) names.
    pub frames: Vec<(FrameNo, Place)>,
    /// Did fragments overlap?
    pub overlap: Option<Overlap>,
    /// What it is, and its fragments.
    pub about: Datagram,
    /// Where the IP header of the fragment that completed it begins in its frame, or in the datagram that this one was
    /// in.
    pub ip: usize,
    /// The hash of what is around it, as [`Segment::tunnel`](super::Segment::tunnel).
    pub tunnel: u32,
    /// Who sent the frame that completed it.
    pub mac_src: Option<[u8; 6]>,
}

impl Whole {
    /// It as a frame of its own, with the number and time of the frame that completed it. `bytes` are those of the
    /// datagram.
    pub fn frame<'b>(&self, completing: &Frame<'_>, bytes: &'b [u8]) -> Frame<'b> {
        Frame {
            bytes,
            link: self.link,
            original: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
            no: completing.no,
            time: completing.time,
            interface: completing.interface,
            fcs: None,
            at: completing.at,
        }
    }

    /// How many bytes of data it has.
    pub fn data(&self) -> usize {
        self.bytes.len().saturating_sub(self.header)
    }

    /// Put what it carries into the tree of the frame that completed it, in place of the last piece of data. `inner` is
    /// the tree of the datagram, whose bytes begin at `start` where the tree's offsets count.
    pub(super) fn graft<'b>(&self, tree: &mut Tree<'b>, inner: &Tree<'b>, start: usize) {
        if let Some(data) = tree.fields.iter().position(|field| field.id == FieldId::Data) {
            let behind = tree.fields.iter().skip(data + 1).position(|field| field.depth == 0);
            let until = behind.map_or(tree.fields.len(), |length| data + 1 + length);
            tree.fields.drain(data..until);
        }
        if let Some(before) = tree.protocols.strip_suffix(":data") {
            tree.protocols.truncate(before.len());
        }
        let mut inside = false;
        let mut headers = 0;
        for field in &inner.fields {
            let layer = field.depth == 0 && field.id != FieldId::Frame;
            inside |= layer && field.offset >= self.header;
            if inside {
                tree.fields.push(Field { offset: field.offset + start, ..*field });
            } else {
                headers += usize::from(layer);
            }
        }
        for name in inner.protocols.split(':').skip(headers) {
            tree.protocols.push(':');
            tree.protocols.push_str(name);
        }
        tree.stop =
            tree.stop.or(inner.stop.map(|stop| super::tree::Stop { offset: stop.offset + start, ..stop }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_follows_from_what_is_there() {
        let piece = |start, end| Piece { frame: 1, start, end };
        let mut datagram = Datagram {
            src: IpAddr::from([10, 0, 0, 1]),
            dst: IpAddr::from([10, 0, 0, 2]),
            id: 1,
            protocol: 6,
            pieces: vec![piece(16, 24), piece(8, 20), piece(32, 40)],
            total: None,
        };
        assert_eq!(datagram.missing(), [(0, Some(8)), (24, Some(32)), (40, None)]);
        datagram.total = Some(48);
        assert_eq!(datagram.missing().last(), Some(&(40, Some(48))));
        datagram.pieces = vec![piece(0, 48)];
        assert_eq!(datagram.missing(), []);
    }
}
