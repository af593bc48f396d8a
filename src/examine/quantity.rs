//! Numbers with units, as people write them: `26ms`, `64KiB`, `0.5`.
//!
//! The report has seconds and bytes; whoever expects or answers one may write it in the unit in which it was thought. A
//! decimal unit moves the point instead of multiplying, so that what is written is the nearest number to what was
//! meant.

/// A number, in seconds or bytes if it has a unit.
pub(crate) fn parse(text: &str) -> Option<f64> {
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
    let number = number.replace('_', "");
    let (mantissa, power) = number.split_once(['e', 'E']).unwrap_or((&number, "0"));
    let (decimal, factor) = scale(unit.trim())?;
    // A power of ten goes into the exponent: 26.6ms is the number nearest to 0.0266, not that of a product.
    let power = power.parse::<i32>().ok()?.checked_add(decimal)?;
    let number = format!("{mantissa}e{power}").parse::<f64>().ok()? * factor;
    number.is_finite().then_some(number)
}

/// What a unit stands for: a power of ten, and a factor that is none.
fn scale(unit: &str) -> Option<(i32, f64)> {
    Some(match unit {
        "" | "s" | "B" => (0, 1.0),
        "ns" => (-9, 1.0),
        "us" | "µs" | "μs" => (-6, 1.0),
        "ms" => (-3, 1.0),
        "min" => (0, 60.0),
        "h" => (0, 3600.0),
        "kB" => (3, 1.0),
        "MB" => (6, 1.0),
        "GB" => (9, 1.0),
        "KiB" => (0, 1024.0),
        "MiB" => (0, 1_048_576.0),
        "GiB" => (0, 1_073_741_824.0),
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
