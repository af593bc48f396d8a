//! Ethernet II and IEEE 802.3, the tags of 802.1Q and 802.1ad, IEEE 802.2, and what stands behind it all.
//!
//! A frame shorter than 60 bytes is padded on the wire (RFC 894, "Frame Format"): zeros up to byte 60 are called
//! padding, anything else behind the last header's data is a trailer. The frame check sequence is only called
//! that where the capture says that it was kept.

use super::link_layers::Trailing;
use super::{Builder, FieldId, Halt, Inside, Step, Value, inside, link};
use crate::dissect::Other;
use crate::dissect::bytes::part;
use crate::dissect::checksum::Checksum;
use crate::dissect::inside::FIRST_ETHERTYPE;

/// Bytes of the shortest Ethernet frame without its check sequence.
const SHORTEST: usize = 60;

pub(super) fn ethernet(b: &mut Builder<'_>) -> Step<(Inside, usize)> {
    b.layer(FieldId::Eth, 0, 14);
    b.field(FieldId::EthDst, 1, 0, 6)?;
    address_bits(b, 0, FieldId::EthDstLg, FieldId::EthDstIg)?;
    b.field(FieldId::EthSrc, 1, 6, 6)?;
    address_bits(b, 6, FieldId::EthSrcLg, FieldId::EthSrcIg)?;
    let inside = type_or_length(b, 12, FieldId::EthType, FieldId::EthLen)?;
    Ok((inside, 14))
}

/// Two bits of an address: locally administered, group.
pub(super) fn address_bits(b: &mut Builder<'_>, at: usize, local: FieldId, group: FieldId) -> Step {
    b.bits(local, 2, at, 1, (6, 1))?;
    b.bits(group, 2, at, 1, (7, 1)).map(drop)
}

/// A tag: 802.1ad's service tag has other names than 802.1Q's.
pub(super) fn vlan(b: &mut Builder<'_>, kind: u16, at: usize) -> Step<(Inside, usize)> {
    let service = kind == inside::ethertype::SERVICE_VLAN;
    let [layer, priority, dei, id, etype, length] = if service {
        [
            FieldId::ServiceVlan,
            FieldId::ServiceVlanPriority,
            FieldId::ServiceVlanDei,
            FieldId::ServiceVlanId,
            FieldId::ServiceVlanEtype,
            FieldId::VlanLen,
        ]
    } else {
        [
            FieldId::Vlan,
            FieldId::VlanPriority,
            FieldId::VlanDei,
            FieldId::VlanId,
            FieldId::VlanEtype,
            FieldId::VlanLen,
        ]
    };
    b.layer(layer, at, 4);
    b.bits(priority, 1, at, 1, (0, 3))?;
    b.bits(dei, 1, at, 1, (3, 1))?;
    b.bits(id, 1, at, 2, (4, 12))?;
    let inside = type_or_length(b, at + 2, etype, length)?;
    Ok((inside, at + 4))
}

/// A field that is an EtherType, or below 0x0600 a length.
pub(super) fn type_or_length(b: &mut Builder<'_>, at: usize, kind: FieldId, length: FieldId) -> Step<Inside> {
    let &[high, low] = b.take(at, 2)? else {
        return Err(Halt::Missing { at, needed: 2 });
    };
    let value = u16::from_be_bytes([high, low]);
    if value >= FIRST_ETHERTYPE {
        b.field(kind, 1, at, 2)?;
        b.protocol("ethertype");
    } else {
        b.field(length, 1, at, 2)?;
    }
    Ok(inside::by_type_or_length(value))
}

/// IEEE 802.2, with SNAP (RFC 1042) if there is one.
pub(super) fn llc(b: &mut Builder<'_>, at: usize) -> Step<(Inside, usize)> {
    if b.take(at, 2) == Ok(&[0xff, 0xff]) {
        // Novell's raw 802.3: IPX begins here, without a header of 802.2.
        return Ok((Inside::Other(Other::Link), at));
    }
    b.layer(FieldId::Llc, at, 3);
    let dsap = b.number(FieldId::LlcDsap, 1, at, 1)?;
    let ssap = b.number(FieldId::LlcSsap, 1, at + 1, 1)?;
    // Unnumbered frames have one control byte; the others two, the low one first.
    let low = b.peek_bits(at + 2, 1, (0, 8))?;
    let control = if low & 3 == 3 {
        b.number(FieldId::LlcControl, 1, at + 2, 1)?
    } else {
        let high = b.peek_bits(at + 3, 1, (0, 8)).unwrap_or_default();
        b.bits_as(FieldId::LlcControl, 1, at + 2, 2, (0, 16), high << 8 | low)?
    };
    if (dsap, ssap, control) == (6, 6, 3) {
        return Ok((Inside::Ip, at + 3));
    }
    if (dsap, ssap, control) != (0xaa, 0xaa, 3) {
        return Ok((Inside::Other(Other::Link), b.covered));
    }
    b.header_ends(at + 8);
    let oui = b.number(FieldId::LlcOui, 1, at + 3, 3)?;
    let id = if oui == 0 { FieldId::LlcType } else { FieldId::LlcPid };
    b.number(id, 1, at + 6, 2)?;
    let other = Inside::Other(Other::Link);
    let captured = part(b.bytes, 0, b.ends.captured);
    Ok(link::llc(captured, at).unwrap_or((other, at + 8)))
}

/// What stands behind the last layer: padding, a trailer, the check sequence.
pub(super) fn trailer(b: &mut Builder<'_>, trailing: Trailing, end: usize) {
    let from = b.covered;
    match trailing {
        Trailing::Ethernet => {
            let padded = end.min(SHORTEST).max(from);
            let zeros = b.bytes.get(from..padded).is_some_and(|bytes| bytes.iter().all(|&byte| byte == 0));
            let padded = if zeros { padded } else { from };
            b.rest(FieldId::EthPadding, 1, from, padded);
            b.rest(FieldId::EthTrailer, 1, padded, end);
            check_sequence(b, end);
        }
        Trailing::Radio if b.bytes.len().checked_sub(from) == Some(4) => {
            b.rest(FieldId::WlanFcs, 1, from, b.bytes.len());
        }
        Trailing::Cooked => b.rest(FieldId::SllTrailer, 1, from, b.bytes.len()),
        Trailing::Radio | Trailing::Data => {
            b.ends.captured = b.bytes.len();
            b.data(from);
        }
    }
}

/// The frame check sequence behind `end`, if the capture kept it.
fn check_sequence(b: &mut Builder<'_>, end: usize) {
    let (Some(covered), Some(stored)) = (b.bytes.get(..end), b.bytes.get(end..)) else {
        return;
    };
    let Ok(stored) = <[u8; 4]>::try_from(stored) else {
        return b.rest(FieldId::Short, 1, end, b.bytes.len());
    };
    b.rest(FieldId::EthFcs, 1, end, b.bytes.len());
    let status = if crc32(covered) == u32::from_le_bytes(stored) { Checksum::Good.status() } else { 0 };
    b.computed(FieldId::EthFcsStatus, 1, end, Value::Number(status));
}

/// IEEE 802.3's CRC, bit by bit: check sequences are rare in captures, and trees are built for few frames.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crc_of_the_usual_check_string_is_the_usual_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }
}
