//! What the machine tells its listener: writes, acts, findings, and the verdicts on what was inferred.

use crate::capture::{FrameNo, Nanos};
use crate::connection::facts::{
    Act, Arithmetic, By, ConnId, Evidence, Fact, Finding, FindingKind, Held, Listen, Rule, Seq, Side, State,
    Step, Vantage, Variable, What, Write, WriteId,
};
use crate::connection::machine::Machine;
use crate::connection::machine::now::Now;
use crate::dissect::FieldId;

/// What a write stands on.
#[derive(Clone, Copy)]
pub(crate) struct Why {
    pub(crate) by: By,
    pub(crate) arithmetic: Arithmetic,
    pub(crate) evidence: Evidence,
    pub(crate) because: Rule,
}

impl Why {
    /// The sender holds what this field says.
    pub(super) fn seen(now: &Now<'_>, field: FieldId, because: Rule) -> Self {
        Self { by: now.by(field), arithmetic: Arithmetic::Same, evidence: Evidence::Observed, because }
    }

    /// The receiver will hold what this field says, once the segment arrives.
    pub(super) fn arrives(now: &Now<'_>, field: FieldId, because: Rule) -> Self {
        Self { evidence: Evidence::Inferred, ..Self::seen(now, field, because) }
    }

    /// The sender shows by its control bits that it is in this state.
    pub(super) fn acts(now: &Now<'_>, because: Rule) -> Self {
        Self { arithmetic: Arithmetic::Rule, ..Self::seen(now, FieldId::TcpFlags, because) }
    }

    /// The receiver will be in this state.
    pub(super) fn leads(now: &Now<'_>, because: Rule) -> Self {
        Self { evidence: Evidence::Inferred, ..Self::acts(now, because) }
    }

    pub(super) fn with(self, arithmetic: Arithmetic) -> Self {
        Self { arithmetic, ..self }
    }
}

impl<L: Listen> Machine<'_, L> {
    /// Write a number into a socket; nothing is told if it stands there already.
    #[inline]
    pub(super) fn write(
        &mut self,
        socket: Side,
        variable: Variable,
        after: u32,
        why: Why,
    ) -> Option<WriteId> {
        let before = self.conn.socket(socket).number(variable);
        if before == Some(after) {
            return None;
        }
        self.conn.socket_mut(socket).set_number(variable, after);
        self.tell(socket, variable, before.map(Held::Number), Held::Number(after), why)
    }

    /// Move a socket to another state.
    #[inline]
    pub(super) fn state(&mut self, socket: Side, after: State, why: Why) -> Option<WriteId> {
        let before = self.conn.socket(socket).state;
        if before == Some(after) {
            return None;
        }
        self.conn.socket_mut(socket).state = Some(after);
        // A socket that nothing was known of was CLOSED, "which represents no connection state at all" (9293 3.3.2),
        // unless the capture began in the middle.
        let before = before.or((why.because != Rule::MidStream).then_some(State::Closed));
        self.tell(socket, Variable::State, before.map(Held::State), Held::State(after), why)
    }

    /// Tell a write whose value this record does not keep (an address, an agreed option).
    pub(super) fn tell(
        &mut self,
        socket: Side,
        variable: Variable,
        before: Option<Held>,
        after: Held,
        why: Why,
    ) -> Option<WriteId> {
        let id = self.kept.ledger_mut()?.number();
        if let Some(lost) = self.lost.as_mut().filter(|lost| lost.side == socket) {
            lost.writes.push(id);
        }
        let write = Write {
            id,
            socket,
            variable,
            before,
            after: Some(after),
            by: Some(why.by),
            arithmetic: why.arithmetic,
            evidence: why.evidence,
            because: why.because,
        };
        self.listener.fact(self.conn.id, Fact::Write(write));
        Some(id)
    }

    /// A value that was inferred is not known any more.
    pub(super) fn withdraw(&mut self, socket: Side, variable: Variable, why: Why) {
        let Some(before) = self.conn.socket(socket).number(variable) else { return };
        self.conn.socket_mut(socket).forget_number(variable);
        if let Some(ledger) = self.kept.ledger_mut() {
            let id = ledger.number();
            let write = Write {
                id,
                socket,
                variable,
                before: Some(Held::Number(before)),
                after: None,
                by: Some(why.by),
                arithmetic: Arithmetic::Rule,
                evidence: Evidence::Unknown,
                because: Rule::Withdrawn,
            };
            self.listener.fact(self.conn.id, Fact::Write(write));
        }
    }

    /// Tell an act that no frame carries, inferred from `from`.
    pub(super) fn act(&mut self, act: Act, sender: Side, from: FrameNo, time: Option<Nanos>) {
        if self.kept.explained() {
            let what = What::Act { sender, act, evidence: Evidence::Inferred, from };
            self.listener.fact(self.conn.id, Fact::Step(Step { time, what }));
        }
    }

    /// What both sockets hold now: closes a step.
    pub(super) fn after(&mut self) {
        if self.kept.explained() {
            let client = self.conn.sockets[Side::Client].snapshot();
            let server = self.conn.sockets[Side::Server].snapshot();
            self.listener.fact(self.conn.id, Fact::After { client, server });
        }
    }

    pub(super) fn finding(&mut self, frame: FrameNo, kind: FindingKind, evidence: Evidence) {
        self.conn.findings = self.conn.findings.saturating_add(1);
        if let Some(stopwatch) = self.kept.stopwatch_mut() {
            stopwatch.notice(kind);
            let vantage = if kind.depends_on_place() { self.vantage() } else { None };
            let finding = Finding { kind, frame, evidence, vantage };
            self.listener.fact(self.conn.id, Fact::Finding(finding));
        }
    }

    /// Where the capture was taken, by the frames so far, seen from the sender of the segment that is being taken in.
    fn vantage(&self) -> Option<Vantage> {
        Vantage::of(self.kept.books()?.stopwatch.place(), self.sender?)
    }

    /// `side` acknowledges `ack` in `frame`: confirm what was inferred of its socket up to there.
    pub(super) fn confirm_acknowledged(&mut self, side: Side, ack: Seq, frame: FrameNo) {
        if let Some(ledger) = self.kept.ledger_mut() {
            for write in ledger.acknowledged(side, ack) {
                self.listener.fact(self.conn.id, Fact::Confirmed { write, by: frame });
            }
        }
    }

    /// `side` acts as only an ESTABLISHED socket does.
    pub(super) fn confirm_established(&mut self, side: Side, frame: FrameNo) {
        if let Some(ledger) = self.kept.ledger_mut() {
            for write in ledger.acts(side) {
                self.listener.fact(self.conn.id, Fact::Confirmed { write, by: frame });
            }
        }
    }

    /// `side` shows that it is not ESTABLISHED after all.
    pub(super) fn contradict_established(&mut self, side: Side, frame: FrameNo) {
        if let Some(ledger) = self.kept.ledger_mut() {
            for write in ledger.acts(side) {
                self.listener.fact(self.conn.id, Fact::Contradicted { write, by: frame });
            }
        }
    }

    /// `write` into `side`'s socket is confirmed once that side acknowledges `end`.
    pub(super) fn until_acknowledged(&mut self, side: Side, write: Option<WriteId>, end: Seq, now: &Now<'_>) {
        if let (Some(ledger), Some(write)) = (self.kept.ledger_mut(), write) {
            if now.handshake {
                ledger.await_acts(side, write);
            } else {
                ledger.await_ack(side, write, end, now.clock());
            }
        }
    }

    /// The same of an RCV.NXT: a hole that `side` reports disproves it.
    pub(super) fn until_received(&mut self, side: Side, write: Option<WriteId>, end: Seq, now: &Now<'_>) {
        if let (Some(ledger), Some(write)) = (self.kept.ledger_mut(), write) {
            if now.handshake {
                ledger.await_acts(side, write);
            } else {
                ledger.await_receipt(side, write, end, now.clock());
            }
        }
    }

    /// `frame` disproves these writes.
    pub(super) fn contradict(&mut self, writes: impl IntoIterator<Item = WriteId>, frame: FrameNo) {
        for write in writes {
            self.listener.fact(self.conn.id, Fact::Contradicted { write, by: frame });
        }
    }

    /// `write` into `side`'s socket is confirmed once that side acts as ESTABLISHED.
    pub(super) fn until_it_acts(&mut self, side: Side, write: Option<WriteId>) {
        if let (Some(ledger), Some(write)) = (self.kept.ledger_mut(), write) {
            ledger.await_acts(side, write);
        }
    }

    /// `write` into `side`'s socket came with `now`: what would confirm it depends on whether that segment occupies
    /// sequence numbers.
    pub(super) fn until_proven(&mut self, side: Side, write: Option<WriteId>, now: &Now<'_>) {
        if let (Some(ledger), Some(write)) = (self.kept.ledger_mut(), write) {
            if now.handshake {
                ledger.await_acts(side, write);
            } else if now.end() == now.seq() {
                ledger.await_carrier(side, write, now.ack(), now.clock());
            } else {
                ledger.await_ack(side, write, now.end(), now.clock());
            }
        }
    }

    /// The connection's number, for facts told from outside this file.
    pub(super) fn id(&self) -> ConnId {
        self.conn.id
    }
}
