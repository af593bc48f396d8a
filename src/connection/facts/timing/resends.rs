//! What was sent again, and after how long: the timers as they are seen, not as a book has them.
//!
//! Each segment that was sent more than once is a train: its first frame, and for each further sending how long after
//! the one before it came and what that fits. How much longer each wait is than the one before is measured, never
//! assumed: RFC 6298, 5.5, doubles, Linux sends its first SYNs again at even distances, others do otherwise.
//!
//! Limits: [`TRAINS`] trains, [`SENDINGS`] sendings each; the rest is counted. A sending that did not pass this point
//! is not seen, and makes a wait look longer.

use crate::capture::FrameNo;
use crate::connection::facts::cause::Cause;
use crate::connection::facts::seq::Seq;
use crate::connection::facts::socket::Side;
use serde::Serialize;

/// The most trains kept of a connection.
const TRAINS: usize = 64;
/// The most sendings kept of a train.
const SENDINGS: usize = 16;

/// What kind of segment was sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Repeated {
    /// A SYN.
    Syn,
    /// A SYN,ACK.
    SynAck,
    /// Data.
    Data,
    /// A FIN without data.
    Fin,
}

/// One sending behind the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sending {
    /// Its frame.
    pub frame: FrameNo,
    /// Nanoseconds since the sending before it; `None` if that was not seen.
    pub waited: Option<i64>,
    /// What it fits.
    pub fits: Cause,
    /// It came sooner than a round trip takes: no timer waits so little.
    pub soon: bool,
    /// A SYN,ACK: the repeated SYN that it may answer.
    pub answers: Option<FrameNo>,
    /// The first and the last of the repeated ACKs that reordering made its receiver send.
    pub reported: Option<(FrameNo, FrameNo)>,
    /// The D-SACK that reports it as a duplicate.
    pub duplicate: Option<FrameNo>,
}

/// A segment that was sent more than once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Train {
    /// Who sent it.
    pub sender: Side,
    /// What it is.
    pub kind: Repeated,
    /// Its sequence number.
    pub seq: Seq,
    /// Its bytes of data, as they were sent again first.
    pub data: u32,
    /// The frame in which it was sent first; `None` if that was not seen.
    pub first: Option<FrameNo>,
    /// When it was sent again.
    pub again: Vec<Sending>,
    /// Sendings beyond those.
    pub more: u32,
}

impl Train {
    /// The waits in front of sendings that fit a timer, in order.
    pub fn timers(&self) -> impl Iterator<Item = i64> + '_ {
        self.again.iter().filter(|one| fits_timer(one.fits)).filter_map(|one| one.waited)
    }

    /// How much longer each of these waits is than the one before.
    pub fn growth(&self) -> Vec<f64> {
        let waits: Vec<i64> = self.timers().collect();
        #[allow(clippy::cast_precision_loss)] // a ratio of two lengths, for two decimals
        waits
            .windows(2)
            .filter_map(|pair| match *pair {
                [before, now] if before > 0 => Some(now as f64 / before as f64),
                _ => None,
            })
            .collect()
    }
}

/// Everything that was sent again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resends {
    /// In the order in which they were sent again first.
    pub trains: Vec<Train>,
    /// Sendings that belong to no train kept.
    pub more: u32,
}

impl Resends {
    /// A segment is sent again.
    pub(crate) fn add(
        &mut self,
        sender: Side,
        kind: Repeated,
        seq: Seq,
        data: u32,
        first: Option<FrameNo>,
        sending: Sending,
    ) {
        let room = self.trains.len() < TRAINS;
        let mut trains = self.trains.iter_mut().rev();
        match trains.find(|train| (train.sender, train.kind, train.seq) == (sender, kind, seq)) {
            Some(train) if train.again.len() < SENDINGS => train.again.push(sending),
            Some(train) => train.more = train.more.saturating_add(1),
            None if room => {
                self.trains.push(Train { sender, kind, seq, data, first, again: vec![sending], more: 0 });
            }
            None => self.more = self.more.saturating_add(1),
        }
    }
}

impl Resends {
    /// A D-SACK in this frame reports bytes of `sender` as a duplicate: those of the train that begins there.
    pub(crate) fn duplicate(&mut self, sender: Side, from: Seq, frame: FrameNo) {
        let mut trains = self.trains.iter_mut().rev();
        let train =
            trains.find(|train| train.sender == sender && train.kind == Repeated::Data && train.seq == from);
        if let Some(last) = train.and_then(|train| train.again.last_mut()) {
            last.duplicate.get_or_insert(frame);
        }
    }
}

/// Does this cause wait for a timer?
pub(crate) fn fits_timer(cause: Cause) -> bool {
    match cause {
        Cause::Timeout | Cause::TimeoutOrProbe => true,
        Cause::Fast
        | Cause::AfterTimeout
        | Cause::TailLossProbe
        | Cause::Unneeded
        | Cause::FastOpenIgnored
        | Cause::Probe
        | Cause::TooLarge
        | Cause::Unknown => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sending(frame: FrameNo, waited: i64) -> Sending {
        Sending {
            frame,
            waited: Some(waited),
            fits: Cause::Timeout,
            soon: false,
            answers: None,
            reported: None,
            duplicate: None,
        }
    }

    #[test]
    fn growth_is_what_was_measured() {
        let mut resends = Resends::default();
        for (frame, waited) in [(2, 1_000), (3, 1_000), (4, 2_000), (5, 5_000)] {
            resends.add(Side::Client, Repeated::Syn, Seq(7), 0, Some(1), sending(frame, waited));
        }
        assert_eq!(resends.trains.len(), 1);
        let growth = resends.trains[0].growth();
        assert_eq!(growth.len(), 3);
        for (got, expected) in growth.iter().zip([1.0, 2.0, 2.5]) {
            assert!((got - expected).abs() < 1e-9, "{growth:?}");
        }
    }

    #[test]
    fn a_probe_is_no_timer_that_backs_off() {
        let mut resends = Resends::default();
        let probe = Sending { fits: Cause::TailLossProbe, ..sending(2, 40) };
        for one in [probe, sending(3, 200), sending(4, 400)] {
            resends.add(Side::Server, Repeated::Data, Seq(7), 100, Some(1), one);
        }
        assert_eq!(resends.trains[0].timers().collect::<Vec<_>>(), [200, 400]);
    }

    #[test]
    fn what_is_kept_is_bounded_and_the_rest_is_counted() {
        let mut resends = Resends::default();
        for seq in 0..200 {
            for frame in 0..40 {
                resends.add(Side::Server, Repeated::Data, Seq(seq), 1, None, sending(frame, 1));
            }
        }
        assert_eq!(resends.trains.len(), TRAINS);
        assert!(resends.trains.iter().all(|train| train.again.len() == SENDINGS && train.more == 24));
        assert_eq!(resends.more, (200 - TRAINS as u32) * 40);
    }
}
