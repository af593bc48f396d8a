//! What a segment is beside what it does to a socket: lost, overtaken, doubled, sent again and why; who sent a RST.
//!
//! A judge is an observer. It [sees](Seen) the segment and everything as it stands before the machine takes that in,
//! and can change nothing of it by its type; what it remembers is its own. What it finds says what the numbers are that
//! made it so; where it names a cause, that is an inference from what passed this point of the network. The machine
//! tells the findings, in the order in which they were made.
//!
//! The judges: [`header`] control bits, checksum, what was cut; [`negotiation`] what SYN and SYN,ACK agree on;
//! [`origin`] who sent a RST, by what is its sender's [`habit`]; [`sending`], [`acknowledging`] and [`windows`] what
//! the two sides do with each other's data, with [`causes`] for what is sent again, all over the memory in [`flows`];
//! [`congestion`] marks and reports. Of a whole capture: [`quality`], [`copies`] and [`sums`].
//!
//! What each side has sent is kept three times: in [`flows`], in [`history`] and in [`quality`]. They are to become one
//! account (which numbers, by which frames, what is missing, in which order they were sent), which will stand in a file
//! of this room, `sent.rs`.

mod acknowledging;
mod causes;
mod congestion;
pub mod copies;
mod flows;
mod habit;
mod header;
pub(crate) mod history;
mod negotiation;
mod origin;
pub mod quality;
mod seen;
mod sending;
pub mod sums;
mod windows;

pub(crate) use seen::{Found, Seen};

use crate::capture::FrameNo;
use crate::connection::facts::Side;
use crate::connection::machine::now::Now;
use congestion::Congestion;
use flows::Flows;
use negotiation::Negotiation;
use origin::Origins;
use seen::Findings;

/// The judges of one connection, with what they remember.
#[derive(Debug, Default)]
pub(crate) struct Judges {
    negotiation: Negotiation,
    origins: Origins,
    flows: Flows,
    congestion: Congestion,
}

impl Judges {
    /// Look at a segment before the machine takes it in.
    pub(crate) fn look(&mut self, seen: &Seen<'_>) -> Vec<Found> {
        let mut found = Findings::default();
        header::look(seen, &mut found);
        if let Some(agreed) = self.negotiation.look(seen, &mut found) {
            self.congestion.agreed = Some(agreed);
        }
        self.origins.look(seen, &self.flows, &mut found);
        self.flows.look(seen, &mut found);
        self.congestion.look(seen, &mut found);
        header::urgent(seen, &mut found);
        found.0
    }

    /// The last packet of its sender was here a second time.
    pub(crate) fn doubled(&mut self, now: &Now<'_>) {
        self.flows.doubled(now);
    }

    /// A segment of `side` was too old to be taken in: its peer may answer it with the same ACK number.
    pub(crate) fn too_old(&mut self, side: Side) {
        self.flows.sides[side].unanswered += 1;
    }

    /// `side` must challenge the RST of this frame.
    pub(crate) fn must_challenge(&mut self, side: Side, rst: FrameNo) {
        self.flows.sides[side].challenged_by = Some(rst);
    }

    /// A router told `side`, in the ICMP error of this frame, how large a packet the path takes.
    pub(crate) fn path_takes(&mut self, side: Side, mtu: u32, icmp: FrameNo) {
        self.flows.sides[side].path_mtu = Some((mtu, icmp));
    }

    /// Does the call that opened the connection wait for the answer?
    pub(crate) fn waits_for_open(&self) -> bool {
        self.negotiation.waits_for_open()
    }

    /// How much was forgotten for lack of room.
    pub(crate) fn dropped(&self) -> u64 {
        self.flows.dropped
    }
}
