//! What must hold of filters as a whole.

mod properties;
