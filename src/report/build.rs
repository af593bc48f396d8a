//! Facts and explanations to the report's data.

use super::data::{
    After, Arithmetic, Around, By, Capture, CaptureFinding, Close, Connection, Fate, Finding, Handshake,
    Header, Interface, Loss, Mac, Matched, Mptcp, Peer, Socket, Step, Transition, Verdict, Way, Write, Zeek,
};
use super::names::{link_name, seconds, who};
use super::timing::Timing;
use crate::capture::Description;
use crate::connection::pair;
use crate::connection::zeek;
use crate::connection::{self as conn, SideSummary, Summary};
use crate::dissect::Tunnel;
use crate::dissect::tunnel::Layer;
use crate::explain;
use crate::language::findings::note;
use crate::language::rules::Because;
use crate::language::{Language, text};
use crate::tell::peer::Joined;
use crate::tell::survey::Survey;
use crate::tell::{Head, Told};

/// A length of time as a number of seconds.
#[allow(clippy::cast_precision_loss)] // exact to the nanosecond for the first 104 days
fn span(nanos: i128) -> f64 {
    nanos as f64 / 1e9
}

/// The capture as a whole.
pub(crate) fn capture(file: &str, description: &Description, survey: &Survey, language: Language) -> Capture {
    Capture {
        file: file.to_owned(),
        format: description.format,
        compressed: description.compressed,
        frames: survey.frames,
        bytes: survey.bytes,
        first: survey.first.map(seconds),
        last: survey.last.map(seconds),
        link_types: survey.links.iter().map(|&link| link_name(link)).collect(),
        interfaces: description
            .interfaces
            .iter()
            .map(|interface| Interface {
                name: interface.name.clone(),
                description: interface.description.clone(),
                link_type: link_name(interface.link),
                snap_length: (interface.snap_length > 0).then_some(interface.snap_length),
                received: interface.received,
                dropped: interface.dropped,
            })
            .collect(),
        findings: survey
            .findings()
            .into_iter()
            .map(|finding| CaptureFinding {
                code: finding.code().to_owned(),
                frame: finding.frame,
                offset: finding.offset,
                count: finding.count,
                connections: finding.connections.iter().map(|id| id.0).collect(),
                severity: finding.severity,
                evidence: finding.evidence,
                text: finding.text(language),
            })
            .collect(),
    }
}

/// A connection as `list` knows it: no ledger, no segments but for the letters of Zeek's history.
pub(crate) fn row(summary: &Summary, history: Option<&str>) -> Connection {
    let words = history
        .map_or_else(|| zeek::Words::of_summary(summary), |history| zeek::Words::new(summary, history));
    connection_of(summary, words)
}

/// A connection as hindsight knows it.
pub(crate) fn connection(head: &Head<'_>, language: Language) -> Connection {
    let mut connection = connection_of(head.summary, head.zeek.clone());
    let conn::Pair([client, server]) = &head.hindsight.transitions;
    let transitions = |told: &[conn::Transition]| {
        Some(told.iter().map(|t| transition(t, head.hindsight, language)).collect::<Vec<_>>())
    };
    connection.client.transitions = transitions(client);
    connection.server.transitions = transitions(server);
    let [client, server] = head.macs;
    connection.client.mac = Some(client.map(|mac| Mac(mac).to_string()));
    connection.server.mac = Some(server.map(|mac| Mac(mac).to_string()));
    connection.findings = Some(head.hindsight.findings.iter().map(|f| finding(f, language)).collect());
    let nearer = head.nearer();
    let timing = head.hindsight.timing.as_ref();
    connection.timing = Some(timing.map(|timing| Timing::new(timing, nearer.as_ref(), language)));
    connection.peer = head.peer.map(|told| match told {
        crate::tell::Peer::Absent(_) => None,
        crate::tell::Peer::Joined(joined) => Some(peer(joined)),
    });
    connection
}

fn connection_of(summary: &Summary, words: zeek::Words) -> Connection {
    let handshake = &summary.handshake;
    let (answer, ack) = handshake.halves();
    let between = |nanos: Option<i64>| nanos.map(|n| span(i128::from(n)));
    Connection {
        id: summary.id.0,
        stream: summary.stream.0,
        client: socket(&summary.client, &summary.server),
        server: socket(&summary.server, &summary.client),
        roles_seen: summary.roles_seen,
        outcome: summary.outcome,
        errno: summary.errno.map(|(errno, _)| errno),
        errno_evidence: summary.errno.map(|(_, evidence)| evidence),
        zeek: Zeek { conn_state: words.conn_state.map(str::to_owned), history: words.history },
        completeness: summary.completeness,
        handshake: Handshake {
            syn: handshake.syn,
            synack: handshake.syn_ack,
            ack: handshake.ack,
            rtt: handshake.gaps().map(|(a, b)| span(i128::from(a) + i128::from(b))),
            syn_to_synack: between(answer),
            synack_to_ack: between(ack),
            opened_in: between(handshake.opened_in),
            syns: handshake.syns,
            complete: handshake.complete(),
        },
        close: summary.close.map(|close| Close {
            initiator: who(close.initiator),
            kind: close.kind,
            frame: close.frame,
            implied: summary.implied_fin.map(who),
        }),
        earlier: summary.earlier.map(|id| id.0),
        tunnel: summary.tunnel.iter().flat_map(Tunnel::layers).map(around).collect(),
        mptcp: summary.multipath.map(mptcp),
        first_frame: summary.first_frame,
        last_frame: summary.last_frame,
        first: summary.first.map(seconds),
        last: summary.last.map(seconds),
        duration: summary.duration().map(span),
        findings: None,
        timing: None,
        peer: None,
    }
}

fn mptcp(part: conn::Multipath) -> Mptcp {
    match part {
        conn::Multipath::First => Mptcp::First,
        conn::Multipath::Subflow { join, accepted } => Mptcp::Subflow {
            token: join.token.to_string(),
            connection: join.key.map(|key| key.connection.0),
            accepted,
        },
    }
}

fn around(layer: Layer) -> Around {
    Around {
        kind: layer.kind,
        number: layer.number,
        ends: layer.ends.map(|(one, other)| [one.to_string(), other.to_string()]),
    }
}

fn peer(joined: &Joined) -> Peer {
    let seconds = |nanos: i64| span(i128::from(nanos));
    let way = |way: &pair::Way, losses: &[crate::tell::peer::Loss]| {
        let took = |place: usize| way.took.and_then(|took| took.get(place).copied()).map(seconds);
        Way {
            sent: way.sent,
            arrived: way.arrived,
            lost: way.lost,
            extra: way.extra,
            shortest: took(0),
            median: took(1),
            longest: took(2),
            losses: losses
                .iter()
                .map(|loss| Loss {
                    frame: loss.frame,
                    seq: loss.seq.0,
                    data: loss.data,
                    acknowledged: loss.acknowledged,
                })
                .collect(),
        }
    };
    let ([forth, back], [from_client, from_server]) = (&joined.ways, &joined.losses);
    Peer {
        file: joined.file.clone(),
        connection: joined.there.id.0,
        near: who(joined.near),
        offset: joined.offset.map(seconds),
        matched: Matched {
            exactly: joined.matched.exactly,
            by_order: joined.matched.by_order,
            by_numbers: joined.matched.by_numbers,
        },
        forth: way(forth, from_client),
        back: way(back, from_server),
    }
}

fn fate(far: explain::Far) -> Fate {
    let seconds = |took: Option<i64>| took.map(|nanos| span(i128::from(nanos)));
    match far.fate {
        pair::Fate::Seen { frame, took } if far.leaves => Fate::Arrives { frame, took: seconds(took) },
        pair::Fate::Seen { frame, took } => Fate::Left { frame, took: seconds(took) },
        pair::Fate::Lost { acknowledged } => Fate::Lost { acknowledged },
        pair::Fate::Extra => Fate::Extra,
    }
}

fn socket(own: &SideSummary, peer: &SideSummary) -> Socket {
    Socket {
        ip: own.endpoint.ip.to_string(),
        port: own.endpoint.port,
        mac: None,
        state: own.state,
        iss: own.iss.map(|seq| seq.0),
        irs: peer.iss.map(|seq| seq.0),
        mss: own.mss,
        window_shift: own.shift,
        window_shift_offered: own.shift_offered,
        sack_permitted: own.sack_permitted,
        timestamps: own.timestamps,
        segments: own.segments,
        bytes: own.bytes,
        unique_bytes: own.unique_bytes,
        transitions: None,
    }
}

fn transition(told: &conn::Transition, hindsight: &conn::Hindsight, language: Language) -> Transition {
    Transition {
        frame: told.frame,
        from: told.from,
        to: told.to,
        evidence: told.evidence,
        verdict: hindsight.verdict(told.write).map(verdict),
        rule: told.because,
        reason: because(told.because, language),
    }
}

/// Why, as a sentence.
fn because(rule: conn::Rule, language: Language) -> String {
    Because::Rule { rule }.text(language)
}

fn verdict(verdict: conn::Verdict) -> Verdict {
    Verdict { kind: verdict.kind, frame: verdict.frame }
}

fn finding(found: &conn::Finding, language: Language) -> Finding {
    let mut args = match serde_json::to_value(found.kind) {
        Ok(serde_json::Value::Object(args)) => args,
        _ => serde_json::Map::new(),
    };
    let code = match args.remove("code") {
        Some(serde_json::Value::String(code)) => code,
        _ => String::new(),
    };
    if found.kind.depends_on_place() {
        let position = found.vantage.map(|vantage| vantage.position);
        let by = found.vantage.map(|vantage| vantage.by);
        // Plain names: they have a JSON form.
        args.insert("position".to_owned(), serde_json::to_value(position).unwrap_or_default());
        args.insert("position_by".to_owned(), serde_json::to_value(by).unwrap_or_default());
    }
    let note = note(&found.kind);
    Finding {
        code,
        frame: found.frame,
        severity: found.kind.severity(),
        evidence: found.evidence,
        args,
        title: note.title(language),
        text: text(&explain::finding(found), language),
        rules: note.rules,
        alternatives: note.fits(language),
        would_decide: note.decides.map(|decider| decider.text(language)),
        wireshark: note.wireshark,
    }
}

/// One step.
pub(crate) fn step<'a>(told: &'a Told<'a>, language: Language) -> Step<'a> {
    let facts = told.facts;
    let step = &facts.step;
    let [client, server] = facts.after;
    Step {
        number: facts.number,
        frame: step.frame(),
        fragments: &told.explanation.fragments,
        time: step.time.filter(|_| step.frame().is_some()).map(seconds),
        sender: step.sender().map(who),
        kind: step.kind(),
        repeats: step.repeats(),
        errno: match step.act() {
            Some(conn::Act::ConnectReturns(errno)) => Some(errno),
            _ => None,
        },
        evidence: step.shown_by().map(|(evidence, _)| evidence),
        header: told.tree.filter(|_| step.frame().is_some()).map(Header),
        fate: facts.far.map(fate),
        writes: facts
            .writes
            .iter()
            .map(|(w, v)| {
                let seen_far = match facts.far_end(w) {
                    Some(explain::FarEnd::Seen(frame)) => Some(frame),
                    Some(explain::FarEnd::Lost) | None => None,
                };
                Write { seen_far, ..write(w, *v, language) }
            })
            .collect(),
        after: After { client, server },
        message: &told.explanation.says,
        text: text(&told.explanation.says, language),
    }
}

fn write(write: &conn::Write, found: Option<conn::Verdict>, language: Language) -> Write {
    Write {
        socket: who(write.socket),
        variable: write.variable,
        before: write.before,
        after: write.after,
        by: write.by.map(by),
        arithmetic: arithmetic(write.arithmetic),
        evidence: write.evidence,
        verdict: found.map(verdict),
        seen_far: None,
        rule: write.because,
        because: because(write.because, language),
    }
}

/// Bytes of a frame.
pub(super) fn by(by: conn::By) -> By {
    By {
        frame: by.frame,
        field: by.field.name(),
        datagram: (by.datagram > 0).then_some(by.datagram),
        offset: by.offset,
        length: by.length,
    }
}

/// How a value follows from bytes.
pub(super) fn arithmetic(arithmetic: conn::Arithmetic) -> Arithmetic {
    match arithmetic {
        conn::Arithmetic::Same => Arithmetic::Same,
        conn::Arithmetic::Plus { from, syn, data, fin } => {
            Arithmetic::Plus { from, syn: u8::from(syn), data, fin: u8::from(fin) }
        }
        conn::Arithmetic::Minus { from, less } => Arithmetic::Minus { from, less },
        conn::Arithmetic::Shifted { from, shift } => Arithmetic::Shifted { from, shift },
        conn::Arithmetic::Rule => Arithmetic::Rule,
    }
}
