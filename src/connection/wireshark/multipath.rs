//! Which TCP connections are subflows of one MPTCP connection, and what that connection has shown.
//!
//! A repeated ACK may be there only to carry an MPTCP option (RFC 8684, 4: it must not count as a duplicate ACK).
//! Wireshark exempts it if the MPTCP connection showed a new kind of option since the sender's last segment. For that,
//! subflows must be put together: MP_JOIN names its connection by a token, the first 32 bits of a hash over a key that
//! MP_CAPABLE carried (RFC 8684, 3.1 and 3.2: SHA-256; the first version, RFC 6824: SHA-1).
//!
//! A TCP connection adds at most one connection and two tokens here.

use crate::connection::facts::Token;
use std::collections::HashMap;

/// Subtypes below this have a bit of their own; the others go unnoticed (RFC 8684, 7.2: MP_CAPABLE to MP_FASTCLOSE).
const NOTICED: u8 = 8;

/// Every MPTCP connection of a capture.
#[derive(Debug, Default)]
pub(super) struct Multipath {
    connections: Vec<Connection>,
    tokens: HashMap<u32, u32>,
}

/// One MPTCP connection. Its two ends are numbered 0 and 1.
#[derive(Debug, Default)]
struct Connection {
    /// A bit for each subtype that was there.
    shown: u8,
    ends: [End; 2],
}

/// What is known of one end.
#[derive(Debug, Clone, Copy, Default)]
struct End {
    token: bool,
    key: bool,
}

/// What one TCP connection knows of its MPTCP connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Subflow {
    connection: Option<u32>,
    /// Which end sends in direction 0; the other sends in direction 1.
    end: u8,
}

/// What the MPTCP options of one header say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Said {
    /// A bit for each noticed subtype.
    subtypes: u8,
    /// Does it belong to a connection, whichever?
    belongs: bool,
    /// Token of the sender, of the receiver.
    tokens: [Option<u32>; 2],
    /// They were computed from keys.
    keys: bool,
}

impl Said {
    /// Read the bytes of an option behind its length.
    pub(super) fn option(&mut self, data: &[u8]) {
        let Some(&first) = data.first() else { return };
        let subtype = first >> 4;
        if subtype < NOTICED {
            self.subtypes |= 1 << subtype;
        }
        match (subtype, data.len()) {
            (0, 10 | 18 | 20 | 22) => {
                self.belongs = true;
                self.keys = true;
                for (token, from) in self.tokens.iter_mut().zip([2, 10]) {
                    if let Some(key) = data.get(from..).and_then(|rest| rest.first_chunk::<8>()) {
                        *token = Some(Token::of_key(first & 0x0f, *key).map_or(0, |token| token.0));
                    }
                }
            }
            (0, _) => {}
            (1, 10) => {
                self.belongs = true;
                if let Some(token) = data.get(2..).and_then(|rest| rest.first_chunk::<4>()) {
                    self.tokens[1] = Some(u32::from_be_bytes(*token));
                }
            }
            _ => self.belongs = true,
        }
    }

    /// No MPTCP option at all?
    pub(super) fn nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Multipath {
    /// What the connection of a subflow has shown so far; `None` if it belongs to none.
    pub(super) fn shown(&self, subflow: &Subflow) -> Option<u8> {
        Some(self.connections.get(subflow.connection? as usize)?.shown)
    }

    /// A header in direction `side` is read: find or make its connection. False if Wireshark 4.0 gives up here: at the
    /// first token of a connection whose subflows it met without any.
    pub(super) fn read(&mut self, subflow: &mut Subflow, side: usize, said: &Said) -> bool {
        let sender = (side & 1) as u8;
        for (token, side) in said.tokens.iter().zip([sender, sender ^ 1]) {
            let Some(token) = *token else { continue };
            if said.keys && self.end(subflow, side).is_some_and(|end| end.key) {
                continue;
            }
            if !self.token(subflow, sender, side, token) {
                return false;
            }
            if let Some(end) = self.end(subflow, side) {
                end.key |= said.keys;
            }
        }
        if said.belongs && subflow.connection.is_none() {
            *subflow = Subflow { connection: Some(self.open()), end: sender };
        }
        true
    }

    /// A token names the connection of who sends in direction `side`.
    fn token(&mut self, subflow: &mut Subflow, sender: u8, side: u8, token: u32) -> bool {
        if self.end(subflow, side).is_some_and(|end| end.token) {
            return true;
        }
        match (self.tokens.get(&token), subflow.connection) {
            (Some(known), Some(own)) if *known == own => {}
            // Wireshark takes the sender of a known token for end 1, whoever it was before.
            (Some(known), _) => *subflow = Subflow { connection: Some(*known), end: side ^ 1 },
            (None, own) => {
                let connection = match own {
                    None => {
                        let connection = self.open();
                        *subflow = Subflow { connection: Some(connection), end: sender };
                        connection
                    }
                    Some(own) => {
                        let ends = self.connections.get(own as usize).map(|connection| connection.ends);
                        match ends {
                            Some([End { token: true, .. }, _]) => subflow.end = side ^ 1,
                            Some([_, End { token: true, .. }]) => subflow.end = side,
                            _ => return false,
                        }
                        own
                    }
                };
                self.tokens.insert(token, connection);
                if let Some(end) = self.end(subflow, side) {
                    end.token = true;
                }
            }
        }
        true
    }

    /// The end that sends in direction `side`.
    fn end(&mut self, subflow: &Subflow, side: u8) -> Option<&mut End> {
        let connection = self.connections.get_mut(subflow.connection? as usize)?;
        connection.ends.get_mut(usize::from((subflow.end ^ side) & 1))
    }

    /// The header was read to its end: its subtypes count from now on.
    pub(super) fn note(&mut self, subflow: &Subflow, said: &Said) {
        if let Some(connection) = subflow.connection.and_then(|at| self.connections.get_mut(at as usize)) {
            connection.shown |= said.subtypes;
        }
    }

    fn open(&mut self) -> u32 {
        self.connections.push(Connection::default());
        self.connections.len() as u32 - 1
    }
}
