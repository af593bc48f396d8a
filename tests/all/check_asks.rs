//! What users of such tools have asked for, an ask a test, named after it. Each stands for threads in the trackers of
//! `suricata-verify`, Zeek's `btest`, `insta`, `snapbox`, `packetdrill` and others, where something passed that should
//! have failed, or the reverse.

use crate::support::program::{Run, command, finish};
use crate::support::samples;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder with captures and files of expectations.
struct Folder(TempDir);

impl Folder {
    /// With these samples in it.
    fn with(captures: &[&str]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        for capture in captures {
            folder.write(capture, samples::bytes(capture));
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, bytes).expect("written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("read")
    }

    /// A file of expectations about `refused.pcap`; `items` without the indentation of the list.
    fn expect(&self, name: &str, items: &str) {
        let items: Vec<&str> = items.lines().collect();
        let items = items.join("\n  ");
        self.write(name, format!("format: ackplain-expect/1\ncapture: refused.pcap\nexpect:\n  {items}\n"));
    }

    /// `ackplain check ARGUMENTS` in the folder, with nothing of a CI system around it.
    fn check<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Run {
        self.check_with(arguments, &[])
    }

    fn check_with<S: AsRef<OsStr>>(&self, arguments: &[S], variables: &[(&str, &str)]) -> Run {
        let mut command = command(["check"]);
        command.args(arguments).current_dir(self.0.path());
        for name in ["CI", "GITHUB_STEP_SUMMARY"] {
            command.env_remove(name);
        }
        finish(command.envs(variables.iter().copied()))
    }
}

const REFUSED: &str = "- id: refused\n  connection: 0\n  equals: {.outcome: refused}";
const CLOSED: &str = "- id: closed\n  connection: 0\n  equals: {.outcome: closed}";

#[test]
fn a_duplicate_key_must_not_drop_half_of_the_checks() {
    let folder = Folder::with(&["refused.pcap"]);
    folder.expect("a.expect.yaml", &format!("{REFUSED}\n  equals: {{.outcome: closed}}"));
    let run = folder.check(&["a.expect.yaml"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stdout.starts_with("a.expect.yaml:7:5: \"equals\" is already defined at 6:5"),
        "{}",
        run.stdout
    );
    folder.expect("a.expect.yaml", &format!("{REFUSED}\n  equal: {{.outcome: closed}}"));
    let run = folder.check(&["a.expect.yaml"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stdout.starts_with("a.expect.yaml:7:5: unknown key \"equal\""), "{}", run.stdout);
}

#[test]
fn junit_and_the_outputs_of_what_failed_are_kept() {
    let folder = Folder::with(&["refused.pcap"]);
    folder.expect("sub/../a.expect.yaml", REFUSED);
    folder.expect("b.expect.yaml", CLOSED);
    let run = folder.check(&[".", "--report", "junit=out.xml", "--save-failed", "kept"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    let junit = folder.read("out.xml");
    assert_eq!(junit.matches("<testcase").count(), 2, "{junit}");
    assert_eq!(junit.matches("<failure").count(), 1, "{junit}");
    assert!(junit.contains("frame 4") && junit.contains("b.expect.yaml"), "{junit}");
    let kept: Vec<_> = fs::read_dir(folder.path("kept")).expect("kept").collect();
    assert_eq!(kept.len(), 1, "only what failed is kept");
    assert!(folder.read("kept/b.expect.yaml/failures.txt").contains(".outcome is refused, expected closed"));
    let capture = fs::read(folder.path("kept/b.expect.yaml/refused.pcap")).expect("kept");
    assert_eq!(capture, samples::bytes("refused.pcap"));
    assert!(folder.read("kept/b.expect.yaml/b.expect.yaml").contains("id: closed"));
}

#[test]
fn exactly_one_and_it_is_this_one() {
    let folder = Folder::with(&["refused.pcap"]);
    let only = |is: &str| {
        folder.expect("a.expect.yaml", &format!("- id: a\n  only: {{of: tcp.flags.reset == 1, is: {is}}}"));
        folder.check(&["a.expect.yaml"])
    };
    assert_eq!(only("[4]").code, Some(0));
    let run = only("[3, 4]");
    assert_eq!((run.code, run.stdout.contains("missing: 3")), (Some(1), true), "{}", run.stdout);
    let run = only("[]");
    assert_eq!((run.code, run.stdout.contains("not expected: 4")), (Some(1), true), "{}", run.stdout);
}

#[test]
fn an_expectation_can_name_its_packet_and_a_failure_names_its_bytes() {
    let folder = Folder::with(&["refused.pcap"]);
    folder.expect("a.expect.yaml", "- id: a\n  frame: 4\n  equals: {tcp.ack_raw: 4261404300}");
    let run = folder.check(&["a.expect.yaml"]);
    assert_eq!(run.code, Some(1));
    let place = "= capture refused.pcap, connection 0, frame 4, tcp.ack_raw, bytes 288 to 291 of the file";
    assert!(run.stdout.contains(place), "{}", run.stdout);
    let bytes = &samples::bytes("refused.pcap")[288..292];
    assert_eq!(bytes, 4_261_404_301_u32.to_be_bytes());
}

#[test]
fn a_nested_mapping_need_not_be_complete_unless_it_must() {
    let folder = Folder::with(&["refused.pcap"]);
    let nested = "- id: a\n  connection: 0\n  equals: {.zeek: {conn_state: REJ}}";
    folder.expect("a.expect.yaml", nested);
    assert_eq!(folder.check(&["a.expect.yaml"]).code, Some(0));
    folder.expect("a.expect.yaml", &format!("{nested}\n  exact: true"));
    assert_eq!(folder.check(&["a.expect.yaml"]).code, Some(1));
    let whole = "- id: a\n  connection: 0\n  exact: true\n  equals: {.zeek: {conn_state: REJ, history: Sr}}";
    folder.expect("a.expect.yaml", whole);
    assert_eq!(folder.check(&["a.expect.yaml"]).code, Some(0));
}

#[test]
fn a_test_is_not_skipped_silently_because_its_capture_is_missing() {
    let folder = Folder::with(&[]);
    folder.expect("a.expect.yaml", REFUSED);
    let run = folder.check(&["."]);
    assert_eq!(run.code, Some(2));
    assert!(run.stdout.starts_with("a.expect.yaml:2:10: there is no capture refused.pcap"), "{}", run.stdout);
    let optional =
        "format: ackplain-expect/1\nrequires: {capture: present}\ncapture: refused.pcap\nexpect:\n";
    folder.write("a.expect.yaml", format!("{optional}  - id: a\n    count: {{of: tcp, is: 2}}\n"));
    let run = folder.check(&["."]);
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.contains("skipped: the capture refused.pcap is not there"), "{}", run.stdout);
    let run = folder.check(&[".", "--max-skipped", "0"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("1 were skipped, and --max-skipped allows 0"), "{}", run.stderr);
    assert_eq!(folder.check(&[".", "--max-skipped", "1"]).code, Some(0));
}

#[test]
fn a_pass_here_and_a_failure_there_has_one_cause_less_the_capture_is_the_same() {
    let folder = Folder::with(&["refused.pcap"]);
    let hash = "00f3bfdadf45536bdc37a6e8f2f26b58c564d520e6d79469e13605c6d5b78bb6";
    let text = |hash: &str| {
        format!(
            "format: ackplain-expect/1\ncapture: {{file: refused.pcap, sha256: {hash}}}\nexpect:\n  - id: a\n    count: {{of: tcp, is: 2}}\n"
        )
    };
    folder.write("a.expect.yaml", text(hash));
    let run = folder.check(&["a.expect.yaml", "--report", "json=out.json"]);
    assert_eq!(run.code, Some(0), "{}", run.stdout);
    let report: serde_json::Value = serde_json::from_str(&folder.read("out.json")).expect("JSON");
    assert!(report.to_string().contains(env!("CARGO_PKG_VERSION")), "the report names the version");

    let other = hash.replace("00f3", "00f4");
    folder.write("a.expect.yaml", text(&other));
    let run = folder.check(&["a.expect.yaml"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stdout.contains(hash) && run.stdout.contains(&other), "both are said: {}", run.stdout);
}

#[test]
fn nothing_in_a_file_runs_a_shell() {
    let folder = Folder::with(&["refused.pcap"]);
    for word in ["shell", "exec", "run", "command", "script"] {
        folder
            .expect("a.expect.yaml", &format!("- id: a\n  {word}: touch made\n  count: {{of: tcp, is: 2}}"));
        assert_eq!(folder.check(&["a.expect.yaml"]).code, Some(2), "{word}");
    }
    for expression in
        ["input", "env.PATH", "$ENV.PATH", "now", "halt", "debug", "input_filename", "@sh \"x\" | now"]
    {
        folder.expect("a.expect.yaml", &format!("- id: a\n  that: '{expression}'"));
        assert_eq!(folder.check(&["a.expect.yaml"]).code, Some(2), "{expression}");
    }
    assert!(!folder.path("made").exists());
}

#[test]
fn a_version_can_be_asked_for_by_a_file_and_by_one_check() {
    let folder = Folder::with(&["refused.pcap"]);
    let newer =
        format!("{REFUSED}\n- id: newer\n  requires: {{version: \">=900\"}}\n  count: {{of: tcp, is: 99}}");
    folder.expect("a.expect.yaml", &newer);
    let run = folder.check(&["a.expect.yaml"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.contains("newer: skipped: needs version >=900"), "{}", run.stdout);
    assert!(run.stdout.contains("1 held, 0 failed, 1 skipped"), "{}", run.stdout);
    let whole = folder.read("a.expect.yaml").replacen("expect:", "requires: {features: [quic]}\nexpect:", 1);
    folder.write("a.expect.yaml", whole);
    let run = folder.check(&["a.expect.yaml"]);
    assert!(run.stdout.contains("needs the feature \"quic\""), "{}", run.stdout);
    assert_eq!(run.code, Some(0));
}

#[test]
fn a_snapshot_has_no_times_and_no_paths() {
    let folder = Folder::with(&["refused.pcap"]);
    let views = ["connections", "steps", "ledger", "findings", ".capture", ".connections"];
    let items: Vec<String> = views
        .iter()
        .enumerate()
        .map(|(n, view)| format!("- id: v{n}\n  snapshot: {{view: {view}, file: v{n}.snap}}"))
        .collect();
    let items = items.join("\n");
    folder.expect("a.expect.yaml", &items);
    assert_eq!(folder.check(&["a.expect.yaml", "--bless=new"]).code, Some(0));

    // The same capture a day later and under another path gives the same snapshots.
    let mut later = samples::bytes("refused.pcap");
    let mut at = 24;
    while at < later.len() {
        let field = |at: usize| u32::from_le_bytes(later[at..at + 4].try_into().expect("four bytes"));
        let (seconds, length) = (field(at) + 86_400, field(at + 8));
        later[at..at + 4].copy_from_slice(&seconds.to_le_bytes());
        at += 16 + length as usize;
    }
    folder.write("elsewhere/refused.pcap", later);
    let moved = folder.read("a.expect.yaml").replace("capture: refused", "capture: elsewhere/refused");
    folder.write("a.expect.yaml", moved);
    let run = folder.check(&["a.expect.yaml"]);
    assert_eq!(run.code, Some(0), "{}", run.stdout);
}

#[test]
fn additions_may_pass() {
    let folder = Folder::with(&["refused.pcap"]);
    let item = |mode: &str| format!("- id: a\n  snapshot: {{view: steps, file: a.snap, mode: {mode}}}");
    folder.expect("a.expect.yaml", &item("exact"));
    assert_eq!(folder.check(&["a.expect.yaml", "--bless=new"]).code, Some(0));
    let text = folder.read("a.snap");
    let fewer: Vec<&str> = text.lines().filter(|line| !line.contains("connect")).collect();
    assert!(fewer.len() < text.lines().count());
    folder.write("a.snap", fewer.join("\n"));
    assert_eq!(folder.check(&["a.expect.yaml"]).code, Some(1));
    folder.expect("a.expect.yaml", &item("at_least"));
    assert_eq!(folder.check(&["a.expect.yaml"]).code, Some(0));
}

#[test]
fn what_nobody_uses_is_named_and_never_deleted() {
    let folder = Folder::with(&["refused.pcap", "ipv6_refused.pcap"]);
    folder.expect(
        "a.expect.yaml",
        &format!("{REFUSED}\n- id: b\n  snapshot: {{view: steps, file: used.snap}}"),
    );
    folder.write("old.snap", "nobody uses this");
    assert_eq!(folder.check(&[".", "--bless=new"]).code, Some(0));
    let run = folder.check(&[".", "--orphans", "warn"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stderr.contains("ipv6_refused.pcap: no file of expectations names"), "{}", run.stderr);
    assert!(run.stderr.contains("old.snap: no expectation uses"), "{}", run.stderr);
    assert!(!run.stderr.contains("used.snap:") && !run.stderr.contains(" refused.pcap"), "{}", run.stderr);
    assert_eq!(folder.check(&[".", "--orphans", "error"]).code, Some(1));
    assert!(folder.path("old.snap").exists() && folder.path("ipv6_refused.pcap").exists());
}

#[test]
fn ci_does_not_bless_but_keeps_candidates() {
    let folder = Folder::with(&["refused.pcap"]);
    folder.expect("a.expect.yaml", CLOSED);
    let before = folder.read("a.expect.yaml");
    let run = folder.check_with(&["a.expect.yaml", "--bless"], &[("CI", "true")]);
    assert_eq!((run.code, folder.read("a.expect.yaml") == before), (Some(2), true), "{}", run.stderr);
    assert!(run.stderr.contains("--bless is refused because CI is set"), "{}", run.stderr);
    let run = folder.check_with(&["a.expect.yaml", "--actual", "new"], &[("CI", "true")]);
    assert_eq!((run.code, folder.read("a.expect.yaml") == before), (Some(1), true), "{}", run.stderr);
    assert_eq!(folder.read("new/a.expect.yaml"), before.replace("closed}", "refused}"));
    let run = folder.check_with(&["a.expect.yaml", "--bless=force"], &[("CI", "true")]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(folder.read("a.expect.yaml"), before.replace("closed}", "refused}"));
}

#[test]
fn a_broken_update_of_the_tool_is_not_green() {
    let folder = Folder::with(&[]);
    let run = folder.check(&["--self-test"]);
    assert_eq!(run.code, Some(0));
    assert!(
        run.stdout.starts_with("self-test: 11 wrong expectations failed and 9 right ones held"),
        "{}",
        run.stdout
    );
}

#[test]
fn bless_touches_the_value_and_nothing_else() {
    let folder = Folder::with(&["refused.pcap"]);
    let text = "\u{feff}# 주석\r\nformat: ackplain-expect/1\r\ncapture: refused.pcap\r\nexpect:\r\n  - id: a   # stays\r\n    connection: 0\r\n    matches: {.errno: {one_of: [EPERM]}}\r\n    equals: {.outcome: 'closed', .client.mss:   9}  # here\r\n";
    folder.write("a.expect.yaml", text);
    let run = folder.check(&["a.expect.yaml", "--bless"]);
    assert_eq!(run.code, Some(1), "a matcher is never blessed: {}", run.stderr);
    let blessed = text.replace("'closed'", "'refused'").replace("9}  # here", "1460}  # here");
    assert_eq!(folder.read("a.expect.yaml"), blessed);
}

#[test]
fn a_known_failure_has_a_reason_and_an_unexpected_pass_fails() {
    let folder = Folder::with(&["refused.pcap"]);
    folder.expect("a.expect.yaml", &format!("{CLOSED}\n  known_failure: 'not told apart yet, #57'"));
    let run = folder.check(&["a.expect.yaml"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.contains("closed: fails as known: not told apart yet, #57"), "{}", run.stdout);
    folder.expect("a.expect.yaml", &format!("{REFUSED}\n  known_failure: 'not told apart yet, #57'"));
    let run = folder.check(&["a.expect.yaml"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("7:20: refused: holds, though it is known to fail"), "{}", run.stdout);
}

#[test]
fn boards_read_tap_from_standard_output() {
    let folder = Folder::with(&["refused.pcap"]);
    folder.expect("a.expect.yaml", &format!("{REFUSED}\n{CLOSED}"));
    let run = folder.check(&["a.expect.yaml", "--report", "tap=-"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.starts_with("TAP version 14\n"), "{}", run.stdout);
    assert!(run.stdout.contains("\nok ") || run.stdout.contains(" ok 1"), "{}", run.stdout);
    assert!(run.stdout.contains("not ok "), "{}", run.stdout);
    assert!(run.stderr.contains("1 held, 1 failed"), "the page stands elsewhere: {}", run.stderr);
}

#[test]
fn a_part_of_the_checks_can_be_asked_for() {
    let folder = Folder::with(&["refused.pcap"]);
    folder.expect("a.expect.yaml", &format!("{REFUSED}\n  tags: [smoke]\n{CLOSED}\n  tags: [slow]"));
    assert_eq!(folder.check(&[".", "--tag", "smoke"]).code, Some(0));
    assert_eq!(folder.check(&[".", "--tag", "slow"]).code, Some(1));
    assert_eq!(folder.check(&[".", "--id", "refused"]).code, Some(0));
    let none = folder.check(&[".", "--tag", "smok"]);
    assert_eq!((none.code, none.stderr.contains("no expectation was asked for")), (Some(2), true));
    let parts: Vec<Option<i32>> =
        (1..=2).map(|n| folder.check(&[".", "--partition", &format!("hash:{n}/2")]).code).collect();
    assert!(parts.contains(&Some(1)) && parts.contains(&Some(0)), "{parts:?}");
}

#[test]
fn a_first_draft_holds_and_is_not_overwritten() {
    for capture in samples::names() {
        let folder = Folder::with(&[&capture]);
        let run = folder.check(&["--new", &capture]);
        assert_eq!(run.code, Some(0), "{capture}: {}", run.stderr);
        let run = folder.check(&["."]);
        assert_eq!(run.code, Some(0), "{capture}: {}", run.stdout);
        assert_eq!(folder.check(&["--new", &capture]).code, Some(2));
        let stem = Path::new(&capture).file_stem().expect("a stem").to_string_lossy().into_owned();
        assert!(folder.path(&format!("{stem}.expect.yaml")).exists());
    }
}
