//! Frames for tests: two hosts that exchange real bytes, and the explanation of every step.

use crate::capture::{Frame, LinkType, Nanos, Place};
use crate::connection::{ConnId, Fact, Limits, Listen, Snapshot, Summary, Tracker};
use crate::dissect::{self, Cheap, Checksum, Tree, cheap};
use crate::explain::{Explanation, Packet, StepFacts, step};

/// The client's address and port, as they stand in a header.
const CLIENT: ([u8; 4], u16) = ([10, 0, 0, 1], 40000);
/// The server's.
const SERVER: ([u8; 4], u16) = ([10, 0, 0, 2], 80);
/// Bytes of Ethernet and IPv4 in front of TCP.
pub(in crate::explain) const FRONT: usize = 34;

/// MSS 1460, NOP, window scale 7, SACK permitted, and a NOP at each side of it.
pub(in crate::explain) const OFFER: [u8; 12] = [2, 4, 5, 0xb4, 1, 3, 3, 7, 4, 2, 1, 1];

/// Who sends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::explain) enum From {
    Client,
    Server,
}

/// The numbers of a segment to send.
#[derive(Clone)]
pub(in crate::explain) struct Numbers {
    pub(in crate::explain) flags: u16,
    pub(in crate::explain) seq: u32,
    pub(in crate::explain) ack: u32,
    pub(in crate::explain) window: u16,
    pub(in crate::explain) urgent: u16,
    pub(in crate::explain) options: Vec<u8>,
    pub(in crate::explain) data: Vec<u8>,
}

pub(in crate::explain) fn seg(flags: u16, seq: u32, ack: u32) -> Numbers {
    Numbers { flags, seq, ack, window: 502, urgent: 0, options: Vec::new(), data: Vec::new() }
}

impl Numbers {
    pub(in crate::explain) fn options(self, options: &[u8]) -> Self {
        Self { options: options.to_vec(), ..self }
    }

    pub(in crate::explain) fn data(self, data: &[u8]) -> Self {
        Self { data: data.to_vec(), ..self }
    }
}

/// A capture in the making.
#[derive(Default)]
pub(in crate::explain) struct Scene {
    pub(in crate::explain) frames: Vec<Vec<u8>>,
}

/// A step as it is told.
pub(in crate::explain) struct Told {
    pub(in crate::explain) facts: StepFacts,
    pub(in crate::explain) explanation: Explanation,
}

impl Scene {
    /// Send a segment, its checksum right.
    pub(in crate::explain) fn sends(&mut self, from: From, numbers: &Numbers) -> &mut Self {
        let mut bytes = frame_of(from, numbers);
        // Each packet its own IP identification: equal ones would be the same packet, captured twice.
        if let Some(id) = bytes.get_mut(18..20) {
            id.copy_from_slice(&(self.frames.len() as u16 + 1).to_be_bytes());
        }
        if let Cheap::Tcp(segment) = cheap(&frame(1, &bytes))
            && let Checksum::Bad { calculated, .. } = segment.checksum()
            && let Some(place) = bytes.get_mut(FRONT + 16..FRONT + 18)
        {
            place.copy_from_slice(&calculated.to_be_bytes());
        }
        self.frames.push(bytes);
        self
    }

    /// SYN, SYN,ACK, ACK: the client counts from 1000, the server from 9000.
    pub(in crate::explain) fn opens(&mut self) -> &mut Self {
        self.sends(From::Client, &seg(0x002, 1000, 0).options(&OFFER))
            .sends(From::Server, &seg(0x012, 9000, 1001).options(&OFFER))
            .sends(From::Client, &seg(0x010, 1001, 9001))
    }

    /// Every step of the first connection, and how it ended.
    pub(in crate::explain) fn told(&self) -> (Vec<Told>, Summary) {
        let mut tracker = Tracker::new(Scribe::default(), Limits::default());
        for (i, bytes) in self.frames.iter().enumerate() {
            let frame = frame(i as u64 + 1, bytes);
            tracker.take(&frame, &cheap(&frame));
        }
        let mut scribe = tracker.finish();
        scribe.done.extend(scribe.now.take());
        let about = scribe.ended.expect("a scene has a connection");
        let told = scribe
            .done
            .into_iter()
            .map(|facts| {
                let no = facts.step.frame().unwrap_or(1);
                let bytes = self.frames.get(no as usize - 1).expect("a step's frame is the scene's");
                let frame = frame(no, bytes);
                let tree = Tree::of(&frame);
                let read = dissect::Packet::alone(&frame);
                let explanation = step(&facts, Some(Packet { read: &read, tree: &tree }), &about);
                Told { facts, explanation }
            })
            .collect();
        (told, about)
    }
}

/// A frame of these bytes, a tenth of a millisecond after the one before.
pub(in crate::explain) fn frame(no: u64, bytes: &[u8]) -> Frame<'_> {
    Frame {
        no,
        time: Some(Nanos(i128::from(no) * 100_000)),
        interface: 0,
        link: LinkType::ETHERNET,
        original: bytes.len() as u32,
        bytes,
        fcs: None,
        at: Place::new(no * 100, 0),
    }
}

fn frame_of(from: From, n: &Numbers) -> Vec<u8> {
    let (source, destination) = match from {
        From::Client => (CLIENT, SERVER),
        From::Server => (SERVER, CLIENT),
    };
    let header = 20 + n.options.len();
    let total = 20 + header + n.data.len();
    let mut bytes = vec![2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0];
    bytes.extend([0x45, 0]);
    bytes.extend((total as u16).to_be_bytes());
    bytes.extend([0, 0, 0x40, 0, 64, 6, 0, 0]);
    bytes.extend(source.0);
    bytes.extend(destination.0);
    bytes.extend(source.1.to_be_bytes());
    bytes.extend(destination.1.to_be_bytes());
    bytes.extend(n.seq.to_be_bytes());
    bytes.extend(n.ack.to_be_bytes());
    bytes.extend(((header as u16 / 4) << 12 | n.flags).to_be_bytes());
    bytes.extend(n.window.to_be_bytes());
    bytes.extend([0, 0]);
    bytes.extend(n.urgent.to_be_bytes());
    bytes.extend(&n.options);
    bytes.extend(&n.data);
    bytes
}

/// Keeps the steps of the first connection.
#[derive(Default)]
struct Scribe {
    now: Option<StepFacts>,
    done: Vec<StepFacts>,
    held: [Snapshot; 2],
    steps: u32,
    ended: Option<Summary>,
}

impl Listen for Scribe {
    const LEDGER: bool = true;

    fn fact(&mut self, conn: ConnId, fact: Fact<'_>) {
        if conn != ConnId(0) {
            return;
        }
        match fact {
            Fact::Step(step) => {
                self.done.extend(self.now.take());
                let number = step.frame().map(|_| {
                    self.steps += 1;
                    self.steps
                });
                self.now = Some(StepFacts {
                    step,
                    number,
                    writes: Vec::new(),
                    findings: Vec::new(),
                    far: None,
                    before: self.held,
                    after: self.held,
                });
            }
            Fact::Write(write) => {
                if let Some(now) = &mut self.now {
                    now.writes.push((write, None));
                }
            }
            Fact::After { client, server } => {
                self.held = [client, server];
                if let Some(now) = &mut self.now {
                    now.after = self.held;
                }
            }
            Fact::Finding(finding) => {
                if let Some(now) = &mut self.now {
                    now.findings.push(finding);
                }
            }
            Fact::Ended(summary) | Fact::Forgotten(summary) => self.ended = Some(*summary),
            Fact::Opened { .. }
            | Fact::Confirmed { .. }
            | Fact::Contradicted { .. }
            | Fact::History(_)
            | Fact::Timed(_) => {}
        }
    }
}
