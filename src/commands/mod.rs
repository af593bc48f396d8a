//! A file a sub-command: each wires the stages together and decides nothing about TCP.

use crate::cli::{Cli, Color, Command, Lang, Looks};
use crate::language::Language;
use crate::language::errors::Complaint;
use crate::report::page::Look;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write};
use std::process::ExitCode;

#[cfg(feature = "check")]
mod check;
mod explain;
mod field;
mod fields;
mod follow;
mod frame;
mod list;
#[cfg(feature = "live")]
mod live;
mod open;
mod overview;
mod printer;
mod progress;
mod session;
mod shell;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Everything was done.
    Fine = 0,
    /// It ran, and the capture file was damaged (what could be read was reported), or an expectation failed.
    Damaged = 1,
    /// It could not run: usage, an unreadable file, a file that is no capture.
    CouldNot = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command stopped.
#[derive(Debug)]
pub enum Stop {
    /// A complaint for the reader.
    Complaint(Complaint),
    /// Whoever read our output has closed it: no error.
    ClosedPipe,
    /// The output could not be written.
    Output(io::Error),
}

impl From<Complaint> for Stop {
    fn from(complaint: Complaint) -> Self {
        Self::Complaint(complaint)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::ClosedPipe } else { Self::Output(error) }
    }
}

/// Run a command line: `arguments` with the program's name first.
pub fn main(arguments: &[OsString]) -> Exit {
    use clap::Parser as _;
    match Cli::try_parse_from(arguments) {
        Ok(cli) => {
            let reader = Reader::new(&cli.looks);
            match run(&cli, &reader) {
                Ok(exit) => exit,
                Err(stop) => reader.stopped(stop),
            }
        }
        Err(error) => unparsed(&error, arguments),
    }
}

/// The whole program.
fn run(cli: &Cli, reader: &Reader) -> Result<Exit, Stop> {
    match (&cli.command, &cli.capture) {
        (Some(_), Some(capture)) => Err(Complaint::CommandLate { word: open::shown(capture) }.into()),
        (Some(Command::Explain(options)), None) => explain::run(options, reader),
        (Some(Command::List(options)), None) => list::run(options, reader),
        (Some(Command::Frame(options)), None) => frame::run(options, reader),
        (Some(Command::Fields(options)), None) => fields::run(options, reader),
        (Some(Command::Field { name }), None) => field::run(name.as_deref(), reader),
        #[cfg(feature = "live")]
        (Some(Command::Live(options)), None) => live::run(options, reader),
        #[cfg(feature = "check")]
        (Some(Command::Check(options)), None) => check::run(options, reader),
        (Some(Command::Schema { of }), None) => shell::schema(*of),
        #[cfg(feature = "shell")]
        (Some(Command::Completions { shell }), None) => shell::completions(*shell),
        #[cfg(feature = "shell")]
        (Some(Command::Man), None) => shell::manual(),
        (None, Some(capture)) => overview::run(capture, reader),
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
        let reader = Reader::new(&Looks { lang: None, color: Color::Auto, width: None, ascii: false });
        return reader.stopped(Complaint::NoFileButCommand { word, command }.into());
    }
    let printed = error.print();
    match (error.use_stderr(), printed) {
        (false, Ok(())) => Exit::Fine,
        (false, Err(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Fine,
        _ => Exit::CouldNot,
    }
}

/// For whom the program writes: the language, the looks, and where complaints go.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The reader's language.
    pub language: Language,
    /// Was it chosen on the command line? Machine formats are English unless it was.
    pub language_given: bool,
    color: Color,
    width: Option<u16>,
    ascii: bool,
}

impl Reader {
    fn new(looks: &Looks) -> Self {
        let given = looks.lang.map(|lang| match lang {
            Lang::En => Language::English,
            Lang::Ko => Language::Korean,
        });
        Self {
            language: given.unwrap_or_else(|| language_of(|name| std::env::var(name).ok())),
            language_given: given.is_some(),
            color: looks.color,
            width: looks.width,
            ascii: looks.ascii,
        }
    }

    /// The language of a machine format.
    fn machine_language(&self) -> Language {
        if self.language_given { self.language } else { Language::English }
    }

    /// How text looks on standard output.
    fn look(&self) -> Look {
        let choice = match self.color {
            Color::Auto => anstream::AutoStream::choice(&io::stdout()),
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        self.look_with(choice != anstream::ColorChoice::Never, io::stdout().is_terminal())
    }

    /// How text looks in a file.
    fn look_in_file(&self) -> Look {
        self.look_with(self.color == Color::Always, false)
    }

    fn look_with(&self, paint: bool, terminal: bool) -> Look {
        let columns = || terminal.then(terminal_size::terminal_size).flatten().map(|(columns, _)| columns.0);
        let width = self.width.or_else(columns);
        Look {
            width: usize::from(width.unwrap_or(100).max(40)),
            narrow: width.is_some(),
            paint,
            ascii: self.ascii,
            language: self.language,
        }
    }

    /// A complaint on standard error.
    fn complain(&self, complaint: &Complaint) {
        self.say(&complaint.text(self.language));
    }

    /// A sentence of a live capture on standard error.
    fn tell(&self, says: &crate::language::live::Live) {
        self.say(&says.text(self.language));
    }

    fn say(&self, sentence: &str) {
        let sentence =
            if self.ascii { crate::report::page::ascii(sentence).into_owned() } else { sentence.to_owned() };
        // Nobody is left to tell if standard error is closed.
        let mut stderr = io::stderr().lock();
        for (place, line) in sentence.lines().enumerate() {
            // A filter's error is several lines, its caret right under the place.
            let name = if place == 0 { "ackplain: " } else { "" };
            let _ = writeln!(stderr, "{name}{}", crate::report::page::printable(line));
        }
    }

    fn stopped(&self, stop: Stop) -> Exit {
        match stop {
            Stop::ClosedPipe => Exit::Fine,
            Stop::Complaint(complaint) => {
                self.complain(&complaint);
                Exit::CouldNot
            }
            Stop::Output(error) => {
                self.complain(&Complaint::Unwritable { path: "-".to_owned(), error: error.to_string() });
                Exit::CouldNot
            }
        }
    }
}

/// The first of the four variables that says anything: `ko*` is Korean, anything else English.
fn language_of(variable: impl Fn(&str) -> Option<String>) -> Language {
    let said = ["ACKPLAIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty());
    match said {
        Some(value) if value.starts_with("ko") => Language::Korean,
        _ => Language::English,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &[(&str, &str)]) -> Language {
        language_of(|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    }

    #[test]
    fn the_first_variable_that_is_set_decides_the_language() {
        assert_eq!(with(&[]), Language::English);
        assert_eq!(with(&[("LANG", "ko_KR.UTF-8")]), Language::Korean);
        assert_eq!(with(&[("LANG", "ko_KR.UTF-8"), ("LC_ALL", "C")]), Language::English);
        assert_eq!(with(&[("LANG", "ko_KR.UTF-8"), ("LC_ALL", "")]), Language::Korean);
        assert_eq!(with(&[("LC_ALL", "en_US"), ("ACKPLAIN_LANG", "ko")]), Language::Korean);
        assert_eq!(with(&[("LC_MESSAGES", "de_DE"), ("LANG", "ko")]), Language::English);
    }

    #[test]
    fn a_closed_pipe_is_no_error() {
        let stop = Stop::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert!(matches!(stop, Stop::ClosedPipe));
    }
}
