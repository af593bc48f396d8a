//! Values as they are written in a filter, read once as what the place needs.
//!
//! The same word means different things beside different fields: `10` is ten beside a port, one byte (0x10)
//! beside bytes, and no address beside `ip.src`. What each type accepts is Wireshark 4.0's:
//!
//! * numbers: decimal, `0x…`, octal with a leading `0`, `0b…`, `'c'`; here also with `_` between digits;
//! * booleans: `True`, `TRUE`, any number (zero is false); here also `true`;
//! * bytes: pairs of hexadecimal digits between colons; one or two digits between dots or hyphens; four
//!   between dots or hyphens; digits without anything between; `0x` and two digits; text in quotes;
//! * Ethernet addresses: six of such bytes;
//! * IPv4 and IPv6 addresses, with `/` and a prefix length to mean the network; names of hosts are not looked
//!   up;
//! * time: seconds with up to nine decimals;
//! * the names that Wireshark gives to a few fields' values (`values`).

use std::net::{Ipv4Addr, Ipv6Addr};

use super::error::FilterProblem;
use super::item::Item;
use super::types::Type;
use super::values;
use super::width;
use crate::dissect::FieldId;

/// A value as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Written<'t> {
    /// Without quotes.
    Word(&'t str),
    /// In double quotes, without them.
    Text(&'t [u8]),
    /// In single quotes.
    Character(u8),
}

/// What a place needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// The type.
    pub(super) kind: Type,
    /// The field that it is compared with, which says how large a number may be and what its values are called.
    pub(super) field: Option<FieldId>,
    /// Is a part enough, as after `contains`?
    pub(super) part: bool,
}

/// The value, or why it is none.
pub(super) fn read(written: Written<'_>, wanted: Wanted) -> Result<Item<'static>, FilterProblem> {
    match wanted.kind {
        Type::Number => number(written, wanted.field).map(Item::Number),
        Type::Boolean => boolean(written, wanted.field).map(Item::Boolean),
        Type::Bytes | Type::Protocol => match written {
            Written::Word(word) => bytes(word).map(|bytes| Item::Bytes(bytes.into())),
            Written::Text(text) => Ok(Item::Bytes(text.to_vec().into())),
            Written::Character(byte) => Ok(Item::Bytes(vec![byte].into())),
        },
        Type::Mac => mac(unquoted(written, Type::Mac)?, wanted.part),
        Type::Ipv4 => ipv4(unquoted(written, Type::Ipv4)?),
        Type::Ipv6 => ipv6(unquoted(written, Type::Ipv6)?),
        Type::Text => Ok(Item::Text(match written {
            Written::Word(word) => word.as_bytes().to_vec().into(),
            Written::Text(text) => text.to_vec().into(),
            Written::Character(byte) => vec![byte].into(),
        })),
        Type::Time => time(unquoted(written, Type::Time)?).map(Item::Time),
        Type::Label => Err(FilterProblem::QuotedValue { kind: Type::Label }),
    }
}

fn unquoted(written: Written<'_>, kind: Type) -> Result<&str, FilterProblem> {
    match written {
        Written::Word(word) => Ok(word),
        Written::Text(_) | Written::Character(_) => Err(FilterProblem::QuotedValue { kind }),
    }
}

fn number(written: Written<'_>, field: Option<FieldId>) -> Result<i128, FilterProblem> {
    let word = match written {
        Written::Character(byte) => return Ok(i128::from(byte)),
        Written::Word(word) => word,
        Written::Text(text) => {
            let value = String::from_utf8_lossy(text).into_owned();
            return match field.and_then(|field| values::number(field, &value)) {
                Some(number) => Ok(number),
                None if digits(&value).is_ok() => Err(FilterProblem::QuotedNumber { value }),
                None => Err(no_number(value, field, Written::Text(text))),
            };
        }
    };
    let value = || word.to_owned();
    match digits(word) {
        Ok(number) => match field.map(width::of) {
            Some(width) if number > width.largest() => {
                let largest = width.largest();
                Err(FilterProblem::NumberTooLarge { value: value(), largest })
            }
            _ => Ok(i128::from(number)),
        },
        Err(NoDigits::TooMany) => Err(FilterProblem::NumberOverflow { value: value() }),
        Err(NoDigits::Octal) => Err(FilterProblem::NotOctal { value: value() }),
        Err(NoDigits::Other) => field
            .and_then(|field| values::number(field, word))
            .ok_or_else(|| no_number(value(), field, written)),
    }
}

/// What to say of something that is no number: that no value has this name, if values have names.
fn no_number(value: String, field: Option<FieldId>, written: Written<'_>) -> FilterProblem {
    match (field.filter(|field| values::has_names(*field)), written) {
        (Some(field), _) => FilterProblem::NoValueName { value, field: field.name() },
        (None, Written::Text(_)) => FilterProblem::QuotedValue { kind: Type::Number },
        (None, _) => FilterProblem::NotNumber { value },
    }
}

/// Why a word is no number.
enum NoDigits {
    TooMany,
    Octal,
    Other,
}

/// A number of up to 64 bits. An underscore may stand between two of its digits.
fn digits(word: &str) -> Result<u64, NoDigits> {
    let (radix, digits) = match word.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, word.get(2..)),
        [b'0', b'b' | b'B', ..] => (2, word.get(2..)),
        [b'0', _, ..] => (8, word.get(1..)),
        _ => (10, Some(word)),
    };
    let digits = digits.unwrap_or_default();
    if digits.is_empty() || word.starts_with('_') || word.ends_with('_') || word.contains("__") {
        return Err(NoDigits::Other);
    }
    let mut value: u64 = 0;
    for letter in digits.chars().filter(|c| *c != '_') {
        let Some(digit) = letter.to_digit(radix) else {
            let octal = radix == 8 && digits.bytes().all(|b| b.is_ascii_digit());
            return Err(if octal { NoDigits::Octal } else { NoDigits::Other });
        };
        value = value
            .checked_mul(u64::from(radix))
            .and_then(|value| value.checked_add(u64::from(digit)))
            .ok_or(NoDigits::TooMany)?;
    }
    Ok(value)
}

fn boolean(written: Written<'_>, field: Option<FieldId>) -> Result<bool, FilterProblem> {
    let word = match written {
        Written::Character(byte) => return Ok(byte != 0),
        Written::Word(word) => word.to_owned(),
        Written::Text(text) => String::from_utf8_lossy(text).into_owned(),
    };
    let unquoted = matches!(written, Written::Word(_));
    match word.as_str() {
        "true" | "True" | "TRUE" if unquoted => Ok(true),
        "false" | "False" | "FALSE" if unquoted => Ok(false),
        _ => match digits(&word) {
            Ok(number) if unquoted => Ok(number != 0),
            _ => field
                .and_then(|field| values::boolean(field, &word))
                .ok_or(FilterProblem::NotBoolean { value: word }),
        },
    }
}

fn bytes(word: &str) -> Result<Vec<u8>, FilterProblem> {
    let groups: Option<Vec<&str>> = match word.as_bytes() {
        [b'0', b'x' | b'X', _, _] => word.get(2..).map(|two| vec![two]),
        [b'0', b'x' | b'X', ..] => None,
        all => {
            let separator = all.iter().find(|b| matches!(b, b':' | b'.' | b'-'));
            match separator {
                Some(b':') => {
                    let groups: Vec<&str> = word.split(':').collect();
                    Some(groups).filter(|groups| each(groups, 2..=2))
                }
                Some(other) => {
                    let groups: Vec<&str> = word.split(char::from(*other)).collect();
                    Some(groups).filter(|groups| each(groups, 1..=2) || each(groups, 4..=4))
                }
                None => Some(vec![word]),
            }
        }
    };
    let bytes: Option<Vec<u8>> = groups.and_then(|groups| {
        let pairs = groups.iter().flat_map(|group| group.as_bytes().chunks(2));
        pairs.map(hexadecimal).collect()
    });
    bytes.ok_or_else(|| FilterProblem::NotBytes { value: word.to_owned() })
}

fn each(groups: &[&str], long: std::ops::RangeInclusive<usize>) -> bool {
    groups.iter().all(|group| long.contains(&group.len()))
}

/// One or two hexadecimal digits.
fn hexadecimal(digits: &[u8]) -> Option<u8> {
    digits.iter().try_fold(0u8, |value, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        Some(value << 4 | u8::try_from(digit).ok()?)
    })
}

fn mac(word: &str, part: bool) -> Result<Item<'static>, FilterProblem> {
    let bytes = bytes(word).map_err(|_| FilterProblem::NotMac { value: word.to_owned() })?;
    match <[u8; 6]>::try_from(bytes.as_slice()) {
        Ok(address) => Ok(Item::Mac(address)),
        Err(_) if part => Ok(Item::Bytes(bytes.into())),
        Err(_) => Err(FilterProblem::MacLength { have: bytes.len() }),
    }
}

fn ipv4(word: &str) -> Result<Item<'static>, FilterProblem> {
    let (address, bits) = prefix(word, 32)?;
    let Ok(address) = address.parse::<Ipv4Addr>() else {
        return Err(FilterProblem::NotIpv4 { value: word.to_owned() });
    };
    let mask = u32::MAX.checked_shl(32 - u32::from(bits)).unwrap_or(0);
    Ok(Item::Ipv4 { address: address.to_bits(), mask })
}

fn ipv6(word: &str) -> Result<Item<'static>, FilterProblem> {
    let (address, bits) = prefix(word, 128)?;
    let Ok(address) = address.parse::<Ipv6Addr>() else {
        return Err(FilterProblem::NotIpv6 { value: word.to_owned() });
    };
    let mask = u128::MAX.checked_shl(128 - u32::from(bits)).unwrap_or(0);
    Ok(Item::Ipv6 { address: address.to_bits(), mask })
}

/// An address and its prefix length.
fn prefix(word: &str, most: u8) -> Result<(&str, u8), FilterProblem> {
    let Some((address, bits)) = word.split_once('/') else {
        return Ok((word, most));
    };
    match bits.parse() {
        Ok(length) if length <= most => Ok((address, length)),
        _ => Err(FilterProblem::LongPrefix { bits: bits.to_owned(), most }),
    }
}

/// Nanoseconds, from seconds with up to nine decimals.
fn time(word: &str) -> Result<i128, FilterProblem> {
    let (seconds, decimals) = match word.split_once('.') {
        Some((seconds, decimals)) => (seconds, decimals),
        None => (word, "0"),
    };
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let nanoseconds = format!("{seconds}{decimals:0<9}");
    match nanoseconds.parse() {
        Ok(time) if digits(seconds, 20) && digits(decimals, 9) => Ok(time),
        _ => Err(FilterProblem::NotTime { value: word.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &'static str, kind: Type, field: Option<FieldId>) -> Result<Item<'static>, FilterProblem> {
        read(Written::Word(text), Wanted { kind, field, part: false })
    }

    fn value(text: &str) -> String {
        text.to_owned()
    }

    #[test]
    fn numbers_in_every_notation() {
        let number = |text| word(text, Type::Number, None);
        for (text, expected) in [
            ("81", 81),
            ("0x51", 81),
            ("0X51", 81),
            ("0121", 81),
            ("0b1010001", 81),
            ("0B1010001", 81),
            ("0", 0),
            ("1_000_000", 1_000_000),
            ("0xffff_ffff", 0xffff_ffff),
            ("18446744073709551615", u64::MAX.into()),
        ] {
            assert_eq!(number(text), Ok(Item::Number(expected)), "{text}");
        }
        assert_eq!(number("081"), Err(FilterProblem::NotOctal { value: value("081") }));
        let large = "18446744073709551616";
        assert_eq!(number(large), Err(FilterProblem::NumberOverflow { value: value(large) }));
        for text in ["0o121", "8__1", "81_", "_81", "0x", "0b", "1e3", "81.0", "81abc", "", "1.2.3.4"] {
            assert_eq!(number(text), Err(FilterProblem::NotNumber { value: value(text) }), "{text}");
        }
    }

    #[test]
    fn a_number_must_fit_its_field() {
        let port = |text| word(text, Type::Number, Some(FieldId::TcpSrcPort));
        assert_eq!(port("65535"), Ok(Item::Number(65535)));
        let problem = FilterProblem::NumberTooLarge { value: value("65536"), largest: 65535 };
        assert_eq!(port("65536"), Err(problem));
        let sequence = |text| word(text, Type::Number, Some(FieldId::TcpSeqRaw));
        assert_eq!(sequence("4294967295"), Ok(Item::Number(4_294_967_295)));
        assert!(sequence("4294967296").is_err());
    }

    #[test]
    fn bytes_in_every_notation() {
        let bytes = |text| word(text, Type::Bytes, None);
        for (text, expected) in [
            ("02:00:5e", &[2, 0, 0x5e][..]),
            ("02-00-5e", &[2, 0, 0x5e]),
            ("02.00.5e", &[2, 0, 0x5e]),
            ("2.0.5e", &[2, 0, 0x5e]),
            ("2-0-5e", &[2, 0, 0x5e]),
            ("0200.5e12", &[2, 0, 0x5e, 0x12]),
            ("0200-5e12", &[2, 0, 0x5e, 0x12]),
            ("02005e", &[2, 0, 0x5e]),
            ("2", &[2]),
            ("123", &[0x12, 3]),
            ("abc", &[0xab, 0xc]),
            ("0x0a", &[0xa]),
            ("0b11", &[0xb, 0x11]),
        ] {
            assert_eq!(bytes(text), Ok(Item::Bytes(expected.to_vec().into())), "{text}");
        }
        for text in
            ["zz", "0x1", "0xabc", "0x0200", "2:0", "0200:5e12", "02:00-5e", "02:", "fe80::1", "+1", ""]
        {
            let problem = FilterProblem::NotBytes { value: value(text) };
            let read = bytes(text);
            assert!(read == Err(problem) || text.is_empty() && read.is_ok(), "{text} {read:?}");
        }
    }

    #[test]
    fn addresses_with_and_without_prefix() {
        let ipv4 = |text| word(text, Type::Ipv4, None);
        assert_eq!(ipv4("10.0.0.1"), Ok(Item::Ipv4 { address: 0x0a00_0001, mask: u32::MAX }));
        assert_eq!(ipv4("10.0.0.1/8"), Ok(Item::Ipv4 { address: 0x0a00_0001, mask: 0xff00_0000 }));
        assert_eq!(ipv4("10.0.0.1/0"), Ok(Item::Ipv4 { address: 0x0a00_0001, mask: 0 }));
        let problem = FilterProblem::LongPrefix { bits: value("33"), most: 32 };
        assert_eq!(ipv4("10.0.0.1/33"), Err(problem));
        for text in ["10.0.0", "10.0.0.256", "10", "0x0a000001", "localhost", "::1"] {
            assert_eq!(ipv4(text), Err(FilterProblem::NotIpv4 { value: value(text) }), "{text}");
        }
        let ipv6 = |text| word(text, Type::Ipv6, None);
        assert_eq!(ipv6("::1/64"), Ok(Item::Ipv6 { address: 1, mask: u128::MAX << 64 }));
        assert_eq!(ipv6("::1/0"), Ok(Item::Ipv6 { address: 1, mask: 0 }));
        assert_eq!(ipv6("1.2.3.4"), Err(FilterProblem::NotIpv6 { value: value("1.2.3.4") }));
        let mac = |text| word(text, Type::Mac, None);
        assert_eq!(mac("02-00-5e-00-53-01"), Ok(Item::Mac([2, 0, 0x5e, 0, 0x53, 1])));
        assert_eq!(mac("0200.5e00.5301"), Ok(Item::Mac([2, 0, 0x5e, 0, 0x53, 1])));
        assert_eq!(mac("02:00:5e"), Err(FilterProblem::MacLength { have: 3 }));
        assert_eq!(mac("broadcast"), Err(FilterProblem::NotMac { value: value("broadcast") }));
    }

    #[test]
    fn time_is_seconds_with_decimals() {
        let time = |text| word(text, Type::Time, None);
        assert_eq!(time("10"), Ok(Item::Time(10_000_000_000)));
        assert_eq!(time("0.5"), Ok(Item::Time(500_000_000)));
        assert_eq!(time("1600000000.000000001"), Ok(Item::Time(1_600_000_000_000_000_001)));
        for text in ["1e-5", "0x10", "1s", "0.0000000001", "1.", "1.2.3", "-1", ""] {
            assert_eq!(time(text), Err(FilterProblem::NotTime { value: value(text) }), "{text}");
        }
    }
}
