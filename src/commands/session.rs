//! What `live` and `explain --follow` share: frames in, files and steps out.

use super::audience::Audience;
use super::exit::Stop;
use super::open;
use super::printer::{Board, Outlet, Printer};
use crate::capture::record::{Counts as Recorded, Recorder};
use crate::capture::{Damage, Frame};
use crate::filter::Filter;
use crate::language::live::{Connections, Files, Live as Says, Packets, Steps};
use crate::language::screen;
use crate::report::Page;
use crate::report::lines::JsonLines;
use crate::report::text::{self, Amount};
use crate::tell::news::{Counts, Lost, News, Note, Tell};
use crate::tell::stream::Stream;
use std::io::{self, BufWriter};
use std::sync::atomic::Ordering;

/// How many connections that are not over are told one by one at the end.
const STANDING: usize = 1_000;

/// How steps are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// As text.
    Text(Amount),
    /// As JSON, an object a line.
    Lines,
}

/// What happens to each frame.
pub(super) struct Session<'r> {
    audience: &'r Audience,
    stream: Stream,
    teller: Box<dyn Tell>,
    printer: Printer,
    /// Does a step that the output has no room for give way?
    skips: bool,
    skipped: u64,
    skipped_in_all: u64,
    recorder: Option<Recorder>,
    comments: bool,
}

/// What is left when a session is over.
pub(super) struct Over {
    pub(super) counts: Counts,
    pub(super) skipped: u64,
    /// Frames and files written, and the last one's name.
    pub(super) written: Option<(u64, u32, String)>,
}

// Some of this only a live capture needs.
#[cfg_attr(not(all(unix, feature = "live")), allow(dead_code))]
impl<'r> Session<'r> {
    /// Starts the printer. `skips`: what the output has no room for is left out, and counted.
    pub(super) fn start(
        audience: &'r Audience,
        style: Style,
        filter: Option<Filter>,
        skips: bool,
    ) -> io::Result<Self> {
        let (language, ascii) = (audience.language, audience.ascii);
        let status = move |board: &Board| {
            let packets = Packets(board.packets.load(Ordering::Relaxed));
            let connections = Connections(board.connections.load(Ordering::Relaxed));
            let says = match board.lost.load(Ordering::Relaxed) {
                0 => Says::LiveStatus { packets, connections },
                lost => Says::LiveStatusLost { packets, connections, lost: Packets(lost) },
            };
            let text = says.text(language);
            if ascii { crate::report::page::ascii(&text).into_owned() } else { text }
        };
        let printer = Printer::start(Box::new(status))?;
        let outlet: Outlet = printer.outlet();
        let teller: Box<dyn Tell> = match style {
            Style::Text(amount) => {
                Box::new(text::Live::new(Page::new(Box::new(outlet), audience.look()), amount))
            }
            Style::Lines => {
                let out = BufWriter::with_capacity(32 * 1024, outlet);
                Box::new(JsonLines::new(out, audience.machine_language()))
            }
        };
        Ok(Self {
            audience,
            stream: Stream::new(filter),
            teller,
            printer,
            skips,
            skipped: 0,
            skipped_in_all: 0,
            recorder: None,
            comments: false,
        })
    }

    /// Record every frame, with what its step says as a comment if that is wanted.
    pub(super) fn record(&mut self, recorder: Recorder, comments: bool) {
        self.recorder = Some(recorder);
        self.comments = comments;
    }

    /// The next frame.
    pub(super) fn frame(&mut self, frame: &Frame<'_>) -> Result<(), Stop> {
        let news = self.stream.take(frame);
        if let Some(recorder) = &mut self.recorder
            && let Some(time) = frame.time
        {
            let language = self.audience.language;
            let comment = news.as_ref().filter(|_| self.comments);
            let comment = comment.and_then(|news| text::comment(news, frame, language));
            recorder.frame(time, frame.original, frame.bytes, comment.as_deref())?;
        }
        match news {
            Some(news) => self.tell(&news, frame),
            None => Ok(()),
        }
    }

    fn tell(&mut self, news: &News, frame: &Frame<'_>) -> Result<(), Stop> {
        if self.skips && !self.printer.room() {
            let steps = news.steps();
            self.skipped += steps;
            self.skipped_in_all += steps;
            return Ok(());
        }
        self.confess()?;
        Ok(self.teller.news(news, frame)?)
    }

    /// Say what was left out, in front of what follows it.
    fn confess(&mut self) -> io::Result<()> {
        match std::mem::take(&mut self.skipped) {
            0 => Ok(()),
            steps => self.teller.note(&Note::Skipped(steps)),
        }
    }

    /// Packets lost since the last time, and in all.
    pub(super) fn lost(&mut self, kernel: u64, interface: u64, all: u64) -> Result<(), Stop> {
        self.printer.board.lost.store(all, Ordering::Relaxed);
        if kernel + interface > 0 {
            self.teller.note(&Note::Lost { kernel, interface })?;
        }
        Ok(())
    }

    /// The counters of the system, for the recorded file.
    pub(super) fn counted(&mut self, counts: Recorded) {
        if let Some(recorder) = &mut self.recorder {
            recorder.counted(counts);
        }
    }

    /// The container is damaged here.
    pub(super) fn damage(&mut self, damage: &Damage) -> Result<(), Stop> {
        Ok(self.teller.note(&Note::Damage(damage))?)
    }

    /// What was told goes to the printer.
    pub(super) fn flush(&mut self) -> Result<(), Stop> {
        let counts = self.stream.counts();
        self.printer.board.packets.store(counts.frames, Ordering::Relaxed);
        self.printer.board.connections.store(counts.connections, Ordering::Relaxed);
        Ok(self.teller.flush()?)
    }

    /// What was recorded goes to the file: nothing else is to be done just now.
    pub(super) fn settle(&mut self) -> Result<(), Stop> {
        match &mut self.recorder {
            Some(recorder) => Ok(recorder.flush()?),
            None => Ok(()),
        }
    }

    /// Nothing more comes. The file is finished first: it must not wait for a terminal.
    pub(super) fn finish(self, lost: Option<Lost>) -> Result<Over, Stop> {
        let Self { stream, mut teller, printer, skipped, skipped_in_all, recorder, .. } = self;
        let written = recorder.map(end).transpose()?;
        if skipped > 0 {
            teller.note(&Note::Skipped(skipped))?;
        }
        let (standing, counts) = stream.finish();
        for about in standing.iter().take(STANDING) {
            teller.stands(about)?;
        }
        if standing.len() > STANDING {
            teller.note(&Note::MoreStand((standing.len() - STANDING) as u64))?;
        }
        teller.note(&Note::End { counts: &counts, lost, skipped: skipped_in_all })?;
        teller.flush()?;
        drop(teller);
        printer.finish()?;
        Ok(Over { counts, skipped: skipped_in_all, written })
    }

    /// It cannot go on: what was recorded is kept.
    pub(super) fn give_up(self) {
        if let Some(recorder) = self.recorder {
            // Why it ends is said already.
            drop(recorder.finish());
        }
    }
}

fn end(recorder: Recorder) -> Result<(u64, u32, String), Stop> {
    let (files, frames) = recorder.written();
    let last = open::shown(&recorder.path());
    recorder.finish()?;
    Ok((frames, files, last))
}

impl Over {
    /// Says on standard error what was counted.
    pub(super) fn say(&self, audience: &Audience) {
        let counts = &self.counts;
        audience.tell(&Says::LiveCounted {
            packets: Packets(counts.frames),
            tcp: counts.tcp,
            connections: Connections(counts.connections),
            over: counts.over,
        });
        if counts.forgotten > 0 {
            audience.tell(&Says::LiveForgotten { connections: Connections(counts.forgotten) });
        }
        if self.skipped > 0 {
            audience.tell(&Says::LiveSkippedInAll { steps: Steps(self.skipped) });
        }
        if let Some((packets, files, last)) = &self.written {
            let (packets, files) = (Packets(*packets), Files(u64::from(*files)));
            audience.tell(&Says::LiveWritten { packets, files, last: last.clone() });
            audience.tell(&Says::LiveNext { file: screen::quoted(last) });
        }
    }
}
