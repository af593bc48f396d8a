//! TCP (RFC 9293, 3.1).

use super::{Builder, FieldId, Net, Step, Value, impossible, tcp_options, verified};
use crate::dissect::checksum::Checksum;
use crate::dissect::{Flags, bytes};

pub(super) fn tcp(b: &mut Builder<'_>, net: &Net, at: usize) -> Step {
    let length = b.ends.wire.saturating_sub(at);
    let header = bytes::be8(b.take(at, 13).unwrap_or(&[]), 12).map(|byte| usize::from(byte >> 4) * 4);
    b.layer(FieldId::Tcp, at, header.unwrap_or(20).max(20));
    b.field(FieldId::TcpSrcPort, 1, at, 2)?;
    b.field(FieldId::TcpDstPort, 1, at + 2, 2)?;
    if let Some(header @ 20..) = header
        && header <= length
    {
        let data = Value::Number((length - header) as u64);
        b.computed(FieldId::TcpLen, 1, at, data);
    }
    b.field(FieldId::TcpSeqRaw, 1, at + 4, 4)?;
    b.field(FieldId::TcpAckRaw, 1, at + 8, 4)?;
    let words = b.peek_bits(at + 12, 1, (0, 4))?;
    b.bits_as(FieldId::TcpHdrLen, 1, at + 12, 1, (0, 4), words * 4)?;
    control_bits(b, at + 12)?;
    b.field(FieldId::TcpWindow, 1, at + 14, 2)?;
    let stored = b.number(FieldId::TcpChecksum, 1, at + 16, 2)?;
    let checksum = if length < 20 { Checksum::Unverifiable } else { net.verify(b, at, length, 16) };
    let (status, calculated) = (FieldId::TcpChecksumStatus, FieldId::TcpChecksumCalculated);
    verified(b, at + 16, checksum, stored, status, Some(calculated));
    b.field(FieldId::TcpUrgentPointer, 1, at + 18, 2)?;
    let header = words as usize * 4;
    if header < 20 {
        b.close();
        return impossible(at + 12, 20, header);
    }
    tcp_options::options(b, at + 20, at + header)?;
    b.close();
    b.rest(FieldId::TcpPayload, 1, at + header, b.ends.captured);
    Ok(())
}

/// The 12 bits beside the data offset.
fn control_bits(b: &mut Builder<'_>, at: usize) -> Step {
    let flags = b.bits(FieldId::TcpFlags, 1, at, 2, (4, 12))?;
    b.bits(FieldId::TcpFlagsRes, 2, at, 1, (4, 3))?;
    b.bits(FieldId::TcpFlagsAe, 2, at, 1, (7, 1))?;
    for (id, first) in [
        (FieldId::TcpFlagsCwr, 0),
        (FieldId::TcpFlagsEce, 1),
        (FieldId::TcpFlagsUrg, 2),
        (FieldId::TcpFlagsAck, 3),
        (FieldId::TcpFlagsPush, 4),
        (FieldId::TcpFlagsReset, 5),
        (FieldId::TcpFlagsSyn, 6),
        (FieldId::TcpFlagsFin, 7),
    ] {
        b.bits(id, 2, at + 1, 1, (first, 1))?;
    }
    let letters = Value::Letters(Flags(flags as u16));
    b.computed(FieldId::TcpFlagsStr, 2, at, letters);
    Ok(())
}
