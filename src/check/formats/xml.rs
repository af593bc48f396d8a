//! A writer of XML, as much of it as a report needs: elements, attributes, text.
//!
//! What it writes is well-formed whatever it is given: the five characters with a meaning are escaped, white space that
//! a reader would change in an attribute (or, a carriage return, anywhere) is a reference, and what XML 1.0 forbids,
//! even as a reference, is left out. Every element stands on a line of its own, four spaces deeper than the one around
//! it; text stays as it is.

/// An XML document that is being written.
pub(super) struct Xml {
    out: String,
    /// The elements that are still open, the innermost last.
    open: Vec<&'static str>,
}

/// An attribute's name and its value.
pub(super) type Attribute<'a> = (&'static str, &'a str);

impl Xml {
    /// A document, in UTF-8.
    pub(super) fn new() -> Self {
        Self { out: r#"<?xml version="1.0" encoding="UTF-8"?>"#.to_owned(), open: Vec::new() }
    }

    /// An element begins, and others stand in it.
    pub(super) fn begin(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.tag(name, attributes);
        self.out.push('>');
        self.open.push(name);
    }

    /// An element without anything in it.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.tag(name, attributes);
        self.out.push_str("/>");
    }

    /// An element that holds text.
    pub(super) fn text(&mut self, name: &'static str, attributes: &[Attribute<'_>], text: &str) {
        self.tag(name, attributes);
        self.out.push('>');
        text.chars().for_each(|c| escape(c, false, &mut self.out));
        self.end_tag(name);
    }

    /// The element that began last ends.
    pub(super) fn end(&mut self) {
        if let Some(name) = self.open.pop() {
            self.new_line();
            self.end_tag(name);
        }
    }

    /// The document; what is still open ends.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.out.push('\n');
        self.out
    }

    /// A start tag, but for its last characters.
    fn tag(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.new_line();
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            value.chars().for_each(|c| escape(c, true, &mut self.out));
            self.out.push('"');
        }
    }

    fn end_tag(&mut self, name: &'static str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn new_line(&mut self) {
        self.out.push('\n');
        self.open.iter().for_each(|_| self.out.push_str("    "));
    }
}

fn escape(c: char, in_attribute: bool, out: &mut String) {
    match c {
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '&' => out.push_str("&amp;"),
        '\'' => out.push_str("&apos;"),
        '"' => out.push_str("&quot;"),
        // A reader makes a line feed of the first, and spaces of the others in an attribute.
        '\r' => out.push_str("&#13;"),
        '\n' if in_attribute => out.push_str("&#10;"),
        '\t' if in_attribute => out.push_str("&#9;"),
        '\n' | '\t' => out.push(c),
        // The production `Char` has no place for these.
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_text(text: &str) -> String {
        let mut xml = Xml::new();
        xml.text("a", &[("b", text)], text);
        let whole = xml.finish();
        let (_, element) = whole.split_once('\n').expect("a line behind the declaration");
        element.trim_end().to_owned()
    }

    #[test]
    fn elements_stand_on_lines_of_their_own_and_text_stays_as_it_is() {
        let mut xml = Xml::new();
        xml.begin("outer", &[("name", "n")]);
        xml.begin("inner", &[]);
        xml.empty("leaf", &[("one", "1"), ("two", "")]);
        xml.end();
        xml.text("said", &[], "two\n  lines");
        xml.text("said", &[], "");
        let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<outer name=\"n\">
    <inner>
        <leaf one=\"1\" two=\"\"/>
    </inner>
    <said>two
  lines</said>
    <said></said>
</outer>
";
        assert_eq!(xml.finish(), expected);
    }

    #[test]
    fn what_has_a_meaning_is_escaped() {
        let escaped = "&lt;x y=&apos;1&apos;&gt; &amp;amp; &quot;]]&gt;";
        assert_eq!(of_text("<x y='1'> &amp; \"]]>"), format!("<a b=\"{escaped}\">{escaped}</a>"));
        assert_eq!(of_text("한 😀 \u{a0}"), "<a b=\"한 😀 \u{a0}\">한 😀 \u{a0}</a>");
    }

    #[test]
    fn white_space_reaches_a_reader_as_it_was() {
        assert_eq!(of_text("a\tb\nc\rd"), "<a b=\"a&#9;b&#10;c&#13;d\">a\tb\nc&#13;d</a>");
    }

    #[test]
    fn what_xml_forbids_is_left_out() {
        let forbidden: String = (0..0x20)
            .chain([0xfffe, 0xffff])
            .filter_map(char::from_u32)
            .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
            .collect();
        assert_eq!(forbidden.chars().count(), 31);
        assert_eq!(of_text(&format!("a{forbidden}b")), "<a b=\"ab\">ab</a>");
    }
}
