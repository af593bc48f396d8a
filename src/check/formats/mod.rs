//! The verdict for machines: six formats, a file each, none of which decides anything.
//!
//! | format | read by |
//! |---|---|
//! | [`json`] | our own, complete, with a schema |
//! | [`junit`] | Jenkins, GitLab, CircleCI and most others |
//! | [`github`] | annotations in a pull request, a summary of the step |
//! | [`sarif`] | GitHub code scanning, editors |
//! | [`tap`] | the Test Anything Protocol, version 14 |
//! | [`gitlab`] | GitLab's code quality widget |
//!
//! What they have in common: the same verdict gives the same bytes (no time, no order of threads), and no control
//! character of a capture or of a YAML file reaches them as it is ([`spoken`]).

pub mod github;
pub mod gitlab;
pub mod json;
pub mod junit;
pub mod sarif;
pub mod spoken;
pub mod tap;
mod xml;

use std::io::{self, Write};
use std::path::PathBuf;

use super::verdict::FileVerdict;
use crate::language::Language;
use crate::language::formats::ReportProblem;
use crate::nearest::nearest;

/// A format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Our own JSON.
    Json,
    /// JUnit's XML.
    Junit,
    /// GitHub's workflow commands.
    GitHub,
    /// SARIF 2.1.0.
    Sarif,
    /// TAP 14.
    Tap,
    /// GitLab's code quality JSON.
    GitLab,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Json, Self::Junit, Self::GitHub, Self::Sarif, Self::Tap, Self::GitLab];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Junit => "junit",
            Self::GitHub => "github",
            Self::Sarif => "sarif",
            Self::Tap => "tap",
            Self::GitLab => "gitlab",
        }
    }
}

/// Where a report goes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Destination {
    /// Standard output.
    Stdout,
    /// A file, which is replaced.
    File(PathBuf),
}

/// A report that was asked for: `--report junit=FILE`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Report {
    /// What.
    pub format: Format,
    /// Where to.
    pub to: Destination,
}

impl Report {
    /// `junit=FILE`, `tap=-`; `github` alone, since the runner reads standard output.
    ///
    /// # Errors
    /// No such format, or no file where one is needed.
    pub fn parse(text: &str) -> Result<Self, ReportProblem> {
        let (word, file) = match text.split_once('=') {
            Some((word, file)) => (word, Some(file)),
            None => (text, None),
        };
        let Some(format) = Format::ALL.into_iter().find(|format| format.name() == word) else {
            let names = Format::ALL.map(Format::name);
            return Err(ReportProblem::NoFormat { word: word.to_owned(), nearest: nearest(word, names) });
        };
        let to = match file {
            Some("") => return Err(ReportProblem::NoFile { format: format.name() }),
            Some("-") => Destination::Stdout,
            Some(file) => Destination::File(PathBuf::from(file)),
            None if format == Format::GitHub => Destination::Stdout,
            None => return Err(ReportProblem::NeedsFile { format: format.name() }),
        };
        Ok(Self { format, to })
    }
}

/// Write a report.
///
/// # Errors
/// Only those of `out`.
pub fn write(
    format: Format,
    files: &[FileVerdict],
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Json => json::write(files, language, out),
        Format::Junit => junit::write(files, language, out),
        Format::GitHub => github::write(files, language, out),
        Format::Sarif => sarif::write(files, language, out),
        Format::Tap => tap::write(files, language, out),
        Format::GitLab => gitlab::write(files, language, out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_names_its_format_and_where_it_goes() {
        let file = |format, file: &str| Ok(Report { format, to: Destination::File(PathBuf::from(file)) });
        let stdout = |format| Ok(Report { format, to: Destination::Stdout });
        assert_eq!(Report::parse("junit=a=b.xml"), file(Format::Junit, "a=b.xml"));
        assert_eq!(Report::parse("tap=-"), stdout(Format::Tap));
        assert_eq!(Report::parse("github"), stdout(Format::GitHub));
        assert_eq!(Report::parse("sarif"), Err(ReportProblem::NeedsFile { format: "sarif" }));
        assert_eq!(Report::parse("json="), Err(ReportProblem::NoFile { format: "json" }));
        let problem = Report::parse("juint=x").expect_err("no such format");
        assert_eq!(problem, ReportProblem::NoFormat { word: "juint".to_owned(), nearest: Some("junit") });
    }
}
