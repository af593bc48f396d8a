//! `ackplain field NAME`: what a word of the explanations means.

use super::audience::Audience;
use super::exit::{Exit, Stop};
use crate::dissect::FieldId;
use crate::filter;
use crate::language::errors::Complaint;
use crate::language::fields as names;
use crate::language::findings::named;
use crate::language::notes::Note;
use crate::language::terms::terms;
use crate::language::words::Word;
use crate::nearest::nearest;
use crate::report::page::{Page, Tint, width};
use std::io;

/// Run it: one word, or all of them.
pub(super) fn run(word: Option<&str>, audience: &Audience) -> Result<Exit, Stop> {
    let lang = audience.language;
    let words = terms(word, lang);
    let fields = match word {
        Some(word) => filter::named(&word.to_lowercase()).into_iter().collect(),
        None => FieldId::ALL.to_vec(),
    };
    let findings = named(word);
    if let Some(word) = word
        && words.is_empty()
        && fields.is_empty()
        && findings.is_empty()
    {
        return Err(unknown(word, audience));
    }
    let mut page = Page::new(Box::new(io::stdout().lock()), audience.look());
    for term in &words {
        entry(&mut page, &term.name, term.kind, term.meaning)?;
    }
    for id in fields {
        let label = names::label(id, lang);
        let kind = format!("{} · {} · {label}", Word::HeaderField.text(lang), id.kind().name());
        entry(&mut page, id.name(), &kind, names::meaning(id, lang))?;
    }
    for (code, note) in &findings {
        finding(&mut page, code, note)?;
    }
    page.flush()?;
    Ok(Exit::Fine)
}

/// A finding's code: what it is called, by which rule, what fits as well, what would decide.
fn finding(page: &mut Page<'_>, code: &str, note: &Note) -> io::Result<()> {
    let lang = page.language();
    let title = note.title(lang);
    let kind = format!("{} · {title}", Word::Finding.text(lang));
    page.add(Tint::Name, code).to(0, 2).add(Tint::Dim, &kind).end()?;
    let rules: Vec<String> = note.rules.iter().map(ToString::to_string).collect();
    let rows = [
        (Word::Rule, Some(rules.join("; ")).filter(|rules| !rules.is_empty())),
        (Word::FitsAsWell, note.fits(lang).map(str::to_owned)),
        (Word::WouldDecide, note.decides.map(|decider| decider.text(lang).to_owned())),
        (Word::WiresharkSays, note.wireshark.map(str::to_owned)),
    ];
    let column = rows.iter().map(|(word, _)| width(word.text(lang))).max().unwrap_or(0) + 4;
    for (word, text) in rows {
        if let Some(text) = text {
            page.to(2, 0).say(word.text(lang)).to(column, 2).paragraph(Tint::Plain, &text)?;
        }
    }
    Ok(())
}

/// A word, what kind of word it is, and under it what it means.
fn entry(page: &mut Page<'_>, name: &str, kind: &str, meaning: &str) -> io::Result<()> {
    page.add(Tint::Name, name).to(0, 2).add(Tint::Dim, kind).end()?;
    page.to(2, 0).paragraph(Tint::Plain, meaning)
}

/// The word is not known: which one was probably meant.
fn unknown(word: &str, audience: &Audience) -> Stop {
    let all = terms(None, audience.language);
    let codes = named(None);
    let names = all.iter().map(|term| term.name.as_str()).chain(codes.iter().map(|(code, _)| *code));
    let near = filter::nearest_field(word).or_else(|| nearest(word, names)).map(str::to_owned);
    Complaint::NoTerm { name: word.to_owned(), nearest: near }.into()
}
