//! Why data were sent again, as far as what passed this point of the network tells.

use crate::capture::FrameNo;
use serde::Serialize;

/// Why data were sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Repeated ACK numbers or SACK blocks told of the hole (2018, 8985 6).
    Fast,
    /// The retransmission timer (6298).
    Timeout,
    /// The timer ran out for an earlier segment, and now ACKs come in: all that was in flight is taken for lost (6298
    /// 5.4).
    AfterTimeout,
    /// The last segment again, earlier than the timer (8985 7).
    TailLossProbe,
    /// The only segment in flight again, when both the timer and a tail loss probe may fire: headers do not tell which.
    TimeoutOrProbe,
    /// The receiver had acknowledged it already.
    Unneeded,
    /// Data of the SYN that were not taken in.
    FastOpenIgnored,
    /// Asks for a closed window.
    Probe,
    /// A router said that it was too large (1191).
    TooLarge,
    /// Not told by headers.
    Unknown,
}

/// What a segment follows that is sent again after a timeout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Follows {
    /// The frame that was sent when the timer ran out.
    pub timer: FrameNo,
    /// The frame with the ACK that lets it go.
    pub ack: FrameNo,
}
