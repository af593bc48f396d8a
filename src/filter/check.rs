//! From what is written to what can be decided: names become fields, values become constants, types must fit.
//!
//! The first thing that is wrong is an error at its place. What the left side of a comparison is decides how
//! the values on its right are read ([`constant`]), so the left side must not be a value.

use regex::bytes::{Regex, RegexBuilder};

use super::ast::{self, Expr, Operator, Quantifier, Relation, Term, TermKind, Test};
use super::constant::{self, Wanted, Written};
use super::error::{FilterError, FilterProblem, Span};
use super::function::Function;
use super::parse::of_capture_filters;
use super::program::{Element, Program, Source};
use super::types::{Type, named, nearest_field};
use super::values;
use crate::dissect::FieldId;

type Checked<T> = Result<T, FilterError>;

/// Something that has values, and of what type.
#[derive(Clone)]
struct Typed {
    source: Source,
    kind: Type,
    /// The field, if it is one: it says how large its numbers can be and what they are called.
    field: Option<FieldId>,
}

impl Typed {
    fn new(source: Source, kind: Type) -> Self {
        Self { source, kind, field: None }
    }

    fn wanted(&self) -> Wanted {
        Wanted { kind: self.kind, field: self.field, part: false }
    }
}

/// The program for an expression; `text` is what it was read from.
pub(super) fn check(expr: &Expr, text: &str) -> Checked<Program> {
    Checker { text }.expr(expr)
}

struct Checker<'t> {
    text: &'t str,
}

impl Checker<'_> {
    fn expr(&self, expr: &Expr) -> Checked<Program> {
        let each = |parts: &[Expr]| {
            let before = std::iter::once(None).chain(parts.iter().map(Some));
            let told = parts
                .iter()
                .zip(before)
                .map(|(part, before)| self.expr(part).map_err(|error| repeated(error, before)));
            told.collect::<Checked<Vec<_>>>()
        };
        Ok(match expr {
            Expr::Or(parts) => Program::Or(each(parts)?),
            Expr::Xor(parts) => Program::Xor(each(parts)?),
            Expr::And(parts) => Program::And(each(parts)?),
            Expr::Not(inner) => Program::Not(Box::new(self.expr(inner)?)),
            Expr::Test(test) => self.test(test)?,
        })
    }

    fn test(&self, test: &Test) -> Checked<Program> {
        match test {
            Test::Present(term) => self.present(term),
            Test::Compare { quantifier, first, rest } => self.compare(*quantifier, first, rest),
            Test::Within { quantifier, value, set } => {
                let left = self.left(value, "in")?;
                let set = set.iter().map(|element| self.element(element, &left)).collect::<Checked<_>>()?;
                let all = *quantifier == Some(Quantifier::All);
                Ok(Program::Within { all, value: left.source, set })
            }
            Test::Contains { quantifier, value, part } => {
                let left = self.left(value, "contains")?;
                if !left.kind.has_parts() {
                    return Err(FilterError::new(
                        value.span(),
                        FilterProblem::NoContains { kind: left.kind },
                    ));
                }
                let wanted = Wanted { part: true, ..left.wanted() };
                let part = self.comparable(part, wanted)?.source;
                let all = *quantifier == Some(Quantifier::All);
                Ok(Program::Contains { all, value: left.source, part })
            }
            Test::Matches { quantifier, value, pattern } => {
                let left = self.left(value, "matches")?;
                if !left.kind.has_parts() {
                    return Err(FilterError::new(value.span(), FilterProblem::NoMatches { kind: left.kind }));
                }
                let TermKind::Text(bytes) = &pattern.kind else {
                    return Err(FilterError::new(pattern.span(), FilterProblem::UnquotedPattern));
                };
                let pattern = regex(bytes).map_err(|problem| FilterError::new(pattern.span(), problem))?;
                let all = *quantifier == Some(Quantifier::All);
                Ok(Program::Matches { all, value: left.source, pattern })
            }
        }
    }

    /// A test of one thing alone.
    fn present(&self, term: &Term) -> Checked<Program> {
        match &term.kind {
            TermKind::Call { name, .. } => {
                let problem = FilterProblem::LoneFunction { name: name.clone() };
                self.term(term, None)?;
                Err(FilterError::new(term.span(), problem))
            }
            TermKind::Sliced { .. } => Ok(Program::NotEmpty(self.term(term, None)?.source)),
            TermKind::Negative(_) | TermKind::Chain { .. } => {
                Ok(Program::NotZero(self.term(term, None)?.source))
            }
            _ => Ok(Program::Present(self.term(term, None)?.source)),
        }
    }

    fn compare(
        &self,
        quantifier: Option<Quantifier>,
        first: &Term,
        rest: &[(Relation, Term)],
    ) -> Checked<Program> {
        let mut term = first;
        let mut side: Option<Typed> = None;
        let mut tests = Vec::with_capacity(rest.len());
        for (relation, next) in rest {
            let left = match side.take() {
                Some(left) if !is_value(term) => left,
                _ => self.left(term, relation.sign())?,
            };
            if left.kind == Type::Label {
                return Err(self.no_value(term));
            }
            let right = self.comparable(next, left.wanted())?;
            let all = quantifier.unwrap_or(relation.quantifier()) == Quantifier::All;
            tests.push(Program::Compare {
                relation: *relation,
                all,
                left: left.source,
                right: right.source.clone(),
            });
            (term, side) = (next, Some(right));
        }
        Ok(match tests.pop() {
            Some(only) if tests.is_empty() => only,
            last => {
                tests.extend(last);
                Program::And(tests)
            }
        })
    }

    fn element(&self, element: &ast::Element, left: &Typed) -> Checked<Element> {
        let low = self.comparable(&element.low, left.wanted())?.source;
        let high = match &element.high {
            Some(high) => Some(self.comparable(high, left.wanted())?.source),
            None => None,
        };
        Ok(Element { low, high })
    }

    /// The left side of a comparison: anything but a value.
    fn left(&self, term: &Term, operator: &'static str) -> Checked<Typed> {
        if is_value(term) {
            let value = self.written(term.span());
            if let TermKind::Word(word) | TermKind::Name(word) = &term.kind
                && is_name(word)
            {
                return Err(no_field(word, term.span()));
            }
            return Err(FilterError::new(term.span(), FilterProblem::ValueOnLeft { value, operator }));
        }
        let left = self.term(term, None)?;
        if left.kind == Type::Label {
            return Err(self.no_value(term));
        }
        Ok(left)
    }

    /// The right side of a comparison: a value of the wanted type, or something whose values compare with
    /// that type.
    fn comparable(&self, term: &Term, wanted: Wanted) -> Checked<Typed> {
        let right = self.term(term, Some(wanted))?;
        if right.kind == Type::Label {
            return Err(self.no_value(term));
        }
        if !wanted.kind.comparable(right.kind) {
            let value = self.written(term.span());
            let quoted = (wanted.kind == Type::Text && is_field(term)).then(|| format!("\"{value}\""));
            let problem = FilterProblem::Incomparable { value, kind: right.kind, other: wanted.kind };
            return Err(FilterError::new(term.span(), problem).suggesting(quoted));
        }
        Ok(right)
    }

    /// Anything that has values. `wanted` is what a value is read as, if one may stand here.
    fn term(&self, term: &Term, wanted: Option<Wanted>) -> Checked<Typed> {
        let span = term.span();
        match &term.kind {
            TermKind::Word(word) => match named(word) {
                Some(id) => Ok(field(id)),
                None => value(Written::Word(word), span, wanted, || no_field(word, span)),
            },
            TermKind::Name(word) => named(word).map(field).ok_or_else(|| no_field(word, span)),
            TermKind::Literal(word) => value(Written::Word(word), span, wanted, || self.lone(span)),
            TermKind::Text(bytes) => value(Written::Text(bytes), span, wanted, || self.lone(span)),
            TermKind::Character(byte) => value(Written::Character(*byte), span, wanted, || self.lone(span)),
            TermKind::Layered { field, layers } => {
                let mut typed = self.term(field, None)?;
                if let Source::Field { layers: all, .. } = &mut typed.source {
                    all.clone_from(layers);
                }
                Ok(typed)
            }
            TermKind::Sliced { whole, slices } => {
                if is_value(whole) && !misspelt(whole) {
                    let value = self.written(whole.span());
                    return Err(FilterError::new(whole.span(), FilterProblem::SlicedValue { value }));
                }
                let typed = self.term(whole, None)?;
                if !typed.kind.has_slices() {
                    return Err(FilterError::new(whole.span(), FilterProblem::NoSlice { kind: typed.kind }));
                }
                let source = Source::Slice { whole: Box::new(typed.source), slices: slices.clone() };
                Ok(Typed::new(source, Type::Bytes))
            }
            TermKind::Call { name, arguments } => self.call(name, span, arguments),
            TermKind::Negative(inner) => {
                let typed = self.term(inner, wanted)?;
                let source = Source::Negative(Box::new(typed.source)).folded();
                self.calculates(Operator::Subtract, typed.kind, inner)?;
                Ok(Typed::new(source, typed.kind))
            }
            TermKind::Chain { first, rest } => self.chain(first, rest, wanted),
        }
    }

    /// Arithmetic. Values in it are read as what the first field in it is, or as what is wanted if there is
    /// none.
    fn chain(&self, first: &Term, rest: &[(Operator, Term)], wanted: Option<Wanted>) -> Checked<Typed> {
        let mut parts = std::iter::once(first).chain(rest.iter().map(|(_, term)| term));
        let wanted = match parts.find_map(kind) {
            Some(kind) => Some(Wanted { kind, field: None, part: false }),
            None => wanted.map(|wanted| Wanted { field: None, part: false, ..wanted }),
        };
        let leading = self.part(first, rest.first().map(|(operator, _)| *operator), wanted)?;
        let mut sources = Vec::with_capacity(rest.len());
        for (operator, term) in rest {
            sources.push((*operator, self.part(term, Some(*operator), wanted)?.source));
        }
        let source = Source::Chain { first: Box::new(leading.source), rest: sources }.folded();
        Ok(Typed::new(source, leading.kind))
    }

    fn part(&self, term: &Term, operator: Option<Operator>, wanted: Option<Wanted>) -> Checked<Typed> {
        let typed = match wanted {
            Some(wanted) => self.comparable(term, wanted)?,
            None => self.term(term, None)?,
        };
        if let Some(operator) = operator {
            self.calculates(operator, typed.kind, term)?;
        }
        Ok(typed)
    }

    /// Is there such arithmetic on this type?
    fn calculates(&self, operator: Operator, kind: Type, term: &Term) -> Checked<()> {
        let can = match kind {
            Type::Number => true,
            Type::Time => matches!(operator, Operator::Add | Operator::Subtract),
            Type::Bytes | Type::Mac | Type::Ipv4 | Type::Ipv6 => operator == Operator::BitAnd,
            Type::Label => return Err(self.no_value(term)),
            Type::Boolean | Type::Text | Type::Protocol => false,
        };
        if can {
            return Ok(());
        }
        let problem = FilterProblem::NoArithmetic { operator: operator.sign(), kind };
        Err(FilterError::new(term.span(), problem))
    }

    fn call(&self, name: &str, span: Span, arguments: &[Term]) -> Checked<Typed> {
        let Some(function) = Function::named(name) else {
            let span = Span::new(span.start, span.start + name.len());
            let problem = FilterProblem::NoFunction { name: name.to_owned() };
            return Err(FilterError::new(span, problem).suggesting(Function::nearest(name)));
        };
        let several = function.takes_several();
        let (first, others) = match arguments {
            [first, others @ ..] if several || others.is_empty() => (first, others),
            _ => {
                let problem = FilterProblem::ArgumentCount {
                    function: function.name(),
                    have: arguments.len(),
                    several,
                };
                return Err(FilterError::new(span, problem));
            }
        };
        let only_fields = matches!(function, Function::Len | Function::Count);
        if is_value(first) && !misspelt(first) || only_fields && !is_field(first) {
            let problem = FilterProblem::ArgumentField { function: function.name() };
            return Err(FilterError::new(first.span(), problem));
        }
        let typed = self.term(first, None)?;
        let kind = typed.kind;
        let takes = match function {
            Function::Count => true,
            Function::Len => !matches!(kind, Type::Boolean | Type::Time | Type::Label),
            Function::Upper | Function::Lower => kind == Type::Text,
            Function::String => matches!(kind, Type::Number | Type::Mac | Type::Ipv4 | Type::Ipv6),
            Function::Abs => matches!(kind, Type::Number | Type::Time),
            Function::Max | Function::Min => kind != Type::Label,
        };
        if !takes {
            let problem = FilterProblem::ArgumentType { function: function.name(), kind };
            return Err(FilterError::new(first.span(), problem));
        }
        let wanted = typed.wanted();
        let mut sources = vec![typed.source];
        for other in others {
            let typed = self.term(other, Some(wanted))?;
            if !kind.comparable(typed.kind) {
                let problem = FilterProblem::ArgumentsDiffer {
                    function: function.name(),
                    first: kind,
                    kind: typed.kind,
                };
                return Err(FilterError::new(other.span(), problem));
            }
            sources.push(typed.source);
        }
        let kind = match function {
            Function::Len | Function::Count => Type::Number,
            Function::String => Type::Text,
            _ => kind,
        };
        Ok(Typed::new(Source::Call { function, arguments: sources }, kind))
    }

    fn lone(&self, span: Span) -> FilterError {
        FilterError::new(span, FilterProblem::LoneValue { value: self.written(span) })
    }

    fn no_value(&self, term: &Term) -> FilterError {
        let name = self.written(term.span());
        FilterError::new(term.span(), FilterProblem::NoValue { name })
    }

    fn written(&self, span: Span) -> String {
        self.text.get(span.start..span.end).unwrap_or_default().to_owned()
    }
}

fn field(id: FieldId) -> Typed {
    let source = Source::Field { id, layers: Vec::new() };
    Typed { source, kind: Type::of(id), field: Some(id) }
}

/// A value, if one may stand here.
fn value(
    written: Written<'_>,
    span: Span,
    wanted: Option<Wanted>,
    lone: impl FnOnce() -> FilterError,
) -> Checked<Typed> {
    let Some(wanted) = wanted else {
        return Err(lone());
    };
    let read = constant::read(written, wanted);
    let item = read.map_err(|problem| match problem {
        FilterProblem::NoValueName { ref value, .. } => {
            let meant = wanted.field.and_then(|field| values::nearest_name(field, value));
            FilterError::new(span, problem).suggesting(meant.map(|meant| format!("\"{meant}\"")))
        }
        problem => match written {
            Written::Word(word) => misread(word, span, problem),
            _ => FilterError::new(span, problem).suggesting(unquoted(written, wanted)),
        },
    })?;
    Ok(Typed { source: Source::Constant(item), kind: wanted.kind, field: None })
}

/// `tcp.port == 80 or 443`: with the comparison that stood before it, the lone value makes sense.
fn repeated(error: FilterError, before: Option<&Expr>) -> FilterError {
    match (&error.problem, before) {
        (
            FilterProblem::LoneValue { value },
            Some(Expr::Test(Test::Compare { quantifier: None, first, rest })),
        ) => {
            let [(relation, _)] = rest.as_slice() else {
                return error;
            };
            let test = format!("{first} {} {value}", relation.sign());
            error.suggesting(Some(test))
        }
        _ => error,
    }
}

/// Of something in quotes, what is right without them.
fn unquoted(written: Written<'_>, wanted: Wanted) -> Option<String> {
    let Written::Text(bytes) = written else {
        return None;
    };
    let word = std::str::from_utf8(bytes).ok()?;
    constant::read(Written::Word(word), wanted).ok().map(|_| word.to_owned())
}

/// A word that is no value of its type: it may be a misspelt field.
fn misread(word: &str, span: Span, problem: FilterProblem) -> FilterError {
    if let Some(glued) = glued_minus(word, span) {
        return glued;
    }
    match nearest_field(word) {
        Some(_) if word.contains('.') && is_name(word) => no_field(word, span),
        _ => FilterError::new(span, problem),
    }
}

/// What to say of a word that is no field where a field must stand.
fn no_field(word: &str, span: Span) -> FilterError {
    if let Some(glued) = glued_minus(word, span) {
        return glued;
    }
    if let Some(instead) = of_capture_filters(word) {
        let problem = FilterProblem::CaptureFilter { word: word.to_owned() };
        return FilterError::new(span, problem).suggesting(Some(instead));
    }
    if !is_name(word) {
        return FilterError::new(span, FilterProblem::LoneValue { value: word.to_owned() });
    }
    let problem = FilterProblem::NoField { name: word.to_owned() };
    FilterError::new(span, problem).suggesting(nearest_field(word))
}

/// `tcp.port-1`: a field or a number, a hyphen, and more.
fn glued_minus(word: &str, span: Span) -> Option<FilterError> {
    let (at, _) = word.match_indices('-').find(|(at, _)| {
        let before = word.get(..*at).unwrap_or_default();
        named(before).is_some() || before.bytes().all(|b| b.is_ascii_digit())
    })?;
    let (name, behind) = (word.get(..at)?, word.get(at + 1..)?);
    let problem = FilterProblem::GluedMinus { name: name.to_owned() };
    Some(FilterError::new(span, problem).suggesting(Some(format!("{name} - {behind}"))))
}

/// Could it be a field's name? Values begin with a digit, or have colons.
fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && !word.contains([':', '/'])
}

/// A word that looks like a field's name and is none.
fn misspelt(term: &Term) -> bool {
    matches!(&term.kind, TermKind::Word(word) | TermKind::Name(word) if is_name(word))
}

/// Is there no field in it at all?
fn is_value(term: &Term) -> bool {
    match &term.kind {
        TermKind::Word(word) => named(word).is_none(),
        TermKind::Text(_) | TermKind::Character(_) | TermKind::Literal(_) => true,
        TermKind::Negative(inner) => is_value(inner),
        TermKind::Chain { first, rest } => is_value(first) && rest.iter().all(|(_, term)| is_value(term)),
        TermKind::Name(_) | TermKind::Layered { .. } | TermKind::Sliced { .. } | TermKind::Call { .. } => {
            false
        }
    }
}

/// The type of something, as far as that can be seen without a check; `None` for values.
fn kind(term: &Term) -> Option<Type> {
    match &term.kind {
        TermKind::Word(word) | TermKind::Name(word) => named(word).map(Type::of),
        TermKind::Literal(_) | TermKind::Text(_) | TermKind::Character(_) => None,
        TermKind::Layered { field: inner, .. } | TermKind::Negative(inner) => kind(inner),
        TermKind::Sliced { .. } => Some(Type::Bytes),
        TermKind::Call { name, arguments } => match Function::named(name)? {
            Function::Len | Function::Count => Some(Type::Number),
            Function::String | Function::Upper | Function::Lower => Some(Type::Text),
            Function::Max | Function::Min | Function::Abs => arguments.iter().find_map(kind),
        },
        TermKind::Chain { first, rest } => {
            kind(first).or_else(|| rest.iter().find_map(|(_, term)| kind(term)))
        }
    }
}

fn is_field(term: &Term) -> bool {
    matches!(term.kind, TermKind::Word(_) | TermKind::Name(_) | TermKind::Layered { .. })
}

/// A pattern as a regular expression over bytes, in which upper and lower case are the same unless it says
/// otherwise.
fn regex(pattern: &[u8]) -> Result<Regex, FilterProblem> {
    let mut text = String::with_capacity(pattern.len());
    for byte in pattern {
        // Bytes beyond ASCII stand for themselves, whatever encoding the frame has.
        match byte {
            0..0x80 => text.push(char::from(*byte)),
            _ => text.extend(["\\x", &format!("{byte:02x}")]),
        }
    }
    let built = RegexBuilder::new(&text).case_insensitive(true).unicode(false).size_limit(1 << 20).build();
    built.map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => FilterProblem::LargePattern,
        error => {
            // The engine draws its own caret; its last line has the reason.
            let said = error.to_string();
            let last = said.lines().last().unwrap_or_default();
            FilterProblem::BadPattern { reason: last.strip_prefix("error: ").unwrap_or(last).to_owned() }
        }
    })
}
