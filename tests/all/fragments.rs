//! The same connections with every packet in fragments: nothing that is said of them changes but where the bytes lie.

use super::support::container::{Container, Order, Record, read_pcap, write_pcap};
use super::support::{program, samples};
use serde_json::Value;
use std::io::Write as _;

/// An Ethernet frame with IPv4 as fragments of at most `most` bytes of data, in the order that they are to come.
fn fragments(record: &Record, most: usize, backwards: bool) -> Vec<Record> {
    let bytes = &record.bytes;
    let ipv4 = bytes.get(12..14) == Some(&[8, 0]) && bytes.get(14) == Some(&0x45) && bytes[23] == 6;
    let total = usize::from(u16::from_be_bytes([bytes[16], bytes[17]]));
    if !ipv4 || total < 20 + 16 {
        return vec![record.clone()];
    }
    let data = &bytes[34..14 + total];
    let pieces: Vec<&[u8]> = data.chunks(most).collect();
    let mut made: Vec<Record> = pieces
        .iter()
        .enumerate()
        .map(|(index, piece)| {
            let mut header = bytes[14..34].to_vec();
            header[2..4].copy_from_slice(&(20 + piece.len() as u16).to_be_bytes());
            // A number of its own for every packet: some of the samples have none.
            header[4..6].copy_from_slice(&((record.time / 1000) as u16).to_be_bytes());
            let more = if index + 1 < pieces.len() { 0x2000 } else { 0 };
            header[6..8].copy_from_slice(&((index * most / 8) as u16 | more).to_be_bytes());
            header[10..12].fill(0);
            let sum =
                header.chunks(2).map(|two| u32::from(u16::from_be_bytes([two[0], two[1]]))).sum::<u32>();
            let sum = (sum & 0xffff) + (sum >> 16);
            header[10..12].copy_from_slice(&(!(sum as u16)).to_be_bytes());
            let bytes = [&bytes[..14], &header[..], piece].concat();
            Record { time: record.time, original: bytes.len() as u32, bytes }
        })
        .collect();
    if backwards {
        made.reverse();
    }
    made
}

fn report(bytes: &[u8]) -> (tempfile::NamedTempFile, Value) {
    let mut file = tempfile::Builder::new().suffix(".pcap").tempfile().expect("a temporary file");
    file.write_all(bytes).expect("room for it");
    let path = file.path().to_str().expect("UTF-8").to_owned();
    let run = program::run(["explain", "--all", "--format", "json", &path]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    (file, run.json())
}

/// What a step says, without its frame's number, its place and its identification.
fn told(step: &Value) -> Value {
    let mut told = step.clone();
    strip(&mut told);
    told
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for key in ["frame", "offset", "bytes", "layers", "fields", "by", "write", "id"] {
                map.remove(key);
            }
            map.values_mut().for_each(strip);
        }
        Value::Array(list) => list.iter_mut().for_each(strip),
        _ => {}
    }
}

#[test]
fn a_capture_in_fragments_tells_of_the_same_connections() {
    let mut cut = 0;
    for sample in ["http_keepalive.pcap", "half_close.pcap", "abortive_close.pcap"] {
        let whole = read_pcap(&samples::bytes(sample));
        let (_, expected) = report(&write_pcap(&whole, Order::Little, true));
        for (most, backwards) in [(24, false), (24, true), (8, false)] {
            let records: Vec<Record> =
                whole.records.iter().flat_map(|record| fragments(record, most, backwards)).collect();
            cut += records.len() - whole.records.len();
            let container = Container { link: whole.link, records };
            let (_file, found) = report(&write_pcap(&container, Order::Little, true));
            let connections =
                |report: &Value| report["connections"].as_array().cloned().expect("connections");
            let (expected, found) = (connections(&expected), connections(&found));
            assert_eq!(expected.len(), found.len(), "{sample}");
            for (one, other) in expected.iter().zip(&found) {
                for key in ["client", "server", "outcome", "completeness", "stream", "id", "zeek"] {
                    let strip = |about: &Value| told(&about[key]);
                    assert_eq!(strip(one), strip(other), "{sample}, {key}, pieces of {most}");
                }
                let steps = |about: &Value| about["steps"].as_array().cloned().expect("steps");
                let (one, other) = (steps(one), steps(other));
                assert_eq!(one.len(), other.len(), "{sample}");
                for (one, other) in one.iter().zip(&other) {
                    for key in ["sender", "flags", "segment", "before", "after", "writes", "findings"] {
                        assert_eq!(told(&one[key]), told(&other[key]), "{sample}, {key}: {one}\n{other}");
                    }
                }
            }
            assert_eq!(found.len(), expected.len());
        }
    }
    assert!(cut > 100, "{cut} packets more");
}

#[test]
fn missing_and_contradicting_fragments_are_told() {
    let whole = read_pcap(&samples::bytes("half_close.pcap"));
    let largest = (0..whole.records.len()).max_by_key(|&at| whole.records[at].bytes.len()).expect("a frame");
    let mut records = whole.records.clone();
    let mut pieces = fragments(&records[largest], 24, false);
    assert!(pieces.len() > 1);
    let mut forged = pieces[0].clone();
    *forged.bytes.last_mut().expect("bytes") ^= 1;
    pieces.insert(1, forged);
    records.splice(largest..=largest, pieces);
    let codes = |records: &[Record]| {
        let container = Container { link: whole.link, records: records.to_vec() };
        let (_file, report) = report(&write_pcap(&container, Order::Little, true));
        let findings = report["capture"]["findings"].as_array().cloned().expect("findings");
        findings.iter().filter_map(|finding| finding["code"].as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert!(codes(&records).contains(&"fragments_conflict".to_owned()), "{:?}", codes(&records));
    records.remove(largest + 2);
    assert!(codes(&records).contains(&"fragments_missing".to_owned()), "{:?}", codes(&records));
}
