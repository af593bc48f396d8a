//! What of jq an expression may use, and putting a program together from just that.
//!
//! jaq's own definitions are written in jq and compiled with every program. Here only those that an expression reaches
//! are, so that a short one costs microseconds.

use super::bounded::{self, Data};
use super::error::{QueryError, span_of};
use super::terms::{each_call, reached};
use crate::language::query::QueryProblem;
use crate::nearest::nearest;
use jaq_core::load::parse::{Def, Term};
use jaq_core::load::{Arena, File, Loader};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// A compiled expression.
pub(super) type Program = jaq_core::Filter<Data>;

/// The functions of jq that an expression may call: pure, and sure to end.
const ALLOWED: &str = " \
    abs add all any arrays ascii_downcase ascii_upcase booleans bsearch capture ceil contains del delpaths empty \
    endswith error explode finites first flatten floor from_entries fromdate fromjson getpath group_by gsub has \
    implode in index indices infinite inside isarray isboolean isempty isfinite isinfinite isnan isnormal isnumber \
    isobject isstring iterables join keys keys_unsorted last length limit log log10 log2 ltrim ltrimstr map \
    map_values match max max_by min min_by nan not nth null nulls numbers objects path paths pick pow range \
    reverse rindex round rtrim rtrimstr scalars scan select setpath skip sort sort_by split splits sqrt startswith \
    strings sub test to_entries toboolean todate tojson tonumber tostring transpose trim type unique unique_by \
    utf8bytelength values walk with_entries true false recurse @text @json @html @uri @base64 @base64d @sh ";

/// Numbers that one `range` may yield.
const RANGE: u32 = 100_000;

fn is_allowed(name: &str, arity: usize) -> bool {
    let listed = ALLOWED.split_ascii_whitespace().any(|allowed| allowed == name);
    match name {
        "recurse" => arity == 0,
        "range" => matches!(arity, 1 | 2),
        _ => listed,
    }
}

/// Does an expression use only what it may?
pub(super) fn check(text: &str, term: &Term<&str>) -> Result<(), QueryError> {
    let mut wrong: Option<QueryError> = None;
    let mut first = |error: QueryError| {
        wrong.get_or_insert(error);
    };
    each_call(term, &mut |name, arity| {
        if name == "def" || !is_allowed(name, arity) {
            first(refused(text, name, arity));
        }
    });
    wrong.map_or(Ok(()), Err)
}

fn refused(text: &str, name: &str, arity: usize) -> QueryError {
    let span = span_of(text, name);
    let name = name.to_owned();
    let known =
        name == "def" || definitions().iter().any(|def| def.name == name) || natives().contains(&*name);
    if known {
        return QueryError { span, problem: QueryProblem::QueryRefused { name }, meant: None };
    }
    let meant = nearest(&name, ALLOWED.split_ascii_whitespace()).map(str::to_owned);
    let problem = QueryProblem::QueryNoFunction { name, arguments: arity as u64 };
    QueryError { span, problem, meant }
}

/// jaq's definitions, and two of ours that bound `range`.
fn definitions() -> &'static [Def<&'static str>] {
    static ALL: OnceLock<Vec<Def<&'static str>>> = OnceLock::new();
    ALL.get_or_init(|| {
        const BOUNDED: &str = "def range($from; $upto): \
            if $upto - $from > 100000 then error(\"range() of more than 100000 numbers\") \
            else range($from; $upto; 1) end; def range($upto): range(0; $upto);";
        debug_assert!(BOUNDED.contains(&RANGE.to_string()));
        let ours = jaq_core::load::parse(BOUNDED, |parser| parser.defs()).unwrap_or_default();
        let theirs = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs());
        theirs.filter(|def| def.name != "range").chain(ours).collect()
    })
}

/// The names of jaq's functions that are not written in jq.
fn natives() -> &'static BTreeSet<&'static str> {
    static ALL: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
    ALL.get_or_init(|| {
        let functions = jaq_core::funs::<Data>().chain(jaq_std::funs()).chain(jaq_json::funs());
        functions.map(|(name, ..)| name).collect()
    })
}

/// The name of the expression in its program; nobody can call it, as it is defined last.
const WHOLE: &str = "expression";

/// Put a program together from an expression that was checked.
pub(super) fn compile(text: &str, term: &Term<&str>) -> Result<Program, QueryError> {
    let all = definitions();
    let mut wanted = vec![false; all.len()];
    let mut open: Vec<(String, usize)> = Vec::new();
    each_call(term, &mut |name, arity| open.push((name.to_owned(), arity)));
    while let Some((name, arity)) = open.pop() {
        for (place, def) in all.iter().enumerate() {
            if def.name != name || def.args.len() != arity || wanted[place] {
                continue;
            }
            wanted[place] = true;
            let mut body = |term: &Term<&'static str>| {
                reached(term, &mut |name, arity| open.push((name.to_owned(), arity)));
            };
            body(&def.body);
        }
    }
    let reached = all.iter().zip(&wanted).filter(|(_, wanted)| **wanted);
    let prelude = reached.map(|(def, _)| bounded::definition(def));
    // The expression itself comes as a definition: it is rewritten too.
    let whole = Def { name: WHOLE, args: Vec::new(), body: bounded::bounded(term) };
    let prelude = prelude.chain([whole]);
    let arena = Arena::default();
    let file = File { code: WHOLE, path: () };
    let failed = |problem| QueryError { span: 0..text.len(), problem, meant: None };
    let modules =
        Loader::new(prelude).load(&arena, file).map_err(|_| failed(QueryProblem::QueryEndsEarly {}))?;
    let functions = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs());
    let functions = functions.chain(bounded::functions());
    jaq_core::Compiler::default().with_funs(functions).compile(modules).map_err(|errors| {
        let first = errors.into_iter().flat_map(|(_, errors)| errors).next();
        let Some((name, what)) = first else { return failed(QueryProblem::QueryEndsEarly {}) };
        let span = span_of(text, name);
        let name = name.to_owned();
        let problem = match what {
            jaq_core::compile::Undefined::Filter(arguments) => {
                QueryProblem::QueryNoFunction { name, arguments: arguments as u64 }
            }
            _ => QueryProblem::QueryNoVariable { name },
        };
        QueryError { span, problem, meant: None }
    })
}
