//! Header fields: what they are called, where they lie, what they hold.
//!
//! A [`Field`] knows the bytes and bits it came from, so that everything that explains it, prints it or
//! highlights it uses the same place. Names are Wireshark's.
//!
//! Values are the wire's own. Where Wireshark's field counts in another unit, so does ours: `ip.hdr_len` and
//! `tcp.hdr_len` are bytes, not words. A field that no byte holds (a length that follows from others, what
//! verifying a checksum gave) has length 0 and the offset of what it is about.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::checksum::Checksum;
pub(crate) use super::names::FieldId;
use crate::capture::Nanos;

/// The type of a field's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An unsigned number printed in decimal.
    Decimal,
    /// An unsigned number printed in hexadecimal, with this many digits.
    Hex(u8),
    /// One bit.
    Boolean,
    /// Bytes.
    Bytes,
    /// An Ethernet address.
    Mac,
    /// An IPv4 address.
    Ipv4,
    /// An IPv6 address.
    Ipv6,
    /// Text.
    Text,
    /// Seconds since the epoch, with nine decimal places.
    Time,
    /// A signed number printed in decimal.
    Signed,
    /// A span of time, printed in seconds with nine decimals.
    Duration,
    /// A layer or group: it has a place but no value of its own.
    Label,
}

impl Kind {
    /// A word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Decimal => "number",
            Self::Signed => "signed number",
            Self::Hex(_) => "hexadecimal number",
            Self::Boolean => "boolean",
            Self::Bytes => "bytes",
            Self::Mac => "Ethernet address",
            Self::Ipv4 => "IPv4 address",
            Self::Ipv6 => "IPv6 address",
            Self::Text => "text",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Label => "label",
        }
    }
}

/// A field's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value<'a> {
    /// An unsigned number.
    Number(u64),
    /// One bit.
    Bit(bool),
    /// Bytes.
    Bytes(&'a [u8]),
    /// An Ethernet address.
    Mac([u8; 6]),
    /// An IPv4 address.
    Ipv4(Ipv4Addr),
    /// An IPv6 address.
    Ipv6(Ipv6Addr),
    /// Text.
    Text(&'a str),
    /// A time: whole seconds since the epoch (rounded down) and nanoseconds.
    Time {
        /// Seconds, negative before 1970.
        seconds: i64,
        /// 0 to 999,999,999.
        nanos: u32,
    },
    /// What verifying a checksum gave; as a number Wireshark's status ([`Checksum::status`]).
    Checksum(Checksum),
    /// TCP's control bits as letters ([`Flags::letters`](super::Flags::letters)).
    Letters(super::Flags),
    /// The names of the frame's layers: [`Tree::protocols`](super::Tree::protocols).
    Protocols,
    /// A signed number.
    Signed(i64),
    /// Nanoseconds between two times; negative where the clock stepped back.
    Duration(i64),
    /// None: a layer or group.
    None,
}

impl Value<'_> {
    /// A point in time. Seconds beyond 64 bits, which only a forged timestamp has, become the nearest that fit.
    pub fn time(time: Nanos) -> Self {
        const SECOND: i128 = 1_000_000_000;
        let seconds = time.0.div_euclid(SECOND);
        Self::Time {
            seconds: i64::try_from(seconds).unwrap_or(if seconds < 0 { i64::MIN } else { i64::MAX }),
            nanos: time.0.rem_euclid(SECOND) as u32,
        }
    }

    /// The value as a number, if it is one.
    pub fn number(&self) -> Option<u64> {
        match *self {
            Self::Number(n) => Some(n),
            Self::Bit(bit) => Some(u64::from(bit)),
            Self::Checksum(checksum) => Some(checksum.status()),
            _ => None,
        }
    }
}

/// Bits inside a field's bytes: `first` counts from the most significant bit of the first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bits {
    /// The first bit, 0 = most significant of the first byte.
    pub first: u8,
    /// How many.
    pub count: u8,
}

/// One field of one frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field<'a> {
    /// Which field.
    pub id: FieldId,
    /// How deep it stands under its layer: 0 the layer itself, 1 its fields, 2 their parts.
    pub depth: u8,
    /// Is it part of a packet that an ICMP error quotes?
    pub quoted: bool,
    /// First byte in the frame.
    pub offset: usize,
    /// How many bytes; 0 if it is computed from others.
    pub length: usize,
    /// The bits in those bytes, if not all of them.
    pub bits: Option<Bits>,
    /// What it holds.
    pub value: Value<'a>,
}
