//! What a file is by its first bytes: a capture that is read here, or something else with a name.
//!
//! The name is for the reader of an error message, who then knows which program opens or converts the file.

use super::Foreign;
use super::packing::{Compression, is_skippable};

/// So many bytes are enough for [`recognise`].
pub(super) const HEAD: usize = 512;

/// A capture format that is read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Native {
    Pcap,
    Pcapng,
}

/// The format that a file with these first four bytes has.
pub(super) fn native(head: &[u8]) -> Option<Native> {
    match head.first_chunk::<4>()? {
        [0xd4, 0xc3, 0xb2, 0xa1]
        | [0xa1, 0xb2, 0xc3, 0xd4]
        | [0x4d, 0x3c, 0xb2, 0xa1]
        | [0xa1, 0xb2, 0x3c, 0x4d]
        | [0x34, 0xcd, 0xb2, 0xa1]
        | [0xa1, 0xb2, 0xcd, 0x34] => Some(Native::Pcap),
        [0x0a, 0x0d, 0x0d, 0x0a] => Some(Native::Pcapng),
        _ => None,
    }
}

/// Does a file with these first bytes hold data that [`compressed`](super::compressed) unpacks?
pub(super) fn packed(head: &[u8]) -> bool {
    head.first_chunk::<4>().is_some_and(|magic| Compression::of(*magic).is_some() || is_skippable(*magic))
}

/// What a file is that does not begin as one of the [`native`] formats does.
///
/// `head` is its first [`HEAD`] bytes, or all of it.
pub(super) fn recognise(head: &[u8]) -> Foreign {
    let named = |table: &[(&[u8], &'static str)]| {
        table.iter().find(|(magic, _)| head.starts_with(magic)).map(|&(_, name)| name)
    };
    let &[a, b, c, d, ..] = head else {
        return match head.len() {
            0 => Foreign::Empty,
            have => Foreign::Short { have, needed: 24 },
        };
    };
    if let Some(name) = named(COMPRESSED) {
        Foreign::Compressed(name)
    } else if let Some(name) = named(OTHER) {
        Foreign::OtherCapture(name)
    } else if is_text(head) {
        Foreign::Text
    } else if is_erf(head) {
        Foreign::OtherCapture("ERF")
    } else {
        Foreign::Unknown([a, b, c, d])
    }
}

/// Compressed files: their first bytes and name.
const COMPRESSED: &[(&[u8], &str)] = &[
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"\x04\x22\x4d\x18", "lz4"),
    // The older frame, which `lz4 -l` writes.
    (b"\x02\x21\x4c\x18", "lz4"),
    (b"\xfd7zXZ\0", "xz"),
    (b"BZh", "bzip2"),
    (b"PK\x03\x04", "zip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x9d", "compress"),
];

/// Other capture formats: their first bytes and name.
const OTHER: &[(&[u8], &str)] = &[
    (b"snoop\0\0\0", "snoop"),
    (b"RTSS", "NetMon 1"),
    (b"GMBU", "NetMon 2"),
    (b"VL\0\0", "NetXRay"),
    (b"XCP\0", "NetXRay"),
    (b"TRSNIFF data    \x1a", "Sniffer"),
    (b"btsnoop\0", "btsnoop"),
    (b"iptrace 1.0", "AIX iptrace"),
    (b"iptrace 2.0", "AIX iptrace"),
    (b"\x7fver", "Peek"),
    (b"\x00\x00\x02\x00\x12\x05\x00\x10", "K12"),
    (b"+---------+---------------+----------+", "K12 text"),
    (b"\x05VNF", "Visual Networks"),
    (b"\x54\x52\x00\x64", "nettl"),
    (b"\xaa\xaa\xaa\xaa", "5Views"),
    (b"ObserverPktBuffe", "Observer"),
    (b"EyeSDN", "EyeSDN"),
    (b"\x1c\x00\x01\xac", "IXIA"),
    (b"\x1c\x00\x01\xab", "IXIA"),
    (b"\xac\x01\x00\x1c", "IXIA"),
    (b"\xab\x01\x00\x1c", "IXIA"),
];

/// UTF-8 without control characters, or UTF-16 by its mark.
fn is_text(head: &[u8]) -> bool {
    if let [0xff, 0xfe, rest @ ..] | [0xfe, 0xff, rest @ ..] = head {
        return rest.contains(&0);
    }
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // The last character may be cut.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !text.is_empty()
        && text.chars().all(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\x0c' | '\x1b'))
}

/// ERF has no magic number: two records must make sense in a row, or one that is the whole file.
///
/// A record: time (8 bytes, seconds in the high half, little-endian), type, flags, record length, loss
/// counter, wire length (big-endian).
fn is_erf(head: &[u8]) -> bool {
    let record = |bytes: &[u8]| -> Option<(u32, usize)> {
        let &[_, _, _, _, s0, s1, s2, s3, kind, _, r0, r1, _, _, w0, w1] = bytes.first_chunk::<16>()?;
        let len = usize::from(u16::from_be_bytes([r0, r1]));
        let wire = u16::from_be_bytes([w0, w1]);
        let sane = (1..=48).contains(&(kind & 0x7f)) && len > 16 && wire > 0;
        sane.then_some((u32::from_le_bytes([s0, s1, s2, s3]), len))
    };
    let Some((first, len)) = record(head) else {
        return false;
    };
    // 1996, when the format was made.
    first > 820_454_400
        && (len == head.len()
            || head.get(len..).and_then(record).is_some_and(|(second, _)| second.abs_diff(first) < 86_400))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_by_their_first_bytes() {
        let cases: [(&[u8], Foreign); 12] = [
            (b"", Foreign::Empty),
            (b"\xd4\xc3", Foreign::Short { have: 2, needed: 24 }),
            (b"\x1f\x8b\x08\0", Foreign::Compressed("gzip")),
            (b"\x28\xb5\x2f\xfd\x04", Foreign::Compressed("zstd")),
            (b"PK\x03\x04", Foreign::Compressed("zip")),
            (b"snoop\0\0\0\0\0\0\x02", Foreign::OtherCapture("snoop")),
            (b"GMBU\0\x02", Foreign::OtherCapture("NetMon 2")),
            (b"\x7fver\0", Foreign::OtherCapture("Peek")),
            (b"<!DOCTYPE html>\n", Foreign::Text),
            ("캡처 파일이 아니다\n".as_bytes(), Foreign::Text),
            (b"\xff\xfeh\0i\0", Foreign::Text),
            (b"\x7fELF\x02", Foreign::Unknown(*b"\x7fELF")),
        ];
        for (head, what) in cases {
            assert_eq!(recognise(head), what, "{head:?}");
        }
    }

    #[test]
    fn text_that_is_cut_inside_a_character_is_text() {
        let text = "가나다라".as_bytes();
        assert_eq!(recognise(&text[..10]), Foreign::Text);
    }

    #[test]
    fn two_records_in_a_row_make_erf() {
        let mut record = vec![0, 0, 0, 0, 0, 0, 0, 0x50, 2, 4, 0, 24, 0, 0, 0, 6];
        record.extend([1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(recognise(&record), Foreign::OtherCapture("ERF"));
        let twice = [record.clone(), record.clone(), vec![9; 300]].concat();
        assert_eq!(recognise(&twice), Foreign::OtherCapture("ERF"));
        let once = [record, vec![0xee; 300]].concat();
        assert!(matches!(recognise(&once), Foreign::Unknown(_)));
    }
}
