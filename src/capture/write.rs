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

impl<W: Write> Pcapng<W> {
    /// Writes the section header.
    pub fn new(mut out: W) -> io::Result<Self> {
        let mut content = [0xff; 16];
        put(&mut content, 0, 0x1a2b_3c4d);
        put(&mut content, 4, 0x0000_0001);
        block(&mut out, 0x0a0d_0d0a, &content, &[])?;
        Ok(Self { out, interfaces: 0 })
    }

    /// Describes an interface that counts nanoseconds; gives the number that its frames name.
    pub fn interface(&mut self, link: LinkType) -> io::Result<u32> {
        let mut content = [0; 20];
        put(&mut content, 0, u32::from(link.0));
        put(&mut content, 4, SNAP_LENGTH);
        // if_tsresol (9), one byte: 9; the end mark is zero.
        content[8..16].copy_from_slice(&[9, 0, 1, 0, 9, 0, 0, 0]);
        block(&mut self.out, 1, &content, &[])?;
        self.interfaces += 1;
        Ok(self.interfaces - 1)
    }

    /// Writes a frame of an interface, of which `bytes` were captured out of `original` on the wire.
    pub fn frame(&mut self, interface: u32, time: Nanos, original: u32, bytes: &[u8]) -> io::Result<()> {
        if interface >= self.interfaces {
            return Err(io::Error::new(ErrorKind::InvalidInput, "no such interface"));
        }
        let captured = captured(bytes)?;
        let ticks = u64::try_from(time.0).map_err(|_| no_such_time())?;
        let mut head = [0; 20];
        put(&mut head, 0, interface);
        put(&mut head, 4, (ticks >> 32) as u32);
        put(&mut head, 8, ticks as u32);
        put(&mut head, 12, captured);
        put(&mut head, 16, original);
        block(&mut self.out, 6, &head, bytes)
    }

    /// Gives back what was written to, flushed.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }
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
