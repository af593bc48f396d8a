//! What is around a packet and tells networks apart that may use the same addresses: VLANs, and tunnels.
//!
//! Two computers in two such networks may have the same addresses and ports; Wireshark 4.0 takes what they send for one
//! conversation. A [`Tunnel`] is for people; for finding connections a hash of it is enough
//! ([`Segment::tunnel`](super::Segment::tunnel)). Labels above the bottom of an MPLS stack, priority tags and headers
//! without a number of their own (PPP, 802.11) are no part of it.

use super::inside::{Carrier, Inside};
use std::net::IpAddr;

/// What kind of thing is around.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A VLAN (IEEE 802.1Q); the number is its identifier.
    Vlan,
    /// A provider's backbone (IEEE 802.1ah); the number is the I-SID.
    Backbone,
    /// MPLS; the number is the label at the bottom of the stack.
    Mpls,
    /// `PPPoE`; the number is the session.
    Pppoe,
    /// IP in IP.
    Ip,
    /// GRE; the number is the key, of version 1 the call.
    Gre,
    /// ERSPAN; the number is the session.
    Erspan,
    /// Ethernet in IP.
    EtherIp,
    /// VXLAN; the number is the VNI.
    Vxlan,
    /// Geneve; the number is the VNI.
    Geneve,
    /// GTP, user plane; the number is the TEID, another one in each direction.
    Gtp,
    /// Teredo.
    Teredo,
    /// L2TP; the number is the tunnel, times 65,536, and the session.
    L2tp,
    /// AYIYA.
    Ayiya,
}

impl Kind {
    /// What carries this inside IP.
    pub(super) fn of(inside: Inside) -> Self {
        match inside {
            Inside::Carrier(Carrier::Gre) => Self::Gre,
            Inside::Carrier(Carrier::EtherIp) => Self::EtherIp,
            Inside::Carrier(Carrier::Mpls) => Self::Mpls,
            Inside::Carrier(Carrier::Vxlan | Carrier::VxlanGpe) => Self::Vxlan,
            Inside::Carrier(Carrier::Geneve) => Self::Geneve,
            Inside::Carrier(Carrier::Gtp) => Self::Gtp,
            Inside::Carrier(Carrier::Teredo) => Self::Teredo,
            Inside::Carrier(Carrier::L2tp) => Self::L2tp,
            Inside::Carrier(Carrier::Ayiya) => Self::Ayiya,
            _ => Self::Ip,
        }
    }
}

/// One thing that is around.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Layer {
    /// What it is.
    pub kind: Kind,
    /// The network's number, if it has one: see [`Kind`].
    pub number: Option<u32>,
    /// Between which addresses it leads, the sender's first, if it stands in IP.
    pub ends: Option<(IpAddr, IpAddr)>,
}

impl Layer {
    /// The hash of what is around, with this inside it: addresses in either order give the same.
    pub(super) fn mixed(self, around: u32) -> u32 {
        // FNV-1a, 32 bits.
        let mix = |hash: u32, bytes: &[u8]| {
            bytes.iter().fold(hash, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
        };
        let address = |ip: IpAddr| match ip {
            IpAddr::V4(ip) => mix(0x811c_9dc5, &ip.octets()),
            IpAddr::V6(ip) => mix(0x811c_9dc5, &ip.octets()),
        };
        let mut hash = mix(around ^ 0x811c_9dc5, &[self.kind as u8, u8::from(self.number.is_some())]);
        hash = mix(hash, &self.number.unwrap_or(0).to_be_bytes());
        if let Some((one, other)) = self.ends {
            hash = mix(hash, &address(one).wrapping_add(address(other)).to_be_bytes());
        }
        // 0 is nothing, and the largest number is left to those who want one for "not known".
        hash.clamp(1, u32::MAX - 1)
    }
}

/// How many layers are kept.
const MOST: usize = 4;

/// All that is around a packet, the outermost first. Beyond four layers the inner ones are left out; addresses are kept
/// of the outermost layer that has some.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tunnel {
    layers: [Option<(Kind, Option<u32>)>; MOST],
    /// Which layer leads between these addresses.
    ends: Option<(u8, IpAddr, IpAddr)>,
}

impl Tunnel {
    /// The layers, the outermost first.
    pub fn layers(&self) -> impl Iterator<Item = Layer> {
        self.layers.iter().flatten().zip(0..).map(|(&(kind, number), place)| Layer {
            kind,
            number,
            ends: self.ends.and_then(|(at, one, other)| (at == place).then_some((one, other))),
        })
    }

    /// Is there nothing around?
    pub fn is_empty(&self) -> bool {
        self.layers.first().is_none_or(Option::is_none)
    }

    /// Something is inside of all that. A number that belongs to the kind that was told with its addresses is put to
    /// it.
    pub(super) fn push(&mut self, layer: Layer) {
        let free = self.layers.iter().position(Option::is_none).unwrap_or(MOST);
        if let Some(Some((kind, number))) = free.checked_sub(1).and_then(|last| self.layers.get_mut(last))
            && *kind == layer.kind
            && number.is_none()
            && layer.ends.is_none()
        {
            *number = layer.number;
        } else if let Some(place) = self.layers.get_mut(free) {
            *place = Some((layer.kind, layer.number));
            let ends = layer.ends.map(|(one, other)| (free as u8, one, other));
            self.ends = self.ends.or(ends);
        }
    }

    /// What is around something that stands in the innermost of this and has this around it.
    pub(super) fn then(mut self, inner: &Self) -> Self {
        // Not `push`: the layers of `inner` are told apart already, and addresses are kept of only one of them.
        let mut places = (0u8..).zip(&mut self.layers).filter(|(_, place)| place.is_none());
        for layer in inner.layers() {
            let Some((at, place)) = places.next() else { break };
            *place = Some((layer.kind, layer.number));
            self.ends = self.ends.or(layer.ends.map(|(one, other)| (at, one, other)));
        }
        self
    }
}
