//! `equals` and `matches`: a value of the report or a header field of a frame.

use super::super::spec::Place;
use super::super::verdict::Ask as Word;
use super::{Difference, Holder};
use crate::capture::FrameNo;
use crate::dissect::FieldId;
use crate::examine::choose::Chosen;
use crate::examine::compare::{self, shown};
use crate::examine::matcher::Matcher;
use crate::examine::query::Query;
use crate::examine::query::plain::{Plain, Step};
use crate::examine::read::Looked;
use crate::examine::trouble::{At, Refused, Said};
use crate::examine::why::Why;
use crate::language::check::differs::Differs;
use crate::language::fields as meanings;
use serde_json::Value;

impl Holder<'_, '_> {
    pub(super) fn equals(
        &mut self,
        query: &Query,
        expected: &Value,
        raw: Option<&str>,
        place: &Place,
    ) -> Result<(), Refused> {
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
                let found = Why::behind(self.subject, self.chosen, &inner, &actual);
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
    pub(super) fn inner_place(&self, place: &Place, way: &[String]) -> Place {
        let path = way.iter().fold(place.path.clone(), |path, key| path.key(key.clone()));
        let places = self.bench.places;
        Place { at: At::of(places.source(), places.nearest(&path).spot), path }
    }

    /// Where the way to nothing ends, if a null on the way is why there is nothing.
    pub(super) fn null_path(&mut self, query: &Query) -> Option<Differs> {
        let plain = query.plain()?.clone();
        let holding = self.holding(query, None).ok()?;
        let reaches = plain.reaches(holding.datum().value());
        // The value itself is null: then the key's meaning says more.
        if reaches + 1 >= plain.steps.len() {
            return None;
        }
        Some(Differs::DiffersNull { path: plain.front(reaches + 1).to_string() })
    }

    pub(super) fn null_said(&mut self, looked: &Looked, value: &Value) -> Option<Differs> {
        match (looked, value) {
            (Looked::Query(query), Value::Null) => self.null_path(query),
            _ => None,
        }
    }

    /// The frame that the expectation is about, and every value of one of its fields.
    pub(super) fn field_values(&self, id: FieldId) -> (Option<FrameNo>, Vec<Value>, Vec<String>) {
        let Chosen::Frame(frame, _) = self.chosen else { return (None, Vec::new(), Vec::new()) };
        let (values, spelt) = self.subject.kept(frame).map(|kept| kept.values(id)).unwrap_or_default();
        (Some(frame), values, spelt)
    }

    /// The value of a header field: a list if the frame has it several times.
    pub(super) fn field_value(&self, id: FieldId) -> (Value, Why) {
        let (_, mut values, _) = self.field_values(id);
        let value = match values.len() {
            0 => Value::Null,
            1 => values.pop().unwrap_or_default(),
            _ => Value::Array(values),
        };
        (value, self.field_why(id))
    }

    /// The bytes of a header field and what it is for.
    pub(super) fn field_why(&self, id: FieldId) -> Why {
        let Chosen::Frame(frame, _) = self.chosen else { return Why::default() };
        let field = self.subject.kept(frame).and_then(|kept| {
            let frame = kept.frame();
            let packet = kept.packet(&frame);
            let tree = packet.tree();
            let field = tree.first(id)?;
            let spot = packet.spot(field.offset);
            // What is computed from other fields has no bytes of its own.
            let own = field.length > 0 && spot.datagram == 0;
            own.then(|| (field.id.name().to_owned(), spot.offset, field.length as u32))
        });
        let sentence = Said::of(|language| meanings::meaning(id, language).trim_end_matches('.').to_owned());
        Why { frame: Some(frame), field, ledger: None, sentence: Some(sentence) }
    }

    pub(super) fn field_equals(&mut self, id: FieldId, expected: &Value, raw: Option<&str>, place: &Place) {
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
        let actual = match (id, values.as_slice()) {
            (FieldId::TcpFlags, [Value::Number(n)]) => {
                format!("{actual} {}", compare::flag_names(n.as_u64().unwrap_or(0)))
            }
            _ => actual,
        };
        let (value, why) = self.field_value(id);
        let difference = Difference {
            ask: Word::Equals,
            place,
            subject: id.name().to_owned(),
            expected: match raw {
                Some(raw) => raw.to_owned(),
                None => self.bench.places.source().slice(place.at.spot()).to_owned(),
            },
            actual,
            value,
            bless: true,
        };
        self.fails(difference, why, said);
    }

    pub(super) fn layers(&self, frame: FrameNo) -> String {
        let (_, spelt) =
            self.subject.kept(frame).map(|kept| kept.values(FieldId::FrameProtocols)).unwrap_or_default();
        spelt.join(", ")
    }

    pub(super) fn matches(&mut self, looked: &Looked, matchers: &[(Matcher, Place)]) -> Result<(), Refused> {
        let place = matchers.first().map(|(_, place)| place);
        let found = match looked {
            Looked::Query(query) => self.one(query, place)?,
            Looked::Field(id) => Ok(self.field_value(*id)),
        };
        for (matcher, place) in matchers {
            let (value, actual, why, said) = match &found {
                Ok((value, _)) if matcher.holds(value) => continue,
                Ok((value, why)) => {
                    (value.clone(), matcher.shown(value), why.clone(), self.null_said(looked, value))
                }
                Err(differs) => (Value::Null, "—".to_owned(), Why::default(), Some(differs.clone())),
            };
            let difference = Difference {
                ask: Word::Matches,
                place,
                subject: looked.text().to_owned(),
                expected: self.written(matcher.word(), place),
                actual,
                value,
                bless: false,
            };
            self.fails(difference, why, said);
        }
        Ok(())
    }
}
