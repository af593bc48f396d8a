//! The fixed fields of pcapng's three packet blocks.

use std::ops::Range;

/// Enhanced Packet Block.
pub(super) const ENHANCED: u32 = 6;
/// Simple Packet Block: no interface, no time.
pub(super) const SIMPLE: u32 = 3;
/// Packet Block, obsolete since 2009 but met in old files.
pub(super) const OBSOLETE: u32 = 2;

/// Bytes of an enhanced or obsolete block in front of its data, type and length included.
const ENHANCED_HEAD: usize = 28;
/// The same for a simple block.
const SIMPLE_HEAD: usize = 12;

/// The option that holds flags, in enhanced and obsolete blocks.
const FLAGS: u16 = 2;

/// A packet in its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Packet {
    /// The interface's index in its section.
    pub(super) interface: u32,
    /// In units of the interface's clock.
    pub(super) ticks: Option<u64>,
    pub(super) original: u32,
    /// Frame check sequence, if this packet's flags state its length.
    pub(super) fcs: Option<u8>,
    from: usize,
    captured: usize,
}

impl Packet {
    /// Reads a packet block that is whole; `snap_length` is that of the section's first interface. `None`
    /// if its content does not fit.
    pub(super) fn of(kind: u32, block: &[u8], little: bool, snap_length: u32) -> Option<Self> {
        match kind {
            ENHANCED => Self::enhanced(block, little),
            OBSOLETE => Self::obsolete(block, little),
            SIMPLE => Self::simple(block, little, snap_length),
            _ => None,
        }
    }

    /// Enhanced: interface, time (high, low), captured length, original length, data, options.
    #[inline]
    pub(super) fn enhanced(block: &[u8], little: bool) -> Option<Self> {
        let head = block.first_chunk::<ENHANCED_HEAD>()?;
        let interface = number(head, 8, little);
        Self::timed(block, interface, little)
    }

    /// Obsolete: interface and drop count of 16 bits each, then as an enhanced one.
    fn obsolete(block: &[u8], little: bool) -> Option<Self> {
        let interface = short(block.get(8..)?, little)?;
        Self::timed(block, u32::from(interface), little)
    }

    #[inline]
    fn timed(block: &[u8], interface: u32, little: bool) -> Option<Self> {
        let head = block.first_chunk::<ENHANCED_HEAD>()?;
        let high = number(head, 12, little);
        let low = number(head, 16, little);
        let captured = number(head, 20, little) as usize;
        let original = number(head, 24, little);
        let room = block.len().checked_sub(ENHANCED_HEAD + 4)?;
        if captured > room {
            return None;
        }
        let behind = captured.next_multiple_of(4);
        let fcs = if behind < room {
            let options = block.get(ENHANCED_HEAD + behind..block.len() - 4)?;
            check_sequence(options, little)
        } else {
            None
        };
        Some(Self {
            interface,
            ticks: Some(u64::from(high) << 32 | u64::from(low)),
            original,
            fcs,
            from: ENHANCED_HEAD,
            captured,
        })
    }

    /// Simple: original length and data; what was captured is the original or the snap length, the lesser.
    fn simple(block: &[u8], little: bool, snap_length: u32) -> Option<Self> {
        let original = number(block.first_chunk::<SIMPLE_HEAD>()?, 8, little);
        let captured = match snap_length {
            0 => original,
            limit => original.min(limit),
        } as usize;
        let room = block.len().checked_sub(SIMPLE_HEAD + 4)?;
        (captured <= room).then_some(Self {
            interface: 0,
            ticks: None,
            original,
            fcs: None,
            from: SIMPLE_HEAD,
            captured,
        })
    }

    /// Where its bytes are in the block.
    #[inline]
    pub(super) fn range(&self) -> Range<usize> {
        self.from..self.from + self.captured
    }
}

/// The length of the frame check sequence that a packet's flags state (bits 5 to 8; 0 is "not stated").
fn check_sequence(options: &[u8], little: bool) -> Option<u8> {
    let flags = Options::new(options, little).find(|option| option.0 == FLAGS)?.1;
    let bits = number(flags.first_chunk::<4>()?, 0, little) >> 5 & 0xf;
    (bits > 0).then_some(bits as u8)
}

/// The options in a part of a block: code and value; ends at the end mark, or where one overruns.
struct Options<'a> {
    rest: &'a [u8],
    little: bool,
}

impl<'a> Options<'a> {
    fn new(rest: &'a [u8], little: bool) -> Self {
        Self { rest, little }
    }
}

impl<'a> Iterator for Options<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let code = short(self.rest, self.little)?;
        let len = usize::from(short(self.rest.get(2..)?, self.little)?);
        if code == 0 {
            return None;
        }
        let value = self.rest.get(4..4 + len)?;
        self.rest = self.rest.get(4 + len.next_multiple_of(4)..).unwrap_or_default();
        Some((code, value))
    }
}

/// Four bytes at `at` as a number.
#[inline]
pub(super) fn number<const N: usize>(bytes: &[u8; N], at: usize, little: bool) -> u32 {
    let four = match bytes.get(at..).and_then(|rest| rest.first_chunk::<4>()) {
        Some(four) => *four,
        None => [0; 4],
    };
    if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) }
}

/// The first two bytes as a number.
fn short(bytes: &[u8], little: bool) -> Option<u16> {
    let two = *bytes.first_chunk::<2>()?;
    Some(if little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
}
