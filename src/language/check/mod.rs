//! What `check` says: of a capture that is not as expected ([`differs`]), on its page ([`page`]), and in a draft
//! ([`draft`]).

pub mod differs;
pub mod draft;
pub mod page;
