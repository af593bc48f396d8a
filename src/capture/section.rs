//! What a pcapng file says about itself: sections, interfaces and their options.

use pcap_parser::pcapng::{
    Block, InterfaceDescriptionBlock, InterfaceStatisticsBlock, OptionCode, PcapNGOption, parse_block_be,
    parse_block_le,
};

use super::time::{Clock, MICROSECONDS, units_per_second};
use super::{Description, Format, Interface, LinkType};

/// So many interfaces and comments are kept; a file of nothing else cannot fill the memory. A packet of an
/// interface beyond is damage.
const INTERFACES: usize = 1 << 16;
const COMMENTS: usize = 1 << 10;

/// `if_fcslen`, which pcap-parser has no name for.
const IF_FCS_LENGTH: OptionCode = OptionCode(13);

/// The sections and interfaces of a file, by offset; append-only.
#[derive(Default)]
pub(super) struct Tables {
    sections: Vec<Section>,
    faces: Vec<Face>,
    /// The current section's first interface.
    first: usize,
    /// Interfaces of the current section that were met in this reading.
    met: usize,
    /// Sections begun in this reading.
    begun: usize,
    /// What lies before this offset is in the tables and in the description.
    told: u64,
}

/// A section of the file.
struct Section {
    offset: u64,
    little: bool,
    first: usize,
    count: usize,
}

/// What a packet needs of its interface.
#[derive(Clone, Copy)]
pub(super) struct Face {
    pub(super) clock: Clock,
    pub(super) link: LinkType,
    pub(super) fcs: Option<u8>,
    pub(super) snap_length: u32,
}

/// The section that an offset lies in.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) little: bool,
    first: usize,
    faces: &'a [Face],
}

impl Context<'_> {
    /// The interface with an index of the section, and its index in the file.
    pub(super) fn face(&self, index: u32) -> Option<(Face, u32)> {
        let face = *self.faces.get(index as usize)?;
        Some((face, self.first as u32 + index))
    }

    /// The snap length of the section's first interface, which simple packets are cut to.
    pub(super) fn snap_length(&self) -> u32 {
        self.faces.first().map_or(0, |face| face.snap_length)
    }
}

impl Tables {
    /// From here on the file is read from its beginning again.
    pub(super) fn rewind(&mut self) {
        self.first = 0;
        self.met = 0;
        self.begun = 0;
    }

    /// The interface with an index of the current section.
    #[inline]
    pub(super) fn face(&self, index: u32) -> Option<&Face> {
        let index = index as usize;
        if index < self.met { self.faces.get(self.first + index) } else { None }
    }

    /// The index in the file of an interface of the current section.
    #[inline]
    pub(super) fn number(&self, index: u32) -> u32 {
        self.first as u32 + index
    }

    /// The section that an offset lies in.
    pub(super) fn context(&self, offset: u64) -> Option<Context<'_>> {
        let behind = self.sections.partition_point(|section| section.offset <= offset);
        let section = self.sections.get(behind.checked_sub(1)?)?;
        Some(Context {
            little: section.little,
            first: section.first,
            faces: self.faces.get(section.first..section.first + section.count)?,
        })
    }

    /// A section header at an offset; `block` holds it, or as much of it as could be read. False if its
    /// content cannot be read, or is of another version than 1.x.
    pub(super) fn begin(
        &mut self,
        offset: u64,
        little: bool,
        block: &[u8],
        description: &mut Description,
    ) -> bool {
        let parsed = parse(block, little, |block| match block {
            Block::SectionHeader(parsed) => {
                let good = parsed.major_version == 1 && fit(&parsed.options, parsed.block_len1, 28);
                Some((Header::of(&parsed.options), good))
            }
            _ => None,
        });
        let (header, good) = parsed.unzip();
        let good = good == Some(true);
        self.begun += 1;
        self.met = 0;
        if self.is_told(offset) {
            self.first = self.sections.get(self.begun - 1).map_or(0, |section| section.first);
            return good;
        }
        self.first = self.faces.len();
        self.sections.push(Section { offset, little, first: self.first, count: 0 });
        description.sections += 1;
        if let Some(header) = header {
            keep(&mut description.hardware, header.hardware);
            keep(&mut description.operating_system, header.operating_system);
            keep(&mut description.application, header.application);
            let room = COMMENTS.saturating_sub(description.comments.len());
            let comments = header.comments.into_iter().take(room);
            description.comments.extend(comments);
        }
        good
    }

    /// An interface description; false if it cannot be read, though it takes its number even then.
    pub(super) fn describe(
        &mut self,
        offset: u64,
        little: bool,
        block: &[u8],
        description: &mut Description,
    ) -> bool {
        self.met += 1;
        let parsed = parse(block, little, |block| match block {
            Block::InterfaceDescription(parsed) => {
                let good = fit(&parsed.options, parsed.block_len1, 20);
                Some((interface(&parsed, little), good))
            }
            _ => None,
        });
        let (interface, good) = parsed.unzip();
        let good = good == Some(true);
        if self.is_told(offset) || self.faces.len() >= INTERFACES {
            return good;
        }
        let interface = interface.unwrap_or_else(|| bare(block, little));
        self.faces.push(Face {
            clock: Clock::new(interface.units_per_second, interface.offset_seconds),
            link: interface.link,
            fcs: interface.fcs,
            snap_length: interface.snap_length,
        });
        if let Some(section) = self.sections.last_mut() {
            section.count += 1;
        }
        description.interfaces.push(interface);
        good
    }

    /// Interface statistics. An error is the index that no interface has, or `None` if it cannot be read.
    pub(super) fn count(
        &mut self,
        offset: u64,
        little: bool,
        block: &[u8],
        description: &mut Description,
    ) -> Result<(), Option<u32>> {
        let statistics = parse(block, little, |block| match block {
            Block::InterfaceStatistics(parsed) => {
                fit(&parsed.options, parsed.block_len1, 24).then(|| Statistics::of(&parsed, little))
            }
            _ => None,
        });
        let statistics = statistics.ok_or(None)?;
        let index = statistics.interface;
        let interface = self
            .face(index)
            .and_then(|_| description.interfaces.get_mut(self.number(index) as usize))
            .ok_or(Some(index))?;
        if !self.is_told(offset) {
            // The last statistics of an interface are its totals.
            keep(&mut interface.received, statistics.received);
            keep(&mut interface.dropped, statistics.dropped);
        }
        Ok(())
    }

    /// Was this block in an earlier reading? If not, it is now.
    fn is_told(&mut self, offset: u64) -> bool {
        let told = offset < self.told;
        self.told = self.told.max(offset + 1);
        told
    }
}

/// What is known of a file whose first section header is still to be read.
pub(super) fn description(little: bool) -> Description {
    Description {
        format: Format::Pcapng,
        compressed: None,
        little_endian: little,
        interfaces: Vec::new(),
        sections: 0,
        hardware: None,
        operating_system: None,
        application: None,
        comments: Vec::new(),
    }
}

/// What is kept of a section header.
struct Header {
    hardware: Option<String>,
    operating_system: Option<String>,
    application: Option<String>,
    comments: Vec<String>,
}

impl Header {
    fn of(options: &[PcapNGOption<'_>]) -> Self {
        let comments = known(options).filter(|option| option.code == OptionCode::Comment);
        Self {
            hardware: text(options, OptionCode::ShbHardware),
            operating_system: text(options, OptionCode::ShbOs),
            application: text(options, OptionCode::ShbUserAppl),
            comments: comments.filter_map(string).collect(),
        }
    }
}

/// What is kept of interface statistics.
struct Statistics {
    interface: u32,
    received: Option<u64>,
    dropped: Option<u64>,
}

impl Statistics {
    fn of(parsed: &InterfaceStatisticsBlock<'_>, little: bool) -> Self {
        let count = |code| value(&parsed.options, code).and_then(|bytes| long(bytes, little));
        Self {
            interface: parsed.if_id,
            received: count(OptionCode::IsbIfRecv),
            // Writers disagree about which of the two they state; where one states both, both are missing here.
            dropped: match (count(OptionCode::IsbIfDrop), count(OptionCode::IsbOsDrop)) {
                (None, None) => None,
                (interface, system) => {
                    Some(interface.unwrap_or_default().saturating_add(system.unwrap_or_default()))
                }
            },
        }
    }
}

/// A block by pcap-parser, which wants both lengths to be what the block has. Where a writer or damage made
/// them differ (the caller has reported it), they are put right first.
fn parse<T>(block: &[u8], little: bool, pick: impl Fn(Block<'_>) -> Option<T>) -> Option<T> {
    let parse = |block: &[u8]| {
        let parsed = if little { parse_block_le(block) } else { parse_block_be(block) };
        parsed.ok().and_then(|(_, block)| pick(block))
    };
    parse(block).or_else(|| parse(&mended(block, little)?))
}

/// The block with both lengths set to what is there; a cut one loses its last bytes for the second length.
fn mended(block: &[u8], little: bool) -> Option<Vec<u8>> {
    let len = block.len() / 4 * 4;
    let total = u32::try_from(len).ok()?;
    let total = if little { total.to_le_bytes() } else { total.to_be_bytes() };
    let mut mended = block.get(..len)?.to_vec();
    mended.get_mut(4..8)?.copy_from_slice(&total);
    mended.last_chunk_mut::<4>()?.copy_from_slice(&total);
    Some(mended)
}

fn interface(parsed: &InterfaceDescriptionBlock<'_>, little: bool) -> Interface {
    let options = parsed.options.as_slice();
    let byte = |code| value(options, code).and_then(|bytes| bytes.first().copied());
    Interface {
        name: text(options, OptionCode::IfName),
        description: text(options, OptionCode::IfDescription),
        link: LinkType((parsed.linktype.0.cast_unsigned() & 0xffff) as u16),
        snap_length: parsed.snaplen,
        units_per_second: byte(OptionCode::IfTsresol).map_or(MICROSECONDS, units_per_second),
        offset_seconds: value(options, OptionCode::IfTsoffset)
            .and_then(|bytes| long(bytes, little))
            .map_or(0, u64::cast_signed),
        // The specification says bits and gives 4 as its example; writers mean bytes by such numbers.
        fcs: byte(IF_FCS_LENGTH).map(|length| if length >= 16 { length / 8 } else { length }),
        received: None,
        dropped: None,
    }
}

/// An interface whose description is cut in its fixed fields: its link type if that is there, else one
/// that does not exist.
fn bare(block: &[u8], little: bool) -> Interface {
    // Behind the link type are at least two reserved bytes, or this is the length behind the content.
    let link = match block.get(8..12) {
        Some(&[a, b, ..]) if little && block.len() >= 16 => u16::from_le_bytes([a, b]),
        Some(&[a, b, ..]) if block.len() >= 16 => u16::from_be_bytes([a, b]),
        _ => u16::MAX,
    };
    Interface {
        name: None,
        description: None,
        link: LinkType(link),
        snap_length: 0,
        units_per_second: MICROSECONDS,
        offset_seconds: 0,
        fcs: None,
        received: None,
        dropped: None,
    }
}

/// Do a block's options, behind `fixed` bytes of other fields and lengths, end with the end mark or with the
/// block? pcap-parser stops without a word at one that does not.
fn fit(options: &[PcapNGOption<'_>], total: u32, fixed: u32) -> bool {
    let taken = options.iter().map(|option| 4 + option.value().len()).sum::<usize>();
    let room = total.saturating_sub(fixed) as usize;
    taken == room || options.iter().any(|option| option.code == OptionCode::EndOfOpt)
}

/// The options before the end mark.
fn known<'a, 'o>(options: &'a [PcapNGOption<'o>]) -> impl Iterator<Item = &'a PcapNGOption<'o>> {
    options.iter().take_while(|option| option.code != OptionCode::EndOfOpt)
}

fn value<'a>(options: &'a [PcapNGOption<'_>], code: OptionCode) -> Option<&'a [u8]> {
    known(options).find(|option| option.code == code)?.as_bytes().ok()
}

fn text(options: &[PcapNGOption<'_>], code: OptionCode) -> Option<String> {
    known(options).find(|option| option.code == code).and_then(string)
}

/// An option's text. Some writers end it with a zero byte; what is no UTF-8 is replaced.
fn string(option: &PcapNGOption<'_>) -> Option<String> {
    let bytes = option.as_bytes().ok()?;
    let end = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
    Some(String::from_utf8_lossy(&bytes[..end]).into_owned())
}

fn long(bytes: &[u8], little: bool) -> Option<u64> {
    let eight = *bytes.first_chunk::<8>()?;
    Some(if little { u64::from_le_bytes(eight) } else { u64::from_be_bytes(eight) })
}

/// Takes a new value if there is one.
fn keep<T>(old: &mut Option<T>, new: Option<T>) {
    if new.is_some() {
        *old = new;
    }
}
