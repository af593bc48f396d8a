//! `finding`, `explain` and `snapshot`: what is told of a capture.

use super::super::find;
use super::super::snapshot;
use super::super::spec::{Place, View};
use super::super::verdict::{Ask as Word, Bless};
use super::{Holder, stopped};
use crate::capture::FrameNo;
use crate::examine::choose::{Chosen, some};
use crate::examine::trouble::{Refused, Said, refuse};
use crate::examine::why::Why;
use crate::language::check::differs::Differs;
use crate::language::faults::Fault;
use crate::language::{Language, Message};
use serde_json::Value;

impl Holder<'_, '_> {
    pub(super) fn finding(
        &mut self,
        code: &str,
        frame: Option<FrameNo>,
        present: bool,
        place: &Place,
    ) -> Result<(), Refused> {
        let found = self.found(place)?;
        let only = match (frame, self.chosen) {
            (Some(frame), _) | (None, Chosen::Frame(frame, _)) => Some(frame),
            (None, _) => None,
        };
        let here: Vec<&Found> =
            found.iter().filter(|found| only.is_none_or(|frame| found.frame == Some(frame))).collect();
        let hit = here.iter().find(|found| found.code == code);
        let (actual, why, said) = match (hit, present) {
            (Some(_), true) | (None, false) => return Ok(()),
            (Some(hit), false) => {
                let why = Why { frame: hit.frame, sentence: Some(hit.text.clone()), ..Why::default() };
                ("present".to_owned(), why, None)
            }
            (None, true) => {
                let mut codes: Vec<String> = here
                    .iter()
                    .map(|found| match found.frame {
                        Some(frame) => format!("{} (frame {frame})", found.code),
                        None => found.code.clone(),
                    })
                    .collect();
                codes.dedup();
                let said = match codes.as_slice() {
                    [] => Differs::DiffersNoFindings {},
                    codes => Differs::DiffersFindings { there: some(codes) },
                };
                ("absent".to_owned(), Why { frame: only, ..Why::default() }, Some(said))
            }
        };
        let mut difference = self.difference(Word::Finding, place, code, actual, Value::Null);
        if present { "present" } else { "absent" }.clone_into(&mut difference.expected);
        self.fails(difference, why, said);
        Ok(())
    }

    /// Every finding of what the expectation is about.
    fn found(&mut self, place: &Place) -> Result<Vec<Found>, Refused> {
        let mut found = Vec::new();
        let places: Vec<usize> = match self.chosen {
            Chosen::Capture => {
                for finding in self.subject.gathered.survey.findings() {
                    let text = Said::of(|language| finding.text(language));
                    found.push(Found { code: finding.code().to_owned(), frame: finding.frame, text });
                }
                (0..self.subject.gathered.chosen.len()).collect()
            }
            Chosen::Connection(at) | Chosen::Frame(_, Some(at)) => vec![at],
            Chosen::Frame(_, None) => Vec::new(),
        };
        for at in places {
            let Some(detail) = self.subject.detail(at).map_err(|stop| stopped(stop, place))? else {
                continue;
            };
            for finding in &detail.findings {
                let message: Message = crate::explain::finding(finding);
                found.push(Found {
                    code: finding.kind.code().word().to_owned(),
                    frame: Some(finding.frame),
                    text: Said::of(|language| message.text(language)),
                });
            }
        }
        Ok(found)
    }

    pub(super) fn explain(&mut self, text: &str, language: Language, place: &Place) -> Result<(), Refused> {
        let (connection, frame) = match self.chosen {
            Chosen::Capture => (None, None),
            Chosen::Connection(at) => (Some(at), None),
            Chosen::Frame(frame, at) => (at, Some(frame)),
        };
        let explained = self.subject.explanation(connection, frame, language);
        self.explains(&explained.map_err(|stop| stopped(stop, place))?, text, place);
        Ok(())
    }

    fn explains(&mut self, explained: &str, text: &str, place: &Place) {
        let wanted = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if explained.contains(&wanted) {
            return;
        }
        let said = match nearest_piece(explained, &wanted) {
            Some(near) => Differs::DiffersText { near },
            None => Differs::DiffersNoText {},
        };
        let frame = match self.chosen {
            Chosen::Frame(frame, _) => Some(frame),
            Chosen::Capture | Chosen::Connection(_) => None,
        };
        let mut difference =
            self.difference(Word::Explain, place, "explain --full", "—".to_owned(), Value::Null);
        difference.expected = wanted;
        self.fails(difference, Why { frame, ..Why::default() }, Some(said));
    }

    pub(super) fn snapshot(
        &mut self,
        view: &View,
        file: &str,
        at_least: bool,
        place: &Place,
    ) -> Result<(), Refused> {
        let actual = snapshot::view(view, self.chosen, self.subject).map_err(|stop| stopped(stop, place))?;
        let path = self.bench.folder.join(file);
        let shown_path = find::shown(&path);
        let bless = |new| Bless::File { path: shown_path.clone(), text: actual.clone(), new };
        let held = match std::fs::read(&path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).replace("\r\n", "\n"),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let mut difference =
                    self.difference(Word::Snapshot, place, file, snapshot::sketch(&actual), Value::Null);
                "—".clone_into(&mut difference.expected);
                self.fails(difference, Why::default(), Some(Differs::DiffersSnapshotNew {}));
                self.may_bless(bless(true));
                return Ok(());
            }
            Err(error) => {
                let fault =
                    Fault::FaultSnapshotUnreadable { path: shown_path.clone(), said: error.to_string() };
                return Err(refuse(Some(place.at.clone()), &fault, None));
            }
        };
        let Some((line, expected, found)) = snapshot::differs(&held, &actual, at_least) else {
            return Ok(());
        };
        let mut difference = self.difference(Word::Snapshot, place, file, found, Value::Null);
        difference.expected = expected;
        self.fails(difference, Why::default(), Some(Differs::DiffersSnapshotLine { line }));
        self.may_bless(bless(false));
        Ok(())
    }

    pub(super) fn may_bless(&mut self, bless: Bless) {
        if let Some(failure) = self.failures.last_mut() {
            failure.bless = Some(bless);
        }
    }
}

/// A finding as it is looked for.
struct Found {
    code: String,
    frame: Option<FrameNo>,
    text: Said,
}

/// The part of a text that has most words of another, with some words around it.
fn nearest_piece(text: &str, wanted: &str) -> Option<String> {
    let wanted: Vec<&str> = wanted.split(' ').collect();
    let words: Vec<&str> = text.split(' ').collect();
    let window = wanted.len().min(words.len()).max(1);
    let (count, at) = words
        .windows(window)
        .enumerate()
        .map(|(at, words)| (words.iter().filter(|word| wanted.contains(word)).count(), at))
        .max_by_key(|(count, at)| (*count, std::cmp::Reverse(*at)))?;
    if count * 2 < wanted.len() {
        return None;
    }
    let from = at.saturating_sub(2);
    let to = (at + window + 2).min(words.len());
    Some(format!("… {} …", words.get(from..to)?.join(" ")))
}
