//! A thread that empties the kernel's buffer, and the queue that it fills.
//!
//! Packets travel in batches: a batch is what the kernel had at hand, at most [`BATCH`] bytes of it. So a single packet
//! goes on at once, and a flood costs one hand-over for thousands. The queue holds [`QUEUE`] batches; where the reader
//! is slower than that for long, the thread waits, the kernel's buffer fills, and the kernel counts what it drops: a
//! loss is counted where it happens, and in one place only.
//!
//! At the end the thread goes on reading until it has what had arrived when the end was asked for: that has been
//! counted, and would else be missing.

use super::device::{Device, Stats};
use crate::capture::Nanos;

use std::io;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

/// Bytes of packets in a batch, and a packet more.
const BATCH: usize = 256 * 1024;

/// Batches in the queue: 64 MiB if all are full.
const QUEUE: usize = 256;

/// How often the counters are asked for.
const COUNTED: Duration = Duration::from_millis(500);

/// How long the thread sleeps where nothing arrives, in milliseconds: how late it may see that the end is asked for.
const ASLEEP: u16 = 100;

/// How long what had arrived before the end is waited for: many times what the kernel collects for.
const DRAINED: Duration = Duration::from_millis(50);

/// Packets on their way.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    bytes: Vec<u8>,
    packets: Vec<Packet>,
}

#[derive(Debug)]
struct Packet {
    time: Nanos,
    original: u32,
    place: Range<usize>,
}

impl Batch {
    /// The packets in order: time, length on the wire, bytes.
    pub(crate) fn packets(&self) -> impl Iterator<Item = (Nanos, u32, &[u8])> {
        self.packets.iter().map(|packet| {
            (packet.time, packet.original, self.bytes.get(packet.place.clone()).unwrap_or_default())
        })
    }

    fn push(&mut self, time: Nanos, original: u32, bytes: &[u8]) {
        let from = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        self.packets.push(Packet { time, original, place: from..self.bytes.len() });
    }
}

/// What comes out of the queue.
#[derive(Debug)]
pub(crate) enum Fed {
    /// Packets.
    Batch(Batch),
    /// The counters, where they differ from the last ones.
    Stats(Stats),
    /// Nothing more comes: why, and the last counters.
    End(End, Stats),
}

/// Why a capture ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum End {
    /// Somebody asked for it.
    Asked,
    /// So many packets were wanted.
    Count,
    /// The time was over.
    Time,
    /// libpcap cannot go on: what it said.
    Trouble(String),
    /// The reader has gone.
    Unread,
}

/// When to end.
#[derive(Debug, Clone)]
pub(crate) struct Until {
    /// When this is set.
    pub asked: Arc<AtomicBool>,
    /// After so many packets.
    pub count: Option<u64>,
    /// After this time.
    pub duration: Option<Duration>,
}

/// The reading side.
pub(crate) struct Feed {
    fed: Receiver<Fed>,
    thread: JoinHandle<()>,
}

impl Feed {
    /// Starts to capture.
    ///
    /// # Errors
    /// The system can start no thread.
    pub(crate) fn start(device: Device, until: Until) -> io::Result<Self> {
        let (sender, fed) = sync_channel(QUEUE);
        let worker =
            Worker { device, until, sender, batch: Batch::default(), stats: Stats::default(), count: 0 };
        let thread = thread::Builder::new().name("capture".to_owned()).spawn(|| worker.run())?;
        Ok(Self { fed, thread })
    }

    /// What comes next, if it comes within this time.
    pub(crate) fn next(&self, patience: Duration) -> Option<Fed> {
        match self.fed.recv_timeout(patience) {
            Ok(fed) => Some(fed),
            Err(RecvTimeoutError::Timeout) => None,
            // The thread always says why it ends; if it could not, it has died.
            Err(RecvTimeoutError::Disconnected) => {
                Some(Fed::End(End::Trouble(String::new()), Stats::default()))
            }
        }
    }

    /// Waits for the thread to close the interface.
    pub(crate) fn close(self) {
        let Self { fed, thread } = self;
        drop(fed);
        // Had it panicked, that was said already.
        drop(thread.join());
    }
}

struct Worker {
    device: Device,
    until: Until,
    sender: SyncSender<Fed>,
    batch: Batch,
    stats: Stats,
    count: u64,
}

impl Worker {
    fn run(mut self) {
        let end = self.capture();
        let end = if self.hand_over() { end } else { End::Unread };
        let stats = self.device.stats();
        // If nobody reads any more, nobody wants to know.
        drop(self.sender.send(Fed::End(end, stats)));
    }

    fn capture(&mut self) -> End {
        let began = Instant::now();
        let mut counted = began;
        loop {
            match self.read(None) {
                Ok(true) => {}
                Ok(false) => {
                    if !self.hand_over() {
                        return End::Unread;
                    }
                    self.device.wait(ASLEEP);
                }
                Err(end) => return end,
            }
            // Looking at the watch for each packet would cost more than reading it.
            if self.batch.packets.len().is_multiple_of(64) {
                let now = Instant::now();
                let end = if self.until.asked.load(Ordering::SeqCst) {
                    Some(End::Asked)
                } else if self.until.duration.is_some_and(|most| now.duration_since(began) >= most) {
                    Some(End::Time)
                } else {
                    None
                };
                if let Some(end) = end {
                    return self.drain().err().unwrap_or(end);
                }
                if now.duration_since(counted) >= COUNTED {
                    counted = now;
                    if !self.count_losses() {
                        return End::Unread;
                    }
                }
            }
        }
    }

    /// Reads a packet, if there is one, captured no later than this.
    fn read(&mut self, no_later: Option<Nanos>) -> Result<bool, End> {
        if self.until.count.is_some_and(|most| self.count >= most) {
            return Err(End::Count);
        }
        match self.device.read() {
            Ok(None) => Ok(false),
            Ok(Some(packet)) if no_later.is_some_and(|end| packet.time > end) => Ok(false),
            Ok(Some(packet)) => {
                self.batch.push(packet.time, packet.original, packet.bytes);
                self.count += 1;
                if self.batch.bytes.len() >= BATCH && !self.hand_over() {
                    return Err(End::Unread);
                }
                Ok(true)
            }
            Err(error) => Err(End::Trouble(error)),
        }
    }

    /// What had arrived by now.
    fn drain(&mut self) -> Result<(), End> {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let now = Nanos(i128::try_from(since.as_nanos()).unwrap_or(i128::MAX));
        let until = Instant::now() + DRAINED;
        while Instant::now() < until {
            self.device.wait(5);
            while self.read(Some(now))? {}
        }
        Ok(())
    }

    /// Hands the batch over; false if nobody wants it.
    fn hand_over(&mut self) -> bool {
        if self.batch.packets.is_empty() {
            return true;
        }
        // The next one will be as large as this one, or so.
        let next = Batch {
            bytes: Vec::with_capacity(self.batch.bytes.len()),
            packets: Vec::with_capacity(self.batch.packets.len()),
        };
        self.sender.send(Fed::Batch(std::mem::replace(&mut self.batch, next))).is_ok()
    }

    /// Tells losses behind the packets they came after; false if nobody wants to know.
    fn count_losses(&mut self) -> bool {
        let stats = self.device.stats();
        if stats.lost() == self.stats.lost() {
            return true;
        }
        self.stats = stats;
        self.hand_over() && self.sender.send(Fed::Stats(stats)).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_gives_back_what_was_put_in() {
        let mut batch = Batch::default();
        batch.push(Nanos(1), 3, &[1, 2, 3]);
        batch.push(Nanos(2), 1500, &[]);
        batch.push(Nanos(3), 9, &[4]);
        let packets: Vec<_> = batch.packets().collect();
        assert_eq!(
            packets,
            [(Nanos(1), 3, &[1, 2, 3][..]), (Nanos(2), 1500, &[][..]), (Nanos(3), 9, &[4][..])]
        );
    }
}
