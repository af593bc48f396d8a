//! The headers in front of each other, as they travel: outermost first.

use super::context::Context;
use crate::dissect::datagram::Whole;
use crate::dissect::tunnel::{self, Kind};
use crate::dissect::{self, Field, FieldId, Tree, Value};
use crate::language::travel::Layer;
use crate::language::{Amount, FrameList, Message};

/// One message a layer.
pub(super) fn layers(context: &Context<'_>) -> Vec<Message> {
    let Some(tree) = context.tree else { return Vec::new() };
    let mut layers: Vec<Layer> = below(tree, context.read);
    if let Some(segment) = &context.segment {
        layers.push(Layer::Tcp { header: Amount(u64::from(segment.header_len)) });
        layers.push(match segment.data {
            0 => Layer::NoDataBehind {},
            data => Layer::DataBehind { bytes: Amount(u64::from(data)) },
        });
    }
    if let Some(quote) = &context.icmp {
        layers.push(if quote.v6 { Layer::Icmpv6 {} } else { Layer::Icmp {} });
        layers.push(Layer::Quoting {
            from: endpoint(quote.src, quote.src_port),
            to: endpoint(quote.dst, quote.dst_port),
        });
    }
    layers.into_iter().map(Message::from).collect()
}

/// The header in front of IP; `None` if the capture has none.
pub(super) fn link(tree: &Tree<'_>) -> Option<FieldId> {
    tree.fields
        .iter()
        .filter(|f| f.depth == 0)
        .map(|f| f.id)
        .find(|id| matches!(id, FieldId::Eth | FieldId::Sll | FieldId::Null))
}

/// What came in fragments.
fn put_together(whole: &Whole) -> Layer {
    let mut frames: Vec<u64> = whole.about.pieces.iter().map(|piece| piece.frame).collect();
    frames.dedup();
    Layer::PutTogether { frames: FrameList(frames), bytes: Amount(whole.data() as u64) }
}

/// The layers in front of TCP or ICMP, and between them where fragments were put together.
fn below(tree: &Tree<'_>, read: Option<&dissect::Packet<'_>>) -> Vec<Layer> {
    let mut wholes = read.map_or(&[][..], |read| read.wholes()).iter().zip(1..).peekable();
    let mut below = Vec::new();
    for (at, field) in tree.fields.iter().enumerate().filter(|(_, field)| field.depth == 0) {
        let datagram = read.map_or(0, |read| read.spot(field.offset).datagram);
        while let Some((whole, _)) = wholes.next_if(|(_, number)| *number <= datagram) {
            below.push(put_together(whole));
        }
        // Behind it stands the segment itself, or what an ICMP error quotes.
        if matches!(field.id, FieldId::Tcp | FieldId::Icmp | FieldId::Icmpv6) {
            break;
        }
        let behind = tree.fields.get(at + 1..).unwrap_or_default();
        let own = behind.split(|f| f.depth == 0).next().unwrap_or_default();
        below.extend(layer(field.id, own));
    }
    below
}

fn endpoint(ip: std::net::IpAddr, port: u16) -> String {
    crate::connection::Endpoint { ip, port }.to_string()
}

/// A layer with its own fields.
fn layer(id: FieldId, own: &[Field<'_>]) -> Option<Layer> {
    let find = |id: FieldId| own.iter().find(|f| f.id == id).map(|f| f.value);
    let shown = |id: FieldId| find(id).map_or_else(|| "?".to_owned(), show);
    let number = |id: FieldId| match find(id) {
        Some(Value::Number(n)) => n,
        _ => 0,
    };
    Some(match id {
        FieldId::Eth => Layer::Ethernet { from: shown(FieldId::EthSrc), to: shown(FieldId::EthDst) },
        FieldId::Vlan => Layer::Vlan { id: number(FieldId::VlanId) as u16 },
        FieldId::ServiceVlan => Layer::Vlan { id: number(FieldId::ServiceVlanId) as u16 },
        FieldId::Llc => Layer::Llc {},
        FieldId::Sll => match find(FieldId::SllSrcEth) {
            Some(from) => Layer::Cooked { from: show(from) },
            None => Layer::CookedBare {},
        },
        FieldId::Null => Layer::Loopback {},
        FieldId::Raw => Layer::Bare {},
        FieldId::Ip => Layer::Ipv4 {
            from: shown(FieldId::IpSrc),
            to: shown(FieldId::IpDst),
            ttl: number(FieldId::IpTtl) as u8,
        },
        FieldId::Ipv6 => Layer::Ipv6 {
            from: shown(FieldId::Ipv6Src),
            to: shown(FieldId::Ipv6Dst),
            limit: number(FieldId::Ipv6Hlim) as u8,
        },
        FieldId::Ipv6HopOpts | FieldId::Ipv6DstOpts | FieldId::Ipv6Routing | FieldId::Ipv6Fragment => {
            Layer::Extension {}
        }
        FieldId::Ah => Layer::Authenticated {},
        FieldId::Udp => Layer::UdpHeader {
            from: number(FieldId::UdpSrcPort) as u16,
            to: number(FieldId::UdpDstPort) as u16,
        },
        // What is said of the frame as a whole is no header.
        FieldId::Frame => return None,
        _ => around(id, own).map_or(Layer::Header { field: id }, |layer| Layer::Around { layer }),
    })
}

/// A tunnel's header, with the number of its network.
fn around(id: FieldId, own: &[Field<'_>]) -> Option<tunnel::Layer> {
    let (kind, named) = match id {
        FieldId::Mpls => (Kind::Mpls, FieldId::MplsLabel),
        FieldId::Pppoes => (Kind::Pppoe, FieldId::PppoeSessionId),
        FieldId::Gre => (Kind::Gre, FieldId::GreKey),
        FieldId::Erspan => (Kind::Erspan, FieldId::ErspanSpanId),
        FieldId::Vxlan => (Kind::Vxlan, FieldId::VxlanVni),
        FieldId::Geneve => (Kind::Geneve, FieldId::GeneveVni),
        FieldId::Gtp => (Kind::Gtp, FieldId::GtpTeid),
        _ => return None,
    };
    let number = own.iter().find(|f| f.id == named).and_then(|f| match f.value {
        Value::Number(n) => u32::try_from(n).ok(),
        _ => None,
    });
    Some(tunnel::Layer { kind, number, ends: None })
}

fn hex(bytes: &[u8]) -> Vec<String> {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

pub(super) fn show(value: Value<'_>) -> String {
    match value {
        Value::Number(n) => n.to_string(),
        Value::Bit(bit) => u8::from(bit).to_string(),
        Value::Bytes(bytes) => hex(bytes).concat(),
        Value::Mac(mac) => hex(&mac).join(":"),
        Value::Ipv4(ip) => ip.to_string(),
        Value::Ipv6(ip) => ip.to_string(),
        Value::Text(text) => text.to_owned(),
        _ => String::new(),
    }
}
