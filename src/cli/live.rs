//! The command line of `live`.

use clap::{Args, ValueEnum, ValueHint};
use std::path::PathBuf;

/// `ackplain live`.
#[derive(Debug, Args)]
#[command(after_help = "\
Capturing needs rights: root, or a binary with cap_net_raw. All of them are given up once the interface is open.
A capture filter (FILTER) is in the language of tcpdump; a display filter (-Y) in that of Wireshark.

Examples:
  ackplain live --list-interfaces
  sudo ackplain live -i eth0 tcp port 80
  sudo ackplain live -i any -w trace.pcapng --rotate-size 64M --format jsonl")]
pub(crate) struct Live {
    /// The interface to capture on; `any` is all of them.
    #[arg(short, long, value_name = "INTERFACE")]
    pub interface: Option<String>,

    /// A capture filter, as tcpdump reads it; what it does not choose is not captured.
    #[arg(value_name = "FILTER")]
    pub filter: Vec<String>,

    /// List the interfaces with their addresses and state, and end.
    #[arg(short = 'D', long)]
    pub list_interfaces: bool,

    /// Show only steps of frames that this Wireshark display filter chooses; all are followed and recorded.
    #[arg(short = 'Y', value_name = "FILTER")]
    pub display: Option<String>,

    /// One line a step: what is done without --explain and --full.
    #[arg(long, conflicts_with_all = ["explain", "full"])]
    pub brief: bool,

    /// Each handshake step with its fields and what it wrote.
    #[arg(long, conflicts_with = "full")]
    pub explain: bool,

    /// Everything: arithmetic, reasons, what would be different otherwise.
    #[arg(long)]
    pub full: bool,

    /// How to write it.
    #[arg(long, value_enum, default_value_t)]
    pub format: LiveFormat,

    /// End after so many packets.
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub count: Option<u64>,

    /// End after so many seconds.
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub duration: Option<u64>,

    /// Record what is captured, as pcapng.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub write: Option<PathBuf>,

    /// Begin a new numbered file before one gets larger: bytes, or with K, M or G.
    #[arg(long, value_name = "SIZE", requires = "write", value_parser = size)]
    pub rotate_size: Option<u64>,

    /// Begin a new numbered file after so many seconds.
    #[arg(long, value_name = "SECONDS", requires = "write", value_parser = seconds)]
    pub rotate_seconds: Option<u64>,

    /// Put what each step says on its packet as a comment, for Wireshark to show.
    #[arg(long, requires = "write")]
    pub comments: bool,

    /// Bytes kept of each packet.
    #[arg(short, long, value_name = "BYTES", default_value_t = 262_144,
          value_parser = clap::value_parser!(u32).range(64..=262_144))]
    pub snap_length: u32,

    /// Which way packets go, seen from this host.
    #[arg(long, value_enum, default_value_t)]
    pub direction: LiveDirection,

    /// Also packets between other hosts, where the network brings them here.
    #[arg(long)]
    pub promiscuous: bool,

    /// Hand over each packet at once, at the price of a buffer that holds fewer.
    #[arg(long)]
    pub immediate: bool,

    /// The kernel's buffer: bytes, or with K, M or G.
    #[arg(long, value_name = "SIZE", default_value = "32M", value_parser = buffer)]
    pub buffer: u32,

    /// Keep all rights while capturing.
    #[arg(long)]
    pub no_sandbox: bool,

    /// Try, once the rights are given up, what must not be possible, say what was, and end.
    #[arg(long, hide = true)]
    pub try_sandbox: bool,
}

/// How `live` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum LiveFormat {
    /// For a person.
    #[default]
    Text,
    /// For programs: an object a line.
    #[value(alias = "json")]
    Jsonl,
}

/// Which way packets go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum LiveDirection {
    /// Either.
    #[default]
    Both,
    /// To this host.
    In,
    /// From this host.
    Out,
}

/// A number of bytes: `4096`, `64K`, `10M`, `2G`.
fn size(text: &str) -> Result<u64, String> {
    let wrong = || "write bytes, or a number with K, M or G behind it, such as 64M".to_owned();
    let (digits, unit) = match text.char_indices().next_back() {
        Some((at, 'k' | 'K')) => (&text[..at], 1 << 10),
        Some((at, 'm' | 'M')) => (&text[..at], 1 << 20),
        Some((at, 'g' | 'G')) => (&text[..at], 1 << 30),
        _ => (text, 1_u64),
    };
    let number: u64 = digits.parse().map_err(|_| wrong())?;
    number.checked_mul(unit).filter(|&bytes| bytes >= 1024).ok_or_else(|| "at least 1K".to_owned())
}

/// The size of a kernel's buffer.
fn buffer(text: &str) -> Result<u32, String> {
    let bytes = size(text)?;
    u32::try_from(bytes).ok().filter(|&bytes| bytes <= 1 << 30).ok_or_else(|| "at most 1G".to_owned())
}

/// A number of seconds of which a hundred years are enough.
fn seconds(text: &str) -> Result<u64, String> {
    let most = 100 * 366 * 24 * 3600;
    let wrong = || format!("write whole seconds, from 1 to {most}");
    text.parse().ok().filter(|seconds| (1..=most).contains(seconds)).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units_and_bounds() {
        assert_eq!(size("4096"), Ok(4096));
        assert_eq!(size("64K"), Ok(65_536));
        assert_eq!(size("10m"), Ok(10 << 20));
        assert_eq!(buffer("1G"), Ok(1 << 30));
        for wrong in ["", "K", "1T", "-1", "0", "99999999999G", "가"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
        assert!(buffer("2G").is_err());
        assert!(seconds("0").is_err());
        assert_eq!(seconds("90"), Ok(90));
    }
}
