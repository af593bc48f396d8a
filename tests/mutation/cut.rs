//! A capture cut at any byte tells the same facts of the frames before the cut.
//!
//! `tests/all/ledger.rs` cuts between frames and looks at the program's report; here the cut falls on every byte, and a
//! listener hears what the tracker says while the frames come. What is told at the end of a capture (how each connection
//! stands) is about the end, and left out.

use crate::corpus::{self, Entry};
use crate::mutate::{self, Rng};
use ackplain::capture::{Event, Reader, Source as _};
use ackplain::connection::{ConnId, Fact, Limits, Listen, Tracker};
use ackplain::dissect::cheap;
use std::fmt::Write as _;

/// Cuts of a larger sample are made only here and there.
const SMALL: usize = 900;

/// What was told while a capture was read.
#[derive(Default)]
struct Log {
    text: String,
}

impl Listen for Log {
    const LEDGER: bool = true;

    fn fact(&mut self, conn: ConnId, fact: Fact<'_>) {
        if !matches!(fact, Fact::Ended(_)) {
            // Writing to a String cannot fail.
            let _ = writeln!(self.text, "{conn:?} {fact:?}");
        }
    }
}

/// The facts of a capture, and after each frame how long the file and the text were.
struct Facts {
    text: String,
    after: Vec<(usize, usize)>,
}

/// `None` where the bytes are no capture any more.
fn facts(bytes: &[u8]) -> Option<Facts> {
    let mut reader = Reader::from_bytes(bytes.to_vec()).ok()?;
    let mut tracker = Tracker::new(Log::default(), Limits::default());
    let mut after = Vec::new();
    while let Some(event) = reader.next().expect("bytes can be read") {
        let Event::Frame(frame) = event else { continue };
        // The frame's bytes end no earlier than this, whatever its record has behind them.
        let end = frame.at.offset() as usize + 12 + frame.bytes.len();
        tracker.take(&frame, &cheap(&frame));
        after.push((end, tracker.listener().text.len()));
    }
    let text = std::mem::take(&mut tracker.listener().text);
    Some(Facts { text, after })
}

/// The facts before a cut are those of the whole capture, and none is missing whose record the cut left alone.
fn compare(name: &str, whole: &Facts, bytes: &[u8], cut: usize) {
    let Some(part) = facts(&bytes[..cut]) else {
        assert!(cut < 28, "{name}: its first {cut} bytes are no capture");
        return;
    };
    let frames = part.after.len();
    let expected = frames.checked_sub(1).map_or(0, |last| whole.after[last].1);
    assert!(
        part.text == whole.text[..expected],
        "{name} cut at {cut}, {frames} frames:\n told     {}\n expected {}",
        part.text,
        &whole.text[..expected]
    );
    // A record or block has at most 40 bytes around its frame here: headers, padding, options, its length again.
    let there = whole.after.iter().filter(|(end, _)| end + 40 <= cut).count();
    assert!(frames >= there, "{name} cut at {cut}: {frames} frames of {there}");
}

/// Every frame's record begins where the one before it ended: no damage to go on behind.
fn whole(entry: &Entry) -> bool {
    let Ok(mut reader) = Reader::from_bytes(entry.bytes.clone()) else { return false };
    while let Ok(Some(event)) = reader.next() {
        if let Event::Damage(_) = event {
            return false;
        }
    }
    true
}

#[test]
fn a_cut_at_any_byte_changes_no_fact_before_it() {
    let mut cuts = 0;
    for entry in corpus::samples().iter().filter(|entry| whole(entry)) {
        let all = facts(&entry.bytes).expect("a sample is a capture");
        let step = if entry.bytes.len() <= SMALL { 1 } else { 97 };
        for cut in (0..=entry.bytes.len()).step_by(step) {
            compare(&entry.name, &all, &entry.bytes, cut);
            cuts += 1;
        }
    }
    assert!(cuts > 5000, "only {cuts} cuts");
}

/// The same where the frames say something else than a sane peer would.
#[test]
fn a_cut_changes_no_fact_of_frames_that_are_wrong() {
    let mut rng = Rng::new(7);
    let mut cuts = 0;
    for entry in corpus::samples().iter().filter(|entry| whole(entry)) {
        for _ in 0..4 {
            let bytes = wrong(&entry.bytes, &mut rng);
            let all = facts(&bytes).expect("the container was left whole");
            for _ in 0..4 {
                compare(&entry.name, &all, &bytes, rng.below(bytes.len() + 1));
                cuts += 1;
            }
        }
    }
    assert!(cuts > 300, "only {cuts} cuts");
}

/// Another content of a few frames; no record's header is touched.
fn wrong(bytes: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let (records, _) = mutate::records(&bytes);
    for _ in 0..6 {
        let record = rng.pick(&records[1..]).clone();
        // Behind the longest header of a record, before what a pcapng block ends with.
        let frame = record.start + 28..record.end.saturating_sub(8).max(record.start + 28);
        let at = frame.start + rng.below(frame.len());
        if frame.contains(&at) && is_packet(&bytes[record]) {
            bytes[at] ^= 1 << rng.below(8);
        }
    }
    bytes
}

/// A record of a pcap file always; of pcapng only the Enhanced Packet Block.
fn is_packet(record: &[u8]) -> bool {
    !matches!(record, [1..=5, 0, 0, 0, ..] | [0, 0, 0, 1..=5, ..] | [0x0a, 0x0d, 0x0d, 0x0a, ..])
}
