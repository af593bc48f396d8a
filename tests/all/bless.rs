//! `--bless`: of a file of expectations the values that were accepted change, and not one byte besides.

use crate::support::samples;
use ackplain::check::bless::{Blessed, Mode, Options, Target, bless};
use ackplain::check::run;
use ackplain::check::verdict::{FileState, FileVerdict, Outcome, Totals};
use ackplain::inside::BlessProblem;
use ackplain::language::Language;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Wrong where `→` stands, with everything around it that must stay.
const WRONG: &str = r#"format: ackplain-expect/1   # first
capture: {file: refused.pcap}
about: 연결이 거부된다 # 왜
expect:
  # a comment of its own
  - id: totals
    equals: {.capture.frames:   23, ".connections | length": 1}   # frames
  - id: refused
    connection: tcp.port == 81
    equals:
      .outcome: 'closed'        # quoted
      .errno:
      .client.iss: 0x00000001
      .server.mss: null
    matches:
      .client.mss: {range: [1, 2]}
  - id: resets
    only: {of: tcp.flags.reset == 1, is: [1, 2]}
  - id: syns
    count: {of: tcp.flags.syn == 1 && tcp.flags.ack == 0, is: 7}
  - id: known
    known_failure: "not yet, #5"
    equals: {.capture.frames: 99}
  - id: view
    snapshot: {view: connections, file: refused.snap}
"#;

#[test]
fn what_differs_is_written_and_nothing_else() {
    for (mark, returns) in [(false, false), (true, true)] {
        let mut text = WRONG.to_owned();
        if returns {
            text = text.replace('\n', "\r\n");
        }
        if mark {
            text.insert(0, '\u{feff}');
        }
        let here = Here::new(&text);
        let blessed = here.bless(&options(Mode::All), "").0.expect("nothing refuses it");
        assert_eq!((blessed.values, blessed.files, blessed.snapshots), (6, 1, 1), "{blessed:?}");
        assert_eq!(blessed.problems, []);
        assert_eq!(blessed.left, 1, "matches is a person's");

        let mut expected = WRONG
            .replace(".capture.frames:   23,", ".capture.frames:   4,")
            .replace("'closed'", "'refused'")
            .replace(".errno:\n", ".errno: ECONNREFUSED\n")
            .replace("0x00000001", &format!("0x{:08x}", 4_261_404_300_u32))
            .replace("is: [1, 2]", "is: [4]")
            .replace("is: 7}", "is: 1}");
        if returns {
            expected = expected.replace('\n', "\r\n");
        }
        if mark {
            expected.insert(0, '\u{feff}');
        }
        assert_eq!(here.text(), expected);
        let again = Totals::of(&here.run());
        assert_eq!((again.failed, again.held, again.known_failures), (1, 4, 1));
    }
}

#[test]
fn a_person_is_asked_difference_by_difference() {
    let here = Here::new(WRONG);
    let (blessed, said) = here.bless(&options(Mode::Ask), "maybe\ny\nn\n예\nq\n");
    let blessed = blessed.expect("nothing refuses it");
    assert_eq!((blessed.values, blessed.snapshots, blessed.left), (2, 0, 6), "{said}");
    let text = here.text();
    assert!(
        text.contains(".capture.frames:   4,") && text.contains("'closed'") && text.contains("ECONNREFUSED")
    );
    assert!(text.contains("0x00000001") && text.contains("is: [1, 2]"));
    assert_eq!(said.matches("accept? [y]es").count(), 5);
    assert!(
        said.contains("answer y, n, a or q.") && said.contains(":7:33: .capture.frames: expected 23, got 4"),
        "{said}"
    );
    assert!(!said.contains("matches") && !said.contains("99"), "{said}");
}

#[test]
fn all_the_rest_can_be_accepted_and_silence_accepts_nothing() {
    let here = Here::new(WRONG);
    let (blessed, said) = here.bless(&options(Mode::Ask), "n\na\n");
    assert_eq!(
        blessed.map(|blessed| (blessed.values, blessed.snapshots, blessed.left)),
        Ok((5, 1, 2)),
        "{said}"
    );

    let here = Here::new(WRONG);
    let blessed = here.bless(&options(Mode::Ask), "y\n").0.expect("nothing refuses it");
    assert_eq!((blessed.values, blessed.left), (1, 7));
    assert_eq!(blessed.problems, [BlessProblem::NoAnswer]);
}

#[test]
fn new_is_what_was_never_recorded() {
    let here = Here::new(WRONG);
    let blessed = here.bless(&options(Mode::New), "").0.expect("nothing refuses it");
    assert_eq!((blessed.values, blessed.snapshots), (1, 1));
    assert_eq!(here.text(), WRONG.replace(".errno:\n", ".errno: ECONNREFUSED\n"));
}

#[test]
fn ci_does_not_bless_but_may_collect_candidates() {
    let here = Here::new(WRONG);
    let ci = Options { ci: true, ..options(Mode::All) };
    assert_eq!(here.bless(&ci, "").0, Err(BlessProblem::InCi));
    assert_eq!(here.text(), WRONG);

    let folder = here.folder.path().join("candidates");
    let actual = Options { target: Target::Candidates(folder.clone()), ..ci.clone() };
    let blessed = here.bless(&actual, "").0.expect("candidates are no blessing");
    assert_eq!((blessed.values, blessed.snapshots), (6, 1));
    assert_eq!(here.text(), WRONG, "the file itself stays");
    assert!(!here.folder.path().join("refused.snap").exists());
    let mut written = files_below(&folder);
    written.sort();
    assert_eq!(written.len(), 2);
    assert!(written[0].ends_with("a.expect.yaml") && written[1].ends_with("refused.snap"));
    assert!(fs::read_to_string(&written[0]).expect("a candidate").contains("'refused'"));

    let forced = Options { force: true, ..ci };
    assert!(here.bless(&forced, "").0.is_ok());
    assert_ne!(here.text(), WRONG);
}

#[test]
fn a_file_that_changed_meanwhile_is_left_alone() {
    let here = Here::new(WRONG);
    let verdicts = here.run();
    let theirs = WRONG.replace("first", "theirs");
    fs::write(here.file(), &theirs).expect("it can be written");
    let (blessed, _) = accept(&verdicts, &options(Mode::All), "");
    let blessed = blessed.expect("nothing refuses it");
    assert!(matches!(&blessed.problems[..], [BlessProblem::Changed { .. }]), "{blessed:?}");
    assert_eq!((blessed.values, blessed.left), (0, 7));
    assert_eq!(here.text(), theirs);
}

#[test]
fn what_cannot_be_edited_is_told_with_its_place_and_the_rest_is_written() {
    let text = "format: ackplain-expect/1\ncapture: {file: refused.pcap}\nexpect:\n  - id: one\n    equals:\n      \
                .capture.frames: &n 23\n      .connections | length: 5\n  - id: two\n    count: {of: tcp, is: *n}\n";
    let here = Here::new(text);
    let blessed = here.bless(&options(Mode::All), "").0.expect("nothing refuses it");
    assert_eq!((blessed.values, blessed.left), (1, 2), "{blessed:?}");
    let told: Vec<String> = blessed.problems.iter().map(|problem| problem.text(Language::English)).collect();
    assert!(told[0].contains("a.expect.yaml:6:27: not changed: this value has an anchor"), "{told:?}");
    assert!(told[1].contains("a.expect.yaml:9:26: not changed: an alias"), "{told:?}");
    assert_eq!(here.text(), text.replace("length: 5", "length: 1"));
}

#[test]
fn the_captures_hash_is_written_only_if_that_is_asked_for() {
    let zeros = "0".repeat(64);
    let text = WRONG.replace("{file: refused.pcap}", &format!("{{file: refused.pcap, sha256: '{zeros}'}}"));
    let here = Here::new(&text);
    assert!(matches!(here.run()[0].state, FileState::Broken(_)));
    let blessed = here.bless(&options(Mode::All), "").0.expect("nothing refuses it");
    assert_eq!(blessed, Blessed::default());
    assert_eq!(here.text(), text);

    let captures = Options { captures: true, ..options(Mode::All) };
    let blessed = here.bless(&captures, "").0.expect("nothing refuses it");
    assert_eq!((blessed.values, blessed.unchecked), (1, 1));
    let hash = run::sha256(&samples::path("refused.pcap")).expect("it can be read");
    assert_eq!(here.text(), text.replace(&zeros, &hash));
    assert!(matches!(here.run()[0].state, FileState::Ran));
}

#[test]
fn a_known_failure_is_never_accepted() {
    let text = "format: ackplain-expect/1\ncapture: {file: refused.pcap}\nexpect:\n  - id: known\n    known_failure: later\n    \
                equals: {.capture.frames: 99}\n  - id: fixed\n    known_failure: was broken\n    equals: {.capture.frames: 4}\n";
    let here = Here::new(text);
    assert!(matches!(here.run()[0].items[1].result, Outcome::UnexpectedPass { .. }));
    let blessed = here.bless(&options(Mode::All), "").0.expect("nothing refuses it");
    assert_eq!((blessed.values, blessed.left), (0, 1));
    assert_eq!(here.text(), text);
}

/// A folder with one capture and one file of expectations.
struct Here {
    folder: TempDir,
}

impl Here {
    fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let here = Self { folder };
        fs::copy(samples::path("refused.pcap"), here.folder.path().join("refused.pcap")).expect("a sample");
        fs::write(here.file(), text).expect("it can be written");
        here
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("a.expect.yaml")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.file()).expect("it is there")
    }

    fn run(&self) -> Vec<FileVerdict> {
        let options = run::Options { jobs: 1, ..run::Options::default() };
        run::run(&[self.file()], &options, &|_| {})
    }

    fn bless(&self, options: &Options, answers: &str) -> (Result<Blessed, BlessProblem>, String) {
        accept(&self.run(), options, answers)
    }
}

fn accept(
    files: &[FileVerdict],
    options: &Options,
    answers: &str,
) -> (Result<Blessed, BlessProblem>, String) {
    let mut out = Vec::new();
    let blessed = bless(files, options, &mut answers.as_bytes(), &mut out).expect("memory takes everything");
    (blessed, String::from_utf8(out).expect("UTF-8"))
}

fn options(mode: Mode) -> Options {
    Options {
        mode,
        captures: false,
        target: Target::Files,
        ci: false,
        force: false,
        language: Language::English,
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files
}
