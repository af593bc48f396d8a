//! What holds for every frame, whatever its bytes: the tree covers it, both speeds agree, and a cut changes nothing in
//! front of it.

use super::samples::{Sample, samples};
use crate::dissect::{Cheap, Checksum, Field, FieldId, IcmpQuote, Other, Segment, Tree, Value, cheap, ip};
use proptest::prelude::*;
use std::net::IpAddr;

/// The outermost fields that are no labels and have bytes.
fn outermost<'t, 'a>(tree: &'t Tree<'a>) -> Vec<&'t Field<'a>> {
    let mut inside = None;
    let mut all = Vec::new();
    for field in &tree.fields {
        if inside.is_some_and(|depth| field.depth > depth) {
            continue;
        }
        inside = None;
        if field.has_value() && field.length > 0 {
            inside = Some(field.depth);
            all.push(field);
        }
    }
    all
}

/// Is it a field of the frame itself, not of a packet quoted in it?
fn own(field: &Field<'_>) -> bool {
    !field.quoted
}

fn number(tree: &Tree<'_>, id: FieldId, quoted: bool) -> Option<u64> {
    // Of several packets inside one another the innermost counts, unless it is quoted.
    let all: Vec<_> = tree.all(id).filter(|f| f.quoted == quoted).collect();
    let field = if quoted { all.first() } else { all.last() }?;
    field.value.number()
}

/// Where both know a number, it is the same.
fn same(tree: &Tree<'_>, id: FieldId, quoted: bool, cheap: impl Into<u64>) -> Result<(), TestCaseError> {
    if let Some(number) = number(tree, id, quoted) {
        prop_assert_eq!(number, cheap.into(), "{:?}", id);
    }
    Ok(())
}

fn agree(tree: &Tree<'_>, s: &Segment<'_>) -> Result<(), TestCaseError> {
    let tcp = tree.all(FieldId::Tcp).find(|f| own(f));
    prop_assert_eq!(tcp.map(|f| f.offset), Some(s.at as usize));
    let ip = tree.fields.iter().rfind(|f| own(f) && matches!(f.id, FieldId::Ip | FieldId::Ipv6));
    prop_assert_eq!(ip.map(|f| f.offset), Some(s.ip_at as usize));
    for (id, value, needed) in [
        (FieldId::TcpSrcPort, u64::from(s.src_port), 2),
        (FieldId::TcpDstPort, s.dst_port.into(), 4),
        (FieldId::TcpSeqRaw, s.seq.into(), 8),
        (FieldId::TcpAckRaw, s.ack.into(), 12),
        (FieldId::TcpHdrLen, s.header_len.into(), 13),
        (FieldId::TcpFlags, s.flags.0.into(), 14),
        (FieldId::TcpWindow, s.window.into(), 16),
        (FieldId::TcpUrgentPointer, s.urgent.into(), 20),
    ] {
        let there = usize::from(s.captured_header) >= needed || s.tcp_bytes.len() >= needed;
        let expected = there.then_some(value);
        prop_assert_eq!(number(tree, id, false), expected, "{:?}", id);
    }
    same(tree, FieldId::TcpLen, false, s.data)?;
    // Headers around the innermost IP are a tunnel's.
    let mut inner = tree.clone();
    inner.fields.retain(|f| f.offset >= s.ip_at as usize);
    same(&inner, FieldId::IpTtl, false, s.ttl)?;
    same(&inner, FieldId::IpId, false, s.ip_id)?;
    same(&inner, FieldId::IpFlagsDf, false, s.dont_fragment)?;
    same(&inner, FieldId::IpDsfield, false, s.tos)?;
    same(&inner, FieldId::Ipv6Hlim, false, s.ttl)?;
    same(&inner, FieldId::Ipv6Tclass, false, s.tos)?;
    let bytes = |id| match tree.all(id).find(|f| own(f)).map(|f| f.value) {
        Some(Value::Bytes(bytes)) => bytes,
        _ => &[],
    };
    if s.header_len >= 20 {
        prop_assert_eq!(bytes(FieldId::TcpOptions), s.options);
        prop_assert_eq!(bytes(FieldId::TcpPayload), s.payload);
    }
    let verified = tree.all(FieldId::TcpChecksumStatus).find(|f| own(f));
    if let Some(field) = verified {
        prop_assert_eq!(field.value, Value::Checksum(s.checksum()));
    }
    let routed = tree.first(FieldId::Ipv6Routing).is_some();
    for (ip, v4, v6) in [(s.src, FieldId::IpSrc, FieldId::Ipv6Src), (s.dst, FieldId::IpDst, FieldId::Ipv6Dst)]
    {
        let id = if ip.is_ipv4() { v4 } else { v6 };
        let found = tree.all(id).filter(|f| own(f)).last().map(|f| f.value);
        match ip {
            IpAddr::V4(ip) => prop_assert_eq!(found, Some(Value::Ipv4(ip))),
            IpAddr::V6(_) if routed => {}
            IpAddr::V6(ip) => prop_assert_eq!(found, Some(Value::Ipv6(ip))),
        }
    }
    Ok(())
}

fn agree_on_quote(tree: &Tree<'_>, q: &IcmpQuote<'_>) -> Result<(), TestCaseError> {
    let (kind, code) = if q.v6 {
        (FieldId::Icmpv6Type, FieldId::Icmpv6Code)
    } else {
        (FieldId::IcmpType, FieldId::IcmpCode)
    };
    prop_assert_eq!(number(tree, kind, false), Some(q.kind.into()));
    prop_assert_eq!(number(tree, code, false), Some(q.code.into()));
    prop_assert_eq!(number(tree, FieldId::TcpSrcPort, true), Some(q.src_port.into()));
    prop_assert_eq!(number(tree, FieldId::TcpDstPort, true), Some(q.dst_port.into()));
    prop_assert_eq!(number(tree, FieldId::TcpSeqRaw, true), q.seq.map(u64::from));
    if let Some(mtu) = q.mtu {
        same(tree, FieldId::IcmpMtu, false, mtu)?;
        same(tree, FieldId::Icmpv6Mtu, false, mtu)?;
    }
    Ok(())
}

proptest! {
    // Each of these promises is held over thousands of real and mutated frames too (`tests/all/mutation`).
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn each_bit_of_a_frame_is_in_exactly_one_outermost_field(sample in samples()) {
        let frame = sample.frame();
        let tree = Tree::of(&frame);
        let mut taken = vec![0u8; frame.bytes.len()];
        for field in outermost(&tree) {
            for offset in field.offset..field.offset + field.length {
                let bits = field.bits_of(offset);
                prop_assert!(offset < taken.len(), "{:?} behind the frame", field);
                prop_assert_eq!(taken[offset] & bits, 0, "{:?} overlaps at {}", field, offset);
                taken[offset] |= bits;
            }
        }
        for (offset, bits) in taken.iter().enumerate() {
            prop_assert_eq!(*bits, 0xff, "byte {} is in no field: {:#?}", offset, tree);
            prop_assert!(tree.leaf_at(offset).is_some());
        }
    }

    #[test]
    fn parts_lie_inside_their_whole(sample in samples()) {
        let frame = sample.frame();
        let tree = Tree::of(&frame);
        let mut above: Vec<&Field<'_>> = Vec::new();
        for field in &tree.fields {
            while above.last().is_some_and(|f| f.depth >= field.depth) {
                above.pop();
            }
            if let Some(whole) = above.last() {
                let inside = field.offset >= whole.offset
                    && field.offset + field.length <= whole.offset + whole.length;
                prop_assert!(inside || !whole.has_value() || field.length == 0, "{:?} in {:?}", field, whole);
            }
            prop_assert!(field.depth == 0 || !above.is_empty(), "{:?} without a layer", field);
            above.push(field);
        }
    }

    #[test]
    fn both_speeds_agree(sample in samples()) {
        let frame = sample.frame();
        let tree = Tree::of(&frame);
        match cheap(&frame) {
            Cheap::Tcp(segment) => agree(&tree, &segment)?,
            Cheap::IcmpQuoting(quote) => agree_on_quote(&tree, &quote)?,
            Cheap::Other(other) => {
                prop_assert!(!tree.all(FieldId::TcpDstPort).any(own), "{:?}: {:#?}", other, tree);
                let v6 = other == Other::Icmpv6;
                let id = if v6 { FieldId::Icmpv6Type } else { FieldId::IcmpType };
                let quotes = number(&tree, id, false).is_some_and(|kind| ip::quotes(v6, kind as u8));
                if quotes {
                    let ports = tree.all(FieldId::TcpDstPort).any(|f| f.quoted);
                    prop_assert!(!ports, "{:?}: {:#?}", other, tree);
                }
            }
        }
    }

    #[test]
    fn a_cut_changes_no_field_before_it(sample in samples(), cut: prop::sample::Index) {
        let mut whole = sample;
        whole.fcs = None;
        let at = cut.index(whole.bytes.len() + 1);
        let short = Sample {
            bytes: whole.bytes[..at].to_vec(),
            missing: whole.missing + (whole.bytes.len() - at) as u32,
            ..whole.clone()
        };
        let (whole, short) = (whole.frame(), short.frame());
        let (whole, short) = (Tree::of(&whole), Tree::of(&short));
        // Only with the last address of a source route is it known that the header's is not the last.
        let id = |id| if id == FieldId::IpCurrentRoute { FieldId::IpDst } else { id };
        // Bits inside a field that is cut go with it.
        let before = |f: &&Field<'_>| {
            !matches!(f.id, FieldId::Short | FieldId::Malformed) && f.has_value() && f.length > 0 && f.offset + f.length <= at && (f.depth < 2 || f.bits.is_none())
        };
        // Whether a pseudowire follows the labels, only the frame inside it tells.
        prop_assume!(whole.first(FieldId::PwethCw).is_none());
        for field in whole.fields.iter().filter(before) {
            let kept = short.fields.iter().any(|f| {
                (id(f.id), f.depth, f.quoted, f.offset, f.length, f.bits, f.value)
                    == (id(field.id), field.depth, field.quoted, field.offset, field.length, field.bits, field.value)
            });
            prop_assert!(kept, "{:?} is lost by a cut at {}: {:#?}", field, at, short);
        }
    }

    #[test]
    fn what_stops_dissection_is_really_missing(sample in samples()) {
        let frame = sample.frame();
        if let Some(stop) = Tree::of(&frame).stop {
            prop_assert!(stop.offset <= frame.bytes.len(), "{:?}", stop);
            let cut = frame.bytes.len() < frame.original as usize;
            prop_assert!(stop.cause != crate::dissect::Cause::SnapLength || cut, "{:?}", stop);
            if stop.cause != crate::dissect::Cause::Value {
                prop_assert!(stop.needed > stop.have, "{:?}", stop);
            }
        }
    }

    #[test]
    fn a_checksum_that_the_sender_finished_is_good(sample in samples()) {
        let frame = sample.frame();
        let Cheap::Tcp(segment) = cheap(&frame) else { return Ok(()) };
        if let Checksum::Bad { calculated, .. } | Checksum::Unfinished { calculated, .. } = segment.checksum() {
            let at = segment.at as usize + 16;
            let mut repaired = sample.clone();
            repaired.bytes[at..at + 2].copy_from_slice(&calculated.to_be_bytes());
            let frame = repaired.frame();
            let Cheap::Tcp(segment) = cheap(&frame) else { return Ok(()) };
            prop_assert_eq!(segment.checksum(), Checksum::Good);
        }
    }
}
