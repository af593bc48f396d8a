//! Each change of state of each connection, with the frame that shows it and how sure that is:
//!
//! ```sh
//! cargo run --example transitions -- samples/orderly_close.pcapng
//! ```

#![allow(clippy::print_stdout)] // a program for a terminal

use ackplain::{Capture, Trouble};

fn main() -> Result<(), Trouble> {
    let path = std::env::args_os().nth(1).unwrap_or_else(|| "samples/orderly_close.pcapng".into());
    let mut capture = Capture::open(path)?;
    for connection in capture.connections() {
        let connection = connection?;
        let (client, server) = (connection.summary.client.endpoint, connection.summary.server.endpoint);
        println!("{client} -> {server}");
        for (side, made) in connection.transitions() {
            let frame = made.frame.map_or_else(String::new, |frame| format!("frame {frame}"));
            let from = made.from.map_or("?", |state| state.name());
            let verdict = connection.hindsight.verdict(made.write).map_or_else(String::new, |verdict| {
                format!(", {:?} by frame {}", verdict.kind, verdict.frame).to_lowercase()
            });
            let sure = format!("{:?}{verdict}", made.evidence).to_lowercase();
            println!("  {frame:>10}  {side:?}: {from} -> {} ({sure})", made.to);
        }
    }
    Ok(())
}
