//! The headers that carry a packet of another protocol: their fields, one table or function a header.
//!
//! What they carry, and where it begins, [`Carrier::hop`] says: this file only names the bytes.

use super::ethernet::{address_bits, type_or_length};
use super::{Builder, FieldId, Inside, Step, inside};
use crate::dissect::Other;
use crate::dissect::bytes::part;
use crate::dissect::carrier::{self, GreParts};
use crate::dissect::inside::Carrier;

/// A field of a fixed header: offset and length in bytes, and the bits in those bytes if not all of them.
type Row = (FieldId, usize, usize, Option<(u8, u8)>);

const MPLS: [Row; 4] = [
    (FieldId::MplsLabel, 0, 4, Some((0, 20))),
    (FieldId::MplsExp, 0, 4, Some((20, 3))),
    (FieldId::MplsBottom, 0, 4, Some((23, 1))),
    (FieldId::MplsTtl, 0, 4, Some((24, 8))),
];
const CONTROL_WORD: [Row; 2] =
    [(FieldId::PwethCwReserved, 0, 2, None), (FieldId::PwethCwSequence, 2, 2, None)];
const PPPOE: [Row; 5] = [
    (FieldId::PppoeVersion, 0, 1, Some((0, 4))),
    (FieldId::PppoeType, 0, 1, Some((4, 4))),
    (FieldId::PppoeCode, 1, 1, None),
    (FieldId::PppoeSessionId, 2, 2, None),
    (FieldId::PppoePayloadLength, 4, 2, None),
];
const CHDLC: [Row; 3] = [
    (FieldId::ChdlcAddress, 0, 1, None),
    (FieldId::ChdlcControl, 1, 1, None),
    (FieldId::ChdlcProtocol, 2, 2, None),
];
const FDDI: [Row; 3] =
    [(FieldId::FddiFc, 0, 1, None), (FieldId::FddiDst, 1, 6, None), (FieldId::FddiSrc, 7, 6, None)];
const IPOIB: [Row; 4] = [
    (FieldId::IpoibHeader, 0, 20, None),
    (FieldId::IpoibDestination, 20, 20, None),
    (FieldId::IpoibType, 40, 2, None),
    (FieldId::IpoibReserved, 42, 2, None),
];
const JUNIPER: [Row; 3] = [
    (FieldId::JuniperMagic, 0, 3, None),
    (FieldId::JuniperFlags, 3, 1, None),
    (FieldId::JuniperExtLength, 4, 2, None),
];
const ERSPAN: [Row; 6] = [
    (FieldId::ErspanVersion, 0, 2, Some((0, 4))),
    (FieldId::ErspanVlan, 0, 2, Some((4, 12))),
    (FieldId::ErspanCos, 2, 2, Some((0, 3))),
    (FieldId::ErspanEncap, 2, 2, Some((3, 2))),
    (FieldId::ErspanTruncated, 2, 2, Some((5, 1))),
    (FieldId::ErspanSpanId, 2, 2, Some((6, 10))),
];
const ETHERIP: [Row; 2] =
    [(FieldId::EtherIpVersion, 0, 2, Some((0, 4))), (FieldId::EtherIpReserved, 0, 2, Some((4, 12)))];
const VXLAN: [Row; 4] = [
    (FieldId::VxlanFlags, 0, 2, None),
    (FieldId::VxlanGbp, 2, 2, None),
    (FieldId::VxlanVni, 4, 3, None),
    (FieldId::VxlanReserved, 7, 1, None),
];
const GENEVE: [Row; 5] = [
    (FieldId::GeneveVersion, 0, 1, Some((0, 2))),
    (FieldId::GeneveOptionsLength, 0, 1, Some((2, 6))),
    (FieldId::GeneveFlags, 1, 1, None),
    (FieldId::GeneveProtoType, 2, 2, None),
    (FieldId::GeneveVni, 4, 3, None),
];
const AYIYA: [Row; 8] = [
    (FieldId::AyiyaIdLength, 0, 1, Some((0, 4))),
    (FieldId::AyiyaIdType, 0, 1, Some((4, 4))),
    (FieldId::AyiyaSignatureLength, 1, 1, Some((0, 4))),
    (FieldId::AyiyaHashMethod, 1, 1, Some((4, 4))),
    (FieldId::AyiyaAuthMethod, 2, 1, Some((0, 4))),
    (FieldId::AyiyaOpcode, 2, 1, Some((4, 4))),
    (FieldId::AyiyaNextHeader, 3, 1, None),
    (FieldId::AyiyaEpoch, 4, 4, None),
];
const FABRIC_PATH: [Row; 2] =
    [(FieldId::CfpTag, 0, 2, Some((0, 10))), (FieldId::CfpTtl, 0, 2, Some((10, 6)))];
const BACKBONE: [Row; 6] = [
    (FieldId::BackbonePriority, 0, 1, Some((0, 3))),
    (FieldId::BackboneDrop, 0, 1, Some((3, 1))),
    (FieldId::BackboneReserved, 0, 1, Some((4, 4))),
    (FieldId::BackboneIsid, 1, 3, None),
    (FieldId::BackboneDestination, 4, 6, None),
    (FieldId::BackboneSource, 10, 6, None),
];

/// The header of a carrier; gives what it carries and where.
pub(super) fn carried(b: &mut Builder<'_>, carrier: Carrier, at: usize) -> Step<(Inside, usize)> {
    // What a header's own length gives it may be cut: then its fields say so.
    let hop = carrier.hop(part(b.bytes, 0, b.ends.captured), at);
    header(b, carrier, at)?;
    b.close();
    match hop {
        Some(hop) => {
            b.ends = hop.ends(b.ends);
            Ok((hop.inside, hop.at))
        }
        None => Ok((Inside::Other(Other::Link), b.covered.max(at))),
    }
}

fn header(b: &mut Builder<'_>, carrier: Carrier, at: usize) -> Step {
    match carrier {
        Carrier::Ethernet => ethernet(b, at),
        Carrier::Mpls => table(b, FieldId::Mpls, at, 4, &MPLS),
        Carrier::ControlWord => table(b, FieldId::PwethCw, at, 4, &CONTROL_WORD),
        Carrier::Ppp => ppp(b, at),
        Carrier::PppDirection => {
            table(b, FieldId::PppDirection, at, 1, &[(FieldId::PppDirectionValue, 0, 1, None)])
        }
        Carrier::Pppoe => table(b, FieldId::Pppoes, at, 6, &PPPOE),
        Carrier::Chdlc => table(b, FieldId::Chdlc, at, 4, &CHDLC),
        Carrier::FrameRelay => frame_relay(b, at),
        Carrier::Fddi => table(b, FieldId::Fddi, at, 13, &FDDI),
        Carrier::Ipoib => table(b, FieldId::Ipoib, at, 44, &IPOIB),
        Carrier::Arcnet(linux) => arcnet(b, linux, at),
        Carrier::Radiotap => radiotap(b, at),
        Carrier::Ppi => ppi(b, at),
        Carrier::Prism => whole(b, FieldId::Prism, FieldId::PrismHeader, carrier, at),
        Carrier::Wlan => wlan(b, at),
        Carrier::Nflog => nflog(b, at),
        Carrier::Juniper => {
            table(b, FieldId::Juniper, at, 6, &JUNIPER)?;
            let length = b.peek_bits(at + 4, 2, (0, 16))? as usize;
            several(b, FieldId::JuniperExtensions, at + 6, length)
        }
        Carrier::Gre => gre(b, at),
        Carrier::Erspan(third) => erspan(b, third, at),
        Carrier::EtherIp => table(b, FieldId::EtherIp, at, 2, &ETHERIP),
        Carrier::Vxlan => table(b, FieldId::Vxlan, at, 8, &VXLAN),
        Carrier::VxlanGpe => vxlan_gpe(b, at),
        Carrier::Geneve => {
            table(b, FieldId::Geneve, at, 8, &GENEVE)?;
            b.field(FieldId::GeneveReserved, 1, at + 7, 1)?;
            let words = b.peek_bits(at, 1, (2, 6))? as usize;
            b.header_ends(at + 8 + words * 4);
            several(b, FieldId::GeneveOptions, at + 8, words * 4)
        }
        Carrier::Gtp => gtp(b, at),
        Carrier::Teredo => {
            b.layer(FieldId::Teredo, at, 0);
            let length = carrier::teredo_header(part(b.bytes, 0, b.ends.captured), at);
            several(b, FieldId::TeredoHeader, at, length.unwrap_or(0))
        }
        Carrier::L2tp => l2tp(b, at),
        Carrier::Ayiya => {
            table(b, FieldId::Ayiya, at, 8, &AYIYA)?;
            let identity = 1usize << b.peek_bits(at, 1, (0, 4))?;
            let signature = b.peek_bits(at + 1, 1, (0, 4))? as usize * 4;
            b.header_ends(at + 8 + identity + signature);
            several(b, FieldId::AyiyaIdentity, at + 8, identity)?;
            several(b, FieldId::AyiyaSignature, at + 8 + identity, signature)
        }
        Carrier::FabricPath => table(b, FieldId::Cfp, at, 2, &FABRIC_PATH),
        Carrier::Backbone => {
            table(b, FieldId::Backbone, at, 18, &BACKBONE)?;
            type_or_length(b, at + 16, FieldId::ServiceVlanEtype, FieldId::VlanLen).map(drop)
        }
    }
}

/// A header of fixed fields.
fn table(b: &mut Builder<'_>, layer: FieldId, at: usize, length: usize, rows: &[Row]) -> Step {
    b.layer(layer, at, length);
    for &(id, offset, length, bits) in rows {
        match bits {
            Some(bits) => drop(b.bits(id, 1, at + offset, length, bits)?),
            None => drop(b.field(id, 1, at + offset, length)?),
        }
    }
    Ok(())
}

/// A field of some bytes, if there are any.
fn several(b: &mut Builder<'_>, id: FieldId, at: usize, length: usize) -> Step {
    match length {
        0 => Ok(()),
        length => b.field(id, 1, at, length).map(drop),
    }
}

/// A header whose parts are not told apart; nothing if it carries nothing.
fn whole(b: &mut Builder<'_>, layer: FieldId, id: FieldId, carrier: Carrier, at: usize) -> Step {
    b.layer(layer, at, 0);
    match carrier.hop(part(b.bytes, 0, b.ends.captured), at) {
        Some(hop) => several(b, id, at, hop.at - at),
        None => Ok(()),
    }
}

/// An Ethernet header that is not the frame's first.
fn ethernet(b: &mut Builder<'_>, at: usize) -> Step {
    b.layer(FieldId::Eth, at, 14);
    b.field(FieldId::EthDst, 1, at, 6)?;
    address_bits(b, at, FieldId::EthDstLg, FieldId::EthDstIg)?;
    b.field(FieldId::EthSrc, 1, at + 6, 6)?;
    address_bits(b, at + 6, FieldId::EthSrcLg, FieldId::EthSrcIg)?;
    type_or_length(b, at + 12, FieldId::EthType, FieldId::EthLen).map(drop)
}

fn ppp(b: &mut Builder<'_>, at: usize) -> Step {
    b.layer(FieldId::Ppp, at, 2);
    let start = carrier::ppp_start(part(b.bytes, 0, b.ends.captured), at).unwrap_or(0);
    if start == 2 {
        b.field(FieldId::PppAddress, 1, at, 1)?;
        b.field(FieldId::PppControl, 1, at + 1, 1)?;
    }
    let at = at + start;
    let odd = b.peek_bits(at, 1, (7, 1))? == 1;
    b.field(FieldId::PppProtocol, 1, at, if odd { 1 } else { 2 }).map(drop)
}

fn frame_relay(b: &mut Builder<'_>, at: usize) -> Step {
    b.layer(FieldId::Fr, at, 4);
    let bits = b.take(at, 2)?;
    let dlci = u64::from(bits[0] >> 2) << 4 | u64::from(bits[1] >> 4);
    b.field(FieldId::FrAddress, 1, at, 2)?;
    b.computed(FieldId::FrDlci, 1, at, super::Value::Number(dlci));
    if b.peek_bits(at + 2, 1, (0, 8))? == 3 {
        b.field(FieldId::FrControl, 1, at + 2, 1)?;
        b.field(FieldId::FrNlpid, 1, at + 3, 1).map(drop)
    } else {
        b.field(FieldId::FrChdlcType, 1, at + 2, 2).map(drop)
    }
}

fn arcnet(b: &mut Builder<'_>, linux: bool, at: usize) -> Step {
    b.layer(FieldId::Arcnet, at, 3);
    b.field(FieldId::ArcnetSrc, 1, at, 1)?;
    b.field(FieldId::ArcnetDst, 1, at + 1, 1)?;
    let mut at = at + 2;
    if linux {
        b.field(FieldId::ArcnetOffset, 1, at, 2)?;
        at += 2;
    }
    let protocol = b.number(FieldId::ArcnetProtocol, 1, at, 1)?;
    if matches!(protocol, 240 | 241) {
        return Ok(());
    }
    let mut flag = b.number(FieldId::ArcnetSplitFlag, 1, at + 1, 1)?;
    if flag == 0xff {
        b.field(FieldId::ArcnetPadding, 1, at + 2, 3)?;
        at += 4;
        flag = b.number(FieldId::ArcnetSplitFlag, 1, at + 1, 1)?;
    }
    let _ = flag;
    b.field(FieldId::ArcnetSequence, 1, at + 2, 2).map(drop)
}

/// Only what says where it ends: numbers in it are little-endian, what is in it the hardware decides.
fn radiotap(b: &mut Builder<'_>, at: usize) -> Step {
    b.layer(FieldId::Radiotap, at, 8);
    b.field(FieldId::RadiotapVersion, 1, at, 1)?;
    b.field(FieldId::RadiotapPad, 1, at + 1, 1)?;
    let length = little(b, FieldId::RadiotapLength, at + 2, 2)? as usize;
    if length > 4 {
        b.header_ends(at + length);
        b.field(FieldId::RadiotapData, 1, at + 4, length - 4)?;
    }
    Ok(())
}

fn ppi(b: &mut Builder<'_>, at: usize) -> Step {
    b.layer(FieldId::Ppi, at, 8);
    b.field(FieldId::PpiVersion, 1, at, 1)?;
    b.field(FieldId::PpiFlags, 1, at + 1, 1)?;
    let length = little(b, FieldId::PpiLength, at + 2, 2)? as usize;
    little(b, FieldId::PpiDlt, at + 4, 4)?;
    b.header_ends(at + length.max(8));
    several(b, FieldId::PpiData, at + 8, length.saturating_sub(8))
}

/// A number whose first byte is the least significant.
fn little(b: &mut Builder<'_>, id: FieldId, at: usize, length: usize) -> Step<u64> {
    let bytes = b.take(at, length)?;
    let number = bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte));
    b.bits_as(id, 1, at, length, (0, length as u8 * 8), number)
}

/// IEEE 802.11: frame control, duration, addresses by the two bits that say between whom, sequence control, `QoS`.
fn wlan(b: &mut Builder<'_>, at: usize) -> Step {
    b.layer(FieldId::Wlan, at, 24);
    b.bits(FieldId::WlanFcSubtype, 1, at, 1, (0, 4))?;
    let kind = b.bits(FieldId::WlanFcType, 1, at, 1, (4, 2))?;
    b.bits(FieldId::WlanFcVersion, 1, at, 1, (6, 2))?;
    let flags = b.number(FieldId::WlanFlags, 1, at + 1, 1)?;
    little(b, FieldId::WlanDuration, at + 2, 2)?;
    if kind != 2 {
        return Ok(());
    }
    let [first, second, third] = match flags & 3 {
        0 => [FieldId::WlanDa, FieldId::WlanSa, FieldId::WlanBssid],
        1 => [FieldId::WlanBssid, FieldId::WlanSa, FieldId::WlanDa],
        2 => [FieldId::WlanDa, FieldId::WlanBssid, FieldId::WlanSa],
        _ => [FieldId::WlanRa, FieldId::WlanTa, FieldId::WlanDa],
    };
    b.field(first, 1, at + 4, 6)?;
    b.field(second, 1, at + 10, 6)?;
    b.field(third, 1, at + 16, 6)?;
    let control = b.take(at + 22, 2)?;
    let (fragment, sequence) = (control[0] & 0xf, u16::from_le_bytes([control[0], control[1]]) >> 4);
    b.field(FieldId::WlanSequenceControl, 1, at + 22, 2)?;
    b.computed(FieldId::WlanFrag, 1, at + 22, super::Value::Number(fragment.into()));
    b.computed(FieldId::WlanSeq, 1, at + 22, super::Value::Number(sequence.into()));
    let mut end = at + 24;
    if flags & 3 == 3 {
        b.header_ends(end + 6);
        b.field(FieldId::WlanSa, 1, end, 6)?;
        end += 6;
    }
    if b.peek_bits(at, 1, (0, 1))? == 1 {
        little(b, FieldId::WlanQos, end, 2)?;
        if flags & 0x80 != 0 {
            b.field(FieldId::WlanHtc, 1, end + 2, 4)?;
        }
    }
    Ok(())
}

/// Netfilter's log: a header of four bytes, then attributes up to the one that is the packet.
fn nflog(b: &mut Builder<'_>, at: usize) -> Step {
    b.layer(FieldId::Nflog, at, 4);
    b.field(FieldId::NflogFamily, 1, at, 1)?;
    b.field(FieldId::NflogVersion, 1, at + 1, 1)?;
    b.field(FieldId::NflogResId, 1, at + 2, 2)?;
    match Carrier::Nflog.hop(part(b.bytes, 0, b.ends.captured), at) {
        Some(hop) => several(b, FieldId::NflogAttributes, at + 4, hop.at - at - 4),
        None => Ok(()),
    }
}

fn gre(b: &mut Builder<'_>, at: usize) -> Step {
    b.layer(FieldId::Gre, at, 4);
    let parts = GreParts::of(b.number(FieldId::GreFlags, 1, at, 2)? as u16);
    let protocol = b.number(FieldId::GreProto, 1, at + 2, 2)?;
    b.header_ends(at + parts.length());
    let mut at = at + 4;
    if parts.checksum {
        b.field(FieldId::GreChecksum, 1, at, 2)?;
        b.field(FieldId::GreOffset, 1, at + 2, 2)?;
        at += 4;
    }
    if parts.key {
        if parts.version == 1 {
            b.field(FieldId::GreKeyPayloadLength, 1, at, 2)?;
            b.field(FieldId::GreKeyCallId, 1, at + 2, 2)?;
        } else {
            b.field(FieldId::GreKey, 1, at, 4)?;
        }
        at += 4;
    }
    if parts.sequence {
        b.field(FieldId::GreSequence, 1, at, 4)?;
        at += 4;
    }
    if parts.ack {
        b.field(FieldId::GreAck, 1, at, 4)?;
        at += 4;
    }
    if protocol == 0x883e && !parts.routes && b.peek_bits(at, 1, (0, 4)).is_ok_and(|version| version != 4) {
        b.field(FieldId::GreWccp, 1, at, 4)?;
    }
    Ok(())
}

fn erspan(b: &mut Builder<'_>, third: bool, at: usize) -> Step {
    table(b, FieldId::Erspan, at, if third { 12 } else { 8 }, &ERSPAN)?;
    if !third {
        return b.field(FieldId::ErspanIndex, 1, at + 4, 4).map(drop);
    }
    b.field(FieldId::ErspanTimestamp, 1, at + 4, 4)?;
    b.field(FieldId::ErspanRest, 1, at + 8, 4)?;
    match b.peek_bits(at + 11, 1, (7, 1))? {
        1 => b.field(FieldId::ErspanPlatform, 1, at + 12, 8).map(drop),
        _ => Ok(()),
    }
}

fn vxlan_gpe(b: &mut Builder<'_>, at: usize) -> Step {
    b.layer(FieldId::Vxlan, at, 8);
    b.field(FieldId::VxlanFlags, 1, at, 2)?;
    b.field(FieldId::VxlanReserved, 1, at + 2, 1)?;
    b.field(FieldId::VxlanNextProto, 1, at + 3, 1)?;
    b.field(FieldId::VxlanVni, 1, at + 4, 3)?;
    b.field(FieldId::VxlanReserved, 1, at + 7, 1).map(drop)
}

fn gtp(b: &mut Builder<'_>, at: usize) -> Step {
    b.layer(FieldId::Gtp, at, 8);
    let flags = b.number(FieldId::GtpFlags, 1, at, 1)?;
    b.field(FieldId::GtpMessage, 1, at + 1, 1)?;
    b.field(FieldId::GtpLength, 1, at + 2, 2)?;
    match flags >> 5 {
        0 => {
            b.header_ends(at + 20);
            b.field(FieldId::GtpSeqNumber, 1, at + 4, 2)?;
            b.field(FieldId::GtpFlowLabel, 1, at + 6, 2)?;
            b.field(FieldId::GtpNpduNumber, 1, at + 8, 1)?;
            b.field(FieldId::GtpSpare, 1, at + 9, 3)?;
            b.field(FieldId::GtpTid, 1, at + 12, 8)?;
        }
        1 => {
            b.field(FieldId::GtpTeid, 1, at + 4, 4)?;
            if flags & 7 == 0 {
                return Ok(());
            }
            b.header_ends(at + 12);
            b.field(FieldId::GtpSeqNumber, 1, at + 8, 2)?;
            b.field(FieldId::GtpNpduNumber, 1, at + 10, 1)?;
            b.field(FieldId::GtpNext, 1, at + 11, 1)?;
            if let Some(length) = carrier::gtp_header(part(b.bytes, 0, b.ends.captured), at) {
                several(b, FieldId::GtpExtensions, at + 12, length.saturating_sub(12))?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn l2tp(b: &mut Builder<'_>, at: usize) -> Step {
    b.layer(FieldId::L2tp, at, 6);
    let flags = b.number(FieldId::L2tpFlags, 1, at, 2)? as u16;
    if !carrier::l2tp_data(flags) {
        return Ok(());
    }
    let length = carrier::l2tp_header(flags, part(b.bytes, 0, b.ends.captured), at);
    if let Some(length) = length {
        b.header_ends(at + length);
    }
    let (begin, mut at) = (at, at + 2);
    if flags & 0x4000 != 0 {
        b.field(FieldId::L2tpLength, 1, at, 2)?;
        at += 2;
    }
    b.field(FieldId::L2tpTunnel, 1, at, 2)?;
    b.field(FieldId::L2tpSession, 1, at + 2, 2)?;
    // Where the length of the header is cut away, only these are known.
    let rest = length.map_or(0, |length| (begin + length).saturating_sub(at + 4));
    several(b, FieldId::L2tpRest, at + 4, rest)
}

/// SCTP's common header (RFC 9260, 3.1).
pub(super) fn sctp(b: &mut Builder<'_>, at: usize) -> Step {
    table(b, FieldId::Sctp, at, 12, &SCTP)?;
    b.close();
    Ok(())
}

const SCTP: [Row; 4] = [
    (FieldId::SctpSrcPort, 0, 2, None),
    (FieldId::SctpDstPort, 2, 2, None),
    (FieldId::SctpVerificationTag, 4, 4, None),
    (FieldId::SctpChecksum, 8, 4, None),
];

/// The ports of DCCP (RFC 4340, 5.1).
pub(super) fn dccp(b: &mut Builder<'_>, at: usize) -> Step {
    table(
        b,
        FieldId::Dccp,
        at,
        4,
        &[(FieldId::DccpSrcPort, 0, 2, None), (FieldId::DccpDstPort, 2, 2, None)],
    )?;
    b.close();
    Ok(())
}

/// Do bytes behind what an inner frame carries belong to it as a trailer?
pub(super) fn has_trailer(inside: Inside) -> bool {
    matches!(inside, Inside::Carrier(Carrier::Ethernet))
        || matches!(inside, Inside::EtherType(kind) if inside::is_vlan(kind))
}

#[cfg(test)]
mod tests {
    use crate::capture::LinkType;
    use crate::dissect::tests::samples::{MAC, SYN, ethernet, frame};
    use crate::dissect::{Cheap, FieldId, Tree, cheap};

    /// IPv4 10.9.0.1 > 10.9.0.2 around something.
    fn ip(protocol: u8, inside: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0x45, 0];
        bytes.extend((20 + inside.len() as u16).to_be_bytes());
        bytes.extend([0, 1, 0x40, 0, 64, protocol, 0, 0, 10, 9, 0, 1, 10, 9, 0, 2]);
        [&bytes[..], inside].concat()
    }

    fn udp(port: u16, inside: &[u8]) -> Vec<u8> {
        let length = (inside.len() as u16 + 8).to_be_bytes();
        ip(17, &[&[0xc3, 0x50][..], &port.to_be_bytes(), &length, &[0, 0], inside].concat())
    }

    #[track_caller]
    fn leads_to_the_syn(link: u16, bytes: &[u8], protocols: &str, fields: &[(FieldId, &str)]) {
        let frame = frame(LinkType(link), bytes);
        let tree = Tree::of(&frame);
        assert_eq!(tree.protocols, protocols);
        match cheap(&frame) {
            Cheap::Tcp(s) => {
                assert_eq!((s.src_port, s.dst_port, s.options.len()), (44704, 80, 20));
                assert_eq!(tree.all(FieldId::Tcp).last().map(|f| f.offset), Some(s.at as usize));
            }
            other => panic!("{protocols}: {other:?}"),
        }
        for &(id, value) in fields {
            let found = tree.first(id).map(|field| tree.spell(field));
            assert_eq!(found.as_deref(), Some(value), "{id:?}");
        }
    }

    #[test]
    fn serial_lines_and_labels_lead_to_ip() {
        let protocol = [(FieldId::PppProtocol, "0x0021")];
        leads_to_the_syn(9, &[&[0xff, 3, 0, 0x21][..], &SYN].concat(), "ppp:ip:tcp", &protocol);
        // PPPoE [ses 0x7] length 62, IP
        let session = [&[0x11, 0, 0, 7, 0, 62, 0, 0x21][..], &SYN].concat();
        let fields = [(FieldId::PppoeSessionId, "0x0007"), (FieldId::PppoePayloadLength, "62")];
        leads_to_the_syn(1, &ethernet(0x8864, &session), "eth:ethertype:pppoes:ppp:ip:tcp", &fields);
        // MPLS (label 16, exp 1, ttl 62) (label 17, [S], ttl 63)
        let labels = [&[0, 1, 2, 62, 0, 1, 0x11, 63][..], &SYN].concat();
        let fields = [(FieldId::MplsLabel, "16"), (FieldId::MplsExp, "1"), (FieldId::MplsTtl, "62")];
        leads_to_the_syn(1, &ethernet(0x8847, &labels), "eth:ethertype:mpls:mpls:ip:tcp", &fields);
        let hdlc = [&[0x0f, 0, 8, 0][..], &SYN].concat();
        leads_to_the_syn(104, &hdlc, "chdlc:ip:tcp", &[(FieldId::ChdlcProtocol, "0x0800")]);
        let relay = [&[0x18, 0x41, 3, 0xcc][..], &SYN].concat();
        leads_to_the_syn(107, &relay, "fr:ip:tcp", &[(FieldId::FrDlci, "100"), (FieldId::FrNlpid, "0xcc")]);
    }

    #[test]
    fn tunnels_behind_ip_lead_to_the_inner_segment() {
        leads_to_the_syn(101, &ip(4, &SYN), "raw:ip:ip:tcp", &[(FieldId::IpSrc, "10.9.0.1")]);
        // GREv0, Flags [key present, sequence# present], key=0x7, seq 9
        let gre = [&[0x30, 0, 8, 0, 0, 0, 0, 7, 0, 0, 0, 9][..], &SYN].concat();
        let fields = [(FieldId::GreKey, "0x00000007"), (FieldId::GreSequence, "9")];
        leads_to_the_syn(101, &ip(47, &gre), "raw:ip:gre:ip:tcp", &fields);
        // GREv1 (PPTP), call 5, seq 1, ack 2
        let pptp = [0x30, 0x81, 0x88, 0x0b, 0, 64, 0, 5, 0, 0, 0, 1, 0, 0, 0, 2, 0xff, 3, 0, 0x21];
        let fields = [(FieldId::GreKeyCallId, "5"), (FieldId::GreAck, "2")];
        leads_to_the_syn(101, &ip(47, &[&pptp[..], &SYN].concat()), "raw:ip:gre:ppp:ip:tcp", &fields);
        // Geneve, vni 0x9, options [8 bytes]
        let inner = ethernet(0x0800, &SYN);
        let geneve = [&[2, 0, 0x65, 0x58, 0, 0, 9, 0, 1, 2, 0x83, 1, 5, 5, 5, 5][..], &inner].concat();
        let fields = [(FieldId::GeneveVni, "0x000009"), (FieldId::UdpDstPort, "6081")];
        leads_to_the_syn(101, &udp(6081, &geneve), "raw:ip:udp:geneve:eth:ethertype:ip:tcp", &fields);
        let vxlan = [&[8, 0, 0, 0, 0, 0, 42, 0][..], &inner].concat();
        let fields = [(FieldId::VxlanVni, "42"), (FieldId::EthSrc, "02:00:5e:25:00:02")];
        leads_to_the_syn(101, &udp(4789, &vxlan), "raw:ip:udp:vxlan:eth:ethertype:ip:tcp", &fields);
        let gtp = [&[0x30, 255, 0, 60, 0, 0, 1, 2][..], &SYN].concat();
        let fields = [(FieldId::GtpTeid, "0x00000102"), (FieldId::GtpMessage, "0xff")];
        leads_to_the_syn(101, &udp(2152, &gtp), "raw:ip:udp:gtp:ip:tcp", &fields);
    }

    #[test]
    fn other_networks_lead_to_ip() {
        let snap = [0xaa, 0xaa, 3, 0, 0, 0, 8, 0];
        let fddi = [&[0x50][..], &MAC, &snap, &SYN].concat();
        leads_to_the_syn(10, &fddi, "fddi:llc:ip:tcp", &[(FieldId::FddiSrc, "02:00:5e:25:00:02")]);
        let radio = [0, 0, 9, 0, 2, 0, 0, 0, 0x10];
        let data = [&[8, 2, 0, 0][..], &MAC, &[2, 0, 0, 0, 0, 9], &[0x50, 1]].concat();
        let wlan = [&radio[..], &data, &snap, &SYN, &[1, 2, 3, 4]].concat();
        let fields = [(FieldId::WlanSeq, "21"), (FieldId::WlanFcs, "01020304"), (FieldId::WlanFcType, "2")];
        leads_to_the_syn(127, &wlan, "radiotap:wlan:llc:ip:tcp", &fields);
        let arcnet = [&[0xbe, 0x50, 0xd4, 0, 1, 0x6b][..], &SYN].concat();
        leads_to_the_syn(7, &arcnet, "arcnet:ip:tcp", &[(FieldId::ArcnetSequence, "363")]);
        let infiniband = [&[0; 40][..], &[8, 0, 0, 0], &SYN].concat();
        leads_to_the_syn(242, &infiniband, "ipoib:ip:tcp", &[(FieldId::IpoibType, "0x0800")]);
    }

    #[test]
    fn the_tunnel_is_the_same_in_both_directions_and_differs_from_others() {
        let tunnel = |bytes: &[u8]| match cheap(&frame(LinkType::RAW, bytes)) {
            Cheap::Tcp(segment) => segment.tunnel,
            other => panic!("{other:?}"),
        };
        let there = ip(4, &SYN);
        let mut back = there.clone();
        back[12..20].rotate_left(4);
        let mut elsewhere = there.clone();
        elsewhere[15] = 7;
        assert_eq!(tunnel(&SYN), 0);
        assert_ne!(tunnel(&there), 0);
        assert_eq!(tunnel(&there), tunnel(&back));
        assert_ne!(tunnel(&there), tunnel(&elsewhere));
        assert_ne!(tunnel(&there), tunnel(&ip(4, &there)));
    }

    #[test]
    fn packets_inside_one_another_end_at_a_depth_that_both_speeds_share() {
        let mut bytes = SYN.to_vec();
        for depth in 0..20 {
            let frame = frame(LinkType::RAW, &bytes);
            let found = matches!(cheap(&frame), Cheap::Tcp(_));
            assert_eq!(found, depth <= 8, "{depth}");
            assert_eq!(Tree::of(&frame).first(FieldId::Tcp).is_some(), found);
            bytes = ip(4, &bytes);
        }
    }
}
