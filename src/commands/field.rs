//! `ackplain field NAME`: what a word of the explanations means.

use super::{Exit, Reader, Stop};
use crate::dissect::FieldId;
use crate::filter::{self, nearest::nearest};
use crate::language::errors::Complaint;
use crate::language::fields as names;
use crate::language::terms::terms;
use crate::language::words::Word;
use crate::report::page::{Page, Tint};
use std::io;

/// Run it: one word, or all of them.
pub(super) fn run(word: Option<&str>, reader: &Reader) -> Result<Exit, Stop> {
    let lang = reader.language;
    let words = terms(word, lang);
    let fields = match word {
        Some(word) => filter::named(&word.to_lowercase()).into_iter().collect(),
        None => FieldId::ALL.to_vec(),
    };
    if let Some(word) = word
        && words.is_empty()
        && fields.is_empty()
    {
        return Err(unknown(word, reader));
    }
    let mut page = Page::new(Box::new(io::stdout().lock()), reader.look());
    for term in &words {
        entry(&mut page, &term.name, term.kind, term.meaning)?;
    }
    for id in fields {
        let label = names::label(id, lang);
        let kind = format!("{} · {} · {label}", Word::HeaderField.text(lang), id.kind().name());
        entry(&mut page, id.name(), &kind, names::meaning(id, lang))?;
    }
    page.flush()?;
    Ok(Exit::Fine)
}

/// A word, what kind of word it is, and under it what it means.
fn entry(page: &mut Page<'_>, name: &str, kind: &str, meaning: &str) -> io::Result<()> {
    page.add(Tint::Name, name).to(0, 2).add(Tint::Dim, kind).end()?;
    page.to(2, 0).paragraph(Tint::Plain, meaning)
}

/// The word is not known: which one was probably meant.
fn unknown(word: &str, reader: &Reader) -> Stop {
    let all = terms(None, reader.language);
    let near = filter::nearest_field(word)
        .or_else(|| nearest(word, all.iter().map(|term| term.name.as_str())))
        .map(str::to_owned);
    Complaint::NoTerm { name: word.to_owned(), nearest: near }.into()
}
