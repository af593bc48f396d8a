//! TCP options, walked byte by byte (RFC 9293, 3.1 and 3.2).
//!
//! The walk is total: every byte given belongs to exactly one [`Placed`] option, and no input panics.
//!
//! * Unknown kinds are stepped over by their length, as MUST-6 asks.
//! * End of option list takes all bytes behind it: they are padding (RFC 9293, 3.1), there in
//!   [`raw`](Placed::raw) behind the first byte.
//! * A length that is missing, under 2 or reaches behind the header leaves no way to the next option: a
//!   [`TcpOption::Malformed`] takes the rest and ends the walk.
//! * A length that is only wrong for its kind (a window scale of 4 bytes) gives a `Malformed` too, but the walk
//!   goes on behind it, as receivers do.
//!
//! Values are handed on as they were sent: that a window shift above 14 counts as 14 (RFC 7323, 2.3) is for
//! the tracker to say.

use super::bytes::be32;

/// The experiment id of Fast Open in kind 254, as used before kind 34 was assigned (RFC 7413, 9).
pub const FAST_OPEN_EXID: u16 = 0xf989;

/// One option with its place in the option bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed<'a> {
    /// Offset from the first option byte.
    pub offset: usize,
    /// All of its bytes, kind and length included; behind an end of list also the padding.
    pub raw: &'a [u8],
    /// What it is.
    pub option: TcpOption<'a>,
}

/// A TCP option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum TcpOption<'a> {
    EndOfList,
    NoOperation,
    MaximumSegmentSize(u16),
    WindowScale(u8),
    SackPermitted,
    /// Pairs of left and right edges, 8 bytes each.
    Sack(&'a [u8]),
    Timestamps {
        value: u32,
        echo: u32,
    },
    /// RFC 7413: empty is a request; `experimental` if carried in kind 254 with ExID 0xF989.
    FastOpen {
        cookie: &'a [u8],
        experimental: bool,
    },
    /// RFC 8684: the subtype is the first nibble; at least one byte.
    Mptcp(&'a [u8]),
    Md5(&'a [u8]),
    Authentication {
        key_id: u8,
        next_key_id: u8,
        mac: &'a [u8],
    },
    /// RFC 5482: minutes or seconds.
    UserTimeout {
        minutes: bool,
        value: u16,
    },
    /// RFC 6994: kind 253 or 254, experiment id, data.
    Experimental {
        kind: u8,
        id: u16,
        data: &'a [u8],
    },
    Unknown {
        kind: u8,
        data: &'a [u8],
    },
    /// The length byte is missing, under 2, wrong for its kind, or points behind the header.
    Malformed {
        kind: u8,
        length: Option<u8>,
    },
}

/// Walk the option bytes of a TCP header.
pub fn walk(bytes: &[u8]) -> Walk<'_> {
    Walk { rest: bytes, offset: 0 }
}

/// See [`walk`].
#[derive(Debug, Clone)]
pub struct Walk<'a> {
    rest: &'a [u8],
    offset: usize,
}

impl<'a> Iterator for Walk<'a> {
    type Item = Placed<'a>;

    #[inline]
    fn next(&mut self) -> Option<Placed<'a>> {
        let rest = self.rest;
        let (length, option) = match *rest {
            [] => return None,
            [0, ..] => (rest.len(), TcpOption::EndOfList),
            [1, ..] => (1, TcpOption::NoOperation),
            [kind] => (1, TcpOption::Malformed { kind, length: None }),
            [kind, length, ..] => match rest.get(2..usize::from(length)) {
                Some(data) => (usize::from(length), known(kind, length, data)),
                None => (rest.len(), malformed(kind, length)),
            },
        };
        let (raw, behind) = rest.split_at(length);
        let offset = self.offset;
        self.rest = behind;
        self.offset += length;
        Some(Placed { offset, raw, option })
    }
}

/// An option whose length lies in the header, by its kind.
#[inline]
fn known(kind: u8, length: u8, data: &[u8]) -> TcpOption<'_> {
    match (kind, data) {
        (2, &[a, b]) => TcpOption::MaximumSegmentSize(u16::from_be_bytes([a, b])),
        (3, &[shift]) => TcpOption::WindowScale(shift),
        (4, []) => TcpOption::SackPermitted,
        (5, edges) if !edges.is_empty() && edges.len().is_multiple_of(8) => TcpOption::Sack(edges),
        (8, data) if data.len() == 8 => TcpOption::Timestamps {
            value: be32(data, 0).unwrap_or_default(),
            echo: be32(data, 4).unwrap_or_default(),
        },
        (19, digest) if digest.len() == 16 => TcpOption::Md5(digest),
        (28, &[a, b]) => {
            TcpOption::UserTimeout { minutes: a & 0x80 != 0, value: u16::from_be_bytes([a & 0x7f, b]) }
        }
        (29, &[key_id, next_key_id, ref mac @ ..]) => TcpOption::Authentication { key_id, next_key_id, mac },
        (30, data) if !data.is_empty() => TcpOption::Mptcp(data),
        (34, cookie) if cookie_length(cookie) => TcpOption::FastOpen { cookie, experimental: false },
        (253 | 254, &[a, b, ref data @ ..]) => match u16::from_be_bytes([a, b]) {
            FAST_OPEN_EXID if kind == 254 && cookie_length(data) => {
                TcpOption::FastOpen { cookie: data, experimental: true }
            }
            id => TcpOption::Experimental { kind, id, data },
        },
        (2..=5 | 8 | 19 | 28..=30 | 34 | 253 | 254, _) => malformed(kind, length),
        (kind, data) => TcpOption::Unknown { kind, data },
    }
}

/// RFC 7413, 4.1.1: a cookie has 4 to 16 bytes, an even number; without one the option asks for it.
fn cookie_length(cookie: &[u8]) -> bool {
    matches!(cookie.len(), 0 | 4 | 6 | 8 | 10 | 12 | 14 | 16)
}

fn malformed(kind: u8, length: u8) -> TcpOption<'static> {
    TcpOption::Malformed { kind, length: Some(length) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn options(bytes: &[u8]) -> Vec<TcpOption<'_>> {
        walk(bytes).map(|placed| placed.option).collect()
    }

    #[test]
    fn the_options_of_a_linux_syn_are_found_in_their_places() {
        // Flags [S], options [mss 1460,sackOK,TS val 606001761 ecr 0,nop,wscale 10]
        let bytes = [
            0x02, 0x04, 0x05, 0xb4, 0x04, 0x02, 0x08, 0x0a, 0x24, 0x1e, 0xda, 0x61, 0, 0, 0, 0, 0x01, 0x03,
            0x03, 0x0a,
        ];
        assert_eq!(
            options(&bytes),
            [
                TcpOption::MaximumSegmentSize(1460),
                TcpOption::SackPermitted,
                TcpOption::Timestamps { value: 606_001_761, echo: 0 },
                TcpOption::NoOperation,
                TcpOption::WindowScale(10),
            ]
        );
        let places: Vec<_> = walk(&bytes).map(|p| (p.offset, p.raw.len())).collect();
        assert_eq!(places, [(0, 4), (4, 2), (6, 10), (16, 1), (17, 3)]);
    }

    #[test]
    fn an_unknown_kind_is_stepped_over() {
        assert_eq!(
            options(&[99, 4, 0xaa, 0xbb, 3, 3, 7]),
            [TcpOption::Unknown { kind: 99, data: &[0xaa, 0xbb] }, TcpOption::WindowScale(7)]
        );
    }

    #[test]
    fn multipath_tcp_does_not_hide_the_window_scale_behind_it() {
        // mptcp 4 capable v1 {0x00 | H}, nop, wscale 8
        assert_eq!(
            options(&[30, 4, 0x01, 0x81, 1, 3, 3, 8]),
            [TcpOption::Mptcp(&[0x01, 0x81]), TcpOption::NoOperation, TcpOption::WindowScale(8)]
        );
    }

    #[test]
    fn end_of_list_takes_the_padding() {
        let all: Vec<_> = walk(&[4, 2, 0, 0, 1, 9]).collect();
        assert_eq!(all.len(), 2);
        assert_eq!(all[1].option, TcpOption::EndOfList);
        assert_eq!(all[1].raw, [0, 0, 1, 9]);
    }

    #[test]
    fn a_length_that_leads_nowhere_ends_the_walk() {
        let malformed = |kind, length| TcpOption::Malformed { kind, length };
        assert_eq!(options(&[2]), [malformed(2, None)]);
        assert_eq!(options(&[2, 0, 1, 1]), [malformed(2, Some(0))]);
        assert_eq!(options(&[99, 1, 1, 1]), [malformed(99, Some(1))]);
        assert_eq!(options(&[8, 10, 1, 1]), [malformed(8, Some(10))]);
        assert_eq!(walk(&[8, 10, 1, 1]).next().map(|p| p.raw.len()), Some(4));
    }

    #[test]
    fn a_length_wrong_for_its_kind_is_malformed_but_the_walk_goes_on() {
        assert_eq!(
            options(&[3, 4, 7, 7, 4, 2]),
            [TcpOption::Malformed { kind: 3, length: Some(4) }, TcpOption::SackPermitted]
        );
    }

    #[test]
    fn fast_open_is_known_under_both_kinds() {
        assert_eq!(
            options(&[34, 2, 34, 6, 1, 2, 3, 4, 34, 5, 1, 2, 3]),
            [
                TcpOption::FastOpen { cookie: &[], experimental: false },
                TcpOption::FastOpen { cookie: &[1, 2, 3, 4], experimental: false },
                TcpOption::Malformed { kind: 34, length: Some(5) },
            ]
        );
        assert_eq!(
            options(&[254, 4, 0xf9, 0x89, 253, 4, 0xf9, 0x89]),
            [
                TcpOption::FastOpen { cookie: &[], experimental: true },
                TcpOption::Experimental { kind: 253, id: 0xf989, data: &[] },
            ]
        );
    }

    #[test]
    fn the_user_timeout_has_a_unit_bit() {
        assert_eq!(
            options(&[28, 4, 0x80, 5, 28, 4, 0x01, 0x2c]),
            [
                TcpOption::UserTimeout { minutes: true, value: 5 },
                TcpOption::UserTimeout { minutes: false, value: 300 },
            ]
        );
    }

    proptest! {
        #[test]
        fn every_byte_belongs_to_exactly_one_option(bytes in proptest::collection::vec(0u8..40, 0..60)) {
            let mut at = 0;
            for placed in walk(&bytes) {
                prop_assert_eq!(placed.offset, at);
                prop_assert!(!placed.raw.is_empty());
                prop_assert_eq!(placed.raw, &bytes[at..at + placed.raw.len()]);
                at += placed.raw.len();
            }
            prop_assert_eq!(at, bytes.len());
        }
    }
}
