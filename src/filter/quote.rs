//! Text between quotes: `"…"` with escapes, `r"…"` without, `'x'` for one byte.
//!
//! What is between the quotes is bytes, not letters: `"\xff"` is one byte, `"한"` the three of its UTF-8.
//! Escapes are `\'`, `\"`, `\\`, `\a`, `\b`, `\f`, `\n`, `\r`, `\t`, `\v`, one or two hexadecimal digits
//! after `\x`, one to three octal digits, four digits after `\u` and eight after `\U`. In raw text a
//! backslash stays; before a double quote it keeps the text from ending, and stays too.

use winnow::Parser;
use winnow::combinator::{alt, opt, preceded};
use winnow::stream::{LocatingSlice, Location};
use winnow::token::{any, literal, one_of, take_till, take_while};

use super::error::{FilterProblem, Span};
use super::fault::{Fault, Read};

/// The text of a filter, from some place on.
pub(super) type Input<'t> = LocatingSlice<&'t str>;

/// `"…"`: its bytes.
pub(super) fn text(input: &mut Input<'_>) -> Read<Vec<u8>> {
    let start = input.current_token_start();
    literal('"').parse_next(input)?;
    quoted('"', input).map_err(|fault| unclosed(fault, input, start, FilterProblem::UnclosedText))
}

/// `r"…"`: its bytes.
pub(super) fn raw(input: &mut Input<'_>) -> Read<Vec<u8>> {
    let start = input.current_token_start();
    alt(("r\"", "R\"")).parse_next(input)?;
    let mut bytes = Vec::new();
    loop {
        let plain: &str = take_till(0.., ['"', '\\']).parse_next(input)?;
        bytes.extend_from_slice(plain.as_bytes());
        match opt(alt(("\\\"", "\\", "\""))).parse_next(input)? {
            Some("\"") => return Ok(bytes),
            Some(kept) => bytes.extend_from_slice(kept.as_bytes()),
            None => return Err(unclosed(Fault::Other, input, start, FilterProblem::UnclosedText)),
        }
    }
}

/// `'x'`: its byte.
pub(super) fn character(input: &mut Input<'_>) -> Read<u8> {
    let start = input.current_token_start();
    literal('\'').parse_next(input)?;
    let bytes = quoted('\'', input)
        .map_err(|fault| unclosed(fault, input, start, FilterProblem::UnclosedCharacter))?;
    let span = Span::new(start, input.current_token_start());
    match *bytes {
        [byte] => Ok(byte),
        [] => Err(Fault::at(span, FilterProblem::EmptyCharacter)),
        _ => Err(Fault::at(span, FilterProblem::LongCharacter)),
    }
}

/// The bytes up to the closing quote, which is taken too.
fn quoted(quote: char, input: &mut Input<'_>) -> Read<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        let plain: &str = take_till(0.., [quote, '\\']).parse_next(input)?;
        bytes.extend_from_slice(plain.as_bytes());
        if opt(quote).parse_next(input)?.is_some() {
            return Ok(bytes);
        }
        escape(&mut bytes, input)?;
    }
}

/// The end of the text, where nothing else was wrong before it, is a missing quote.
fn unclosed(fault: Fault, input: &Input<'_>, start: usize, problem: FilterProblem) -> Fault {
    match fault {
        Fault::Other => Fault::at(Span::new(start, input.current_token_start()), problem),
        Fault::Found(_) => fault,
    }
}

/// One escape; its bytes are added. `Other` at the end of the text.
fn escape(bytes: &mut Vec<u8>, input: &mut Input<'_>) -> Read<()> {
    let start = input.current_token_start();
    literal('\\').parse_next(input)?;
    let Some(byte) = opt(one_byte).parse_next(input)? else {
        if let Some(point) = opt(code_point).parse_next(input)? {
            let span = Span::new(start, input.current_token_start());
            let digits = point.digits;
            let letter = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
            let Some(letter) = letter.filter(|_| digits.len() == point.wanted) else {
                let escape = format!("\\{}{digits}", point.mark);
                return Err(Fault::at(span, FilterProblem::NoCodePoint { escape }));
            };
            bytes.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
            return Ok(());
        }
        let wrong: char = any.parse_next(input)?;
        let span = Span::new(start, input.current_token_start());
        let escape = format!("\\{wrong}");
        return Err(Fault::at(span, FilterProblem::BadEscape { escape }));
    };
    let Ok(byte) = u8::try_from(byte) else {
        let span = Span::new(start, input.current_token_start());
        let escape = format!("\\{byte:o}");
        return Err(Fault::at(span, FilterProblem::LargeEscape { escape }));
    };
    bytes.push(byte);
    Ok(())
}

/// What stands for one byte, behind the backslash; octal digits may say up to 0o777.
fn one_byte(input: &mut Input<'_>) -> Read<u16> {
    alt((
        one_of(['\'', '"', '\\', 'a', 'b', 'f', 'n', 'r', 't', 'v']).map(|letter| match letter {
            'a' => 0x07,
            'b' => 0x08,
            'f' => 0x0c,
            'n' => 0x0a,
            'r' => 0x0d,
            't' => 0x09,
            'v' => 0x0b,
            itself => itself as u16,
        }),
        preceded('x', take_while(1..=2, |c: char| c.is_ascii_hexdigit()))
            .verify_map(|digits| u16::from_str_radix(digits, 16).ok()),
        take_while(1..=3, '0'..='7').verify_map(|digits| u16::from_str_radix(digits, 8).ok()),
    ))
    .parse_next(input)
}

/// A code point's digits, as many as stand there.
struct CodePoint<'t> {
    mark: char,
    wanted: usize,
    digits: &'t str,
}

fn code_point<'t>(input: &mut Input<'t>) -> Read<CodePoint<'t>> {
    let mark = one_of(['u', 'U']).parse_next(input)?;
    let wanted = if mark == 'u' { 4 } else { 8 };
    let digits = take_while(0..=wanted, |c: char| c.is_ascii_hexdigit()).parse_next(input)?;
    Ok(CodePoint { mark, wanted, digits })
}

/// Bytes as they would be written between `quote`s, so that [`text`] or [`character`] reads them back.
pub(super) fn escaped(bytes: &[u8], quote: char) -> String {
    let mut out = String::from(quote);
    for chunk in bytes.utf8_chunks() {
        for letter in chunk.valid().chars() {
            match letter {
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                _ if letter == quote => out.extend(['\\', letter]),
                _ if letter.is_control() => {
                    for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                        hexadecimal(&mut out, byte);
                    }
                }
                _ => out.push(letter),
            }
        }
        for byte in chunk.invalid() {
            hexadecimal(&mut out, *byte);
        }
    }
    out.push(quote);
    out
}

fn hexadecimal(out: &mut String, byte: u8) {
    out.push_str("\\x");
    for digit in [byte >> 4, byte & 0xf] {
        out.extend(char::from_digit(digit.into(), 16));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text_: &str) -> Result<Vec<u8>, FilterProblem> {
        text(&mut Input::new(text_)).map_err(problem)
    }

    fn problem(fault: Fault) -> FilterProblem {
        match fault {
            Fault::Found(error) => error.problem,
            Fault::Other => panic!("a problem is told"),
        }
    }

    #[test]
    fn escapes_are_bytes() {
        assert_eq!(read(r#""a\"b\'c\\""#), Ok(b"a\"b'c\\".to_vec()));
        assert_eq!(read(r#""\a\b\f\n\r\t\v""#), Ok(vec![7, 8, 12, 10, 13, 9, 11]));
        assert_eq!(read(r#""\x48EAD\x6\x655""#), Ok(b"HEAD\x06e5".to_vec()));
        assert_eq!(read(r#""\110EAD\18""#), Ok(b"HEAD\x018".to_vec()));
        assert_eq!(read(r#""\377\xff""#), Ok(vec![255, 255]));
        assert_eq!(read(r#""\ud55c\U0001f600""#), Ok("한😀".as_bytes().to_vec()));
        assert_eq!(read("\"한글\""), Ok("한글".as_bytes().to_vec()));
        assert_eq!(read("\"\""), Ok(vec![]));
    }

    #[test]
    fn wrong_escapes_are_named() {
        let escape = |escape: &str| escape.to_owned();
        assert_eq!(read(r#""\w""#), Err(FilterProblem::BadEscape { escape: escape("\\w") }));
        assert_eq!(read(r#""\x""#), Err(FilterProblem::BadEscape { escape: escape("\\x") }));
        assert_eq!(read(r#""\400""#), Err(FilterProblem::LargeEscape { escape: escape("\\400") }));
        assert_eq!(read(r#""\ud800""#), Err(FilterProblem::NoCodePoint { escape: escape("\\ud800") }));
        assert_eq!(read(r#""\u00""#), Err(FilterProblem::NoCodePoint { escape: escape("\\u00") }));
        assert_eq!(read(r#""abc"#), Err(FilterProblem::UnclosedText));
        assert_eq!(read(r#""abc\"#), Err(FilterProblem::UnclosedText));
    }

    #[test]
    fn raw_text_keeps_its_backslashes() {
        let read = |text: &str| raw(&mut Input::new(text)).map_err(problem);
        assert_eq!(read(r#"r"\d+\.""#), Ok(br"\d+\.".to_vec()));
        assert_eq!(read(r#"R"a\"b""#), Ok(br#"a\"b"#.to_vec()));
        assert_eq!(read(r#"r"a\"#), Err(FilterProblem::UnclosedText));
    }

    #[test]
    fn a_character_is_one_byte() {
        let read = |text: &str| character(&mut Input::new(text)).map_err(problem);
        assert_eq!(read("'Q'"), Ok(b'Q'));
        assert_eq!(read(r"'\n'"), Ok(10));
        assert_eq!(read(r"'\x51'"), Ok(0x51));
        assert_eq!(read(r"'\''"), Ok(b'\''));
        assert_eq!(read("''"), Err(FilterProblem::EmptyCharacter));
        assert_eq!(read("'QQ'"), Err(FilterProblem::LongCharacter));
        assert_eq!(read("'한'"), Err(FilterProblem::LongCharacter));
        assert_eq!(read("'Q"), Err(FilterProblem::UnclosedCharacter));
    }

    #[test]
    fn escaping_is_undone_by_reading() {
        let bytes: Vec<u8> = (0..=255).chain("한\u{7f}\u{85}".bytes()).collect();
        assert_eq!(read(&escaped(&bytes, '"')), Ok(bytes));
    }
}
