//! What is around a segment, and which connection it belongs to when several have the same addresses and ports.
//!
//! *Around* is the hash of VLANs and tunnels ([`Segment::tunnel`]). One thing around both directions is usual. But
//!
//! - a TEID is the receiver's own, so it differs between the directions; a mirror port tags only what leaves; a load
//!   balancer tunnels requests to a server that answers directly;
//! - a router on a stick sends each packet out again with another VLAN: the same segments twice, in two networks;
//! - a handover or a routing change moves a connection to another tunnel under way.
//!
//! So each direction has its own, which its first segment sets if it acknowledges what the other side sent; and a
//! segment with something else around it belongs to a connection all the same if it brings news to it: the next byte,
//! or an ACK of more than before. A copy of what was there never does.

use crate::connection::facts::{Seq, Side};
use crate::connection::machine::record::{Conn, Known, NO_PATH};
use crate::dissect::{IcmpQuote, Segment};

/// How well what is around a segment fits a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// It was around this side's segments, or, while there are none, around the other's.
    Same,
    /// This side has sent nothing, and the other's had something else around it.
    Open,
    /// This side's segments had something else around them.
    Other,
}

/// See [`Fit`].
#[inline]
pub(super) fn fit(conn: &Conn, side: Side, path: u32) -> Fit {
    let own = conn.paths[side];
    if own == path {
        return Fit::Same;
    }
    match conn.paths[side.peer()] {
        _ if own != NO_PATH => Fit::Other,
        peer if peer == path => Fit::Same,
        _ => Fit::Open,
    }
}

/// How far an ACK may be from what was captured of the other side, where frames are missing.
const SLACK: u32 = 1 << 20;

/// Does a segment belong to a connection that never had the same around this side? Lower is likelier; `None`: it does
/// not.
pub(super) fn wanders(conn: &Conn, side: Side, seg: &Segment<'_>) -> Option<u8> {
    let (own, peer) = (conn.socket(side), conn.socket(side.peer()));
    match fit(conn, side, seg.tunnel) {
        Fit::Same => Some(0),
        Fit::Open => {
            let near = |nxt: Seq| Seq(seg.ack).since(nxt).wrapping_add(SLACK) < 2 * SLACK;
            match (seg.flags.ack(), peer.has(Known::NXT)) {
                (true, true) if Seq(seg.ack) == peer.nxt => Some(1),
                // A SYN,ACK answers one SYN and no other.
                (true, true) if near(peer.nxt) && !seg.flags.syn() => Some(2),
                // RFC 9293, 3.5.2: a RST for a segment with an ACK takes its number from that.
                (false, _) if seg.flags.rst() => {
                    (peer.has(Known::RCV_NXT) && peer.rcv_nxt == Seq(seg.seq)).then_some(1)
                }
                _ => None,
            }
        }
        Fit::Other => {
            let next = own.has(Known::NXT) && own.nxt == Seq(seg.seq) && !seg.flags.syn();
            let more = seg.flags.ack() && peer.has(Known::UNA) && peer.una.before(Seq(seg.ack));
            (next && (seg.data > 0 || seg.flags.fin() || more)).then_some(3)
        }
    }
}

/// How likely an ICMP error is about what `side` of this connection sent; lower is likelier.
pub(super) fn quoted(conn: &Conn, side: Side, quote: &IcmpQuote<'_>) -> u8 {
    let own = conn.socket(side);
    let sent = quote.seq.is_some_and(|seq| {
        let first = if own.has(Known::ISS) { own.iss } else { own.una };
        own.has(Known::NXT) && Seq(seq).since(first) <= own.nxt.since(first)
    });
    match (conn.paths.iter().any(|path| *path == quote.tunnel), sent) {
        (true, true) => 0,
        (false, true) => 1,
        (true, false) => 2,
        (false, false) => 3,
    }
}

#[cfg(test)]
mod tests {
    use crate::connection::tests::exchange::{Exchange, ack, fin, rst_ack, syn, syn_ack};
    use crate::connection::{ConnId, Outcome};

    /// An orderly exchange from the SYN to the last ACK, client and server with something around them.
    fn exchange(e: &mut Exchange, iss: u32, [client, server]: [u32; 2]) -> Vec<ConnId> {
        let (c, s) = (iss, iss.wrapping_add(50_000));
        vec![
            e.client(syn(c).inside(client)),
            e.server(syn_ack(s, c + 1).inside(server)),
            e.client(ack(c + 1, s + 1).inside(client)),
            e.client(ack(c + 1, s + 1).data(100).inside(client)),
            e.server(ack(s + 1, c + 101).data(10).inside(server)),
            e.client(fin(c + 101, s + 11).inside(client)),
            e.server(fin(s + 11, c + 102).inside(server)),
            e.client(ack(c + 102, s + 12).inside(client)),
        ]
    }

    #[test]
    fn the_same_addresses_in_two_networks_are_two_connections() {
        let mut e = Exchange::new();
        // Interleaved, segment by segment.
        let ids = [
            e.client(syn(1000).inside(7)),
            e.client(syn(5000).inside(8)),
            e.server(syn_ack(9000, 5001).inside(8)),
            e.server(syn_ack(9500, 1001).inside(7)),
            e.client(ack(1001, 9501).inside(7)),
            e.client(ack(5001, 9001).inside(8)),
        ];
        assert_eq!(ids.map(|id| id.0), [0, 1, 1, 0, 0, 1]);
        let ended = e.finish().ended;
        assert_eq!(ended.len(), 2);
        assert!(ended.iter().all(|about| about.outcome == Outcome::Established));
        // Wireshark sees a SYN with another number between the same ends.
        assert_eq!(ended.iter().map(|about| about.stream.0).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn each_direction_may_have_its_own_number() {
        for paths in [[7, 8], [7, 0], [0, 7]] {
            let mut e = Exchange::new();
            let ids = exchange(&mut e, 1000, paths);
            assert!(ids.iter().all(|id| id.0 == 0), "{paths:?}: {ids:?}");
            assert_eq!(e.finish().ended[0].outcome, Outcome::Closed);
        }
        let mut e = Exchange::new();
        e.client(syn(1000).inside(7));
        assert_eq!(e.server(rst_ack(0, 1001).inside(8)), ConnId(0));
    }

    #[test]
    fn two_with_numbers_of_their_own_in_each_direction_are_told_apart_by_what_they_acknowledge() {
        let mut e = Exchange::new();
        let ids = [
            e.client(syn(1000).inside(1)),
            e.client(syn(2000).inside(2)),
            e.server(syn_ack(9000, 2001).inside(12)),
            e.server(syn_ack(9500, 1001).inside(11)),
            e.client(ack(2001, 9001).inside(2)),
            e.client(ack(1001, 9501).inside(1)),
            e.server(ack(9501, 1001).data(5).inside(11)),
        ];
        assert_eq!(ids.map(|id| id.0), [0, 1, 1, 0, 1, 0, 0]);
    }

    #[test]
    fn a_router_that_sends_each_packet_out_again_makes_two_copies_of_one_stream() {
        let mut e = Exchange::new();
        let (c, s) = (1000, 9000);
        let mut ids = Vec::new();
        for path in [10, 20] {
            ids.push(e.client(syn(c).inside(path)));
        }
        for path in [20, 10] {
            ids.push(e.server(syn_ack(s, c + 1).inside(path)));
        }
        for path in [10, 20] {
            ids.push(e.client(ack(c + 1, s + 1).inside(path)));
        }
        for path in [10, 20] {
            ids.push(e.client(ack(c + 1, s + 1).data(100).inside(path)));
        }
        for path in [20, 10] {
            ids.push(e.server(ack(s + 1, c + 101).inside(path)));
        }
        assert_eq!(ids.iter().map(|id| id.0).collect::<Vec<_>>(), [0, 1, 1, 0, 0, 1, 0, 1, 1, 0]);
        let log = e.finish();
        assert!(log.findings.is_empty(), "{:?}", log.findings);
        assert_eq!(log.ended.iter().map(|about| about.stream.0).collect::<Vec<_>>(), [0, 0]);
    }

    #[test]
    fn a_connection_that_moves_to_another_tunnel_stays_the_same() {
        let mut e = Exchange::new();
        e.client(syn(1000).inside(7));
        e.server(syn_ack(9000, 1001).inside(8));
        e.client(ack(1001, 9001).inside(7));
        assert_eq!(e.client(ack(1001, 9001).data(100).inside(70)), ConnId(0));
        assert_eq!(e.server(ack(9001, 1101).data(10).inside(80)), ConnId(0));
        assert_eq!(e.client(ack(1101, 9011).inside(71)), ConnId(0));
        // Nothing new: a copy in a third network.
        assert_eq!(e.client(ack(1101, 9011).inside(99)), ConnId(1));
    }
}
