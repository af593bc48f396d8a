//! The command line: parse, run, exit code. Everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    ackplain::commands::main(std::env::args_os().collect()).into()
}
