//! What the segments of a connection were, in the letters of Zeek's `history`: kept beside each connection only if the
//! listener wants it ([`Listen::HISTORY`]), so that a list that shows none pays for none, and one that does needs no
//! ledger.
//!
//! Letters are in the order of first appearance, upper case for the side that opened: s SYN, h SYN,ACK, a bare ACK, d
//! data, f FIN, r RST, c bad checksum, g a gap in what was captured, t repeated data, w zero window, i FIN with RST, q
//! SYN with FIN or RST; ^ in front where the first segment came from the side that did not open. Each stands once, but
//! for c, g, t and w, which stand again at the tenth, the hundredth and so on. Written from Zeek's documented
//! vocabulary, not from its code.
//!
//! Repeated are data that begin before what was sent already, unless they fill a gap and were sent before what overtook
//! them (by their IP identification; without one, if they come sooner than half a round trip of the handshake), or were
//! acknowledged just before. [`FindingKind::DataRepeated`](crate::connection::facts::FindingKind::DataRepeated) knows
//! more of them: copies that come late, round trips of data.
//!
//! Limits: [`GAPS`] gaps a side are kept; what fills another one counts as repeated.

use crate::connection::facts::{Pair, Seq, Side, State};
use crate::connection::machine::now::{Now, REORDERING};
use crate::connection::machine::record::{Conn, Known, ShortTime, Socket};
use crate::dissect::Checksum;

/// The most gaps kept of a side.
const GAPS: usize = 16;

/// Bytes that were jumped over.
#[derive(Debug, Clone, Copy)]
struct Gap {
    from: Seq,
    to: Seq,
    time: ShortTime,
    ip_id: u16,
}

/// See the module.
#[derive(Debug, Clone, Default)]
pub(crate) struct History {
    letters: String,
    /// How often each letter that is counted came: c, g, t, w; client, server.
    counts: Pair<[u32; 4]>,
    gaps: Pair<Vec<Gap>>,
    /// Bytes of each side that were acknowledged before they were seen, and when.
    ahead: Pair<Option<(Seq, Seq, ShortTime)>>,
}

impl History {
    /// The letters so far.
    pub(crate) fn letters(&self) -> &str {
        &self.letters
    }

    /// The next segment, before the machine takes it in; `doubled` if it is the copy of a packet.
    pub(crate) fn segment(&mut self, conn: &Conn, now: &Now<'_>, doubled: bool) {
        let (side, seg, flags) = (now.side, now.seg, now.seg.flags);
        if self.letters.is_empty() && side == Side::Server {
            self.letters.push('^');
        }
        if flags.syn() && (flags.fin() || flags.rst()) {
            self.once(side, 'q');
        }
        if flags.fin() && flags.rst() {
            self.once(side, 'i');
        }
        if flags.syn() {
            self.once(side, if flags.ack() { 'h' } else { 's' });
        }
        if seg.data > 0 {
            self.once(side, 'd');
        } else if flags.ack() && !flags.syn() && !flags.fin() && !flags.rst() {
            self.once(side, 'a');
        }
        if seg.window == 0 && !flags.syn() && !flags.rst() && !doubled {
            self.counted(side, 'w');
        }
        if flags.fin() {
            self.once(side, 'f');
        }
        if flags.rst() {
            self.once(side, 'r');
        }
        if doubled {
            return;
        }
        if matches!(seg.checksum(), Checksum::Bad { .. }) {
            self.counted(side, 'c');
        }
        if !flags.syn() && !flags.rst() {
            self.acknowledged(conn, now);
            self.sent(conn, now);
        }
    }

    /// Whoever acknowledges what was not captured received it: the gap is in what the other one sent.
    fn acknowledged(&mut self, conn: &Conn, now: &Now<'_>) {
        let peer = now.side.peer();
        let (ack, other) = (now.ack(), conn.socket(peer));
        if !now.seg.flags.ack() || other.state == Some(State::SynSent) {
            return;
        }
        if other.has(Known::NXT) && other.has(Known::UNA) && ack.after(other.nxt) {
            self.counted(peer, 'g');
            self.ahead[peer] = Some((other.nxt, ack, ShortTime::of(now.time)));
        }
        self.gaps[peer].retain(|gap| gap.to.after(ack));
    }

    /// Data: new, beyond a gap, or behind what was sent already.
    fn sent(&mut self, conn: &Conn, now: &Now<'_>) {
        let socket = conn.socket(now.side);
        let seq = now.seq();
        if now.seg.data == 0 || !socket.has(Known::NXT) || keeps_alive(socket, now) {
            return;
        }
        if seq.after(socket.nxt) {
            let gaps = &mut self.gaps[now.side];
            if gaps.len() < GAPS {
                let time = ShortTime::of(now.time);
                gaps.push(Gap { from: socket.nxt, to: seq, time, ip_id: now.seg.ip_id });
            }
        } else if seq.before(socket.nxt) && !self.overtaken(conn, now) && !self.filed_late(now) {
            self.counted(now.side, 't');
        }
    }

    /// Does it fill a gap, and was it sent before what overtook it?
    fn overtaken(&mut self, conn: &Conn, now: &Now<'_>) -> bool {
        let (seq, end) = (now.seq(), now.end());
        let gaps = &mut self.gaps[now.side];
        let Some(place) = gaps.iter().position(|gap| seq.at_or_after(gap.from) && gap.to.after(seq)) else {
            return false;
        };
        let gap = gaps.swap_remove(place);
        if gap.from.before(seq) && gaps.len() < GAPS {
            gaps.push(Gap { to: seq, ..gap });
        }
        if end.before(gap.to) && gaps.len() < GAPS {
            gaps.push(Gap { from: end, ..gap });
        }
        if now.seg.ip_id != 0 {
            return gap.ip_id != 0 && now.seg.ip_id.wrapping_sub(gap.ip_id).cast_signed() < 0;
        }
        let soon = conn.handshake_rtt().map_or(REORDERING, |rtt| rtt / 2);
        ShortTime::of(now.time).since(gap.time).is_some_and(|late| late < soon)
    }

    /// Was it acknowledged moments before, by an ACK that is filed too early?
    fn filed_late(&self, now: &Now<'_>) -> bool {
        self.ahead[now.side].is_some_and(|(from, to, then)| {
            let late = ShortTime::of(now.time).since(then);
            now.seq().at_or_after(from)
                && to.at_or_after(now.end())
                && late.is_some_and(|late| late < REORDERING)
        })
    }

    fn once(&mut self, side: Side, letter: char) {
        let letter = of(side, letter);
        if !self.letters.contains(letter) {
            self.letters.push(letter);
        }
    }

    fn counted(&mut self, side: Side, letter: char) {
        let place = "cgtw".find(letter).unwrap_or(0);
        let count = &mut self.counts[side][place];
        *count = count.saturating_add(1);
        if is_power_of_ten(*count) {
            self.letters.push(of(side, letter));
        }
    }
}

/// A byte that was acknowledged, once more, to hear of the peer (RFC 9293, 3.8.4); not one that asks for a closed
/// window.
fn keeps_alive(socket: &Socket, now: &Now<'_>) -> bool {
    let closed = socket.has(Known::WND) && socket.wnd == 0;
    let idle = socket.has(Known::UNA) && socket.una == socket.nxt;
    let synchronised = socket.state.is_some_and(State::synchronised);
    synchronised
        && !closed
        && idle
        && now.seg.data == 1
        && now.seq() + 1 == socket.nxt
        && !now.seg.flags.fin()
}

fn of(side: Side, letter: char) -> char {
    match side {
        Side::Client => letter.to_ascii_uppercase(),
        Side::Server => letter,
    }
}

fn is_power_of_ten(count: u32) -> bool {
    count.checked_ilog10().is_some_and(|digits| 10_u32.pow(digits) == count)
}
