//! YAML with places: which line and column wrote each value, and how to change one value and nothing else.
//!
//! The values come from `serde_yaml`; it says of no value where it stands, and of some mistakes the wrong place. So the
//! same text is read once more as a stream of events with their positions, into a tree of [`Place`]s: [`Places::read`]
//! does both, and answers with every [`Trouble`] that it finds, each with its place:
//!
//! * what both parsers would let pass and a person did not mean: a key that stands twice, “smart quotes”, a no-break
//!   space, a second document, an unknown tag;
//! * what is bounded: 1 MiB, 32 levels, 10,000 values behind aliases;
//! * what violates the grammar, with the likely cause where one is known: a tab, an unquoted `conn[0]` inside of `{ }`.
//!
//! [`Edits`] replaces values in the text and leaves every other byte as it is. [`report`] draws a sentence with its
//! place.
//!
//! Nothing here knows what a file is about.

mod causes;
mod edit;
mod excerpt;
mod inside;
mod path;
mod places;
mod read;
mod source;
mod tree;
mod trouble;
mod write;

#[cfg(test)]
mod tests;

pub(crate) use edit::Edits;
pub(crate) use excerpt::{Label, report};
pub(crate) use path::name_of;
pub use path::{Path, Step};
pub(crate) use places::Places;
pub use source::{Source, Spot};
pub(crate) use trouble::{MOST_BYTES, Trouble};
