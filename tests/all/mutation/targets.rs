//! What must hold for any bytes at all: one function a target, shared by libFuzzer and by the mutation tests.
//!
//! Each function takes bytes that somebody else chose and panics if ackplain breaks a promise on them: by a panic of
//! its own, or by an answer that contradicts another of its answers. There are no clocks in here: what is slow shows as
//! a time-out of the fuzzer, or of whoever runs the tests.
//!
//! `fuzz/` includes this file as it stands, so it needs nothing but the library and `serde_json`.

use ackplain::capture::{CaptureError, Event, Frame, LinkType, Passes, Place, Reader, Source as _};
use ackplain::connection::wireshark::Wireshark;
use ackplain::dissect::{Cheap, Field, FieldId, Other, Packet, Packets, Tree, Value, cheap};
use ackplain::explain;
use ackplain::filter::{Extra, Filter, Seen};
use ackplain::inside::{Placed, frame_page, whole_datagram};
use ackplain::language::Language;
use ackplain::report::json::Json;
use ackplain::report::text::{Amount, Text};
use ackplain::report::yaml::Yaml;
use ackplain::report::{Look, Page};
use ackplain::tell::{Gathered, Overview, Report, Selection, gather, tell_capture};
use std::io::{self, Read};

/// What every target takes.
pub type Target = fn(&[u8]);

const LANGUAGES: [Language; 2] = [Language::English, Language::Korean];

/// The container. From memory and from a pipe in pieces of any size come the same events, twice over; each frame can
/// be read again by its place.
pub fn reader(bytes: &[u8]) {
    let (mut reader, events) = match (Reader::from_bytes(bytes.to_vec()), piped(bytes, 1)) {
        (Ok(reader), Ok(pipe)) => (reader, drained(pipe)),
        (Err(whole), Err(pieces)) => {
            let (whole, pieces) = (refusal(&whole), refusal(&pieces));
            assert_eq!(whole, pieces, "a pipe is refused for another reason");
            return;
        }
        (Ok(_), Err(error)) => panic!("only the pipe is refused: {error}"),
        (Err(error), Ok(_)) => panic!("only the bytes in memory are refused: {error}"),
    };
    let first = events_of(&mut reader);
    assert!(first == events, "a pipe, byte by byte, tells something else:\n{first:#?}\n{events:#?}");
    let seven = piped(bytes, 7).map(drained).expect("opened before");
    assert!(first == seven, "a pipe, in pieces of seven, tells something else:\n{first:#?}\n{seven:#?}");
    numbers_grow(&first);
    for event in &first {
        if let Told::Frame { no, at, .. } = event {
            let frame = reader.again(*no, *at).unwrap_or_else(|error| panic!("frame {no} again: {error}"));
            let again = Told::frame(&frame);
            assert_eq!(&again, event, "read again");
        }
    }
    reader.rewind().expect("bytes in memory can be read again");
    let second = events_of(&mut reader);
    assert!(first == second, "rewound, it tells something else:\n{first:#?}\n{second:#?}");
}

/// One frame: two bytes of link type, one of what was cut off behind, one of check sequence, then its bytes.
///
/// Every bit of it is in exactly one outermost field, every field can be spelled, and both speeds find the same TCP.
pub fn dissect(bytes: &[u8]) {
    let frame = framed(bytes);
    let tree = Tree::of(&frame);
    spelled(&tree, frame.bytes);
    covered(&tree, frame.bytes);
    agreed(&tree, &cheap(&frame));
    if let Some(stop) = tree.stop {
        assert!(stop.offset <= frame.bytes.len(), "stopped behind the frame: {stop:?}");
    }
}

/// A display filter, and behind the first NUL a frame as [`dissect`] takes it.
///
/// An error points into the text and can be said in both languages; a good filter gives an answer, and what it prints
/// is read again as the same filter.
pub fn filter(bytes: &[u8]) {
    let mut halves = bytes.splitn(2, |&byte| byte == 0);
    let text = String::from_utf8_lossy(halves.next().unwrap_or_default());
    let frame = framed(halves.next().unwrap_or(SYN));
    match Filter::parse(&text) {
        Err(error) => {
            let span = error.span;
            assert!(span.start <= span.end && span.end <= text.len(), "{span:?} is not in {text:?}");
            let whole = text.is_char_boundary(span.start) && text.is_char_boundary(span.end);
            assert!(whole, "{span:?} splits a letter of {text:?}");
            for language in LANGUAGES {
                for width in [0, 20, 80] {
                    let lines = ackplain::inside::filter_lines(&error, &text, width, language);
                    assert!(lines.iter().all(|line| !line.contains('\n')), "{lines:#?}");
                }
            }
        }
        Ok(filter) => {
            let tree = Tree::of(&frame);
            let extra = Extra::new();
            let seen = Seen { tree: &tree, bytes: frame.bytes, extra: &extra };
            let holds = filter.matches(&seen);
            let printed = filter.to_string();
            let again = Filter::parse(&printed)
                .unwrap_or_else(|error| panic!("{text:?} prints as {printed:?}: {error:?}"));
            assert_eq!(again.matches(&seen), holds, "{text:?} prints as {printed:?}");
            assert_eq!(again.to_string(), printed, "{text:?} prints differently the second time");
        }
    }
}

/// A capture: all that ackplain ever says of one, in both languages and every format, and each frame byte by byte.
pub fn explain_any_bytes(bytes: &[u8]) {
    let Ok(mut source) = Reader::from_bytes(bytes.to_vec()) else {
        return;
    };
    let gathered = gather(&mut source, "-", Selection::All, &mut |_, _| {}).expect("bytes can be read");
    for language in LANGUAGES {
        pages(&mut source, &gathered, language);
        let mut json = Vec::new();
        machine(&mut Json::new(&mut json, language, true), &mut source, &gathered);
        if let Err(error) = serde_json::from_slice::<serde_json::Value>(&json) {
            panic!("no JSON: {error}:\n{}", String::from_utf8_lossy(&json));
        }
    }
    machine(&mut Yaml::new(io::sink(), Language::Korean, true), &mut source, &gathered);
    frames(&mut source);
}

// --- the reader ---------------------------------------------------------------------------------------------

/// An event that is kept.
#[derive(Debug, Clone, PartialEq)]
enum Told {
    Frame { no: u64, at: Place, head: String, bytes: Vec<u8> },
    Damage(String),
}

impl Told {
    fn frame(frame: &Frame<'_>) -> Self {
        let Frame { no, time, interface, link, original, bytes, fcs, at } = *frame;
        let head = format!("{time:?} {interface} {link:?} {original} {fcs:?}");
        Self::Frame { no, at, head, bytes: bytes.to_vec() }
    }
}

fn events_of(reader: &mut Reader) -> Vec<Told> {
    let mut events = Vec::new();
    while let Some(event) = reader.next().expect("bytes can be read") {
        events.push(match event {
            Event::Frame(frame) => Told::frame(&frame),
            Event::Damage(damage) => Told::Damage(format!("{damage:?}")),
        });
    }
    events
}

fn drained(mut reader: Reader) -> Vec<Told> {
    events_of(&mut reader)
}

fn numbers_grow(events: &[Told]) {
    let mut last = 0;
    for event in events {
        if let Told::Frame { no, .. } = event {
            assert!(*no > last, "frame {no} comes behind frame {last}");
            last = *no;
        }
    }
}

fn refusal(error: &CaptureError) -> String {
    match error {
        CaptureError::Foreign { what, .. } => format!("{what:?}"),
        CaptureError::Io { error, .. } => error.to_string(),
        other => format!("{other:?}"),
    }
}

/// A pipe that gives so many bytes at a time.
struct Pieces {
    bytes: io::Cursor<Vec<u8>>,
    size: usize,
}

impl Read for Pieces {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let most = into.len().min(self.size);
        self.bytes.read(&mut into[..most])
    }
}

fn piped(bytes: &[u8], size: usize) -> Result<Reader, CaptureError> {
    let pieces = Pieces { bytes: io::Cursor::new(bytes.to_vec()), size };
    Reader::from_read(pieces, Passes::One)
}

// --- one frame ----------------------------------------------------------------------------------------------

/// `IP 10.0.0.1.44704 > 10.0.0.2.80: Flags [S], seq 181774097, win 64240, options [mss 1460], length 0`, as
/// [`framed`] takes it.
const SYN: &[u8] = &[
    0, 101, 0, 0, 0x45, 0, 0, 44, 0x12, 0x34, 0x40, 0, 64, 6, 0x14, 0x96, 10, 0, 0, 1, 10, 0, 0, 2, 0xae,
    0xa0, 0, 80, 0x0a, 0xd5, 0xab, 0x11, 0, 0, 0, 0, 0x60, 2, 0xfa, 0xf0, 0, 0, 0, 0, 2, 4, 5, 0xb4,
];

/// Bytes as a frame: its link type, what the snap length cut off, whether an FCS is announced, and the rest.
fn framed(bytes: &[u8]) -> Frame<'_> {
    let (head, rest) = bytes.split_at_checked(4).unwrap_or((&[0, 1, 0, 0], bytes));
    let &[high, low, missing, fcs] = head else { unreachable!("four bytes were split off") };
    Frame {
        no: 1,
        time: None,
        interface: 0,
        link: LinkType(u16::from_be_bytes([high, low])),
        original: rest.len() as u32 + u32::from(missing),
        bytes: rest,
        fcs: (fcs > 0).then_some(fcs % 8),
        at: Place::new(0, 0),
    }
}

/// Every field, as it stands and as text, and the best field of every byte.
fn spelled(tree: &Tree<'_>, bytes: &[u8]) {
    for field in &tree.fields {
        let _ = (tree.spell(field), field.raw(bytes));
    }
    for (layer, fields) in tree.layers() {
        assert_eq!(layer.depth, 0, "{layer:?} is no layer");
        assert!(fields.iter().all(|field| field.depth > 0), "a layer in {layer:?}");
    }
}

fn covered(tree: &Tree<'_>, bytes: &[u8]) {
    let mut taken = vec![0u8; bytes.len()];
    let mut inside = None;
    for field in &tree.fields {
        if inside.is_some_and(|depth| field.depth > depth) {
            continue;
        }
        inside = None;
        if !field.has_value() || field.length == 0 {
            continue;
        }
        inside = Some(field.depth);
        for offset in field.offset..field.offset + field.length {
            let Some(taken) = taken.get_mut(offset) else { panic!("{field:?} behind the frame") };
            let bits = field.bits_of(offset);
            assert_eq!(*taken & bits, 0, "{field:?} overlaps at {offset}: {tree:#?}");
            *taken |= bits;
        }
    }
    for (offset, bits) in taken.iter().enumerate() {
        assert_eq!(*bits, 0xff, "byte {offset} is in no field: {tree:#?}");
        assert!(tree.leaf_at(offset).is_some(), "byte {offset} has no best field: {tree:#?}");
    }
}

/// What the tracker sees of a segment is in the tree.
fn agreed(tree: &Tree<'_>, cheap: &Cheap<'_>) {
    let Cheap::Tcp(segment) = cheap else { return };
    let own = |field: &&Field<'_>| field.id == FieldId::Tcp && !field.quoted;
    let mut found = tree.fields.iter().filter(own);
    let at = segment.at as usize;
    assert!(found.any(|tcp| tcp.offset == at), "no segment at {at}: {tree:#?}");
    let port = Value::Number(u64::from(segment.src_port));
    let mut ports = tree.all(FieldId::TcpSrcPort).filter(|field| field.offset == at);
    assert!(ports.any(|field| field.value == port), "another port at {at} than {port:?}: {tree:#?}");
}

// --- a capture ----------------------------------------------------------------------------------------------

fn look(language: Language, plain: bool) -> Look {
    Look { width: if plain { 40 } else { 100 }, narrow: plain, paint: !plain, ascii: plain, language }
}

fn page(language: Language, plain: bool) -> Page<'static> {
    Page::new(Box::new(io::sink()), look(language, plain))
}

/// The overview, and the stories in every length.
fn pages(source: &mut Reader, gathered: &Gathered, language: Language) {
    for (amount, plain) in [(Amount::Brief, false), (Amount::Default, true), (Amount::Full, false)] {
        let mut text = Text::new(page(language, plain), amount, None, plain);
        // Who chose is not shown it unasked, and where there is one connection nobody is.
        let overview = Overview::of(source, gathered).expect("the frames are still there");
        text.overview(&overview).expect("nothing can fail");
        tell_capture(source, gathered, None, &mut text).expect("the frames are still there");
    }
}

/// A report for machines, whole: as `ackplain explain --format json` writes it.
fn machine(report: &mut dyn Report, source: &mut Reader, gathered: &Gathered) {
    tell_capture(source, gathered, None, report).expect("the frames are still there");
}

fn other(cheap: &Cheap<'_>) -> Option<Other> {
    match cheap {
        Cheap::Tcp(_) => None,
        Cheap::IcmpQuoting(quote) if quote.v6 => Some(Other::Icmpv6),
        Cheap::IcmpQuoting(_) => Some(Other::Icmp),
        Cheap::Other(other) => Some(*other),
    }
}

/// Of a frame that completes datagrams every field lies in the bytes that a reader is sent to.
fn placed(packet: &Packet<'_>, tree: &Tree<'_>) {
    let wholes = packet.wholes();
    for field in &tree.fields {
        let spot = packet.spot(field.offset);
        let there = match usize::from(spot.datagram).checked_sub(1) {
            None => packet.own().bytes.len(),
            Some(place) => wholes.get(place).expect("a datagram that is there").data(),
        };
        assert!(spot.offset as usize + field.length <= there, "{field:?} at {spot:?}, of {there}");
    }
}

/// Each frame by itself: its tree, what Wireshark would compute of it, and the page that shows it, in both languages.
fn frames(source: &mut Reader) {
    source.rewind().expect("bytes in memory can be read again");
    let mut wireshark = Wireshark::default();
    let mut packets = Packets::new();
    let mut dumped = 0;
    while let Some(event) = source.next().expect("bytes can be read") {
        let Event::Frame(frame) = event else { continue };
        let cheap = cheap(&frame);
        if let Some(values) = wireshark.take(&frame, &cheap) {
            values.each(|id, value| {
                let field = Field { id, depth: 1, offset: 0, length: 0, bits: None, value, quoted: false };
                let _ = field.spell();
            });
        }
        let tree = Tree::of(&frame);
        spelled(&tree, frame.bytes);
        covered(&tree, frame.bytes);
        agreed(&tree, &cheap);
        let packet = packets.read(&frame);
        let joined = packet.tree();
        spelled(&joined, packet.frame.bytes);
        agreed(&joined, &packet.cheap);
        placed(&packet, &joined);
        let fragments: Vec<_> = packet.wholes().iter().flat_map(whole_datagram).collect();
        // Pages cost the most, and a capture's later frames are as good as its first in some other case.
        dumped += frame.bytes.len();
        if dumped > 4096 {
            continue;
        }
        let other = other(&cheap).map(|protocol| explain::other(protocol, Some(&tree)));
        for language in LANGUAGES {
            let placed = Placed {
                file: "-",
                no: frame.no,
                link: frame.link,
                since: frame.time.map(|time| time.0),
                packet: &packet,
                tree: &joined,
                fragments: &fragments,
                waits: packet.waits(),
                told_with: None,
                story: None,
                other: other.as_ref(),
            };
            frame_page(&mut page(language, frame.no.is_multiple_of(2)), &placed).expect("nothing can fail");
        }
    }
}
