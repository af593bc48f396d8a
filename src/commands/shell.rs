//! What a shell or a packager asks for: completions, the manual, the schema, help.

use super::exit::{Exit, Stop};
use crate::cli::{Cli, Schema};
use clap::CommandFactory as _;
use std::io::{self, Write as _};

/// `ackplain completions SHELL`.
#[cfg(feature = "shell")]
pub(super) fn completions(shell: clap_complete::Shell) -> Result<Exit, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "ackplain", &mut script);
    print(&script)
}

/// `ackplain man`.
#[cfg(feature = "shell")]
pub(super) fn manual() -> Result<Exit, Stop> {
    let mut program = Cli::command();
    program.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(program.clone()).render(&mut page)?;
    // The page of the program names its commands; what each takes stands below, a section a command.
    for command in program.get_subcommands().filter(|command| !command.is_hide_set()) {
        let manual = clap_mangen::Man::new(command.clone());
        let mut sections = Vec::new();
        manual.render_synopsis_section(&mut sections)?;
        manual.render_description_section(&mut sections)?;
        manual.render_options_section(&mut sections)?;
        writeln!(page, ".SH \"ACKPLAIN {}\"", command.get_name().to_uppercase())?;
        page.extend(String::from_utf8_lossy(&sections).replace(".SH ", ".SS ").bytes());
    }
    print(&page)
}

/// `ackplain schema`.
pub(super) fn schema(of: Schema) -> Result<Exit, Stop> {
    let schema = match of {
        Schema::Report => crate::report::data::schema(),
        #[cfg(feature = "check")]
        Schema::Check => crate::check::formats::json::schema(),
    };
    print(schema.as_bytes())
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
