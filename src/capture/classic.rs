//! Classic pcap: a 24-byte file header, then records of a small header and a frame each.
//!
//! pcap-parser reads both headers; this module decides what to believe. A record is *usual* if it lies in
//! the buffer whole and its three lengths agree (captured <= original, captured <= snap length): nearly all
//! are, and go straight through. Any other gets a second look:
//!
//! * A captured length beyond `bound` (the snap length, at least 262,144 bytes, at most 16 MiB; 128 MiB
//!   for the USB and D-Bus link types) cannot be. The frames after it are found by [`recover`](super::recover).
//! * A record that contradicts itself is believed if another record follows where it ends, as programs exist
//!   that write such; otherwise it lies, and the frames inside its claimed extent are looked for.
//! * A record that the file ends in was cut, unless a chain of records inside it leads exactly to the end of
//!   the file.
//!
//! Read: versions 2.3 to 2.x and 543.0, both byte orders, microseconds and nanoseconds, and Alexey Kuznetzov's
//! "modified" records with eight more bytes. Versions 2.3 and 543.0 have the two lengths swapped in files of
//! some writers; the smaller one is the captured one.

use pcap_parser::pcap::{
    LegacyPcapBlock, PcapHeader, parse_pcap_frame, parse_pcap_frame_be, parse_pcap_frame_modified,
    parse_pcap_header,
};

use super::buffer::Buffer;
use super::recover::{self, Chain, Search};
use super::step::{Broken, Found, Step};
use super::time::MICROSECONDS;
use super::{DamageKind, Description, Foreign, Format, Interface, LinkType, Nanos, Place};

use std::io;
use std::ops::Range;

/// Bytes of a file header.
pub(super) const FILE_HEADER: usize = 24;

/// The least that a record is allowed to hold, whatever the snap length says.
const LEAST_BOUND: u32 = 262_144;

/// The most that a record is allowed to hold, whatever the snap length says.
const MOST_BOUND: u32 = 16 << 20;

/// The same for link types whose frames are known to be larger (USB transfers, D-Bus messages).
const LARGE_BOUND: u32 = 128 << 20;

/// LINKTYPE_ numbers with the large bound: `USB_LINUX`, `USB_LINUX_MMAPPED`, `DBUS`, `USBPCAP`,
/// `USB_DARWIN`.
const LARGE: [u16; 5] = [189, 220, 231, 249, 266];

/// Two records further apart than this, in seconds, are not taken for neighbours in recovery.
const NEAR: i64 = 7 * 86_400;

/// How records are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    Little,
    Big,
    ModifiedLittle,
    ModifiedBig,
}

/// A record header.
#[derive(Debug, Clone, Copy)]
struct Header {
    seconds: u32,
    fraction: u32,
    captured: u32,
    original: u32,
}

impl From<LegacyPcapBlock<'_>> for Header {
    #[inline]
    fn from(block: LegacyPcapBlock<'_>) -> Self {
        Self {
            seconds: block.ts_sec,
            fraction: block.ts_usec,
            captured: block.caplen,
            original: block.origlen,
        }
    }
}

impl Layout {
    /// Bytes of a record header.
    #[inline]
    fn header_len(self) -> usize {
        match self {
            Layout::Little | Layout::Big => 16,
            Layout::ModifiedLittle | Layout::ModifiedBig => 24,
        }
    }

    fn is_little(self) -> bool {
        matches!(self, Layout::Little | Layout::ModifiedLittle)
    }

    /// The header of a record that is there whole, with its frame.
    #[inline]
    fn whole(self, data: &[u8]) -> Option<Header> {
        let parsed = match self {
            Layout::Little => parse_pcap_frame(data),
            Layout::Big => parse_pcap_frame_be(data),
            Layout::ModifiedLittle => parse_pcap_frame_modified(data),
            // pcap-parser knows the modified records of little-endian machines only.
            Layout::ModifiedBig => {
                let header = self.header(data)?;
                let whole = data.len() - self.header_len() >= header.captured as usize;
                return whole.then_some(header);
            }
        };
        parsed.ok().map(|(_, block)| block.into())
    }

    /// A record header, its frame there or not.
    #[inline]
    fn header(self, data: &[u8]) -> Option<Header> {
        let [seconds, fraction, captured, original] =
            data.get(..self.header_len())?.first_chunk::<16>()?.as_chunks::<4>().0
        else {
            return None;
        };
        let number = if self.is_little() { u32::from_le_bytes } else { u32::from_be_bytes };
        Some(Header {
            seconds: number(*seconds),
            fraction: number(*fraction),
            captured: number(*captured),
            original: number(*original),
        })
    }
}

/// The state of reading a pcap file.
pub(super) struct Classic {
    layout: Layout,
    nanoseconds: bool,
    /// Captured and original length may be swapped.
    swapped: bool,
    link: LinkType,
    fcs: Option<u8>,
    snap_length: u32,
    /// The largest captured length that goes without a second look.
    usual: u32,
    /// The largest that is possible.
    bound: u32,
    /// Seconds of the last good record.
    last: Option<u32>,
}

impl Classic {
    /// Reads the file header; the buffer stands at the beginning of a file with a pcap magic number.
    pub(super) fn open(buffer: &mut Buffer) -> io::Result<Result<Self, Foreign>> {
        if !buffer.fill(FILE_HEADER)? {
            return Ok(Err(Foreign::Short { have: buffer.data().len(), needed: FILE_HEADER }));
        }
        let Some(header) = buffer.data().first_chunk::<FILE_HEADER>() else {
            return Ok(Err(Foreign::Empty));
        };
        let opened = Self::from_header(header);
        buffer.consume(FILE_HEADER);
        Ok(opened)
    }

    fn from_header(bytes: &[u8; FILE_HEADER]) -> Result<Self, Foreign> {
        let mut bytes = *bytes;
        let magic = [bytes[0], bytes[1], bytes[2], bytes[3]];
        // pcap-parser does not know the modified magic in big-endian order; its header is a usual one.
        let modified_big = magic == [0xa1, 0xb2, 0xcd, 0x34];
        if modified_big {
            bytes[2..4].copy_from_slice(&[0xc3, 0xd4]);
        }
        let Ok((_, header)) = parse_pcap_header(&bytes) else {
            return Err(Foreign::Unknown(magic));
        };
        let version = (header.version_major, header.version_minor);
        if !matches!(version, (2, 3..) | (543, 0)) {
            return Err(Foreign::PcapVersion(version.0, version.1));
        }
        let layout = match (header.is_modified_format(), header.is_bigendian()) {
            _ if modified_big => Layout::ModifiedBig,
            (true, _) => Layout::ModifiedLittle,
            (false, true) => Layout::Big,
            (false, false) => Layout::Little,
        };
        Ok(Self::new(layout, &header, matches!(version, (2, 3) | (543, 0))))
    }

    fn new(layout: Layout, header: &PcapHeader, swapped: bool) -> Self {
        // The field has the link type in its low 16 bits; above them, if bit 26 is set, the length of the
        // frame check sequence in units of two bytes (bits 28 to 31).
        let network = header.network.0.cast_unsigned();
        let link = LinkType((network & 0xffff) as u16);
        let fcs = (network & 0x0400_0000 != 0).then_some((network >> 28) as u8 * 2);
        let most = if LARGE.contains(&link.0) { LARGE_BOUND } else { header.snaplen.min(MOST_BOUND) };
        let bound = most.max(LEAST_BOUND);
        Self {
            layout,
            nanoseconds: header.is_nanosecond_precision(),
            swapped,
            link,
            fcs,
            snap_length: header.snaplen,
            usual: if header.snaplen == 0 { bound } else { header.snaplen.min(bound) },
            bound,
            last: None,
        }
    }

    /// Makes ready for reading from the beginning of the file again; the buffer stands there.
    pub(super) fn rewind(&mut self, buffer: &mut Buffer) -> io::Result<()> {
        buffer.fill(FILE_HEADER)?;
        buffer.consume(FILE_HEADER);
        self.last = None;
        Ok(())
    }

    /// What the file header says.
    pub(super) fn description(&self) -> Description {
        let format = match self.layout {
            Layout::ModifiedLittle | Layout::ModifiedBig => Format::PcapModified,
            Layout::Little | Layout::Big if self.nanoseconds => Format::PcapNanoseconds,
            Layout::Little | Layout::Big => Format::Pcap,
        };
        Description {
            format,
            compressed: None,
            little_endian: self.layout.is_little(),
            interfaces: vec![Interface {
                name: None,
                description: None,
                link: self.link,
                snap_length: self.snap_length,
                units_per_second: if self.nanoseconds { MICROSECONDS * 1000 } else { MICROSECONDS },
                offset_seconds: 0,
                fcs: self.fcs,
                received: None,
                dropped: None,
            }],
            sections: 1,
            hardware: None,
            operating_system: None,
            application: None,
            comments: Vec::new(),
        }
    }

    /// The next frame, if it is a usual one and in the buffer.
    #[inline]
    pub(super) fn usual(&mut self, buffer: &mut Buffer) -> Option<Found> {
        let header = self.layout.whole(buffer.data())?;
        let usual = header.captured <= self.usual && header.captured <= header.original;
        usual.then(|| self.take(buffer, header))
    }

    /// The next frame or damage, `None` at the end, where [`usual`](Self::usual) found none: the buffer or
    /// the file ends, or the lengths do not agree.
    pub(super) fn next(&mut self, buffer: &mut Buffer) -> io::Result<Option<Step>> {
        let len = self.layout.header_len();
        buffer.fill(len)?;
        if buffer.data().is_empty() {
            return Ok(None);
        }
        let Some(header) = self.layout.header(buffer.data()) else {
            return Ok(Some(cut(buffer, len)));
        };
        let header = self.in_order(header);
        if header.captured > self.bound {
            return self.lie(buffer, header, self.bound).map(Some);
        }
        let total = len + header.captured as usize;
        let honest = header.captured <= header.original && header.captured <= self.usual;
        let whole = buffer.fill(total)?;
        if whole && (honest || self.followed(buffer, total)?) {
            return Ok(Some(Step::Frame(self.take(buffer, header))));
        }
        let inside = if honest { self.chain_to_end(buffer) } else { self.chain_inside(buffer, total)? };
        match inside {
            Some(count) => {
                let bound = if honest {
                    // All three lengths agree with each other; it is the file that has no more.
                    buffer.data().len() - len
                } else {
                    self.usual.min(header.original) as usize
                };
                let damage = length(buffer, header.captured, bound as u64, count);
                Ok(Some(damage))
            }
            None if whole => Ok(Some(Step::Frame(self.take(buffer, header)))),
            None => Ok(Some(cut(buffer, total))),
        }
    }

    /// A frame read before.
    pub(super) fn again(&mut self, buffer: &mut Buffer, offset: u64) -> io::Result<Option<Found>> {
        let len = self.layout.header_len();
        let Some(header) = self.layout.header(buffer.at(offset, len)?) else {
            return Ok(None);
        };
        let header = self.in_order(header);
        if header.captured > self.bound {
            return Ok(None);
        }
        let total = len + header.captured as usize;
        if buffer.at(offset, total)?.len() < total {
            return Ok(None);
        }
        Ok(Some(self.found(header, offset, len..total)))
    }

    /// Steps over a record that is in the buffer.
    #[inline]
    fn take(&mut self, buffer: &mut Buffer, header: Header) -> Found {
        self.last = Some(header.seconds);
        let len = self.layout.header_len();
        let total = len + header.captured as usize;
        let offset = buffer.offset();
        let range = buffer.lend(total, len..total);
        self.found(header, offset, range)
    }

    #[inline]
    fn found(&self, header: Header, offset: u64, range: Range<usize>) -> Found {
        Found {
            at: Place::new(offset, self.layout.header_len() as u8),
            range,
            time: Some(self.time(header)),
            interface: 0,
            link: self.link,
            original: header.original,
            fcs: self.fcs,
        }
    }

    #[inline]
    fn time(&self, header: Header) -> Nanos {
        let each = if self.nanoseconds { 1 } else { 1000 };
        let seconds = u64::from(header.seconds) * 1_000_000_000;
        Nanos(i128::from(seconds + u64::from(header.fraction) * each))
    }

    /// The two lengths the right way round.
    fn in_order(&self, header: Header) -> Header {
        if self.swapped && header.captured > header.original {
            Header { captured: header.original, original: header.captured, ..header }
        } else {
            header
        }
    }

    /// Is there the end of the file, or what may be a record, behind `total` bytes?
    fn followed(&self, buffer: &mut Buffer, total: usize) -> io::Result<bool> {
        let len = self.layout.header_len();
        buffer.fill(total + len)?;
        let next = buffer.data().get(total..).and_then(|rest| self.layout.header(rest));
        // A cut record header is no contradiction.
        Ok(next.is_none_or(|next| {
            let next = self.in_order(next);
            next.captured <= self.bound && next.fraction < self.fractions()
        }))
    }

    /// Reports an impossible length, and goes to where frames go on, or to the end.
    fn lie(&self, buffer: &mut Buffer, header: Header, bound: u32) -> io::Result<Step> {
        let offset = buffer.offset();
        let resumed = recover::resume(buffer, |data, ended| self.chain(data, ended))?;
        Ok(Step::Damage(Broken {
            kind: DamageKind::Length {
                announced: u64::from(header.captured),
                bound: u64::from(bound),
                resumed,
            },
            offset,
            lost: Some(buffer.offset() - offset),
        }))
    }

    /// Where a chain of records begins inside the record at the buffer's start.
    fn chain_inside(&self, buffer: &mut Buffer, total: usize) -> io::Result<Option<usize>> {
        let mut from = 1;
        loop {
            let to = total.min(buffer.data().len());
            let chain = |data: &[u8], ended| self.chain(data, ended);
            match recover::search(buffer.data(), from, to, buffer.ended(), chain) {
                Search::At(count) => return Ok(Some(count)),
                Search::Nowhere => return Ok(None),
                Search::More { at, need } => {
                    from = at;
                    buffer.fill(need)?;
                }
            }
        }
    }

    /// Where a chain of at least three records begins that ends where the file does.
    fn chain_to_end(&self, buffer: &Buffer) -> Option<usize> {
        let data = buffer.data();
        recover::leads_to_end(data.len(), recover::RUN, |at| {
            let header = self.layout.header(data.get(at..)?)?;
            self.credible(header, self.last).then(|| self.layout.header_len() + header.captured as usize)
        })
    }

    /// Do credible records follow each other from the start of `data`?
    fn chain(&self, data: &[u8], ended: bool) -> Chain {
        let len = self.layout.header_len();
        let mut last = self.last;
        let mut at = 0;
        for count in 0..recover::RUN {
            let rest = data.get(at..).unwrap_or_default();
            if ended && at == data.len() && count > 0 {
                return Chain::Yes;
            }
            let Some(header) = self.layout.header(rest) else {
                return if ended { Chain::No } else { Chain::More(at + len) };
            };
            if !self.credible(header, last) {
                return Chain::No;
            }
            last = Some(header.seconds);
            at += len + header.captured as usize;
        }
        Chain::Yes
    }

    /// Would an honest writer write this behind a record of the second `last`?
    fn credible(&self, header: Header, last: Option<u32>) -> bool {
        let header = self.in_order(header);
        (1..=self.bound.min(LEAST_BOUND)).contains(&header.captured)
            && (header.captured..=MOST_BOUND).contains(&header.original)
            && header.fraction < self.fractions()
            && last.is_none_or(|last| (i64::from(header.seconds) - i64::from(last)).abs() <= NEAR)
    }

    fn fractions(&self) -> u32 {
        if self.nanoseconds { 1_000_000_000 } else { 1_000_000 }
    }
}

/// Steps over the rest of the file, which is too short for `needed` bytes.
pub(super) fn cut(buffer: &mut Buffer, needed: usize) -> Step {
    let offset = buffer.offset();
    let have = buffer.data().len();
    buffer.consume(have);
    Step::Damage(Broken {
        kind: DamageKind::Cut { needed: needed as u64, have: have as u64 },
        offset,
        lost: Some(have as u64),
    })
}

/// Steps over `count` bytes behind which frames go on.
pub(super) fn length(buffer: &mut Buffer, announced: u32, bound: u64, count: usize) -> Step {
    let offset = buffer.offset();
    buffer.consume(count);
    Step::Damage(Broken {
        kind: DamageKind::Length { announced: u64::from(announced), bound, resumed: Some(buffer.offset()) },
        offset,
        lost: Some(count as u64),
    })
}
