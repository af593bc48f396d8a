//! A whole capture: which connection a frame belongs to, and when a new one begins.
//!
//! Connections are found by both addresses and ports; a SYN with another first number begins a new incarnation, unless
//! FIN or RST stands beside it while the connection is alive. Two networks may use the same addresses, so connections
//! with other VLANs or tunnels around them are others too; but what is around a segment may differ between the two
//! directions, or change under way ([`paths`](crate::connection::paths)). Records of ended connections stay (their last
//! ACKs must not look like new connections); the number of half-open ones is bounded, because whoever floods a network
//! with SYNs chooses it. The hash is seeded per process for the same reason.

use crate::capture::Frame;
use crate::connection::facts::{ConnId, Endpoint, Fact, Listen, Multipath, Pair, Seq, Side, State, Stream};
use crate::connection::machine::kept::Shelf;
use crate::connection::machine::record::{Conn, Known, Marks, OddSyn, ShortTime};
use crate::connection::machine::{Lost, Machine};
use crate::connection::paths::{Fit, fit};
use crate::connection::tokens::Tokens;
use crate::dissect::{Cheap, IcmpQuote, Packet, Segment};
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::collections::VecDeque;
use std::hash::{BuildHasher, Hasher};
use std::net::IpAddr;

/// Bounds of memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most half-open connections kept; the oldest is forgotten first, and told as [`Fact::Forgotten`].
    pub half_open: usize,
    /// The most connections kept in all, for captures that have no end. Of more, one that is over is forgotten first,
    /// else the one that began first; both are told as [`Fact::Forgotten`].
    pub kept: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { half_open: 65_536, kept: usize::MAX }
    }
}

/// See the module.
pub struct Tracker<L: Listen> {
    listener: L,
    limits: Limits,
    hasher: RandomState,
    /// (hash of the endpoints, index into `conns`): the newest incarnation of each pair of endpoints.
    index: HashTable<(u32, u32)>,
    conns: Vec<Conn>,
    /// Beside `conns`.
    shelf: Shelf<L>,
    free: Vec<u32>,
    /// Indices of connections that began half-open, oldest first; some have left that state.
    half_open: VecDeque<(u32, ConnId)>,
    half_open_now: usize,
    /// Indices of all connections, oldest first, if their number is bounded; some have been forgotten.
    order: VecDeque<(u32, ConnId)>,
    tokens: Tokens,
    /// Index of the connection of the frame that was taken in last.
    latest: Option<u32>,
    next_id: u32,
    next_stream: u32,
}

impl<L: Listen> Tracker<L> {
    /// A tracker without connections.
    pub fn new(listener: L, limits: Limits) -> Self {
        Self {
            listener,
            limits,
            hasher: RandomState::default(),
            index: HashTable::new(),
            conns: Vec::new(),
            shelf: Shelf::new(),
            free: Vec::new(),
            half_open: VecDeque::new(),
            half_open_now: 0,
            order: VecDeque::new(),
            tokens: Tokens::default(),
            latest: None,
            next_id: 0,
            next_stream: 0,
        }
    }

    /// Take in the next frame. Which connection does it belong to?
    pub fn take(&mut self, frame: &Frame<'_>, cheap: &Cheap<'_>) -> Option<ConnId> {
        self.latest = None;
        match cheap {
            Cheap::Tcp(segment) => Some(self.segment(frame, segment, None)),
            Cheap::IcmpQuoting(quote) => self.icmp(frame, quote),
            Cheap::Other(_) => None,
        }
    }

    /// How the connection of the frame that was taken in last stands now.
    pub fn latest(&self) -> Option<crate::connection::facts::Summary> {
        self.conns.get(self.latest? as usize).map(Conn::summary)
    }

    /// The same of a packet that may have come in fragments.
    // A program's loop over a capture calls it for each packet and reads most of that here: a call of its own costs
    // `list` 3 %.
    #[allow(clippy::inline_always)]
    #[inline(always)]
    pub fn take_packet(&mut self, packet: &Packet<'_>) -> Option<ConnId> {
        self.latest = None;
        match &packet.cheap {
            Cheap::Tcp(segment) => Some(self.segment(&packet.frame, segment, Some(packet))),
            Cheap::IcmpQuoting(quote) => self.icmp(&packet.frame, quote),
            Cheap::Other(_) => None,
        }
    }

    /// Who listens.
    pub fn listener(&mut self) -> &mut L {
        &mut self.listener
    }

    /// How many connections began so far.
    pub fn connections(&self) -> u32 {
        self.next_id
    }

    /// How many streams, as Wireshark counts them, began so far.
    pub fn streams(&self) -> u32 {
        self.next_stream
    }

    /// The capture is at its end: tell how each connection stands, in order.
    pub fn finish(mut self) -> L {
        let free: std::collections::BTreeSet<u32> = self.free.iter().copied().collect();
        let mut order: Vec<u32> = (0..self.conns.len() as u32).filter(|slot| !free.contains(slot)).collect();
        order.sort_unstable_by_key(|slot| self.conns[*slot as usize].id);
        for slot in order {
            self.machine(slot).finish();
        }
        self.listener
    }

    #[inline]
    fn machine(&mut self, slot: u32) -> Machine<'_, L> {
        let slot = slot as usize;
        Machine::new(&mut self.conns[slot], self.shelf.at(slot), &mut self.listener)
    }

    fn segment(&mut self, frame: &Frame<'_>, seg: &Segment<'_>, packet: Option<&Packet<'_>>) -> ConnId {
        let src = Endpoint { ip: seg.src, port: seg.src_port };
        let dst = Endpoint { ip: seg.dst, port: seg.dst_port };
        let hash = self.hash(&src, &dst);
        let found = self.find(hash, &src, &dst, seg.tunnel).or_else(|| self.wanders(hash, &src, &dst, seg));
        let slot = match found {
            None => {
                let (current, begins) = self.stream_of(hash, &src, &dst, seg);
                let stream = current.filter(|_| !begins).unwrap_or_else(|| self.new_stream());
                let slot = self.open(hash, seg, src, dst, stream, None);
                self.note_tunnel(slot, frame, seg, packet);
                slot
            }
            Some(slot) if seg.flags.syn() => {
                let (current, begins) = self.stream_of(hash, &src, &dst, seg);
                let conn = &self.conns[slot as usize];
                if reopens(conn, &src, seg) {
                    let earlier = conn.id;
                    let waiting =
                        if seg.flags.ack() { None } else { conn.waiting(&src, ShortTime::of(frame.time)) };
                    let stream = current.filter(|_| !begins).unwrap_or_else(|| self.new_stream());
                    self.forget_index(hash, slot);
                    let slot = self.open(hash, seg, src, dst, stream, Some(earlier));
                    self.conns[slot as usize].set_waited(waiting);
                    self.note_tunnel(slot, frame, seg, packet);
                    slot
                } else {
                    if begins {
                        let stream = self.new_stream();
                        let conn = &mut self.conns[slot as usize];
                        if odd_syn(seg) {
                            conn.set_odd_syn(OddSyn { stream, side: conn.side_of(&src), seq: Seq(seg.seq) });
                        } else {
                            conn.stream = stream;
                        }
                    }
                    slot
                }
            }
            Some(slot) => slot,
        };
        self.latest = Some(slot);
        let mut machine = self.machine(slot);
        let conn = machine.conn();
        let was_half_open = conn.half_open();
        let was_multipath = conn.marks.has(Marks::MULTIPATH);
        let id = conn.id;
        let side = conn.side_of(&src);
        conn.paths[side] = seg.tunnel;
        machine.take(frame.no, frame.time, side, seg);
        let conn = machine.conn();
        let half_open = conn.half_open();
        if conn.carries_keys(side, seg, was_multipath) {
            self.tokens.learn(id, side, frame.no, seg);
        }
        match (was_half_open, half_open) {
            (false, true) => {
                self.half_open_now += 1;
                self.half_open.push_back((slot, id));
                self.bound();
            }
            (true, false) => self.half_open_now -= 1,
            _ => {}
        }
        id
    }

    fn icmp(&mut self, frame: &Frame<'_>, quote: &IcmpQuote<'_>) -> Option<ConnId> {
        let src = Endpoint { ip: quote.src, port: quote.src_port };
        let dst = Endpoint { ip: quote.dst, port: quote.dst_port };
        let hash = self.hash(&src, &dst);
        let slot = self.quoted(hash, &src, &dst, quote)?;
        self.latest = Some(slot);
        let conn = &mut self.conns[slot as usize];
        let (was_half_open, id) = (conn.half_open(), conn.id);
        let side = conn.side_of(&src);
        self.machine(slot).icmp(frame.no, frame.time, side, quote);
        if was_half_open && !self.conns[slot as usize].half_open() {
            self.half_open_now -= 1;
        }
        Some(id)
    }

    fn open(
        &mut self,
        hash: u32,
        seg: &Segment<'_>,
        src: Endpoint,
        dst: Endpoint,
        stream: Stream,
        earlier: Option<ConnId>,
    ) -> u32 {
        let (client, server) = if client_sent(seg) { (src, dst) } else { (dst, src) };
        let id = ConnId(self.next_id);
        self.next_id = self.next_id.wrapping_add(1);
        let mut conn = Conn::new(id, stream, client, server);
        conn.earlier = earlier;
        if seg.flags.syn() && !seg.flags.ack() {
            conn.set_join(self.tokens.join(seg));
        }
        let slot = if let Some(slot) = self.free.pop() {
            self.conns[slot as usize] = conn;
            slot
        } else {
            self.conns.push(conn);
            self.conns.len() as u32 - 1
        };
        self.shelf.clear(slot as usize);
        self.index.insert_unique(u64::from(hash), (hash, slot), |&(hash, _)| u64::from(hash));
        self.listener.fact(id, Fact::Opened { stream, client, server, earlier });
        if self.limits.kept < usize::MAX {
            self.order.push_back((slot, id));
            self.bound_all();
        }
        slot
    }

    fn new_stream(&mut self) -> Stream {
        let stream = Stream(self.next_stream);
        self.next_stream = self.next_stream.wrapping_add(1);
        stream
    }

    fn hash(&self, a: &Endpoint, b: &Endpoint) -> u32 {
        // The same for both directions: the smaller endpoint goes first.
        let (a, b) = if (a.port, a.ip) <= (b.port, b.ip) { (a, b) } else { (b, a) };
        let mut hasher = self.hasher.build_hasher();
        for endpoint in [a, b] {
            match endpoint.ip {
                IpAddr::V4(ip) => hasher.write_u32(ip.to_bits()),
                IpAddr::V6(ip) => hasher.write_u128(ip.to_bits()),
            }
        }
        hasher.write_u32(u32::from(a.port) << 16 | u32::from(b.port));
        let hash = hasher.finish();
        (hash ^ (hash >> 32)) as u32
    }

    /// The connection between these ends whose segments of this direction had this around them; or had nothing yet,
    /// while the other direction had the same.
    fn find(&self, hash: u32, src: &Endpoint, dst: &Endpoint, path: u32) -> Option<u32> {
        self.index
            .find(u64::from(hash), |&(h, slot)| {
                h == hash && {
                    let conn = &self.conns[slot as usize];
                    side_between(conn, src, dst).is_some_and(|side| fit(conn, side, path) == Fit::Same)
                }
            })
            .map(|&(_, slot)| slot)
    }

    /// The newest incarnations of all connections between these ends, and which side of it `src` is.
    fn between(&self, hash: u32, src: &Endpoint, dst: &Endpoint) -> impl Iterator<Item = (u32, &Conn, Side)> {
        self.index.iter_hash(u64::from(hash)).filter(move |entry| entry.0 == hash).filter_map(
            move |&(_, slot)| {
                let conn = &self.conns[slot as usize];
                Some((slot, conn, side_between(conn, src, dst)?))
            },
        )
    }

    /// The connection that a segment belongs to although something else is around it.
    #[inline(never)]
    fn wanders(&self, hash: u32, src: &Endpoint, dst: &Endpoint, seg: &Segment<'_>) -> Option<u32> {
        let all = self.between(hash, src, dst);
        let fitting = all.filter_map(|(slot, conn, side)| {
            Some((crate::connection::paths::wanders(conn, side, seg)?, slot))
        });
        fitting.min().map(|(_, slot)| slot)
    }

    /// The connection that an ICMP error is about: with the same around it if there is one, else one that sent what is
    /// quoted, else any.
    fn quoted(&self, hash: u32, src: &Endpoint, dst: &Endpoint, quote: &IcmpQuote<'_>) -> Option<u32> {
        let all = self.between(hash, src, dst);
        all.min_by_key(|(slot, conn, side)| (crate::connection::paths::quoted(conn, *side, quote), *slot))
            .map(|(slot, ..)| slot)
    }

    /// The stream that Wireshark counts this segment to, which knows nothing of tunnels, and whether it numbers a new
    /// one. It does at a SYN whose number differs from the first one it knows of this direction. (Where a SYN with FIN
    /// of one side is followed at once by a SYN of the other, it numbers one stream and this counts two.)
    fn stream_of(
        &self,
        hash: u32,
        src: &Endpoint,
        dst: &Endpoint,
        seg: &Segment<'_>,
    ) -> (Option<Stream>, bool) {
        let current = self.between(hash, src, dst).map(|(_, conn, _)| conn.current_stream()).max();
        let (mut known, mut same) = (false, false);
        for (_, conn, side) in self.between(hash, src, dst) {
            if Some(conn.current_stream()) == current {
                let own = conn.socket(side);
                known |= own.has(Known::NXT);
                same |= match conn.odd_syn() {
                    Some(odd) if odd.side == side => odd.seq == Seq(seg.seq),
                    _ => own.has(Known::ISS) && own.iss == Seq(seg.seq),
                };
            }
        }
        (current, seg.flags.syn() && !seg.flags.ack() && known && !same)
    }

    /// A connection was opened by a segment with something around it: what.
    #[inline]
    fn note_tunnel(&mut self, slot: u32, frame: &Frame<'_>, seg: &Segment<'_>, packet: Option<&Packet<'_>>) {
        if seg.tunnel != 0 {
            let tunnel = packet.map_or_else(|| Packet::alone(frame).tunnel(), Packet::tunnel);
            self.conns[slot as usize].set_tunnel((!tunnel.is_empty()).then_some(tunnel));
        }
    }

    fn forget_index(&mut self, hash: u32, slot: u32) {
        if let Ok(entry) = self.index.find_entry(u64::from(hash), |&(_, s)| s == slot) {
            entry.remove();
        }
    }

    /// Forget the oldest half-open connections beyond the limit.
    fn bound(&mut self) {
        if self.half_open.len() > 2 * self.limits.half_open + 64 {
            let conns = &self.conns;
            self.half_open.retain(|&(slot, id)| {
                let conn = &conns[slot as usize];
                conn.id == id && conn.half_open()
            });
        }
        while self.half_open_now > self.limits.half_open {
            let Some((slot, id)) = self.half_open.pop_front() else { break };
            let conn = &self.conns[slot as usize];
            if conn.id != id || !conn.half_open() {
                continue;
            }
            self.forget(slot);
        }
    }

    /// Forget connections beyond the limit of all: one that is over if there is one among the oldest, else the oldest.
    fn bound_all(&mut self) {
        /// How many are looked at in one search.
        const OLDEST: usize = 64;
        while self.conns.len() - self.free.len() > self.limits.kept.max(1) {
            let conns = &self.conns;
            let known = |&(slot, id): &(u32, ConnId)| conns[slot as usize].id == id;
            while self.order.front().is_some_and(|entry| !known(entry)) {
                self.order.pop_front();
            }
            // The newest, at the back, has just begun: its first segment is still to be taken in.
            let older = self.order.len().saturating_sub(1).min(OLDEST);
            let over = |entry: &(u32, ConnId)| known(entry) && conns[entry.0 as usize].over();
            let place = self.order.iter().take(older).position(over).unwrap_or(0);
            let Some((slot, _)) = self.order.remove(place) else { return };
            self.forget(slot);
        }
    }

    fn forget(&mut self, slot: u32) {
        let conn = &mut self.conns[slot as usize];
        let Pair([client, server]) = conn.sockets.each(|socket| socket.endpoint);
        let (summary, half_open) = (conn.summary(), conn.half_open());
        // Nothing that still names the connection may take the slot for it.
        conn.id = ConnId(u32::MAX);
        if let Some(history) = self.shelf.at(slot as usize).history() {
            self.listener.fact(summary.id, Fact::History(history.letters()));
        }
        self.listener.fact(summary.id, Fact::Forgotten(&summary));
        let hash = self.hash(&client, &server);
        self.forget_index(hash, slot);
        self.shelf.clear(slot as usize);
        self.free.push(slot);
        self.half_open_now -= usize::from(half_open);
    }
}

/// Does the first segment come from the client? Without SYN the lower port is guessed to be the server's.
fn client_sent(seg: &Segment<'_>) -> bool {
    if seg.flags.syn() { !seg.flags.ack() } else { seg.src_port >= seg.dst_port }
}

/// Does it have FIN or RST beside SYN? No TCP opens a connection with it.
fn odd_syn(seg: &Segment<'_>) -> bool {
    seg.flags.syn() && (seg.flags.fin() || seg.flags.rst())
}

/// Does this SYN or SYN,ACK begin a new incarnation?
fn reopens(conn: &Conn, src: &Endpoint, seg: &Segment<'_>) -> bool {
    let me = conn.side_of(src);
    let (own, peer) = (conn.socket(me), conn.socket(me.peer()));
    let seq = Seq(seg.seq);
    if odd_syn(seg) && !conn.over() {
        // RFC 9293, 3.10.7.4: a synchronised socket looks at RST first, and answers a SYN with a challenge ACK; it
        // opens nothing.
        return false;
    }
    if seg.flags.ack() {
        // A SYN,ACK of a new incarnation whose SYN was not captured.
        return own.has(Known::ISS) && own.iss != seq && conn.over();
    }
    if own.has(Known::ISS) {
        return own.iss != seq;
    }
    match peer.state {
        // A SYN that crosses the peer's (RFC 9293, 3.5), not one behind its end.
        Some(State::SynSent) => false,
        // The SYN was filed behind the SYN,ACK that answers it.
        _ if own.state.is_none() || peer.has(Known::IRS) => {
            peer.number(crate::connection::facts::Variable::Irs) != Some(seg.seq)
        }
        _ => true,
    }
}

/// Which side of a connection is `src`, if it is between `src` and `dst`?
#[inline]
fn side_between(conn: &Conn, src: &Endpoint, dst: &Endpoint) -> Option<Side> {
    let Pair([client, server]) = &conn.sockets;
    if client.endpoint == *src && server.endpoint == *dst {
        Some(Side::Client)
    } else {
        (client.endpoint == *dst && server.endpoint == *src).then_some(Side::Server)
    }
}

/// One connection again, from its own frames only.
pub struct Replay<L: Listen> {
    conn: Conn,
    /// Its only slot.
    shelf: Shelf<L>,
    listener: L,
}

impl<L: Listen> Replay<L> {
    /// `about` tells which connection and who is who.
    pub fn new(mut listener: L, about: &crate::connection::facts::Summary) -> Self {
        let mut conn = Conn::new(about.id, about.stream, about.client.endpoint, about.server.endpoint);
        conn.earlier = about.earlier;
        conn.set_waited(about.waiting);
        conn.set_tunnel(about.tunnel);
        if let Some(Multipath::Subflow { join, .. }) = about.multipath {
            conn.set_join(Some(join));
        }
        listener.fact(
            conn.id,
            Fact::Opened {
                stream: conn.stream,
                client: about.client.endpoint,
                server: about.server.endpoint,
                earlier: conn.earlier,
            },
        );
        let mut shelf = Shelf::new();
        shelf.clear(0);
        Self { conn, shelf, listener }
    }

    /// Take in the next of its frames; others are ignored.
    pub fn take(&mut self, frame: &Frame<'_>, cheap: &Cheap<'_>) {
        self.take_in(frame, cheap, true);
    }

    /// The next of its frames, a segment of which a second capture shows that it did not arrive.
    pub fn take_lost(&mut self, frame: &Frame<'_>, cheap: &Cheap<'_>) {
        self.take_in(frame, cheap, false);
    }

    fn take_in(&mut self, frame: &Frame<'_>, cheap: &Cheap<'_>, arrives: bool) {
        let Pair([client, server]) = self.conn.sockets.each(|socket| socket.endpoint);
        let of = |src: Endpoint, dst: Endpoint| -> Option<Side> {
            ([src, dst] == [client, server] || [dst, src] == [client, server])
                .then(|| if client == src { Side::Client } else { Side::Server })
        };
        match cheap {
            Cheap::Tcp(seg) => {
                let src = Endpoint { ip: seg.src, port: seg.src_port };
                let dst = Endpoint { ip: seg.dst, port: seg.dst_port };
                let Some(side) = of(src, dst) else { return };
                let mut lost = Lost::of(side, &self.conn);
                let mut machine = if arrives { self.machine() } else { self.machine().losing(&mut lost) };
                machine.take(frame.no, frame.time, side, seg);
            }
            Cheap::IcmpQuoting(quote) => {
                let src = Endpoint { ip: quote.src, port: quote.src_port };
                let dst = Endpoint { ip: quote.dst, port: quote.dst_port };
                if let Some(side) = of(src, dst) {
                    self.machine().icmp(frame.no, frame.time, side, quote);
                }
            }
            Cheap::Other(_) => {}
        }
    }

    /// Who listens.
    pub fn listener(&mut self) -> &mut L {
        &mut self.listener
    }

    /// It is over: tell how it stands.
    pub fn finish(mut self) -> L {
        self.machine().finish();
        self.listener
    }

    fn machine(&mut self) -> Machine<'_, L> {
        Machine::new(&mut self.conn, self.shelf.at(0), &mut self.listener)
    }
}
