//! A stopwatch for the benches: runs something again and again, and prints how long the fastest and the middle run
//! took.
//!
//! No library: what those for measuring bring along would be compiled for every `cargo test` too, and asks the crates
//! that the program stands on for other features, so that all of it would be compiled twice.
//!
//! `cargo bench --profile dist -- WORD` measures only what has the word in its name.

#![allow(clippy::print_stdout)] // what was measured

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Runs of each thing, at least, and for how long it is run.
const RUNS: usize = 10;
const LONG: Duration = Duration::from_secs(1);

/// How much one run does.
#[derive(Debug, Clone, Copy)]
pub struct Work {
    /// Frames, or whatever is counted.
    pub items: usize,
    /// Bytes; 0 where they say nothing.
    pub bytes: usize,
}

/// Measure `run`, on a new input each time; making it is not measured.
pub fn measure<I, O>(name: &str, work: Work, mut input: impl FnMut() -> I, mut run: impl FnMut(&mut I) -> O) {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    if !words.is_empty() && !words.iter().any(|word| name.contains(word.as_str())) {
        return;
    }
    let mut times = Vec::new();
    let begun = Instant::now();
    while times.len() < RUNS || begun.elapsed() < LONG {
        let mut given = input();
        let began = Instant::now();
        black_box(run(black_box(&mut given)));
        times.push(began.elapsed());
    }
    times.sort_unstable();
    let (fastest, middle) = (times[0], times[times.len() / 2]);
    println!(
        "{name:<32} fastest {:>9}  middle {:>9}  {:>12} items/s{}  ({} runs)",
        length(fastest),
        length(middle),
        per_second(work.items, middle),
        if work.bytes > 0 {
            format!("  {:>14} bytes/s", per_second(work.bytes, middle))
        } else {
            String::new()
        },
        times.len(),
    );
}

fn length(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1e3)
}

#[allow(clippy::cast_precision_loss, clippy::cast_sign_loss)] // a rate to read
fn per_second(count: usize, time: Duration) -> u64 {
    (count as f64 / time.as_secs_f64().max(1e-9)) as u64
}
