//! What is wrong with a YAML file, whatever it is about, and why a value in it is not edited: messages with plain
//! arguments, and their sentences in both languages.
//!
//! Whoever reads such files finds the problems and their places; nothing here knows how.

use super::Language;
use super::particle::settle;

/// What is wrong. Strings are as the file writes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Too many bytes.
    TooLarge {
        /// How many bytes there are.
        bytes: usize,
        /// How many are read.
        most: usize,
    },
    /// Not UTF-8 from here on.
    NotUtf8 {
        /// The first byte that fits no character.
        offset: usize,
    },
    /// UTF-16 or UTF-32, as Windows' older editors write it.
    Utf16,
    /// A character that must not stand in YAML as it is.
    Control {
        /// Which.
        character: char,
    },
    /// No document at all, or nothing but comments.
    Empty,
    /// A second document.
    SecondDocument,
    /// Values inside of values, too many times.
    TooDeep {
        /// How many levels may be.
        most: usize,
    },
    /// Aliases that together stand for too many values, or nest too deep.
    TooManyAliased {
        /// How many values they may stand for.
        most: usize,
        /// How many levels may be.
        deepest: usize,
    },
    /// An alias inside of what it stands for.
    CircularAlias,
    /// A tag that is not of YAML's own few.
    Tag {
        /// As the file writes it.
        tag: String,
    },
    /// A key that stands twice in one mapping.
    DuplicateKey {
        /// Which.
        key: String,
        /// The line of the first.
        line: usize,
        /// Its column.
        column: usize,
    },
    /// A key that is a list or a mapping.
    ComplexKey,
    /// A character that looks like one that YAML needs, and is not it.
    LookAlike {
        /// What stands there.
        character: char,
        /// What it was probably meant to be.
        meant: char,
    },
    /// `[` or `{` inside of an unquoted value that stands in `{ }` or `[ ]`.
    BracketInFlow {
        /// The value as it was probably meant.
        whole: String,
    },
    /// Any other violation of the grammar.
    Syntax(Syntax),
    /// More mistakes in one file than are told.
    More {
        /// How many are told.
        most: usize,
    },
}

/// The ways to violate YAML's grammar that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// A tab where YAML wants spaces.
    Tab,
    /// A line that is neither `key: value` nor part of what stands before it.
    NoColon,
    /// A colon with no space behind it, where a key was meant.
    GluedColon,
    /// A second `: ` in an unquoted value.
    SecondColon,
    /// Behind a value in `{ }` stands neither `,` nor `}`.
    OpenBrace,
    /// Behind a value in `[ ]` stands neither `,` nor `]`.
    OpenBracket,
    /// A closing bracket that closes nothing.
    StrayBracket,
    /// A quoted text without its end.
    OpenQuote,
    /// Something behind the end of a quoted text.
    BehindQuote,
    /// A backslash before something that cannot be escaped.
    Escape,
    /// Indentation that fits none of the lines before.
    Indentation,
    /// A `-` where no list is.
    StrayDash,
    /// A value begins with a character that YAML keeps for itself.
    Reserved,
    /// A comment inside of a value of several lines, or without a space before it.
    Comment,
    /// The head of a block of text is wrong: `|` or `>`.
    BlockHead,
    /// An alias without its anchor, or an anchor's name is wrong.
    Anchor,
    /// A line that begins with `%`.
    Directive,
    /// None of these.
    Other,
}

/// Why a value is not edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The path leads nowhere.
    NoSuchValue,
    /// An alias, or behind one.
    Aliased,
    /// It has an anchor.
    Anchored,
    /// It has a tag.
    Tagged,
    /// It is written over several lines.
    Block,
    /// A comment stands inside of it.
    Commented,
    /// Nothing stands there, and nothing can.
    NoPlace,
    /// Another edit changes the same text.
    Overlapping,
    /// The text would not read as the new value.
    NotWritable,
}

/// The sentence, without the place.
pub(crate) fn sentence(problem: &Problem, lang: Language) -> String {
    let text = match problem {
        Problem::TooLarge { bytes, most } => say!(lang,
            en: "the file has {bytes} bytes; at most {most} are read.",
            ko: "파일이 {bytes}바이트다. {most}바이트까지만 읽는다."),
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
        Problem::TooDeep { most } => say!(lang,
            en: "this is nested more than {most} levels deep.",
            ko: "{most}단계보다 깊게 중첩되어 있다."),
        Problem::TooManyAliased { most, deepest } => say!(lang,
            en: "the aliases up to here stand for more than {most} values or more than {deepest} levels.",
            ko: "여기까지 별칭(*)이 가리키는 값이 {most}개를 넘거나 {deepest}단계보다 깊다."),
        Problem::CircularAlias => say!(lang,
            en: "this alias stands inside of what it stands for.",
            ko: "이 별칭(*)은 자기가 가리키는 값 안에 있다."),
        Problem::Tag { tag } => say!(lang,
            en: "unknown tag `{tag}`.",
            ko: "`{tag}`: 알 수 없는 태그다."),
        Problem::DuplicateKey { key, line, column } => say!(lang,
            en: "\"{key}\" is already defined at {line}:{column}.",
            ko: "\"{key}\" 키는 이미 {line}:{column}에 있다."),
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
        Problem::More { most } => say!(lang,
            en: "there are more than {most} mistakes in this file; the rest is not told.",
            ko: "이 파일에는 잘못된 곳이 {most}개보다 많다. 나머지는 보이지 않는다."),
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
pub(crate) fn help(problem: &Problem, lang: Language) -> Option<String> {
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
pub(crate) fn also(problem: &Problem, lang: Language) -> String {
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
