//! The layers of the tree, one file each, and the walk from one to the next.
//!
//! The walk takes the same turns as the hot path ([`descend`](super::descend)): both ask [`link`] what a
//! type number announces and [`ip`](super::ip) where a datagram ends. A test holds them together.

mod arp;
mod carriers;
mod ethernet;
mod frame;
mod icmp;
mod icmpv6;
mod ipv4;
mod ipv4_options;
mod ipv6;
mod link_layers;
mod mptcp;
mod tcp;
mod tcp_options;
#[cfg(test)]
mod tests;
mod udp;

use super::build::{Builder, Halt, Step};
use super::carrier::{self, MOST_CARRIERS};
use super::checksum::{Checksum, Pseudo};
use super::field::{FieldId, Value};
use super::inside::{self, Inside};
use super::ip::{Ends, protocol};
use super::link::{self, MOST_HEADERS};
use super::segment::Other;
use super::tree::Tree;
use crate::capture::{Frame, LinkType};
use std::net::IpAddr;

/// Dissect a frame to the bottom.
pub(super) fn dissect<'a>(frame: &Frame<'a>, held: bool) -> Tree<'a> {
    let ends = link::ends(frame);
    let mut b = Builder::new(frame.bytes, ends);
    b.held = held;
    frame::frame(&mut b, frame);
    let first = first_header(&mut b, frame.link);
    let behind = b.len();
    match first {
        Ok((inside, at)) => walk(&mut b, inside, at),
        Err(halt) => b.halt(halt),
    }
    b.close();
    b.ends = ends;
    let trailer = b.len();
    let trailing = link_layers::Trailing::of(frame.link);
    ethernet::trailer(&mut b, trailing, ends.captured);
    if trailing != link_layers::Trailing::Data {
        b.bring_forward(trailer, behind);
    }
    b.finish()
}

/// The header that the link type says a frame begins with.
fn first_header(b: &mut Builder<'_>, link: LinkType) -> Step<(Inside, usize)> {
    match link {
        LinkType::ETHERNET => ethernet::ethernet(b),
        LinkType::LINUX_SLL => link_layers::cooked(b),
        LinkType::LINUX_SLL2 => link_layers::cooked_2(b),
        LinkType::NULL | LinkType::LOOP => link_layers::loopback(b),
        LinkType::RAW | LinkType(12 | 14) => {
            b.layer(FieldId::Raw, 0, 0);
            Ok((Inside::Ip, 0))
        }
        LinkType::IPV4 => Ok((Inside::Ip, 0)),
        LinkType::IPV6 => Ok((Inside::Ipv6, 0)),
        link => match carrier::by_link(link) {
            Some(carrier) => Ok((Inside::Carrier(carrier), 0)),
            None => {
                b.data(0);
                Ok((Inside::Other(Other::UnknownLink), b.covered))
            }
        },
    }
}

/// Go from one header to the next until there is none.
fn walk(b: &mut Builder<'_>, mut inside: Inside, mut at: usize) {
    for _ in 0..=MOST_HEADERS {
        let step = match inside {
            Inside::EtherType(kind) if inside::is_vlan(kind) => ethernet::vlan(b, kind, at),
            Inside::EtherType(inside::ethertype::ARP) => {
                return arp::arp(b, at).unwrap_or_else(|halt| b.halt(halt));
            }
            Inside::EtherType(kind) => Ok((inside::by_ethertype(kind), at)),
            Inside::Llc(length) => {
                b.ends = b.ends.within(at, length.map(usize::from));
                ethernet::llc(b, at)
            }
            Inside::Carrier(carrier) => carriers::carried(b, carrier, at),
            Inside::Ip | Inside::Ipv6 => return internet(b, inside, at),
            Inside::Other(_) => return b.data(b.covered.max(at)),
        };
        match step {
            Ok(next) => (inside, at) = next,
            Err(halt) => return b.halt(halt),
        }
    }
    b.data(at);
}

/// IP and what it carries. Errors stay in here: what encloses it goes on behind it.
fn internet(b: &mut Builder<'_>, inside: Inside, at: usize) {
    let outer = b.ends;
    let version = b.take(at, 1).map_or(0, |byte| byte[0] >> 4);
    let step = match (inside, version) {
        (Inside::Ip, 4) => ipv4::ipv4(b, at),
        (_, 6) => ipv6::ipv6(b, at),
        (Inside::Ipv6, _) => ipv6::ipv6(b, at),
        _ => ipv4::ipv4(b, at),
    };
    let step = step.and_then(|(mut net, at)| {
        net.fragment |= b.in_fragment;
        b.close();
        transport(b, &net, at)
    });
    match step {
        Ok(()) => b.data(b.covered.max(at)),
        Err(halt) => b.halt(halt),
    }
    b.close();
    b.ends = outer;
}

/// What an IP header says to the layer that it carries.
pub(super) struct Net {
    /// Sender.
    pub(super) src: IpAddr,
    /// Last receiver.
    pub(super) dst: IpAddr,
    /// Protocol number of what it carries.
    pub(super) protocol: u8,
    /// Is this the first fragment of several?
    pub(super) fragment: bool,
    /// Is this a later fragment?
    pub(super) later_fragment: bool,
    /// Is the last receiver unknown?
    pub(super) rerouted: bool,
}

impl Net {
    /// Verify a checksum over the pseudo-header and `length` bytes from `start` on; it stands at `at` in them.
    fn verify(&self, b: &Builder<'_>, start: usize, length: usize, at: usize) -> Checksum {
        let pseudo = Pseudo { src: self.src, dst: self.dst, length: length as u32, protocol: self.protocol };
        match b.take(start, length) {
            Ok(bytes) if !self.fragment && !self.rerouted => pseudo.verify(bytes, at),
            _ => Checksum::Unverifiable,
        }
    }
}

/// What IP carries.
fn transport(b: &mut Builder<'_>, net: &Net, at: usize) -> Step {
    if net.later_fragment || (net.fragment && b.held) {
        return Ok(());
    }
    match net.protocol {
        protocol::TCP => tcp::tcp(b, net, at),
        protocol::UDP => udp::udp(b, net, at),
        protocol::ICMP => icmp::icmp(b, net, at),
        protocol::ICMPV6 => icmpv6::icmpv6(b, net, at),
        protocol::SCTP => carriers::sctp(b, at),
        protocol::DCCP => carriers::dccp(b, at),
        number => {
            if let Some(inside) = carrier::by_protocol(number) {
                carried(b, net, inside, at);
            }
            Ok(())
        }
    }
}

/// A packet that IP or UDP carries: another walk, down to [`MOST_CARRIERS`] of them. A packet quoted in an ICMP error
/// is not looked into as far.
fn carried(b: &mut Builder<'_>, net: &Net, inside: Inside, at: usize) {
    if b.depth >= MOST_CARRIERS || b.quoted {
        return;
    }
    let (outer, outside) = (b.ends, b.in_fragment);
    b.close();
    b.depth += 1;
    b.in_fragment = net.fragment;
    walk(b, inside, at);
    b.close();
    b.ends = outer;
    if carriers::has_trailer(inside) {
        b.rest(FieldId::EthTrailer, 1, b.covered, outer.captured);
    }
    b.depth -= 1;
    b.in_fragment = outside;
}

/// Dissect the packet that an ICMP error quotes, up to `end`.
fn quoted(b: &mut Builder<'_>, at: usize, ends: Ends) {
    let outer = (b.ends, b.quoted);
    b.close();
    b.ends = ends;
    if b.take(at, 1).is_ok() {
        b.quoted = true;
        internet(b, Inside::Ip, at);
        // Behind the packet's own end a sender may pad its quote (RFC 4884).
        b.data(b.covered);
    }
    b.close();
    (b.ends, b.quoted) = outer;
}

/// The two fields behind a checksum: what verifying it gave, and what it should be.
fn verified(
    b: &mut Builder<'_>,
    at: usize,
    checksum: Checksum,
    stored: u64,
    status: FieldId,
    calculated: Option<FieldId>,
) {
    b.computed(status, 1, at, Value::Checksum(checksum));
    let value = match checksum {
        Checksum::Good => stored,
        Checksum::Bad { calculated, .. } | Checksum::Unfinished { calculated, .. } => u64::from(calculated),
        Checksum::Unverifiable | Checksum::Absent => return,
    };
    if let Some(id) = calculated {
        b.computed(id, 1, at, Value::Number(value));
    }
}

/// A value in the header that cannot be.
fn impossible<T>(at: usize, needed: usize, have: usize) -> Step<T> {
    Err(Halt::Impossible { at, needed, have })
}
