//! What is wrong with a YAML file, in both languages.
//!
//! The problems are [`Trouble`]s: the YAML floor finds them and knows no language. [`lines`] is the whole report as a terminal
//! shows it; [`report`] draws any other sentence about a place of a file in the same way.

use super::Language;
use super::particle::settle;
use crate::examine::yaml::{
    Label, MOST_ALIASED, MOST_BYTES, MOST_DEPTH, MOST_TROUBLES, Problem, Refusal, Source, Spot, Syntax,
    Trouble, excerpt,
};

/// `file:line:column: sentence`, the line with a caret under the place, and what to do about it.
pub fn lines(trouble: &Trouble, width: usize, lang: Language) -> Vec<String> {
    let others: Vec<Label> =
        trouble.also.map(|spot| Label { spot, text: also(&trouble.problem, lang) }).into_iter().collect();
    let help = help(&trouble.problem, lang);
    report(&trouble.source, trouble.spot, &sentence(trouble, lang), &others, help.as_deref(), width)
}

/// A sentence about a place of a file, drawn as [`lines`] draws a trouble: `others` are places that belong to it.
pub fn report(
    source: &Source,
    spot: Spot,
    sentence: &str,
    others: &[Label],
    help: Option<&str>,
    width: usize,
) -> Vec<String> {
    let Spot { line, column, .. } = spot;
    let head = format!("{}:{line}:{column}: {sentence}", source.file());
    // What a file is called and what stands in it may hold a line feed; a line must not.
    let mut lines = vec![head.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()];
    if !source.yaml().is_empty() {
        lines.extend(excerpt(source, &Label { spot, text: String::new() }, others, width));
    }
    lines.extend(help.map(|help| format!("  = {help}")));
    lines
}

/// The sentence alone, without the place.
pub fn sentence(trouble: &Trouble, lang: Language) -> String {
    let first = trouble.also.map_or(String::new(), |also| format!("{}:{}", also.line, also.column));
    let text = match &trouble.problem {
        Problem::TooLarge { bytes } => say!(lang,
            en: "the file has {bytes} bytes; at most {MOST_BYTES} are read.",
            ko: "파일이 {bytes}바이트다. {MOST_BYTES}바이트까지만 읽는다."),
        Problem::NotUtf8 { offset } => say!(lang,
            en: "the byte at offset {offset} is not UTF-8.",
            ko: "오프셋 {offset}의 바이트는 UTF-8이 아니다."),
        Problem::Utf16 => say!(lang,
            en: "the file is written in UTF-16. Save it as UTF-8.",
            ko: "파일이 UTF-16으로 저장되어 있다. UTF-8로 다시 저장한다."),
        Problem::Control { character } => {
            let code = code(*character);
            say!(lang,
                en: "the control character {code} must not stand in YAML.",
                ko: "YAML에는 제어 문자 {code}을(를) 그대로 쓸 수 없다.")
        }
        Problem::Empty => say!(lang,
            en: "there is nothing in this file but comments or blanks.",
            ko: "이 파일에는 주석이나 빈칸 말고는 아무것도 없다."),
        Problem::SecondDocument => say!(lang,
            en: "a second document begins here; a file holds one.",
            ko: "여기서 둘째 문서가 시작한다. 한 파일에는 문서를 하나만 쓴다."),
        Problem::TooDeep => say!(lang,
            en: "this is nested more than {MOST_DEPTH} levels deep.",
            ko: "{MOST_DEPTH}단계보다 깊게 중첩되어 있다."),
        Problem::TooManyAliased => say!(lang,
            en: "the aliases up to here stand for more than {MOST_ALIASED} values or more than {MOST_DEPTH} levels.",
            ko: "여기까지 별칭(*)이 가리키는 값이 {MOST_ALIASED}개를 넘거나 {MOST_DEPTH}단계보다 깊다."),
        Problem::CircularAlias => say!(lang,
            en: "this alias stands inside of what it stands for.",
            ko: "이 별칭(*)은 자기가 가리키는 값 안에 있다."),
        Problem::Tag { tag } => say!(lang,
            en: "unknown tag `{tag}`.",
            ko: "`{tag}`: 알 수 없는 태그다."),
        Problem::DuplicateKey { key } => say!(lang,
            en: "\"{key}\" is already defined at {first}.",
            ko: "\"{key}\" 키는 이미 {first}에 있다."),
        Problem::ComplexKey => say!(lang,
            en: "a key must be a single value, not a list, a mapping, an anchor or an alias.",
            ko: "키는 값 하나여야 한다. 목록, 매핑, 앵커(&), 별칭(*)은 키로 쓸 수 없다."),
        Problem::LookAlike { character, meant } => {
            let code = code(*character);
            match meant {
                ' ' => say!(lang,
                    en: "{code} looks like a space and is none.",
                    ko: "{code}은(는) 공백처럼 보이지만 공백이 아니다."),
                _ => say!(lang,
                    en: "{character} ({code}) looks like {meant} and is not.",
                    ko: "{code}({character})은(는) {meant}처럼 보이지만 다른 문자다."),
            }
        }
        Problem::BracketInFlow { whole } => say!(lang,
            en: "inside of {{ }} and [ ] a value with brackets must be quoted: \"{whole}\"",
            ko: "{{ }}와 [ ] 안에서는 괄호가 든 값을 따옴표로 묶어야 한다: \"{whole}\""),
        Problem::Syntax(kind) => syntax(*kind, lang).to_owned(),
        Problem::More => say!(lang,
            en: "there are more than {MOST_TROUBLES} mistakes in this file; the rest is not told.",
            ko: "이 파일에는 잘못된 곳이 {MOST_TROUBLES}개보다 많다. 나머지는 보이지 않는다."),
    };
    settled(text, lang)
}

/// Korean particles are settled last, when every argument stands in its place.
fn settled(text: String, lang: Language) -> String {
    match lang {
        Language::English => text,
        Language::Korean => settle(&text),
    }
}

sentences! {
    /// A violation of the grammar.
    fn syntax(Syntax) {
        Tab
            en "a tab stands where YAML wants spaces."
            ko "공백이 있어야 할 곳에 탭이 있다.";
        NoColon
            en "there is no `key: value` here: the colon is missing."
            ko "`키: 값` 형식이 아니다. 콜론이 없다.";
        GluedColon
            en "a space is missing behind the colon."
            ko "콜론 뒤에 공백이 없다.";
        SecondColon
            en "a second colon stands in this line; a value that holds `: ` must be quoted."
            ko "한 줄에 콜론이 또 있다. `: `이 든 값은 따옴표로 묶어야 한다.";
        OpenBrace
            en "`,` or `}` is missing before this."
            ko "이 앞에 `,`나 `}`가 없다.";
        OpenBracket
            en "`,` or `]` is missing before this."
            ko "이 앞에 `,`나 `]`가 없다.";
        StrayBracket
            en "this bracket closes nothing."
            ko "이 괄호에 맞는 여는 괄호가 없다.";
        OpenQuote
            en "the quote that begins here is not closed."
            ko "여기서 연 따옴표가 닫히지 않았다.";
        BehindQuote
            en "nothing may follow the closing quote."
            ko "닫는 따옴표 뒤에는 아무것도 올 수 없다.";
        Escape
            en "this is no escape sequence."
            ko "이런 이스케이프 시퀀스는 없다.";
        Indentation
            en "the indentation of this line fits none of the lines above."
            ko "이 줄의 들여쓰기는 위의 어느 줄과도 맞지 않는다.";
        StrayDash
            en "a list cannot begin here."
            ko "여기서는 목록을 시작할 수 없다.";
        Reserved
            en "no unquoted value may begin with this character."
            ko "따옴표 없는 값은 이 문자로 시작할 수 없다.";
        Comment
            en "a comment cannot stand here."
            ko "여기에는 주석이 올 수 없다.";
        BlockHead
            en "behind `|` or `>` may stand only `+`, `-`, a digit or a comment."
            ko "`|`나 `>` 뒤에는 `+`, `-`, 숫자, 주석만 올 수 있다.";
        Anchor
            en "there is no such anchor, or its name is wrong."
            ko "그런 앵커가 없거나 이름이 잘못되었다.";
        Directive
            en "a line that begins with `%` is a directive, and this one is wrong."
            ko "`%`로 시작하는 줄은 지시자인데, 형식이 잘못되었다.";
        Other
            en "this cannot be read as YAML."
            ko "YAML로 읽을 수 없다.";
    }
}

/// What to do about it, where the sentence does not say so.
pub fn help(problem: &Problem, lang: Language) -> Option<String> {
    let help = match problem {
        Problem::NotUtf8 { .. } => say!(lang,
            en: "save the file as UTF-8 in your editor",
            ko: "편집기에서 파일을 UTF-8로 저장한다"),
        Problem::Control { .. } => say!(lang,
            en: "remove it, or write it as an escape in double quotes: \"\\x1b\", \"\\u2028\"",
            ko: "지우거나, 큰따옴표 안에 이스케이프로 쓴다: \"\\x1b\", \"\\u2028\""),
        Problem::LookAlike { meant: ' ', .. } => {
            say!(lang, en: "put a space (U+0020) in its place", ko: "공백(U+0020)으로 바꾼다")
        }
        Problem::LookAlike { meant, .. } => {
            let code = code(*meant);
            say!(lang, en: "write {meant} ({code})", ko: "{code}({meant})을(를) 쓴다")
        }
        Problem::Tag { .. } => say!(lang,
            en: "quote a value that begins with `!`",
            ko: "`!`로 시작하는 값은 따옴표로 묶는다"),
        Problem::Syntax(Syntax::Tab) => say!(lang,
            en: "indent with spaces",
            ko: "들여쓰기에는 공백을 쓴다"),
        Problem::Syntax(Syntax::Escape) => say!(lang,
            en: "write the backslash twice, or use single quotes",
            ko: "역슬래시를 두 번 쓰거나 작은따옴표를 쓴다"),
        Problem::Syntax(Syntax::Reserved | Syntax::StrayDash) => say!(lang,
            en: "quote the value, or put it on a line of its own",
            ko: "값을 따옴표로 묶거나 다른 줄에 쓴다"),
        _ => return None,
    };
    Some(settled(help, lang))
}

/// What the second place of a problem is.
pub fn also(problem: &Problem, lang: Language) -> String {
    match problem {
        Problem::DuplicateKey { .. } => say!(lang, en: "first here", ko: "첫째는 여기"),
        _ => say!(lang, en: "opened here", ko: "여기서 열렸다"),
    }
}

sentences! {
    /// Why a value is not edited.
    fn refusal(Refusal) {
        NoSuchValue
            en "there is no such value in the file."
            ko "파일에 그런 값이 없다.";
        Aliased
            en "an alias leads to this value; changing it would change several. Edit it by hand."
            ko "별칭(*)이 가리키는 값이다. 바꾸면 여러 값이 함께 바뀌므로 손으로 고쳐야 한다.";
        Anchored
            en "this value has an anchor; changing it would change several. Edit it by hand."
            ko "앵커(&)가 붙은 값이다. 바꾸면 여러 값이 함께 바뀌므로 손으로 고쳐야 한다.";
        Tagged
            en "this value has a tag. Edit it by hand."
            ko "태그가 붙은 값이다. 손으로 고쳐야 한다.";
        Block
            en "this value is written over several lines. Edit it by hand."
            ko "여러 줄에 걸쳐 쓴 값이다. 손으로 고쳐야 한다.";
        Commented
            en "a comment stands inside of this value and would be lost. Edit it by hand."
            ko "값 안에 있는 주석이 없어지게 된다. 손으로 고쳐야 한다.";
        NoPlace
            en "there is no place to write a value here. Edit it by hand."
            ko "여기에는 값을 쓸 자리가 없다. 손으로 고쳐야 한다.";
        Overlapping
            en "another edit changes the same text."
            ko "다른 편집이 같은 곳을 바꾼다.";
        NotWritable
            en "the new value cannot be written on one line of YAML."
            ko "새 값은 YAML 한 줄로 쓸 수 없다.";
    }
}

/// A character by its number.
fn code(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examine::yaml::Places;

    fn told(text: &str, lang: Language) -> String {
        let troubles = Places::read("시험.yaml", text.as_bytes()).expect_err("something is wrong");
        troubles.iter().flat_map(|trouble| lines(trouble, 60, lang)).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_trouble_is_drawn_with_its_line() {
        assert_eq!(
            told("a: 1\nb: 2\na: 3\n", Language::English),
            "시험.yaml:3:1: \"a\" is already defined at 1:1.\n  |\n1 | a: 1\n  | - first here\n2 | b: 2\n3 | a: 3\n  | ^"
        );
        assert_eq!(
            told("이름: “값”\n", Language::Korean),
            "시험.yaml:1:5: U+201C(“)는 \"처럼 보이지만 다른 문자다.\n  |\n1 | 이름: “값”\n  |       ^\n  = U+0022(\")를 쓴다"
        );
        assert_eq!(
            told("이름: {at: conn[0].x, b: 2}\n", Language::Korean),
            "시험.yaml:1:10: { }와 [ ] 안에서는 괄호가 든 값을 따옴표로 묶어야 한다: \"conn[0].x\"\n  |\n\
             1 | 이름: {at: conn[0].x, b: 2}\n  |            ^^^^^^^^^"
        );
        assert_eq!(
            told("\u{feff}a: b\r\n\tc: d\r\n", Language::English),
            "시험.yaml:2:1: a tab stands where YAML wants spaces.\n  |\n2 |     c: d\n  | ^^^^\n  = indent with spaces"
        );
        assert_eq!(
            told("", Language::English),
            "시험.yaml:1:1: there is nothing in this file but comments or blanks."
        );
    }

    #[test]
    fn what_stands_in_a_file_does_not_reach_a_terminal_as_it_is() {
        let long = format!("{}: [b\u{1b}[31m", "a".repeat(300));
        let told = told(&long, Language::English);
        assert!(told.contains("U+001B") && !told.contains('\u{1b}'), "{told}");
        assert!(told.lines().skip(1).all(|line| line.chars().count() < 90), "{told}");
    }
}
