//! Captures held to expectations: what a maintainer writes in YAML, and what became of it.
//!
//! [`verdict`] is the outcome as data: every format writes it, and nothing else.

pub mod formats;
pub mod verdict;
