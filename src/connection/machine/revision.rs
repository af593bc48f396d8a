//! Inferences that a later segment disproves: what was believed to have arrived had not.
//!
//! A frame that passes the point of capture need not arrive. Where the socket that should have taken it in acts as if it had not, the
//! inference is contradicted by that frame, both stay visible, and the socket is set back to what its own segment shows:
//!
//! * it sends its FIN again: the ACK of the FIN had not arrived;
//! * its SACK blocks begin beyond its ACK number: what lies between had not arrived;
//! * it sends on, longer behind a RST than a round trip takes: the RST had not been taken in.
//!
//! Limits: what was on its way when the other passed is no disproof. Of a FIN that needs no judgement, because the socket says itself that it
//! waits; of a hole and of a RST the time tells: less than the way to that side and back, as the handshake showed it, is too soon
//! ([`ON_ITS_WAY`] for a RST without a handshake).

use crate::connection::facts::{
    Arithmetic, Errno, Fact, FindingKind, Listen, Rule, Side, State, Variable, WriteId,
};
use crate::connection::machine::record::{Known, ShortTime};
use crate::connection::machine::{Machine, Now, Why};
use crate::connection::sack;
use crate::dissect::FieldId;
use crate::dissect::options::{TcpOption, walk};

/// How long behind a RST a segment may come and still have been sent before that arrived, in nanoseconds.
const ON_ITS_WAY: i64 = 500_000_000;

/// What a host may take beside the way itself, in nanoseconds.
const SLACK: i64 = 50_000_000;

impl<L: Listen> Machine<'_, L> {
    /// It sends its FIN again: the ACK of it, if one was seen here, had not arrived.
    pub(crate) fn fin_again(&mut self, now: &Now<'_>) {
        let me = now.side;
        let socket = *self.conn.socket(me);
        let reset = socket.before_rst().is_some()
            || self.conn.marks.has(crate::connection::machine::record::Marks::RESET);
        let state = match socket.state {
            Some(State::FinWait2) => State::FinWait1,
            Some(State::TimeWait) => State::Closing,
            Some(State::Closed) if !reset => State::LastAck,
            _ => return,
        };
        if let Some(ledger) = self.ledger.as_deref_mut() {
            let writes = ledger.fin_unacknowledged(me);
            self.contradict(writes, now.frame);
        }
        self.state(me, state, Why::acts(now, Rule::FinSentAgain));
        if socket.has(Known::UNA) && socket.una.after(socket.fin) {
            let why = Why::seen(now, FieldId::TcpSeqRaw, Rule::FinSentAgain).with(Arithmetic::Plus {
                from: now.seg.seq,
                syn: false,
                data: now.seg.data,
                fin: false,
            });
            self.write(me, Variable::SndUna, socket.fin.0, why);
        }
        self.finding(now.frame, FindingKind::FinRepeated, crate::connection::facts::Evidence::Observed);
    }

    /// A write that follows from the ACK of `side`'s FIN.
    pub(crate) fn closes(&mut self, side: Side, write: Option<WriteId>) {
        if let (Some(ledger), Some(write)) = (self.ledger.as_deref_mut(), write) {
            ledger.closes(side, write);
        }
    }

    /// What its SACK blocks say that it holds beyond a hole. `behind`: its ACK number is behind what was inferred to have arrived; do they
    /// show the hole there?
    pub(crate) fn reports_hole(&mut self, now: &Now<'_>, behind: bool) {
        // A SACK option takes at least ten bytes, and stands beside timestamps in all but old stacks.
        if !L::LEDGER || now.seg.options.len() < 10 {
            return;
        }
        let ack = now.ack();
        let blocks = || {
            walk(now.seg.options)
                .filter_map(|placed| match placed.option {
                    TcpOption::Sack(edges) => Some(edges),
                    _ => None,
                })
                .flat_map(sack::blocks)
        };
        if let Some(ledger) = self.ledger.as_deref_mut() {
            ledger.held[now.side as usize].reports(ack, blocks());
        }
        if !behind {
            return;
        }
        let left =
            blocks().map(|(left, _)| left).filter(|left| left.after(ack)).min_by_key(|left| left.since(ack));
        let Some(left) = left else { return };
        let way = self.way_to(now.side);
        let Some(ledger) = self.ledger.as_deref_mut() else { return };
        let writes = ledger.hole(now.side, ack, left, way);
        if writes.is_empty() {
            return;
        }
        self.contradict(writes, now.frame);
        let why = Why::seen(now, FieldId::TcpAckRaw, Rule::HoleReported);
        self.write(now.side, Variable::RcvNxt, now.seg.ack, why);
    }

    /// How long it takes from here to `side` and back at least, in nanoseconds, as the handshake showed; 0 where it did not.
    fn way_to(&self, side: Side) -> i64 {
        let way = match side {
            Side::Client => self.conn.ack_time.since(self.conn.syn_ack_time),
            Side::Server => self.conn.syn_ack_time.since(self.conn.syn_time),
        };
        way.unwrap_or(0).max(0)
    }

    /// It sends although a RST was inferred to have closed it.
    pub(crate) fn still_acts(&mut self, now: &Now<'_>) {
        let me = now.side;
        let socket = *self.conn.socket(me);
        let (Some(State::Closed), Some(before)) = (socket.state, socket.before_rst()) else { return };
        // The RST was the last packet of its sender: a socket that is gone sends nothing else.
        let since = ShortTime::of(now.time).low().wrapping_sub(self.conn.socket(me.peer()).last_nanos);
        let trip =
            self.handshake_rtt().map_or(ON_ITS_WAY, |rtt| rtt.saturating_add(rtt / 2).saturating_add(SLACK));
        if now.time.is_none() || i64::from(since) < trip {
            return;
        }
        self.conn.socket_mut(me).set_before_rst(None);
        if let Some(write) = self.ledger.as_deref_mut().and_then(|ledger| ledger.reset[me as usize].take()) {
            let id = self.id();
            self.listener.fact(id, Fact::Contradicted { write, by: now.frame });
        }
        if me == Side::Client && matches!(self.conn.errno, Some(Errno::Reset | Errno::Pipe)) {
            self.conn.errno = None;
        }
        self.state(me, before, Why::acts(now, Rule::StillActs));
        self.finding(now.frame, FindingKind::RstNotTaken, crate::connection::facts::Evidence::Inferred);
    }
}
