//! What a capture is, as a whole: sizes, times, link layers, and what is wrong with it.
//!
//! The survey looks at each frame once, on the way of the first pass. The light part (counts, times, cuts) costs a
//! few comparisons a frame; the thorough part (checksums, doubled frames) reads every byte and is done only where
//! nobody asked for one connection alone.
//!
//! Limits. A frame counts as doubled only if it is IPv4 with an identification, and equal byte for byte to one of the eight
//! frames before it within 10 ms: a real repeat gets an identification of its own from most stacks, while equal frames
//! without one (IPv6, DF with ID 0) may well be two sendings.

use crate::capture::{Damage, Frame, FrameNo, LinkType, Nanos, Place};
use crate::connection::{Evidence, Severity};
use crate::dissect::{Cheap, Checksum, Other, Segment};
use crate::language::Language;
use crate::language::remarks::Remark;
use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, Hasher as _};

/// How many damaged places are remembered one by one.
const DAMAGES: usize = 16;

/// How many frames back a doubled one is looked for.
const NEAR: usize = 8;

/// How far apart two recordings of one frame may be.
const DOUBLED_WITHIN: i128 = 10_000_000;

/// What the first pass found out about the capture itself.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    /// Frames read.
    pub frames: u64,
    /// Bytes of file read, unpacked if it is compressed.
    pub bytes: u64,
    /// Time of the earliest frame.
    pub first: Option<Nanos>,
    /// Time of the latest frame.
    pub last: Option<Nanos>,
    /// Time of the first frame in the file: what "since the beginning" counts from.
    pub origin: Option<Nanos>,
    /// Link-layer header types, in the order met.
    pub links: Vec<LinkType>,
    /// Frames of TCP.
    pub tcp: u64,
    /// ICMP errors that quote TCP.
    pub quoting: Tally,
    /// Frames without TCP, by what they carry.
    pub others: BTreeMap<Other, Tally>,
    /// Frames that the snap length cut.
    pub cut: Tally,
    /// Frames without a time.
    pub untimed: Tally,
    /// Frames whose time is earlier than the one before.
    pub backwards: Tally,
    /// TCP checksums that are wrong (thorough only).
    pub checksum_bad: Tally,
    /// TCP checksums that a network card was to finish (thorough only).
    pub checksum_unfinished: Tally,
    /// TCP checksums verified and good (thorough only).
    pub checksum_good: u64,
    /// Frames recorded twice (thorough only).
    pub doubled: Tally,
    /// Was the thorough part done?
    pub thorough: bool,
    /// Damaged places of the container, the first ones.
    pub damages: Vec<Damage>,
    /// Damaged places beyond those.
    pub more_damages: u64,
    /// Frames that the capturing system dropped, as far as the container states it.
    pub dropped: u64,
    /// The first SYN's and the first SYN,ACK's time to live.
    pub ttl: [Option<u8>; 2],
    before: Option<Nanos>,
    near: [(u64, i128); NEAR],
    hasher: foldhash::fast::RandomState,
}

/// How many, and the first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub count: u64,
    /// The first frame.
    pub first: FrameNo,
    /// Where that frame lies.
    pub at: Option<Place>,
}

impl Tally {
    fn add(&mut self, frame: &Frame<'_>) {
        if self.count == 0 {
            self.first = frame.no;
            self.at = Some(frame.at);
        }
        self.count += 1;
    }
}

/// A finding about the capture itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// A stable name.
    pub code: &'static str,
    /// The frame, or the last good one before it.
    pub frame: Option<FrameNo>,
    /// Byte offset in the file.
    pub offset: Option<u64>,
    /// How many frames it concerns.
    pub count: Option<u64>,
    /// How much it matters.
    pub severity: Severity,
    /// How sure.
    pub evidence: Evidence,
    /// A sentence.
    pub text: String,
}

impl Survey {
    /// A survey; thorough ones read every byte.
    pub fn new(thorough: bool) -> Self {
        Self { thorough, ..Self::default() }
    }

    /// A frame in file order.
    pub fn frame(&mut self, frame: &Frame<'_>, cheap: &Cheap<'_>) {
        self.frames += 1;
        if !self.links.contains(&frame.link) {
            self.links.push(frame.link);
        }
        if (frame.bytes.len() as u64) < u64::from(frame.original) {
            self.cut.add(frame);
        }
        match frame.time {
            Some(time) => self.time(frame, time),
            None => self.untimed.add(frame),
        }
        match cheap {
            Cheap::Tcp(segment) => self.segment(frame, segment),
            Cheap::IcmpQuoting(_) => self.quoting.add(frame),
            Cheap::Other(other) => self.others.entry(*other).or_default().add(frame),
        }
    }

    /// A damaged place of the container.
    pub fn damage(&mut self, damage: Damage) {
        if self.damages.len() < DAMAGES {
            self.damages.push(damage);
        } else {
            self.more_damages += 1;
        }
    }

    /// Is the container damaged?
    pub fn damaged(&self) -> bool {
        !self.damages.is_empty()
    }

    /// What is to be said about the capture itself, the worst first.
    pub fn findings(&self, language: Language) -> Vec<Finding> {
        let mut found = Vec::new();
        let mut add = |remark: &Remark<'_>, frame, offset, count, severity, evidence| {
            found.push(Finding {
                code: remark.code(),
                frame,
                offset,
                count,
                severity,
                evidence,
                text: remark.text(language),
            });
        };
        for damage in &self.damages {
            let frame = (damage.after_frame > 0).then_some(damage.after_frame);
            let at = Some(damage.offset);
            add(&Remark::Damage(damage), frame, at, None, Severity::Error, Evidence::Observed);
        }
        if self.more_damages > 0 {
            let remark = Remark::MoreDamage(self.more_damages);
            add(&remark, None, None, Some(self.more_damages), Severity::Error, Evidence::Observed);
        }
        if self.dropped > 0 {
            let remark = Remark::Dropped { count: self.dropped };
            add(&remark, None, None, Some(self.dropped), Severity::Warning, Evidence::Observed);
        }
        let tallies = [
            (self.cut, Severity::Warning, Evidence::Observed),
            (self.untimed, Severity::Note, Evidence::Observed),
            (self.backwards, Severity::Warning, Evidence::Observed),
            (self.doubled, Severity::Warning, Evidence::Inferred),
            (self.checksum_bad, Severity::Warning, Evidence::Observed),
            (self.checksum_unfinished, Severity::Note, Evidence::Inferred),
        ];
        for (index, (tally, severity, evidence)) in tallies.into_iter().enumerate() {
            let Tally { count, first, .. } = tally;
            let remark = match index {
                0 => Remark::Cut { count, first },
                1 => Remark::Untimed { count },
                2 => Remark::Backwards { count, first },
                3 => Remark::Doubled { count, first },
                4 => Remark::ChecksumBad { count, first },
                _ => Remark::ChecksumUnfinished { count, first },
            };
            if count > 0 {
                add(&remark, Some(first), None, Some(count), severity, evidence);
            }
        }
        found
    }

    /// Nanoseconds from the earliest frame to the latest.
    pub fn duration(&self) -> Option<i128> {
        Some(self.last?.0 - self.first?.0)
    }

    fn time(&mut self, frame: &Frame<'_>, time: Nanos) {
        self.origin.get_or_insert(time);
        if self.before.is_some_and(|before| time < before) {
            self.backwards.add(frame);
        }
        self.before = Some(time);
        if self.first.is_none_or(|first| time < first) {
            self.first = Some(time);
        }
        if self.last.is_none_or(|last| time > last) {
            self.last = Some(time);
        }
    }

    fn segment(&mut self, frame: &Frame<'_>, segment: &Segment<'_>) {
        self.tcp += 1;
        if segment.flags.syn() {
            let [syn, syn_ack] = &mut self.ttl;
            let own = if segment.flags.ack() { syn_ack } else { syn };
            own.get_or_insert(segment.ttl);
        }
        if !self.thorough {
            return;
        }
        match segment.checksum() {
            Checksum::Good => self.checksum_good += 1,
            Checksum::Bad { .. } => self.checksum_bad.add(frame),
            Checksum::Unfinished { .. } => self.checksum_unfinished.add(frame),
            Checksum::Unverifiable | Checksum::Absent => {}
        }
        if segment.ip_id != 0 {
            self.look_for_double(frame);
        }
    }

    fn look_for_double(&mut self, frame: &Frame<'_>) {
        let Some(time) = frame.time else { return };
        let mut hasher = self.hasher.build_hasher();
        hasher.write(frame.bytes);
        let hash = hasher.finish();
        if self.near.iter().any(|&(h, t)| h == hash && (time.0 - t).abs() <= DOUBLED_WITHIN) {
            self.doubled.add(frame);
        }
        if let Some(slot) = self.near.get_mut(self.frames as usize % NEAR) {
            *slot = (hash, time.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capture::Place;

    fn frame(no: FrameNo, time: i128, bytes: &[u8], original: u32) -> Frame<'_> {
        Frame {
            no,
            time: Some(Nanos(time)),
            interface: 0,
            link: LinkType::ETHERNET,
            original,
            bytes,
            fcs: None,
            at: Place { offset: 0 },
        }
    }

    #[test]
    fn a_clock_that_goes_backwards_and_cut_frames_are_counted() {
        let mut survey = Survey::new(false);
        let other = Cheap::Other(Other::Arp);
        survey.frame(&frame(1, 10, &[0; 60], 60), &other);
        survey.frame(&frame(2, 5, &[0; 40], 60), &other);
        survey.frame(&frame(3, 20, &[0; 60], 60), &other);
        let seen = |tally: Tally| (tally.count, tally.first);
        assert_eq!(seen(survey.backwards), (1, 2));
        assert_eq!(seen(survey.cut), (1, 2));
        assert_eq!(survey.duration(), Some(15));
        assert_eq!(seen(survey.others[&Other::Arp]), (3, 1));
        let codes: Vec<_> = survey.findings(Language::English).iter().map(|f| f.code).collect();
        assert_eq!(codes, ["frames_cut", "clock_backwards"]);
    }

    #[test]
    fn only_the_first_damages_are_kept_one_by_one() {
        let mut survey = Survey::new(false);
        for offset in 0..20 {
            survey.damage(Damage {
                kind: crate::capture::DamageKind::Interface { index: 7 },
                offset,
                after_frame: 0,
                lost: None,
            });
        }
        assert_eq!(survey.damages.len(), DAMAGES);
        assert_eq!(survey.more_damages, 4);
    }
}
