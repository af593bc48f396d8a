//! What is wrong with a display filter, in both languages.
//!
//! The problems themselves are [`FilterProblem`]s: the filter floor finds them and knows no language.
//! [`lines`] is the whole report as a terminal shows it: the sentence, the filter with a caret under the
//! place, and what was probably meant.

use super::Language;
use crate::filter::{Expected, FilterError, FilterProblem, Type};

/// The report: the sentence, the filter's text with a caret under the place, and a suggestion if there is
/// one. No line is wider than `width` columns but the first and the last.
pub fn lines(error: &FilterError, filter: &str, width: usize, lang: Language) -> Vec<String> {
    // What stands in the filter may hold a line feed; a sentence must not.
    let sentence = text(&error.problem, lang);
    let mut lines = vec![sentence.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()];
    lines.extend(error.excerpt(filter, width));
    lines.extend(error.suggestion.as_deref().map(|meant| suggestion(meant, lang)));
    lines
}

/// What was probably meant.
pub(crate) fn suggestion(meant: &str, lang: Language) -> String {
    say!(lang,
        en: "Did you mean `{meant}`?",
        ko: "혹시 이것인가: `{meant}`")
}

/// The sentence for a problem.
pub fn text(problem: &FilterProblem, lang: Language) -> String {
    match problem {
        FilterProblem::UnclosedText => say!(lang,
            en: "The text that begins here has no closing double quote.",
            ko: "여기서 시작한 문자열에 닫는 큰따옴표가 없다."),
        FilterProblem::UnclosedCharacter => say!(lang,
            en: "The character that begins here has no closing single quote.",
            ko: "여기서 시작한 문자에 닫는 작은따옴표가 없다."),
        FilterProblem::UnclosedRanges => say!(lang,
            en: "This bracket is not closed.",
            ko: "여기서 연 대괄호가 닫히지 않았다."),
        FilterProblem::EmptyCharacter => say!(lang,
            en: "There is nothing between the single quotes.",
            ko: "작은따옴표 사이에 아무것도 없다."),
        FilterProblem::LongCharacter => say!(lang,
            en: "Single quotes hold one byte. Longer text stands in double quotes.",
            ko: "작은따옴표 안에는 1바이트만 쓴다. 더 긴 문자열은 큰따옴표로 묶는다."),
        FilterProblem::BadEscape { escape } => say!(lang,
            en: "`{escape}` is no escape sequence. Write the backslash twice, or write r\"…\", where backslashes stay.",
            ko: "`{escape}` 같은 이스케이프 시퀀스는 없다. 역슬래시를 두 번 쓰거나, 역슬래시가 그대로 남는 r\"…\" 형식으로 쓴다."),
        FilterProblem::LargeEscape { escape } => say!(lang,
            en: "`{escape}` is more than one byte; the largest is `\\377`.",
            ko: "`{escape}` 값은 1바이트를 넘는다. 가장 큰 것은 `\\377`이다."),
        FilterProblem::NoCodePoint { escape } => say!(lang,
            en: "`{escape}` is no Unicode character. `\\u` takes four hexadecimal digits, `\\U` eight.",
            ko: "`{escape}`에 해당하는 유니코드 문자가 없다. `\\u` 뒤에는 16진수 네 자리, `\\U` 뒤에는 여덟 자리를 쓴다."),
        FilterProblem::NotAscii { character } => say!(lang,
            en: "`{character}` can stand only inside quotes.",
            ko: "`{character}` 문자는 따옴표 안에서만 쓸 수 있다."),
        FilterProblem::WrongOperator { found, right } => say!(lang,
            en: "There is no operator `{found}`; it is written `{right}`.",
            ko: "`{found}` 연산자는 없다. `{right}` 형태로 쓴다."),
        FilterProblem::Stray { found } => say!(lang,
            en: "`{found}` has no meaning here.",
            ko: "여기서 `{found}` 기호는 아무 뜻이 없다."),
        FilterProblem::BadLayer => say!(lang,
            en: "Directly behind `#` stands the number of a layer, or a range of them in brackets.",
            ko: "`#` 바로 뒤에는 계층의 번호나 대괄호로 묶은 범위가 와야 한다."),
        FilterProblem::NoRange => say!(lang,
            en: "There is no range in these brackets.",
            ko: "대괄호 안에 범위가 없다."),
        FilterProblem::BadRange { range } => say!(lang,
            en: "`{range}` is no range. A range is i:j (j bytes from i on), i-j (from i to j), i, :j or i:.",
            ko: "`{range}` 형태의 범위는 없다. 범위는 i:j(i부터 j바이트), i-j(i부터 j까지), i, :j, i: 가운데 하나로 쓴다."),
        FilterProblem::RangeOverflow { number } => say!(lang,
            en: "`{number}` is too large for an offset.",
            ko: "`{number}` 값은 오프셋으로 쓰기에 너무 크다."),
        FilterProblem::RangeEmpty { range } => say!(lang,
            en: "The range `{range}` has no length: behind the colon stands how many bytes, at least 1.",
            ko: "`{range}` 범위에는 길이가 없다. 콜론 뒤에는 바이트 수를 쓰며 1 이상이어야 한다."),
        FilterProblem::RangeBackwards { range } => say!(lang,
            en: "The range `{range}` ends before it begins.",
            ko: "`{range}` 범위는 끝이 시작보다 앞에 있다."),
        FilterProblem::RangeSigns { range } => say!(lang,
            en: "The range `{range}` is counted from the front on one side and from the end on the other.",
            ko: "`{range}` 범위는 한쪽은 앞에서부터, 다른 쪽은 끝에서부터 센 것이다."),
        FilterProblem::Reference => say!(lang,
            en: "`$` stands for Wireshark's selected frame or for a macro; there is neither here.",
            ko: "`$` 기호는 Wireshark에서 선택한 프레임이나 매크로를 가리킨다. 여기에는 둘 다 없다."),
        FilterProblem::End { expected } => {
            let expected = wanted(*expected, lang);
            say!(lang,
                en: "The filter ends here, but {expected} must follow.",
                ko: "필터가 여기서 끝난다. 이어서 올 것: {expected}.")
        }
        FilterProblem::Unexpected { found, expected } => {
            let expected = wanted(*expected, lang);
            say!(lang,
                en: "`{found}` cannot stand here; {expected} can.",
                ko: "여기에는 `{found}` 표기가 올 수 없다. 올 수 있는 것: {expected}.")
        }
        FilterProblem::NoOperator { word } => say!(lang,
            en: "`{word}` is no operator.",
            ko: "`{word}` 연산자는 없다."),
        FilterProblem::CaptureFilter { word } => say!(lang,
            en: "`{word}` is a word of capture filters (tcpdump). A display filter names a field and compares it.",
            ko: "`{word}` 표현은 캡처 필터(tcpdump)의 것이다. 디스플레이 필터에서는 필드 이름을 쓰고 값과 비교한다."),
        FilterProblem::MisplacedNot => say!(lang,
            en: "`not` stands before the whole test: `not tcp.payload contains \"GET\"`.",
            ko: "`not`은 조건 전체의 앞에 쓴다: `not tcp.payload contains \"GET\"`."),
        FilterProblem::MissingComma => say!(lang,
            en: "The values of a set are separated by commas.",
            ko: "집합의 값은 쉼표로 구분한다."),
        FilterProblem::OrOfValues => say!(lang,
            en: "`or` joins tests, not values. Several values stand in a set.",
            ko: "`or`는 값이 아니라 조건을 잇는다. 여러 값은 집합으로 쓴다."),
        FilterProblem::ParenthesisedValue => say!(lang,
            en: "Parentheses group tests. Around values stand braces: `{{a + b}} * c`.",
            ko: "소괄호는 조건을 묶는다. 값은 중괄호로 묶는다: `{{a + b}} * c`."),
        FilterProblem::TooDeep { limit } => say!(lang,
            en: "More than {limit} groups and `not`s stand inside each other.",
            ko: "묶음과 `not`이 {limit}단계보다 깊게 겹쳐 있다."),
        FilterProblem::NoField { name } => say!(lang,
            en: "No field or protocol is called `{name}`.",
            ko: "이름이 `{name}`인 필드나 프로토콜은 없다."),
        FilterProblem::GluedMinus { name } => say!(lang,
            en: "A hyphen directly behind `{name}` is part of the word. Put a space before a minus.",
            ko: "`{name}` 바로 뒤의 하이픈은 단어의 일부로 읽힌다. 빼기 기호 앞에는 공백을 둔다."),
        FilterProblem::NoFunction { name } => say!(lang,
            en: "No function is called `{name}`.",
            ko: "이름이 `{name}`인 함수는 없다."),
        FilterProblem::LoneValue { value } => say!(lang,
            en: "`{value}` is a value, not a field or a protocol. After `or` the field is written once more: `tcp.port == 80 or tcp.port == 443`.",
            ko: "`{value}` 표기는 필드나 프로토콜이 아니라 값이다. `or` 뒤에는 필드를 다시 쓴다: `tcp.port == 80 or tcp.port == 443`."),
        FilterProblem::SlicedValue { value } => say!(lang,
            en: "`{value}` is a value. Only of fields and protocols can a part be taken.",
            ko: "`{value}` 표기는 값이다. 일부를 잘라 낼 수 있는 것은 필드와 프로토콜뿐이다."),
        FilterProblem::LoneFunction { name } => say!(lang,
            en: "`{name}()` must be compared with something.",
            ko: "`{name}()`의 결과는 다른 값과 비교해야 한다."),
        FilterProblem::ValueOnLeft { value, operator } => say!(lang,
            en: "Left of `{operator}` stands a field; the value `{value}` belongs to its right.",
            ko: "`{operator}`의 왼쪽에는 필드를 쓴다. 값 `{value}`의 자리는 오른쪽이다."),
        FilterProblem::Incomparable { value, kind, other } => {
            let (kind, other) = (type_name(*kind, lang), type_name(*other, lang));
            say!(lang,
                en: "`{value}` is {kind}, and the other side is {other}: the two do not go together.",
                ko: "양쪽의 타입이 맞지 않는다. `{value}`의 타입: {kind}. 다른 쪽의 타입: {other}.")
        }
        FilterProblem::NoValue { name } => say!(lang,
            en: "`{name}` is there or not; it has no value to compare. Write its name alone, or `not {name}`.",
            ko: "`{name}` 필드는 있거나 없을 뿐 비교할 값이 없다. 이름만 쓰거나 `not {name}` 형태로 쓴다."),
        FilterProblem::NotNumber { value } => say!(lang,
            en: "`{value}` is no number.",
            ko: "`{value}` 표기는 숫자가 아니다."),
        FilterProblem::NotOctal { value } => say!(lang,
            en: "`{value}` is no number: with a leading 0 it is octal, and octal digits end at 7.",
            ko: "`{value}` 표기는 숫자가 아니다. 0으로 시작하면 8진수이고, 8진수의 숫자는 7까지다."),
        FilterProblem::NumberTooLarge { value, largest } => say!(lang,
            en: "{value} is too large for this field; its largest number is {largest}.",
            ko: "{value} 값은 이 필드에 비해 너무 크다. 가장 큰 값은 {largest}이다."),
        FilterProblem::NumberOverflow { value } => say!(lang,
            en: "{value} does not fit into 64 bits.",
            ko: "{value} 값은 64비트에 들어가지 않는다."),
        FilterProblem::QuotedNumber { value } => say!(lang,
            en: "\"{value}\" is text. A number stands without quotes.",
            ko: "\"{value}\" 표기는 문자열이다. 숫자는 따옴표 없이 쓴다."),
        FilterProblem::QuotedValue { kind } => {
            let kind = type_name(*kind, lang);
            say!(lang,
                en: "This is text, and {kind} must stand here, without quotes.",
                ko: "문자열이 아니라 따옴표 없는 값이 와야 한다. 필요한 타입: {kind}.")
        }
        FilterProblem::NoValueName { value, field } => say!(lang,
            en: "`{value}` is neither a number nor the name of a value of `{field}`.",
            ko: "`{value}` 표기는 숫자도 아니고 `{field}` 필드가 갖는 값의 이름도 아니다."),
        FilterProblem::NotBoolean { value } => say!(lang,
            en: "`{value}` is neither true nor false (1 nor 0).",
            ko: "`{value}` 표기는 참도 거짓도 아니다. true(1)나 false(0)를 쓴다."),
        FilterProblem::NotIpv4 { value } => say!(lang,
            en: "`{value}` is no IPv4 address. Names of hosts are not looked up.",
            ko: "`{value}` 표기는 IPv4 주소가 아니다. 호스트 이름은 찾아보지 않는다."),
        FilterProblem::NotIpv6 { value } => say!(lang,
            en: "`{value}` is no IPv6 address. Names of hosts are not looked up.",
            ko: "`{value}` 표기는 IPv6 주소가 아니다. 호스트 이름은 찾아보지 않는다."),
        FilterProblem::LongPrefix { bits, most } => say!(lang,
            en: "The prefix has {bits} bits, and the address has only {most}.",
            ko: "프리픽스는 {bits}비트인데 주소는 {most}비트뿐이다."),
        FilterProblem::NotMac { value } => say!(lang,
            en: "`{value}` is no Ethernet address. One is six bytes: `02:00:5e:00:53:01`.",
            ko: "`{value}` 표기는 이더넷 주소가 아니다. 이더넷 주소는 6바이트다: `02:00:5e:00:53:01`."),
        FilterProblem::MacLength { have } => say!(lang,
            en: "An Ethernet address has 6 bytes, not {have}.",
            ko: "이더넷 주소는 6바이트다. 여기에는 {have}바이트가 있다."),
        FilterProblem::NotBytes { value } => say!(lang,
            en: "`{value}` is no sequence of bytes, such as `0d:0a`, `0d0a` or \"text\".",
            ko: "`{value}` 표기는 바이트열이 아니다. 바이트열의 예: `0d:0a`, `0d0a`, \"text\"."),
        FilterProblem::NotTime { value } => say!(lang,
            en: "`{value}` is no time. A time is in seconds, with up to nine decimals.",
            ko: "`{value}` 표기는 시간이 아니다. 시간은 초 단위이며 소수점 아래 아홉 자리까지 쓴다."),
        FilterProblem::NoSlice { kind } => {
            let kind = type_name(*kind, lang);
            say!(lang,
                en: "This is {kind}, which has no slices. Bytes, text and addresses have.",
                ko: "이 타입은 일부를 잘라 낼 수 없다: {kind}. 바이트열, 문자열, 주소만 잘라 낼 수 있다.")
        }
        FilterProblem::NoContains { kind } => {
            let kind = type_name(*kind, lang);
            say!(lang,
                en: "This is {kind}; `contains` searches text and bytes.",
                ko: "`contains` 연산자는 문자열과 바이트열에서 찾는다. 이것의 타입: {kind}.")
        }
        FilterProblem::NoMatches { kind } => {
            let kind = type_name(*kind, lang);
            say!(lang,
                en: "This is {kind}; `matches` searches text and bytes. `string(…)` makes text of a number or an address.",
                ko: "`matches` 연산자는 문자열과 바이트열에서 찾는다. 이것의 타입: {kind}. 숫자와 주소는 `string(…)`으로 문자열로 바꾼다.")
        }
        FilterProblem::UnquotedPattern => say!(lang,
            en: "The pattern of `matches` stands in double quotes.",
            ko: "`matches`의 패턴은 큰따옴표로 묶는다."),
        FilterProblem::BadPattern { reason } => say!(lang,
            en: "The pattern is no regular expression: {reason}.",
            ko: "패턴이 정규 표현식이 아니다: {reason}."),
        FilterProblem::LargePattern => say!(lang,
            en: "The pattern is too large.",
            ko: "패턴이 너무 크다."),
        FilterProblem::NoArithmetic { operator, kind } => {
            let kind = type_name(*kind, lang);
            say!(lang,
                en: "`{operator}` does not work on {kind}.",
                ko: "이 타입에는 `{operator}` 연산을 할 수 없다: {kind}.")
        }
        FilterProblem::ArgumentCount { function, have, several: false } => say!(lang,
            en: "`{function}()` takes one argument, not {have}.",
            ko: "`{function}()` 함수의 인수는 하나다. 여기에는 {have}개가 있다."),
        FilterProblem::ArgumentCount { function, have: _, several: true } => say!(lang,
            en: "`{function}()` takes at least one argument.",
            ko: "`{function}()` 함수에는 인수가 하나 이상 있어야 한다."),
        FilterProblem::ArgumentType { function, kind } => {
            let kind = type_name(*kind, lang);
            say!(lang,
                en: "This is {kind}, and `{function}()` does not take that.",
                ko: "`{function}()` 함수는 이 타입을 받지 않는다: {kind}.")
        }
        FilterProblem::ArgumentField { function } => say!(lang,
            en: "The first argument of `{function}()` must be a field.",
            ko: "`{function}()` 함수의 첫째 인수는 필드여야 한다."),
        FilterProblem::ArgumentsDiffer { function, first, kind } => {
            let (first, kind) = (type_name(*first, lang), type_name(*kind, lang));
            say!(lang,
                en: "The arguments of `{function}()` must have one type; the first is {first}, this is {kind}.",
                ko: "`{function}()` 함수의 인수는 타입이 같아야 한다. 첫째 인수의 타입: {first}. 이 인수의 타입: {kind}.")
        }
    }
}

/// What may stand at a place.
fn wanted(expected: Expected, lang: Language) -> String {
    match expected {
        Expected::Test => say!(lang,
            en: "a field, a comparison or a group in parentheses",
            ko: "필드, 비교식, 괄호로 묶은 조건"),
        Expected::Value => say!(lang, en: "a field or a value", ko: "필드나 값"),
        Expected::Comparison => say!(lang,
            en: "a comparison (`==`, `in`, `contains` …)",
            ko: "비교 연산자(`==`, `in`, `contains` 등)"),
        Expected::Operator => say!(lang,
            en: "`and`, `or` or the end",
            ko: "`and`, `or`, 필터의 끝"),
        Expected::Parenthesis => say!(lang,
            en: "`and`, `or` or a closing `)`",
            ko: "`and`, `or`, 닫는 괄호 `)`"),
        Expected::Brace => say!(lang, en: "a closing `}}`", ko: "닫는 중괄호 `}}`"),
        Expected::Set => say!(lang, en: "a set, `{{…}}`,", ko: "집합 `{{…}}`"),
        Expected::Argument => say!(lang, en: "`,` or `)`", ko: "`,` 또는 `)`"),
    }
}

/// A type as a noun.
fn type_name(kind: Type, lang: Language) -> String {
    match kind {
        Type::Number => say!(lang, en: "a number", ko: "숫자"),
        Type::Boolean => say!(lang, en: "a truth value", ko: "참/거짓"),
        Type::Bytes => say!(lang, en: "a sequence of bytes", ko: "바이트열"),
        Type::Mac => say!(lang, en: "an Ethernet address", ko: "이더넷 주소"),
        Type::Ipv4 => say!(lang, en: "an IPv4 address", ko: "IPv4 주소"),
        Type::Ipv6 => say!(lang, en: "an IPv6 address", ko: "IPv6 주소"),
        Type::Text => say!(lang, en: "text", ko: "문자열"),
        Type::Time => say!(lang, en: "a time", ko: "시간"),
        Type::Protocol => say!(lang, en: "a protocol", ko: "프로토콜"),
        Type::Label => say!(lang, en: "a mark without a value", ko: "값이 없는 표시"),
    }
}
