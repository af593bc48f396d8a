//! Does this program still tell a wrong expectation from a right one? A CI job that asks this first cannot be green
//! because of a broken update.
//!
//! For each word of the language there is an expectation that must fail and one that must hold, over a capture that is
//! built in. A file that is not YAML must be refused, and a known failure that holds must be an error.

use super::run::{Options, file};
use super::verdict::{FileState, Outcome};
use std::io;

const CAPTURE: &[u8] = include_bytes!("../../samples/refused.pcap");
const EXPECTATIONS: &str = include_str!("self_test.yaml");

/// What came out.
#[derive(Debug, Default)]
pub(crate) struct Tested {
    /// Expectations that failed, as they must.
    pub wrong: u64,
    /// Expectations that held, as they must.
    pub right: u64,
    /// Those that did not come out as they must.
    pub bad: Vec<String>,
}

/// Hold the capture to the expectations.
///
/// # Errors
/// The temporary folder cannot be written.
pub(crate) fn run() -> io::Result<Tested> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("refused.pcap"), CAPTURE)?;
    let good = folder.path().join("self_test.expect.yaml");
    std::fs::write(&good, EXPECTATIONS)?;
    let unusable = folder.path().join("unusable.expect.yaml");
    std::fs::write(&unusable, EXPECTATIONS.replacen("expect:", "exepct:", 1))?;

    let options = Options { jobs: 1, ..Options::default() };
    let mut tested = Tested::default();
    let refused = file(&unusable, &options).is_some_and(|verdict| !verdict.broken().is_empty());
    tested.count("unusable", true, refused);
    match file(&good, &options).filter(|verdict| verdict.state == FileState::Ran) {
        None => tested.bad.push("self_test".to_owned()),
        Some(verdict) => {
            for item in &verdict.items {
                let fails = match &item.result {
                    Outcome::Failed(failures) => !failures.is_empty(),
                    Outcome::UnexpectedPass { .. } => true,
                    Outcome::Held | Outcome::KnownFailure { .. } | Outcome::Skipped { .. } => false,
                };
                tested.count(&item.id, item.id.starts_with("wrong-"), fails);
            }
        }
    }
    Ok(tested)
}

impl Tested {
    fn count(&mut self, id: &str, must_fail: bool, fails: bool) {
        match (must_fail, fails) {
            (true, true) => self.wrong += 1,
            (false, false) => self.right += 1,
            (true, false) | (false, true) => self.bad.push(id.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::verdict::Ask;

    #[test]
    fn every_word_has_a_wrong_and_a_right_expectation() {
        let tested = super::run().expect("a temporary folder");
        assert_eq!(tested.bad, [""; 0]);
        assert!(tested.wrong >= 10 && tested.right >= 9, "{tested:?}");
        for word in [Ask::Equals, Ask::Matches, Ask::Count, Ask::Only, Ask::That, Ask::Finding, Ask::Explain]
        {
            for id in ["wrong", "right"] {
                let id = format!("id: {id}-{}", word.word());
                assert!(super::EXPECTATIONS.contains(&id), "{id}");
            }
        }
    }
}
