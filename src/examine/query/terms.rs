//! Ways through a parsed expression: the terms inside a term, and the functions that it calls.
//!
//! jaq's terms have a dozen shapes; whoever looks for something in them says what, and here is where to look.

use jaq_core::load::lex::StrPart;
use jaq_core::load::parse::{BinaryOp, Pattern, Term};
use jaq_core::path::Part;

/// Every call of a function in a term, with how many arguments; a definition counts as a call of `def`.
pub(super) fn each_call<'s>(term: &Term<&'s str>, each: &mut dyn FnMut(&'s str, usize)) {
    match term {
        Term::Call(name, arguments) => {
            each(name, arguments.len());
            for argument in arguments {
                each_call(argument, each);
            }
        }
        Term::Def(definitions, _) => {
            for definition in definitions {
                // The name stands in the text and so gives the place.
                let _ = definition.name;
                each("def", 0);
            }
        }
        Term::Str(format, parts) => {
            if let Some(format) = format {
                each(format, 0);
            }
            for part in parts {
                if let StrPart::Term(inside) = part {
                    each_call(inside, each);
                }
            }
        }
        Term::Recurse => each("recurse", 0),
        other => inside(other, &mut |term| each_call(term, each)),
    }
}

/// As [`each_call`], but into the bodies of inner definitions too.
pub(super) fn reached(term: &Term<&'static str>, each: &mut dyn FnMut(&'static str, usize)) {
    match term {
        Term::Def(definitions, rest) => {
            for definition in definitions {
                reached(&definition.body, each);
            }
            reached(rest, each);
        }
        Term::Call(name, arguments) => {
            each(name, arguments.len());
            for argument in arguments {
                reached(argument, each);
            }
        }
        Term::Recurse => each("recurse", 0),
        Term::Str(format, parts) => {
            if let Some(format) = format {
                each(format, 0);
            }
            for part in parts {
                if let StrPart::Term(inside) = part {
                    reached(inside, each);
                }
            }
        }
        other => inside(other, &mut |term| reached(term, each)),
    }
}

/// The terms directly inside any term.
pub(super) fn parts<'t, 's>(term: &'t Term<&'s str>, each: &mut dyn FnMut(&'t Term<&'s str>)) {
    match term {
        Term::Call(_, arguments) => arguments.iter().for_each(each),
        Term::Def(definitions, rest) => {
            for definition in definitions {
                each(&definition.body);
            }
            each(rest);
        }
        Term::Str(_, parts) => {
            for part in parts {
                if let StrPart::Term(inside) = part {
                    each(inside);
                }
            }
        }
        other => inside(other, each),
    }
}

/// The terms directly inside a term that is neither a call, a text nor a definition.
pub(super) fn inside<'t, 's>(term: &'t Term<&'s str>, each: &mut dyn FnMut(&'t Term<&'s str>)) {
    match term {
        Term::Id | Term::Recurse | Term::Num(_) | Term::Break(_) | Term::Var(_) | Term::Arr(None) => {}
        Term::Str(..) | Term::Def(..) | Term::Call(..) => {}
        Term::Arr(Some(one)) | Term::Neg(one) | Term::Label(_, one) => each(one),
        Term::Obj(pairs) => pairs.iter().for_each(|(key, value)| {
            each(key);
            value.iter().for_each(&mut *each);
        }),
        Term::BinOp(left, op, right) => {
            each(left);
            if let BinaryOp::Pipe(Some(pattern)) = op {
                in_pattern(pattern, each);
            }
            each(right);
        }
        Term::Fold(_, over, pattern, arguments) => {
            each(over);
            in_pattern(pattern, each);
            arguments.iter().for_each(each);
        }
        Term::TryCatch(tried, caught) => {
            each(tried);
            if let Some(caught) = caught {
                each(caught);
            }
        }
        Term::IfThenElse(branches, otherwise) => {
            for (condition, then) in branches {
                each(condition);
                each(then);
            }
            if let Some(otherwise) = otherwise {
                each(otherwise);
            }
        }
        Term::Path(base, path) => {
            each(base);
            for (part, _) in &path.0 {
                match part {
                    Part::Index(index) => each(index),
                    Part::Range(from, to) => from.iter().chain(to).for_each(&mut *each),
                }
            }
        }
    }
}

fn in_pattern<'t, 's>(pattern: &'t Pattern<&'s str>, each: &mut dyn FnMut(&'t Term<&'s str>)) {
    match pattern {
        Pattern::Var(_) => {}
        Pattern::Arr(patterns) => patterns.iter().for_each(|pattern| in_pattern(pattern, each)),
        Pattern::Obj(pairs) => pairs.iter().for_each(|(key, pattern)| {
            each(key);
            in_pattern(pattern, each);
        }),
    }
}
