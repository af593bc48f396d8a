//! What everybody needs who holds a capture to a YAML file that a person wrote.
//!
//! There are two such examiners: [`check`](crate::check) holds a capture to what its maintainer expects, and homework
//! holds the answers of a learner to what the capture says. Both do the same first steps, and only those stand here:
//!
//! * [`yaml`]: a file with the place of every value; [`node`]: its values, each of which can say what is wrong with it
//!   and go on; [`trouble`]: what is wrong, where, in both languages;
//! * [`subject`]: the capture, read as far as somebody asks for it and kept for the next question; [`sweep`]: the one
//!   pass that asks every display filter of a file at every frame;
//! * [`choose`]: the one connection or frame that a question is about;
//! * [`query`]: a value computed with jq from what [`holding`] chooses of the report; [`compare`], [`matcher`],
//!   [`quantity`]: is it what is written there?
//! * [`read`]: how a file writes a choice, a filter, an expression, a range: the same words in every kind of file;
//! * [`why`]: the frame, the bytes and the write that made a value what it is.
//!
//! What an examiner concludes is its own: nothing here passes, fails, counts or grades, and nothing knows the shape of
//! a file but for its values.

pub(crate) mod choose;
pub(crate) mod compare;
pub(crate) mod holding;
pub(crate) mod matcher;
pub(crate) mod node;
pub(crate) mod quantity;
pub(crate) mod query;
pub(crate) mod read;
pub(crate) mod subject;
pub(crate) mod sweep;
pub(crate) mod trouble;
pub(crate) mod why;
pub(crate) mod yaml;
