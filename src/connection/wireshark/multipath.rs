//! Which TCP connections are subflows of one MPTCP connection, and what that connection has shown.
//!
//! A repeated ACK may be there only to carry an MPTCP option (RFC 8684, 4: it must not count as a duplicate ACK). Wireshark
//! exempts it if the MPTCP connection showed a new kind of option since the sender's last segment. For that, subflows must be put
//! together: MP_JOIN names its connection by a token, the first 32 bits of a hash over a key that MP_CAPABLE carried (RFC 8684, 3.1
//! and 3.2: SHA-256; the first version, RFC 6824: SHA-1).
//!
//! A TCP connection adds at most one connection and two tokens here.

use std::collections::HashMap;

/// Subtypes below this have a bit of their own; the others go unnoticed (RFC 8684, 8: MP_CAPABLE to MP_FASTCLOSE).
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
                        *token = Some(token_of(first & 0x0f, *key));
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

/// The token of a key.
fn token_of(version: u8, key: [u8; 8]) -> u32 {
    // One block holds the key, a bit 1, zeros and the length in bits (FIPS 180-4, 5.1.1).
    let [a, b, c, d, e, f, g, h] = key;
    let mut block = [0; 16];
    block[0] = u32::from_be_bytes([a, b, c, d]);
    block[1] = u32::from_be_bytes([e, f, g, h]);
    block[2] = 0x8000_0000;
    block[15] = 64;
    match version {
        0 => sha1_first_word(block),
        1 => sha256_first_word(block),
        _ => 0,
    }
}

/// The first word of SHA-1 over one block (FIPS 180-4, 6.1.2).
fn sha1_first_word(block: [u32; 16]) -> u32 {
    const START: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    let mut w = [0u32; 80];
    w[..16].copy_from_slice(&block);
    for t in 16..80 {
        w[t] = (w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16]).rotate_left(1);
    }
    let [mut a, mut b, mut c, mut d, mut e] = START;
    for (t, word) in w.into_iter().enumerate() {
        let (mixed, constant) = match t {
            0..20 => ((b & c) ^ (!b & d), 0x5a82_7999),
            20..40 => (b ^ c ^ d, 0x6ed9_eba1),
            40..60 => ((b & c) ^ (b & d) ^ (c & d), 0x8f1b_bcdc),
            _ => (b ^ c ^ d, 0xca62_c1d6_u32),
        };
        let next = [mixed, e, constant, word].into_iter().fold(a.rotate_left(5), u32::wrapping_add);
        (a, b, c, d, e) = (next, a, b.rotate_left(30), c, d);
    }
    START[0].wrapping_add(a)
}

/// The first word of SHA-256 over one block (FIPS 180-4, 6.2.2).
fn sha256_first_word(block: [u32; 16]) -> u32 {
    let mut w = [0u32; 64];
    w[..16].copy_from_slice(&block);
    for t in 16..64 {
        let small0 = w[t - 15].rotate_right(7) ^ w[t - 15].rotate_right(18) ^ (w[t - 15] >> 3);
        let small1 = w[t - 2].rotate_right(17) ^ w[t - 2].rotate_right(19) ^ (w[t - 2] >> 10);
        w[t] = small1.wrapping_add(w[t - 7]).wrapping_add(small0).wrapping_add(w[t - 16]);
    }
    let primes = primes();
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] =
        std::array::from_fn(|i| (u128::from(primes[i]) << 64).isqrt() as u32);
    let first = a;
    for (prime, word) in primes.into_iter().zip(w) {
        let constant = cube_root(u128::from(prime) << 96) as u32;
        let big1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
        let choice = (e & f) ^ (!e & g);
        let t1 = [big1, choice, constant, word].into_iter().fold(h, u32::wrapping_add);
        let big0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
        let majority = (a & b) ^ (a & c) ^ (b & c);
        let t2 = big0.wrapping_add(majority);
        (h, g, f, e, d, c, b, a) = (g, f, e, d.wrapping_add(t1), c, b, a, t1.wrapping_add(t2));
    }
    first.wrapping_add(a)
}

/// The first 64 primes. SHA-256's constants are the first 32 bits behind the point of their square and cube roots (FIPS
/// 180-4, 4.2.2, 5.3.3), which is what is left of the root of the prime shifted by twice or three times as many bits.
fn primes() -> [u16; 64] {
    let mut found = [2; 64];
    let mut candidate = 2;
    for at in 1..64 {
        candidate += 1;
        while found[..at].iter().any(|prime| candidate % prime == 0) {
            candidate += 1;
        }
        found[at] = candidate;
    }
    found
}

/// The cube root, rounded down, of a number below 2^105.
fn cube_root(number: u128) -> u128 {
    (0..35).rev().map(|bit| 1 << bit).fold(
        0,
        |root, bit: u128| {
            if (root | bit).pow(3) <= number { root | bit } else { root }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `sha1sum` and `sha256sum` print for these eight bytes.
    #[test]
    fn tokens_are_the_first_words_of_the_hashes() {
        assert_eq!(token_of(0, *b"abcdefgh"), 0x425a_f12a);
        assert_eq!(token_of(1, *b"abcdefgh"), 0x9c56_cc51);
        assert_eq!(token_of(0, [0; 8]), 0x05fe_4057);
        assert_eq!(token_of(1, [0; 8]), 0xaf55_70f5);
    }
}
