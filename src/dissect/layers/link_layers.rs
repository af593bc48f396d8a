//! Link layers beside Ethernet: Linux "cooked" captures (the pseudo-headers that `-i any` gives), and BSD loopback.

use super::{Builder, FieldId, Halt, Inside, Step, inside, link};
use crate::capture::LinkType;

/// What bytes behind the last layer are to a link layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trailing {
    /// Padding, a trailer, a frame check sequence.
    Ethernet,
    /// A trailer.
    Cooked,
    /// A frame check sequence, if it is just that.
    Radio,
    /// Nothing that has a name.
    Data,
}

impl Trailing {
    pub(super) fn of(link: LinkType) -> Self {
        match link {
            LinkType::ETHERNET => Self::Ethernet,
            LinkType::LINUX_SLL | LinkType::LINUX_SLL2 => Self::Cooked,
            LinkType(105 | 119 | 127 | 163 | 192) => Self::Radio,
            _ => Self::Data,
        }
    }
}

/// `LINKTYPE_LINUX_SLL`: packet type, hardware type, address length, address (8 bytes), protocol.
pub(super) fn cooked(b: &mut Builder<'_>) -> Step<(Inside, usize)> {
    b.layer(FieldId::Sll, 0, 16);
    b.field(FieldId::SllPktType, 1, 0, 2)?;
    let hardware = b.number(FieldId::SllHaType, 1, 2, 2)?;
    let length = b.number(FieldId::SllHaLen, 1, 4, 2)?;
    address(b, 6, length)?;
    let protocol = protocol(b, hardware, 14)?;
    Ok((link::cooked(hardware as u16, protocol), 16))
}

/// `LINKTYPE_LINUX_SLL2`: the protocol comes first, an interface index is new.
pub(super) fn cooked_2(b: &mut Builder<'_>) -> Step<(Inside, usize)> {
    b.layer(FieldId::Sll, 0, 20);
    let hardware = b.peek_bits(8, 2, (0, 16));
    let kind = protocol(b, hardware.unwrap_or_default(), 0)?;
    b.field(FieldId::SllReserved, 1, 2, 2)?;
    b.field(FieldId::SllIfIndex, 1, 4, 4)?;
    b.field(FieldId::SllHaType, 1, 8, 2)?;
    b.field(FieldId::SllPktType, 1, 10, 1)?;
    let length = b.number(FieldId::SllHaLen, 1, 11, 1)?;
    address(b, 12, length)?;
    Ok((link::cooked(hardware? as u16, kind), 20))
}

/// 8 bytes that hold an address of `length`.
fn address(b: &mut Builder<'_>, at: usize, length: u64) -> Step {
    let length = length.min(8) as usize;
    match length {
        0 => {}
        4 => drop(b.field(FieldId::SllSrcIpv4, 1, at, 4)?),
        6 => drop(b.field(FieldId::SllSrcEth, 1, at, 6)?),
        _ => drop(b.field(FieldId::SllSrcOther, 1, at, length)?),
    }
    if length < 8 {
        b.field(FieldId::SllUnused, 1, at + length, 8 - length)?;
    }
    Ok(())
}

/// The protocol field: an EtherType, a number of Linux's own, or what GRE calls it (hardware type 778).
fn protocol(b: &mut Builder<'_>, hardware: u64, at: usize) -> Step<u16> {
    let number = b.peek_bits(at, 2, (0, 16))? as u16;
    let id = match (hardware, number) {
        (778, _) => FieldId::SllGreType,
        (_, inside::FIRST_ETHERTYPE..) => FieldId::SllEtype,
        _ => FieldId::SllLtype,
    };
    b.field(id, 1, at, 2)?;
    if id == FieldId::SllEtype {
        b.protocol("ethertype");
    }
    Ok(number)
}

/// `LINKTYPE_NULL` and `LINKTYPE_LOOP`: an address family of 4 bytes, in either byte order.
pub(super) fn loopback(b: &mut Builder<'_>) -> Step<(Inside, usize)> {
    b.layer(FieldId::Null, 0, 4);
    let &[a, c, d, e] = b.take(0, 4)? else {
        return Err(Halt::Missing { at: 0, needed: 4 });
    };
    let family = link::family(u32::from_be_bytes([a, c, d, e]));
    let inside = link::by_family(family);
    let id = match inside {
        Inside::EtherType(_) => FieldId::NullType,
        _ => FieldId::NullFamily,
    };
    b.bits_as(id, 1, 0, 4, (0, 32), u64::from(family))?;
    Ok((inside, 4))
}
