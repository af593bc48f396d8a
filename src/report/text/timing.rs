//! How long things took, behind a story's end: a topic a paragraph.

use super::voice::Voice;
use super::weight::Amount;
use crate::connection::Timing;
use crate::explain::timing::{Nearer, Topic, timing as topics};
use crate::language::Word;
use crate::report::page::{Page, Tint, width};
use std::io;

/// The topics that a brief story has: what the handshake took stands in its head.
const BRIEF: [Word; 1] = [Word::TimesVerdict];

/// The section of a connection's times.
pub(super) fn timing(
    page: &mut Page<'_>,
    voice: &mut Voice,
    timing: &Timing,
    nearer: Option<&Nearer>,
    amount: Amount,
) -> io::Result<()> {
    let lang = page.language();
    let told: Vec<Topic> = topics(timing, nearer, amount == Amount::Full)
        .into_iter()
        .filter(|topic| amount != Amount::Brief || BRIEF.contains(&topic.word))
        .collect();
    if told.is_empty() {
        return Ok(());
    }
    page.blank()?;
    page.add(Tint::Head, Word::HowLong.text(lang)).end()?;
    let column = told.iter().map(|topic| width(topic.word.text(lang))).max().unwrap_or(0) + 4;
    for topic in told {
        page.to(2, 0).add(Tint::Name, topic.word.text(lang));
        let limit = if amount == Amount::Brief { 1 } else { usize::MAX };
        for message in topic.told.iter().take(limit) {
            page.to(column, 2).paragraph(Tint::Plain, &voice.tell(message))?;
        }
    }
    Ok(())
}
