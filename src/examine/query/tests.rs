//! Expressions, right and wrong.

use super::*;
use serde_json::json;

fn ask(text: &str, value: Value) -> Vec<Value> {
    let query = Query::parse(text, Shape::UNKNOWN).expect(text);
    query.run(&Datum::new(value)).expect(text)
}

fn wrong(text: &str, shape: Shape) -> (String, String, Option<String>) {
    let error = Query::parse(text, shape).expect_err(text);
    let sentence = error.problem.text(crate::language::Language::English);
    (text.get(error.span).unwrap_or("").to_owned(), sentence, error.meant)
}

#[test]
fn a_plain_path_and_a_program_give_the_same() {
    let value = json!({"a": [{"b.c": 3}, null, {"b.c": 18_446_744_073_709_551_615_u64}]});
    assert_eq!(ask(".a[0].\"b.c\"", value.clone()), [json!(3)]);
    assert_eq!(ask(".a[0].\"b.c\" | .", value.clone()), [json!(3)]);
    assert_eq!(ask(".a[-1][\"b.c\"]", value.clone()), [json!(18_446_744_073_709_551_615_u64)]);
    assert_eq!(ask(".a[-1][\"b.c\"] | .", value.clone()), [json!(18_446_744_073_709_551_615_u64)]);
    assert_eq!(ask(".a[1].x.y", value.clone()), [Value::Null]);
    assert_eq!(ask(".a[1].x.y | .", value.clone()), [Value::Null]);
    assert_eq!(ask("[.a[] | .\"b.c\"?]", value), [json!([3, null, 18_446_744_073_709_551_615_u64])]);
}

#[test]
fn the_usual_functions_are_there() {
    let value = json!({"connections": [{"outcome": "closed", "n": 2}, {"outcome": "refused", "n": 5}]});
    for (text, expected) in [
        (".connections | length", json!(2)),
        ("[.connections[] | select(.outcome == \"closed\")] | length", json!(1)),
        (".connections | map(.n) | add", json!(7)),
        (".connections | max_by(.n) | .outcome", json!("refused")),
        ("any(.connections[]; .n > 4)", json!(true)),
        (".connections | sort_by(-.n) | first | .n", json!(5)),
        ("[range(3)]", json!([0, 1, 2])),
        ("[.connections[].outcome] | unique | join(\",\")", json!("closed,refused")),
        (".connections[0].outcome | test(\"^cl\")", json!(true)),
        ("reduce .connections[].n as $n (0; . + $n)", json!(7)),
        ("if .connections[0].n > 1 then \"many\" else \"one\" end", json!("many")),
        ("[.. | numbers] | length", json!(2)),
        (".connections[0] | to_entries | map(.key)", json!(["outcome", "n"])),
        ("0.1 + 0.2 | . * 10 | floor", json!(3)),
    ] {
        assert_eq!(ask(text, value.clone()), [expected], "{text}");
    }
}

#[test]
fn what_depends_on_the_machine_or_need_not_end_is_refused() {
    for text in [
        "now",
        "env",
        "input",
        "[inputs]",
        "$ENV.HOME",
        "repeat(.)",
        "def f: f; f",
        "[recurse(.+1)]",
        "until(false; .)",
        "while(true; .)",
        "localtime",
        "halt",
        "debug",
        "range(0; 9; 0)",
        "include \"x\"; .",
    ] {
        assert!(Query::parse(text, Shape::UNKNOWN).is_err(), "{text}");
    }
    let (at, said, _) = wrong("[1, now]", Shape::UNKNOWN);
    assert_eq!(
        (at.as_str(), said.as_str()),
        ("now", "now cannot be used here: it depends on the machine or the time, or need not end")
    );
    let endless = Query::parse("[range(1e12)] | length", Shape::UNKNOWN).expect("reads");
    assert!(endless.run(&Datum::new(Value::Null)).is_err());
    let many = Query::parse("range(100000), range(100000)", Shape::UNKNOWN).expect("reads");
    assert_eq!(many.run(&Datum::new(Value::Null)), Err(QueryProblem::QueryMany { most: MOST as u64 }));
}

#[test]
fn a_key_that_the_report_cannot_have_is_found_before_any_capture_is_read() {
    let (at, said, meant) = wrong(".client.isn", Shape::connection());
    assert_eq!((at.as_str(), meant.as_deref()), ("isn", Some("iss")));
    assert!(
        said.starts_with("the report has no key \"isn\" here; it has ip, port, mac, state, iss,"),
        "{said}"
    );
    assert_eq!(wrong(".close.initator", Shape::connection()).2.as_deref(), Some("initiator"));
    assert_eq!(wrong(".conections | length", Shape::document()).2.as_deref(), Some("connections"));
    assert_eq!(wrong("[.connections[] | select(.outcom == \"closed\")]", Shape::document()).0, "outcom");
    assert_eq!(wrong(".connections | map(.client.prot)", Shape::document()).2.as_deref(), Some("port"));
    for text in [
        ".steps[2].header.\"tcp.flags\"",
        ".findings[0].args.times",
        "[.steps[].writes[] | select(.variable == \"ISS\") | .after]",
        ".client | keys",
        "{a: 1} | .a",
        ".steps[0].message.args.port",
        ".handshake as $h | $h.anything",
    ] {
        assert!(Query::parse(text, Shape::connection()).is_ok(), "{text}");
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let said = |text: &str| {
        let (at, said, _) = wrong(text, Shape::UNKNOWN);
        format!("{at}: {said}")
    };
    assert_eq!(said("  "), "  : an expression is expected here, such as .client.iss");
    assert_eq!(said("[.a"), "[: this [ is not closed");
    assert_eq!(
        said(".a .b) "),
        "): ) has no meaning in jq; text stands in \"double quotes\", and is written 'in single quotes' around them in YAML"
    );
    assert_eq!(said(".a == 'x'").chars().next(), Some('\''));
    assert_eq!(said(".a ==").as_str(), ": the expression ends where a value is still expected");
    assert_eq!(
        said("lenght(.a)"),
        "lenght: there is no function lenght/1 in jq; a key of the report begins with a dot: .lenght"
    );
    assert_eq!(wrong("lenght", Shape::UNKNOWN).2.as_deref(), Some("length"));
    assert_eq!(said("$x + 1"), "$x: $x is not defined here");
    assert!(said(&".a|".repeat(400)).contains("1024 are the most"));
    assert!(said(&"[".repeat(400)).contains("more than 32 deep"));
    assert!(said(&"- ".repeat(40)).contains("more than 32 deep"));
}

#[test]
fn steps_are_asked_for_only_where_they_can_matter() {
    let document = |text| Query::parse(text, Shape::document()).expect(text).needs_steps();
    for text in [
        ".connections | length",
        ".connections[0].client.iss",
        "[.connections[] | select(.outcome == \"closed\") | .server.port]",
        ".connections | map(.client.bytes) | add",
        "any(.connections[]; .close != null)",
        ".capture.findings",
        "first(.connections[]).outcome",
    ] {
        assert!(!document(text), "{text}");
    }
    for text in [
        ".",
        ".connections",
        ".connections[0]",
        ".connections[0].steps | length",
        ".connections[0] | length",
        ".connections[0] | keys",
        "[..] | length",
        "[.connections[] | select(.outcome == \"closed\")]",
        ".connections[0] as $c | $c.steps",
        "\"\\(.connections[0])\"",
        ".connections | map(.)",
    ] {
        assert!(document(text), "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "[-.a-z\\[\\]{}()|,\"0-9 $@:;?+*/=\\\\가]{0,60}") {
        if let Ok(query) = Query::parse(&text, Shape::document()) {
            let _ = query.run(&Datum::new(json!({"a": [1, "x", null], "b": {"a": true}})));
        } else if let Err(error) = Query::parse(&text, Shape::document()) {
            proptest::prop_assert!(text.get(error.span).is_some());
        }
    }
}

/// What an expression gives, or that it takes too much.
fn bounded(text: &str) -> Result<Vec<Value>, QueryProblem> {
    Query::parse(text, Shape::UNKNOWN).expect(text).run(&Datum::new(json!({"a": "x", "n": [1, 2, 3]})))
}

#[test]
fn an_expression_that_takes_too_much_memory_fails() {
    let mut wrong = Vec::new();
    for text in [
        "\"x\" * 1000000000",
        "1000000000 * .a",
        "\"x\" * 1000000000000000000000",
        ".a *= 1000000000",
        "[range(100000) | \"x\" * 10000]",
        "[range(100000) | range(100000)] | length",
        "[range(1000) | [range(100000)]] | length",
        "[range(100000)] as $a | [range(100000) | $a[1:]] | length",
        "[range(100000)] as $a | [range(100000)] | .[] |= $a[1:]",
        "[foreach range(100000) as $i ([]; . + [$i])] | length",
        "reduce range(60) as $i (\"x\"; . + .) | length",
        "reduce range(60) as $i ([0]; . + .) | length",
        "reduce range(60) as $i (2; . * .)",
        "reduce range(60) as $i (2; . *= .)",
        "reduce range(60) as $i (0; [., .])",
        "reduce range(60) as $i (0; [., .]) | tojson | length",
        "reduce range(60) as $i (0; {a: ., b: .}) | \"\\(.)\" | length",
        "reduce range(60) as $i (0; [., .]) | error",
        "reduce range(100000) as $i (0; [.])",
        "[\"x\" * 1000000000]? // 1",
        "try (\"x\" * 1000000000) catch 1",
        "(\"x\" * 100000) as $s | $s | gsub(\"x\"; $s) | length",
        "(\"[\" * 100000) | fromjson",
        "[range(100000) | \"a\"] as $p | null | setpath($p; 1)",
        "[range(100000) | \"a\"] as $p | null | getpath($p)",
        "[[range(100000)], range(100000)] | [combinations]",
    ] {
        let answer = Query::parse(text, Shape::UNKNOWN)
            .map_err(|error| error.problem)
            .and_then(|query| query.run(&Datum::new(json!({"a": "x"}))));
        if !matches!(answer, Err(QueryProblem::QueryMemory {} | QueryProblem::QueryRefused { .. })) {
            wrong.push(format!("{text}: {:.200}", format!("{answer:?}")));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn what_nests_deep_meanwhile_breaks_nothing() {
    assert_eq!(bounded("reduce range(100000) as $i (0; [.]) | length"), Ok(vec![json!(1)]));
    assert_eq!(bounded("last(foreach range(50000) as $i (0; {a: .})) | keys"), Ok(vec![json!(["a"])]));
    let said = bounded("reduce range(1000) as $i (0; [.]) | .a").expect_err("an array has no key");
    assert!(said.text(crate::language::Language::English).len() < 600);
}

#[test]
fn within_its_bounds_an_expression_gives_what_jq_gives() {
    let mut wrong = Vec::new();
    for (text, expected) in [
        ("[(1, 2) * (3, 4)]", json!([3, 4, 6, 8])),
        ("[(1, 2) + (10, 20)]", json!([11, 21, 12, 22])),
        (".a * 3", json!("xxx")),
        (".a * 0", Value::Null),
        (".n | map(. * 2)", json!([2, 4, 6])),
        (".n[] += 1 | .n", json!([2, 3, 4])),
        (".n[1] *= 5 | .n", json!([1, 10, 3])),
        (".n |= map(. + 1) | .n", json!([2, 3, 4])),
        (".n | add", json!(6)),
        ("{\"a\": 1, \"b\": {\"c\": 2}} * {\"b\": {\"d\": 3}} | .b", json!({"c": 2, "d": 3})),
        ("\"\\(.n) and \\(.a)\"", json!("[1,2,3] and x")),
        ("{\"k\\(1)\": .a, a, \"n\"}", json!({"k1": "x", "a": "x", "n": [1, 2, 3]})),
        ("reduce .n[] as $n ([]; . + [$n])", json!([1, 2, 3])),
        ("[foreach .n[] as $n (0; . + $n)]", json!([1, 3, 6])),
        ("[paths]", json!([["a"], ["n"], ["n", 0], ["n", 1], ["n", 2]])),
        ("del(.n[0]) | .n", json!([2, 3])),
        ("setpath([\"n\", 0]; 9) | .n", json!([9, 2, 3])),
        ("getpath([\"n\", 2])", json!(3)),
        ("[limit(2; .n[])]", json!([1, 2])),
        ("first(.n[])", json!(1)),
        (".n | join(\"-\")", json!("1-2-3")),
        ("\"a,b\" | split(\",\") | map(ascii_upcase) | add", json!("AB")),
        ("\"abc\" | gsub(\"b\"; \"xx\")", json!("axxc")),
        ("\"abc\" | [match(\"b\").offset]", json!([1])),
        ("\"{\\\"a\\\":[1]}\" | fromjson | .a", json!([1])),
        (".n | tojson", json!("[1,2,3]")),
        ("\"x\" | @base64", json!("eA==")),
        ("@json \"v=\\(.n)\"", json!("v=[1,2,3]")),
        ("(.a, .b) = 5 | [.a, .b]", json!([5, 5])),
        (".b //= 4 | .b", json!(4)),
        ("to_entries | map(.key)", json!(["a", "n"])),
        ("with_entries(.value |= length) | .n", json!(3)),
        ("[.n[] | if . > 1 then . - 1 else -. end]", json!([-1, 1, 2])),
        ("[.. | numbers] | length", json!(3)),
        ("label $out | .n[] | if . > 1 then ., break $out else empty end", json!(2)),
        ("try error(\"bad\") catch .", json!("bad")),
        ("123456789012345678901 * 10 | tostring", json!("1234567890123456789010")),
        ("[range(50000)] | map(. * 2) | add", json!(2_499_950_000_u64)),
        ("reduce range(20000) as $i ({}; .[\"k\\($i % 100)\"] += 1) | length", json!(100)),
        ("[range(20000) | {i: ., s: \"n\\(.)\"}] | group_by(.i % 7) | length", json!(7)),
    ] {
        let found = bounded(text);
        if found != Ok(vec![expected.clone()]) {
            wrong.push(format!("{text}: {found:?}, not {expected}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
