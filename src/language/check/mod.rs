//! What `check` says: of a capture that is not as expected
//! ([`differs`]), and of what was held against it, key by key ([`keys`]).

pub mod differs;
pub mod draft;
pub mod keys;
pub mod page;
