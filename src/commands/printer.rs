//! Standard output on a thread of its own, so that a slow terminal stalls nothing, and the status line below it.
//!
//! Text waits in a queue of [`MOST`] bytes. Who makes text asks first whether there is [`room`](Printer::room): a live
//! capture skips a step that does not fit, and counts it; a file that is followed can wait.
//!
//! The status line stands on standard error where that is a terminal. It is taken away before text is printed and put
//! back behind it, all on this thread, so that the two never mix.

use super::progress;
use std::io::{self, IsTerminal as _, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Bytes that may wait: some ten thousand lines.
const MOST: usize = 1 << 20;

/// Pieces that may wait, far below what the queue holds.
const PIECES: usize = 900;

/// Pieces that the queue holds.
const QUEUE: usize = 1024;

/// Bytes that are written at once.
const AT_ONCE: usize = 256 * 1024;

/// How often the status line is drawn.
const DRAWN: Duration = Duration::from_millis(250);

/// What the status line says.
#[derive(Debug, Default)]
pub(super) struct Board {
    /// Packets so far.
    pub(super) packets: AtomicU64,
    /// Connections so far.
    pub(super) connections: AtomicU64,
    /// Packets lost so far.
    pub(super) lost: AtomicU64,
}

/// Writes a status line from a board.
pub(super) type Status = Box<dyn Fn(&Board) -> String + Send>;

/// The thread, and the way to it.
pub(super) struct Printer {
    sender: SyncSender<Vec<u8>>,
    waiting: Arc<Waiting>,
    thread: JoinHandle<io::Result<()>>,
    /// What the status line says.
    pub(super) board: Arc<Board>,
}

#[derive(Debug, Default)]
struct Waiting {
    bytes: AtomicUsize,
    pieces: AtomicUsize,
}

impl Printer {
    /// Starts the thread. `status` is drawn if standard error is a terminal.
    pub(super) fn start(status: Status) -> io::Result<Self> {
        let (sender, pieces) = sync_channel(QUEUE);
        let waiting = Arc::new(Waiting::default());
        let board = Arc::new(Board::default());
        let worker = Worker {
            pieces,
            waiting: Arc::clone(&waiting),
            board: Arc::clone(&board),
            status: io::stderr().is_terminal().then_some(status),
            shown: String::new(),
        };
        let thread = thread::Builder::new().name("printer".to_owned()).spawn(move || worker.run())?;
        Ok(Self { sender, waiting, thread, board })
    }

    /// Where text goes in.
    pub(super) fn outlet(&self) -> Outlet {
        Outlet { sender: self.sender.clone(), waiting: Arc::clone(&self.waiting) }
    }

    /// Is there room for more?
    pub(super) fn room(&self) -> bool {
        self.waiting.bytes.load(Ordering::Relaxed) < MOST
            && self.waiting.pieces.load(Ordering::Relaxed) < PIECES
    }

    /// Waits until everything is printed. Every outlet must be gone.
    pub(super) fn finish(self) -> io::Result<()> {
        let Self { sender, thread, .. } = self;
        drop(sender);
        thread.join().unwrap_or_else(|_| Err(io::Error::other("the printer has died")))
    }
}

/// Takes text for the printer; waits where the queue is full.
pub(super) struct Outlet {
    sender: SyncSender<Vec<u8>>,
    waiting: Arc<Waiting>,
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        self.waiting.bytes.fetch_add(bytes.len(), Ordering::Relaxed);
        self.waiting.pieces.fetch_add(1, Ordering::Relaxed);
        // The printer ends only when it cannot write.
        self.sender.send(bytes.to_vec()).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Worker {
    pieces: Receiver<Vec<u8>>,
    waiting: Arc<Waiting>,
    board: Arc<Board>,
    /// `None` if nobody watches.
    status: Option<Status>,
    /// What it says on the screen now; empty if it is not there.
    shown: String,
}

impl Worker {
    fn run(mut self) -> io::Result<()> {
        let mut drawn = Instant::now();
        let mut out = io::stdout().lock();
        loop {
            let piece = match self.pieces.recv_timeout(DRAWN) {
                Ok(piece) => piece,
                Err(RecvTimeoutError::Timeout) => {
                    self.draw();
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => break,
            };
            self.took(&piece);
            let mut text = piece;
            while text.len() < AT_ONCE
                && let Ok(more) = self.pieces.try_recv()
            {
                self.took(&more);
                text.extend(more);
            }
            self.clear();
            out.write_all(&text)?;
            out.flush()?;
            if drawn.elapsed() >= DRAWN {
                self.draw();
                drawn = Instant::now();
            }
        }
        self.clear();
        Ok(())
    }

    fn took(&self, piece: &[u8]) {
        self.waiting.bytes.fetch_sub(piece.len(), Ordering::Relaxed);
        self.waiting.pieces.fetch_sub(1, Ordering::Relaxed);
    }

    fn draw(&mut self) {
        let Some(status) = &self.status else { return };
        let text = status(&self.board);
        if text != self.shown {
            progress::draw(&text);
            self.shown = text;
        }
    }

    fn clear(&mut self) {
        if !std::mem::take(&mut self.shown).is_empty() {
            progress::clear();
        }
    }
}
