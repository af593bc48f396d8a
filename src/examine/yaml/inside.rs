//! A piece of a scalar's text, found in the file: offsets into what a text reads, to bytes of how it is written.

use std::ops::Range;

use super::source::{Source, Spot};
use super::tree::{Place, Style};

/// Where a piece of a scalar's text stands. The whole scalar where that cannot be told.
pub(super) fn spot(source: &Source, place: &Place<'_>, piece: Range<usize>) -> Spot {
    found(source, place, piece).map_or(place.spot, |range| source.spot(range))
}

fn found(source: &Source, place: &Place<'_>, piece: Range<usize>) -> Option<Range<usize>> {
    let written = source.slice(place.spot);
    if written.contains(['\n', '\r']) {
        return None;
    }
    let quotes = match place.style {
        Style::Plain => 0,
        Style::SingleQuoted | Style::DoubleQuoted => 1,
        _ => return None,
    };
    let length = |rest: &str| match place.style {
        Style::SingleQuoted if rest.starts_with("''") => Some((2, 1)),
        Style::DoubleQuoted => escape(rest),
        _ => one(rest),
    };
    let inside = written.get(quotes..written.len().checked_sub(quotes)?)?;
    let (mut at, mut read) = (0, 0);
    let (mut start, mut end) = (None, None);
    loop {
        if read >= piece.start && start.is_none() {
            start = Some(at);
        }
        if read >= piece.end && end.is_none() {
            end = Some(at);
        }
        let Some(rest) = inside.get(at..).filter(|rest| !rest.is_empty()) else { break };
        let (takes, gives) = length(rest)?;
        at += takes;
        read += gives;
    }
    let begin = place.spot.start + quotes;
    Some(begin + start.unwrap_or(inside.len())..begin + end.unwrap_or(inside.len()))
}

/// How many bytes the next character takes in the file, and how many it reads as.
fn one(rest: &str) -> Option<(usize, usize)> {
    let length = rest.chars().next()?.len_utf8();
    Some((length, length))
}

/// The same in double quotes (YAML 1.2.2, section 5.7).
fn escape(rest: &str) -> Option<(usize, usize)> {
    let Some(escaped) = rest.strip_prefix('\\') else { return one(rest) };
    let letter = escaped.chars().next()?;
    let digits = match letter {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        // Next line, no-break space, line and paragraph separator.
        'N' | '_' => return Some((2, 2)),
        'L' | 'P' => return Some((2, 3)),
        _ => return Some((1 + letter.len_utf8(), 1)),
    };
    let code = u32::from_str_radix(escaped.get(1..=digits)?, 16).ok()?;
    Some((2 + digits, char::from_u32(code)?.len_utf8()))
}
