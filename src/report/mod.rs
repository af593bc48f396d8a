//! Renderers and nothing else: what is told, as text, JSON, YAML, rows and columns.
//!
//! Each is a file a format; it decides how a thing looks and nothing about TCP. What a connection's story or the whole
//! capture is told in is a [`Report`](crate::tell::Report) ([`text`], [`json`], [`yaml`]). [`data`] is the report as
//! machines read it.

pub mod build;
pub mod columns;
pub mod data;
pub mod json;
pub mod lines;
pub mod names;
pub mod page;
pub mod rows;
pub mod text;
pub mod timing;
pub mod yaml;

pub use page::{Look, Page};
