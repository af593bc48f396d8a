//! `stream` in our reports is Wireshark's `tcp.stream`: the tracker numbers it beside its own ids, the Wireshark module
//! on its own.

use crate::support::samples;
use ackplain::capture::{Event, Passes, Source, open};
use ackplain::connection::wireshark::Wireshark;
use ackplain::connection::{ConnId, Fact, Limits, Listen, Tracker};
use ackplain::dissect::{Cheap, cheap};
use std::collections::BTreeMap;

/// The stream of each connection.
#[derive(Default)]
struct Streams(BTreeMap<ConnId, u32>);

impl Listen for Streams {
    const LEDGER: bool = false;

    fn fact(&mut self, id: ConnId, fact: Fact<'_>) {
        if let Fact::Opened { stream, .. } = fact {
            self.0.insert(id, stream.0);
        }
    }
}

#[test]
fn both_numberings_of_streams_agree() {
    let mut compared = 0;
    let mut wrong = Vec::new();
    for name in samples::names() {
        let Ok(mut source) = open(&samples::path(&name), Passes::One) else { continue };
        let mut tracker = Tracker::new(Streams::default(), Limits::default());
        let mut wireshark = Wireshark::default();
        while let Ok(Some(event)) = source.next() {
            let Event::Frame(frame) = event else { continue };
            let cheap = cheap(&frame);
            let theirs = wireshark.take(&frame, &cheap).and_then(|values| values.stream);
            let Some(id) = tracker.take(&frame, &cheap) else { continue };
            let (Cheap::Tcp(_), Some(theirs)) = (&cheap, theirs) else { continue };
            let ours = tracker.listener().0.get(&id).copied();
            compared += 1;
            if ours != Some(theirs) {
                wrong.push(format!("{name} frame {}: ours {ours:?}, Wireshark's {theirs}", frame.no));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared > 300, "only {compared} segments");
}
