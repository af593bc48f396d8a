//! One conversation, and the values of each of its segments.
//!
//! A segment runs through the steps of [`Conversation::take`] in the order in which Wireshark dissects a header. Where
//! the captured bytes end, the rest of the steps is left out, and so is what they would have remembered.

use crate::capture::FrameNo;
use crate::connection::facts::Seq;
use crate::connection::wireshark::analysis;
use crate::connection::wireshark::analysis::Sent;
use crate::connection::wireshark::flow::{Flow, Scale};
use crate::connection::wireshark::header::Header;
use crate::connection::wireshark::multipath::{Multipath, Subflow};
use crate::connection::wireshark::values::{Marks, Values};

/// The bits of `tcp.completeness`.
mod shown {
    pub(super) const SYN: u8 = 1;
    pub(super) const SYN_ACK: u8 = 2;
    pub(super) const ACK: u8 = 4;
    pub(super) const DATA: u8 = 8;
    pub(super) const FIN: u8 = 16;
    pub(super) const RST: u8 = 32;
}

/// When and where a segment was captured.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    pub(super) frame: FrameNo,
    /// Nanoseconds; 0 if the capture has no time.
    pub(super) time: i64,
}

/// What all conversations share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) multipath: Multipath,
    /// May one more segment be noted as not acknowledged?
    pub(super) room: bool,
    /// Segments not noted because there was no room.
    pub(super) left_out: u64,
}

/// How a conversation counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    /// No segment yet.
    pub(super) new: bool,
    /// One segment so far.
    pub(super) single: bool,
    pub(super) stream: u32,
    /// Segments noted as not acknowledged.
    pub(super) noted: usize,
}

/// How many segments a conversation showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Segments {
    #[default]
    None,
    One,
    More,
}

/// One conversation.
#[derive(Debug, Clone, Default)]
pub(super) struct Conversation {
    stream: u32,
    segments: Segments,
    /// It follows another with the same ends.
    again: bool,
    completeness: u8,
    first: i64,
    previous: i64,
    /// When the last SYN without ACK was, 0 if none was.
    syn: i64,
    /// From that SYN to the first ACK, 0 if unknown.
    initial_rtt: i64,
    subflow: Subflow,
    /// A SYN carried data and a Fast Open cookie.
    fast_open: bool,
    flows: [Flow; 2],
}

impl Conversation {
    /// It begins with a segment of this time; `again` if it follows another with the same ends.
    pub(super) fn begin(stream: u32, time: i64, again: bool) -> Self {
        let completeness = if again { shown::SYN } else { 0 };
        Self { stream, again, completeness, first: time, previous: time, ..Self::default() }
    }

    /// Does this SYN of direction `side` begin a new conversation with the same ends?
    pub(super) fn is_reopened_by(&self, header: &Header<'_>, side: usize) -> bool {
        let base = self.flows[side & 1].base;
        header.opens() && base.is_some_and(|base| base != header.seq)
    }

    /// How it counts.
    pub(super) fn standing(&self) -> Standing {
        Standing {
            new: self.segments == Segments::None,
            single: self.segments == Segments::One,
            stream: self.stream,
            noted: self.flows.iter().map(|flow| flow.unacked.len()).sum(),
        }
    }

    /// Take in the next segment, sent in direction `side` (0 or 1).
    pub(super) fn take(&mut self, header: &Header<'_>, side: usize, at: At, shared: &mut Shared) -> Values {
        let mut values =
            Values { stream: Some(self.stream), completeness: Some(self.completeness), ..Values::default() };
        let begins = self.segments == Segments::None;
        self.segments = if begins { Segments::One } else { Segments::More };
        if begins && self.again {
            values.marks.put(Marks::REUSED_PORTS);
        }
        let (a, b) = self.flows.split_at_mut(1);
        let (me, peer) = if side == 0 { (&mut a[0], &mut b[0]) } else { (&mut b[0], &mut a[0]) };
        if header.opens() && me.base == Some(header.seq) {
            // A RST or a stray segment between the two SYNs may have moved the expected number.
            me.next = me.whole_to;
            values.analysed = true;
        }
        if header.answers() && me.base.is_some_and(|base| base != header.seq) {
            // Wireshark stays in the conversation and counts anew.
            me.base = Some(header.seq);
            values.marks.put(Marks::REUSED_PORTS);
        }
        let since_previous = at.time.saturating_sub(self.previous);
        self.previous = at.time;
        me.sacked = 0;

        if let Some(data) = header.data {
            bases(me, peer, header);
            let sent = Sent {
                frame: at.frame,
                time: at.time,
                seq: header.seq,
                ack: header.ack,
                data,
                flags: header.flags,
                window: header.window,
                initial_rtt: self.initial_rtt,
                shown: shared.multipath.shown(&self.subflow),
                room: shared.room,
            };
            shared.left_out += u64::from(!analysis::analyse(me, peer, &sent, &mut values));
        }
        let relative = |number: Seq, base: Option<Seq>| match base {
            Some(base) if header.data.is_some() => number.since(base),
            _ => number.0,
        };
        let seq = relative(header.seq, me.base);
        values.seq = Some(seq);
        if usize::from(header.length) < 20 {
            return Self::early(values);
        }
        values.next = header.data.map(|data| {
            let marker = u32::from(header.flags.syn() || header.flags.fin());
            seq.wrapping_add(data).wrapping_add(marker)
        });
        let ack = if header.flags.ack() { relative(header.ack, peer.base) } else { header.ack.0 };
        values.ack = Some(ack);
        if header.answers() && ack > 1 {
            values.marks.put(Marks::TFO_ACK);
        } else if header.answers() && self.fast_open {
            values.marks.put(Marks::TFO_IGNORED);
        }
        let window = u32::from(header.window);
        if header.flags.syn() {
            values.window = Some(window);
        } else {
            let shift = if header.data.is_some() { me.scale.shift() } else { 0 };
            values.window = Some(window << shift);
            values.scale_factor = Some(me.scale.factor());
        }
        if header.flags.syn() {
            me.before_first_ack = true;
        } else if header.flags.ack() {
            me.before_first_ack = false;
        }
        if header.opens() {
            self.syn = at.time;
        }
        if header.acknowledges() && self.syn != 0 && self.initial_rtt == 0 {
            self.initial_rtt = at.time.saturating_sub(self.syn);
        }
        self.completeness = completeness(self.completeness, begins && !self.again, header);
        if !header.reaches(20) {
            return Self::early(values);
        }
        values.time_relative = Some(at.time.saturating_sub(self.first));
        values.time_delta = Some(since_previous);

        let options = header.options(Seq(ack));
        if let Some(shift) = options.shift {
            me.scale = Scale::By(shift);
        }
        me.sacked = options.sacked;
        let mut cut = options.cut;
        if !options.mptcp.nothing() {
            cut |= !shared.multipath.read(&mut self.subflow, side, &options.mptcp);
        }
        if options.cookie && header.opens() {
            values.marks.put(Marks::TFO_SYN);
            self.fast_open |= header.data.is_some_and(|data| data > 0);
        }
        if cut {
            return Self::early(values);
        }
        if values.marks.intersects(Marks::FLAGS) {
            values.analysed = true;
        }
        if values.analysed && self.initial_rtt != 0 {
            values.initial_rtt = Some(self.initial_rtt);
        }
        if header.flags.syn() {
            agree(me, peer, header);
        }
        shared.multipath.note(&self.subflow, &options.mptcp);
        values
    }

    /// The captured bytes end before the place where the analysis is shown.
    fn early(values: Values) -> Values {
        Values {
            marks: values.marks.only(Marks::TFO),
            analysed: false,
            acks_frame: None,
            ack_rtt: None,
            initial_rtt: None,
            bytes_in_flight: None,
            push_bytes_sent: None,
            rto: None,
            rto_frame: None,
            duplicate_ack_num: None,
            duplicate_ack_frame: None,
            ..values
        }
    }
}

/// What relative numbers count from: the SYN's number, else one below the first seen.
fn bases(me: &mut Flow, peer: &mut Flow, header: &Header<'_>) {
    if me.base.is_none() {
        me.base = Some(if header.flags.syn() { header.seq } else { header.seq - 1 });
    }
    if peer.base.is_none() && header.flags.ack() {
        peer.base = Some(header.ack - 1);
    }
}

/// After a SYN or SYN,ACK: windows are scaled only if both directions offered to (RFC 7323, 2.2).
fn agree(me: &mut Flow, peer: &mut Flow, header: &Header<'_>) {
    if me.scale == Scale::Unknown {
        me.scale = Scale::Unused;
        peer.scale = Scale::Unused;
    } else if header.flags.ack() && peer.scale == Scale::Unused {
        me.scale = Scale::Unused;
    }
}

/// `tcp.completeness` behind this segment. A SYN counts only where it begins the conversation.
fn completeness(before: u8, begins: bool, header: &Header<'_>) -> u8 {
    let data = header.data.is_some_and(|data| data > 0);
    if begins {
        return match (header.opens(), data) {
            (true, false) => shown::SYN,
            (true, true) => shown::SYN | shown::DATA,
            _ => 0,
        };
    }
    let mut after = before;
    if header.answers() {
        after |= shown::SYN_ACK;
    }
    if header.acknowledges() {
        after |= if data { shown::DATA } else { shown::ACK };
    }
    if header.flags.fin() && header.flags.ack() {
        after |= shown::FIN;
    }
    if header.flags.rst() {
        after |= shown::RST;
    }
    after
}
