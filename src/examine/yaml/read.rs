//! Text to a [`Tree`] of places, by the events of saphyr-parser.
//!
//! Its positions count characters and ours bytes. The position of a node with an anchor or a tag begins at these, that
//! of a collection ends behind its first token: both are corrected here. Nothing recurses, so no file can exhaust the
//! stack.

use std::borrow::Cow;
use std::sync::Arc;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span, Tag};

use super::causes;
use super::path::name_of;
use super::source::{Source, Spot};
use super::tree::{Content, Entries, Entry, Id, Node, Style, Tree};
use super::trouble::{MOST_ALIASED, MOST_DEPTH, MOST_TROUBLES, Trouble};
use crate::language::yaml::{Problem, Syntax};

/// YAML's own tags that a file may use (YAML 1.2.2, chapter 10).
const CORE_TAGS: [&str; 7] = ["str", "int", "float", "bool", "null", "map", "seq"];

/// All places of a text, or all that is wrong with it.
pub(super) fn tree(source: &Arc<Source>) -> Result<Tree, Vec<Trouble>> {
    let mut reading = Reading::new(source);
    let outcome = reading.all();
    let mut troubles = reading.troubles;
    if let Err(last) = outcome {
        troubles.push(last);
    }
    if troubles.is_empty() {
        return Ok(reading.tree);
    }
    troubles.sort_by_key(|trouble| trouble.spot.start);
    // A look-alike can be met twice: in its value, and as the cause of what the parser then stumbles over.
    troubles.dedup_by(|one, other| one.spot == other.spot && one.problem == other.problem);
    Err(troubles)
}

/// A violation of the grammar, told by its likely cause if one is known.
pub(super) fn grammar(source: &Arc<Source>, at: usize, syntax: Syntax, open: Option<Spot>) -> Trouble {
    let (bytes, problem) = causes::of(source, at, syntax, open);
    let also = open.filter(|_| {
        matches!(problem, Problem::Syntax(Syntax::OpenBrace | Syntax::OpenBracket | Syntax::Other))
    });
    Trouble { source: Arc::clone(source), spot: source.spot(bytes), problem, also }
}

struct Reading<'s> {
    source: &'s Arc<Source>,
    /// Byte offsets of all characters of the text behind a byte order mark, and of its end.
    offsets: Vec<u32>,
    tree: Tree,
    /// Of each node: how many values it is, aliases counted as what they stand for, and how deep they go.
    sizes: Vec<Size>,
    /// The collections that are open, from the outermost.
    open: Vec<Open>,
    /// Nodes by the number of their anchor.
    anchors: Vec<Option<Id>>,
    /// How many values the aliases stand for so far.
    aliased: usize,
    documents: usize,
    troubles: Vec<Trouble>,
}

#[derive(Clone, Copy)]
struct Size {
    values: usize,
    depth: usize,
}

struct Open {
    id: Id,
    /// In a mapping: the key whose value comes next.
    key: Option<Key>,
}

struct Key {
    name: String,
    spot: Spot,
    duplicate: bool,
}

impl<'s> Reading<'s> {
    fn new(source: &'s Arc<Source>) -> Self {
        let mark = source.mark();
        let yaml = source.yaml();
        let ends = yaml.char_indices().map(|(at, _)| at).chain([yaml.len()]);
        Self {
            source,
            offsets: ends.map(|at| (at + mark) as u32).collect(),
            tree: Tree::default(),
            sizes: Vec::new(),
            open: Vec::new(),
            anchors: Vec::new(),
            aliased: 0,
            documents: 0,
            troubles: Vec::new(),
        }
    }

    /// Read everything. The error is what reading cannot go on behind.
    fn all(&mut self) -> Result<(), Trouble> {
        self.characters()?;
        let source = Arc::clone(self.source);
        let mut parser = Parser::new_from_str(source.yaml());
        while let Some(next) = parser.next_event() {
            match next {
                Ok((event, span)) => self.event(event, span)?,
                Err(error) => {
                    let at = self.byte(*error.marker());
                    // The scanner is ahead of the events, and has a limit of its own.
                    if error.info().contains("recursion limit") {
                        return Err(
                            self.trouble(self.source.spot(at..at + 1), Problem::TooDeep { most: MOST_DEPTH })
                        );
                    }
                    let open = self.open.iter().rev().find_map(|open| {
                        let node = &self.tree.nodes[open.id];
                        matches!(node.style, Style::FlowMapping | Style::FlowSequence).then_some(node.spot)
                    });
                    return Err(grammar(self.source, at, Syntax::of(error.info()), open));
                }
            }
        }
        if self.tree.nodes.is_empty() {
            let spot = self.source.spot(self.source.mark()..self.source.mark());
            return Err(self.trouble(spot, Problem::Empty));
        }
        Ok(())
    }

    /// Characters that YAML does not allow as they are, and line ends that only some parsers take for such (YAML 1.2.2,
    /// sections 5.1 and 5.4).
    fn characters(&mut self) -> Result<(), Trouble> {
        let source = self.source;
        let wrong = |c: char| {
            (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
                || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
        };
        for (at, character) in source.yaml().char_indices().filter(|(_, c)| wrong(*c)) {
            let start = at + source.mark();
            let spot = source.spot(start..start + character.len_utf8());
            self.tell(spot, Problem::Control { character }, None)?;
        }
        // The parser would only say the same once more, at a place further on.
        match self.troubles.pop() {
            Some(last) => Err(last),
            None => Ok(()),
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Trouble> {
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    let start = self.byte(span.start);
                    let line = self.source.spot(start..start);
                    let end = self.source.line_range(line.line).map_or(start, |line| line.end);
                    return Err(self.trouble(self.source.spot(start..end), Problem::SecondDocument));
                }
                Ok(())
            }
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::Scalar(text, style, anchor, tag) => self.scalar(text, style, anchor, tag.as_deref(), span),
            Event::SequenceStart(anchor, tag) => self.begin(true, anchor, tag.as_deref(), span),
            Event::MappingStart(anchor, tag) => self.begin(false, anchor, tag.as_deref(), span),
            Event::SequenceEnd | Event::MappingEnd => {
                self.end(span);
                Ok(())
            }
        }
    }

    fn scalar(
        &mut self,
        text: Cow<'_, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        span: Span,
    ) -> Result<(), Trouble> {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::SingleQuoted,
            ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        let start = self.behind_properties(span, anchor > 0, tag.is_some());
        let end = match style {
            Style::SingleQuoted | Style::DoubleQuoted => self.closed(start),
            _ => None,
        };
        let mut spot = self.source.spot(start..end.unwrap_or_else(|| self.byte(span.end)));
        if style == Style::Plain && text.is_empty() {
            spot = self.nothing(spot);
        }
        if matches!(style, Style::Literal | Style::Folded) {
            spot = self.block(spot);
        }
        let look_alike = (style == Style::Plain).then(|| causes::look_alike(self.source, spot)).flatten();
        if let Some((bytes, problem)) = look_alike {
            self.tell(self.source.spot(bytes), problem, None)?;
        }
        if self.wants_key() {
            return self.key(&text, style, anchor, spot);
        }
        let content = Content::Scalar(text.into_owned());
        let id = self.add(spot, span, style, anchor, tag, content)?;
        self.sizes[id] = Size { values: 1, depth: 0 };
        self.attach(id);
        Ok(())
    }

    /// A key: `key:`, or `? key`.
    fn key(&mut self, text: &str, style: Style, anchor: usize, spot: Spot) -> Result<(), Trouble> {
        let name = name(text, style);
        // An anchor on a key would have to be found under a path, and a key has none.
        if anchor > 0 {
            return Err(self.trouble(spot, Problem::ComplexKey));
        }
        let Some(open) = self.open.last() else { return Ok(()) };
        let first = match &self.tree.nodes[open.id].content {
            Content::Mapping(entries) => {
                entries.by_name.get(&name).and_then(|at| entries.list.get(*at)).map(|entry| entry.key)
            }
            _ => None,
        };
        if let Some(Spot { line, column, .. }) = first {
            self.tell(spot, Problem::DuplicateKey { key: name.clone(), line, column }, first)?;
        }
        if let Some(open) = self.open.last_mut() {
            open.key = Some(Key { name, spot, duplicate: first.is_some() });
        }
        Ok(())
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Trouble> {
        let spot = self.source.spot(self.byte(span.start)..self.byte(span.end));
        if self.wants_key() {
            return Err(self.trouble(spot, Problem::ComplexKey));
        }
        let Some(target) = self.anchors.get(anchor).copied().flatten() else {
            return Err(self.trouble(spot, Problem::Syntax(Syntax::Anchor)));
        };
        if self.open.iter().any(|open| open.id == target) {
            return Err(self.trouble(spot, Problem::CircularAlias));
        }
        let size = self.sizes[target];
        self.aliased = self.aliased.saturating_add(size.values);
        if self.aliased > MOST_ALIASED || self.open.len() + size.depth > MOST_DEPTH {
            return Err(
                self.trouble(spot, Problem::TooManyAliased { most: MOST_ALIASED, deepest: MOST_DEPTH })
            );
        }
        let id = self.add(spot, span, Style::Alias, 0, None, Content::Alias(target))?;
        self.sizes[id] = size;
        self.attach(id);
        Ok(())
    }

    fn begin(&mut self, sequence: bool, anchor: usize, tag: Option<&Tag>, span: Span) -> Result<(), Trouble> {
        let start = self.behind_properties(span, anchor > 0, tag.is_some());
        let start = if sequence { self.dash(start) } else { start };
        let flow = self.source.text().get(start..).is_some_and(|rest| rest.starts_with(['[', '{']));
        // `[a: b]` is a mapping without braces: its first token is its first key.
        let inside_flow = self.open.last().is_some_and(|open| {
            matches!(self.tree.nodes[open.id].style, Style::FlowSequence | Style::FlowMapping)
        });
        let spot = self.source.spot(start..start + usize::from(flow));
        if self.wants_key() {
            return Err(self.trouble(spot, Problem::ComplexKey));
        }
        if self.open.len() >= MOST_DEPTH {
            return Err(self.trouble(spot, Problem::TooDeep { most: MOST_DEPTH }));
        }
        let style = match (sequence, flow || inside_flow) {
            (true, true) => Style::FlowSequence,
            (true, false) => Style::BlockSequence,
            (false, true) => Style::FlowMapping,
            (false, false) => Style::BlockMapping,
        };
        let content =
            if sequence { Content::Sequence(Vec::new()) } else { Content::Mapping(Entries::default()) };
        let id = self.add(spot, span, style, anchor, tag, content)?;
        self.open.push(Open { id, key: None });
        Ok(())
    }

    fn end(&mut self, span: Span) {
        let Some(open) = self.open.pop() else { return };
        let node = &self.tree.nodes[open.id];
        let bracketed = self.source.slice(node.spot).starts_with(['[', '{']);
        let children: Vec<Id> = match &node.content {
            Content::Sequence(items) => items.clone(),
            Content::Mapping(entries) => entries.list.iter().map(|entry| entry.value).collect(),
            Content::Scalar(_) | Content::Alias(_) => Vec::new(),
        };
        let last = children.last().map_or(node.spot.end, |last| self.tree.nodes[*last].spot.end);
        let end = if bracketed { self.byte(span.end) } else { last.max(node.spot.end) };
        let spot = self.source.spot(node.spot.start..end);
        self.tree.nodes[open.id].spot = spot;
        let sizes = children.iter().map(|id| self.sizes[*id]);
        self.sizes[open.id] = sizes.fold(Size { values: 1, depth: 1 }, |sum, child| Size {
            values: sum.values.saturating_add(child.values),
            depth: sum.depth.max(child.depth + 1),
        });
        self.attach(open.id);
    }

    /// A new node, with its anchor and its tag.
    fn add(
        &mut self,
        spot: Spot,
        span: Span,
        style: Style,
        anchor: usize,
        tag: Option<&Tag>,
        content: Content,
    ) -> Result<Id, Trouble> {
        if let Some(tag) = tag.filter(|tag| !is_core(tag)) {
            let tag = if tag.handle == "!" { format!("!{}", tag.suffix) } else { tag.to_string() };
            let start = self.byte(span.start);
            let before = self.source.text().get(start..spot.start).unwrap_or("");
            let sign = before.find('!').unwrap_or(0);
            let length =
                before.get(sign..).map_or(0, |tag| tag.find(char::is_whitespace).unwrap_or(tag.len()));
            let spot = self.source.spot(start + sign..start + sign + length);
            self.tell(spot, Problem::Tag { tag }, None)?;
        }
        let id = self.tree.nodes.len();
        self.tree.nodes.push(Node { spot, style, anchored: anchor > 0, tagged: tag.is_some(), content });
        self.sizes.push(Size { values: 1, depth: 1 });
        if anchor > 0 {
            if self.anchors.len() <= anchor {
                self.anchors.resize(anchor + 1, None);
            }
            self.anchors[anchor] = Some(id);
        }
        Ok(id)
    }

    /// Put a finished node into the collection that is open.
    fn attach(&mut self, id: Id) {
        let Some(open) = self.open.last_mut() else { return };
        match &mut self.tree.nodes[open.id].content {
            Content::Sequence(items) => items.push(id),
            Content::Mapping(entries) => {
                let Some(key) = open.key.take() else { return };
                if !key.duplicate {
                    entries.by_name.insert(key.name.clone(), entries.list.len());
                    entries.list.push(Entry { name: key.name, key: key.spot, value: id });
                }
            }
            Content::Scalar(_) | Content::Alias(_) => {}
        }
    }

    fn wants_key(&self) -> bool {
        self.open.last().is_some_and(|open| {
            open.key.is_none() && matches!(self.tree.nodes[open.id].content, Content::Mapping(_))
        })
    }

    /// Where nothing is written: directly behind the colon of its key. The parser's place is that of the next token.
    fn nothing(&self, spot: Spot) -> Spot {
        let key = self.open.last().and_then(|open| open.key.as_ref());
        let Some(key) = key else { return self.source.spot(spot.start..spot.start) };
        let rest = self.source.text().get(key.spot.end..).unwrap_or("");
        let gap = rest.len() - rest.trim_start().len();
        let colon = usize::from(rest.get(gap..).is_some_and(|rest| rest.starts_with(':')));
        let at = key.spot.end + if colon == 1 { gap + 1 } else { 0 };
        self.source.spot(at..at)
    }

    /// Behind the closing quote of the text that begins here. The parser's place goes on over blanks and a comment.
    fn closed(&self, start: usize) -> Option<usize> {
        let rest = self.source.text().get(start..)?;
        let quote = rest.chars().next()?;
        let mut letters = rest.char_indices().skip(1).peekable();
        while let Some((at, c)) = letters.next() {
            if c == '\\' && quote == '"' {
                letters.next();
            } else if c == quote {
                let doubled = quote == '\'' && letters.next_if(|(_, next)| *next == quote).is_some();
                if !doubled {
                    return Some(start + at + c.len_utf8());
                }
            }
        }
        None
    }

    /// A list that is indented like its key has its place behind its first dash; the dash begins that line.
    fn dash(&self, at: usize) -> usize {
        let text = self.source.text();
        let in_mapping = self.open.last().is_some_and(|open| open.key.is_some());
        if !in_mapping || text.get(at..).is_some_and(|rest| rest.starts_with('[')) {
            return at;
        }
        let line = self.source.line_range(self.source.spot(at..at).line).unwrap_or(at..at);
        let before = text.get(line.start..at).unwrap_or("");
        let blank = before.len() - before.trim_start().len();
        if before.get(blank..).is_some_and(|rest| rest.starts_with('-')) { line.start + blank } else { at }
    }

    /// A block of text from its head on, `|` or `>`, without the line ends behind it. The parser's place begins at the
    /// first of its lines.
    fn block(&self, spot: Spot) -> Spot {
        let text = self.source.text();
        let before = text.get(..spot.start).unwrap_or("").trim_end();
        let line = before.rfind(['\n', '\r']).map_or(self.source.mark(), |end| end + 1);
        let head = before.get(line..).unwrap_or("");
        let head = head.split(" #").next().unwrap_or(head);
        let start = head.rfind(['|', '>']).map_or(spot.start, |at| line + at);
        let end = text.get(start..spot.end).map_or(spot.end, |block| start + block.trim_end().len());
        self.source.spot(start..end)
    }

    /// Where a node's content begins: behind `&name` and `!tag`.
    fn behind_properties(&self, span: Span, anchored: bool, tagged: bool) -> usize {
        let (mut at, end) = (self.byte(span.start), self.byte(span.end));
        let text = self.source.text();
        for _ in 0..usize::from(anchored) + usize::from(tagged) {
            let rest = text.get(at..end.max(at)).unwrap_or("");
            if !rest.starts_with(['&', '!']) {
                break;
            }
            at += rest.find(char::is_whitespace).unwrap_or(rest.len());
            loop {
                let rest = text.get(at..end.max(at)).unwrap_or("");
                let blank = rest.len() - rest.trim_start().len();
                at += blank;
                match rest.get(blank..) {
                    Some(comment) if blank > 0 && comment.starts_with('#') => {
                        at += comment.find(['\n', '\r']).unwrap_or(comment.len());
                    }
                    _ => break,
                }
            }
        }
        at
    }

    fn byte(&self, marker: Marker) -> usize {
        let at = self.offsets.get(marker.index()).or(self.offsets.last());
        at.map_or(0, |at| *at as usize)
    }

    fn trouble(&self, spot: Spot, problem: Problem) -> Trouble {
        Trouble { source: Arc::clone(self.source), spot, problem, also: None }
    }

    /// Keep a trouble that reading can go on behind.
    fn tell(&mut self, spot: Spot, problem: Problem, also: Option<Spot>) -> Result<(), Trouble> {
        if self.troubles.len() + 1 >= MOST_TROUBLES {
            return Err(self.trouble(spot, Problem::More { most: MOST_TROUBLES }));
        }
        self.troubles.push(Trouble { also, ..self.trouble(spot, problem) });
        Ok(())
    }
}

/// A key as paths name it: as `serde_yaml` reads it, written as text.
fn name(text: &str, style: Style) -> String {
    let typed = style == Style::Plain
        && text.chars().next().is_none_or(|c| c.is_ascii_digit() || "+-.~ntfNTF".contains(c));
    if !typed {
        return text.to_owned();
    }
    let value = serde_yaml::from_str(text).unwrap_or_default();
    name_of(&value).unwrap_or_else(|| text.to_owned())
}

fn is_core(tag: &Tag) -> bool {
    tag.is_yaml_core_schema() && CORE_TAGS.contains(&tag.suffix.as_str())
}
