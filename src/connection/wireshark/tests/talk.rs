//! Two hosts that exchange segments before the eyes of [`Wireshark`], for tests.
//!
//! `talk.client(ack(1001, 9001).data(10))` gives the values of that segment. A millisecond passes from segment to
//! segment unless the test waits.

use crate::connection::tests::exchange;
use crate::connection::tests::exchange::{CLIENT, SERVER};
use crate::connection::wireshark::*;
use crate::dissect::IcmpQuote;

pub(super) use crate::connection::tests::exchange::Seg;

/// The window of every segment that names none.
const WINDOW: u16 = 1000;

pub(super) fn seg(flags: u16, seq: u32, ack: u32) -> Seg {
    exchange::seg(flags, seq, ack).window(WINDOW)
}

pub(super) fn syn(seq: u32) -> Seg {
    exchange::syn(seq).window(WINDOW)
}

pub(super) fn syn_ack(seq: u32, ack: u32) -> Seg {
    exchange::syn_ack(seq, ack).window(WINDOW)
}

pub(super) fn ack(seq: u32, ack: u32) -> Seg {
    exchange::ack(seq, ack).window(WINDOW)
}

pub(super) fn fin(seq: u32, ack: u32) -> Seg {
    exchange::fin(seq, ack).window(WINDOW)
}

pub(super) fn rst(seq: u32) -> Seg {
    exchange::rst(seq)
}

/// See the module.
pub(super) struct Talk {
    pub(super) wireshark: Wireshark,
    pub(super) frame: u64,
    /// In nanoseconds.
    pub(super) now: i64,
    pub(super) client_port: u16,
}

impl Talk {
    pub(super) fn new() -> Self {
        Self::bounded(Bounds::default())
    }

    pub(super) fn bounded(bounds: Bounds) -> Self {
        Self { wireshark: Wireshark::new(bounds), frame: 0, now: 1_000_000_000, client_port: 40_000 }
    }

    /// The handshake is over: first numbers 1000 and 9000, windows 1000 without scale.
    pub(super) fn opened() -> Self {
        let mut talk = Self::new();
        talk.client(syn(1000));
        talk.server(syn_ack(9000, 1001));
        talk.client(ack(1001, 9001));
        talk
    }

    /// So many milliseconds pass, beside the one of each segment.
    pub(super) fn wait(&mut self, milliseconds: i64) -> &mut Self {
        self.now += milliseconds * 1_000_000;
        self
    }

    pub(super) fn client(&mut self, segment: Seg) -> Values {
        self.send(segment, true)
    }

    pub(super) fn server(&mut self, segment: Seg) -> Values {
        self.send(segment, false)
    }

    /// The client's segment comes back in an ICMP error, with so many bytes of its header.
    pub(super) fn quoted(&mut self, segment: &Seg, bytes: usize) -> Option<Values> {
        let header = segment.bytes(self.client_port, 80);
        let quoted = &header[..bytes.min(header.len())];
        let quote = IcmpQuote { quoted, ..exchange::quote(1, None, self.client_port, 80, segment.seq) };
        let frame = self.next_frame();
        self.wireshark.take(&frame, &Cheap::IcmpQuoting(quote))
    }

    // By value, so that a test reads as an exchange.
    #[allow(clippy::needless_pass_by_value)]
    pub(super) fn send(&mut self, segment: Seg, from_client: bool) -> Values {
        self.try_send(&segment, from_client).expect("a segment that counts")
    }

    pub(super) fn try_send(&mut self, segment: &Seg, from_client: bool) -> Option<Values> {
        self.odd(segment, from_client, |_, _| {})
    }

    /// A segment that is not as it should be.
    pub(super) fn odd(
        &mut self,
        segment: &Seg,
        from_client: bool,
        change: impl FnOnce(&mut Frame<'_>, &mut Segment<'_>),
    ) -> Option<Values> {
        let ends = [(CLIENT, self.client_port), (SERVER, 80)];
        let [src, dst] = if from_client { ends } else { [ends[1], ends[0]] };
        let header = segment.bytes(src.1, dst.1);
        let mut seg = segment.segment(&header, src, dst);
        let mut frame = self.next_frame();
        change(&mut frame, &mut seg);
        self.wireshark.take(&frame, &Cheap::Tcp(seg))
    }

    pub(super) fn next_frame(&mut self) -> Frame<'static> {
        self.frame += 1;
        self.now += 1_000_000;
        exchange::frame(self.frame, self.now)
    }
}
