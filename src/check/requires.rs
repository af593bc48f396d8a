//! What a file or an expectation needs of the program and the machine; without it, it is skipped, and said to be.

use super::verdict::VERSION;
use crate::examine::trouble::Said;
use crate::language::faults::Unmet;

/// What this program can do beyond its first release that a file may ask for by name.
pub(crate) const FEATURES: &[&str] = &["gzip", "lz4", "zstd"];

/// What is needed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Requires {
    /// Comparisons that the program's version must satisfy, all of them.
    pub version: Vec<Comparison>,
    /// As written.
    pub version_text: String,
    /// Names that [`FEATURES`] must hold.
    pub features: Vec<String>,
    /// May the capture be missing?
    pub capture: bool,
}

/// A comparison with a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comparison {
    operator: Operator,
    version: [u64; 3],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Least,
    Above,
    Most,
    Below,
    Is,
}

impl Comparison {
    /// Comparisons such as `>=0.2, <1`; `None` if the text is none.
    pub(crate) fn parse(text: &str) -> Option<Vec<Self>> {
        text.split(',').map(|one| Self::one(one.trim())).collect()
    }

    fn one(text: &str) -> Option<Self> {
        const OPERATORS: [(&str, Operator); 5] = [
            (">=", Operator::Least),
            ("<=", Operator::Most),
            (">", Operator::Above),
            ("<", Operator::Below),
            ("=", Operator::Is),
        ];
        let (operator, rest) =
            OPERATORS.iter().find_map(|(sign, operator)| Some((*operator, text.strip_prefix(sign)?)))?;
        Some(Self { operator, version: version(rest.trim())? })
    }

    fn holds(&self, have: [u64; 3]) -> bool {
        match self.operator {
            Operator::Least => have >= self.version,
            Operator::Above => have > self.version,
            Operator::Most => have <= self.version,
            Operator::Below => have < self.version,
            Operator::Is => have == self.version,
        }
    }
}

/// `1`, `1.2` or `1.2.3`.
fn version(text: &str) -> Option<[u64; 3]> {
    let mut version = [0; 3];
    let mut parts = 0;
    for (place, part) in text.split('.').enumerate() {
        *version.get_mut(place)? = part.parse().ok()?;
        parts += 1;
    }
    (parts > 0).then_some(version)
}

impl Requires {
    /// What is not met here, but for the capture.
    pub(crate) fn unmet(&self) -> Option<Said> {
        self.unmet_by(VERSION, FEATURES)
    }

    fn unmet_by(&self, have: &str, features: &[&str]) -> Option<Said> {
        let number = version(have.split(['-', '+']).next().unwrap_or(have)).unwrap_or_default();
        if !self.version.iter().all(|comparison| comparison.holds(number)) {
            let why = Unmet::UnmetVersion { wanted: self.version_text.clone(), have: have.to_owned() };
            return Some(Said::of(|language| why.text(language)));
        }
        let missing = self.features.iter().find(|feature| !features.contains(&feature.as_str()))?;
        let why = Unmet::UnmetFeature { feature: missing.clone(), there: features.join(", ") };
        Some(Said::of(|language| why.text(language)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(comparisons: &str, have: &str) -> bool {
        let version = Comparison::parse(comparisons).expect(comparisons);
        let requires = Requires { version, version_text: comparisons.to_owned(), ..Requires::default() };
        requires.unmet_by(have, &[]).is_none()
    }

    #[test]
    fn versions_compare_part_by_part() {
        assert!(met(">=0.5", "0.5.0"));
        assert!(met(">=0.5", "0.10.1"));
        assert!(!met(">=0.5", "0.4.9"));
        assert!(met(">=0.2, <1", "0.9.9"));
        assert!(!met(">=0.2, <1", "1.0.0"));
        assert!(met("=0.1.0", "0.1.0-dev"));
        assert!(!met(">0.1", "0.1.0"));
    }

    #[test]
    fn what_is_no_comparison_is_refused() {
        for text in ["", "0.5", "~0.5", ">=", ">=a", ">=1.2.3.4", ">=1,", "^1"] {
            assert_eq!(Comparison::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_feature_that_is_not_there_is_named() {
        let requires = Requires { features: vec!["dns".to_owned()], ..Requires::default() };
        let why = requires.unmet().expect("no such feature");
        assert!(why.english.contains("\"dns\"") && why.english.contains("gzip"), "{}", why.english);
    }
}
