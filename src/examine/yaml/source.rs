//! The text of a YAML file, and where in it a byte stands: line and column as an editor counts them.

use std::ops::Range;

/// What some editors write before the first character of a file.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A file's name and text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    file: String,
    text: String,
    /// Where each line begins, as offsets into `text`. Never empty.
    lines: Vec<usize>,
    /// How many characters begin before each [`STRIDE`]th byte: a file may be one long line, and a column is counted
    /// for each of its values.
    characters: Vec<u32>,
}

/// See [`Source::characters_before`].
const STRIDE: usize = 128;

/// A piece of a [`Source`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Spot {
    /// Its first byte, counted from the beginning of the file, a byte order mark included.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Its line, counted from 1.
    pub line: usize,
    /// The column of its first character, counted from 1 in characters. A byte order mark is none.
    pub column: usize,
}

impl Spot {
    /// Its bytes.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

impl Source {
    /// A file's text, with the name under which it is spoken of.
    pub fn new(file: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let first = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        let mut lines = vec![first];
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            // A line ends with a line feed, a carriage return, or both (YAML 1.2.2, section 5.4).
            let ends = match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends {
                lines.push(at + 1);
            }
        }
        let mut count = 0;
        let mut characters = Vec::with_capacity(bytes.len() / STRIDE + 1);
        for chunk in bytes.chunks(STRIDE) {
            characters.push(count);
            count += begun(chunk);
        }
        Self { file: file.into(), text, lines, characters }
    }

    /// The file's name, as it was given.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The whole text, a byte order mark included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many bytes a byte order mark takes: 0 or 3.
    pub fn mark(&self) -> usize {
        self.lines.first().copied().unwrap_or(0)
    }

    /// The text behind a byte order mark.
    pub fn yaml(&self) -> &str {
        self.text.get(self.mark()..).unwrap_or("")
    }

    /// The text of a piece.
    pub fn slice(&self, spot: Spot) -> &str {
        self.text.get(spot.range()).unwrap_or("")
    }

    /// Where some bytes stand. What lies outside of the text or inside of a character is moved to the nearest border
    /// before it.
    pub fn spot(&self, bytes: Range<usize>) -> Spot {
        let start = self.border(bytes.start);
        let end = self.border(bytes.end).max(start);
        let line = self.lines.partition_point(|begin| *begin <= start).max(1);
        let begin = self.lines.get(line - 1).copied().unwrap_or(0).min(start);
        let column = (self.characters_before(start) - self.characters_before(begin)) as usize + 1;
        Spot { start, end, line, column }
    }

    /// A line by its number, without what ends it.
    pub fn line(&self, number: usize) -> Option<&str> {
        let range = self.line_range(number)?;
        self.text.get(range)
    }

    /// The bytes of a line, without what ends it.
    pub fn line_range(&self, number: usize) -> Option<Range<usize>> {
        let start = *self.lines.get(number.checked_sub(1)?)?;
        let end = self.lines.get(number).copied().unwrap_or(self.text.len());
        let line = self.text.get(start..end)?;
        Some(start..start + line.trim_end_matches(['\r', '\n']).len())
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, at: usize) -> u32 {
        let stride = at / STRIDE;
        let known = self.characters.get(stride).copied();
        // Behind the last byte, at the end of a stride, there is no next one.
        let (from, known) = match (known, self.characters.last()) {
            (Some(known), _) => (stride * STRIDE, known),
            (None, Some(last)) => ((self.characters.len() - 1) * STRIDE, *last),
            (None, None) => (0, 0),
        };
        known + self.text.as_bytes().get(from..at).map_or(0, begun)
    }

    fn border(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// How many characters begin among some bytes of UTF-8.
fn begun(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from(byte & 0xc0 != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_counted_in_characters() {
        let source = Source::new("a.yaml", "\u{feff}이름: 값\r\nb: c\rd");
        let at = |needle: &str| {
            let start = source.text().find(needle).expect("it is there");
            let spot = source.spot(start..start + needle.len());
            (spot.line, spot.column, source.slice(spot).to_owned())
        };
        assert_eq!(at("값"), (1, 5, "값".to_owned()));
        assert_eq!(at("c"), (2, 4, "c".to_owned()));
        assert_eq!(at("d"), (3, 1, "d".to_owned()));
        assert_eq!(source.line(1), Some("이름: 값"));
        assert_eq!(source.line(3), Some("d"));
        assert_eq!(source.line(4), None);
        assert_eq!(source.yaml().chars().next(), Some('이'));
    }

    #[test]
    fn a_column_of_a_long_line_is_counted_right() {
        let text = format!("a\n{}", "a값é😀".repeat(100));
        let source = Source::new("a.yaml", text.clone());
        for (count, (at, _)) in text.char_indices().skip(2).enumerate() {
            assert_eq!(source.spot(at..at).column, count + 1);
        }
        assert_eq!(source.spot(text.len()..text.len()).column, 401);
        let even = Source::new("a.yaml", "a".repeat(2 * STRIDE));
        assert_eq!(even.spot(2 * STRIDE..2 * STRIDE).column, 2 * STRIDE + 1);
    }

    #[test]
    fn an_offset_outside_is_moved_to_a_border() {
        let source = Source::new("a.yaml", "값");
        assert_eq!(source.spot(1..2), Spot { start: 0, end: 0, line: 1, column: 1 });
        assert_eq!(source.spot(7..9), Spot { start: 3, end: 3, line: 1, column: 2 });
        assert_eq!(Source::new("", "").spot(0..0), Spot { start: 0, end: 0, line: 1, column: 1 });
    }
}
