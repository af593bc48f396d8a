//! How long things took, as sentences, and the verdict: who was waited for most, what fits as well, what would decide.

use crate::connection::timing::{
    Half, Place, Position, Resends, Sending, Silence, Timing, Train, Trips, Turns, Waited, Window,
};
use crate::connection::{Cause, Side};
use crate::language::timing::{SpentPart, Timed, Waiter};
use crate::language::{Amount, Message, Span, Spans, Times, Word};

/// Both sides, as arrays of two have them.
const SIDES: [Side; 2] = [Side::Client, Side::Server];
/// So many trains and silences are told unless all is wanted.
const SOME: usize = 3;

/// Sentences about one topic.
#[derive(Debug, Clone)]
pub struct Topic {
    /// What they are about.
    pub word: Word,
    /// The sentences, in order.
    pub told: Vec<Message>,
}

/// Who was waited for most.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// What was waited for.
    pub kind: Waited,
    /// For whom; `None` of the network and of nobody.
    pub side: Option<Side>,
    /// Nanoseconds of it.
    pub took: i64,
    /// The sentence.
    pub says: Message,
    /// What fits as well.
    pub fits_too: Option<Message>,
    /// What would decide.
    pub decides: Option<Message>,
}

/// How long things took, topic by topic; topics with nothing to say are left out. `full`: everything that is known.
pub fn timing(timing: &Timing, full: bool) -> Vec<Topic> {
    let mut waited = messages(spent(timing, full));
    if let Some(verdict) = verdict(timing) {
        waited.extend([verdict.fits_too, verdict.decides].into_iter().flatten());
    }
    let topics = [
        (Word::TimesHandshake, messages(handshake(timing))),
        (Word::TimesTrips, messages(trips(timing, full))),
        (Word::TimesAgain, messages(resends(&timing.resends, full))),
        (Word::TimesWindows, messages(windows(&timing.windows))),
        (Word::TimesAnswers, messages(answers(&timing.turns))),
        (Word::TimesSilences, messages(silences(&timing.silences, full))),
        (Word::TimesVerdict, waited),
    ];
    topics.into_iter().filter(|(_, told)| !told.is_empty()).map(|(word, told)| Topic { word, told }).collect()
}

/// Who was waited for most; `None` if no time passed.
pub fn verdict(timing: &Timing) -> Option<Verdict> {
    let parts = timing.spent.parts();
    let &(kind, side, took) = parts.first()?;
    let whole = timing.spent.total();
    let who = Waiter { kind, side };
    let says = match parts.get(1) {
        Some(&(other, other_side, other_took)) if took.saturating_mul(2) < whole => Timed::MixedFor {
            who,
            took: Span(took),
            other: Waiter { kind: other, side: other_side },
            other_took: Span(other_took),
        },
        _ => Timed::MostlyFor { who, took: Span(took), whole: Span(whole) },
    };
    let near = side.is_some_and(|side| timing.place.position.near(side));
    let (fits_too, decides) = match (kind, side) {
        (Waited::Network, _) => (Some(Timed::FitsNetwork {}), Some(Timed::DecidesBothEnds {})),
        (Waited::LateAck, Some(side)) => {
            (Some(Timed::FitsLateAck { side }), Some(Timed::DecidesCaptureAt { side }))
        }
        (Waited::Recovery, Some(side)) => {
            (Some(Timed::FitsRecovery { side, peer: side.peer() }), Some(Timed::DecidesBothEnds {}))
        }
        (Waited::Window, Some(side)) => {
            (Some(Timed::FitsWindow { side, peer: side.peer() }), Some(Timed::DecidesSocket { side }))
        }
        (Waited::Application, Some(side)) if near => {
            (Some(Timed::FitsOwnHost { side }), Some(Timed::DecidesSocket { side }))
        }
        (Waited::Application, Some(side)) => {
            (Some(Timed::FitsFarHost { side }), Some(Timed::DecidesCaptureAt { side }))
        }
        (Waited::Sender, Some(side)) => {
            (Some(Timed::FitsSender { side }), Some(Timed::DecidesSocket { side }))
        }
        (_, None) | (Waited::Nobody, _) => (None, None),
    };
    Some(Verdict {
        kind,
        side,
        took,
        says: says.into(),
        fits_too: fits_too.map(Message::from),
        decides: decides.map(Message::from),
    })
}

fn messages(told: Vec<Timed>) -> Vec<Message> {
    told.into_iter().map(Message::from).collect()
}

fn handshake(timing: &Timing) -> Vec<Timed> {
    let mut told = Vec::new();
    match (timing.half(Side::Client), timing.half(Side::Server)) {
        (Some(client), Some(server)) => told.push(Timed::BothHalves {
            whole: Span(client.took.saturating_add(server.took)),
            server: Span(server.took),
            syn: server.from,
            answer: server.to,
            client: Span(client.took),
            own_syn: client.from,
            ack: client.to,
        }),
        (Some(half), None) => told.push(one_half(Side::Client, half)),
        (None, Some(half)) => told.push(one_half(Side::Server, half)),
        (None, None) => return back(timing, vec![Timed::NoHalf {}]),
    }
    for side in SIDES {
        let Some(half) = timing.half(side) else { continue };
        let sent = Times(half.sent);
        if let Some(most) = half.since_first {
            told.push(Timed::WhichSyn { side, sent, least: Span(half.took), most: Span(most) });
        } else if half.by_timestamp {
            told.push(Timed::WhichSynByTimestamp { side, sent, frame: half.from });
        }
    }
    told.push(place(timing.place));
    if let Some((ours, theirs)) = timing.round_trip().zip(timing.initial_rtt)
        && ours != theirs
    {
        told.push(Timed::InitialRttDiffers { theirs: Span(theirs) });
    }
    back(timing, told)
}

fn one_half(side: Side, half: &Half) -> Timed {
    Timed::OneHalf { side, took: Span(half.took), from: half.from, to: half.to }
}

/// A clock that went back makes everything uncertain.
fn back(timing: &Timing, mut told: Vec<Timed>) -> Vec<Timed> {
    if timing.backwards > 0 {
        told.push(Timed::ClockWentBack { times: Times(timing.backwards) });
    }
    told
}

/// Where the capture was taken, and what the halves are by that.
fn place(place: Place) -> Timed {
    match (place.position, place.by) {
        (Position::NearClient, Some(clue)) => {
            Timed::TakenNearEnd { side: Side::Client, far: Side::Server, clue }
        }
        (Position::NearServer, Some(clue)) => {
            Timed::TakenNearEnd { side: Side::Server, far: Side::Client, clue }
        }
        (Position::BothNear, Some(clue)) => Timed::TakenNearBoth { clue },
        (Position::Between, Some(clue)) => Timed::TakenBetween { clue },
        _ if place.contradicted => Timed::TakenContradictory {},
        _ => Timed::TakenAnywhere {},
    }
}

fn trips(timing: &Timing, full: bool) -> Vec<Timed> {
    let mut told = Vec::new();
    for (side, trips) in SIDES.into_iter().zip(&timing.trips) {
        let Trips { by_ack, by_timestamp, ambiguous, first_ambiguous, .. } = *trips;
        // One sample is the handshake's half, and told there.
        let handshake = u64::from(timing.half(side).is_some());
        if let Some(all) = by_ack.filter(|all| all.samples > handshake) {
            let (min, median, max) = (Span(all.min), Span(all.median), Span(all.max));
            told.push(Timed::TripsByAck { side, min, median, max, samples: all.samples });
        }
        if let Some(all) = by_timestamp.filter(|all| all.samples > handshake)
            && (full || by_ack.is_none_or(|by_ack| by_ack.samples <= handshake))
        {
            let (min, median, max) = (Span(all.min), Span(all.median), Span(all.max));
            told.push(Timed::TripsByTimestamp { side, min, median, max, samples: all.samples });
        }
        if let Some(first) = first_ambiguous
            && full
        {
            told.push(Timed::TripsAmbiguous { side, acks: ambiguous, first });
        }
    }
    if full && !told.is_empty() {
        told.push(Timed::TripsCaveat {});
    }
    told
}

fn resends(resends: &Resends, full: bool) -> Vec<Timed> {
    let limit = if full { usize::MAX } else { SOME };
    let mut told = Vec::new();
    let (mut timers, mut syn_timers) = (false, false);
    for train in resends.trains.iter().take(limit) {
        told.extend(train_told(train));
        let waits = train.timers().count() > 0;
        if matches!(train.kind, crate::connection::timing::Repeated::Syn) {
            syn_timers |= waits;
        } else {
            timers |= waits;
        }
    }
    let hidden: u64 =
        resends.trains.iter().skip(limit).map(|train| train.again.len() as u64 + u64::from(train.more)).sum();
    let more = hidden
        + u64::from(resends.more)
        + resends.trains.iter().take(limit).map(|train| u64::from(train.more)).sum::<u64>();
    if more > 0 {
        told.push(Timed::AgainMore { more });
    }
    if timers {
        told.push(Timed::TimerRule {});
    } else if syn_timers {
        told.push(Timed::SynTimerRule {});
    }
    told
}

/// A train: its sendings that fit the same, together.
fn train_told(train: &Train) -> Vec<Timed> {
    let (sender, what, seq) = (train.sender, train.kind, train.seq.0);
    let mut told = Vec::new();
    for group in train.again.chunk_by(|one, next| one.fits == next.fits) {
        let Some(&Sending { frame, fits, .. }) = group.first() else { continue };
        let waits: Vec<i64> = group.iter().filter_map(|one| one.waited).collect();
        let Some(first) = train.first.filter(|_| !waits.is_empty()) else {
            told.push(Timed::AgainUnseen { sender, what, seq, frame, fits });
            continue;
        };
        let growth = growth(&waits);
        let waits = Spans(waits.into_iter().map(Span).collect());
        told.push(if growth.is_empty() || fits == Cause::Fast {
            Timed::AgainAfter { sender, what, seq, frame: first, waits, fits }
        } else {
            Timed::AgainGrowing { sender, what, seq, frame: first, waits, growth, fits }
        });
    }
    told
}

/// "2.00, 2.05": each wait by the one before.
fn growth(waits: &[i64]) -> String {
    let ratios: Vec<String> = waits
        .windows(2)
        .filter_map(|pair| match *pair {
            [before, now] if before > 0 => {
                let hundredths = (i128::from(now) * 100 + i128::from(before) / 2) / i128::from(before);
                Some(format!("{}.{:02}", hundredths / 100, hundredths % 100))
            }
            _ => None,
        })
        .collect();
    ratios.join(", ")
}

fn windows(windows: &[Window; 2]) -> Vec<Timed> {
    let mut told = Vec::new();
    for (side, window) in SIDES.into_iter().zip(windows) {
        if window.closed > u32::from(window.still_closed) {
            let (times, length) = (Times(window.closed), Span(window.closed_for));
            told.push(Timed::WindowWasClosed { side, times, length, probes: window.probes });
        }
        if window.still_closed {
            told.push(Timed::WindowStaysClosed { side, probes: window.probes });
        }
        if window.full > 0 {
            let most = Amount(u64::from(window.most_under_way));
            told.push(Timed::WindowWasFull { side, times: Times(window.full), most });
        }
    }
    told
}

fn answers(turns: &[Option<Turns>; 2]) -> Vec<Timed> {
    let mut told = Vec::new();
    for (side, turns) in SIDES.into_iter().zip(turns) {
        let Some(Turns { took, own, slowest: (from, to), .. }) = *turns else { continue };
        let times = Times(u32::try_from(took.samples).unwrap_or(u32::MAX));
        let (median, max) = (Span(took.median), Span(took.max));
        told.push(match (took.samples, own) {
            (1, None) => Timed::AnsweredOnce { side, took: max, from, to },
            (1, Some(own)) => Timed::AnsweredOnceBeyond { side, took: max, own: Span(own.max), from, to },
            (_, None) => Timed::Answered { side, times, median, max, from, to },
            (_, Some(own)) => {
                let (own_median, own_max) = (Span(own.median), Span(own.max));
                Timed::AnsweredBeyond { side, times, median, own_median, max, own_max, from, to }
            }
        });
    }
    told
}

fn silences(silences: &[Silence], full: bool) -> Vec<Timed> {
    let mut told = Vec::new();
    // The waits of timers stand beside what was sent again.
    let worth_telling = silences.iter().filter(|silence| full || silence.waited != Waited::Recovery);
    for silence in worth_telling.take(if full { usize::MAX } else { SOME }) {
        let Silence { from, to, side, outstanding, .. } = *silence;
        let length = Span(silence.length);
        let of = |side: Side| outstanding[side as usize];
        let amount = |side: Side| Amount(u64::from(of(side)));
        told.push(match silence.waited {
            _ if silence.opening[side as usize] && silence.waited == Waited::Recovery => {
                Timed::SilentOpening { length, from, to, side, owing: side.peer() }
            }
            _ if silence.opening[side.peer() as usize] => {
                Timed::SilentOpening { length, from, to, side: side.peer(), owing: side }
            }
            Waited::Application | Waited::Nobody if of(side.peer()) > 0 => {
                let waiting = side.peer();
                Timed::SilentAnswer { length, from, to, side, waiting, data: amount(waiting) }
            }
            Waited::Application | Waited::Nobody => Timed::SilentProgram { length, from, to, side },
            Waited::Recovery => {
                Timed::SilentTimer { length, from, to, side, owing: side.peer(), data: amount(side) }
            }
            Waited::Window => Timed::SilentWindow { length, from, to, side, probes: silence.probes },
            Waited::Sender => Timed::SilentSender { length, from, to, side, data: amount(side) },
            Waited::Network | Waited::LateAck => Timed::SilentWay { length, from, to, side },
        });
        if silence.keep_alives > 0 {
            told.push(Timed::SilentKeepAlives { count: silence.keep_alives });
        }
    }
    told
}

fn spent(timing: &Timing, full: bool) -> Vec<Timed> {
    let whole = timing.spent.total();
    if whole == 0 {
        return vec![Timed::NoTimePassed {}];
    }
    let mut parts: Vec<SpentPart> = timing
        .spent
        .parts()
        .into_iter()
        .map(|(kind, side, nanos)| SpentPart {
            share: u32::try_from(i128::from(nanos) * 100 / i128::from(whole)).unwrap_or(100),
            who: Waiter { kind, side },
        })
        .collect();
    parts.retain(|part| full || part.share > 0);
    vec![Timed::TimeWent { whole: Span(whole), parts }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_is_rounded_to_hundredths() {
        assert_eq!(growth(&[217_700, 436_000, 896_000]), "2.00, 2.06");
        assert_eq!(growth(&[1_000, 1_000]), "1.00");
        assert_eq!(growth(&[1_000]), "");
        assert_eq!(growth(&[0, 5]), "", "nothing can be said of a wait of 0");
    }
}
