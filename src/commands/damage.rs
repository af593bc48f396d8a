//! What damage of a capture means for the exit code, and the one sentence about it on standard error.

use super::audience::Audience;
use super::exit::Exit;
use crate::capture::Damage;
use crate::language::errors::Complaint;
use crate::tell::Survey;

/// The damaged places of a capture, as a command comes to them.
#[derive(Debug, Default)]
pub(super) struct Damages {
    first: Option<Damage>,
    more: u64,
}

impl Damages {
    /// Those that a survey has counted.
    pub(super) fn of(survey: &Survey) -> Self {
        let more = (survey.damages.len() as u64 + survey.more_damages).saturating_sub(1);
        Self { first: survey.damages.first().cloned(), more }
    }

    /// One more.
    pub(super) fn add(&mut self, damage: Damage) {
        match &self.first {
            Some(_) => self.more += 1,
            None => self.first = Some(damage),
        }
    }

    /// What they mean for the exit code; they are told too, with the capture's name.
    pub(super) fn exit(self, path: &str, audience: &Audience) -> Exit {
        let Some(damage) = self.first else { return Exit::Fine };
        audience.complain(&Complaint::Damaged { path: path.to_owned(), damage, more: self.more });
        Exit::Damaged
    }
}
