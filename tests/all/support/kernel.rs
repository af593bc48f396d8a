//! What the kernel and the relay wrote down while a capture of `tests/captures/kernel` was taken.
//!
//! Read are four kinds of lines: `EVENT tcp_retransmit_skb` (a segment is sent again), with the congestion state that
//! the last `tcp_cong_state_set` of that socket left; `EVENT tcp_send_reset` with its reason; `DROP … reason: R` of an
//! incoming segment; and `LINK drop` or `LINK dup`, what the relay between the two captures did to a segment.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A capture of `tests/captures/kernel`.
pub fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/captures/kernel").join(name)
}

/// A capture as the program is given it, from the folder where it runs.
pub fn argument(name: &str) -> String {
    format!("../tests/captures/kernel/{name}")
}

/// The kernel's `cong_state`, as far as it says why a segment is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Congestion {
    /// Not in recovery: a tail loss probe.
    Open,
    /// Fast recovery: repeated ACK numbers or SACK told of a hole.
    Recovery,
    /// The retransmission timer ran out.
    Loss,
}

/// A segment that a socket sent again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// In SYN-SENT it is the SYN.
    pub syn: bool,
    /// Why.
    pub state: Congestion,
    /// The socket sent another one again less than 0.2 s before, the shortest time for which Linux sets a timer.
    pub at_once: bool,
}

/// A RST that the kernel sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reset {
    /// From, as `address:port`.
    pub from: String,
    /// To.
    pub to: String,
    /// Linux's name of the reason.
    pub reason: String,
}

/// A segment that the relay dropped or doubled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Touched {
    /// From the client?
    pub from_client: bool,
    /// Its sequence number.
    pub seq: u64,
    /// Its bytes of data.
    pub data: u64,
}

/// See the module.
#[derive(Debug, Default)]
pub struct Kernel {
    /// In order.
    pub again: Vec<Again>,
    /// In order.
    pub resets: Vec<Reset>,
    /// Reasons of incoming segments that were dropped.
    pub dropped: Vec<String>,
    /// In order.
    pub link_dropped: Vec<Touched>,
    /// In order.
    pub link_doubled: Vec<Touched>,
}

impl Kernel {
    /// The log of one capture.
    pub fn of(stem: &str) -> Self {
        let path = path(&format!("{stem}.truth.txt"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut kernel = Self::default();
        let mut congestion: HashMap<String, Congestion> = HashMap::new();
        let mut last: HashMap<String, f64> = HashMap::new();
        for line in text.lines() {
            let socket = ["saddr", "sport", "daddr", "dport"].map(|key| value(line, key)).join(" ");
            if line.contains(" tcp_cong_state_set ") {
                let state = match value(line, "cong_state") {
                    "3" => Congestion::Recovery,
                    "4" => Congestion::Loss,
                    _ => Congestion::Open,
                };
                congestion.insert(socket, state);
            } else if line.contains(" tcp_retransmit_skb ") {
                let state = congestion.get(&socket).copied().unwrap_or(Congestion::Open);
                let time = line.split(' ').next().and_then(|time| time.parse().ok()).unwrap_or(0.0);
                let at_once = last.insert(socket, time).is_some_and(|before| time - before < 0.2);
                kernel.again.push(Again { syn: value(line, "state") == "TCP_SYN_SENT", state, at_once });
            } else if line.contains(" tcp_send_reset ") {
                let [from, to, reason] = ["src", "dest", "reason"].map(|key| value(line, key).to_owned());
                kernel.resets.push(Reset { from, to, reason });
            } else if line.contains(" LINK drop ") {
                kernel.link_dropped.extend(touched(line));
            } else if line.contains(" LINK dup ") {
                kernel.link_doubled.extend(touched(line));
            } else if let Some((_, reason)) = line.split_once(" reason: ") {
                kernel.dropped.push(reason.trim().to_owned());
            }
        }
        kernel
    }
}

/// The value of `key=value` in a line; empty if there is none.
fn value<'a>(line: &'a str, key: &str) -> &'a str {
    line.split(' ')
        .filter_map(|word| word.split_once('='))
        .find(|(name, _)| *name == key)
        .map_or("", |(_, value)| value)
}

fn touched(line: &str) -> Option<Touched> {
    let number = |key| value(line, key).parse().ok();
    Some(Touched { from_client: value(line, "dir") == "c>s", seq: number("seq")?, data: number("len")? })
}
