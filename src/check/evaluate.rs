//! One expectation held to the capture.

use super::choose::{Chosen, choose, named, some};
use super::compare;
use super::node::trouble;
use super::snapshot;
use super::spec::{Ask, Count, Item, Of, Place, Spec, Subject as Looked};
use super::subject::{Detail, Stop, Subject, TooLarge};
use super::verdict::{Ask as Word, At, Bless, Failure, Outcome, Said, Trouble};
use super::why::{self, Why};
use crate::capture::FrameNo;
use crate::connection::ConnId;
use crate::dissect::{FieldId, Tree};
use crate::language::Message;
use crate::language::check::differs::Differs;
use crate::language::check::faults::Fault;
use crate::language::fields as meanings;
use crate::query::plain::{Plain, Step};
use crate::query::{Datum, Query};
use crate::yaml::Places;
use serde_json::Value;
use std::path::Path;
use std::rc::Rc;

/// What every expectation of a file shares.
pub struct Bench<'s> {
    /// The file, read.
    pub spec: &'s Spec,
    /// Its text, and where everything stands in it.
    pub places: &'s Places,
    /// The folder that its paths are relative to.
    pub folder: &'s Path,
    /// The capture's file.
    pub capture: &'s Path,
}

/// Hold one expectation to the capture.
///
/// # Errors
/// It cannot be held: it chooses nothing or too much, or the capture cannot be read again.
pub fn item(bench: &Bench<'_>, item: &Item, subject: &mut Subject) -> Result<Outcome, Vec<Trouble>> {
    let chosen = choose(&item.target, bench.spec, subject).map_err(|trouble| vec![trouble])?;
    let mut holder = Holder { bench, subject, chosen, exact: item.exact, failures: Vec::new() };
    let mut troubles = Vec::new();
    for ask in &item.asks {
        if let Err(trouble) = holder.ask(ask) {
            troubles.push(trouble);
        }
    }
    let failures = holder.failures;
    if !troubles.is_empty() {
        return Err(troubles);
    }
    Ok(match (&item.known_failure, failures.is_empty()) {
        (None, true) => Outcome::Held,
        (None, false) => Outcome::Failed(failures),
        (Some((reason, at)), true) => Outcome::UnexpectedPass { reason: reason.clone(), at: at.clone() },
        (Some((reason, _)), false) => Outcome::KnownFailure { reason: reason.clone(), failures },
    })
}

/// Holds the asks of one expectation.
struct Holder<'b, 's> {
    bench: &'b Bench<'b>,
    subject: &'s mut Subject,
    chosen: Chosen,
    exact: bool,
    failures: Vec<Failure>,
}

/// What is known of a difference when it is found.
struct Difference<'a> {
    ask: Word,
    place: &'a Place,
    subject: String,
    expected: String,
    actual: String,
    value: Value,
    bless: bool,
}

impl Holder<'_, '_> {
    fn ask(&mut self, ask: &Ask) -> Result<(), Trouble> {
        match ask {
            Ask::Equals { subject: Looked::Query(query), expected, raw, place } => {
                self.equals(query, expected, raw.as_deref(), place)
            }
            Ask::Equals { subject: Looked::Field(id), expected, raw, place } => {
                self.field_equals(*id, expected, raw.as_deref(), place);
                Ok(())
            }
            Ask::Matches { subject, matchers } => {
                let (value, why) = match subject {
                    Looked::Query(query) => {
                        let place = matchers.first().map(|(_, place)| place);
                        match self.one(query, place)? {
                            Ok(value) => value,
                            Err(differs) => {
                                for (matcher, place) in matchers {
                                    let expected = self.written(matcher.word(), place);
                                    let actual = String::from("—");
                                    let difference = Difference {
                                        ask: Word::Matches,
                                        place,
                                        subject: query.text().to_owned(),
                                        expected,
                                        actual,
                                        value: Value::Null,
                                        bless: false,
                                    };
                                    self.fails(difference, Why::default(), Some(differs.clone()));
                                }
                                return Ok(());
                            }
                        }
                    }
                    Looked::Field(id) => self.field_value(*id),
                };
                for (matcher, place) in matchers {
                    if !matcher.holds(&value) {
                        let difference = Difference {
                            ask: Word::Matches,
                            place,
                            subject: subject.text().to_owned(),
                            expected: self.written(matcher.word(), place),
                            actual: shown(&value),
                            value: value.clone(),
                            bless: false,
                        };
                        let said = self.null_said(subject, &value);
                        self.fails(difference, why.clone(), said);
                    }
                }
                Ok(())
            }
            Ask::Count { of, expected, place } => self.count(of, *expected, place),
            Ask::Only { of, expected, place } => self.only(of, expected, place),
            Ask::That { query, place } => self.that(query, place),
            Ask::Finding { code, frame, present, place } => self.finding(code, *frame, *present, place),
            Ask::Explain { text, language, place } => {
                let (connection, frame) = match self.chosen {
                    Chosen::Capture => (None, None),
                    Chosen::Connection(at) => (Some(at), None),
                    Chosen::Frame(frame, at) => (at, Some(frame)),
                };
                let explained = self
                    .subject
                    .explanation(connection, frame, *language)
                    .map_err(|stop| stopped(stop, place))?;
                self.explains(&explained, text, place);
                Ok(())
            }
            Ask::Snapshot { view, file, at_least, place } => {
                let actual = snapshot::view(view, self.chosen, self.bench.spec, self.subject)
                    .map_err(|stop| stopped(stop, place))?;
                self.snapshot(&actual, file, *at_least, place)
            }
        }
    }

    /// What expressions are asked of.
    fn datum(&mut self, query: &Query, place: Option<&Place>) -> Result<Rc<Holding>, Trouble> {
        let stop = |stop| match place {
            Some(place) => stopped(stop, place),
            None => trouble(None, &fault(stop), None),
        };
        Ok(Rc::new(match self.chosen {
            Chosen::Capture => Holding::Document(self.subject.document(query.needs_steps()).map_err(stop)?),
            Chosen::Connection(at) | Chosen::Frame(_, Some(at)) => {
                match self.subject.detail(at).map_err(stop)? {
                    Some(detail) => match self.chosen {
                        Chosen::Frame(frame, _) => Holding::Step(step_of(frame, &detail), detail),
                        _ => Holding::Connection(detail),
                    },
                    None => Holding::Nothing(Datum::new(Value::Null)),
                }
            }
            Chosen::Frame(_, None) => Holding::Nothing(Datum::new(Value::Null)),
        }))
    }

    /// The one value of an expression, and what stands behind it; or why there is not one.
    #[allow(clippy::type_complexity)]
    fn one(
        &mut self,
        query: &Query,
        place: Option<&Place>,
    ) -> Result<Result<(Value, Why), Differs>, Trouble> {
        let holding = self.datum(query, place)?;
        let mut values = match query.run(holding.datum()) {
            Ok(values) => values,
            Err(problem) => {
                let said = problem.text(crate::language::Language::English);
                return Ok(Err(Differs::DiffersFailed { said }));
            }
        };
        if values.len() > 1 {
            return Ok(Err(Differs::DiffersSeveral { count: values.len() as u64 }));
        }
        let value = values.pop().unwrap_or(Value::Null);
        let why = query.plain().map(|plain| self.why(plain, &value)).unwrap_or_default();
        Ok(Ok((value, why)))
    }

    /// What stands behind the value of a plain path.
    fn why(&mut self, plain: &Plain, value: &Value) -> Why {
        let (place, plain, frame) = match (self.chosen, plain.steps.as_slice()) {
            (Chosen::Connection(place), _) => (place, plain.clone(), None),
            (Chosen::Frame(frame, Some(place)), _) => (place, plain.clone(), Some(frame)),
            (Chosen::Capture, [Step::Key(first), Step::Index(place), rest @ ..])
                if first == "connections" =>
            {
                let Ok(place) = usize::try_from(*place) else { return Why::default() };
                (place, Plain { steps: rest.to_vec() }, None)
            }
            _ => return Why { sentence: why::meaning(plain), ..Why::default() },
        };
        let mut found = match self.subject.detail(place) {
            Ok(Some(detail)) => match frame {
                Some(frame) => Why::of_frame(frame, &plain, &detail),
                None => Why::of(&plain, value, &detail),
            },
            Ok(None) | Err(_) => Why::default(),
        };
        if found.sentence.is_none() {
            found.sentence = why::meaning(&plain);
        }
        found
    }

    fn equals(
        &mut self,
        query: &Query,
        expected: &Value,
        raw: Option<&str>,
        place: &Place,
    ) -> Result<(), Trouble> {
        let difference = |expected, actual, value, bless| Difference {
            ask: Word::Equals,
            place,
            subject: query.text().to_owned(),
            expected,
            actual,
            value,
            bless,
        };
        let (value, found) = match self.one(query, Some(place))? {
            Ok(found) => found,
            Err(differs) => {
                let difference = difference(shown(expected), "—".to_owned(), Value::Null, false);
                self.fails(difference, Why::default(), Some(differs));
                return Ok(());
            }
        };
        // What YAML reads as a number and the report says as text (a point in time) is compared as it is written.
        let as_written = matches!((&value, raw), (Value::String(text), Some(raw)) if text == raw);
        if as_written || compare::fits(expected, &value, self.exact) {
            return Ok(());
        }
        if let (Value::Object(_), Value::Object(_), Some(plain)) = (expected, &value, query.plain()) {
            for (way, expected, actual) in compare::differing(expected, &value, self.exact) {
                let mut steps = plain.steps.clone();
                steps.extend(way.iter().cloned().map(Step::Key));
                let inner = Plain { steps };
                let place = self.inner_place(place, &way);
                let found = self.why(&inner, &actual);
                let difference = Difference {
                    ask: Word::Equals,
                    place: &place,
                    subject: inner.to_string(),
                    expected: shown(&expected),
                    actual: shown(&actual),
                    value: actual.clone(),
                    bless: true,
                };
                self.fails(difference, found, None);
            }
            return Ok(());
        }
        let said = match (expected, &value) {
            (Value::String(text), Value::Number(n)) if *text == n.to_string() => {
                Some(Differs::DiffersKind {})
            }
            (Value::Number(n), Value::String(text)) if *text == n.to_string() => {
                Some(Differs::DiffersKind {})
            }
            (_, Value::Null) => self.null_path(query),
            _ => None,
        };
        let quote = said == Some(Differs::DiffersKind {});
        let spell = |value: &Value| if quote { value.to_string() } else { shown(value) };
        self.fails(difference(spell(expected), spell(&value), value.clone(), true), found, said);
        Ok(())
    }

    /// Where a part of an expected mapping stands.
    fn inner_place(&self, place: &Place, way: &[String]) -> Place {
        let path = way.iter().fold(place.path.clone(), |path, key| path.key(key.clone()));
        let places = self.bench.places;
        Place { at: At::of(places.source(), places.nearest(&path).spot), path }
    }

    /// Where the way to nothing ends, if a null on the way is why there is nothing.
    fn null_path(&mut self, query: &Query) -> Option<Differs> {
        let plain = query.plain()?.clone();
        let holding = self.datum(query, None).ok()?;
        let reaches = plain.reaches(holding.datum().value());
        // The value itself is null: then the key's meaning says more.
        if reaches + 1 >= plain.steps.len() {
            return None;
        }
        Some(Differs::DiffersNull { path: plain.front(reaches + 1).to_string() })
    }

    fn null_said(&mut self, looked: &Looked, value: &Value) -> Option<Differs> {
        match (looked, value) {
            (Looked::Query(query), Value::Null) => self.null_path(query),
            _ => None,
        }
    }

    /// The frame that the expectation is about, and every value of one of its fields.
    fn field_values(&self, id: FieldId) -> (Option<FrameNo>, Vec<Value>, Vec<String>) {
        let Chosen::Frame(frame, _) = self.chosen else { return (None, Vec::new(), Vec::new()) };
        let (values, spelt) = self.subject.kept(frame).map(|kept| kept.values(id)).unwrap_or_default();
        (Some(frame), values, spelt)
    }

    /// The value of a header field: a list if the frame has it several times.
    fn field_value(&self, id: FieldId) -> (Value, Why) {
        let (_, mut values, _) = self.field_values(id);
        let value = match values.len() {
            0 => Value::Null,
            1 => values.pop().unwrap_or_default(),
            _ => Value::Array(values),
        };
        (value, self.field_why(id))
    }

    /// The bytes of a header field and what it is for.
    fn field_why(&self, id: FieldId) -> Why {
        let Chosen::Frame(frame, _) = self.chosen else { return Why::default() };
        let field = self.subject.kept(frame).and_then(|kept| {
            let frame = kept.frame();
            let tree = Tree::of(&frame);
            let field = tree.first(id)?;
            Some((field.id.name().to_owned(), field.offset as u32, field.length as u32))
        });
        let sentence = Said::of(|language| meanings::meaning(id, language).trim_end_matches('.').to_owned());
        Why { frame: Some(frame), field, ledger: None, sentence: Some(sentence) }
    }

    fn field_equals(&mut self, id: FieldId, expected: &Value, raw: Option<&str>, place: &Place) {
        let (frame, values, spelt) = self.field_values(id);
        if compare::field(id, expected, raw, &values, &spelt) {
            return;
        }
        let said = match (values.len(), expected) {
            (0, _) => frame.map(|frame| Differs::DiffersNoField { frame, layers: self.layers(frame) }),
            (1, _) | (_, Value::Array(_)) => None,
            (count, _) => Some(Differs::DiffersRepeated { count: count as u64 }),
        };
        let actual = if spelt.is_empty() { shown(&Value::Null) } else { spelt.join(", ") };
        let (value, why) = self.field_value(id);
        let difference = Difference {
            ask: Word::Equals,
            place,
            subject: id.name().to_owned(),
            expected: raw.map_or_else(|| shown(expected), str::to_owned),
            actual,
            value,
            bless: true,
        };
        self.fails(difference, why, said);
    }

    fn layers(&self, frame: FrameNo) -> String {
        let (_, spelt) =
            self.subject.kept(frame).map(|kept| kept.values(FieldId::FrameProtocols)).unwrap_or_default();
        spelt.join(", ")
    }

    /// The frames that a filter chooses, within the connection if the expectation is about one.
    fn frames(&self, filter: usize) -> (u64, Vec<FrameNo>) {
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

    fn connections(&self, filter: usize) -> Vec<ConnId> {
        let hits = self.subject.swept.hits.get(filter);
        hits.into_iter().flat_map(|hits| hits.connections.keys().copied()).collect()
    }

    fn filter_text(&self, filter: usize) -> String {
        self.bench.spec.filters.get(filter).map(|choosing| choosing.text.clone()).unwrap_or_default()
    }

    fn count(&mut self, of: &Of, expected: Count, place: &Place) -> Result<(), Trouble> {
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

    fn only(&mut self, of: &Of, expected: &[Value], place: &Place) -> Result<(), Trouble> {
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

    fn names(&self, ids: &[ConnId]) -> Vec<String> {
        self.subject.summaries().filter(|summary| ids.contains(&summary.id)).map(named).collect()
    }

    /// Every value of an expression.
    fn yields(&mut self, query: &Query, place: &Place) -> Result<Result<Vec<Value>, Differs>, Trouble> {
        let holding = self.datum(query, Some(place))?;
        Ok(query.run(holding.datum()).map_err(|problem| Differs::DiffersFailed {
            said: problem.text(crate::language::Language::English),
        }))
    }

    fn that(&mut self, query: &Query, place: &Place) -> Result<(), Trouble> {
        let (actual, said) = match self.yields(query, place)? {
            Ok(values) if !values.is_empty() && values.iter().all(|value| *value == Value::Bool(true)) => {
                return Ok(());
            }
            Ok(values) => {
                let shown: Vec<String> = values.iter().map(shown).collect();
                let actual = if shown.is_empty() { "—".to_owned() } else { some(&shown) };
                (actual, Differs::DiffersThat {})
            }
            Err(differs) => ("—".to_owned(), differs),
        };
        let mut difference = self.difference(Word::That, place, query.text(), actual, Value::Null);
        difference.expected = "true".to_owned();
        self.fails(difference, Why::default(), Some(said));
        Ok(())
    }

    fn finding(
        &mut self,
        code: &str,
        frame: Option<FrameNo>,
        present: bool,
        place: &Place,
    ) -> Result<(), Trouble> {
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
        difference.expected = if present { "present" } else { "absent" }.to_owned();
        self.fails(difference, why, said);
        Ok(())
    }

    /// Every finding of what the expectation is about.
    fn found(&mut self, place: &Place) -> Result<Vec<Found>, Trouble> {
        let mut found = Vec::new();
        let places: Vec<usize> = match self.chosen {
            Chosen::Capture => {
                let findings = self.subject.gathered.survey.findings(crate::language::Language::English);
                let korean = self.subject.gathered.survey.findings(crate::language::Language::Korean);
                for (english, korean) in findings.into_iter().zip(korean) {
                    let text = Said { english: english.text, korean: korean.text };
                    found.push(Found { code: english.code.to_owned(), frame: english.frame, text });
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
                let code = serde_json::to_value(finding.kind).ok();
                let code = code.as_ref().and_then(|kind| kind.get("code")).and_then(Value::as_str);
                found.push(Found {
                    code: code.unwrap_or_default().to_owned(),
                    frame: Some(finding.frame),
                    text: Said::of(|language| message.text(language)),
                });
            }
        }
        Ok(found)
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

    fn snapshot(&mut self, actual: &str, file: &str, at_least: bool, place: &Place) -> Result<(), Trouble> {
        let path = self.bench.folder.join(file);
        let shown_path = super::find::shown(&path);
        let bless = |new| Bless::File { path: shown_path.clone(), text: actual.to_owned(), new };
        let held = match std::fs::read(&path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).replace("\r\n", "\n"),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let mut difference =
                    self.difference(Word::Snapshot, place, file, snapshot::sketch(actual), Value::Null);
                difference.expected = "—".to_owned();
                self.fails(difference, Why::default(), Some(Differs::DiffersSnapshotNew {}));
                self.may_bless(bless(true));
                return Ok(());
            }
            Err(error) => {
                let fault =
                    Fault::FaultSnapshotUnreadable { path: shown_path.clone(), said: error.to_string() };
                return Err(trouble(Some(place.at.clone()), &fault, None));
            }
        };
        let Some((line, expected, found)) = snapshot::differs(&held, actual, at_least) else { return Ok(()) };
        let mut difference = self.difference(Word::Snapshot, place, file, found, Value::Null);
        difference.expected = expected;
        self.fails(difference, Why::default(), Some(Differs::DiffersSnapshotLine { line }));
        self.may_bless(bless(false));
        Ok(())
    }

    fn may_bless(&mut self, bless: Bless) {
        if let Some(failure) = self.failures.last_mut() {
            failure.bless = Some(bless);
        }
    }

    fn difference<'p>(
        &self,
        ask: Word,
        place: &'p Place,
        subject: &str,
        actual: String,
        value: Value,
    ) -> Difference<'p> {
        let expected = self.bench.places.source().slice(place.at.spot()).to_owned();
        Difference { ask, place, subject: subject.to_owned(), expected, actual, value, bless: false }
    }

    /// What the file says, with the word that asks for it.
    fn written(&self, word: &str, place: &Place) -> String {
        format!("{word}: {}", self.bench.places.source().slice(place.at.spot()))
    }

    fn fails(&mut self, difference: Difference<'_>, why: Why, said: Option<Differs>) {
        let place = match self.chosen {
            Chosen::Capture => None,
            Chosen::Connection(at) | Chosen::Frame(_, Some(at)) => Some(at),
            Chosen::Frame(_, None) => None,
        };
        let frame = why.frame.or(match self.chosen {
            Chosen::Frame(frame, _) => Some(frame),
            Chosen::Capture | Chosen::Connection(_) => None,
        });
        // What a frame says is the better sentence wherever no other is at hand.
        let of_frame = |holder: &mut Self| {
            let (at, frame) = (place?, frame?);
            let detail = holder.subject.detail(at).ok()??;
            why::says(frame, &detail)
        };
        let sentence = match (said, why.sentence) {
            (Some(said), _) => Said::of(|language| said.text(language)),
            (None, Some(sentence)) => sentence,
            (None, None) => {
                of_frame(self).unwrap_or_else(|| Said::of(|language| Differs::DiffersValue {}.text(language)))
            }
        };
        let connection = place.and_then(|at| self.subject.summaries().nth(at)).map(|summary| summary.id.0);
        let bytes = why.field.map(|field| {
            let data_at = frame.and_then(|frame| self.data_at(frame));
            why::bytes(field, data_at)
        });
        self.failures.push(Failure {
            ask: difference.ask,
            at: difference.place.at.clone(),
            path: difference.place.path.clone(),
            subject: difference.subject,
            connection,
            frame,
            bytes,
            expected: difference.expected,
            actual: difference.actual,
            bless: difference.bless.then(|| Bless::Value(difference.value.clone())),
            actual_value: difference.value,
            sentence,
            ledger: why.ledger,
        });
    }

    /// Where a frame's bytes begin in the capture's file.
    fn data_at(&mut self, frame: FrameNo) -> Option<u64> {
        self.subject.data_at(self.bench.capture, frame)
    }
}

/// A finding as it is looked for.
struct Found {
    code: String,
    frame: Option<FrameNo>,
    text: Said,
}

/// What expressions are asked of, held as long as they need.
enum Holding {
    Document(Rc<Datum>),
    Connection(Rc<Detail>),
    Step(Datum, #[allow(dead_code)] Rc<Detail>),
    Nothing(Datum),
}

impl Holding {
    fn datum(&self) -> &Datum {
        match self {
            Self::Document(datum) => datum,
            Self::Connection(detail) => &detail.value,
            Self::Step(datum, _) | Self::Nothing(datum) => datum,
        }
    }
}

/// The step that a frame carries.
fn step_of(frame: FrameNo, detail: &Detail) -> Datum {
    let steps = detail.value.value().get("steps").and_then(Value::as_array);
    let step =
        steps.into_iter().flatten().find(|step| step.get("frame").and_then(Value::as_u64) == Some(frame));
    Datum::new(step.cloned().unwrap_or_default())
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

/// A value as a person reads it: text without quotes, the rest as JSON.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
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

fn fault(stop: Stop) -> Fault {
    match stop {
        Stop::Capture(error) => Fault::FaultCaptureUnreadable { said: error.to_string() },
        Stop::TooLarge(TooLarge(frames)) => Fault::FaultTooLarge { frames, most: super::subject::MOST_STEPS },
    }
}

fn stopped(stop: Stop, place: &Place) -> Trouble {
    trouble(Some(place.at.clone()), &fault(stop), None)
}
