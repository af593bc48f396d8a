//! How long things took, as sentences, and the verdict: who was waited for most, what fits as well, what would decide.

use crate::capture::FrameNo;
use crate::connection::timing::{
    Half, Initial, Place, Position, Repeated, Resends, Sending, Silence, Timing, Train, Trips, Turns, Waited,
    Window,
};
use crate::connection::{Cause, Pair, Side};
use crate::language::timing::{SpentPart, Timed, Waiter};
use crate::language::{Amount, Message, Packets, Span, Spans, Times, Word};

/// So many trains and silences are told unless all is wanted.
const SOME: usize = 3;
/// So many frames are listed one by one.
const LISTED: usize = 8;

/// Sentences about one topic.
#[derive(Debug, Clone)]
pub(crate) struct Topic {
    /// What they are about.
    pub word: Word,
    /// The sentences, in order.
    pub told: Vec<Message>,
}

/// Who was waited for most.
#[derive(Debug, Clone)]
pub(crate) struct Verdict {
    /// What was waited for.
    pub kind: Waited,
    /// For whom; `None` of the network and of nobody.
    pub side: Option<Side>,
    /// Nanoseconds of it.
    pub took: i64,
    /// Of so many.
    pub whole: i64,
    /// The sentence.
    pub says: Message,
    /// What fits as well.
    pub fits_too: Option<Message>,
    /// What would decide.
    pub decides: Option<Message>,
    /// The second capture by whose times it is told.
    pub by: Option<String>,
}

/// What a second capture says, taken nearer to one side than the first.
#[derive(Debug, Clone)]
pub struct Nearer {
    /// That side.
    pub side: Side,
    /// The file.
    pub file: String,
    /// What its times say of the same connection.
    pub timing: Timing,
    /// For silences of the first capture, by the frame that ends them: what that side sent meanwhile and was lost on
    /// the way, in frames of the second.
    pub lost: Vec<(FrameNo, Vec<FrameNo>)>,
    /// How much of what it sent was lost on the way.
    pub losses: usize,
}

impl Nearer {
    /// The times by which a verdict about `side` is to be told.
    fn of(&self, side: Option<Side>) -> Option<&Timing> {
        (side == Some(self.side)).then_some(&self.timing)
    }
}

/// How long things took, topic by topic; topics with nothing to say are left out. `full`: everything that is known.
/// `nearer`: what a second capture knows better.
pub(crate) fn timing(timing: &Timing, nearer: Option<&Nearer>, full: bool) -> Vec<Topic> {
    let mut waited = messages(spent(timing, nearer, full));
    if let Some(verdict) = verdict(timing, nearer) {
        waited.extend([verdict.fits_too, verdict.decides].into_iter().flatten());
    }
    let again = match nearer {
        Some(nearer) => resends_by_both(timing, nearer, full),
        None => resends(&timing.resends, full),
    };
    let topics = [
        (Word::TimesHandshake, messages(handshake(timing))),
        (Word::TimesTrips, messages(trips(timing, full))),
        (Word::TimesAgain, messages(again)),
        (Word::TimesWindows, messages(windows(&timing.windows))),
        (Word::TimesAnswers, messages(answers(&timing.turns))),
        (Word::TimesSilences, messages(silences(timing, nearer, full))),
        (Word::TimesVerdict, waited),
    ];
    topics.into_iter().filter(|(_, told)| !told.is_empty()).map(|(word, told)| Topic { word, told }).collect()
}

/// Who was waited for most; `None` if no time passed. If that is the side that a second capture was taken nearer to, by
/// that one's times.
pub(crate) fn verdict(timing: &Timing, nearer: Option<&Nearer>) -> Option<Verdict> {
    let here = verdict_of(timing)?;
    let Some(nearer) = nearer else { return Some(here) };
    let Some(there) = nearer.of(here.side).and_then(verdict_of) else {
        // Both ends are here.
        return Some(Verdict { decides: None, ..here });
    };
    let seen = there.kind == Waited::Recovery && nearer.losses > 0;
    Some(Verdict {
        fits_too: there.fits_too.filter(|_| !seen),
        decides: None,
        by: Some(nearer.file.clone()),
        ..there
    })
}

fn verdict_of(timing: &Timing) -> Option<Verdict> {
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
        // Where no round trip is listed there is no median to compare with.
        (Waited::Network, _) => {
            let listed = Side::BOTH.into_iter().any(|side| lists(timing, side));
            let fits = if listed { Timed::FitsNetwork {} } else { Timed::FitsWay {} };
            (Some(fits), Some(Timed::DecidesBothEnds {}))
        }
        (Waited::LateAck, Some(side)) => {
            (Some(Timed::FitsLateAck { side }), Some(Timed::DecidesCaptureAt { side }))
        }
        (Waited::Recovery, Some(side)) => recovery(timing, side, took),
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
        whole,
        says: says.into(),
        fits_too: fits_too.map(Message::from),
        decides: decides.map(Message::from),
        by: None,
    })
}

/// Why something was sent again, what else it may have been, and what would decide.
fn recovery(timing: &Timing, side: Side, took: i64) -> (Option<Timed>, Option<Timed>) {
    let peer = side.peer();
    let mut trains = timing.resends.trains.iter().filter(|train| train.sender == side);
    if let Some(frame) = timing.damaged_answers[side]
        && trains.next().is_some()
        && trains.next().is_none()
    {
        return (Some(Timed::FitsDamagedAnswer { side, peer, frame }), None);
    }
    if timing.by_identity[side].saturating_mul(2) > took {
        return (Some(Timed::FitsHiddenLoss { side }), Some(Timed::DecidesCaptureAt { side }));
    }
    (Some(Timed::FitsRecovery { side, peer }), Some(Timed::DecidesBothEnds {}))
}

fn messages(told: Vec<Timed>) -> Vec<Message> {
    told.into_iter().map(Message::from).collect()
}

fn handshake(timing: &Timing) -> Vec<Timed> {
    let mut told = Vec::new();
    match (timing.half(Side::Client), timing.half(Side::Server)) {
        (Some(client), Some(server)) => told.push(Timed::BothHalves {
            whole: Span(client.took).both(Span(server.took)),
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
    for side in Side::BOTH {
        let Some(half) = timing.half(side) else { continue };
        let sent = Times(half.sent);
        if let Some(most) = half.since_first {
            told.push(Timed::WhichSyn { side, sent, least: Span(half.took), most: Span(most) });
        } else if half.by_timestamp {
            told.push(Timed::WhichSynByTimestamp { side, sent, frame: half.from });
        }
    }
    told.push(place(timing.place));
    if let Some((ours, Initial { from, to, took })) = timing.round_trip().zip(timing.initial_rtt)
        && ours != took
    {
        told.push(Timed::InitialRttDiffers { theirs: Span(took), from, to });
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
        (Position::OnRouter, _) => Timed::TakenOnRouter {},
        _ if place.contradicted => Timed::TakenContradictory {},
        _ => Timed::TakenAnywhere {},
    }
}

/// Samples that the handshake's half is, and that are told there.
fn in_handshake(timing: &Timing, side: Side) -> u64 {
    u64::from(timing.half(side).is_some())
}

/// Are round trips to this side listed?
fn lists(timing: &Timing, side: Side) -> bool {
    let Trips { by_ack, by_timestamp, .. } = timing.trips[side];
    [by_ack, by_timestamp].into_iter().flatten().any(|all| all.samples > in_handshake(timing, side))
}

fn trips(timing: &Timing, full: bool) -> Vec<Timed> {
    let mut told = Vec::new();
    for (side, trips) in timing.trips.sides() {
        let Trips { by_ack, by_timestamp, ambiguous, first_ambiguous, .. } = *trips;
        let handshake = in_handshake(timing, side);
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
        if matches!(train.kind, Repeated::Syn | Repeated::SynAck) {
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
    match (syn_timers, timers) {
        (true, true) => told.push(Timed::BothTimerRules {}),
        (true, false) => told.push(Timed::SynTimerRule {}),
        (false, true) => told.push(Timed::TimerRule {}),
        (false, false) => {}
    }
    if resends.trains.iter().take(limit).any(evenly_spaced) {
        told.push(Timed::SynTimerLinear {});
    }
    told
}

/// What the side that a second capture was taken nearer to sent again, by that one; the other side's by this one.
fn resends_by_both(timing: &Timing, nearer: &Nearer, full: bool) -> Vec<Timed> {
    let of = |resends: &Resends, theirs: bool| Resends {
        trains: resends
            .trains
            .iter()
            .filter(|train| (train.sender == nearer.side) == theirs)
            .cloned()
            .collect(),
        more: if theirs { 0 } else { resends.more },
    };
    let mut told = resends(&of(&timing.resends, false), full);
    let theirs = resends(&of(&nearer.timing.resends, true), full);
    if !theirs.is_empty() {
        told.push(Timed::TimesByPeer { side: nearer.side, file: nearer.file.clone() });
        told.extend(theirs);
    }
    told
}

/// A SYN that was sent again about every second at first: `tcp_syn_linear_timeouts` of Linux.
fn evenly_spaced(train: &Train) -> bool {
    let second = 900_000_000..1_200_000_000;
    train.kind == Repeated::Syn
        && train.timers().count() > 1
        && train.timers().take(2).all(|wait| second.contains(&wait))
}

/// A train: its sendings that fit the same, together.
fn train_told(train: &Train) -> Vec<Timed> {
    let (sender, what, seq) = (train.sender, train.kind, train.seq.0);
    let mut told = Vec::new();
    let alike = |one: &Sending| (one.fits, one.soon, one.answers, one.reported);
    for group in train.again.chunk_by(|one, next| alike(one) == alike(next)) {
        let Some(&Sending { frame, fits, soon, answers, reported, duplicate, .. }) = group.first() else {
            continue;
        };
        let waits: Vec<i64> = group.iter().filter_map(|one| one.waited).collect();
        let Some(first) = train.first.filter(|_| !waits.is_empty()) else {
            told.push(Timed::AgainUnseen { sender, what, seq, frame, fits });
            continue;
        };
        let growth = growth(&waits);
        let waits = Spans(waits.into_iter().map(Span).collect());
        told.push(match (reported, duplicate, answers) {
            (Some((from, to)), Some(report), _) => Timed::AgainReorderedProven {
                sender,
                what,
                seq,
                frame: first,
                waits,
                first: from,
                last: to,
                report,
            },
            (Some((from, to)), None, _) => {
                Timed::AgainReordered { sender, what, seq, frame: first, waits, first: from, last: to }
            }
            (None, _, Some(answers)) if fits == Cause::Unknown => {
                Timed::AgainAnswersSyn { sender, what, seq, frame: first, waits, answers }
            }
            (None, _, Some(answers)) => {
                Timed::AgainSyn { sender, what, seq, frame: first, waits, fits, answers }
            }
            _ if soon && matches!(fits, Cause::Unknown | Cause::Unneeded) => {
                Timed::AgainTooSoon { sender, what, seq, frame: first, waits }
            }
            _ if growth.is_empty() || matches!(fits, Cause::Fast | Cause::AfterTimeout) => {
                Timed::AgainAfter { sender, what, seq, frame: first, waits, fits }
            }
            _ => Timed::AgainGrowing { sender, what, seq, frame: first, waits, growth, fits },
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

fn windows(windows: &Pair<Window>) -> Vec<Timed> {
    let mut told = Vec::new();
    for (side, window) in windows.sides() {
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

fn answers(turns: &Pair<Option<Turns>>) -> Vec<Timed> {
    let mut told = Vec::new();
    for (side, turns) in turns.sides() {
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

fn silences(timing: &Timing, nearer: Option<&Nearer>, full: bool) -> Vec<Timed> {
    let mut told = Vec::new();
    // The waits of timers stand beside what was sent again, if that is here.
    let worth_telling = timing
        .silences
        .iter()
        .filter(|silence| full || silence.jump.is_some() || silence.waited != Waited::Recovery);
    for silence in worth_telling.take(if full { usize::MAX } else { SOME }) {
        let Silence { from, to, side, outstanding, .. } = *silence;
        let length = Span(silence.length);
        let of = |side: Side| outstanding[side];
        let amount = |side: Side| Amount(u64::from(of(side)));
        let near = timing.place.position.near(side) || nearer.is_some_and(|nearer| nearer.side == side);
        if let Some(nearer) = nearer.filter(|nearer| nearer.side == silence.ended_by)
            && let Some((_, lost)) = nearer.lost.iter().find(|(frame, _)| *frame == to)
        {
            let (file, frames) = (nearer.file.clone(), listed(lost));
            told.push(Timed::SilentLost { length, from, to, side: nearer.side, file, frames });
            continue;
        }
        told.push(match silence.waited {
            _ if silence.opening[side] && silence.waited == Waited::Recovery => {
                Timed::SilentOpening { length, from, to, side, owing: side.peer() }
            }
            _ if silence.opening[side.peer()] => {
                Timed::SilentOpening { length, from, to, side: side.peer(), owing: side }
            }
            Waited::Recovery if silence.jump.is_some() && outstanding == Pair::both(0) => {
                let jump = silence.jump.unwrap_or_default();
                Timed::SilentJump { length, from, to, side, jump, unseen: Packets(jump.saturating_sub(1)) }
            }
            Waited::Application | Waited::Nobody if of(side.peer()) > 0 => {
                let waiting = side.peer();
                Timed::SilentAnswer { length, from, to, side, waiting, data: amount(waiting) }
            }
            Waited::Application if !near => Timed::SilentUnseen { length, from, to, side },
            Waited::Application | Waited::Nobody => Timed::SilentProgram { length, from, to, side },
            Waited::Recovery if of(side) == 0 => Timed::SilentUnheard { length, from, to, side },
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

/// Frame numbers, the first of many.
fn listed(frames: &[FrameNo]) -> String {
    let mut names: Vec<String> = frames.iter().take(LISTED).map(ToString::to_string).collect();
    if frames.len() > LISTED {
        names.push("…".to_owned());
    }
    names.join(", ")
}

fn spent(here: &Timing, nearer: Option<&Nearer>, full: bool) -> Vec<Timed> {
    let side = verdict_of(here).and_then(|verdict| verdict.side);
    let there = nearer.and_then(|nearer| Some((nearer.of(side)?, &nearer.file)));
    let timing = there.map_or(here, |(there, _)| there);
    let whole = timing.spent.total();
    let until_icmp = timing.until_icmp.map(|(frame, took)| Timed::UntilIcmp { took: Span(took), frame });
    if whole == 0 {
        return vec![until_icmp.unwrap_or(Timed::NoTimePassed {})];
    }
    let told = timing.spent.parts();
    let shares = shares(&told.iter().map(|(.., nanos)| *nanos).collect::<Vec<_>>());
    let mut parts: Vec<SpentPart> = told
        .into_iter()
        .zip(shares)
        .map(|((kind, side, _), share)| SpentPart { share, who: Waiter { kind, side } })
        .collect();
    parts.retain(|part| full || part.share > 0);
    let whole = Span(whole);
    let mut told = vec![match there {
        Some((_, file)) => Timed::TimeWentBy { whole, parts, file: file.clone() },
        None => Timed::TimeWent { whole, parts },
    }];
    told.extend(until_icmp);
    told
}

/// Parts in hundredths of their sum. Those of at least one are rounded so that they add up to 100, or to 99 beside
/// parts under one; 0 stands for less than one.
fn shares(parts: &[i64]) -> Vec<u32> {
    let whole: i128 = parts.iter().map(|part| i128::from(*part)).sum::<i128>().max(1);
    let exact = |part: i64| i128::from(part) * 100;
    let mut shares: Vec<i128> = parts.iter().map(|part| exact(*part) / whole).collect();
    let small = shares.contains(&0);
    let told: i128 =
        parts.iter().zip(&shares).filter(|(_, share)| **share > 0).map(|(part, _)| exact(*part)).sum();
    let aim = if small { (told / whole).min(99) } else { 100 };
    let mut by_rest: Vec<usize> = (0..parts.len()).filter(|at| shares[*at] > 0).collect();
    by_rest.sort_by_key(|at| -(exact(parts[*at]) % whole));
    let missing = usize::try_from(aim - shares.iter().sum::<i128>()).unwrap_or(0);
    for at in by_rest.into_iter().take(missing) {
        shares[at] += 1;
    }
    shares.into_iter().map(|share| u32::try_from(share).unwrap_or(100)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_as_they_are_printed() {
        assert_eq!(shares(&[943, 31, 26]), [94, 3, 3]);
        assert_eq!(shares(&[1, 1, 1]), [34, 33, 33]);
        assert_eq!(shares(&[995, 5]), [99, 0], "0 is less than one, not nothing");
        assert_eq!(shares(&[7]), [100]);
        assert!(shares(&[]).is_empty());
    }

    #[test]
    fn growth_is_rounded_to_hundredths() {
        assert_eq!(growth(&[217_700, 436_000, 896_000]), "2.00, 2.06");
        assert_eq!(growth(&[1_000, 1_000]), "1.00");
        assert_eq!(growth(&[1_000]), "");
        assert_eq!(growth(&[0, 5]), "", "nothing can be said of a wait of 0");
    }
}
