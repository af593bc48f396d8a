//! What must hold of files that people write: the place of every value, and edits that keep every other byte.

mod places;
mod properties;
