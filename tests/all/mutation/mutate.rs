//! Bytes from bytes: how a case is made of the corpus, and of one number.
//!
//! Half of the changes know nothing (a bit, a number at a border, a piece cut, doubled or taken from elsewhere); half
//! know that a capture is a row of records with lengths in front: they lie about a length, and swap, double or drop
//! whole frames, which leaves the container whole and reaches the floors above it. All of it follows from the case's
//! number, so that a number is enough to have the case again.

/// SplitMix64: small, and good enough to choose where to damage a file.
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Less than `end`; 0 if that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.next() % end as u64) as usize }
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
}

/// Larger cases are cut: a mutation proves as much on a small file, and there are more of them in a minute.
const LARGEST: usize = 64 * 1024;

/// Numbers at which lengths, counters and sequence numbers change their mind.
const BORDERS: [u32; 22] = [
    0,
    1,
    2,
    3,
    4,
    5,
    7,
    8,
    15,
    16,
    19,
    20,
    27,
    28,
    0x7f,
    0xff,
    0x7fff,
    0xffff,
    0x0004_0000,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_ffff,
];

/// A case: an entry of the corpus, changed once or a few times, or now and then not at all.
pub fn case(corpus: &[Vec<u8>], seed: u64) -> Vec<u8> {
    let mut rng = Rng::new(seed);
    let mut bytes = rng.pick(corpus).clone();
    let changes = match rng.below(16) {
        0 => 0,
        1..8 => 1,
        8..13 => 2 + rng.below(3),
        _ => 5 + rng.below(12),
    };
    for _ in 0..changes {
        let with = rng.pick(corpus);
        change(&mut bytes, with, &mut rng);
        bytes.truncate(LARGEST);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, with: &[u8], rng: &mut Rng) {
    match rng.below(16) {
        0 | 1 => flip(bytes, rng),
        2 => nudge(bytes, rng),
        3 => set(bytes, rng),
        4 | 5 => border(bytes, rng),
        6 => drop(cut_out(bytes, rng)),
        7 => double(bytes, rng),
        8 => splice(bytes, with, rng),
        9 => bytes.truncate(rng.below(bytes.len() + 1)),
        10 => insert(bytes, rng),
        11 | 12 => lie(bytes, rng),
        _ => shuffle(bytes, with, rng),
    }
}

fn flip(bytes: &mut [u8], rng: &mut Rng) {
    for _ in 0..=rng.below(4) {
        let at = rng.below(bytes.len());
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1 << rng.below(8);
        }
    }
}

fn set(bytes: &mut [u8], rng: &mut Rng) {
    let at = rng.below(bytes.len());
    if let Some(byte) = bytes.get_mut(at) {
        *byte = rng.next() as u8;
    }
}

/// A little more or less: a sequence number just outside the window, a length off by one.
fn nudge(bytes: &mut [u8], rng: &mut Rng) {
    let at = rng.below(bytes.len());
    let by = rng.below(33) as u32;
    if let Some(number) = bytes.get_mut(at..at.saturating_add(4)) {
        let old = u32::from_be_bytes([number[0], number[1], number[2], number[3]]);
        number.copy_from_slice(&old.wrapping_add(by).wrapping_sub(16).to_be_bytes());
    } else if let Some(byte) = bytes.get_mut(at) {
        *byte = byte.wrapping_add(by as u8).wrapping_sub(16);
    }
}

fn border(bytes: &mut [u8], rng: &mut Rng) {
    let value = *rng.pick(&BORDERS);
    let at = rng.below(bytes.len());
    write(bytes, at, value, 1 << rng.below(3), rng.one_in(2));
}

fn write(bytes: &mut [u8], at: usize, value: u32, width: usize, big: bool) {
    let four = if big { value.to_be_bytes() } else { value.to_le_bytes() };
    let part = if big { &four[4 - width..] } else { &four[..width] };
    if let Some(place) = bytes.get_mut(at..at.saturating_add(width)) {
        place.copy_from_slice(part);
    }
}

fn range(bytes: &[u8], most: usize, rng: &mut Rng) -> std::ops::Range<usize> {
    let from = rng.below(bytes.len() + 1);
    let length = rng.below(most.min(bytes.len() - from) + 1);
    from..from + length
}

fn cut_out(bytes: &mut Vec<u8>, rng: &mut Rng) -> Vec<u8> {
    let range = range(bytes, 64, rng);
    bytes.drain(range).collect()
}

fn double(bytes: &mut Vec<u8>, rng: &mut Rng) {
    let range = range(bytes, 256, rng);
    let piece = bytes[range.clone()].to_vec();
    bytes.splice(range.end..range.end, piece);
}

fn splice(bytes: &mut Vec<u8>, with: &[u8], rng: &mut Rng) {
    let piece = with[range(with, 512, rng)].to_vec();
    let place = range(bytes, 512, rng);
    bytes.splice(place, piece);
}

fn insert(bytes: &mut Vec<u8>, rng: &mut Rng) {
    let at = rng.below(bytes.len() + 1);
    let fill = rng.next() as u8;
    let many = 1 + rng.below(40);
    let constant = rng.one_in(2);
    let piece: Vec<u8> = (0..many).map(|_| if constant { fill } else { rng.next() as u8 }).collect();
    bytes.splice(at..at, piece);
}

/// A number in front of a record that is said to be another.
fn lie(bytes: &mut [u8], rng: &mut Rng) {
    let (records, big) = records(bytes);
    if records.len() < 2 {
        return border(bytes, rng);
    }
    let record = rng.pick(&records[1..]).clone();
    let field = record.start + 4 * rng.below(7);
    let value = match rng.below(3) {
        0 => *rng.pick(&BORDERS),
        1 => record.len() as u32 + rng.below(40) as u32 - 20u32.min(record.len() as u32),
        _ => rng.below(bytes.len() * 2) as u32,
    };
    write(bytes, field, value, 4, big);
}

/// Whole frames in another order, twice, not at all, or from another capture.
fn shuffle(bytes: &mut Vec<u8>, with: &[u8], rng: &mut Rng) {
    let (records, _) = records(bytes);
    if records.len() < 2 {
        return splice(bytes, with, rng);
    }
    let mut pieces: Vec<Vec<u8>> = records.iter().map(|range| bytes[range.clone()].to_vec()).collect();
    let (one, other) = (1 + rng.below(pieces.len() - 1), 1 + rng.below(pieces.len() - 1));
    match rng.below(5) {
        0 => pieces.swap(one, other),
        1 => drop(pieces.remove(one)),
        2 => {
            let again = pieces[one].clone();
            pieces.insert(other, again);
        }
        3 => {
            let (theirs, _) = self::records(with);
            if theirs.len() > 1 {
                let theirs = with[rng.pick(&theirs[1..]).clone()].to_vec();
                pieces.insert(other, theirs);
            }
        }
        _ => change_inside(&mut pieces[one], rng),
    }
    *bytes = pieces.concat();
}

/// Bytes of one frame, most of them in headers, with the container left whole.
fn change_inside(record: &mut [u8], rng: &mut Rng) {
    let head = 28.min(record.len());
    let frame = &mut record[head..];
    let most = frame.len().min(80);
    match rng.below(3) {
        0 => flip(&mut frame[..most], rng),
        1 => nudge(&mut frame[..most], rng),
        _ => border(&mut frame[..most], rng),
    }
}

/// The pieces of a capture: what stands in front, then a record or block each, then what is left; and are its numbers
/// big-endian? For anything else one piece.
pub fn records(bytes: &[u8]) -> (Vec<std::ops::Range<usize>>, bool) {
    let number = |at: usize, big: bool| -> Option<usize> {
        let &[a, b, c, d] = bytes.get(at..at.checked_add(4)?)? else { return None };
        let four = [a, b, c, d];
        Some(if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) } as usize)
    };
    let pcapng = bytes.starts_with(&[0x0a, 0x0d, 0x0d, 0x0a]);
    let big = if pcapng { bytes.get(8) == Some(&0x1a) } else { bytes.first() == Some(&0xa1) };
    let known = pcapng || bytes.starts_with(&[0xa1, 0xb2]) || bytes.get(2..4) == Some(&[0xb2, 0xa1]);
    let mut pieces = Vec::new();
    let mut at = 0;
    while known && at < bytes.len() {
        let length = match (pcapng, at) {
            (true, _) => number(at + 4, big),
            (false, 0) => Some(24),
            (false, _) => number(at + 8, big).map(|captured| captured.saturating_add(16)),
        };
        let end = at.saturating_add(length.unwrap_or(0).max(12)).min(bytes.len());
        pieces.push(at..end);
        at = end;
    }
    if at < bytes.len() {
        pieces.push(at..bytes.len());
    }
    (pieces, big)
}

#[test]
fn a_number_makes_the_same_case_again() {
    let corpus = [vec![1, 2, 3, 4, 5, 6, 7, 8], b"tcp.port == 80".to_vec()];
    let all: std::collections::BTreeSet<Vec<u8>> = (0..100).map(|seed| case(&corpus, seed)).collect();
    assert!(all.len() > 60, "only {} different cases", all.len());
    assert!((0..100).all(|seed| all.contains(&case(&corpus, seed))));
}

#[test]
fn the_pieces_of_a_capture_are_the_whole() {
    for name in super::corpus::samples() {
        let (pieces, _) = records(&name.bytes);
        assert!(pieces.len() > 1, "{}", name.name);
        assert_eq!(pieces.first().map(|piece| piece.start), Some(0));
        assert_eq!(pieces.last().map(|piece| piece.end), Some(name.bytes.len()));
        assert!(pieces.windows(2).all(|two| two[0].end == two[1].start), "{}", name.name);
    }
}
