//! Runs the program as a user would, with nothing of the developer's surroundings.
//!
//! [`run`] and [`fed`] start it anew; [`once`] starts it for the first test that asks and hands the same run to all
//! others. Starting it is what most tests spend their time with, so a test that only looks asks [`once`].

use std::collections::HashMap;
use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, OnceLock};
use std::thread;

/// What a run printed and how it ended.
#[derive(Debug)]
pub struct Run {
    /// The exit code; `None` if a signal ended it.
    pub code: Option<i32>,
    /// Standard output, which must be UTF-8.
    pub stdout: String,
    /// Standard error, likewise.
    pub stderr: String,
}

impl Run {
    /// The run's standard output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| {
            panic!("not JSON: {error}\nexit {:?}\nstderr: {}", self.code, self.stderr)
        })
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        }
    }
}

/// The program, in the folder of the samples, with a quiet environment: no language, no colour, no width.
pub fn command<I, S>(arguments: I) -> Command
where
    I: IntoIterator<Item = S>,
    S: AsRef<std::ffi::OsStr>,
{
    let mut command = Command::new(env!("CARGO_BIN_EXE_ackplain"));
    command.args(arguments).current_dir(super::samples::folder());
    quiet(&mut command);
    command
}

/// Takes out of a command's environment what the program would heed.
pub fn quiet(command: &mut Command) {
    for name in [
        "ACKPLAIN_LANG",
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "LANGUAGE",
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "TERM",
        "COLUMNS",
    ] {
        command.env_remove(name);
    }
}

/// Runs it to its end, with nothing on standard input.
pub fn run<I, S>(arguments: I) -> Run
where
    I: IntoIterator<Item = S>,
    S: AsRef<std::ffi::OsStr>,
{
    finish(&mut command(arguments))
}

/// The same for a command that was prepared further: another folder, another environment.
pub fn finish(command: &mut Command) -> Run {
    command.stdin(Stdio::null()).output().expect("the program starts").into()
}

/// Runs it with `input` on a pipe, delivered in pieces of `piece` bytes.
pub fn fed(arguments: &[&str], input: &[u8], piece: usize) -> Run {
    let mut child = command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut pipe = child.stdin.take().expect("standard input is a pipe");
    thread::scope(|scope| {
        scope.spawn(move || {
            for part in input.chunks(piece.max(1)) {
                // The program may have seen enough and closed its end: that is its right.
                if pipe.write_all(part).is_err() {
                    break;
                }
            }
        });
        child.wait_with_output().expect("the program ends").into()
    })
}

/// Runs of [`once`], by their arguments. A run is never dropped: the tests look at it until they end.
static RUNS: Mutex<Option<HashMap<Vec<String>, &'static OnceLock<Run>>>> = Mutex::new(None);

/// The run with these arguments over files that no test changes: the first test to ask starts it, the others get what
/// it printed.
pub fn once(arguments: &[&str]) -> &'static Run {
    let key: Vec<String> = arguments.iter().map(|&word| word.to_owned()).collect();
    let cell = {
        let mut runs = RUNS.lock().expect("nothing in here panics");
        *runs
            .get_or_insert_with(HashMap::new)
            .entry(key)
            .or_insert_with(|| Box::leak(Box::new(OnceLock::new())))
    };
    cell.get_or_init(|| run(arguments))
}
