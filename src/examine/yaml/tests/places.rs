//! Places and troubles of files written out here.

use crate::examine::yaml::tree::Place;
use crate::examine::yaml::trouble::{MOST_DEPTH, MOST_TROUBLES};
use crate::examine::yaml::*;
use crate::language::yaml::Problem;

fn read(text: &str) -> Places {
    match Places::read("a.yaml", text.as_bytes()) {
        Ok(places) => places,
        Err(troubles) => panic!("{troubles:?}"),
    }
}

/// `line:column problem`, a line each.
fn troubles(text: &str) -> Vec<String> {
    match Places::read("a.yaml", text.as_bytes()) {
        Ok(_) => Vec::new(),
        Err(troubles) => troubles
            .iter()
            .map(|trouble| {
                let Spot { line, column, .. } = trouble.spot;
                let piece = trouble.source.slice(trouble.spot);
                let also =
                    trouble.also.map_or(String::new(), |also| format!(" and {}:{}", also.line, also.column));
                format!("{line}:{column} {piece:?} {:?}{also}", trouble.problem)
            })
            .collect(),
    }
}

#[test]
fn every_value_has_its_place_and_its_style() {
    let places = read(
        "a: &x [1, 2]\nb: *x\nc: !!str 5\nd:\ne:\n  - 012\n  -\n  - {a: b, 'c': \"d\\n\"}\nf: | # g\n  x\n  y\n\ng: 한글 값 # c\nh: &y\n  # c\n  i: j\nk: [a: b, c]\n",
    );
    let written: Vec<String> = places
        .paths()
        .iter()
        .map(|path| {
            let place = places.get(path).expect("a path of the file has a place");
            let Place { spot: Spot { line, column, .. }, style, .. } = place;
            format!("{path} {line}:{column} {style:?} {:?}", places.source().slice(place.spot))
        })
        .collect();
    assert_eq!(
        written[1..],
        [
            r#"a 1:7 FlowSequence "[1, 2]""#,
            r#"a[0] 1:8 Plain "1""#,
            r#"a[1] 1:11 Plain "2""#,
            r#"b 2:4 Alias "*x""#,
            r#"c 3:10 Plain "5""#,
            r#"d 4:3 Plain """#,
            r#"e 6:3 BlockSequence "- 012\n  -\n  - {a: b, 'c': \"d\\n\"}""#,
            r#"e[0] 6:5 Plain "012""#,
            r#"e[1] 7:4 Plain """#,
            r#"e[2] 8:5 FlowMapping "{a: b, 'c': \"d\\n\"}""#,
            r#"e[2].a 8:9 Plain "b""#,
            r#"e[2].c 8:17 DoubleQuoted "\"d\\n\"""#,
            r#"f 9:4 Literal "| # g\n  x\n  y""#,
            r#"g 13:4 Plain "한글 값""#,
            r#"h 16:3 BlockMapping "i: j""#,
            r#"h.i 16:6 Plain "j""#,
            r#"k 17:4 FlowSequence "[a: b, c]""#,
            r#"k[0] 17:5 FlowMapping "a: b""#,
            r#"k[0].a 17:8 Plain "b""#,
            r#"k[1] 17:11 Plain "c""#,
        ]
    );
    let root = Path::root();
    let through = places.get(&root.key("b").index(1)).expect("an alias is followed");
    assert!(through.aliased && through.spot.line == 1);
    assert!(places.get(&root.key("a")).is_some_and(|place| place.anchored && !place.aliased));
    assert!(places.get(&root.key("c")).is_some_and(|place| place.tagged));
    assert_eq!(places.get(&root.key("e").index(0)).and_then(|place| place.text), Some("012"));
    assert_eq!(places.get(&root.key("e").index(3)), None);
    assert_eq!(places.nearest(&root.key("e").index(3).key("z")).spot.line, 6);
    assert_eq!(places.key(&root.key("h").key("i")).map(|key| key.column), Some(3));
}

/// Would take minutes if each place were counted from the beginning of its line.
#[test]
fn a_file_of_one_long_line_is_read() {
    let places = read(&format!("[{}\"값\"]", "1, 값, ".repeat(20_000)));
    let last = places.get(&Path::root().index(40_000)).expect("the last one");
    assert_eq!((last.spot.line, last.spot.column), (1, 120_002));
}

#[test]
fn a_quoted_value_ends_at_its_quote() {
    let places = read("a: 'it''s'   # b\nc: \"\\\"d\\\\\" # e\n'f' : g\nh: [\"i\"  , 'j' ]\nk: ''\n");
    let written = |path: Path| {
        let place = places.get(&path).expect("it is there");
        places.source().slice(place.spot).to_owned()
    };
    let root = Path::root();
    assert_eq!(written(root.key("a")), "'it''s'");
    assert_eq!(written(root.key("c")), r#""\"d\\""#);
    assert_eq!(written(root.key("h").index(0)), "\"i\"");
    assert_eq!(written(root.key("h").index(1)), "'j'");
    assert_eq!(written(root.key("k")), "''");
    let key = places.key(&root.key("f")).expect("a key");
    assert_eq!(places.source().slice(key), "'f'");
}

#[test]
fn a_byte_order_mark_and_carriage_returns_are_read_over() {
    let places = read("\u{feff}a: b\r\n값: |\r\n  d\r\ne: f\r\n");
    let at = |key: &str| places.get(&Path::root().key(key)).map(|place| place.spot);
    assert_eq!(at("a"), Some(Spot { start: 6, end: 7, line: 1, column: 4 }));
    assert_eq!(at("e"), Some(Spot { start: 25, end: 26, line: 4, column: 4 }));
    assert_eq!(places.value()["값"], serde_yaml::Value::from("d\n"));
}

#[test]
fn a_piece_of_a_text_is_found_behind_quotes_and_escapes() {
    let places = read("a: .x.y\nb: \"\\\"\\uac00.y\"\nc: 'it''s .y'\nd: |\n  .y\n");
    let piece = |key: &str| {
        let path = Path::root().key(key);
        let text = places.get(&path).and_then(|place| place.text).expect("a text");
        let at = text.find(".y").expect("it holds .y");
        let spot = places.inside(&path, at..at + 2).expect("a place");
        (spot.line, spot.column, places.source().slice(spot).to_owned())
    };
    assert_eq!(piece("a"), (1, 6, ".y".to_owned()));
    assert_eq!(piece("b"), (2, 13, ".y".to_owned()));
    assert_eq!(piece("c"), (3, 11, ".y".to_owned()));
    assert_eq!(piece("d"), (4, 4, "|\n  .y".to_owned()));
}

#[test]
fn what_is_wrong_is_told_where_it_is() {
    let long = format!("a: {}", "b".repeat(MOST_BYTES));
    let deep = format!("{}1{}", "[".repeat(MOST_DEPTH + 1), "]".repeat(MOST_DEPTH + 1));
    let very_deep = "[".repeat(20_000);
    let bomb: String = (1..9).fold("a0: &a0 [0, 0, 0, 0, 0, 0, 0, 0]\n".to_owned(), |bomb, n| {
        let aliases = vec![format!("*a{}", n - 1); 8].join(", ");
        format!("{bomb}a{n}: &a{n} [{aliases}]\n")
    });
    let tower: String =
        (1..40).fold("a0: &a0 [0]\n".to_owned(), |tower, n| format!("{tower}a{n}: &a{n} [*a{}]\n", n - 1));
    let many = "a: 1\n".repeat(100);
    for (text, expected) in [
        ("{at: conn[0], b: c}", r#"1:6 "conn[0]" BracketInFlow { whole: "conn[0]" }"#),
        ("a: [.a[0].b, c]", r#"1:5 ".a[0].b" BracketInFlow { whole: ".a[0].b" }"#),
        ("{.a[0].b: 5}", r#"1:2 ".a[0].b" BracketInFlow { whole: ".a[0].b" }"#),
        ("a:\n\tb: c\n", r#"2:1 "\t" Syntax(Tab)"#),
        ("a: b\n\tc: d\n", r#"2:1 "\t" Syntax(Tab)"#),
        ("a:\n  - b\n\t- c\n", r#"3:1 "\t" Syntax(Tab)"#),
        ("a: “b”\n", r#"1:4 "“" LookAlike { character: '“', meant: '"' }"#),
        ("a: [“b, c”]\n", r#"1:5 "“" LookAlike { character: '“', meant: '"' }"#),
        ("a:\u{a0}b\nc: d\n", r#"1:3 "\u{a0}" LookAlike { character: '\u{a0}', meant: ' ' }"#),
        ("a:\u{a0}b\n", r#"1:3 "\u{a0}" LookAlike { character: '\u{a0}', meant: ' ' }"#),
        ("\u{a0}a: b\n", r#"1:1 "\u{a0}" LookAlike { character: '\u{a0}', meant: ' ' }"#),
        ("a\u{ff1a} b\nc: d\n", "1:2 \"\u{ff1a}\" LookAlike { character: '\u{ff1a}', meant: ':' }"),
        ("a: 1\nb: 2\na: 3\n", r#"3:1 "a" DuplicateKey { key: "a", line: 1, column: 1 } and 1:1"#),
        ("{1: a, 0x1: b}\n", r#"1:8 "0x1" DuplicateKey { key: "1", line: 1, column: 2 } and 1:2"#),
        ("a: b: c\n", r#"1:5 ":" Syntax(SecondColon)"#),
        ("a: [b, c\nd: e\n", r#"2:2 ":" Syntax(OpenBracket) and 1:4"#),
        ("a: {b: c\nd: e\n", r#"2:2 ":" Syntax(OpenBrace) and 1:4"#),
        ("{\n a: [1,2\n}\n", r#"3:1 "}" Syntax(OpenBracket) and 2:5"#),
        ("a: [b\n\n\n", r#"1:6 "" Syntax(OpenBracket) and 1:4"#),
        ("a: 'b\n", r#"1:4 "'" Syntax(OpenQuote)"#),
        ("a: \"b\\q\"\n", r#"1:6 "\\q" Syntax(Escape)"#),
        ("a: \"\\n\\u12\"\n", r#"1:7 "\\u12" Syntax(Escape)"#),
        ("a: b\n c: d\n", r#"2:2 "c: d" Syntax(Indentation)"#),
        ("a:\n  b: 1\n c: 2\n", r#"3:2 "c: 2" Syntax(Indentation)"#),
        ("a\nb: c\n", r#"1:1 "a" Syntax(NoColon)"#),
        ("a: b\nc\n", r#"2:1 "c" Syntax(NoColon)"#),
        ("a: b #c\nd:e\nf: g\n", r#"2:1 "d:e" Syntax(GluedColon)"#),
        ("a: *x\n", r#"1:4 "*" Syntax(Anchor)"#),
        ("a: &x [*x]\n", r#"1:8 "*x" CircularAlias"#),
        ("a: !foo b\n", r#"1:4 "!foo" Tag { tag: "!foo" }"#),
        ("a: &x !foo b\n", r#"1:7 "!foo" Tag { tag: "!foo" }"#),
        ("a: b\n---\nc: d\n", r#"2:1 "---" SecondDocument"#),
        ("", r#"1:1 "" Empty"#),
        ("# c\n", r#"1:1 "" Empty"#),
        ("a: @b\n", r#"1:4 "@" Syntax(Reserved)"#),
        ("a: %b\n", r#"1:4 "%" Syntax(Reserved)"#),
        ("a: \"b\" c\n", r#"1:8 "c" Syntax(BehindQuote)"#),
        ("a: |x\n b\n", r#"1:4 "|" Syntax(BlockHead)"#),
        ("a: b\n- c\n", r#"2:1 "-" Syntax(StrayDash)"#),
        ("a: - b\n", r#"1:4 "-" Syntax(StrayDash)"#),
        ("a: ]\n", r#"1:4 "]" Syntax(StrayBracket)"#),
        ("? [a]\n: b\n", r#"1:3 "[" ComplexKey"#),
        ("a: b\u{0}c\n", r#"1:5 "\0" Control { character: '\0' }"#),
        ("a: b\u{1b}c\n", r#"1:5 "\u{1b}" Control { character: '\u{1b}' }"#),
        (&long, r#"1:1 "" TooLarge { bytes: 1048579, most: 1048576 }"#),
        (&deep, r#"1:33 "[" TooDeep { most: 32 }"#),
        (&very_deep, r#"1:256 "[" TooDeep { most: 32 }"#),
        (&bomb, r#"5:10 "*a3" TooManyAliased { most: 10000, deepest: 32 }"#),
        (&tower, r#"32:12 "*a30" TooManyAliased { most: 10000, deepest: 32 }"#),
    ] {
        assert_eq!(troubles(text), [expected], "{}", text.get(..60).unwrap_or(text));
    }
    let told = troubles(&many);
    assert_eq!(told.len(), MOST_TROUBLES);
    assert_eq!(told.last().map(String::as_str), Some(r#"21:1 "a" More { most: 20 }"#));
}

#[test]
fn bytes_that_are_no_text_are_told_by_their_offset() {
    let trouble = |bytes: &[u8]| {
        let troubles = Places::read("a.yaml", bytes).expect_err("no text");
        (troubles[0].problem.clone(), troubles[0].spot.line, troubles[0].spot.column)
    };
    assert_eq!(trouble(b"a: b\nc: \xed\xa0\x80"), (Problem::NotUtf8 { offset: 8 }, 2, 4));
    assert_eq!(
        trouble(
            "a".encode_utf16().next().map_or(vec![], |a| [[0xff, 0xfe], a.to_le_bytes()].concat()).as_slice()
        )
        .0,
        Problem::Utf16
    );
}
