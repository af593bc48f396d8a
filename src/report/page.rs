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
use unicode_width::UnicodeWidthChar as _;

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

/// Cells in rows, for [`Page::grid`]: all their texts in one buffer.
#[derive(Debug)]
pub struct Sheet {
    ascii: bool,
    text: String,
    cells: Vec<Cell>,
    /// Where each row's cells begin.
    rows: Vec<usize>,
}

/// A cell of a [`Sheet`].
#[derive(Debug, Clone, Copy)]
struct Cell {
    start: usize,
    end: usize,
    /// Columns of its longest line.
    wide: usize,
    /// Has it line feeds?
    lines: bool,
    tint: Tint,
}

impl Sheet {
    /// A sheet without rows.
    pub fn new(look: &Look) -> Self {
        Self {
            ascii: look.ascii,
            text: String::with_capacity(1024),
            cells: Vec::with_capacity(64),
            rows: Vec::with_capacity(16),
        }
    }

    /// Begin a row.
    pub fn row(&mut self) -> &mut Self {
        self.rows.push(self.cells.len());
        self
    }

    /// Put a cell into the row.
    pub fn cell(&mut self, tint: Tint, text: &str) -> &mut Self {
        let start = self.text.len();
        if self.ascii {
            self.text.push_str(&ascii(text));
        } else {
            self.text.push_str(text);
        }
        let own = self.text.get(start..).unwrap_or_default();
        let lines = own.contains('\n');
        let wide = if lines { own.split('\n').map(width).max().unwrap_or(0) } else { width(own) };
        self.cells.push(Cell { start, end: self.text.len(), wide, lines, tint });
        self
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Is it without rows?
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Columns of the widest cell in a column of the sheet.
    pub fn widest(&self, column: usize) -> usize {
        let cells = (0..self.len()).filter_map(|row| self.cells_of(row).get(column));
        cells.map(|cell| cell.wide).max().unwrap_or(0)
    }

    /// Lines that a row takes on these columns.
    pub fn height(&self, row: usize, columns: &[Column]) -> usize {
        let lines = |(cell, column): (&Cell, &Column)| match column.at_most {
            0 => 1,
            most => cell.wide.div_ceil(most),
        };
        self.cells_of(row).iter().zip(columns).map(lines).max().unwrap_or(1).max(1)
    }

    fn cells_of(&self, row: usize) -> &[Cell] {
        let start = self.rows.get(row).copied().unwrap_or_default();
        let end = self.rows.get(row + 1).copied().unwrap_or(self.cells.len());
        self.cells.get(start..end).unwrap_or_default()
    }

    fn text_of(&self, cell: &Cell) -> &str {
        self.text.get(cell.start..cell.end).unwrap_or_default()
    }
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
        let text = if self.look.ascii { ascii(text) } else { Cow::Borrowed(text) };
        let wide = width(&text);
        self.put(tint, &text, wide);
        self
    }

    /// Add text that is ready to be printed and so wide.
    fn put(&mut self, tint: Tint, text: &str, wide: usize) {
        const SPACES: &str = "                                                                ";
        while self.pending > 0 {
            let some = self.pending.min(SPACES.len());
            self.buffer.push_str(SPACES.get(..some).unwrap_or_default());
            self.pending -= some;
            self.column += some;
        }
        self.column += wide;
        if self.look.paint && tint != Tint::Plain {
            use std::fmt::Write as _;
            let style = tint.style();
            let _ = write!(self.buffer, "{style}{text}{style:#}");
        } else {
            self.buffer.push_str(text);
        }
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

    /// A paragraph from the column where the line stands, its further lines below its first letter; ends the line.
    ///
    /// # Errors
    /// What the writer says.
    pub fn paragraph(&mut self, tint: Tint, text: &str) -> io::Result<()> {
        self.hanging(self.column(), tint, text)
    }

    /// The rest of a line, its further lines at column `hang`; ends the line.
    ///
    /// # Errors
    /// What the writer says.
    pub fn hanging(&mut self, hang: usize, tint: Tint, text: &str) -> io::Result<()> {
        let text = if self.look.ascii { ascii(text) } else { Cow::Borrowed(text) };
        let mut lines = wrap(&text, self.look.width.saturating_sub(self.column()));
        let mut first = true;
        while let Some(line) = lines.next() {
            lines.room = self.look.width.saturating_sub(hang).max(4);
            if !std::mem::take(&mut first) {
                self.end()?;
                self.to(hang, 0);
            }
            if !line.is_empty() {
                self.put(tint, line, width(line));
            }
        }
        self.end()
    }

    /// Rows below each other, `indent` columns from the left and two spaces between columns. The last column takes
    /// what is left of the page and is wrapped; one that is limited is wrapped too. A row with fewer cells than
    /// there are columns gives its last cell all the room to the right.
    ///
    /// # Errors
    /// What the writer says.
    pub fn grid(&mut self, indent: usize, columns: &[Column], sheet: &Sheet) -> io::Result<()> {
        let places = Places::new(indent, columns, sheet);
        for row in 0..sheet.len() {
            self.grid_row(&places, columns, sheet, row)?;
        }
        Ok(())
    }

    /// One row of a sheet, at the places that all of it has.
    ///
    /// # Errors
    /// What the writer says.
    pub fn grid_row(
        &mut self,
        places: &Places,
        columns: &[Column],
        sheet: &Sheet,
        row: usize,
    ) -> io::Result<()> {
        let cells = sheet.cells_of(row);
        let last = cells.len().saturating_sub(1);
        let room = |index: usize| {
            if index == last {
                self.look.width.saturating_sub(places.start(index))
            } else {
                places.width(index)
            }
        };
        let spans = |index: usize| index == last && cells.len() < columns.len();
        let right = |index: usize| !spans(index) && columns.get(index).is_some_and(|c| c.right);
        let one_line = cells.iter().enumerate().all(|(index, cell)| !cell.lines && cell.wide <= room(index));
        if one_line {
            for (index, cell) in cells.iter().enumerate() {
                let shift = if right(index) { places.width(index).saturating_sub(cell.wide) } else { 0 };
                if cell.wide > 0 {
                    self.to(places.start(index) + shift, usize::from(index > 0));
                    self.put(cell.tint, sheet.text_of(cell), cell.wide);
                }
            }
            return self.end();
        }
        let mut lines: Vec<Wrapped<'_>> =
            cells.iter().enumerate().map(|(index, cell)| wrap(sheet.text_of(cell), room(index))).collect();
        let rights: Vec<bool> = (0..cells.len()).map(right).collect();
        while lines.iter().any(|lines| lines.rest.is_some()) {
            for (index, (cell, lines)) in cells.iter().zip(&mut lines).enumerate() {
                let Some(line) = lines.next().filter(|line| !line.is_empty()) else { continue };
                let wide = width(line);
                let right = rights.get(index).copied().unwrap_or_default();
                let shift = if right { places.width(index).saturating_sub(wide) } else { 0 };
                self.to(places.start(index) + shift, usize::from(index > 0));
                self.put(cell.tint, line, wide);
            }
            self.end()?;
        }
        Ok(())
    }
}

/// Where the columns of a grid begin and how wide they are.
#[derive(Debug)]
pub struct Places(Vec<(usize, usize)>);

impl Places {
    /// Between columns.
    const GAP: usize = 2;

    /// For all rows of a sheet.
    pub fn new(indent: usize, columns: &[Column], sheet: &Sheet) -> Self {
        let mut widths: Vec<usize> = columns.iter().map(|column| column.at_least).collect();
        for row in 0..sheet.len() {
            let cells = sheet.cells_of(row);
            // A last cell that spans does not widen its column.
            let own = if cells.len() < columns.len() { cells.len().saturating_sub(1) } else { cells.len() };
            for (cell, wide) in cells.iter().take(own).zip(&mut widths) {
                *wide = (*wide).max(cell.wide);
            }
        }
        let mut start = indent;
        let mut places = Vec::with_capacity(widths.len());
        for (wide, column) in widths.into_iter().zip(columns) {
            let wide = if column.at_most > 0 { wide.min(column.at_most) } else { wide };
            places.push((start, wide));
            start += wide + Self::GAP;
        }
        Self(places)
    }

    /// Where a column begins.
    pub fn start(&self, column: usize) -> usize {
        self.0.get(column).map_or(0, |&(start, _)| start)
    }

    fn width(&self, column: usize) -> usize {
        self.0.get(column).map_or(0, |&(_, wide)| wide)
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

    fn lines(text: &str, room: usize) -> Vec<&str> {
        wrap(text, room).collect()
    }

    const LOOK: Look =
        Look { width: 20, narrow: true, paint: false, ascii: false, language: Language::English };

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
            let mut sheet = Sheet::new(&page.look);
            sheet.row().cell(Tint::Name, "포트").cell(Tint::Plain, "80").cell(Tint::Plain, "where it waits");
            sheet.row().cell(Tint::Name, "seq").cell(Tint::Plain, "spans all of it");
            let columns = [
                Column::default(),
                Column { right: true, at_least: 3, ..Column::default() },
                Column::default(),
            ];
            page.grid(1, &columns, &sheet).expect("fits");
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
