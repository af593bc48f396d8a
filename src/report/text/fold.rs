//! Runs of data and ACKs, folded into a line.

use crate::capture::FrameNo;
use crate::connection::{Side, StepKind};
use crate::explain::StepFacts;
use crate::language::screen::Phrase;
use crate::report::page::{Page, Tint};
use std::io;

/// What was folded since the last step that was told whole.
#[derive(Debug, Default)]
pub(super) struct Fold {
    first: FrameNo,
    last: FrameNo,
    segments: u64,
    client: (u64, u64),
    server: (u64, u64),
    acks: u64,
}

impl Fold {
    pub(super) fn add(&mut self, facts: &StepFacts) {
        let Some(frame) = facts.step.frame else { return };
        if self.segments == 0 {
            self.first = frame;
        }
        self.last = frame;
        self.segments += 1;
        let data = facts.step.segment.map_or(0, |sent| u64::from(sent.data));
        if facts.step.kind != StepKind::Data || data == 0 {
            self.acks += 1;
            return;
        }
        let (bytes, sent) = match facts.step.sender {
            Some(Side::Server) => &mut self.server,
            Some(Side::Client) | None => &mut self.client,
        };
        *bytes += data;
        *sent += 1;
    }

    pub(super) fn write(self, page: &mut Page<'_>) -> io::Result<()> {
        if self.segments == 0 {
            return Ok(());
        }
        let lang = page.language();
        page.blank()?;
        let place = if self.first == self.last {
            Phrase::Frame(self.first)
        } else {
            Phrase::Frames(self.first, self.last)
        };
        page.add(Tint::Head, &place.text(lang)).say(" · ");
        let what = Phrase::Folded {
            segments: self.segments,
            client: self.client,
            server: self.server,
            acks: self.acks,
        };
        page.paragraph(Tint::Plain, &format!("{} ({})", what.text(lang), Phrase::FoldedHint.text(lang)))
    }
}
