//! Reads a packet capture and says what it proves about the two sockets of each TCP connection.
//!
//! # The paved path
//!
//! [`Capture`] opens a capture; each [`Connection`] of it has its steps, what every step wrote into which socket, how
//! sure that is, and what it means. Every change of state of a sample's connections:
//!
//! ```
//! # fn main() -> Result<(), ackplain::Trouble> {
//! use ackplain::Capture;
//!
//! let mut capture = Capture::open("samples/orderly_close.pcapng")?;
//! let mut told = Vec::new();
//! for connection in capture.connections() {
//!     for (side, made) in connection?.transitions() {
//!         let from = made.from.map_or("?", |state| state.name());
//!         told.push(format!("{side:?}: {from} -> {}", made.to));
//!         println!("{}", told[told.len() - 1]);
//!     }
//! }
//! # assert_eq!(told[..2], ["Client: CLOSED -> SYN-SENT", "Server: CLOSED -> LISTEN"]);
//! # assert_eq!(told.len(), 11);
//! # assert_eq!(told.last().map(String::as_str), Some("Server: LAST-ACK -> CLOSED"));
//! # Ok(())
//! # }
//! ```
//!
//! What a step means is a message with arguments, in no language yet:
//!
//! ```
//! # fn main() -> Result<(), ackplain::Trouble> {
//! use ackplain::language::Language;
//!
//! let mut capture = ackplain::Capture::open("samples/refused.pcap")?;
//! let connection = capture.connections().next().expect("the sample has a connection")?;
//! let rst = connection.steps.iter().find(|step| step.facts.step.frame() == Some(4)).expect("frame 4");
//! let says = &rst.explanation.says;
//! assert_eq!(says.text(Language::English), "Nobody waits at port 81.");
//! println!("{}", says.text(Language::Korean));
//! # Ok(())
//! # }
//! ```
//!
//! Any [`Report`](tell::Report) can be written, and whoever cannot wait for the end of a capture
//! [listens](connection::Listen) to facts as they come:
//!
//! ```
//! use ackplain::capture::{Passes, Reader};
//! use ackplain::connection::{ConnId, Fact, FindingKind, Limits, Listen};
//!
//! /// Counts SYNs that were sent again.
//! #[derive(Default)]
//! struct Repeats(u32);
//!
//! impl Listen for Repeats {
//!     const LEDGER: bool = true;
//!     fn fact(&mut self, _: ConnId, fact: Fact<'_>) {
//!         if let Fact::Finding(finding) = fact {
//!             self.0 += u32::from(matches!(finding.kind, FindingKind::SynRepeated { .. }));
//!         }
//!     }
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut source = Reader::from_read(std::fs::File::open("samples/lost_syn.pcap")?, Passes::One)?;
//! let Repeats(count) = ackplain::listen(&mut source, Repeats::default(), Limits::default())?;
//! assert_eq!(count, 1);
//! # Ok(())
//! # }
//! ```
//!
//! Three whole programs stand in `examples/`.
//!
//! # The floors
//!
//! From the ground up; imports point down only:
//!
//! * [`nearest`]: the nearest of some names to a misspelt one;
//! * [`capture`]: where frames come from;
//! * [`dissect`]: bytes to headers;
//! * [`connection`]: segments to facts about two sockets;
//! * [`filter`]: display filters over header fields;
//! * [`language`]: every sentence, in English and Korean;
//! * [`explain`]: facts to explanations;
//! * [`tell`]: one reading of a capture for a reader;
//! * [`report`]: renderers: text, JSON, YAML, rows, columns.

// What is `pub` is for others: who serves only this crate says so.
#![warn(unreachable_pub)]
// Some of a floor serves only floors above it, or systems, that such a build leaves out; and what can fail on one
// system need not on another.
#![cfg_attr(
    not(all(feature = "check", feature = "cli", feature = "live", feature = "shell", target_os = "linux")),
    allow(dead_code, unused_imports, clippy::unnecessary_wraps)
)]

pub mod capture;
#[cfg(feature = "check")]
pub mod check;
#[cfg(feature = "cli")]
pub(crate) mod cli;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod commands;
pub mod connection;
pub mod dissect;
#[cfg(feature = "check")]
pub(crate) mod examine;
pub mod explain;
pub mod filter;
pub mod language;
pub(crate) mod nearest;
pub mod report;
pub mod tell;

pub use tell::{Capture, Connection, Step, Trouble, listen};

/// What the tests, benches and fuzz targets of this repository look at beside that. It may change at any time.
#[doc(hidden)]
pub mod inside {
    pub use crate::explain::fragments::whole as whole_datagram;
    pub use crate::language::filter::{lines as filter_lines, text as filter_text};
    #[cfg(feature = "check")]
    pub use crate::language::formats::BlessProblem;
    pub use crate::report::text::{Placed, frame as frame_page};
    pub use crate::tell::overlay::Overlay;
}
