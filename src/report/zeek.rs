//! A connection in Zeek's words: `conn_state` and `history`.
//!
//! Written from Zeek's documented vocabulary, not from its code. Two rules of our own: RSTOS0 and SH are said only
//! where the SYN was really seen, and nothing is said where the capture does not decide.
//!
//! `conn_state` follows from a connection's summary; `history` needs each segment, so `list` has none. Letters are in the
//! order of first appearance, upper case for the side that opened: s SYN, h SYN,ACK, a bare ACK, d data, f FIN, r RST,
//! c bad checksum, t repeated data, w zero window, i FIN with RST, q SYN with FIN or RST.

use crate::connection::{CloseKind, Finding, FindingKind, Outcome, Side, Step, StepKind, Summary};
use crate::dissect::Flags;

/// Zeek's words for a connection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// `conn_state`.
    pub conn_state: Option<&'static str>,
    /// `history`.
    pub history: Option<String>,
}

impl Words {
    /// What a summary tells: the state, without the history.
    pub fn of_summary(summary: &Summary) -> Self {
        Self { conn_state: conn_state(summary, None), history: None }
    }
}

/// Listens to the steps of one connection.
#[derive(Debug, Clone, Default)]
pub struct Historian {
    letters: String,
    /// Who sent a RST first.
    reset_by: Option<Side>,
}

impl Historian {
    /// A step of the connection.
    pub fn step(&mut self, step: &Step) {
        let (Some(side), Some(sent)) = (step.sender, &step.segment) else {
            return;
        };
        if step.frame.is_none() {
            return;
        }
        let flags = Flags(sent.flags);
        if flags.syn() && (flags.fin() || flags.rst()) {
            self.letter(side, 'q');
        }
        if flags.fin() && flags.rst() {
            self.letter(side, 'i');
        }
        if flags.syn() {
            self.letter(side, if flags.ack() { 'h' } else { 's' });
        }
        if sent.data > 0 {
            self.letter(side, if step.repeats.is_some() && step.kind == StepKind::Data { 't' } else { 'd' });
        } else if flags.ack() && !flags.syn() && !flags.fin() && !flags.rst() {
            self.letter(side, 'a');
        }
        if sent.window == 0 && !flags.syn() && !flags.rst() {
            self.letter(side, 'w');
        }
        if flags.fin() {
            self.letter(side, 'f');
        }
        if flags.rst() {
            self.letter(side, 'r');
            self.reset_by.get_or_insert(side);
        }
    }

    /// A finding about a segment of `side`.
    pub fn finding(&mut self, finding: &Finding, side: Option<Side>) {
        if let (FindingKind::ChecksumBad { .. }, Some(side)) = (finding.kind, side) {
            self.letter(side, 'c');
        }
    }

    /// The words, now that the connection is told.
    pub fn words(self, summary: &Summary) -> Words {
        Words { conn_state: conn_state(summary, self.reset_by), history: Some(self.letters) }
    }

    fn letter(&mut self, side: Side, letter: char) {
        let letter = match side {
            Side::Client => letter.to_ascii_uppercase(),
            Side::Server => letter,
        };
        if !self.letters.contains(letter) {
            self.letters.push(letter);
        }
    }
}

const SYN: u8 = 1;
const SYN_ACK: u8 = 2;

fn conn_state(summary: &Summary, reset_by: Option<Side>) -> Option<&'static str> {
    let seen = |bit| summary.completeness & bit != 0;
    let closer = summary.close.map(|close| close.initiator);
    // An abort's first RST is its close; after a FIN the RST may be anybody's.
    let reset_by = reset_by.or(match summary.close {
        Some(close) if close.kind == CloseKind::Abort => Some(close.initiator),
        _ => None,
    });
    Some(match summary.outcome {
        Outcome::Refused => "REJ",
        Outcome::TimedOut | Outcome::Unanswered | Outcome::Unreachable => "S0",
        Outcome::Closed if seen(SYN) => "SF",
        Outcome::Established if seen(SYN) && seen(SYN_ACK) => "S1",
        Outcome::Closing if seen(SYN) && seen(SYN_ACK) => match closer? {
            Side::Client => "S2",
            Side::Server => "S3",
        },
        Outcome::Closing if seen(SYN) && closer == Some(Side::Client) => "SH",
        Outcome::Closing if !seen(SYN) && seen(SYN_ACK) && closer == Some(Side::Server) => "SHR",
        Outcome::Reset => match reset_by? {
            Side::Client if seen(SYN) && !seen(SYN_ACK) => "RSTOS0",
            Side::Server if !seen(SYN) && seen(SYN_ACK) => "RSTRH",
            Side::Client if seen(SYN) => "RSTO",
            Side::Server if seen(SYN) => "RSTR",
            Side::Client | Side::Server => "OTH",
        },
        Outcome::HalfOpen if seen(SYN) && seen(SYN_ACK) => "S1",
        Outcome::Established
        | Outcome::Closed
        | Outcome::Closing
        | Outcome::HalfOpen
        | Outcome::MidStream
        | Outcome::Stray => "OTH",
    })
}
