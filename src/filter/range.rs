//! Ranges: which bytes a slice takes (`[0:2,-1]`), which layers a field is read from (`#[1-2]`).
//!
//! Three forms, and lists of them: `[i:j]` is `j` from `i` on, `[i-j]` is from `i` to `j` inclusive, `[i]` is
//! one; `[:j]` begins at the first, `[i:]` goes to the end. A negative offset counts from the end, -1 the
//! last. Numbers are decimal, hexadecimal (`0x10`) or octal (`010`), as Wireshark reads them.
//!
//! A slice's range that does not fit into the bytes takes none of them: `eth.src[4:10]` is empty, not two
//! bytes. Layers are counted from 1, and a range of layers takes those of it that exist.

use std::fmt;

use winnow::combinator::{alt, eof, opt, preceded, separated_pair, terminated};
use winnow::token::take_while;
use winnow::{ModalResult, Parser};

use super::error::{FilterError, FilterProblem, Span};

/// One range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The first; negative counts from the end.
    pub start: i32,
    /// Where it ends.
    pub end: End,
}

/// Where a range ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// After so many.
    Length(i32),
    /// With this one; negative counts from the end.
    Last(i32),
    /// With the last that there is.
    Rest,
}

impl Range {
    /// Exactly one.
    pub fn one(at: i32) -> Self {
        Self { start: at, end: End::Length(1) }
    }

    /// The part of `bytes` that it takes.
    pub fn of<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let start = from_end(self.start, size);
        let end = match self.end {
            End::Length(length) => start + i64::from(length),
            End::Last(last) => from_end(last, size) + 1,
            End::Rest => size,
        };
        let (Ok(start), Ok(end)) = (usize::try_from(start), usize::try_from(end)) else {
            return &[];
        };
        bytes.get(start..end).unwrap_or(&[])
    }

    /// Is the layer `number` (from 1) of `total` in it?
    pub fn has_layer(&self, number: u32, total: u32) -> bool {
        let (number, total) = (i64::from(number), i64::from(total));
        let start = from_end(self.start, total + 1);
        let end = match self.end {
            End::Length(length) => start + i64::from(length) - 1,
            End::Last(last) => from_end(last, total + 1),
            End::Rest => total,
        };
        (start..=end).contains(&number)
    }
}

fn from_end(offset: i32, size: i64) -> i64 {
    let offset = i64::from(offset);
    if offset < 0 { size + offset } else { offset }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.end {
            End::Length(1) => write!(f, "{}", self.start),
            End::Length(length) => write!(f, "{}:{length}", self.start),
            End::Last(last) => write!(f, "{}-{last}", self.start),
            End::Rest => write!(f, "{}:", self.start),
        }
    }
}

/// A list of ranges in brackets.
pub(super) fn write_list(f: &mut fmt::Formatter<'_>, ranges: &[Range]) -> fmt::Result {
    for (i, range) in ranges.iter().enumerate() {
        let before = if i == 0 { "[" } else { "," };
        write!(f, "{before}{range}")?;
    }
    f.write_str("]")
}

/// The ranges written between two brackets; `start` is where `inside` begins in the filter.
pub(super) fn read_list(inside: &str, start: usize) -> Result<Vec<Range>, FilterError> {
    if inside.trim().is_empty() {
        let span = Span::new(start - 1, start + inside.len() + 1);
        return Err(FilterError::new(span, FilterProblem::NoRange));
    }
    let mut at = start;
    let mut ranges = Vec::new();
    for part in inside.split(',') {
        let trimmed = part.trim();
        let begin = at + (part.len() - part.trim_start().len());
        if trimmed.is_empty() {
            // The comma with nothing on one side.
            let comma = if at == start { at + part.len() } else { at - 1 };
            return Err(FilterError::new(Span::new(comma, comma + 1), FilterProblem::NoRange));
        }
        let span = Span::new(begin, begin + trimmed.len());
        ranges.push(read(trimmed).map_err(|problem| FilterError::new(span, problem))?);
        at += part.len() + 1;
    }
    Ok(ranges)
}

/// What stands before and behind the middle of a range: `1:2`, `1-2`, `1`, `:2`, `1:`.
enum Form<'t> {
    Length(Option<&'t str>, Option<&'t str>),
    Last(&'t str, &'t str),
    One(&'t str),
}

fn read(text: &str) -> Result<Range, FilterProblem> {
    let Ok(form) = form.parse(text) else {
        return Err(FilterProblem::BadRange { range: text.into() });
    };
    let range = match form {
        Form::One(at) => Range::one(number(at)?),
        Form::Length(start, length) => Range {
            start: start.map_or(Ok(0), number)?,
            end: length.map(number).transpose()?.map_or(End::Rest, End::Length),
        },
        Form::Last(start, last) => Range { start: number(start)?, end: End::Last(number(last)?) },
    };
    match range.end {
        End::Length(length) if length <= 0 => Err(FilterProblem::RangeEmpty { range: text.into() }),
        End::Last(last) if (range.start < 0) != (last < 0) => {
            Err(FilterProblem::RangeSigns { range: text.into() })
        }
        End::Last(last) if last < range.start => Err(FilterProblem::RangeBackwards { range: text.into() }),
        _ => Ok(range),
    }
}

fn form<'t>(input: &mut &'t str) -> ModalResult<Form<'t>> {
    alt((
        terminated(separated_pair(opt(signed), (space, ':', space), opt(signed)), eof)
            .map(|(start, length)| Form::Length(start, length)),
        terminated(separated_pair(signed, (space, '-', space), signed), eof)
            .map(|(start, last)| Form::Last(start, last)),
        terminated(signed, eof).map(Form::One),
    ))
    .parse_next(input)
}

fn signed<'t>(input: &mut &'t str) -> ModalResult<&'t str> {
    (opt('-'), digits).take().parse_next(input)
}

fn digits<'t>(input: &mut &'t str) -> ModalResult<&'t str> {
    alt((
        preceded(alt(("0x", "0X")), take_while(1.., |c: char| c.is_ascii_hexdigit())).take(),
        take_while(1.., |c: char| c.is_ascii_digit()),
    ))
    .parse_next(input)
}

fn space<'t>(input: &mut &'t str) -> ModalResult<&'t str> {
    take_while(0.., char::is_whitespace).parse_next(input)
}

/// An offset or a length, of 31 bits and a sign.
fn number(text: &str) -> Result<i32, FilterProblem> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let (radix, digits) = match digits.strip_prefix("0x").or(digits.strip_prefix("0X")) {
        Some(hex) => (16, hex),
        None if digits.len() > 1 && digits.starts_with('0') => (8, digits),
        None => (10, digits),
    };
    if radix == 8 && digits.bytes().any(|b| b > b'7') {
        return Err(FilterProblem::NotOctal { value: text.into() });
    }
    i32::from_str_radix(&format!("{sign}{digits}"), radix)
        .map_err(|_| FilterProblem::RangeOverflow { number: text.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(ranges: &str, bytes: &[u8]) -> Vec<u8> {
        read_list(ranges, 1)
            .expect("the ranges are right")
            .iter()
            .flat_map(|range| range.of(bytes).to_vec())
            .collect()
    }

    #[test]
    fn the_forms_of_a_slice() {
        let bytes: Vec<u8> = (0..10).collect();
        assert_eq!(take("0", &bytes), [0]);
        assert_eq!(take("2:3", &bytes), [2, 3, 4]);
        assert_eq!(take("2-3", &bytes), [2, 3]);
        assert_eq!(take(":2", &bytes), [0, 1]);
        assert_eq!(take("7:", &bytes), [7, 8, 9]);
        assert_eq!(take("-2:", &bytes), [8, 9]);
        assert_eq!(take("-3--2", &bytes), [7, 8]);
        assert_eq!(take("-1", &bytes), [9]);
        assert_eq!(take(":", &bytes), bytes);
        assert_eq!(take("0x2", &bytes), [2]);
        assert_eq!(take("010", &bytes), [8]);
        assert_eq!(take(" 1 , 3-4, 8 : ", &bytes), [1, 3, 4, 8, 9]);
    }

    #[test]
    fn a_range_that_does_not_fit_takes_nothing() {
        let bytes = [1, 2, 3];
        assert_eq!(take("3", &bytes), [0; 0]);
        assert_eq!(take("2:2", &bytes), [0; 0]);
        assert_eq!(take("-4", &bytes), [0; 0]);
        assert_eq!(take("1-3", &bytes), [0; 0]);
        assert_eq!(take("0,5", &bytes), [1]);
        assert_eq!(take("2147483647:2147483647", &bytes), [0; 0]);
    }

    #[test]
    fn layers_count_from_one_and_from_the_last() {
        let picks = |range: &str, total: u32| -> Vec<u32> {
            let ranges = read_list(range, 1).expect("the ranges are right");
            (1..=total).filter(|n| ranges.iter().any(|r| r.has_layer(*n, total))).collect()
        };
        assert_eq!(picks("1", 3), [1]);
        assert_eq!(picks("-1", 3), [3]);
        assert_eq!(picks("-2:", 3), [2, 3]);
        assert_eq!(picks("1-2", 3), [1, 2]);
        assert_eq!(picks("2:5", 3), [2, 3]);
        assert_eq!(picks("0", 3), [0; 0]);
        assert_eq!(picks("0:2", 3), [1]);
        assert_eq!(picks(":2", 3), [1]);
    }

    #[test]
    fn wrong_ranges_say_what_is_wrong_and_where() {
        let problem = |text: &str| read_list(text, 1).expect_err("the range is wrong");
        assert_eq!(problem("").problem, FilterProblem::NoRange);
        let range = |range: &str| range.to_owned();
        assert_eq!(problem("1:2:3").problem, FilterProblem::BadRange { range: range("1:2:3") });
        assert_eq!(problem("a").problem, FilterProblem::BadRange { range: range("a") });
        assert_eq!(problem("0:0").problem, FilterProblem::RangeEmpty { range: range("0:0") });
        assert_eq!(problem("5-2").problem, FilterProblem::RangeBackwards { range: range("5-2") });
        assert_eq!(problem("-1-2").problem, FilterProblem::RangeSigns { range: range("-1-2") });
        let error = problem("0, 2147483648");
        assert_eq!(error.problem, FilterProblem::RangeOverflow { number: range("2147483648") });
        assert_eq!(error.span, Span::new(4, 14));
    }
}
