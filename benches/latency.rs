//! From a packet on the wire to its step on the screen: `cargo bench --profile dist --bench latency`, as root, on
//! Linux.
//!
//! A program that explains while packets come is only as live as this is short. Connections to a port of loopback where
//! nobody listens are made one by one; the clock runs from the moment before `connect()` is called until the line of
//! the SYN comes out of the pipe. In that time lie the kernel's collecting of packets, both queues, and the explaining.
//! The goal: half of the lines within 5 ms.
#![allow(clippy::print_stdout)] // what was measured

use std::io::{BufRead as _, BufReader};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// Connections that are made.
const CONNECTIONS: usize = 500;

/// Time between two of them: long enough for the one before to be told.
const BETWEEN: Duration = Duration::from_millis(7);

/// A port of loopback where nobody listens.
const PORT: u16 = 9;

fn main() {
    for extra in [&[][..], &["--immediate"]] {
        match measure(extra) {
            Ok(mut took) => {
                took.sort_unstable();
                let at = |part: usize| took[(took.len() - 1) * part / 100];
                let name = extra.first().copied().unwrap_or("default");
                println!(
                    "{name:12} {} steps: median {:?}, 90 % {:?}, 99 % {:?}, longest {:?}",
                    took.len(),
                    at(50),
                    at(90),
                    at(99),
                    at(100)
                );
            }
            Err(why) => println!("skipped: {why}"),
        }
    }
}

/// How long each SYN took to be told.
fn measure(extra: &[&str]) -> Result<Vec<Duration>, String> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ackplain"))
        .args(["live", "-i", "lo", "--lang", "en"])
        .args(extra)
        .arg(format!("tcp port {PORT}"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
        return Err("no pipes".to_owned());
    };
    let mut stderr = BufReader::new(stderr);
    let mut said = String::new();
    while !said.contains("capturing on") {
        if stderr.read_line(&mut said).unwrap_or(0) == 0 {
            return Err(said);
        }
    }
    let (sender, told) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            if line.contains("→ SYN  seq") && sender.send(Instant::now()).is_err() {
                break;
            }
        }
    });
    let mut took = Vec::with_capacity(CONNECTIONS);
    for _ in 0..CONNECTIONS {
        let began = Instant::now();
        if TcpStream::connect(("127.0.0.1", PORT)).is_ok() {
            return Err(format!("somebody listens at port {PORT}"));
        }
        let end = told.recv_timeout(Duration::from_secs(5)).map_err(|_| "a step was not told".to_owned())?;
        took.push(end - began);
        thread::sleep(BETWEEN);
    }
    child.kill().map_err(|error| error.to_string())?;
    child.wait().map_err(|error| error.to_string())?;
    Ok(took)
}
