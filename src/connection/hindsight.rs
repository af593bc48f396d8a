//! What only the end of a connection tells about its beginning: verdicts on writes, the order of states, how it ended.
//!
//! A listener for a first [`Replay`](crate::connection::tracker::Replay); the second one tells the same writes with the
//! same numbers, so that a verdict is found by its number. Memory: a few bytes a write.

use crate::capture::FrameNo;
use crate::connection::facts::{
    ConnId, Evidence, Fact, Finding, Held, Listen, Pair, Rule, State, Summary, Timing, Variable, Verdict,
    VerdictKind, Write, WriteId,
};

/// A change of state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// The write that made it.
    pub write: WriteId,
    /// The frame it stands on.
    pub frame: Option<FrameNo>,
    /// From; `None` if not known.
    pub from: Option<State>,
    /// To.
    pub to: State,
    /// How sure when it was made.
    pub evidence: Evidence,
    /// Why.
    pub because: Rule,
}

/// See the module.
#[derive(Debug, Clone, Default)]
pub struct Hindsight {
    /// By [`WriteId`]; the frame 0 is none.
    verdicts: Vec<(bool, u32)>,
    /// Client, server.
    pub transitions: Pair<Vec<Transition>>,
    /// Every finding.
    pub findings: Vec<Finding>,
    /// How it ended.
    pub summary: Option<Summary>,
    /// What its times say; `None` if its segments have none.
    pub timing: Option<Timing>,
    /// What its segments were, in Zeek's letters.
    pub history: String,
    /// Steps that a frame carries.
    pub steps: u64,
}

impl Hindsight {
    /// What hindsight says of a write.
    pub fn verdict(&self, write: WriteId) -> Option<Verdict> {
        let &(confirmed, frame) = self.verdicts.get(write.0 as usize)?;
        (frame != 0).then(|| Verdict {
            kind: if confirmed { VerdictKind::Confirmed } else { VerdictKind::Contradicted },
            frame: FrameNo::from(frame),
        })
    }

    fn judge(&mut self, write: WriteId, confirmed: bool, by: FrameNo) {
        let place = write.0 as usize;
        if self.verdicts.len() <= place {
            self.verdicts.resize(place + 1, (false, 0));
        }
        self.verdicts[place] = (confirmed, u32::try_from(by).unwrap_or(u32::MAX));
    }

    fn transition(&mut self, write: &Write) {
        let (Variable::State, Some(Held::State(to))) = (write.variable, write.after) else { return };
        let from = match write.before {
            Some(Held::State(state)) => Some(state),
            _ => None,
        };
        self.transitions[write.socket].push(Transition {
            write: write.id,
            frame: write.by.map(|by| by.frame),
            from,
            to,
            evidence: write.evidence,
            because: write.because,
        });
    }
}

impl Listen for Hindsight {
    const LEDGER: bool = true;

    fn fact(&mut self, _: ConnId, fact: Fact<'_>) {
        match fact {
            Fact::Write(write) => self.transition(&write),
            Fact::Confirmed { write, by } => self.judge(write, true, by),
            Fact::Contradicted { write, by } => self.judge(write, false, by),
            Fact::Finding(finding) => self.findings.push(finding),
            Fact::Step(step) if step.frame().is_some() => self.steps += 1,
            Fact::Ended(summary) | Fact::Forgotten(summary) => self.summary = Some(*summary),
            Fact::Timed(timing) => self.timing = Some(timing.clone()),
            Fact::History(letters) => letters.clone_into(&mut self.history),
            Fact::Opened { .. } | Fact::Step(_) | Fact::After { .. } => {}
        }
    }
}
