//! Any bytes at all: four targets that nothing may break, on stable Rust, and what a cut leaves alone.
//!
//! * [`targets`]: what must hold; the same functions that libFuzzer runs (`fuzz/`);
//! * [`mutate`]: how a case follows from a number and the corpus;
//! * [`corpus`]: what cases are made of;
//! * [`recipe`]: the committed corpus, and how it was made;
//! * [`cut`]: a capture cut at any byte tells the same facts of the frames before the cut.
//!
//! By itself a target runs a fixed number of cases from a fixed number on, so that `cargo test` is the same everywhere.
//!
//! | variable | |
//! |---|---|
//! | `ACKPLAIN_FUZZ_SECONDS` | run so long in all, each target a quarter of it, from a number that the clock gives |
//! | `ACKPLAIN_FUZZ_SEED` | begin with this number; without seconds, run this one case |
//! | `ACKPLAIN_FUZZ_CORPUS` | a folder whose files are taken as captures too |
//!
//! A case that fails prints its number and its bytes, and how to have it again. Nothing is written. A case that takes
//! long is named on standard error while it runs, so that one that never ends is known by its number when somebody
//! loses patience; no assertion looks at a clock.

// A failing case is reported where libtest collects it: on standard output.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod corpus;
mod cut;
mod mutate;
mod recipe;
mod targets;

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use targets::Target;

#[test]
fn reader() {
    run("reader", targets::reader, &corpus::captures(), 300);
}

#[test]
fn dissect() {
    run("dissect", targets::dissect, &corpus::frames(), 2000);
}

#[test]
fn filter() {
    run("filter", targets::filter, &corpus::filters(), 2000);
}

#[test]
fn explain_any_bytes() {
    run("explain_any_bytes", targets::explain_any_bytes, &corpus::captures(), 40);
}

/// The committed entries as they are: what once broke must not break again.
#[test]
fn the_committed_corpus_breaks_nothing() {
    let all: [(&str, Target); 4] = [
        ("reader", targets::reader),
        ("dissect", targets::dissect),
        ("filter", targets::filter),
        ("reader", targets::explain_any_bytes),
    ];
    for (name, target) in all {
        for entry in corpus::committed(name) {
            let broken = panic::catch_unwind(|| target(&entry.bytes)).is_err();
            assert!(!broken, "{name}: {} breaks", entry.name);
        }
    }
}

/// The seconds asked for are for all targets together: libtest runs as many side by side as there are cores, so seconds
/// for each would take twice as long on two cores as on four.
const TARGETS: u32 = 4;

/// Runs cases of one target: `few` of them, or as long as the environment says.
fn run(name: &str, target: Target, corpus: &[Vec<u8>], few: u64) {
    let seconds = number("ACKPLAIN_FUZZ_SECONDS");
    let seed = number("ACKPLAIN_FUZZ_SEED");
    let begun = Instant::now();
    let end = seconds.map(|seconds| begun + Duration::from_secs(seconds) / TARGETS);
    let (first, count) = match (end, seed) {
        (Some(_), Some(seed)) => (seed, u64::MAX),
        (Some(_), None) => (of_the_clock(), u64::MAX),
        (None, Some(seed)) => (seed, 1),
        (None, None) => (0, few),
    };
    println!("{name}: from case {first} on");
    let now = AtomicU64::new(first);
    let mut done = 0;
    std::thread::scope(|scope| {
        let (finished, waiting) = channel::<()>();
        let now = &now;
        scope.spawn(move || watch(name, now, &waiting));
        // Moved in, so that a failure hangs up too.
        let _finished = finished;
        while done < count && end.is_none_or(|end| Instant::now() < end) {
            let seed = first.wrapping_add(done);
            now.store(seed, Ordering::Relaxed);
            let bytes = mutate::case(corpus, seed);
            if let Err(panic) = panic::catch_unwind(AssertUnwindSafe(|| target(&bytes))) {
                failed(name, seed, &bytes);
                panic::resume_unwind(panic);
            }
            done += 1;
        }
    });
    println!("{name}: {done} cases from {first} on in {:.1} s", begun.elapsed().as_secs_f32());
    assert!(done > 0, "{name}: no case was run");
}

fn failed(name: &str, seed: u64, bytes: &[u8]) {
    println!("\n{name} fails on case {seed}. To have it again:");
    println!("    ACKPLAIN_FUZZ_SEED={seed} cargo test --test all -- --exact mutation::{name}");
    println!("its {} bytes:", bytes.len());
    for row in bytes.chunks(32) {
        let row: Vec<String> = row.iter().map(|byte| format!("{byte:02x}")).collect();
        println!("{}", row.concat());
    }
}

/// Says which case it is that takes so long, until the cases are over.
fn watch(name: &str, now: &AtomicU64, finished: &std::sync::mpsc::Receiver<()>) {
    let mut before = None;
    while finished.recv_timeout(Duration::from_secs(20)) == Err(RecvTimeoutError::Timeout) {
        let seed = now.load(Ordering::Relaxed);
        if before.replace(seed) == Some(seed) {
            eprintln!("{name}: case {seed} still runs");
        }
    }
}

fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok().filter(|text| !text.is_empty())?;
    Some(text.parse().unwrap_or_else(|error| panic!("{variable}={text}: {error}")))
}

fn of_the_clock() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    mutate::Rng::new(now.as_nanos() as u64).next() >> 16
}
