//! Small captures made on the spot, segment by segment, and a folder to put them in.
//!
//! The tests of the command line use them where a sample would say too much: of nine frames everything can be counted
//! by hand.

use std::path::{Path, PathBuf};

/// A directory of this test's own, gone afterwards.
pub struct Desk(tempfile::TempDir);

impl Desk {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary directory"))
    }

    /// Writes a file there and says where it is.
    pub fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).expect("a file can be written there");
        path
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

/// Bits of a segment's second flag byte.
const FIN: u8 = 0x01;
const SYN: u8 = 0x02;
const RST: u8 = 0x04;
const PSH: u8 = 0x08;
const ACK: u8 = 0x10;

/// A pcap file (microseconds, little-endian, raw IPv4) in the making.
struct Pcap(Vec<u8>, u32);

impl Pcap {
    fn new() -> Self {
        let mut bytes = Vec::new();
        bytes.extend(0xa1b2_c3d4u32.to_le_bytes());
        bytes.extend(2u16.to_le_bytes());
        bytes.extend(4u16.to_le_bytes());
        bytes.extend([0; 8]);
        bytes.extend(65_535u32.to_le_bytes());
        bytes.extend(228u32.to_le_bytes());
        Self(bytes, 0)
    }

    /// A segment from `from` to `to`, each a last octet of 10.0.0.0/24 and a port, a millisecond after the one before.
    fn segment(self, from: (u8, u16), to: (u8, u16), seq: u32, ack: u32, bits: u8, data: &[u8]) -> Self {
        let mut tcp = Vec::new();
        tcp.extend(from.1.to_be_bytes());
        tcp.extend(to.1.to_be_bytes());
        tcp.extend(seq.to_be_bytes());
        tcp.extend(ack.to_be_bytes());
        tcp.extend([0x50, bits]);
        tcp.extend(8_192u16.to_be_bytes());
        tcp.extend([0; 4]);
        tcp.extend(data);
        let (source, target) = ([10, 0, 0, from.0], [10, 0, 0, to.0]);
        let mut covered = Vec::new();
        covered.extend(source);
        covered.extend(target);
        covered.extend([0, 6]);
        covered.extend((tcp.len() as u16).to_be_bytes());
        covered.extend(&tcp);
        let sum = checksum(&covered);
        tcp[16..18].copy_from_slice(&sum.to_be_bytes());
        let mut ip = vec![0x45, 0];
        ip.extend((20 + tcp.len() as u16).to_be_bytes());
        ip.extend([0, 0, 0x40, 0, 64, 6, 0, 0]);
        ip.extend(source);
        ip.extend(target);
        let sum = checksum(&ip);
        ip[10..12].copy_from_slice(&sum.to_be_bytes());
        ip.extend(tcp);
        self.record(&ip)
    }

    fn record(mut self, bytes: &[u8]) -> Self {
        self.0.extend(1_700_000_000u32.to_le_bytes());
        self.0.extend((self.1 * 1_000).to_le_bytes());
        self.1 += 1;
        self.0.extend((bytes.len() as u32).to_le_bytes());
        self.0.extend((bytes.len() as u32).to_le_bytes());
        self.0.extend(bytes);
        self
    }

    fn bytes(self) -> Vec<u8> {
        self.0
    }
}

fn checksum(bytes: &[u8]) -> u16 {
    let mut sum: u32 = bytes
        .chunks(2)
        .map(|pair| u32::from(u16::from_be_bytes([pair[0], pair.get(1).copied().unwrap_or(0)])))
        .sum();
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    !(sum as u16)
}

const CLIENT: (u8, u16) = (1, 40_000);
const SERVER: (u8, u16) = (2, 80);

/// A handshake, a little data, an orderly close: 9 frames.
pub fn closed() -> Vec<u8> {
    Pcap::new()
        .segment(CLIENT, SERVER, 1_000, 0, SYN, b"")
        .segment(SERVER, CLIENT, 5_000, 1_001, SYN | ACK, b"")
        .segment(CLIENT, SERVER, 1_001, 5_001, ACK, b"")
        .segment(CLIENT, SERVER, 1_001, 5_001, ACK | PSH, b"hello")
        .segment(SERVER, CLIENT, 5_001, 1_006, ACK, b"")
        .segment(CLIENT, SERVER, 1_006, 5_001, ACK | FIN, b"")
        .segment(SERVER, CLIENT, 5_001, 1_007, ACK, b"")
        .segment(SERVER, CLIENT, 5_001, 1_007, ACK | FIN, b"")
        .segment(CLIENT, SERVER, 1_007, 5_002, ACK, b"")
        .bytes()
}

/// Connections refused, one after another, each from a port of its own: two frames each.
pub fn refused(count: u16) -> Vec<u8> {
    (0..count)
        .fold(Pcap::new(), |pcap, index| {
            let client = (1, 10_000 + index);
            pcap.segment(client, SERVER, 1_000, 0, SYN, b"").segment(SERVER, client, 0, 1_001, RST | ACK, b"")
        })
        .bytes()
}
