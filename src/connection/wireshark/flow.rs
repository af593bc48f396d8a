//! What is remembered of one direction of a conversation.

use crate::capture::FrameNo;
use crate::connection::facts::Seq;
use crate::connection::wireshark::unacked::Unacked;
use crate::connection::wireshark::values::Marks;

/// What the window field of a direction is to be multiplied by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Scale {
    /// No SYN was seen that would say.
    #[default]
    Unknown,
    /// Known to be unused.
    Unused,
    /// Shifted by at most 14.
    By(u8),
}

impl Scale {
    /// Bits to shift a window by, as far as known.
    pub(super) fn shift(self) -> u8 {
        match self {
            Self::By(shift) => shift,
            Self::Unknown | Self::Unused => 0,
        }
    }

    /// `tcp.window_size_scalefactor`
    pub(super) fn factor(self) -> i32 {
        match self {
            Self::Unknown => -1,
            Self::Unused => -2,
            Self::By(shift) => 1 << shift,
        }
    }
}

/// Repeated ACKs in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeats {
    /// So many.
    Counted(u32),
    /// An ACK for data that were not captured was reported meanwhile: the next such is not.
    Reported,
}

/// One direction. Numbers are raw; a number that was never seen is `None`, and so is one that is 0 where Wireshark
/// takes 0 for that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flow {
    /// What relative numbers count from.
    pub(super) base: Option<Seq>,
    /// The highest number expected next.
    pub(super) next: Option<Seq>,
    /// The frame that made it so, and when.
    pub(super) next_frame: FrameNo,
    pub(super) next_time: i64,
    /// Up to here nothing is missing: the highest ACK number that the other side can send.
    pub(super) whole_to: Option<Seq>,
    /// The last segment's ACK field, sent with the ACK bit or not.
    pub(super) last_ack: Seq,
    /// When the last segment was.
    pub(super) last_time: i64,
    /// The last segment's window field; none is in no segment.
    pub(super) window: Option<u16>,
    pub(super) scale: Scale,
    /// A SYN was seen, and no ACK since: the window field is not scaled yet.
    pub(super) before_first_ack: bool,
    pub(super) repeats: Repeats,
    /// The frame whose ACK number is repeated.
    pub(super) repeated_frame: FrameNo,
    /// The last segment's marks.
    pub(super) last_marks: Marks,
    pub(super) unacked: Unacked,
    /// A segment is missing and nothing was acknowledged since: bytes in flight are not known.
    pub(super) hole: bool,
    /// Bytes in the SACK blocks of the last segment.
    pub(super) sacked: u32,
    /// Bytes since the last PSH.
    pub(super) pushed: u32,
    pub(super) push_ended: bool,
    /// MPTCP subtypes that the connection had shown when this direction sent last.
    pub(super) shown: u8,
}

impl Default for Flow {
    fn default() -> Self {
        Self {
            base: None,
            next: None,
            next_frame: 0,
            next_time: 0,
            whole_to: None,
            last_ack: Seq(0),
            last_time: 0,
            window: None,
            scale: Scale::Unknown,
            before_first_ack: false,
            repeats: Repeats::Counted(0),
            repeated_frame: 0,
            last_marks: Marks::default(),
            unacked: Unacked::default(),
            hole: false,
            sacked: 0,
            pushed: 0,
            push_ended: false,
            shown: 0,
        }
    }
}

/// Wireshark takes 0 for a number that it does not know, also if it was sent.
pub(super) fn known(number: Seq) -> Option<Seq> {
    (number != Seq(0)).then_some(number)
}
