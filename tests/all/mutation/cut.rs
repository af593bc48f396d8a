//! A capture cut at any byte tells the same facts of the frames before the cut.
//!
//! `tests/all/ledger.rs` cuts between frames and looks at the program's report; here the cut falls behind every frame
//! and on every byte, and a listener hears what the tracker says while the frames come. What is told at the end of a
//! capture (how each connection stands) is about the end, and left out.

use super::corpus::{self, Entry};
use super::mutate::{self, Rng};
use crate::support::container;
use ackplain::capture::{Event, Frame, Reader, Source as _};
use ackplain::connection::{ConnId, Fact, Limits, Listen, Tracker};
use ackplain::dissect::cheap;
use std::collections::BTreeSet;
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

/// A frame's numbers and its bytes.
type Kept = (String, Vec<u8>);

/// The facts of a capture, its frames as they were read, and after each how long the file and the text were.
struct Facts {
    text: String,
    frames: Vec<Kept>,
    after: Vec<(usize, usize)>,
}

/// Everything that the tracker is given of a frame.
fn kept(frame: &Frame<'_>) -> Kept {
    let Frame { no, time, interface, link, original, bytes, fcs, at } = *frame;
    (format!("{no} {time:?} {interface} {link:?} {original} {fcs:?} {at:?}"), bytes.to_vec())
}

/// `None` where the bytes are no capture any more.
fn facts(bytes: &[u8]) -> Option<Facts> {
    let mut reader = Reader::from_bytes(bytes.to_vec()).ok()?;
    let mut tracker = Tracker::new(Log::default(), Limits::default());
    let (mut frames, mut after) = (Vec::new(), Vec::new());
    while let Some(event) = reader.next().expect("bytes can be read") {
        let Event::Frame(frame) = event else { continue };
        // The frame's bytes end no earlier than this, whatever its record has behind them.
        let end = frame.at.offset() as usize + 12 + frame.bytes.len();
        frames.push(kept(&frame));
        tracker.take(&frame, &cheap(&frame));
        after.push((end, tracker.listener().text.len()));
    }
    let text = std::mem::take(&mut tracker.listener().text);
    Some(Facts { text, frames, after })
}

/// How many frames there are before a cut; each is the one that the whole capture has there, to the last byte. `None`
/// where the bytes are no capture any more.
fn same_frames(name: &str, whole: &Facts, bytes: &[u8], cut: usize) -> Option<usize> {
    let mut reader = Reader::from_bytes(bytes[..cut].to_vec()).ok()?;
    let mut frames = 0;
    while let Some(event) = reader.next().expect("bytes can be read") {
        let Event::Frame(frame) = event else { continue };
        let expected = whole.frames.get(frames);
        assert!(Some(&kept(&frame)) == expected, "{name} cut at {cut}: another frame");
        frames += 1;
    }
    Some(frames)
}

/// The facts before a cut are those of the whole capture, and none is missing whose record the cut left alone. Equal
/// frames give equal facts: those of so many frames, told in `told` already, are not computed again.
fn compare(name: &str, whole: &Facts, bytes: &[u8], cut: usize, told: &mut BTreeSet<usize>) {
    let Some(frames) = same_frames(name, whole, bytes, cut) else {
        assert!(cut < 28, "{name}: its first {cut} bytes are no capture");
        return;
    };
    if told.insert(frames) {
        let part = facts(&bytes[..cut]).expect("it was read before");
        let expected = frames.checked_sub(1).map_or(0, |last| whole.after[last].1);
        assert!(
            part.text == whole.text[..expected],
            "{name} cut at {cut}, {frames} frames:\n told     {}\n expected {}",
            part.text,
            &whole.text[..expected]
        );
    }
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
        let mut told = BTreeSet::new();
        let ends = container::ends(&entry.bytes);
        for cut in (0..=entry.bytes.len()).step_by(step).chain(ends) {
            compare(&entry.name, &all, &entry.bytes, cut, &mut told);
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
            let mut told = BTreeSet::new();
            for _ in 0..4 {
                compare(&entry.name, &all, &bytes, rng.below(bytes.len() + 1), &mut told);
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
