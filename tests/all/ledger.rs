//! Every value in the ledger stands on bytes of the capture, and the same facts are told however the capture
//! arrives.
//!
//! The bytes are read from the sample's own file at the frame, offset and length that the report names, and
//! decoded here, without the help of the program's dissector.

use crate::support::container;
use crate::support::program::{fed, once};
use crate::support::reports::{array, explained};
use crate::support::samples::{self, Frame};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

#[test]
fn every_write_is_what_its_bytes_say() {
    let mut decoded = 0;
    let mut wrong = Vec::new();
    for name in samples::names() {
        let frames = samples::frames(&name);
        let report = explained(&name);
        for (at, write) in writes(report) {
            let by = &write["by"];
            if by.is_null() {
                continue;
            }
            match decode(write, by, &frames) {
                Ok(()) => decoded += 1,
                Err(error) => wrong.push(format!("{name} {at}: {error}\n    {write}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(10)].join("\n"));
    assert!(decoded > 2500, "only {decoded} writes were decoded");
}

#[test]
fn the_bytes_of_a_write_are_the_field_that_it_names() {
    let mut compared = 0;
    let mut wrong = Vec::new();
    for name in samples::names() {
        let frames = samples::frames(&name);
        for connection in array(&explained(&name)["connections"]) {
            let headers: BTreeMap<u64, &Value> = array(&connection["steps"])
                .iter()
                .filter_map(|step| Some((step["frame"].as_u64()?, &step["header"])))
                .collect();
            for (at, write) in writes_of(connection) {
                let by = &write["by"];
                let (Some(frame), Some(field)) = (by["frame"].as_u64(), by["field"].as_str()) else {
                    continue;
                };
                let bytes = match bytes(by, &frames) {
                    Ok(bytes) => spelt(field, bytes),
                    Err(error) => vec![error.into()],
                };
                let told = &headers[&frame][field];
                let told = told.as_array().map_or(std::slice::from_ref(told), Vec::as_slice);
                compared += 1;
                if !bytes.iter().any(|bytes| told.contains(bytes)) {
                    wrong.push(format!("{name} {at}: {field} is {told:?}, its bytes {bytes:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(10)].join("\n"));
    assert!(compared > 2500, "only {compared} writes were compared");
}

#[test]
fn observed_stands_only_on_a_frame_that_this_very_socket_sent() {
    let mut observed = 0;
    let mut wrong = Vec::new();
    for name in samples::names() {
        let report = explained(&name);
        for connection in array(&report["connections"]) {
            let senders: BTreeMap<u64, &Value> = array(&connection["steps"])
                .iter()
                .filter_map(|step| Some((step["frame"].as_u64()?, &step["sender"])))
                .collect();
            for (at, write) in writes_of(connection) {
                if write["evidence"] != "observed" {
                    continue;
                }
                observed += 1;
                let frame = write["by"]["frame"].as_u64();
                let sender = frame.and_then(|frame| senders.get(&frame));
                if sender.copied() != Some(&write["socket"]) {
                    wrong.push(format!("{name} {at}: sent by {sender:?}: {write}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(10)].join("\n"));
    assert!(observed > 1000, "only {observed} writes were observed");
}

#[test]
fn a_closed_socket_sends_nothing_more_but_rst() {
    let mut closed = 0;
    let mut wrong = Vec::new();
    for name in samples::names() {
        for connection in array(&explained(&name)["connections"]) {
            for side in ["client", "server"] {
                let mut held = array(&connection[side]["transitions"])
                    .iter()
                    .filter(|transition| transition["verdict"]["kind"] != "contradicted");
                // The last state that was held, and not merely believed for a while.
                let Some(last) = held.next_back().filter(|last| last["to"] == "CLOSED") else { continue };
                closed += 1;
                let end = last["frame"].as_u64();
                let later = array(&connection["steps"]).iter().find(|step| {
                    step["frame"].as_u64() > end
                        && step["sender"] == side
                        && step["repeats"].is_null()
                        && step["kind"] != "rst"
                });
                // A repeated segment can be the same one captured twice; a SYN sent again later cannot.
                let again = array(&connection["steps"]).iter().find(|step| {
                    step["frame"].as_u64() > end && step["sender"] == side && step["kind"] == "syn"
                });
                if let Some(step) = later.or(again) {
                    wrong.push(format!(
                        "{name} connection {}: {side} CLOSED at {end:?}, and sends frame {}",
                        connection["id"], step["frame"]
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(closed > 20, "only {closed} sockets are closed");
}

#[test]
fn a_write_begins_where_the_last_one_ended() {
    /// The keys of `after` and the variables they stand for.
    const SHOWN: [(&str, &str); 6] = [
        ("state", "state"),
        ("snd_una", "SND.UNA"),
        ("snd_nxt", "SND.NXT"),
        ("snd_wnd", "SND.WND"),
        ("rcv_nxt", "RCV.NXT"),
        ("rcv_wnd", "RCV.WND"),
    ];
    let mut wrong = Vec::new();
    for name in samples::names() {
        for connection in array(&explained(&name)["connections"]) {
            let mut held: BTreeMap<(&str, &str), &Value> = BTreeMap::new();
            for step in array(&connection["steps"]) {
                let at = format!("{name} connection {} frame {}", connection["id"], step["frame"]);
                for write in array(&step["writes"]) {
                    let socket = write["socket"].as_str().expect("client or server");
                    let variable = write["variable"].as_str().expect("a name");
                    let before = held.insert((socket, variable), &write["after"]);
                    let first_state = variable == "state" && before.is_none();
                    if !first_state && before.unwrap_or(&Value::Null) != &write["before"] {
                        wrong.push(format!("{at}: {before:?} stood there: {write}"));
                    }
                }
                for socket in ["client", "server"] {
                    for (key, variable) in SHOWN {
                        let stands = held.get(&(socket, variable)).copied().unwrap_or(&Value::Null);
                        let shown = &step["after"][socket][key];
                        if stands != shown {
                            wrong.push(format!("{at}: {socket}'s {variable} is {stands}, shown {shown}"));
                        }
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(10)].join("\n"));
}

#[test]
fn a_segment_that_did_not_arrive_wrote_nothing() {
    let mut contradicted = 0;
    let mut wrong = Vec::new();
    for name in samples::names() {
        for connection in array(&explained(&name)["connections"]) {
            let writes = writes_of(connection);
            let lost: Vec<_> = writes
                .iter()
                .filter(|(_, write)| write["verdict"]["kind"] == "contradicted")
                .map(|(_, write)| (&write["socket"], &write["by"]["frame"]))
                .collect();
            contradicted += lost.len();
            for (at, write) in &writes {
                if lost.contains(&(&write["socket"], &write["by"]["frame"]))
                    && write["evidence"] == "inferred"
                    && write["verdict"]["kind"] != "contradicted"
                {
                    wrong.push(format!("{name} {at}: the same frame is contradicted: {write}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(contradicted > 0, "no sample contradicts anything");
}

#[test]
fn a_verdict_names_a_later_frame() {
    let mut verdicts = 0;
    for name in samples::names() {
        for (at, write) in writes(explained(&name)) {
            let verdict = &write["verdict"];
            if verdict.is_null() {
                continue;
            }
            verdicts += 1;
            let kind = verdict["kind"].as_str();
            assert!(matches!(kind, Some("confirmed" | "contradicted")), "{name} {at}: {write}");
            let by = write["by"]["frame"].as_u64();
            // That the server waited in LISTEN is told before the SYN,ACK, and proven by it; that what an ACK number
            // names was sent, by the ACK itself.
            let proven = write["after"] == "LISTEN" || write["variable"] == "SND.NXT";
            let at_once = proven && verdict["frame"].as_u64() == by;
            assert!(verdict["frame"].as_u64() > by || at_once, "{name} {at}: {write}");
            assert_ne!(write["evidence"], "observed", "{name} {at}: {write}");
        }
    }
    assert!(verdicts > 500, "only {verdicts} writes have a verdict");
}

#[test]
fn a_pipe_tells_what_the_file_tells() {
    for name in samples::names() {
        let bytes = samples::bytes(&name);
        let from_file = once(&["explain", &name, "--format", "json"]);
        let mut report = explained(&name).clone();
        report["capture"]["file"] = Value::Null;
        // The whole at once, in pieces that split every header, and, where that is soon done, a byte at a time: the
        // library's own tests do that to every capture.
        let pieces: &[usize] = if bytes.len() < 3_000 { &[usize::MAX, 7, 1] } else { &[usize::MAX, 7] };
        for &piece in pieces {
            let piped = fed(&["explain", "-", "--format", "json"], &bytes, piece);
            let mut told = piped.json();
            told["capture"]["file"] = Value::Null;
            assert!(told == report, "{name} in pieces of {piece}");
            assert_eq!(piped.code, from_file.code, "{name}");
            assert_eq!(piped.stderr, from_file.stderr.replace(&name, "-"), "{name}");
        }
    }
}

#[test]
fn a_capture_cut_after_a_frame_tells_a_prefix_of_the_facts() {
    for name in samples::names() {
        let bytes = samples::bytes(&name);
        let whole = facts(explained(&name));
        let ends = container::ends(&bytes);
        for (index, &end) in ends.iter().enumerate() {
            // The tracker's facts are compared after each frame in `mutation/cut.rs`. Here it is the program's report:
            // after each of the first frames, in which most happens, then here and there, and at the end.
            if index > 10 && index % 4 > 0 && index + 3 < ends.len() {
                continue;
            }
            let frame = index as u64 + 1;
            let cut = fed(&["explain", "-", "--format", "json"], &bytes[..end], usize::MAX);
            assert_eq!(cut.code, Some(0), "{name} up to frame {frame}: {cut:?}");
            let told = facts(&cut.json());
            let expected: Vec<_> = whole.iter().filter(|fact| fact.0 <= frame).collect();
            let told: Vec<_> = told.iter().collect();
            assert!(
                told == expected,
                "{name} cut after frame {frame}:\n told     {told:#?}\n expected {expected:#?}"
            );
        }
    }
}

/// What the report claims about each frame, without hindsight: (frame, connection, what), findings with their sentences
/// and where the capture stood.
///
/// Left out are verdicts, which are hindsight, sentences of steps, which may tell of it, and acts and findings that no
/// frame carries and that only the end of the capture shows.
fn facts(report: &Value) -> Vec<(u64, u64, Value)> {
    let mut facts = Vec::new();
    for connection in array(&report["connections"]) {
        let id = connection["id"].as_u64().expect("an id");
        for step in array(&connection["steps"]) {
            let Some(frame) = step["frame"].as_u64() else {
                continue;
            };
            let mut step = step.clone();
            let fields = step.as_object_mut().expect("a step is an object");
            fields.remove("message");
            fields.remove("text");
            for write in fields["writes"].as_array_mut().expect("a list of writes") {
                let fields = write.as_object_mut().expect("a write is an object");
                fields.remove("verdict");
                fields.remove("because");
            }
            facts.push((frame, id, step));
        }
        for finding in array(&connection["findings"]) {
            let frame = finding["frame"].as_u64().expect("a frame");
            if !matches!(finding["code"].as_str(), Some("one_direction" | "memory_bounded")) {
                facts.push((frame, id, finding.clone()));
            }
        }
    }
    // Findings keep their order within a frame, behind its step.
    facts.sort_by_key(|fact| (fact.0, fact.1));
    facts
}

/// The bytes that `by` names, from the sample's own frames.
fn bytes<'a>(by: &Value, frames: &'a [Frame]) -> Result<&'a [u8], String> {
    let frame = number(&by["frame"])?;
    let offset = number(&by["offset"])? as usize;
    let length = number(&by["length"])? as usize;
    usize::try_from(frame)
        .ok()
        .and_then(|frame| frames.get(frame.checked_sub(1)?))
        .ok_or_else(|| format!("no frame {frame}"))?
        .bytes
        .get(offset..offset + length)
        .filter(|bytes| !bytes.is_empty())
        .ok_or_else(|| format!("no bytes {offset}+{length} in frame {frame}"))
}

/// The ways in which the report may spell a field of these bytes: a number, hexadecimal digits, an address.
fn spelt(field: &str, bytes: &[u8]) -> Vec<Value> {
    let mut number: u64 = bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
    if field == "tcp.flags" {
        number &= 0x0fff; // the upper four bits are the data offset
    }
    let mut digits = String::new();
    for byte in bytes {
        let _ = write!(digits, "{byte:02x}");
    }
    let mut spelt = vec![number.into(), digits.into()];
    spelt.extend(ip(bytes).ok().map(|ip| ip.to_string().into()));
    spelt
}

/// Do the bytes of `by` give `after`, by the arithmetic that the write names?
fn decode(write: &Value, by: &Value, frames: &[Frame]) -> Result<(), String> {
    let bytes = bytes(by, frames)?;
    let arithmetic = &write["arithmetic"];
    let kind = arithmetic["kind"].as_str().unwrap_or("none");
    if kind == "rule" {
        return Ok(());
    }
    if let Some(address) = write["after"].as_str() {
        return same(address, &ip(bytes)?.to_string());
    }
    let value = bytes
        .iter()
        .try_fold(0_u32, |value, byte| Some(value.checked_mul(256)? + u32::from(*byte)))
        .ok_or("more than 32 bits")?;
    let after = number(&write["after"])?;
    if let Some(from) = arithmetic.get("from") {
        same(&number(from)?, &u64::from(value))?;
    }
    let expected = match kind {
        "same" => value,
        "plus" => {
            let mut sum = value;
            for part in ["syn", "data", "fin"] {
                sum = sum.wrapping_add(number(&arithmetic[part])? as u32);
            }
            sum
        }
        "minus" => value.wrapping_sub(number(&arithmetic["less"])? as u32),
        "shifted" => {
            let shift = number(&arithmetic["shift"])?;
            if shift > 14 {
                return Err(format!("a shift of {shift}"));
            }
            value << shift
        }
        other => return Err(format!("no arithmetic {other:?}")),
    };
    same(&after, &u64::from(expected))
}

fn same<T: PartialEq + std::fmt::Debug + ?Sized>(told: &T, bytes: &T) -> Result<(), String> {
    if told == bytes { Ok(()) } else { Err(format!("told {told:?}, but the bytes say {bytes:?}")) }
}

fn ip(bytes: &[u8]) -> Result<IpAddr, String> {
    if let Ok(four) = <[u8; 4]>::try_from(bytes) {
        Ok(Ipv4Addr::from(four).into())
    } else if let Ok(sixteen) = <[u8; 16]>::try_from(bytes) {
        Ok(Ipv6Addr::from(sixteen).into())
    } else {
        Err(format!("{} bytes are no address", bytes.len()))
    }
}

fn writes(report: &Value) -> Vec<(String, &Value)> {
    array(&report["connections"]).iter().flat_map(writes_of).collect()
}

fn writes_of(connection: &Value) -> Vec<(String, &Value)> {
    let mut writes = Vec::new();
    for (index, step) in array(&connection["steps"]).iter().enumerate() {
        let at = format!("connection {} step {index}", connection["id"]);
        writes.extend(array(&step["writes"]).iter().map(|write| (at.clone(), write)));
    }
    writes
}

fn number(value: &Value) -> Result<u64, String> {
    value.as_u64().ok_or_else(|| format!("no number: {value}"))
}
