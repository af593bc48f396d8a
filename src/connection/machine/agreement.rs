//! What the two SYNs announce, and what is in force once both are known: MSS, window shifts, SACK, timestamps (RFC
//! 9293, 3.7.1; RFC 7323, 2.2 and 3.2; RFC 2018, 2).

use crate::connection::facts::{Arithmetic, By, Evidence, Held, Listen, Rule, Side, Variable};
use crate::connection::machine::Machine;
use crate::connection::machine::ledger::SynBytes;
use crate::connection::machine::now::Now;
use crate::connection::machine::record::Known;
use crate::connection::machine::telling::Why;
use crate::dissect::options::{TcpOption, walk};
use crate::dissect::{FieldId, Spot};
use std::net::IpAddr;

/// The send MSS when the peer named none, in bytes: RFC 9293, 3.7.1.
const DEFAULT_MSS_V4: u32 = 536;

/// See [`DEFAULT_MSS_V4`].
const DEFAULT_MSS_V6: u32 = 1220;

impl<L: Listen> Machine<'_, L> {
    /// RCV.WND and its own MSS: what the sender of a SYN says of itself.
    pub(super) fn announce(&mut self, now: &Now<'_>) {
        let me = now.side;
        self.write(
            me,
            Variable::RcvWnd,
            u32::from(now.seg.window),
            Why::seen(now, FieldId::TcpWindow, Rule::WindowAnnounced),
        );
        let syn = self.kept.ledger_mut().and_then(|l| {
            let syn = l.syn[me].as_mut()?;
            (!std::mem::replace(&mut syn.told, true)).then_some(*syn)
        });
        if let Some(syn) = syn
            && let Some(at) = syn.mss_at
        {
            let mss = Held::Number(u32::from(self.conn.socket(me).mss));
            let by = option_by(&syn, me, FieldId::TcpOptionMss, at);
            let why = Why {
                by,
                arithmetic: Arithmetic::Same,
                evidence: Evidence::Observed,
                because: Rule::MssAnnounced,
            };
            self.tell(me, Variable::RcvMss, None, mss, why);
        }
    }

    /// What `side`'s socket takes over from the peer's SYN, once both SYNs are known to it: the send MSS, both shifts,
    /// SACK permitted, timestamps.
    pub(super) fn options_in_force(&mut self, now: &Now<'_>, side: Side) {
        let peer = side.peer();
        let Some(ledger) = self.kept.ledger_mut() else { return };
        let (Some(own), Some(theirs)) = (ledger.syn[side], ledger.syn[peer]) else {
            return;
        };
        if std::mem::replace(&mut ledger.told_agreement[side], true) {
            return;
        }
        let (mine, other) = (*self.conn.socket(side), *self.conn.socket(peer));
        let v4 = matches!(now.seg.src, IpAddr::V4(_));
        let flags_at = |syn: &SynBytes, sender: Side| By {
            frame: syn.frame,
            sender: Some(sender),
            field: FieldId::TcpFlags,
            datagram: syn.datagram,
            offset: syn.seq_at + 8,
            length: 2,
        };
        let inferred = |by: By, arithmetic: Arithmetic, because: Rule| Why {
            by,
            arithmetic,
            evidence: Evidence::Inferred,
            because,
        };
        let cut = mine.has(Known::SYN_CUT) || other.has(Known::SYN_CUT);
        let (mss, why) = match theirs.mss_at {
            Some(at) => (
                u32::from(other.mss),
                inferred(
                    option_by(&theirs, peer, FieldId::TcpOptionMss, at),
                    Arithmetic::Same,
                    Rule::MssTaken,
                ),
            ),
            None => (
                if v4 { DEFAULT_MSS_V4 } else { DEFAULT_MSS_V6 },
                inferred(flags_at(&theirs, peer), Arithmetic::Rule, Rule::MssDefault),
            ),
        };
        let mut told = Vec::new();
        if theirs.mss_at.is_some() || !other.has(Known::SYN_CUT) {
            told.push((Variable::SendMss, Held::Number(mss), why));
        }
        match (own.shift_at, theirs.shift_at) {
            (Some(_), Some(at)) => {
                let by = option_by(&theirs, peer, FieldId::TcpOptionShift, at);
                let shift = |raw: u8| Held::Number(u32::from(raw.min(14)));
                let capped = |raw: u8| if raw > 14 { Arithmetic::Rule } else { Arithmetic::Same };
                told.push((
                    Variable::SndShift,
                    shift(other.shift),
                    inferred(by, capped(other.shift), Rule::ShiftAgreed),
                ));
                told.push((
                    Variable::RcvShift,
                    shift(mine.shift),
                    inferred(by, Arithmetic::Rule, Rule::ShiftAgreed),
                ));
            }
            // What the snap length cut off may have been the option.
            _ if cut && self.conn.scaling().is_none() => {}
            _ => {
                let why = inferred(flags_at(&theirs, peer), Arithmetic::Rule, Rule::ShiftRefused);
                told.push((Variable::SndShift, Held::Number(0), why));
                told.push((Variable::RcvShift, Held::Number(0), why));
            }
        }
        if let Some(at) = theirs.sack_at {
            let by = By { length: 2, ..option_by(&theirs, peer, FieldId::TcpOptionSackPerm, at) };
            told.push((
                Variable::SackPermitted,
                Held::Flag(true),
                inferred(by, Arithmetic::Rule, Rule::SackPermittedByPeer),
            ));
        }
        if let (Some(_), Some(at)) = (own.tsval_at, theirs.tsval_at) {
            let by = By { length: 4, ..option_by(&theirs, peer, FieldId::TcpOptionTsVal, at) };
            told.push((
                Variable::Timestamps,
                Held::Flag(true),
                inferred(by, Arithmetic::Rule, Rule::TimestampsAgreed),
            ));
        }
        let sender_knows = side == now.side;
        for (variable, value, why) in told {
            let write = self.tell(side, variable, None, value, why);
            if sender_knows {
                // Its SYN,ACK acknowledges the SYN that carried the option.
                self.confirm_now(write, now);
            } else {
                self.until_acknowledged(side, write, now.end(), now);
            }
        }
        if let (Some(_), Some(at)) = (own.tsval_at, theirs.tsval_at) {
            let by = By { length: 4, ..option_by(&theirs, peer, FieldId::TcpOptionTsVal, at) };
            let write = self.write(
                side,
                Variable::TsRecent,
                theirs.tsval,
                inferred(by, Arithmetic::Same, Rule::TimestampKept),
            );
            if sender_knows {
                self.confirm_now(write, now);
            } else {
                self.until_acknowledged(side, write, now.end(), now);
            }
        }
    }

    /// Keep what a SYN offers, and where its bytes lie.
    pub(super) fn note_syn(&mut self, now: &Now<'_>) {
        let Spot { datagram, offset } = now.seg.spot;
        let options_at = offset + 20;
        let mut bytes = SynBytes { frame: now.frame, datagram, seq_at: offset + 4, ..SynBytes::default() };
        let flags = now.seg.flags;
        let asked = self.conn.socket(now.side.peer()).has(Known::ACCURATE_ECN);
        let socket = self.conn.socket_mut(now.side);
        socket.known.set(Known::SYN);
        if if flags.ack() { asked && matches!(flags.ace(), 2..=6) } else { flags.ace() == 7 } {
            socket.known.set(Known::ACCURATE_ECN);
        }
        for placed in walk(now.seg.options) {
            let at = options_at + placed.offset as u32;
            match placed.option {
                TcpOption::MaximumSegmentSize(mss) => {
                    socket.mss = mss;
                    socket.known.set(Known::MSS);
                    bytes.mss_at = Some(at + 2);
                }
                TcpOption::WindowScale(shift) => {
                    socket.shift = shift;
                    socket.known.set(Known::SHIFT);
                    bytes.shift_at = Some(at + 2);
                }
                TcpOption::SackPermitted => {
                    socket.known.set(Known::SACK_PERMITTED);
                    bytes.sack_at = Some(at);
                }
                TcpOption::Timestamps { value, .. } => {
                    socket.known.set(Known::TIMESTAMPS);
                    bytes.tsval_at = Some(at + 2);
                    bytes.tsval = value;
                }
                TcpOption::Mptcp(data) => match data.first().map(|first| first >> 4) {
                    Some(0) => socket.known.set(Known::MP_CAPABLE),
                    Some(1) => socket.known.set(Known::MP_JOIN),
                    _ => {}
                },
                _ => {}
            }
        }
        if now.seg.captured_header < now.seg.header_len {
            socket.known.set(Known::SYN_CUT);
        }
        if let Some(ledger) = self.kept.ledger_mut() {
            // A second SYN of the same side (a SYN,ACK behind its SYN) announces nothing anew.
            bytes.told = ledger.syn[now.side].is_some_and(|syn| syn.told);
            ledger.syn[now.side] = Some(bytes);
        }
    }
}

/// The value bytes of an option.
pub(super) fn option_by(syn: &SynBytes, sender: Side, field: FieldId, offset: u32) -> By {
    let length = match field {
        FieldId::TcpOptionShift => 1,
        _ => 2,
    };
    By { frame: syn.frame, sender: Some(sender), field, datagram: syn.datagram, offset, length }
}
