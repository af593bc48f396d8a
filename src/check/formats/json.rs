//! The verdict as JSON: everything that is known, in a shape that is published and does not change without its number.
//!
//! Texts stand here as they are: a JSON string can hold any character, and its reader decides what to do with them.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::check::verdict::{Ask, Failure, FileState, FileVerdict, Item, Outcome, Totals, VERSION};
use crate::connection::Evidence;
use crate::examine::trouble::{At, Trouble};
use crate::language::Language;

/// The number of this shape. A key that changes its meaning or goes away changes it; a new key does not.
pub const SCHEMA_VERSION: u32 = 1;

/// The whole document.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "ackplain check")]
struct Document<'a> {
    /// 1.
    schema_version: u32,
    /// Who wrote this.
    tool: Tool,
    /// The language of `text`, `message`, `help`, `why` and `because`: `en` or `ko`.
    #[schemars(with = "String")]
    language: Language,
    /// How many of everything.
    totals: Counts,
    /// Every file of expectations, in the order in which they were given.
    files: Vec<File<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Tool {
    /// `ackplain`.
    name: &'static str,
    /// Its version.
    version: &'static str,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Counts {
    /// Files of expectations.
    files: u64,
    /// Of these: could not be used.
    broken: u64,
    /// Of these: skipped as a whole.
    files_skipped: u64,
    /// Expectations that held.
    held: u64,
    /// Expectations that failed.
    failed: u64,
    /// Expectations that failed as the file says.
    known_failures: u64,
    /// Expectations that held though the file says that they fail.
    unexpected_passes: u64,
    /// Expectations that were skipped.
    skipped: u64,
}

#[derive(Debug, Serialize, JsonSchema)]
#[allow(clippy::struct_field_names)] // the key of the JSON
struct File<'a> {
    /// The YAML file, as given or found; with `/` on every system.
    file: &'a str,
    /// Its capture; `null` if the file could not be read as far as that.
    capture: Option<Capture<'a>>,
    /// What the file says it is about.
    about: Option<&'a str>,
    /// The file's tags.
    tags: &'a [String],
    /// What became of the file.
    state: State,
    /// Why it was skipped.
    why: Option<&'a str>,
    /// What is wrong with it.
    troubles: Vec<Wrong<'a>>,
    /// Its expectations, in file order.
    expectations: Vec<Expectation<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum State {
    /// Its expectations were held to the capture.
    Ran,
    /// Its `requires` is not met here.
    Skipped,
    /// It or its capture cannot be used.
    Broken,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Capture<'a> {
    /// As the file names it.
    named: &'a str,
    /// From where the program was started.
    path: &'a str,
    /// The SHA-256 of its bytes.
    sha256: Option<&'a str>,
    /// What the file says that should be.
    expected_sha256: Option<&'a str>,
}

/// A place in the YAML file.
#[derive(Debug, Serialize, JsonSchema)]
struct Place {
    /// From 1.
    line: usize,
    /// In characters, from 1.
    column: usize,
    /// Of the character behind the last one.
    end_line: usize,
    /// Of the character behind the last one.
    end_column: usize,
    /// The first byte in the file.
    offset: usize,
    /// How many bytes.
    length: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Wrong<'a> {
    /// Where; `null` for the file as a whole.
    place: Option<Place>,
    /// What.
    message: &'a str,
    /// What to do.
    help: Option<&'a str>,
    /// Another place that it is about.
    also: Option<Also<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Also<'a> {
    /// Where.
    place: Place,
    /// What is there.
    text: &'a str,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Expectation<'a> {
    /// Its name in the file.
    id: &'a str,
    /// Where it begins.
    place: Place,
    /// Its tags and the file's.
    tags: &'a [String],
    /// What became of it.
    result: ResultName,
    /// `known_failure`, as the file says it; or why the expectation was skipped.
    reason: Option<&'a str>,
    /// What differs.
    failures: Vec<Difference<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Result")]
#[serde(rename_all = "snake_case")]
enum ResultName {
    /// As expected.
    Held,
    /// Not as expected.
    Failed,
    /// Not as expected, and the file says so.
    KnownFailure,
    /// As expected, and the file says that it is not.
    UnexpectedPass,
    /// Not looked at.
    Skipped,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Difference<'a> {
    /// Which word of the file asks for it.
    #[schemars(with = "String")]
    ask: Ask,
    /// Where the expected value stands.
    place: Place,
    /// Its path in the file.
    path: String,
    /// What was looked at.
    subject: &'a str,
    /// The connection's id in the report.
    connection: Option<u32>,
    /// The frame that decides it, from 1.
    frame: Option<u64>,
    /// The bytes that decide it.
    bytes: Option<Octets<'a>>,
    /// What the file says.
    expected: &'a str,
    /// What the capture says.
    actual: &'a str,
    /// The same as the report has it.
    actual_value: &'a serde_json::Value,
    /// What that means in the protocol.
    text: &'a str,
    /// The write that made a socket hold it.
    ledger: Option<Write_<'a>>,
    /// Could `--bless` write it?
    blessable: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Bytes")]
struct Octets<'a> {
    /// The header field, as Wireshark names it.
    field: &'a str,
    /// The first byte in the frame.
    in_frame: u32,
    /// The first byte in the file; `null` if that is compressed.
    in_file: Option<u64>,
    /// How many.
    length: u32,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Write")]
struct Write_<'a> {
    /// `client` or `server`.
    socket: &'a str,
    /// As RFC 9293 names it.
    variable: &'a str,
    /// What stood there.
    before: Option<&'a str>,
    /// What stands there now.
    after: Option<&'a str>,
    /// In which frame it was told.
    frame: Option<u64>,
    /// How sure.
    #[schemars(with = "String")]
    evidence: Evidence,
    /// Why.
    because: &'a str,
}

/// Write the report.
///
/// # Errors
/// Those of `out`.
pub fn write(files: &[FileVerdict], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        schema_version: SCHEMA_VERSION,
        tool: Tool { name: "ackplain", version: VERSION },
        language,
        totals: Counts::of(&Totals::of(files)),
        files: files.iter().map(|file| File::of(file, language)).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

/// The published schema of [`write()`], as it is committed.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Document<'static>);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

impl Counts {
    fn of(totals: &Totals) -> Self {
        Self {
            files: totals.files,
            broken: totals.broken,
            files_skipped: totals.files_skipped,
            held: totals.held,
            failed: totals.failed,
            known_failures: totals.known_failures,
            unexpected_passes: totals.unexpected_passes,
            skipped: totals.skipped,
        }
    }
}

impl<'a> File<'a> {
    fn of(file: &'a FileVerdict, language: Language) -> Self {
        let (state, why) = match &file.state {
            FileState::Ran => (State::Ran, None),
            FileState::Skipped { why } => (State::Skipped, Some(why.text(language))),
            FileState::Broken(_) => (State::Broken, None),
        };
        let capture = file.capture.as_ref().map(|capture| Capture {
            named: &capture.named,
            path: &capture.path,
            sha256: capture.sha256.as_deref(),
            expected_sha256: capture.expected.as_ref().map(|expected| expected.text.as_str()),
        });
        Self {
            file: &file.file,
            capture,
            about: file.about.as_deref(),
            tags: &file.tags,
            state,
            why,
            troubles: file.broken().iter().map(|trouble| Wrong::of(trouble, language)).collect(),
            expectations: file.items.iter().map(|item| Expectation::of(item, language)).collect(),
        }
    }
}

impl Place {
    fn of(at: &At) -> Self {
        Self {
            line: at.line,
            column: at.column,
            end_line: at.end_line,
            end_column: at.end_column,
            offset: at.span.start,
            length: at.span.len(),
        }
    }
}

impl<'a> Wrong<'a> {
    fn of(trouble: &'a Trouble, language: Language) -> Self {
        Self {
            place: trouble.at.as_ref().map(Place::of),
            message: trouble.message.text(language),
            help: trouble.help.as_ref().map(|help| help.text(language)),
            also: trouble
                .also
                .as_ref()
                .map(|(at, said)| Also { place: Place::of(at), text: said.text(language) }),
        }
    }
}

impl<'a> Expectation<'a> {
    fn of(item: &'a Item, language: Language) -> Self {
        let (result, reason) = match &item.result {
            Outcome::Held => (ResultName::Held, None),
            Outcome::Failed(_) => (ResultName::Failed, None),
            Outcome::KnownFailure { reason, .. } => (ResultName::KnownFailure, Some(reason.as_str())),
            Outcome::UnexpectedPass { reason, .. } => (ResultName::UnexpectedPass, Some(reason.as_str())),
            Outcome::Skipped { why } => (ResultName::Skipped, Some(why.text(language))),
        };
        let failures = item.result.failures();
        Self {
            id: &item.id,
            place: Place::of(&item.at),
            tags: &item.tags,
            result,
            reason,
            failures: failures.iter().map(|failure| Difference::of(failure, language)).collect(),
        }
    }
}

impl<'a> Difference<'a> {
    fn of(failure: &'a Failure, language: Language) -> Self {
        let bytes = failure.bytes.as_ref().map(|bytes| Octets {
            field: &bytes.field,
            in_frame: bytes.in_frame,
            in_file: bytes.in_file,
            length: bytes.length,
        });
        let ledger = failure.ledger.as_ref().map(|ledger| Write_ {
            socket: ledger.socket,
            variable: &ledger.variable,
            before: ledger.before.as_deref(),
            after: ledger.after.as_deref(),
            frame: ledger.frame,
            evidence: ledger.evidence,
            because: ledger.because.text(language),
        });
        Self {
            ask: failure.ask,
            place: Place::of(&failure.at),
            path: failure.path.to_string(),
            subject: &failure.subject,
            connection: failure.connection,
            frame: failure.frame,
            bytes,
            expected: &failure.expected,
            actual: &failure.actual,
            actual_value: &failure.actual_value,
            text: failure.sentence.text(language),
            ledger,
            blessable: failure.bless.is_some(),
        }
    }
}
