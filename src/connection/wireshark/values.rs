//! The values of one segment, and their names.

use crate::capture::FrameNo;
use crate::dissect::{FieldId, Value};

/// What Wireshark 4.0 shows of a segment's place in its stream, and what its sequence analysis says of it.
///
/// `None` is a field that is not there. Durations are in nanoseconds and may be negative, as clocks step back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Values {
    /// `tcp.stream`
    pub stream: Option<u32>,
    /// `tcp.completeness`: what the frames before this one showed (1 SYN, 2 SYN,ACK, 4 ACK, 8 data, 16 FIN, 32 RST).
    pub completeness: Option<u8>,
    /// `tcp.seq`, relative; raw where the length of the segment is not known.
    pub seq: Option<u32>,
    /// `tcp.nxtseq`, relative.
    pub next: Option<u32>,
    /// `tcp.ack`, relative; raw without the ACK bit.
    pub ack: Option<u32>,
    /// `tcp.window_size`, scaled as far as known.
    pub window: Option<u32>,
    /// `tcp.window_size_scalefactor`: -1 unknown, -2 none.
    pub scale_factor: Option<i32>,
    /// `tcp.time_relative`
    pub time_relative: Option<i64>,
    /// `tcp.time_delta`
    pub time_delta: Option<i64>,
    /// `tcp.analysis`: is there any of what follows?
    pub analysed: bool,
    /// `tcp.analysis.acks_frame`
    pub acks_frame: Option<FrameNo>,
    /// `tcp.analysis.ack_rtt`
    pub ack_rtt: Option<i64>,
    /// `tcp.analysis.initial_rtt`
    pub initial_rtt: Option<i64>,
    /// `tcp.analysis.bytes_in_flight`
    pub bytes_in_flight: Option<u32>,
    /// `tcp.analysis.push_bytes_sent`
    pub push_bytes_sent: Option<u32>,
    /// `tcp.analysis.rto`
    pub rto: Option<i64>,
    /// `tcp.analysis.rto_frame`
    pub rto_frame: Option<FrameNo>,
    /// `tcp.analysis.duplicate_ack_num`
    pub duplicate_ack_num: Option<u32>,
    /// `tcp.analysis.duplicate_ack_frame`; 0 if none is known.
    pub duplicate_ack_frame: Option<FrameNo>,
    /// `tcp.analysis.*` that have no value of their own.
    pub marks: Marks,
}

impl Values {
    /// Each field that is there, in the order of the columns of the struct, with as many entries as Wireshark has
    /// occurrences.
    pub fn each(&self, mut give: impl FnMut(FieldId, Value<'static>)) {
        use FieldId as F;
        let number = |n: u32| Value::Number(u64::from(n));
        let simple = [
            (F::TcpStream, self.stream.map(number)),
            (F::TcpCompleteness, self.completeness.map(|n| Value::Number(u64::from(n)))),
            (F::TcpSeq, self.seq.map(number)),
            (F::TcpNxtSeq, self.next.map(number)),
            (F::TcpAck, self.ack.map(number)),
            (F::TcpWindowSize, self.window.map(number)),
            (F::TcpWindowSizeScaleFactor, self.scale_factor.map(|n| Value::Signed(i64::from(n)))),
            (F::TcpTimeRelative, self.time_relative.map(Value::Duration)),
            (F::TcpTimeDelta, self.time_delta.map(Value::Duration)),
            (F::TcpAnalysis, self.analysed.then_some(Value::None)),
            (F::TcpAnalysisAcksFrame, self.acks_frame.map(Value::Number)),
            (F::TcpAnalysisAckRtt, self.ack_rtt.map(Value::Duration)),
            (F::TcpAnalysisInitialRtt, self.initial_rtt.map(Value::Duration)),
            (F::TcpAnalysisBytesInFlight, self.bytes_in_flight.map(number)),
            (F::TcpAnalysisPushBytesSent, self.push_bytes_sent.map(number)),
            (F::TcpAnalysisFlags, self.marks.intersects(Marks::FLAGS).then_some(Value::None)),
            (F::TcpAnalysisRto, self.rto.map(Value::Duration)),
            (F::TcpAnalysisRtoFrame, self.rto_frame.map(Value::Number)),
            (F::TcpAnalysisDuplicateAckNum, self.duplicate_ack_num.map(number)),
            (F::TcpAnalysisDuplicateAckFrame, self.duplicate_ack_frame.map(Value::Number)),
        ];
        for (id, value) in simple {
            if let Some(value) = value {
                give(id, value);
            }
        }
        for (mark, id) in Marks::FIELDS {
            if self.marks.has(*mark) {
                give(*id, Value::None);
            }
        }
    }
}

/// A set of marks that Wireshark puts on a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(u32);

#[allow(missing_docs)]
impl Marks {
    pub const RETRANSMISSION: Self = Self(1);
    pub const FAST_RETRANSMISSION: Self = Self(1 << 1);
    pub const SPURIOUS_RETRANSMISSION: Self = Self(1 << 2);
    pub const OUT_OF_ORDER: Self = Self(1 << 3);
    pub const LOST_SEGMENT: Self = Self(1 << 4);
    pub const ACK_LOST_SEGMENT: Self = Self(1 << 5);
    pub const WINDOW_UPDATE: Self = Self(1 << 6);
    pub const WINDOW_FULL: Self = Self(1 << 7);
    pub const KEEP_ALIVE: Self = Self(1 << 8);
    pub const KEEP_ALIVE_ACK: Self = Self(1 << 9);
    pub const DUPLICATE_ACK: Self = Self(1 << 10);
    pub const ZERO_WINDOW: Self = Self(1 << 11);
    pub const ZERO_WINDOW_PROBE: Self = Self(1 << 12);
    pub const ZERO_WINDOW_PROBE_ACK: Self = Self(1 << 13);
    pub const REUSED_PORTS: Self = Self(1 << 14);
    pub const TFO_SYN: Self = Self(1 << 15);
    pub const TFO_ACK: Self = Self(1 << 16);
    pub const TFO_IGNORED: Self = Self(1 << 17);

    /// Those of Fast Open, which stand outside `tcp.analysis`.
    pub const TFO: Self = Self(7 << 15);

    /// Those that make `tcp.analysis.flags`: all but the ones of Fast Open.
    pub const FLAGS: Self = Self((1 << 15) - 1);

    /// Each occurrence of a mark's field. Wireshark shows a duplicate ACK twice, and a fast or spurious retransmission
    /// as a retransmission too.
    const FIELDS: &'static [(Self, FieldId)] = &[
        (Self::REUSED_PORTS, FieldId::TcpAnalysisReusedPorts),
        (Self::RETRANSMISSION, FieldId::TcpAnalysisRetransmission),
        (Self::FAST_RETRANSMISSION, FieldId::TcpAnalysisFastRetransmission),
        (Self::FAST_RETRANSMISSION, FieldId::TcpAnalysisRetransmission),
        (Self::SPURIOUS_RETRANSMISSION, FieldId::TcpAnalysisSpuriousRetransmission),
        (Self::SPURIOUS_RETRANSMISSION, FieldId::TcpAnalysisRetransmission),
        (Self::OUT_OF_ORDER, FieldId::TcpAnalysisOutOfOrder),
        (Self::LOST_SEGMENT, FieldId::TcpAnalysisLostSegment),
        (Self::ACK_LOST_SEGMENT, FieldId::TcpAnalysisAckLostSegment),
        (Self::WINDOW_UPDATE, FieldId::TcpAnalysisWindowUpdate),
        (Self::WINDOW_FULL, FieldId::TcpAnalysisWindowFull),
        (Self::KEEP_ALIVE, FieldId::TcpAnalysisKeepAlive),
        (Self::KEEP_ALIVE_ACK, FieldId::TcpAnalysisKeepAliveAck),
        (Self::DUPLICATE_ACK, FieldId::TcpAnalysisDuplicateAck),
        (Self::DUPLICATE_ACK, FieldId::TcpAnalysisDuplicateAck),
        (Self::ZERO_WINDOW_PROBE, FieldId::TcpAnalysisZeroWindowProbe),
        (Self::ZERO_WINDOW, FieldId::TcpAnalysisZeroWindow),
        (Self::ZERO_WINDOW_PROBE_ACK, FieldId::TcpAnalysisZeroWindowProbeAck),
        (Self::TFO_SYN, FieldId::TcpAnalysisTfoSyn),
        (Self::TFO_ACK, FieldId::TcpAnalysisTfoAck),
        (Self::TFO_IGNORED, FieldId::TcpAnalysisTfoIgnored),
    ];

    /// Are all of `marks` in this set?
    pub fn has(self, marks: Self) -> bool {
        self.0 & marks.0 == marks.0
    }

    /// Is any of `marks` in this set?
    pub fn intersects(self, marks: Self) -> bool {
        self.0 & marks.0 != 0
    }

    /// No marks at all?
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn only(self, marks: Self) -> Self {
        Self(self.0 & marks.0)
    }

    pub(super) fn put(&mut self, marks: Self) {
        self.0 |= marks.0;
    }
}
