//! Reads a packet capture and says what it proves about the two sockets of each TCP connection.
//!
//! The floors, from the ground up; imports point down only:
//!
//! * [`nearest`]: the nearest of some names to a misspelt one;
//! * [`capture`]: where frames come from;
//! * [`dissect`]: bytes to headers;
//! * [`connection`]: segments to facts about two sockets;
//! * [`filter`]: display filters over header fields;
//! * [`language`]: every sentence, in English and Korean;
//! * [`explain`]: facts to explanations;
//! * [`tell`]: one reading of a capture for a reader;
//! * [`report`]: renderers: text, JSON, YAML, rows, columns;
//! * [`examine`]: what everybody needs who holds a capture to a YAML file;
//! * [`check`]: captures held to expectations in YAML;
//! * [`commands`], [`cli`]: the command line.

pub mod capture;
pub mod check;
pub mod cli;
pub mod commands;
pub mod connection;
pub mod dissect;
pub mod examine;
pub mod explain;
pub mod filter;
pub mod language;
pub mod nearest;
pub mod report;
pub mod tell;
