//! Reads a packet capture and says what it proves about the two sockets of each TCP connection.
//!
//! The floors, from the ground up; imports point down only:
//!
//! * [`capture`]: where frames come from;
//! * [`dissect`]: bytes to headers;
//! * [`connection`]: segments to facts about two sockets;
//! * [`filter`]: display filters over header fields;
//! * [`yaml`]: files that people write, with the place of every value;
//! * [`language`]: every sentence, in English and Korean;
//! * [`explain`]: facts to explanations;
//! * [`report`]: explanations to text, JSON and YAML;
//! * [`query`]: jq over the report;
//! * [`check`]: captures held to expectations in YAML;
//! * [`commands`], [`cli`]: the command line.

pub mod capture;
#[cfg(feature = "check")]
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod commands;
pub mod connection;
pub mod dissect;
pub mod explain;
pub mod filter;
pub mod language;
#[cfg(feature = "check")]
pub mod query;
pub mod report;
#[cfg(feature = "check")]
pub mod yaml;
