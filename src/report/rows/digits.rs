//! Numbers, times and addresses put to a line by hand: formatting was the largest single cost of a long list.

use crate::connection::Endpoint;

/// Append a number in decimal.
pub(super) fn push_number(line: &mut String, mut number: u64) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    line.extend(digits[at..].iter().map(|&digit| char::from(digit)));
}

/// Append a length of time in seconds with `places` decimals, or a dash.
pub(super) fn push_seconds(line: &mut String, nanos: i128, places: u32) {
    if nanos < 0 {
        line.push('-');
    }
    let nanos = nanos.unsigned_abs();
    let second = 1_000_000_000u128;
    push_number(line, (nanos / second) as u64);
    line.push('.');
    let part = (nanos % second) as u64 / 10u64.pow(9 - places);
    let digits = part.checked_ilog10().map_or(1, |log| log + 1);
    for _ in digits..places {
        line.push('0');
    }
    push_number(line, part);
}

/// Append an address.
pub(super) fn push_ip(line: &mut String, ip: std::net::IpAddr) {
    match ip {
        std::net::IpAddr::V4(ip) => {
            for (index, octet) in ip.octets().into_iter().enumerate() {
                if index > 0 {
                    line.push('.');
                }
                push_number(line, u64::from(octet));
            }
        }
        std::net::IpAddr::V6(ip) => {
            use std::fmt::Write as _;
            let _ = write!(line, "{ip}");
        }
    }
}

/// Append an address and a port.
pub(super) fn push_endpoint(line: &mut String, endpoint: Endpoint) {
    if endpoint.ip.is_ipv6() {
        line.push('[');
        push_ip(line, endpoint.ip);
        line.push(']');
    } else {
        push_ip(line, endpoint.ip);
    }
    line.push(':');
    push_number(line, u64::from(endpoint.port));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pushed(push: impl FnOnce(&mut String)) -> String {
        let mut line = String::new();
        push(&mut line);
        line
    }

    #[test]
    fn hand_written_numbers_equal_formatted_ones() {
        for number in [0, 7, 10, 999, 4_294_967_296, u64::MAX] {
            assert_eq!(pushed(|l| push_number(l, number)), number.to_string());
        }
        assert_eq!(pushed(|l| push_seconds(l, 1_500_000_000, 6)), "1.500000");
        assert_eq!(pushed(|l| push_seconds(l, 37_000, 6)), "0.000037");
        assert_eq!(pushed(|l| push_seconds(l, 0, 3)), "0.000");
        assert_eq!(pushed(|l| push_seconds(l, -1, 9)), "-0.000000001");
    }

    #[test]
    fn endpoints_look_as_everywhere_else() {
        for (text, port) in [("10.0.0.1", 80), ("255.255.255.255", 65535), ("2001:db8::1", 443)] {
            let endpoint = Endpoint { ip: text.parse().expect("an address"), port };
            assert_eq!(pushed(|l| push_endpoint(l, endpoint)), endpoint.to_string());
        }
    }
}
