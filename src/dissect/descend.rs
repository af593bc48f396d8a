//! The hot path itself: from the link layer down to TCP, one header after the other, nothing allocated.
//!
//! Each header is read by etherparse's slice of that one layer (its whole-packet slicing costs three to four times as
//! many instructions and gives up on cut headers and first fragments). A layer's function either says what
//! stands inside it ([`Inside`]) or ends the walk. What carries a packet of another protocol is a
//! [`Carrier`](super::inside::Carrier): for the walk one hop.
//!
//! The walk is bounded by [`MOST_HEADERS`], and by [`MOST_CARRIERS`] packets inside one another: what hides behind more
//! is [`Other::Link`].

use super::bytes::{be16, be32, part};
use super::carrier::{self, MOST_CARRIERS};
use super::inside::{self, Carrier, Inside};
use super::ip::{self, Chain, Ends, Route, protocol};
use super::link::{self, MOST_HEADERS};
use super::reassembly::Fragment;
use super::segment::{Cheap, Flags, IcmpQuote, Other, Segment, Spot};
use super::tunnel::{self, Layer, Tunnel};
use crate::capture::{Frame, LinkType};
use etherparse::{Ipv4HeaderSlice, Ipv6HeaderSlice, SingleVlanHeaderSlice, TcpHeaderSlice};
use std::cell::Cell;
use std::net::IpAddr;

/// What the walk came past, for those who ask.
#[derive(Default)]
pub(super) struct Notes {
    /// The outermost fragment of a datagram.
    pub(super) fragment: Cell<Option<Fragment>>,
    /// What is around the innermost IP packet. Only kept if it is there to begin with.
    pub(super) tunnel: Cell<Option<Tunnel>>,
    /// The same of the outermost fragment.
    pub(super) outside: Cell<Option<Tunnel>>,
}

/// What the walk carries along.
#[derive(Clone, Copy)]
struct Walk<'a, 'n> {
    bytes: &'a [u8],
    notes: &'n Notes,
    ends: Ends,
    mac_src: Option<[u8; 6]>,
    /// How many packets are around this one.
    depth: u8,
    /// A hash of what is around: see [`Segment::tunnel`].
    tunnel: u32,
    /// Is one of them a first fragment?
    fragment: bool,
}

/// What the IP header says, for a segment.
struct Ip {
    src: IpAddr,
    dst: IpAddr,
    at: usize,
    ttl: u8,
    id: u16,
    dont_fragment: bool,
    tos: u8,
    fragment: bool,
    rerouted: bool,
}

/// Walk down a frame.
///
/// `around` is the hash of what is around the frame, if it is a datagram that was put together.
#[inline]
pub(super) fn descend<'a>(frame: &Frame<'a>, around: u32, notes: &Notes) -> Cheap<'a> {
    let ends = link::ends(frame);
    let mut walk =
        Walk { bytes: frame.bytes, notes, ends, mac_src: None, depth: 0, tunnel: around, fragment: false };
    // Most frames of most captures: IPv4 in Ethernet. The other way leads to the same, with more turns.
    if frame.link == LinkType::ETHERNET
        && let &[_, _, _, _, _, _, a, b, c, d, e, f, 0x08, 0x00, 0x40..=0x4f, ..] = frame.bytes
    {
        walk.mac_src = Some([a, b, c, d, e, f]);
        return walk.ipv4(14);
    }
    match link::enter(frame.link, frame.bytes) {
        Ok(entry) => {
            walk.mac_src = entry.mac_src;
            walk.go(entry.inside, entry.at)
        }
        Err(other) => Cheap::Other(other),
    }
}

impl<'a> Walk<'a, '_> {
    /// From the link layer, or from what carries a packet, to IP, one header after the other.
    #[inline(never)]
    fn go(mut self, mut inside: Inside, mut at: usize) -> Cheap<'a> {
        for _ in 0..=MOST_HEADERS {
            (inside, at) = match inside {
                Inside::EtherType(kind) => match self.ethertype(kind, at) {
                    Ok(next) => next,
                    Err(other) => return Cheap::Other(other),
                },
                Inside::Llc(length) => {
                    self.ends = self.ends.within(at, length.map(usize::from));
                    match link::llc(part(self.bytes, 0, self.ends.captured), at) {
                        Some(next) => next,
                        None => return Cheap::Other(Other::Link),
                    }
                }
                Inside::Ip => match part(self.bytes, at, self.ends.captured).first().map(|b| b >> 4) {
                    Some(4) => return self.ipv4(at),
                    Some(6) => return self.ipv6(at),
                    _ => return Cheap::Other(Other::BadIp),
                },
                Inside::Ipv6 => return self.ipv6(at),
                Inside::Carrier(carrier) => match self.hop(carrier, at) {
                    Some(next) => next,
                    None => return Cheap::Other(Other::Link),
                },
                Inside::Other(other) => return Cheap::Other(other),
            };
        }
        Cheap::Other(Other::Link)
    }

    /// Step over a carrier's header.
    #[cold]
    fn hop(&mut self, carrier: Carrier, at: usize) -> Option<(Inside, usize)> {
        let captured = part(self.bytes, 0, self.ends.captured);
        let hop = carrier.hop(captured, at)?;
        if let Some((kind, number)) = carrier.network(captured, at) {
            self.around(Layer { kind, number: Some(number), ends: None });
        }
        self.ends = hop.ends(self.ends);
        Some((hop.inside, hop.at))
    }

    /// Go on inside a packet that IP carries.
    #[cold]
    fn carried(&self, ip: &Ip, inside: Inside, at: usize, ends: Ends) -> Cheap<'a> {
        if self.depth >= MOST_CARRIERS {
            return Cheap::Other(Other::Link);
        }
        let mut walk = *self;
        walk.ends = ends;
        walk.depth += 1;
        walk.around(Layer { kind: tunnel::Kind::of(inside), number: None, ends: Some((ip.src, ip.dst)) });
        walk.fragment = ip.fragment;
        walk.go(inside, at)
    }

    /// This is around what follows.
    #[cold]
    fn around(&mut self, layer: Layer) {
        self.tunnel = layer.mixed(self.tunnel);
        if let Some(mut tunnel) = self.notes.tunnel.get() {
            tunnel.push(layer);
            self.notes.tunnel.set(Some(tunnel));
        }
    }

    /// A fragment: the outermost is the one that counts.
    #[cold]
    fn fragment(&self, ip: usize, header: Option<usize>) {
        if self.notes.fragment.get().is_none() {
            self.notes.fragment.set(Some(Fragment {
                ip,
                header,
                tunnel: self.tunnel,
                mac_src: self.mac_src,
            }));
            self.notes.outside.set(self.notes.tunnel.get());
        }
    }

    /// What hides in a packet, or that nothing that is known does.
    #[cold]
    fn looked_into(&self, ip: &Ip, inside: Inside, at: usize, ends: Ends) -> Option<Cheap<'a>> {
        let before = (self.notes.fragment.get(), self.notes.tunnel.get(), self.notes.outside.get());
        match self.carried(ip, inside, at, ends) {
            Cheap::Other(Other::Link | Other::UnknownLink | Other::Cut) => {
                self.notes.fragment.set(before.0);
                self.notes.tunnel.set(before.1);
                self.notes.outside.set(before.2);
                None
            }
            found => Some(found),
        }
    }

    /// UDP, and what its ports say that it carries.
    #[inline]
    fn udp(&self, ip: &Ip, at: usize, ends: Ends) -> Cheap<'a> {
        let &[a, b, c, d, e, f, ..] = part(self.bytes, at, ends.captured.min(at + 8)) else {
            return Cheap::Other(Other::Udp);
        };
        let ports = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
        let Some(inside) = carrier::by_ports(ports.0, ports.1) else {
            return Cheap::Other(Other::Udp);
        };
        match ip::udp_ends(u16::from_be_bytes([e, f]), at, ends, ip.src.is_ipv6()) {
            Some(ends) if ends.captured >= at + 8 => {
                self.looked_into(ip, inside, at + 8, ends).unwrap_or(Cheap::Other(Other::Udp))
            }
            _ => Cheap::Other(Other::Udp),
        }
    }

    #[inline]
    fn ethertype(&mut self, kind: u16, at: usize) -> Result<(Inside, usize), Other> {
        if !inside::is_vlan(kind) {
            return Ok((inside::by_ethertype(kind), at));
        }
        let tag = part(self.bytes, at, self.ends.captured);
        let tag = SingleVlanHeaderSlice::from_slice(tag).map_err(|_| Other::Cut)?;
        // Number 0 only gives the frame a priority (IEEE 802.1Q, 9.6).
        let number = tag.vlan_identifier().value();
        if number != 0 {
            self.around(Layer { kind: tunnel::Kind::Vlan, number: Some(number.into()), ends: None });
        }
        Ok((inside::by_type_or_length(tag.ether_type().0), at + 4))
    }

    #[inline]
    fn ipv4(&self, at: usize) -> Cheap<'a> {
        let captured = part(self.bytes, at, self.ends.captured);
        let Ok(header) = Ipv4HeaderSlice::from_slice(captured) else {
            return Cheap::Other(Other::BadIp);
        };
        let length = header.slice().len();
        let Ok(total) = ip::ipv4_length(header.total_len(), length) else {
            return Cheap::Other(Other::BadIp);
        };
        let (offset, more) = (header.fragments_offset().value(), header.more_fragments());
        if offset > 0 || more {
            self.fragment(at, None);
            if offset > 0 {
                return Cheap::Other(Other::Fragment);
            }
        }
        let mut dst = header.destination_addr();
        if length > 20 {
            if ip::ipv4_short_option(header.options()) {
                return Cheap::Other(Other::BadIp);
            }
            dst = ip::ipv4_last_receiver(header.options()).unwrap_or(dst);
        }
        let facts = Ip {
            src: IpAddr::V4(header.source_addr()),
            dst: IpAddr::V4(dst),
            at,
            ttl: header.ttl(),
            id: header.identification(),
            dont_fragment: header.dont_fragment(),
            tos: header.slice().get(1).copied().unwrap_or_default(),
            fragment: more || self.fragment,
            rerouted: false,
        };
        let ends = self.ends.within(at, total);
        let (mut protocol, mut at) = (header.protocol().0, at + length);
        if protocol == protocol::AUTHENTICATION {
            match ip::authenticated(part(self.bytes, 0, ends.captured), at, protocol) {
                Ok(next) => (protocol, at) = next,
                Err(_) => return Cheap::Other(Other::Ip),
            }
        }
        self.transport(&facts, protocol, at, ends)
    }

    #[inline]
    fn ipv6(&self, at: usize) -> Cheap<'a> {
        let captured = part(self.bytes, at, self.ends.captured);
        let Ok(header) = Ipv6HeaderSlice::from_slice(captured) else {
            return Cheap::Other(Other::BadIp);
        };
        let next = header.next_header().0;
        let length = ip::ipv6_length(header.payload_length(), next, part(captured, 40, usize::MAX));
        let ends = self.ends.within(at + 40, length);
        let chain = match next {
            // Nearly always there is no extension header.
            protocol::TCP | protocol::UDP => {
                Chain { protocol: next, at: at + 40, fragment: None, fragment_at: 0, route: Route::Direct }
            }
            next => match ip::follow(part(self.bytes, 0, ends.captured), at + 40, next) {
                Ok(chain) => chain,
                Err(ip::Broken::Cut) => return Cheap::Other(Other::BadIp),
                Err(ip::Broken::Endless) => return Cheap::Other(Other::Ip),
            },
        };
        if let Some((offset, more)) = chain.fragment
            && (offset > 0 || more)
        {
            self.fragment(at, Some(chain.fragment_at));
            if offset > 0 {
                return Cheap::Other(Other::Fragment);
            }
        }
        let facts = Ip {
            src: IpAddr::V6(header.source_addr()),
            dst: IpAddr::V6(match chain.route {
                Route::Via(last) => last,
                Route::Direct | Route::Unknown => header.destination_addr(),
            }),
            at,
            ttl: header.hop_limit(),
            id: 0,
            dont_fragment: false,
            tos: header.traffic_class(),
            fragment: chain.fragment.is_some_and(|(_, more)| more) || self.fragment,
            rerouted: chain.route == Route::Unknown,
        };
        self.transport(&facts, chain.protocol, chain.at, ends)
    }

    #[inline]
    fn transport(&self, ip: &Ip, protocol: u8, at: usize, ends: Ends) -> Cheap<'a> {
        match protocol {
            protocol::TCP => self.tcp(ip, at, ends),
            protocol::UDP => self.udp(ip, at, ends),
            protocol::ICMP => self.icmp(ip, at, ends, false),
            protocol::ICMPV6 => self.icmp(ip, at, ends, true),
            protocol::IGMP => Cheap::Other(Other::Igmp),
            protocol::SCTP => Cheap::Other(Other::Sctp),
            _ => match carrier::by_protocol(protocol) {
                Some(inside) => self.looked_into(ip, inside, at, ends).unwrap_or(Cheap::Other(Other::Ip)),
                None => Cheap::Other(Other::Ip),
            },
        }
    }

    #[inline]
    fn tcp(&self, ip: &Ip, at: usize, ends: Ends) -> Cheap<'a> {
        let bytes = part(self.bytes, at, ends.captured);
        let tcp_len = ends.wire.saturating_sub(at) as u32;
        let Ok(header) = TcpHeaderSlice::from_slice(bytes) else {
            return self.odd_tcp(ip, at, bytes, tcp_len);
        };
        let header_len = header.slice().len();
        let (_, payload) = bytes.split_at(header_len);
        Cheap::Tcp(Segment {
            src: ip.src,
            dst: ip.dst,
            src_port: header.source_port(),
            dst_port: header.destination_port(),
            seq: header.sequence_number(),
            ack: header.acknowledgment_number(),
            flags: Flags(be16(bytes, 12).unwrap_or(0) & 0x0fff),
            window: header.window_size(),
            urgent: header.urgent_pointer(),
            header_len: header_len as u8,
            captured_header: header_len as u8,
            options: part(bytes, 20, header_len),
            data: tcp_len.saturating_sub(header_len as u32),
            payload,
            at: at as u32,
            ip_at: ip.at as u32,
            spot: Spot { datagram: 0, offset: at as u32 },
            ip_spot: Spot { datagram: 0, offset: ip.at as u32 },
            ttl: ip.ttl,
            ip_id: ip.id,
            dont_fragment: ip.dont_fragment,
            tos: ip.tos,
            mac_src: self.mac_src,
            fragment: ip.fragment,
            rerouted: ip.rerouted,
            tunnel: self.tunnel,
            tcp_bytes: bytes,
            tcp_len,
        })
    }

    /// A TCP header that is cut, or whose data offset cannot be: as far as it goes.
    #[cold]
    fn odd_tcp(&self, ip: &Ip, at: usize, bytes: &'a [u8], tcp_len: u32) -> Cheap<'a> {
        let (Some(src_port), Some(dst_port)) = (be16(bytes, 0), be16(bytes, 2)) else {
            return Cheap::Other(Other::BadTcp);
        };
        let header_len = bytes.get(12).map_or(0, |b| (b >> 4) * 4);
        let most = if header_len == 0 { 20 } else { header_len };
        let whole = header_len >= 20;
        Cheap::Tcp(Segment {
            src: ip.src,
            dst: ip.dst,
            src_port,
            dst_port,
            seq: be32(bytes, 4).unwrap_or(0),
            ack: be32(bytes, 8).unwrap_or(0),
            flags: Flags(be16(bytes, 12).unwrap_or(0) & 0x0fff),
            window: be16(bytes, 14).unwrap_or(0),
            urgent: be16(bytes, 18).unwrap_or(0),
            header_len,
            captured_header: bytes.len().min(usize::from(most)) as u8,
            options: part(bytes, 20, usize::from(header_len)),
            data: if whole { tcp_len.saturating_sub(u32::from(header_len)) } else { 0 },
            payload: &[],
            at: at as u32,
            ip_at: ip.at as u32,
            spot: Spot { datagram: 0, offset: at as u32 },
            ip_spot: Spot { datagram: 0, offset: ip.at as u32 },
            ttl: ip.ttl,
            ip_id: ip.id,
            dont_fragment: ip.dont_fragment,
            tos: ip.tos,
            mac_src: self.mac_src,
            fragment: ip.fragment,
            rerouted: ip.rerouted,
            tunnel: self.tunnel,
            tcp_bytes: bytes,
            tcp_len,
        })
    }

    /// An ICMP error that quotes TCP, or just ICMP.
    #[cold]
    fn icmp(&self, ip: &Ip, at: usize, ends: Ends, v6: bool) -> Cheap<'a> {
        let other = Cheap::Other(if v6 { Other::Icmpv6 } else { Other::Icmp });
        let bytes = part(self.bytes, 0, ends.captured);
        let &[kind, code, ..] = part(bytes, at, at + 8) else {
            return other;
        };
        if !ip::quotes(v6, kind) {
            return other;
        }
        let end = ip::quote_end(bytes, at, v6, kind, bytes.len());
        let bytes = part(bytes, 0, end);
        let Some(quoted) = ip::quoted(bytes, at + 8) else {
            return other;
        };
        if quoted.protocol != protocol::TCP || quoted.later_fragment {
            return other;
        }
        let tcp = part(bytes, quoted.at, quoted.end);
        let (Some(src_port), Some(dst_port)) = (be16(tcp, 0), be16(tcp, 2)) else {
            return other;
        };
        let header = tcp.get(12).map_or(20, |b| usize::from(b >> 4) * 4).max(20);
        Cheap::IcmpQuoting(IcmpQuote {
            from: ip.src,
            to: ip.dst,
            v6,
            kind,
            code,
            mtu: ip::next_hop_mtu(bytes, at, v6, kind, code),
            at: at as u32,
            spot: Spot { datagram: 0, offset: at as u32 },
            src: quoted.src,
            dst: quoted.dst,
            src_port,
            dst_port,
            seq: be32(tcp, 4),
            quoted: part(tcp, 0, header),
            tunnel: self.tunnel,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dissect::tests::samples::{MAC, SYN, ethernet, frame, ipv6};
    use crate::dissect::{Checksum, cheap};

    fn segment<'a>(frame: &Frame<'a>) -> Segment<'a> {
        match cheap(frame) {
            Cheap::Tcp(segment) => segment,
            other => panic!("not a segment: {other:?}"),
        }
    }

    #[test]
    fn every_number_of_a_syn_is_read() {
        let bytes = ethernet(0x0800, &SYN);
        let s = segment(&frame(LinkType::ETHERNET, &bytes));
        assert_eq!((s.src.to_string(), s.src_port), ("10.37.1.2".into(), 44704));
        assert_eq!((s.dst.to_string(), s.dst_port), ("10.37.1.80".into(), 80));
        assert_eq!((s.seq, s.ack, s.flags.0), (181_774_097, 0, Flags::SYN));
        assert_eq!((s.window, s.urgent, s.data), (64240, 0, 0));
        assert_eq!((s.header_len, s.captured_header, s.options.len()), (40, 40, 20));
        assert_eq!((s.at, s.ip_at, s.ttl, s.ip_id, s.tos), (34, 14, 64, 39141, 0));
        assert_eq!(s.mac_src, Some([2, 0, 0x5e, 0x25, 0, 2]));
        assert_eq!(s.checksum(), Checksum::Good);
    }

    #[test]
    fn ethernet_padding_is_no_data() {
        let mut bytes = ethernet(0x0800, &SYN);
        bytes.extend([0; 6]);
        let s = segment(&frame(LinkType::ETHERNET, &bytes));
        assert_eq!((s.data, s.payload.len()), (0, 0));
        assert_eq!(s.checksum(), Checksum::Good);
    }

    #[test]
    fn total_length_0_takes_the_frame_without_its_fcs() {
        let mut bytes = ethernet(0x0800, &SYN);
        bytes[16..18].fill(0);
        bytes.extend(b"data");
        let mut f = frame(LinkType::ETHERNET, &bytes);
        assert_eq!(segment(&f).data, 4);
        f.fcs = Some(4);
        assert_eq!(segment(&f).data, 0);
    }

    #[test]
    fn a_cut_tail_leaves_the_length_that_ip_announces() {
        let mut bytes = ethernet(0x0800, &SYN);
        bytes[16..18].copy_from_slice(&160u16.to_be_bytes());
        bytes.extend([7; 30]);
        let mut f = frame(LinkType::ETHERNET, &bytes);
        f.original = 174;
        let s = segment(&f);
        assert_eq!((s.data, s.payload.len()), (100, 30));
        assert_eq!(s.checksum(), Checksum::Unverifiable);
    }

    #[test]
    fn a_header_cut_anywhere_is_read_as_far_as_it_goes() {
        let whole = ethernet(0x0800, &SYN);
        for length in 34..whole.len() {
            let mut f = frame(LinkType::ETHERNET, &whole[..length]);
            f.original = whole.len() as u32;
            let tcp = length - 34;
            if tcp < 4 {
                assert!(matches!(cheap(&f), Cheap::Other(Other::BadTcp)));
                continue;
            }
            let s = segment(&f);
            assert_eq!((s.src_port, s.dst_port), (44704, 80));
            assert_eq!(s.seq, if tcp < 8 { 0 } else { 181_774_097 });
            assert_eq!(s.flags.syn(), tcp >= 14);
            assert_eq!(usize::from(s.captured_header), tcp.min(if tcp < 13 { 20 } else { 40 }));
            assert_eq!(s.options.len(), tcp.saturating_sub(20));
            assert_eq!(s.checksum(), Checksum::Unverifiable);
        }
    }

    #[test]
    fn a_data_offset_under_5_is_malformed_but_its_ports_stand() {
        let mut bytes = ethernet(0x0800, &SYN);
        bytes[46] = 0x40;
        let s = segment(&frame(LinkType::ETHERNET, &bytes));
        assert_eq!((s.src_port, s.header_len, s.data), (44704, 16, 0));
        assert!(s.options.is_empty() && s.payload.is_empty());
    }

    #[test]
    fn many_tags_lead_to_the_same_segment_and_too_many_to_none() {
        for tags in 0..20 {
            let mut inside = Vec::new();
            for tag in 0..tags {
                let next: u16 = if tag + 1 == tags { 0x0800 } else { 0x8100 };
                inside.extend([0, 5]);
                inside.extend(next.to_be_bytes());
            }
            inside.extend(SYN);
            let bytes = ethernet(if tags == 0 { 0x0800 } else { 0x88a8 }, &inside);
            match cheap(&frame(LinkType::ETHERNET, &bytes)) {
                Cheap::Tcp(s) => assert_eq!((s.at as usize, s.src_port), (34 + 4 * tags, 44704)),
                other => assert!(tags > 14 && matches!(other, Cheap::Other(Other::Link))),
            }
        }
    }

    #[test]
    fn every_link_type_leads_to_the_same_segment() {
        let cooked = [0, 0, 0, 1, 0, 6, 2, 0, 0x5e, 0x25, 0, 2, 0, 0, 8, 0];
        let cooked2 = [8, 0, 0, 0, 0, 0, 0, 3, 0, 1, 0, 6, 2, 0, 0x5e, 0x25, 0, 2, 0, 0];
        let snap = [0, 68, 0xaa, 0xaa, 3, 0, 0, 0, 8, 0];
        for (link, head) in [
            (LinkType::LINUX_SLL, &cooked[..]),
            (LinkType::LINUX_SLL2, &cooked2),
            (LinkType::NULL, &[2, 0, 0, 0]),
            (LinkType::NULL, &[0, 0, 0, 2]),
            (LinkType::LOOP, &[0, 0, 0, 2]),
            (LinkType::RAW, &[]),
            (LinkType(12), &[]),
            (LinkType(14), &[]),
            (LinkType::IPV4, &[]),
            (LinkType::ETHERNET, &[&MAC[..], &snap].concat()),
        ] {
            let bytes = [head, &SYN].concat();
            let s = segment(&frame(link, &bytes));
            assert_eq!((s.ip_at as usize, s.dst_port), (head.len(), 80), "{link:?}");
            let has_mac = matches!(link.0, 1 | 113 | 276);
            assert_eq!(s.mac_src, has_mac.then_some([2, 0, 0x5e, 0x25, 0, 2]));
        }
    }

    #[test]
    fn every_number_of_the_ipv6_family_is_known() {
        let mut inside = ipv6(6, 40);
        inside.extend(&SYN[20..]);
        for family in [10u8, 24, 28, 30] {
            for head in [[family, 0, 0, 0], [0, 0, 0, family]] {
                let bytes = [&head[..], &inside].concat();
                assert_eq!(segment(&frame(LinkType::NULL, &bytes)).src_port, 44704);
            }
        }
        assert_eq!(segment(&frame(LinkType::IPV6, &inside)).at, 40);
    }

    #[test]
    fn extension_headers_are_stepped_over() {
        let mut inside = ipv6(0, 40 + 8 + 8 + 8 + 12);
        inside.extend([60, 0, 1, 4, 0, 0, 0, 0]); // hop-by-hop
        inside.extend([51, 0, 1, 4, 0, 0, 0, 0]); // destination options
        inside.extend([44, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1]); // authentication
        inside.extend([6, 0, 0, 0, 0, 0, 0, 9]); // a whole datagram in a fragment header
        inside.extend(&SYN[20..]);
        let bytes = ethernet(0x86dd, &inside);
        let s = segment(&frame(LinkType::ETHERNET, &bytes));
        assert_eq!((s.at, s.data, s.fragment), (14 + 40 + 36, 0, false));
    }

    #[test]
    fn a_first_fragment_gives_its_header_and_a_later_one_nothing() {
        let mut bytes = ethernet(0x0800, &SYN);
        bytes[20] = 0x20;
        let s = segment(&frame(LinkType::ETHERNET, &bytes));
        assert!(s.fragment && s.src_port == 44704);
        assert_eq!(s.checksum(), Checksum::Unverifiable);
        bytes[21] = 1;
        let later = cheap(&frame(LinkType::ETHERNET, &bytes));
        assert!(matches!(later, Cheap::Other(Other::Fragment)));

        let mut inside = ipv6(44, 48);
        inside.extend([6, 0, 0, 1, 0, 0, 0, 9]);
        inside.extend(&SYN[20..]);
        assert!(segment(&frame(LinkType::RAW, &inside)).fragment);
        inside[43] = 0x10;
        let later = cheap(&frame(LinkType::RAW, &inside));
        assert!(matches!(later, Cheap::Other(Other::Fragment)));
    }

    #[test]
    fn the_last_hop_of_a_source_route_is_the_receiver() {
        // IP (optlength 8 (LSRR 10.37.1.80,EOL)): the next hop stands in the header, the receiver in the option.
        let mut inside = SYN.to_vec();
        inside[0] = 0x47;
        inside[3] = 68;
        inside[16..20].copy_from_slice(&[10, 37, 1, 254]);
        inside.splice(20..20, [131, 7, 4, 10, 37, 1, 80, 0]);
        let s = segment(&frame(LinkType::RAW, &inside));
        assert_eq!(s.dst.to_string(), "10.37.1.80");
        assert_eq!(s.checksum(), Checksum::Good);

        let mut inside = ipv6(43, 40 + 24);
        inside.extend([6, 2, 0, 1, 0, 0, 0, 0]);
        inside.extend([0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9]);
        inside.extend(&SYN[20..]);
        assert_eq!(segment(&frame(LinkType::RAW, &inside)).dst.to_string(), "fd00::9");
        inside[42] = 200;
        let s = segment(&frame(LinkType::RAW, &inside));
        assert_eq!((s.rerouted, s.checksum()), (true, Checksum::Unverifiable));
    }

    #[test]
    fn an_option_shorter_than_its_own_fields_hides_the_segment() {
        let with = |option: [u8; 4]| {
            let mut inside = SYN.to_vec();
            inside[0] = 0x46;
            inside[3] = 64;
            inside.splice(20..20, option);
            inside
        };
        // (security of 2 bytes), (stream id of 3), (router alert of 4), (unknown of 2), (a length that leaves the
        // header)
        for (option, hidden) in [
            ([130, 2, 0, 0], true),
            ([1, 136, 3, 0], true),
            ([148, 4, 0, 0], false),
            ([153, 2, 0, 0], false),
            ([7, 40, 4, 0], false),
        ] {
            let bytes = with(option);
            let frame = frame(LinkType::RAW, &bytes);
            let tree = crate::dissect::Tree::of(&frame);
            match cheap(&frame) {
                Cheap::Other(Other::BadIp) => assert!(hidden && tree.stop.is_some(), "{option:?}"),
                Cheap::Tcp(_) => assert!(!hidden && tree.stop.is_none(), "{option:?}: {:?}", tree.stop),
                other => panic!("{option:?}: {other:?}"),
            }
        }
    }

    #[test]
    fn an_icmp_error_gives_the_segment_it_quotes() {
        // IP 10.37.1.254 > 10.37.1.2: ICMP host 10.37.1.80 unreachable - need to frag (mtu 1400), length 36
        let mut inside = SYN.to_vec();
        inside.truncate(20);
        inside[3] = 56;
        inside[9] = 1;
        inside[12..20].copy_from_slice(&[10, 37, 1, 254, 10, 37, 1, 2]);
        inside.extend([3, 4, 0, 0, 0, 0, 5, 0x78]);
        inside.extend(&SYN[..28]);
        match cheap(&frame(LinkType::RAW, &inside)) {
            Cheap::IcmpQuoting(q) => {
                assert_eq!((q.from.to_string(), q.kind, q.code), ("10.37.1.254".into(), 3, 4));
                assert_eq!((q.mtu, q.at, q.v6), (Some(1400), 20, false));
                assert_eq!((q.src.to_string(), q.src_port), ("10.37.1.2".into(), 44704));
                assert_eq!((q.dst.to_string(), q.dst_port), ("10.37.1.80".into(), 80));
                assert_eq!((q.seq, q.quoted.len()), (Some(181_774_097), 8));
            }
            other => panic!("no quote: {other:?}"),
        }
        inside[20] = 8;
        let echo = cheap(&frame(LinkType::RAW, &inside));
        assert!(matches!(echo, Cheap::Other(Other::Icmp)));
    }

    #[test]
    fn an_icmpv6_error_quotes_through_extension_headers() {
        let mut quote = ipv6(60, 48);
        quote.extend([6, 0, 1, 4, 0, 0, 0, 0]);
        quote.extend(&SYN[20..]);
        let mut inside = ipv6(58, 8 + quote.len() as u16);
        inside.extend([2, 0, 0, 0, 0, 0, 5, 0]);
        inside.extend(quote);
        match cheap(&frame(LinkType::RAW, &inside)) {
            Cheap::IcmpQuoting(q) => {
                assert_eq!((q.v6, q.kind, q.mtu), (true, 2, Some(1280)));
                assert_eq!((q.src_port, q.seq, q.quoted.len()), (44704, Some(181_774_097), 40));
            }
            other => panic!("no quote: {other:?}"),
        }
    }

    #[test]
    fn a_jumbogram_has_its_length_in_an_option() {
        let mut inside = ipv6(0, 0);
        inside.extend([6, 0, 0xc2, 4, 0, 1, 0x11, 0x70]); // 70000
        inside.extend(&SYN[20..]);
        let mut f = frame(LinkType::RAW, &inside);
        f.original = 70040;
        assert_eq!(segment(&f).data, 70000 - 8 - 40);
    }
}
