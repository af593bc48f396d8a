//! Runs of data and ACKs, folded into a line.

use crate::capture::FrameNo;
use crate::connection::{FindingKind, Side, StepKind};
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
    /// ACK numbers that were repeated, and how often, in the order of their coming.
    repeated: Vec<(u32, u64)>,
}

/// Repeated ACK numbers that are named; of more only the last ones.
const NAMED: usize = 4;

impl Fold {
    pub(super) fn add(&mut self, facts: &StepFacts) {
        let Some(frame) = facts.step.frame() else { return };
        if self.segments == 0 {
            self.first = frame;
        }
        self.last = frame;
        self.segments += 1;
        let data = facts.step.sent().map_or(0, |sent| u64::from(sent.data));
        if facts.step.kind() != StepKind::Data || data == 0 {
            self.acks += 1;
            self.repeat(facts);
            return;
        }
        let (bytes, sent) = match facts.step.sender() {
            Some(Side::Server) => &mut self.server,
            Some(Side::Client) | None => &mut self.client,
        };
        *bytes += data;
        *sent += 1;
    }

    fn repeat(&mut self, facts: &StepFacts) {
        let repeats = facts.findings.iter().any(|f| matches!(f.kind, FindingKind::DuplicateAck { .. }));
        let Some(sent) = facts.step.sent().filter(|_| repeats) else { return };
        match self.repeated.last_mut() {
            Some((number, times)) if *number == sent.ack.0 => *times += 1,
            _ => {
                if self.repeated.len() == NAMED {
                    self.repeated.remove(0);
                }
                self.repeated.push((sent.ack.0, 1));
            }
        }
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
        let mut what: Vec<String> = self
            .repeated
            .iter()
            .map(|&(number, times)| Phrase::AckRepeated(number, times).text(lang))
            .collect();
        if self.repeated.iter().map(|(_, times)| times).sum::<u64>() < self.segments {
            let all = Phrase::Folded {
                segments: self.segments,
                client: self.client,
                server: self.server,
                acks: self.acks,
            };
            what.insert(0, all.text(lang));
        }
        page.paragraph(Tint::Plain, &format!("{} ({})", what.join("; "), Phrase::FoldedHint.text(lang)))
    }
}
