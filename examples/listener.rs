//! A listener of one's own on facts as they come: what was sent again, by whom and why, from a capture that may still
//! be growing.
//!
//! ```sh
//! tcpdump -U -w - 'tcp port 80' | cargo run --example listener
//! cargo run --example listener < samples/lost_request.pcap
//! ```

#![allow(clippy::print_stdout)] // a program for a terminal

use ackplain::capture::{Passes, Reader};
use ackplain::connection::{ConnId, Fact, FindingKind, Limits, Listen, Side};
use std::error::Error;

/// Tells of what is sent again at once, and counts it.
#[derive(Default)]
struct Again {
    /// Who sent the segment of the step that was told last.
    sender: Option<Side>,
    count: u64,
}

impl Listen for Again {
    /// Steps and findings are wanted, not only the beginnings and ends of connections.
    const LEDGER: bool = true;

    fn fact(&mut self, connection: ConnId, fact: Fact<'_>) {
        match fact {
            Fact::Step(step) => self.sender = step.sender(),
            Fact::Finding(finding) => {
                let why = match finding.kind {
                    FindingKind::SynRepeated { first, .. } => format!("the SYN of frame {first}"),
                    FindingKind::SynAckRepeated { first, .. } => format!("the SYN, ACK of frame {first}"),
                    FindingKind::DataRepeated { data, cause, .. } => format!("{data} bytes ({cause:?})"),
                    FindingKind::FinRepeated => "its FIN".to_owned(),
                    _ => return,
                };
                self.count += 1;
                let sender = self.sender.map_or_else(String::new, |side| format!("{side:?}"));
                println!("connection {}, frame {}: {sender} sends {why} again", connection.0, finding.frame);
            }
            _ => {}
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut source = Reader::from_read(std::io::stdin(), Passes::One)?;
    let again = ackplain::listen(&mut source, Again::default(), Limits::default())?;
    println!("{} segments were sent again", again.count);
    Ok(())
}
