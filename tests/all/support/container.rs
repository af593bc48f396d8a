//! A second, small reader and writer of capture containers, for tests only.
//!
//! It shares no code with `src/capture`, so that a test which compares the two compares something. It reads
//! what the lab's tools wrote (little-endian pcap in micro- or nanoseconds, and pcapng) and panics on anything
//! else; it writes every variant the samples need.

/// One frame of a container.
#[derive(Debug, Clone)]
pub struct Record {
    /// Nanoseconds since the epoch.
    pub time: u64,
    /// Length on the wire.
    pub original: u32,
    /// What was captured.
    pub bytes: Vec<u8>,
}

/// A container that was read.
#[derive(Debug, Clone)]
pub struct Container {
    /// LINKTYPE_ of the first interface.
    pub link: u32,
    /// Its frames.
    pub records: Vec<Record>,
}

/// The byte order to write in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Least significant byte first.
    Little,
    /// Most significant byte first.
    Big,
}

impl Order {
    fn two(self, value: u16) -> [u8; 2] {
        match self {
            Self::Little => value.to_le_bytes(),
            Self::Big => value.to_be_bytes(),
        }
    }

    fn four(self, value: u32) -> [u8; 4] {
        match self {
            Self::Little => value.to_le_bytes(),
            Self::Big => value.to_be_bytes(),
        }
    }

    fn eight(self, value: u64) -> [u8; 8] {
        match self {
            Self::Little => value.to_le_bytes(),
            Self::Big => value.to_be_bytes(),
        }
    }
}

/// A number of 32 bits, least significant byte first, at `at`.
pub fn little(bytes: &[u8], at: usize) -> u32 {
    let four = bytes[at..at + 4].try_into().expect("four bytes");
    u32::from_le_bytes(four)
}

/// Reads a little-endian pcap file in micro- or nanoseconds.
pub fn read_pcap(file: &[u8]) -> Container {
    let unit = match little(file, 0) {
        0xa1b2_c3d4 => 1000,
        0xa1b2_3c4d => 1,
        magic => panic!("not a little-endian pcap: magic {magic:08x}"),
    };
    let mut at = 24;
    let mut records = Vec::new();
    while at < file.len() {
        let length = little(file, at + 8) as usize;
        let end = at + 16 + length;
        records.push(Record {
            time: u64::from(little(file, at)) * 1_000_000_000 + u64::from(little(file, at + 4)) * unit,
            original: little(file, at + 12),
            bytes: file[at + 16..end].to_vec(),
        });
        at = end;
    }
    Container { link: little(file, 20), records }
}

/// Where each frame of a little-endian or big-endian pcap or pcapng file ends, as far as its lengths are true.
///
/// Behind the last whole frame the rest of the file (statistics, a cut tail, a lie) is not described.
pub fn ends(file: &[u8]) -> Vec<usize> {
    if file.starts_with(&[0x0a, 0x0d, 0x0d, 0x0a]) { pcapng_ends(file) } else { pcap_ends(file) }
}

fn pcap_ends(file: &[u8]) -> Vec<usize> {
    let number: fn([u8; 4]) -> u32 = match file[0] {
        0xa1 => u32::from_be_bytes,
        _ => u32::from_le_bytes,
    };
    let modified = number([file[0], file[1], file[2], file[3]]) == 0xa1b2_cd34;
    let head = if modified { 24 } else { 16 };
    let mut at = 24;
    let mut ends = Vec::new();
    while let Some(&[a, b, c, d]) = file.get(at + 8..at + 12) {
        let Some(end) = (at + head).checked_add(number([a, b, c, d]) as usize) else {
            break;
        };
        if end > file.len() {
            break;
        }
        ends.push(end);
        at = end;
    }
    ends
}

fn pcapng_ends(file: &[u8]) -> Vec<usize> {
    let mut number: fn([u8; 4]) -> u32 = u32::from_le_bytes;
    let mut at = 0;
    let mut ends = Vec::new();
    while let (Some(&[a, b, c, d]), Some(&[e, f, g, h])) = (file.get(at..at + 4), file.get(at + 4..at + 8)) {
        if [a, b, c, d] == [0x0a, 0x0d, 0x0d, 0x0a] {
            number = match file.get(at + 8) {
                Some(0x1a) => u32::from_be_bytes,
                _ => u32::from_le_bytes,
            };
        }
        let end = at + number([e, f, g, h]) as usize;
        if end > file.len() || end == at {
            break;
        }
        if matches!(number([a, b, c, d]), 2 | 3 | 6) {
            ends.push(end);
        }
        at = end;
    }
    ends
}

/// Writes a pcap file. `nanoseconds` chooses the unit and the magic.
pub fn write_pcap(container: &Container, order: Order, nanoseconds: bool) -> Vec<u8> {
    let magic = if nanoseconds { 0xa1b2_3c4d } else { 0xa1b2_c3d4 };
    let unit = if nanoseconds { 1 } else { 1000 };
    let mut file = pcap_header(magic, container.link, order);
    for record in &container.records {
        record_header(&mut file, record, unit, order);
        file.extend(&record.bytes);
    }
    file
}

/// Writes Alexey Kuznetzov's modified pcap: each record header has eight more bytes (interface, protocol, packet
/// type, padding).
pub fn write_modified_pcap(container: &Container) -> Vec<u8> {
    let order = Order::Little;
    let mut file = pcap_header(0xa1b2_cd34, container.link, order);
    for record in &container.records {
        record_header(&mut file, record, 1000, order);
        file.extend(order.four(2));
        file.extend(order.two(0x0800));
        file.extend([0, 0]);
        file.extend(&record.bytes);
    }
    file
}

fn pcap_header(magic: u32, link: u32, order: Order) -> Vec<u8> {
    let mut file = Vec::new();
    file.extend(order.four(magic));
    file.extend(order.two(2));
    file.extend(order.two(4));
    file.extend(order.four(0));
    file.extend(order.four(0));
    file.extend(order.four(262_144));
    file.extend(order.four(link));
    file
}

fn record_header(file: &mut Vec<u8>, record: &Record, unit: u64, order: Order) {
    let seconds = record.time / 1_000_000_000;
    let fraction = record.time % 1_000_000_000 / unit;
    let length = record.bytes.len();
    for number in [seconds, fraction, length as u64, u64::from(record.original)] {
        file.extend(order.four(u32::try_from(number).expect("fits 32 bits")));
    }
}

/// A pcapng section header block of unknown length.
pub fn section_header(order: Order) -> Vec<u8> {
    let mut body = Vec::new();
    body.extend(order.four(0x1a2b_3c4d));
    body.extend(order.two(1));
    body.extend(order.two(0));
    body.extend(order.eight(u64::MAX));
    block(0x0a0d_0d0a, &body, order)
}

/// A pcapng interface description block; each option is a code and its bytes.
pub fn interface(link: u32, snap: u32, options: &[(u16, Vec<u8>)], order: Order) -> Vec<u8> {
    let mut body = Vec::new();
    body.extend(order.two(u16::try_from(link).expect("LINKTYPE_ has 16 bits")));
    body.extend(order.two(0));
    body.extend(order.four(snap));
    for (code, value) in options {
        body.extend(order.two(*code));
        body.extend(order.two(u16::try_from(value.len()).expect("a short option")));
        body.extend(value);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    body.extend([0; 4]);
    block(1, &body, order)
}

/// A pcapng enhanced packet block. `units` is the time in units of the interface.
pub fn enhanced_packet(interface: u32, units: u64, record: &Record, order: Order) -> Vec<u8> {
    let captured = u32::try_from(record.bytes.len()).expect("a short frame");
    let mut body = Vec::new();
    body.extend(order.four(interface));
    body.extend(order.four((units >> 32) as u32));
    body.extend(order.four((units & 0xffff_ffff) as u32));
    body.extend(order.four(captured));
    body.extend(order.four(record.original));
    body.extend(&record.bytes);
    block(6, &body, order)
}

/// A pcapng simple packet block: no time, no interface.
pub fn simple_packet(record: &Record, order: Order) -> Vec<u8> {
    let mut body = Vec::from(order.four(record.original));
    body.extend(&record.bytes);
    block(3, &body, order)
}

fn block(kind: u32, body: &[u8], order: Order) -> Vec<u8> {
    let padded = body.len().next_multiple_of(4);
    let total = u32::try_from(padded + 12).expect("a short block");
    let mut bytes = Vec::from(order.four(kind));
    bytes.extend(order.four(total));
    bytes.extend(body);
    bytes.resize(8 + padded, 0);
    bytes.extend(order.four(total));
    bytes
}
