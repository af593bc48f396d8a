//! What is around a connection's packets, in a few words.

use super::Language;
use crate::dissect::Tunnel;
use crate::dissect::tunnel::{Kind, Layer};

/// The layers, the outermost first; empty if there are none.
pub(crate) fn tunnel(tunnel: &Tunnel, lang: Language) -> String {
    tunnel.layers().map(|around| layer(&around, lang)).collect::<Vec<_>>().join(", ")
}

/// One of them, with its number.
pub(super) fn layer(layer: &Layer, lang: Language) -> String {
    let told = match layer.number {
        None => name(layer.kind, lang).to_owned(),
        Some(number) => numbered(layer.kind, number, lang),
    };
    match layer.ends {
        None => told,
        Some((one, other)) => format!("{told} ({one} – {other})"),
    }
}

fn name(kind: Kind, lang: Language) -> &'static str {
    match (kind, lang) {
        (Kind::Ip, Language::English) => "IP in IP",
        (Kind::Ip, Language::Korean) => "IP 안의 IP",
        (Kind::EtherIp, Language::English) => "Ethernet in IP",
        (Kind::EtherIp, Language::Korean) => "IP 안의 이더넷",
        (Kind::Vlan, _) => "VLAN",
        (Kind::Backbone, _) => "802.1ah",
        (Kind::Mpls, _) => "MPLS",
        (Kind::Pppoe, _) => "PPPoE",
        (Kind::Gre, _) => "GRE",
        (Kind::Erspan, _) => "ERSPAN",
        (Kind::Vxlan, _) => "VXLAN",
        (Kind::Geneve, _) => "Geneve",
        (Kind::Gtp, _) => "GTP",
        (Kind::Teredo, _) => "Teredo",
        (Kind::L2tp, _) => "L2TP",
        (Kind::Ayiya, _) => "AYIYA",
    }
}

fn numbered(kind: Kind, number: u32, lang: Language) -> String {
    let (upper, lower) = (number >> 16, number & 0xffff);
    match kind {
        Kind::Vlan => say!(lang, en: "VLAN {number}", ko: "VLAN {number}"),
        Kind::Backbone => say!(lang, en: "802.1ah I-SID {number}", ko: "802.1ah I-SID {number}"),
        Kind::Mpls => say!(lang, en: "MPLS label {number}", ko: "MPLS 레이블 {number}"),
        Kind::Pppoe => say!(lang, en: "PPPoE session {number}", ko: "PPPoE 세션 {number}"),
        Kind::Gre => say!(lang, en: "GRE key {number}", ko: "GRE 키 {number}"),
        Kind::Erspan => say!(lang, en: "ERSPAN session {number}", ko: "ERSPAN 세션 {number}"),
        Kind::Vxlan => say!(lang, en: "VXLAN VNI {number}", ko: "VXLAN VNI {number}"),
        Kind::Geneve => say!(lang, en: "Geneve VNI {number}", ko: "Geneve VNI {number}"),
        Kind::Gtp => say!(lang, en: "GTP TEID {number:#010x}", ko: "GTP TEID {number:#010x}"),
        Kind::L2tp => say!(lang,
            en: "L2TP tunnel {upper}, session {lower}",
            ko: "L2TP 터널 {upper}, 세션 {lower}"),
        // These have no number.
        Kind::Ip | Kind::EtherIp | Kind::Teredo | Kind::Ayiya => name(kind, lang).to_owned(),
    }
}
