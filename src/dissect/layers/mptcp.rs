//! Multipath TCP's option (RFC 8684, 3): a subtype, then what the subtype and the option's length say.
//!
//! Version 0 (RFC 6824) has the same subtypes; where its layout differs (`ADD_ADDR`), the IP version in the first
//! byte tells. A layout that does not fit the length leaves the bytes unexplained.

use super::{Builder, FieldId, Step};

/// The bytes behind kind and length: `length` of them at `at`.
pub(super) fn mptcp(b: &mut Builder<'_>, at: usize, length: usize) -> Step {
    b.protocol("mptcp");
    let subtype = b.bits(FieldId::MptcpSubtype, 3, at, 1, (0, 4))?;
    let mut o = Rest { end: at + length, at };
    match (subtype, length) {
        (0, 2 | 10 | 18 | 20 | 22) => capable(b, &mut o)?,
        (1, 10 | 14 | 22) => join(b, &mut o, length)?,
        (2, 2..) => sequence_signal(b, &mut o)?,
        (3, 6 | 8 | 14 | 16 | 18 | 20 | 26 | 28) => add_address(b, &mut o, length)?,
        (4, 2..) => {
            o.skip(1);
            while o.left() > 0 {
                o.take(b, FieldId::MptcpAddressId, 1)?;
            }
        }
        (5, 1 | 2) => {
            b.bits(FieldId::MptcpBackup, 3, at, 1, (7, 1))?;
            o.skip(1);
            if length == 2 {
                o.take(b, FieldId::MptcpAddressId, 1)?;
            }
        }
        (6, 10) => {
            reserved(b, &mut o)?;
            o.take(b, FieldId::MptcpDataSeq, 8)?;
        }
        (7, 10) => {
            reserved(b, &mut o)?;
            o.take(b, FieldId::MptcpReceiverKey, 8)?;
        }
        (8, 2) => {
            o.skip(1);
            o.take(b, FieldId::MptcpResetReason, 1)?;
        }
        _ => o.skip(1),
    }
    if o.left() > 0 {
        o.take(b, FieldId::MptcpRest, o.left())?;
    }
    Ok(())
}

/// What is left of the option.
struct Rest {
    at: usize,
    end: usize,
}

impl Rest {
    fn left(&self) -> usize {
        self.end - self.at
    }

    fn skip(&mut self, length: usize) {
        self.at += length.min(self.left());
    }

    /// The next `length` bytes, if the option has as many.
    fn take(&mut self, b: &mut Builder<'_>, id: FieldId, length: usize) -> Step {
        if length <= self.left() {
            b.field(id, 3, self.at, length)?;
            self.at += length;
        }
        Ok(())
    }
}

fn reserved(b: &mut Builder<'_>, o: &mut Rest) -> Step {
    b.bits(FieldId::MptcpReserved, 3, o.at, 2, (4, 12))?;
    o.skip(2);
    Ok(())
}

/// `MP_CAPABLE` (3.1).
fn capable(b: &mut Builder<'_>, o: &mut Rest) -> Step {
    let version = b.bits(FieldId::MptcpVersion, 3, o.at, 1, (4, 4))?;
    let flags = o.at + 1;
    b.field(FieldId::MptcpFlags, 3, flags, 1)?;
    b.bits(FieldId::MptcpChecksumRequired, 4, flags, 1, (0, 1))?;
    b.bits(FieldId::MptcpExtensibility, 4, flags, 1, (1, 1))?;
    b.bits(FieldId::MptcpNoMoreSubflows, 4, flags, 1, (2, 1))?;
    let hash = if version == 0 { FieldId::MptcpSha1 } else { FieldId::MptcpSha256 };
    b.bits(hash, 4, flags, 1, (7, 1))?;
    o.skip(2);
    o.take(b, FieldId::MptcpSenderKey, 8)?;
    o.take(b, FieldId::MptcpReceiverKey, 8)?;
    o.take(b, FieldId::MptcpDataLength, 2)?;
    o.take(b, FieldId::MptcpChecksum, 2)
}

/// `MP_JOIN` (3.2): of a SYN, a SYN,ACK or an ACK.
fn join(b: &mut Builder<'_>, o: &mut Rest, length: usize) -> Step {
    if length == 22 {
        reserved(b, o)?;
        return o.take(b, FieldId::MptcpSenderHmac, 20);
    }
    b.bits(FieldId::MptcpBackup, 3, o.at, 1, (7, 1))?;
    o.skip(1);
    o.take(b, FieldId::MptcpAddressId, 1)?;
    if length == 10 {
        o.take(b, FieldId::MptcpReceiverToken, 4)?;
    } else {
        o.take(b, FieldId::MptcpSenderTruncatedHmac, 8)?;
    }
    o.take(b, FieldId::MptcpSenderRandom, 4)
}

/// DSS (3.3).
fn sequence_signal(b: &mut Builder<'_>, o: &mut Rest) -> Step {
    let flags = o.at + 1;
    b.field(FieldId::MptcpFlags, 3, flags, 1)?;
    b.bits(FieldId::MptcpDataFin, 4, flags, 1, (3, 1))?;
    let sequence_8 = b.bits(FieldId::MptcpDataSeq8, 4, flags, 1, (4, 1))? == 1;
    let sequence = b.bits(FieldId::MptcpDataSeqPresent, 4, flags, 1, (5, 1))? == 1;
    let ack_8 = b.bits(FieldId::MptcpDataAck8, 4, flags, 1, (6, 1))? == 1;
    let ack = b.bits(FieldId::MptcpDataAckPresent, 4, flags, 1, (7, 1))? == 1;
    o.skip(2);
    if ack {
        o.take(b, FieldId::MptcpDataAck, if ack_8 { 8 } else { 4 })?;
    }
    if sequence {
        o.take(b, FieldId::MptcpDataSeq, if sequence_8 { 8 } else { 4 })?;
        o.take(b, FieldId::MptcpSubflowSeq, 4)?;
        o.take(b, FieldId::MptcpDataLength, 2)?;
        o.take(b, FieldId::MptcpChecksum, 2)?;
    }
    Ok(())
}

/// `ADD_ADDR` (3.4.1).
fn add_address(b: &mut Builder<'_>, o: &mut Rest, length: usize) -> Step {
    let low = b.peek_bits(o.at, 1, (4, 4))?;
    let old = matches!(low, 4 | 6);
    if old {
        b.bits(FieldId::MptcpIpVersion, 3, o.at, 1, (4, 4))?;
    } else {
        b.bits(FieldId::MptcpEcho, 3, o.at, 1, (7, 1))?;
    }
    o.skip(1);
    o.take(b, FieldId::MptcpAddressId, 1)?;
    if length >= 18 {
        o.take(b, FieldId::MptcpIpv6, 16)?;
    } else {
        o.take(b, FieldId::MptcpIpv4, 4)?;
    }
    if matches!(o.left(), 2 | 10) {
        o.take(b, FieldId::MptcpPort, 2)?;
    }
    o.take(b, FieldId::MptcpAddTruncatedHmac, 8)
}
