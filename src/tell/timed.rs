//! The times of one connection alone: its frames once more, for what the stopwatch says and nothing else.
//!
//! The overview wants them of the first frames of its first connections, to say where the capture was taken as
//! `explain` says it; a second capture is asked for them where it was taken nearer to whoever was waited for.

use super::cursor::{Cursor, Places};
use super::gather::{Chosen, Gathered};
use crate::capture::{CaptureError, Source};
use crate::connection::timing::Position;
use crate::connection::{ConnId, Fact, Listen, Replay, Timing};

/// What the times of a connection say, as far as its frames are remembered; `None` if they have no times.
///
/// # Errors
/// The capture cannot be read again.
pub(crate) fn timed<S: Source + ?Sized>(
    source: &mut S,
    chosen: &Chosen,
) -> Result<Option<Timing>, CaptureError> {
    let mut places = Places::new(source, &chosen.places);
    let (intake, read) = Cursor::new(&mut places, Replay::new(Ear::default(), &chosen.summary), ()).run();
    read?;
    Ok(intake.tracker.finish().0)
}

/// The times of the first connection that tells where the capture was taken, or else of the first one that has any.
///
/// # Errors
/// The capture cannot be read again.
pub(crate) fn first_timed<S: Source + ?Sized>(
    source: &mut S,
    gathered: &Gathered,
) -> Result<Option<Timing>, CaptureError> {
    let mut first = None;
    for head in &gathered.heads {
        let Some(timing) = timed(source, head)? else { continue };
        if timing.place.position != Position::Unknown || timing.place.contradicted {
            return Ok(Some(timing));
        }
        first.get_or_insert(timing);
    }
    Ok(first)
}

#[derive(Default)]
struct Ear(Option<Timing>);

impl Listen for Ear {
    const LEDGER: bool = true;

    fn fact(&mut self, _: ConnId, fact: Fact<'_>) {
        if let Fact::Timed(timing) = fact {
            self.0 = Some(timing.clone());
        }
    }
}
