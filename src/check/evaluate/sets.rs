//! `count`, `only` and `that`: how many, which ones, and whether something is true.

use super::super::spec::{Count, Of, Place};
use super::super::verdict::Ask as Word;
use super::Holder;
use crate::capture::FrameNo;
use crate::connection::ConnId;
use crate::examine::choose::{Chosen, named, some};
use crate::examine::compare::{self, shown};
use crate::examine::query::Query;
use crate::examine::trouble::Refused;
use crate::examine::why::Why;
use crate::language::check::differs::Differs;
use serde_json::Value;

impl Holder<'_, '_> {
    /// The frames that a filter chooses, within the connection if the expectation is about one.
    pub(super) fn frames(&self, filter: usize) -> (u64, Vec<FrameNo>) {
        let Some(hits) = self.subject.swept.hits.get(filter) else { return (0, Vec::new()) };
        let within = match self.chosen {
            Chosen::Capture => None,
            Chosen::Connection(place) => self.subject.summaries().nth(place).map(|summary| summary.id),
            Chosen::Frame(frame, _) => {
                let found = hits.frames.iter().any(|(no, _)| *no == frame);
                return (u64::from(found), if found { vec![frame] } else { Vec::new() });
            }
        };
        match within {
            None => (hits.count, hits.frames.iter().map(|(no, _)| *no).collect()),
            Some(id) => {
                let frames = hits.frames.iter().filter(|(_, of)| *of == Some(id)).map(|(no, _)| *no);
                (hits.connections.get(&id).copied().unwrap_or(0), frames.collect())
            }
        }
    }

    pub(super) fn connections(&self, filter: usize) -> Vec<ConnId> {
        let hits = self.subject.swept.hits.get(filter);
        hits.into_iter().flat_map(|hits| hits.connections.keys().copied()).collect()
    }

    pub(super) fn filter_text(&self, filter: usize) -> String {
        self.bench.spec.filters.get(filter).map(|choosing| choosing.text.clone()).unwrap_or_default()
    }

    pub(super) fn count(&mut self, of: &Of, expected: Count, place: &Place) -> Result<(), Refused> {
        let (subject, count, names, frame) = match of {
            Of::Frames(filter) => {
                let (count, frames) = self.frames(*filter);
                let names: Vec<String> = frames.iter().map(FrameNo::to_string).collect();
                (self.filter_text(*filter), count, names, frames.first().copied())
            }
            Of::Connections(filter) => {
                let ids = self.connections(*filter);
                let names = self.names(&ids);
                (self.filter_text(*filter), ids.len() as u64, names, None)
            }
            Of::Query(query) => {
                let values = match self.yields(query, place)? {
                    Ok(values) => values,
                    Err(differs) => {
                        let difference =
                            self.difference(Word::Count, place, query.text(), "—".to_owned(), Value::Null);
                        self.fails(difference, Why::default(), Some(differs));
                        return Ok(());
                    }
                };
                let names: Vec<String> = values.iter().map(shown).collect();
                (query.text().to_owned(), values.len() as u64, names, None)
            }
        };
        let held = match expected {
            Count::Is(wanted) => count == wanted,
            Count::Range(low, high) => (low..=high).contains(&count),
        };
        if held {
            return Ok(());
        }
        let said = match names.as_slice() {
            [] => Differs::DiffersNoneChosen {},
            names => Differs::DiffersChosen { frames: some(names) },
        };
        let mut difference =
            self.difference(Word::Count, place, &subject, count.to_string(), Value::from(count));
        difference.bless = matches!(expected, Count::Is(_));
        let why = Why { frame, ..Why::default() };
        self.fails(difference, why, Some(said));
        Ok(())
    }

    pub(super) fn only(&mut self, of: &Of, expected: &[Value], place: &Place) -> Result<(), Refused> {
        let (subject, actual, frames) = match of {
            Of::Frames(filter) => {
                let (_, frames) = self.frames(*filter);
                (self.filter_text(*filter), frames.into_iter().map(Value::from).collect(), true)
            }
            Of::Connections(filter) => {
                let ids = self.connections(*filter);
                let streams = self.subject.summaries().filter(|summary| ids.contains(&summary.id));
                let streams: Vec<Value> = streams.map(|summary| Value::from(summary.stream.0)).collect();
                (self.filter_text(*filter), streams, false)
            }
            Of::Query(query) => {
                let values = match self.yields(query, place)? {
                    Ok(values) => values,
                    Err(differs) => {
                        let difference =
                            self.difference(Word::Only, place, query.text(), "—".to_owned(), Value::Null);
                        self.fails(difference, Why::default(), Some(differs));
                        return Ok(());
                    }
                };
                (query.text().to_owned(), values, false)
            }
        };
        let (more, fewer) = set_difference(expected, &actual);
        if more.is_empty() && fewer.is_empty() {
            return Ok(());
        }
        let list = |values: &[Value]| some(&values.iter().map(shown).collect::<Vec<_>>());
        let said = match (more.is_empty(), fewer.is_empty()) {
            (false, true) => Differs::DiffersMore { frames: list(&more) },
            (true, _) => Differs::DiffersFewer { frames: list(&fewer) },
            (false, false) => Differs::DiffersMoreAndFewer { more: list(&more), fewer: list(&fewer) },
        };
        let frame = more.first().or(fewer.first()).filter(|_| frames).and_then(Value::as_u64);
        let value = Value::Array(actual);
        let mut difference = self.difference(Word::Only, place, &subject, shown(&value), value.clone());
        difference.bless = true;
        self.fails(difference, Why { frame, ..Why::default() }, Some(said));
        Ok(())
    }

    pub(super) fn names(&self, ids: &[ConnId]) -> Vec<String> {
        self.subject.summaries().filter(|summary| ids.contains(&summary.id)).map(named).collect()
    }

    /// Every value of an expression.
    pub(super) fn yields(
        &mut self,
        query: &Query,
        place: &Place,
    ) -> Result<Result<Vec<Value>, Differs>, Refused> {
        let holding = self.holding(query, Some(place))?;
        Ok(query.run(holding.datum()).map_err(|problem| Differs::DiffersFailed {
            said: problem.text(crate::language::Language::English),
        }))
    }

    pub(super) fn that(&mut self, query: &Query, place: &Place) -> Result<(), Refused> {
        let (actual, said) = match self.yields(query, place)? {
            Ok(values) if !values.is_empty() && values.iter().all(|value| *value == Value::Bool(true)) => {
                return Ok(());
            }
            Ok(values) => {
                let all = values.len();
                let untrue: Vec<String> =
                    values.iter().filter(|value| **value != Value::Bool(true)).map(shown).collect();
                let actual = match (untrue.len(), all) {
                    (0, _) => "—".to_owned(),
                    (_, 1) => some(&untrue),
                    (count, all) => format!("{} ({count}/{all})", some(&untrue)),
                };
                (actual, Differs::DiffersThat {})
            }
            Err(differs) => ("—".to_owned(), differs),
        };
        let mut difference = self.difference(Word::That, place, query.text(), actual, Value::Null);
        "true".clone_into(&mut difference.expected);
        self.fails(difference, Why::default(), Some(said));
        Ok(())
    }
}

/// What is there more than expected, and what less; the order does not matter, how often does.
fn set_difference(expected: &[Value], actual: &[Value]) -> (Vec<Value>, Vec<Value>) {
    let mut left: Vec<&Value> = expected.iter().collect();
    let mut more = Vec::new();
    for value in actual {
        match left.iter().position(|one| compare::same(one, value)) {
            Some(place) => {
                left.remove(place);
            }
            None => more.push(value.clone()),
        }
    }
    (more, left.into_iter().cloned().collect())
}
