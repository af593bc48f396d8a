//! What can be wrong with a filter, where, and what was probably meant.
//!
//! A [`FilterError`] carries the place as a range of bytes of the filter's text, so that a caret can point at
//! it, the problem with its arguments, in no language yet (`language::filter` writes both), and the text that
//! would do instead, if one is near. Only the first problem is reported: those behind it often follow from
//! it.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::types::Type;

/// A range of bytes of the filter's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// From `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// From where this begins to where `other` ends.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start, other.end)
    }
}

/// Why a filter's text is not a filter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem:?} at {}..{}", span.start, span.end)]
pub struct FilterError {
    /// Where in the text.
    pub span: Span,
    /// What is wrong.
    pub problem: FilterProblem,
    /// What could stand at [`span`](Self::span) instead.
    pub suggestion: Option<String>,
}

/// What the grammar needs at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A field, a comparison or a group in parentheses.
    Test,
    /// A field or a value.
    Value,
    /// A comparison, after `any` or `all`.
    Comparison,
    /// `and`, `or` or the end.
    Operator,
    /// `)`.
    Parenthesis,
    /// `}`.
    Brace,
    /// `{`, after `in`.
    Set,
    /// `,` or `)` in a call.
    Argument,
}

/// What is wrong with a filter. Strings are as the filter writes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterProblem {
    /// A `"…` without its end.
    UnclosedText,
    /// A `'…` without its end.
    UnclosedCharacter,
    /// A `[…` without its end.
    UnclosedRanges,
    /// `''`.
    EmptyCharacter,
    /// More than one byte between single quotes.
    LongCharacter,
    /// A backslash before something that cannot be escaped.
    BadEscape {
        /// The backslash and what follows.
        escape: String,
    },
    /// `\400` and more.
    LargeEscape {
        /// The backslash and its digits.
        escape: String,
    },
    /// `\ud800`, `\U00110000` and the like.
    NoCodePoint {
        /// The backslash and its digits.
        escape: String,
    },
    /// A letter beyond ASCII outside of quotes.
    NotAscii {
        /// Which.
        character: char,
    },
    /// An operator of other languages: `=`, `|`, `^`, `=>`, `=<`, `<>`.
    WrongOperator {
        /// What stands there.
        found: &'static str,
        /// How it is written here.
        right: &'static str,
    },
    /// A character that no filter has outside of quotes.
    Stray {
        /// Which.
        found: String,
    },
    /// `#` without a number or a range behind it.
    BadLayer,
    /// `[]`.
    NoRange,
    /// What stands between brackets is no range.
    BadRange {
        /// It.
        range: String,
    },
    /// An offset of more than 31 bits.
    RangeOverflow {
        /// It.
        number: String,
    },
    /// A range of no bytes, or of less than none.
    RangeEmpty {
        /// It.
        range: String,
    },
    /// A range whose end is before its beginning.
    RangeBackwards {
        /// It.
        range: String,
    },
    /// A range from an offset counted from one end to an offset counted from the other.
    RangeSigns {
        /// It.
        range: String,
    },
    /// `${…}`: Wireshark's selected frame, or one of its macros.
    Reference,
    /// The text ends too early.
    End {
        /// What is missing.
        expected: Expected,
    },
    /// Something that cannot stand here.
    Unexpected {
        /// It.
        found: String,
        /// What could.
        expected: Expected,
    },
    /// A word where an operator must stand, and it resembles one.
    NoOperator {
        /// It.
        word: String,
    },
    /// A word of capture filters (`host`, `port`).
    CaptureFilter {
        /// It.
        word: String,
    },
    /// `not` before an operator instead of before the whole test.
    MisplacedNot,
    /// Two elements of a set without a comma between them.
    MissingComma,
    /// `== (80 or 443)`.
    OrOfValues,
    /// Parentheses around a value.
    ParenthesisedValue,
    /// Nested too deep.
    TooDeep {
        /// How deep it may be.
        limit: usize,
    },
    /// No field or protocol has this name.
    NoField {
        /// It.
        name: String,
    },
    /// A field, a hyphen and more, without a space: one word, and no field.
    GluedMinus {
        /// The field.
        name: String,
    },
    /// No function has this name.
    NoFunction {
        /// It.
        name: String,
    },
    /// A value where a test must stand.
    LoneValue {
        /// It.
        value: String,
    },
    /// A slice of a value.
    SlicedValue {
        /// It.
        value: String,
    },
    /// A function where a test must stand.
    LoneFunction {
        /// Its name.
        name: String,
    },
    /// A value on the left of a comparison.
    ValueOnLeft {
        /// It.
        value: String,
        /// The operator.
        operator: &'static str,
    },
    /// Something of another type than what it is compared or calculated with.
    Incomparable {
        /// It, as written.
        value: String,
        /// Its type.
        kind: Type,
        /// The type of the other side.
        other: Type,
    },
    /// A field without a value, compared.
    NoValue {
        /// Its name.
        name: String,
    },
    /// Not a number.
    NotNumber {
        /// What stands there.
        value: String,
    },
    /// A number that begins with 0 has a digit above 7.
    NotOctal {
        /// It.
        value: String,
    },
    /// A number that the field cannot hold.
    NumberTooLarge {
        /// It.
        value: String,
        /// The largest that it can.
        largest: u64,
    },
    /// A number of more than 64 bits.
    NumberOverflow {
        /// It.
        value: String,
    },
    /// A quoted number.
    QuotedNumber {
        /// It, without quotes.
        value: String,
    },
    /// Text where a type has none.
    QuotedValue {
        /// The type that the place needs.
        kind: Type,
    },
    /// The field's values have names, but not this.
    NoValueName {
        /// It.
        value: String,
        /// The field.
        field: &'static str,
    },
    /// Neither true nor false.
    NotBoolean {
        /// What stands there.
        value: String,
    },
    /// Not an IPv4 address.
    NotIpv4 {
        /// What stands there.
        value: String,
    },
    /// Not an IPv6 address.
    NotIpv6 {
        /// What stands there.
        value: String,
    },
    /// A prefix longer than the address.
    LongPrefix {
        /// It.
        bits: String,
        /// The address's length.
        most: u8,
    },
    /// Not an Ethernet address.
    NotMac {
        /// What stands there.
        value: String,
    },
    /// Bytes, but not six.
    MacLength {
        /// How many.
        have: usize,
    },
    /// Not bytes.
    NotBytes {
        /// What stands there.
        value: String,
    },
    /// Not a length of time.
    NotTime {
        /// What stands there.
        value: String,
    },
    /// A slice of something that has no bytes.
    NoSlice {
        /// It.
        kind: Type,
    },
    /// `contains` on something that has no parts.
    NoContains {
        /// It.
        kind: Type,
    },
    /// `matches` on something that is neither text nor bytes.
    NoMatches {
        /// It.
        kind: Type,
    },
    /// `matches` without a pattern in quotes.
    UnquotedPattern,
    /// A pattern that is no regular expression here.
    BadPattern {
        /// What the regular expression engine says, in English.
        reason: String,
    },
    /// A pattern that is too large once it is compiled.
    LargePattern,
    /// An operator on a type that has none such.
    NoArithmetic {
        /// It.
        operator: &'static str,
        /// The type.
        kind: Type,
    },
    /// Too few or too many arguments.
    ArgumentCount {
        /// The function.
        function: &'static str,
        /// How many it has here.
        have: usize,
        /// Does it take more than one?
        several: bool,
    },
    /// An argument of a type that the function does not take.
    ArgumentType {
        /// The function.
        function: &'static str,
        /// The type.
        kind: Type,
    },
    /// An argument that must be a field and is not.
    ArgumentField {
        /// The function.
        function: &'static str,
    },
    /// An argument of another type than the first.
    ArgumentsDiffer {
        /// The function.
        function: &'static str,
        /// The first one's type.
        first: Type,
        /// This one's type.
        kind: Type,
    },
}

impl FilterError {
    pub(super) fn new(span: Span, problem: FilterProblem) -> Self {
        Self { span, problem, suggestion: None }
    }

    pub(super) fn suggesting(mut self, suggestion: Option<impl Into<String>>) -> Self {
        self.suggestion = suggestion.map(Into::into);
        self
    }

    /// Two lines to print under each other: the filter's text, or the part of it around the problem, and a
    /// caret with tildes under the problem. Both are at most `width` columns wide; columns are counted as a
    /// terminal does, so that Korean takes two each.
    pub fn excerpt(&self, text: &str, width: usize) -> [String; 2] {
        let width = width.max(MARGIN * 2 + 2);
        let start = floor(text, self.span.start);
        let end = floor(text, self.span.end.max(start));
        let (before, behind) = text.split_at(start);
        let (inside, after) = behind.split_at(end - start);
        let (before, inside, after) = (printable(before), printable(inside), printable(after));

        // Of a long filter, the problem's beginning stays in sight, with something before it.
        let room = (width - MARGIN * 2).saturating_sub(inside.width().min(width / 2));
        let before = last_columns(&before, room);
        let mut line = format!("{before}{inside}{after}");
        if line.width() > width {
            line = first_columns(&line, width - 1);
            line.push('…');
        }
        let space = before.width();
        let long = inside.width().clamp(1, (width - space).max(1));
        let mark = format!("{}^{}", " ".repeat(space), "~".repeat(long - 1));
        [line, mark]
    }
}

/// Columns kept free on each side of the problem in a long filter.
const MARGIN: usize = 4;

/// The nearest boundary of a character at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Text on one line: whatever has no width of its own becomes a space.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn first_columns(text: &str, columns: usize) -> String {
    let mut used = 0;
    text.chars()
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used <= columns
        })
        .collect()
}

fn last_columns(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut used = 1;
    let kept: Vec<char> = text
        .chars()
        .rev()
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used <= columns
        })
        .collect();
    std::iter::once('…').chain(kept.into_iter().rev()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, part: &str, width: usize) -> [String; 2] {
        let start = text.find(part).expect("the part is in the text");
        let span = Span::new(start, start + part.len());
        FilterError::new(span, FilterProblem::BadLayer).excerpt(text, width)
    }

    #[test]
    fn the_caret_stands_under_the_problem() {
        let [line, mark] = excerpt("tcp.prot == 80", "tcp.prot", 80);
        assert_eq!(line, "tcp.prot == 80");
        assert_eq!(mark, "^~~~~~~~");
    }

    #[test]
    fn korean_takes_two_columns_a_syllable() {
        let [line, mark] = excerpt("tcp contains \"한글\" && 포트", "포", 80);
        assert_eq!(line, "tcp contains \"한글\" && 포트");
        assert_eq!(mark, "                       ^~");
    }

    #[test]
    fn a_long_filter_is_cut_around_the_problem() {
        let text = format!("{}tcp.prot == 80{}", "tcp or ".repeat(50), " or udp".repeat(50));
        let [line, mark] = excerpt(&text, "tcp.prot", 60);
        assert!(line.width() <= 60, "{line}");
        assert!(line.starts_with('…') && line.ends_with('…'), "{line}");
        let at = mark.find('^').expect("there is a caret");
        let shown: String = line.chars().skip(at).take(8).collect();
        assert_eq!(shown, "tcp.prot");
    }

    #[test]
    fn a_problem_at_the_end_has_its_caret_behind_the_text() {
        let span = Span::new(6, 6);
        let [_, mark] = FilterError::new(span, FilterProblem::BadLayer).excerpt("tcp &&", 80);
        assert_eq!(mark, "      ^");
    }

    #[test]
    fn a_line_break_in_the_filter_stays_on_the_line() {
        let [line, _] = excerpt("tcp\nand\tudpp", "udpp", 80);
        assert_eq!(line, "tcp and udpp");
    }
}
