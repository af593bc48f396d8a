//! Captures held to expectations: what a maintainer writes in YAML, and what became of it.
//!
//! One way through: [`read`] makes a [`spec`] of a YAML file or tells all that is wrong with it; [`run`] opens the
//! capture and reads of it what the file asks about, and no more ([`examine::subject`](crate::examine::subject));
//! [`evaluate`] holds one to the other; [`verdict`] is the outcome as data. [`run`] does this for many files on several
//! threads, in an order that does not depend on them. What homework needs as well (choosing, computing, comparing,
//! places in YAML) is a floor below: [`examine`](crate::examine).

pub mod bless;
pub(crate) mod draft;
pub(crate) mod evaluate;
pub mod find;
pub mod formats;
pub(crate) mod page;
pub(crate) mod read;
mod read_asks;
pub(crate) mod replace;
pub(crate) mod requires;
pub mod run;
pub(crate) mod save;
pub(crate) mod self_test;
mod snapshot;
pub(crate) mod spec;
pub mod verdict;

pub use crate::examine::trouble::{At, Said, Trouble};
pub use crate::examine::why::{Bytes, Ledger};
pub use crate::examine::yaml::{Path, Source, Spot, Step};
pub use read_asks::VIEWS;
