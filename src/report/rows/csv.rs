//! Rows as comma-separated values (RFC 4180), one line a connection; what is not known is empty.

use super::digits::{push_ip, push_number, push_seconds};
use crate::connection::Summary;
use crate::connection::zeek::Words;
use crate::language::Language;
use crate::language::tunnel::tunnel;
use crate::report::names::outcome_name;

/// The head line.
pub(super) const HEAD: &str = "file,id,stream,client_ip,client_port,server_ip,server_port,outcome,errno,start,duration,rtt,\
client_segments,server_segments,client_bytes,server_bytes,completeness,zeek_conn_state,first_frame,last_frame,tunnel,subflow_of\n";

/// A row.
pub(super) fn row(line: &mut String, about: &Summary, file: &str) {
    quoted(line, file);
    let number = |line: &mut String, number: u64| {
        line.push(',');
        push_number(line, number);
    };
    number(line, u64::from(about.id.0));
    number(line, u64::from(about.stream.0));
    for side in [&about.client, &about.server] {
        line.push(',');
        push_ip(line, side.endpoint.ip);
        number(line, u64::from(side.endpoint.port));
    }
    line.push(',');
    line.push_str(outcome_name(about.outcome));
    line.push(',');
    line.push_str(about.errno.map_or("", |(errno, _)| errno.name()));
    let handshake = &about.handshake;
    let rtt = handshake.gaps();
    for nanos in
        [about.first.map(|time| time.0), about.duration(), rtt.map(|(a, b)| i128::from(a) + i128::from(b))]
    {
        line.push(',');
        if let Some(nanos) = nanos {
            push_seconds(line, nanos, 9);
        }
    }
    number(line, about.client.segments);
    number(line, about.server.segments);
    number(line, about.client.bytes);
    number(line, about.server.bytes);
    number(line, u64::from(about.completeness));
    line.push(',');
    line.push_str(Words::of_summary(about).conn_state.unwrap_or(""));
    number(line, about.first_frame);
    number(line, about.last_frame);
    line.push(',');
    if let Some(around) = &about.tunnel {
        quoted(line, &tunnel(around, Language::English));
    }
    line.push(',');
    if let Some(first) = about.subflow_of() {
        push_number(line, u64::from(first.0));
    }
    line.push('\n');
}

fn quoted(line: &mut String, text: &str) {
    if !text.contains(['"', ',', '\n', '\r']) {
        line.push_str(text);
        return;
    }
    line.push('"');
    line.push_str(&text.replace('"', "\"\""));
    line.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_with_commas_and_quotes_is_quoted() {
        let mut line = String::new();
        quoted(&mut line, "a \"b\",c.pcap");
        assert_eq!(line, "\"a \"\"b\"\",c.pcap\"");
    }
}
