//! `ackplain explain --follow`: a capture that is still being written, explained in one pass.

use super::audience::Audience;
use super::damage::Damages;
use super::exit::{Exit, Stop};
use super::session::{Session, Style};
use super::{choose, open};
use crate::capture::tail::Tail;
use crate::capture::{self, CaptureError, DamageKind, Event, Source as _};
use crate::cli::{Explain, Format};
use crate::language::live::Live as Says;
use crate::report::text::Amount;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Run it.
pub(super) fn run(options: &Explain, audience: &Audience) -> Result<Exit, Stop> {
    let style = match (options.format, options.full, options.brief) {
        (Format::Yaml, ..) => return Err(Says::FollowAsYaml {}.into()),
        (Format::Json, ..) => Style::Lines,
        (Format::Text, true, _) => Style::Text(Amount::Full),
        (Format::Text, false, true) => Style::Text(Amount::Brief),
        (Format::Text, false, false) => Style::Text(Amount::Default),
    };
    let filter = options.filter.as_deref().map(|text| choose::parse(text, audience)).transpose()?;
    let sieve = options.bpf.as_deref().map(open::sieve).transpose()?;
    let path = &options.capture;
    let asked = Arc::new(AtomicBool::new(false));
    // A FIFO is waited for here: until it is open, Ctrl-C ends the program as it ends any.
    let tail = Tail::open(path, Arc::clone(&asked))
        .map_err(|error| Stop::from(CaptureError::Io { path: path.clone(), error }))?;
    watch(&asked)?;
    let mut source = match capture::Reader::streaming(tail, path) {
        Ok(source) => source,
        // Somebody ended it before a capture began.
        Err(_) if asked.load(Ordering::SeqCst) => return Ok(Exit::Fine),
        Err(error) => return Err(error.into()),
    };
    if let Some(sieve) = sieve {
        source.sift(sieve);
    }
    if std::io::IsTerminal::is_terminal(&std::io::stderr()) {
        audience.tell(&Says::LiveFollows { file: open::shown(path) });
    }
    let mut session = Session::start(audience, style, filter, false)?;
    let mut damages = Damages::default();
    loop {
        let event = match source.next() {
            Ok(Some(event)) => event,
            Ok(None) => break,
            Err(error) => {
                session.finish(None)?;
                return Err(error.into());
            }
        };
        match event {
            Event::Frame(frame) => session.frame(&frame)?,
            // Where somebody ended it, the last record is not whole yet, and no wonder.
            Event::Damage(found)
                if asked.load(Ordering::SeqCst) && matches!(found.kind, DamageKind::Cut { .. }) => {}
            Event::Damage(found) => {
                session.damage(&found)?;
                damages.add(found);
            }
        }
        session.flush()?;
    }
    session.finish(None)?.say(audience);
    Ok(damages.exit(&open::shown(path), audience))
}

/// Ctrl-C sets the flag from now on.
#[cfg(all(unix, feature = "live"))]
fn watch(asked: &Arc<AtomicBool>) -> Result<(), Stop> {
    Ok(capture::live::signals::watch(Arc::clone(asked))?)
}

/// Ctrl-C ends the program as it ends any.
#[cfg(not(all(unix, feature = "live")))]
fn watch(_: &Arc<AtomicBool>) -> Result<(), Stop> {
    Ok(())
}
