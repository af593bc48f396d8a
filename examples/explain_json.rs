//! A capture explained as JSON, as `ackplain explain --format json` writes it; in Korean with a second argument:
//!
//! ```sh
//! cargo run --example explain_json -- samples/refused.pcap ko
//! ```

use ackplain::language::Language;
use ackplain::report::json::Json;
use ackplain::{Capture, Trouble};
use std::io::{BufWriter, stdout};

fn main() -> Result<(), Trouble> {
    let mut arguments = std::env::args_os().skip(1);
    let path = arguments.next().unwrap_or_else(|| "samples/refused.pcap".into());
    let korean = arguments.next().is_some_and(|language| language == "ko");
    let language = if korean { Language::Korean } else { Language::English };
    let mut report = Json::new(BufWriter::new(stdout().lock()), language, true);
    Capture::open(path)?.tell(&mut report)
}
