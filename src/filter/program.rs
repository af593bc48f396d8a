//! A checked filter, and how it is decided for a frame.
//!
//! A [`Source`] has any number of values in a frame: a field that is there twice has two, one that is absent
//! none. A comparison holds if some pair of a left and a right value fits (or, with `all`, `===` and `!=`, if
//! every pair does), and never if a side has no values: `udp.port != 53` does not hold in a TCP frame, `not
//! udp.port == 53` does. Arithmetic is done for every combination of its operands' values; of many thousand
//! combinations only the first [`MOST`] are kept, so that no filter takes more than time in proportion to its
//! length.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;

use regex::bytes::Regex;

use super::ast::{Operator, Relation};
use super::fields::{Fields, Found};
use super::function::Function;
use super::item::Item;
use super::range::Range;
use super::width;
use crate::dissect::FieldId;

/// The most values that arithmetic keeps.
const MOST: usize = 1024;

/// A test, or tests combined.
#[derive(Debug, Clone)]
pub(super) enum Program {
    Or(Vec<Program>),
    Xor(Vec<Program>),
    And(Vec<Program>),
    Not(Box<Program>),
    /// It has a value.
    Present(Source),
    /// It has a value that is not empty.
    NotEmpty(Source),
    /// It has a value that is not zero.
    NotZero(Source),
    Compare {
        relation: Relation,
        all: bool,
        left: Source,
        right: Source,
    },
    Within {
        all: bool,
        value: Source,
        set: Vec<Element>,
    },
    Contains {
        all: bool,
        value: Source,
        part: Source,
    },
    Matches {
        all: bool,
        value: Source,
        pattern: Regex,
    },
}

/// A value of a set, or two and all between.
#[derive(Debug, Clone)]
pub(super) struct Element {
    pub(super) low: Source,
    pub(super) high: Option<Source>,
}

/// Something that has values.
#[derive(Debug, Clone)]
pub(super) enum Source {
    Constant(Item<'static>),
    /// A field; in these layers, or in all if none are named.
    Field {
        id: FieldId,
        layers: Vec<Range>,
    },
    /// Slices, each of what the one before left.
    Slice {
        whole: Box<Source>,
        slices: Vec<Vec<Range>>,
    },
    Call {
        function: Function,
        arguments: Vec<Source>,
    },
    Negative(Box<Source>),
    Chain {
        first: Box<Source>,
        rest: Vec<(Operator, Source)>,
    },
}

impl Program {
    /// Does it hold?
    pub(super) fn holds(&self, fields: &dyn Fields) -> bool {
        match self {
            Self::Or(parts) => parts.iter().any(|part| part.holds(fields)),
            Self::Xor(parts) => parts.iter().filter(|part| part.holds(fields)).count() % 2 == 1,
            Self::And(parts) => parts.iter().all(|part| part.holds(fields)),
            Self::Not(part) => !part.holds(fields),
            Self::Present(source) => source.some(fields, &|_| true),
            Self::NotEmpty(source) => source.some(fields, &|item| !item.parts().is_empty()),
            Self::NotZero(source) => source.some(fields, &|item| item.is_set()),
            Self::Compare { relation, all, left, right } => {
                let fits = |left: &Item<'_>, right: &Item<'_>| fits(*relation, left.compare(right));
                pairs(left, right, fields, *all, &fits)
            }
            Self::Within { all, value, set } => {
                value.quantified(fields, *all, &|item| set.iter().any(|element| element.has(item, fields)))
            }
            Self::Contains { all, value, part } => {
                let contains = |whole: &Item<'_>, part: &Item<'_>| contains(whole.parts(), part.parts());
                pairs(value, part, fields, *all, &contains)
            }
            Self::Matches { all, value, pattern } => {
                value.quantified(fields, *all, &|item| pattern.is_match(item.parts()))
            }
        }
    }

    /// Add the fields that it reads.
    pub(super) fn needs(&self, fields: &mut BTreeSet<FieldId>) {
        match self {
            Self::Or(parts) | Self::Xor(parts) | Self::And(parts) => {
                for part in parts {
                    part.needs(fields);
                }
            }
            Self::Not(part) => part.needs(fields),
            Self::Present(source) | Self::NotEmpty(source) | Self::NotZero(source) => source.needs(fields),
            Self::Compare { left, right, .. } => {
                left.needs(fields);
                right.needs(fields);
            }
            Self::Contains { value, part, .. } => {
                value.needs(fields);
                part.needs(fields);
            }
            Self::Matches { value, .. } => value.needs(fields),
            Self::Within { value, set, .. } => {
                value.needs(fields);
                for element in set {
                    element.low.needs(fields);
                    if let Some(high) = &element.high {
                        high.needs(fields);
                    }
                }
            }
        }
    }
}

fn fits(relation: Relation, order: Option<Ordering>) -> bool {
    let Some(order) = order else {
        return false;
    };
    match relation {
        Relation::AnyEqual | Relation::AllEqual => order.is_eq(),
        Relation::AnyDiffer | Relation::AllDiffer => order.is_ne(),
        Relation::Greater => order.is_gt(),
        Relation::GreaterEqual => order.is_ge(),
        Relation::Less => order.is_lt(),
        Relation::LessEqual => order.is_le(),
    }
}

/// Is `part` somewhere in `whole`?
fn contains(whole: &[u8], part: &[u8]) -> bool {
    let Some(first) = part.first() else {
        return true;
    };
    let mut rest = whole;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        rest = rest.get(at..).unwrap_or_default();
        if rest.starts_with(part) {
            return true;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

/// Does some pair of a left and a right value fit, or every one?
fn pairs<'s>(
    left: &'s Source,
    right: &'s Source,
    fields: &'s dyn Fields,
    all: bool,
    fits: &dyn Fn(&Item<'_>, &Item<'_>) -> bool,
) -> bool {
    let right: Cow<'_, [Item<'s>]> = match right {
        Source::Constant(item) => Cow::Borrowed(std::slice::from_ref(item)),
        _ => Cow::Owned(right.values(fields)),
    };
    if right.is_empty() {
        return false;
    }
    left.quantified(fields, all, &|left| {
        if all {
            right.iter().all(|right| fits(left, right))
        } else {
            right.iter().any(|right| fits(left, right))
        }
    })
}

impl Element {
    fn has(&self, item: &Item<'_>, fields: &dyn Fields) -> bool {
        let compares = |source: &Source, wanted: fn(Ordering) -> bool| {
            source.some(fields, &|other| item.compare(other).is_some_and(wanted))
        };
        match &self.high {
            None => compares(&self.low, Ordering::is_eq),
            Some(high) => compares(&self.low, Ordering::is_ge) && compares(high, Ordering::is_le),
        }
    }
}

impl Source {
    /// Does some value fit?
    fn some(&self, fields: &dyn Fields, fits: &dyn Fn(&Item<'_>) -> bool) -> bool {
        self.quantified(fields, false, fits)
    }

    /// Does some value fit, or is there one and does every one fit?
    fn quantified(&self, fields: &dyn Fields, all: bool, fits: &dyn Fn(&Item<'_>) -> bool) -> bool {
        // An example decides it, or with `all` a counterexample; nothing behind it is compared.
        let (mut seen, mut decided) = (false, false);
        self.each(fields, &mut |item| {
            seen = true;
            if !decided {
                decided = fits(&item) != all;
            }
        });
        seen && decided != all
    }

    fn values<'s>(&'s self, fields: &'s dyn Fields) -> Vec<Item<'s>> {
        let mut values = Vec::new();
        self.each(fields, &mut |item| values.push(item));
        values
    }

    /// Each of its values.
    fn each<'s>(&'s self, fields: &'s dyn Fields, out: &mut dyn FnMut(Item<'s>)) {
        match self {
            Self::Constant(item) => out(item.clone()),
            Self::Field { id, layers } if layers.is_empty() => {
                fields.found(*id, &mut |found| out(Item::of(found)));
            }
            Self::Field { id, layers } => {
                let mut total = 0;
                fields.found(*id, &mut |found| total = total.max(found.layer));
                let wanted =
                    |found: &Found<'_>| layers.iter().any(|range| range.has_layer(found.layer, total));
                fields.found(*id, &mut |found| {
                    if wanted(&found) {
                        out(Item::of(found));
                    }
                });
            }
            Self::Slice { whole, slices } => whole.each(fields, &mut |item| {
                let bytes = slices.iter().fold(item.into_bytes(), |bytes, ranges| cut(bytes, ranges));
                out(Item::Bytes(bytes));
            }),
            Self::Call { function, arguments } => call(*function, arguments, fields, out),
            Self::Negative(inner) => inner.each(fields, &mut |item| {
                if let Some(item) = item.negative() {
                    out(item);
                }
            }),
            Self::Chain { first, rest } => {
                let mut values = first.values(fields);
                for (operator, next) in rest {
                    let next = next.values(fields);
                    values = values
                        .iter()
                        .flat_map(|one| next.iter().filter_map(|other| one.calculate(*operator, other)))
                        .take(MOST)
                        .collect();
                }
                values.into_iter().for_each(out);
            }
        }
    }

    /// Its value, if that is the same in every frame and there is just one.
    pub(super) fn folded(self) -> Self {
        let constant = match &self {
            Self::Negative(inner) => matches!(**inner, Self::Constant(_)),
            Self::Chain { first, rest } => {
                matches!(**first, Self::Constant(_))
                    && rest.iter().all(|(_, part)| matches!(part, Self::Constant(_)))
            }
            _ => false,
        };
        let value = if constant { self.constant() } else { None };
        value.map_or(self, Self::Constant)
    }

    fn constant(&self) -> Option<Item<'static>> {
        match self {
            Self::Constant(item) => Some(item.clone()),
            Self::Negative(inner) => inner.constant()?.negative(),
            Self::Chain { first, rest } => {
                rest.iter().try_fold(first.constant()?, |value, (operator, part)| {
                    value.calculate(*operator, &part.constant()?)
                })
            }
            _ => None,
        }
    }

    fn needs(&self, fields: &mut BTreeSet<FieldId>) {
        match self {
            Self::Constant(_) => {}
            Self::Field { id, .. } => {
                fields.extend(id.stands_for());
            }
            Self::Slice { whole: inner, .. } | Self::Negative(inner) => inner.needs(fields),
            Self::Call { arguments, .. } => arguments.iter().for_each(|argument| argument.needs(fields)),
            Self::Chain { first, rest } => {
                first.needs(fields);
                for (_, part) in rest {
                    part.needs(fields);
                }
            }
        }
    }
}

/// The parts that some ranges take, one behind the other.
fn cut<'s>(bytes: Cow<'s, [u8]>, ranges: &[Range]) -> Cow<'s, [u8]> {
    match (bytes, ranges) {
        (Cow::Borrowed(bytes), [range]) => Cow::Borrowed(range.of(bytes)),
        (bytes, ranges) => ranges.iter().flat_map(|range| range.of(&bytes)).copied().collect(),
    }
}

/// A function's values.
fn call<'s>(
    function: Function,
    arguments: &'s [Source],
    fields: &'s dyn Fields,
    out: &mut dyn FnMut(Item<'s>),
) {
    let Some(first) = arguments.first() else {
        return;
    };
    match function {
        Function::Upper | Function::Lower | Function::String | Function::Abs => {
            first.each(fields, &mut |item| {
                if let Some(item) = function.apply(item) {
                    out(item);
                }
            });
        }
        Function::Count => {
            let mut count = 0;
            first.each(fields, &mut |_| count += 1);
            if count > 0 {
                out(Item::Number(count));
            }
        }
        Function::Len => {
            let number = match first {
                Source::Field { id, .. } => width::of(*id).bytes(),
                _ => 0,
            };
            first.each(fields, &mut |item| {
                let length = match item {
                    Item::Number(_) => usize::from(number),
                    other => other.into_bytes().len(),
                };
                out(Item::Number(length as i128));
            });
        }
        Function::Max | Function::Min => {
            let wanted = if function == Function::Max { Ordering::Greater } else { Ordering::Less };
            let mut best: Option<Item<'s>> = None;
            for argument in arguments {
                argument.each(fields, &mut |item| {
                    if best.as_ref().is_none_or(|best| item.compare(best) == Some(wanted)) {
                        best = Some(item);
                    }
                });
            }
            if let Some(best) = best {
                out(best);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;
    use crate::dissect::Value;
    use crate::filter::{Extra, Filter};

    /// A segment from port 80 to 50,000 that carries two sequence ranges and a payload.
    fn segment() -> Extra<'static> {
        let mut fields = Extra::new();
        fields.add(FieldId::IpSrc, Value::Ipv4(Ipv4Addr::new(10, 1, 2, 3)));
        fields.add(FieldId::TcpSrcPort, Value::Number(80));
        fields.add(FieldId::TcpDstPort, Value::Number(50_000));
        fields.add(FieldId::TcpSeqRaw, Value::Number(u64::from(u32::MAX)));
        fields.add(FieldId::TcpFlagsSyn, Value::Bit(true));
        fields.add(FieldId::TcpPayload, Value::Bytes(b"GET / HTTP/1.1\r\n\xff"));
        fields.add(FieldId::FrameTimeEpoch, Value::Time { seconds: -1, nanos: 500_000_000 });
        fields
    }

    fn holds(filter: &str) -> bool {
        Filter::parse(filter).expect(filter).matches(&segment())
    }

    #[test]
    fn a_field_with_several_values_fits_if_one_does() {
        assert!(holds("tcp.port == 80"));
        assert!(!holds("tcp.port != 80"));
        assert!(holds("tcp.port !== 80"));
        assert!(!holds("tcp.port === 80"));
        assert!(holds("any tcp.port != 80"));
        assert!(!holds("all tcp.port > 80"));
        assert!(holds("all tcp.port >= 80"));
        assert!(holds("all tcp.port in {80, 50000 .. 60000}"));
        assert!(!holds("all tcp.port in {80}"));
    }

    #[test]
    fn what_is_absent_fits_nothing_and_its_negation_everything() {
        for test in ["udp.port == 53", "udp.port != 53", "all udp.port == 53", "udp.port in {53}"] {
            assert!(!holds(test), "{test}");
            assert!(holds(&format!("not {test}")), "{test}");
        }
        assert!(!holds("tcp.port != udp.port"));
        assert!(!holds("count(udp.port) == 0"));
        assert!(holds(""));
    }

    #[test]
    fn numbers_are_exact_beyond_what_their_fields_hold() {
        assert!(holds("tcp.seq_raw + 1 == tcp.seq_raw + 1"));
        assert!(holds("tcp.seq_raw * tcp.seq_raw > tcp.seq_raw"));
        assert!(holds("tcp.srcport - 100 == -20"));
        assert!(holds("tcp.srcport > -1"));
        assert!(!holds("tcp.srcport / 0 == 0"));
        assert!(!holds("tcp.srcport / 0 != 0"));
        assert!(holds("frame.time_epoch == -0.5"));
        assert!(holds("frame.time_epoch + 1 == 0.5"));
    }

    #[test]
    fn combinations_of_values_are_bounded() {
        let sum = vec!["tcp.port"; 200].join(" + ");
        assert!(holds(&format!("{sum} > 0")));
    }

    #[test]
    fn exactly_one_of_two_is_xor() {
        assert!(holds("tcp.srcport == 80 xor udp.port"));
        assert!(!holds("tcp.srcport == 80 xor tcp.dstport"));
        assert!(holds("tcp.srcport xor tcp.dstport xor tcp.seq_raw"));
    }

    #[test]
    fn patterns_see_bytes() {
        assert!(holds(r#"tcp.payload matches "^get .*1\\.1\r\n""#));
        assert!(!holds(r#"tcp.payload matches "(?-i)^get""#));
        assert!(holds(r#"tcp.payload matches "\xff$""#));
        assert!(holds(r#"tcp.payload matches "[\x80-\xff]""#));
        assert!(!holds(r#"tcp.payload matches "[\x80-\xfe]""#));
    }

    #[test]
    fn a_part_is_found_wherever_it_begins() {
        assert!(contains(b"aaab", b"aab"));
        assert!(contains(b"abc", b"c"));
        assert!(!contains(b"abc", b"cd"));
        assert!(contains(b"", b""));
        assert!(!contains(b"", b"a"));
    }

    #[test]
    fn constants_are_calculated_once() {
        let folded = |text: &str| {
            let filter = Filter::parse(text).expect(text);
            matches!(filter.program, Some(Program::Compare { right: Source::Constant(_), .. }))
        };
        assert!(folded("tcp.srcport == 79 + 1"));
        assert!(folded("tcp.srcport == -{2 * 3}"));
        assert!(!folded("tcp.srcport == 1 / 0"));
        assert!(!folded("tcp.srcport == tcp.dstport"));
    }

    #[test]
    fn what_a_filter_needs_is_what_it_names() {
        let filter = Filter::parse("tcp.port in {80, tcp.len} and not len(ip.src[0:2] & ff:ff) == 1 or udp")
            .expect_err("len");
        assert!(matches!(filter.problem, crate::filter::FilterProblem::ArgumentField { .. }));
        let filter = Filter::parse("tcp.port in {80, tcp.len} and not max(ip.src, ip.dst) == 1.2.3.4 or udp");
        let needs: Vec<&str> = filter.expect("a filter").needs().iter().map(|id| id.name()).collect();
        assert_eq!(needs, ["ip.src", "ip.dst", "tcp.srcport", "tcp.dstport", "tcp.len", "udp"]);
    }
}
