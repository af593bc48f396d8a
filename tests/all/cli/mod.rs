//! The command line as its users meet it: outputs, errors, exit codes, the schema.

mod errors;
mod output;
mod schema;
