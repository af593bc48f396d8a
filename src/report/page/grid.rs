//! Rows and columns: cells of one buffer, widths from what they hold.

use super::look::{Look, Tint};
use super::paper::Page;
use super::wrap::{Wrapped, ascii, width, wrap};
use std::io;

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

impl Page<'_> {
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
        while lines.iter().any(Wrapped::more) {
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

#[cfg(test)]
mod tests {
    use super::super::paper::tests::{LOOK, printed};
    use super::*;

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
}
