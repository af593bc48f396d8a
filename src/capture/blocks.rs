//! pcapng: sections of blocks, each block with its type, and its length before and behind its content.
//!
//! A section header sets the byte order and starts a new list of interfaces; an interface description sets
//! link type, clock and snap length of the packets that name it. Both are kept in append-only tables by file
//! offset, so that a packet can be read again later, and so that reading the file again from its beginning
//! tells nothing twice.
//!
//! The packet blocks' fixed fields are read here: pcap-parser would collect their options in a vector, at
//! four times the cost. Section headers, interface descriptions and statistics are pcap-parser's, one whole
//! block at a time; their options are interpreted here because it reads some of them in the wrong byte order
//! (`if_tsoffset`) or not at all (`if_tsresol` as a power of two). Other blocks are stepped over by their length.
//!
//! *Damage.* A block is believed if its length before its content equals the one behind it. If not, or if the
//! content does not fit the block, that is reported, and reading goes on behind the block if a block may begin
//! there, else where [`recover`](super::recover) finds one. An interface description is kept even so, as far
//! as it can be read: without it, all later interfaces would get wrong numbers.
//!
//! *Limits.* Blocks of up to 16 MiB are read whole. Larger ones are stepped over if their type is one of those
//! that can be that large (decryption secrets, custom blocks, name resolution, journal entries); of any other
//! type they are damage.

use super::buffer::Buffer;
use super::classic::{cut, length};
use super::packet::{ENHANCED, OBSOLETE, Packet, SIMPLE, number};
use super::recover::{self, Chain};
use super::section::{self, Face, Tables};
use super::step::{Broken, Found, Step};
use super::{DamageKind, Description, Foreign, Place};

use std::io;
use std::ops::Range;

/// Section Header Block; reads the same in both byte orders.
pub(super) const SECTION: u32 = 0x0a0d_0d0a;
const INTERFACE: u32 = 1;
const NAMES: u32 = 4;
const STATISTICS: u32 = 5;
const JOURNAL: u32 = 9;
const SECRETS: u32 = 10;
const CUSTOM: u32 = 0x0000_0bad;
const CUSTOM_NOT_COPIED: u32 = 0x4000_0bad;

/// The least bytes of a section header block.
pub(super) const SECTION_LEN: usize = 28;
/// The least bytes of an interface description block.
const INTERFACE_LEN: usize = 20;

/// Type, length and length again.
const LEAST: u32 = 12;

/// The largest block that is buffered.
const MOST: u32 = 16 << 20;

/// The largest block that recovery believes in; a packet is far smaller.
const MOST_RESUMED: u32 = 1 << 20;

/// A block's type and total length.
#[derive(Clone, Copy)]
struct Head {
    kind: u32,
    total: u32,
}

/// What a block came to.
enum Look {
    /// No frame.
    Nothing,
    /// The end of the file.
    End,
    Step(Step),
}

/// The state of reading a pcapng file.
pub(super) struct Blocks {
    tables: Tables,
    /// Byte order of the current section.
    little: bool,
}

impl Blocks {
    /// Looks at the first section header; the buffer stands at the beginning of a file with its magic number.
    pub(super) fn open(buffer: &mut Buffer) -> io::Result<Result<(Self, Description), Foreign>> {
        if !buffer.fill(SECTION_LEN)? {
            return Ok(Err(Foreign::Short { have: buffer.data().len(), needed: SECTION_LEN }));
        }
        // A section header that is damaged behind its byte order still begins the file.
        let Some(little) = byte_order(buffer.data()) else {
            return Ok(Err(Foreign::Unknown([0x0a, 0x0d, 0x0d, 0x0a])));
        };
        let blocks = Self { tables: Tables::default(), little };
        Ok(Ok((blocks, section::description(little))))
    }

    /// Makes ready for reading from the beginning of the file again.
    pub(super) fn rewind(&mut self) {
        self.tables.rewind();
    }

    /// The next frame, if it is a good enhanced packet and in the buffer.
    #[inline]
    pub(super) fn usual(&mut self, buffer: &mut Buffer) -> Option<Found> {
        let data = buffer.data();
        // Twice the same, so that each byte order is compiled for itself.
        let (total, packet) = if self.little { enhanced(data, true)? } else { enhanced(data, false)? };
        let face = self.tables.face(packet.interface)?;
        Some(self.take(buffer, total, &packet, face))
    }

    /// The next frame or damage, `None` at the end, where [`usual`](Self::usual) found none.
    pub(super) fn next(
        &mut self,
        buffer: &mut Buffer,
        description: &mut Description,
    ) -> io::Result<Option<Step>> {
        loop {
            match self.look(buffer, description)? {
                Look::Nothing => {
                    if let Some(found) = self.usual(buffer) {
                        return Ok(Some(Step::Frame(found)));
                    }
                }
                Look::End => return Ok(None),
                Look::Step(step) => return Ok(Some(step)),
            }
        }
    }

    /// A frame read before.
    pub(super) fn again(&mut self, buffer: &mut Buffer, offset: u64) -> io::Result<Option<Found>> {
        let Some(context) = self.tables.context(offset) else {
            return Ok(None);
        };
        let little = context.little;
        let Some(head) = head(buffer.at(offset, 8)?, little) else {
            return Ok(None);
        };
        if head.total > MOST {
            return Ok(None);
        }
        let block = buffer.at(offset, extent(head.total))?;
        let Some(stride) = stride(block, head.total, little) else {
            return Ok(None);
        };
        let packet =
            block.get(..stride).and_then(|block| Packet::of(head.kind, block, little, context.snap_length()));
        Ok(packet.and_then(|packet| {
            let (face, interface) = context.face(packet.interface)?;
            Some(found(offset, packet.range(), &packet, &face, interface))
        }))
    }

    /// Steps over a packet block that is in the buffer.
    #[inline]
    fn take(&self, buffer: &mut Buffer, stride: usize, packet: &Packet, face: &Face) -> Found {
        let offset = buffer.offset();
        let range = buffer.lend(stride, packet.range());
        let interface = self.tables.number(packet.interface);
        found(offset, range, packet, face, interface)
    }

    /// Any block that is not a good enhanced packet in the buffer.
    fn look(&mut self, buffer: &mut Buffer, description: &mut Description) -> io::Result<Look> {
        buffer.fill(8)?;
        let data = buffer.data();
        if data.is_empty() {
            return Ok(Look::End);
        }
        let Some(mut head) = head(data, self.little) else {
            return Ok(Look::Step(cut(buffer, LEAST as usize)));
        };
        let mut little = self.little;
        if head.kind == SECTION {
            if !buffer.fill(LEAST as usize)? {
                return Ok(Look::Step(cut(buffer, SECTION_LEN)));
            }
            let Some(order) = byte_order(buffer.data()) else {
                return self.malformed(buffer, head.kind).map(Look::Step);
            };
            little = order;
            head.total = self::head(buffer.data(), little).map_or(0, |head| head.total);
        }
        if head.total < LEAST {
            self.context_of_broken(buffer, head, little, description)?;
            return self.malformed(buffer, head.kind).map(Look::Step);
        }
        if head.total > MOST {
            if may_be_large(head.kind) {
                return self.step_over(buffer, head);
            }
            self.context_of_broken(buffer, head, little, description)?;
            return self.lie(buffer, head).map(Look::Step);
        }
        if !buffer.fill(extent(head.total))? && buffer.data().len() < head.total as usize {
            self.context_of_broken(buffer, head, little, description)?;
            return Ok(Look::Step(self.ends_inside(buffer, head)));
        }
        let Some(stride) = stride(buffer.data(), head.total, little) else {
            self.context_of_broken(buffer, head, little, description)?;
            return self.malformed(buffer, head.kind).map(Look::Step);
        };
        if matches!(head.kind, ENHANCED | SIMPLE | OBSOLETE) {
            return Ok(Look::Step(self.packet(buffer, head.kind, stride)));
        }
        let wrong = match head.kind {
            STATISTICS => {
                let block = buffer.data().get(..stride).unwrap_or_default();
                let offset = buffer.offset();
                match self.tables.count(offset, little, block, description) {
                    Ok(()) => None,
                    Err(Some(index)) => Some(DamageKind::Interface { index }),
                    Err(None) => Some(block_damage(head.kind)),
                }
            }
            kind => (!self.context(buffer, kind, stride, little, description)).then(|| block_damage(kind)),
        };
        let Some(kind) = wrong else {
            buffer.consume(stride);
            return Ok(done(head.kind));
        };
        if head.kind == SECTION {
            // A section of a version to come: its blocks may mean anything.
            return self.next_section(buffer, kind).map(Look::Step);
        }
        Ok(Look::Step(over(buffer, kind, stride)))
    }

    /// What [`context`](Self::context) does, for a block whose length is wrong: its fixed fields can be trusted, and as
    /// much as is there of a possible length.
    fn context_of_broken(
        &mut self,
        buffer: &mut Buffer,
        head: Head,
        little: bool,
        description: &mut Description,
    ) -> io::Result<()> {
        let fixed = match head.kind {
            SECTION => SECTION_LEN,
            INTERFACE => INTERFACE_LEN,
            _ => return Ok(()),
        };
        let len = match head.total {
            0..=MOST => fixed.max(head.total as usize),
            _ => fixed,
        };
        buffer.fill(len)?;
        self.context(buffer, head.kind, len, little, description);
        Ok(())
    }

    /// Takes up what a section header or an interface description says, whose `len` bytes are buffered; false
    /// if it cannot be read. Other blocks set no context.
    fn context(
        &mut self,
        buffer: &Buffer,
        kind: u32,
        len: usize,
        little: bool,
        description: &mut Description,
    ) -> bool {
        let offset = buffer.offset();
        let data = buffer.data();
        let block = data.get(..len).unwrap_or(data);
        match kind {
            SECTION => {
                self.little = little;
                self.tables.begin(offset, little, block, description)
            }
            INTERFACE => self.tables.describe(offset, little, block, description),
            _ => true,
        }
    }

    /// A packet block that is whole.
    fn packet(&self, buffer: &mut Buffer, kind: u32, stride: usize) -> Step {
        let first = self.tables.face(0);
        let snap_length = first.map_or(0, |face| face.snap_length);
        let block = buffer.data().get(..stride).unwrap_or_default();
        let Some(packet) = Packet::of(kind, block, self.little, snap_length) else {
            return over(buffer, block_damage(kind), stride);
        };
        let Some(face) = self.tables.face(packet.interface) else {
            let index = packet.interface;
            return over(buffer, DamageKind::Interface { index }, stride);
        };
        Step::Frame(self.take(buffer, stride, &packet, face))
    }

    /// A block whose lengths contradict each other: behind it if a block may begin there, else where one does.
    fn malformed(&self, buffer: &mut Buffer, kind: u32) -> io::Result<Step> {
        let offset = buffer.offset();
        let total = head(buffer.data(), self.little).map_or(0, |head| head.total as usize);
        let plausible = (LEAST as usize..=MOST as usize).contains(&total)
            && total.is_multiple_of(4)
            && (!buffer.fill(total + 8)? && buffer.data().len() == total
                || buffer
                    .data()
                    .get(total..)
                    .and_then(|rest| head(rest, self.little))
                    .is_some_and(may_follow));
        if plausible {
            buffer.consume(total);
        } else {
            self.resume(buffer)?;
        }
        Ok(Step::Damage(Broken { kind: block_damage(kind), offset, lost: Some(buffer.offset() - offset) }))
    }

    /// A block of a type that cannot be so large.
    fn lie(&self, buffer: &mut Buffer, head: Head) -> io::Result<Step> {
        let offset = buffer.offset();
        let resumed = self.resume(buffer)?;
        Ok(Step::Damage(Broken {
            kind: DamageKind::Length { announced: u64::from(head.total), bound: u64::from(MOST), resumed },
            offset,
            lost: Some(buffer.offset() - offset),
        }))
    }

    /// A large block without packets: not kept.
    fn step_over(&self, buffer: &mut Buffer, head: Head) -> io::Result<Look> {
        let offset = buffer.offset();
        let total = u64::from(head.total).next_multiple_of(4);
        let content = total - 4;
        let there = buffer.skip(content)?;
        let whole = there == content && buffer.fill(4)?;
        if whole && trailer(buffer.data().get(..4).unwrap_or_default(), self.little) == Some(head.total) {
            buffer.consume(4);
            return Ok(done(head.kind));
        }
        let kind = if whole {
            self.resume(buffer)?;
            block_damage(head.kind)
        } else {
            let rest = buffer.data().len();
            buffer.consume(rest);
            DamageKind::Cut { needed: total, have: there + rest as u64 }
        };
        Ok(Look::Step(Step::Damage(Broken { kind, offset, lost: Some(buffer.offset() - offset) })))
    }

    /// The file ends inside a block: it was cut, unless blocks inside it lead exactly to the end of the file.
    fn ends_inside(&self, buffer: &mut Buffer, head: Head) -> Step {
        let data = buffer.data();
        let inside = recover::leads_to_end(data.len(), 1, |at| {
            let rest = data.get(at..)?;
            let head = self.credible(rest)?;
            let total = head.total as usize;
            (trailer(rest.get(..total)?, order(rest, self.little)) == Some(head.total)).then_some(total)
        });
        match inside {
            Some(count) => {
                let bound = data.len() as u64;
                length(buffer, head.total, bound, count)
            }
            None => cut(buffer, extent(head.total)),
        }
    }

    /// Goes to where blocks go on, at least one byte further.
    fn resume(&self, buffer: &mut Buffer) -> io::Result<Option<u64>> {
        recover::resume(buffer, |data, ended| self.chain(data, ended))
    }

    /// Goes to the next section header, or to the end.
    fn next_section(&self, buffer: &mut Buffer, kind: DamageKind) -> io::Result<Step> {
        let offset = buffer.offset();
        recover::resume(buffer, |data, ended| {
            if SECTION.to_le_bytes().starts_with(data.get(..4).unwrap_or(data)) {
                self.chain(data, ended)
            } else {
                Chain::No
            }
        })?;
        Ok(Step::Damage(Broken { kind, offset, lost: Some(buffer.offset() - offset) }))
    }

    /// Is a block at the start of `data`, and behind it another or the end?
    fn chain(&self, data: &[u8], ended: bool) -> Chain {
        if data.len() < LEAST as usize {
            return if ended { Chain::No } else { Chain::More(LEAST as usize) };
        }
        let Some(head) = self.credible(data) else {
            return Chain::No;
        };
        let little = order(data, self.little);
        let total = head.total as usize;
        let Some(block) = data.get(..total) else {
            return if ended { Chain::No } else { Chain::More(total) };
        };
        if trailer(block, little) != Some(head.total) {
            return Chain::No;
        }
        match data.get(total..).and_then(|rest| self::head(rest, little)) {
            Some(next) if next.kind == SECTION || may_follow(next) => Chain::Yes,
            Some(_) => Chain::No,
            None if ended => Chain::Yes,
            None => Chain::More(total + 8),
        }
    }

    /// A block of a known type and a small length, in the current byte order or in that of its own section.
    fn credible(&self, data: &[u8]) -> Option<Head> {
        let head = head(data, order(data, self.little))?;
        let known = head.kind != SECTION || byte_order(data).is_some();
        (known && may_follow(head) && (LEAST..=MOST_RESUMED).contains(&head.total)).then_some(head)
    }
}

#[inline]
fn found(offset: u64, range: Range<usize>, packet: &Packet, face: &Face, interface: u32) -> Found {
    Found {
        at: Place::new(offset, packet.range().start as u8),
        range,
        time: packet.ticks.map(|ticks| face.clock.time(ticks)),
        interface,
        link: face.link,
        original: packet.original,
        fcs: packet.fcs.or(face.fcs),
    }
}

/// The enhanced packet at the start of `data` and the length of its block, if all is there and agrees.
#[inline]
fn enhanced(data: &[u8], little: bool) -> Option<(usize, Packet)> {
    let head = head(data, little)?;
    if head.kind != ENHANCED {
        return None;
    }
    let total = head.total as usize;
    let block = data.get(..total)?;
    let packet = Packet::enhanced(block, little)?;
    (trailer(block, little)? == head.total).then_some((total, packet))
}

/// Type and length at the start of `data`.
#[inline]
fn head(data: &[u8], little: bool) -> Option<Head> {
    let eight = data.first_chunk::<8>()?;
    Some(Head { kind: number(eight, 0, little), total: number(eight, 4, little) })
}

/// May a block with this head follow another?
fn may_follow(head: Head) -> bool {
    let least = match head.kind {
        // Its length cannot be read before its byte order is.
        SECTION => return true,
        ENHANCED | OBSOLETE => 32,
        INTERFACE => 20,
        STATISTICS => 24,
        SIMPLE => 16,
        NAMES | JOURNAL | SECRETS | CUSTOM | CUSTOM_NOT_COPIED => LEAST,
        _ => return false,
    };
    (least..=MOST).contains(&head.total) && head.total.is_multiple_of(4)
}

/// The length behind a block's content: its last four bytes.
#[inline]
fn trailer(block: &[u8], little: bool) -> Option<u32> {
    Some(number(block.last_chunk::<4>()?, 0, little))
}

/// The byte order that a section header states; `None` if its mark is wrong.
fn byte_order(data: &[u8]) -> Option<bool> {
    match data.get(8..12)? {
        [0x4d, 0x3c, 0x2b, 0x1a] => Some(true),
        [0x1a, 0x2b, 0x3c, 0x4d] => Some(false),
        _ => None,
    }
}

/// The byte order of the block at the start of `data`, in a section of order `little`.
fn order(data: &[u8], little: bool) -> bool {
    match data {
        [0x0a, 0x0d, 0x0d, 0x0a, ..] => byte_order(data).unwrap_or(little),
        _ => little,
    }
}

/// The bytes that a block takes in the file: lengths are multiples of four, but some writers pad the block
/// and do not count the padding.
fn extent(total: u32) -> usize {
    (total as usize).next_multiple_of(4)
}

/// How far the next block is, if the length behind the content is where one way of counting puts it.
fn stride(data: &[u8], total: u32, little: bool) -> Option<usize> {
    [extent(total), total as usize]
        .into_iter()
        .find(|&len| data.get(..len).and_then(|block| trailer(block, little)) == Some(total))
}

/// Types whose blocks hold what can be large.
fn may_be_large(kind: u32) -> bool {
    matches!(kind, NAMES | JOURNAL | SECRETS | CUSTOM | CUSTOM_NOT_COPIED)
}

fn block_damage(block_type: u32) -> DamageKind {
    DamageKind::Block { block_type }
}

/// A block without a packet, stepped over.
///
/// Wireshark shows custom blocks and journal entries in its packet list, and gives them frame numbers: they
/// take their numbers here too, so that everybody means the same frame by the same number.
fn done(kind: u32) -> Look {
    match kind {
        CUSTOM | CUSTOM_NOT_COPIED | JOURNAL => Look::Step(Step::Number),
        _ => Look::Nothing,
    }
}

/// Steps over a block whose lengths are good and whose content is not.
fn over(buffer: &mut Buffer, kind: DamageKind, stride: usize) -> Step {
    let offset = buffer.offset();
    buffer.consume(stride);
    Step::Damage(Broken { kind, offset, lost: Some(stride as u64) })
}
