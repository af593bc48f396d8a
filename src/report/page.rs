//! Laying lines out on a terminal: widths, colours, columns, wrapping.
//!
//! Everything is measured in terminal columns, not in bytes or letters: a Korean syllable takes two. Text is
//! painted here or not at all, so that a line's width is known before an escape code is in it, and a plain
//! page costs nothing. In ASCII mode the arrows, dots and curly quotes that our sentences use are replaced
//! before measuring; letters of other scripts stay, they are what the reader asked for.
//!
//! A [`Page`] collects lines in one buffer and hands it to its writer when it grows; nothing here knows what
//! it prints.

use crate::language::Language;
use anstyle::{AnsiColor, Color, Effects, Style};
use std::borrow::Cow;
use std::io::{self, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a page looks.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// Is that width somebody's terminal or wish? If not, what is meant to be one line is not cut to it.
    pub narrow: bool,
    /// Colours?
    pub paint: bool,
    /// No box, arrow or curly characters?
    pub ascii: bool,
    /// The reader's language.
    pub language: Language,
}

/// What a piece of text is, for its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tint {
    /// Ordinary text.
    #[default]
    Plain,
    /// A head line.
    Head,
    /// What a segment says.
    Speech,
    /// The name of a field or variable.
    Name,
    /// Raw bytes.
    Raw,
    /// Less important.
    Dim,
    /// Proven by the sender's own segment.
    Observed,
    /// Proven by a later segment.
    Confirmed,
    /// Assumed.
    Inferred,
    /// Disproved, damaged, refused.
    Wrong,
    /// A command to type.
    Command,
}

impl Tint {
    fn style(self) -> Style {
        let colour = |c: AnsiColor| Style::new().fg_color(Some(Color::Ansi(c)));
        match self {
            Self::Plain => Style::new(),
            Self::Head => Style::new().bold(),
            Self::Speech => colour(AnsiColor::Green).effects(Effects::ITALIC),
            Self::Name => colour(AnsiColor::Cyan),
            Self::Raw => colour(AnsiColor::Magenta),
            Self::Dim => Style::new().dimmed(),
            Self::Observed => colour(AnsiColor::Green),
            Self::Confirmed => colour(AnsiColor::Green).bold(),
            Self::Inferred => colour(AnsiColor::Yellow),
            Self::Wrong => colour(AnsiColor::Red),
            Self::Command => Style::new().bold(),
        }
    }
}

/// Columns that a text takes on a terminal.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { UnicodeWidthStr::width(text) }
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

/// Break a text into lines of at most `first` columns, then `rest`: at spaces, and inside a word only if the word
/// alone is longer than a line; at every line feed. Always at least one line.
pub fn wrap(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    let room = |lines: &Vec<String>| {
        if lines.is_empty() { first.max(4) } else { rest.max(4) }
    };
    let words = text.split(' ').flat_map(|word| {
        let mut parts = word.split('\n');
        let first = parts.next().map(|part| (part, false));
        first.into_iter().chain(parts.map(|part| (part, true)))
    });
    for (word, forced) in words {
        if forced {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        let wide = width(word);
        let gap = usize::from(!line.is_empty());
        if used + gap + wide <= room(&lines) {
            if gap == 1 {
                line.push(' ');
            }
            line.push_str(word);
            used += gap + wide;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            used = 0;
        } else if lines.is_empty() && wide <= rest && wide > first {
            lines.push(String::new());
        }
        for letter in word.chars() {
            let wide = letter.width().unwrap_or(0);
            if used + wide > room(&lines) && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(letter);
            used += wide;
        }
    }
    lines.push(line);
    lines
}

/// Cut a text to `room` columns, `…` at its end if anything is missing.
pub fn fit(text: &str, room: usize) -> Cow<'_, str> {
    if width(text) <= room {
        return Cow::Borrowed(text);
    }
    let mut short = String::new();
    let mut used = 1;
    for letter in text.chars() {
        used += letter.width().unwrap_or(0);
        if used > room {
            break;
        }
        short.push(letter);
    }
    short.push('…');
    Cow::Owned(short)
}

/// One piece of a line.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// Its text, already without what ASCII mode forbids if it came through [`Page::cell`].
    pub text: String,
    /// Its colour.
    pub tint: Tint,
}

/// How a column of a [`Page::grid`] behaves.
#[derive(Debug, Clone, Copy, Default)]
pub struct Column {
    /// Numbers stand at the right.
    pub right: bool,
    /// Never wider than this; 0 is no limit. Longer cells are wrapped.
    pub at_most: usize,
    /// Never narrower than this, so that grids below each other line up.
    pub at_least: usize,
}

/// A place that lines are written to.
pub struct Page<'w> {
    out: Box<dyn Write + 'w>,
    buffer: String,
    column: usize,
    /// Spaces asked for but not yet written: a line never ends with any.
    pending: usize,
    /// How it looks.
    pub look: Look,
}

impl<'w> Page<'w> {
    /// A page on a writer. The writer need not be buffered.
    pub fn new(out: Box<dyn Write + 'w>, look: Look) -> Self {
        Self { out, buffer: String::with_capacity(80 * 1024), column: 0, pending: 0, look }
    }

    /// The reader's language.
    pub fn language(&self) -> Language {
        self.look.language
    }

    /// Add text to the line.
    pub fn add(&mut self, tint: Tint, text: &str) -> &mut Self {
        if text.is_empty() {
            return self;
        }
        for _ in 0..self.pending {
            self.buffer.push(' ');
        }
        self.column += self.pending;
        self.pending = 0;
        let text = if self.look.ascii { ascii(text) } else { Cow::Borrowed(text) };
        self.column += width(&text);
        if self.look.paint && tint != Tint::Plain {
            use std::fmt::Write as _;
            let style = tint.style();
            let _ = write!(self.buffer, "{style}{text}{style:#}");
        } else {
            self.buffer.push_str(&text);
        }
        self
    }

    /// Add plain text.
    pub fn say(&mut self, text: &str) -> &mut Self {
        self.add(Tint::Plain, text)
    }

    /// Go to a column of the line (from 0), at least `gap` spaces on.
    pub fn to(&mut self, column: usize, gap: usize) -> &mut Self {
        let here = self.column + self.pending;
        self.pending += column.saturating_sub(here).max(gap);
        self
    }

    /// The column where the next text would stand.
    pub fn column(&self) -> usize {
        self.column + self.pending
    }

    /// End the line.
    ///
    /// # Errors
    /// What the writer says.
    pub fn end(&mut self) -> io::Result<()> {
        self.buffer.push('\n');
        self.column = 0;
        self.pending = 0;
        if self.buffer.len() >= 64 * 1024 {
            self.out.write_all(self.buffer.as_bytes())?;
            self.buffer.clear();
        }
        Ok(())
    }

    /// An empty line.
    ///
    /// # Errors
    /// What the writer says.
    pub fn blank(&mut self) -> io::Result<()> {
        self.end()
    }

    /// Write out what is still held back.
    ///
    /// # Errors
    /// What the writer says.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(self.buffer.as_bytes())?;
        self.buffer.clear();
        self.out.flush()
    }

    /// A cell for [`grid`](Self::grid).
    pub fn cell(&self, tint: Tint, text: impl Into<String>) -> Cell {
        let text = text.into();
        let text = match if self.look.ascii { ascii(&text) } else { Cow::Borrowed(text.as_str()) } {
            Cow::Borrowed(_) => text,
            Cow::Owned(plain) => plain,
        };
        Cell { text, tint }
    }

    /// A paragraph from the column where the line stands, its further lines below its first letter; ends the line.
    ///
    /// # Errors
    /// What the writer says.
    pub fn paragraph(&mut self, tint: Tint, text: &str) -> io::Result<()> {
        let text = if self.look.ascii { ascii(text) } else { Cow::Borrowed(text) };
        let hang = self.column();
        let room = self.look.width.saturating_sub(hang);
        if self.pending + width(&text) <= room {
            self.add(tint, &text);
            return self.end();
        }
        for (index, line) in wrap(&text, room, room).iter().enumerate() {
            if index > 0 {
                self.end()?;
                self.to(hang, 0);
            }
            self.add(tint, line);
        }
        self.end()
    }

    /// Rows below each other, `indent` columns from the left and two spaces between columns. The last column takes
    /// what is left of the page and is wrapped; one that is limited is wrapped too. A row with fewer cells than
    /// there are columns gives its last cell all the room to the right.
    ///
    /// # Errors
    /// What the writer says.
    pub fn grid(&mut self, indent: usize, columns: &[Column], rows: &[Vec<Cell>]) -> io::Result<()> {
        const GAP: usize = 2;
        let mut widths: Vec<usize> = columns.iter().map(|c| c.at_least).collect();
        for row in rows {
            // A spanning last cell does not widen its column.
            let own = if row.len() < columns.len() { row.len().saturating_sub(1) } else { row.len() };
            for (cell, wide) in row.iter().take(own).zip(&mut widths) {
                let longest = cell.text.split('\n').map(width).max().unwrap_or(0);
                *wide = (*wide).max(longest);
            }
        }
        for (wide, column) in widths.iter_mut().zip(columns) {
            if column.at_most > 0 {
                *wide = (*wide).min(column.at_most);
            }
        }
        let mut starts = Vec::with_capacity(widths.len());
        let mut start = indent;
        for wide in &widths {
            starts.push(start);
            start += wide + GAP;
        }
        for row in rows {
            self.grid_row(columns, &starts, &widths, row)?;
        }
        Ok(())
    }

    fn grid_row(
        &mut self,
        columns: &[Column],
        starts: &[usize],
        widths: &[usize],
        row: &[Cell],
    ) -> io::Result<()> {
        let last = row.len().saturating_sub(1);
        let mut lines: Vec<Vec<String>> = Vec::with_capacity(row.len());
        for (index, cell) in row.iter().enumerate() {
            let start = starts.get(index).copied().unwrap_or_default();
            let own = widths.get(index).copied().unwrap_or_default();
            let room = if index == last { self.look.width.saturating_sub(start) } else { own };
            if width(&cell.text) <= room && !cell.text.contains('\n') {
                lines.push(vec![cell.text.clone()]);
            } else {
                lines.push(wrap(&cell.text, room, room));
            }
        }
        let height = lines.iter().map(Vec::len).max().unwrap_or(1);
        for line in 0..height {
            for (index, cell) in row.iter().enumerate() {
                let Some(text) = lines.get(index).and_then(|l| l.get(line)) else {
                    continue;
                };
                if text.is_empty() {
                    continue;
                }
                let start = starts.get(index).copied().unwrap_or_default();
                let own = widths.get(index).copied().unwrap_or_default();
                let spans = index == last && row.len() < columns.len();
                let right = !spans && columns.get(index).is_some_and(|c| c.right);
                let start = if right { start + own.saturating_sub(width(text)) } else { start };
                self.to(start, usize::from(index > 0));
                self.add(cell.tint, text);
            }
            self.end()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(look: Look, write: impl FnOnce(&mut Page<'_>)) -> String {
        let mut bytes = Vec::new();
        let mut page = Page::new(Box::new(&mut bytes), look);
        write(&mut page);
        page.flush().expect("a vector takes everything");
        drop(page);
        String::from_utf8(bytes).expect("a page is text")
    }

    const LOOK: Look =
        Look { width: 20, narrow: true, paint: false, ascii: false, language: Language::English };

    #[test]
    fn korean_syllables_take_two_columns() {
        assert_eq!(width("포트 80"), 7);
        assert_eq!(wrap("포트 번호", 4, 4), ["포트", "번호"]);
        assert_eq!(fit("송신처 포트", 7), "송신처…");
    }

    #[test]
    fn a_long_word_is_broken_only_if_it_must() {
        assert_eq!(wrap("one twothree", 8, 8), ["one", "twothree"]);
        assert_eq!(wrap("abcdefghij", 4, 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("", 4, 4), [""]);
        assert_eq!(wrap("a\nb c\n\nd", 8, 8), ["a", "b c", "", "d"]);
    }

    #[test]
    fn lines_never_end_with_spaces() {
        let text = printed(LOOK, |page| {
            page.say("a").to(10, 1);
            page.end().expect("ends");
        });
        assert_eq!(text, "a\n");
    }

    #[test]
    fn a_paragraph_hangs_below_its_first_letter() {
        let text = printed(LOOK, |page| {
            page.say("why").to(6, 1);
            page.paragraph(Tint::Plain, "no socket waits at port 81").expect("fits");
        });
        assert_eq!(text, "why   no socket\n      waits at port\n      81\n");
    }

    #[test]
    fn a_grid_lines_up_by_columns_and_wraps_its_last() {
        let text = printed(LOOK, |page| {
            let rows = vec![
                vec![
                    page.cell(Tint::Name, "포트"),
                    page.cell(Tint::Plain, "80"),
                    page.cell(Tint::Plain, "where it waits"),
                ],
                vec![page.cell(Tint::Name, "seq"), page.cell(Tint::Plain, "spans all of it")],
            ];
            let columns = [
                Column::default(),
                Column { right: true, at_least: 3, ..Column::default() },
                Column::default(),
            ];
            page.grid(1, &columns, &rows).expect("fits");
        });
        assert_eq!(text, " 포트   80  where it\n            waits\n seq   spans all of\n       it\n");
    }

    #[test]
    fn ascii_mode_leaves_no_arrow_and_keeps_korean() {
        let text = printed(Look { ascii: true, ..LOOK }, |page| {
            page.say("“가 → 나” · …");
            page.end().expect("ends");
        });
        assert_eq!(text, "\"가 -> 나\" * ...\n");
    }

    #[test]
    fn colour_does_not_change_where_things_stand() {
        let text = printed(Look { paint: true, ..LOOK }, |page| {
            page.add(Tint::Head, "ab").to(4, 1).say("c");
            page.end().expect("ends");
        });
        assert_eq!(text, "\u{1b}[1mab\u{1b}[0m  c\n");
    }

    #[test]
    fn a_name_in_a_capture_cannot_steer_the_terminal() {
        assert_eq!(printable("eth\u{1b}[2J0"), "eth\u{fffd}[2J0");
    }
}
