//! The reconstructed sockets against what the Linux kernel wrote down while the sample was captured.
//!
//! Of each socket in the log, the order of its states must be the kernel's, and each triple of SND.NXT, SND.UNA
//! and SND.WND that the kernel held when a segment arrived must stand, in that order, in our ledger. The error that
//! `connect()` returned must be the one we name. A capture
//! is taken at one place, so some values are out of its sight; [`EXCEPTIONS`] names each with its reason, and a
//! test fails as well when an exception is no longer needed.

use crate::support::program;
use crate::support::reports::{array, explained};
use crate::support::samples;
use crate::support::truth::{Freedom, Held, Socket, Truth};
use serde_json::Value;
use std::collections::BTreeMap;

/// Samples that were made from another one, whose log is theirs.
const LOG_OF: [(&str, &str); 8] = [
    ("big_endian.pcap", "abortive_close"),
    ("big_endian_nanoseconds.pcap", "simultaneous_close"),
    ("bsd_loopback.pcap", "raw_ip"),
    ("cut_tail.pcap", "http_keepalive"),
    ("modified.pcap", "refused"),
    ("no_clock.pcapng", "refused"),
    ("options_cut.pcap", "half_close"),
    ("two_sections.pcapng", "orderly_close"),
];

/// What the capture cannot show.
struct Exception {
    sample: &'static str,
    freedom: Freedom,
    /// Values of the log in whose place our ledger says that it does not know.
    unknown: usize,
    /// Values of the log that our ledger holds otherwise.
    otherwise: usize,
    reason: &'static str,
}

const EXCEPTIONS: [Exception; 5] = [
    Exception {
        sample: "cut_tail.pcap",
        freedom: Freedom::EndsBefore,
        unknown: 0,
        otherwise: 0,
        reason: "the last ACK of the connection is cut off",
    },
    Exception {
        sample: "filtered_drop.pcap",
        freedom: Freedom::ClosedByTimer,
        unknown: 0,
        otherwise: 0,
        reason: "no packet tells when connect() gives up",
    },
    Exception {
        sample: "midstream.pcap",
        freedom: Freedom::BegunBefore,
        unknown: 6,
        otherwise: 1,
        reason: "the SYNs are not in the capture, so the window shifts are not known; the first value is older than it",
    },
    Exception {
        sample: "options_cut.pcap",
        freedom: Freedom::None,
        unknown: 2,
        otherwise: 0,
        reason: "the window scale options are cut off, so the window shifts are not known",
    },
    Exception {
        sample: "simultaneous_open.pcap",
        freedom: Freedom::None,
        unknown: 0,
        otherwise: 2,
        reason: "Linux applies the window shift to the SYN,ACK of a simultaneous open, against RFC 7323, 2.2",
    },
];

/// A socket as the report tells it.
#[derive(Debug, Default)]
struct Ours {
    states: Vec<String>,
    held: Vec<(Option<u64>, Option<u64>, Option<u64>)>,
}

#[test]
fn sockets_go_through_the_kernels_states_and_hold_its_values() {
    let mut compared = 0;
    let mut values = 0;
    let mut wrong = Vec::new();
    for name in samples::names() {
        let derived = LOG_OF.iter().find(|(sample, _)| *sample == name);
        let stem = derived.map_or(samples::stem(&name), |(_, stem)| *stem);
        let Some(truth) = Truth::of(stem) else {
            continue;
        };
        let exception = EXCEPTIONS.iter().find(|one| one.sample == name);
        let freedom = exception.map_or(Freedom::None, |one| one.freedom);
        let differences = compare(&truth, &sockets(&name), freedom);
        compared += truth.states.len();
        values += truth.held.values().map(Vec::len).sum::<usize>();
        let expected = exception.map_or((0, 0), |one| (one.unknown, one.otherwise));
        let Differences { states, unknown, otherwise } = differences;
        if !states.is_empty() || (unknown.len(), otherwise.len()) != expected {
            let reason = exception.map_or("none", |one| one.reason);
            let all = [states, unknown, otherwise].concat().join("\n  ");
            wrong.push(format!("{name}: exception {expected:?}: {reason}\n  {all}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 70 && values > 140, "too little was compared: {compared} sockets, {values} values");
}

#[test]
fn connect_returned_what_the_report_says() {
    let mut compared = 0;
    for name in samples::names() {
        let Some(truth) = Truth::of(samples::stem(&name)) else {
            continue;
        };
        if truth.states.is_empty() || truth.errors.is_empty() {
            continue;
        }
        let report = program::once(&["list", &name, "--format", "json"]).json();
        let told: Vec<&str> = array(&report["connections"])
            .iter()
            .filter_map(|connection| connection["errno"].as_str())
            .collect();
        let got: Vec<&str> = truth.errors.iter().map(|error| errno(*error)).collect();
        assert_eq!(told, got, "{name}");
        compared += got.len();
    }
    assert!(compared > 10, "only {compared} errors were compared");
}

#[test]
fn every_exception_names_a_sample_and_a_reason() {
    let names = samples::names();
    for exception in &EXCEPTIONS {
        assert!(names.iter().any(|name| name == exception.sample));
        assert!(!exception.reason.is_empty());
    }
    for (sample, stem) in LOG_OF {
        assert!(names.iter().any(|name| name == sample), "{sample}");
        assert!(Truth::of(stem).is_some(), "{stem}");
    }
}

#[derive(Default)]
struct Differences {
    states: Vec<String>,
    unknown: Vec<String>,
    otherwise: Vec<String>,
}

fn compare(truth: &Truth, ours: &BTreeMap<Socket, Vec<Ours>>, freedom: Freedom) -> Differences {
    let mut differences = Differences::default();
    for (socket, runs) in &truth.states {
        let (address, port, peer, peer_port) = socket.clone();
        let peers = truth.states.get(&(peer, peer_port, address, port));
        let mine = ours.get(socket).map_or(&[][..], Vec::as_slice);
        for (index, run) in runs.iter().enumerate() {
            let peer = peers.and_then(|peers| peers.get(index));
            let states: Vec<&str> = match mine.get(index) {
                Some(mine) => mine.states.iter().map(String::as_str).collect(),
                None => Vec::new(),
            };
            if !run.accepts(&states, peer, freedom) {
                differences.states.push(format!("{socket:?}: kernel {:?}, ours {states:?}", run.0));
            }
        }
        let held = truth.held.get(socket).map_or(&[][..], Vec::as_slice);
        differences.values(socket, held, mine);
    }
    differences
}

impl Differences {
    /// The values of the kernel that do not stand, in order, in our ledger of that socket.
    fn values(&mut self, socket: &Socket, kernel: &[Held], ours: &[Ours]) {
        let ledger: Vec<_> = ours.iter().flat_map(|run| run.held.iter()).collect();
        let mut from = 0;
        for held @ &(next, unacknowledged, window) in kernel {
            let rest = &ledger[from..];
            let whole = (Some(next), Some(unacknowledged), Some(window));
            let place = rest.iter().position(|ours| **ours == whole).or_else(|| {
                // The kernel counts a segment as sent before the capture sees it: its SND.NXT may stand in our
                // ledger some steps later. It must stand there.
                let sent = ledger.iter().any(|ours| ours.0 == Some(next));
                rest.iter().position(|ours| sent && (ours.1, ours.2) == (whole.1, whole.2))
            });
            if let Some(place) = place {
                from += place;
                continue;
            }
            let may_be = |ours: Option<u64>, kernel| ours.is_none_or(|ours| ours == kernel);
            let unknown = rest.iter().any(|ours| {
                let nothing_yet = (ours.0, ours.1) == (None, None);
                let compatible = may_be(ours.0, next) && may_be(ours.1, unacknowledged);
                !nothing_yet && compatible && may_be(ours.2, window)
            });
            let text = format!("{socket:?}: kernel held {held:?}, ours {:?}", &rest[..rest.len().min(12)]);
            if unknown { self.unknown.push(text) } else { self.otherwise.push(text) }
        }
    }
}

/// Each socket of a sample as `explain --format json` tells it, one entry for each time its ports were used.
fn sockets(sample: &str) -> BTreeMap<Socket, Vec<Ours>> {
    let report = explained(sample);
    let mut sockets: BTreeMap<Socket, Vec<Ours>> = BTreeMap::new();
    for connection in array(&report["connections"]) {
        for (me, peer) in [("client", "server"), ("server", "client")] {
            let (mine, theirs) = (&connection[me], &connection[peer]);
            let socket = (text(mine), port(mine), text(theirs), port(theirs));
            sockets.entry(socket).or_default().push(Ours {
                states: states(&mine["transitions"]),
                held: array(&connection["steps"])
                    .iter()
                    .map(|step| {
                        let after = &step["after"][me];
                        let number = |name: &str| after[name].as_u64();
                        (number("snd_nxt"), number("snd_una"), number("snd_wnd"))
                    })
                    .collect(),
            });
        }
    }
    sockets
}

/// The states that were held; what a later frame disproved was not.
fn states(transitions: &Value) -> Vec<String> {
    let held: Vec<&Value> = array(transitions)
        .iter()
        .filter(|transition| {
            transition["evidence"] != "contradicted" && transition["verdict"]["kind"] != "contradicted"
        })
        .collect();
    let first = held.first().and_then(|transition| transition["from"].as_str());
    first
        .into_iter()
        .chain(held.iter().filter_map(|transition| transition["to"].as_str()))
        .map(ToOwned::to_owned)
        .collect()
}

/// Linux's name of an error number.
fn errno(number: u32) -> &'static str {
    match number {
        13 => "EACCES",
        101 => "ENETUNREACH",
        104 => "ECONNRESET",
        110 => "ETIMEDOUT",
        111 => "ECONNREFUSED",
        113 => "EHOSTUNREACH",
        other => panic!("no sample has error {other}"),
    }
}

fn text(end: &Value) -> String {
    end["ip"].as_str().expect("an address").to_owned()
}

fn port(end: &Value) -> u16 {
    let port = end["port"].as_u64().expect("a port");
    u16::try_from(port).expect("16 bits")
}
