//! Internet checksums (RFC 1071), and what a mismatch means.
//!
//! A checksum that does not fit has two common readings, and they must not be mixed up. Either bytes were
//! damaged, or the capture was taken on the sending host before the network card finished the value: the stack
//! then leaves the folded sum of the pseudo-header in the field, not complemented, and the card adds the rest.
//! That value is recognised and called [`Checksum::Unfinished`]. With segmentation offload on Windows the
//! pseudo-header's length counts as 0 (each segment's length is the card's to add); that sum is recognised too.
//!
//! All sums are taken in one pass by etherparse's word summer; nothing here allocates.

use super::segment::Segment;
use etherparse::checksum::Sum16BitWords;
use std::net::IpAddr;

/// What verifying a checksum gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checksum {
    /// The stored value fits.
    Good,
    /// It does not: stored, calculated.
    Bad {
        /// In the header.
        stored: u16,
        /// What it should be.
        calculated: u16,
    },
    /// It equals the pseudo-header's sum: the network card was to finish it (offload).
    Unfinished {
        /// In the header.
        stored: u16,
        /// What it will be.
        calculated: u16,
    },
    /// Not all bytes that it covers were captured, or the data are one fragment.
    Unverifiable,
    /// The sender sent none (UDP over IPv4: 0).
    Absent,
}

impl Checksum {
    /// Wireshark's number for it in `*.checksum.status`: 0 bad, 1 good, 2 unverified, 3 not present. An unfinished
    /// one is 0, as tshark 4.0 does not tell it from a bad one.
    pub fn status(self) -> u64 {
        match self {
            Self::Bad { .. } | Self::Unfinished { .. } => 0,
            Self::Good => 1,
            Self::Unverifiable => 2,
            Self::Absent => 3,
        }
    }
}

/// What a transport's checksum covers beside its own bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pseudo {
    /// The sender's address.
    pub src: IpAddr,
    /// The final receiver's address.
    pub dst: IpAddr,
    /// Length of the transport's header and data.
    pub length: u32,
    /// IP protocol number.
    pub protocol: u8,
}

impl Pseudo {
    /// The sum of the pseudo-header (RFC 9293, 3.1, figure 2; RFC 8200, 8.1).
    fn sum(&self, length: u32) -> Sum16BitWords {
        let mut sum = Sum16BitWords::new();
        for ip in [self.src, self.dst] {
            sum = match ip {
                IpAddr::V4(ip) => sum.add_4bytes(ip.octets()),
                IpAddr::V6(ip) => sum.add_16bytes(ip.octets()),
            };
        }
        sum.add_4bytes(length.to_be_bytes()).add_2bytes([0, self.protocol])
    }

    /// Verify `bytes`, which must be all that the checksum covers, against the 16 bits at `at`.
    pub(crate) fn verify(&self, bytes: &[u8], at: usize) -> Checksum {
        let Some((stored, calculated)) = calculate(self.sum(self.length), bytes, at) else {
            return Checksum::Unverifiable;
        };
        if same(stored, calculated) {
            return Checksum::Good;
        }
        let unfinished = [self.length, 0].into_iter().any(|length| !folded(&self.sum(length)) == stored);
        if unfinished {
            Checksum::Unfinished { stored, calculated }
        } else {
            Checksum::Bad { stored, calculated }
        }
    }
}

impl Segment<'_> {
    /// Verify the checksum (RFC 9293, 3.1). Costs a pass over the segment.
    pub fn checksum(&self) -> Checksum {
        tcp(self)
    }
}

/// Verify a TCP segment's checksum (RFC 9293, 3.1).
pub(crate) fn tcp(segment: &Segment<'_>) -> Checksum {
    let whole = segment.tcp_bytes.len() as u64 >= u64::from(segment.tcp_len);
    if segment.fragment || segment.rerouted || !whole || segment.tcp_len < 20 {
        return Checksum::Unverifiable;
    }
    let pseudo = Pseudo { src: segment.src, dst: segment.dst, length: segment.tcp_len, protocol: 6 };
    pseudo.verify(segment.tcp_bytes, 16)
}

/// Verify bytes that need no pseudo-header: an IPv4 header (`at` 10) or an ICMP message (`at` 2).
pub(crate) fn plain(bytes: &[u8], at: usize) -> Checksum {
    match calculate(Sum16BitWords::new(), bytes, at) {
        None => Checksum::Unverifiable,
        Some((stored, calculated)) if same(stored, calculated) => Checksum::Good,
        Some((stored, calculated)) => Checksum::Bad { stored, calculated },
    }
}

/// The stored value and what it should be; `None` if `bytes` do not reach it.
fn calculate(start: Sum16BitWords, bytes: &[u8], at: usize) -> Option<(u16, u16)> {
    let stored = *bytes.get(at..)?.first_chunk::<2>()?;
    let (before, behind) = (bytes.get(..at)?, bytes.get(at + 2..)?);
    let sum = start.add_slice(before).add_slice(behind);
    Some((u16::from_be_bytes(stored), folded(&sum)))
}

/// 0000 and ffff are the same number in ones' complement.
fn same(stored: u16, calculated: u16) -> bool {
    stored == calculated || matches!((stored, calculated), (0, 0xffff) | (0xffff, 0))
}

/// The complement of the folded sum, as the field holds it. The summer works in the machine's byte order.
fn folded(sum: &Sum16BitWords) -> u16 {
    u16::from_be(sum.ones_complement())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::net::Ipv4Addr;

    /// RFC 1071, without any short cut.
    fn by_the_book(words: impl IntoIterator<Item = u8>) -> u16 {
        let bytes: Vec<u8> = words.into_iter().collect();
        let mut sum = 0u64;
        for pair in bytes.chunks(2) {
            sum += u64::from(u16::from_be_bytes([pair[0], *pair.get(1).unwrap_or(&0)]));
        }
        while sum > 0xffff {
            sum = (sum >> 16) + (sum & 0xffff);
        }
        !(sum as u16)
    }

    fn pseudo(length: usize) -> Pseudo {
        Pseudo {
            src: Ipv4Addr::new(10, 37, 1, 2).into(),
            dst: Ipv4Addr::new(10, 37, 1, 80).into(),
            length: length as u32,
            protocol: 6,
        }
    }

    /// IP 10.37.1.2.44704 > 10.37.1.80.80: Flags [S], cksum 0xd719 (correct), seq 181774097, win 64240,
    /// options [mss 1460,sackOK,TS val 606001761 ecr 0,nop,wscale 10], length 0
    const SYN: [u8; 40] = [
        0xae, 0xa0, 0x00, 0x50, 0x0a, 0xd5, 0xa7, 0x11, 0x00, 0x00, 0x00, 0x00, 0xa0, 0x02, 0xfa, 0xf0, 0xd7,
        0x19, 0x00, 0x00, 0x02, 0x04, 0x05, 0xb4, 0x04, 0x02, 0x08, 0x0a, 0x24, 0x1e, 0xda, 0x61, 0x00, 0x00,
        0x00, 0x00, 0x01, 0x03, 0x03, 0x0a,
    ];

    #[test]
    fn a_sound_segment_is_good() {
        assert_eq!(pseudo(40).verify(&SYN, 16), Checksum::Good);
    }

    #[test]
    fn a_changed_bit_is_bad_and_both_values_are_told() {
        let mut bytes = SYN;
        bytes[15] ^= 1;
        assert_eq!(pseudo(40).verify(&bytes, 16), Checksum::Bad { stored: 0xd719, calculated: 0xd718 });
    }

    #[test]
    fn the_sum_of_the_pseudo_header_alone_is_unfinished() {
        let mut bytes = SYN;
        let sum = !by_the_book([10, 37, 1, 2, 10, 37, 1, 80, 0, 6, 0, 40]);
        bytes[16..18].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(pseudo(40).verify(&bytes, 16), Checksum::Unfinished { stored: sum, calculated: 0xd719 });
    }

    #[test]
    fn bytes_that_do_not_reach_the_checksum_are_unverifiable() {
        assert_eq!(pseudo(40).verify(&SYN[..17], 16), Checksum::Unverifiable);
    }

    #[test]
    fn both_zeros_are_the_same() {
        assert_eq!(plain(&[0xff, 0xff, 0, 0], 2), Checksum::Good);
        assert_eq!(plain(&[0xff, 0xff, 0xff, 0xff], 2), Checksum::Good);
        assert_eq!(plain(&[0xff, 0xfe, 0, 0], 2), Checksum::Bad { stored: 0, calculated: 1 });
    }

    proptest! {
        #[test]
        fn the_sum_is_that_of_the_rfc(bytes in proptest::collection::vec(any::<u8>(), 18..200)) {
            let mut zeroed = bytes.clone();
            zeroed[16..18].fill(0);
            let length = bytes.len();
            let head = [10, 37, 1, 2, 10, 37, 1, 80, 0, 6, 0, length as u8];
            let expected = by_the_book(head.into_iter().chain(zeroed));
            let got = calculate(pseudo(length).sum(length as u32), &bytes, 16).map(|(_, c)| c);
            prop_assert_eq!(got, Some(expected));
        }
    }
}
