//! Numbers with units, as people write them: `26ms`, `64KiB`, `0.5`.

/// A number, in seconds or bytes if it has a unit.
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim();
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | '_')))
        .unwrap_or(text.len());
    // An exponent is part of the number only if digits follow it.
    let end = match text.get(end..).and_then(|rest| rest.strip_prefix(['e', 'E'])) {
        Some(rest) => {
            let digits = rest.strip_prefix(['-', '+']).unwrap_or(rest);
            let count = digits.bytes().take_while(u8::is_ascii_digit).count();
            if count == 0 { end } else { text.len() - digits.len() + count }
        }
        None => end,
    };
    let (number, unit) = text.split_at(end);
    let (whole, fraction) = (number.replace('_', ""), unit.trim());
    let number: f64 = whole.parse().ok()?;
    if !number.is_finite() {
        return None;
    }
    scale(number, fraction)
}

/// Scaled so that what is exact as a decimal stays exact: a division where a multiplication would round.
fn scale(number: f64, unit: &str) -> Option<f64> {
    Some(match unit {
        "" | "s" | "B" => number,
        "ns" => number / 1e9,
        "us" | "µs" | "μs" => number / 1e6,
        "ms" => number / 1e3,
        "min" => number * 60.0,
        "h" => number * 3600.0,
        "kB" => number * 1e3,
        "MB" => number * 1e6,
        "GB" => number * 1e9,
        "KiB" => number * 1024.0,
        "MiB" => number * 1_048_576.0,
        "GiB" => number * 1_073_741_824.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn units_scale() {
        for (text, number) in [
            ("26ms", 0.026),
            ("26.6 ms", 0.0266),
            ("64us", 0.000_064),
            ("64 µs", 0.000_064),
            ("9ns", 0.000_000_009),
            ("1.5s", 1.5),
            ("2min", 120.0),
            ("1h", 3600.0),
            ("64KiB", 65536.0),
            ("1_000", 1000.0),
            ("-3", -3.0),
            ("1e-3", 0.001),
            ("1e3 s", 1000.0),
            ("3 kB", 3000.0),
        ] {
            assert_eq!(parse(text), Some(number), "{text}");
        }
    }

    #[test]
    fn what_is_no_quantity_is_refused() {
        for text in ["", "ms", "26 m", "26mss", "1,5", "0x10", "nan", "inf", "1e999", "--3", "3 Kib"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
