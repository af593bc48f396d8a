//! Tests of the whole reader: captures built from bytes, read in every way.
//!
//! [`told`] reads a capture whole and gives all that was said of it; [`told_by`] does so through any input.
//! Captures are built by [`Pcap`] and [`Pcapng`], which write any variant and whatever damage they are told.

mod broken;
mod compressed;
mod pcap;
mod pcapng;
mod pieces;

use super::{
    CaptureError, Damage, DamageKind, Description, Event, Foreign, Frame, FrameNo, LinkType, Nanos, Passes,
    Place, Reader, Source,
};

use std::io::{self, Read};

/// A frame, owned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) no: FrameNo,
    pub(super) time: Option<Nanos>,
    pub(super) interface: u32,
    pub(super) link: LinkType,
    pub(super) original: u32,
    pub(super) bytes: Vec<u8>,
    pub(super) fcs: Option<u8>,
    pub(super) at: Place,
}

impl From<Frame<'_>> for Kept {
    fn from(frame: Frame<'_>) -> Self {
        Self {
            no: frame.no,
            time: frame.time,
            interface: frame.interface,
            link: frame.link,
            original: frame.original,
            bytes: frame.bytes.to_vec(),
            fcs: frame.fcs,
            at: frame.at,
        }
    }
}

/// An event, owned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    Frame(Kept),
    Damage(Damage),
}

/// All that a capture said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) said: Vec<Said>,
    pub(super) description: Description,
    pub(super) bytes_read: u64,
}

impl Told {
    pub(super) fn frames(&self) -> Vec<&Kept> {
        let said = self.said.iter();
        said.filter_map(|said| match said {
            Said::Frame(frame) => Some(frame),
            Said::Damage(_) => None,
        })
        .collect()
    }

    pub(super) fn damage(&self) -> Vec<&Damage> {
        let said = self.said.iter();
        said.filter_map(|said| match said {
            Said::Damage(damage) => Some(damage),
            Said::Frame(_) => None,
        })
        .collect()
    }

    /// Frame numbers and bytes, and nothing else: panics if there was damage.
    pub(super) fn whole(&self) -> Vec<(FrameNo, &[u8])> {
        assert_eq!(self.damage(), Vec::<&Damage>::new());
        self.frames().iter().map(|frame| (frame.no, frame.bytes.as_slice())).collect()
    }
}

/// Reads to the end, then each frame again in a jumping order, then all once more: nothing may differ.
pub(super) fn told_by(mut reader: Reader, passes: Passes) -> Told {
    let said = listen(&mut reader);
    let told = Told { description: reader.description().clone(), bytes_read: reader.bytes_read(), said };
    match passes {
        Passes::One => {
            if let Some(frame) = told.frames().first() {
                let error = reader.again(frame.no, frame.at).map(Kept::from);
                assert!(matches!(error, Err(CaptureError::Io { .. })), "{error:?}");
            }
            assert!(reader.rewind().is_err());
        }
        Passes::Two => {
            let frames = told.frames();
            let count = frames.len();
            for jump in 0..count {
                let frame = frames[jump * 7919 % count];
                let again = reader.again(frame.no, frame.at).expect("a frame read before");
                assert_eq!(&Kept::from(again), frame);
            }
            reader.rewind().expect("a way back");
            assert_eq!(listen(&mut reader), told.said);
            assert_eq!(reader.description(), &told.description);
            assert_eq!(reader.bytes_read(), told.bytes_read);
        }
    }
    told
}

fn listen(reader: &mut Reader) -> Vec<Said> {
    let mut said = Vec::new();
    while let Some(event) = reader.next().expect("a readable input") {
        said.push(match event {
            Event::Frame(frame) => Said::Frame(frame.into()),
            Event::Damage(damage) => Said::Damage(damage),
        });
    }
    assert!(reader.next().expect("a readable input").is_none());
    said
}

pub(super) fn told(bytes: &[u8]) -> Told {
    let reader = Reader::from_bytes(bytes.to_vec()).expect("a capture");
    told_by(reader, Passes::Two)
}

pub(super) fn foreign(bytes: &[u8]) -> Foreign {
    match Reader::from_bytes(bytes.to_vec()) {
        Err(CaptureError::Foreign { what, .. }) => what,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("a capture"),
    }
}

/// Gives its bytes in pieces of the given sizes, over and over, interrupted before each.
pub(super) struct Pieces {
    bytes: Vec<u8>,
    at: usize,
    sizes: Vec<usize>,
    turn: usize,
}

impl Pieces {
    pub(super) fn new(bytes: &[u8], sizes: &[usize]) -> Self {
        Self { bytes: bytes.to_vec(), at: 0, sizes: sizes.to_vec(), turn: 0 }
    }
}

impl Read for Pieces {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        self.turn += 1;
        if self.turn.is_multiple_of(2) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let size = self.sizes[self.turn / 2 % self.sizes.len()];
        let rest = &self.bytes[self.at..];
        let size = size.min(rest.len()).min(room.len());
        room[..size].copy_from_slice(&rest[..size]);
        self.at += size;
        Ok(size)
    }
}

/// A number in a byte order.
pub(super) fn four(number: u32, little: bool) -> [u8; 4] {
    if little { number.to_le_bytes() } else { number.to_be_bytes() }
}

/// A number in a byte order.
pub(super) fn two(number: u16, little: bool) -> [u8; 2] {
    if little { number.to_le_bytes() } else { number.to_be_bytes() }
}

/// Builds a pcap file.
#[derive(Clone)]
pub(super) struct Pcap {
    pub(super) bytes: Vec<u8>,
    little: bool,
    extra: usize,
}

impl Pcap {
    pub(super) const MICRO: u32 = 0xa1b2_c3d4;
    pub(super) const NANO: u32 = 0xa1b2_3c4d;
    pub(super) const MODIFIED: u32 = 0xa1b2_cd34;

    pub(super) fn new(magic: u32, little: bool) -> Self {
        Self::with(magic, little, (2, 4), 65535, 1)
    }

    pub(super) fn with(
        magic: u32,
        little: bool,
        version: (u16, u16),
        snap_length: u32,
        network: u32,
    ) -> Self {
        let mut bytes = four(magic, little).to_vec();
        bytes.extend(two(version.0, little));
        bytes.extend(two(version.1, little));
        bytes.extend([0; 8]);
        bytes.extend(four(snap_length, little));
        bytes.extend(four(network, little));
        let extra = if magic == Self::MODIFIED { 8 } else { 0 };
        Self { bytes, little, extra }
    }

    /// A record whose lengths are true.
    pub(super) fn frame(&mut self, seconds: u32, fraction: u32, data: &[u8]) -> &mut Self {
        let len = data.len() as u32;
        self.record(seconds, fraction, len, len, data)
    }

    pub(super) fn record(
        &mut self,
        seconds: u32,
        fraction: u32,
        captured: u32,
        original: u32,
        data: &[u8],
    ) -> &mut Self {
        for number in [seconds, fraction, captured, original] {
            self.bytes.extend(four(number, self.little));
        }
        self.bytes.extend(std::iter::repeat_n(0xee, self.extra));
        self.bytes.extend(data);
        self
    }

    pub(super) fn told(&self) -> Told {
        told(&self.bytes)
    }
}

/// Builds a pcapng file.
#[derive(Clone)]
pub(super) struct Pcapng {
    pub(super) bytes: Vec<u8>,
    little: bool,
}

impl Pcapng {
    pub(super) fn new(little: bool) -> Self {
        let mut new = Self { bytes: Vec::new(), little };
        new.section(little, &[]);
        new
    }

    /// A new section, of a byte order of its own.
    pub(super) fn section(&mut self, little: bool, options: &[u8]) -> &mut Self {
        self.little = little;
        let mut content = four(0x1a2b_3c4d, little).to_vec();
        content.extend(two(1, little));
        content.extend([0, 0]);
        content.extend([0xff; 8]);
        content.extend(options);
        self.block(0x0a0d_0d0a, &content)
    }

    pub(super) fn interface(&mut self, link: u16, snap_length: u32, options: &[u8]) -> &mut Self {
        let mut content = two(link, self.little).to_vec();
        content.extend([0, 0]);
        content.extend(four(snap_length, self.little));
        content.extend(options);
        self.block(1, &content)
    }

    /// An enhanced packet.
    pub(super) fn packet(&mut self, interface: u32, ticks: u64, data: &[u8]) -> &mut Self {
        let len = data.len() as u32;
        self.packet_with(interface, ticks, (len, len), data, &[])
    }

    pub(super) fn packet_with(
        &mut self,
        interface: u32,
        ticks: u64,
        (captured, original): (u32, u32),
        data: &[u8],
        options: &[u8],
    ) -> &mut Self {
        let mut content = four(interface, self.little).to_vec();
        content.extend(self.ticks(ticks));
        content.extend(four(captured, self.little));
        content.extend(four(original, self.little));
        content.extend(data);
        content.resize(content.len().next_multiple_of(4), 0);
        content.extend(options);
        self.block(6, &content)
    }

    /// A block, padded.
    pub(super) fn block(&mut self, kind: u32, content: &[u8]) -> &mut Self {
        let total = (12 + content.len().next_multiple_of(4)) as u32;
        self.block_with(kind, total, content, total)
    }

    /// A block with lengths of the caller's choice, padded.
    pub(super) fn block_with(&mut self, kind: u32, before: u32, content: &[u8], behind: u32) -> &mut Self {
        self.bytes.extend(four(kind, self.little));
        self.bytes.extend(four(before, self.little));
        self.bytes.extend(content);
        let padded = self.bytes.len() + content.len().wrapping_neg() % 4;
        self.bytes.resize(padded, 0);
        self.bytes.extend(four(behind, self.little));
        self
    }

    /// An option, padded.
    pub(super) fn option(&self, code: u16, value: &[u8]) -> Vec<u8> {
        let mut option = two(code, self.little).to_vec();
        option.extend(two(value.len() as u16, self.little));
        option.extend(value);
        option.resize(option.len().next_multiple_of(4), 0);
        option
    }

    fn ticks(&self, ticks: u64) -> Vec<u8> {
        let mut bytes = four((ticks >> 32) as u32, self.little).to_vec();
        bytes.extend(four(ticks as u32, self.little));
        bytes
    }

    pub(super) fn told(&self) -> Told {
        told(&self.bytes)
    }
}
