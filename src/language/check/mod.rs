//! What `check` says: of a capture that is not as expected ([`differs`]), on its page ([`page`]), and in a draft
//! ([`draft`]).

pub(crate) mod differs;
pub(crate) mod draft;
pub(crate) mod page;
