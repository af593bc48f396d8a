//! How a value is compared where it need not be exactly this or that: a range, a pattern, a kind, a network.
//!
//! A matcher answers yes or no and how the value is to be shown beside it; how a file writes one is in
//! [`read`](super::read).

use super::quantity;
use regex::Regex;
use serde_json::Value;
use std::net::IpAddr;

/// The most bytes that a regular expression may compile to.
const REGEX: usize = 1 << 20;

/// The words of `matches`, as the file writes them.
pub(crate) const WORDS: [&str; 8] = ["range", "regex", "one_of", "any", "length", "in", "present", "absent"];

/// One way to compare.
#[derive(Debug)]
pub(crate) enum Matcher {
    /// A number from the first to the second, both included.
    Range(f64, f64),
    /// Text that has a match somewhere.
    Regex(Box<Regex>),
    /// One of these.
    OneOf(Vec<Value>),
    /// Any value of this kind.
    Any(Any),
    /// A list, a mapping or a text with so many parts.
    Length(u64, u64),
    /// An address in one of these networks.
    In(Vec<Network>),
    /// Anything but null.
    Present,
    /// Null, or nothing at all.
    Absent,
}

/// A kind of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Any {
    /// A whole number.
    Int,
    /// A number.
    Number,
    /// Text.
    String,
    /// True or false.
    Bool,
    /// A list.
    List,
    /// A mapping.
    Map,
    /// Anything but null.
    Value,
}

impl Any {
    /// Every kind by its word.
    pub(crate) const ALL: [(&'static str, Self); 7] = [
        ("int", Self::Int),
        ("number", Self::Number),
        ("string", Self::String),
        ("bool", Self::Bool),
        ("list", Self::List),
        ("map", Self::Map),
        ("value", Self::Value),
    ];

    fn holds(self, value: &Value) -> bool {
        match self {
            Self::Int => value.is_i64() || value.is_u64(),
            Self::Number => value.is_number(),
            Self::String => value.is_string(),
            Self::Bool => value.is_boolean(),
            Self::List => value.is_array(),
            Self::Map => value.is_object(),
            Self::Value => !value.is_null(),
        }
    }
}

/// Addresses that begin with the same bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Network {
    address: IpAddr,
    prefix: u8,
}

impl Network {
    /// `10.0.0.0/8`; an address alone is itself.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address.parse().ok()?, Some(prefix.parse().ok()?)),
            None => (text.parse().ok()?, None),
        };
        let most = match address {
            IpAddr::V4(_) => 32,
            IpAddr::V6(_) => 128,
        };
        let prefix = prefix.unwrap_or(most);
        (prefix <= most).then_some(Self { address, prefix })
    }

    fn holds(&self, address: IpAddr) -> bool {
        let bits = |address: IpAddr| match address {
            IpAddr::V4(v4) => (u128::from(u32::from(v4)) << 96, true),
            IpAddr::V6(v6) => (u128::from(v6), false),
        };
        let ((own, own_v4), (other, other_v4)) = (bits(self.address), bits(address));
        let mask = u128::MAX.checked_shl(128 - u32::from(self.prefix)).unwrap_or(0);
        own_v4 == other_v4 && own & mask == other & mask
    }
}

/// A regular expression of bounded size.
///
/// # Errors
/// What the parser says, on one line.
pub(crate) fn regex(text: &str) -> Result<Regex, String> {
    regex::RegexBuilder::new(text).size_limit(REGEX).build().map_err(|error| {
        let said = error.to_string();
        let last = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("").trim();
        last.strip_prefix("error: ").unwrap_or(last).to_owned()
    })
}

impl Matcher {
    /// The word that asks for it.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Range(..) => "range",
            Self::Regex(_) => "regex",
            Self::OneOf(_) => "one_of",
            Self::Any(_) => "any",
            Self::Length(..) => "length",
            Self::In(_) => "in",
            Self::Present => "present",
            Self::Absent => "absent",
        }
    }

    /// The value as it is compared.
    pub(crate) fn shown(&self, value: &Value) -> String {
        match (self, length(value)) {
            (Self::Length(..), Some(length)) => format!("length {length}"),
            _ => super::compare::shown(value),
        }
    }

    /// Is the value like that?
    pub(crate) fn holds(&self, value: &Value) -> bool {
        match self {
            Self::Range(low, high) => number(value).is_some_and(|n| *low <= n && n <= *high),
            Self::Regex(regex) => match value {
                Value::String(text) => regex.is_match(text),
                Value::Number(n) => regex.is_match(&n.to_string()),
                _ => false,
            },
            Self::OneOf(values) => values.iter().any(|one| super::compare::same(one, value)),
            Self::Any(kind) => kind.holds(value),
            Self::Length(low, high) => length(value).is_some_and(|n| *low <= n && n <= *high),
            Self::In(networks) => {
                let address = value.as_str().and_then(|text| text.parse().ok());
                address.is_some_and(|address| networks.iter().any(|network| network.holds(address)))
            }
            Self::Present => !value.is_null(),
            Self::Absent => value.is_null(),
        }
    }
}

/// A number; times of the report are texts that hold one.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(n) => n.as_f64(),
        Value::String(text) => quantity::parse(text),
        _ => None,
    }
}

/// How many parts: items, keys or characters.
pub(crate) fn length(value: &Value) -> Option<u64> {
    Some(match value {
        Value::Array(items) => items.len() as u64,
        Value::Object(map) => map.len() as u64,
        Value::String(text) => text.chars().count() as u64,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn networks_hold_their_addresses() {
        let inside = |network, address: &str| {
            Matcher::In(vec![Network::parse(network).expect("a network")]).holds(&json!(address))
        };
        assert!(inside("10.0.0.0/8", "10.255.0.1"));
        assert!(!inside("10.0.0.0/8", "11.0.0.1"));
        assert!(inside("0.0.0.0/0", "11.0.0.1"));
        assert!(!inside("0.0.0.0/0", "::1"));
        assert!(inside("fd00::/8", "fd36:1::2"));
        assert!(!inside("10.0.0.1", "10.0.0.2"));
        assert!(!inside("10.0.0.0/8", "no address"));
        for wrong in ["10.0.0.0/33", "10.0.0/8", "fd00::/129", "x", "10.0.0.0/", ""] {
            assert_eq!(Network::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn ranges_take_numbers_and_times_that_are_texts() {
        let range = Matcher::Range(0.026, 0.027);
        assert!(range.holds(&json!(0.026_5)) && range.holds(&json!("0.026500000")));
        assert!(!range.holds(&json!(0.028)) && !range.holds(&json!(null)) && !range.holds(&json!("x")));
    }

    #[test]
    fn kinds_and_lengths() {
        assert!(Any::Int.holds(&json!(3)) && !Any::Int.holds(&json!(3.5)));
        assert!(Any::Map.holds(&json!({})) && !Any::Value.holds(&json!(null)));
        assert!(Matcher::Length(2, 2).holds(&json!([1, 2])) && Matcher::Length(1, 3).holds(&json!("가나")));
        assert!(!Matcher::Length(0, 9).holds(&json!(5)));
        assert!(Matcher::Absent.holds(&json!(null)) && Matcher::Present.holds(&json!(false)));
    }
}
