//! The headers in front of each other, as they travel: one message a layer, outermost first.

use super::argument::{Amount, FrameList};
use crate::dissect::{FieldId, tunnel};

messages! {
    /// A layer of a frame on its way.
    Layer {
        Ethernet { from: String, to: String }
            en "Ethernet {from} → {to}" ko "이더넷 {from} → {to}";
        Vlan { id: u16 }
            en "VLAN {id}" ko "VLAN {id}";
        Cooked { from: String }
            en "Linux cooked capture, from {from}" ko "Linux cooked 캡처, {from}에서 보냄";
        CookedBare {}
            en "Linux cooked capture, no address" ko "Linux cooked 캡처, 주소 없음";
        Loopback {}
            en "loopback: inside one machine" ko "루프백: 한 컴퓨터 안에서 오감";
        Bare {}
            en "no link header: the capture begins at IP" ko "링크 헤더 없음: IP부터 캡처됨";
        Llc {}
            en "LLC" ko "LLC";
        Extension {}
            en "IPv6 extension header" ko "IPv6 확장 헤더";
        Authenticated {}
            en "IPsec authentication header" ko "IPsec 인증 헤더";
        Ipv4 { from: String, to: String, ttl: u8 }
            en "IPv4 {from} → {to}, TTL {ttl}" ko "IPv4 {from} → {to}, TTL {ttl}";
        Ipv6 { from: String, to: String, limit: u8 }
            en "IPv6 {from} → {to}, hop limit {limit}" ko "IPv6 {from} → {to}, 홉 제한 {limit}";
        PutTogether { frames: FrameList, bytes: Amount }
            en "put together from the fragments in frames {frames}: {bytes} of data, whose places count from their first byte"
            ko "프레임 {frames}의 단편을 모은 데이터그램: 데이터 {bytes}, 위치는 그 첫 바이트부터 센다";
        UdpHeader { from: u16, to: u16 }
            en "UDP {from} → {to}" ko "UDP {from} → {to}";
        Around { layer: tunnel::Layer }
            en "{layer}" ko "{layer}";
        Header { field: FieldId }
            en "{field}" ko "{field}";
        Tcp { header: Amount }
            en "TCP {header}" ko "TCP {header}";
        Icmp {}
            en "ICMP" ko "ICMP";
        Icmpv6 {}
            en "ICMPv6" ko "ICMPv6";
        Quoting { from: String, to: String }
            en "in it the beginning of the packet {from} → {to}" ko "그 안에 {from} → {to} 패킷의 앞부분";
        NoDataBehind {}
            en "no data" ko "데이터 없음";
        DataBehind { bytes: Amount }
            en "{bytes} of data" ko "데이터 {bytes}";
    }
}
