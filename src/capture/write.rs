//! Writing captures: classic pcap and the little of pcapng that holds packets.
//!
//! Both are little-endian and written to anything that takes bytes; nothing is buffered here. Classic pcap
//! has times from 1970 to 2106 in micro- or nanoseconds; pcapng is written with nanoseconds since 1970 in 64
//! bits, which end in 2554. A time outside, or a frame of more than [`SNAP_LENGTH`] bytes, is an
//! [`InvalidInput`](std::io::ErrorKind::InvalidInput) error, and nothing of that frame is written.

use super::{LinkType, Nanos};

use std::io::{self, ErrorKind, Write};

/// The snap length that is written into file headers: the largest that readers accept everywhere.
pub const SNAP_LENGTH: u32 = 262_144;

/// The unit of the times in a classic pcap file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Magic number a1b2c3d4. Times are cut to it.
    Microseconds,
    /// Magic number a1b23c4d.
    Nanoseconds,
}

/// Writes a classic pcap file.
#[derive(Debug)]
pub struct Pcap<W> {
    out: W,
    unit: Unit,
}

impl<W: Write> Pcap<W> {
    /// Writes the file header.
    pub fn new(mut out: W, link: LinkType, unit: Unit) -> io::Result<Self> {
        let magic: u32 = match unit {
            Unit::Microseconds => 0xa1b2_c3d4,
            Unit::Nanoseconds => 0xa1b2_3c4d,
        };
        let mut header = [0; 24];
        put(&mut header, 0, magic);
        put(&mut header, 4, 0x0004_0002);
        put(&mut header, 16, SNAP_LENGTH);
        put(&mut header, 20, u32::from(link.0));
        out.write_all(&header)?;
        Ok(Self { out, unit })
    }

    /// Writes a frame of which `bytes` were captured out of `original` on the wire.
    pub fn frame(&mut self, time: Nanos, original: u32, bytes: &[u8]) -> io::Result<()> {
        let captured = captured(bytes)?;
        let seconds = u32::try_from(time.0.div_euclid(1_000_000_000)).map_err(|_| no_such_time())?;
        // Less than 10^9 either way.
        let fraction = time.0.rem_euclid(1_000_000_000) as u32;
        let mut header = [0; 16];
        put(&mut header, 0, seconds);
        let fraction = match self.unit {
            Unit::Microseconds => fraction / 1000,
            Unit::Nanoseconds => fraction,
        };
        put(&mut header, 4, fraction);
        put(&mut header, 8, captured);
        put(&mut header, 12, original);
        self.out.write_all(&header)?;
        self.out.write_all(bytes)
    }

    /// Gives back what was written to, flushed.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }
}

/// Writes a pcapng file of one section.
#[derive(Debug)]
pub struct Pcapng<W> {
    out: W,
    interfaces: u32,
}

/// What a section may say about itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Section<'a> {
    /// The program that writes it.
    pub application: Option<&'a str>,
    /// The operating system it runs on.
    pub operating_system: Option<&'a str>,
    /// A comment.
    pub comment: Option<&'a str>,
}

/// What may be said about an interface that counts nanoseconds.
#[derive(Debug, Clone, Copy)]
pub struct Face<'a> {
    /// How its frames begin.
    pub link: LinkType,
    /// Bytes kept of each frame.
    pub snap_length: u32,
    /// Its name.
    pub name: Option<&'a str>,
    /// The capture filter, as libpcap reads it.
    pub filter: Option<&'a str>,
}

/// What an interface counted from its beginning until `until`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counted {
    /// When the counting began.
    pub since: Option<Nanos>,
    /// When it ended.
    pub until: Option<Nanos>,
    /// Frames that the filter accepted.
    pub accepted: Option<u64>,
    /// Frames that the interface dropped.
    pub interface_dropped: Option<u64>,
    /// Frames that the operating system dropped for lack of room.
    pub system_dropped: Option<u64>,
    /// Frames that came to the program.
    pub delivered: Option<u64>,
}

impl<W: Write> Pcapng<W> {
    /// Writes the section header.
    pub fn new(out: W) -> io::Result<Self> {
        Self::with(out, Section::default())
    }

    /// Writes the section header with what the section says about itself.
    pub fn with(mut out: W, section: Section<'_>) -> io::Result<Self> {
        let mut content = vec![0xff; 16];
        if let Some(fixed) = content.first_chunk_mut::<8>() {
            put(fixed, 0, 0x1a2b_3c4d);
            put(fixed, 4, 0x0000_0001);
        }
        let mut options = Options::new(&mut content);
        options.text(1, section.comment);
        options.text(3, section.operating_system);
        options.text(4, section.application);
        options.end();
        block(&mut out, 0x0a0d_0d0a, &content, &[])?;
        Ok(Self { out, interfaces: 0 })
    }

    /// Describes an interface that counts nanoseconds; gives the number that its frames name.
    pub fn interface(&mut self, link: LinkType) -> io::Result<u32> {
        self.interface_as(Face { link, snap_length: SNAP_LENGTH, name: None, filter: None })
    }

    /// Describes an interface with its name and filter; gives the number that its frames name.
    pub fn interface_as(&mut self, face: Face<'_>) -> io::Result<u32> {
        let mut content = vec![0; 8];
        if let Some(fixed) = content.first_chunk_mut::<8>() {
            put(fixed, 0, u32::from(face.link.0));
            put(fixed, 4, face.snap_length);
        }
        let mut options = Options::new(&mut content);
        options.text(2, face.name);
        // if_tsresol: ten to the minus ninth.
        options.bytes(9, &[9]);
        if let Some(filter) = face.filter {
            // if_filter: a zero announces libpcap's language.
            options.bytes(11, &[&[0], filter.as_bytes()].concat());
        }
        options.end();
        block(&mut self.out, 1, &content, &[])?;
        self.interfaces += 1;
        Ok(self.interfaces - 1)
    }

    /// Writes a frame of an interface, of which `bytes` were captured out of `original` on the wire.
    pub fn frame(&mut self, interface: u32, time: Nanos, original: u32, bytes: &[u8]) -> io::Result<()> {
        self.frame_with(interface, time, original, bytes, None)
    }

    /// Writes a frame with a comment on it.
    pub fn frame_with(
        &mut self,
        interface: u32,
        time: Nanos,
        original: u32,
        bytes: &[u8],
        comment: Option<&str>,
    ) -> io::Result<()> {
        self.known(interface)?;
        let captured = captured(bytes)?;
        let (high, low) = ticks(time)?;
        let mut head = [0; 20];
        put(&mut head, 0, interface);
        put(&mut head, 4, high);
        put(&mut head, 8, low);
        put(&mut head, 12, captured);
        put(&mut head, 16, original);
        if comment.is_none() {
            return block(&mut self.out, 6, &head, bytes);
        }
        let mut tail = bytes.to_vec();
        tail.resize(bytes.len().next_multiple_of(4), 0);
        let mut options = Options::new(&mut tail);
        options.text(1, comment);
        options.end();
        block(&mut self.out, 6, &head, &tail)
    }

    /// Writes what an interface counted.
    pub fn statistics(&mut self, interface: u32, now: Nanos, counted: Counted) -> io::Result<()> {
        self.known(interface)?;
        let mut content = vec![0; 12];
        let (high, low) = ticks(now)?;
        if let Some(fixed) = content.first_chunk_mut::<12>() {
            put(fixed, 0, interface);
            put(fixed, 4, high);
            put(fixed, 8, low);
        }
        let mut options = Options::new(&mut content);
        for (code, time) in [(2, counted.since), (3, counted.until)] {
            let Some(time) = time else { continue };
            let (high, low) = ticks(time)?;
            options.bytes(code, &[high.to_le_bytes(), low.to_le_bytes()].concat());
        }
        let counts = [
            (5, counted.interface_dropped),
            (6, counted.accepted),
            (7, counted.system_dropped),
            (8, counted.delivered),
        ];
        for (code, count) in counts {
            if let Some(count) = count {
                options.bytes(code, &count.to_le_bytes());
            }
        }
        options.end();
        block(&mut self.out, 5, &content, &[])
    }

    /// What it is written to.
    pub fn out(&mut self) -> &mut W {
        &mut self.out
    }

    /// Gives back what was written to, flushed.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }

    fn known(&self, interface: u32) -> io::Result<()> {
        if interface < self.interfaces {
            return Ok(());
        }
        Err(io::Error::new(ErrorKind::InvalidInput, "no such interface"))
    }
}

/// A list of options behind a block's fixed part: code, length, value, padded to four bytes.
struct Options<'a> {
    content: &'a mut Vec<u8>,
    any: bool,
}

impl<'a> Options<'a> {
    fn new(content: &'a mut Vec<u8>) -> Self {
        Self { content, any: false }
    }

    /// A longer value is cut: the length has 16 bits.
    fn bytes(&mut self, code: u16, value: &[u8]) {
        let length = value.len().min(usize::from(u16::MAX));
        self.content.extend(code.to_le_bytes());
        self.content.extend((length as u16).to_le_bytes());
        self.content.extend(value.get(..length).unwrap_or_default());
        self.content.resize(self.content.len().next_multiple_of(4), 0);
        self.any = true;
    }

    /// A longer text is cut between two letters.
    fn text(&mut self, code: u16, text: Option<&str>) {
        let Some(text) = text else { return };
        let longest = text.len().min(usize::from(u16::MAX));
        let end = (0..=longest).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
        self.bytes(code, text.get(..end).unwrap_or_default().as_bytes());
    }

    /// Ends the list, if there is one.
    fn end(self) {
        if self.any {
            self.content.extend([0; 4]);
        }
    }
}

/// A time as the two halves of nanoseconds since the epoch.
fn ticks(time: Nanos) -> io::Result<(u32, u32)> {
    let ticks = u64::try_from(time.0).map_err(|_| no_such_time())?;
    Ok(((ticks >> 32) as u32, ticks as u32))
}

/// A block of a content in two parts, padded to four bytes, between its lengths.
fn block(out: &mut impl Write, kind: u32, head: &[u8], tail: &[u8]) -> io::Result<()> {
    let len = (head.len() + tail.len()).next_multiple_of(4);
    // At most the snap length and a few bytes.
    let total = (12 + len) as u32;
    out.write_all(&kind.to_le_bytes())?;
    out.write_all(&total.to_le_bytes())?;
    out.write_all(head)?;
    out.write_all(tail)?;
    out.write_all(&[0; 3][..len - head.len() - tail.len()])?;
    out.write_all(&total.to_le_bytes())
}

/// A number at a place of a header, little-endian.
fn put<const N: usize>(header: &mut [u8; N], at: usize, number: u32) {
    header[at..at + 4].copy_from_slice(&number.to_le_bytes());
}

/// The captured length, if it may be written.
fn captured(bytes: &[u8]) -> io::Result<u32> {
    u32::try_from(bytes.len()).ok().filter(|&len| len <= SNAP_LENGTH).ok_or_else(|| {
        io::Error::new(
            ErrorKind::InvalidInput,
            format!("a frame of {} bytes is too large to write", bytes.len()),
        )
    })
}

fn no_such_time() -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, "the time cannot be written in this format")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::{Event, Format, Reader, Source};

    const LATE: Nanos = Nanos(4_294_967_295_999_999_999);

    fn read(bytes: Vec<u8>) -> (Format, Vec<(Nanos, u32, Vec<u8>)>) {
        let mut reader = Reader::from_bytes(bytes).expect("a capture");
        let mut frames = Vec::new();
        while let Some(event) = reader.next().expect("memory") {
            let Event::Frame(frame) = event else {
                panic!("damage in what was just written");
            };
            let time = frame.time.expect("a time");
            frames.push((time, frame.original, frame.bytes.to_vec()));
        }
        (reader.description().format, frames)
    }

    #[test]
    fn what_is_written_can_be_read() {
        for unit in [Unit::Microseconds, Unit::Nanoseconds] {
            let mut pcap = Pcap::new(Vec::new(), LinkType::ETHERNET, unit).expect("memory");
            pcap.frame(Nanos(0), 0, &[]).expect("memory");
            pcap.frame(LATE, 1514, &[1, 2, 3]).expect("memory");
            let (format, frames) = read(pcap.finish().expect("memory"));
            let (expected, late) = match unit {
                Unit::Microseconds => (Format::Pcap, Nanos(4_294_967_295_999_999_000)),
                Unit::Nanoseconds => (Format::PcapNanoseconds, LATE),
            };
            assert_eq!(format, expected);
            assert_eq!(frames, [(Nanos(0), 0, vec![]), (late, 1514, vec![1, 2, 3])]);
        }
        let mut pcapng = Pcapng::new(Vec::new()).expect("memory");
        assert_eq!(pcapng.interface(LinkType::RAW).expect("memory"), 0);
        assert_eq!(pcapng.interface(LinkType::ETHERNET).expect("memory"), 1);
        pcapng.frame(1, Nanos(7), 5, &[1, 2, 3, 4, 5]).expect("memory");
        pcapng.frame(0, LATE, 99, &[]).expect("memory");
        let (format, frames) = read(pcapng.finish().expect("memory"));
        assert_eq!(format, Format::Pcapng);
        assert_eq!(frames, [(Nanos(7), 5, vec![1, 2, 3, 4, 5]), (LATE, 99, vec![])]);
    }

    #[test]
    fn what_is_said_around_the_frames_can_be_read() {
        let section = Section {
            application: Some("a program"),
            operating_system: Some("a system"),
            comment: Some("on everything"),
        };
        let mut pcapng = Pcapng::with(Vec::new(), section).expect("memory");
        let face =
            Face { link: LinkType::RAW, snap_length: 96, name: Some("lo"), filter: Some("tcp port 80") };
        assert_eq!(pcapng.interface_as(face).expect("memory"), 0);
        let long = "가".repeat(30_000);
        pcapng.frame_with(0, Nanos(7), 5, &[1, 2, 3, 4, 5], Some("on this one")).expect("memory");
        pcapng.frame_with(0, LATE, 1, &[6], Some(&long)).expect("memory");
        let counted = Counted {
            since: Some(Nanos(7)),
            until: Some(LATE),
            accepted: Some(9),
            interface_dropped: Some(3),
            system_dropped: Some(4),
            delivered: Some(2),
        };
        pcapng.statistics(0, LATE, counted).expect("memory");
        let bytes = pcapng.finish().expect("memory");
        let mut reader = Reader::from_bytes(bytes.clone()).expect("a capture");
        let mut frames = 0;
        while let Some(event) = reader.next().expect("memory") {
            assert!(matches!(event, Event::Frame(_)), "{event:?}");
            frames += 1;
        }
        assert_eq!(frames, 2);
        let described = reader.description();
        assert_eq!(described.application.as_deref(), Some("a program"));
        assert_eq!(described.operating_system.as_deref(), Some("a system"));
        assert_eq!(described.comments, ["on everything"]);
        let interface = &described.interfaces[0];
        assert_eq!((interface.name.as_deref(), interface.snap_length), (Some("lo"), 96));
        // What the interface and what the system dropped are both not in the capture.
        assert_eq!(interface.dropped, Some(7));
        let said = String::from_utf8_lossy(&bytes);
        assert!(said.contains("on this one") && said.contains("tcp port 80"));
    }

    #[test]
    fn what_a_format_cannot_hold_is_refused() {
        let mut pcap = Pcap::new(Vec::new(), LinkType::RAW, Unit::Microseconds).expect("memory");
        assert!(pcap.frame(Nanos(-1), 1, &[0]).is_err());
        assert!(pcap.frame(Nanos(LATE.0 + 1), 1, &[0]).is_err());
        assert!(pcap.frame(Nanos(0), 1, &vec![0; 262_145]).is_err());
        assert_eq!(pcap.finish().expect("memory").len(), 24);
        let mut pcapng = Pcapng::new(Vec::new()).expect("memory");
        assert!(pcapng.frame(0, Nanos(0), 1, &[0]).is_err());
        assert_eq!(pcapng.finish().expect("memory").len(), 28);
    }
}
