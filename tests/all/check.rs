//! `check`: expectations that hold, expectations that must fail with the text that is recorded, and files that cannot
//! be used.

use crate::support::program::{Run, run};
use crate::support::samples;
use ackplain::check::run::{Options, file};
use ackplain::check::verdict::{FileState, Outcome};
use ackplain::language::Language;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("check").join(name)
}

#[test]
fn the_samples_are_as_their_expectations_say() {
    let one = run(["check", ".", "-j", "1"]);
    assert_eq!((one.code, one.stderr.as_str()), (Some(0), ""), "{}", one.stdout);
    let last = one.stdout.lines().last().expect("a last line");
    assert!(last.contains(" held, 0 failed, 1 failed as known"), "{last}");
    let many = run(["check", ".", "-j", "8"]);
    assert_eq!((many.code, many.stdout), (one.code, one.stdout), "threads change what is printed");
}

/// What must fail does, with this text, in both languages: a failure names capture, frame, bytes, line and column, both
/// values, the write and why.
#[test]
fn what_must_fail_fails_as_recorded() {
    let mut names: Vec<String> = fs::read_dir(folder("must_fail"))
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".expect.yaml"))
        .collect();
    names.sort();
    assert!(names.len() >= 7, "{names:?}");
    for name in names {
        let verdict = file(&folder("must_fail").join(&name), &Options::default()).expect("a verdict");
        assert_eq!(verdict.state, FileState::Ran, "{name}");
        for item in &verdict.items {
            assert!(item.result.fails(), "{name}: {} holds", item.id);
            for failure in item.result.failures() {
                let whole = &verdict.source.as_ref().expect("its text").text()[failure.at.span.clone()];
                assert!(!whole.is_empty(), "{name}: {} has no place", item.id);
                assert!(!failure.sentence.english.is_empty() && !failure.sentence.korean.is_empty());
            }
        }
        for lang in ["en", "ko"] {
            let path = format!("../tests/check/must_fail/{name}");
            let Run { code, stdout, stderr } = run(["check", &path, "--lang", lang, "--width", "100"]);
            assert_eq!((code, stderr.as_str()), (Some(1), ""), "{name}");
            insta::assert_snapshot!(format!("must_fail-{}-{lang}", name.replace(".expect.yaml", "")), stdout);
        }
    }
}

/// The bytes that a failure names are the field's bytes in the capture's file.
#[test]
fn a_failure_names_bytes_of_the_file() {
    let path = folder("must_fail").join("equals.expect.yaml");
    let verdict = file(&path, &Options::default()).expect("a verdict");
    let capture = samples::bytes("orderly_close.pcapng");
    let bytes = |id: &str| {
        let item = verdict.items.iter().find(|item| item.id == id).expect(id);
        let bytes = item.result.failures()[0].bytes.clone().expect("bytes");
        let start = usize::try_from(bytes.in_file.expect("an offset")).expect("small");
        (bytes.field, capture[start..start + bytes.length as usize].to_vec())
    };
    assert_eq!(bytes("a-number"), ("tcp.seq_raw".to_owned(), 181_774_097_u32.to_be_bytes().to_vec()));
    assert_eq!(bytes("a-window"), ("tcp.window_size_value".to_owned(), vec![0, 63]));
    assert_eq!(bytes("text-and-number"), ("tcp.srcport".to_owned(), vec![0, 80]));
}

/// `ACKPLAIN_BROKEN=1 cargo test what_cannot_be_used` writes the messages of today into the table; read the difference.
#[test]
fn what_cannot_be_used_is_said_with_its_place() {
    let path = folder("broken.txt");
    let table = fs::read_to_string(&path).expect("the table");
    let workplace = tempfile::tempdir().expect("a folder");
    let capture = workplace.path().join("refused.pcap");
    fs::write(&capture, samples::bytes("refused.pcap")).expect("written");
    let yaml = workplace.path().join("self.expect.yaml");

    let (mut now, mut cases) = (String::new(), 0);
    for case in table.split("=== ").skip(1) {
        let (name, rest) = case.split_once('\n').expect("a name");
        let (body, _) = rest.split_once("--- \n").expect("a line ---");
        fs::write(&yaml, body).expect("written");
        let verdict = file(&yaml, &Options::default()).expect("a verdict");
        let troubles = verdict.broken();
        assert!(!troubles.is_empty(), "{name}: nothing is wrong");
        let _ = write!(now, "=== {name}\n{body}--- \n");
        let here = format!("{}/", workplace.path().display());
        for trouble in troubles {
            let at = trouble.at.as_ref().expect(name);
            let english = trouble.message.text(Language::English).replace(&here, "");
            let korean = trouble.message.text(Language::Korean);
            assert_ne!(english, korean, "{name}");
            let _ = writeln!(now, "{at}: {english}");
            let help = trouble.help.as_ref().map(|help| help.text(Language::English).replace(&here, ""));
            let _ = help.map(|help| writeln!(now, "  = {help}"));
        }
        cases += 1;
    }
    assert!(cases >= 60, "only {cases} files");
    if std::env::var_os("ACKPLAIN_BROKEN").is_some() {
        fs::write(&path, &now).expect("written");
        return;
    }
    for (was, is) in table.split("=== ").zip(now.split("=== ")) {
        assert_eq!(was, is);
    }
}

#[test]
fn a_known_failure_is_no_error_and_a_pass_of_it_is() {
    let verdict =
        file(&folder("must_fail").join("known.expect.yaml"), &Options::default()).expect("a verdict");
    assert!(matches!(verdict.items[0].result, Outcome::UnexpectedPass { .. }));
}
