//! Frames without TCP, each in a line.

use crate::dissect::{FieldId, Other, Tree, Value};
use crate::language::Message;
use crate::language::others::{OtherFrame, OtherKind};

/// What a frame without TCP says. Without its tree only what kind of frame it is.
pub fn other(kind: Other, tree: Option<&Tree<'_>>) -> Message {
    let told = tree.and_then(|tree| match kind {
        Other::Arp => arp(tree),
        Other::Udp => udp(tree),
        Other::Icmp => icmp(tree),
        Other::Icmpv6 => icmpv6(tree),
        _ => None,
    });
    told.unwrap_or(match kind {
        Other::Arp => OtherFrame::Arp {},
        Other::Udp => OtherFrame::Udp {},
        Other::Icmp => OtherFrame::IcmpBare {},
        Other::Icmpv6 => OtherFrame::Icmpv6Bare {},
        Other::Igmp => OtherFrame::Igmp {},
        Other::Sctp => OtherFrame::Sctp {},
        Other::Ip => OtherFrame::Ip {},
        Other::Fragment => OtherFrame::Fragment {},
        Other::BadTcp => OtherFrame::BadTcp {},
        Other::BadIp => OtherFrame::BadIp {},
        Other::Link => OtherFrame::Link {},
        Other::UnknownLink => OtherFrame::UnknownLink {},
        Other::Cut => OtherFrame::CutFrame {},
    })
    .into()
}

/// The name of a kind of frame, for a count of them.
pub fn other_kind(kind: Other) -> Message {
    match kind {
        Other::Arp => OtherKind::ArpFrames {},
        Other::Udp => OtherKind::UdpFrames {},
        Other::Icmp => OtherKind::IcmpFrames {},
        Other::Icmpv6 => OtherKind::Icmpv6Frames {},
        Other::Igmp => OtherKind::IgmpFrames {},
        Other::Sctp => OtherKind::SctpFrames {},
        Other::Ip => OtherKind::IpFrames {},
        Other::Fragment => OtherKind::Fragments {},
        Other::BadTcp => OtherKind::BadTcpFrames {},
        Other::BadIp => OtherKind::BadIpFrames {},
        Other::Link => OtherKind::LinkFrames {},
        Other::UnknownLink => OtherKind::UnknownLinkFrames {},
        Other::Cut => OtherKind::CutFrames {},
    }
    .into()
}

/// A field by Wireshark's name, as text.
fn shown(tree: &Tree<'_>, name: &str) -> Option<String> {
    let field = tree.fields.iter().find(|f| f.id.name() == name)?;
    Some(match field.value {
        Value::Number(n) => n.to_string(),
        Value::Mac(mac) => {
            let parts: Vec<String> = mac.iter().map(|b| format!("{b:02x}")).collect();
            parts.join(":")
        }
        Value::Ipv4(ip) => ip.to_string(),
        Value::Ipv6(ip) => ip.to_string(),
        Value::Text(text) => text.to_owned(),
        _ => return None,
    })
}

fn number(tree: &Tree<'_>, name: &str) -> Option<u64> {
    match tree.fields.iter().find(|f| f.id.name() == name)?.value {
        Value::Number(n) => Some(n),
        _ => None,
    }
}

fn arp(tree: &Tree<'_>) -> Option<OtherFrame> {
    let from = shown(tree, "arp.src.proto_ipv4")?;
    let wanted = shown(tree, "arp.dst.proto_ipv4")?;
    let mac = shown(tree, "arp.src.hw_mac")?;
    Some(match number(tree, "arp.opcode")? {
        1 if from == wanted => OtherFrame::ArpAnnounces { owner: from, mac },
        1 => OtherFrame::ArpAsks { from, wanted },
        2 => OtherFrame::ArpAnswers { owner: from, mac },
        _ => OtherFrame::Arp {},
    })
}

/// Both addresses of the innermost IP header.
fn addresses(tree: &Tree<'_>) -> Option<(String, String)> {
    let v4 = shown(tree, FieldId::IpSrc.name()).zip(shown(tree, FieldId::IpDst.name()));
    v4.or_else(|| shown(tree, FieldId::Ipv6Src.name()).zip(shown(tree, FieldId::Ipv6Dst.name())))
}

fn udp(tree: &Tree<'_>) -> Option<OtherFrame> {
    let (from, to) = addresses(tree)?;
    let bracket = |ip: String| if ip.contains(':') { format!("[{ip}]") } else { ip };
    let (source, destination) = (number(tree, "udp.srcport")?, number(tree, "udp.dstport")?);
    Some(OtherFrame::UdpPorts {
        from: format!("{}:{source}", bracket(from)),
        to: format!("{}:{destination}", bracket(to)),
    })
}

fn icmp(tree: &Tree<'_>) -> Option<OtherFrame> {
    let kind = number(tree, FieldId::IcmpType.name())? as u8;
    let code = number(tree, FieldId::IcmpCode.name()).unwrap_or(0) as u8;
    Some(echo(tree, kind, 8, 0).unwrap_or(OtherFrame::IcmpMessage { kind, code }))
}

fn icmpv6(tree: &Tree<'_>) -> Option<OtherFrame> {
    let kind = number(tree, FieldId::Icmpv6Type.name())? as u8;
    let code = number(tree, FieldId::Icmpv6Code.name()).unwrap_or(0) as u8;
    Some(echo(tree, kind, 128, 129).unwrap_or(OtherFrame::Icmpv6Message { kind, code }))
}

fn echo(tree: &Tree<'_>, kind: u8, request: u8, reply: u8) -> Option<OtherFrame> {
    let (from, to) = addresses(tree)?;
    if kind == request {
        Some(OtherFrame::EchoRequest { from, to })
    } else if kind == reply {
        Some(OtherFrame::EchoReply { from, to })
    } else {
        None
    }
}
