//! The headers in front of each other, as they travel: outermost first.

use super::context::Context;
use crate::dissect::{Field, FieldId, Value};
use crate::language::travel::Layer;
use crate::language::{Amount, Message};

/// One message a layer.
pub(super) fn layers(context: &Context<'_>) -> Vec<Message> {
    let Some(tree) = context.tree else { return Vec::new() };
    let mut layers: Vec<Layer> = Vec::new();
    for (i, field) in tree.fields.iter().enumerate() {
        if field.depth != 0 {
            continue;
        }
        // Behind it stands the segment itself, or what an ICMP error quotes.
        if matches!(field.id.name(), "tcp" | "icmp" | "icmpv6") {
            break;
        }
        // A layer's own fields: up to the next layer.
        let own: Vec<&Field<'_>> = tree.fields.iter().skip(i + 1).take_while(|f| f.depth != 0).collect();
        layers.extend(layer(field.id, &own));
    }
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

fn endpoint(ip: std::net::IpAddr, port: u16) -> String {
    crate::connection::Endpoint { ip, port }.to_string()
}

/// A layer below TCP; nothing for the ones that are told from the segment.
fn layer(id: FieldId, own: &[&Field<'_>]) -> Option<Layer> {
    let find = |name: &str| own.iter().find(|f| f.id.name() == name).map(|f| f.value);
    let shown = |name: &str| find(name).map_or_else(|| "?".to_owned(), show);
    let number = |name: &str| match find(name) {
        Some(Value::Number(n)) => n,
        _ => 0,
    };
    Some(match id.name() {
        "eth" => Layer::Ethernet { from: shown("eth.src"), to: shown("eth.dst") },
        "vlan" => Layer::Vlan { id: number("vlan.id") as u16 },
        "sll" => match find("sll.src.eth") {
            Some(from) => Layer::Cooked { from: show(from) },
            None => Layer::CookedBare {},
        },
        "null" => Layer::Loopback {},
        "raw" => Layer::Bare {},
        "ip" => Layer::Ipv4 { from: shown("ip.src"), to: shown("ip.dst"), ttl: number("ip.ttl") as u8 },
        "ipv6" => {
            Layer::Ipv6 { from: shown("ipv6.src"), to: shown("ipv6.dst"), limit: number("ipv6.hlim") as u8 }
        }
        _ => return None,
    })
}

fn show(value: Value<'_>) -> String {
    match value {
        Value::Number(n) => n.to_string(),
        Value::Bit(bit) => u8::from(bit).to_string(),
        Value::Bytes(bytes) => bytes.iter().map(|b| format!("{b:02x}")).collect(),
        Value::Mac(mac) => {
            let parts: Vec<String> = mac.iter().map(|b| format!("{b:02x}")).collect();
            parts.join(":")
        }
        Value::Ipv4(ip) => ip.to_string(),
        Value::Ipv6(ip) => ip.to_string(),
        Value::Text(text) => text.to_owned(),
        _ => String::new(),
    }
}
