//! Bounds what an expression may take: memory, and how deep its values nest.
//!
//! jaq computes `*` and `+`, collects arrays and gives values names without asking anybody. So an expression, and what
//! it reaches of jaq's own definitions, is rewritten before it is compiled ([`bounded`]): at each place where a value
//! may grow or be kept stands a call of one of the functions here ([`functions`]), which book what it takes on a
//! [`Meter`] and fail beyond the bounds. Their names have a blank at the end, so nobody can write them.
//!
//! Limits. What is bounded is memory; an expression that compares or sorts the same large values again and again can
//! still take long.

use jaq_core::data::HasLut;
use jaq_core::load::lex::StrPart;
use jaq_core::load::parse::{BinaryOp, Def, Pattern, Term};
use jaq_core::native::{Fun, bome, run, v};
use jaq_core::ops::Math;
use jaq_core::path::{Part, Path};
use jaq_core::{DataT, Lut};
use jaq_json::{Error, Num, Rc, Val};
use std::cell::Cell;

/// Bytes that the values of one evaluation may take, roughly: each is counted when it is kept, never given back. The
/// tests meet this bound a number at a time, unoptimised, so theirs is lower; what is counted is the same.
const BYTES: usize = if cfg!(test) { 16 << 20 } else { 64 << 20 };

/// Arrays and objects that one evaluation may build.
const BUILT: usize = 250_000;

/// Values that one array, object or text may be made of, counted as it is printed.
const PARTS: usize = 2_000_000;

/// How deep a value may nest that is printed or yielded; the report's own are 12 deep.
const DEEPEST: usize = 256;

/// Bits of an integer that is multiplied.
const BITS: usize = 4_096;

/// What one evaluation has taken.
#[derive(Debug, Default)]
pub(super) struct Meter {
    bytes: Cell<usize>,
    built: Cell<usize>,
    over: Cell<bool>,
}

impl Meter {
    /// Was a bound met? An expression may catch the error, and would then say what is not so.
    pub(super) fn over(&self) -> bool {
        self.over.get()
    }

    fn take(&self, bytes: usize) -> Result<(), Error> {
        self.bytes.set(self.bytes.get().saturating_add(bytes));
        self.check(self.bytes.get() <= BYTES)
    }

    fn build(&self) -> Result<(), Error> {
        self.built.set(self.built.get() + 1);
        self.check(self.built.get() <= BUILT)
    }

    fn check(&self, within: bool) -> Result<(), Error> {
        if within && !self.over.get() {
            return Ok(());
        }
        self.over.set(true);
        Err(Error::str("the expression takes too much memory"))
    }

    /// Book a value that is kept. One that others have too costs nothing more.
    fn keep(&self, value: &Val) -> Result<(), Error> {
        self.take(match value {
            Val::Arr(items) if Rc::strong_count(items) == 1 => items.len() * size_of::<Val>(),
            Val::Obj(map) if Rc::strong_count(map) == 1 => map.len() * 4 * size_of::<Val>(),
            Val::TStr(text) | Val::BStr(text) => text.len(),
            _ => size_of::<Val>(),
        })
    }

    /// Can it be printed?
    pub(super) fn printable(&self, value: &Val) -> Result<(), Error> {
        let mut open = vec![(value, 0)];
        let (mut parts, mut bytes, mut shallow) = (0_usize, 0_usize, true);
        while let Some((value, depth)) = open.pop() {
            parts += 1;
            shallow &= depth <= DEEPEST;
            match value {
                Val::Arr(items) => open.extend(items.iter().map(|item| (item, depth + 1))),
                Val::Obj(map) => {
                    open.extend(map.iter().flat_map(|(key, value)| [key, value]).map(|one| (one, depth + 1)));
                }
                Val::TStr(text) | Val::BStr(text) => bytes += text.len(),
                _ => {}
            }
            self.check(shallow && bytes <= BYTES / 4 && parts + open.len() <= PARTS)?;
        }
        self.take(bytes + parts)
    }
}

/// What jaq's functions are given: the program and the meter.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) lut: &'a Lut<Data>,
    pub(super) meter: &'a Meter,
}

/// The kind of that.
pub(super) struct Data;

impl DataT for Data {
    type V<'a> = Val;
    type Data<'a> = Given<'a>;
}

impl<'a> HasLut<'a, Data> for Given<'a> {
    fn lut(&self) -> &'a Lut<Data> {
        self.lut
    }
}

/// The functions that the rewritten expression calls.
pub(super) fn functions() -> impl Iterator<Item = Fun<Data>> {
    [
        run::<Data>((KEPT, v(0), |cv| bome(cv.0.data().meter.keep(&cv.1).map(|()| cv.1)))),
        run::<Data>((BUILDS, v(0), |cv| {
            let meter = cv.0.data().meter;
            bome(meter.build().and_then(|()| meter.keep(&cv.1)).map(|()| cv.1))
        })),
        run::<Data>((PRINTED, v(0), |cv| bome(cv.0.data().meter.printable(&cv.1).map(|()| cv.1)))),
        run::<Data>((READ, v(0), |cv| {
            let deepest = match &cv.1 {
                Val::TStr(text) | Val::BStr(text) => nested(text),
                _ => 0,
            };
            bome(cv.0.data().meter.check(deepest <= DEEPEST).map(|()| cv.1))
        })),
        run::<Data>((SHORT, v(0), |cv| {
            let long = matches!(&cv.1, Val::Arr(path) if path.len() > DEEPEST);
            bome(cv.0.data().meter.check(!long).map(|()| cv.1))
        })),
        run::<Data>((PLUS, v(2), |mut cv| {
            let (right, left) = (cv.0.pop_var(), cv.0.pop_var());
            bome(plus(cv.0.data().meter, left, right))
        })),
        run::<Data>((TIMES, v(2), |mut cv| {
            let (right, left) = (cv.0.pop_var(), cv.0.pop_var());
            bome(times(cv.0.data().meter, left, right))
        })),
    ]
    .into_iter()
}

const KEPT: &str = "kept ";
const BUILDS: &str = "builds ";
const PRINTED: &str = "printed ";
const READ: &str = "read ";
const SHORT: &str = "short ";
const PLUS: &str = "plus ";
const TIMES: &str = "times ";
const OPERAND: &str = "$operand ";

fn plus(meter: &Meter, left: Val, right: Val) -> Result<Val, Error> {
    meter.take(match (&left, &right) {
        (Val::TStr(left) | Val::BStr(left), Val::TStr(right) | Val::BStr(right)) => left.len() + right.len(),
        (Val::Arr(left), Val::Arr(right)) => {
            // An array that nobody else has is made longer and not copied.
            let copied = if Rc::strong_count(left) == 1 { 0 } else { left.len() };
            (copied + right.len()) * size_of::<Val>()
        }
        (Val::Obj(left), Val::Obj(right)) => {
            let copied = if Rc::strong_count(left) == 1 { 0 } else { left.len() };
            (copied + right.len()) * 4 * size_of::<Val>()
        }
        _ => 0,
    })?;
    left + right
}

fn times(meter: &Meter, left: Val, right: Val) -> Result<Val, Error> {
    let bits = |value: &Val| match value {
        Val::Num(Num::BigInt(number)) => number.bits() as usize,
        _ => 0,
    };
    match (&left, &right) {
        (Val::TStr(text) | Val::BStr(text), Val::Num(number))
        | (Val::Num(number), Val::TStr(text) | Val::BStr(text)) => {
            let often = match number {
                Num::Int(number) => usize::try_from(*number).unwrap_or(0),
                Num::BigInt(_) => usize::MAX,
                // jq has no text so often: it fails.
                Num::Float(_) | Num::Dec(_) => 0,
            };
            meter.take(text.len().saturating_mul(often))?;
        }
        (Val::Num(_), Val::Num(_)) => meter.check(bits(&left) <= BITS && bits(&right) <= BITS)?,
        (Val::Obj(one), Val::Obj(other)) => meter.take((one.len() + other.len()) * 4 * size_of::<Val>())?,
        _ => {}
    }
    left * right
}

/// How deep the brackets of a text stand in one another, those in strings too.
fn nested(text: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in text {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// May its values nest deeper than its text and its input do?
pub(super) fn deepens(term: &Term<&str>) -> bool {
    let mut found = matches!(term, Term::Fold(..));
    super::terms::parts(term, &mut |part| found |= deepens(part));
    found
}

/// A definition, rewritten.
pub(super) fn definition<'s>(def: &Def<&'s str>) -> Def<&'s str> {
    Def { name: def.name, args: def.args.clone(), body: bounded(&def.body) }
}

/// An expression, rewritten: it gives the same, or fails for lack of room.
pub(super) fn bounded<'s>(term: &Term<&'s str>) -> Term<&'s str> {
    let all = |terms: &[Term<&'s str>]| terms.iter().map(bounded).collect::<Vec<_>>();
    let boxed = |term: &Term<&'s str>| Box::new(bounded(term));
    match term {
        Term::Id | Term::Recurse | Term::Num(_) | Term::Break(_) | Term::Var(_) | Term::Arr(None) => {
            term.clone()
        }
        Term::Str(format, parts) => {
            let made = text(*format, parts);
            let plain = format.is_none() && parts.iter().all(|part| !matches!(part, StrPart::Term(_)));
            if plain { made } else { then(made, KEPT) }
        }
        Term::Arr(Some(inside)) => then(Term::Arr(Some(Box::new(then(bounded(inside), KEPT)))), BUILDS),
        Term::Obj(pairs) => {
            let pair = |(key, value): &(Term<&'s str>, Option<Term<&'s str>>)| match (key, value) {
                (Term::Str(format, parts), value) => {
                    (text(*format, parts), value.as_ref().map(|value| then(bounded(value), KEPT)))
                }
                (key, Some(value)) => (bounded(key), Some(then(bounded(value), KEPT))),
                (key, None) => (key.clone(), None),
            };
            then(Term::Obj(pairs.iter().map(pair).collect()), BUILDS)
        }
        Term::Neg(one) => Term::Neg(boxed(one)),
        Term::BinOp(left, op, right) => operation(left, op, right),
        Term::Label(name, inside) => Term::Label(name, boxed(inside)),
        Term::Fold(kind, over, pattern, steps) => {
            Term::Fold(kind, Box::new(then(bounded(over), KEPT)), pattern.clone(), all(steps))
        }
        Term::TryCatch(tried, caught) => {
            Term::TryCatch(boxed(tried), caught.as_ref().map(|caught| boxed(caught)))
        }
        Term::IfThenElse(branches, otherwise) => Term::IfThenElse(
            branches.iter().map(|(condition, then)| (bounded(condition), bounded(then))).collect(),
            otherwise.as_ref().map(|otherwise| boxed(otherwise)),
        ),
        Term::Def(definitions, rest) => Term::Def(definitions.iter().map(definition).collect(), boxed(rest)),
        Term::Call(name, arguments) => call(name, arguments),
        Term::Path(base, path) => {
            let part = |part: &Part<Term<&'s str>>| match part {
                Part::Index(index) => Part::Index(bounded(index)),
                Part::Range(from, to) => Part::Range(from.as_ref().map(bounded), to.as_ref().map(bounded)),
            };
            Term::Path(boxed(base), Path(path.0.iter().map(|(one, opt)| (part(one), *opt)).collect()))
        }
    }
}

/// `term | name`.
fn then<'s>(term: Term<&'s str>, name: &'static str) -> Term<&'s str> {
    pipe(term, Term::Call(name, Vec::new()))
}

fn pipe<'s>(left: Term<&'s str>, right: Term<&'s str>) -> Term<&'s str> {
    Term::BinOp(Box::new(left), BinaryOp::Pipe(None), Box::new(right))
}

/// A text: what is put into it is printed.
fn text<'s>(format: Option<&'s str>, parts: &[StrPart<&'s str, Term<&'s str>>]) -> Term<&'s str> {
    let part = |part: &StrPart<&'s str, Term<&'s str>>| match part {
        StrPart::Term(inside) => StrPart::Term(then(bounded(inside), PRINTED)),
        other => other.clone(),
    };
    Term::Str(format, parts.iter().map(part).collect())
}

fn operation<'s>(left: &Term<&'s str>, op: &BinaryOp<&'s str>, right: &Term<&'s str>) -> Term<&'s str> {
    let counted = match op {
        BinaryOp::Math(Math::Add) | BinaryOp::UpdateMath(Math::Add) => Some(PLUS),
        BinaryOp::Math(Math::Mul) | BinaryOp::UpdateMath(Math::Mul) => Some(TIMES),
        _ => None,
    };
    let (one, other) = (bounded(left), bounded(right));
    match (op, counted) {
        (BinaryOp::Math(_), Some(name)) => Term::Call(name, vec![one, other]),
        (BinaryOp::UpdateMath(_), Some(name)) => {
            let new = then(Term::Call(name, vec![Term::Id, Term::Var(OPERAND)]), BUILDS);
            let update = Term::BinOp(Box::new(one), BinaryOp::Update, Box::new(new));
            let operand = BinaryOp::Pipe(Some(Pattern::Var(OPERAND)));
            Term::BinOp(Box::new(then(other, KEPT)), operand, Box::new(update))
        }
        (BinaryOp::Assign | BinaryOp::Update | BinaryOp::UpdateMath(_) | BinaryOp::UpdateAlt, _) => {
            Term::BinOp(Box::new(one), op.clone(), Box::new(then(other, BUILDS)))
        }
        (BinaryOp::Pipe(Some(_)), _) => Term::BinOp(Box::new(then(one, KEPT)), op.clone(), Box::new(other)),
        _ => Term::BinOp(Box::new(one), op.clone(), Box::new(other)),
    }
}

fn call<'s>(name: &'s str, arguments: &[Term<&'s str>]) -> Term<&'s str> {
    let mut arguments: Vec<Term<&'s str>> = arguments.iter().map(bounded).collect();
    if matches!(name, "getpath" | "setpath")
        && let Some(path) = arguments.first_mut()
    {
        *path = then(std::mem::take(path), SHORT);
    }
    let first = match name {
        "tojson" | "tostring" | "error" => Some(PRINTED),
        "fromjson" => Some(READ),
        _ if name.starts_with('@') => Some(PRINTED),
        _ => None,
    };
    let called = Term::Call(name, arguments);
    match first {
        Some(first) => pipe(Term::Call(first, Vec::new()), called),
        None => called,
    }
}
