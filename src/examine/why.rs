//! What stands behind a value: the frame, the bytes, the write into a socket, and a sentence.
//!
//! Whoever says that a value is not what was written in a file owes the place in the capture where the other one
//! stands, and so does whoever confirms one.
//!
//! A plain path is followed to the socket and the variable that it names; the last write of that variable (up to the
//! step that the path names) is what made it so. Where no write does, the step that decides it speaks, and where none
//! does, the key's own meaning.

use super::choose::Chosen;
use super::query::plain::{Plain, Step};
use super::subject::{Detail, Subject, Written};
use super::trouble::Said;
use crate::capture::FrameNo;
use crate::connection::{Evidence, Held, Side, Variable, VerdictKind};
use crate::language::Message;
use crate::language::keys::KeyMeaning;
use crate::language::rules::Because;
use serde_json::Value;

/// What stands behind a value.
#[derive(Debug, Clone, Default)]
pub(crate) struct Why {
    /// The frame that decides it.
    pub frame: Option<FrameNo>,
    /// Which of its fields: name, first byte in the frame, length. None of a packet that came in fragments: its bytes
    /// lie in several frames.
    pub field: Option<(String, u32, u32)>,
    /// The write.
    pub ledger: Option<Ledger>,
    /// A sentence.
    pub sentence: Option<Said>,
}

/// Bytes of the capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bytes {
    /// The header field's name, as Wireshark has it.
    pub field: String,
    /// The first byte in the frame.
    pub in_frame: u32,
    /// The first byte in the file; `None` if it is compressed (the offset would count unpacked bytes).
    pub in_file: Option<u64>,
    /// How many.
    pub length: u32,
}

/// The write that made a socket hold a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    /// `client` or `server`.
    pub socket: &'static str,
    /// The variable, as RFC 9293 names it.
    pub variable: String,
    /// What stood there.
    pub before: Option<String>,
    /// What stands there now.
    pub after: Option<String>,
    /// In which frame it was told.
    pub frame: Option<FrameNo>,
    /// How sure.
    pub evidence: Evidence,
    /// Why.
    pub because: Said,
}

impl Why {
    /// What stands behind the value of a plain path.
    pub(crate) fn behind(subject: &mut Subject, chosen: Chosen, plain: &Plain, value: &Value) -> Self {
        let (place, plain, frame) = match (chosen, plain.steps.as_slice()) {
            (Chosen::Connection(place), _) => (place, plain.clone(), None),
            (Chosen::Frame(frame, Some(place)), _) => (place, plain.clone(), Some(frame)),
            (Chosen::Capture, [Step::Key(first), Step::Index(place), rest @ ..])
                if first == "connections" =>
            {
                let Ok(place) = usize::try_from(*place) else { return Self::default() };
                (place, Plain { steps: rest.to_vec() }, None)
            }
            _ => return Self { sentence: meaning(plain), ..Self::default() },
        };
        let mut found = match subject.detail(place) {
            Ok(Some(detail)) => match frame {
                Some(frame) => Self::of_frame(frame, &plain, &detail),
                None => Self::of(&plain, value, &detail),
            },
            Ok(None) | Err(_) => Self::default(),
        };
        if found.sentence.is_none() {
            found.sentence = meaning(&plain);
        }
        found
    }

    /// Behind a value of a connection, at a path from the connection.
    pub(crate) fn of(plain: &Plain, actual: &Value, detail: &Detail) -> Self {
        let steps: Vec<&Step> = plain.steps.iter().collect();
        if let [Step::Key(side), Step::Key(key), ..] = steps.as_slice()
            && let Some(side) = side_of(side)
        {
            return Self::socket(side, key, detail);
        }
        match steps.as_slice() {
            [Step::Key(steps), Step::Index(step), rest @ ..] if steps == "steps" => {
                let count = i64::try_from(detail.says.len()).unwrap_or(i64::MAX);
                let place = if *step < 0 { count + step } else { *step };
                usize::try_from(place)
                    .map_or_else(|_| Self::default(), |place| Self::step(place, rest, detail))
            }
            [Step::Key(key), Step::Key(_)] if key == "handshake" => Self::frame(actual.as_u64(), detail),
            [Step::Key(key), ..] if key == "close" => {
                let frame = detail.value.value().pointer("/close/frame").and_then(Value::as_u64);
                Self::frame(frame, detail)
            }
            [Step::Key(key), ..] if matches!(key.as_str(), "outcome" | "errno" | "errno_evidence") => {
                Self::outcome(detail)
            }
            [Step::Key(key)] if matches!(key.as_str(), "first_frame" | "last_frame") => {
                Self::frame(actual.as_u64(), detail)
            }
            _ => Self::default(),
        }
    }

    /// Behind a value of the step of one frame, at a path from the step.
    pub(crate) fn of_frame(frame: FrameNo, plain: &Plain, detail: &Detail) -> Self {
        let place = detail.says.iter().position(|(no, _)| *no == Some(frame));
        let rest: Vec<&Step> = plain.steps.iter().collect();
        place.map_or_else(Self::default, |place| Self::step(place, &rest, detail))
    }

    /// What one frame says.
    pub(crate) fn frame(frame: Option<FrameNo>, detail: &Detail) -> Self {
        let sentence = frame.and_then(|frame| says(frame, detail));
        Self { frame, sentence, ..Self::default() }
    }

    fn socket(side: Side, key: &str, detail: &Detail) -> Self {
        let Some((side, variable)) = variable_of(side, key) else { return Self::default() };
        Self::write(detail.writes.iter().rev().find(|w| is(w, side, variable)))
    }

    /// A value of a step, or what the sockets hold after it.
    fn step(place: usize, rest: &[&Step], detail: &Detail) -> Self {
        if let [Step::Key(after), Step::Key(side), Step::Key(key)] = rest
            && after == "after"
            && let Some(side) = side_of(side)
            && let Some((side, variable)) = variable_of(side, key)
        {
            let before = |w: &&Written| w.step <= place && is(w, side, variable);
            return Self::write(detail.writes.iter().rev().find(before));
        }
        let Some((frame, message)) = detail.says.get(place) else { return Self::default() };
        Self { frame: *frame, sentence: Some(said(message)), ..Self::default() }
    }

    /// The state that a socket reached last.
    fn outcome(detail: &Detail) -> Self {
        let state = |w: &&Written| w.write.variable == Variable::State && w.write.by.is_some();
        let mut why = Self::write(detail.writes.iter().rev().find(state));
        if let Some(frame) = why.frame {
            why.sentence = says(frame, detail).or(why.sentence);
        }
        why
    }

    fn write(written: Option<&Written>) -> Self {
        let Some(Written { frame, write, verdict, .. }) = written else { return Self::default() };
        let because = Because::Rule { rule: write.because };
        let because = Said::of(|language| because.text(language));
        let by = write.by;
        Self {
            frame: by.map(|by| by.frame).or(*frame),
            field: by
                .filter(|by| by.datagram == 0)
                .map(|by| (by.field.name().to_owned(), by.offset, u32::from(by.length))),
            sentence: Some(because.clone()),
            ledger: Some(Ledger {
                socket: match write.socket {
                    Side::Client => "client",
                    Side::Server => "server",
                },
                variable: write.variable.name().to_owned(),
                before: write.before.map(spelt),
                after: write.after.map(spelt),
                frame: *frame,
                evidence: match verdict.map(|verdict| verdict.kind) {
                    Some(VerdictKind::Confirmed) => Evidence::Confirmed,
                    Some(VerdictKind::Contradicted) => Evidence::Contradicted,
                    None => write.evidence,
                },
                because,
            }),
        }
    }
}

/// What the keys of a path stand for.
pub(crate) fn meaning(plain: &Plain) -> Option<Said> {
    let keys: Vec<&str> = plain.keys().collect();
    let meaning = KeyMeaning::of(&keys)?;
    Some(Said::of(|language| meaning.text(language).to_owned()))
}

/// What the keys of an expression stand for, if it is no plain path: those behind a dot.
pub(crate) fn meaning_of(text: &str) -> Option<Said> {
    let keys: Vec<&str> = text
        .split('.')
        .skip(1)
        .map(|rest| rest.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next().unwrap_or(""))
        .collect();
    let meaning = KeyMeaning::of(&keys)?;
    Some(Said::of(|language| meaning.text(language).to_owned()))
}

/// What a frame says, if it is a step of this connection.
pub(crate) fn says(frame: FrameNo, detail: &Detail) -> Option<Said> {
    let (_, message) = detail.says.iter().find(|(no, _)| *no == Some(frame))?;
    Some(said(message))
}

fn said(message: &Message) -> Said {
    Said::of(|language| message.text(language))
}

fn is(written: &Written, side: Side, variable: Variable) -> bool {
    written.write.socket == side && written.write.variable == variable
}

fn side_of(key: &str) -> Option<Side> {
    match key {
        "client" => Some(Side::Client),
        "server" => Some(Side::Server),
        _ => None,
    }
}

/// In whose socket a key of the report stands, under which name.
fn variable_of(side: Side, key: &str) -> Option<(Side, Variable)> {
    let own = |variable| Some((side, variable));
    match key {
        "state" => own(Variable::State),
        "ip" => own(Variable::LocalAddress),
        "port" => own(Variable::LocalPort),
        "iss" => own(Variable::Iss),
        "irs" => own(Variable::Irs),
        "mss" => own(Variable::RcvMss),
        "window_shift" => own(Variable::RcvShift),
        // What one side permits is written into the other's socket.
        "sack_permitted" => Some((side.peer(), Variable::SackPermitted)),
        "timestamps" => own(Variable::Timestamps),
        "snd_una" => own(Variable::SndUna),
        "snd_nxt" => own(Variable::SndNxt),
        "snd_wnd" => own(Variable::SndWnd),
        "rcv_nxt" => own(Variable::RcvNxt),
        "rcv_wnd" => own(Variable::RcvWnd),
        _ => None,
    }
}

fn spelt(held: Held) -> String {
    match held {
        Held::State(state) => state.name().to_owned(),
        Held::Address(address) => address.to_string(),
        Held::Number(number) => number.to_string(),
        Held::Flag(flag) => flag.to_string(),
    }
}

/// The bytes of a field, and where they lie in the file, if that can be told.
pub(crate) fn bytes(field: (String, u32, u32), data_at: Option<u64>) -> Bytes {
    let (field, in_frame, length) = field;
    Bytes { field, in_frame, in_file: data_at.map(|at| at + u64::from(in_frame)), length }
}
