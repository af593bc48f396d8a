//! What a person probably meant where the grammar was violated, and where the mistake is rather than where it was
//! noticed.
//!
//! A parser notices a mistake at the first token that does not fit; the mistake often stands before it and looks right:
//! a tab, a no-break space, a “quote” that is no quote, a `[` that belongs to a value.

use std::ops::Range;

use super::source::{Source, Spot};
use crate::language::yaml::{Problem, Syntax};

/// Characters that are taken for one that YAML needs, and which that is.
const LOOK_ALIKE_QUOTES: [(char, char); 14] = [
    ('\u{201c}', '"'),
    ('\u{201d}', '"'),
    ('\u{201e}', '"'),
    ('\u{201f}', '"'),
    ('\u{ff02}', '"'),
    ('\u{2033}', '"'),
    ('\u{ab}', '"'),
    ('\u{bb}', '"'),
    ('\u{2018}', '\''),
    ('\u{2019}', '\''),
    ('\u{201a}', '\''),
    ('\u{201b}', '\''),
    ('\u{ff07}', '\''),
    ('\u{b4}', '\''),
];

/// As [`LOOK_ALIKE_QUOTES`]; the full-width forms are those of East Asian keyboards.
const LOOK_ALIKE_SIGNS: [(char, char); 9] = [
    ('\u{ff1a}', ':'),
    ('\u{ff0c}', ','),
    ('\u{ff3b}', '['),
    ('\u{ff3d}', ']'),
    ('\u{ff5b}', '{'),
    ('\u{ff5d}', '}'),
    ('\u{ff0d}', '-'),
    ('\u{2013}', '-'),
    ('\u{2014}', '-'),
];

/// Where the mistake is and what it is, for a violation that was noticed at a byte, inside of the bracket that is
/// `open`.
pub(super) fn of(source: &Source, at: usize, syntax: Syntax, open: Option<Spot>) -> (Range<usize>, Problem) {
    let at = noticed(source, at);
    let line = source.spot(at..at).line;
    // A line that does not fit may be one that the line before it was to hold.
    let lines = [Some(line), line.checked_sub(1)];
    let ranges = || lines.into_iter().flatten().filter_map(|line| source.line_range(line));

    for range in ranges() {
        if let Some(tab) = tab(source, range.clone()) {
            return (tab, Problem::Syntax(Syntax::Tab));
        }
        if let Some(found) = in_line(source, range) {
            return found;
        }
    }
    if let Some(found) = open.and_then(|open| bracket(source, at, open)) {
        return found;
    }
    let (range, syntax) = match syntax {
        Syntax::Tab => (later_tab(source, at), syntax),
        Syntax::Escape => (escape(source, at), syntax),
        Syntax::NoColon | Syntax::SecondColon => colon(source, at, syntax, open),
        _ => (word(source, at), syntax),
    };
    (range, Problem::Syntax(syntax))
}

/// A look-alike in an unquoted value or key that the grammar allows there: at either end, or a space behind a colon.
pub(super) fn look_alike(source: &Source, plain: Spot) -> Option<(Range<usize>, Problem)> {
    let text = source.slice(plain);
    let first = text.chars().next()?;
    let last = text.chars().next_back()?;
    if let Some(meant) = quote(first) {
        return Some(found(plain.start, first, meant));
    }
    if is_space(first) {
        return Some(found(plain.start, first, ' '));
    }
    if is_space(last) {
        return Some(found(plain.end - last.len_utf8(), last, ' '));
    }
    // `key:` and a no-break space: one value to YAML, a key and a value to the eye.
    let pairs = text.char_indices().zip(text.chars().skip(1));
    for ((at, before), after) in pairs {
        let gap = matches!(before, ':' | '-') && is_space(after) && (before == ':' || at == 0);
        if gap {
            return Some(found(plain.start + at + before.len_utf8(), after, ' '));
        }
    }
    None
}

/// Back from the end of the file, or of blank lines, to where something last stood.
fn noticed(source: &Source, at: usize) -> usize {
    let text = source.text();
    let (before, behind) = (text.get(..at).unwrap_or(text), text.get(at..).unwrap_or(""));
    if behind.trim().is_empty() { before.trim_end().len().max(source.mark()) } else { at }
}

/// The first tab in the indentation of a line.
fn tab(source: &Source, line: Range<usize>) -> Option<Range<usize>> {
    let text = source.text().get(line.clone())?;
    let indentation = text.len() - text.trim_start_matches([' ', '\t', '-']).len();
    let tab = text.get(..indentation)?.find('\t')?;
    Some(line.start + tab..line.start + tab + 1)
}

/// The first look-alike of a line that does not fit, outside of comments and of quotes.
fn in_line(source: &Source, line: Range<usize>) -> Option<(Range<usize>, Problem)> {
    let text = source.text().get(line.clone())?;
    let mut quoted = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let begins = before.is_whitespace() || matches!(before, '[' | '{' | ',');
        match quoted {
            Some(quote) if c == quote => quoted = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'') && begins => quoted = Some(c),
            None if c == '#' && before.is_whitespace() => return None,
            None => {
                let sign = LOOK_ALIKE_SIGNS.iter().find(|(sign, _)| *sign == c).map(|(_, meant)| *meant);
                // Dashes stand in texts; a dash that begins a line was to begin an entry.
                let sign = sign.filter(|meant| *meant != '-' || text.get(..at).is_some_and(is_blank));
                let meant = if is_space(c) { Some(' ') } else { quote(c).filter(|_| begins).or(sign) };
                if let Some(meant) = meant {
                    return Some(found(line.start + at, c, meant));
                }
            }
        }
        before = c;
    }
    None
}

/// `conn[0].handshake` without quotes inside of `{ }` or `[ ]`: noticed at its bracket, or at what follows that.
fn bracket(source: &Source, at: usize, open: Spot) -> Option<(Range<usize>, Problem)> {
    let text = source.text();
    let line = source.line_range(source.spot(at..at).line)?;
    let begin = line.start.max(open.start + 1);
    let before = text.get(begin..at)?;
    let next = text.get(at..)?.chars().next()?;
    let glued = before.chars().next_back().is_some_and(|c| !c.is_whitespace() && !"[]{},:".contains(c));
    if !(matches!(next, '[' | '{') && glued) {
        return None;
    }
    let start = [before.rfind(['[', '{', ',']).map(|at| at + 1), before.rfind(": ").map(|at| at + 2)];
    let start = begin + start.into_iter().flatten().max().unwrap_or(0);
    let mut depth = 0_usize;
    let mut end = line.end;
    for (offset, c) in text.get(at..line.end)?.char_indices() {
        let here = at + offset;
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' if depth > 0 => depth -= 1,
            ']' | '}' | ',' if depth == 0 => {
                end = here;
                break;
            }
            ':' if depth == 0
                && text.get(here + 1..).is_none_or(|rest| rest.starts_with([' ', '\n', '\r'])) =>
            {
                end = here;
                break;
            }
            _ => {}
        }
    }
    let whole = text.get(start..end)?;
    let start = start + (whole.len() - whole.trim_start().len());
    let whole = whole.trim().to_owned();
    Some((start..start + whole.len(), Problem::BracketInFlow { whole }))
}

/// A tab that was noticed at the value before it.
fn later_tab(source: &Source, at: usize) -> Range<usize> {
    let line = source.spot(at..at).line;
    let mut behind = (line..line + 3).filter_map(|line| source.line_range(line));
    let tab = behind.find_map(|range| tab(source, range)).or_else(|| {
        let tab = source.text().get(at..)?.find('\t')?;
        Some(at + tab..at + tab + 1)
    });
    tab.unwrap_or_else(|| word(source, at))
}

/// The escape in a quoted text that is none. The parser's place is that of the text.
fn escape(source: &Source, at: usize) -> Range<usize> {
    let written = source.text().get(at..).unwrap_or("");
    let mut letters = written.char_indices().skip(1).peekable();
    while let Some((offset, c)) = letters.next() {
        let Some((_, escaped)) = letters.next_if(|_| c == '\\') else { continue };
        let digits = match escaped {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            c if "0abtnvfre\"/\\N_LP \t\n\r".contains(c) => continue,
            c => return at + offset..at + offset + 1 + c.len_utf8(),
        };
        let begin = offset + 2;
        let found = written.get(begin..).unwrap_or("");
        let hexadecimal = found.len() - found.trim_start_matches(|c: char| c.is_ascii_hexdigit()).len();
        let code = found.get(..digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        if hexadecimal < digits || code.and_then(char::from_u32).is_none() {
            return at + offset..at + begin + hexadecimal.min(digits);
        }
    }
    word(source, at)
}

/// Which of two lines is the one that does not fit: a parser notices a key without its colon only at the next key.
fn colon(source: &Source, at: usize, syntax: Syntax, open: Option<Spot>) -> (Range<usize>, Syntax) {
    if let Some(open) = open {
        let brace = source.text().get(open.start..).is_some_and(|rest| rest.starts_with('{'));
        return (word(source, at), if brace { Syntax::OpenBrace } else { Syntax::OpenBracket });
    }
    let line = source.spot(at..at).line;
    let whole = |line: usize| {
        let range = source.line_range(line)?;
        let text = without_comment(source.text().get(range.clone())?);
        let start = range.start + (text.len() - text.trim_start().len());
        Some((start..range.start + text.trim_end().len(), text.trim()))
    };
    let Some((here, text)) = whole(line) else { return (word(source, at), syntax) };
    let inside = at.clamp(here.start, here.end) - here.start;
    if syntax == Syntax::SecondColon && text.get(..inside).is_some_and(has_colon) {
        return (word(source, at), syntax);
    }
    if text.starts_with("- ") || text == "-" {
        return (here.start..here.start + 1, Syntax::StrayDash);
    }
    if !has_colon(text) {
        let glued = text.contains(':') && !text.contains("://");
        return (here, if glued { Syntax::GluedColon } else { Syntax::NoColon });
    }
    let before = (1..line).rev().filter_map(whole).find(|(_, text)| !text.is_empty());
    match before {
        Some((range, before)) if !has_colon(before) && !before.starts_with('-') => {
            (range, if before.contains(':') { Syntax::GluedColon } else { Syntax::NoColon })
        }
        _ => (here, Syntax::Indentation),
    }
}

/// Does a line hold a colon that ends a key?
fn has_colon(text: &str) -> bool {
    text.contains(": ") || text.ends_with(':')
}

fn without_comment(line: &str) -> &str {
    let line = if line.trim_start().starts_with('#') { "" } else { line };
    line.split(" #").next().unwrap_or(line)
}

/// What to point at where no cause is known: the word or the sign that does not fit.
fn word(source: &Source, at: usize) -> Range<usize> {
    let rest = source.text().get(at..).unwrap_or("");
    let length = match rest.chars().next() {
        None | Some('\n' | '\r') => 0,
        Some(c) if !c.is_alphanumeric() => c.len_utf8(),
        Some(_) => rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()),
    };
    at..at + length
}

fn found(at: usize, character: char, meant: char) -> (Range<usize>, Problem) {
    (at..at + character.len_utf8(), Problem::LookAlike { character, meant })
}

fn quote(c: char) -> Option<char> {
    LOOK_ALIKE_QUOTES.iter().find(|(quote, _)| *quote == c).map(|(_, meant)| *meant)
}

/// A space to the eye, and to YAML a letter like any other.
fn is_space(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{3000}'
    )
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_space(c))
}
