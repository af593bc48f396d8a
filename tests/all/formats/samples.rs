//! Verdicts to write reports of: one of every kind, with text that no format may take as it is.

use ackplain::check::verdict::{Ask, Bless, CaptureOf, Failure, FileState, FileVerdict, Item, Outcome};
use ackplain::check::{At, Said, Trouble};
use ackplain::check::{Bytes, Ledger};
use ackplain::check::{Path, Step};
use ackplain::connection::Evidence;
use serde_json::{Value, json};

pub(crate) fn at(line: usize, column: usize) -> At {
    At { line, column, end_line: line, end_column: column + 4, span: line * 40..line * 40 + 4 }
}

pub(crate) fn said(english: &str, korean: &str) -> Said {
    Said { english: english.to_owned(), korean: korean.to_owned() }
}

pub(crate) fn path(keys: &[&str]) -> Path {
    Path(keys.iter().map(|key| key.parse().map_or(Step::Key((*key).to_owned()), Step::Index)).collect())
}

pub(crate) fn failure(ask: Ask, subject: &str, expected: &str, actual: Value) -> Failure {
    let text = match &actual {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    Failure {
        ask,
        at: at(12, 20),
        path: path(&["expect", "0", ask.word(), subject]),
        subject: subject.to_owned(),
        connection: None,
        frame: None,
        bytes: None,
        expected: expected.to_owned(),
        actual: text,
        actual_value: actual.clone(),
        sentence: said("", ""),
        ledger: None,
        bless: Some(Bless::Value(actual)),
    }
}

pub(crate) fn item(id: &str, line: usize, result: Outcome) -> Item {
    Item { id: id.to_owned(), at: at(line, 5), tags: vec!["smoke".to_owned()], result }
}

pub(crate) fn file(name: &str, capture: &str, items: Vec<Item>) -> FileVerdict {
    FileVerdict {
        file: name.to_owned(),
        capture: Some(CaptureOf {
            named: capture.to_owned(),
            path: format!("samples/{capture}"),
            sha256: Some("eda7".repeat(16)),
            expected: None,
        }),
        about: Some("a handshake".to_owned()),
        tags: vec!["smoke".to_owned()],
        state: FileState::Ran,
        items,
        snapshots: Vec::new(),
        source: None,
    }
}

/// Every kind of outcome.
pub(crate) fn all() -> Vec<FileVerdict> {
    let mut iss = failure(Ask::Equals, ".client.iss", "1812140441", json!(1_812_140_442_u32));
    iss.connection = Some(0);
    iss.frame = Some(3);
    iss.bytes = Some(Bytes { field: "tcp.seq_raw".to_owned(), in_frame: 38, in_file: Some(1234), length: 4 });
    iss.sentence = said(
        "The SYN of frame 3 carries the client's initial sequence number.",
        "프레임 3의 SYN에 클라이언트의 초기 시퀀스 번호가 있다.",
    );
    iss.ledger = Some(Ledger {
        socket: "client",
        variable: "ISS".to_owned(),
        before: None,
        after: Some("1812140442".to_owned()),
        frame: Some(3),
        evidence: Evidence::Observed,
        because: said("RFC 9293, 3.4.1", "RFC 9293, 3.4.1"),
    });
    let mut odd = failure(Ask::Matches, ".http.host", "/^a|b$/", json!("x\u{1b}[31m]]>&<\u{202e}|`, 100%"));
    odd.bytes = Some(Bytes { field: "http.host".to_owned(), in_frame: 54, in_file: None, length: 1 });
    let view = failure(Ask::Snapshot, "connections", "0 closed\n", json!("0 reset\n1 closed\n"));
    let mut skipped = file("tests/다른 것.expect.yaml", "other.pcap", Vec::new());
    skipped.state = FileState::Skipped { why: said("needs version >=9", "버전 >=9가 필요하다") };
    let mut broken = file("tests/broken.expect.yaml", "none.pcap", Vec::new());
    broken.capture = None;
    broken.state = FileState::Broken(vec![
        Trouble {
            at: Some(at(3, 1)),
            message: said("unknown key \"tolerence\"", "알 수 없는 키 \"tolerence\""),
            help: Some(said("did you mean \"tolerance\"?", "혹시 \"tolerance\"를 쓰려 했는가?")),
            also: None,
        },
        Trouble {
            at: Some(at(9, 1)),
            message: said("\"expect\" is already defined", "\"expect\" 키가 이미 있다"),
            help: None,
            also: Some((at(4, 1), said("first here", "첫째는 여기"))),
        },
    ]);
    vec![
        file(
            "tests/web.expect.yaml",
            "web.pcapng",
            vec![
                item("totals", 6, Outcome::Held),
                item("handshake", 10, Outcome::Failed(vec![iss, odd])),
                item("view", 20, Outcome::Failed(vec![view])),
                item(
                    "sack",
                    24,
                    Outcome::KnownFailure {
                        reason: "not tracked yet, #57".to_owned(),
                        failures: vec![failure(Ask::Count, "tcp.options.sack", "0", json!(2))],
                    },
                ),
                item(
                    "fixed",
                    30,
                    Outcome::UnexpectedPass { reason: "broken since 0.1".to_owned(), at: at(31, 20) },
                ),
                item(
                    "dns",
                    36,
                    Outcome::Skipped { why: said("needs the feature dns", "dns 기능이 필요하다") },
                ),
            ],
        ),
        skipped,
        broken,
    ]
}
