//! The command line: parse, run, exit code. Everything else is in the library.

use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    ackplain::commands::main(&arguments).into()
}
