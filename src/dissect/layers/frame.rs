//! The frame as the capture recorded it: numbers and lengths that no byte of it holds.

use super::{Builder, FieldId, Value};
use crate::capture::{Frame, LinkType};

pub(super) fn frame<'a>(b: &mut Builder<'a>, frame: &Frame<'a>) {
    b.label(FieldId::Frame, 0, 0, frame.bytes.len());
    let mut say = |id, value| b.computed(id, 1, 0, value);
    say(FieldId::FrameInterfaceId, Value::Number(frame.interface.into()));
    if let Some(number) = encapsulation(frame.link) {
        say(FieldId::FrameEncapType, Value::Number(number));
    }
    if let Some(time) = frame.time {
        say(FieldId::FrameTimeEpoch, Value::time(time));
    }
    say(FieldId::FrameNumber, Value::Number(frame.no));
    say(FieldId::FrameLen, Value::Number(frame.original.into()));
    let captured = frame.bytes.len() as u64;
    say(FieldId::FrameCapLen, Value::Number(captured));
    say(FieldId::FrameProtocols, Value::Protocols);
}

/// Wireshark's own numbers for link types, where we know them.
fn encapsulation(link: LinkType) -> Option<u64> {
    Some(match link {
        LinkType::ETHERNET => 1,
        LinkType::RAW | LinkType(12 | 14) => 7,
        LinkType::NULL => 15,
        LinkType::LINUX_SLL => 25,
        LinkType::IPV4 => 129,
        LinkType::IPV6 => 130,
        LinkType::LOOP => 174,
        LinkType::LINUX_SLL2 => 210,
        _ => return None,
    })
}
