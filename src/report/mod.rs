//! Renderers and nothing else: what is told, as text, JSON, YAML, rows and columns.
//!
//! Each is a file a format; it decides how a thing looks and nothing about TCP. What a connection's story or the whole
//! capture is told in is a [`Report`](crate::tell::Report) ([`text`], [`json`], [`yaml`]). [`data`] is the report as
//! machines read it.

pub(crate) mod build;
pub(crate) mod columns;
pub(crate) mod data;
pub mod json;
pub(crate) mod lines;
pub(crate) mod names;
pub mod page;
pub(crate) mod rows;
pub mod text;
pub(crate) mod timing;
#[cfg(feature = "yaml")]
pub mod yaml;

pub use data::SCHEMA_VERSION;
#[cfg(feature = "schema")]
pub use data::schema;
pub use page::{Look, Page};
