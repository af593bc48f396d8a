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
