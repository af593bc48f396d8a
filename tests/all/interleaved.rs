//! Other connections' frames in between change no fact about a connection.
//!
//! The frames of several samples are merged in any order that keeps each sample's own, and the tracker is run over the
//! merged frames. What it tells of each sample's connections must be what it tells of that sample alone: every step,
//! write, verdict, finding and summary. Frame numbers are chosen so that they are the same in both runs; connections
//! and streams, which are counted over the whole capture, are compared by their order within the sample.

use crate::support::container::{self, Container, Order, Record};
use crate::support::program::{fed, run};
use crate::support::samples::{self, Frame};
use ackplain::capture::{self, LinkType, Nanos, Place};
use ackplain::connection::{ConnId, Endpoint, Fact, Limits, Listen, Tracker};
use ackplain::dissect::cheap;
use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// Samples on Ethernet, each from addresses of its own.
const MERGED: [&str; 14] = [
    "abortive_close.pcap",
    "challenge_ack.pcap",
    "filtered_drop.pcap",
    "half_close.pcap",
    "http_keepalive.pcap",
    "ipv6_close.pcap",
    "lost_ack.pcap",
    "lost_request.pcap",
    "midstream.pcap",
    "refused.pcap",
    "rejects.pcap",
    "simultaneous_close.pcap",
    "simultaneous_open.pcap",
    "time_wait_reuse.pcap",
];

/// Frames of one sample have numbers from a multiple of this on.
const APART: u64 = 10_000;

static SAMPLES: LazyLock<Vec<Vec<Frame>>> =
    LazyLock::new(|| MERGED.iter().map(|name| samples::frames(name)).collect());

/// Every sample's facts when nothing is in between.
static ALONE: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    (0..MERGED.len())
        .map(|sample| {
            let order: Vec<(usize, usize)> =
                (0..SAMPLES[sample].len()).map(|frame| (sample, frame)).collect();
            facts(&order).swap_remove(sample)
        })
        .collect()
});

/// Keeps what is told of each sample's connections.
struct Log {
    /// The sample whose frame is being taken.
    now: usize,
    sample_of: HashMap<ConnId, usize>,
    told: Vec<Vec<(ConnId, String)>>,
    ends: Vec<BTreeSet<String>>,
}

impl Listen for Log {
    const LEDGER: bool = true;

    fn fact(&mut self, conn: ConnId, fact: Fact<'_>) {
        if let Fact::Opened { client, server, .. } = &fact {
            self.sample_of.insert(conn, self.now);
            let mut ends: [&Endpoint; 2] = [client, server];
            ends.sort_by_key(ToString::to_string);
            self.ends[self.now].insert(format!("{} {}", ends[0], ends[1]));
        }
        let sample = self.sample_of[&conn];
        self.told[sample].push((conn, format!("{fact:?}")));
    }
}

/// The facts of each sample, from its frames and others' in this order.
fn facts(order: &[(usize, usize)]) -> Vec<Vec<String>> {
    let log = track(order);
    log.told
        .iter()
        .map(|told| {
            let (mut connections, mut streams) = (HashMap::new(), HashMap::new());
            told.iter()
                .map(|(conn, text)| {
                    let text = recount(&format!("{conn:?} {text}"), "ConnId(", &mut connections);
                    recount(&text, "Stream(", &mut streams)
                })
                .collect()
        })
        .collect()
}

fn track(order: &[(usize, usize)]) -> Log {
    let log = Log {
        now: 0,
        sample_of: HashMap::new(),
        told: vec![Vec::new(); MERGED.len()],
        ends: vec![BTreeSet::new(); MERGED.len()],
    };
    let mut tracker = Tracker::new(log, Limits::default());
    for &(sample, index) in order {
        let frame = &SAMPLES[sample][index];
        let frame = capture::Frame {
            no: sample as u64 * APART + index as u64 + 1,
            time: frame.time.map(Nanos),
            interface: 0,
            link: LinkType::ETHERNET,
            original: frame.original,
            bytes: &frame.bytes,
            fcs: None,
            at: Place::new(0, 0),
        };
        tracker.listener().now = sample;
        tracker.take(&frame, &cheap(&frame));
    }
    tracker.finish()
}

/// Numbers behind `sign` by the order in which they first appear.
fn recount(text: &str, sign: &str, known: &mut HashMap<String, usize>) -> String {
    let mut parts = text.split(sign);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once(')').expect("a closed bracket");
        let next = known.len();
        let place = known.entry(number.to_owned()).or_insert(next);
        out.extend([sign.to_string().as_str(), place.to_string().as_str(), ")", rest]);
    }
    out
}

/// A merge of all samples that keeps the order of each: `picks` says whose frame comes next.
fn merge(picks: &[u16]) -> Vec<(usize, usize)> {
    let mut next = [0; MERGED.len()];
    let mut picks = picks.iter().copied().cycle();
    let mut order = Vec::new();
    loop {
        let open: Vec<usize> =
            (0..MERGED.len()).filter(|sample| next[*sample] < SAMPLES[*sample].len()).collect();
        if open.is_empty() {
            return order;
        }
        let sample = open[usize::from(picks.next().unwrap_or(0)) % open.len()];
        order.push((sample, next[sample]));
        next[sample] += 1;
    }
}

#[test]
fn the_merged_samples_share_no_addresses_and_have_facts() {
    let all: Vec<(usize, usize)> = merge(&[0]);
    let log = track(&all);
    let mut seen = BTreeSet::new();
    for (sample, ends) in log.ends.iter().enumerate() {
        assert!(!ends.is_empty(), "{} has a connection", MERGED[sample]);
        for pair in ends {
            assert!(seen.insert(pair.clone()), "{pair} is in two samples");
        }
    }
    let timed = ALONE.iter().flatten().filter(|fact| fact.contains("Timed(Timing")).count();
    assert_eq!(timed, 19, "how long things took is compared too");
    let told: usize = ALONE.iter().map(Vec::len).sum();
    assert!(told > 1_500, "only {told} facts are compared");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn facts_are_the_same_alone_and_among_others(picks in proptest::collection::vec(any::<u16>(), 1..400)) {
        let merged = facts(&merge(&picks));
        for (sample, told) in merged.iter().enumerate() {
            let alone = &ALONE[sample];
            prop_assert_eq!(told.len(), alone.len(), "{}", MERGED[sample]);
            for (told, alone) in told.iter().zip(alone) {
                prop_assert_eq!(told, alone, "{}", MERGED[sample]);
            }
        }
    }
}

#[test]
fn a_merged_capture_tells_the_same_from_a_file_and_from_a_pipe() {
    let picks: Vec<u16> = (0..997_u32).map(|n| (n * n * 31 % 65_521) as u16).collect();
    let records: Vec<Record> = merge(&picks)
        .into_iter()
        .map(|(sample, index)| {
            let frame = &SAMPLES[sample][index];
            let time = frame.time.and_then(|time| u64::try_from(time).ok()).expect("a time after 1970");
            Record { time, original: frame.original, bytes: frame.bytes.clone() }
        })
        .collect();
    let bytes = container::write_pcap(&Container { link: 1, records }, Order::Little, true);
    let path = std::env::temp_dir().join(format!("ackplain-interleaved-{}.pcap", std::process::id()));
    std::fs::write(&path, &bytes).expect("a temporary file");
    let name = path.to_string_lossy().into_owned();
    let mut from_file = run(["explain", &name, "--format", "json"]).json();
    std::fs::remove_file(&path).expect("it was there");
    let mut piped = fed(&["explain", "-", "--format", "json"], &bytes, 1000).json();
    for report in [&mut from_file, &mut piped] {
        report["capture"]["file"] = serde_json::Value::Null;
    }
    assert!(from_file == piped);
    assert!(from_file["connections"].as_array().is_some_and(|all| all.len() == 19));
}
