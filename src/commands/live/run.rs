//! The capture itself: from the queue to the steps, to the end.

use super::{attempts, begin, faces};
use crate::capture::live::feed::{End, Fed, Feed, Until};
use crate::capture::live::{Stats, privilege, signals};
use crate::capture::record::Counts as Recorded;
use crate::capture::{Frame, LinkType, Place};
use crate::cli::{Live, LiveFormat};
use crate::commands::audience::Audience;
use crate::commands::exit::{Exit, Stop};
use crate::commands::session::{Session, Style};
use crate::commands::{choose, libpcap};
use crate::language::live::{Live as Says, Packets};
use crate::report::names::link_name;
use crate::report::text::Amount;
use crate::tell::news::Lost;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long the queue is waited for at once.
const PATIENCE: Duration = Duration::from_millis(200);

/// Run it.
pub(super) fn run(options: &Live, audience: &Audience) -> Result<Exit, Stop> {
    let filter = options.display.as_deref().map(|text| choose::parse(text, audience)).transpose()?;
    if options.write.as_deref() == Some(Path::new("-")) {
        return Err(Says::WriteToNowhere {}.into());
    }
    let library = libpcap::library()?;
    if options.list_interfaces {
        return faces::list(library, options.format, audience);
    }
    let device = begin::device(library, options)?;
    let successor = privilege::successor().filter(|_| !options.no_sandbox);
    let recorder = begin::recorder(&device, options, successor.as_ref())?;
    if options.no_sandbox {
        audience.tell(&Says::LiveUnconfined {});
    } else {
        begin::confine(&device, recorder.as_ref(), successor.as_ref(), audience)?;
    }
    if options.try_sandbox {
        return attempts::all(library, options);
    }
    let about = device.about().clone();
    if let Some(warning) = &about.warning {
        audience.tell(&Says::LiveWarning { warning: warning.clone() });
    }

    // From here on there are threads, and each has what is left of the rights.
    let asked = Arc::new(AtomicBool::new(false));
    signals::watch(Arc::clone(&asked))?;
    let mut session = Session::start(audience, style(options), filter, true)?;
    if let Some(recorder) = recorder {
        session.record(recorder, options.comments);
    }
    let until = Until {
        asked: Arc::clone(&asked),
        count: options.count,
        duration: options.duration.map(Duration::from_secs),
    };
    let feed = Feed::start(device, until)?;
    let units = if about.nanoseconds { "ns" } else { "µs" }.to_owned();
    audience.tell(&Says::LiveBegins {
        interface: about.interface.clone(),
        link: link_name(about.link),
        units,
    });

    let mut capture =
        Capture { session, link: about.link, twice: about.counted_twice, told: Stats::default(), no: 0 };
    let ended = capture.run(&feed);
    let (end, stats) = match ended {
        Ok(ended) => ended,
        Err(why) => {
            asked.store(true, Ordering::SeqCst);
            feed.close();
            capture.session.give_up();
            return Err(why);
        }
    };
    feed.close();
    let captured = capture.no;
    let lost = Lost {
        received: (!about.counted_twice).then_some(stats.received),
        kernel: stats.dropped,
        interface: stats.interface_dropped,
    };
    capture.session.finish(Some(lost))?.say(audience);
    say_losses(lost, captured, &end, about.counted_twice, audience);
    match end {
        End::Trouble(error) => {
            audience.tell(&Says::LiveStopped { error });
            Ok(Exit::Damaged)
        }
        End::Asked | End::Count | End::Time | End::Unread => Ok(Exit::Fine),
    }
}

fn style(options: &Live) -> Style {
    match (options.format, options.full, options.explain) {
        (LiveFormat::Jsonl, ..) => Style::Lines,
        (LiveFormat::Text, true, _) => Style::Text(Amount::Full),
        (LiveFormat::Text, false, true) => Style::Text(Amount::Default),
        (LiveFormat::Text, false, false) => Style::Text(Amount::Brief),
    }
}

fn say_losses(lost: Lost, captured: u64, end: &End, twice: bool, audience: &Audience) {
    if lost.kernel + lost.interface == 0 {
        audience.tell(&Says::LiveLostNothing {});
    } else {
        let (kernel, interface) = (Packets(lost.kernel), Packets(lost.interface));
        audience.tell(&Says::LiveLostSome { kernel, interface });
        if twice {
            audience.tell(&Says::LiveLostCopies {});
        }
    }
    // Behind the last packet that was wanted there may be others; that is no loss.
    let unread = lost.received.map_or(0, |all| all.saturating_sub(lost.kernel).saturating_sub(captured));
    if unread > 0 && matches!(end, End::Asked | End::Time) {
        audience.tell(&Says::LiveUnread { packets: Packets(unread) });
    }
}

/// What happens to what is fed.
struct Capture<'r> {
    session: Session<'r>,
    link: LinkType,
    /// Does the kernel count some packets twice?
    twice: bool,
    /// The losses that were told.
    told: Stats,
    /// Frames so far.
    no: u64,
}

impl Capture<'_> {
    fn run(&mut self, feed: &Feed) -> Result<(End, Stats), Stop> {
        loop {
            let fed = match feed.next(Duration::ZERO) {
                Some(fed) => fed,
                None => {
                    // Nothing waits: a good moment to let others see what was recorded.
                    self.session.settle()?;
                    match feed.next(PATIENCE) {
                        Some(fed) => fed,
                        None => continue,
                    }
                }
            };
            match fed {
                Fed::Batch(batch) => {
                    for (time, original, bytes) in batch.packets() {
                        self.no += 1;
                        self.session.frame(&Frame {
                            no: self.no,
                            time: Some(time),
                            interface: 0,
                            link: self.link,
                            original,
                            bytes,
                            fcs: None,
                            at: Place::new(0, 0),
                        })?;
                    }
                }
                Fed::Stats(stats) => self.count(stats)?,
                Fed::End(end, stats) => {
                    self.count(stats)?;
                    self.session.flush()?;
                    return Ok((end, stats));
                }
            }
            self.session.flush()?;
        }
    }

    fn count(&mut self, stats: Stats) -> Result<(), Stop> {
        let kernel = stats.dropped.saturating_sub(self.told.dropped);
        let interface = stats.interface_dropped.saturating_sub(self.told.interface_dropped);
        self.told = stats;
        self.session.counted(Recorded {
            accepted: (!self.twice).then_some(stats.received),
            interface_dropped: stats.interface_dropped,
            system_dropped: stats.dropped,
        });
        self.session.lost(kernel, interface, stats.lost())
    }
}
