//! What the packets of a side are like, and a RST beside them: what somebody who sends it in that side's name would
//! have to copy.
//!
//! Five properties are compared, and each judgement keeps its numbers:
//!
//! * time to live or hop limit: set by the host, lowered by each router; another value is another way here, or another
//!   host;
//! * identification (IPv4): many stacks count it up for each connection, or leave it at 0 where the packet must not be
//!   fragmented (RFC 6864, 4.1, lets it be anything there). Linux answers a segment for which it has no socket with 0
//!   and DF, whatever the connection counted up to: that is no difference;
//! * DF (IPv4): one and the same for all packets of a connection, as a rule;
//! * window: stacks send 0 with a RST, or a window as they announced it before;
//! * time: a RST that acknowledges data sooner than half the quickest round trip that was ever measured from here to
//!   its sender and back.
//!
//! A difference of the time to live is enough to be told. Of the others each has an innocent cause that is known, so
//! two must come together. Identification: some stacks number what they answer without a socket by another counter,
//! others share one counter among all connections. DF: older Windows leaves it out of RSTs. Time: one sample can be a
//! slow one. The window is the weakest and only supports another one. Options tell nothing: a RST needs none.
//!
//! Limits: whoever sits on the way and copies all of these is not found; a host whose packets take several ways, or a
//! load balancer that answers for it, looks like two hosts.

use crate::connection::facts::Numbering;
use crate::connection::facts::Signs;
use crate::connection::facts::signs::STEP;
use crate::connection::machine::record::ShortTime;
use crate::dissect::Segment;

/// So many steps make a habit.
const STEPS: u32 = 3;

/// From so many packets on a bit that is always the same is a habit.
const PACKETS: u32 = 2;

/// … if the RST comes so soon behind it, in nanoseconds: in a longer silence a counter that a whole host shares goes
/// anywhere.
const SOON: i64 = 2_000_000_000;

/// A round trip shorter than this measures hosts and not a way, in microseconds.
const A_WAY: u32 = 1_000;

/// What the packets of a side that are no RSTs had in common so far.
#[derive(Debug, Default)]
pub(crate) struct Habit {
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
    pub(crate) fn look(&mut self, seg: &Segment<'_>, time: ShortTime) {
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
    pub(crate) fn only_opens(&self) -> bool {
        self.later == 0
    }

    /// A RST in its name comes `now`; `time`, in microseconds: from the data that it acknowledges to it, and the
    /// quickest round trip. `None` if there is nothing to compare it with.
    pub(crate) fn beside(
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
    use super::*;
    use crate::connection::facts::FindingKind;
    use crate::connection::facts::signs::{Sign, follows};
    use crate::connection::tests::exchange::{Exchange, Seg, ack, rst, rst_ack, syn, syn_ack};

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

    /// A connection with Linux at the server: the SYN,ACK has identification 0, the socket counts up. A way of 30 ms to
    /// it.
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
