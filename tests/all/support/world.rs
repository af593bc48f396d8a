//! Two network namespaces with a cable between them, made by a test for itself, and captures inside.
#![allow(clippy::print_stdout)] // what is skipped must be said

use super::program::{self, Run};
use nix::sched::{CloneFlags, setns};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::thread::{self, JoinHandle};

/// Two hosts: the client has 10.9.0.1 and fd00:9::1, the server 10.9.0.2, fd00:9::2, and 10.9.0.4, which never answers.
pub struct World {
    pub client: Place,
    pub server: Place,
}

/// A network namespace.
pub struct Place {
    name: String,
}

/// Says that a test is skipped and what it lacks. Where `ACKPLAIN_NEEDS_LIVE=1` says that nothing may be skipped, fails
/// it instead.
pub fn skip(test: &str, missing: &str) {
    let needed = std::env::var_os("ACKPLAIN_NEEDS_LIVE").is_some_and(|value| value == "1");
    match skipped(test, missing, needed) {
        Ok(said) => println!("{said}"),
        Err(said) => panic!("{said}"),
    }
}

fn skipped(test: &str, missing: &str, needed: bool) -> Result<String, String> {
    if needed {
        Err(format!("{test}: ACKPLAIN_NEEDS_LIVE=1 says that this machine can run it; missing: {missing}"))
    } else {
        Ok(format!("{test}: skipped: {missing}"))
    }
}

/// Are libpcap, and root if that is needed, there? If not, the test is skipped.
pub fn may_capture(test: &str, root: bool) -> bool {
    let said = program::run(["live", "-D"]).stderr;
    let missing = if said.contains("libpcap") {
        said
    } else if root && !nix::unistd::geteuid().is_root() {
        "it needs root".to_owned()
    } else {
        return true;
    };
    skip(test, &missing);
    false
}

impl World {
    /// Makes both hosts; `None`, with the reason, where that is not possible.
    pub fn make(test: &str) -> Option<Self> {
        if !may_capture(test, true) {
            return None;
        }
        let place = |role: &str| Place { name: format!("ackplain-{}-{test}-{role}", std::process::id()) };
        let world = Self { client: place("c"), server: place("s") };
        let Self { client: Place { name: client }, server: Place { name: server } } = &world;
        let commands = [
            format!("netns add {client}"),
            format!("netns add {server}"),
            format!("link add veth netns {client} type veth peer name veth netns {server}"),
            format!("-n {client} link set lo up"),
            format!("-n {client} addr add 10.9.0.1/24 dev veth"),
            format!("-n {client} addr add fd00:9::1/64 dev veth nodad"),
            format!("-n {server} addr add 10.9.0.2/24 dev veth"),
            format!("-n {server} addr add 10.9.0.4/24 dev veth"),
            format!("-n {server} addr add fd00:9::2/64 dev veth nodad"),
            format!("-n {server} rule add from 10.9.0.4 blackhole"),
            format!("-n {client} link set veth up"),
            format!("-n {server} link set veth up"),
        ];
        for arguments in commands {
            match Command::new("ip").args(arguments.split(' ')).output() {
                Ok(output) if output.status.success() => {}
                Ok(output) => {
                    let said = String::from_utf8_lossy(&output.stderr);
                    skip(test, &format!("ip {arguments}: {said}"));
                    return None;
                }
                Err(error) => {
                    skip(test, &format!("ip (iproute2) is needed: {error}"));
                    return None;
                }
            }
        }
        Some(world)
    }
}

impl Place {
    /// Does something there, on a thread of its own: sockets stay where they were opened.
    pub fn within<T: Send>(&self, act: impl FnOnce() -> T + Send) -> T {
        let file = File::open(Path::new("/run/netns").join(&self.name)).expect("the namespace");
        thread::scope(|scope| {
            let thread = scope.spawn(move || {
                setns(&file, CloneFlags::CLONE_NEWNET).expect("root may enter it");
                act()
            });
            thread.join().expect("it goes well there")
        })
    }

    /// Changes something there.
    pub fn ip(&self, arguments: &str) {
        let done = Command::new("ip").args(["-n", &self.name]).args(arguments.split(' ')).output();
        assert!(done.is_ok_and(|output| output.status.success()), "ip {arguments}");
    }

    /// The program there.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("ip");
        command.args(["netns", "exec", &self.name, env!("CARGO_BIN_EXE_ackplain")]).args(arguments);
        program::quiet(&mut command);
        command.env_remove("SUDO_UID").env_remove("SUDO_GID");
        command
    }

    /// Runs the program there to its end.
    pub fn run(&self, arguments: &[&str]) -> Run {
        program::finish(&mut self.command(arguments))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // What was never made cannot be taken away.
        drop(Command::new("ip").args(["netns", "del", &self.name]).output());
    }
}

/// A capture that runs.
pub struct Capture {
    child: Child,
    stdout: Reading,
    stderr: JoinHandle<String>,
}

/// Standard output: read as it comes, or left alone until the end.
enum Reading {
    Read(JoinHandle<String>),
    Unread(ChildStdout),
    Closed,
}

impl Capture {
    /// Starts `live` and waits until it captures.
    pub fn start(place: &Place, arguments: &[&str]) -> Self {
        Self::begin(place, arguments, true)
    }

    /// The same, and nobody reads its output before [`end`](Self::end).
    pub fn start_unread(place: &Place, arguments: &[&str]) -> Self {
        Self::begin(place, arguments, false)
    }

    fn begin(place: &Place, arguments: &[&str], read: bool) -> Self {
        let mut child = place
            .command(&[&["live"], arguments].concat())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stderr = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut said = String::new();
        while !said.contains("capturing on") {
            let got = stderr.read_line(&mut said).expect("text");
            assert!(got > 0, "it does not capture: {said}");
        }
        let stdout = child.stdout.take().expect("a pipe");
        let stdout =
            if read { Reading::Read(thread::spawn(|| all(stdout))) } else { Reading::Unread(stdout) };
        let stderr = thread::spawn(move || said + &rest(stderr));
        Self { child, stdout, stderr }
    }

    /// Asks it to end, as Ctrl-C does, and waits.
    pub fn end(self) -> Run {
        self.signal(Signal::SIGINT);
        self.wait()
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) {
        // It may have ended by itself.
        let _ = kill(Pid::from_raw(self.child.id().cast_signed()), signal);
    }

    /// Closes its output.
    pub fn close_output(self) -> Self {
        Self { stdout: Reading::Closed, ..self }
    }

    /// Waits until it ends by itself.
    pub fn wait(mut self) -> Run {
        let stdout = match self.stdout {
            Reading::Read(thread) => thread.join().expect("read"),
            Reading::Unread(stdout) => all(stdout),
            Reading::Closed => String::new(),
        };
        let code = self.child.wait().expect("it ends").code();
        Run { code, stdout, stderr: self.stderr.join().expect("read") }
    }
}

fn all(mut stdout: ChildStdout) -> String {
    let mut text = String::new();
    stdout.read_to_string(&mut text).expect("text");
    text
}

fn rest(mut stderr: BufReader<ChildStderr>) -> String {
    let mut text = String::new();
    stderr.read_to_string(&mut text).expect("text");
    text
}

#[test]
fn what_is_missing_skips_a_test_and_fails_one_that_is_needed() {
    let said = skipped("flood", "it needs root", false).expect("skipped");
    assert_eq!(said, "flood: skipped: it needs root");
    let said = skipped("flood", "it needs root", true).expect_err("needed");
    assert!(said.starts_with("flood: ") && said.ends_with("missing: it needs root"), "{said}");
}
