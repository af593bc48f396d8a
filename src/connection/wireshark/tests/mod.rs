//! What tshark says of exchanges, an exchange a test.

mod edges;
mod marks;
mod talk;
