//! The command line of ackplain.

fn main() {}
