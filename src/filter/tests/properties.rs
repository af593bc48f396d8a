//! What must hold of every text and every expression, tried on thousands of random ones.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::dissect::{FieldId, Value};
use crate::filter::ast::{At, Element, Expr, Operator, Quantifier, Relation, Term, TermKind, Test};
use crate::filter::error::Span;
use crate::filter::parse::parse;
use crate::filter::range::{End, Range};
use crate::filter::{Extra, Filter};

const NOWHERE: Span = Span { start: 0, end: 0 };

fn term(kind: TermKind) -> Term {
    Term { kind, at: At(NOWHERE) }
}

fn name() -> impl Strategy<Value = String> + Clone {
    prop::sample::select(vec![
        "tcp.port",
        "ip.src",
        "frame",
        "nosuch.field",
        "eth.src",
        "len",
        "tcp.flags.str",
    ])
    .prop_map(str::to_owned)
}

fn value() -> impl Strategy<Value = String> {
    let known = ["80", "0x1f", "10.0.0.0/8", "fe80::1", "::1", "02:00:5e", "ff-ff", "0.5", "a-b"];
    prop::sample::select(known.to_vec()).prop_map(str::to_owned)
}

fn range() -> impl Strategy<Value = Range> + Clone {
    let length =
        (any::<i32>(), 1..i32::MAX).prop_map(|(start, length)| Range { start, end: End::Length(length) });
    let rest = any::<i32>().prop_map(|start| Range { start, end: End::Rest });
    let last =
        (0..i32::MAX, 0..i32::MAX).prop_map(|(a, b)| Range { start: a.min(b), end: End::Last(a.max(b)) });
    prop_oneof![length, rest, last.clone(), last.prop_map(negated)]
}

fn negated(range: Range) -> Range {
    match range.end {
        End::Last(last) => Range { start: -last - 1, end: End::Last(-range.start - 1) },
        _ => range,
    }
}

fn ranges() -> impl Strategy<Value = Vec<Range>> + Clone {
    vec(range(), 1..3)
}

fn operators() -> impl Strategy<Value = Vec<Operator>> {
    let levels: Vec<&'static [Operator]> = vec![
        &[Operator::BitAnd],
        &[Operator::Add, Operator::Subtract],
        &[Operator::Multiply, Operator::Divide, Operator::Remainder],
    ];
    prop::sample::select(levels).prop_flat_map(|level| vec(prop::sample::select(level), 1..3))
}

fn a_term() -> impl Strategy<Value = Term> {
    let leaf = prop_oneof![
        name().prop_map(TermKind::Word),
        value().prop_map(TermKind::Word),
        value()
            .prop_filter("an address is no value behind a colon", |v| !v.starts_with(':'))
            .prop_map(TermKind::Literal),
        name().prop_map(TermKind::Name),
        vec(any::<u8>(), 0..6).prop_map(TermKind::Text),
        any::<u8>().prop_map(TermKind::Character),
    ]
    .prop_map(term);
    leaf.prop_recursive(4, 24, 4, |inner| {
        let layered = (name(), ranges()).prop_map(|(name, layers)| {
            term(TermKind::Layered { field: Box::new(term(TermKind::Word(name))), layers })
        });
        let call = (name(), vec(inner.clone(), 0..3))
            .prop_map(|(name, arguments)| term(TermKind::Call { name, arguments }));
        let named = name().prop_map(|name| term(TermKind::Word(name)));
        let whole = prop_oneof![named, layered.clone(), call.clone()];
        let sliced = (whole, vec(ranges(), 1..3))
            .prop_map(|(whole, slices)| term(TermKind::Sliced { whole: Box::new(whole), slices }));
        let negative = inner.clone().prop_map(|inner| term(TermKind::Negative(Box::new(inner))));
        let chain = (inner.clone(), operators(), vec(inner, 3)).prop_map(|(first, operators, parts)| {
            let rest = operators.into_iter().zip(parts).collect();
            term(TermKind::Chain { first: Box::new(first), rest })
        });
        prop_oneof![layered, call, sliced, negative, chain]
    })
}

fn a_test() -> impl Strategy<Value = Test> {
    let relations = prop::sample::select(vec![
        Relation::AnyEqual,
        Relation::AllEqual,
        Relation::AllDiffer,
        Relation::AnyDiffer,
        Relation::Greater,
        Relation::GreaterEqual,
        Relation::Less,
        Relation::LessEqual,
    ]);
    let quantifier = || prop::option::of(prop::sample::select(vec![Quantifier::Any, Quantifier::All]));
    let element = (a_term(), prop::option::of(a_term())).prop_map(|(low, high)| Element { low, high });
    prop_oneof![
        a_term().prop_map(Test::Present),
        (quantifier(), a_term(), vec((relations, a_term()), 1..3))
            .prop_map(|(quantifier, first, rest)| Test::Compare { quantifier, first, rest }),
        (quantifier(), a_term(), vec(element, 1..3)).prop_map(|(quantifier, value, set)| Test::Within {
            quantifier,
            value,
            set
        }),
        (quantifier(), a_term(), a_term()).prop_map(|(quantifier, value, part)| Test::Contains {
            quantifier,
            value,
            part
        }),
        (quantifier(), a_term(), a_term()).prop_map(|(quantifier, value, pattern)| Test::Matches {
            quantifier,
            value,
            pattern
        }),
    ]
}

fn an_expr() -> impl Strategy<Value = Expr> {
    a_test().prop_map(Expr::Test).prop_recursive(4, 16, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 2..4).prop_map(Expr::Or),
            vec(inner.clone(), 2..4).prop_map(Expr::Xor),
            vec(inner.clone(), 2..4).prop_map(Expr::And),
            inner.prop_map(|inner| Expr::Not(Box::new(inner))),
        ]
    })
}

/// Words and signs in any order: nearer to filters than random letters.
fn soup() -> impl Strategy<Value = String> {
    let pieces = vec![
        "tcp",
        "ip.src",
        "tcp.port",
        "eth.src",
        "frame",
        "tcp.flags.str",
        "tcp.payload",
        "frame.time_epoch",
        "nosuch",
        "80",
        "0x1f",
        "10.0.0.0/8",
        "10.0.0.1",
        "fe80::1",
        "02:00",
        "0.5",
        "true",
        "\"GET\"",
        "r\"\\d\"",
        "'a'",
        "\"",
        "==",
        "!=",
        "===",
        "!==",
        ">",
        "<=",
        "~",
        "contains",
        "matches",
        "in",
        "not",
        "!",
        "and",
        "or",
        "xor",
        "any",
        "all",
        "(",
        ")",
        "{",
        "}",
        ",",
        "..",
        "[0:2]",
        "[-1]",
        "#1",
        "#[1-2]",
        "+",
        "-",
        "*",
        "/",
        "%",
        "&",
        "len(",
        "max(",
        "string(",
        "count(",
        "upper(",
        "한",
    ];
    let space = prop::sample::select(vec![" ", "", " "]);
    vec((prop::sample::select(pieces), space), 0..14)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, space)| [piece, space]).collect())
}

/// Reads it, asks it, prints it, or reports it: nothing of that may panic, and what is printed must say the
/// same.
fn use_up(text: &str) -> Result<(), TestCaseError> {
    let mut fields = Extra::new();
    fields.add(FieldId::TcpSrcPort, Value::Number(80));
    fields.add(FieldId::TcpDstPort, Value::Number(u64::MAX));
    fields.add(FieldId::TcpPayload, Value::Bytes(b"GET /"));
    fields.add(FieldId::EthSrc, Value::Mac([2, 0, 0x5e, 0, 0x53, 1]));
    fields.add(FieldId::FrameTimeEpoch, Value::Time { seconds: i64::MIN, nanos: 0 });
    match Filter::parse(text) {
        Ok(filter) => {
            let printed = filter.to_string();
            let again = Filter::parse(&printed);
            prop_assert!(again.is_ok(), "{} prints as {}", text, printed);
            let again = again.expect("it was just looked at");
            prop_assert_eq!(again.expr(), filter.expr(), "{}", &printed);
            prop_assert_eq!(again.matches(&fields), filter.matches(&fields), "{}", &printed);
        }
        Err(error) => {
            prop_assert!(text.get(error.span.start..error.span.end).is_some(), "{} {:?}", text, error);
            let [line, mark] = error.excerpt(text, 60);
            prop_assert!(mark.contains('^') && !line.contains('\n'));
        }
    }
    Ok(())
}

proptest! {
    // Texts of all kinds are tried here; `tests/all/mutation` changes those of the table of filters.
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_text_is_a_filter_or_has_a_problem_with_a_place(text in "\\PC{0,60}") {
        use_up(&text)?;
    }

    #[test]
    fn any_bytes_that_are_text_do(bytes in vec(any::<u8>(), 0..60)) {
        use_up(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn words_and_signs_in_any_order_do(text in soup()) {
        use_up(&text)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn an_expression_reads_back_from_what_it_prints(expr in an_expr()) {
        let printed = expr.to_string();
        prop_assert_eq!(parse(&printed), Ok(Some(expr)), "{}", printed);
    }
}
