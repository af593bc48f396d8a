//! For whom the program writes: the person at the terminal, or the program behind a pipe.

use super::exit::{Exit, Stop};
use crate::cli::{Color, Lang, Looks};
use crate::language::Language;
use crate::language::errors::Complaint;
use crate::language::live::Live as Says;
use crate::report::page::{self, Look};
use std::io::{self, IsTerminal as _, Write as _};

/// The language, the looks, and where complaints go.
#[derive(Debug, Clone)]
pub(super) struct Audience {
    /// Its language.
    pub language: Language,
    /// Was it chosen on the command line? Machine formats are English unless it was.
    pub language_given: bool,
    color: Color,
    width: Option<u16>,
    pub(super) ascii: bool,
}

impl Audience {
    pub(super) fn new(looks: &Looks) -> Self {
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
    pub(super) fn machine_language(&self) -> Language {
        if self.language_given { self.language } else { Language::English }
    }

    /// How text looks on standard output.
    pub(super) fn look(&self) -> Look {
        let choice = match self.color {
            Color::Auto => anstream::AutoStream::choice(&io::stdout()),
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        self.look_with(choice != anstream::ColorChoice::Never, io::stdout().is_terminal())
    }

    /// How text looks in a file.
    pub(super) fn look_in_file(&self) -> Look {
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
    pub(super) fn complain(&self, complaint: &Complaint) {
        self.say(&complaint.text(self.language));
    }

    /// A sentence of a live capture on standard error.
    pub(super) fn tell(&self, says: &Says) {
        self.say(&says.text(self.language));
    }

    pub(super) fn say(&self, sentence: &str) {
        let sentence = if self.ascii { page::ascii(sentence).into_owned() } else { sentence.to_owned() };
        // Nobody is left to tell if standard error is closed.
        let mut stderr = io::stderr().lock();
        for (place, line) in sentence.lines().enumerate() {
            // A filter's error is several lines, its caret right under the place.
            let name = if place == 0 { "ackplain: " } else { "" };
            let _ = writeln!(stderr, "{name}{}", page::printable(line));
        }
    }

    pub(super) fn stopped(&self, stop: Stop) -> Exit {
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
}
