//! Header fields: what they are called, where they lie, what they hold.
//!
//! A [`Field`] knows the bytes and bits it came from, so that everything that explains it, prints it or
//! highlights it uses the same place. Names are Wireshark's.

use std::net::{Ipv4Addr, Ipv6Addr};

pub use super::names::FieldId;

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
    /// A layer or group: it has a place but no value of its own.
    Label,
}

/// A field's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// None: a layer or group.
    None,
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
    /// First byte in the frame.
    pub offset: usize,
    /// How many bytes; 0 if it is computed from others.
    pub length: usize,
    /// The bits in those bytes, if not all of them.
    pub bits: Option<Bits>,
    /// What it holds.
    pub value: Value<'a>,
}
