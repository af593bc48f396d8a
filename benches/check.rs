//! What a CI job waits for: 200 small captures held to 10 expectations each, on two threads.
//!
//! The captures are two connections each, six to forty-five frames, written into a temporary folder; the ten
//! expectations use every word of the language but `snapshot` and `explain`. The goal is less than two seconds on two
//! cores for the whole folder: `cargo bench --profile dist --bench check`.

use ackplain::capture::write::{Pcap, Unit};
use ackplain::capture::{LinkType, Nanos};
use ackplain::check::find::find;
use ackplain::check::run::{Options, run};
use ackplain::check::verdict::Totals;

use std::path::Path;
use support::{Work, measure};

mod support;

const FILES: u32 = 200;

fn main() {
    for jobs in [1, 2] {
        two_hundred_captures(jobs);
    }
}

const SYN: u8 = 0x02;
const PSH_ACK: u8 = 0x18;
const ACK: u8 = 0x10;
const FIN_ACK: u8 = 0x11;

/// A segment in IPv4, without checksums: nothing here looks at them.
fn segment(port: u16, from_client: bool, seq: u32, ack: u32, flags: u8, data: u16) -> Vec<u8> {
    let (client, server) = ([10, 0, 0, 1], [10, 0, 0, 2]);
    let (src, dst) = if from_client { (client, server) } else { (server, client) };
    let (src_port, dst_port) = if from_client { (port, 80) } else { (80, port) };
    let mut bytes = vec![0x45, 0];
    bytes.extend((40 + data).to_be_bytes());
    bytes.extend([0, 0, 0x40, 0, 64, 6, 0, 0]);
    bytes.extend(src);
    bytes.extend(dst);
    bytes.extend(src_port.to_be_bytes());
    bytes.extend(dst_port.to_be_bytes());
    bytes.extend(seq.to_be_bytes());
    bytes.extend(ack.to_be_bytes());
    bytes.extend([0x50, flags, 0xff, 0xff, 0, 0, 0, 0]);
    bytes.resize(40 + usize::from(data), b'x');
    bytes
}

/// Two connections: one that carries some data, one that does little.
fn capture(number: u32) -> Vec<u8> {
    let mut out = Pcap::new(Vec::new(), LinkType::RAW, Unit::Microseconds).expect("memory");
    let mut time = 1_700_000_000_000_000_000;
    for (port, pieces) in [(40_000 + number as u16, number % 20), (50_000, 1)] {
        let (c, s) = (1_000 * number, 7_000 * number);
        let mut frames = vec![
            segment(port, true, c, 0, SYN, 0),
            segment(port, false, s, c + 1, SYN | ACK, 0),
            segment(port, true, c + 1, s + 1, ACK, 0),
        ];
        for piece in 0..pieces {
            frames.push(segment(port, false, s + 1 + piece * 100, c + 1, PSH_ACK, 100));
            frames.push(segment(port, true, c + 1, s + 101 + piece * 100, ACK, 0));
        }
        let end = s + 1 + pieces * 100;
        frames.push(segment(port, true, c + 1, end, FIN_ACK, 0));
        frames.push(segment(port, false, end, c + 2, FIN_ACK, 0));
        frames.push(segment(port, true, c + 2, end + 1, ACK, 0));
        for frame in frames {
            time += 250_000;
            out.frame(Nanos(time), frame.len() as u32, &frame).expect("memory");
        }
    }
    out.finish().expect("memory")
}

fn expectations(number: u32) -> String {
    let (port, iss) = (40_000 + number, 1_000 * number);
    let bytes = number % 20 * 100;
    let frames = 14 + number % 20 * 2;
    format!(
        "format: ackplain-expect/1
capture: {number}.pcap
about: two connections over IPv4
tags: [generated]
expect:
  - id: whole
    equals: {{.capture.frames: {frames}, .connections | length: 2}}
  - id: opening
    connection: tcp.port == {port}
    equals: {{.client.iss: {iss}, .handshake: {{complete: true, syns: 1}}}}
    matches: {{.handshake.rtt: {{range: [100us, 1ms]}}, .client.ip: {{in: 10.0.0.0/8}}}}
  - id: closing
    connection: tcp.port == {port}
    equals: {{.outcome: closed, .close.initiator: client, .client.state: TIME-WAIT}}
  - id: data
    connection: tcp.port == {port}
    equals: {{.server.unique_bytes: {bytes}, .client.unique_bytes: 0}}
  - id: syn
    frame: tcp.port == {port} && tcp.flags.syn == 1 && tcp.flags.ack == 0
    equals: {{tcp.flags: [SYN], tcp.seq_raw: {iss}, .after.client.state: SYN-SENT}}
  - id: fins
    count: {{of: tcp.flags.fin == 1, is: 4}}
  - id: no-resets
    only: {{of: tcp.flags.reset == 1, is: []}}
  - id: ports
    only: {{of: \".connections[].client.port\", is: [{port}, 50000]}}
  - id: acknowledged
    connection: tcp.port == {port}
    that: (.steps[] | select(.kind == \"syn_ack\") | .header.\"tcp.ack_raw\") == .client.iss + 1
  - id: nothing-repeated
    finding: {{absent: [syn_repeated, data_repeated]}}
"
    )
}

fn generate(folder: &Path) {
    for number in 0..FILES {
        std::fs::write(folder.join(format!("{number}.pcap")), capture(number)).expect("written");
        std::fs::write(folder.join(format!("{number}.expect.yaml")), expectations(number)).expect("written");
    }
}

fn two_hundred_captures(jobs: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    generate(folder.path());
    let options = Options { jobs, ..Options::default() };
    let name = format!("two_hundred_captures, {jobs} threads");
    let work = Work { items: FILES as usize, bytes: 0 };
    measure(
        &name,
        work,
        || (),
        |()| {
            let (found, _) = find(&[folder.path().to_owned()]);
            let verdicts = run(&found.files, &options, &|_| {});
            let totals = Totals::of(&verdicts);
            assert_eq!((totals.held, totals.failed, totals.broken), (u64::from(FILES) * 10, 0, 0));
        },
    );
}
