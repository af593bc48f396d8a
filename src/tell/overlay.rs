//! What a frame's own bytes do not hold, for filters and columns: times counted from other frames, and what Wireshark computes
//! over a stream.

use crate::capture::{Frame, Nanos};
use crate::connection::wireshark::{Values, Wireshark};
use crate::dissect::{Cheap, FieldId, Value};
use crate::filter::Extra;

/// Follows the capture frame by frame.
#[derive(Default)]
pub struct Overlay {
    wireshark: Wireshark,
    first: Option<Nanos>,
    previous: Option<Nanos>,
    displayed: Option<Nanos>,
}

impl Overlay {
    /// Nothing seen yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the values beside those of the next frame, in file order, to `extra`. Its segment stands in `packet`: the frame itself, or a
    /// datagram that it completed. Returns what Wireshark says of the segment.
    pub fn add(
        &mut self,
        frame: &Frame<'_>,
        packet: &Frame<'_>,
        cheap: &Cheap<'_>,
        extra: &mut Extra<'_>,
    ) -> Option<Values> {
        self.times(frame, extra);
        if matches!(cheap, Cheap::Other(_)) {
            return None;
        }
        let values = self.wireshark.take(packet, cheap)?;
        values.each(|id, value| extra.add(id, value));
        Some(values)
    }

    /// The frame was chosen: `frame.time_delta_displayed` counts from it.
    pub fn displayed(&mut self, frame: &Frame<'_>) {
        self.displayed = frame.time.or(self.displayed);
    }

    fn times(&mut self, frame: &Frame<'_>, extra: &mut Extra<'_>) {
        let Some(now) = frame.time else { return };
        let since = |then: Option<Nanos>| {
            let nanos = now.0 - then.unwrap_or(now).0;
            Value::Duration(i64::try_from(nanos).unwrap_or(if nanos < 0 { i64::MIN } else { i64::MAX }))
        };
        extra.add(FieldId::FrameTimeRelative, since(self.first));
        extra.add(FieldId::FrameTimeDelta, since(self.previous));
        extra.add(FieldId::FrameTimeDeltaDisplayed, since(self.displayed));
        self.first = self.first.or(Some(now));
        self.previous = Some(now);
    }
}
