//! The one way to read a capture: frame by frame, each with the packet that it holds, the connection it belongs to, and
//! what is computed beside its bytes.
//!
//! Whoever reads a capture in order needs the same things in the same order: a source, what puts fragments together, a
//! tracker, and for filters and columns an overlay. A [`Cursor`] holds them and hands out what was [met](Met). Where
//! frames are not fetched but brought, by a network interface, its inner half does the same: an [`Intake`] is given one
//! frame at a time.
//!
//! Both are generic over who [follows](Follow), so that nobody pays for another: `list` follows with a tracker and
//! nothing beside it, `fields` with an overlay and no tracker, and each gets a loop of its own from the compiler. The
//! frame is borrowed until the next one is asked for; damage of the container is handed on and not judged. Who
//! [runs](Cursor::run) through a capture is handed nothing: all that is wanted is done by those who follow, on the very
//! frame that the source lends.
//!
//! A connection that is told is read the same way once more: its remembered [`Places`] are a source of their own, and
//! who follows is a [`Replay`].

use super::overlay::Overlay;
use crate::capture::{CaptureError, Damage, Description, Event, Frame, FrameNo, Place, Source};
use crate::connection::{ConnId, Listen, Replay, Tracker};
use crate::dissect::{Packet, Packets};

/// Frames between two looks at how far the reading is.
const LOOK: u64 = 65_536;

/// Who takes in all that a cursor comes to.
pub trait Follow {
    /// What it says of a frame.
    type Told;

    /// The next frame, in order, and what it holds: itself, or the datagram that it completes.
    fn follow(&mut self, frame: &Frame<'_>, packet: &Packet<'_>) -> Self::Told;

    /// The container is damaged here.
    fn damaged(&mut self, damage: &Damage) {
        let _ = damage;
    }
}

/// Nobody: costs nothing.
impl Follow for () {
    type Told = ();

    #[inline]
    fn follow(&mut self, _: &Frame<'_>, _: &Packet<'_>) {}
}

/// Which connection it belongs to.
impl<L: Listen> Follow for Tracker<L> {
    type Told = Option<ConnId>;

    #[inline]
    fn follow(&mut self, _: &Frame<'_>, packet: &Packet<'_>) -> Option<ConnId> {
        self.take_packet(packet)
    }
}

/// A connection's own frames: which one it is, is known.
impl<L: Listen> Follow for Replay<L> {
    type Told = ();

    #[inline]
    fn follow(&mut self, _: &Frame<'_>, packet: &Packet<'_>) {
        self.take(&packet.frame, &packet.cheap);
    }
}

/// Values beside those of the frame: they stay in the overlay.
impl Follow for Overlay {
    type Told = ();

    fn follow(&mut self, _: &Frame<'_>, packet: &Packet<'_>) {
        self.take(packet);
    }
}

/// Somebody who may not be there.
impl<F: Follow> Follow for Option<F> {
    type Told = Option<F::Told>;

    #[inline]
    fn follow(&mut self, frame: &Frame<'_>, packet: &Packet<'_>) -> Option<F::Told> {
        self.as_mut().map(|follower| follower.follow(frame, packet))
    }
}

/// Takes in frames that somebody brings.
pub struct Intake<T, O = ()> {
    /// What puts fragments together.
    pub packets: Packets,
    /// Who follows.
    pub tracker: T,
    /// Who follows beside: an overlay, a survey, or nobody.
    pub beside: O,
}

/// A frame that was met, with all that is known of it.
pub struct Met<'a, T: Follow, O = ()> {
    /// The frame as it was captured.
    pub frame: Frame<'a>,
    /// What it holds: itself, or the datagram that it completes.
    pub packet: Packet<'a>,
    /// What the tracker says: the connection it belongs to.
    pub connection: T::Told,
    /// The tracker behind this frame.
    pub tracker: &'a mut T,
    /// Who follows beside.
    pub beside: &'a mut O,
}

/// What a cursor comes to.
#[allow(clippy::large_enum_variant)] // a frame is what nearly always comes, and a box would cost an allocation for each
pub enum Next<'a, T: Follow, O = ()> {
    /// A frame.
    Frame(Met<'a, T, O>),
    /// The container is damaged here.
    Damage(Damage),
}

impl<T: Follow, O: Follow> Intake<T, O> {
    /// Nothing taken in yet.
    pub fn new(tracker: T, beside: O) -> Self {
        Self { packets: Packets::new(), tracker, beside }
    }

    /// The next frame.
    #[inline]
    pub fn take<'a>(&'a mut self, frame: &Frame<'a>) -> Met<'a, T, O> {
        let packet = self.packets.read(frame);
        self.beside.follow(frame, &packet);
        let connection = self.tracker.follow(frame, &packet);
        Met { frame: *frame, packet, connection, tracker: &mut self.tracker, beside: &mut self.beside }
    }

    fn damaged(&mut self, damage: &Damage) {
        self.beside.damaged(damage);
        self.tracker.damaged(damage);
    }
}

/// Reads a source to its end.
pub struct Cursor<'s, S: Source + ?Sized, T, O = ()> {
    source: &'s mut S,
    intake: Intake<T, O>,
    watch: Option<&'s mut dyn FnMut(FrameNo, u64)>,
    /// The last frame, for who watches.
    last: FrameNo,
}

impl<'s, S: Source + ?Sized, T: Follow, O: Follow> Cursor<'s, S, T, O> {
    /// At the first frame that the source has left.
    pub fn new(source: &'s mut S, tracker: T, beside: O) -> Self {
        Self { source, intake: Intake::new(tracker, beside), watch: None, last: 0 }
    }

    /// The same; fragments are put together as Wireshark does.
    pub fn as_wireshark(source: &'s mut S, tracker: T, beside: O) -> Self {
        let intake = Intake { packets: Packets::as_wireshark(), tracker, beside };
        Self { source, intake, watch: None, last: 0 }
    }

    /// `watch` hears now and then how many frames and bytes are read, for a progress line.
    #[must_use]
    pub fn watched(mut self, watch: &'s mut dyn FnMut(FrameNo, u64)) -> Self {
        self.watch = Some(watch);
        self
    }

    /// What comes next; `None` at the end.
    ///
    /// # Errors
    /// The operating system refused to read on.
    #[inline]
    pub fn advance(&mut self) -> Result<Option<Next<'_, T, O>>, CaptureError> {
        if self.last.is_multiple_of(LOOK) {
            self.look();
        }
        Ok(match self.source.next()? {
            Some(Event::Frame(frame)) => {
                self.last = frame.no;
                Some(Next::Frame(self.intake.take(&frame)))
            }
            Some(Event::Damage(damage)) => {
                self.intake.damaged(&damage);
                Some(Next::Damage(damage))
            }
            None => None,
        })
    }

    /// All that comes, to the end, where those who follow are told enough: they are given back, with what the operating
    /// system said if it refused to read on.
    #[inline]
    pub fn run(self) -> (Intake<T, O>, Result<(), CaptureError>) {
        // Each stands by itself while the loop runs: behind one reference they would be looked up for every frame.
        let Self { source, intake: Intake { mut packets, mut tracker, mut beside }, mut watch, .. } = self;
        let read = loop {
            match source.next() {
                Ok(Some(Event::Frame(frame))) => {
                    let packet = packets.read(&frame);
                    beside.follow(&frame, &packet);
                    tracker.follow(&frame, &packet);
                    if frame.no.is_multiple_of(LOOK)
                        && let Some(watch) = &mut watch
                    {
                        let no = frame.no;
                        watch(no, source.bytes_read());
                    }
                }
                Ok(Some(Event::Damage(damage))) => {
                    beside.damaged(&damage);
                    tracker.damaged(&damage);
                }
                Ok(None) => break Ok(()),
                Err(error) => break Err(error),
            }
        };
        (Intake { packets, tracker, beside }, read)
    }

    #[cold]
    fn look(&mut self) {
        if let Some(watch) = &mut self.watch {
            watch(self.last, self.source.bytes_read());
        }
    }

    /// What puts fragments together.
    pub fn packets(&self) -> &Packets {
        &self.intake.packets
    }

    /// Nothing is read any more: who followed.
    pub fn finish(self) -> Intake<T, O> {
        self.intake
    }
}

/// The remembered frames of one connection, as a source of their own.
pub struct Places<'s, S: Source + ?Sized> {
    source: &'s mut S,
    left: std::slice::Iter<'s, (FrameNo, Place)>,
}

impl<'s, S: Source + ?Sized> Places<'s, S> {
    /// These frames of this source, in order.
    pub fn new(source: &'s mut S, places: &'s [(FrameNo, Place)]) -> Self {
        Self { source, left: places.iter() }
    }
}

impl<S: Source + ?Sized> Source for Places<'_, S> {
    fn next(&mut self) -> Result<Option<Event<'_>>, CaptureError> {
        let Some(&(no, at)) = self.left.next() else { return Ok(None) };
        self.source.again(no, at).map(|frame| Some(Event::Frame(frame)))
    }

    fn again(&mut self, no: FrameNo, at: Place) -> Result<Frame<'_>, CaptureError> {
        self.source.again(no, at)
    }

    fn description(&self) -> &Description {
        self.source.description()
    }

    fn bytes_read(&self) -> u64 {
        self.source.bytes_read()
    }
}
