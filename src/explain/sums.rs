//! The arithmetic, a line each: how a number in one socket follows from a number in a header.
//!
//! Values that are the bytes themselves need no line; neither does the same sum twice.

use super::context::{Context, covered};
use crate::connection::{Arithmetic, Held, Write};
use crate::dissect::FieldId;
use crate::language::arithmetic::Line;
use crate::language::{Message, Sum};

/// Every sum of a step, the ACK number's first.
pub(super) fn arithmetic(context: &Context<'_>) -> Vec<Message> {
    let mut lines = Vec::new();
    if let (Some(sent), Some(acknowledged)) = (context.sent(), context.acknowledges()) {
        lines.push(Line::AckSum { ack: sent.ack.0, sum: covered(acknowledged), frame: acknowledged.frame });
    }
    for (write, _) in &context.facts.writes {
        if let Some(line) = line(write)
            && !lines.contains(&line)
        {
            lines.push(line);
        }
    }
    lines.into_iter().map(Message::from).collect()
}

fn line(write: &Write) -> Option<Line> {
    let Some(Held::Number(value)) = write.after else {
        return None;
    };
    let by = write.by?;
    let (side, variable, field) = (write.socket, write.variable, short(by.field));
    match write.arithmetic {
        Arithmetic::Same | Arithmetic::Rule => None,
        Arithmetic::Plus { from, syn, data, fin } => {
            let sum = Sum { from, syn, data, fin };
            (sum.total() != from).then_some(Line::PlusSum {
                side,
                variable,
                value,
                sum,
                field,
                frame: by.frame,
            })
        }
        Arithmetic::Minus { from, less } => {
            (less > 0).then_some(Line::MinusSum { side, variable, value, from, less, field, frame: by.frame })
        }
        Arithmetic::Shifted { from, shift } => {
            (shift > 0).then_some(Line::ShiftedWindow { side, variable, value, from, shift, frame: by.frame })
        }
    }
}

/// What a field is called in a sum.
fn short(field: FieldId) -> &'static str {
    match field {
        FieldId::TcpSeqRaw => "seq",
        FieldId::TcpAckRaw => "ack",
        other => other.name(),
    }
}
