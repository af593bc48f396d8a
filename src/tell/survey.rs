//! What a capture is, as a whole: sizes, times, link layers, and what is wrong with it.
//!
//! The survey looks at each frame once, on the way of the first pass. The light part (counts, times, cuts) costs a
//! few comparisons a frame; the thorough part (checksums, doubled frames) reads every byte and is done only where
//! nobody asked for one connection alone.
//!
//! What it holds of TCP is judged elsewhere: [`Copies`], [`Sums`], [`Quality`].

use super::cursor::Follow;
use crate::capture::{Damage, Frame, FrameNo, LinkType, Nanos, Source};
use crate::connection::copies::Copies;
use crate::connection::quality::{Double, Quality, WATCHED};
use crate::connection::sums::Sums;
use crate::connection::{ConnId, Evidence, Pair, Severity, Summary, Tally};
use crate::dissect::datagram::Overlap;
use crate::dissect::{Cheap, FieldId, Other, Packet, Packets, Segment, Tree, Value};
use crate::language::Language;
use crate::language::remarks::Remark;
use Evidence::{Confirmed, Inferred, Observed};
use Severity::{Note, Warning};
use std::collections::BTreeMap;
use std::net::Ipv4Addr;

/// How many damaged places are remembered one by one.
const DAMAGES: usize = 16;

/// How many connections a finding names one by one.
const CONNECTIONS: usize = 16;

/// The most addresses whose ARP requests are watched.
const ASKED: usize = 1_024;

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
    /// Of them the first that reports an error (thorough only).
    pub telling: BTreeMap<Other, Tally>,
    /// Frames that the snap length cut.
    pub cut: Tally,
    /// Frames without a time.
    pub untimed: Tally,
    /// Frames whose time is earlier than the one before.
    pub backwards: Tally,
    /// TCP checksums (thorough only).
    pub sums: Sums,
    /// Segments that are here more than once (thorough only).
    pub copies: Copies,
    /// What was missed, lost, overtaken, translated (thorough only).
    pub quality: Quality,
    /// What the connections' ends tell.
    pub ends: Ends,
    /// Datagrams whose fragments overlap, with the same bytes.
    pub overlaps: Tally,
    /// Datagrams whose fragments overlap, with other bytes.
    pub conflicts: Tally,
    /// Datagrams of TCP of which not all fragments are there.
    pub incomplete: Tally,
    /// Was the thorough part done?
    pub thorough: bool,
    /// Damaged places of the container, the first ones.
    pub damages: Vec<Damage>,
    /// Damaged places beyond those.
    pub more_damages: u64,
    /// Frames that the capturing system dropped, as far as the container states it.
    pub dropped: u64,
    /// The first SYN's and the first SYN,ACK's time to live.
    pub ttl: Pair<Option<u8>>,
    before: Option<Nanos>,
    /// Was the frame that came last seen before?
    double: Double,
    /// Addresses asked for by ARP: how often, by which frame first; none once it has answered.
    asked: BTreeMap<Ipv4Addr, Tally>,
}

/// What the connections' ends tell of the capture.
#[derive(Debug, Clone, Default)]
pub struct Ends {
    /// Connections of which only one direction was captured.
    pub one_sided: Tally,
    /// The first of them.
    pub one_sided_first: Vec<ConnId>,
    /// Half-open connections that had to be forgotten.
    pub forgotten: u64,
}

impl Ends {
    /// A connection is at its end, or `forgotten`.
    pub fn add(&mut self, summary: &Summary, forgotten: bool) {
        self.forgotten += u64::from(forgotten);
        if summary.one_direction.is_some() {
            self.one_sided.join(Tally { count: 1, first: summary.first_frame, at: None });
            if self.one_sided_first.len() < CONNECTIONS {
                self.one_sided_first.push(summary.id);
            }
        }
    }
}

/// A remark about so many frames, the first of which is …, and so many bytes.
type Say = fn(u64, FrameNo, u64) -> Remark;

/// A finding about the capture itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it says.
    pub says: Remark,
    /// The frame, or the last good one before it.
    pub frame: Option<FrameNo>,
    /// Byte offset in the file.
    pub offset: Option<u64>,
    /// How many frames it concerns.
    pub count: Option<u64>,
    /// The first connections that it concerns, where it is about connections.
    pub connections: Vec<ConnId>,
    /// How much it matters.
    pub severity: Severity,
    /// How sure.
    pub evidence: Evidence,
}

impl Finding {
    /// A stable name.
    pub fn code(&self) -> &'static str {
        self.says.code()
    }

    /// A sentence.
    pub fn text(&self, language: Language) -> String {
        self.says.text(language)
    }
}

impl Follow for Survey {
    type Told = ();

    #[inline]
    fn follow(&mut self, frame: &Frame<'_>, packet: &Packet<'_>) {
        self.packet(frame, packet);
    }

    fn damaged(&mut self, damage: &Damage) {
        self.damage(damage.clone());
    }
}

impl Survey {
    /// A survey; thorough ones read every byte.
    pub fn new(thorough: bool) -> Self {
        Self { thorough, ..Self::default() }
    }

    /// A frame in file order.
    pub fn frame(&mut self, frame: &Frame<'_>, cheap: &Cheap<'_>) {
        self.frames += 1;
        self.double = Double::No;
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
            Cheap::Other(other) => {
                self.others.entry(*other).or_default().add(frame);
                if self.thorough && matches!(other, Other::Icmp | Other::Icmpv6) {
                    self.icmp(frame, *other);
                }
                if *other == Other::Arp && self.thorough {
                    self.arp(frame);
                }
            }
        }
    }

    /// An ICMP message that is no echo tells more than the first one of all.
    fn icmp(&mut self, frame: &Frame<'_>, other: Other) {
        if !self.telling.contains_key(&other) && crate::explain::reports(&Tree::of(frame)) {
            self.telling.entry(other).or_default().add(frame);
        }
    }

    /// The frame that came last is a segment of this connection.
    pub fn segment_of(&mut self, frame: &Frame<'_>, segment: &Segment<'_>, connection: ConnId) {
        if self.thorough {
            self.quality.segment(frame, segment, connection, self.double);
        }
    }

    /// The same of a frame that may be or complete a datagram in fragments.
    #[inline]
    pub fn packet(&mut self, frame: &Frame<'_>, packet: &Packet<'_>) {
        self.frame(frame, &packet.cheap);
        match packet.wholes().iter().filter_map(|whole| whole.overlap).max() {
            None => {}
            Some(Overlap::Same) => self.overlaps.add(frame),
            Some(Overlap::Different) => self.conflicts.add(frame),
        }
    }

    /// The capture is read: what its container counts, and what is left of fragments.
    pub fn read<S: Source + ?Sized>(&mut self, source: &S, packets: &Packets) {
        self.bytes = source.bytes_read();
        self.dropped = source.description().interfaces.iter().filter_map(|interface| interface.dropped).sum();
        self.incomplete =
            Tally { count: packets.incomplete(), first: packets.first_incomplete().unwrap_or(0), at: None };
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
    pub fn findings(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        let mut add = |says: Remark, frame, offset, count, severity, evidence| {
            found.push(Finding { says, frame, offset, count, connections: Vec::new(), severity, evidence });
        };
        for damage in &self.damages {
            let frame = (damage.after_frame > 0).then_some(damage.after_frame);
            let at = Some(damage.offset);
            add(Remark::Damage(damage.clone()), frame, at, None, Severity::Error, Evidence::Observed);
        }
        if self.more_damages > 0 {
            let remark = Remark::MoreDamage(self.more_damages);
            add(remark, None, None, Some(self.more_damages), Severity::Error, Evidence::Observed);
        }
        if self.dropped > 0 {
            let remark = Remark::Dropped { count: self.dropped };
            add(remark, None, None, Some(self.dropped), Severity::Warning, Evidence::Observed);
        }
        let (quality, bytes) = (&self.quality, self.quality.missed_bytes);
        for (Tally { count, first, .. }, say, severity, evidence) in self.tallies() {
            if count > 0 {
                add(say(count, first, bytes), Some(first), None, Some(count), severity, evidence);
            }
        }
        let (filed, answer) = quality.filed_late;
        if filed.count > 0 {
            let remark = Remark::SynFiledLate { count: filed.count, syn: filed.first, answer };
            add(remark, Some(filed.first), None, Some(filed.count), Warning, Observed);
        }
        if let Some(&(first, _)) = quality.doubled.frames.first() {
            let count = quality.doubled.count;
            let remark = Remark::NetworkDoubled { count, frames: quality.doubled.frames.clone() };
            add(remark, Some(first), None, Some(count), Note, Confirmed);
        }
        for (address, Tally { count, first, .. }) in self.unanswered() {
            let remark = Remark::NobodyHasAddress { address, count, first };
            add(remark, Some(first), None, Some(count), Warning, Inferred);
        }
        let (pairs, count) = &quality.translated;
        for pair in pairs {
            let [one, other] = pair.connections;
            let remark = Remark::Translated {
                connections: [one.0, other.0],
                ends: pair.ends,
                stamp: pair.same.timestamp,
                identification: pair.same.identification,
                answer: pair.same.answer,
            };
            add(remark, Some(pair.frame), None, Some(1), Note, Inferred);
        }
        let more = count.saturating_sub(pairs.len() as u64);
        if more > 0 {
            add(Remark::MoreTranslated { count: more }, None, None, Some(more), Note, Inferred);
        }
        if self.ends.forgotten > 0 {
            let remark = Remark::Forgotten { count: self.ends.forgotten };
            add(remark, None, None, Some(self.ends.forgotten), Note, Observed);
        }
        if quality.let_go > 0 {
            let remark = Remark::LetGo { count: quality.let_go, bound: WATCHED as u64 };
            add(remark, None, None, Some(quality.let_go), Note, Observed);
        }
        let mut pairs = pairs.iter();
        for finding in &mut found {
            match finding.says {
                Remark::OneSided { .. } => finding.connections.clone_from(&self.ends.one_sided_first),
                Remark::Translated { .. } => {
                    finding.connections =
                        pairs.next().map_or_else(Vec::new, |pair| pair.connections.to_vec());
                }
                _ => {}
            }
        }
        found
    }

    /// What is counted, the worst first: how it is said, how much it matters, how sure it is.
    fn tallies(&self) -> [(Tally, Say, Severity, Evidence); 17] {
        let quality = &self.quality;
        [
            (self.cut, |count, first, _| Remark::Cut { count, first }, Warning, Observed),
            (
                quality.missed,
                |count, first, bytes| Remark::Missed { count, first, bytes },
                Warning,
                Confirmed,
            ),
            (self.ends.one_sided, |count, first, _| Remark::OneSided { count, first }, Warning, Observed),
            (self.untimed, |count, _, _| Remark::Untimed { count }, Note, Observed),
            (self.backwards, |count, first, _| Remark::Backwards { count, first }, Warning, Observed),
            (
                self.copies.by_capture(&self.quality.doubled),
                |count, first, _| Remark::Doubled { count, first },
                Warning,
                Inferred,
            ),
            (self.copies.routed, |count, first, _| Remark::Routed { count, first }, Warning, Inferred),
            (self.copies.elsewhere, |count, first, _| Remark::Elsewhere { count, first }, Warning, Inferred),
            (quality.sent_again, |count, first, _| Remark::SentAgain { count, first }, Note, Observed),
            (quality.overtaken, |count, first, _| Remark::Overtaken { count, first }, Note, Inferred),
            (quality.oversized, |count, first, _| Remark::Oversized { count, first }, Note, Inferred),
            (quality.bare_answers, |count, first, _| Remark::BareAnswers { count, first }, Note, Inferred),
            (self.sums.bad, |count, first, _| Remark::ChecksumBad { count, first }, Warning, Observed),
            (
                self.sums.unfinished,
                |count, first, _| Remark::ChecksumUnfinished { count, first },
                Note,
                Inferred,
            ),
            (self.conflicts, |count, first, _| Remark::FragmentsConflict { count, first }, Warning, Observed),
            (self.overlaps, |count, first, _| Remark::FragmentsOverlap { count, first }, Note, Observed),
            (self.incomplete, |count, first, _| Remark::FragmentsMissing { count, first }, Warning, Observed),
        ]
    }

    /// Addresses that ARP asked for again and again and nobody has.
    fn unanswered(&self) -> impl Iterator<Item = (Ipv4Addr, Tally)> {
        let asked = self.asked.iter().filter(|(_, tally)| tally.count > 1);
        asked.map(|(address, tally)| (*address, *tally)).take(CONNECTIONS)
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
            let Pair([syn, syn_ack]) = &mut self.ttl;
            let own = if segment.flags.ack() { syn_ack } else { syn };
            own.get_or_insert(segment.ttl);
        }
        if !self.thorough {
            return;
        }
        self.sums.look(frame, segment);
        self.double = self.copies.look(frame, segment, self.frames);
    }

    /// Who asks for which address, and who answers.
    fn arp(&mut self, frame: &Frame<'_>) {
        let tree = Tree::of(frame);
        let value = |id: FieldId| tree.fields.iter().find(|field| field.id == id).map(|field| field.value);
        let (Some(Value::Number(opcode)), Some(Value::Ipv4(from)), Some(Value::Ipv4(wanted))) =
            (value(FieldId::ArpOpcode), value(FieldId::ArpSrcProtoIpv4), value(FieldId::ArpDstProtoIpv4))
        else {
            return;
        };
        // Whoever speaks of its own address has it. A probe from 0.0.0.0 wants no answer: it asks whether an address is
        // free.
        self.asked.remove(&from);
        if opcode == 1
            && from != wanted
            && !from.is_unspecified()
            && (self.asked.len() < ASKED || self.asked.contains_key(&wanted))
        {
            self.asked.entry(wanted).or_default().add(frame);
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
            at: Place::new(0, 0),
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
        let codes: Vec<_> = survey.findings().iter().map(Finding::code).collect();
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

    #[test]
    fn connections_that_had_to_be_forgotten_are_counted_and_said() {
        let mut survey = Survey::new(true);
        survey.ends.forgotten = 1_234;
        let said = survey.findings();
        assert_eq!((said[0].code(), said[0].count), ("half_open_forgotten", Some(1_234)));
        assert!(said[0].text(Language::English).contains("1,234"));
    }

    #[test]
    fn addresses_asked_for_are_bounded() {
        let mut survey = Survey::new(true);
        for n in 0..2_000_u16 {
            let [a, b] = n.to_be_bytes();
            let mut bytes = vec![0xff; 6];
            bytes.extend([
                2, 0, 0, 0, 0, 1, 0x08, 0x06, 0, 1, 8, 0, 6, 4, 0, 1, 2, 0, 0, 0, 0, 1, 10, 0, 0, 1,
            ]);
            bytes.extend([0, 0, 0, 0, 0, 0, 10, 1, a, b]);
            for _ in 0..2 {
                survey.frame(&frame(u64::from(n) + 1, 1, &bytes, 42), &Cheap::Other(Other::Arp));
            }
        }
        assert_eq!(survey.asked.len(), ASKED);
        let said = survey.findings();
        assert_eq!(said.iter().filter(|f| f.code() == "arp_unanswered").count(), CONNECTIONS);
    }
}
