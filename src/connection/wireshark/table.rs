//! Where conversations are found by their two ends, and how many of them are kept.
//!
//! A conversation's ends stand in a fixed order, so both directions find the same one. Of conversations with the same
//! ends only the newest is kept: Wireshark looks at no other when it reads once.
//!
//! Conversations that showed a single segment are what a SYN flood or a scan leaves. Beyond a limit the oldest of them
//! are forgotten and counted; a segment that comes for one afterwards begins a new stream.

use crate::connection::facts::Endpoint;
use crate::connection::wireshark::conversation::{Conversation, Standing};
use crate::connection::wireshark::header::Header;
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::collections::VecDeque;
use std::hash::BuildHasher;

/// Both ends of a conversation, the higher first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Ends(Endpoint, Endpoint);

impl Ends {
    /// The ends of a header, and its direction: 0 from the higher to the lower.
    pub(super) fn of(header: &Header<'_>) -> (Self, usize) {
        let order = |end: &Endpoint| (end.ip, end.port);
        if order(&header.src) > order(&header.dst) {
            (Self(header.src, header.dst), 0)
        } else {
            (Self(header.dst, header.src), 1)
        }
    }
}

/// See the module.
pub(super) struct Table {
    hasher: RandomState,
    /// Hash of the ends, index into `slots`.
    index: HashTable<(u32, u32)>,
    slots: Vec<(Ends, Conversation)>,
    free: Vec<u32>,
    /// Slot and stream of conversations that began, oldest first; some have shown more by now.
    single: VecDeque<(u32, u32)>,
    single_now: usize,
    most_single: usize,
    forgotten: u64,
}

impl Table {
    /// An empty table that keeps at most so many conversations of a single segment.
    pub(super) fn new(most_single: usize) -> Self {
        Self {
            hasher: RandomState::default(),
            index: HashTable::new(),
            slots: Vec::new(),
            free: Vec::new(),
            single: VecDeque::new(),
            single_now: 0,
            most_single,
            forgotten: 0,
        }
    }

    /// Conversations forgotten because of the limit.
    pub(super) fn forgotten(&self) -> u64 {
        self.forgotten
    }

    /// Where the conversation between these ends is. If there is none, a new one without segments.
    pub(super) fn slot(&mut self, ends: Ends) -> u32 {
        let hash = self.hash(&ends);
        let slots = &self.slots;
        let found = self.index.find(u64::from(hash), |&(h, slot)| {
            h == hash && slots.get(slot as usize).is_some_and(|(there, _)| *there == ends)
        });
        match found {
            Some(&(_, slot)) => slot,
            None => self.add(hash, ends),
        }
    }

    /// The conversation of a slot.
    pub(super) fn at(&mut self, slot: u32) -> &mut Conversation {
        &mut self.slots[slot as usize].1
    }

    /// A segment was taken in: how does the conversation count among those of a single one?
    pub(super) fn settle(&mut self, slot: u32, before: Standing) {
        let now = self.at(slot).standing();
        match (before.single, now.single) {
            (false, true) => self.single_now += 1,
            (true, false) => self.single_now -= 1,
            _ => {}
        }
        if now.single {
            self.single.push_back((slot, now.stream));
        }
    }

    /// Forget the oldest conversations of a single segment beyond the limit. Gives how many segments those noted.
    pub(super) fn bound(&mut self) -> usize {
        if self.single.len() > 2 * self.most_single + 64 {
            let slots = &self.slots;
            self.single.retain(|&(slot, stream)| is_still(slots, slot, stream));
        }
        let mut noted = 0;
        while self.single_now > self.most_single {
            let Some((slot, stream)) = self.single.pop_front() else { break };
            if !is_still(&self.slots, slot, stream) {
                continue;
            }
            let (ends, conversation) = &mut self.slots[slot as usize];
            noted += conversation.standing().noted;
            *conversation = Conversation::default();
            let hash = u64::from(self.hasher.hash_one(*ends) as u32);
            if let Ok(entry) = self.index.find_entry(hash, |&(_, there)| there == slot) {
                entry.remove();
            }
            self.free.push(slot);
            self.single_now -= 1;
            self.forgotten += 1;
        }
        noted
    }

    fn add(&mut self, hash: u32, ends: Ends) -> u32 {
        let slot = if let Some(slot) = self.free.pop() {
            self.slots[slot as usize] = (ends, Conversation::default());
            slot
        } else {
            self.slots.push((ends, Conversation::default()));
            self.slots.len() as u32 - 1
        };
        self.index.insert_unique(u64::from(hash), (hash, slot), |&(hash, _)| u64::from(hash));
        slot
    }

    fn hash(&self, ends: &Ends) -> u32 {
        self.hasher.hash_one(ends) as u32
    }
}

/// Is it still that conversation, and still of a single segment?
fn is_still(slots: &[(Ends, Conversation)], slot: u32, stream: u32) -> bool {
    slots.get(slot as usize).is_some_and(|(_, there)| {
        let now = there.standing();
        now.single && now.stream == stream
    })
}
