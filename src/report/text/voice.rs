//! Speaking messages: in one language, with what a story has introduced already.

use crate::language::{Glossary, Language, Message, text};
use crate::tell::Told;

/// Speaks messages; in Korean with the English term beside one that is new to the story.
pub(super) struct Voice {
    lang: Language,
    glossary: Glossary,
    /// Was it said that checksums are left to the network card?
    pub(super) offload: bool,
}

impl Voice {
    pub(super) fn new(lang: Language) -> Self {
        Self { lang, glossary: Glossary::new(lang), offload: false }
    }

    pub(super) fn tell(&mut self, message: &Message) -> String {
        match self.lang {
            Language::English => text(message, self.lang),
            Language::Korean => self.glossary.tell(message),
        }
    }

    /// A column's word: the English goes below it, where a sentence has it behind.
    pub(super) fn label(&mut self, word: &str) -> String {
        match self.lang {
            Language::English => word.to_owned(),
            Language::Korean => self.glossary.gloss(word).replace('(', "\n("),
        }
    }
}

/// The line under a step that says what it means; shared by the two ways a step is told.
pub(super) fn quoted(told: &Told<'_>, voice: &mut Voice) -> String {
    let says = voice.tell(&told.explanation.says);
    if told.explanation.speech { format!("“{says}”") } else { says }
}
