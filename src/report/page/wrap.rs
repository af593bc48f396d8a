//! Text in terminal columns: how wide it is, where it breaks, what it is without our arrows.

use std::borrow::Cow;
use unicode_width::UnicodeWidthChar as _;

/// Columns that a text takes on a terminal.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().map(letter_width).sum() }
}

/// Columns of one letter; the ones that our own sentences use are answered without a look into Unicode's tables.
fn letter_width(letter: char) -> usize {
    match letter {
        ' '..='~' | '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{2193}' | '·' | '×' | '▸' => 1,
        '가'..='힣' => 2,
        _ => letter.width().unwrap_or(0),
    }
}

/// The same text without box, arrow and curly characters.
pub fn ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '→' | '⇒' => plain.push_str("->"),
            '←' => plain.push_str("<-"),
            '↔' => plain.push_str("<->"),
            '▸' => plain.push('>'),
            '·' | '•' => plain.push('*'),
            '–' | '—' | '−' => plain.push('-'),
            '…' => plain.push_str("..."),
            '“' | '”' => plain.push('"'),
            '‘' | '’' => plain.push('\''),
            '×' => plain.push('x'),
            '≤' => plain.push_str("<="),
            '≥' => plain.push_str(">="),
            '≠' => plain.push_str("!="),
            '≈' => plain.push('~'),
            '²' => plain.push_str("^2"),
            'µ' | 'μ' => plain.push('u'),
            '\u{2500}'..='\u{257f}' => plain.push('-'),
            _ => plain.push(letter),
        }
    }
    Cow::Owned(plain)
}

/// Text without control characters: a name inside a capture must not steer the terminal.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(char::is_control) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect())
}

/// Break a text into lines of at most `room` columns: at spaces, at every line feed, and inside a word only if the word
/// alone is longer than a line. Always at least one line.
pub fn wrap(text: &str, room: usize) -> Wrapped<'_> {
    Wrapped { rest: Some(text), room: room.max(4) }
}

/// The lines of a text, each a slice of it: see [`wrap`].
#[derive(Debug, Clone)]
pub struct Wrapped<'a> {
    rest: Option<&'a str>,
    room: usize,
}

impl<'a> Iterator for Wrapped<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest?;
        // Most texts fit, and most are plain: those are not walked letter by letter.
        if rest.len() <= self.room && !rest.contains('\n') {
            self.rest = None;
            return Some(rest);
        }
        if let Some(head) = rest.as_bytes().get(..=self.room)
            && head.is_ascii()
            && !head.contains(&b'\n')
        {
            return match head.iter().rposition(|&byte| byte == b' ') {
                Some(space) if space > 0 => self.broken(space, space + 1),
                _ => self.broken(self.room, self.room),
            };
        }
        let mut used = 0;
        let mut space = None;
        for (at, letter) in rest.char_indices() {
            if letter == '\n' {
                return self.broken(at, at + 1);
            }
            if letter == ' ' {
                space = Some(at);
            }
            used += letter_width(letter);
            if used > self.room {
                // A space that no longer fits is where the line ends.
                return match space {
                    Some(space) if space > 0 => self.broken(space, space + 1),
                    _ => self.broken(at, at),
                };
            }
        }
        self.rest = None;
        Some(rest)
    }
}

impl<'a> Wrapped<'a> {
    /// Are there lines left?
    pub(super) fn more(&self) -> bool {
        self.rest.is_some()
    }

    /// From here on lines have so many columns.
    pub(super) fn widen(&mut self, room: usize) {
        self.room = room.max(4);
    }

    fn broken(&mut self, end: usize, next: usize) -> Option<&'a str> {
        let rest = self.rest?;
        self.rest = rest.get(next..);
        rest.get(..end)
    }
}

/// Cut a text to `room` columns, `…` at its end if anything is missing.
pub fn fit(text: &str, room: usize) -> Cow<'_, str> {
    if width(text) <= room {
        return Cow::Borrowed(text);
    }
    let mut short = String::new();
    let mut used = 1;
    for letter in text.chars() {
        used += letter_width(letter);
        if used > room {
            break;
        }
        short.push(letter);
    }
    short.push('…');
    Cow::Owned(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, room: usize) -> Vec<&str> {
        wrap(text, room).collect()
    }

    #[test]
    fn korean_syllables_take_two_columns() {
        assert_eq!(width("포트 80"), 7);
        assert_eq!(lines("포트 번호", 4), ["포트", "번호"]);
        assert_eq!(fit("송신처 포트", 7), "송신처…");
    }

    #[test]
    fn a_long_word_is_broken_only_if_it_must() {
        assert_eq!(lines("one twothree", 8), ["one", "twothree"]);
        assert_eq!(lines("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(lines("ab cdefghij", 4), ["ab", "cdef", "ghij"]);
        assert_eq!(lines("abcd efgh", 4), ["abcd", "efgh"]);
        assert_eq!(lines("가나다", 5), ["가나", "다"]);
        assert_eq!(lines("", 4), [""]);
        assert_eq!(lines("a\nb c\n\nd", 8), ["a", "b c", "", "d"]);
    }

    #[test]
    fn known_widths_are_unicodes() {
        use unicode_width::UnicodeWidthStr as _;
        for text in ["– → · “SYN” × ▸ ← … ‘’", "서버의 소켓", "é ü 한글 mixed ｆｕｌｌ", "\u{200b}x"]
        {
            assert_eq!(width(text), text.width(), "{text}");
        }
    }

    #[test]
    fn a_name_in_a_capture_cannot_steer_the_terminal() {
        assert_eq!(printable("eth\u{1b}[2J0"), "eth\u{fffd}[2J0");
    }
}
