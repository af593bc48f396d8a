//! A filter's text in tokens: words, quoted text, ranges in brackets, operators.
//!
//! Names and most values are one kind of token, a word: `tcp.port`, `80`, `10.0.0.0/8`, `fe80::1`, `02-00-5e`
//! look alike, and only the check knows which names are fields. What ends a word:
//!
//! * a hyphen belongs to the word if letters or digits stand on both sides of it: `tcp.port-1` is one word,
//!   `tcp.port -1` three;
//! * two dots never belong to it: `80..90` is three tokens;
//! * a slash belongs to it only behind a whole address: `10.0.0.0/8` is one word, `160/2` three;
//! * `:fc` says that `fc` is a value even if a protocol has that name, `.fc` that it is a field.
//!
//! What stands between brackets is read here as [ranges](super::range), because hyphens and colons mean
//! something else there.

use std::net::{Ipv4Addr, Ipv6Addr};

use winnow::Parser;
use winnow::combinator::{alt, not, opt};
use winnow::stream::{Location, TokenSlice};
use winnow::token::{literal, one_of, take, take_till, take_while};

use super::ast::{Operator, Quantifier, Relation};
use super::error::{FilterError, FilterProblem, Span};
use super::fault::{Fault, Read};
use super::quote::{self, Input};
use super::range::{self, Range};

/// A token and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    pub(super) span: Span,
    /// As the filter writes it.
    pub(super) text: &'t str,
}

/// What the grammar reads from.
pub(super) type Tokens<'k, 't> = TokenSlice<'k, Token<'t>>;

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a value.
    Word,
    /// A value for sure: `:fc`.
    Literal,
    /// A name for sure: `.fc`.
    Name,
    /// `"…"` or `r"…"`.
    Text(Vec<u8>),
    /// `'x'`.
    Character(u8),
    /// `[…]`.
    Ranges(Vec<Range>),
    /// `#1` or `#[…]`.
    Layers(Vec<Range>),
    /// `==`, `eq` and the like.
    Relation(Relation),
    /// `any`, `all`.
    Quantifier(Quantifier),
    /// `+`, `&` and the like.
    Operator(Operator),
    /// Everything that has no more to say.
    Mark(Mark),
}

/// Tokens that have no more to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    And,
    Or,
    Xor,
    Not,
    In,
    Contains,
    Matches,
    Open,
    Close,
    OpenBrace,
    CloseBrace,
    Comma,
    DotDot,
}

/// The words that are operators, in no other case than this.
const OPERATORS: [&str; 20] = [
    "and",
    "or",
    "xor",
    "not",
    "in",
    "contains",
    "matches",
    "any",
    "all",
    "eq",
    "any_eq",
    "all_eq",
    "ne",
    "all_ne",
    "any_ne",
    "gt",
    "ge",
    "lt",
    "le",
    "bitwise_and",
];

/// The words a reader may have meant where an operator must stand.
pub(super) fn operators() -> impl Iterator<Item = &'static str> {
    OPERATORS.into_iter()
}

fn operator(word: &str) -> Option<Kind> {
    Some(match word {
        "and" => Kind::Mark(Mark::And),
        "or" => Kind::Mark(Mark::Or),
        "xor" => Kind::Mark(Mark::Xor),
        "not" => Kind::Mark(Mark::Not),
        "in" => Kind::Mark(Mark::In),
        "contains" => Kind::Mark(Mark::Contains),
        "matches" => Kind::Mark(Mark::Matches),
        "any" => Kind::Quantifier(Quantifier::Any),
        "all" => Kind::Quantifier(Quantifier::All),
        "eq" | "any_eq" => Kind::Relation(Relation::AnyEqual),
        "all_eq" => Kind::Relation(Relation::AllEqual),
        "ne" | "all_ne" => Kind::Relation(Relation::AllDiffer),
        "any_ne" => Kind::Relation(Relation::AnyDiffer),
        "gt" => Kind::Relation(Relation::Greater),
        "ge" => Kind::Relation(Relation::GreaterEqual),
        "lt" => Kind::Relation(Relation::Less),
        "le" => Kind::Relation(Relation::LessEqual),
        "bitwise_and" => Kind::Operator(Operator::BitAnd),
        _ => return None,
    })
}

/// The tokens of a filter.
pub(super) fn read(text: &str) -> Result<Vec<Token<'_>>, FilterError> {
    let mut input = Input::new(text);
    let mut tokens = Vec::new();
    loop {
        match next(&mut input, text) {
            Ok(Some(token)) => tokens.push(token),
            Ok(None) => return Ok(tokens),
            Err(Fault::Found(error)) => return Err(*error),
            Err(Fault::Other) => return Err(stray(&input)),
        }
    }
}

/// The next token; `None` at the end.
fn next<'t>(input: &mut Input<'t>, text: &'t str) -> Read<Option<Token<'t>>> {
    take_while(0.., char::is_whitespace).void().parse_next(input)?;
    if input.is_empty() {
        return Ok(None);
    }
    let (kind, span) = alt((
        quote::raw.map(Kind::Text),
        word,
        quote::text.map(Kind::Text),
        quote::character.map(Kind::Character),
        brackets.map(Kind::Ranges),
        layers.map(Kind::Layers),
        sign,
    ))
    .with_span()
    .parse_next(input)?;
    Ok(Some(Token {
        kind,
        text: text.get(span.clone()).unwrap_or_default(),
        span: Span::new(span.start, span.end),
    }))
}

/// A word, and what it is: an operator, a value or name for sure, or either.
fn word(input: &mut Input<'_>) -> Read<Kind> {
    let kind = alt((
        forced(':').value(Kind::Literal),
        forced('.').value(Kind::Name),
        plain.map(|word| operator(word).unwrap_or(Kind::Word)),
    ))
    .parse_next(input)?;
    Ok(kind)
}

/// A sign that says what the word behind it is. `::1` is an address, not the value `:1`.
fn forced<'t>(sign: char) -> impl FnMut(&mut Input<'t>) -> Read<()> {
    move |input| (literal(sign), not(one_of(['.', ':'])), plain).void().parse_next(input)
}

/// A plain word; see the rules at the top.
fn plain<'t>(input: &mut Input<'t>) -> Read<&'t str> {
    let rest: &'t str = input.as_ref();
    let mut end = 0;
    let mut letters = rest.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, c)| *c);
        let in_word = match letter {
            _ if is_word(letter) || letter == ':' => true,
            '-' | '.' => end > 0 && next.is_some_and(is_word),
            _ => false,
        };
        if !in_word {
            break;
        }
        end = at + letter.len_utf8();
    }
    let address = rest.get(..end).unwrap_or_default();
    if address.parse::<Ipv4Addr>().is_ok() || address.parse::<Ipv6Addr>().is_ok() {
        let behind = rest.get(end..).unwrap_or_default();
        if let Some(bits) = behind.strip_prefix('/') {
            let digits = bits.bytes().take_while(u8::is_ascii_digit).count();
            end += if digits > 0 { 1 + digits } else { 0 };
        }
    }
    if end == 0 {
        return Err(Fault::Other);
    }
    take(end).parse_next(input)
}

fn is_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

/// `[…]`.
fn brackets(input: &mut Input<'_>) -> Read<Vec<Range>> {
    let start = input.current_token_start();
    literal('[').parse_next(input)?;
    let inside: &str = take_till(0.., ']').parse_next(input)?;
    if opt(literal(']')).parse_next(input)?.is_none() {
        let span = Span::new(start, input.current_token_start());
        return Err(Fault::at(span, FilterProblem::UnclosedRanges));
    }
    range::read_list(inside, start + 1).map_err(Fault::of)
}

/// `#1`, `#[…]`.
fn layers(input: &mut Input<'_>) -> Read<Vec<Range>> {
    let start = input.current_token_start();
    literal('#').parse_next(input)?;
    if let Some(ranges) = opt(brackets).parse_next(input)? {
        return Ok(ranges);
    }
    let number: &str = take_while(0.., |c: char| c.is_ascii_digit()).parse_next(input)?;
    if number.is_empty() {
        let span = Span::new(start, start + 1);
        return Err(Fault::at(span, FilterProblem::BadLayer));
    }
    range::read_list(number, start + 1).map_err(Fault::of)
}

/// Operators of other languages, and how they are written here; longer ones first.
const WRONG: [(&str, &str); 6] =
    [("<>", "!="), ("=>", ">="), ("=<", "<="), ("=", "=="), ("|", "||"), ("^", "^^")];

/// A sign that is no operator but looks like one is a problem.
fn wrong_sign(input: &mut Input<'_>) -> Read<Kind> {
    let start = input.current_token_start();
    let rest: &str = input.as_ref();
    let wrong = WRONG.into_iter().find(|(found, _)| rest.starts_with(found)).ok_or(Fault::Other)?;
    let (found, right) = wrong;
    let span = Span::new(start, start + found.len());
    let problem = FilterProblem::WrongOperator { found, right };
    Err(Fault::of(FilterError::new(span, problem).suggesting(Some(right))))
}

/// An operator made of signs; a longer one is tried before those that it begins with.
fn sign(input: &mut Input<'_>) -> Read<Kind> {
    if input.starts_with("<>") {
        return wrong_sign(input);
    }
    alt((
        alt((
            literal("===").value(Kind::Relation(Relation::AllEqual)),
            literal("!==").value(Kind::Relation(Relation::AnyDiffer)),
            literal("==").value(Kind::Relation(Relation::AnyEqual)),
            literal("!=").value(Kind::Relation(Relation::AllDiffer)),
            literal("~=").value(Kind::Relation(Relation::AnyDiffer)),
            literal(">=").value(Kind::Relation(Relation::GreaterEqual)),
            literal("<=").value(Kind::Relation(Relation::LessEqual)),
            literal(">").value(Kind::Relation(Relation::Greater)),
            literal("<").value(Kind::Relation(Relation::Less)),
        )),
        alt((
            literal("&&").value(Kind::Mark(Mark::And)),
            literal("||").value(Kind::Mark(Mark::Or)),
            literal("^^").value(Kind::Mark(Mark::Xor)),
            literal("!").value(Kind::Mark(Mark::Not)),
            literal("~").value(Kind::Mark(Mark::Matches)),
        )),
        alt((
            literal("..").value(Kind::Mark(Mark::DotDot)),
            literal(",").value(Kind::Mark(Mark::Comma)),
            literal("(").value(Kind::Mark(Mark::Open)),
            literal(")").value(Kind::Mark(Mark::Close)),
            literal("{").value(Kind::Mark(Mark::OpenBrace)),
            literal("}").value(Kind::Mark(Mark::CloseBrace)),
        )),
        alt((
            literal("&").value(Kind::Operator(Operator::BitAnd)),
            literal("+").value(Kind::Operator(Operator::Add)),
            literal("-").value(Kind::Operator(Operator::Subtract)),
            literal("*").value(Kind::Operator(Operator::Multiply)),
            literal("/").value(Kind::Operator(Operator::Divide)),
            literal("%").value(Kind::Operator(Operator::Remainder)),
        )),
        wrong_sign,
    ))
    .parse_next(input)
}

/// What begins no token.
fn stray(input: &Input<'_>) -> FilterError {
    let start = input.current_token_start();
    let rest: &str = input.as_ref();
    let character = rest.chars().next().unwrap_or('\0');
    let span = Span::new(start, start + character.len_utf8().min(rest.len()));
    let found = String::from(character);
    match character {
        '$' => {
            let long = rest.find('}').map_or(1, |at| at + 1);
            FilterError::new(Span::new(start, start + long), FilterProblem::Reference)
        }
        _ if character.is_ascii() => FilterError::new(span, FilterProblem::Stray { found }),
        _ => FilterError::new(span, FilterProblem::NotAscii { character }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(filter: &str) -> Vec<&str> {
        let tokens = read(filter).expect("the filter has tokens");
        tokens.into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn values_are_words() {
        for word in [
            "80",
            "0x1f",
            "10.0.0.1",
            "10.0.0.0/8",
            "fe80::1",
            "fe80::/10",
            "::1",
            "::",
            "::ffff:1.2.3.4",
            "02:00:5e:00:53:01",
            "02-00-5e",
            "0200.5e12",
            "tcp.flags.syn",
            "a-b_c",
            "-1",
        ] {
            let whole = word != "-1";
            assert_eq!(texts(word) == [word], whole, "{word}");
        }
    }

    #[test]
    fn what_ends_a_word() {
        assert_eq!(texts("80..90"), ["80", "..", "90"]);
        assert_eq!(texts("1.2.3.4..1.2.3.9"), ["1.2.3.4", "..", "1.2.3.9"]);
        assert_eq!(texts("fe80::1..fe80::9"), ["fe80::1", "..", "fe80::9"]);
        assert_eq!(texts("tcp.port==80"), ["tcp.port", "==", "80"]);
        assert_eq!(texts("tcp.port!==80"), ["tcp.port", "!==", "80"]);
        assert_eq!(texts("!tcp&&udp"), ["!", "tcp", "&&", "udp"]);
        assert_eq!(texts("tcp.port-1"), ["tcp.port-1"]);
        assert_eq!(texts("tcp.port -1"), ["tcp.port", "-", "1"]);
        assert_eq!(texts("tcp.port- 1"), ["tcp.port", "-", "1"]);
        assert_eq!(texts("160/2"), ["160", "/", "2"]);
        assert_eq!(texts("10.0.0.1/ 8"), ["10.0.0.1", "/", "8"]);
        assert_eq!(texts("ip.src[0:2]"), ["ip.src", "[0:2]"]);
        assert_eq!(texts("ip.src#1[0]"), ["ip.src", "#1", "[0]"]);
        assert_eq!(texts("ip#[1-2]"), ["ip", "#[1-2]"]);
        assert_eq!(texts(r#"r"a" "b" 'c'"#), [r#"r"a""#, r#""b""#, "'c'"]);
    }

    #[test]
    fn a_sign_before_a_word_says_what_it_is() {
        let kinds = |filter: &str| -> Vec<Kind> {
            let tokens = read(filter).expect("the filter has tokens");
            tokens.into_iter().map(|token| token.kind).collect()
        };
        assert_eq!(kinds(":fc"), [Kind::Literal]);
        assert_eq!(kinds(".fc"), [Kind::Name]);
        assert_eq!(kinds("::fc"), [Kind::Word]);
        assert_eq!(kinds(":and"), [Kind::Literal]);
        assert_eq!(kinds("and"), [Kind::Mark(Mark::And)]);
        assert_eq!(kinds("AND"), [Kind::Word]);
    }

    #[test]
    fn what_begins_no_token_is_named_at_its_place() {
        let error = |filter: &str| read(filter).expect_err("the filter has no tokens");
        let wrong = error("tcp.port = 80");
        assert_eq!(wrong.span, Span::new(9, 10));
        assert_eq!(wrong.suggestion.as_deref(), Some("=="));
        assert_eq!(error("tcp.port => 80").suggestion.as_deref(), Some(">="));
        assert_eq!(error("tcp.port <> 80").suggestion.as_deref(), Some("!="));
        assert_eq!(error("tcp ; udp").span, Span::new(4, 5));
        assert_eq!(error("${frame.number} == 1").span, Span::new(0, 15));
        assert_eq!(error("포트 == 80").problem, FilterProblem::NotAscii { character: '포' });
        assert_eq!(error("ip.src#x").problem, FilterProblem::BadLayer);
        assert_eq!(error("tcp.").problem, FilterProblem::Stray { found: ".".into() });
        assert_eq!(error("frame[1").span, Span::new(5, 7));
    }

    #[test]
    fn every_operator_word_is_one() {
        assert!(operators().all(|word| operator(word).is_some()));
    }
}
