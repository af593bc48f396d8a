//! The grammar: tokens to an [`Expr`].
//!
//! From loosest to tightest: `or`, `xor`, `and`, `not`, then one comparison (`==` and its like, `in`,
//! `contains`, `matches`, with `any` or `all` before it), then `&`, then `+ -`, then `* / %`, then a sign,
//! then a field or value with its layers and slices. Parentheses group tests, braces group arithmetic; that
//! they differ is Wireshark's rule, and what keeps the grammar free of guessing: one token decides what
//! follows, nothing is read twice.
//!
//! Beyond what Wireshark 4.0 reads, `xor` and `^^` (of later versions) are read too, and arithmetic may stand
//! on the left of `in` and inside a set.

use winnow::Parser;
use winnow::combinator::{opt, peek, preceded, repeat, separated};
use winnow::stream::Stream;
use winnow::token::any;

use super::ast::{At, Element, Expr, Operator, Quantifier, Relation, Term, TermKind, Test};
use super::error::{Expected, FilterError, FilterProblem, Span};
use super::fault::{Fault, Read};
use super::token::{self, Kind, Mark, Token, Tokens};
use crate::nearest::nearest;

/// How deep parentheses, braces, calls and `not`s may be nested in each other.
pub(crate) const DEEPEST: usize = 100;

/// The expression that `text` is; `None` if it is blank.
pub(crate) fn parse(text: &str) -> Result<Option<Expr>, FilterError> {
    let tokens = token::read(text)?;
    if tokens.is_empty() {
        return Ok(None);
    }
    let mut input = Tokens::new(&tokens);
    let read = disjunction(&mut input, 0).and_then(|expr| match input.first() {
        None => Ok(expr),
        Some(_) => Err(misplaced(&input, Expected::Operator)),
    });
    match read {
        Ok(expr) => Ok(Some(expr)),
        Err(Fault::Found(error)) => Err(*error),
        Err(Fault::Other) => match misplaced(&input, Expected::Test) {
            Fault::Found(error) => Err(*error),
            Fault::Other => Ok(None),
        },
    }
}

/// `a or b or …`.
fn disjunction(input: &mut Tokens<'_, '_>, depth: usize) -> Read<Expr> {
    separated(1.., |i: &mut Tokens<'_, '_>| exclusion(i, depth), mark(Mark::Or))
        .map(|parts| joined(parts, Expr::Or))
        .parse_next(input)
}

/// `a xor b xor …`.
fn exclusion(input: &mut Tokens<'_, '_>, depth: usize) -> Read<Expr> {
    separated(1.., |i: &mut Tokens<'_, '_>| conjunction(i, depth), mark(Mark::Xor))
        .map(|parts| joined(parts, Expr::Xor))
        .parse_next(input)
}

/// `a and b and …`.
fn conjunction(input: &mut Tokens<'_, '_>, depth: usize) -> Read<Expr> {
    separated(1.., |i: &mut Tokens<'_, '_>| negation(i, depth), mark(Mark::And))
        .map(|parts| joined(parts, Expr::And))
        .parse_next(input)
}

fn joined(mut parts: Vec<Expr>, whole: fn(Vec<Expr>) -> Expr) -> Expr {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            whole(parts)
        }
        None => whole(parts),
    }
}

/// `not not … a`.
fn negation(input: &mut Tokens<'_, '_>, depth: usize) -> Read<Expr> {
    let mut depth = depth;
    let mut nots = 0;
    while opt(mark(Mark::Not)).parse_next(input)?.is_some() {
        depth = deeper(input, depth)?;
        nots += 1;
    }
    let mut expr = primary(input, depth)?;
    for _ in 0..nots {
        expr = Expr::Not(Box::new(expr));
    }
    Ok(expr)
}

/// A group in parentheses, or a test. Something must be here: that nothing is, is a problem.
fn primary(input: &mut Tokens<'_, '_>, depth: usize) -> Read<Expr> {
    let Some(open) = opt(mark(Mark::Open)).parse_next(input)? else {
        return test(input, depth);
    };
    let depth = deeper(input, depth)?;
    let expr = disjunction(input, depth)?;
    let close = closing(input, Mark::Close, Expected::Parenthesis)?;
    match input.first().map(|token| &token.kind) {
        Some(
            Kind::Relation(_)
            | Kind::Operator(_)
            | Kind::Ranges(_)
            | Kind::Layers(_)
            | Kind::Mark(Mark::In | Mark::Contains | Mark::Matches),
        ) => Err(Fault::at(open.span.to(close.span), FilterProblem::ParenthesisedValue)),
        _ => Ok(expr),
    }
}

/// One test.
fn test(input: &mut Tokens<'_, '_>, depth: usize) -> Read<Expr> {
    let quantifier = opt(quantifier).parse_next(input)?;
    let value = sum(input, depth, quantifier.map_or(Expected::Test, |_| Expected::Value))?;
    let test = if opt(mark(Mark::Contains)).parse_next(input)?.is_some() {
        let part = sum(input, depth, Expected::Value)?;
        Test::Contains { quantifier, value, part }
    } else if opt(mark(Mark::Matches)).parse_next(input)?.is_some() {
        let pattern = sum(input, depth, Expected::Value)?;
        Test::Matches { quantifier, value, pattern }
    } else if opt(mark(Mark::In)).parse_next(input)?.is_some() {
        let set = set(input, depth)?;
        Test::Within { quantifier, value, set }
    } else if opt((mark(Mark::Not), mark(Mark::In))).parse_next(input)?.is_some() {
        // "all … not in" is "not any … in", and the other way round.
        let quantifier = quantifier.map(|q| match q {
            Quantifier::Any => Quantifier::All,
            Quantifier::All => Quantifier::Any,
        });
        let set = set(input, depth)?;
        return Ok(Expr::Not(Box::new(Expr::Test(Test::Within { quantifier, value, set }))));
    } else {
        let side = |i: &mut Tokens<'_, '_>| sum(i, depth, Expected::Value);
        let rest: Vec<_> = repeat(0.., (relation, side)).parse_next(input)?;
        match quantifier {
            Some(_) if rest.is_empty() => return Err(misplaced(input, Expected::Comparison)),
            None if rest.is_empty() => Test::Present(value),
            _ => Test::Compare { quantifier, first: value, rest },
        }
    };
    Ok(Expr::Test(test))
}

/// `{a, b .. c}`.
fn set(input: &mut Tokens<'_, '_>, depth: usize) -> Read<Vec<Element>> {
    let depth = deeper(input, depth)?;
    closing(input, Mark::OpenBrace, Expected::Set)?;
    let element = |i: &mut Tokens<'_, '_>| element(i, depth);
    let set = separated(1.., element, mark(Mark::Comma)).parse_next(input)?;
    match input.first() {
        Some(Token {
            kind: Kind::Word | Kind::Literal | Kind::Text(_) | Kind::Character(_), span, ..
        }) => Err(Fault::at(*span, FilterProblem::MissingComma)),
        _ => closing(input, Mark::CloseBrace, Expected::Brace).map(|_| set),
    }
}

fn element(input: &mut Tokens<'_, '_>, depth: usize) -> Read<Element> {
    let low = sum(input, depth, Expected::Value)?;
    let high = |i: &mut Tokens<'_, '_>| sum(i, depth, Expected::Value);
    let high = opt(preceded(mark(Mark::DotDot), high)).parse_next(input)?;
    Ok(Element { low, high })
}

/// A value: arithmetic of the loosest level.
fn sum(input: &mut Tokens<'_, '_>, depth: usize, expected: Expected) -> Read<Term> {
    level(input, depth, 1, expected)
}

/// Arithmetic of one level, its parts of the next tighter one.
fn level(input: &mut Tokens<'_, '_>, depth: usize, at: u8, expected: Expected) -> Read<Term> {
    if at > Operator::Multiply.level() {
        return signed(input, depth, expected);
    }
    let first = level(input, depth, at + 1, expected)?;
    let part = |i: &mut Tokens<'_, '_>| level(i, depth, at + 1, Expected::Value);
    let rest: Vec<_> = repeat(0.., (operator(at), part)).parse_next(input)?;
    let Some((_, last)) = rest.last() else {
        return Ok(first);
    };
    let span = first.span().to(last.span());
    Ok(Term::new(TermKind::Chain { first: Box::new(first), rest }, span))
}

/// A value with a sign before it, or without.
fn signed(input: &mut Tokens<'_, '_>, depth: usize, expected: Expected) -> Read<Term> {
    let sign = opt(any.verify(|token: &&Token<'_>| {
        matches!(token.kind, Kind::Operator(Operator::Add | Operator::Subtract))
    }))
    .parse_next(input)?;
    let value = atom(input, depth, sign.map_or(expected, |_| Expected::Value))?;
    match sign {
        Some(sign) if sign.kind == Kind::Operator(Operator::Subtract) => {
            let span = sign.span.to(value.span());
            Ok(Term::new(TermKind::Negative(Box::new(value)), span))
        }
        _ => Ok(value),
    }
}

/// A field, a value, a function or arithmetic in braces, with layers and slices.
fn atom(input: &mut Tokens<'_, '_>, depth: usize, expected: Expected) -> Read<Term> {
    let Some(token) = opt(peek(any)).parse_next(input)? else {
        return Err(misplaced(input, expected));
    };
    let text = || token.text.to_owned();
    let forced = || token.text.get(1..).unwrap_or_default().to_owned();
    let kind = match &token.kind {
        Kind::Word => TermKind::Word(text()),
        Kind::Literal => TermKind::Literal(forced()),
        Kind::Name => TermKind::Name(forced()),
        Kind::Text(bytes) => TermKind::Text(bytes.clone()),
        Kind::Character(byte) => TermKind::Character(*byte),
        Kind::Mark(Mark::OpenBrace) => {
            input.next_token();
            let depth = deeper(input, depth)?;
            let mut term = sum(input, depth, Expected::Value)?;
            let close = closing(input, Mark::CloseBrace, Expected::Brace)?;
            term.at = At(token.span.to(close.span));
            return Ok(term);
        }
        Kind::Mark(Mark::Open) if matches!(expected, Expected::Value) => {
            return Err(parenthesised(input, token));
        }
        _ => return Err(misplaced(input, expected)),
    };
    input.next_token();
    let mut term = Term::new(kind, token.span);
    if let TermKind::Word(name) = &term.kind
        && let Some((arguments, close)) =
            opt(|i: &mut Tokens<'_, '_>| arguments(i, depth)).parse_next(input)?
    {
        let kind = TermKind::Call { name: name.clone(), arguments };
        term = Term::new(kind, token.span.to(close));
    } else if let Some((layers, span)) = opt(layers).parse_next(input)? {
        let span = term.span().to(span);
        let kind = TermKind::Layered { field: Box::new(term), layers };
        term = Term::new(kind, span);
    }
    let slices: Vec<(Vec<_>, Span)> = repeat(0.., ranges).parse_next(input)?;
    if let Some((_, last)) = slices.last() {
        let span = term.span().to(*last);
        let slices = slices.into_iter().map(|(ranges, _)| ranges).collect();
        term = Term::new(TermKind::Sliced { whole: Box::new(term), slices }, span);
    }
    Ok(term)
}

/// `(…)` where a value must stand; with `or`s in it, a set was meant.
fn parenthesised(input: &Tokens<'_, '_>, open: &Token<'_>) -> Fault {
    let inside = input.iter().skip(1).take_while(|token| token.kind != Kind::Mark(Mark::Close));
    let inside: Vec<&Token<'_>> = inside.collect();
    let alternate = inside.iter().enumerate().all(|(at, token)| match token.kind {
        Kind::Mark(Mark::Or) => at % 2 == 1,
        Kind::Word | Kind::Text(_) => at % 2 == 0,
        _ => false,
    });
    let close = input.get(inside.len() + 1);
    let relation = input.previous_tokens().next().filter(|token| matches!(token.kind, Kind::Relation(_)));
    match (relation, close) {
        (Some(relation), Some(close)) if alternate && inside.len() > 2 => {
            let values: Vec<&str> = inside.iter().step_by(2).map(|token| token.text).collect();
            let set = format!("in {{{}}}", values.join(", "));
            let span = relation.span.to(close.span);
            Fault::of(FilterError::new(span, FilterProblem::OrOfValues).suggesting(Some(set)))
        }
        _ => Fault::at(open.span, FilterProblem::ParenthesisedValue),
    }
}

/// `(a, b)` behind a function's name, and where it ends.
fn arguments(input: &mut Tokens<'_, '_>, depth: usize) -> Read<(Vec<Term>, Span)> {
    mark(Mark::Open).parse_next(input)?;
    let depth = deeper(input, depth)?;
    if let Some(close) = opt(mark(Mark::Close)).parse_next(input)? {
        return Ok((Vec::new(), close.span));
    }
    let argument = |i: &mut Tokens<'_, '_>| sum(i, depth, Expected::Value);
    let arguments = separated(1.., argument, mark(Mark::Comma)).parse_next(input)?;
    let close = closing(input, Mark::Close, Expected::Argument)?;
    Ok((arguments, close.span))
}

fn mark<'k, 't: 'k>(wanted: Mark) -> impl Parser<Tokens<'k, 't>, &'k Token<'t>, Fault> {
    any.verify(move |token: &&Token<'_>| token.kind == Kind::Mark(wanted))
}

fn relation(input: &mut Tokens<'_, '_>) -> Read<Relation> {
    any.verify_map(|token: &Token<'_>| match token.kind {
        Kind::Relation(relation) => Some(relation),
        _ => None,
    })
    .parse_next(input)
}

fn quantifier(input: &mut Tokens<'_, '_>) -> Read<Quantifier> {
    any.verify_map(|token: &Token<'_>| match token.kind {
        Kind::Quantifier(quantifier) => Some(quantifier),
        _ => None,
    })
    .parse_next(input)
}

fn operator<'k, 't: 'k>(level: u8) -> impl Parser<Tokens<'k, 't>, Operator, Fault> {
    any.verify_map(move |token: &Token<'_>| match token.kind {
        Kind::Operator(operator) if operator.level() == level => Some(operator),
        _ => None,
    })
}

fn layers(input: &mut Tokens<'_, '_>) -> Read<(Vec<super::range::Range>, Span)> {
    any.verify_map(|token: &Token<'_>| match &token.kind {
        Kind::Layers(ranges) => Some((ranges.clone(), token.span)),
        _ => None,
    })
    .parse_next(input)
}

fn ranges(input: &mut Tokens<'_, '_>) -> Read<(Vec<super::range::Range>, Span)> {
    any.verify_map(|token: &Token<'_>| match &token.kind {
        Kind::Ranges(ranges) => Some((ranges.clone(), token.span)),
        _ => None,
    })
    .parse_next(input)
}

/// A mark that must be here.
fn closing<'k, 't>(input: &mut Tokens<'k, 't>, wanted: Mark, expected: Expected) -> Read<&'k Token<'t>> {
    match opt(mark(wanted)).parse_next(input)? {
        Some(token) => Ok(token),
        None => Err(misplaced(input, expected)),
    }
}

/// One level deeper, if that is still allowed.
fn deeper(input: &Tokens<'_, '_>, depth: usize) -> Read<usize> {
    if depth < DEEPEST {
        return Ok(depth + 1);
    }
    let span = input.previous_tokens().next().map_or(Span::new(0, 0), |token| token.span);
    Err(Fault::at(span, FilterProblem::TooDeep { limit: DEEPEST }))
}

/// The next token, or the end, cannot stand here: what is wrong with it.
fn misplaced(input: &Tokens<'_, '_>, expected: Expected) -> Fault {
    let before = input.previous_tokens().next();
    let Some(token) = input.first() else {
        let at = before.map_or(0, |token| token.span.end);
        return Fault::at(Span::new(at, at), FilterProblem::End { expected });
    };
    let operator = matches!(expected, Expected::Operator | Expected::Parenthesis | Expected::Comparison);
    if operator {
        // "host 10.0.0.1", "tcp port 80"
        for (token, and) in before.map(|token| (token, "")).into_iter().chain([(token, "and ")]) {
            if let Some(instead) = of_capture_filters(token.text).filter(|_| token.kind == Kind::Word) {
                let problem = FilterProblem::CaptureFilter { word: token.text.to_owned() };
                let error = FilterError::new(token.span, problem);
                return Fault::of(error.suggesting(Some(format!("{and}{instead}"))));
            }
        }
        let behind = input.get(1).map(|token| &token.kind);
        if let (Kind::Mark(Mark::Not), Some(Kind::Relation(_) | Kind::Mark(Mark::Contains | Mark::Matches))) =
            (&token.kind, behind)
        {
            return Fault::at(token.span, FilterProblem::MisplacedNot);
        }
        if let Some(meant) = meant_operator(token) {
            let problem = FilterProblem::NoOperator { word: token.text.to_owned() };
            return Fault::of(FilterError::new(token.span, problem).suggesting(Some(meant)));
        }
    }
    let found = token.text.to_owned();
    Fault::at(token.span, FilterProblem::Unexpected { found, expected })
}

fn meant_operator(token: &Token<'_>) -> Option<&'static str> {
    if token.kind != Kind::Word {
        return None;
    }
    match token.text {
        "bitand" | "band" => Some("bitwise_and"),
        "equals" | "is" => Some("eq"),
        "match" | "like" => Some("matches"),
        word => nearest(word, token::operators()),
    }
}

/// The display filter for a word of capture filters, as far as one says the same.
pub(super) fn of_capture_filters(word: &str) -> Option<&'static str> {
    Some(match word {
        "host" | "net" => "ip.addr ==",
        "src" => "ip.src ==",
        "dst" => "ip.dst ==",
        "port" => "tcp.port ==",
        "portrange" => "tcp.port in",
        "greater" => "frame.len >=",
        "less" => "frame.len <=",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        parse(text).expect(text).expect(text).to_string()
    }

    fn problem(text: &str) -> (FilterProblem, Span) {
        let error = parse(text).expect_err(text);
        (error.problem, error.span)
    }

    #[test]
    fn what_binds_tighter_needs_no_parentheses() {
        for (text, expected) in [
            ("a or b and c", "a or b and c"),
            ("a or (b and c)", "a or b and c"),
            ("(a or b) and c", "(a or b) and c"),
            ("a xor b or c", "a xor b or c"),
            ("a xor (b or c)", "a xor (b or c)"),
            ("a and b xor c", "a and b xor c"),
            ("a && b || !c", "a and b or not c"),
            ("not a and b", "not a and b"),
            ("not (a and b)", "not (a and b)"),
            ("not a == b", "not a == b"),
            ("!(!(a))", "not not a"),
            ("a or b or c", "a or b or c"),
            ("a or (b or c)", "a or (b or c)"),
        ] {
            assert_eq!(written(text), expected, "{text}");
        }
    }

    #[test]
    fn arithmetic_binds_as_it_does_in_wireshark() {
        for (text, expected) in [
            ("a + b * c == 1", "a + b * c == 1"),
            ("{a + b} * c == 1", "{a + b} * c == 1"),
            ("{a * b} + c == 1", "a * b + c == 1"),
            ("a + {b + c} == 1", "a + {b + c} == 1"),
            ("a & b + c == 1", "a & b + c == 1"),
            ("{a & b} + c == 1", "{a & b} + c == 1"),
            ("-a + b == 1", "-a + b == 1"),
            ("-{a + b} == 1", "-{a + b} == 1"),
            ("+a == 1", "a == 1"),
            ("a & 2 == 2 & 3", "a & 2 == 2 & 3"),
        ] {
            assert_eq!(written(text), expected, "{text}");
        }
    }

    #[test]
    fn both_spellings_are_one() {
        for (text, expected) in [
            ("a eq 1", "a == 1"),
            ("a any_eq 1", "a == 1"),
            ("a ne 1", "a != 1"),
            ("a all_ne 1", "a != 1"),
            ("a any_ne 1", "a !== 1"),
            ("a ~= 1", "a !== 1"),
            ("a all_eq 1", "a === 1"),
            ("a gt 1 and a le 2", "a > 1 and a <= 2"),
            ("a bitwise_and 1", "a & 1"),
            (r#"a ~ "x""#, r#"a matches "x""#),
            ("a ^^ b", "a xor b"),
            ("a < b <= c", "a < b <= c"),
            ("a#1[0:2][1] == :ff", "a#[1][0:2][1] == :ff"),
            ("max( a ,b )>1", "max(a, b) > 1"),
            ("a in {1,2..3}", "a in {1, 2 .. 3}"),
        ] {
            assert_eq!(written(text), expected, "{text}");
        }
    }

    #[test]
    fn not_in_says_the_contrary_for_each_value() {
        assert_eq!(written("a not in {1}"), "not a in {1}");
        assert_eq!(written("a !in {1}"), "not a in {1}");
        assert_eq!(written("all a not in {1}"), "not any a in {1}");
        assert_eq!(written("any a not in {1}"), "not all a in {1}");
    }

    #[test]
    fn a_blank_filter_says_nothing() {
        assert_eq!(parse(""), Ok(None));
        assert_eq!(parse(" \t\n"), Ok(None));
    }

    #[test]
    fn nesting_is_bounded_whatever_nests() {
        let too_deep = FilterProblem::TooDeep { limit: DEEPEST };
        for (open, inside, close) in [
            ("(", "a", ")"),
            ("not ", "a", ""),
            ("{", "a", "}"),
            ("-{", "a", "}"),
            ("len(", "a", ")"),
            ("a in {", "1", "}"),
        ] {
            let nested = |levels: usize| open.repeat(levels) + inside + &close.repeat(levels);
            if open != "a in {" {
                assert!(parse(&nested(DEEPEST)).is_ok(), "{open}");
            }
            let (problem, _) = problem(&nested(DEEPEST + 1));
            assert!(problem == too_deep || open == "a in {", "{open}: {problem:?}");
            assert!(parse(&open.repeat(10_000)).is_err(), "{open}");
        }
    }

    #[test]
    fn a_filter_may_be_long_without_being_deep() {
        let long = |part: &str, between: &str| vec![part; 4_000].join(between);
        for text in [
            long("a", " or "),
            long("a", " and "),
            long("a", " + "),
            long("a", " == "),
            format!("a in {{{}}}", long("1", ", ")),
            format!("a{}", "[0]".repeat(4_000)),
        ] {
            assert!(parse(&text).is_ok(), "{}", text.get(..20).unwrap_or_default());
        }
    }

    #[test]
    fn the_place_is_where_the_problem_is() {
        let unexpected = |found: &str, expected| FilterProblem::Unexpected { found: found.into(), expected };
        assert_eq!(problem("a b"), (unexpected("b", Expected::Operator), Span::new(2, 3)));
        assert_eq!(problem("a and"), (FilterProblem::End { expected: Expected::Test }, Span::new(5, 5)));
        assert_eq!(problem("(a) == 1"), (FilterProblem::ParenthesisedValue, Span::new(0, 3)));
        assert_eq!(problem("a in {1 2}"), (FilterProblem::MissingComma, Span::new(8, 9)));
        assert_eq!(problem("a == (1 or 2)"), (FilterProblem::OrOfValues, Span::new(2, 13)));
        assert_eq!(problem("a == (1 + 2)"), (FilterProblem::ParenthesisedValue, Span::new(5, 6)));
    }
}
