//! One expectation held to the capture.

use super::spec::{Ask, Item, Place, Spec};
use super::verdict::{Ask as Word, Bless, Failure, Outcome};
use crate::capture::FrameNo;
use crate::examine::choose::{Chosen, choose};
use crate::examine::holding::Holding;
use crate::examine::query::Query;
use crate::examine::read::Looked;
use crate::examine::subject::{Stop, Subject};
use crate::examine::trouble::{Refused, Said, Trouble, refuse};
use crate::examine::why::{self, Why};
use crate::examine::yaml::Places;
use crate::language::check::differs::Differs;
use serde_json::Value;
use std::path::Path;

mod sets;
mod told;
mod values;

/// What every expectation of a file shares.
pub(crate) struct Bench<'s> {
    /// The file, read.
    pub spec: &'s Spec,
    /// Its text, and where everything stands in it.
    pub places: &'s Places,
    /// The folder that its paths are relative to.
    pub folder: &'s Path,
}

/// Hold one expectation to the capture.
///
/// # Errors
/// It cannot be held: it chooses nothing or too much, or the capture cannot be read again.
pub(crate) fn item(bench: &Bench<'_>, item: &Item, subject: &mut Subject) -> Result<Outcome, Vec<Trouble>> {
    let chosen = choose(&item.target, &bench.spec.filters, subject).map_err(|refused| vec![*refused])?;
    let mut holder = Holder { bench, subject, chosen, exact: item.exact, failures: Vec::new() };
    let mut troubles = Vec::new();
    for ask in &item.asks {
        if let Err(refused) = holder.ask(ask) {
            troubles.push(*refused);
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
    fn ask(&mut self, ask: &Ask) -> Result<(), Refused> {
        match ask {
            Ask::Equals { subject: Looked::Query(query), expected, raw, place } => {
                self.equals(query, expected, raw.as_deref(), place)
            }
            Ask::Equals { subject: Looked::Field(id), expected, raw, place } => {
                self.field_equals(*id, expected, raw.as_deref(), place);
                Ok(())
            }
            Ask::Matches { subject, matchers } => self.matches(subject, matchers),
            Ask::Count { of, expected, place } => self.count(of, *expected, place),
            Ask::Only { of, expected, place } => self.only(of, expected, place),
            Ask::That { query, place } => self.that(query, place),
            Ask::Finding { code, frame, present, place } => self.finding(code, *frame, *present, place),
            Ask::Explain { text, language, place } => self.explain(text, *language, place),
            Ask::Snapshot { view, file, at_least, place } => self.snapshot(view, file, *at_least, place),
        }
    }

    /// What an expression is asked of.
    fn holding(&mut self, query: &Query, place: Option<&Place>) -> Result<Holding, Refused> {
        Holding::of(self.subject, self.chosen, query.needs_steps())
            .map_err(|stop| refuse(place.map(|place| place.at.clone()), &stop.fault(), None))
    }

    /// The one value of an expression, and what stands behind it; or why there is not one.
    #[allow(clippy::type_complexity)]
    fn one(
        &mut self,
        query: &Query,
        place: Option<&Place>,
    ) -> Result<Result<(Value, Why), Differs>, Refused> {
        let holding = self.holding(query, place)?;
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
        let why = match query.plain() {
            Some(plain) => Why::behind(self.subject, self.chosen, plain, &value),
            None => Why { sentence: why::meaning_of(query.text()), ..Why::default() },
        };
        Ok(Ok((value, why)))
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
    fn data_at(&self, frame: FrameNo) -> Option<u64> {
        self.subject.data_at(frame)
    }
}

fn stopped(stop: Stop, place: &Place) -> Refused {
    refuse(Some(place.at.clone()), &stop.fault(), None)
}
