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
            for key in ["frame", "fragments", "offset", "bytes", "layers", "fields", "by", "write", "id"] {
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
    let (mut cut, mut places) = (0, 0);
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
                    assert_eq!(of_tcp(one), of_tcp(other), "{sample}: {one}\n{other}");
                    places += same_places(one, other);
                }
            }
            assert_eq!(found.len(), expected.len());
        }
    }
    assert!(cut > 100, "{cut} packets more");
    assert!(places > 500, "{places} places compared");
}

/// The TCP header's fields.
fn of_tcp(step: &Value) -> Vec<(String, Value)> {
    let header = step["header"].as_object().cloned().unwrap_or_default();
    header.into_iter().filter(|(name, _)| name.starts_with("tcp.")).collect()
}

/// The same bytes: an address in the frame, what TCP says in the datagram's data, which begin behind 34 bytes where
/// nothing is cut. How many there were.
fn same_places(whole: &Value, cut: &Value) -> usize {
    let writes = |step: &Value| step["writes"].as_array().cloned().unwrap_or_default();
    let own = |step: &Value, by: &Value| !by.is_null() && by["frame"] == step["frame"];
    let fragments = cut["fragments"].as_array().map_or(0, Vec::len);
    let mut compared = 0;
    for (one, other) in writes(whole).iter().zip(&writes(cut)) {
        let (one, other) = (&one["by"], &other["by"]);
        if !own(whole, one) {
            continue;
        }
        let (offset, there) = (one["offset"].as_u64().expect("a place"), other["offset"].as_u64());
        if fragments > 1 && one["field"].as_str().is_some_and(|name| name.starts_with("tcp.")) {
            assert_eq!((other["datagram"].as_u64(), there), (Some(1), Some(offset - 34)), "{one}\n{other}");
        } else {
            assert_eq!((&other["datagram"], there), (&Value::Null, Some(offset)), "{one}\n{other}");
        }
        compared += 1;
    }
    compared
}

fn capture(records: &[Record]) -> tempfile::NamedTempFile {
    let link = read_pcap(&samples::bytes("half_close.pcap")).link;
    let container = Container { link, records: records.to_vec() };
    let mut file = tempfile::Builder::new().suffix(".pcap").tempfile().expect("a temporary file");
    file.write_all(&write_pcap(&container, Order::Little, true)).expect("room for it");
    file
}

/// What the program prints, with another name for the file.
fn printed(file: &tempfile::NamedTempFile, arguments: &[&str]) -> String {
    let path = file.path().to_str().expect("UTF-8");
    let (command, more) = arguments.split_first().expect("a command");
    let run = program::run([&[*command, path][..], more].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    run.stdout.replace(path, "cut.pcap")
}

/// The SYN of a sample in five fragments, the last one first; then the rest of the capture.
fn five() -> Vec<Record> {
    let whole = read_pcap(&samples::bytes("half_close.pcap"));
    let syn = whole.records.iter().position(|record| fragments(record, 8, true).len() == 5).expect("a SYN");
    let mut records = whole.records;
    let pieces = fragments(&records[syn], 8, true);
    records.splice(syn..=syn, pieces);
    records
}

#[test]
fn a_frame_tells_what_becomes_of_its_fragment_and_shows_the_datagram_that_it_completes() {
    let records = five();
    let first = records.iter().position(|record| record.bytes.len() == 42 && record.bytes[12..14] == [8, 0]);
    let first = first.expect("a fragment") + 1;
    let (some, last) = ((first + 1).to_string(), (first + 4).to_string());
    let file = capture(&records);
    for lang in ["en", "ko"] {
        insta::assert_snapshot!(
            format!("fragment-{lang}"),
            printed(&file, &["frame", &some, "--lang", lang]).lines().take(12).collect::<Vec<_>>().join("\n")
        );
        let whole = printed(&file, &["frame", &last, "--lang", lang]);
        let head: Vec<&str> = whole.lines().take(8).collect();
        let tail = whole.lines().skip_while(|line| {
            !line.contains(if lang == "en" { "The data of" } else { "모은 데이터그램의" })
        });
        let shown = [head, vec!["…"], tail.take(24).collect()].concat().join("\n");
        insta::assert_snapshot!(format!("datagram-{lang}"), shown);
    }
    let told = printed(&file, &["explain", "--frame", &some]);
    insta::assert_snapshot!("fragments-explained", told.lines().take(40).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_frame_tells_what_is_missing_of_its_datagram() {
    let mut records = five();
    let first = records.iter().position(|record| record.bytes.len() == 42 && record.bytes[12..14] == [8, 0]);
    let first = first.expect("a fragment");
    records.remove(first + 2);
    let number = (first + 1).to_string();
    let missing = printed(&capture(&records), &["frame", &number]);
    assert!(
        missing.contains("it never becomes whole in this capture; missing of its data: bytes 16–23"),
        "{missing}"
    );
    // More than half a minute later comes a fragment of something else.
    let mut late = records[first].clone();
    late.time += 31_000_000_000;
    records.push(late);
    let given_up = printed(&capture(&records), &["frame", &number]);
    let expected = format!("at frame {} it was given up", records.len());
    assert!(given_up.contains(&expected), "{given_up}");
    // Not captured whole.
    records[first].bytes.truncate(40);
    let alone = printed(&capture(&records), &["frame", &number]);
    assert!(alone.contains("a fragment that cannot be put together with others"), "{alone}");
}

/// Every packet in IP in IP, which is cut into fragments too: of at most `most` bytes.
fn tunnelled(record: &Record, most: usize) -> Vec<Record> {
    if record.bytes.get(12..14) != Some(&[8, 0]) {
        return vec![record.clone()];
    }
    let inner = &record.bytes[14..];
    let total = usize::from(u16::from_be_bytes([inner[2], inner[3]]));
    let mut header = inner[..20].to_vec();
    header[2..4].copy_from_slice(&(20 + total as u16).to_be_bytes());
    (header[6], header[7], header[9]) = (0, 0, 4);
    // `fragments` leaves what is not TCP alone: it is asked about a packet that looks like it.
    header[9] = 6;
    let bytes = [&record.bytes[..14], &header, &inner[..total]].concat();
    let mut made = fragments(&Record { time: record.time, original: bytes.len() as u32, bytes }, most, false);
    for record in &mut made {
        record.bytes[23] = 4;
        let header = &mut record.bytes[14..34];
        header[10..12].fill(0);
        let sum = header.chunks(2).map(|two| u32::from(u16::from_be_bytes([two[0], two[1]]))).sum::<u32>();
        let sum = (sum & 0xffff) + (sum >> 16);
        let sum = !((sum & 0xffff) + (sum >> 16)) as u16;
        header[10..12].copy_from_slice(&sum.to_be_bytes());
    }
    made
}

#[test]
fn fragments_in_a_tunnel_that_is_in_fragments_tell_of_the_same_connection() {
    let whole = read_pcap(&samples::bytes("half_close.pcap"));
    let plain: Vec<Record> = whole.records.iter().flat_map(|record| tunnelled(record, 65_528)).collect();
    let mut time = 0;
    let torn: Vec<Record> = whole
        .records
        .iter()
        .flat_map(|record| fragments(record, 16, false))
        .flat_map(|mut record| {
            // Each has an identification of its own, which is made of its time.
            time += 1_000;
            record.time = (record.time / 1_000_000_000) * 1_000_000_000 + time;
            tunnelled(&record, 24)
        })
        .collect();
    assert!(torn.len() > 3 * plain.len());
    let bytes = |records: &[Record]| {
        let container = Container { link: whole.link, records: records.to_vec() };
        write_pcap(&container, Order::Little, true)
    };
    let (_, expected) = report(&bytes(&plain));
    let (_, found) = report(&bytes(&torn));
    let connection = |report: &Value| report["connections"][0].clone();
    let (expected, found) = (connection(&expected), connection(&found));
    for key in ["outcome", "completeness", "stream", "id", "tunnel"] {
        assert_eq!(told(&expected[key]), told(&found[key]), "{key}");
    }
    let steps = |about: &Value| about["steps"].as_array().cloned().expect("steps");
    let (expected, found) = (steps(&expected), steps(&found));
    assert!(expected.len() > 10);
    assert_eq!(expected.len(), found.len());
    for (one, other) in expected.iter().zip(&found) {
        for key in ["sender", "flags", "segment", "before", "after", "writes"] {
            assert_eq!(told(&one[key]), told(&other[key]), "{key}: {one}\n{other}");
        }
        assert_eq!(of_tcp(one), of_tcp(other));
    }
    let segments = found.iter().filter(|step| step["header"]["tcp.seq_raw"].is_u64());
    for step in segments {
        let datagram = step["writes"]
            .as_array()
            .and_then(|writes| writes.iter().find(|write| write["by"]["field"] == "tcp.flags"))
            .map(|write| write["by"]["datagram"].clone());
        assert!(
            datagram
                .is_none_or(|datagram| datagram == 2 || step["writes"][0]["by"]["frame"] != step["frame"])
        );
    }
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
