//! Laying lines out on a terminal: widths, colours, columns, wrapping.
//!
//! Everything is measured in terminal columns, not in bytes or letters: a Korean syllable takes two. Text is
//! painted here or not at all, so that a line's width is known before an escape code is in it, and a plain
//! page costs nothing. In ASCII mode the arrows, dots and curly quotes that our sentences use are replaced
//! before measuring; letters of other scripts stay, they are what the reader asked for.
//!
//! A [`Page`] collects lines in one buffer and hands it to its writer when it grows; nothing here knows what
//! it prints.

mod grid;
mod look;
mod paper;
mod wrap;

pub use grid::{Column, Places, Sheet};
pub use look::{Look, Tint};
pub use paper::Page;
pub use wrap::{Wrapped, ascii, fit, printable, width, wrap};
