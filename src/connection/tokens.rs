//! Multipath TCP: which connection a further subflow belongs to.
//!
//! Both hosts name a Multipath connection by a token: the first 32 bits of a hash over the key that its host gave with
//! MP_CAPABLE, SHA-256 in version 1 (RFC 8684, 3.1). The SYN of a further subflow carries in MP_JOIN the token of
//! whoever receives it (3.2). So a join is led to its connection by the keys that were captured there; nothing else
//! ties their addresses and ports together. Version 0 (by SHA-1, and with the first key in the SYN already) is led in
//! the same way; its rules are checked against captures only.
//!
//! Two keys may have the same token (3.1), so that the subflow belongs to that connection is an inference. Of whom the
//! hosts let in, the HMACs of the join decide, which are not verified here.
//!
//! Limits: the last [`KEPT`] tokens are kept. The token of a key that was not captured, or is older than those, is told
//! and leads nowhere.

use crate::capture::FrameNo;
use crate::connection::facts::{ConnId, Join, Key, Multipath, Side, Token};
use crate::connection::machine::record::{Conn, Known, Marks};
use crate::dissect::Segment;
use crate::dissect::options::{TcpOption, walk};
use hmac_sha256::Hash as Sha256;
use std::collections::{BTreeMap, VecDeque};

/// The most tokens kept: two for each Multipath connection.
pub(super) const KEPT: usize = 1024;

const MP_CAPABLE: u8 = 0;

const MP_JOIN: u8 = 1;

impl Conn {
    /// What the connection is to Multipath TCP, if anything.
    pub(crate) fn multipath(&self) -> Option<Multipath> {
        let both = |bit| self.sockets.iter().all(|socket| socket.has(bit));
        match self.join() {
            Some(join) => Some(Multipath::Subflow { join, accepted: both(Known::MP_JOIN) }),
            None => self.marks.has(Marks::MULTIPATH).then_some(Multipath::First),
        }
    }

    /// Does this segment, which was just taken in, carry keys?
    #[inline]
    pub(crate) fn carries_keys(&self, side: Side, seg: &Segment<'_>, was_multipath: bool) -> bool {
        self.socket(side).has(Known::MP_CAPABLE)
            && (seg.flags.syn() || self.marks.has(Marks::MULTIPATH) != was_multipath)
    }
}

/// The option's kind (RFC 8684, 3).
const KIND: u8 = 30;

/// The MPTCP options of a segment that have this subtype, from the byte behind their length.
fn options<'s>(seg: &Segment<'s>, subtype: u8) -> impl Iterator<Item = &'s [u8]> {
    walk(seg.options).filter_map(move |placed| match placed.option {
        TcpOption::Mptcp(data) if data.first().is_some_and(|first| first >> 4 == subtype) => Some(data),
        _ => None,
    })
}

/// Does it carry MP_CAPABLE?
pub(crate) fn capable(seg: &Segment<'_>) -> bool {
    options(seg, MP_CAPABLE).next().is_some()
}

/// The token that a SYN's MP_JOIN carries.
pub(crate) fn joined(seg: &Segment<'_>) -> Option<Token> {
    let token = options(seg, MP_JOIN).find_map(|data| data.get(2..)?.first_chunk().copied())?;
    Some(Token(u32::from_be_bytes(token)))
}

/// The tokens of the keys that were captured.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    keys: BTreeMap<Token, Key>,
    /// Oldest first.
    order: VecDeque<Token>,
}

impl Tokens {
    /// Keep the keys that this segment of `side` carries: its sender's and, if there are two, its receiver's.
    #[cold]
    pub(crate) fn learn(&mut self, connection: ConnId, side: Side, frame: FrameNo, seg: &Segment<'_>) {
        for data in options(seg, MP_CAPABLE) {
            let version = data.first().map_or(0, |first| first & 0x0f);
            for (side, at) in [(side, 2), (side.peer(), 10)] {
                let key = data.get(at..).and_then(|rest| rest.first_chunk().copied());
                if let Some(token) = key.and_then(|key| Token::of_key(version, key)) {
                    self.keep(token, Key { connection, side, frame, version });
                }
            }
        }
    }

    /// The newest connection with this token.
    fn keep(&mut self, token: Token, key: Key) {
        match self.keys.get_mut(&token) {
            Some(known) if known.connection == key.connection => {}
            Some(known) => *known = key,
            None => {
                if self.order.len() == KEPT
                    && let Some(oldest) = self.order.pop_front()
                {
                    self.keys.remove(&oldest);
                }
                self.order.push_back(token);
                self.keys.insert(token, key);
            }
        }
    }

    /// What the SYN that opens a connection joins, if it does.
    pub(crate) fn join(&self, seg: &Segment<'_>) -> Option<Join> {
        // Most SYNs have no such option: not worth a walk.
        if !seg.options.contains(&KIND) {
            return None;
        }
        let token = joined(seg)?;
        Some(Join { token, key: self.keys.get(&token).copied() })
    }
}

impl Token {
    /// The token of a key of this version of the protocol; `None` for a version that is not known.
    pub(crate) fn of_key(version: u8, key: [u8; 8]) -> Option<Self> {
        match version {
            0 => Some(Self(sha1_first_word(key))),
            1 => Sha256::hash(&key).first_chunk().map(|first| Self(u32::from_be_bytes(*first))),
            _ => None,
        }
    }
}

/// The first word of SHA-1 over a key (FIPS 180-4, 6.1.2).
fn sha1_first_word(key: [u8; 8]) -> u32 {
    const START: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    // One block holds the key, a bit 1, zeros and the length in bits (FIPS 180-4, 5.1.1).
    let [a, b, c, d, e, f, g, h] = key;
    let mut w = [0u32; 80];
    w[0] = u32::from_be_bytes([a, b, c, d]);
    w[1] = u32::from_be_bytes([e, f, g, h]);
    w[2] = 0x8000_0000;
    w[15] = 64;
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

#[cfg(test)]
mod tests {
    use super::*;

    /// As `sha1sum` and `sha256sum` print for these eight bytes.
    #[test]
    fn tokens_are_the_first_words_of_the_hashes() {
        let of = |version, key| Token::of_key(version, key).map(|token| token.0);
        assert_eq!(of(0, *b"abcdefgh"), Some(0x425a_f12a));
        assert_eq!(of(1, *b"abcdefgh"), Some(0x9c56_cc51));
        assert_eq!(of(0, [0; 8]), Some(0x05fe_4057));
        assert_eq!(of(1, [0; 8]), Some(0xaf55_70f5));
        assert_eq!(of(2, [0; 8]), None);
    }

    fn key(connection: u32) -> Key {
        Key { connection: ConnId(connection), side: Side::Server, frame: 2, version: 1 }
    }

    #[test]
    fn the_oldest_token_goes_first() {
        let mut tokens = Tokens::default();
        for number in 0..=KEPT as u32 {
            tokens.keep(Token(number), key(number));
        }
        assert_eq!((tokens.keys.len(), tokens.order.len()), (KEPT, KEPT));
        assert_eq!(tokens.keys.get(&Token(0)), None);
        assert_eq!(tokens.keys.get(&Token(1)), Some(&key(1)));
        assert_eq!(tokens.keys.get(&Token(KEPT as u32)), Some(&key(KEPT as u32)));
    }

    #[test]
    fn a_key_that_comes_again_stands_where_it_stood_first_and_a_new_connection_takes_its_token_over() {
        let mut tokens = Tokens::default();
        tokens.keep(Token(7), key(0));
        tokens.keep(Token(7), Key { frame: 9, ..key(0) });
        assert_eq!(tokens.keys.get(&Token(7)), Some(&key(0)));
        tokens.keep(Token(7), key(1));
        assert_eq!(tokens.keys.get(&Token(7)), Some(&key(1)));
        assert_eq!(tokens.order.len(), 1);
    }
}
