//! Frames without TCP, each in a line.

use super::travel::show;
use crate::dissect::{Cause, FieldId, Other, Tree};
use crate::language::Message;
use crate::language::others::{OtherFrame, OtherKind};

/// What a frame without TCP says. Without its tree, or where that does not tell, only what kind of frame it is.
pub fn other(kind: Other, tree: Option<&Tree<'_>>) -> Message {
    let told = tree.and_then(|tree| match kind {
        Other::Arp => arp(tree),
        Other::Udp => udp(tree),
        Other::Icmp => icmp(tree),
        Other::Icmpv6 => icmpv6(tree),
        Other::BadIp => short_option(tree),
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

/// A field as text.
fn shown(tree: &Tree<'_>, id: FieldId) -> Option<String> {
    tree.first(id).map(|field| show(field.value))
}

fn arp(tree: &Tree<'_>) -> Option<OtherFrame> {
    let from = shown(tree, FieldId::ArpSrcProtoIpv4)?;
    let wanted = shown(tree, FieldId::ArpDstProtoIpv4)?;
    let mac = shown(tree, FieldId::ArpSrcHwMac)?;
    Some(match tree.number(FieldId::ArpOpcode)? {
        1 if from == wanted => OtherFrame::ArpAnnounces { owner: from, mac },
        1 => OtherFrame::ArpAsks { from, wanted },
        2 => OtherFrame::ArpAnswers { owner: from, mac },
        _ => return None,
    })
}

/// Both addresses of the first IP header.
fn addresses(tree: &Tree<'_>) -> Option<(String, String)> {
    let v4 = shown(tree, FieldId::IpSrc).zip(shown(tree, FieldId::IpDst));
    v4.or_else(|| shown(tree, FieldId::Ipv6Src).zip(shown(tree, FieldId::Ipv6Dst)))
}

fn udp(tree: &Tree<'_>) -> Option<OtherFrame> {
    let (from, to) = addresses(tree)?;
    let bracket = |ip: String| if ip.contains(':') { format!("[{ip}]") } else { ip };
    let (source, destination) = (tree.number(FieldId::UdpSrcPort)?, tree.number(FieldId::UdpDstPort)?);
    Some(OtherFrame::UdpPorts {
        from: format!("{}:{source}", bracket(from)),
        to: format!("{}:{destination}", bracket(to)),
    })
}

fn icmp(tree: &Tree<'_>) -> Option<OtherFrame> {
    let kind = tree.number(FieldId::IcmpType)? as u8;
    let code = tree.number(FieldId::IcmpCode).unwrap_or(0) as u8;
    let reports = |error: OtherFrame| {
        let (from, _) = addresses(tree)?;
        Some(OtherFrame::IcmpReports { from, says: Box::new(error.into()), kind, code })
    };
    let known = echo(tree, kind, 8, 0).or_else(|| error4(kind, code).and_then(reports));
    Some(known.unwrap_or(OtherFrame::IcmpMessage { kind, code }))
}

/// An ICMP error or advice in a few words (RFC 792; RFC 1812, 5.2.7.1).
fn error4(kind: u8, code: u8) -> Option<OtherFrame> {
    Some(match (kind, code) {
        (3, 0 | 6 | 11) => OtherFrame::ErrNet {},
        (3, 1 | 7 | 12) => OtherFrame::ErrHost {},
        (3, 2) => OtherFrame::ErrProtocol {},
        (3, 3) => OtherFrame::ErrPort {},
        (3, 4) => OtherFrame::ErrTooBig {},
        (3, 9 | 10 | 13) => OtherFrame::ErrProhibited {},
        (3, _) => OtherFrame::ErrUnreachable {},
        (5, _) => OtherFrame::ErrRedirect {},
        (11, 0) => OtherFrame::ErrExpired {},
        (11, 1) => OtherFrame::ErrReassembly {},
        (12, _) => OtherFrame::ErrParameter {},
        _ => return None,
    })
}

/// The same of ICMPv6 (RFC 4443, 3; RFC 4861, 4.5).
fn error6(kind: u8, code: u8) -> Option<OtherFrame> {
    Some(match (kind, code) {
        (1, 0) => OtherFrame::ErrNet {},
        (1, 1 | 5 | 6) => OtherFrame::ErrProhibited {},
        (1, 3) => OtherFrame::ErrHost {},
        (1, 4) => OtherFrame::ErrPort {},
        (1, _) => OtherFrame::ErrUnreachable {},
        (2, _) => OtherFrame::ErrTooBig {},
        (3, 0) => OtherFrame::ErrExpired {},
        (3, 1) => OtherFrame::ErrReassembly {},
        (4, _) => OtherFrame::ErrParameter {},
        (137, _) => OtherFrame::ErrRedirect {},
        _ => return None,
    })
}

/// Does this frame report that something went wrong, or that there is a better way?
pub fn reports(tree: &Tree<'_>) -> bool {
    let told = |of_type: FieldId, of_code: FieldId, error: fn(u8, u8) -> Option<OtherFrame>| {
        tree.number(of_type)
            .is_some_and(|kind| error(kind as u8, tree.number(of_code).unwrap_or(0) as u8).is_some())
    };
    told(FieldId::IcmpType, FieldId::IcmpCode, error4)
        || told(FieldId::Icmpv6Type, FieldId::Icmpv6Code, error6)
}

fn icmpv6(tree: &Tree<'_>) -> Option<OtherFrame> {
    let kind = tree.number(FieldId::Icmpv6Type)? as u8;
    let code = tree.number(FieldId::Icmpv6Code).unwrap_or(0) as u8;
    let known = match kind {
        135 => addresses(tree)
            .zip(shown(tree, FieldId::Icmpv6NsTarget))
            .map(|((from, _), wanted)| OtherFrame::NeighborAsks { from, wanted }),
        136 => shown(tree, FieldId::Icmpv6NaTarget).map(|owner| OtherFrame::NeighborAnswers { owner }),
        _ => echo(tree, kind, 128, 129).or_else(|| {
            let (error, (from, _)) = error6(kind, code).zip(addresses(tree))?;
            Some(OtherFrame::Icmpv6Reports { from, says: Box::new(error.into()), kind, code })
        }),
    };
    Some(known.unwrap_or(OtherFrame::Icmpv6Message { kind, code }))
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

/// An IPv4 option that ends before its own fields do.
fn short_option(tree: &Tree<'_>) -> Option<OtherFrame> {
    let stop = tree.stop.filter(|stop| stop.cause == Cause::Value)?;
    let length = tree.all(FieldId::IpOptLen).find(|length| length.offset == stop.offset)?;
    let kind = tree.all(FieldId::IpOptType).find(|kind| kind.offset + 1 == length.offset)?;
    Some(OtherFrame::ShortOption {
        kind: kind.value.number()? as u8,
        length: length.value.number()? as u8,
        least: stop.needed as u8,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::tests::scene::frame;
    use crate::language::Language;

    #[test]
    fn arp_asks_and_answers_by_name() {
        // ARP, Request who-has 10.37.1.80 tell 10.37.1.2, length 28
        let asks = [
            0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02, 0x00, 0x5e, 0x25, 0x00, 0x02, 0x08, 0x06, 0x00, 0x01,
            0x08, 0x00, 0x06, 0x04, 0x00, 0x01, 0x02, 0x00, 0x5e, 0x25, 0x00, 0x02, 0x0a, 0x25, 0x01, 0x02,
            0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x0a, 0x25, 0x01, 0x50,
        ];
        let told = other(Other::Arp, Some(&Tree::of(&frame(1, &asks))));
        assert_eq!(told.text(Language::English), "ARP: 10.37.1.2 asks who has 10.37.1.80");
        assert_eq!(told.text(Language::Korean), "ARP: 10.37.1.2가 10.37.1.80의 MAC 주소를 묻는다");
        // ARP, Reply 10.37.1.80 is-at 02:00:5e:25:00:80, length 28
        let answers = [
            0x02, 0x00, 0x5e, 0x25, 0x00, 0x02, 0x02, 0x00, 0x5e, 0x25, 0x00, 0x80, 0x08, 0x06, 0x00, 0x01,
            0x08, 0x00, 0x06, 0x04, 0x00, 0x02, 0x02, 0x00, 0x5e, 0x25, 0x00, 0x80, 0x0a, 0x25, 0x01, 0x50,
            0x02, 0x00, 0x5e, 0x25, 0x00, 0x02, 0x0a, 0x25, 0x01, 0x02,
        ];
        let told = other(Other::Arp, Some(&Tree::of(&frame(2, &answers))));
        assert_eq!(told.text(Language::English), "ARP: 10.37.1.80 is at 02:00:5e:25:00:80");
    }

    #[test]
    fn an_option_that_cannot_be_is_named() {
        // 10.0.0.1 > 10.0.0.2, a security option of 2 bytes
        let bytes = [
            0x02, 0, 0, 0, 0, 2, 0x02, 0, 0, 0, 0, 1, 0x08, 0x00, 0x46, 0, 0, 24, 0, 1, 0, 0, 64, 6, 0, 0,
            10, 0, 0, 1, 10, 0, 0, 2, 130, 2, 0, 0,
        ];
        let told = other(Other::BadIp, Some(&Tree::of(&frame(1, &bytes))));
        assert_eq!(
            told.text(Language::English),
            "an IP header that is malformed: its option 130 has 2 bytes and needs 3, so what it carries is not looked at"
        );
    }

    #[test]
    fn without_its_fields_a_frame_is_told_by_its_kind() {
        let cut = [0xff; 15];
        for told in [other(Other::Arp, None), other(Other::Arp, Some(&Tree::of(&frame(1, &cut))))] {
            assert_eq!(told.text(Language::English), "ARP: a question or answer about addresses on the link");
        }
    }
}
