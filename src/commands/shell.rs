//! What a shell or a packager asks for: completions, the manual, the schema, help.

use super::{Exit, Stop};
use crate::cli::Cli;
use crate::report::data;
use clap::CommandFactory as _;
use std::io::{self, Write as _};

/// `ackplain completions SHELL`.
pub(super) fn completions(shell: clap_complete::Shell) -> Result<Exit, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "ackplain", &mut script);
    print(&script)
}

/// `ackplain man`.
pub(super) fn manual() -> Result<Exit, Stop> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    print(&page)
}

/// `ackplain schema`.
pub(super) fn schema() -> Result<Exit, Stop> {
    print(data::schema().as_bytes())
}

/// No command and no capture.
pub(super) fn help() -> Result<Exit, Stop> {
    print(Cli::command().render_help().to_string().as_bytes())?;
    Ok(Exit::CouldNot)
}

fn print(bytes: &[u8]) -> Result<Exit, Stop> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Exit::Fine)
}
