//! Runs the program as a user would, with nothing of the developer's surroundings.

use std::io::Write;
use std::process::{Command, Stdio};
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

/// The program, in the folder of the samples, with a quiet environment: no language, no colour, no width.
pub fn command<I, S>(arguments: I) -> Command
where
    I: IntoIterator<Item = S>,
    S: AsRef<std::ffi::OsStr>,
{
    let mut command = Command::new(env!("CARGO_BIN_EXE_ackplain"));
    command.args(arguments).current_dir(super::samples::folder());
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
    command
}

/// Runs it to its end, with nothing on standard input.
pub fn run<I, S>(arguments: I) -> Run
where
    I: IntoIterator<Item = S>,
    S: AsRef<std::ffi::OsStr>,
{
    finish(command(arguments).stdin(Stdio::null()))
}

/// Runs it with `input` on a pipe, delivered in pieces of `piece` bytes.
pub fn run_with_pipe(arguments: &[&str], input: &[u8], piece: usize) -> Run {
    let mut child = command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut pipe = child.stdin.take().expect("standard input is a pipe");
    let input = input.to_vec();
    let feeder = thread::spawn(move || {
        for part in input.chunks(piece.max(1)) {
            // The program may have seen enough and closed its end: that is its right.
            if pipe.write_all(part).is_err() {
                break;
            }
        }
    });
    let output = child.wait_with_output().expect("the program ends");
    feeder.join().expect("the feeder ends");
    from_output(output)
}

fn finish(command: &mut Command) -> Run {
    from_output(command.output().expect("the program starts"))
}

fn from_output(output: std::process::Output) -> Run {
    Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
    }
}
