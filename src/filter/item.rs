//! One value while a filter is decided: a field's, a constant, or the result of a calculation.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::ast::Operator;
use super::fields::Found;
use crate::dissect::Value;

/// Nanoseconds.
const SECOND: i128 = 1_000_000_000;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item<'s> {
    /// A number. Calculations are exact as far as 128 bits go, which no field's values leave in one step.
    Number(i128),
    /// True or false.
    Boolean(bool),
    /// Bytes.
    Bytes(Cow<'s, [u8]>),
    /// A protocol: its header, and that with all that it carries, which is where `contains` and `matches` look.
    Protocol { header: &'s [u8], reach: &'s [u8] },
    /// An Ethernet address.
    Mac([u8; 6]),
    /// Text, in whatever encoding the frame has it.
    Text(Cow<'s, [u8]>),
    /// An address, and which of its bits count.
    Ipv4 { address: u32, mask: u32 },
    /// An address, and which of its bits count.
    Ipv6 { address: u128, mask: u128 },
    /// Nanoseconds.
    Time(i128),
}

impl<'s> Item<'s> {
    /// A field's value; for a protocol its bytes.
    pub(super) fn of(found: Found<'s>) -> Self {
        match found.value {
            Value::Number(number) => Self::Number(number.into()),
            Value::Bit(bit) => Self::Boolean(bit),
            Value::Bytes(bytes) => Self::Bytes(bytes.into()),
            Value::Mac(address) => Self::Mac(address),
            Value::Ipv4(address) => Self::Ipv4 { address: address.to_bits(), mask: u32::MAX },
            Value::Ipv6(address) => Self::Ipv6 { address: address.to_bits(), mask: u128::MAX },
            Value::Text(text) => Self::Text(text.as_bytes().into()),
            Value::Letters(flags) => Self::Text(flags.letters().into_bytes().into()),
            Value::Time { seconds, nanos } => Self::Time(i128::from(seconds) * SECOND + i128::from(nanos)),
            Value::Signed(number) => Self::Number(number.into()),
            Value::Duration(nanos) => Self::Time(nanos.into()),
            Value::Checksum(checksum) => Self::Number(checksum.status().into()),
            // Only a tree knows them; who has one gives them as text.
            Value::Protocols => Self::Text(Cow::Borrowed(&[])),
            Value::None => Self::Protocol { header: found.bytes, reach: found.reach },
        }
    }

    /// How it compares; `None` if the two have nothing in common. Of addresses, only the bits that count for
    /// both are compared: `10.1.2.3` equals `10.0.0.0/8`. Of bytes, more of them are greater, whatever they
    /// are; text is in the order of a dictionary.
    pub(super) fn compare(&self, other: &Self) -> Option<Ordering> {
        Some(match (self, other) {
            (Self::Text(one), Self::Text(other)) => one.cmp(other),
            (Self::Time(one), Self::Time(other)) => one.cmp(other),
            (Self::Ipv4 { address, mask }, Self::Ipv4 { address: other, mask: most }) => {
                let mask = mask & most;
                (address & mask).cmp(&(other & mask))
            }
            (Self::Ipv6 { address, mask }, Self::Ipv6 { address: other, mask: most }) => {
                let mask = mask & most;
                (address & mask).cmp(&(other & mask))
            }
            _ => match (self.number(), other.number()) {
                (Some(one), Some(other)) => one.cmp(&other),
                _ => {
                    let (one, other) = (self.plain_bytes()?, other.plain_bytes()?);
                    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
                }
            },
        })
    }

    /// The number, if it is one; true is 1.
    pub(super) fn number(&self) -> Option<i128> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Boolean(bit) => Some(i128::from(*bit)),
            _ => None,
        }
    }

    /// The bytes of what is bytes.
    fn plain_bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Mac(address) => Some(address),
            Self::Protocol { header, .. } => Some(header),
            _ => None,
        }
    }

    /// What `contains` and `matches` search.
    pub(super) fn parts(&self) -> &[u8] {
        match self {
            Self::Text(text) => text,
            Self::Protocol { reach, .. } => reach,
            _ => self.plain_bytes().unwrap_or(&[]),
        }
    }

    /// What slices cut: its bytes, an address's in network order. Numbers have none.
    pub(super) fn into_bytes(self) -> Cow<'s, [u8]> {
        match self {
            Self::Bytes(bytes) | Self::Text(bytes) => bytes,
            Self::Mac(address) => address.to_vec().into(),
            Self::Protocol { header, .. } => header.into(),
            Self::Ipv4 { address, .. } => address.to_be_bytes().to_vec().into(),
            Self::Ipv6 { address, .. } => address.to_be_bytes().to_vec().into(),
            Self::Number(_) | Self::Boolean(_) | Self::Time(_) => Cow::Borrowed(&[]),
        }
    }

    /// As `string()` writes it: decimal numbers, addresses in their usual form.
    pub(super) fn into_text(self) -> Self {
        let text = match self {
            Self::Number(number) => number.to_string(),
            Self::Ipv4 { address, .. } => Ipv4Addr::from_bits(address).to_string(),
            Self::Ipv6 { address, .. } => Ipv6Addr::from_bits(address).to_string(),
            Self::Mac([a, b, c, d, e, f]) => format!("{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{f:02x}"),
            other => return other,
        };
        Self::Text(text.into_bytes().into())
    }

    /// With other letters.
    pub(super) fn with_text(self, change: fn(&[u8]) -> Vec<u8>) -> Self {
        match self {
            Self::Text(text) => Self::Text(change(&text).into()),
            other => other,
        }
    }

    /// Without its sign.
    pub(super) fn absolute(self) -> Option<Self> {
        match self {
            Self::Number(number) => number.checked_abs().map(Self::Number),
            Self::Time(time) => time.checked_abs().map(Self::Time),
            _ => None,
        }
    }

    /// With the other sign.
    pub(super) fn negative(self) -> Option<Self> {
        match self {
            Self::Number(number) => number.checked_neg().map(Self::Number),
            Self::Time(time) => time.checked_neg().map(Self::Time),
            _ => None,
        }
    }

    /// Calculated with another; `None` where that has no result: a division by zero, more than 128 bits.
    pub(super) fn calculate(&self, operator: Operator, other: &Self) -> Option<Item<'static>> {
        Some(match (self, other) {
            (Self::Number(one), Self::Number(other)) => Item::Number(numbers(*one, operator, *other)?),
            (Self::Time(one), Self::Time(other)) => match operator {
                Operator::Add => Item::Time(one.checked_add(*other)?),
                Operator::Subtract => Item::Time(one.checked_sub(*other)?),
                _ => return None,
            },
            _ if operator != Operator::BitAnd => return None,
            (Self::Ipv4 { address, mask }, Self::Ipv4 { address: other, .. }) => {
                Item::Ipv4 { address: address & other, mask: *mask }
            }
            (Self::Ipv6 { address, mask }, Self::Ipv6 { address: other, .. }) => {
                Item::Ipv6 { address: address & other, mask: *mask }
            }
            _ => {
                let (one, other) = (self.plain_bytes()?, other.plain_bytes()?);
                Item::Bytes(one.iter().zip(other).map(|(a, b)| a & b).collect())
            }
        })
    }

    /// Is anything in it? What a test of arithmetic alone asks: a number that is not zero, bytes that are not
    /// all zero.
    pub(super) fn is_set(&self) -> bool {
        match self {
            Self::Number(number) | Self::Time(number) => *number != 0,
            Self::Boolean(bit) => *bit,
            Self::Ipv4 { address, .. } => *address != 0,
            Self::Ipv6 { address, .. } => *address != 0,
            Self::Bytes(_) | Self::Mac(_) | Self::Text(_) | Self::Protocol { .. } => {
                self.parts().iter().any(|b| *b != 0)
            }
        }
    }
}

fn numbers(one: i128, operator: Operator, other: i128) -> Option<i128> {
    match operator {
        Operator::BitAnd => Some(one & other),
        Operator::Add => one.checked_add(other),
        Operator::Subtract => one.checked_sub(other),
        Operator::Multiply => one.checked_mul(other),
        Operator::Divide => one.checked_div(other),
        Operator::Remainder => one.checked_rem(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(bytes: &[u8]) -> Item<'_> {
        Item::Bytes(bytes.into())
    }

    #[test]
    fn a_network_equals_its_addresses() {
        let network = Item::Ipv4 { address: 0x0a01_0000, mask: 0xffff_0000 };
        let address = |address| Item::Ipv4 { address, mask: u32::MAX };
        assert_eq!(address(0x0a01_0203).compare(&network), Some(Ordering::Equal));
        assert_eq!(address(0x0a02_0000).compare(&network), Some(Ordering::Greater));
        assert_eq!(address(0x0a00_ffff).compare(&network), Some(Ordering::Less));
    }

    #[test]
    fn bytes_and_addresses_compare_as_bytes() {
        let mac = Item::Mac([2, 0, 0, 0, 0, 1]);
        assert_eq!(mac.compare(&bytes(&[2, 0, 0, 0, 0, 1])), Some(Ordering::Equal));
        assert_eq!(mac.compare(&bytes(&[9])), Some(Ordering::Greater));
        assert_eq!(bytes(&[1, 2]).compare(&bytes(&[1, 3])), Some(Ordering::Less));
        assert_eq!(mac.compare(&Item::Number(2)), None);
    }

    #[test]
    fn calculations_without_a_result_have_none() {
        let number = Item::Number;
        assert_eq!(number(7).calculate(Operator::Divide, &number(0)), None);
        assert_eq!(number(7).calculate(Operator::Remainder, &number(0)), None);
        assert_eq!(number(i128::MIN).calculate(Operator::Divide, &number(-1)), None);
        assert_eq!(number(i128::MAX).calculate(Operator::Add, &number(1)), None);
        assert_eq!(number(i128::MIN).negative(), None);
        assert_eq!(number(-80).calculate(Operator::Divide, &number(3)), Some(number(-26)));
        assert_eq!(number(-80).calculate(Operator::Remainder, &number(3)), Some(number(-2)));
        assert_eq!(number(0x12).calculate(Operator::BitAnd, &number(-1)), Some(number(0x12)));
    }

    #[test]
    fn bytes_are_masked_as_far_as_both_go() {
        let masked = bytes(&[0x47, 0x12, 0xff]).calculate(Operator::BitAnd, &bytes(&[0xf0, 0x0f]));
        assert_eq!(masked, Some(bytes(&[0x40, 0x02])));
        assert!(!bytes(&[0, 0]).is_set());
        assert!(bytes(&[0, 1]).is_set());
    }

    #[test]
    fn text_of_values() {
        let text = |item: Item<'static>| item.into_text();
        assert_eq!(text(Item::Number(-2)), Item::Text(b"-2"[..].into()));
        let address = Item::Ipv4 { address: 0x0a00_0001, mask: u32::MAX };
        assert_eq!(text(address), Item::Text(b"10.0.0.1"[..].into()));
        let mac = Item::Mac([0xff, 0, 0x5e, 0, 1, 2]);
        assert_eq!(text(mac), Item::Text(b"ff:00:5e:00:01:02"[..].into()));
    }
}
