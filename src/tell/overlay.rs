//! What a frame's own bytes do not hold, for filters and columns: times counted from other frames, and what Wireshark
//! computes over a stream.
//!
//! It follows a capture beside the tracker, frame by frame in file order, and keeps what it says of the last one.

use crate::capture::{Frame, Nanos};
use crate::connection::wireshark::{Values, Wireshark};
use crate::dissect::{Cheap, FieldId, Packet, Value};
use crate::filter::{Extra, Filter, Seen};

/// Follows the capture frame by frame.
#[derive(Default)]
pub struct Overlay {
    wireshark: Wireshark,
    first: Option<Nanos>,
    previous: Option<Nanos>,
    displayed: Option<Nanos>,
    extra: Extra<'static>,
    values: Option<Values>,
}

impl Overlay {
    /// Nothing seen yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The next packet, in file order. Its segment is that of the frame itself, or of a datagram that it completed.
    pub fn take(&mut self, packet: &Packet<'_>) {
        self.extra.clear();
        self.times(&packet.frame);
        self.values = match packet.cheap {
            Cheap::Other(_) => None,
            Cheap::Tcp(_) | Cheap::IcmpQuoting(_) => self.wireshark.take(&packet.frame, &packet.cheap),
        };
        if let Some(values) = self.values {
            values.each(|id, value| self.extra.add(id, value));
        }
    }

    /// The values beside those of the frame that was taken in last.
    pub fn extra(&self) -> &Extra<'static> {
        &self.extra
    }

    /// One more of them.
    pub fn note(&mut self, id: FieldId, value: Value<'static>) {
        self.extra.add(id, value);
    }

    /// Does a display filter choose the packet that was taken in last?
    pub fn chooses(&self, packet: &Packet<'_>, filter: &Filter) -> bool {
        let tree = packet.tree();
        filter.matches(&Seen { tree: &tree, bytes: packet.frame.bytes, extra: &self.extra })
    }

    /// What Wireshark says of the segment that was taken in last.
    pub fn values(&self) -> Option<Values> {
        self.values
    }

    /// The frame was chosen: `frame.time_delta_displayed` counts from it.
    pub fn displayed(&mut self, frame: &Frame<'_>) {
        self.displayed = frame.time.or(self.displayed);
    }

    fn times(&mut self, frame: &Frame<'_>) {
        let Some(now) = frame.time else { return };
        let since = |then: Option<Nanos>| {
            let nanos = now.0 - then.unwrap_or(now).0;
            Value::Duration(i64::try_from(nanos).unwrap_or(if nanos < 0 { i64::MIN } else { i64::MAX }))
        };
        self.extra.add(FieldId::FrameTimeRelative, since(self.first));
        self.extra.add(FieldId::FrameTimeDelta, since(self.previous));
        self.extra.add(FieldId::FrameTimeDeltaDisplayed, since(self.displayed));
        self.first = self.first.or(Some(now));
        self.previous = Some(now);
    }
}
