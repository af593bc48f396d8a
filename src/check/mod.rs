//! Captures held to expectations: what a maintainer writes in YAML, and what became of it.
//!
//! One way through: [`read`] makes a [`spec`] of a YAML file or tells all that is wrong with it; [`subject`] reads of
//! the capture what the file asks about, and no more; [`evaluate`] holds one to the other; [`verdict`] is the outcome
//! as data, and [`run`] does this for many files on several threads, in an order that does not depend on them.

pub mod bless;
pub mod draft;
pub mod evaluate;
pub mod find;
pub mod formats;
pub mod page;
pub mod read;
mod read_asks;
pub mod replace;
pub mod requires;
pub mod run;
pub mod save;
pub mod self_test;
mod snapshot;
pub mod spec;
pub mod verdict;

pub use read_asks::VIEWS;
