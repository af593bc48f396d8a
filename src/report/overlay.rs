//! What a frame's own bytes do not hold, for filters and columns: times counted from other frames, and what Wireshark computes
//! over a stream.

use crate::capture::{Frame, Nanos};
use crate::connection::wireshark::Wireshark;
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

    /// The values beside those of the next frame, in file order.
    pub fn of(&mut self, frame: &Frame<'_>, cheap: &Cheap<'_>) -> Extra<'static> {
        let mut extra = Extra::new();
        self.times(frame, &mut extra);
        if !matches!(cheap, Cheap::Other(_))
            && let Some(values) = self.wireshark.take(frame, cheap)
        {
            values.each(|id, value| extra.add(id, value));
        }
        extra
    }

    /// The frame was chosen: `frame.time_delta_displayed` counts from it.
    pub fn displayed(&mut self, frame: &Frame<'_>) {
        self.displayed = frame.time.or(self.displayed);
    }

    /// What follows from a further TCP segment of the same frame (of a datagram that it completes).
    pub fn also(&mut self, frame: &Frame<'_>, cheap: &Cheap<'_>, extra: &mut Extra<'static>) {
        if let Some(values) = self.wireshark.take(frame, cheap) {
            values.each(|id, value| extra.add(id, value));
        }
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
