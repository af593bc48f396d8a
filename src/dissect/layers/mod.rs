//! The layers of the tree, one file each, and the walk from one to the next.
//!
//! The walk takes the same turns as the hot path ([`descend`](super::descend)): both ask [`link`] what a
//! type number announces and [`ip`](super::ip) where a datagram ends. A test holds them together.

mod arp;
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
use super::cheap::Other;
use super::checksum::{Checksum, Pseudo};
use super::field::{FieldId, Value};
use super::ip::{Ends, protocol};
use super::link::{self, Inside, MOST_HEADERS};
use super::tree::Tree;
use crate::capture::{Frame, LinkType};
use std::net::IpAddr;

/// Dissect a frame to the bottom.
pub(super) fn dissect<'a>(frame: &Frame<'a>) -> Tree<'a> {
    let ends = link::ends(frame);
    let mut b = Builder::new(frame.bytes, ends);
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
        _ => {
            b.data(0);
            Ok((Inside::Other(Other::UnknownLink), b.covered))
        }
    }
}

/// Go from one header to the next until there is none.
fn walk(b: &mut Builder<'_>, mut inside: Inside, mut at: usize) {
    for _ in 0..=MOST_HEADERS {
        let step = match inside {
            Inside::EtherType(kind) if link::is_vlan(kind) => ethernet::vlan(b, kind, at),
            Inside::EtherType(link::ethertype::ARP) => {
                return arp::arp(b, at).unwrap_or_else(|halt| b.halt(halt));
            }
            Inside::EtherType(kind) => Ok((link::by_ethertype(kind), at)),
            Inside::Llc(length) => {
                b.ends = b.ends.inside(at, length.map(usize::from));
                ethernet::llc(b, at)
            }
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
    let step = step.and_then(|(net, at)| {
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
    if net.later_fragment {
        return Ok(());
    }
    match (net.protocol, net.src) {
        (protocol::TCP, _) => tcp::tcp(b, net, at),
        (protocol::UDP, _) => udp::udp(b, net, at),
        (protocol::ICMP, _) => icmp::icmp(b, net, at),
        (protocol::ICMPV6, _) => icmpv6::icmpv6(b, net, at),
        _ => Ok(()),
    }
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
