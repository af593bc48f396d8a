//! `list`: one row a connection.
//!
//! Rows come as the tracker tells ends: first those of half-open connections that had to be forgotten, while the
//! capture is read, then all others in order. Nothing is kept but what a format needs: a table up to [`TABLE`] rows, a
//! count a server for what was forgotten, everything only where rows are sorted.
//!
//! The lines that may be many (`plain`, CSV, JSON Lines) are put together by hand in one buffer: formatting with floats
//! was the largest single cost of a long list.

mod csv;
mod digits;
mod json;
mod listing;
mod plain;
mod row;
mod table;

pub(crate) use listing::{Order, Rows, Style, csv_head};
pub(crate) use row::Frame;
