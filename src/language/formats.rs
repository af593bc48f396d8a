//! What the report formats of `check` say around a verdict: labels, and the sentences that no expectation has of its
//! own.

use super::Language;
use super::particle::settle;

words! {
    /// A label in the body of a failure, and the titles of a summary.
    Label {
        Capture en "capture" ko "캡처";
        Connection en "connection" ko "커넥션";
        Frame en "frame" ko "프레임";
        Byte en "byte" ko "바이트";
        Bytes en "bytes" ko "바이트";
        InFile en "in the file" ko "파일에서";
        Expected en "expected" ko "기대";
        Actual en "actual" ko "실제";
        Ledger en "ledger" ko "장부";
        Nothing en "nothing" ko "없음";
        Unusable en "the file can be used" ko "파일을 쓸 수 있다";
        Held en "held" ko "통과";
        Failed en "failed" ko "실패";
        KnownFailures en "known failures" ko "알려진 실패";
        UnexpectedPasses en "unexpected passes" ko "뜻밖의 통과";
        Skipped en "skipped" ko "건너뜀";
        BrokenFiles en "files that cannot be used" ko "쓸 수 없는 파일";
    }
}

words! {
    /// What a rule of a report asks for.
    Rule {
        Equals en "A value of the report equals what the file expects." ko "보고서의 값이 파일에 적은 기대값과 같다.";
        Matches en "A value of the report matches a range, a pattern, a type or a network." ko "보고서의 값이 범위, 패턴, 타입, 네트워크 조건에 맞는다.";
        Count en "As many frames or connections as expected are chosen." ko "고른 프레임이나 커넥션의 수가 기대와 같다.";
        Only en "Exactly the expected frames or connections are chosen." ko "고른 프레임이나 커넥션이 기대한 것과 정확히 같다.";
        That en "A jq expression over the report is true." ko "보고서에 대한 jq 식이 참이다.";
        Finding en "A finding is there, or is not." ko "발견 항목이 있거나 없다.";
        Explain en "The explanation says what is expected." ko "설명에 기대한 내용이 있다.";
        Snapshot en "A view of the capture is as it was recorded." ko "캡처를 보인 결과가 기록해 둔 것과 같다.";
        UnexpectedPass en "What is marked as a known failure still fails." ko "알려진 실패로 표시한 항목이 여전히 실패한다.";
        UnusableFile en "The file of expectations and its capture can be used." ko "기대값 파일과 그 캡처를 쓸 수 있다.";
    }
}

/// One failure in one line.
pub(crate) fn headline(subject: &str, expected: &str, actual: &str, lang: Language) -> String {
    say!(lang,
        en: "{subject}: expected {expected}, got {actual}",
        ko: "{subject}: 기대 {expected}, 실제 {actual}")
}

/// An expectation held that should not.
pub(crate) fn unexpected_pass(reason: &str, lang: Language) -> String {
    say!(lang,
        en: "this held, though known_failure says that it fails: {reason}",
        ko: "known_failure에는 실패한다고 적혀 있는데 통과했다: {reason}")
}

/// What to do about it.
pub(crate) fn remove_known_failure(lang: Language) -> &'static str {
    match lang {
        Language::English => "remove known_failure",
        Language::Korean => "known_failure를 지운다",
    }
}

/// An expectation that fails as the file says.
pub(crate) fn known_failure(reason: &str, lang: Language) -> String {
    say!(lang, en: "known failure: {reason}", ko: "알려진 실패: {reason}")
}

/// So many are not shown.
pub(crate) fn more(count: usize, lang: Language) -> String {
    say!(lang, en: "and {count} more", ko: "외 {count}건")
}

/// So many are not shown here, and where they are.
pub(crate) fn more_elsewhere(count: usize, lang: Language) -> String {
    say!(lang,
        en: "and {count} more: see the summary of this step, or another report",
        ko: "외 {count}건. 이 단계의 요약이나 다른 보고서에서 볼 수 있다")
}

/// So many results did not fit into a report.
pub(crate) fn cut(count: usize, most: usize, lang: Language) -> String {
    say!(lang,
        en: "{count} results are left out: a report of this kind holds {most}",
        ko: "결과 {count}개를 뺐다. 이 형식의 보고서에는 {most}개까지 담을 수 있다")
}

/// So many bytes of a long text are not shown.
pub(crate) fn longer(bytes: usize, lang: Language) -> String {
    say!(lang, en: "… ({bytes} more bytes)", ko: "… ({bytes}바이트 더 있음)")
}

/// No file at all could be used.
pub(crate) fn none_usable(lang: Language) -> &'static str {
    match lang {
        Language::English => "no file of expectations could be used",
        Language::Korean => "쓸 수 있는 기대값 파일이 하나도 없다",
    }
}

/// Nothing was asked.
pub(crate) fn no_expectations(lang: Language) -> &'static str {
    match lang {
        Language::English => "no expectations",
        Language::Korean => "기대값이 없다",
    }
}

/// The title of a summary.
pub(crate) fn title(failed: u64, lang: Language) -> String {
    match (lang, failed) {
        (Language::English, 0) => "ackplain check: every expectation held".to_owned(),
        (Language::English, 1) => "ackplain check: 1 expectation failed".to_owned(),
        (Language::English, n) => format!("ackplain check: {n} expectations failed"),
        (Language::Korean, 0) => "ackplain check: 모두 통과했다".to_owned(),
        (Language::Korean, n) => format!("ackplain check: {n}개 항목이 실패했다"),
    }
}

/// What is wrong with `--report`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportProblem {
    /// No such format.
    NoFormat {
        /// What was given.
        word: String,
        /// The nearest that there is.
        nearest: Option<&'static str>,
    },
    /// Nothing behind the `=`.
    NoFile {
        /// The format.
        format: &'static str,
    },
    /// Only a file makes sense.
    NeedsFile {
        /// The format.
        format: &'static str,
    },
}

impl ReportProblem {
    /// The sentence.
    pub fn text(&self, lang: Language) -> String {
        match self {
            Self::NoFormat { word, nearest } => {
                let all = "json, junit, github, sarif, tap, gitlab";
                match nearest {
                    Some(nearest) => say!(lang,
                        en: "--report {word}: there is no such format. Did you mean `{nearest}`? There are {all}.",
                        ko: "--report {word}: 그런 형식은 없다. `{nearest}`을(를) 뜻한 것인가? 쓸 수 있는 형식: {all}."),
                    None => say!(lang,
                        en: "--report {word}: there is no such format. There are {all}.",
                        ko: "--report {word}: 그런 형식은 없다. 쓸 수 있는 형식: {all}."),
                }
            }
            Self::NoFile { format } => say!(lang,
                en: "--report {format}=: a file must follow, or `-` for standard output.",
                ko: "--report {format}=: 파일 이름이나, 표준 출력을 뜻하는 `-`가 있어야 한다."),
            Self::NeedsFile { format } => say!(lang,
                en: "--report {format}: name a file, as in `--report {format}=FILE`, or `-` for standard output.",
                ko: "--report {format}: `--report {format}=FILE`처럼 파일을 지정하거나, 표준 출력을 뜻하는 `-`를 쓴다."),
        }
    }
}

/// Why bless did not write something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlessProblem {
    /// In CI nobody reads what would be accepted.
    InCi,
    /// The file changed between reading and writing.
    Changed {
        /// Which.
        file: String,
    },
    /// The file cannot be read as YAML any more.
    Unreadable {
        /// Which.
        file: String,
    },
    /// The operating system refused.
    Io {
        /// Which file.
        file: String,
        /// What it said.
        error: String,
    },
    /// A value that is not edited.
    NotEdited {
        /// The place.
        at: String,
        /// Why.
        why: &'static str,
    },
    /// Larger than what would be read back.
    TooLarge {
        /// Which file.
        file: String,
        /// How many bytes are read of one.
        most: usize,
    },
    /// Two expectations want different texts in one snapshot.
    SnapshotTwice {
        /// Which file.
        file: String,
    },
    /// No answer came any more.
    NoAnswer,
}

impl BlessProblem {
    /// The sentence.
    pub fn text(&self, lang: Language) -> String {
        let text = match self {
            Self::InCi => say!(lang,
                en: "--bless is refused because CI is set: a person must read what is accepted. Use --bless=force to write all the same, or --actual DIR to collect candidates.",
                ko: "CI가 설정되어 있어 --bless를 하지 않는다. 무엇을 받아들이는지 사람이 보아야 한다. 그래도 쓰려면 --bless=force를, 후보만 모으려면 --actual DIR을 쓴다."),
            Self::Changed { file } => say!(lang,
                en: "{file}: changed while it was checked; nothing is written. Run it again.",
                ko: "{file}: 확인하는 동안 바뀌었다. 아무것도 쓰지 않았다. 다시 실행한다."),
            Self::Unreadable { file } => say!(lang,
                en: "{file}: cannot be read any more; nothing is written.",
                ko: "{file}: 더는 읽을 수 없다. 아무것도 쓰지 않았다."),
            Self::Io { file, error } => say!(lang,
                en: "{file}: cannot be written: {error}",
                ko: "{file}: 쓸 수 없다: {error}"),
            Self::NotEdited { at, why } => {
                say!(lang, en: "{at}: not changed: {why}", ko: "{at}: 바꾸지 않았다. {why}")
            }
            Self::TooLarge { file, most } => say!(lang,
                en: "{file}: would become larger than the {most} bytes that are read; nothing is written.",
                ko: "{file}: 읽을 수 있는 {most}바이트보다 커지게 된다. 아무것도 쓰지 않았다."),
            Self::SnapshotTwice { file } => say!(lang,
                en: "{file}: two expectations use this snapshot for different things; the last one was written.",
                ko: "{file}: 두 항목이 이 스냅숏을 서로 다른 것에 쓴다. 마지막 것을 썼다."),
            Self::NoAnswer => say!(lang,
                en: "no more answers: the rest stays as it is.",
                ko: "더는 답이 없다. 나머지는 그대로 둔다."),
        };
        match lang {
            Language::English => text,
            Language::Korean => settle(&text),
        }
    }
}

/// What bless asks before it writes one value.
pub(crate) fn question(lang: Language) -> &'static str {
    match lang {
        Language::English => "accept? [y]es, [n]o, [a]ll, [q]uit: ",
        Language::Korean => "받아들일까? [y] 예, [n] 아니요, [a] 모두, [q] 그만: ",
    }
}

/// The question was not understood.
pub(crate) fn again(lang: Language) -> &'static str {
    match lang {
        Language::English => "answer y, n, a or q.",
        Language::Korean => "y, n, a, q 가운데 하나로 답한다.",
    }
}

/// What bless did.
pub(crate) fn blessed(values: usize, files: usize, snapshots: usize, lang: Language) -> String {
    let plural = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    match lang {
        Language::English => format!(
            "{} in {} and {} written",
            plural(values, "value", "values"),
            plural(files, "file", "files"),
            plural(snapshots, "snapshot", "snapshots")
        ),
        Language::Korean => format!("파일 {files}개에 값 {values}개, 스냅숏 {snapshots}개를 썼다"),
    }
}
