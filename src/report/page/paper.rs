//! A page: lines in one buffer, handed to its writer when it grows.

use super::look::{Look, Tint};
use super::wrap::{ascii, width, wrap};
use crate::language::Language;
use std::borrow::Cow;
use std::io::{self, Write};

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
    pub(super) fn put(&mut self, tint: Tint, text: &str, wide: usize) {
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
            lines.widen(self.look.width.saturating_sub(hang));
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
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::report::page) fn printed(look: Look, write: impl FnOnce(&mut Page<'_>)) -> String {
        let mut bytes = Vec::new();
        let mut page = Page::new(Box::new(&mut bytes), look);
        write(&mut page);
        page.flush().expect("a vector takes everything");
        drop(page);
        String::from_utf8(bytes).expect("a page is text")
    }

    pub(in crate::report::page) const LOOK: Look =
        Look { width: 20, narrow: true, paint: false, ascii: false, language: Language::English };

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
}
