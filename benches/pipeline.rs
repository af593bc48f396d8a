//! What a frame costs on its way up: read, dissected, tracked, and explained.
//!
//! The captures are made in memory, so that neither a disk nor a page cache is measured: `many` is short
//! connections (ten segments each), `bulk` is a few long ones with full segments. Printed
//! are frames and bytes a second too. Instructions and memory over files of gigabytes are another matter, and are not
//! measured here.

use ackplain::capture::{Event, Reader, Source as _};
use ackplain::connection::{ConnId, Fact, Limits, Listen, Tracker};
use ackplain::dissect;
use ackplain::language::Language;
use ackplain::report::json::Json;
use ackplain::report::text::{Amount, Text};
use ackplain::report::{Look, Page};
use ackplain::tell::{Report, Selection, gather, tell};
use std::hint::black_box;
use support::{Work, measure};

mod support;

fn main() {
    for made in [Made::Many, Made::Bulk] {
        read(made);
        dissect_cheaply(made);
        track(made);
        track_with_ledger(made);
    }
    for told in [Told::EnglishText, Told::KoreanText, Told::Json] {
        explain(told);
    }
}

/// A capture by its name.
#[derive(Debug, Clone, Copy)]
enum Made {
    Many,
    Bulk,
}

impl Made {
    /// A pcap file in memory and its number of frames.
    fn capture(self) -> (Vec<u8>, usize) {
        let mut capture = Writer::new();
        match self {
            Self::Many => (0..2_000).for_each(|n| capture.connection(n, 1, 200)),
            Self::Bulk => (0..4).for_each(|n| capture.connection(n, 2_500, 1_448)),
        }
        (capture.file, capture.frames)
    }
}

fn read(made: Made) {
    on(made, "read", |reader| {
        let mut bytes = 0;
        while let Ok(Some(event)) = reader.next() {
            if let Event::Frame(frame) = event {
                bytes += frame.bytes.len();
            }
        }
        bytes
    });
}

fn dissect_cheaply(made: Made) {
    on(made, "dissect_cheaply", |reader| {
        while let Ok(Some(event)) = reader.next() {
            if let Event::Frame(frame) = event {
                black_box(dissect::cheap(&frame));
            }
        }
        0
    });
}

/// What `list` pays: openings and ends.
fn track(made: Made) {
    on(made, "track", |reader| tracked(reader, Ends(0)).0);
}

/// What `explain` pays before it says a word: every write into every socket.
fn track_with_ledger(made: Made) {
    on(made, "track_with_ledger", |reader| tracked(reader, Writes(0)).0);
}

/// A whole story, from the bytes of a sample to text or JSON in both languages. Items are the sample's frames.
fn explain(told: Told) {
    let file = include_bytes!("../samples/http_keepalive.pcap");
    let work = Work { items: 20, bytes: 0 };
    let reader = || Reader::from_bytes(file.to_vec()).expect("a capture");
    measure(&format!("explain, {told:?}"), work, reader, |reader| told.by(reader));
}

/// How a story is told.
#[derive(Debug, Clone, Copy)]
enum Told {
    EnglishText,
    KoreanText,
    Json,
}

impl Told {
    fn by(self, reader: &mut Reader) -> usize {
        let mut out = Vec::new();
        match self {
            Self::EnglishText => story(reader, &mut text(&mut out, Language::English)),
            Self::KoreanText => story(reader, &mut text(&mut out, Language::Korean)),
            Self::Json => story(reader, &mut Json::new(&mut out, Language::English, false)),
        }
        out.len()
    }
}

fn text(out: &mut Vec<u8>, language: Language) -> Text<'_> {
    let look = Look { width: 80, paint: false, ascii: false, narrow: false, language };
    Text::new(Page::new(Box::new(out), look), Amount::Full, None, false)
}

fn story(reader: &mut Reader, report: &mut dyn Report) {
    let gathered = gather(reader, "sample", Selection::All, &mut |_, _| {}).expect("a capture");
    report.capture(&gathered).expect("a vector takes everything");
    for chosen in &gathered.chosen {
        tell(reader, chosen, report).expect("a capture that does not change");
    }
    report.finish().expect("a vector takes everything");
}

fn tracked<L: Listen>(reader: &mut Reader, listener: L) -> L {
    let mut tracker = Tracker::new(listener, Limits::default());
    while let Ok(Some(event)) = reader.next() {
        if let Event::Frame(frame) = event {
            tracker.take(&frame, &dissect::cheap(&frame));
        }
    }
    tracker.finish()
}

struct Ends(usize);

impl Listen for Ends {
    const LEDGER: bool = false;

    fn fact(&mut self, _: ConnId, fact: Fact<'_>) {
        self.0 += usize::from(matches!(fact, Fact::Ended(_)));
    }
}

struct Writes(usize);

impl Listen for Writes {
    const LEDGER: bool = true;

    fn fact(&mut self, _: ConnId, fact: Fact<'_>) {
        self.0 += usize::from(matches!(black_box(fact), Fact::Write(_)));
    }
}

fn on(made: Made, name: &str, run: impl Fn(&mut Reader) -> usize) {
    let (file, items) = made.capture();
    let work = Work { items, bytes: file.len() };
    let reader = || Reader::from_bytes(file.clone()).expect("a capture");
    measure(&format!("{name}, {made:?}"), work, reader, run);
}

/// Writes a pcap file of Ethernet, IPv4 and TCP with the timestamp option.
struct Writer {
    file: Vec<u8>,
    frames: usize,
    clock: u64,
}

const SYN: u8 = 0x02;
const ACK: u8 = 0x10;
const FIN: u8 = 0x01;

impl Writer {
    fn new() -> Self {
        let mut file = Vec::new();
        for number in [0xa1b2_c3d4, 0x0004_0002, 0, 0, 262_144, 1_u32] {
            file.extend(number.to_le_bytes());
        }
        Self { file, frames: 0, clock: 1_700_000_000_000_000 }
    }

    /// A handshake, `answers` segments of `size` bytes from the server, each acknowledged, and both FINs.
    fn connection(&mut self, n: u32, answers: u32, size: u32) {
        let (client, server) = (n.wrapping_mul(2_654_435_761), n.wrapping_mul(40_503));
        let up = |flags, seq, ack, data| (true, flags, client + seq, server + ack, data);
        let down = |flags, seq, ack, data| (false, flags, server + seq, client + ack, data);
        let mut segments =
            vec![up(SYN, 0, 0, 0), down(SYN | ACK, 0, 1, 0), up(ACK, 1, 1, 0), up(ACK, 1, 1, 100)];
        for answer in 0..answers {
            segments.push(down(ACK, 1 + answer * size, 101, size));
            segments.push(up(ACK, 101, 1 + (answer + 1) * size, 0));
        }
        let end = 1 + answers * size;
        segments.push(up(FIN | ACK, 101, end, 0));
        segments.push(down(FIN | ACK, end, 102, 0));
        segments.push(up(ACK, 102, end + 1, 0));
        for (from_client, flags, seq, ack, data) in segments {
            self.segment(n, from_client, flags, seq, ack, data);
        }
    }

    fn segment(&mut self, n: u32, from_client: bool, flags: u8, seq: u32, ack: u32, data: u32) {
        let options: &[u8] = if flags & SYN == 0 {
            &[1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 1]
        } else {
            &[2, 4, 5, 180, 4, 2, 8, 10, 0, 0, 0, 1, 0, 0, 0, 0, 1, 3, 3, 7]
        };
        let header = 20 + options.len() as u32;
        let length = 14 + 20 + header + data;
        self.clock += 50;
        let time = [self.clock / 1_000_000, self.clock % 1_000_000];
        for number in [time[0] as u32, time[1] as u32, length, length] {
            self.file.extend(number.to_le_bytes());
        }
        let host = (0x0a00_0000 | (n >> 12)).to_be_bytes();
        let client = (host, 1024 + (n % 4096) as u16);
        let server = ([10, 200, 0, 80], 80);
        let (from, to) = if from_client { (client, server) } else { (server, client) };
        self.file.extend([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0]);
        self.file.extend([0x45, 0]);
        self.file.extend(((20 + header + data) as u16).to_be_bytes());
        self.file.extend([0, 0, 0x40, 0, 64, 6, 0, 0]);
        self.file.extend(from.0);
        self.file.extend(to.0);
        self.file.extend(from.1.to_be_bytes());
        self.file.extend(to.1.to_be_bytes());
        self.file.extend(seq.to_be_bytes());
        self.file.extend((if flags & ACK == 0 { 0 } else { ack }).to_be_bytes());
        self.file.extend([(header as u8 / 4) << 4, flags, 0xfa, 0xf0, 0, 0, 0, 0]);
        self.file.extend(options);
        self.file.extend((0..data).map(|n| n as u8));
        self.frames += 1;
    }
}
