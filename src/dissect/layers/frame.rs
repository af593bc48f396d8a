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
        LinkType(9 | 50) => 4,
        LinkType(10) => 6,
        LinkType::RAW | LinkType(12 | 14) => 7,
        LinkType(7) => 8,
        LinkType(129) => 9,
        LinkType::NULL => 15,
        LinkType(204) => 19,
        LinkType(105) => 20,
        LinkType(119) => 21,
        LinkType(127) => 23,
        LinkType(163) => 24,
        LinkType::LINUX_SLL => 25,
        LinkType(107) => 26,
        LinkType(104) => 28,
        LinkType(178) => 83,
        LinkType(192) => 97,
        LinkType::IPV4 => 129,
        LinkType::IPV6 => 130,
        LinkType(51) => 139,
        LinkType(239) => 141,
        LinkType::LOOP => 174,
        LinkType(242) => 180,
        LinkType::LINUX_SLL2 => 210,
        _ => return None,
    })
}
