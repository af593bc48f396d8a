//! Fields as columns: what `tshark -T fields` prints, and the same as CSV or JSON Lines.
//!
//! A field that occurs several times in a frame is one column, its values joined; a field that is not there is an empty
//! one. The spelling of values is the [tree's](crate::dissect::Tree::spell).

use crate::dissect::FieldId;
use std::io::{self, Write};

/// Which of a field's values are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Occurrence {
    /// Every one.
    #[default]
    All,
    /// The outermost.
    First,
    /// The innermost.
    Last,
}

/// What stands around a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Quote {
    /// Nothing.
    #[default]
    None,
    /// `"`.
    Double,
    /// `'`.
    Single,
}

impl Quote {
    fn mark(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Double => "\"",
            Self::Single => "'",
        }
    }
}

/// How columns are laid out: tshark's `-E`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Layout {
    /// A first line with the fields' names.
    pub header: bool,
    /// Between columns.
    pub separator: String,
    /// Which values.
    pub occurrence: Occurrence,
    /// Between the values of one field.
    pub aggregator: String,
    /// Around each column.
    pub quote: Quote,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            header: false,
            separator: "\t".into(),
            occurrence: Occurrence::All,
            aggregator: ",".into(),
            quote: Quote::None,
        }
    }
}

impl Layout {
    /// Take in one `key=value` of `-E`. `None` if there is no such key or value.
    pub(crate) fn set(&mut self, option: &str) -> Option<()> {
        let (key, value) = option.split_once('=')?;
        match (key, value) {
            ("header", "y" | "n") => self.header = value == "y",
            ("separator", _) => self.separator = character(value)?,
            ("aggregator", _) => self.aggregator = character(value)?,
            ("occurrence", "a") => self.occurrence = Occurrence::All,
            ("occurrence", "f") => self.occurrence = Occurrence::First,
            ("occurrence", "l") => self.occurrence = Occurrence::Last,
            ("quote", "n") => self.quote = Quote::None,
            ("quote", "d") => self.quote = Quote::Double,
            ("quote", "s") => self.quote = Quote::Single,
            _ => return None,
        }
        Some(())
    }
}

/// A separator as tshark takes it: `/t`, `/s`, `//` or one character.
fn character(text: &str) -> Option<String> {
    match text {
        "/t" => Some("\t".into()),
        "/s" => Some(" ".into()),
        "//" => Some("/".into()),
        _ => text.chars().count().eq(&1).then(|| text.to_owned()),
    }
}

/// Rows of columns.
pub(crate) trait Columns {
    /// Before the first row.
    fn begin(&mut self, fields: &[FieldId]) -> io::Result<()>;
    /// A frame: the values of each field, in the order of the fields.
    fn row(&mut self, values: &[Vec<String>]) -> io::Result<()>;
    /// Behind the last row.
    fn finish(&mut self) -> io::Result<()>;
}

/// tshark's own form.
pub(crate) struct Separated<W> {
    out: W,
    layout: Layout,
    line: String,
}

impl<W: Write> Separated<W> {
    /// Write to `out`.
    pub(crate) fn new(out: W, layout: Layout) -> Self {
        Self { out, layout, line: String::new() }
    }
}

impl<W: Write> Columns for Separated<W> {
    fn begin(&mut self, fields: &[FieldId]) -> io::Result<()> {
        if !self.layout.header {
            return Ok(());
        }
        let names: Vec<&str> = fields.iter().map(|field| field.name()).collect();
        writeln!(self.out, "{}", names.join(&self.layout.separator))
    }

    fn row(&mut self, values: &[Vec<String>]) -> io::Result<()> {
        self.line.clear();
        for (column, values) in values.iter().enumerate() {
            if column > 0 {
                self.line.push_str(&self.layout.separator);
            }
            let values = match self.layout.occurrence {
                Occurrence::All => values.as_slice(),
                Occurrence::First => values.get(..1).unwrap_or_default(),
                Occurrence::Last => values.get(values.len().saturating_sub(1)..).unwrap_or_default(),
            };
            if values.is_empty() {
                continue;
            }
            let mark = self.layout.quote.mark();
            self.line.push_str(mark);
            for (place, value) in values.iter().enumerate() {
                if place > 0 {
                    self.line.push_str(&self.layout.aggregator);
                }
                escape_controls(value, &mut self.line);
            }
            self.line.push_str(mark);
        }
        self.line.push('\n');
        self.out.write_all(self.line.as_bytes())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A value must not end its own column or line.
fn escape_controls(value: &str, line: &mut String) {
    for c in value.chars() {
        match c {
            '\t' => line.push_str("\\t"),
            '\n' => line.push_str("\\n"),
            '\r' => line.push_str("\\r"),
            c => line.push(c),
        }
    }
}

/// CSV (RFC 4180): a head line, values quoted where they must be, several values of a field joined by `;`.
pub(crate) struct Csv<W>(pub W);

impl<W: Write> Columns for Csv<W> {
    fn begin(&mut self, fields: &[FieldId]) -> io::Result<()> {
        let names: Vec<&str> = fields.iter().map(|field| field.name()).collect();
        write!(self.0, "{}\r\n", names.join(","))
    }

    fn row(&mut self, values: &[Vec<String>]) -> io::Result<()> {
        let cells: Vec<String> = values
            .iter()
            .map(|values| {
                let text = values.join(";");
                if text.contains([',', '"', '\r', '\n']) {
                    format!("\"{}\"", text.replace('"', "\"\""))
                } else {
                    text
                }
            })
            .collect();
        write!(self.0, "{}\r\n", cells.join(","))
    }

    fn finish(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// JSON Lines: an object a frame, an array of strings a field.
pub(crate) struct JsonLines<W> {
    out: W,
    names: Vec<&'static str>,
}

impl<W: Write> JsonLines<W> {
    /// Write to `out`.
    pub(crate) fn new(out: W) -> Self {
        Self { out, names: Vec::new() }
    }
}

impl<W: Write> Columns for JsonLines<W> {
    fn begin(&mut self, fields: &[FieldId]) -> io::Result<()> {
        self.names = fields.iter().map(|field| field.name()).collect();
        Ok(())
    }

    fn row(&mut self, values: &[Vec<String>]) -> io::Result<()> {
        let object: serde_json::Map<String, serde_json::Value> = self
            .names
            .iter()
            .zip(values)
            .filter(|(_, values)| !values.is_empty())
            .map(|(name, values)| ((*name).to_owned(), values.clone().into()))
            .collect();
        serde_json::to_writer(&mut self.out, &object)?;
        self.out.write_all(b"\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(options: &[&str], values: &[&[&str]]) -> String {
        let mut layout = Layout::default();
        for option in options {
            layout.set(option).expect("an option");
        }
        let mut out = Vec::new();
        let mut columns = Separated::new(&mut out, layout);
        columns.begin(&[FieldId::FrameNumber, FieldId::IpSrc]).expect("written");
        let values: Vec<Vec<String>> =
            values.iter().map(|column| column.iter().map(|v| (*v).to_owned()).collect()).collect();
        columns.row(&values).expect("written");
        columns.finish().expect("written");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn values_of_one_field_are_joined_and_an_absent_field_is_empty() {
        assert_eq!(printed(&[], &[&["1"], &["10.0.0.1", "10.0.0.2"]]), "1\t10.0.0.1,10.0.0.2\n");
        assert_eq!(printed(&[], &[&["1"], &[]]), "1\t\n");
    }

    #[test]
    fn the_layout_follows_tsharks_options() {
        assert_eq!(printed(&["header=y"], &[&["1"], &["a"]]), "frame.number\tip.src\n1\ta\n");
        assert_eq!(printed(&["separator=,", "aggregator=/s"], &[&["1"], &["a", "b"]]), "1,a b\n");
        assert_eq!(printed(&["occurrence=f"], &[&["1"], &["a", "b"]]), "1\ta\n");
        assert_eq!(printed(&["occurrence=l", "quote=d"], &[&["1"], &["a", "b"]]), "\"1\"\t\"b\"\n");
        assert_eq!(Layout::default().set("separator=ab"), None);
        assert_eq!(Layout::default().set("colour=y"), None);
    }

    #[test]
    fn csv_quotes_what_would_break_it() {
        let mut out = Vec::new();
        let mut columns = Csv(&mut out);
        columns.row(&[vec!["a,b".into()], vec!["say \"hi\"".into()]]).expect("written");
        assert_eq!(out, b"\"a,b\",\"say \"\"hi\"\"\"\r\n");
    }
}
