//! A file a sub-command: each wires the stages together and decides nothing about TCP.
//!
//! Here a command line finds its command. What the commands share stands in files of its own: how they end (`exit`),
//! for whom they write (`audience`), how a capture is opened (`open`), which connections are meant (`choose`), what
//! damage means (`damage`).

use crate::cli::{Cli, Color, Command, Looks};
use crate::language::errors::Complaint;
use audience::Audience;
use exit::Stop;
use std::ffi::OsString;
use std::io;

mod audience;
mod check;
mod choose;
mod damage;
mod exit;
mod explain;
mod field;
mod fields;
mod follow;
mod frame;
#[cfg(unix)]
mod libpcap;
mod list;
mod live;
mod open;
mod overview;
mod printer;
mod progress;
mod session;
mod shell;

pub use exit::Exit;

/// Run a command line: `arguments` with the program's name first.
pub fn main(arguments: &[OsString]) -> Exit {
    use clap::Parser as _;
    match Cli::try_parse_from(arguments) {
        Ok(cli) => {
            let audience = Audience::new(&cli.looks);
            match run(&cli, &audience) {
                Ok(exit) => exit,
                Err(stop) => audience.stopped(stop),
            }
        }
        Err(error) => unparsed(&error, arguments),
    }
}

/// The whole program.
fn run(cli: &Cli, audience: &Audience) -> Result<Exit, Stop> {
    match (&cli.command, &cli.capture) {
        (Some(_), Some(capture)) => Err(Complaint::CommandLate { word: open::shown(capture) }.into()),
        (Some(Command::Explain(options)), None) => explain::run(options, audience),
        (Some(Command::List(options)), None) => list::run(options, audience),
        (Some(Command::Frame(options)), None) => frame::run(options, audience),
        (Some(Command::Fields(options)), None) => fields::run(options, audience),
        (Some(Command::Field { name }), None) => field::run(name.as_deref(), audience),
        (Some(Command::Live(options)), None) => live::run(options, audience),
        (Some(Command::Check(options)), None) => check::run(options, audience),
        (Some(Command::Schema { of }), None) => shell::schema(*of),
        (Some(Command::Completions { shell }), None) => shell::completions(*shell),
        (Some(Command::Man), None) => shell::manual(),
        (None, Some(capture)) => overview::run(capture, audience),
        (None, None) => shell::help(),
    }
}

/// clap has given up: help and version are answers, a misspelt command gets the nearest one, the rest is clap's.
fn unparsed(error: &clap::Error, arguments: &[OsString]) -> Exit {
    let line = arguments.get(1..).unwrap_or_default();
    if error.use_stderr()
        && let Some((word, command)) = crate::cli::misspelt(line)
        && !std::path::Path::new(&word).exists()
    {
        let audience = Audience::new(&Looks { lang: None, color: Color::Auto, width: None, ascii: false });
        return audience.stopped(Complaint::NoFileButCommand { word, command }.into());
    }
    let printed = error.print();
    match (error.use_stderr(), printed) {
        (false, Ok(())) => Exit::Fine,
        (false, Err(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Fine,
        _ => Exit::CouldNot,
    }
}
