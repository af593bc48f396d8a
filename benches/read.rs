//! What reading costs: containers to frames, nothing looked at.
//!
//! 100,000 frames of 60 to 1,500 bytes, from memory: the copy into the buffer is measured, the kernel is not.
//! `cargo bench --profile dist --bench read` prints the time of a whole reading; the throughput is in frames.

use ackplain::capture::write::{Pcap, Pcapng, Unit};
use ackplain::capture::{Event, LinkType, Nanos, Reader, Source};

use support::{Work, measure};

mod support;

const FRAMES: u32 = 100_000;

/// What one reading does.
const WORK: Work = Work { items: FRAMES as usize, bytes: 0 };

fn main() {
    all("pcap_microseconds", pcap(Unit::Microseconds));
    all("pcap_nanoseconds", pcap(Unit::Nanoseconds));
    all("pcapng_enhanced", pcapng());
    pcap_again();
}

/// Times and bytes of the frames.
fn frames() -> impl Iterator<Item = (Nanos, Vec<u8>)> {
    (0..FRAMES).map(|no| {
        let len = 60 + no as usize * 7919 % 1441;
        let time = 1_700_000_000_000_000_000 + i128::from(no) * 12_345;
        (Nanos(time), vec![no as u8; len])
    })
}

fn pcap(unit: Unit) -> Vec<u8> {
    let mut out = Pcap::new(Vec::new(), LinkType::ETHERNET, unit).expect("memory");
    for (time, bytes) in frames() {
        out.frame(time, bytes.len() as u32, &bytes).expect("memory");
    }
    out.finish().expect("memory")
}

fn pcapng() -> Vec<u8> {
    let mut out = Pcapng::new(Vec::new()).expect("memory");
    let interface = out.interface(LinkType::ETHERNET).expect("memory");
    for (time, bytes) in frames() {
        out.frame(interface, time, bytes.len() as u32, &bytes).expect("memory");
    }
    out.finish().expect("memory")
}

/// Reads to the end, again and again: the same memory each time, as a file in the page cache.
fn all(name: &str, bytes: Vec<u8>) {
    let mut reader = Reader::from_bytes(bytes).expect("a capture");
    measure(
        name,
        WORK,
        || (),
        |()| {
            reader.rewind().expect("memory");
            let mut sum = 0;
            while let Some(event) = reader.next().expect("memory") {
                if let Event::Frame(frame) = event {
                    sum += u64::from(frame.original);
                }
            }
            sum
        },
    );
}

/// Each frame once more, in order, as an explanation asks for them.
fn pcap_again() {
    let mut reader = Reader::from_bytes(pcap(Unit::Microseconds)).expect("a capture");
    let mut places = Vec::new();
    while let Some(event) = reader.next().expect("memory") {
        if let Event::Frame(frame) = event {
            places.push((frame.no, frame.at));
        }
    }
    measure(
        "pcap_again",
        WORK,
        || (),
        |()| {
            let mut sum = 0;
            for &(no, at) in &places {
                let frame = reader.again(no, at).expect("a frame read before");
                sum += u64::from(frame.original);
            }
            sum
        },
    );
}
