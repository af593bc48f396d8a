//! The container: the reader over any bytes, from memory and from a pipe. See `tests/all/mutation/targets.rs`.

#![no_main]

use libfuzzer_sys::fuzz_target;

// Shared with the mutation tests of stable Rust; each target uses one function of it.
#[allow(dead_code)]
#[path = "../../tests/all/mutation/targets.rs"]
mod targets;

fuzz_target!(|bytes: &[u8]| targets::reader(bytes));
