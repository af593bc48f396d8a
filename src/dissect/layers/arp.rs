//! ARP (RFC 826): who has this protocol address, at which hardware address?

use super::{Builder, FieldId, Step, Value};

pub(super) fn arp(b: &mut Builder<'_>, at: usize) -> Step {
    b.layer(FieldId::Arp, at, 8);
    let hardware = b.number(FieldId::ArpHwType, 1, at, 2)?;
    let protocol = b.number(FieldId::ArpProtoType, 1, at + 2, 2)?;
    let hardware_size = b.number(FieldId::ArpHwSize, 1, at + 4, 1)? as usize;
    let protocol_size = b.number(FieldId::ArpProtoSize, 1, at + 5, 1)? as usize;
    b.header_ends(at + 8 + 2 * (hardware_size + protocol_size));
    b.field(FieldId::ArpOpcode, 1, at + 6, 2)?;
    let [src, src_protocol, dst, dst_protocol] = [
        at + 8,
        at + 8 + hardware_size,
        at + 8 + hardware_size + protocol_size,
        at + 8 + 2 * hardware_size + protocol_size,
    ];
    // Ethernet, and IEEE 802 networks.
    let mac = matches!(hardware, 1 | 6) && hardware_size == 6;
    let ip = protocol == 0x0800 && protocol_size == 4;
    if ip
        && let (Ok(a), Ok(c)) = (b.take(src_protocol, 4), b.take(dst_protocol, 4))
        && a == c
    {
        b.computed(FieldId::ArpIsGratuitous, 1, at, Value::Bit(true));
    }
    let pick = |known, address, bytes| if known { address } else { bytes };
    let src_mac = pick(mac, FieldId::ArpSrcHwMac, FieldId::ArpSrcHw);
    let src_ip = pick(ip, FieldId::ArpSrcProtoIpv4, FieldId::ArpSrcProto);
    let dst_mac = pick(mac, FieldId::ArpDstHwMac, FieldId::ArpDstHw);
    let dst_ip = pick(ip, FieldId::ArpDstProtoIpv4, FieldId::ArpDstProto);
    for (id, from, length) in [
        (src_mac, src, hardware_size),
        (src_ip, src_protocol, protocol_size),
        (dst_mac, dst, hardware_size),
        (dst_ip, dst_protocol, protocol_size),
    ] {
        if length > 0 {
            b.field(id, 1, from, length)?;
        }
    }
    b.close();
    Ok(())
}
