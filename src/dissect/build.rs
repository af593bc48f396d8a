//! What every layer of the tree is built with: read, record the place, go on; or stop and say why.
//!
//! A layer's function asks for one field after the other. Each request reads the bytes inside the bounds of
//! what is being dissected and records the field. Where they end first, the request gives a [`Halt`], the `?`
//! behind it leaves the layer, and whoever called it records what is missing and hands the bytes that
//! remain to a field of their own: so every captured byte is in the tree.

use super::field::{Bits, Field, FieldId, Kind, Value};
use super::ip::Ends;
use super::tree::{Cause, Stop, Tree};
use std::net::{Ipv4Addr, Ipv6Addr};

/// Why a layer ends early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Halt {
    /// A field would reach behind the captured bytes, or behind what encloses it.
    Missing {
        /// Where that field begins.
        at: usize,
        /// Bytes up to its end.
        needed: usize,
    },
    /// A value in the header cannot be.
    Impossible {
        /// Where it stands.
        at: usize,
        /// The least that it would have to be, in bytes; 0 if it is no length.
        needed: usize,
        /// What it is.
        have: usize,
    },
}

/// What a layer's function gives.
pub(super) type Step<T = ()> = Result<T, Halt>;

/// A tree being built.
pub(super) struct Builder<'a> {
    /// The frame.
    pub(super) bytes: &'a [u8],
    /// Where what is being dissected ends.
    pub(super) ends: Ends,
    /// Everything before this offset is in a field.
    pub(super) covered: usize,
    /// Is it part of a packet that an ICMP error quotes?
    pub(super) quoted: bool,
    /// How many packets are around what is being dissected.
    pub(super) depth: u8,
    /// Is one of them a first fragment?
    pub(super) in_fragment: bool,
    /// Is what a first fragment carries left as data?
    pub(super) held: bool,
    /// Where the frame ends in the captured bytes, if the snap length cut it.
    cut_at: Option<usize>,
    tree: Tree<'a>,
    layer: usize,
    header_end: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(bytes: &'a [u8], ends: Ends) -> Self {
        Self {
            bytes,
            ends,
            covered: 0,
            quoted: false,
            depth: 0,
            in_fragment: false,
            held: false,
            cut_at: (ends.captured < ends.wire).then_some(ends.captured),
            tree: Tree { fields: Vec::with_capacity(96), stop: None, protocols: String::with_capacity(32) },
            layer: 0,
            header_end: 0,
        }
    }

    pub(super) fn finish(self) -> Tree<'a> {
        self.tree
    }

    /// Begin a layer at `at`, whose header has at least `header` bytes.
    pub(super) fn layer(&mut self, id: FieldId, at: usize, header: usize) {
        self.protocol(id.name());
        self.group(id, at, header);
    }

    /// The same for what `frame.protocols` has no name for.
    pub(super) fn group(&mut self, id: FieldId, at: usize, header: usize) {
        self.close();
        self.layer = self.tree.fields.len();
        self.header_end = at + header;
        self.push(id, 0, at, 0, None, Value::None);
    }

    /// The layer's header reaches to `end`.
    pub(super) fn header_ends(&mut self, end: usize) {
        self.header_end = end;
    }

    /// The layer's header is over; what follows in it is content.
    pub(super) fn close(&mut self) {
        if let Some(layer) = self.tree.fields.get_mut(self.layer)
            && layer.length == 0
        {
            layer.length = self.covered.saturating_sub(layer.offset);
        }
    }

    /// A name in `frame.protocols`.
    pub(super) fn protocol(&mut self, name: &str) {
        if !self.tree.protocols.is_empty() {
            self.tree.protocols.push(':');
        }
        self.tree.protocols.push_str(name);
    }

    /// The bytes from `at` on, inside the bounds.
    pub(super) fn take(&self, at: usize, length: usize) -> Step<&'a [u8]> {
        let end = at.saturating_add(length);
        if end > self.ends.captured {
            return Err(Halt::Missing { at, needed: length });
        }
        self.bytes.get(at..end).ok_or(Halt::Missing { at, needed: length })
    }

    /// A field of whole bytes; how they are read follows from its kind.
    pub(super) fn field(&mut self, id: FieldId, depth: u8, at: usize, length: usize) -> Step<Value<'a>> {
        let bytes = self.take(at, length)?;
        let value = read(id.kind(), bytes);
        self.push(id, depth, at, length, None, value);
        self.covered = self.covered.max(at + length);
        Ok(value)
    }

    /// A field over others that follow: where it is not all there, a label over what is, and they say where it ends.
    pub(super) fn whole(&mut self, id: FieldId, depth: u8, at: usize, length: usize) {
        match self.take(at, length) {
            Ok(_) => self.rest(id, depth, at, at + length),
            Err(_) => self.label(id, depth, at, length),
        }
    }

    /// A field of whole bytes that is a number.
    pub(super) fn number(&mut self, id: FieldId, depth: u8, at: usize, length: usize) -> Step<u64> {
        let value = self.field(id, depth, at, length)?;
        Ok(value.number().unwrap_or_default())
    }

    /// `count` bits of the `length` bytes at `at`, the first of them `first` bits behind the most significant.
    pub(super) fn bits(
        &mut self,
        id: FieldId,
        depth: u8,
        at: usize,
        length: usize,
        (first, count): (u8, u8),
    ) -> Step<u64> {
        let number = self.peek_bits(at, length, (first, count))?;
        self.bits_as(id, depth, at, length, (first, count), number)
    }

    /// The same, with another value than the bits themselves (another unit).
    pub(super) fn bits_as(
        &mut self,
        id: FieldId,
        depth: u8,
        at: usize,
        length: usize,
        (first, count): (u8, u8),
        number: u64,
    ) -> Step<u64> {
        self.take(at, length)?;
        let value = match id.kind() {
            Kind::Boolean => Value::Bit(number != 0),
            _ => Value::Number(number),
        };
        self.push(id, depth, at, length, Some(Bits { first, count }), value);
        self.covered = self.covered.max(at + length);
        Ok(number)
    }

    /// Bits, without a field.
    pub(super) fn peek_bits(&self, at: usize, length: usize, (first, count): (u8, u8)) -> Step<u64> {
        let all = big_endian(self.take(at, length)?);
        let behind = (length * 8).saturating_sub(usize::from(first) + usize::from(count));
        Ok((all >> behind) & ((1u64 << count) - 1))
    }

    /// A value that no byte holds.
    pub(super) fn computed(&mut self, id: FieldId, depth: u8, at: usize, value: Value<'a>) {
        self.push(id, depth, at, 0, None, value);
    }

    /// A label over the `length` bytes at `at`, whose fields follow.
    pub(super) fn label(&mut self, id: FieldId, depth: u8, at: usize, length: usize) {
        let length = length.min(self.ends.captured.saturating_sub(at));
        self.push(id, depth, at, length, None, Value::None);
    }

    /// Bytes up to `to` as far as they were captured, if there are any.
    pub(super) fn rest(&mut self, id: FieldId, depth: u8, from: usize, to: usize) {
        let to = to.min(self.bytes.len());
        if let Some(bytes) = self.bytes.get(from..to)
            && !bytes.is_empty()
        {
            self.push(id, depth, from, to - from, None, read(id.kind(), bytes));
            self.covered = self.covered.max(to);
        }
    }

    /// Whatever remains inside the bounds is data.
    pub(super) fn data(&mut self, from: usize) {
        let to = self.ends.captured.min(self.bytes.len());
        if from < to {
            self.layer(FieldId::Data, from, to - from);
            self.rest(FieldId::DataData, 1, from, to);
            let length = Value::Number((to - from) as u64);
            self.computed(FieldId::DataLen, 1, from, length);
        }
    }

    /// A layer ended early: say why, and give the bytes that remain in it to a field of their own.
    pub(super) fn halt(&mut self, halt: Halt) {
        let cut = self.cut_at == Some(self.ends.captured);
        let from = self.covered;
        let stop = match halt {
            Halt::Missing { at, needed } => Stop {
                layer: self.current_layer(),
                offset: at,
                needed: self.header_end.saturating_sub(at).max(needed),
                have: self.ends.captured.saturating_sub(at),
                cause: if cut { Cause::SnapLength } else { Cause::Enclosing },
            },
            Halt::Impossible { at, needed, have } => {
                Stop { layer: self.current_layer(), offset: at, needed, have, cause: Cause::Value }
            }
        };
        let short = matches!(halt, Halt::Missing { .. }) && (cut || self.quoted);
        let id = if short { FieldId::Short } else { FieldId::Malformed };
        self.rest_of_byte(id);
        self.rest(id, 1, from, self.ends.captured);
        // A quote is as short as its sender made it: only the snap length cuts it for us.
        if !self.quoted || cut {
            self.tree.stop.get_or_insert(stop);
        }
    }

    /// The bits of the last byte that no field has: a field of some bits was the last that was whole.
    fn rest_of_byte(&mut self, id: FieldId) {
        let Some(last) = self.covered.checked_sub(1) else {
            return;
        };
        let taken = self.tree.at(last).fold(0, |mask, f| mask | f.bits_of(last));
        if let Some(&byte) = self.bytes.get(last)
            && taken != 0xff
        {
            let first = taken.leading_ones() as u8;
            let bits = Bits { first, count: 8 - first };
            let value = Value::Number(u64::from(byte) & (0xff >> first));
            self.push(id, 1, last, 1, Some(bits), value);
        }
    }

    /// How many fields there are.
    pub(super) fn len(&self) -> usize {
        self.tree.fields.len()
    }

    /// Move the fields from `from` on to `to`: a layer that encloses others has bytes behind them.
    pub(super) fn bring_forward(&mut self, from: usize, to: usize) {
        if let Some(moved) = self.tree.fields.get_mut(to..) {
            moved.rotate_left(from.saturating_sub(to));
        }
    }

    fn current_layer(&self) -> FieldId {
        self.tree.fields.get(self.layer).map_or(FieldId::Frame, |layer| layer.id)
    }

    fn push(
        &mut self,
        id: FieldId,
        depth: u8,
        offset: usize,
        length: usize,
        bits: Option<Bits>,
        value: Value<'a>,
    ) {
        self.tree.fields.push(Field { id, depth, quoted: self.quoted, offset, length, bits, value });
    }
}

/// Read whole bytes as a kind has it; what does not have the kind's length stays bytes.
fn read(kind: Kind, bytes: &[u8]) -> Value<'_> {
    match kind {
        Kind::Decimal | Kind::Hex(_) if bytes.len() <= 8 => Value::Number(big_endian(bytes)),
        Kind::Boolean if bytes.len() <= 8 => Value::Bit(big_endian(bytes) != 0),
        Kind::Mac => bytes.first_chunk::<6>().map_or(Value::Bytes(bytes), |mac| Value::Mac(*mac)),
        Kind::Ipv4 => {
            bytes.first_chunk::<4>().map_or(Value::Bytes(bytes), |ip| Value::Ipv4(Ipv4Addr::from(*ip)))
        }
        Kind::Ipv6 => {
            bytes.first_chunk::<16>().map_or(Value::Bytes(bytes), |ip| Value::Ipv6(Ipv6Addr::from(*ip)))
        }
        Kind::Label => Value::None,
        _ => Value::Bytes(bytes),
    }
}

#[inline]
fn big_endian(bytes: &[u8]) -> u64 {
    match *bytes {
        [a] => a.into(),
        [a, b] => u16::from_be_bytes([a, b]).into(),
        [a, b, c, d] => u32::from_be_bytes([a, b, c, d]).into(),
        _ => bytes.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)),
    }
}
