//! The report as data: what JSON and YAML say, and the schema that is published of it.
//!
//! Keys are `snake_case`; names of header fields are Wireshark's. Points of time are seconds from the epoch as
//! a decimal string with nine places (a number would lose them), lengths of time are numbers of seconds.
//! What is not known is `null`, never 0. Sequence numbers are the raw 32-bit ones, windows are in bytes, scaled.
//!
//! The pieces are built one connection and one step at a time (`build`) and written as a stream.

use super::names::Who;
use super::timing::Timing;
use crate::capture::{Compression, Format, FrameNo};
use crate::connection::{
    CloseKind, Errno, Evidence, Held, Outcome, Rule, Severity, Snapshot, State, StepKind, Variable,
    VerdictKind,
};
use crate::dissect::tunnel::Kind;
use crate::dissect::{Field, Tree, Value};
use crate::language::Message;
use crate::language::notes::Section;
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

/// The version of this shape; it grows when a key changes its meaning or goes away.
pub const SCHEMA_VERSION: u32 = 1;

/// The whole document, for the schema: the writers stream its parts.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(title = "ackplain report")]
#[allow(dead_code)]
pub(crate) struct Document<'a> {
    /// Version of this shape.
    schema_version: u32,
    /// The capture as a whole.
    capture: Capture,
    /// Every connection, in the order of first segments.
    connections: Vec<ConnectionWithSteps<'a>>,
    /// Frames that are not TCP (only where nothing was selected; not in `list`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    others: Option<Vec<Other<'a>>>,
}

/// A connection with its steps, for the schema.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(rename = "Connection")]
#[allow(dead_code)]
pub(crate) struct ConnectionWithSteps<'a> {
    #[serde(flatten)]
    head: Connection,
    /// Its steps in order (not in `list`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    steps: Option<Vec<Step<'a>>>,
}

/// The capture as a whole.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Capture {
    /// Its path as given, `-` for standard input.
    pub file: String,
    /// The container's format.
    #[cfg_attr(feature = "schema", schemars(with = "FormatName"))]
    pub format: Format,
    /// How the file is compressed; left out if it is not. Offsets then count unpacked bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<CompressionName>"))]
    pub compressed: Option<Compression>,
    /// How many frames.
    pub frames: u64,
    /// How many bytes of file, unpacked if it is compressed.
    pub bytes: u64,
    /// Time of the earliest frame.
    pub first: Option<String>,
    /// Time of the latest frame.
    pub last: Option<String>,
    /// How frames begin: names of link-layer header types, in the order met.
    pub link_types: Vec<String>,
    /// Where frames were captured.
    pub interfaces: Vec<Interface>,
    /// What is wrong or odd about the capture itself.
    pub findings: Vec<CaptureFinding>,
}

#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(rename = "Format", rename_all = "snake_case")]
#[allow(dead_code)]
enum FormatName {
    Pcap,
    PcapNanoseconds,
    PcapModified,
    Pcapng,
}

#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(rename = "Compression", rename_all = "snake_case")]
#[allow(dead_code)]
enum CompressionName {
    Gzip,
    Zstd,
    Lz4,
}

/// A capture interface.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Interface {
    /// Its name, if the container states it.
    pub name: Option<String>,
    /// Its description, if the container states it.
    pub description: Option<String>,
    /// Its link-layer header type.
    pub link_type: String,
    /// Bytes kept of each frame; null if there is no limit.
    pub snap_length: Option<u32>,
    /// Frames received, if the container states it.
    pub received: Option<u64>,
    /// Frames dropped, if the container states it.
    pub dropped: Option<u64>,
}

/// A finding about the capture itself.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct CaptureFinding {
    /// A stable name.
    pub code: String,
    /// The frame, or the last good one before it.
    pub frame: Option<FrameNo>,
    /// Byte offset in the file, for damage of the container.
    pub offset: Option<u64>,
    /// How many frames (or connections, or holes) it concerns.
    pub count: Option<u64>,
    /// The first connections that it concerns, where it is about connections.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub connections: Vec<u32>,
    /// How much it matters.
    pub severity: Severity,
    /// How sure.
    pub evidence: Evidence,
    /// A sentence.
    pub text: String,
}

/// One connection, without its steps.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Connection {
    /// Ours: 4-tuple and incarnation.
    pub id: u32,
    /// Wireshark's `tcp.stream`.
    pub stream: u32,
    /// Who sent the first SYN.
    pub client: Socket,
    /// The other side.
    pub server: Socket,
    /// Were the roles seen in a SYN, or guessed?
    pub roles_seen: bool,
    /// How it ended or stands.
    pub outcome: Outcome,
    /// What `connect()` or a later call got.
    pub errno: Option<Errno>,
    /// How sure that is.
    pub errno_evidence: Option<Evidence>,
    /// Zeek's words for it.
    pub zeek: Zeek,
    /// Wireshark's `tcp.completeness`, final.
    pub completeness: u8,
    /// The opening.
    pub handshake: Handshake,
    /// The end; null if no FIN or RST was seen.
    pub close: Option<Close>,
    /// The earlier connection with the same addresses and ports.
    pub earlier: Option<u32>,
    /// VLANs and tunnels around its first segment, the outermost first: with the addresses and ports they tell a
    /// connection apart from others, which Wireshark's stream does not. Left out if there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tunnel: Vec<Around>,
    /// What it is to Multipath TCP. Left out if nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mptcp: Option<Mptcp>,
    /// Its first frame.
    pub first_frame: FrameNo,
    /// Its last frame.
    pub last_frame: FrameNo,
    /// Time of its first frame.
    pub first: Option<String>,
    /// Time of its last frame.
    pub last: Option<String>,
    /// Seconds from its first frame to its last.
    pub duration: Option<f64>,
    /// Findings (only where it is explained).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub findings: Option<Vec<Finding>>,
    /// What its times say (only where it is explained); null if its segments have no times.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timing: Option<Option<Timing>>,
    /// What a second capture says (only with one); null if the connection is not in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peer: Option<Option<Peer>>,
}

/// A connection's part in Multipath TCP.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "role", rename_all = "snake_case")]
pub(crate) enum Mptcp {
    /// A Multipath connection begins with it: MP_CAPABLE stands in all three segments.
    First,
    /// It is opened as a further path of one.
    Subflow {
        /// The token that its SYN names, in hex.
        token: String,
        /// The connection that the token leads to; null if no key that hashes to it was captured.
        connection: Option<u32>,
        /// Does the SYN,ACK carry MP_JOIN too?
        accepted: bool,
    },
}

/// A VLAN or tunnel around a packet.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Around {
    /// What it is.
    pub kind: Kind,
    /// The network's number, if it has one: a VLAN's identifier, an MPLS label, a session of PPPoE or ERSPAN, a GRE
    /// key, a VNI, a TEID, an I-SID; of L2TP the tunnel times 65,536, and the session.
    pub number: Option<u32>,
    /// The addresses it leads between, the sender's of the first segment first. Known of the outermost one in IP.
    pub ends: Option<[String; 2]>,
}

/// The connection as a second capture has it, taken at another point of the way.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Peer {
    /// The second capture's path.
    pub file: String,
    /// The connection's number there.
    pub connection: u32,
    /// The side that the capture which is explained was taken nearer to.
    pub near: Who,
    /// Seconds that the second capture's clock is ahead, by estimate: so that the quickest segment takes equally long
    /// each way. Null if a direction has no segment in both.
    pub offset: Option<f64>,
    /// How surely segments of the two captures were matched.
    pub matched: Matched,
    /// Client to server.
    pub forth: Way,
    /// Server to client.
    pub back: Way,
}

/// How segments found their partners in the second capture.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Matched {
    /// By all that no router changes, and no other segment has the same.
    pub exactly: u64,
    /// Among others that look the same (no timestamps, no identification): by order.
    pub by_order: u64,
    /// By numbers, control bits and length alone: something on the way changes the rest.
    pub by_numbers: u64,
}

/// What one direction carried between the two captures.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Way {
    /// Segments that left.
    pub sent: u64,
    /// Of them, those that arrived.
    pub arrived: u64,
    /// Of them, those that did not.
    pub lost: u64,
    /// Seen only where they arrived: doubled on the way, or missed where they left.
    pub extra: u64,
    /// Seconds on the way: the shortest.
    pub shortest: Option<f64>,
    /// The median.
    pub median: Option<f64>,
    /// The longest.
    pub longest: Option<f64>,
    /// What was lost.
    pub losses: Vec<Loss>,
}

/// A segment that left and did not arrive.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Loss {
    /// Its frame, in the capture taken nearer its sender.
    pub frame: FrameNo,
    /// Its sequence number.
    pub seq: u32,
    /// Its bytes of data.
    pub data: u32,
    /// Does its receiver acknowledge it nevertheless? Then the other capture missed it.
    pub acknowledged: bool,
}

/// What became of a segment in the second capture.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Fate {
    /// It arrives there.
    Arrives {
        /// Its frame there.
        frame: FrameNo,
        /// Seconds on the way.
        took: Option<f64>,
    },
    /// It left there.
    Left {
        /// Its frame there.
        frame: FrameNo,
        /// Seconds on the way.
        took: Option<f64>,
    },
    /// It does not arrive there.
    Lost {
        /// Does its receiver acknowledge it nevertheless? Then that capture missed it.
        acknowledged: bool,
    },
    /// It did not leave there: doubled on the way, or missed by that capture.
    Extra,
}

/// One of the two sockets, at the end of the capture.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Socket {
    /// Its address.
    pub ip: String,
    /// Its port.
    pub port: u16,
    /// The link-layer address its first segment came from (only where it is explained).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mac: Option<Option<String>>,
    /// Its state.
    pub state: Option<State>,
    /// Its first sequence number.
    pub iss: Option<u32>,
    /// The peer's first sequence number.
    pub irs: Option<u32>,
    /// Its MSS option.
    pub mss: Option<u16>,
    /// The shift in force for windows that it announces.
    pub window_shift: Option<u8>,
    /// The shift that it offered.
    pub window_shift_offered: Option<u8>,
    /// Did it offer to receive SACK?
    pub sack_permitted: Option<bool>,
    /// Did it offer timestamps?
    pub timestamps: Option<bool>,
    /// Segments that it sent.
    pub segments: u64,
    /// Bytes of data that it sent, repeats counted again.
    pub bytes: u64,
    /// Bytes of data that it sent, each counted once.
    pub unique_bytes: u64,
    /// What its state went through (only where it is explained).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transitions: Option<Vec<Transition>>,
}

/// A change of state.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Transition {
    /// The frame at which it is told; null where no frame shows it.
    pub frame: Option<FrameNo>,
    /// From.
    pub from: Option<State>,
    /// To.
    pub to: State,
    /// How sure, when it was told.
    pub evidence: Evidence,
    /// What a later frame said of it.
    pub verdict: Option<Verdict>,
    /// The rule, by name.
    pub rule: Rule,
    /// Why, as a sentence.
    pub reason: String,
}

/// What a later frame says of a write.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Verdict {
    /// Confirmed or contradicted.
    pub kind: VerdictKind,
    /// By which frame.
    pub frame: FrameNo,
}

/// Zeek's words.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Zeek {
    /// `conn_state`; null where the capture does not decide it.
    pub conn_state: Option<String>,
    /// `history`; null where a connection's end is told while frames still come (`live`, `explain --follow`).
    pub history: Option<String>,
}

/// The opening: frames and seconds.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Handshake {
    /// Frame of the first SYN.
    pub syn: Option<FrameNo>,
    /// Frame of the first SYN,ACK (in a simultaneous open the other SYN).
    pub synack: Option<FrameNo>,
    /// Frame of the ACK.
    pub ack: Option<FrameNo>,
    /// Seconds from the SYN that is answered to the ACK of its answer: one round trip. Null where SYNs crossed, a
    /// handshake is split or the answer was filed first; `timing.handshake_round_trip` knows those too.
    pub rtt: Option<f64>,
    /// Seconds from the SYN to its answer.
    pub syn_to_synack: Option<f64>,
    /// Seconds from the answer to its ACK.
    pub synack_to_ack: Option<f64>,
    /// Seconds from the first SYN to the ACK that completes the opening: what `connect()` waited, repeats included.
    pub opened_in: Option<f64>,
    /// How many SYNs the client sent.
    pub syns: u32,
    /// Were all three seen?
    pub complete: bool,
}

/// The end.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Close {
    /// Who sent the first FIN or RST.
    pub initiator: Who,
    /// How.
    pub kind: CloseKind,
    /// Frame of the first FIN or RST.
    pub frame: FrameNo,
    /// The side of which nothing was captured and whose FIN is inferred from the other one's ACK number. Left out if
    /// there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub implied: Option<Who>,
}

/// A finding about a connection.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Finding {
    /// A stable name.
    pub code: String,
    /// In which frame.
    pub frame: FrameNo,
    /// How much it matters.
    pub severity: Severity,
    /// How sure.
    pub evidence: Evidence,
    /// The numbers that made it fire.
    pub args: serde_json::Map<String, serde_json::Value>,
    /// A name of a few words.
    pub title: &'static str,
    /// A sentence.
    pub text: String,
    /// The rules that it goes by; empty for what is an artefact of the capture.
    pub rules: &'static [Section],
    /// What fits the same bytes as well; null if nothing does.
    pub alternatives: Option<&'static str>,
    /// What would decide between them.
    pub would_decide: Option<&'static str>,
    /// What Wireshark shows there that says something else; null if it does not.
    pub wireshark: Option<&'static str>,
}

/// One step.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Step<'a> {
    /// From 1: steps that a frame carries, within the connection; null for a call.
    pub number: Option<u32>,
    /// Its frame; null for a call.
    pub frame: Option<FrameNo>,
    /// Only where the packet came in fragments: the frames with them, in order. The last one completed it.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    pub fragments: &'a [FrameNo],
    /// Its time; null for a call.
    pub time: Option<String>,
    /// Who sent it or acts; null for a third party (ICMP).
    pub sender: Option<Who>,
    /// What it is.
    pub kind: StepKind,
    /// The frame that this one repeats.
    pub repeats: Option<FrameNo>,
    /// For a call that returned: its errno.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errno: Option<Option<Errno>>,
    /// For a call: how sure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// Every header field of the frame, by Wireshark's name; null for a call.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<std::collections::BTreeMap<String, HeaderValue>>")
    )]
    pub header: Option<Header<'a>>,
    /// What became of it in a second capture (only with one).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fate: Option<Fate>,
    /// What was written into the sockets.
    pub writes: Vec<Write>,
    /// What the sockets hold afterwards.
    pub after: After,
    /// What happened, for programs.
    #[cfg_attr(feature = "schema", schemars(with = "AnyMessage"))]
    pub message: &'a Message,
    /// What happened, as a sentence.
    pub text: String,
}

#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(rename = "Message")]
#[allow(dead_code)]
struct AnyMessage {
    /// Which sentence.
    id: String,
    /// Its arguments.
    #[serde(default)]
    args: serde_json::Map<String, serde_json::Value>,
}

#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[serde(untagged)]
#[allow(dead_code)]
enum HeaderValue {
    Number(u64),
    Flag(bool),
    Text(String),
    Repeated(Vec<HeaderValue>),
}

/// A write into a socket.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Write {
    /// Whose.
    pub socket: Who,
    /// What.
    pub variable: Variable,
    /// What stood there; null if nothing or not known.
    #[cfg_attr(feature = "schema", schemars(with = "Option<HeldValue>"))]
    pub before: Option<Held>,
    /// What stands there now; null if that is not visible.
    #[cfg_attr(feature = "schema", schemars(with = "Option<HeldValue>"))]
    pub after: Option<Held>,
    /// The bytes it stands on; null if no byte shows it.
    pub by: Option<By>,
    /// How the value follows from those bytes.
    pub arithmetic: Arithmetic,
    /// How sure, when it was written.
    pub evidence: Evidence,
    /// What a later frame said of it; its own frame, if a second capture shows that the segment never arrived.
    pub verdict: Option<Verdict>,
    /// The frame of the second capture in which the segment was seen at the far socket (only for what was inferred of
    /// it).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen_far: Option<FrameNo>,
    /// The rule, by name.
    pub rule: Rule,
    /// Why, as a sentence.
    pub because: String,
}

#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(rename = "Held")]
#[serde(untagged)]
#[allow(dead_code)]
enum HeldValue {
    Number(u32),
    Flag(bool),
    StateOrAddress(String),
}

/// Bytes of a frame.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct By {
    /// The frame.
    pub frame: FrameNo,
    /// The field, by Wireshark's name.
    pub field: &'static str,
    /// Only where the frame completed a datagram that came in fragments, and the bytes lie in its data: 1; of a
    /// datagram in that datagram 2, and so on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub datagram: Option<u8>,
    /// Its first byte in the frame, or in the datagram's data.
    pub offset: u32,
    /// Its length in bytes.
    pub length: u8,
}

/// How a value follows from bytes.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Arithmetic {
    /// The bytes are the value.
    Same,
    /// The bytes, plus what the segment occupies.
    Plus {
        /// What the bytes say.
        from: u32,
        /// 1 if SYN counts.
        syn: u8,
        /// Bytes of data.
        data: u32,
        /// 1 if FIN counts.
        fin: u8,
    },
    /// The bytes, less a number.
    Minus {
        /// What the bytes say.
        from: u32,
        /// The number.
        less: u32,
    },
    /// The bytes, shifted left.
    Shifted {
        /// What the bytes say.
        from: u32,
        /// By how many bits.
        shift: u8,
    },
    /// The value follows by the rule from the presence of the field.
    Rule,
}

/// What the sockets hold after a step.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct After {
    /// The client's.
    pub client: Snapshot,
    /// The server's.
    pub server: Snapshot,
}

/// A frame that is not TCP.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Other<'a> {
    /// Its number.
    pub frame: FrameNo,
    /// What it carries.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub protocol: crate::dissect::Other,
    /// The connection that it is about (an ICMP error).
    pub connection: Option<u32>,
    /// What it says, for programs.
    #[cfg_attr(feature = "schema", schemars(with = "AnyMessage"))]
    pub message: &'a Message,
    /// What it says, as a sentence.
    pub text: String,
}

/// Every field of a frame that has a value, by name; the data behind the headers are left out.
#[derive(Debug)]
pub(crate) struct Header<'a>(pub &'a Tree<'a>);

impl Serialize for Header<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = &self.0.fields;
        let mut map = serializer.serialize_map(None)?;
        for (index, field) in fields.iter().enumerate() {
            if !speaks(field) || fields[..index].iter().any(|f| f.id == field.id && speaks(f)) {
                continue;
            }
            let mut same = fields[index..].iter().filter(|f| f.id == field.id && speaks(f));
            let plain = |field| Plain { field, tree: self.0 };
            if same.clone().nth(1).is_none() {
                map.serialize_entry(field.id.name(), &plain(field))?;
            } else {
                let all: Vec<Plain<'_>> = same.by_ref().map(plain).collect();
                map.serialize_entry(field.id.name(), &all)?;
            }
        }
        map.end()
    }
}

/// Has it a value, and is it no payload?
fn speaks(field: &Field<'_>) -> bool {
    !matches!(field.value, Value::None)
        && !matches!(field.id.name(), "tcp.payload" | "udp.payload" | "data.data")
}

/// A field's value as the report has it; null for a layer or group.
pub(crate) fn value_of(field: &Field<'_>, tree: &Tree<'_>) -> serde_json::Value {
    serde_json::to_value(Plain { field, tree }).unwrap_or_default()
}

struct Plain<'a> {
    field: &'a Field<'a>,
    tree: &'a Tree<'a>,
}

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.field.value {
            Value::Number(n) => serializer.serialize_u64(n),
            Value::Bit(b) => serializer.serialize_bool(b),
            Value::Bytes(bytes) => serializer.collect_str(&Hex(bytes)),
            Value::Mac(mac) => serializer.collect_str(&Mac(mac)),
            Value::Ipv4(ip) => serializer.collect_str(&ip),
            Value::Ipv6(_) => serializer.serialize_str(&self.field.spell()),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Signed(n) => serializer.serialize_i64(n),
            Value::Duration(nanos) => serializer.serialize_f64(seconds(nanos)),
            Value::Time { seconds, nanos } => serializer.collect_str(&Time { seconds, nanos }),
            Value::Checksum(checksum) => serializer.serialize_u64(checksum.status()),
            Value::Letters(flags) => serializer.serialize_str(&flags.letters()),
            Value::Protocols => serializer.serialize_str(&self.tree.protocols),
            Value::None => serializer.serialize_none(),
        }
    }
}

/// Nanoseconds as seconds, exact to the nanosecond up to some three months.
#[allow(clippy::cast_precision_loss)]
fn seconds(nanos: i64) -> f64 {
    nanos as f64 / 1e9
}

/// Bytes as hex digits without separators.
pub(crate) struct Hex<'a>(pub &'a [u8]);

impl std::fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// An Ethernet address with colons.
pub(crate) struct Mac(pub [u8; 6]);

impl std::fmt::Display for Mac {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [a, b, c, d, e, g] = self.0;
        write!(f, "{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{g:02x}")
    }
}

/// A point of time in seconds from the epoch, with nine places.
pub(crate) struct Time {
    /// Seconds, rounded down.
    pub seconds: i64,
    /// Nanoseconds on top.
    pub nanos: u32,
}

impl std::fmt::Display for Time {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let nanos = i128::from(self.seconds) * 1_000_000_000 + i128::from(self.nanos);
        f.write_str(&super::names::seconds(crate::capture::Nanos(nanos)))
    }
}

/// The published schema, as it is committed.
///
/// # Panics
/// Never: a schema is plain data.
#[cfg(feature = "schema")]
pub fn schema() -> String {
    let schema = schemars::schema_for!(Document<'static>);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is plain data");
    text.push('\n');
    text
}
