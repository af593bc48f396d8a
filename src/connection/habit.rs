//! What the packets of a side are like, and a RST beside them: what somebody who sends it in that side's name would have to copy.
//!
//! Five properties are compared, and each judgement keeps its numbers:
//!
//! * time to live or hop limit: set by the host, lowered by each router; another value is another way here, or another host;
//! * identification (IPv4): many stacks count it up for each connection, or leave it at 0 where the packet must not be fragmented
//!   (RFC 6864, 4.1, lets it be anything there). Linux answers a segment for which it has no socket with 0 and DF, whatever
//!   the connection counted up to: that is no difference;
//! * DF (IPv4): one and the same for all packets of a connection, as a rule;
//! * window: stacks send 0 with a RST, or a window as they announced it before;
//! * time: a RST that acknowledges data sooner than half the quickest round trip that was ever measured from here to its sender
//!   and back.
//!
//! A difference of the time to live is enough to be told. Of the others each has an innocent cause that is known, so two must come
//! together. Identification: some stacks number what they answer without a socket by another counter, others share one
//! counter among all connections. DF: older Windows leaves it out of RSTs. Time: one sample can be a slow one. The
//! window is the weakest and only supports another one. Options tell nothing: a RST needs none.
//!
//! Limits: whoever sits on the way and copies all of these is not found; a host whose packets take several ways, or a load balancer
//! that answers for it, looks like two hosts.

use super::record::ShortTime;
use crate::dissect::Segment;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// A counter that moves on by at most this much from packet to packet counts the packets of this connection.
const STEP: u16 = 64;
/// … and this far ahead of the last one it may still be the same counter: packets are missed, some counters serve several
/// connections.
const AHEAD: u16 = 1024;
/// So many steps make a habit.
const STEPS: u32 = 3;
/// From so many packets on a bit that is always the same is a habit.
const PACKETS: u32 = 2;
/// … if the RST comes so soon behind it, in nanoseconds: in a longer silence a counter that a whole host shares goes anywhere.
const SOON: i64 = 2_000_000_000;
/// A round trip shorter than this measures hosts and not a way, in microseconds.
const A_WAY: u32 = 1_000;
/// So many points are worth telling.
const ENOUGH: u32 = 3;

/// How a side numbers its packets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Numbering {
    /// All are 0.
    Zero,
    /// Each a little more than the one before: the last one.
    Counting(u16),
}

/// One property of a RST, beside its sender's other packets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "property", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Sign {
    /// Time to live or hop limit; of the others the least and the most.
    Ttl { here: u8, least: u8, most: u8 },
    /// Identification.
    Identification { here: u16, others: Numbering },
    /// The DF bit.
    DontFragment { here: bool, others: bool },
    /// The window field; of the others the least and the most.
    Window { here: u16, least: u16, most: u16 },
    /// From the data that it acknowledges to the RST, and the quickest round trip to its sender: in microseconds, in the report in
    /// seconds.
    Time {
        #[serde(serialize_with = "seconds")]
        took: u32,
        #[serde(serialize_with = "seconds")]
        quickest: u32,
    },
    /// It carries no options.
    NoOptions,
}

impl Sign {
    /// What a difference is worth.
    fn points(self) -> u32 {
        match self {
            Self::Ttl { .. } => 3,
            Self::Identification { .. } | Self::DontFragment { .. } | Self::Time { .. } => 2,
            Self::Window { .. } => 1,
            Self::NoOptions => 0,
        }
    }
}

/// A RST beside its sender's other packets, in all properties that can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs {
    ttl: u8,
    /// First, least, most.
    ttls: [u8; 3],
    identification: Option<(u16, Numbering)>,
    dont_fragment: Option<(bool, bool)>,
    /// Here, least, most.
    window: [u16; 3],
    /// In microseconds: here, and the quickest.
    time: Option<(u32, u32)>,
    no_options: bool,
}

impl Signs {
    /// What differs, the most telling first.
    pub fn differs(&self) -> Vec<Sign> {
        self.all().filter(|(_, fits)| !fits).map(|(sign, _)| sign).collect()
    }

    /// What does not.
    pub fn fits(&self) -> Vec<Sign> {
        self.all().filter(|(_, fits)| *fits).map(|(sign, _)| sign).collect()
    }

    /// Is that enough to say that somebody else may have sent it?
    pub(super) fn enough(&self) -> bool {
        self.differs().into_iter().map(Sign::points).sum::<u32>() >= ENOUGH
    }

    fn all(&self) -> impl Iterator<Item = (Sign, bool)> {
        let [_, least, most] = self.ttls;
        let ttl = (Sign::Ttl { here: self.ttl, least, most }, (least..=most).contains(&self.ttl));
        let time = self.time.map(|(took, quickest)| (Sign::Time { took, quickest }, took >= quickest / 2));
        let identification = self.identification.map(|(here, others)| {
            let fits = match others {
                Numbering::Zero => here == 0,
                // 0 with DF is an answer made without the socket that counts.
                Numbering::Counting(last) => here == 0 || follows(here, last),
            };
            (Sign::Identification { here, others }, fits)
        });
        let dont_fragment =
            self.dont_fragment.map(|(here, others)| (Sign::DontFragment { here, others }, here == others));
        let [here, least, most] = self.window;
        let window = (Sign::Window { here, least, most }, here == 0 || (least..=most).contains(&here));
        let options = self.no_options.then_some((Sign::NoOptions, true));
        [Some(ttl), time, identification, dont_fragment, Some(window), options].into_iter().flatten()
    }
}

impl Serialize for Signs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("Signs", 4)?;
        map.serialize_field("ttl", &self.ttl)?;
        map.serialize_field("usual", &self.ttls[0])?;
        map.serialize_field("differs", &self.differs())?;
        map.serialize_field("fits", &self.fits())?;
        map.end()
    }
}

// The signature is serde's.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn seconds<S: Serializer>(micros: &u32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(f64::from(*micros) / 1e6)
}

/// Is `here` a number that a counter at `last` reaches soon, or has just left (a packet that was overtaken)?
fn follows(here: u16, last: u16) -> bool {
    let ahead = here.wrapping_sub(last);
    (1..=AHEAD).contains(&ahead) || ahead > u16::MAX - STEP
}

/// What the packets of a side that are no RSTs had in common so far.
#[derive(Debug, Default)]
pub(super) struct Habit {
    packets: u32,
    /// Those that are no SYN.
    later: u32,
    /// First, least, most.
    ttls: [u8; 3],
    /// Least, most.
    windows: [u16; 2],
    /// Packets with DF.
    dont_fragment: u32,
    /// Packets behind the SYN whose identification is 0: a SYN,ACK is made before there is a socket that counts.
    zeros: u32,
    /// The last identification that is not 0.
    last: Option<u16>,
    /// When that was.
    at: Option<ShortTime>,
    /// How often it moved on a little, and did it ever jump?
    steps: u32,
    jumped: bool,
}

impl Habit {
    /// A packet that is no RST.
    pub(super) fn look(&mut self, seg: &Segment<'_>, time: ShortTime) {
        if self.packets == 0 {
            self.ttls = [seg.ttl; 3];
            self.windows = [seg.window; 2];
        }
        let [_, least, most] = &mut self.ttls;
        (*least, *most) = ((*least).min(seg.ttl), (*most).max(seg.ttl));
        let [least, most] = &mut self.windows;
        (*least, *most) = ((*least).min(seg.window), (*most).max(seg.window));
        self.packets = self.packets.saturating_add(1);
        self.later = self.later.saturating_add(u32::from(!seg.flags.syn()));
        self.dont_fragment = self.dont_fragment.saturating_add(u32::from(seg.dont_fragment));
        if seg.ip_id == 0 {
            self.zeros = self.zeros.saturating_add(u32::from(!seg.flags.syn()));
            return;
        }
        let step = self.last.map_or(1, |last| seg.ip_id.wrapping_sub(last));
        match step {
            // The same packet again, or one that was overtaken.
            0 => return,
            step if step > u16::MAX - STEP => return,
            1..=STEP => self.steps = self.steps.saturating_add(1),
            _ => self.jumped = true,
        }
        (self.last, self.at) = (Some(seg.ip_id), Some(time));
    }

    /// Has it sent nothing but SYNs?
    pub(super) fn only_opens(&self) -> bool {
        self.later == 0
    }

    /// A RST in its name comes `now`; `time`, in microseconds: from the data that it acknowledges to it, and the quickest round
    /// trip. `None` if there is nothing to compare it with.
    pub(super) fn beside(
        &self,
        rst: &Segment<'_>,
        now: ShortTime,
        time: Option<(u32, u32)>,
    ) -> Option<Signs> {
        if self.packets == 0 {
            return None;
        }
        let v4 = rst.src.is_ipv4();
        let always = self.dont_fragment == self.packets;
        let habit = self.packets >= PACKETS && (always || self.dont_fragment == 0);
        let [least, most] = self.windows;
        let soon = self.at.is_none_or(|then| now.since(then).is_some_and(|since| since < SOON));
        Some(Signs {
            ttl: rst.ttl,
            ttls: self.ttls,
            identification: self.numbering().filter(|_| v4 && soon).and_then(|others| {
                // Without DF a 0 is nobody's habit, and no sign either.
                let answer = rst.ip_id == 0 && !rst.dont_fragment && matches!(others, Numbering::Counting(_));
                (!answer).then_some((rst.ip_id, others))
            }),
            dont_fragment: (v4 && habit).then_some((rst.dont_fragment, always)),
            window: [rst.window, least, most],
            time: time.filter(|(_, quickest)| *quickest >= A_WAY),
            no_options: rst.header_len == 20,
        })
    }

    fn numbering(&self) -> Option<Numbering> {
        match self.last {
            None if self.zeros >= PACKETS => Some(Numbering::Zero),
            // The first number of all is counted as a step.
            Some(last) if !self.jumped && self.steps > STEPS => Some(Numbering::Counting(last)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::exchange::{Exchange, Seg, ack, rst, rst_ack, syn, syn_ack};
    use super::super::finding::FindingKind;
    use super::*;

    /// What is told of the RSTs, in order.
    fn told(x: Exchange) -> Vec<Signs> {
        let log = x.finish();
        log.findings
            .iter()
            .filter_map(|(_, finding)| match finding.kind {
                FindingKind::RstFromElsewhere(signs) => Some(signs),
                _ => None,
            })
            .collect()
    }

    /// A connection with Linux at the server: the SYN,ACK has identification 0, the socket counts up. A way of 30 ms to it.
    fn linux() -> Exchange {
        let mut x = Exchange::new();
        x.client(syn(1000));
        x.wait(29).server(syn_ack(9000, 1001).window(64_240));
        x.client(ack(1001, 9001).data(100));
        for id in 0..5 {
            let (seq, acked) = (9001 + u32::from(id) * 10, 1101 + u32::from(id) * 100);
            x.wait(29).server(ack(seq, acked).data(10).ip_id(7000 + id).window(501 + id));
            x.client(ack(acked, seq + 10).data(100));
        }
        x
    }

    /// One RST, 30 ms behind the client's last data.
    fn resets(segment: Seg) -> Vec<Signs> {
        let mut x = linux();
        x.wait(29).server(segment);
        told(x)
    }

    #[test]
    fn the_resets_of_linux_are_its_own() {
        // Without a socket: identification 0, DF, window 0.
        assert_eq!(resets(rst(9051)), []);
        // close() with unread data: the socket's next identification, its window.
        assert_eq!(resets(rst_ack(9051, 1601).ip_id(7005).window(505)), []);
        assert_eq!(resets(rst_ack(9051, 1601).ip_id(7006).window(501)), []);
    }

    #[test]
    fn one_weak_sign_is_not_told() {
        assert_eq!(resets(rst(9051).ip_id(61_000)), [], "another counter");
        assert_eq!(resets(rst(9051).fragmentable()), [], "DF, and identification 0");
        assert_eq!(resets(rst(9051).window(12_345)), []);
        let mut x = linux();
        x.server(rst_ack(9051, 1601).ip_id(7005).window(505));
        assert_eq!(told(x), [], "too soon, but like its sender in all else");
    }

    #[test]
    fn two_signs_are_told_with_their_numbers() {
        let counting = |here| Sign::Identification { here, others: Numbering::Counting(7004) };
        let fragments = Sign::DontFragment { here: false, others: true };
        let [signs] = resets(rst(9051).ip_id(61_000).fragmentable())[..] else { panic!("one is told") };
        assert_eq!(signs.differs(), [counting(61_000), fragments]);
        let ttl = Sign::Ttl { here: 64, least: 64, most: 64 };
        let window = Sign::Window { here: 0, least: 501, most: 64_240 };
        assert_eq!(signs.fits(), [ttl, window, Sign::NoOptions]);

        let [signs] = resets(rst(9051).ip_id(61_000).window(100))[..] else { panic!("one is told") };
        assert_eq!(signs.differs(), [counting(61_000), Sign::Window { here: 100, least: 501, most: 64_240 }]);

        let mut x = linux();
        x.server(rst_ack(9051, 1601).ip_id(61_000));
        let [signs] = told(x)[..] else { panic!("one is told") };
        assert_eq!(signs.differs(), [Sign::Time { took: 1_000, quickest: 30_000 }, counting(61_000)]);
        let json = serde_json::to_value(signs).expect("plain data");
        assert_eq!(json["differs"][0]["quickest"], 0.03);
        assert_eq!((&json["ttl"], &json["usual"]), (&64.into(), &64.into()));
    }

    #[test]
    fn another_time_to_live_is_told_alone() {
        let [signs] = resets(rst(9051).ttl(57))[..] else { panic!("one is told") };
        assert_eq!(signs.differs(), [Sign::Ttl { here: 57, least: 64, most: 64 }]);
        let answer = Sign::Identification { here: 0, others: Numbering::Counting(7004) };
        assert!(signs.fits().contains(&answer), "what Linux does is no difference");
        // In a long silence a counter goes anywhere.
        let mut x = linux();
        x.wait(5_000).server(rst(9051).ip_id(61_000).fragmentable());
        assert_eq!(told(x), []);
        // A side whose packets come in several ways has no one time to live.
        let mut x = Exchange::new().opened();
        x.server(ack(9001, 1001).ttl(60).data(1));
        x.server(rst(9002).ttl(62));
        assert_eq!(told(x), []);
    }

    #[test]
    fn a_side_that_leaves_every_identification_0_has_a_habit_too() {
        let zero = |id| {
            let mut x = Exchange::new().opened();
            x.server(ack(9001, 1001).data(1));
            x.server(ack(9002, 1001).data(1));
            x.server(rst(9003).ip_id(id).window(7));
            told(x)
        };
        assert_eq!(zero(0), []);
        let [signs] = zero(77)[..] else { panic!("one is told") };
        let others = Numbering::Zero;
        assert_eq!(signs.differs()[0], Sign::Identification { here: 77, others });
    }

    #[test]
    fn numbers_that_jump_are_no_habit() {
        let mut x = Exchange::new().opened();
        for (place, id) in [5, 40_000, 17, 30_000, 9].into_iter().enumerate() {
            x.server(ack(9001 + place as u32, 1001).data(1).ip_id(id));
        }
        x.server(rst(9006).ip_id(52_000).window(3));
        assert_eq!(told(x), []);
    }

    #[test]
    fn who_scans_makes_the_syn_itself_and_its_host_the_rst() {
        let mut x = Exchange::new();
        x.client(syn(1000).ttl(37).ip_id(5512).fragmentable());
        x.server(syn_ack(9000, 1001));
        x.client(rst(1001));
        let rejected = x.log().findings.iter().find_map(|(_, finding)| match finding.kind {
            FindingKind::SynAckRejected { beside_syn } => beside_syn,
            _ => None,
        });
        let ttl = Sign::Ttl { here: 64, least: 37, most: 37 };
        assert_eq!(rejected.map(|signs| signs.differs()), Some(vec![ttl]));
        assert_eq!(told(x), []);
        // In the server's name nothing of the kind is known.
        let mut x = Exchange::new();
        x.client(syn(1000));
        x.server(syn_ack(9000, 1001));
        x.server(rst_ack(9001, 1001).ttl(37));
        assert_eq!(told(x).len(), 1);
    }

    #[test]
    fn nothing_is_compared_with_nothing() {
        let mut x = Exchange::new();
        x.client(syn(1000));
        x.server(rst_ack(0, 1001).ttl(250));
        assert_eq!(told(x), []);
    }

    #[test]
    fn a_counter_goes_round() {
        assert!(follows(3, 65_530));
        assert!(follows(65_500, 65_510), "overtaken");
        assert!(!follows(65_510, 65_510), "somebody copied it");
        assert!(!follows(9_000, 65_530));
    }
}
