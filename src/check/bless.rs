//! `--bless`: what the capture says becomes what the file expects, where a person agrees.
//!
//! Only values that differ under `equals`, `count` and `only` are written, and files of snapshots: never `matches` or
//! `that`, which a person chose, nor anything of an expectation whose failure is known. Of the YAML file just the bytes
//! of those values change ([`Edits`]); the capture's SHA-256 only if that is asked for by itself. A file that changed
//! since it was checked is left alone.
//!
//! In CI nobody looks at what is accepted: there it is refused unless it is forced. [`Target::Candidates`] writes into
//! a folder of its own instead, and may always.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};
use std::path::{Component, Path as FilePath, PathBuf};

use serde_json::Value;

use super::formats::spoken;
use super::replace::{self, Kept};
use super::verdict::{Ask, Bless, Failure, FileVerdict, Outcome};
use crate::examine::yaml::{Edits, MOST_BYTES, Path, Places};
use crate::language::formats::{self as words, BlessProblem};
use crate::language::{Language, yaml as language};

/// Which differences are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// All.
    #[default]
    All,
    /// Those that a person says yes to, one by one.
    Ask,
    /// What was never recorded: snapshots that are not there, and values left empty.
    New,
    /// None: only what [`Options::captures`] asks for.
    Nothing,
}

/// Where to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Into the files themselves.
    Files,
    /// Into a folder, under the files' own names: to be looked at or downloaded.
    Candidates(PathBuf),
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Which differences.
    pub mode: Mode,
    /// The captures' SHA-256 too?
    pub captures: bool,
    /// Where to.
    pub target: Target,
    /// Is this a run of CI?
    pub ci: bool,
    /// All the same?
    pub force: bool,
    /// For questions.
    pub language: Language,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Blessed {
    /// Values that were written.
    pub values: usize,
    /// YAML files that they were written to.
    pub files: usize,
    /// Files of snapshots that were written.
    pub snapshots: usize,
    /// Failures that stay: not accepted, not blessable, or not written.
    pub left: usize,
    /// Captures whose new SHA-256 was written: their expectations were not looked at yet.
    pub unchecked: usize,
    /// What could not be written.
    pub problems: Vec<BlessProblem>,
}

/// Accept differences.
///
/// `input` and `output` are for [`Mode::Ask`] only.
///
/// # Errors It is refused as a whole, or `output` cannot be written. What concerns one file or value stands in
/// [`Blessed::problems`].
pub fn bless(
    files: &[FileVerdict],
    options: &Options,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<Result<Blessed, BlessProblem>> {
    if options.ci && !options.force && options.target == Target::Files {
        return Ok(Err(BlessProblem::InCi));
    }
    let mut run = Run {
        options,
        talk: Talk { input, output, answered: None },
        done: Blessed::default(),
        snapshots: BTreeMap::new(),
    };
    for file in files {
        run.file(file)?;
    }
    run.write_snapshots();
    Ok(Ok(run.done))
}

struct Run<'r> {
    options: &'r Options,
    talk: Talk<'r>,
    done: Blessed,
    /// Snapshots to be written, by path, with whether they are new: two expectations may share one.
    snapshots: BTreeMap<String, (String, bool)>,
}

/// A value to be written.
struct Change<'f> {
    path: &'f Path,
    value: Value,
}

impl Run<'_> {
    fn file(&mut self, file: &FileVerdict) -> io::Result<()> {
        let places = file
            .source
            .as_ref()
            .and_then(|source| Places::read(source.file(), source.text().as_bytes()).ok());
        let mut changes = Vec::new();
        for item in &file.items {
            match &item.result {
                Outcome::Failed(failures) => {
                    for failure in failures {
                        self.failure(file, failure, places.as_ref(), &mut changes)?;
                    }
                }
                Outcome::UnexpectedPass { .. } => self.done.left += 1,
                Outcome::Held | Outcome::KnownFailure { .. } | Outcome::Skipped { .. } => {}
            }
        }
        let sha256 = self.sha256(file, &mut changes)?;
        if changes.is_empty() {
            return Ok(());
        }
        let count = changes.len();
        let written = match places {
            Some(places) => self.write(file, &places, changes),
            None => Err(BlessProblem::Unreadable { file: file.file.clone() }),
        };
        match written {
            Ok(0) => {}
            Ok(values) => {
                self.done.values += values;
                self.done.files += 1;
                self.done.unchecked += usize::from(sha256);
            }
            Err(problem) => {
                self.done.left += count;
                self.done.problems.push(problem);
            }
        }
        Ok(())
    }

    /// One failure: is it to be accepted, and as what?
    fn failure<'f>(
        &mut self,
        file: &FileVerdict,
        failure: &'f Failure,
        places: Option<&Places>,
        changes: &mut Vec<Change<'f>>,
    ) -> io::Result<()> {
        let accepted = match (&failure.bless, failure.ask) {
            (Some(Bless::Value(value)), Ask::Equals | Ask::Count | Ask::Only) => {
                let empty = places
                    .and_then(|places| places.get(&failure.path))
                    .is_some_and(|place| place.spot.start == place.spot.end);
                let accepted = self.accepts(file, failure, empty)?;
                if accepted {
                    changes.push(Change { path: &failure.path, value: value.clone() });
                }
                accepted
            }
            (Some(Bless::File { path, text, new }), Ask::Snapshot) => {
                let accepted = self.accepts(file, failure, *new)?;
                if accepted {
                    let other = self.snapshots.insert(path.clone(), (text.clone(), *new));
                    if other.is_some_and(|(other, _)| other != *text) {
                        self.done.problems.push(BlessProblem::SnapshotTwice { file: path.clone() });
                    }
                }
                accepted
            }
            _ => false,
        };
        self.done.left += usize::from(!accepted);
        Ok(())
    }

    /// The capture's SHA-256, if it differs and is asked for.
    fn sha256<'f>(&mut self, file: &'f FileVerdict, changes: &mut Vec<Change<'f>>) -> io::Result<bool> {
        let Some(capture) = file.capture.as_ref().filter(|_| self.options.captures) else {
            return Ok(false);
        };
        let (Some(actual), Some(expected)) = (&capture.sha256, &capture.expected) else { return Ok(false) };
        if *actual == expected.text {
            return Ok(false);
        }
        if self.options.mode == Mode::Ask {
            let said = words::headline("sha256", &expected.text, actual, self.options.language);
            let place = spoken::place(file, &expected.at);
            if !self.talk.ask(&format!("{place}: {said}\n"), self.options.language, &mut self.done)? {
                return Ok(false);
            }
        }
        changes.push(Change { path: &expected.path, value: Value::String(actual.clone()) });
        Ok(true)
    }

    fn accepts(&mut self, file: &FileVerdict, failure: &Failure, new: bool) -> io::Result<bool> {
        match self.options.mode {
            Mode::All => Ok(true),
            Mode::New => Ok(new),
            Mode::Nothing => Ok(false),
            Mode::Ask => {
                let language = self.options.language;
                let place = spoken::place(file, &failure.at);
                let shown = format!("{place}: {}", spoken::note(file, failure, language));
                self.talk.ask(&shown, language, &mut self.done)
            }
        }
    }

    /// Change a file's values; how many were.
    fn write(
        &mut self,
        file: &FileVerdict,
        places: &Places,
        changes: Vec<Change<'_>>,
    ) -> Result<usize, BlessProblem> {
        let language = self.options.language;
        let mut edits = Edits::new(places);
        let mut values = 0;
        for change in changes {
            match edits.replace(change.path, &change.value) {
                Ok(()) => values += 1,
                Err(refused) => {
                    let at = format!("{}:{}:{}", file.file, refused.spot.line, refused.spot.column);
                    let why = language::refusal(refused.why, language);
                    self.done.left += 1;
                    self.done.problems.push(BlessProblem::NotEdited { at: spoken::line(&at), why });
                }
            }
        }
        if edits.is_empty() {
            return Ok(0);
        }
        let text = edits.apply().map_err(|refused| BlessProblem::NotEdited {
            at: spoken::line(&format!("{}:{}:{}", file.file, refused.spot.line, refused.spot.column)),
            why: language::refusal(refused.why, language),
        })?;
        if text.len() > MOST_BYTES {
            return Err(BlessProblem::TooLarge { file: file.file.clone(), most: MOST_BYTES });
        }
        let path = FilePath::new(&file.file);
        match &self.options.target {
            Target::Files => {
                let old = places.source().text().as_bytes();
                replace::replace(path, old, text.as_bytes()).map_err(|kept| problem(&file.file, kept))?;
            }
            Target::Candidates(folder) => {
                replace::write(&inside(folder, path), text.as_bytes())
                    .map_err(|error| problem(&file.file, Kept::Io(error)))?;
            }
        }
        Ok(values)
    }

    fn write_snapshots(&mut self) {
        for (name, (text, new)) in std::mem::take(&mut self.snapshots) {
            let path = FilePath::new(&name);
            let written = match &self.options.target {
                Target::Files if new => replace::create(path, text.as_bytes()),
                Target::Files => replace::write(path, text.as_bytes()).map_err(Kept::Io),
                Target::Candidates(folder) => {
                    replace::write(&inside(folder, path), text.as_bytes()).map_err(Kept::Io)
                }
            };
            match written {
                Ok(()) => self.done.snapshots += 1,
                Err(kept) => {
                    self.done.left += 1;
                    self.done.problems.push(problem(&name, kept));
                }
            }
        }
    }
}

/// Questions and answers.
struct Talk<'t> {
    input: &'t mut dyn BufRead,
    output: &'t mut dyn Write,
    /// The answer to everything that is still to come.
    answered: Option<bool>,
}

impl Talk<'_> {
    /// Show a difference; is it accepted?
    fn ask(&mut self, shown: &str, language: Language, done: &mut Blessed) -> io::Result<bool> {
        if let Some(answer) = self.answered {
            return Ok(answer);
        }
        self.output.write_all(shown.as_bytes())?;
        loop {
            self.output.write_all(words::question(language).as_bytes())?;
            self.output.flush()?;
            let mut answer = String::new();
            // A person answers in one letter; whoever sends more without a line end is no person.
            if io::Read::take(&mut *self.input, 1 << 10).read_line(&mut answer)? == 0 {
                done.problems.push(BlessProblem::NoAnswer);
                self.answered = Some(false);
                writeln!(self.output)?;
                return Ok(false);
            }
            match answer.trim().to_lowercase().as_str() {
                "y" | "yes" | "예" | "네" => return Ok(true),
                "n" | "no" | "아니요" => return Ok(false),
                "a" | "all" | "모두" => {
                    self.answered = Some(true);
                    return Ok(true);
                }
                "q" | "quit" | "그만" => {
                    self.answered = Some(false);
                    return Ok(false);
                }
                _ => writeln!(self.output, "{}", words::again(language))?,
            }
        }
    }
}

fn problem(file: &str, kept: Kept) -> BlessProblem {
    let file = spoken::line(file);
    match kept {
        Kept::Changed => BlessProblem::Changed { file },
        Kept::Io(error) => BlessProblem::Io { file, error: error.to_string() },
    }
}

/// A file's place in the folder of candidates: its own path, never outside of the folder.
fn inside(folder: &FilePath, path: &FilePath) -> PathBuf {
    let mut out = folder.to_owned();
    for part in path.components() {
        match part {
            Component::Normal(name) => out.push(name),
            Component::ParentDir => out.push("_parent"),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    out
}

/// Is a run of CI going on? Every system of note sets `CI`; `CI=false` and an empty one say no.
pub fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
}
