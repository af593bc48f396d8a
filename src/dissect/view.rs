//! Fields as a reader meets them: their bytes as hexadecimal digits, their values as text.
//!
//! Values are spelled as `tshark -T fields` spells them: numbers in the base that Wireshark gives the field,
//! flags as 1 and 0, bytes as digits without separators.

use super::field::{Field, FieldId, Kind, Value};
use super::segment::Flags;
use super::tree::Tree;
use std::fmt::Write as _;
use std::net::Ipv6Addr;

impl Field<'_> {
    /// Its bytes in `frame` as hexadecimal digits, a digit that belongs to another field as a dot: `ae a0`; `a.` for a
    /// data offset, `.0 02` for the control bits beside it. A digit that it shares with another field is shown.
    pub fn raw(&self, frame: &[u8]) -> String {
        let mut text = String::with_capacity(self.length * 3);
        for offset in self.offset..self.offset.saturating_add(self.length) {
            let Some(&byte) = frame.get(offset) else {
                break;
            };
            if !text.is_empty() {
                text.push(' ');
            }
            let mask = self.bits_of(offset);
            for (digit, mine) in [(byte >> 4, mask >> 4), (byte & 0xf, mask & 0xf)] {
                let digit = char::from_digit(u32::from(digit), 16).filter(|_| mine != 0);
                text.push(digit.unwrap_or('.'));
            }
        }
        text
    }

    /// Which bits of the byte at `offset` it has; 0 if none.
    pub fn bits_of(&self, offset: usize) -> u8 {
        let Some(index) = offset.checked_sub(self.offset).filter(|&i| i < self.length) else {
            return 0;
        };
        let Some(bits) = self.bits else {
            return 0xff;
        };
        let (first, end) = (usize::from(bits.first), usize::from(bits.first) + usize::from(bits.count));
        (0..8).filter(|bit| (first..end).contains(&(index * 8 + bit))).fold(0, |mask, bit| mask | 0x80 >> bit)
    }

    /// Is it more than a label over other fields?
    pub fn has_value(&self) -> bool {
        self.value != Value::None
    }

    /// Its value as Wireshark prints it; for a label `1`, as for any field that is just there. Nothing for a field of
    /// bytes of which some are missing. [`Value::Protocols`] needs its tree: see [`Tree::spell`].
    pub fn spell(&self) -> String {
        match self.value {
            Value::None if self.id.kind() == Kind::Label => "1".into(),
            Value::None => String::new(),
            Value::Number(number) => match self.id.kind() {
                Kind::Hex(digits) => format!("0x{number:0width$x}", width = usize::from(digits)),
                _ => number.to_string(),
            },
            Value::Bit(bit) => u8::from(bit).to_string(),
            Value::Checksum(checksum) => checksum.status().to_string(),
            Value::Bytes(bytes) => hex(bytes, ""),
            Value::Mac(mac) => hex(&mac, ":"),
            Value::Ipv4(ip) => ip.to_string(),
            Value::Ipv6(ip) => spell_ipv6(ip),
            Value::Text(text) => text.into(),
            Value::Signed(number) => number.to_string(),
            Value::Duration(nanos) => spell_duration(nanos),
            Value::Time { seconds, nanos } => spell_time(seconds, nanos),
            Value::Letters(flags) => flags.letters(),
            Value::Protocols => String::new(),
        }
    }
}

impl Tree<'_> {
    /// A field's value as Wireshark prints it.
    pub fn spell(&self, field: &Field<'_>) -> String {
        match field.value {
            Value::Protocols => self.protocols.clone(),
            _ => field.spell(),
        }
    }

    /// The values of every field `id` as Wireshark prints them, outermost first.
    pub fn spell_all(&self, id: FieldId) -> impl Iterator<Item = String> {
        self.all(id)
            .filter(|field| field.has_value() || field.id.kind() == Kind::Label)
            .map(|field| self.spell(field))
    }
}

impl Flags {
    /// The control bits as Wireshark's `tcp.flags.str` has them, a middle dot for a bit that is 0: three reserved
    /// bits (`R`), then AE, CWR, ECE, URG, ACK, PSH, RST, SYN, FIN.
    pub fn letters(self) -> String {
        "RRRACEUAPRSF"
            .chars()
            .zip((0..12).rev())
            .map(|(letter, bit)| if self.0 >> bit & 1 == 1 { letter } else { '·' })
            .collect()
    }
}

fn hex(bytes: &[u8], between: &str) -> String {
    let mut text = String::with_capacity(bytes.len() * (2 + between.len()));
    for byte in bytes {
        if !text.is_empty() {
            text.push_str(between);
        }
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// RFC 5952, and an address whose first 96 bits are 0 in dotted form, as the C library prints it.
fn spell_ipv6(ip: Ipv6Addr) -> String {
    match ip.segments() {
        [0, 0, 0, 0, 0, 0, high, low] if high > 0 => {
            let [a, b] = high.to_be_bytes();
            let [c, d] = low.to_be_bytes();
            format!("::{a}.{b}.{c}.{d}")
        }
        _ => ip.to_string(),
    }
}

/// A span of time as Wireshark prints it: seconds with nine decimals.
fn spell_duration(nanos: i64) -> String {
    let sign = if nanos < 0 { "-" } else { "" };
    let nanos = nanos.unsigned_abs();
    format!("{sign}{}.{:09}", nanos / 1_000_000_000, nanos % 1_000_000_000)
}

/// Seconds with nine decimal places. Before 1970 the fraction counts away from 0, as in any negative number.
fn spell_time(seconds: i64, nanos: u32) -> String {
    match (seconds, nanos) {
        (0.., _) | (_, 0) => format!("{seconds}.{nanos:09}"),
        _ => format!("-{}.{:09}", -(seconds + 1), 1_000_000_000 - nanos),
    }
}
