//! Ctrl-C as a flag, without a signal handler.
//!
//! SIGINT, SIGTERM and SIGHUP are blocked before the first thread starts, so that every thread inherits that, and one
//! thread waits for them. The first one asks the program to come to its end; from then on they are let through again,
//! and a second one ends the process the usual way.

use nix::sys::signal::{SigSet, Signal};

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// Blocks the signals and starts the thread that waits for them, and sets the flag when one comes. To be called before
/// any other thread starts.
///
/// # Errors
/// The system can start no thread.
pub(crate) fn watch(flag: Arc<AtomicBool>) -> io::Result<()> {
    let mut signals = SigSet::empty();
    for signal in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP] {
        signals.add(signal);
    }
    signals.thread_block()?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        if signals.wait().is_ok() {
            flag.store(true, Ordering::SeqCst);
        }
        // Whoever asks again does not want to wait. If this fails, they have SIGKILL.
        let _ = signals.thread_unblock();
        loop {
            thread::park();
        }
    })?;
    Ok(())
}
