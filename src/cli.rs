//! The command line as data, nothing else.
//!
//! `ackplain CAPTURE` without a command is the overview, so a first word that is no command is a file. What is
//! wrong with a misspelt command is said by [`misspelt`], after clap has given up on the line.

use crate::nearest::distance;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use std::ffi::OsString;
use std::path::PathBuf;

#[cfg(feature = "live")]
mod live;

#[cfg(feature = "live")]
pub(crate) use live::{Live, LiveDirection, LiveFormat};

/// Read a packet capture and explain what it proves about the two sockets of each TCP connection.
#[derive(Debug, Parser)]
#[command(
    name = "ackplain",
    version,
    about,
    subcommand_precedence_over_arg = true,
    subcommand_negates_reqs = true,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    override_usage = "ackplain CAPTURE\n       ackplain COMMAND CAPTURE [OPTIONS]",
    after_help = "\
A capture is a pcap or pcapng file, or `-` for standard input.
Exit status: 0 fine; 1 the capture file is damaged (what could be read was reported), or an expectation failed;
2 could not run.

Examples:
  ackplain trace.pcapng                      what is in it, and what to look at next
  ackplain explain trace.pcapng --stream 0   one connection, step by step
  tcpdump -c 100 -w - tcp | ackplain explain -"
)]
pub(crate) struct Cli {
    /// What to do; without it, an overview of CAPTURE.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// The capture to give an overview of; `-` is standard input.
    #[arg(value_name = "CAPTURE", value_hint = ValueHint::FilePath)]
    pub capture: Option<PathBuf>,

    /// How text looks.
    #[command(flatten)]
    pub looks: Looks,
}

/// Options about looks, good before and behind a command.
#[derive(Debug, Clone, Args)]
pub(crate) struct Looks {
    /// The reader's language; else ACKPLAIN_LANG, LC_ALL, LC_MESSAGES and LANG decide.
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Lang>,

    /// Colours.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    pub color: Color,

    /// Columns of text; else the terminal's, else 100.
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(40..=1000))]
    pub width: Option<u16>,

    /// No box, arrow or curly characters.
    #[arg(long, global = true)]
    pub ascii: bool,
}

/// A reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// English.
    En,
    /// 한국어.
    Ko,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Explain each step of a connection and each header field.
    Explain(Explain),
    /// One row a connection.
    List(List),
    /// One frame byte by byte: hex, field, value, meaning.
    Frame(Frame),
    /// Header fields as columns, as `tshark -T fields` prints them.
    Fields(Fields),
    /// What a header field, a state, a control bit, an option or an outcome means.
    Field {
        /// Its name, as the explanations print it; without one, all of them.
        #[arg(value_name = "NAME")]
        name: Option<String>,
    },
    /// Explain each step as it comes in from a network interface.
    #[cfg(feature = "live")]
    Live(Box<Live>),
    /// Hold captures to expectations written in YAML: for CI.
    #[cfg(feature = "check")]
    #[command(after_long_help = include_str!("check/help.txt"))]
    Check(Check),
    /// Print the JSON schema of the report, or of what `check --report json` writes.
    #[command(hide = true)]
    Schema {
        /// Of which document.
        #[arg(value_enum, value_name = "OF", default_value_t)]
        of: Schema,
    },
    /// Print a completion script for a shell.
    #[cfg(feature = "shell")]
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page (roff).
    #[cfg(feature = "shell")]
    Man,
}

/// What `schema` prints the schema of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Schema {
    /// What `explain --format json` writes.
    #[default]
    Report,
    /// What `check --report json=FILE` writes.
    #[cfg(feature = "check")]
    Check,
}

/// `ackplain explain`.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A pcap or pcapng file; `-` is standard input.
    #[arg(value_name = "CAPTURE", value_hint = ValueHint::FilePath)]
    pub capture: PathBuf,

    /// Only the connections with this tcp.stream number (as Wireshark counts them).
    #[arg(long, value_name = "N", conflicts_with = "frame")]
    pub stream: Option<u32>,

    /// Only the connections that have a frame which this Wireshark display filter chooses.
    #[arg(short = 'Y', value_name = "FILTER", conflicts_with_all = ["stream", "frame"])]
    pub filter: Option<String>,

    /// Only the step of this frame, in full.
    #[arg(long, value_name = "N", conflicts_with_all = ["brief", "all"])]
    pub frame: Option<u64>,

    /// A second capture of the same connections, taken nearer their other end: what was lost in between, and how long
    /// each way took.
    #[arg(long, value_name = "CAPTURE", value_hint = ValueHint::FilePath)]
    pub peer: Option<PathBuf>,

    /// One line a step.
    #[arg(long, conflicts_with = "full")]
    pub brief: bool,

    /// Everything: arithmetic, reasons, what would be different otherwise; nothing folded.
    #[arg(long)]
    pub full: bool,

    /// Tell every connection, not only the first three.
    #[arg(long)]
    pub all: bool,

    /// Tell each step as it comes, from a pipe or a file that still grows; with --format json, an object a line.
    #[arg(long, conflicts_with_all = ["stream", "frame", "peer", "all", "output"])]
    pub follow: bool,

    /// Read only the frames that this capture filter chooses, as tcpdump reads it; needs libpcap.
    #[arg(long, value_name = "FILTER")]
    pub bpf: Option<String>,

    /// How to write it; json and yaml are always complete.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// Write to a file instead of standard output.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
}

/// How `explain` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
    /// For a person.
    #[default]
    Text,
    /// For programs, with a schema (`ackplain schema`).
    Json,
    /// The same as YAML.
    Yaml,
}

/// `ackplain list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// pcap or pcapng files; `-` is standard input.
    #[arg(value_name = "CAPTURE", required = true, value_hint = ValueHint::FilePath)]
    pub captures: Vec<PathBuf>,

    /// How to write it.
    #[arg(long, value_enum, default_value_t)]
    pub format: ListFormat,

    /// Only the connections that have a frame which this Wireshark display filter chooses.
    #[arg(short = 'Y', value_name = "FILTER")]
    pub filter: Option<String>,

    /// Read only the frames that this capture filter chooses, as tcpdump reads it; needs libpcap.
    #[arg(long, value_name = "FILTER")]
    pub bpf: Option<String>,

    /// The order of rows; without it, the order of first segments.
    #[arg(long, value_enum, value_name = "KEY")]
    pub sort: Option<Key>,
}

/// How `list` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum ListFormat {
    /// For a person: a table up to 1,000 rows, plain rows beyond.
    #[default]
    Table,
    /// One document with every connection.
    Json,
    /// One connection a line.
    Jsonl,
    /// Comma-separated values with a head line.
    Csv,
}

/// What rows are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Key {
    /// Our number: the order of first segments.
    Id,
    /// When it began.
    Start,
    /// The longest first.
    Duration,
    /// The most data first.
    Bytes,
    /// The client's address and port.
    Client,
    /// The server's address and port.
    Server,
    /// What happened.
    Outcome,
}

/// `ackplain fields`.
#[derive(Debug, Args)]
pub(crate) struct Fields {
    /// A pcap or pcapng file; `-` is standard input.
    #[arg(value_name = "CAPTURE", value_hint = ValueHint::FilePath)]
    pub capture: Option<PathBuf>,

    /// A field to print, by Wireshark's name; one column each.
    #[allow(clippy::struct_field_names)] // the option's name
    #[arg(short = 'e', value_name = "NAME")]
    pub fields: Vec<String>,

    /// Only frames that this Wireshark display filter chooses.
    #[arg(short = 'Y', value_name = "FILTER")]
    pub filter: Option<String>,

    /// Read only the frames that this capture filter chooses, as tcpdump reads it; needs libpcap.
    #[arg(long, value_name = "FILTER")]
    pub bpf: Option<String>,

    /// Layout, as tshark's: header=y|n, separator=/t|/s|CHAR, occurrence=a|f|l, aggregator=,|/s|CHAR, quote=d|s|n.
    #[arg(short = 'E', value_name = "OPTION")]
    pub layout: Vec<String>,

    /// How to write it.
    #[arg(long, value_enum, default_value_t)]
    pub format: FieldsFormat,

    /// List the fields that are known, or those with TEXT in them, each with its type and meaning.
    #[arg(long, value_name = "TEXT", num_args = 0..=1)]
    pub list: Option<Option<String>>,
}

/// How `fields` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum FieldsFormat {
    /// As tshark does: columns separated by tabs, or as -E says.
    #[default]
    Tsv,
    /// Comma-separated values with a head line.
    Csv,
    /// One object a line.
    #[value(alias = "json")]
    Jsonl,
}

/// `ackplain frame`.
#[derive(Debug, Args)]
pub(crate) struct Frame {
    /// A pcap or pcapng file; `-` is standard input.
    #[arg(value_name = "CAPTURE", value_hint = ValueHint::FilePath)]
    pub capture: PathBuf,

    /// The frame's number, from 1.
    #[arg(value_name = "N")]
    pub number: u64,
}

/// `ackplain check`.
#[cfg(feature = "check")]
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Files of expectations, or folders that are searched for files ending in .expect.yaml.
    #[arg(value_name = "FILE_OR_DIR", required_unless_present = "self_test", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    /// Only expectations with this tag (of the expectation or of its file); several: any of them.
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,

    /// Only the expectation with this id; several: any of them.
    #[arg(long = "id", value_name = "ID")]
    pub ids: Vec<String>,

    /// Threads; else as many as the machine has. The output does not depend on it.
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,

    /// Only one part of the files, to share them among machines: hash:1/3, hash:2/3 and hash:3/3 are together all.
    #[arg(long, value_name = "hash:M/N")]
    pub partition: Option<String>,

    /// Write the verdicts for a program too: json, junit, github, sarif, tap or gitlab, to a file or - (standard
    /// output).
    #[arg(long = "report", value_name = "KIND=FILE")]
    pub reports: Vec<String>,

    /// Fail if more than N files and expectations were skipped.
    #[arg(long, value_name = "N")]
    pub max_skipped: Option<u64>,

    /// Captures in the folders that no file names, and snapshots (*.snap) that nothing uses.
    #[arg(long, value_enum, value_name = "WHAT", conflicts_with_all = ["tags", "ids", "partition"])]
    pub orphans: Option<Orphans>,

    /// For each file that fails, keep the file, its capture and what was said of it in a folder of DIR.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub save_failed: Option<PathBuf>,

    /// Accept what differs: write the values of the captures into the files. Only values under equals, count and only,
    /// and snapshots; nothing else changes, not one byte. Refused where CI is set.
    #[arg(long, value_enum, value_name = "HOW", num_args = 0..=1, require_equals = true, default_missing_value = "all")]
    pub bless: Option<Bless>,

    /// Accept new captures: write their SHA-256 into the files that name one.
    #[arg(long)]
    pub bless_capture: bool,

    /// Write what --bless would write into a folder instead: to be looked at, or kept by CI.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with_all = ["bless", "bless_capture"])]
    pub actual: Option<PathBuf>,

    /// The files are captures: write a first draft of expectations for each, beside it.
    #[arg(long, conflicts_with_all = ["tags", "ids", "partition", "max_skipped", "orphans", "save_failed", "self_test", "reports", "bless", "bless_capture", "actual"])]
    pub new: bool,

    /// Hold a capture that is built in to wrong and right expectations: does this program still tell them apart?
    #[arg(long, conflicts_with_all = ["paths", "tags", "ids", "partition", "max_skipped", "orphans", "save_failed", "reports", "bless", "bless_capture", "actual"])]
    pub self_test: bool,
}

/// What `--bless` accepts.
#[cfg(feature = "check")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Bless {
    /// Everything.
    All,
    /// What is said yes to, one by one.
    Ask,
    /// Only snapshots that are not there yet, and values left empty.
    New,
    /// Everything, also where CI is set.
    Force,
}

/// What `--orphans` does.
#[cfg(feature = "check")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Orphans {
    /// Name them and fail.
    Error,
    /// Name them.
    Warn,
}

/// The commands a person may type, for suggestions.
pub(crate) const COMMANDS: &[&str] = &[
    "explain",
    "list",
    "frame",
    "fields",
    "field",
    #[cfg(feature = "check")]
    "check",
    #[cfg(feature = "live")]
    "live",
    #[cfg(feature = "shell")]
    "completions",
    #[cfg(feature = "shell")]
    "man",
];

/// The first word of a command line that is neither an option nor an option's value, and the command that it
/// resembles, if one does. `line` is without the program's own name.
pub(crate) fn misspelt(line: &[OsString]) -> Option<(String, &'static str)> {
    let word = first_word(line)?;
    Some((word.clone(), nearest(&word)?))
}

fn first_word(line: &[OsString]) -> Option<String> {
    let mut words = line.iter();
    while let Some(word) = words.next() {
        let word = word.to_str()?;
        if matches!(word, "--lang" | "--color" | "--width") {
            words.next();
        } else if !word.starts_with('-') {
            return Some(word.to_owned());
        }
    }
    None
}

/// The command nearest to a word, if it is near: a third of its letters may be wrong, a prefix of three is enough.
pub(crate) fn nearest(word: &str) -> Option<&'static str> {
    if COMMANDS.contains(&word) {
        return None;
    }
    let word = word.to_lowercase();
    COMMANDS
        .iter()
        .copied()
        .map(|command| {
            (distance(&word.chars().collect::<Vec<_>>(), &command.chars().collect::<Vec<_>>()), command)
        })
        .filter(|&(wrong, command)| {
            wrong <= command.len().max(3) / 3 || (word.len() >= 3 && command.starts_with(&word))
        })
        .min()
        .map(|(_, command)| command)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn the_command_line_contradicts_itself_nowhere() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_bare_word_is_a_capture() {
        let cli = Cli::try_parse_from(["ackplain", "trace.pcap"]).expect("parses");
        assert!(cli.command.is_none());
        assert_eq!(cli.capture, Some(PathBuf::from("trace.pcap")));
    }

    #[test]
    fn a_misspelt_command_gets_the_nearest_one() {
        assert_eq!(nearest("explian"), Some("explain"));
        assert_eq!(nearest("lst"), Some("list"));
        assert_eq!(nearest("exp"), Some("explain"));
        assert_eq!(nearest("frames"), Some("frame"));
        assert_eq!(nearest("trace.pcap"), None);
        assert_eq!(nearest("list"), None);
    }

    #[test]
    fn the_first_word_is_found_behind_options() {
        assert_eq!(
            misspelt(&words("--lang ko --ascii explian x.pcap --stream 3")),
            Some(("explian".to_owned(), "explain"))
        );
        assert_eq!(misspelt(&words("--lang ko")), None);
    }

    #[test]
    fn every_command_of_the_list_exists() {
        let command = Cli::command();
        for name in COMMANDS {
            assert!(command.find_subcommand(name).is_some(), "{name}");
        }
        let shown = command.get_subcommands().filter(|c| !c.is_hide_set());
        assert_eq!(shown.count(), COMMANDS.len());
    }

    #[test]
    fn options_of_looks_stand_before_and_behind_the_command() {
        for line in ["ackplain --lang ko explain x", "ackplain explain x --lang ko"] {
            let cli = Cli::try_parse_from(line.split(' ')).expect("parses");
            assert_eq!(cli.looks.lang, Some(Lang::Ko), "{line}");
        }
    }
}
