//! UDP (RFC 768).

use super::{Builder, FieldId, Net, Step, Value, carried, impossible, verified};
use crate::dissect::bytes::part;
use crate::dissect::carrier;
use crate::dissect::checksum::Checksum;
use crate::dissect::ip;

pub(super) fn udp(b: &mut Builder<'_>, net: &Net, at: usize) -> Step {
    b.layer(FieldId::Udp, at, 8);
    let source = b.number(FieldId::UdpSrcPort, 1, at, 2)? as u16;
    let destination = b.number(FieldId::UdpDstPort, 1, at + 2, 2)? as u16;
    let length = b.number(FieldId::UdpLength, 1, at + 4, 2)? as usize;
    let room = b.ends.wire.saturating_sub(at);
    // A jumbogram has 0 here (RFC 2675, 4).
    let jumbo = length == 0 && net.src.is_ipv6();
    let covered = if jumbo { room } else { length };
    let stored = b.number(FieldId::UdpChecksum, 1, at + 6, 2)?;
    let checksum = match stored {
        0 => Checksum::Absent,
        _ if covered < 8 || covered > room => Checksum::Unverifiable,
        _ => net.verify(b, at, covered, 6),
    };
    let (status, calculated) = (FieldId::UdpChecksumStatus, FieldId::UdpChecksumCalculated);
    if checksum == Checksum::Absent && net.src.is_ipv6() {
        // RFC 8200, 8.1: over IPv6 there must be one (tunnels excepted, RFC 6935). Wireshark's 4: illegal.
        b.computed(status, 1, at + 6, Value::Number(4));
    } else {
        verified(b, at + 6, checksum, stored, status, Some(calculated));
    }
    b.close();
    if covered < 8 {
        return impossible(at + 4, 8, length);
    }
    let ends = ip::udp_ends(length as u16, at, b.ends, net.src.is_ipv6());
    if let (Some(ends), Some(inside)) = (ends, carrier::by_ports(source, destination))
        && at + 8 < ends.captured
        && !b.quoted
    {
        // The headers inside have the bytes.
        let payload = part(b.bytes, at + 8, ends.captured);
        b.computed(FieldId::UdpPayload, 1, at + 8, Value::Bytes(payload));
        let outer = b.ends;
        b.ends = ends;
        carried(b, net, inside, at + 8);
        b.ends = outer;
        return Ok(());
    }
    b.rest(FieldId::UdpPayload, 1, at + 8, b.ends.captured.min(at + covered));
    Ok(())
}
